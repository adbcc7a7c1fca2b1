//! Paragraphs.

use super::order::{self, Properties};
use super::runs::{runs, write_run};
use super::{Like, Surroundings, Tracked};
use crate::document::Direction;
use crate::new::{NewParagraph, NewRun, Style};

/// Writes one paragraph: `<w:p>…</w:p>`.
///
/// With `like`, its place and look are those of that paragraph, and its style, its level and its direction are not asked
/// for; its label, if it has one, is written as words all the same. With `tracked`, its words and its mark are inserted or
/// moved here.
pub fn paragraph(
    out: &mut String,
    paragraph: &NewParagraph,
    like: Option<&Like<'_>>,
    tracked: Option<&Tracked<'_>>,
    around: &mut dyn Surroundings,
) {
    led_paragraph(out, paragraph, like, tracked, around, |_| ());
}

/// A paragraph with something before its words: the mark of a footnote.
pub(super) fn led_paragraph(
    out: &mut String,
    paragraph: &NewParagraph,
    like: Option<&Like<'_>>,
    tracked: Option<&Tracked<'_>>,
    around: &mut dyn Surroundings,
    lead: impl FnOnce(&mut String),
) {
    let mut properties = match like {
        Some(like) => copied(like),
        None => own(paragraph, around),
    };
    // The direction of the words decides how their runs are set, whosever the place is.
    let base = match like {
        Some(_) if properties.has("bidi") => Direction::Rtl,
        Some(_) => Direction::Ltr,
        None => paragraph.direction,
    };
    if let Some(tracked) = tracked {
        let mut mark = String::new();
        tracked.mark(&mut mark, around);
        properties.put("rPr", format!("<w:rPr>{mark}</w:rPr>"));
    }
    out.push_str("<w:p>");
    properties.write("w:pPr", out);
    let comments: Vec<i32> =
        paragraph.comments.iter().filter_map(|comment| around.comment(*comment)).collect();
    for id in &comments {
        out.push_str(&format!("<w:commentRangeStart w:id=\"{id}\"/>"));
    }
    lead(out);
    match &paragraph.label {
        Some(label) => {
            let mut labelled = Vec::with_capacity(paragraph.runs.len() + 1);
            labelled.push(NewRun { text: format!("{label}\t"), ..NewRun::default() });
            labelled.extend(paragraph.runs.iter().cloned());
            runs(out, &labelled, base, like.map(|like| like.run), tracked, around);
        }
        None => runs(out, &paragraph.runs, base, like.map(|like| like.run), tracked, around),
    }
    for id in &comments {
        out.push_str(&format!("<w:commentRangeEnd w:id=\"{id}\"/>"));
        let mut reference = Properties::new(order::RUN);
        if let Some(style) = around.reference_style("CommentReference") {
            reference.value("rStyle", &style);
        }
        write_run(out, &reference, |out| out.push_str(&format!("<w:commentReference w:id=\"{id}\"/>")));
    }
    out.push_str("</w:p>");
}

/// Those of the paragraph that it is to be like, without what is that paragraph's alone: the section that ends with it, the
/// look of its mark, and the change of its properties.
fn copied(like: &Like<'_>) -> Properties {
    let mut properties = Properties::of(order::PARAGRAPH, like.paragraph);
    for gone in ["rPr", "sectPr", "pPrChange"] {
        properties.remove(gone);
    }
    properties
}

fn own(paragraph: &NewParagraph, around: &dyn Surroundings) -> Properties {
    let mut properties = Properties::new(order::PARAGRAPH);
    if let Some(style) = around.style(paragraph.style) {
        properties.value("pStyle", &style);
    }
    if paragraph.direction == Direction::Rtl {
        properties.switch("bidi", true);
    }
    match paragraph.style {
        Style::Title | Style::Subtitle => {}
        Style::Bullet => {
            if let Some(list) = around.bullets() {
                let level = paragraph.level.min(8);
                properties.put(
                    "numPr",
                    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"),
                );
            }
        }
        _ => indent(&mut properties, paragraph, around),
    }
    properties
}

/// How far it stands in: a label at the edge of its level, its words beside it.
fn indent(properties: &mut Properties, paragraph: &NewParagraph, around: &dyn Surroundings) {
    let edge: u32 = (0..paragraph.level).map(|level| around.label_width(level)).sum();
    match &paragraph.label {
        Some(_) => {
            let width = around.label_width(paragraph.level);
            properties.put("ind", format!("<w:ind w:left=\"{}\" w:hanging=\"{width}\"/>", edge + width));
        }
        None if edge > 0 => {
            properties.put("ind", format!("<w:ind w:left=\"{edge}\" w:firstLine=\"0\"/>"));
        }
        None => {}
    }
}
