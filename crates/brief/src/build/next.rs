//! Whom the reader sees next, what to ask of them, the next meeting and the press line.

use std::collections::HashSet;

use onetext_record::act::{Account, Act, Deed, Kind, Round, Statement};
use onetext_record::deliveries::{Manner, holdings};
use onetext_record::principals::behind;
use onetext_record::promises::promises;
use onetext_record::rounds::{Phase, Presence, RoundRecord, next_round, next_steps};
use onetext_record::standing::State;
use onetext_record::{ParticipantId, Reader, Role};

use super::say::title;
use super::scene::Scene;
use super::voices::voice;
use crate::line::{Line, shorten};
use crate::model::{Ask, Held, Meeting, Next, PressLine, Promised, Said, Seen};
use crate::wording;

/// How many attendees there is room for.
const PEOPLE: usize = 6;
/// How many texts of one attendee: the latest in each of so many languages.
const TEXTS: usize = 2;
/// How many promises to one attendee.
const PROMISES: usize = 1;
/// How many aims of a round.
const AIMS: usize = 3;
/// How many characters of what happens without a deal.
const WITHOUT_DEAL: usize = 110;
/// How many characters of words are shown.
const WORDS: usize = 80;
/// How many, where more than [`FEW`] are met.
const FEW_WORDS: usize = 32;
/// How many people may be met with all their words.
const FEW: usize = 4;
/// How many characters of a press line are shown.
const PRESS_LINE: usize = 220;

pub(super) fn next(scene: &Scene<'_>, rounds: &[RoundRecord<'_>]) -> (Option<Next>, Ask) {
    let say = scene.say;
    let Some(found) = next_round(rounds, say.view.zone()) else {
        return (None, Ask { ask: None, fallback: None });
    };
    let called = Called::new(rounds, found);
    let mut others: Vec<&ParticipantId> = called
        .present
        .iter()
        .copied()
        .filter(|id| say.view.reader != Reader::Participant((*id).clone()))
        .collect();
    // Parties first: stable, so that within each the order of the call stays.
    others.sort_by_key(|id| !say.view.participant(id).is_some_and(|participant| participant.is(Role::Party)));
    let absent: Vec<ParticipantId> = called.absent.into_iter().cloned().collect();
    let words = if others.len() > FEW { FEW_WORDS } else { WORDS };
    let next = Next {
        act: found.act.id.to_string(),
        on: say.date(&found.starts()),
        ends: found.round.ends.as_ref().map(|ends| say.date(ends)),
        running: found.phase == Phase::Running,
        place: called.place.map(str::to_owned),
        aims: called.aims.iter().take(AIMS).map(|aim| shorten(aim, WORDS).0).collect(),
        without_deal: called.without_deal.iter().take(1).map(|what| shorten(what, WITHOUT_DEAL).0).collect(),
        more: others.len().saturating_sub(PEOPLE),
        people: others.into_iter().take(PEOPLE).map(|id| seen(scene, id, words)).collect(),
        absent: say.people(&absent),
    };
    (Some(next), Ask { ask: found.round.ask.clone(), fallback: found.round.fallback.clone() })
}

/// What is known of a round: where its own call says nothing, what was said of the rounds that it resumes, the latest first.
struct Called<'r> {
    present: Vec<&'r ParticipantId>,
    absent: Vec<&'r ParticipantId>,
    place: Option<&'r str>,
    aims: &'r [String],
    without_deal: &'r [String],
}

impl<'r> Called<'r> {
    fn new(rounds: &'r [RoundRecord<'_>], round: &'r RoundRecord<'_>) -> Self {
        let earlier = round.resumes.iter().filter_map(|id| rounds.iter().find(|other| other.act.id == **id));
        let chain: Vec<&RoundRecord<'_>> = std::iter::once(round).chain(earlier).collect();
        let (mut present, mut absent) = (Vec::new(), Vec::new());
        for one in &chain {
            for place in &one.attendance {
                let who = place.participant;
                if !present.contains(&who) && !absent.contains(&who) {
                    let side = if place.presence == Presence::Absent { &mut absent } else { &mut present };
                    side.push(who);
                }
            }
            if !one.round.attendees.is_empty() || !one.round.absent.is_empty() {
                break;
            }
        }
        Self {
            present,
            absent,
            place: chain.iter().find_map(|one| one.round.place.as_deref()),
            aims: first_said(&chain, |round| &round.aims),
            without_deal: first_said(&chain, |round| &round.without_deal),
        }
    }
}

fn first_said<'r>(chain: &[&'r RoundRecord<'_>], of: impl Fn(&'r Round) -> &'r [String]) -> &'r [String] {
    chain.iter().map(|one| of(one.round)).find(|said| !said.is_empty()).unwrap_or_default()
}

fn seen(scene: &Scene<'_>, id: &ParticipantId, most: usize) -> Seen {
    let say = scene.say;
    let participant = say.view.participant(id);
    let behind = participant.map(|participant| behind(scene.timeline, say.view.texts(), participant));
    let (holds, holds_more) = held(scene, id);
    let promised: Vec<Promised> = promises(scene.timeline, scene.standings())
        .into_iter()
        .filter(|promise| promise.standing.state != State::Fallen && promise.act.to.contains(id))
        .map(|promise| Promised {
            act: promise.act.id.to_string(),
            by: say.people(&promise.act.by),
            words: say.words_cut(promise.act, most),
            on: say.date(&promise.act.earliest()),
        })
        .collect();
    let mine = scene.timeline.acts().iter().enumerate().rev();
    let last = mine
        .filter(|(at, act)| act.by.contains(id) && act.words.is_some() && scene.timeline.is_in_force(*at));
    Seen {
        who: say.person(id),
        roles: participant
            .map(|participant| participant.roles.iter().map(|role| wording::role(*role).to_owned()).collect())
            .unwrap_or_default(),
        principal: behind.as_ref().and_then(|behind| behind.principal).map(str::to_owned),
        principal_since: behind
            .as_ref()
            .and_then(|behind| behind.principal_since)
            .map(|since| say.date(&since)),
        mandate: behind
            .as_ref()
            .filter(|behind| !behind.mandates.is_empty())
            .map(|behind| behind.mandates.iter().map(|mandate| mandate.words).collect::<Vec<_>>().join("; ")),
        mandate_is_older: behind.is_some_and(|behind| behind.mandates.iter().any(|mandate| mandate.is_older)),
        last_words: last.map(|(_, act)| voice(scene, act, most)).next(),
        more: holds_more + promised.len().saturating_sub(PROMISES),
        holds,
        promised: promised.into_iter().take(PROMISES).collect(),
    }
}

/// The latest text in each language that somebody was handed or shown, and how many others.
fn held(scene: &Scene<'_>, id: &ParticipantId) -> (Vec<Held>, usize) {
    let say = scene.say;
    let mut found: Vec<Held> = Vec::new();
    let mut drafts = HashSet::new();
    let mut more = 0;
    for holding in holdings(scene.deliveries(), id) {
        let Some(entry) = holding.anchor().and_then(|anchor| say.entry(&anchor.draft)) else { continue };
        let (shown_only, read_aloud) =
            (holding.manner != Manner::HandedOver, holding.manner == Manner::ReadAloud);
        let language = wording::language(&entry.lang);
        // An earlier text in the same language is one more; so is what was shown of a text that was left, too.
        if found.iter().any(|held| held.language == language && (!held.shown_only || shown_only)) {
            more += usize::from(drafts.insert(&entry.id));
            continue;
        }
        drafts.insert(&entry.id);
        found.push(Held {
            draft: entry.id.to_string(),
            title: title(entry),
            language,
            current: scene.ledger.draft.as_ref().is_some_and(|current| entry.is_version_of(current)),
            shown_only,
            read_aloud,
            copy: holding.copy().map(str::to_owned),
            on: say.date(&holding.act.earliest()),
        });
    }
    more += found.len().saturating_sub(TEXTS);
    found.truncate(TEXTS);
    (found, more)
}

/// The next meeting: the first planned round, or a step of a round that comes before it.
pub(super) fn meeting(scene: &Scene<'_>, rounds: &[RoundRecord<'_>]) -> Option<Meeting> {
    let say = scene.say;
    let zone = say.view.zone();
    let planned = rounds.iter().filter(|round| round.phase == Phase::Planned).map(|round| {
        let mut what = Line::from("round");
        let called = Called::new(rounds, round);
        if let Some(place) = called.place {
            what = what.text(", ").given(place);
        }
        let with: Vec<ParticipantId> = called.present.into_iter().cloned().collect();
        if !with.is_empty() {
            // The round itself is in the chronology with everybody who is to come.
            let left = with.len().saturating_sub(FEW);
            what = match left {
                0 => what.text(", with ").line(&say.names(&with)),
                _ => {
                    let few = with.iter().take(FEW).fold(Line::new(), |line, id| {
                        let between = if line.is_empty() { "" } else { ", " };
                        line.text(between).given(say.view.name(id))
                    });
                    what.text(", with ").line(&few).text(&format!(" and {left} more (annex D)"))
                }
            };
        }
        (round.starts(), Meeting { act: round.act.id.to_string(), on: Some(say.date(&round.starts())), what })
    });
    let steps = next_steps(scene.timeline, rounds);
    let steps = steps.iter().filter_map(|(round, step)| {
        let mut what = Line::new().given(&step.what);
        if let Some(owner) = &step.owner {
            what = what.text(" (").given(say.view.name(owner)).text(")");
        }
        let on = step.on?;
        Some((on, Meeting { act: round.act.id.to_string(), on: Some(say.date(&on)), what }))
    });
    planned.chain(steps).min_by(|(a, _), (b, _)| a.compare(b, zone)).map(|(_, meeting)| meeting)
}

/// The latest agreed press line in force: a statement that the record has as one, by several participants together, or by a mediator. One
/// party's own line is its own.
pub(super) fn press_line(scene: &Scene<'_>) -> Option<PressLine> {
    let say = scene.say;
    let is_press_line = |act: &Act| {
        let is_given = matches!(&act.deed, Deed::State(said) if said.account == Some(Account::PressLine));
        let mediates =
            |id: &ParticipantId| say.view.participant(id).is_some_and(|one| one.is(Role::Mediator));
        let agreed_by = |said: &Statement| !said.agreed_by.is_empty();
        let agreed = matches!(&act.deed, Deed::State(said) if agreed_by(said))
            || act.by.len() > 1
            || act.by.iter().any(mediates);
        is_given && agreed
    };
    let acts = scene.timeline.acts().iter().enumerate().rev();
    let (at, act) =
        acts.into_iter().find(|(at, act)| is_press_line(act) && scene.timeline.is_in_force(*at))?;
    let (words, shortened) = shorten(act.words.as_deref()?, PRESS_LINE);
    Some(PressLine {
        act: act.id.to_string(),
        words: Said { words, lang: act.lang.clone(), shortened, standing: None },
        by: say.people(&said_by(act)),
        on: say.date(&act.earliest()),
        corrected: corrections(scene, at),
    })
}

/// Whoever stated an account, and whoever agreed to it.
fn said_by(act: &Act) -> Vec<ParticipantId> {
    let agreed: &[ParticipantId] = match &act.deed {
        Deed::State(statement) => &statement.agreed_by,
        _ => &[],
    };
    let mut all = act.by.clone();
    all.extend(agreed.iter().filter(|id| !act.by.contains(id)).cloned());
    all
}

/// Corrections and denials of an act, which stays in place.
fn corrections(scene: &Scene<'_>, at: usize) -> Vec<Line> {
    let say = scene.say;
    let answers = [Kind::Correct, Kind::Deny].into_iter().flat_map(|kind| scene.timeline.answers(at, kind));
    let line = |answer: usize| {
        let act = scene.timeline.acts()[answer];
        let verb = if act.kind() == Kind::Correct { " corrected it on " } else { " denied it on " };
        let line = say.names(&act.by).text(verb).text(&say.date(&act.earliest()).words);
        match say.words_cut(act, PRESS_LINE) {
            Some(said) => line.text(": ").quoted(&said.words),
            None => line,
        }
    };
    answers.map(line).collect()
}
