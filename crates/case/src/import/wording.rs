//! What is said of a document that arrives: in the notes of acts, and where it cannot be taken in.

use std::collections::BTreeSet;

use onetext_record::When;

use super::{Listed, Marked, Note, Proposed};

impl Proposed {
    /// What stands in the act's note: what is said of it, then its pieces.
    #[must_use]
    pub fn note(&self) -> String {
        let pieces = self.note.listed.map(|listed| match listed {
            Listed::Marked => pieces("Marked", &self.edits),
            Listed::Differing => pieces("The difference", &self.edits),
        });
        sentences(self.note.said.iter().chain(&pieces))
    }
}

impl Note {
    /// What is said beside the pieces, in whole sentences.
    #[must_use]
    pub fn without_pieces(&self) -> String {
        sentences(&self.said)
    }
}

fn sentences<'s>(said: impl IntoIterator<Item = &'s String>) -> String {
    said.into_iter().map(|sentence| format!("{sentence}.")).collect::<Vec<_>>().join(" ")
}

/// How many words of a quotation stand at its beginning and at its end, where it is long.
const SHOWN: usize = 12;

/// Words in quotation marks, long ones without their middle.
pub(super) fn quoted(words: &str) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    match all.len() > 2 * SHOWN {
        true => format!(
            "\u{201c}{} \u{2026} {}\u{201d}",
            all[..SHOWN].join(" "),
            all[all.len() - SHOWN..].join(" ")
        ),
        false => format!("\u{201c}{}\u{201d}", all.join(" ")),
    }
}

/// `Marked: struck “within 72 hours”; added “at once”`.
fn pieces(what: &str, edits: &[Marked]) -> String {
    let edits: Vec<String> =
        edits.iter().map(|edit| format!("{} {}", edit.what.as_words(), quoted(&edit.words))).collect();
    if edits.is_empty() {
        format!("{what}: only where paragraphs begin")
    } else {
        format!("{what}: {}", edits.join("; "))
    }
}

/// What is asked for where changes and comments have no date.
pub(super) fn no_date(changes: usize, comments: usize) -> String {
    let of_sorts = [(changes, "tracked change"), (comments, "comment")].into_iter();
    let what: Vec<String> =
        of_sorts.filter(|(number, _)| *number > 0).map(|(number, one)| count(number, one)).collect();
    let have = if changes + comments == 1 { "has" } else { "have" };
    format!("{} {have} no date; say on which day it came: --on 2031-03-05", what.join(" and "))
}

/// What is said where a name is none of the authors that a file names.
pub(super) fn no_author(name: &str, names: &BTreeSet<&str>) -> String {
    let there: Vec<String> = names.iter().map(|name| format!("\u{201c}{name}\u{201d}")).collect();
    let there = match there.is_empty() {
        true => "it names nobody".to_owned(),
        false => format!("it names {}", there.join(", ")),
    };
    format!("no author in it is \u{201c}{name}\u{201d}; {there}")
}

/// `1 comment`, `3 comments`.
pub(super) fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// `3 March 2031`.
pub(super) fn day_in_words(when: When) -> String {
    when.date().strftime("%-d %B %Y").to_string()
}
