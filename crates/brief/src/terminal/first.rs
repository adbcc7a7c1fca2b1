//! The first page, in the order in which it is read.

use super::parts::{letter, more, people, said, sources, voice};
use crate::line::Line;
use crate::model::{Block, Changes, Danger, Doubt, FirstPage, Matrix, MatrixRow, Next, Seen};
use crate::paper::{Ink, Paper, isolate};
use crate::wording;

pub(super) fn write(paper: &mut Paper, first: &FirstPage) {
    changed(paper, &first.changed);
    danger(paper, &first.danger);
    next(paper, first.next.as_ref());
    paper.heading("The one ask and the fallback");
    let not_written = "not written in the record of the round".to_owned();
    for (what, words) in [("Ask", &first.ask.ask), ("Fallback", &first.ask.fallback)] {
        let words = words.as_ref().map_or_else(|| not_written.clone(), |words| isolate(words));
        paper.item(0, &format!("{what}:"), &words);
    }
    paper.heading("What blocks");
    if first.blocks.is_empty() {
        paper.paragraph("Nothing on record.");
    }
    for (at, block) in first.blocks.iter().enumerate() {
        one_block(paper, at + 1, block);
    }
    more(paper, 0, first.blocks_more, "A and D");
    consent(paper, &first.consent);
    doubts(paper, &first.doubts, first.doubts_more);
    meeting(paper, first);
}

fn changed(paper: &mut Paper, changes: &Changes) {
    match &changes.since {
        Some(since) => paper.heading(&format!("Changed since the brief of {}", since.words)),
        None => paper.heading("Changed since the last brief"),
    }
    if changes.since.is_none() {
        paper.paragraph("No earlier brief was named. The chronology is in annex D.");
    } else if changes.lines.is_empty() {
        paper.paragraph("Nothing that this reader may see.");
    }
    for change in &changes.lines {
        paper.item(0, "-", Line::new().text(&change.on.words).text(": ").line(&change.what).isolated());
    }
    more(paper, 0, changes.more, "D");
}

fn danger(paper: &mut Paper, danger: &Danger) {
    paper.heading("Danger");
    if danger.warnings.is_empty() && danger.lapsing.is_empty() && danger.deadlines.is_empty() {
        paper.paragraph("No warning in force, no deadline and no offer about to lapse on record.");
    }
    for warning in &danger.warnings {
        let mut line = Line::new().text("by ").line(&people(&warning.by));
        if !warning.about.is_empty() {
            line = line.text(", about ").line(&people(&warning.about));
        }
        if let Some(words) = &warning.words {
            line = line.text(": ").line(&said(words));
        }
        if let Some(certainty) = &warning.certainty {
            line = line.text(" Certainty: ").given(certainty).text(".");
        }
        line = line
            .text(" [")
            .text(&warning.on.words)
            .text(", ")
            .text(&wording::until(warning.until.as_ref()))
            .text("]");
        for (at, option) in warning.concerns.iter().enumerate() {
            line = line.text(if at == 0 { " Concerns: " } else { "; " }).given(option);
        }
        let bullet = paper.ink(Ink::Alarm, "! Warning");
        paper.item(0, &bullet, line.isolated());
        sources(paper, 4, &warning.sources);
    }
    for offer in &danger.lapsing {
        let bullet = paper.ink(Ink::Alarm, "! Lapses");
        paper.item(0, &bullet, Line::new().text(&offer.until.words).text(": ").line(&offer.what).isolated());
    }
    for deadline in &danger.deadlines {
        paper.item(
            0,
            "- Due",
            Line::new().text(&deadline.on.words).text(": ").line(&deadline.what).isolated(),
        );
    }
    more(paper, 0, danger.more, "D");
}

fn next(paper: &mut Paper, next: Option<&Next>) {
    paper.heading("Whom you see next");
    let Some(next) = next else {
        paper.paragraph("No round ahead or running is on record.");
        return;
    };
    let mut line = Line::new().text(&wording::round_head(next));
    if let Some(place) = &next.place {
        line = line.text(", ").given(place);
    }
    for (title, items) in [(". Aims: ", &next.aims), (". Without a deal, as stated: ", &next.without_deal)] {
        for (at, item) in items.iter().enumerate() {
            line = line.text(if at == 0 { title } else { "; " }).given(item);
        }
    }
    if !next.absent.is_empty() {
        line = line.text(". Not attending: ").line(&people(&next.absent));
    }
    paper.paragraph(line.text(".").isolated());
    if next.people.is_empty() {
        paper.paragraph("No attendee on record.");
    }
    for person in &next.people {
        seen(paper, person);
    }
    more(paper, 0, next.more, "D");
}

fn seen(paper: &mut Paper, seen: &Seen) {
    paper.item(
        0,
        "-",
        Line::new().given(&seen.who.name).text(" (").text(&seen.roles.join(", ")).text(")").isolated(),
    );
    let mut authority = Line::new();
    if let Some(principal) = &seen.principal {
        authority = authority.text("decides: ").given(principal);
        if let Some(since) = &seen.principal_since {
            authority = authority.text(" (since ").text(&since.words).text(")");
        }
    }
    if let Some(mandate) = &seen.mandate {
        authority =
            authority.text(if seen.principal.is_some() { "; mandate: " } else { "mandate: " }).given(mandate);
        if seen.mandate_is_older {
            authority = authority.text(" (from before the present principal)");
        }
    }
    fact(paper, "Authority", &authority, "not recorded");
    let last = seen.last_words.as_ref().map(voice_of_seen).unwrap_or_default();
    fact(paper, "Last words", &last, "none on record");
    let mut holds = Line::new();
    for held in &seen.holds {
        if !holds.is_empty() {
            holds = holds.text("; ");
        }
        let remarks = wording::held(held);
        holds = holds.given(&held.title).text(", ").text(&held.language).text(&remarks);
        holds = holds.text(" [").text(&held.on.words).text("]");
    }
    fact(paper, "Holds", &holds, "no delivery on record");
    let mut promised = Line::new();
    for promise in &seen.promised {
        if !promised.is_empty() {
            promised = promised.text("; ");
        }
        promised = promised.text("by ").line(&people(&promise.by));
        if let Some(words) = &promise.words {
            promised = promised.text(": ").line(&said(words));
        }
        promised = promised.text(" [").text(&promise.on.words).text("]");
    }
    fact(paper, "Promised", &promised, "nothing on record");
    more(paper, 2, seen.more, "D");
}

fn voice_of_seen(last: &crate::model::Voice) -> Line {
    voice(&crate::model::Voice { who: Vec::new(), ..last.clone() })
}

fn fact(paper: &mut Paper, what: &str, line: &Line, none: &str) {
    let words = if line.is_empty() { none } else { line.isolated() };
    paper.item(2, &format!("{what}:"), words);
}

fn one_block(paper: &mut Paper, number: usize, block: &Block) {
    let line = Line::new().line(&block.subject).text(": ").text(wording::block(block.kind));
    paper.item(0, &format!("{number}."), line.isolated());
    for one in &block.voices {
        paper.item(3, "-", voice(one).isolated());
    }
    more(paper, 3, block.more, "A and D");
}

fn consent(paper: &mut Paper, matrix: &Matrix) {
    paper.heading("Consent");
    match &matrix.rule {
        Some(rule) => paper.paragraph(Line::new().text("Declared rule: ").quoted(rule).isolated()),
        None => paper.paragraph("No rule on the whole is declared."),
    }
    if matrix.parties.is_empty() || matrix.rows.is_empty() {
        paper.paragraph("No party or no text that this reader may see.");
        return;
    }
    let mut rows = vec![
        std::iter::once("Clauses".to_owned())
            .chain(matrix.parties.iter().map(|party| isolate(&party.name)))
            .collect(),
    ];
    rows.extend(matrix.rows.iter().map(|row| table_row(paper, row)));
    paper.table(&rows);
    more(paper, 0, matrix.more, "B");
    let legend: Vec<String> =
        matrix.legend.iter().map(|entry| format!("{} {}", entry.letter, entry.words)).collect();
    paper.paragraph(&legend.join("; "));
    if !matrix.different_words.is_empty() {
        let places = matrix.different_words.iter().map(|place| place.label.as_str());
        let mut line = Line::from("The parties\u{2019} consent rests on different words: ").list(places);
        if matrix.different_words_more > 0 {
            line = line.text(&format!(" and {} more", matrix.different_words_more));
        }
        paper.inked(Ink::Alarm, 0, line.text(" (annex B).").isolated());
    }
}

fn table_row(paper: &Paper, row: &MatrixRow) -> Vec<String> {
    let mut group = isolate(&row.group);
    if row.clauses > 1 {
        group.push_str(&format!(" ({} clauses)", row.clauses));
    }
    let cells = row.cells.iter().map(|cell| {
        let marks: Vec<String> = cell
            .marks
            .iter()
            .map(|mark| {
                let letter =
                    letter(paper, &mark.status.status, &mark.status.letter, mark.stale, mark.flagged);
                if row.clauses > 1 { format!("{letter} {}/{}", mark.count, row.clauses) } else { letter }
            })
            .collect();
        marks.join(" \u{b7} ")
    });
    std::iter::once(group).chain(cells).collect()
}

fn doubts(paper: &mut Paper, doubts: &[Doubt], left: usize) {
    paper.heading("Disputed or unknown, and can hurt you");
    if doubts.is_empty() {
        paper.paragraph("Nothing on record as disputed or unknown.");
    }
    for doubt in doubts {
        let what = if doubt.disputed { "Disputed: " } else { "Unknown: " };
        paper.item(0, "-", Line::new().text(what).line(&doubt.what).isolated());
        for one in &doubt.voices {
            paper.item(2, "-", voice(one).isolated());
        }
    }
    more(paper, 0, left, "F");
}

fn meeting(paper: &mut Paper, first: &FirstPage) {
    paper.heading("Next meeting and press line");
    let mut line = Line::new();
    match &first.meeting {
        Some(meeting) => {
            if let Some(on) = &meeting.on {
                line = line.text(&on.words).text(" ");
            }
            line = line.line(&meeting.what);
        }
        None => line = line.text("none on record"),
    }
    paper.item(0, "Next meeting:", line.isolated());
    let press = match &first.press_line {
        Some(press) => {
            let line = said(&press.words).text(" (").line(&people(&press.by)).text(", ");
            let line = line.text(&press.on.words).text(")");
            press.corrected.iter().fold(line, |line, one| line.text("; ").line(one))
        }
        None => Line::from("none agreed on record"),
    };
    paper.item(0, "Press line:", press.isolated());
}
