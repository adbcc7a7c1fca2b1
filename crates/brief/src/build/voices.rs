//! Who says what of which clause, in whose words.

use std::collections::BTreeMap;

use onetext_record::act::{Act, Behind, Deed, Kind, Rearranged};
use onetext_record::standing::Reason;
use onetext_record::{Source, SourceKind};
use onetext_text::clause::ClauseIndex;

use super::say::place;
use super::scene::Scene;
use crate::line::Line;
use crate::model::Voice;

/// What parties and others say of clauses of the current text, as far as it has not been taken back.
pub(super) struct Voices<'a> {
    /// Acts by the topmost clause that they concern, oldest first.
    pub(super) by_clause: BTreeMap<ClauseIndex, Vec<&'a Act>>,
    /// Acts that concern the whole text, or no clause of it.
    pub(super) whole: Vec<&'a Act>,
}

impl<'a> Voices<'a> {
    pub(super) fn new(scene: &Scene<'a>) -> Self {
        let mut voices = Self { by_clause: BTreeMap::new(), whole: Vec::new() };
        for (at, act) in scene.timeline.acts().iter().enumerate() {
            if !(speaks(act) || tells(act)) || is_over(scene.standings().at(at).reason) {
                continue;
            }
            let clauses = scene.places_now(act);
            if clauses.is_empty() && !speaks(act) {
                continue;
            }
            if clauses.is_empty() {
                voices.whole.push(act);
            }
            for clause in clauses {
                voices.by_clause.entry(clause).or_default().push(act);
            }
        }
        voices
    }
}

/// Whether what was said is said no longer. What somebody else refused is still said.
fn is_over(reason: Reason) -> bool {
    matches!(reason, Reason::Withdrawn | Reason::Lapsed | Reason::Expired | Reason::Superseded)
}

/// Whether an act says something about words: consent itself is shown by its status.
fn speaks(act: &Act) -> bool {
    act.red_line
        || match act.kind() {
            Kind::Reserve | Kind::Reject | Kind::Characterise | Kind::Deny => true,
            kind if kind.gives_words_for_words() || kind == Kind::State => {
                act.words.is_some() || act.label.is_some() || act.rearranged.is_some()
            }
            _ => false,
        }
}

/// Whether an act tells how clauses are carried out. It stands with them, so that nobody reads a denial there and not what
/// is denied; where it concerns no clause, the chronology has it.
fn tells(act: &Act) -> bool {
    matches!(act.kind(), Kind::Report | Kind::Allege | Kind::Verify) && act.words.is_some()
}

/// A voice without its words: who did what, when, through whom.
pub(super) fn silent_voice(scene: &Scene<'_>, act: &Act, what: Line) -> Voice {
    let say = scene.say;
    Voice {
        who: say.people(&act.by),
        what,
        words: None,
        on: Some(say.date(&act.earliest())),
        through: act.through.as_ref().map(|through| say.person(through)),
        unconfirmed: act.through.is_some() && !act.confirmed,
        act: Some(act.id.to_string()),
    }
}

/// What somebody says of words, in their own words cut to `most` characters.
pub(super) fn voice(scene: &Scene<'_>, act: &Act, most: usize) -> Voice {
    let verb = match &act.deed {
        Deed::Reserve(_) => "accepts but for an exception",
        Deed::Reject(_) => "declines",
        Deed::Clarify => "states a meaning",
        Deed::Interpret(_) => "reads it so",
        Deed::Amend => "proposes",
        Deed::Float => "tries out",
        Deed::Table(_) => "puts forward",
        Deed::Deny => "denies",
        Deed::Characterise => "calls it",
        Deed::Respond(_) => "answers",
        Deed::Assure(_) => "promises",
        Deed::Report(_) => "reports",
        Deed::Allege { .. } => "alleges",
        Deed::Verify(_) => "finds",
        _ => "says",
    };
    let verb = Line::from(verb).line(&to_what_end(act));
    let what = match (&act.deed, &act.label) {
        (_, None) => verb,
        (Deed::Characterise, Some(label)) => Line::from("calls it ").quoted(label),
        (_, Some(label)) => verb.text(", and calls it ").quoted(label),
    };
    let what = if act.red_line { what.text("; cannot accept") } else { what };
    let what = if act.by.is_empty() { reported_by(act) } else { what.text(on_whose_word(act)) };
    Voice { words: scene.say.words_cut(act, most), ..silent_voice(scene, act, what) }
}

/// What a proposal wants done with the clause that it is told at, where that is not other words for it.
fn to_what_end(act: &Act) -> Line {
    let Some(rearranged) = &act.rearranged else { return Line::new() };
    let line = Line::from(if act.kind() == Kind::Amend { " " } else { ": " });
    match rearranged {
        Rearranged::Struck => line.text("to strike it"),
        Rearranged::New { behind: Behind::Start, .. } => line.text("a new clause before all"),
        Rearranged::New { .. } => line.text("a new clause behind it"),
        Rearranged::Moved(behind) => line.text("to move it ").line(&place(behind)),
    }
}

/// What nobody is named for stands on its sources.
fn reported_by(act: &Act) -> Line {
    let kind = if on_whose_word(act).is_empty() { "reported by " } else { "reported anonymously: " };
    Line::from(kind).list(act.sources.iter().map(|source| source.who.as_str()))
}

/// What has to be said where nobody who can be named stands behind an account.
fn on_whose_word(act: &Act) -> &'static str {
    let unnamed = |source: &Source| matches!(source.kind, SourceKind::Anonymous | SourceKind::Leak);
    if !act.sources.is_empty() && act.sources.iter().all(unnamed) { " (anonymous report)" } else { "" }
}
