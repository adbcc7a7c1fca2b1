//! Remarks on the model of a conflict.

use onetext_record::ConflictEntry;

use super::Seen;
use crate::case::Case;
use crate::conflict::{ConflictOfView, in_place, model_of};
use crate::diagnostics::{Diagnostic, Severity};
use crate::view::View;

impl Case {
    /// Readers of analyses for whom what they may see of the conflict makes no model.
    pub(super) fn conflict_for_readers(&self, team: &View, seen: &[Seen<'_>], found: &mut Vec<Diagnostic>) {
        // What makes no model for the team either is told as a problem.
        if ConflictOfView::new(team).is_err() {
            return;
        }
        let without = readers(seen.iter().filter(|seen| seen.lacks_a_model));
        let file = self.files.iter().find(|file| file.name == "conflict.toml");
        let (Some(file), Some(without)) = (file, without) else { return };
        found.push(Diagnostic::at(
            Severity::Remark,
            &file.name,
            &file.text,
            0..0,
            format!("what {without} may see of this file makes no model"),
            "entries that make a model for whoever may see some of them",
            "widen the audience of what they lack, above all of conditions under which states are ranked or count as one",
        ));
    }

    /// Entries that readers of analyses in their audience do not see.
    pub(super) fn unseen_entries_of_conflict(
        &self,
        team: &View,
        seen: &[Seen<'_>],
        found: &mut Vec<Diagnostic>,
    ) {
        // What the team does not see either is told as a problem.
        for (entry, place) in self
            .conflict
            .iter()
            .zip(&self.places.conflict)
            .filter(|(entry, _)| is_among(&team.conflict, entry))
        {
            let lacks = |seen: &&Seen<'_>| {
                seen.analyses
                    && entry.audience.includes(&seen.reader, &self.sets)
                    && !is_among(&seen.conflict, entry)
            };
            let Some(readers) = readers(seen.iter().filter(lacks)) else { continue };
            found.extend(self.remark_at(
                place,
                format!("this entry is not shown to {readers}, who are in its audience"),
                "that whoever may see an entry may see all that it names",
                "widen the audience of what they lack, or narrow that of this entry",
            ));
        }
    }

    /// Entries on one decision maker's preferences that mean something else without others, where readers see some of them alone.
    pub(super) fn conflict_in_parts(&self, seen: &[Seen<'_>], found: &mut Vec<Diagnostic>) {
        let of: Vec<Option<String>> = self.conflict.iter().map(|entry| self.whose(entry)).collect();
        let sees = |seen: &Seen<'_>, entry: &ConflictEntry| is_among(&seen.conflict, entry);
        for ((at, entry), place) in self.conflict.iter().enumerate().zip(&self.places.conflict) {
            let others: Vec<&ConflictEntry> = (0..self.conflict.len())
                .filter(|&other| other != at && of[at].is_some() && of[other] == of[at])
                .map(|other| &self.conflict[other])
                .filter(|other| needs(other, entry))
                .collect();
            let partly =
                |seen: &&Seen<'_>| !sees(seen, entry) && others.iter().any(|other| sees(seen, other));
            let Some(readers) = readers(seen.iter().filter(partly)) else { continue };
            found.extend(self.remark_at(
                place,
                format!(
                    "this entry is not shown to {readers}, who see others on the same decision maker: without it these say something else"
                ),
                "one audience for wishes in their order, for weights, and for what is not known and all beside it",
                "give them one audience, or write the wishes as one entry",
            ));
        }
    }

    /// What the file says that has no effect, or was settled in reading it.
    pub(super) fn conflict_without_effect(&self, found: &mut Vec<Diagnostic>) {
        let Some(file) = self.files.iter().find(|file| file.name == "conflict.toml") else { return };
        let opened = in_place(&file.name, &file.text).and_then(model_of);
        let settled = opened.into_iter().flat_map(|opened| opened.settled);
        for settled in settled.filter(|settled| !settled.unsaid) {
            let lines = file.text.split_inclusive('\n').take(settled.line.saturating_sub(1));
            let at: usize = lines.map(str::len).sum();
            found.push(Diagnostic::at(
                Severity::Remark,
                &file.name,
                &file.text,
                at..at,
                settled.what,
                "entries that say something by themselves",
                "leave it so where it is meant",
            ));
        }
    }

    /// Whose preferences an entry is about, by the id of the decision maker where it has one.
    fn whose(&self, entry: &ConflictEntry) -> Option<String> {
        let fields = entry.own_fields();
        let of = fields.get("of")?.as_str()?;
        let is_named = |entry: &&ConflictEntry| {
            entry.heading == "decision_maker"
                && entry.own_fields().get("name").and_then(toml::Value::as_str) == Some(of)
        };
        let named = self.conflict.iter().find(is_named).and_then(|entry| entry.id.clone());
        Some(named.unwrap_or_else(|| of.to_owned()))
    }
}

/// Whether an entry is one of these.
fn is_among(entries: &[ConflictEntry], entry: &ConflictEntry) -> bool {
    entries.iter().any(|one| one.heading == entry.heading && one.text == entry.text)
}

/// Readers in a list; nothing, where there is none.
fn readers<'s>(seen: impl Iterator<Item = &'s Seen<'s>>) -> Option<String> {
    let readers: Vec<String> = seen.map(|seen| seen.reader.to_string()).collect();
    (!readers.is_empty()).then(|| readers.join(", "))
}

/// Whether what one entry says depends on another about the same decision maker.
fn needs(entry: &ConflictEntry, other: &ConflictEntry) -> bool {
    match (entry.heading.as_str(), other.heading.as_str()) {
        ("preference", "preference") | ("weight", "weight") => true,
        (heading, "unknown") => {
            matches!(heading, "preference" | "weight" | "ranking" | "payoff" | "comparison")
        }
        _ => false,
    }
}
