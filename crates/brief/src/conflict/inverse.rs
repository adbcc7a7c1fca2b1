//! Which preferences would make a wished state hold.

use std::ops::ControlFlow;

use onetext_conflict::questions::Step;
use onetext_conflict::questions::inverse::{
    Change, Clause, Deterrent, Progress, Raise, Share, Together, condition, orders, smallest, together,
};
use onetext_conflict::questions::why::why;
use onetext_conflict::stability::Concept;
use serde::Serialize;

use super::concept;
use super::scene::{Deed, Scene, StateSaid};
use super::why::MoveSaid;
use crate::line::Line;
use crate::paper::{Ink, Paper};
use crate::points::count;

/// What somebody would have to prefer, for a state to hold by one concept.
#[derive(Debug, Clone, Serialize)]
pub struct InverseSaid {
    /// The wished state.
    pub state: StateSaid,
    /// By which concept: `nash`, `gmr`, `smr`, `seq` or `sseq`.
    pub concept: &'static str,
    /// Whether it is stable for everybody as preferences are.
    pub holds: bool,
    /// What is asked of each decision maker, in order.
    pub decision_makers: Vec<AskedOf>,
    /// The changes that together make it hold; absent where none do, or where they were not sought to the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub together: Option<Vec<ChangeSaid>>,
    /// The same in a sentence.
    pub together_words: Line,
    #[serde(skip)]
    concept_words: &'static str,
}

/// What is asked of a decision maker's preferences.
#[derive(Debug, Clone, Serialize)]
pub struct AskedOf {
    /// The decision maker.
    pub name: String,
    /// Whether the state is stable for it as preferences are.
    pub stable: bool,
    /// What has to hold; each of these.
    pub clauses: Vec<ClauseSaid>,
    /// For how many orders of all states that it could have all of it holds; absent where there are too many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orders: Option<OrdersSaid>,
    /// The smallest change of its own preferences; absent where none is needed, or none is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeSaid>,
}

/// That a move is no improvement, or is deterred from.
#[derive(Debug, Clone, Serialize)]
pub struct ClauseSaid {
    /// Where the move leads: not preferred to the wished state,
    pub to: StateSaid,
    /// or else one of these deters.
    pub or: Vec<DeterrentSaid>,
    /// The same in a sentence.
    pub words: Line,
}

/// What others can bring about.
#[derive(Debug, Clone, Serialize)]
pub struct DeterrentSaid {
    /// Their moves.
    pub moves: Vec<MoveSaid>,
    /// Not preferred to the wished state, nor are any of these, which can still be moved to.
    pub escapes: Vec<StateSaid>,
}

/// For how many orders.
#[derive(Debug, Clone, Serialize)]
pub struct OrdersSaid {
    /// Among orders in which states may be preferred alike: as decimal numbers, how many and of how many.
    pub with_ties: [String; 2],
    /// Among those in which none are.
    pub strict: [String; 2],
}

/// A change of preferences.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeSaid {
    /// Whose.
    pub name: String,
    /// By how many classes the wished state moves up.
    pub classes: usize,
    /// The states that it is preferred alike with then.
    pub level_with: Vec<StateSaid>,
    /// How many comparisons with other states change.
    pub comparisons: usize,
}

/// How many ways of deterring are told of one move.
const TOLD: usize = 4;

impl InverseSaid {
    /// Asks what would make `state` hold. `tell` hears how far the search for a change of several has come, and can stop it.
    pub fn new(
        scene: &Scene<'_>,
        state: usize,
        by: Concept,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Self {
        let graph = scene.graph;
        let asked_of = |who: usize| {
            let condition = condition(graph, who, state, by);
            let orders = orders(&condition, graph.states()).map(|orders| OrdersSaid {
                with_ties: share(orders.with_ties),
                strict: share(orders.strict),
            });
            let change = match smallest(graph, &condition) {
                Change::Raise(raise) => Some(raised(scene, who, &raise)),
                Change::None | Change::NotTold => None,
            };
            AskedOf {
                name: scene.who(who).to_owned(),
                stable: why(graph, who, state, by).is_stable(),
                clauses: condition.clauses.iter().map(|clause| said(scene, who, state, clause)).collect(),
                orders,
                change,
            }
        };
        let decision_makers: Vec<AskedOf> = (0..graph.decision_makers()).map(asked_of).collect();
        let holds = decision_makers.iter().all(|one| one.stable);
        let (together, together_words) = match together(graph, state, by, tell) {
            _ if holds => (Some(Vec::new()), Line::from("It holds as preferences are.")),
            Together::Changes(changes) => {
                let changes = changes.iter().enumerate().filter_map(|(who, change)| match change {
                    Change::Raise(raise) => Some(raised(scene, who, raise)),
                    Change::None | Change::NotTold => None,
                });
                let changes: Vec<ChangeSaid> = changes.collect();
                let words = sentence(&changes);
                (Some(changes), words)
            }
            Together::Nothing => {
                (None, Line::from("No change of those preferences that are wholly known makes it hold."))
            }
            Together::Stopped => {
                (None, Line::from("Which changes would do together was not sought to the end."))
            }
        };
        Self {
            state: scene.state(state),
            concept: by.key(),
            holds,
            decision_makers,
            together,
            together_words,
            concept_words: concept(by),
        }
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        let title = Line::from("What would make ")
            .line(&self.state.line())
            .text(" hold by ")
            .text(self.concept_words);
        paper.title(title.isolated());
        paper.paragraph(self.together_words.isolated());
        for one in &self.decision_makers {
            paper.blank();
            let head = Line::new().given(&one.name).text(if one.stable {
                ": stable as things are"
            } else {
                ": not stable as things are"
            });
            paper.inked(Ink::Strong, 0, head.isolated());
            if one.clauses.is_empty() {
                paper.indented(2, "It has no move from there: whatever it prefers will do.");
            }
            one.clauses.iter().for_each(|clause| paper.item(2, "-", clause.words.isolated()));
            if let Some(change) = &one.change {
                paper.indented(
                    2,
                    Line::from("The smallest change for it alone: ")
                        .line(&change.line())
                        .text(".")
                        .isolated(),
                );
            }
            if let Some(orders) = &one.orders {
                let [holds, of] = &orders.strict;
                let [tied, of_tied] = &orders.with_ties;
                paper.inked(
                    Ink::Faint,
                    2,
                    &format!("That holds for {holds} of {of} orders of all states without ties, and for {tied} of {of_tied} with ties."),
                );
            }
        }
    }
}

impl ChangeSaid {
    fn line(&self) -> Line {
        let line = Line::from(&*format!(
            "the state moves up {}, to be preferred alike with ",
            classes(self.classes)
        ));
        let line =
            self.level_with.iter().enumerate().fold(line, |line, (at, state)| {
                line.text(if at == 0 { "" } else { ", " }).line(&state.line())
            });
        line.text(&format!(" ({})", count(self.comparisons, "comparison")))
    }
}

fn classes(number: usize) -> String {
    if number == 1 { "1 class".to_owned() } else { format!("{number} classes") }
}

fn share(share: Share) -> [String; 2] {
    [share.holds.to_string(), share.of.to_string()]
}

fn raised(scene: &Scene<'_>, who: usize, raise: &Raise) -> ChangeSaid {
    ChangeSaid {
        name: scene.who(who).to_owned(),
        classes: raise.classes,
        level_with: raise.level_with.iter().map(|&state| scene.state(state)).collect(),
        comparisons: raise.changed.len(),
    }
}

fn sentence(changes: &[ChangeSaid]) -> Line {
    let line = Line::from("It would hold with these changes together: ");
    let line = changes.iter().enumerate().fold(line, |line, (at, change)| {
        line.text(if at == 0 { "" } else { "; " })
            .text("for ")
            .given(&change.name)
            .text(", ")
            .line(&change.line())
    });
    line.text(".")
}

fn said(scene: &Scene<'_>, who: usize, wished: usize, clause: &Clause) -> ClauseSaid {
    let to = scene.state(clause.to);
    let deed = scene.deed(who, wished, clause.to, Deed::Plain);
    let words = Line::from("It could ").line(&deed).text(" (").line(&to.line()).text("): ");
    let words = match clause.deterrents.as_slice() {
        [] => words.text("it must not prefer that to the wished state."),
        deterrents => {
            let words =
                words.text("either it does not prefer that to the wished state, or one of these deters: ");
            let words = deterrents.iter().take(TOLD).enumerate().fold(words, |words, (at, one)| {
                words.text(if at == 0 { "" } else { "; or " }).line(&deterrent(scene, clause.to, one))
            });
            match deterrents.len().saturating_sub(TOLD) {
                0 => words.text("."),
                more => words.text(&format!("; or {more} more.")),
            }
        }
    };
    let or = clause.deterrents.iter().map(|one| DeterrentSaid {
        moves: one.steps.iter().map(|step| moved(scene, step)).collect(),
        escapes: one.escapes.iter().map(|&state| scene.state(state)).collect(),
    });
    ClauseSaid { to, or: or.collect(), words }
}

fn deterrent(scene: &Scene<'_>, from: usize, one: &Deterrent) -> Line {
    let line = scene.sequence(from, &one.steps).text(", not preferred to the wished state");
    match one.escapes.as_slice() {
        [] => line,
        escapes => {
            let line = line.text(", nor ");
            escapes.iter().enumerate().fold(line, |line, (at, &state)| {
                line.text(if at == 0 { "" } else { " nor " }).line(&scene.state(state).line())
            })
        }
    }
}

fn moved(scene: &Scene<'_>, step: &Step) -> MoveSaid {
    MoveSaid { by: scene.who(step.decision_maker).to_owned(), to: scene.state(step.to) }
}
