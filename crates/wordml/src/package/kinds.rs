//! Content types (ISO/IEC 29500-2, 7.2.3): what each part of a package is.

use super::Refused;
use super::names::Key;
use crate::xml::{Cursor, Node, Space, escape_attribute};

/// The part that holds them.
pub(super) const PART: &str = "[Content_Types].xml";

/// What the parts of a package are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ContentTypes {
    /// By the ending of the name, without its dot.
    endings: Vec<(String, String)>,
    /// By name.
    parts: Vec<(String, String)>,
}

impl ContentTypes {
    pub(super) fn read(text: &str) -> Result<Self, Refused> {
        let mut types = Self::default();
        let mut cursor = Cursor::new(PART, text);
        loop {
            match cursor.next()? {
                Node::Open(name) if name.space == Space::ContentTypes => {
                    let get = |local| cursor.attribute(Space::None, local).map(str::to_owned);
                    match (name.local, get("Extension"), get("PartName"), get("ContentType")) {
                        ("Default", Some(ending), _, Some(kind)) => types.endings.push((ending, kind)),
                        ("Override", _, Some(part), Some(kind)) => types.parts.push((part, kind)),
                        _ => {}
                    }
                }
                Node::End => return Ok(types),
                _ => {}
            }
        }
    }

    /// What a part is.
    pub(super) fn of(&self, name: &str) -> Option<&str> {
        let key = Key::of(name);
        let exact = self.parts.iter().find(|(part, _)| Key::of(part) == key);
        let by_ending = || {
            let (_, ending) = name.rsplit_once('.')?;
            self.endings.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending))
        };
        exact.or_else(by_ending).map(|(_, kind)| kind.as_str())
    }

    /// Every content type that is told, with what it is told of.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts.iter().chain(&self.endings).map(|(of, kind)| (of.as_str(), kind.as_str()))
    }

    pub(super) fn declare(&mut self, name: &str, kind: &str) {
        self.forget(name);
        self.parts.push((format!("/{}", name.strip_prefix('/').unwrap_or(name)), kind.to_owned()));
    }

    /// Whether something was told of this part by name, which no longer is.
    pub(super) fn forget(&mut self, name: &str) -> bool {
        let (before, key) = (self.parts.len(), Key::of(name));
        self.parts.retain(|(part, _)| Key::of(part) != key);
        self.parts.len() < before
    }

    /// Leaves only what is told of these parts and of these endings.
    pub(super) fn retain(&mut self, part: impl Fn(&str) -> bool, ending: impl Fn(&str) -> bool) {
        self.parts.retain(|(name, _)| part(name));
        self.endings.retain(|(end, _)| ending(end));
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
        );
        for (ending, kind) in &self.endings {
            let (ending, kind) = (escape_attribute(ending), escape_attribute(kind));
            out.push_str(&format!("<Default Extension=\"{ending}\" ContentType=\"{kind}\"/>"));
        }
        for (part, kind) in &self.parts {
            let (part, kind) = (escape_attribute(part), escape_attribute(kind));
            out.push_str(&format!("<Override PartName=\"{part}\" ContentType=\"{kind}\"/>"));
        }
        out.push_str("</Types>");
        out.into_bytes()
    }
}
