//! What holds of every draft, however odd.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onetext_text::{ClauseIndex, Draft, ReadingOptions, Source};
use proptest::prelude::*;

fn draft(text: &str) -> Draft {
    Draft::parse(
        Source::from_bytes(text.as_bytes().to_vec()).unwrap(),
        &ReadingOptions { names: vec!["Upper Farm".to_owned()], overrides: Vec::new() },
    )
}

/// Pieces that drafts are made of, well formed and not.
fn bits() -> impl Strategy<Value = String> {
    let bit = prop::sample::select(vec![
        "[",
        "]",
        "[",
        "]",
        "][",
        "\\[",
        "\\]",
        "\\",
        "*",
        "**",
        "_",
        "__",
        "{",
        "}",
        "###",
        "# ",
        "## Article 3\n",
        "\n",
        "\n\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "    ",
        "  ",
        " ",
        " ",
        "1. ",
        "2. ",
        "(a) ",
        "(i) ",
        "1.1 ",
        "3bis ",
        "- ",
        "- [ ] ",
        "Option 1: ",
        "**Option 2:** ",
        "Option (a): ",
        "|",
        "|---|",
        "---\n",
        "===\n",
        "<!--",
        "-->",
        "<b>",
        "[^1]",
        "[^1]: ",
        "[ref]",
        "[ref]: http://x.org\n",
        "(http://x.org)",
        "](a.md)",
        "](a.xlsx)",
        "`",
        "\n```\n",
        "\n> ",
        "\n>\n",
        "\n1 Each",
        "\n2 Both",
        ", ",
        " or ",
        "Option 1",
        "{:toc}\n",
        "shall",
        "should",
        "or",
        "/",
        "X",
        "No text",
        "Placeholder",
        "Upper Farm: ",
        "(Upper Farm)",
        "means",
        "\"Gate\" ",
        "المادة ٢",
        "(أ) ",
        "البئر",
        "أو",
        "סעיף 3",
        "(א) ",
        "הבאר",
        "é",
        "e\u{301}",
        "\u{feff}",
        "\0",
        "\u{a0}",
        "\u{2028}",
        "\u{200f}",
        "🜁",
        ".",
        ",",
        ";",
        ":",
    ]);
    prop::collection::vec(bit, 0..60).prop_map(|bits| bits.concat())
}

fn check(text: &str) {
    let read = draft(text);
    assert_eq!(read.source().as_bytes(), text.as_bytes());
    let clauses = &read.outline().clauses;
    let mut covered = vec![0u8; text.len()];
    let mut last = 0;
    let mut ids = std::collections::HashSet::new();
    for (at, clause) in clauses.iter().enumerate() {
        assert!(clause.span.start >= last && clause.span.end >= clause.span.start, "in order: {clause:?}");
        last = clause.span.end;
        assert!(
            text.get(clause.span.range()).is_some() && text.get(clause.body.range()).is_some(),
            "on boundaries: {clause:?}"
        );
        assert!(
            clause.body.start >= clause.span.start && clause.body.end <= clause.span.end,
            "body inside: {clause:?}"
        );
        assert!(clause.parent.is_none_or(|parent| (parent.0 as usize) < at));
        assert!(ids.insert(clause.id.clone()), "id given twice: {}", clause.id);
        assert_eq!(read.outline().find(&clause.id), Ok(ClauseIndex(at as u32)));
        assert_eq!(read.source().line_column(clause.span.start).0, clause.line);
        covered[clause.span.range()].iter_mut().for_each(|count| *count += 1);
        let below = read.outline().subtree(ClauseIndex(at as u32));
        for index in at + 1..clauses.len() {
            let mut up = clauses[index].parent;
            while up.is_some_and(|parent| parent.0 as usize > at) {
                up = clauses[up.unwrap().0 as usize].parent;
            }
            assert_eq!(up == Some(ClauseIndex(at as u32)), below.contains(&index));
        }
        let _ = read.text_of(ClauseIndex(at as u32));
    }
    for span in read.machinery() {
        covered[span.range()].iter_mut().for_each(|count| *count += 1);
    }
    for (at, c) in text.char_indices() {
        assert!(covered[at] <= 1, "byte {at} stands in two places");
        assert!(covered[at] == 1 || c.is_whitespace(), "byte {at} {c:?} is lost");
    }
    let counts = read.counts();
    let pairs = counts.open as i64
        - read.unbalanced().iter().filter(|one| text[one.span.range()].starts_with('[')).count() as i64;
    let closed = counts.close as i64
        - read.unbalanced().iter().filter(|one| text[one.span.range()].starts_with(']')).count() as i64;
    assert_eq!(pairs, closed, "what is not alone has a partner");
    let mut start = 0;
    let mut open = vec![0u32; clauses.len()];
    for (at, point) in read.points().iter().enumerate() {
        assert!(point.span.start >= start && text.get(point.span.range()).is_some());
        start = point.span.start;
        assert!(point.parent.is_none_or(|parent| parent < at));
        open[point.clause.0 as usize] += 1;
        let clause = clauses[point.clause.0 as usize].span;
        assert!(clause.start <= point.span.start && point.span.start < clause.end);
        for alternative in &point.alternatives {
            assert!(text.get(alternative.span.range()).is_some());
        }
    }
    assert_eq!(open, clauses.iter().map(|clause| clause.open_points).collect::<Vec<_>>());
    for reading in read.readings() {
        assert!(text.get(reading.span.range()).is_some() && !reading.possible.contains(&reading.chosen));
    }
}

const WORDS: [&str; 24] = [
    "each",
    "farm",
    "shall",
    "draw",
    "water",
    "14",
    "days",
    "[at",
    "dawn]",
    "the",
    "gate,",
    "well;",
    "*with*",
    "care",
    "1.5",
    "°C",
    "البئر",
    "تلتزم",
    "הבאר",
    "الباب،",
    "Farm's",
    "(see",
    "above)",
    "3.2",
];

fn sentence() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(WORDS.to_vec()), 3..30)
}

/// The words of items as a list, numbered from `first`, broken where `breaks` says.
fn list(items: &[Vec<&str>], first: usize, breaks: &[bool]) -> String {
    let mut turn = 0;
    let mut text = String::new();
    for (at, words) in items.iter().enumerate() {
        text.push_str(&format!("{}. Begin", first + at));
        for word in words {
            turn += 1;
            // A label at the start of a line would be one for Markdown too.
            let wraps = breaks[turn % breaks.len()]
                && !word.starts_with(|c: char| c.is_ascii_digit() || c == '(' || c == '[' || c == '*');
            text.push_str(if wraps { "\n    " } else { " " });
            text.push_str(word);
        }
        text.push_str("\n\n");
    }
    text
}

/// Items, some with lists below them, each on a line; behind those that `blanks` names, a blank line.
fn tight_list(items: &[(Vec<&str>, usize)], style: usize, blanks: &[bool]) -> String {
    let mut text = String::new();
    for (at, (words, below)) in items.iter().enumerate() {
        let label = match style {
            0 => format!("{}.", at + 1),
            1 => format!("({})", at + 1),
            2 => format!("{}.", char::from(b'A' + at as u8)),
            3 => format!("2.{}", at + 1),
            _ => format!("{})", at + 1),
        };
        let end = ["", ".", ";"][at % 3];
        let (stop, blank) = (if *below > 0 { ":" } else { end }, blanks.get(at).copied().unwrap_or(false));
        text.push_str(&format!("{label} Begin {} well{stop}\n", words.join(" ")));
        for (turn, letter) in ["(a)", "(b)"].iter().take(*below).enumerate() {
            text.push_str(&format!("   {letter} words {}\n", ["of water", "of the gate;"][turn]));
        }
        if blank {
            text.push('\n');
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn nothing_is_lost_of_odd_drafts(text in bits()) {
        check(&text);
    }

    #[test]
    fn nothing_is_lost_of_any_text(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn any_bytes_are_kept_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        match Source::from_bytes(bytes.clone()) {
            Ok(source) => {
                prop_assert_eq!(source.as_bytes(), &bytes[..]);
                check(source.text());
            }
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn reflow_and_renumbering_change_no_words(items in prop::collection::vec(sentence(), 1..5), first in 1usize..40, breaks in prop::collection::vec(any::<bool>(), 1..9)) {
        let hashes = |text: &str| draft(text).outline().clauses.iter().map(|clause| clause.words).collect::<Vec<_>>();
        prop_assert_eq!(hashes(&list(&items, first, &breaks)), hashes(&list(&items, 1, &[false])));
    }

    #[test]
    fn another_word_changes_the_words(words in sentence(), at in any::<prop::sample::Index>(), other in prop::sample::select(WORDS.to_vec())) {
        let at = at.index(words.len());
        let mut changed = words.clone();
        changed[at] = other;
        let bare = |words: &[&str]| words.join(" ").replace('*', "");
        let hash = |words: &[&str]| draft(&list(&[words.to_vec()], 1, &[false])).outline().clauses[0].words;
        prop_assert_eq!(hash(&words) == hash(&changed), bare(&words) == bare(&changed));
    }

    #[test]
    fn brackets_are_counted_as_one_would_slowly(text in "[a-c \\[\\]\\n]{0,80}") {
        let read = draft(&text);
        prop_assert_eq!(read.counts().open, text.matches('[').count());
        prop_assert_eq!(read.counts().close, text.matches(']').count());
        let (mut depth, mut alone) = (0usize, 0usize);
        for c in text.chars() {
            match c {
                '[' => depth += 1,
                ']' if depth == 0 => alone += 1,
                ']' => depth -= 1,
                _ => {}
            }
        }
        prop_assert_eq!(read.unbalanced().len(), alone + depth);
    }

    #[test]
    fn a_blank_line_between_two_items_of_a_tight_list_changes_no_clause(items in prop::collection::vec((sentence(), 0usize..3), 2..9), style in 0usize..5, blanks in prop::collection::vec(any::<bool>(), 9..10)) {
        let (tight, loose) = (tight_list(&items, style, &[]), tight_list(&items, style, &blanks));
        let clauses = |text: &str| draft(text).outline().clauses.iter().map(|clause| (clause.id.clone(), clause.label.clone(), clause.words)).collect::<Vec<_>>();
        prop_assert_eq!(clauses(&tight), clauses(&loose), "{}", tight);
    }
}
