//! What the reader's record has learnt since a date, in a handful of lines.

use std::cmp::Reverse;

use onetext_record::When;
use onetext_record::act::{Act, Kind};

use super::say::Say;
use crate::line::{Line, shorten};
use crate::model::{Change, Changes};

/// How many lines there is room for.
const ROOM: usize = 5;
/// How many characters of words said are shown, where nothing else says what was done.
const WORDS: usize = 60;

pub(super) fn since(say: &Say<'_>, since: Option<When>, crowd: usize) -> Changes {
    let room = ROOM.saturating_sub(crowd / 6).max(3);
    let Some(date) = since else { return Changes { since: None, lines: Vec::new(), more: 0 } };
    let zone = say.view.zone();
    let last = date.ends(zone);
    let mut found = Vec::new();
    for act in say.view.acts.iter().filter(|act| act.known.starts(zone) > last) {
        let mut what = say.short_sentence(act);
        if act.anchor.is_none()
            && act.kind() != Kind::Characterise
            && let Some(words) = &act.words
        {
            what = what.text(": ").quoted(&shorten(words, WORDS).0);
        }
        let change =
            Change { on: say.date(&act.earliest()), what, act: Some(act.id.to_string()), draft: None };
        found.push((class(act), Reverse(act.known.starts(zone)), change));
    }
    for entry in say.view.texts().versions().iter().map(|version| &version.entry) {
        if entry.known.starts(zone) > last {
            let what = Line::from("New text: ").line(&say.draft_line(entry));
            let draft = Some(entry.id.to_string());
            let change = Change { on: say.date(&entry.on), what, act: None, draft };
            found.push((0, Reverse(entry.known.starts(zone)), change));
        }
    }
    // Stable: what is learnt at the same time stays in the view's order.
    found.sort_by_key(|(class, known, _)| (*class, *known));
    let more = found.len().saturating_sub(room);
    let lines = found.into_iter().take(room).map(|(_, _, change)| change).collect();
    Changes { since: Some(say.date(&date)), lines, more }
}

/// What is listed first, where there is no room for everything: texts, consent and who decides; then what was proposed, warned
/// of or promised; then the rest.
fn class(act: &Act) -> u8 {
    match act.kind() {
        Kind::Accept
        | Kind::Reserve
        | Kind::Reject
        | Kind::Withdraw
        | Kind::Lapse
        | Kind::BreakSilence
        | Kind::Replace
        | Kind::Initial
        | Kind::Sign => 0,
        _ if act.red_line => 0,
        Kind::Characterise
        | Kind::Deny
        | Kind::Warn
        | Kind::Assure
        | Kind::OpenSilence
        | Kind::Allege
        | Kind::Correct
        | Kind::Convene => 1,
        kind if kind.gives_words_for_words() => 1,
        _ => 2,
    }
}
