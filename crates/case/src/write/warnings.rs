//! What the team should think of before an act is written. The writer is the team, who sees all of the case.

use onetext_record::act::Act;
use onetext_record::deliveries::differ::{Nearly, Passage, nearly_the_same};
use onetext_record::{Reader, Timeline, When};
use onetext_text::redline::ChangeKind;

use crate::case::Case;
use crate::view::View;

/// How many earlier texts are named, the latest first.
const MOST: usize = 3;

/// Warnings about a new act, each in one line; none for most.
pub(super) fn of(case: &Case, act: &Act, today: When) -> Vec<String> {
    let is_delivery = onetext_record::deliveries::Delivered::of(act).is_some();
    // Whatever the record knows counts, be its dates still to come.
    let known =
        case.acts.iter().map(|act| act.known).chain(case.drafts.iter().map(|draft| draft.entry.known));
    let zone = &case.about().zone;
    let as_of = known
        .chain([act.known])
        .fold(today, |last, when| if when.ends(zone) > last.ends(zone) { when } else { last });
    let Some(view) = is_delivery.then(|| case.view(&Reader::Team, as_of).ok()).flatten() else {
        return Vec::new();
    };
    let now = view.now();
    let timeline = Timeline::new(&view.acts, &now);
    let found = nearly_the_same(&timeline, view.texts(), act);
    let mut warnings: Vec<String> = found.iter().take(MOST).map(|near| nearly(&view, near)).collect();
    if found.len() > MOST {
        warnings.push(format!("and {} earlier texts differ from this by a single word", found.len() - MOST));
    }
    warnings
}

fn nearly(view: &View, near: &Nearly<'_>) -> String {
    let mut there: Vec<String> = Vec::new();
    for one in &near.deliveries {
        let who: Vec<&str> = one.act.to.iter().map(|id| view.name(id)).collect();
        let copy = one.copy().map_or_else(String::new, |copy| format!(", copy {copy}"));
        there.push(format!("{} on {}{copy}", who.join(" and "), one.act.earliest()));
    }
    format!(
        "this differs by a single word from draft \u{201c}{}\u{201d}, delivered to {}: {}. If that is meant, mark it with --parallel",
        near.draft,
        there.join("; "),
        difference(&near.passage)
    )
}

/// The word, there and here, with a few words before it.
fn difference(passage: &Passage) -> String {
    let mut before = String::new();
    for change in &passage.changes {
        if change.kind == ChangeKind::Equal {
            before.push_str(&change.new);
            continue;
        }
        let words: Vec<&str> = before.split_whitespace().collect();
        let last = words[words.len().saturating_sub(3)..].join(" ");
        let said = |words: &str| match words.trim() {
            "" => "nothing".to_owned(),
            words => format!("\u{201c}{words}\u{201d}"),
        };
        let place = if last.is_empty() { String::new() } else { format!("after \u{201c}{last}\u{201d}, ") };
        return format!("{place}{} there, {} here", said(&change.old), said(&change.new));
    }
    String::new()
}
