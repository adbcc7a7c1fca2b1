//! One order looked at point by point: who is exposed, and what it would gain by stopping.

use serde::Serialize;

use super::span::{Span, Sum};
use super::{Exchange, Order};

/// What one order comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evaluation {
    /// The points just before each move, first to last.
    pub points: Vec<Point>,
    /// How the parties stand when all is done, as listed. There is nothing left to stop, so their temptation is what they would
    /// forfeit, turned round.
    pub end: Vec<Standing>,
    /// The largest temptation of a mover at any point: at best (`low`) and at worst (`high`).
    pub largest: Span,
    /// Where it is largest at worst: the first such point, as a place in [`Self::points`].
    pub largest_at: usize,
    /// Whether the exchange enforces itself in this order.
    pub enforcement: Enforcement,
    /// Where that [depends](Enforcement::Depends) on values: the values that bear on a mover who may be tempted, those that could
    /// change most first and unknown ones before all others.
    pub open: Vec<OpenValue>,
}

/// The moment before one move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Point {
    /// The steps that come next, all at once where there are several.
    pub next: Vec<String>,
    /// The parties that would make this move.
    pub movers: Vec<String>,
    /// How all parties stand, as listed.
    pub standings: Vec<Standing>,
    /// The temptation of the mover; of the most tempted one where there are several.
    pub temptation: Span,
    /// The mover most tempted at worst.
    pub most_tempted: String,
}

/// How one party stands at one point, by its own valuation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The party.
    pub party: String,
    /// What its own steps have cost it so far.
    pub given: Span,
    /// What the others' steps have been worth to it so far.
    pub received: Span,
    /// What it has given beyond what it has received: above nought, it is exposed.
    pub exposure: Span,
    /// What it would gain if the exchange stopped here: what is still to come, turned round, less what it forfeits.
    pub temptation: Span,
}

/// Whether nobody gains by stopping when it is that party's turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Enforcement {
    /// Nobody does, wherever the values lie in their ranges.
    InEveryCase,
    /// Somebody does, wherever they lie.
    InNoCase,
    /// It depends on where they lie, or on values that are unknown.
    Depends,
}

/// A value on which it depends whether the exchange enforces itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenValue {
    /// The party whose value it is.
    pub party: String,
    /// The step that it values; `None` for what the party forfeits.
    pub step: Option<String>,
    /// How far apart the ends of its range are; `None` when it is unknown.
    pub width: Option<i64>,
    /// Whether this value at its better end is enough for the exchange to enforce itself, even if all others lie at their
    /// worse ends.
    pub enough: bool,
}

/// One point of the exposure curve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exposure {
    /// How many moves are done.
    pub done: usize,
    /// The steps of the last of them; none at the start.
    pub step: Vec<String>,
    /// The party.
    pub party: String,
    /// What it has given beyond what it has received, at least; `None` when unknown.
    pub low: Option<i64>,
    /// The same at most.
    pub high: Option<i64>,
}

/// How large a guarantee would make an exchange enforce itself in one order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeededGuarantee {
    /// What each party would have to forfeit on top of what it forfeits now, as listed.
    pub parties: Vec<Needed>,
    /// The smallest sum that is enough when it is the same for all.
    pub common: Span,
    /// The point, as a place in [`Evaluation::points`], that needs it at worst; `None` when nothing is needed.
    pub decided_at: Option<usize>,
}

/// What one party would have to forfeit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Needed {
    /// The party.
    pub party: String,
    /// How much more than now: at best (`low`) and at worst (`high`), where an open end means that no sum is known to be enough.
    pub more: Span,
    /// The point, as a place in [`Evaluation::points`], that needs it at worst; `None` when nothing is needed.
    pub decided_at: Option<usize>,
}

/// The sums of one party at one point.
#[derive(Clone, Copy, Default)]
struct Sums {
    given: Sum,
    received: Sum,
    ahead: Sum,
    held: Sum,
}

impl Sums {
    fn temptation(&self) -> Span {
        self.ahead.plus(self.held).turned()
    }

    fn standing(&self, party: &str) -> Standing {
        Standing {
            party: party.to_owned(),
            given: self.given.turned(),
            received: self.received.span(),
            exposure: self.given.plus(self.received).turned(),
            temptation: self.temptation(),
        }
    }
}

impl Exchange {
    /// Looks at `order` point by point.
    ///
    /// The temptation of a mover is what it gains by stopping instead of making its move and all that follows: the sum of the
    /// values, to it, of all that is not yet done, its own move included, turned round, less what it forfeits. An exchange
    /// enforces itself when no mover's temptation is above nought (Sandholm and Lesser 1995; Lockwood and Thomas 2002).
    ///
    /// Every temptation falls when a value or a guarantee rises. So all of them are largest together where every value lies
    /// at its lower end and smallest together where every value lies at its upper end: the worst and best cases are exact,
    /// also for the largest of several. O(moves × parties).
    ///
    /// `order` must have been made by this exchange.
    #[must_use]
    pub fn evaluate(&self, order: &Order) -> Evaluation {
        let mut sums = vec![Sums::default(); self.terms.parties.len()];
        for step in &self.steps {
            for (sums, value) in sums.iter_mut().zip(&step.values) {
                sums.ahead.add(*value);
            }
        }
        for guarantee in &self.guarantees {
            sums[guarantee.party].held.add(Some(guarantee.amount));
        }
        let standings = |sums: &[Sums]| {
            sums.iter().zip(&self.terms.parties).map(|(sums, party)| sums.standing(party)).collect::<Vec<_>>()
        };

        let mut points = Vec::with_capacity(order.moves().len());
        for number in order.moves() {
            points.push(self.point(*number, standings(&sums)));
            for step in self.moves[*number].steps.iter().map(|step| &self.steps[*step]) {
                for (party, (sums, value)) in sums.iter_mut().zip(&step.values).enumerate() {
                    sums.ahead.remove(*value);
                    if party == step.actor { sums.given.add(*value) } else { sums.received.add(*value) }
                }
            }
            for guarantee in self.guarantees.iter().filter(|guarantee| guarantee.until == Some(*number)) {
                sums[guarantee.party].held.remove(Some(guarantee.amount));
            }
        }

        let (mut largest, mut largest_at) = (None::<Span>, 0);
        for (at, point) in points.iter().enumerate() {
            let worse = largest.is_none_or(|largest| is_worse(point.temptation, largest));
            largest_at = if worse { at } else { largest_at };
            largest = Some(largest.map_or(point.temptation, |largest| largest.larger(point.temptation)));
        }
        let largest = largest.unwrap_or(Span::UNKNOWN);
        let enforcement = if largest.never_above_nought() {
            Enforcement::InEveryCase
        } else if largest.always_above_nought() {
            Enforcement::InNoCase
        } else {
            Enforcement::Depends
        };
        let open =
            if enforcement == Enforcement::Depends { self.open_values(order, &points) } else { Vec::new() };
        Evaluation { points, end: standings(&sums), largest, largest_at, enforcement, open }
    }

    fn point(&self, number: usize, standings: Vec<Standing>) -> Point {
        let movers = &self.moves[number].movers;
        let mut most = movers[0];
        let mut temptation = standings[most].temptation;
        for mover in &movers[1..] {
            let another = standings[*mover].temptation;
            if is_worse(another, standings[most].temptation) {
                most = *mover;
            }
            temptation = temptation.larger(another);
        }
        Point {
            next: self.names(number),
            movers: movers.iter().map(|mover| self.terms.parties[*mover].clone()).collect(),
            most_tempted: self.terms.parties[most].clone(),
            standings,
            temptation,
        }
    }

    /// The values that bear on movers who may be tempted. O(moves × parties + steps × parties × log).
    fn open_values(&self, order: &Order, points: &[Point]) -> Vec<OpenValue> {
        let mut place = vec![0; self.moves.len()];
        for (at, number) in order.moves().iter().enumerate() {
            place[*number] = at;
        }
        let parties = self.terms.parties.len();
        // Of each party: the first and the last point at which it moves and may be tempted, and the largest temptation there.
        let mut tempted: Vec<Option<(usize, usize, Span)>> = vec![None; parties];
        for (at, (number, point)) in order.moves().iter().zip(points).enumerate() {
            for mover in &self.moves[*number].movers {
                let temptation = point.standings[*mover].temptation;
                if !temptation.never_above_nought() {
                    let so_far = tempted[*mover].get_or_insert((at, at, temptation));
                    *so_far = (so_far.0, at, so_far.2.larger(temptation));
                }
            }
        }
        let alone = tempted.iter().flatten().count() == 1;
        let mut open = Vec::new();
        for (party, tempted) in tempted.into_iter().enumerate() {
            let Some((first, last, worst)) = tempted else { continue };
            // More than one unknown value: no value alone makes the sum known.
            let unknown = self
                .steps
                .iter()
                .filter(|step| step.values[party].is_none() && place[step.part_of] >= first)
                .count();
            let enough = |width: Option<i64>, until: usize| {
                let closes = match (width, worst.high) {
                    (Some(width), Some(worst)) => width >= worst,
                    (Some(_), None) => false,
                    (None, _) => unknown == 1,
                };
                alone && closes && until >= last
            };
            let mut note = |step: Option<usize>, width: Option<i64>, until: usize| {
                // What is over before the first tempting point bears on none of them.
                if width != Some(0) && until >= first {
                    let step = step.map(|step| self.terms.steps[step].name.clone());
                    let party = self.terms.parties[party].clone();
                    open.push(OpenValue { party, step, width, enough: enough(width, until) });
                }
            };
            for (number, step) in self.steps.iter().enumerate() {
                note(Some(number), step.values[party].map(super::Range::width), place[step.part_of]);
            }
            for guarantee in self.guarantees.iter().filter(|guarantee| guarantee.party == party) {
                let until = guarantee.until.map_or(usize::MAX, |number| place[number]);
                note(None, Some(guarantee.amount.width()), until);
            }
        }
        open.sort_by_key(|value| std::cmp::Reverse(value.width.unwrap_or(i64::MAX)));
        open
    }
}

impl Evaluation {
    /// The exposure of every party before the first move and after each move: by moves done, then by party as listed.
    #[must_use]
    pub fn exposure_curve(&self) -> Vec<Exposure> {
        let standings = self.points.iter().map(|point| &point.standings).chain([&self.end]);
        let mut curve = Vec::new();
        for (done, standings) in standings.enumerate() {
            let step = done.checked_sub(1).map(|last| self.points[last].next.clone()).unwrap_or_default();
            curve.extend(standings.iter().map(|standing| Exposure {
                done,
                step: step.clone(),
                party: standing.party.clone(),
                low: standing.exposure.low,
                high: standing.exposure.high,
            }));
        }
        curve
    }

    /// How much more each party would have to forfeit by stopping, held to the end of the exchange, for it to enforce itself in
    /// this order. Each party's sum counters its own temptation only, so they do not depend on each other.
    #[must_use]
    pub fn needed_guarantee(&self) -> NeededGuarantee {
        let mut parties: Vec<Needed> = self
            .end
            .iter()
            .map(|standing| Needed { party: standing.party.clone(), more: Span::new(0, 0), decided_at: None })
            .collect();
        for (at, point) in self.points.iter().enumerate() {
            for (needed, standing) in parties.iter_mut().zip(&point.standings) {
                if point.movers.contains(&standing.party) {
                    if is_worse(standing.temptation, needed.more) {
                        needed.decided_at = Some(at);
                    }
                    needed.more = needed.more.larger(standing.temptation);
                }
            }
        }
        let common = self.largest.at_least_nought();
        let decided_at = (!self.largest.never_above_nought()).then_some(self.largest_at);
        NeededGuarantee { parties, common, decided_at }
    }
}

/// Whether `one` is larger than `other` at worst.
fn is_worse(one: Span, other: Span) -> bool {
    match (one.high, other.high) {
        (Some(one), Some(other)) => one > other,
        (one, other) => one.is_none() && other.is_some(),
    }
}
