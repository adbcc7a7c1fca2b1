//! What was promised to whom, and whether it stands.

use crate::act::{Act, Deed};
use crate::ids::ParticipantId;
use crate::standing::{Standing, Standings};
use crate::timeline::Timeline;

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise<'a> {
    /// The act: who promised what, when.
    pub act: &'a Act,
    /// Whether it stands.
    pub standing: Standing<'a>,
    /// Whether it was made to somebody else and only heard by this participant.
    pub heard_only: bool,
}

/// Promises made to a participant by the moment, or heard by them, the latest first.
pub fn promises<'a>(
    timeline: &Timeline<'a>,
    standings: &Standings<'_, 'a>,
    participant: &ParticipantId,
) -> Vec<Promise<'a>> {
    let acts = timeline.acts().iter().enumerate().rev();
    acts.filter_map(|(at, act)| {
        let Deed::Assure(assurance) = &act.deed else { return None };
        let to_them = act.to.contains(participant);
        (to_them || assurance.heard_by.contains(participant)).then(|| Promise {
            act,
            standing: standings.at(at).clone(),
            heard_only: !to_them,
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standing::State;
    use crate::testing::{acts, as_of};

    #[test]
    fn a_promise_stands_until_it_is_taken_back_or_what_it_depends_on_falls() {
        let acts = acts(
            "a assure council 2031-03-01; words = \"x\"; to = \"upper\"; heard_by = [\"lower\"]
             b assure council 2031-03-02; words = \"y\"; to = \"upper\"; if = [\"c\"]
             c accept lower 2031-03-01; draft = \"first\"
             d withdraw lower 2031-03-03; answers = \"c\"",
        );
        let as_of = as_of("2031-03-20");
        let timeline = Timeline::new(&acts, &as_of);
        let standings = Standings::new(&timeline);
        let told = |who: &str| -> Vec<(String, State, bool)> {
            promises(&timeline, &standings, &who.into())
                .iter()
                .map(|one| (one.act.id.to_string(), one.standing.state, one.heard_only))
                .collect()
        };
        assert_eq!(told("upper"), [("b".into(), State::Fallen, false), ("a".into(), State::Stands, false)]);
        assert_eq!(told("lower"), [("a".into(), State::Stands, true)]);
    }
}
