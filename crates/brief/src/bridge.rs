//! Packages from the open points of a draft: which nobody in a view has ruled out, and which cross what somebody said that
//! they cannot accept.

use onetext_bargain::packages::NoAnswer;
use onetext_case::bargain::NotUndecided;
use onetext_record::DraftId;
use onetext_record::act::{Choice, Extent, Strength};
use onetext_text::points::PointKind;
use serde::Serialize;

use crate::clean::Taking;
use crate::heading::Heading;
use crate::line::Line;
use crate::model::{DraftTitle, Person, Place};
use crate::standing::ActStanding;

mod annex;
mod picture;
mod terminal;
mod wishes;

pub use picture::{Drawn, NoPicture, PackagePicture};
pub use wishes::{
    AcceptableSaid, AssessmentSaid, DominatedSaid, NotWorkedOut, QuestionSaid, SurelySaid, UnusedSaid,
    Whether, WishSaid, WishSays,
};

/// The packages that the open points of a draft make, as one reader may see them on one date.
#[derive(Debug, Clone, Serialize)]
pub struct Bridge {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// The draft.
    pub draft: DraftTitle,
    /// Its open points that offer options, numbered from 1 in the order of the text.
    pub points: Vec<PointSaid>,
    /// Open points at which words are still to be written. No package says anything of them.
    pub unwritten: Vec<UnwrittenSaid>,
    /// What somebody said that they cannot accept, where it rules out options; numbered from 1, oldest first. Behind these, what
    /// somebody assessed that a party could not accept.
    pub red_lines: Vec<RedLineSaid>,
    /// What somebody said that they cannot accept, where it rules out no option; refusals of options together; and words put
    /// forward for clauses with open points that are an option at none of these.
    pub apart: Vec<ApartSaid>,
    /// How many packages the text allows, as a decimal number; absent where they cannot be counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<String>,
    /// How many of them cross no red line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
    /// The first packages that nobody in this view has ruled out.
    pub packages: Vec<PackageSaid>,
    /// The first packages that cross a red line, fewest crossings first.
    pub crossing: Vec<PackageSaid>,
    /// Where every package crosses a red line: the smallest set of red lines that no package keeps all of, by number.
    pub clash: Vec<usize>,
    /// Whether a smaller one was not ruled out: any of these left out, some package is left, and the search for fewer stopped early.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub clash_may_be_smaller: bool,
    /// What one more answer would settle in the packages listed first.
    pub answers: Vec<AnswerSaid>,
    /// The comparison to ask each party for that would settle most of the first packages listed.
    pub questions: Vec<QuestionSaid>,
    /// What is known of the parties' wishes, numbered from 1.
    pub wishes: Vec<WishSaid>,
    /// Parties of whose wishes nothing is worked out, although something is known.
    pub not_worked_out: Vec<NotWorkedOut>,
    /// Assessments of wishes that nothing here rests on.
    pub unused: Vec<UnusedSaid>,
}

/// An open point that offers options.
#[derive(Debug, Clone, Serialize)]
pub struct PointSaid {
    /// Counted from 1.
    pub number: usize,
    /// The clause in whose own text it starts.
    #[serde(flatten)]
    pub place: Place,
    /// 1-based line of the draft as it is read.
    pub line: u32,
    /// What kind of decision it asks for.
    pub kind: PointKind,
    /// What it can be decided as, numbered from 1 in this order.
    pub options: Vec<OptionSaid>,
    /// Where it lies in words of another point: that point and which of its options has these words, by number. Where these
    /// fall, the last option is all that is left.
    pub within: Option<OptionNamed>,
    /// What each party said of it last, in the case's order.
    pub positions: Vec<PositionSaid>,
}

/// What a point can be decided as.
#[derive(Debug, Clone, Serialize)]
pub struct OptionSaid {
    /// For people: `“five”`, `“at dawn” stands`, `no text`.
    pub said: Line,
    /// The words, in full; empty where it has none.
    pub words: String,
    /// How it is taken with `--choose`; absent where nothing is chosen, since the point falls with words around it, and of words
    /// put forward that have a semicolon, which separates options there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choose: Option<String>,
    /// The acts that put the words forward, oldest first, where they are none of the draft's own options.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub put_forward: Vec<ActStanding>,
}

/// An option of a point, both by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct OptionNamed {
    /// The point.
    pub point: usize,
    /// Its option.
    pub option: usize,
}

/// What a party said of a point.
#[derive(Debug, Clone, Serialize)]
pub struct PositionSaid {
    /// The party.
    pub party: Person,
    /// The option that it last accepted or put forward; nothing where the record has none.
    pub took: Option<TookSaid>,
    /// Options that it declined since.
    pub declined: Vec<TookSaid>,
}

/// An option that somebody took or declined.
#[derive(Debug, Clone, Serialize)]
pub struct TookSaid {
    /// The option, by number.
    pub option: usize,
    /// The act, and how it stands.
    #[serde(flatten)]
    pub act: ActStanding,
    /// Of words or of the concept, where an acceptance says so.
    pub extent: Option<Extent>,
    /// How much consent, where an acceptance says so.
    pub strength: Option<Strength>,
}

/// A point at which words are still to be written.
#[derive(Debug, Clone, Serialize)]
pub struct UnwrittenSaid {
    /// The clause in whose own text it starts.
    #[serde(flatten)]
    pub place: Place,
    /// 1-based line of the draft as it is read.
    pub line: u32,
    /// The option in whose words it lies.
    pub within: Option<OptionNamed>,
}

/// What somebody said that they cannot accept.
#[derive(Debug, Clone, Serialize)]
pub struct RedLineSaid {
    /// Counted from 1.
    pub number: usize,
    /// Whose word it still is.
    pub of: Vec<Person>,
    /// The options that it rules out, where they are taken together.
    pub options: Vec<OptionNamed>,
    /// The act.
    #[serde(flatten)]
    pub act: Option<ActStanding>,
    /// The assessment, where nobody said so themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessment: Option<AssessmentSaid>,
}

/// What rules out no option, or puts forward words that are none.
#[derive(Debug, Clone, Serialize)]
pub struct ApartSaid {
    /// Why: `elsewhere`, `other_words`, `not_here`, `several_ways`, `leaves_open`, `unwritten`, `several`, `taken_since`, `together`
    /// or `other_language`.
    pub reason: &'static str,
    /// The same in words.
    pub reason_words: &'static str,
    /// The act.
    #[serde(flatten)]
    pub act: ActStanding,
}

/// One option for every point.
#[derive(Debug, Clone, Serialize)]
pub struct PackageSaid {
    /// Counted from 1, packages that cross a red line behind the others.
    pub number: usize,
    /// The option at each point, by number, in the order of the points.
    pub options: Vec<usize>,
    /// The red lines that it crosses, by number.
    pub crosses: Vec<usize>,
    /// How many moves it asks of each party, in the case's order.
    pub moves: Vec<MovesSaid>,
    /// Where it is not on record how a party stands to its option.
    pub unknown: Vec<UnknownSaid>,
    /// By which other packages listed it is dominated, as far as is known; absent behind the first 60 listed, which are compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dominated: Option<DominatedSaid>,
    /// Whether it is known to be better or worse than no agreement, for parties of which anything is known on that.
    pub acceptable: Vec<AcceptableSaid>,
    /// How its options are taken in `onetext export --clean`: one `--choose` each. `\u{2026}` stands for words that are still to be
    /// written, and for words put forward that have a semicolon.
    pub choose: Vec<String>,
    /// The same for the program.
    #[serde(skip)]
    pub(crate) taken: Vec<Taken>,
}

/// What stands at a point that a clean text asks for.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    /// The clause, by a name that leads to it.
    pub(crate) clause: String,
    /// What; nothing, where words are still to be written.
    pub(crate) choice: Option<Taking>,
}

/// Where a party would have to move.
#[derive(Debug, Clone, Serialize)]
pub struct MovesSaid {
    /// The party.
    pub party: Person,
    /// The points, by number: there it would take another option than it took last, or one that it declined.
    pub points: Vec<usize>,
}

/// Where it is not on record how a party stands to the options of a package.
#[derive(Debug, Clone, Serialize)]
pub struct UnknownSaid {
    /// The party.
    pub party: Person,
    /// The points, by number.
    pub points: Vec<usize>,
}

/// What an answer of one party on one point would settle.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerSaid {
    /// The party.
    pub party: Person,
    /// The point, by number.
    pub point: usize,
    /// In how many of the packages listed it is not on record how the party stands there.
    pub packages: usize,
    /// In how many of these it is all that is not on record.
    pub last: usize,
}

/// Why there is nothing to show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoBridge {
    /// The case does not name the reader for analysis.
    #[error("there is no analysis for this reader: the team decides who has it")]
    NotForReader,
    /// There is no such draft.
    #[error(transparent)]
    NoDraft(#[from] NotUndecided),
    /// Nothing is open.
    #[error("nothing is open in draft {0}: every word of it is decided")]
    NothingOpen(DraftId),
    /// The packages cannot be worked out.
    #[error("packages: {0}")]
    NoAnswer(#[from] NoAnswer),
}

/// Why a package has no clean text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// There is no such package.
    #[error("there is no package {number}; {listed} are listed, and --top lists more")]
    NoPackage {
        /// As asked for.
        number: usize,
        /// How many there are.
        listed: usize,
    },
    /// Words are still to be written.
    #[error("words are still to be written in {0}: write them with --fill, for example --fill '{0}=five'")]
    Unwritten(String),
    /// Words were given for a clause in which none are to be written.
    #[error("--fill: no words are to be written in {0:?} in this package")]
    NothingToFill(String),
}

impl Bridge {
    /// The options of a package, clause by clause, as [`crate::clean::clean`] takes them. `fills` are words for the points at
    /// which these are still to be written, clause by clause, in the order of the text.
    ///
    /// # Errors
    /// There is no such package, or words are wanting, or too many.
    pub fn taken(
        &self,
        number: usize,
        fills: &[(String, Vec<Choice>)],
    ) -> Result<Vec<(String, Vec<Taking>)>, NotTaken> {
        let mut all = self.packages.iter().chain(&self.crossing);
        let listed = all.clone().count();
        let package = all.find(|package| package.number == number);
        let package = package.ok_or(NotTaken::NoPackage { number, listed })?;
        let mut fills: Vec<(&str, std::slice::Iter<'_, Choice>)> =
            fills.iter().map(|(clause, words)| (clause.as_str(), words.iter())).collect();
        let mut taken: Vec<(String, Vec<Taking>)> = Vec::new();
        for Taken { clause, choice } in &package.taken {
            let choice = match choice {
                Some(choice) => choice.clone(),
                None => fills
                    .iter_mut()
                    .find(|(named, left)| named == clause && left.len() > 0)
                    .and_then(|(_, left)| left.next())
                    .ok_or_else(|| NotTaken::Unwritten(clause.clone()))?
                    .clone()
                    .into(),
            };
            match taken.iter_mut().find(|(named, _)| named == clause) {
                Some((_, choices)) => choices.push(choice),
                None => taken.push((clause.clone(), vec![choice])),
            }
        }
        match fills.iter().find(|(_, left)| left.len() > 0) {
            Some((clause, _)) => Err(NotTaken::NothingToFill((*clause).to_owned())),
            None => Ok(taken),
        }
    }
}
