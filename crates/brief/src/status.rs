//! Who has consented to which clause of the current draft.

use onetext_case::View;
use onetext_record::ledger::{ClauseConsent, Consent, Orphaned};
use onetext_record::{DraftId, Reader, When};
use serde::Serialize;

use crate::line::{Line, shorten};
use crate::paper::{Ink, Paper, isolate};
use crate::wording;

/// The state of consent, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// What the case is called.
    pub title: String,
    /// The date that it is read at.
    pub as_of: When,
    /// Who reads.
    pub reader: Reader,
    /// A declared rule on the whole.
    pub rule: Option<String>,
    /// The text now negotiated, in this view.
    pub draft: Option<DraftId>,
    /// Its clauses in the order of the text.
    pub clauses: Vec<ClauseConsent>,
    /// What was said of words that are not in it any more.
    pub orphaned: Vec<Orphaned>,
}

impl Status {
    /// The state of consent in a view.
    pub fn new(view: &View) -> Self {
        let ledger = view.ledger();
        Self {
            title: view.about.title.clone(),
            as_of: view.as_of,
            reader: view.reader.clone(),
            rule: view.about.rule.clone(),
            draft: ledger.draft,
            clauses: ledger.clauses,
            orphaned: ledger.orphaned,
        }
    }

    /// For a terminal.
    pub fn write(&self, view: &View, paper: &mut Paper) {
        paper.title(&isolate(&self.title));
        paper.paragraph(&format!(
            "For {}. As of {}.",
            isolate(&reader_name(view)),
            wording::date(&self.as_of, view.zone()).words
        ));
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
        let mut rows = vec![head(view)];
        for clause in &self.clauses {
            rows.push(row(view, &entry.id, clause, paper, &mut used));
        }
        paper.blank();
        paper.table(&rows);
        legend(paper, &used);
        self.differences(view, paper);
        for gone in &self.orphaned {
            let line = Line::new()
                .given(view.name(&gone.consent.party))
                .text(": ")
                .text(&wording::status(gone.consent.status.as_str()).words)
                .text(&format!(
                    ", for words that are not in this text any more (act {})",
                    act(&gone.consent)
                ));
            paper.item(0, "-", line.isolated());
        }
    }

    /// Clauses for which parties' consent rests on different words.
    fn differences(&self, view: &View, paper: &mut Paper) {
        let mut said = false;
        for clause in self.clauses.iter().filter(|clause| !clause.different_words.is_empty()) {
            if !said {
                paper.heading("Consent that rests on different words");
                said = true;
            }
            let groups: Vec<String> = clause
                .different_words
                .iter()
                .map(|same| {
                    let parties: Vec<String> = same
                        .parties
                        .iter()
                        .map(|grounds| {
                            format!(
                                "{} (draft {})",
                                isolate(view.name(&grounds.party)),
                                isolate(grounds.draft.as_str())
                            )
                        })
                        .collect();
                    parties.join(" and ")
                })
                .collect();
            paper.item(0, "-", &format!("{}: {}", isolate(name(clause)), groups.join("; on other words: ")));
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

fn name(clause: &ClauseConsent) -> &str {
    if clause.path.is_empty() { &clause.id } else { &clause.path }
}

fn head(view: &View) -> Vec<String> {
    let mut head = vec!["Clause".to_owned(), "Open".to_owned()];
    head.extend(view.parties().map(|party| isolate(&party.name)));
    head
}

fn row(
    view: &View,
    draft: &DraftId,
    clause: &ClauseConsent,
    paper: &Paper,
    used: &mut Vec<&'static str>,
) -> Vec<String> {
    let words = view.texts().draft(draft).map(|draft| draft.text_of(clause.index)).unwrap_or_default();
    let (words, _) = shorten(&words, 42);
    let label = if clause.label.is_empty() { String::new() } else { format!("{} ", isolate(&clause.label)) };
    let open = if clause.open_points == 0 { String::new() } else { clause.open_points.to_string() };
    let mut row = vec![format!("{label}{}", isolate(&words)), open];
    for consent in &clause.consent {
        let status = wording::status(consent.status.as_str());
        used.push(consent.status.as_str());
        let flags: String = consent
            .flags
            .iter()
            .map(|flag| if flag.as_str() == "stale" { "*" } else { "†" })
            .take(1)
            .collect();
        let flags = if consent.flags.len() > 1 { "*†".to_owned() } else { flags };
        if consent.flags.iter().any(|flag| flag.as_str() == "stale") {
            used.push("*");
        }
        if consent.flags.iter().any(|flag| flag.as_str() != "stale") {
            used.push("†");
        }
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
