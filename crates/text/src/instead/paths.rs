//! Parses of the words given: paths through the steps of a clause.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::span::Span;

use super::given::{Given, Place};
use super::steps::{Decides, Gives, Steps};

/// How many places in the words given are come to, over all places of the clause.
const LOOKED_AT: usize = 300_000;
/// How many characters are compared for that.
const WALKED: usize = 30_000_000;
/// How many paths are compared at most.
const COMPARED: usize = 1_000;

const START: Place = Place { at: 0, blank: false };

/// How somewhere is come to with the fewest points at which words are new.
#[derive(Default)]
struct Arrival {
    new: usize,
    /// From which place, with which of its steps, and where in the words given.
    from: Vec<(usize, usize, Place)>,
}

/// Where a path has come to, on the way back from the end of the words.
#[derive(Clone)]
struct Back {
    place: usize,
    at: Place,
    /// Where the words end that stand at the point that the path is in.
    end: u32,
    decided: Vec<(Decides, Span)>,
}

impl Back {
    /// One step further back: from which place, with which of its steps, and where in the words given.
    fn by(mut self, steps: &Steps, (place, step, at): (usize, usize, Place)) -> Self {
        let step = &steps.from[place][step];
        let end = if matches!(step.gives, Gives::NoMore(_)) { at.at } else { self.end };
        self.decided.extend(step.decides.map(|decides| (decides, Span::new(at.at, end))));
        Self { place, at, end, ..self }
    }
}

/// What is decided on each path that gives the words with new ones at the fewest points, in order, and with which words; no path
/// where none gives them, and nothing where there are too many.
pub(super) fn fewest(steps: &Steps, given: &Given) -> Option<Vec<Vec<(Decides, Span)>>> {
    let last = steps.from.len().checked_sub(1)?;
    let arrivals = arrivals(steps, given)?;
    let ends = [false, true].map(|blank| Place { at: given.len(), blank });
    let fewest = ends.iter().filter_map(|end| Some(arrivals[last].get(end)?.new)).min();
    let is_best = |end: &Place| arrivals[last].get(end).is_some_and(|arrival| Some(arrival.new) == fewest);
    let back = |at| Back { place: last, at, end: 0, decided: Vec::new() };
    let mut waiting: Vec<Back> = ends.into_iter().filter(is_best).map(back).collect();
    let mut found = Vec::new();
    while let Some(back) = waiting.pop() {
        if back.place == 0 {
            let mut decided = back.decided;
            decided.reverse();
            found.push(decided);
            if found.len() > COMPARED {
                return None;
            }
            continue;
        }
        let Some(arrival) = arrivals[back.place].get(&back.at) else { continue };
        let Some((&last, others)) = arrival.from.split_last() else { continue };
        waiting.extend(others.iter().map(|&other| back.clone().by(steps, other)));
        waiting.push(back.by(steps, last));
        if waiting.len() > COMPARED {
            return None;
        }
    }
    Some(found)
}

/// The next of these behind one.
fn behind(arrivals: &BTreeMap<Place, Arrival>, last: Option<Place>) -> Option<(Place, usize)> {
    let from = last.map_or(Bound::Unbounded, Bound::Excluded);
    arrivals.range((from, Bound::Unbounded)).next().map(|(at, arrival)| (*at, arrival.new))
}

/// Where in the words given each place can be come to.
fn arrivals(steps: &Steps, given: &Given) -> Option<Vec<BTreeMap<Place, Arrival>>> {
    let mut arrivals: Vec<BTreeMap<Place, Arrival>> = Vec::new();
    arrivals.resize_with(steps.from.len(), BTreeMap::new);
    arrivals.first_mut()?.insert(START, Arrival::default());
    let (mut looked_at, mut walked) = (0, 0);
    for place in 0..steps.from.len() {
        let mut last = None;
        while let Some((at, new)) = behind(&arrivals[place], last) {
            last = Some(at);
            for (number, step) in steps.from[place].iter().enumerate() {
                let (to, more) = match &step.gives {
                    Gives::Words(words) => (given.behind(at, words, &mut walked), 0),
                    Gives::First { offers, is_word, allowed } => {
                        (given.behind_first(at, *is_word, *allowed), usize::from(*offers))
                    }
                    Gives::More { is_word, allowed } => (given.behind_more(at, *is_word, *allowed), 0),
                    Gives::NoMore(allowed) => (given.may_end(at, *allowed).then_some(at), 0),
                };
                if walked > WALKED {
                    return None;
                }
                let Some(to) = to else { continue };
                looked_at += 1;
                if looked_at > LOOKED_AT {
                    return None;
                }
                let arrival = arrivals[step.to]
                    .entry(to)
                    .or_insert_with(|| Arrival { new: usize::MAX, from: Vec::new() });
                if new + more < arrival.new {
                    *arrival = Arrival { new: new + more, from: Vec::new() };
                }
                if new + more == arrival.new {
                    arrival.from.push((place, number, at));
                }
            }
        }
    }
    Some(arrivals)
}
