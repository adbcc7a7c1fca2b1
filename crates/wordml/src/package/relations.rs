//! Relationships (ISO/IEC 29500-2, 6.5): what a part refers to, and as what.

use super::Refused;
use super::names::{reference_to, resolve};
use crate::xml::{Cursor, Node, Space, escape_attribute, space};

/// What a part refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Its id among those of the part: `rId7`.
    pub id: String,
    /// What it refers to it as: an address, of which [`Relation::is`] tells the meaning.
    pub kind: String,
    /// What it refers to.
    pub target: Target,
}

/// Where a relationship leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a part of the package, by its name, whether it is there or not.
    Part(String),
    /// To an address outside, as it is written.
    Outside(String),
    /// To what is no part, as it is written: a place within a part, an empty reference.
    Place(String),
}

/// Where the kinds of relationships that matter here have their addresses, in both conformance classes and in what Word
/// added since.
const FAMILIES: [&str; 8] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
    "http://schemas.openxmlformats.org/package/2006/relationships/",
    "http://schemas.microsoft.com/office/2006/relationships/",
    "http://schemas.microsoft.com/office/2007/relationships/",
    "http://schemas.microsoft.com/office/2011/relationships/",
    "http://schemas.microsoft.com/office/2016/09/relationships/",
    "http://schemas.microsoft.com/office/2018/08/relationships/",
];

impl Relation {
    /// Whether it is of this kind: `styles`, `footnotes`, `hyperlink`, `core-properties`.
    #[must_use]
    pub fn is(&self, kind: &str) -> bool {
        self.short() == Some(kind)
    }

    /// The kind without its family: `styles`, `metadata/thumbnail` as `thumbnail`; `None` for one that is not known.
    #[must_use]
    pub fn short(&self) -> Option<&str> {
        let rest = FAMILIES.iter().find_map(|family| self.kind.strip_prefix(family))?;
        let name = rest.rsplit('/').next().unwrap_or(rest);
        // The strict class writes two of them in another way.
        Some(match name {
            "coreProperties" => "core-properties",
            "extendedProperties" => "extended-properties",
            "customProperties" => "custom-properties",
            other => other,
        })
    }

    /// The part that it leads to, if to a part.
    #[must_use]
    pub fn part(&self) -> Option<&str> {
        match &self.target {
            Target::Part(name) => Some(name),
            Target::Outside(_) | Target::Place(_) => None,
        }
    }
}

/// The address of a kind.
pub(super) fn address_of(kind: &str, strict: bool) -> String {
    match kind {
        "core-properties" => {
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties".to_owned()
        }
        "people" | "commentsExtended" => {
            format!("http://schemas.microsoft.com/office/2011/relationships/{kind}")
        }
        other => format!("{}/{other}", space::relations(strict)),
    }
}

/// Reads the relationships of `owner` from their part.
pub(super) fn read(part: &str, owner: &str, text: &str) -> Result<Vec<Relation>, Refused> {
    let mut all = Vec::new();
    let mut cursor = Cursor::new(part, text);
    loop {
        match cursor.next()? {
            Node::Open(name) if name.space == Space::PackageRelations && name.local == "Relationship" => {
                let get = |local| cursor.attribute(Space::None, local);
                let written = get("Target").unwrap_or_default();
                let target = if get("TargetMode") == Some("External") {
                    Target::Outside(written.to_owned())
                } else {
                    match resolve(owner, written) {
                        Some(name) => Target::Part(name),
                        None => Target::Place(written.to_owned()),
                    }
                };
                let kind = get("Type").unwrap_or_default().to_owned();
                all.push(Relation { id: get("Id").unwrap_or_default().to_owned(), kind, target });
            }
            Node::End => return Ok(all),
            _ => {}
        }
    }
}

/// An id that none of these has.
pub(super) fn fresh_id(all: &[Relation]) -> String {
    let highest =
        all.iter().filter_map(|relation| relation.id.strip_prefix("rId")?.parse::<u32>().ok()).max();
    let mut number = u64::from(highest.unwrap_or(0)) + 1;
    loop {
        let id = format!("rId{number}");
        if all.iter().all(|relation| relation.id != id) {
            return id;
        }
        number += 1;
    }
}

/// The part with these relationships of `owner`.
pub(super) fn write(owner: &str, all: &[Relation]) -> Vec<u8> {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    );
    for relation in all {
        let (target, mode) = match &relation.target {
            Target::Part(name) => (reference_to(owner, name), ""),
            Target::Outside(address) => (address.clone(), " TargetMode=\"External\""),
            Target::Place(place) => (place.clone(), ""),
        };
        let (id, kind) = (escape_attribute(&relation.id), escape_attribute(&relation.kind));
        let target = escape_attribute(&target);
        out.push_str(&format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>"));
    }
    out.push_str("</Relationships>");
    out.into_bytes()
}
