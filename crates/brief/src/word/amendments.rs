//! Amendments on record, and the words that they give clauses of a draft.

use std::fmt;

use onetext_case::View;
use onetext_case::texts::Version;
use onetext_record::act::{Act, Behind, Dated, Rearranged};
use onetext_record::participant::Role;
use onetext_record::timeline::Timeline;
use onetext_record::{ActId, ParticipantId};
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::labelled;
use onetext_wordml::markup::Stamp;

use super::stamped;
use crate::line::Line;

/// What somebody proposes for clauses of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The act that puts it forward.
    pub act: ActId,
    /// Who puts it forward, and when.
    pub stamp: Stamp,
    /// What it does.
    pub change: Change,
}

/// What an amendment does to a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Other words for a clause.
    Words {
        /// The clause.
        clause: ClauseIndex,
        /// The words: all of the clause's, or those for a part of it.
        words: String,
    },
    /// A new clause.
    New {
        /// The clause behind which it would stand, with all that is below; `None`: before all clauses.
        behind: Option<ClauseIndex>,
        /// Its words, paragraph by paragraph; at least one.
        paragraphs: Vec<String>,
        /// The amendment that puts a new clause forward for which these are other words.
        upon: Option<ActId>,
        /// Whether it has a place of its own beside that one.
        stands: bool,
    },
    /// Clauses go, with all that is below them.
    Struck {
        /// The clauses.
        clauses: Vec<ClauseIndex>,
    },
    /// Clauses stand elsewhere, with all that is below them.
    Moved {
        /// The clauses.
        clauses: Vec<ClauseIndex>,
        /// The clause behind which they would stand, with all that is below; `None`: before all clauses.
        behind: Option<ClauseIndex>,
        /// Other words, where one clause that moves gets them.
        words: Option<String>,
    },
}

/// An amendment that cannot be marked in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotMarked {
    /// The act.
    pub act: ActId,
    /// Why not.
    pub why: WhyNot,
}

/// Why an amendment cannot be marked in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// No act of that name is in the view.
    NoAct,
    /// It puts no words forward, or not for this draft.
    OtherDraft,
    /// Its words are those of a draft.
    OfADraft,
    /// It names no clause, or several, or one that is not there.
    NoOneClause,
    /// Other clauses stand below its clause, and its words may be for these too.
    ClausesBelow,
    /// Nothing in the clause tells which part of it the words are for.
    NoPlace,
    /// The words are in another language than the draft.
    OtherLanguage,
    /// Another amendment changes the same words.
    SameWords,
    /// Another amendment changes words of the clause that this one strikes.
    OtherWords,
    /// Another amendment strikes the clause, or one below it.
    AlsoStruck,
    /// Another amendment moves the clause, or one below it.
    AlsoMoved,
    /// Another amendment moves the place where it would stand, or puts something into what this one moves.
    PlaceMoves,
    /// It is about rows of a table, which cannot be new or moved, nor have paragraphs among them.
    InTable,
    /// It is about a footnote, which comes and goes with its reference.
    InNote,
    /// Its clause shares a paragraph of the document with others.
    SharedParagraph,
    /// The clause behind which it would stand is not one that is in the draft.
    NoSuchPlace,
    /// With it, the document would not read as the draft.
    ReadsOtherwise,
    /// A later amendment of the same author, which is marked, has other words for the new clause.
    OwnLaterWords,
    /// The clause has these words already, or stands there already.
    SameAsIs,
    /// It has been taken back, has run out, or has been replaced.
    NotInForce,
}

impl fmt::Display for WhyNot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoAct => "there is no such act that this reader may see",
            Self::OtherDraft => "it puts no words forward for a clause of this draft",
            Self::OfADraft => "its words are those of a draft: mark them with --redline-against",
            Self::NoOneClause => "it does not name one clause that is in this draft",
            Self::ClausesBelow => "other clauses stand below its clause, and its words may be for them too",
            Self::NoPlace => "nothing in the clause tells which part of it the words are for",
            Self::OtherLanguage => "its words are in another language than the draft",
            Self::SameWords => "another amendment that is marked changes the same words",
            Self::OtherWords => "another amendment that is marked changes words that this one strikes",
            Self::AlsoStruck => "another amendment that is marked strikes the clause or a part of it",
            Self::AlsoMoved => "another amendment that is marked moves the clause or a part of it",
            Self::PlaceMoves => "another amendment that is marked has its place within what moves",
            Self::InTable => {
                "rows of a table cannot be marked as new or moved, nor paragraphs put between them"
            }
            Self::InNote => "a footnote comes and goes with its reference alone",
            Self::SharedParagraph => "in the document its clause shares a paragraph with others",
            Self::NoSuchPlace => "the clause behind which it would stand is not one that is in this draft",
            Self::ReadsOtherwise => "marked in this document, it would not read as it must",
            Self::OwnLaterWords => {
                "a later amendment of the same author has other words for it, and is marked"
            }
            Self::SameAsIs => "the draft is so already",
            Self::NotInForce => "it is not in force: taken back, run out, or replaced",
        })
    }
}

/// The amendments to a draft: these acts, or all in force. The mediators' own are in the name of `mediators`. With them those
/// that cannot be marked; of acts that nobody named, only proposals for this very draft are among these.
pub fn amendments(
    view: &View,
    version: &Version,
    named: &[String],
    mediators: &str,
) -> (Vec<Amendment>, Vec<NotMarked>) {
    let as_of = view.now();
    let timeline = Timeline::new(&view.acts, &as_of);
    let (mut made, mut not) = (Vec::new(), Vec::new());
    let mut found = vec![false; named.len()];
    for (at, act) in timeline.acts().iter().enumerate() {
        let asked = named.iter().position(|id| act.id.as_str() == id);
        if let Some(seen) = asked.and_then(|asked| found.get_mut(asked)) {
            *seen = true;
        }
        let proposal = act.kind().gives_words_for_words() && act.draft() == Some(&version.entry.id);
        let wanted = if named.is_empty() { proposal && timeline.is_in_force(at) } else { asked.is_some() };
        if !wanted {
            continue;
        }
        let change = match (proposal, timeline.is_in_force(at)) {
            (false, _) => Err(WhyNot::OtherDraft),
            (true, false) => Err(WhyNot::NotInForce),
            (true, true) => change(version, act, &|id| {
                timeline.position(id).and_then(|at| timeline.acts().get(at)).copied()
            }),
        };
        match change {
            Ok(change) => made.push(Amendment {
                act: act.id.clone(),
                stamp: Stamp { author: author(view, &act.by, mediators), date: date(&act.on) },
                change,
            }),
            Err(why) => not.push(NotMarked { act: act.id.clone(), why }),
        }
    }
    let missing = named.iter().zip(found).filter(|(_, found)| !found);
    not.extend(missing.map(|(id, _)| NotMarked { act: ActId::from(id.as_str()), why: WhyNot::NoAct }));
    (made, not)
}

/// What an act does to a draft.
fn change<'a>(
    version: &Version,
    act: &'a Act,
    find: &dyn Fn(&ActId) -> Option<&'a Act>,
) -> Result<Change, WhyNot> {
    let draft = version.draft().ok_or(WhyNot::OtherDraft)?;
    let place = |behind: &Behind| match behind {
        Behind::Start => Ok(None),
        Behind::Clause(name) => draft.outline().find(name).map(Some).map_err(|_| WhyNot::NoSuchPlace),
    };
    if act.words.is_some() && act.lang.as_ref().is_some_and(|lang| *lang != version.entry.lang) {
        return Err(WhyNot::OtherLanguage);
    }
    // A new clause that it answers, of this draft.
    let new = |id: &ActId| {
        let behind = |act: &'a Act| match &act.rearranged {
            Some(Rearranged::New { draft, behind }) if *draft == version.entry.id => Some(behind),
            _ => None,
        };
        find(id).and_then(behind)
    };
    let upon = act.answers.as_ref().filter(|id| new(id).is_some()).cloned();
    let names = act.anchor.as_ref().map_or(&[][..], |anchor| &anchor.clauses);
    let named = || -> Result<Vec<ClauseIndex>, WhyNot> {
        let found: Result<Vec<_>, _> = names.iter().map(|name| draft.outline().find(name)).collect();
        found.ok().filter(|found| !found.is_empty()).ok_or(WhyNot::NoOneClause)
    };
    // One clause without others below it.
    let only = || match named()?.as_slice() {
        [one] if draft.outline().subtree(*one).len() > 1 => Err(WhyNot::ClausesBelow),
        [one] => Ok(*one),
        _ => Err(WhyNot::NoOneClause),
    };
    let words = act.words.as_deref();
    match (&act.rearranged, words, &upon) {
        (Some(Rearranged::Struck), ..) => Ok(Change::Struck { clauses: named()? }),
        (Some(Rearranged::Moved(behind)), ..) => {
            let words = match words {
                Some(words) => Some(without_label(draft, only()?, one_line(words))),
                None => None,
            };
            Ok(Change::Moved { clauses: named()?, behind: place(behind)?, words })
        }
        (_, None, _) => Err(WhyNot::OfADraft),
        (Some(Rearranged::New { behind, .. }), Some(words), _) => {
            let paragraphs = paragraphs(words).ok_or(WhyNot::OfADraft)?;
            Ok(Change::New { behind: place(behind)?, paragraphs, upon, stands: true })
        }
        (None, Some(words), Some(id)) if names.is_empty() => {
            let paragraphs = paragraphs(words).ok_or(WhyNot::OfADraft)?;
            let behind = place(new(id).ok_or(WhyNot::NoOneClause)?)?;
            Ok(Change::New { behind, paragraphs, upon, stands: false })
        }
        (None, Some(words), _) => {
            let clause = only()?;
            Ok(Change::Words { clause, words: without_label(draft, clause, one_line(words)) })
        }
    }
}

/// Words as paragraphs, which blank lines part; `None` where there are none.
fn paragraphs(words: &str) -> Option<Vec<String>> {
    let mut found: Vec<String> = vec![String::new()];
    for line in words.lines() {
        match found.last_mut() {
            Some(last) if !line.trim().is_empty() => {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(&one_line(line));
            }
            Some(last) if last.is_empty() => {}
            _ => found.push(String::new()),
        }
    }
    found.retain(|paragraph| !paragraph.is_empty());
    (!found.is_empty()).then_some(found)
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words for a whole clause may be given with its label, which is no part of what changes.
fn without_label(draft: &Draft, clause: ClauseIndex, text: String) -> String {
    let Some(found) = draft.outline().get(clause).filter(|found| !found.label.is_empty()) else {
        return text;
    };
    let rest = labelled::without_label(&text, &found.label).filter(|rest| !rest.is_empty());
    rest.map(str::to_owned).unwrap_or(text)
}

/// In whose name a change is marked: whoever put it forward, never where it came from.
pub fn author(view: &View, by: &[ParticipantId], mediators: &str) -> String {
    let mediate = |id: &ParticipantId| view.participant(id).is_some_and(|found| found.is(Role::Mediator));
    if by.is_empty() || by.iter().all(mediate) {
        return mediators.to_owned();
    }
    Line::new().list(by.iter().map(|id| view.name(id))).to_string()
}

/// A date as a tracked change has it. None, where accounts differ on it.
pub fn date(on: &[Dated]) -> Option<String> {
    match on {
        [one] => Some(stamped(&one.when)),
        _ => None,
    }
}
