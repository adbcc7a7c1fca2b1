//! Labels: what stands before a clause's words to number, letter or name it, in English, Arabic and Hebrew.

/// What sort of numbering a label belongs to. Labels of one sort at one place count on from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Family {
    pub(crate) script: Script,
    pub(crate) dress: Dress,
    /// How many numbers are joined by dots: 2 for `1.1`.
    pub(crate) depth: u8,
}

/// What the number is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Digits,
    Lower,
    Upper,
    RomanLower,
    RomanUpper,
    Arabic,
    Hebrew,
    /// `-`, `*`, `•`: no number at all.
    Bullet,
    /// `Article 3.`, `Clause 2:` before running words.
    Named,
}

/// What sets it off: `1.`, `1)` or `(1)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dress {
    Plain,
    Paren,
    Parens,
}

/// A label as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// As printed, without what only sets it off.
    pub(crate) text: String,
    pub(crate) family: Family,
    /// Place in its numbering, from 1.
    pub(crate) value: u32,
    /// Value if it is a Roman numeral rather than a letter, for labels that can be both.
    pub(crate) roman: Option<u32>,
    /// The number before the last dot: 1 in `1.2`.
    pub(crate) prefix: Option<u32>,
    /// `bis` 2, `ter` 3 …; 0 for none.
    pub(crate) suffix: u8,
}

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Announces {
    Item,
    Option,
}

/// A label at the start of some text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Start {
    pub(crate) announces: Announces,
    pub(crate) label: Label,
    /// Where the words behind it begin, from the start of that text.
    pub(crate) body: usize,
    /// Whether it stands behind a bullet.
    pub(crate) bullet: bool,
    /// Whether it is set off so clearly that it needs no blank line before it.
    pub(crate) firm: bool,
}

const SUFFIXES: [(&str, u8); 16] = [
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

const OPTION_WORDS: [&str; 14] = [
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

/// Words that name a unit of a text when a number follows, each with its rank, wider units first.
pub(crate) const UNIT_WORDS: [(&str, u8); 37] = [
    ("part", 1),
    ("title", 1),
    ("annex", 1),
    ("appendix", 1),
    ("schedule", 1),
    ("protocol", 1),
    ("phase", 1),
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
    ("article", 4),
    ("articles", 4),
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

const ORDINALS: [(&str, u32); 40] = [
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

/// Reads on from a place and remembers nothing.
#[derive(Clone, Copy)]
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn eat_any(&mut self, wanted: &[char]) -> Option<char> {
        let found = self.peek().filter(|c| wanted.contains(c))?;
        self.at += found.len_utf8();
        Some(found)
    }

    fn blanks(&mut self) -> bool {
        let from = self.at;
        while let Some(c) =
            self.peek().filter(|c| matches!(c, ' ' | '\t' | '\u{a0}' | '\u{200e}' | '\u{200f}' | '\u{202f}'))
        {
            self.at += c.len_utf8();
        }
        self.at > from
    }

    fn emphasis(&mut self) -> usize {
        let from = self.at;
        while self.at - from < 3 && matches!(self.peek(), Some('*' | '_')) {
            self.at += 1;
        }
        self.at - from
    }

    /// At the end, or before what cannot belong to a label.
    fn ends(&self) -> bool {
        self.peek().is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '*' | '_' | '{' | '\\'))
    }

    fn footnotes(&mut self) {
        while let Some(end) = crate::inline::footnote_end(self.text.as_bytes(), self.at, self.text.len()) {
            self.at = end;
        }
    }
}

/// Finds the label that a text starts with: that of an item, or of an option.
pub(crate) fn start_of(text: &str) -> Option<Start> {
    let mut reader = Reader { text, at: 0 };
    let bullet = eat_bullet(&mut reader);
    let first = reader.peek();
    if let Some(start) = first.and_then(|_| labelled(reader)) {
        return Some(Start { bullet, firm: start.firm || bullet, ..start });
    }
    bullet.then(|| Start {
        announces: Announces::Item,
        label: Label {
            text: String::new(),
            family: Family { script: Script::Bullet, dress: Dress::Plain, depth: 1 },
            value: 1,
            roman: None,
            prefix: None,
            suffix: 0,
        },
        body: reader.at,
        bullet,
        firm: true,
    })
}

fn eat_bullet(reader: &mut Reader<'_>) -> bool {
    let before = reader.at;
    if reader.eat_any(&['-', '*', '+', '•', '·', '◦', '▪', '‣', '–', '●']).is_some() {
        if reader.peek().is_none() || reader.blanks() {
            return true;
        }
        reader.at = before;
    }
    false
}

fn labelled(mut reader: Reader<'_>) -> Option<Start> {
    let mut brackets = 0;
    let mut emphasis = 0;
    loop {
        if brackets < 4 && reader.rest().starts_with('[') && !reader.rest().starts_with("[^") {
            reader.at += 1;
            brackets += 1;
        } else if emphasis == 0 && matches!(reader.peek(), Some('*' | '_')) {
            emphasis = reader.emphasis();
        } else {
            break;
        }
    }
    // Most lines start with a word: leave quickly.
    let first = reader.peek()?;
    if first.is_ascii_lowercase() && reader.rest().as_bytes().get(1).is_some_and(u8::is_ascii_lowercase) {
        let known = OPTION_WORDS
            .iter()
            .map(|word| (*word, 0))
            .chain(UNIT_WORDS)
            .any(|(word, _)| starts_with_word(reader.rest(), word));
        let roman =
            reader.rest().bytes().take_while(u8::is_ascii_lowercase).all(|byte| b"ivxlc".contains(&byte));
        if !known && !roman {
            return None;
        }
    }
    option(reader, emphasis).or_else(|| named(reader, emphasis)).or_else(|| item(reader, emphasis, brackets))
}

fn starts_with_word(text: &str, word: &str) -> bool {
    let like = |text: &str, word: &str| {
        text.as_bytes().first().zip(word.as_bytes().first()).is_some_and(|(a, b)| a | 32 == b | 32)
    };
    text.len() >= word.len() && like(text, word) && text.is_char_boundary(word.len()) && {
        let head = &text[..word.len()];
        head == word || head.eq_ignore_ascii_case(word)
    }
}

fn after_word<'a>(text: &'a str, words: &[&str]) -> Option<(&'a str, usize)> {
    words.iter().find(|word| starts_with_word(text, word)).map(|word| (&text[..word.len()], word.len()))
}

/// `Option 1:`, `**Option 2**`, `Option (a):`, `الخيار ١:`, `אפשרות א:`.
fn option(mut reader: Reader<'_>, emphasis: usize) -> Option<Start> {
    let from = reader.at;
    let (_, length) = after_word(reader.rest(), &OPTION_WORDS)?;
    reader.at += length;
    let spaced = reader.blanks();
    let (family, value, roman, suffix) = if let Some((value, end)) = ordinal(reader.rest()) {
        reader.at += end;
        (Family { script: Script::Digits, dress: Dress::Plain, depth: 1 }, value, None, 0)
    } else {
        let parens = reader.eat('(');
        let number = number(&mut reader)?;
        if parens && !reader.eat(')') {
            return None;
        }
        if !spaced && !matches!(number.family.script, Script::Digits) && !parens {
            return None;
        }
        let script = number.family.script;
        // `Option I` is the first, `Option C` the third.
        match number.roman.filter(|roman| matches!(script, Script::Lower | Script::Upper) && *roman <= 10) {
            Some(roman) => {
                (Family { script: Script::RomanUpper, ..number.family }, roman, None, number.suffix)
            }
            None => (number.family, number.value, number.roman, number.suffix),
        }
    };
    let label = crate::inline::fold(&reader.text[from..reader.at]);
    reader.footnotes();
    let mut closed = 0;
    let mut colon = reader.eat_any(&[':', '：']).is_some();
    let mut bracket = false;
    if emphasis > 0 {
        closed = reader.emphasis();
        if closed > 0 {
            reader.footnotes();
            reader.blanks();
            colon |= reader.eat_any(&[':', '：', '.']).is_some();
        }
    } else {
        bracket = reader.eat(']');
        reader.blanks();
        colon |= reader.eat_any(&[':', '：']).is_some();
        let dash = reader;
        reader.blanks();
        if !colon
            && reader.eat_any(&['–', '—', '-']).is_some()
            && (reader.peek().is_none() || reader.blanks())
        {
            colon = true;
        } else {
            reader = dash;
        }
    }
    let alone = reader.rest().trim().is_empty();
    if !(colon || closed > 0 || alone && !bracket) {
        return None;
    }
    reader.eat(':');
    reader.blanks();
    let label = Label {
        text: label,
        family: Family { dress: Dress::Plain, ..family },
        value,
        roman,
        prefix: None,
        suffix,
    };
    Some(Start { announces: Announces::Option, label, body: reader.at, bullet: false, firm: true })
}

/// `Article 3.`, `Clause 2:`, `البند ٣:` before running words on the same line.
fn named(mut reader: Reader<'_>, emphasis: usize) -> Option<Start> {
    let from = reader.at;
    let (label, value) = unit_name(&mut reader)?;
    let closed = if emphasis > 0 { reader.emphasis() } else { 0 };
    let set_off = reader.eat_any(&['.', ':', '：', ')']).is_some() || {
        let mut dash = reader;
        let found = dash.blanks() && dash.eat_any(&['–', '—', '-']).is_some() && dash.blanks();
        if found {
            reader = dash;
        }
        found
    };
    if closed == 0 && emphasis > 0 {
        reader.emphasis();
    }
    if !set_off && closed == 0 || !reader.ends() || from == reader.at {
        return None;
    }
    reader.blanks();
    if reader.rest().trim_matches(['*', '_', ']', ' ']).is_empty() {
        // Alone on its line it is a heading.
        return None;
    }
    Some(Start {
        announces: Announces::Item,
        label: Label {
            text: label,
            family: Family { script: Script::Named, dress: Dress::Plain, depth: 1 },
            value,
            roman: None,
            prefix: None,
            suffix: 0,
        },
        body: reader.at,
        bullet: false,
        firm: false,
    })
}

/// A word that names a unit, with its number: `Article 3bis`. Returns it as printed.
fn unit_name(reader: &mut Reader<'_>) -> Option<(String, u32)> {
    let from = reader.at;
    let mut found = None;
    for (word, _) in UNIT_WORDS {
        if starts_with_word(reader.rest(), word) && found.is_none_or(|best: usize| word.len() > best) {
            found = Some(word.len());
        }
    }
    reader.at += found?;
    if !reader.blanks() {
        return None;
    }
    let value = if let Some((value, end)) = ordinal(reader.rest()) {
        reader.at += end;
        value
    } else {
        let parens = reader.eat('(');
        let number = number(reader)?;
        if parens && !reader.eat(')') {
            return None;
        }
        number.value
    };
    if reader.peek().is_some_and(char::is_alphanumeric) {
        return None;
    }
    Some((crate::inline::fold(&reader.text[from..reader.at]), value))
}

fn ordinal(text: &str) -> Option<(u32, usize)> {
    let length = text
        .find(|c: char| !c.is_alphanumeric() && !('\u{64b}'..='\u{652}').contains(&c))
        .unwrap_or(text.len());
    let word = &text[..length];
    ORDINALS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|&(_, value)| (value, length))
}

struct Number {
    family: Family,
    value: u32,
    roman: Option<u32>,
    prefix: Option<u32>,
    suffix: u8,
}

/// `1.`, `1)`, `(1)`, `1.1`, `3bis`, `(a)`, `a.`, `(iv)`, `(أ)`, `א.` and their like.
fn item(mut reader: Reader<'_>, emphasis: usize, brackets: usize) -> Option<Start> {
    let outside = reader.at;
    let section = reader.eat('§');
    if section {
        reader.blanks();
    }
    let parens = reader.eat('(');
    let from = if parens { outside } else { reader.at };
    let ordinal_word =
        (!parens).then(|| ordinal(reader.rest())).flatten().filter(|_| !reader.rest().is_ascii());
    let number = if let Some((value, end)) = ordinal_word {
        reader.at += end;
        let family = Family { script: Script::Arabic, dress: Dress::Paren, depth: 1 };
        Number { family, value, roman: None, prefix: None, suffix: 0 }
    } else {
        number(&mut reader)?
    };
    let digits = number.family.script == Script::Digits;
    let mut text_end = reader.at;
    let dress;
    let mut firm = true;
    if parens {
        if !reader.eat(')') {
            return None;
        }
        text_end = reader.at;
        dress = Dress::Parens;
        reader.eat_any(&['.', ':']);
    } else {
        let mut dash = reader;
        let blank = dash.blanks();
        if reader.eat(')') {
            dress = Dress::Paren;
        } else if reader.eat_any(&['.', ':', '：', '．']).is_some() {
            dress = Dress::Plain;
            reader.eat(':');
        } else if (digits || !reader.text.is_ascii())
            && dash.eat_any(&['-', '–', 'ـ', '/']).is_some()
            && dash.peek().is_none_or(char::is_whitespace)
            && matches!(number.family.script, Script::Digits | Script::Arabic | Script::Hebrew)
            && (!blank || number.family.script != Script::Digits)
        {
            reader = dash;
            dress = Dress::Plain;
        } else if digits && (number.suffix > 0 || number.family.depth > 1 || section)
            || emphasis > 0 && digits && reader.emphasis_closes(emphasis)
        {
            // `3bis Each Party`, `3.3 In accordance`: nothing but a blank sets it off.
            let mut behind = reader;
            behind.footnotes();
            behind.emphasis();
            behind.blanks();
            let word = behind.peek();
            let capital = word.is_some_and(|c| {
                c.is_uppercase()
                    || matches!(c, '[' | '*' | '"' | '“' | '«')
                    || !c.is_ascii() && c.is_alphabetic()
            });
            if !(capital || word.is_none()) {
                return None;
            }
            dress = Dress::Plain;
            firm = number.suffix > 0;
        } else {
            return None;
        }
    }
    let text = crate::inline::fold(&reader.text[from..text_end]);
    reader.footnotes();
    let closed_bracket = brackets > 0 && reader.eat(']');
    if emphasis > 0 {
        reader.emphasis();
    }
    if !closed_bracket && brackets > 0 {
        reader.eat(']');
    }
    if !reader.ends() {
        return None;
    }
    // A single capital before a point is more often an initial than a label, unless it stands alone before words.
    let letter = matches!(number.family.script, Script::Upper);
    if letter && !parens && reader.rest().trim_start().as_bytes().get(1) == Some(&b'.') {
        return None;
    }
    reader.blanks();
    let family = Family { dress, ..number.family };
    let label = Label {
        text,
        family,
        value: number.value,
        roman: number.roman,
        prefix: number.prefix,
        suffix: number.suffix,
    };
    Some(Start { announces: Announces::Item, label, body: reader.at, bullet: false, firm: firm && !letter })
}

impl Reader<'_> {
    fn emphasis_closes(&self, emphasis: usize) -> bool {
        let mut reader = *self;
        reader.emphasis() == emphasis
    }
}

fn number(reader: &mut Reader<'_>) -> Option<Number> {
    let first = reader.peek()?;
    if digit(first).is_some() {
        return digits(reader);
    }
    let letters: String = reader.rest().chars().take(8).take_while(|c| c.is_alphabetic()).collect();
    let count = letters.chars().count();
    let plain = |script| Family { script, dress: Dress::Plain, depth: 1 };
    let (family, value, roman) = if first.is_ascii_alphabetic() {
        let lower = first.is_ascii_lowercase();
        let roman = roman(&letters);
        let alphabet = if lower { Script::Lower } else { Script::Upper };
        let numerals = if lower { Script::RomanLower } else { Script::RomanUpper };
        let position = u32::from(first.to_ascii_lowercase() as u8 - b'a') + 1;
        if count == 1 {
            (plain(alphabet), position, roman)
        } else if let Some(value) = roman.filter(|_| count <= 7) {
            (plain(numerals), value, Some(value))
        } else if count == 2 && letters.bytes().all(|byte| byte == first as u8) {
            (plain(alphabet), position + 26, None)
        } else {
            return None;
        }
    } else if ('\u{620}'..='\u{64a}').contains(&first) {
        let value = abjad(first)?;
        if count > 1 && !(count == 2 && letters == "هـ") {
            return None;
        }
        (plain(Script::Arabic), value, None)
    } else if ('\u{5d0}'..='\u{5ea}').contains(&first) {
        if count > 2 {
            return None;
        }
        (plain(Script::Hebrew), letters.chars().map(gematria).sum(), None)
    } else {
        return None;
    };
    reader.at += letters.len();
    reader.eat_any(&['׳', '\'']).filter(|_| family.script == Script::Hebrew);
    let suffix = suffix(reader);
    Some(Number { family, value, roman, prefix: None, suffix })
}

fn digits(reader: &mut Reader<'_>) -> Option<Number> {
    let mut parts: [u32; 2] = [0, 0];
    let mut depth = 0u8;
    loop {
        let mut value = 0u32;
        let mut length = 0;
        while let Some(next) = reader.peek().and_then(digit) {
            value = value.saturating_mul(10).saturating_add(next);
            length += 1;
            reader.at += reader.peek().map_or(1, char::len_utf8);
        }
        if length == 0 {
            // `3.x`: a number that is still to be given.
            if depth > 0 && reader.eat('x') {
                parts = [parts[1], 1000];
                depth += 1;
            }
            break;
        }
        if length > 4 || length == 4 && (1900..2100).contains(&value) {
            return None;
        }
        parts = [parts[1], value];
        depth = depth.saturating_add(1);
        let mut dot = *reader;
        let mut next = None;
        if dot.eat('.') {
            next = dot.peek();
        }
        let joined = next.is_some_and(|c| digit(c).is_some())
            || next == Some('x') && dot.rest()[1..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        if !joined || depth > 6 {
            break;
        }
        *reader = dot;
    }
    let suffix = suffix(reader);
    if reader.peek().is_some_and(char::is_alphanumeric) {
        return None;
    }
    Some(Number {
        family: Family { script: Script::Digits, dress: Dress::Plain, depth },
        value: parts[1],
        roman: None,
        prefix: (depth > 1).then_some(parts[0]),
        suffix,
    })
}

/// `bis`, ` quater`, `.bis`, `bis Alt`, or a letter as in `2A`.
fn suffix(reader: &mut Reader<'_>) -> u8 {
    let mut total = 0u8;
    for _ in 0..2 {
        let mut next = *reader;
        if !next.blanks() {
            next.eat('.');
        }
        let Some(&(word, value)) = SUFFIXES.iter().find(|(word, _)| starts_with_word(next.rest(), word))
        else {
            break;
        };
        next.at += word.len();
        if next.peek().is_some_and(char::is_alphanumeric) {
            break;
        }
        total = total.saturating_add(value);
        *reader = next;
    }
    if total == 0 {
        let mut next = *reader;
        if let Some(letter) =
            next.peek().filter(|c| c.is_ascii_alphabetic() || ('\u{5d0}'..='\u{5ea}').contains(c))
        {
            let value = if letter.is_ascii() {
                u32::from(letter.to_ascii_lowercase() as u8 - b'a') + 1
            } else {
                gematria(letter)
            };
            next.at += letter.len_utf8();
            let digit_before = reader.text[..reader.at].chars().next_back().and_then(digit).is_some();
            if digit_before && matches!(next.peek(), None | Some('.' | ')' | ':' | ' ' | ']' | '*')) {
                *reader = next;
                return u8::try_from(value.min(90)).unwrap_or(90) + 100;
            }
        }
    }
    total
}

/// Western, Arabic-Indic and extended Arabic-Indic digits.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        _ => None,
    }
}

fn roman(letters: &str) -> Option<u32> {
    let (mut total, mut last) = (0u32, u32::MAX);
    for c in letters.chars() {
        let value = match c.to_ascii_lowercase() {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        };
        if value > last {
            total = (total + value).checked_sub(2 * last)?;
        } else {
            total += value;
        }
        last = value;
    }
    Some(total)
}

/// Place of an Arabic letter in the order used for lists.
fn abjad(c: char) -> Option<u32> {
    if matches!(c, 'أ' | 'إ' | 'آ') {
        return Some(1);
    }
    "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ".chars().position(|letter| letter == c).map(|at| at as u32 + 1)
}

/// Value of a Hebrew letter in numerals.
fn gematria(c: char) -> u32 {
    const VALUES: [(char, u32); 27] = [
        ('א', 1),
        ('ב', 2),
        ('ג', 3),
        ('ד', 4),
        ('ה', 5),
        ('ו', 6),
        ('ז', 7),
        ('ח', 8),
        ('ט', 9),
        ('י', 10),
        ('ך', 20),
        ('כ', 20),
        ('ל', 30),
        ('ם', 40),
        ('מ', 40),
        ('ן', 50),
        ('נ', 50),
        ('ס', 60),
        ('ע', 70),
        ('ף', 80),
        ('פ', 80),
        ('ץ', 90),
        ('צ', 90),
        ('ק', 100),
        ('ר', 200),
        ('ש', 300),
        ('ת', 400),
    ];
    VALUES.iter().find(|(letter, _)| *letter == c).map_or(0, |&(_, value)| value)
}

/// The label of a heading, with where the words behind it begin: `Article 3` of `[Article 3bis] *(forests)*`.
pub(crate) fn heading_label(text: &str) -> Option<(String, usize)> {
    let mut reader = Reader { text, at: 0 };
    let mut brackets = 0;
    loop {
        if brackets < 4 && reader.rest().starts_with('[') && !reader.rest().starts_with("[^") {
            reader.at += 1;
            brackets += 1;
        } else if reader.emphasis() == 0 {
            break;
        }
    }
    let mut inside = reader;
    if let Some((label, _)) = unit_name(&mut inside) {
        let mut body = inside;
        while brackets > 0 && body.eat(']') {
            brackets -= 1;
        }
        body.emphasis();
        body.eat_any(&[':', '.', '：']);
        body.blanks();
        let dash = body;
        if body.eat_any(&['–', '—', '-']).is_none() || !(body.peek().is_none() || body.blanks()) {
            body = dash;
        }
        return Some((label, body.at));
    }
    match start_of(text) {
        Some(start) if !start.bullet && start.announces == Announces::Item => {
            Some((start.label.text, start.body))
        }
        _ => None,
    }
}

/// Whether a line that stands alone is a heading though nothing marks it as one: `**Article 2**`, `المادة ٢`. Gives
/// its rank, 1 the widest unit.
pub(crate) fn evident_heading(line: &str) -> Option<u8> {
    let line = line.trim_end();
    if line.len() > 240 || line.chars().count() > 90 {
        return None;
    }
    let bold = (line.starts_with("**") && line.ends_with("**")
        || line.starts_with("__") && line.ends_with("__"))
        && line.len() > 4
        && !line[2..line.len() - 2].contains(&line[..2]);
    let bare = line.trim_start_matches(['*', '_', '[']);
    let last = line.trim_end_matches(['*', '_', ']', ')']).chars().next_back()?;
    if matches!(last, ',' | ';' | '،' | '؛') {
        return None;
    }
    let mut reader = Reader { text: bare, at: 0 };
    let rank = UNIT_WORDS
        .iter()
        .filter(|(word, _)| starts_with_word(bare, word))
        .max_by_key(|(word, _)| word.len())
        .map(|&(_, rank)| rank);
    if let (Some(rank), Some(_)) = (rank.filter(|&rank| rank < 5), unit_name(&mut reader)) {
        let rest = reader.rest().trim_matches(['*', '_', ']', ' ']).trim_end_matches(['.', ':']);
        if rest.is_empty() || bold {
            return Some(rank);
        }
        let title = rest.starts_with(['(', ':', '–', '—', '-', '.']) && !matches!(last, '.' | ':');
        return title.then_some(rank);
    }
    const WORDS: [&str; 9] = [
        "preamble",
        "الديباجة",
        "ديباجة",
        "מבוא",
        "פתיח",
        "annexes",
        "definitions",
        "final provisions",
        "general provisions",
    ];
    let words = bare.trim_end_matches(['*', '_', ']', ':']).trim();
    if WORDS.iter().any(|word| words.eq_ignore_ascii_case(word)) {
        return Some(4);
    }
    (bold && !matches!(last, '.' | ':' | '?') && start_of(line).is_none()).then_some(6)
}

/// Whether one label is the next of another's numbering, or adds a `bis` to it.
pub(crate) fn is_next(last: &Label, label: &Label) -> bool {
    let alike = last.family == label.family
        && (label.value == last.value + 1 || label.value == last.value && label.suffix > last.suffix);
    let numeral =
        |script| matches!(script, Script::Lower | Script::RomanLower | Script::Upper | Script::RomanUpper);
    let roman = last.family.dress == label.family.dress
        && numeral(last.family.script)
        && numeral(label.family.script);
    alike || roman && matches!((last.roman, label.roman), (Some(last), Some(next)) if next == last + 1)
}

/// Whether words fix the meaning of a term: a term in quotation marks or emphasis, then "means" or its like.
pub(crate) fn is_definition(body: &str) -> bool {
    let mut words = body.trim_start_matches(['[', ' ']);
    for lead in
        ["يقصد بمصطلح ", "يُقصد بمصطلح ", "يقصد بعبارة ", "يُقصد بعبارة ", "يقصد بـ", "يُقصد بـ", "תעבير "]
    {
        if let Some(rest) = words.strip_prefix(lead) {
            return rest.trim_start_matches(['*', '_', ' ', '[']).starts_with(['"', '«', '“', '”', '„']);
        }
    }
    for lead in ["The term ", "the term ", "The expression ", "مصطلح ", "המונח "] {
        words = words.strip_prefix(lead).unwrap_or(words);
    }
    let marks = words.len() - words.trim_start_matches(['*', '_']).len();
    words = &words[marks..];
    let Some(first) = words.chars().next() else { return false };
    let close: &[char] = match first {
        '"' | '“' | '”' | '„' | '״' | '‟' => &['"', '”', '“', '״', '‟'],
        '«' => &['»'],
        '»' => &['«'],
        '‘' | '\'' => &['’', '\''],
        _ if marks > 0 => &['*', '_'],
        _ => return false,
    };
    let inside = if marks > 0 && !close.contains(&'»') && close[0] == '*' {
        words
    } else {
        &words[first.len_utf8()..]
    };
    let Some(end) =
        inside.char_indices().take(160).find(|(_, c)| close.contains(c)).map(|(at, c)| at + c.len_utf8())
    else {
        return false;
    };
    let hebrew = inside[..end].chars().any(|c| ('\u{5d0}'..='\u{5ea}').contains(&c));
    let mut rest = inside[end..].trim_start_matches(['*', '_', ' ', ']', '[', ',', '\u{a0}']);
    for joiner in ["and ", "or ", "و", "או "] {
        if let Some(other) = rest.strip_prefix(joiner)
            && let Some(quote) = other.trim_start_matches(['*', '_']).strip_prefix(['"', '“', '«', '”'])
            && let Some(at) = quote.find(['"', '”', '»', '“'])
        {
            let width = quote[at..].chars().next().map_or(1, char::len_utf8);
            rest = quote[at + width..].trim_start_matches(['*', '_', ' ']);
        }
    }
    const VERBS: [&str; 20] = [
        "means",
        "mean ",
        "shall mean",
        "shall have the meaning",
        "has the meaning",
        "have the meaning",
        "refers to",
        "is defined as",
        "includes ",
        "يعني",
        "تعني",
        "يقصد",
        "يُقصد",
        "تقصد",
        "هو ",
        "פירושו",
        "פירושה",
        "משמעו",
        "משמעה",
        "משמעותו",
    ];
    VERBS.iter().any(|verb| rest.starts_with(verb)) || hebrew && rest.starts_with(['–', '—', '-'])
}
