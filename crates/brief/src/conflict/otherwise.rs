//! What would hold if one thing were otherwise: a preference, or what a third party changes.

use std::cmp::Ordering;

use onetext_conflict::model::{Direction, Moves, Wish};
use onetext_conflict::questions::mediator::{Intervention, Tried};
use onetext_conflict::questions::sensitivity::{Otherwise, Reordered};
use onetext_conflict::questions::what_if::{Effect, WhatIf};
use serde::Serialize;

use super::concept;
use super::scene::{Scene, StateSaid};
use crate::line::Line;
use crate::paper::{Ink, Paper};
use crate::points::count;

/// What changes the equilibria by one concept, one thing at a time.
#[derive(Debug, Clone, Serialize)]
pub struct OtherwiseSaid {
    /// By which concept: `nash`, `gmr`, `smr`, `seq` or `sseq`.
    pub concept: &'static str,
    /// The equilibria as things are: bitmasks, or positions from 1 where states are not made of options.
    pub now: Vec<u64>,
    /// How many single changes were tried.
    pub tried: usize,
    /// Those that change the equilibria.
    pub changes: Vec<ChangeFound>,
    /// Changes that are not possible, each with the reason.
    pub not_possible: Vec<Line>,
    /// Whether only changes that make a wished state hold are told.
    #[serde(skip)]
    wished: bool,
    #[serde(skip)]
    title: &'static str,
    #[serde(skip)]
    concept_words: &'static str,
}

/// A single change, and what it does.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeFound {
    /// What would be otherwise.
    pub what: Line,
    /// The states that hold then and do not now.
    pub gained: Vec<StateSaid>,
    /// The states that hold now and do not then.
    pub lost: Vec<StateSaid>,
}

impl OtherwiseSaid {
    /// Changes of preferences: comparisons settled or turned (`orders`, by position), statements left out or moved (`statements`,
    /// by bitmask).
    #[must_use]
    pub fn of_preferences(
        scene: &Scene<'_>,
        by: onetext_conflict::stability::Concept,
        orders: &WhatIf<Otherwise>,
        statements: Option<&WhatIf<Reordered>>,
    ) -> Self {
        let told = |position: u64| scene.state(usize::try_from(position).unwrap_or(usize::MAX));
        let mut changes: Vec<ChangeFound> = found(orders, &told, |what| order(scene, what));
        if let Some(statements) = statements {
            changes.extend(found(statements, &|bitmask| by_bitmask(scene, bitmask), |what| {
                reordered(scene, *what)
            }));
        }
        let now = orders.now.iter().flat_map(|one| one.states.iter());
        Self {
            concept: by.key(),
            now: now
                .map(|&position| told(position))
                .map(|state| state.bitmask.unwrap_or(state.number as u64))
                .collect(),
            tried: orders.progress.tried + statements.map_or(0, |statements| statements.progress.tried),
            changes,
            not_possible: Vec::new(),
            wished: false,
            title: "If one preference were otherwise",
            concept_words: concept(by),
        }
    }

    /// What a third party could change; with a wished state, only what makes it hold. What was asked for is told whatever it does.
    #[must_use]
    pub fn of_interventions(
        scene: &Scene<'_>,
        by: onetext_conflict::stability::Concept,
        tried: &Tried,
        wish: Option<u64>,
        asked: Option<&Intervention>,
    ) -> Self {
        let mut changes =
            found(&tried.what_if, &|bitmask| by_bitmask(scene, bitmask), |what| intervention(scene, what));
        if let Some(wish) = wish {
            changes.retain(|change| change.gained.iter().any(|state| state.bitmask == Some(wish)));
        }
        let is_told = |asked: &Intervention| tried.what_if.findings.iter().any(|one| one.what == *asked);
        let is_possible = |asked: &Intervention| tried.not_possible.iter().all(|(what, _)| what != asked);
        if let Some(asked) = asked.filter(|asked| !is_told(asked) && is_possible(asked)) {
            changes.push(ChangeFound {
                what: intervention(scene, asked),
                gained: Vec::new(),
                lost: Vec::new(),
            });
        }
        let impossible =
            |(what, why): &(Intervention, _)| intervention(scene, what).text(": ").text(&format!("{why}"));
        Self {
            concept: by.key(),
            now: tried.what_if.now.iter().flat_map(|one| one.states.iter().copied()).collect(),
            tried: tried.what_if.progress.tried,
            changes,
            not_possible: tried.not_possible.iter().map(impossible).collect(),
            wished: wish.is_some(),
            title: "If a third party changed one thing",
            concept_words: concept(by),
        }
    }

    /// How many of the changes told do change something.
    fn effective(&self) -> usize {
        self.changes.iter().filter(|one| !one.gained.is_empty() || !one.lost.is_empty()).count()
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        paper.title(self.title);
        let now: Vec<String> = self.now.iter().map(u64::to_string).collect();
        let now = if now.is_empty() { "none".to_owned() } else { now.join(", ") };
        paper.paragraph(&format!("By {}. Equilibria as things are: {now}.", self.concept_words));
        paper.paragraph(&format!(
            "{} tried, one at a time; {}.",
            count(self.tried, "change"),
            match (self.effective(), self.wished) {
                (0, true) => "none makes that state hold".to_owned(),
                (1, true) => "1 makes that state hold".to_owned(),
                (some, true) => format!("{some} make that state hold"),
                (0, false) => "none changes the equilibria".to_owned(),
                (1, false) => "1 changes the equilibria".to_owned(),
                (some, false) => format!("{some} change the equilibria"),
            }
        ));
        for change in &self.changes {
            paper.blank();
            paper.inked(Ink::Strong, 0, change.what.isolated());
            if change.gained.is_empty() && change.lost.is_empty() {
                paper.item(2, "-", "the same states hold, with it or without");
            }
            for (states, verb) in [(&change.gained, "holds then: "), (&change.lost, "no longer holds: ")] {
                for state in states {
                    paper.item(2, "-", Line::from(verb).line(&state.line()).isolated());
                }
            }
        }
        if !self.not_possible.is_empty() {
            paper.heading("Not possible");
            self.not_possible.iter().for_each(|line| paper.item(0, "-", line.isolated()));
        }
    }
}

fn found<W>(
    what_if: &WhatIf<W>,
    told: &dyn Fn(u64) -> StateSaid,
    say: impl Fn(&W) -> Line,
) -> Vec<ChangeFound> {
    let states = |all: &[u64]| all.iter().map(|&state| told(state)).collect::<Vec<_>>();
    let change = |what: &W, effect: &Effect| ChangeFound {
        what: say(what),
        gained: states(&effect.gained),
        lost: states(&effect.lost),
    };
    let each =
        what_if.findings.iter().flat_map(|one| one.effects.iter().map(move |effect| (&one.what, effect)));
    each.map(|(what, effect)| change(what, effect)).collect()
}

/// A state by its bitmask; one that is not of the model, as after an option was added, by its bitmask alone.
fn by_bitmask(scene: &Scene<'_>, bitmask: u64) -> StateSaid {
    let position = match &scene.model.moves {
        Moves::Options(form) => form.position(bitmask),
        Moves::Arcs(_) => None,
    };
    position.map_or_else(
        || StateSaid { number: 0, bitmask: Some(bitmask), name: None, taken: Vec::new() },
        |position| scene.state(position),
    )
}

fn order(scene: &Scene<'_>, what: &Otherwise) -> Line {
    let states = |all: &[usize]| {
        all.iter().take(STATES).enumerate().fold(Line::new(), |line, (at, &state)| {
            line.text(if at == 0 { "" } else { ", " }).line(&scene.state(state).line())
        })
    };
    let class = |all: &[usize]| match all.len() {
        many if many > STATES => states(all).text(&format!(" and {} more", many - STATES)),
        _ => states(all),
    };
    match what {
        Otherwise::Settled { decision_maker, one, other, compared } => {
            let line = Line::from("It is not known, but ").given(scene.who(*decision_maker));
            let (one, other) = (states(&[*one]), states(&[*other]));
            match compared {
                Ordering::Greater => line.text(" prefers ").line(&one).text(" to ").line(&other),
                Ordering::Less => line.text(" prefers ").line(&other).text(" to ").line(&one),
                Ordering::Equal => {
                    line.text(" prefers ").line(&one).text(" and ").line(&other).text(" alike")
                }
            }
        }
        Otherwise::Swapped(neighbours) => Line::new()
            .given(scene.who(neighbours.decision_maker))
            .text(" prefers ")
            .line(&class(&neighbours.worse))
            .text(" to ")
            .line(&class(&neighbours.better))
            .text(", and not the other way round"),
        Otherwise::Merged(neighbours) => Line::new()
            .given(scene.who(neighbours.decision_maker))
            .text(" prefers ")
            .line(&class(&neighbours.worse))
            .text(" as much as ")
            .line(&class(&neighbours.better)),
    }
}

/// How many states of a class are named.
const STATES: usize = 4;

fn reordered(scene: &Scene<'_>, what: Reordered) -> Line {
    let (Reordered::Dropped { decision_maker, statement }
    | Reordered::Moved { decision_maker, statement, .. }) = what;
    let wish = scene.model.preferences.get(decision_maker).map(|preference| &preference.wish);
    let words = match (wish, &scene.model.moves) {
        (Some(Wish::Prioritising(statements)), Moves::Options(form)) => {
            statements.get(statement).map(|one| one.statement.shown(&form.options).to_string())
        }
        _ => None,
    };
    let line = Line::new().given(scene.who(decision_maker));
    match what {
        Reordered::Dropped { .. } => {
            line.text(" does not wish after all: ").quoted(&words.unwrap_or_default())
        }
        Reordered::Moved { to, .. } => line
            .text(" wishes ")
            .quoted(&words.unwrap_or_default())
            .text(&format!(" in place {} of its wishes, and not in place {}", to + 1, statement + 1)),
    }
}

fn intervention(scene: &Scene<'_>, what: &Intervention) -> Line {
    let option = |at: usize| match &scene.model.moves {
        Moves::Options(form) => form.options.get(at).map_or_else(Line::new, |option| {
            Line::new().given(scene.who(option.owner)).text(": ").quoted(scene.own_option(option))
        }),
        Moves::Arcs(_) => Line::new(),
    };
    match what {
        Intervention::Add { option, .. } => {
            Line::from("A new option for ").given(scene.who(option.owner)).text(": ").quoted(&option.name)
        }
        Intervention::Remove(at) => Line::from("Out of the question: ").line(&option(*at)),
        Intervention::Secure(at) => Line::from("Sure to be taken: ").line(&option(*at)),
        Intervention::Direct(at, direction) => option(*at).text(match direction {
            Direction::Both => " can be taken and dropped again",
            Direction::TakeOnly => " cannot be dropped once it is taken",
            Direction::DropOnly => " cannot be taken once it is dropped",
        }),
        Intervention::RuleOut(states) => {
            let Moves::Options(form) = &scene.model.moves else { return Line::new() };
            let words = states.shown(&form.options).to_string();
            Line::from("Out of the question together: ").given(&words)
        }
    }
}
