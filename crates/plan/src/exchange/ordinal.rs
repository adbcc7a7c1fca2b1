//! What can be said of an order when no values are given: who has given what before receiving what.

use serde::Serialize;

use super::relation::Relation;
use super::search::{self, Found, Problem};
use super::{Exchange, Order, USUAL_LIMIT};

/// Who has given what before receiving what, in one order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ordinal {
    /// What each party gives before it receives anything more: by party as listed, then in order.
    pub runs: Vec<Run>,
    /// The run of the most steps, as a place in [`Self::runs`]; of several the first.
    pub longest: Option<usize>,
    /// Parties that have given all they have to give while something is still to come to them.
    pub given_all: Vec<GivenAll>,
    /// Where a party has given the most units beyond those it has received; `None` when no party ever has.
    pub largest_advance: Option<Advance>,
}

/// Steps that a party gives without receiving anything between them. A step that it gives in the moment in which it receives
/// another is part of no run: nobody goes first there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The party that gives.
    pub party: String,
    /// Its steps, in order.
    pub gives: Vec<String>,
    /// How many units they count for.
    pub units: u64,
    /// What it then receives, in one moment; nothing when nothing more comes to it.
    pub before: Vec<String>,
}

/// A party that has given all it has to give, and what is still to come to it then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GivenAll {
    /// The party.
    pub party: String,
    /// The last move in which it gives something.
    pub after: Vec<String>,
    /// What comes to it later, in order.
    pub to_come: Vec<String>,
    /// How many units that counts for.
    pub units: u64,
}

/// How many units a party has given beyond those it has received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Advance {
    /// The party.
    pub party: String,
    /// The move after which that is so.
    pub after: Vec<String>,
    /// How many units.
    pub units: i64,
}

/// What holds of who gives before whom in every order that is allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settled {
    /// Pairs of moves that are not made by the same parties.
    pub across: usize,
    /// Those of them of which it is settled which comes first.
    pub ordered: usize,
    /// What a party must have given before it receives something: by party as listed, then in the order as listed. What it must have given
    /// before something else that it receives earlier is not told again.
    pub given_first: Vec<GivenFirst>,
}

/// What a party must have given before it receives something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GivenFirst {
    /// The party.
    pub party: String,
    /// Its steps, in order.
    pub gives: Vec<String>,
    /// What it then receives, in one moment.
    pub before: Vec<String>,
}

impl Settled {
    /// Whether of all moves of different parties it is settled which comes first: then there is one order, so far as who gives and who receives goes.
    #[must_use]
    pub fn is_one_order(&self) -> bool {
        self.ordered == self.across
    }
}

/// An order in which giving alternates as far as it can.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alternating {
    /// The order.
    pub order: Order,
    /// What can be said of it.
    pub ordinal: Ordinal,
    /// In every order some party has at some point given at least so many units beyond those it has received.
    pub at_least: i64,
    /// Whether no order has a smaller largest advance.
    pub proven: bool,
}

impl Ordinal {
    /// The runs after which nothing more comes to the party.
    pub fn unanswered(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| run.before.is_empty())
    }
}

impl Exchange {
    /// Who has given what before receiving what in `order`, from actors, those whom steps go to, and counts of units alone.
    /// O(moves × parties + steps × parties).
    #[must_use]
    pub fn ordinal(&self, order: &Order) -> Ordinal {
        let mut ordinal =
            Ordinal { runs: Vec::new(), longest: None, given_all: Vec::new(), largest_advance: None };
        for party in 0..self.terms.parties.len() {
            self.note_party(order, party, &mut ordinal);
        }
        let longest = ordinal.runs.iter().enumerate().rev().max_by_key(|(_, run)| run.gives.len());
        ordinal.longest = longest.map(|(at, _)| at);
        ordinal
    }

    /// What is so in every order: between how many moves of different parties it is settled which comes first, and what each party
    /// must have given before it receives something. O(moves² × parties).
    #[must_use]
    pub fn settled(&self) -> Settled {
        let before: Vec<Vec<usize>> = self.moves.iter().map(|one| one.before.clone()).collect();
        let relation = Relation::new(&before);
        let pairs = || (0..before.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
        let across = |&(one, other): &(usize, usize)| self.moves[one].movers != self.moves[other].movers;
        let ordered = |&(one, other): &(usize, usize)| relation.has(one, other) || relation.has(other, one);
        let mut given_first = Vec::new();
        let order = self.as_listed();
        for (party, name) in self.terms.parties.iter().enumerate() {
            let is_given = |step: &usize| self.steps[*step].actor == party;
            let is_received = |step: &usize| self.steps[*step].to.contains(&party);
            let mut answered: Vec<usize> = Vec::new();
            for &number in order.moves() {
                let received =
                    self.moves[number].steps.iter().copied().filter(is_received).collect::<Vec<_>>();
                if received.is_empty() {
                    continue;
                }
                let earlier = answered.iter().copied().filter(|one| relation.has(*one, number));
                let told = relation.before_any(earlier);
                let new = order.moves().iter().copied();
                let new = new.filter(|one| relation.has(*one, number) && !told.has(*one));
                let gives: Vec<usize> =
                    new.flat_map(|one| self.moves[one].steps.iter().copied()).filter(is_given).collect();
                answered.push(number);
                let names =
                    |steps: &[usize]| steps.iter().map(|step| self.terms.steps[*step].name.clone()).collect();
                if !gives.is_empty() {
                    given_first.push(GivenFirst {
                        party: name.clone(),
                        gives: names(&gives),
                        before: names(&received),
                    });
                }
            }
        }
        Settled {
            across: pairs().filter(across).count(),
            ordered: pairs().filter(across).filter(ordered).count(),
            given_first,
        }
    }

    fn note_party(&self, order: &Order, party: usize, ordinal: &mut Ordinal) {
        let name = || self.terms.parties[party].clone();
        let units =
            |steps: &[usize]| steps.iter().map(|step| u64::from(self.terms.steps[*step].units)).sum::<u64>();
        let names = |steps: &[usize]| {
            steps.iter().map(|step| self.terms.steps[*step].name.clone()).collect::<Vec<_>>()
        };
        let run = |gives: &[usize], before: &[usize]| Run {
            party: name(),
            gives: names(gives),
            units: units(gives),
            before: names(before),
        };
        let mut going = Vec::new();
        let mut last_given = None;
        let mut to_come = Vec::new();
        let mut advance = 0;
        for number in order.moves() {
            let steps = &self.moves[*number].steps;
            let (mut gives, mut receives) = (Vec::new(), Vec::new());
            for step in steps {
                if self.steps[*step].actor == party {
                    gives.push(*step);
                }
                if self.steps[*step].to.contains(&party) {
                    receives.push(*step);
                }
            }
            advance += units(&gives) as i64 - units(&receives) as i64;
            let most = ordinal.largest_advance.as_ref().map_or(0, |most| most.units);
            if advance > most {
                ordinal.largest_advance =
                    Some(Advance { party: name(), after: self.names(*number), units: advance });
            }
            if !gives.is_empty() {
                last_given = Some(*number);
                to_come.clear();
            } else if last_given.is_some() {
                to_come.extend(&receives);
            }
            if receives.is_empty() {
                going.extend(gives);
            } else if !going.is_empty() {
                ordinal.runs.push(run(&going, &receives));
                going.clear();
            }
        }
        if !going.is_empty() {
            ordinal.runs.push(run(&going, &[]));
        }
        if let Some(last) = last_given.filter(|_| !to_come.is_empty()) {
            ordinal.given_all.push(GivenAll {
                party: name(),
                after: self.names(last),
                to_come: names(&to_come),
                units: units(&to_come),
            });
        }
    }

    /// The order in which giving alternates as far as what comes before what allows: it keeps smallest the most units that any
    /// party has, at any point, given beyond those it has received. A criterion of counting alone: what things are worth does not
    /// enter into it, and it says nothing about temptations. Among such orders it is the one whose advances add up to the
    /// least over all moves; where several are left it is always the same one of them.
    ///
    /// The same search as for [`Self::best_order`], from the first move on.
    #[must_use]
    pub fn alternating_order(&self) -> Alternating {
        let parties = self.terms.parties.len();
        let mut gains = vec![vec![0; parties]; self.moves.len()];
        for (step, terms) in self.steps.iter().zip(&self.terms.steps) {
            let units = i128::from(terms.units);
            gains[step.part_of][step.actor] -= units;
            for party in &step.to {
                gains[step.part_of][*party] += units;
            }
        }
        let problem = Problem {
            before: self.moves.iter().map(|one| one.before.clone()).collect(),
            takers: self.moves.iter().map(|one| one.movers.clone()).collect(),
            start: vec![0; parties],
            gains,
        };
        let Found { items, largest, at_least, .. } = search::search(&problem, USUAL_LIMIT);
        let order = self.order_of(items);
        let ordinal = self.ordinal(&order);
        let at_least = i64::try_from(at_least.max(0)).unwrap_or(i64::MAX);
        Alternating { order, ordinal, at_least, proven: largest.max(0) <= i128::from(at_least) }
    }
}
