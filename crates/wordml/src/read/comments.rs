//! Comments, put where they belong.

use std::collections::BTreeMap;

use super::story::{Aside, MarkSort};
use super::{Assembly, measure, part};
use crate::document::{Anchor, Comment, ParagraphIndex, Side};
use crate::package::{Package, Refused};
use crate::xml::{Cursor, Node, Space};

/// The marks of one comment, as far as they were found.
#[derive(Debug, Default, Clone, Copy)]
struct Marks {
    start: Option<Anchor>,
    end: Option<Anchor>,
    reference: Option<Anchor>,
}

/// Puts comments into the document, by the marks that were found; one without a mark is told.
pub(super) fn place(package: &Package, comments: Vec<Aside>, whole: &mut Assembly) -> Result<(), Refused> {
    let marks = marks(whole);
    let extended = match part(package, "commentsExtended")? {
        Some((name, text)) => extended(Cursor::new(&name, text))?,
        None => BTreeMap::new(),
    };
    let by_paragraph: BTreeMap<&str, i32> = comments
        .iter()
        .filter_map(|comment| Some((comment.stretch.last_id.as_deref()?, comment.id)))
        .collect();
    let mut placed = Vec::new();
    let mut told = Vec::new();
    for comment in &comments {
        let changes = &comment.stretch.changes;
        let lines: Vec<String> = comment
            .stretch
            .paragraphs
            .iter()
            .map(|paragraph| paragraph.text(Side::Accepted, changes))
            .collect();
        let text = lines.join("\n");
        let found = marks.get(&comment.id).copied().unwrap_or_default();
        let Some(from) = found.start.or(found.reference).or(found.end) else {
            let words = measure::counted(text.split_whitespace().count(), "word", "words");
            told.push(format!("a comment of {words} that belongs to no place"));
            continue;
        };
        let to = found.end.or(found.reference).unwrap_or(from).max(from);
        let more = comment.stretch.last_id.as_deref().and_then(|id| extended.get(id));
        placed.push(Comment {
            id: comment.id,
            author: comment.author.clone(),
            date: comment.date.clone(),
            text,
            from,
            to,
            answers: more.and_then(|more| by_paragraph.get(more.parent.as_deref()?).copied()),
            done: more.is_some_and(|more| more.done),
        });
    }
    // Comments at one place stay in the order of the file.
    placed.sort_by_key(|comment| comment.from);
    whole.document.comments = placed;
    told.into_iter().for_each(|what| whole.tell(what));
    Ok(())
}

/// The marks of each comment, as places of the whole document. Of several of one sort, the first counts.
fn marks(whole: &Assembly) -> BTreeMap<i32, Marks> {
    let document = &whole.document;
    let mut all: BTreeMap<i32, Marks> = BTreeMap::new();
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    for mark in &whole.marks {
        let Some(last) = document.paragraphs.len().checked_sub(1) else { break };
        let (at, past) = (mark.paragraph.min(last), mark.paragraph > last);
        let offset = match document.paragraphs.get(at) {
            // Behind everything, or at the end of a paragraph.
            Some(paragraph) if past || mark.offset == usize::MAX => {
                *lengths.entry(at).or_insert_with(|| paragraph.text(Side::Accepted, &document.changes).len())
            }
            _ => mark.offset,
        };
        let anchor = Anchor { paragraph: ParagraphIndex(u32::try_from(at).unwrap_or(u32::MAX)), offset };
        let marks = all.entry(mark.comment).or_default();
        let place = match mark.sort {
            MarkSort::Start => &mut marks.start,
            MarkSort::End => &mut marks.end,
            MarkSort::Reference => &mut marks.reference,
        };
        place.get_or_insert(anchor);
    }
    all
}

/// What Word 2012 and later say of a comment.
#[derive(Debug)]
struct More {
    /// The id of the last paragraph of the comment that it answers.
    parent: Option<String>,
    done: bool,
}

/// Reads what is said of comments, by the ids of their last paragraphs.
fn extended(mut cursor: Cursor<'_>) -> Result<BTreeMap<String, More>, Refused> {
    let mut all = BTreeMap::new();
    loop {
        match cursor.next()? {
            Node::Open(name) if name.space == Space::Word2012 && name.local == "commentEx" => {
                let said = |name| cursor.attribute(Space::Word2012, name).map(str::to_owned);
                if let Some(id) = said("paraId") {
                    let done =
                        said("done").is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"));
                    all.insert(id, More { parent: said("paraIdParent"), done });
                }
            }
            Node::End => return Ok(all),
            Node::Open(_) | Node::Close(_) | Node::Text(_) => {}
        }
    }
}
