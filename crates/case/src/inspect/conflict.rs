//! Remarks on the model of a conflict.

use super::Seen;
use crate::case::Case;
use crate::diagnostics::{Diagnostic, Severity};

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
}
