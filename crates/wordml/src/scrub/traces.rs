//! What a file tells beyond its words of those who made it: some of what [`super::scrub`] takes away, for people who are to
//! know of it before they send the file as it is.

use std::collections::BTreeSet;

use crate::package::{Package, Refused};
use crate::read::Opened;
use crate::xml::{Cursor, Node, Space};

/// What a file tells of those who made it, whatever its tracked changes say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Traces {
    /// People and organizations whom its properties, its comments and its list of people name.
    pub names: BTreeSet<String>,
    /// How many comments it has.
    pub comments: usize,
    /// Whether there are words in it that Word does not show.
    pub hidden: bool,
    /// Whether it has ids that tell which words were typed in one sitting.
    pub sittings: bool,
}

/// Reads what a file tells of those who made it. O(n).
///
/// # Errors
/// Parts that are not well formed.
pub fn traces(opened: &Opened) -> Result<Traces, Refused> {
    let Opened { package, document, .. } = opened;
    let mut names = BTreeSet::new();
    for (owner, kind) in [("", "core-properties"), ("", "extended-properties"), (package.main(), "people")] {
        if let Some(part) = package.related(owner, kind)? {
            named_in(package, &part, &mut names)?;
        }
    }
    names.extend(document.comments.iter().filter_map(|comment| comment.author.clone()));
    names.retain(|name| !name.trim().is_empty());
    let pieces = document.paragraphs.iter().flat_map(|paragraph| &paragraph.pieces);
    Ok(Traces {
        names,
        comments: document.comments.len(),
        hidden: pieces.clone().any(|piece| piece.format.hidden),
        sittings: has_sittings(package)?,
    })
}

/// Who is named by properties of the document or in its list of people.
fn named_in(package: &Package, part: &str, names: &mut BTreeSet<String>) -> Result<(), Refused> {
    let Some(text) = package.xml(part)? else { return Ok(()) };
    let mut cursor = Cursor::raw(part, text);
    loop {
        match cursor.next()? {
            Node::Open(name) => match name.local {
                "creator" | "lastModifiedBy" | "Company" | "Manager" => {
                    names.insert(cursor.text()?.trim().to_owned());
                }
                "person" if name.space == Space::Word2012 => {
                    names.extend(cursor.attribute(Space::Word2012, "author").map(str::to_owned));
                }
                _ => {}
            },
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

/// Whether anything in the main document has an id of a sitting.
fn has_sittings(package: &Package) -> Result<bool, Refused> {
    let mut cursor = Cursor::raw(package.main(), package.main_xml()?);
    loop {
        match cursor.next()? {
            Node::Open(_)
                if cursor
                    .attributes()
                    .any(|(space, local, ..)| space == Space::Word && local.starts_with("rsid")) =>
            {
                return Ok(true);
            }
            Node::End => return Ok(false),
            _ => {}
        }
    }
}
