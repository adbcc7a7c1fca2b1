//! What hangs together and what ends, in words.

use onetext_case::View;
use onetext_case::view::{Outcome, SealedResult};
use onetext_record::act::Act;
use onetext_record::deadlines::{Ends, deadlines, what_ends};
use onetext_record::ledger;
use onetext_record::packages::packages;
use onetext_record::silence::{Procedure, Silence, procedures};
use onetext_record::standing::{Reason, State};
use onetext_record::timeline::Timeline;
use onetext_record::{ActId, Kind, When};

use super::say::Say;
use super::standing::Stand;
use crate::heading::Heading;
use crate::line::Line;
use crate::packages::{Ending, Member, Objection, Package, Packages, SealedSaid, SilenceResult, SilenceSaid};
use crate::standing::ActState;
use crate::wording;

/// How many characters of an objection are shown.
const WORDS: usize = 200;

impl Packages {
    /// What hangs together in a view.
    pub fn new(view: &View) -> Self {
        let (say, now) = (Say::new(view), view.now());
        let timeline = Timeline::new(&view.acts, &now);
        let standings = ledger::standings(&timeline, view.texts());
        Self::of(&Stand { say: &say, timeline: &timeline, standings: &standings })
    }

    /// The same, of acts of which is known how they stand.
    pub(super) fn of(stand: &Stand<'_, '_, '_>) -> Self {
        let view = stand.say.view;
        Self {
            heading: Heading::of(view),
            packages: packages(stand.timeline).iter().map(|found| package(stand, found)).collect(),
            ends: ends(stand),
            ended: ended(stand),
            silence: silence_of(stand),
            sealed: view.sealed.iter().filter_map(|result| sealed(stand.say, result)).collect(),
        }
    }
}

/// The silence procedures of a view.
pub(crate) fn silence(view: &View) -> Vec<SilenceSaid> {
    if !view.acts.iter().any(|act| act.kind() == Kind::OpenSilence) {
        return Vec::new();
    }
    let (say, now) = (Say::new(view), view.now());
    let timeline = Timeline::new(&view.acts, &now);
    let standings = ledger::standings(&timeline, view.texts());
    silence_of(&Stand { say: &say, timeline: &timeline, standings: &standings })
}

fn ids(acts: &[&Act]) -> Vec<String> {
    acts.iter().map(|act| act.id.to_string()).collect()
}

fn package(stand: &Stand<'_, '_, '_>, found: &onetext_record::packages::Package<'_>) -> Package {
    let member = |act: &&Act| Member {
        said: stand.of(act),
        conditions: act.conditions.iter().map(ToString::to_string).collect(),
    };
    let acts: Vec<Member> = found.acts.iter().map(member).collect();
    Package {
        state: acts.iter().map(|member| member.said.state).max().unwrap_or(ActState::Stands),
        hangs_on: ids(&found.hangs_on),
        circle: ids(&found.circle),
        acts,
    }
}

/// What somebody can rely on until then: an offer, consent or a promise.
fn is_offer(ends: Ends) -> bool {
    matches!(ends, Ends::Offer | Ends::Consent | Ends::Promise)
}

fn is_sealed(stand: &Stand<'_, '_, '_>, id: &ActId) -> bool {
    stand.say.view.sealed.iter().any(|result| result.proposal == *id)
}

fn ends(stand: &Stand<'_, '_, '_>) -> Vec<Ending> {
    deadlines(stand.timeline, stand.standings)
        .into_iter()
        .filter(|ending| is_offer(ending.what) && !is_sealed(stand, &ending.act.id))
        .map(|found| {
            let at = stand.timeline.position(&found.act.id);
            let falling = at.map(|at| stand.standings.falling_with(at)).unwrap_or_default();
            let id = |at: usize| stand.timeline.acts().get(at).map(|act| act.id.to_string());
            ending(stand, found.act, found.what, falling.into_iter().filter_map(id).collect())
        })
        .collect()
}

fn ended(stand: &Stand<'_, '_, '_>) -> Vec<Ending> {
    let zone = &stand.timeline.as_of.zone;
    let ran_out = |at: usize, act: &Act| {
        let standing = stand.standings.at(at);
        let own = *standing.of == act.id && standing.state == State::Fallen;
        own && matches!(standing.reason, Reason::Expired | Reason::Lapsed)
    };
    let acts = stand.timeline.acts().iter().enumerate();
    let mut found: Vec<(When, &Act)> = acts
        .filter(|(at, act)| {
            is_offer(what_ends(act.kind())) && !is_sealed(stand, &act.id) && ran_out(*at, act)
        })
        .map(|(_, act)| (act.until.unwrap_or_else(|| act.earliest()), *act))
        .collect();
    found.sort_by(|a, b| {
        b.0.ends(zone).cmp(&a.0.ends(zone)).then_with(|| stand.timeline.as_of.order(a.1, b.1))
    });
    found.into_iter().map(|(_, act)| ending(stand, act, what_ends(act.kind()), Vec::new())).collect()
}

fn ending(stand: &Stand<'_, '_, '_>, act: &Act, ends: Ends, with_it: Vec<String>) -> Ending {
    let until = act.until.as_ref().map(|until| stand.say.date(until));
    Ending { said: stand.of(act), until, ends, with_it }
}

fn silence_of(stand: &Stand<'_, '_, '_>) -> Vec<SilenceSaid> {
    procedures(stand.timeline, stand.standings).iter().map(|one| procedure(stand.say, one)).collect()
}

fn procedure(say: &Say<'_>, one: &Procedure<'_>) -> SilenceSaid {
    let objection = |act: &&Act| Objection {
        act: act.id.to_string(),
        on: say.date(&act.earliest()),
        by: say.people(&act.by),
        words: say.words_cut(act, WORDS),
    };
    let until = wording::hour(&one.until, say.view.zone());
    let running = |line: Line| line.text(" until ").text(&until).text(" under ").quoted(one.rule);
    let (result, words) = match &one.result {
        Silence::Running => (SilenceResult::Running, running(Line::from("open for objections"))),
        Silence::NoObjection => {
            (SilenceResult::NoObjection, wording::no_objection(&one.until, one.rule, say.view.zone()))
        }
        Silence::Broken(by) => {
            let sure = |act: &&&Act| one.is_surely_in_time(act, say.view.zone());
            let (in_time, that_day): (Vec<&&Act>, Vec<&&Act>) = by.iter().partition(sure);
            let line = Line::from("broken by an objection of ").list(names(say, by));
            let line = match (in_time.is_empty(), that_day.is_empty()) {
                (_, true) => line.text(", before ").text(&until),
                (true, false) => line.text(", that day, hour not on record; time was until ").text(&until),
                (false, false) => {
                    let unsure = Line::new().list(names(say, that_day));
                    line.text(", before ")
                        .text(&until)
                        .text(" (of ")
                        .line(&unsure)
                        .text(": that day, hour not on record)")
                }
            };
            (SilenceResult::Broken, line.text(" under ").quoted(one.rule))
        }
        Silence::CalledOff(through) => {
            let line = Line::from("called off on ").text(&say.date(&through.earliest()).words);
            (SilenceResult::CalledOff, line)
        }
        Silence::Hangs { on, fallen } => {
            let line = match say.act(on) {
                Some(act) => Line::from("depends on ").line(&say.noun(act)),
                None => Line::from("depends on another act"),
            };
            let state = if *fallen { ", which does not stand" } else { ", which is open" };
            (SilenceResult::Hangs, line.text(state))
        }
    };
    SilenceSaid {
        act: one.act.id.to_string(),
        on: say.date(&one.act.earliest()),
        by: say.people(&one.act.by),
        to: say.people(&one.act.to),
        about: one.act.anchor.as_ref().map(|anchor| say.anchor(anchor)).unwrap_or_default(),
        rule: one.rule.to_owned(),
        until: say.date(&one.until),
        result,
        words,
        objections: match &one.result {
            Silence::Broken(by) => by.iter().map(objection).collect(),
            _ => Vec::new(),
        },
        late: one.late.iter().map(objection).collect(),
    }
}

/// Who did some acts, each once, in their order.
fn names<'v, 'a: 'v>(say: &Say<'v>, acts: impl IntoIterator<Item = &'v &'a Act>) -> Vec<&'v str> {
    let mut names: Vec<&str> = Vec::new();
    for by in acts.into_iter().flat_map(|act| &act.by).map(|by| say.view.name(by)) {
        if !names.contains(&by) {
            names.push(by);
        }
    }
    names
}

/// A sealed proposal: what became of it, and nothing of any answer.
fn sealed(say: &Say<'_>, result: &SealedResult) -> Option<SealedSaid> {
    let act = say.act(&result.proposal)?;
    let words = match result.outcome {
        Outcome::Pending => Line::from("waits until ").text(&wording::hour(&result.until, say.view.zone())),
        Outcome::Agreed => Line::from("all have said yes"),
        Outcome::NoAgreement => Line::from("no agreement"),
    };
    Some(SealedSaid {
        act: act.id.to_string(),
        on: say.date(&act.earliest()),
        by: say.people(&act.by),
        to: say.people(&act.to),
        what: say.short_sentence(act),
        proposed: say.words(act),
        until: say.date(&result.until),
        outcome: result.outcome,
        words,
    })
}
