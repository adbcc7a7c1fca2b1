use proptest::prelude::*;

use super::*;

/// The first numbers and some later ones, as they are written.
fn row(name: &str, numbers: &[u32]) -> String {
    let format = Format::named(name).unwrap();
    numbers.iter().map(|number| format.written(*number)).collect::<Vec<_>>().join(" ")
}

#[test]
fn latin_and_cyrillic_letters_are_doubled_after_the_last() {
    assert_eq!(row("lowerLetter", &[1, 2, 26, 27, 28, 52, 53]), "a b z aa bb zz aaa");
    assert_eq!(row("upperLetter", &[3, 29]), "C CC");
    assert_eq!(row("russianLower", &[1, 9, 10, 25, 26, 29, 30]), "а и к щ ы я аа");
    assert_eq!(row("russianUpper", &[2]), "Б");
}

#[test]
fn numbers_of_european_treaties_are_written() {
    assert_eq!(row("decimal", &[0, 7, 100]), "0 7 100");
    assert_eq!(row("decimalZero", &[1, 9, 10, 100]), "01 09 10 100");
    assert_eq!(row("upperRoman", &[1, 4, 9, 14, 40, 90, 1999]), "I IV IX XIV XL XC MCMXCIX");
    assert_eq!(row("lowerRoman", &[3, 0]), "iii 0");
    assert_eq!(
        row("ordinal", &[1, 2, 3, 4, 11, 12, 13, 21, 22, 112]),
        "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 112th"
    );
    assert_eq!(Format::Words.written(121), "One hundred twenty-one");
    assert_eq!(Format::Words.written(1_000), "One thousand");
    assert_eq!(
        row("ordinalText", &[1, 2, 5, 8, 12, 20, 33]),
        "First Second Fifth Eighth Twelfth Twentieth Thirty-third"
    );
    assert_eq!(Format::OrdinalWords.written(100), "One hundredth");
    assert_eq!(row("numberInDash", &[3]), "- 3 -");
    assert_eq!(row("decimalEnclosedParen", &[1, 20, 21]), "⑴ ⒇ 21");
    assert_eq!(row("none", &[1]), "");
}

#[test]
fn hebrew_numerals_avoid_the_divine_name_and_add_up() {
    assert_eq!(
        row("hebrew1", &[1, 10, 11, 15, 16, 17, 20, 115, 116, 400, 500]),
        "א י יא טו טז יז כ קטו קטז ת תק"
    );
    assert_eq!(row("hebrew2", &[1, 11, 22, 23, 24, 45]), "א כ ת תא תב תתא");
}

#[test]
fn arabic_letters_stand_in_both_their_orders() {
    assert_eq!(row("arabicAlpha", &[1, 2, 3, 4, 28, 29]), "أ ب ت ث ي أأ");
    assert_eq!(row("arabicAbjad", &[1, 2, 3, 4, 28]), "أ ب ج د غ");
}

#[test]
fn east_asian_numerals_are_written_by_their_places() {
    assert_eq!(
        row("chineseCounting", &[1, 10, 11, 20, 21, 99, 100, 105]),
        "一 十 十一 二十 二十一 九十九 一○○ 一○五"
    );
    assert_eq!(
        row("chineseCountingThousand", &[10, 12, 100, 101, 110, 1001]),
        "十 十二 一百 一百零一 一百一十 一千零一"
    );
    assert_eq!(row("chineseLegalSimplified", &[1, 10, 25]), "壹 壹拾 贰拾伍");
    assert_eq!(row("ideographLegalTraditional", &[2, 12]), "貳 壹拾貳");
    assert_eq!(
        row("japaneseCounting", &[4, 10, 14, 20, 100, 111, 1000, 10_000]),
        "四 十 十四 二十 百 百十一 千 万"
    );
    assert_eq!(row("koreanCounting", &[1, 10, 12, 21]), "일 십 십이 이십일");
    assert_eq!(row("koreanLegal", &[1, 11, 20, 99, 100]), "하나 열하나 스물 아흔아홉 100");
    assert_eq!(row("ideographDigital", &[1, 10, 23]), "一 一〇 二三");
    assert_eq!(row("ideographTraditional", &[1, 10, 11]), "甲 癸 11");
    assert_eq!(row("irohaFullWidth", &[1, 2, 3]), "イ ロ ハ");
    assert_eq!(row("ganada", &[1, 14, 15]), "가 하 가가");
    assert_eq!(row("decimalEnclosedCircle", &[1, 20, 21]), "① ⑳ 21");
}

#[test]
fn a_custom_format_is_known_by_how_it_begins() {
    assert_eq!(Format::of_pattern("001, 002, 003, ..."), Some(Format::Zeros(3)));
    assert_eq!(Format::of_pattern("01, 02, 03, ..."), Some(Format::Zeros(2)));
    assert_eq!(Format::of_pattern("α, β, γ, ..."), Some(Format::Letters(GREEK_SMALL)));
    assert_eq!(Format::of_pattern("a, ç, ĝ, ..."), None);
    assert_eq!(Format::of_pattern(""), None);
}

#[test]
fn every_name_is_listed_once() {
    let names: std::collections::BTreeSet<_> = NAMES.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), NAMES.len());
}

proptest! {
    #[test]
    fn every_number_is_written_in_every_way(number in any::<u32>()) {
        for (name, format) in NAMES {
            let written = format.written(number);
            prop_assert_eq!(written.is_empty(), matches!(format, Format::None | Format::Bullet), "{}", name);
        }
    }

    #[test]
    fn neighbours_are_told_apart_as_far_as_word_counts(number in 1_u32..999) {
        for (name, format) in NAMES.iter().filter(|(_, format)| !matches!(format, Format::None | Format::Bullet)) {
            prop_assert_ne!(format.written(number), format.written(number + 1), "{}", name);
        }
    }

    #[test]
    fn the_letters_of_a_hebrew_number_add_up_to_it(number in 1_u32..1000) {
        let value = |letter: char| match letter {
            'א'..='ט' => u32::from(letter) - u32::from('א') + 1,
            'י' => 10, 'כ' => 20, 'ל' => 30, 'מ' => 40, 'נ' => 50, 'ס' => 60, 'ע' => 70, 'פ' => 80, 'צ' => 90,
            'ק' => 100, 'ר' => 200, 'ש' => 300, 'ת' => 400,
            other => panic!("{other}"),
        };
        let written = Format::Hebrew.written(number);
        prop_assert_eq!(written.chars().map(value).sum::<u32>(), number);
        prop_assert!(!written.contains("יה") && !written.contains("יו"));
    }

    #[test]
    fn roman_numerals_are_read_back(number in 1_u32..4000) {
        let value = |letter| match letter { 'i' => 1, 'v' => 5, 'x' => 10, 'l' => 50, 'c' => 100, 'd' => 500, _ => 1000 };
        let values: Vec<i64> = Format::Roman { capital: false }.written(number).chars().map(value).collect();
        let mut sum = 0;
        for (at, &one) in values.iter().enumerate() {
            sum += if values.get(at + 1).is_some_and(|&next| next > one) { -one } else { one };
        }
        prop_assert_eq!(sum, i64::from(number));
    }
}
