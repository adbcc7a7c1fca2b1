//! Numbers in words.

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// `twenty-one`, `one hundred five`: as Word says them, without "and".
pub(super) fn cardinal(number: u32) -> String {
    let mut out = Vec::new();
    let mut rest = number;
    for (value, name) in [(1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand")] {
        if rest >= value {
            out.push(below_thousand(rest / value));
            out.push(name.to_owned());
            rest %= value;
        }
    }
    if rest > 0 || out.is_empty() {
        out.push(below_thousand(rest));
    }
    out.join(" ")
}

fn below_thousand(number: u32) -> String {
    let of = |words: &[&'static str], at: u32| words.get(at as usize).copied().unwrap_or_default();
    let below_hundred = |number: u32| match number {
        0..20 => of(&ONES, number).to_owned(),
        _ if number.is_multiple_of(10) => of(&TENS, number / 10).to_owned(),
        _ => format!("{}-{}", of(&TENS, number / 10), of(&ONES, number % 10)),
    };
    match (number / 100, number % 100) {
        (0, rest) => below_hundred(rest),
        (hundreds, 0) => format!("{} hundred", of(&ONES, hundreds)),
        (hundreds, rest) => format!("{} hundred {}", of(&ONES, hundreds), below_hundred(rest)),
    }
}

/// `twenty-first`.
pub(super) fn ordinal_words(number: u32) -> String {
    let cardinal = cardinal(number);
    let last = cardinal.rfind([' ', '-']).map_or(0, |at| at + 1);
    let (before, last) = cardinal.split_at(last);
    let ordinal = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        _ => last.strip_suffix('y').map_or_else(|| format!("{last}th"), |stem| format!("{stem}ieth")),
    };
    format!("{before}{ordinal}")
}

/// `21st`.
pub(super) fn ordinal(number: u32) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// With a capital letter at the beginning.
pub(super) fn capitalized(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Korean counting words, from one to ninety-nine.
pub(super) fn korean(number: u32) -> Option<String> {
    const ONES: [&str; 10] = ["", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"];
    const TENS: [&str; 10] = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];
    if !(1..100).contains(&number) {
        return None;
    }
    Some(format!("{}{}", TENS.get(number as usize / 10)?, ONES.get(number as usize % 10)?))
}
