//! Labels: what stands before a clause's words to number, letter or name it, in English, Arabic and Hebrew.

mod definition;
mod numbers;
mod option;
mod reader;
mod tables;
mod titles;

pub(crate) use definition::is_definition;
pub(crate) use numbers::{digit, letter_place};
pub(crate) use tables::UNIT_WORDS;
pub(crate) use titles::{Rest, Title, UNNAMED, heading_label, names_unit, opens_title, title, unit_rank};

use numbers::{Number, number};
use option::option;
use reader::Reader;
use tables::{MONTHS, OPTION_WORDS, ORDINALS, may_be_unit};

/// What sort of numbering a label belongs to. Labels of one sort at one place count on from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Family {
    pub(crate) script: Script,
    pub(crate) dress: Dress,
    /// How many numbers are joined by dots: 2 for `1.1`.
    pub(crate) depth: u8,
}

impl Family {
    /// The same with Roman numerals for letters.
    pub(crate) fn as_roman(self) -> Self {
        let script = match self.script {
            Script::Lower => Script::RomanLower,
            Script::Upper => Script::RomanUpper,
            other => other,
        };
        Self { script, ..self }
    }
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
    /// Nothing but a blank: `1 Each farm`. A label only among others that count up with it.
    Bare,
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

impl Label {
    /// The label of a unit that has a name: `Article 3`.
    pub(crate) fn named(text: String, value: u32) -> Self {
        let family = Family { script: Script::Named, dress: Dress::Plain, depth: 1 };
        Self { text, family, value, roman: None, prefix: None, suffix: 0 }
    }

    /// The same place in the same numbering, without words.
    pub(crate) fn place(&self) -> Self {
        Self { text: String::new(), ..*self }
    }

    /// Takes a letter that is a Roman numeral too for what its list counts in.
    pub(crate) fn count_as(&mut self, family: Family) {
        if let Some(roman) = self.roman.filter(|_| family != self.family && family == self.family.as_roman())
        {
            self.family = family;
            self.value = roman;
        }
    }

    /// Takes `(i)` that goes on with no list for the first number of one.
    pub(crate) fn count_as_first(&mut self) {
        if self.roman == Some(1) {
            self.count_as(self.family.as_roman());
        }
    }

    /// Whether a list can start with it.
    pub(crate) fn is_first(&self) -> bool {
        self.suffix == 0 && (self.value == 1 || self.roman == Some(1))
    }

    /// Whether it is the first below another: `4.1` below `4`.
    pub(crate) fn is_first_below(&self, above: &Self) -> bool {
        self.value == 1
            && self.prefix == Some(above.value)
            && above.family.script == self.family.script
            && above.family.depth + 1 == self.family.depth
    }
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
    /// Whether it is set off clearly. One that is not needs more around it to be taken for a label in running text.
    pub(crate) firm: bool,
    /// Whether it is a label only where it goes on with a list: `4.2 the price`.
    pub(crate) doubtful: bool,
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
        doubtful: false,
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
        label: Label::named(label, value),
        body: reader.at,
        bullet: false,
        firm: false,
        doubtful: false,
    })
}

/// A word that names a unit, with its number: `Article 3bis`, `First phase`. Returns it as printed.
fn unit_name(reader: &mut Reader<'_>) -> Option<(String, u32)> {
    let from = reader.at;
    if let Some((value, end)) = leading_ordinal(reader.rest()) {
        reader.at += end;
        return Some((crate::inline::fold(&reader.text[from..reader.at]), value));
    }
    if !may_be_unit(reader.rest()) {
        return None;
    }
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

/// `First phase`: the number, and where the words behind begin.
fn leading_ordinal(text: &str) -> Option<(u32, usize)> {
    if !text.starts_with(['F', 'S', 'T']) {
        return None;
    }
    let (value, end) = ordinal(text)?;
    let unit = text[end..].trim_start_matches(' ');
    let word =
        ["phase", "stage", "part", "chapter", "section"].iter().find(|word| starts_with_word(unit, word))?;
    let behind = text.len() - unit.len() + word.len();
    let ends = !text[behind..].starts_with(char::is_alphanumeric);
    (ends && unit.len() < text.len() - end).then_some((value, behind))
}

fn ordinal(text: &str) -> Option<(u32, usize)> {
    // A quick look: numbers and most words are none.
    if !text.as_bytes().first().is_some_and(|first| !first.is_ascii() || b"fsto".contains(&(first | 32))) {
        return None;
    }
    let length = text
        .find(|c: char| !c.is_alphanumeric() && !('\u{64b}'..='\u{652}').contains(&c))
        .unwrap_or(text.len());
    let word = &text[..length];
    ORDINALS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|&(_, value)| (value, length))
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
    let foreign = !parens && reader.rest().as_bytes().first().is_some_and(|first| !first.is_ascii());
    let ordinal_word = if foreign { ordinal(reader.rest()) } else { None };
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
    let (mut firm, mut doubtful) = (true, false);
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
                    || matches!(c, '[' | '{' | '*' | '"' | '“' | '«')
                    || !c.is_ascii() && c.is_alphabetic()
            });
            doubtful = !(capital || word.is_none());
            if doubtful && (number.family.depth < 2 || !word.is_some_and(char::is_alphabetic)) {
                return None;
            }
            dress = Dress::Plain;
            firm = number.suffix > 0;
        } else if digits && emphasis == 0 && brackets == 0 && starts_sentence(dash) {
            dress = Dress::Bare;
            (firm, doubtful) = (false, true);
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
    Some(Start {
        announces: Announces::Item,
        label,
        body: reader.at,
        bullet: false,
        firm: firm && (parens || !letter),
        doubtful,
    })
}

/// Whether words behind a blank and a number can be those of a clause: `1 Each farm`, not `1 May` or `1 farm`.
fn starts_sentence(reader: Reader<'_>) -> bool {
    let words = reader.rest();
    let opens = reader.text[..reader.at].ends_with(char::is_whitespace)
        && words.starts_with(|c: char| c.is_uppercase() || matches!(c, '[' | '"' | '“'));
    opens && !MONTHS.iter().any(|month| starts_with_word(words, month))
}

/// Whether a text ends with the name of a month, behind which a number is one of a date.
pub(crate) fn ends_with_month(words: &str) -> bool {
    let last = words.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    MONTHS.iter().any(|month| month.eq_ignore_ascii_case(last))
}

/// Whether one label is the next of another's numbering, or adds a `bis` to it.
pub(crate) fn is_next(last: &Label, label: &Label) -> bool {
    if last.family == label.family {
        let on = last.prefix == label.prefix
            && (label.value == last.value + 1 || label.value == last.value && label.suffix > last.suffix);
        // `2.1` behind `1.7`.
        let above = label.value == 1
            && label.suffix == 0
            && matches!((last.prefix, label.prefix), (Some(last), Some(next)) if next == last + 1);
        if on || above {
            return true;
        }
    }
    // Letters that are Roman numerals too, and Arabic letters, which count in two orders.
    let numeral =
        |script| matches!(script, Script::Lower | Script::RomanLower | Script::Upper | Script::RomanUpper);
    let arabic = |label: &Label| label.family.script == Script::Arabic;
    last.family.dress == label.family.dress
        && (numeral(last.family.script) && numeral(label.family.script) || arabic(last) && arabic(label))
        && matches!((last.roman, label.roman), (Some(last), Some(next)) if next == last + 1)
}
