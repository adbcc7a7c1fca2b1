//! What waits for what, in one plan: moments and why each cannot come, or no time for it runs, before another.

use std::collections::{HashMap, VecDeque};

use super::{Wait, Why};
use crate::ids::ProvisionId;
use crate::plan::package::Held;
use crate::plan::time::Trigger;
use crate::plan::{Content, Deadline, Point, Takes};

/// A moment: twice the number of its entry, and one more for the end of a phase.
pub(super) type Moment = usize;

/// What each moment of a plan waits for.
#[derive(Debug, Default)]
pub(super) struct Waits {
    /// For each moment.
    on: Vec<Vec<(Moment, Why)>>,
    /// Points of each entry that are no moment of this plan, though entries with these ids are there.
    pub(super) no_moments: Vec<Vec<Point>>,
    /// Moments that nothing brings about.
    pub(super) undefined: Vec<bool>,
}

/// The moment that a point is; `None`: it is not there, or is none.
pub(super) fn moment(
    entries: &[&Held<'_>],
    numbers: &HashMap<&ProvisionId, usize>,
    point: &Point,
) -> Option<Moment> {
    let &number = numbers.get(&point.of)?;
    let is_moment = match &entries[number].provision.content {
        Content::Phase(_) => true,
        Content::Event(_) | Content::Obligation(_) | Content::Batch(_) | Content::List(_) => !point.end,
        _ => false,
    };
    is_moment.then_some(2 * number + usize::from(point.end))
}

impl Waits {
    pub(super) fn new(entries: &[&Held<'_>], numbers: &HashMap<&ProvisionId, usize>) -> Self {
        let mut drawing = Drawing {
            entries,
            numbers,
            waits: Self {
                on: vec![Vec::new(); 2 * entries.len()],
                no_moments: vec![Vec::new(); entries.len()],
                undefined: vec![false; 2 * entries.len()],
            },
        };
        for (number, held) in entries.iter().enumerate() {
            drawing.entry(number, &held.provision.content);
        }
        let mut waits = drawing.waits;
        for on in &mut waits.on {
            on.sort_unstable();
            on.dedup();
        }
        for (number, held) in entries.iter().enumerate() {
            match &held.provision.content {
                Content::Event(event) => {
                    let dated = event.expected.is_some() || event.due.is_some() || event.from.is_some();
                    let follows = !event.needs.is_empty() || event.takes.is_some();
                    waits.undefined[2 * number] = event.actors.is_empty() && !dated && !follows;
                }
                Content::Phase(phase) => {
                    // Its end waits at least for its beginning.
                    let followed = waits.on[2 * number + 1].len() > 1;
                    waits.undefined[2 * number + 1] = phase.length.is_none() && !followed;
                }
                _ => {}
            }
        }
        waits
    }

    /// What a moment waits for.
    pub(super) fn of(&self, moment: Moment) -> &[(Moment, Why)] {
        &self.on[moment]
    }

    /// What cannot be left out for a moment to come: what it waits for, but for what only its deadline counts from.
    pub(super) fn needed(&self, moment: Moment) -> impl Iterator<Item = Moment> + '_ {
        self.on[moment].iter().filter(|(_, why)| *why != Why::Due).map(|(on, _)| *on)
    }

    /// For each moment, whether it can come: nothing that it needs is undefined or waits for itself.
    pub(super) fn can_come(&self) -> Vec<bool> {
        let mut missing: Vec<usize> = (0..self.on.len()).map(|moment| self.needed(moment).count()).collect();
        let mut needing: Vec<Vec<Moment>> = vec![Vec::new(); self.on.len()];
        for moment in 0..self.on.len() {
            for on in self.needed(moment) {
                needing[on].push(moment);
            }
        }
        let mut can = vec![false; self.on.len()];
        let mut ready: Vec<Moment> =
            (0..self.on.len()).filter(|&moment| missing[moment] == 0 && !self.undefined[moment]).collect();
        while let Some(moment) = ready.pop() {
            can[moment] = true;
            for &next in &needing[moment] {
                missing[next] -= 1;
                if missing[next] == 0 && !self.undefined[next] {
                    ready.push(next);
                }
            }
        }
        can
    }

    /// For each set of moments that wait for each other, the shortest circle in it, from its first moment on.
    pub(super) fn circles(&self) -> Vec<Vec<(Moment, Why, Moment)>> {
        let component = components(&self.on);
        let mut members: HashMap<usize, Vec<Moment>> = HashMap::new();
        for (moment, &of) in component.iter().enumerate() {
            members.entry(of).or_default().push(moment);
        }
        let mut circles: Vec<_> =
            members.into_values().filter_map(|members| self.shortest_circle(&members, &component)).collect();
        circles.sort_unstable();
        circles
    }

    /// The shortest circle through any of these moments; of several, the one with the earliest first moment.
    fn shortest_circle(&self, members: &[Moment], component: &[usize]) -> Option<Vec<(Moment, Why, Moment)>> {
        if let [only] = members
            && !self.on[*only].iter().any(|(on, _)| on == only)
        {
            return None;
        }
        let mut best: Option<Vec<(Moment, Why, Moment)>> = None;
        let mut from: HashMap<Moment, (Moment, Why, usize)> = HashMap::new();
        for &start in members {
            let most = best.as_ref().map_or(usize::MAX, Vec::len);
            if most == 1 {
                break;
            }
            from.clear();
            let mut queue = VecDeque::from([(start, 0)]);
            'search: while let Some((moment, steps)) = queue.pop_front() {
                if steps + 1 >= most {
                    break;
                }
                for &(on, why) in self.on[moment].iter().filter(|(on, _)| component[*on] == component[start])
                {
                    if on == start {
                        let mut circle = vec![(moment, why, on)];
                        let mut at = moment;
                        while at != start {
                            let Some(&(before, why, _)) = from.get(&at) else { break };
                            circle.push((before, why, at));
                            at = before;
                        }
                        circle.reverse();
                        best = Some(circle);
                        break 'search;
                    }
                    if let std::collections::hash_map::Entry::Vacant(new) = from.entry(on) {
                        new.insert((moment, why, steps));
                        queue.push_back((on, steps + 1));
                    }
                }
            }
        }
        best
    }
}

/// The point that a moment is.
pub(super) fn point(entries: &[&Held<'_>], moment: Moment) -> Point {
    Point { of: entries[moment / 2].provision.id.clone(), end: moment % 2 == 1 }
}

/// A circle in points.
pub(super) fn waits(entries: &[&Held<'_>], circle: &[(Moment, Why, Moment)]) -> Vec<Wait> {
    let wait = |&(who, why, on): &(Moment, Why, Moment)| Wait {
        who: point(entries, who),
        why,
        on: point(entries, on),
    };
    circle.iter().map(wait).collect()
}

/// Draws what each entry waits for.
struct Drawing<'d, 'p> {
    entries: &'d [&'d Held<'p>],
    numbers: &'d HashMap<&'p ProvisionId, usize>,
    waits: Waits,
}

impl Drawing<'_, '_> {
    fn entry(&mut self, number: usize, content: &Content) {
        let own = 2 * number;
        match content {
            Content::Event(event) => {
                self.points(own, Why::Needs, &event.needs);
                self.deadlines(own, event.from.as_ref(), event.due.as_ref());
                self.takes(own, event.takes.as_ref());
            }
            Content::Phase(phase) => {
                self.points(own, Why::Gate, &phase.gate);
                self.deadlines(own, None, phase.due.as_ref());
                self.draw(own + 1, Why::Lasts, own);
                if let Some(until) = phase.extension.as_ref().and_then(|extension| extension.until.as_ref()) {
                    self.mentioned(own, until);
                }
                if let Some(before) = &phase.follows
                    && let Some(&before) = self.numbers.get(before)
                    && let Content::Phase(earlier) = &self.entries[before].provision.content
                {
                    match earlier.length {
                        Some(_) => self.draw(own, Why::Follows, 2 * before + 1),
                        None => {
                            self.draw(own, Why::Follows, 2 * before);
                            self.draw(2 * before + 1, Why::EndsWith, own);
                        }
                    }
                }
            }
            Content::Obligation(obligation) => {
                self.points(own, Why::Antecedent, &obligation.when);
                self.phase(own, obligation.phase.as_ref());
                self.deadlines(own, obligation.from.as_ref(), obligation.due.as_ref());
                self.takes(own, obligation.takes.as_ref());
                for unless in &obligation.unless {
                    self.mentioned(own, unless);
                }
                for used in &obligation.uses {
                    self.uses(own, used);
                }
            }
            Content::Batch(batch) => {
                self.points(own, Why::After, &batch.after);
                self.phase(own, batch.phase.as_ref());
                self.deadlines(own, batch.from.as_ref(), batch.due.as_ref());
            }
            Content::List(list) => {
                self.deadlines(own, None, list.due.as_ref());
                for user in &list.used_by {
                    if let Some(&user) = self.numbers.get(user) {
                        self.draw(2 * user, Why::Uses, own);
                    }
                }
            }
            Content::Power(power) => {
                for point in power.when.iter().chain(power.due.as_ref().and_then(|due| due.trigger.point())) {
                    self.mentioned(own, point);
                }
            }
            _ => {}
        }
    }

    fn draw(&mut self, who: Moment, why: Why, on: Moment) {
        self.waits.on[who].push((on, why));
    }

    fn points(&mut self, who: Moment, why: Why, points: &[Point]) {
        for point in points {
            if let Some(on) = self.mentioned(who, point) {
                self.draw(who, why, on);
            }
        }
    }

    /// The moment that an entry mentions; a point that is there and is no moment is kept.
    fn mentioned(&mut self, who: Moment, point: &Point) -> Option<Moment> {
        let found = moment(self.entries, self.numbers, point);
        if found.is_none() && self.numbers.contains_key(&point.of) {
            let kept = &mut self.waits.no_moments[who / 2];
            if !kept.contains(point) {
                kept.push(point.clone());
            }
        }
        found
    }

    fn deadlines(&mut self, who: Moment, from: Option<&Deadline>, due: Option<&Deadline>) {
        for (deadline, why) in [(from, Why::NotBefore), (due, Why::Due)] {
            if let Some(point) = deadline.map(|deadline| &deadline.trigger).and_then(Trigger::point)
                && let Some(on) = self.mentioned(who, point)
            {
                self.draw(who, why, on);
            }
        }
    }

    fn takes(&mut self, who: Moment, takes: Option<&Takes>) {
        if let Some(point) = takes.and_then(|takes| takes.of.as_ref())
            && let Some(on) = self.mentioned(who, point)
        {
            self.draw(who, Why::Takes, on);
        }
    }

    fn phase(&mut self, who: Moment, phase: Option<&ProvisionId>) {
        if let Some(&number) = phase.and_then(|phase| self.numbers.get(phase))
            && matches!(self.entries[number].provision.content, Content::Phase(_))
        {
            self.draw(who, Why::InPhase, 2 * number);
        }
    }

    fn uses(&mut self, who: Moment, used: &ProvisionId) {
        if let Some(&number) = self.numbers.get(used)
            && matches!(self.entries[number].provision.content, Content::List(_))
        {
            self.draw(who, Why::Uses, 2 * number);
        }
    }
}

/// For each moment, the number of the component in which all reach each other.
pub(super) fn components(edges: &[Vec<(Moment, Why)>]) -> Vec<usize> {
    let on: Vec<Vec<usize>> = edges.iter().map(|edges| edges.iter().map(|(on, _)| *on).collect()).collect();
    crate::plan::schedule::control::components(&on)
}
