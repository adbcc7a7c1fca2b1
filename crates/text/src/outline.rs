//! The outline of a draft: its clauses as a tree, and how people refer to them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::clause::{Clause, ClauseIndex};
use crate::label::{UNIT_WORDS, digit};
use crate::words::WordsHash;

/// The clauses of a draft in document order. A clause and everything below it are next to each other. It holds all
/// that matching and consent need without the text, so that it can be kept in a cache.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Outline {
    /// In document order; a clause's parent stands before it. Not to be changed once [`Outline::find`] has been asked.
    pub clauses: Vec<Clause>,
    /// Made when a clause is first looked for: a record names thousands.
    #[serde(skip)]
    names: OnceLock<Names>,
}

/// Where clauses are, by what they are called.
#[derive(Debug, Clone, Default)]
struct Names {
    /// By id; the first of each.
    ids: HashMap<String, usize>,
    /// By every key that the last part of a reference can be, in document order.
    keys: HashMap<String, Vec<usize>>,
}

impl Names {
    fn of(clauses: &[Clause]) -> Self {
        let mut names = Self::default();
        for (at, clause) in clauses.iter().enumerate() {
            names.ids.entry(clause.id.clone()).or_insert(at);
            let key = own_key(&clause.id);
            names.keys.entry(key.to_owned()).or_default().push(at);
            if let Some(short) = without_unit(key) {
                names.keys.entry(short.to_owned()).or_default().push(at);
            }
        }
        names
    }
}

impl PartialEq for Outline {
    fn eq(&self, other: &Self) -> bool {
        self.clauses == other.clauses
    }
}

impl Eq for Outline {}

impl From<Vec<Clause>> for Outline {
    fn from(clauses: Vec<Clause>) -> Self {
        Self { clauses, names: OnceLock::new() }
    }
}

/// Why a reference did not lead to one clause.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClauseNotFound {
    /// More than one clause fits; their ids.
    #[error("\"{reference}\" fits {count} clauses: {}. Say which, for example by its id", candidates.join(", "), count = candidates.len())]
    Ambiguous {
        /// As it was asked for.
        reference: String,
        /// Ids of the clauses that fit, in document order.
        candidates: Vec<String>,
    },
    /// None fits; ids of some that are near.
    #[error("there is no clause \"{reference}\"{}", if suggestions.is_empty() { String::new() } else { format!("; near it are {}", suggestions.join(", ")) })]
    None {
        /// As it was asked for.
        reference: String,
        /// Ids of clauses with a like name, at most eight.
        suggestions: Vec<String>,
    },
}

impl Outline {
    /// The clause at an index, if there is one.
    #[must_use]
    pub fn get(&self, index: ClauseIndex) -> Option<&Clause> {
        self.clauses.get(index.0 as usize)
    }

    /// All clauses with their indices.
    pub fn iter(&self) -> impl Iterator<Item = (ClauseIndex, &Clause)> {
        self.clauses.iter().enumerate().map(|(at, clause)| (ClauseIndex(at as u32), clause))
    }

    /// The clauses that stand directly under one. Takes time in proportion to all below it.
    pub fn children(&self, index: ClauseIndex) -> impl Iterator<Item = ClauseIndex> + '_ {
        self.subtree(index)
            .skip(1)
            .map(|at| ClauseIndex(at as u32))
            .filter(move |&child| self.get(child).is_some_and(|clause| clause.parent == Some(index)))
    }

    /// Indices of a clause and everything below it; empty when there is no such clause. Takes time in proportion to
    /// its length.
    #[must_use]
    pub fn subtree(&self, index: ClauseIndex) -> Range<usize> {
        let start = index.0 as usize;
        if start >= self.clauses.len() {
            return start..start;
        }
        // A parent stands before its children: so what follows is below as long as its parent is not further up.
        let below = self.clauses[start + 1..]
            .iter()
            .take_while(|clause| clause.parent.is_some_and(|parent| parent >= index));
        start..start + 1 + below.count()
    }

    /// Exact words of a clause and of all below it, with a boundary after each clause that has any. `Option 2:` with its
    /// words behind it and `Option 2:` with its words in the next paragraph are the same words by this measure; as are
    /// their texts in [`crate::Alternative::text`].
    #[must_use]
    pub fn subtree_words(&self, index: ClauseIndex) -> WordsHash {
        WordsHash::of_sequence(self.clauses[self.subtree(index)].iter().map(|clause| &clause.words))
    }

    /// What to call a clause so that [`Outline::find`] finds it: its label where that leads to it, else its labels on the way
    /// down, else its id; `None` where there is no such clause.
    #[must_use]
    pub fn name_of(&self, clause: ClauseIndex) -> Option<&str> {
        let found = self.get(clause)?;
        let names = [&found.label, &found.path, &found.id];
        names.into_iter().find(|name| !name.is_empty() && self.find(name) == Ok(clause)).map(String::as_str)
    }

    /// The clause that a person means by `2`, `3(a)`, `3.a`, `Article 4, 2`, `4.2(b)`, `preamble`, `clause 3`, `٣(أ)`
    /// or an id. The closest reading wins: an id; all labels on the way down; the last labels; labels on the way
    /// down with some left out. Takes time in proportion to the number of clauses.
    ///
    /// # Errors
    /// [`ClauseNotFound`] when none fits, or several do equally well.
    pub fn find(&self, reference: &str) -> Result<ClauseIndex, ClauseNotFound> {
        let wanted = reference.trim();
        let names = self.names.get_or_init(|| Names::of(&self.clauses));
        if let Some(&at) = names.ids.get(wanted) {
            return Ok(ClauseIndex(at as u32));
        }
        let (mut best, mut found): (u8, Vec<usize>) = (u8::MAX, Vec::new());
        for keys in readings_of(wanted) {
            let Some(last) = keys.last() else { continue };
            for &at in names.keys.get(last).map(Vec::as_slice).unwrap_or_default() {
                let Some(tier) = self.tier(at, &keys) else { continue };
                if tier < best {
                    best = tier;
                    found.clear();
                }
                if tier == best && !found.contains(&at) {
                    found.push(at);
                }
            }
        }
        found.sort_unstable();
        match found.as_slice() {
            [one] => Ok(ClauseIndex(*one as u32)),
            [] => {
                Err(ClauseNotFound::None { reference: reference.to_owned(), suggestions: self.near(wanted) })
            }
            several => Err(ClauseNotFound::Ambiguous {
                reference: reference.to_owned(),
                candidates: several.iter().map(|&at| self.clauses[at].id.clone()).collect(),
            }),
        }
    }

    /// How well the way down to a clause fits the keys; 0 is best.
    fn tier(&self, at: usize, keys: &[String]) -> Option<u8> {
        let mut way = Vec::new();
        let mut next = Some(at);
        while let Some(index) = next {
            let clause = &self.clauses[index];
            way.push((own_key(&clause.id), !clause.label.is_empty()));
            next = clause.parent.map(|parent| parent.0 as usize);
        }
        way.reverse();
        let all = |list: &[(&str, bool)]| {
            list.len() == keys.len() && list.iter().zip(keys).all(|((key, _), wanted)| fits(key, wanted))
        };
        if all(&way) {
            return Some(0);
        }
        let labelled: Vec<_> = way.iter().copied().filter(|&(_, labelled)| labelled).collect();
        if way.last().is_some_and(|last| last.1) && all(&labelled) {
            return Some(1);
        }
        let end = |list: &[(&str, bool)]| list.len() > keys.len() && all(&list[list.len() - keys.len()..]);
        if end(&labelled) && way.last().is_some_and(|last| last.1) || end(&way) {
            return Some(2);
        }
        let mut rest = way.iter();
        keys.iter().all(|wanted| rest.by_ref().any(|(key, _)| fits(key, wanted))).then_some(3)
    }

    fn near(&self, wanted: &str) -> Vec<String> {
        let keys: Vec<_> = readings_of(wanted).into_iter().filter_map(|keys| keys.last().cloned()).collect();
        let like = |clause: &&Clause| {
            keys.iter().any(|key| {
                fits(own_key(&clause.id), key) || key.len() > 2 && clause.id.contains(key.as_str())
            })
        };
        self.clauses.iter().filter(like).take(8).map(|clause| clause.id.clone()).collect()
    }
}

/// The last key of an id, without the count that sets it apart from a namesake.
fn own_key(id: &str) -> &str {
    let key = id.rsplit('.').next().unwrap_or(id);
    key.split('~').next().unwrap_or(key)
}

/// Whether a key is what was asked for: `2` is also `article-2`, but not `option-2`.
fn fits(key: &str, wanted: &str) -> bool {
    key == wanted
        || key
            .strip_suffix(wanted)
            .and_then(|unit| unit.strip_suffix('-'))
            .is_some_and(|unit| UNIT_WORDS.iter().any(|(word, _)| *word == unit))
}

/// What is left of `article-2` without the word for the unit.
fn without_unit(key: &str) -> Option<&str> {
    // Most keys are plain numbers.
    key.contains('-').then_some(())?;
    UNIT_WORDS.iter().find_map(|(word, _)| key.strip_prefix(word)?.strip_prefix('-'))
}

/// The keys that a reference can stand for, likeliest first: `4.2(b)` is `4-2`, `b` or `4`, `2`, `b`.
fn readings_of(reference: &str) -> Vec<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in reference.chars().chain([' ']) {
        let divides = c.is_whitespace()
            || matches!(c, '(' | ')' | ',' | '،' | '/' | ':' | ';' | '§' | '¶' | '[' | ']' | '"' | '*');
        if divides {
            let bare = word.trim_matches('.');
            if !bare.is_empty() {
                words.push(bare.to_owned());
            }
            word.clear();
        } else {
            word.push(c);
        }
    }
    let mut readings = Vec::new();
    for dots in [false, true] {
        let mut keys: Vec<String> = Vec::new();
        let mut unit: Option<String> = None;
        for word in &words {
            let parts: Vec<&str> =
                if dots { word.split('.').filter(|part| !part.is_empty()).collect() } else { vec![word] };
            for part in parts {
                let key = slug(part);
                if key.is_empty() {
                    continue;
                }
                let suffix = matches!(
                    key.as_str(),
                    "bis" | "ter" | "quater" | "quat" | "quinquies" | "sexies" | "alt" | "مكرر" | "مكررا"
                );
                if suffix && let Some(last) = keys.last_mut() {
                    last.push_str(&key);
                    continue;
                }
                if let Some(name) = unit.take() {
                    keys.push(format!("{name}-{key}"));
                } else if UNIT_WORDS.iter().any(|(name, _)| *name == key)
                    || matches!(
                        key.as_str(),
                        "option" | "alternative" | "note" | "footnote" | "الخيار" | "אפשרות"
                    )
                {
                    unit = Some(if key == "footnote" { "note".to_owned() } else { key });
                } else if !matches!(
                    key.as_str(),
                    "the" | "of" | "in" | "and" | "no" | "sub-paragraph" | "subparagraph" | "sub"
                ) {
                    keys.push(key);
                }
            }
        }
        keys.extend(unit);
        // `clause 3` and `paragraph 3` say no more than `3`, wherever the label does not say it too.
        let loose: Vec<String> = keys.iter().map(|key| bare_unit(key).to_owned()).collect();
        for keys in [keys, loose] {
            if !keys.is_empty() && !readings.contains(&keys) {
                readings.push(keys);
            }
        }
        // `Final provisions` is one name.
        let whole = slug(reference);
        if !whole.is_empty() && !readings.contains(&vec![whole.clone()]) {
            readings.push(vec![whole]);
        }
    }
    readings
}

/// The number of a unit that is often named without being labelled so.
fn bare_unit(key: &str) -> &str {
    const LOOSE: [&str; 12] = [
        "clause",
        "paragraph",
        "para",
        "point",
        "item",
        "rule",
        "البند",
        "بند",
        "الفقرة",
        "فقرة",
        "פסקה",
        "סעיף",
    ];
    key.split_once('-').filter(|(unit, _)| LOOSE.contains(unit)).map_or(key, |(_, number)| number)
}

/// Words as a key: lower case, letters and digits, `-` between; Arabic digits as Western ones, forms of alif as one.
/// What stands before `bis` and its like stands close to it.
pub(crate) fn slug(words: &str) -> String {
    // Most labels are a number or a letter, dressed or not.
    let bare = words.trim_matches(['(', ')', '.']);
    let digits = bare.bytes().all(|byte| byte.is_ascii_digit());
    let letters = bare.len() < 3 && bare.bytes().all(|byte| byte.is_ascii_lowercase());
    if digits || letters {
        return bare.to_owned();
    }
    let mut key = String::with_capacity(words.len());
    let mut gap = false;
    for c in words.chars() {
        let c = match c {
            'أ' | 'إ' | 'آ' => 'ا',
            'ـ' => continue,
            '\u{64b}'..='\u{652}' | '\u{200e}' | '\u{200f}' => continue,
            other => digit(other).and_then(|value| char::from_digit(value, 10)).unwrap_or(other),
        };
        if c.is_alphanumeric() {
            if gap && !key.is_empty() {
                key.push('-');
            }
            gap = false;
            key.extend(c.to_lowercase());
        } else {
            gap = true;
        }
    }
    for suffix in ["bis", "ter", "quater", "quat", "quinquies", "sexies", "alt", "مكرر", "مكررا"] {
        let spaced = format!("-{suffix}");
        if let Some(head) = key.strip_suffix(&spaced)
            && (head.ends_with(|c: char| c.is_ascii_digit()) || head.ends_with("bis"))
        {
            return format!("{head}{suffix}");
        }
    }
    key
}
