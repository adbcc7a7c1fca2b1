//! Who has consented to which clause of the current draft.

use onetext_case::View;
use onetext_record::ledger::{ClauseConsent, Consent, Flag, Orphaned};
use onetext_record::{DraftId, Reader};
use serde::Serialize;

use crate::build;
use crate::heading::Heading;
use crate::line::{Line, shorten};
use crate::marks::{self, ClauseMark, Mark, Marked};
use crate::packages::{SilenceSaid, write_silence};
use crate::paper::{Ink, Paper, isolate};
use crate::terminal;
use crate::wording;

/// The state of consent, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// A declared rule on the whole.
    pub rule: Option<String>,
    /// The text now negotiated, in this view.
    pub draft: Option<DraftId>,
    /// Its clauses in the order of the text.
    pub clauses: Vec<ClauseConsent>,
    /// How its words are marked by colours behind them; absent where none are. The draft's own mark, nobody's consent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<ClauseMark>,
    /// What was said of words that cannot be followed to it.
    pub orphaned: Vec<Orphaned>,
    /// Silence procedures, with what came of each.
    pub silence: Vec<SilenceSaid>,
    /// How many things of the case could not be read and are left out; only the team is told.
    #[serde(skip_serializing_if = "is_zero")]
    pub left_out: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Status {
    /// The state of consent in a view.
    pub fn new(view: &View) -> Self {
        let ledger = view.ledger();
        let marked = ledger.draft.as_ref().and_then(|draft| Marked::in_view(view, draft));
        Self {
            marks: marked.map(|marked| marked.clauses()).unwrap_or_default(),
            heading: Heading::of(view),
            rule: view.about.rule.clone(),
            draft: ledger.draft,
            clauses: ledger.clauses,
            orphaned: ledger.orphaned,
            silence: build::silence(view),
            left_out: view.left_out,
        }
    }

    /// For a terminal.
    pub fn write(&self, view: &View, paper: &mut Paper) {
        self.heading.write(paper, "", "");
        if self.left_out > 0 {
            paper.inked(Ink::Alarm, 0, &wording::left_out(self.left_out));
        }
        let Some(version) = view.texts().current_version() else {
            paper.paragraph("There is no text in this view.");
            return;
        };
        let entry = &version.entry;
        paper.paragraph(&format!(
            "Text: {}, {}, {}.",
            isolate(entry.title()),
            wording::language(&entry.lang),
            wording::date(&entry.on, view.zone()).words
        ));
        if let Some(rule) = &self.rule {
            paper.paragraph(&format!("Declared rule: {}.", isolate(rule)));
        }
        if !version.has_words() {
            paper.paragraph("Its words are not on record.");
        }
        let mut used = Vec::new();
        let is_marked = !self.marks.is_empty();
        let mut rows = vec![head(view, is_marked)];
        for clause in &self.clauses {
            let mark = is_marked.then(|| self.mark(&clause.id));
            rows.push(row(view, &entry.id, clause, mark, paper, &mut used));
        }
        paper.blank();
        paper.table(&rows);
        legend(paper, &used);
        self.meanings(paper);
        self.differences(view, paper);
        write_silence(&self.silence, paper);
        for gone in &self.orphaned {
            let line = Line::new()
                .given(view.name(&gone.consent.party))
                .text(": ")
                .text(&wording::status(gone.consent.status.as_str()).words)
                .text(wording::gone(gone.why))
                .text(&format!(" (act {})", act(&gone.consent)));
            paper.item(0, "-", line.isolated());
        }
    }

    /// The colours behind the words of a clause, by name.
    fn mark(&self, clause: &str) -> String {
        let marks = self.marks.iter().find(|one| one.clause == clause).map_or(&[][..], |one| &one.marks);
        marks.iter().map(Mark::name).collect::<Vec<_>>().join(", ")
    }

    /// What the colours mean by the case.
    fn meanings(&self, paper: &mut Paper) {
        let mut told: Vec<&Mark> = Vec::new();
        for mark in self.marks.iter().flat_map(|clause| &clause.marks) {
            if mark.meaning.is_some() && !told.iter().any(|known| known.colour == mark.colour) {
                told.push(mark);
            }
        }
        told.sort_by_key(|mark| (mark.colour.is_none(), mark.colour.clone()));
        let mut line = Line::from(if self.marks.is_empty() { "" } else { marks::WHOSE });
        for (at, mark) in told.iter().enumerate() {
            let meaning = mark.meaning.as_deref().unwrap_or_default();
            line = line.text(if at == 0 { " By this case " } else { ", " }).text(&mark.name());
            line = line.text(" means ").quoted(meaning);
        }
        if !line.is_empty() {
            let end = if told.is_empty() { "" } else { "." };
            paper.inked(Ink::Faint, 0, line.text(end).isolated());
        }
    }

    /// Clauses for which parties' consent rests on different words.
    fn differences(&self, view: &View, paper: &mut Paper) {
        let different = build::different_words(view);
        if !different.is_empty() {
            paper.heading("Consent that rests on different words");
        }
        for two in &different {
            paper.item(0, "-", &isolate(&two.place.label));
            for wording in &two.wordings {
                let who = Line::new().list(wording.parties.iter().map(|party| party.name.as_str()));
                let line = terminal::on_words(who.text(" on ").given(&wording.draft), wording);
                paper.item(2, "-", line.isolated());
            }
        }
    }
}

/// Who reads, by name.
pub(crate) fn reader_name(view: &View) -> String {
    match &view.reader {
        Reader::Public => "the public".to_owned(),
        Reader::Team => "the mediation team".to_owned(),
        Reader::Participant(id) => view.name(id).to_owned(),
    }
}

fn act(consent: &Consent) -> &str {
    consent.act.as_ref().map_or("none", |act| act.as_str())
}

fn head(view: &View, is_marked: bool) -> Vec<String> {
    let mut head = vec!["Clause".to_owned(), "Open".to_owned()];
    head.extend(is_marked.then(|| "Mark".to_owned()));
    head.extend(view.parties().map(|party| isolate(&party.name)));
    head
}

fn row(
    view: &View,
    draft: &DraftId,
    clause: &ClauseConsent,
    mark: Option<String>,
    paper: &Paper,
    used: &mut Vec<&'static str>,
) -> Vec<String> {
    let words = view.texts().draft(draft).map(|draft| draft.text_of(clause.index)).unwrap_or_default();
    let (words, _) = shorten(&words, 42);
    let label = if clause.label.is_empty() { String::new() } else { format!("{} ", isolate(&clause.label)) };
    let open = if clause.open_points == 0 { String::new() } else { clause.open_points.to_string() };
    let mut row = vec![format!("{label}{}", isolate(&words)), open];
    row.extend(mark);
    for consent in &clause.consent {
        let status = wording::status(consent.status.as_str());
        used.push(consent.status.as_str());
        let (stale, other) =
            (consent.has(Flag::Stale), consent.flags.iter().any(|flag| *flag != Flag::Stale));
        let flags = format!("{}{}", if stale { "*" } else { "" }, if other { "†" } else { "" });
        used.extend(stale.then_some("*"));
        used.extend(other.then_some("†"));
        let ink = match consent.status.as_str() {
            "accepted" => Ink::Good,
            "rejected" | "withdrawn" => Ink::Alarm,
            "in_principle" | "ad_referendum" | "provisional" | "no_objection" | "reserved" => Ink::Middling,
            _ => Ink::Faint,
        };
        row.push(paper.ink(ink, &format!("{}{flags}", status.letter)));
    }
    row
}

fn legend(paper: &mut Paper, used: &[&str]) {
    let mut parts: Vec<String> = wording::STATUSES
        .iter()
        .filter(|(status, ..)| used.contains(status))
        .map(|(_, letter, words)| format!("{letter} {words}"))
        .collect();
    if used.contains(&"*") {
        parts.push(format!("* {}", wording::STALE_WORDS));
    }
    if used.contains(&"†") {
        parts.push(format!("† {}", wording::FLAGGED_WORDS));
    }
    if !parts.is_empty() {
        paper.blank();
        paper.inked(Ink::Faint, 0, &format!("{}.", parts.join(" · ")));
    }
}
