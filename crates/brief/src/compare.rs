//! Two drafts compared: for people, as a redline in the order of the new draft; for programs, as units and pairs.

use maud::{Markup, html};
use onetext_text::clause::{Clause, ClauseIndex};
use onetext_text::compare::{ComparedClause, Row, assemble};
use onetext_text::draft::Draft;
use onetext_text::lineage::{Lineage, Relation};
use onetext_text::redline::{Change, ChangeKind};
use serde::Serialize;

use crate::line::{clean, clean_part};
use crate::model::Direction;
use crate::page::{Document, document};
use crate::paper::{Ink, Paper, isolate};
use crate::points::{count, notices};

/// Two drafts and what became of the clauses of the older in the newer.
#[derive(Debug)]
pub struct Comparison<'d> {
    old: &'d Draft,
    new: &'d Draft,
    lineage: Lineage,
}

/// A comparison as data. A unit is a clause; ids are unique within their draft.
#[derive(Debug, Clone, Serialize)]
pub struct Units {
    /// What of the older draft, where it is a Word document, its words do not show: tracked changes that wait, comments, what
    /// was left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub old_notices: Vec<String>,
    /// The same of the newer draft.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub new_notices: Vec<String>,
    /// Every clause of the older draft, in its order.
    pub old_units: Vec<Unit>,
    /// Every clause of the newer draft, in its order.
    pub new_units: Vec<Unit>,
    /// Clauses that correspond.
    pub pairs: Vec<Pair>,
    /// Clauses of the older draft without successor.
    pub deleted: Vec<String>,
    /// Clauses of the newer draft without predecessor.
    pub new: Vec<String>,
}

/// A clause of a draft.
#[derive(Debug, Clone, Serialize)]
pub struct Unit {
    /// Unique in the draft.
    pub id: String,
    /// `heading`, `paragraph`, `item`, `option`, `definition` or `row`.
    pub kind: &'static str,
    /// 1-based line of its first character.
    pub line: u32,
    /// For a Word document, the number of the paragraph in which it begins, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// As printed; empty where it has none.
    pub label: String,
    /// Its own words as a person reads them, without those of clauses below it.
    pub text: String,
}

/// Clauses that correspond.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    /// In the older draft.
    pub old: Vec<String>,
    /// In the newer draft.
    pub new: Vec<String>,
    /// How they correspond.
    pub relation: Relation,
    /// Whether they stand elsewhere than before.
    pub moved: bool,
    /// Whether they have another label than before.
    pub renumbered: bool,
    /// How alike the words are, from 0 to 1, to three digits.
    pub similarity: f64,
}

impl<'d> Comparison<'d> {
    /// Compares two drafts that belong to no case.
    pub fn new(old: &'d Draft, new: &'d Draft) -> Self {
        Self { old, new, lineage: Lineage::between(old, new, &[]) }
    }

    /// As data.
    pub fn units(&self) -> Units {
        let old_id = |index: &ClauseIndex| id(self.old, *index);
        let new_id = |index: &ClauseIndex| id(self.new, *index);
        Units {
            old_notices: notices(self.old),
            new_notices: notices(self.new),
            old_units: units(self.old),
            new_units: units(self.new),
            pairs: self
                .lineage
                .links
                .iter()
                .map(|link| Pair {
                    old: link.old.iter().map(old_id).collect(),
                    new: link.new.iter().map(new_id).collect(),
                    relation: link.relation,
                    moved: link.moved,
                    renumbered: link.renumbered,
                    similarity: link.similarity.as_f64(),
                })
                .collect(),
            deleted: self.lineage.deleted.iter().map(old_id).collect(),
            new: self.lineage.new.iter().map(new_id).collect(),
        }
    }

    /// For a terminal: what changed; with `all`, what did not, too.
    pub fn write(&self, paper: &mut Paper, old: &str, new: &str, all: bool) {
        paper.title(&format!("From {} to {}", isolate(old), isolate(new)));
        paper.paragraph(&self.summary());
        for (name, draft) in [(old, self.old), (new, self.new)] {
            for notice in notices(draft) {
                paper.item(2, &format!("{}:", isolate(name)), &isolate(&notice));
            }
        }
        for row in assemble(self.old, self.new, &self.lineage) {
            let Some(shown) = self.shown(&row, all) else { continue };
            paper.blank();
            paper.inked(Ink::Strong, 0, &shown.heading());
            let words: String = shown.changes.iter().map(|change| terminal(paper, change)).collect();
            if !words.trim().is_empty() {
                paper.indented(2, &words);
            }
        }
    }

    /// As one self-contained HTML file.
    pub fn html(&self, old: &str, new: &str, all: bool) -> String {
        let title = format!("From {} to {}", clean(old), clean(new));
        let rows = assemble(self.old, self.new, &self.lineage);
        let body = html! {
            main id="main" class="compare" {
                h1 { "From " bdi { (clean(old)) } " to " bdi { (clean(new)) } }
                p { (self.summary()) }
                p.key {
                    ins { "Inserted words" } " are underlined, " del { "deleted words" } " are struck through."
                    @if !all { " Clauses that did not change are left out." }
                }
                @for shown in rows.iter().filter_map(|row| self.shown(row, all)) {
                    section.unit {
                        h2 { bdi { (clean(&shown.name)) } @if !shown.remarks.is_empty() { " " span.remark { (shown.remarks.join("; ")) } } }
                        @if shown.changes.iter().any(|change| !change.old.is_empty() || !change.new.is_empty()) {
                            p dir="auto" { @for change in &shown.changes { (marked(change)) } }
                        }
                    }
                }
            }
        };
        document(&Document { title: &title, direction: Direction::Ltr, running: &title, css: CSS }, &body)
    }

    fn summary(&self) -> String {
        let of =
            |relation: Relation| self.lineage.links.iter().filter(|link| link.relation == relation).count();
        let mut parts = vec![
            format!("{} the same", of(Relation::Identical)),
            format!("{} edited", of(Relation::Edited)),
            format!("{} new", self.lineage.new.len()),
            format!("{} deleted", self.lineage.deleted.len()),
        ];
        for (relation, name) in [
            (Relation::Split, "split"),
            (Relation::Merged, "merged"),
            (Relation::OptionChosen, "with an option chosen"),
        ] {
            if of(relation) > 0 {
                parts.push(format!("{} {name}", of(relation)));
            }
        }
        let moved = self.lineage.links.iter().filter(|link| link.moved).count();
        if moved > 0 {
            parts.push(format!("{moved} moved"));
        }
        format!(
            "{} before, {} now: {}.",
            count(self.old.outline().clauses.len(), "clause"),
            self.new.outline().clauses.len(),
            parts.join(", ")
        )
    }

    /// What a row shows; nothing, where nothing happened and `all` is not asked for.
    fn shown(&self, row: &Row, all: bool) -> Option<Shown> {
        let whole = |kind: ChangeKind, text: &str| {
            let (old, new) = match kind {
                ChangeKind::Deleted => (text.to_owned(), String::new()),
                _ => (String::new(), text.to_owned()),
            };
            vec![Change { kind, old, new }]
        };
        match row {
            Row::Compared(compared) => {
                let remarks = self.remarks(compared);
                (all || compared.has_changes() || !remarks.is_empty()).then(|| Shown {
                    name: names(self.new, &compared.link.new),
                    remarks,
                    changes: compared.changes.clone(),
                })
            }
            Row::New { clause, text } => Some(Shown {
                name: names(self.new, &[*clause]),
                remarks: vec!["new".to_owned()],
                changes: whole(ChangeKind::Inserted, text),
            }),
            Row::Deleted { clause, text } => Some(Shown {
                name: names(self.old, &[*clause]),
                remarks: vec!["deleted".to_owned()],
                changes: whole(ChangeKind::Deleted, text),
            }),
            Row::MovedAway { clause, to } => Some(Shown {
                name: names(self.old, &[*clause]),
                remarks: vec![format!("moved from here to {}", names(self.new, &[*to]))],
                changes: Vec::new(),
            }),
        }
    }

    fn remarks(&self, compared: &ComparedClause) -> Vec<String> {
        let (link, before) = (&compared.link, names(self.old, &compared.link.old));
        let mut remarks = Vec::new();
        match link.relation {
            Relation::Split => remarks.push(format!("{before} in several")),
            Relation::Merged => remarks.push(format!("{before} in one")),
            Relation::OptionChosen => remarks.push("an option chosen".to_owned()),
            Relation::Identical | Relation::Edited => {}
        }
        if link.moved {
            remarks.push(format!("moved here from {before}"));
        } else if link.renumbered && matches!(link.relation, Relation::Identical | Relation::Edited) {
            remarks.push(format!("was {before}"));
        }
        remarks
    }
}

/// One clause of a comparison as it is shown.
struct Shown {
    name: String,
    remarks: Vec<String>,
    changes: Vec<Change>,
}

impl Shown {
    fn heading(&self) -> String {
        match self.remarks.is_empty() {
            true => isolate(&self.name),
            false => format!("{} ({})", isolate(&self.name), self.remarks.join("; ")),
        }
    }
}

fn id(draft: &Draft, index: ClauseIndex) -> String {
    draft.outline().get(index).map_or_else(String::new, |clause| clause.id.clone())
}

pub(crate) fn units(draft: &Draft) -> Vec<Unit> {
    let unit = |(index, clause): (ClauseIndex, &Clause)| Unit {
        id: clause.id.clone(),
        kind: clause.kind.as_str(),
        line: clause.line,
        paragraph: draft.source().paragraph_at(clause.span.start),
        label: clause.label.clone(),
        text: draft.text_of(index),
    };
    draft.outline().iter().map(unit).collect()
}

/// What clauses are called: their labels on the way down; where there is none, the line.
fn names(draft: &Draft, clauses: &[ClauseIndex]) -> String {
    let name = |index: &ClauseIndex| {
        let clause = draft.outline().get(*index)?;
        Some(match draft.source().paragraph_at(clause.span.start) {
            _ if !clause.path.is_empty() => clause.path.clone(),
            Some(paragraph) => format!("paragraph {paragraph}"),
            None => format!("line {}", clause.line),
        })
    };
    clauses.iter().filter_map(name).collect::<Vec<_>>().join(" and ")
}

/// In a terminal, marks stand for colours that may not be there.
pub(crate) fn terminal(paper: &Paper, change: &Change) -> String {
    let deleted = || paper.ink(Ink::Alarm, &format!("{{-{}-}}", isolate(&change.old)));
    let inserted = || paper.ink(Ink::Good, &format!("{{+{}+}}", isolate(&change.new)));
    // Curly brackets, because the draft has square ones of its own.
    let (before, after) = spaces(if change.new.is_empty() { &change.old } else { &change.new });
    match change.kind {
        ChangeKind::Equal => clean_part(&change.new),
        ChangeKind::Deleted => format!("{before}{}{after}", deleted()),
        ChangeKind::Inserted => format!("{before}{}{after}", inserted()),
        ChangeKind::Replaced => format!("{before}{} {}{after}", deleted(), inserted()),
    }
}

/// The blanks at either end of a stretch of words.
fn spaces(text: &str) -> (&'static str, &'static str) {
    let blank = |there: bool| if there { " " } else { "" };
    (blank(text.starts_with(char::is_whitespace)), blank(text.trim_start().ends_with(char::is_whitespace)))
}

fn marked(change: &Change) -> Markup {
    html! {
        @match change.kind {
            ChangeKind::Equal => (clean_part(&change.new)),
            ChangeKind::Deleted => del { (clean_part(&change.old)) },
            ChangeKind::Inserted => ins { (clean_part(&change.new)) },
            ChangeKind::Replaced => { del { (clean_part(&change.old)) } ins { (clean_part(&change.new)) } },
        }
    }
}

const CSS: &str = "
.compare .unit { break-inside: avoid; margin-block: 1.1rem; }
.compare h2 { font-size: 1rem; margin-block: 0 0.2rem; }
.compare .remark { font-weight: normal; font-style: italic; }
.compare p { margin-block: 0; }
.compare del + ins { margin-inline-start: 0.15em; }
.compare ins { text-decoration: underline; background: #e3f1e3; color: #10401a; }
.compare del { text-decoration: line-through; background: #f7e4e4; color: #6b1414; }
@media print { .compare ins, .compare del { background: none; color: #000; } }
";
