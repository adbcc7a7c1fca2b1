//! A view is a smaller case: what one reader may see, on one date.
//!
//! First everything that the reader may not see is dropped, with every reference to it; whatever is computed is computed
//! from what is left. So what is hidden can change nothing that is shown. [`Case::view`] is the only way to a [`View`].
//!
//! Every filter stands below a comment `filter: …` and is one statement; taking any of them out makes a test fail.

mod disclosed;
mod sealed;
pub mod sighting;

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use onetext_record::act::{Act, Allowance, Deed, Note};
use onetext_record::as_of::AsOf;
use onetext_record::entry::{Authentic, DraftEntry};
use onetext_record::ledger::{self, Ledger};
use onetext_record::source::Source;
use onetext_record::{
    ActId, Audience, AudienceName, DraftId, Kind, NoteId, Participant, ParticipantId, Reader, Role, Term,
    Timeline, When,
};

use crate::case::{About, Case, DraftRecord};
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
    /// Proposals of the view to which each answers alone, and what became of them.
    pub sealed: Vec<SealedResult>,
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
        fn words(version: &Version) -> Option<&str> {
            version.source().map(|source| source.text())
        }
        let same_text =
            |(one, other): (&Version, &Version)| one.entry == other.entry && words(one) == words(other);
        self.participants == other.participants
            && self.terms == other.terms
            && self.notes == other.notes
            && self.sealed == other.sealed
            && self.left_out == other.left_out
            && self.acts == other.acts
            && texts(self) == texts(other)
            && self.texts.versions().iter().zip(other.texts.versions()).all(same_text)
    }

    /// Who else may see an item is for the team alone, but for what everybody sees.
    fn forget_audiences(&mut self) {
        for participant in &mut self.participants {
            // filter: audiences of participants
            participant.audience = Audience::team();
        }
        for term in &mut self.terms {
            // filter: audiences of terms
            term.audience = Audience::team();
        }
        for note in &mut self.notes {
            // filter: audiences of notes
            note.audience = Audience::team();
        }
        for act in &mut self.acts {
            // filter: audiences of acts
            act.audience = if is_public(&act.audience) { Audience::public() } else { Audience::team() };
            if let Some(origin) = &mut act.origin {
                // filter: audiences of origins
                origin.audience = Audience::team();
            }
            if let Deed::Disclose { to_audience } = &mut act.deed
                && !is_public(to_audience)
            {
                // filter: audiences of disclosures
                *to_audience = Audience::team();
            }
        }
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
        let sight = Sight::new(self, reader, &now);
        let participants = participants(&sight);
        let people: HashSet<&ParticipantId> =
            participants.iter().map(|participant| &participant.id).collect();
        let terms = terms(&sight, &people);
        let drafts = drafts(&sight, &people);
        let notes = notes(&sight);
        let texts = Texts::new(drafts, self.matches.clone(), &participants, self.cache.clone());
        let acts = acts(&sight, &people, &texts, &notes);
        // filter: what could not be read
        let left_out = if *reader == Reader::Team { self.problems() } else { 0 };
        let mut results = sight.sealed.results;
        // filter: results of proposals that are hidden
        results.retain(|result| acts.iter().any(|act| act.id == result.proposal && act.is_sealed()));
        let mut view = View {
            reader: reader.clone(),
            as_of,
            about: self.about.clone(),
            participants,
            terms,
            acts,
            notes,
            sealed: results,
            left_out,
            texts,
        };
        if *reader != Reader::Team {
            view.forget_audiences();
        }
        Ok(view)
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
}

impl<'a> Sight<'a> {
    fn new(case: &'a Case, reader: &'a Reader, now: &'a AsOf) -> Self {
        let all = case.has_rules_on_acts().then(|| Timeline::new(&case.acts, now));
        let disclosed = all.as_ref().map(|all| Disclosed::to(reader, case, all)).unwrap_or_default();
        let sealed = all.as_ref().map(|all| Sealed::of(case, all)).unwrap_or_default();
        Self { case, reader, now, disclosed, sealed }
    }

    fn may_see(&self, audience: &Audience) -> bool {
        audience.includes(self.reader, &self.case.sets)
    }

    fn is_team(&self) -> bool {
        *self.reader == Reader::Team
    }

    fn is_among(&self, people: &[ParticipantId]) -> bool {
        matches!(self.reader, Reader::Participant(id) if people.contains(id))
    }

    fn is_mediator(&self) -> bool {
        let is_mediator = |participant: &&Participant| participant.is(Role::Mediator);
        self.case
            .participants
            .iter()
            .filter(is_mediator)
            .any(|one| self.is_among(std::slice::from_ref(&one.id)))
    }

    /// Whether the reader took part in what was said, or mediates: only they know what the speaker allowed.
    fn heard(&self, act: &Act) -> bool {
        let through = act.through.as_slice();
        self.is_team()
            || self.is_mediator()
            || [&act.by, &act.to, through].iter().any(|some| self.is_among(some))
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

type People<'a> = HashSet<&'a ParticipantId>;

fn participants(sight: &Sight<'_>) -> Vec<Participant> {
    let mut participants = sight.case.participants.clone();
    // filter: participants by audience
    participants.retain(|participant| {
        sight.may_see(&participant.audience) || *sight.reader == Reader::Participant(participant.id.clone())
    });
    keep_first(&mut participants, |participant| participant.id.clone());
    participants
}

fn terms(sight: &Sight<'_>, people: &People<'_>) -> Vec<Term> {
    let mut terms = sight.case.terms.clone();
    // filter: terms by audience
    terms.retain(|term| sight.may_see(&term.audience));
    for term in &mut terms {
        // filter: words of hidden participants
        term.words.retain(|participant, _| people.contains(participant));
    }
    keep_first(&mut terms, |term| term.id.clone());
    terms
}

fn drafts(sight: &Sight<'_>, people: &People<'_>) -> Vec<DraftRecord> {
    let mut drafts = sight.case.drafts.clone();
    // filter: drafts by audience
    drafts.retain(|draft| sight.may_see(&draft.entry.audience) || sight.disclosed.draft(&draft.entry.id));
    // filter: drafts by date
    drafts.retain(|draft| sight.knows_by_now(draft.entry.known));
    let ids: HashSet<DraftId> = drafts.iter().map(|draft| draft.entry.id.clone()).collect();
    for DraftRecord { entry, .. } in &mut drafts {
        if sight.disclosed.is_public_draft(&entry.id) {
            make_public(&mut entry.audience);
        }
        // filter: hidden authors of drafts
        entry.by.retain(|id| people.contains(id));
        if let Authentic::Translation { of, .. } = &mut entry.authentic {
            // filter: hidden originals of translations
            of.take_if(|of| !ids.contains(of));
        }
        sources(sight, &mut entry.sources);
        if *sight.reader != Reader::Team {
            // filter: audiences of drafts
            entry.audience = if is_public(&entry.audience) { Audience::public() } else { Audience::team() };
        }
    }
    keep_first(&mut drafts, |draft| draft.entry.id.clone());
    let zone = &sight.case.about.zone;
    let key = |entry: &DraftEntry| (entry.on.starts(zone), entry.known.starts(zone), entry.id.clone());
    drafts.sort_by_cached_key(|draft| key(&draft.entry));
    drafts
}

fn notes(sight: &Sight<'_>) -> Vec<Note> {
    let mut notes = sight.case.notes.clone();
    // filter: notes by audience
    notes.retain(|note| sight.may_see(&note.audience));
    // filter: notes by date
    notes.retain(|note| sight.knows_by_now(note.on));
    keep_first(&mut notes, |note| note.id.clone());
    let zone = &sight.case.about.zone;
    notes.sort_by_cached_key(|note| (note.on.starts(zone), note.id.clone()));
    notes
}

fn acts(sight: &Sight<'_>, people: &People<'_>, texts: &Texts, notes: &[Note]) -> Vec<Act> {
    // Cloning is what costs: the two filters that drop most come first, on what is not cloned yet.
    let mut seen: Vec<&Act> = sight.case.acts.iter().collect();
    // filter: acts by audience
    seen.retain(|act| sight.may_see(&act.audience) || sight.disclosed.act(&act.id));
    // filter: acts by date
    seen.retain(|act| sight.knows_by_now(act.known));
    // filter: sealed answers
    seen.retain(|act| sight.is_team() || !sight.sealed.hides(act, sight.now));
    // filter: deliveries of parallel texts
    seen.retain(|act| sight.may_see_parallel(act));
    // filter: acts whose author is hidden
    seen.retain(|act| act.by.is_empty() || act.by.iter().any(|id| people.contains(id)));
    // filter: acts done to hidden participants alone
    seen.retain(|act| act.to.is_empty() || act.to.iter().any(|id| people.contains(id)));
    let mut acts: Vec<Act> = seen.into_iter().cloned().collect();
    keep_first(&mut acts, |act| act.id.clone());

    let drafts: HashSet<&DraftId> = texts.versions().iter().map(|version| &version.entry.id).collect();
    for act in &mut acts {
        if sight.disclosed.is_public_act(&act.id) {
            make_public(&mut act.audience);
        }
        hidden_people(sight, people, act);
    }
    // filter: acts on drafts that are hidden
    acts.retain(|act| {
        act.draft().is_none_or(|draft| drafts.contains(draft)) || !lives_by_its_draft(&act.deed)
    });
    for act in &mut acts {
        // filter: hidden drafts of other acts
        act.anchor.take_if(|anchor| !drafts.contains(&anchor.draft));
        if act.anchor.is_none() {
            // A choice at open points that are not there says nothing.
            act.choice.clear();
        }
    }
    on_missing_clauses(texts, &mut acts);
    answers_without_question(&mut acts);

    let ids: HashSet<ActId> = acts.iter().map(|act| act.id.clone()).collect();
    let notes: HashSet<&NoteId> = notes.iter().map(|note| &note.id).collect();
    for act in &mut acts {
        // filter: hidden acts that are answered
        act.answers.take_if(|id| !ids.contains(id));
        // filter: hidden conditions
        act.conditions.retain(|id| ids.contains(id));
        // filter: hidden notes
        act.from_note.take_if(|id| !notes.contains(id));
        if let Deed::Convene(round) = &mut act.deed {
            // filter: hidden earlier rounds
            round.resumes.take_if(|id| !ids.contains(id));
        }
    }
    acts.sort_by(|a, b| sight.now.order(a, b));
    acts
}

/// Takes hidden participants, origins and identities out of an act.
fn hidden_people(sight: &Sight<'_>, people: &People<'_>, act: &mut Act) {
    let (heard, makes_it) = (sight.heard(act), sight.is_among(&act.by));
    let has_origin = act.origin.is_some();
    // filter: what was allowed to others
    act.allows.take_if(|_| !heard);
    if let Some(Allowance { to: Some(to), .. }) = &mut act.allows {
        // filter: hidden participants who may be told
        to.retain(|id| people.contains(id));
    }
    // filter: hidden authors
    act.by.retain(|id| people.contains(id));
    // filter: hidden channels
    act.through.take_if(|id| !people.contains(id));
    // filter: hidden recipients
    act.to.retain(|id| people.contains(id));
    // filter: origins by audience
    act.origin.take_if(|origin| !sight.may_see(&origin.audience));
    // filter: hidden origins
    act.origin.take_if(|origin| !people.contains(&origin.participant));
    // filter: what was allowed by hidden origins
    act.allows.take_if(|_| has_origin && act.origin.is_none());
    sources(sight, &mut act.sources);
    match &mut act.deed {
        Deed::Convene(round) => {
            if !sight.may_see(&round.ask_audience) {
                // filter: what to ask for
                round.ask = None;
                // filter: what to fall back on
                round.fallback = None;
            }
            if *sight.reader != Reader::Team {
                // filter: audiences of asks
                round.ask_audience = Audience::team();
            }
            // filter: hidden attendees
            round.attendees.retain(|id| people.contains(id));
            // filter: hidden absentees
            round.absent.retain(|id| people.contains(id));
            for step in &mut round.next {
                // filter: hidden owners of next steps
                step.owner.take_if(|id| !people.contains(id));
            }
        }
        Deed::Assure(assurance) => {
            // filter: hidden hearers
            assurance.heard_by.retain(|id| people.contains(id));
        }
        Deed::Warn(warning) => {
            // filter: hidden participants who are warned of
            warning.about.retain(|id| people.contains(id));
        }
        Deed::Deliver(delivery) | Deed::Show(delivery) => {
            // filter: marks of parallel texts
            delivery.parallel = delivery.parallel && (sight.is_team() || makes_it);
        }
        Deed::State(statement) => {
            // filter: hidden participants who agreed to an account
            statement.agreed_by.retain(|id| people.contains(id));
        }
        Deed::Report(finding) | Deed::Verify(finding) => {
            // filter: hidden participants who are reported on
            finding.about.retain(|id| people.contains(id));
        }
        Deed::Allege { about } => {
            // filter: hidden participants of whom something is alleged
            about.retain(|id| people.contains(id));
        }
        _ => {}
    }
}

fn sources(sight: &Sight<'_>, sources: &mut [Source]) {
    for source in sources {
        // filter: identities of sources
        source.identity.take_if(|identity| !sight.may_see(&identity.audience));
        if let Some(identity) = source.identity.as_mut().filter(|_| *sight.reader != Reader::Team) {
            // filter: audiences of identities
            identity.audience = Audience::team();
        }
    }
}

/// Leaves out acts on clauses that their draft does not have; `check` tells of them.
fn on_missing_clauses(texts: &Texts, acts: &mut Vec<Act>) {
    let named = |act: &&Act| act.anchor.as_ref().is_some_and(|anchor| !anchor.clauses.is_empty());
    texts.outlines(acts.iter().filter(named).filter_map(Act::draft));
    let mut known: HashMap<(DraftId, String), bool> = HashMap::new();
    acts.retain(|act| {
        act.anchor.iter().flat_map(|anchor| anchor.clauses.iter().map(|clause| (&anchor.draft, clause))).all(
            |(draft, clause)| {
                *known
                    .entry((draft.clone(), clause.clone()))
                    .or_insert_with(|| texts.has_clause(draft, clause))
            },
        )
    });
}

/// Drops acts that make sense only as an answer, where what they answer is not there; and so on along the chain.
fn answers_without_question(acts: &mut Vec<Act>) {
    loop {
        let ids: HashSet<ActId> = acts.iter().map(|act| act.id.clone()).collect();
        let before = acts.len();
        // filter: answers to acts that are hidden
        acts.retain(|act| {
            !lives_by_its_question(act) || act.answers.as_ref().is_some_and(|id| ids.contains(id))
        });
        if acts.len() == before {
            return;
        }
    }
}

/// Whether the act is about the words of its draft, so that without them it says nothing, or something else.
fn lives_by_its_draft(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::Table(_)
            | Deed::Amend
            | Deed::Clarify
            | Deed::Interpret(_)
            | Deed::Float
            | Deed::Accept(_)
            | Deed::Reserve(_)
            | Deed::Reject(_)
            | Deed::Endorse(_)
            | Deed::Deliver(_)
            | Deed::Show(_)
            | Deed::OpenSilence(_)
            | Deed::Initial(_)
            | Deed::Sign(_)
            | Deed::Disclose { .. }
    )
}

/// Whether the act is an answer and nothing else.
fn lives_by_its_question(act: &Act) -> bool {
    match act.deed {
        Deed::Withdraw
        | Deed::Lapse
        | Deed::Respond(_)
        | Deed::Deny
        | Deed::Characterise
        | Deed::BreakSilence { .. }
        | Deed::Attend { .. }
        | Deed::Correct
        | Deed::Confirm => true,
        Deed::Reserve(_) | Deed::Reject(_) | Deed::Endorse(_) | Deed::Disclose { .. } => act.anchor.is_none(),
        _ => false,
    }
}

fn make_public(audience: &mut Audience) {
    if !is_public(audience) {
        audience.0.push(AudienceName::Public);
    }
}

fn is_public(audience: &Audience) -> bool {
    audience.0.contains(&AudienceName::Public)
}

/// Keeps the first of those that have the same id.
fn keep_first<T, K: Hash + Eq>(items: &mut Vec<T>, id: impl Fn(&T) -> K) {
    let mut seen = HashSet::new();
    items.retain(|item| seen.insert(id(item)));
}
