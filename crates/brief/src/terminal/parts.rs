//! Small pieces that several parts of the listing share.

use crate::line::{Line, clean};
use crate::model::{Person, Said, SourceSaid, Voice};
use crate::paper::{Ink, Paper};
use crate::wording;

/// Names with commas between.
pub(super) fn people(people: &[Person]) -> Line {
    Line::new().list(people.iter().map(|person| person.name.as_str()))
}

/// Words in quotation marks, with what has to be said beside them.
pub(crate) fn said(said: &Said) -> Line {
    let line = Line::new().quoted(&said.words);
    match said.remark() {
        Some(remark) => line.text(" (").text(remark).text(")"),
        None => line,
    }
}

/// Who says what in whose words.
pub(crate) fn voice(voice: &Voice) -> Line {
    let mut line = people(&voice.who);
    if !line.is_empty() {
        line = line.text(" ");
    }
    line = line.line(&voice.what);
    if let Some(through) = &voice.through {
        line = line.text(", through ").given(&through.name);
        if voice.unconfirmed {
            line = line.text(" (not confirmed)");
        }
    }
    if let Some(on) = &voice.on {
        line = line.text(" [").text(&on.words).text("]");
    }
    match &voice.words {
        Some(words) => line.text(": ").line(&said(words)),
        None => line,
    }
}

/// Sources, each on a line with its kind.
pub(super) fn sources(paper: &mut Paper, indent: usize, sources: &[SourceSaid]) {
    for source in sources {
        paper.inked(Ink::Faint, indent, source.line().isolated());
    }
}

/// What was left to an annex.
pub(super) fn more(paper: &mut Paper, indent: usize, count: usize, annex: &str) {
    if count > 0 {
        paper.inked(
            Ink::Faint,
            indent,
            &format!("and {count} more: {} {annex}", if annex.len() > 1 { "annexes" } else { "annex" }),
        );
    }
}

/// A letter of consent with its flags, in the ink of what it means.
pub(super) fn letter(paper: &Paper, status: &str, letter: &str, stale: bool, flagged: bool) -> String {
    let mut text = clean(letter);
    if stale {
        text.push_str(wording::STALE);
    }
    if flagged {
        text.push_str(wording::FLAGGED);
    }
    let ink = match status {
        "accepted" | "ad_referendum" | "provisional" if !stale && !flagged => Ink::Good,
        "rejected" | "withdrawn" => Ink::Alarm,
        "not_asked" | "not_delivered" | "unanswered" => Ink::Faint,
        _ => Ink::Middling,
    };
    paper.ink(ink, &text)
}
