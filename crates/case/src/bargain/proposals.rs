//! Words that somebody put forward for a clause, as options at its open points beside those of the draft.

use onetext_record::act::{Act, Kind};
use onetext_record::ids::DraftId;
use onetext_record::standing::Standings;
use onetext_record::timeline::Timeline;
use onetext_text::draft::Draft;
use onetext_text::instead::{Instead, NotInstead};
use onetext_text::words::WordsHash;

use super::issues::OpenIssue;
use super::said::{about, still_said, taken_back};
use super::tie::{Proposal, Tie};
use super::{Apart, WhyApart};
use crate::View;

/// Adds to the open points the words that acts of the view put forward there; with the wordings of clauses that these are,
/// and acts of whose words for clauses with open points some or all decide nothing here.
pub(super) fn add(
    view: &View,
    (id, draft): (&DraftId, &Draft),
    timeline: &Timeline<'_>,
    standings: &Standings<'_, '_>,
    issues: &mut [OpenIssue],
) -> (Vec<Proposal>, Vec<Apart>) {
    let (mut found, mut apart) = (Vec::new(), Vec::new());
    let tie = Tie::new(view.texts(), id, draft, issues, &[]);
    for (at, act) in timeline.acts().iter().enumerate() {
        if !puts_forward(act) || !still_said(timeline, standings, at) || is_denied(timeline, at) {
            continue;
        }
        let Some((anchor, words)) = about(timeline, at).and_then(|about| Some((about.anchor, about.words?)))
        else {
            continue;
        };
        let clauses = tie.clauses(anchor);
        let is_open = (0..issues.len()).any(|issue| tie.is_below(issue, &clauses));
        // Words for a whole text are those of no clause.
        if anchor.clauses.is_empty() || !is_open || !tie.in_place_of(anchor, words).options.is_empty() {
            continue;
        }
        let instead = match clauses.as_slice() {
            [clause] => draft.instead(*clause, words).map(|instead| (*clause, instead)),
            _ => Err(NotInstead::Nowhere),
        };
        match instead {
            Ok((clause, _)) if tie.is_clause_below(clause, &taken_back(&tie, timeline, at)) => {}
            Ok((clause, instead)) => {
                if !instead.written.is_empty() {
                    apart.push(Apart { act: act.id.clone(), why: WhyApart::Unwritten });
                }
                found.push((&act.id, clause, WordsHash::of(words), instead));
            }
            Err(why) => {
                let why = match why {
                    NotInstead::Nowhere => WhyApart::NotHere,
                    NotInstead::Nothing => WhyApart::LeavesOpen,
                    NotInstead::Several => WhyApart::SeveralWays,
                };
                apart.push(Apart { act: act.id.clone(), why });
            }
        }
    }
    let mut proposals = Vec::new();
    for (act, clause, words, Instead { own, taken, .. }) in found {
        let place = |point: usize| issues.iter().position(|issue| issue.point == point);
        let taken = taken.into_iter().filter_map(|(point, option)| Some((place(point)?, option as u32)));
        let mut options: Vec<(usize, u32)> = taken.collect();
        let own: Vec<(usize, String)> =
            own.into_iter().filter_map(|(point, words)| Some((place(point)?, words))).collect();
        options.extend(own.into_iter().map(|(issue, words)| (issue, issues[issue].propose(&words, act))));
        options.sort_unstable();
        // Words that only fill what is to be written decide nothing.
        if !options.is_empty() {
            proposals.push(Proposal { clause, words, options });
        }
    }
    (proposals, apart)
}

/// Whether an act gives words of its own for those of a draft, and not what it takes these to mean.
fn puts_forward(act: &Act) -> bool {
    let gives = act.kind().gives_words_for_words() && act.kind() != Kind::Interpret;
    gives && act.words.is_some() && act.rearranged.is_none() && !act.red_line
}

/// Whether everybody by whom an act is told to be denies it.
fn is_denied(timeline: &Timeline<'_>, at: usize) -> bool {
    let denies = |by| timeline.answers(at, Kind::Deny).any(|denial| timeline.is_by(denial, by));
    let by = &timeline.acts()[at].by;
    !by.is_empty() && by.iter().all(denies)
}
