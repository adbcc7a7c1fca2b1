//! What a reader of a Word draft is told beside its words.

use std::collections::BTreeMap;

use onetext_wordml::Document;
use onetext_wordml::document::Side;

use super::Word;

/// Something of a Word document that the words of the draft do not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Tracked changes that nobody has accepted or rejected yet.
    Changes {
        /// Who made them, as the file says; `None` where it does not.
        author: Option<String>,
        /// How many: insertions, deletions, and both ends of moves.
        count: usize,
        /// How they were read.
        side: Side,
    },
    /// Comments, which are no words of the draft.
    Comments {
        /// How many.
        count: usize,
    },
    /// Words that somebody struck through by hand and not as a tracked change: words of the draft as any others.
    Struck {
        /// The words; a long stretch is cut.
        words: String,
        /// The number of their paragraph.
        paragraph: u32,
    },
    /// Something that is in the file and not among the words.
    LeftOut {
        /// What, for people: "a text box with 2 words: “Not final”".
        what: String,
        /// The number of the paragraph in or before which it stands, if it has such a place.
        paragraph: Option<u32>,
    },
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Changes { author, count, side } => {
                let (changes, are) = if *count == 1 { ("change", "is") } else { ("changes", "are") };
                let read = match side {
                    Side::Accepted => "accepted",
                    Side::Rejected => "rejected",
                };
                match author {
                    Some(author) => {
                        write!(
                            f,
                            "{count} tracked {changes} by \u{201c}{author}\u{201d} {are} read as {read}"
                        )
                    }
                    None => {
                        write!(f, "{count} tracked {changes} by somebody not named {are} read as {read}")
                    }
                }
            }
            Self::Comments { count: 1 } => f.write_str("1 comment is not part of the text"),
            Self::Comments { count } => write!(f, "{count} comments are not part of the text"),
            Self::Struck { words, paragraph } => {
                write!(f, "words struck through by hand at paragraph {paragraph}, read as words: “{words}”")
            }
            Self::LeftOut { what, paragraph: Some(paragraph) } => {
                write!(f, "left out at paragraph {paragraph}: {what}")
            }
            Self::LeftOut { what, paragraph: None } => write!(f, "left out: {what}"),
        }
    }
}

/// How many characters of words struck through by hand are quoted.
const QUOTED: usize = 100;

/// The words that are struck through by hand on one side of a document, paragraph by paragraph.
fn struck(document: &Document, side: Side) -> impl Iterator<Item = Notice> {
    document.struck_by_hand(side).into_iter().map(|(paragraph, words)| {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = match words.char_indices().nth(QUOTED) {
            Some((end, _)) => format!("{}…", words[..end].trim_end()),
            None => words,
        };
        Notice::Struck { words, paragraph: Word::number(paragraph) }
    })
}

impl Notice {
    /// The number of the paragraph that it is about, if it is about one.
    #[must_use]
    pub const fn paragraph(&self) -> Option<u32> {
        match self {
            Self::Struck { paragraph, .. } => Some(*paragraph),
            Self::LeftOut { paragraph, .. } => *paragraph,
            Self::Changes { .. } | Self::Comments { .. } => None,
        }
    }
}

/// What is read otherwise than it looks on one side of a document, or not at all: words struck through by hand, then what was
/// left out, each by place.
pub fn beside(document: &Document, side: Side) -> impl Iterator<Item = Notice> {
    let left_out = document
        .left_out
        .iter()
        .map(|left| Notice::LeftOut { what: left.what.clone(), paragraph: left.near.map(Word::number) });
    struck(document, side).chain(left_out)
}

/// The notices of a document: changes by the name of their author, then comments, then words struck through by hand and what
/// was left out, each by place.
pub(super) fn notices(document: &Document, side: Side) -> Vec<Notice> {
    let mut authors: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for change in &document.changes {
        *authors.entry(change.author.as_deref()).or_default() += 1;
    }
    let changes = authors.into_iter().map(|(author, count)| Notice::Changes {
        author: author.map(str::to_owned),
        count,
        side,
    });
    let comments = Some(document.comments.len()).filter(|count| *count > 0);
    let comments = comments.map(|count| Notice::Comments { count });
    changes.chain(comments).chain(beside(document, side)).collect()
}
