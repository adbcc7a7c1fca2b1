//! A view is a smaller case: what one reader may see, on one date.
//!
//! First everything that the reader may not see is dropped, with every reference to it; whatever is computed is computed
//! from what is left. So what is hidden can change nothing that is shown. [`Case::view`] is the only way to a [`View`]
//! from elsewhere.
//!
//! Every filter is in `filters`, below a comment `filter: …`, and is one statement; taking any of them out makes a test fail.

mod disclosed;
mod filters;
mod sealed;
pub mod sighting;

use std::collections::HashSet;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use onetext_record::act::{Act, Deed, Note};
use onetext_record::as_of::AsOf;
use onetext_record::ledger::{self, Ledger};
use onetext_record::plan::{Check, Owned, Provision};
use onetext_record::{
    ActId, Assessment, Audience, ConflictEntry, Kind, Participant, ParticipantId, ProvisionId, Reader, Role,
    Term, Timeline, When,
};

use crate::case::{About, Case};
use crate::progress::Progress;
use crate::texts::{Texts, Version};

use disclosed::Disclosed;
use sealed::Sealed;
pub use sealed::{Outcome, SealedResult};

/// A reader that the case does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no reader \u{201c}{name}\u{201d} in this case; readers are {}", readers.join(", "))]
pub struct UnknownReader {
    /// The name that was given.
    pub name: String,
    /// The readers that anybody may know of.
    pub readers: Vec<String>,
}

/// What one reader may see of a case as of a date, and nothing else.
#[derive(Debug)]
pub struct View {
    /// Who reads.
    pub reader: Reader,
    /// The date that it is read at.
    pub as_of: When,
    /// The case's own title, languages, zone and rule.
    pub about: About,
    /// Participants, in the case's order.
    pub participants: Vec<Participant>,
    /// Contested things and each participant's own word.
    pub terms: Vec<Term>,
    /// Acts, by date, then by when the record learnt of them, then by id.
    pub acts: Vec<Act>,
    /// Free notes, in the same order.
    pub notes: Vec<Note>,
    /// Entries of the plan, in the order of the case's files.
    pub plan: Vec<Provision>,
    /// Assessments of the parties' wishes, in the order of the case's files.
    pub preferences: Vec<Assessment>,
    /// Entries of the model of a conflict, in the order of its file; none for whom the case does not name for analysis.
    pub conflict: Vec<ConflictEntry>,
    /// Findings on the plan that somebody owns and does not let this reader see, in order.
    pub owned_by_others: Vec<(Check, ProvisionId)>,
    /// Proposals of the view to which each answers alone, and what became of them.
    pub sealed: Vec<SealedResult>,
    /// Whether the case names this reader for analysis: whether packages may be worked out for them.
    pub analyses: bool,
    /// How many things of the case could not be read and are left out. Only the team may know: 0 for anybody else.
    pub left_out: usize,
    texts: Texts,
}

impl View {
    /// The drafts of the view and how their clauses follow each other.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The zone in which days begin and end.
    pub fn zone(&self) -> &TimeZone {
        &self.about.zone
    }

    /// The moment that the view is of: the end of the day, where it is of a day.
    pub fn moment(&self) -> DateTime {
        self.as_of.ends(&self.about.zone)
    }

    /// A participant of the view.
    pub fn participant(&self, id: &ParticipantId) -> Option<&Participant> {
        self.participants.iter().find(|participant| participant.id == *id)
    }

    /// The name of a participant; their id, where the view does not know them.
    pub fn name<'a>(&'a self, id: &'a ParticipantId) -> &'a str {
        self.participant(id).map_or(id.as_str(), |participant| &participant.name)
    }

    /// Whether everything that outputs are made from is the same in another view of this case for the same date.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let texts = |view: &'_ Self| view.texts.versions().len();
        let same_text =
            |(one, other): (&Version, &Version)| one.entry == other.entry && one.source() == other.source();
        self.participants == other.participants
            && self.terms == other.terms
            && self.notes == other.notes
            && self.plan == other.plan
            && self.preferences == other.preferences
            && self.conflict == other.conflict
            && self.owned_by_others == other.owned_by_others
            && self.sealed == other.sealed
            && self.analyses == other.analyses
            && self.left_out == other.left_out
            && self.acts == other.acts
            && texts(self) == texts(other)
            && self.texts.versions().iter().zip(other.texts.versions()).all(same_text)
    }

    /// Computes on all cores what following consent to the current draft needs; [`View::ledger`] does it without a word.
    pub fn prepare(&self, progress: &dyn Progress) {
        self.texts.prepare(&self.acts, progress);
    }

    /// Who has consented to what of the current draft.
    pub fn ledger(&self) -> Ledger {
        let parties: Vec<ParticipantId> = self.parties().map(|party| party.id.clone()).collect();
        ledger::ledger(&parties, &self.acts, &self.texts, &self.now())
    }

    /// The moment that the view is of, as functions of the record take it.
    pub fn now(&self) -> AsOf {
        AsOf::end_of(self.as_of, self.about.zone.clone())
    }

    /// Those whose consent is required, in the case's order.
    pub fn parties(&self) -> impl Iterator<Item = &Participant> {
        self.participants.iter().filter(|participant| participant.is(Role::Party))
    }

    /// An act of the view.
    pub fn act(&self, id: &ActId) -> Option<&Act> {
        self.acts.iter().find(|act| act.id == *id)
    }
}

impl Case {
    /// What `reader` may see of this case, of what the record knew by `as_of`.
    ///
    /// # Errors
    /// The reader is no participant of the case.
    pub fn view(&self, reader: &Reader, as_of: When) -> Result<View, UnknownReader> {
        if let Reader::Participant(id) = reader
            && !self.participants.iter().any(|participant| participant.id == *id)
        {
            return Err(UnknownReader { name: id.to_string(), readers: self.public_readers() });
        }
        let now = AsOf::end_of(as_of, self.about.zone.clone());
        Ok(Sight::new(self, reader, &now).view(as_of))
    }

    /// Whether any act decides on who sees others: only then have all acts to be put in order.
    fn has_rules_on_acts(&self) -> bool {
        let decides = |act: &Act| act.is_sealed() || act.kind() == Kind::Disclose;
        !self.torn_seals.is_empty() || self.acts.iter().any(decides)
    }

    /// Everybody who can be named as a reader. For the team alone.
    pub fn readers(&self) -> Vec<Reader> {
        let people = self.participants.iter().map(|participant| Reader::Participant(participant.id.clone()));
        [Reader::Public, Reader::Team].into_iter().chain(people).collect()
    }

    /// The readers that anybody may know of.
    fn public_readers(&self) -> Vec<String> {
        let known = |participant: &&Participant| participant.audience.includes(&Reader::Public, &self.sets);
        let people = self.participants.iter().filter(known).map(|participant| participant.id.to_string());
        ["public".to_owned(), "team".to_owned()].into_iter().chain(people).collect()
    }
}

/// The questions that every filter asks.
struct Sight<'a> {
    case: &'a Case,
    reader: &'a Reader,
    now: &'a AsOf,
    disclosed: Disclosed,
    sealed: Sealed<'a>,
    /// Whether the reader is a mediator of the case.
    mediates: bool,
}

impl<'a> Sight<'a> {
    fn new(case: &'a Case, reader: &'a Reader, now: &'a AsOf) -> Self {
        let all = case.has_rules_on_acts().then(|| Timeline::new(&case.acts, now));
        let disclosed = all.as_ref().map(|all| Disclosed::to(reader, case, all)).unwrap_or_default();
        let sealed = all.as_ref().map(|all| Sealed::of(case, all)).unwrap_or_default();
        let is_reader = |one: &Participant| matches!(reader, Reader::Participant(id) if one.id == *id);
        let mediates = case.participants.iter().any(|one| one.is(Role::Mediator) && is_reader(one));
        Self { case, reader, now, disclosed, sealed, mediates }
    }

    /// What the reader may see of what the record knew by `as_of`, of which this sight's moment is the end.
    fn view(&self, as_of: When) -> View {
        let case = self.case;
        let participants = filters::participants(self);
        let people: HashSet<&ParticipantId> =
            participants.iter().map(|participant| &participant.id).collect();
        let terms = filters::terms(self, &people);
        let drafts = filters::drafts(self, &people);
        let notes = filters::notes(self);
        let texts = Texts::new(drafts, case.matches.clone(), &participants, case.cache.clone());
        let plan = filters::plan(self, &people, &texts);
        let preferences = filters::preferences(self, &people, &texts);
        let conflict = filters::conflict(self, &people);
        let acts = filters::acts(self, &people, &texts, &notes, &plan);
        let sealed = filters::results(self, &acts);
        let mut view = View {
            reader: self.reader.clone(),
            as_of,
            about: case.about.clone(),
            participants,
            terms,
            acts,
            notes,
            owned_by_others: filters::owned_by_others(self, &plan),
            plan,
            preferences,
            conflict,
            sealed,
            analyses: filters::analyses(self),
            left_out: filters::left_out(self),
            texts,
        };
        if !self.is_team() {
            filters::forget_audiences(&mut view);
        }
        view
    }

    fn may_see(&self, audience: &Audience) -> bool {
        audience.includes(self.reader, &self.case.sets)
    }

    /// Whether the reader owns a finding, or those who own it let them see it.
    fn may_see_owned(&self, owned: &Owned) -> bool {
        self.is_team() || self.is_among(&owned.owner) || self.may_see(&owned.shown_to)
    }

    fn is_team(&self) -> bool {
        *self.reader == Reader::Team
    }

    fn is_among(&self, people: &[ParticipantId]) -> bool {
        matches!(self.reader, Reader::Participant(id) if people.contains(id))
    }

    /// Whether the reader took part in what was said, or mediates: only they know what the speaker allowed.
    fn heard(&self, act: &Act) -> bool {
        let through = act.through.as_slice();
        self.is_team() || self.mediates || [&act.by, &act.to, through].iter().any(|some| self.is_among(some))
    }

    /// Whether the act may be in the reader's view as far as the reader of parallel texts is concerned: they stay with
    /// whoever made them and the one who got each.
    fn may_see_parallel(&self, act: &Act) -> bool {
        match &act.deed {
            Deed::Deliver(delivery) | Deed::Show(delivery) if delivery.parallel => {
                self.is_team() || self.is_among(&act.by) || self.is_among(&act.to)
            }
            _ => true,
        }
    }

    fn knows_by_now(&self, known: When) -> bool {
        self.now.has_begun(known)
    }
}
