//! What the reader's record has learnt since a date.

use onetext_record::When;

use super::say::Say;
use crate::line::{Line, shorten};
use crate::model::{Change, Changes};

/// How many lines there is room for.
const ROOM: usize = 5;
/// How many characters of words said are shown with each.
const WORDS: usize = 70;

pub(super) fn since(say: &Say<'_>, since: Option<When>) -> Changes {
    let Some(date) = since else { return Changes { since: None, lines: Vec::new(), more: 0 } };
    let zone = say.view.zone();
    let last = date.ends(zone);
    let mut found: Vec<(jiff::civil::DateTime, Change)> = Vec::new();
    for act in &say.view.acts {
        if act.known.starts(zone) > last {
            let mut what = say.sentence(act);
            if let Some(words) = &act.words {
                what = what.text(": ").quoted(&shorten(words, WORDS).0);
            }
            let on = say.date(&act.earliest());
            found.push((
                act.known.starts(zone),
                Change { on, what, act: Some(act.id.to_string()), draft: None },
            ));
        }
    }
    for version in say.view.texts().versions() {
        let entry = &version.entry;
        if entry.known.starts(zone) > last {
            let what = Line::from("New text: ").line(&say.draft_line(entry));
            let on = say.date(&entry.on);
            found.push((
                entry.known.starts(zone),
                Change { on, what, act: None, draft: Some(entry.id.to_string()) },
            ));
        }
    }
    found.sort_by(|(a, _), (b, _)| b.cmp(a));
    let more = found.len().saturating_sub(ROOM);
    let lines = found.into_iter().take(ROOM).map(|(_, change)| change).collect();
    Changes { since: Some(say.date(&date)), lines, more }
}
