//! Words that labels are made of, in the languages that drafts come in.

pub(super) const SUFFIXES: [(&str, u8); 16] = [
    ("bis", 2),
    ("ter", 3),
    ("quater", 4),
    ("quat", 4),
    ("quinquies", 5),
    ("quinques", 5),
    ("sexies", 6),
    ("septies", 7),
    ("octies", 8),
    ("novies", 9),
    ("nonies", 9),
    ("decies", 10),
    ("alt", 20),
    ("مكررة", 2),
    ("مكررا", 2),
    ("مكرر", 2),
];

pub(super) const OPTION_WORDS: [&str; 14] = [
    "option",
    "alternative",
    "variante",
    "variant",
    "opción",
    "opcion",
    "الخيار",
    "خيار",
    "البديل",
    "بديل",
    "אפשרות",
    "חלופה",
    "אופציה",
    "alt",
];

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words that name a unit of a text when a number follows, each with its rank, wider units first.
pub(crate) const UNIT_WORDS: [(&str, u8); 48] = [
    ("part", 1),
    ("title", 1),
    ("annex", 1),
    ("appendix", 1),
    ("schedule", 1),
    ("protocol", 1),
    ("phase", 1),
    ("stage", 1),
    ("exhibit", 1),
    ("annexe", 1),
    ("anexo", 1),
    ("الجزء", 1),
    ("الباب", 1),
    ("الملحق", 1),
    ("المرفق", 1),
    ("ملحق", 1),
    ("المرحلة", 1),
    ("חלק", 1),
    ("נספח", 1),
    ("שלב", 1),
    ("chapter", 2),
    ("الفصل", 2),
    ("פרק", 2),
    ("section", 3),
    ("القسم", 3),
    ("capítulo", 2),
    ("chapitre", 2),
    ("sección", 3),
    ("artículo", 4),
    ("articulo", 4),
    ("article", 4),
    ("articles", 4),
    ("art.", 4),
    ("art", 4),
    ("المادة", 4),
    ("مادة", 4),
    ("סעיף", 4),
    ("clause", 5),
    ("paragraph", 5),
    ("para", 5),
    ("البند", 5),
    ("بند", 5),
    ("الفقرة", 5),
    ("فقرة", 5),
    ("פסקה", 5),
    ("point", 5),
    ("item", 5),
    ("rule", 5),
];

pub(super) const ORDINALS: [(&str, u32); 40] = [
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("الأول", 1),
    ("الاول", 1),
    ("الأولى", 1),
    ("الاولى", 1),
    ("الثاني", 2),
    ("الثانية", 2),
    ("الثالث", 3),
    ("الثالثة", 3),
    ("الرابع", 4),
    ("الرابعة", 4),
    ("الخامس", 5),
    ("الخامسة", 5),
    ("أولا", 1),
    ("أولاً", 1),
    ("أولًا", 1),
    ("ثانيا", 2),
    ("ثانياً", 2),
    ("ثانيًا", 2),
    ("ثالثا", 3),
    ("ثالثاً", 3),
    ("ثالثًا", 3),
    ("رابعا", 4),
    ("رابعاً", 4),
    ("رابعًا", 4),
    ("خامسا", 5),
    ("خامساً", 5),
    ("خامسًا", 5),
    ("ראשונה", 1),
    ("שנייה", 2),
    ("שלישית", 3),
];

/// Titles that many texts have, each with its rank as a heading.
pub(super) const TITLES: [(&str, u8); 24] = [
    ("preamble", 4),
    ("recitals", 4),
    ("background", 4),
    ("الديباجة", 4),
    ("ديباجة", 4),
    ("מבוא", 4),
    ("פתיח", 4),
    ("הקדמה", 4),
    ("annexes", 4),
    ("definitions", 4),
    ("التعاريف", 4),
    ("تعاريف", 4),
    ("הגדרות", 4),
    ("general provisions", 4),
    ("final provisions", 4),
    ("أحكام عامة", 4),
    ("أحكام ختامية", 4),
    ("annex", 1),
    ("appendix", 1),
    ("schedule", 1),
    ("الملحق", 1),
    ("ملحق", 1),
    ("المرفق", 1),
    ("נספח", 1),
];

/// First bytes of the words that name units, in either case.
const UNIT_STARTS: [bool; 256] = {
    let mut starts = [false; 256];
    let mut at = 0;
    while at < UNIT_WORDS.len() {
        let first = UNIT_WORDS[at].0.as_bytes()[0];
        starts[first as usize] = true;
        starts[first.to_ascii_uppercase() as usize] = true;
        at += 1;
    }
    starts
};

/// Whether a text can start with a word that names a unit: a quick look that most texts do not pass.
pub(super) fn may_be_unit(text: &str) -> bool {
    text.as_bytes().first().is_some_and(|&first| UNIT_STARTS[first as usize])
        && UNIT_WORDS.iter().any(|(word, _)| super::starts_with_word(text, word))
}
