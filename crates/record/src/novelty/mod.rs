//! Novelty: what a proposed change changes against each text that it may be held against, as facts.
//!
//! **The path.** Acts that put words forward become changes (`put`); each change is held against each candidate baseline
//! (`compare`); where its words come from is looked up among all words of the view (`earliest`); whom they name is read
//! off the sentences that change (`named`); and where parties rest their consent on different drafts, these are set side by side
//! (`plans`).
//!
//! **Rules**, each with a test of its name:
//! - What kind of act it was and what anybody calls it has no influence on any fact.
//! - Words are compared with words only where both are the text itself, in one language. Everything else is unknown, with
//!   the reason.
//! - Earliest means earliest in this view. It knows who put words forward and never where they came from.

mod amended;
mod compare;
mod earliest;
mod named;
mod plans;
mod put;
mod stock;
mod thread;

use std::cell::OnceCell;
use std::rc::Rc;

use onetext_text::clause::ClauseIndex;
pub use onetext_text::particulars::Difference;
use onetext_text::sentences::sentences;
use rayon::prelude::*;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::act::Kind;
use crate::ids::{ActId, DraftId, ParticipantId};
use crate::labels::labels;
use crate::participant::Participant;
use crate::standing::Standings;
use crate::texts::Drafts;
use crate::timeline::Timeline;
use crate::when::When;

pub use amended::amended;
pub use plans::{Holder, PlanChange, Plans};

use compare::{Compared, Comparer, Differing};
use put::Put;
use stock::Stock;
use thread::Thread;

/// Above this number of drafts in a view, a question about all changes takes only the likeliest baselines for each.
pub const MANY: usize = 12;

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// The changes of one act only.
    pub act: Option<ActId>,
    /// One baseline only.
    pub against: Option<DraftId>,
}

/// The facts of changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Novelty {
    /// Each change, in the order of acts, then of clauses.
    pub changes: Vec<Change>,
    /// The drafts on which parties' latest consent rests, where these differ.
    pub plans: Option<Plans>,
}

/// One change: words put forward for one place, or for one clause of a new draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The act.
    pub act: ActId,
    /// Who put it forward as far as readers are told.
    pub by: Vec<ParticipantId>,
    /// When, by the earliest account.
    pub on: When,
    /// What the act is on record as.
    pub kind: Kind,
    /// What its author calls it.
    pub label: Option<String>,
    /// What others call it.
    pub labels_by_others: Vec<OtherLabel>,
    /// Whether its author took it back.
    pub withdrawn: bool,
    /// The draft that it concerns.
    pub draft: Option<DraftId>,
    /// Id of the clause of that draft, the first where there are several; `None`: the whole draft, or no clause is named.
    pub clause: Option<String>,
    /// Ids of all clauses concerned.
    pub clauses: Vec<String>,
    /// Whether the words are those of the draft itself, and not other words for it.
    pub of_draft: bool,
    /// The words put forward; `None`: not on record.
    pub words: Option<String>,
    /// What is to be said of each candidate baseline, in order of date.
    pub baselines: Vec<Baseline>,
    /// How many further drafts could be baselines and are left out, because there are many.
    pub left_out: usize,
    /// Participants whom the changed sentences name, before or after the change, in the order of the case.
    pub named: Vec<ParticipantId>,
    /// The places of its clauses in the outline of its draft.
    #[serde(skip)]
    pub places: Vec<ClauseIndex>,
}

/// A label that somebody else than the author gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherLabel {
    /// Who.
    pub by: Vec<ParticipantId>,
    /// Their word.
    pub label: String,
    /// The act in which they say so.
    pub act: ActId,
}

/// A change against one baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Baseline {
    /// The draft.
    pub draft: DraftId,
    /// How the words stand in it.
    pub stands: Stands,
    /// Why that is the answer.
    #[serde(skip)]
    pub why: Why,
    /// Clauses of the baseline that the answer rests on, by id, as far as it rests on clauses.
    pub clauses: Vec<String>,
    /// The places of these clauses in the outline of the baseline.
    #[serde(skip)]
    pub places: Vec<ClauseIndex>,
    /// What differs; empty unless something is changed.
    pub differences: Vec<Difference>,
    /// Who first put forward, in this view, what the change brings in beyond the baseline.
    #[serde(flatten)]
    pub earliest: First,
}

/// How words stand in a baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stands {
    /// They stand in it, word for word.
    Identical,
    /// Its clause has other words.
    Changed,
    /// It has neither the words nor a clause for them.
    Absent,
    /// It cannot be told.
    Unknown,
}

impl Stands {
    /// As in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Changed => "changed",
            Self::Absent => "absent",
            Self::Unknown => "unknown",
        }
    }
}

/// Why words stand in a baseline as they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The words are the baseline's own.
    OwnWords,
    /// The corresponding clause has exactly these words.
    SameClause,
    /// They stand in the corresponding clause, among others.
    WithinClause {
        /// As an option in brackets or in a block of options.
        option: bool,
    },
    /// They stand in another clause than the corresponding one, or there is none.
    Elsewhere {
        /// As an option in brackets or in a block of options.
        option: bool,
    },
    /// The corresponding clause has open points, and reads like this where certain options are taken.
    OptionsTaken,
    /// The corresponding clause has other words; they are compared with the whole of it.
    OtherWords,
    /// The corresponding clause has other words; they are compared with the part of it whose place they take.
    OtherPart,
    /// The baseline has no corresponding clause, and the words stand nowhere in it.
    NoClause,
    /// No clause is named that they are for, and the words stand nowhere in it.
    NoPlace,
    /// The exact words of one side or of both are not to be had.
    Inexact {
        /// Why not those put forward.
        change: Option<Missing>,
        /// Why not those of the baseline.
        baseline: Option<Missing>,
    },
    /// The two are in different languages; the first is that of the change.
    Languages(String, String),
    /// The language of the words is not on record, and the words stand nowhere in the baseline.
    LanguageUnknown,
}

/// Why exact words are not to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// There is an account of the text and not the text.
    Summary,
    /// The text is not public, and what there is of it is reported.
    Unpublished,
    /// It is a translation.
    Translation,
    /// There is no file of it.
    NoFile,
    /// The act proposes to change a draft and does not say in which words.
    NotGiven,
}

/// Who was first in a view with some words, as far as dates tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum First {
    /// That cannot be told, because there are no exact words to look for.
    Nobody,
    /// This one.
    Known(Earliest),
    /// One of these, each by other people, in order of date; their dates leave open which: a day without an hour and an hour
    /// of that day, two of one day without hours, or two of one hour.
    OneOf(Vec<Earliest>),
}

impl First {
    /// The earliest, where it is known.
    pub fn known(&self) -> Option<&Earliest> {
        match self {
            Self::Known(earliest) => Some(earliest),
            Self::Nobody | Self::OneOf(_) => None,
        }
    }

    /// Those of whom one was the earliest, where it is not known which.
    pub fn one_of(&self) -> &[Earliest] {
        match self {
            Self::OneOf(items) => items,
            Self::Nobody | Self::Known(_) => &[],
        }
    }
}

impl Serialize for First {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("First", 2)?;
        fields.serialize_field("earliest", &self.known())?;
        fields.serialize_field("earliest_unknown", self.one_of())?;
        fields.end()
    }
}

/// The earliest act or draft of a view that has some words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Earliest {
    /// Who put it forward as far as readers are told.
    pub by: Vec<ParticipantId>,
    /// When.
    pub on: When,
    /// The act; `None`: a draft without one.
    pub act: Option<ActId>,
    /// The draft in which the words stand; `None`: they are the act's.
    pub draft: Option<DraftId>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// The view has no such act.
    #[error("there is no act \u{201c}{0}\u{201d} in this view")]
    NoAct(ActId),
    /// The act puts no words forward.
    #[error(
        "act \u{201c}{0}\u{201d} puts no words forward; those that do are of kind table, amend, clarify, interpret, float or reserve"
    )]
    NoChange(ActId),
    /// The view has no such draft.
    #[error("there is no draft \u{201c}{draft}\u{201d} in this view; drafts are {}", known.join(", "))]
    NoDraft {
        /// As asked for.
        draft: DraftId,
        /// Drafts of the view.
        known: Vec<String>,
    },
}

/// The facts of all changes of a view, or of those that are asked for. `standings` says how each act of the timeline stands.
///
/// Takes time in proportion to the words of different clauses, and for each change to the number of its baselines and of the
/// drafts in which its clause stands.
///
/// # Errors
/// The view has no such act or draft, or the act puts no words forward.
pub fn novelty<'a>(
    timeline: &Timeline<'a>,
    standings: &Standings<'_, 'a>,
    texts: &'a dyn Drafts,
    people: &[Participant],
    question: &Question,
) -> Result<Novelty, NoAnswer> {
    let entries = texts.entries();
    if let Some(draft) = &question.against
        && !entries.iter().any(|entry| entry.id == *draft)
    {
        let known = entries.iter().map(|entry| entry.id.to_string()).collect();
        return Err(NoAnswer::NoDraft { draft: draft.clone(), known });
    }
    let puts = put::puts(timeline, texts);
    let asked: Vec<usize> = match &question.act {
        None => (0..puts.len()).collect(),
        Some(id) => {
            let Some(act) = timeline.position(id) else { return Err(NoAnswer::NoAct(id.clone())) };
            let of_act: Vec<usize> = (0..puts.len()).filter(|&at| puts[at].act == act).collect();
            if of_act.is_empty() {
                return Err(NoAnswer::NoChange(id.clone()));
            }
            of_act
        }
    };
    let stock = Stock::new(timeline, texts, &puts);
    let plans = plans::plans(plans::holders(timeline, standings, texts, people), texts);
    // Drafts after a change matter only where they are asked for, or are somebody's plan.
    let place = |draft: &DraftId| stock.sheet_of(draft).map(|(at, _)| at);
    let planned = plans.iter().flat_map(|plans| &plans.drafts);
    let far = planned.chain(&question.against).filter_map(place).max().unwrap_or_default();
    let facts = Facts { timeline, people, stock: &stock, comparer: Comparer::new(texts, &stock), far };
    let few = entries.len() > MANY && question.act.is_none() && question.against.is_none();
    let mut likely = few.then(|| plans::Resting::new(timeline));
    let held: Vec<(&Put<'_>, Candidates)> = asked
        .into_iter()
        .map(|at| {
            let put = &puts[at];
            let against = match (&question.against, &mut likely) {
                (Some(draft), _) => Candidates { kept: place(draft).into_iter().collect(), left_out: 0 },
                (None, None) => facts.candidates(put, None),
                (None, Some(likely)) => {
                    let current = texts.current();
                    facts.candidates(put, Some(likely.by(put.act).into_iter().chain(current).collect()))
                }
            };
            (put, against)
        })
        .collect();
    let found: Vec<(Change, Vec<Stands>)> = held
        .into_par_iter()
        .map(|(put, against)| {
            let thread = facts.thread(put);
            let change = facts.change(put, against, &thread);
            let plans = plans.iter().flat_map(|plans| &plans.drafts);
            let stands = plans.map(|draft| facts.comparer.stands(put, draft, &thread)).collect();
            (change, stands)
        })
        .collect();
    let mut plans = plans;
    let changes = found
        .into_iter()
        .map(|(change, stands)| {
            if let Some(plans) = &mut plans {
                let (act, clause) = (change.act.clone(), change.clause.clone());
                plans.changes.push(PlanChange { act, clause, stands });
            }
            change
        })
        .collect();
    Ok(Novelty { changes, plans })
}

/// What the facts of changes are taken from.
struct Facts<'s, 'a> {
    timeline: &'s Timeline<'a>,
    people: &'s [Participant],
    stock: &'s Stock<'a>,
    comparer: Comparer<'a, 's>,
    /// The last draft, by its place in the stock, that is of interest whenever the change was made.
    far: usize,
}

/// The drafts that a change is held against, by their places in the stock, in order of date.
struct Candidates {
    kept: Vec<usize>,
    left_out: usize,
}

impl Facts<'_, '_> {
    /// The drafts put forward before a change, and where it has words of its own, the draft that they are for; of these, the likely
    /// ones, where only they are wanted.
    fn candidates(&self, put: &Put<'_>, likely: Option<Vec<&DraftId>>) -> Candidates {
        let before = self.stock.drafts_before(self.timeline.acts()[put.act].earliest());
        let place = |draft: &DraftId| self.stock.sheet_of(draft).map(|(at, _)| at);
        let own = put.draft.and_then(place);
        let counts = |at: usize| if own == Some(at) { !put.of_draft } else { at < before };
        let all = (0..before).chain(own.filter(|&own| own >= before)).filter(|&at| counts(at));
        let Some(likely) = likely else { return Candidates { kept: all.collect(), left_out: 0 } };
        let mut kept: Vec<usize> =
            likely.into_iter().filter_map(place).chain(own).filter(|&at| counts(at)).collect();
        kept.sort_unstable();
        kept.dedup();
        let left_out = all.count() - kept.len();
        Candidates { kept, left_out }
    }

    fn thread(&self, put: &Put<'_>) -> Thread {
        let by_then = self.stock.drafts_by(self.timeline.acts()[put.act].earliest());
        Thread::new(self.stock, put, by_then, self.far)
    }

    fn change(&self, put: &Put<'_>, against: Candidates, thread: &Thread) -> Change {
        let (mut known, anywhere) = (Vec::new(), OnceCell::new());
        let drafts = against.kept.iter().filter_map(|&at| Some(&self.stock.sheet(at)?.entry.id));
        let compared: Vec<(&DraftId, Compared)> =
            drafts.map(|draft| (draft, self.comparer.compare(put, draft, thread, &mut known))).collect();
        let named = named::named(self.people, &changed_sentences(put, &known));
        let baselines: Vec<Baseline> = compared
            .into_iter()
            .map(|(draft, compared)| Baseline {
                earliest: earliest::earliest(self.stock, put, &compared, thread, &anywhere),
                draft: draft.clone(),
                stands: compared.stands,
                why: compared.why,
                clauses: compared.clauses,
                places: compared.places,
                differences: compared.differing.map(|found| found.differences.clone()).unwrap_or_default(),
            })
            .collect();
        change(self.timeline, self.stock.texts, put, baselines, against.left_out, named)
    }
}

/// The sentences, old and new, that a change touches; where nothing is known to differ, all that it puts forward.
fn changed_sentences(put: &Put<'_>, known: &[Rc<Differing>]) -> Vec<String> {
    let mut touched: Vec<String> =
        known.iter().flat_map(|differing| differing.sentences.iter().cloned()).collect();
    if touched.is_empty() {
        touched =
            put.words.text().map(|words| sentences(words).map(str::to_owned).collect()).unwrap_or_default();
    }
    touched.sort_unstable();
    touched.dedup();
    touched
}

fn change(
    timeline: &Timeline<'_>,
    texts: &dyn Drafts,
    put: &Put<'_>,
    baselines: Vec<Baseline>,
    left_out: usize,
    named: Vec<ParticipantId>,
) -> Change {
    let act = timeline.acts()[put.act];
    let all = labels(timeline, put.act);
    let outline = put.draft.and_then(|draft| texts.outline(draft));
    let id = |index: &ClauseIndex| Some(outline?.get(*index)?.id.clone());
    let places = if put.whole { Vec::new() } else { put.clauses.clone() };
    let clauses: Vec<String> = match places.is_empty() {
        true => put.named.to_vec(),
        false => places.iter().filter_map(id).collect(),
    };
    Change {
        act: act.id.clone(),
        by: act.by.clone(),
        on: act.earliest(),
        kind: act.kind(),
        label: all.iter().find(|label| label.own).map(|label| label.label.to_owned()),
        labels_by_others: all
            .iter()
            .filter(|label| !label.own)
            .map(|label| OtherLabel {
                by: label.who.to_vec(),
                label: label.label.to_owned(),
                act: label.act.clone(),
            })
            .collect(),
        withdrawn: !timeline.is_in_force(put.act),
        draft: put.draft.cloned(),
        clause: clauses.first().cloned(),
        clauses,
        of_draft: put.of_draft,
        words: put.words.text().map(str::to_owned),
        baselines,
        left_out,
        named,
        places,
    }
}
