//! Labels that Word counts: they are known by place, so that a paragraph that has one is a clause of its own, whatever the
//! label looks like.

use super::{Line, Scan};
use crate::label::{self, Announces, Label, Start};

impl Scan<'_> {
    /// The label that Word counts for the paragraph that starts with this line.
    pub(super) fn counted(&self, line: Line<'_>) -> Option<Start> {
        if let Some(label) = self.word?.label_at(line.start) {
            return Some(counted(line.words, label.len() as usize));
        }
        // A bullet that Word sets, before words that may have a label of their own.
        let words = line.words.strip_prefix("- ").filter(|_| self.says_line(line))?;
        let own = label::start_of(line.words).filter(|start| !start.doubtful);
        own.or_else(|| Some(Start { body: line.words.len() - words.len(), ..label::start_of("- ")? }))
    }

    /// The same for a heading whose title starts at a place: its label, and where the words behind it begin from there.
    pub(super) fn counted_heading(&self, line: Line<'_>, title: u32) -> Option<(Label, usize)> {
        let length = self.word?.label_at(title)?.len() as usize;
        let words = line.words.get((title - line.start) as usize..)?;
        if let Some((label, body)) =
            label::heading_label(words).filter(|(_, body)| is_behind(words, length, *body))
        {
            return Some((label, body));
        }
        let start = counted(words, length);
        Some((start.label, start.body))
    }
}

/// The label that the first bytes of some words are.
fn counted(words: &str, length: usize) -> Start {
    let whole = label::start_of(words).filter(|start| is_behind(words, length, start.body));
    if let Some(start) = whole {
        return start;
    }
    let (shown, behind) = words.split_at(length);
    let body = words.len() - behind.trim_start().len();
    // `2.1(b)(iii)` counts as `(iii)` does.
    let mut parts = shown.match_indices('(').map(|(at, _)| at).filter(|at| *at > 0);
    let last = parts.next_back().and_then(|at| {
        let start = label::start_of(&words[at..])?;
        (start.announces == Announces::Item && at + start.body == body).then_some(start.label)
    });
    let label = match last {
        Some(last) => Label { text: shown.to_owned(), ..last },
        None => Label::named(shown.trim_end_matches(['.', ':']).to_owned(), 0),
    };
    Start { announces: Announces::Item, label, body, bullet: false, firm: true, doubtful: false }
}

/// Whether words that a label was found before begin behind the label that Word counts, and nothing else.
fn is_behind(words: &str, length: usize, body: usize) -> bool {
    body >= length && words.get(length..body).is_some_and(|between| between.trim().is_empty())
}
