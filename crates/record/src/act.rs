//! Acts: what somebody did, as recorded. Acts are added and corrected by further acts; none is rewritten.

use serde::Serialize;

use crate::audience::Audience;
use crate::ids::{ActId, DraftId, NoteId, ParticipantId, ProvisionId};
use crate::source::Source;
use crate::when::When;

/// One act of the record. Fields that every kind can have are here; those of one kind are in its [`Deed`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Unique in the case; carries no meaning.
    pub id: ActId,
    /// Who did it, or who put it forward as far as readers are told.
    pub by: Vec<ParticipantId>,
    /// Who conveyed it.
    pub through: Option<ParticipantId>,
    /// Whether the one for whom it was conveyed has confirmed it.
    pub confirmed: bool,
    /// To whom it was done.
    pub to: Vec<ParticipantId>,
    /// When, once for every source that differs; never empty, earliest first.
    pub on: Vec<Dated>,
    /// When the record learnt of it.
    pub known: When,
    /// The words concerned.
    pub anchor: Option<Anchor>,
    /// What is to become of clauses besides, or without, other words for them.
    pub rearranged: Option<Rearranged>,
    /// Words said, proposed or reserved, exactly.
    pub words: Option<String>,
    /// Language in which it was done.
    pub lang: Option<String>,
    /// The option taken at each open point of the anchor, in document order.
    pub choice: Vec<Choice>,
    /// Acts on which this one is conditional.
    pub conditions: Vec<ActId>,
    /// When it ends.
    pub until: Option<When>,
    /// The act that this one answers, withdraws, confirms, corrects, denies or characterises.
    pub answers: Option<ActId>,
    /// Entries of the plan that it concerns.
    pub plan: Vec<ProvisionId>,
    /// The step of the dispute clause that it is, counted from 1.
    pub step: Option<u32>,
    /// Alleged breaches that it settles, as its author says.
    pub closes: Vec<ActId>,
    /// The author's own word for it.
    pub label: Option<String>,
    /// Whether the author says that they cannot accept it.
    pub red_line: bool,
    /// Where it came from, for a few readers only.
    pub origin: Option<Origin>,
    /// What whoever spoke allowed the hearers to do with it; for those who spoke and those who heard alone.
    pub allows: Option<Allowance>,
    /// Who may see it.
    pub audience: Audience,
    /// Where it is known from.
    pub sources: Vec<Source>,
    /// The note that it was sorted from.
    pub from_note: Option<NoteId>,
    /// A remark for whoever may see the act.
    pub note: Option<String>,
    /// What was done.
    pub deed: Deed,
}

impl Act {
    /// When it was done, by the earliest account.
    pub fn earliest(&self) -> When {
        self.on.first().map_or(self.known, |dated| dated.when)
    }

    /// The name of what was done.
    pub fn kind(&self) -> Kind {
        self.deed.kind()
    }

    /// Whether it puts forward a proposal to which each answers alone.
    pub fn is_sealed(&self) -> bool {
        matches!(&self.deed, Deed::Table(tabling) if tabling.sealed)
    }

    /// The draft that it concerns, if any.
    pub fn draft(&self) -> Option<&DraftId> {
        self.anchor.as_ref().map(|anchor| &anchor.draft).or(match &self.rearranged {
            Some(Rearranged::New { draft, .. }) => Some(draft),
            _ => None,
        })
    }

    /// Whether it gives words for words, and these are not the ones that stand in a draft: it gives its own, or wants the
    /// draft's struck or elsewhere.
    pub fn has_words_of_its_own(&self) -> bool {
        self.kind().gives_words_for_words() && (self.words.is_some() || self.rearranged.is_some())
    }
}

/// A date on which an act was done, and who says so where accounts differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dated {
    /// The date.
    pub when: When,
    /// Who gives this date.
    pub source: Option<String>,
}

/// The words that an act concerns: clauses of one draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The draft.
    pub draft: DraftId,
    /// Its clauses, as named by whoever recorded the act; none: the whole draft. A clause includes its children.
    pub clauses: Vec<String>,
}

/// What a proposal wants done with clauses, besides or without other words for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rearranged {
    /// The words are a new clause, here. No clause that is there is concerned, so that the act has no anchor.
    New {
        /// In which draft.
        draft: DraftId,
        /// Where in it.
        behind: Behind,
    },
    /// The clauses of the anchor are to stand here.
    Moved(Behind),
    /// The clauses of the anchor are to go.
    Struck,
}

impl Rearranged {
    /// The clause behind which words would come to stand, by the name that the act gives it.
    pub fn behind(&self) -> Option<&str> {
        match self {
            Self::New { behind: Behind::Clause(name), .. } | Self::Moved(Behind::Clause(name)) => Some(name),
            _ => None,
        }
    }
}

/// A place between the clauses of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behind {
    /// Before all clauses.
    Start,
    /// Behind this clause, as named by whoever recorded the act, and all that is below it.
    Clause(String),
}

impl Behind {
    /// What the record calls the place before all clauses.
    pub const START: &'static str = "start";
}

/// The option taken at one open point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// These words.
    Words(String),
    /// The alternative with this number, counted from 1.
    Alternative(usize),
    /// Words that may stand or fall, stand.
    In,
    /// Words that may stand or fall, fall.
    Out,
}

impl Choice {
    /// As the text crate takes it.
    pub fn in_text(&self) -> onetext_text::choice::Choice<'_> {
        use onetext_text::choice::Choice as InText;
        match self {
            Self::Words(words) => InText::Words(words),
            Self::Alternative(number) => InText::Alternative(*number),
            Self::In => InText::In,
            Self::Out => InText::Out,
        }
    }
}

/// Where a proposal came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The participant.
    pub participant: ParticipantId,
    /// Who may know.
    pub audience: Audience,
}

/// What somebody allowed the hearers to do with what they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// What is allowed.
    pub what: Allowed,
    /// To whom it may be said; `None`: to anybody.
    pub to: Option<Vec<ParticipantId>>,
}

impl Allowance {
    /// What is allowed towards one participant.
    pub fn towards(&self, participant: &ParticipantId) -> Allowed {
        match &self.to {
            Some(to) if !to.contains(participant) => Allowed::ForYouOnly,
            _ => self.what,
        }
    }
}

/// How far something may be passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Allowed {
    /// It stays with the hearers.
    #[default]
    ForYouOnly,
    /// It may be passed on as the speaker's.
    MayBeConveyed,
    /// It may be passed on as the hearers' own idea, and never as the speaker's.
    MayBeFloated,
}

/// The name of a kind of act, as written in `kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is described at the deed of its name")]
pub enum Kind {
    Table,
    Amend,
    Clarify,
    Interpret,
    Float,
    Accept,
    Reserve,
    Reject,
    Withdraw,
    Lapse,
    Endorse,
    Deliver,
    Show,
    Convey,
    Ask,
    Respond,
    Assure,
    State,
    Warn,
    Deny,
    Characterise,
    OpenSilence,
    BreakSilence,
    Replace,
    Convene,
    Attend,
    Measure,
    Initial,
    Sign,
    Report,
    Allege,
    Verify,
    Disclose,
    Correct,
    Confirm,
}

/// What was done, with the fields of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Put a draft or words forward formally.
    Table(Tabling),
    /// Proposed a change of substance.
    Amend,
    /// Claimed a meaning without change.
    Clarify,
    /// Gave one side's reading, or its rendering in another language.
    Interpret(Rendering),
    /// Tried out an idea.
    Float,
    /// Gave consent.
    Accept(Acceptance),
    /// Accepted but for a stated exception.
    Reserve(Option<Form>),
    /// Declined; version-specific.
    Reject(Option<Form>),
    /// Took back the act that it answers.
    Withdraw,
    /// The act that it answers ran out.
    Lapse,
    /// Supported a text without being bound.
    Endorse(Extent),
    /// Handed a text over.
    Deliver(Delivery),
    /// Showed a text and took it back.
    Show(Delivery),
    /// Carried words from one to another.
    Convey,
    /// Put a question, or asked for consent.
    Ask {
        /// What it is about, where no clause says it.
        matter: Option<String>,
    },
    /// Answered a question.
    Respond(Response),
    /// Promised, as mediator or guarantor.
    Assure(Assurance),
    /// Said something.
    State(Statement),
    /// Warned of something.
    Warn(Warning),
    /// Denied the act that it answers.
    Deny,
    /// Put an own label on the act that it answers.
    Characterise,
    /// Began a silence procedure.
    OpenSilence(SilenceRule),
    /// Objected under a silence procedure.
    BreakSilence {
        /// The agreed rule, where the objection names it.
        rule: Option<String>,
    },
    /// Changed a principal or a mandate.
    Replace(Replacement),
    /// Called a round.
    Convene(Box<Round>),
    /// Came, or did not come, to the round that it answers.
    Attend {
        /// Whether they came.
        present: bool,
    },
    /// Gave a dated figure.
    Measure(Figure),
    /// Initialled a text.
    Initial(Option<Authority>),
    /// Signed a text.
    Sign(Option<Authority>),
    /// Told of performance.
    Report(Finding),
    /// Alleged a breach.
    Allege(Allegation),
    /// Established facts.
    Verify(Finding),
    /// Widened the audience of the act that it answers, or of its draft, to those it is done to.
    Disclose {
        /// To whom else, where they are more than participants by name.
        to_audience: Audience,
    },
    /// Corrected the act that it answers, which stays in place.
    Correct,
    /// Confirmed the act that it answers.
    Confirm,
}

impl Kind {
    /// Whether it gives words for words, whatever its author takes that for: a proposal, a change, a meaning, a reading or an
    /// idea. Which of these an act is called is the author's own word for it, and no fact may rest on that.
    pub fn gives_words_for_words(self) -> bool {
        matches!(self, Self::Table | Self::Amend | Self::Clarify | Self::Interpret | Self::Float)
    }

    /// Kinds that may leave another act without effect, in the order in which they are listed.
    pub const UNDOING: [Self; 4] = [Self::Withdraw, Self::Lapse, Self::Deny, Self::Correct];

    /// Whether it takes another act back, lets it lapse, denies or corrects it.
    pub fn undoes(self) -> bool {
        Self::UNDOING.contains(&self)
    }
}

impl Deed {
    /// The name of what was done.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Table(_) => Kind::Table,
            Self::Amend => Kind::Amend,
            Self::Clarify => Kind::Clarify,
            Self::Interpret(_) => Kind::Interpret,
            Self::Float => Kind::Float,
            Self::Accept(_) => Kind::Accept,
            Self::Reserve(_) => Kind::Reserve,
            Self::Reject(_) => Kind::Reject,
            Self::Withdraw => Kind::Withdraw,
            Self::Lapse => Kind::Lapse,
            Self::Endorse(_) => Kind::Endorse,
            Self::Deliver(_) => Kind::Deliver,
            Self::Show(_) => Kind::Show,
            Self::Convey => Kind::Convey,
            Self::Ask { .. } => Kind::Ask,
            Self::Respond(_) => Kind::Respond,
            Self::Assure(_) => Kind::Assure,
            Self::State(_) => Kind::State,
            Self::Warn(_) => Kind::Warn,
            Self::Deny => Kind::Deny,
            Self::Characterise => Kind::Characterise,
            Self::OpenSilence(_) => Kind::OpenSilence,
            Self::BreakSilence { .. } => Kind::BreakSilence,
            Self::Replace(_) => Kind::Replace,
            Self::Convene(_) => Kind::Convene,
            Self::Attend { .. } => Kind::Attend,
            Self::Measure(_) => Kind::Measure,
            Self::Initial(_) => Kind::Initial,
            Self::Sign(_) => Kind::Sign,
            Self::Report(_) => Kind::Report,
            Self::Allege(_) => Kind::Allege,
            Self::Verify(_) => Kind::Verify,
            Self::Disclose { .. } => Kind::Disclose,
            Self::Correct => Kind::Correct,
            Self::Confirm => Kind::Confirm,
        }
    }
}

/// Whether consent is to exact words or to an idea.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// The exact words.
    Words,
    /// The concept only.
    Concept,
}

/// How much consent it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Accepts.
    Accepts,
    /// Can live with it.
    CanLiveWith,
    /// Has no objection.
    NoObjection,
    /// Takes note of it.
    TakesNote,
}

/// On whose authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// The delegation's own.
    Delegation,
    /// Subject to the principals' approval.
    AdReferendum,
    /// The principal's.
    Principal,
}

/// Whether it may be reopened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Finality {
    /// Reopenable.
    Provisional,
    /// Final.
    Final,
}

/// In what form something was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Spoken.
    Oral,
    /// Spoken, and read back to the speaker.
    ReadBack,
    /// Written.
    Written,
}

/// Consent, each dimension apart; what the record does not say is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Acceptance {
    /// Of words or of a concept.
    pub extent: Option<Extent>,
    /// How much consent.
    pub strength: Option<Strength>,
    /// On whose authority.
    pub authority: Option<Authority>,
    /// Reopenable or final.
    pub finality: Option<Finality>,
    /// In what form.
    pub form: Option<Form>,
}

/// One exact text handed or shown to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Delivery {
    /// Number of the copy.
    pub copy: Option<String>,
    /// Written, or read aloud.
    pub form: Option<Form>,
    /// Whether it is meant to differ from what others hold; whoever made it so knows, and the team.
    pub parallel: bool,
}

/// How something is put forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tabling {
    /// Whether each answers alone, and nobody sees an answer until all have said yes.
    pub sealed: bool,
}

/// A reading of words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendering {
    /// The words of the original that the act's words render in its language.
    pub renders: Option<String>,
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// In what form.
    pub form: Option<Form>,
    /// What it is about, where no clause says it.
    pub matter: Option<String>,
}

/// Something said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// Where it is an account that was agreed: of what kind.
    pub account: Option<Account>,
    /// Who agreed to it, besides whoever said it.
    pub agreed_by: Vec<ParticipantId>,
}

/// An agreed account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// Of a meeting.
    Readout,
    /// For the press.
    PressLine,
}

/// What is told or established of performance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// Whom it is about.
    pub about: Vec<ParticipantId>,
    /// How far what it answers, or what it concerns of the plan, was done, by this account.
    pub performance: Option<Performance>,
    /// How much of it was done, in the unit of what it concerns.
    pub quantity: Option<u64>,
    /// When what it tells of happened; `None`: on the date of the act.
    pub occurred: Option<When>,
    /// How far it has come, as a monitor assesses it; only where a verification says so.
    pub level: Option<Level>,
}

/// An alleged breach.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Allegation {
    /// Whom it is about.
    pub about: Vec<ParticipantId>,
    /// When what is alleged happened; `None`: on the date of the act.
    pub occurred: Option<When>,
}

/// How far implementation has come, in the four steps of the Peace Accords Matrix (Joshi, Quinn and Regan 2015, 0 to 3). It is
/// somebody's assessment, never computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 0.
    NotBegun,
    /// 1.
    Minimal,
    /// 2.
    Intermediate,
    /// 3.
    Full,
}

impl Level {
    /// 0 to 3.
    pub fn number(self) -> u8 {
        match self {
            Self::NotBegun => 0,
            Self::Minimal => 1,
            Self::Intermediate => 2,
            Self::Full => 3,
        }
    }
}

/// How far something promised was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Performance {
    /// All of it.
    Fulfilled,
    /// Part of it.
    Partly,
    /// None of it.
    NotFulfilled,
    /// It is suspended.
    Suspended,
    /// It is excused.
    Excused,
}

/// A promise by a mediator or guarantor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assurance {
    /// Who else heard it.
    pub heard_by: Vec<ParticipantId>,
    /// In what form.
    pub form: Option<Form>,
    /// What it is about, where no clause says it.
    pub matter: Option<String>,
    /// By when it is to be kept.
    pub due: Option<When>,
}

/// A warning: of what is in the act's words, until when it holds in its `until`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Warning {
    /// Whose choice it is.
    pub about: Vec<ParticipantId>,
    /// How certain, in the warner's terms.
    pub certainty: Option<String>,
    /// The options of theirs that it concerns.
    pub concerns: Vec<String>,
}

/// Under which rule silence lets a text pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SilenceRule {
    /// The agreed rule, by its name or in words.
    pub rule: String,
}

/// A new principal or mandate of the participant in `by`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replacement {
    /// The new principal.
    pub principal: Option<String>,
    /// The new mandate.
    pub mandate: Option<String>,
    /// Who or what it replaces.
    pub former: Option<String>,
}

/// A bounded exchange.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Round {
    /// Where.
    pub place: Option<String>,
    /// Its last day, where it lasts longer than one.
    pub ends: Option<When>,
    /// Who is called, or came.
    pub attendees: Vec<ParticipantId>,
    /// Who stays away, as recorded.
    pub absent: Vec<ParticipantId>,
    /// What it is for; `clause 3` links to the text.
    pub aims: Vec<String>,
    /// What happens without a deal, as somebody has stated.
    pub without_deal: Vec<String>,
    /// What is to be discussed.
    pub agenda: Vec<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// What is to be done next.
    pub next: Vec<NextStep>,
    /// The earlier round that it extends or resumes.
    pub resumes: Option<ActId>,
    /// The one thing to ask for; whoever may see the round may not see this for that.
    pub ask: Option<String>,
    /// What to fall back on.
    pub fallback: Option<String>,
    /// Who may see what to ask for and what to fall back on.
    pub ask_audience: Audience,
}

/// Something to be done, by somebody, by a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// What.
    pub what: String,
    /// When.
    pub on: Option<When>,
    /// Who sees to it.
    pub owner: Option<ParticipantId>,
}

/// How a figure is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// This figure.
    #[default]
    Exactly,
    /// About this figure.
    About,
    /// This figure or more.
    AtLeast,
    /// More than this figure.
    MoreThan,
}

/// A dated figure of an indicator. Its source is in the act and is never missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What is counted.
    pub indicator: String,
    /// The value, as written.
    pub value: Decimal,
    /// Its unit.
    pub unit: Option<String>,
    /// How it is meant.
    pub bound: Bound,
}

/// A number with the text that it was typed as, so that nothing is rounded in print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    text: String,
}

impl Decimal {
    /// A finite number, kept as typed (without `_` between digits). `None` where it is none.
    pub fn new(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|&c| c != '_').collect();
        let value: f64 = text.parse().ok()?;
        value.is_finite().then_some(Self { text })
    }

    /// For plotting.
    pub fn as_f64(&self) -> f64 {
        self.text.parse().unwrap_or(0.0)
    }

    /// As typed.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// A free note of the team that waits to be sorted into acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Unique in the case.
    pub id: NoteId,
    /// When it was taken.
    pub on: When,
    /// What it says.
    pub words: String,
    /// Who may see it.
    pub audience: Audience,
}
