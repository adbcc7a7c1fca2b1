//! A marked-up Word document becomes acts: each tracked change an amendment by its author on its day, each comment a
//! statement, and what differs from the draft without a mark an amendment that says so.
//!
//! What would be recorded is a [`Plan`] first. Nothing of earlier history is flattened: every author and every day has acts
//! of its own, what was changed within a change of somebody else is an act upon that one's, and acts that the record has
//! already are recognised.

mod days;
mod kept;
mod layers;
mod making;
mod moved;
mod places;
mod recognising;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use onetext_record::act::Behind;
use onetext_record::{ActId, DraftId, Participant, ParticipantId, When};
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;
use onetext_text::source::Source;
use onetext_text::word::{Side, beside};
use onetext_wordml::{Document, Opened};
use toml_edit::{Array, InlineTable, Value};

use crate::case::Case;
use crate::outside;
use crate::texts::{Texts, names};
use crate::write::{
    Answered, Change as Written, FileChange, Known, LEADS_OUT, NewAct, WriteError, complete_name, leads_out,
    long_text, read_if_there, record_all, slug, stays_below,
};
use days::Days;
use kept::Kept;
use making::Making;
use places::Places;
use recognising::{recognise, taken_in_before};
use wording::{day_in_words, day_taken, no_author, no_day, of_others, relabelled, taken_in};

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
    /// The day on which it came, where that is known, else the date at which the case is read, where it has one: the day of changes
    /// and comments without a date that can be read, and of differences without a mark; and the one on which the record learnt
    /// of what was done before.
    pub on: Option<When>,
    /// Authors of the file who are participants of their own: the name as the file has it, apart from blanks around it, and
    /// the participant.
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
    /// What is to be known of the days and of what is on record, each in one line.
    pub remarks: Vec<String>,
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
    /// What becomes of clauses besides or without other words for them.
    pub effect: Effect,
    /// The words: of the clause as it would be with the change, of the new clause, or of the comment. `None` where nothing
    /// is left of the clause, or it only moves.
    pub words: Option<String>,
    /// What is marked or differs, piece by piece.
    pub edits: Vec<Marked>,
    /// What stands in the act's note.
    pub note: Note,
    /// The acts upon which it was made, or the one that it answers, by their places in [`Plan::acts`]. An act on record answers
    /// the first; its note tells of the others.
    pub upon: Vec<usize>,
    /// The act of the record that says the same; then nothing is recorded.
    pub recorded: Option<ActId>,
    /// Whose that act is on record as; empty, where it is not on record.
    pub recorded_by: Vec<ParticipantId>,
    /// Whether the day is the file's; else it was given.
    pub dated: bool,
}

/// What an act makes of clauses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Other words, if any.
    Words,
    /// A new clause, here.
    New(Behind),
    /// They stand here.
    Moved(Behind),
    /// They go.
    Struck,
    /// The new words that an act put forward, upon which it is made, go: they are declined, or taken back where it is by the same.
    Declined {
        /// Whether it is by whoever put them forward.
        own: bool,
    },
}

impl Effect {
    /// Behind what words come to stand.
    #[must_use]
    pub const fn behind(&self) -> Option<&Behind> {
        match self {
            Self::New(behind) | Self::Moved(behind) => Some(behind),
            Self::Words | Self::Struck | Self::Declined { .. } => None,
        }
    }
}

/// What stands in the note of an act, in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What is said beside the pieces, each a sentence without its full stop.
    pub said: Vec<String>,
    /// As what [`Proposed::edits`] are listed behind that, where they are.
    pub listed: Option<Listed>,
}

/// As what the pieces of a change are listed in a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// As what is marked.
    Marked,
    /// As what differs without a mark.
    Differing,
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
        let mut told = Told::default();
        for (name, participant) in received.authors {
            let who = person("author", participant)?;
            if told.0.insert(name.trim().to_owned(), who.clone()).is_some_and(|other| other != who) {
                let message = format!("author: \u{201c}{name}\u{201d} is put down to two participants");
                return Err(WriteError::Refused(message));
            }
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
        if let Some(stranger) = told.stranger(&document) {
            return Err(refuse(stranger));
        }
        let reading = ReadingOptions { names: names(&case.participants), ..ReadingOptions::default() };
        let source = Source::from_document(received.bytes.to_vec(), document.clone(), Side::Rejected)
            .map_err(|refused| refuse(refused.to_string()))?;
        let rejected = Draft::parse(source, &reading);
        let places = Places::new(against, &rejected);

        let digest = blake3::hash(received.bytes).to_hex().to_string();
        let before = taken_in_before(case, &digest);
        let kept = kept_before(case, &before, received.bytes).unwrap_or_else(|| {
            PathBuf::from(kept::FOLDER).join(format!(
                "{}-{}-{}.docx",
                slug(draft.as_str()),
                slug(by.as_str()),
                digest.get(..12).unwrap_or(&digest)
            ))
        });
        if layers::are_too_many(&document) {
            return Err(refuse("at one place of it more authors and days of tracked changes meet than are told apart: settle some of them in Word first".to_owned()));
        }
        let given = received.on.or(case.about().date);
        let days = Days::of(&document);
        let (Ok(amendments), true) = (
            layers::amendments(&document, given.map(|on| on.date())),
            given.is_some() || days.are_all_there(),
        ) else {
            return Err(refuse(days.question()));
        };

        let making = Making {
            document: &document,
            against,
            rejected: &rejected,
            places: &places,
            participants: &case.participants,
            by: &by,
            told: &told,
            on: given,
        };
        let came = When::day(given.unwrap_or(today).date());
        let (mut acts, mut left_out) = making.acts(amendments, came);
        recognise(case, against, &draft, &digest, &mut acts);
        let new_unmarked =
            acts.iter().filter(|act| act.sort == Sort::Unmarked && act.recorded.is_none()).count();
        if given.is_none() && new_unmarked > 0 {
            return Err(refuse(no_day(new_unmarked)));
        }
        let mut remarks = day_taken(received.on, case.about().date, came);
        remarks.extend(given.into_iter().flat_map(|given| days.remarks(given)));
        remarks.extend(before.iter().map(|(draft, path)| taken_in(draft, path)));
        remarks.extend(of_others(&acts, &case.participants));
        left_out.extend(beside(&document, Side::Accepted).map(|notice| notice.to_string()));
        left_out.extend(relabelled(&places));
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
            remarks,
            audience: audience?,
            came,
        })
    }

    /// Where the document is kept below the case folder, as a record writes it.
    #[must_use]
    pub fn kept_as(&self) -> String {
        self.kept.to_string_lossy().replace('\\', "/")
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
            let answers = match act.upon.first() {
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
        if leads_out(&case.root, &self.kept) {
            return Err(WriteError::Refused(format!("{}: {LEADS_OUT}", self.kept.display())));
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
        // What declines an act is of what that act is of, and not of the whole draft.
        if !matches!(act.effect, Effect::Declined { .. }) {
            values.push(("draft", self.draft.as_str().into()));
        }
        if !act.clauses.is_empty() {
            values.push(("clauses", list(&act.clauses)));
        }
        values.extend(act.effect.behind().map(|behind| match behind {
            Behind::Start => ("behind", Behind::START.into()),
            Behind::Clause(name) => ("behind", name.as_str().into()),
        }));
        if act.effect == Effect::Struck {
            values.push(("strikes", true.into()));
        }
        values.extend(act.words.as_deref().map(|words| ("words", long_text(words))));
        if !self.audience.is_empty() {
            values.push(("audience", list(&self.audience)));
        }
        let what = match act.sort {
            Sort::Tracked => "tracked changes in",
            Sort::Unmarked => "words without a mark in",
            Sort::Comment => "comment in",
        };
        let mut source = InlineTable::new();
        source.insert("kind", "text".into());
        source.insert("who", name_of(&case.participants, &act.by).into());
        source
            .insert("ref", format!("{what} a Word document received on {}", day_in_words(self.came)).into());
        // Which document it is, and who in a delegation typed a change, is for the team to know, whoever may see the act.
        let kept = Kept { author: act.author.clone(), path: self.kept_as(), digest: self.digest.clone() };
        source.insert("identity", long_text(&kept.to_string()));
        values.push(("sources", Value::Array([Value::InlineTable(source)].into_iter().collect())));
        values.push(("note", long_text(&act.note())));
        NewAct { kind: act.kind(), values, answers: None }
    }
}

/// Where this very file is kept already, if it is.
fn kept_before(case: &Case, before: &BTreeSet<(DraftId, String)>, bytes: &[u8]) -> Option<PathBuf> {
    before.iter().map(|(_, path)| PathBuf::from(path)).find(|path| {
        stays_below(path)
            && !leads_out(&case.root, path)
            && outside::read(&case.root.join(path)).is_ok_and(|there| there == bytes)
    })
}

fn name_of<'p>(participants: &'p [Participant], id: &'p ParticipantId) -> &'p str {
    participants.iter().find(|one| one.id == *id).map_or(id.as_str(), |one| &one.name)
}

/// Which authors of a file are participants of their own, by their names without blanks around them.
#[derive(Debug, Clone, Default)]
struct Told(BTreeMap<String, ParticipantId>);

impl Told {
    fn of(&self, author: Option<&str>) -> Option<&ParticipantId> {
        self.0.get(author?.trim())
    }

    /// What is said where a name is nobody's in the document.
    fn stranger(&self, document: &Document) -> Option<String> {
        let of_changes = document.changes.iter().filter_map(|change| change.author.as_deref());
        let of_comments = document.comments.iter().filter_map(|comment| comment.author.as_deref());
        let names: BTreeSet<&str> = of_changes.chain(of_comments).map(str::trim).collect();
        let stranger = self.0.keys().find(|name| !names.contains(name.as_str()))?;
        Some(no_author(stranger, &names))
    }
}

/// Who made what, as the file says.
fn authors(document: &Document, by: &ParticipantId, told: &Told) -> Vec<Author> {
    let mut found: BTreeMap<Option<&str>, (usize, usize)> = BTreeMap::new();
    for change in &document.changes {
        found.entry(change.author.as_deref()).or_default().0 += 1;
    }
    for comment in &document.comments {
        found.entry(comment.author.as_deref()).or_default().1 += 1;
    }
    let author = |(name, (changes, comments)): (Option<&str>, _)| {
        let known = told.of(name);
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
