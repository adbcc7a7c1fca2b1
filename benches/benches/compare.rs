//! How long it takes to follow clauses from one draft to the next and to mark what changed.
//!
//! The drafts are made up here, of the size of a long negotiating text: 100 kB, half of its clauses edited.

use divan::{Bencher, black_box};
use onetext_text::compare::assemble;
use onetext_text::lineage::Lineage;
use onetext_text::redline::redline;
use onetext_text::{Draft, ReadingOptions, Source};

fn main() {
    divan::main();
}

const WORDS: [&str; 48] = [
    "sides",
    "shall",
    "mission",
    "release",
    "convoy",
    "bridge",
    "withdraw",
    "guarantor",
    "phase",
    "within",
    "days",
    "report",
    "weekly",
    "prisoners",
    "fuel",
    "hospital",
    "line",
    "north",
    "south",
    "valley",
    "return",
    "civilians",
    "road",
    "inspection",
    "vehicles",
    "private",
    "firm",
    "talks",
    "continue",
    "agreement",
    "reached",
    "fund",
    "supervision",
    "years",
    "remains",
    "exchange",
    "full",
    "heavy",
    "weapons",
    "kilometres",
    "behind",
    "annex",
    "patrol",
    "joint",
    "breach",
    "answer",
    "hours",
    "council",
];

/// A small generator of numbers that are the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// The clauses of a draft: article, number, words.
fn clauses(bytes: usize) -> Vec<Vec<String>> {
    let mut numbers = Numbers(7);
    let (mut clauses, mut size) = (Vec::new(), 0);
    while size < bytes {
        let words: Vec<String> = (0..12 + numbers.below(40))
            .map(|_| {
                let word = WORDS[numbers.below(WORDS.len())];
                // A long tail of rare words, as names and places give.
                if numbers.below(6) == 0 { format!("{word}{}", numbers.below(900)) } else { word.to_owned() }
            })
            .collect();
        size += words.iter().map(|word| word.len() + 1).sum::<usize>() + 5;
        clauses.push(words);
    }
    clauses
}

/// A later state: every second clause edited, some gone, some new.
fn edited(clauses: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut numbers = Numbers(11);
    let mut result = Vec::new();
    for clause in clauses {
        let mut clause = clause.clone();
        match numbers.below(12) {
            0 => continue,
            1 => result.push(vec!["new".to_owned(); 9]),
            2..=6 => {
                for _ in 0..1 + numbers.below(6) {
                    let at = numbers.below(clause.len());
                    clause[at] = WORDS[numbers.below(WORDS.len())].to_owned();
                }
            }
            _ => {}
        }
        result.push(clause);
    }
    result
}

fn markdown(clauses: &[Vec<String>]) -> String {
    let mut text = String::new();
    for (index, clause) in clauses.iter().enumerate() {
        if index % 20 == 0 {
            text.push_str(&format!("## Article {}\n\n", index / 20 + 1));
        }
        text.push_str(&format!("{}. {}.\n\n", index % 20 + 1, clause.join(" ")));
    }
    text
}

fn parse(text: &str) -> Option<Draft> {
    Source::from_bytes(text.as_bytes().to_vec())
        .ok()
        .map(|source| Draft::parse(source, &ReadingOptions::default()))
}

fn drafts() -> Option<(Draft, Draft)> {
    let before = clauses(100_000);
    Some((parse(&markdown(&before))?, parse(&markdown(&edited(&before)))?))
}

#[divan::bench]
fn lineage_of_two_drafts_of_100_kb(bencher: Bencher<'_, '_>) {
    let drafts = drafts();
    bencher.bench(|| drafts.as_ref().map(|(old, new)| Lineage::between(black_box(old), black_box(new), &[])));
}

#[divan::bench]
fn redlines_of_two_drafts_of_100_kb(bencher: Bencher<'_, '_>) {
    let drafts = drafts().map(|(old, new)| {
        let lineage = Lineage::between(&old, &new, &[]);
        (old, new, lineage)
    });
    bencher.bench(|| {
        drafts.as_ref().map(|(old, new, lineage)| assemble(black_box(old), black_box(new), lineage))
    });
}

#[divan::bench]
fn redline_of_one_text_of_100_kb(bencher: Bencher<'_, '_>) {
    let before = clauses(100_000);
    let (old, new) = (markdown(&before), markdown(&edited(&before)));
    bencher.bench(|| redline(black_box(&old), black_box(&new)));
}
