//! What may be said to somebody, what only as one's own idea, and what not: a slip to take into the next room.
//!
//! What was heard stays with the hearers unless the speaker allowed more. What is public may be said to anybody; so may
//! an agreed account, to those who agreed to it.

use std::collections::HashSet;

use onetext_case::View;
use onetext_record::act::{Account, Act, Allowed, Deed, Statement};
use onetext_record::{ActId, AudienceName, Kind, ParticipantId, Reader, Role, Timeline};
use serde::Serialize;

use crate::build::sayable::Sayable;
use crate::deliveries::{NoParticipant, participant};
use crate::heading::Heading;
use crate::line::Line;
use crate::model::Event;
use crate::paper::{Ink, Paper, isolate};
use crate::{html, terminal};

/// The slip for one conversation.
#[derive(Debug, Clone, Serialize)]
pub struct MaySay {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// To whom it would be said.
    pub to: String,
    /// Their name.
    pub to_name: String,
    /// What may be said, as whose it is.
    pub may_say: Vec<Item>,
    /// What may be said as the reader's own idea, and never as the speaker's.
    pub as_ours: Vec<Item>,
    /// What may not be said.
    pub not: Vec<Item>,
}

/// Something that was heard, and why it stands where it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// What it is: in `may_say`, without what is for the reader alone; in `as_ours`, without what tells whose it was.
    pub event: Event,
    /// In `as_ours`: who said it and when, for the reader alone. `None` in the other lists.
    pub whose: Option<Line>,
    /// Why it is in this list.
    pub why: Why,
    /// What has happened to it since.
    pub since: Vec<Since>,
}

/// Why something may be said, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The speaker allowed it.
    Allowed,
    /// It is an account to which they agreed.
    AgreedAccount,
    /// They can see it in this case's record.
    TheySeeIt,
    /// It is public.
    Public,
    /// The speaker allowed it to be floated.
    MayBeFloated,
    /// The speaker allowed nothing.
    ForYouOnly,
    /// The speaker allowed it towards others.
    ForOthers,
    /// Whose idea it was is not for them.
    Origin,
    /// It was allowed, and has been taken back or denied, has run out, or is corrected in words that are not for them.
    Ended,
}

impl Why {
    fn may_be_said(self) -> bool {
        matches!(self, Self::Public | Self::AgreedAccount | Self::TheySeeIt | Self::Allowed)
    }

    fn as_words(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::AgreedAccount => "they agreed to this account",
            Self::TheySeeIt => "they see it in the record",
            Self::Allowed => "the speaker allows it",
            Self::MayBeFloated => "the speaker allows it as ours only",
            Self::ForYouOnly => "for you only",
            Self::ForOthers => "the speaker allows it towards others only",
            Self::Origin => "whose idea it was stays with you",
            Self::Ended => "allowed, and not any more",
        }
    }
}

/// What has happened to something since it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Since {
    /// The act.
    pub act: ActId,
    /// What it does to it: `withdraw`, `deny`, `correct` or `lapse`.
    pub kind: Kind,
    /// The words of a correction.
    pub words: Option<String>,
}

/// What the recipient sees for themselves, where that is known: only the team can know.
#[derive(Debug, Clone, Default)]
pub struct Sees {
    acts: HashSet<ActId>,
}

impl Sees {
    /// What a view holds.
    pub fn of(view: &View) -> Self {
        Self { acts: view.acts.iter().map(|act| act.id.clone()).collect() }
    }
}

impl MaySay {
    /// The slip for a conversation of the view's reader with `to`. `sees`: what `to` sees in the record themselves, for the
    /// team.
    ///
    /// # Errors
    /// The view has no such participant.
    pub fn new(view: &View, to: &str, sees: Option<&Sees>) -> Result<Self, NoParticipant> {
        let to = &participant(view, to)?;
        let mut slip = Self {
            heading: Heading::of(view),
            to: to.to_string(),
            to_name: view.name(to).to_owned(),
            may_say: Vec::new(),
            as_ours: Vec::new(),
            not: Vec::new(),
        };
        let now = view.now();
        let timeline = Timeline::new(&view.acts, &now);
        let sayable = Sayable::new(view, &timeline);
        // Whether an act is no secret from `to`: they did it or were told, it is the reader's own, or it may be said.
        let is_open = |act: &Act| {
            was_told(act, to) || is_own(view, act) || says_something(act) && why(act, to, sees).may_be_said()
        };
        for (at, &act) in timeline.acts().iter().enumerate() {
            let since = since(&timeline, at);
            let item = |why: Why, event: Event| Item { event, whose: None, why, since: since.clone() };
            // What was put forward as one's own, and is not, is somebody else's.
            if !act.by.contains(to) && act.origin.as_ref().is_some_and(|one| one.participant != *to) {
                slip.not.push(item(Why::Origin, sayable.as_recorded(act)));
            }
            if !says_something(act) || is_own(view, act) || was_told(act, to) {
                continue;
            }
            let said_since = |one: &Since| timeline.get(&one.act);
            let corrected_for_us_alone =
                |one: &Since| one.kind == Kind::Correct && !said_since(one).is_some_and(is_open);
            let undone = |one: &Since| one.kind != Kind::Correct || corrected_for_us_alone(one);
            let ended = act.until.is_some_and(|until| now.is_past(until)) || since.iter().any(undone);
            // On the two lists of what may be said stand no words that may not.
            let open_since: Vec<Since> = since
                .iter()
                .map(|one| {
                    let words = one.words.clone().filter(|_| said_since(one).is_some_and(is_open));
                    Since { words, ..one.clone() }
                })
                .collect();
            match why(act, to, sees) {
                Why::Allowed | Why::AgreedAccount | Why::MayBeFloated if ended => {
                    slip.not.push(item(Why::Ended, sayable.as_recorded(act)));
                }
                why if why.may_be_said() => {
                    let question = act.answers.as_ref().and_then(|id| timeline.get(id));
                    let event = sayable.as_theirs(act, question.is_some_and(is_open));
                    slip.may_say.push(Item { since: open_since, ..item(why, event) });
                }
                why @ Why::MayBeFloated => {
                    let whose = Some(sayable.whose(act));
                    slip.as_ours.push(Item { whose, since: open_since, ..item(why, sayable.as_ours(act)) });
                }
                why => slip.not.push(item(why, sayable.as_recorded(act))),
            }
        }
        // What the speaker allowed comes first, and what anybody can read comes last.
        slip.may_say.sort_by_key(|item| item.why);
        Ok(slip)
    }

    /// The three lists with their headings.
    pub(crate) fn lists(&self) -> [(&'static str, &'static str, &[Item]); 3] {
        [
            ("May say", "as whose it is", &self.may_say),
            ("As ours", "and never as theirs", &self.as_ours),
            ("Not", "it stays with you", &self.not),
        ]
    }

    pub(crate) fn head(&self) -> Line {
        Line::from("To ")
            .given(&self.to_name)
            .text(". For ")
            .given(&self.heading.reader_name)
            .text(". As of ")
            .text(&self.heading.as_of_words)
            .text(".")
    }

    /// As a self-contained HTML page, to be printed and taken along.
    pub fn html(&self) -> String {
        html::slip(self)
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        paper.title(&format!("{}: what may be said", isolate(&self.heading.title)));
        paper.paragraph(self.head().isolated());
        for (title, remark, items) in self.lists() {
            paper.heading(&format!("{title} ({remark})"));
            if items.is_empty() {
                paper.paragraph("Nothing.");
            }
            for item in items {
                match item.whose {
                    Some(_) => paper.paragraph(item.idea().isolated()),
                    None => terminal::events(paper, std::slice::from_ref(&item.event)),
                }
                paper.inked(Ink::Faint, 2, item.remark().isolated());
            }
        }
    }
}

impl Item {
    /// What it is, with its words.
    fn idea(&self) -> Line {
        let line = Line::new().line(&self.event.what);
        match &self.event.words {
            Some(words) => line.text(": ").line(&terminal::said(words)),
            None => line,
        }
    }

    /// Why it is in its list, whose it is where that is for the reader alone, and what has happened to it since.
    pub(crate) fn remark(&self) -> Line {
        let mut line = Line::from(self.why.as_words());
        if let Some(whose) = &self.whose {
            line = line.text("; whose it is, for you alone: ").line(whose);
        }
        for since in &self.since {
            let what = match since.kind {
                Kind::Withdraw => "taken back since",
                Kind::Lapse => "lapsed since",
                Kind::Deny => "denied since",
                _ => "corrected since",
            };
            line = line.text("; ").text(what).text(" (").given(since.act.as_str()).text(")");
            if let Some(words) = &since.words {
                line = line.text(": ").quoted(words);
            }
        }
        line
    }
}

/// Whether `to` said it themselves or was told.
fn was_told(act: &Act, to: &ParticipantId) -> bool {
    let heard_it = matches!(&act.deed, Deed::Assure(assurance) if assurance.heard_by.contains(to));
    act.by.contains(to) || act.to.contains(to) || act.through.as_ref() == Some(to) || heard_it
}

/// Whether there is anything in an act that could be repeated.
fn says_something(act: &Act) -> bool {
    let speaks = matches!(
        act.kind(),
        Kind::Accept
            | Kind::Reserve
            | Kind::Reject
            | Kind::Convey
            | Kind::Ask
            | Kind::Respond
            | Kind::Assure
            | Kind::State
            | Kind::Warn
            | Kind::Deny
            | Kind::Characterise
            | Kind::Correct
            | Kind::Endorse
            | Kind::Withdraw
    );
    speaks || act.kind().gives_words_for_words()
}

/// Whether an act is the reader's own: by them, alone or with other mediators; for the team, by mediators alone. What another
/// mediator told the reader was heard like anything else.
fn is_own(view: &View, act: &Act) -> bool {
    let mediates = |id: &ParticipantId| view.participant(id).is_some_and(|one| one.is(Role::Mediator));
    match &view.reader {
        Reader::Public => false,
        Reader::Team => !act.by.is_empty() && act.by.iter().all(mediates),
        Reader::Participant(reader) => {
            act.by.contains(reader)
                && act.by.iter().all(|by| by == reader || mediates(reader) && mediates(by))
        }
    }
}

fn why(act: &Act, to: &ParticipantId, sees: Option<&Sees>) -> Why {
    let agreed = matches!(
        &act.deed,
        Deed::State(Statement { account: Some(Account::Readout | Account::PressLine), agreed_by })
            if agreed_by.contains(to)
    );
    let allowed = act.allows.as_ref().map_or(Allowed::ForYouOnly, |allows| allows.towards(to));
    match allowed {
        _ if act.audience.0.contains(&AudienceName::Public) => Why::Public,
        _ if agreed => Why::AgreedAccount,
        _ if sees.is_some_and(|sees| sees.acts.contains(&act.id)) => Why::TheySeeIt,
        Allowed::MayBeConveyed => Why::Allowed,
        Allowed::MayBeFloated => Why::MayBeFloated,
        Allowed::ForYouOnly => match &act.allows {
            Some(allows) if allows.what != Allowed::ForYouOnly => Why::ForOthers,
            _ => Why::ForYouOnly,
        },
    }
}

fn since(timeline: &Timeline<'_>, at: usize) -> Vec<Since> {
    Kind::UNDOING
        .into_iter()
        .flat_map(|kind| timeline.answers(at, kind))
        .map(|answer| {
            let act = timeline.acts()[answer];
            Since { act: act.id.clone(), kind: act.kind(), words: act.words.clone() }
        })
        .collect()
}
