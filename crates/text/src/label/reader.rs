//! Reading on through the start of a line.

/// Reads on from a place and remembers nothing.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    pub(super) fn eat_any(&mut self, wanted: &[char]) -> Option<char> {
        let found = self.peek().filter(|c| wanted.contains(c))?;
        self.at += found.len_utf8();
        Some(found)
    }

    pub(super) fn blanks(&mut self) -> bool {
        let from = self.at;
        while let Some(c) =
            self.peek().filter(|c| matches!(c, ' ' | '\t' | '\u{a0}' | '\u{200e}' | '\u{200f}' | '\u{202f}'))
        {
            self.at += c.len_utf8();
        }
        self.at > from
    }

    pub(super) fn emphasis(&mut self) -> usize {
        let from = self.at;
        while self.at - from < 3 && matches!(self.peek(), Some('*' | '_')) {
            self.at += 1;
        }
        self.at - from
    }

    /// At the end, or before what cannot belong to a label.
    pub(super) fn ends(&self) -> bool {
        self.peek().is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '*' | '_' | '{' | '\\'))
    }

    pub(super) fn footnotes(&mut self) {
        while let Some(end) = crate::inline::footnote_end(self.text.as_bytes(), self.at, self.text.len()) {
            self.at = end;
        }
    }
}

impl Reader<'_> {
    pub(super) fn emphasis_closes(&self, emphasis: usize) -> bool {
        let mut reader = *self;
        reader.emphasis() == emphasis
    }
}
