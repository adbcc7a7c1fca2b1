//! A Word file as a package of parts (Open Packaging Conventions, ISO/IEC 29500-2): opened within limits, and written.
//!
//! A file comes from whoever sent it, so nothing that it says of itself is trusted: sizes are counted while it is
//! inflated, names must be names of parts, each may be there once, and no part is looked for by a name that is only usual.

mod kinds;
mod names;
mod open;
mod reach;
mod refused;
mod relations;
mod write;

use std::collections::BTreeMap;

pub use open::Limits;
pub(crate) use reach::{has_to_be_named, named};
pub use refused::Refused;
pub use relations::{Relation, Target};
pub(crate) use write::archive;

use kinds::ContentTypes;
use names::Key;

/// A Word file: its parts by name, in memory and no longer compressed.
///
/// Names are as in the archive, without a slash at the start (`word/document.xml`). Two names are the same part if they
/// differ by nothing but the case of ASCII letters (ISO/IEC 29500-2, 6.2.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    parts: BTreeMap<Key, Part>,
    main: String,
    strict: bool,
}

#[derive(Clone, PartialEq, Eq)]
struct Part {
    name: String,
    /// For a part of XML, in UTF-8 without a byte order mark, as far as it could be told.
    data: Vec<u8>,
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.data.len())
    }
}

impl Package {
    /// Opens the bytes of a file, within the usual limits.
    ///
    /// # Errors
    /// Everything that [`Refused`] names but what only a reading of the parts can show.
    pub fn open(bytes: &[u8]) -> Result<Self, Refused> {
        open::open(bytes, Limits::default())
    }

    /// Opens the bytes of a file within other limits.
    ///
    /// # Errors
    /// As for [`Package::open`].
    pub fn open_within(bytes: &[u8], limits: Limits) -> Result<Self, Refused> {
        open::open(bytes, limits)
    }

    /// The name of the main document, which the relationships of the package tell: `word/document.xml` as a rule.
    #[must_use]
    pub fn main(&self) -> &str {
        &self.main
    }

    /// Whether the relationships are of the strict conformance class (ISO/IEC 29500-1, 2.1): what is added to such a file
    /// is to be written with its namespaces.
    #[must_use]
    pub const fn is_strict(&self) -> bool {
        self.strict
    }

    /// The names of all parts, in the order in which they are written.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.values().map(|part| part.name.as_str())
    }

    /// The bytes of a part, if there is such a part. A part of XML is in UTF-8, whatever the file had, and without a byte
    /// order mark; places in a part are counted in these bytes.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts.get(&Key::of(name)).map(|part| part.data.as_slice())
    }

    /// A part of XML as text, if there is such a part.
    ///
    /// # Errors
    /// [`Refused::Encoding`].
    pub fn xml(&self, name: &str) -> Result<Option<&str>, Refused> {
        let Some(part) = self.parts.get(&Key::of(name)) else { return Ok(None) };
        match std::str::from_utf8(&part.data) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(Refused::Encoding { part: part.name.clone() }),
        }
    }

    /// The main document as text.
    ///
    /// # Errors
    /// [`Refused::Encoding`].
    pub fn main_xml(&self) -> Result<&str, Refused> {
        Ok(self.xml(&self.main)?.unwrap_or_default())
    }

    /// Puts other bytes in the place of a part, or adds a part. What a new part is and what refers to it is told by
    /// [`Package::declare`] and [`Package::relate`].
    pub fn put(&mut self, name: &str, data: Vec<u8>) {
        let key = Key::of(name);
        match self.parts.get_mut(&key) {
            Some(part) => part.data = data,
            None => {
                self.parts.insert(key, Part { name: name.to_owned(), data });
            }
        }
    }

    /// Takes a part away, with its own relationships, those of other parts to it, and its content type.
    ///
    /// # Errors
    /// What stands in the way of reading relationships or content types.
    pub fn remove(&mut self, name: &str) -> Result<(), Refused> {
        let key = Key::of(name);
        if self.parts.remove(&key).is_none() {
            return Ok(());
        }
        self.parts.remove(&Key::of(&names::relations_of(name)));
        for owner in self.owners() {
            self.unrelate(&owner, |relation| relation.part().is_some_and(|part| Key::of(part) == key))?;
        }
        let mut types = self.content_types()?;
        if types.forget(name) {
            self.put(kinds::PART, types.write());
        }
        Ok(())
    }

    /// The content type of a part, in lower case, if the package tells one.
    ///
    /// # Errors
    /// What stands in the way of reading the content types.
    pub fn content_type(&self, name: &str) -> Result<Option<String>, Refused> {
        Ok(self.content_types()?.of(name).map(str::to_ascii_lowercase))
    }

    /// Tells the content type of a part.
    ///
    /// # Errors
    /// What stands in the way of reading the content types.
    pub fn declare(&mut self, name: &str, content_type: &str) -> Result<(), Refused> {
        let mut types = self.content_types()?;
        if types.of(name) != Some(content_type) {
            types.declare(name, content_type);
            self.put(kinds::PART, types.write());
        }
        Ok(())
    }

    fn content_types(&self) -> Result<ContentTypes, Refused> {
        ContentTypes::read(self.xml(kinds::PART)?.unwrap_or_default())
    }

    /// The relationships of a part, those of the package for the empty name; none where it has none.
    ///
    /// # Errors
    /// What stands in the way of reading them.
    pub fn relations(&self, owner: &str) -> Result<Vec<Relation>, Refused> {
        let part = names::relations_of(owner);
        match self.xml(&part)? {
            Some(text) => relations::read(&part, owner, text),
            None => Ok(Vec::new()),
        }
    }

    /// The first part that another refers to as its `styles`, `footnotes`, `numbering` …, if the package has it.
    ///
    /// # Errors
    /// What stands in the way of reading the relationships.
    pub fn related(&self, owner: &str, kind: &str) -> Result<Option<String>, Refused> {
        Ok(self
            .relations(owner)?
            .iter()
            .filter(|relation| relation.is(kind))
            .filter_map(Relation::part)
            .find_map(|part| self.parts.get(&Key::of(part)))
            .map(|part| part.name.clone()))
    }

    /// Lets a part refer to another: adds a relationship of a kind (`footnotes`, `comments`), unless it is there. Returns
    /// its id.
    ///
    /// # Errors
    /// What stands in the way of reading the relationships.
    pub fn relate(&mut self, owner: &str, kind: &str, part: &str) -> Result<String, Refused> {
        let target = Target::Part(part.to_owned());
        self.refer(owner, kind, target)
    }

    /// Lets a part refer to an address outside of the package, as a link does. Returns the id of the relationship.
    ///
    /// # Errors
    /// What stands in the way of reading the relationships.
    pub fn relate_outside(&mut self, owner: &str, kind: &str, address: &str) -> Result<String, Refused> {
        self.refer(owner, kind, Target::Outside(address.to_owned()))
    }

    fn refer(&mut self, owner: &str, kind: &str, target: Target) -> Result<String, Refused> {
        let mut all = self.relations(owner)?;
        if let Some(there) = all.iter().find(|relation| relation.is(kind) && relation.target == target) {
            return Ok(there.id.clone());
        }
        let id = relations::fresh_id(&all);
        all.push(Relation { id: id.clone(), kind: relations::address_of(kind, self.strict), target });
        self.put(&names::relations_of(owner), relations::write(owner, &all));
        Ok(id)
    }

    /// Takes relationships of a part away. The part that they are in is written anew only if one of them is.
    ///
    /// # Errors
    /// What stands in the way of reading them.
    pub fn unrelate(&mut self, owner: &str, gone: impl Fn(&Relation) -> bool) -> Result<(), Refused> {
        let all = self.relations(owner)?;
        let kept: Vec<Relation> = all.iter().filter(|relation| !gone(relation)).cloned().collect();
        if kept.len() == all.len() {
            return Ok(());
        }
        let part = names::relations_of(owner);
        if kept.is_empty() && !owner.is_empty() {
            self.parts.remove(&Key::of(&part));
        } else {
            self.put(&part, relations::write(owner, &kept));
        }
        Ok(())
    }

    /// Gives a part these relationships and no others.
    pub fn set_relations(&mut self, owner: &str, all: &[Relation]) {
        let part = names::relations_of(owner);
        if all.is_empty() && !owner.is_empty() {
            self.parts.remove(&Key::of(&part));
        } else {
            self.put(&part, relations::write(owner, all));
        }
    }

    /// Takes away every part but those with these names, with what is told of their content; the list of content types
    /// stays. Relationships are parts as well: those that go are to be told anew by [`Package::set_relations`].
    ///
    /// # Errors
    /// What stands in the way of reading the content types.
    pub fn retain(&mut self, kept: impl Fn(&str) -> bool) -> Result<(), Refused> {
        let mut types = self.content_types()?;
        let list = Key::of(kinds::PART);
        self.parts.retain(|key, part| *key == list || kept(&part.name));
        types.retain(
            |name| self.parts.contains_key(&Key::of(name)),
            |ending| {
                let ends = |part: &Part| {
                    part.name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(ending))
                };
                ending.eq_ignore_ascii_case("rels") || self.parts.values().any(ends)
            },
        );
        self.put(kinds::PART, types.write());
        Ok(())
    }

    /// Gives parts other names: new by old. What refers to them is to be told anew by [`Package::set_relations`].
    ///
    /// # Errors
    /// What stands in the way of reading the content types.
    pub fn rename(&mut self, names: &BTreeMap<String, String>) -> Result<(), Refused> {
        let mut types = self.content_types()?;
        let mut moved = Vec::new();
        for (old, new) in names {
            if let Some(part) = self.parts.remove(&Key::of(old)) {
                let kind = types.of(old).map(str::to_owned);
                types.forget(old);
                moved.push((new, part.data, kind));
            }
        }
        for (new, data, kind) in moved {
            self.put(new, data);
            if let Some(kind) = kind.filter(|kind| types.of(new) != Some(kind)) {
                types.declare(new, &kind);
            }
        }
        self.put(kinds::PART, types.write());
        Ok(())
    }

    /// The name of a part as the package writes it, if there is such a part.
    #[must_use]
    pub fn name_of(&self, name: &str) -> Option<&str> {
        self.parts.get(&Key::of(name)).map(|part| part.name.as_str())
    }

    /// What has relationships: the package itself, as the empty name, and parts.
    #[must_use]
    pub fn owners(&self) -> Vec<String> {
        self.names().filter_map(names::owner_of).collect()
    }

    /// The bytes of a file with these parts. The same parts give the same bytes: fixed order, no times.
    ///
    /// # Errors
    /// [`Refused::TooLarge`] where a part is too large for an archive.
    pub fn write(&self) -> Result<Vec<u8>, Refused> {
        write::archive(self.parts.values().map(|part| (part.name.as_str(), part.data.as_slice())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Docx;

    fn example() -> Package {
        let bytes = Docx::of_paragraphs(&["One.", "Two."])
            .styles("")
            .footnotes("")
            .link("https://example.org/?a=1&b=2")
            .part("docProps/core.xml", "<x/>")
            .bytes();
        Package::open(&bytes).unwrap()
    }

    #[test]
    fn parts_are_found_by_what_refers_to_them_and_whatever_the_case_of_their_names() {
        let package = example();
        assert_eq!(package.main(), "word/document.xml");
        assert_eq!(package.related(package.main(), "styles").unwrap().as_deref(), Some("word/styles.xml"));
        assert_eq!(package.related(package.main(), "endnotes").unwrap(), None);
        assert_eq!(package.part("/Word/STYLES.xml"), package.part("word/styles.xml"));
        assert!(package.main_xml().unwrap().contains("One."));
        let links: Vec<Target> = package
            .relations(package.main())
            .unwrap()
            .into_iter()
            .filter(|one| one.is("hyperlink"))
            .map(|one| one.target)
            .collect();
        assert_eq!(links, [Target::Outside("https://example.org/?a=1&b=2".into())]);
    }

    #[test]
    fn what_is_written_is_what_was_opened_and_always_the_same_bytes() {
        let package = example();
        let bytes = package.write().unwrap();
        assert_eq!(Package::open(&bytes).unwrap(), package);
        assert_eq!(Package::open(&bytes).unwrap().write().unwrap(), bytes);
    }

    #[test]
    fn a_part_is_taken_away_with_all_that_speaks_of_it() {
        let mut package = example();
        package.remove("word/footnotes.xml").unwrap();
        let again = Package::open(&package.write().unwrap()).unwrap();
        for name in ["[Content_Types].xml", "word/_rels/document.xml.rels"] {
            assert!(!again.xml(name).unwrap().unwrap().contains("footnotes"), "{name}");
        }
        assert_eq!(again.related(again.main(), "styles").unwrap().as_deref(), Some("word/styles.xml"));
    }

    #[test]
    fn a_part_that_is_added_is_found_again() {
        let mut package = example();
        let main = package.main().to_owned();
        package.put("word/comments.xml", b"<x/>".to_vec());
        package.declare("word/comments.xml", "text/x").unwrap();
        let id = package.relate(&main, "comments", "word/comments.xml").unwrap();
        assert_eq!(package.relate(&main, "comments", "word/comments.xml").unwrap(), id);
        let outside = package.relate_outside(&main, "hyperlink", "mailto:a@example.org").unwrap();
        assert_ne!(outside, id);
        let again = Package::open(&package.write().unwrap()).unwrap();
        assert_eq!(again.related(&main, "comments").unwrap().as_deref(), Some("word/comments.xml"));
        assert_eq!(again.content_type("word/comments.xml").unwrap().as_deref(), Some("text/x"));
    }
}
