//! What the case says about a draft: not its words, but whose, when, in which language and how authentic.

use serde::Serialize;

use crate::audience::Audience;
use crate::ids::{DraftId, ParticipantId};
use crate::source::Source;
use crate::when::When;

/// How a draft's file relates to the words of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Authentic {
    /// The file is the text.
    Text,
    /// The file is an account of the text, clause by clause.
    Summary,
    /// The text is not known; the file, if any, holds what is reported of it.
    Unpublished,
    /// The file is a translation of another draft.
    Translation {
        /// The draft that it translates, where the reader may see that one.
        of: Option<DraftId>,
        /// What force it has; `None`: not recorded.
        force: Option<Force>,
    },
}

impl Authentic {
    /// Whether comparing exact words with this draft means anything: only where the words are the text's own.
    pub fn has_exact_words(&self) -> bool {
        *self == Self::Text
    }

    /// Whether its words are words that somebody can hold, the text's own or a translation's, and not an account of them.
    pub fn is_words(&self) -> bool {
        matches!(self, Self::Text | Self::Translation { .. })
    }
}

/// What force a language version has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    /// Legal force, as the original has.
    Authentic,
    /// Made for the reader's convenience by those who made the original.
    Courtesy,
    /// Somebody else's.
    Unofficial,
}

/// How tracked changes that nobody has decided on are read where a draft is a Word document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pending {
    /// As if all were accepted.
    #[default]
    Accepted,
    /// As if all were rejected.
    Rejected,
}

/// An entry for one version of the negotiating text (`[[draft]]`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftEntry {
    /// Name of the draft.
    pub id: DraftId,
    /// A title for people; the id where there is none.
    pub title: Option<String>,
    /// Language tag (BCP 47).
    pub lang: String,
    /// Who put it forward, as far as readers are told.
    pub by: Vec<ParticipantId>,
    /// When it was put forward.
    pub on: When,
    /// When the record learnt of it.
    pub known: When,
    /// Who may see it.
    pub audience: Audience,
    /// How its file relates to the words.
    pub authentic: Authentic,
    /// Whether this is the text now negotiated.
    pub current: bool,
    /// Where it is known from.
    pub sources: Vec<Source>,
    /// A remark for whoever may see the draft.
    pub note: Option<String>,
}

/// How a bracket of a draft is to be read, where the usual reading is wrong (`readings`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// 1-based line of the bracket.
    pub line: u32,
    /// 1-based column of the bracket, in characters.
    pub column: u32,
    /// What it is.
    pub read_as: ReadAs,
}

/// What a bracket can be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadAs {
    /// Plain text.
    Text,
    /// Words that may stand or fall.
    Optional,
    /// Alternatives for one place.
    Alternatives,
    /// A place without words yet.
    Placeholder,
    /// A link.
    Link,
}

/// A correction of the matching of clauses between two drafts (`[[match]]`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineageMatch {
    /// The older draft.
    pub from: DraftId,
    /// The newer draft.
    pub to: DraftId,
    /// Clauses of the older draft, as written; none: those in `new` are new.
    pub old: Vec<String>,
    /// What they became in the newer draft; none: those in `old` are deleted.
    pub new: Vec<String>,
}

impl DraftEntry {
    /// The title, or the id where there is none.
    pub fn title(&self) -> &str {
        self.title.as_deref().unwrap_or(self.id.as_str())
    }

    /// The draft that this one translates; itself, where it is no translation, or one of which readers are not told the
    /// original.
    pub fn original(&self) -> &DraftId {
        match &self.authentic {
            Authentic::Translation { of: Some(of), .. } => of,
            _ => &self.id,
        }
    }

    /// Whether this is a draft or its version in another language.
    pub fn is_version_of(&self, draft: &DraftId) -> bool {
        self.id == *draft || self.original() == draft
    }
}
