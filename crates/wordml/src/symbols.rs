//! Characters of symbol fonts as Unicode.
//!
//! Such a font gives its own pictures to character codes; Word writes the codes themselves (`w:sym`), or among the words at
//! U+F000 and above.

/// The codes 20 to 7E and A0 to FE of the font Symbol (the encoding vector of Adobe's Symbol, with the Unicode characters
/// of its glyphs).
const SYMBOL_LOW: &str =
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const SYMBOL_HIGH: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u{f8ff}〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

/// The character that a code of a font shows; `None` where the font is none of the symbol fonts known here, or shows what
/// Unicode has no character for.
pub(crate) fn shown(font: &str, code: u32) -> Option<char> {
    let code = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let code = usize::try_from(code).ok()?;
    if font.eq_ignore_ascii_case("Symbol") {
        match code {
            0x20..=0x7e => SYMBOL_LOW.chars().nth(code - 0x20),
            0xa0..=0xfe => SYMBOL_HIGH.chars().nth(code - 0xa0),
            _ => None,
        }
    } else if font.eq_ignore_ascii_case("Wingdings") {
        wingdings(code)
    } else if font.eq_ignore_ascii_case("Wingdings 2") {
        Some(match code {
            0x4f => '🗴',
            0x50 => '✓',
            0x51 => '☒',
            0x52 => '☑',
            0x53 | 0x54 => '☒',
            0x97 => '●',
            0xa2 => '■',
            0xa3 => '□',
            _ => return None,
        })
    } else {
        None
    }
    .filter(|shown| !('\u{e000}'..='\u{f8ff}').contains(shown))
}

/// What stands among words of this font, with its codes as Unicode; other words unchanged.
pub(crate) fn text(font: &str, words: &str) -> Option<String> {
    if !words.chars().any(|character| ('\u{f000}'..='\u{f0ff}').contains(&character)) {
        return None;
    }
    let shown = |character: char| match character {
        '\u{f000}'..='\u{f0ff}' => shown(font, character.into()).unwrap_or(character),
        other => other,
    };
    Some(words.chars().map(shown).collect())
}

/// Those of Wingdings that stand in documents: ticks, boxes, bullets, pointers, numbers in circles.
fn wingdings(code: usize) -> Option<char> {
    const CIRCLED: &str = "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿";
    Some(match code {
        0x20 => ' ',
        0x21 => '✏',
        0x22 => '✂',
        0x28 => '☎',
        0x2a => '✉',
        0x41 => '✌',
        0x45 => '☜',
        0x46 => '☞',
        0x47 => '☝',
        0x48 => '☟',
        0x4a => '☺',
        0x4c => '☹',
        0x6c => '●',
        0x6d => '❍',
        0x6e => '■',
        0x6f | 0xa8 => '□',
        0x71 => '❑',
        0x72 => '❒',
        0x73 => '⬧',
        0x74 => '⧫',
        0x75 => '◆',
        0x76 => '❖',
        0x77 => '⬥',
        0x78 => '⌧',
        0x80..=0x95 => return CIRCLED.chars().nth(code - 0x80),
        0x9e => '·',
        0x9f => '•',
        0xa1 => '○',
        0xa7 => '▪',
        0xab => '★',
        0xd8 => '➢',
        0xdf => '←',
        0xe0 => '→',
        0xe1 => '↑',
        0xe2 => '↓',
        0xe8 => '➔',
        0xf0 => '⇨',
        0xfb => '✗',
        0xfc => '✓',
        0xfd => '☒',
        0xfe => '☑',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{SYMBOL_HIGH, SYMBOL_LOW, shown, text};

    #[test]
    fn every_code_of_the_font_symbol_has_its_character() {
        assert_eq!(SYMBOL_LOW.chars().count(), 0x7f - 0x20);
        assert_eq!(SYMBOL_HIGH.chars().count(), 0xff - 0xa0);
        assert_eq!(shown("Symbol", 0xf0b7), Some('•'));
        assert_eq!(shown("symbol", 0x61), Some('α'));
        assert_eq!(shown("Symbol", 0xf0ae), Some('→'));
        assert_eq!(shown("Symbol", 0xf0b3), Some('≥'));
        assert_eq!(shown("Symbol", 0x7f), None);
    }

    #[test]
    fn ticks_and_boxes_of_wingdings_are_ticks_and_boxes() {
        assert_eq!(shown("Wingdings", 0xf0fe), Some('☑'));
        assert_eq!(shown("Wingdings", 0xf0a8), Some('□'));
        assert_eq!(shown("Wingdings", 0x8a), Some('⑩'));
        assert_eq!(shown("Times", 0xf0fe), None);
    }

    #[test]
    fn words_of_a_symbol_font_change_only_where_they_are_codes() {
        assert_eq!(text("Symbol", "a \u{f0b7} b").as_deref(), Some("a • b"));
        assert_eq!(text("Symbol", "plain"), None);
        assert_eq!(text("Times", "\u{f0b7}").as_deref(), Some("\u{f0b7}"));
    }
}
