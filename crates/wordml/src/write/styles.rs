//! `word/styles.xml`: how a document that we write looks. A serif face, black, with air; nothing that a ministry would take
//! out again.

use super::xml;
use crate::document::Direction;

/// The borders of a table, as `w:tblBorders`.
pub(super) fn borders() -> String {
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let lines: String = sides
        .iter()
        .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7F7F7F\"/>"))
        .collect();
    format!("<w:tblBorders>{lines}</w:tblBorders>")
}

/// The whole part, for text of this language and direction.
pub(super) fn part(language: &str, direction: Direction) -> String {
    let mut out = String::from(super::parts::DECLARATION);
    out.push_str(
        "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults>",
    );
    out.push_str(
        "<w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"Times New Roman\" \
         w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"24\"/><w:lang",
    );
    match direction {
        Direction::Ltr => xml::attribute(&mut out, "w:val", language),
        Direction::Rtl => xml::attribute(&mut out, "w:bidi", language),
    }
    out.push_str("/></w:rPr></w:rPrDefault>");
    out.push_str(
        "<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr>\
         </w:pPrDefault></w:docDefaults>",
    );
    for style in STYLES {
        style.write(&mut out);
    }
    for level in 1..=9_u8 {
        heading(&mut out, level);
    }
    table(&mut out);
    out.push_str("</w:styles>");
    out
}

/// A style of paragraphs or characters.
struct Style {
    id: &'static str,
    /// The name that Word knows it by; a built-in one as the standard lists it.
    name: &'static str,
    kind: Kind,
    paragraph: &'static str,
    run: &'static str,
}

enum Kind {
    /// The style of paragraphs that name none.
    Normal,
    /// One of the built-in styles of paragraphs.
    Paragraph,
    /// A style of paragraphs that is ours.
    Own,
    /// The style of characters that name none.
    Plain,
    /// A style of characters.
    Character,
}

impl Style {
    fn write(&self, out: &mut String) {
        let Self { id, name, paragraph, run, .. } = self;
        let (kind, more, based) = match self.kind {
            Kind::Normal => ("paragraph", " w:default=\"1\"", None),
            Kind::Paragraph => ("paragraph", "", Some("Normal")),
            Kind::Own => ("paragraph", " w:customStyle=\"1\"", Some("Normal")),
            Kind::Plain => ("character", " w:default=\"1\"", None),
            Kind::Character => ("character", "", Some("DefaultParagraphFont")),
        };
        out.push_str(&format!(
            "<w:style w:type=\"{kind}\"{more} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>"
        ));
        if let Some(based) = based {
            out.push_str(&format!("<w:basedOn w:val=\"{based}\"/>"));
        }
        match self.kind {
            Kind::Plain => out.push_str("<w:semiHidden/>"),
            Kind::Character => out.push_str("<w:unhideWhenUsed/>"),
            _ => out.push_str("<w:qFormat/>"),
        }
        for (element, properties) in [("pPr", paragraph), ("rPr", run)] {
            if !properties.is_empty() {
                out.push_str(&format!("<w:{element}>{properties}</w:{element}>"));
            }
        }
        out.push_str("</w:style>");
    }
}

const STYLES: &[Style] = &[
    Style { id: "Normal", name: "Normal", kind: Kind::Normal, paragraph: "", run: "" },
    Style {
        id: "DefaultParagraphFont",
        name: "Default Paragraph Font",
        kind: Kind::Plain,
        paragraph: "",
        run: "",
    },
    Style {
        id: "Title",
        name: "Title",
        kind: Kind::Paragraph,
        paragraph: "<w:keepNext/><w:keepLines/><w:spacing w:before=\"0\" w:after=\"80\" w:line=\"240\" w:lineRule=\"auto\"/>",
        run: "<w:b/><w:bCs/><w:sz w:val=\"36\"/><w:szCs w:val=\"40\"/>",
    },
    Style {
        id: "Subtitle",
        name: "Subtitle",
        kind: Kind::Paragraph,
        paragraph: "<w:keepNext/><w:keepLines/><w:spacing w:before=\"0\" w:after=\"240\"/>",
        run: "<w:color w:val=\"404040\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"26\"/>",
    },
    Style { id: "Clause", name: "Clause", kind: Kind::Own, paragraph: "", run: "" },
    Style {
        id: "ListBullet",
        name: "List Bullet",
        kind: Kind::Paragraph,
        paragraph: "<w:numPr><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"60\"/>",
        run: "",
    },
    Style {
        id: "Quote",
        name: "Quote",
        kind: Kind::Paragraph,
        paragraph: "<w:ind w:left=\"567\" w:right=\"567\"/>",
        run: "",
    },
    Style {
        id: "PlainText",
        name: "Plain Text",
        kind: Kind::Paragraph,
        paragraph: "<w:spacing w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/>",
        run: "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/><w:noProof/>\
              <w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>",
    },
    Style {
        id: "SmallPrint",
        name: "Small Print",
        kind: Kind::Own,
        paragraph: "<w:spacing w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/>",
        run: "<w:sz w:val=\"18\"/><w:szCs w:val=\"20\"/>",
    },
    Style {
        id: "TableText",
        name: "Table Text",
        kind: Kind::Own,
        paragraph: "<w:spacing w:before=\"20\" w:after=\"20\" w:line=\"240\" w:lineRule=\"auto\"/>",
        run: "<w:sz w:val=\"19\"/><w:szCs w:val=\"21\"/>",
    },
    Style {
        id: "Header",
        name: "header",
        kind: Kind::Paragraph,
        paragraph: "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"7F7F7F\"/></w:pBdr>\
                    <w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>",
        run: "<w:color w:val=\"404040\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"20\"/>",
    },
    Style {
        id: "Footer",
        name: "footer",
        kind: Kind::Paragraph,
        paragraph: "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>",
        run: "<w:color w:val=\"404040\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"20\"/>",
    },
    Style {
        id: "FootnoteText",
        name: "footnote text",
        kind: Kind::Paragraph,
        paragraph: "<w:spacing w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>",
        run: "<w:sz w:val=\"18\"/><w:szCs w:val=\"20\"/>",
    },
    Style {
        id: "CommentText",
        name: "annotation text",
        kind: Kind::Paragraph,
        paragraph: "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>",
        run: "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>",
    },
    Style {
        id: "FootnoteReference",
        name: "footnote reference",
        kind: Kind::Character,
        paragraph: "",
        run: "<w:vertAlign w:val=\"superscript\"/>",
    },
    Style {
        id: "CommentReference",
        name: "annotation reference",
        kind: Kind::Character,
        paragraph: "",
        run: "<w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>",
    },
    Style {
        id: "Hyperlink",
        name: "Hyperlink",
        kind: Kind::Character,
        paragraph: "",
        run: "<w:color w:val=\"1F3864\"/><w:u w:val=\"single\"/>",
    },
];

/// A heading never stands alone at the foot of a page, nor breaks across two.
fn heading(out: &mut String, level: u8) {
    let (before, size, complex, look) = match level {
        1 => (360, 28, 32, "<w:b/><w:bCs/>"),
        2 => (300, 24, 28, "<w:b/><w:bCs/>"),
        3 => (240, 22, 25, "<w:b/><w:bCs/>"),
        4 => (200, 22, 24, "<w:b/><w:bCs/><w:i/><w:iCs/>"),
        _ => (160, 22, 24, "<w:i/><w:iCs/>"),
    };
    let outline = level - 1;
    out.push_str(&format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/>\
         <w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>\
         <w:spacing w:before=\"{before}\" w:after=\"100\" w:line=\"240\" w:lineRule=\"auto\"/>\
         <w:outlineLvl w:val=\"{outline}\"/></w:pPr><w:rPr>{look}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{complex}\"/>\
         </w:rPr></w:style>"
    ));
}

fn table(out: &mut String) {
    out.push_str(
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
         <w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>\
         <w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/>\
         </w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/><w:semiHidden/></w:style>\
         <w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/>\
         <w:tblPr>",
    );
    out.push_str(&borders());
    out.push_str(
        "</w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val=\"clear\" \
         w:color=\"auto\" w:fill=\"EDEDED\"/></w:tcPr></w:tblStylePr></w:style>",
    );
}
