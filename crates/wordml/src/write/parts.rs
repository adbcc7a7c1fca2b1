//! The small parts of a document: settings, bullets, header and footer, properties, and what ties the parts together.

use std::fmt::Write as _;

use super::order::{self, Properties};
use super::runs::{words_of_run, write_run};
use super::{script, xml};
use crate::document::Direction;
use crate::xml::space::RELATIONS;

/// What every part begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The attributes of a part's root that declare the prefixes `w` and `r`.
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// `word/settings.xml`. Without the compatibility mode of Word 2013 and later a document is opened as one of an old version.
pub(super) fn settings(notes: bool) -> String {
    let notes = if notes {
        "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>"
    } else {
        ""
    };
    format!(
        "{DECLARATION}<w:settings {NAMESPACES}><w:defaultTabStop w:val=\"567\"/>{notes}<w:compat>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
         </w:compat></w:settings>"
    )
}

/// `word/numbering.xml`: bullets and nothing else, at the edges that the labels of each level have.
pub(super) fn numbering(width: impl Fn(u8) -> u32) -> String {
    let mut out = format!(
        "{DECLARATION}<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType \
         w:val=\"hybridMultilevel\"/>"
    );
    let mut edge = 0;
    for level in 0..9_u8 {
        let hanging = width(level).min(340);
        let left = edge + hanging;
        edge += width(level);
        let sign = if level % 2 == 0 { '•' } else { '–' };
        let _ = write!(
            out,
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"{sign}\"/>\
             <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/></w:pPr></w:lvl>"
        );
    }
    out.push_str("</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>");
    out
}

/// A header or footer: one paragraph of that style, `{page}` and `{pages}` in it as fields; in the direction of its first
/// words, or else in that of the document; behind a tab, at its end.
pub(super) fn margin(root: &str, style: &str, words: &str, direction: Direction, room: u32) -> String {
    let direction = script::direction_of(words).unwrap_or(direction);
    let mut out = format!("{DECLARATION}<w:{root} {NAMESPACES}><w:p>");
    let mut place = Properties::new(order::PARAGRAPH);
    place.value("pStyle", style);
    place.put("tabs", format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{room}\"/></w:tabs>"));
    if direction == Direction::Rtl {
        place.switch("bidi", true);
    }
    place.write("w:pPr", &mut out);
    // The directions are those of the whole line, with a digit where a field is.
    let pieces = fields(words);
    let shown: String = pieces.iter().map(|(shown, _)| *shown).collect();
    let directions = script::directions(direction, shown.chars());
    let mut directions = directions.as_slice();
    for (shown, field) in pieces {
        let (own, rest) = directions.split_at_checked(shown.chars().count()).unwrap_or((directions, &[]));
        directions = rest;
        if let Some(field) = field {
            let _ = write!(out, "<w:fldSimple w:instr=\"{field}\">");
        }
        for (words, direction) in script::stretches(shown, own) {
            let mut look = Properties::new(order::RUN);
            if direction == Direction::Rtl {
                look.switch("rtl", true);
            }
            write_run(&mut out, &look, |out| words_of_run(out, words));
        }
        if field.is_some() {
            out.push_str("</w:fldSimple>");
        }
    }
    let _ = write!(out, "</w:p></w:{root}>");
    out
}

/// A line in pieces: words, and what is shown for a field until Word has counted, with its instruction.
fn fields(line: &str) -> Vec<(&str, Option<&'static str>)> {
    let mut pieces = Vec::new();
    let (mut words, mut from) = (line, 0);
    while let Some(open) = words.get(from..).and_then(|rest| rest.find('{')).map(|at| at + from) {
        let (before, behind) = words.split_at(open);
        let field = [("{pages}", " NUMPAGES "), ("{page}", " PAGE ")]
            .into_iter()
            .find_map(|(name, field)| Some((field, behind.strip_prefix(name)?)));
        match field {
            Some((field, behind)) => {
                pieces.push((before, None));
                pieces.push(("1", Some(field)));
                (words, from) = (behind, 0);
            }
            None => from = open + 1,
        }
    }
    pieces.push((words, None));
    pieces
}

/// `docProps/core.xml`: the title, and nobody's name and no time.
pub(super) fn properties(title: &str, language: &str) -> String {
    let mut out = format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>"
    );
    xml::push(&mut out, title);
    out.push_str("</dc:title>");
    if !language.is_empty() {
        out.push_str("<dc:language>");
        xml::push(&mut out, language);
        out.push_str("</dc:language>");
    }
    out.push_str("</cp:coreProperties>");
    out
}

/// A part that the document refers to.
pub(super) struct Part {
    /// Its name in the package, without the slash before it.
    pub(super) name: &'static str,
    /// The last word of its content type.
    pub(super) kind: &'static str,
    pub(super) content: String,
}

/// `[Content_Types].xml`.
pub(super) fn content_types(parts: &[Part]) -> String {
    let mut out = format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/word/document.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    );
    for Part { name, kind, .. } in parts {
        let _ = write!(
            out,
            "<Override PartName=\"/{name}\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
        );
    }
    out.push_str("</Types>");
    out
}

/// `_rels/.rels`.
pub(super) fn package_relationships() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
         Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" \
         Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/></Relationships>"
    )
}

/// The relationships of a part of the folder `word`: to other parts, by their kind, and to the addresses of links.
pub(super) fn relationships(parts: &[Part], links: &[String]) -> String {
    let mut out = format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for Part { name, kind, .. } in parts {
        let target = name.strip_prefix("word/").unwrap_or(name);
        let _ = write!(out, "<Relationship Id=\"{kind}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>");
    }
    for (at, link) in links.iter().enumerate() {
        let _ = write!(out, "<Relationship Id=\"{}\" Type=\"{RELATIONS}/hyperlink\"", link_id(at));
        xml::attribute(&mut out, "Target", link);
        out.push_str(" TargetMode=\"External\"/>");
    }
    out.push_str("</Relationships>");
    out
}

/// The id of the relationship to the link at this position.
pub(super) fn link_id(position: usize) -> String {
    format!("link{}", position + 1)
}
