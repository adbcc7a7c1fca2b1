//! The colours laid behind the words of a draft, and what they mean by the case: told as what they are, the draft's own mark.
//! A mark is nobody's consent and changes none.

use std::collections::BTreeMap;

use onetext_case::{Highlights, View};
use onetext_record::DraftId;
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::word::{Colour, Marks};
use serde::Serialize;

use crate::line::Line;

/// What is said wherever marks are told.
pub(crate) const WHOSE: &str = "Marks are the draft's own; they are nobody's consent.";

/// Words with one colour behind them, or with none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The colour: `green`, `dark_green`, `#92d050`; `None`: words without one, in a draft that has colours.
    pub colour: Option<String>,
    /// What it means, where the case says so.
    pub meaning: Option<String>,
    /// How many words.
    pub words: usize,
}

/// How much of a draft has one colour behind it, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MarkCount {
    /// The colour and what it means, with how many words of the draft have it.
    #[serde(flatten)]
    pub mark: Mark,
    /// Clauses all of whose own words have it.
    pub clauses: usize,
    /// Clauses some of whose own words have it.
    pub partly: usize,
}

/// The marks of one clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClauseMark {
    /// The clause's id in the draft.
    pub clause: String,
    /// Its marks: those of its own words, in the order of the text, then words without one.
    pub marks: Vec<Mark>,
}

/// A draft with colours, and what they mean.
pub(crate) struct Marked<'a> {
    marks: Marks,
    draft: &'a Draft,
    highlights: &'a Highlights,
}

impl<'a> Marked<'a> {
    /// The marks of a draft; `None` where it has none.
    pub(crate) fn of(draft: &'a Draft, highlights: &'a Highlights) -> Option<Self> {
        Some(Self { marks: Marks::of(draft)?, draft, highlights })
    }

    /// Those of a draft of a view.
    pub(crate) fn in_view(view: &'a View, draft: &DraftId) -> Option<Self> {
        Self::of(view.texts().draft(draft)?, &view.about.highlights)
    }

    /// The marks of a clause's own words.
    pub(crate) fn clause(&self, clause: ClauseIndex) -> Vec<Mark> {
        self.sum([clause])
    }

    /// The marks of a clause with everything below it.
    pub(crate) fn subtree(&self, clause: ClauseIndex) -> Vec<Mark> {
        self.sum(self.draft.outline().subtree(clause).map(|at| ClauseIndex(at as u32)))
    }

    fn sum(&self, clauses: impl IntoIterator<Item = ClauseIndex>) -> Vec<Mark> {
        let mut colours: Vec<(Colour, usize)> = Vec::new();
        let mut unmarked = 0;
        for clause in clauses {
            let own = self.marks.of_clause(self.draft, clause);
            unmarked += own.unmarked;
            for (colour, words) in own.colours {
                match colours.iter_mut().find(|(known, _)| *known == colour) {
                    Some((_, sum)) => *sum += words,
                    None => colours.push((colour, words)),
                }
            }
        }
        let colours = colours.into_iter().map(|(colour, words)| self.mark(Some(colour), words));
        colours.chain((unmarked > 0).then(|| self.mark(None, unmarked))).collect()
    }

    fn mark(&self, colour: Option<Colour>, words: usize) -> Mark {
        Mark {
            colour: colour.map(|colour| colour.to_string()),
            meaning: self.highlights.meaning(colour).map(str::to_owned),
            words,
        }
    }

    /// The marks of every clause that has words.
    pub(crate) fn clauses(&self) -> Vec<ClauseMark> {
        let all = self
            .draft
            .outline()
            .iter()
            .map(|(index, clause)| ClauseMark { clause: clause.id.clone(), marks: self.clause(index) });
        all.filter(|clause| !clause.marks.is_empty()).collect()
    }

    /// How much of the draft is marked how: by colour, then words without one.
    pub(crate) fn counts(&self) -> Vec<MarkCount> {
        let mut counts: BTreeMap<Option<Colour>, (usize, usize, usize)> = BTreeMap::new();
        for (index, _) in self.draft.outline().iter() {
            let own = self.marks.of_clause(self.draft, index);
            let colours = own.colours.iter().map(|(colour, words)| (Some(*colour), *words));
            let all: Vec<(Option<Colour>, usize)> =
                colours.chain((own.unmarked > 0).then_some((None, own.unmarked))).collect();
            let whole = all.len() == 1;
            for (colour, words) in all {
                let count = counts.entry(colour).or_default();
                count.0 += words;
                count.1 += usize::from(whole);
                count.2 += usize::from(!whole);
            }
        }
        let unmarked = counts.remove(&None);
        let all = counts.into_iter().chain(unmarked.map(|count| (None, count)));
        all.map(|(colour, (words, clauses, partly))| MarkCount {
            mark: self.mark(colour, words),
            clauses,
            partly,
        })
        .collect()
    }
}

impl Mark {
    /// `marked dark green: agreed`; `not marked: open`. What the case names stands apart in its direction.
    fn said(&self) -> Line {
        let line = match &self.colour {
            Some(_) => Line::new().text("marked ").text(&self.name()),
            None => Line::from("not marked"),
        };
        match &self.meaning {
            Some(meaning) => line.text(": ").given(meaning),
            None => line,
        }
    }

    /// `dark green`; `none`.
    pub(crate) fn name(&self) -> String {
        self.colour.as_deref().map_or_else(|| "none".to_owned(), |colour| colour.replace('_', " "))
    }
}

/// What the marks of a clause come to: `marked green: agreed`; `partly marked green: agreed; partly not marked: open`. Empty
/// where nothing is marked and the case does not say what that means.
pub(crate) fn said(marks: &[Mark]) -> Line {
    match marks {
        [] | [Mark { colour: None, meaning: None, .. }] => Line::new(),
        [one] => one.said(),
        several => several.iter().enumerate().fold(Line::new(), |line, (at, mark)| {
            line.text(if at > 0 { "; partly " } else { "partly " }).line(&mark.said())
        }),
    }
}
