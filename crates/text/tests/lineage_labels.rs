//! How well clauses are matched, against labels made by hand.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;

use onetext_text::lineage::Lineage;
use support::{Labels, Score, judge, labels, open, shared_data};

fn files(folder: PathBuf) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    files.sort();
    files
}

/// Prints recall and precision of every file of labels, holds each to its floor, and returns the sums by use.
fn measure(files: &[PathBuf], data: PathBuf) -> BTreeMap<String, Score> {
    let mut sums: BTreeMap<String, Score> = BTreeMap::new();
    let mut fallen = Vec::new();
    for path in files {
        let labels = Labels::read(path);
        let (old, new) = (open(&data.join(&labels.old.file)), open(&data.join(&labels.new.file)));
        let lineage = Lineage::between(&old, &new, &[]);
        let judged = judge(&labels, &old, &new, &lineage);
        eprintln!("{:36} {}", labels.name, told(judged.score));
        eprintln!("  missed {:?}  wrong {:?}", judged.missed, judged.wrong);
        for (pair, said) in &labels.sure {
            if let Some((relation, _)) = judged.relations.get(pair) {
                let relation = format!("{relation:?}").to_lowercase();
                if relation != said.replace('_', "") {
                    eprintln!("  {pair:?} is {relation}, labelled {said}");
                }
            }
        }
        let (found, wrong) = labels.floor;
        if judged.score.found < found || judged.wrong.len() > wrong {
            fallen.push(format!(
                "{}: found {} of at least {found}, wrong {} of at most {wrong}",
                labels.name,
                judged.score.found,
                judged.wrong.len()
            ));
        }
        sums.entry(labels.purpose).or_default().add(judged.score);
    }
    for (purpose, score) in &sums {
        eprintln!("all {purpose:32} {}", told(*score));
    }
    assert!(fallen.is_empty(), "below the floor: {fallen:#?}");
    sums
}

fn told(score: Score) -> String {
    format!(
        "recall {:3}/{:3} = {:.3}  precision {:3}/{:3} = {:.3}",
        score.found,
        score.sure,
        score.recall(),
        score.found,
        score.reported,
        score.precision()
    )
}

#[test]
fn most_sure_links_of_public_drafts_are_found_and_few_others() {
    let data = shared_data();
    if !data.exists() {
        eprintln!("skipped: {} is absent", data.display());
        return;
    }
    for (purpose, score) in measure(&files(labels()), data) {
        assert!(score.recall() >= 0.90, "{purpose}: recall {}", score.recall());
        assert!(score.precision() >= 0.95, "{purpose}: precision {}", score.precision());
    }
}

#[test]
fn links_are_found_in_drafts_of_our_own_with_and_without_blank_lines_and_in_arabic_and_hebrew() {
    for (purpose, score) in measure(&files(labels().join("own")), labels()) {
        assert!(score.recall() >= 0.92, "{purpose}: recall {}", score.recall());
        assert!(score.precision() >= 0.95, "{purpose}: precision {}", score.precision());
    }
}
