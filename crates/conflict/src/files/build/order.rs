//! What a decision maker prefers.

use super::options::{option, statement};
use super::{Builder, comparisons, people};
use crate::files::decimal::{Decimal, in_common_units};
use crate::files::entries::{Entry, Heading};
use crate::files::source::{Refused, Settled};
use crate::files::tree::{Node, Value};
use crate::model::{Class, Model, Moves, Opt, Preference, Statement, Unusable, Wish};

/// What stands between two classes of a ranking where all that follows is much less preferred.
pub(in crate::files) const MUCH: &str = ">>";

/// The entries about the preferences of each decision maker, in the order of the file.
pub(super) fn by_decision_maker<'d>(
    builder: &Builder<'d>,
    model: &Model,
) -> Result<Vec<Vec<&'d Entry>>, Refused> {
    let mut about = vec![Vec::new(); model.decision_makers.len()];
    for entry in &builder.document.entries {
        if entry.aside || !entry.heading().is_preference() {
            continue;
        }
        let of = people::find(builder, &model.decision_makers, builder.need(entry, "of")?, "whose it is")?;
        about[of].push(entry);
    }
    Ok(about)
}

/// The kinds of entries that order states. One decision maker has entries of one kind.
const KINDS: [Heading; 5] =
    [Heading::Preference, Heading::Weight, Heading::Ranking, Heading::Payoff, Heading::Comparison];

/// What one decision maker prefers, by the entries that are about its preferences.
pub(super) fn read(
    builder: &mut Builder<'_>,
    model: &Model,
    of: usize,
    about: &[&Entry],
) -> Result<Preference, Refused> {
    let mut kind: Option<&Entry> = None;
    let mut entries = Vec::new();
    let mut overlay = Vec::new();
    let mut all_unknown = None;
    for &entry in about {
        if !KINDS.contains(&entry.heading()) {
            match entry.field("between") {
                Some(node) => overlay.push(between(builder, model, node)?),
                None => all_unknown = Some(entry),
            }
            continue;
        }
        match kind {
            Some(first) if first.heading() != entry.heading() => {
                return Err(two_kinds(builder, model, of, first, entry));
            }
            _ => kind = kind.or(Some(entry)),
        }
        entries.push(entry);
    }
    if let (Some(entry), Some(first)) = (all_unknown, kind) {
        return Err(two_kinds(builder, model, of, first, entry));
    }
    let wish = match kind.map(Entry::heading) {
        Some(Heading::Preference) => Wish::Prioritising(statements(builder, model, &entries)?),
        Some(Heading::Weight) => Wish::Weighting(weights(builder, model, &entries)?),
        Some(Heading::Ranking) => Wish::Ranking(ranking(builder, model, &entries)?),
        Some(Heading::Payoff) => Wish::Payoffs(payoffs(builder, model, &entries)?),
        Some(Heading::Comparison) => Wish::Known(comparisons::read(builder, model, &entries)?),
        _ => {
            if all_unknown.is_none() {
                let name = model.decision_makers.get(of).map_or("", |one| one.name.as_str());
                let what = format!("nothing says what {name:?} prefers: all of it is taken as unknown");
                let settled = builder.source.settled(0, what);
                builder.settled.push(Settled { unsaid: true, ..settled });
            }
            Wish::Unknown
        }
    };
    Ok(Preference { wish, unknown: overlay })
}

fn two_kinds(builder: &Builder<'_>, model: &Model, of: usize, first: &Entry, second: &Entry) -> Refused {
    let name = model.decision_makers.get(of).map_or("", |one| one.name.as_str());
    let message = format!(
        "what {name:?} prefers is given by [[{}]] (line {}) and by [[{}]]",
        first.heading().written(),
        first.line(),
        second.heading().written()
    );
    builder.source.refuse(second.at, message, "one way for each decision maker", "keep one of the two")
}

fn options<'m>(builder: &Builder<'_>, model: &'m Model, at: usize) -> Result<&'m [Opt], Refused> {
    match &model.moves {
        Moves::Options(form) => Ok(&form.options),
        Moves::Arcs(_) => Err(builder.source.refuse(
            at,
            Unusable::NoOptions.to_string(),
            "a ranking or payoffs",
            "name states instead",
        )),
    }
}

fn between(
    builder: &Builder<'_>,
    model: &Model,
    node: &Node,
) -> Result<(crate::model::Which, crate::model::Which), Refused> {
    match builder.source.list(node, "between")? {
        [one, other] => Ok((builder.which(model, one)?, builder.which(model, other)?)),
        list => {
            let message = format!("between has {} and not two parts", list.len());
            let expected = "two parts, each a statement or a list of states";
            Err(builder.source.refuse(node.at, message, expected, "write between = [\"…\", \"…\"]"))
        }
    }
}

fn statements(builder: &Builder<'_>, model: &Model, entries: &[&Entry]) -> Result<Vec<Statement>, Refused> {
    let mut statements = Vec::new();
    for entry in entries {
        let flag = |key: &str| entry.field(key).map_or(Ok(false), |node| builder.source.truth(node, key));
        let (unknown, much) = (flag("unknown")?, flag("much")?);
        let node = builder.need(entry, "wish")?;
        let wishes = match &node.value {
            Value::List(wishes) => wishes.as_slice(),
            _ => std::slice::from_ref(node),
        };
        for wish in wishes {
            let statement = statement(builder.source, wish, options(builder, model, entry.at)?)?;
            statements.push(Statement { statement, known: !unknown, much });
        }
    }
    Ok(statements)
}

/// A number with its place.
fn decimal(builder: &Builder<'_>, node: &Node, what: &str) -> Result<Decimal, Refused> {
    let number = match &node.value {
        Value::Number(written) => Decimal::of(written),
        _ => None,
    };
    number.ok_or_else(|| builder.source.wrong(node, what, "a number of at most 18 digits"))
}

/// Numbers that are read together, as whole multiples of a common unit.
fn whole(builder: &Builder<'_>, entry: &Entry, numbers: &[Decimal]) -> Result<Vec<i64>, Refused> {
    in_common_units(numbers).ok_or_else(|| {
        let message = "these numbers have too many digits to be taken exactly together";
        builder.source.refuse(entry.at, message, "numbers of fewer digits", "round them, or give a ranking")
    })
}

fn weights(builder: &Builder<'_>, model: &Model, entries: &[&Entry]) -> Result<Vec<(i64, i64)>, Refused> {
    let Some(first) = entries.first() else { return Ok(Vec::new()) };
    let options = options(builder, model, first.at)?;
    let mut given: Vec<(usize, [Decimal; 2])> = Vec::new();
    for entry in entries {
        let node = builder.need(entry, "option")?;
        let place =
            option(builder.source, node, builder.source.words(node, "the option")?, options)? as usize;
        if given.iter().any(|(other, _)| *other == place) {
            let message =
                format!("two weights of one option, for one decision maker: {:?}", options[place].id);
            return Err(builder.source.refuse(
                node.at,
                message,
                "one weight for each option",
                "take one of them away",
            ));
        }
        let node = builder.need(entry, "weight")?;
        let bounds = match &node.value {
            Value::List(list) => match list.as_slice() {
                [low, high] => [decimal(builder, low, "a weight")?, decimal(builder, high, "a weight")?],
                _ => {
                    return Err(builder.source.wrong(
                        node,
                        "a weight",
                        "a number, or two between which it lies",
                    ));
                }
            },
            _ => [decimal(builder, node, "a weight")?; 2],
        };
        given.push((place, bounds));
    }
    let numbers: Vec<_> = given.iter().flat_map(|(_, bounds)| *bounds).collect();
    let numbers = whole(builder, first, &numbers)?;
    let mut weights = vec![(0, 0); options.len()];
    for (((place, _), bounds), entry) in given.iter().zip(numbers.chunks(2)).zip(entries) {
        if let ([low, high], Some(weight)) = (bounds, weights.get_mut(*place)) {
            if low > high {
                let node = builder.need(entry, "weight")?;
                let help = "write the lower bound first";
                return Err(builder.source.refuse(
                    node.at,
                    "the bounds of this weight are the wrong way round",
                    "[low, high]",
                    help,
                ));
            }
            *weight = (*low, *high);
        }
    }
    Ok(weights)
}

fn only<'e>(builder: &Builder<'_>, entries: &[&'e Entry]) -> Result<&'e Entry, Refused> {
    match entries {
        [only] => Ok(only),
        [first, second, ..] => {
            let heading = first.heading().written();
            let message = format!(
                "a second [[{heading}]] of the same decision maker; the first is in line {}",
                first.line()
            );
            Err(builder.source.refuse(
                second.at,
                message,
                format!("one [[{heading}]] each"),
                "keep one of the two",
            ))
        }
        [] => Err(builder.source.refuse_all("there is no entry", "an entry", "add one")),
    }
}

fn ranking(builder: &mut Builder<'_>, model: &Model, entries: &[&Entry]) -> Result<Vec<Class>, Refused> {
    let entry = only(builder, entries)?;
    let Some(node) = entry.field("classes") else { return Ok(Vec::new()) };
    builder.room(node.at, model.states(), 24)?;
    let mut in_class = vec![false; model.states()];
    let mut classes = Vec::new();
    let mut much = false;
    for one in builder.source.list(node, "the ranking")? {
        if matches!(&one.value, Value::Words(words) if words == MUCH) {
            if much || classes.is_empty() {
                let expected = "\">>\" between two classes";
                return Err(builder.source.refuse(
                    one.at,
                    "\">>\" stands before no class",
                    expected,
                    "take it out",
                ));
            }
            much = true;
            continue;
        }
        let by_statement = matches!(&one.value, Value::Words(words) if builder.named(words).is_none());
        let mut states = Vec::new();
        for state in builder.states(model, one)? {
            match in_class.get_mut(state) {
                // A statement means what is in no class before.
                Some(true) if by_statement => {}
                Some(before @ false) => {
                    *before = true;
                    states.push(u32::try_from(state).unwrap_or(u32::MAX));
                }
                _ => {
                    let message = format!("state {} is in the ranking twice", told(model, state));
                    let help = "take it out of one place";
                    return Err(builder.source.refuse(
                        one.at,
                        message,
                        "each state in exactly one class",
                        help,
                    ));
                }
            }
        }
        if states.is_empty() {
            builder.settle(one.at, "no state is left for this class of the ranking: it was left out");
            continue;
        }
        classes.push(Class { states, much: std::mem::take(&mut much) });
    }
    let left = in_class.iter().filter(|in_class| !**in_class).count();
    if let Some(state) = in_class.iter().position(|in_class| !in_class) {
        let also = if left > 1 { format!(", and so are {} more", left - 1) } else { String::new() };
        let message = format!("state {} is in no class of the ranking{also}", told(model, state));
        let help = "add it; a last class \"true\" takes all that are left";
        return Err(builder.source.refuse(node.at, message, "each state in exactly one class", help));
    }
    Ok(classes)
}

/// A state as messages tell it.
pub(super) fn told(model: &Model, position: usize) -> String {
    match &model.moves {
        Moves::Options(form) => {
            format!("{} ({})", form.bitmask(position).unwrap_or_default(), model.describe(position))
        }
        Moves::Arcs(_) => format!("{:?}", model.describe(position)),
    }
}

fn payoffs(builder: &Builder<'_>, model: &Model, entries: &[&Entry]) -> Result<Vec<i64>, Refused> {
    let entry = only(builder, entries)?;
    let node = builder.need(entry, "worth")?;
    let states = model.states();
    let numbers: Vec<Decimal> = match &node.value {
        Value::List(list) if list.len() == states => {
            list.iter().map(|one| decimal(builder, one, "what a state is worth")).collect::<Result<_, _>>()?
        }
        Value::List(list) => {
            let message = format!("{} numbers are given for {states} states", list.len());
            let expected = "one for each state, in their order";
            return Err(builder.source.refuse(
                node.at,
                message,
                expected,
                "states are in the order of their bitmasks",
            ));
        }
        Value::Table(fields) => {
            builder.room(node.at, states, 48)?;
            let mut worth = vec![None; states];
            for (key, value) in fields {
                let state = builder.state(model, &Node::words(key.at, key.name.as_str()))?;
                let number = decimal(builder, value, "what a state is worth")?;
                if worth.get_mut(state).is_some_and(|worth| worth.replace(number).is_some()) {
                    let message = format!("state {} is given twice", told(model, state));
                    return Err(builder.source.refuse(
                        key.at,
                        message,
                        "each state once",
                        "take one of them away",
                    ));
                }
            }
            let missing = |state: usize| {
                let message = format!("what state {} is worth is not given", told(model, state));
                builder.source.refuse(node.at, message, "a number for each state", "add it")
            };
            let all = worth.into_iter().enumerate();
            all.map(|(state, worth)| worth.ok_or_else(|| missing(state))).collect::<Result<_, _>>()?
        }
        _ => {
            return Err(builder.source.wrong(
                node,
                "what states are worth",
                "a list of numbers, or a table by state",
            ));
        }
    };
    whole(builder, entry, &numbers)
}
