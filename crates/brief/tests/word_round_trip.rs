//! A draft written as a Word document is read back as the same draft.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use onetext_brief::word::draft::{Page, document};
use onetext_text::word::Marks;
use onetext_text::{Clause, Draft, ReadingOptions, Source};

fn read(bytes: Vec<u8>) -> Draft {
    Draft::parse(Source::from_bytes(bytes).unwrap(), &ReadingOptions::default())
}

fn through_word(draft: &Draft, language: &str) -> Draft {
    let page = Page { title: "Draft".to_owned(), language: language.to_owned(), ..Page::default() };
    read(onetext_wordml::write::document(&document(draft, &page)).unwrap())
}

/// Everything of a clause that is not its place.
fn told(draft: &Draft, clause: &Clause) -> String {
    let parent = clause.parent.and_then(|parent| draft.outline().get(parent)).map_or("", |parent| &parent.id);
    format!(
        "{} {:?} {:?} {:?} below {parent}, {} open{}: {}",
        clause.id,
        clause.kind,
        clause.label,
        clause.path,
        clause.open_points,
        if clause.bracketed { ", in brackets" } else { "" },
        clause.words.to_hex()
    )
}

/// What differs between a draft and what became of it on the way through a Word document.
fn differences(name: &str, draft: &Draft, back: &Draft) -> Vec<String> {
    let mut found = Vec::new();
    let (old, new) = (&draft.outline().clauses, &back.outline().clauses);
    for (one, other) in old.iter().zip(new) {
        let (one_told, other_told) = (told(draft, one), told(back, other));
        if one_told != other_told {
            found.push(format!(
                "{name}: {one_told}\n  {}\nbecame {other_told}\n  {}",
                draft.source().slice(one.span),
                back.source().slice(other.span)
            ));
        }
    }
    if old.len() != new.len() {
        found.push(format!("{name}: {} clauses became {}", old.len(), new.len()));
    }
    if draft.counts() != back.counts() {
        found.push(format!("{name}: {:?} became {:?}", draft.counts(), back.counts()));
    }
    let points = |draft: &Draft| -> Vec<_> {
        let points = draft.points().iter();
        points
            .map(|point| {
                (point.clause, point.kind, point.alternatives.len(), point.parent, point.blocks.clone())
            })
            .collect()
    };
    if points(draft) != points(back) {
        found.push(format!("{name}: other open points"));
    }
    if draft.unbalanced().len() != back.unbalanced().len() {
        found.push(format!("{name}: other unbalanced brackets"));
    }
    found
}

/// The files with an ending in a folder and those below it, in order.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

fn comes_back(paths: &[PathBuf]) {
    let mut found = Vec::new();
    for path in paths {
        let draft = read(std::fs::read(path).unwrap());
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let language = if name.contains(".ar.") { "ar" } else { "en" };
        found.extend(differences(&name, &draft, &through_word(&draft, language)));
    }
    assert!(found.is_empty(), "{} differences:\n{}", found.len(), found[..found.len().min(12)].join("\n\n"));
}

#[test]
fn drafts_of_the_cases_come_back_from_word_as_they_were() {
    let mut paths = Vec::new();
    for case in ["doha-2024", "gaza-2025", "harbour-strike"] {
        files(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(case).join("drafts"),
            ".md",
            &mut paths,
        );
    }
    assert!(paths.len() >= 3, "{paths:?}");
    comes_back(&paths);
}

#[test]
fn the_paris_drafts_come_back_from_word_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/paris");
    let mut paths = Vec::new();
    files(&folder, ".md", &mut paths);
    if paths.is_empty() {
        eprintln!("skipped: no Paris drafts at {}", folder.display());
        return;
    }
    comes_back(&paths);
}

#[test]
fn colours_behind_words_come_back_from_word() {
    let run = |look: &str, words: &str| {
        format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    };
    let (green, shade) = ("<w:highlight w:val=\"green\"/>", "<w:shd w:val=\"clear\" w:fill=\"92D050\"/>");
    let bold = format!("<w:b/>{green}");
    let cell = |inside: &str| format!("<w:tc><w:p>{inside}</w:p></w:tc>");
    let body = [
        format!("<w:p>{}{}</w:p>", run(green, "1. The gate *opens* "), run(&bold, "at dawn.")),
        format!("<w:p>{}{}{}</w:p>", run("", "2. Water "), run(shade, "is_shared [today]"), run("", ".")),
        "<w:p><w:r><w:t>3. The pump is mended.</w:t></w:r></w:p>".to_owned(),
        format!(
            "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
            cell(&run("<w:highlight w:val=\"darkBlue\"/>", "Pump")),
            cell(&run("", "Upper farm"))
        ),
    ];
    let draft = read(onetext_wordml::testing::Docx::new(&body.concat()).bytes());
    let back = through_word(&draft, "en");
    let told = |draft: &Draft| -> Vec<_> {
        let marks = Marks::of(draft).expect("the draft has colours");
        draft
            .outline()
            .iter()
            .map(|(index, clause)| (clause.id.clone(), marks.of_clause(draft, index)))
            .collect()
    };
    let marked = told(&draft);
    assert_eq!(marked.iter().flat_map(|(_, marks)| &marks.colours).count(), 3, "{marked:?}");
    assert_eq!(told(&back), marked);
    assert_eq!(through_word(&back, "en").source().text(), back.source().text());
}
