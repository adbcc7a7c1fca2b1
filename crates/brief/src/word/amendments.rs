//! Amendments on record, and the words that they give clauses of a draft.

use std::fmt;

use onetext_case::View;
use onetext_case::texts::Version;
use onetext_record::act::{Act, Dated, Rearranged};
use onetext_record::participant::Role;
use onetext_record::timeline::Timeline;
use onetext_record::{ActId, ParticipantId};
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::labelled;
use onetext_wordml::markup::Stamp;

use super::stamped;
use crate::line::Line;

/// Words that somebody proposes for one clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The act that puts them forward.
    pub act: ActId,
    /// Who puts them forward, and when.
    pub stamp: Stamp,
    /// The clause of the draft.
    pub clause: ClauseIndex,
    /// The words: all of the clause's, or those for a part of it.
    pub words: String,
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
    /// It puts forward a new clause.
    NewClause,
    /// It strikes clauses.
    Struck,
    /// It moves clauses.
    Moved,
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
    /// The clause has these words already.
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
            Self::NewClause => "it puts forward a new clause, and not other words for one that is there",
            Self::Struck => "it strikes clauses, and puts no words in their place",
            Self::Moved => "it moves clauses to another place",
            Self::NoOneClause => "it does not name one clause that is in this draft",
            Self::ClausesBelow => "other clauses stand below its clause, and its words may be for them too",
            Self::NoPlace => "nothing in the clause tells which part of it the words are for",
            Self::OtherLanguage => "its words are in another language than the draft",
            Self::SameWords => "another amendment that is marked changes the same words",
            Self::SameAsIs => "the clause says that already",
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
        let words = match (proposal, timeline.is_in_force(at)) {
            (false, _) => Err(WhyNot::OtherDraft),
            (true, false) => Err(WhyNot::NotInForce),
            (true, true) => words(version, act),
        };
        match words {
            Ok((clause, words)) => made.push(Amendment {
                act: act.id.clone(),
                stamp: Stamp { author: author(view, &act.by, mediators), date: date(&act.on) },
                clause,
                words,
            }),
            Err(why) => not.push(NotMarked { act: act.id.clone(), why }),
        }
    }
    let missing = named.iter().zip(found).filter(|(_, found)| !found);
    not.extend(missing.map(|(id, _)| NotMarked { act: ActId::from(id.as_str()), why: WhyNot::NoAct }));
    (made, not)
}

/// The clause of a draft that an act puts words forward for, and the words.
fn words(version: &Version, act: &Act) -> Result<(ClauseIndex, String), WhyNot> {
    match &act.rearranged {
        None => {}
        Some(Rearranged::New { .. }) => return Err(WhyNot::NewClause),
        Some(Rearranged::Struck) => return Err(WhyNot::Struck),
        Some(Rearranged::Moved(_)) => return Err(WhyNot::Moved),
    }
    let (Some(draft), Some(anchor)) = (version.draft(), &act.anchor) else { return Err(WhyNot::OtherDraft) };
    let Some(words) = &act.words else { return Err(WhyNot::OfADraft) };
    if act.lang.as_ref().is_some_and(|lang| *lang != version.entry.lang) {
        return Err(WhyNot::OtherLanguage);
    }
    let [clause] = anchor.clauses.as_slice() else { return Err(WhyNot::NoOneClause) };
    let clause = draft.outline().find(clause).map_err(|_| WhyNot::NoOneClause)?;
    if draft.outline().subtree(clause).len() > 1 {
        return Err(WhyNot::ClausesBelow);
    }
    Ok((clause, without_label(draft, clause, one_line(words))))
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
