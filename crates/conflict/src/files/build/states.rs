//! States: their names, which of them are one, and the moves that are given one by one.

use std::collections::{BTreeMap, HashSet};

use super::options::{combination, misread_at};
use super::{Builder, people};
use crate::files::entries::Heading;
use crate::files::source::Refused;
use crate::files::tree::{Node, Value};
use crate::model::{Arcs, DecisionMaker, Expression, Model, Moves, NOTHING, Which};
use crate::names::{listed, nearest};

/// Named states and the moves between them.
pub(super) fn arcs(builder: &Builder<'_>, makers: &[DecisionMaker]) -> Result<Arcs, Refused> {
    for heading in
        [Heading::Infeasible, Heading::Feasible, Heading::Coalesced, Heading::Preference, Heading::Weight]
    {
        if let Some(entry) = builder.all(heading).next() {
            return Err(builder.source.refuse(
                entry.at,
                format!("[[{}]] is about options, and there are none", heading.written()),
                "[[option]] with owners",
                "add the options, or leave this out",
            ));
        }
    }
    let mut places: BTreeMap<&str, u32> = BTreeMap::new();
    let mut states = Vec::new();
    for entry in builder.all(Heading::State) {
        if let Some(node) = entry.field("taken") {
            let help = "add [[option]] entries, or leave out taken";
            return Err(builder.source.refuse(
                node.at,
                "there are no options that could be taken",
                "a name alone",
                help,
            ));
        }
        let node = builder.need(entry, "name")?;
        let name = builder.source.words(node, "the name of a state")?;
        check_name(builder, node, name)?;
        let place = u32::try_from(states.len()).unwrap_or(u32::MAX);
        if places.insert(name, place).is_some() {
            return Err(named_twice(builder, node, name));
        }
        states.push(name.to_owned());
    }
    if states.is_empty() {
        return Err(builder.source.refuse_all(
            "there are neither options nor states",
            "[[option]] entries, or [[state]] and [[move]] entries",
            "add what can be decided",
        ));
    }
    let mut moves = vec![Vec::new(); makers.len()];
    let mut given = 0;
    for entry in builder.all(Heading::Move) {
        let of = people::find(builder, makers, builder.need(entry, "of")?, "who moves")?;
        let ends = |key: &str| -> Result<Vec<u32>, Refused> {
            let node = builder.need(entry, key)?;
            let list = match &node.value {
                Value::List(list) => list.as_slice(),
                _ => std::slice::from_ref(node),
            };
            list.iter().map(|one| by_name(builder, one, &places)).collect()
        };
        let (from, to) = (ends("from")?, ends("to")?);
        given += from.len() as u128 * to.len() as u128;
        builder.fit(entry.at, || format!("{given} moves"), given * 8, "give fewer moves")?;
        if let Some(mine) = moves.get_mut(of) {
            for &from in &from {
                for &to in to.iter().filter(|&&to| to != from) {
                    mine.push((from, to));
                }
            }
        }
    }
    for mine in &mut moves {
        mine.sort_unstable();
        mine.dedup();
    }
    Ok(Arcs { states, moves })
}

fn by_name(builder: &Builder<'_>, node: &Node, places: &BTreeMap<&str, u32>) -> Result<u32, Refused> {
    let name = builder.source.words(node, "a state")?;
    places.get(name).copied().ok_or_else(|| {
        let names = places.keys().copied();
        let help = match nearest(name, names.clone()) {
            Some(meant) => format!("did you mean {meant:?}?"),
            None if places.is_empty() => "add a [[state]] of this name".to_owned(),
            None => format!("there are {}; or add a [[state]] of this name", listed(names)),
        };
        builder.source.refuse(node.at, format!("there is no state {name:?}"), "the name of a state", help)
    })
}

fn check_name(builder: &Builder<'_>, node: &Node, name: &str) -> Result<(), Refused> {
    let number = name.bytes().all(|byte| byte.is_ascii_digit());
    if name.trim() != name
        || name.is_empty()
        || number
        || name.starts_with('#')
        || name.chars().any(char::is_control)
    {
        return Err(builder.source.wrong(
            node,
            "the name of a state",
            "words that are no number and do not begin with #",
        ));
    }
    Ok(())
}

fn named_twice(builder: &Builder<'_>, node: &Node, name: &str) -> Refused {
    let message = format!("two states are called {name:?}");
    builder.source.refuse(
        node.at,
        message,
        "a name of its own for each state",
        "give one of them another name",
    )
}

/// The names of states of option form, by position as long as nothing is coalesced.
pub(super) fn names(builder: &Builder<'_>, model: &mut Model) -> Result<(), Refused> {
    let Moves::Options(form) = &model.moves else { return Ok(()) };
    let mut names = BTreeMap::new();
    let mut different = HashSet::new();
    for entry in builder.all(Heading::State) {
        let node = builder.need(entry, "name")?;
        let name = builder.source.words(node, "the name of a state")?;
        check_name(builder, node, name)?;
        if let Some(option) = form.options.iter().find(|option| option.calls(name)) {
            let message = format!("the state {name:?} is called as the option {:?}", option.id);
            return Err(builder.source.refuse(
                node.at,
                message,
                "another name",
                "rename the state or the option",
            ));
        }
        if !different.insert(name) {
            return Err(named_twice(builder, node, name));
        }
        let taken = builder.need(entry, "taken")?;
        let bitmask = combination(builder.source, taken, &form.options)?;
        let Some(position) = form.position(bitmask) else {
            let message = format!("the state {name:?} is one of the combinations that cannot be");
            return Err(builder.source.refuse(
                taken.at,
                message,
                "a combination that can be",
                "mend taken, or the conditions",
            ));
        };
        if (name.contains([',', '"']) || name == NOTHING)
            && model.state(name).is_ok_and(|other| other != position)
        {
            let message = format!("{name:?} would mean another state without being its name");
            return Err(builder.source.refuse(node.at, message, "another name", "rename the state"));
        }
        if let Some(other) = names.insert(position, name.to_owned()) {
            let message = format!("the state {name:?} has a name: {other:?}");
            return Err(builder.source.refuse(
                taken.at,
                message,
                "one name for a state",
                "take one of them away",
            ));
        }
    }
    model.state_names = names;
    Ok(())
}

/// How often a combination is looked for among those that count as one with others: some half a minute.
const MOST_WORK: u128 = 1 << 32;

/// Let combinations be one state, as the entries say.
pub(super) fn coalesce(builder: &mut Builder<'_>, model: &mut Model) -> Result<(), Refused> {
    let mut coalesced = BTreeMap::new();
    let mut groups = Vec::new();
    {
        let Moves::Options(form) = &model.moves else { return Ok(()) };
        let mut in_group = std::collections::BTreeSet::new();
        for entry in builder.all(Heading::Coalesced) {
            let node = builder.need(entry, "states")?;
            // Several lists, and an entry of a map for each.
            builder.room(node.at, form.states(), 80)?;
            let mut bitmasks = Vec::new();
            for position in builder.states(model, node)? {
                bitmasks.extend(form.bitmask(position));
            }
            bitmasks.sort_unstable();
            bitmasks.dedup();
            let count = coalesced.len() + groups.len() + bitmasks.len();
            let what = || format!("the list of {count} combinations that count as one with others");
            let help = "leave out options between which they do not differ";
            builder.fit(node.at, what, count as u128 * 64, help)?;
            if count as u128 * form.feasible.len() as u128 > MOST_WORK {
                return Err(builder.source.refuse(
                    node.at,
                    format!("{count} combinations count as one with others, among {}", form.feasible.len()),
                    "fewer, since each is looked for among all",
                    "leave out options between which they do not differ",
                ));
            }
            if let Some(&shared) = bitmasks.iter().find(|bitmask| !in_group.insert(**bitmask)) {
                let message = format!("state {shared} is one with others twice");
                return Err(builder.source.refuse(
                    node.at,
                    message,
                    "each state in one group",
                    "join the two groups",
                ));
            }
            if bitmasks.len() < 2 {
                let message = format!("what is to count as one state is {} and not several", bitmasks.len());
                return Err(builder.source.refuse(
                    node.at,
                    message,
                    "two states or more",
                    "mend the statement, or take it out",
                ));
            }
            let stands = bitmasks.first().copied().unwrap_or(0);
            coalesced.extend(bitmasks.iter().skip(1).map(|&bitmask| (bitmask, stands)));
            let name = entry.field("name");
            let name = name
                .map(|node| Ok((node, builder.source.words(node, "the name of a state")?)))
                .transpose()?;
            groups.push((stands, name));
        }
    }
    if groups.is_empty() {
        return Ok(());
    }
    let Moves::Options(form) = &mut model.moves else { return Ok(()) };
    let before: Vec<(u64, String)> =
        model.state_names.iter().filter_map(|(&at, name)| Some((form.bitmask(at)?, name.clone()))).collect();
    form.coalesced = coalesced;
    model.state_names.clear();
    for (bitmask, name) in before {
        if let Some(position) = form.position(bitmask)
            && let Some(other) = model.state_names.insert(position, name.clone())
        {
            let message = format!("{other:?} and {name:?} count as one state");
            return Err(builder.source.refuse_all(
                message,
                "one name for a state",
                "take one of the names away",
            ));
        }
    }
    let mut different: HashSet<String> = model.state_names.values().cloned().collect();
    for (stands, name) in groups {
        if let Some((node, name)) = name
            && let Some(position) = form.position(stands)
        {
            check_name(builder, node, name)?;
            if form.options.iter().any(|option| option.calls(name)) || !different.insert(name.to_owned()) {
                return Err(named_twice(builder, node, name));
            }
            model.state_names.insert(position, name.to_owned());
        }
    }
    Ok(())
}

impl Builder<'_> {
    /// The position of a state: by name, by bitmask, by the options taken, or by its place.
    pub(super) fn state(&self, model: &Model, node: &Node) -> Result<usize, Refused> {
        let options = match &model.moves {
            Moves::Options(form) => Some(form),
            Moves::Arcs(_) => None,
        };
        match (&node.value, options) {
            (Value::Words(words), _) => match self.named(words) {
                Some(position) => Ok(position),
                None => model
                    .state(words)
                    .map_err(|none| self.source.refuse(node.at, none.message, "a state", none.help)),
            },
            (_, Some(form)) => {
                let bitmask = combination(self.source, node, &form.options)?;
                form.position(bitmask).ok_or_else(|| {
                    let message = format!("state {bitmask} is one of the combinations that cannot be");
                    self.source.refuse(
                        node.at,
                        message,
                        "a combination that can be",
                        "mend it, or the conditions",
                    )
                })
            }
            (_, None) => Err(self.source.wrong(node, "a state", "the name of a state")),
        }
    }

    /// The positions of the states that a value means: those for which a statement holds, or those of a list, or one.
    pub(super) fn states(&self, model: &Model, node: &Node) -> Result<Vec<usize>, Refused> {
        let all = self.which(model, node)?;
        if let Which::Where(_) = all {
            self.room(node.at, model.states(), 16)?;
        }
        all.positions(model).map_err(|reason| {
            self.source.refuse(node.at, reason.to_string(), "states of the model", "name them")
        })
    }

    /// Refuses what takes so many bytes for each state, where that is more than there is.
    pub(super) fn room(&self, at: usize, states: usize, bytes: u128) -> Result<(), Refused> {
        let help = "use statements or weights, which take none, or conditions that leave fewer states";
        self.fit(at, || format!("a list of {states} states"), states as u128 * bytes, help)
    }

    /// The states that a value means, as it means them.
    pub(super) fn which(&self, model: &Model, node: &Node) -> Result<Which, Refused> {
        let these = |states: Vec<usize>| {
            Which::These(states.into_iter().filter_map(|state| u32::try_from(state).ok()).collect())
        };
        match (&node.value, &model.moves) {
            (Value::Words(words), Moves::Options(form)) => {
                // A name means one state, and everything else is a statement.
                if let Some(position) = self.named(words) {
                    return Ok(these(vec![position]));
                }
                match Expression::parse(words, &form.options) {
                    Ok(statement) => Ok(Which::Where(statement)),
                    Err(misread) => Err(misread_at(self.source, node, misread)),
                }
            }
            (Value::List(list), _) if list.is_empty() => Err(self.source.refuse(
                node.at,
                "this list has no state",
                "one state or more",
                "name them; the state in which nothing is taken is [[]]",
            )),
            (Value::List(list), _) => {
                Ok(these(list.iter().map(|one| self.state(model, one)).collect::<Result<_, _>>()?))
            }
            _ => Ok(these(vec![self.state(model, node)?])),
        }
    }
}
