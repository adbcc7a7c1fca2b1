//! Who holds which text: what was handed over or shown, in which language, with which copy number.

use crate::act::{Act, Anchor, Deed, Delivery};
use crate::ids::ParticipantId;
use crate::timeline::Timeline;

/// A text that somebody was handed or shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding<'a> {
    /// The act, with its date and language.
    pub act: &'a Act,
    /// Which draft, and which clauses of it.
    pub anchor: &'a Anchor,
    /// Number of the copy, and in what form.
    pub delivery: &'a Delivery,
    /// Whether it was shown and taken back.
    pub shown_only: bool,
}

/// Texts handed or shown to a participant by the moment, the latest first. A delivery that was withdrawn is recorded
/// in error and left out.
pub fn holdings<'a>(timeline: &Timeline<'a>, participant: &ParticipantId) -> Vec<Holding<'a>> {
    let acts = timeline.acts().iter().enumerate().rev();
    acts.filter(|(at, act)| act.to.contains(participant) && timeline.is_in_force(*at))
        .filter_map(|(_, act)| {
            let (delivery, shown_only) = match &act.deed {
                Deed::Deliver(delivery) => (delivery, false),
                Deed::Show(delivery) => (delivery, true),
                _ => return None,
            };
            Some(Holding { act, anchor: act.anchor.as_ref()?, delivery, shown_only })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{acts, as_of};

    #[test]
    fn what_somebody_holds_is_what_was_handed_or_shown_to_them() {
        let acts = acts(
            "a deliver council 2031-03-01; draft = \"first\"; to = [\"upper\", \"lower\"]; copy = 7
             b show council 2031-03-02; draft = \"second\"; to = \"upper\"; lang = \"ar\"
             c deliver council 2031-03-03; draft = \"third\"; to = \"upper\"
             d withdraw council 2031-03-04; answers = \"c\"
             e deliver council 2031-03-05; draft = \"third\"; to = \"lower\"",
        );
        let as_of = as_of("2031-03-20");
        let timeline = Timeline::new(&acts, &as_of);
        let upper = holdings(&timeline, &"upper".into());
        let told: Vec<(&str, bool, Option<&str>)> = upper
            .iter()
            .map(|one| (one.anchor.draft.as_str(), one.shown_only, one.delivery.copy.as_deref()))
            .collect();
        assert_eq!(told, [("second", true, None), ("first", false, Some("7"))]);
    }
}
