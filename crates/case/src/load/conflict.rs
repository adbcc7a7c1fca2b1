//! The entries of `conflict.toml`, each read by itself.

use std::collections::BTreeMap;
use std::ops::Range;

use onetext_conflict::files::{Document, Entry, Heading, NameOfNothing, Refused};
use onetext_record::{ConflictEntry, read, schema};

use super::check::Sort;
use super::files::File;
use super::{Context, Item, Mention, Outcome, Parsed, Place};
use crate::case::Case;
use crate::conflict::{ConflictOfView, NoConflict, closed, in_place, model_of};
use crate::diagnostics::{Diagnostic, Severity};

/// The headings of entries.
pub(super) const HEADINGS: &[&str] = &Heading::WRITTEN;

/// Every entry has one of these fields.
pub(super) const FIRST: &[&str] = &["id", "name", "owner", "of", "when", "states", "state"];

impl Parsed<'_> {
    /// An entry of the model of a conflict: what it has in a case, and that the rest is an entry by its own format. Whether what
    /// it mentions is there is seen when the model is made.
    pub(super) fn conflict_entry(&self, item: &Item<'_>, place: Place, context: &Context) -> Outcome {
        let text = &self.piece.file.text[self.piece.range.clone()];
        let told = match Document::read(
            &self.piece.file.name,
            text.as_bytes(),
            None,
            &schema::conflict::names(),
        ) {
            Err(why) => vec![refused(self.piece.file, self.piece.range.clone(), item.span.clone(), why)],
            Ok(document) => document
                .number_of_a_state()
                .map(|place| {
                    let why = Refused {
                        file: self.piece.file.name.clone(),
                        place: Some(place),
                        message: "this names a state by a number".to_owned(),
                        expected: "states by the options taken in them, or by names".to_owned(),
                        help: "write, for example: [\"strike\", \"retaliate\"]; a reader from whom options are hidden would count otherwise"
                            .to_owned(),
                    };
                    refused(self.piece.file, self.piece.range.clone(), item.span.clone(), why)
                })
                .into_iter()
                .collect(),
        };
        if !told.is_empty() {
            return Outcome::Refused(None, told);
        }
        match read::conflict_entry(item.name, &item.table, item.span.clone(), context) {
            Ok(read) => Outcome::Conflict(place, Box::new(read)),
            Err(problems) => {
                let told = problems.into_iter().map(|problem| {
                    let help = problem.help.unwrap_or_default();
                    self.piece.problem(problem.span, problem.message, problem.expected, help)
                });
                Outcome::Refused(None, told.collect())
            }
        }
    }
}

/// What is wrong with the entries together: names of what is not there, and whatever keeps them from being a model.
pub(super) fn check(case: &mut Case, mentions: &[Mention<'_>]) {
    let of_conflict = mentions.iter().filter(|mention| mention.sort == Sort::Conflict);
    let places: Vec<&Mention<'_>> = of_conflict.collect();
    let (Some(first), false) = (places.first(), case.conflict.is_empty()) else { return };
    let at = |mention: &Mention<'_>, message: String, expected: String, help: String| {
        Diagnostic::at(
            Severity::Problem,
            &mention.file.name,
            &mention.file.text,
            mention.place.in_file(),
            message,
            expected,
            help,
        )
    };
    let all: Vec<&ConflictEntry> = case.conflict.iter().collect();
    let kept = closed(&all);
    let whole: Vec<ConflictEntry> =
        case.conflict.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(entry, _)| entry.clone()).collect();
    let no_model = match ConflictOfView::of(&whole) {
        Err(NoConflict::NoModel { message, expected, help }) => Some((message, expected, help)),
        _ => None,
    };
    // The file is read as it stands only where something is wrong.
    if no_model.is_none() && kept.iter().all(|kept| *kept) {
        return;
    }
    let read = in_place(&first.file.name, &first.file.text);
    let lacking: BTreeMap<usize, NameOfNothing> = read.as_ref().map_or_else(
        |_| BTreeMap::new(),
        |document| {
            let lines = document.entries().iter().map(Entry::line);
            let lacking = lines.zip(document.names_of_nothing());
            lacking.filter_map(|(line, lacking)| Some((line, lacking?))).collect()
        },
    );
    let lost = places.iter().zip(&kept).filter(|(_, kept)| !**kept);
    let mut told: Vec<Diagnostic> = lost.map(|(mention, _)| names_nothing(mention, &lacking)).collect();
    if let Some((message, expected, help)) = no_model {
        told.push(match read.and_then(model_of) {
            Err(why) => refused(first.file, 0..first.file.text.len(), 0..0, why),
            Ok(_) => at(first, message, expected, help),
        });
    }
    case.diagnostics.extend(told);
}

/// What an entry names that no other brings in, by the lines of entries.
fn names_nothing(mention: &Mention<'_>, lacking: &BTreeMap<usize, NameOfNothing>) -> Diagnostic {
    let span = mention.place.in_file();
    let file = mention.file;
    let line = 1 + file.text.get(..span.start).map_or(0, |before| before.matches('\n').count());
    let (message, place, meant) = match lacking.get(&line) {
        Some(NameOfNothing { name, place, meant }) => (
            format!("no entry brings in \u{201c}{name}\u{201d}, which this one names"),
            Some(*place),
            meant.as_ref(),
        ),
        None => ("this entry names what no entry brings in that can be used".to_owned(), None, None),
    };
    let help = match meant {
        Some(meant) => format!("did you mean \u{201c}{meant}\u{201d}? Until then this entry is left out"),
        None => "mend the name, or add the entry; until then this one is left out".to_owned(),
    };
    let expected = "decision makers, options and states of this file, by their ids or names".to_owned();
    let why = Refused { file: file.name.clone(), place, message, expected, help };
    refused(file, 0..file.text.len(), span, why)
}

/// A refusal of a stretch of a file at its own place; where it has none, at `otherwise`, counted from the stretch.
fn refused(file: &File, stretch: Range<usize>, otherwise: Range<usize>, why: Refused) -> Diagnostic {
    let text = &file.text[stretch.clone()];
    let place = why.place.and_then(|place| {
        let start: usize = text.split_inclusive('\n').take(place.line.checked_sub(1)?).map(str::len).sum();
        let line = text.get(start..)?;
        let column = line.char_indices().nth(place.column.checked_sub(1)?).map_or(line.len(), |(at, _)| at);
        Some(start + column..start + column)
    });
    let span = place.unwrap_or(otherwise);
    let span = stretch.start + span.start..stretch.start + span.end;
    Diagnostic::at(Severity::Problem, &file.name, &file.text, span, why.message, why.expected, why.help)
}
