//! The first page, in the order in which it is read.

use serde::Serialize;

use super::parts::{DateSaid, Person, Place, Said, SourceSaid, StatusName};
use crate::line::Line;

/// The first page: fields in the order of the page, after what stands in its head.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FirstPage {
    /// What has changed since the reader's last brief.
    pub changed: Changes,
    /// What can go wrong soon.
    pub danger: Danger,
    /// Whom the reader sees next.
    pub next: Option<Next>,
    /// What to ask of them, from the record, if it is written there.
    pub ask: Ask,
    /// What stands in the way.
    pub blocks: Vec<Block>,
    /// How many more do; annexes A and D have them.
    pub blocks_more: usize,
    /// Who has consented to what.
    pub consent: Matrix,
    /// What is disputed or unknown and can hurt.
    pub doubts: Vec<Doubt>,
    /// How many more there are; annex F has them.
    pub doubts_more: usize,
    /// The next meeting.
    pub meeting: Option<Meeting>,
    /// The press line that was agreed.
    pub press_line: Option<PressLine>,
}

/// What this reader's record has learnt since a date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changes {
    /// The date of the last brief; `None`: none was named.
    pub since: Option<DateSaid>,
    /// What came to be known after it, newest first.
    pub lines: Vec<Change>,
    /// How many more; annex D has them.
    pub more: usize,
}

/// One thing that came to be known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// When it happened, by the earliest account.
    pub on: DateSaid,
    /// What happened.
    pub what: Line,
    /// The act, where it is one.
    pub act: Option<String>,
    /// The draft, where it is one.
    pub draft: Option<String>,
}

/// Warnings in force, deadlines, offers that are about to lapse.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Danger {
    /// Warnings in force.
    pub warnings: Vec<WarningInForce>,
    /// Offers and consents that end within 24 hours.
    pub lapsing: Vec<Offer>,
    /// What is due next.
    pub deadlines: Vec<Deadline>,
    /// How many more of these; annex D has them.
    pub more: usize,
}

/// A warning that still holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WarningInForce {
    /// The act.
    pub act: String,
    /// Who warned.
    pub by: Vec<Person>,
    /// Of what, in their words.
    pub words: Option<Said>,
    /// Whose choice it is.
    pub about: Vec<Person>,
    /// How certain, in the warner's terms.
    pub certainty: Option<String>,
    /// Options of theirs that it concerns.
    pub concerns: Vec<String>,
    /// When it was given.
    pub on: DateSaid,
    /// Until when it holds; `None`: no end was named.
    pub until: Option<DateSaid>,
    /// Where it is known from.
    pub sources: Vec<SourceSaid>,
}

/// An offer or consent that ends within 24 hours.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Offer {
    /// The act.
    pub act: String,
    /// What ends.
    pub what: Line,
    /// When.
    pub until: DateSaid,
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Deadline {
    /// The act that says so.
    pub act: String,
    /// What is due.
    pub what: Line,
    /// When.
    pub on: DateSaid,
}

/// The next or running round and whom the reader sees there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Next {
    /// The act that called it.
    pub act: String,
    /// When.
    pub on: DateSaid,
    /// Its last day.
    pub ends: Option<DateSaid>,
    /// Whether it has begun.
    pub running: bool,
    /// Where.
    pub place: Option<String>,
    /// What it is for: the first aims, shortened; annex D has them whole.
    pub aims: Vec<String>,
    /// What happens without a deal, as somebody has stated; shortened.
    pub without_deal: Vec<String>,
    /// Attendees other than the reader.
    pub people: Vec<Seen>,
    /// How many more attend.
    pub more: usize,
    /// Who stays away, as recorded.
    pub absent: Vec<Person>,
}

/// Somebody whom the reader sees next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Seen {
    /// Who.
    pub who: Person,
    /// In which roles.
    pub roles: Vec<String>,
    /// Who decides behind the delegation.
    pub principal: Option<String>,
    /// Since when, where that has changed.
    pub principal_since: Option<DateSaid>,
    /// What the delegation may agree to.
    pub mandate: Option<String>,
    /// Whether the mandate is from before the present principal, and may not be theirs.
    pub mandate_is_older: bool,
    /// The last words recorded of them.
    pub last_words: Option<Voice>,
    /// The latest text that they were handed or shown, and in which language.
    pub holds: Vec<Held>,
    /// What was promised to them.
    pub promised: Vec<Promised>,
    /// How many more texts and promises; annex D has them.
    pub more: usize,
}

/// A text that somebody holds or has seen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Held {
    /// The draft's id.
    pub draft: String,
    /// Its title.
    pub title: String,
    /// Its language in English.
    pub language: String,
    /// Whether it is the text that is negotiated now, in whatever language.
    pub current: bool,
    /// Whether it was shown and taken back, or read aloud: no paper was left.
    pub shown_only: bool,
    /// Whether it was read aloud.
    pub read_aloud: bool,
    /// Number of the copy.
    pub copy: Option<String>,
    /// When.
    pub on: DateSaid,
}

/// A promise made to somebody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Promised {
    /// The act.
    pub act: String,
    /// Who promised.
    pub by: Vec<Person>,
    /// What.
    pub words: Option<Said>,
    /// When.
    pub on: DateSaid,
}

/// What to ask, and what to fall back on: as the record of the round has it, never computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// The one thing to ask for.
    pub ask: Option<String>,
    /// What to fall back on.
    pub fallback: Option<String>,
}

/// What kind of thing blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A party says that it cannot accept it.
    RedLine,
    /// A party has rejected it.
    Rejected,
    /// A party has accepted but for an exception.
    Reserved,
    /// One side's change, on which the other puts another label.
    Labelled,
    /// A place of the text that is to be decided, with words that are attributed to somebody.
    Rivals,
    /// Another place of the text that is to be decided.
    Open,
}

/// Something that stands in the way, with rival words side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Block {
    /// What kind of thing it is.
    pub kind: BlockKind,
    /// Where in the text; `None` where it is not tied to words.
    pub place: Option<Place>,
    /// What it is about: the place, or what was said.
    pub subject: Line,
    /// Who says what.
    pub voices: Vec<Voice>,
    /// How many more voices there are; annexes A and D have them.
    pub more: usize,
}

/// What somebody says, in whose words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Voice {
    /// Who; empty: words of the text that nobody is named for.
    pub who: Vec<Person>,
    /// What they did: `declines`, `calls it "…"`, `alternative 1`.
    pub what: Line,
    /// Their words; `None` where the record has none.
    pub words: Option<Said>,
    /// When.
    pub on: Option<DateSaid>,
    /// Who conveyed it, where it came through somebody.
    pub through: Option<Person>,
    /// Whether it was conveyed and is not confirmed.
    pub unconfirmed: bool,
    /// The act, where it is one.
    pub act: Option<String>,
}

/// Clause groups × parties.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matrix {
    /// A declared rule on the whole, such as "nothing is agreed until everything is agreed".
    pub rule: Option<String>,
    /// The parties, in the case's order.
    pub parties: Vec<Person>,
    /// The groups, in the order of the text.
    pub rows: Vec<MatrixRow>,
    /// How many more groups; annex B has them.
    pub more: usize,
    /// The letters that occur, with their meaning.
    pub legend: Vec<Legend>,
    /// Clauses on which two parties' consent rests on different words.
    pub different_words: Vec<Place>,
    /// How many more such clauses; annex B has them.
    pub different_words_more: usize,
}

/// A group of clauses.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixRow {
    /// Its heading or label.
    pub group: String,
    /// How many clauses it has.
    pub clauses: usize,
    /// One cell for each party.
    pub cells: Vec<Cell>,
}

/// How one party stands to a group of clauses: every status that occurs, the one farthest from consent first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// The party's id.
    pub party: String,
    /// What occurs.
    pub marks: Vec<Mark>,
}

/// A status with the number of clauses that it stands for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    /// The status.
    #[serde(flatten)]
    pub status: StatusName,
    /// Whether the words have changed since.
    pub stale: bool,
    /// Whether there is another flag: an unmet condition, an expiry, a former principal.
    pub flagged: bool,
    /// For how many clauses of the group.
    pub count: usize,
}

/// A letter with its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Legend {
    /// The letter or sign.
    pub letter: String,
    /// What it means.
    pub words: String,
    /// The status that it stands for; `None` for the marks of flags.
    pub status: Option<String>,
}

/// Something disputed or unknown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Doubt {
    /// Whether it is disputed; otherwise it is unknown.
    pub disputed: bool,
    /// What it is.
    pub what: Line,
    /// Both sides, where it is disputed.
    pub voices: Vec<Voice>,
}

/// The next meeting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Meeting {
    /// The act that says so.
    pub act: String,
    /// When.
    pub on: Option<DateSaid>,
    /// What and where.
    pub what: Line,
}

/// The agreed press line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PressLine {
    /// The act.
    pub act: String,
    /// The words.
    pub words: Said,
    /// Who stated it, and who agreed to it.
    pub by: Vec<Person>,
    /// When.
    pub on: DateSaid,
    /// Who has said since that it is not what was said: by whom, when and in which words.
    pub corrected: Vec<Line>,
}
