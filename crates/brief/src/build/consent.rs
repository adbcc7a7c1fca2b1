//! Annex B: consent by clause with its history; and how each party stands, for the margin of annex A.

use std::collections::BTreeMap;

use onetext_record::act::Deed;
use onetext_record::ledger::{Consent, Flag};
use onetext_record::standing::{Condition, State};
use onetext_record::{ActId, DraftId};
use onetext_text::clause::ClauseIndex;

use super::choices::{chosen, settled};
use super::say::Say;
use super::scene::{Scene, is_heading};
use crate::line::{Line, shorten};
use crate::model::{
    ClauseConsent, ClauseNamed, HistoryEntry, PartyConsent, PartyPosition, Said, TwoTexts, Wording,
};
use crate::wording;

/// How many acts of one party on one clause are listed.
const HISTORY: usize = 12;
/// How many characters of a clause are shown where it is only named.
const FIRST_WORDS: usize = 110;
/// How many characters of a clause are shown where its words matter.
const WORDS: usize = 400;

/// Every clause but headings, in order; neighbours to which all parties stand in the same way are one entry.
pub(super) fn by_clause(scene: &Scene<'_>) -> Vec<ClauseConsent> {
    let Some((draft, outline)) = scene.current() else { return Vec::new() };
    let histories: Vec<BTreeMap<ClauseIndex, Vec<Consent>>> =
        scene.parties.iter().map(|party| scene.book.history(party)).collect();
    let mut found: Vec<ClauseConsent> = Vec::new();
    for clause in scene.ledger.clauses.iter().filter(|clause| !is_heading(outline, clause.index)) {
        let Some(place) = scene.say.place(draft, clause.index) else { continue };
        let parties: Vec<PartyConsent> = clause
            .consent
            .iter()
            .zip(&histories)
            .map(|(consent, history)| {
                let past = history.get(&clause.index).map(Vec::as_slice).unwrap_or_default();
                party_consent(scene, clause.index, consent, past)
            })
            .collect();
        let named = ClauseNamed { place, words: scene.say.clause_words(draft, clause.index, FIRST_WORDS) };
        match found.last_mut() {
            Some(last) if last.parties == parties => last.clauses.push(named),
            _ => found.push(ClauseConsent { clauses: vec![named], parties }),
        }
    }
    found
}

/// Where each party stands on one clause, with everything that it has said of it.
pub(super) fn of_clause(scene: &Scene<'_>, clause: ClauseIndex) -> Vec<PartyConsent> {
    let Some(found) = scene.ledger.clauses.get(clause.0 as usize) else { return Vec::new() };
    let of = |consent: &Consent| {
        let history = scene.book.history(&consent.party);
        let past = history.get(&clause).map(Vec::as_slice).unwrap_or_default();
        party_consent(scene, clause, consent, past)
    };
    found.consent.iter().map(of).collect()
}

fn party_consent(
    scene: &Scene<'_>,
    clause: ClauseIndex,
    consent: &Consent,
    past: &[Consent],
) -> PartyConsent {
    let history_more = past.len().saturating_sub(HISTORY);
    PartyConsent {
        party: scene.say.person(&consent.party),
        status: wording::status(consent.status.as_str()),
        flags: consent.flags.iter().map(|flag| flag.as_str().to_owned()).collect(),
        note: in_silence(scene.say, consent).map(|line| line.to_string()),
        flag_words: consent.flags.iter().map(|flag| wording::flag(flag.as_str()).to_owned()).collect(),
        history: past[history_more..]
            .iter()
            .filter_map(|entry| history_entry(scene, Some(clause), entry))
            .collect(),
        history_more,
    }
}

/// Where no objection is all there is: by when, and under which rule.
pub(super) fn in_silence(say: &Say<'_>, consent: &Consent) -> Option<Line> {
    let act = say.act(consent.act.as_ref()?)?;
    match (&act.deed, act.until) {
        (Deed::OpenSilence(opened), Some(until)) => {
            Some(wording::no_objection(&until, &opened.rule, say.view.zone()))
        }
        _ => None,
    }
}

fn history_entry(scene: &Scene<'_>, clause: Option<ClauseIndex>, consent: &Consent) -> Option<HistoryEntry> {
    let say = scene.say;
    let act = say.act(consent.act.as_ref()?)?;
    let mut what = say.predicate(act);
    for flag in &consent.flags {
        what = what.text(" \u{2013} ").text(wording::flag(flag.as_str()));
    }
    for (ids, words) in [
        (&consent.withdrawn_by, "taken back"),
        (&consent.lapsed_by, "ran out"),
        (&consent.confirmed_by, "confirmed"),
        (&consent.corrected_by, "corrected"),
        (&consent.denied_by, "denied"),
    ] {
        for later in ids.iter().filter_map(|id| say.act(id)) {
            what = what.text("; ").text(words).text(" on ").text(&say.date(&later.earliest()).words);
            if !later.by.is_empty() {
                what = what.text(" by ").line(&say.names(&later.by));
            }
        }
    }
    if let Some(silence) = in_silence(scene.say, consent) {
        what = what.text(" (").line(&silence).text(")");
    }
    Some(HistoryEntry {
        act: act.id.to_string(),
        on: say.date(&act.earliest()),
        by: say.people(&act.by),
        what,
        draft: consent.draft.as_ref().map(ToString::to_string),
        lang: consent.lang.clone(),
        given_to: clause.and_then(|clause| given_to(scene, clause, consent)),
        words: say.words(act),
        conditions: consent.conditions.iter().map(|condition| condition_line(scene, condition)).collect(),
        sources: say.sources(&act.sources),
    })
}

/// The words that consent was given to, where they are other words than those of the current text.
fn given_to(scene: &Scene<'_>, clause: ClauseIndex, consent: &Consent) -> Option<Said> {
    if !consent.has(Flag::Stale) {
        return None;
    }
    let draft = consent.draft.as_ref()?;
    words_of(scene, consent.act.as_ref(), draft, scene.origin(draft, clause)?)
}

/// The words of a clause after the choices of an act, where it made some.
fn words_of(scene: &Scene<'_>, act: Option<&ActId>, draft: &DraftId, clause: ClauseIndex) -> Option<Said> {
    let mut said = scene.say.clause_words(draft, clause, WORDS)?;
    if let Some(act) = act.and_then(|id| scene.say.act(id))
        && let Some(words) = settled(scene.say, act, draft, clause)
    {
        (said.words, said.shortened) = shorten(&words, WORDS);
    }
    Some(said)
}

fn condition_line(scene: &Scene<'_>, condition: &Condition) -> Line {
    let state = match condition.state {
        State::Stands => "stands",
        State::Open => "open",
        State::Fallen => "does not stand",
    };
    let what = match scene.say.act(&condition.act) {
        Some(act) => match &act.words {
            Some(words) => scene.say.noun(act).text(": ").quoted(words),
            None => scene.say.noun(act),
        },
        None => Line::from("an act"),
    };
    what.text(" \u{2013} ").text(state).text(" (").given(&condition.why).text(")")
}

/// What was said of words that are in no clause of the current text.
pub(super) fn elsewhere(scene: &Scene<'_>) -> Vec<HistoryEntry> {
    let mut found: Vec<HistoryEntry> = Vec::new();
    for orphaned in &scene.ledger.orphaned {
        if let Some(entry) = history_entry(scene, None, &orphaned.consent)
            && !found.iter().any(|other| other.act == entry.act && other.by == entry.by)
        {
            found.push(entry);
        }
    }
    found
}

/// Clauses on which consent rests on different words.
pub(super) fn different_words(scene: &Scene<'_>) -> Vec<TwoTexts> {
    let Some((current, _)) = scene.current() else { return Vec::new() };
    let mut found = Vec::new();
    for clause in scene.ledger.clauses.iter().filter(|clause| !clause.different_words.is_empty()) {
        let Some(place) = scene.say.place(current, clause.index) else { continue };
        let wordings = clause.different_words.iter().filter_map(|same| {
            let first = same.parties.first()?;
            let parties: Vec<_> = same.parties.iter().map(|grounds| grounds.party.clone()).collect();
            let origin = scene.origin(&first.draft, clause.index);
            Some(Wording {
                parties: scene.say.people(&parties),
                draft: scene.say.title(&first.draft),
                chosen: scene
                    .say
                    .act(&first.act)
                    .map(|act| chosen(scene.say, act, origin))
                    .unwrap_or_default(),
                words: origin.and_then(|origin| words_of(scene, Some(&first.act), &first.draft, origin)),
            })
        });
        found.push(TwoTexts { place, wordings: wordings.collect() });
    }
    found
}

/// How each party stands to a clause, in short; what it says of it is added by whoever knows.
pub(super) fn positions(scene: &Scene<'_>, clause: ClauseIndex) -> Vec<PartyPosition> {
    let Some(entry) = scene.ledger.clauses.get(clause.0 as usize) else { return Vec::new() };
    entry.consent.iter().map(|consent| position(scene, consent)).collect()
}

fn position(scene: &Scene<'_>, consent: &Consent) -> PartyPosition {
    let say = scene.say;
    let mut remarks: Vec<Line> =
        consent.flags.iter().map(|flag| Line::from(wording::flag(flag.as_str()))).collect();
    let current = scene.ledger.draft.as_ref();
    if let Some(draft) = &consent.draft
        && Some(draft) != current
    {
        remarks.push(Line::from("said of ").given(&say.title(draft)));
    }
    if let (Some(through), Some(false)) = (&consent.through, consent.confirmed) {
        remarks.push(Line::from("through ").given(say.view.name(through)).text(", not confirmed"));
    }
    remarks.extend(in_silence(scene.say, consent));
    if let Some(since) = &consent.since {
        remarks.push(Line::new().text(&say.date(since).words));
    }
    PartyPosition {
        party: say.person(&consent.party),
        status: wording::status(consent.status.as_str()),
        stale: consent.has(Flag::Stale),
        flagged: consent.flags.iter().any(|flag| *flag != Flag::Stale),
        remarks,
        voices: Vec::new(),
    }
}
