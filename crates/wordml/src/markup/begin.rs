//! A paragraph for a text that has none.

use super::patch::Patches;
use super::tree::Tree;
use crate::package::{Package, Refused};

/// The same document with an empty paragraph at the end of its text, before the properties of its last section: tracked
/// changes need one to stand beside.
///
/// # Errors
/// [`Refused`] where the main part cannot be read.
pub fn with_paragraph(package: &Package) -> Result<Package, Refused> {
    let mut begun = package.clone();
    let text = package.main_xml()?;
    let tree = Tree::parse(package.main(), text)?;
    let Some(body) = tree.all().find(|id| tree.word(*id) == "body") else { return Ok(begun) };
    let tag = tree.source(tree.start(body)).trim_end_matches('>').trim_end_matches('/').trim_end();
    let name =
        tag.trim_start_matches('<').split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
    let prefix = name.strip_suffix("body").unwrap_or_default();
    let mut patches = Patches::default();
    if tree.is_empty_tag(body) {
        patches.replace(tree.span(body), format!("{tag}><{prefix}p/></{name}>"));
    } else {
        let section = tree.children(body).filter(|id| tree.word(*id) == "sectPr").last();
        let at = section.map_or(tree.inner(body).end, |section| tree.span(section).start);
        patches.replace(at..at, format!("<{prefix}p/>"));
    }
    begun.put(package.main(), patches.render(text, 0..text.len()).into_bytes());
    Ok(begun)
}
