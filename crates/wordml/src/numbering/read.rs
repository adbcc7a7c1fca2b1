//! The numbering part read.

use std::collections::BTreeMap;

use super::{Definitions, Follows, Format, Indent, LEVELS, LONGEST_LABEL, Level, List, Override, Pattern};
use crate::package::Refused;
use crate::read::properties::{ParagraphProperties, RunProperties, number, value};
use crate::xml::{Cursor, Node};

/// What is being read.
#[derive(Default)]
struct Reading {
    out: Definitions,
    pattern: Option<(i32, Pattern)>,
    /// Its id, the pattern that it names, what it overrides.
    list: Option<(i32, Option<i32>, BTreeMap<u8, Override>)>,
    instead: Option<(u8, Override)>,
    level: Option<(u8, Level)>,
}

/// Everything that the part defines, links between styles not yet followed.
pub(super) fn definitions(mut part: Cursor<'_>) -> Result<Definitions, Refused> {
    let mut reading = Reading::default();
    loop {
        match part.next()? {
            Node::Open(name) => match name.word() {
                Some(name) => reading.open(name, &mut part)?,
                None => {
                    part.pass_over()?;
                }
            },
            Node::Close(name) => reading.close(name.word().unwrap_or_default()),
            Node::Text(_) => {}
            Node::End => return Ok(reading.out),
        }
    }
}

impl Reading {
    fn open(&mut self, name: &str, part: &mut Cursor<'_>) -> Result<(), Refused> {
        match name {
            "numbering" => return Ok(()),
            "abstractNum" => self.pattern = id(part, "abstractNumId").map(|id| (id, Pattern::default())),
            "num" => self.list = id(part, "numId").map(|id| (id, None, BTreeMap::new())),
            "lvlOverride" => self.instead = level_number(part).map(|level| (level, Override::default())),
            "lvl" => self.level = level_number(part).map(|level| (level, Level::default())),
            _ => match (&mut self.level, &mut self.instead, &mut self.pattern, &mut self.list) {
                (Some((_, level)), ..) => match name {
                    "pPr" => {
                        let says = ParagraphProperties::read(part)?;
                        level.indent = Indent { start: says.indent, first_line: says.first };
                        return Ok(());
                    }
                    "rPr" => {
                        let says = RunProperties::read(part)?;
                        level.font = says.font;
                        level.hidden = says.hidden == Some(true);
                        level.capitals = says.capitals == Some(true);
                        return Ok(());
                    }
                    "numFmt" => self.out.unknown.extend(format(level, part)),
                    _ => property(level, name, part),
                },
                (None, Some((_, instead)), ..) if name == "startOverride" => instead.start = count(part),
                (None, None, Some((_, pattern)), _) => match name {
                    "multiLevelType" => pattern.single = part.val() == Some("singleLevel"),
                    "styleLink" => pattern.defines = value(part),
                    "numStyleLink" => pattern.follows = value(part),
                    _ => {}
                },
                (None, None, None, Some((_, pattern, _))) if name == "abstractNumId" => {
                    *pattern = number(part)
                }
                _ => {}
            },
        }
        if !matches!(name, "abstractNum" | "num" | "lvlOverride" | "lvl") {
            part.pass_over()?;
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "lvl" => {
                let Some((at, level)) = self.level.take() else { return };
                if let Some((_, instead)) = &mut self.instead {
                    instead.level = Some(level);
                } else if let Some((_, pattern)) = &mut self.pattern {
                    pattern.levels.insert(at, level);
                }
            }
            "lvlOverride" => {
                if let (Some((at, instead)), Some((.., overrides))) = (self.instead.take(), &mut self.list) {
                    overrides.insert(at, instead);
                }
            }
            "abstractNum" => self.out.patterns.extend(self.pattern.take()),
            "num" => {
                if let Some((id, Some(pattern), overrides)) = self.list.take() {
                    self.out.lists.insert(id, List { pattern, overrides });
                }
            }
            _ => {}
        }
    }
}

/// Sets how the number of a level is written; what is asked for where that is not known.
fn format(level: &mut Level, part: &Cursor<'_>) -> Option<String> {
    let name = value(part)?;
    let example = part.word("format").filter(|_| name == "custom");
    match example.map_or_else(|| Format::named(&name), Format::of_pattern) {
        Some(format) => {
            level.format = format;
            None
        }
        None => Some(example.map_or_else(|| name.clone(), str::to_owned)),
    }
}

/// A property of a level.
fn property(level: &mut Level, name: &str, part: &Cursor<'_>) {
    match name {
        "start" => level.start = count(part).unwrap_or(level.start),
        "lvlText" => level.text = part.val().unwrap_or_default().chars().take(LONGEST_LABEL + 1).collect(),
        "lvlRestart" => level.restart = number(part).and_then(|it| u8::try_from(it).ok()),
        "isLgl" => level.legal = part.on(),
        "pStyle" => level.style = value(part),
        "lvlPicBulletId" => level.picture = true,
        "suff" => {
            level.follows = match part.val() {
                Some("space") => Follows::Space,
                Some("nothing") => Follows::Nothing,
                _ => Follows::Tab,
            };
        }
        _ => {}
    }
}

fn id(part: &Cursor<'_>, name: &str) -> Option<i32> {
    part.word(name)?.trim().parse().ok()
}

/// A number to count from.
fn count(part: &Cursor<'_>) -> Option<u32> {
    number(part).and_then(|it| u32::try_from(it).ok())
}

/// A level that lists have.
fn level_number(part: &Cursor<'_>) -> Option<u8> {
    id(part, "ilvl").and_then(|it| u8::try_from(it).ok()).filter(|it| usize::from(*it) < LEVELS)
}
