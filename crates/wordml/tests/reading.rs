//! Documents made up at random, read: what the maker knows of each paragraph is what is read of it, on both sides of its
//! changes, and the bytes of each are those that the maker wrote.

use std::fmt::Write as _;
use std::ops::Range;

use onetext_wordml::Opened;
use onetext_wordml::document::{Document, Side};
use onetext_wordml::markup::settle;
use onetext_wordml::testing::Docx;
use onetext_wordml::xml::escape_text;
use proptest::prelude::*;

/// What stands in a paragraph.
#[derive(Debug, Clone)]
enum Inline {
    Run(String),
    Tab,
    Break,
    Inserted(Vec<Inline>),
    Deleted(Vec<Inline>),
    Link(Vec<Inline>),
    Field(Vec<Inline>),
}

#[derive(Debug, Clone)]
enum Block {
    Paragraph {
        mark: Option<bool>,
        content: Vec<Inline>,
    },
    Part(Vec<Block>),
    /// Rows, each with whether it was inserted or deleted, and its cells.
    Table(Vec<(Option<bool>, Vec<Vec<Block>>)>),
}

/// The document as it is written, and what is to be read of it.
#[derive(Debug, Default)]
struct Maker {
    xml: String,
    sources: Vec<Range<usize>>,
    accepted: Vec<String>,
    rejected: Vec<String>,
}

impl Maker {
    fn blocks(&mut self, blocks: &[Block], accepted: bool, rejected: bool) {
        for block in blocks {
            match block {
                Block::Paragraph { mark, content } => {
                    let start = self.xml.len();
                    self.accepted.push(String::new());
                    self.rejected.push(String::new());
                    self.xml.push_str("<w:p>");
                    if let Some(comes) = mark {
                        let kind = if *comes { "ins" } else { "del" };
                        let _ = write!(self.xml, "<w:pPr><w:rPr><w:{kind} w:author=\"M\"/></w:rPr></w:pPr>");
                    }
                    self.inlines(content, accepted, rejected);
                    self.xml.push_str("</w:p>");
                    self.sources.push(start..self.xml.len());
                }
                Block::Part(blocks) => {
                    self.xml.push_str("<w:sdt><w:sdtPr/><w:sdtContent>");
                    self.blocks(blocks, accepted, rejected);
                    self.xml.push_str("</w:sdtContent></w:sdt>");
                }
                Block::Table(rows) => {
                    self.xml.push_str("<w:tbl><w:tblPr/>");
                    for (change, cells) in rows {
                        self.xml.push_str("<w:tr>");
                        if let Some(comes) = change {
                            let kind = if *comes { "ins" } else { "del" };
                            let _ = write!(self.xml, "<w:trPr><w:{kind} w:author=\"R\"/></w:trPr>");
                        }
                        let (accepted, rejected) =
                            (accepted && *change != Some(false), rejected && *change != Some(true));
                        for cell in cells {
                            self.xml.push_str("<w:tc><w:tcPr/>");
                            self.blocks(cell, accepted, rejected);
                            self.xml.push_str("</w:tc>");
                        }
                        self.xml.push_str("</w:tr>");
                    }
                    self.xml.push_str("</w:tbl>");
                }
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline], accepted: bool, rejected: bool) {
        for inline in inlines {
            match inline {
                Inline::Run(words) => {
                    let name = if accepted { "t" } else { "delText" };
                    let escaped = escape_text(words);
                    let _ = write!(self.xml, "<w:r><w:{name} xml:space=\"preserve\">{escaped}</w:{name}></w:r>");
                    self.said(words, accepted, rejected);
                }
                Inline::Tab => {
                    self.xml.push_str("<w:r><w:tab/></w:r>");
                    self.said("\t", accepted, rejected);
                }
                Inline::Break => {
                    self.xml.push_str("<w:r><w:rPr><w:b/></w:rPr><w:br/></w:r>");
                    self.said("\n", accepted, rejected);
                }
                Inline::Inserted(inside) => self.within("<w:ins w:author=\"A\">", inside, "</w:ins>", accepted, false),
                Inline::Deleted(inside) => self.within("<w:del w:author=\"B\">", inside, "</w:del>", false, rejected),
                Inline::Link(inside) => {
                    self.within("<w:hyperlink w:anchor=\"a\">", inside, "</w:hyperlink>", accepted, rejected);
                }
                Inline::Field(inside) => self.within(
                    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>\
                     <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
                    inside,
                    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
                    accepted,
                    rejected,
                ),
            }
        }
    }

    fn within(&mut self, before: &str, inside: &[Inline], after: &str, accepted: bool, rejected: bool) {
        self.xml.push_str(before);
        self.inlines(inside, accepted, rejected);
        self.xml.push_str(after);
    }

    fn said(&mut self, words: &str, accepted: bool, rejected: bool) {
        for (texts, there) in [(&mut self.accepted, accepted), (&mut self.rejected, rejected)] {
            if let Some(text) = texts.last_mut().filter(|_| there) {
                text.push_str(words);
            }
        }
    }
}

fn inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        6 => "[a-c &<>\"'é\u{301}אבم،😀]{1,8}".prop_map(Inline::Run),
        1 => Just(Inline::Tab),
        1 => Just(Inline::Break),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let inside = prop::collection::vec(inner, 0..4);
        prop_oneof![
            inside.clone().prop_map(Inline::Inserted),
            inside.clone().prop_map(Inline::Deleted),
            inside.clone().prop_map(Inline::Link),
            inside.prop_map(Inline::Field),
        ]
    })
}

fn block() -> impl Strategy<Value = Block> {
    let paragraph = (prop::option::weighted(0.3, any::<bool>()), prop::collection::vec(inline(), 0..5))
        .prop_map(|(mark, content)| Block::Paragraph { mark, content });
    paragraph.prop_recursive(3, 24, 4, |inner| {
        let cell = prop::collection::vec(inner.clone(), 1..3);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Block::Part),
            prop::collection::vec(
                (prop::option::weighted(0.3, any::<bool>()), prop::collection::vec(cell, 1..3)),
                1..3
            )
            .prop_map(Block::Table),
        ]
    })
}

fn texts(document: &Document, side: Side) -> Vec<String> {
    document.paragraphs.iter().map(|paragraph| paragraph.text(side, &document.changes)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_made_is_read_on_both_sides_and_byte_for_byte(blocks in prop::collection::vec(block(), 0..6)) {
        let mut made = Maker::default();
        made.blocks(&blocks, true, true);
        let Opened { package, document } = Opened::from_bytes(&Docx::new(&made.xml).bytes()).expect("a document");
        prop_assert_eq!(texts(&document, Side::Accepted), made.accepted);
        prop_assert_eq!(texts(&document, Side::Rejected), made.rejected);

        let xml = package.main_xml().expect("its text");
        let base = xml.find("<w:body>").expect("a body") + "<w:body>".len();
        let sources: Vec<Range<usize>> = made.sources.iter().map(|it| it.start + base..it.end + base).collect();
        let read: Vec<Range<usize>> = document.paragraphs.iter().map(|paragraph| paragraph.source.clone()).collect();
        prop_assert_eq!(read, sources);

        for paragraph in &document.paragraphs {
            let mut at = paragraph.source.start;
            for piece in &paragraph.pieces {
                prop_assert!(piece.run.start >= paragraph.source.start && piece.run.end <= paragraph.source.end);
                prop_assert!(piece.run.start <= piece.element.start && piece.element.end <= piece.run.end);
                prop_assert!(piece.element.start >= at);
                prop_assert!(xml[piece.run.clone()].starts_with("<w:r>") && xml[piece.run.clone()].ends_with("</w:r>"));
                at = piece.element.end;
            }
        }
        // What becomes one paragraph is made of paragraphs in their order, each at most once, and no word falls out.
        for side in [Side::Accepted, Side::Rejected] {
            let joined = document.joined(side);
            let parts: Vec<_> = joined.iter().flat_map(|it| &it.parts).collect();
            prop_assert!(parts.is_sorted() && parts.windows(2).all(|two| two[0] != two[1]));
            let all: String = joined.iter().map(|it| document.joined_text(it, side)).collect();
            prop_assert_eq!(all, texts(&document, side).concat());
        }
        // Two ways lead to one side of a document: to settle its changes in its parts, and to join what was read of it.
        // The marks of a field keep a paragraph in the parts that has no words when read.
        let settles = !made.xml.contains("fldChar");
        for side in [Side::Accepted, Side::Rejected].into_iter().filter(|_| settles) {
            let settled = Document::read(&settle(&package, side).expect("a settled document")).expect("a document");
            prop_assert!(settled.changes.is_empty());
            let joined: Vec<String> =
                document.joined(side).iter().map(|it| document.joined_text(it, side)).collect();
            // A structured part that is emptied may go as a whole when settled, with the empty paragraph that it ends in.
            let emptied = made.xml.contains("<w:sdt>");
            let compared = |texts: Vec<String>| -> Vec<String> {
                texts.into_iter().filter(|text| !(emptied && text.is_empty())).collect()
            };
            prop_assert_eq!(compared(texts(&settled, side)), compared(joined), "{}", made.xml);
        }
        // Each change of words is told once, with all its words.
        let changed: usize = document
            .hands()
            .iter()
            .flat_map(|hand| &hand.changed)
            .flat_map(|changed| &changed.elements)
            .collect::<std::collections::BTreeSet<_>>()
            .len();
        let rows = document.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.changes);
        let with_words = document
            .paragraphs
            .iter()
            .flat_map(|paragraph| {
                let pieces = paragraph.pieces.iter().flat_map(|piece| &piece.changes);
                pieces.chain(&paragraph.mark).chain(&paragraph.around)
            })
            .chain(rows)
            .collect::<std::collections::BTreeSet<_>>()
            .len();
        prop_assert_eq!(changed, with_words);
    }

    #[test]
    fn parts_cut_or_changed_anywhere_are_refused_or_read(
        blocks in prop::collection::vec(block(), 1..4),
        at in any::<prop::sample::Index>(),
        instead in prop::option::of("[<>/a-z&;\"= ]{0,6}"),
    ) {
        let mut made = Maker::default();
        made.blocks(&blocks, true, true);
        let whole = format!("<w:document {}><w:body>{}</w:body></w:document>", onetext_wordml::testing::NAMESPACES, made.xml);
        let at = (0..=at.index(whole.len())).rev().find(|&at| whole.is_char_boundary(at)).unwrap_or(0);
        let changed = match &instead {
            Some(instead) => format!("{}{instead}{}", &whole[..at], &whole[at..]),
            None => whole[..at].to_owned(),
        };
        let read = Opened::from_bytes(&Docx::new("").part("word/document.xml", changed.clone()).bytes());
        if instead.is_none() {
            prop_assert!(read.is_err());
        }
        if let Ok(opened) = read {
            for paragraph in &opened.document.paragraphs {
                prop_assert!(changed.get(paragraph.source.clone()).is_some_and(|it| it.starts_with('<') && it.ends_with('>')));
            }
        }
    }
}
