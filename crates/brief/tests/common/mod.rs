//! Briefs of cases on disk, and a small reader of HTML that refuses what is not well formed.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test uses what it needs, and fails where it is not there"
)]

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use onetext_brief::{Brief, Options};
use onetext_case::cache::Cache;
use onetext_case::{Case, Silent, View};
use onetext_record::{ParticipantId, Reader, When};

pub(crate) fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub(crate) fn view(folder: &Path, reader: &str) -> View {
    let reader = match reader {
        "public" => Reader::Public,
        "team" => Reader::Team,
        id => Reader::Participant(ParticipantId::new(id)),
    };
    let case = Case::read_folder(folder, Cache::none(), &Silent).unwrap();
    let today: When = "2031-06-01".parse().unwrap();
    case.view(&reader, case.reading_date(today)).unwrap()
}

pub(crate) fn brief(folder: &Path, reader: &str, since: Option<&str>) -> Brief {
    Brief::new(
        &view(folder, reader),
        &Options { since: since.map(|since| since.parse().unwrap()), copy: Some("3".to_owned()) },
    )
}

/// Names of the elements of a page in order, with their attributes. Panics where elements do not nest, an attribute has no
/// quotation marks, or an id is given twice.
pub(crate) fn elements(page: &str) -> Vec<(String, String)> {
    const VOID: [&str; 1] = ["meta"];
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut ids = HashSet::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").unwrap();
    while let Some(start) = rest.find('<') {
        assert!(
            !rest[..start].contains('>') || open.last().is_some_and(|name| name == "style"),
            "stray > in {}",
            &rest[..start]
        );
        let end = start + rest[start..].find('>').unwrap();
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "<{name}>");
        assert_eq!(attributes.matches('"').count() % 2, 0, "{tag}");
        for id in attributes.split(" id=\"").skip(1).chain(attributes.strip_prefix("id=\"")) {
            assert!(ids.insert(id.split('"').next().unwrap().to_owned()), "{id} twice");
        }
        found.push((name.to_owned(), attributes.to_owned()));
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
        if name == "style" {
            rest = &rest[rest.find("</style>").unwrap()..];
        }
    }
    assert_eq!(open, Vec::<String>::new());
    found
}

/// What a person reads on a page.
pub(crate) fn words(page: &str) -> String {
    let mut words = String::new();
    let body = &page[page.find("<body>").unwrap()..];
    for piece in body.split('<') {
        words.push_str(piece.split_once('>').map_or("", |(_, text)| text));
        words.push(' ');
    }
    words
}
