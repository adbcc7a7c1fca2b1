//! Principals and mandates, in words.

use onetext_case::View;
use onetext_record::act::{Act, Deed};
use onetext_record::ledger::{Consent, Flag};
use onetext_record::principals::behind;
use onetext_record::timeline::Timeline;
use onetext_record::{ActId, Participant};
use onetext_text::clause::ClauseIndex;

use super::say::Say;
use super::scene::Scene;
use super::whatif::topmost;
use crate::heading::Heading;
use crate::mandates::{Change, Covers, Given, MandateSaid, Mandates, PartyMandate};
use crate::wording;

impl Mandates {
    /// Who decides behind each party of a view, and what that puts in question.
    pub fn new(view: &View) -> Self {
        let (say, now) = (Say::new(view), view.now());
        let timeline = Timeline::new(&view.acts, &now);
        let scene = Scene::new(&say, &timeline);
        let parties = view.parties().enumerate();
        Self {
            heading: Heading::of(view),
            parties: parties.map(|(column, party)| mandate(&scene, column, party)).collect(),
        }
    }
}

fn mandate(scene: &Scene<'_>, column: usize, party: &Participant) -> PartyMandate {
    let say = scene.say;
    let behind = behind(scene.timeline, say.view.texts(), party);
    PartyMandate {
        party: say.person(&party.id),
        principal: behind.principal.map(str::to_owned),
        principal_since: behind.principal_since.as_ref().map(|since| say.date(since)),
        mandates: behind
            .mandates
            .iter()
            .map(|one| MandateSaid {
                act: one.act.map(|act| act.id.to_string()),
                mandate: one.words.to_owned(),
                mandate_since: one.since.as_ref().map(|since| say.date(since)),
                covers: one.act.and_then(|act| covers(scene, act)),
                mandate_is_older: one.is_older,
            })
            .collect(),
        changes: behind.changes.iter().filter_map(|act| change(scene, act)).collect(),
        waiting: given(scene, column, Flag::FormerPrincipal),
        beyond: given(scene, column, Flag::BeyondMandate),
    }
}

fn change(scene: &Scene<'_>, act: &Act) -> Option<Change> {
    let Deed::Replace(replacement) = &act.deed else { return None };
    Some(Change {
        act: act.id.to_string(),
        on: scene.say.date(&act.earliest()),
        principal: replacement.principal.clone(),
        mandate: replacement.mandate.clone(),
        covers: replacement.mandate.as_ref().and_then(|_| covers(scene, act)),
        former: replacement.former.clone(),
    })
}

/// The clauses that a mandate is for, where it names any.
fn covers(scene: &Scene<'_>, act: &Act) -> Option<Covers> {
    let anchor = act.anchor.as_ref().filter(|anchor| !anchor.clauses.is_empty())?;
    let now = match scene.current() {
        Some((draft, outline)) => topmost(outline, &scene.clauses_now(anchor))
            .into_iter()
            .filter_map(|clause| scene.say.place(draft, clause))
            .collect(),
        None => Vec::new(),
    };
    Some(Covers { draft: scene.say.title(&anchor.draft), clauses: anchor.clauses.clone(), now })
}

/// Consent of one party that has a flag, by the act that gave it, in the order of the text.
fn given(scene: &Scene<'_>, column: usize, flag: Flag) -> Vec<Given> {
    let Some((draft, outline)) = scene.current() else { return Vec::new() };
    let mut found: Vec<(&ActId, &Consent, Vec<ClauseIndex>)> = Vec::new();
    for clause in &scene.ledger.clauses {
        // A refusal from before a change is no consent that could be renewed.
        let consent = clause.consent.get(column).filter(|consent| consent.has(flag) && consent.is_given());
        let Some(consent) = consent else { continue };
        let Some(act) = &consent.act else { continue };
        match found.iter_mut().find(|(other, same, _)| *other == act && same.status == consent.status) {
            Some((_, _, clauses)) => clauses.push(clause.index),
            None => found.push((act, consent, vec![clause.index])),
        }
    }
    let of = |(id, consent, clauses): (&ActId, &Consent, Vec<ClauseIndex>)| {
        let act = scene.say.act(id)?;
        let top = topmost(outline, &clauses);
        Some(Given {
            act: act.id.to_string(),
            on: scene.say.date(&act.earliest()),
            what: scene.say.short_sentence(act),
            status: wording::status(consent.status.as_str()),
            clauses: top.iter().filter_map(|clause| scene.say.place(draft, *clause)).collect(),
        })
    };
    found.into_iter().filter_map(of).collect()
}
