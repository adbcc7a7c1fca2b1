//! Options, and which combinations of them can be.

use std::collections::BTreeMap;

use super::{Builder, people};
use crate::files::entries::Heading;
use crate::files::source::{Refused, Source};
use crate::files::tree::{Node, Value};
use crate::model::{
    DecisionMaker, Direction, Expression, Feasible, Misread, NoStates, Opt, OptionForm, list,
};
use crate::names::nearest;

/// How many options a bitmask holds.
const MOST: usize = 64;

pub(super) fn read(builder: &mut Builder<'_>, makers: &[DecisionMaker]) -> Result<OptionForm, Refused> {
    if let Some(entry) = builder.all(Heading::Move).next() {
        return Err(builder.source.refuse(
            entry.at,
            "a move is given, and there are options, from which moves follow",
            "options or moves",
            "leave out [[move]], or describe all states and moves without options",
        ));
    }
    let mut options: Vec<Opt> = Vec::new();
    for entry in builder.all(Heading::Option) {
        let (id, name) = people::called(builder, entry)?;
        if options.iter().any(|other| other.id == id) {
            return Err(people::twice(builder, entry, "options", &id));
        }
        if options.len() == MOST {
            let message = format!("there are more than {MOST} options");
            return Err(builder.source.refuse(
                entry.at,
                message,
                "at most 64",
                "leave out what changes nothing",
            ));
        }
        let owner = people::find(builder, makers, builder.need(entry, "owner")?, "the owner of an option")?;
        let direction = match entry.field("direction") {
            Some(node) => direction(builder.source, node)?,
            None => Direction::Both,
        };
        options.push(Opt { id, name, owner, direction });
    }
    let conditions = builder.all(Heading::Infeasible).map(|entry| {
        let node = builder.need(entry, "when")?;
        Ok((entry.at, statement(builder.source, node, &options)?))
    });
    let conditions: Vec<(usize, Expression)> = conditions.collect::<Result<_, Refused>>()?;
    let feasible = feasible(builder, &options, &conditions)?;
    Ok(OptionForm { options, feasible, coalesced: BTreeMap::new() })
}

fn direction(source: &Source, node: &Node) -> Result<Direction, Refused> {
    const KNOWN: [(&str, Direction); 3] =
        [("both", Direction::Both), ("take only", Direction::TakeOnly), ("drop only", Direction::DropOnly)];
    let given = source.words(node, "the direction of an option")?;
    KNOWN.into_iter().find(|(written, _)| *written == given).map(|(_, direction)| direction).ok_or_else(
        || {
            let help = match nearest(given, KNOWN.map(|(written, _)| written)) {
                Some(meant) => format!("did you mean {meant:?}?"),
                None => "write one of them".to_owned(),
            };
            source.refuse(
                node.at,
                format!("{given:?} is no direction"),
                "\"both\", \"take only\" or \"drop only\"",
                help,
            )
        },
    )
}

fn feasible(
    builder: &mut Builder<'_>,
    options: &[Opt],
    conditions: &[(usize, Expression)],
) -> Result<Feasible, Refused> {
    let infeasible: Vec<_> = conditions.iter().map(|(_, condition)| condition.clone()).collect();
    let mut listed = Vec::new();
    let first = builder.all(Heading::Feasible).next().map(|entry| entry.at);
    for entry in builder.all(Heading::Feasible) {
        let node = builder.need(entry, "states")?;
        for one in builder.source.list(node, "what can be")? {
            listed.push(combination(builder.source, one, options)?);
        }
    }
    let refuse = |at: usize, reason: &NoStates| {
        let (expected, help) = match reason {
            NoStates::Excluded => {
                ("at least one combination", "take a condition away, or make one exclude less")
            }
            NoStates::TooMany { .. } => {
                ("fewer combinations", "list those that can be with [[feasible]], or use fewer options")
            }
        };
        builder.source.refuse(at, reason.to_string(), expected, help)
    };
    bounded(builder, options.len(), conditions)?;
    let Some(first) = first else {
        return Feasible::without(options.len(), &infeasible).map_err(|reason| {
            let at = match (&reason, excluding(options.len(), &infeasible)) {
                (NoStates::Excluded, Some(last)) => conditions.get(last).map(|one| one.0),
                _ => conditions.first().map(|one| one.0),
            };
            let first = || builder.all(Heading::Option).next().map_or(0, |entry| entry.at);
            refuse(at.unwrap_or_else(first), &reason)
        });
    };
    let feasible = Feasible::listed(options.len(), listed).map_err(|reason| refuse(first, &reason))?;
    if conditions.is_empty() {
        return Ok(feasible);
    }
    // The list counts. Where the conditions say otherwise, this is told.
    let listed = feasible.iter().filter(|&bitmask| infeasible.iter().any(|one| one.holds(bitmask)));
    let shown = |bitmask: u64| format!("{bitmask} ({})", list(options, bitmask));
    let excluded: Vec<_> = listed.map(shown).collect();
    if let Some(example) = excluded.first() {
        builder.settle(first, format!(
            "{} of the combinations listed as those that can be, for example {example}, are excluded by conditions: the list counts",
            excluded.len()
        ));
    }
    if options.len() <= 24
        && let Ok(by_conditions) = Feasible::without(options.len(), &infeasible)
    {
        let missing: Vec<_> = by_conditions.iter().filter(|&bitmask| !feasible.contains(bitmask)).collect();
        if let Some(&example) = missing.first() {
            builder.settle(first, format!(
                "{} combinations that no condition excludes, for example {}, are not listed as those that can be: the list counts",
                missing.len(),
                shown(example)
            ));
        }
    }
    Ok(feasible)
}

/// How many parts of conditions are looked at, for 64 combinations at once: some half a minute.
const MOST_WORK: u64 = 1 << 34;

/// Refuses conditions that would take too long to be looked at for all combinations.
fn bounded(builder: &Builder<'_>, options: usize, conditions: &[(usize, Expression)]) -> Result<(), Refused> {
    let parts: u64 = conditions.iter().map(|(_, condition)| condition.parts()).sum();
    let words = 1_u64 << options.min(28).saturating_sub(6);
    match conditions.first() {
        Some(&(at, _)) if parts.saturating_mul(words) > MOST_WORK => Err(builder.source.refuse(
            at,
            format!("the conditions have {parts} parts, which would be looked at for every combination of {options} options"),
            format!("at most {} parts", MOST_WORK / words),
            "say what cannot be in fewer words, or list what can be with [[feasible]]",
        )),
        _ => Ok(()),
    }
}

/// The place of the first condition with which, together with those before it, nothing is left.
fn excluding(options: usize, conditions: &[Expression]) -> Option<usize> {
    let excludes = |count: usize| {
        let before = conditions.get(..count).unwrap_or(conditions);
        matches!(Feasible::without(options, before), Err(NoStates::Excluded))
    };
    let (mut some, mut none) = (0, conditions.len());
    while none - some > 1 {
        let middle = some + (none - some) / 2;
        if excludes(middle) { none = middle } else { some = middle }
    }
    none.checked_sub(1)
}

/// A combination as a bitmask or a list of the options taken.
pub(super) fn combination(source: &Source, node: &Node, options: &[Opt]) -> Result<u64, Refused> {
    match &node.value {
        Value::List(taken) => taken.iter().try_fold(0, |bits, one| {
            let name = source.words(one, "an option")?;
            let place = option(source, one, name, options)?;
            Ok(bits | 1 << place)
        }),
        _ => {
            let bitmask = source.count(node, "a combination of options")?;
            match options.len() < MOST && bitmask >> options.len() != 0 {
                true => Err(source.refuse(
                    node.at,
                    format!("{bitmask} is no combination of {} options", options.len()),
                    format!("a bitmask below {}", 1_u64 << options.len()),
                    "bit 0 is the first option; mend the number",
                )),
                false => Ok(bitmask),
            }
        }
    }
}

/// The place of an option by its id or name.
pub(super) fn option(source: &Source, node: &Node, name: &str, options: &[Opt]) -> Result<u32, Refused> {
    match Expression::of_name(name, options) {
        Ok(Expression::Taken(place)) => Ok(place),
        Ok(_) => Err(source.wrong(node, "an option", "the id or name of an option")),
        Err(misread) => Err(source.refuse(
            node.at,
            misread.message,
            misread.expected,
            "add an [[option]], or name one that is there",
        )),
    }
}

/// A statement about options.
pub(super) fn statement(source: &Source, node: &Node, options: &[Opt]) -> Result<Expression, Refused> {
    let text = source.words(node, "a statement")?;
    Expression::parse(text, options).map_err(|misread| misread_at(source, node, misread))
}

/// Why a statement was not read, with its place in the file.
pub(super) fn misread_at(source: &Source, node: &Node, misread: Misread) -> Refused {
    let help = "mend the statement: options joined by not, and, or, if, iff and parentheses";
    let text = source.text().get(node.at..).unwrap_or_default();
    // Inside of simple quotes characters stand in the file as they stand in the statement.
    let inside =
        text.strip_prefix(['"', '\'']).filter(|rest| !rest.starts_with("\"\"") && !rest.starts_with("''"));
    let before = inside.map(|inside| inside.chars().take(misread.column - 1).collect::<String>());
    match before {
        Some(before) if !before.contains(['\\', '\n', '[', '{']) => {
            source.refuse(node.at + 1 + before.len(), misread.message, misread.expected, help)
        }
        _ => {
            let message = format!("at character {} of the statement: {}", misread.column, misread.message);
            source.refuse(node.at, message, misread.expected, help)
        }
    }
}
