//! Who would move, by the model of a conflict that a view has: an annex for readers of analyses.

use std::ops::ControlFlow;

use onetext_case::conflict::ConflictOfView;
use onetext_conflict::answer::{Answer, Ask, of_graph};
use onetext_conflict::graph::Graph;
use onetext_conflict::model::{Direction, Moves, Preference, StateSet};
use onetext_conflict::questions::whatever::Holds;
use onetext_conflict::stability::Concept;
use onetext_record::warnings::warnings;
use onetext_record::{ConflictEntry, ParticipantId};

use super::scene::Scene;
use crate::conflict::{Scene as Situation, rule, short, wished};
use crate::line::Line;
use crate::model::ConflictTold;
use crate::points::count;

/// How many bytes a brief spends on a model; larger ones are for the command.
const BUDGET: u64 = 64 << 20;
/// Models of more states are for the command, too.
const STATES: usize = 4096;
/// Of those whose preferences are partly unknown, so many: what holds whatever they are takes much longer.
const STATES_UNKNOWN: usize = 512;
/// From how many states on they are not listed where they are all the others.
const EACH: usize = 6;
/// How many states a list has.
const LISTED: usize = 24;

/// The annex; nothing, where the reader has no analysis or the view no model.
pub(super) fn told(scene: &Scene<'_>) -> Option<ConflictTold> {
    let of = ConflictOfView::new(scene.say.view).ok()?;
    let mut told = ConflictTold {
        options: options(&of),
        preferences: preferences(scene, &of),
        warnings: warned(scene, &of),
        ..ConflictTold::default()
    };
    let (answer, graph) = match solved(&of) {
        Ok(found) => found,
        Err(why) => {
            told.holds = vec![why];
            return Some(told);
        }
    };
    let situation = Situation::new(&of.model, &graph);
    let found = Found::new(&answer, graph.states());
    told.holds = found.lines(&situation, &found.always);
    told.may_hold = found.may_hold(&situation);
    told.leaves = leaves(&situation);
    Some(told)
}

/// What is stable; or, in words, why that is not told here.
fn solved(of: &ConflictOfView) -> Result<(Answer, Graph), Line> {
    let known = of.model.preferences.iter().all(Preference::is_known);
    if of.model.states() > if known { STATES } else { STATES_UNKNOWN } {
        return Err(Line::from("The model is too large for a brief: onetext conflict solve has the answer."));
    }
    let reason = |why: String| Line::from("This is not worked out here: ").given(&why);
    let graph = Graph::of(&of.model, BUDGET).map_err(|why| reason(why.to_string()))?;
    let ask = Ask { budget: BUDGET, ..Ask::default() };
    let answer =
        of_graph(&graph, &ask, &mut |_| ControlFlow::Continue(())).map_err(|why| reason(why.to_string()))?;
    Ok((answer, graph))
}

/// Which states hold, by concept.
struct Found {
    always: Vec<(Concept, StateSet)>,
    sometimes: Vec<(Concept, StateSet)>,
}

impl Found {
    fn new(answer: &Answer, states: usize) -> Self {
        let (mut always, mut sometimes) = (Vec::new(), Vec::new());
        match answer {
            Answer::InPlace(all) | Answer::Laid(all) => {
                always.extend(all.iter().map(|one| (one.concept, one.equilibria())));
            }
            Answer::Partly(all) => {
                for one in all {
                    let is = |at: usize, which: fn(Holds) -> bool| {
                        one.equilibria.get(at).copied().is_some_and(which)
                    };
                    always.push((one.concept, one.always()));
                    let may = |holds| !matches!(holds, Holds::Always | Holds::Never);
                    sometimes.push((one.concept, StateSet::of(states, |at| is(at, may))));
                }
            }
        }
        Self { always, sometimes }
    }

    /// What holds under some of what is not known; in a word, where that is every state that does not hold anyway.
    fn may_hold(&self, situation: &Situation<'_>) -> Vec<Line> {
        let holds = |held: &[(Concept, StateSet)], at: usize| held.iter().any(|(_, set)| set.contains(at));
        let states = situation.graph.states();
        let others = || (0..states).filter(|&at| !holds(&self.always, at));
        let number = others().count();
        if number < EACH || !others().all(|at| holds(&self.sometimes, at)) {
            return self.lines(situation, &self.sometimes);
        }
        let also: Vec<(Concept, StateSet)> = self
            .sometimes
            .iter()
            .map(|(concept, set)| {
                (*concept, StateSet::of(states, |at| set.contains(at) && holds(&self.always, at)))
            })
            .collect();
        let mut lines = self.lines(situation, &also);
        let which = if number == states { "" } else { "other " };
        let each = format!("each of the {number} {which}states, by one of the concepts or by several");
        lines.push(Line::from(&*each));
        lines
    }

    /// Each state with the concepts by which it holds.
    fn lines(&self, situation: &Situation<'_>, held: &[(Concept, StateSet)]) -> Vec<Line> {
        let states = situation.graph.states();
        let any = StateSet::of(states, |at| held.iter().any(|(_, set)| set.contains(at)));
        let mut lines: Vec<Line> = any
            .iter()
            .take(LISTED)
            .map(|at| {
                let by = held.iter().filter(|(_, set)| set.contains(at)).map(|(concept, _)| short(*concept));
                situation.state(at).line().text(": ").text(&by.collect::<Vec<_>>().join(", "))
            })
            .collect();
        let more = any.len().saturating_sub(LISTED);
        if more > 0 {
            lines.push(Line::from(&*format!("and {more} more: onetext conflict solve")));
        }
        lines
    }
}

fn options(of: &ConflictOfView) -> Vec<Line> {
    let Moves::Options(form) = &of.model.moves else { return Vec::new() };
    let each = of.model.decision_makers.iter().enumerate();
    each.map(|(who, one)| {
        let mut line = Line::new().given(&one.name).text(": ");
        let own = form.options.iter().filter(|option| option.owner == who);
        for (at, option) in own.enumerate() {
            line = line.text(if at == 0 { "" } else { "; " }).quoted(&option.name).text(
                match option.direction {
                    Direction::Both => "",
                    Direction::TakeOnly => " (not undone once done)",
                    Direction::DropOnly => " (not taken up again once dropped)",
                },
            );
        }
        line
    })
    .collect()
}

/// What is said of preferences, entry by entry, each with its remark and sources; then of whom nothing is.
fn preferences(scene: &Scene<'_>, of: &ConflictOfView) -> Vec<Line> {
    let mut rules: Vec<&str> = of.entries.iter().filter_map(|entry| rule(&entry.heading)).collect();
    rules.sort_unstable();
    rules.dedup();
    let mut lines: Vec<Line> = rules.into_iter().map(Line::from).collect();
    let mut spoken = vec![false; of.model.decision_makers.len()];
    for (at, entry) in of.entries.iter().enumerate() {
        let Some(who) = of.whose.get(at).copied().flatten() else { continue };
        if let Some(spoken) = spoken.get_mut(who) {
            *spoken = true;
        }
        let name = of.model.decision_makers.get(who).map_or("", |one| one.name.as_str());
        lines.push(said(scene, wished(name, entry, &of.model), entry));
    }
    let silent = of.model.decision_makers.iter().zip(&spoken).filter(|(_, spoken)| !**spoken);
    let silent: Vec<&str> = silent.map(|(one, _)| one.name.as_str()).collect();
    if !silent.is_empty() {
        lines.push(Line::from("Nothing is known of what these prefer: ").list(silent));
    }
    lines
}

fn said(scene: &Scene<'_>, wished: Line, entry: &ConflictEntry) -> Line {
    let line = match entry.by.as_slice() {
        [] => wished,
        by => {
            wished.text(", as said by ").list(scene.say.people(by).iter().map(|person| person.name.as_str()))
        }
    };
    let line = match &entry.note {
        Some(note) => line.text(". Remark: ").given(note),
        None => line,
    };
    let sources = scene.say.sources(&entry.sources);
    sources.iter().enumerate().fold(line, |line, (at, source)| {
        line.text(if at == 0 { " [" } else { "; " }).line(&source.line()).text(if at + 1 == sources.len() {
            "]"
        } else {
            ""
        })
    })
}

/// Warnings in force about a decision maker that concern one of its options, by its id or by what the model says.
fn warned(scene: &Scene<'_>, of: &ConflictOfView) -> Vec<Line> {
    let Moves::Options(form) = &of.model.moves else { return Vec::new() };
    let mut lines = Vec::new();
    for found in warnings(scene.timeline, scene.standings()) {
        let about = |id: &ParticipantId| found.warning.about.contains(id);
        for (at, option) in form.options.iter().enumerate() {
            let is_about = of.participants.get(option.owner).and_then(Option::as_ref).is_some_and(about);
            let concerns = |name: &String| *name == option.id || Some(name) == of.concerns.get(&at);
            if !is_about || !found.warning.concerns.iter().any(concerns) {
                continue;
            }
            let owner = of.model.decision_makers.get(option.owner).map_or("", |one| one.name.as_str());
            let by = scene.say.people(&found.act.by);
            let mut line = Line::new().given(owner).text(", ").quoted(&option.name).text(": ");
            line = line.list(by.iter().map(|person| person.name.as_str())).text(" warned");
            if let Some(dated) = found.act.on.first() {
                line = line.text(" on ").text(&scene.say.date(&dated.when).words);
            }
            if let Some(words) = &found.act.words {
                line = line.text(": ").quoted(words);
            }
            lines.push(line);
        }
    }
    lines
}

/// For each decision maker, how many states it would leave for what it is known to prefer, and the first of them.
fn leaves(situation: &Situation<'_>) -> Vec<Line> {
    let graph = situation.graph;
    let mut lines = Vec::new();
    for who in 0..graph.decision_makers() {
        let improves = |state: usize| {
            let relation = graph.relation(who)?;
            graph
                .moves(who, state)
                .iter()
                .map(|&to| to as usize)
                .find(|&to| relation.compare(to, state).is_better())
        };
        let left: Vec<(usize, usize)> =
            (0..graph.states()).filter_map(|state| Some((state, improves(state)?))).collect();
        let Some(&(state, to)) = left.first() else { continue };
        let line = Line::new().given(situation.who(who)).text(&format!(": {}, ", count(left.len(), "state")));
        let line = line
            .text("such as ")
            .line(&situation.state(state).line())
            .text(" for ")
            .line(&situation.state(to).line());
        lines.push(line);
    }
    lines
}
