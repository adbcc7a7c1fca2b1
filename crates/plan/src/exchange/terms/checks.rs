//! From terms as given to an exchange that hangs together, or what stands in the way.

use std::collections::HashMap;

use super::{Exchange, GuaranteeParts, MAX_STEPS, Move, Range, StepParts, Terms};

/// Why terms are no exchange.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermsError {
    /// No step at all.
    #[error("there is no step to put in order")]
    NoStep,
    /// More steps or guarantees than can be summed safely.
    #[error("{count} {what}, and no more than {MAX_STEPS} can be looked at; put some of them together")]
    TooMany {
        /// "steps" or "guarantees".
        what: &'static str,
        /// How many there are.
        count: usize,
    },
    /// A party listed twice.
    #[error("party \"{name}\" is listed twice")]
    PartyTwice {
        /// Its name.
        name: String,
    },
    /// Two steps of the same name.
    #[error("two steps are called \"{name}\"")]
    StepTwice {
        /// That name.
        name: String,
    },
    /// A party that is not listed.
    #[error("{place} names \"{name}\", which is no party of the exchange")]
    UnknownParty {
        /// The name that is not listed.
        name: String,
        /// Where it stands.
        place: String,
    },
    /// A step that is not listed.
    #[error("{place} names \"{name}\", which is no step of the exchange")]
    UnknownStep {
        /// The name that is not listed.
        name: String,
        /// Where it stands.
        place: String,
    },
    /// A step that a party does for itself.
    #[error("step \"{step}\" goes to \"{party}\", which does it itself")]
    ToItself {
        /// The step.
        step: String,
        /// The party.
        party: String,
    },
    /// A guarantee below nought.
    #[error("the guarantee of \"{party}\" is {low}; it cannot be below nought")]
    NegativeGuarantee {
        /// The party that would forfeit it.
        party: String,
        /// Its lower end.
        low: i64,
    },
    /// A step in two groups, or twice in one.
    #[error("step \"{step}\" is named twice among what happens at once")]
    AtOnceTwice {
        /// The step.
        step: String,
    },
    /// Two steps that happen at once, of which one must come before the other.
    #[error("\"{first}\" must come before \"{second}\", and both are to happen at once")]
    AtOnceYetBefore {
        /// The step that must come first.
        first: String,
        /// The step that must come second.
        second: String,
    },
    /// Steps that wait for each other: each must come before the next, and the last before the first. Steps that happen at once
    /// stand joined by `+`.
    #[error("steps wait for each other in a circle: {}", circle(.0))]
    Circle(Vec<String>),
}

fn circle(names: &[String]) -> String {
    names.iter().chain(names.first()).map(String::as_str).collect::<Vec<_>>().join(", before ")
}

/// Names with their numbers.
struct Names<'a>(HashMap<&'a str, usize>);

impl<'a> Names<'a> {
    /// The number of each name, or the first name that occurs twice.
    fn new(names: impl Iterator<Item = &'a str>) -> Result<Self, String> {
        let mut numbers = HashMap::new();
        for (number, name) in names.enumerate() {
            if numbers.insert(name, number).is_some() {
                return Err(name.to_owned());
            }
        }
        Ok(Self(numbers))
    }

    fn party(&self, name: &str, place: impl Fn() -> String) -> Result<usize, TermsError> {
        let unknown = || TermsError::UnknownParty { name: name.to_owned(), place: place() };
        self.0.get(name).copied().ok_or_else(unknown)
    }

    fn step(&self, name: &str, place: impl Fn() -> String) -> Result<usize, TermsError> {
        let unknown = || TermsError::UnknownStep { name: name.to_owned(), place: place() };
        self.0.get(name).copied().ok_or_else(unknown)
    }
}

pub(super) fn exchange(terms: Terms) -> Result<Exchange, TermsError> {
    let count = terms.steps.len();
    if count == 0 {
        return Err(TermsError::NoStep);
    }
    for (what, count) in [("steps", count), ("guarantees", terms.guarantees.len())] {
        if count > MAX_STEPS {
            return Err(TermsError::TooMany { what, count });
        }
    }
    let parties = Names::new(terms.parties.iter().map(String::as_str))
        .map_err(|name| TermsError::PartyTwice { name })?;
    let names = Names::new(terms.steps.iter().map(|step| step.name.as_str()))
        .map_err(|name| TermsError::StepTwice { name })?;

    let mut steps = step_parts(&terms, &parties)?;
    let mut moves = moves(&terms, &names, &mut steps)?;
    for (first, second) in &terms.before {
        let place = || "what comes before what".to_owned();
        let (earlier, later) = (names.step(first, place)?, names.step(second, place)?);
        let (earlier, later) = (steps[earlier].part_of, steps[later].part_of);
        if earlier == later && first != second {
            return Err(TermsError::AtOnceYetBefore { first: first.clone(), second: second.clone() });
        }
        moves[later].before.push(earlier);
    }
    for one in &mut moves {
        one.before.sort_unstable();
        one.before.dedup();
    }
    let guarantees = guarantees(&terms, &parties, &names, &steps)?;
    let exchange = Exchange { terms, steps, moves, guarantees };
    match find_circle(&exchange.moves) {
        Some(circle) => {
            Err(TermsError::Circle(circle.into_iter().map(|one| exchange.names(one).join(" + ")).collect()))
        }
        None => Ok(exchange),
    }
}

/// The steps by numbers; their moves are not known yet.
fn step_parts(terms: &Terms, parties: &Names<'_>) -> Result<Vec<StepParts>, TermsError> {
    let mut parts = Vec::with_capacity(terms.steps.len());
    for step in &terms.steps {
        let place = || format!("step \"{}\"", step.name);
        let actor = parties.party(&step.actor, place)?;
        let mut to = Vec::new();
        for name in &step.to {
            let party = parties.party(name, place)?;
            if party == actor {
                return Err(TermsError::ToItself { step: step.name.clone(), party: name.clone() });
            }
            to.push(party);
        }
        if to.is_empty() {
            to = (0..terms.parties.len()).filter(|party| *party != actor).collect();
        }
        to.sort_unstable();
        to.dedup();
        let mut values = vec![Some(Range::NOUGHT); terms.parties.len()];
        for party in to.iter().chain([&actor]) {
            values[*party] = None;
        }
        for (name, value) in &step.values {
            values[parties.party(name, place)?] = Some(*value);
        }
        parts.push(StepParts { actor, to, values, part_of: 0 });
    }
    Ok(parts)
}

/// The moves in the order of the first step of each; tells every step which move it is part of.
fn moves(terms: &Terms, names: &Names<'_>, steps: &mut [StepParts]) -> Result<Vec<Move>, TermsError> {
    let mut group = vec![None; steps.len()];
    for (number, together) in terms.at_once.iter().enumerate() {
        for name in together {
            let step = names.step(name, || "what happens at once".to_owned())?;
            if group[step].replace(number).is_some() {
                return Err(TermsError::AtOnceTwice { step: name.clone() });
            }
        }
    }
    let mut moves: Vec<Move> = Vec::new();
    let mut move_of_group: HashMap<usize, usize> = HashMap::new();
    for (number, step) in steps.iter_mut().enumerate() {
        let next = moves.len();
        let part_of = group[number].map_or(next, |group| *move_of_group.entry(group).or_insert(next));
        if part_of == next {
            moves.push(Move { steps: Vec::new(), movers: Vec::new(), before: Vec::new() });
        }
        step.part_of = part_of;
        moves[part_of].steps.push(number);
        moves[part_of].movers.push(step.actor);
    }
    for one in &mut moves {
        one.movers.sort_unstable();
        one.movers.dedup();
    }
    Ok(moves)
}

fn guarantees(
    terms: &Terms,
    parties: &Names<'_>,
    names: &Names<'_>,
    steps: &[StepParts],
) -> Result<Vec<GuaranteeParts>, TermsError> {
    let mut parts = Vec::with_capacity(terms.guarantees.len());
    for guarantee in &terms.guarantees {
        let party = parties.party(&guarantee.party, || "a guarantee".to_owned())?;
        let low = guarantee.amount.low();
        if low < 0 {
            return Err(TermsError::NegativeGuarantee { party: guarantee.party.clone(), low });
        }
        let place = || format!("the guarantee of \"{}\"", guarantee.party);
        let until = match &guarantee.until {
            Some(name) => Some(steps[names.step(name, place)?].part_of),
            None => None,
        };
        parts.push(GuaranteeParts { party, amount: guarantee.amount, until });
    }
    Ok(parts)
}

/// Moves of which each must come before the next and the last before the first, where there are such.
fn find_circle(moves: &[Move]) -> Option<Vec<usize>> {
    let mut waits_for: Vec<usize> = moves.iter().map(|one| one.before.len()).collect();
    let mut then: Vec<Vec<usize>> = vec![Vec::new(); moves.len()];
    for (later, one) in moves.iter().enumerate() {
        for earlier in &one.before {
            then[*earlier].push(later);
        }
    }
    let mut free: Vec<usize> = (0..moves.len()).filter(|one| waits_for[*one] == 0).collect();
    while let Some(one) = free.pop() {
        for later in &then[one] {
            waits_for[*later] -= 1;
            if waits_for[*later] == 0 {
                free.push(*later);
            }
        }
    }
    // Whatever never became free waits for something that never did either: going back along that ends in a circle.
    let stuck = |one: &usize| waits_for[*one] > 0;
    let mut at = (0..moves.len()).find(stuck)?;
    let mut path: Vec<usize> = Vec::new();
    loop {
        if let Some(from) = path.iter().position(|seen| *seen == at) {
            let mut circle = path.split_off(from);
            circle.reverse();
            let first = circle.iter().enumerate().min_by_key(|(_, one)| **one).map_or(0, |(place, _)| place);
            circle.rotate_left(first);
            return Some(circle);
        }
        path.push(at);
        at = moves[at].before.iter().copied().find(stuck)?;
    }
}
