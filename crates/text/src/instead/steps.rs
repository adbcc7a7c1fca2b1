//! A clause with open points as steps between places: what words lead from one to another, and what they decide.

use unicode_normalization::UnicodeNormalization;

use crate::choice::{Choice, is_divided};
use crate::clause::ClauseIndex;
use crate::draft::Draft;
use crate::points::{Alternative, DEEPEST_TEXT};
use crate::span::Span;

use super::given::Allowed;

/// How many places a clause has at most.
const MOST: usize = 50_000;

/// What a step decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decides {
    /// An option of the draft, counted from 0, at a point.
    Taken { point: usize, option: usize },
    /// The same, with the names that the draft attributes it to.
    Named { point: usize, option: usize },
    /// Words that the draft does not have.
    Words(usize),
}

/// What leads from one place to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Gives {
    /// These words; a blank stands for any number of them.
    Words(String),
    /// The first of new words, at a point that offers options or at one that is to be written: a word, or a mark.
    First { offers: bool, is_word: bool, allowed: Allowed },
    /// One more of these: a word, or a mark, or either.
    More { is_word: Option<bool>, allowed: Allowed },
    /// No more of these.
    NoMore(Allowed),
}

/// A step to a place.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) to: usize,
    pub(super) gives: Gives,
    pub(super) decides: Option<Decides>,
}

/// A clause with open points. Places are numbered so that no step leads back; the first is 0, and the last the end of the clause.
#[derive(Debug, Default)]
pub(super) struct Steps {
    /// The steps from each place.
    pub(super) from: Vec<Vec<Step>>,
}

/// The steps of these clauses, one behind the other, each but the first with its label; nothing where brackets are nested too
/// deeply, or there are too many.
///
/// Takes time in proportion to the length of the clause times how deeply its brackets are nested.
pub(super) fn of(draft: &Draft, clauses: &[ClauseIndex]) -> Option<Steps> {
    let mut steps = Steps { from: vec![Vec::new()] };
    let mut place = 0;
    for (at, &clause) in clauses.iter().enumerate() {
        let body = draft.outline().get(clause)?.body;
        let points: Vec<usize> = draft.own_points(body).collect();
        let mut writer = Writer { draft, clause, points: &points, next: 0, steps };
        if at > 0 {
            place = writer.written(place, format!(" {} ", draft.label_as_written(clause)))?;
        }
        place = writer.stretch(place, body, 0)?;
        steps = writer.steps;
    }
    Some(steps)
}

struct Writer<'d> {
    draft: &'d Draft,
    clause: ClauseIndex,
    /// The points of the clause, in order.
    points: &'d [usize],
    /// The first of these that is still to be written.
    next: usize,
    steps: Steps,
}

impl Writer<'_> {
    fn place(&mut self) -> Option<usize> {
        self.steps.from.push(Vec::new());
        (self.steps.from.len() <= MOST).then(|| self.steps.from.len() - 1)
    }

    fn step(&mut self, from: usize, to: usize, gives: Gives, decides: Option<Decides>) {
        self.steps.from[from].push(Step { to, gives, decides });
    }

    /// What is between two places of the source, from a place on; returns the place that it leads to.
    fn stretch(&mut self, from: usize, span: Span, depth: usize) -> Option<usize> {
        if depth > DEEPEST_TEXT {
            return None;
        }
        // A bracket may open before the clause and close in it; in what lies in another it may not.
        if depth > 0 {
            self.skip_to(span.start);
        }
        let (mut place, mut at) = (from, span.start);
        while let Some(&point) = self.points.get(self.next) {
            let open = self.draft.points()[point].span;
            if open.start >= span.end {
                break;
            }
            self.next += 1;
            // Words of different brackets are words of their own.
            place = match at == open.start && at > span.start {
                true => self.written(place, " ".to_owned())?,
                false => self.words(place, Span::new(at, open.start.max(at)))?,
            };
            place = self.point(place, point, Span::new(at, span.end), depth)?;
            at = open.end.min(span.end);
        }
        self.words(place, Span::new(at, span.end))
    }

    /// Goes on with the first point that starts at a place of the source, or behind it.
    fn skip_to(&mut self, at: u32) {
        while self.points.get(self.next).is_some_and(|&point| self.draft.points()[point].span.start < at) {
            self.next += 1;
        }
    }

    fn words(&mut self, from: usize, span: Span) -> Option<usize> {
        match self.spaced(span) {
            words if words.is_empty() => Some(from),
            words => self.written(from, words),
        }
    }

    fn written(&mut self, from: usize, words: String) -> Option<usize> {
        let to = self.place()?;
        self.step(from, to, Gives::Words(words), None);
        Some(to)
    }

    /// What can stand at a point, as far as it lies in a stretch.
    fn point(&mut self, from: usize, at: usize, around: Span, depth: usize) -> Option<usize> {
        let point = &self.draft.points()[at];
        let within = |span: Span| Span::new(span.start.max(around.start), span.end.min(around.end));
        let open = within(point.span);
        let offers = point.offers();
        let mut ends: Vec<(usize, Option<Decides>)> = Vec::new();
        for (option, offer) in offers.iter().enumerate() {
            let taken = Decides::Taken { point: at, option };
            match point.alternatives.get(option).filter(|taken| !taken.text.is_empty()) {
                Some(words) if *offer != Choice::Out => {
                    let named = Decides::Named { point: at, option };
                    let before = within(Span::new(point.span.start, words.span.start));
                    let behind = within(Span::new(words.span.end, point.span.end));
                    let start = self.divided(from, before)?;
                    let end = self.option(start, words, within, (taken, named), depth)?;
                    ends.push((self.divided(end, behind)?, None));
                }
                _ => ends.push((from, Some(taken))),
            }
        }
        self.skip_to(open.end);
        let inside = open == point.span;
        let (marks, any) = (self.place()?, self.place()?);
        let to = self.place()?;
        for (end, decides) in ends {
            self.step(end, to, Gives::Words(String::new()), decides);
        }
        self.step(from, to, Gives::Words(self.spaced(open)), None);
        if inside {
            let offers = !offers.is_empty();
            let allowed = Allowed::at(point.alternatives.iter().map(|option| option.text.as_str()));
            // Marks alone are no words.
            for (is_word, first) in [(false, marks), (true, any)] {
                self.step(from, first, Gives::First { offers, is_word, allowed }, Some(Decides::Words(at)));
                self.step(marks, first, Gives::More { is_word: Some(is_word), allowed }, None);
            }
            self.step(any, any, Gives::More { is_word: None, allowed }, None);
            self.step(any, to, Gives::NoMore(allowed), None);
        }
        Some(to)
    }

    /// A blank, where what falls of a point divides the words on both sides of it.
    fn divided(&mut self, from: usize, fallen: Span) -> Option<usize> {
        let divided = is_divided(self.draft.source().slice(fallen));
        if divided { self.written(from, " ".to_owned()) } else { Some(from) }
    }

    /// The words of an option, without the names that they are attributed to or with them; returns the place to which both lead.
    fn option(
        &mut self,
        from: usize,
        words: &Alternative,
        within: impl Fn(Span) -> Span,
        (taken, named): (Decides, Decides),
        depth: usize,
    ) -> Option<usize> {
        let (all, names) = (words.span, words.attribution);
        let first = names.map_or(all.end, |names| names.start);
        let before = self.place()?;
        self.step(from, before, Gives::Words(String::new()), None);
        let before = self.stretch(before, within(Span::new(all.start, first)), depth + 1)?;
        let behind = self.place()?;
        self.step(before, behind, Gives::Words(String::new()), Some(taken));
        let Some(names) = names else { return Some(behind) };
        let said = self.spaced(within(names));
        self.step(before, behind, Gives::Words(said), Some(named));
        self.stretch(behind, within(Span::new(names.end, all.end)), depth + 1)
    }

    /// The words of a stretch, with one blank for each run of them.
    fn spaced(&self, span: Span) -> String {
        let clean = self.draft.words_within(self.clause, span);
        let mut spaced = String::with_capacity(clean.len());
        for c in clean.nfc() {
            if !c.is_whitespace() {
                spaced.push(c);
            } else if !spaced.ends_with(' ') {
                spaced.push(' ');
            }
        }
        spaced
    }
}
