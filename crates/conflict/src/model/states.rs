//! Which state somebody means.

use std::borrow::Cow;

use thiserror::Error;

use super::{Arcs, Model, Moves, Opt, OptionForm};
use crate::names::nearest;

/// Why a text names no state of a model.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}; {help}")]
pub struct NoSuchState {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

fn none(message: impl Into<String>, help: impl Into<String>) -> NoSuchState {
    NoSuchState { message: message.into(), help: help.into() }
}

/// The text that names the state in which no option is taken.
pub(crate) const NOTHING: &str = "none";

impl Model {
    /// The position of the state that a text means: its name; its bitmask (`5`); its place counted from 1 (`#7`); or the options
    /// that are taken in it, by ids or names with commas between (`delay, insist`; `none` where none is).
    ///
    /// # Errors
    /// Where there is no such state: with what was meant perhaps.
    pub fn state(&self, text: &str) -> Result<usize, NoSuchState> {
        let text = text.trim();
        if let Some(position) = self.named(text) {
            return Ok(position);
        }
        if let Some(place) = text.strip_prefix('#') {
            let states = self.states();
            let position = place.trim().parse::<usize>().ok().and_then(|place| place.checked_sub(1));
            return position.filter(|&position| position < states).ok_or_else(|| {
                none(
                    format!("there is no state {text:?}"),
                    format!("after # give a number from 1 to {states}"),
                )
            });
        }
        match &self.moves {
            Moves::Options(form) => {
                let bitmask = if text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty() {
                    text.parse()
                        .map_err(|_| none(format!("{text} is no bitmask"), "give one of at most 64 bits"))?
                } else {
                    self.taken_in(form, text)?
                };
                form.position(bitmask).ok_or_else(|| cannot_be(form, bitmask))
            }
            Moves::Arcs(arcs) => Err(no_name(
                text,
                arcs.states.iter().map(String::as_str),
                "the name of a state, or # and its place",
            )),
        }
    }

    /// The name of a state, where it was given one.
    #[must_use]
    pub fn name(&self, position: usize) -> Option<&str> {
        match &self.moves {
            Moves::Options(_) => self.state_names.get(&position).map(String::as_str),
            Moves::Arcs(Arcs { states, .. }) => states.get(position).map(String::as_str),
        }
    }

    /// What a state is called: its name, or the ids of the options taken in it as [`Self::state`] reads them.
    #[must_use]
    pub fn describe(&self, position: usize) -> String {
        if let Some(name) = self.name(position) {
            return name.to_owned();
        }
        let Moves::Options(form) = &self.moves else { return format!("#{}", position + 1) };
        match form.bitmask(position) {
            Some(bitmask) => list(&form.options, bitmask),
            None => format!("#{}", position + 1),
        }
    }

    /// The position of the state with this name.
    #[must_use]
    pub fn named(&self, text: &str) -> Option<usize> {
        match &self.moves {
            Moves::Options(_) => {
                self.state_names.iter().find(|(_, name)| *name == text).map(|(&position, _)| position)
            }
            Moves::Arcs(arcs) => arcs.states.iter().position(|name| name == text),
        }
    }

    fn taken_in(&self, form: &OptionForm, text: &str) -> Result<u64, NoSuchState> {
        if text == NOTHING {
            return Ok(0);
        }
        let mut parts = parts(text).into_iter();
        let bits = parts.try_fold(0, |bits, name| Ok(bits | 1 << self.option(form, &name)?));
        // The text as a whole may be a name with commas in it.
        match form.options.iter().any(|option| option.calls(text)) {
            true => bits.or_else(|_| Ok(1 << self.option(form, text)?)),
            false => bits,
        }
    }

    fn option(&self, form: &OptionForm, name: &str) -> Result<usize, NoSuchState> {
        if let Some(place) = form.options.iter().position(|option| option.id == name) {
            return Ok(place);
        }
        let mut called = form.options.iter().enumerate().filter(|(_, option)| option.name == name);
        match (called.next(), called.next()) {
            (Some((place, _)), None) => Ok(place),
            (Some(_), Some(_)) => {
                Err(none(format!("several options are called {name:?}"), "give its id instead"))
            }
            (None, _) => {
                let known = form.options.iter().flat_map(|option| [option.id.as_str(), option.name.as_str()]);
                let known = known.chain(self.state_names.values().map(String::as_str));
                let ways = "the name of a state, its bitmask, # and its place, or the options taken with commas between";
                Err(no_name(name, known, ways))
            }
        }
    }
}

impl Opt {
    /// Whether a text is its id or its name.
    pub(crate) fn calls(&self, text: &str) -> bool {
        self.id == text || self.name == text
    }
}

/// The ids of the options of a bitmask, with commas between; in quotes where they would be read as something else.
pub(crate) fn list(options: &[Opt], bitmask: u64) -> String {
    let taken = options.iter().enumerate().filter(|(at, _)| bitmask >> at & 1 == 1);
    let ids: Vec<_> = taken.map(|(_, option)| listed(&option.id)).collect();
    if ids.is_empty() { NOTHING.to_owned() } else { ids.join(", ") }
}

fn listed(id: &str) -> Cow<'_, str> {
    let plain = id != NOTHING
        && id.trim() == id
        && !id.starts_with('#')
        && !id.contains([',', '"'])
        && !id.bytes().all(|byte| byte.is_ascii_digit());
    if plain {
        Cow::Borrowed(id)
    } else {
        Cow::Owned(format!("\"{}\"", id.replace('\\', "\\\\").replace('"', "\\\"")))
    }
}

/// The names between commas. A part that stands in quotes may have commas in it.
fn parts(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let begun = rest.trim_start();
        let (part, left) = match in_quotes(begun) {
            Some((part, left)) => (part, left),
            None => {
                let end = begun.find(',').unwrap_or(begun.len());
                (
                    begun.get(..end).unwrap_or_default().trim_end().to_owned(),
                    begun.get(end..).unwrap_or_default(),
                )
            }
        };
        parts.push(part);
        match left.strip_prefix(',') {
            Some(next) => rest = next,
            None => return parts,
        }
    }
}

/// What stands in quotes at the beginning of a text, and the rest from the comma on, or nothing, that follows them.
fn in_quotes(text: &str) -> Option<(String, &str)> {
    let mut characters = text.strip_prefix('"')?.chars();
    let mut part = String::new();
    loop {
        match characters.next()? {
            '"' => break,
            '\\' => part.push(characters.next()?),
            other => part.push(other),
        }
    }
    let left = characters.as_str().trim_start();
    (left.is_empty() || left.starts_with(',')).then_some((part, left))
}

fn no_name<'a>(name: &str, known: impl IntoIterator<Item = &'a str>, ways: &str) -> NoSuchState {
    let help = match nearest(name, known) {
        Some(meant) => format!("did you mean {meant:?}?"),
        None => format!("give {ways}"),
    };
    none(format!("there is no state or option {name:?}"), help)
}

fn cannot_be(form: &OptionForm, bitmask: u64) -> NoSuchState {
    let bits = form.options.len();
    if bits < 64 && bitmask >> bits != 0 {
        let help = format!("with {bits} options bitmasks are below {}", 1_u64 << bits);
        return none(format!("there is no state {bitmask}"), help);
    }
    let message = format!(
        "state {bitmask} ({}) is one of the combinations that cannot be",
        list(&form.options, bitmask)
    );
    none(message, "give one that can")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::{Direction, Feasible};

    fn model() -> Model {
        let option = |id: &str, name: &str| Opt {
            id: id.into(),
            name: name.into(),
            owner: 0,
            direction: Direction::Both,
        };
        let form = OptionForm {
            options: vec![
                option("delay", "Delay the review"),
                option("x", "Accept, then pay"),
                option("insist", "Insist"),
            ],
            feasible: Feasible::listed(3, vec![0, 1, 4, 5, 6]).unwrap(),
            coalesced: BTreeMap::from([(6, 4)]),
        };
        Model {
            title: None,
            decision_makers: Vec::new(),
            moves: Moves::Options(form),
            preferences: Vec::new(),
            state_names: BTreeMap::from([(2, "deadlock".to_owned())]),
            status_quo: None,
        }
    }

    #[test]
    fn a_state_is_found_by_name_bitmask_place_or_options() {
        let model = model();
        for (text, position) in [
            ("0", 0),
            ("none", 0),
            ("#1", 0),
            ("delay", 1),
            ("Delay the review", 1),
            ("deadlock", 2),
            ("4", 2),
            ("6", 2),
            ("insist, x", 2),
            (" insist,delay ", 3),
            ("#4", 3),
        ] {
            assert_eq!(model.state(text), Ok(position), "{text}");
        }
        for position in 0..4 {
            assert_eq!(model.state(&model.describe(position)), Ok(position));
        }
    }

    #[test]
    fn options_that_are_called_like_something_else_stand_in_quotes() {
        let mut model = model();
        let ids = ["none", "5", "#2", "a, b", "a", "b", "say \"no\" \\ stay"];
        let Moves::Options(form) = &mut model.moves else { panic!() };
        form.options = ids
            .map(|id| Opt { id: id.into(), name: id.into(), owner: 0, direction: Direction::Both })
            .to_vec();
        form.feasible = Feasible::All(7);
        form.coalesced.clear();
        model.state_names.clear();
        for position in 0..128 {
            let described = model.describe(position);
            assert_eq!(model.state(&described), Ok(position), "{described}");
        }
        assert_eq!(model.describe(0), "none");
        assert_eq!(model.state("a, b"), Ok(0b11_0000), "the options, where all of them are there");
        assert_eq!(model.describe(0b1111), "\"none\", \"5\", \"#2\", \"a, b\"");
    }

    #[test]
    fn what_is_no_state_is_told_with_what_may_have_been_meant() {
        let refused = |text: &str| model().state(text).unwrap_err().to_string();
        assert_eq!(refused("deadlok"), "there is no state or option \"deadlok\"; did you mean \"deadlock\"?");
        assert_eq!(
            refused("delay, inisst"),
            "there is no state or option \"inisst\"; did you mean \"insist\"?"
        );
        assert_eq!(
            refused("7"),
            "state 7 (delay, x, insist) is one of the combinations that cannot be; give one that can"
        );
        assert_eq!(refused("8"), "there is no state 8; with 3 options bitmasks are below 8");
        assert_eq!(refused("#5"), "there is no state \"#5\"; after # give a number from 1 to 4");
        assert_eq!(refused("#0"), "there is no state \"#0\"; after # give a number from 1 to 4");
        assert!(refused("99999999999999999999999").contains("is no bitmask"));
        assert!(refused("").starts_with("there is no state or option"));
        assert!(refused("Accept, then pay").contains("cannot be"));
    }
}
