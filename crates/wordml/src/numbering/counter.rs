//! The count, as Word keeps it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Definitions, Format, LEVELS, LONGEST_LABEL, Level, Place, TooLong};
use crate::document::Label;
use crate::symbols;

/// The numbers at which the lists of a document stand, while its paragraphs are gone through in order.
///
/// Lists that share a pattern share its count. A list that overrides where a level starts begins anew there, once: where it
/// first comes to that level. A paragraph of one level begins lower ones anew. A level that is passed over counts as one
/// that stands at its start.
#[derive(Debug, Clone)]
pub struct Counter<'d> {
    definitions: &'d Definitions,
    /// By pattern, the number of each level; `None` where its next paragraph starts.
    counts: BTreeMap<i32, [Option<u32>; LEVELS]>,
    /// Levels of lists whose own start has been used.
    begun: BTreeSet<Place>,
}

impl<'d> Counter<'d> {
    /// Before the first paragraph.
    #[must_use]
    pub fn new(definitions: &'d Definitions) -> Self {
        Self { definitions, counts: BTreeMap::new(), begun: BTreeSet::new() }
    }

    /// Counts the next paragraph and says what Word shows before it: nothing where its list or level is not defined, or where
    /// its level shows nothing, which counts all the same.
    ///
    /// # Errors
    /// The label is too long to be one; it counts all the same.
    pub fn label(&mut self, place: Place) -> Result<Option<Label>, TooLong> {
        match self.count(place) {
            Some(level) => self.shown(place, level),
            None => Ok(None),
        }
    }

    /// Counts the next paragraph; its level, where that is defined.
    fn count(&mut self, place: Place) -> Option<&'d Level> {
        let list = self.definitions.lists.get(&place.list)?;
        let level = self.definitions.level(place)?;
        let counts = self.counts.entry(list.pattern).or_default();
        let at = usize::from(place.level);

        let own_start = list.overrides.get(&place.level).and_then(|it| it.start);
        let anew = own_start.is_some() && self.begun.insert(place);
        for (higher, count) in (0..place.level).zip(counts.iter_mut()) {
            count.get_or_insert_with(|| start(self.definitions, Place { level: higher, ..place }));
        }
        let count = counts.get_mut(at)?;
        *count = Some(match *count {
            Some(number) if !anew => number.saturating_add(1),
            _ => start(self.definitions, place),
        });
        for (lower, count) in (0_u8..).zip(counts.iter_mut()).skip(at + 1) {
            let restart = self.definitions.level(Place { level: lower, ..place }).and_then(|it| it.restart);
            if begins_anew(lower, restart, place.level) {
                *count = None;
            }
        }
        Some(level)
    }

    /// What a level shows at the present count.
    fn shown(&self, place: Place, level: &Level) -> Result<Option<Label>, TooLong> {
        let bullet = level.format == Format::Bullet || level.picture;
        let text = if level.hidden {
            return Ok(None);
        } else if level.picture {
            BULLET.to_owned()
        } else {
            let text = self.filled(place, level)?;
            if level.capitals { text.to_uppercase() } else { text }
        };
        let text = text.trim();
        Ok((!text.is_empty()).then(|| Label {
            text: text.to_owned(),
            level: place.level,
            bullet,
            list: place.list,
        }))
    }

    /// The text of a level with its numbers.
    fn filled(&self, place: Place, level: &Level) -> Result<String, TooLong> {
        if level.text.chars().nth(LONGEST_LABEL).is_some() {
            return Err(TooLong);
        }
        let mut out = String::new();
        let mut characters = level.text.chars().peekable();
        while let Some(character) = characters.next() {
            if out.len() > LONGEST_LABEL * char::MAX.len_utf8() {
                return Err(TooLong);
            }
            let named = (character == '%' && level.format != Format::Bullet)
                .then(|| characters.peek().and_then(|next| next.to_digit(10)).filter(|digit| *digit > 0))
                .flatten();
            match named {
                Some(digit) => {
                    characters.next();
                    out.push_str(&self.number(place, level, digit as u8 - 1));
                }
                None => out.push(as_shown(level, character)),
            }
        }
        if out.chars().nth(LONGEST_LABEL).is_some() { Err(TooLong) } else { Ok(out) }
    }

    /// The number of one level as another one shows it: nothing for a level below that one.
    fn number(&self, place: Place, showing: &Level, level: u8) -> String {
        let count = self
            .definitions
            .lists
            .get(&place.list)
            .and_then(|list| self.counts.get(&list.pattern))
            .and_then(|counts| counts.get(usize::from(level)).copied().flatten());
        let (true, Some(count)) = (level <= place.level, count) else { return String::new() };
        let format = self.definitions.level(Place { level, ..place }).map_or(Format::Decimal, |it| it.format);
        let format = if showing.legal { format.legal() } else { format };
        format.written(count)
    }
}

/// What stands for a bullet whose picture or character says no more.
const BULLET: &str = "•";

/// A character of a level's text as its typeface shows it.
fn as_shown(level: &Level, character: char) -> char {
    let symbol = level.font.as_deref().and_then(|font| symbols::shown(font, character.into()));
    match (symbol, character) {
        (Some(shown), _) => shown,
        // A picture of a font that is not known here.
        (None, '\u{e000}'..='\u{f8ff}') => '•',
        (None, _) => character,
    }
}

/// Where a level of a list starts.
fn start(definitions: &Definitions, place: Place) -> u32 {
    let own = definitions
        .lists
        .get(&place.list)
        .and_then(|list| list.overrides.get(&place.level))
        .and_then(|it| it.start);
    own.unwrap_or_else(|| definitions.level(place).map_or(1, |level| level.start))
}

/// Whether a paragraph of one level makes a lower one begin anew: `restart` counts levels from 1.
const fn begins_anew(lower: u8, restart: Option<u8>, used: u8) -> bool {
    match restart {
        Some(0) => false,
        Some(after) if after <= lower => used < after,
        _ => used < lower,
    }
}
