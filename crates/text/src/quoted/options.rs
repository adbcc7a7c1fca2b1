//! Where a text has the words of a quotation once an option is taken at its open points: whoever quotes a draft with rival
//! brackets may well quote it with one of them.

use std::ops::Range;

use super::{Passage, Quotation};
use crate::folded::FoldedWord;
use crate::points::{OpenPoint, PointKind};

/// A quotation with more words is looked for as the text stands alone.
const LONGEST: usize = 2_000;
/// More ways to begin than this are not followed at one place.
const MOST_WAYS: usize = 64;

impl Quotation {
    /// Where `text` has exactly these words if at one open point or more an option is taken, in the order of the text; not
    /// where it has them as it stands. `words` are those of `text` that count, `points` its open points in order. Takes time in
    /// proportion to the number of words and to how deep points stand in each other.
    #[must_use]
    pub fn find_with_options(&self, words: &[FoldedWord], points: &[OpenPoint]) -> Vec<Passage> {
        if !(2..=LONGEST).contains(&self.len()) || points.is_empty() {
            return Vec::new();
        }
        let points = Points::new(words, points);
        let mut reading = Reading { quoted: &self.digests, words, found: Vec::new() };
        reading.read(&points, None, 0..words.len(), Vec::new());
        let mut found = reading.found;
        found.sort_unstable();
        let mut passages: Vec<Passage> = Vec::new();
        for (from, to) in found {
            let (Some(first), Some(last)) = (words.get(from), words.get(to)) else { continue };
            if passages.last().is_none_or(|before| first.start >= before.span.end) {
                let span = first.start..last.end;
                passages.push(Passage { span, differences: Vec::new(), alike: self.len(), option: true });
            }
        }
        passages
    }
}

/// An open point, in words.
struct Point {
    all: Range<usize>,
    options: Vec<Range<usize>>,
    /// Whether its words may fall.
    falls: bool,
}

/// The open points in running text, by the one that each stands in.
struct Points {
    points: Vec<Point>,
    /// For each place in the list of points, those directly inside; the first are those that stand in none.
    inside: Vec<Vec<usize>>,
}

impl Points {
    fn new(words: &[FoldedWord], points: &[OpenPoint]) -> Self {
        let word_at = |byte: usize| words.partition_point(|word| word.start < byte);
        let range = |start: u32, end: u32| word_at(start as usize)..word_at(end as usize);
        let mut inside = vec![Vec::new(); points.len() + 1];
        let made = points.iter().enumerate().map(|(at, point)| {
            if point.blocks.is_empty() && point.kind != PointKind::Placeholder {
                let slot = point.parent.map_or(0, |parent| parent + 1);
                if let Some(list) = inside.get_mut(slot) {
                    list.push(at);
                }
            }
            let options = point.alternatives.iter().map(|option| {
                // Whose words they are, `[Upper Farm: at noon]`, is not part of them.
                let (start, end) = (option.span.start, option.span.end);
                let Some(names) = option.attribution else { return range(start, end) };
                let (before, behind) = (range(start, names.start), range(names.end, end));
                if before.is_empty() { behind } else { before }
            });
            let falls = point.kind == PointKind::Optional;
            Point { all: range(point.span.start, point.span.end), options: options.collect(), falls }
        });
        let points = made.collect();
        Self { points, inside }
    }
}

/// How far a way of reading has come: so many words of the quotation, from a word of the text on.
type Way = (usize, usize);

struct Reading<'r> {
    quoted: &'r [u64],
    words: &'r [FoldedWord],
    /// The first and the last word of what reads as the quotation.
    found: Vec<(usize, usize)>,
}

impl Reading<'_> {
    /// Reads a stretch of words that stands in a point (`None`: in none), with the ways that lead to it; those that lead on.
    fn read(
        &mut self,
        points: &Points,
        within: Option<usize>,
        range: Range<usize>,
        ways: Vec<Way>,
    ) -> Vec<Way> {
        let slot = within.map_or(0, |point| point + 1);
        let mut ways = ways;
        let mut at = range.start;
        for point in points.inside.get(slot).map(Vec::as_slice).unwrap_or_default() {
            let Some(inner) = points.points.get(*point) else { continue };
            if inner.all.start < at || inner.all.end > range.end {
                continue;
            }
            ways = self.plain(at..inner.all.start, ways);
            let mut on = self.plain(inner.all.clone(), ways.clone());
            for option in &inner.options {
                on.extend(self.read(points, Some(*point), option.clone(), ways.clone()));
            }
            if inner.falls {
                on.extend(ways);
            }
            on.sort_unstable();
            on.dedup();
            on.truncate(MOST_WAYS);
            ways = on;
            at = inner.all.end;
        }
        self.plain(at..range.end, ways)
    }

    /// Reads words one behind the other, whatever brackets stand between them; the quotation may begin at each.
    fn plain(&mut self, range: Range<usize>, mut ways: Vec<Way>) -> Vec<Way> {
        for at in range {
            let Some(word) = self.words.get(at) else { break };
            ways.push((0, at));
            ways.retain_mut(|(read, _)| {
                let goes_on = self.quoted.get(*read) == Some(&word.digest);
                *read += 1;
                goes_on
            });
            let all = self.quoted.len();
            let whole = |way: &&Way| way.0 == all;
            // Without a gap, the text has the words as it stands.
            let gap = |way: &&Way| at + 1 - way.1 > all;
            self.found.extend(ways.iter().filter(whole).filter(gap).map(|way| (way.1, at)));
            ways.retain(|way| way.0 < all);
        }
        ways
    }
}

#[cfg(test)]
mod tests {
    use crate::draft::Draft;
    use crate::folded::words;
    use crate::quoted::Quotation;
    use crate::readings::ReadingOptions;
    use crate::source::Source;

    fn found(quotation: &str, text: &str) -> Vec<String> {
        let names = vec!["Upper Farm".to_owned()];
        let reading = ReadingOptions { names, ..ReadingOptions::default() };
        let draft = Draft::parse(Source::from_bytes(text.as_bytes().to_vec()).unwrap(), &reading);
        let passages = Quotation::new(quotation).find_with_options(&words(text), draft.points());
        assert!(passages.iter().all(|passage| passage.option && passage.differences.is_empty()));
        passages.into_iter().map(|passage| text[passage.span].to_owned()).collect()
    }

    const TEXT: &str = "1. The farm pays within [48 hours][seven days] of signature [and in cash].\n";

    #[test]
    fn words_with_one_option_taken_are_found() {
        let stands = "within [48 hours][seven days] of signature";
        assert_eq!(found("within seven days of signature", TEXT), [stands]);
        assert_eq!(found("within 48 hours of signature", TEXT), [stands]);
        assert_eq!(found("seven days of signature", TEXT), [""; 0], "as it stands");
        assert_eq!(found("pays within seven days", TEXT), ["pays within [48 hours][seven days"]);
        assert_eq!(
            found("48 hours of signature and in cash", TEXT),
            ["48 hours][seven days] of signature [and in cash"]
        );
    }

    #[test]
    fn what_no_choice_of_options_leaves_is_not_found() {
        for none in [
            "within of signature",
            "within seven hours of signature",
            "within two days of signature",
            "",
            "within",
        ] {
            assert!(found(none, TEXT).is_empty(), "{none}");
        }
        let as_it_stands = "within 48 hours seven days of signature";
        assert!(found(as_it_stands, TEXT).is_empty());
    }

    #[test]
    fn options_stand_in_options_and_words_that_may_fall_do() {
        let text = "1. It opens [at dawn [or at noon]] every day.\n";
        assert_eq!(found("opens every day", text), ["opens [at dawn [or at noon]] every day"]);
        assert_eq!(found("opens at dawn every day", text), ["opens [at dawn [or at noon]] every day"]);
        assert_eq!(found("opens or at noon every day", text), [""; 0]);
        let text = "1. It opens [Upper Farm: at noon][at dawn] for all.\n";
        assert_eq!(found("opens at noon for all", text), ["opens [Upper Farm: at noon][at dawn] for all"]);
    }

    #[test]
    fn many_points_are_read_in_little_time() {
        let text: String = (0..400).map(|at| format!("{at}. a [a][a a] a [a [a]] b.\n\n")).collect();
        assert!(!found("a a a a b", &text).is_empty());
    }
}
