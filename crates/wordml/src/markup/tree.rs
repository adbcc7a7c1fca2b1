//! The elements of a part, flat and in order, with their places in bytes: what markup looks at before it copies and patches.

use crate::package::Refused;
use crate::xml::{Cursor, Name, Node, Space};
use quick_xml::events::attributes::Attributes;
use std::borrow::Cow;
use std::ops::Range;

/// An element of a [`Tree`], by its position in the order in which elements begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Id(u32);

/// Where an element stands.
#[derive(Debug, Clone)]
struct Element<'i> {
    name: Name<'i>,
    parent: Option<Id>,
    /// Its start tag.
    start: Range<usize>,
    /// Where its end tag begins; the end of the start tag for an element without content.
    inner_end: usize,
    /// Where it ends.
    end: usize,
    /// The first element that begins behind its end.
    after: Id,
}

/// All elements of a part. Those within an element follow it directly, so that no walk needs a stack of calls.
#[derive(Debug)]
pub(super) struct Tree<'i> {
    text: &'i str,
    elements: Vec<Element<'i>>,
    /// The prefixes that the root binds to WordprocessingML.
    prefixes: Vec<&'i str>,
}

impl<'i> Tree<'i> {
    /// Reads a part; `part` is its name, for messages. O(n).
    ///
    /// # Errors
    /// What is not well formed: see [`Cursor::next`].
    pub(super) fn parse(part: &'i str, text: &'i str) -> Result<Self, Refused> {
        let mut cursor = Cursor::raw(part, text);
        let mut elements: Vec<Element<'i>> = Vec::new();
        let mut open: Vec<Id> = Vec::new();
        loop {
            match cursor.next()? {
                Node::Open(name) => {
                    let start = cursor.span();
                    let id = id(elements.len());
                    let parent = open.last().copied();
                    let (inner_end, end) = (start.end, start.end);
                    elements.push(Element { name, parent, start, inner_end, end, after: id });
                    open.push(id);
                }
                Node::Close(_) => {
                    let span = cursor.span();
                    let after = id(elements.len());
                    if let Some(element) = open.pop().and_then(|id| elements.get_mut(id.0 as usize)) {
                        element.inner_end = span.start;
                        element.end = span.end;
                        element.after = after;
                    }
                }
                Node::Text(_) => {}
                Node::End => break,
            }
        }
        let mut tree = Self { text, elements, prefixes: Vec::new() };
        if let Some(root) = tree.root() {
            tree.prefixes = tree
                .declarations(root)
                .filter(|(_, address)| Space::of(address) == Space::Word)
                .map(|(prefix, _)| prefix)
                .collect();
        }
        Ok(tree)
    }

    fn element(&self, id: Id) -> Option<&Element<'i>> {
        self.elements.get(id.0 as usize)
    }

    /// The text of the part.
    pub(super) const fn text(&self) -> &'i str {
        self.text
    }

    /// Bytes of the part.
    pub(super) fn source(&self, range: Range<usize>) -> &'i str {
        self.text.get(range).unwrap_or_default()
    }

    /// Its outermost element.
    pub(super) fn root(&self) -> Option<Id> {
        (!self.elements.is_empty()).then_some(Id(0))
    }

    /// All elements, in order.
    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = Id> + use<'i> {
        (0..id(self.elements.len()).0).map(Id)
    }

    /// The name of an element of WordprocessingML; empty for any other.
    pub(super) fn word(&self, id: Id) -> &'i str {
        self.element(id).and_then(|element| element.name.word()).unwrap_or_default()
    }

    /// The name of an element, of whatever namespace.
    pub(super) fn name(&self, id: Id) -> Option<Name<'i>> {
        self.element(id).map(|element| element.name)
    }

    /// The bytes of an element.
    pub(super) fn span(&self, id: Id) -> Range<usize> {
        self.element(id).map_or(0..0, |element| element.start.start..element.end)
    }

    /// The bytes of its start tag.
    pub(super) fn start(&self, id: Id) -> Range<usize> {
        self.element(id).map_or(0..0, |element| element.start.clone())
    }

    /// The bytes between its tags.
    pub(super) fn inner(&self, id: Id) -> Range<usize> {
        self.element(id).map_or(0..0, |element| element.start.end..element.inner_end)
    }

    /// The bytes of its end tag; none for an element without content.
    pub(super) fn end_tag(&self, id: Id) -> Range<usize> {
        self.element(id).map_or(0..0, |element| element.inner_end..element.end)
    }

    /// Whether it is written without an end tag.
    pub(super) fn is_empty_tag(&self, id: Id) -> bool {
        self.end_tag(id).is_empty()
    }

    /// The element around it.
    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.element(id).and_then(|element| element.parent)
    }

    /// The elements around it, the nearest first.
    pub(super) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// The first element that begins behind its end.
    pub(super) fn after(&self, id: Id) -> Id {
        self.element(id).map_or(id, |element| element.after)
    }

    /// The element that begins next behind its start tag, whether in it or not.
    pub(super) fn inside(&self, id: Id) -> Id {
        Id(id.0.saturating_add(1))
    }

    /// The elements in it at any depth, in order.
    pub(super) fn within(&self, id: Id) -> impl DoubleEndedIterator<Item = Id> + use<'i> {
        (id.0 + 1..self.after(id).0).map(Id)
    }

    /// The elements right in it.
    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let end = self.after(id);
        let first = Id(id.0 + 1);
        std::iter::successors((first < end).then_some(first), move |child| {
            let next = self.after(*child);
            (next < end).then_some(next)
        })
    }

    /// The first element right in it with a name of WordprocessingML.
    pub(super) fn child(&self, id: Id, word: &str) -> Option<Id> {
        self.children(id).find(|child| self.word(*child) == word)
    }

    /// The value of a `w:` attribute.
    pub(super) fn attribute(&self, id: Id, local: &str) -> Option<Cow<'i, str>> {
        self.attributes(id).find_map(|attribute| {
            let key = attribute.key.into_inner();
            let (prefix, name) = key.split_once(':').unwrap_or(("", key));
            let word = prefix.is_empty() || self.prefixes.contains(&prefix);
            (word && name == local).then(|| crate::xml::unescaped(&attribute))?
        })
    }

    /// The value of a `w:` attribute that is a whole number.
    pub(super) fn number(&self, id: Id, local: &str) -> Option<i32> {
        self.attribute(id, local)?.trim().parse().ok()
    }

    /// Whether the part's root binds a prefix, and to what.
    pub(super) fn bound(&self, prefix: &str) -> Option<Space> {
        let root = self.root()?;
        self.declarations(root).find(|(found, _)| *found == prefix).map(|(_, address)| Space::of(&address))
    }

    /// The address that the root's own namespace has.
    pub(super) fn address(&self, space: Space) -> Option<Cow<'i, str>> {
        let root = self.root()?;
        self.declarations(root).find(|(_, address)| Space::of(address) == space).map(|(_, address)| address)
    }

    fn attributes(
        &self,
        id: Id,
    ) -> impl Iterator<Item = quick_xml::events::attributes::Attribute<'i>> + use<'i> {
        let tag = self.source(self.start(id));
        let inner = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let length = inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len());
        Attributes::new(inner, length).flatten()
    }

    /// The prefixes that an element binds; the empty one is its default namespace.
    fn declarations(&self, id: Id) -> impl Iterator<Item = (&'i str, Cow<'i, str>)> + use<'i> {
        self.attributes(id).filter_map(|attribute| {
            let key = attribute.key.into_inner();
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) => rest.strip_prefix(':')?,
                None => return None,
            };
            Some((prefix, attribute.value))
        })
    }
}

/// A part holds less than 2³² elements: [`crate::package`] bounds its bytes.
fn id(position: usize) -> Id {
    Id(u32::try_from(position).unwrap_or(u32::MAX))
}
