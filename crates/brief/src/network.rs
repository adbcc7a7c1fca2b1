//! A temporal network from a file: whether it can be kept, what in it cannot be kept together, and how to keep it.

use onetext_plan::network::json::{File, Link, Written};
use onetext_plan::network::{
    Conflict, ConstraintId, Controllability, Keeper, NodeId, Rule, Side, Strategy, Time,
};
use serde::Serialize;

use crate::paper::{Ink, Paper, isolate};

/// Of how many events at the most a network's rules are told: nobody reads more, and they take memory and time.
const MOST_EVENTS: usize = 1_000;

/// What is found of a network.
#[derive(Debug, Clone, Serialize)]
pub struct NetworkReport<'a> {
    /// Whether all requirements can hold if nothing is left to others.
    pub consistent: bool,
    /// Whether they can be kept whatever the others take.
    pub controllable: bool,
    /// Links that cannot be kept together, as the file writes them, in the order of the cycle that shows it.
    pub conflict: Vec<&'a Link>,
    /// By how much they miss each other, where the network is inconsistent.
    pub short_by: Option<Written>,
    /// How to keep it, where it is controllable and has no more than 1,000 events.
    pub strategy: Option<StrategyShown<'a>>,
    #[serde(skip)]
    file: &'a File,
    #[serde(skip)]
    found: Found,
}

#[derive(Debug, Clone)]
enum Found {
    Conflict(Conflict),
    Strategy(Strategy),
    TooManyRules,
}

/// The rules of a strategy.
#[derive(Debug, Clone, Serialize)]
pub struct StrategyShown<'a> {
    /// The event that `earliest` and `latest` are counted from: one that no other comes before, where there is one.
    pub origin: Option<&'a Written>,
    /// One for each event that is not decided by others, in the order in which they can come first.
    pub rules: Vec<RuleShown<'a>>,
}

/// The rules for one event.
#[derive(Debug, Clone, Serialize)]
pub struct RuleShown<'a> {
    /// The event.
    pub node: Option<&'a Written>,
    /// When it can come first, whatever the others take.
    pub earliest: Option<Written>,
    /// By when it has come in any case; `None`: nothing says.
    pub latest: Option<Written>,
    /// What must have come before it.
    pub after: Vec<AfterShown<'a>>,
    /// What it must follow in time once that has come.
    pub within: Vec<WithinShown<'a>>,
    /// What others decide and is waited for.
    pub waits: Vec<WaitShown<'a>>,
}

/// At least so long after another event.
#[derive(Debug, Clone, Serialize)]
pub struct AfterShown<'a> {
    /// The other event.
    pub node: Option<&'a Written>,
    /// How long.
    pub at_least: Written,
}

/// At most so long after another event.
#[derive(Debug, Clone, Serialize)]
pub struct WithinShown<'a> {
    /// The other event.
    pub node: Option<&'a Written>,
    /// How long.
    pub at_most: Written,
}

/// Until an event has come, or so long after the one that sets it going.
#[derive(Debug, Clone, Serialize)]
pub struct WaitShown<'a> {
    /// The event that others decide.
    pub until: Option<&'a Written>,
    /// The event that sets it going.
    pub since: Option<&'a Written>,
    /// How long at most.
    pub at_most: Written,
}

impl<'a> NetworkReport<'a> {
    /// What is found of the network of a file. The time it takes grows with the cube of its size.
    pub fn new(file: &'a File) -> Self {
        let report = |consistent, controllable, found| Self {
            consistent,
            controllable,
            conflict: Vec::new(),
            short_by: None,
            strategy: None,
            file,
            found,
        };
        let answer = if file.network.nodes().len() <= MOST_EVENTS {
            file.network.controllability()
        } else {
            match file.network.conflict() {
                None => return report(true, true, Found::TooManyRules),
                Some(conflict) if conflict.short_by().is_some() => Controllability::Inconsistent(conflict),
                Some(conflict) => Controllability::Uncontrollable(conflict),
            }
        };
        let consistent = !matches!(answer, Controllability::Inconsistent(_));
        match answer {
            Controllability::Controllable(strategy) => Self {
                strategy: Some(StrategyShown::new(file, &strategy)),
                ..report(true, true, Found::Strategy(strategy))
            },
            Controllability::Inconsistent(conflict) | Controllability::Uncontrollable(conflict) => Self {
                conflict: conflict.constraints().into_iter().filter_map(|id| file.link(id)).collect(),
                short_by: conflict.short_by().map(|time| file.number(time)),
                ..report(consistent, false, Found::Conflict(conflict))
            },
        }
    }

    /// Writes it in sentences.
    pub fn write(&self, paper: &mut Paper) {
        let network = &self.file.network;
        let others = network.constraints().iter().filter(|link| link.keeper == Keeper::Others).count();
        let events = counted(network.nodes().len(), "event", "events");
        let requirements = counted(network.constraints().len() - others, "requirement", "requirements");
        paper.title(&format!("A network of {events}"));
        paper.paragraph(&match others {
            0 => format!("It has {requirements}. Nothing in it is decided by others."),
            _ => format!(
                "It has {requirements} and {} that others decide.",
                counted(others, "duration", "durations")
            ),
        });
        paper.blank();
        match &self.found {
            Found::Strategy(_) | Found::TooManyRules => {
                let text = match others {
                    0 => "All requirements can hold together.",
                    _ => "It can be kept, whatever the others take within their bounds.",
                };
                paper.inked(Ink::Good, 0, text);
                match &self.found {
                    Found::Strategy(strategy) => self.write_strategy(strategy, paper),
                    _ => paper.paragraph(&format!("How is not told of more than {MOST_EVENTS} events.")),
                }
            }
            Found::Conflict(conflict) => {
                let text = if self.consistent {
                    "It can be kept only if the others take the right time: whoever carries it out cannot see to that."
                } else {
                    "It cannot be kept: the times in it cannot all hold."
                };
                paper.inked(Ink::Alarm, 0, text);
                self.write_conflict(conflict, paper);
            }
        }
    }

    fn write_conflict(&self, conflict: &Conflict, paper: &mut Paper) {
        paper.heading("What cannot be kept together");
        let ids = conflict.constraints();
        for (at, id) in ids.iter().enumerate() {
            let sides: Vec<Side> =
                conflict.steps().iter().filter(|step| step.constraint == *id).map(|step| step.side).collect();
            let last = at + 1 == ids.len();
            let end = if last { "." } else { ";" };
            let but = if last && at > 0 { "but " } else { "" };
            paper.item(0, "-", &format!("{but}{}{end}", self.sentence(*id, &sides)));
        }
        paper.blank();
        if let Some(short) = conflict.short_by() {
            paper
                .paragraph(&format!("Taken together these miss each other by {}.", self.file.decimal(short)));
        } else {
            paper.paragraph(
                "The others may take such times that, whatever is done before these are seen, one of the requirements here cannot be kept.",
            );
        }
        match (ids.len(), self.consistent) {
            (1, _) => {}
            (_, true) => paper.paragraph("Without any one of them the others could be kept."),
            (_, false) => paper.paragraph("Without any one of them the times of the others could hold."),
        }
    }

    /// What a link says, of the sides that count.
    fn sentence(&self, id: ConstraintId, sides: &[Side]) -> String {
        let Some(link) = self.file.network.constraints().get(id.index()) else { return String::new() };
        let (from, to) = (self.name(link.from), self.name(link.to));
        let bounds = [(Side::Least, link.bounds.min), (Side::Most, link.bounds.max)];
        let told = bounds.into_iter().filter(|(side, _)| sides.contains(side));
        let told: Vec<String> = told
            .filter_map(|(side, bound)| {
                let time = bound?;
                Some(match (link.keeper, side) {
                    (Keeper::Others, Side::Least) => {
                        format!("it may come as early as {} after that", self.file.decimal(time))
                    }
                    (Keeper::Others, Side::Most) => {
                        format!("it may come as late as {} after that", self.file.decimal(time))
                    }
                    (Keeper::Planner, _) => self.distance(side, time, &from),
                })
            })
            .collect();
        match link.keeper {
            Keeper::Others if link.bounds.min == link.bounds.max => {
                let long = link.bounds.min.map(|time| self.file.decimal(time)).unwrap_or_default();
                format!("{to} comes {long} after {from}, as others decide")
            }
            Keeper::Others => format!("{to} comes after {from} when others decide: {}", told.join(", or ")),
            Keeper::Planner => format!("{to} comes {}", told.join(" and ")),
        }
    }

    fn distance(&self, side: Side, time: Time, from: &str) -> String {
        let long = self.file.decimal(time.abs());
        match (side, time.signum()) {
            (Side::Least, 0) => format!("not before {from}"),
            (Side::Most, 0) => format!("not after {from}"),
            (Side::Least, 1) => format!("at least {long} after {from}"),
            (Side::Most, 1) => format!("at the latest {long} after {from}"),
            (Side::Least, _) => format!("at the earliest {long} before {from}"),
            (Side::Most, _) => format!("at least {long} before {from}"),
        }
    }

    fn write_strategy(&self, strategy: &Strategy, paper: &mut Paper) {
        if strategy.rules().is_empty() {
            return;
        }
        paper.heading("How to keep it");
        paper.paragraph(
            "Each event may be brought about as soon as what it comes after has come and what it waits for is over. What others decide is answered when it is seen.",
        );
        for rule in strategy.rules() {
            paper.item(0, "-", &self.rule(rule, strategy.origin()));
        }
    }

    fn rule(&self, rule: &Rule, origin: Option<NodeId>) -> String {
        let mut parts: Vec<String> = Vec::new();
        for after in &rule.after {
            parts.push(self.distance(Side::Least, after.time, &self.name(after.node)));
        }
        for wait in &rule.waits {
            let until = self.name(wait.until);
            let long = self.file.decimal(wait.time);
            parts.push(format!(
                "not before {until} has come, or {long} after {} if that is earlier",
                self.name(wait.since)
            ));
        }
        for within in &rule.within {
            let from = self.name(within.node);
            parts.push(match within.time {
                0 => format!("in the moment of {from} at the latest, if that comes first"),
                time => format!("at the latest {} after {from}", self.file.decimal(time)),
            });
        }
        let when = match (rule.window, origin) {
            (Some(window), Some(origin)) if origin != rule.node => {
                let earliest = window.earliest.map(|time| self.file.decimal(time)).unwrap_or_default();
                let from = self.name(origin);
                match window.latest {
                    Some(latest) if window.earliest == Some(latest) => format!(" ({earliest} after {from})"),
                    Some(latest) => format!(" ({earliest} to {} after {from})", self.file.decimal(latest)),
                    None => format!(" ({earliest} or more after {from})"),
                }
            }
            _ => String::new(),
        };
        let rules = if parts.is_empty() { "at any time".to_owned() } else { parts.join("; ") };
        format!("{}{when}: {rules}.", self.name(rule.node))
    }

    /// The name of a node; what is no number is kept apart in its direction of writing.
    fn name(&self, node: NodeId) -> String {
        let name = self.file.network.name(node);
        if name.bytes().all(|byte| byte.is_ascii_digit()) { name.to_owned() } else { isolate(name) }
    }
}

impl<'a> StrategyShown<'a> {
    fn new(file: &'a File, strategy: &Strategy) -> Self {
        let time = |time: Time| file.number(time);
        let rule = |rule: &Rule| RuleShown {
            node: file.id(rule.node),
            earliest: rule.window.and_then(|window| window.earliest).map(time),
            latest: rule.window.and_then(|window| window.latest).map(time),
            after: rule
                .after
                .iter()
                .map(|after| AfterShown { node: file.id(after.node), at_least: time(after.time) })
                .collect(),
            within: rule
                .within
                .iter()
                .map(|within| WithinShown { node: file.id(within.node), at_most: time(within.time) })
                .collect(),
            waits: rule
                .waits
                .iter()
                .map(|wait| WaitShown {
                    until: file.id(wait.until),
                    since: file.id(wait.since),
                    at_most: time(wait.time),
                })
                .collect(),
        };
        Self {
            origin: strategy.origin().and_then(|node| file.id(node)),
            rules: strategy.rules().iter().map(rule).collect(),
        }
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
