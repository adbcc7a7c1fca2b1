//! The script itself: what stays, falls, comes and moves, in the order of the marked-up document.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

use super::items::{self, Item, Kind, Texts};
use super::joined::{self, Group};
use super::pairs::{self, Sides};
use super::{MARK, RowStep, Script, Side, Splice, Step, Together, notes, worth};
use crate::lineage::Lineage;
use crate::redline::tokens::{Interner, tokenize};
use crate::redline::{Change, ChangeKind, redline, redline_tokens};

/// See [`Script::between`].
pub(super) fn script(old: Side<'_>, new: Side<'_>, lineage: &Lineage) -> Script {
    let mut interner = Interner::default();
    let sides = Sides {
        old: Texts::new(old.paragraphs, &mut interner),
        new: Texts::new(new.paragraphs, &mut interner),
        links: items::links(old, new, lineage),
    };
    let (before, after) = (sides.old.body(), sides.new.body());
    let moves = |groups: &[Group]| moves(&sides, (&before, &after), groups);
    let body = sequence(&sides, &before, &after, moves);
    let mut script = Script { body, notes: Vec::new() };
    notes::follow(&sides, &mut script);
    script
}

/// Where free items of the old side are found on the new one.
type Moves = HashMap<usize, usize>;

/// The steps of a text, a cell or a note.
fn sequence(sides: &Sides<'_>, old: &[Item], new: &[Item], moves: impl Fn(&[Group]) -> Moves) -> Vec<Step> {
    let pairs = pairs::align(sides, old, new);
    let groups = joined::groups(sides, old, new, &pairs);
    let away = moves(&groups);
    let here: HashMap<usize, usize> = away.iter().map(|(&old, &new)| (new, old)).collect();
    let mut steps = Vec::new();
    walk(&groups, (old.len(), new.len()), |part| {
        steps.push(match part {
            Part::Old(at) => {
                let paragraphs = &old[at].paragraphs;
                match (old[at].kind, away.get(&at)) {
                    (Kind::Paragraph, Some(&to)) => {
                        Step::MovedAway { old: paragraphs.start, new: new[to].paragraphs.start }
                    }
                    (Kind::Paragraph, None) => Step::Deleted { old: paragraphs.start },
                    (Kind::Table | Kind::Row(_), _) => Step::TableDeleted { old: paragraphs.clone() },
                }
            }
            Part::New(at) => {
                let paragraphs = &new[at].paragraphs;
                match (new[at].kind, here.get(&at)) {
                    (Kind::Paragraph, Some(&from)) => {
                        let from = old[from].paragraphs.start;
                        let changes = changes(sides, from, paragraphs.start);
                        Step::MovedHere { old: from, new: paragraphs.start, changes }
                    }
                    (Kind::Paragraph, None) => Step::Inserted { new: paragraphs.start },
                    (Kind::Table | Kind::Row(_), _) => Step::TableInserted { new: paragraphs.clone() },
                }
            }
            Part::Both(group) => {
                let spread = |items: &[Item], range: &Range<usize>| {
                    items[range.start].paragraphs.start..items[range.end - 1].paragraphs.end
                };
                let (old_part, new_part) = (spread(old, &group.old), spread(new, &group.new));
                if old[group.old.start].kind == Kind::Paragraph {
                    Step::Together(together(sides, old_part, new_part))
                } else {
                    let rows = rows(sides, &old_part, &new_part);
                    Step::Table { old: old_part, new: new_part, rows }
                }
            }
        });
    });
    steps
}

/// A part of the way through two lists.
enum Part<'g> {
    Old(usize),
    New(usize),
    Both(&'g Group),
}

/// Goes through two lists by their groups: between two of them, what falls stands before what comes.
fn walk<'g>(groups: &'g [Group], ends: (usize, usize), mut step: impl FnMut(Part<'g>)) {
    let mut from = (0, 0);
    for group in groups {
        (from.0..group.old.start).for_each(|at| step(Part::Old(at)));
        (from.1..group.new.start).for_each(|at| step(Part::New(at)));
        step(Part::Both(group));
        from = (group.old.end, group.new.end);
    }
    (from.0..ends.0).for_each(|at| step(Part::Old(at)));
    (from.1..ends.1).for_each(|at| step(Part::New(at)));
}

fn rows(sides: &Sides<'_>, old: &Range<usize>, new: &Range<usize>) -> Vec<RowStep> {
    let (before, after) = (sides.old.rows(old), sides.new.rows(new));
    let groups: Vec<Group> = pairs::align(sides, &before, &after)
        .iter()
        .map(|pair| Group { old: pair.old..pair.old + 1, new: pair.new..pair.new + 1 })
        .collect();
    let mut steps = Vec::new();
    walk(&groups, (before.len(), after.len()), |part| {
        steps.push(match part {
            Part::Old(at) => RowStep::Deleted { old: before[at].paragraphs.clone() },
            Part::New(at) => RowStep::Inserted { new: after[at].paragraphs.clone() },
            Part::Both(group) => {
                let (old, new) = (&before[group.old.start].paragraphs, &after[group.new.start].paragraphs);
                let cells = sides.old.cells(old).zip(sides.new.cells(new));
                let cells = cells.map(|(old, new)| within(sides, &old, &new)).collect();
                RowStep::Together { old: old.clone(), new: new.clone(), cells }
            }
        });
    });
    steps
}

/// The steps of a cell or a note, in which nothing moves.
pub(super) fn within(sides: &Sides<'_>, old: &Range<usize>, new: &Range<usize>) -> Vec<Step> {
    sequence(sides, &sides.old.singly(old), &sides.new.singly(new), |_| Moves::new())
}

/// Of the longer one's words, in tenths, so many are the same where a paragraph is shown as moved.
const LARGELY: usize = 7;
/// Words of a paragraph that is taken to have moved though the lineage does not say so.
const TELLING: usize = 5;

/// What a paragraph may have become elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Elsewhere {
    /// What the lineage links it with.
    Linked(usize),
    /// The first that says the same and that nothing else has become. They are not named one by one: there may be as many for
    /// each of as many.
    Same,
}

/// What was not kept in place and is found elsewhere, largely in the same words.
fn moves(sides: &Sides<'_>, (old, new): (&[Item], &[Item]), groups: &[Group]) -> Moves {
    let (mut olds, mut news) = (Vec::new(), Vec::new());
    walk(groups, (old.len(), new.len()), |part| match part {
        Part::Old(at) if old[at].kind == Kind::Paragraph => olds.push(at),
        Part::New(at) if new[at].kind == Kind::Paragraph => news.push(at),
        _ => {}
    });
    let by_paragraph: HashMap<usize, usize> = news.iter().map(|&at| (new[at].paragraphs.start, at)).collect();
    let mut by_text: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for &at in &news {
        by_text.entry(sides.new.text(new[at].paragraphs.start)).or_default().push_back(at);
    }
    let mut found: Vec<(Reverse<usize>, usize, Elsewhere)> = Vec::new();
    for &at in &olds {
        let paragraph = old[at].paragraphs.start;
        let first = sides.links.partition_point(|link| link.0 < paragraph);
        let linked = sides.links[first..].iter().take_while(|link| link.0 == paragraph);
        for other in linked.filter_map(|link| by_paragraph.get(&link.1)) {
            let (one, two) = (&old[at].words, &new[*other].words);
            let common = worth::common(one, two);
            if common > 0 && common * 10 >= one.len().max(two.len()) * LARGELY {
                found.push((Reverse(common), at, Elsewhere::Linked(*other)));
            }
        }
        if old[at].words.len() >= TELLING {
            found.push((Reverse(old[at].words.len()), at, Elsewhere::Same));
        }
    }
    found.sort_unstable();
    let mut moves = Moves::new();
    let mut taken = HashSet::new();
    for (_, from, elsewhere) in found {
        if moves.contains_key(&from) {
            continue;
        }
        let to = match elsewhere {
            Elsewhere::Linked(to) => Some(to).filter(|to| !taken.contains(to)),
            Elsewhere::Same => by_text.get_mut(sides.old.text(old[from].paragraphs.start)).and_then(|same| {
                while same.front().is_some_and(|to| taken.contains(to)) {
                    same.pop_front();
                }
                same.pop_front()
            }),
        };
        if let Some(to) = to {
            taken.insert(to);
            moves.insert(from, to);
        }
    }
    moves
}

fn together(sides: &Sides<'_>, old: Range<usize>, new: Range<usize>) -> Together {
    let changes = if old.len() == 1 && new.len() == 1 {
        changes(sides, old.start, new.start)
    } else {
        let join = |texts: &Texts<'_>, range: &Range<usize>| {
            range.clone().map(|at| texts.text(at)).collect::<Vec<_>>().join(MARK.encode_utf8(&mut [0; 4]))
        };
        part_at_marks(redline(&join(&sides.old, &old), &join(&sides.new, &new)))
    };
    Together { old, new, changes }
}

/// The redline of one paragraph.
fn changes(sides: &Sides<'_>, old: usize, new: usize) -> Vec<Change> {
    let (before, after) = (sides.old.text(old), sides.new.text(new));
    if before == after {
        return Vec::from_iter((!before.is_empty()).then(|| Change {
            kind: ChangeKind::Equal,
            old: before.to_owned(),
            new: after.to_owned(),
        }));
    }
    match (sides.old.tokens.get(old), sides.new.tokens.get(new)) {
        (Some(olds), Some(news)) => redline_tokens(before, after, olds, news),
        _ => redline(before, after),
    }
}

/// Where words with a mark among them are replaced by others with a mark among them, the mark stays.
fn part_at_marks(changes: Vec<Change>) -> Vec<Change> {
    let mut parted = Vec::with_capacity(changes.len());
    for change in changes {
        let marks = change.old.matches(MARK).count().min(change.new.matches(MARK).count());
        if change.kind != ChangeKind::Replaced || marks == 0 {
            parted.push(change);
            continue;
        }
        let mut parts = change.old.splitn(marks + 1, MARK).zip(change.new.splitn(marks + 1, MARK)).peekable();
        while let Some((old, new)) = parts.next() {
            let kind = match (old.is_empty(), new.is_empty()) {
                (true, true) => ChangeKind::Equal,
                (true, false) => ChangeKind::Inserted,
                (false, true) => ChangeKind::Deleted,
                (false, false) => ChangeKind::Replaced,
            };
            if kind != ChangeKind::Equal {
                parted.push(Change { kind, old: old.to_owned(), new: new.to_owned() });
            }
            if parts.peek().is_some() {
                parted.push(Change { kind: ChangeKind::Equal, old: MARK.to_string(), new: MARK.to_string() });
            }
        }
    }
    parted
}

/// See [`super::splices`].
pub(super) fn splices(changes: &[Change]) -> Vec<Splice> {
    let mut found: Vec<Splice> = Vec::new();
    let mut at = (0, 0);
    for change in changes {
        let end = (at.0 + change.old.len(), at.1 + change.new.len());
        if change.kind != ChangeKind::Equal {
            found.push(Splice { old: at.0..end.0, new: at.1..end.1 });
        } else if change.old != change.new {
            unlike(change, at, &mut found);
        }
        at = end;
    }
    found
}

/// Where equal words differ in white space or in normal form.
fn unlike(change: &Change, at: (usize, usize), found: &mut Vec<Splice>) {
    let mut interner = Interner::default();
    let (olds, news) = (tokenize(&change.old, &mut interner), tokenize(&change.new, &mut interner));
    let mut differ = |old: Range<usize>, new: Range<usize>| {
        if change.old.get(old.clone()) != change.new.get(new.clone()) {
            found.push(Splice {
                old: at.0 + old.start..at.0 + old.end,
                new: at.1 + new.start..at.1 + new.end,
            });
        }
    };
    if olds.len() != news.len() {
        differ(0..change.old.len(), 0..change.new.len());
        return;
    }
    let mut from = (0, 0);
    for (old, new) in olds.iter().zip(&news) {
        differ(from.0..old.start, from.1..new.start);
        differ(old.start..old.end, new.start..new.end);
        from = (old.end, new.end);
    }
    differ(from.0..change.old.len(), from.1..change.new.len());
}
