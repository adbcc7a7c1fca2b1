//! What was disclosed to a reader: acts and drafts that they may see from then on, whatever the audience says.

use std::collections::HashSet;
use std::hash::Hash;

use onetext_record::act::{Act, Deed};
use onetext_record::{ActId, DraftId, Kind, NamedSets, Reader, Timeline};

use crate::case::Case;

/// Acts and drafts that were disclosed to one reader by a moment.
#[derive(Debug, Default)]
pub(super) struct Disclosed {
    acts: HashSet<ActId>,
    drafts: HashSet<DraftId>,
    public_acts: HashSet<ActId>,
    public_drafts: HashSet<DraftId>,
}

impl Disclosed {
    /// What disclosures among all acts of a case, in force at the moment of `timeline`, let `reader` see. A disclosure
    /// works whether or not its reader may see the disclosure itself. Where several items of a sort have the id that it
    /// names, it is not known which was meant, and none is disclosed.
    pub(super) fn to(reader: &Reader, case: &Case, timeline: &Timeline<'_>) -> Self {
        let mut disclosed = Self::default();
        let places = 0..timeline.acts().len();
        for act in places.filter(|&at| is_disclosing(timeline, at)).map(|at| timeline.acts()[at]) {
            if reaches(act, reader, &case.sets) {
                disclosed.acts.extend(act.answers.clone());
                disclosed.drafts.extend(act.draft().cloned());
            }
            if reaches(act, &Reader::Public, &case.sets) {
                disclosed.public_acts.extend(act.answers.clone());
                disclosed.public_drafts.extend(act.draft().cloned());
            }
        }
        let acts = || timeline.acts().iter().chain(timeline.planned()).map(|act| &act.id);
        let is_known = |draft: &&crate::case::DraftRecord| timeline.as_of.has_begun(draft.entry.known);
        let drafts = || case.drafts.iter().filter(is_known).map(|draft| &draft.entry.id);
        keep_unique(&mut disclosed.acts, acts());
        keep_unique(&mut disclosed.public_acts, acts());
        keep_unique(&mut disclosed.drafts, drafts());
        keep_unique(&mut disclosed.public_drafts, drafts());
        disclosed
    }

    pub(super) fn act(&self, id: &ActId) -> bool {
        self.acts.contains(id)
    }

    pub(super) fn draft(&self, id: &DraftId) -> bool {
        self.drafts.contains(id)
    }

    /// Whether an act was disclosed to everybody.
    pub(super) fn is_public_act(&self, id: &ActId) -> bool {
        self.public_acts.contains(id)
    }

    /// Whether a draft was disclosed to everybody.
    pub(super) fn is_public_draft(&self, id: &DraftId) -> bool {
        self.public_drafts.contains(id)
    }
}

/// Whether the act at a place is a disclosure that lets others see something at the moment of `timeline`: it was not taken back,
/// did not run out, and its time is not over.
fn is_disclosing(timeline: &Timeline<'_>, at: usize) -> bool {
    let act = timeline.acts()[at];
    act.kind() == Kind::Disclose
        && timeline.is_in_force(at)
        && timeline.answers(at, Kind::Lapse).next().is_none()
        && act.until.is_none_or(|until| !timeline.as_of.is_past(until))
}

/// Drops ids that more than one of `all` has.
fn keep_unique<'a, T: Eq + Hash + 'a>(ids: &mut HashSet<T>, all: impl Iterator<Item = &'a T>) {
    if ids.is_empty() {
        return;
    }
    let mut seen: HashSet<&T> = HashSet::new();
    let mut twins: HashSet<&T> = HashSet::new();
    for id in all.filter(|id| ids.contains(*id)) {
        if !seen.insert(id) {
            twins.insert(id);
        }
    }
    ids.retain(|id| !twins.contains(id));
}

impl Case {
    /// The readers whom a disclosure reaches, but for the team, which sees everything anyway.
    pub fn reached_by(&self, disclosure: &Act) -> Vec<Reader> {
        let mut readers = self.readers();
        readers.retain(|reader| *reader != Reader::Team && reaches(disclosure, reader, &self.sets));
        readers
    }
}

fn reaches(disclosure: &Act, reader: &Reader, sets: &NamedSets) -> bool {
    let by_name = matches!(reader, Reader::Participant(id) if disclosure.to.contains(id));
    let by_set = match &disclosure.deed {
        Deed::Disclose { to_audience } => to_audience.includes(reader, sets),
        _ => false,
    };
    by_name || by_set
}
