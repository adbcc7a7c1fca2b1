use super::space::WORD;
use super::*;

fn told(text: &str) -> Result<String, Refused> {
    let mut cursor = Cursor::new("word/document.xml", text);
    let mut out = String::new();
    loop {
        match cursor.next()? {
            Node::Open(name) => out.push_str(&format!("<{}", name.local)),
            Node::Close(name) => out.push_str(&format!("{}>", name.local)),
            Node::Text(words) => out.push_str(&words),
            Node::End => return Ok(out),
        }
    }
}

#[test]
fn a_paragraph_is_the_same_under_every_prefix_and_in_both_conformance_classes() {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    for text in [
        format!("<w:p xmlns:w=\"{WORD}\"/>"),
        format!("<n:p xmlns:n=\"{WORD}\"/>"),
        format!("<p xmlns=\"{WORD}\"/>"),
        format!("<w:p xmlns:w=\"{strict}\"/>"),
    ] {
        let mut cursor = Cursor::new("x", &text);
        assert_eq!(cursor.next().unwrap(), Node::Open(Name { space: Space::Word, local: "p" }));
        assert!(cursor.is_empty());
        assert_eq!(cursor.span(), 0..text.len());
        assert_eq!(cursor.next().unwrap(), Node::Close(Name { space: Space::Word, local: "p" }));
        assert_eq!(cursor.span(), text.len()..text.len());
        assert_eq!(cursor.next().unwrap(), Node::End);
    }
}

#[test]
fn every_node_tells_its_bytes_and_every_attribute_its_own() {
    let text = format!(
        "<?xml version=\"1.0\"?>\n<w:r xmlns:w='{WORD}' w:a = \"1\" w:b='a &lt; b'><w:t>x &amp; y</w:t></w:r>"
    );
    let mut cursor = Cursor::new("x", &text);
    cursor.next().unwrap();
    let spans: Vec<(&str, String, &str)> = cursor
        .attributes()
        .map(|(_, local, value, span)| (local, value.to_owned(), cursor.source(span)))
        .collect();
    assert_eq!(spans, [("a", "1".to_owned(), "w:a = \"1\""), ("b", "a < b".to_owned(), "w:b='a &lt; b'")]);
    cursor.next().unwrap();
    assert_eq!(cursor.source(cursor.span()), "<w:t>");
    let mut raw = String::new();
    while let Node::Text(_) = cursor.next().unwrap() {
        raw.push_str(cursor.source(cursor.span()));
    }
    assert_eq!(raw, "x &amp; y");
    assert_eq!(cursor.source(cursor.span()), "</w:t>");
}

#[test]
fn one_alternative_is_read_the_first_that_needs_nothing_unknown() {
    let within = |content: &str| {
        format!(
            "<w:p xmlns:w=\"{WORD}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
             xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
             xmlns:new=\"urn:future\"><mc:AlternateContent>{content}</mc:AlternateContent><w:after/></w:p>"
        )
    };
    let known = within(
        "<mc:Choice Requires=\"new\">n<w:n/></mc:Choice><mc:Choice Requires=\"wps\"><w:k>k</w:k></mc:Choice>\
         <mc:Fallback><w:f/></mc:Fallback>",
    );
    assert_eq!(told(&known).unwrap(), "<p<kkk><afterafter>p>");
    let unknown = within("<mc:Choice Requires=\"new wps\"><w:k/></mc:Choice><mc:Fallback>f</mc:Fallback>");
    assert_eq!(told(&unknown).unwrap(), "<pf<afterafter>p>");
    let nested = within(
        "<mc:Choice Requires=\"wps\"><w:k><mc:AlternateContent><mc:Choice Requires=\"new\">n</mc:Choice>\
         <mc:Fallback>g</mc:Fallback></mc:AlternateContent></w:k></mc:Choice><mc:Fallback>f</mc:Fallback>",
    );
    assert_eq!(told(&nested).unwrap(), "<p<kgk><afterafter>p>");
    assert_eq!(told(&within("")).unwrap(), "<p<afterafter>p>");
}

#[test]
fn passing_over_an_element_ends_behind_it() {
    let text = format!("<w:p xmlns:w=\"{WORD}\"><w:a><w:a/>x</w:a><w:b/><w:c/></w:p>");
    let mut cursor = Cursor::new("x", &text);
    cursor.next().unwrap();
    cursor.next().unwrap();
    let range = cursor.pass_over().unwrap();
    assert_eq!(cursor.source(range), "<w:a><w:a/>x</w:a>");
    cursor.next().unwrap();
    let range = cursor.pass_over().unwrap();
    assert_eq!(cursor.source(range), "<w:b/>");
    assert_eq!(cursor.next().unwrap(), Node::Open(Name { space: Space::Word, local: "c" }));
}

#[test]
fn what_is_not_well_formed_is_refused_with_its_line_and_column() {
    let cases = [
        ("<a>\n <b></a>", "line 2, column 5: the part is damaged, as the element \"b\" ends as \"a\""),
        ("<a>\n<b>", "line 2, column 4: the part is damaged, as it ends within the element \"b\""),
        ("<a/>x", "line 1, column 5: the part is damaged, as there is text outside of its root element"),
        ("<a/><b/>", "line 1, column 5: the part is damaged, as it holds a second root element"),
        (
            "<a x='1' x='2'/>",
            "line 1, column 1: the part is damaged, as an element has the same attribute twice",
        ),
        (
            "<a x=1/>",
            "line 1, column 1: the part is damaged, as an attribute is not written as name=\"value\"",
        ),
        ("<w:a/>", "line 1, column 1: the part is damaged, as no namespace belongs to the prefix \"w\""),
        ("<a>é&#0;</a>", "line 1, column 5: the part is damaged, as \"&#0;\" stands for no character"),
        (
            "<a>é\u{1}</a>",
            "line 1, column 5: the part is damaged, as it holds the character U+0001, which XML does not allow",
        ),
        ("<a>&nbsp;</a>", "line 1, column 4: there is no \"&nbsp;\" in the format"),
        ("<a", "line 1, column 1: the part is damaged, as it breaks off within a tag"),
        ("", "line 1, column 1: the part is damaged, as it holds no element"),
        ("</a>", "line 1, column 1: the part is damaged, as \"a\" ends without having begun"),
    ];
    for (text, message) in cases {
        let found = told(text).unwrap_err().to_string();
        assert!(found.starts_with(&format!("\"word/document.xml\", {message}")), "{text:?}: {found}");
    }
}

#[test]
fn a_document_type_is_refused_before_anything_in_it_is_read() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>";
    assert_eq!(told(bomb), Err(Refused::DocumentType { part: "word/document.xml".into() }));
}

#[test]
fn elements_within_elements_end_at_a_limit() {
    let deep = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    assert!(told(&deep(DEEPEST)).is_ok());
    assert!(matches!(told(&deep(DEEPEST + 1)), Err(Refused::TooDeep { limit: DEEPEST, .. })));
    assert!(matches!(told(&"<a>".repeat(1_000_000)), Err(Refused::TooDeep { .. })));
}

#[test]
fn words_come_out_as_they_went_in_escaped() {
    let words = "a < b && c > d \"e\" 'f'\ttab\nline\r]]>\u{1}é صورة";
    let text = format!("<a v=\"{}\">{}</a>", escape_attribute(words), escape_text(words));
    let mut cursor = Cursor::new("x", &text);
    cursor.next().unwrap();
    let expected = words.replace('\u{1}', "");
    assert_eq!(cursor.attribute(Space::None, "v"), Some(expected.as_str()));
    assert_eq!(cursor.text().unwrap(), expected);
}
