//! The order in which the largest temptation to stop is smallest.

use serde::Serialize;

use super::search::{self, Found, Problem};
use super::span::Span;
use super::{Evaluation, Exchange, Order};

/// How many sets of moves each stage of a search looks at before it leaves the rest to a table of all sets or, where there
/// would be more than 2²⁴ of them, says what it has (the first stage, which is quicker, at up to twenty times as many). Some
/// seconds at most.
pub const USUAL_LIMIT: usize = 100_000;

/// The best order found, and what is known about how good it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BestOrder {
    /// The order.
    pub order: Order,
    /// It, point by point. The largest temptation in it is [`Evaluation::largest`].
    pub evaluation: Evaluation,
    /// The largest temptation, at worst, is at least this in **every** order; `None` when in every order some mover
    /// waits for an unknown value.
    pub at_least: Option<i64>,
    /// How that is known.
    pub proof: Proof,
    /// Whether no order with the same largest temptation has smaller temptations in sum.
    pub least_sum: bool,
    /// The cheapest step that can come last.
    pub cheapest_last: CheapestLast,
    /// How many sets of moves were looked at.
    pub looked_at: usize,
}

/// Why no order has a smaller largest temptation, at worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// Some move comes last, and then there is nothing to wait for: the temptation in this order is what the cheapest such
    /// move costs.
    CheapestLast,
    /// All sets of moves that could have led to less were looked at, or shown to lead to no less.
    Searched,
    /// There were too many: the order may not be the best. None is better than [`BestOrder::at_least`].
    NotProven,
}

/// The move that is cheapest for whoever makes it when it comes last. Somebody must make the last move, with nothing left to come
/// to it: so no order has a smaller largest temptation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheapestLast {
    /// Its steps.
    pub steps: Vec<String>,
    /// What the mover would gain by leaving it out.
    pub temptation: Span,
}

impl Exchange {
    /// The order whose largest temptation is smallest when every value lies at its worse end. Among such orders it is the one
    /// whose temptations above nought add up to the least; where several are left it is always the same one of them.
    ///
    /// **Robust** means: whatever the values are within their ranges, no temptation in this order is larger than the largest
    /// given, and no other order can promise less. See [`Exchange::evaluate`] for why the worst case lies at the ends of the
    /// ranges. An unknown value counts as worse than any range: the order first keeps small how many unknown values a mover
    /// waits for, and then the temptation.
    ///
    /// A bottleneck shortest path over the sets of moves that can be done first; at most 2ⁿ of them, in practice few. Up to 24
    /// moves it is always proven, and often for many more (unless amounts are so large that their sums leave 64 bits); where it is not, the best order found is given, and how far from the
    /// best it can be ([`Proof::NotProven`], [`USUAL_LIMIT`]).
    #[must_use]
    pub fn best_order(&self) -> BestOrder {
        self.best_order_within(USUAL_LIMIT)
    }

    /// The same with another limit on the sets that are looked at in each stage of the search.
    #[must_use]
    pub fn best_order_within(&self, limit: usize) -> BestOrder {
        let known = self.known();
        let problem = self.backwards(known);
        let Found { mut items, largest, at_least, least_sum, looked_at } = search::search(&problem, limit);
        items.reverse();
        let order = self.order_of(items.into_iter().map(|item| self.backward_item(item)).collect());
        let evaluation = self.evaluate(&order);
        let last = (0..self.moves.len())
            .filter(|item| problem.before[*item].is_empty())
            .min_by_key(|item| (problem.cost_first(*item), std::cmp::Reverse(*item)))
            .unwrap_or_default();
        let proof = if largest > at_least {
            Proof::NotProven
        } else if largest == problem.cost_first(last) {
            Proof::CheapestLast
        } else {
            Proof::Searched
        };
        BestOrder {
            order,
            evaluation,
            // Beyond all known sums, an unknown value is in it.
            at_least: i64::try_from(at_least).ok().filter(|at_least| i128::from(*at_least) <= known),
            proof,
            least_sum,
            cheapest_last: self.last_move(self.backward_item(last)),
            looked_at,
        }
    }

    /// At least every sum of values and guarantees that are known, of either sign.
    fn known(&self) -> i128 {
        let values = self.steps.iter().flat_map(|step| step.values.iter().flatten());
        let amounts = values.chain(self.guarantees.iter().map(|guarantee| &guarantee.amount));
        amounts.map(|amount| i128::from(amount.low()).abs()).sum()
    }

    /// The moves from the last to the first, with what is still to come for each party at worst. An item's number counts from
    /// the end of the list, so that moves listed late are taken first, that is, come late.
    fn backwards(&self, known: i128) -> Problem {
        let count = self.moves.len();
        // An unknown value is below all sums of known ones, also over all points: so fewer unknown values always count first.
        let unknown = -(known * (count as i128 + 1) + 1);
        let mut before = vec![Vec::new(); count];
        for (later, one) in self.moves.iter().enumerate() {
            for earlier in &one.before {
                before[self.backward_item(*earlier)].push(self.backward_item(later));
            }
        }
        // Only those who move at some point can be tempted then.
        let movers: Vec<usize> = (0..self.terms.parties.len())
            .filter(|party| self.moves.iter().any(|one| one.movers.contains(party)))
            .collect();
        let mut start = vec![0; movers.len()];
        let mut gains = vec![vec![0; movers.len()]; count];
        for step in &self.steps {
            let gains = &mut gains[self.backward_item(step.part_of)];
            for (gain, party) in gains.iter_mut().zip(&movers) {
                *gain += step.values[*party].map_or(unknown, |value| i128::from(value.low()));
            }
        }
        // A guarantee given back after a move is one more thing that the party has as long as that move is still to come.
        for guarantee in &self.guarantees {
            if let Some(place) = movers.iter().position(|party| *party == guarantee.party) {
                let amount = i128::from(guarantee.amount.low());
                match guarantee.until {
                    Some(number) => gains[self.backward_item(number)][place] += amount,
                    None => start[place] += amount,
                }
            }
        }
        let place = |party: &usize| movers.iter().position(|mover| mover == party);
        let takers = (0..count)
            .map(|item| self.moves[self.backward_item(item)].movers.iter().filter_map(place).collect())
            .collect();
        Problem { before, takers, start, gains }
    }

    /// The item of a move, and the move of an item.
    fn backward_item(&self, number: usize) -> usize {
        self.moves.len() - 1 - number
    }

    /// What the movers of one move gain by leaving it out when all others are done.
    fn last_move(&self, number: usize) -> CheapestLast {
        use super::span::Sum;
        let mut temptation: Option<Span> = None;
        for mover in &self.moves[number].movers {
            let mut sum = Sum::default();
            for step in &self.moves[number].steps {
                sum.add(self.steps[*step].values[*mover]);
            }
            for guarantee in self.guarantees.iter().filter(|guarantee| guarantee.party == *mover) {
                if guarantee.until.is_none_or(|until| until == number) {
                    sum.add(Some(guarantee.amount));
                }
            }
            temptation = Some(temptation.map_or(sum.turned(), |largest| largest.larger(sum.turned())));
        }
        CheapestLast { steps: self.names(number), temptation: temptation.unwrap_or(Span::UNKNOWN) }
    }
}
