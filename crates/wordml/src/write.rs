//! New documents, and the paragraphs, tables, notes and comments that a redline puts into a document that exists.
//!
//! [`document`] writes a whole file. What it is made of ([`paragraph`](paragraph::paragraph), [`runs`](runs::runs),
//! [`table`](table::table), [`notes`], [`order`]) also writes what is inserted into somebody else's document: what that
//! document calls its styles, links and notes comes from its [`Surroundings`], the look of the place from [`Like`], and whose
//! insertion it is from [`Tracked`].

mod document;
mod furnish;
pub mod notes;
pub mod order;
pub mod paragraph;
mod parts;
pub mod runs;
mod script;
mod styles;
pub mod table;
pub mod xml;

pub use document::{ACROSS_WIDTH, TEXT_WIDTH, Unwritable, document};
pub use furnish::{Furniture, furnish};
pub use script::direction_of;

use crate::document::Story;
use crate::new::{NoteReference, Style};

/// What a document into which something is written has, and is given.
pub trait Surroundings {
    /// The id of the style for paragraphs of a kind; `None` where they take the document's default.
    fn style(&self, style: Style) -> Option<String>;

    /// The id of the style for running text in cells of tables.
    fn cell_style(&self) -> Option<String> {
        self.style(Style::Body)
    }

    /// The id that this document has for a style of characters or tables, named by its id in documents of our own: `Hyperlink`,
    /// `FootnoteReference`, `EndnoteReference`, `CommentReference`, `TableGrid`.
    fn reference_style(&self, id: &'static str) -> Option<String>;

    /// The `w:numId` of a list with bullets, to be named by each item; `None` where the style says it or there is none.
    fn bullets(&self) -> Option<i32> {
        None
    }

    /// Space above the next paragraph beside what its style says, in twentieths of a point: what follows a table needs some.
    fn space_above(&mut self) -> Option<u32> {
        None
    }

    /// The room for labels of a level, in twentieths of a point.
    fn label_width(&self, level: u8) -> u32;

    /// The id of a relationship to an address, made where there is none; `None` leaves the words without a link.
    fn link(&mut self, address: &str) -> Option<String>;

    /// The note that a reference leads to, with the id that it has or gets; `None` leaves the reference out.
    fn note(&mut self, reference: NoteReference) -> Option<Story>;

    /// The id of a comment, by its position among the new ones; `None` leaves its anchor out.
    fn comment(&mut self, position: usize) -> Option<i32>;

    /// An id for a tracked change, that no other one has.
    fn change(&mut self) -> i32;
}

/// The paragraph and the run whose look something new takes, as XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Like<'a> {
    /// What stands between `<w:pPr>` and `</w:pPr>`; may be empty.
    pub paragraph: &'a str,
    /// What stands between `<w:rPr>` and `</w:rPr>`; may be empty.
    pub run: &'a str,
}

/// The tracked change that something new is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tracked<'a> {
    /// How it came here.
    pub arrival: Arrival,
    /// Whose change it is.
    pub author: &'a str,
    /// When, as `2024-08-16T00:00:00Z`.
    pub date: Option<&'a str>,
}

/// How something came to where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// It is new: `w:ins`.
    Inserted,
    /// It was moved here: `w:moveTo`; the marks of the move's range are the caller's.
    Moved,
}

impl Tracked<'_> {
    /// Name of its element, without prefix.
    const fn element(&self) -> &'static str {
        match self.arrival {
            Arrival::Inserted => "ins",
            Arrival::Moved => "moveTo",
        }
    }

    /// Its start tag, around runs; the end tag is handed back.
    fn open(&self, out: &mut String, around: &mut dyn Surroundings) -> String {
        self.tag(out, around, ">");
        format!("</w:{}>", self.element())
    }

    /// Its empty element, in the properties of a paragraph's mark or a row.
    fn mark(&self, out: &mut String, around: &mut dyn Surroundings) {
        self.tag(out, around, "/>");
    }

    fn tag(&self, out: &mut String, around: &mut dyn Surroundings, end: &str) {
        out.push_str("<w:");
        out.push_str(self.element());
        xml::attribute(out, "w:id", &around.change().to_string());
        xml::attribute(out, "w:author", self.author);
        if let Some(date) = self.date {
            xml::attribute(out, "w:date", date);
        }
        out.push_str(end);
    }
}
