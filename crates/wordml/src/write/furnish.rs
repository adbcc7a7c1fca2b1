//! Header, footer and title of a document that came from elsewhere, in the place of its own.

use super::parts::{margin, properties};
use crate::document::Direction;
use crate::package::{Package, Refused};
use crate::xml::space::{self, RELATIONS, STRICT_RELATIONS, STRICT_WORD, WORD};
use crate::xml::{Cursor, Node, Space, escape_attribute};

/// What stands around the text of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Furniture {
    /// Title, in the document's properties.
    pub title: String,
    /// Language of the text, as a BCP 47 tag.
    pub language: String,
    /// Direction of header and footer.
    pub direction: Direction,
    /// What stands at the top of every page.
    pub header: String,
    /// What stands at the foot of every page, with `{page}` and `{pages}` where the numbers belong.
    pub footer: String,
}

/// Puts header, footer and title in the place of those that a document has, on every page, whatever it had there. The text
/// itself stays as it is; of the main part, only the properties of its first section change, where they name no header or
/// footer for usual pages.
///
/// # Errors
/// Parts that are not well formed.
pub fn furnish(package: &mut Package, furniture: &Furniture) -> Result<(), Refused> {
    let main = package.main().to_owned();
    let strict = package.is_strict();
    let part = |root: &str, style: &str, words: &str| {
        let text = margin(root, style, words, furniture.direction, super::TEXT_WIDTH);
        let text =
            if strict { text.replace(WORD, STRICT_WORD).replace(RELATIONS, STRICT_RELATIONS) } else { text };
        text.into_bytes()
    };
    let folder = main.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"));
    for (kind, root, style, words) in
        [("header", "hdr", "Header", &furniture.header), ("footer", "ftr", "Footer", &furniture.footer)]
    {
        let own: Vec<String> = package
            .relations(&main)?
            .iter()
            .filter(|relation| relation.is(kind))
            .filter_map(|relation| relation.part().map(str::to_owned))
            .collect();
        for name in own.iter().filter(|name| package.part(name).is_some()).cloned().collect::<Vec<_>>() {
            package.unrelate(&name, |_| true)?;
            package.put(&name, part(root, style, words));
        }
        if words.is_empty() || names_usual(&main, package.main_xml()?, kind)? {
            continue;
        }
        let name = fresh(package, &folder, kind);
        package.put(&name, part(root, style, words));
        package.declare(
            &name,
            &format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"),
        )?;
        let id = package.relate(&main, kind, &name)?;
        let text = referring(&main, package.main_xml()?, kind, &id, strict)?;
        package.put(&main, text.into_bytes());
    }
    let core = "docProps/core.xml";
    package.put(core, properties(&furniture.title, &furniture.language).into_bytes());
    package.declare(core, "application/vnd.openxmlformats-package.core-properties+xml")?;
    package.relate("", "core-properties", core)?;
    // Headers and footers had pictures and links of their own.
    package.drop_unreached()
}

/// Whether a section names a header (footer) for usual pages, as opposed to first or even ones.
fn names_usual(part: &str, text: &str, kind: &str) -> Result<bool, Refused> {
    let mut cursor = Cursor::new(part, text);
    loop {
        match cursor.next()? {
            Node::Open(name) => {
                let refers = name.word().and_then(|local| local.strip_suffix("Reference")) == Some(kind);
                if refers && cursor.word("type").is_none_or(|kind| kind == "default") {
                    return Ok(true);
                }
            }
            Node::End => return Ok(false),
            _ => {}
        }
    }
}

/// A name for a part that is not there.
fn fresh(package: &Package, folder: &str, kind: &str) -> String {
    let mut number = 1;
    loop {
        let name = format!("{folder}{kind}{number}.xml");
        if package.part(&name).is_none() {
            return name;
        }
        number += 1;
    }
}

/// The main part with a reference to a header (footer) in the properties of its first section; where it has no section, in
/// one that is added at the end of the body.
fn referring(part: &str, text: &str, kind: &str, id: &str, strict: bool) -> Result<String, Refused> {
    let relations = space::relations(strict);
    let reference = |prefix: &str| {
        format!(
            "<{prefix}{kind}Reference {prefix}type=\"default\" r:id=\"{}\" xmlns:r=\"{relations}\"/>",
            escape_attribute(id)
        )
    };
    let mut cursor = Cursor::raw(part, text);
    let mut body_end = None;
    loop {
        match cursor.next()? {
            Node::Open(name) if name.word() == Some("sectPr") => {
                let span = cursor.span();
                let tag = cursor.source(span.clone());
                let (prefix, whole) = named(tag);
                let inner = reference(&prefix);
                return Ok(match tag.strip_suffix("/>") {
                    Some(open) => {
                        format!("{}{open}>{inner}</{whole}>{}", &text[..span.start], &text[span.end..])
                    }
                    None => format!("{}{inner}{}", &text[..span.end], &text[span.end..]),
                });
            }
            Node::Close(name) if name.space == Space::Word && name.local == "body" => {
                body_end = Some(cursor.span());
            }
            Node::End => break,
            _ => {}
        }
    }
    let Some(end) = body_end.filter(|end| !end.is_empty()) else { return Ok(text.to_owned()) };
    let tag = text[end.clone()].trim_start_matches("</").trim_end_matches('>').trim();
    let prefix = tag.rsplit_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"));
    Ok(format!(
        "{}<{prefix}sectPr>{}</{prefix}sectPr>{}",
        &text[..end.start],
        reference(&prefix),
        &text[end.start..]
    ))
}

/// The prefix with its colon, and the whole name, of a start tag.
fn named(tag: &str) -> (String, String) {
    let whole: String = tag
        .trim_start_matches('<')
        .chars()
        .take_while(|c| !c.is_whitespace() && !matches!(c, '/' | '>'))
        .collect();
    let prefix = whole.rsplit_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"));
    (prefix, whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Opened;
    use crate::testing::Docx;

    fn furniture() -> Furniture {
        Furniture {
            title: "Second draft".to_owned(),
            language: "en".to_owned(),
            direction: Direction::Ltr,
            header: "Second draft, copy 7".to_owned(),
            footer: "Page {page} of {pages}".to_owned(),
        }
    }

    fn furnished(bytes: &[u8]) -> Package {
        let mut package = Package::open(bytes).unwrap();
        furnish(&mut package, &furniture()).unwrap();
        Package::open(&package.write().unwrap()).unwrap()
    }

    fn words_of(package: &Package, kind: &str) -> String {
        let name = package.related(package.main(), kind).unwrap().unwrap();
        package.xml(&name).unwrap().unwrap().to_owned()
    }

    #[test]
    fn a_document_without_header_gets_one_on_usual_pages_and_keeps_its_words() {
        let bytes = Docx::of_paragraphs(&["Each farm shall draw water."]).bytes();
        let before = Opened::from_bytes(&bytes).unwrap().document;
        let package = furnished(&bytes);
        assert!(words_of(&package, "header").contains("Second draft, copy 7"));
        assert!(words_of(&package, "footer").contains("NUMPAGES"));
        let main = package.main_xml().unwrap();
        assert_eq!(main.matches("headerReference").count(), 1, "{main}");
        assert!(package.xml("docProps/core.xml").unwrap().unwrap().contains("Second draft"));
        let after = Opened::from_bytes(&package.write().unwrap()).unwrap();
        let texts = |document: &crate::Document| -> Vec<String> {
            document.paragraphs.iter().map(|one| one.text(Default::default(), &document.changes)).collect()
        };
        assert_eq!(texts(&before), texts(&after.document));
    }

    #[test]
    fn headers_of_every_kind_lose_what_they_said_and_none_is_named_twice() {
        let reference =
            |kind: &str, id: &str| format!("<w:headerReference w:type=\"{kind}\" r:id=\"{id}\"/>");
        let header = |words: &str| {
            format!("<w:hdr xmlns:w=\"{WORD}\"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:hdr>")
        };
        let mut package =
            Package::open(&Docx::new("<w:p><w:r><w:t>Words.</w:t></w:r></w:p><w:sectPr/>").bytes()).unwrap();
        let main = package.main().to_owned();
        let mut references = String::new();
        for (kind, name) in [("default", "word/header1.xml"), ("first", "word/header2.xml")] {
            package.put(name, header("for the ministry alone").into_bytes());
            let id = package.relate(&main, "header", name).unwrap();
            references.push_str(&reference(kind, &id));
        }
        let text = package
            .main_xml()
            .unwrap()
            .replace("<w:sectPr/>", &format!("<w:sectPr xmlns:r=\"{RELATIONS}\">{references}</w:sectPr>"));
        package.put(&main, text.into_bytes());
        let package = furnished(&package.write().unwrap());
        let all: String = package.names().filter_map(|name| package.xml(name).ok().flatten()).collect();
        assert!(!all.contains("ministry"), "{all}");
        assert_eq!(package.main_xml().unwrap().matches("w:headerReference").count(), 2);
    }

    #[test]
    fn a_picture_of_a_letterhead_goes_with_its_header() {
        let relations = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship \
             Id=\"r1\" Type=\"{RELATIONS}/image\" Target=\"media/arms.png\"/></Relationships>"
        );
        let bytes = Docx::of_paragraphs(&["Words."])
            .word("header1", "hdr", "<w:p><w:r><w:drawing><a:blip r:embed=\"r1\"/></w:drawing></w:r></w:p>")
            .part("word/_rels/header1.xml.rels", relations)
            .part("word/media/arms.png", "of the ministry")
            .bytes();
        assert!(Package::open(&bytes).unwrap().part("word/media/arms.png").is_some());
        let package = furnished(&bytes);
        assert!(package.names().all(|name| !name.contains("media")), "{package:?}");
        assert!(!package.xml("[Content_Types].xml").unwrap().unwrap().contains("png"));
        assert!(words_of(&package, "header").contains("copy 7"));
    }
}
