//! Words that the draft attributes to somebody: `[Upper Farm: words]`, `[words (Upper Farm)]`.

use super::Material;
use super::wording::floor;
use crate::span::Span;

/// Whose words some words are, as the draft says.
pub(super) struct Attribution {
    /// The names, as the caller spelt them.
    pub(super) names: Vec<String>,
    /// The words alone.
    pub(super) words: Span,
    /// The names with the marks that set them off.
    pub(super) span: Option<Span>,
}

impl Material<'_> {
    /// `X: words` and `words (X)`.
    pub(super) fn attribution(&self, inside: Span) -> Attribution {
        let none = Attribution { names: Vec::new(), words: inside, span: None };
        if self.names.is_empty() {
            return none;
        }
        let words = self.words(inside);
        let at = |byte: usize| inside.start + byte as u32;
        let head = &words[..floor(words, 240)];
        if let Some(colon) = head.find([':', '：'])
            && let Some(names) = self.all_names(&head[..colon])
        {
            let colon_end = colon + head[colon..].chars().next().map_or(1, char::len_utf8);
            // Marks of emphasis go where they are around the name alone.
            let lead = words.len() - words.trim_start().len();
            let marks = emphasis(&words[lead..]);
            let (from, to) = match words[colon_end..].strip_prefix(marks) {
                Some(_) => (0, colon_end + marks.len()),
                None if head[lead + marks.len()..colon].ends_with(marks) => (0, colon_end),
                None => (lead + marks.len(), colon_end),
            };
            let blanks = words[to..].len() - words[to..].trim_start_matches([' ', '\t']).len();
            let span = Some(Span::new(at(from), at(to + blanks)));
            return Attribution { names, words: Span::new(at(colon_end), inside.end), span };
        }
        let bare = words.trim_end_matches([' ', '*', '_', '.', ',', ';', '\n', '\r', '\t']);
        if bare.ends_with(')') {
            let from = bare.len() - floor_back(bare, 240);
            if let Some(open) = bare[from..].rfind('(')
                && let Some(names) = self.all_names(&bare[from + open + 1..bare.len() - 1])
            {
                let open = from + open;
                let marks = emphasis(&words[bare.len()..]);
                let around = if words[..open].ends_with(marks) { marks.len() } else { 0 };
                let span = Some(Span::new(at(open - around), at(bare.len() + around)));
                return Attribution { names, words: Span::new(inside.start, at(open)), span };
            }
        }
        none
    }

    fn all_names(&self, list: &str) -> Option<Vec<String>> {
        let known = |part: &str| self.names.get(&name_key(part)).cloned();
        if let Some(one) = known(list) {
            return Some(vec![one]);
        }
        let mut names = Vec::new();
        for part in list.split([',', '/', '&', '+', ';', '،', '؛']) {
            if let Some(name) = known(part) {
                names.push(name);
                continue;
            }
            let parts = [" and ", " و ", " و", " ו"]
                .iter()
                .find_map(|joiner| part.split_once(joiner))
                .or_else(|| part.trim_start().strip_prefix("and ").map(|rest| ("", rest)))?;
            for part in [parts.0, parts.1] {
                if !part.trim().is_empty() {
                    names.push(known(part)?);
                }
            }
        }
        Some(names)
    }
}

/// The marks of emphasis with which words begin.
fn emphasis(words: &str) -> &str {
    &words[..words.len() - words.trim_start_matches(['*', '_']).len()]
}

/// A name as names are compared.
pub(crate) fn name_key(name: &str) -> String {
    crate::inline::fold(name.trim_matches([' ', '*', '_', '[', ']', '\n', '\r', '\t', '.'])).to_lowercase()
}

fn floor_back(words: &str, limit: usize) -> usize {
    (0..=limit.min(words.len())).rev().find(|&back| words.is_char_boundary(words.len() - back)).unwrap_or(0)
}
