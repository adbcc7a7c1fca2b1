//! Strict reading of one item of a case from its TOML table.
//!
//! Each function takes a table with its place and yields either the item, with every reference that it makes to
//! something else, or all that is wrong with it. Nothing is guessed and nothing is left out silently: the tables in
//! [`crate::schema`] say what may stand where. Whether references lead anywhere is for the caller to check, who knows
//! the whole case; [`Reference::missing`] words the problem.

mod act;
mod conflict;
mod fields;
mod item;
mod plan;
mod preferences;
mod value;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::tz::TimeZone;

pub use act::act;
pub use conflict::conflict_entry;
pub use item::{DraftItem, draft, lineage_match, named_set, note, participant, term};
pub use plan::provision;
pub use preferences::assessment;
pub use value::{choice, is_language};

use crate::ids::{ActId, AudienceId, DraftId, NoteId, ParticipantId, ProvisionId};
use crate::plan::time::Point;
use crate::schema::Shape;

/// What reading an item needs to know of the rest of the case.
#[derive(Debug, Clone)]
pub struct Context {
    /// The ids of all participants and named sets: a name in an audience is one or the other.
    pub names: Names,
    /// The zone of times without an offset.
    pub zone: TimeZone,
}

/// Names that can stand in an audience, beside `public` and `team`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Ids of participants.
    pub participants: BTreeSet<String>,
    /// Ids of named sets.
    pub sets: BTreeSet<String>,
}

/// An item that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<T> {
    /// The item.
    pub item: T,
    /// Every reference that it makes, for the caller to check.
    pub references: Vec<Reference>,
}

/// One mention of something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where it stands: bytes of the file.
    pub span: Range<usize>,
    /// The field in which it stands.
    pub field: &'static str,
    /// What it mentions.
    pub target: Target,
}

/// What a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A participant.
    Participant(ParticipantId),
    /// A named set of participants.
    Set(AudienceId),
    /// A draft.
    Draft(DraftId),
    /// A clause of a draft, as written.
    Clause {
        /// The draft.
        draft: DraftId,
        /// The clause by its label.
        name: String,
    },
    /// An act.
    Act(ActId),
    /// A note.
    Note(NoteId),
    /// An entry of the plan.
    Provision(ProvisionId),
    /// A point of the plan.
    Point(Point),
}

/// Something wrong with an item, in words for whoever keeps the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: bytes of the file.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What was expected.
    pub expected: String,
    /// What to do.
    pub help: Option<String>,
}

impl Reference {
    /// Whether this stands in a list of those who may see something, where named sets can stand beside participants.
    pub fn is_in_audience(&self) -> bool {
        self.field.ends_with("audience") || self.field == "shown_to"
    }

    /// The problem that what this mentions does not exist, with the nearest of the names that do.
    pub fn missing<'a>(&self, known: impl IntoIterator<Item = &'a str>) -> Problem {
        if let (Target::Participant(id), true) = (&self.target, self.is_in_audience()) {
            return self.unknown_reader(id.as_str(), known);
        }
        let (what, name, remedy) = match &self.target {
            Target::Participant(id) => ("participant", id.as_str(), "add a [[participant]] to case.toml"),
            Target::Set(id) => ("named audience", id.as_str(), "add an [[audience]] to case.toml"),
            Target::Draft(id) => ("draft", id.as_str(), "add a [[draft]] to case.toml"),
            Target::Clause { draft, name } => {
                return Problem {
                    span: self.span.clone(),
                    message: format!(
                        "`{}` names a clause \u{201c}{name}\u{201d}, which draft \u{201c}{draft}\u{201d} does not have",
                        self.field
                    ),
                    expected: "a label of the draft, such as \"2\", \"3(a)\" or \"Article 4, 2\"".to_owned(),
                    help: suggest(name, known).map(|near| format!("did you mean \"{near}\"?")),
                };
            }
            Target::Act(id) => ("act", id.as_str(), "see whether that act could not be read itself"),
            Target::Provision(id) | Target::Point(Point { of: id, .. }) => {
                ("entry of the plan", id.as_str(), "add the entry to a file in the folder `plan`")
            }
            Target::Note(id) => ("note", id.as_str(), "see whether that note could not be read itself"),
        };
        let help = suggest(name, known)
            .map_or_else(|| remedy.to_owned(), |near| format!("did you mean \"{near}\"?"));
        Problem {
            span: self.span.clone(),
            message: format!(
                "`{}` names {} \u{201c}{name}\u{201d}, which is not in the case",
                self.field,
                with_article(what)
            ),
            expected: format!("the id of {} of this case", with_article(what)),
            help: Some(help),
        }
    }

    fn unknown_reader<'a>(&self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Problem {
        let help = suggest(name, known.into_iter().chain(["public", "team"])).map_or_else(
            || "add a [[participant]] or an [[audience]] of that id to case.toml".to_owned(),
            |near| format!("did you mean \"{near}\"?"),
        );
        Problem {
            span: self.span.clone(),
            message: format!("`{}` names \u{201c}{name}\u{201d}, who is not in the case", self.field),
            expected: Shape::Audience.expected(),
            help: Some(help),
        }
    }
}

/// The known name that is nearest to a mistyped one, if one is near enough to be meant.
pub fn suggest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    let allowed = (name.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// `an act`, `a draft`.
fn with_article(word: &str) -> String {
    let vowel = word.trim_start_matches(['`', '"']).starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {word}", if vowel { "an" } else { "a" })
}
