//! Tracked changes put into a document that exists, in place.
//!
//! [`apply`] puts a [`Revision`] into a document: what goes is marked as deleted, what comes as inserted, what moves as moved,
//! with who changes it and when. Whatever is not touched is copied byte for byte. [`settle`] is the way back: a document with
//! all its tracked changes accepted or rejected.
//!
//! # The ends of texts, cells and notes
//! A cell, a note and the whole text end with a paragraph mark that cannot go, and so does what stands before a table. Where a
//! paragraph goes or comes there, the mark of the paragraph before carries the change, and the last one takes the look that it is
//! to have as a change of its properties. What cannot be without an empty paragraph keeps one: a cell or a note of which
//! everything goes, a text that would end with a table, and two tables that would stand side by side.

mod begin;
mod emit;
mod host;
mod inline;
mod layout;
mod look;
mod part;
mod patch;
pub mod revision;
mod rows;
mod settle;
#[cfg(test)]
mod tests;
mod tree;

pub use begin::with_paragraph;
pub use revision::{
    CommentOn, Edit, Inserted, Insertion, Like, NewRows, Number, Place, Revision, RowPlace, Splice, Split,
    Stamp, StampIndex, Treatment,
};
pub use settle::settle;

use crate::document::{Content, Document, ParagraphIndex, Side, Story};
use crate::package::{Package, Refused};
use crate::xml::space;
use host::Host;
use layout::Known;
use part::{Part, note_element};
use patch::Patches;
use std::collections::BTreeMap;
use tree::Tree;

/// What is wrong with a revision, or stands in its way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MarkupError {
    /// The document cannot be read as a Word file any more.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The revision names a paragraph that the document has not, or not in the same part.
    #[error("the document has no paragraph {} where a change needs it", paragraph.0)]
    Paragraph {
        /// The paragraph.
        paragraph: ParagraphIndex,
    },
    /// A change stands at no place of its paragraph's text, or not in order.
    #[error("paragraph {} has no place for a change at byte {offset}", paragraph.0)]
    Offset {
        /// The paragraph.
        paragraph: ParagraphIndex,
        /// Byte of its text.
        offset: usize,
    },
    /// A paragraph is to be joined with a next one that is not there, goes, or is parted from it by something new.
    #[error("paragraph {} has no next one to be joined with", paragraph.0)]
    Join {
        /// The paragraph.
        paragraph: ParagraphIndex,
    },
    /// A moved paragraph does not move away, or is in another part.
    #[error("paragraph {} does not move away from where it is", paragraph.0)]
    Move {
        /// The paragraph.
        paragraph: ParagraphIndex,
    },
    /// The place of an insertion is not there, or is in a row that goes.
    #[error("the document has no place for insertion {insertion}")]
    Place {
        /// Position in [`Revision::insertions`].
        insertion: usize,
    },
    /// There is no such row.
    #[error("the document has no row {} in table {}", row.row, row.table)]
    Row {
        /// The row.
        row: RowPlace,
    },
    /// A part uses a prefix that changes need for something else.
    #[error("the part {part:?} uses the prefix {prefix:?} for something else than Word does")]
    Prefix {
        /// The part.
        part: String,
        /// The prefix.
        prefix: &'static str,
    },
}

/// Puts a revision into a document: the same package with its changes tracked.
///
/// Ids of the changes are new in the whole document; what is written depends on nothing but what is given. A note of
/// which all references go is marked as deleted too; for a reference that moves, its note is copied.
///
/// O(n log n) in the size of the parts and the number of changes.
///
/// # Errors
/// See [`MarkupError`].
pub fn apply(package: &Package, document: &Document, revision: &Revision) -> Result<Package, MarkupError> {
    let mut host = Host::new(package, revision)?;
    let named = revision.paragraphs.keys().copied().chain(revision.comments.iter().map(|on| on.paragraph));
    if let Some(paragraph) = named.max().filter(|last| last.0 as usize >= document.paragraphs.len()) {
        return Err(MarkupError::Paragraph { paragraph });
    }
    for insertion in &revision.insertions {
        if let Inserted::Moved { from } = insertion.content
            && !matches!(revision.paragraphs.get(&from), Some(Treatment::MoveAway { .. }))
        {
            return Err(MarkupError::Move { paragraph: from });
        }
    }
    let main = package.main().to_owned();
    let body = Known::of(document, revision, true, |story| story == Story::Body);
    mark_part(&mut host, document, &main, &body)?;
    notes_parts(&mut host, document, revision)?;
    if let Some(insertion) = (0..revision.insertions.len()).find(|position| !host.placed.contains(position)) {
        return Err(MarkupError::Place { insertion });
    }
    comments_part(&mut host)?;
    Ok(host.package)
}

/// Marks a part and puts it back.
fn mark_part(
    host: &mut Host<'_>,
    document: &Document,
    part: &str,
    known: &Known<'_>,
) -> Result<(), MarkupError> {
    let text = host.package.xml(part)?.unwrap_or_default().to_owned();
    let tree = Tree::parse(part, &text)?;
    host.owner = part.to_owned();
    let mut patches = Patches::default();
    Part { tree: &tree, document, known }.mark(host, &mut patches)?;
    finish(host, part, &tree, patches)
}

/// Puts a patched part back; its root gets the prefixes that the changes use.
fn finish(host: &mut Host<'_>, part: &str, tree: &Tree<'_>, mut patches: Patches) -> Result<(), MarkupError> {
    if patches.is_empty() {
        return Ok(());
    }
    let declarations = host.declarations(part, tree)?;
    if let Some(root) = tree.root()
        && !declarations.is_empty()
    {
        let at = tree.start(root).end - 1;
        patches.replace(at..at, declarations);
    }
    patches.sort();
    let text = tree.text();
    host.package.put(part, patches.render(text, 0..text.len()).into_bytes());
    Ok(())
}

/// Changes in notes, notes that go, copies of notes that move, and new notes.
fn notes_parts(host: &mut Host<'_>, document: &Document, revision: &Revision) -> Result<(), MarkupError> {
    for (kind, element) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        let main = host.package.main().to_owned();
        let Some(part) = host.package.related(&main, kind)? else {
            if kind == "footnotes" && host.has_new_notes() {
                new_notes_part(host, &main)?;
            }
            continue;
        };
        let here = |story: Story| note_element(story).is_some_and(|(name, _)| name == element);
        let known = Known::of(document, revision, false, here);
        mark_part(host, document, &part, &known)?;
        copy_notes(host, &part, element)?;
        delete_notes(host, document, &part, element)?;
        if kind == "footnotes" && host.has_new_notes() {
            let new = host.write_new_notes(&part);
            append(host, &part, &new)?;
        }
    }
    Ok(())
}

/// Puts content at the end of a part's root.
fn append(host: &mut Host<'_>, part: &str, content: &str) -> Result<(), MarkupError> {
    let text = host.package.xml(part)?.unwrap_or_default().to_owned();
    let tree = Tree::parse(part, &text)?;
    let Some(root) = tree.root() else { return Ok(()) };
    let mut patches = Patches::default();
    if tree.is_empty_tag(root) {
        // `<w:comments …/>` is opened.
        let start = tree.source(tree.start(root));
        let name = start.trim_start_matches('<').split(|c: char| c.is_ascii_whitespace() || c == '/').next();
        let end = tree.start(root).end;
        patches.replace(end - 2..end, format!(">{content}</{}>", name.unwrap_or_default()));
    } else {
        let at = tree.inner(root).end;
        patches.replace(at..at, content);
    }
    finish(host, part, &tree, patches)
}

/// Copies of the notes that move, with their words as they are when the changes are accepted.
fn copy_notes(host: &mut Host<'_>, part: &str, element: &str) -> Result<(), MarkupError> {
    let copies: BTreeMap<i32, i32> = host
        .copied_notes
        .iter()
        .filter_map(|(story, copy)| match note_element(*story) {
            Some((name, id)) if name == element => Some((*copy, id)),
            _ => None,
        })
        .collect();
    if copies.is_empty() {
        return Ok(());
    }
    let text = host.package.xml(part)?.unwrap_or_default().to_owned();
    let settled = settle::settle_text(part, &text, Side::Accepted)?.text;
    let tree = Tree::parse(part, &settled)?;
    let mut out = String::new();
    for (copy, original) in copies {
        let Some(note) =
            tree.all().find(|id| tree.word(*id) == element && tree.number(*id, "id") == Some(original))
        else {
            continue;
        };
        out.push_str(&format!("<w:{element} w:id=\"{copy}\">"));
        out.push_str(tree.source(tree.inner(note)));
        out.push_str(&format!("</w:{element}>"));
    }
    append(host, part, &out)
}

/// How often something refers to each note, with earlier changes accepted.
fn references(document: &Document) -> BTreeMap<Story, usize> {
    let mut found = BTreeMap::new();
    for piece in document.paragraphs.iter().flat_map(|paragraph| &paragraph.pieces) {
        if let Content::Note(story) = piece.content
            && Side::Accepted.keeps(&piece.changes, &document.changes)
        {
            *found.entry(story).or_default() += 1;
        }
    }
    found
}

/// Marks the words of notes as deleted of which all references go.
fn delete_notes(
    host: &mut Host<'_>,
    document: &Document,
    part: &str,
    element: &str,
) -> Result<(), MarkupError> {
    if host.gone_notes.is_empty() {
        return Ok(());
    }
    let references = references(document);
    let gone: BTreeMap<i32, StampIndex> = host
        .gone_notes
        .iter()
        .filter(|(story, (gone, _))| references.get(story).is_none_or(|all| gone >= all))
        .filter_map(|(story, (_, stamp))| match note_element(*story) {
            Some((name, id)) if name == element => Some((id, *stamp)),
            _ => None,
        })
        .collect();
    if gone.is_empty() {
        return Ok(());
    }
    let text = host.package.xml(part)?.unwrap_or_default().to_owned();
    let tree = Tree::parse(part, &text)?;
    host.owner = part.to_owned();
    // The part may have been written anew: places of the document are no places of it any more.
    let nothing = Document::default();
    let revision = Revision::default();
    let known = Known::of(&nothing, &revision, false, |_| false);
    let of_part = Part { tree: &tree, document, known: &known };
    let mut patches = Patches::default();
    for note in tree.all().filter(|id| tree.word(*id) == element).collect::<Vec<_>>() {
        let Some(stamp) = tree.number(note, "id").and_then(|id| gone.get(&id)) else { continue };
        let paragraphs: Vec<_> = tree.children(note).filter(|id| tree.word(*id) == "p").collect();
        for (position, node) in paragraphs.iter().enumerate() {
            let with_mark = position + 1 < paragraphs.len();
            patches.replace(tree.span(*node), of_part.deleted(*node, *stamp, with_mark, host)?);
        }
    }
    finish(host, part, &tree, patches)
}

const FOOTNOTES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml";
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// The start of a part's root with its declarations.
fn root(host: &Host<'_>, name: &str) -> String {
    let strict = host.package.is_strict();
    let (word, relations) = (space::word(strict), space::relations(strict));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{name} xmlns:w=\"{word}\" xmlns:r=\"{relations}\">"
    )
}

/// A name for a new part beside the main one that no part has.
fn free_name(host: &Host<'_>, main: &str, stem: &str) -> String {
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut name = format!("{folder}{stem}.xml");
    let mut number = 1_u32;
    while host.package.part(&name).is_some() {
        number += 1;
        name = format!("{folder}{stem}{number}.xml");
    }
    name
}

/// The first footnotes of a document: their part, with the lines that stand above footnotes.
fn new_notes_part(host: &mut Host<'_>, main: &str) -> Result<(), MarkupError> {
    let part = free_name(host, main, "footnotes");
    let mut text = root(host, "footnotes");
    for (id, kind) in [(-1, "separator"), (0, "continuationSeparator")] {
        text.push_str(&format!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>"
        ));
    }
    // Links in the notes are relationships of their part.
    text.push_str(&host.write_new_notes(&part));
    text.push_str("</w:footnotes>");
    host.package.put(&part, text.into_bytes());
    host.package.declare(&part, FOOTNOTES)?;
    host.package.relate(main, "footnotes", &part)?;
    Ok(())
}

/// Adds the new comments to their part, which is made where there is none.
fn comments_part(host: &mut Host<'_>) -> Result<(), MarkupError> {
    let new = host.write_new_comments();
    if new.is_empty() {
        return Ok(());
    }
    let main = host.package.main().to_owned();
    if let Some(part) = host.package.related(&main, "comments")? {
        return append(host, &part, &new);
    }
    let part = free_name(host, &main, "comments");
    let text = format!("{}{new}</w:comments>", root(host, "comments"));
    host.package.put(&part, text.into_bytes());
    host.package.declare(&part, COMMENTS)?;
    host.package.relate(&main, "comments", &part)?;
    Ok(())
}
