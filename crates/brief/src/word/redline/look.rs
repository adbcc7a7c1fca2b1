//! Whose look a paragraph takes that a redline puts into the old document.

use std::collections::HashMap;

use onetext_wordml::document::{Direction, Story};
use onetext_wordml::markup::{Like, Number};
use onetext_wordml::new::Style;
use onetext_wordml::{Paragraph, ParagraphIndex};

/// What makes paragraphs look alike, in terms that two documents share.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Look {
    part: Part,
    cell: bool,
    heading: Option<u8>,
    list: Option<List>,
    direction: Direction,
    style: Option<String>,
    /// In steps of an eighth of an inch.
    indent: u32,
}

/// The part of the file that a paragraph is in: properties are copied within a part only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Body,
    Footnotes,
    Endnotes,
}

impl Part {
    pub(super) const fn of(paragraph: &Paragraph) -> Self {
        match paragraph.story {
            Story::Body => Self::Body,
            Story::Footnote(_) => Self::Footnotes,
            Story::Endnote(_) => Self::Endnotes,
        }
    }
}

/// What makes lists look alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct List {
    bullet: bool,
    level: u8,
    /// The label with `0` for figures, `a` and `A` for letters.
    shape: String,
}

impl Look {
    fn of(paragraph: &Paragraph) -> Self {
        Self {
            part: Part::of(paragraph),
            cell: paragraph.cell.is_some(),
            heading: paragraph.heading,
            list: paragraph.label.as_ref().map(|label| List {
                bullet: label.bullet,
                level: label.level,
                shape: if label.bullet { String::new() } else { shape(&label.text) },
            }),
            direction: paragraph.direction,
            style: paragraph.style.as_deref().map(str::to_lowercase),
            indent: paragraph.indent / 180,
        }
    }

    /// How unlike two looks are; `None` where one must not lend the other anything.
    fn distance(&self, other: &Self) -> Option<u32> {
        if self.part != other.part || self.heading != other.heading {
            return None;
        }
        let lists = match (&self.list, &other.list) {
            (None, None) => 0,
            (Some(one), Some(two)) if one.bullet == two.bullet => {
                30 * u32::from(one.level != two.level) + 20 * u32::from(one.shape != two.shape)
            }
            _ => 80,
        };
        Some(
            lists
                + 60 * u32::from(self.cell != other.cell)
                + 40 * u32::from(self.direction != other.direction)
                + 15 * u32::from(self.style != other.style)
                + self.indent.abs_diff(other.indent).min(10),
        )
    }
}

fn shape(label: &str) -> String {
    let mut shape = String::new();
    for c in label.chars() {
        let sign = match c {
            c if c.is_numeric() => '0',
            c if c.is_lowercase() => 'a',
            c if c.is_alphabetic() => 'A',
            c => c,
        };
        if !shape.ends_with(sign) || !sign.is_alphanumeric() {
            shape.push(sign);
        }
    }
    shape
}

/// Whether two paragraphs have another kind of number or another rank, so that one cannot stand for the other as it is.
pub(super) fn differ(old: &Paragraph, new: &Paragraph) -> bool {
    let (old, new) = (Look::of(old), Look::of(new));
    let sort = |look: &Look| look.list.as_ref().map(|list| (list.bullet, list.level));
    old.heading != new.heading || sort(&old) != sort(&new)
}

/// Whether two paragraphs differ in their numbers alone: the one that stays keeps its look but for the number.
pub(super) fn differ_in_number(old: &Paragraph, new: &Paragraph) -> bool {
    let bulleted = |paragraph: &Paragraph| paragraph.label.as_ref().is_some_and(|label| label.bullet);
    let (one, two) = (Look::of(old), Look::of(new));
    one.heading == two.heading && one.style == two.style && !bulleted(new)
}

/// The looks that the old document has.
#[derive(Debug)]
pub(super) struct Looks {
    /// Paragraphs by look, each list in order.
    by_look: HashMap<Look, Vec<usize>>,
}

impl Looks {
    pub(super) fn new(paragraphs: &[Paragraph]) -> Self {
        let mut by_look: HashMap<Look, Vec<usize>> = HashMap::new();
        for (at, paragraph) in paragraphs.iter().enumerate() {
            by_look.entry(Look::of(paragraph)).or_default().push(at);
        }
        Self { by_look }
    }

    /// The paragraph of the old document that is most like a new one and nearest to where that one comes to stand, and
    /// whether its list gives numbers of the kind that the new one has.
    pub(super) fn like(&self, new: &Paragraph, near: usize) -> Option<Like> {
        let wanted = Look::of(new);
        let nearest = |own: &[usize]| {
            let next = own.partition_point(|&at| at < near);
            // The one before, whose list goes on, rather than the one behind.
            let before = next.checked_sub(1).and_then(|at| own.get(at)).copied();
            let behind = own.get(next).copied();
            match (before, behind) {
                (Some(one), Some(two)) if near - one > 2 * (two - near) + 1 => Some(two),
                (Some(one), _) => Some(one),
                (None, two) => two,
            }
        };
        let (distance, _, at, look) = self
            .by_look
            .iter()
            .filter_map(|(look, own)| {
                let at = nearest(own)?;
                Some((wanted.distance(look)?, at.abs_diff(near), at, look))
            })
            .min_by_key(|&(distance, away, at, _)| (distance, away, at))?;
        let numbered = match (&wanted.list, &look.list) {
            (Some(one), Some(two)) => one.bullet == two.bullet && (one.bullet || one.level == two.level),
            _ => false,
        };
        let number = if numbered { Number::Same } else { Number::Without };
        (distance < 200).then_some(Like { paragraph: ParagraphIndex(at as u32), number })
    }
}

/// What a new paragraph is, where the old document has none like it.
pub(super) fn style(paragraph: &Paragraph) -> Style {
    match (paragraph.heading, &paragraph.label) {
        (Some(level), _) => Style::Heading(level),
        (None, Some(label)) if label.bullet => Style::Bullet,
        (None, Some(_)) => Style::Clause,
        (None, None) if paragraph.story != Story::Body => Style::Small,
        (None, None) => Style::Body,
    }
}
