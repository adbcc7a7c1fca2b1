//! What is said of a document that arrives: in the notes of acts, and where it cannot be taken in.

use std::collections::{BTreeMap, BTreeSet};

use onetext_record::{DraftId, Participant, When};

use super::places::Places;
use super::{Listed, Marked, Note, Proposed, name_of};

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

/// What is said of clauses that have another label than in the draft; nothing, where there are none.
pub(super) fn relabelled(places: &Places<'_>) -> Option<String> {
    let shown = |label: &str| match label {
        "" => "no label".to_owned(),
        label => format!("\u{201c}{label}\u{201d}"),
    };
    let one = |(name, old, new): (&str, &str, &str)| {
        format!("clause {name} has {} in the draft and {} here", shown(old), shown(new))
    };
    let all: Vec<String> = places.relabelled().map(one).collect();
    let clauses = count(all.len(), "clause");
    (!all.is_empty()).then(|| format!("{clauses} with another label than in the draft: {}", all.join("; ")))
}

/// How many characters of what stands where something else should are shown.
const MOST: usize = 40;

/// The beginning of what may be long, on one line.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}\u{2026}", &line[..at]),
        None => line,
    }
}

/// What is asked for where words differ from the draft without a mark and nobody said when that was.
pub(super) fn no_day(differences: usize) -> String {
    let differ = if differences == 1 { "differs" } else { "differ" };
    let places = count(differences, "place");
    format!(
        "{places} of it {differ} from the draft without a mark, and thus without a date; say on which day it came: --on 2031-03-05"
    )
}

/// What is said of the day on which a document came, where nobody gave it.
pub(super) fn day_taken(given: Option<When>, of_case: Option<When>, came: When) -> Vec<String> {
    let which = match (given, of_case) {
        (Some(_), _) => return Vec::new(),
        (None, Some(_)) => "the date at which this case is read",
        (None, None) => "today",
    };
    vec![format!("nobody said on which day it came (--on): {which} is taken, {}", day_in_words(came))]
}

/// What is said where this very file was taken in before.
pub(super) fn taken_in(draft: &DraftId, path: &str) -> String {
    format!("this very file was taken in before, against {draft}; it is kept as {path}")
}

/// What is said of acts that are on record as those of others than they would be put down to now.
pub(super) fn of_others(acts: &[Proposed], people: &[Participant]) -> Vec<String> {
    let mut found: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for act in acts.iter().filter(|act| act.recorded.is_some() && act.recorded_by != [act.by.clone()]) {
        let names: Vec<&str> = act.recorded_by.iter().map(|by| name_of(people, by)).collect();
        *found.entry((names.join(" and "), name_of(people, &act.by))).or_default() += 1;
    }
    let said = |((theirs, asked), number): ((String, &str), usize)| {
        let (are, they) = if number == 1 { ("is", "it is") } else { ("are", "they are") };
        format!(
            "{} {are} on record already as done by {theirs}; {they} not recorded once more as done by {asked}. Where that is \
             wrong, correct the record",
            count(number, "act")
        )
    };
    found.into_iter().map(said).collect()
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
