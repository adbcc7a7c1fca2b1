//! One pass over the XML of a part: names by their namespace, places in bytes, and no more trust than the format deserves.
//!
//! A prefix means nothing (`w:p`, `ns0:p` and a default namespace are the same paragraph), and a document of the strict
//! conformance class has other namespaces than a transitional one; both are read alike, as [`Space::Word`]. A document
//! type is refused, and with it every entity that it could declare. What is not well formed is refused with line and column.

mod escape;
pub mod space;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use quick_xml::events::attributes::{Attribute, Attributes};
use quick_xml::name::{Namespace, QName, ResolveResult};

use crate::package::Refused;
pub use escape::{allowed, escape_attribute, escape_text};
pub use space::Space;

/// How deep elements may stand within each other. Word's own documents stay below 60; its limit for tables within tables
/// alone would give 300.
pub const DEEPEST: usize = 512;

/// An element: namespace and local name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Name<'i> {
    /// Its namespace.
    pub space: Space,
    /// Its name within it: `p` of `w:p`.
    pub local: &'i str,
}

impl<'i> Name<'i> {
    /// Its local name if it is of WordprocessingML.
    #[must_use]
    pub fn word(self) -> Option<&'i str> {
        (self.space == Space::Word).then_some(self.local)
    }
}

/// What comes next in a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node<'i> {
    /// An element begins; its attributes are those of the cursor until the next node. An element without content
    /// (`<w:tab/>`) is told as its beginning and, at its end, its close.
    Open(Name<'i>),
    /// An element ends.
    Close(Name<'i>),
    /// Words, with references resolved and line ends as U+000A; words that belong together may come in several pieces.
    Text(Cow<'i, str>),
    /// The part ends.
    End,
}

/// An attribute of the element that begins.
#[derive(Debug, Clone)]
struct Held<'i> {
    space: Space,
    local: &'i str,
    value: Cow<'i, str>,
    span: Range<usize>,
}

/// What becomes of `mc:AlternateContent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alternates {
    /// Every node is told, as it stands.
    Told,
    /// One alternative is told, as if it stood there alone.
    Chosen,
}

/// An `mc:AlternateContent` within which the cursor stands.
#[derive(Debug, Clone, Copy)]
struct Alternate {
    /// Depth of the element itself.
    depth: usize,
    /// Whether one of its alternatives was taken.
    taken: bool,
}

/// One pass over a part.
#[derive(Debug)]
pub struct Cursor<'i> {
    part: &'i str,
    text: &'i str,
    reader: NsReader<&'i [u8]>,
    open: Vec<Name<'i>>,
    attributes: Vec<Held<'i>>,
    span: Range<usize>,
    /// The element that began was empty: its close is to come.
    closing: bool,
    alternates: Alternates,
    within: Vec<Alternate>,
    rooted: bool,
}

impl<'i> Cursor<'i> {
    /// A pass over the text of a part in which one alternative of each `mc:AlternateContent` is read, the first that needs
    /// nothing unknown, as Word would do (ISO/IEC 29500-3, 10.2.1); the frame of the alternatives itself is not told.
    ///
    /// `part` is its name, for messages.
    #[must_use]
    pub fn new(part: &'i str, text: &'i str) -> Self {
        Self::with(part, text, Alternates::Chosen)
    }

    /// A pass that tells all there is, every alternative included.
    #[must_use]
    pub fn raw(part: &'i str, text: &'i str) -> Self {
        Self::with(part, text, Alternates::Told)
    }

    fn with(part: &'i str, text: &'i str, alternates: Alternates) -> Self {
        let mut reader = NsReader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = true;
        config.expand_empty_elements = false;
        Self {
            part,
            text,
            reader,
            open: Vec::new(),
            attributes: Vec::new(),
            span: 0..0,
            closing: false,
            alternates,
            within: Vec::new(),
            rooted: false,
        }
    }

    /// The bytes of the last node in the part: a start tag, an end tag (empty, behind it, for an element without content),
    /// a piece of text as it is written.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The text as it is written between two places.
    #[must_use]
    pub fn source(&self, range: Range<usize>) -> &'i str {
        self.text.get(range).unwrap_or_default()
    }

    /// How many elements are open, with the one that began or without the one that ended last.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether the element that began last has no content and no end tag.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.closing
    }

    /// The value of an attribute of the element that began last.
    #[must_use]
    pub fn attribute(&self, space: Space, local: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|held| held.local == local && held.space == space)
            .map(|held| held.value.as_ref())
    }

    /// The value of a `w:` attribute; one without a prefix counts where there is none with it, as some programs write so.
    #[must_use]
    pub fn word(&self, local: &str) -> Option<&str> {
        self.attribute(Space::Word, local).or_else(|| self.attribute(Space::None, local))
    }

    /// `w:val` of the element that began last.
    #[must_use]
    pub fn val(&self) -> Option<&str> {
        self.word("val")
    }

    /// Whether the element that began last switches something on: no `w:val`, or one that is not `0`, `false` or `off`.
    #[must_use]
    pub fn on(&self) -> bool {
        !matches!(self.val(), Some("0" | "false" | "off"))
    }

    /// The attributes of the element that began last: namespace, local name, value, and the bytes that they take with
    /// their names, without the space before them. Declarations of namespaces are not among them.
    pub fn attributes(&self) -> impl Iterator<Item = (Space, &'i str, &str, Range<usize>)> {
        self.attributes.iter().map(|held| (held.space, held.local, held.value.as_ref(), held.span.clone()))
    }

    /// The next node.
    ///
    /// # Errors
    /// What is not well formed, a document type, a reference to an entity that XML itself does not have, elements that
    /// stand too deep.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Node<'i>, Refused> {
        loop {
            let node = self.step()?;
            if self.alternates == Alternates::Told {
                return Ok(node);
            }
            match &node {
                Node::Open(name) if name.space == Space::Compatibility => match name.local {
                    "AlternateContent" => {
                        self.within.push(Alternate { depth: self.open.len(), taken: false });
                        continue;
                    }
                    "Choice" | "Fallback" => {
                        let depth = self.open.len();
                        let understood = name.local == "Fallback" || self.understood();
                        if let Some(alternate) = self.within.last_mut()
                            && alternate.depth + 1 == depth
                        {
                            if understood && !alternate.taken {
                                alternate.taken = true;
                            } else {
                                self.pass_over()?;
                            }
                            continue;
                        }
                    }
                    _ => {}
                },
                Node::Close(name) if name.space == Space::Compatibility => match name.local {
                    "AlternateContent" => {
                        self.within.pop();
                        continue;
                    }
                    "Choice" | "Fallback"
                        if self.within.last().is_some_and(|last| last.depth == self.open.len()) =>
                    {
                        continue;
                    }
                    _ => {}
                },
                _ => {}
            }
            return Ok(node);
        }
    }

    /// Whether all that an alternative needs is understood here.
    fn understood(&self) -> bool {
        let Some(needs) = self.attribute(Space::None, "Requires") else { return false };
        let resolver = self.reader.resolver();
        needs.split_ascii_whitespace().all(|prefix| {
            let probe = format!("{prefix}:x");
            match resolver.resolve_element(QName(&probe)).0 {
                ResolveResult::Bound(Namespace(address)) => Space::of(address) != Space::Other,
                _ => false,
            }
        })
    }

    /// Reads on to behind the end of the element that began last, and tells the bytes that it takes.
    ///
    /// # Errors
    /// As for [`Cursor::next`].
    pub fn pass_over(&mut self) -> Result<Range<usize>, Refused> {
        let start = self.span.start;
        let outside = self.open.len().saturating_sub(1);
        loop {
            if let Node::Close(_) | Node::End = self.step()?
                && self.open.len() <= outside
            {
                break;
            }
        }
        while self.within.last().is_some_and(|last| last.depth > self.open.len()) {
            self.within.pop();
        }
        Ok(start..self.span.end)
    }

    /// The words of the element that began last, with those of the elements in it, up to behind its end.
    ///
    /// # Errors
    /// As for [`Cursor::next`].
    pub fn text(&mut self) -> Result<String, Refused> {
        let outside = self.open.len().saturating_sub(1);
        let mut words = String::new();
        loop {
            match self.next()? {
                Node::Text(text) => words.push_str(&text),
                Node::Close(_) if self.open.len() <= outside => return Ok(words),
                Node::End => return Ok(words),
                _ => {}
            }
        }
    }

    /// One node of the part itself.
    fn step(&mut self) -> Result<Node<'i>, Refused> {
        if self.closing {
            self.closing = false;
            self.attributes.clear();
            self.span = self.span.end..self.span.end;
            if let Some(name) = self.open.pop() {
                return Ok(Node::Close(name));
            }
        }
        loop {
            let start = self.position();
            let event = self.reader.read_event();
            let end = self.position();
            self.span = start..end;
            match event {
                Ok(Event::Start(tag)) => {
                    let length = tag.name().into_inner().len();
                    return self.begin(length, false);
                }
                Ok(Event::Empty(tag)) => {
                    let length = tag.name().into_inner().len();
                    return self.begin(length, true);
                }
                Ok(Event::End(_)) => {
                    self.attributes.clear();
                    if let Some(name) = self.open.pop() {
                        return Ok(Node::Close(name));
                    }
                }
                Ok(Event::Text(text)) => {
                    if self.open.is_empty() {
                        if text.trim_matches([' ', '\t', '\r', '\n', '\u{feff}']).is_empty() {
                            continue;
                        }
                        return Err(self.malformed(start, "there is text outside of its root element"));
                    }
                    let raw = self.source(start..end);
                    self.printable(start, raw)?;
                    return Ok(Node::Text(line_ends(raw)));
                }
                Ok(Event::CData(_)) => {
                    let raw = self.source(start..end);
                    let words = raw
                        .strip_prefix("<![CDATA[")
                        .and_then(|rest| rest.strip_suffix("]]>"))
                        .unwrap_or_default();
                    self.printable(start, words)?;
                    if self.open.is_empty() {
                        return Err(self.malformed(start, "there is text outside of its root element"));
                    }
                    return Ok(Node::Text(line_ends(words)));
                }
                Ok(Event::GeneralRef(reference)) => {
                    let name = reference.into_inner();
                    return Ok(Node::Text(Cow::Owned(self.reference(start, &name)?)));
                }
                Ok(Event::DocType(_)) => return Err(Refused::DocumentType { part: self.part.into() }),
                Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_)) => {}
                Ok(Event::Eof) => {
                    if let Some(open) = self.open.last() {
                        let what = format!("it ends within the element \"{}\"", shown(open.local));
                        return Err(self.malformed(end, &what));
                    }
                    if !self.rooted {
                        return Err(self.malformed(end, "it holds no element"));
                    }
                    return Ok(Node::End);
                }
                Err(error) => return Err(self.fault(&error)),
            }
        }
    }

    /// An element begins at the span.
    fn begin(&mut self, name_length: usize, empty: bool) -> Result<Node<'i>, Refused> {
        let Range { start, end } = self.span.clone();
        if self.open.is_empty() {
            if self.rooted {
                return Err(self.malformed(start, "it holds a second root element"));
            }
            self.rooted = true;
        }
        if self.open.len() >= DEEPEST {
            return Err(Refused::TooDeep { part: self.part.into(), limit: DEEPEST });
        }
        let inner_end = end.saturating_sub(if empty { 2 } else { 1 });
        let inner_start = start + 1;
        let inner = self.source(inner_start..inner_end);
        let qualified = inner.get(..name_length).unwrap_or_default();
        let name = match self.reader.resolver().resolve_element(QName(qualified)) {
            (ResolveResult::Bound(Namespace(address)), local) => {
                Name { space: Space::of(address), local: local.into_inner() }
            }
            (ResolveResult::Unbound, local) => Name { space: Space::None, local: local.into_inner() },
            (ResolveResult::Unknown(prefix), _) => {
                return Err(self.malformed(
                    start,
                    &format!("no namespace belongs to the prefix \"{}\"", shown(&prefix)),
                ));
            }
        };
        let mut held = std::mem::take(&mut self.attributes);
        held.clear();
        for attribute in Attributes::new(inner, name_length) {
            let attribute = attribute.map_err(|error| self.malformed(start, &attribute_fault(&error)))?;
            if let Some(attribute) = self.hold(&attribute, inner, inner_start)? {
                held.push(attribute);
            }
        }
        self.attributes = held;
        self.open.push(name);
        self.closing = empty;
        Ok(Node::Open(name))
    }

    /// An attribute with its name resolved; nothing for the declaration of a namespace.
    fn hold(
        &self,
        attribute: &Attribute<'i>,
        inner: &'i str,
        base: usize,
    ) -> Result<Option<Held<'i>>, Refused> {
        if attribute.key.as_namespace_binding().is_some() {
            return Ok(None);
        }
        let key = attribute.key.into_inner();
        let at = key.as_ptr() as usize - inner.as_ptr() as usize;
        let (space, local) = match self.reader.resolver().resolve_attribute(attribute.key) {
            (ResolveResult::Bound(Namespace(address)), local) => (Space::of(address), local.into_inner()),
            (ResolveResult::Unbound, local) => (Space::None, local.into_inner()),
            (ResolveResult::Unknown(prefix), _) => {
                let what = format!("no namespace belongs to the prefix \"{}\"", shown(&prefix));
                return Err(self.malformed(base + at, &what));
            }
        };
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| {
            self.malformed(base + at, "an attribute holds a reference that cannot be resolved")
        })?;
        self.printable(base + at, &value)?;
        // The value lies behind the name, `=` and a quotation mark; one more ends it.
        let raw: &str = &attribute.value;
        let value_at = (raw.as_ptr() as usize).saturating_sub(inner.as_ptr() as usize);
        let span = base + at..base + value_at + raw.len() + 1;
        Ok(Some(Held { space, local, value, span }))
    }

    /// What a reference in text stands for.
    fn reference(&self, at: usize, name: &str) -> Result<String, Refused> {
        if let Some(known) = resolve_predefined_entity(name) {
            return Ok(known.to_owned());
        }
        let number = match name.strip_prefix('#') {
            Some(digits) => match digits.strip_prefix('x') {
                Some(hexadecimal) if hexadecimal.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                    u32::from_str_radix(hexadecimal, 16).ok()
                }
                Some(_) => None,
                None if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok(),
                None => None,
            },
            None => {
                let (line, column) = self.place(at);
                return Err(Refused::Entity { part: self.part.into(), name: shown(name), line, column });
            }
        };
        match number.and_then(char::from_u32) {
            Some(character) if allowed(character) => Ok(character.into()),
            _ => Err(self.malformed(at, &format!("\"&{};\" stands for no character", shown(name)))),
        }
    }

    /// Refuses the characters that XML cannot hold (XML 1.0, 2.2).
    fn printable(&self, at: usize, text: &str) -> Result<(), Refused> {
        // Every character of the kind begins with a control byte or with EF, which most text has not.
        let Some(first) =
            text.bytes().position(|byte| (byte < 0x20 && !matches!(byte, 9 | 10 | 13)) || byte == 0xef)
        else {
            return Ok(());
        };
        let Some((offset, character)) =
            text.get(first..).unwrap_or_default().char_indices().find(|&(_, character)| !allowed(character))
        else {
            return Ok(());
        };
        let what = format!("it holds the character U+{:04X}, which XML does not allow", u32::from(character));
        Err(self.malformed(at + first + offset, &what))
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.text.len())
    }

    fn fault(&self, error: &Error) -> Refused {
        let at = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX).min(self.text.len());
        let what = match error {
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                format!("the element \"{}\" ends as \"{}\"", shown(expected), shown(found))
            }
            Error::IllFormed(IllFormedError::UnmatchedEndTag(found)) => {
                format!("\"{}\" ends without having begun", shown(found))
            }
            Error::Namespace(_) => "its namespaces are not declared as they may be".to_owned(),
            Error::Syntax(_) => "it breaks off within a tag".to_owned(),
            other => shown(&other.to_string()),
        };
        self.malformed(at, &what)
    }

    /// The name of the part.
    #[must_use]
    pub fn part(&self) -> &'i str {
        self.part
    }

    /// A refusal at the last node, as it is not what the format has there: `what` ends the sentence "the part is damaged, as".
    #[must_use]
    pub fn refuse(&self, what: &str) -> Refused {
        self.malformed(self.span.start, what)
    }

    fn malformed(&self, at: usize, what: &str) -> Refused {
        let (line, column) = self.place(at);
        Refused::Malformed { part: self.part.into(), line, column, what: what.to_owned() }
    }

    /// Line and column, from 1, of a byte; columns count characters.
    fn place(&self, at: usize) -> (usize, usize) {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let before = self.text.get(..at).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |place| place + 1);
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        (line, before.get(line_start..).unwrap_or_default().chars().count() + 1)
    }
}

/// Line ends as XML 1.0, 2.11 wants them.
fn line_ends(raw: &str) -> Cow<'_, str> {
    if raw.contains('\r') {
        Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(raw)
    }
}

fn attribute_fault(error: &quick_xml::events::attributes::AttrError) -> String {
    use quick_xml::events::attributes::AttrError;
    match error {
        AttrError::Duplicated(..) => "an element has the same attribute twice",
        _ => "an attribute is not written as name=\"value\"",
    }
    .to_owned()
}

/// A name from a file as it may stand in a message: short, without control characters.
pub(crate) fn shown(name: &str) -> String {
    const LONGEST: usize = 80;
    let clean = |character: char| if character.is_control() { '\u{fffd}' } else { character };
    let mut out: String = name.chars().take(LONGEST).map(clean).collect();
    if name.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}

/// The value of an attribute with references resolved; nothing where it cannot be.
pub(crate) fn unescaped<'i>(attribute: &Attribute<'i>) -> Option<Cow<'i, str>> {
    attribute.normalized_value(XmlVersion::Implicit1_0).ok()
}
