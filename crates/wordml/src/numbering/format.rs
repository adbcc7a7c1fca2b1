//! Ways of writing a number (`ST_NumberFormat`, ISO/IEC 29500-1, 17.18.59).

use super::{LONGEST_LABEL, words};

/// A way of writing a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// No number: the level's text is a bullet.
    Bullet,
    /// No number.
    None,
    /// 1, 2, 3.
    Decimal,
    /// With zeros before it, up to so many digits: 01, 02, 03.
    Zeros(u8),
    /// - 1 -, - 2 -.
    Dashes,
    /// 1, 2, … 9, A.
    Hexadecimal,
    /// I, II, III, or i, ii, iii.
    Roman {
        /// Whether in capitals.
        capital: bool,
    },
    /// 1st, 2nd, 3rd.
    Ordinal,
    /// One, Two, Three.
    Words,
    /// First, Second, Third.
    OrdinalWords,
    /// Letters in their order; after the last one each is written twice, then three times.
    Letters(&'static str),
    /// Characters in their order; beyond the last one, decimal numbers.
    Row(&'static str),
    /// Decimal places with other digits, from zero to nine.
    Digits(&'static str),
    /// Hebrew letters by their values.
    Hebrew,
    /// The Hebrew alphabet; after the last letter it begins anew with the last letter before each.
    HebrewAlphabet,
    /// Korean counting words, to ninety-nine.
    KoreanWords,
    /// East Asian numerals by ones, tens, hundreds.
    Counting(&'static Numerals),
}

/// Numerals that are written by ones, tens, hundreds, thousands and ten thousands.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Numerals {
    /// From zero to nine.
    digits: &'static str,
    /// For ten, hundred, thousand and ten thousand.
    places: &'static str,
    /// Whether a one stands before a hundred, a thousand, ten thousand.
    one: bool,
    /// Whether a one stands before a ten at the beginning.
    one_ten: bool,
    /// Whether places passed over are told by a zero.
    zeros: bool,
    /// The first number that is written digit by digit.
    plain_from: u32,
}

const LATIN_SMALL: &str = "abcdefghijklmnopqrstuvwxyz";
const LATIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const GREEK_SMALL: &str = "αβγδεζηθικλμνξοπρστυφχψω";
const GREEK: &str = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ";
const RUSSIAN_SMALL: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";
const RUSSIAN: &str = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ";
const ARABIC: &str = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي";
const ABJAD: &str = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ";
const HEBREW: &str = "אבגדהוזחטיכלמנסעפצקרשת";
const AIUEO: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const AIUEO_NARROW: &str = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ";
const IROHA: &str =
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
const IROHA_NARROW: &str = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ";
const GANADA: &str = "가나다라마바사아자차카타파하";
const CHOSUNG: &str = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ";
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";
const CIRCLES: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
const STOPS: &str = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛";
const PARENTHESES: &str = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇";
const IDEOGRAPHS_ENCLOSED: &str = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩";
const FULL_WIDTH: &str = "０１２３４５６７８９";
const DEVANAGARI: &str = "०१२३४५६७८९";
const THAI: &str = "๐๑๒๓๔๕๖๗๘๙";
const IDEOGRAPHS: &str = "〇一二三四五六七八九";
const IDEOGRAPHS_ROUND: &str = "○一二三四五六七八九";
const KOREAN: &str = "영일이삼사오육칠팔구";
const KOREAN_IDEOGRAPHS: &str = "零一二三四五六七八九";
const FOOTNOTES: &str = "*†‡§";

const CHINESE: Numerals = Numerals {
    digits: IDEOGRAPHS_ROUND,
    places: "十百千万",
    one: true,
    one_ten: false,
    zeros: true,
    plain_from: 100,
};
const CHINESE_THOUSAND: Numerals = Numerals {
    digits: KOREAN_IDEOGRAPHS,
    places: "十百千万",
    one: true,
    one_ten: false,
    zeros: true,
    plain_from: u32::MAX,
};
const TAIWANESE_THOUSAND: Numerals = Numerals {
    digits: KOREAN_IDEOGRAPHS,
    places: "十百千萬",
    one: true,
    one_ten: false,
    zeros: true,
    plain_from: u32::MAX,
};
const CHINESE_LEGAL: Numerals = Numerals {
    digits: "零壹贰叁肆伍陆柒捌玖",
    places: "拾佰仟万",
    one: true,
    one_ten: true,
    zeros: true,
    plain_from: u32::MAX,
};
const TRADITIONAL_LEGAL: Numerals = Numerals {
    digits: "零壹貳參肆伍陸柒捌玖",
    places: "拾佰仟萬",
    one: true,
    one_ten: true,
    zeros: true,
    plain_from: u32::MAX,
};
const JAPANESE: Numerals = Numerals {
    digits: IDEOGRAPHS,
    places: "十百千万",
    one: false,
    one_ten: false,
    zeros: false,
    plain_from: u32::MAX,
};
const JAPANESE_LEGAL: Numerals = Numerals {
    digits: "〇壱弐参四伍六七八九",
    places: "拾百阡萬",
    one: true,
    one_ten: true,
    zeros: false,
    plain_from: u32::MAX,
};
const KOREAN_COUNTING: Numerals = Numerals {
    digits: KOREAN,
    places: "십백천만",
    one: false,
    one_ten: false,
    zeros: false,
    plain_from: u32::MAX,
};

/// Every way that is known, by the name that the standard gives it.
const NAMES: &[(&str, Format)] = &[
    ("decimal", Format::Decimal),
    ("decimalHalfWidth", Format::Decimal),
    ("bullet", Format::Bullet),
    ("none", Format::None),
    ("decimalZero", Format::Zeros(2)),
    ("numberInDash", Format::Dashes),
    ("hex", Format::Hexadecimal),
    ("upperRoman", Format::Roman { capital: true }),
    ("lowerRoman", Format::Roman { capital: false }),
    ("upperLetter", Format::Letters(LATIN)),
    ("lowerLetter", Format::Letters(LATIN_SMALL)),
    ("ordinal", Format::Ordinal),
    ("cardinalText", Format::Words),
    ("ordinalText", Format::OrdinalWords),
    ("chicago", Format::Letters(FOOTNOTES)),
    ("russianUpper", Format::Letters(RUSSIAN)),
    ("russianLower", Format::Letters(RUSSIAN_SMALL)),
    ("arabicAlpha", Format::Letters(ARABIC)),
    ("arabicAbjad", Format::Letters(ABJAD)),
    ("hebrew1", Format::Hebrew),
    ("hebrew2", Format::HebrewAlphabet),
    ("hindiNumbers", Format::Digits(DEVANAGARI)),
    ("thaiNumbers", Format::Digits(THAI)),
    ("decimalFullWidth", Format::Digits(FULL_WIDTH)),
    ("decimalFullWidth2", Format::Digits(FULL_WIDTH)),
    ("decimalEnclosedCircle", Format::Row(CIRCLES)),
    ("decimalEnclosedCircleChinese", Format::Row(CIRCLES)),
    ("decimalEnclosedFullstop", Format::Row(STOPS)),
    ("decimalEnclosedParen", Format::Row(PARENTHESES)),
    ("ideographEnclosedCircle", Format::Row(IDEOGRAPHS_ENCLOSED)),
    ("ideographTraditional", Format::Row(STEMS)),
    ("ideographZodiac", Format::Row(BRANCHES)),
    ("ideographDigital", Format::Digits(IDEOGRAPHS)),
    ("japaneseDigitalTenThousand", Format::Digits(IDEOGRAPHS)),
    ("taiwaneseDigital", Format::Digits(IDEOGRAPHS_ROUND)),
    ("koreanDigital", Format::Digits(KOREAN)),
    ("koreanDigital2", Format::Digits(KOREAN_IDEOGRAPHS)),
    ("koreanCounting", Format::Counting(&KOREAN_COUNTING)),
    ("koreanLegal", Format::KoreanWords),
    ("chineseCounting", Format::Counting(&CHINESE)),
    ("taiwaneseCounting", Format::Counting(&CHINESE)),
    ("chineseCountingThousand", Format::Counting(&CHINESE_THOUSAND)),
    ("taiwaneseCountingThousand", Format::Counting(&TAIWANESE_THOUSAND)),
    ("chineseLegalSimplified", Format::Counting(&CHINESE_LEGAL)),
    ("ideographLegalTraditional", Format::Counting(&TRADITIONAL_LEGAL)),
    ("japaneseCounting", Format::Counting(&JAPANESE)),
    ("japaneseLegal", Format::Counting(&JAPANESE_LEGAL)),
    ("aiueo", Format::Letters(AIUEO_NARROW)),
    ("aiueoFullWidth", Format::Letters(AIUEO)),
    ("iroha", Format::Letters(IROHA_NARROW)),
    ("irohaFullWidth", Format::Letters(IROHA)),
    ("ganada", Format::Letters(GANADA)),
    ("chosung", Format::Letters(CHOSUNG)),
];

/// Ways without a name of their own that a document can ask for by example.
const UNNAMED: &[Format] = &[Format::Letters(GREEK_SMALL), Format::Letters(GREEK)];

impl Format {
    /// The way that the standard names so; `None` where it is not known here.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }

    /// The way that begins as an example does: `001, 002, 003, ...` (the attribute `format` of a custom format).
    #[must_use]
    pub fn of_pattern(pattern: &str) -> Option<Self> {
        let examples: Vec<&str> = pattern.split(',').map(str::trim).take(3).collect();
        let [first, second, third] = examples.as_slice() else { return None };
        let begins = |format: &Self| {
            format.written(1) == *first && format.written(2) == *second && format.written(3) == *third
        };
        let zeros = u8::try_from(first.chars().count())
            .ok()
            .filter(|digits| (2..=9).contains(digits))
            .map(Self::Zeros);
        NAMES.iter().map(|(_, format)| *format).chain(UNNAMED.iter().copied()).chain(zeros).find(begins)
    }

    /// The way in which a level shows it that makes all numbers decimal (`w:isLgl`): zeros before a number stay, and none
    /// stays none.
    pub(super) const fn legal(self) -> Self {
        match self {
            Self::None | Self::Bullet | Self::Zeros(_) => self,
            _ => Self::Decimal,
        }
    }

    /// A number so written. What a way cannot write, as zero in letters, is written as a decimal number. Letters that would be
    /// repeated beyond [`LONGEST_LABEL`] are repeated once more than that.
    #[must_use]
    pub fn written(self, number: u32) -> String {
        let written = match self {
            Self::Bullet | Self::None => return String::new(),
            Self::Decimal => None,
            Self::Zeros(digits) => return format!("{number:0width$}", width = usize::from(digits)),
            Self::Dashes => return format!("- {number} -"),
            Self::Hexadecimal => return format!("{number:X}"),
            Self::Ordinal => return words::ordinal(number),
            Self::Words => return words::capitalized(&words::cardinal(number)),
            Self::OrdinalWords => return words::capitalized(&words::ordinal_words(number)),
            Self::Digits(digits) => Some(in_digits(number, digits)),
            Self::Roman { capital } => roman(number, capital),
            Self::Letters(letters) => repeated(number, letters),
            Self::Row(row) => nth(number, row).map(String::from),
            Self::Hebrew => hebrew(number),
            Self::HebrewAlphabet => hebrew_alphabet(number),
            Self::KoreanWords => words::korean(number),
            Self::Counting(numerals) => numerals.written(number),
        };
        written.unwrap_or_else(|| number.to_string())
    }
}

/// The largest number that is written in letters: as Word, which counts no further.
const LARGEST: u32 = 32_767;

/// The character that stands for a number in a row, counted from 1.
fn nth(number: u32, row: &str) -> Option<char> {
    row.chars().nth(number.checked_sub(1)? as usize)
}

/// a, b, … z, aa, bb.
fn repeated(number: u32, letters: &str) -> Option<String> {
    let before = number.checked_sub(1).filter(|_| number <= LARGEST)?;
    let count = u32::try_from(letters.chars().count()).ok().filter(|count| *count > 0)?;
    let letter = letters.chars().nth((before % count) as usize)?;
    Some(std::iter::repeat_n(letter, times(before / count) + 1).collect())
}

/// How often a letter is repeated: no oftener than it takes to be too long for a label.
fn times(asked: u32) -> usize {
    (asked as usize).min(LONGEST_LABEL)
}

fn roman(number: u32, capital: bool) -> Option<String> {
    const VALUES: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    let mut out = String::new();
    if !(1..=LARGEST).contains(&number) {
        return None;
    }
    for (value, letters) in VALUES {
        while rest >= value {
            out.push_str(letters);
            rest -= value;
        }
    }
    Some(if capital { out.to_uppercase() } else { out })
}

fn in_digits(number: u32, digits: &str) -> String {
    let digit =
        |plain: char| plain.to_digit(10).and_then(|it| digits.chars().nth(it as usize)).unwrap_or(plain);
    number.to_string().chars().map(digit).collect()
}

/// By the values of letters: hundreds, tens and ones, with 15 and 16 as nine and six, nine and seven, so as not to write
/// the divine name.
fn hebrew(number: u32) -> Option<String> {
    const VALUES: [(u32, char); 22] = [
        (400, 'ת'),
        (300, 'ש'),
        (200, 'ר'),
        (100, 'ק'),
        (90, 'צ'),
        (80, 'פ'),
        (70, 'ע'),
        (60, 'ס'),
        (50, 'נ'),
        (40, 'מ'),
        (30, 'ל'),
        (20, 'כ'),
        (10, 'י'),
        (9, 'ט'),
        (8, 'ח'),
        (7, 'ז'),
        (6, 'ו'),
        (5, 'ה'),
        (4, 'ד'),
        (3, 'ג'),
        (2, 'ב'),
        (1, 'א'),
    ];
    if !(1..1000).contains(&number) {
        return None;
    }
    let mut out = String::new();
    let mut rest = number;
    for (value, letter) in VALUES {
        while rest >= value && !matches!(rest, 15 | 16) {
            out.push(letter);
            rest -= value;
        }
        if matches!(rest, 15 | 16) && value == 10 {
            out.push('ט');
            rest -= 9;
        }
    }
    Some(out)
}

fn hebrew_alphabet(number: u32) -> Option<String> {
    let before = number.checked_sub(1).filter(|_| number <= LARGEST)?;
    let letter = HEBREW.chars().nth((before % 22) as usize)?;
    Some(std::iter::repeat_n('ת', times(before / 22)).chain([letter]).collect())
}

impl Numerals {
    fn written(&self, number: u32) -> Option<String> {
        if number >= 100_000_000 {
            return None;
        }
        if number >= self.plain_from || number == 0 {
            return Some(in_digits(number, self.digits));
        }
        let mut out = String::new();
        let (above, below) = (number / 10_000, number % 10_000);
        if above > 0 {
            if above > 1 || self.one {
                self.below_ten_thousand(above, &mut out);
            }
            out.extend(self.places.chars().nth(3));
            if self.zeros && (1..1000).contains(&below) {
                out.extend(self.digits.chars().next());
            }
        }
        self.below_ten_thousand(below, &mut out);
        Some(out)
    }

    fn below_ten_thousand(&self, number: u32, out: &mut String) {
        let first = out.is_empty();
        let mut begun = false;
        let mut passed = false;
        for power in (0..4_u32).rev() {
            let digit = number / 10_u32.pow(power) % 10;
            if digit == 0 {
                passed = begun;
                continue;
            }
            if passed && self.zeros {
                out.extend(self.digits.chars().next());
            }
            passed = false;
            let silent = match power {
                0 => false,
                1 if !begun && first => !self.one_ten,
                _ => !self.one,
            };
            if digit > 1 || !silent {
                out.extend(self.digits.chars().nth(digit as usize));
            }
            if power > 0 {
                out.extend(self.places.chars().nth(power as usize - 1));
            }
            begun = true;
        }
    }
}

#[cfg(test)]
mod tests;
