//! Drafts that are Word documents: every word of them is a word of the draft, and leads back to its paragraph.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use onetext_text::word::{Colour, Marks, Side};
use onetext_text::{ClauseIndex, ClauseKind, Draft, ReadingOptions, Source, Span};
use onetext_wordml::document::{
    Before, CellPlace, Change, ChangeIndex, ChangeKind, Content, Format, Label, Piece, Row, Story, Table,
};
use onetext_wordml::{Document, Paragraph, ParagraphIndex};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

fn words(words: &str) -> Piece {
    Piece {
        content: Content::Text(words.to_owned()),
        run: 0..0,
        element: 0..0,
        format: Format::default(),
        changes: Vec::new(),
        link: None,
    }
}

fn piece(content: Content) -> Piece {
    Piece { content, ..words("") }
}

fn bold(text: &str) -> Piece {
    Piece { format: Format { bold: true, ..Format::default() }, ..words(text) }
}

fn italic(text: &str) -> Piece {
    Piece { format: Format { italic: true, ..Format::default() }, ..words(text) }
}

fn paragraph(pieces: Vec<Piece>) -> Paragraph {
    Paragraph {
        story: Story::Body,
        cell: None,
        source: 0..0,
        style: None,
        heading: None,
        label: None,
        indent: 0,
        was: None,
        first_line: 0,
        direction: Default::default(),
        pieces,
        mark: Vec::new(),
        around: Vec::new(),
        before: Default::default(),
        place: 0,
    }
}

fn plain(text: &str) -> Paragraph {
    paragraph(vec![words(text)])
}

fn labelled(label: &str, first_line: u32, text: &str) -> Paragraph {
    let label = Label { text: label.to_owned(), level: 0, bullet: label == "•", list: 1 };
    Paragraph { label: Some(label), first_line, ..plain(text) }
}

fn heading(level: u8, text: &str) -> Paragraph {
    Paragraph { heading: Some(level), ..paragraph(vec![bold(text)]) }
}

fn document(paragraphs: Vec<Paragraph>) -> Document {
    Document { paragraphs, ..Document::default() }
}

fn read_side(document: Document, side: Side) -> Draft {
    let source = Source::from_document(b"file".to_vec(), document, side).unwrap();
    assert_eq!(source.as_bytes(), b"file");
    Draft::parse(source, &ReadingOptions::default())
}

fn read(paragraphs: Vec<Paragraph>) -> Draft {
    read_side(document(paragraphs), Side::Accepted)
}

/// Ids, labels and words of the clauses.
fn told(draft: &Draft) -> Vec<(String, String, String)> {
    draft
        .outline()
        .iter()
        .map(|(index, clause)| (clause.id.clone(), clause.label.clone(), draft.text_of(index)))
        .collect()
}

fn row(id: &str, label: &str, words: &str) -> (String, String, String) {
    (id.to_owned(), label.to_owned(), words.to_owned())
}

#[test]
fn labels_that_word_counts_name_the_clauses_and_nest_by_where_they_stand() {
    let draft = read(vec![
        heading(1, "Article 3: The quay"),
        labelled("1.", 0, "The pilots shall:"),
        labelled("(a)", 567, "board [at the buoy][in the roads];"),
        labelled("2.1(b)(iii)", 1134, "leave by launch;"),
        Paragraph { first_line: 1134, ..plain("Which the port provides.") },
        labelled("2.", 20, "Lamps burn."),
        labelled("•", 600, "green"),
        labelled("Lamp rule no 4 –", 0, "Lamps"),
    ]);
    assert_eq!(
        told(&draft),
        [
            row("article-3", "Article 3", "The quay"),
            row("article-3.1", "1", "The pilots shall:"),
            row("article-3.1.a", "(a)", "board [at the buoy][in the roads];"),
            row("article-3.1.a.2-1-b-iii", "2.1(b)(iii)", "leave by launch;"),
            row("article-3.1.a.p1", "", "Which the port provides."),
            row("article-3.2", "2", "Lamps burn."),
            row("article-3.2.p1", "", "green"),
            row("article-3.lamp-rule-no-4", "Lamp rule no 4 –", "Lamps"),
        ]
    );
    assert_eq!(draft.points().len(), 1);
}

#[test]
fn what_looks_like_markdown_is_words() {
    for text in [
        "# The quay",
        "### days",
        "> said the pilot",
        "```",
        "---",
        "***",
        "| a | b |",
        "a | b",
        "[x]: http://port.example/x",
        "[words](http://port.example/x)",
        "[words](notes.xlsx)",
        "* TOC",
        "{:toc}",
        "<!-- lamps -->",
        "a <b>lamp</b> burns",
        "    four blanks",
        "a * b * c_d_ `e` \\ \\[ \\* &amp; ~~f~~",
        "[^1] and [^1]: more",
        "words\\",
        "Title #",
        "![lamp](lamp.png)",
    ] {
        let draft = read(vec![plain(text), plain("---"), plain("==="), heading(2, text), plain("end")]);
        let all: Vec<String> =
            draft.outline().iter().map(|(_, clause)| draft.source().slice(clause.span).to_owned()).collect();
        assert_eq!(all[0], text.trim(), "{text}");
        assert!(all.iter().any(|words| words == "---"), "{text}: {all:?}");
        assert!(all.iter().any(|words| *words == format!("## {}", text.trim())), "{text}: {all:?}");
        assert!(draft.machinery().is_empty(), "{text}: {:?}", draft.machinery());
    }
}

#[test]
fn emphasis_is_read_where_the_document_has_it_and_is_no_word() {
    let draft = read(vec![
        paragraph(vec![
            bold("Option 1: "),
            words("[a] "),
            italic("re"),
            words("pub"),
            italic("lic, "),
            bold("x"),
        ]),
        paragraph(vec![bold("Lamps")]),
        paragraph(vec![words("5 * 3 * "), italic("“Buoy”"), words(" means a float.")]),
        paragraph(vec![italic("Berth"), words(" means a place.")]),
    ]);
    assert_eq!(
        draft.source().text(),
        "**Option 1:** [a] *re*pub*lic,* **x**\n\n**Lamps**\n\n5 * 3 * *“Buoy”* means a float.\n\n*Berth* means a place.\n"
    );
    let kinds: Vec<ClauseKind> = draft.outline().clauses.iter().map(|clause| clause.kind).collect();
    assert_eq!(kinds[0], ClauseKind::Option);
    assert_eq!(kinds[3], ClauseKind::Definition);
    assert_eq!(draft.text_of(ClauseIndex(0)), "[a] republic, x");
    assert_eq!(draft.text_of(ClauseIndex(2)), "5 * 3 * “Buoy” means a float.");
}

#[test]
fn tables_are_rows_and_frames_around_text_are_not() {
    let cell = |table, row, column, text: &str| Paragraph {
        cell: Some(CellPlace { table, row, column }),
        ..plain(text)
    };
    let rows = |count, cells, header| Table {
        source: 0..0,
        rows: (0..count)
            .map(|row| Row {
                source: 0..0,
                cells,
                header: header && row == 0,
                merged: false,
                changes: Vec::new(),
            })
            .collect(),
    };
    let whole = Document {
        paragraphs: vec![
            cell(0, 0, 0, "No"),
            cell(0, 0, 1, "Lamp"),
            cell(0, 1, 0, "1."),
            cell(0, 1, 1, "green"),
            cell(0, 1, 1, "or | red"),
            plain("Between."),
            cell(1, 0, 0, "1. In a frame."),
            cell(1, 1, 0, "2. In a frame."),
        ],
        tables: vec![rows(2, 2, true), rows(2, 1, false)],
        ..Document::default()
    };
    let draft = read_side(whole, Side::Accepted);
    assert_eq!(
        draft.source().text(),
        "| No | Lamp |\n| --- | --- |\n| 1. | green or | red |\n\nBetween.\n\n1. In a frame.\n\n2. In a frame.\n"
    );
    let kinds: Vec<ClauseKind> = draft.outline().clauses.iter().map(|clause| clause.kind).collect();
    assert_eq!(
        kinds,
        [ClauseKind::Paragraph, ClauseKind::Row, ClauseKind::Paragraph, ClauseKind::Item, ClauseKind::Item]
    );
}

#[test]
fn notes_stand_at_the_end_in_the_order_in_which_they_are_referred_to() {
    let note = |id, text: &str| Paragraph { story: Story::Footnote(id), ..plain(text) };
    let draft = read(vec![
        paragraph(vec![words("Lamps"), piece(Content::Note(Story::Footnote(7))), words(" burn.")]),
        note(7, " Of oil."),
        note(7, "And wicks."),
        note(9, "Nobody refers to this."),
    ]);
    assert_eq!(draft.source().text(), "Lamps[^1] burn.\n\n[^1]: Of oil.\n\n    And wicks.\n");
    assert_eq!(
        told(&draft),
        [
            row("p1", "", "Lamps[^1] burn."),
            row("note-1", "[^1]", "Of oil."),
            row("note-1.p1", "", "And wicks.")
        ]
    );
}

#[test]
fn each_side_of_tracked_changes_is_a_text_of_its_own() {
    let change = |kind| Change { kind, author: Some("Port".to_owned()), date: None, name: None };
    let within = |text: &str, at| Piece { changes: vec![ChangeIndex(at)], ..words(text) };
    let whole = || Document {
        paragraphs: vec![
            Paragraph {
                mark: vec![ChangeIndex(1)],
                ..paragraph(vec![words("Lamps "), within("shall", 0), within("should", 1)])
            },
            labelled("1.", 0, " burn."),
            Paragraph { mark: vec![ChangeIndex(0)], ..paragraph(vec![within("New.", 0)]) },
            plain("End."),
        ],
        changes: vec![change(ChangeKind::Insertion), change(ChangeKind::Deletion)],
        ..Document::default()
    };
    let accepted = read_side(whole(), Side::Accepted);
    assert_eq!(accepted.source().text(), "1. Lamps shall burn.\n\nNew.\n\nEnd.\n");
    let rejected = read_side(whole(), Side::Rejected);
    assert_eq!(rejected.source().text(), "Lamps should\n\n1. burn.\n\nEnd.\n");
    let map = accepted.source().word().unwrap().map();
    let parts: Vec<_> =
        map.parts(Span::new(0, 20)).map(|part| (part.paragraph.0, part.at, part.label)).collect();
    assert_eq!(parts, [(0, 0..11, false), (1, 0..6, true)]);
    assert_eq!(accepted.outline().clauses[0].label, "1");
}

#[test]
fn line_breaks_stay_and_end_emphasis() {
    let draft = read(vec![
        labelled("1.", 0, "Under an item."),
        Paragraph {
            first_line: 567,
            ..paragraph(vec![
                bold("The"),
                piece(Content::Break),
                bold("quay"),
                piece(Content::Tab),
                words("x"),
            ])
        },
        plain("At the margin."),
    ]);
    assert_eq!(
        draft.source().text(),
        "1. Under an item.\n\n    **The**\n    **quay**\tx\n\nAt the margin.\n"
    );
}

#[test]
fn the_title_of_a_document_stands_beside_its_widest_headings() {
    let title = Paragraph { style: Some("Title".to_owned()), ..plain("Accord") };
    let draft = read(vec![title, plain("Draft of May."), heading(2, "Article 1"), plain("Lamps burn.")]);
    let ids: Vec<&str> = draft.outline().clauses.iter().map(|clause| clause.id.as_str()).collect();
    assert_eq!(ids, ["accord", "accord.p1", "article-1", "article-1.p1"]);
}

#[test]
fn line_breaks_of_a_word_document_stay_where_it_is_written_again() {
    let draft = read(vec![paragraph(vec![words("The"), piece(Content::Break), words("quay")])]);
    let runs = draft.runs(ClauseIndex(0), None);
    assert_eq!(runs.body.iter().map(|run| run.text.as_str()).collect::<String>(), "The\nquay");
}

/// What a person could write in a paragraph, machinery and all.
fn bits() -> impl Strategy<Value = String> {
    let bit = prop::sample::select(vec![
        "[",
        "]",
        "[",
        "]",
        "\\",
        "*",
        "**",
        "_",
        "{",
        "}",
        "###",
        "# ",
        "Article 3",
        "1. ",
        "2. ",
        "(a) ",
        "(i) ",
        "1.1 ",
        "3bis ",
        "- ",
        "- [ ] ",
        "[x] ",
        "Option 1: ",
        "Option (a): ",
        "|",
        "|---|",
        "---",
        "===",
        "<!--",
        "-->",
        "<b>",
        "[^1]",
        "[^1]: ",
        "[ref]: http://x.org",
        "(http://x.org)",
        "](a.md)",
        "`",
        "```",
        "> ",
        ", ",
        " or ",
        "shall",
        " days",
        "within 10",
        " ",
        "\t",
        "\n",
        "\u{a0}",
        "\r",
        ".",
        ":",
        ";",
        "المادة ٣",
        "البوابة",
        "“Buoy” means",
        "RULES",
        "é",
        "e\u{301}",
        "…",
        "€",
    ]);
    prop::collection::vec(bit, 0..8).prop_map(|bits| bits.concat())
}

fn any_paragraph() -> impl Strategy<Value = Paragraph> {
    let label = prop::option::weighted(
        0.3,
        prop::sample::select(vec![
            "1.",
            "(a)",
            "2.1(b)(iii)",
            "•",
            "Article 3",
            "7",
            "I.",
            "§ 4.—",
            "Part A",
        ]),
    );
    let run = (bits(), 0u8..8, prop::bool::weighted(0.1), prop::bool::weighted(0.1));
    let runs = prop::collection::vec(run, 0..4);
    (
        label,
        prop::option::weighted(0.2, 1u8..=9),
        prop::sample::select(vec![0u32, 0, 360, 700, 720, 1440]),
        runs,
        prop::option::weighted(0.2, 0u32..2),
    )
        .prop_map(|(label, heading, first_line, runs, column)| {
            let mut pieces = Vec::new();
            for (text, format, breaks, noted) in runs {
                let format = Format {
                    bold: format & 1 > 0,
                    italic: format & 2 > 0,
                    hidden: format == 7,
                    ..Format::default()
                };
                pieces.push(Piece { format, ..words(&text) });
                if breaks {
                    pieces.push(piece(Content::Break));
                }
                if noted {
                    pieces.push(piece(Content::Note(Story::Footnote(1))));
                }
            }
            let label =
                label.map(|text| Label { text: text.to_owned(), level: 0, bullet: text == "•", list: 1 });
            let cell = column.map(|column| CellPlace { table: 0, row: 0, column });
            Paragraph { label, heading, first_line, cell, ..paragraph(pieces) }
        })
}

fn any_document() -> impl Strategy<Value = Document> {
    prop::collection::vec(any_paragraph(), 0..10).prop_map(|mut paragraphs| {
        // The cells of one row stand together.
        let mut cells: Vec<Paragraph> = Vec::new();
        paragraphs.retain(|paragraph| {
            let inside = paragraph.cell.is_some();
            if inside {
                cells.push(paragraph.clone());
            }
            !inside
        });
        cells.sort_by_key(|paragraph| paragraph.cell);
        let at = paragraphs.len() / 2;
        paragraphs.splice(at..at, cells);
        paragraphs.push(Paragraph { story: Story::Footnote(1), ..plain("[a note]") });
        let row = Row { source: 0..0, cells: 2, header: false, merged: false, changes: Vec::new() };
        Document { paragraphs, tables: vec![Table { source: 0..0, rows: vec![row] }], ..Document::default() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_word_of_a_document_is_lost_or_machinery(document in any_document()) {
        let draft = read_side(document.clone(), Side::Accepted);
        let source = draft.source();
        let map = source.word().unwrap().map();
        let spans: Vec<Span> = draft.outline().clauses.iter().map(|clause| clause.span).collect();
        let refers = |piece: &Piece| piece.content == Content::Note(Story::Footnote(1)) && !piece.format.hidden;
        let noted = document.paragraphs.iter().flat_map(|paragraph| &paragraph.pieces).any(refers);
        for (paragraph, index) in document.paragraphs.iter().zip(0..) {
            if paragraph.story != Story::Body && !noted {
                continue;
            }
            let text = paragraph.text(Side::Accepted, &document.changes);
            for (offset, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                let byte = map.byte_of(ParagraphIndex(index), offset).unwrap();
                prop_assert!(spans.iter().any(|span| span.contains(byte)), "{c:?} of {text:?} in no clause: {:?}", source.text());
                prop_assert!(!draft.machinery().iter().any(|span| span.contains(byte)));
                prop_assert_eq!(map.place(byte), Some((ParagraphIndex(index), offset)));
                if c != '\u{fffc}' {
                    prop_assert!(source.text()[byte as usize..].starts_with(c));
                    let span = Span::new(byte, byte + c.len_utf8() as u32);
                    let parts: Vec<_> = map.parts(span).map(|part| (part.paragraph.0, part.at)).collect();
                    prop_assert_eq!(parts, vec![(index, offset..offset + c.len_utf8())]);
                }
            }
        }
    }

    #[test]
    fn the_words_of_a_clause_are_those_of_its_paragraphs(document in any_document()) {
        let draft = read_side(document.clone(), Side::Accepted);
        let source = draft.source();
        let map = source.word().unwrap().map();
        // Brackets around a label are told with the words behind it.
        let kept = |c: &char| !c.is_whitespace() && !matches!(c, '[' | ']' | '|');
        for (index, clause) in draft.outline().iter() {
            let mut expected = String::new();
            for part in map.parts(clause.body) {
                let paragraph = &document.paragraphs[part.paragraph.0 as usize];
                let text = paragraph.text(Side::Accepted, &[]);
                // In a table, a label with words behind it is one of the words of the row.
                if let Some(label) = paragraph.label.as_ref().filter(|_| part.label) {
                    expected.push_str(&label.text);
                }
                expected.push_str(&text[part.at]);
            }
            let bare = |text: &str| {
                text.replace("[^1]", "").replace('\u{fffc}', "").chars().filter(kept).collect::<String>()
            };
            prop_assert_eq!(bare(&draft.text_of(index)), bare(&expected), "{:?}", source.text());
        }
    }
}

fn marked(colour: &str, text: &str) -> Piece {
    let format = Format { marked: Some(Colour::named(colour).unwrap()), ..Format::default() };
    Piece { format, ..words(text) }
}

#[test]
fn colours_are_counted_by_the_words_of_each_clause() {
    let draft = read(vec![
        Paragraph { pieces: vec![marked("green", "Article 1: Lamps")], ..heading(2, "") },
        Paragraph {
            pieces: vec![marked("green", "Green lamps"), words(" "), marked("green", "burn.")],
            ..labelled("1.", 0, "")
        },
        Paragraph {
            pieces: vec![
                marked("yellow", "The cat"),
                words("s *shall* sleep"),
                piece(Content::Note(Story::Footnote(1))),
                marked("92d050", ", [or wake]"),
            ],
            ..labelled("2.", 0, "")
        },
        labelled("(a)", 400, "Dogs watch."),
    ]);
    let marks = Marks::of(&draft).unwrap();
    let told: Vec<String> = draft
        .outline()
        .iter()
        .map(|(index, clause)| {
            let of = marks.of_clause(&draft, index);
            let colours: String =
                of.colours.iter().map(|(colour, words)| format!(" {colour} {words}")).collect();
            format!("{}:{colours} none {}", clause.id, of.unmarked)
        })
        .collect();
    assert_eq!(
        told,
        [
            "article-1: green 1 none 0",
            "article-1.1: green 3 none 0",
            "article-1.2: yellow 2 #92d050 2 none 2",
            "article-1.2.a: none 2",
            "note-1: none 0",
        ]
    );
    assert_eq!(marks.colours().len(), 3);
}

#[test]
fn a_draft_without_colours_has_no_marks() {
    assert_eq!(Marks::of(&read(vec![plain("The quay is closed.")])), None);
    let markdown = Source::from_bytes(b"The quay is closed.".to_vec()).unwrap();
    assert_eq!(Marks::of(&Draft::parse(markdown, &ReadingOptions::default())), None);
}

proptest! {
    /// Whatever stands between them, each word keeps its colour and none is counted twice.
    #[test]
    fn every_word_keeps_its_colour(runs in prop::collection::vec(("[a-z]{1,5}( [a-z*_#|\\[\\]]{1,4}){0,3}", 0_usize..3, any::<bool>()), 1..12)) {
        let names = ["", "green", "yellow"];
        let mut pieces = Vec::new();
        for (text, colour, emphasis) in &runs {
            let mut piece = if names[*colour].is_empty() { words(text) } else { marked(names[*colour], text) };
            piece.format.bold = *emphasis;
            pieces.push(piece);
            pieces.push(words(" "));
        }
        let draft = read(vec![paragraph(pieces)]);
        let expected: Vec<(String, Option<Colour>)> = runs
            .iter()
            .flat_map(|(text, colour, _)| text.unicode_words().map(move |word| (word.to_owned(), Colour::named(names[*colour]))))
            .collect();
        let end = draft.source().text().len() as u32;
        let found: Vec<(String, Option<Colour>)> = Marks::of(&draft)
            .map(|marks| marks.within(&draft, Span::new(0, end)).map(|(word, colour)| (word.to_owned(), colour)).collect())
            .unwrap_or_default();
        if runs.iter().any(|(_, colour, _)| *colour > 0) {
            // An underscore joins letters into a word; where it has a backslash before it in the text it does not.
            let letters = |all: &[(String, Option<Colour>)]| -> Vec<(char, Option<Colour>)> {
                all.iter().flat_map(|(word, colour)| word.chars().filter(char::is_ascii_lowercase).map(move |letter| (letter, *colour))).collect()
            };
            prop_assert_eq!(letters(&found), letters(&expected));
        }
    }
}

#[test]
fn tens_of_thousands_of_paragraphs_that_deleted_marks_join_are_one_in_time() {
    let many = 50_000;
    let deletion = Change { kind: ChangeKind::Deletion, author: Some("A".into()), date: None, name: None };
    let mut paragraphs: Vec<Paragraph> = (0..many)
        .map(|at| Paragraph { mark: vec![ChangeIndex(0)], ..plain(if at % 3 == 0 { "" } else { "x " }) })
        .collect();
    paragraphs.push(Paragraph { before: Before::End, ..plain("y") });
    let document = Document { changes: vec![deletion], ..document(paragraphs) };
    let draft = read_side(document, Side::Accepted);
    assert_eq!(draft.outline().clauses.len(), 1);
    let map = draft.source().word().unwrap().map();
    let mut end = 0;
    for index in 0..=many {
        let span = map.span_of(ParagraphIndex(index)).unwrap();
        assert_eq!(span.start, end);
        end = span.end;
        if index % 3 == 1 {
            let at = map.byte_of(ParagraphIndex(index), 0).unwrap();
            assert_eq!(map.place(at), Some((ParagraphIndex(index), 0)));
        }
    }
    assert_eq!(end as usize, draft.source().text().trim_end().len());
}

#[test]
fn paragraphs_that_stand_ever_further_in_do_not_make_the_text_many_times_as_long() {
    let paragraphs: Vec<Paragraph> = (0..5_000).map(|at| labelled("(a)", at * 100, "x")).collect();
    let draft = read(paragraphs);
    let text = draft.source().text();
    assert!(text.len() < 5_000 * 140, "{}", text.len());
    assert_eq!(draft.outline().clauses.len(), 5_000);
}

#[test]
fn tables_of_very_many_rows_or_cells_are_read_in_time() {
    let many = 50_000;
    let row = |cells| Row { source: 0..0, cells, header: false, merged: false, changes: Vec::new() };
    let cell = |row, column| Paragraph {
        cell: Some(CellPlace { table: 0, row, column }),
        before: Before::End,
        ..plain("x")
    };
    // A frame of one cell to each row, and a row of many cells.
    for (rows, paragraphs, clauses) in [
        (vec![row(1); many], (0..many as u32).map(|at| cell(at, 0)).collect::<Vec<_>>(), many),
        (vec![row(many as u32)], (0..many as u32).map(|at| cell(0, at)).collect(), 1),
    ] {
        let document = Document { tables: vec![Table { source: 0..0, rows }], ..document(paragraphs) };
        assert_eq!(read_side(document, Side::Accepted).outline().clauses.len(), clauses);
    }
}
