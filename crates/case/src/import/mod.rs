//! A marked-up Word document becomes acts: each tracked change an amendment by its author on its day, each comment a
//! statement, and what differs from the draft without a mark an amendment that says so.
//!
//! What would be recorded is a [`Plan`] first. Nothing of earlier history is flattened: every author and every day has acts
//! of its own, what was changed within a change of somebody else is an act upon that one's, and acts that the record has
//! already are recognised.

mod layers;
mod places;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use onetext_record::act::Act;
use onetext_record::{ActId, DraftId, Kind, ParticipantId, When};
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;
use onetext_text::redline::ChangeKind as Redlined;
use onetext_text::source::Source;
use onetext_text::word::Side;
use onetext_wordml::document::{Change, ChangeIndex, ChangeKind, Comment};
use onetext_wordml::{Document, Opened, ParagraphIndex};
use toml_edit::{Array, InlineTable, Value};

use crate::case::Case;
use crate::texts::{Texts, names};
use crate::write::{
    Answered, Change as Written, FileChange, Known, NewAct, WriteError, complete_name, long_text,
    read_if_there, record_all, slug,
};
use layers::{Amendment, Edit, Layer};
use places::{Difference, Places};

/// A document to be taken in, and what is known of it.
#[derive(Debug, Clone)]
pub struct Received<'a> {
    /// Where it lies; for messages.
    pub file: &'a Path,
    /// What it is, byte for byte.
    pub bytes: &'a [u8],
    /// Whose document it is.
    pub by: &'a str,
    /// Who conveyed it.
    pub through: Option<&'a str>,
    /// The draft that it was made on.
    pub against: &'a str,
    /// The day on which it came, where that is known: the day of changes and comments without a date, and of differences
    /// without a mark; and the one on which the record learnt of what was done before.
    pub on: Option<When>,
    /// Authors of the file who are participants of their own: the name as the file has it, and the participant.
    pub authors: &'a [(String, String)],
    /// Who may see the acts; empty: the team only.
    pub audience: &'a [String],
}

/// What a document comes to in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The draft that it was made on.
    pub draft: DraftId,
    /// Whose document it is.
    pub by: ParticipantId,
    /// Who conveyed it.
    pub through: Option<ParticipantId>,
    /// Where it will be kept, below the case folder, byte for byte.
    pub kept: PathBuf,
    /// Its BLAKE3 digest, in hexadecimal digits.
    pub digest: String,
    /// The acts: changes in the order of the document, then what is not marked, then comments.
    pub acts: Vec<Proposed>,
    /// Who made changes and comments, as the file says, in alphabetical order; those without a name first.
    pub authors: Vec<Author>,
    /// What of the document is not among the acts, each in one line.
    pub left_out: Vec<String>,
    /// How many tracked changes the file has.
    pub changes: usize,
    /// How many comments the file has.
    pub comments: usize,
    /// When it came.
    pub came: When,
    audience: Vec<String>,
}

/// Somebody who is named in a file as author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The name as the file has it; `None`: it names nobody.
    pub name: Option<String>,
    /// Who that is in the case.
    pub by: ParticipantId,
    /// Whether that was said for this name; else it is put down to whose document it is.
    pub told: bool,
    /// How many tracked changes are theirs.
    pub changes: usize,
    /// How many comments are theirs.
    pub comments: usize,
}

/// An act that would be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// What in the document it comes from.
    pub sort: Sort,
    /// Whose act it is.
    pub by: ParticipantId,
    /// Who made the change or the comment, as the file says.
    pub author: Option<String>,
    /// On which day.
    pub on: When,
    /// The clauses of the draft that it concerns, as a record names them; none: the whole draft.
    pub clauses: Vec<String>,
    /// The words: of the clause as it would be with the change, or of the comment. `None` where nothing is left of the
    /// clause.
    pub words: Option<String>,
    /// What is marked or differs, piece by piece.
    pub edits: Vec<Marked>,
    /// What stands in the act's note.
    pub note: String,
    /// The act upon which it was made, or that it answers, by its place in [`Plan::acts`].
    pub upon: Option<usize>,
    /// The act of the record that says the same; then nothing is recorded.
    pub recorded: Option<ActId>,
    /// Whether the day is the file's; else it was given.
    pub dated: bool,
}

/// What an act comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Tracked changes.
    Tracked,
    /// A difference from the draft without a mark.
    Unmarked,
    /// A comment.
    Comment,
}

/// A piece of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// What happens to the words.
    pub what: Mark,
    /// The words.
    pub words: String,
}

/// What happens to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// They are added.
    Added,
    /// They are struck.
    Struck,
    /// They move away.
    MovedFrom,
    /// They move here.
    MovedTo,
}

impl Mark {
    /// As one word before the words themselves.
    #[must_use]
    pub const fn as_words(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Struck => "struck",
            Self::MovedFrom => "moved from here",
            Self::MovedTo => "moved to here",
        }
    }
}

impl Plan {
    /// What a document comes to. `today` is the day on which it came, where no other is given.
    ///
    /// # Errors
    /// It is no Word document that can be read; a name is none of the case; the draft has no words on record; changes or
    /// comments have no date and none is given.
    pub fn new(case: &Case, received: &Received<'_>, today: When) -> Result<Self, WriteError> {
        let known = Known::of(case);
        let person = |field: &str, typed: &str| -> Result<ParticipantId, WriteError> {
            complete_name(field, typed, &known.people).map(ParticipantId::new)
        };
        let by = person("by", received.by)?;
        let through = received.through.map(|name| person("through", name)).transpose()?;
        let audience: Result<Vec<String>, WriteError> = received
            .audience
            .iter()
            .map(|name| complete_name("audience", name, &known.audiences).map(str::to_owned))
            .collect();
        let mut told = BTreeMap::new();
        for (name, participant) in received.authors {
            told.insert(name.clone(), person("author", participant)?);
        }
        let draft = DraftId::new(complete_name("against", received.against, &known.drafts)?);
        let texts =
            Texts::new(case.drafts.clone(), case.matches.clone(), &case.participants, case.cache.clone());
        let against = texts.draft(&draft).ok_or_else(|| {
            WriteError::Refused(format!("the words of draft \u{201c}{draft}\u{201d} are not on record"))
        })?;

        let refuse = |reason: String| WriteError::Refused(format!("{}: {reason}", received.file.display()));
        let Opened { document, .. } =
            Opened::from_bytes(received.bytes).map_err(|refused| refuse(refused.to_string()))?;
        let reading = ReadingOptions { names: names(&case.participants), ..ReadingOptions::default() };
        let source = Source::from_document(received.bytes.to_vec(), document.clone(), Side::Rejected)
            .map_err(|refused| refuse(refused.to_string()))?;
        let rejected = Draft::parse(source, &reading);
        let places = Places::new(against, &rejected);

        let digest = blake3::hash(received.bytes).to_hex().to_string();
        let kept = PathBuf::from("received").join(format!(
            "{}-{}-{}.docx",
            slug(draft.as_str()),
            slug(by.as_str()),
            digest.get(..12).unwrap_or(&digest)
        ));
        let undated =
            document.changes.iter().filter(|change| layers::day(change.date.as_deref()).is_none()).count();
        let undated_comments =
            document.comments.iter().filter(|comment| layers::day(comment.date.as_deref()).is_none()).count();
        let (Ok(amendments), true) = (
            layers::amendments(&document, received.on.map(|on| on.date())),
            undated_comments == 0 || received.on.is_some(),
        ) else {
            return Err(refuse(no_date(undated, undated_comments)));
        };

        let making = Making {
            document: &document,
            against,
            rejected: &rejected,
            places: &places,
            draft: &draft,
            by: &by,
            told: &told,
            on: received.on,
        };
        let came = When::day(received.on.unwrap_or(today).date());
        let (mut acts, mut left_out) = making.acts(amendments, came);
        recognise(case, against, &draft, &mut acts);
        left_out.extend(document.left_out.iter().map(|left| left.what.clone()));
        let relabelled = places.relabelled();
        if relabelled > 0 {
            let clauses = if relabelled == 1 { "clause has" } else { "clauses have" };
            left_out.push(format!("{relabelled} {clauses} another label than in the draft"));
        }
        Ok(Self {
            authors: authors(&document, &by, &told),
            changes: document.changes.len(),
            comments: document.comments.len(),
            draft,
            by,
            through,
            kept,
            digest,
            acts,
            left_out,
            audience: audience?,
            came,
        })
    }

    /// The acts that the record does not have yet.
    pub fn new_acts(&self) -> impl Iterator<Item = &Proposed> {
        self.acts.iter().filter(|act| act.recorded.is_none())
    }

    /// Whether nobody but the team would see the acts, because nothing is said of who may.
    #[must_use]
    pub fn is_for_team_by_silence(&self) -> bool {
        self.audience.is_empty()
    }

    /// What would be written: the document as it came, and the acts that the record does not have yet. No file, where there
    /// is no such act.
    ///
    /// # Errors
    /// The case cannot take an act as it is; another document has the name under which this one would be kept.
    pub fn change(&self, case: &Case, bytes: &[u8]) -> Result<Written, WriteError> {
        let unrecorded = || self.acts.iter().enumerate().filter(|(_, act)| act.recorded.is_none());
        let places: BTreeMap<usize, usize> =
            unrecorded().enumerate().map(|(place, (at, _))| (at, place)).collect();
        let mut new = Vec::new();
        for (_, act) in unrecorded() {
            let answers = match &act.upon {
                Some(other) => match self.acts.get(*other).and_then(|other| other.recorded.clone()) {
                    Some(recorded) => Some(Answered::Recorded(recorded)),
                    None => places.get(other).copied().map(Answered::New),
                },
                None => None,
            };
            new.push(NewAct { answers, ..self.fields(case, act) });
        }
        let mut change = record_all(case, new)?;
        change.for_team_by_silence = self.is_for_team_by_silence();
        if change.files.is_empty() {
            return Ok(change);
        }
        let there = read_if_there(&case.root.join(&self.kept))
            .map_err(|error| WriteError::Io(self.kept.clone(), error))?;
        match there {
            Some(there) if there == bytes => {}
            Some(_) => {
                let message = format!("{} is there already and is another document", self.kept.display());
                return Err(WriteError::Refused(message));
            }
            None => {
                let shown = format!("({} bytes, as they came)\n", bytes.len());
                let file = FileChange { path: self.kept.clone(), before: None, after: bytes.to_vec(), shown };
                change.files.insert(0, file);
            }
        }
        Ok(change)
    }

    fn fields(&self, case: &Case, act: &Proposed) -> NewAct {
        let list = |items: &[String]| Value::Array(items.iter().map(String::as_str).collect::<Array>());
        let mut values: Vec<(&'static str, Value)> = vec![("by", act.by.as_str().into())];
        values.extend(self.through.as_ref().map(|through| ("through", through.as_str().into())));
        let date = |when: When| when.to_string().parse::<toml_edit::Datetime>().ok().map(Value::from);
        values.extend(date(act.on).map(|on| ("on", on)));
        // What was done before the document came was not known before.
        if self.came.date() > act.on.date() {
            values.extend(date(self.came).map(|came| ("known", came)));
        }
        values.push(("draft", self.draft.as_str().into()));
        if !act.clauses.is_empty() {
            values.push(("clauses", list(&act.clauses)));
        }
        values.extend(act.words.as_deref().map(|words| ("words", long_text(words))));
        if !self.audience.is_empty() {
            values.push(("audience", list(&self.audience)));
        }
        let whose =
            case.participants.iter().find(|one| one.id == act.by).map_or(act.by.as_str(), |one| &one.name);
        let what = match act.sort {
            Sort::Tracked => "tracked changes in",
            Sort::Unmarked => "words without a mark in",
            Sort::Comment => "comment in",
        };
        let mut source = InlineTable::new();
        source.insert("kind", "text".into());
        source.insert("who", whose.into());
        let kept = self.kept.to_string_lossy().replace('\\', "/");
        source.insert("ref", format!("{what} {kept} (BLAKE3 {})", self.digest).into());
        if let Some(author) = &act.author {
            // Who in a delegation typed a change is for the team to know, whoever may see the act.
            source.insert("identity", long_text(author));
        }
        values.push(("sources", Value::Array([Value::InlineTable(source)].into_iter().collect())));
        values.push(("note", long_text(&act.note)));
        NewAct { kind: act.kind(), values, answers: None }
    }
}

fn no_date(changes: usize, comments: usize) -> String {
    let count = |number: usize, one: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {one}s")),
    };
    let what: Vec<String> =
        [count(changes, "tracked change"), count(comments, "comment")].into_iter().flatten().collect();
    let have = if changes + comments == 1 { "has" } else { "have" };
    format!("{} {have} no date; say on which day it came: --on 2031-03-05", what.join(" and "))
}

/// Who made what, as the file says.
fn authors(document: &Document, by: &ParticipantId, told: &BTreeMap<String, ParticipantId>) -> Vec<Author> {
    let mut found: BTreeMap<Option<&str>, (usize, usize)> = BTreeMap::new();
    for change in &document.changes {
        found.entry(change.author.as_deref()).or_default().0 += 1;
    }
    for comment in &document.comments {
        found.entry(comment.author.as_deref()).or_default().1 += 1;
    }
    let author = |(name, (changes, comments)): (Option<&str>, _)| {
        let known = name.and_then(|name| told.get(name));
        Author {
            name: name.map(str::to_owned),
            by: known.unwrap_or(by).clone(),
            told: known.is_some(),
            changes,
            comments,
        }
    };
    found.into_iter().map(author).collect()
}

/// What acts are made from.
struct Making<'m> {
    document: &'m Document,
    against: &'m Draft,
    rejected: &'m Draft,
    places: &'m Places<'m>,
    draft: &'m DraftId,
    by: &'m ParticipantId,
    told: &'m BTreeMap<String, ParticipantId>,
    on: Option<When>,
}

impl Making<'_> {
    fn acts(&self, amendments: Vec<Amendment>, came: When) -> (Vec<Proposed>, Vec<String>) {
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
        author.and_then(|author| self.told.get(author)).unwrap_or(self.by).clone()
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

    const fn kind(&self) -> Kind {
        match self.sort {
            Sort::Tracked | Sort::Unmarked => Kind::Amend,
            Sort::Comment => Kind::State,
        }
    }

    /// Whether an act of the record says the same. The day counts where the file gives it.
    fn is(&self, act: &Act, draft: &DraftId, clauses: &dyn Fn(&[String]) -> Vec<ClauseIndex>) -> bool {
        let words = |words: Option<&str>| -> Vec<String> {
            words.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
        };
        act.kind() == self.kind()
            && act.by == [self.by.clone()]
            && (!self.dated || act.on.iter().any(|on| on.when.date() == self.on.date()))
            && act.draft() == Some(draft)
            && words(act.words.as_deref()) == words(self.words.as_deref())
            // Of a clause of which nothing is left, no words tell what was done to it.
            && (self.words.is_some() || act.note.as_deref() == Some(&self.note))
            && clauses(act.anchor.as_ref().map_or(&[], |anchor| &anchor.clauses)) == clauses(&self.clauses)
    }
}

/// Finds the acts that the record has already: each act of it is one of those of the file, at most.
fn recognise(case: &Case, against: &Draft, draft: &DraftId, acts: &mut [Proposed]) {
    let outline = against.outline();
    let clauses = |names: &[String]| -> Vec<ClauseIndex> {
        let mut found: Vec<ClauseIndex> = names.iter().filter_map(|name| outline.find(name).ok()).collect();
        found.sort_unstable();
        found
    };
    let mut waiting: Vec<&Act> = case.acts.iter().filter(|act| act.draft() == Some(draft)).collect();
    for act in acts {
        if let Some(at) = waiting.iter().position(|known| act.is(known, draft, &clauses)) {
            act.recorded = Some(waiting.swap_remove(at).id.clone());
        }
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

/// How many words of a quotation stand at its beginning and at its end, where it is long.
const SHOWN: usize = 12;

/// Words in quotation marks, long ones without their middle.
fn quoted(words: &str) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    match all.len() > 2 * SHOWN {
        true => format!(
            "\u{201c}{} \u{2026} {}\u{201d}",
            all[..SHOWN].join(" "),
            all[all.len() - SHOWN..].join(" ")
        ),
        false => format!("\u{201c}{}\u{201d}", all.join(" ")),
    }
}

/// `Marked: struck “within 72 hours”; added “at once”`.
fn listed(what: &str, edits: &[Marked]) -> String {
    let edits: Vec<String> =
        edits.iter().map(|edit| format!("{} {}", edit.what.as_words(), quoted(&edit.words))).collect();
    if edits.is_empty() {
        format!("{what}: only where paragraphs begin")
    } else {
        format!("{what}: {}", edits.join("; "))
    }
}

fn sentences(told: &[String]) -> String {
    told.iter().map(|sentence| format!("{sentence}.")).collect::<Vec<_>>().join(" ")
}
