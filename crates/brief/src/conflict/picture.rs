//! States and moves as a picture: states in columns by how many moves they are apart from the first, a colour and a kind of
//! line for each decision maker.

use std::collections::VecDeque;

use maud::{Markup, html};
use onetext_conflict::model::StateSet;
use onetext_conflict::questions::paths::{Horizon, Kind, paths};

use super::Scene;
use super::scene::StateSaid;
use crate::drawing::{clipped, px};
use crate::line::clean;

/// More states than this are not told apart in a picture.
pub const MOST: usize = 64;

const WIDTH: f64 = 168.0;
const LINE: f64 = 15.0;
const GAP: f64 = 26.0;
const BETWEEN: f64 = 130.0;
const MARGIN: f64 = 30.0;
const TOP: f64 = 64.0;
const LEGEND: f64 = 20.0;
/// How many options are written into the box of a state.
const OPTIONS: usize = 4;
/// Characters in a line of a box.
const LETTERS: usize = 24;
/// How often columns are put in order by their neighbours.
const SWEEPS: usize = 24;

/// Colours that stay apart for most eyes (Okabe and Ito), each with a kind of line that tells it in black and white.
const INKS: [(&str, &str); 7] = [
    ("#0072b2", ""),
    ("#d55e00", "7 3"),
    ("#009e73", "2 3"),
    ("#cc79a7", "9 3 2 3"),
    ("#56b4e9", "12 4"),
    ("#e69f00", "4 2 1 2"),
    ("#000000", "1 3"),
];

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Drawn<'a> {
    /// The position of the state that sequences start from: only what they reach is drawn; all states where there is none.
    pub from: Option<usize>,
    /// Only moves that whoever makes them prefers.
    pub improvements: bool,
    /// The equilibria, by position.
    pub equilibria: &'a StateSet,
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotDrawn {
    /// There are too many states.
    #[error(
        "{states} states would be drawn, and more than {MOST} cannot be told apart; draw what is reached from one, or only improvements"
    )]
    TooMany {
        /// How many.
        states: usize,
    },
}

struct Arc {
    from: usize,
    to: usize,
    who: usize,
    /// Whether the move can be undone by the same decision maker, and that is drawn with it.
    both: bool,
}

/// The picture of a model.
///
/// # Errors
/// There are too many states to be told apart.
pub fn picture(scene: &Scene<'_>, drawn: &Drawn<'_>) -> Result<String, NotDrawn> {
    let graph = scene.graph;
    let everybody: Vec<usize> = (0..graph.decision_makers()).collect();
    let kind = if drawn.improvements { Kind::Improvements } else { Kind::Moves };
    let states: Vec<usize> = match drawn.from {
        Some(from) => {
            paths(graph, from, Horizon::Any, kind, &everybody).ways().iter().map(|way| way.state).collect()
        }
        None => (0..graph.states()).collect(),
    };
    if states.len() > MOST {
        return Err(NotDrawn::TooMany { states: states.len() });
    }
    let arcs = arcs(scene, &states, drawn.improvements);
    let first = drawn.from.or(scene.model.status_quo).and_then(|state| states.binary_search(&state).ok());
    let columns = in_order(columns(states.len(), &arcs, first.unwrap_or(0)), &arcs);
    let said: Vec<StateSaid> = states.iter().map(|&state| scene.state(state)).collect();
    let layout = Layout::new(&columns, &said);
    let marked = |at: usize| Mark {
        equilibrium: states.get(at).is_some_and(|&state| drawn.equilibria.contains(state)),
        status_quo: states.get(at).copied() == scene.model.status_quo,
    };
    let names: Vec<&str> = everybody.iter().map(|&who| scene.who(who)).collect();
    let title = scene.model.title.as_deref().unwrap_or("Conflict");
    let height = layout.height + LEGEND * names.len() as f64 + MARGIN;
    let width = layout.width.max(420.0);
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox=(format!("0 0 {width:.0} {height:.0}")) width=(px(width)) height=(px(height))
            font-family="'DejaVu Sans', 'Noto Sans', 'Noto Sans Arabic', Arial, sans-serif" font-size="11" {
            title { (title) ": " (said.len()) " states" }
            defs {
                @for (at, (colour, _)) in INKS.iter().enumerate() {
                    marker id={ "to" (at) } viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse" {
                        path d="M0 0 L8 4 L0 8 z" fill=(colour) {}
                    }
                }
            }
            rect width="100%" height="100%" fill="white" {}
            text x=(px(MARGIN)) y="26" font-size="15" font-weight="bold" style="unicode-bidi: plaintext" { (clipped(title, 120)) }
            text x=(px(MARGIN)) y="44" fill="#555" {
                (if drawn.improvements { "Moves that whoever makes them prefers. " } else { "Moves. " })
                "Thick frame: an equilibrium. Grey: the status quo."
            }
            @for arc in &arcs { (layout.arc(arc)) }
            @for (at, state) in said.iter().enumerate() { (layout.state(at, state, marked(at))) }
            (legend(&names, layout.height))
        }
    };
    Ok(svg.into_string())
}

/// The moves between states that are drawn, both ways as one.
fn arcs(scene: &Scene<'_>, states: &[usize], improvements: bool) -> Vec<Arc> {
    let place = |state: usize| states.binary_search(&state).ok();
    let graph = scene.graph;
    let is_drawn = |who: usize, from: usize, to: usize| {
        graph.moves(who, from).binary_search(&u32::try_from(to).unwrap_or(u32::MAX)).is_ok()
            && (!improvements || graph.relation(who).is_some_and(|of| of.compare(to, from).is_better()))
    };
    let mut arcs = Vec::new();
    for (from, &state) in states.iter().enumerate() {
        for who in 0..graph.decision_makers() {
            for &target in graph.moves(who, state) {
                let target = target as usize;
                let Some(to) = place(target) else { continue };
                if !is_drawn(who, state, target) {
                    continue;
                }
                let both = is_drawn(who, target, state);
                if !both || from < to {
                    arcs.push(Arc { from, to, who, both });
                }
            }
        }
    }
    arcs
}

/// States in columns: how many moves, in either direction, each is apart from the first. Parts that do not hang together
/// follow one another.
fn columns(states: usize, arcs: &[Arc], first: usize) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); states];
    for arc in arcs {
        neighbours[arc.from].push(arc.to);
        neighbours[arc.to].push(arc.from);
    }
    let mut column = vec![None; states];
    let mut columns: Vec<Vec<usize>> = Vec::new();
    for start in std::iter::once(first).chain(0..states) {
        if start >= states || column[start].is_some() {
            continue;
        }
        // A state without moves stands with the others of its kind.
        let base = if neighbours[start].is_empty() && !columns.is_empty() {
            columns.len() - 1
        } else {
            columns.len()
        };
        column[start] = Some(base);
        let mut waiting = VecDeque::from([start]);
        while let Some(state) = waiting.pop_front() {
            let at = column[state].unwrap_or(base);
            if columns.len() <= at {
                columns.resize_with(at + 1, Vec::new);
            }
            columns[at].push(state);
            for &next in &neighbours[state] {
                if column[next].is_none() {
                    column[next] = Some(at + 1);
                    waiting.push_back(next);
                }
            }
        }
    }
    columns
}

/// Each column in the order of the mean place of its neighbours in the columns beside it, back and forth: fewer lines cross
/// (Sugiyama, Tagawa and Toda 1981).
fn in_order(mut columns: Vec<Vec<usize>>, arcs: &[Arc]) -> Vec<Vec<usize>> {
    let states: usize = columns.iter().map(Vec::len).sum();
    for sweep in 0..SWEEPS {
        let mut place = vec![(0, 0.0); states];
        for (at, column) in columns.iter().enumerate() {
            for (row, &state) in column.iter().enumerate() {
                place[state] = (at, row as f64 - column.len() as f64 / 2.0);
            }
        }
        let order: Vec<usize> = if sweep % 2 == 0 {
            (1..columns.len()).collect()
        } else {
            (0..columns.len().saturating_sub(1)).rev().collect()
        };
        for at in order {
            let beside = if sweep % 2 == 0 { at.wrapping_sub(1) } else { at + 1 };
            let mean = |state: usize| {
                let of = arcs.iter().filter_map(|arc| match (arc.from == state, arc.to == state) {
                    (true, _) => Some(arc.to),
                    (_, true) => Some(arc.from),
                    _ => None,
                });
                let rows: Vec<f64> =
                    of.filter(|&other| place[other].0 == beside).map(|other| place[other].1).collect();
                if rows.is_empty() { place[state].1 } else { rows.iter().sum::<f64>() / rows.len() as f64 }
            };
            let mut keyed: Vec<(f64, usize)> =
                columns[at].iter().map(|&state| (mean(state), state)).collect();
            keyed.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            columns[at] = keyed.into_iter().map(|(_, state)| state).collect();
            let half = columns[at].len() as f64 / 2.0;
            for (row, &state) in columns[at].iter().enumerate() {
                place[state] = (at, row as f64 - half);
            }
        }
    }
    columns
}

struct Mark {
    equilibrium: bool,
    status_quo: bool,
}

/// Where each state stands.
struct Layout {
    /// The left upper corner of each state, and its column.
    at: Vec<(f64, f64, usize)>,
    box_height: f64,
    width: f64,
    height: f64,
}

impl Layout {
    fn new(columns: &[Vec<usize>], said: &[StateSaid]) -> Self {
        let lines = said.iter().map(|state| lines(state).len()).max().unwrap_or(0);
        let box_height = LINE * (lines + 1) as f64 + 12.0;
        let tallest = columns.iter().map(Vec::len).max().unwrap_or(0) as f64;
        let down = box_height + GAP;
        let mut at = vec![(0.0, 0.0, 0); said.len()];
        for (column, states) in columns.iter().enumerate() {
            let above = (tallest - states.len() as f64) * down / 2.0;
            for (row, &state) in states.iter().enumerate() {
                let left = MARGIN + column as f64 * (WIDTH + BETWEEN);
                at[state] = (left, TOP + above + row as f64 * down, column);
            }
        }
        // Lines within the last column bulge to its right.
        let width = 2.0 * MARGIN + columns.len() as f64 * (WIDTH + BETWEEN) - BETWEEN / 3.0;
        Self { at, box_height, width, height: TOP + tallest * down + 10.0 }
    }

    fn arc(&self, arc: &Arc) -> Markup {
        let ((x0, y0, c0), (x1, y1, c1)) = (self.at[arc.from], self.at[arc.to]);
        // Lines of different decision makers leave a box at different heights.
        let part = (arc.who % INKS.len() + 1) as f64 / (INKS.len() + 1) as f64;
        let (h0, h1) = (y0 + self.box_height * part, y1 + self.box_height * part);
        let path = if c0 == c1 {
            let bulge = 24.0 + ((y1 - y0).abs() / 7.0).min(BETWEEN * 0.9 - 24.0);
            let x = x0 + WIDTH;
            format!(
                "M{} {} C{} {} {} {} {} {}",
                px(x),
                px(h0),
                px(x + bulge),
                px(h0),
                px(x + bulge),
                px(h1),
                px(x),
                px(h1)
            )
        } else {
            let (start, end) = if c0 < c1 { (x0 + WIDTH, x1) } else { (x0, x1 + WIDTH) };
            let lean = (end - start) * 0.5;
            format!(
                "M{} {} C{} {} {} {} {} {}",
                px(start),
                px(h0),
                px(start + lean),
                px(h0),
                px(end - lean),
                px(h1),
                px(end),
                px(h1)
            )
        };
        let (colour, dashes) = INKS[arc.who % INKS.len()];
        let head = format!("url(#to{})", arc.who % INKS.len());
        html! {
            path d=(path) fill="none" stroke=(colour) stroke-width="1.3" stroke-dasharray=(dashes) marker-end=(head)
                marker-start=[arc.both.then_some(&head)] {}
        }
    }

    fn state(&self, at: usize, state: &StateSaid, mark: Mark) -> Markup {
        let (x, y, _) = self.at[at];
        let fill = if mark.status_quo { "#e8e8e8" } else { "white" };
        let frame = if mark.equilibrium { "3" } else { "1" };
        html! {
            rect x=(px(x)) y=(px(y)) width=(px(WIDTH)) height=(px(self.box_height)) rx="5" fill=(fill) stroke="black" stroke-width=(frame) {}
            text x=(px(x + 8.0)) y=(px(y + LINE + 1.0)) font-weight="bold" { (state.bitmask.unwrap_or(state.number as u64)) }
            @for (row, line) in lines(state).iter().enumerate() {
                // An Arabic name begins at the left of its box all the same: `plaintext` keeps its letters in order.
                text x=(px(x + 8.0)) y=(px(y + LINE * (row + 2) as f64 + 1.0)) style="unicode-bidi: plaintext" { (line) }
            }
        }
    }
}

/// What is written in the box of a state.
fn lines(state: &StateSaid) -> Vec<String> {
    let wrapped = |words: &str, most: usize| {
        let mut lines: Vec<String> =
            textwrap::wrap(&clean(words), LETTERS).into_iter().map(std::borrow::Cow::into_owned).collect();
        if lines.len() > most {
            lines.truncate(most);
            lines.last_mut().into_iter().for_each(|last| last.push('\u{2026}'));
        }
        lines
    };
    if let Some(name) = &state.name {
        return wrapped(name, OPTIONS);
    }
    let mut lines: Vec<String> =
        state.taken.iter().take(OPTIONS).flat_map(|option| wrapped(option, 2)).collect();
    match state.taken.len() {
        0 => lines.push("nothing taken".to_owned()),
        taken if taken > OPTIONS => lines.push(format!("and {} more", taken - OPTIONS)),
        _ => {}
    }
    lines
}

fn legend(names: &[&str], below: f64) -> Markup {
    html! {
        @for (at, name) in names.iter().enumerate() {
            @let (colour, dashes) = INKS[at % INKS.len()];
            @let y = below + LEGEND * at as f64;
            line x1=(px(MARGIN)) x2=(px(MARGIN + 44.0)) y1=(px(y)) y2=(px(y)) stroke=(colour) stroke-width="1.6" stroke-dasharray=(dashes) {}
            text x=(px(MARGIN + 54.0)) y=(px(y + 4.0)) style="unicode-bidi: plaintext" { (clipped(name, 60)) }
        }
    }
}
