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
    /// Something that is in the file and not among the words.
    LeftOut {
        /// What, for people: "a text box with 14 words".
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
            Self::LeftOut { what, paragraph: Some(paragraph) } => {
                write!(f, "left out at paragraph {paragraph}: {what}")
            }
            Self::LeftOut { what, paragraph: None } => write!(f, "left out: {what}"),
        }
    }
}

/// The notices of a document: changes by the name of their author, then comments, then what was left out, by place.
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
    let left_out = document
        .left_out
        .iter()
        .map(|left| Notice::LeftOut { what: left.what.clone(), paragraph: left.near.map(Word::number) });
    changes.chain(comments.map(|count| Notice::Comments { count })).chain(left_out).collect()
}
