//! Footnotes and comments: what stands in parts of their own.

use super::order::{self, Properties};
use super::paragraph::led_paragraph;
use super::runs::{words_of_run, write_run};
use super::{Surroundings, Tracked, script, xml};
use crate::document::Direction;
use crate::new::{NewComment, NewNote, NewParagraph};

/// Writes a footnote of this id: `<w:footnote>…</w:footnote>`, its mark and a space before its first words. `style` is the id of
/// the style for the text of footnotes in the document.
pub fn footnote(
    out: &mut String,
    note: &NewNote,
    id: i32,
    style: Option<&str>,
    tracked: Option<&Tracked<'_>>,
    around: &mut dyn Surroundings,
) {
    out.push_str(&format!("<w:footnote w:id=\"{id}\">"));
    let empty = [NewParagraph::default()];
    let paragraphs = if note.paragraphs.is_empty() { empty.as_slice() } else { &note.paragraphs };
    for (at, words) in paragraphs.iter().enumerate() {
        let mut place = Properties::new(order::PARAGRAPH);
        if let Some(style) = style {
            place.value("pStyle", style);
        }
        if words.direction == Direction::Rtl {
            place.switch("bidi", true);
        }
        let place = place.children();
        let like = super::Like { paragraph: &place, run: "" };
        // The last mark of a note is there as long as the note is; LibreOffice takes a change of it for one of the text.
        let marked = tracked.filter(|_| at + 1 < paragraphs.len());
        if at > 0 {
            led_paragraph(out, words, Some(&like), tracked, marked, around, |_, _| ());
            continue;
        }
        let mut mark = Properties::new(order::RUN);
        match around.reference_style("FootnoteReference") {
            Some(style) => mark.value("rStyle", &style),
            None => mark.value("vertAlign", "superscript"),
        }
        led_paragraph(out, words, Some(&like), tracked, marked, around, |out, around| {
            let end = tracked.map(|tracked| tracked.open(out, around));
            write_run(out, &mark, |out| out.push_str("<w:footnoteRef/>"));
            write_run(out, &Properties::new(order::RUN), |out| words_of_run(out, " "));
            out.push_str(&end.unwrap_or_default());
        });
    }
    out.push_str("</w:footnote>");
}

/// Writes a comment of this id: `<w:comment>…</w:comment>`. `style` is the id of the style for the text of comments.
pub fn comment(out: &mut String, comment: &NewComment, id: i32, style: Option<&str>, mark: Option<&str>) {
    out.push_str(&format!("<w:comment w:id=\"{id}\""));
    xml::attribute(out, "w:author", &comment.author);
    if let Some(date) = &comment.date {
        xml::attribute(out, "w:date", date);
    }
    out.push('>');
    for (at, line) in comment.text.split('\n').enumerate() {
        let base = script::direction_of(line).unwrap_or_default();
        let directions = script::directions(base, line.chars());
        let mut place = Properties::new(order::PARAGRAPH);
        if let Some(style) = style {
            place.value("pStyle", style);
        }
        if base == Direction::Rtl {
            place.switch("bidi", true);
        }
        out.push_str("<w:p>");
        place.write("w:pPr", out);
        if at == 0 {
            let mut reference = Properties::new(order::RUN);
            if let Some(mark) = mark {
                reference.value("rStyle", mark);
            }
            write_run(out, &reference, |out| out.push_str("<w:annotationRef/>"));
        }
        for (words, direction) in script::stretches(line, &directions) {
            let mut look = Properties::new(order::RUN);
            if direction == Direction::Rtl {
                look.switch("rtl", true);
            }
            write_run(out, &look, |out| words_of_run(out, words));
        }
        out.push_str("</w:p>");
    }
    out.push_str("</w:comment>");
}
