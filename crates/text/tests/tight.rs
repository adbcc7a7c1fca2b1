//! Lists without blank lines, and wrapped prose that only looks like one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onetext_text::{ClauseIndex, Draft, ReadAs, ReadingOptions, ReadingOverride, Source, WordsHash};

fn with(text: &str, overrides: Vec<ReadingOverride>) -> Draft {
    let options = ReadingOptions { overrides, ..ReadingOptions::default() };
    Draft::parse(Source::from_bytes(text.as_bytes().to_vec()).unwrap(), &options)
}

fn draft(text: &str) -> Draft {
    with(text, Vec::new())
}

/// The ids of a draft's clauses.
fn ids(text: &str) -> Vec<String> {
    draft(text).outline().clauses.iter().map(|clause| clause.id.clone()).collect()
}

/// The lines on which clauses start.
fn lines(text: &str) -> Vec<u32> {
    draft(text).outline().clauses.iter().map(|clause| clause.line).collect()
}

#[test]
fn a_number_goes_on_behind_an_option_without_a_stop() {
    let text = "7. Option A: talks go on.\n   Option B: talks end.\n   Option C: No text\n8. The Command shall release:\n   (a) Soldiers;\n   (b) The remains of the dead.\n9. Patrols shall watch the line.\n";
    assert_eq!(ids(text), ["7", "7.option-a", "7.option-b", "7.option-c", "8", "8.a", "8.b", "9"]);
    assert_eq!(draft(text).points()[0].alternatives[2].text, "");
    assert!(draft(text).readings().iter().any(|one| (one.line, one.chosen) == (4, ReadAs::Item)));
}

#[test]
fn items_start_clauses_without_blank_lines_or_stops() {
    for (text, wanted) in [
        ("1. One\n2. Two\n3. Three\n", &["1", "2", "3"][..]),
        (
            "3. Release\n(a) women\n(b) children and\n(c) the sick\n4. Stop\n",
            &["3", "3.a", "3.b", "3.c", "4"],
        ),
        ("1. Aims:\n(i) peace\n(ii) water\n2. Means\n", &["1", "1.i", "1.ii", "2"]),
        (
            "1. Shall\n   (a) (i) notify; and\n       (ii) report;\n   (b) cooperate.\n",
            &["1", "1.a", "1.a.i", "1.a.ii", "1.b"],
        ),
        ("(a) one:\n(i) alpha\n(ii) beta\n(b) two\n", &["a", "a.i", "a.ii", "b"]),
        ("(g) one\n(h) two\n(i) three\n(j) four\n", &["g", "h", "i", "j"]),
        ("The farms\n- open the gate\n- close the well\n", &["p1", "p2", "p3"]),
        ("Option 1: water\nOption 2: no water\n", &["option-1", "option-2"]),
        ("The farms agree\n1. to draw water\n2. to close the gate\n", &["p1", "1", "2"]),
        ("A. One farm.\nB. Another farm.\nC. A third\n", &["a", "b", "c"]),
        (
            "١. تلتزم الأطراف\n٢. تنسحب القوات:\n(أ) من المدينة\n(ب) من الميناء\n٣. تبادل الأسرى\n",
            &["1", "2", "2.ا", "2.ب", "3"],
        ),
        ("أ- واحد\nب- اثنان\nت- ثلاثة\n", &["ا", "ب", "ت"]),
        (
            "א. הצדדים ישחררו\nב. הצדדים יודיעו:\n(1) שמות\n(2) מועדים\nג. סוף\n",
            &["א", "ב", "ב.1", "ב.2", "ג"],
        ),
    ] {
        assert_eq!(ids(text), wanted, "{text}");
    }
}

#[test]
fn numbers_below_numbers_start_clauses_however_they_go_on() {
    let text = "4. Terms\n4.1 The farms shall meet.\n4.2 {Placeholder: notices}\n4.3 [Reserved]\n4.4\nThe farms agree.\n4.5 the price is fixed.\n4.5.1 On Mondays\n4.5.2 On Fridays\n5. End\n";
    assert_eq!(lines(text), [1, 2, 3, 4, 5, 7, 8, 9, 10]);
    let read = draft(text);
    assert_eq!(read.text_of(ClauseIndex(4)), "The farms agree.");
    assert_eq!(read.outline().clauses[5].label, "4.5");
    assert_eq!(lines("1.1 Alpha\n1.2 Beta\n2.1 Gamma\n2.2 Delta\n"), [1, 2, 3, 4]);
    // Without a list to go on with, a number is one of the sentence.
    assert_eq!(lines("The level is below\n1.5 degrees of warming\n2.1 in all\n"), [1]);
}

#[test]
fn wrapped_prose_that_starts_with_a_number_stays_prose() {
    for text in [
        "1. Forces withdraw within\n14. days of signature.\n",
        "13. Forces withdraw within\n14. days of signature.\n",
        "1. It is subject to paragraph\n2. of this Article.\n",
        "(a) as set out in sub-paragraph\n(b) of the annex\n",
        "1. The strength is 1,500 men and\n2. vehicles.\n",
        "The war began in\n1. March of that year\n",
        "1. They met on 12 March\n2024. Nobody came.\n",
        "1. وفقا للفقرة في المادة\n2. من هذا الاتفاق\n",
        "1. על פי סעיף\n2. של ההסכם\n",
    ] {
        assert_eq!(lines(text), [1], "{text}");
    }
}

#[test]
fn a_line_that_could_be_an_item_is_among_the_readings_and_can_be_had_otherwise() {
    let text = "1. It is subject to paragraph\n2. of this Article.\n";
    let read = draft(text);
    let reading = &read.readings()[0];
    assert_eq!((reading.line, reading.column, reading.chosen), (2, 1, ReadAs::Text));
    assert_eq!(reading.possible, [ReadAs::Item]);
    let wanted = |read_as| with(text, vec![ReadingOverride { line: 2, column: 1, read_as }]);
    assert_eq!(wanted(ReadAs::Item).outline().clauses.len(), 2);
    let text = "1. One\n2. Two\n";
    let otherwise = with(text, vec![ReadingOverride { line: 2, column: 1, read_as: ReadAs::Text }]);
    assert_eq!(otherwise.outline().clauses.len(), 1);
}

#[test]
fn a_preamble_without_blank_lines_is_divided() {
    let text = "The Parties (the \"Farms\"), meeting apart,\nDetermined to share the well,\n[Recalling the drought,]\nHave agreed as follows:\n\n1. One\n";
    assert_eq!(lines(text), [1, 2, 3, 4, 6]);
    assert_eq!(draft(text).counts().open, 1);
    assert_eq!(lines("They met in Amman,\nBeijing, and Oslo,\nwhere Farid, who\nRuled then, spoke.\n"), [1]);
    assert_eq!(lines("إن الطرفين،\nوإذ يدركان الحاجة،\nوإذ يلاحظان الجفاف،\n"), [1, 2, 3]);
}

#[test]
fn lists_that_start_anew_below_a_paragraph_keep_their_own_names() {
    let text = "## Article 1\n\nThe Upper Farm shall:\n\n(a) open;\n\n(b) close.\n\nThe Lower Farm shall:\n\n(a) pay;\n\n(b) wait.\n\nBoth:\n\n  (a) leave.\n";
    assert_eq!(
        ids(text),
        [
            "article-1",
            "article-1.p1",
            "article-1.a",
            "article-1.b",
            "article-1.p2",
            "article-1.p2.a",
            "article-1.p2.b",
            "article-1.p3",
            "article-1.p3.a"
        ]
    );
}

#[test]
fn words_of_an_option_are_the_same_below_its_label_and_behind_it() {
    let inline = draft("**Option 1:** The gate opens.\n\n**Option 2:** No text\n");
    let below = draft("**Option 1:**\n\nThe gate opens.\n\n**Option 2:**\n\nNo text\n");
    for number in 0..2 {
        let text = |draft: &Draft| draft.points()[0].alternatives[number].text.clone();
        assert_eq!(text(&inline), text(&below));
        assert_eq!(WordsHash::of(&text(&inline)), WordsHash::of(&text(&below)));
        let whole = |draft: &Draft| draft.outline().subtree_words(draft.points()[0].blocks[number]);
        assert_eq!(whole(&inline), whole(&below));
    }
    assert_ne!(
        inline.outline().subtree_words(ClauseIndex(0)),
        inline.outline().subtree_words(ClauseIndex(1))
    );
}

#[test]
fn an_item_left_out_of_a_tight_list_does_not_swallow_the_rest() {
    for (text, wanted) in [
        ("1. One.\n3. Three.\n4. Four.\n", &["1", "3", "4"][..]),
        ("1. one\n3. three\n4. four\n", &["1", "3", "4"]),
        ("3. three\n10. ten\n11. eleven\n", &["3", "10", "11"]),
        ("1. One.\n2. Two.\n5. Five.\n4. Four.\n", &["1", "2", "5", "4"]),
        ("A. Alpha.\nC. Gamma.\n", &["a", "c"]),
        ("(A) alpha\n(B) beta\n(D) delta\n", &["a", "b", "d"]),
        ("1. Both shall:\n   (b) stop\n   (c) rest\n2. End\n", &["1", "1.b", "1.c", "2"]),
        ("1. Both shall\n   (a) go,\n   (c) rest,\n   (d) end\n", &["1", "1.a", "1.c", "1.d"]),
        ("1. Both shall\n   (a) go\n   (c) rest\n", &["1", "1.a", "1.c"]),
        ("1.1 First.\n1.3 Third.\n1.4 Fourth.\n", &["1-1", "1-3", "1-4"]),
        (
            "1. The Company shall pay all wages that are due under the agreement of last year\n3. The Union shall rest\n",
            &["1", "3"],
        ),
    ] {
        assert_eq!(ids(text), wanted, "{text}");
    }
    for text in [
        "1. The gate was opened on the day of the second week of the month of June\n4. The next day it closed.\n",
        "1. It is subject to the rules that are set out in sub-paragraphs of the annex, and in\n(c) and (d) above.\n",
        "1. Each farm has, as of the day of the last count of cattle in the village, no more than\n14. cows.\n",
    ] {
        assert_eq!(lines(text), [1], "{text}");
    }
}

#[test]
fn numbers_that_nothing_sets_off_are_items_where_they_count_up() {
    for (text, wanted) in [
        ("1 First para.\n2 Second para.\n", &[1, 2][..]),
        ("1 First para.\n\n2 Second para,\nwhich goes on.\n\n3 Third.\n", &[1, 3, 6]),
        ("1 First farm\n3 Third farm\n4 Fourth farm\n", &[1, 2, 3]),
        ("1 [First] para.\n\n(a) below\n\n2 Second para.\n", &[1, 3, 5]),
    ] {
        let read = draft(text);
        assert_eq!(lines(text), wanted, "{text}");
        assert_eq!(read.outline().clauses[0].label, "1");
        assert_eq!(read.readings()[0].chosen, ReadAs::Item);
    }
    for text in [
        "1 May was cold.\n2 June was not.\n",
        "They met in the house of the\n12 Upper Farm members, who were\n13 Years old.\n",
        "1 Farm was there.\n",
        "1 of them\n2 of us\n",
    ] {
        assert_eq!(lines(text), [1], "{text}");
        assert_eq!(draft(text).outline().clauses[0].label, "", "{text}");
    }
}
