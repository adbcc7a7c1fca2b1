//! When the moments of a plan can be: earliest and latest, what cannot hold together, and how to keep what others decide.
//!
//! A [`Schedule`] is made from the plan of one package, and from what has happened. Every event, every obligation, batch and
//! list being carried out, every beginning and end of a phase is a moment; so are the end of the vetting of a list and, where
//! no other is named, the beginning of what takes its time. What entries say of the time between two moments are its
//! [`Claim`]s, each with the entry and the field that it comes from, so that what cannot hold together is told in the words
//! of the plan.
//!
//! **What the plan does not say is not filled in.** A thing due within 7 days of signature has no earliest moment unless
//! something says what it comes after. What is due in a phase comes between its beginning and its end. A gate is not open
//! before all of its points have come. A phase with a rule for going on lasts at least its length.
//!
//! **The path.** [`Plan`] and [`Happened`] ─► claims (`build`) ─► [`Outcome`] (`control`) and
//! windows (`windows`). Where no date is known, months and working days count with the least and the most that they can
//! last, each where it forbids less: what is told as impossible is impossible, from whatever day it counts. See
//! [`calendar`].

mod build;
pub mod calendar;
pub mod claim;
pub mod control;
pub mod windows;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::as_of::AsOf;
use crate::plan::package::Plan;
use crate::plan::time::Point;
use crate::when::When;
use build::{Builder, Links};
use windows::Touching;

pub use calendar::{Between, Days, Moment};
pub use claim::{Bound, Claim, Field, Node, Term, Told};
pub use control::{Clash, Distance, Outcome, Rule, Wait};
pub use windows::Window;

/// When points of a plan have happened, as reported.
pub type Happened = BTreeMap<Point, When>;

/// When the moments of a plan can be, and whether they can be at all.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// Every moment of the plan, its points in the order of the case.
    pub moments: Vec<Scheduled>,
    /// What is said of the time between them.
    pub claims: Vec<Claim>,
    /// Whether it can all hold, and be kept.
    pub outcome: Outcome,
    /// Everything that cannot hold together, or cannot be kept whatever others take; one thing of each is left out to find
    /// the next. The first is the one in `outcome`.
    pub clashes: Vec<Clash>,
    /// A moment at which it shows that days counted on the calendars cannot all come out right, if any: then windows count
    /// months and working days with the least and the most that they can last, from whatever day.
    pub not_by_calendar: Option<Node>,
    /// The zone of the case.
    pub zone: TimeZone,
    /// Places of moments.
    places: HashMap<Node, usize>,
}

/// One moment of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheduled {
    /// Which.
    pub node: Node,
    /// When it happened or is expected, where that is known.
    pub known: Option<When>,
    /// Whether it has happened.
    pub happened: bool,
    /// When it can be, on dates, as far as what cannot hold together is left out.
    pub window: Window,
    /// When it can be, counted from the moment from which its time is counted in the end.
    pub after: Option<After>,
    /// Places of the claims on it in [`Schedule::claims`]: what is said of when it comes.
    pub claims: Vec<usize>,
}

/// When something can be, counted from another moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// The other moment.
    pub of: Node,
    /// So many minutes after it at the earliest; `None`: nothing says.
    pub earliest: Option<i64>,
    /// So many minutes after it at the latest; `None`: nothing says.
    pub latest: Option<i64>,
}

impl Schedule {
    /// The schedule of the plan of one package. `now` gives the zone of the case; what is still to come is not assumed to
    /// come after it.
    ///
    /// For n moments and m claims it takes time in proportion to n·m at the worst, and to the third power of the moments
    /// that are bound to what others decide.
    pub fn new(plan: &Plan<'_, '_>, happened: &Happened, now: &AsOf) -> Self {
        Self::around(plan, happened, &now.zone, now.at.date())
    }

    fn around(plan: &Plan<'_, '_>, happened: &Happened, zone: &TimeZone, around: Date) -> Self {
        let mut links = Builder::links(plan, happened, zone, around);
        let found = control::find(&mut links);
        let (moments, not_by_calendar) = moments(&links, happened, found.consistent);
        let claims = links.links.into_iter().map(|link| link.claim).collect();
        let places = moments.iter().enumerate().map(|(at, moment)| (moment.node.clone(), at)).collect();
        let outcome = found.outcome();
        Self { moments, claims, outcome, clashes: found.clashes, not_by_calendar, zone: zone.clone(), places }
    }

    /// One moment.
    pub fn moment(&self, node: &Node) -> Option<&Scheduled> {
        self.places.get(node).and_then(|&at| self.moments.get(at))
    }

    /// A point of the plan.
    pub fn point(&self, point: &Point) -> Option<&Scheduled> {
        self.moment(&Node::Point(point.clone()))
    }

    /// What is said of when a moment comes.
    pub fn claims_on(&self, moment: &Scheduled) -> impl Iterator<Item = &Claim> {
        moment.claims.iter().filter_map(|&at| self.claims.get(at))
    }
}

impl Scheduled {
    /// How many days apart its earliest and latest moments are; `None`: one of them is open.
    pub fn spread(&self) -> Option<i64> {
        let on_dates = self.window.earliest.zip(self.window.latest).map(|(first, last)| last.0 - first.0);
        let counted = self.after.as_ref().and_then(|after| Some(after.latest? - after.earliest?));
        on_dates.or(counted).map(|minutes| minutes.div_euclid(calendar::DAY))
    }
}

fn moments(links: &Links, happened: &Happened, consistent: bool) -> (Vec<Scheduled>, Option<Node>) {
    let touching = Touching::new(links);
    let count = links.nodes.len();
    let (dates, failed) = match consistent {
        true => windows::on_dates(links, &touching),
        false => (vec![Window::default(); count], None),
    };
    let mut claims: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (at, link) in links.links.iter().enumerate() {
        claims[link.to].push(at);
    }
    let after = if consistent { counted(links, &touching) } else { vec![None; count] };
    let all = links.nodes.iter().zip(dates).zip(claims).zip(after).enumerate().skip(1);
    let moments = all.map(|(at, (((node, window), claims), after))| Scheduled {
        known: links.known[at].map(|(when, _)| when),
        happened: node.point().is_some_and(|point| happened.contains_key(point)),
        node: node.clone(),
        window,
        after,
        claims,
    });
    (moments.collect(), failed.and_then(|at| links.nodes.get(at).cloned()))
}

/// For each moment its window counted from the one from which its time is counted in the end.
fn counted(links: &Links, touching: &Touching) -> Vec<Option<After>> {
    let zeros = zeros(links);
    let mut found: Vec<Option<After>> = vec![None; links.nodes.len()];
    let mut distinct = zeros.clone();
    distinct.sort_unstable();
    distinct.dedup();
    for of in distinct.into_iter().filter(|&of| of != 0) {
        let others: Vec<usize> = (1..zeros.len()).filter(|&node| zeros[node] == of && node != of).collect();
        if others.is_empty() {
            continue;
        }
        let windows = windows::from_node(links, touching, of);
        for node in others {
            let minutes = |moment: Option<Moment>| moment.map(|moment| moment.0);
            let Window { earliest, latest } = windows[node];
            found[node] = Some(After {
                of: links.nodes[of].clone(),
                earliest: minutes(earliest),
                latest: minutes(latest),
            });
        }
    }
    found
}

/// For each moment the one from which its time is counted in the end; itself, where it is counted from none. Where they
/// count in a circle, it is the first of the circle that is come to. Takes time in proportion to the moments.
fn zeros(links: &Links) -> Vec<usize> {
    let count = links.nodes.len();
    let mut zeros: Vec<Option<usize>> = vec![None; count];
    let mut walked_from: Vec<Option<usize>> = vec![None; count];
    for start in 0..count {
        let mut walk: Vec<usize> = Vec::new();
        let mut at = start;
        let zero = loop {
            if let Some(known) = zeros[at] {
                break known;
            }
            if walked_from[at] == Some(start) {
                break at;
            }
            walked_from[at] = Some(start);
            walk.push(at);
            match links.counted_from[at] {
                Some(before) => at = before,
                None => break at,
            }
        };
        walk.into_iter().for_each(|node| zeros[node] = Some(zero));
    }
    zeros.into_iter().enumerate().map(|(node, zero)| zero.unwrap_or(node)).collect()
}

#[cfg(test)]
mod tests;
