//! Which clause of one language version stands for which of another.
//!
//! Where both have the same numbers on the way down, those decide. Where they have not, because a clause was left out
//! or added, the two sequences are aligned as sentences of parallel texts are: by dynamic programming over lengths (after
//! W. Gale and K. Church, "A program for aligning sentences in bilingual corpora", Computational Linguistics 19, 1993),
//! with what a translation keeps (numbers, dates, references, labels) beside them.

use std::collections::HashMap;

use super::facts::{ClauseFacts, Facts};
use crate::clause::ClauseIndex;
use crate::outline::Outline;
use crate::particulars::Value;
use crate::places::{by_labels, places};

/// A clause of the first version and the one that stands for it; one of the two may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) first: Option<ClauseIndex>,
    pub(super) other: Option<ClauseIndex>,
}

/// How far from the diagonal clauses are looked for, besides the difference in their number.
const BAND: usize = 24;

/// More cells than this are not filled in; labels decide then.
const MOST_CELLS: usize = 4_000_000;

/// What a clause without partner costs, in the points of [`Fit::points`].
const ALONE: i32 = -5;

/// All clauses of both, in the order of the first; those that only the other has behind the one that they follow.
pub(super) fn align(first: &Outline, of_first: &Facts, other: &Outline, of_other: &Facts) -> Vec<Pair> {
    let (here, there) = (places(first), places(other));
    if here == there {
        return (0..first.clauses.len() as u32)
            .map(|at| Pair { first: Some(ClauseIndex(at)), other: Some(ClauseIndex(at)) })
            .collect();
    }
    let (n, m) = (here.len(), there.len());
    let band = n.abs_diff(m) + BAND;
    if n.saturating_mul(2 * band + 1) > MOST_CELLS {
        return labelled(first, other);
    }
    let fit = Fit {
        first: of_first,
        other: of_other,
        ratio: (of_other.length.max(1) as f64 / of_first.length.max(1) as f64).ln(),
        labels: if n == m || keeps_numbers(&here, &there) { 30 } else { 4 },
    };
    banded(n, m, band, |a, b| fit.points(a, b))
}

/// Pairs by labels alone.
fn labelled(first: &Outline, other: &Outline) -> Vec<Pair> {
    let mut partner: Vec<Option<ClauseIndex>> = vec![None; other.clauses.len()];
    let there = by_labels(first, other);
    for (at, found) in there.iter().enumerate() {
        if let Some(slot) = found.and_then(|found| partner.get_mut(found.0 as usize)) {
            *slot = Some(ClauseIndex(at as u32));
        }
    }
    // What the other alone has follows the clause before it.
    let mut behind: HashMap<Option<ClauseIndex>, Vec<ClauseIndex>> = HashMap::new();
    let mut last = None;
    for (at, found) in partner.iter().enumerate() {
        match found {
            Some(found) => last = Some(*found),
            None => behind.entry(last).or_default().push(ClauseIndex(at as u32)),
        }
    }
    let alone = |list: Option<Vec<ClauseIndex>>| {
        list.unwrap_or_default().into_iter().map(|at| Pair { first: None, other: Some(at) })
    };
    let mut pairs: Vec<Pair> = alone(behind.remove(&None)).collect();
    for (at, found) in there.into_iter().enumerate() {
        let index = ClauseIndex(at as u32);
        pairs.push(Pair { first: Some(index), other: found });
        pairs.extend(alone(behind.remove(&Some(index))));
    }
    pairs
}

/// Whether the numbers of one version go on past one that it lacks: then they are those of the other, and nothing was
/// renumbered.
fn keeps_numbers(here: &[String], there: &[String]) -> bool {
    let gap = |all: &[String], some: &[String]| {
        let some: std::collections::HashSet<&str> = some.iter().map(String::as_str).collect();
        all.iter().any(|place| {
            let Some((above, number)) = place.rsplit_once('/') else { return false };
            let Ok(number) = number.parse::<u32>() else { return false };
            !some.contains(place.as_str()) && some.contains(format!("{above}/{}", number + 1).as_str())
        })
    };
    gap(here, there) || gap(there, here)
}

/// How well clauses fit each other.
struct Fit<'f> {
    first: &'f Facts,
    other: &'f Facts,
    /// How much longer the other version is, as a logarithm.
    ratio: f64,
    /// What equal labels are worth.
    labels: i32,
}

impl Fit<'_> {
    fn points(&self, a: usize, b: usize) -> i32 {
        let (Some(a), Some(b)) = (self.first.clauses.get(a), self.other.clauses.get(b)) else { return -1000 };
        let mut points = 10;
        if a.heading != b.heading {
            points -= 60;
        }
        points += match (&a.number, &b.number) {
            (None, None) => 0,
            (Some(x), Some(y)) if x == y => self.labels,
            (Some(_), Some(_)) => -self.labels / 3,
            _ => -8,
        };
        if a.depth == b.depth {
            points += 5;
        }
        points += match (a.points.len(), b.points.len()) {
            (0, 0) => 0,
            (x, y) if x == y => 10,
            _ => -4,
        };
        points + self.by_values(a, b) + self.by_length(a, b) + by_binding(a, b)
    }

    fn by_values(&self, a: &ClauseFacts, b: &ClauseFacts) -> i32 {
        let mine: Vec<&Value> = a.kept_values().collect();
        let mut others: Vec<&Value> = b.kept_values().collect();
        let all = mine.len() + others.len();
        if all == 0 {
            return 0;
        }
        let mut same = 0;
        for value in mine {
            if let Some(at) = others.iter().position(|other| *other == value) {
                others.swap_remove(at);
                same += 1;
            }
        }
        let share = (100 * 2 * same / all) as i32;
        if same == 0 { -20 } else { share / 2 }
    }

    fn by_length(&self, a: &ClauseFacts, b: &ClauseFacts) -> i32 {
        let ratio = ((b.length + 3) as f64 / (a.length + 3) as f64).ln();
        let off = (ratio - self.ratio).abs();
        // Rounded to a whole number, so that every machine decides alike.
        (20.0 - 35.0 * off).max(-40.0).round() as i32
    }
}

/// Permission, recommendation, effort and denial are words that every language has.
fn by_binding(a: &ClauseFacts, b: &ClauseFacts) -> i32 {
    let alike = |same: bool| if same { 6 } else { -6 };
    let modals = match (a.binding, b.binding) {
        (x, y) if x == y && x == [0; 3] => 0,
        (x, y) => alike(x == y),
    };
    let denials = match (a.denials.are_none(), b.denials.are_none()) {
        (true, true) => 0,
        _ => alike(!a.denials.apart(&b.denials)),
    };
    modals + denials
}

/// The best alignment of `0..n` and `0..m` near the diagonal, in order. Ties go to pairs, then to the first side.
fn banded(n: usize, m: usize, band: usize, points: impl Fn(usize, usize) -> i32) -> Vec<Pair> {
    const OUT: i32 = i32::MIN / 2;
    let width = 2 * band + 1;
    // The cell (i, j) stands in row i at j - centre(i) + band.
    let centre = |i: usize| (i * m).checked_div(n).unwrap_or(0);
    let column = |i: usize, j: usize| (j + band).checked_sub(centre(i)).filter(|&column| column < width);
    let mut best = vec![OUT; (n + 1) * width];
    let mut step = vec![0u8; (n + 1) * width];
    for i in 0..=n {
        let (from, to) = (centre(i).saturating_sub(band), (centre(i) + band).min(m));
        for j in from..=to {
            let Some(here) = column(i, j) else { continue };
            if i == 0 && j == 0 {
                best[here] = 0;
                continue;
            }
            let at = |i: usize, j: usize| column(i, j).map_or(OUT, |column| best[i * width + column]);
            let mut chosen = (OUT, 0u8);
            if i > 0 && j > 0 && at(i - 1, j - 1) > OUT {
                chosen = (at(i - 1, j - 1) + points(i - 1, j - 1), 1);
            }
            if i > 0 && at(i - 1, j) > OUT && at(i - 1, j) + ALONE > chosen.0 {
                chosen = (at(i - 1, j) + ALONE, 2);
            }
            if j > 0 && at(i, j - 1) > OUT && at(i, j - 1) + ALONE > chosen.0 {
                chosen = (at(i, j - 1) + ALONE, 3);
            }
            best[i * width + here] = chosen.0;
            step[i * width + here] = chosen.1;
        }
    }
    let index = |at: usize| Some(ClauseIndex(at as u32));
    let (mut i, mut j) = (n, m);
    let mut pairs = Vec::with_capacity(n.max(m));
    while i > 0 || j > 0 {
        match column(i, j).map_or(0, |column| step[i * width + column]) {
            1 => {
                (i, j) = (i - 1, j - 1);
                pairs.push(Pair { first: index(i), other: index(j) });
            }
            2 => {
                i -= 1;
                pairs.push(Pair { first: index(i), other: None });
            }
            3 => {
                j -= 1;
                pairs.push(Pair { first: None, other: index(j) });
            }
            // Outside the band, which the corner never is.
            _ if i > 0 => {
                i -= 1;
                pairs.push(Pair { first: index(i), other: None });
            }
            _ => {
                j -= 1;
                pairs.push(Pair { first: None, other: index(j) });
            }
        }
    }
    pairs.reverse();
    pairs
}
