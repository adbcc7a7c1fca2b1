//! What styles say, along the styles that they are based on.
//!
//! Table styles are not followed: what they make of words (bold headers, banded rows) is look and no meaning.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::lists::Step;
use super::properties::{ParagraphProperties, RunProperties, value};
use crate::document::{Colour, Direction, Format};
use crate::numbering::Indent;
use crate::package::Refused;
use crate::xml::{Cursor, Node};

/// How many styles are followed from one to what it is based on; Word's own chains stay below 10. A circle ends here too.
const CHAIN: usize = 64;

/// How many styles are read. Word itself stops at about 4,000.
const STYLES: usize = 10_000;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    paragraph_default: Option<String>,
    run_default: Option<String>,
    paragraph_base: ParagraphProperties,
    run_base: RunProperties,
    /// What chains come to, for the styles asked for so far.
    paragraphs: RefCell<HashMap<Option<String>, Rc<ParagraphLook>>>,
    runs: RefCell<HashMap<String, Rc<RunProperties>>>,
}

#[derive(Debug, Default)]
struct Style {
    id: String,
    name: String,
    based_on: Option<String>,
    paragraph: ParagraphProperties,
    run: RunProperties,
}

/// What the style of a paragraph says, with those that it is based on.
#[derive(Debug, Default)]
pub(super) struct ParagraphLook {
    /// Level among headings, from 1.
    pub(super) heading: Option<u8>,
    pub(super) bidi: bool,
    pub(super) shade: Option<Colour>,
    /// What it and the styles that it is based on say of lists and indents, itself first.
    pub(super) steps: Vec<Step>,
    /// What the document's defaults say of indents.
    pub(super) base: Indent,
    pub(super) run: RunProperties,
}

impl Styles {
    /// Reads the part of styles.
    pub(super) fn read(mut cursor: Cursor<'_>) -> Result<Self, Refused> {
        let mut styles = Self::default();
        let mut style: Option<(String, Style)> = None;
        loop {
            let name = match cursor.next()? {
                Node::Open(name) => name,
                Node::Close(name) if name.word() == Some("style") => {
                    if let Some((id, style)) = style.take() {
                        // Of two styles with one id, the first counts, so that a later one cannot change what was shown.
                        styles.by_id.entry(id).or_insert(style);
                        if styles.by_id.len() > STYLES {
                            return Err(Refused::TooLarge {
                                what: "the number of styles in it".to_owned(),
                                limit: STYLES.to_string(),
                            });
                        }
                    }
                    continue;
                }
                Node::Close(_) | Node::Text(_) => continue,
                Node::End => return Ok(styles),
            };
            let Some(name) = name.word() else {
                cursor.pass_over()?;
                continue;
            };
            match (name, &mut style) {
                ("style", None) => {
                    let id = cursor.word("styleId").unwrap_or_default().to_owned();
                    if cursor.word("default").is_some_and(|value| !matches!(value, "0" | "false" | "off")) {
                        match cursor.word("type") {
                            Some("paragraph") => styles.paragraph_default = Some(id.clone()),
                            Some("character") => styles.run_default = Some(id.clone()),
                            _ => {}
                        }
                    }
                    style = Some((id.clone(), Style { id, ..Style::default() }));
                }
                ("name", Some((_, style))) => {
                    style.name = value(&cursor).unwrap_or_default();
                    cursor.pass_over()?;
                }
                ("basedOn", Some((_, style))) => {
                    style.based_on = value(&cursor);
                    cursor.pass_over()?;
                }
                ("pPr", Some((_, style))) => style.paragraph = ParagraphProperties::read(&mut cursor)?,
                ("rPr", Some((_, style))) => style.run = RunProperties::read(&mut cursor)?,
                ("pPr", None) => styles.paragraph_base = ParagraphProperties::read(&mut cursor)?,
                ("rPr", None) => styles.run_base = RunProperties::read(&mut cursor)?,
                ("styles" | "docDefaults" | "rPrDefault" | "pPrDefault", _) => {}
                _ => {
                    cursor.pass_over()?;
                }
            }
        }
    }

    /// What a paragraph of this style looks like; one without a style, or of one that does not exist, has the default.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Rc<ParagraphLook> {
        let id = id
            .filter(|id| self.by_id.contains_key(*id))
            .or(self.paragraph_default.as_deref())
            .map(str::to_owned);
        if let Some(look) = self.paragraphs.borrow().get(&id) {
            return Rc::clone(look);
        }
        let mut said = ParagraphProperties::default();
        let mut run = RunProperties::default();
        let mut heading = None;
        let mut steps = Vec::new();
        for style in self.chain(id.as_deref()) {
            // Nearer styles have already said their word.
            heading = heading.or_else(|| match style.paragraph.outline {
                Some(outline) => Some(heading_of(outline)),
                None => named_heading(&style.name).map(Some),
            });
            said.add(&style.paragraph);
            steps.push(Step {
                style: style.id.clone(),
                asked: style.paragraph.asked(),
                indent: style.paragraph.indent(),
            });
            run.add(&style.run);
        }
        said.add(&self.paragraph_base);
        let look = Rc::new(ParagraphLook {
            heading: heading.flatten(),
            bidi: said.bidi.unwrap_or_default(),
            shade: said.shade.flatten(),
            steps,
            base: self.paragraph_base.indent(),
            run,
        });
        self.paragraphs.borrow_mut().insert(id, Rc::clone(&look));
        look
    }

    /// How words look that say `direct` of themselves, in a paragraph of this look.
    pub(super) fn format(
        &self,
        paragraph: &ParagraphLook,
        ground: Option<Colour>,
        direct: &RunProperties,
    ) -> Format {
        let style = self.run(direct.style.as_deref());
        let base = &self.run_base;
        // A property that switches (ISO/IEC 29500-1, 17.7.3): what the words say of themselves counts; the defaults of the
        // document leave it on; else the styles of paragraph and words switch it, each the other way round.
        let switch = |of: fn(&RunProperties) -> Option<bool>| {
            of(direct).unwrap_or_else(|| {
                of(base) == Some(true)
                    || (of(&paragraph.run) == Some(true))
                        != style.as_deref().is_some_and(|style| of(style) == Some(true))
            })
        };
        let plain = |of: fn(&RunProperties) -> Option<bool>| {
            of(direct)
                .or_else(|| style.as_deref().and_then(of))
                .or_else(|| of(&paragraph.run))
                .or_else(|| of(base))
                .unwrap_or_default()
        };
        let colour = |of: fn(&RunProperties) -> Option<Option<Colour>>| {
            of(direct)
                .or_else(|| style.as_deref().and_then(of))
                .or_else(|| of(&paragraph.run))
                .or_else(|| of(base))
                .flatten()
        };
        let rtl = plain(|run| run.rtl);
        // Words of a complex script have switches of their own (17.3.2.7, 17.3.2.26).
        let complex = rtl || plain(|run| run.complex);
        Format {
            bold: if complex { switch(|run| run.bold_complex) } else { switch(|run| run.bold) },
            italic: if complex { switch(|run| run.italic_complex) } else { switch(|run| run.italic) },
            underline: plain(|run| run.underline),
            strike: switch(|run| run.strike) || switch(|run| run.double_strike),
            superscript: plain(|run| run.superscript),
            hidden: switch(|run| run.hidden),
            direction: if rtl { Direction::Rtl } else { Direction::Ltr },
            // White is laid behind words to take a colour away.
            marked: colour(|run| run.highlight)
                .or_else(|| colour(|run| run.shade))
                .or(ground)
                .filter(|colour| (colour.red, colour.green, colour.blue) != (0xff, 0xff, 0xff)),
        }
    }

    /// The font of words that say `direct` of themselves.
    pub(super) fn font(&self, paragraph: &ParagraphLook, direct: &RunProperties) -> Option<String> {
        let style = self.run(direct.style.as_deref());
        direct
            .font
            .clone()
            .or_else(|| style.and_then(|style| style.font.clone()))
            .or_else(|| paragraph.run.font.clone())
            .or_else(|| self.run_base.font.clone())
    }

    fn run(&self, id: Option<&str>) -> Option<Rc<RunProperties>> {
        let id = id.filter(|id| self.by_id.contains_key(*id)).or(self.run_default.as_deref())?;
        if let Some(look) = self.runs.borrow().get(id) {
            return Some(Rc::clone(look));
        }
        let mut said = RunProperties::default();
        for style in self.chain(Some(id)) {
            said.add(&style.run);
        }
        let look = Rc::new(said);
        self.runs.borrow_mut().insert(id.to_owned(), Rc::clone(&look));
        Some(look)
    }

    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = &'s Style> {
        let first = id.and_then(|id| self.by_id.get(id));
        std::iter::successors(first, |style| self.by_id.get(style.based_on.as_deref()?)).take(CHAIN)
    }
}

impl RunProperties {
    /// Takes over what is not said here.
    fn add(&mut self, farther: &Self) {
        self.bold = self.bold.or(farther.bold);
        self.bold_complex = self.bold_complex.or(farther.bold_complex);
        self.italic = self.italic.or(farther.italic);
        self.italic_complex = self.italic_complex.or(farther.italic_complex);
        self.strike = self.strike.or(farther.strike);
        self.double_strike = self.double_strike.or(farther.double_strike);
        self.hidden = self.hidden.or(farther.hidden);
        self.underline = self.underline.or(farther.underline);
        self.superscript = self.superscript.or(farther.superscript);
        self.rtl = self.rtl.or(farther.rtl);
        self.complex = self.complex.or(farther.complex);
        self.highlight = self.highlight.or(farther.highlight);
        self.shade = self.shade.or(farther.shade);
        if self.font.is_none() {
            self.font.clone_from(&farther.font);
        }
    }
}

impl ParagraphProperties {
    /// Takes over what is not said here.
    fn add(&mut self, farther: &Self) {
        self.bidi = self.bidi.or(farther.bidi);
        self.shade = self.shade.or(farther.shade);
    }
}

/// The level among headings that an outline level gives: 9 is body text (17.3.1.20).
pub(super) fn heading_of(outline: u8) -> Option<u8> {
    (outline < 9).then_some(outline + 1)
}

/// The level of one of Word's own heading styles: its name in the file is English whatever the language of Word.
fn named_heading(name: &str) -> Option<u8> {
    let name = name.trim();
    let (word, level) = name.split_once(' ')?;
    let level = level.trim().parse().ok().filter(|level| (1..=9).contains(level))?;
    word.eq_ignore_ascii_case("heading").then_some(level)
}
