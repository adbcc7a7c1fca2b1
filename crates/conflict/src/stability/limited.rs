//! Limited-move and non-myopic stability: both look ahead, move and move again, for so many moves or for good.

use super::ask::{NoAnswer, Tell, Work};
use crate::graph::Graph;
use crate::model::StateSet;
use crate::relation::Relation;

/// After how many moves it is given up to look for when the answers begin to repeat.
const MOST: u32 = 1 << 16;

/// What is stable with a horizon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limited {
    /// How many moves ahead the two look.
    pub horizon: u32,
    /// The states that each of the two does not leave.
    pub by_decision_maker: [StateSet; 2],
}

/// The states that are stable with a horizon of 1, 2, … up to `horizon` moves (L_h stability: Kilgour 1985; Fang, Hipel and
/// Kilgour 1993, chapter 3), for two decision makers with strict preferences.
///
/// The two move by turns, each for its own good, and each knows that the other does. Whoever is on the move in a state takes the
/// move from which the rest of the play, with one move less, ends where it likes it best; if it does not like that end better than
/// the state, it stays, and there the play ends. A state is stable for a decision maker if it stays there when it is the first on the
/// move. With a horizon of one move that is Nash stability.
///
/// # Errors
/// Where there are not two decision makers, where preferences are not strict, or where `tell` says to stop.
pub fn solve(graph: &Graph, horizon: u32, tell: Tell<'_>) -> Result<Vec<Limited>, NoAnswer> {
    let mut play = Play::new(graph)?;
    let mut work = Work::new(u64::from(horizon) * graph.states() as u64, tell)?;
    (1..=horizon)
        .map(|horizon| {
            play.one_move_more();
            work.add(graph.states())?;
            Ok(Limited { horizon, by_decision_maker: play.stays() })
        })
        .collect()
}

/// The states that are stable for each of the two with every horizon from some length on (non-myopic stability: Brams and Wittman
/// 1981; Kilgour 1984), for two decision makers with strict preferences.
///
/// How a play ends with one move more follows from how it ends with one less; so the ends repeat at last, and what is stable as
/// long as they go round is stable from there on.
///
/// # Errors
/// As [`solve`]; also where the ends do not repeat within 65,536 moves. The `of` of the progress is that bound, which is hardly ever
/// reached.
pub fn non_myopic(graph: &Graph, tell: Tell<'_>) -> Result<[StateSet; 2], NoAnswer> {
    let mut play = Play::new(graph)?;
    let mut work = Work::new(u64::from(MOST) * graph.states() as u64, tell)?;
    // The ends are held against those after 1, 2, 4, 8, … moves: the first that come again are part of the round.
    let mut held = play.ends.clone();
    let mut round = 0;
    let mut next = 1;
    for moves in 1..=MOST {
        play.one_move_more();
        round += 1;
        work.add(graph.states())?;
        if play.ends == held {
            let mut always = play.stays();
            for _ in 1..round {
                play.one_move_more();
                always.iter_mut().zip(play.stays()).for_each(|(always, now)| always.intersect(&now));
            }
            return Ok(always);
        }
        if moves == next {
            held.clone_from(&play.ends);
            round = 0;
            next *= 2;
        }
    }
    Err(NoAnswer::NeverRepeats { moves: MOST })
}

/// How every play ends, with a horizon that grows.
struct Play<'a> {
    graph: &'a Graph,
    /// How many states are worse, for each of the two: higher is better.
    rank: [Vec<u32>; 2],
    /// Where a play ends that begins in each state with each of the two on the move.
    ends: [Vec<u32>; 2],
}

impl<'a> Play<'a> {
    fn new(graph: &'a Graph) -> Result<Self, NoAnswer> {
        if graph.decision_makers() != 2 {
            return Err(NoAnswer::NotTwo { decision_makers: graph.decision_makers() });
        }
        let stay: Vec<u32> = (0..graph.states()).filter_map(|state| u32::try_from(state).ok()).collect();
        Ok(Self { graph, rank: [strict(graph, 0)?, strict(graph, 1)?], ends: [stay.clone(), stay] })
    }

    fn one_move_more(&mut self) {
        let ends = [0, 1].map(|player| {
            let rank = |end: &u32| self.rank[player][*end as usize];
            let after = &self.ends[1 - player];
            (0..self.graph.states())
                .map(|state| {
                    let stay = u32::try_from(state).unwrap_or(u32::MAX);
                    let moves = self.graph.moves(player, state).iter().map(|&to| after[to as usize]);
                    moves.max_by_key(rank).filter(|best| rank(best) > rank(&stay)).unwrap_or(stay)
                })
                .collect()
        });
        self.ends = ends;
    }

    fn stays(&self) -> [StateSet; 2] {
        [0, 1].map(|player| {
            let ends: &[u32] = &self.ends[player];
            StateSet::of(ends.len(), |state| ends[state] as usize == state)
        })
    }
}

/// How many states a decision maker finds worse than each, where it ranks all of them one above the other.
fn strict(graph: &Graph, decision_maker: usize) -> Result<Vec<u32>, NoAnswer> {
    let states = graph.states();
    let Some(relation) = graph.relation(decision_maker) else { return Ok(Vec::new()) };
    let not_strict = |one, other| NoAnswer::NotStrict { decision_maker, one, other };
    match relation {
        Relation::Levels { level, .. } => {
            let mut order: Vec<usize> = (0..states).collect();
            order.sort_by_key(|&state| level[state]);
            if let Some(tie) = order.windows(2).find(|pair| level[pair[0]] == level[pair[1]]) {
                return Err(not_strict(tie[0], tie[1]));
            }
            Ok(level.clone())
        }
        Relation::Table(pairs) => {
            let mut worse = vec![0; states];
            for (one, worse) in worse.iter_mut().enumerate() {
                for other in (0..states).filter(|&other| other != one) {
                    let compared = pairs.compare(one, other);
                    if !compared.is_better() && !compared.turned().is_better() {
                        return Err(not_strict(one, other));
                    }
                    *worse += u32::from(compared.is_better());
                }
            }
            // Each number of worse states comes once, unless preferences go round in a circle.
            let mut sorted = worse.clone();
            sorted.sort_unstable();
            if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
                return Err(NoAnswer::Circular { decision_maker });
            }
            Ok(worse)
        }
    }
}
