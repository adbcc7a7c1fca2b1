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
    },
}

impl Authentic {
    /// Whether comparing exact words with this draft means anything: only where the words are the text's own.
    pub fn has_exact_words(&self) -> bool {
        *self == Self::Text
    }
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

impl DraftEntry {
    /// The title, or the id where there is none.
    pub fn title(&self) -> &str {
        self.title.as_deref().unwrap_or(self.id.as_str())
    }
}
