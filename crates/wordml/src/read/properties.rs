//! The properties of paragraphs and runs as a part writes them, before styles.

use crate::document::{ChangeKind, Colour};
use crate::numbering::{Asked, Indent};
use crate::package::Refused;
use crate::xml::{Cursor, Node};

/// What `w:rPr` says; `None` is said by nobody.
#[derive(Debug, Clone, Default)]
pub(crate) struct RunProperties {
    pub(crate) style: Option<String>,
    pub(crate) bold: Option<bool>,
    pub(crate) bold_complex: Option<bool>,
    pub(crate) italic: Option<bool>,
    pub(crate) italic_complex: Option<bool>,
    pub(crate) strike: Option<bool>,
    pub(crate) double_strike: Option<bool>,
    pub(crate) hidden: Option<bool>,
    pub(crate) underline: Option<bool>,
    pub(crate) superscript: Option<bool>,
    pub(crate) rtl: Option<bool>,
    /// Shown in capitals.
    pub(crate) capitals: Option<bool>,
    pub(crate) complex: Option<bool>,
    /// The highlighter's colour; `Some(None)` takes it away.
    pub(crate) highlight: Option<Option<Colour>>,
    /// The ground of the words; `Some(None)` takes it away.
    pub(crate) shade: Option<Option<Colour>>,
    pub(crate) font: Option<String>,
    /// Tracked changes of a paragraph mark.
    pub(crate) changes: Vec<Stamp>,
    /// Tracked changes of how it looks.
    pub(crate) restyled: usize,
}

/// What `w:pPr` says; `None` is said by nobody.
#[derive(Debug, Clone, Default)]
pub(crate) struct ParagraphProperties {
    pub(crate) style: Option<String>,
    /// Outline level, 0 to 9.
    pub(crate) outline: Option<u8>,
    pub(crate) bidi: Option<bool>,
    /// Indent at the side where lines begin, in twentieths of a point.
    pub(crate) indent: Option<i32>,
    /// How much farther in the first line begins; less than 0 where it hangs out.
    pub(crate) first: Option<i32>,
    pub(crate) shade: Option<Option<Colour>>,
    /// `w:numId`.
    pub(crate) list: Option<i32>,
    /// `w:ilvl`.
    pub(crate) level: Option<u8>,
    /// What the paragraph mark says of itself.
    pub(crate) mark: RunProperties,
    /// Tracked changes of how it looks.
    pub(crate) restyled: usize,
    /// What it said before these.
    pub(crate) was: Option<Box<ParagraphProperties>>,
}

/// Who made a change of which kind, and when.
#[derive(Debug, Clone)]
pub(crate) struct Stamp {
    pub(crate) kind: ChangeKind,
    pub(crate) author: Option<String>,
    pub(crate) date: Option<String>,
}

impl Stamp {
    /// What the element that began last says, which is a tracked change.
    pub(crate) fn read(cursor: &Cursor<'_>, kind: ChangeKind) -> Self {
        let said = |name| cursor.word(name).filter(|value| !value.is_empty()).map(str::to_owned);
        Self { kind, author: said("author"), date: said("date") }
    }

    /// Adds the element `name` that began last, if it is a tracked change; more than make sense do not count.
    pub(crate) fn add(stamps: &mut Vec<Self>, cursor: &Cursor<'_>, name: &str) {
        if let Some(kind) = change_kind(name).filter(|_| stamps.len() < NESTED) {
            stamps.push(Self::read(cursor, kind));
        }
    }
}

/// How many tracked changes one thing may have: Word makes two, an insertion and a deletion of what was inserted.
pub(crate) const NESTED: usize = 16;

/// The kind of tracked change that an element of this name is.
pub(crate) fn change_kind(name: &str) -> Option<ChangeKind> {
    Some(match name {
        "ins" => ChangeKind::Insertion,
        "del" => ChangeKind::Deletion,
        "moveFrom" => ChangeKind::MoveFrom,
        "moveTo" => ChangeKind::MoveTo,
        _ => return None,
    })
}

impl RunProperties {
    /// Reads the content of a `w:rPr` that was begun last.
    pub(crate) fn read(cursor: &mut Cursor<'_>) -> Result<Self, Refused> {
        let mut said = Self::default();
        loop {
            let name = match cursor.next()? {
                Node::Open(name) => name,
                Node::Text(_) => continue,
                Node::Close(_) | Node::End => return Ok(said),
            };
            if let Some(name) = name.word() {
                match name {
                    "rStyle" => said.style = value(cursor),
                    "b" => said.bold = Some(cursor.on()),
                    "bCs" => said.bold_complex = Some(cursor.on()),
                    "i" => said.italic = Some(cursor.on()),
                    "iCs" => said.italic_complex = Some(cursor.on()),
                    "strike" => said.strike = Some(cursor.on()),
                    "dstrike" => said.double_strike = Some(cursor.on()),
                    "vanish" => said.hidden = Some(cursor.on()),
                    "caps" => said.capitals = Some(cursor.on()),
                    "rtl" => said.rtl = Some(cursor.on()),
                    "cs" => said.complex = Some(cursor.on()),
                    "u" => said.underline = Some(cursor.val().is_some_and(|value| value != "none")),
                    "vertAlign" => said.superscript = Some(cursor.val() == Some("superscript")),
                    "highlight" => said.highlight = Some(cursor.val().and_then(Colour::of_highlighter)),
                    "shd" => said.shade = Some(shade(cursor)),
                    "rFonts" => {
                        let font = cursor.word("ascii").or_else(|| cursor.word("hAnsi"));
                        said.font = font.map(str::to_owned).or(said.font);
                    }
                    "rPrChange" => said.restyled += 1,
                    name => Stamp::add(&mut said.changes, cursor, name),
                }
            }
            cursor.pass_over()?;
        }
    }
}

impl ParagraphProperties {
    /// Reads the content of a `w:pPr` that was begun last.
    pub(crate) fn read(cursor: &mut Cursor<'_>) -> Result<Self, Refused> {
        Self::read_on(cursor, true)
    }

    /// The same; `before` says whether what a tracked change replaced is read, which has no such change in it.
    fn read_on(cursor: &mut Cursor<'_>, before: bool) -> Result<Self, Refused> {
        let mut said = Self::default();
        loop {
            let name = match cursor.next()? {
                Node::Open(name) => name,
                Node::Text(_) => continue,
                Node::Close(_) | Node::End => return Ok(said),
            };
            if let Some(name) = name.word() {
                match name {
                    "pStyle" => said.style = value(cursor),
                    "outlineLvl" => said.outline = number(cursor).and_then(|level| u8::try_from(level).ok()),
                    "bidi" => said.bidi = Some(cursor.on()),
                    "ind" => {
                        let start = ["start", "left"].iter().find_map(|name| cursor.word(name));
                        said.indent = start.and_then(twentieths).or(said.indent);
                        let hanging = cursor.word("hanging").and_then(twentieths).map(|hanging| -hanging);
                        let first = hanging.or_else(|| cursor.word("firstLine").and_then(twentieths));
                        said.first = first.or(said.first);
                    }
                    "shd" => said.shade = Some(shade(cursor)),
                    "numPr" => {
                        said.numbering(cursor)?;
                        continue;
                    }
                    "rPr" => {
                        said.mark = RunProperties::read(cursor)?;
                        continue;
                    }
                    "pPrChange" => {
                        said.restyled += 1;
                        if before && said.was.is_none() {
                            said.was = Some(Box::new(Self::replaced(cursor)?));
                            continue;
                        }
                    }
                    _ => {}
                }
            }
            cursor.pass_over()?;
        }
    }

    /// Reads the content of a `w:pPrChange` that was begun last.
    fn replaced(cursor: &mut Cursor<'_>) -> Result<Self, Refused> {
        let mut said = Self::default();
        loop {
            match cursor.next()? {
                Node::Open(name) if name.word() == Some("pPr") => said = Self::read_on(cursor, false)?,
                Node::Open(_) => {
                    cursor.pass_over()?;
                }
                Node::Text(_) => {}
                Node::Close(_) | Node::End => return Ok(said),
            }
        }
    }

    /// What it says of its list.
    pub(super) fn asked(&self) -> Asked {
        Asked { list: self.list, level: self.level }
    }

    /// What it says of where it stands in.
    pub(super) fn indent(&self) -> Indent {
        Indent { start: self.indent, first_line: self.first }
    }

    fn numbering(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Refused> {
        loop {
            match cursor.next()? {
                Node::Open(name) => {
                    match name.word() {
                        Some("numId") => self.list = number(cursor),
                        Some("ilvl") => {
                            self.level = number(cursor).and_then(|level| u8::try_from(level).ok())
                        }
                        _ => {}
                    }
                    cursor.pass_over()?;
                }
                Node::Text(_) => {}
                Node::Close(_) | Node::End => return Ok(()),
            }
        }
    }
}

/// The `w:val` of the element that began last.
pub(crate) fn value(cursor: &Cursor<'_>) -> Option<String> {
    cursor.val().map(str::to_owned)
}

/// The `w:val` of the element that began last, as a number.
pub(crate) fn number(cursor: &Cursor<'_>) -> Option<i32> {
    cursor.val()?.trim().parse().ok()
}

/// A measure in twentieths of a point: a bare number, or one with a unit as the strict form writes it
/// (`ST_UniversalMeasure`, ISO/IEC 29500-1, 22.9.2.15).
fn twentieths(value: &str) -> Option<i32> {
    let value = value.trim();
    let (number, factor) = match value.len().checked_sub(2).and_then(|at| value.split_at_checked(at)) {
        Some((number, "pt")) => (number, 20.0),
        Some((number, "in")) => (number, 1440.0),
        Some((number, "cm")) => (number, 1440.0 / 2.54),
        Some((number, "mm")) => (number, 1440.0 / 25.4),
        Some((number, "pc" | "pi")) => (number, 240.0),
        _ => (value, 1.0),
    };
    let measure = (number.parse::<f64>().ok()? * factor).round();
    // A page is at most 31680 twentieths wide (17.18.90); what is beyond is no measure.
    #[allow(clippy::cast_possible_truncation, reason = "the range is checked")]
    (measure.abs() <= 31_680.0).then_some(measure as i32)
}

/// The ground that `w:shd` gives: its fill, mixed with its pattern's colour in the pattern's share
/// (`ST_Shd`, ISO/IEC 29500-1, 17.18.78; stripes and the like count as their fill).
fn shade(cursor: &Cursor<'_>) -> Option<Colour> {
    let colour = |name: &str| cursor.word(name).and_then(hexadecimal);
    let fill = colour("fill");
    let share: u32 = match cursor.val()? {
        "nil" => return None,
        "solid" => 100,
        other => match other.strip_prefix("pct").and_then(|share| share.parse().ok()) {
            Some(share) if share <= 100 => share,
            _ => return fill,
        },
    };
    let paper = Colour { red: 0xff, green: 0xff, blue: 0xff };
    let ink = Colour { red: 0, green: 0, blue: 0 };
    let (over, under) = (colour("color").unwrap_or(ink), fill.unwrap_or(paper));
    let mix = |over: u8, under: u8| {
        u8::try_from((u32::from(over) * share + u32::from(under) * (100 - share)) / 100).unwrap_or(u8::MAX)
    };
    Some(Colour {
        red: mix(over.red, under.red),
        green: mix(over.green, under.green),
        blue: mix(over.blue, under.blue),
    })
}

/// A colour as six digits; `auto` is none.
fn hexadecimal(value: &str) -> Option<Colour> {
    let digits = value.strip_prefix('#').unwrap_or(value);
    if digits.len() != 6 {
        return None;
    }
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(Colour { red, green, blue })
}
