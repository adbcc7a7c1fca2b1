//! What an open point can become: the options that it offers, where it lies within another, and the wordings that the points
//! in a clause's own text give it.

use crate::choice::{Choice, Edits, alternative};
use crate::clause::ClauseIndex;
use crate::draft::Draft;
use crate::points::{OpenPoint, PointKind};
use crate::span::Span;
use crate::words::WordsHash;

/// Where an open point lies within another: in the words of one of its options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Within {
    /// The other point, by its place among [`Draft::points`].
    pub point: usize,
    /// Which of its options, counted from 0.
    pub option: usize,
}

/// Whether an open point has to be settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Always.
    Always,
    /// Where the option that it lies in is taken, and that point is asked for itself.
    With(Within),
    /// Never: its words fall, or are put in as they stand, whatever is chosen around it.
    Never,
}

/// Options by point, and the words of a clause once these are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The points of the clause's own text that have to be settled, by their places among [`Draft::points`], and the option
    /// taken at each, counted from 0.
    pub taken: Vec<(usize, usize)>,
    /// The exact words of the clause's own text.
    pub words: WordsHash,
}

/// A way to settle points of a clause's own text.
#[derive(Clone, Default)]
struct Way {
    /// What becomes of the text.
    edits: Edits,
    /// The option taken at each point.
    taken: Vec<(usize, usize)>,
}

impl OpenPoint {
    /// The choices that it offers, in order; none, where words are still to be written.
    #[must_use]
    pub fn offers(&self) -> Vec<Choice<'static>> {
        match self.kind {
            PointKind::Placeholder => Vec::new(),
            // A single option block cannot fall: nothing says that it can.
            PointKind::Optional if self.blocks.is_empty() => vec![Choice::In, Choice::Out],
            _ => (1..=self.alternatives.len()).map(Choice::Alternative).collect(),
        }
    }

    /// Which of the choices that it offers a choice is, counted from 0.
    #[must_use]
    pub fn option(&self, choice: Choice<'_>) -> Option<usize> {
        match choice {
            Choice::In | Choice::Out if self.kind == PointKind::Optional && self.blocks.is_empty() => {
                Some(usize::from(choice == Choice::Out))
            }
            Choice::In | Choice::Out => None,
            _ if self.kind == PointKind::Placeholder => None,
            // The words of what may stand or fall, or its number: they stand.
            choice => alternative(self, choice),
        }
    }
}

impl Draft {
    /// Whether the open point at a place has to be settled, as [`Draft::choices_made`] asks for it.
    #[must_use]
    pub fn asked(&self, point: usize) -> Asked {
        let Some(inner) = self.points().get(point) else { return Asked::Never };
        let Some(at) = inner.parent else { return Asked::Always };
        let Some(outer) = self.points().get(at) else { return Asked::Always };
        let option = if outer.blocks.is_empty() {
            let holds = |option: &crate::points::Alternative| option.span.contains(inner.span.start);
            outer.alternatives.iter().position(holds).filter(|&option| {
                // What lies in a name falls with it.
                let names = outer.alternatives.get(option).and_then(|option| option.attribution);
                names.is_none_or(|names| !names.contains(inner.span.start))
            })
        } else {
            let clause = inner.clause.0 as usize;
            let mut blocks = outer.blocks.iter();
            blocks.position(|&block| self.outline().subtree(block).contains(&clause))
        };
        let stands =
            |option: &usize| outer.alternatives.get(*option).is_none_or(|option| !option.text.is_empty());
        match option.filter(stands) {
            Some(option) => Asked::With(Within { point: at, option }),
            None => Asked::Never,
        }
    }

    /// Every wording that the open points in a clause's own text can give it; option blocks, whose clauses stand or fall
    /// whole, are not among these points. Nothing where a point is still to be written, or there are more than `most`.
    ///
    /// Takes time in proportion to the wordings and the length of the clause.
    #[must_use]
    pub fn wordings(&self, clause: ClauseIndex, most: usize) -> Option<Vec<Wording>> {
        let made = self.ways(clause, most)?;
        let wording =
            |Way { edits, taken }: Way| Wording { words: WordsHash::of(&self.edited(clause, &edits)), taken };
        Some(made.into_iter().map(wording).collect())
    }

    /// The open points that touch a clause's own text, without option blocks.
    pub(crate) fn own_points(&self, body: Span) -> impl Iterator<Item = usize> {
        let touches = move |point: &OpenPoint| {
            point.blocks.is_empty() && point.span.start < body.end && body.start < point.span.end
        };
        self.points().iter().enumerate().filter(move |(_, point)| touches(point)).map(|(at, _)| at)
    }

    /// Every way to settle the points of a clause's own text.
    fn ways(&self, clause: ClauseIndex, most: usize) -> Option<Vec<Way>> {
        let body = self.outline().get(clause)?.body;
        let mut made = vec![Way::default()];
        for at in self.own_points(body) {
            let point = self.points().get(at)?;
            let mut next = Vec::new();
            for way in made {
                if way.edits.fallen(point.span.start) {
                    // It falls with the words around it.
                    next.push(way);
                    continue;
                }
                let offers = point.offers();
                if offers.is_empty() || next.len() + offers.len() > most {
                    return None;
                }
                for (option, choice) in offers.into_iter().enumerate() {
                    let mut way = way.clone();
                    way.edits.settle(point, choice)?;
                    way.taken.push((at, option));
                    next.push(way);
                }
            }
            made = next;
        }
        Some(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::ReadingOptions;
    use crate::source::Source;

    fn draft(text: &str) -> Draft {
        let reading = ReadingOptions { names: vec!["Mill".to_owned()], ..ReadingOptions::default() };
        Draft::parse(Source::from_bytes(text.as_bytes().to_vec()).unwrap(), &reading)
    }

    fn within(point: usize, option: usize) -> Asked {
        Asked::With(Within { point, option })
    }

    #[test]
    fn a_point_within_an_option_is_asked_for_with_it() {
        let draft = draft("1. Water is shared [at dawn [and at dusk]][by [two][three] farms].\n");
        let asked: Vec<Asked> = (0..draft.points().len()).map(|at| draft.asked(at)).collect();
        assert_eq!(asked, [Asked::Always, within(0, 0), within(0, 1)]);
    }

    #[test]
    fn a_point_below_an_option_block_is_asked_for_with_the_block() {
        let draft = draft(
            "1. The gate.\n\nOption 1: It opens [daily].\n\nOption 2: No text\n\n2. The [wall][fence].\n",
        );
        let asked: Vec<Asked> = (0..draft.points().len()).map(|at| draft.asked(at)).collect();
        assert_eq!(asked, [Asked::Always, within(0, 0), Asked::Always]);
        assert_eq!(draft.points()[0].offers(), [Choice::Alternative(1), Choice::Alternative(2)]);
    }

    #[test]
    fn what_is_asked_for_is_what_a_clean_text_asks_for() {
        for text in [
            "1. Water is shared [at dawn [and at dusk]][by [two][three] farms].\n",
            "1. The gate.\n\nOption 1: It opens [daily].\n\nOption 2: No text\n\n2. The [wall][fence].\n",
            "1. [The gate [shall][should] open [X] times [or [once][twice]].]\n\n2. [Water.]\n",
            "1. It opens [Mill: at noon [and [at dusk][at night]]][at dawn [or later] (Mill)].\n",
        ] {
            let draft = draft(text);
            let counts: Vec<usize> = draft.points().iter().map(|point| point.offers().len().max(1)).collect();
            for all in 0..counts.iter().product::<usize>() {
                let mut left = all;
                let taken: Vec<usize> = counts
                    .iter()
                    .map(|count| {
                        let option = left % count;
                        left /= count;
                        option
                    })
                    .collect();
                let mut asked = Vec::new();
                let choose = |at: usize, point: &OpenPoint| {
                    asked.push(at);
                    Some(point.offers().get(taken[at]).copied().unwrap_or(Choice::Words("4")))
                };
                draft.choices_made(choose).unwrap();
                let mut expected: Vec<usize> = Vec::new();
                for at in 0..counts.len() {
                    let stands = match draft.asked(at) {
                        Asked::Always => true,
                        Asked::With(Within { point, option }) => {
                            expected.contains(&point) && taken[point] == option
                        }
                        Asked::Never => false,
                    };
                    expected.extend(stands.then_some(at));
                }
                assert_eq!(asked, expected, "{text}");
            }
        }
    }

    #[test]
    fn the_wordings_of_a_clause_are_those_that_its_own_points_give_it() {
        let draft = draft(
            "1. Water [shall][should] be shared [at dawn].\n\n   (a) by [two] farms.\n\n2. Open [X].\n",
        );
        let wordings = draft.wordings(ClauseIndex(0), 10).unwrap();
        let words: Vec<WordsHash> = wordings.iter().map(|wording| wording.words).collect();
        let expected = [
            "Water shall be shared at dawn.",
            "Water shall be shared.",
            "Water should be shared at dawn.",
            "Water should be shared.",
        ];
        assert_eq!(words, expected.map(WordsHash::of));
        assert_eq!(wordings[2].taken, [(0, 1), (1, 0)]);
        assert!(draft.wordings(ClauseIndex(0), 3).is_none());
        assert!(draft.wordings(ClauseIndex(2), 10).is_none(), "still to be written");
    }
}
