//! Which brackets are brackets, what they say, and how a reader has it otherwise.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onetext_text::{Draft, PointKind, ReadAs, ReadingOptions, ReadingOverride, Source, UnbalancedWhat};

fn with(text: &str, names: &[&str], overrides: &[(u32, u32, ReadAs)]) -> Draft {
    let options = ReadingOptions {
        names: names.iter().map(|&name| name.to_owned()).collect(),
        overrides: overrides
            .iter()
            .map(|&(line, column, read_as)| ReadingOverride { line, column, read_as })
            .collect(),
    };
    Draft::parse(Source::from_bytes(text.as_bytes().to_vec()).unwrap(), &options)
}

fn draft(text: &str) -> Draft {
    with(text, &[], &[])
}

/// Points as `o:words`, `a:this|that`, `p`, in order.
fn points_of(draft: &Draft) -> Vec<String> {
    let words = |point: &onetext_text::OpenPoint| {
        point.alternatives.iter().map(|one| one.text.clone()).collect::<Vec<_>>().join("|")
    };
    draft
        .points()
        .iter()
        .map(|point| match point.kind {
            PointKind::Optional => format!("o:{}", words(point)),
            PointKind::Alternatives => format!("a:{}", words(point)),
            PointKind::Placeholder => format!("p{}", words(point)),
        })
        .collect()
}

fn points(text: &str) -> Vec<String> {
    points_of(&draft(text))
}

#[test]
fn one_bracket_may_stand_or_fall_and_neighbours_are_alternatives() {
    assert_eq!(points("Each farm [shall] pay"), ["o:shall"]);
    for text in [
        "Each [shall][should] pay",
        "Each [shall] [should] pay",
        "Each [shall]*[should]* pay",
        "Each [shall] or [should] pay",
        "Each [shall]/[should] pay",
        "Each [shall]\n[should] pay",
        "Each [shall] OR [should] pay",
    ] {
        assert_eq!(points(text), ["a:shall|should"], "{text}");
    }
    assert_eq!(points("[shall] and [should]"), ["o:shall", "o:should"]);
    assert_eq!(points("[shall]\n\n[should]"), ["o:shall", "o:should"]);
    assert_eq!(points("[تلتزم] أو [تتعهد]"), ["a:تلتزم|تتعهد"]);
    assert_eq!(points("[יתחייבו] או [יסכימו]"), ["a:יתחייבו|יסכימו"]);
}

#[test]
fn brackets_nest_and_each_place_is_one_point() {
    let read = draft("the [water [and gate] of [Upper][Lower] Farm]");
    assert_eq!(
        points_of(&read),
        ["o:water [and gate] of [Upper][Lower] Farm", "o:and gate", "a:Upper|Lower"]
    );
    assert_eq!(read.points().iter().map(|point| point.parent).collect::<Vec<_>>(), [None, Some(0), Some(0)]);
    assert_eq!((read.counts().open, read.counts().close), (4, 4));
    assert_eq!(read.outline().clauses[0].open_points, 3);
}

#[test]
fn emphasis_across_a_bracket_breaks_nothing() {
    let read = draft("*[Taking* account of the [gate][well]], *[Noting* it],");
    assert_eq!(points_of(&read), ["o:Taking account of the [gate][well]", "a:gate|well", "o:Noting it"]);
    assert!(read.unbalanced().is_empty());
}

#[test]
fn brackets_pair_across_paragraphs_and_stop_at_a_heading() {
    let read = draft("[One\n\ntwo]\n\n[three\n\n## Next\n\nfour] [five]\n");
    assert_eq!(points_of(&read), ["o:One two", "o:five"]);
    let alone: Vec<_> = read.unbalanced().iter().map(|one| (one.line, one.column, one.what)).collect();
    assert_eq!(alone, [(5, 1, UnbalancedWhat::NeverClosed), (9, 5, UnbalancedWhat::NeverOpened)]);
    assert_eq!((read.counts().open, read.counts().close), (3, 3));
}

#[test]
fn an_unmatched_bracket_damages_nothing_else() {
    assert_eq!(points("] [shall][should] [ [gate"), ["a:shall|should"]);
    assert_eq!(points("[a [shall] b"), ["o:shall"]);
}

#[test]
fn a_footnote_is_read_apart_from_the_text_around_it() {
    let read = draft("[One\n\n[^1]: a note ] with a bracket\n\ntwo]\n");
    assert_eq!(read.unbalanced().len(), 1);
    assert_eq!(read.unbalanced()[0].line, 3);
    assert_eq!(points_of(&read).len(), 1);
}

#[test]
fn markdown_is_no_bracket() {
    for text in [
        "see [the site](https://example.org/a_b_c)",
        "see [the site](https://example.org/a \"The title\")",
        "see [the page](page.html) and [there](#place)",
        "see [the site][ref]\n\n[ref]: https://example.org",
        "see [ref]\n\n[Ref]: https://example.org",
        "see [ref][]\n\n[ref]: https://example.org",
        "see ![picture](a.png)",
        "words[^1] more\n\n[^1]: note",
        "words[^1] more, not defined",
        "- [ ] to do\n- [x] done\n* [X] done",
        "escaped \\[shall\\]",
    ] {
        let read = draft(text);
        assert_eq!((read.counts().open, read.counts().close, read.points().len()), (0, 0, 0), "{text}");
        assert!(read.unbalanced().is_empty(), "{text}");
    }
}

#[test]
fn what_only_resembles_markdown_is_a_bracket() {
    assert_eq!(points("[shall][ref] with no such reference"), ["a:shall|ref"]);
    assert_eq!(points("under paragraph [5](a) above"), ["o:5"]);
    assert_eq!(points("[Egypt]: noted the text"), ["o:Egypt"]);
    assert_eq!(points("] (https://example.org)"), [""; 0]);
    assert_eq!(points("text](https://example.org)"), [""; 0]);
    assert_eq!(draft("text](https://example.org)").unbalanced().len(), 1);
    let read = draft("Each farm [shall](may) pay");
    assert_eq!(points_of(&read), ["o:shall"]);
    let doubt = &read.readings()[0];
    assert_eq!(
        (doubt.line, doubt.column, doubt.chosen, doubt.possible.as_slice()),
        (1, 11, ReadAs::Brackets, &[ReadAs::Link][..])
    );
}

#[test]
fn placeholders_of_every_sort_are_known() {
    for text in [
        "within [ ] days",
        "within [] days",
        "within [X] days",
        "within [x] days",
        "within [XX] days",
        "within […] days",
        "within [...] days",
        "within ### days",
        "within [___] days",
        "within [•] days",
        "[Placeholder for support]",
        "[*Placeholder* for support]",
        "*[Placeholder: support]*",
        "{Placeholder to return}",
        "*{placeholder to return}*",
        "[to be determined]",
        "[TBD]",
        "**Option:** [ ] x",
        "[###]",
        "1. [ ] words",
        "[{Placeholder x}]",
        "خلال [ ] يوما",
        "[יושלם] בהמשך",
        "[*X*] days",
    ] {
        let read = draft(text);
        assert_eq!(
            read.points().iter().map(|point| point.kind).collect::<Vec<_>>(),
            [PointKind::Placeholder],
            "{text}"
        );
        assert_eq!(read.counts().placeholders, 1, "{text}");
        assert!(read.points()[0].alternatives.is_empty(), "{text}");
    }
    for text in ["{Placement proposal: elsewhere}", "{note}", "modalit[y]", "[.] end", "## Heading", "[a]"] {
        assert_eq!(draft(text).counts().placeholders, 0, "{text}");
    }
    assert_eq!(points("every [X] [5] years"), ["a:X|5"]);
    assert_eq!(draft("every [X] [5] years").counts().placeholders, 1);
    assert_eq!(points("[Placeholder for one]\n[Placeholder for two]"), ["p", "p"]);
    assert_eq!(points("[X] [ ]"), ["p", "p"]);
}

#[test]
fn joining_words_and_list_commas_keep_brackets_apart() {
    assert_eq!(
        points("[below 1.5 °C] [or] [well] [below 2 °C]"),
        ["o:below 1.5 °C", "o:or", "o:well", "o:below 2 °C"]
    );
    assert_eq!(draft("[a] [or] [b]").readings().len(), 1);
    assert_eq!(
        points("including [forests] [, oceans] [, seas] and"),
        ["o:forests", "o:, oceans", "o:, seas"]
    );
    assert_eq!(
        points("its [contribution][commitment] [shall][should] be"),
        ["a:contribution|commitment", "a:shall|should"]
    );
    assert_eq!(draft("its [contribution][commitment] [shall][should] be").readings().len(), 1);
}

#[test]
fn option_blocks_are_one_point() {
    let read = draft("1. **Option 1:** One [way]\n\n    more\n\n    **Option 2:** No text\n\n2. Next\n");
    assert_eq!(points_of(&read), ["a:One [way] more|", "o:way"]);
    assert_eq!(read.counts().options, 2);
    let point = &read.points()[0];
    assert_eq!((point.line, point.column, point.blocks.len()), (1, 4, 2));
    assert_eq!(read.points()[1].parent, Some(0));
    for text in [
        "No text.",
        "[No text.]",
        "no text *(see Article 3)*",
        "No text {issue elsewhere}",
        "\n\nNo text",
        "لا نص",
        "ללא טקסט",
    ] {
        let read = draft(&format!("**Option 1:** x\n\n**Option 2:** {text}\n"));
        assert_eq!(read.points()[0].alternatives[1].text, "", "{text}");
    }
    assert_eq!(points("Option 1: a\n\nOption 2: b\n\nOption 1: c\n\nOption 2: d\n"), ["a:a|b", "a:c|d"]);
    assert_eq!(points("Option 1: a\n\n## Next\n\nOption 2: b\n"), ["o:a", "o:b"]);
}

#[test]
fn words_are_attributed_to_names_that_the_caller_gave() {
    let names = ["Upper Farm", "Lower Farm", "Égypte", "مصر"];
    let who = |text: &str| {
        let read = with(text, &names, &[]);
        let first = &read.points()[0].alternatives[0];
        (first.text.clone(), first.attributed.clone())
    };
    let upper = vec!["Upper Farm".to_owned()];
    let both = vec!["Upper Farm".to_owned(), "Lower Farm".to_owned()];
    assert_eq!(who("[Upper Farm: at dawn]"), ("at dawn".to_owned(), upper.clone()));
    assert_eq!(who("[*UPPER FARM*: at dawn]"), ("at dawn".to_owned(), upper.clone()));
    assert_eq!(who("[at dawn (Upper Farm)]"), ("at dawn".to_owned(), upper));
    assert_eq!(who("[at dawn (upper farm, Lower Farm)]"), ("at dawn".to_owned(), both.clone()));
    assert_eq!(who("[Upper Farm and Lower Farm: at dawn]"), ("at dawn".to_owned(), both));
    assert_eq!(who("[égypte : à l'aube]"), ("à l'aube".to_owned(), vec!["Égypte".to_owned()]));
    assert_eq!(who("[عند الفجر (مصر)]"), ("عند الفجر".to_owned(), vec!["مصر".to_owned()]));
    assert_eq!(who("[Preamble: at dawn]"), ("Preamble: at dawn".to_owned(), vec![]));
    assert_eq!(who("[at dawn (or later)]"), ("at dawn (or later)".to_owned(), vec![]));
    let read = with("[Upper Farm: at dawn][Lower Farm: at dusk]", &names, &[]);
    assert_eq!(points_of(&read), ["a:at dawn|at dusk"]);
}

#[test]
fn every_reading_can_be_had_otherwise() {
    let read = |text: &str, column, read_as| with(text, &[], &[(1, column, read_as)]);
    assert_eq!(read("Each [shall] pay", 6, ReadAs::Text).counts().open, 0);
    assert!(read("Each [shall] pay", 6, ReadAs::Text).points().is_empty());
    assert_eq!(points_of(&read("[shall] [should]", 9, ReadAs::Optional)), ["o:shall", "o:should"]);
    assert_eq!(points_of(&read("[shall] and then [should]", 18, ReadAs::Alternatives)), ["a:shall|should"]);
    assert_eq!(points_of(&read("[date]", 1, ReadAs::Placeholder)), ["p"]);
    assert_eq!(read("Each [shall](may)", 6, ReadAs::Link).counts().open, 0);
    assert_eq!(points_of(&read("- [x] words", 3, ReadAs::Brackets)), ["p"]);
    assert_eq!(points_of(&read("[site](https://example.org)", 1, ReadAs::Brackets)), ["o:site"]);
    assert_eq!(points_of(&read("[a] [or] [b]", 5, ReadAs::Alternatives)), ["a:a|or", "o:b"]);
    // The column counts characters, not bytes.
    assert_eq!(points_of(&read("عند [الفجر]", 5, ReadAs::Placeholder)), ["p"]);
    // A place where there is nothing changes nothing.
    assert_eq!(points_of(&with("[a]", &[], &[(9, 9, ReadAs::Text), (0, 0, ReadAs::Text)])), ["o:a"]);
}

#[test]
fn lines_and_columns_are_those_a_person_counts() {
    let read = draft("\u{feff}[a]\r\nعند [الفجر]\n");
    assert_eq!(
        read.points().iter().map(|point| (point.line, point.column)).collect::<Vec<_>>(),
        [(1, 1), (2, 5)]
    );
}

#[test]
fn very_many_brackets_take_no_quadratic_time_or_stack() {
    for text in [
        "[".repeat(200_000),
        "]".repeat(200_000),
        "[".repeat(100_000) + &"]".repeat(100_000),
        "[a](".repeat(200_000),
        "*a **b ".repeat(50_000),
        "<!--".repeat(200_000),
        "{".repeat(200_000),
        "[a][b]".repeat(40_000),
    ] {
        let read = draft(&text);
        assert_eq!(read.counts().open, text.matches('[').count());
        assert_eq!(read.counts().close, text.matches(']').count());
    }
    let deep: String = (0..4000).map(|depth| format!("{}- x\n", " ".repeat(2 * (depth % 400)))).collect();
    assert_eq!(draft(&deep).outline().clauses.len(), 4000);
}

#[test]
fn an_open_checkbox_before_arabic_does_not_panic() {
    assert_eq!(draft("- [[أو-->").unbalanced().len(), 2);
    assert_eq!(draft("- [أ]").points().len(), 1);
}

#[test]
fn code_has_no_brackets_and_no_items() {
    assert_eq!(points("Use `[a]` and ``[b] ` [c]`` and [d]."), ["o:d"]);
    // Quotation marks are no code.
    assert_eq!(points("the `Farm' and [shall] and `Well' and [should]"), ["o:shall", "o:should"]);
    assert_eq!(points("a ` alone, and [shall]"), ["o:shall"]);
    let text = "1. See:\n\n```\n1. [x] in it\n2. [y\n\n# more] words\n```\n\n2. Then [a].\n~~~ rust\n[b]\n~~~\n3. End\n";
    let read = draft(text);
    let lines: Vec<u32> = read.outline().clauses.iter().map(|clause| clause.line).collect();
    assert_eq!(lines, [1, 3, 10, 11, 14]);
    assert_eq!(points_of(&read), ["o:a"]);
    assert_eq!((read.counts().open, read.unbalanced().len()), (1, 0));
    // A fence that is not closed is words.
    assert_eq!(points("```\n\n[a]\n"), ["o:a"]);
}

#[test]
fn very_many_fences_and_backticks_take_no_quadratic_time() {
    assert_eq!(draft(&"```a\n".repeat(200_000)).counts().open, 0);
    assert_eq!(draft(&"`a ``b ".repeat(50_000)).counts().open, 0);
    assert_eq!(draft(&"> > > ".repeat(50_000)).counts().open, 0);
    assert_eq!(draft(&"> 1. a\n".repeat(50_000)).counts().open, 0);
    assert_eq!(draft(&"[a], ".repeat(50_000)).points().len(), 50_000);
}

#[test]
fn quoted_lines_are_read_as_if_they_stood_alone() {
    let read = draft(
        "He wrote:\n\n> 1. The [gate] opens\n>    at dawn.\n> 2. It closes.\n>\n> (a) At dusk.\n\n3. End\n",
    );
    let labels: Vec<(u32, &str)> =
        read.outline().clauses.iter().map(|clause| (clause.line, clause.label.as_str())).collect();
    assert_eq!(labels, [(1, ""), (3, "1"), (5, "2"), (7, "(a)"), (9, "3")]);
    assert_eq!(read.text_of(onetext_text::ClauseIndex(1)), "The [gate] opens at dawn.");
    let alone = draft("1. The [gate] opens\n   at dawn.\n");
    assert_eq!(read.outline().clauses[1].words, alone.outline().clauses[0].words);
    // More than is said, not quoted.
    for text in ["1. The share is\n> 50 per cent.\n", "> 50 per cent of the water\n"] {
        let read = draft(text);
        assert_eq!(read.outline().clauses.len(), 1);
        assert!(read.text_of(onetext_text::ClauseIndex(0)).contains("> 50"), "{text}");
    }
}

#[test]
fn pictures_and_files_are_links_and_said_to_be_doubtful() {
    let read = draft("See ![map](j) and [sheet](water.xlsx) and [shall](may).");
    assert_eq!(points_of(&read), ["o:shall"]);
    assert_eq!(read.text_of(onetext_text::ClauseIndex(0)), "See map and sheet and [shall](may).");
    let chosen: Vec<ReadAs> = read.readings().iter().map(|one| one.chosen).collect();
    assert_eq!(chosen, [ReadAs::Link, ReadAs::Link, ReadAs::Brackets]);
    assert_eq!(points_of(&with("[sheet](water.xlsx)", &[], &[(1, 1, ReadAs::Brackets)])), ["o:sheet"]);
    for text in ["[shall](and/or)", "[5](i.e.)", "[x](Art.5)", "[x](2.5)"] {
        assert_eq!(points(text).len(), 1, "{text}");
    }
}

#[test]
fn brackets_in_a_list_with_or_are_wordings_for_one_place() {
    assert_eq!(points("[a], [b] or [c]"), ["a:a|b|c"]);
    assert_eq!(points("[a], [b], or [c]"), ["a:a|b|c"]);
    assert_eq!(points("[a], [b] and [c]"), ["o:a", "o:b", "o:c"]);
    assert_eq!(points("[a], [b]"), ["o:a", "o:b"]);
    assert_eq!(points("[a] or [b], [c]"), ["a:a|b", "o:c"]);
    let read = draft("[a], [b] or [c]");
    let reading = &read.readings()[0];
    assert_eq!(
        (reading.chosen, reading.possible.as_slice()),
        (ReadAs::Alternatives, &[ReadAs::Optional][..])
    );
    let apart = with("[a], [b] or [c]", &[], &[(1, 6, ReadAs::Optional)]);
    assert_eq!(points_of(&apart), ["o:a", "o:b", "o:c"]);
}

#[test]
fn brackets_around_an_option_are_no_point_of_their_own() {
    let read = draft("[Option 1: open]\n[Option 2: shut [at dusk]]\n");
    assert_eq!(points_of(&read), ["a:open|shut [at dusk]", "o:at dusk"]);
    assert_eq!(read.text_of(onetext_text::ClauseIndex(0)), "[open]");
    assert_eq!((read.counts().open, read.counts().close), (3, 3));
    let bare = draft("Option 1: open\nOption 2: shut [at dusk]\n");
    assert_ne!(read.outline().clauses[0].words, bare.outline().clauses[0].words);
    let long = draft("[Option 1: open\n\nat dawn]\n\n[Option 2]: shut\n");
    assert_eq!(points_of(&long), ["a:open at dawn|shut"]);
    let settled = read.settle(onetext_text::ClauseIndex(0), &[onetext_text::choice::Choice::Alternative(1)]);
    assert_eq!(settled.unwrap().clauses[0].1, "open");
    // A bracket around a part of an option is a point.
    assert_eq!(points("Option 1: [open] now"), ["o:[open] now", "o:open"]);
}

#[test]
fn clauses_inside_a_bracket_of_another_clause_are_marked() {
    let bracketed = |text: &str| -> Vec<bool> {
        draft(text).outline().clauses.iter().map(|clause| clause.bracketed).collect()
    };
    let text = "1. Begin [one\n\nstill in\n\n2. two [or] so\n\n3. three] end.\n\n4. four [in] it\n";
    assert_eq!(bracketed(text), [false, true, true, true, false]);
    assert_eq!(bracketed("1. [a\n2. b][c\n3. d]\n4. e\n"), [false, true, true, false]);
    assert_eq!(bracketed("1. [a\n\n## Title\n\n2. b]\n"), [false, false, false]);
    assert_eq!(bracketed("[Option 1: a\n\nb]\n\nOption 2: c\n"), [false, false, false]);
}
