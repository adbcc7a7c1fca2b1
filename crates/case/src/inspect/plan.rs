//! Remarks on entries of the plan and on acts about them.

use std::collections::HashMap;

use onetext_record::act::{self, Act, Deed};
use onetext_record::plan::{Content, Provision};
use onetext_record::texts::Texts as _;
use onetext_record::{Kind, ProvisionId, Reader};
use onetext_text::clause::ClauseIndex;

use super::Seen;
use crate::case::Case;
use crate::choices::settle;
use crate::diagnostics::Diagnostic;
use crate::view::View;

impl Case {
    fn remark_on_entry(
        &self,
        entry: &Provision,
        message: String,
        expected: &str,
        help: &str,
    ) -> Option<Diagnostic> {
        self.remark_at(self.places.provisions.get(&entry.id)?, message, expected, help)
    }

    /// Entries that readers in their audience, or owners of a finding, do not see, since they lack something that these
    /// mention.
    pub(super) fn unseen_entries(&self, team: &View, seen: &[Seen<'_>], found: &mut Vec<Diagnostic>) {
        let may_see = |entry: &Provision, reader: &Reader| match &entry.content {
            Content::Owned(mark) => {
                let owns = matches!(reader, Reader::Participant(id) if mark.owner.contains(id));
                owns || mark.shown_to.includes(reader, &self.sets)
            }
            _ => entry.audience.includes(reader, &self.sets),
        };
        // What the team does not see either is told as a problem.
        for entry in &team.plan {
            let lacking = seen
                .iter()
                .filter(|seen| may_see(entry, &seen.reader) && !seen.plan.contains(entry.id.as_str()));
            let readers: Vec<String> = lacking.map(|seen| seen.reader.to_string()).collect();
            if readers.is_empty() {
                continue;
            }
            let who = match entry.content {
                Content::Owned(_) => "who own the finding or are let into it",
                _ => "who are in its audience",
            };
            found.extend(self.remark_on_entry(
                entry,
                format!("entry \u{201c}{}\u{201d} is not shown to {}, {who}", entry.id, readers.join(", ")),
                "that whoever may see an entry of the plan may see its draft, and every participant and entry that it mentions",
                "widen the audience of what they lack, or narrow that of this entry",
            ));
        }
    }

    /// Entries, and acts about them, that do not say what they seem to.
    pub(super) fn entries(&self, team: &View, found: &mut Vec<Diagnostic>) {
        self.choices_of_entries(team, found);
        let entries: HashMap<&ProvisionId, &Provision> =
            team.plan.iter().map(|entry| (&entry.id, entry)).collect();
        let steps = team.plan.iter().filter_map(|entry| match &entry.content {
            Content::Dispute(dispute) => Some(dispute.steps.len()),
            _ => None,
        });
        let steps = steps.max();
        for act in &self.acts {
            let named: Vec<&Provision> = act.plan.iter().filter_map(|id| entries.get(id).copied()).collect();
            found.extend(self.confirms_nothing(act, &named));
            found.extend(self.more_than_is_owed(act, &named));
            if let (Some(step), Some(steps)) = (act.step, steps)
                && step as usize > steps
            {
                found.extend(self.remark(
                    act,
                    format!(
                        "act \u{201c}{}\u{201d} is step {step}, and no dispute clause has so many",
                        act.id
                    ),
                    "the number of a step of the dispute clause, counted from 1",
                    "correct `step`, or add the step to the dispute clause",
                ));
            }
        }
    }

    /// Choices of entries that do not settle the clauses that these were read from.
    fn choices_of_entries(&self, team: &View, found: &mut Vec<Diagnostic>) {
        let texts = team.texts();
        for entry in team.plan.iter().filter(|entry| !entry.choice.is_empty()) {
            let Some(anchor) = &entry.anchor else { continue };
            let (Some(draft), Some(outline)) = (texts.draft(&anchor.draft), texts.outline(&anchor.draft))
            else {
                continue;
            };
            let mut roots: Vec<(ClauseIndex, &str)> = anchor
                .clauses
                .iter()
                .filter_map(|name| Some((outline.find(name).ok()?, name.as_str())))
                .collect();
            roots.sort_unstable();
            let choices: Vec<_> = entry.choice.iter().map(act::Choice::in_text).collect();
            let Err((clause, why)) = settle(draft, &roots, &choices) else { continue };
            found.extend(self.remark_on_entry(
                entry,
                format!(
                    "the choices of entry \u{201c}{}\u{201d} do not settle clause \u{201c}{clause}\u{201d}: {why}",
                    entry.id
                ),
                "one choice for each open point; until then it cannot be told with which options it holds",
                "give one choice for each open point, in the order of the text: the words of the draft, \"#1\", \"#2\", \"in\" or \"out\"",
            ));
        }
    }

    /// A confirmation of entries that are tied to no words, so that there is nothing to confirm.
    fn confirms_nothing(&self, act: &Act, named: &[&Provision]) -> Option<Diagnostic> {
        let untied =
            named.iter().find(|entry| entry.anchor.is_none()).filter(|_| act.kind() == Kind::Confirm)?;
        self.remark(
            act,
            format!(
                "act \u{201c}{}\u{201d} confirms entry \u{201c}{}\u{201d}, which was read from no words: it changes nothing",
                act.id, untied.id
            ),
            "an entry with `draft` and `clauses`",
            "tie the entry to its words, or name the entry that was meant",
        )
    }

    /// More reported of an obligation than there is to be done.
    fn more_than_is_owed(&self, act: &Act, named: &[&Provision]) -> Option<Diagnostic> {
        let (Deed::Report(finding) | Deed::Verify(finding)) = &act.deed else { return None };
        let [entry] = named else { return None };
        let Content::Obligation(obligation) = &entry.content else { return None };
        let (told, owed) = (finding.quantity?, obligation.quantity.as_ref()?.number);
        if told <= owed {
            return None;
        }
        self.remark(
            act,
            format!(
                "act \u{201c}{}\u{201d} tells of {told}, and entry \u{201c}{}\u{201d} is of {owed} in all",
                act.id, entry.id
            ),
            "a quantity that is not above that of the entry",
            "correct one of the two; or leave it, where more was done than is owed",
        )
    }
}
