//! What the matcher knows of each clause: its words, weighted by how rare they are, and its place in the tree.
//!
//! All arithmetic is on integers, so that the same drafts give the same lineage on every machine.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use unicode_normalization::UnicodeNormalization;

use crate::clause::ClauseKind;
use crate::words::WordsHash;

/// A clause as the matcher takes it in.
#[derive(Debug, Clone)]
pub(super) struct Input {
    pub(super) kind: ClauseKind,
    pub(super) label: String,
    pub(super) parent: Option<usize>,
    pub(super) text: String,
    pub(super) words: WordsHash,
}

/// A clause with its words counted and its neighbours known. Places are indices into the units of its draft.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) kind: ClauseKind,
    pub(super) label: String,
    pub(super) parent: Option<usize>,
    /// The nearest heading above it.
    pub(super) heading: Option<usize>,
    /// The clause that it stands under, headings and clauses without words left out.
    pub(super) above: Option<usize>,
    /// The clause with words before it under the same heading, in document order.
    pub(super) previous: Option<usize>,
    /// The clause with words after it under the same heading, in document order.
    pub(super) next: Option<usize>,
    /// The same for all options of its place together; for other clauses the clause itself.
    pub(super) first_rival: usize,
    pub(super) last_rival: usize,
    /// Its label, or for an option that of the clause that it is an option of.
    pub(super) place_label: String,
    pub(super) children: Vec<usize>,
    pub(super) words: WordsHash,
    /// Distinct words.
    pub(super) terms: Bag,
    /// Distinct pairs of neighbouring words.
    pub(super) pairs: Bag,
    /// Number of words.
    pub(super) length: u32,
    /// Whether it ends in a colon, and so opens a list.
    pub(super) opens: bool,
    /// Whether it has adjacent brackets, which is how rival wordings are written.
    pub(super) alternatives: bool,
}

impl Unit {
    pub(super) fn is_heading(&self) -> bool {
        matches!(self.kind, ClauseKind::Heading(_))
    }

    /// An option stands in for the clause that it is an option of.
    pub(super) fn is_option(&self) -> bool {
        self.kind == ClauseKind::Option
    }
}

/// A set of terms in ascending order, weighed.
#[derive(Debug, Clone, Default)]
pub(super) struct Bag {
    pub(super) terms: Vec<Term>,
    /// Weight of all terms, bracketed ones counted for less.
    total: u32,
}

/// A term of a clause. It is firm if it stands outside brackets at least once: words in brackets may fall, so their
/// loss says less. Numbers are never firm: a clause with another figure is most often the same clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    pub(super) id: u32,
    pub(super) firm: bool,
    /// How much the term tells: 64 × log2 of (number of clauses ÷ number of clauses with the term).
    pub(super) weight: u32,
}

impl Term {
    /// What its absence from the other clause counts.
    fn loss(self) -> u32 {
        if self.firm { self.weight } else { self.weight * LOOSE / 1000 }
    }
}

/// Both drafts, with the number of distinct words and of distinct pairs of words. Ids of each run from 0.
#[derive(Debug)]
pub(super) struct Corpus {
    pub(super) old: Vec<Unit>,
    pub(super) new: Vec<Unit>,
    pub(super) terms: usize,
    pub(super) pairs: usize,
    /// Weight of a word that only one clause has.
    pub(super) rarest: u32,
}

/// What two bags have in common, in weight.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Overlap {
    /// Number of common terms.
    pub(super) shared: u32,
    /// Their weight.
    pub(super) common: u32,
    /// Weight of the old bag, with its unmatched bracketed terms counted for less.
    pub(super) old: u32,
    /// The same of the new bag.
    pub(super) new: u32,
}

/// Weight, in per mille, of a bracketed term that the other clause has not.
const LOOSE: u32 = 350;

impl Overlap {
    pub(super) fn of(old: &Bag, new: &Bag) -> Self {
        let (mut shared, mut common, mut kept_old, mut kept_new) = (0, 0, 0, 0);
        old.shared(new, |a, b| {
            shared += 1;
            common += a.weight;
            kept_old += a.loss();
            kept_new += b.loss();
        });
        Self { shared, common, old: common + old.total - kept_old, new: common + new.total - kept_new }
    }

    /// Twice the common weight over both weights, in per mille.
    pub(super) fn dice(self) -> u32 {
        per_mille(2 * u64::from(self.common), u64::from(self.old) + u64::from(self.new))
    }

    /// The share of the old bag that is in the new one, in per mille.
    pub(super) fn of_old(self) -> u32 {
        per_mille(u64::from(self.common), u64::from(self.old))
    }

    /// The share of the new bag that is in the old one, in per mille.
    pub(super) fn of_new(self) -> u32 {
        per_mille(u64::from(self.common), u64::from(self.new))
    }
}

pub(super) fn per_mille(part: u64, whole: u64) -> u32 {
    u32::try_from((part * 1000).checked_div(whole).unwrap_or(0)).unwrap_or(1000)
}

impl Corpus {
    pub(super) fn new(old: &[Input], new: &[Input]) -> Self {
        let mut terms = Interner::default();
        let mut pairs = Interner::default();
        let mut old = units(old, &mut terms, &mut pairs);
        let mut new = units(new, &mut terms, &mut pairs);
        let clauses = u32::try_from(old.len() + new.len()).unwrap_or(u32::MAX);
        weigh(terms.len(), clauses, old.iter_mut().chain(&mut new).map(|unit| &mut unit.terms).collect());
        weigh(pairs.len(), clauses, old.iter_mut().chain(&mut new).map(|unit| &mut unit.pairs).collect());
        place(&mut old);
        place(&mut new);
        Self { old, new, terms: terms.len(), pairs: pairs.len(), rarest: log2(clauses + 1) }
    }
}

/// Gives every term its weight. No term is worth nothing: even two common words are more alike than none.
fn weigh(terms: usize, clauses: u32, bags: Vec<&mut Bag>) {
    let mut counts = vec![0_u32; terms];
    for term in bags.iter().flat_map(|bag| &bag.terms) {
        counts[term.id as usize] += 1;
    }
    let all = log2(clauses + 1);
    let weights: Vec<u32> = counts.into_iter().map(|count| all.saturating_sub(log2(count)).max(8)).collect();
    for bag in bags {
        for term in &mut bag.terms {
            term.weight = weights[term.id as usize];
        }
        bag.total = bag.terms.iter().map(|term| term.loss()).sum();
    }
}

/// 64 × log2, rounded down, without floating point.
fn log2(value: u32) -> u32 {
    let whole = value.max(1).ilog2();
    // The mantissa in 1..2 as 1.31 fixed point; squaring it yields one binary digit of the logarithm at a time.
    let mut mantissa = (u64::from(value.max(1)) << 31) >> whole;
    let mut fraction = 0;
    for _ in 0..6 {
        mantissa = (mantissa * mantissa) >> 31;
        fraction <<= 1;
        if mantissa >= 1 << 32 {
            mantissa >>= 1;
            fraction |= 1;
        }
    }
    whole * 64 + fraction
}

fn units(inputs: &[Input], terms: &mut Interner, pairs: &mut Interner) -> Vec<Unit> {
    let mut words: Vec<(u32, bool)> = Vec::new();
    inputs
        .iter()
        .map(|input| {
            words.clear();
            read_words(&input.text, terms, &mut words);
            let words: Vec<Term> = words.iter().map(|&(id, firm)| Term { id, firm, weight: 0 }).collect();
            let neighbours = words
                .windows(2)
                .map(|two| Term {
                    id: pairs.key(u64::from(two[0].id) << 32 | u64::from(two[1].id)),
                    firm: two[0].firm && two[1].firm,
                    weight: 0,
                })
                .collect();
            Unit {
                kind: input.kind,
                label: plain_label(&input.label),
                parent: input.parent,
                heading: None,
                above: None,
                previous: None,
                next: None,
                first_rival: 0,
                last_rival: 0,
                place_label: String::new(),
                children: Vec::new(),
                words: input.words,
                length: u32::try_from(words.len()).unwrap_or(u32::MAX),
                opens: input
                    .text
                    .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ']'))
                    .ends_with(':'),
                alternatives: has_alternatives(&input.text),
                terms: Bag::new(words),
                pairs: Bag::new(neighbours),
            }
        })
        .collect()
}

impl Bag {
    /// A set of the terms given. A term that is firm once is firm.
    pub(super) fn new(mut terms: Vec<Term>) -> Self {
        terms.sort_unstable_by_key(|term| (term.id, !term.firm));
        terms.dedup_by_key(|term| term.id);
        let total = terms.iter().map(|term| term.loss()).sum();
        Self { terms, total }
    }

    /// Calls `each` with both entries of every term that is in both bags.
    fn shared(&self, other: &Self, mut each: impl FnMut(Term, Term)) {
        let (mut left, mut right) = (0, 0);
        while let (Some(&a), Some(&b)) = (self.terms.get(left), other.terms.get(right)) {
            if a.id == b.id {
                each(a, b);
            }
            left += usize::from(a.id <= b.id);
            right += usize::from(b.id <= a.id);
        }
    }

    /// How many terms two bags share: twice their number over that of both, in per mille.
    pub(super) fn dice_by_count(&self, other: &Self) -> u32 {
        let mut common = 0_u64;
        self.shared(other, |_, _| common += 1);
        per_mille(2 * common, (self.terms.len() + other.terms.len()) as u64)
    }

    pub(super) fn has(&self, id: u32) -> bool {
        self.terms.binary_search_by_key(&id, |term| term.id).is_ok()
    }

    /// Weight of the terms that are in `target` and not in `sibling`.
    pub(super) fn contribution(&self, target: &Self, sibling: &Self) -> u32 {
        let mut weight = 0;
        self.shared(target, |term, _| {
            if !sibling.has(term.id) {
                weight += term.weight;
            }
        });
        weight
    }
}

/// A label without what only sets it off: `(a)`, `a.` and `a)` are one.
fn plain_label(label: &str) -> String {
    label
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '.')
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .trim_matches('.')
        .to_owned()
}

fn has_alternatives(text: &str) -> bool {
    text.contains("][") || text.contains("] [") || text.contains("] or [") || text.contains("]/[")
}

/// Fills in headings, neighbours, children and rivals.
fn place(units: &mut [Unit]) {
    let mut last_under: HashMap<Option<usize>, usize, Build> = HashMap::default();
    for index in 0..units.len() {
        units[index].first_rival = index;
        units[index].last_rival = index;
        units[index].place_label = units[index].label.clone();
        if let Some(parent) = units[index].parent {
            units[parent].children.push(index);
            let (heading, above) = if units[parent].is_heading() {
                (Some(parent), None)
            } else if units[parent].length == 0 {
                (units[parent].heading, units[parent].above)
            } else {
                (units[parent].heading, Some(parent))
            };
            units[index].heading = heading;
            units[index].above = above;
        }
        if units[index].is_heading() || units[index].length == 0 {
            continue;
        }
        let heading = units[index].heading;
        if let Some(previous) = last_under.insert(heading, index) {
            units[index].previous = Some(previous);
            units[previous].next = Some(index);
        }
    }
    adopt(units);
    for index in 0..units.len() {
        let Some(parent) = units[index].parent.filter(|_| units[index].is_option()) else { continue };
        let rivals: Vec<usize> =
            units[parent].children.iter().copied().filter(|&child| units[child].is_option()).collect();
        if let (Some(&first), Some(&last)) = (rivals.first(), rivals.last()) {
            units[index].first_rival = first;
            units[index].last_rival = last;
        }
        if !units[parent].is_heading() {
            units[index].place_label = units[parent].label.clone();
        }
    }
}

/// Puts items under the clause that opens their list with a colon, where the layout does not: drafts differ in how
/// they indent lists, and one clause should stand under the same words in both.
fn adopt(units: &mut [Unit]) {
    let mut adopted = vec![false; units.len()];
    for index in 0..units.len() {
        let Some(before) = units[index].previous.filter(|_| units[index].kind == ClauseKind::Item) else {
            continue;
        };
        if units[before].parent != units[index].parent || units[index].above == Some(before) {
            continue;
        }
        if units[before].opens && units[before].kind != ClauseKind::Item {
            units[index].above = Some(before);
            adopted[index] = true;
        } else if adopted[before] {
            units[index].above = units[before].above;
            adopted[index] = true;
        }
    }
}

/// Cuts a text into words and numbers, folded so that spellings of one word agree: lower case, no vowel marks, no
/// tatweel, and of longer words the stem only.
fn read_words(text: &str, terms: &mut Interner, words: &mut Vec<(u32, bool)>) {
    let mut reader = Reader { depth: 0, word: String::new(), terms, words };
    for chunk in text.split_inclusive(' ') {
        if chunk.is_ascii() {
            chunk.bytes().for_each(|byte| reader.ascii(byte));
        } else {
            chunk.nfkd().for_each(|c| reader.any(c));
        }
    }
    reader.finish();
}

struct Reader<'a> {
    /// Open square brackets.
    depth: u32,
    word: String,
    terms: &'a mut Interner,
    /// Term, and whether it is firm.
    words: &'a mut Vec<(u32, bool)>,
}

impl Reader<'_> {
    fn ascii(&mut self, byte: u8) {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z' => self.word.push(char::from(byte.to_ascii_lowercase())),
            b'\'' => {}
            _ => self.between(char::from(byte)),
        }
    }

    fn any(&mut self, c: char) {
        if is_mark(c) || matches!(c, '\'' | '’' | '״' | '׳') {
        } else if is_ideograph(c) {
            self.finish();
            self.word.push(c);
            self.finish();
        } else if c.is_alphanumeric() {
            self.word.extend(c.to_lowercase());
        } else {
            self.between(c);
        }
    }

    fn between(&mut self, c: char) {
        self.finish();
        match c {
            '[' => self.depth += 1,
            ']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    fn finish(&mut self) {
        if !self.word.is_empty() {
            let number = self.word.starts_with(char::is_numeric);
            self.words.push((self.terms.key(hash(stem(&self.word))), self.depth == 0 && !number));
            self.word.clear();
        }
    }
}

/// Combining marks, which after decomposition carry accents and vowel points, and the tatweel.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || c == '\u{640}'
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The start of a word, long enough to tell words apart and short enough to be shared by their forms. The Arabic
/// and Hebrew particles that are written as part of the next word are taken off first.
fn stem(word: &str) -> &str {
    let mut rest = word;
    let first = word.chars().next().unwrap_or(' ');
    let mut keep = 6;
    if ('\u{590}'..='\u{5ff}').contains(&first) {
        keep = 4;
        if word.chars().count() > 4 {
            rest = rest.strip_prefix(['ו', 'ה', 'ב', 'ל', 'מ', 'ש', 'כ']).unwrap_or(rest);
        }
    } else if ('\u{600}'..='\u{6ff}').contains(&first) {
        keep = 4;
        if word.chars().count() > 4 {
            rest = rest.strip_prefix('و').unwrap_or(rest);
            rest = rest.strip_prefix("ال").or_else(|| rest.strip_prefix("لل")).unwrap_or(rest);
        }
    }
    rest.char_indices().nth(keep).map_or(rest, |(end, _)| &rest[..end])
}

/// FNV-1a with a final mix: short words only, and nobody chooses them to collide.
fn hash(word: &str) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in word.bytes() {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    state ^ (state >> 32)
}

/// Numbers terms in the order in which they are first seen.
#[derive(Default)]
struct Interner {
    keys: HashMap<u64, u32, Build>,
}

impl Interner {
    fn key(&mut self, value: u64) -> u32 {
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        *self.keys.entry(value).or_insert(next)
    }

    fn len(&self) -> usize {
        self.keys.len()
    }
}

/// Builds hashers for keys that are numbers.
pub(super) type Build = BuildHasherDefault<Mix>;

/// One multiplication, for keys that are numbers already.
#[derive(Default)]
pub(super) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        let product = u128::from(self.0.rotate_left(5) ^ value) * 0x9e37_79b9_7f4a_7c15_u128;
        self.0 = (product >> 64) as u64 ^ product as u64;
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }
}
