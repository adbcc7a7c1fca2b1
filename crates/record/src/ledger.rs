//! The consent ledger: for each party and each clause of the current draft, what the party has consented to, and what
//! has happened to that since.
//!
//! **The path.** Acts are put in order ([`Timeline`]); each act of consent, refusal or reservation is spread over the
//! clauses that it covers, followed to the current draft; for each party and clause the latest counts; what has
//! happened since is added as flags; where nobody has said anything, the ledger says which kind of nothing it is.
//!
//! **Rules**, each with a test of its name:
//! - An act covers the clauses of its anchor and all below them; without clauses, every clause that the draft then had.
//! - Consent is to words only where the act says so, the draft's exact words are on record, and every open point below
//!   the clause has a choice. Otherwise it is to the concept.
//! - Silence is never consent. A silence procedure that ended without an objection gives "no objection" where a party
//!   holds these words and has said nothing about them, and nothing more; it undoes no refusal, however old.
//! - Only whoever gave consent can withdraw it. What is withdrawn stays visible as withdrawn: nothing earlier revives.
//! - An act whose date has not come is not done.
//! - What a delegation consents to on its own authority is beyond its mandate where it was given mandates before it, or before
//!   the party's latest confirmation of it, and all of them name clauses of which none leads to this one.
//! - Consent on which other consent depends stands while it is its author's position on all that it covers, followed to
//!   the current draft, and the words are the same.

mod absence;
mod below;
mod consent;
pub(crate) mod cover;
mod mandate;
pub(crate) mod words;

#[cfg(test)]
pub(crate) mod tests;

use onetext_text::clause::ClauseIndex;
use onetext_text::words::WordsHash;
use serde::Serialize;

use crate::act::{Act, Authority, Extent, Finality, Form, Kind, Strength};
use crate::as_of::AsOf;
use crate::ids::{ActId, DraftId, ParticipantId};
use crate::standing::{Condition, Standings};
use crate::texts::Texts;
use crate::timeline::Timeline;
use crate::when::When;

pub use consent::Book;

/// The state of consent to the current draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ledger {
    /// The text now negotiated; `None` where the reader may see none.
    pub draft: Option<DraftId>,
    /// Its clauses in document order; none where there is no file of it.
    pub clauses: Vec<ClauseConsent>,
    /// Consent, refusals and reservations that lead to no clause of the current draft.
    pub orphaned: Vec<Orphaned>,
}

/// Consent to one clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClauseConsent {
    /// The clause's place in the outline of the current draft.
    #[serde(skip)]
    pub index: ClauseIndex,
    /// Unique in the draft.
    pub id: String,
    /// As printed; empty where it has none.
    pub label: String,
    /// Labels on the way down to it, for people.
    pub path: String,
    /// 1-based line of its first character in its file.
    pub line: u32,
    /// Open points that start in its own text.
    pub open_points: u32,
    /// Each party, in the order in which parties were given.
    pub consent: Vec<Consent>,
    /// Where parties' consent to words rests on different words: the same words, and who consented to them. Empty
    /// where all who consented to words consented to the same.
    pub different_words: Vec<SameWords>,
}

/// Parties whose consent rests on the same words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameWords {
    /// Each party with the draft in which it consented to them.
    pub parties: Vec<Grounds>,
}

/// Where the words are to which a party consented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Grounds {
    /// The party.
    pub party: ParticipantId,
    /// The draft.
    pub draft: DraftId,
    /// The act.
    pub act: ActId,
}

/// Where a party stands on one clause. What the record does not say is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Consent {
    /// The party.
    pub party: ParticipantId,
    /// All of it in one word.
    pub status: Status,
    /// Of words or of the concept, as it counts here.
    pub extent: Option<Extent>,
    /// Of words or of the concept, as the act says.
    pub claimed_extent: Option<Extent>,
    /// How much consent.
    pub strength: Option<Strength>,
    /// On whose authority.
    pub authority: Option<Authority>,
    /// Reopenable or final.
    pub finality: Option<Finality>,
    /// In what form.
    pub form: Option<Form>,
    /// The language of the act, else that of its draft.
    pub lang: Option<String>,
    /// The draft that it concerned.
    pub draft: Option<DraftId>,
    /// When it was done.
    pub since: Option<When>,
    /// When it ends.
    pub until: Option<When>,
    /// Who conveyed it.
    pub through: Option<ParticipantId>,
    /// Whether the one for whom it was conveyed has confirmed it; `None` where there is no act.
    pub confirmed: Option<bool>,
    /// What has happened to it since, in declared order.
    pub flags: Vec<Flag>,
    /// Acts on which it depends, and how they stand.
    pub conditions: Vec<Condition>,
    /// The act from which all this follows.
    pub act: Option<ActId>,
    /// Its kind.
    pub kind: Option<Kind>,
    /// In words, what cannot be said otherwise: under which rule silence let the text pass.
    pub note: Option<String>,
    /// The question that waits for an answer, or was answered without consent or refusal.
    pub asked: Option<ActId>,
    /// Acts by which the party took it back.
    pub withdrawn_by: Vec<ActId>,
    /// Acts that say that it ran out.
    pub lapsed_by: Vec<ActId>,
    /// Acts that confirm it.
    pub confirmed_by: Vec<ActId>,
    /// Acts that correct it; it stays in place.
    pub corrected_by: Vec<ActId>,
    /// Acts that deny it.
    pub denied_by: Vec<ActId>,
    /// The exact words consented to: the same for the same words, whatever the draft.
    #[serde(skip)]
    pub words: Option<WordsHash>,
}

impl Consent {
    /// Whether it is consent, of whatever firmness, that has not been taken back.
    pub fn is_given(&self) -> bool {
        matches!(
            self.status,
            Status::Accepted
                | Status::InPrinciple
                | Status::AdReferendum
                | Status::Provisional
                | Status::NoObjection
                | Status::Reserved
        )
    }

    /// Whether something has happened to it.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}

/// Where a party stands, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Accepted the exact words, finally as far as the record says.
    Accepted,
    /// Accepted the concept.
    InPrinciple,
    /// Accepted the words, subject to its principals.
    AdReferendum,
    /// Accepted the words; may be reopened.
    Provisional,
    /// Less than accepted them: can live with them, has no objection, takes note; or was silent under an agreed rule.
    NoObjection,
    /// Accepted but for a stated exception.
    Reserved,
    /// Declined these words.
    Rejected,
    /// Took back what it last said about them.
    Withdrawn,
    /// Holds no text with these words.
    NotDelivered,
    /// Holds them, and has not been asked.
    NotAsked,
    /// Was asked, and has not answered.
    Unanswered,
    /// Was asked, and has answered without consent or refusal.
    Answered,
}

impl Status {
    /// As in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::InPrinciple => "in_principle",
            Self::AdReferendum => "ad_referendum",
            Self::Provisional => "provisional",
            Self::NoObjection => "no_objection",
            Self::Reserved => "reserved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::NotDelivered => "not_delivered",
            Self::NotAsked => "not_asked",
            Self::Unanswered => "unanswered",
            Self::Answered => "answered",
        }
    }
}

/// What has happened to consent since it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// The words have changed, the clause's own or some below it.
    Stale,
    /// An act on which it depends does not stand.
    Condition,
    /// It has ended.
    Expired,
    /// The party's principal or mandate has changed since, or on the same day, and the party has not confirmed it.
    FormerPrincipal,
    /// Whether the words are still the same cannot be told: the exact words of one of the two drafts are not on record.
    WordsUnknown,
    /// The party denies it.
    Denied,
    /// A later act corrects it.
    Corrected,
    /// The party stands otherwise, and less firmly, on something below the clause.
    Below,
    /// It was given on the delegation's own authority, and the mandate that the delegation had then does not cover the
    /// clause.
    BeyondMandate,
}

impl Flag {
    /// As in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stale => "stale",
            Self::Condition => "condition",
            Self::Expired => "expired",
            Self::FormerPrincipal => "former_principal",
            Self::WordsUnknown => "words_unknown",
            Self::Denied => "denied",
            Self::Corrected => "corrected",
            Self::Below => "below",
            Self::BeyondMandate => "beyond_mandate",
        }
    }
}

/// What a party has said about words that are not in the current draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Orphaned {
    /// What was said.
    #[serde(flatten)]
    pub consent: Consent,
    /// Ids of the topmost clauses of its draft that it concerned and that are gone; as named in the act where there
    /// is no file. None: the whole draft.
    pub clauses: Vec<String>,
    /// Why they lead to no clause.
    pub why: Gone,
}

/// Why consent leads to no clause of the current draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gone {
    /// The clauses are not in the current draft any more.
    Deleted,
    /// There is no file of the draft that it concerned, so its clauses cannot be followed.
    NoText,
    /// No clause of that draft can be followed to the current one.
    NotFollowed,
    /// There is no text now negotiated, or no file of it.
    NoCurrentText,
}

/// The ledger of the current draft for these parties.
///
/// `acts` are those that the reader may see; those done or known later than `as_of` are left out. Takes time in
/// proportion to the number of acts times the clauses that each covers.
pub fn ledger<'a>(
    parties: &[ParticipantId],
    acts: impl IntoIterator<Item = &'a Act>,
    texts: &dyn Texts,
    as_of: &'a AsOf,
) -> Ledger {
    let timeline = Timeline::new(acts, as_of);
    Book::new(&timeline, texts).ledger(parties)
}

/// How every act of a timeline stands, consent followed to the current draft.
pub fn standings<'b, 'a>(timeline: &'b Timeline<'a>, texts: &dyn Texts) -> Standings<'b, 'a> {
    Book::new(timeline, texts).into_standings()
}

/// What consent an act is, all of it in one word, as far as the act itself tells; `on_record` says whether the exact words of
/// its draft are.
pub(crate) fn status_of(act: &Act, on_record: bool) -> Status {
    consent::status_of(act, on_record)
}
