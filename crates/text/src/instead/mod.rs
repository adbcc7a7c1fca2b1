//! Somebody's own words for a clause, as what they decide at the open points in its text.
//!
//! A clause with open points is a small grammar: what stands between the points, and at each of them one of its options, the
//! brackets as they are, or any words. The words given are parsed with it; of the parses, those count that take the fewest points
//! as decided by new words.

mod given;
mod paths;
mod steps;

use crate::choice::{Choice, Edits};
use crate::clause::ClauseIndex;
use crate::draft::Draft;
use crate::span::Span;
use crate::words::exact_tokens;

use given::Given;
use steps::Decides;

/// Somebody's own words for a clause, as what they decide at the open points of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// The points, by their places among [`Draft::points`], at which words stand that the draft does not offer, and these words on
    /// one line and without emphasis.
    pub own: Vec<(usize, String)>,
    /// The points at which an option of the draft stands, each with the option, counted from 0.
    pub taken: Vec<(usize, usize)>,
    /// Points that the draft leaves to be written, and that the words fill.
    pub written: Vec<usize>,
}

/// Why it cannot be told what words for a clause decide at its open points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotInstead {
    /// They differ from the draft elsewhere, or what stands at a point is no option.
    #[error("they are other words at no open point alone")]
    Nowhere,
    /// They are the draft's own, with its brackets.
    #[error("they leave all open points open")]
    Nothing,
    /// They can be taken in several ways, or in more than are compared.
    #[error("they can be other words at more than one open point")]
    Several,
}

/// One way to take the words.
struct Way {
    /// Points with other words than the draft offers, in order, and where these are among those given.
    own: Vec<(usize, Span)>,
    taken: Vec<(usize, usize)>,
    /// Points to be written, with the words that fill them.
    written: Vec<(usize, Span)>,
    /// Options that stand with the names that the draft attributes them to.
    named: Vec<(usize, usize)>,
}

impl Draft {
    /// What somebody's own words for a clause decide at the open points of its own text, or, where the words are for all that stands
    /// below it as well, each paragraph with its label, at all of these: words of their own at some, options that
    /// the draft offers at others; what they repeat with its brackets they leave open, and an option may stand with the names that
    /// the draft attributes it to. All else is as the draft has it. As few points as possible, and then as few words, are taken as
    /// new; ways with new words at as many points count against each other unless these lie around one another. Words that repeat
    /// what the draft has behind the point where they stand can be taken in another way, too, and count as such. Words with the
    /// same exact words have the same answer.
    ///
    /// New words have a letter or a digit. Where no option of the point does so, they run over no end of a sentence and no label of
    /// a paragraph, do not begin or end with a word that joins options, and do not end in a comma or a dash.
    ///
    /// Takes time in proportion to the number of points times the number of words given, where few words are repeated; beyond a
    /// bound it is not looked further.
    ///
    /// # Errors
    /// They differ elsewhere, decide nothing, or can be taken in several ways.
    pub fn instead(&self, clause: ClauseIndex, words: &str) -> Result<Instead, NotInstead> {
        let given = Given::new(words);
        let all: Vec<ClauseIndex> =
            self.outline().subtree(clause).map(|below| ClauseIndex(below as u32)).collect();
        match self.instead_of(all.get(..1).unwrap_or_default(), &given) {
            Err(NotInstead::Nowhere) if all.len() > 1 => self.instead_of(&all, &given),
            found => found,
        }
    }

    /// The same for words of all of these clauses, one behind the other.
    fn instead_of(&self, clauses: &[ClauseIndex], given: &Given) -> Result<Instead, NotInstead> {
        let mut ways = Way::all(self, clauses, given).ok_or(NotInstead::Several)?;
        ways.sort_by_key(|way| way.new_words(given));
        let (best, others) = ways.split_first().ok_or(NotInstead::Nowhere)?;
        let is_worse = |other: &Way| other.new_words(given) > best.new_words(given);
        if !others.iter().all(|other| is_worse(other) && other.lies_around(self, best))
            || best.repeats_what_follows(self, given)
        {
            return Err(NotInstead::Several);
        }
        if best.own.is_empty() && best.taken.is_empty() && best.written.is_empty() {
            return Err(NotInstead::Nothing);
        }
        Ok(Instead {
            own: best.own.iter().map(|(point, place)| (*point, given.text(*place))).collect(),
            taken: best.taken.clone(),
            written: best.written.iter().map(|(point, _)| *point).collect(),
        })
    }
}

impl Way {
    /// Every way with new words at as few points as possible; nothing where there are too many.
    fn all(draft: &Draft, clauses: &[ClauseIndex], given: &Given) -> Option<Vec<Self>> {
        let steps = steps::of(draft, clauses)?;
        let paths = paths::fewest(&steps, given)?;
        let mut ways: Vec<Self> = paths.into_iter().map(|path| Self::of(draft, path)).collect();
        ways.retain(|way| way.makes(draft, clauses, given));
        Some(ways)
    }

    fn of(draft: &Draft, path: Vec<(Decides, Span)>) -> Self {
        let mut way = Self { own: Vec::new(), taken: Vec::new(), written: Vec::new(), named: Vec::new() };
        for (decides, place) in path {
            match decides {
                Decides::Taken { point, option } => way.taken.push((point, option)),
                Decides::Named { point, option } => {
                    way.taken.push((point, option));
                    way.named.push((point, option));
                }
                Decides::Words(point) if draft.points()[point].offers().is_empty() => {
                    way.written.push((point, place));
                }
                Decides::Words(point) => way.own.push((point, place)),
            }
        }
        // A point is decided behind those in it; one that runs over several clauses in each of them.
        way.taken.sort_unstable();
        way.taken.dedup();
        way
    }

    /// The points at which words are new, with these.
    fn new_ones(&self) -> impl Iterator<Item = (usize, Span)> {
        self.own.iter().chain(&self.written).copied()
    }

    fn new_words(&self, given: &Given) -> usize {
        self.new_ones().map(|(_, place)| given.within(place).len()).sum()
    }

    /// Whether the words of the draft between a point with new words and the next point stand in these, too.
    fn repeats_what_follows(&self, draft: &Draft, given: &Given) -> bool {
        self.new_ones().any(|(point, place)| {
            let (open, clause) = (draft.points()[point].span, draft.points()[point].clause);
            let Some(body) = draft.outline().get(clause).map(|clause| clause.body) else { return false };
            let next = draft.own_points(body).map(|at| draft.points()[at].span.start);
            let next = next.filter(|start| *start >= open.end).min().unwrap_or(body.end);
            let follows = draft.words_within(clause, Span::new(open.end, next));
            let follows = exact_tokens(&follows);
            !follows.is_empty() && given.within(place).windows(follows.len()).any(|words| words == follows)
        })
    }

    /// Whether the clauses have exactly the words given, once all is decided so.
    fn makes(&self, draft: &Draft, clauses: &[ClauseIndex], given: &Given) -> bool {
        let mut edits = Edits::default();
        for (point, place) in self.new_ones() {
            if edits.settle(&draft.points()[point], Choice::Instead(&given.text(place))).is_none() {
                return false;
            }
        }
        for &(at, option) in &self.taken {
            let point = &draft.points()[at];
            if self.named.contains(&(at, option)) {
                let kept = point.alternatives[option].span;
                edits.drop_span(Span::new(point.span.start, kept.start));
                edits.drop_span(Span::new(kept.end, point.span.end));
            } else if edits.settle(point, point.offers()[option]).is_none() {
                return false;
            }
        }
        let mut made = String::new();
        for (at, &clause) in clauses.iter().enumerate() {
            let label = if at == 0 { "" } else { draft.label_as_written(clause) };
            made.extend([label, " ", &draft.edited(clause, &edits), " "]);
        }
        exact_tokens(&made) == given.tokens()
    }

    /// Whether each point with new words of another way lies in one of this.
    fn lies_around(&self, draft: &Draft, other: &Self) -> bool {
        let span = |at: usize| draft.points()[at].span;
        let lies_in = |inner: Span, outer: Span| outer.start <= inner.start && inner.end <= outer.end;
        other.own.iter().all(|one| self.own.iter().any(|around| lies_in(span(one.0), span(around.0))))
    }
}

#[cfg(test)]
mod tests;
