//! Who sees an item of a case, and why somebody does not. For the team alone.
//!
//! Whether a reader sees an item is taken from the view that the case gives them, and is not worked out a second time; the
//! reason is then looked for among the rules of views, in their order.

use std::collections::HashSet;

use onetext_record::act::{Act, Deed};
use onetext_record::entry::{Authentic, DraftEntry};
use onetext_record::plan::{Content, Provision};
use onetext_record::preferences::Assessment;
use onetext_record::source::Source;
use onetext_record::{ActId, AsOf, Audience, ConflictEntry, ParticipantId, Reader, When};
use serde::Serialize;

use super::filters::{is_public, lives_by_its_draft, lives_by_its_question};
use super::{Sight, View};
use crate::case::Case;
use crate::conflict::can_be_read;

/// What sort of item an id is that of. One id can be that of several items of different sorts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// A draft.
    Draft,
    /// An act.
    Act,
    /// A free note.
    Note,
    /// A participant.
    Participant,
    /// A contested thing.
    Term,
    /// An entry of the plan.
    Entry,
    /// An assessment of what somebody wishes.
    Assessment,
    /// A decision maker of the model of the conflict.
    DecisionMaker,
    /// An option of the model of the conflict.
    ConflictOption,
    /// A state of the model of the conflict.
    ConflictState,
}

impl Sort {
    /// The heading under which entries of the model of the conflict of this sort stand.
    fn heading(self) -> Option<&'static str> {
        match self {
            Self::DecisionMaker => Some("decision_maker"),
            Self::ConflictOption => Some("option"),
            Self::ConflictState => Some("state"),
            _ => None,
        }
    }

    /// Whether it is that of the model of the conflict.
    pub fn is_of_the_conflict(self) -> bool {
        self.heading().is_some()
    }

    /// In words.
    pub fn as_words(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Act => "act",
            Self::Note => "note",
            Self::Participant => "participant",
            Self::Term => "term",
            Self::Entry => "entry",
            Self::Assessment => "assessment",
            Self::DecisionMaker => "decision maker of the conflict",
            Self::ConflictOption => "option of the conflict",
            Self::ConflictState => "state of the conflict",
        }
    }
}

/// An item, and each reader of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sightings {
    /// What sort of item it is.
    pub sort: Sort,
    /// Its id.
    pub id: String,
    /// Each reader: the public, then participants in the case's order. The team sees everything.
    pub readers: Vec<Sighting>,
}

/// One reader and an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sighting {
    /// Who.
    pub reader: Reader,
    /// Their name.
    pub name: String,
    /// Whether they see it.
    pub sees: bool,
    /// Why they do, or do not.
    pub why: Why,
    /// What of it they do not see, where they see the rest.
    pub without: Vec<Part>,
}

/// Why somebody sees an item, or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Everybody does.
    Public,
    /// They are in its audience.
    Audience,
    /// It was disclosed to them.
    Disclosed,
    /// It is they themselves.
    Themselves,
    /// They are not in its audience.
    NotInAudience,
    /// The record did not know of it yet.
    NotKnownYet,
    /// It is an answer to a sealed proposal.
    Sealed,
    /// It is a delivery of a parallel text to somebody else.
    Parallel,
    /// They may not see any of those who did it.
    AuthorsHidden,
    /// They may not see any of those to whom it was done.
    RecipientsHidden,
    /// They may not see the draft that it needs.
    DraftHidden,
    /// They may not see the act that it answers.
    QuestionHidden,
    /// It names clauses that its draft does not have.
    NoSuchClause,
    /// They own the finding, or are let into it.
    Owner,
    /// They neither own the finding nor are let into it.
    NotTheirs,
    /// They may not see any entry of the plan that it concerns.
    EntriesHidden,
    /// They may not see something that the entry names, or it cannot be meant so.
    NamedHidden,
    /// The case does not name them for analyses.
    NotForAnalysis,
    /// The entries of the conflict cannot be read together.
    Unreadable,
}

impl Why {
    /// In words that follow "sees it:" or "does not see it:".
    pub fn as_words(self) -> &'static str {
        match self {
            Self::Public => "it is public",
            Self::Audience => "in its audience",
            Self::Disclosed => "it was disclosed to them",
            Self::Themselves => "it is they themselves",
            Self::NotInAudience => "not in its audience",
            Self::NotKnownYet => "the record did not know of it yet",
            Self::Sealed => "an answer to a sealed proposal",
            Self::Parallel => "the delivery of a parallel text to somebody else",
            Self::AuthorsHidden => "they may not see who did it",
            Self::RecipientsHidden => "they may not see to whom it was done",
            Self::DraftHidden => "they may not see its draft",
            Self::QuestionHidden => "they may not see the act that it answers",
            Self::NoSuchClause => "it names clauses that its draft does not have",
            Self::Owner => "they own the finding, or are let into it",
            Self::NotTheirs => "they neither own the finding nor are let into it",
            Self::EntriesHidden => "they may not see any entry of the plan that it concerns",
            Self::NamedHidden => "they may not see all that it names",
            Self::NotForAnalysis => "the case does not name them for analyses",
            Self::Unreadable => {
                "the entries of the conflict cannot be read together; onetext check tells why"
            }
        }
    }
}

/// A part of an act that has rules of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Where it came from.
    Origin,
    /// The person behind a source.
    Identity,
    /// What the speaker allowed.
    Allowance,
    /// Some who did it.
    Authors,
    /// Who conveyed it.
    Channel,
    /// Some to whom it was done.
    Recipients,
    /// The draft that it concerns.
    Draft,
    /// The act that it answers.
    Question,
    /// Acts on which it is conditional.
    Conditions,
    /// What to ask for, and what to fall back on.
    Ask,
    /// That a parallel text is meant to differ.
    ParallelMark,
    /// The round that it extends or resumes.
    Resumed,
    /// The draft that it translates.
    Original,
    /// That everybody may see it.
    Public,
    /// Some entries of the plan that it concerns.
    Entries,
    /// Some alleged breaches that it settles.
    Settled,
    /// Names of persons on it.
    Names,
}

impl Part {
    /// In words.
    pub fn as_words(self) -> &'static str {
        match self {
            Self::Origin => "where it came from",
            Self::Identity => "the person behind a source",
            Self::Allowance => "what the speaker allowed",
            Self::Authors => "some of those who did it",
            Self::Channel => "who conveyed it",
            Self::Recipients => "some of those to whom it was done",
            Self::Draft => "its draft",
            Self::Question => "the act that it answers",
            Self::Conditions => "some acts on which it depends",
            Self::Ask => "what to ask for and to fall back on",
            Self::ParallelMark => "that the text is meant to differ",
            Self::Resumed => "the round that it resumes",
            Self::Original => "the draft that it translates",
            Self::Public => "that it is public",
            Self::Entries => "some entries of the plan that it concerns",
            Self::Settled => "some alleged breaches that it settles",
            Self::Names => "names of persons on it",
        }
    }
}

impl Part {
    /// What an act has, and did not have before.
    pub fn gained(was: &Act, is: &Act) -> Vec<Self> {
        without(is, was)
    }

    /// What a draft has, and did not have before.
    pub fn gained_by_draft(was: &DraftEntry, is: &DraftEntry) -> Vec<Self> {
        let of = |entry: &DraftEntry| matches!(entry.authentic, Authentic::Translation { of: Some(_), .. });
        let is_public = |entry: &DraftEntry| is_public(&entry.audience);
        [(Self::Original, of(is) && !of(was)), (Self::Public, is_public(is) && !is_public(was))]
            .into_iter()
            .filter_map(|(part, is_new)| is_new.then_some(part))
            .collect()
    }
}

impl Case {
    /// The sorts of item that have this id; none where there is no such item.
    pub fn sorts_of(&self, id: &str) -> Vec<Sort> {
        [
            (Sort::Draft, self.drafts.iter().any(|draft| draft.entry.id.as_str() == id)),
            (Sort::Act, self.acts.iter().any(|act| act.id.as_str() == id)),
            (Sort::Note, self.notes.iter().any(|note| note.id.as_str() == id)),
            (Sort::Participant, self.participants.iter().any(|one| one.id.as_str() == id)),
            (Sort::Term, self.terms.iter().any(|term| term.id.as_str() == id)),
            (Sort::Entry, self.provisions.iter().any(|entry| entry.id.as_str() == id)),
            (Sort::Assessment, self.preferences.iter().any(|one| one.id.as_str() == id)),
            (Sort::DecisionMaker, named_in(&self.conflict, Sort::DecisionMaker, id).is_some()),
            (Sort::ConflictOption, named_in(&self.conflict, Sort::ConflictOption, id).is_some()),
            (Sort::ConflictState, named_in(&self.conflict, Sort::ConflictState, id).is_some()),
        ]
        .into_iter()
        .filter_map(|(sort, is_there)| is_there.then_some(sort))
        .collect()
    }

    /// Who sees what this id names, as of a date: one entry for each sort of item that has the id, none where there is no such
    /// item. Takes as long as the views of all readers.
    pub fn sightings(&self, id: &str, as_of: When) -> Vec<Sightings> {
        let sorts = self.sorts_of(id).into_iter();
        let mut found: Vec<Sightings> =
            sorts.map(|sort| Sightings { sort, id: id.to_owned(), readers: Vec::new() }).collect();
        if found.is_empty() {
            return found;
        }
        let now = AsOf::end_of(as_of, self.about.zone.clone());
        for reader in self.readers().into_iter().filter(|reader| *reader != Reader::Team) {
            let sight = Sight::new(self, &reader, &now);
            let view = sight.view(as_of);
            for item in &mut found {
                let sighting = sight.of(item.sort, id, &view);
                item.readers.extend(sighting);
            }
        }
        found
    }

    /// The view of one of the case's own readers, and the acts that the rules on sealed answers and parallel texts keep from
    /// them, whatever the audience.
    pub(crate) fn view_and_kept(&self, reader: &Reader, as_of: When) -> (View, HashSet<&ActId>) {
        let now = AsOf::end_of(as_of, self.about.zone.clone());
        let sight = Sight::new(self, reader, &now);
        let kept = |act: &&Act| sight.sealed.hides(act, &now) || !sight.may_see_parallel(act);
        let kept = self.acts.iter().filter(kept).map(|act| &act.id).collect();
        (sight.view(as_of), kept)
    }
}

impl Sight<'_> {
    fn of(&self, sort: Sort, id: &str, view: &View) -> Option<Sighting> {
        let name = match self.reader {
            Reader::Participant(id) => self.case.participants.iter().find(|one| one.id == *id)?.name.clone(),
            Reader::Public => "the public".to_owned(),
            Reader::Team => "the team".to_owned(),
        };
        let by = |audience: &Audience, disclosed: bool| match () {
            () if is_public(audience) => Some(Why::Public),
            () if self.may_see(audience) => Some(Why::Audience),
            () if disclosed => Some(Why::Disclosed),
            () => None,
        };
        let (sees, why, without) = match sort {
            Sort::Draft => {
                let entry = &self.case.drafts.iter().find(|draft| draft.entry.id.as_str() == id)?.entry;
                let sees = view.texts().versions().iter().any(|version| version.entry.id.as_str() == id);
                let may = by(&entry.audience, self.disclosed.draft(&entry.id));
                (sees, self.unless_unknown(sees, may, entry.known), Vec::new())
            }
            Sort::Act => {
                let act = self.case.acts.iter().find(|act| act.id.as_str() == id)?;
                let shown = view.acts.iter().find(|act| act.id.as_str() == id);
                let may = by(&act.audience, self.disclosed.act(&act.id));
                let why = match shown {
                    Some(_) => may.unwrap_or(Why::Audience),
                    None => self.why_not(act, may.is_some(), view),
                };
                (shown.is_some(), why, shown.map(|shown| without(act, shown)).unwrap_or_default())
            }
            Sort::Note => {
                let note = self.case.notes.iter().find(|note| note.id.as_str() == id)?;
                let sees = view.notes.iter().any(|note| note.id.as_str() == id);
                (sees, self.unless_unknown(sees, by(&note.audience, false), note.on), Vec::new())
            }
            Sort::Participant => {
                let one = self.case.participants.iter().find(|one| one.id.as_str() == id)?;
                let sees = view.participant(&one.id).is_some();
                let is_self = self.is_among(std::slice::from_ref(&one.id));
                let why = if is_self { Some(Why::Themselves) } else { by(&one.audience, false) };
                (sees, why.unwrap_or(Why::NotInAudience), Vec::new())
            }
            Sort::Term => {
                let term = self.case.terms.iter().find(|term| term.id.as_str() == id)?;
                let sees = view.terms.iter().any(|term| term.id.as_str() == id);
                (sees, by(&term.audience, false).unwrap_or(Why::NotInAudience), Vec::new())
            }
            Sort::Entry => {
                let entry = self.case.provisions.iter().find(|entry| entry.id.as_str() == id)?;
                let shown = view.plan.iter().find(|entry| entry.id.as_str() == id);
                let (may, unless) = match &entry.content {
                    Content::Owned(mark) => (self.may_see_owned(mark).then_some(Why::Owner), Why::NotTheirs),
                    _ => (by(&entry.audience, false), Why::NotInAudience),
                };
                let draft = entry.anchor.as_ref().map(|anchor| &anchor.draft);
                let why = match may {
                    None => unless,
                    Some(why) if shown.is_some() => why,
                    Some(_) if !self.knows_by_now(entry.known) => Why::NotKnownYet,
                    Some(_) if draft.is_some_and(|draft| view.texts().version(draft).is_none()) => {
                        Why::DraftHidden
                    }
                    Some(_) => Why::NamedHidden,
                };
                let parts = shown.map(|shown| without_of_entry(entry, shown)).unwrap_or_default();
                (shown.is_some(), why, parts)
            }
            Sort::Assessment => {
                let one = self.case.preferences.iter().find(|one| one.id.as_str() == id)?;
                let shown = view.preferences.iter().find(|one| one.id.as_str() == id);
                let why = match by(&one.audience, false) {
                    None => Why::NotInAudience,
                    Some(why) if shown.is_some() => why,
                    Some(_) if !self.knows_by_now(one.known) => Why::NotKnownYet,
                    Some(_) if view.participant(&one.party).is_none() => Why::NamedHidden,
                    Some(_) if all_hidden(&one.by, view) => Why::AuthorsHidden,
                    Some(_) if view.texts().version(&one.draft).is_none() => Why::DraftHidden,
                    Some(_) => Why::NoSuchClause,
                };
                let of =
                    |shown: &Assessment| without_said((&one.by, &one.sources), (&shown.by, &shown.sources));
                (shown.is_some(), why, shown.map(of).unwrap_or_default())
            }
            Sort::DecisionMaker | Sort::ConflictOption | Sort::ConflictState => {
                let entry = named_in(&self.case.conflict, sort, id)?;
                let shown = named_in(&view.conflict, sort, id);
                let is_hidden = |id: &ParticipantId| view.participant(id).is_none();
                let why = match by(&entry.audience, false) {
                    _ if !view.analyses => Why::NotForAnalysis,
                    None => Why::NotInAudience,
                    Some(why) if shown.is_some() => why,
                    Some(_) if entry.known.is_some_and(|known| !self.knows_by_now(known)) => Why::NotKnownYet,
                    Some(_) if entry.participant.as_ref().is_some_and(is_hidden) => Why::NamedHidden,
                    Some(_) if all_hidden(&entry.by, view) => Why::AuthorsHidden,
                    Some(_) if !can_be_read(&self.case.conflict) => Why::Unreadable,
                    Some(_) => Why::NamedHidden,
                };
                let of = |shown: &ConflictEntry| {
                    without_said((&entry.by, &entry.sources), (&shown.by, &shown.sources))
                };
                (shown.is_some(), why, shown.map(of).unwrap_or_default())
            }
        };
        Some(Sighting { reader: self.reader.clone(), name, sees, why, without })
    }

    fn unless_unknown(&self, sees: bool, may: Option<Why>, known: When) -> Why {
        match may {
            None => Why::NotInAudience,
            Some(_) if !sees && !self.knows_by_now(known) => Why::NotKnownYet,
            Some(why) => why,
        }
    }

    /// The first rule by which a reader does not see an act.
    fn why_not(&self, act: &Act, may_see: bool, view: &View) -> Why {
        let draft = act.draft().filter(|draft| view.texts().version(draft).is_none());
        match () {
            () if !may_see => Why::NotInAudience,
            () if !self.knows_by_now(act.known) => Why::NotKnownYet,
            () if self.sealed.hides(act, self.now) => Why::Sealed,
            () if !self.may_see_parallel(act) => Why::Parallel,
            () if all_hidden(&act.by, view) => Why::AuthorsHidden,
            () if all_hidden(&act.to, view) => Why::RecipientsHidden,
            () if draft.is_some() && lives_by_its_draft(&act.deed) => Why::DraftHidden,
            () if !act.plan.is_empty()
                && !act.plan.iter().any(|id| view.plan.iter().any(|entry| entry.id == *id)) =>
            {
                Why::EntriesHidden
            }
            () if lives_by_its_question(act) => Why::QuestionHidden,
            () if act.draft().is_some() => Why::NoSuchClause,
            () => Why::QuestionHidden,
        }
    }
}

/// The entry of the model of a conflict of a sort, and with an id.
fn named_in<'e>(entries: &'e [ConflictEntry], sort: Sort, id: &str) -> Option<&'e ConflictEntry> {
    let is_it = |entry: &&ConflictEntry| {
        sort.heading() == Some(entry.heading.as_str()) && entry.id.as_deref() == Some(id)
    };
    entries.iter().find(is_it)
}

/// How many sources tell the person behind them.
fn identities(sources: &[Source]) -> usize {
    sources.iter().filter(|source| source.identity.is_some()).count()
}

/// Whether some are named, and a view has none of them.
fn all_hidden(named: &[ParticipantId], view: &View) -> bool {
    !named.is_empty() && named.iter().all(|id| view.participant(id).is_none())
}

/// What is not shown of who says something, and of where it is known from.
fn without_said(
    (by, sources): (&[ParticipantId], &[Source]),
    (shown_by, shown_sources): (&[ParticipantId], &[Source]),
) -> Vec<Part> {
    [
        (Part::Authors, by.len() > shown_by.len()),
        (Part::Identity, identities(sources) > identities(shown_sources)),
    ]
    .into_iter()
    .filter_map(|(part, is_missing)| is_missing.then_some(part))
    .collect()
}

/// What of an entry of the plan is not in what a reader is shown of it.
fn without_of_entry(entry: &Provision, shown: &Provision) -> Vec<Part> {
    let names = |entry: &Provision| match &entry.content {
        Content::List(list) => list.persons.iter().filter(|person| person.name.is_some()).count(),
        _ => 0,
    };
    let mut without: Vec<Part> = Vec::new();
    if names(entry) > names(shown) {
        without.push(Part::Names);
    }
    without.extend(without_said((&entry.by, &entry.sources), (&shown.by, &shown.sources)));
    without
}

/// What of an act is not in what a reader is shown of it.
fn without(act: &Act, shown: &Act) -> Vec<Part> {
    let asks = |act: &Act| match &act.deed {
        Deed::Convene(round) => round.ask.is_some() || round.fallback.is_some(),
        _ => false,
    };
    let resumes = |act: &Act| matches!(&act.deed, Deed::Convene(round) if round.resumes.is_some());
    let parallel = |act: &Act| match &act.deed {
        Deed::Deliver(delivery) | Deed::Show(delivery) => delivery.parallel,
        _ => false,
    };
    [
        (Part::Origin, act.origin.is_some() && shown.origin.is_none()),
        (Part::Identity, identities(&act.sources) > identities(&shown.sources)),
        (Part::Allowance, act.allows.is_some() && shown.allows.is_none()),
        (Part::Authors, act.by.len() > shown.by.len()),
        (Part::Channel, act.through.is_some() && shown.through.is_none()),
        (Part::Recipients, act.to.len() > shown.to.len()),
        (Part::Draft, act.draft().is_some() && shown.draft().is_none()),
        (Part::Question, act.answers.is_some() && shown.answers.is_none()),
        (Part::Conditions, act.conditions.len() > shown.conditions.len()),
        (Part::Ask, asks(act) && !asks(shown)),
        (Part::ParallelMark, parallel(act) && !parallel(shown)),
        (Part::Resumed, resumes(act) && !resumes(shown)),
        (Part::Public, is_public(&act.audience) && !is_public(&shown.audience)),
        (Part::Entries, act.plan.len() > shown.plan.len()),
        (Part::Settled, act.closes.len() > shown.closes.len()),
    ]
    .into_iter()
    .filter(|(_, is_missing)| *is_missing)
    .map(|(part, _)| part)
    .collect()
}
