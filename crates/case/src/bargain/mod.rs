//! What is left to decide in a draft, and what each side has said of it: a case as the mathematics of bargaining takes it.
//!
//! Every open point becomes an issue with the options that it offers; a point that lies in words of another has one option
//! more, to fall with them, and rules tie the two. Words that somebody put forward for a clause are one more option where they
//! are other words at exactly one open point of it, all else as the draft has it. A point at which words are still to be written offers nothing to choose
//! from, and is left out and named. What a party put forward or accepted last says what it would have to move from; what
//! somebody said that they cannot accept rules out options. Where the record says nothing, nothing is assumed.
//!
//! Everything comes from a [`View`].

mod assessed;
mod issues;
mod proposals;
mod said;
mod tie;
mod wishes;

use onetext_bargain::packages::{Moves, Question};
use onetext_bargain::space::{Rule, Space};
use onetext_record::texts::Texts as _;
use onetext_record::timeline::Timeline;
use onetext_record::{ActId, AssessmentId, DraftId, ParticipantId, ledger};

use crate::View;

pub use assessed::{Assessed, Unused, WhyUnused};
pub use issues::{OpenIssue, Opt, Proposed, Unwritten};
pub use wishes::{AgainstNoAgreement, Asked, Dominated, OfSide, Wish, Wishes};

/// What is left to decide in a draft, and what was said of it.
#[derive(Debug)]
pub struct Undecided {
    /// The draft.
    pub draft: DraftId,
    /// The open points that offer options, in the order of the text.
    pub issues: Vec<OpenIssue>,
    /// Open points at which words are still to be written.
    pub unwritten: Vec<Unwritten>,
    /// The issues with the rules of the text; nothing where there is no issue.
    pub space: Option<Space>,
    /// The parties, in the case's order.
    pub sides: Vec<ParticipantId>,
    /// By issue and side: what the side said of it last.
    pub positions: Vec<Vec<Position>>,
    /// Combinations of options of which somebody said that they cannot accept them, oldest first; then those of which somebody
    /// assessed that a party could not.
    pub red_lines: Vec<RedLine>,
    /// What somebody said that they cannot accept, where it rules out no option; and refusals of options that are taken
    /// together; and words put forward that are no option. Oldest first.
    pub apart: Vec<Apart>,
    /// What assessments say of wishes, in their order.
    pub assessed: Vec<Assessed>,
    /// Assessments that nothing here rests on, in their order.
    pub unused: Vec<Unused>,
}

/// Where a wish or a red line is known from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whence {
    /// An act.
    Act(ActId),
    /// An assessment.
    Assessment(AssessmentId),
}

/// What one side said last of one issue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Position {
    /// The option that it last accepted or put forward, with the act.
    pub took: Option<(u32, ActId)>,
    /// The options that it declined since, with the acts, oldest first.
    pub declined: Vec<(u32, ActId)>,
}

/// Options that somebody cannot accept together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedLine {
    /// The act or the assessment that says so.
    pub whence: Whence,
    /// Whose word it still is; of an assessment, the party that it is about.
    pub by: Vec<ParticipantId>,
    /// The issues and the places of their options.
    pub options: Vec<(usize, u32)>,
}

/// An act that rules out no option, or whose words are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// The act.
    pub act: ActId,
    /// Why.
    pub why: WhyApart,
}

/// Why an act rules out no option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyApart {
    /// It concerns no clause of this draft, as far as clauses can be followed.
    Elsewhere,
    /// Its words are none of the options that are open.
    OtherWords,
    /// Its words, put forward for clauses with open points, differ from the draft's elsewhere, or are no option where they stand.
    NotHere,
    /// Its words, put forward for clauses with open points, can be taken as other words at these in more than one way,
    /// or in more than are compared.
    SeveralWays,
    /// Its words are the draft's own, with the brackets of its points.
    LeavesOpen,
    /// Some of its words stand where the draft leaves words to be written.
    Unwritten,
    /// Its words are those of more than one option.
    Several,
    /// Whoever said it has taken one of these options since.
    TakenSince,
    /// It declines several options together and is no red line.
    Together,
    /// It chooses at the open points of a text in another language, which are not followed to those of this one.
    OtherLanguage,
}

/// Why there is nothing to decide.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotUndecided {
    /// The view has no text.
    #[error("there is no draft that this reader may see")]
    NoText,
    /// The view has no such draft.
    #[error("there is no draft \u{201c}{0}\u{201d} that this reader may see")]
    NoDraft(DraftId),
    /// The words of the text are not on record.
    #[error("the words of draft {0} are not on record")]
    NoWords(DraftId),
}

impl Undecided {
    /// What is left to decide in a draft of a view; without a name, in the current one.
    ///
    /// Takes time in proportion to the acts of the view, the clauses that they name, and the wordings of these.
    ///
    /// # Errors
    /// The view has no such draft, or no words of it.
    pub fn new(view: &View, draft: Option<&DraftId>) -> Result<Self, NotUndecided> {
        let texts = view.texts();
        let id = match draft {
            Some(draft) => draft,
            None => texts.current().ok_or(NotUndecided::NoText)?,
        };
        let version = texts.version(id).ok_or_else(|| NotUndecided::NoDraft(id.clone()))?;
        let text = version.draft().ok_or_else(|| NotUndecided::NoWords(id.clone()))?;
        let (mut issues, unwritten) = issues::of(text);
        let now = view.now();
        let timeline = Timeline::new(&view.acts, &now);
        let standings = ledger::standings(&timeline, texts);
        let (proposals, mut apart) = proposals::add(view, (id, text), &timeline, &standings, &mut issues);
        let tie = || tie::Tie::new(texts, id, text, &issues, &proposals);
        let said = said::Said::new(view, tie(), issues.len());
        let (positions, mut red_lines, more) = said.all(&timeline, &standings);
        apart.extend(more);
        // In the order of the acts.
        let order = |apart: &Apart| timeline.acts().iter().position(|act| act.id == apart.act);
        apart.sort_by_cached_key(order);
        let space = issues::space(id.as_str(), &issues);
        let mut assessed = assessed::All::default();
        if let Some(space) = &space
            && !view.preferences.is_empty()
        {
            assessed =
                assessed::Reader { view, tie: tie(), issues: &issues, space, positions: &positions }.all();
        }
        red_lines.append(&mut assessed.red_lines);
        Ok(Self {
            draft: id.clone(),
            space,
            assessed: assessed.statements,
            unused: assessed.unused,
            sides: view.parties().map(|party| party.id.clone()).collect(),
            positions,
            red_lines,
            apart,
            issues,
            unwritten,
        })
    }

    /// What each option asks of each side: one move where the side last took another, or declined it.
    #[must_use]
    pub fn moves(&self) -> Vec<Vec<Moves>> {
        let of_issue = |issue: usize| {
            let options = 0..self.issues[issue].options.len() as u32;
            let side =
                |place| (0..self.sides.len()).map(move |side| u32::from(self.moves_at(issue, place, side)));
            options.map(|place| side(place).collect()).collect()
        };
        (0..self.issues.len()).map(of_issue).collect()
    }

    /// Whether a side would have to move at an issue for an option. Where a point falls with words around it, nothing is
    /// decided there.
    #[must_use]
    pub fn moves_at(&self, issue: usize, place: u32, side: usize) -> bool {
        let position = &self.positions[issue][side];
        !self.falls(issue, place)
            && match &position.took {
                Some((took, _)) => *took != place,
                None => position.declined.iter().any(|(declined, _)| *declined == place),
            }
    }

    /// Whether it is not on record how a side stands to an option.
    #[must_use]
    pub fn is_unknown(&self, issue: usize, place: u32, side: usize) -> bool {
        let position = &self.positions[issue][side];
        !self.falls(issue, place)
            && position.took.is_none()
            && !position.declined.iter().any(|(declined, _)| *declined == place)
    }

    /// Whether an option of an issue is that its point falls with words around it.
    #[must_use]
    pub fn falls(&self, issue: usize, place: u32) -> bool {
        self.issues[issue].options.get(place as usize) == Some(&Opt::Falls)
    }

    /// The red lines as combinations that no package has.
    #[must_use]
    pub fn demands(&self) -> Vec<Rule> {
        self.red_lines.iter().map(|line| Rule::never_together(line.options.iter().copied())).collect()
    }

    /// The question that packages answer.
    #[must_use]
    pub fn question<'a>(&'a self, moves: &'a [Vec<Moves>], demands: &'a [Rule]) -> Option<Question<'a>> {
        Some(Question { space: self.space.as_ref()?, moves, demands })
    }
}
