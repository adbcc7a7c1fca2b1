//! Dates that cannot all hold, and times that others decide.

use super::What;
use super::scene::{Found, Scene};
use crate::ids::ProvisionId;
use crate::plan::schedule::Clash;

pub(super) fn found(scene: &Scene<'_, '_>) -> Vec<Found> {
    let found = |clash: &Clash| {
        let what = match clash.short_by {
            Some(_) => What::DatesConflict(clash.clone()),
            None => What::NotControllable(clash.clone()),
        };
        Found { what, entries: entries(clash) }
    };
    scene.schedule.clashes.iter().map(found).collect()
}

/// The entries that say what cannot all hold, each once.
fn entries(clash: &Clash) -> Vec<ProvisionId> {
    let mut entries: Vec<ProvisionId> = Vec::new();
    for told in &clash.told {
        if !entries.contains(&told.claim.entry) {
            entries.push(told.claim.entry.clone());
        }
    }
    entries
}
