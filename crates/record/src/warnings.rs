//! Warnings in force.

use crate::act::{Act, Deed, Warning};
use crate::standing::{Standings, State};
use crate::timeline::Timeline;

/// A warning that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce<'a> {
    /// The act: who warned, in which words, until when it holds.
    pub act: &'a Act,
    /// Whom and what it concerns.
    pub warning: &'a Warning,
}

/// Warnings given by the moment that were not taken back and have not run out, the latest first. One without an end
/// holds until it is withdrawn or lapses.
pub fn warnings<'a>(timeline: &Timeline<'a>, standings: &Standings<'_, 'a>) -> Vec<InForce<'a>> {
    let acts = timeline.acts().iter().enumerate().rev();
    acts.filter(|(at, _)| standings.at(*at).state != State::Fallen)
        .filter_map(|(_, act)| match &act.deed {
            Deed::Warn(warning) => Some(InForce { act, warning }),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{acts, as_of};

    #[test]
    fn a_warning_holds_until_its_end_or_until_it_is_taken_back() {
        let acts = acts(
            "a warn upper 2031-03-01; words = \"x\"; until = 2031-03-20
             b warn upper 2031-03-02; words = \"y\"
             c warn lower 2031-03-03; words = \"z\"
             d withdraw lower 2031-03-10; answers = \"c\"
             e warn lower 2031-03-04; words = \"l\"
             f lapse - 2031-03-12; answers = \"e\"",
        );
        let ids = |date: &str| {
            let as_of = as_of(date);
            let timeline = Timeline::new(&acts, &as_of);
            let found = warnings(&timeline, &Standings::new(&timeline));
            found.iter().map(|one| one.act.id.to_string()).collect::<Vec<_>>().join("")
        };
        assert_eq!(ids("2031-03-20"), "ba", "a day is over when it has passed");
        assert_eq!(ids("2031-03-21"), "b");
        assert_eq!(ids("2031-03-05"), "ecba");
    }
}
