//! Obligations whose debtor has not accepted the words that bind it.

use std::collections::HashMap;

use onetext_text::clause::ClauseIndex;

use super::scene::{Found, Scene};
use super::{NotAgreed, What};
use crate::ledger::{ClauseConsent, Consent, Flag};
use crate::plan::Content;

/// What takes consent away without the party having said so, in the order in which it is named.
const TAKEN_AWAY: [Flag; 4] = [Flag::Stale, Flag::Expired, Flag::Denied, Flag::Condition];

pub(super) fn found(scene: &Scene<'_, '_>) -> Vec<Found> {
    let clauses: HashMap<ClauseIndex, &ClauseConsent> =
        scene.question.ledger.clauses.iter().map(|clause| (clause.index, clause)).collect();
    let mut found = Vec::new();
    for held in &scene.entries {
        let Content::Obligation(obligation) = &held.provision.content else { continue };
        let mut open = Vec::new();
        let parties = obligation.debtor.iter().filter(|debtor| scene.question.parties.contains(debtor));
        for party in parties {
            for clause in held.anchored.clauses.iter().filter_map(|clause| clauses.get(clause)) {
                let consent = clause.consent.iter().find(|consent| consent.party == *party);
                if let Some(consent) = consent
                    && let Some(flag) = missing(consent)
                {
                    let status = consent.status;
                    open.push(NotAgreed { party: party.clone(), clause: clause.index, status, flag });
                }
            }
        }
        if !open.is_empty() {
            found.push(Found::new(What::NotAccepted(open), held));
        }
    }
    found
}

/// Whether a party does not consent to a clause as it stands, and what took its consent away, if it gave it.
fn missing(consent: &Consent) -> Option<Option<Flag>> {
    if !consent.is_given() {
        return Some(None);
    }
    TAKEN_AWAY.into_iter().find(|&flag| consent.has(flag)).map(Some)
}
