//! Redlines as a drafter would mark them. In the pictures, `{-words-}` fell and `{+words+}` were added.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod support;

use onetext_text::compare::{Row, assemble};
use onetext_text::lineage::Lineage;
use onetext_text::redline::{Change, ChangeKind, Extent, redline};
use proptest::prelude::*;

fn picture(old: &str, new: &str) -> String {
    redline(old, new)
        .iter()
        .map(|change| match change.kind {
            ChangeKind::Equal => change.new.clone(),
            ChangeKind::Deleted => format!("{{-{}-}}", change.old),
            ChangeKind::Inserted => format!("{{+{}+}}", change.new),
            ChangeKind::Replaced => format!("{{-{}-}}{{+{}+}}", change.old, change.new),
        })
        .collect()
}

#[test]
fn brackets_lifted_around_unchanged_words_show_just_the_brackets() {
    assert_eq!(
        picture("Each side shall [promptly] report.", "Each side shall promptly report."),
        "Each side shall {-[-}promptly{-]-} report."
    );
    assert_eq!(
        picture("Each side shall report promptly.", "Each side shall report [promptly]."),
        "Each side shall report {+[+}promptly{+]+}."
    );
    assert_eq!(
        picture(
            "The mission shall report weekly to the guarantors.",
            "[The mission shall report weekly to the guarantors.]"
        ),
        "{+[+}The mission shall report weekly to the guarantors.{+]+}"
    );
}

#[test]
fn a_bracketed_alternative_that_falls_is_struck_whole() {
    assert_eq!(
        picture("The sides [shall][should][may] meet.", "The sides [shall][may] meet."),
        "The sides [shall]{-[should]-}[may] meet."
    );
    assert_eq!(
        picture("A truce [of six weeks] [of three months] begins.", "A truce [of three months] begins."),
        "A truce {-[of six weeks] -}[of three months] begins."
    );
}

#[test]
fn numbers_dates_and_amounts_are_whole() {
    assert_eq!(
        picture("Pay $1,250.50 by 2024-07-31, or 4% more.", "Pay $1,350.50 by 2024-08-31, or 4.5% more."),
        "Pay {-$1,250.50-}{+$1,350.50+} by {-2024-07-31-}{+2024-08-31+}, or {-4%-}{+4.5%+} more."
    );
    assert_eq!(picture("in a 30:1 ratio", "in a 50:1 ratio"), "in a {-30:1-}{+50:1+} ratio");
    assert_eq!(picture("support[^9] is due", "support[^14] is due"), "support{-[^9]-}{+[^14]+} is due");
}

#[test]
fn a_sentence_that_falls_is_struck_from_its_start_to_its_stop() {
    assert_eq!(
        picture(
            "The convoy shall pass. The convoy shall be inspected. The convoy shall return.",
            "The convoy shall pass. The convoy shall return."
        ),
        "The convoy shall pass. {-The convoy shall be inspected. -}The convoy shall return."
    );
    assert_eq!(
        picture("food, fuel, tents and medicine", "food, tents and medicine"),
        "food, {-fuel, -}tents and medicine"
    );
}

#[test]
fn stray_common_words_between_two_edits_make_one_edit() {
    assert_eq!(
        picture(
            "All captured soldiers of the northern army go home.",
            "All wounded men of southern units go home."
        ),
        "All {-captured soldiers of the northern army-}{+wounded men of southern units+} go home."
    );
}

#[test]
fn a_modal_verb_stays_visible_beside_another_edit() {
    assert_eq!(
        picture(
            "The guarantors shall convene a meeting monthly.",
            "The guarantors should convene a meeting weekly."
        ),
        "The guarantors {-shall-}{+should+} convene a meeting {-monthly-}{+weekly+}."
    );
}

#[test]
fn line_breaks_and_spacing_are_no_change() {
    let changes = redline("The sides\nshall  meet.", "The sides shall meet.");
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].kind, ChangeKind::Equal);
    // The same letter, once composed and once of two characters.
    assert_eq!(redline("caf\u{e9}", "cafe\u{301}")[0].kind, ChangeKind::Equal);
}

#[test]
fn punctuation_is_marked_without_its_neighbours() {
    assert_eq!(
        picture("halt at once and withdraw", "halt at once, and withdraw"),
        "halt at once{+,+} and withdraw"
    );
    assert_eq!(picture("within 7 days;", "within 7 days."), "within 7 days{-;-}{+.+}");
}

#[test]
fn texts_with_hardly_a_word_in_common_are_replaced_whole() {
    let changes = redline(
        "The mission shall inspect all vehicles on the coastal road.",
        "A private firm, chosen by both sides, checks cars at the bridge.",
    );
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].kind, ChangeKind::Replaced);
}

#[test]
fn arabic_words_are_whole_with_their_vowel_marks() {
    assert_eq!(
        picture("تنسحب القوات خلال سبعة أيام.", "تنسحب القوات خلال عشرة أيام."),
        "تنسحب القوات خلال {-سبعة-}{+عشرة+} أيام."
    );
    assert_eq!(
        picture("يُفرج الطرف عن [جميع] الأسرى،", "يُفرج الطرف عن جميع الأسرى،"),
        "يُفرج الطرف عن {-[-}جميع{-]-} الأسرى،"
    );
    // A vowel mark or a tatweel more is another spelling of the whole word.
    assert_eq!(picture("وقف القتال فوراً", "وقف القتـال فوراً"), "وقف {-القتال-}{+القتـال+} فوراً");
    assert_eq!(picture("تُفتح المعابر يومياً", "تَفتح المعابر يومياً"), "{-تُفتح-}{+تَفتح+} المعابر يومياً");
    assert_eq!(picture("خلال ١٢٫٥ ساعة", "خلال ١٤٫٥ ساعة"), "خلال {-١٢٫٥-}{+١٤٫٥+} ساعة");
}

#[test]
fn hebrew_words_are_whole_with_points_and_maqaf() {
    assert_eq!(
        picture("הצדדים יפעלו על־פי ההסכם.", "הצדדים יפעלו לפי ההסכם."),
        "הצדדים יפעלו {-על־פי-}{+לפי+} ההסכם."
    );
    assert_eq!(picture("שָׁלוֹם לכל הצדדים", "שלום לכל הצדדים"), "{-שָׁלוֹם-}{+שלום+} לכל הצדדים");
    assert_eq!(
        picture("הנהלה תשלם [4][6] אחוזים לפי ס\"ק 3", "הנהלה תשלם [6] אחוזים לפי ס\"ק 3"),
        "הנהלה תשלם {-[4]-}[6] אחוזים לפי ס\"ק 3"
    );
}

fn joined(changes: &[Change]) -> (String, String) {
    (
        changes.iter().map(|change| change.old.as_str()).collect(),
        changes.iter().map(|change| change.new.as_str()).collect(),
    )
}

fn some_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "the",
        "sides",
        "shall",
        "should",
        "[",
        "]",
        "(",
        ")",
        " ",
        " ",
        " ",
        "\n",
        ",",
        ".",
        ";",
        "7",
        "30",
        "%",
        "-",
        "$",
        "[^3]",
        "**",
        "وقف",
        "النار",
        "خلال",
        "،",
        "שלום",
        "על־פי",
        "\u{301}",
        "é",
        "\u{2067}",
        "中文",
        "  ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_pieces_add_up_to_both_texts(old in some_text(), new in some_text()) {
        let changes = redline(&old, &new);
        prop_assert_eq!(joined(&changes), (old, new));
        for change in &changes {
            match change.kind {
                ChangeKind::Equal => {
                    let bare = |text: &str| -> String {
                        use unicode_normalization::UnicodeNormalization;
                        text.nfc().filter(|c| !c.is_whitespace()).collect()
                    };
                    prop_assert_eq!(bare(&change.old), bare(&change.new));
                }
                ChangeKind::Deleted => prop_assert!(change.new.is_empty() && !change.old.is_empty()),
                ChangeKind::Inserted => prop_assert!(change.old.is_empty() && !change.new.is_empty()),
                ChangeKind::Replaced => prop_assert!(!change.old.is_empty() && !change.new.is_empty()),
            }
        }
    }

    #[test]
    fn a_text_compared_with_itself_is_equal(text in some_text()) {
        let changes = redline(&text, &text);
        prop_assert!(changes.len() <= 1);
        prop_assert!(changes.iter().all(|change| change.kind == ChangeKind::Equal));
    }

    #[test]
    fn two_edits_never_touch(old in some_text(), new in some_text()) {
        let changes = redline(&old, &new);
        for two in changes.windows(2) {
            prop_assert!((two[0].kind == ChangeKind::Equal) != (two[1].kind == ChangeKind::Equal));
        }
    }
}

/// Edits per hundred words changed: the fewer, the longer the phrases in which changes are shown.
#[test]
fn redlines_of_public_drafts_are_phrases_not_confetti() {
    let data = support::shared_data().join("paris");
    if !data.exists() {
        eprintln!("skipped: {} is absent", data.display());
        return;
    }
    for (before, after) in [("23-oct-2015.md", "4-dec-2015.md"), ("4-dec-2015.md", "12-dec-2015.md")] {
        let (old, new) = (support::open(&data.join(before)), support::open(&data.join(after)));
        let rows = assemble(&old, &new, &Lineage::between(&old, &new, &[]));
        let mut sum = Extent::default();
        for row in &rows {
            if let Row::Compared(clause) = row {
                let extent = Extent::of(&clause.changes);
                sum.edits += extent.edits;
                sum.words_deleted += extent.words_deleted;
                sum.words_inserted += extent.words_inserted;
                sum.words_equal += extent.words_equal;
            }
        }
        let changed = sum.words_deleted + sum.words_inserted;
        eprintln!("{before} to {after}: {sum:?}; {:.1} words an edit", changed as f64 / sum.edits as f64);
        assert!(changed >= 2 * sum.edits, "{before} to {after}: {sum:?}");
    }
}
