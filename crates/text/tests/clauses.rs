//! What a draft is divided into, and how people refer to it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onetext_text::{
    ClauseIndex, ClauseKind, ClauseNotFound, Draft, ReadAs, ReadingOptions, ReadingOverride, Source,
};

fn draft(text: &str) -> Draft {
    Draft::parse(Source::from_bytes(text.as_bytes().to_vec()).unwrap(), &ReadingOptions::default())
}

/// Kind, label, id and words of every clause, one on a line.
fn shape(text: &str) -> Vec<String> {
    let draft = draft(text);
    let kind = |kind| match kind {
        ClauseKind::Heading(level) => format!("h{level}"),
        ClauseKind::Paragraph => "par".to_owned(),
        ClauseKind::Item => "item".to_owned(),
        ClauseKind::Option => "opt".to_owned(),
        ClauseKind::Definition => "def".to_owned(),
        ClauseKind::Row => "row".to_owned(),
    };
    draft
        .outline()
        .iter()
        .map(|(at, clause)| {
            format!("{} <{}> {} = {}", kind(clause.kind), clause.label, clause.id, draft.text_of(at))
        })
        .collect()
}

#[test]
fn a_small_draft_has_heading_items_and_paths() {
    let text = "## Article 3 *(the gate)*\n\nBoth farms agree:\n\n1. The gate stays open.\n\n   (a) from dawn\n   (b) to dusk\n\n   And never locked.\n2. No dogs.\n";
    assert_eq!(
        shape(text),
        [
            "h2 <Article 3> article-3 = (the gate)",
            "par <> article-3.p1 = Both farms agree:",
            "item <1> article-3.1 = The gate stays open.",
            "item <(a)> article-3.1.a = from dawn",
            "item <(b)> article-3.1.b = to dusk",
            "par <> article-3.1.p1 = And never locked.",
            "item <2> article-3.2 = No dogs.",
        ]
    );
    let draft = draft(text);
    assert_eq!(draft.outline().clauses[3].path, "Article 3, 1, (a)");
    assert_eq!(draft.outline().clauses[3].line, 7);
    assert_eq!(draft.outline().clauses[5].path, "Article 3, 1, ¶ 1");
    let children: Vec<u32> = draft.outline().children(ClauseIndex(2)).map(|child| child.0).collect();
    assert_eq!(children, [3, 4, 5]);
    assert_eq!(draft.outline().subtree(ClauseIndex(2)), 2..6);
    assert_eq!(draft.outline().subtree(ClauseIndex(99)), 99..99);
    assert_eq!(draft.body(ClauseIndex(3)), "from dawn");
}

#[test]
fn every_sort_of_label_is_read() {
    for (line, label) in [
        ("1. Words", "1"),
        ("1) Words", "1"),
        ("(1) Words", "(1)"),
        ("1.1 Words", "1.1"),
        ("1.1. words", "1.1"),
        ("3bis. Words", "3bis"),
        ("3bis Words", "3bis"),
        ("3.3ter Words", "3.3ter"),
        ("3.3quat Words", "3.3quat"),
        ("3.3alt: Words", "3.3alt"),
        ("3.3: Words", "3.3"),
        ("3.3bis Alt Words", "3.3bis Alt"),
        ("7.bis [Words]", "7.bis"),
        ("17 quater. Words", "17 quater"),
        ("- (17ter) Words", "(17ter)"),
        ("3.x[^4] Words", "3.x"),
        ("2A. Words", "2A"),
        ("(a) words", "(a)"),
        ("a) words", "a"),
        ("a. words", "a"),
        ("(i) words", "(i)"),
        ("(iv) words", "(iv)"),
        ("ii. words", "ii"),
        ("IV. Words", "IV"),
        ("(aa) words", "(aa)"),
        ("[1. Words]", "1"),
        ("[(a)] words", "(a)"),
        ("**1.** Words", "1"),
        ("*(b)* words", "(b)"),
        ("§ 4 Words", "4"),
        ("Article 3. Words follow here.", "Article 3"),
        ("Clause 2: words follow here.", "Clause 2"),
        ("١. تلتزم الأطراف", "١"),
        ("٢- تلتزم الأطراف", "٢"),
        ("(٣) تلتزم الأطراف", "(٣)"),
        ("٢ مكرر. تلتزم الأطراف", "٢ مكرر"),
        ("(أ) تلتزم الأطراف", "(أ)"),
        ("ب) تلتزم الأطراف", "ب"),
        ("ج- تلتزم الأطراف", "ج"),
        ("أولاً: تلتزم الأطراف", "أولاً"),
        ("البند ٣: تلتزم الأطراف", "البند ٣"),
        ("א. הצדדים מסכימים", "א"),
        ("(ב) הצדדים מסכימים", "(ב)"),
        ("ג) הצדדים מסכימים", "ג"),
        ("2א. הצדדים מסכימים", "2א"),
        ("סעיף 2: הצדדים מסכימים כאן.", "סעיף 2"),
    ] {
        let draft = draft(line);
        let first = &draft.outline().clauses[0];
        assert_eq!((first.kind, first.label.as_str()), (ClauseKind::Item, label), "{line}");
        assert!(!draft.body(ClauseIndex(0)).is_empty(), "{line}");
    }
}

#[test]
fn words_that_only_look_like_labels_are_words() {
    for line in [
        "2010 levels are the measure.",
        "2015. was the year",
        "1.5 degrees is the aim",
        "[2020] [2021] and after",
        "[(I)NDCs] of Parties",
        "[40-70] per cent",
        "(see above) words",
        "(Establishment) words",
        "Option 1 is preferred by many",
        "Article 2 applies to both farms.",
        "e.g. words",
        "J. R. Hill speaks for the farm",
        "in the light of all this",
        "mix of words",
        "القمة الأولى",
    ] {
        let draft = draft(line);
        assert_eq!(draft.outline().clauses.len(), 1, "{line}");
        assert_eq!(draft.outline().clauses[0].kind, ClauseKind::Paragraph, "{line}");
        assert_eq!(draft.outline().clauses[0].label, "", "{line}");
    }
}

#[test]
fn headings_of_every_sort_are_read() {
    assert_eq!(
        shape(
            "Agreement\n=========\n\nPart one\n---\n\n### [Article 3bis] *(forests)* ###\n\n**Article 4**\n\nArticle 5 – Water\n\nالمادة ٢\n\nסעיף 3\n\n## Preamble\n"
        ),
        [
            "h1 <> agreement = Agreement",
            "h2 <Part one> agreement.part-one = ",
            "h3 <Article 3bis> agreement.part-one.article-3bis = (forests)",
            "h7 <Article 4> agreement.part-one.article-3bis.article-4 = ",
            "h7 <Article 5> agreement.part-one.article-3bis.article-5 = Water",
            "h7 <المادة ٢> agreement.part-one.article-3bis.المادة-2 = ",
            "h7 <סעיף 3> agreement.part-one.article-3bis.סעיף-3 = ",
            "h2 <> agreement.preamble = Preamble",
        ]
    );
}

#[test]
fn markdown_machinery_is_no_clause() {
    let text = "---\ntitle: x\n---\n\n* TOC\n{:toc}\n\n## A\n{:.no_toc}\n\n<!-- not\n\nseen -->\n\nWords [there][link].\n\n[link]: https://example.org/a \"title\"\n\n***\n\n[^1]: A note\n";
    assert_eq!(shape(text), ["h2 <> a = A", "par <> a.p1 = Words there.", "par <[^1]> note-1 = A note"]);
    let draft = draft(text);
    assert_eq!(draft.machinery().len(), 7);
    assert_eq!((draft.counts().open, draft.counts().close), (0, 0));
}

#[test]
fn a_repeated_number_counts_on_and_an_explicit_one_stays() {
    let labels = |text: &str| {
        draft(text).outline().clauses.iter().map(|clause| clause.label.clone()).collect::<Vec<_>>()
    };
    assert_eq!(labels("1. a\n1. b\n1. c\n"), ["1", "2", "3"]);
    assert_eq!(labels("3. a\n\n5. b\n\n6. c\n"), ["3", "5", "6"]);
    assert_eq!(labels("1. a\n\n   (a) x\n\n1. b\n"), ["1", "(a)", "2"]);
    assert_eq!(labels("1. a\n\nWords between.\n\n1. b\n"), ["1", "", "1"]);
}

#[test]
fn labels_nest_without_indentation() {
    let ids =
        |text: &str| draft(text).outline().clauses.iter().map(|clause| clause.id.clone()).collect::<Vec<_>>();
    assert_eq!(
        ids("1. a\n\n(a) b\n\n(i) c\n\n(ii) d\n\n(b) e\n\n2. f\n\n(a) g\n"),
        ["1", "1.a", "1.a.i", "1.a.ii", "1.b", "2", "2.a"]
    );
    assert_eq!(ids("1. a\n\n1.1 B\n\n1.2 C\n\n2. d\n\n2.1 E\n"), ["1", "1.1-1", "1.1-2", "2", "2.2-1"]);
    assert_eq!(ids("(g) a\n\n(h) b\n\n(i) c\n\n(j) d\n"), ["g", "h", "i", "j"]);
    assert_eq!(ids("1. (a) (i) Words\n"), ["1", "1.a", "1.a.i"]);
    assert_eq!(ids("1. a\n\n1bis. b\n\n2. c\n"), ["1", "1bis", "2"]);
    assert_eq!(ids("١. أ\n\n(أ) ب\n\n(ب) ج\n\n٢. د\n"), ["1", "1.ا", "1.ب", "2"]);
    assert_eq!(ids("א. ראשון\n\n(1) שני\n\n(2) שלישי\n\nב. רביעי\n"), ["א", "א.1", "א.2", "ב"]);
}

#[test]
fn option_blocks_hold_what_follows_them() {
    assert_eq!(
        shape(
            "1. **Option 1:** One way\n\n    and more of it\n\n    **Option 2:**\n\n    1. first\n    2. second\n\n    **Option 3**: No text\n\n2. Next\n"
        ),
        [
            "item <1> 1 = ",
            "opt <Option 1> 1.option-1 = One way",
            "par <> 1.option-1.p1 = and more of it",
            "opt <Option 2> 1.option-2 = ",
            "item <1> 1.option-2.1 = first",
            "item <2> 1.option-2.2 = second",
            "opt <Option 3> 1.option-3 = No text",
            "item <2> 2 = Next",
        ]
    );
    // Flat drafts: options belong to the item before them, and the next number leaves them.
    assert_eq!(
        draft("1. a\n\nOption 1: x\n\nOption 2: y\n\n2. b\n")
            .outline()
            .clauses
            .iter()
            .map(|clause| clause.id.as_str())
            .collect::<Vec<_>>(),
        ["1", "1.option-1", "1.option-2", "2"]
    );
    assert_eq!(
        draft("Option 1:\n\n1. a\n\n2. b\n\nOption II:\n\n1. c\n")
            .outline()
            .clauses
            .iter()
            .map(|clause| clause.id.as_str())
            .collect::<Vec<_>>(),
        ["option-1", "option-1.1", "option-1.2", "option-ii", "option-ii.1"]
    );
    for line in [
        "[Option 1: words]",
        "Option (a): words",
        "**Option 3**",
        "**Option I:** words",
        "**Option 1[^6][^7]:** words",
        "Alternative B: words",
        "الخيار ١: كلمات",
        "الخيار الأول: كلمات",
        "אפשרות א: מילים",
        "חלופה 2: מילים",
    ] {
        assert_eq!(draft(line).outline().clauses[0].kind, ClauseKind::Option, "{line}");
    }
}

#[test]
fn a_preamble_goes_on_behind_its_options() {
    let text = "## Preamble\n\n**Option 1:** *Recalling* the well,\n\n**Option 2:** *Noting* the well,\n\n*Recognizing* the gate,\n";
    let ids =
        |draft: &Draft| draft.outline().clauses.iter().map(|clause| clause.id.clone()).collect::<Vec<_>>();
    let read = draft(text);
    assert_eq!(ids(&read), ["preamble", "preamble.option-1", "preamble.option-2", "preamble.p1"]);
    let reading = read.readings().iter().find(|reading| reading.chosen == ReadAs::Outside).unwrap();
    let options = ReadingOptions {
        overrides: vec![ReadingOverride {
            line: reading.line,
            column: reading.column,
            read_as: ReadAs::Alternatives,
        }],
        ..ReadingOptions::default()
    };
    let otherwise = Draft::parse(Source::from_bytes(text.as_bytes().to_vec()).unwrap(), &options);
    assert_eq!(
        ids(&otherwise),
        ["preamble", "preamble.option-1", "preamble.option-2", "preamble.option-2.p1"]
    );
}

#[test]
fn definitions_are_known_in_three_languages() {
    for line in [
        "1. \"Gate\" means the gate to the well;",
        "[\"Gate\" means the gate;]",
        "“Gate” and “Door” mean the gate",
        "*Gate* means the gate",
        "The term \"gate\" refers to the gate",
        "«البوابة» تعني بوابة البئر",
        "يُقصد بمصطلح «البئر» البئر المشتركة",
        "\"שער\" פירושו השער לבאר",
        "\"באר\" – הבאר המשותפת",
    ] {
        assert_eq!(draft(line).outline().clauses[0].kind, ClauseKind::Definition, "{line}");
    }
    for line in ["\"Gate\" is a fine word", "The gate means much to us", "*Recalling* what the gate means"] {
        assert_eq!(draft(line).outline().clauses[0].kind, ClauseKind::Paragraph, "{line}");
    }
}

#[test]
fn rows_of_a_table_are_clauses() {
    assert_eq!(
        shape(
            "| No. | Who | By |\n|---|---|---|\n| 1 | Upper Farm | May |\n| 2 | [Lower Farm] | June |\n\nAfter\n"
        ),
        [
            "par <> p1 = No. | Who | By",
            "row <1> 1 = Upper Farm | May",
            "row <2> 2 = [Lower Farm] | June",
            "par <> p2 = After",
        ]
    );
}

#[test]
fn wrapped_lines_stay_in_their_clause() {
    assert_eq!(
        shape(
            "1. The farms agree under article\n   5. of the old treaty and\n   (b) of its annex.\n2. Next\n"
        )
        .len(),
        2
    );
    assert_eq!(shape("1. One;\n2. Two;\n   (a) three;\n   (b) four;\n3. Five\n").len(), 5);
    assert_eq!(shape("The farms agree to:\n1. water\n2. gate\n").len(), 3);
}

#[test]
fn references_as_people_write_them_are_found() {
    let text = "## Preamble\n\nRecalling\n\n## Article 4 *(gate)*\n\n1. One\n\n   (a) alpha\n\n2. Two\n\n   (a) alpha\n   (b) beta\n\n3bis. Three\n\n**Option 1:** x\n\n**Option 2:** y\n\n## Article 5\n\n1. Uno\n\n7. Siete\n";
    let draft = draft(text);
    let id = |reference: &str| {
        draft.outline().find(reference).map(|at| draft.outline().clauses[at.0 as usize].id.clone())
    };
    for (reference, wanted) in [
        ("preamble", "preamble"),
        ("Preamble", "preamble"),
        ("preamble.p1", "preamble.p1"),
        ("Article 4", "article-4"),
        ("4", "article-4"),
        ("article 4, 2", "article-4.2"),
        ("Article 4, paragraph 2(b)", "article-4.2.b"),
        ("4.2(b)", "article-4.2.b"),
        ("4.2.b", "article-4.2.b"),
        ("2(b)", "article-4.2.b"),
        ("2.b", "article-4.2.b"),
        ("2 b", "article-4.2.b"),
        ("7", "article-5.7"),
        ("clause 7", "article-5.7"),
        ("paragraph 7", "article-5.7"),
        ("٧", "article-5.7"),
        ("3bis", "article-4.3bis"),
        ("3 bis", "article-4.3bis"),
        ("Article 4, 3 bis", "article-4.3bis"),
        ("option 2", "article-4.3bis.option-2"),
        ("5, 7", "article-5.7"),
    ] {
        assert_eq!(id(reference).as_deref(), Ok(wanted), "{reference}");
    }
    match id("1") {
        Err(ClauseNotFound::Ambiguous { candidates, .. }) => {
            assert_eq!(candidates, ["article-4.1", "article-5.1"])
        }
        other => panic!("{other:?}"),
    }
    match id("Article 9, 2") {
        Err(ClauseNotFound::None { suggestions, .. }) => assert_eq!(suggestions, ["article-4.2"]),
        other => panic!("{other:?}"),
    }
    assert!(id("").is_err());
    assert!(draft.outline().find("Article 9, 2").unwrap_err().to_string().contains("article-4.2"));
}

#[test]
fn references_to_a_draft_without_articles_are_found() {
    let draft = draft("# Agreement on the well\n\n1. One\n\n2. Two\n\n3. Three\n\n   (a) x\n");
    let id = |reference: &str| {
        draft.outline().find(reference).map(|at| draft.outline().clauses[at.0 as usize].label.clone())
    };
    assert_eq!(id("2").as_deref(), Ok("2"));
    assert_eq!(id("clause 3").as_deref(), Ok("3"));
    assert_eq!(id("3(a)").as_deref(), Ok("(a)"));
    assert_eq!(id("(٣)").as_deref(), Ok("3"));
}
