//! Remarks on assessments of wishes.

use std::collections::BTreeSet;

use onetext_record::{AssessmentId, DraftId};

use super::Seen;
use crate::bargain::{OfSide, Undecided, Whence, Wishes};
use crate::case::Case;
use crate::diagnostics::Diagnostic;
use crate::view::View;

impl Case {
    fn remark_on_assessment(
        &self,
        id: &AssessmentId,
        message: String,
        expected: &str,
        help: &str,
    ) -> Option<Diagnostic> {
        self.remark_at(self.places.assessments.get(id)?, message, expected, help)
    }

    /// Assessments that say nothing of the points of their draft, and such as contradict each other.
    pub(super) fn assessments(&self, team: &View, seen: &[Seen<'_>], found: &mut Vec<Diagnostic>) {
        self.unseen_assessments(team, seen, found);
        let drafts: BTreeSet<&DraftId> =
            team.preferences.iter().map(|assessment| &assessment.draft).collect();
        for draft in drafts {
            let Ok(undecided) = Undecided::new(team, Some(draft)) else { continue };
            let is_of_it =
                |id: &AssessmentId| team.preferences.iter().any(|one| one.id == *id && one.draft == *draft);
            let wishes = undecided.wishes(team);
            for unused in undecided.unused.iter().chain(&wishes.unused).filter(|one| is_of_it(&one.id)) {
                found.extend(self.remark_on_assessment(
                    &unused.id,
                    format!("nothing can be worked out from assessment \u{201c}{}\u{201d}: {}", unused.id, unused.why),
                    "options of open points of the draft, by their words, or as \"#1\", \"in\" or \"out\"",
                    "see the open points and their options with: onetext bridge, or onetext points on the draft\u{2019}s file",
                ));
            }
            if undecided.space.is_none() {
                for assessment in team.preferences.iter().filter(|one| one.draft == *draft) {
                    found.extend(self.remark_on_assessment(
                        &assessment.id,
                        format!(
                            "nothing can be worked out from assessment \u{201c}{}\u{201d}: no point of draft \u{201c}{draft}\u{201d} offers options",
                            assessment.id
                        ),
                        "a draft with open points",
                        "name the draft that was meant",
                    ));
                }
            }
            self.contradictions(&wishes, &undecided, found);
        }
    }

    /// Assessments of one party's wishes that cannot all be meant, as few as possible.
    fn contradictions(&self, wishes: &Wishes, undecided: &Undecided, found: &mut Vec<Diagnostic>) {
        for (side, of) in wishes.of.iter().enumerate() {
            let OfSide::Contradiction(clash) = of else { continue };
            let named = clash.iter().filter_map(|at| match &wishes.all.get(*at)?.whence {
                Whence::Assessment(id) => Some(id),
                Whence::Act(_) => None,
            });
            let ids: Vec<&AssessmentId> = named.collect();
            let Some(first) = ids.first() else { continue };
            let names: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
            let acts: Vec<&str> = clash
                .iter()
                .filter_map(|at| match &wishes.all.get(*at)?.whence {
                    Whence::Act(id) => Some(id.as_str()),
                    Whence::Assessment(_) => None,
                })
                .collect();
            let beside = match acts.as_slice() {
                [] => String::new(),
                acts => format!(", together with what was taken by {}", acts.join(", ")),
            };
            let party = undecided.sides.get(side).map_or("", |party| party.as_str());
            found.extend(self.remark_on_assessment(
                first,
                format!(
                    "assessments {} of the wishes of {party} cannot all be meant as they stand{beside}; without any one of them, the others can",
                    names.join(", ")
                ),
                "assessments of one party\u{2019}s wishes that hold together",
                "correct one of them; until then nothing is worked out of that party\u{2019}s wishes",
            ));
        }
    }

    /// Assessments that readers in their audience do not see.
    fn unseen_assessments(&self, team: &View, seen: &[Seen<'_>], found: &mut Vec<Diagnostic>) {
        for assessment in &team.preferences {
            let lacking = |seen: &&Seen<'_>| {
                assessment.audience.includes(&seen.reader, &self.sets)
                    && !seen.preferences.contains(assessment.id.as_str())
            };
            let readers: Vec<String> =
                seen.iter().filter(lacking).map(|seen| seen.reader.to_string()).collect();
            if readers.is_empty() {
                continue;
            }
            found.extend(self.remark_on_assessment(
                &assessment.id,
                format!(
                    "assessment \u{201c}{}\u{201d} is not shown to {}, who are in its audience",
                    assessment.id,
                    readers.join(", ")
                ),
                "that whoever may see an assessment may see its draft, its party and somebody who made it",
                "widen the audience of what they lack, or narrow that of this assessment",
            ));
        }
    }
}
