//! Automatic numbers: from the numbering part and the paragraphs in order to the label that Word shows before each
//! (ISO/IEC 29500-1, 17.9).
//!
//! ```text
//! numbering.xml ─► Definitions ─┬─ place (w:numPr of a paragraph and of its styles) ─► Place
//!                               └─ Counter: Place by Place, in the order of the text ─► Label
//! ```
//! A paragraph that is not part of the text, as one that a tracked change took away, is not handed to the counter and so
//! does not count.

mod counter;
mod format;
mod read;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use counter::Counter;
pub use format::Format;

use crate::package::{Package, Refused};
use crate::xml::Cursor;

/// How many levels a list has.
pub const LEVELS: usize = 9;

/// A label or the text of a level with more characters than this is none: Word itself shows no such label, and a file can ask
/// for one before each of a million paragraphs.
pub const LONGEST_LABEL: usize = 255;

/// A label with more than [`LONGEST_LABEL`] characters, which is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong;

/// What the numbering part of a document defines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Definitions {
    /// `w:abstractNum` by its id.
    patterns: BTreeMap<i32, Pattern>,
    /// `w:num` by its id.
    lists: BTreeMap<i32, List>,
    /// Number formats that are not known here, as the file names them; their numbers are shown as decimal ones.
    unknown: BTreeSet<String>,
}

/// A `w:abstractNum`: the levels that several lists may share, and the count with them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Pattern {
    levels: BTreeMap<u8, Level>,
    /// Whether it has one level, whatever a paragraph says.
    single: bool,
    /// The numbering style that it is the definition of (`w:styleLink`).
    defines: Option<String>,
    /// The numbering style that its levels are to be taken from (`w:numStyleLink`).
    follows: Option<String>,
}

/// A `w:num`: a list that paragraphs name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct List {
    /// The id of its pattern, links between styles followed.
    pattern: i32,
    overrides: BTreeMap<u8, Override>,
}

/// A `w:lvlOverride`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Override {
    /// Where its count begins anew when the list first comes to this level.
    start: Option<u32>,
    /// What stands in place of the pattern's level.
    level: Option<Level>,
}

/// A level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Where its count begins.
    pub start: u32,
    /// How its number is written.
    pub format: Format,
    /// What is shown, with `%1` to `%9` in place of the numbers of levels; for a bullet, the bullet. Of a text that is too long
    /// for a label, one character more than a label may have.
    pub text: String,
    /// After which level it begins anew (`w:lvlRestart`): `None` after each higher one, 0 never, 1 after the highest, and so
    /// on.
    pub restart: Option<u8>,
    /// Whether all numbers in it are decimal, whatever their own levels say (`w:isLgl`).
    pub legal: bool,
    /// The paragraph style that stands for it.
    pub style: Option<String>,
    /// What is between its label and the words.
    pub follows: Follows,
    /// How far its paragraphs stand in.
    pub indent: Indent,
    /// The typeface of its label, from which it follows what a character of a symbol font shows.
    pub font: Option<String>,
    /// Whether its bullet is a picture.
    pub picture: bool,
    /// Whether its label is hidden (`w:vanish`).
    pub hidden: bool,
    /// Whether its label is shown in capitals (`w:caps`).
    pub capitals: bool,
}

impl Default for Level {
    /// What the standard says where a level says nothing: a count from 0, decimal, nothing shown.
    fn default() -> Self {
        Self {
            start: 0,
            format: Format::Decimal,
            text: String::new(),
            restart: None,
            legal: false,
            style: None,
            follows: Follows::Tab,
            indent: Indent::default(),
            font: None,
            picture: false,
            hidden: false,
            capitals: false,
        }
    }
}

/// What stands between a label and the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Follows {
    /// A tab.
    #[default]
    Tab,
    /// A space.
    Space,
    /// Nothing.
    Nothing,
}

/// How far a paragraph stands in (`w:ind`), in twentieths of a point; `None` where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Indent {
    /// From the margin at which lines begin to the text.
    pub start: Option<i32>,
    /// Of the first line from there; negative where it hangs.
    pub first_line: Option<i32>,
}

/// What a paragraph or a style says of its list (`w:numPr`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Asked {
    /// `w:numId`; 0 takes the paragraph out of every list.
    pub list: Option<i32>,
    /// `w:ilvl`, from 0.
    pub level: Option<u8>,
}

/// Where a paragraph stands in a list that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The `w:numId` of the list.
    pub list: i32,
    /// The level, from 0 to 8.
    pub level: u8,
}

impl Definitions {
    /// Reads a numbering part. Levels beyond the ninth, lists without a pattern and attributes without sense are passed over;
    /// a second definition under the same id counts.
    ///
    /// # Errors
    /// What is not well formed, as [`Cursor::next`].
    pub fn read(part: Cursor<'_>) -> Result<Self, Refused> {
        let mut definitions = read::definitions(part)?;
        definitions.follow_styles();
        Ok(definitions)
    }

    /// What a document defines; nothing where it has no numbering part.
    ///
    /// # Errors
    /// As [`Definitions::read`].
    pub fn of(package: &Package) -> Result<Self, Refused> {
        let Some(name) = package.related(package.main(), "numbering")? else { return Ok(Self::default()) };
        package.xml(&name)?.map_or_else(|| Ok(Self::default()), |text| Self::read(Cursor::new(&name, text)))
    }

    /// The `w:numId` of each list, in order.
    pub fn lists(&self) -> impl Iterator<Item = i32> {
        self.lists.keys().copied()
    }

    /// Whether a list numbers as one of another document does: from the same start, in the same form at each level.
    #[must_use]
    pub fn numbers_alike(&self, list: i32, other: &Self, of_other: i32) -> bool {
        let at = |definitions: &Self, list: i32, level: u8| {
            definitions.level(Place { list, level }).map(|level| {
                (level.start, level.format, level.text.clone(), level.restart, level.legal, level.hidden)
            })
        };
        let start = |definitions: &Self, list: i32| -> Vec<(u8, Option<u32>)> {
            let found = definitions.lists.get(&list);
            let overrides = found.into_iter().flat_map(|list| &list.overrides);
            overrides.filter(|(_, it)| it.start.is_some()).map(|(level, it)| (*level, it.start)).collect()
        };
        self.lists.contains_key(&list)
            && other.lists.contains_key(&of_other)
            && start(self, list) == start(other, of_other)
            && (0..LEVELS as u8).all(|level| at(self, list, level) == at(other, of_other, level))
    }

    /// Replaces the pattern of each list by the one that its style leads to. Links that lead in a circle or nowhere end
    /// where they were last known.
    fn follow_styles(&mut self) {
        let of_style: BTreeMap<&str, i32> = self
            .patterns
            .iter()
            .filter_map(|(id, pattern)| pattern.defines.as_deref().map(|style| (style, *id)))
            .collect();
        for list in self.lists.values_mut() {
            let mut seen = BTreeSet::from([list.pattern]);
            while let Some(next) = self
                .patterns
                .get(&list.pattern)
                .and_then(|pattern| pattern.follows.as_deref())
                .and_then(|style| of_style.get(style))
                && seen.insert(*next)
            {
                list.pattern = *next;
            }
        }
    }

    /// Number formats that the part names and that are not known here; they are shown as decimal numbers.
    pub fn unknown_formats(&self) -> impl Iterator<Item = &str> {
        self.unknown.iter().map(String::as_str)
    }

    /// Where a paragraph stands, from its own `w:numPr` and that of its style and of those that the style is based on, the
    /// nearest first; `None` where it stands in no list. The level of a style is the one that names it, and where none does,
    /// what the style says; a style may say a level of the list that it has from the one that it is based on.
    pub fn place<'s>(&self, own: Asked, styles: impl IntoIterator<Item = (&'s str, Asked)>) -> Option<Place> {
        let styles: Vec<(&str, Asked)> = styles.into_iter().collect();
        let list = own.list.or_else(|| styles.iter().find_map(|(_, says)| says.list))?;
        let pattern = self.patterns.get(&self.lists.get(&list)?.pattern)?;
        let of_style = |&(style, says): &(&str, Asked)| self.level_of_style(list, style).or(says.level);
        let level = if pattern.single {
            0
        } else {
            own.level.or_else(|| styles.iter().find_map(of_style)).unwrap_or(0)
        };
        (usize::from(level) < LEVELS).then_some(Place { list, level })
    }

    /// The level of a list that stands for a paragraph style.
    fn level_of_style(&self, list: i32, style: &str) -> Option<u8> {
        (0..LEVELS as u8).find(|&level| {
            self.level(Place { list, level }).is_some_and(|it| it.style.as_deref() == Some(style))
        })
    }

    /// The level at a place, with what the list overrides.
    #[must_use]
    pub fn level(&self, place: Place) -> Option<&Level> {
        let list = self.lists.get(&place.list)?;
        let instead = list.overrides.get(&place.level).and_then(|it| it.level.as_ref());
        instead.or_else(|| self.patterns.get(&list.pattern)?.levels.get(&place.level))
    }

    /// The labels of paragraphs in the order of the text; `None` for one outside all lists or whose level shows nothing or too
    /// much.
    pub fn labels(
        &self,
        places: impl IntoIterator<Item = Option<Place>>,
    ) -> impl Iterator<Item = Option<crate::document::Label>> {
        let mut counter = Counter::new(self);
        places.into_iter().map(move |place| place.and_then(|place| counter.label(place).ok().flatten()))
    }
}

#[cfg(test)]
mod tests;
