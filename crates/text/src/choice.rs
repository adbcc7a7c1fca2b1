//! Settling open points: the words of clauses once a choice is made at each open point in them.

use std::ops::Range;

use crate::clause::ClauseIndex;
use crate::draft::Draft;
use crate::points::{OpenPoint, PointKind};
use crate::words::{WordsHash, exact_tokens};

/// The option taken at one open point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice<'a> {
    /// These words: one of the alternatives, or what fills a placeholder.
    Words(&'a str),
    /// The alternative with this number, counted from 1.
    Alternative(usize),
    /// Words that may stand or fall, stand.
    In,
    /// Words that may stand or fall, fall.
    Out,
}

/// Clauses after choices: those that are left, each with its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// A clause, and its own text without label and without open points, in document order. Option blocks that were
    /// not chosen are left out.
    pub clauses: Vec<(ClauseIndex, String)>,
}

impl Settled {
    /// The exact words of each clause.
    pub fn words(&self) -> Vec<(ClauseIndex, WordsHash)> {
        self.clauses.iter().map(|(index, text)| (*index, WordsHash::of(text))).collect()
    }
}

/// Why choices do not settle the open points of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsettled {
    /// An open point is left without a choice; the line on which it starts.
    #[error("the open point on line {line} is left without a choice")]
    TooFew {
        /// 1-based line of the point.
        line: u32,
    },
    /// More choices than open points.
    #[error("the number of choices is {given}, that of open points {points}")]
    TooMany {
        /// How many choices were given.
        given: usize,
        /// How many open points there were to settle.
        points: usize,
    },
    /// A choice that the open point does not offer.
    #[error("choice {number} is none that the open point on line {line} offers")]
    NotOffered {
        /// Which choice, counted from 1.
        number: usize,
        /// 1-based line of the point.
        line: u32,
    },
}

/// What a choice does to the text: ranges of the source that fall, and words put in at a place.
#[derive(Default)]
struct Edits {
    fall: Vec<Range<u32>>,
    put: Vec<(u32, String)>,
}

impl Draft {
    /// The words of a clause and everything below it once these choices are made, one for each open point in document
    /// order. A point inside words that fall needs none; one inside words that stand does.
    ///
    /// # Errors
    /// The choices are too few or too many, or one of them is not offered.
    pub fn settle(&self, clause: ClauseIndex, choices: &[Choice<'_>]) -> Result<Settled, Unsettled> {
        let subtree = self.outline().subtree(clause);
        let (mut edits, mut dropped) = (Edits::default(), Vec::<Range<usize>>::new());
        let mut left = choices.iter().enumerate();
        let mut settled = 0;
        for point in self.points().iter().filter(|point| subtree.contains(&(point.clause.0 as usize))) {
            let gone = edits.fall.iter().any(|range| range.contains(&point.span.start))
                || dropped.iter().any(|range| range.contains(&(point.clause.0 as usize)))
                    && point.blocks.is_empty();
            if gone {
                continue;
            }
            let Some((number, choice)) = left.next() else {
                return Err(Unsettled::TooFew { line: point.line });
            };
            settled += 1;
            let refused = Unsettled::NotOffered { number: number + 1, line: point.line };
            if point.blocks.is_empty() {
                edits.settle(point, *choice).ok_or(refused)?;
            } else {
                let kept = alternative(point, *choice).ok_or(refused)?;
                let others = point.blocks.iter().enumerate().filter(|(at, _)| *at != kept);
                dropped.extend(others.map(|(_, block)| self.outline().subtree(*block)));
            }
        }
        if left.next().is_some() {
            return Err(Unsettled::TooMany { given: choices.len(), points: settled });
        }
        let clauses = subtree
            .filter(|at| !dropped.iter().any(|range| range.contains(at)))
            .map(|at| (ClauseIndex(at as u32), self.edited(ClauseIndex(at as u32), &edits)))
            .collect();
        Ok(Settled { clauses })
    }

    /// A clause's own text behind its label, with the edits made that lie in it.
    fn edited(&self, clause: ClauseIndex, edits: &Edits) -> String {
        let Some(found) = self.outline().get(clause) else { return String::new() };
        let body = found.body;
        let mut text = String::new();
        for (offset, character) in self.source().slice(body).char_indices() {
            let at = body.start + offset as u32;
            for (_, words) in edits.put.iter().filter(|(place, _)| *place == at) {
                text.push(' ');
                text.push_str(words);
                text.push(' ');
            }
            if !edits.fall.iter().any(|range| range.contains(&at)) {
                text.push(character);
            }
        }
        text
    }
}

impl Edits {
    /// What a choice at a point within running text does.
    fn settle(&mut self, point: &OpenPoint, choice: Choice<'_>) -> Option<()> {
        let all = point.span.start..point.span.end;
        match (point.kind, choice) {
            (PointKind::Placeholder, Choice::Words(words)) => {
                self.put.push((all.start, words.to_owned()));
                self.fall.push(all);
            }
            (PointKind::Placeholder, _) => return None,
            (PointKind::Optional, Choice::Out) => self.fall.push(all),
            (kind, Choice::In) if kind != PointKind::Optional => return None,
            (_, choice) => {
                let kept = match choice {
                    Choice::In => 0,
                    choice => alternative(point, choice)?,
                };
                let kept = point.alternatives.get(kept)?;
                if kept.attributed.is_empty() {
                    self.fall.push(all.start..kept.span.start);
                    self.fall.push(kept.span.end..all.end);
                } else {
                    self.put.push((all.start, kept.text.clone()));
                    self.fall.push(all);
                }
            }
        }
        Some(())
    }
}

/// Which alternative a choice names.
fn alternative(point: &OpenPoint, choice: Choice<'_>) -> Option<usize> {
    match choice {
        Choice::Alternative(number) => {
            let at = number.checked_sub(1)?;
            (at < point.alternatives.len()).then_some(at)
        }
        Choice::Words(words) => {
            let wanted = exact_tokens(words);
            point.alternatives.iter().position(|alternative| exact_tokens(&alternative.text) == wanted)
        }
        Choice::In | Choice::Out => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::ReadingOptions;
    use crate::source::Source;

    fn draft(text: &str) -> Draft {
        let names = vec!["Upper Farm".to_owned()];
        let reading = ReadingOptions { names, ..ReadingOptions::default() };
        Draft::parse(Source::from_bytes(text.as_bytes().to_vec()).unwrap(), &reading)
    }

    fn settled(text: &str, choices: &[Choice<'_>]) -> Result<String, Unsettled> {
        let draft = draft(text);
        let clauses = draft.settle(ClauseIndex(0), choices)?.clauses;
        let words: Vec<String> =
            clauses.iter().map(|(_, text)| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        Ok(words.join(" | "))
    }

    #[test]
    fn a_choice_leaves_the_words_chosen_and_no_bracket() {
        let text = "1. Each farm [shall][should] draw [clean] water.\n";
        assert_eq!(
            settled(text, &[Choice::Words("should"), Choice::In]).unwrap(),
            "Each farm should draw clean water."
        );
        assert_eq!(
            settled(text, &[Choice::Alternative(1), Choice::Out]).unwrap(),
            "Each farm shall draw water."
        );
        let words =
            draft(text).settle(ClauseIndex(0), &[Choice::Alternative(1), Choice::Out]).unwrap().words();
        assert_eq!(words[0].1, WordsHash::of("Each farm shall draw water."));
    }

    #[test]
    fn a_point_inside_words_that_stand_needs_a_choice_of_its_own_and_one_inside_words_that_fall_does_not() {
        let text = "1. The gate opens [at dawn [or at dusk]].\n";
        assert_eq!(settled(text, &[Choice::Out]).unwrap(), "The gate opens .");
        assert_eq!(settled(text, &[Choice::In, Choice::In]).unwrap(), "The gate opens at dawn or at dusk.");
        assert_eq!(settled(text, &[Choice::In]), Err(Unsettled::TooFew { line: 1 }));
    }

    #[test]
    fn what_is_not_offered_is_refused() {
        let text = "1. Each farm [shall][should] draw water.\n";
        let refused = Err(Unsettled::NotOffered { number: 1, line: 1 });
        for choice in
            [Choice::Words("may"), Choice::Alternative(3), Choice::Alternative(0), Choice::In, Choice::Out]
        {
            assert_eq!(settled(text, &[choice]), refused, "{choice:?}");
        }
        assert_eq!(
            settled(text, &[Choice::Alternative(1); 2]),
            Err(Unsettled::TooMany { given: 2, points: 1 })
        );
    }

    #[test]
    fn a_placeholder_takes_any_words_and_an_attribution_falls() {
        assert_eq!(settled("1. Within [X] days.\n", &[Choice::Words("14")]).unwrap(), "Within 14 days.");
        let text = "1. The gate opens [Upper Farm: at noon][at dawn].\n";
        assert_eq!(settled(text, &[Choice::Words("at noon")]).unwrap(), "The gate opens at noon .");
    }

    #[test]
    fn an_option_block_that_is_not_chosen_falls_with_everything_below_it() {
        let text = "1. The gate:\n\n   Option 1: opens [at dawn].\n\n   Option 2: stays shut [for good].\n";
        let words = settled(text, &[Choice::Alternative(2), Choice::In]).unwrap();
        assert_eq!(words, "The gate: | stays shut for good.");
    }
}
