//! Exact words: what changes them and what does not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onetext_text::{ClauseIndex, Draft, ReadingOptions, Source, WordsHash, exact_tokens};

fn draft(text: &str) -> Draft {
    Draft::parse(Source::from_bytes(text.as_bytes().to_vec()).unwrap(), &ReadingOptions::default())
}

fn words(text: &str) -> WordsHash {
    draft(text).outline().clauses[0].words
}

#[test]
fn tokens_are_words_numbers_and_marks() {
    assert_eq!(
        exact_tokens("Don't pay 1,000.50 (or \"1.5 °C\")."),
        ["Don't", "pay", "1,000.50", "(", "or", "\"", "1.5", "°", "C", "\"", ")", "."]
    );
    assert_eq!(exact_tokens("*r*eaffirming **it**\\\nnow"), ["reaffirming", "it", "now"]);
    assert_eq!(exact_tokens("see [site](https://example.org)[^3]"), ["see", "site", "[", "^", "]"]);
    assert_eq!(exact_tokens("تلتزم الأطراف، بـ[البئر]"), ["تلتزم", "الأطراف", "،", "بـ", "[", "البئر", "]"]);
    assert_eq!(exact_tokens("צה\"ל ישראל"), ["צה\"ל", "ישראל"]);
    assert_eq!(exact_tokens(""), [""; 0]);
}

#[test]
fn the_quick_way_for_ascii_divides_as_unicode_does() {
    use unicode_segmentation::UnicodeSegmentation;
    for text in [
        "a.b c..d 1.2.3 a.1 1.a x:y 1:2 a,b 1,2 1;2 a;b can't 'tis a' _a_b 1_000 U.S.A. 3.3bis CO2[e] -5 a-b W/m2 e.g. ::a:: 7.bis",
        "a:b:c a::b 1,,2 1.,2 a'.b",
    ] {
        let plain: Vec<&str> = text.split_word_bounds().filter(|word| !word.trim().is_empty()).collect();
        let bare = text.replace('_', "\\_");
        assert_eq!(exact_tokens(&bare), plain);
    }
}

#[test]
fn reflow_emphasis_and_renumbering_change_nothing() {
    let base = words("1. Each farm shall draw *water* on alternate days[^1].");
    for same in [
        "7. Each farm shall draw *water* on alternate days[^1].",
        "(b) Each farm shall draw water on alternate days[^1].",
        "1. Each farm\n   shall draw   water on\n   alternate days[^9].",
        "1. Each farm\r\n   shall draw **water** on alternate days[^1].",
        "1. Each farm shall\\\n   draw <u>water</u> on alternate days[^1].",
        "1. Each farm shall draw water<!-- why --> on alternate days[^1].",
        "**1.** Each farm shall draw water on alternate days[^1].",
        "1. Each farm shall draw [water](https://example.org/water) on alternate days[^1].",
    ] {
        assert_eq!(words(same), base, "{same}");
    }
    assert_eq!(words("caf\u{e9}"), words("cafe\u{301}"));
    assert_eq!(WordsHash::of("Each farm"), words("Each  farm"));
}

#[test]
fn any_other_difference_changes_them() {
    let base = words("1. Each farm shall draw water on 3 days under Article 5.");
    for other in [
        "1. Each farm should draw water on 3 days under Article 5.",
        "1. Each farm shall draw water on 4 days under Article 5.",
        "1. Each farm shall draw water on 3 days under Article 6.",
        "1. Each farm [shall] draw water on 3 days under Article 5.",
        "1. Each farm \\[shall\\] draw water on 3 days under Article 5.",
        "1. Each farm shall draw water on 3 days under Article 5;",
        "1. each farm shall draw water on 3 days under Article 5.",
        "1. Each farm shall draw water on 3 days, under Article 5.",
        "1. Farm each shall draw water on 3 days under Article 5.",
        "1. Each farm shall draw water on 3 days under Article 5.[^1]",
        "1. Each farm shall draw water* on 3 days under Article 5.",
    ] {
        assert_ne!(words(other), base, "{other}");
    }
    assert_ne!(words("a [b] c"), words("a \\[b\\] c"));
    assert_ne!(words("ab c"), words("a bc"));
}

#[test]
fn a_bracket_around_the_label_counts() {
    assert_ne!(words("[1. Words]"), words("1. Words"));
    assert_ne!(words("## [Article 3] (gate)"), words("## Article 3 (gate)"));
    assert_eq!(words("## [Article 3] (gate)"), words("## [Article 4] (gate)"));
    assert_eq!(draft("[1. Words] x").text_of(ClauseIndex(0)), "[Words] x");
    assert_eq!(draft("## [Article 3] (gate)").text_of(ClauseIndex(0)), "(gate)");
}

#[test]
fn words_of_a_subtree_know_where_clauses_end() {
    let whole = |text: &str| draft(text).outline().subtree_words(ClauseIndex(0));
    assert_eq!(whole("1. a\n\n   (a) b\n   (b) c\n"), whole("4. a\n\n   (i) b\n   (ii) c\n"));
    assert_ne!(whole("1. a\n\n   (a) b c\n"), whole("1. a\n\n   (a) b\n   (b) c\n"));
    assert_ne!(whole("1. a\n\n   (a) b\n   (b) c\n"), whole("1. a\n\n   (a) c\n   (b) b\n"));
}

#[test]
fn text_of_a_clause_is_what_a_person_reads() {
    let read = draft(
        "2.  *First* **part**,\n    with [a [link](https://example.org/) and\\\n    US\\$5] \\[so\\] <b>on</b>\n",
    );
    assert_eq!(read.text_of(ClauseIndex(0)), "First part, with [a link and US$5] [so] on");
    assert_eq!(read.text_of(ClauseIndex(7)), "");
    assert_eq!(draft("*Words at the end. *").text_of(ClauseIndex(0)), "Words at the end.");
}

#[test]
fn digests_print_as_hexadecimal() {
    assert_eq!(
        WordsHash([0, 1, 0xab, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff]).to_hex(),
        "0001ab000000000000000000000000ff"
    );
}
