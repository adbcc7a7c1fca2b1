//! Whether an earlier act still stands: what a condition, a promise or an offer is worth at a moment.
//!
//! An act falls when it is taken back, runs out, or is refused or replaced. What asks for an answer is open until
//! somebody accepts: a response answers it, and may say yes or no. A conditional act stands as its conditions stand,
//! however long the chain; acts that depend on each other stand together.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::act::{Act, Deed, Kind};
use crate::ids::{ActId, DraftId, ParticipantId};
use crate::timeline::Timeline;

/// Whether an act stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It stands.
    Stands,
    /// It waits for an answer, or depends on something that does.
    Open,
    /// It does not stand any more, or depends on something that does not.
    Fallen,
}

/// Why an act stands or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It was done, and nothing has happened to it.
    Done,
    /// It was accepted; or, while it is open, it got a response.
    Answered,
    /// Nobody has answered it.
    Unanswered,
    /// Whoever did it took it back.
    Withdrawn,
    /// It is recorded as having run out.
    Lapsed,
    /// Its time has passed.
    Expired,
    /// It was refused in an answer.
    Rejected,
    /// Whoever did it has put something else in its place.
    Superseded,
    /// A silence procedure was broken by an objection.
    Broken,
    /// The words to which it consents have changed.
    WordsChanged,
}

impl Reason {
    /// In words: `withdrawn`, `not answered yet`.
    pub fn as_words(self) -> &'static str {
        match self {
            Self::Done => "stands",
            Self::Answered => "answered",
            Self::Unanswered => "not answered yet",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
            Self::Expired => "expired",
            Self::Rejected => "rejected",
            Self::Superseded => "replaced by a later act",
            Self::Broken => "broken by an objection",
            Self::WordsChanged => "the words have changed since",
        }
    }
}

/// How one act stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'a> {
    /// Whether it stands.
    pub state: State,
    /// Why.
    pub reason: Reason,
    /// The act to which the reason applies: itself, or one on which it depends.
    pub of: &'a ActId,
    /// The act that brought it about, if one did.
    pub through: Option<&'a ActId>,
}

/// How every act of a timeline stands. Takes time in proportion to the number of acts and references.
#[derive(Debug)]
pub struct Standings<'t, 'a> {
    timeline: &'t Timeline<'a>,
    each: Vec<Standing<'a>>,
    /// For each act, those that stand only as it does.
    dependents: Vec<Vec<usize>>,
}

impl<'t, 'a> Standings<'t, 'a> {
    /// Computes how every act stands, by the record alone: a later refusal takes the place of consent where it names the
    /// same clauses of the same draft. Where texts are at hand, [`crate::ledger::standings`] follows clauses by lineage.
    pub fn new(timeline: &'t Timeline<'a>) -> Self {
        Self::judged(timeline, |_| None)
    }

    /// Computes how every act stands. `judge` tells of consent what became of it; what it does not know is taken from
    /// the record alone.
    pub(crate) fn judged(timeline: &'t Timeline<'a>, judge: impl Fn(usize) -> Option<Judgement>) -> Self {
        let acts = timeline.acts();
        let mut each = Vec::with_capacity(acts.len());
        // What depends on an act: acts conditional on it, and what it answers.
        let mut dependents: Vec<Vec<usize>> = vec![Vec::new(); acts.len()];
        let words = Words::new(timeline);
        for (at, act) in acts.iter().enumerate() {
            let judged = is_consent(act.kind()).then(|| judge(at)).flatten();
            let (standing, rests_on) = alone(timeline, &words, at, judged);
            each.push(standing);
            for on in act.conditions.iter().filter_map(|id| timeline.position(id)).chain(rests_on) {
                dependents[on].push(at);
            }
        }
        // What does not stand brings down what depends on it; the worse state first, so that it is never softened.
        for state in [State::Fallen, State::Open] {
            let mut reached: Vec<usize> = (0..acts.len()).filter(|&at| each[at].state == state).collect();
            let mut next = 0;
            while let Some(&at) = reached.get(next) {
                next += 1;
                let cause = each[at].clone();
                for &dependent in &dependents[at] {
                    if each[dependent].state < state {
                        each[dependent] = cause.clone();
                        reached.push(dependent);
                    }
                }
            }
        }
        Self { timeline, each, dependents }
    }

    /// How the act at a place of the timeline stands.
    pub fn at(&self, at: usize) -> &Standing<'a> {
        &self.each[at]
    }

    /// How an act stands; `None` where there is no such act at this moment.
    pub fn of(&self, id: &ActId) -> Option<&Standing<'a>> {
        self.timeline.position(id).map(|at| &self.each[at])
    }

    /// Places of the acts that stand only as the act at a place does: those conditional on it, and what it answers where
    /// that rests on this answer; in order.
    pub fn hanging_on(&self, at: usize) -> &[usize] {
        &self.dependents[at]
    }

    /// Places of the acts that have not fallen and fall with the act at a place, however long the chain; in order. Takes
    /// time in proportion to their number.
    pub fn falling_with(&self, at: usize) -> Vec<usize> {
        let mut falling = vec![at];
        let mut seen = HashSet::from([at]);
        let mut next = 0;
        while let Some(&on) = falling.get(next) {
            next += 1;
            let hanging = self.dependents[on].iter().copied();
            falling.extend(hanging.filter(|&at| self.each[at].state != State::Fallen && seen.insert(at)));
        }
        falling.swap_remove(0);
        falling.sort_unstable();
        falling
    }

    /// How each condition of an act stands. A condition that does not exist yet at this moment is open.
    pub fn conditions(&self, act: &Act) -> Vec<Condition> {
        act.conditions
            .iter()
            .map(|id| match self.of(id) {
                Some(standing) => {
                    Condition { act: id.clone(), state: standing.state, why: self.why(id, standing) }
                }
                None => Condition { act: id.clone(), state: State::Open, why: "not done yet".to_owned() },
            })
            .collect()
    }

    fn why(&self, id: &ActId, standing: &Standing<'_>) -> String {
        let mut why = standing.reason.as_words().to_owned();
        if standing.of != id {
            why = format!("depends on {}: {why}", standing.of);
        }
        if let Some(through) = standing.through {
            why.push_str(&format!(" ({through})"));
            // Whether an answer says yes is for whoever reads it.
            let answer = self.timeline.get(through).filter(|_| standing.state == State::Open);
            if let Some(words) = answer.and_then(|answer| answer.words.as_deref()) {
                why.push_str(&format!(": \u{201c}{words}\u{201d}"));
            }
        }
        why
    }
}

/// A condition of an act, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// The act on which it depends.
    pub act: ActId,
    /// How that stands.
    pub state: State,
    /// Why, in words.
    pub why: String,
}

/// What became of consent, as seen in the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Judgement {
    /// The refusal, reservation or withdrawal that is now the author's word on something that it covers.
    pub(crate) replaced: Option<usize>,
    /// Whether the words have changed.
    pub(crate) changed: bool,
    /// Whether some of it cannot be followed, so that clauses have to be compared by their names.
    pub(crate) by_name: bool,
}

/// How an act stands for itself, without what it depends on; and the answer on which that rests, if it does.
fn alone<'a>(
    timeline: &Timeline<'a>,
    words: &Words<'a>,
    at: usize,
    judged: Option<Judgement>,
) -> (Standing<'a>, Option<usize>) {
    let acts = timeline.acts();
    let act = acts[at];
    let because = |state, reason, through: Option<usize>| Standing {
        state,
        reason,
        of: &act.id,
        through: through.map(|through| &acts[through].id),
    };
    let fallen = |reason, through| (because(State::Fallen, reason, through), None);
    if let Some(withdrawal) = timeline.withdrawals(at).next() {
        return fallen(Reason::Withdrawn, Some(withdrawal));
    }
    if let Some(lapse) = timeline.answers(at, Kind::Lapse).next() {
        return fallen(Reason::Lapsed, Some(lapse));
    }
    if let Deed::OpenSilence(_) = act.deed {
        if let Some(objection) = objection(timeline, at) {
            return fallen(Reason::Broken, Some(objection));
        }
        // The end of a silence procedure is when it takes effect.
        let over = act.until.is_some_and(|until| timeline.as_of.is_past(until));
        return match over {
            true => (because(State::Stands, Reason::Done, None), None),
            false => (because(State::Open, Reason::Unanswered, None), None),
        };
    }
    let last = last_words(timeline, at);
    // What was accepted in time has not run out.
    let accepted = asks_for_an_answer(act.kind()) && last.acceptance.is_some();
    if act.until.is_some_and(|until| timeline.as_of.is_past(until)) && !accepted {
        return fallen(Reason::Expired, None);
    }
    let by_name = judged.is_none_or(|judged| judged.by_name);
    let replaced = judged.and_then(|judged| judged.replaced);
    if let Some(later) = replaced.or_else(|| by_name.then(|| replaced_by(timeline, words, at)).flatten()) {
        return fallen(Reason::Superseded, Some(later));
    }
    if let Some(refusal) = last.refusal {
        return fallen(Reason::Rejected, Some(refusal));
    }
    if judged.is_some_and(|judged| judged.changed) {
        return (because(State::Open, Reason::WordsChanged, None), None);
    }
    if !asks_for_an_answer(act.kind()) {
        return (because(State::Stands, Reason::Done, None), None);
    }
    match (last.acceptance, last.response) {
        (Some(acceptance), _) => {
            (because(State::Stands, Reason::Answered, Some(acceptance)), Some(acceptance))
        }
        (None, Some(response)) => (because(State::Open, Reason::Answered, Some(response)), None),
        (None, None) => (because(State::Open, Reason::Unanswered, None), None),
    }
}

fn asks_for_an_answer(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Table | Kind::Amend | Kind::Clarify | Kind::Interpret | Kind::Float | Kind::Convey | Kind::Ask
    )
}

/// The objection that broke a silence procedure: one made before it ended and not taken back.
pub(crate) fn objection(timeline: &Timeline<'_>, silence: usize) -> Option<usize> {
    let until = timeline.acts()[silence].until?;
    let end = until.ends(&timeline.as_of.zone);
    timeline
        .answers(silence, Kind::BreakSilence)
        .find(|&at| timeline.acts()[at].earliest().starts(&timeline.as_of.zone) <= end)
}

/// The latest of each sort of last words.
#[derive(Default)]
struct LastWords {
    refusal: Option<usize>,
    acceptance: Option<usize>,
    response: Option<usize>,
}

/// The last word of each who has answered: a refusal that no later word of theirs undid; an acceptance, in time, that no
/// later refusal undid; a response.
fn last_words(timeline: &Timeline<'_>, at: usize) -> LastWords {
    let acts = timeline.acts();
    let mut heard: Vec<&ParticipantId> = Vec::new();
    let mut decided: Vec<&ParticipantId> = Vec::new();
    let mut last = LastWords::default();
    let end = acts[at].until.map(|until| until.ends(&timeline.as_of.zone));
    let is_late = |act: &Act| end.is_some_and(|end| act.earliest().starts(&timeline.as_of.zone) > end);
    for &word in timeline.all_answers(at).iter().rev().filter(|&&word| timeline.is_in_force(word)) {
        let said = acts[word];
        if said.by.iter().all(|by| acts[at].by.contains(by)) {
            continue;
        }
        let any_not_in = |list: &[&ParticipantId]| said.by.iter().any(|by| !list.contains(&by));
        match said.kind() {
            Kind::Reject => {
                if any_not_in(&heard) {
                    last.refusal = last.refusal.or(Some(word));
                }
                decided.extend(&said.by);
            }
            Kind::Accept if is_late(said) => continue,
            Kind::Accept => {
                if any_not_in(&decided) {
                    last.acceptance = last.acceptance.or(Some(word));
                }
                decided.extend(&said.by);
            }
            Kind::Respond => last.response = last.response.or(Some(word)),
            _ => continue,
        }
        heard.extend(&said.by);
    }
    last
}

/// A later act of the same author that takes the place of this one: a proposal that answers it; for consent, a refusal
/// or reservation of the same words that no later consent undid.
fn replaced_by<'a>(timeline: &Timeline<'a>, words: &Words<'a>, at: usize) -> Option<usize> {
    let acts = timeline.acts();
    let act = acts[at];
    if asks_for_an_answer(act.kind()) {
        return timeline.all_answers(at).iter().copied().filter(|&later| timeline.is_in_force(later)).find(
            |&later| {
                let proposal = matches!(
                    acts[later].kind(),
                    Kind::Table | Kind::Amend | Kind::Clarify | Kind::Float | Kind::Ask
                );
                proposal && acts[later].by.iter().any(|by| act.by.contains(by))
            },
        );
    }
    if !is_consent(act.kind()) {
        return None;
    }
    let anchor = timeline.anchor(at)?;
    act.by.iter().find_map(|by| {
        let said = words.0.get(&(by, &anchor.draft))?;
        let last = said
            .iter()
            .rev()
            .take_while(|&&(later, _)| later > at)
            .find(|(_, clauses)| overlap(&anchor.clauses, clauses))?;
        (!is_consent(acts[last.0].kind())).then_some(last.0)
    })
}

/// Who has consented to or refused which clauses of which draft, in order.
struct Words<'a>(HashMap<(&'a ParticipantId, &'a DraftId), Vec<Said<'a>>>);

/// The place of an act, and the clauses that it names.
type Said<'a> = (usize, &'a [String]);

impl<'a> Words<'a> {
    fn new(timeline: &Timeline<'a>) -> Self {
        let mut words: HashMap<_, Vec<_>> = HashMap::new();
        for (at, &act) in timeline.acts().iter().enumerate() {
            let refusal = matches!(act.kind(), Kind::Reject | Kind::Reserve);
            if !(is_consent(act.kind()) || refusal) || !timeline.is_in_force(at) {
                continue;
            }
            let Some(anchor) = timeline.anchor(at) else { continue };
            for by in &act.by {
                words.entry((by, &anchor.draft)).or_default().push((at, anchor.clauses.as_slice()));
            }
        }
        Self(words)
    }
}

/// Whether two lists of clauses of one draft share any; none means the whole draft.
fn overlap(a: &[String], b: &[String]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|clause| b.contains(clause))
}

/// Kinds by which a party consents to words or a concept.
pub(crate) fn is_consent(kind: Kind) -> bool {
    matches!(kind, Kind::Accept | Kind::Initial | Kind::Sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{acts, as_of};

    fn told(lines: &str, id: &str) -> (State, Reason) {
        let (acts, as_of) = (acts(lines), as_of("2031-03-20"));
        let timeline = Timeline::new(&acts, &as_of);
        let standings = Standings::new(&timeline);
        let standing = standings.of(&id.into()).unwrap();
        (standing.state, standing.reason)
    }

    const TABLED: &str = "t table upper 2031-03-01; words = \"x\"; until = 2031-03-25\n";

    fn tabled(rest: &str) -> (State, Reason) {
        told(&format!("{TABLED}{rest}"), "t")
    }

    #[test]
    fn what_asks_for_an_answer_is_open_until_somebody_else_accepts() {
        assert_eq!(tabled(""), (State::Open, Reason::Unanswered));
        assert_eq!(tabled("r respond lower 2031-03-02; answers = \"t\""), (State::Open, Reason::Answered));
        assert_eq!(
            tabled(
                "r accept lower 2031-03-02; answers = \"t\"\n s respond lower 2031-03-03; answers = \"t\""
            ),
            (State::Stands, Reason::Answered),
            "a response after an acceptance takes nothing back"
        );
        assert_eq!(
            tabled("r accept lower 2031-03-02; draft = \"first\"; answers = \"t\""),
            (State::Stands, Reason::Answered)
        );
        assert_eq!(tabled("r respond upper 2031-03-02; answers = \"t\""), (State::Open, Reason::Unanswered));
        assert_eq!(
            tabled(
                "r respond lower 2031-03-02; answers = \"t\"\n w withdraw lower 2031-03-03; answers = \"r\""
            ),
            (State::Open, Reason::Unanswered)
        );
        assert_eq!(told("s state upper 2031-03-01; words = \"x\"", "s"), (State::Stands, Reason::Done));
    }

    #[test]
    fn an_act_falls_when_it_is_taken_back_by_its_author_lapses_ends_is_refused_or_replaced() {
        assert_eq!(tabled("w withdraw upper 2031-03-02; answers = \"t\"").1, Reason::Withdrawn);
        assert_eq!(
            tabled("w withdraw lower 2031-03-02; answers = \"t\"").1,
            Reason::Unanswered,
            "not theirs to withdraw"
        );
        assert_eq!(tabled("w lapse - 2031-03-02; answers = \"t\"").1, Reason::Lapsed);
        assert_eq!(tabled("w reject lower 2031-03-02; answers = \"t\"").1, Reason::Rejected);
        assert_eq!(tabled("w amend upper 2031-03-02; words = \"y\"; answers = \"t\"").1, Reason::Superseded);
        assert_eq!(tabled("w amend lower 2031-03-02; words = \"y\"; answers = \"t\"").1, Reason::Unanswered);
        assert_eq!(told(&TABLED.replace("25", "19"), "t").1, Reason::Expired);
    }

    #[test]
    fn an_offer_accepted_in_time_has_not_run_out_and_one_accepted_too_late_has() {
        let accepted = |on: &str| {
            let offer = TABLED.replace("2031-03-25", "2031-03-10T18:00:00");
            told(&format!("{offer}a accept lower {on}; answers = \"t\"; draft = \"first\""), "t")
        };
        assert_eq!(accepted("2031-03-10T18:00:00"), (State::Stands, Reason::Answered));
        assert_eq!(accepted("2031-03-10T18:01:00"), (State::Fallen, Reason::Expired));
        assert_eq!(accepted("2031-03-11"), (State::Fallen, Reason::Expired));
    }

    #[test]
    fn each_ones_last_word_counts_and_one_refusal_outweighs_the_others_answers() {
        let words =
            "a reject lower 2031-03-02; answers = \"t\"\n b respond lower 2031-03-03; answers = \"t\"";
        assert_eq!(tabled(words), (State::Open, Reason::Answered));
        assert_eq!(
            tabled(&format!("{words}\n c reject priest 2031-03-02; answers = \"t\"")).1,
            Reason::Rejected
        );
    }

    #[test]
    fn an_answer_is_worth_what_it_depends_on() {
        let conditional = "u ask upper 2031-03-01; to = \"council\"
            r accept lower 2031-03-02; draft = \"first\"; answers = \"t\"; if = [\"u\"]";
        assert_eq!(tabled(conditional), (State::Open, Reason::Unanswered));
    }

    #[test]
    fn a_silence_procedure_is_open_until_its_end_and_then_stands_unless_it_was_broken() {
        let opened = "s open_silence council 2031-03-01; draft = \"first\"; rule = \"r\"; until = ";
        assert_eq!(told(&format!("{opened}2031-03-25"), "s").0, State::Open);
        assert_eq!(told(&format!("{opened}2031-03-19"), "s").0, State::Stands);
        let broken = format!("{opened}2031-03-19\n b break_silence lower 2031-03-18; answers = \"s\"");
        assert_eq!(told(&broken, "s"), (State::Fallen, Reason::Broken));
    }
}
