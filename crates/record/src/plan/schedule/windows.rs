//! When each moment of a plan can be: on dates, and counted from other moments.
//!
//! Bounds follow from bounds along links until nothing changes any more, each time by the calendar where a date is known by
//! then. In a consistent plan this ends with the earliest and latest moments that any schedule has. What sets going what
//! others decide leaves room for whatever they take, as far as the plan can be kept so.

use std::collections::VecDeque;

use super::build::{Link, Links, first, last};
use super::calendar::Moment;

/// The first and last moment that something can be at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Window {
    /// Not before; `None`: nothing says.
    pub earliest: Option<Moment>,
    /// Not after; `None`: nothing says.
    pub latest: Option<Moment>,
}

/// How often a window can become smaller while days are counted on calendars, before minutes alone are counted.
const BY_CALENDAR_AT_MOST: usize = 400;

/// Which links touch a node.
pub(super) struct Touching(Vec<Vec<usize>>);

impl Touching {
    pub(super) fn new(links: &Links) -> Self {
        let mut touching = vec![Vec::new(); links.nodes.len()];
        for (at, link) in links.links.iter().enumerate().filter(|(_, link)| !link.left_out) {
            touching[link.from].push(at);
            if link.to != link.from {
                touching[link.to].push(at);
            }
        }
        Self(touching)
    }
}

/// Windows counted from one node, by minutes alone. What is not left out must be consistent.
pub(super) fn from_node(links: &Links, touching: &Touching, node: usize) -> Vec<Window> {
    for others in [true, false] {
        let mut spread = Spread::new(links, node, false, others);
        if spread.run(touching, node).is_ok() {
            return spread.windows;
        }
    }
    vec![Window::default(); links.nodes.len()]
}

/// Windows on dates, counted by the calendar as far as dates are known. Where counting so shows that dates that may each
/// be right cannot be so together, or does not come to an end, minutes alone are counted; then the moment is told at which
/// that shows. What is not left out must be consistent.
pub(super) fn on_dates(links: &Links, touching: &Touching) -> (Vec<Window>, Option<usize>) {
    for (calendars, others) in [(true, true), (false, true), (true, false), (false, false)] {
        let mut spread = Spread::new(links, 0, calendars, others);
        if spread.run(touching, 0).is_ok() {
            // It may be that there is no room for what others decide, and not that days do not come out right.
            let failed = || Spread::new(links, 0, true, false).run(touching, 0).err();
            return (spread.windows, if calendars { None } else { failed() });
        }
    }
    (vec![Window::default(); links.nodes.len()], None)
}

struct Spread<'a> {
    links: &'a Links,
    windows: Vec<Window>,
    /// Whether lengths count by the calendar where dates are known.
    calendars: bool,
    /// Whether what sets going what others decide must leave room for whatever they take.
    others: bool,
}

impl<'a> Spread<'a> {
    /// Windows counted from one node.
    fn new(links: &'a Links, zero: usize, calendars: bool, others: bool) -> Self {
        let mut windows = vec![Window::default(); links.nodes.len()];
        if let Some(zero) = windows.get_mut(zero) {
            *zero = Window { earliest: Some(Moment(0)), latest: Some(Moment(0)) };
        }
        Self { links, windows, calendars, others }
    }

    /// Follows links from `start`. Takes time in proportion to the moments and the links at the worst.
    ///
    /// # Errors
    /// The moment whose window became empty, or became smaller more often than any way through the moments is long: what is
    /// said of it leads round in a circle that never ends.
    fn run(&mut self, touching: &Touching, start: usize) -> Result<(), usize> {
        let most = 2 * self.windows.len() + 32;
        let most = if self.calendars { most.min(BY_CALENDAR_AT_MOST) } else { most };
        let mut changes = vec![0_usize; self.windows.len()];
        let mut queue = VecDeque::from([start]);
        let mut queued = vec![false; self.windows.len()];
        queued[start] = true;
        while let Some(node) = queue.pop_front() {
            queued[node] = false;
            for &at in &touching.0[node] {
                let links = self.links;
                let link = &links.links[at];
                for changed in self.follow(link).into_iter().flatten() {
                    let Window { earliest, latest } = self.windows[changed];
                    changes[changed] += 1;
                    let empty = earliest.zip(latest).is_some_and(|(earliest, latest)| latest < earliest);
                    if empty || changes[changed] > most {
                        return Err(changed);
                    }
                    if !std::mem::replace(&mut queued[changed], true) {
                        queue.push_back(changed);
                    }
                }
            }
        }
        Ok(())
    }

    /// What a link says of the window of each of its ends: the ends whose window has become smaller.
    fn follow(&mut self, link: &Link) -> [Option<usize>; 2] {
        let from = self.windows[link.from];
        let (mut earliest, mut latest) = (plus(from.earliest, link.min, 1), plus(from.latest, link.max, 1));
        if let Some(exact) = link.exact.filter(|_| self.calendars) {
            let days = &self.links.days[exact.days];
            let counted =
                |term, moment: Option<Moment>| moment.and_then(|at| first(days, term, at, from.latest));
            if let Some(moment) = exact.least.and_then(|term| counted(term, from.earliest)) {
                earliest = earliest.max(Some(moment));
            }
            let counted =
                |term, moment: Option<Moment>| moment.and_then(|at| last(days, term, from.earliest, at));
            if let Some(moment) = exact.most.and_then(|term| counted(term, from.latest)) {
                latest = latest.map_or(Some(moment), |latest| Some(latest.min(moment)));
            }
        }
        let forward = self.narrow(link.to, earliest, latest);
        let to = self.windows[link.to];
        let (short, long) = match self.others && link.claim.uncertain {
            true => (link.max, link.min),
            false => (link.min, link.max),
        };
        let back = self.narrow(link.from, plus(to.earliest, long, -1), plus(to.latest, short, -1));
        [forward.then_some(link.to), back.then_some(link.from)]
    }

    fn narrow(&mut self, node: usize, earliest: Option<Moment>, latest: Option<Moment>) -> bool {
        let window = &mut self.windows[node];
        let before = *window;
        window.earliest = window.earliest.max(earliest);
        if let Some(latest) = latest {
            window.latest = Some(window.latest.map_or(latest, |known| known.min(latest)));
        }
        *window != before
    }
}

/// A moment so many minutes later or, with −1, earlier; nothing where one of the two is not there.
fn plus(moment: Option<Moment>, minutes: Option<i64>, sign: i64) -> Option<Moment> {
    moment.zip(minutes).map(|(moment, minutes)| moment.plus(sign * minutes))
}
