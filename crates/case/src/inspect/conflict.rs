//! Remarks on the model of a conflict.

use onetext_conflict::files::Document;
use onetext_record::{ConflictEntry, schema};

use super::Seen;
use crate::case::Case;
use crate::conflict::{BUDGET, ConflictOfView};
use crate::diagnostics::{Diagnostic, Severity};
use crate::view::View;

impl Case {
    /// Readers of analyses for whom what they may see of the conflict makes no model.
    pub(super) fn conflict_for_readers(&self, team: &View, seen: &[Seen<'_>], found: &mut Vec<Diagnostic>) {
        // What makes no model for the team either is told as a problem.
        if ConflictOfView::new(team).is_err() {
            return;
        }
        let without: Vec<String> =
            seen.iter().filter(|seen| seen.lacks_a_model).map(|seen| seen.reader.to_string()).collect();
        let file = self.files.iter().find(|file| file.name == "conflict.toml");
        let (Some(file), false) = (file, without.is_empty()) else { return };
        found.push(Diagnostic::at(
            Severity::Remark,
            &file.name,
            &file.text,
            0..0,
            format!("what {} may see of this file makes no model", without.join(", ")),
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
        let is_in = |entries: &[ConflictEntry], entry: &ConflictEntry| {
            entries.iter().any(|one| one.heading == entry.heading && one.text == entry.text)
        };
        // What the team does not see either is told as a problem.
        for (entry, place) in
            self.conflict.iter().zip(&self.places.conflict).filter(|(entry, _)| is_in(&team.conflict, entry))
        {
            let lacks = |seen: &&Seen<'_>| {
                seen.analyses
                    && entry.audience.includes(&seen.reader, &self.sets)
                    && !is_in(&seen.conflict, entry)
            };
            let readers: Vec<String> =
                seen.iter().filter(lacks).map(|seen| seen.reader.to_string()).collect();
            if readers.is_empty() {
                continue;
            }
            found.extend(self.remark_at(
                place,
                format!("this entry is not shown to {}, who are in its audience", readers.join(", ")),
                "that whoever may see an entry may see all that it names",
                "widen the audience of what they lack, or narrow that of this entry",
            ));
        }
    }

    /// Entries on one decision maker's preferences that mean something else without others, where readers see some of them alone.
    pub(super) fn conflict_in_parts(&self, seen: &[Seen<'_>], found: &mut Vec<Diagnostic>) {
        let of: Vec<Option<String>> = self.conflict.iter().map(|entry| self.whose(entry)).collect();
        let sees = |seen: &Seen<'_>, entry: &ConflictEntry| {
            seen.conflict.iter().any(|one| one.heading == entry.heading && one.text == entry.text)
        };
        for ((at, entry), place) in self.conflict.iter().enumerate().zip(&self.places.conflict) {
            let others: Vec<&ConflictEntry> = (0..self.conflict.len())
                .filter(|&other| other != at && of[at].is_some() && of[other] == of[at])
                .map(|other| &self.conflict[other])
                .filter(|other| needs(other, entry))
                .collect();
            let partly =
                |seen: &&Seen<'_>| !sees(seen, entry) && others.iter().any(|other| sees(seen, other));
            let readers: Vec<String> =
                seen.iter().filter(partly).map(|seen| seen.reader.to_string()).collect();
            if readers.is_empty() {
                continue;
            }
            found.extend(self.remark_at(
                place,
                format!(
                    "this entry is not shown to {}, who see others on the same decision maker: without it these say something else",
                    readers.join(", ")
                ),
                "one audience for wishes in their order, for weights, and for what is not known and all beside it",
                "give them one audience, or write the wishes as one entry",
            ));
        }
    }

    /// What the file says that has no effect, or was settled in reading it.
    pub(super) fn conflict_without_effect(&self, found: &mut Vec<Diagnostic>) {
        let Some(file) = self.files.iter().find(|file| file.name == "conflict.toml") else { return };
        let read = Document::read(&file.name, file.text.as_bytes(), None, &schema::conflict::names());
        let opened = read.and_then(|mut document| {
            document.keep_closed(|_| true);
            document.model(BUDGET)
        });
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
