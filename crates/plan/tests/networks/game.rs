//! Dynamic controllability by playing it out: an exhaustive search of a game in whole ticks of time.
//!
//! In each tick first the others move: every duration of theirs that is under way may end now if it has lasted long enough,
//! and must if it cannot last longer. Then the planner, who has seen that, brings about any set of events. The planner wins
//! if every requirement holds in the end, whatever the others do.
//!
//! Whole ticks are enough where all bounds are whole numbers. If the planner can keep the network in real time, the rules
//! of a strategy have whole numbers, too, so that against others who move in ticks it moves in ticks. If not, a chain of
//! reductions leads to a circle of negative length, and each reduction is sound in ticks as in real time: it says only that
//! a planner who has not seen something by a tick must be ready for it to come at its earliest or its latest tick. Nor does
//! it help to wait longer than all bounds together: whoever does everything as early as the rules allow is done by then.

use std::collections::HashMap;

use onetext_plan::network::Time;

use super::made::Link;

pub struct Game<'a> {
    nodes: usize,
    links: &'a [Link],
    horizon: Time,
    known: HashMap<Vec<Option<Time>>, bool>,
}

/// Whether the planner wins.
pub fn controllable(nodes: usize, links: &[Link]) -> bool {
    let most = |link: &Link| link.min.map_or(0, Time::abs).max(link.max.map_or(0, Time::abs));
    let horizon = links.iter().map(most).sum::<Time>() + 1;
    let mut game = Game { nodes, links, horizon, known: HashMap::new() };
    game.others_move(0, &vec![None; nodes])
}

impl Game<'_> {
    fn decides(&self, node: usize) -> Option<&Link> {
        self.links.iter().find(|link| link.contingent && link.to == node)
    }

    /// Whether the planner wins from here, at the beginning of a tick.
    fn others_move(&mut self, tick: Time, came: &[Option<Time>]) -> bool {
        if came.iter().all(Option::is_some) {
            return true;
        }
        if tick > self.horizon {
            return false;
        }
        // The past counts only by how long ago it was.
        let state: Vec<Option<Time>> =
            came.iter().map(|time| time.map(|time| tick - time)).chain([Some(tick)]).collect();
        if let Some(known) = self.known.get(&state) {
            return *known;
        }
        let (mut may, mut must) = (Vec::new(), Vec::new());
        for node in (0..self.nodes).filter(|node| came[*node].is_none()) {
            let Some(link) = self.decides(node) else { continue };
            let Some(since) = came[link.from] else { continue };
            match tick - since {
                lasted if lasted == link.max.unwrap() => must.push(node),
                lasted if lasted >= link.min.unwrap() => may.push(node),
                _ => {}
            }
        }
        let wins = (0..1_usize << may.len()).all(|choice| {
            let mut came = came.to_vec();
            let chosen = may.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1).map(|(_, node)| node);
            for node in must.iter().chain(chosen) {
                came[*node] = Some(tick);
            }
            self.holds(tick, &came, true) && self.planner_moves(tick, &came)
        });
        self.known.insert(state, wins);
        wins
    }

    fn planner_moves(&mut self, tick: Time, came: &[Option<Time>]) -> bool {
        let own: Vec<usize> =
            (0..self.nodes).filter(|node| came[*node].is_none() && self.decides(*node).is_none()).collect();
        (0..1_usize << own.len()).any(|choice| {
            let mut came = came.to_vec();
            for (_, node) in own.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1) {
                came[*node] = Some(tick);
            }
            self.holds(tick, &came, false) && self.others_move(tick + 1, &came)
        })
    }

    /// Whether nothing is lost yet. In the middle of a tick what has not come may still come in it.
    fn holds(&self, tick: Time, came: &[Option<Time>], middle: bool) -> bool {
        let next = if middle { tick } else { tick + 1 };
        self.links.iter().filter(|link| !link.contingent).all(|link| match (came[link.from], came[link.to]) {
            (Some(from), Some(to)) => {
                link.min.is_none_or(|min| min <= to - from) && link.max.is_none_or(|max| to - from <= max)
            }
            (Some(from), None) => link.max.is_none_or(|max| next - from <= max),
            (None, Some(to)) => link.min.is_none_or(|min| min <= to - next),
            (None, None) => true,
        })
    }
}
