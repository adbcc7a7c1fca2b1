//! Word documents for tests: made of parts that are written in the test.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

mod telling;

/// Declarations of namespaces for the root element of a part, as Word writes them.
pub const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
     xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
     xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"";

const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// A Word file in the making. Parts that Word would have relationships for get them by what they are called:
/// `word/styles.xml` is the styles.
#[derive(Debug, Clone)]
pub struct Docx {
    parts: Vec<(String, Vec<u8>)>,
    relations: Vec<(String, String, bool)>,
}

impl Docx {
    /// A document whose body holds this XML: paragraphs and tables.
    #[must_use]
    pub fn new(body: &str) -> Self {
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        );
        Self { parts: vec![("word/document.xml".into(), document.into_bytes())], relations: Vec::new() }
    }

    /// A document with a paragraph for each of these, of one run each.
    #[must_use]
    pub fn of_paragraphs(paragraphs: &[&str]) -> Self {
        let body: String = paragraphs
            .iter()
            .map(|words| {
                let words = crate::xml::escape_text(words);
                format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
            })
            .collect();
        Self::new(&body)
    }

    /// Sets a part to these bytes, as they are.
    #[must_use]
    pub fn part(mut self, name: &str, data: impl Into<Vec<u8>>) -> Self {
        let data = data.into();
        match self.parts.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = data,
            None => self.parts.push((name.to_owned(), data)),
        }
        self
    }

    /// Sets `word/NAME.xml` to an element of WordprocessingML with the usual namespaces and this content; `root` is its
    /// name without `w:`: `styles`, `numbering`, `footnotes`, `comments`, `settings`.
    #[must_use]
    pub fn word(self, name: &str, root: &str, content: &str) -> Self {
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{root} {NAMESPACES}>{content}</w:{root}>"
        );
        self.part(&format!("word/{name}.xml"), text)
    }

    /// `word/styles.xml` with these styles.
    #[must_use]
    pub fn styles(self, content: &str) -> Self {
        self.word("styles", "styles", content)
    }

    /// `word/numbering.xml` with these definitions.
    #[must_use]
    pub fn numbering(self, content: &str) -> Self {
        self.word("numbering", "numbering", content)
    }

    /// `word/footnotes.xml` with these footnotes.
    #[must_use]
    pub fn footnotes(self, content: &str) -> Self {
        self.word("footnotes", "footnotes", content)
    }

    /// `word/endnotes.xml` with these endnotes.
    #[must_use]
    pub fn endnotes(self, content: &str) -> Self {
        self.word("endnotes", "endnotes", content)
    }

    /// `word/comments.xml` with these comments.
    #[must_use]
    pub fn comments(self, content: &str) -> Self {
        self.word("comments", "comments", content)
    }

    /// `word/settings.xml` with these settings.
    #[must_use]
    pub fn settings(self, content: &str) -> Self {
        self.word("settings", "settings", content)
    }

    /// A link of the main document to an address; relationships get the ids `rLink1`, `rLink2` … in the order of calls.
    #[must_use]
    pub fn link(mut self, address: &str) -> Self {
        self.relations.push((format!("{RELATIONS}hyperlink"), address.to_owned(), true));
        self
    }

    /// The parts as they will be in the file, with content types and relationships.
    #[must_use]
    pub fn into_parts(self) -> Vec<(String, Vec<u8>)> {
        use std::fmt::Write as _;
        let mut types = String::new();
        let mut of_document = String::new();
        let mut of_package = String::new();
        for (index, (name, _)) in self.parts.iter().enumerate() {
            let Some(stem) = name.strip_suffix(".xml") else { continue };
            let short = stem.rsplit('/').next().unwrap_or(stem);
            let kind = short.trim_end_matches(|character: char| character.is_ascii_digit());
            if name.contains("_rels/") || name.starts_with('[') {
                continue;
            }
            let (content_type, relation) = match (stem, kind) {
                ("word/document", _) => (format!("{TYPES}document.main+xml"), Some(format!("{RELATIONS}officeDocument"))),
                ("docProps/core", _) => (
                    "application/vnd.openxmlformats-package.core-properties+xml".into(),
                    Some("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties".into()),
                ),
                ("docProps/app", _) => (
                    "application/vnd.openxmlformats-officedocument.extended-properties+xml".into(),
                    Some(format!("{RELATIONS}extended-properties")),
                ),
                ("docProps/custom", _) => (
                    "application/vnd.openxmlformats-officedocument.custom-properties+xml".into(),
                    Some(format!("{RELATIONS}custom-properties")),
                ),
                (_, "people" | "commentsExtended") => (
                    format!("{TYPES}{kind}+xml"),
                    Some(format!("http://schemas.microsoft.com/office/2011/relationships/{kind}")),
                ),
                (_, "commentsIds") => (
                    format!("{TYPES}{kind}+xml"),
                    Some("http://schemas.microsoft.com/office/2016/09/relationships/commentsIds".into()),
                ),
                (_, "commentsExtensible") => (
                    format!("{TYPES}{kind}+xml"),
                    Some("http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible".into()),
                ),
                (_, "theme") => (
                    "application/vnd.openxmlformats-officedocument.theme+xml".into(),
                    Some(format!("{RELATIONS}theme")),
                ),
                _ if stem.starts_with("customXml/item") && kind == "item" => {
                    ("application/xml".into(), Some(format!("{RELATIONS}customXml")))
                }
                _ if stem.starts_with("word/") => {
                    (format!("{TYPES}{kind}+xml"), Some(format!("{RELATIONS}{kind}")))
                }
                _ => ("application/xml".into(), None),
            };
            let _ = write!(types, "<Override PartName=\"/{name}\" ContentType=\"{content_type}\"/>");
            if let Some(relation) = relation {
                let root = stem == "word/document" || stem.starts_with("docProps/");
                let target = format!("/{name}");
                let entry =
                    format!("<Relationship Id=\"rPart{index}\" Type=\"{relation}\" Target=\"{target}\"/>");
                if root { &mut of_package } else { &mut of_document }.push_str(&entry);
            }
        }
        for (index, (kind, target, outside)) in self.relations.iter().enumerate() {
            let (number, target) = (index + 1, crate::xml::escape_attribute(target));
            let mode = if *outside { " TargetMode=\"External\"" } else { "" };
            let _ = write!(
                of_document,
                "<Relationship Id=\"rLink{number}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>"
            );
        }
        let relations = |inner: &str| {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
                 xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
            )
        };
        let types = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types \
             xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
             ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
             ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default \
             Extension=\"jpeg\" ContentType=\"image/jpeg\"/>{types}</Types>"
        );
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), types.into_bytes()),
            ("_rels/.rels".to_owned(), relations(&of_package).into_bytes()),
            ("word/_rels/document.xml.rels".to_owned(), relations(&of_document).into_bytes()),
        ];
        // What a test gives by these names is meant.
        parts.retain(|(name, _)| self.parts.iter().all(|(given, _)| given != name));
        parts.extend(self.parts);
        parts
    }

    /// The bytes of the file.
    ///
    /// # Panics
    /// Where a part has no name that an archive can hold.
    #[must_use]
    pub fn bytes(self) -> Vec<u8> {
        zipped(&self.into_parts())
    }
}

/// A zip archive with these entries, in this order.
///
/// # Panics
/// Where an entry has no name that an archive can hold.
#[must_use]
#[allow(clippy::expect_used)]
pub fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in parts {
        writer
            .start_file(name.as_str(), SimpleFileOptions::default())
            .expect("a name that an archive can hold");
        writer.write_all(data).expect("memory takes all that is written");
    }
    writer.finish().expect("memory takes all that is written").into_inner()
}
