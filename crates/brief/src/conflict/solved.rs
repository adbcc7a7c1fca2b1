//! Which states are stable, as JSON and for a terminal.

use std::collections::BTreeSet;

use onetext_conflict::answer::Answer;
use onetext_conflict::model::{Model, Moves, StateSet};
use onetext_conflict::questions::whatever::{Holds, Whatever};
use onetext_conflict::stability::{Concept, Stable};
use serde::{Serialize, Serializer};

use super::scene::StateSaid;
use super::{Scene, short};
use crate::line::Line;
use crate::paper::{Ink, Paper, isolate};
use crate::points::count;
use crate::wording::grouped;

/// Up to so many states are told one by one.
pub const TOLD: usize = 1 << 16;
/// So many equilibria are listed on a terminal.
const LISTED: usize = 40;

/// What is stable in a model.
#[derive(Debug, Clone, Serialize)]
pub struct Solved {
    /// What the model is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who decides, in order.
    pub decision_makers: Vec<String>,
    /// The options, in the order of their bits; none where states are not made of options.
    pub options: Vec<String>,
    /// The names of states, where they are not made of options.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub state_names: Vec<String>,
    /// How many states there are.
    pub state_count: usize,
    /// The states by their bitmasks, in order; by position from 1 where they are not made of options. Absent above [`TOLD`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub states: Option<Vec<u64>>,
    /// Whether each decision maker's preferences are wholly known. Where they are not, `stable` and `equilibria` hold whatever
    /// the unknown ones are.
    pub known: bool,
    /// For each concept, for each state in the order of `states`, for each decision maker: whether it is stable. Absent above
    /// [`TOLD`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stable: Option<ByConcept<Vec<Vec<bool>>>>,
    /// For each concept: the states that are stable for everybody.
    pub equilibria: ByConcept<Vec<u64>>,
    /// For each concept: how many states are stable for each decision maker.
    pub stable_counts: ByConcept<Vec<usize>>,
    /// As `stable`: what is stable under some of what is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub possibly_stable: Option<ByConcept<Vec<Vec<bool>>>>,
    /// As `equilibria`: what is stable for everybody under some of what is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub possible_equilibria: Option<ByConcept<Vec<u64>>>,
    /// How many answers for a state and a decision maker were not settled within the work allowed; they count as possible.
    #[serde(skip_serializing_if = "is_zero")]
    pub not_settled: usize,
    /// What else was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<Further>,
}

/// What is stable by something that was asked for beside the five concepts.
#[derive(Debug, Clone, Serialize)]
pub struct Further {
    /// By what: `seq_sim`, `coalition_seq`, `strong_seq`, `limited_3`, `non_myopic`, `extension_a_seq`, …
    pub by: String,
    /// The same in words.
    pub words: String,
    /// The states that hold.
    pub equilibria: Vec<u64>,
}

impl Further {
    /// What holds by something, from a set of states by position.
    #[must_use]
    pub fn new(model: &Model, by: String, words: String, holding: &StateSet) -> Self {
        let states = States { model, by: By::Position };
        Self { by, words, equilibria: states.told(holding) }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_zero(number: &usize) -> bool {
    *number == 0
}

fn not_settled(found: &Whatever) -> usize {
    let all = found.by_decision_maker.iter().flatten().chain(&found.equilibria);
    all.filter(|holds| matches!(holds, Holds::NotSettled(_))).count()
}

/// Something for each concept, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByConcept<T>(pub Vec<(Concept, T)>);

impl<T: Serialize> Serialize for ByConcept<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(concept, value)| (concept.key(), value)))
    }
}

impl<T> ByConcept<T> {
    /// What there is for a concept.
    pub fn get(&self, concept: Concept) -> Option<&T> {
        self.0.iter().find(|(of, _)| *of == concept).map(|(_, value)| value)
    }
}

/// What a set of states is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Position,
    Bitmask,
}

/// States of a model, in order, with what their sets are counted by.
struct States<'m> {
    model: &'m Model,
    by: By,
}

impl States<'_> {
    /// For each state, its place in sets and what it is told by.
    fn each(&self) -> Box<dyn Iterator<Item = (usize, u64)> + '_> {
        match &self.model.moves {
            Moves::Options(form) => Box::new(form.bitmasks().enumerate().map(|(position, bitmask)| {
                let at = match self.by {
                    By::Position => position,
                    By::Bitmask => usize::try_from(bitmask).unwrap_or(usize::MAX),
                };
                (at, bitmask)
            })),
            Moves::Arcs(arcs) => Box::new((0..arcs.states.len()).map(|at| (at, at as u64 + 1))),
        }
    }

    /// The states of a set by what they are told by.
    fn told(&self, set: &StateSet) -> Vec<u64> {
        match (&self.model.moves, self.by) {
            (Moves::Options(_), By::Bitmask) => set.iter().map(|at| at as u64).collect(),
            (Moves::Options(form), By::Position) => set.iter().filter_map(|at| form.bitmask(at)).collect(),
            (Moves::Arcs(_), _) => set.iter().map(|at| at as u64 + 1).collect(),
        }
    }

    fn table(&self, sets: &[StateSet]) -> Vec<Vec<bool>> {
        self.each().map(|(at, _)| sets.iter().map(|set| set.contains(at)).collect()).collect()
    }
}

/// What holds by one concept: for each decision maker, and for everybody.
struct Held {
    concept: Concept,
    stable: Vec<StateSet>,
    equilibria: StateSet,
}

impl Held {
    fn known(stable: &[Stable]) -> Vec<Self> {
        let held = |one: &Stable| Self {
            concept: one.concept,
            stable: one.by_decision_maker.clone(),
            equilibria: one.equilibria(),
        };
        stable.iter().map(held).collect()
    }

    /// Where not all is known: what holds by `which`, and where everybody is content at once.
    fn partly(found: &[Whatever], which: impl Fn(Holds) -> bool) -> Vec<Self> {
        let set =
            |holds: &[Holds]| StateSet::of(holds.len(), |at| holds.get(at).copied().is_some_and(&which));
        let held = |one: &Whatever| Self {
            concept: one.concept,
            stable: one.by_decision_maker.iter().map(|holds| set(holds)).collect(),
            equilibria: set(&one.equilibria),
        };
        found.iter().map(held).collect()
    }
}

impl Solved {
    /// What is stable in a model.
    #[must_use]
    pub fn new(model: &Model, answer: &Answer) -> Self {
        let (by, held, possible) = match answer {
            Answer::InPlace(stable) => (By::Bitmask, Held::known(stable), None),
            Answer::Laid(stable) => (By::Position, Held::known(stable), None),
            Answer::Partly(found) => (
                By::Position,
                Held::partly(found, |holds| holds == Holds::Always),
                Some(Held::partly(found, |holds| holds != Holds::Never)),
            ),
        };
        let not_settled = match answer {
            Answer::Partly(found) => found.iter().map(not_settled).sum(),
            _ => 0,
        };
        let states = States { model, by };
        let told = model.states() <= TOLD;
        let tables = |held: &[Held]| {
            told.then(|| ByConcept(held.iter().map(|one| (one.concept, states.table(&one.stable))).collect()))
        };
        let equilibria = |held: &[Held]| {
            ByConcept(held.iter().map(|one| (one.concept, states.told(&one.equilibria))).collect())
        };
        let counts = |one: &Held| (one.concept, one.stable.iter().map(StateSet::len).collect());
        let (options, state_names) = match &model.moves {
            Moves::Options(form) => {
                (form.options.iter().map(|option| option.name.clone()).collect(), Vec::new())
            }
            Moves::Arcs(arcs) => (Vec::new(), arcs.states.clone()),
        };
        Self {
            title: model.title.clone(),
            decision_makers: model.decision_makers.iter().map(|one| one.name.clone()).collect(),
            options,
            state_names,
            state_count: model.states(),
            states: told.then(|| states.each().map(|(_, told)| told).collect()),
            known: possible.is_none(),
            stable: tables(&held),
            equilibria: equilibria(&held),
            stable_counts: ByConcept(held.iter().map(counts).collect()),
            possibly_stable: possible.as_deref().and_then(tables),
            possible_equilibria: possible.as_deref().map(equilibria),
            not_settled,
            further: Vec::new(),
        }
    }

    /// For a terminal: equilibria, or with `all` every state.
    pub fn write(&self, scene: &Scene<'_>, all: bool, paper: &mut Paper) {
        let title = self.title.as_deref().unwrap_or("Conflict");
        paper.title(&isolate(title));
        paper.paragraph(&format!(
            "{} of {}; {}.",
            grouped_count(self.state_count, "state"),
            count(self.decision_makers.len(), "decision maker"),
            count(self.options.len(), "option")
        ));
        paper.inked(
            Ink::Faint,
            0,
            "What follows from the model as it is written; nothing here says what is likely.",
        );
        if !self.known {
            paper.paragraph("Not all preferences are known. What is stable here is stable whatever the unknown ones are, unless it is said to be so only under some of them.");
        }
        let rows = self.rows(scene, all);
        if rows.is_empty() {
            paper.paragraph("No state is an equilibrium by any of these concepts.");
        } else {
            self.write_table(scene, &rows, all, paper);
        }
        self.write_counts(paper);
        self.write_further(scene, paper);
    }

    /// The states to list, by position: all, or those that are stable for everybody by some concept.
    pub(super) fn rows(&self, scene: &Scene<'_>, all: bool) -> Vec<(usize, u64)> {
        let states = States { model: scene.model, by: By::Position };
        if all {
            return states.each().take(TOLD).collect();
        }
        self.listable()
            .into_iter()
            .take(LISTED)
            .filter_map(|told| Some((position(scene.model, told)?, told)))
            .collect()
    }

    /// The states that are stable for everybody by some concept, or may be.
    fn listable(&self) -> BTreeSet<u64> {
        let all = std::iter::once(&self.equilibria).chain(&self.possible_equilibria);
        all.flat_map(|of| &of.0).flat_map(|(_, of)| of.iter().copied()).collect()
    }

    /// What is not among so many rows, in a sentence; nothing where nothing is.
    pub(super) fn left_out(&self, rows: usize, all: bool) -> Option<String> {
        let of = if all { self.state_count } else { self.listable().len() };
        (of > rows).then(|| {
            format!("{rows} of {} states are listed; --json or --states has all.", grouped(&of.to_string()))
        })
    }

    fn write_table(&self, scene: &Scene<'_>, rows: &[(usize, u64)], all: bool, paper: &mut Paper) {
        let names = Line::new().list(self.decision_makers.iter().map(String::as_str));
        let marks = if self.known {
            "\u{25cf} stable, \u{b7} not"
        } else {
            "\u{25cf} stable, \u{25cb} only under some of what is not known, \u{b7} not"
        };
        paper.paragraph(
            Line::from("In each column a mark for each decision maker, in this order: ")
                .line(&names)
                .text(&format!(". {marks}. = stands before what is stable for everybody."))
                .isolated(),
        );
        let concepts: Vec<Concept> = self.equilibria.0.iter().map(|(concept, _)| *concept).collect();
        let mut table = vec![
            ["State", "What it is"]
                .into_iter()
                .map(str::to_owned)
                .chain(concepts.iter().map(|one| short(*one).to_owned()))
                .collect::<Vec<_>>(),
        ];
        for &(position, told) in rows {
            let state = scene.state(position);
            let cells = concepts.iter().map(|concept| self.cell(*concept, position, told));
            table.push([told.to_string(), what(&state)].into_iter().chain(cells).collect());
        }
        paper.table(&table);
        if let Some(left_out) = self.left_out(rows.len(), all) {
            paper.inked(Ink::Faint, 0, &left_out);
        }
    }

    fn write_further(&self, scene: &Scene<'_>, paper: &mut Paper) {
        if self.not_settled > 0 {
            let answers = count(self.not_settled, "answer");
            paper.inked(
                Ink::Faint,
                0,
                &format!("{answers} not settled within the work allowed; they count as possible."),
            );
        }
        if !self.further.is_empty() {
            paper.heading("Further");
        }
        for further in &self.further {
            let shown =
                further.equilibria.iter().take(LISTED).filter_map(|&told| position(scene.model, told));
            let mut line = Line::from(&*format!("{}: ", further.words));
            for (at, position) in shown.enumerate() {
                line = line.text(if at == 0 { "" } else { "; " }).line(&scene.state(position).line());
            }
            let line = match further.equilibria.len() {
                0 => line.text("none"),
                many if many > LISTED => line.text(&format!("; and {} more", many - LISTED)),
                _ => line,
            };
            paper.item(0, "-", line.text(".").isolated());
        }
    }

    pub(super) fn is_equilibrium(&self, concept: Concept, told: u64) -> bool {
        self.equilibria.get(concept).is_some_and(|all| all.binary_search(&told).is_ok())
    }

    /// A mark for each decision maker; none where there are too many states to tell of each.
    pub(super) fn marks(&self, concept: Concept, position: usize) -> Vec<char> {
        let row = |table: &Option<ByConcept<Vec<Vec<bool>>>>| {
            table.as_ref().and_then(|table| table.get(concept)).and_then(|rows| rows.get(position)).cloned()
        };
        let possible = row(&self.possibly_stable);
        let may = |who: usize| possible.as_ref().and_then(|row| row.get(who)).copied() == Some(true);
        let stable = row(&self.stable).unwrap_or_default();
        let mark = |(who, stable): (usize, &bool)| match *stable {
            true => '\u{25cf}',
            false if may(who) => '\u{25cb}',
            false => '\u{b7}',
        };
        stable.iter().enumerate().map(mark).collect()
    }

    fn cell(&self, concept: Concept, position: usize, told: u64) -> String {
        let everybody = if self.is_equilibrium(concept, told) { "=" } else { "" };
        format!("{everybody}{}", self.marks(concept, position).into_iter().collect::<String>())
    }

    fn write_counts(&self, paper: &mut Paper) {
        paper.heading("How many");
        for (concept, counts) in &self.stable_counts.0 {
            let mut each = Line::new();
            for (at, (name, stable)) in self.decision_makers.iter().zip(counts).enumerate() {
                each = each.text(if at == 0 { "" } else { ", " }).given(name);
                each = each.text(&format!(" {}", grouped(&stable.to_string())));
            }
            let equilibria = self.equilibria.get(*concept).map_or(0, Vec::len);
            let line = Line::from(&*format!(
                "{}: {}",
                short(*concept),
                if equilibria == 1 {
                    "1 equilibrium".to_owned()
                } else {
                    format!("{} equilibria", grouped(&equilibria.to_string()))
                }
            ));
            let line = match self.possible_equilibria.as_ref().and_then(|of| of.get(*concept)) {
                Some(possible) => {
                    line.text(&format!(" whatever is not known, {} under some of it", possible.len()))
                }
                None => line,
            };
            paper.item(0, "-", line.text("; stable states: ").line(&each).isolated());
        }
    }
}

/// The position of a state that is told so.
fn position(model: &Model, told: u64) -> Option<usize> {
    match &model.moves {
        Moves::Options(form) => form.position(told),
        Moves::Arcs(_) => usize::try_from(told).ok()?.checked_sub(1),
    }
}

/// What a state is: its name, or what is taken in it.
fn what(state: &StateSaid) -> String {
    match &state.name {
        Some(name) => isolate(name),
        None if state.taken.is_empty() => "nothing taken".to_owned(),
        None => state.taken.iter().map(|option| isolate(option)).collect::<Vec<_>>().join("; "),
    }
}

fn grouped_count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{} {what}s", grouped(&number.to_string())) }
}

/// A state with what is stable in it, as a line of JSON.
#[derive(Debug, Clone, Serialize)]
pub struct StateLine {
    /// Its bitmask; its number where states are not made of options.
    pub state: u64,
    /// For each concept, for each decision maker: whether it is stable.
    pub stable: ByConcept<Vec<bool>>,
    /// By which concepts it is stable for everybody.
    pub equilibrium: Vec<&'static str>,
}

/// All states in order, each with what is stable in it. Nothing is held for all of them at once.
pub fn lines_of<'a>(model: &'a Model, answer: &Answer) -> Box<dyn Iterator<Item = StateLine> + 'a> {
    let (by, held) = match answer {
        Answer::InPlace(stable) => (By::Bitmask, Held::known(stable)),
        Answer::Laid(stable) => (By::Position, Held::known(stable)),
        Answer::Partly(found) => (By::Position, Held::partly(found, |holds| holds == Holds::Always)),
    };
    let line = move |(at, state): (usize, u64)| {
        let of = |one: &Held| (one.concept, one.stable.iter().map(|set| set.contains(at)).collect());
        let holding = held.iter().filter(|one| one.equilibria.contains(at)).map(|one| one.concept.key());
        StateLine { state, stable: ByConcept(held.iter().map(of).collect()), equilibrium: holding.collect() }
    };
    match &model.moves {
        Moves::Options(form) => Box::new(form.bitmasks().enumerate().map(move |(position, bitmask)| {
            let at =
                if by == By::Bitmask { usize::try_from(bitmask).unwrap_or(usize::MAX) } else { position };
            line((at, bitmask))
        })),
        Moves::Arcs(arcs) => Box::new((0..arcs.states.len()).map(move |at| line((at, at as u64 + 1)))),
    }
}
