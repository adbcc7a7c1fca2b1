//! The acts that changes, differences without a mark and comments come to.

use std::collections::{BTreeMap, BTreeSet};

use onetext_record::{DraftId, ParticipantId, When};
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::redline::ChangeKind as Redlined;
use onetext_text::word::Side;
use onetext_wordml::document::{Change, ChangeIndex, ChangeKind, Comment};
use onetext_wordml::{Document, ParagraphIndex};

use super::layers::{self, Amendment, Edit, Layer};
use super::places::{self, Difference, Places};
use super::wording::{listed, quoted, sentences};
use super::{Mark, Marked, Proposed, Sort, Told};

/// What acts are made from.
pub(super) struct Making<'m> {
    pub(super) document: &'m Document,
    pub(super) against: &'m Draft,
    pub(super) rejected: &'m Draft,
    pub(super) places: &'m Places<'m>,
    pub(super) draft: &'m DraftId,
    pub(super) by: &'m ParticipantId,
    pub(super) told: &'m Told,
    pub(super) on: Option<When>,
}

impl Making<'_> {
    pub(super) fn acts(&self, amendments: Vec<Amendment>, came: When) -> (Vec<Proposed>, Vec<String>) {
        let mut acts: Vec<Proposed> = Vec::new();
        // Which act each tracked change went into.
        let mut home: BTreeMap<ChangeIndex, usize> = BTreeMap::new();
        let mut upon: Vec<BTreeSet<ChangeIndex>> = Vec::new();
        let mut of_clause: BTreeMap<(Layer, Vec<ClauseIndex>), usize> = BTreeMap::new();
        for amendment in amendments {
            let changes = amendment.changes.clone();
            let (act, clauses) = self.tracked(&amendment);
            // Changes of one author and one day in one clause are one act; new paragraphs are acts of their own.
            let key = (amendment.layer.clone(), clauses);
            let same = (!amendment.concerns.is_empty() && !key.1.is_empty())
                .then(|| of_clause.get(&key).copied())
                .flatten();
            let at = match same {
                Some(at) => {
                    acts[at].take_in(act);
                    upon[at].extend(amendment.upon);
                    at
                }
                None => {
                    acts.push(act);
                    upon.push(amendment.upon);
                    let at = acts.len() - 1;
                    if !amendment.concerns.is_empty() {
                        of_clause.insert(key, at);
                    }
                    at
                }
            };
            for change in changes {
                home.entry(change).or_insert(at);
            }
        }
        for (at, changes) in upon.iter().enumerate() {
            let first = changes.iter().find_map(|change| home.get(change)).copied();
            acts[at].upon = first.filter(|&other| other != at);
        }
        let in_no_act = (0..self.document.changes.len() as u32)
            .filter(|at| !home.contains_key(&ChangeIndex(*at)))
            .count();
        let mut left_out = Vec::new();
        if in_no_act > 0 {
            let changes = if in_no_act == 1 { "tracked change" } else { "tracked changes" };
            left_out.push(format!("{in_no_act} {changes} of blanks or empty paragraphs alone"));
        }

        acts.extend(self.unmarked(came));
        self.comments(&mut acts, &mut left_out);
        (acts, left_out)
    }

    fn tracked(&self, amendment: &Amendment) -> (Proposed, Vec<ClauseIndex>) {
        let mut clauses: Vec<ClauseIndex> = Vec::new();
        let mut in_draft = true;
        for &paragraph in &amendment.concerns {
            let (found, stands) = self.places.of(paragraph);
            in_draft &= stands;
            clauses.extend(found);
        }
        if amendment.concerns.is_empty() {
            clauses = amendment.behind.map(|behind| self.places.of(behind).0).unwrap_or_default();
        }
        clauses.sort_unstable();
        clauses.dedup();
        let mut told: Vec<String> = Vec::new();
        let behind = match amendment.behind.map(|behind| self.places.of(behind).0) {
            Some(found) if !found.is_empty() => format!("behind {}", self.named(&found).join(", ")),
            _ => "at the beginning".to_owned(),
        };
        if amendment.note.is_some() {
            told.push("A new footnote".to_owned());
        } else if amendment.concerns.is_empty() {
            let what = if amendment.row { "row" } else { "paragraph" };
            told.push(match amendment.words.len() {
                1 => format!("A new {what} {behind}"),
                count => format!("{count} new {what}s {behind}"),
            });
        } else if amendment.words.is_empty() {
            told.push("Struck as a whole".to_owned());
        } else if amendment.moves() && amendment.behind.is_some() {
            told.push(format!("Moved, to {behind}"));
        } else if amendment.words.len() != amendment.concerns.len() {
            told.push(match (amendment.concerns.len(), amendment.words.len()) {
                (1, parts) => format!("Parted into {parts} paragraphs"),
                (joined, 1) => format!("{joined} paragraphs joined"),
                (old, new) => format!("{new} paragraphs in place of {old}"),
            });
        }
        if !in_draft {
            told.push("Made on words that the draft does not have".to_owned());
        }
        let edits: Vec<Marked> = amendment.edits.iter().map(Marked::from).collect();
        // What is new or gone as a whole needs no list of its words.
        let is_whole = amendment.words.is_empty() || amendment.concerns.is_empty();
        if !is_whole || told.is_empty() {
            told.push(listed("Marked", &edits));
        }
        let dated = amendment.changes.iter().all(|change| {
            self.change(*change).is_some_and(|change| layers::day(change.date.as_deref()).is_some())
        });
        let act = Proposed {
            sort: Sort::Tracked,
            by: self.whose(amendment.layer.author.as_deref()),
            author: amendment.layer.author.clone(),
            on: When::day(amendment.layer.day),
            clauses: self.named(&clauses),
            words: self.without_labels(amendment),
            edits,
            note: sentences(&told),
            upon: None,
            recorded: None,
            dated,
        };
        (act, clauses)
    }

    /// The words of an amendment as the words of clauses are: without the labels that paragraphs begin with, where the
    /// labels are as before.
    fn without_labels(&self, amendment: &Amendment) -> Option<String> {
        let labels: Vec<String> = amendment
            .concerns
            .iter()
            .filter_map(|&paragraph| {
                let end = self.places.label_end(paragraph)?;
                let text = self
                    .document
                    .paragraphs
                    .get(paragraph.0 as usize)?
                    .text(Side::Rejected, &self.document.changes);
                text.get(..end).map(|label| label.trim().to_owned())
            })
            .filter(|label| !label.is_empty() && !label.contains(['[', ']']))
            .collect();
        let bare = |words: &String| {
            let label = labels.iter().find_map(|label| words.strip_prefix(label.as_str()));
            label.unwrap_or(words).trim_start().to_owned()
        };
        let words: Vec<String> = amendment.words.iter().map(bare).collect();
        (!words.is_empty()).then(|| words.join("\n\n"))
    }

    fn unmarked(&self, on: When) -> impl Iterator<Item = Proposed> {
        self.places.unmarked().into_iter().map(move |found| {
            let edits: Vec<Marked> = found
                .changes
                .iter()
                .flat_map(|change| {
                    let (old, new) = match change.kind {
                        Redlined::Equal => ("", ""),
                        _ => (change.old.trim(), change.new.trim()),
                    };
                    let mark = |what: Mark, words: &str| {
                        (!words.is_empty()).then(|| Marked { what, words: words.to_owned() })
                    };
                    [mark(Mark::Struck, old), mark(Mark::Added, new)].into_iter().flatten()
                })
                .collect();
            let places = self.named(&found.clauses);
            let first = format!("Differs from draft \u{201c}{}\u{201d} without a mark", self.draft);
            let told = match found.what {
                Difference::Reworded => vec![first, listed("The difference", &edits)],
                Difference::Gone => vec![first, "The clause is not there".to_owned()],
                Difference::Moved => vec![first, "The clause stands elsewhere".to_owned()],
                Difference::New if places.is_empty() => vec![first, "New words at the beginning".to_owned()],
                Difference::New => vec![first, format!("New words behind {}", places.join(", "))],
            };
            Proposed {
                sort: Sort::Unmarked,
                by: self.by.clone(),
                author: None,
                on,
                clauses: places,
                words: found.words,
                edits,
                note: sentences(&told),
                upon: None,
                recorded: None,
                dated: false,
            }
        })
    }

    fn comments(&self, acts: &mut Vec<Proposed>, left_out: &mut Vec<String>) {
        let mut places: BTreeMap<i32, usize> = BTreeMap::new();
        let mut empty = 0;
        for comment in &self.document.comments {
            if comment.text.trim().is_empty() {
                empty += 1;
                continue;
            }
            let day = layers::day(comment.date.as_deref());
            let on = day.map(When::day).or(self.on.map(|on| When::day(on.date())));
            let Some(on) = on else { continue };
            let clauses = self.anchor(comment.from.paragraph);
            let about = self.about(comment);
            let mut told = vec![match about.is_empty() {
                true => "A comment".to_owned(),
                false => format!("A comment on {}", quoted(&about)),
            }];
            if comment.done {
                told.push("Marked as done".to_owned());
            }
            let upon = comment.answers.and_then(|id| places.get(&id)).copied();
            places.insert(comment.id, acts.len());
            acts.push(Proposed {
                sort: Sort::Comment,
                by: self.whose(comment.author.as_deref()),
                author: comment.author.clone(),
                on,
                clauses: self.named(&clauses),
                words: Some(comment.text.trim().to_owned()),
                edits: Vec::new(),
                note: sentences(&told),
                upon,
                recorded: None,
                dated: day.is_some(),
            });
        }
        if empty > 0 {
            let comments = if empty == 1 { "comment" } else { "comments" };
            left_out.push(format!("{empty} {comments} without words"));
        }
    }

    /// The clauses of the draft by a paragraph that may be new.
    fn anchor(&self, paragraph: ParagraphIndex) -> Vec<ClauseIndex> {
        let word = self.rejected.source().word();
        let stands = |at: &u32| word.is_some_and(|word| word.map().span_of(ParagraphIndex(*at)).is_some());
        let here = (0..=paragraph.0).rev().find(stands);
        here.map(|at| self.places.of(ParagraphIndex(at)).0).unwrap_or_default()
    }

    /// The words that a comment is on, with all changes accepted.
    fn about(&self, comment: &Comment) -> String {
        let (from, to) = (comment.from.min(comment.to), comment.to.max(comment.from));
        let paragraphs = self.document.paragraphs.iter().enumerate();
        let within =
            paragraphs.skip(from.paragraph.0 as usize).take_while(|(at, _)| *at <= to.paragraph.0 as usize);
        let words: Vec<String> = within
            .map(|(at, paragraph)| {
                let text = paragraph.text(Side::Accepted, &self.document.changes);
                let start = if at == from.paragraph.0 as usize { from.offset } else { 0 };
                let end = if at == to.paragraph.0 as usize { to.offset } else { text.len() };
                text.get(start..end).unwrap_or_default().trim().to_owned()
            })
            .filter(|words| !words.is_empty())
            .collect();
        words.join(" ")
    }

    fn change(&self, index: ChangeIndex) -> Option<&Change> {
        self.document.changes.get(index.0 as usize)
    }

    fn whose(&self, author: Option<&str>) -> ParticipantId {
        self.told.of(author).unwrap_or(self.by).clone()
    }

    fn named(&self, clauses: &[ClauseIndex]) -> Vec<String> {
        clauses.iter().filter_map(|clause| places::name(self.against.outline(), *clause)).collect()
    }
}

impl Proposed {
    /// Another change of the same author and day in the same clause, further on.
    fn take_in(&mut self, other: Self) {
        self.words = match (self.words.take(), other.words) {
            (Some(one), Some(more)) => Some(format!("{one}\n\n{more}")),
            (one, more) => one.or(more),
        };
        self.edits.extend(other.edits);
        if self.note != other.note {
            self.note = format!("{} {}", self.note, other.note);
        }
        self.dated &= other.dated;
    }
}

impl From<&Edit> for Marked {
    fn from(edit: &Edit) -> Self {
        let what = match edit.kind {
            ChangeKind::Insertion => Mark::Added,
            ChangeKind::Deletion => Mark::Struck,
            ChangeKind::MoveFrom => Mark::MovedFrom,
            ChangeKind::MoveTo => Mark::MovedTo,
        };
        Self { what, words: edit.words.clone() }
    }
}
