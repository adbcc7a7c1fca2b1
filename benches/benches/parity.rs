//! How long it takes to set three language versions of 100 kB side by side, reading them included.
//!
//! The versions are the parallel texts of the tests, one after another under headings of their own until each is that
//! long, with other numbers each time.

use std::fmt::Write as _;

use divan::{Bencher, black_box};
use onetext_text::parity::{Parity, Version, parity};
use onetext_text::{Draft, ReadingOptions, Source};

fn main() {
    divan::main();
}

const LENGTH: usize = 100_000;

const TEXTS: [(&str, &str, &str); 3] = [
    (
        "en",
        include_str!("../../crates/text/tests/parity/truce.en.md"),
        include_str!("../../crates/text/tests/parity/waters.en.md"),
    ),
    (
        "ar",
        include_str!("../../crates/text/tests/parity/truce.ar.md"),
        include_str!("../../crates/text/tests/parity/waters.ar.md"),
    ),
    (
        "he",
        include_str!("../../crates/text/tests/parity/truce.he.md"),
        include_str!("../../crates/text/tests/parity/waters.he.md"),
    ),
];

/// As many rounds of both texts as the shortest version needs to be long enough.
fn rounds() -> usize {
    let shortest = TEXTS.iter().map(|(_, truce, waters)| truce.len() + waters.len()).min();
    LENGTH.div_ceil(shortest.unwrap_or(1).max(1))
}

fn version(truce: &str, waters: &str) -> String {
    let mut text = String::new();
    for round in 0..rounds() {
        for part in [truce, waters] {
            // Everything one level down, under a heading with a number.
            for line in part.lines() {
                let number = (240 + round).to_string();
                let eastern: String =
                    number.chars().filter_map(|c| char::from_u32(c as u32 + 0x630)).collect();
                let line = line
                    .replace("42", &(42 + round).to_string())
                    .replace("240", &number)
                    .replace("٢٤٠", &eastern);
                if let Some(title) = line.strip_prefix("# ") {
                    let _ = writeln!(text, "# {} {title}", round + 1);
                } else {
                    let _ = writeln!(text, "{line}");
                }
            }
            text.push('\n');
        }
    }
    text
}

fn versions() -> Vec<(&'static str, String)> {
    TEXTS.iter().map(|(tag, truce, waters)| (*tag, version(truce, waters))).collect()
}

/// Without the tenth of its numbered clauses.
fn with_a_clause_left_out(text: &str) -> String {
    let numbered = |line: &&str| line.starts_with("3. ") || line.starts_with("٣. ");
    let left_out = text.lines().filter(numbered).nth(10).unwrap_or_default().to_owned();
    let mut done = false;
    let keep = |line: &&str| done || *line != left_out || std::mem::replace(&mut done, true);
    text.lines().filter(keep).collect::<Vec<_>>().join("\n")
}

fn read(text: &str) -> Draft {
    let source = Source::from_bytes(text.as_bytes().to_vec()).unwrap_or_else(|_| unreachable!());
    Draft::parse(source, &ReadingOptions::default())
}

fn compare(versions: &[(&str, String)]) -> Parity {
    let drafts: Vec<Draft> = versions.iter().map(|(_, text)| read(text)).collect();
    let versions: Vec<Version<'_>> =
        versions.iter().zip(&drafts).map(|((tag, _), draft)| Version { tag, draft, before: None }).collect();
    parity(&versions, &[])
}

#[divan::bench]
fn three_versions_with_the_same_clauses(bencher: Bencher) {
    let versions = versions();
    let found = compare(&versions);
    assert!(found.compared > 1_500 && found.clauses.is_empty(), "{} {:?}", found.compared, found.clauses);
    bencher.bench(|| compare(black_box(&versions)));
}

#[divan::bench]
fn three_versions_one_without_a_clause(bencher: Bencher) {
    let mut versions = versions();
    if let Some((_, text)) = versions.get_mut(1) {
        *text = with_a_clause_left_out(text);
    }
    let found = compare(&versions);
    assert!(found.clauses.len() == 1, "{:?}", found.clauses);
    bencher.bench(|| compare(black_box(&versions)));
}
