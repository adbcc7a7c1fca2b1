//! JSON of worked models, as collections have them: decision makers, options, conditions, states that can be, rankings. And
//! collections of games of two decision makers with two strategies each.
//!
//! States are named by bitmask, or by their place, from 1, among the bitmasks that can be (`state_numbering`). What a file tells
//! beyond the model (sources, results) is passed over.

use super::entries::{Document, Entry, Heading};
use super::source::{Refused, Source};
use super::tree::{Key, Node, Value};
use crate::model::quoted;
use crate::names::nearest;

/// The keys that describe a model.
const KEYS: [&str; 10] = [
    "id",
    "title",
    "decision_makers",
    "options",
    "infeasible_conditions_all_of",
    "feasible_bitmasks",
    "ranking_best_to_worst",
    "preference_statements",
    "status_quo",
    "state_numbering",
];

pub(super) fn document(source: Source, root: &Node, game: Option<usize>) -> Result<Document, Refused> {
    if let Some(games) = root.get("games") {
        return of_games(source, root, games, game);
    }
    if game.is_some() {
        let expected = "a file of several games after which one is named";
        return Err(source.refuse_all("this file holds one model", expected, "leave the number out"));
    }
    check_keys(&source, root)?;
    let mut reader = Reader { entries: Vec::new(), source: &source, makers: Vec::new(), options: Vec::new() };
    reader.people_and_options(root)?;
    let bitmasks = reader.what_can_be(root)?;
    let by_place = match root.get("state_numbering") {
        None => false,
        Some(node) => match source.words(node, "state_numbering")? {
            "bitmask" => false,
            "position" => true,
            _ => return Err(source.wrong(node, "state_numbering", "\"bitmask\" or \"position\"")),
        },
    };
    let numbering = if by_place { Some(bitmasks.as_deref()) } else { None };
    let ranked = reader.rankings(root, numbering)?;
    reader.statements(root, &ranked)?;
    if let Some(node) = root.get("status_quo").filter(|node| node.value != Value::Null) {
        let state = reader.numbered(node, numbering)?;
        reader.add(Heading::StatusQuo, node.at, vec![("state", state)]);
    }
    let entries = reader.entries;
    let title = root.get("title").or_else(|| root.get("id"));
    let title = title.map(|node| source.words(node, "the title").map(str::to_owned)).transpose()?;
    Ok(Document { title, entries, settled: Vec::new(), source })
}

/// Refuses a key that looks like a slip for one that describes the model.
fn check_keys(source: &Source, root: &Node) -> Result<(), Refused> {
    let Value::Table(fields) = &root.value else {
        return Err(source.wrong(root, "the file", "a table with decision_makers and options"));
    };
    for (key, _) in fields.iter().filter(|(key, _)| !KEYS.contains(&key.name.as_str())) {
        if let Some(meant) = nearest(&key.name, KEYS).filter(|meant| root.get(meant).is_none())
            && strsim::damerau_levenshtein(meant, &key.name) <= 2
        {
            let message = format!("{:?} is nothing that a model has", key.name);
            return Err(source.refuse(key.at, message, KEYS.join(", "), format!("did you mean {meant:?}?")));
        }
    }
    Ok(())
}

struct Reader<'s> {
    source: &'s Source,
    entries: Vec<Entry>,
    makers: Vec<String>,
    /// The ids of the options.
    options: Vec<String>,
}

/// The bitmasks that can be, where states are named by their place among them and they are given.
type Numbering<'n> = Option<Option<&'n [u64]>>;

impl Reader<'_> {
    fn add(&mut self, heading: Heading, at: usize, fields: Vec<(&str, Node)>) {
        self.entries.push(Entry::new(self.source, heading, at, fields));
    }

    fn need<'n>(&self, node: &'n Node, key: &str, expected: &str) -> Result<&'n Node, Refused> {
        node.get(key).ok_or_else(|| {
            self.source.refuse(node.at, format!("there is no {key:?}"), expected, format!("add \"{key}\""))
        })
    }

    fn people_and_options(&mut self, root: &Node) -> Result<(), Refused> {
        let source = self.source;
        let makers = self.need(root, "decision_makers", "a list of names")?;
        for node in source.list(makers, "decision_makers")? {
            let name = source.words(node, "the name of a decision maker")?;
            self.makers.push(name.to_owned());
            self.add(Heading::DecisionMaker, node.at, vec![("name", node.clone())]);
        }
        let mut given = Vec::new();
        let options = self.need(root, "options", "a list of options, each with name, dm and direction")?;
        for node in source.list(options, "options")? {
            let name = self.need(node, "name", "the name of the option")?;
            let owner = self.need(node, "dm", "the place of its owner, from 0")?;
            let place = source.count(owner, "the owner of an option")?;
            let Some(maker) = usize::try_from(place).ok().and_then(|place| self.makers.get(place)) else {
                let message = format!("there is no decision maker {place}");
                let expected = format!("a number below {}", self.makers.len());
                return Err(source.refuse(owner.at, message, expected, "the first decision maker is 0"));
            };
            given.push((node, name, source.words(name, "the name of an option")?, owner.at, maker.clone()));
        }
        for (node, name, words, owner_at, maker) in &given {
            let same = |by_maker: bool| {
                given.iter().filter(|other| other.2 == *words && (!by_maker || other.4 == *maker)).count()
            };
            let id = match (same(false), same(true)) {
                (1, _) => (*words).to_owned(),
                (_, 1) => format!("{words} ({maker})"),
                _ => format!("{words} ({})", self.options.len()),
            };
            self.options.push(id.clone());
            let mut fields = vec![
                ("id", Node::words(name.at, id)),
                ("name", (*name).clone()),
                ("owner", Node::words(*owner_at, maker.as_str())),
            ];
            if let Some(direction) = node.get("direction") {
                let written = match source.words(direction, "the direction of an option")? {
                    "both" => "both",
                    "N->Y only" => "take only",
                    "Y->N only" => "drop only",
                    _ => {
                        let expected = "\"both\", \"N->Y only\" or \"Y->N only\"";
                        return Err(source.wrong(direction, "the direction of an option", expected));
                    }
                };
                fields.push(("direction", Node::words(direction.at, written)));
            }
            self.entries.push(Entry::new(source, Heading::Option, node.at, fields));
        }
        Ok(())
    }

    /// The conditions and the list of what can be; gives the list.
    fn what_can_be(&mut self, root: &Node) -> Result<Option<Vec<u64>>, Refused> {
        let source = self.source;
        if let Some(conditions) = root.get("infeasible_conditions_all_of") {
            for node in source.list(conditions, "infeasible_conditions_all_of")? {
                let words = self.all_of(node)?;
                self.add(Heading::Infeasible, node.at, vec![("when", Node::words(node.at, words))]);
            }
        }
        let Some(listed) = root.get("feasible_bitmasks") else { return Ok(None) };
        let list = source.list(listed, "feasible_bitmasks")?;
        let bitmasks =
            list.iter().map(|one| source.count(one, "a bitmask")).collect::<Result<Vec<_>, _>>()?;
        self.add(Heading::Feasible, listed.at, vec![("states", listed.clone())]);
        Ok(Some(bitmasks))
    }

    /// A list of options with "Y" or "N", all of which have to be so, as a statement.
    fn all_of(&self, node: &Node) -> Result<String, Refused> {
        let source = self.source;
        let mut parts = Vec::new();
        for pair in source.list(node, "a condition")? {
            let ([option, taken], expected) = (
                match source.list(pair, "a part of a condition")? {
                    [option, taken] => [option, taken],
                    _ => {
                        return Err(source.wrong(
                            pair,
                            "a part of a condition",
                            "the place of an option and \"Y\" or \"N\"",
                        ));
                    }
                },
                "\"Y\" or \"N\"",
            );
            let place = source.count(option, "an option")?;
            let Some(id) = usize::try_from(place).ok().and_then(|place| self.options.get(place)) else {
                let message = format!("there is no option {place}");
                let expected = format!("a number below {}", self.options.len());
                return Err(source.refuse(option.at, message, expected, "the first option is 0"));
            };
            let not = match source.words(taken, "whether an option is taken")? {
                "Y" => "",
                "N" => "not ",
                _ => return Err(source.wrong(taken, "whether an option is taken", expected)),
            };
            parts.push(format!("{not}{}", quoted(id)));
        }
        Ok(if parts.is_empty() { "true".to_owned() } else { parts.join(" and ") })
    }

    /// A state as a bitmask.
    fn numbered(&self, node: &Node, numbering: Numbering<'_>) -> Result<Node, Refused> {
        let number = self.source.count(node, "a state")?;
        let bitmask = match numbering {
            None => number,
            Some(None) => {
                let expected = "feasible_bitmasks, among which places are counted";
                return Err(self.source.refuse(
                    node.at,
                    "states are named by their place",
                    expected,
                    "add the list",
                ));
            }
            Some(Some(bitmasks)) => {
                let place = usize::try_from(number).ok().and_then(|place| place.checked_sub(1));
                let Some(bitmask) = place.and_then(|place| bitmasks.get(place)) else {
                    let message = format!("there is no state {number}");
                    let expected = format!("a place from 1 to {}", bitmasks.len());
                    return Err(self.source.refuse(node.at, message, expected, "mend the number"));
                };
                *bitmask
            }
        };
        Ok(Node { at: node.at, value: Value::Number(bitmask.to_string()) })
    }

    /// The rankings; gives who has one.
    fn rankings(&mut self, root: &Node, numbering: Numbering<'_>) -> Result<Vec<String>, Refused> {
        let mut ranked = Vec::new();
        for (key, node) in self.by_maker(root, "ranking_best_to_worst")? {
            let mut classes = Vec::new();
            for class in self.source.list(node, "a ranking")? {
                classes.push(match &class.value {
                    Value::List(tied) => {
                        let tied = tied
                            .iter()
                            .map(|state| self.numbered(state, numbering))
                            .collect::<Result<_, _>>()?;
                        Node { at: class.at, value: Value::List(tied) }
                    }
                    _ => self.numbered(class, numbering)?,
                });
            }
            let classes = Node { at: node.at, value: Value::List(classes) };
            let of = Node::words(key.at, key.name.as_str());
            self.add(Heading::Ranking, node.at, vec![("of", of), ("classes", classes)]);
            ranked.push(key.name.clone());
        }
        Ok(ranked)
    }

    /// The statements; those of whoever has a ranking are only compared with it.
    fn statements(&mut self, root: &Node, ranked: &[String]) -> Result<(), Refused> {
        for (key, node) in self.by_maker(root, "preference_statements")? {
            for statement in self.source.list(node, "preference statements")? {
                let wish = match statement.get("members") {
                    None => self.all_of(statement)?,
                    Some(members) => {
                        let members = self.source.list(members, "the members of a statement")?;
                        let parts = members.iter().map(|one| Ok(format!("({})", self.all_of(one)?)));
                        let parts = parts.collect::<Result<Vec<_>, Refused>>()?;
                        if parts.is_empty() { "false".to_owned() } else { parts.join(" or ") }
                    }
                };
                let fields = vec![
                    ("of", Node::words(key.at, key.name.as_str())),
                    ("wish", Node::words(statement.at, wish)),
                ];
                let mut entry = Entry::new(self.source, Heading::Preference, statement.at, fields);
                entry.aside = ranked.contains(&key.name);
                self.entries.push(entry);
            }
        }
        Ok(())
    }

    fn by_maker<'n>(&self, root: &'n Node, key: &str) -> Result<&'n [(Key, Node)], Refused> {
        match root.get(key).map(|node| (node, &node.value)) {
            None | Some((_, Value::Null)) => Ok(&[]),
            Some((_, Value::Table(fields))) => Ok(fields),
            Some((node, _)) => Err(self.source.wrong(node, key, "a table by the names of decision makers")),
        }
    }
}

/// A collection of games of two decision makers with two strategies each.
fn of_games(source: Source, root: &Node, games: &Node, game: Option<usize>) -> Result<Document, Refused> {
    let list = source.list(games, "the games")?;
    let help = format!("name one by its number, from 1 to {}", list.len());
    let Some(number) = game else {
        return Err(source.refuse(
            games.at,
            format!("the file holds {} games", list.len()),
            "which one is meant",
            help,
        ));
    };
    let Some(node) = number.checked_sub(1).and_then(|place| list.get(place)) else {
        return Err(source.refuse(
            games.at,
            format!("there is no game {number}"),
            "a game of the file",
            help,
        ));
    };
    let makers = ["DM1", "DM2"];
    let mut entries: Vec<_> = makers
        .iter()
        .map(|name| {
            Entry::new(&source, Heading::DecisionMaker, node.at, vec![("name", Node::words(node.at, *name))])
        })
        .collect();
    for (maker, id) in makers.iter().zip(["second1", "second2"]) {
        let name = format!("second strategy of {maker}");
        let fields = vec![
            ("id", Node::words(node.at, id)),
            ("name", Node::words(node.at, name)),
            ("owner", Node::words(node.at, *maker)),
        ];
        entries.push(Entry::new(&source, Heading::Option, node.at, fields));
    }
    for (maker, key) in makers.iter().zip(["u1", "u2"]) {
        let Some(worth) = node.get(key) else {
            let message = format!("game {number} has no {key:?}");
            return Err(source.refuse(
                node.at,
                message,
                "what each state is worth to each, by bitmask",
                "add it",
            ));
        };
        let fields = vec![("of", Node::words(node.at, *maker)), ("worth", worth.clone())];
        entries.push(Entry::new(&source, Heading::Payoff, worth.at, fields));
    }
    let collection = root.get("id").and_then(|id| source.words(id, "id").ok()).unwrap_or("games");
    Ok(Document { title: Some(format!("{collection}, game {number}")), entries, settled: Vec::new(), source })
}
