//! Comparisons of single states.

use super::Builder;
use super::order::told;
use crate::files::entries::Entry;
use crate::files::source::Refused;
use crate::model::{Model, Moves, Preference, Unusable, Which, Wish};
use crate::relation::{Compared, Pairs};

/// How many pairs of states the comparisons of one decision maker may name, so that reading them ends soon.
const MOST_NAMED: u64 = 1 << 27;

/// What the comparisons of one decision maker say of each pair of states.
pub(super) fn read(builder: &mut Builder<'_>, model: &Model, entries: &[&Entry]) -> Result<Pairs, Refused> {
    let states = model.states();
    let first = entries.first().map_or(0, |entry| entry.at);
    let table = || format!("a table of the pairs of {states} states");
    let bytes = states as u128 * states as u128 * 2;
    builder.fit(first, table, bytes, "give a ranking, statements or weights instead")?;
    let mut named = 0;
    for entry in entries {
        let count = Comparison::read(builder, model, entry)?.count(model);
        named += count;
        if named > MOST_NAMED {
            let message =
                format!("the comparisons up to this one name more than {MOST_NAMED} pairs of states");
            return Err(refuse(builder, entry.at, message));
        }
        if count == 0 {
            builder.settle(entry.at, "this comparison is of no two states that can be: it says nothing");
        }
    }
    let mut pairs = Pairs::unknown(states);
    for (at, entry) in entries.iter().enumerate() {
        let comparison = Comparison::read(builder, model, entry)?;
        comparison.each(model, &mut |one, other| {
            if comparison.compared == Compared::Same && one == other {
                return Ok(());
            }
            match joined(pairs.compare(one, other), comparison.compared) {
                Some(compared) if one != other => {
                    pairs.set(one, other, compared);
                    Ok(())
                }
                _ => Err(disagree(builder, model, (one, other), entry, entries.get(..at).unwrap_or(&[]))),
            }
        })?;
    }
    let preference = Preference { wish: Wish::Known(pairs), unknown: Vec::new() };
    match (preference.relation(model, builder.budget), preference.wish) {
        (Ok(_), Wish::Known(pairs)) => {
            // What is left is for those whose comparisons are read next.
            let taken = (states as u64).saturating_mul(states as u64);
            builder.budget = builder.budget.saturating_sub(taken);
            Ok(pairs)
        }
        (Err(Unusable::Circle(round)), _) => Err(in_a_circle(builder, model, &round, entries)),
        (Err(reason), _) => Err(refuse(builder, first, reason.to_string())),
        (Ok(_), _) => Err(refuse(builder, first, "there are no comparisons".to_owned())),
    }
}

fn refuse(builder: &Builder<'_>, at: usize, message: String) -> Refused {
    builder.source.refuse(at, message, "comparisons that agree", "take back what is not meant")
}

/// Some states, each compared with some others.
struct Comparison {
    ones: Vec<usize>,
    others: Vec<usize>,
    compared: Compared,
    /// Where all else is meant to be equal: the bits of the options in which two states have to agree to be compared.
    equal: Option<u64>,
}

impl Comparison {
    fn read(builder: &Builder<'_>, model: &Model, entry: &Entry) -> Result<Self, Refused> {
        let much = entry.field("much").map_or(Ok(false), |node| builder.source.truth(node, "much"))?;
        let (ones, others, compared) = match ["better", "worse", "alike"].map(|name| entry.field(name)) {
            [Some(better), Some(worse), None] => {
                let compared = if much { Compared::MuchBetter } else { Compared::Better };
                (builder.states(model, better)?, builder.states(model, worse)?, compared)
            }
            [None, None, Some(alike)] if !much => {
                let alike = builder.states(model, alike)?;
                (alike.clone(), alike, Compared::Same)
            }
            _ => {
                let expected = "better and worse (and much = true where it is so), or alike alone";
                return Err(builder.source.refuse(
                    entry.at,
                    "this compares nothing",
                    expected,
                    "write one of the two ways",
                ));
            }
        };
        Ok(Self { ones, others, compared, equal: equal(builder, model, entry)? })
    }

    /// How many pairs of states are compared.
    fn count(&self, model: &Model) -> u64 {
        let mut count = 0;
        // Nothing stops it before the end.
        let _all: Result<(), ()> = self.with_each(model, &mut |_, others| {
            count += others.len() as u64;
            Ok(())
        });
        count
    }

    /// Tells each pair of states that is compared.
    fn each<E>(&self, model: &Model, tell: &mut impl FnMut(usize, usize) -> Result<(), E>) -> Result<(), E> {
        self.with_each(model, &mut |one, others| others.iter().try_for_each(|&(_, other)| tell(one, other)))
    }

    /// Tells each state with those that it is compared with, behind what they have to agree in.
    fn with_each<E>(
        &self,
        model: &Model,
        tell: &mut impl FnMut(usize, &[(u64, usize)]) -> Result<(), E>,
    ) -> Result<(), E> {
        let (equal, bitmasks) = match (self.equal, &model.moves) {
            (Some(equal), Moves::Options(form)) => (equal, form.bitmasks().collect()),
            _ => (0, Vec::new()),
        };
        // States that agree in what has to be equal stand together.
        let agreeing = |position: usize| bitmasks.get(position).unwrap_or(&0) & equal;
        let mut others: Vec<_> = self.others.iter().map(|&other| (agreeing(other), other)).collect();
        others.sort_unstable();
        self.ones.iter().try_for_each(|&one| {
            let bits = agreeing(one);
            let begin = others.partition_point(|(other, _)| *other < bits);
            let end = others.partition_point(|(other, _)| *other <= bits);
            tell(one, others.get(begin..end).unwrap_or(&[]))
        })
    }

    /// Whether it says something of two states, in this order or, of states that are alike, in any.
    fn is_of(&self, model: &Model, one: usize, other: usize) -> bool {
        let is = |first, second| {
            (first, second) == (one, other)
                || self.compared == Compared::Same && (second, first) == (one, other)
        };
        // The first that is found ends the search.
        self.each(model, &mut |first, second| if is(first, second) { Err(()) } else { Ok(()) }).is_err()
    }
}

/// The bits of the options in which two states have to agree to be compared, where a comparison is meant with all else equal: of
/// those that none of its statements names.
fn equal(builder: &Builder<'_>, model: &Model, entry: &Entry) -> Result<Option<u64>, Refused> {
    let Some(node) = entry.field("all_else_equal") else { return Ok(None) };
    if !builder.source.truth(node, "all_else_equal")? {
        return Ok(None);
    }
    let mut named = 0;
    for compared in ["better", "worse", "alike"].into_iter().filter_map(|name| entry.field(name)) {
        match builder.which(model, compared)? {
            Which::Where(statement) => named |= statement.options(),
            Which::These(_) => {
                return Err(builder.source.refuse(
                    node.at,
                    "all_else_equal, and states that are named",
                    "statements about options, which leave others alone",
                    "write statements, or leave it out",
                ));
            }
        }
    }
    Ok(Some(!named))
}

/// What two comparisons of one pair come to; none where they do not agree.
fn joined(before: Compared, now: Compared) -> Option<Compared> {
    match (before, now) {
        (Compared::Unknown, now) => Some(now),
        (before, now) if before == now => Some(now),
        (Compared::Better | Compared::MuchBetter, Compared::Better | Compared::MuchBetter) => {
            Some(Compared::MuchBetter)
        }
        _ => None,
    }
}

fn disagree(
    builder: &Builder<'_>,
    model: &Model,
    (one, other): (usize, usize),
    entry: &Entry,
    earlier: &[&Entry],
) -> Refused {
    if one == other {
        let message = format!(
            "{} would be preferred to itself: what is better and what is worse both hold in it",
            told(model, one)
        );
        return refuse(builder, entry.at, message);
    }
    let says = |entry: &&&Entry| {
        Comparison::read(builder, model, entry).is_ok_and(|comparison| {
            comparison.is_of(model, one, other) || comparison.is_of(model, other, one)
        })
    };
    let where_ = match earlier.iter().find(says) {
        Some(entry) => format!("here and in line {}", entry.line()),
        None => "within this one".to_owned(),
    };
    let (one, other) = (told(model, one), told(model, other));
    refuse(
        builder,
        entry.at,
        format!("{one} and {other} are compared in two ways, which do not agree: {where_}"),
    )
}

/// Comparisons by which each of these states is at least as good as the next, and one is better.
fn in_a_circle(builder: &Builder<'_>, model: &Model, round: &[usize], entries: &[&Entry]) -> Refused {
    let mut lines = Vec::new();
    for (&one, &other) in round.iter().zip(round.iter().cycle().skip(1)) {
        let says = |entry: &&&Entry| {
            Comparison::read(builder, model, entry)
                .is_ok_and(|comparison| comparison.is_of(model, one, other))
        };
        lines.extend(entries.iter().find(says).map(|entry| entry.line()));
    }
    let lines: Vec<_> = lines.iter().map(usize::to_string).collect();
    let states: Vec<_> = round.iter().chain(round.first()).map(|&state| told(model, state)).collect();
    refuse(
        builder,
        entries.first().map_or(0, |entry| entry.at),
        format!(
            "the comparisons go round in a circle: {}, by lines {}",
            states.join(" over "),
            lines.join(", ")
        ),
    )
}
