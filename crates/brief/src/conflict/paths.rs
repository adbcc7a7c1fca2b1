//! What can be reached from a state, and by which moves.

use onetext_conflict::model::StateSet;
use onetext_conflict::questions::Step;
use onetext_conflict::questions::paths::{Horizon, Kind, Paths, Way, paths};
use serde::Serialize;

use super::scene::{Scene, StateSaid};
use super::why::MoveSaid;
use crate::line::Line;
use crate::paper::{Ink, Paper};
use crate::points::count;

/// How many shortest ways to one state are told.
const WAYS: usize = 5;

/// What legal sequences of moves from a state reach.
#[derive(Debug, Clone, Serialize)]
pub struct PathsSaid {
    /// From where.
    pub from: StateSaid,
    /// `moves`, or `improvements`: only moves that whoever makes them prefers.
    pub by: &'static str,
    /// How many states are reached, the start among them.
    pub reached: usize,
    /// The states asked for that are reached.
    pub to: Vec<WaySaid>,
    /// Those asked for that are not.
    pub not_reached: Vec<StateSaid>,
}

/// How a state is reached.
#[derive(Debug, Clone, Serialize)]
pub struct WaySaid {
    /// The state.
    pub state: StateSaid,
    /// How many moves it takes.
    pub moves: usize,
    /// How many sequences are as short.
    pub shortest: u64,
    /// The first of these.
    pub ways: Vec<Vec<MoveSaid>>,
    #[serde(skip)]
    words: Vec<Line>,
}

/// What is asked of paths.
#[derive(Debug, Clone)]
pub struct From<'a> {
    /// The position that they start from.
    pub from: usize,
    /// The states that are asked for, by position.
    pub to: &'a StateSet,
    /// Only moves that whoever makes them prefers.
    pub improvements: bool,
    /// Whose moves, by place.
    pub movers: &'a [usize],
    /// By how many moves at most.
    pub steps: Option<usize>,
}

impl PathsSaid {
    /// What is reached.
    #[must_use]
    pub fn new(scene: &Scene<'_>, asked: &From<'_>) -> Self {
        let horizon = asked.steps.map_or(Horizon::Any, Horizon::Moves);
        let kind = if asked.improvements { Kind::Improvements } else { Kind::Moves };
        let found = paths(scene.graph, asked.from, horizon, kind, asked.movers);
        let not = asked.to.iter().filter(|&state| found.way(state).is_none());
        Self {
            from: scene.state(asked.from),
            by: if asked.improvements { "improvements" } else { "moves" },
            reached: found.ways().len(),
            not_reached: not.map(|state| scene.state(state)).collect(),
            to: found.to(asked.to).map(|way| said(scene, &found, way)).collect(),
        }
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        paper.title(Line::from("From ").line(&self.from.line()).isolated());
        let by = if self.by == "improvements" { "moves that whoever makes them prefers" } else { "moves" };
        paper.paragraph(&format!(
            "{} can be reached by {by}, this one among them; nobody moves twice in a row.",
            count(self.reached, "state")
        ));
        for way in &self.to {
            paper.blank();
            let line = Line::from("To ").line(&way.state.line());
            let line = match way.moves {
                0 => line.text(": it is where it starts"),
                moves => line.text(&format!(": {}", count(moves, "move"))),
            };
            paper.inked(Ink::Strong, 0, line.isolated());
            way.words.iter().for_each(|words| paper.item(2, "-", words.isolated()));
            if way.shortest > way.words.len() as u64 && way.moves > 0 {
                let more = way.shortest - way.words.len() as u64;
                paper.inked(Ink::Faint, 2, &format!("and {more} more that are as short"));
            }
        }
        if !self.not_reached.is_empty() {
            paper.heading("Not reached");
            self.not_reached.iter().for_each(|state| paper.item(0, "-", state.line().isolated()));
        }
        if self.to.is_empty() && self.not_reached.is_empty() {
            paper.paragraph("No state that was asked for.");
        }
    }
}

fn said(scene: &Scene<'_>, found: &Paths, way: &Way) -> WaySaid {
    let ways = found.shortest(way.state, WAYS);
    let moved =
        |step: &Step| MoveSaid { by: scene.who(step.decision_maker).to_owned(), to: scene.state(step.to) };
    WaySaid {
        state: scene.state(way.state),
        moves: way.steps.len(),
        shortest: way.shortest,
        words: ways
            .iter()
            .filter(|steps| !steps.is_empty())
            .map(|steps| scene.sequence(found.start(), steps))
            .collect(),
        ways: ways.iter().map(|steps| steps.iter().map(moved).collect()).collect(),
    }
}
