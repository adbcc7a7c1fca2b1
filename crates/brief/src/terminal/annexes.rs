//! The annexes A to F, and those from G on from their own module.

use super::parts::{letter, more, people, said, sources, voice};
use crate::line::{Line, clean_part};
use crate::marks;
use crate::model::{
    Annexes, ClauseConsent, ClauseText, DraftCount, Event, HistoryEntry, Indicator, PartyConsent,
    PartyPosition, RunKind, TextAnnex, Wording,
};
use crate::paper::{Ink, Paper, isolate};

pub(super) fn write(paper: &mut Paper, annexes: &Annexes) {
    paper.heading("Annex A. The text with its open points, and positions");
    match &annexes.text {
        Some(text) => the_text(paper, text),
        None => paper.paragraph("There is no text that this reader may see."),
    }
    if !annexes.terms.is_empty() {
        paper.heading("Words for the same thing");
        for term in &annexes.terms {
            let mut line = Line::new().given(&term.neutral).text(" \u{2013} ");
            for (at, (who, words)) in term.words.iter().enumerate() {
                line = line.text(if at > 0 { "; " } else { "" }).given(&who.name).text(": ").quoted(words);
            }
            paper.item(0, "-", line.isolated());
        }
    }
    consent(paper, annexes);
    open_points(paper, &annexes.open_points);
    chronology(paper, &annexes.chronology);
    indicators(paper, &annexes.indicators);
    doubts(paper, annexes);
    super::told::write(paper, &annexes.told);
}

fn the_text(paper: &mut Paper, text: &TextAnnex) {
    let mut line = Line::new().given(&text.draft.title).text(", ").text(&text.draft.on.words);
    line = line.text(", ").text(&text.draft.language);
    if let Some(remark) = text.draft.standing.remark() {
        line = line.text(" \u{2013} ").text(remark);
    }
    line = line.text(". Open words keep their brackets.");
    if text.clauses.iter().any(|clause| !clause.marks.is_empty()) {
        line = line.text(" ").text(marks::WHOSE);
    }
    paper.paragraph(line.isolated());
    for clause in &text.clauses {
        one_clause(paper, clause);
    }
}

fn one_clause(paper: &mut Paper, clause: &ClauseText) {
    let mut words = String::new();
    for run in &clause.runs {
        let shown = clean_part(&run.words);
        words.push_str(&if run.kind == RunKind::Plain { shown } else { paper.ink(Ink::Strong, &shown) });
    }
    let label = if clause.label.is_empty() { String::new() } else { format!("{} ", isolate(&clause.label)) };
    paper.blank();
    let text = format!("{label}{}{}{}", crate::line::ISOLATE, words.trim(), crate::line::POP);
    paper.indented(2 * clause.depth.min(4), &text);
    let marks = marks::said(&clause.marks);
    if !marks.is_empty() {
        let marks = Line::from("In the draft: ").line(&marks);
        paper.inked(Ink::Faint, 2 * clause.depth.min(4), marks.isolated());
    }
    for position in &clause.positions {
        one_position(paper, 2 * clause.depth.min(4) + 2, position);
    }
}

fn one_position(paper: &mut Paper, indent: usize, position: &PartyPosition) {
    let mark =
        letter(paper, &position.status.status, &position.status.letter, position.stale, position.flagged);
    let mut line = Line::new().given(&position.party.name).text(": ").text(&position.status.words);
    for remark in &position.remarks {
        line = line.text("; ").line(remark);
    }
    paper.item(indent, &format!("| {mark}"), line.isolated());
    for one in &position.voices {
        paper.item(indent, "|  ", voice(one).isolated());
    }
}

fn consent(paper: &mut Paper, annexes: &Annexes) {
    paper.heading("Annex B. Consent by clause, and its history");
    for two in &annexes.different_words {
        let line = Line::new().given(&two.place.label).text(": consent rests on different words");
        paper.inked(Ink::Alarm, 0, line.isolated());
        for wording in &two.wordings {
            let line = people(&wording.parties).text(" on ").given(&wording.draft);
            paper.item(2, "-", on_words(line, wording).isolated());
        }
    }
    if annexes.consent.is_empty() {
        paper.paragraph("No text that this reader may see.");
    }
    for clause in &annexes.consent {
        clause_consent(paper, clause);
    }
    if !annexes.elsewhere.is_empty() {
        paper.blank();
        paper.paragraph("Consent and refusals that lead to no clause of the present text:");
        for entry in &annexes.elsewhere {
            history(paper, 2, entry);
        }
    }
}

/// Who consented to what, with the words and what was chosen in them.
pub(super) fn on_words(line: Line, wording: &Wording) -> Line {
    let line = match &wording.words {
        Some(words) => line.text(": ").line(&said(words)),
        None => line,
    };
    wording
        .chosen
        .iter()
        .enumerate()
        .fold(line, |line, (at, words)| line.text(if at == 0 { ", chosen: " } else { ", " }).line(words))
}

fn clause_consent(paper: &mut Paper, clause: &ClauseConsent) {
    paper.blank();
    let mut line = Line::new().list(clause.clauses.iter().map(|clause| clause.place.label.as_str()));
    if let [clause] = clause.clauses.as_slice()
        && let Some(words) = &clause.words
    {
        line = line.text(": ").line(&said(words));
    }
    paper.paragraph(line.isolated());
    for party in &clause.parties {
        party_consent(paper, party);
    }
}

pub(super) fn party_consent(paper: &mut Paper, party: &PartyConsent) {
    let stale = party.flags.iter().any(|flag| flag == "stale");
    let flagged = party.flags.iter().any(|flag| flag != "stale");
    let mark = letter(paper, &party.status.status, &party.status.letter, stale, flagged);
    let mut line = Line::new().given(&party.party.name).text(": ").text(&party.status.words);
    if !party.flag_words.is_empty() {
        line = line.text(" \u{2013} ").text(&party.flag_words.join("; "));
    }
    paper.item(2, &mark, line.isolated());
    if let Some(note) = &party.note {
        paper.indented(6, &isolate(note));
    }
    more(paper, 6, party.history_more, "D");
    for entry in &party.history {
        history(paper, 6, entry);
    }
}

fn history(paper: &mut Paper, indent: usize, entry: &HistoryEntry) {
    let mut line =
        Line::new().text(&entry.on.words).text(": ").line(&people(&entry.by)).text(" ").line(&entry.what);
    if let Some(words) = &entry.words {
        line = line.text(": ").line(&said(words));
    }
    paper.item(indent, "-", line.isolated());
    if let Some(given_to) = &entry.given_to {
        paper.indented(indent + 2, Line::new().text("Given to the words ").line(&said(given_to)).isolated());
    }
    for condition in &entry.conditions {
        paper.indented(indent + 2, Line::new().text("On condition: ").line(condition).isolated());
    }
    sources(paper, indent + 2, &entry.sources);
}

fn open_points(paper: &mut Paper, counts: &[DraftCount]) {
    paper.heading("Annex C. Open points over drafts");
    paper.paragraph(crate::wording::COUNTS_BRACKETS);
    paper.blank();
    let most = counts.iter().filter_map(|count| count.open_points).max().unwrap_or(0).max(1);
    let room = (paper.width() / 4).max(1);
    let mut rows = vec![vec!["Draft".to_owned(), "Date".to_owned(), "Open points".to_owned()]];
    rows.extend(counts.iter().map(|count| {
        let points = match count.open_points {
            Some(points) => format!("{points} {}", "#".repeat((points * room).div_ceil(most))),
            None => "unknown".to_owned(),
        };
        let title = match count.draft.standing.remark() {
            Some(remark) => format!("{} ({remark})", isolate(&count.draft.title)),
            None => isolate(&count.draft.title),
        };
        vec![title, count.draft.on.words.clone(), points]
    }));
    paper.table(&rows);
}

fn chronology(paper: &mut Paper, events: &[Event]) {
    paper.heading("Annex D. Chronology, with sources");
    super::events(paper, events);
}

pub(super) fn events(paper: &mut Paper, events: &[Event]) {
    for event in events {
        let dates: Vec<String> = event
            .dates
            .iter()
            .map(|date| match &date.source {
                Some(source) => format!("{} (according to {})", date.on.words, isolate(source)),
                None => date.on.words.clone(),
            })
            .collect();
        let mut line = Line::new().line(&event.what);
        if let Some(words) = &event.words {
            line = line.text(": ").line(&said(words));
        }
        let dates = dates.join(" / ");
        paper.paragraph(&format!("{}: {}", paper.ink(Ink::Strong, &dates), line.isolated()));
        if let Some(known) = &event.known {
            paper.inked(Ink::Faint, 4, &format!("known since {}", known.words));
        }
        for label in &event.labels {
            let who = people(&label.who).text(if label.own { " (author)" } else { "" });
            paper.indented(4, who.text(" calls it ").quoted(&label.label).isolated());
        }
        if let Some(note) = &event.note {
            paper.indented(4, Line::new().text("Note: ").given(note).isolated());
        }
        if event.sources.is_empty() {
            paper.inked(Ink::Faint, 4, "no source recorded");
        }
        sources(paper, 4, &event.sources);
    }
}

fn indicators(paper: &mut Paper, indicators: &[Indicator]) {
    paper.heading("Annex E. Indicators");
    if indicators.is_empty() {
        paper.paragraph("No figure that this reader may see.");
    }
    for indicator in indicators {
        paper.blank();
        let unit = indicator.unit.as_ref().map_or_else(String::new, |unit| format!(" in {}", isolate(unit)));
        paper.paragraph(&format!("{}{unit}", isolate(&indicator.indicator)));
        for figure in &indicator.figures {
            let figures = format!("{}: {}", figure.on.words, isolate(&figure.words));
            paper.item(2, "-", &figures);
            for remark in &figure.remarks {
                paper.inked(Ink::Faint, 6, remark);
            }
            sources(paper, 6, &figure.sources);
        }
    }
}

fn doubts(paper: &mut Paper, annexes: &Annexes) {
    paper.heading("Annex F. Disputed and unknown");
    if annexes.disputed.is_empty() {
        paper.paragraph("Nothing on record as disputed.");
    }
    for one in &annexes.disputed {
        paper.item(0, "- Disputed:", one.what.isolated());
        for (at, account) in one.voices.iter().enumerate() {
            paper.item(4, "-", voice(account).isolated());
            if let Some(from) = one.sources.get(at) {
                sources(paper, 8, from);
            }
        }
    }
    if annexes.unknown.is_empty() {
        paper.paragraph("Nothing on record as unknown.");
    }
    for one in &annexes.unknown {
        paper.item(0, "- Unknown:", one.what.isolated());
        sources(paper, 4, &one.sources);
    }
}
