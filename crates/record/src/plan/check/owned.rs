//! Which findings this reader is shown, and which of them somebody owns.

use super::{Finding, Findings, What};
use crate::ids::{ParticipantId, ProvisionId};
use crate::plan::{Check, Content, Owned, Provision};

/// The findings that a reader is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Divided {
    /// Those that nobody owns.
    pub open: Vec<Finding>,
    /// Those that somebody owns, as far as this reader may know of it.
    pub owned: Vec<OwnedFinding>,
}

/// A finding and who owns it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnedFinding {
    /// The finding.
    pub finding: Finding,
    /// The entries that mark it as owned.
    pub marks: Vec<ProvisionId>,
    /// Who owns it.
    pub owners: Vec<ParticipantId>,
    /// Why it is meant so, as each mark says.
    pub reasons: Vec<String>,
}

impl Divided {
    /// All that are shown, owned or not.
    pub fn all(&self) -> impl Iterator<Item = &Finding> {
        self.owned.iter().map(|owned| &owned.finding).chain(&self.open)
    }
}

impl Findings {
    /// Findings without those that others own and do not let this reader see, and apart from these, those with a mark.
    pub fn divide(self, plan: &[Provision], hidden: &[(Check, ProvisionId)]) -> Divided {
        let marks: Vec<(&ProvisionId, &Owned)> = plan
            .iter()
            .filter_map(|provision| match &provision.content {
                Content::Owned(owned) => Some((&provision.id, owned)),
                _ => None,
            })
            .collect();
        let mut divided = Divided::default();
        for finding in self.all {
            let concerns = |check: Check, of: &ProvisionId| check == finding.check() && finding.is_about(of);
            if hidden.iter().any(|(check, of)| concerns(*check, of)) {
                continue;
            }
            let of: Vec<_> = marks.iter().filter(|(_, owned)| concerns(owned.check, &owned.of)).collect();
            if of.is_empty() {
                divided.open.push(finding);
                continue;
            }
            let mut owners: Vec<ParticipantId> = Vec::new();
            for owner in of.iter().flat_map(|(_, owned)| &owned.owner) {
                if !owners.contains(owner) {
                    owners.push(owner.clone());
                }
            }
            divided.owned.push(OwnedFinding {
                marks: of.iter().map(|(id, _)| (*id).clone()).collect(),
                owners,
                reasons: of.iter().map(|(_, owned)| owned.reason.clone()).collect(),
                finding,
            });
        }
        divided
    }
}

impl Finding {
    /// Whether a mark on this entry is one on this finding. Of what joins several entries, each will do.
    fn is_about(&self, id: &ProvisionId) -> bool {
        match self.what {
            What::CircularWaiting(_)
            | What::DutyAndProhibition { .. }
            | What::DatesConflict(_)
            | What::NotControllable(_) => self.entries.contains(id),
            _ => self.entries.first() == Some(id),
        }
    }
}
