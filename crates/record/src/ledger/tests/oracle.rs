//! The ledger against a literal reading of its rules, which looks at every act for every party and clause, on random
//! records of random texts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use jiff::tz::TimeZone;
use onetext_text::clause::{Clause, ClauseKind};
use onetext_text::span::Span;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::super::*;
use super::history;
use crate::act::{
    Acceptance, Anchor, Choice, Dated, Deed, Delivery, Replacement, Response, SilenceRule, Tabling,
};
use crate::audience::Audience;
use crate::entry::{Authentic, DraftEntry};
use crate::standing::State;
use onetext_text::outline::Outline;

const PEOPLE: [&str; 3] = ["p0", "p1", "m"];
const DRAFTS: usize = 3;

/// Texts whose clauses are `c0`, `c1` …, with a handful of different words; the last draft is the current one.
#[derive(Debug, Clone)]
pub(crate) struct Shelf {
    drafts: Vec<(DraftEntry, Option<Outline>)>,
    links: Vec<Vec<Vec<ClauseIndex>>>,
}

impl Texts for Shelf {
    fn current(&self) -> Option<&DraftId> {
        self.drafts.last().map(|(entry, _)| &entry.id)
    }

    fn entry(&self, draft: &DraftId) -> Option<&DraftEntry> {
        self.drafts.iter().map(|(entry, _)| entry).find(|entry| entry.id == *draft)
    }

    fn outline(&self, draft: &DraftId) -> Option<&Outline> {
        self.drafts.iter().find(|(entry, _)| entry.id == *draft)?.1.as_ref()
    }

    fn follow(&self, draft: &DraftId, clause: ClauseIndex) -> Vec<ClauseIndex> {
        if self.current() == Some(draft) {
            return vec![clause];
        }
        let at = self.drafts.iter().position(|(entry, _)| entry.id == *draft);
        at.and_then(|at| self.links[at].get(clause.0 as usize)).cloned().unwrap_or_default()
    }

    /// Each open point takes the number of an alternative; the first choice in a clause decides its words.
    fn settled(
        &self,
        draft: &DraftId,
        clause: ClauseIndex,
        choice: &[Choice],
    ) -> Option<Vec<(ClauseIndex, WordsHash)>> {
        let outline = self.outline(draft)?;
        let mut left = choice.iter();
        let mut settled = Vec::new();
        for at in outline.subtree(clause) {
            let clause = &outline.clauses[at];
            let taken: Vec<&Choice> = left.by_ref().take(clause.open_points as usize).collect();
            if taken.len() < clause.open_points as usize {
                return None;
            }
            let words = match taken.first() {
                Some(Choice::Alternative(number)) => words(*number),
                Some(_) => return None,
                None => clause.words,
            };
            settled.push((ClauseIndex(at as u32), words));
        }
        left.next().is_none().then_some(settled)
    }

    fn put_forward_by(&self, participant: &ParticipantId) -> Vec<&DraftId> {
        self.drafts
            .iter()
            .map(|(entry, _)| entry)
            .filter(|entry| entry.by.contains(participant))
            .map(|entry| &entry.id)
            .collect()
    }
}

fn words(number: usize) -> WordsHash {
    WordsHash([number as u8; 16])
}

fn outline() -> impl Strategy<Value = Outline> {
    vec((0usize..4, 0usize..4, 0u32..8), 1..7).prop_map(|shapes| {
        let mut clauses: Vec<Clause> = Vec::new();
        for (at, (depth, number, open)) in shapes.into_iter().enumerate() {
            // A clause stands under one of those on the way down to the clause before it, or under none.
            let mut way = Vec::new();
            let mut above = at.checked_sub(1).map(|before| ClauseIndex(before as u32));
            while let Some(index) = above {
                way.push(index);
                above = clauses[index.0 as usize].parent;
            }
            clauses.push(Clause {
                id: format!("c{at}"),
                kind: ClauseKind::Item,
                label: String::new(),
                path: format!("c{at}"),
                parent: way.get(depth).copied(),
                line: at as u32 + 1,
                span: Span::default(),
                body: Span::default(),
                words: words(number),
                open_points: open.saturating_sub(5),
                bracketed: false,
            });
        }
        Outline::from(clauses)
    })
}

pub(crate) fn shelf() -> impl Strategy<Value = Shelf> {
    let draft = (option::weighted(0.9, outline()), select(vec![true, true, true, false]), 0usize..3);
    let links = vec(vec(vec(0u32..7, 0..3), 7), DRAFTS);
    (vec(draft, DRAFTS), links).prop_map(|(drafts, links)| {
        let drafts: Vec<(DraftEntry, Option<Outline>)> = drafts
            .into_iter()
            .enumerate()
            .map(|(at, (outline, exact, by))| {
                let day = When::day(date(2031, 1, 1));
                let entry = DraftEntry {
                    id: DraftId::new(format!("d{at}")),
                    title: None,
                    lang: "en".into(),
                    by: vec![PEOPLE[by].into()],
                    on: day,
                    known: day,
                    audience: Audience::public(),
                    authentic: if exact { Authentic::Text } else { Authentic::Summary },
                    current: false,
                    sources: Vec::new(),
                    note: None,
                };
                (entry, outline)
            })
            .collect();
        let now = drafts
            .last()
            .and_then(|(_, outline)| outline.as_ref())
            .map_or(0, |outline| outline.clauses.len() as u32);
        let within = |to: Vec<u32>| -> Vec<ClauseIndex> {
            let to: BTreeSet<u32> = to.into_iter().filter(|&to| to < now).collect();
            to.into_iter().map(ClauseIndex).collect()
        };
        let links = links.into_iter().map(|draft| draft.into_iter().map(within).collect()).collect();
        Shelf { drafts, links }
    })
}

fn deed() -> impl Strategy<Value = Deed> {
    let acceptance = (
        option::weighted(0.8, select(Extent::ALL)),
        option::weighted(0.3, select(Strength::ALL)),
        option::weighted(0.3, select(Authority::ALL)),
        option::weighted(0.3, select(Finality::ALL)),
    );
    let accept = acceptance.prop_map(|(extent, strength, authority, finality)| {
        Deed::Accept(Acceptance { extent, strength, authority, finality, form: None })
    });
    let other = select(vec![
        Deed::Reject(None),
        Deed::Reserve(None),
        Deed::Sign(None),
        Deed::Initial(Some(Authority::AdReferendum)),
        Deed::Initial(Some(Authority::Delegation)),
        Deed::Sign(Some(Authority::Delegation)),
        Deed::Withdraw,
        Deed::Withdraw,
        Deed::Confirm,
        Deed::Lapse,
        Deed::Correct,
        Deed::Ask { matter: None },
        Deed::Ask { matter: None },
        Deed::Respond(Response::default()),
        Deed::Table(Tabling::default()),
        Deed::Amend,
        Deed::Deliver(Delivery::default()),
        Deed::Show(Delivery::default()),
        Deed::OpenSilence(SilenceRule { rule: "r".into() }),
        Deed::BreakSilence { rule: None },
        Deed::Replace(Replacement { principal: Some("x".into()), ..Default::default() }),
        Deed::Replace(Replacement { mandate: Some("x".into()), ..Default::default() }),
        Deed::Replace(Replacement { mandate: Some("y".into()), ..Default::default() }),
        Deed::Deny,
    ]);
    prop_oneof![1 => accept, 2 => other]
}

fn day() -> impl Strategy<Value = When> {
    (1i8..29).prop_map(|day| When::day(date(2031, 3, day)))
}

/// Consent on the delegation's own authority, mandates and confirmations, and little else.
fn mandated() -> impl Strategy<Value = Deed> {
    let consent = Acceptance {
        extent: Some(Extent::Words),
        authority: Some(Authority::Delegation),
        ..Acceptance::default()
    };
    let change = |principal: Option<&str>, mandate: Option<&str>| {
        let [principal, mandate] = [principal, mandate].map(|given| given.map(str::to_owned));
        Deed::Replace(Replacement { principal, mandate, former: None })
    };
    select(vec![
        Deed::Accept(consent.clone()),
        Deed::Accept(Acceptance { extent: None, ..consent }),
        Deed::Initial(Some(Authority::Delegation)),
        change(None, Some("x")),
        change(Some("x"), Some("y")),
        change(Some("y"), None),
        Deed::Confirm,
        Deed::Confirm,
        Deed::Withdraw,
        Deed::Withdraw,
    ])
}

fn act(deed: impl Strategy<Value = Deed>) -> impl Strategy<Value = Act> {
    let people = || vec(select(PEOPLE.to_vec()).prop_map(ParticipantId::from), 1..3);
    let anchor = (0usize..DRAFTS, vec(0usize..7, 0..3)).prop_map(|(draft, clauses)| {
        let clauses: BTreeSet<String> = clauses.into_iter().map(|at| format!("c{at}")).collect();
        Anchor { draft: DraftId::new(format!("d{draft}")), clauses: clauses.into_iter().collect() }
    });
    let about = (option::weighted(0.75, anchor), vec((1usize..4).prop_map(Choice::Alternative), 0..3));
    let how = (any::<bool>(), 0..6).prop_map(|(confirmed, conveyed)| (conveyed == 0, confirmed));
    let until = option::weighted(0.15, day());
    (deed, people(), people(), (day(), option::weighted(0.1, day())), about, (until, how)).prop_map(
        |(deed, mut by, mut to, (on, known), (anchor, choice), (until, (conveyed, confirmed)))| {
            by.sort();
            by.dedup();
            to.sort();
            to.dedup();
            let silence = matches!(deed, Deed::OpenSilence(_));
            let amends = matches!(deed, Deed::Amend);
            Act {
                allows: None,
                id: ActId::new(""),
                by,
                through: conveyed.then(|| "m".into()),
                confirmed: conveyed && confirmed,
                to,
                on: vec![Dated { when: on, source: None }],
                known: known.unwrap_or(on),
                anchor,
                rearranged: None,
                words: amends.then(|| "w".into()),
                lang: None,
                choice,
                conditions: Vec::new(),
                until: until.or(silence.then_some(on)),
                answers: None,
                plan: Vec::new(),
                step: None,
                closes: Vec::new(),
                label: None,
                red_line: false,
                origin: None,
                audience: Audience::public(),
                sources: Vec::new(),
                from_note: None,
                note: None,
                deed,
            }
        },
    )
}

/// Acts of every kind, or, now and then, of the few kinds that concern mandates.
pub(crate) fn record() -> impl Strategy<Value = Vec<Act>> {
    prop_oneof![3 => record_of(deed()), 1 => record_of(mandated())]
}

/// Acts that answer and depend on earlier ones of the list.
fn record_of(deed: impl Strategy<Value = Deed>) -> impl Strategy<Value = Vec<Act>> {
    vec((act(deed), any::<u16>(), option::weighted(0.2, any::<u16>())), 0..24).prop_map(|list| {
        let id = |at: usize| ActId::new(format!("a{:02}", at * 7 % 24));
        let link = |(at, (mut act, answers, condition)): (usize, (Act, u16, Option<u16>))| {
            act.id = id(at);
            let earlier = |pick: u16| (at > 0).then(|| id(usize::from(pick) % at));
            let answering = matches!(
                act.kind(),
                Kind::Withdraw
                    | Kind::Confirm
                    | Kind::Lapse
                    | Kind::Correct
                    | Kind::Deny
                    | Kind::Respond
                    | Kind::BreakSilence
            );
            act.answers = (answering || answers % 4 == 0).then(|| earlier(answers)).flatten();
            act.conditions = condition.and_then(earlier).into_iter().collect();
            act
        };
        list.into_iter().enumerate().map(link).collect()
    })
}

/// The rules, one by one, with no regard to time.
struct Oracle<'a> {
    texts: &'a Shelf,
    acts: Vec<&'a Act>,
    as_of: &'a AsOf,
    /// How each act stands.
    states: BTreeMap<ActId, State>,
}

/// What the ledger has to say of one party and clause.
struct Told {
    status: &'static str,
    flags: Vec<&'static str>,
    extent: &'static str,
    by: Option<ActId>,
}

impl Oracle<'_> {
    fn get(&self, id: &ActId) -> Option<&Act> {
        self.acts.iter().copied().find(|act| act.id == *id)
    }

    /// Whether some withdrawal that is not itself withdrawn takes all of an act back.
    fn taken_back(&self, act: &Act) -> bool {
        self.acts.iter().any(|other| {
            other.kind() == Kind::Withdraw
                && other.anchor.is_none()
                && other.answers.as_ref() == Some(&act.id)
                && (act.by.is_empty() || other.by.iter().any(|by| act.by.contains(by)))
                && !self.taken_back(other)
        })
    }

    fn anchor<'s>(&'s self, act: &'s Act) -> Option<&'s Anchor> {
        let answered = act.answers.as_ref().and_then(|id| self.get(id));
        if let Some(Act { deed: Deed::Table(_) | Deed::Amend, words: Some(_), .. }) = answered
            && (act.anchor.is_none() || matches!(act.kind(), Kind::Accept | Kind::Reject | Kind::Reserve))
        {
            return None;
        }
        act.anchor.as_ref().or_else(|| self.anchor(answered?))
    }

    fn ancestors(outline: &Outline, clause: usize) -> Vec<usize> {
        let mut way = vec![clause];
        while let Some(parent) = outline.clauses[way[way.len() - 1]].parent {
            way.push(parent.0 as usize);
        }
        way
    }

    fn below(outline: &Outline, clause: usize) -> Vec<usize> {
        (0..outline.clauses.len()).filter(|&at| Self::ancestors(outline, at).contains(&clause)).collect()
    }

    fn names(anchor: &Anchor, outline: &Outline) -> Vec<usize> {
        (0..outline.clauses.len()).filter(|&at| anchor.clauses.contains(&outline.clauses[at].id)).collect()
    }

    /// Clauses of its draft that an act covers.
    fn covered(&self, act: &Act) -> Vec<usize> {
        let Some(anchor) = self.anchor(act) else { return Vec::new() };
        let Some(outline) = self.texts.outline(&anchor.draft) else { return Vec::new() };
        let named = Self::names(anchor, outline);
        let is_covered = |at: &usize| {
            anchor.clauses.is_empty()
                || Self::ancestors(outline, *at).iter().any(|above| named.contains(above))
        };
        (0..outline.clauses.len()).filter(is_covered).collect()
    }

    fn became(&self, draft: &DraftId, clause: usize) -> Vec<usize> {
        self.texts.follow(draft, ClauseIndex(clause as u32)).iter().map(|to| to.0 as usize).collect()
    }

    fn origins(&self, act: &Act, clause: usize) -> Vec<usize> {
        let Some(anchor) = self.anchor(act) else { return Vec::new() };
        self.covered(act)
            .into_iter()
            .filter(|&old| self.became(&anchor.draft, old).contains(&clause))
            .collect()
    }

    /// The words of each clause after an act's choices; what is not settled is left out.
    fn settled(&self, act: &Act) -> Vec<(usize, WordsHash)> {
        let Some(anchor) = self.anchor(act) else { return Vec::new() };
        let Some(outline) = self.texts.outline(&anchor.draft) else { return Vec::new() };
        let covered = self.covered(act);
        let top = covered.iter().copied().filter(|&at| {
            outline.clauses[at].parent.is_none_or(|parent| !covered.contains(&(parent.0 as usize)))
        });
        let mut all = Vec::new();
        let mut left = act.choice.as_slice();
        for root in top {
            let points: usize =
                Self::below(outline, root).iter().map(|&at| outline.clauses[at].open_points as usize).sum();
            if points == 0 {
                continue;
            }
            if left.len() < points {
                break;
            }
            let Some(words) = self.texts.settled(&anchor.draft, ClauseIndex(root as u32), &left[..points])
            else {
                break;
            };
            left = &left[points..];
            all.extend(words.into_iter().map(|(clause, words)| (clause.0 as usize, words)));
        }
        if left.is_empty() { all } else { Vec::new() }
    }

    fn exact(&self, draft: &DraftId) -> bool {
        self.texts.entry(draft).is_some_and(|entry| entry.authentic.has_exact_words())
    }

    /// Whether every clause below has the same words on both sides of the lineage.
    fn same(
        &self,
        draft: &DraftId,
        covered: &[usize],
        settled: &[(usize, WordsHash)],
        clause: usize,
    ) -> bool {
        let (Some(old), Some(new)) =
            (self.texts.outline(draft), self.texts.current().and_then(|now| self.texts.outline(now)))
        else {
            return false;
        };
        let pair = |from: usize, to: usize| {
            let now = new.clauses[to].words;
            self.became(draft, from).contains(&to)
                && (old.clauses[from].words == now || settled.contains(&(from, now)))
        };
        let origins: Vec<usize> =
            covered.iter().copied().filter(|&old| self.became(draft, old).contains(&clause)).collect();
        let nothing_new =
            Self::below(new, clause).iter().all(|&to| covered.iter().any(|&from| pair(from, to)));
        let nothing_gone = origins
            .iter()
            .flat_map(|&origin| Self::below(old, origin))
            .all(|from| (0..new.clauses.len()).any(|to| pair(from, to)));
        nothing_new && nothing_gone
    }

    fn speaks(act: &Act) -> bool {
        matches!(act.kind(), Kind::Accept | Kind::Sign | Kind::Initial | Kind::Reserve | Kind::Reject)
    }

    fn by<'s>(&'s self, party: &'s ParticipantId, kinds: &'s [Kind]) -> impl Iterator<Item = &'s Act> + 's {
        self.acts.iter().copied().filter(move |act| act.by.contains(party) && kinds.contains(&act.kind()))
    }

    fn entry(&self, party: &ParticipantId, clause: usize) -> String {
        let mut told = self.stands(party, clause);
        let rank = |status: &str| {
            let firm =
                ["accepted", "provisional", "ad_referendum", "no_objection", "in_principle", "reserved"];
            firm.iter().position(|one| *one == status)
        };
        if let (Some(own), Some(now)) = (rank(told.status), self.texts.current())
            && let Some(outline) = self.texts.outline(now)
        {
            let weaker = |below: usize| {
                let other = self.stands(party, below);
                let doubtful = other.flags.iter().any(|flag| {
                    ["stale", "condition", "expired", "denied"].contains(flag) && !told.flags.contains(flag)
                });
                doubtful || rank(other.status).is_none_or(|rank| rank > own)
            };
            if Self::below(outline, clause).into_iter().any(weaker) {
                told.flags.push("below");
            }
        }
        told.flags.extend(self.is_beyond_mandate(party, &told, clause).then_some("beyond_mandate"));
        let mut words = vec![told.status];
        words.extend(told.flags);
        words.extend((!told.extent.is_empty()).then_some(told.extent));
        let by = told.by.map(|by| format!(" by {by}")).unwrap_or_default();
        format!("{}{by}", words.join(" "))
    }

    /// What a party said last that covers a clause.
    fn last(&self, party: &ParticipantId, clause: usize) -> Option<&Act> {
        let covers =
            |act: &&Act| Self::speaks(act) && act.by.contains(party) && !self.origins(act, clause).is_empty();
        let said = self.acts.iter().copied().filter(covers);
        said.max_by(|a, b| self.as_of.order(a, b))
    }

    fn stands(&self, party: &ParticipantId, clause: usize) -> Told {
        let said = self.last(party, clause);
        let told = said.map(|act| self.tell(party, act, clause));
        let may_pass = |silence: &&Act| match (said, &told) {
            (Some(act), Some(told)) => {
                told.flags.contains(&"stale")
                    && self.as_of.order(act, silence).is_lt()
                    && !["rejected", "reserved", "withdrawn"].contains(&told.status)
            }
            _ => true,
        };
        let silence = self.silence(party, clause).filter(may_pass).filter(|_| self.holds(party, clause));
        if let Some(silence) = silence {
            let flags = Some(self.fate(silence, clause)).filter(|fate| !fate.is_empty());
            let by = Some(silence.id.clone());
            return Told { status: "no_objection", flags: flags.into_iter().collect(), extent: "", by };
        }
        let absent = || Told { status: self.absence(party, clause), flags: Vec::new(), extent: "", by: None };
        told.unwrap_or_else(absent)
    }

    /// `stale`, `words_unknown`, or nothing.
    fn fate(&self, act: &Act, clause: usize) -> &'static str {
        let (Some(anchor), Some(now)) = (self.anchor(act), self.texts.current()) else { return "" };
        if anchor.draft == *now {
            ""
        } else if !self.exact(&anchor.draft) || !self.exact(now) {
            "words_unknown"
        } else if self.same(&anchor.draft, &self.covered(act), &self.settled(act), clause) {
            ""
        } else {
            "stale"
        }
    }

    fn answering<'s>(&'s self, act: &'s Act, kind: Kind) -> impl Iterator<Item = &'s Act> + 's {
        self.acts
            .iter()
            .copied()
            .filter(move |other| other.kind() == kind && other.answers.as_ref() == Some(&act.id))
            .filter(|other| !self.taken_back(other))
    }

    fn is_withdrawn(&self, party: &ParticipantId, act: &Act, clause: usize) -> bool {
        self.answering(act, Kind::Withdraw).any(|other| {
            other.by.contains(party) && (other.anchor.is_none() || !self.origins(other, clause).is_empty())
        })
    }

    /// Whether an act claims exact words.
    fn claims(act: &Act) -> bool {
        match &act.deed {
            Deed::Sign(_) | Deed::Initial(_) => true,
            Deed::Accept(given) => given.extent == Some(Extent::Words),
            _ => false,
        }
    }

    /// Whether an act is consent to the words of these clauses of its draft.
    fn to_words(&self, act: &Act, origins: &[usize]) -> bool {
        let Some(anchor) = self.anchor(act) else { return false };
        let Some(outline) = self.texts.outline(&anchor.draft) else { return false };
        let settled = self.settled(act);
        let open = |at: usize| {
            outline.clauses[at].open_points > 0 && !settled.iter().any(|(clause, _)| *clause == at)
        };
        let all_settled = !origins.iter().flat_map(|&origin| Self::below(outline, origin)).any(open);
        Self::claims(act) && self.exact(&anchor.draft) && all_settled
    }

    fn tell(&self, party: &ParticipantId, act: &Act, clause: usize) -> Told {
        let on_record = self.anchor(act).is_some_and(|anchor| self.exact(&anchor.draft));
        let to_words = self.to_words(act, &self.origins(act, clause));
        let consents = matches!(act.kind(), Kind::Accept | Kind::Sign | Kind::Initial);
        let extent = match (consents, to_words) {
            (false, _) => "",
            (true, true) => "words",
            (true, false) => "concept",
        };
        let by = Some(act.id.clone());
        if self.is_withdrawn(party, act, clause) {
            return Told { status: "withdrawn", flags: Vec::new(), extent, by };
        }
        let status = match &act.deed {
            Deed::Reject(_) => "rejected",
            Deed::Reserve(_) => "reserved",
            Deed::Sign(_) | Deed::Initial(_) if !to_words && on_record => "in_principle",
            Deed::Sign(_) => "accepted",
            Deed::Initial(Some(Authority::AdReferendum)) => "ad_referendum",
            Deed::Initial(_) => "provisional",
            Deed::Accept(_) if !to_words => "in_principle",
            Deed::Accept(given) => match given {
                Acceptance {
                    strength: Some(Strength::CanLiveWith | Strength::NoObjection | Strength::TakesNote),
                    ..
                } => "no_objection",
                Acceptance { authority: Some(Authority::AdReferendum), .. } => "ad_referendum",
                Acceptance { finality: Some(Finality::Provisional), .. } => "provisional",
                _ => "accepted",
            },
            _ => "",
        };
        let fate = if act.kind() == Kind::Accept && !to_words { "" } else { self.fate(act, clause) };
        let unmet = |id: &ActId| self.states.get(id) != Some(&State::Stands);
        let over = act.until.is_some_and(|until| self.as_of.is_past(until));
        // Dates of these records have no times.
        let former = self
            .by(party, &[Kind::Replace])
            .filter(|replace| !self.taken_back(replace))
            .filter(|replace| replace.earliest().date() >= act.earliest().date())
            .any(|replace| {
                !self.answering(act, Kind::Confirm).any(|confirm| {
                    confirm.by.contains(party) && confirm.earliest().date() >= replace.earliest().date()
                })
            });
        let flags = [
            (fate == "stale", "stale"),
            (act.conditions.iter().any(unmet), "condition"),
            (over || self.answering(act, Kind::Lapse).next().is_some(), "expired"),
            (former, "former_principal"),
            (fate == "words_unknown" || (Self::claims(act) && !on_record), "words_unknown"),
            (self.answering(act, Kind::Deny).any(|deny| deny.by.contains(party)), "denied"),
            (self.answering(act, Kind::Correct).next().is_some(), "corrected"),
        ];
        let flags = flags.into_iter().filter_map(|(has, flag)| has.then_some(flag)).collect();
        Told { status, flags, extent, by }
    }

    /// Whether a delegation consented to a clause on its own authority without a mandate for it.
    fn is_beyond_mandate(&self, party: &ParticipantId, told: &Told, clause: usize) -> bool {
        let Some(act) = told.by.as_ref().and_then(|id| self.get(id)) else { return false };
        let authority = match &act.deed {
            Deed::Accept(given) => given.authority,
            Deed::Sign(authority) | Deed::Initial(authority) => *authority,
            _ => None,
        };
        if authority != Some(Authority::Delegation) || told.status == "withdrawn" {
            return false;
        }
        let before = |a: &Act, b: &Act| self.as_of.order(a, b).is_lt();
        let confirmed = self.answering(act, Kind::Confirm).filter(|confirm| confirm.by.contains(party));
        let mandates = self
            .by(party, &[Kind::Replace])
            .filter(|act| matches!(&act.deed, Deed::Replace(change) if change.mandate.is_some()))
            .filter(|act| !self.taken_back(act));
        // The words that count are the latest by which the party stood to it.
        let said = confirmed.fold(act, |last, next| if before(last, next) { next } else { last });
        let leaves_out = |mandate: &Act| {
            let Some(anchor) = mandate.anchor.as_ref() else { return false };
            let Some(outline) = self.texts.outline(&anchor.draft) else { return false };
            let can_be_followed =
                (0..outline.clauses.len()).any(|old| !self.became(&anchor.draft, old).is_empty());
            !anchor.clauses.is_empty() && can_be_followed && self.origins(mandate, clause).is_empty()
        };
        let given: Vec<&Act> = mandates.filter(|mandate| before(mandate, said)).collect();
        !given.is_empty() && given.into_iter().all(leaves_out)
    }

    /// How every act stands: each for itself, then whatever depends on one that does not stand, until nothing changes.
    fn find_states(&mut self) {
        let mut each: Vec<(ActId, State, Vec<ActId>)> = Vec::new();
        for act in &self.acts {
            let (state, answer) = self.for_itself(act);
            let on = act.conditions.iter().cloned().chain(answer).collect();
            each.push((act.id.clone(), state, on));
        }
        for bad in [State::Fallen, State::Open] {
            loop {
                let reached: Vec<ActId> =
                    each.iter().filter(|one| one.1 == bad).map(|one| one.0.clone()).collect();
                let mut changed = false;
                for (_, state, on) in &mut each {
                    if *state < bad && on.iter().any(|id| reached.contains(id)) {
                        (*state, changed) = (bad, true);
                    }
                }
                if !changed {
                    break;
                }
            }
        }
        self.states = each.into_iter().map(|(id, state, _)| (id, state)).collect();
    }

    fn for_itself(&self, act: &Act) -> (State, Option<ActId>) {
        let over = act.until.is_some_and(|until| self.as_of.is_past(until));
        let own = |other: &&Act| act.by.is_empty() || other.by.iter().any(|by| act.by.contains(by));
        if self.answering(act, Kind::Withdraw).any(|other| own(&other))
            || self.answering(act, Kind::Lapse).next().is_some()
        {
            return (State::Fallen, None);
        }
        if act.kind() == Kind::OpenSilence {
            let in_time =
                |other: &Act| act.until.is_some_and(|until| other.earliest().date() <= until.date());
            let state = match self.answering(act, Kind::BreakSilence).any(in_time) {
                true => State::Fallen,
                false if over => State::Stands,
                false => State::Open,
            };
            return (state, None);
        }
        let asks = matches!(act.kind(), Kind::Ask | Kind::Table | Kind::Amend);
        let put_anew = |kind: Kind| self.answering(act, kind).any(|other| own(&other));
        let consents = matches!(act.kind(), Kind::Accept | Kind::Sign | Kind::Initial);
        let too_late = |other: &Act| {
            let late = act.until.is_some_and(|until| until.date() < other.earliest().date());
            other.kind() == Kind::Accept && late
        };
        let mut words: Vec<&Act> = [Kind::Accept, Kind::Reject, Kind::Respond]
            .into_iter()
            .flat_map(|kind| self.answering(act, kind))
            .filter(|other| other.by.iter().any(|by| !act.by.contains(by)) && !too_late(other))
            .collect();
        words.sort_by(|a, b| self.as_of.order(a, b));
        // Whether somebody who said a word has said none of these kinds since.
        let still = |at: usize, kinds: &[Kind]| {
            let silent_since = |by: &&ParticipantId| {
                words[at + 1..].iter().all(|later| !later.by.contains(by) || !kinds.contains(&later.kind()))
            };
            words[at].by.iter().any(|by| silent_since(&by))
        };
        let decisions = [Kind::Accept, Kind::Reject];
        let anything = [Kind::Accept, Kind::Reject, Kind::Respond];
        let refused = (0..words.len()).any(|at| words[at].kind() == Kind::Reject && still(at, &anything));
        let accepted =
            (0..words.len()).rfind(|&at| words[at].kind() == Kind::Accept && still(at, &decisions));
        if (over && !(asks && accepted.is_some()))
            || (asks && [Kind::Ask, Kind::Table, Kind::Amend].into_iter().any(put_anew))
            || (consents && self.is_overtaken(act))
        {
            return (State::Fallen, None);
        }
        match accepted {
            _ if refused => (State::Fallen, None),
            _ if consents && self.rests_on_old_words(act) => (State::Open, None),
            Some(at) if asks => (State::Stands, Some(words[at].id.clone())),
            None if asks => (State::Open, None),
            _ => (State::Stands, None),
        }
    }

    fn now(&self) -> usize {
        let now = self.texts.current().and_then(|now| self.texts.outline(now));
        now.map_or(0, |outline| outline.clauses.len())
    }

    /// Clauses that an act covers and that are gone; `None` where nothing can be followed.
    fn gone(&self, act: &Act) -> Option<Vec<usize>> {
        let anchor = self.anchor(act)?;
        self.texts.outline(&anchor.draft)?;
        self.texts.outline(self.texts.current()?)?;
        let gone = |old: &usize| self.became(&anchor.draft, *old).is_empty();
        Some(self.covered(act).into_iter().filter(gone).collect())
    }

    /// Whether one who consented has since refused, reserved on or taken back consent to any of it.
    fn is_overtaken(&self, act: &Act) -> bool {
        let refuses = |act: &Act| matches!(act.kind(), Kind::Reject | Kind::Reserve);
        let gone = self.gone(act);
        let here = gone.is_some()
            && act.by.iter().any(|party| {
                (0..self.now()).filter(|&clause| !self.origins(act, clause).is_empty()).any(|clause| {
                    self.last(party, clause).is_some_and(|last| {
                        refuses(last) || (last.id != act.id && self.is_withdrawn(party, last, clause))
                    })
                })
            });
        let by_name = gone.is_none_or(|gone| !gone.is_empty());
        here || (by_name
            && act.by.iter().any(|party| {
                let Some(own) = self.anchor(act) else { return false };
                let same_names = |other: &&Act| {
                    self.anchor(other).is_some_and(|anchor| {
                        let (a, b) = (&anchor.clauses, &own.clauses);
                        let shared = a.is_empty() || b.is_empty() || a.iter().any(|name| b.contains(name));
                        anchor.draft == own.draft && shared
                    })
                };
                let said = self
                    .acts
                    .iter()
                    .copied()
                    .filter(|other| Self::speaks(other) && other.by.contains(party))
                    .filter(|other| !self.taken_back(other))
                    .filter(same_names);
                said.max_by(|a, b| self.as_of.order(a, b))
                    .is_some_and(|last| refuses(last) && self.as_of.order(act, last).is_lt())
            }))
    }

    /// Whether words to which one consented, in this act or by a later one in its place, have changed.
    fn rests_on_old_words(&self, act: &Act) -> bool {
        let Some(gone) = self.gone(act) else { return false };
        let rests = |act: &Act, origins: &[usize]| act.kind() != Kind::Accept || self.to_words(act, origins);
        let exact = |draft: Option<&DraftId>| draft.is_some_and(|draft| self.exact(draft));
        let comparable = exact(self.texts.current()) && exact(self.anchor(act).map(|anchor| &anchor.draft));
        let lost = comparable && gone.iter().any(|&old| rests(act, &[old]));
        lost || act.by.iter().any(|party| {
            (0..self.now()).filter(|&clause| !self.origins(act, clause).is_empty()).any(|clause| {
                self.last(party, clause).is_some_and(|last| {
                    rests(last, &self.origins(last, clause)) && self.fate(last, clause) == "stale"
                })
            })
        })
    }

    fn silence(&self, party: &ParticipantId, clause: usize) -> Option<&Act> {
        let mut passed: Vec<&Act> = self
            .acts
            .iter()
            .copied()
            .filter(|act| act.kind() == Kind::OpenSilence && (act.to.is_empty() || act.to.contains(party)))
            .filter(|act| self.states.get(&act.id) == Some(&State::Stands))
            .filter(|act| !self.origins(act, clause).is_empty())
            .collect();
        passed.sort_by(|a, b| {
            let end = |act: &Act| act.until.map(|until| until.ends(&self.as_of.zone));
            end(a).cmp(&end(b)).then_with(|| self.as_of.order(a, b))
        });
        passed.last().copied()
    }

    fn absence(&self, party: &ParticipantId, clause: usize) -> &'static str {
        if !self.holds(party, clause) {
            return "not_delivered";
        }
        let concerns = |act: &&Act| !self.taken_back(act) && !self.origins(act, clause).is_empty();
        let responses: Vec<&Act> = self.by(party, &[Kind::Respond]).filter(concerns).collect();
        let asked: Vec<&Act> = self
            .acts
            .iter()
            .copied()
            .filter(|act| act.kind() == Kind::Ask && act.to.contains(party))
            .filter(concerns)
            .collect();
        let replied = |ask: &Act| {
            let directly = self.acts.iter().any(|reply| {
                reply.answers.as_ref() == Some(&ask.id)
                    && reply.by.contains(party)
                    && (Self::speaks(reply) || reply.kind() == Kind::Respond)
                    && !self.taken_back(reply)
            });
            directly || responses.iter().any(|response| self.as_of.order(ask, response).is_lt())
        };
        if asked.iter().any(|ask| !replied(ask)) {
            "unanswered"
        } else if !asked.is_empty() || !responses.is_empty() {
            "answered"
        } else {
            "not_asked"
        }
    }

    fn holds(&self, party: &ParticipantId, clause: usize) -> bool {
        let Some(now) = self.texts.current() else { return false };
        self.texts.drafts.iter().any(|(entry, outline)| {
            let Some(outline) = outline else { return false };
            let all = || (0..outline.clauses.len()).collect::<Vec<_>>();
            let acted = |act: &&&Act| act.anchor.as_ref().is_some_and(|anchor| anchor.draft == entry.id);
            let mut held: BTreeSet<usize> = BTreeSet::new();
            if entry.by.contains(party) {
                held.extend(all());
            }
            for act in self.acts.iter().filter(acted) {
                let confirmed =
                    act.confirmed || self.answering(act, Kind::Confirm).any(|other| other.by.contains(party));
                let denied = self.answering(act, Kind::Deny).any(|other| other.by.contains(party));
                if act.by.contains(party) && (act.through.is_none() || confirmed) && !denied {
                    held.extend(all());
                } else if matches!(act.kind(), Kind::Deliver | Kind::Show) && act.to.contains(party) {
                    held.extend(self.covered(act));
                }
            }
            let held: Vec<usize> = held.into_iter().collect();
            if entry.id == *now {
                return held.contains(&clause);
            }
            self.exact(&entry.id) && self.exact(now) && self.same(&entry.id, &held, &[], clause)
        })
    }
}

/// How every act of a record stands, by the oracle.
pub(crate) fn states(texts: &Shelf, record: &[Act]) -> BTreeMap<ActId, State> {
    let as_of = moment();
    let timeline = Timeline::new(record, &as_of);
    let acts = timeline.acts().to_vec();
    let mut oracle = Oracle { texts, acts, as_of: &as_of, states: BTreeMap::new() };
    oracle.find_states();
    oracle.states
}

/// An entry of the ledger in the words of the oracle.
fn told(consent: &Consent) -> String {
    let mut told = super::brief(consent);
    if let Some(extent) = consent.extent {
        told.push_str(&format!(" {extent}"));
    }
    if let Some(act) = &consent.act {
        told.push_str(&format!(" by {act}"));
    }
    told
}

pub(crate) fn moment() -> AsOf {
    AsOf::end_of(When::day(date(2031, 3, 20)), TimeZone::UTC)
}

pub(crate) fn parties() -> [ParticipantId; 2] {
    ["p0".into(), "p1".into()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("ONETEXT_LONG").is_some() { 100_000 } else { 500 }))]

    #[test]
    fn the_ledger_is_what_a_literal_reading_of_its_rules_gives(texts in shelf(), record in record()) {
        let as_of = moment();
        let timeline = Timeline::new(&record, &as_of);
        let (acts, states) = (timeline.acts().to_vec(), BTreeMap::new());
        let mut oracle = Oracle { texts: &texts, acts, as_of: &as_of, states };
        oracle.find_states();
        let ledger = ledger(&parties(), &record, &texts, &as_of);
        for row in &ledger.clauses {
            for consent in &row.consent {
                let expected = oracle.entry(&consent.party, row.index.0 as usize);
                prop_assert_eq!(told(consent), expected, "{} on {}", consent.party, row.id);
            }
        }
    }

    #[test]
    fn what_is_not_known_yet_the_order_of_acts_and_labels_change_nothing(
        (record, shuffled) in record().prop_flat_map(|record| (Just(record.clone()), Just(record).prop_shuffle())),
        texts in shelf(),
    ) {
        let as_of = moment();
        let whole = ledger(&parties(), &record, &texts, &as_of);
        prop_assert_eq!(&ledger(&parties(), &shuffled, &texts, &as_of), &whole);
        let known: Vec<Act> = record.iter().filter(|act| as_of.is_known(act)).cloned().collect();
        prop_assert_eq!(&ledger(&parties(), &known, &texts, &as_of), &whole);
        let mut relabelled = record.clone();
        for act in &mut relabelled {
            act.label = Some("new demand".into());
        }
        prop_assert_eq!(&ledger(&parties(), &relabelled, &texts, &as_of), &whole);
    }

    #[test]
    fn the_last_entry_of_a_history_is_what_the_ledger_has(texts in shelf(), record in record()) {
        let as_of = moment();
        let ledger = ledger(&parties(), &record, &texts, &as_of);
        for (column, party) in parties().iter().enumerate() {
            let history = history(party, &record, &texts, &as_of);
            for row in &ledger.clauses {
                let consent = &row.consent[column];
                match (history.get(&row.index).and_then(|entries| entries.last()), consent.kind) {
                    (_, Some(Kind::OpenSilence)) => {}
                    (last, Some(_)) => prop_assert_eq!(last, Some(consent)),
                    (last, None) => prop_assert_eq!(last, None),
                }
            }
        }
    }
}
