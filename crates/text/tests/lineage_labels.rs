//! How well clauses are matched, against labels made by hand.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod support;

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

/// Prints recall and precision of every file of labels and returns the sums, of all and of those held out.
fn measure(files: &[PathBuf], data: PathBuf) -> (Score, Score) {
    let (mut all, mut held_out) = (Score::default(), Score::default());
    for path in files {
        let labels = Labels::read(path);
        let (old, new) = (open(&data.join(&labels.old.file)), open(&data.join(&labels.new.file)));
        let lineage = Lineage::between(&old, &new, &[]);
        let judged = judge(&labels, &old, &new, &lineage);
        eprintln!(
            "{:32} recall {:3}/{:3} = {:.3}  precision {:3}/{:3} = {:.3}",
            labels.name,
            judged.score.found,
            judged.score.sure,
            judged.score.recall(),
            judged.score.found,
            judged.score.reported,
            judged.score.precision()
        );
        eprintln!("  missed {:?}  wrong {:?}", judged.missed, judged.wrong);
        for (pair, said) in &labels.sure {
            if let Some((relation, _)) = judged.relations.get(pair) {
                let relation = format!("{relation:?}").to_lowercase();
                if relation != said.replace('_', "") {
                    eprintln!("  {pair:?} is {relation}, labelled {said}");
                }
            }
        }
        all.add(judged.score);
        if labels.held_out {
            held_out.add(judged.score);
        }
    }
    eprintln!("all: recall {:.3}, precision {:.3}", all.recall(), all.precision());
    (all, held_out)
}

#[test]
fn most_sure_links_of_public_drafts_are_found_and_few_others() {
    let data = shared_data();
    if !data.exists() {
        eprintln!("skipped: {} is absent", data.display());
        return;
    }
    let (all, held_out) = measure(&files(labels()), data);
    assert!(all.recall() >= 0.94, "recall {}", all.recall());
    assert!(all.precision() >= 0.96, "precision {}", all.precision());
    eprintln!("held out: recall {:.3}, precision {:.3}", held_out.recall(), held_out.precision());
    assert!(held_out.recall() >= 0.90, "recall {}", held_out.recall());
    assert!(held_out.precision() >= 0.95, "precision {}", held_out.precision());
}

#[test]
fn links_are_found_in_a_ceasefire_a_labour_agreement_and_in_arabic_and_hebrew() {
    let (all, _) = measure(&files(labels().join("own")), labels());
    assert!(all.recall() >= 0.95, "recall {}", all.recall());
    assert!(all.precision() >= 0.95, "precision {}", all.precision());
}
