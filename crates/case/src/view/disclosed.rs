//! What was disclosed to a reader: acts and drafts that they may see from then on, whatever the audience says.

use std::collections::HashSet;

use onetext_record::act::{Act, Deed};
use onetext_record::{ActId, DraftId, Kind, NamedSets, Reader, Timeline};

use crate::case::Case;

/// Acts and drafts that were disclosed to one reader by a moment.
#[derive(Debug, Default)]
pub(super) struct Disclosed {
    acts: HashSet<ActId>,
    drafts: HashSet<DraftId>,
}

impl Disclosed {
    /// What disclosures among all acts of a case, in force at the moment of `timeline`, let `reader` see. A disclosure
    /// works whether or not its reader may see the disclosure itself.
    pub(super) fn to(reader: &Reader, timeline: &Timeline<'_>, sets: &NamedSets) -> Self {
        let mut disclosed = Self::default();
        for (at, act) in timeline.acts().iter().enumerate() {
            if act.kind() == Kind::Disclose && timeline.is_in_force(at) && reaches(act, reader, sets) {
                disclosed.acts.extend(act.answers.clone());
                disclosed.drafts.extend(act.draft().cloned());
            }
        }
        disclosed
    }

    pub(super) fn act(&self, id: &ActId) -> bool {
        self.acts.contains(id)
    }

    pub(super) fn draft(&self, id: &DraftId) -> bool {
        self.drafts.contains(id)
    }
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
