//! What is read as a number, a duration, a date, a modal verb or a reference, and what changed between two wordings.

use onetext_text::particulars::{Difference, Kind, Lang, Lists, Strength, Value};
use onetext_text::particulars::{differences, particulars, particulars_with};

/// Values of one kind, as short words.
fn values(text: &str, lang: Lang, kind: Kind) -> Vec<String> {
    particulars(text, lang).into_iter().filter(|p| p.kind() == kind).map(|p| short(&p.value)).collect()
}

fn short(value: &Value) -> String {
    use onetext_text::particulars::Duration;
    match value {
        Value::Number { amount, per_cent: false } => amount.to_string(),
        Value::Number { amount, per_cent: true } => format!("{amount}%"),
        Value::Ordinal(place) => format!("{place}th"),
        Value::Ratio(a, b) => format!("{a}:{b}"),
        Value::Duration(Duration::Seconds(seconds)) => {
            format!("{}h", seconds.as_millionths() / 3_600_000_000)
        }
        Value::Duration(Duration::Months(months)) => format!("{months}m"),
        Value::Duration(Duration::WorkingDays(days)) => format!("{days}wd"),
        Value::Date(day) => {
            format!("{}-{}-{}", day.year.unwrap_or(0), day.month, day.day.unwrap_or(0))
        }
        Value::Time(minutes) => format!("{}:{:02}", minutes / 60, minutes % 60),
        Value::Modal { strength, denied } => {
            format!("{}{}", strength.as_str(), if *denied { " not" } else { "" })
        }
        Value::Negation { weak } => if weak.is_some() { "weak" } else { "not" }.to_owned(),
        Value::Reference(number) => number.clone(),
    }
}

#[track_caller]
fn reads(kind: Kind, lang: Lang, cases: &[(&str, &[&str])]) {
    for (text, wanted) in cases {
        assert_eq!(values(text, lang, kind), *wanted, "{text}");
    }
}

#[test]
fn numbers_are_read_in_digits_and_in_words() {
    reads(
        Kind::Number,
        Lang::English,
        &[
            ("eight workers", &["8"]),
            ("twenty-one ships and forty berths", &["21", "40"]),
            ("one hundred and ten prisoners", &["110"]),
            ("two thousand five hundred tonnes", &["2500"]),
            ("on the 22nd day, the sixteenth, the twenty-first", &["22th", "16th", "21th"]),
            ("40,000 killed, 3.5 tonnes, 1,200,000", &["40000", "3.5", "1200000"]),
            ("seven (7) members", &["7"]),
            ("3 million", &["3000000"]),
            ("[four][six] per cent from", &["4%", "6%"]),
            ("by 4.5% a year", &["4.5%"]),
        ],
    );
    reads(
        Kind::Number,
        Lang::Arabic,
        &[
            ("ثمانية عمال", &["8"]),
            ("ثلاثة عشر عضوًا", &["13"]),
            ("خمسة وعشرون عاملاً وأربعون سفينة", &["25", "40"]),
            ("اليوم السادس عشر، والثاني والعشرون", &["16th", "22th"]),
            ("آلاف العمال", &[]),
            ("مئة وعشرة أسرى", &["110"]),
            ("٤٠٬٠٠٠ قتيل و٣٫٥ أطنان", &["40000", "3.5"]),
            ("ثلاثة آلاف طن، 2,5 في المائة", &["3000", "2.5%"]),
            ("بنسبة [أربعة][ستة] في المئة", &["4%", "6%"]),
            ("۱۲ عضو", &["12"]),
            ("يسمي كل طرف ثلاثة أعضاء", &["3"]),
        ],
    );
    reads(
        Kind::Number,
        Lang::Hebrew,
        &[
            ("שמונה עובדים", &["8"]),
            ("שלושה עשר חברים", &["13"]),
            ("שלושה־עשר חברים", &["13"]),
            ("עשרים וחמישה עובדים", &["25"]),
            ("מאה ועשרה אסירים", &["110"]),
            ("ב־[4][6] אחוזים", &["4%", "6%"]),
            ("שני גשרים", &["2"]),
            ("הצד השלישי ינסה", &["3th"]),
            ("שנים עשר חודשים", &[]),
        ],
    );
}

#[test]
fn ratios_are_told_from_times_of_day() {
    reads(
        Kind::Ratio,
        Lang::English,
        &[("1:3", &["1:3"]), ("at 1:31", &["1:31"]), ("three for one", &["3:1"])],
    );
    reads(Kind::Ratio, Lang::Arabic, &[("بنسبة ١:٣", &["1:3"]), ("ثلاثة مقابل واحد", &["3:1"])]);
    reads(Kind::Ratio, Lang::Hebrew, &[("ביחס של 1:31", &["1:31"]), ("שלושה תמורת אחד", &["3:1"])]);
    reads(Kind::Date, Lang::English, &[("no later than 18:00", &["18:00"]), ("at 06:00", &["6:00"])]);
}

#[test]
fn durations_are_read_with_their_dual_and_their_brackets() {
    reads(
        Kind::Duration,
        Lang::English,
        &[
            ("within [48 hours][seven days] of signature", &["48h", "168h"]),
            ("for [two][three] years", &["24m", "36m"]),
            ("two weeks, 18 months, ten working days", &["336h", "18m", "10wd"]),
            ("two to three weeks", &["336h", "504h"]),
            ("a 42-day stage", &["1008h"]),
            ("two and a half years", &["30m"]),
        ],
    );
    reads(
        Kind::Duration,
        Lang::Arabic,
        &[
            ("خلال [48 ساعة][سبعة أيام] من التوقيع", &["48h", "168h"]),
            ("لمدة [سنتين][ثلاث سنوات]", &["24m", "36m"]),
            ("خلال يومين أو أسبوعين أو شهرين أو عامين", &["48h", "336h", "2m", "24m"]),
            ("18 شهرًا", &["18m"]),
            ("أربعة عشر يوماً", &["336h"]),
            ("سنتين ونصف", &["30m"]),
        ],
    );
    reads(
        Kind::Duration,
        Lang::Hebrew,
        &[
            ("בתוך שבעה ימים", &["168h"]),
            ("שבועיים, שנתיים, יומיים, חודשיים", &["336h", "24m", "48h", "2m"]),
            ("שנים עשר חודשים", &["12m"]),
            ("בתוך 48 שעות", &["48h"]),
            ("שלוש שנים", &["36m"]),
        ],
    );
}

#[test]
fn days_of_the_week_are_no_numbers_and_no_lengths_of_time() {
    let arabic: [(&str, &[&str]); 10] = [
        ("يجتمع الطرفان يوم الاثنين في المدينة", &[]),
        ("يوم الإثنين، ويوم الأحد، ويوم الثلاثاء", &[]),
        ("يومي الاثنين والخميس من كل أسبوع", &[]),
        ("يومي الأحد والاثنين", &[]),
        ("أيام الأحد، الاثنين والأربعاء", &[]),
        ("من يوم الأحد إلى يوم الاثنين", &[]),
        ("الساعة 3 يوم الاثنين", &["3"]),
        ("يوم الاثنين ثلاثة أعضاء", &["3"]),
        ("خلال يومين من يوم الاثنين", &["48h"]),
        ("الأيام الاثنين والعشرين", &["528h"]),
    ];
    let hebrew: [(&str, &[&str]); 7] = [
        ("הצדדים ייפגשו ביום שני", &[]),
        ("בימי שני וחמישי, ובימים ראשון, שני ושלישי", &[]),
        ("מיום ראשון עד יום שני", &[]),
        ("בשעה 3 ביום שני", &["3"]),
        ("ביום השני", &["2th"]),
        ("שני ימים", &["48h"]),
        ("ביום שני יפעלו שלושה חברים", &["3"]),
    ];
    for (lang, cases) in [(Lang::Arabic, &arabic[..]), (Lang::Hebrew, &hebrew[..])] {
        for (text, wanted) in cases {
            let all: Vec<String> = particulars(text, lang).iter().map(|p| short(&p.value)).collect();
            assert_eq!(all, *wanted, "{text}");
        }
    }
}

#[test]
fn dates_are_read_in_every_order() {
    let day: &[&str] = &["2031-3-3"];
    reads(
        Kind::Date,
        Lang::English,
        &[("3 March 2031", day), ("March 3, 2031", day), ("2031-03-03", day), ("the 3rd of March 2031", day)],
    );
    reads(
        Kind::Date,
        Lang::Arabic,
        &[("3 مارس 2031", day), ("٣ مارس ٢٠٣١", day), ("3 آذار 2031", day), ("3 آذار/مارس 2031", day)],
    );
    reads(
        Kind::Date,
        Lang::Hebrew,
        &[("3 במרץ 2031", day), ("3.3.2031", day), ("מיום 1 בינואר", &["0-1-1"])],
    );
    reads(Kind::Date, Lang::English, &[("clause 2 may fall", &[]), ("1 May 2031", &["2031-5-1"])]);
}

#[test]
fn modal_verbs_have_a_strength_and_may_be_denied() {
    reads(
        Kind::Modal,
        Lang::English,
        &[
            ("The Company shall pay", &["shall"]),
            ("The Company shall not pay", &["shall not"]),
            ("It may pay. It may not leave. No party may leave.", &["may", "shall not", "shall"]),
            ("guarantors shall work to ensure", &["shall endeavour"]),
            ("guarantors will ensure", &["will"]),
            ("guarantors will endeavour to ensure", &["will endeavour"]),
            ("they should go", &["should"]),
            ("since 1 May 2031", &[]),
        ],
    );
    reads(
        Kind::Modal,
        Lang::Arabic,
        &[
            ("يجوز للشركة أن تدفع", &["may"]),
            ("لا يجوز للشركة أن تدفع", &["shall not"]),
            ("لكل طرف أن يعرض أي خلاف على اللجنة، وعليها أن تجيب", &["may", "shall"]),
            ("ينبغي أن تدفع", &["should"]),
            ("يسعى الضامنون إلى ضمان", &["shall endeavour"]),
            ("تدفع الشركة", &[]),
            ("لا تُشغّل الشركة الرافعات", &[]),
        ],
    );
    reads(
        Kind::Modal,
        Lang::Hebrew,
        &[
            ("עובד רשאי לסרב", &["may"]),
            ("עובד אינו רשאי לסרב", &["shall not"]),
            ("לא יהיה רשאי לסרב", &["shall not"]),
            ("הצדדים ינסו ליישב", &["shall endeavour"]),
            ("ההנהלה תספק", &[]),
        ],
    );
}

#[test]
fn denials_are_read_and_those_that_a_translation_may_lose_are_marked() {
    reads(
        Kind::Negation,
        Lang::English,
        &[("No worker loses", &["not"]), ("without pay", &["weak"]), ("neither A nor B", &["not", "weak"])],
    );
    reads(
        Kind::Negation,
        Lang::Arabic,
        &[("لا تُشغّل الشركة", &["not"]), ("دون أجر", &["weak"]), ("في موعد لا يتجاوز", &["weak"]), ("إلا", &[])],
    );
    reads(
        Kind::Negation,
        Lang::Hebrew,
        &[("ההנהלה לא תפעיל", &["not"]), ("בית כלא", &[]), ("ללא שכר", &["weak"])],
    );
}

#[test]
fn references_are_read_to_the_last_part() {
    reads(
        Kind::Reference,
        Lang::English,
        &[
            ("of clause 11", &["11"]),
            ("Article 4(2)", &["4.2"]),
            ("paragraph 2 of Article 4", &["4.2"]),
            ("Article 4, paragraph 2", &["4.2"]),
            ("Articles 4, 5 and 7", &["4", "5", "7"]),
            ("Articles 4,5,7", &["4", "5", "7"]),
            ("clause 3(a)", &["3.a"]),
            ("phase two", &["2"]),
            ("clause 4 and 3 days", &["4"]),
            ("paragraph (b) of Article 4", &["4.b"]),
            ("Article 4, paragraph (2)(c)", &["4.2.c"]),
            ("paragraphs (a), (b) and (d)", &["a", "b", "d"]),
            ("the article (the first) and part (of it)", &[]),
        ],
    );
    reads(
        Kind::Reference,
        Lang::Arabic,
        &[
            ("المذكورة في البند 11", &["11"]),
            ("البند ١١", &["11"]),
            ("الفقرة 2 من المادة 4", &["4.2"]),
            ("المادة الرابعة", &["4"]),
            ("المادتان 4 و5", &["4", "5"]),
            ("البند 3 (أ)", &["3.a"]),
            ("الفقرة (ج) من المادة 4", &["4.c"]),
            ("الفقرة الفرعية (ب) من المادة 4", &["4.b"]),
            ("الفقرتان (أ) و(ب)", &["a", "b"]),
        ],
    );
    reads(
        Kind::Reference,
        Lang::Hebrew,
        &[
            ("לפי סעיף 11", &["11"]),
            ("סעיפים 4 ו־5", &["4", "5"]),
            ("סעיף 3(א)", &["3.a"]),
            ("שלב ב", &["b"]),
            ("פסקה (ב) של סעיף 4", &["4.b"]),
            ("פסקה (ג) לסעיף 4", &["4.c"]),
            ("סעיף קטן (א)", &["a"]),
        ],
    );
}

fn told(old: &str, new: &str, lang: Lang) -> Vec<String> {
    let tell = |difference: Difference| {
        let words = |words: Option<String>| words.unwrap_or_else(|| "-".to_owned());
        let direction = difference.direction.map_or("", |direction| direction.as_str());
        format!(
            "{}: {} > {} {direction}",
            difference.kind.as_str(),
            words(difference.from),
            words(difference.to)
        )
    };
    differences(old, new, lang).into_iter().map(tell).collect()
}

#[test]
fn what_can_be_named_is_told_once_and_with_its_direction() {
    let cases: [(&str, &str, &[&str]); 12] = [
        (
            "within 14 days of signature",
            "within 21 days of signature",
            &["duration: 14 days > 21 days longer"],
        ),
        ("within 48 hours", "within two days", &["words: 48 hours > two days "]),
        ("within 48 hours", "within one day", &["duration: 48 hours > one day shorter"]),
        ("at a rate of 1:3", "at a rate of 1:31", &["number: 1:3 > 1:31 more"]),
        ("The Company shall pay", "The Company may pay", &["modal: shall > may weaker"]),
        ("The Company shall pay", "The Company shall not pay", &["modal: shall > shall not "]),
        ("since 3 March 2031", "since 1 March 2031", &["date: 3 March 2031 > 1 March 2031 earlier"]),
        ("four per cent more", "six per cent more", &["number: four per cent > six per cent more"]),
        ("at all berths", "at the container berths", &["words: all > the container "]),
        ("see clause 11 below", "see clause 12 below", &["words: clause 11 > clause 12 "]),
        ("for three years", "for three months", &["duration: three years > three months shorter"]),
        ("They will ensure it", "They shall work to ensure it", &["modal: will > shall work to weaker"]),
    ];
    for (old, new, wanted) in cases {
        assert_eq!(told(old, new, Lang::English), wanted, "{old} / {new}");
    }
    let arabic = told("خلال سبعة أيام", "خلال أسبوعين", Lang::Arabic);
    assert_eq!(arabic, ["duration: سبعة أيام > أسبوعين longer"]);
    let hebrew = told("בתוך ארבעה שבועות", "בתוך שישה שבועות", Lang::Hebrew);
    assert_eq!(hebrew, ["duration: ארבעה שבועות > שישה שבועות longer"]);
}

#[test]
fn several_changes_of_one_sentence_are_told_each() {
    let told = told(
        "The joint committee shall answer within ten days, and names three members.",
        "The joint committee should answer within two weeks, and names five members of its own.",
        Lang::English,
    );
    assert_eq!(
        told,
        [
            "modal: shall > should weaker",
            "duration: ten days > two weeks longer",
            "number: three > five more",
            "words: - > of its own "
        ]
    );
}

#[test]
fn what_is_all_new_or_all_gone_is_told_once_in_its_words() {
    for (less, more, words) in [
        ("The gang works.", "The gang of eight workers works.", "of eight workers"),
        (
            "It stays, all of it.",
            "It stays, but for the second sentence, all of it.",
            "but for the second sentence,",
        ),
        ("It ends.", "They shall meet within 14 days. It ends.", "They shall meet within 14 days."),
    ] {
        assert_eq!(told(less, more, Lang::English), [format!("words: - > {words} ")]);
        assert_eq!(told(more, less, Lang::English), [format!("words: {words} > - ")]);
    }
    // Of what can be named alone, no words are left.
    assert_eq!(
        told("The gang of workers", "The gang of eight workers", Lang::English),
        ["number: - > eight "]
    );
}

#[test]
fn equal_wordings_have_no_differences_however_they_are_broken_into_lines() {
    assert!(told("within 14\ndays", "within  14 days", Lang::English).is_empty());
    assert!(told("", "", Lang::Arabic).is_empty());
}

#[test]
fn a_caller_can_add_words_of_its_own() {
    let more = "[sources]\nhouse = \"house style\"\n\n[[group]]\nis = \"modal\"\nstrength = \"should\"\nsource = \"house\"\nwords = [\"is invited to\"]\n";
    let lists = Lists::of(Lang::English).clone().with(more).unwrap();
    let found = particulars_with("The Company is invited to pay", &lists);
    assert_eq!(found[0].value, Value::Modal { strength: Strength::Should, denied: false });
    assert_eq!(found[0].words, "is invited to");
}
