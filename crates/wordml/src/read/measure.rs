//! What is passed over: how much of it people would miss, and the few things that it says of what stands around it.

use super::properties::Stamp;
use crate::package::Refused;
use crate::xml::{Cursor, Name, Node, Space};

/// "1 word", "2 words".
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// How much of words that are not read is quoted, in characters.
const QUOTED: usize = 60;

/// How many words, and the first of them: `14 words: “The gate shall …”`.
pub(super) fn quoted(words: &str, one: &str, many: &str) -> String {
    let (mut shown, mut whole) = (String::new(), true);
    for word in words.split_whitespace() {
        let blank = usize::from(!shown.is_empty());
        let room = QUOTED.saturating_sub(shown.chars().count() + blank);
        if word.chars().count() <= room {
            shown.extend((blank > 0).then_some(' '));
            shown.push_str(word);
            continue;
        }
        whole = false;
        // Of one word that is all too long, its beginning.
        if shown.is_empty() {
            shown.extend(word.chars().take(QUOTED));
        }
        break;
    }
    let more = if whole { "" } else { " …" };
    format!("{}: “{}{more}”", counted(words.split_whitespace().count(), one, many), crate::xml::shown(&shown))
}

/// Reads past the element `name`, which began last. Returns what of it is not among the paragraphs, for people; nothing
/// where nobody misses it.
pub(super) fn told(cursor: &mut Cursor<'_>, name: Name<'_>) -> Result<Option<String>, Refused> {
    let mut sort = match (name.space, name.local) {
        (Space::Word, "object") => Some("an embedded object"),
        (Space::Word, "altChunk") => Some("a part in another format"),
        (Space::Word, "subDoc") => Some("a part that is another file"),
        _ => None,
    };
    let mut boxed = false;
    let mut words = String::new();
    let outside = cursor.depth().saturating_sub(1);
    loop {
        match cursor.next()? {
            Node::Open(name) => match (name.space, name.local) {
                (Space::Word, "t") | (Space::Math, "t") => words.push_str(&cursor.text()?),
                (Space::Drawing, "t") => {
                    boxed = true;
                    words.push_str(&cursor.text()?);
                }
                (Space::Word, "txbxContent") => boxed = true,
                (Space::Word, "p" | "tab" | "br" | "cr") | (Space::Drawing, "p" | "br") => words.push(' '),
                (Space::Drawing, "blip") => sort = sort.or(Some("a picture")),
                (Space::Vml, "imagedata") => sort = sort.or(Some("a picture")),
                (Space::Other, "chart") => sort = sort.or(Some("a chart")),
                (Space::Other, "relIds") => sort = sort.or(Some("a diagram")),
                _ => {}
            },
            Node::Close(_) if cursor.depth() <= outside => break,
            Node::End => break,
            Node::Close(_) | Node::Text(_) => {}
        }
    }
    let count = words.split_whitespace().count();
    let within = quoted(&words, "word", "words");
    Ok(match sort {
        _ if boxed && count > 0 => Some(format!("a text box with {within}")),
        Some(sort) if count > 0 => Some(format!("{sort} with {within}")),
        Some(sort) => Some(sort.to_owned()),
        None if count > 0 => Some(format!("in a place where text cannot stand, {within}")),
        None => None,
    })
}

/// Reads past the properties of a structured part that began last; tells whether it holds a table of contents.
pub(super) fn is_contents(cursor: &mut Cursor<'_>) -> Result<bool, Refused> {
    let mut contents = false;
    within(cursor, |cursor, name| {
        contents |= name == "docPartGallery" && cursor.val() == Some("Table of Contents");
    })?;
    Ok(contents)
}

/// Reads past properties that began last; tells how many tracked changes of looks they hold.
pub(super) fn restyled(cursor: &mut Cursor<'_>) -> Result<usize, Refused> {
    let mut restyled = 0;
    within(cursor, |_, name| restyled += usize::from(name.ends_with("PrChange") || name == "tblGridChange"))?;
    Ok(restyled)
}

/// What the properties of a row say.
#[derive(Debug, Default)]
pub(super) struct RowProperties {
    pub(super) header: bool,
    pub(super) changes: Vec<Stamp>,
    pub(super) restyled: usize,
}

/// Reads the properties of a row, which began last.
pub(super) fn row(cursor: &mut Cursor<'_>) -> Result<RowProperties, Refused> {
    let mut said = RowProperties::default();
    within(cursor, |cursor, name| match name {
        // What it was before is not what it is.
        "trPrChange" => said.restyled += 1,
        _ if said.restyled > 0 => {}
        "tblHeader" => said.header = cursor.on(),
        name => Stamp::add(&mut said.changes, cursor, name),
    })?;
    Ok(said)
}

/// Reads past the properties of a cell, which began last: how many tracked changes of looks, and of the cell itself.
pub(super) fn cell(cursor: &mut Cursor<'_>) -> Result<Cell, Refused> {
    let mut cell = Cell::default();
    within(cursor, |cursor, name| match name {
        "tcPrChange" => cell.restyled += 1,
        "cellIns" | "cellDel" | "cellMerge" if cell.restyled == 0 => cell.changed += 1,
        "gridSpan" if cell.restyled == 0 => {
            let across = cursor.word("val").and_then(|value| value.trim().parse::<u32>().ok());
            cell.merged |= across.is_some_and(|across| across > 1);
        }
        "vMerge" | "hMerge" if cell.restyled == 0 => cell.merged = true,
        _ => {}
    })?;
    Ok(cell)
}

/// What the properties of a cell say.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// Changes of its look.
    pub(super) restyled: usize,
    /// Changes by which it came, went or was merged.
    pub(super) changed: usize,
    /// Whether it covers several columns or rows, or goes on with the one above or before.
    pub(super) merged: bool,
}

/// Reads past the element that began last, and shows every element of WordprocessingML in it.
fn within(cursor: &mut Cursor<'_>, mut show: impl FnMut(&Cursor<'_>, &str)) -> Result<(), Refused> {
    let outside = cursor.depth().saturating_sub(1);
    loop {
        match cursor.next()? {
            Node::Open(name) => {
                if let Some(name) = name.word() {
                    show(cursor, name);
                }
            }
            Node::Close(_) if cursor.depth() <= outside => return Ok(()),
            Node::End => return Ok(()),
            Node::Close(_) | Node::Text(_) => {}
        }
    }
}

/// The words that a part holds, whatever they stand in.
pub(super) fn words(cursor: &mut Cursor<'_>) -> Result<String, Refused> {
    let mut words = String::new();
    loop {
        match cursor.next()? {
            Node::Open(name) => match (name.space, name.local) {
                (Space::Word | Space::Drawing, "t") => words.push_str(&cursor.text()?),
                (Space::Word, "p" | "tab" | "br" | "cr") | (Space::Drawing, "p" | "br") => words.push(' '),
                _ => {}
            },
            Node::End => return Ok(words),
            Node::Close(_) | Node::Text(_) => {}
        }
    }
}
