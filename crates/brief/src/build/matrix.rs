//! Consent on the first page: clause groups × parties, every status that occurs counted, nothing averaged.

use onetext_record::ledger::{Consent, Flag};
use onetext_text::clause::ClauseIndex;
use onetext_text::outline::Outline;

use super::scene::{Scene, is_heading};
use crate::model::{Cell, Legend, Mark, Matrix, MatrixRow};
use crate::wording;

/// How many groups there is room for.
const ROOM: usize = 9;
/// How many clauses with different words are named.
const NAMED: usize = 4;

pub(super) fn matrix(scene: &Scene<'_>, crowd: usize) -> Matrix {
    let room = ROOM.saturating_sub(crowd / 2).max(4);
    let mut rows = rows(scene);
    let more = rows.len().saturating_sub(room);
    rows.truncate(room);
    let different: Vec<ClauseIndex> = scene
        .ledger
        .clauses
        .iter()
        .filter(|clause| !clause.different_words.is_empty())
        .map(|clause| clause.index)
        .collect();
    let draft = scene.ledger.draft.as_ref();
    let places = different.iter().take(NAMED).filter_map(|&index| scene.say.place(draft?, index));
    Matrix {
        rule: scene.say.view.about.rule.clone(),
        parties: scene.say.people(&scene.parties),
        legend: legend(&rows),
        rows,
        more,
        different_words: places.collect(),
        different_words_more: different.len().saturating_sub(NAMED),
    }
}

/// Clauses that are shown as one row.
struct Group {
    name: String,
    clauses: Vec<ClauseIndex>,
    /// Whether it has a heading of its own; without one, like neighbours are drawn together.
    headed: bool,
}

fn rows(scene: &Scene<'_>) -> Vec<MatrixRow> {
    let Some((draft, outline)) = scene.current() else { return Vec::new() };
    let mut rows: Vec<(Group, MatrixRow)> = Vec::new();
    for group in groups(scene, draft, outline) {
        let cells: Vec<Cell> =
            (0..scene.parties.len()).map(|party| cell(scene, &group.clauses, party)).collect();
        let row = MatrixRow { group: group.name.clone(), clauses: group.clauses.len(), cells };
        match rows.last_mut() {
            Some((last, before)) if !last.headed && !group.headed && alike(before, &row) => {
                before.clauses += row.clauses;
                for (to, from) in before.cells.iter_mut().zip(row.cells) {
                    for (to, from) in to.marks.iter_mut().zip(from.marks) {
                        to.count += from.count;
                    }
                }
                let first = before.group.split('\u{2013}').next().unwrap_or_default().trim_end().to_owned();
                let name = group.name.strip_prefix("clause ").unwrap_or(&group.name);
                before.group = format!("{first}\u{2013}{name}");
            }
            _ => rows.push((group, row)),
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Whether two rows say the same of all their clauses.
fn alike(a: &MatrixRow, b: &MatrixRow) -> bool {
    a.cells.iter().zip(&b.cells).all(|(a, b)| match (a.marks.as_slice(), b.marks.as_slice()) {
        ([a], [b]) => a.status == b.status && a.stale == b.stale && a.flagged == b.flagged,
        _ => false,
    })
}

/// The highest headings below the title; where there are none, each clause with what stands below it.
fn groups(scene: &Scene<'_>, draft: &onetext_record::DraftId, outline: &Outline) -> Vec<Group> {
    let mut top: Vec<ClauseIndex> =
        outline.iter().filter(|(_, clause)| clause.parent.is_none()).map(|(index, _)| index).collect();
    while let [only] = top.as_slice()
        && is_heading(outline, *only)
    {
        top = outline.children(*only).collect();
    }
    let has_headings = top.iter().any(|&index| is_heading(outline, index));
    let mut groups: Vec<Group> = Vec::new();
    for index in top {
        let headed = is_heading(outline, index);
        let clauses: Vec<ClauseIndex> = outline
            .subtree(index)
            .map(|at| ClauseIndex(at as u32))
            .filter(|&clause| !is_heading(outline, clause))
            .collect();
        if clauses.is_empty() {
            continue;
        }
        let name =
            outline.get(index).map(|clause| scene.say.clause_label(draft, index, clause)).unwrap_or_default();
        match groups.last_mut() {
            Some(last) if has_headings && !headed && !last.headed => last.clauses.extend(clauses),
            _ if has_headings && !headed => {
                groups.push(Group { name: "Preamble".to_owned(), clauses, headed })
            }
            _ => groups.push(Group { name, clauses, headed }),
        }
    }
    groups
}

fn cell(scene: &Scene<'_>, clauses: &[ClauseIndex], party: usize) -> Cell {
    let mut marks: Vec<Mark> = Vec::new();
    for consent in
        clauses.iter().filter_map(|index| scene.ledger.clauses.get(index.0 as usize)?.consent.get(party))
    {
        let mark = mark(consent);
        match marks.iter_mut().find(|other| {
            other.status == mark.status && other.stale == mark.stale && other.flagged == mark.flagged
        }) {
            Some(same) => same.count += 1,
            None => marks.push(mark),
        }
    }
    marks.sort_by_key(|mark| (wording::rank(&mark.status.status), !mark.stale, !mark.flagged));
    Cell { party: scene.parties.get(party).map(ToString::to_string).unwrap_or_default(), marks }
}

fn mark(consent: &Consent) -> Mark {
    Mark {
        status: wording::status(consent.status.as_str()),
        stale: consent.has(Flag::Stale),
        flagged: consent.flags.iter().any(|flag| *flag != Flag::Stale),
        count: 1,
    }
}

/// The letters that occur, the one nearest to consent first.
fn legend(rows: &[MatrixRow]) -> Vec<Legend> {
    let marks = || rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.marks);
    let mut legend: Vec<Legend> = wording::STATUSES
        .iter()
        .rev()
        .filter(|(status, ..)| marks().any(|mark| mark.status.status == *status))
        .map(|(status, letter, words)| Legend {
            letter: (*letter).to_owned(),
            words: (*words).to_owned(),
            status: Some((*status).to_owned()),
        })
        .collect();
    let flag = |letter: &str, words: &str| Legend {
        letter: letter.to_owned(),
        words: words.to_owned(),
        status: None,
    };
    if marks().any(|mark| mark.stale) {
        legend.push(flag(wording::STALE, wording::STALE_WORDS));
    }
    if marks().any(|mark| mark.flagged) {
        legend.push(flag(wording::FLAGGED, wording::FLAGGED_WORDS));
    }
    legend
}
