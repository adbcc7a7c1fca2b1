//! Settling open points: the words of clauses once a choice is made at each open point in them, and whole texts without
//! brackets.

use std::collections::HashSet;
use std::ops::Range;

use crate::clause::ClauseIndex;
use crate::draft::Draft;
use crate::points::{OpenPoint, PointKind};
use crate::span::Span;
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
    /// Words that the text does not offer, in the place of all that is open there.
    Instead(&'a str),
}

/// Clauses after choices: those that are left, each with its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// A clause, and its own text without label and without open points, in document order. Option blocks that were
    /// not chosen are left out.
    pub clauses: Vec<(ClauseIndex, String)>,
    /// The points at which the choices were taken, one for each, by their places among [`Draft::points`].
    pub points: Vec<usize>,
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

/// An open point that stands in the way of a clean text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOpen {
    /// Its place among [`Draft::points`].
    pub point: usize,
    /// Whether a choice was made that it does not offer; else none was made.
    pub not_offered: bool,
}

/// Words in the place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// What goes, in the text.
    pub span: Span,
    /// What comes in its place; mostly nothing.
    pub words: String,
}

/// What a choice does to the text: ranges of the source that fall, and words put in at a place.
#[derive(Clone, Default)]
pub(crate) struct Edits {
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
        let mut settled = Vec::new();
        let below = |(_, point): &(usize, &OpenPoint)| subtree.contains(&(point.clause.0 as usize));
        for (place, point) in self.points().iter().enumerate().filter(below) {
            let gone = edits.fall.iter().any(|range| range.contains(&point.span.start))
                || dropped.iter().any(|range| range.contains(&(point.clause.0 as usize)))
                    && point.blocks.is_empty();
            if gone {
                continue;
            }
            let Some((number, choice)) = left.next() else {
                return Err(Unsettled::TooFew { line: point.line });
            };
            settled.push(place);
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
            return Err(Unsettled::TooMany { given: choices.len(), points: settled.len() });
        }
        let clauses = subtree
            .filter(|at| !dropped.iter().any(|range| range.contains(at)))
            .map(|at| (ClauseIndex(at as u32), self.edited(ClauseIndex(at as u32), &edits)))
            .collect();
        Ok(Settled { clauses, points: settled })
    }

    /// What becomes of the text of the whole draft with an option taken at every open point: words not chosen, brackets, attributions and
    /// the labels of option blocks fall, and so does a clause of which nothing is left. No label changes, so that what
    /// cites a clause still finds it. Blanks are mended where words fell, and nowhere else.
    ///
    /// `choose` is asked for each open point that still matters, in order of the text: not for one within words that fell.
    ///
    /// # Errors
    /// Every point that is left without a choice, or whose choice it does not offer. Points within those are not asked for.
    pub fn choices_made<'c>(
        &self,
        mut choose: impl FnMut(usize, &OpenPoint) -> Option<Choice<'c>>,
    ) -> Result<Vec<Replacement>, Vec<LeftOpen>> {
        let mut edits = Edits::default();
        let mut left = Vec::new();
        let mut open = HashSet::new();
        for (at, point) in self.points().iter().enumerate() {
            if edits.fallen(point.span.start) {
                edits.drop_marks_left_of(point);
                continue;
            }
            if point.parent.is_some_and(|parent| open.contains(&parent)) {
                // What lies in an open point that nobody settled is asked for once that is.
                open.insert(at);
                continue;
            }
            let Some(choice) = choose(at, point) else {
                left.push(LeftOpen { point: at, not_offered: false });
                open.insert(at);
                continue;
            };
            let settled = if point.blocks.is_empty() {
                edits.settle(point, choice)
            } else {
                self.settle_blocks(point, choice, &mut edits)
            };
            if settled.is_none() {
                left.push(LeftOpen { point: at, not_offered: true });
                open.insert(at);
            }
        }
        if !left.is_empty() {
            return Err(left);
        }
        for (index, clause) in
            self.outline().iter().filter(|(_, clause)| clause.bracketed || clause.open_points > 0)
        {
            let mut own = edits.within(clause.body);
            let before = own.fall.len();
            self.drop_idle_marks(index, &mut own);
            edits.fall.extend(own.fall.drain(before..));
        }
        self.drop_emptied(&mut edits);
        Ok(edits.replacements(self.source().text()))
    }

    /// The text of the whole draft with an option taken at every open point: see [`Draft::choices_made`].
    ///
    /// # Errors
    /// As there.
    pub fn with_choices<'c>(
        &self,
        choose: impl FnMut(usize, &OpenPoint) -> Option<Choice<'c>>,
    ) -> Result<String, Vec<LeftOpen>> {
        let replacements = self.choices_made(choose)?;
        Ok(put_in(self.source().text(), replacements))
    }

    /// Takes one of several option blocks: the others fall with all below them, and its label with them.
    fn settle_blocks(&self, point: &OpenPoint, choice: Choice<'_>, edits: &mut Edits) -> Option<()> {
        let kept = alternative(point, choice)?;
        for (at, block) in point.blocks.iter().enumerate() {
            if at == kept && point.alternatives.get(at).is_none_or(|taken| !taken.text.is_empty()) {
                let clause = self.outline().get(*block)?;
                edits.fall.push(clause.span.start..clause.body.start);
                let names = point.alternatives.get(at).and_then(|taken| taken.attribution);
                edits.fall.extend(names.map(|names| names.start..names.end));
            } else {
                let subtree = self.outline().subtree(*block);
                let clauses = subtree.filter_map(|index| self.outline().get(ClauseIndex(index as u32)));
                edits.fall.extend(clauses.map(|clause| clause.span.start..clause.span.end));
            }
        }
        Some(())
    }

    /// Lets the labels fall of clauses of whose words none is left, where nothing stands below them.
    fn drop_emptied(&self, edits: &mut Edits) {
        for (index, clause) in self.outline().iter() {
            let own = edits.within(clause.body);
            if clause.body.is_empty() || own.fall.is_empty() {
                continue;
            }
            let leaf = self.outline().subtree(index).len() == 1;
            if leaf && exact_tokens(&self.edited(index, &own)).is_empty() {
                edits.fall.push(clause.span.start..clause.span.end);
            }
        }
    }

    /// A clause's own text behind its label, with the edits made that lie in it.
    pub(crate) fn edited(&self, clause: ClauseIndex, edits: &Edits) -> String {
        let Some(span) = self.outline().get(clause).map(|clause| clause.body) else { return String::new() };
        let mut edits = edits.within(span);
        self.drop_idle_marks(clause, &mut edits);
        edits.of_slice(span).made_in(self.source().slice(span))
    }
}

impl Edits {
    /// Those that touch a stretch of the text.
    fn within(&self, span: Span) -> Self {
        let touches = |range: &&Range<u32>| range.start < span.end && span.start < range.end;
        Self {
            fall: self.fall.iter().filter(touches).cloned().collect(),
            put: self.put.iter().filter(|(at, _)| span.contains(*at)).cloned().collect(),
        }
    }

    /// The same, with places counted from the start of a stretch, and none outside.
    fn of_slice(self, span: Span) -> Self {
        let place = |at: u32| at.clamp(span.start, span.end.max(span.start)) - span.start;
        Self {
            fall: self.fall.into_iter().map(|range| place(range.start)..place(range.end)).collect(),
            put: self.put.into_iter().map(|(at, words)| (place(at), words)).collect(),
        }
    }

    /// A text with all edits made.
    fn made_in(self, text: &str) -> String {
        put_in(text, self.replacements(text))
    }

    /// Lets a stretch of the text fall.
    pub(crate) fn drop_span(&mut self, span: Span) {
        self.fall.push(span.start..span.end);
    }

    /// Whether nothing changes.
    pub(crate) fn is_empty(&self) -> bool {
        self.fall.is_empty() && self.put.is_empty()
    }

    /// Whether all of a stretch of the text falls, and nothing is put in there; of an empty one, nothing falls.
    pub(crate) fn leave_nothing_of(&self, span: Span) -> bool {
        let mut at = span.start;
        let mut fall: Vec<&Range<u32>> = self.fall.iter().filter(|range| range.start < span.end).collect();
        fall.sort_by_key(|range| range.start);
        for range in fall {
            if range.start > at {
                return false;
            }
            at = at.max(range.end);
        }
        !span.is_empty() && at >= span.end && !self.put.iter().any(|(place, _)| span.contains(*place))
    }

    /// Whether the words at this place fall.
    pub(crate) fn fallen(&self, at: u32) -> bool {
        self.fall.iter().any(|range| range.contains(&at))
    }

    /// Where a point began in words that fell and ends in words that stand, as brackets do that cross the end of an option,
    /// its marks among these fall.
    fn drop_marks_left_of(&mut self, point: &OpenPoint) {
        if !point.blocks.is_empty() || self.fallen(point.span.end.saturating_sub(1)) {
            return;
        }
        let mut at = point.span.start;
        for alternative in &point.alternatives {
            self.fall.push(at..alternative.span.start);
            at = alternative.span.end;
        }
        self.fall.push(at..point.span.end);
    }

    /// What all edits together put in the place of what, in order of the text, its blanks mended where something fell. Takes
    /// time in proportion to the text and to the number of edits, which are sorted.
    fn replacements(mut self, text: &str) -> Vec<Replacement> {
        self.fall.sort_by_key(|range| (range.start, range.end));
        self.put.sort_by_key(|(at, _)| *at);
        // What falls together is mended together.
        let mut fall: Vec<Range<u32>> = Vec::with_capacity(self.fall.len());
        for range in self.fall {
            match fall.last_mut() {
                Some(last)
                    if range.start <= last.end
                        && self.put.binary_search_by_key(&range.start, |(at, _)| *at).is_err() =>
                {
                    last.end = last.end.max(range.end);
                }
                _ => fall.push(range),
            }
        }
        let mut put = self.put.into_iter().peekable();
        let mut found: Vec<Replacement> = Vec::new();
        let mut made = String::with_capacity(text.len());
        let mut at = 0u32;
        // Whether nothing stands behind words that were put in last.
        let mut after_put = false;
        for range in fall {
            if range.end <= at {
                continue;
            }
            let start = range.start.max(at);
            let standing = text.get(at as usize..start as usize).unwrap_or("");
            if let Some(last) = found.last_mut().filter(|_| after_put && joins(&made, standing)) {
                last.words.push(' ');
                made.push(' ');
            }
            after_put &= standing.is_empty();
            made.push_str(standing);
            let kept = start - at;
            at = range.end;
            let mut words = String::new();
            while let Some((_, more)) = put.next_if(|(place, _)| *place <= start) {
                let more = more.trim_end();
                if joins(&made, more) {
                    words.push(' ');
                    made.push(' ');
                }
                words.push_str(more);
                made.push_str(more);
                after_put = true;
            }
            let fallen = text.get(start as usize..at as usize).unwrap_or("");
            if words.is_empty() && is_divided(fallen) && joins(&made, text.get(at as usize..).unwrap_or("")) {
                words.push(' ');
                made.push(' ');
            }
            let before = made.len();
            mend(&mut made, text.get(at as usize..).unwrap_or(""), &mut at);
            // Blanks before it that go, as far as they are the text's own.
            let cut = if words.is_empty() { (before - made.len()) as u32 } else { 0 };
            found.push(Replacement { span: Span::new(start - cut.min(kept), at), words });
        }
        let rest = text.get(at as usize..).unwrap_or("");
        if let Some(last) = found.last_mut().filter(|_| after_put && joins(&made, rest)) {
            last.words.push(' ');
        }
        found
    }

    /// What a choice at a point within running text does.
    pub(crate) fn settle(&mut self, point: &OpenPoint, choice: Choice<'_>) -> Option<()> {
        let all = point.span.start..point.span.end;
        match (point.kind, choice) {
            // Words with brackets would leave an open point in the place of one.
            (PointKind::Placeholder, Choice::Words(words)) | (_, Choice::Instead(words))
                if words.contains(['[', ']']) =>
            {
                return None;
            }
            (PointKind::Placeholder, Choice::Words(words)) | (_, Choice::Instead(words)) => {
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
                if kept.text.is_empty() {
                    // "No text" is a choice like others, and no words.
                    self.fall.push(all);
                } else {
                    self.fall.push(all.start..kept.span.start);
                    self.fall.push(kept.span.end..all.end);
                    self.fall.extend(kept.attribution.map(|names| names.start..names.end));
                }
            }
        }
        Some(())
    }
}

/// Which alternative a choice names.
pub(crate) fn alternative(point: &OpenPoint, choice: Choice<'_>) -> Option<usize> {
    match choice {
        Choice::Alternative(number) => {
            let at = number.checked_sub(1)?;
            (at < point.alternatives.len()).then_some(at)
        }
        Choice::Words(words) => {
            let wanted = exact_tokens(words);
            point.alternatives.iter().position(|alternative| exact_tokens(&alternative.text) == wanted)
        }
        Choice::In | Choice::Out | Choice::Instead(_) => None,
    }
}

/// A text with replacements made, which are in its order.
fn put_in(text: &str, replacements: Vec<Replacement>) -> String {
    let mut made = String::with_capacity(text.len());
    let mut at = 0;
    for Replacement { span, words } in replacements {
        made.push_str(text.get(at..span.start as usize).unwrap_or(""));
        made.push_str(&words);
        at = span.end as usize;
    }
    made.push_str(text.get(at..).unwrap_or(""));
    made
}

/// Whether a mark closes what stands before it.
fn closes(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | ')' | ']' | '!' | '?' | '،' | '؛' | '؟' | '۔')
}

/// Whether the words on both sides of what falls are words of their own: those of different brackets, or with a blank between
/// the brackets.
pub(crate) fn is_divided(fallen: &str) -> bool {
    if fallen.starts_with(']') && fallen.ends_with('[') {
        return true;
    }
    let mut marks = fallen.chars().zip(fallen.chars().skip(1));
    marks.any(|(one, next)| one == ']' && next.is_whitespace() || one.is_whitespace() && next == '[')
}

/// Whether words put in would run into those beside them.
fn joins(before: &str, behind: &str) -> bool {
    let closes = |c: char| c.is_alphanumeric() || closes(c);
    before.chars().next_back().is_some_and(closes) && behind.chars().next().is_some_and(char::is_alphanumeric)
}

/// Mends the blanks where words fell between what was `made` so far and what is `left` from byte `at` on: one blank of two
/// goes, the one before a mark that closes something, the one behind a mark that opens, those within emphasis at its ends, and lines
/// that are left empty.
fn mend(made: &mut String, left: &str, at: &mut u32) {
    let blank = |c: char| c == ' ' || c == '\t';
    let line_is_empty =
        made.trim_end_matches(blank).ends_with('\n') || made.trim_end_matches(blank).is_empty();
    let Some(next) = left.chars().next() else { return };
    if line_is_empty {
        // Nothing stands before it in its line. Where nothing is behind it either, the line goes.
        let rest = left.trim_start_matches(blank);
        *at += (left.len() - rest.len()) as u32;
        if rest.starts_with(['\n', '\r']) {
            made.truncate(made.trim_end_matches(blank).len());
            let after_blank_line = made.is_empty() || made.ends_with("\n\n") || made.ends_with("\n\r\n");
            let one = if rest.starts_with("\r\n") { 2 } else { 1 };
            let lines = rest.len() - rest.trim_start_matches(['\n', '\r']).len();
            *at += if after_blank_line { lines } else { one } as u32;
        }
        return;
    }
    let ends_blank = made.ends_with(blank);
    let runs = ['*', '_'];
    let behind_marks = left.trim_start_matches(runs);
    let closing = behind_marks.len() < left.len()
        && behind_marks.chars().next().is_none_or(|c| c.is_whitespace() || closes(c));
    let before_marks = made.trim_end_matches(runs);
    let opening = before_marks.len() < made.len()
        && before_marks.chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '['));
    if ends_blank && (closing || closes(next) || matches!(next, '\n' | '\r')) {
        made.truncate(made.trim_end_matches(blank).len());
    } else if blank(next) && (ends_blank || opening || made.ends_with(['(', '['])) {
        *at += (left.len() - left.trim_start_matches(blank).len()) as u32;
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
        assert_eq!(settled(text, &[Choice::Out]).unwrap(), "The gate opens.");
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
        assert_eq!(settled(text, &[Choice::Words("at noon")]).unwrap(), "The gate opens at noon.");
    }

    #[test]
    fn a_clean_text_keeps_no_attribution_and_no_bracket_of_words_that_are_attributed() {
        for (text, choices, expected) in [
            (
                "1. It opens [Upper Farm: at noon][at dawn].\n",
                &[Choice::Alternative(1)][..],
                "1. It opens at noon.\n",
            ),
            ("1. It opens [at noon (Upper Farm)] daily.\n", &[Choice::In], "1. It opens at noon daily.\n"),
            (
                "1. It opens [**Upper Farm:** at noon][at dawn].\n",
                &[Choice::Alternative(1)],
                "1. It opens at noon.\n",
            ),
            (
                "1. It opens [at noon **(Upper Farm)**][at dawn].\n",
                &[Choice::Alternative(1)],
                "1. It opens at noon.\n",
            ),
            ("1. [Upper Farm: **A guard** stands.]\n", &[Choice::In], "1. **A guard** stands.\n"),
            (
                "1. It opens [Upper Farm: at noon [and [at dusk][at night]]][at dawn].\n",
                &[Choice::Alternative(1), Choice::In, Choice::Words("at night")],
                "1. It opens at noon and at night.\n",
            ),
            (
                "1. It opens [Upper Farm: at noon [and at dusk]][at dawn].\n",
                &[Choice::Words("at dawn")],
                "1. It opens at dawn.\n",
            ),
            (
                "1. The gate:\n\n   Option 1: Upper Farm: opens [at dawn].\n\n   Option 2: stays shut.\n",
                &[Choice::Alternative(1), Choice::In],
                "1. The gate:\n\n   opens at dawn.\n\n",
            ),
        ] {
            assert_eq!(clean(text, choices).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn an_option_block_that_is_not_chosen_falls_with_everything_below_it() {
        let text = "1. The gate:\n\n   Option 1: opens [at dawn].\n\n   Option 2: stays shut [for good].\n";
        let words = settled(text, &[Choice::Alternative(2), Choice::In]).unwrap();
        assert_eq!(words, "The gate: | stays shut for good.");
    }

    fn clean(text: &str, choices: &[Choice<'_>]) -> Result<String, Vec<LeftOpen>> {
        let mut left = choices.iter();
        draft(text).with_choices(|_, _| left.next().copied())
    }

    #[test]
    fn a_clean_text_has_the_words_chosen_and_blanks_where_they_belong() {
        let text = "# Well\n\n1. Each farm [shall][should] draw [clean] water [at dawn], [X] litres (or [more] less).\n";
        let choices = [Choice::Words("should"), Choice::Out, Choice::Out, Choice::Words("90"), Choice::Out];
        assert_eq!(
            clean(text, &choices).unwrap(),
            "# Well\n\n1. Each farm should draw water, 90 litres (or less).\n"
        );
        let choices = [Choice::Words("shall"), Choice::In, Choice::In, Choice::Words("90"), Choice::In];
        assert_eq!(
            clean(text, &choices).unwrap(),
            "# Well\n\n1. Each farm shall draw clean water at dawn, 90 litres (or more less).\n"
        );
    }

    #[test]
    fn words_put_in_do_not_run_into_those_beside_them() {
        let text = "1. The farm[s] draw[, or sell] some **[X]** litres[ at dawn][ at dusk]daily.\n";
        let choices = [
            Choice::Instead("hands"),
            Choice::Instead(", or lend"),
            Choice::Words("90"),
            Choice::Instead("at noon"),
        ];
        assert_eq!(
            clean(text, &choices).unwrap(),
            "1. The farm hands draw, or lend some **90** litres at noon daily.\n"
        );
        assert_eq!(
            settled(text, &choices).unwrap(),
            "The farm hands draw, or lend some **90** litres at noon daily."
        );
    }

    #[test]
    fn words_put_in_beside_words_that_fall_do_not_run_into_those_behind() {
        let text = "1. Draw [[ten][twenty][, or so]]daily.[ Keep out.]\n";
        let choices = [Choice::In, Choice::Instead("ninety"), Choice::Out, Choice::Instead("It shuts.")];
        assert_eq!(clean(text, &choices).unwrap(), "1. Draw ninety daily. It shuts.\n");
        assert_eq!(settled(text, &choices).unwrap(), "Draw ninety daily. It shuts.");
    }

    #[test]
    fn a_clause_of_which_nothing_is_left_goes_and_no_other_is_renumbered() {
        let text = "1. One.\n\n2. [Two.]\n\n3. Three.\n";
        assert_eq!(clean(text, &[Choice::Out]).unwrap(), "1. One.\n\n3. Three.\n");
        assert_eq!(clean(text, &[Choice::In]).unwrap(), "1. One.\n\n2. Two.\n\n3. Three.\n");
    }

    #[test]
    fn one_block_of_several_stays_without_its_label_and_with_what_is_below_it() {
        let text = "1. The gate:\n\n   Option 1: opens [at dawn].\n\n   Option 2: stays shut [for good].\n\n2. The well.\n";
        assert_eq!(
            clean(text, &[Choice::Alternative(2), Choice::In]).unwrap(),
            "1. The gate:\n\n   stays shut for good.\n\n2. The well.\n"
        );
    }

    #[test]
    fn every_point_without_a_choice_is_told_and_none_within_it() {
        let text = "1. [a [b][c]] d [e] [f].\n";
        let points = draft(text).points().len();
        let left = clean(text, &[]).unwrap_err();
        assert_eq!((points, left.len()), (3, 2));
        let left = draft(text).with_choices(|_, _| Some(Choice::Alternative(7))).unwrap_err();
        assert!(left.iter().all(|point| point.not_offered));
    }
}
