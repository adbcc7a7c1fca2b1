//! What must hold of particulars and of parity for any text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onetext_text::draft::Draft;
use onetext_text::parity::{Version, parity};
use onetext_text::particulars::{Lang, differences, particulars};
use onetext_text::readings::ReadingOptions;
use onetext_text::source::Source;
use proptest::prelude::*;

/// Pieces that mean something to what is tested here, and pieces that come in between.
const PIECES: [&str; 72] = [
    "shall",
    "may",
    "not",
    "No",
    "only",
    "work to",
    "clause",
    "11",
    "Article 4(2)",
    "paragraph 2 of",
    "and",
    "of",
    "3 March 2031",
    "2031-03-03",
    "1:3",
    "18:00",
    "seven",
    "(7)",
    "days",
    "two",
    "weeks",
    "per cent",
    "[",
    "]",
    "][",
    "thousand",
    "40,000",
    "3.5",
    "twenty-one",
    "-",
    "–",
    "،",
    ".",
    ";",
    "לא",
    "רשאי",
    "יהיה",
    "שני",
    "שבועיים",
    "שלושה־עשר",
    "סעיף",
    "ב",
    "ב־5",
    "אחוזים",
    "לא יאוחר",
    "יפעלו",
    "להבטיח",
    "לا",
    "لا",
    "يجوز",
    "لكل",
    "طرف",
    "أن",
    "خلال",
    "سبعة",
    "أيام",
    "عشر",
    "وعشرون",
    "في المئة",
    "يومين",
    "البند",
    "٣",
    "و٤",
    "المادة الرابعة",
    "يعمل",
    "على",
    "السنوات",
    "الثلاث",
    "\n\n",
    "\n1. ",
    "## ",
    "مئة",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => prop::sample::select(&["", "\u{200f}", "\u{64b}", "\u{5b8}"][..]).prop_map(str::to_owned),
    ];
    prop::collection::vec((piece, any::<bool>()), 0..40).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, blank)| if blank { format!("{piece} ") } else { piece }).collect()
    })
}

fn read(text: &str) -> Draft {
    Draft::parse(Source::from_bytes(text.as_bytes().to_vec()).unwrap(), &ReadingOptions::default())
}

fn lang() -> impl Strategy<Value = (&'static str, Lang)> {
    prop::sample::select(
        &[("en", Lang::English), ("ar", Lang::Arabic), ("he", Lang::Hebrew), ("fr", Lang::Other)][..],
    )
}

fn in_other_digits(text: &str, zero: char) -> String {
    let other = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(zero as u32 + digit)).unwrap_or(c);
    text.chars().map(other).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn particulars_come_in_order_and_lie_in_the_text((_, lang) in lang(), text in text()) {
        let mut before = 0;
        for particular in particulars(&text, lang) {
            prop_assert!(particular.span.start >= before);
            prop_assert!(text.get(particular.span.range()).is_some());
            prop_assert!(!particular.words.is_empty());
            before = particular.span.start;
        }
    }

    #[test]
    fn a_text_has_no_differences_from_itself((_, lang) in lang(), text in text()) {
        prop_assert_eq!(differences(&text, &text, lang), vec![]);
    }

    #[test]
    fn two_texts_have_differences_just_where_their_words_differ((_, lang) in lang(), old in text(), new in text()) {
        let same = onetext_text::exact_tokens(&old) == onetext_text::exact_tokens(&new);
        prop_assert_eq!(same, differences(&old, &new, lang).is_empty());
    }

    #[test]
    fn a_text_is_on_a_par_with_itself((tag, _) in lang(), text in text()) {
        let draft = read(&text);
        let version = Version { tag, draft: &draft, before: None };
        prop_assert_eq!(parity(&[version, version], &[]).clauses, vec![]);
    }

    #[test]
    fn numbers_in_other_digits_are_the_same_numbers((_, lang) in lang(), text in text(), zero in prop::sample::select(&['٠', '۰'][..])) {
        // Apart from where a digit touches a Latin letter, which makes a name of it in Western digits alone.
        let values = |text: &str| -> Vec<_> {
            particulars(text, lang).into_iter().map(|particular| particular.value).collect()
        };
        prop_assert_eq!(values(&text), values(&in_other_digits(&text, zero)));
    }
}

#[test]
fn a_text_in_other_digits_is_on_a_par_with_itself() {
    for (tag, text) in [
        ("ar", include_str!("parity/truce.ar.md")),
        ("en", include_str!("parity/truce.en.md")),
        ("he", include_str!("parity/waters.he.md")),
    ] {
        for zero in ['٠', '۰'] {
            let (one, other) = (read(text), read(&in_other_digits(text, zero)));
            let version = |draft| Version { tag, draft, before: None };
            assert_eq!(parity(&[version(&one), version(&other)], &[]).clauses, vec![], "{tag}");
        }
    }
}

#[test]
fn numbers_in_words_and_in_digits_are_the_same_numbers() {
    let pairs = [
        (
            "en",
            "1. A board of seven members meets within two weeks.",
            "1. A board of 7 members meets within 14 days.",
        ),
        ("ar", "1. تجتمع لجنة من سبعة أعضاء خلال أسبوعين.", "1. تجتمع لجنة من ٧ أعضاء خلال ١٤ يوماً."),
        ("he", "1. ועדה של שבעה חברים תתכנס בתוך שבועיים.", "1. ועדה של 7 חברים תתכנס בתוך 14 ימים."),
    ];
    for (tag, one, _) in pairs {
        for (other_tag, _, other) in pairs {
            let (one, other) = (read(one), read(other));
            let versions = [
                Version { tag, draft: &one, before: None },
                Version { tag: other_tag, draft: &other, before: None },
            ];
            assert_eq!(parity(&versions, &[]).clauses, vec![], "{tag} {other_tag}");
        }
    }
}
