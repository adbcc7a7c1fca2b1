//! Remarks on the model of a conflict.

use onetext_conflict::files::Document;
use onetext_record::{ConflictEntry, schema};

use super::Seen;
use crate::case::Case;
use crate::conflict::BUDGET;
use crate::diagnostics::{Diagnostic, Severity};
use crate::view::View;

impl Case {
    /// Readers of analyses for whom what they may see of the conflict makes no model.
    pub(super) fn conflict_for_readers(&self, seen: &[Seen<'_>], found: &mut Vec<Diagnostic>) {
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
                "that whoever may see an entry may see all that it names, and, of statements, weights and what is not known, \
                 all others on the same decision maker",
                "widen the audience of what they lack, or narrow that of this entry",
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
}
