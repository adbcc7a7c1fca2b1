//! A clause with open points as steps between places: what words lead from one to another, and what they decide.

use unicode_normalization::UnicodeNormalization;

use crate::choice::Choice;
use crate::clause::ClauseIndex;
use crate::draft::Draft;
use crate::inline::{self, Mark};
use crate::points::{DEEPEST_TEXT, OpenPoint};
use crate::span::Span;

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
    /// The first word of any, at a point that offers options or at one that is to be written.
    First { offers: bool },
    /// One more word of these.
    More,
    /// No more of these.
    NoMore,
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

/// The steps of a clause's own text; nothing where brackets are nested too deeply.
pub(super) fn of(draft: &Draft, clause: ClauseIndex, body: Span) -> Option<Steps> {
    let points: Vec<usize> = draft.own_points(body).collect();
    let mut writer =
        Writer { draft, marks: draft.marks_of(clause), points: &points, next: 0, steps: Steps::default() };
    let start = writer.place();
    writer.stretch(start, body, 0)?;
    Some(writer.steps)
}

struct Writer<'d> {
    draft: &'d Draft,
    marks: &'d [Mark],
    /// The points of the clause, in order.
    points: &'d [usize],
    /// The first of these that is still to be written.
    next: usize,
    steps: Steps,
}

impl Writer<'_> {
    fn place(&mut self) -> usize {
        self.steps.from.push(Vec::new());
        self.steps.from.len() - 1
    }

    fn step(&mut self, from: usize, to: usize, gives: Gives, decides: Option<Decides>) {
        self.steps.from[from].push(Step { to, gives, decides });
    }

    /// What is between two places of the source, from a place on; returns the place that it leads to.
    fn stretch(&mut self, from: usize, span: Span, depth: usize) -> Option<usize> {
        if depth > DEEPEST_TEXT {
            return None;
        }
        let (mut place, mut at) = (from, span.start);
        while let Some(&point) = self.points.get(self.next) {
            let open = self.draft.points()[point].span;
            if open.start >= span.end {
                break;
            }
            self.next += 1;
            // A bracket may open before the clause, and close behind it.
            if open.end <= at {
                continue;
            }
            place = self.words(place, Span::new(at, open.start.max(at)));
            place = self.point(place, point, Span::new(at, span.end), depth)?;
            at = open.end.min(span.end);
        }
        Some(self.words(place, Span::new(at, span.end)))
    }

    fn words(&mut self, from: usize, span: Span) -> usize {
        let words = self.spaced(span);
        if words.is_empty() {
            return from;
        }
        let to = self.place();
        self.step(from, to, Gives::Words(words), None);
        to
    }

    /// What can stand at a point, as far as it lies in a stretch.
    fn point(&mut self, from: usize, at: usize, around: Span, depth: usize) -> Option<usize> {
        let point = &self.draft.points()[at];
        let inside = around.start <= point.span.start && point.span.end <= around.end;
        let first = self.next;
        let mut behind = first;
        let mut ends: Vec<(usize, Option<Decides>)> = Vec::new();
        for option in 0..point.offers().len() {
            let taken = Decides::Taken { point: at, option };
            let Some((words, with_names)) = words_of(point, option, around) else {
                ends.push((from, Some(taken)));
                continue;
            };
            let named = with_names.map(|words| (words, Decides::Named { point: at, option }));
            for (words, decides) in std::iter::once((words, taken)).chain(named) {
                let start = self.place();
                self.step(from, start, Gives::Words(String::new()), Some(decides));
                self.next = first
                    + self.points[first..]
                        .partition_point(|&one| self.draft.points()[one].span.start < words.start);
                ends.push((self.stretch(start, words, depth + 1)?, None));
                behind = behind.max(self.next);
            }
        }
        // Points within it that no option holds are skipped.
        self.next = behind
            + self.points[behind..]
                .partition_point(|&one| self.draft.points()[one].span.start < point.span.end.min(around.end));
        let any = inside.then(|| self.place());
        let to = self.place();
        for (end, decides) in ends {
            self.step(end, to, Gives::Words(String::new()), decides);
        }
        if let Some(any) = any {
            let kept = self.spaced(point.span);
            self.step(from, to, Gives::Words(kept), None);
            let offers = !point.offers().is_empty();
            self.step(from, any, Gives::First { offers }, Some(Decides::Words(at)));
            self.step(any, any, Gives::More, None);
            self.step(any, to, Gives::NoMore, None);
        }
        Some(to)
    }

    /// The words of a stretch, with one blank for each run of them.
    fn spaced(&self, span: Span) -> String {
        let mut clean = String::new();
        inline::write_words(self.draft.source().text(), span, self.marks, &mut clean);
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

/// The words of an option as far as they lie in a stretch, and the same with the names that they are attributed to; nothing where
/// there are none.
fn words_of(point: &OpenPoint, option: usize, around: Span) -> Option<(Span, Option<Span>)> {
    if point.offers().get(option) == Some(&Choice::Out) {
        return None;
    }
    let taken = point.alternatives.get(option).filter(|taken| !taken.text.is_empty())?;
    let within = |start: u32, end: u32| Span::new(start.max(around.start), end.min(around.end));
    let all = within(taken.span.start, taken.span.end);
    Some(match taken.attribution {
        None => (all, None),
        Some(names) if names.start <= taken.span.start => (within(names.end, taken.span.end), Some(all)),
        Some(names) => (within(taken.span.start, names.start), Some(all)),
    })
}
