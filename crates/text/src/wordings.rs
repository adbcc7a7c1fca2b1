//! What an open point can become: the options that it offers, where it lies within another, and the wordings that the points
//! in a clause's own text give it.

use std::borrow::Cow;

use crate::choice::{Choice, Edits, alternative};
use crate::clause::ClauseIndex;
use crate::draft::Draft;
use crate::points::{OpenPoint, PointKind};
use crate::span::Span;
use crate::words::{WordsHash, exact_tokens};

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

/// Somebody's own words for a clause, as what they decide at the open points of its own text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// The points, by their places among [`Draft::points`], at which words stand that the draft does not offer, and these words.
    pub own: Vec<(usize, String)>,
    /// The options of the draft at others of its points, as in [`Wording`].
    pub taken: Vec<(usize, usize)>,
    /// Points that the draft leaves to be written, and that the words fill.
    pub written: Vec<usize>,
}

/// Why it cannot be told what words for a clause decide at its open points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotInstead {
    /// They differ from the draft elsewhere, or decide nothing.
    #[error("they are other words at no open point alone")]
    Nowhere,
    /// They can be taken in several ways.
    #[error("they can be other words at more than one open point")]
    Several,
}

/// How many points of a clause words may treat otherwise than by taking one of their options: by other words, or by leaving them
/// open.
const OTHERWISE: usize = 4;
/// How many ways to take words are compared at most.
const FITS: usize = 10_000;

/// A way to take words for a clause.
#[derive(Clone, PartialEq, Eq)]
struct Fit {
    /// Points with other words than the draft offers, in order: where these begin among all of them, and how many they are.
    own: Vec<(usize, usize, usize)>,
    taken: Vec<(usize, usize)>,
    written: Vec<usize>,
}

impl Fit {
    /// The fewer points have new words, and the fewer these are, the better.
    fn cost(&self) -> (usize, usize) {
        (self.own.len(), self.own.iter().map(|(_, _, words)| words).sum())
    }
}

/// A way to settle points of a clause's own text.
#[derive(Clone, Default)]
struct Way {
    /// What becomes of the text.
    edits: Edits,
    /// The option taken at each point.
    taken: Vec<(usize, usize)>,
    /// The points that are left out with their words.
    without: Vec<usize>,
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
        let made = self.ways(clause, most, &[])?;
        let wording = |Way { edits, taken, .. }: Way| Wording {
            words: WordsHash::of(&self.edited(clause, &edits)),
            taken,
        };
        Some(made.into_iter().map(wording).collect())
    }

    /// What somebody's own words for a clause decide at the open points of its own text: words of their own at some, options that
    /// the draft offers at others; what they repeat with its brackets they leave open. All else is as the draft has it. As few points
    /// as possible, and then as few words, are taken as new; where a point and another around it can be so, the inner one counts.
    ///
    /// Takes time in proportion to the ways to treat up to four points otherwise, times the wordings that the rest can have, times the
    /// length of the clause.
    ///
    /// # Errors
    /// They differ elsewhere, decide nothing, or can be taken in several ways.
    pub fn instead(&self, clause: ClauseIndex, words: &str, most: usize) -> Result<Instead, NotInstead> {
        let body = self.outline().get(clause).ok_or(NotInstead::Nowhere)?.body;
        let given = exact_tokens(words);
        // What no choice changes, before the first point and behind the last, is in all of its wordings.
        let start = self.own_points(body).map(|at| self.points()[at].span.start).min().unwrap_or(body.end);
        let end = self.own_points(body).map(|at| self.points()[at].span.end).max().unwrap_or(body.start);
        let fixed = |start: u32, end: u32| self.source().slice(Span::new(start, end.max(start)));
        let (head, tail) = (fixed(body.start, start), fixed(end, body.end));
        if !given.starts_with(&exact_tokens(head)) || !given.ends_with(&exact_tokens(tail)) {
            return Err(NotInstead::Nowhere);
        }
        let fits = self.fits(clause, body, &given, most).ok_or(NotInstead::Nowhere)?;
        let least = fits.iter().map(Fit::cost).min().ok_or(NotInstead::Nowhere)?;
        let mut best = fits.iter().filter(|fit| fit.cost() == least);
        let Some(Fit { own, taken, written }) = best.next().cloned() else {
            return Err(NotInstead::Nowhere);
        };
        let span = |at: usize| self.points()[at].span;
        let lies_in = |inner: Span, outer: Span| outer.start <= inner.start && inner.end <= outer.end;
        // Other ways with as many new words at as many points must be the same at points around these.
        let around =
            |fit: &Fit| own.iter().all(|one| fit.own.iter().any(|other| lies_in(span(one.0), span(other.0))));
        let as_many = fits.iter().filter(|fit| fit.own.len() == own.len());
        if best.next().is_some() || as_many.clone().any(|fit| !around(fit)) {
            return Err(NotInstead::Several);
        }
        let own: Option<Vec<(usize, String)>> = own
            .into_iter()
            .map(|(point, before, count)| Some((point, stretch(words, before, count)?)))
            .collect();
        match own.ok_or(NotInstead::Nowhere)? {
            own if own.is_empty() && taken.is_empty() => Err(NotInstead::Nowhere),
            own => Ok(Instead { own, taken, written }),
        }
    }

    /// Every way to take words for a clause; nothing where there are too many.
    fn fits(&self, clause: ClauseIndex, body: Span, given: &[Cow<'_, str>], most: usize) -> Option<Vec<Fit>> {
        let inside = |at: &usize| {
            let span = self.points()[*at].span;
            body.contains(span.start) && span.end <= body.end
        };
        let is_blank = |at: &usize| self.points()[*at].offers().is_empty();
        let own: Vec<usize> = self.own_points(body).filter(inside).collect();
        let (blanks, offering): (Vec<usize>, Vec<usize>) = own.into_iter().partition(is_blank);
        let mut fits: Vec<Fit> = Vec::new();
        for otherwise in subsets(&offering, OTHERWISE) {
            let mut without: Vec<usize> = otherwise.iter().chain(&blanks).copied().collect();
            without.sort_unstable();
            for way in self.ways(clause, most, &without)? {
                // A point that falls with the words around it is not treated otherwise.
                if !otherwise.iter().all(|at| way.without.contains(at)) {
                    continue;
                }
                self.fits_of(body, given, &way, &mut fits)?;
            }
        }
        Some(fits)
    }

    /// The ways to take words that settle points so, with other words at those that are left out.
    fn fits_of(&self, body: Span, given: &[Cow<'_, str>], way: &Way, fits: &mut Vec<Fit>) -> Option<()> {
        let spans: Vec<Span> = way.without.iter().map(|&at| self.points()[at].span).collect();
        let starts = std::iter::once(body.start).chain(spans.iter().map(|span| span.end));
        let ends = spans.iter().map(|span| span.start).chain([body.end]);
        let kept: Vec<String> = starts
            .zip(ends)
            .map(|(start, end)| self.edited_span(Span::new(start, end), &way.edits))
            .collect();
        let kept: Vec<Vec<Cow<'_, str>>> = kept.iter().map(|text| exact_tokens(text)).collect();
        let [head, rest @ ..] = kept.as_slice() else { return Some(()) };
        if !given.starts_with(head) {
            return Some(());
        }
        let fit = Fit { own: Vec::new(), taken: way.taken.clone(), written: Vec::new() };
        let mut waiting = vec![(0, head.len(), fit)];
        while let Some((place, from, fit)) = waiting.pop() {
            let (Some(next), Some(&point)) = (rest.get(place), way.without.get(place)) else {
                // What is kept behind the last point ends the words.
                if from == given.len() {
                    fits.push(fit);
                }
                continue;
            };
            let raw = self.source().slice(self.points()[point].span);
            let raw = exact_tokens(raw);
            let is_last = place + 1 == rest.len();
            let places = (from + 1..=given.len())
                .filter(|&at| given[at..].starts_with(next) && (!is_last || at + next.len() == given.len()));
            for at in places {
                let mut fit = fit.clone();
                if given[from..at] != raw[..] {
                    if self.points()[point].offers().is_empty() {
                        fit.written.push(point);
                    } else {
                        fit.own.push((point, from, at - from));
                    }
                }
                waiting.push((place + 1, at + next.len(), fit));
                if waiting.len() + fits.len() > FITS {
                    return None;
                }
            }
        }
        Some(())
    }

    /// The open points that touch a clause's own text, without option blocks.
    fn own_points(&self, body: Span) -> impl Iterator<Item = usize> {
        let touches = move |point: &OpenPoint| {
            point.blocks.is_empty() && point.span.start < body.end && body.start < point.span.end
        };
        self.points().iter().enumerate().filter(move |(_, point)| touches(point)).map(|(at, _)| at)
    }

    /// Every way to settle the points of a clause's own text, some of them left out with their words.
    fn ways(&self, clause: ClauseIndex, most: usize, without: &[usize]) -> Option<Vec<Way>> {
        let body = self.outline().get(clause)?.body;
        let mut made = vec![Way::default()];
        for at in self.own_points(body) {
            let point = self.points().get(at)?;
            let mut next = Vec::new();
            for mut way in made {
                if way.edits.fallen(point.span.start) {
                    // It falls with the words around it.
                    next.push(way);
                    continue;
                }
                if without.contains(&at) {
                    way.edits.drop_span(point.span);
                    way.without.push(at);
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

/// Every choice of at most so many of these, in their order; the fewer first.
fn subsets(of: &[usize], most: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    let mut from = 0;
    for _ in 0..most.min(of.len()) {
        let to = all.len();
        for at in from..to {
            let last = all[at].last().copied();
            for &one in of.iter().filter(|&&one| last.is_none_or(|last| one > last)) {
                let mut more = all[at].clone();
                more.push(one);
                all.push(more);
            }
        }
        from = to;
    }
    all
}

/// A stretch of words: so many exact words of it, behind so many.
fn stretch(words: &str, behind: usize, count: usize) -> Option<String> {
    let places = || words.char_indices().map(|(at, _)| at).chain([words.len()]);
    let given = exact_tokens(words);
    let from = places().rev().find(|&at| exact_tokens(&words[..at]) == given[..behind])?;
    let to = places().find(|&at| at >= from && exact_tokens(&words[at..]) == given[behind + count..])?;
    let found = words[from..to].trim();
    let one_paragraph = !found.lines().any(|line| line.trim().is_empty());
    let same = exact_tokens(found) == given[behind..behind + count];
    (same && one_paragraph && !found.contains(['[', ']']))
        .then(|| found.split_whitespace().collect::<Vec<_>>().join(" "))
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
    fn words_for_a_clause_are_other_words_at_the_one_point_where_all_else_is_the_drafts() {
        let text = "1. Each farm [shall][should] draw water [at dawn [and at dusk]].\n";
        let draft = draft(text);
        let found = |words: &str| draft.instead(ClauseIndex(0), words, 100);
        let instead = |point, words: &str, taken: &[(usize, usize)]| {
            let own = vec![(point, words.to_owned())];
            Ok(Instead { own, taken: taken.to_vec(), written: Vec::new() })
        };
        assert_eq!(found("Each farm may draw water."), instead(0, "may", &[(1, 1)]));
        assert_eq!(
            found("Each farm shall draw water\n  at noon, or later."),
            instead(1, "at noon, or later", &[(0, 0)])
        );
        assert_eq!(
            found("Each farm should draw water at dawn and by night."),
            instead(2, "and by night", &[(0, 1), (1, 0)])
        );
        assert_eq!(found("Each farm may draw [no] water."), Err(NotInstead::Nowhere));
        assert_eq!(found("Every farm shall draw water."), Err(NotInstead::Nowhere));
        let two = self::draft("1. Draw [water][milk] [slowly][fast].\n");
        assert_eq!(two.instead(ClauseIndex(0), "Draw water or fast.", 100), Err(NotInstead::Several));
    }

    #[test]
    fn words_for_a_clause_can_decide_several_points_leave_some_open_and_write_what_is_to_be_written() {
        let text = "1. Each farm [shall][should] draw water [at dawn [and at dusk]].\n\n\
            2. Pay rises by [five][six] per cent, and by [ ] per cent later[, if it rains].\n\n\
            3. Draw [water][milk] [X] times.\n\n4. Two [farms][mills] and two [farms][wells].\n";
        let draft = draft(text);
        let found = |clause: u32, words: &str| {
            let found = draft.instead(ClauseIndex(clause), words, 100)?;
            let own: Vec<(usize, &str)> = found.own.iter().map(|(at, words)| (*at, words.as_str())).collect();
            Ok(format!("{own:?} {:?} {:?}", found.taken, found.written))
        };
        let told = |told: &str| Ok::<_, NotInstead>(told.to_owned());
        assert_eq!(
            found(0, "Each farm may draw water at night."),
            told(r#"[(0, "may"), (1, "at night")] [] []"#)
        );
        assert_eq!(
            found(1, "Pay rises by five per cent, and by [ ] per cent later."),
            told("[] [(3, 0), (5, 1)] []")
        );
        assert_eq!(
            found(1, "Pay rises by [five][six] per cent, and by nine per cent later, if it snows."),
            told(r#"[(5, ", if it snows")] [] [4]"#)
        );
        assert_eq!(
            found(1, "Pay rises by four per cent, and by [ ] per cent later[, if it rains]."),
            told(r#"[(3, "four")] [] []"#)
        );
        assert_eq!(found(2, "Draw wine four times."), told(r#"[(6, "wine")] [] [7]"#));
        assert_eq!(found(2, "Draw milk four times."), told("[] [(6, 1)] [7]"));
        // Brackets of its own stand for no words.
        assert_eq!(
            found(1, "Pay rises by five per cent, and by [ ] per cent later[, if it snows]."),
            Err(NotInstead::Nowhere)
        );
        // Nothing is decided, or something elsewhere.
        assert_eq!(
            found(1, "Pay rises by [five][six] per cent, and by nine per cent later[, if it rains]."),
            Err(NotInstead::Nowhere)
        );
        assert_eq!(
            found(1, "Pay rises by four per cent, and by [ ] per cent now[, if it rains]."),
            Err(NotInstead::Nowhere)
        );
        assert_eq!(found(3, "Two mills and two barns."), told(r#"[(9, "barns")] [(8, 1)] []"#));
    }

    #[test]
    fn what_words_are_taken_to_decide_makes_these_words_again() {
        let texts = [
            "1. Each farm [shall][should] draw water [at dawn [and at dusk]] from [the][its] well.\n",
            "1. [The gate [shall][should] open [once][twice] a day[, or less].] Keep out.\n",
            "1. Pay [five][six] and [six][seven] of [nine][ten][no] coins[ today].\n",
        ];
        let (mut taken_so, mut several) = (0, 0);
        for text in texts {
            let draft = draft(text);
            let clause = ClauseIndex(0);
            let body = draft.outline().get(clause).unwrap().body;
            let points: Vec<usize> = draft.own_points(body).collect();
            let most = |at: usize| draft.points()[at].offers().len();
            // At each point an option, or words that the draft does not have.
            let counts: Vec<usize> = points.iter().map(|&at| most(at) + 1).collect();
            for all in 0..counts.iter().product::<usize>() {
                let mut left = all;
                let chosen: Vec<usize> = counts
                    .iter()
                    .map(|count| {
                        let one = left % count;
                        left /= count;
                        one
                    })
                    .collect();
                let own: Vec<String> = points.iter().map(|at| format!("word{at} more")).collect();
                let (mut choices, mut told) = (Vec::new(), (Vec::new(), Vec::new()));
                let mut edits = Edits::default();
                for ((&at, &one), words) in points.iter().zip(&chosen).zip(&own) {
                    let point = &draft.points()[at];
                    if edits.fallen(point.span.start) {
                        continue;
                    }
                    let choice = if one == most(at) {
                        told.0.push((at, words.clone()));
                        Choice::Instead(words)
                    } else {
                        told.1.push((at, one));
                        point.offers()[one]
                    };
                    edits.settle(point, choice).unwrap();
                    choices.push(choice);
                }
                let made = &draft.settle(clause, &choices).unwrap().clauses[0].1;
                match draft.instead(clause, made, 256) {
                    Ok(found) => {
                        let mut again: Vec<(usize, Choice<'_>)> = Vec::new();
                        again.extend(found.own.iter().map(|(at, words)| (*at, Choice::Instead(words))));
                        again.extend(
                            found.taken.iter().map(|&(at, one)| (at, draft.points()[at].offers()[one])),
                        );
                        again.sort_by_key(|(at, _)| *at);
                        let again: Vec<Choice<'_>> = again.into_iter().map(|(_, choice)| choice).collect();
                        let again = &draft.settle(clause, &again).unwrap().clauses[0].1;
                        assert_eq!(exact_tokens(again), exact_tokens(made), "{text} {made}");
                        assert!(found.own.len() <= told.0.len(), "{text} {made}");
                        taken_so += usize::from((found.own, found.taken) == told);
                    }
                    // Where words can be taken in several ways, or nothing of the clause is left.
                    Err(why) => {
                        several += 1;
                        assert!(why == NotInstead::Several || made.trim().is_empty(), "{text} {made} {why}");
                    }
                }
            }
        }
        assert!(taken_so > 250 && several < taken_so / 10, "{taken_so} {several}");
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
