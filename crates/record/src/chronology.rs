//! What happened, in order, with every date and source, and with what was said about it afterwards.

use crate::act::{Act, Dated, Kind};
use crate::source::Source;
use crate::timeline::Timeline;

/// An act in the chronology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<'a> {
    /// The act.
    pub act: &'a Act,
    /// Every date that is given for it, earliest first.
    pub dates: &'a [Dated],
    /// Where it is known from.
    pub sources: &'a [Source],
    /// Whether its date has not come yet.
    pub planned: bool,
    /// Acts that correct it, in order; it stays in its place.
    pub corrected_by: Vec<&'a Act>,
    /// Acts that deny it.
    pub denied_by: Vec<&'a Act>,
    /// Acts that take it back.
    pub withdrawn_by: Vec<&'a Act>,
}

/// Every act known by the moment, oldest first; what is still to come stands at the end.
pub fn chronology<'a>(timeline: &Timeline<'a>) -> Vec<Event<'a>> {
    let acts = timeline.acts();
    let answering = |at: usize, kind| timeline.answers(at, kind).map(|answer| acts[answer]).collect();
    let done = acts.iter().enumerate().map(|(at, act)| Event {
        act,
        dates: &act.on,
        sources: &act.sources,
        planned: false,
        corrected_by: answering(at, Kind::Correct),
        denied_by: answering(at, Kind::Deny),
        withdrawn_by: timeline.withdrawals(at).map(|answer| acts[answer]).collect(),
    });
    let planned = timeline.planned().iter().map(|act| Event {
        act,
        dates: &act.on,
        sources: &act.sources,
        planned: true,
        corrected_by: Vec::new(),
        denied_by: Vec::new(),
        withdrawn_by: Vec::new(),
    });
    done.chain(planned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{acts, as_of};

    #[test]
    fn acts_stand_in_order_with_all_their_dates_and_what_was_said_of_them_later() {
        let acts = acts(
            "c state lower 2031-03-09; words = \"no\"
             b state upper [{date=2031-03-07,source=\"x\"},{date=2031-03-05,source=\"y\"}]; words = \"yes\"
             d deny lower 2031-03-10; answers = \"b\"
             e correct upper 2031-03-11; answers = \"b\"
             f withdraw upper 2031-03-12; answers = \"b\"
             g convene council 2031-04-01; known = 2031-03-12
             h state upper 2031-03-01; words = \"hm\"; known = 2031-03-21",
        );
        let as_of = as_of("2031-03-20");
        let timeline = Timeline::new(&acts, &as_of);
        let events = chronology(&timeline);
        let order: Vec<&str> = events.iter().map(|event| event.act.id.as_str()).collect();
        assert_eq!(order, ["b", "c", "d", "e", "f", "g"], "h is not known yet");
        let b = &events[0];
        assert_eq!(b.dates.len(), 2);
        assert_eq!((b.denied_by.len(), b.corrected_by.len(), b.withdrawn_by.len()), (1, 1, 1));
        assert!(events[5].planned && !b.planned);
    }
}
