//! Marks of owned findings that cannot be read, or that lead nowhere: a slip in one must not unveil the finding that it
//! hides. Until they are mended, every finding on the entry that they name is withheld from all but the team; where it
//! cannot be told which one that is, every finding.

use std::collections::BTreeSet;

use onetext_record::ProvisionId;
use onetext_record::plan::{Content, Sort as PlanSort};

use super::check::Sort;
use super::files::File;
use super::{IN_PLAN, Outcome, Parsed};
use crate::case::{Case, TornMark};
use crate::diagnostics::{Diagnostic, Severity};

/// The heading of a mark.
const OWNED: &str = "owned";

/// Files of a plan of which nothing could be read: any may have held a mark.
pub(super) fn in_files(files: &[File], told: &[Diagnostic]) -> Vec<TornMark> {
    let is_whole_file = |one: &&Diagnostic| {
        let name = one.file.as_str();
        let in_plan = name == "plan" || name.starts_with("plan/") && name.ends_with(".toml");
        one.severity == Severity::Problem && in_plan && !files.iter().any(|file| file.name == name)
    };
    told.iter().filter(is_whole_file).map(|_| TornMark { of: None }).collect()
}

/// The marks in a piece of a file that could not be read.
pub(super) fn torn(piece: &Parsed<'_>, outcomes: &[Outcome]) -> Vec<TornMark> {
    if piece.piece.file.items != IN_PLAN {
        return Vec::new();
    }
    let is_read = |outcome: &&Outcome| !matches!(outcome, Outcome::Refused(..));
    let is_mark = |outcome: &&Outcome| matches!(outcome, Outcome::Provision(_, read) if read.item.content.sort() == PlanSort::Owned);
    let marks: Vec<_> = piece.items.iter().filter(|item| item.name == OWNED).collect();
    if !marks.is_empty() {
        // Each item has its outcome, in the same order.
        let refused = marks.len() - outcomes.iter().filter(is_mark).count();
        let of = |item: &&super::Item<'_>| item.table.get("of")?.get_ref().as_str().map(ProvisionId::new);
        return match (refused, marks.as_slice()) {
            (0, _) => Vec::new(),
            (_, [one]) => vec![TornMark { of: of(one) }],
            _ => vec![TornMark { of: None }],
        };
    }
    let range = piece.piece.range.clone();
    let text = &piece.piece.file.text[range];
    let looks_like_one = values(text, "check").next().is_some()
        || text.lines().any(|line| line.trim().trim_start_matches('[').trim_start().starts_with(OWNED));
    if outcomes.iter().any(|outcome| is_read(&outcome)) || !looks_like_one {
        return Vec::new();
    }
    let mut named = values(text, "of").map(|value| {
        let mut parts = value.split(['"', '\'']).skip(1);
        // What is not closed may be a part of it alone.
        parts.next().filter(|_| parts.next().is_some())
    });
    let of = named.next().flatten().filter(|_| named.next().is_none()).map(ProvisionId::new);
    vec![TornMark { of }]
}

/// What is given to a field, wherever a line of the text does so.
fn values<'t>(text: &'t str, field: &str) -> impl Iterator<Item = &'t str> {
    text.lines().filter_map(move |line| line.trim().strip_prefix(field)?.trim_start().strip_prefix('='))
}

/// All marks that hide more than they say: those that could not be read, and those on entries that are not in the case at
/// all, whose id may be a slip for that of any other.
pub(super) fn all(mut torn: Vec<TornMark>, case: &Case, refused: &BTreeSet<(Sort, String)>) -> Vec<TornMark> {
    let known: BTreeSet<&ProvisionId> = case.provisions.iter().map(|provision| &provision.id).collect();
    let is_lost =
        |of: &ProvisionId| !known.contains(of) && !refused.contains(&(Sort::Provision, of.to_string()));
    for mark in &mut torn {
        mark.of.take_if(|of| is_lost(of));
    }
    let marks = case.provisions.iter().filter_map(|provision| match &provision.content {
        Content::Owned(mark) => Some(&mark.of),
        _ => None,
    });
    torn.extend(marks.filter(|of| is_lost(of)).map(|_| TornMark { of: None }));
    torn
}
