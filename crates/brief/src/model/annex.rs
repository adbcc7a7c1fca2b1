//! The annexes: everything that the first page counts and does not show.

use serde::Serialize;

use super::first::Voice;
use super::parts::{DateSaid, Direction, DraftTitle, Person, Place, Said, SourceSaid, StatusName};
use super::told::Told;
use crate::line::Line;
use crate::marks::Mark;

/// The annexes, from A on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Annexes {
    /// A: the text with its open points, and each party's position in the margin.
    pub text: Option<TextAnnex>,
    /// A, at its end: words that participants use for the same things.
    pub terms: Vec<Terms>,
    /// B: consent by clause and its history.
    pub consent: Vec<ClauseConsent>,
    /// B: drafts with consent that leads to no clause of the text that is negotiated now.
    pub elsewhere: Vec<HistoryEntry>,
    /// B: clauses on which two parties' consent rests on different words.
    pub different_words: Vec<TwoTexts>,
    /// C: open points over drafts.
    pub open_points: Vec<DraftCount>,
    /// D: chronology, oldest first.
    pub chronology: Vec<Event>,
    /// E: indicators.
    pub indicators: Vec<Indicator>,
    /// F: disputed.
    pub disputed: Vec<Disputed>,
    /// F: unknown.
    pub unknown: Vec<Unknown>,
    /// From G on: changes against each text, what was handed over, promised and asked, silence, the plan, analysis.
    pub told: Told,
}

/// The text that is negotiated now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TextAnnex {
    /// Which draft it is.
    pub draft: DraftTitle,
    /// Its direction of writing.
    pub direction: Direction,
    /// Its clauses in order.
    pub clauses: Vec<ClauseText>,
}

/// A clause of the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClauseText {
    /// Its id in the draft.
    pub id: String,
    /// Its label as printed.
    pub label: String,
    /// Its place for people.
    pub path: String,
    /// `heading`, `paragraph`, `item`, `option`, `definition` or `row`.
    pub kind: String,
    /// How many clauses it stands under.
    pub depth: usize,
    /// Its 1-based first line.
    pub line: u32,
    /// Its words, open points marked.
    pub runs: Vec<Run>,
    /// How its own words are marked by colours behind them in the draft; absent where no word of the draft is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// How each party stands to it; none at headings.
    pub positions: Vec<PartyPosition>,
}

/// A stretch of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The words, brackets included.
    pub words: String,
    /// Whether they are open.
    pub kind: RunKind,
    /// Which alternative it is, from 1, where there are several.
    pub alternative: Option<usize>,
    /// To whom the text attributes them.
    pub attributed: Vec<String>,
}

/// How a stretch of words stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RunKind {
    /// Not open.
    Plain,
    /// Words that may stand or fall.
    Optional,
    /// One of several wordings for the same place.
    Alternative,
    /// A place without words yet.
    Placeholder,
}

/// How a party stands to a clause, in short.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartyPosition {
    /// The party.
    pub party: Person,
    /// Its status.
    #[serde(flatten)]
    pub status: StatusName,
    /// Whether the words have changed since.
    pub stale: bool,
    /// Whether there is another flag.
    pub flagged: bool,
    /// Flags and what else matters, in words.
    pub remarks: Vec<Line>,
    /// What the party says of it: reservations, rejections, readings, red lines.
    pub voices: Vec<Voice>,
}

/// Each participant's word for one contested thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// The word that the case itself uses.
    pub neutral: String,
    /// Who says what.
    pub words: Vec<(Person, String)>,
}

/// Consent to clauses to which every party stands in the same way, by the same acts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClauseConsent {
    /// The clauses, which follow each other in the text.
    pub clauses: Vec<ClauseNamed>,
    /// Each party.
    pub parties: Vec<PartyConsent>,
}

/// A clause with its first words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClauseNamed {
    /// The clause.
    pub place: Place,
    /// Its first words.
    pub words: Option<Said>,
}

/// One party's consent to one clause, and how it came about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartyConsent {
    /// The party.
    pub party: Person,
    /// Its status now.
    #[serde(flatten)]
    pub status: StatusName,
    /// `stale`, `condition`, `expired`, `former_principal`.
    pub flags: Vec<String>,
    /// The flags in words.
    pub flag_words: Vec<String>,
    /// What cannot be said otherwise: under which rule silence let the text pass.
    pub note: Option<String>,
    /// What led there, oldest first; the latest ones, where there are many.
    pub history: Vec<HistoryEntry>,
    /// How many earlier ones; annex D has them.
    pub history_more: usize,
}

/// One act in the history of a consent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HistoryEntry {
    /// The act.
    pub act: String,
    /// When.
    pub on: DateSaid,
    /// Who.
    pub by: Vec<Person>,
    /// What was done, with all that is known of it: extent, strength, authority, finality, form, channel.
    pub what: Line,
    /// The draft.
    pub draft: Option<String>,
    /// Language.
    pub lang: Option<String>,
    /// The words that it was given to, where they are not those of the current text.
    pub given_to: Option<Said>,
    /// Words said with it.
    pub words: Option<Said>,
    /// Conditions, each with whether it is met.
    pub conditions: Vec<Line>,
    /// Where it is known from.
    pub sources: Vec<SourceSaid>,
}

/// Parties' consents to one clause that rest on different words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TwoTexts {
    /// The clause of the text negotiated now.
    pub place: Place,
    /// Each wording, with those whose consent rests on it.
    pub wordings: Vec<Wording>,
}

/// Words on which somebody's consent rests.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wording {
    /// Whose consent.
    pub parties: Vec<Person>,
    /// Title of the draft.
    pub draft: String,
    /// The words of the clause in that draft, where there is a file of it: as they read after the choice, where there was one.
    pub words: Option<Said>,
    /// What was chosen at its open points, in words.
    pub chosen: Vec<Line>,
}

/// Open points of one draft.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DraftCount {
    /// The draft.
    pub draft: DraftTitle,
    /// Open points; `None`: its words are not known, so that there is nothing to count.
    pub open_points: Option<usize>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// The act; `None` where a draft was put forward.
    pub act: Option<String>,
    /// The draft that it concerns.
    pub draft: Option<String>,
    /// Its date; several where sources disagree.
    pub dates: Vec<GivenDate>,
    /// When the record learnt of it, where that was later.
    pub known: Option<DateSaid>,
    /// What happened.
    pub what: Line,
    /// Words said or proposed.
    pub words: Option<Said>,
    /// The label that its author puts on it, and those of others, side by side.
    pub labels: Vec<GivenLabel>,
    /// A remark of the record.
    pub note: Option<String>,
    /// Where it is known from.
    pub sources: Vec<SourceSaid>,
}

/// A date, and who gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GivenDate {
    /// The date.
    pub on: DateSaid,
    /// Who gives it, where accounts differ.
    pub source: Option<String>,
}

/// A label, and who puts it on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GivenLabel {
    /// Who.
    pub who: Vec<Person>,
    /// The label.
    pub label: String,
    /// Whether it is the author's own.
    pub own: bool,
}

/// A dated series of figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Indicator {
    /// What is counted.
    pub indicator: String,
    /// In which unit.
    pub unit: Option<String>,
    /// The figures by date. Figures of different sources for one date stand side by side.
    pub figures: Vec<DatedFigure>,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DatedFigure {
    /// The act.
    pub act: String,
    /// Its date.
    pub on: DateSaid,
    /// Days since the Unix epoch, for plotting.
    #[serde(skip)]
    pub day: i64,
    /// The value, as typed.
    pub value: String,
    /// The value, for plotting.
    #[serde(skip)]
    pub height: f64,
    /// `exactly`, `about`, `at_least` or `more_than`.
    pub bound: String,
    /// Value, bound and unit for people: `more than 40 000 persons`.
    pub words: String,
    /// Whether it was corrected, denied or contradicted.
    pub remarks: Vec<String>,
    /// Where it is known from; never empty.
    pub sources: Vec<SourceSaid>,
}

/// Accounts of one matter that contradict each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Disputed {
    /// What is disputed.
    pub what: Line,
    /// Each account.
    pub voices: Vec<Voice>,
    /// Sources of each account, in the same order.
    pub sources: Vec<Vec<SourceSaid>>,
}

/// Something that is not known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unknown {
    /// What is not known.
    pub what: Line,
    /// Where it is known from that it is not known.
    pub sources: Vec<SourceSaid>,
}
