//! Reads hand labels and measures a lineage against them. See `labels/README.md` for the rules.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use onetext_text::lineage::{Lineage, Relation};
use onetext_text::{ClauseIndex, ClauseKind, Draft, ReadingOptions, Source};

pub(crate) type LinePair = (u32, u32);

/// One draft of a labelled pair: its file and the lines that the labels cover.
pub(crate) struct Part {
    pub(crate) file: String,
    pub(crate) first: u32,
    pub(crate) last: u32,
}

/// A file of labels.
pub(crate) struct Labels {
    pub(crate) name: String,
    pub(crate) purpose: String,
    /// How many sure links must be found, and how many wrong ones may be reported.
    pub(crate) floor: (usize, usize),
    pub(crate) old: Part,
    pub(crate) new: Part,
    pub(crate) sure: BTreeMap<LinePair, String>,
    pub(crate) unsure: BTreeSet<LinePair>,
    pub(crate) moved: BTreeSet<LinePair>,
}

impl Labels {
    pub(crate) fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap();
        let mut labels = Self {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            purpose: String::new(),
            floor: (usize::MAX, 0),
            old: Part { file: String::new(), first: 0, last: 0 },
            new: Part { file: String::new(), first: 0, last: 0 },
            sure: BTreeMap::new(),
            unsure: BTreeSet::new(),
            moved: BTreeSet::new(),
        };
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            match fields.as_slice() {
                ["@old", file, lines] => labels.old = part(file, lines),
                ["@new", file, lines] => labels.new = part(file, lines),
                ["@use", purpose] => (*purpose).clone_into(&mut labels.purpose),
                ["@floor", found, wrong] => {
                    labels.floor = (found.parse().unwrap(), wrong.parse().unwrap());
                }
                [old, new, relation, certainty, rest @ ..] => {
                    for pair in pairs(old, new) {
                        if *certainty == "sure" {
                            labels.sure.insert(pair, (*relation).to_owned());
                        } else {
                            labels.unsure.insert(pair);
                        }
                        if rest.contains(&"moved") {
                            labels.moved.insert(pair);
                        }
                    }
                }
                _ => panic!("{}: not a label: {line}", path.display()),
            }
        }
        labels
    }
}

fn part(file: &str, lines: &str) -> Part {
    let (first, last) = lines.split_once('-').unwrap();
    Part { file: file.to_owned(), first: first.parse().unwrap(), last: last.parse().unwrap() }
}

fn pairs(old: &str, new: &str) -> Vec<LinePair> {
    let lines = |field: &str| -> Vec<u32> {
        field.split(',').filter(|line| *line != "-").map(|line| line.parse().unwrap()).collect()
    };
    let new = lines(new);
    lines(old)
        .into_iter()
        .flat_map(|old| new.iter().map(move |&new| (old, new)).collect::<Vec<_>>())
        .collect()
}

/// Found and counted links.
#[derive(Default, Clone, Copy)]
pub(crate) struct Score {
    pub(crate) sure: usize,
    pub(crate) found: usize,
    pub(crate) reported: usize,
}

impl Score {
    pub(crate) fn recall(self) -> f64 {
        self.found as f64 / self.sure.max(1) as f64
    }

    pub(crate) fn precision(self) -> f64 {
        self.found as f64 / self.reported.max(1) as f64
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.sure += other.sure;
        self.found += other.found;
        self.reported += other.reported;
    }
}

/// What the matcher says about the labelled part, and how it compares.
pub(crate) struct Judged {
    pub(crate) score: Score,
    pub(crate) missed: Vec<LinePair>,
    pub(crate) wrong: Vec<LinePair>,
    pub(crate) relations: BTreeMap<LinePair, (Relation, bool)>,
}

pub(crate) fn judge(labels: &Labels, old: &Draft, new: &Draft, lineage: &Lineage) -> Judged {
    let mut relations = BTreeMap::new();
    for link in &lineage.links {
        for &before in &link.old {
            for &after in &link.new {
                let (Some(old_line), Some(new_line)) = (body_line(old, before), body_line(new, after)) else {
                    continue;
                };
                let inside = (labels.old.first..=labels.old.last).contains(&old_line)
                    || (labels.new.first..=labels.new.last).contains(&new_line);
                if inside {
                    relations.insert((old_line, new_line), (link.relation, link.moved));
                }
            }
        }
    }
    let missed: Vec<LinePair> =
        labels.sure.keys().filter(|pair| !relations.contains_key(pair)).copied().collect();
    let wrong: Vec<LinePair> = relations
        .keys()
        .filter(|pair| !labels.sure.contains_key(pair) && !labels.unsure.contains(pair))
        .copied()
        .collect();
    let found = labels.sure.len() - missed.len();
    let score = Score { sure: labels.sure.len(), found, reported: found + wrong.len() };
    Judged { score, missed, wrong, relations }
}

/// The first line of a clause; none for headings.
fn body_line(draft: &Draft, clause: ClauseIndex) -> Option<u32> {
    let clause = draft.outline().get(clause)?;
    (!matches!(clause.kind, ClauseKind::Heading(_))).then_some(clause.line)
}

/// Where public test data may be; it is not part of this project.
pub(crate) fn shared_data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data")
}

pub(crate) fn labels() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labels")
}

pub(crate) fn parse(text: &str) -> Draft {
    Draft::parse(Source::from_bytes(text.as_bytes().to_vec()).unwrap(), &ReadingOptions::default())
}

pub(crate) fn open(path: &Path) -> Draft {
    parse(&std::fs::read_to_string(path).unwrap())
}
