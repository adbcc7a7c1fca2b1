//! Annex D: what happened, oldest first, with every date, label and source side by side.

use onetext_record::act::{Act, Kind};
use onetext_record::entry::DraftEntry;
use onetext_record::labels::labels;
use onetext_record::{Timeline, When};

use super::say::{Say, title};
use crate::line::Line;
use crate::model::{Event, GivenDate, GivenLabel};
use crate::wording;

pub(super) fn events(say: &Say<'_>) -> Vec<Event> {
    known_after(say, None)
}

/// What the record learnt after a date.
pub(super) fn known_after(say: &Say<'_>, since: Option<When>) -> Vec<Event> {
    let zone = say.view.zone();
    let now = say.view.now();
    let timeline = Timeline::new(&say.view.acts, &now);
    let is_new = |known: When| since.is_none_or(|since| known.starts(zone) > since.ends(zone));
    let mut events: Vec<(jiff::civil::DateTime, Event)> = Vec::new();
    for version in say.view.texts().versions().iter().filter(|version| is_new(version.entry.known)) {
        events.push((version.entry.on.starts(zone), of_draft(say, &version.entry)));
    }
    for act in say.view.acts.iter().filter(|act| is_new(act.known)) {
        events.push((act.earliest().starts(zone), of_act(say, &timeline, act)));
    }
    // Stable: drafts before the acts of their day, acts in the view's order.
    events.sort_by_key(|(on, _)| *on);
    events.into_iter().map(|(_, event)| event).collect()
}

fn of_draft(say: &Say<'_>, entry: &DraftEntry) -> Event {
    let what = if entry.by.is_empty() {
        Line::from("Text: ").line(&say.draft_line(entry))
    } else {
        say.names(&entry.by).text(" put forward ").line(&say.draft_line(entry))
    };
    Event {
        act: None,
        draft: Some(entry.id.to_string()),
        dates: vec![GivenDate { on: say.date(&entry.on), source: None }],
        known: (entry.known != entry.on).then(|| say.date(&entry.known)),
        what,
        words: None,
        labels: Vec::new(),
        note: entry.note.clone(),
        sources: say.sources(&entry.sources),
    }
}

/// What one act did.
pub(super) fn of_act(say: &Say<'_>, timeline: &Timeline<'_>, act: &Act) -> Event {
    let dates =
        act.on.iter().map(|dated| GivenDate { on: say.date(&dated.when), source: dated.source.clone() });
    Event {
        act: Some(act.id.to_string()),
        draft: act.draft().map(ToString::to_string),
        dates: dates.collect(),
        known: (act.known != act.earliest()).then(|| say.date(&act.known)),
        what: say.sentence(act),
        words: say.words(act),
        labels: given_labels(say, timeline, act),
        note: act.note.clone(),
        sources: say.sources(&act.sources),
    }
}

/// The author's own label first, then those that others put on it. What a characterisation says of another act is no label of
/// its own.
fn given_labels(say: &Say<'_>, timeline: &Timeline<'_>, act: &Act) -> Vec<GivenLabel> {
    let Some(at) = timeline.position(&act.id).filter(|_| act.kind() != Kind::Characterise) else {
        return Vec::new();
    };
    let found = labels(timeline, at).into_iter();
    found
        .map(|label| GivenLabel { who: say.people(label.who), label: label.label.to_owned(), own: label.own })
        .collect()
}

impl Say<'_> {
    /// A draft with its language and what has to be said of it.
    pub(super) fn draft_line(&self, entry: &DraftEntry) -> Line {
        let mut line = Line::new().given(&title(entry)).text(" (").text(&wording::language(&entry.lang));
        if let Some(remark) = Self::standing(&entry.authentic).remark() {
            line = line.text("; ").text(remark);
        }
        line.text(")")
    }
}
