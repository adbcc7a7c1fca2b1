//! What an act chose at open points: the options in words, and clauses as they read after the choice.

use onetext_record::DraftId;
use onetext_record::act::{Act, Choice};
use onetext_text::choice::Choice as InText;
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::points::{OpenPoint, PointKind};
use onetext_text::words::exact_tokens;

use super::say::Say;
use crate::line::Line;

/// How the choices of an act are spread over the topmost clauses that it names.
struct Share<'a> {
    root: ClauseIndex,
    choices: &'a [Choice],
}

/// The options taken at open points, each in words: those of the draft where it is known which ones are meant. With a clause of
/// that draft, those that concern it.
pub(super) fn chosen(say: &Say<'_>, act: &Act, clause: Option<ClauseIndex>) -> Vec<Line> {
    // Most acts take no options; their drafts need not be read for it.
    if act.choice.is_empty() {
        return Vec::new();
    }
    let draft = act.anchor.as_ref().and_then(|anchor| say.view.texts().draft(&anchor.draft));
    let known = draft.and_then(|draft| Some((draft, shares(say, draft, act)?)));
    let Some((draft, shares)) = known else {
        return act.choice.iter().map(|choice| bare(choice, None)).collect();
    };
    let mut said = Vec::new();
    for share in shares {
        let mut left = share.choices.iter();
        for point in standing(draft, share.root, share.choices) {
            let Some(choice) = left.next() else { break };
            let concerned = |clause| draft.outline().subtree(clause).contains(&(point.clause.0 as usize));
            if clause.is_none_or(concerned) {
                said.push(bare(choice, Some(point)));
            }
        }
    }
    said
}

/// The own words of a clause after the choices of an act; `None` where it made none, or they do not settle the clause.
pub(super) fn settled(say: &Say<'_>, act: &Act, draft: &DraftId, clause: ClauseIndex) -> Option<String> {
    if act.choice.is_empty() || act.anchor.as_ref()?.draft != *draft {
        return None;
    }
    let draft = say.view.texts().draft(draft)?;
    let share = shares(say, draft, act)?
        .into_iter()
        .find(|share| draft.outline().subtree(share.root).contains(&(clause.0 as usize)))?;
    let settled = draft.settle(share.root, &in_text(share.choices)).ok()?;
    settled.clauses.into_iter().find(|(at, _)| *at == clause).map(|(_, words)| words)
}

fn in_text(choices: &[Choice]) -> Vec<InText<'_>> {
    choices.iter().map(Choice::in_text).collect()
}

/// `None` where the choices are not those that the text offers.
fn shares<'a>(say: &Say<'_>, draft: &Draft, act: &'a Act) -> Option<Vec<Share<'a>>> {
    let outline = draft.outline();
    let anchor = act.anchor.as_ref()?;
    let mut named = say.anchored(anchor);
    if anchor.clauses.is_empty() {
        named =
            outline.iter().filter(|(_, clause)| clause.parent.is_none()).map(|(index, _)| index).collect();
    }
    named.sort_unstable();
    let mut left = act.choice.as_slice();
    let (mut shares, mut seen) = (Vec::new(), 0);
    for root in named {
        let below = outline.subtree(root);
        if below.start < seen {
            continue;
        }
        seen = below.end;
        let points = draft.points().iter().filter(|point| below.contains(&(point.clause.0 as usize))).count();
        if points == 0 {
            continue;
        }
        // A point within words that fall takes no choice; so how many a clause takes is seen by trying.
        let most = points.min(left.len());
        let share = (1..=most).rev().find(|&share| draft.settle(root, &in_text(&left[..share])).is_ok())?;
        shares.push(Share { root, choices: &left[..share] });
        left = &left[share..];
    }
    left.is_empty().then_some(shares)
}

/// The points of a clause that are left to settle as these choices are made one after the other, in order.
fn standing<'a>(draft: &'a Draft, root: ClauseIndex, choices: &[Choice]) -> Vec<&'a OpenPoint> {
    let below = draft.outline().subtree(root);
    let mut left = choices.iter();
    let mut found: Vec<(&OpenPoint, &Choice)> = Vec::new();
    for point in draft.points().iter().filter(|point| below.contains(&(point.clause.0 as usize))) {
        let falls = found.iter().any(|(above, choice)| {
            let inside = point.span.start > above.span.start && point.span.end <= above.span.end;
            let kept = kept(above, choice).and_then(|at| above.alternatives.get(at));
            inside
                && !kept.is_some_and(|kept| {
                    kept.span.start <= point.span.start && point.span.end <= kept.span.end
                })
        });
        if falls {
            continue;
        }
        let Some(choice) = left.next() else { break };
        found.push((point, choice));
    }
    found.into_iter().map(|(point, _)| point).collect()
}

/// Which alternative of a point a choice keeps, from 0.
fn kept(point: &OpenPoint, choice: &Choice) -> Option<usize> {
    match choice {
        Choice::Alternative(number) => number.checked_sub(1),
        Choice::Words(words) => {
            let wanted = exact_tokens(words);
            point.alternatives.iter().position(|one| exact_tokens(&one.text) == wanted)
        }
        Choice::In => Some(0),
        Choice::Out => None,
    }
}

fn bare(choice: &Choice, point: Option<&OpenPoint>) -> Line {
    let words = |at: usize| point.and_then(|point| point.alternatives.get(at)).map(|one| one.text.trim());
    let optional = || {
        words(0)
            .filter(|words| !words.is_empty() && point.is_some_and(|point| point.kind == PointKind::Optional))
    };
    match choice {
        Choice::Words(words) => Line::new().quoted(words),
        Choice::Alternative(number) => match number.checked_sub(1).and_then(words) {
            Some("") => Line::from("no text"),
            Some(words) => Line::new().quoted(words),
            None => Line::from(format!("alternative {number}").as_str()),
        },
        Choice::In => match optional() {
            Some(words) => Line::new().quoted(words).text(" stands"),
            None => Line::from("the words in brackets stand"),
        },
        Choice::Out => match optional() {
            Some(words) => Line::new().quoted(words).text(" falls"),
            None => Line::from("the words in brackets fall"),
        },
    }
}
