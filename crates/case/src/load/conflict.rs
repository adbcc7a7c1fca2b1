//! The entries of `conflict.toml`, each read by itself.

use std::ops::Range;

use onetext_conflict::files::{Document, Heading, Refused};
use onetext_record::{ConflictEntry, read, schema};

use super::check::Sort;
use super::files::File;
use super::{Context, Item, Mention, Outcome, Parsed, Place};
use crate::case::Case;
use crate::conflict::{BUDGET, ConflictOfView, NoConflict, closed, names_of_nothing};
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
            Ok(document) if document.entries().iter().any(|entry| entry.numbers_states()) => {
                vec![self.piece.problem(
                    item.span.clone(),
                    "this entry names states by numbers",
                    "states by the options taken in them, or by names",
                    "write, for example: [\"strike\", \"retaliate\"]; a reader from whom options are hidden would count otherwise",
                )]
            }
            Ok(_) => Vec::new(),
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
        let span =
            mention.place.offset + mention.place.span.start..mention.place.offset + mention.place.span.end;
        Diagnostic::at(
            Severity::Problem,
            &mention.file.name,
            &mention.file.text,
            span,
            message,
            expected,
            help,
        )
    };
    let all: Vec<&ConflictEntry> = case.conflict.iter().collect();
    let (kept, lacking) = (closed(&all), names_of_nothing(&all));
    let lost = places.iter().zip(lacking).zip(&kept).filter(|(_, kept)| !**kept);
    let told: Vec<Diagnostic> = lost
        .map(|((mention, lacking), _)| {
            let what = lacking.map_or_else(
                || "this entry names what an entry with a mistake would bring in".to_owned(),
                |name| format!("this entry names \u{201c}{name}\u{201d}, which no other entry brings in"),
            );
            at(
                mention,
                what,
                "decision makers, options and states of this file, by their ids or names".to_owned(),
                "mend the name, or add the entry; until then this one is left out".to_owned(),
            )
        })
        .collect();
    case.diagnostics.extend(told);
    // As the file stands, so that what is wrong is told at its own place.
    let read = Document::read(&first.file.name, first.file.text.as_bytes(), None, &schema::conflict::names());
    let in_place = read.and_then(|mut document| {
        document.keep_closed(|_| true);
        document.model(BUDGET)
    });
    let whole: Vec<ConflictEntry> =
        case.conflict.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(entry, _)| entry.clone()).collect();
    if let Err(NoConflict::NoModel { message, expected, help }) = ConflictOfView::of(&whole) {
        let told = match in_place {
            Err(why) => refused(first.file, 0..first.file.text.len(), 0..0, why),
            Ok(_) => at(first, message, expected, help),
        };
        case.diagnostics.push(told);
    }
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
