//! One part cleaned in one pass: what stays is copied as it is written, what goes is left out.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Keep;
use super::fields::{self, Fields};
use crate::package::Refused;
use crate::xml::{Cursor, Name, Node, Space};

/// What a part is, as far as its cleaning depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// The main document.
    Story,
    /// Footnotes or endnotes.
    Notes,
    /// A header or footer.
    Edge,
    Comments,
    Styles,
    Settings,
    /// No XML.
    Picture,
    /// Numbering, theme, charts.
    Other,
}

/// What is known of all parts.
#[derive(Debug, Default)]
pub(super) struct Context {
    pub(super) keep: Keep,
    /// Words of instructions and targets of links: bookmarks by these names stay.
    pub(super) places: BTreeSet<String>,
    /// Styles that go.
    pub(super) unused: BTreeSet<String>,
    /// Styles that hide words.
    pub(super) hiding: BTreeSet<String>,
}

impl Context {
    /// Takes the words of an instruction that stays for names of bookmarks.
    pub(super) fn refer(&mut self, code: &str) {
        if !fields::is_kept(code) {
            return;
        }
        self.places.extend(code.split_whitespace().map(|word| word.trim_matches('"').to_owned()));
    }
}

/// What is known around a part.
#[derive(Debug)]
pub(super) struct Surroundings<'s> {
    /// Where its contents of runs begin that are not shown.
    pub(super) hidden: &'s BTreeSet<usize>,
    /// Ids of relationships that go.
    pub(super) dropped: BTreeSet<&'s str>,
    /// Addresses of links by the ids of their relationships.
    pub(super) links: BTreeMap<&'s str, &'s str>,
    /// Notes that are referred to: whether footnotes, and by which id.
    pub(super) referred: &'s BTreeSet<(bool, String)>,
}

/// What becomes of an element.
enum Fate {
    /// It stays, apart from some of its attributes.
    Stays,
    /// It goes with all that is in it.
    Goes,
    /// It goes, and what is in it stays.
    Opens,
    /// Nothing but the element itself stays, with these attributes.
    Emptied(String),
}

/// An element that is open.
#[derive(Debug)]
struct Frame<'i> {
    name: Name<'i>,
    start: usize,
    /// Its tags go.
    opened: bool,
    held: Held,
}

/// What is remembered until the end of an element.
#[derive(Debug)]
enum Held {
    Nothing,
    /// Content of a run.
    Content,
    /// An instruction of a field.
    Instruction,
    /// A mark of a field.
    Mark(String),
    /// A field written as one element, whose result goes with it.
    Field,
    /// A link: its start tag, its id, whether it has a place in this document, and its words.
    Link {
        tag: Range<usize>,
        id: String,
        place: bool,
        id_span: Range<usize>,
        words: String,
    },
}

struct Cleaner<'i, 'c> {
    cursor: Cursor<'i>,
    text: &'i str,
    sort: Sort,
    context: &'c Context,
    around: &'c Surroundings<'c>,
    frames: Vec<Frame<'i>>,
    fields: Fields,
    edits: Vec<(Range<usize>, String)>,
    /// Bookmarks that went, whose ends have to go as well.
    bookmarks: BTreeSet<String>,
    /// New names of moves, by the old.
    moves: BTreeMap<String, usize>,
    shapes: usize,
    /// Whether the paragraphs that are open are hidden by their styles; one may stand in a text box in another.
    paragraphs: Vec<bool>,
    /// Whether the runs that are open are hidden.
    runs: Vec<Hidden>,
}

/// Whether a run is hidden: by itself, else by its style.
#[derive(Debug, Clone, Copy, Default)]
struct Hidden {
    own: Option<bool>,
    style: bool,
}

/// Cleans a part.
pub(super) fn clean(
    name: &str,
    text: &str,
    sort: Sort,
    context: &Context,
    around: Surroundings<'_>,
) -> Result<String, Refused> {
    let mut cleaner = Cleaner {
        cursor: Cursor::raw(name, text),
        text,
        sort,
        context,
        around: &around,
        frames: Vec::new(),
        fields: Fields::new(sort == Sort::Edge),
        edits: Vec::new(),
        bookmarks: BTreeSet::new(),
        moves: BTreeMap::new(),
        shapes: 0,
        paragraphs: Vec::new(),
        runs: Vec::new(),
    };
    cleaner.run()?;
    let Cleaner { mut edits, fields, .. } = cleaner;
    edits.extend(fields.finish().into_iter().map(|range| (range, String::new())));
    Ok(applied(text, edits))
}

/// The text with edits made. Of two that overlap, the one that begins first counts, and of these the longest.
fn applied(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, instead) in edits {
        if range.start < at {
            continue;
        }
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(&instead);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

impl<'i> Cleaner<'i, '_> {
    fn run(&mut self) -> Result<(), Refused> {
        let mut covered = 0;
        loop {
            let node = self.cursor.next()?;
            let span = self.cursor.span();
            // Between nodes stand comments, processing instructions, and the declaration of the part.
            let end = if node == Node::End { self.text.len() } else { span.start };
            if end > covered {
                let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
                self.edits
                    .push((covered..end, if covered == 0 { declaration.to_owned() } else { String::new() }));
            }
            match node {
                Node::Open(name) => self.open(name)?,
                Node::Close(name) => self.close(name),
                Node::Text(words) => self.words(&words),
                Node::End => return Ok(()),
            }
            covered = self.cursor.span().end;
        }
    }

    fn cut(&mut self, range: Range<usize>) {
        self.edits.push((range, String::new()));
    }

    fn parent(&self) -> Option<&'i str> {
        self.frames.last().and_then(|frame| frame.name.word())
    }

    fn open(&mut self, name: Name<'i>) -> Result<(), Refused> {
        let span = self.cursor.span();
        match self.fate(name) {
            Fate::Goes => {
                let range = self.cursor.pass_over()?;
                self.cut(range);
                return Ok(());
            }
            Fate::Emptied(instead) => {
                let range = self.cursor.pass_over()?;
                self.edits.push((range, instead));
                return Ok(());
            }
            Fate::Opens => {
                let held = self.held(name, &span);
                self.cut(span.clone());
                self.frames.push(Frame { name, start: span.start, opened: true, held });
            }
            Fate::Stays => {
                self.attributes(name);
                let held = self.held(name, &span);
                self.frames.push(Frame { name, start: span.start, opened: false, held });
            }
        }
        match name.word() {
            Some("p") => self.paragraphs.push(false),
            Some("r") => {
                let style = self.paragraphs.last().copied().unwrap_or_default();
                self.runs.push(Hidden { own: None, style });
            }
            Some("pStyle") => {
                let hides = self.hides();
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    *paragraph = hides;
                }
            }
            Some("rStyle") if self.of_run() => {
                let hides = self.hides();
                // A switch in a style of words turns over what the style of the paragraph says.
                if let Some(run) = self.runs.last_mut() {
                    run.style ^= hides;
                }
            }
            Some("vanish") if self.of_run() => {
                let on = self.cursor.on();
                if let Some(run) = self.runs.last_mut() {
                    run.own = Some(on);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn hides(&self) -> bool {
        self.cursor.val().is_some_and(|style| self.context.hiding.contains(style))
    }

    /// Whether the element that has just begun stands in the properties of a run.
    fn of_run(&self) -> bool {
        self.frames.iter().rev().nth(2).and_then(|frame| frame.name.word()) == Some("r")
    }

    /// What is to be remembered until the end of an element.
    fn held(&self, name: Name<'i>, tag: &Range<usize>) -> Held {
        match (name.word(), self.parent()) {
            (Some("hyperlink"), _) => {
                let id = self
                    .cursor
                    .attributes()
                    .find(|(space, local, ..)| (*space, *local) == (Space::Relations, "id"));
                match id {
                    Some((_, _, id, id_span)) => Held::Link {
                        tag: tag.clone(),
                        id: id.to_owned(),
                        place: self.cursor.word("anchor").is_some(),
                        id_span,
                        words: String::new(),
                    },
                    None => Held::Nothing,
                }
            }
            (Some("fldSimple"), _) => Held::Field,
            (Some("fldChar"), Some("r")) => {
                Held::Mark(self.cursor.word("fldCharType").unwrap_or_default().to_owned())
            }
            (Some("instrText" | "delInstrText"), Some("r")) => Held::Instruction,
            (Some("rPr"), Some("r")) => Held::Nothing,
            (_, Some("r")) => Held::Content,
            _ => Held::Nothing,
        }
    }

    fn close(&mut self, name: Name<'i>) {
        let Some(frame) = self.frames.pop() else { return };
        let end = self.cursor.span();
        let whole = frame.start..end.end;
        if frame.opened {
            self.cut(end);
        }
        match frame.held {
            Held::Nothing => {}
            Held::Content => {
                let run = self.runs.last().copied().unwrap_or_default();
                if run.own.unwrap_or(run.style) || self.around.hidden.contains(&frame.start) {
                    self.cut(whole.clone());
                }
                self.fields.content(whole);
            }
            Held::Instruction => self.fields.instruction(whole),
            Held::Mark(kind) => self.fields.mark(&kind, whole),
            Held::Field => {}
            Held::Link { tag, id, place, id_span, words } => {
                let address = self.around.links.get(id.as_str()).copied().unwrap_or_default();
                if says(&words, address) {
                    // It stays, and what it names with it.
                } else if place {
                    let range = self.with_space(id_span);
                    self.cut(range);
                } else {
                    let end = self.cursor.span();
                    self.cut(tag);
                    self.cut(end);
                }
            }
        }
        match name.word() {
            Some("p") => drop(self.paragraphs.pop()),
            Some("r") => drop(self.runs.pop()),
            Some("footnote" | "endnote" | "comment") => self.fields.end_story(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        match self.parent() {
            Some("instrText" | "delInstrText") => self.fields.code(words),
            Some("t" | "delText") => {
                for frame in &mut self.frames {
                    if let Held::Link { words: link, .. } = &mut frame.held {
                        link.push_str(words);
                    }
                }
            }
            _ => {}
        }
    }

    fn fate(&mut self, name: Name<'i>) -> Fate {
        let goes = |yes: bool| if yes { Fate::Goes } else { Fate::Stays };
        if self.sort == Sort::Settings && self.frames.len() == 1 {
            let kept = match name.space {
                Space::Word => SETTINGS.contains(&name.local),
                space => space == Space::Math,
            };
            if !kept {
                return Fate::Goes;
            }
        }
        match name.space {
            Space::Word => self.fate_of_word(name.local),
            Space::Vml => goes(matches!(name.local, "OLEObject" | "callout" | "extrusionok")),
            Space::Word2010 | Space::Word2012 => goes(matches!(
                name.local,
                "contentPart" | "docId" | "chartTrackingRefBased" | "dataBinding" | "webExtensionCreated"
            )),
            // Links of pictures, what programs add to them, and the workbook of a chart.
            Space::Drawing => {
                goes(matches!(name.local, "extLst" | "hlinkClick" | "hlinkHover" | "hlinkMouseOver"))
            }
            Space::Other => goes(matches!(
                name.local,
                "extLst" | "externalData" | "userShapes" | "printSettings" | "lang"
            )),
            _ => {
                let gone = self.names_dropped();
                goes(gone)
            }
        }
    }

    /// Whether the element that began refers to a part that goes, in an attribute without which it has no meaning.
    fn names_dropped(&self) -> bool {
        self.cursor.attributes().any(|(space, local, value, _)| {
            space == Space::Relations
                && matches!(local, "id" | "embed")
                && self.around.dropped.contains(value)
        })
    }

    fn fate_of_word(&mut self, local: &str) -> Fate {
        let goes = |yes: bool| if yes { Fate::Goes } else { Fate::Stays };
        match local {
            "proofErr"
            | "permStart"
            | "permEnd"
            | "customXmlPr"
            | "smartTagPr"
            | "divId"
            | "printerSettings"
            | "altChunk"
            | "subDoc"
            | "control"
            | "contentPart"
            | "fldData"
            | "ffData"
            | "tblCaption"
            | "tblDescription"
            | "lastRenderedPageBreak"
            | "rsid"
            | "nsid"
            | "tmpl"
            | "aliases"
            | "docPartCategory"
            | "personal"
            | "personalCompose"
            | "personalReply"
            | "movie"
            | "cfChunk"
            | "embedRegular"
            | "embedBold"
            | "embedItalic"
            | "embedBoldItalic" => Fate::Goes,
            "smartTag" | "customXml" => Fate::Opens,
            "lang" => match self.sort {
                Sort::Styles => Fate::Emptied(self.language()),
                _ => Fate::Goes,
            },
            "themeFontLang" => Fate::Emptied(self.language()),
            "name" => goes(self.parent() == Some("abstractNum")),
            "bookmarkStart" => {
                let gone = !self.cursor.word("name").is_some_and(|name| self.context.places.contains(name));
                if gone {
                    self.bookmarks.insert(self.cursor.word("id").unwrap_or_default().to_owned());
                }
                goes(gone)
            }
            "bookmarkEnd" => goes(self.bookmarks.remove(self.cursor.word("id").unwrap_or_default())),
            "commentRangeStart" | "commentRangeEnd" | "commentReference" => goes(!self.context.keep.comments),
            "fldSimple" => {
                let code = self.cursor.word("instr").unwrap_or_default();
                if fields::is_kept(code) {
                    Fate::Stays
                } else if self.sort == Sort::Edge && fields::shows_metadata(code) {
                    Fate::Goes
                } else {
                    Fate::Opens
                }
            }
            "footnote" | "endnote" if self.sort == Sort::Notes => {
                let normal = matches!(self.cursor.word("type"), None | Some("normal"));
                let id = self.cursor.word("id").unwrap_or_default().trim().to_owned();
                goes(normal && !self.around.referred.contains(&(local == "footnote", id)))
            }
            "style" => goes(self.cursor.word("styleId").is_some_and(|id| self.context.unused.contains(id))),
            _ if self.parent() == Some("sdtPr") => goes(!matches!(
                local,
                "docPartObj" | "picture" | "text" | "richText" | "equation" | "group" | "rPr"
            )),
            _ => goes(!matches!(local, "hyperlink") && self.names_dropped()),
        }
    }

    /// The element that began, a choice of languages, without the countries in them.
    fn language(&self) -> String {
        let tag = self.cursor.source(self.cursor.span());
        let name =
            tag.trim_start_matches('<').split([' ', '\t', '\r', '\n', '/', '>']).next().unwrap_or_default();
        let prefix = name.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
        let mut out = format!("<{name}");
        for (space, local, value, _) in self.cursor.attributes() {
            let language = value.split(['-', '_']).next().unwrap_or_default();
            let plain = language.bytes().all(|byte| byte.is_ascii_alphabetic()) && language.len() <= 3;
            if space == Space::Word && plain && matches!(local, "val" | "eastAsia" | "bidi") {
                out.push_str(&format!(" {prefix}{local}=\"{language}\""));
            }
        }
        out.push_str("/>");
        out
    }

    /// Bytes of an attribute with the space before them.
    fn with_space(&self, range: Range<usize>) -> Range<usize> {
        let before = self.text.get(..range.start).unwrap_or_default();
        before.trim_end_matches([' ', '\t', '\r', '\n']).len()..range.end
    }

    /// Takes attributes of the element that began away, or puts others in their place.
    fn attributes(&mut self, name: Name<'i>) {
        let mut edits = Vec::new();
        let mut new_moves = Vec::new();
        let mut shapes = self.shapes;
        for (space, local, value, span) in self.cursor.attributes() {
            let instead = match self.becomes(name, space, local, value) {
                Becomes::Same => continue,
                Becomes::Nothing => {
                    edits.push((self.with_space(span), String::new()));
                    continue;
                }
                Becomes::Value(value) => value,
                Becomes::Move => {
                    let next = self.moves.len() + new_moves.len() + 1;
                    let number = match self.moves.get(value) {
                        Some(number) => *number,
                        None => {
                            new_moves.push((value.to_owned(), next));
                            next
                        }
                    };
                    format!("move{number}")
                }
                Becomes::Shape => {
                    shapes += 1;
                    format!("shape{shapes}")
                }
            };
            let written = self.cursor.source(span.clone());
            let key = written.split(['=', ' ', '\t', '\r', '\n']).next().unwrap_or_default();
            edits.push((span, format!("{key}=\"{instead}\"")));
        }
        self.edits.extend(edits);
        self.moves.extend(new_moves);
        self.shapes = shapes;
    }

    fn becomes(&self, name: Name<'i>, space: Space, local: &str, value: &str) -> Becomes {
        let gone = |yes: bool| if yes { Becomes::Nothing } else { Becomes::Same };
        let stamps = self.context.keep.stamps;
        match space {
            Space::Word if name.space == Space::Word => match local {
                _ if local.starts_with("rsid") => Becomes::Nothing,
                "author" if !stamps => Becomes::Value("Author".to_owned()),
                "date" | "initials" if !stamps => Becomes::Nothing,
                "name" if matches!(name.local, "moveFromRangeStart" | "moveToRangeStart") && !stamps => {
                    Becomes::Move
                }
                "tooltip" | "docLocation" | "tgtFrame" | "tplc" => Becomes::Nothing,
                _ => Becomes::Same,
            },
            Space::Word2010 => match local {
                // Comments that are kept are tied to each other by the ids of their paragraphs.
                "paraId" => gone(self.sort != Sort::Comments),
                _ => gone(matches!(local, "textId" | "anchorId" | "editId")),
            },
            Space::WordDrawing => gone(matches!(local, "anchorId" | "editId")),
            Space::Relations => {
                let outside =
                    !matches!(name.word(), Some("hyperlink")) && self.around.links.contains_key(value);
                gone(outside || self.around.dropped.contains(value))
            }
            Space::Vml => gone(matches!(local, "gfxdata" | "title" | "href" | "spid")),
            Space::None if matches!(name.local, "docPr" | "cNvPr") => match local {
                "descr" | "title" => Becomes::Nothing,
                "name" => Becomes::Value(String::new()),
                _ => Becomes::Same,
            },
            Space::None if name.space == Space::Vml => match local {
                "alt" | "title" | "href" | "target" => Becomes::Nothing,
                "id" if name.local != "shapetype" => Becomes::Shape,
                _ => Becomes::Same,
            },
            Space::None
                if name.space == Space::Drawing
                    && local == "name"
                    && matches!(name.local, "theme" | "clrScheme" | "fontScheme" | "fmtScheme") =>
            {
                Becomes::Value(String::new())
            }
            Space::None if name.space == Space::Drawing && matches!(local, "lang" | "altLang") => {
                Becomes::Nothing
            }
            Space::Other => gone(matches!(local, "dateUtc" | "durableId" | "extLst")),
            _ => Becomes::Same,
        }
    }
}

/// What becomes of an attribute.
enum Becomes {
    Same,
    Nothing,
    Value(String),
    /// The name of a move, which becomes a number.
    Move,
    /// The name of a shape, which becomes a number.
    Shape,
}

/// Whether words are an address, as people write it.
fn says(words: &str, address: &str) -> bool {
    let plain = |address: &str| {
        let lower = address.trim().to_lowercase();
        let rest = ["https://", "http://", "mailto:"].iter().find_map(|scheme| lower.strip_prefix(scheme));
        rest.unwrap_or(&lower).trim_end_matches('/').to_owned()
    };
    !address.trim().is_empty() && plain(words) == plain(address)
}

/// Settings by which the text is set; every other goes.
const SETTINGS: [&str; 39] = [
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "mirrorMargins",
    "alignBordersAndEdges",
    "trackRevisions",
    "defaultTabStop",
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "evenAndOddHeaders",
    "bookFoldRevPrinting",
    "bookFoldPrinting",
    "drawingGridHorizontalSpacing",
    "drawingGridVerticalSpacing",
    "displayHorizontalDrawingGridEvery",
    "displayVerticalDrawingGridEvery",
    "doNotUseMarginsForDrawingGridOrigin",
    "drawingGridHorizontalOrigin",
    "drawingGridVerticalOrigin",
    "characterSpacingControl",
    "noLineBreaksAfter",
    "noLineBreaksBefore",
    "printTwoOnOne",
    "strictFirstAndLastChars",
    "footnotePr",
    "endnotePr",
    "compat",
    "themeFontLang",
    "clrSchemeMapping",
    "decimalSymbol",
    "listSeparator",
    "displayBackgroundShape",
    "doNotExpandShiftReturn",
    "splitPgBreakAndParaMark",
    "doNotTrackMoves",
    "doNotTrackFormatting",
    "defaultTableStyle",
];
