//! The brief as a Word document says what the page says.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails where something is not there, and says what it skips"
)]

mod common;

use std::path::PathBuf;

use common::{brief, here, words};
use onetext_brief::{html, word};
use onetext_wordml::document::{Side, Story};
use onetext_wordml::{Document, Opened, write};

/// Cases with readers of every sort.
fn all() -> Vec<(PathBuf, &'static str)> {
    let mut all = vec![
        (here("tests/cases/arabic"), "team"),
        (here("tests/cases/arabic"), "upper"),
        (here("tests/cases/dense"), "fishers"),
    ];
    for (case, readers) in [
        ("harbour-strike", ["team", "union", "public"].as_slice()),
        ("doha-2024", &["team", "public"]),
        ("gaza-2025", &["team", "public"]),
    ] {
        let folder = here("../../cases").join(case);
        if folder.join("case.toml").is_file() {
            all.extend(readers.iter().map(|reader| (folder.clone(), *reader)));
        } else {
            eprintln!("skipped: there is no case {case}");
        }
    }
    all
}

/// Letters and digits, word by word: what is left of a text when its layout and its quotation marks are taken away.
fn bare(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A page without what is for screen readers alone, without pictures, and with the title before the strip of facts.
fn seen(page: &str) -> Vec<String> {
    let mut page =
        page.replace("&amp;", "&").replace("&lt;", " ").replace("&gt;", " ").replace("&quot;", "\"");
    for (from, to) in [
        ("<a class=\"skip\"", "</a>"),
        ("<svg", "</svg>"),
        ("<span class=\"vh\"", "</span>"),
        ("<caption class=\"vh\"", "</caption>"),
        ("<span class=\"picture\"", "</span>"),
    ] {
        while let Some(start) = page.find(from) {
            let end = start + page[start..].find(to).unwrap() + to.len();
            page.replace_range(start..end, "");
        }
    }
    let (dl, h1, main) = (page.find("<dl").unwrap(), page.find("<h1").unwrap(), page.find("<main").unwrap());
    let moved = format!("<body>{}{}{}", &page[h1..main], &page[dl..h1], &page[main..]);
    // Elements within a word of one letter and a sign do not part it, others do.
    bare(&words(&moved))
}

fn read(bytes: &[u8]) -> Document {
    Opened::from_bytes(bytes).unwrap().document
}

#[test]
fn the_word_document_says_what_the_page_says_in_the_same_order() {
    for (folder, reader) in all() {
        let brief = brief(&folder, reader, Some("2020-01-01"));
        let bytes = write::document(&word::brief(&brief)).unwrap();
        let name = format!("{}-{reader}.docx", folder.file_name().unwrap().to_string_lossy());
        std::fs::write(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name), &bytes).unwrap();
        let document = read(&bytes);
        let text: Vec<String> = document
            .paragraphs
            .iter()
            .filter(|paragraph| paragraph.story == Story::Body)
            .map(|paragraph| paragraph.text(Side::Accepted, &document.changes))
            .collect();
        let (page, text) = (seen(&html::render(&brief)), bare(&text.join(" ")));
        assert!(page.len() > 300, "a page with words");
        for (at, (expected, found)) in page.iter().zip(&text).enumerate() {
            let around = |words: &[String]| words[at.saturating_sub(8)..words.len().min(at + 8)].join(" ");
            assert_eq!(expected, found, "{reader}: page: {} / Word: {}", around(&page), around(&text));
        }
        assert_eq!(page.len(), text.len(), "{reader}: {:?}", folder.file_name());
    }
}
