//! What if an act were withdrawn, or ran out: which acts would fall with it, in a chain, and where each party would stand
//! on each clause.
//!
//! Nothing is modelled apart: the act that would do it is added to the record at the moment, everything is computed before
//! and after, and the difference is the answer. So it is what the record would say if it were done.

use std::collections::{BTreeSet, HashMap, VecDeque};

use onetext_text::outline::{ClauseNotFound, Outline};

use crate::act::{Act, Anchor, Dated, Deed};
use crate::as_of::AsOf;
use crate::audience::Audience;
use crate::ids::{ActId, DraftId, ParticipantId};
use crate::ledger::{Book, Consent, Ledger};
use crate::standing::{Reason, Standing, Standings, State};
use crate::texts::Texts;
use crate::timeline::Timeline;
use crate::when::When;

/// What is supposed to happen to an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Supposed {
    /// All who did it take it back.
    Withdrawn {
        /// Only for these clauses of its draft; none: all of it.
        clauses: Vec<String>,
    },
    /// It runs out.
    Lapsed,
}

/// What would follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// The act that is supposed to be done, at the moment.
    pub supposed: Act,
    /// Where the act does not stand as it is: why.
    pub already: Option<Reason>,
    /// Acts that would fall with it or be open again, in the order of the chain: each after what it hangs on. What has
    /// fallen already is not among them, nor is the act itself.
    pub falls: Vec<Fall>,
    /// Acts that would stand better than they do, in order.
    pub rises: Vec<Rise>,
    /// The ledger as it is.
    pub before: Ledger,
    /// The ledger as it would be.
    pub after: Ledger,
}

/// An act that would fall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fall {
    /// The act.
    pub act: ActId,
    /// How it stands.
    pub before: State,
    /// How it would stand.
    pub after: State,
    /// How far it is from the act that is withdrawn or runs out: 1, when it hangs on that.
    pub depth: usize,
    /// What it hangs on: acts before it in the chain, or the act that is withdrawn or runs out.
    pub hangs: Vec<Hang>,
}

/// By what an act hangs on another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hang {
    /// The other act.
    pub on: ActId,
    /// By what.
    pub how: How,
}

/// By what an act hangs on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It is conditional on it.
    Condition,
    /// It rests on it as the answer to it.
    Answer,
    /// Its author has said it again in the other act, and that is what would be taken back.
    Renewed,
    /// The other act would count again, and undoes it.
    Undone,
}

/// An act that would stand better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rise {
    /// The act.
    pub act: ActId,
    /// How it stands.
    pub before: State,
    /// How it would stand.
    pub after: State,
}

/// Where a party would stand otherwise on a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift<'w> {
    /// The place of the clause in the ledger.
    pub clause: usize,
    /// As it is.
    pub before: &'w Consent,
    /// As it would be.
    pub after: &'w Consent,
}

impl WhatIf {
    /// Where a party would stand otherwise: in status, flags or the act that counts; by clause, then by party.
    pub fn shifts(&self) -> impl Iterator<Item = Shift<'_>> {
        let clauses = self.before.clauses.iter().zip(&self.after.clauses).enumerate();
        let shifts = clauses.flat_map(|(clause, (before, after))| {
            let pairs = before.consent.iter().zip(&after.consent);
            pairs.map(move |(before, after)| Shift { clause, before, after })
        });
        shifts.filter(|Shift { before, after, .. }| {
            (before.status, &before.flags, &before.act) != (after.status, &after.flags, &after.act)
        })
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotPossible {
    /// There is no such act; one that the reader may not see is not there.
    #[error("there is no act \u{201c}{0}\u{201d} in this view")]
    NoAct(ActId),
    /// Its date has not come.
    #[error("act \u{201c}{0}\u{201d} is only announced: its date has not come")]
    NotDone(ActId),
    /// It concerns no words of a draft, so that no part of it can be taken back.
    #[error("act \u{201c}{0}\u{201d} names no clauses of a draft, so none of them can be taken back apart")]
    NoWords(ActId),
    /// There is no file of its draft.
    #[error("the words of draft {0} are not on record")]
    NoFile(DraftId),
    /// Its draft has no such clause.
    #[error("{0}")]
    NoClause(ClauseNotFound),
    /// It does not concern this clause.
    #[error("act \u{201c}{act}\u{201d} does not concern clause {clause} of draft {draft}")]
    NotCovered {
        /// The act.
        act: ActId,
        /// The clause.
        clause: String,
        /// Its draft.
        draft: DraftId,
    },
}

/// What would follow if an act were withdrawn or ran out at the moment. Takes the time of two ledgers.
///
/// # Errors
/// There is no such act, or it does not concern the clauses named.
pub fn what_if(
    parties: &[ParticipantId],
    acts: &[Act],
    texts: &dyn Texts,
    as_of: &AsOf,
    act: &ActId,
    what: &Supposed,
) -> Result<WhatIf, NotPossible> {
    let now = Timeline::new(acts, as_of);
    let Some(at) = now.position(act) else {
        let announced = now.planned().iter().any(|planned| planned.id == *act);
        let why = if announced { NotPossible::NotDone } else { NotPossible::NoAct };
        return Err(why(act.clone()));
    };
    let supposed = supposed(&now, at, texts, what)?;
    let then = Timeline::new(acts.iter().chain([&supposed]), as_of);
    let (before, after) = (Book::new(&now, texts), Book::new(&then, texts));
    let (stands, would_stand) = (before.standings(), after.standings());
    let already = stands.at(at);
    let already = (already.state == State::Fallen).then_some(already.reason);
    let change = Change { now: &now, then: &then, stands, would_stand };
    let (falls, rises) = (change.falls(at, &supposed.id), change.rises(at));
    let (before, after) = (before.ledger(parties), after.ledger(parties));
    Ok(WhatIf { already, falls, rises, before, after, supposed })
}

/// The act that would do it, as the last of the moment.
fn supposed(now: &Timeline<'_>, at: usize, texts: &dyn Texts, what: &Supposed) -> Result<Act, NotPossible> {
    let target = now.acts()[at];
    let (deed, by, anchor) = match what {
        Supposed::Lapsed => (Deed::Lapse, Vec::new(), None),
        Supposed::Withdrawn { clauses } if clauses.is_empty() => (Deed::Withdraw, target.by.clone(), None),
        Supposed::Withdrawn { clauses } => {
            let anchor = now.anchor(at).ok_or_else(|| NotPossible::NoWords(target.id.clone()))?;
            (Deed::Withdraw, target.by.clone(), Some(part(target, anchor, texts, clauses)?))
        }
    };
    let mut id = "what-if".to_owned();
    while now.get(&ActId::new(&id)).is_some() || now.planned().iter().any(|act| act.id.as_str() == id) {
        id.push('\'');
    }
    let moment = When::local(now.as_of.at);
    Ok(Act {
        id: ActId::new(id),
        by,
        through: None,
        confirmed: false,
        to: Vec::new(),
        on: vec![Dated { when: moment, source: None }],
        known: moment,
        anchor,
        rearranged: None,
        words: None,
        lang: None,
        choice: Vec::new(),
        conditions: Vec::new(),
        until: None,
        answers: Some(target.id.clone()),
        plan: Vec::new(),
        step: None,
        closes: Vec::new(),
        label: None,
        red_line: false,
        origin: None,
        allows: None,
        audience: Audience::team(),
        sources: Vec::new(),
        from_note: None,
        note: None,
        deed,
    })
}

/// A part of the words that an act concerns.
fn part(act: &Act, anchor: &Anchor, texts: &dyn Texts, clauses: &[String]) -> Result<Anchor, NotPossible> {
    let outline = texts.outline(&anchor.draft).ok_or_else(|| NotPossible::NoFile(anchor.draft.clone()))?;
    let below = |outline: &Outline, name: &str| Ok(outline.subtree(outline.find(name)?));
    let own: Vec<_> = anchor.clauses.iter().filter_map(|name| below(outline, name).ok()).collect();
    for name in clauses {
        let named = below(outline, name).map_err(NotPossible::NoClause)?;
        let shares = |own: &std::ops::Range<usize>| own.start < named.end && named.start < own.end;
        if !anchor.clauses.is_empty() && !own.iter().any(shares) {
            let (act, clause, draft) = (act.id.clone(), name.clone(), anchor.draft.clone());
            return Err(NotPossible::NotCovered { act, clause, draft });
        }
    }
    Ok(Anchor { draft: anchor.draft.clone(), clauses: clauses.to_vec() })
}

/// How acts stand, and how they would.
struct Change<'c, 'a> {
    now: &'c Timeline<'a>,
    then: &'c Timeline<'a>,
    stands: &'c Standings<'c, 'a>,
    would_stand: &'c Standings<'c, 'a>,
}

impl Change<'_, '_> {
    /// How an act would stand; as it does, where that cannot be told.
    fn after(&self, at: usize) -> &Standing<'_> {
        self.would_stand.of(&self.now.acts()[at].id).unwrap_or_else(|| self.stands.at(at))
    }

    fn rises(&self, of: usize) -> Vec<Rise> {
        let acts = self.now.acts().iter().enumerate().filter(|(at, _)| *at != of);
        acts.map(|(at, act)| Rise {
            act: act.id.clone(),
            before: self.stands.at(at).state,
            after: self.after(at).state,
        })
        .filter(|rise| rise.after < rise.before)
        .collect()
    }

    /// Acts that fall, each after what it hangs on.
    fn falls(&self, of: usize, supposed: &ActId) -> Vec<Fall> {
        let worse = |at: usize| self.after(at).state > self.stands.at(at).state;
        let falling: BTreeSet<usize> =
            (0..self.now.acts().len()).filter(|&at| at != of && worse(at)).collect();
        let mut depth: HashMap<usize, usize> = HashMap::from([(of, 0)]);
        let mut left = falling.clone();
        let mut reached = VecDeque::from([of]);
        loop {
            while let Some(on) = reached.pop_front() {
                let next = depth[&on] + 1;
                for at in self.hanging_on(on).filter(|at| self.how(*at, on).is_some()) {
                    if left.remove(&at) {
                        depth.insert(at, next);
                        reached.push_back(at);
                    }
                }
            }
            // What falls for another reason than those it hangs on: the first of these, then what hangs on it.
            let own = |at: &&usize| *self.after(**at).of == self.now.acts()[**at].id;
            let Some(at) = left.iter().find(own).or_else(|| left.first()).copied() else { break };
            left.remove(&at);
            let through = self.through(at, supposed).and_then(|on| depth.get(&on)).copied();
            depth.insert(at, through.unwrap_or(0) + 1);
            reached.push_back(at);
        }
        let mut order: Vec<(usize, usize)> = falling.iter().map(|at| (depth[at], *at)).collect();
        order.sort_unstable();
        order.into_iter().map(|(deep, at)| self.fall(at, deep, of, &depth, supposed)).collect()
    }

    fn fall(
        &self,
        at: usize,
        deep: usize,
        of: usize,
        depth: &HashMap<usize, usize>,
        supposed: &ActId,
    ) -> Fall {
        let act = self.now.acts()[at];
        let ids = act.conditions.iter().chain(self.stands.at(at).through);
        let earlier = |on: &usize| depth.get(on).is_some_and(|other| *other < deep);
        let on: BTreeSet<usize> = ids.filter_map(|id| self.now.position(id)).filter(earlier).collect();
        let mut hangs: Vec<Hang> = on
            .into_iter()
            .filter_map(|on| Some(Hang { how: self.how(at, on)?, on: self.now.acts()[on].id.clone() }))
            .collect();
        if hangs.is_empty() {
            let (on, how) = match self.through(at, supposed) {
                Some(through) if through != of => (through, How::Undone),
                _ if self.after(at).reason == Reason::Superseded => (of, How::Renewed),
                _ => (of, How::Answer),
            };
            hangs.push(Hang { on: self.now.acts()[on].id.clone(), how });
        }
        let (before, after) = (self.stands.at(at).state, self.after(at).state);
        Fall { act: act.id.clone(), before, after, depth: deep, hangs }
    }

    /// Places of the acts that hang on another now or would then, in order.
    fn hanging_on(&self, on: usize) -> impl Iterator<Item = usize> {
        let would = self.then.position(&self.now.acts()[on].id).map(|on| self.would_stand.hanging_on(on));
        let would = would.into_iter().flatten().filter_map(|&at| self.now.position(&self.then.acts()[at].id));
        let all: BTreeSet<usize> = self.stands.hanging_on(on).iter().copied().chain(would).collect();
        all.into_iter()
    }

    /// By what an act that falls hangs on another one, if that makes it fall.
    fn how(&self, at: usize, on: usize) -> Option<How> {
        let (act, other) = (self.now.acts()[at], self.now.acts()[on]);
        if act.conditions.contains(&other.id) && self.after(at).state == self.after(on).state {
            return Some(How::Condition);
        }
        let rested = *self.stands.at(at).of == act.id && self.stands.at(at).through == Some(&other.id);
        (rested && other.answers.as_ref() == Some(&act.id)).then_some(How::Answer)
    }

    /// The act, other than the supposed one, by which an act would fall for a reason of its own.
    fn through(&self, at: usize, supposed: &ActId) -> Option<usize> {
        let after = self.after(at);
        let own = *after.of == self.now.acts()[at].id;
        self.now.position(after.through.filter(|id| own && *id != supposed)?)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::act::Kind;
    use crate::ledger::ledger;
    use crate::ledger::tests::oracle;
    use crate::testing::{Library, acts, as_of};

    fn asked(lines: &str, act: &str, what: &Supposed) -> Result<WhatIf, NotPossible> {
        what_if(&[], &acts(lines), &Library::new(&[]), &as_of("2031-03-20"), &act.into(), what)
    }

    const WITHDRAWN: Supposed = Supposed::Withdrawn { clauses: Vec::new() };

    /// The chain in few words.
    fn chain(lines: &str, act: &str) -> Vec<String> {
        let told = |fall: &Fall| {
            let hangs: Vec<String> =
                fall.hangs.iter().map(|hang| format!("{:?} on {}", hang.how, hang.on)).collect();
            format!("{} {} {:?} {}", fall.depth, fall.act, fall.after, hangs.join(", "))
        };
        asked(lines, act, &WITHDRAWN).unwrap().falls.iter().map(told).collect()
    }

    const CHAIN: &str = "a assure council 2031-03-01; words = \"x\"; to = \"upper\"
        b accept upper 2031-03-02; draft = \"d\"; clauses = [\"2\"]; if = [\"a\"]
        c accept lower 2031-03-03; draft = \"d\"; clauses = [\"3\"]; if = [\"b\"]
        d assure council 2031-03-04; words = \"y\"; to = \"lower\"; if = [\"c\"]
        e state lower 2031-03-05; words = \"z\"
        ";

    #[test]
    fn what_hangs_on_an_act_falls_in_a_chain_across_parties_in_its_order() {
        let whole = ["1 b Fallen Condition on a", "2 c Fallen Condition on b", "3 d Fallen Condition on c"];
        assert_eq!(chain(CHAIN, "a"), whole);
        assert_eq!(chain(CHAIN, "b"), ["1 c Fallen Condition on b", "2 d Fallen Condition on c"]);
        assert_eq!(chain(CHAIN, "d"), [""; 0]);
        let lapses = asked(CHAIN, "a", &Supposed::Lapsed).unwrap();
        assert_eq!(lapses.falls.len(), 3);
        assert_eq!(lapses.supposed.kind(), Kind::Lapse);
    }

    #[test]
    fn what_has_fallen_already_does_not_fall_again_nor_what_hung_on_it() {
        let fallen = format!("{CHAIN} w withdraw upper 2031-03-06; answers = \"b\"");
        assert_eq!(chain(&fallen, "a"), [""; 0]);
        assert_eq!(asked(&fallen, "c", &WITHDRAWN).unwrap().already, Some(Reason::Withdrawn));
        assert_eq!(asked(&fallen, "a", &WITHDRAWN).unwrap().already, None);
    }

    #[test]
    fn acts_that_depend_on_each_other_in_a_circle_fall_together() {
        let circle = "a accept upper 2031-03-01; draft = \"d\"; if = [\"c\"]
                      b accept lower 2031-03-02; draft = \"d\"; if = [\"a\"]
                      c accept lower 2031-03-03; draft = \"d\"; if = [\"b\"]";
        for (act, first, second) in [("a", "b", "c"), ("b", "c", "a"), ("c", "a", "b")] {
            let expected = [
                format!("1 {first} Fallen Condition on {act}"),
                format!("2 {second} Fallen Condition on {first}"),
            ];
            assert_eq!(chain(circle, act), expected);
        }
    }

    #[test]
    fn a_proposal_is_open_again_without_the_acceptance_on_which_it_rests_and_so_is_what_hangs_on_it() {
        let answered = "t table upper 2031-03-01; words = \"x\"
                        a accept lower 2031-03-02; answers = \"t\"
                        c accept upper 2031-03-03; draft = \"d\"; if = [\"t\"]";
        assert_eq!(chain(answered, "a"), ["1 t Open Answer on a", "2 c Open Condition on t"]);
        assert_eq!(chain(answered, "t"), ["1 c Fallen Condition on t"], "the acceptance is not its own");
        let refused = format!("{answered}\n r reject priest 2031-03-04; answers = \"t\"");
        let risen: Vec<String> = asked(&refused, "r", &WITHDRAWN)
            .unwrap()
            .rises
            .iter()
            .map(|rise| format!("{} {:?} {:?}", rise.act, rise.before, rise.after))
            .collect();
        assert_eq!(risen, ["t Fallen Stands", "c Fallen Stands"]);
    }

    #[test]
    fn an_act_undone_by_one_that_counts_again_says_by_which() {
        let lines = "a assure council 2031-03-01; words = \"x\"; to = \"upper\"
                     w withdraw council 2031-03-02; answers = \"a\"
                     v withdraw council 2031-03-03; answers = \"w\"
                     b accept upper 2031-03-04; draft = \"d\"; if = [\"a\"]";
        assert_eq!(chain(lines, "v"), ["1 a Fallen Undone on w", "2 b Fallen Condition on a"]);
    }

    #[test]
    fn an_act_that_is_not_there_or_only_announced_or_has_no_words_cannot_be_asked_for() {
        let told = |act: &str, what: &Supposed| asked(CHAIN, act, what).unwrap_err().to_string();
        assert_eq!(told("nowhere", &WITHDRAWN), "there is no act \u{201c}nowhere\u{201d} in this view");
        let part = Supposed::Withdrawn { clauses: vec!["2".into()] };
        assert!(told("e", &part).contains("names no clauses"));
        assert!(told("b", &part).contains("words of draft d are not on record"));
        let announced = "a sign upper 2031-04-01; draft = \"d\"; known = 2031-03-01";
        assert_eq!(asked(announced, "a", &WITHDRAWN).unwrap_err(), NotPossible::NotDone("a".into()));
    }

    #[test]
    fn the_supposed_act_takes_no_name_that_is_taken() {
        let lines = "what-if state upper 2031-03-01; words = \"x\"
                     what-if' state upper 2031-04-01; words = \"x\"; known = 2031-03-01";
        assert_eq!(asked(lines, "what-if", &WITHDRAWN).unwrap().supposed.id.as_str(), "what-if''");
    }

    /// Really withdrawn, or run out, at the end of the day of the moment.
    fn really(record: &[Act], target: &Act, supposed: &Act, clauses: &[String]) -> Vec<Act> {
        let day = When::local(date(2031, 3, 20).at(23, 59, 0, 0));
        let lapses = supposed.kind() == Kind::Lapse;
        let mut done = supposed.clone();
        done.on = vec![Dated { when: day, source: None }];
        done.known = day;
        done.deed = if lapses { Deed::Lapse } else { Deed::Withdraw };
        done.by = if lapses { Vec::new() } else { target.by.clone() };
        done.answers = Some(target.id.clone());
        assert_eq!(done.anchor.as_ref().map_or(&[][..], |anchor| &anchor.clauses), clauses);
        record.iter().cloned().chain([done]).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("ONETEXT_LONG").is_some() { 50_000 } else { 400 }))]

        #[test]
        fn what_would_follow_is_what_follows_when_it_is_done(
            texts in oracle::shelf(),
            record in oracle::record(),
            pick in any::<prop::sample::Index>(),
            lapses in any::<bool>(),
            part in prop::option::weighted(0.3, 0usize..4),
        ) {
            let moment = oracle::moment();
            let done: Vec<&Act> = record.iter().filter(|act| moment.is_known(act) && moment.is_done(act)).collect();
            if done.is_empty() {
                return Ok(());
            }
            let target = *pick.get(&done);
            let clauses: Vec<String> = part.iter().filter(|_| !lapses).map(|part| format!("c{part}")).collect();
            let what = if lapses { Supposed::Lapsed } else { Supposed::Withdrawn { clauses: clauses.clone() } };
            let asked = what_if(&oracle::parties(), &record, &texts, &moment, &target.id, &what);
            prop_assert!(asked.is_ok() || !clauses.is_empty());
            let Ok(told) = asked else { return Ok(()) };
            let really = really(&record, target, &told.supposed, &clauses);
            prop_assert_eq!(&told.before, &ledger(&oracle::parties(), &record, &texts, &moment));
            prop_assert_eq!(&told.after, &ledger(&oracle::parties(), &really, &texts, &moment));

            // The chain is what a literal reading of the two records gives, each act once and after what it hangs on.
            let (before, after) = (oracle::states(&texts, &record), oracle::states(&texts, &really));
            let mut expected: Vec<&ActId> =
                before.iter().filter(|(id, state)| **id != target.id && after[*id] > **state).map(|(id, _)| id).collect();
            let mut falls: Vec<&ActId> = told.falls.iter().map(|fall| &fall.act).collect();
            for (at, fall) in told.falls.iter().enumerate() {
                prop_assert_eq!((fall.before, fall.after), (before[&fall.act], after[&fall.act]));
                prop_assert!(!fall.hangs.is_empty());
                for hang in &fall.hangs {
                    let earlier = hang.on == target.id || falls[..at].contains(&&hang.on);
                    prop_assert!(earlier || hang.how == How::Undone, "{:?}", fall);
                }
            }
            expected.sort();
            falls.sort();
            prop_assert_eq!(falls, expected);
            for rise in &told.rises {
                prop_assert_eq!((rise.before, rise.after), (before[&rise.act], after[&rise.act]));
                prop_assert!(rise.after < rise.before);
            }
        }
    }
}
