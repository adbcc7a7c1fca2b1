//! Options taken at the open points of several clauses: which choice is for which of them, and which words that gives.

use onetext_text::choice::{Choice, Unsettled};
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::words::WordsHash;

/// The words of those clauses below `roots` that have open points, once the choices are taken one after the other in the order
/// of the text; else the clause that they do not settle, and why. A clause below another of them is settled with that one.
pub(crate) fn settle<'a>(
    draft: &Draft,
    roots: &[(ClauseIndex, &'a str)],
    choices: &[Choice<'_>],
) -> Result<Vec<(ClauseIndex, WordsHash)>, (&'a str, Unsettled)> {
    let mut words = Vec::new();
    let mut left = choices;
    let mut seen = 0;
    let mut last = None;
    for &(root, name) in roots {
        let subtree = draft.outline().subtree(root);
        if subtree.start < seen {
            continue;
        }
        seen = subtree.end;
        let points =
            draft.points().iter().filter(|point| subtree.contains(&(point.clause.0 as usize))).count();
        if points == 0 {
            continue;
        }
        last = Some(name);
        let most = points.min(left.len());
        // A point within words that fall takes no choice; so how many a clause takes is seen by trying.
        let settled =
            (1..=most).rev().find_map(|share| Some((share, draft.settle(root, &left[..share]).ok()?)));
        match settled {
            Some((share, settled)) => {
                words.extend(settled.words());
                left = &left[share..];
            }
            None => {
                let before = choices.len() - left.len();
                let settled = draft.settle(root, &left[..most]).map_err(|why| match why {
                    Unsettled::NotOffered { number, line } => {
                        (name, Unsettled::NotOffered { number: number + before, line })
                    }
                    why => (name, why),
                })?;
                words.extend(settled.words());
            }
        }
    }
    match (left, last) {
        ([], _) | (_, None) => Ok(words),
        (_, Some(name)) => {
            let points = choices.len() - left.len();
            Err((name, Unsettled::TooMany { given: choices.len(), points }))
        }
    }
}
