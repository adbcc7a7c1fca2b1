//! Word lists: what counts as a number, a unit, a modal verb and so on in a language.
//!
//! The lists that come with the crate are the TOML files in `lists/`, one for each language. A caller adds groups of the
//! same form with [`Lists::with`].

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::tokens::{Sort, Token, loose, tokenize};
use super::value::{Strength, Weak};

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
    /// Counts only with a number before it: "thousands" alone is none.
    Multiple(i64),
    Ordinal(i64),
    /// The name of a letter that numbers: `المرفق باء`.
    Letter(u8),
    Unit(Unit),
    /// Two of a unit, in one word.
    Dual(Unit),
    Month(u8),
    /// Stands before the name of a day of the week, and with a number would count days: `يوم`, `יום`.
    BeforeWeekday,
    /// A day of the week, whose name can be a number: `الاثنين`, `שני`.
    Weekday,
    /// And a half.
    Half,
    /// Stands before a unit, and is half of it: "half a".
    HalfOf,
    /// Stands between numbers that share a unit: "or", "to".
    Joiner,
    /// Stands between the first and the last of several: "clauses 3 to 5".
    Range,
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
        /// In what sense, where a translation may say it without a denial.
        weak: Option<Weak>,
        /// Whether it denies whoever is to act: "no party may".
        subject: bool,
    },
    /// Names a part of a text, when a number follows; several, when it is a plural.
    Reference {
        plural: bool,
    },
    /// Stands between a denial and a modal verb: `לא יהיה רשאי`.
    Auxiliary,
    /// Has words that mean something elsewhere, and here do not: "as the case may be".
    Nothing,
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
    /// Whether it can stand inside a sentence.
    pub(super) anywhere: bool,
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
    /// How many of these groups are conjunctions; the last group is the article.
    conjunctions: usize,
    /// Endings that a word of the language may take.
    suffixes: Vec<String>,
    pub(super) frames: Vec<Frame>,
    /// Whether nouns have a dual, so that two of a thing need no word for two.
    dual_nouns: bool,
    /// Whether units and tens make teens when one stands behind the other: `ثلاثة عشر`.
    pub(super) ten_behind: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    sources: BTreeMap<String, String>,
    prefixes: Option<PrefixesTable>,
    nouns: Option<Nouns>,
    numerals: Option<Numerals>,
    #[serde(default)]
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrefixesTable {
    groups: Vec<Vec<String>>,
    conjunctions: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numerals {
    #[serde(default)]
    ten_behind: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    #[serde(default)]
    endings: Vec<String>,
    #[serde(default)]
    dual: bool,
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
    sense: Option<Weak>,
    #[serde(default)]
    subject: bool,
    #[serde(default)]
    alone: bool,
    #[serde(default)]
    anywhere: bool,
    #[serde(default)]
    plural: bool,
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

static ENGLISH: LazyLock<Lists> = LazyLock::new(|| built_in(include_str!("lists/en.toml")));
static ARABIC: LazyLock<Lists> = LazyLock::new(|| built_in(include_str!("lists/ar.toml")));
static HEBREW: LazyLock<Lists> = LazyLock::new(|| built_in(include_str!("lists/he.toml")));
static NONE: LazyLock<Lists> = LazyLock::new(Lists::default);

/// The files are part of the crate and a test reads each of them: an error cannot come to pass.
fn built_in(file: &str) -> Lists {
    Lists::default().with(file).unwrap_or_default()
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
            (self.prefixes, self.conjunctions) = (prefixes.groups, prefixes.conjunctions);
        }
        if let Some(nouns) = file.nouns {
            (self.suffixes, self.dual_nouns) = (nouns.endings, nouns.dual);
        }
        if let Some(numerals) = file.numerals {
            self.ten_behind = numerals.ten_behind;
        }
        for group in &file.group {
            if !file.sources.contains_key(&group.source) {
                return Err(ListsError::Source(group.source.clone()));
            }
            self.take(group)?;
        }
        Ok(self)
    }

    /// Whether there is no word in them: what is read then is digits alone.
    pub(crate) fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    /// Whether two of a thing can be said without a word for two, as Arabic does.
    pub(super) fn has_dual_nouns(&self) -> bool {
        self.dual_nouns
    }

    fn take(&mut self, group: &Group) -> Result<(), ListsError> {
        let words = || group.words.iter();
        match group.is.as_str() {
            "number" => self.numbered(group, |value| Some(Meaning::Number(value)))?,
            "multiple" => self.numbered(group, |value| Some(Meaning::Multiple(value)))?,
            "nothing" => words().for_each(|word| self.add(word, group, Meaning::Nothing)),
            "ordinal" => self.numbered(group, |value| Some(Meaning::Ordinal(value)))?,
            "letter" => self.numbered(group, |value| u8::try_from(value).ok().map(Meaning::Letter))?,
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
            "before_weekday" => words().for_each(|word| self.add(word, group, Meaning::BeforeWeekday)),
            "weekday" => words().for_each(|word| self.add(word, group, Meaning::Weekday)),
            "half" => words().for_each(|word| self.add(word, group, Meaning::Half)),
            "half_of" => words().for_each(|word| self.add(word, group, Meaning::HalfOf)),
            "joiner" => words().for_each(|word| self.add(word, group, Meaning::Joiner)),
            "range" => words().for_each(|word| self.add(word, group, Meaning::Range)),
            "for" => words().for_each(|word| self.add(word, group, Meaning::For)),
            "of" => words().for_each(|word| self.add(word, group, Meaning::Of)),
            "reference" => {
                let meaning = Meaning::Reference { plural: group.plural };
                words().for_each(|word| self.add(word, group, meaning));
            }
            "auxiliary" => words().for_each(|word| self.add(word, group, Meaning::Auxiliary)),
            "negation" => {
                let weak = group.weak.then(|| group.sense.unwrap_or(Weak::Other));
                let meaning = Meaning::Negation { weak, subject: group.subject };
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
                anywhere: group.anywhere,
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

    /// A word as it is, then without more and more of what can be written together with it.
    fn forms<'w>(&self, word: &'w str) -> Vec<(&'w str, Left)> {
        let mut forms: Vec<(&str, Left)> = Vec::with_capacity(if self.prefixes.is_empty() { 1 } else { 8 });
        forms.push((word, Left::default()));
        for (at, group) in self.prefixes.iter().enumerate() {
            let last = at + 1 == self.prefixes.len();
            for before in 0..forms.len() {
                let Some(&(form, left)) = forms.get(before) else { break };
                for prefix in group {
                    let rest = form.strip_prefix(prefix.as_str());
                    if let Some(rest) = rest.filter(|rest| rest.chars().nth(1).is_some()) {
                        let left = Left {
                            and: left.and || at == 0,
                            article: left.article || last,
                            other: left.other || at >= self.conjunctions,
                        };
                        forms.push((rest, left));
                    }
                }
            }
        }
        forms
    }

    /// Looks a word up as it is, then without more and more of what can be written together with it.
    fn look_up(
        &self,
        map: &HashMap<String, Vec<Phrase>>,
        word: &str,
        behind: &[Token<'_>],
        hits: &mut Vec<Hit>,
    ) {
        let forms = self.forms(word);
        for (form, left) in forms {
            for phrase in map.get(form).map(Vec::as_slice).unwrap_or_default() {
                let allowed = match phrase.prefixes {
                    Prefixes::All => true,
                    Prefixes::Conjunctions => !left.other,
                    Prefixes::NoArticle => !left.article,
                };
                if let Some(length) = goes_on(&phrase.rest, behind).filter(|_| allowed) {
                    hits.push(Hit { meaning: phrase.meaning, length: length + 1, and: left.and });
                }
            }
            if !hits.is_empty() {
                break;
            }
        }
    }
}

/// Words of a caller's own that are looked for in texts, each with a number of the caller's; with what can be written together
/// with them left off, and with the endings of the language.
#[derive(Debug)]
pub(crate) struct NamedWords<'l> {
    lists: &'l Lists,
    words: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl<'l> NamedWords<'l> {
    pub(crate) fn new(lists: &'l Lists) -> Self {
        Self { lists, words: HashMap::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(crate) fn add(&mut self, words: &str, number: usize) {
        let mut words = tokenize(words)
            .into_iter()
            .filter(|token| token.sort == Sort::Word)
            .map(|token| loose(&token.plain).unwrap_or_else(|| token.plain.into_owned()))
            .collect::<Vec<_>>()
            .into_iter();
        if let Some(first) = words.next() {
            self.words.entry(first).or_default().push((words.collect(), number));
        }
    }

    /// Calls `found` with the number and the words as printed of each that a text has.
    pub(crate) fn find(&self, text: &str, mut found: impl FnMut(usize, &str)) {
        let tokens = tokenize(text);
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.sort == Sort::Word) {
            let form = loose(&token.plain);
            for (form, _) in self.lists.forms(form.as_deref().unwrap_or(&token.plain)) {
                let stems =
                    self.lists.suffixes.iter().filter_map(|ending| form.strip_suffix(ending.as_str()));
                for stem in std::iter::once(form).chain(stems) {
                    for (rest, number) in self.words.get(stem).map(Vec::as_slice).unwrap_or_default() {
                        if !self.go_on(rest, &tokens[at + 1..]) {
                            continue;
                        }
                        let end = tokens.get(at + rest.len()).map_or(token.end, |last| last.end);
                        found(*number, &text[token.start..end]);
                    }
                }
            }
        }
    }

    fn go_on(&self, rest: &[String], behind: &[Token<'_>]) -> bool {
        rest.len() <= behind.len()
            && rest.iter().zip(behind).all(|(word, token)| {
                let form = loose(&token.plain);
                let form = form.as_deref().unwrap_or(&token.plain);
                form == word
                    || self.lists.forms(form).iter().any(|(form, _)| form == word)
                    || self
                        .lists
                        .suffixes
                        .iter()
                        .any(|ending| form.strip_suffix(ending.as_str()) == Some(word))
            })
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

/// Over how many tokens the further words of a phrase go, with a hyphen between two of them left out of account.
fn goes_on(rest: &[String], behind: &[Token<'_>]) -> Option<usize> {
    let mut at = 0;
    for word in rest {
        if matches!(behind.get(at)?.sort, Sort::Mark('-' | '\u{2010}' | '\u{2011}' | '\u{5be}')) {
            at += 1;
        }
        matches(word, behind.get(at)?).then_some(())?;
        at += 1;
    }
    Some(at)
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
        "effort" => Strength::ShallEndeavour,
        "will_effort" => Strength::WillEndeavour,
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
