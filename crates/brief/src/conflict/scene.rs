//! States and moves of a model in words.

use onetext_conflict::graph::Graph;
use onetext_conflict::model::{Model, Moves, Opt};
use onetext_conflict::questions::Step;
use onetext_conflict::relation::Compared;
use serde::Serialize;

use crate::line::Line;

/// A model, laid out, with what its states and moves are called.
#[derive(Clone, Copy)]
pub struct Scene<'m> {
    pub(crate) model: &'m Model,
    pub(crate) graph: &'m Graph,
}

/// A state as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StateSaid {
    /// Its place among the states, from 1.
    pub number: usize,
    /// Which options are taken in it, a bit each in their order; absent where states are not made of options.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bitmask: Option<u64>,
    /// Its name, where it was given one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The options taken, by their names.
    pub taken: Vec<String>,
}

impl StateSaid {
    /// The state in a sentence: its name, or what is taken in it.
    pub fn line(&self) -> Line {
        let line = Line::from(&*format!("state {}", self.bitmask.unwrap_or(self.number as u64)));
        match (&self.name, self.bitmask) {
            (Some(name), _) => line.text(" (").given(name).text(")"),
            (None, None) => line,
            (None, Some(_)) if self.taken.is_empty() => line.text(" (nothing taken)"),
            (None, Some(_)) => {
                let taken = self.taken.iter().enumerate().fold(line.text(" ("), |line, (at, option)| {
                    line.text(if at == 0 { "" } else { "; " }).given(option)
                });
                taken.text(")")
            }
        }
    }
}

impl<'m> Scene<'m> {
    /// A model with its graph, which has the same states in the same order.
    #[must_use]
    pub const fn new(model: &'m Model, graph: &'m Graph) -> Self {
        Self { model, graph }
    }

    /// The name of a decision maker.
    pub(crate) fn who(&self, decision_maker: usize) -> &'m str {
        self.model.decision_makers.get(decision_maker).map_or("", |one| one.name.as_str())
    }

    /// A state by its position.
    #[must_use]
    pub fn state(&self, position: usize) -> StateSaid {
        let number = position + 1;
        match &self.model.moves {
            Moves::Options(form) => {
                let bitmask = form.bitmask(position);
                let bits = bitmask.unwrap_or(0);
                let taken = form.options.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
                let taken = taken.map(|(_, option)| self.option(option).to_owned()).collect();
                StateSaid { number, bitmask, name: self.model.state_names.get(&position).cloned(), taken }
            }
            Moves::Arcs(arcs) => StateSaid {
                number,
                bitmask: None,
                name: arcs.states.get(position).cloned(),
                taken: Vec::new(),
            },
        }
    }

    /// An option by its name; by its id, where another option has the same name.
    fn option<'o>(&self, option: &'o Opt) -> &'o str {
        match &self.model.moves {
            Moves::Options(form) => called(&form.options, option),
            Moves::Arcs(_) => &option.name,
        }
    }

    /// The same beside its owner: by its id only where the owner has another option of that name.
    pub(crate) fn own_option<'o>(&self, option: &'o Opt) -> &'o str {
        let Moves::Options(form) = &self.model.moves else { return &option.name };
        let same =
            form.options.iter().filter(|other| other.name == option.name && other.owner == option.owner);
        if same.count() > 1 { &option.id } else { &option.name }
    }

    /// What a decision maker does to come from one state to another: `take A and drop B`; `move` where options do not say.
    pub(crate) fn deed(&self, decision_maker: usize, from: usize, to: usize, form: Deed) -> Line {
        let Moves::Options(options) = &self.model.moves else { return Line::from(form.of("move", "moving")) };
        let (Some(from), Some(to)) = (options.bitmask(from), options.bitmask(to)) else {
            return Line::from(form.of("move", "moving"));
        };
        let changed = (from ^ to) & options.own(decision_maker);
        let part = |verb: &str, bits: u64| {
            let named = options.options.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            let named: Vec<&str> = named.map(|(_, option)| self.own_option(option)).collect();
            (!named.is_empty()).then(|| {
                named.iter().enumerate().fold(Line::from(verb), |line, (at, name)| {
                    let between = if at == 0 {
                        " "
                    } else if at + 1 == named.len() {
                        " and "
                    } else {
                        ", "
                    };
                    line.text(between).quoted(name)
                })
            })
        };
        match (
            part(form.of("take", "taking"), changed & to),
            part(form.of("drop", "dropping"), changed & from),
        ) {
            (Some(take), Some(drop)) => take.text(" and ").line(&drop),
            (Some(one), None) | (None, Some(one)) => one,
            // States that count as one with others can be left without a change of the options that stand for them.
            (None, None) => Line::from(form.of("move", "moving")),
        }
    }

    /// Moves one after the other, as what others can do: `B can then take “x” (to state 3), and C drop “y” (to state 1)`.
    pub(crate) fn sequence(&self, from: usize, steps: &[Step]) -> Line {
        let mut at = from;
        let mut line = Line::new();
        for (place, step) in steps.iter().enumerate() {
            line = line.text(match place {
                0 => "",
                1 => ", after which ",
                _ => ", and then ",
            });
            line = line.given(self.who(step.decision_maker)).text(" can ");
            line = line.line(&self.deed(step.decision_maker, at, step.to, Deed::Plain));
            line = line.text(" (").line(&self.state(step.to).line()).text(")");
            at = step.to;
        }
        line
    }
}

/// An option by its name; by its id, where another of these has the same name.
pub(super) fn called<'o>(options: &[Opt], option: &'o Opt) -> &'o str {
    let same = options.iter().filter(|other| other.name == option.name).count();
    if same > 1 { &option.id } else { &option.name }
}

/// In which form a deed is told.
#[derive(Clone, Copy)]
pub(crate) enum Deed {
    /// `take`.
    Plain,
    /// `taking`.
    Ing,
}

impl Deed {
    const fn of(self, plain: &'static str, ing: &'static str) -> &'static str {
        match self {
            Self::Plain => plain,
            Self::Ing => ing,
        }
    }
}

/// How a state that somebody is brought to compares for them with another.
pub(crate) const fn compared(compared: Compared) -> &'static str {
    match compared {
        Compared::MuchBetter => "much better off",
        Compared::Better => "better off",
        Compared::Same => "no better and no worse off",
        Compared::Worse => "worse off",
        Compared::MuchWorse => "much worse off",
        Compared::Unknown => "perhaps better and perhaps worse off",
    }
}
