//! Which words reached whom: what was handed over, shown, read aloud or conveyed, and who holds what of it.
//!
//! A delivery that was withdrawn is recorded in error and left out everywhere. Where two deliveries of what is meant as
//! one text differ, [`differ`] says so.

pub mod differ;

use onetext_text::words::WordsHash;
use serde::Serialize;

use crate::act::{Act, Anchor, Deed, Delivery, Form};
use crate::ids::ParticipantId;
use crate::ledger::cover::Sheets;
use crate::texts::Texts;
use crate::timeline::Timeline;

/// How words reached somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// The text was left with them.
    HandedOver,
    /// They saw it, and it was taken back.
    Shown,
    /// It was read to them; no paper was left.
    ReadAloud,
    /// Words of somebody else were carried to them.
    Conveyed,
}

/// One delivery: one exact text, or words, to those in the act's `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivered<'a> {
    /// The act: by whom, through whom, to whom, when, which text, in which language.
    pub act: &'a Act,
    /// How.
    pub manner: Manner,
}

impl<'a> Delivered<'a> {
    /// The delivery that an act is, if it is one.
    pub fn of(act: &'a Act) -> Option<Self> {
        let manner = match &act.deed {
            Deed::Deliver(delivery) | Deed::Show(delivery) if is_spoken(delivery) => Manner::ReadAloud,
            Deed::Deliver(_) => Manner::HandedOver,
            Deed::Show(_) => Manner::Shown,
            Deed::Convey => Manner::Conveyed,
            _ => return None,
        };
        Some(Self { act, manner })
    }

    /// Which draft, and which clauses of it; none where it was words alone.
    pub fn anchor(&self) -> Option<&'a Anchor> {
        self.act.anchor.as_ref()
    }

    /// Number of the copy, where it has one.
    pub fn copy(&self) -> Option<&'a str> {
        match &self.act.deed {
            Deed::Deliver(delivery) | Deed::Show(delivery) => delivery.copy.as_deref(),
            _ => None,
        }
    }

    /// Whether its owner marked it as one of several texts that differ on purpose.
    pub fn is_parallel(&self) -> bool {
        matches!(&self.act.deed, Deed::Deliver(delivery) | Deed::Show(delivery) if delivery.parallel)
    }

    /// Whether it is a text of the case, not words alone.
    pub fn is_of_a_text(&self) -> bool {
        self.manner != Manner::Conveyed && self.act.anchor.is_some()
    }
}

fn is_spoken(delivery: &Delivery) -> bool {
    matches!(delivery.form, Some(Form::Oral | Form::ReadBack))
}

/// Everything delivered to anybody by the moment, the earliest first. Takes time in proportion to the number of acts.
pub fn deliveries<'a>(timeline: &Timeline<'a>) -> Vec<Delivered<'a>> {
    let acts = timeline.acts().iter().enumerate();
    acts.filter(|(at, _)| timeline.is_in_force(*at)).filter_map(|(_, act)| Delivered::of(act)).collect()
}

/// Texts handed, shown or read to a participant, the latest first: of all [`deliveries`].
pub fn holdings<'d, 'a>(
    all: &'d [Delivered<'a>],
    participant: &ParticipantId,
) -> impl Iterator<Item = &'d Delivered<'a>> {
    all.iter().rev().filter(|one| one.is_of_a_text() && one.act.to.contains(participant))
}

/// One digest of the exact words of an anchor: the same for the same words, whatever the draft. `None` where the draft
/// has no file, or its words are an account of the text. Takes time in proportion to the clauses of the draft.
pub fn exact_words(texts: &dyn Texts, anchor: &Anchor) -> Option<WordsHash> {
    let entry = texts.entry(&anchor.draft)?;
    let sheets = Sheets::new(texts);
    let cover = sheets.cover(anchor).filter(|_| entry.authentic.is_words())?;
    Some(WordsHash::of_sequence(cover.clauses().map(|at| &cover.sheet.clauses[at].words)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{acts, as_of};

    #[test]
    fn what_somebody_holds_is_what_was_handed_shown_or_read_to_them() {
        let acts = acts(
            "a deliver council 2031-03-01; draft = \"first\"; to = [\"upper\", \"lower\"]; copy = 7
             b show council 2031-03-02; draft = \"second\"; to = \"upper\"; lang = \"ar\"
             c deliver council 2031-03-03; draft = \"third\"; to = \"upper\"
             d withdraw council 2031-03-04; answers = \"c\"
             e deliver council 2031-03-05; draft = \"third\"; to = \"lower\"
             f deliver council 2031-03-06; draft = \"third\"; to = \"upper\"; form = \"oral\"
             g convey council 2031-03-07; draft = \"third\"; to = \"upper\"; words = \"x\"",
        );
        let as_of = as_of("2031-03-20");
        let timeline = Timeline::new(&acts, &as_of);
        let all = deliveries(&timeline);
        let told: Vec<(&str, Manner, Option<&str>)> = holdings(&all, &"upper".into())
            .map(|one| (one.anchor().unwrap().draft.as_str(), one.manner, one.copy()))
            .collect();
        assert_eq!(
            told,
            [
                ("third", Manner::ReadAloud, None),
                ("second", Manner::Shown, None),
                ("first", Manner::HandedOver, Some("7"))
            ]
        );
        let all: Vec<&str> = all.iter().map(|one| one.act.id.as_str()).collect();
        assert_eq!(all, ["a", "b", "e", "f", "g"], "what was withdrawn was recorded in error");
    }
}
