//! Word lists: what counts as a number, a unit, a modal verb and so on in a language.
//!
//! The lists that come with the crate are the TOML files in `lists/`, one for each language. A caller adds groups of the
//! same form with [`Lists::with`].

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::tokens::{Sort, Token, loose, tokenize};
use super::value::Strength;

/// A language that there are word lists for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    English,
    /// Arabic.
    Arabic,
    /// Hebrew.
    Hebrew,
    /// Any other: only what is written in digits can be read.
    Other,
}

impl Lang {
    /// By a language tag (BCP 47): `en`, `ar-EG`.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            "en" => Self::English,
            "ar" => Self::Arabic,
            "he" | "iw" => Self::Hebrew,
            _ => Self::Other,
        }
    }

    /// By the script that most letters of a text are of: Arabic, Hebrew, or Latin, which is taken for English.
    #[must_use]
    pub fn of_script(text: &str) -> Self {
        let (mut latin, mut arabic, mut hebrew) = (0usize, 0usize, 0usize);
        for c in text.chars() {
            match c {
                'a'..='z' | 'A'..='Z' => latin += 1,
                '\u{620}'..='\u{64a}' => arabic += 1,
                'א'..='ת' => hebrew += 1,
                _ => {}
            }
        }
        match latin.max(arabic).max(hebrew) {
            0 => Self::Other,
            most if most == latin => Self::English,
            most if most == arabic => Self::Arabic,
            _ => Self::Hebrew,
        }
    }

    /// The name of the language in English; `another language` where there are no lists.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Arabic => "Arabic",
            Self::Hebrew => "Hebrew",
            Self::Other => "another language",
        }
    }
}

/// Why word lists could not be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListsError {
    /// They are no TOML, or have fields that word lists do not have.
    #[error("{0}")]
    Form(String),
    /// A group says it is what no group can be.
    #[error("\"{0}\" is not what words can be")]
    Is(String),
    /// A group names a source that is not among the sources.
    #[error("source \"{0}\" is not among [sources]")]
    Source(String),
    /// A value cannot be understood.
    #[error("\"{0}\" is not understood here")]
    Value(String),
}

/// A unit that numbers count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    WorkingDay,
    PerCent,
}

/// What words mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Number(i64),
    Ordinal(i64),
    Unit(Unit),
    /// Two of a unit, in one word.
    Dual(Unit),
    Month(u8),
    /// And a half.
    Half,
    /// Stands between numbers that share a unit: "or", "to".
    Joiner,
    /// Stands between the two sides of a ratio.
    For,
    /// Stands between a reference and the one above it.
    Of,
    Modal {
        strength: Strength,
        denied: bool,
    },
    /// Words that promise an effort and not its result; with a modal verb of their own, or without.
    Effort {
        own: Option<Strength>,
        /// Whether they are looked for where no modal verb stands before them, too.
        alone: bool,
    },
    Negation {
        weak: bool,
        /// Whether it denies whoever is to act: "no party may".
        subject: bool,
    },
    /// Names a part of a text, when a number follows.
    Reference,
}

/// Which letters written together with a word may be left off in looking it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
enum Prefixes {
    #[default]
    All,
    /// Conjunctions alone.
    Conjunctions,
    /// All but the article.
    NoArticle,
}

#[derive(Debug, Clone)]
struct Phrase {
    /// In loose form, behind the first.
    rest: Vec<String>,
    prefixes: Prefixes,
    meaning: Meaning,
}

/// Words that open a phrase which says how binding a sentence is, and close it: `لـ … أن`.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// A letter that the first word begins with.
    opens: Option<String>,
    /// Or the first word as a whole.
    opens_words: Vec<String>,
    closes: Vec<String>,
    pub(super) within: usize,
    pub(super) strength: Strength,
}

impl Frame {
    pub(super) fn opens(&self, token: &Token<'_>) -> bool {
        let word = token.plain.strip_prefix(['و', 'ف']).filter(|rest| rest.chars().count() > 1);
        [Some(token.plain.as_ref()), word].into_iter().flatten().any(|word| {
            let letter = self.opens.as_ref().is_some_and(|letter| {
                word.strip_prefix(letter.as_str()).is_some_and(|rest| rest.chars().count() > 1)
            });
            letter || self.opens_words.iter().any(|open| open == word)
        })
    }

    pub(super) fn closes(&self, token: &Token<'_>) -> bool {
        self.closes.iter().any(|word| *word == token.plain)
    }
}

/// The words of one language that say something which can be compared, with what they say.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// By the first word as written.
    plain: HashMap<String, Vec<Phrase>>,
    /// By the first word in loose form.
    loose: HashMap<String, Vec<Phrase>>,
    /// Letters that are written together with a word, in the order in which they stand; one of each group at most.
    prefixes: Vec<Vec<String>>,
    pub(super) frames: Vec<Frame>,
    /// Whether units and tens make teens when one stands behind the other: `ثلاثة عشر`.
    pub(super) ten_behind: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    sources: BTreeMap<String, String>,
    prefixes: Option<PrefixesTable>,
    #[serde(default)]
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrefixesTable {
    groups: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    is: String,
    source: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    entries: BTreeMap<String, i64>,
    #[serde(default)]
    units: BTreeMap<String, Vec<String>>,
    strength: Option<String>,
    #[serde(default)]
    denied: bool,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    subject: bool,
    #[serde(default)]
    alone: bool,
    #[serde(default)]
    exact: bool,
    #[serde(default)]
    prefixes: Prefixes,
    opens: Option<String>,
    #[serde(default)]
    opens_words: Vec<String>,
    #[serde(default)]
    closes: Vec<String>,
    #[serde(default)]
    within: usize,
}

static ENGLISH: LazyLock<Lists> = LazyLock::new(|| built_in(include_str!("lists/en.toml"), false));
static ARABIC: LazyLock<Lists> = LazyLock::new(|| built_in(include_str!("lists/ar.toml"), true));
static HEBREW: LazyLock<Lists> = LazyLock::new(|| built_in(include_str!("lists/he.toml"), true));
static NONE: LazyLock<Lists> = LazyLock::new(Lists::default);

/// The files are part of the crate and a test reads each of them: an error cannot come to pass.
fn built_in(file: &str, ten_behind: bool) -> Lists {
    let lists = Lists { ten_behind, ..Lists::default() };
    lists.clone().with(file).unwrap_or(lists)
}

impl Lists {
    /// The lists that come with the crate.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::English => &ENGLISH,
            Lang::Arabic => &ARABIC,
            Lang::Hebrew => &HEBREW,
            Lang::Other => &NONE,
        }
    }

    /// These lists and the groups of `toml`, in the form of those in `lists/`: `[sources]`, and for each group `is`,
    /// `source`, and `words`, `entries` (words with numbers) or `units` (units with words).
    ///
    /// # Errors
    /// [`ListsError`] where it is not of that form; nothing of it is taken then.
    pub fn with(mut self, toml: &str) -> Result<Self, ListsError> {
        let file: File = toml::from_str(toml).map_err(|error| ListsError::Form(error.to_string()))?;
        if let Some(prefixes) = file.prefixes {
            self.prefixes = prefixes.groups;
        }
        for group in &file.group {
            if !file.sources.contains_key(&group.source) {
                return Err(ListsError::Source(group.source.clone()));
            }
            self.take(group)?;
        }
        Ok(self)
    }

    fn take(&mut self, group: &Group) -> Result<(), ListsError> {
        let words = || group.words.iter();
        match group.is.as_str() {
            "number" => self.numbered(group, |value| Some(Meaning::Number(value)))?,
            "ordinal" => self.numbered(group, |value| Some(Meaning::Ordinal(value)))?,
            "month" => self.numbered(group, |value| {
                u8::try_from(value).ok().filter(|month| (1..=12).contains(month)).map(Meaning::Month)
            })?,
            "unit" | "dual" => {
                for (name, words) in &group.units {
                    let unit = unit(name)?;
                    let meaning = if group.is == "unit" { Meaning::Unit(unit) } else { Meaning::Dual(unit) };
                    words.iter().for_each(|word| self.add(word, group, meaning));
                }
            }
            "half" => words().for_each(|word| self.add(word, group, Meaning::Half)),
            "joiner" => words().for_each(|word| self.add(word, group, Meaning::Joiner)),
            "for" => words().for_each(|word| self.add(word, group, Meaning::For)),
            "of" => words().for_each(|word| self.add(word, group, Meaning::Of)),
            "reference" => words().for_each(|word| self.add(word, group, Meaning::Reference)),
            "negation" => {
                let meaning = Meaning::Negation { weak: group.weak, subject: group.subject };
                words().for_each(|word| self.add(word, group, meaning));
            }
            "effort" => {
                let own = group.strength.as_deref().map(strength).transpose()?;
                let meaning = Meaning::Effort { own, alone: group.alone };
                words().for_each(|word| self.add(word, group, meaning));
            }
            "modal" => {
                let strength = strength(group.strength.as_deref().unwrap_or_default())?;
                let meaning = Meaning::Modal { strength, denied: group.denied };
                words().for_each(|word| self.add(word, group, meaning));
            }
            "frame" => self.frames.push(Frame {
                opens: group.opens.clone(),
                opens_words: group.opens_words.clone(),
                closes: group.closes.clone(),
                within: group.within,
                strength: strength(group.strength.as_deref().unwrap_or_default())?,
            }),
            other => return Err(ListsError::Is(other.to_owned())),
        }
        Ok(())
    }

    fn numbered(&mut self, group: &Group, of: impl Fn(i64) -> Option<Meaning>) -> Result<(), ListsError> {
        for (word, &value) in &group.entries {
            let meaning = of(value).ok_or_else(|| ListsError::Value(value.to_string()))?;
            self.add(word, group, meaning);
        }
        Ok(())
    }

    fn add(&mut self, words: &str, group: &Group, meaning: Meaning) {
        let tokens = tokenize(words);
        let mut words =
            tokens.iter().filter(|token| token.sort == Sort::Word).map(|token| token.plain.as_ref());
        let Some(first) = words.next() else { return };
        let as_loose = |word: &str| loose(word).unwrap_or_else(|| word.to_owned());
        let phrase = Phrase { rest: words.map(as_loose).collect(), prefixes: group.prefixes, meaning };
        if !group.exact {
            self.loose.entry(as_loose(first)).or_default().push(phrase.clone());
        }
        self.plain.entry(first.to_owned()).or_default().push(phrase);
    }

    /// What the words at a place can mean, the longest phrase first, with how many tokens each takes.
    pub(super) fn hits(&self, tokens: &[Token<'_>], at: usize) -> Vec<Hit> {
        let mut hits = Vec::new();
        let Some(token) = tokens.get(at).filter(|token| token.sort == Sort::Word) else { return hits };
        self.look_up(&self.plain, &token.plain, &tokens[at + 1..], &mut hits);
        if hits.is_empty() && !self.prefixes.is_empty() {
            let form = loose(&token.plain);
            let form = form.as_deref().unwrap_or(&token.plain);
            self.look_up(&self.loose, form, &tokens[at + 1..], &mut hits);
        }
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.length));
        hits
    }

    /// Looks a word up as it is, then without more and more of what can be written together with it.
    fn look_up(
        &self,
        map: &HashMap<String, Vec<Phrase>>,
        word: &str,
        behind: &[Token<'_>],
        hits: &mut Vec<Hit>,
    ) {
        let mut forms: Vec<(&str, Left)> = vec![(word, Left::default())];
        for (at, group) in self.prefixes.iter().enumerate() {
            let last = at + 1 == self.prefixes.len();
            let conjunction = at == 0 || at == 1 && self.prefixes.len() == 4;
            for (form, left) in forms.clone() {
                for prefix in group {
                    let rest = form.strip_prefix(prefix.as_str());
                    if let Some(rest) = rest.filter(|rest| rest.chars().nth(1).is_some()) {
                        let left = Left {
                            and: left.and || at == 0,
                            article: left.article || last,
                            other: left.other || !conjunction,
                        };
                        forms.push((rest, left));
                    }
                }
            }
        }
        for (form, left) in forms {
            for phrase in map.get(form).map(Vec::as_slice).unwrap_or_default() {
                let allowed = match phrase.prefixes {
                    Prefixes::All => true,
                    Prefixes::Conjunctions => !left.other,
                    Prefixes::NoArticle => !left.article,
                };
                if allowed && goes_on(&phrase.rest, behind) {
                    hits.push(Hit { meaning: phrase.meaning, length: phrase.rest.len() + 1, and: left.and });
                }
            }
            if !hits.is_empty() {
                break;
            }
        }
    }
}

/// What has been left off a word.
#[derive(Debug, Clone, Copy, Default)]
struct Left {
    and: bool,
    article: bool,
    other: bool,
}

/// One thing that the words at a place can mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) meaning: Meaning,
    /// In tokens.
    pub(super) length: usize,
    /// Whether "and" is written together with it.
    pub(super) and: bool,
}

fn goes_on(rest: &[String], behind: &[Token<'_>]) -> bool {
    rest.iter().zip(behind).filter(|(word, token)| matches(word, token)).count() == rest.len()
}

fn matches(word: &str, token: &Token<'_>) -> bool {
    token.sort == Sort::Word && (token.plain == word || loose(&token.plain).is_some_and(|form| form == word))
}

fn unit(name: &str) -> Result<Unit, ListsError> {
    Ok(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        "working_day" => Unit::WorkingDay,
        "per_cent" => Unit::PerCent,
        other => return Err(ListsError::Value(other.to_owned())),
    })
}

fn strength(name: &str) -> Result<Strength, ListsError> {
    Ok(match name {
        "shall" => Strength::Shall,
        "will" => Strength::Will,
        "should" => Strength::Should,
        "may" => Strength::May,
        other => return Err(ListsError::Value(other.to_owned())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_that_come_with_the_crate_are_read() {
        for file in
            [include_str!("lists/en.toml"), include_str!("lists/ar.toml"), include_str!("lists/he.toml")]
        {
            let lists = Lists::default().with(file).unwrap();
            assert!(lists.plain.len() > 50);
        }
    }

    #[test]
    fn lists_without_a_source_are_refused() {
        let toml = "[[group]]\nis = \"modal\"\nstrength = \"may\"\nsource = \"nobody\"\nwords = [\"might\"]";
        let error = Lists::default().with(toml).unwrap_err();
        assert_eq!(error, ListsError::Source("nobody".to_owned()));
    }
}
