//! A whole document as a file.

use super::parts::{self, DECLARATION, NAMESPACES, Part};
use super::{Surroundings, notes, paragraph, styles, table};
use crate::document::{Direction, Story};
use crate::new::{NewBlock, NewDocument, NewParagraph, NoteReference, Style};
use crate::package::{Refused, archive};

/// A document that could not be written: it would be beyond what the container can hold (4 GiB).
#[derive(Debug, thiserror::Error)]
#[error("the Word document cannot be written: {0}")]
pub struct Unwritable(#[from] Refused);

/// The room between the margins of a page, in twentieths of a point: A4 upright with 2.5 cm on each side.
pub const TEXT_WIDTH: u32 = 9070;

/// The same where pages lie across.
pub const ACROSS_WIDTH: u32 = 14_002;

/// Writes a document as a `.docx` file. The same document gives the same bytes.
///
/// # Errors
/// [`Unwritable`] where it is too large for its container.
pub fn document(new: &NewDocument) -> Result<Vec<u8>, Unwritable> {
    let mut own = Own::of(new);
    let room = if new.across { ACROSS_WIDTH } else { TEXT_WIDTH };
    let body = body(new, room, &mut own);
    let body_links = std::mem::take(&mut own.links);
    let mut refers = vec![Part {
        name: "word/styles.xml",
        kind: "styles",
        content: styles::part(&new.language, new.direction),
    }];
    let mut part = |name, kind, content| refers.push(Part { name, kind, content });
    part("word/settings.xml", "settings", parts::settings(!new.notes.is_empty()));
    part("word/numbering.xml", "numbering", parts::numbering(|level| own.label_width(level)));
    if !new.header.is_empty() {
        part("word/header1.xml", "header", parts::margin("hdr", "Header", &new.header, new.direction, room));
    }
    if !new.footer.is_empty() {
        part("word/footer1.xml", "footer", parts::margin("ftr", "Footer", &new.footer, new.direction, room));
    }
    if !new.notes.is_empty() {
        part("word/footnotes.xml", "footnotes", footnotes(new, &mut own));
    }
    if !new.comments.is_empty() {
        part("word/comments.xml", "comments", comments(new));
    }
    let mut all = vec![
        ("[Content_Types].xml", parts::content_types(&refers)),
        ("_rels/.rels", parts::package_relationships()),
        ("docProps/core.xml", parts::properties(&new.title, &new.language)),
        ("word/document.xml", body),
        ("word/_rels/document.xml.rels", parts::relationships(&refers, &body_links)),
    ];
    all.extend(refers.into_iter().map(|Part { name, content, .. }| (name, content)));
    if !own.links.is_empty() {
        all.push(("word/_rels/footnotes.xml.rels", parts::relationships(&[], &own.links)));
    }
    Ok(archive(all.iter().map(|(name, content)| (*name, content.as_bytes())))?)
}

fn body(new: &NewDocument, room: u32, own: &mut Own) -> String {
    let mut out = format!("{DECLARATION}<w:document {NAMESPACES}><w:body>");
    let mut blocks = new.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        match block {
            NewBlock::Paragraph(words) => paragraph::paragraph(&mut out, words, None, None, own),
            NewBlock::Table(table) => {
                table::table(&mut out, table, room, None, own);
                own.behind_table = true;
                // Two tables one behind the other would become one, and none may end the text.
                if !matches!(blocks.peek(), Some(NewBlock::Paragraph(_))) {
                    let gap = NewParagraph { direction: table.direction, ..NewParagraph::default() };
                    paragraph::paragraph(&mut out, &gap, None, None, own);
                }
            }
        }
    }
    out.push_str("<w:sectPr>");
    for (words, kind) in [(&new.header, "header"), (&new.footer, "footer")] {
        if !words.is_empty() {
            out.push_str(&format!("<w:{kind}Reference w:type=\"default\" r:id=\"{kind}\"/>"));
        }
    }
    out.push_str(match new.across {
        false => "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
        true => "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>",
    });
    out.push_str(
        "<w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\" \
         w:gutter=\"0\"/><w:cols w:space=\"709\"/>",
    );
    if new.direction == Direction::Rtl {
        out.push_str("<w:bidi/>");
    }
    out.push_str("</w:sectPr></w:body></w:document>");
    out
}

fn footnotes(new: &NewDocument, own: &mut Own) -> String {
    let mut out = format!("{DECLARATION}<w:footnotes {NAMESPACES}>");
    for (id, kind) in [(-1, "separator"), (0, "continuationSeparator")] {
        out.push_str(&format!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" \
             w:lineRule=\"auto\"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"
        ));
    }
    for (at, note) in new.notes.iter().enumerate() {
        if let Some(id) = note_id(at) {
            notes::footnote(&mut out, note, id, Some("FootnoteText"), None, own);
        }
    }
    out.push_str("</w:footnotes>");
    out
}

fn comments(new: &NewDocument) -> String {
    let mut out = format!("{DECLARATION}<w:comments {NAMESPACES}>");
    for (at, comment) in new.comments.iter().enumerate() {
        if let Ok(id) = i32::try_from(at) {
            notes::comment(&mut out, comment, id, Some("CommentText"), Some("CommentReference"));
        }
    }
    out.push_str("</w:comments>");
    out
}

/// The id of a footnote: the separators have -1 and 0.
fn note_id(position: usize) -> Option<i32> {
    i32::try_from(position).ok()?.checked_add(1)
}

/// The surroundings in a document of our own.
struct Own {
    /// The room for labels by level, in twentieths of a point.
    labels: Vec<u32>,
    links: Vec<String>,
    notes: usize,
    comments: usize,
    /// Whether the last thing written is a table.
    behind_table: bool,
}

impl Own {
    fn of(new: &NewDocument) -> Self {
        let mut labels = Vec::new();
        for block in &new.blocks {
            let NewBlock::Paragraph(words) = block else { continue };
            let (Some(label), level) = (&words.label, usize::from(words.level)) else { continue };
            if matches!(words.style, Style::Heading(_)) {
                continue;
            }
            if labels.len() <= level {
                labels.resize(level + 1, paragraph::NARROWEST);
            }
            if let Some(width) = labels.get_mut(level) {
                *width = paragraph::label_width(label).max(*width);
            }
        }
        Self {
            labels,
            links: Vec::new(),
            notes: new.notes.len(),
            comments: new.comments.len(),
            behind_table: false,
        }
    }
}

impl Surroundings for Own {
    fn style(&self, style: Style) -> Option<String> {
        let id = match style {
            Style::Body => return None,
            Style::Heading(level) => return Some(format!("Heading{}", level.clamp(1, 9))),
            Style::Title => "Title",
            Style::Subtitle => "Subtitle",
            Style::Clause => "Clause",
            Style::Bullet => "ListBullet",
            Style::Quote => "Quote",
            Style::Verbatim => "PlainText",
            Style::Small => "SmallPrint",
        };
        Some(id.to_owned())
    }

    fn cell_style(&self) -> Option<String> {
        Some("TableText".to_owned())
    }

    fn reference_style(&self, id: &'static str) -> Option<String> {
        // There are no endnotes in a document of our own.
        (id != "EndnoteReference").then(|| id.to_owned())
    }

    fn space_above(&mut self) -> Option<u32> {
        std::mem::take(&mut self.behind_table).then_some(140)
    }

    fn bullets(&self) -> Option<i32> {
        Some(1)
    }

    fn label_width(&self, level: u8) -> u32 {
        self.labels.get(usize::from(level)).copied().unwrap_or(paragraph::NARROWEST)
    }

    fn link(&mut self, address: &str) -> Option<String> {
        let at = self.links.iter().position(|known| known == address).unwrap_or_else(|| {
            self.links.push(address.to_owned());
            self.links.len() - 1
        });
        Some(parts::link_id(at))
    }

    fn note(&mut self, reference: NoteReference) -> Option<Story> {
        match reference {
            NoteReference::New(at) if at < self.notes => note_id(at).map(Story::Footnote),
            // A new document has no note but its own.
            NoteReference::New(_) | NoteReference::Kept(_) => None,
        }
    }

    fn comment(&mut self, position: usize) -> Option<i32> {
        i32::try_from(position).ok().filter(|_| position < self.comments)
    }

    fn change(&mut self) -> i32 {
        // Nothing is tracked in a new document.
        0
    }
}
