//! A document with everything in it that tells of people, machines, times and other files.

use super::Docx;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

impl Docx {
    /// A document with these blocks, and behind them one paragraph that has no words but tells of `who` in every way that a
    /// file can; so do all its other parts. `who` is a word of ASCII letters and digits.
    ///
    /// A picture in PNG and one in JPEG with what cameras and editors note, a linked picture, an embedded object, hidden words, words struck and put in by a tracked change that are blanks alone, a link to a folder, a field with a path,
    /// comments with answers and lists of people, a header and a footer with a picture, custom XML with a bound control, built-in,
    /// extended and own properties, a thumbnail, a template, revision ids, variables.
    #[must_use]
    pub fn telling(blocks: &str, who: &str) -> Self {
        let stamp = format!("w:author=\"author-{who}\" w:date=\"2031-02-01T07:{:02}:00Z\"", who.len() % 60);
        let body = format!("{blocks}{}", paragraph(who, &stamp));
        let words = |words: &str| format!("<w:p><w:r><w:t>{words}-{who}</w:t></w:r></w:p>");
        let edge = |name: &str| format!("{}<w:p><w:r>{}</w:r></w:p>", words(name), picture("rPic", who));
        let own = |inner: &str| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
            )
        };
        let in_edge = own(&relation("rPic", "image", "media/picture1.png", false));
        let mut docx = Self::new(&body)
            .comments(&format!(
                "<w:comment w:id=\"900\" {stamp} w:initials=\"{who}\"><w:p w14:paraId=\"0A0B0C0D\"><w:r><w:t>comment-{who}</w:t></w:r></w:p></w:comment>\
                 <w:comment w:id=\"901\" {stamp} w:initials=\"{who}\"><w:p w14:paraId=\"0A0B0C0E\"><w:r><w:t>answer-{who}</w:t></w:r></w:p></w:comment>"
            ))
            .part(
                "word/commentsExtended.xml",
                "<w15:commentsEx xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"><w15:commentEx \
                 w15:paraId=\"0A0B0C0E\" w15:paraIdParent=\"0A0B0C0D\" w15:done=\"0\"/></w15:commentsEx>",
            )
            .part(
                "word/people.xml",
                format!(
                    "<w15:people xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"><w15:person \
                     w15:author=\"author-{who}\"><w15:presenceInfo w15:providerId=\"AD\" w15:userId=\"user-{who}\"/></w15:person></w15:people>"
                ),
            )
            .settings(&format!(
                "<w:attachedTemplate r:id=\"rTemplate\"/><w:rsids><w:rsidRoot w:val=\"rsid{who}\"/></w:rsids><w:docVars><w:docVar \
                 w:name=\"a\" w:val=\"variable-{who}\"/></w:docVars>"
            ))
            .part(
                "word/_rels/settings.xml.rels",
                own(&relation("rTemplate", "attachedTemplate", &format!("file:///C:/{who}/template.dotm"), true)),
            )
            .word("header1", "hdr", &edge("header"))
            .part("word/_rels/header1.xml.rels", in_edge.clone())
            .word("footer1", "ftr", &edge("footer"))
            .part("word/_rels/footer1.xml.rels", in_edge)
            .part("docProps/core.xml", core(who))
            .part(
                "docProps/app.xml",
                format!(
                    "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Template>{who}.dotm</Template><Company>company-{who}</Company><Manager>manager-{who}</Manager></Properties>"
                ),
            )
            .part(
                "docProps/custom.xml",
                format!(
                    "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"><property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"2\" name=\"case-{who}\"><vt:lpwstr>own-{who}</vt:lpwstr></property></Properties>"
                ),
            )
            .part("docProps/thumbnail.jpeg", jpeg(who))
            .part("customXml/item1.xml", format!("<x>custom-{who}</x>"))
            .part("word/media/picture1.png", png(who))
            .part("word/media/picture2.jpeg", jpeg(who))
            .part("word/embeddings/Book1.xlsx", format!("book-{who}"));
        for (kind, target, outside) in [
            ("hyperlink", format!("file:///Z:/{who}/annex.docx"), true),
            ("image", "media/picture1.png".to_owned(), false),
            ("image", "media/picture2.jpeg".to_owned(), false),
            ("image", format!("file:///Z:/{who}/map.png"), true),
            ("package", "embeddings/Book1.xlsx".to_owned(), false),
        ] {
            docx.relations.push((format!("{RELATIONSHIPS}{kind}"), target, outside));
        }
        docx
    }
}

/// The paragraph without words. The links of the document are, in order: a folder, a PNG, a JPEG, a linked picture, an object.
fn paragraph(who: &str, stamp: &str) -> String {
    let blank = "<w:t xml:space=\"preserve\"> </w:t>";
    format!(
        "<w:p w:rsidR=\"00{who}\" w:rsidRPr=\"01{who}\" w:rsidRDefault=\"02{who}\" w14:paraId=\"03{who}\"><w:pPr><w:rPr><w:rPrChange \
         w:id=\"910\" {stamp}><w:rPr/></w:rPrChange></w:rPr></w:pPr><w:bookmarkStart w:id=\"911\" w:name=\"place_{who}\"/><w:bookmarkEnd \
         w:id=\"911\"/><w:commentRangeStart w:id=\"900\"/><w:hyperlink r:id=\"rLink1\" w:tooltip=\"tip-{who}\"><w:r>{}</w:r></w:hyperlink>\
         <w:r>{}</w:r><w:r>{}</w:r><w:r><w:object><v:shape id=\"shape-{who}\" alt=\"alt-{who}\"><v:imagedata r:id=\"rLink2\" \
         o:title=\"title-{who}\"/></v:shape><o:OLEObject ProgID=\"Excel.Sheet.12\" ShapeID=\"shape-{who}\" r:id=\"rLink5\"/></w:object></w:r>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden-{who}</w:t></w:r><w:ins w:id=\"912\" {stamp}><w:r>{blank}</w:r><w:r><w:rPr><w:vanish/></w:rPr>\
         <w:t>hiddenin-{who}</w:t></w:r></w:ins><w:del w:id=\"913\" {stamp}><w:r><w:delText>deleted-{who}</w:delText></w:r></w:del>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> FILENAME \\p \"C:\\{who}\" </w:instrText></w:r><w:r><w:fldChar \
         w:fldCharType=\"separate\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:sdt><w:sdtPr><w:alias w:val=\"alias-{who}\"/><w:tag \
         w:val=\"tag-{who}\"/><w:dataBinding w:xpath=\"/{who}\" w:storeItemID=\"{who}\"/></w:sdtPr><w:sdtContent><w:r>{blank}</w:r></w:sdtContent></w:sdt>\
         <w:commentRangeEnd w:id=\"900\"/><w:r><w:commentReference w:id=\"900\"/></w:r><w:r><w:commentReference w:id=\"901\"/></w:r></w:p>",
        picture("rLink2", who),
        picture("rLink3", who),
        picture("rLink4", who).replace("r:embed", "r:link"),
    )
}

fn picture(relation: &str, who: &str) -> String {
    format!(
        "<w:drawing><wp:inline><wp:docPr id=\"7\" name=\"C:\\{who}\\1.png\" descr=\"described-{who}\" title=\"title-{who}\"/>\
         <a:graphic><a:graphicData><a:blip r:embed=\"{relation}\"><a:extLst><a:ext uri=\"uri-{who}\"/></a:extLst></a:blip></a:graphicData>\
         </a:graphic></wp:inline></w:drawing>"
    )
}

fn relation(id: &str, kind: &str, target: &str, outside: bool) -> String {
    let mode = if outside { " TargetMode=\"External\"" } else { "" };
    format!("<Relationship Id=\"{id}\" Type=\"{RELATIONSHIPS}{kind}\" Target=\"{target}\"{mode}/>")
}

fn core(who: &str) -> String {
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>title-{who}</dc:title><dc:creator>author-{who}</dc:creator>\
         <cp:lastModifiedBy>author-{who}</cp:lastModifiedBy><dcterms:created xsi:type=\"dcterms:W3CDTF\">2031-02-01T07:00:00Z</dcterms:created>\
         <cp:keywords>keys-{who}</cp:keywords></cp:coreProperties>"
    )
}

/// A picture of one point with chunks of text, of Exif and of XMP.
fn png(who: &str) -> Vec<u8> {
    let chunk = |kind: &str, content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap_or(0).to_be_bytes();
        [&length[..], kind.as_bytes(), content, b"sum!"].concat()
    };
    [
        &b"\x89PNG\r\n\x1a\n"[..],
        &chunk("IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
        &chunk("tEXt", format!("Author\0picture-{who}").as_bytes()),
        &chunk("zTXt", format!("Comment\0\0{who}").as_bytes()),
        &chunk("iTXt", format!("XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>creator-{who}</x:xmpmeta>").as_bytes()),
        &chunk("eXIf", format!("MM\0*artist-{who}").as_bytes()),
        &chunk("tIME", &[7, 239, 2, 1, 7, 0, 0]),
        &chunk("IDAT", b"x"),
        &chunk("IEND", b""),
        format!("behind-{who}").as_bytes(),
    ]
    .concat()
}

/// A picture with Exif, XMP, notes of an editor, a comment, and something behind its end.
fn jpeg(who: &str) -> Vec<u8> {
    let segment = |marker: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX).to_be_bytes();
        [&[0xff, marker][..], &length, content].concat()
    };
    [
        &[0xff, 0xd8][..],
        &segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        &segment(0xe1, format!("Exif\0\0MM\0*\0\0\0\x08artist-{who}").as_bytes()),
        &segment(
            0xe1,
            format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>creator-{who}</x:xmpmeta>").as_bytes(),
        ),
        &segment(0xed, format!("Photoshop 3.0\08BIM by-line-{who}").as_bytes()),
        &segment(0xfe, format!("comment-{who}").as_bytes()),
        &segment(0xc0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        &segment(0xda, &[1, 1, 0, 0, 63, 0]),
        &[0x12, 0x34, 0xff, 0xd9],
        format!("behind-{who}").as_bytes(),
    ]
    .concat()
}
