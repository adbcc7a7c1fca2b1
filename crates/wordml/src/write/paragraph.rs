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
    led_paragraph(out, paragraph, like, tracked, tracked, around, |_, _| ());
}

/// A paragraph with something before its words, the mark of a footnote, and a change of its own for the paragraph mark.
pub(super) fn led_paragraph(
    out: &mut String,
    paragraph: &NewParagraph,
    like: Option<&Like<'_>>,
    tracked: Option<&Tracked<'_>>,
    mark: Option<&Tracked<'_>>,
    around: &mut dyn Surroundings,
    lead: impl FnOnce(&mut String, &mut dyn Surroundings),
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
    if let Some(tracked) = mark {
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
    lead(out, around);
    match &paragraph.label {
        Some(label) => {
            let mut labelled = Vec::with_capacity(paragraph.runs.len() + 2);
            let (look, note) = (paragraph.label_look, paragraph.label_note);
            labelled.push(NewRun { text: label.clone(), look, note, link: None });
            labelled.push(NewRun { text: "\t".to_owned(), ..NewRun::default() });
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

fn own(paragraph: &NewParagraph, around: &mut dyn Surroundings) -> Properties {
    let mut properties = Properties::new(order::PARAGRAPH);
    if let Some(style) = around.style(paragraph.style) {
        properties.value("pStyle", &style);
    }
    if paragraph.direction == Direction::Rtl {
        properties.switch("bidi", true);
    }
    if let Some(space) = around.space_above()
        && !matches!(paragraph.style, Style::Heading(_))
    {
        properties.put("spacing", format!("<w:spacing w:before=\"{space}\"/>"));
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
    match (&paragraph.label, paragraph.style) {
        (Some(label), Style::Heading(_)) => {
            let width = label_width(label);
            properties.put("ind", format!("<w:ind w:left=\"{width}\" w:hanging=\"{width}\"/>"));
        }
        (Some(_), _) => {
            let width = around.label_width(paragraph.level);
            properties.put("ind", format!("<w:ind w:left=\"{}\" w:hanging=\"{width}\"/>", edge + width));
        }
        (None, Style::Heading(_)) => {}
        (None, _) if edge > 0 => {
            properties.put("ind", format!("<w:ind w:left=\"{edge}\" w:firstLine=\"0\"/>"));
        }
        (None, _) => {}
    }
}

/// The room that a label needs with a gap behind it, in twentieths of a point: by the mean width of digits and letters at 11
/// points, in steps of 2 mm, between 1 cm and 3 cm.
pub(super) fn label_width(label: &str) -> u32 {
    let letters = u32::try_from(label.chars().count()).unwrap_or(u32::MAX);
    letters.saturating_mul(115).saturating_add(170).div_ceil(113).saturating_mul(113).clamp(NARROWEST, 1695)
}

/// The room for labels where none is long: 1 cm.
pub(super) const NARROWEST: u32 = 567;
