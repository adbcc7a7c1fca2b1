//! Marks inside a clause: brackets, emphasis, escapes, footnote marks, link tails, tags and comments.
//!
//! One pass over the bytes finds them; emphasis is settled in the same pass, because it never leaves its clause.
//! Brackets are left open here and settled over the whole draft in [`crate::bracket`].

use crate::span::Span;
use crate::word::{self, Map};

/// What a mark does to the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkKind {
    /// `[`, as long as nothing says that it is no bracket.
    Open,
    /// `]`.
    Close,
    /// Not words: emphasis, tags, comments, link machinery.
    Strip,
    /// Stands for a blank: a backslash at the end of a line or before a blank.
    Blank,
    /// `\[` or `\]`: a bracket character that is words.
    Escaped,
    /// `[^1]`.
    Footnote,
    /// `(address)` behind a `]`; a link if that bracket is matched.
    LinkTail,
    /// `{`.
    CurlyOpen,
    /// `}`.
    CurlyClose,
    /// `###` in running text.
    Hashes,
    /// Words after all.
    Plain,
}

/// A mark at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: MarkKind,
}

const INTERESTING: [bool; 256] = {
    let mut table = [false; 256];
    let marks = b"[]\\*_{}<#`>";
    let mut at = 0;
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    table
};

/// Tags that format and say nothing. Those that strike out or insert are words: they change what the text says.
const TAGS: [&str; 22] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "center", "div", "em", "font", "hr", "i", "mark", "p",
    "small", "span", "strong", "sub", "sup", "u", "wbr",
];

/// A run of `*` or `_` that may open emphasis.
struct Opener {
    mark: usize,
    left: u32,
}

/// Finds the marks in `span`, in order.
pub(crate) fn lex(text: &str, span: Span, marks: &mut Vec<Mark>) {
    let bytes = text.as_bytes();
    let end = (span.end as usize).min(bytes.len());
    let mut at = span.start as usize;
    let (mut stars, mut lows): (Vec<Opener>, Vec<Opener>) = (Vec::new(), Vec::new());
    let mut runs: Vec<(usize, u32)> = Vec::new();
    let mut comments = true;
    while at < end {
        let byte = bytes[at];
        if !INTERESTING[byte as usize] {
            at += 1;
            continue;
        }
        let start = at;
        let mut push = |kind, to: usize| marks.push(Mark { start: start as u32, end: to as u32, kind });
        match byte {
            b'[' => {
                at = footnote_end(bytes, start, end).unwrap_or(start + 1);
                push(if at > start + 1 { MarkKind::Footnote } else { MarkKind::Open }, at);
            }
            b']' => {
                at += 1;
                push(MarkKind::Close, at);
                if let Some(tail) = link_tail_end(bytes, at, end) {
                    marks.push(Mark { start: at as u32, end: tail as u32, kind: MarkKind::LinkTail });
                    at = tail;
                }
            }
            b'\\' => match bytes.get(at + 1).filter(|_| at + 1 < end) {
                Some(b'[' | b']') => {
                    at += 2;
                    push(MarkKind::Escaped, at);
                }
                Some(b'\n' | b'\r' | b' ' | b'\t') => {
                    at += 1;
                    push(MarkKind::Blank, at);
                }
                Some(next) if next.is_ascii_punctuation() => {
                    push(MarkKind::Strip, at + 1);
                    at += 2;
                }
                _ => at += 1,
            },
            b'{' | b'}' => {
                at += 1;
                push(if byte == b'{' { MarkKind::CurlyOpen } else { MarkKind::CurlyClose }, at);
            }
            b'`' => {
                let behind = run_end(bytes, at, end);
                at = code_end(bytes, start, behind, end).unwrap_or(behind);
            }
            b'>' => {
                at += 1;
                if stands_first(bytes, start) && is_quoted(bytes, span.start as usize) {
                    push(MarkKind::Strip, at);
                }
            }
            b'#' => {
                at = run_end(bytes, at, end);
                if at >= start + 3 {
                    push(MarkKind::Hashes, at);
                }
            }
            b'<' => {
                at += 1;
                if bytes[start..end].starts_with(b"<!--") {
                    if comments {
                        match memchr::memmem::find(&bytes[start + 4..end], b"-->") {
                            Some(length) => {
                                at = start + 4 + length + 3;
                                push(MarkKind::Strip, at);
                            }
                            None => comments = false,
                        }
                    }
                } else if let Some(tail) = tag_end(bytes, start, end) {
                    at = tail;
                    push(MarkKind::Strip, at);
                }
            }
            _ => {
                at = run_end(bytes, at, end);
                let (opens, closes) = flanks(text, start, at, span, byte == b'_');
                let open = if byte == b'*' { &mut stars } else { &mut lows };
                let index = marks.len();
                let length = (at - start) as u32;
                marks.push(Mark { start: start as u32, end: at as u32, kind: MarkKind::Plain });
                let mut used = 0;
                if closes {
                    while used < length {
                        let Some(opener) = open.last_mut() else { break };
                        let take = if opener.left >= 2 && length - used >= 2 { 2 } else { 1 };
                        opener.left -= take;
                        used += take;
                        runs.push((opener.mark, take));
                        if opener.left == 0 {
                            open.pop();
                        }
                    }
                }
                if used > 0 {
                    runs.push((index, used));
                }
                if opens && used < length {
                    open.push(Opener { mark: index, left: length - used });
                }
            }
        }
    }
    settle_emphasis(marks, &mut runs);
}

/// The same for a projection of a Word document, where emphasis and references to notes are known by place. Of what looks
/// like machinery only `[^1]` is what it looks like: nobody writes it but for a reference to a note.
pub(crate) fn lex_word(text: &str, span: Span, map: &Map, marks: &mut Vec<Mark>) {
    let bytes = text.as_bytes();
    let end = (span.end as usize).min(bytes.len());
    let mut at = span.start as usize;
    while at < end {
        let start = at;
        let kind = match bytes[at] {
            b'*' | b'[' if let Some((mark, what)) = map.mark_at(at as u32) => {
                at = (mark.end as usize).min(end);
                match what {
                    word::Mark::Note => MarkKind::Footnote,
                    word::Mark::Inline | word::Mark::Line => MarkKind::Strip,
                }
            }
            b'[' => match footnote_end(bytes, at, end) {
                Some(behind) => {
                    at = behind;
                    MarkKind::Footnote
                }
                None => MarkKind::Open,
            },
            b']' => MarkKind::Close,
            b'{' => MarkKind::CurlyOpen,
            b'}' => MarkKind::CurlyClose,
            b'#' => {
                at = run_end(bytes, at, end);
                if at < start + 3 {
                    continue;
                }
                MarkKind::Hashes
            }
            _ => {
                at += 1;
                continue;
            }
        };
        at = at.max(start + 1);
        marks.push(Mark { start: start as u32, end: at as u32, kind });
    }
}

/// Turns what was used of each run of `*` and `_` into a mark to strip.
fn settle_emphasis(marks: &mut [Mark], runs: &mut [(usize, u32)]) {
    runs.sort_unstable_by_key(|&(mark, _)| mark);
    let mut at = 0;
    while at < runs.len() {
        let mark = runs[at].0;
        let mut used = 0;
        while at < runs.len() && runs[at].0 == mark {
            used += runs[at].1;
            at += 1;
        }
        let mark = &mut marks[mark];
        mark.kind = MarkKind::Strip;
        mark.end = mark.start + used.min(mark.end - mark.start);
    }
}

fn run_end(bytes: &[u8], from: usize, end: usize) -> usize {
    let byte = bytes[from];
    bytes[from..end].iter().position(|&other| other != byte).map_or(end, |length| from + length)
}

/// The longest inline code that is looked for, in bytes.
const LONGEST_CODE: usize = 4096;

/// End of inline code whose opening run of backticks stands at `start` and ends at `behind`. A run that follows a blank
/// and precedes a word does not close: it is another opening quotation mark.
fn code_end(bytes: &[u8], start: usize, behind: usize, end: usize) -> Option<usize> {
    let length = behind - start;
    let stop = end.min(behind + LONGEST_CODE);
    let mut at = behind;
    while let Some(next) = memchr::memchr(b'`', &bytes[at..stop]) {
        let from = at + next;
        at = run_end(bytes, from, end);
        if at - from == length {
            let opens = bytes[from - 1].is_ascii_whitespace()
                && bytes[..end]
                    .get(at)
                    .is_some_and(|byte| !byte.is_ascii_whitespace() && !byte.is_ascii_punctuation());
            return (!opens).then_some(at);
        }
        if at >= stop {
            break;
        }
    }
    None
}

/// How far back the start of a line is looked for, in bytes.
const LONGEST_INDENT: usize = 64;

/// Whether only blanks and marks of quotation stand before a place on its line.
fn stands_first(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].iter().rev().take(LONGEST_INDENT);
    match before.copied().find(|byte| !matches!(byte, b' ' | b'\t' | b'>')) {
        Some(byte) => matches!(byte, b'\n' | b'\r'),
        None => at < LONGEST_INDENT,
    }
}

/// Whether what starts at a place stands behind a mark of quotation: `> words`.
fn is_quoted(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].iter().rev().take(LONGEST_INDENT);
    before.copied().find(|byte| !matches!(byte, b' ' | b'\t')) == Some(b'>')
}

/// Whether a run of emphasis marks can open and can close, by what stands on either side (CommonMark 0.31, 6.2). One
/// thing is laxer: a run behind a blank at the end of a line closes, as drafts often have `*words. *`.
fn flanks(text: &str, start: usize, end: usize, span: Span, low: bool) -> (bool, bool) {
    let before = text[span.start as usize..start].chars().next_back().unwrap_or('\n');
    let after = text[end..span.end as usize].chars().next().unwrap_or('\n');
    let punctuation = |c: char| if c.is_ascii() { c.is_ascii_punctuation() } else { !c.is_alphanumeric() };
    let (blank_before, blank_after) = (before.is_whitespace(), after.is_whitespace());
    let (point_before, point_after) = (punctuation(before), punctuation(after));
    let left = !blank_after && (!point_after || blank_before || point_before);
    let right = !blank_before && (!point_before || blank_after || point_after);
    let line_end = matches!(after, '\n' | '\r') && before != '\n';
    if low {
        (left && (!right || point_before), right && (!left || point_after))
    } else {
        (left, right || line_end)
    }
}

/// End of a footnote mark `[^label]` that starts here.
pub(crate) fn footnote_end(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    if bytes.get(start + 1) != Some(&b'^') {
        return None;
    }
    let label = bytes[start + 2..end].iter().take(64).position(|&byte| byte == b']')?;
    let good = label > 0
        && !bytes[start + 2..start + 2 + label]
            .iter()
            .any(|byte| byte.is_ascii_whitespace() || *byte == b'[');
    good.then_some(start + 2 + label + 1)
}

/// End of `(address)` or `(address "title")` that starts here, if it is an address beyond doubt.
fn link_tail_end(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    if start >= end || bytes[start] != b'(' {
        return None;
    }
    let inside = &bytes[start + 1..end];
    let stop = inside
        .iter()
        .take(2048)
        .position(|&byte| byte.is_ascii_whitespace() || matches!(byte, b'(' | b')' | b'[' | b']'))?;
    let address = &inside[..stop];
    if !is_address(address) {
        return None;
    }
    match inside[stop] {
        b')' => Some(start + 1 + stop + 1),
        b'(' => {
            // One pair of parentheses inside an address is common.
            let inner = inside[stop + 1..].iter().take(256).position(|&byte| byte == b')')?;
            let rest = &inside[stop + 1 + inner + 1..];
            let last = rest.iter().take(256).position(|&byte| byte == b')' || byte.is_ascii_whitespace())?;
            (rest[last] == b')').then_some(start + 1 + stop + 1 + inner + 1 + last + 1)
        }
        b' ' => {
            let title = &inside[stop + 1..];
            let quote = *title.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
            let close = title[1..].iter().take(512).position(|&byte| byte == quote)? + 1;
            (title.get(close + 1) == Some(&b')')).then_some(start + 1 + stop + 1 + close + 2)
        }
        _ => None,
    }
}

/// Whether this is an address rather than words: `https://…`, `mailto:…`, `/path`, `#place`, `page.html`.
pub(crate) fn is_address(words: &[u8]) -> bool {
    let words = words.strip_prefix(b"<").unwrap_or(words);
    let starts = [&b"http:"[..], b"https:", b"mailto:", b"ftp:", b"www.", b"./", b"../", b"#"];
    if starts
        .iter()
        .any(|start| words.len() > start.len() && words[..start.len()].eq_ignore_ascii_case(start))
    {
        return true;
    }
    if words.first() == Some(&b'/')
        && words.len() > 1
        && words.iter().filter(|&&byte| byte == b'/').count() > 1
    {
        return true;
    }
    let Some(dot) = memchr::memrchr(b'.', words) else { return false };
    let kinds = [
        &b"html"[..],
        b"htm",
        b"md",
        b"pdf",
        b"docx",
        b"doc",
        b"txt",
        b"org",
        b"com",
        b"int",
        b"net",
        b"png",
        b"jpg",
    ];
    let kind = words[dot + 1..].split(|&byte| byte == b'#').next().unwrap_or(b"");
    dot > 0 && kinds.iter().any(|known| kind.eq_ignore_ascii_case(known))
}

/// Whether this looks like the name of a file, or the way to one: `notes.xlsx`, `a/b/c`.
pub(crate) fn is_path(words: &[u8]) -> bool {
    if words.iter().filter(|&&byte| byte == b'/').count() > 1 {
        return true;
    }
    let Some(dot) = memchr::memrchr(b'.', words) else { return false };
    let (stem, kind) = (&words[..dot], &words[dot + 1..]);
    (2..=5).contains(&kind.len())
        && kind[0].is_ascii_alphabetic()
        && kind.iter().all(u8::is_ascii_alphanumeric)
        && stem.last().is_some_and(u8::is_ascii_alphanumeric)
        && stem.iter().any(u8::is_ascii_alphabetic)
}

fn tag_end(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    let inside = &bytes[start + 1..end];
    let close = inside.iter().take(512).position(|&byte| byte == b'>' || byte == b'<' || byte == b'\n')?;
    if inside[close] != b'>' {
        return None;
    }
    let name = inside[..close].strip_prefix(b"/").unwrap_or(&inside[..close]);
    let name = &name[..name.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len())];
    let name = std::str::from_utf8(name).ok()?;
    TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)).then_some(start + 1 + close + 1)
}

/// Settles links in a text that stands alone, outside a draft: brackets stay, matched link tails go.
pub(crate) fn settle_alone(text: &str, marks: &mut [Mark]) {
    let mut open = Vec::new();
    for at in 0..marks.len() {
        match marks[at].kind {
            MarkKind::Open => open.push(at),
            MarkKind::Close => {
                let opened = open.pop();
                if let (Some(opened), Some(MarkKind::LinkTail)) =
                    (opened, marks.get(at + 1).map(|mark| mark.kind))
                {
                    strip_link(text, marks, opened, at);
                }
            }
            MarkKind::LinkTail if at > 0 && marks[at - 1].kind == MarkKind::Close => {
                marks[at].kind = MarkKind::Plain
            }
            _ => {}
        }
    }
}

/// Takes a matched pair of brackets for a link: its marks are not words, what is between them is.
pub(crate) fn strip_link(text: &str, marks: &mut [Mark], open: usize, close: usize) {
    marks[open].kind = MarkKind::Strip;
    let start = marks[open].start;
    if start > 0 && text.as_bytes()[start as usize - 1] == b'!' && (open == 0 || marks[open - 1].end < start)
    {
        marks[open].start -= 1;
    }
    marks[close].kind = MarkKind::Strip;
    if let Some(tail) = marks.get_mut(close + 1).filter(|mark| mark.kind == MarkKind::LinkTail) {
        tail.kind = MarkKind::Strip;
    }
}

/// Who the words are written for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    Hash,
    Reader,
}

/// The words of `span` as they are to be divided into tokens. An escaped bracket keeps its backslash, so that it
/// differs from a bracket; a footnote mark loses its number, so that a new footnote elsewhere changes nothing.
pub(crate) fn write_words(text: &str, span: Span, marks: &[Mark], clean: &mut String) {
    write(text, span, marks, For::Hash, clean);
}

/// Whether nothing in `span` is to be left out or replaced before it is divided into tokens.
pub(crate) fn is_words_only(span: Span, marks: &[Mark]) -> bool {
    !marks.iter().any(|mark| {
        matches!(mark.kind, MarkKind::Strip | MarkKind::Blank | MarkKind::Footnote)
            && mark.start < span.end
            && mark.end > span.start
    })
}

/// The words of `span` as a person reads them, blanks and line breaks folded into one blank.
pub(crate) fn reader_words(text: &str, span: Span, marks: &[Mark]) -> String {
    let mut raw = String::with_capacity(span.len() as usize);
    write(text, span, marks, For::Reader, &mut raw);
    if is_folded(raw.as_bytes()) { raw } else { fold(&raw) }
}

/// Whether there is surely nothing to fold: no blank at the ends, none but single spaces between words. Characters
/// that begin with the same two bytes as a blank of Unicode, and are no quotation mark or dash, count as doubtful.
fn is_folded(words: &[u8]) -> bool {
    if words.first() == Some(&b' ') || words.last() == Some(&b' ') {
        return false;
    }
    // Without ways out of the loops, compilers make vector code of them.
    let controls = words.iter().fold(false, |found, &byte| found | (byte < b' '));
    let doubles = words
        .iter()
        .zip(words.iter().skip(1))
        .fold(false, |found, (&one, &two)| found | (one == b' ' && two == b' '));
    let blank = |at: usize| may_be_blank(&words[at..]);
    !controls
        && !doubles
        && !memchr::memchr3_iter(0xc2, 0xe1, 0xe2, words).any(blank)
        && !memchr::memchr_iter(0xe3, words).any(blank)
}

fn may_be_blank(words: &[u8]) -> bool {
    match words {
        [0xc2, next, ..] => matches!(next, 0x85 | 0xa0),
        // U+2000–U+200A, U+2028, U+2029, U+202F; U+205F.
        [0xe2, 0x80, next, ..] => matches!(next, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf),
        [0xe2, 0x81, next, ..] => *next == 0x9f,
        [0xe2, ..] => false,
        // U+1680, U+3000.
        [0xe1, next, ..] => *next == 0x9a,
        [0xe3, next, ..] => *next == 0x80,
        _ => true,
    }
}

/// One blank for each run of blanks and line breaks, none at the ends.
pub(crate) fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

fn write(text: &str, span: Span, marks: &[Mark], reader: For, clean: &mut String) {
    let mut at = span.start as usize;
    let end = (span.end as usize).min(text.len());
    for mark in marks {
        let (start, stop) = (mark.start as usize, (mark.end as usize).min(end));
        if start < at {
            // Emphasis of which a part was taken for that of a label.
            if mark.kind == MarkKind::Strip {
                at = at.max(stop);
            }
            continue;
        }
        if start >= end {
            continue;
        }
        let replaced = match mark.kind {
            MarkKind::Strip => "",
            MarkKind::Blank => " ",
            MarkKind::Footnote if reader == For::Hash => "[^]",
            MarkKind::Escaped if reader == For::Reader => &text[start + 1..stop],
            _ => continue,
        };
        clean.push_str(&text[at..start]);
        clean.push_str(replaced);
        at = stop;
    }
    if at < end {
        clean.push_str(&text[at..end]);
    }
}
