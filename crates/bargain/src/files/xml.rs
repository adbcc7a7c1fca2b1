//! XML as a tree, after the slips that published files have were repaired.
//!
//! Entities that a document declares are never expanded, elements nest no deeper than [`DEEPEST`], and every place in the
//! tree is a place in the text, so memory and time stay proportional to the file.

use super::source::{Refused, Source};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// How deep elements may nest.
const DEEPEST: usize = 64;

/// How many elements a document may have.
const MOST_ELEMENTS: usize = 2_000_000;

/// How many attributes an element may have.
const MOST_ATTRIBUTES: usize = 100;

/// An element. Text between elements is not kept: none of the formats uses it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    /// Its name.
    pub(crate) name: String,
    /// Its attributes as written, the last of each name.
    pub(crate) attributes: Vec<(String, String)>,
    /// The elements in it.
    pub(crate) children: Vec<Element>,
    /// Where it begins.
    pub(crate) at: usize,
}

impl Element {
    /// The attribute of this name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The elements of this name directly in it.
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> + 'a {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element of this name directly in it.
    pub(crate) fn first(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }
}

/// The root of the document.
///
/// # Errors
///
/// Where it is not well formed even after the repairs, or nests too deep.
pub(crate) fn read(source: &mut Source) -> Result<Element, Refused> {
    repair(source)?;
    let text = source.text().to_owned();
    let mut reader = Reader::from_str(&text);
    let mut open: Vec<Element> = Vec::new();
    let mut elements = 0;
    loop {
        let at = position(reader.buffer_position());
        let event = reader.read_event().map_err(|error| {
            source.refuse(
                position(reader.error_position()),
                format!("this is not XML: {error}"),
                "elements that are closed in the order in which they were opened",
                "mend the file",
            )
        })?;
        elements += 1;
        source.at_most(at, elements, MOST_ELEMENTS, "tags and texts")?;
        let closed = match event {
            Event::Start(start) => {
                open.push(element(source, &start, at)?);
                if open.len() > DEEPEST {
                    return Err(source.refuse(
                        at,
                        format!("elements nest more than {DEEPEST} deep"),
                        "a scenario, which nests a few deep",
                        "simplify the file",
                    ));
                }
                continue;
            }
            Event::Empty(start) => element(source, &start, at)?,
            Event::End(_) => match open.pop() {
                Some(element) => element,
                None => continue,
            },
            Event::Eof => {
                let at = open.last().map_or(0, |element| element.at);
                return Err(match open.pop() {
                    Some(element) => source.refuse(
                        at,
                        format!("<{}> is not closed before the file ends", element.name),
                        format!("</{}>", element.name),
                        "the file may have been cut off: fetch it again, or close the element",
                    ),
                    None => source.refuse(at, "there is no element", "an XML document", "mend the file"),
                });
            }
            _ => continue,
        };
        match open.last_mut() {
            Some(parent) => parent.children.push(closed),
            None => return Ok(closed),
        }
    }
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

fn element(source: &mut Source, start: &BytesStart<'_>, at: usize) -> Result<Element, Refused> {
    let name = start.name().as_ref().to_owned();
    let mut attributes: Vec<(String, String)> = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| {
            source.refuse(
                at,
                format!("an attribute of <{name}> cannot be read: {error}"),
                "name=\"value\"",
                "mend the file",
            )
        })?;
        let key = attribute.key.as_ref().to_owned();
        let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => value.into_owned(),
            Err(_) => attribute.value.clone().into_owned(),
        };
        match attributes.iter_mut().find(|(other, _)| *other == key) {
            Some(twice) => {
                source.repaired(
                    at,
                    format!(
                        "<{name}> has the attribute {key:?} more than once: the last counts, as in GENIUS"
                    ),
                );
                twice.1 = value;
            }
            None => {
                attributes.push((key, value));
                source.at_most(at, attributes.len(), MOST_ATTRIBUTES, "attributes")?;
            }
        }
    }
    Ok(Element { name, attributes, children: Vec::new(), at })
}

/// Mends what is not well formed and can only have been meant one way, line by line as it was.
fn repair(source: &mut Source) -> Result<(), Refused> {
    let text = source.text();
    let bytes = text.as_bytes();
    let mut mended = String::with_capacity(text.len() + 64);
    let mut slips: Vec<(usize, String)> = Vec::new();
    let mut at = 0;
    while let Some(open) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)).map(|found| at + found) {
        mended.push_str(&text[at..open]);
        let rest = &text[open..];
        let past = |end: &str| rest.find(end).map_or(text.len(), |found| open + found + end.len());
        at = if rest.starts_with("<!--") {
            past("-->")
        } else if rest.starts_with("<![CDATA[") {
            past("]]>")
        } else if rest.starts_with("<?") {
            let past = past("?>");
            let before = &text[..open];
            if rest.starts_with("<?xml") && !before.is_empty() {
                slips.push((
                    open,
                    "something stands before the XML declaration, which must come first: it was passed over"
                        .into(),
                ));
                // Kept as long as it was, so that places stay true.
                mended.extend(text[open..past].chars().map(|c| if c == '\n' { c } else { ' ' }));
                at = past;
                continue;
            }
            past
        } else if rest.starts_with("<!") {
            past(">")
        } else {
            at = tag(text, open, &mut mended, &mut slips);
            continue;
        };
        mended.push_str(&text[open..at]);
    }
    mended.push_str(text.get(at..).unwrap_or_default());
    for (at, what) in slips {
        source.repaired(at, what);
    }
    source.set_text(mended);
    Ok(())
}

/// Copies one tag, mended, and gives the byte after it.
fn tag(text: &str, open: usize, mended: &mut String, slips: &mut Vec<(usize, String)>) -> usize {
    let bytes = text.as_bytes();
    let mut at = open + 1;
    mended.push('<');
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => {
                mended.push('>');
                return at + 1;
            }
            b'=' => {
                mended.push('=');
                at += 1;
                let value = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                mended.push_str(&text[at..value]);
                at = match bytes.get(value) {
                    Some(&quote @ (b'"' | b'\'')) => quoted(text, value, quote, mended, slips),
                    Some(b'>') | None => value,
                    Some(_) => bare(text, value, mended, slips),
                };
            }
            _ => {
                let length = text[at..].chars().next().map_or(1, char::len_utf8);
                mended.push_str(&text[at..at + length]);
                at += length;
            }
        }
    }
    at
}

/// A value in quotes: an ampersand or a less-than sign in it may have been left as it is.
fn quoted(
    text: &str,
    start: usize,
    quote: u8,
    mended: &mut String,
    slips: &mut Vec<(usize, String)>,
) -> usize {
    let Some(length) = memchr(quote, &text.as_bytes()[start + 1..]) else {
        mended.push_str(&text[start..]);
        return text.len();
    };
    let (from, end) = (start + 1, start + 1 + length);
    let quote = char::from(quote);
    mended.push(quote);
    let mut at = from;
    for (offset, character) in text[from..end].char_indices() {
        let here = from + offset;
        let instead = match character {
            '&' if !is_reference(&text[here..end]) => "&amp;",
            '<' => "&lt;",
            _ => continue,
        };
        mended.push_str(&text[at..here]);
        mended.push_str(instead);
        at = here + 1;
        slips.push((here, format!("{:?} stands for itself here, as {instead:?} does in XML", character)));
    }
    mended.push_str(&text[at..end]);
    mended.push(quote);
    let after = end + 1;
    if text.as_bytes().get(after).is_some_and(|next| !next.is_ascii_whitespace() && !b"/>?".contains(next)) {
        mended.push(' ');
        slips.push((after, "no space between two attributes: one was put in".into()));
    }
    after
}

/// A value without quotes, up to the next space or the end of the tag.
fn bare(text: &str, start: usize, mended: &mut String, slips: &mut Vec<(usize, String)>) -> usize {
    let rest = &text[start..];
    let length = rest
        .find(|c: char| c.is_ascii_whitespace() || c == '>')
        .map_or(rest.len(), |found| if rest[..found].ends_with('/') { found - 1 } else { found });
    mended.push('"');
    mended.push_str(&rest[..length].replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;"));
    mended.push('"');
    slips.push((start, format!("the value {:?} has no quotes around it: they were put in", &rest[..length])));
    start + length
}

/// Whether an ampersand begins a reference that every XML reader knows.
fn is_reference(text: &str) -> bool {
    let Some(name) = text.get(1..).and_then(|rest| rest.get(..rest.find(';')?)) else { return false };
    let number =
        |digits: &str, radix| u32::from_str_radix(digits, radix).is_ok_and(|n| char::from_u32(n).is_some());
    match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix('x') {
            Some(digits) => number(digits, 16),
            None => number(digits, 10),
        },
        None => matches!(name, "amp" | "lt" | "gt" | "quot" | "apos"),
    }
}

fn memchr(byte: u8, bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|other| *other == byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (Element, Vec<String>) {
        let mut source = Source::new("a.xml", text.as_bytes()).unwrap();
        let root = read(&mut source).unwrap();
        (root, source.into_repairs().unwrap().iter().map(ToString::to_string).collect())
    }

    fn refused(text: &str) -> String {
        let mut source = Source::new("a.xml", text.as_bytes()).unwrap();
        read(&mut source).unwrap_err().to_string()
    }

    #[test]
    fn a_clean_document_is_read_without_a_repair() {
        let (root, repairs) =
            of("<?xml version=\"1.0\"?>\n<!-- a & b -->\n<a b=\"1 &amp; 2\"><c d='&#65;\"'/></a>");
        assert_eq!(root.attribute("b"), Some("1 & 2"));
        assert_eq!(root.children[0].attribute("d"), Some("A\""));
        assert!(repairs.is_empty(), "{repairs:?}");
    }

    #[test]
    fn a_raw_ampersand_stands_for_itself() {
        let (root, repairs) = of("<a>\n<b c=\"x & y\"/>\n<b c=\"&unknown; & <\"/></a>");
        assert_eq!(root.children[0].attribute("c"), Some("x & y"));
        assert_eq!(root.children[1].attribute("c"), Some("&unknown; & <"));
        assert!(repairs[0].starts_with("a.xml:2: "), "{repairs:?}");
        assert!(repairs[1].starts_with("a.xml:3: "), "{repairs:?}");
    }

    #[test]
    fn a_missing_space_between_attributes_is_put_in() {
        let (root, repairs) = of("<a b=\"1\"c=\"2\"/>");
        assert_eq!(root.attribute("c"), Some("2"));
        assert_eq!(repairs, ["a.xml:1: no space between two attributes: one was put in"]);
    }

    #[test]
    fn a_value_without_quotes_gets_them() {
        let (root, repairs) = of("<a b=1 c=2/>");
        assert_eq!((root.attribute("b"), root.attribute("c")), (Some("1"), Some("2")));
        assert_eq!(repairs.len(), 2);
    }

    #[test]
    fn a_comment_before_the_declaration_is_passed_over() {
        let (root, repairs) = of("\n<!-- mine -->\n<?xml version=\"1.0\"?>\n<a/>");
        assert_eq!(root.name, "a");
        assert_eq!(repairs.len(), 1);
        assert!(repairs[0].starts_with("a.xml:3: "), "{repairs:?}");
    }

    #[test]
    fn what_is_cut_off_or_crossed_is_refused_with_its_place() {
        assert!(
            refused("<a>\n <b>\n").starts_with("a.xml:2:2: <b> is not closed"),
            "{}",
            refused("<a>\n <b>\n")
        );
        assert!(refused("<a><b></a></b>").starts_with("a.xml:1:"), "{}", refused("<a><b></a></b>"));
        assert!(refused("").contains("there is no element"));
        assert!(refused("<a b=\"1>").starts_with("a.xml:1:"));
    }

    #[test]
    fn entities_of_a_document_are_never_expanded_and_nesting_is_bounded() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"lol\"><!ENTITY y \"&x;&x;&x;\">]>\n<a b=\"&y;\"/>";
        let (root, _) = of(bomb);
        assert_eq!(root.attribute("b"), Some("&y;"));
        assert!(refused(&"<a>".repeat(100_000)).contains("deep"));
    }
}
