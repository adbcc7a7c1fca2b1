//! Carrying a plan out under the rules of its strategy, one event at a time.

use thiserror::Error;

use super::strategy::{Rule, Strategy};
use super::{NodeId, Time};

/// What has happened so far, and what the rules say of the rest. Nothing that others decide is looked at before it has come.
#[derive(Debug, Clone)]
pub struct Execution<'a> {
    strategy: &'a Strategy,
    came: Vec<Option<Time>>,
    now: Option<Time>,
}

/// An event that can be brought about by what has come so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Open {
    /// The event.
    pub node: NodeId,
    /// Not before then, unless something that is waited for comes; `None`: at any time.
    pub earliest: Option<Time>,
    /// Not after then; `None`: nothing says so yet.
    pub latest: Option<Time>,
}

/// What cannot have happened so, or must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Misstep {
    /// It has come already.
    #[error("it has come already")]
    Twice,
    /// Something later has come already.
    #[error("something later has come already")]
    Past,
    /// What is decided by others is not brought about, and the other way round.
    #[error("what others decide is observed, and everything else is brought about")]
    Whose,
    /// Something must come first.
    #[error("something else must come first")]
    NotYet,
    /// The rules set another time.
    #[error("the rules set another time")]
    Time,
    /// Others have not kept within their bounds.
    #[error("others have taken more or less time than they could")]
    OutOfBounds,
    /// Before that time something had to be brought about.
    #[error("something else is due before")]
    Due,
}

impl Strategy {
    /// The beginning, when nothing has happened.
    pub fn execution(&self) -> Execution<'_> {
        Execution { strategy: self, came: vec![None; self.nodes], now: None }
    }
}

impl Execution<'_> {
    /// When an event came; `None`: not yet.
    pub fn came(&self, node: NodeId) -> Option<Time> {
        self.came.get(node.index()).copied().flatten()
    }

    /// Whether all events have come.
    pub fn is_over(&self) -> bool {
        self.came.iter().all(Option::is_some)
    }

    /// The events that can be brought about next, in the order of the rules. Their times change when something comes.
    pub fn open(&self) -> Vec<Open> {
        self.strategy.rules().iter().filter_map(|rule| self.opened(rule)).collect()
    }

    /// By when something that is open must have been brought about; `None`: nothing is pressing.
    pub fn deadline(&self) -> Option<Time> {
        let waiting = self.strategy.rules().iter().filter(|rule| self.came(rule.node).is_none());
        waiting.filter_map(|rule| self.latest(rule)).min()
    }

    /// What can be brought about first, as early as it can be.
    pub fn next(&self) -> Option<Open> {
        self.open().into_iter().min_by_key(|open| open.earliest)
    }

    fn opened(&self, rule: &Rule) -> Option<Open> {
        if self.came(rule.node).is_some() {
            return None;
        }
        let mut earliest = self.now;
        for after in &rule.after {
            earliest = earliest.max(Some(self.came(after.node)? + after.time));
        }
        for wait in &rule.waits {
            let since = self.came(wait.since)?;
            if self.came(wait.until).is_none() {
                earliest = earliest.max(Some(since + wait.time));
            }
        }
        Some(Open { node: rule.node, earliest, latest: self.latest(rule) })
    }

    fn latest(&self, rule: &Rule) -> Option<Time> {
        let bound = |within: &super::strategy::Distance| Some(self.came(within.node)? + within.time);
        rule.within.iter().filter_map(bound).min()
    }

    /// Brings an event about.
    ///
    /// # Errors
    /// What the rules do not allow; nothing has changed then.
    pub fn perform(&mut self, node: NodeId, time: Time) -> Result<(), Misstep> {
        self.in_order(node, time)?;
        let rule = self.strategy.rules().iter().find(|rule| rule.node == node).ok_or(Misstep::Whose)?;
        let open = self.opened(rule).ok_or(Misstep::NotYet)?;
        if open.earliest.is_some_and(|earliest| time < earliest)
            || open.latest.is_some_and(|latest| latest < time)
        {
            return Err(Misstep::Time);
        }
        if self.deadline().is_some_and(|deadline| deadline < time) {
            return Err(Misstep::Due);
        }
        self.come(node, time);
        Ok(())
    }

    /// Takes note of what others have decided.
    ///
    /// # Errors
    /// What cannot have happened so; nothing has changed then.
    pub fn observe(&mut self, node: NodeId, time: Time) -> Result<(), Misstep> {
        self.in_order(node, time)?;
        let other = self.strategy.others.iter().find(|other| other.node == node).ok_or(Misstep::Whose)?;
        let since = self.came(other.since).ok_or(Misstep::NotYet)?;
        if !(other.least..=other.most).contains(&(time - since)) {
            return Err(Misstep::OutOfBounds);
        }
        if self.deadline().is_some_and(|deadline| deadline < time) {
            return Err(Misstep::Due);
        }
        self.come(node, time);
        Ok(())
    }

    fn in_order(&self, node: NodeId, time: Time) -> Result<(), Misstep> {
        if self.came(node).is_some() {
            return Err(Misstep::Twice);
        }
        if self.now.is_some_and(|now| time < now) {
            return Err(Misstep::Past);
        }
        Ok(())
    }

    fn come(&mut self, node: NodeId, time: Time) {
        if let Some(came) = self.came.get_mut(node.index()) {
            *came = Some(time);
            self.now = Some(time);
        }
    }
}
