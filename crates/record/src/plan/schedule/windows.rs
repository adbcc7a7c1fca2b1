//! When each moment of a plan can be: on dates, and counted from other moments.
//!
//! Bounds follow from bounds along links until nothing changes any more, each time by the calendar where a date is known by
//! then. In a consistent plan this ends with the earliest and latest moments that any schedule has.

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

/// Windows counted from one node, by minutes alone. The links must be consistent.
pub(super) fn from_node(links: &Links, touching: &Touching, node: usize) -> Vec<Window> {
    let mut spread = Spread { links, windows: vec![Window::default(); links.nodes.len()], calendars: false };
    spread.windows[node] = Window { earliest: Some(Moment(0)), latest: Some(Moment(0)) };
    spread.run(touching, node);
    spread.windows
}

/// Windows on dates, counted by the calendar as far as dates are known. Where counting so shows that dates that may each
/// be right cannot be so together, minutes alone are counted. The links must be consistent.
pub(super) fn on_dates(links: &Links, touching: &Touching) -> Vec<Window> {
    let zero = Window { earliest: Some(Moment(0)), latest: Some(Moment(0)) };
    for calendars in [true, false] {
        let mut spread = Spread { links, windows: vec![Window::default(); links.nodes.len()], calendars };
        if let Some(dates) = spread.windows.first_mut() {
            *dates = zero;
        }
        if spread.run(touching, 0) {
            return spread.windows;
        }
    }
    vec![Window::default(); links.nodes.len()]
}

struct Spread<'a> {
    links: &'a Links,
    windows: Vec<Window>,
    calendars: bool,
}

impl Spread<'_> {
    /// Follows links from `start`; whether no window became empty.
    fn run(&mut self, touching: &Touching, start: usize) -> bool {
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
                    if earliest.zip(latest).is_some_and(|(earliest, latest)| latest < earliest) {
                        return false;
                    }
                    if !std::mem::replace(&mut queued[changed], true) {
                        queue.push_back(changed);
                    }
                }
            }
        }
        true
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
        let back = self.narrow(link.from, plus(to.earliest, link.max, -1), plus(to.latest, link.min, -1));
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
