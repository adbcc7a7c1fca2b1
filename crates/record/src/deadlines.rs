//! What ends or is due, and when.

use jiff::ToSpan;
use jiff::civil::DateTime;
use serde::Serialize;

use crate::act::{Act, Kind};
use crate::as_of::AsOf;
use crate::standing::{Standings, State, is_consent};
use crate::timeline::Timeline;
use crate::when::When;

/// Something that ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline<'a> {
    /// The act that says so.
    pub act: &'a Act,
    /// When, as recorded.
    pub until: When,
    /// Its last moment, in the zone of the case.
    pub ends: DateTime,
    /// What ends.
    pub what: Ends,
}

/// What it is that ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    /// A silence procedure: a text passes unless somebody objects.
    Silence,
    /// A proposal or a question.
    Offer,
    /// Consent.
    Consent,
    /// A promise.
    Promise,
    /// A warning.
    Warning,
    /// Something else.
    Other,
}

/// Ends of acts that still stand or wait for an answer, the next first.
pub fn deadlines<'a>(timeline: &Timeline<'a>, standings: &Standings<'_, 'a>) -> Vec<Deadline<'a>> {
    let as_of = timeline.as_of;
    let mut deadlines: Vec<Deadline<'a>> = timeline
        .acts()
        .iter()
        .enumerate()
        .filter(|(at, _)| standings.at(*at).state != State::Fallen)
        .filter_map(|(_, act)| {
            let until = act.until.filter(|&until| !as_of.is_past(until))?;
            Some(Deadline { act, until, ends: until.ends(&as_of.zone), what: what_ends(act.kind()) })
        })
        .collect();
    deadlines.sort_by(|a, b| a.ends.cmp(&b.ends).then_with(|| as_of.order(a.act, b.act)));
    deadlines
}

/// Offers and consent that end within some hours, the next first.
pub fn lapsing_within<'a>(deadlines: &[Deadline<'a>], hours: u32, as_of: &AsOf) -> Vec<Deadline<'a>> {
    let limit = as_of.at.saturating_add(i64::from(hours).hours());
    let lapses = |deadline: &&Deadline<'a>| {
        matches!(deadline.what, Ends::Offer | Ends::Consent | Ends::Silence) && deadline.ends <= limit
    };
    deadlines.iter().filter(lapses).copied().collect()
}

/// What it is that ends, where an act of this kind has an end.
pub fn what_ends(kind: Kind) -> Ends {
    match kind {
        Kind::OpenSilence => Ends::Silence,
        Kind::Convey | Kind::Ask => Ends::Offer,
        offer if offer.gives_words_for_words() => Ends::Offer,
        Kind::Assure => Ends::Promise,
        Kind::Warn => Ends::Warning,
        consent if is_consent(consent) => Ends::Consent,
        _ => Ends::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{acts, as_of};

    #[test]
    fn deadlines_are_those_of_acts_that_have_not_fallen_and_lapsing_ones_lie_within_the_hours() {
        let acts = acts(
            "a table upper 2031-03-01; words = \"x\"; until = 2031-03-21T12:00:00
             b table upper 2031-03-01; words = \"x\"; until = 2031-03-19
             c accept lower 2031-03-02; draft = \"first\"; until = 2031-03-22
             d open_silence council 2031-03-02; draft = \"first\"; rule = \"r\"; until = 2031-03-21
             e warn lower 2031-03-02; words = \"x\"; until = 2031-03-21
             f table lower 2031-03-03; words = \"x\"; until = 2031-03-21
             g withdraw lower 2031-03-04; answers = \"f\"",
        );
        let as_of = as_of("2031-03-20");
        let timeline = Timeline::new(&acts, &as_of);
        let all = deadlines(&timeline, &Standings::new(&timeline));
        let told: Vec<(&str, Ends)> = all.iter().map(|one| (one.act.id.as_str(), one.what)).collect();
        assert_eq!(
            told,
            [("a", Ends::Offer), ("d", Ends::Silence), ("e", Ends::Warning), ("c", Ends::Consent)]
        );
        let soon: Vec<&str> =
            lapsing_within(&all, 24, &as_of).iter().map(|one| one.act.id.as_str()).collect();
        assert_eq!(soon, ["a", "d"], "a warning is no offer, and the consent holds for a day more");
    }
}
