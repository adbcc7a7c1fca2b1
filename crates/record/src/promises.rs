//! What was promised to whom, whether it stands and was kept, and what is still owed.
//!
//! **The rule.** A promise is owed while it stands and is not reported kept. It is reported kept when there is an account
//! of its performance (a report or a finding that answers it) and the last word of everybody who gave one is that it was
//! fulfilled; where accounts differ, they stand side by side and the promise stays owed. It is overdue when it is owed and
//! the day by which it is to be kept is past.

use crate::act::{Act, Assurance, Deed, Performance};
use crate::ids::ParticipantId;
use crate::standing::{Standing, Standings, State};
use crate::timeline::Timeline;

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise<'a> {
    /// The act: who promised what, when.
    pub act: &'a Act,
    /// Who heard it, in what form, by when it is to be kept.
    pub assurance: &'a Assurance,
    /// Whether it stands.
    pub standing: Standing<'a>,
    /// Accounts of whether it was kept, the earliest first.
    pub accounts: Vec<Account<'a>>,
    /// Whether it stands and is not reported kept.
    pub owed: bool,
    /// Whether it is owed and the day by which it is to be kept is past.
    pub overdue: bool,
}

/// An account of whether a promise was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account<'a> {
    /// The report or the finding.
    pub act: &'a Act,
    /// How far the promise was kept, by this account.
    pub performance: Performance,
}

impl Promise<'_> {
    /// Whether it was made to somebody else and only heard by this participant.
    pub fn is_heard_only(&self, participant: &ParticipantId) -> bool {
        !self.act.to.contains(participant)
    }

    /// Whether it was made to this participant, or heard by them.
    pub fn reached(&self, participant: &ParticipantId) -> bool {
        self.act.to.contains(participant) || self.assurance.heard_by.contains(participant)
    }
}

/// Every promise by the moment, the latest first. Takes time in proportion to the number of acts.
pub fn promises<'a>(timeline: &Timeline<'a>, standings: &Standings<'_, 'a>) -> Vec<Promise<'a>> {
    let acts = timeline.acts().iter().enumerate().rev();
    acts.filter_map(|(at, act)| {
        let Deed::Assure(assurance) = &act.deed else { return None };
        let standing = standings.at(at).clone();
        let accounts = accounts(timeline, at);
        let owed = standing.state == State::Stands && !is_reported_kept(&accounts);
        let overdue = owed && assurance.due.is_some_and(|due| timeline.as_of.is_past(due));
        Some(Promise { act, assurance, standing, accounts, owed, overdue })
    })
    .collect()
}

fn accounts<'a>(timeline: &Timeline<'a>, at: usize) -> Vec<Account<'a>> {
    timeline
        .later_answers(at)
        .filter_map(|answer| {
            let act = timeline.acts()[answer];
            match &act.deed {
                Deed::Report(finding) | Deed::Verify(finding) => {
                    Some(Account { act, performance: finding.performance? })
                }
                _ => None,
            }
        })
        .collect()
}

/// Whether there is an account, and the last of everybody who gave one is that the promise was fulfilled.
fn is_reported_kept(accounts: &[Account<'_>]) -> bool {
    let is_last = |at: usize, account: &Account<'_>| {
        // What is told without its author is nobody's last word but its own.
        let again = |later: &Account<'_>| account.act.by.iter().all(|by| later.act.by.contains(by));
        account.act.by.is_empty() || !accounts[at + 1..].iter().any(again)
    };
    let mut last = accounts.iter().enumerate().filter(|(at, account)| is_last(*at, account));
    !accounts.is_empty() && last.all(|(_, account)| account.performance == Performance::Fulfilled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standing::State;
    use crate::testing::{acts, as_of};

    #[test]
    fn a_promise_stands_until_it_is_taken_back_or_what_it_depends_on_falls() {
        let acts = acts(
            "a assure council 2031-03-01; words = \"x\"; to = \"upper\"; heard_by = [\"lower\"]
             b assure council 2031-03-02; words = \"y\"; to = \"upper\"; if = [\"c\"]
             c accept lower 2031-03-01; draft = \"first\"
             d withdraw lower 2031-03-03; answers = \"c\"",
        );
        let as_of = as_of("2031-03-20");
        let timeline = Timeline::new(&acts, &as_of);
        let standings = Standings::new(&timeline);
        let told = |who: &str| -> Vec<(String, State, bool)> {
            let who: ParticipantId = who.into();
            promises(&timeline, &standings)
                .iter()
                .filter(|one| one.reached(&who))
                .map(|one| (one.act.id.to_string(), one.standing.state, one.is_heard_only(&who)))
                .collect()
        };
        assert_eq!(told("upper"), [("b".into(), State::Fallen, false), ("a".into(), State::Stands, false)]);
        assert_eq!(told("lower"), [("a".into(), State::Stands, true)]);
    }

    #[test]
    fn a_promise_is_owed_until_everybody_who_tells_of_it_says_that_it_was_kept() {
        let promise = "p assure council 2031-03-01; words = \"x\"; to = \"upper\"; due = 2031-03-10\n";
        let told = |rest: &str| -> (bool, bool, usize) {
            let (acts, as_of) = (acts(&format!("{promise}{rest}")), as_of("2031-03-20"));
            let timeline = Timeline::new(&acts, &as_of);
            let found = promises(&timeline, &Standings::new(&timeline));
            (found[0].owed, found[0].overdue, found[0].accounts.len())
        };
        let by_council =
            "a report council 2031-03-08; words = \"done\"; answers = \"p\"; performance = \"fulfilled\"\n";
        let by_upper =
            "b verify upper 2031-03-09; words = \"no\"; answers = \"p\"; performance = \"not_fulfilled\"\n";
        assert_eq!(told(""), (true, true, 0));
        assert_eq!(told(by_council), (false, false, 1));
        assert_eq!(told(&format!("{by_council}{by_upper}")), (true, true, 2), "two accounts that differ");
        let settled =
            "c verify upper 2031-03-12; words = \"yes\"; answers = \"p\"; performance = \"fulfilled\"";
        assert_eq!(told(&format!("{by_council}{by_upper}{settled}")), (false, false, 3));
        let partly = by_council.replace("fulfilled", "partly");
        assert_eq!(told(&partly), (true, true, 1));
        assert_eq!(told("r report council 2031-03-08; words = \"we met\"; answers = \"p\""), (true, true, 0));
        let before = by_council.replace("03-08", "02-08");
        assert_eq!(told(&before), (true, true, 0), "what is dated before the promise says nothing of it");
        assert_eq!(told("w withdraw council 2031-03-08; answers = \"p\""), (false, false, 0));
        let early = promise.replace("03-10", "03-20");
        let (acts, as_of) = (acts(&early), as_of("2031-03-20"));
        let timeline = Timeline::new(&acts, &as_of);
        assert!(!promises(&timeline, &Standings::new(&timeline))[0].overdue, "the day itself is still time");
    }
}
