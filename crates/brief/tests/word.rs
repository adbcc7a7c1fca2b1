//! The brief as a Word document says what the page says.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails where something is not there, and says what it skips"
)]

mod common;

use std::path::PathBuf;

use common::{brief, here, view, words};
use onetext_brief::plan::status::PlanStatus;
use onetext_brief::{html, word};
use onetext_wordml::document::{Direction, Side, Story};
use onetext_wordml::new::{NewBlock, NewDocument, Style};
use onetext_wordml::{Opened, write};

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
    let (h1, main) = (page.find("<h1").unwrap(), page.find("<main").unwrap());
    match page.find("<header") {
        Some(header) => {
            bare(&words(&format!("<body>{}{}{}", &page[h1..main], &page[header..h1], &page[main..])))
        }
        None => bare(&words(&page)),
    }
}

/// Fails where a page and a document do not say the same words in the same order.
fn same(case: &str, page: &str, new: &NewDocument) {
    let bytes = write::document(new).unwrap();
    let document = Opened::from_bytes(&bytes).unwrap().document;
    let text: Vec<String> = document
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.story == Story::Body)
        .map(|paragraph| paragraph.text(Side::Accepted, &document.changes))
        .collect();
    let (page, text) = (seen(page), bare(&text.join(" ")));
    assert!(page.len() > 20, "a page with words");
    for (at, (expected, found)) in page.iter().zip(&text).enumerate() {
        let around = |words: &[String]| words[at.saturating_sub(8)..words.len().min(at + 8)].join(" ");
        assert_eq!(expected, found, "{case}: page: {} / Word: {}", around(&page), around(&text));
    }
    assert_eq!(page.len(), text.len(), "{case}");
    let margins = |what: &str| what.starts_with("a header (") || what.starts_with("a footer (");
    assert!(document.left_out.iter().all(|left| margins(&left.what)), "{case}: {:?}", document.left_out);
}

#[test]
fn the_word_document_says_what_the_page_says_in_the_same_order() {
    for (folder, reader) in all() {
        let brief = brief(&folder, reader, Some("2020-01-01"));
        same(reader, &html::render(&brief), &word::brief(&brief));
    }
}

#[test]
fn the_matrix_of_a_plan_says_in_word_what_its_page_says_on_sheets_that_lie_across() {
    let mut plans = 0;
    for (folder, reader) in all() {
        let view = view(&folder, reader);
        let Ok(status) = PlanStatus::new(&view, &[]) else { continue };
        let document = word::plan_matrix(&status);
        same(reader, &status.html(), &document);
        assert!(document.across);
        plans += 1;
    }
    assert!(plans > 0 || !here("../../cases/gaza-2025").is_dir());
}

#[test]
fn every_sheet_names_the_reader_the_date_and_the_copy() {
    for (folder, reader) in all() {
        let brief = brief(&folder, reader, None);
        let document = word::brief(&brief);
        for part in [brief.head.reader_name.as_str(), &brief.head.as_of.words, "copy 3"] {
            assert!(document.header.contains(part), "{}", document.header);
        }
        assert!(document.footer.contains("{page} of {pages}"));
    }
}

#[test]
fn in_a_case_in_arabic_the_document_and_the_paragraphs_in_arabic_run_from_right_to_left() {
    let document = word::brief(&brief(&here("tests/cases/arabic"), "team", None));
    assert_eq!((document.direction, document.language.as_str()), (Direction::Rtl, "ar"));
    let paragraphs: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            NewBlock::Paragraph(paragraph) => Some(paragraph),
            NewBlock::Table(_) => None,
        })
        .collect();
    let of = |style: Style| paragraphs.iter().filter(move |paragraph| paragraph.style == style);
    assert!(of(Style::Clause).count() > 0);
    assert!(of(Style::Clause).all(|paragraph| paragraph.direction == Direction::Rtl));
    // Sentences of the program are English, and their points stay at their ends.
    let items: Vec<_> = of(Style::Bullet).collect();
    assert!(items.iter().any(|paragraph| paragraph.direction == Direction::Ltr), "{items:?}");
    for block in &document.blocks {
        if let NewBlock::Table(table) = block {
            assert_eq!(table.direction, Direction::Rtl);
        }
    }
}
