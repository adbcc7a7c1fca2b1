//! Headings that nothing marks: which lines of a plain text are headings, and which only look like it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onetext_text::{ClauseKind, Draft, ReadAs, ReadingOptions, ReadingOverride, Source};

fn with(text: &str, overrides: Vec<ReadingOverride>) -> Draft {
    let options = ReadingOptions { overrides, ..ReadingOptions::default() };
    Draft::parse(Source::from_bytes(text.as_bytes().to_vec()).unwrap(), &options)
}

/// The ids of clauses, those of headings behind a `#`.
fn shape(text: &str) -> Vec<String> {
    let draft = with(text, Vec::new());
    let heading = |kind| if matches!(kind, ClauseKind::Heading(_)) { "#" } else { "" };
    draft.outline().clauses.iter().map(|clause| format!("{}{}", heading(clause.kind), clause.id)).collect()
}

#[test]
fn the_name_of_a_unit_is_a_heading_however_it_is_set() {
    for title in [
        "ARTICLE I",
        "Article 1 – Ceasefire",
        "Article 1: Ceasefire",
        "Article 1. Use of terms",
        "Article 1 Ceasefire",
        "Article 1 (Ceasefire)",
        "**Phase One**",
        "**Phase One: Reconstruction**",
        "PHASE 1",
        "PHASE ONE (days 1 to 42)",
        "First phase",
        "Stage 1:",
        "Annex 2",
        "Clause 7",
        "الفصل الأول",
        "المادة 3",
        "المادة 3: الأسرى",
        "البند ٤: أحكام ختامية",
        "סעיף 4",
        "סעיף 4 – שחרור",
        "I. GENERAL",
        "**A. Mitigation**",
        "A. Mitigation",
        "PREAMBLE",
        "GENERAL PROVISIONS",
        "أولاً: وقف إطلاق النار",
    ] {
        let text = format!("{title}\n\n1. One\n\n2. Two\n");
        let found = shape(&text);
        assert!(found[0].starts_with('#'), "{title}: {found:?}");
        assert_eq!(found.len(), 3, "{title}: {found:?}");
        assert!(found.iter().all(|id| !id.contains('~')), "{title}: {found:?}");
    }
}

#[test]
fn sentences_and_items_are_no_headings() {
    for text in [
        "Article 2 applies to both farms.",
        "Article 3. Each Party shall comply.",
        "Clause 2: words follow here.",
        "A. Alpha makes pumps.\n\nB. Beta needs pumps.",
        "A. Apples\n\nB. Pears",
        "1. Apples\n\n2. Pears",
        "I. GENERAL\n\nII. SPECIAL",
        "NO TEXT",
        "[TBD]",
        "Option 1\n\nwords",
        "in accordance with\nArticle 6\nof the treaty",
        "The farms recall Article 5 and\nArticle 6\n\nwords",
        "(a) Ceasefire\n\n1. one",
    ] {
        let found = shape(text);
        assert!(found.iter().all(|id| !id.starts_with('#')), "{text}: {found:?}");
    }
}

#[test]
fn a_plain_treaty_has_ids_without_counts() {
    let text = "AGREEMENT ON THE WELL\n\nPREAMBLE\n\nThe farms have agreed as follows:\n\nARTICLE I\nUse of the well\n1. One.\n2. Two:\n(a) alpha\n(b) beta\n\nARTICLE II\n\nThe gate\n\n1. Uno.\n2. Dos.\nArticle 3\nThe farms meet.\nArticle 4. End\nIt ends.\n\nAnnex A – Lists\n\n1. Names.\n";
    assert_eq!(
        shape(text),
        [
            "#agreement-on-the-well",
            "#preamble",
            "preamble.p1",
            "#article-i",
            "article-i.1",
            "article-i.2",
            "article-i.2.a",
            "article-i.2.b",
            "#article-ii",
            "article-ii.1",
            "article-ii.2",
            "#article-3",
            "article-3.p1",
            "#article-4",
            "article-4.p1",
            "#annex-a",
            "annex-a.1"
        ]
    );
    let draft = with(text, Vec::new());
    assert_eq!(draft.body(onetext_text::ClauseIndex(3)), "Use of the well");
    assert_eq!(draft.body(onetext_text::ClauseIndex(8)), "The gate");
}

#[test]
fn titles_in_the_middle_of_the_page_are_headings() {
    let text = "                 AGREEMENT\n\n                 ARTICLE 1\n                THE WELL\n\n     1.   One:\n\n          (a)  alpha\n               beta;\n\n                 ARTICLE 2\n                 THE GATE\n\n     1.   Uno.\n";
    assert_eq!(
        shape(text),
        ["#agreement", "#article-1", "article-1.1", "article-1.1.a", "#article-2", "article-2.1"]
    );
    // An indented line below an item is a paragraph of it.
    assert_eq!(shape("1. One:\n\n    Article 2\n\n    more\n"), ["1", "1.p1", "1.p2"]);
}

#[test]
fn lettered_headings_stand_beside_each_other() {
    let text = "I. GENERAL\n\n1. One.\n\nII. SUBSTANCE\n\nA. Mitigation\n\n2. Two.\n\nB. Adaptation\n\n3. Three.\n\nIII. INSTITUTIONS\n\n4. Four.\n";
    assert_eq!(shape(text), ["#i", "i.1", "#ii", "#ii.a", "ii.a.2", "#ii.b", "ii.b.3", "#iii", "iii.4"]);
    let contract = "1. DEFINITIONS\n\n1.1 One.\n1.2 Two.\n2. SUPPLY\n2.1 Three.\n\n3. Term\n\n3.1 Four.\n";
    assert_eq!(shape(contract), ["#1", "1.1-1", "1.1-2", "#2", "2.2-1", "#3", "3.3-1"]);
}

#[test]
fn a_heading_that_is_marked_ends_one_that_is_not() {
    let text = "# Plan\n\n**A. Security**\n\n1. One.\n\n## Annex\n\n1. Map.\n";
    assert_eq!(shape(text), ["#plan", "#plan.a", "plan.a.1", "#plan.annex", "plan.annex.1"]);
}

#[test]
fn a_heading_can_be_read_otherwise() {
    let text = "A. Mitigation\n\n1. One.\n";
    let draft = with(text, Vec::new());
    let reading = &draft.readings()[0];
    assert_eq!(
        (reading.line, reading.chosen, reading.possible.as_slice()),
        (1, ReadAs::Heading, &[ReadAs::Item][..])
    );
    let read = |text: &str, read_as| {
        with(text, vec![ReadingOverride { line: 1, column: 1, read_as }]).outline().clauses[0].kind
    };
    assert_eq!(read(text, ReadAs::Item), ClauseKind::Item);
    assert!(matches!(read("Some words\n\nmore", ReadAs::Heading), ClauseKind::Heading(_)));
    assert_eq!(read("GENERAL PROVISIONS\n\nmore", ReadAs::Text), ClauseKind::Paragraph);
}

#[test]
fn an_abbreviated_article_is_a_heading() {
    let read = with("Art. 3\n\nThe gate opens.\n\nArt. 4 – Fees\n\nNone.\n", Vec::new());
    let labels: Vec<&str> = read.outline().clauses.iter().map(|clause| clause.label.as_str()).collect();
    assert_eq!(labels, ["Art. 3", "", "Art. 4", ""]);
    assert_eq!(read.outline().find("3"), Ok(onetext_text::ClauseIndex(0)));
}

#[test]
fn a_line_below_another_heading_is_no_title_of_the_one_before() {
    let read = with("Article 2\n## Article 3\nScope\n\nWords.\n", Vec::new());
    let spans: Vec<(u32, u32)> =
        read.outline().clauses.iter().map(|clause| (clause.span.start, clause.span.end)).collect();
    assert!(spans.windows(2).all(|two| two[0].1 <= two[1].0), "{spans:?}");
}
