//! Where words that somebody quotes stand in a text, exactly or nearly.
//!
//! Words are compared in the form of [`crate::folded`], without marks. Pairs of neighbouring words of the quotation are
//! looked up for every pair of the text; where at least half of them come together, the two are compared word by word.

mod options;

use std::collections::HashMap;
use std::ops::Range;

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::folded::{FoldedWord, words};

/// A quotation shorter than this, in words, is found exactly or not at all: with less, everything is near.
const FEWEST_FOR_NEAR: usize = 5;
/// Of the words of the quotation, how many in ten a passage must have.
const ALIKE: usize = 7;
/// From this many words on, a quotation is compared in parts.
const LONG: usize = 256;
/// How many digits of a pair the sieve goes by.
const SIEVE: u32 = 16;
/// How many places of one pair of words in the quotation are followed.
const REPEATS: usize = 8;

/// Words that are looked for.
#[derive(Debug, Clone)]
pub struct Quotation {
    text: String,
    words: Vec<FoldedWord>,
    digests: Vec<u64>,
    /// Where each pair of neighbouring words stands in the quotation.
    pairs: HashMap<u64, Vec<usize>>,
    /// A bit for the first digits of each pair: most pairs of a text are told apart without a look into the map.
    sieve: Vec<u64>,
    /// How many of these pairs must come together for a closer look.
    enough: usize,
}

/// A place where a text has the words of a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// What differs, in the order of the text; nothing where all words are the same.
    pub differences: Vec<Difference>,
    /// How many words of the quotation it has.
    pub alike: usize,
    /// Whether the text has the words only with an option taken at an open point ([`Quotation::find_with_options`]).
    pub option: bool,
}

impl Passage {
    /// How many words differ: those of the quotation or those of the text, whichever are more.
    pub fn differing_words(&self) -> usize {
        self.differences.iter().map(|difference| difference.words).sum()
    }
}

/// A difference between a quotation and a passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// As quoted; empty, where the quotation has no such words.
    pub quoted: String,
    /// As it stands in the text; empty, where the text has no such words.
    pub stands: String,
    #[serde(skip)]
    words: usize,
}

impl Quotation {
    /// Words to be looked for. Takes time in proportion to their length.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let found = words(text);
        let digests: Vec<u64> = found.iter().map(|word| word.digest).collect();
        let mut pairs: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, two) in digests.windows(2).enumerate() {
            let places = pairs.entry(pair(two[0], two[1])).or_default();
            if places.len() < REPEATS {
                places.push(at);
            }
        }
        if digests.len() >= LONG {
            // Of a long quotation, pairs that it has once are enough to find it by.
            pairs.retain(|_, places| places.len() == 1);
        }
        let kept: usize = pairs.values().map(Vec::len).sum();
        let mut sieve = vec![0; 1 << (SIEVE - 6)];
        for pair in pairs.keys() {
            let (word, bit) = sieve_place(*pair);
            sieve[word] |= bit;
        }
        Self { text: text.to_owned(), words: found, digests, pairs, sieve, enough: kept.div_ceil(2).max(1) }
    }

    /// Where a pair of words of a text stands in the quotation.
    fn places_of(&self, two: &[FoldedWord]) -> &[usize] {
        let pair = pair(two[0].digest, two[1].digest);
        let (word, bit) = sieve_place(pair);
        match self.sieve[word] & bit {
            0 => &[],
            _ => self.pairs.get(&pair).map_or(&[], Vec::as_slice),
        }
    }

    /// How many words it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.digests.len()
    }

    /// Whether it has no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.digests.is_empty()
    }

    /// Whether the words of a text may hold it, by a look at pairs alone: false only where they do not.
    #[must_use]
    pub fn may_be_in(&self, words: &[FoldedWord]) -> bool {
        match self.digests.as_slice() {
            [] => false,
            [one] => words.iter().any(|word| word.digest == *one),
            _ => {
                // Labels and marks between its words take away some pairs.
                let enough = self.enough.div_ceil(2);
                let hits = words.windows(2).filter(|two| !self.places_of(two).is_empty());
                hits.take(enough).count() == enough
            }
        }
    }

    /// Where `text` has the quotation, exactly or nearly, in the order of the text; `words` are those of `text` that
    /// count. Takes time in proportion to their number, beside that for comparing what was found.
    #[must_use]
    pub fn find(&self, text: &str, words: &[FoldedWord]) -> Vec<Passage> {
        let mut passages: Vec<Passage> = Vec::new();
        let mut next = 0;
        for range in self.candidates(words) {
            let Some((passage, end)) = self.compare(text, words, range) else { continue };
            if passages.last().is_none_or(|last| passage.span.start >= last.span.end) && end > next {
                next = end;
                passages.push(passage);
            }
        }
        passages
    }

    /// Stretches of words that have enough of the quotation's pairs.
    fn candidates(&self, words: &[FoldedWord]) -> Vec<Range<usize>> {
        let many = self.len();
        if let [one] = self.digests.as_slice() {
            let found = words.iter().enumerate().filter(|(_, word)| word.digest == *one);
            return found.map(|(at, _)| at..at + 1).collect();
        }
        // Each hit by its place in the text and where a quotation that stands there would begin.
        let mut hits: Vec<(usize, isize)> = Vec::new();
        for (at, two) in words.windows(2).enumerate() {
            for place in self.places_of(two) {
                hits.push((at, at as isize - *place as isize));
            }
        }
        let (room, drift) = (many + many / 4 + 2, (many / 4 + 2) as isize);
        let mut found = Vec::new();
        let (mut first, mut behind) = (0, 0);
        while first < hits.len() {
            while hits.get(behind).is_some_and(|hit| hit.0 < hits[first].0 + room) {
                behind += 1;
            }
            let window = &hits[first..behind];
            if window.len() < self.enough {
                first += 1;
                continue;
            }
            // Most hits of a passage begin at the same place.
            let mut begins: Vec<isize> = window.iter().map(|hit| hit.1).collect();
            begins.sort_unstable();
            let (mut most, mut start) = (0, begins.first().copied().unwrap_or(0));
            for run in begins.chunk_by(|a, b| a == b) {
                if run.len() > most {
                    (most, start) = (run.len(), run[0]);
                }
            }
            let near: Vec<&(usize, isize)> =
                window.iter().filter(|hit| (hit.1 - start).abs() <= drift).collect();
            let mut places: Vec<usize> = near.iter().map(|hit| hit.0).collect();
            places.dedup();
            if places.len() < self.enough {
                // Hits that come together and belong to no passage: a long stretch is not looked at hit by hit.
                first += 1 + window.len() / 32;
                continue;
            }
            let from = near.iter().map(|hit| hit.1).min().unwrap_or(start).max(0) as usize;
            let to = near.iter().map(|hit| hit.1).max().unwrap_or(start).max(0) as usize + many;
            found.push(from..to.min(words.len()));
            let past = places.last().copied().unwrap_or(0);
            first = hits.partition_point(|hit| hit.0 <= past);
        }
        found
    }

    /// Compares the quotation with a stretch of words; `None` where they are not near. With the end of what is alike.
    fn compare(&self, text: &str, words: &[FoldedWord], range: Range<usize>) -> Option<(Passage, usize)> {
        let words = words.get(range.clone())?;
        let here: Vec<u64> = words.iter().map(|word| word.digest).collect();
        let runs = runs(&self.digests, &here);
        let alike: usize = runs.iter().filter(|run| run.equal).map(|run| run.quoted.len()).sum();
        // What stands before and behind in the text alone is not part of the passage.
        let first = runs.iter().position(|run| !run.quoted.is_empty())?;
        let last = runs.iter().rposition(|run| !run.quoted.is_empty())?;
        let mut differences = Vec::new();
        for run in runs[first..=last].iter().filter(|run| !run.equal) {
            let quoted = slice(&self.text, &self.words[run.quoted.clone()]);
            let stands = slice(text, &words[run.stands.clone()]);
            let words = run.quoted.len().max(run.stands.len());
            differences.push(Difference { quoted, stands, words });
        }
        let mut inner = runs[first..=last].iter().filter(|run| !run.stands.is_empty());
        let start = inner.clone().next()?.stands.start;
        let end = inner.next_back()?.stands.end;
        let span = words.get(start)?.start..words.get(end.checked_sub(1)?)?.end;
        let passage = Passage { span, differences, alike, option: false };
        let many = self.len();
        let near = match many < FEWEST_FOR_NEAR {
            true => passage.differences.is_empty(),
            false => alike * 10 >= many * ALIKE && passage.differing_words() * 10 <= many * 4 + 10,
        };
        near.then_some((passage, range.start + end))
    }
}

/// A stretch of words that are the same in both, or of words that are not.
struct Run {
    equal: bool,
    quoted: Range<usize>,
    stands: Range<usize>,
}

/// Compares two lists of words. Long ones are first cut at pairs of words that each has once, in the same order in both: so
/// the time stays close to linear.
fn runs(quoted: &[u64], stands: &[u64]) -> Vec<Run> {
    let cuts = if quoted.len() < LONG { Vec::new() } else { cuts(quoted, stands) };
    let mut runs: Vec<Run> = Vec::new();
    let (mut old, mut new) = (0, 0);
    for (to_old, to_new) in cuts.into_iter().chain([(quoted.len(), stands.len())]) {
        for op in capture_diff_slices(Algorithm::Myers, &quoted[old..to_old], &stands[new..to_new]) {
            let (a, b) = (op.old_range(), op.new_range());
            let run = Run {
                equal: matches!(op, DiffOp::Equal { .. }),
                quoted: a.start + old..a.end + old,
                stands: b.start + new..b.end + new,
            };
            match runs.last_mut().filter(|last| last.equal == run.equal) {
                Some(last) => {
                    last.quoted.end = run.quoted.end;
                    last.stands.end = run.stands.end;
                }
                None => runs.push(run),
            }
        }
        (old, new) = (to_old, to_new);
    }
    runs
}

/// Places of pairs of words that each list has once, ascending in both: as many as can be had.
fn cuts(quoted: &[u64], stands: &[u64]) -> Vec<(usize, usize)> {
    let once = |list: &[u64]| {
        let mut places: HashMap<u64, Option<usize>> = HashMap::with_capacity(list.len());
        for (at, two) in list.windows(2).enumerate() {
            places.entry(pair(two[0], two[1])).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let there = once(stands);
    let mut shared: Vec<(usize, usize)> =
        once(quoted).into_iter().filter_map(|(pair, at)| Some((at?, (*there.get(&pair)?)?))).collect();
    shared.sort_unstable();
    // The longest ascending row: for each length the row that ends earliest, and what each place comes after.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(shared.len());
    for (at, place) in shared.iter().enumerate() {
        let length = ends.partition_point(|&end| shared[end].1 < place.1);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut row = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        row.push(shared[at]);
        next = before[at];
    }
    row.reverse();
    row
}

/// Where the bit of a pair stands in a sieve.
fn sieve_place(pair: u64) -> (usize, u64) {
    let at = pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SIEVE);
    ((at >> 6) as usize, 1 << (at & 63))
}

/// The text from the first of these words to the last.
fn slice(text: &str, words: &[FoldedWord]) -> String {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => text[first.start..last.end].to_owned(),
        _ => String::new(),
    }
}

fn pair(one: u64, two: u64) -> u64 {
    one.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ two
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "1. Lower Farm shall repair the pump within fourteen days of the signature of this agreement.\n\n\
        2. The gate is open, at all times,\n   to everybody who comes for water.\n\n\
        3. Lower Farm shall repair the pump within forty days of the signature of this agreement.\n";

    fn found(quotation: &str, text: &str) -> Vec<(String, Vec<(String, String)>)> {
        let passages = Quotation::new(quotation).find(text, &words(text));
        passages
            .into_iter()
            .map(|passage| {
                let differences =
                    passage.differences.into_iter().map(|one| (one.quoted, one.stands)).collect();
                (text[passage.span].to_owned(), differences)
            })
            .collect()
    }

    fn whole(text: &str) -> (String, Vec<(String, String)>) {
        (text.to_owned(), Vec::new())
    }

    #[test]
    fn words_are_found_across_line_breaks_whatever_their_marks_and_capitals() {
        assert_eq!(
            found("“THE GATE is open; at all times – to everybody …”", TEXT),
            [whole("The gate is open, at all times,\n   to everybody")]
        );
        assert_eq!(found("gate", TEXT), [whole("gate")]);
        assert!(found("gate is closed", TEXT).is_empty());
        assert!(found("", TEXT).is_empty());
        assert!(found("…", TEXT).is_empty());
    }

    #[test]
    fn in_arabic_other_vowel_signs_and_digits_are_the_same_words() {
        let text = "١. تَفْتَحُ المزرعةُ العليا البوّابةَ خلال ١٤ يوماً.\n";
        assert_eq!(
            found("تفتح المزرعة العليا البوابة خلال 14 يوما", text),
            [whole("تَفْتَحُ المزرعةُ العليا البوّابةَ خلال ١٤ يوماً")]
        );
    }

    #[test]
    fn where_a_few_words_are_wrong_the_passage_is_told_with_them() {
        let quoted = "Lower Farm must repair the pump within fourteen days of the signature";
        let passages = found(quoted, TEXT);
        let said = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
        };
        assert_eq!(passages.len(), 2, "{passages:?}");
        assert_eq!(passages[0].1, said(&[("must", "shall")]));
        assert_eq!(passages[1].1, said(&[("must", "shall"), ("fourteen", "forty")]));
        assert!(found("Upper Road may close a well after ninety years of a death", TEXT).is_empty());
    }

    #[test]
    fn words_left_out_and_put_in_are_told() {
        let passages = found("the gate is open at times to everybody who really comes for water", TEXT);
        let expected = [("", "all"), ("really", "")].map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec();
        assert_eq!(
            passages,
            [("The gate is open, at all times,\n   to everybody who comes for water".to_owned(), expected)]
        );
    }

    #[test]
    fn a_long_quotation_is_compared_as_a_short_one_is() {
        let sentence =
            |at: usize| format!("{at}. Farm {at} shall send witness {} to well {}. ", at * 7, at * 3);
        let text: String = (0..400).map(sentence).collect();
        let quoted = text.replace("witness 700 ", "nobody ").replace("Farm 311 shall", "Farm 311");
        let passages = Quotation::new(&quoted).find(&text, &words(&text));
        let [passage] = passages.as_slice() else { panic!("{}", passages.len()) };
        let told: Vec<(&str, &str)> =
            passage.differences.iter().map(|one| (one.quoted.as_str(), one.stands.as_str())).collect();
        assert_eq!(told, [("nobody", "witness 700"), ("", "shall")]);
        assert_eq!(passage.differing_words(), 3);
        assert!(Quotation::new(&text).find(&text, &words(&text))[0].differences.is_empty());
    }

    #[test]
    fn a_text_that_holds_it_often_is_told_as_often() {
        let text = "The pump runs at dawn. ".repeat(300);
        assert_eq!(found("the pump runs at dawn", &text).len(), 300);
    }
}
