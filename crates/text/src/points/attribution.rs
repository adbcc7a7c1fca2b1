//! Words that the draft attributes to somebody: `[Upper Farm: words]`, `[words (Upper Farm)]`.

use super::Material;
use super::wording::floor;
use crate::span::Span;

impl Material<'_> {
    /// `X: words` and `words (X)`: the names, and where the words alone are.
    pub(super) fn attribution(&self, inside: Span) -> (Vec<String>, Span) {
        let none = (Vec::new(), inside);
        if self.names.is_empty() {
            return none;
        }
        let words = self.words(inside);
        let head = &words[..floor(words, 240)];
        if let Some(colon) = head.find([':', '：'])
            && let Some(names) = self.all_names(&head[..colon])
        {
            let width = head[colon..].chars().next().map_or(1, char::len_utf8);
            return (names, Span::new(inside.start + (colon + width) as u32, inside.end));
        }
        let bare = words.trim_end_matches([' ', '*', '_', '.', ',', ';', '\n', '\r', '\t']);
        if bare.ends_with(')') {
            let from = bare.len() - floor_back(bare, 240);
            if let Some(open) = bare[from..].rfind('(')
                && let Some(names) = self.all_names(&bare[from + open + 1..bare.len() - 1])
            {
                return (names, Span::new(inside.start, inside.start + (from + open) as u32));
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

/// A name as names are compared.
pub(crate) fn name_key(name: &str) -> String {
    crate::inline::fold(name.trim_matches([' ', '*', '_', '[', ']', '\n', '\r', '\t', '.'])).to_lowercase()
}

fn floor_back(words: &str, limit: usize) -> usize {
    (0..=limit.min(words.len())).rev().find(|&back| words.is_char_boundary(words.len() - back)).unwrap_or(0)
}
