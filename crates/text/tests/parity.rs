//! Language versions of one draft set side by side: what was planted is found, and what is parallel is left alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onetext_text::draft::Draft;
use onetext_text::lineage::Lineage;
use onetext_text::parity::{FindingKind, Parity, Term, Version, parity};
use onetext_text::particulars::{Lang, Value, particulars};
use onetext_text::readings::ReadingOptions;
use onetext_text::source::Source;

/// A text in its languages.
type Texts = &'static [(&'static str, &'static str)];

const TRUCE: Texts = &[
    ("en", include_str!("parity/truce.en.md")),
    ("ar", include_str!("parity/truce.ar.md")),
    ("he", include_str!("parity/truce.he.md")),
];
const WATERS: Texts = &[
    ("en", include_str!("parity/waters.en.md")),
    ("ar", include_str!("parity/waters.ar.md")),
    ("he", include_str!("parity/waters.he.md")),
];
/// Written when the lists were as they are, and not looked at in making them.
const TOWN: Texts = &[
    ("en", include_str!("parity/town.en.md")),
    ("ar", include_str!("parity/town.ar.md")),
    ("he", include_str!("parity/town.he.md")),
];
const HARBOUR: Texts = &[
    ("en", include_str!("../../../cases/harbour-strike/drafts/second.en.md")),
    ("ar", include_str!("../../../cases/harbour-strike/drafts/second.ar.md")),
];

fn read(text: &str) -> Draft {
    Draft::parse(Source::from_bytes(text.as_bytes().to_vec()).unwrap(), &ReadingOptions::default())
}

fn compare(versions: &[(&str, &str)], terms: &[Term]) -> Parity {
    let drafts: Vec<Draft> = versions.iter().map(|(_, text)| read(text)).collect();
    let versions: Vec<Version<'_>> =
        versions.iter().zip(&drafts).map(|((tag, _), draft)| Version { tag, draft, before: None }).collect();
    parity(&versions, terms)
}

fn told(parity: &Parity) -> Vec<String> {
    let shown = |words: &Option<String>| words.clone().unwrap_or_else(|| "-".to_owned());
    let of_clauses = parity.clauses.iter().flat_map(|clause| {
        clause.findings.iter().map(move |finding| (clause.path.replace(", ", "/"), finding))
    });
    of_clauses
        .map(|(path, finding)| {
            let languages = finding.languages.join("-");
            let (from, to) = (shown(&finding.from), shown(&finding.to));
            format!("{path} {languages} {}: {from} | {to}", finding.kind.as_str())
        })
        .collect()
}

/// What is found between two languages of a text, when one of them is changed in one place.
fn planted(texts: Texts, changed: &str, old: &str, new: &str, beside: &str, first: bool) -> Vec<String> {
    let text = |lang: &str| texts.iter().find(|(tag, _)| *tag == lang).unwrap().1;
    assert_eq!(text(changed).matches(old).count(), 1, "{changed}: {old}");
    let with_change = text(changed).replace(old, new);
    let (one, other) = ((changed, with_change.as_str()), (beside, text(beside)));
    told(&compare(&if first { [one, other] } else { [other, one] }, &[]))
}

/// Every planted change must be told as this sort of finding, in whichever language it is and whichever comes first; and the
/// unchanged texts have no such finding.
#[track_caller]
fn finds(texts: Texts, kind: FindingKind, changes: &[(&str, &str, &str)]) {
    let mut found = 0;
    for (lang, old, new) in changes {
        for (beside, _) in texts.iter().filter(|(tag, _)| tag != lang) {
            for first in [true, false] {
                let told = planted(texts, lang, old, new, beside, first);
                let wanted = format!(" {}: ", kind.as_str());
                let hits = told.iter().filter(|line| line.contains(&wanted)).count();
                assert_eq!(hits, 1, "{lang} beside {beside}: {old} > {new}: {told:#?}");
                found += 1;
            }
        }
    }
    assert!(found >= 2 * changes.len());
}

#[test]
fn shall_that_became_may_is_found_in_every_language() {
    finds(
        TRUCE,
        FindingKind::Modal,
        &[
            ("en", "The Northern Council shall release 33", "The Northern Council may release 33"),
            ("ar", "يفرج مجلس الشمال عن 33", "يجوز لمجلس الشمال الإفراج عن 33"),
            ("he", "מועצת הצפון תשחרר 33", "מועצת הצפון רשאית לשחרר 33"),
        ],
    );
}

#[test]
fn may_that_became_shall_is_found_in_every_language() {
    finds(
        TRUCE,
        FindingKind::Modal,
        &[
            ("en", "The commission may ask", "The commission shall ask"),
            ("ar", "يجوز للجنة أن تطلب", "تطلب اللجنة"),
            ("he", "הוועדה רשאית לבקש", "הוועדה תבקש"),
        ],
    );
}

#[test]
fn a_result_that_became_an_effort_is_found_in_every_language() {
    finds(
        TRUCE,
        FindingKind::Modal,
        &[
            ("en", "The commission shall decide", "The commission shall endeavour to decide"),
            ("ar", "تبت اللجنة في", "تسعى اللجنة إلى البت في"),
            ("he", "הוועדה תחליט על", "הוועדה תשתדל להחליט על"),
        ],
    );
}

#[test]
fn one_for_three_that_became_one_for_thirty_one_is_found_in_every_language() {
    finds(
        TRUCE,
        FindingKind::Ratio,
        &[("en", "1:3.", "1:31."), ("ar", "بنسبة 1:3.", "بنسبة 1:31."), ("he", "של 1:3.", "של 1:31.")],
    );
    finds(
        WATERS,
        FindingKind::Ratio,
        &[("en", "ratio 2:3.", "ratio 3:2."), ("ar", "٢:٣.", "٢:٣١."), ("he", "של 2:3.", "של 2:31.")],
    );
}

#[test]
fn a_dropped_article_number_is_found_in_every_language() {
    finds(
        TRUCE,
        FindingKind::Reference,
        &[
            ("en", "in accordance with Article 5(2)", "in accordance with this Agreement"),
            ("en", "paragraph 3 of Article 5", "this Article"),
            ("en", "Articles 2 and 6 shall", "Articles 2 shall"),
            ("ar", "وفقاً للمادة 5(2)", "وفقاً لهذا الاتفاق"),
            ("ar", "في الفقرة 3 من المادة 5", "في هذه المادة"),
            ("ar", "المادتان 2 و6 نافذتين", "المادة 2 نافذة"),
            ("he", "לפי סעיף 5(2)", "לפי הסכם זה"),
            ("he", "בפסקה 3 של סעיף 5", "בסעיף זה"),
            ("he", "סעיפים 2 ו־6 יעמדו", "סעיף 2 יעמוד"),
        ],
    );
    finds(
        TRUCE,
        FindingKind::Label,
        &[
            ("en", "## Article 4 – Return", "## Return"),
            ("ar", "## المادة 4 – العودة", "## العودة"),
            ("he", "## סעיף 4 – שיבה", "## שיבה"),
        ],
    );
}

#[test]
fn a_missing_not_is_found_in_every_language() {
    finds(
        TRUCE,
        FindingKind::Negation,
        &[
            ("en", "The Parties shall not arrest", "The Parties shall arrest"),
            ("en", "shall not take place", "shall take place"),
            ("en", "are not binding", "are binding"),
            ("en", "No Party shall use", "A Party shall use"),
            ("ar", "لا يعيد الطرفان", "يعيد الطرفان"),
            ("ar", "لا يجري الاستطلاع", "يجري الاستطلاع"),
            ("ar", "ليست ملزمة", "ملزمة"),
            ("ar", "لا يستخدم أي طرف", "يستخدم أي طرف"),
            ("he", "הצדדים לא ישובו", "הצדדים ישובו"),
            ("he", "אווירי לא יתקיים", "אווירי יתקיים"),
            ("he", "אינן מחייבות", "מחייבות"),
            ("he", "שום צד לא ינצל", "צד ינצל"),
        ],
    );
    finds(
        HARBOUR,
        FindingKind::Negation,
        &[
            ("en", "shall not bring remote", "shall bring remote"),
            ("en", "Agency workers shall not", "Agency workers shall"),
            ("en", "No worker shall", "A worker shall"),
            ("ar", "لا تُشغّل", "تُشغّل"),
            ("ar", "لا يُستخدم عمال", "يُستخدم عمال"),
            ("ar", "لا يفقد أي عامل", "يفقد أي عامل"),
        ],
    );
}

/// Clauses whose "not" stands beside a word that denies, too, in each language with it and without it.
const BESIDE_WEAK: [[(&str, &str, &str); 3]; 6] = [
    [
        ("en", "The vessel shall not return without consent.", "The vessel shall return without consent."),
        ("ar", "لا تعود السفينة دون موافقة.", "تعود السفينة دون موافقة."),
        ("he", "הספינה לא תשוב ללא הסכמה.", "הספינה תשוב ללא הסכמה."),
    ],
    [
        ("en", "No party may return without consent.", "A party may return without consent."),
        ("ar", "لا يجوز لأي طرف أن يعود دون موافقة.", "يجوز لأي طرف أن يعود دون موافقة."),
        ("he", "אין צד רשאי לשוב ללא הסכמה.", "צד רשאי לשוב ללא הסכמה."),
    ],
    [
        (
            "en",
            "The vessel cannot sail unless the fee is paid.",
            "The vessel can sail unless the fee is paid.",
        ),
        ("ar", "لا يمكن للسفينة أن تبحر ما لم يُدفع الرسم.", "يمكن للسفينة أن تبحر ما لم يُدفع الرسم."),
        ("he", "הספינה אינה יכולה להפליג אלא אם שולמה האגרה.", "הספינה יכולה להפליג אלא אם שולמה האגרה."),
    ],
    [
        (
            "en",
            "The guards shall not enter, and only the doctor may speak.",
            "The guards shall enter, and only the doctor may speak.",
        ),
        ("ar", "لا يدخل الحراس، ويجوز للطبيب فقط أن يتكلم.", "يدخل الحراس، ويجوز للطبيب فقط أن يتكلم."),
        ("he", "השומרים לא ייכנסו, ורק הרופא רשאי לדבר.", "השומרים ייכנסו, ורק הרופא רשאי לדבר."),
    ],
    [
        (
            "en",
            "The fee may not be raised by more than the costs, and not later than in May.",
            "The fee may be raised by more than the costs, and not later than in May.",
        ),
        (
            "ar",
            "لا يجوز رفع الرسم بأكثر من الكلفة، وفي أجل لا يتجاوز أيار.",
            "يجوز رفع الرسم بأكثر من الكلفة، وفي أجل لا يتجاوز أيار.",
        ),
        (
            "he",
            "הצד אינו רשאי להעלות את האגרה מעל לעלות, ולא יאוחר ממאי.",
            "הצד רשאי להעלות את האגרה מעל לעלות, ולא יאוחר ממאי.",
        ),
    ],
    [
        (
            "en",
            "It shall neither be sold nor let without consent.",
            "It shall be sold or let without consent.",
        ),
        ("ar", "لا يُباع ولا يؤجر دون موافقة.", "يُباع ويؤجر دون موافقة."),
        ("he", "הוא לא יימכר ולא יושכר ללא הסכמה.", "הוא יימכר ויושכר ללא הסכמה."),
    ],
];

#[test]
fn a_missing_not_is_found_beside_without_unless_and_only() {
    let mut found = 0;
    for clauses in BESIDE_WEAK {
        for (lang, with, without) in clauses {
            for (beside, other, _) in clauses {
                assert_eq!(told(&compare(&[(lang, with), (beside, other)], &[])), [""; 0]);
                for versions in [[(lang, without), (beside, other)], [(beside, other), (lang, without)]] {
                    let told = told(&compare(&versions, &[]));
                    assert!(
                        matches!(&told[..], [one] if one.contains(" negation: ")),
                        "{without} | {other}: {told:#?}"
                    );
                    found += 1;
                }
            }
        }
    }
    assert_eq!(found, 108);
}

/// A text without one of its denials, for each that must be said.
fn without_each_denial(tag: &str, text: &str) -> Vec<(String, String)> {
    let lang = Lang::of_tag(tag);
    let denying = |word: &str| {
        let word = word.to_lowercase();
        ["not", "neither", "لا", "ليس", "לא", "אין", "אינו", "אינה", "אינם"]
            .contains(&word.trim_start_matches(['و', 'ו']))
    };
    let denials = particulars(text, lang).into_iter().filter(|particular| {
        matches!(particular.value, Value::Negation { weak: None } | Value::Modal { denied: true, .. })
    });
    denials
        .map(|denial| {
            let span = denial.span.range();
            let words = text[span.clone()].split_inclusive(' ').map(str::to_owned);
            let left: String = match denial.value {
                Value::Negation { .. } => String::new(),
                _ if text[span.clone()].eq_ignore_ascii_case("cannot") => "can".to_owned(),
                _ => words.filter(|word| !denying(word.trim())).collect(),
            };
            assert!(left.len() < span.len(), "{}", denial.words);
            let line = text[..span.start].lines().count();
            (
                format!("{tag}, line {line}: {}", denial.words),
                format!("{}{left}{}", &text[..span.start], &text[span.end..]),
            )
        })
        .collect()
}

/// One half of "neither … nor", and "not … except", can stand for what another language says with fewer denials or with "only".
#[test]
fn each_denial_left_out_in_one_language_is_found_where_no_other_stands_for_it() {
    let (mut as_denial, mut otherwise, mut planted, mut missed) = (0, 0, 0, Vec::new());
    let denials = |lines: &[String]| lines.iter().filter(|line| line.contains(" negation: ")).count();
    for texts in [TRUCE, WATERS, HARBOUR, TOWN] {
        for (lang, text) in texts {
            for (what, changed) in without_each_denial(lang, text) {
                // Beside the other languages, and beside the same text as it was.
                for (beside, other) in texts {
                    let told_now = told(&compare(&[(*lang, changed.as_str()), (*beside, *other)], &[]));
                    let before = told(&compare(&[(*lang, *text), (*beside, *other)], &[]));
                    planted += 1;
                    if denials(&told_now) > denials(&before) {
                        as_denial += 1;
                    } else if told_now.len() > before.len() {
                        otherwise += 1;
                    } else {
                        missed.push(format!("{what} beside {beside}"));
                    }
                }
            }
        }
    }
    println!("{as_denial} and {otherwise} of {planted} denials; missed: {missed:#?}");
    assert!(planted > 200 && as_denial + otherwise + 30 >= planted, "{as_denial} of {planted}: {missed:#?}");
}

#[test]
fn a_clause_left_out_is_found_in_every_language_whether_or_not_the_rest_is_renumbered() {
    for (texts, article, name) in [(TRUCE, 4u32, "truce"), (WATERS, 8, "waters")] {
        for (lang, text) in texts {
            for renumbered in [false, true] {
                let changed = without_paragraph(text, article, 2, renumbered);
                for (beside, other) in texts.iter().filter(|(tag, _)| tag != lang) {
                    for versions in [
                        [(*lang, changed.as_str()), (*beside, *other)],
                        [(*beside, *other), (*lang, changed.as_str())],
                    ] {
                        let told = told(&compare(&versions, &[]));
                        let clauses = told.iter().filter(|line| line.contains(" clause: ")).count();
                        assert_eq!(clauses, 1, "{name} {lang} beside {beside}, {renumbered}: {told:#?}");
                        let others = told
                            .iter()
                            .filter(|line| !line.contains(" clause: ") && !line.contains(" label: "));
                        assert_eq!(
                            others.count(),
                            unchanged(texts, &versions),
                            "{name} {lang} beside {beside}: {told:#?}"
                        );
                    }
                }
            }
        }
    }
}

/// How many findings there are between the unchanged texts of two languages.
fn unchanged(texts: Texts, versions: &[(&str, &str)]) -> usize {
    let of = |lang: &str| *texts.iter().find(|(tag, _)| *tag == lang).unwrap();
    told(&compare(&[of(versions[0].0), of(versions[1].0)], &[])).len()
}

/// A text without a numbered paragraph of one of its articles (the headings with a number, counted), and with those behind it
/// counting on, or not.
fn without_paragraph(text: &str, article: u32, paragraph: u32, renumbered: bool) -> String {
    let (mut at, mut kept) = (0, String::new());
    let western = |label: &str| -> Option<u32> {
        let digit =
            |c: char| c.to_digit(10).or_else(|| ('٠'..='٩').contains(&c).then(|| c as u32 - '٠' as u32));
        label.chars().try_fold(0, |value, c| Some(value * 10 + digit(c)?))
    };
    let arabic = text.contains("١. ");
    for line in text.split_inclusive('\n') {
        if line.starts_with('#') && line.chars().any(|c| c.is_numeric()) {
            at += 1;
        }
        let label = line.split_once(". ").and_then(|(label, rest)| Some((western(label)?, rest)));
        match label.filter(|_| at == article) {
            Some((number, _)) if number == paragraph => {}
            Some((number, rest)) if number > paragraph && renumbered => {
                let label = (number - 1).to_string();
                let label = if arabic {
                    label
                        .chars()
                        .map(|c| char::from_u32(c as u32 - '0' as u32 + '٠' as u32).unwrap())
                        .collect()
                } else {
                    label
                };
                kept.push_str(&format!("{label}. {rest}"));
            }
            _ => kept.push_str(line),
        }
    }
    assert!(kept.len() < text.len());
    kept
}

#[test]
fn a_list_item_left_out_is_found_in_every_language() {
    finds(
        TRUCE,
        FindingKind::Clause,
        &[
            ("en", "    (c) fields and wells.\n", ""),
            ("ar", "    (ج) الحقول والآبار.\n", ""),
            ("he", "    (ג) שדות ובארות.\n", ""),
        ],
    );
}

#[test]
fn other_numbers_durations_and_dates_are_found_in_every_language() {
    finds(
        TRUCE,
        FindingKind::Number,
        &[
            ("en", "release 33 captives", "release 34 captives"),
            ("en", "of nine members", "of seven members"),
            ("en", "four per cent", "six per cent"),
            ("ar", "من تسعة أعضاء", "من سبعة أعضاء"),
            ("ar", "بأكثر من أربعة في المئة", "بأكثر من ستة في المئة"),
            ("he", "של תשעה חברים", "של שבעה חברים"),
            ("he", "מארבעה אחוזים", "משישה אחוזים"),
            ("en", "from the seventh day", "from the eighth day"),
            ("ar", "من اليوم السابع", "من اليوم الثامن"),
            ("he", "ביום השביעי", "ביום השמיני"),
        ],
    );
    finds(
        TRUCE,
        FindingKind::Duration,
        &[
            ("en", "periods of two weeks", "periods of three weeks"),
            ("en", "within 72 hours", "within 48 hours"),
            ("ar", "مدتها أسبوعان", "مدتها شهران"),
            ("ar", "لمدة سنتين", "لمدة ثلاث سنوات"),
            ("he", "לתקופות של שבועיים", "לתקופות של חודשיים"),
            ("he", "בתוקפו שנתיים", "בתוקפו שלוש שנים"),
        ],
    );
    finds(
        TRUCE,
        FindingKind::Date,
        &[
            ("en", "15 April 2031", "15 May 2031"),
            ("ar", "15 أبريل 2031", "15 أيار 2031"),
            ("he", "15 באפריל 2031", "16 באפריל 2031"),
            ("en", "at 06:00", "at 18:00"),
        ],
    );
}

#[test]
fn a_bracket_lifted_in_one_language_is_found() {
    finds(
        TRUCE,
        FindingKind::OpenPoint,
        &[
            (
                "en",
                "[The truce shall continue as long as the talks continue.]",
                "The truce shall continue as long as the talks continue.",
            ),
            ("ar", "[تستمر الهدنة ما دامت المحادثات مستمرة.]", "تستمر الهدنة ما دامت المحادثات مستمرة."),
            ("he", "[ההפוגה תימשך כל עוד נמשכות השיחות.]", "ההפוגה תימשך כל עוד נמשכות השיחות."),
        ],
    );
}

#[test]
fn a_term_of_the_case_that_one_language_does_not_use_is_found() {
    let renderings = [("en", vec!["captive"]), ("ar", vec!["محتجز"]), ("he", vec!["מוחזק"])];
    let renderings = renderings
        .into_iter()
        .map(|(tag, words)| (tag.to_owned(), words.into_iter().map(str::to_owned).collect()))
        .collect();
    let term = Term { name: "captive".to_owned(), renderings };
    let title = "Agreement on a truce and an exchange in the Orun valley";
    // "For which that person was held" is no captive in English; the Arabic word is the same.
    let held = format!("{title}/Article 2/5 en-ar term: - | محتجزًا");
    let plain = |lines: Vec<String>| -> Vec<String> {
        lines.iter().map(|line| line.replace('\u{64b}', "")).collect()
    };
    assert_eq!(plain(told(&compare(TRUCE, std::slice::from_ref(&term)))), plain(vec![held.clone()]));
    let changed = TRUCE[1].1.replace("عن 33 محتجزاً", "عن 33 رهينة");
    let told = told(&compare(&[TRUCE[0], ("ar", &changed)], &[term]));
    assert_eq!(plain(told), plain(vec![format!("{title}/Article 2/1 en-ar term: captives | -"), held]));
}

#[test]
fn a_clause_changed_in_one_language_and_not_in_the_other_is_found() {
    let old = [read(TRUCE[0].1), read(TRUCE[1].1)];
    let changed = TRUCE[1].1.replace("يجوز للجنة أن تطلب رأي مهندس", "يجوز للجنة أن تطلب رأي محاسب");
    let new = [read(TRUCE[0].1), read(&changed)];
    let lineages: Vec<Lineage> =
        old.iter().zip(&new).map(|(old, new)| Lineage::between(old, new, &[])).collect();
    let version = |at: usize, tag| Version { tag, draft: &new[at], before: Some((&old[at], &lineages[at])) };
    let found = parity(&[version(0, "en"), version(1, "ar")], &[]);
    assert_eq!(found.clauses.len(), 1, "{found:#?}");
    let finding = &found.clauses[0].findings[0];
    assert_eq!(
        (found.clauses[0].path.as_str(), finding.kind),
        ("Agreement on a truce and an exchange in the Orun valley, Article 5, 3", FindingKind::Changed)
    );
    assert_eq!(
        (finding.languages.as_slice(), finding.unchanged.as_slice()),
        (["ar".to_owned()].as_slice(), ["en".to_owned()].as_slice())
    );
    assert!(
        finding.from.as_ref().unwrap().contains("مهندس") && finding.to.as_ref().unwrap().contains("محاسب")
    );
}

/// Where the figures of a text stand that are no labels: runs of digits inside its lines.
fn figures(text: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let label = line.find(". ").filter(|&end| line[..end].chars().all(char::is_numeric)).unwrap_or(0);
        let heading = line.starts_with('#');
        let mut chars = line.char_indices().skip_while(|(at, _)| *at <= label).peekable();
        while let Some((at, c)) = chars.next() {
            let last = !chars.peek().is_some_and(|(_, next)| next.is_numeric());
            if c.is_numeric() && last && !heading {
                found.push((start + at, c));
            }
        }
        start += line.len();
    }
    found
}

/// The text with the digit at a place raised by one.
fn with_figure_raised(text: &str, at: usize, digit: char) -> String {
    let zero = if digit.is_ascii_digit() { '0' } else { '٠' };
    let raised = char::from_u32(zero as u32 + (digit as u32 - zero as u32 + 1) % 10).unwrap();
    format!("{}{raised}{}", &text[..at], &text[at + digit.len_utf8()..])
}

#[test]
fn every_figure_changed_in_one_language_is_found() {
    let (mut found, mut planted, mut missed) = (0, 0, Vec::new());
    for texts in [TRUCE, WATERS, HARBOUR, TOWN] {
        for (lang, text) in texts {
            for (beside, other) in texts.iter().filter(|(tag, _)| tag != lang) {
                let before = unchanged(texts, &[(*lang, ""), (*beside, "")]);
                for (at, digit) in figures(text) {
                    let changed = with_figure_raised(text, at, digit);
                    planted += 1;
                    let found_now =
                        told(&compare(&[(*lang, changed.as_str()), (*beside, *other)], &[])).len();
                    if found_now > before {
                        found += 1;
                    } else {
                        let line = changed[..at].lines().count();
                        missed.push(format!("{lang} beside {beside}, line {line}"));
                    }
                }
            }
        }
    }
    println!("{found} of {planted} figures; missed: {missed:#?}");
    assert!(planted > 250 && found == planted, "{found} of {planted}: {missed:#?}");
}

#[test]
fn every_clause_of_an_unseen_text_left_out_is_found() {
    let (mut found, mut planted, mut missed) = (0, 0, Vec::new());
    for (lang, text) in TOWN {
        for clause in (1..=24).filter(|clause| *clause != 13) {
            for renumbered in [false, true] {
                let changed = without_paragraph(text, 0, clause, renumbered);
                for (beside, other) in TOWN.iter().filter(|(tag, _)| tag != lang) {
                    let told = told(&compare(&[(*beside, *other), (*lang, changed.as_str())], &[]));
                    let clauses: Vec<&String> =
                        told.iter().filter(|line| line.contains(" clause: ")).collect();
                    planted += 1;
                    let right = matches!(clauses[..], [one] if one.contains(&format!(", {clause} ")) || one.contains(&format!("/{clause} ")));
                    if right {
                        found += 1;
                    } else {
                        missed.push(format!("{lang} beside {beside}, {clause}, {renumbered}: {clauses:?}"));
                    }
                }
            }
        }
    }
    println!("{found} of {planted} clauses; missed: {missed:#?}");
    assert!(found * 100 >= planted * 95, "{found} of {planted}: {missed:#?}");
}

/// Findings between two clauses, in both directions, the second way round turned.
fn between(first: (&str, &str), second: (&str, &str)) -> Vec<String> {
    let there = told(&compare(&[first, second], &[]));
    let back = told(&compare(&[second, first], &[]));
    assert_eq!(there.len(), back.len(), "{there:#?} {back:#?}");
    there
}

#[test]
fn a_language_without_word_lists_is_compared_by_digits_alone() {
    for (english, french) in [
        ("It shall not pay.", "Il ne doit pas payer."),
        ("No party may leave within two weeks, unless the seventh member agrees.", "Nul ne peut partir."),
        ("It ends on 3 May 2031.", "Il prend fin le 3 mai 2031."),
        ("It ends on 1 May 2031 at 18:00.", "Il prend fin le 1er mai 2031 à 18h00."),
        ("It ends on 2031-05-03 at 18:30.", "Il prend fin le 3 mai 2031 à 18 h 30."),
        ("It pays 1,000 within 48 hours.", "Il paie 1 000 dans les 48 heures."),
        ("It pays 12,500,000.", "Il paie 12\u{202f}500\u{202f}000."),
        ("It pays 1,000.", "Er zahlt 1.000."),
        (
            "Four per cent, at most 4.5 per cent, under Article 4(2).",
            "Au plus 4,5 % selon le paragraphe 2 de l’article 4.",
        ),
    ] {
        assert_eq!(between(("en", english), ("fr", french)), [""; 0], "{french}");
        assert_eq!(between(("de", english), ("fr", french)), [""; 0], "{french}");
    }
    // Digits that differ are told as before, beside Arabic and Hebrew, too.
    for (first, french, wanted) in [
        (("en", "It ends on 3 May 2031."), "Il prend fin le 4 mai 2031.", "¶ 1 en-fr number: 3 | 4"),
        (
            ("ar", "يدفع 1000 خلال أسبوعين."),
            "Il paie 1 100 sous deux semaines.",
            "¶ 1 ar-fr number: 1000 | 1 100",
        ),
        (("he", "ישלם 48 שקלים."), "Il paiera 49 shekels.", "¶ 1 he-fr number: 48 | 49"),
    ] {
        assert_eq!(between(first, ("fr", french)), [wanted]);
    }
    // Beside a version without lists, the others are compared by all that they say.
    let told = told(&compare(
        &[("en", "It shall not pay."), ("fr", "Il ne doit pas payer."), ("he", "הוא ישלם.")],
        &[],
    ));
    assert_eq!(told, ["¶ 1 en-he negation: shall not | -"]);
}

#[test]
fn thousands_set_apart_by_blanks_are_one_number() {
    assert_eq!(between(("en", "It pays 12 500 000 a year."), ("en", "It pays 12,500,000 a year.")), [""; 0]);
    assert_eq!(between(("en", "It pays 1 000."), ("ar", "تدفع 1000.")), [""; 0]);
    assert_eq!(between(("en", "It pays 1 000."), ("ar", "تدفع 1001.")), ["¶ 1 en-ar number: 1 000 | 1001"]);
    // A year, a clause and a number behind them are two.
    assert_eq!(between(("en", "In 2031 500 people return."), ("ar", "في 2031 يعود 500.")), [""; 0]);
    assert_eq!(
        between(("en", "Under clause 5 200 people return."), ("ar", "وفقا للبند 5 يعود 200.")),
        [""; 0]
    );
}

#[test]
fn words_that_are_the_same_in_one_language_are_no_finding() {
    let with = "No party may return. The guard may stay.";
    let without = "A party may return. The guard may stay.";
    let told = between(("en", with), ("en-GB", without));
    assert_eq!(told, ["¶ 1 en-en-GB negation: No | -"]);
}

#[test]
fn a_range_of_clauses_is_told_beside_its_ends_alone() {
    let ranges =
        [("en", "Clauses 3 to 5 apply."), ("ar", "تطبق البنود من 3 إلى 5."), ("he", "סעיפים 3 עד 5 חלים.")];
    let lists = [
        ("en", "Clauses 3, 4 and 5 apply."),
        ("ar", "تطبق البنود 3 و4 و5."),
        ("he", "סעיפים 3, 4 ו־5 חלים."),
        ("en", "Clauses 3–5 apply."),
    ];
    let ends = [("en", "Clauses 3 and 5 apply."), ("ar", "يطبق البندان 3 و5."), ("he", "סעיפים 3 ו־5 חלים.")];
    for range in ranges {
        for list in ranges.iter().chain(&lists) {
            assert_eq!(between(range, *list), [""; 0]);
        }
        for two in ends {
            let told = between(range, two);
            assert!(matches!(&told[..], [one] if one.contains(" reference: ")), "{told:#?}");
        }
    }
}

/// Findings on text that is parallel, by pair of languages; `docs/parity.md` gives these figures.
#[test]
fn false_alarms_on_unchanged_text_stay_few() {
    let mut all = (0, 0);
    for (name, texts) in [("truce", TRUCE), ("waters", WATERS), ("harbour-strike", HARBOUR), ("town", TOWN)] {
        for (at, first) in texts.iter().enumerate() {
            for second in texts.iter().skip(at + 1) {
                let found = compare(&[*first, *second], &[]);
                let told = told(&found);
                println!(
                    "{name} {}-{}: {} in {} pairs {told:#?}",
                    first.0,
                    second.0,
                    told.len(),
                    found.compared
                );
                all = (all.0 + told.len(), all.1 + found.compared);
            }
        }
    }
    println!("{} false alarms in {} pairs of clauses", all.0, all.1);
    assert!(all.1 > 250);
    assert!(all.0 <= 2, "{} false alarms in {} pairs", all.0, all.1);
}

#[test]
fn open_points_deep_within_each_other_are_told_each_by_their_first_words() {
    const DEEP: usize = 20_000;
    let nested = format!("1. {}the   harbour{} stays open.\n", "[".repeat(DEEP), "]".repeat(DEEP));
    let all = told(&compare(&[("en", &nested), ("ar", "1. يبقى الميناء مفتوحًا.\n")], &[]));
    let points: Vec<&String> = all.iter().filter(|line| line.contains(" open_point: ")).collect();
    assert_eq!(points.len(), DEEP, "{}", all.len());
    assert!(points.iter().all(|line| line.len() < 220));
    assert!(points.first().unwrap().contains("[[[[ … | -"), "{}", points.first().unwrap());
    assert!(points.last().unwrap().contains("[the harbour] | -"), "{}", points.last().unwrap());
    // As many of the same sort leave nothing to tell.
    assert_eq!(told(&compare(&[("en", &nested), ("en", &nested)], &[])), [""; 0]);
}

#[test]
fn another_letter_of_a_paragraph_is_another_reference() {
    let english = "1. Fuel enters under paragraph (b) of Article 4.\n";
    let same = [
        ("ar", "1. يدخل الوقود وفقًا للفقرة (ب) من المادة 4.\n", "(ب)", "(ج)"),
        ("he", "1. הדלק ייכנס לפי פסקה (ב) של סעיף 4.\n", "(ב)", "(ג)"),
    ];
    for (lang, text, old, new) in same {
        assert_eq!(told(&compare(&[("en", english), (lang, text)], &[])), [""; 0], "{lang}");
        let changed = text.replace(old, new);
        let found = told(&compare(&[("en", english), (lang, &changed)], &[]));
        assert!(matches!(&found[..], [one] if one.contains(" reference: ")), "{lang}: {found:#?}");
    }
}

#[test]
fn what_one_language_has_its_own_word_for_is_no_difference() {
    let same = [
        ("The report is due in a fortnight.", "ar", "يقدم التقرير خلال أسبوعين."),
        ("The report is due in a fortnight.", "he", "הדוח יוגש בתוך שבועיים."),
        ("It lasts half a year.", "ar", "يستمر ستة أشهر."),
        ("It lasts six months.", "he", "הוא נמשך חצי שנה."),
        ("It lasts half an hour.", "ar", "يستمر نصف ساعة."),
        ("A dozen trucks enter.", "ar", "تدخل اثنتا عشرة شاحنة."),
        ("Half a dozen of the two dozen trucks enter.", "he", "שש מתוך עשרים וארבע המשאיות ייכנסו."),
        ("At most eight trucks enter.", "ar", "تدخل لا أكثر من ثماني شاحنات."),
    ];
    for (english, lang, text) in same {
        let (english, text) = (format!("1. {english}\n"), format!("1. {text}\n"));
        assert_eq!(told(&compare(&[("en", &english), (lang, &text)], &[])), [""; 0], "{english}");
    }
    let apart = [
        ("The report is due in a fortnight.", "يقدم التقرير خلال ثلاثة أسابيع.", " duration: "),
        ("It lasts half a year.", "يستمر خمسة أشهر.", " duration: "),
        ("A dozen trucks enter.", "تدخل عشر شاحنات.", " number: "),
        ("No truck enters.", "تدخل لا أكثر من ثماني شاحنات.", " number: "),
    ];
    for (english, text, kind) in apart {
        let (english, text) = (format!("1. {english}\n"), format!("1. {text}\n"));
        let found = told(&compare(&[("en", &english), ("ar", &text)], &[]));
        assert!(found.iter().any(|line| line.contains(kind)), "{english}: {found:#?}");
    }
}
