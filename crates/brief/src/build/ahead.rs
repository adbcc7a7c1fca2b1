//! What lies ahead: danger, the next round and whom the reader sees there, the next meeting, the press line.

use jiff::ToSpan;
use jiff::civil::DateTime;
use onetext_record::act::{Act, Deed, Kind, Round};
use onetext_record::{ParticipantId, Reader};

use super::say::title;
use super::scene::Scene;
use super::voices::{silent_voice, voice};
use crate::line::{Line, shorten};
use crate::model::{
    Ask, Danger, Deadline, Held, Meeting, Next, Offer, PressLine, Promised, Said, Seen, Voice, WarningInForce,
};
use crate::wording;

/// How many warnings, offers and deadlines there is room for, each.
const DANGERS: usize = 3;
/// How many attendees.
const PEOPLE: usize = 4;
/// How many texts and promises of one attendee.
const FACTS: usize = 2;
/// How many characters of words are shown.
const WORDS: usize = 120;

fn ends(scene: &Scene<'_>, act: &Act) -> Option<DateTime> {
    act.until.map(|until| until.ends(scene.say.view.zone()))
}

/// Acts of the view that have not been taken back, whether done already or announced.
fn standing<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = &'a Act> {
    scene
        .say
        .view
        .acts
        .iter()
        .filter(|act| scene.timeline.position(&act.id).is_none_or(|at| scene.timeline.is_in_force(at)))
}

pub(super) fn danger(scene: &Scene<'_>) -> Danger {
    let say = scene.say;
    let now = scene.as_of.at;
    let soon = now.checked_add(24.hours()).unwrap_or(now);
    let mut warnings = Vec::new();
    let mut lapsing = Vec::new();
    let mut deadlines: Vec<(DateTime, Deadline)> = Vec::new();
    for act in standing(scene) {
        let end = ends(scene, act);
        match &act.deed {
            Deed::Warn(warning) if end.is_none_or(|end| end >= now) => {
                let Some(words) = say.words_cut(act, WORDS) else { continue };
                warnings.push(WarningInForce {
                    act: act.id.to_string(),
                    by: say.people(&act.by),
                    words,
                    about: say.people(&warning.about),
                    certainty: warning.certainty.clone(),
                    concerns: warning.concerns.clone(),
                    on: say.date(&act.earliest()),
                    until: act.until.as_ref().map(|until| say.date(until)),
                    sources: say.sources(&act.sources),
                });
            }
            Deed::Warn(_) => {}
            Deed::Convene(round) => {
                for step in &round.next {
                    let Some(on) = step.on else { continue };
                    if on.ends(say.view.zone()) >= now {
                        let mut what = Line::new().given(&step.what);
                        if let Some(owner) = &step.owner {
                            what = what.text(" (").given(say.view.name(owner)).text(")");
                        }
                        deadlines.push((
                            on.ends(say.view.zone()),
                            Deadline { act: act.id.to_string(), what, on: say.date(&on) },
                        ));
                    }
                }
            }
            _ => {
                let Some(end) = end.filter(|end| *end >= now) else { continue };
                let Some(until) = act.until.as_ref().map(|until| say.date(until)) else { continue };
                if end <= soon && !matches!(act.kind(), Kind::OpenSilence) {
                    lapsing.push(Offer { act: act.id.to_string(), what: say.noun(act), until });
                } else {
                    deadlines.push((
                        end,
                        Deadline { act: act.id.to_string(), what: say.noun(act).text(" ends"), on: until },
                    ));
                }
            }
        }
    }
    deadlines.sort_by_key(|(end, _)| *end);
    let mut deadlines: Vec<Deadline> = deadlines.into_iter().map(|(_, deadline)| deadline).collect();
    warnings.reverse();
    let more = [warnings.len(), lapsing.len(), deadlines.len()]
        .iter()
        .map(|count| count.saturating_sub(DANGERS))
        .sum();
    warnings.truncate(DANGERS);
    lapsing.truncate(DANGERS);
    deadlines.truncate(DANGERS);
    Danger { warnings, lapsing, deadlines, more }
}

/// The round that runs, else the next one.
fn round<'a>(scene: &Scene<'a>) -> Option<(&'a Act, &'a Round)> {
    let zone = scene.say.view.zone();
    let now = scene.as_of.at;
    scene
        .say
        .view
        .acts
        .iter()
        .filter(|act| scene.timeline.position(&act.id).is_none_or(|at| scene.timeline.is_in_force(at)))
        .filter_map(|act| match &act.deed {
            Deed::Convene(round) => Some((act, &**round)),
            _ => None,
        })
        .filter(|(act, round)| round.ends.unwrap_or(act.earliest()).ends(zone) >= now)
        .min_by_key(|(act, _)| act.earliest().starts(zone))
}

pub(super) fn next(scene: &Scene<'_>) -> (Option<Next>, Ask) {
    let Some((act, round)) = round(scene) else { return (None, Ask { ask: None, fallback: None }) };
    let say = scene.say;
    let reader = match &say.view.reader {
        Reader::Participant(id) => Some(id),
        Reader::Public | Reader::Team => None,
    };
    let mut present: Vec<&ParticipantId> = round.attendees.iter().filter(|id| Some(*id) != reader).collect();
    for other in &say.view.acts {
        if let (Deed::Attend { present: true }, Some(answered)) = (&other.deed, &other.answers)
            && *answered == act.id
        {
            present.extend(other.by.iter().filter(|id| Some(*id) != reader));
        }
    }
    let mut unique: Vec<&ParticipantId> = Vec::new();
    for id in present {
        if !unique.contains(&id) {
            unique.push(id);
        }
    }
    let more = unique.len().saturating_sub(PEOPLE);
    let zone = say.view.zone();
    let next = Next {
        act: act.id.to_string(),
        on: say.date(&act.earliest()),
        ends: round.ends.as_ref().map(|ends| say.date(ends)),
        running: act.earliest().starts(zone) <= scene.as_of.at,
        place: round.place.clone(),
        aims: round.aims.clone(),
        without_deal: round.without_deal.clone(),
        people: unique.iter().take(PEOPLE).map(|id| seen(scene, id)).collect(),
        more,
        absent: say.people(&round.absent),
    };
    (Some(next), Ask { ask: round.ask.clone(), fallback: round.fallback.clone() })
}

fn seen(scene: &Scene<'_>, id: &ParticipantId) -> Seen {
    let say = scene.say;
    let participant = say.view.participant(id);
    let mut principal = participant.and_then(|participant| participant.principal.clone());
    let mut mandate = participant.and_then(|participant| participant.mandate.clone());
    let mut holds: Vec<Held> = Vec::new();
    let mut promised: Vec<Promised> = Vec::new();
    let mut last = None;
    for act in scene.timeline.acts() {
        match &act.deed {
            Deed::Replace(change) if act.by.contains(id) => {
                principal = change.principal.clone().or(principal);
                mandate = change.mandate.clone().or(mandate);
            }
            Deed::Deliver(delivery) | Deed::Show(delivery) if act.to.contains(id) => {
                if let Some(entry) = act.draft().and_then(|draft| say.entry(draft)) {
                    let shown_only = act.kind() == Kind::Show;
                    holds.retain(|held| held.draft != entry.id.as_str() || (shown_only && !held.shown_only));
                    holds.push(Held {
                        draft: entry.id.to_string(),
                        title: title(entry),
                        language: wording::language(&entry.lang),
                        current: Some(&entry.id) == scene.ledger.draft.as_ref(),
                        shown_only,
                        copy: delivery.copy.clone(),
                        on: say.date(&act.earliest()),
                    });
                }
            }
            Deed::Assure(_) if act.to.contains(id) => {
                if let Some(words) = say.words_cut(act, WORDS) {
                    promised.push(Promised {
                        act: act.id.to_string(),
                        by: say.people(&act.by),
                        words,
                        on: say.date(&act.earliest()),
                    });
                }
            }
            _ => {}
        }
        if act.by.contains(id) && act.words.is_some() {
            last = Some(*act);
        }
    }
    holds.reverse();
    promised.reverse();
    let more = holds.len().saturating_sub(FACTS) + promised.len().saturating_sub(FACTS);
    holds.truncate(FACTS);
    promised.truncate(FACTS);
    Seen {
        who: say.person(id),
        roles: participant
            .map(|participant| participant.roles.iter().map(|role| wording::role(*role).to_owned()).collect())
            .unwrap_or_default(),
        principal,
        mandate,
        last_words: last.map(|act| last_words(scene, act)),
        holds,
        promised,
        more,
    }
}

fn last_words(scene: &Scene<'_>, act: &Act) -> Voice {
    if act.words.is_some() {
        voice(scene, act, WORDS)
    } else {
        silent_voice(scene, act, scene.say.predicate(act))
    }
}

/// The next meeting: the next round that has not begun, or the next step of a round that is to be taken.
pub(super) fn meeting(scene: &Scene<'_>) -> Option<Meeting> {
    let say = scene.say;
    let zone = say.view.zone();
    let now = scene.as_of.at;
    let mut found: Vec<(DateTime, Meeting)> = Vec::new();
    for act in standing(scene) {
        let Deed::Convene(round) = &act.deed else { continue };
        let begins = act.earliest().starts(zone);
        if begins > now {
            let mut what = Line::from("round");
            if let Some(place) = &round.place {
                what = what.text(", ").given(place);
            }
            if !round.attendees.is_empty() {
                what = what.text(", with ").line(&say.names(&round.attendees));
            }
            found.push((
                begins,
                Meeting { act: act.id.to_string(), on: Some(say.date(&act.earliest())), what },
            ));
        }
        for step in &round.next {
            let Some(on) = step.on.filter(|on| on.ends(zone) >= now) else { continue };
            let mut what = Line::new().given(&step.what);
            if let Some(owner) = &step.owner {
                what = what.text(" (").given(say.view.name(owner)).text(")");
            }
            found.push((on.starts(zone), Meeting { act: act.id.to_string(), on: Some(say.date(&on)), what }));
        }
    }
    found.into_iter().min_by_key(|(on, _)| *on).map(|(_, meeting)| meeting)
}

/// The latest statement that is labelled as a press line.
pub(super) fn press_line(scene: &Scene<'_>) -> Option<PressLine> {
    let say = scene.say;
    let (at, act) = scene.timeline.acts().iter().enumerate().rev().find(|(at, act)| {
        act.kind() == Kind::State
            && act.label.as_deref().is_some_and(|label| label.trim().eq_ignore_ascii_case("press line"))
            && scene.timeline.is_in_force(*at)
    })?;
    let _ = at;
    let (words, shortened) = shorten(act.words.as_deref()?, 2 * WORDS);
    Some(PressLine {
        act: act.id.to_string(),
        words: Said { words, lang: act.lang.clone(), shortened, standing: None },
        by: say.people(&act.by),
        on: say.date(&act.earliest()),
    })
}
