//! What an act is called: by its author, and by others. Labels stand side by side; none is chosen.

use crate::act::Kind;
use crate::ids::{ActId, ParticipantId};
use crate::timeline::Timeline;

/// A label, and who puts it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label<'a> {
    /// Who.
    pub who: &'a [ParticipantId],
    /// The label, in their word.
    pub label: &'a str,
    /// Whether it is the author's own.
    pub own: bool,
    /// The act in which they say so.
    pub act: &'a ActId,
}

/// The author's label of the act at a place of the timeline, then those that others gave it, in order. Where a
/// characterisation has no label, its words are taken.
pub fn labels<'a>(timeline: &Timeline<'a>, at: usize) -> Vec<Label<'a>> {
    let act = timeline.acts()[at];
    let own = act.label.as_deref().map(|label| Label { who: &act.by, label, own: true, act: &act.id });
    let others = timeline.answers(at, Kind::Characterise).filter_map(|answer| {
        let other = timeline.acts()[answer];
        let label = other.label.as_deref().or(other.words.as_deref())?;
        let own = other.by.iter().all(|by| act.by.contains(by));
        Some(Label { who: &other.by, label, own, act: &other.id })
    });
    own.into_iter().chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{acts, as_of};

    #[test]
    fn labels_of_the_author_and_of_others_stand_side_by_side() {
        let acts = acts(
            "a amend upper 2031-03-01; draft = \"first\"; label = \"clarification\"
             b characterise lower 2031-03-02; answers = \"a\"; label = \"new demand\"
             c characterise priest 2031-03-03; answers = \"a\"; words = \"a trifle\"
             d characterise council 2031-03-03; answers = \"a\"; label = \"x\"
             e withdraw council 2031-03-04; answers = \"d\"",
        );
        let as_of = as_of("2031-03-20");
        let timeline = Timeline::new(&acts, &as_of);
        let told: Vec<(&str, bool)> = labels(&timeline, 0).iter().map(|one| (one.label, one.own)).collect();
        assert_eq!(told, [("clarification", true), ("new demand", false), ("a trifle", false)]);
    }
}
