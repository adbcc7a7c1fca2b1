//! A case: everything that its folder holds, read item by item.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::tz::TimeZone;
use onetext_record::act::{Act, Note};
use onetext_record::entry::DraftEntry;
use onetext_record::{
    ActId, Assessment, Audience, ConflictEntry, DraftId, LineageMatch, NamedSets, Participant, Provision,
    ProvisionId, Term, When,
};
use onetext_text::readings::ReadingOverride;
use onetext_text::source::Source;

use crate::cache::Cache;
use crate::diagnostics::{Diagnostic, Severity};
use crate::highlights::Highlights;
use crate::inspect::Places;
use crate::load::files::File;

/// What a case says of itself; every reader of the case may know it.
#[derive(Debug, Clone)]
pub struct About {
    /// What it is called.
    pub title: String,
    /// Language tags, the working language first.
    pub languages: Vec<String>,
    /// The date that a closed case is read at.
    pub date: Option<When>,
    /// The zone in which its days begin and end.
    pub zone: TimeZone,
    /// The zone's name, as written.
    pub zone_name: String,
    /// A declared rule on the whole, such as "nothing is agreed until everything is agreed".
    pub rule: Option<String>,
    /// What colours behind the words of drafts mean.
    pub highlights: Highlights,
}

/// Everything that a case folder holds. It shows nothing of itself but through [`Case::view`].
#[derive(Debug, Clone)]
pub struct Case {
    pub(crate) root: PathBuf,
    pub(crate) about: About,
    pub(crate) participants: Vec<Participant>,
    pub(crate) sets: NamedSets,
    /// For whom packages may be worked out.
    pub(crate) analysis: Audience,
    pub(crate) terms: Vec<Term>,
    pub(crate) drafts: Vec<DraftRecord>,
    pub(crate) acts: Vec<Act>,
    pub(crate) notes: Vec<Note>,
    pub(crate) provisions: Vec<Provision>,
    pub(crate) preferences: Vec<Assessment>,
    pub(crate) conflict: Vec<ConflictEntry>,
    pub(crate) matches: Vec<LineageMatch>,
    pub(crate) torn_seals: Vec<TornSeal>,
    pub(crate) torn_marks: Vec<TornMark>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) files: Vec<File>,
    pub(crate) places: Places,
    pub(crate) cache: Cache,
}

/// What is left of a mark of an owned finding that cannot be read, or that leads nowhere: it hides all the same, as far as
/// it can be told what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TornMark {
    /// The entry on which the finding is; `None`: it may be on any.
    pub(crate) of: Option<ProvisionId>,
}

/// What is left of a sealed proposal that cannot be read: it seals all the same, as far as it can be told what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TornSeal {
    pub(crate) id: Option<ActId>,
    pub(crate) draft: Option<DraftId>,
}

/// A draft: what the case says of it, and its words where there is a file.
#[derive(Debug, Clone)]
pub(crate) struct DraftRecord {
    pub(crate) entry: DraftEntry,
    pub(crate) source: Option<Arc<Source>>,
    /// The file's name, relative to the case folder.
    pub(crate) file: Option<String>,
    pub(crate) overrides: Vec<ReadingOverride>,
}

/// How much a case holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Participants.
    pub participants: usize,
    /// Drafts.
    pub drafts: usize,
    /// Acts.
    pub acts: usize,
    /// Free notes.
    pub notes: usize,
    /// Entries of the plan.
    pub provisions: usize,
    /// Assessments of wishes.
    pub preferences: usize,
    /// Entries of the model of a conflict.
    pub conflict: usize,
}

/// A folder that cannot be read as a case at all.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such folder.
    #[error("there is no folder {0}; to begin a case there, run: onetext new {0}")]
    NoFolder(PathBuf),
    /// There is a file in its place.
    #[error("{0} is a file; a case is a folder")]
    NotAFolder(PathBuf),
    /// The folder is not a case.
    #[error("{0} is not a case: it has no case.toml; to begin a case in a new folder, run: onetext new DIR")]
    NoCaseFile(PathBuf),
    /// A file could not be read.
    #[error("{0}: {1}")]
    Io(PathBuf, std::io::Error),
}

impl Case {
    /// The folder that it was read from.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What it says of itself.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Everything that could not be read or may not say what was meant, in order of file and line. For the team alone.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How many of the diagnostics are problems.
    pub fn problems(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Problem).count()
    }

    /// How much of each there is. For the team alone.
    pub fn facts(&self) -> Facts {
        Facts {
            participants: self.participants.len(),
            drafts: self.drafts.len(),
            acts: self.acts.len(),
            notes: self.notes.len(),
            provisions: self.provisions.len(),
            preferences: self.preferences.len(),
            conflict: self.conflict.len(),
        }
    }

    /// The case as it would be with one more act. Nothing is written.
    #[must_use]
    pub fn supposing(&self, act: Act) -> Self {
        let mut case = self.clone();
        case.acts.push(act);
        case
    }

    /// The date that the case is read at when nothing else is said: its own, else `today`.
    pub fn reading_date(&self, today: When) -> When {
        self.about.date.unwrap_or(today)
    }
}
