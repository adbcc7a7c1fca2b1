//! What is said of a document that arrives: in the notes of acts, and where it cannot be taken in.

use std::collections::BTreeSet;

use super::Marked;

/// Whole sentences, one after another.
pub(super) fn sentences(told: &[String]) -> String {
    told.iter().map(|sentence| format!("{sentence}.")).collect::<Vec<_>>().join(" ")
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
pub(super) fn listed(what: &str, edits: &[Marked]) -> String {
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
    let count = |number: usize, one: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {one}s")),
    };
    let what: Vec<String> =
        [count(changes, "tracked change"), count(comments, "comment")].into_iter().flatten().collect();
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
