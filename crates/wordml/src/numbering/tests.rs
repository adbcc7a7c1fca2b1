use proptest::prelude::*;

use super::*;

fn part(inside: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">{inside}</w:numbering>"#
    )
}

/// A level from `format text` and further properties.
fn lvl(level: u8, format: &str, text: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
    )
}

fn pattern(id: i32, levels: &[String]) -> String {
    format!(
        r#"<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="multilevel"/>{}</w:abstractNum>"#,
        levels.concat()
    )
}

fn num(id: i32, pattern: i32, overrides: &str) -> String {
    format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{pattern}"/>{overrides}</w:num>"#)
}

/// The labels of paragraphs, each given as list and level.
fn labels(definitions: &Definitions, places: &[(i32, u8)]) -> Vec<String> {
    let places = places
        .iter()
        .map(|&(list, level)| definitions.place(Asked { list: Some(list), level: Some(level) }, []));
    definitions.labels(places).map(|label| label.map_or_else(|| "–".to_owned(), |it| it.text)).collect()
}

fn read(inside: &[String]) -> Definitions {
    read_text(&part(&inside.concat())).unwrap()
}

fn read_text(text: &str) -> Result<Definitions, Refused> {
    Definitions::read(Cursor::new("word/numbering.xml", text))
}

/// 1 / 1.1 / (a) / (i), in full: `2.1(b)(iii)`.
fn treaty() -> String {
    pattern(
        0,
        &[
            lvl(0, "decimal", "%1", ""),
            lvl(1, "decimal", "%1.%2", ""),
            lvl(2, "lowerLetter", "%1.%2(%3)", ""),
            lvl(3, "lowerRoman", "%1.%2(%3)(%4)", ""),
        ],
    )
}

#[test]
fn levels_count_on_and_begin_anew_below_higher_ones() {
    let definitions = read(&[treaty(), num(1, 0, "")]);
    let places = [
        (1, 0),
        (1, 1),
        (1, 1),
        (1, 2),
        (1, 2),
        (1, 3),
        (1, 3),
        (1, 0),
        (1, 1),
        (1, 2),
        (1, 2),
        (1, 3),
        (1, 3),
        (1, 3),
    ];
    assert_eq!(
        labels(&definitions, &places),
        [
            "1",
            "1.1",
            "1.2",
            "1.2(a)",
            "1.2(b)",
            "1.2(b)(i)",
            "1.2(b)(ii)",
            "2",
            "2.1",
            "2.1(a)",
            "2.1(b)",
            "2.1(b)(i)",
            "2.1(b)(ii)",
            "2.1(b)(iii)"
        ]
    );
}

#[test]
fn levels_passed_over_stand_at_their_start_and_count() {
    let definitions = read(&[treaty(), num(1, 0, "")]);
    assert_eq!(labels(&definitions, &[(1, 1), (1, 1), (1, 0), (1, 2)]), ["1.1", "1.2", "2", "2.1(a)"]);
}

#[test]
fn lists_of_one_pattern_share_its_count_and_a_start_of_its_own_is_used_once() {
    let anew = r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>"#;
    let definitions = read(&[treaty(), num(1, 0, ""), num(2, 0, ""), num(3, 0, anew)]);
    assert_eq!(
        labels(&definitions, &[(1, 0), (2, 0), (1, 0), (3, 0), (3, 0), (1, 0), (3, 0)]),
        ["1", "2", "3", "5", "6", "7", "8"]
    );
}

#[test]
fn a_list_may_override_a_whole_level() {
    let other =
        format!(r#"<w:lvlOverride w:ilvl="0">{}</w:lvlOverride>"#, lvl(0, "upperRoman", "Article %1.", ""));
    let definitions = read(&[treaty(), num(1, 0, ""), num(2, 0, &other)]);
    assert_eq!(
        labels(&definitions, &[(1, 0), (2, 0), (2, 1)]),
        ["1", "Article II.", "2.1".replace('2', "II").as_str()]
    );
}

#[test]
fn a_level_restarts_only_after_the_level_that_it_names() {
    let levels = |restart: &str| {
        let more = format!(r#"<w:lvlRestart w:val="{restart}"/>"#);
        pattern(
            0,
            &[lvl(0, "decimal", "%1", ""), lvl(1, "decimal", "%1.%2", ""), lvl(2, "decimal", "%3)", &more)],
        )
    };
    let places = [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)];
    let never = read(&[levels("0"), num(1, 0, "")]);
    assert_eq!(labels(&never, &places), ["1", "1.1", "1)", "1.2", "2)", "2", "3)"]);
    let first = read(&[levels("1"), num(1, 0, "")]);
    assert_eq!(labels(&first, &places), ["1", "1.1", "1)", "1.2", "2)", "2", "1)"]);
    let second = read(&[levels("2"), num(1, 0, "")]);
    assert_eq!(labels(&second, &places), ["1", "1.1", "1)", "1.2", "1)", "2", "1)"]);
}

#[test]
fn legal_numbering_shows_every_number_as_decimal() {
    let definitions = read(&[
        pattern(
            0,
            &[
                lvl(0, "upperRoman", "Article %1", ""),
                lvl(1, "lowerLetter", "%1.%2", "<w:isLgl/>"),
                lvl(2, "lowerLetter", "%1.%3", r#"<w:isLgl w:val="0"/>"#),
            ],
        ),
        num(1, 0, ""),
    ]);
    assert_eq!(
        labels(&definitions, &[(1, 0), (1, 0), (1, 1), (1, 2)]),
        ["Article I", "Article II", "2.1", "II.a"]
    );
}

#[test]
fn what_shows_nothing_has_no_label_but_counts() {
    let definitions = read(&[
        pattern(
            0,
            &[
                lvl(0, "none", "%1", ""),
                lvl(1, "decimal", "%2.", "<w:rPr><w:vanish/></w:rPr>"),
                lvl(2, "decimal", "", ""),
                lvl(3, "none", "Note:", ""),
                lvl(4, "decimal", "§ 5% %5 %", ""),
            ],
        ),
        num(1, 0, ""),
    ]);
    assert_eq!(
        labels(&definitions, &[(1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (0, 0), (7, 0), (1, 8)]),
        ["–", "–", "–", "Note:", "§ 5% 1 %", "–", "–", "–"]
    );
}

#[test]
fn capitals_of_a_label_are_shown() {
    let definitions = read(&[
        pattern(0, &[lvl(0, "cardinalText", "Article %1", "<w:rPr><w:caps/></w:rPr>")]),
        num(1, 0, ""),
    ]);
    assert_eq!(labels(&definitions, &[(1, 0), (1, 0)]), ["ARTICLE ONE", "ARTICLE TWO"]);
}

#[test]
fn bullets_are_shown_as_what_their_fonts_draw() {
    let font = |name: &str| {
        format!(r#"<w:rPr><w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:hint="default"/></w:rPr>"#)
    };
    let definitions = read(&[
        pattern(
            0,
            &[
                lvl(0, "bullet", "\u{f0b7}", &font("Symbol")),
                lvl(1, "bullet", "\u{f0a7}", &font("Wingdings")),
                lvl(2, "bullet", "-", ""),
                lvl(3, "bullet", "\u{f0b7}", &font("Nowhere")),
                lvl(4, "bullet", "%1", ""),
                lvl(5, "bullet", "x", r#"<w:lvlPicBulletId w:val="0"/>"#),
            ],
        ),
        num(1, 0, ""),
    ]);
    assert_eq!(
        labels(&definitions, &[(1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (1, 5)]),
        ["•", "▪", "-", "•", "%1", "•"]
    );
    let label = definitions.labels([Some(Place { list: 1, level: 2 })]).next().unwrap().unwrap();
    assert!(label.bullet && label.level == 2 && label.list == 1);
}

#[test]
fn links_between_styles_are_followed_and_end() {
    let following = |id: i32, to: &str, own: &str| {
        format!(
            r#"<w:abstractNum w:abstractNumId="{id}"><w:styleLink w:val="{own}"/><w:numStyleLink w:val="{to}"/></w:abstractNum>"#
        )
    };
    let defining = treaty().replace("<w:multiLevelType", r#"<w:styleLink w:val="Treaty"/><w:multiLevelType"#);
    let definitions = read(&[
        defining,
        following(1, "Treaty", "Other"),
        following(2, "Circle", "Round"),
        following(3, "Round", "Circle"),
        following(4, "Nowhere", "N"),
        num(1, 0, ""),
        num(2, 1, ""),
        num(3, 2, ""),
        num(4, 4, ""),
    ]);
    assert_eq!(labels(&definitions, &[(1, 0), (2, 0), (2, 1), (3, 0), (4, 0)]), ["1", "2", "2.1", "–", "–"]);
}

#[test]
fn a_style_stands_at_the_level_that_names_it() {
    let definitions = read(&[
        pattern(
            0,
            &[
                lvl(0, "decimal", "Article %1", r#"<w:pStyle w:val="Heading1"/>"#),
                lvl(1, "decimal", "%1.%2", r#"<w:pStyle w:val="Heading2"/>"#),
                lvl(2, "lowerLetter", "(%3)", ""),
            ],
        ),
        num(1, 0, ""),
        num(2, 0, ""),
    ]);
    let list = |list, level| Asked { list, level };
    let none = list(None, None);
    let at = |list, level| Some(Place { list, level });
    // Its own list, its style's list, the style that it is based on, a level of its own in a list of the style.
    assert_eq!(definitions.place(list(Some(1), Some(2)), [("Heading1", list(Some(1), None))]), at(1, 2));
    assert_eq!(definitions.place(none, [("Heading2", list(Some(1), Some(5)))]), at(1, 1));
    assert_eq!(definitions.place(none, [("Mine", none), ("Heading2", list(Some(1), None))]), at(1, 1));
    assert_eq!(definitions.place(list(None, Some(2)), [("Heading1", list(Some(1), None))]), at(1, 2));
    assert_eq!(definitions.place(list(Some(2), None), [("Heading2", list(Some(1), None))]), at(2, 1));
    assert_eq!(definitions.place(none, [("Plain", list(Some(1), Some(2)))]), at(1, 2));
    // A level of its own in the list of the style that it is based on, whose own level goes before neither.
    assert_eq!(
        definitions.place(none, [("Sub", list(None, Some(2))), ("Heading2", list(Some(1), Some(1)))]),
        at(1, 2)
    );
    assert_eq!(
        definitions.place(none, [("Heading2", list(None, Some(5))), ("Heading1", list(Some(1), None))]),
        at(1, 1)
    );
    // Taken out of the list by the paragraph, by its style; no list; a list that is not there.
    assert_eq!(definitions.place(list(Some(0), None), [("Heading1", list(Some(1), None))]), None);
    assert_eq!(
        definitions.place(none, [("Mine", list(Some(0), None)), ("Heading1", list(Some(1), None))]),
        None
    );
    assert_eq!(definitions.place(none, [("Mine", none)]), None);
    assert_eq!(definitions.place(list(Some(9), None), []), None);
}

#[test]
fn a_list_of_one_level_ignores_deeper_ones() {
    let one = pattern(0, &[lvl(0, "decimal", "%1.", "")]).replace("multilevel", "singleLevel");
    let definitions = read(&[one, num(1, 0, "")]);
    assert_eq!(labels(&definitions, &[(1, 0), (1, 3)]), ["1.", "2."]);
}

#[test]
fn what_follows_a_label_and_where_its_text_stands_are_read() {
    let more = r#"<w:suff w:val="space"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>"#;
    let strict = r#"<w:suff w:val="nothing"/><w:pPr><w:ind w:start="1.27cm" w:firstLine="10"/></w:pPr>"#;
    let definitions = read(&[
        pattern(
            0,
            &[lvl(0, "decimal", "%1", more), lvl(1, "decimal", "%1", strict), lvl(2, "decimal", "%1", "")],
        ),
        num(1, 0, ""),
    ]);
    let level = |level| definitions.level(Place { list: 1, level }).unwrap();
    assert_eq!(
        (level(0).follows, level(0).indent),
        (Follows::Space, Indent { start: Some(720), first_line: Some(-360) })
    );
    assert_eq!(
        (level(1).follows, level(1).indent),
        (Follows::Nothing, Indent { start: Some(720), first_line: Some(10) })
    );
    assert_eq!((level(2).follows, level(2).indent), (Follows::Tab, Indent::default()));
}

#[test]
fn a_format_that_is_not_known_is_decimal_and_told() {
    let custom = r#"<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>"#;
    let level = |level, format: &str| {
        lvl(level, "decimal", "%1", "")
            .replace(r#"<w:numFmt w:val="decimal"/>"#, format)
            .replace("%1", &format!("%{}", level + 1))
    };
    let definitions = read(&[
        pattern(
            0,
            &[
                level(0, custom),
                level(1, r#"<w:numFmt w:val="bahtText"/>"#),
                level(2, &custom.replace("001, 002, 003", "a, ç, ĝ")),
            ],
        ),
        num(1, 0, ""),
    ]);
    assert_eq!(labels(&definitions, &[(1, 0), (1, 1), (1, 2)]), ["001", "1", "1"]);
    assert_eq!(definitions.unknown_formats().collect::<Vec<_>>(), ["a, ç, ĝ, ...", "bahtText"]);
}

#[test]
fn both_namespaces_and_any_prefix_are_read_and_former_properties_passed_over() {
    let text = part(
        &[
            pattern(
                0,
                &[lvl(
                    0,
                    "decimal",
                    "%1)",
                    r#"<w:pPr><w:pPrChange><w:pPr><w:ind w:left="9"/></w:pPr></w:pPrChange></w:pPr>"#,
                )],
            ),
            num(1, 0, ""),
        ]
        .concat(),
    );
    let strict = text
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace("xmlns:w=", "xmlns:x=")
        .replace("w:", "x:");
    for text in [text, strict] {
        let definitions = read_text(&text).unwrap();
        assert_eq!(labels(&definitions, &[(1, 0)]), ["1)"]);
        assert_eq!(definitions.level(Place { list: 1, level: 0 }).unwrap().indent, Indent::default());
    }
    assert!(read_text("<w:numbering").is_err());
}

proptest! {
    /// With every level shown in full and nothing overridden, labels rise as outlines do, each once.
    #[test]
    fn full_labels_rise_and_no_two_are_equal(levels in prop::collection::vec(0_u8..9, 1..60)) {
        let text = |level: u8| (1..=level + 1).map(|it| format!("%{it}")).collect::<Vec<_>>().join(".");
        let all: Vec<String> = (0..9).map(|level| lvl(level, "decimal", &text(level), "")).collect();
        let definitions = read(&[pattern(0, &all), num(1, 0, "")]);
        let places: Vec<(i32, u8)> = levels.iter().map(|&level| (1, level)).collect();
        let numbers: Vec<Vec<u32>> = labels(&definitions, &places)
            .iter()
            .map(|label| label.split('.').map(|it| it.parse().unwrap()).collect())
            .collect();
        for (level, number) in levels.iter().zip(&numbers) {
            prop_assert_eq!(number.len(), usize::from(*level) + 1);
        }
        prop_assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", numbers);
    }

    /// Lists of one pattern without starts of their own are one list.
    #[test]
    fn which_list_of_a_pattern_a_paragraph_names_makes_no_difference(
        places in prop::collection::vec((1_i32..4, 0_u8..4), 1..40),
    ) {
        let definitions = read(&[treaty(), num(1, 0, ""), num(2, 0, ""), num(3, 0, "")]);
        let one: Vec<(i32, u8)> = places.iter().map(|&(_, level)| (1, level)).collect();
        prop_assert_eq!(labels(&definitions, &places), labels(&definitions, &one));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,80}", inside in "[<>/w:alv1num=\" ]{0,80}") {
        let _ = read_text(&text);
        let _ = read_text(&part(&inside));
    }
}
