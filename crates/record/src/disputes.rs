//! What is disputed or not established: both sides of it, and no verdict.

use crate::act::{Act, Kind};
use crate::indicators::indicators;
use crate::standing::is_consent;
use crate::timeline::Timeline;

/// Something on which the record does not agree with itself, or which nobody has confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dispute<'a> {
    /// An act that somebody denies.
    Denied {
        /// The act.
        act: &'a Act,
        /// Those who deny it, in order.
        by: Vec<&'a Act>,
    },
    /// An act for which sources give different dates.
    Dates {
        /// The act, with all its dates.
        act: &'a Act,
    },
    /// Figures of one indicator and day that contradict each other.
    Figures {
        /// The acts, in order.
        acts: Vec<&'a Act>,
    },
    /// Consent that somebody conveyed and the party has not confirmed.
    Unconfirmed {
        /// The act.
        act: &'a Act,
    },
    /// Consent of one party that is recorded both as given and as refused on the same day and draft.
    Contrary {
        /// The acts, in order.
        acts: Vec<&'a Act>,
    },
}

/// Everything disputed by the moment: denials, dates, consent without confirmation, contrary accounts, figures; each
/// sort in order of date. What was withdrawn is left out.
pub fn disputes<'a>(timeline: &Timeline<'a>) -> Vec<Dispute<'a>> {
    let acts = timeline.acts();
    let in_force = || acts.iter().copied().enumerate().filter(|(at, _)| timeline.is_in_force(*at));
    let answering = |at: usize, kind| timeline.answers(at, kind).map(|answer| acts[answer]);
    let mut disputes: Vec<Dispute<'a>> = Vec::new();
    disputes.extend(in_force().filter_map(|(at, act)| {
        let by: Vec<&Act> = answering(at, Kind::Deny).collect();
        (!by.is_empty()).then_some(Dispute::Denied { act, by })
    }));
    let differ = |act: &Act| act.on.iter().any(|dated| dated.when != act.earliest());
    disputes.extend(in_force().filter(|(_, act)| differ(act)).map(|(_, act)| Dispute::Dates { act }));
    disputes.extend(in_force().filter_map(|(at, act)| {
        let confirmed = act.confirmed
            || answering(at, Kind::Confirm).any(|confirm| confirm.by.iter().any(|by| act.by.contains(by)));
        (is_consent(act.kind()) && act.through.is_some() && !confirmed)
            .then_some(Dispute::Unconfirmed { act })
    }));
    disputes.extend(contrary(timeline));
    for series in indicators(timeline) {
        let mut contradicted: Vec<&Act> =
            series.figures.iter().filter(|figure| figure.contradicted).map(|figure| figure.act).collect();
        while let Some(first) = contradicted.first() {
            let day = first.earliest().date();
            let later = contradicted
                .iter()
                .position(|act| act.earliest().date() != day)
                .unwrap_or(contradicted.len());
            let rest = contradicted.split_off(later);
            disputes.push(Dispute::Figures { acts: contradicted });
            contradicted = rest;
        }
    }
    disputes
}

/// Consent and refusal of one participant on the same draft, clauses and day: two accounts of one event.
fn contrary<'a>(timeline: &Timeline<'a>) -> Vec<Dispute<'a>> {
    let acts = timeline.acts();
    let mut found = Vec::new();
    for (at, &act) in acts.iter().enumerate() {
        if !is_consent(act.kind()) || !timeline.is_in_force(at) {
            continue;
        }
        let day = act.earliest().date();
        let same_day = |other: &&Act| other.earliest().date() == day;
        // In order, acts of one day are next to each other.
        let start = acts[..at].iter().rev().take_while(|other| same_day(other)).count();
        let end = acts[at..].iter().take_while(|other| same_day(other)).count();
        let refused = (at - start..at + end).find(|&other| {
            acts[other].kind() == Kind::Reject
                && timeline.is_in_force(other)
                && acts[other].by.iter().any(|by| act.by.contains(by))
                && timeline.anchor(other).is_some()
                && timeline.anchor(other) == timeline.anchor(at)
        });
        if let Some(other) = refused {
            let pair = if other < at { [other, at] } else { [at, other] };
            found.push(Dispute::Contrary { acts: pair.map(|at| acts[at]).to_vec() });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{acts, as_of};

    #[test]
    fn what_is_denied_differs_or_is_unconfirmed_is_told_with_both_sides() {
        let source = "sources = [{ kind = \"report\", who = \"w\", ref = \"r\" }]";
        let acts = acts(&format!(
            "a accept lower 2031-03-01; draft = \"first\"; through = \"council\"
             b accept upper 2031-03-01; draft = \"first\"; through = \"council\"
             c confirm upper 2031-03-02; answers = \"b\"
             d deny lower 2031-03-03; answers = \"a\"
             e state council [{{date=2031-03-04,source=\"x\"}},{{date=2031-03-05,source=\"y\"}}]; words = \"z\"
             f accept lower 2031-03-06; draft = \"first\"; clauses = [\"2\"]
             g reject lower 2031-03-06; draft = \"first\"; clauses = [\"2\"]
             h measure - 2031-03-07; indicator = \"i\"; value = 1; {source}
             i measure - 2031-03-07; indicator = \"i\"; value = 2; {source}
             j measure - 2031-03-08; indicator = \"i\"; value = 3; {source}
             k state lower 2031-03-09; words = \"q\"
             l deny upper 2031-03-09; answers = \"k\"
             m withdraw lower 2031-03-09; answers = \"k\""
        ));
        let as_of = as_of("2031-03-20");
        let timeline = Timeline::new(&acts, &as_of);
        let told: Vec<String> = disputes(&timeline)
            .iter()
            .map(|dispute| match dispute {
                Dispute::Denied { act, by } => format!("denied {} {}", act.id, by[0].id),
                Dispute::Dates { act } => format!("dates {}", act.id),
                Dispute::Unconfirmed { act } => format!("unconfirmed {}", act.id),
                Dispute::Contrary { acts } => format!("contrary {} {}", acts[0].id, acts[1].id),
                Dispute::Figures { acts } => format!("figures {} {}", acts[0].id, acts[1].id),
            })
            .collect();
        assert_eq!(told, ["denied a d", "dates e", "unconfirmed a", "contrary f g", "figures h i"]);
    }

    #[test]
    fn a_refusal_of_other_words_on_the_day_of_consent_to_the_draft_is_no_contrary_account() {
        let found = |refusal: &str| {
            let acts = acts(&format!(
                "a accept lower 2031-03-06; draft = \"first\"; clauses = [\"2\"]
                 t amend upper 2031-03-05; draft = \"first\"; clauses = [\"2\"]; words = \"x\"
                 r reject lower 2031-03-06; draft = \"first\"; clauses = [\"2\"]{refusal}"
            ));
            let as_of = as_of("2031-03-20");
            disputes(&Timeline::new(&acts, &as_of)).len()
        };
        assert_eq!(found("; answers = \"t\""), 0);
        assert_eq!(found(""), 1);
    }
}
