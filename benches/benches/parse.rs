//! How fast a draft is read: bytes to clauses, open points and digests of exact words, on one core.
//!
//! On the Paris drafts where they are at hand, each repeated to some megabytes, and on a text that is made here. The
//! figure to reach is 50 MB/s.
//!
//! One thread, with the source already in memory and its lines counted; what is measured is all of [`Draft::parse`]:
//! blocks, nesting, brackets, points with the words of their alternatives, and the digest of every clause. The figures
//! are of wall time, so on a machine with other work to do they are too low; `taskset -c 0 nice -n -5` helps. By the
//! processor time of its process, on one core of a shared x86-64 machine, it has read the agreement of 12
//! December at 135 to 165 MB/s, the bracketed draft of 4 December at 70 to 80 and that of 23 October, the one with the
//! deepest brackets, at 69 to 79.

use divan::Bencher;
use divan::counter::BytesCount;
use onetext_text::{Draft, ReadingOptions, Source};

fn main() {
    divan::main();
}

/// A length at which the caches of the processor no longer hold everything.
const LENGTH: usize = 4_000_000;

const DRAFTS: [&str; 5] =
    ["made here", "made here, Arabic", "12-dec-2015.md", "23-oct-2015.md", "4-dec-2015.md"];

/// A draft of about [`LENGTH`] bytes; none when it is not at hand.
fn text(name: &str) -> Option<Vec<u8>> {
    let once = match name {
        "made here" => made(
            "the farms [shall][should] draw water [at dawn [and dusk]] under *paragraph* 2 of this Article, ",
            "Option",
        ),
        "made here, Arabic" => {
            made("تلتزم المزرعتان [بسحب المياه][بعدم سحب المياه] عند الفجر وفقا للفقرة ٢، ", "الخيار")
        }
        name => {
            let path =
                std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/paris").join(name);
            std::fs::read(path).ok()?
        }
    };
    let times = LENGTH / once.len() + 1;
    Some([once, b"\n\n".to_vec()].concat().repeat(times))
}

/// Articles with items, options, brackets and footnotes, as a bracketed draft has them.
fn made(words: &str, option: &str) -> Vec<u8> {
    let mut text = String::new();
    for article in 1..40 {
        text.push_str(&format!("## Article {article} *(water)*\n\n"));
        for item in 1..12 {
            let words = words.repeat(item % 4 + 1);
            text.push_str(&format!("{item}. **{option} 1:** {words}[^1]\n\n    **{option} 2:** [{words}]\n\n    1. {words}\n    2. {words}\n\n"));
        }
    }
    text.into_bytes()
}

#[divan::bench(args = DRAFTS)]
fn parse(bencher: Bencher<'_, '_>, name: &str) {
    let Some(bytes) = text(name) else {
        // Nothing to measure: divan shows the row as empty.
        return;
    };
    let Ok(source) = Source::from_bytes(bytes) else { return };
    let options = ReadingOptions::default();
    bencher
        .counter(BytesCount::new(source.as_bytes().len()))
        .with_inputs(|| source.clone())
        .bench_values(|source| Draft::parse(source, &options));
}
