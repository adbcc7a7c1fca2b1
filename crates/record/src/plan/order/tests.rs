//! What a plan exchanges, on small plans.

use onetext_plan::exchange::{Enforcement, Exchange};

use super::super::package::{Entries, Package};
use super::*;
use crate::entry::Authentic;
use crate::testing::{Library, as_of, provisions};
use crate::timeline::Timeline;

fn steps_of(text: &str, by: Option<&str>, look: impl FnOnce(Steps<'_>)) {
    let plan = provisions(text);
    let library = Library::new(&[("first", Authentic::Text, "1. Words.\n")]);
    let now = as_of("2031-06-01");
    let entries = Entries::new(&plan, &Timeline::new(&[], &now), &library);
    let selection = Selection { by: by.map(ParticipantId::new), ..Selection::default() };
    look(Steps::new(&entries.plan(&Package::default()), &["upper".into(), "lower".into()], &selection));
}

fn names(steps: &Steps<'_>) -> Vec<String> {
    steps.steps.iter().map(|step| step.name.clone()).collect()
}

fn order(steps: &Steps<'_>) -> Vec<Vec<String>> {
    Exchange::new(steps.terms.clone()).unwrap().as_listed().names().to_vec()
}

const TWO_PHASES: &str = r#"
    [[phase]]
    id = "one"
    [[phase]]
    id = "two"
    follows = "one"
    gate = ["vote"]
    [[event]]
    id = "vote"
    needs = ["pull-back"]
    [[obligation]]
    id = "last"
    does = "give the keys back"
    debtor = "upper"
    phase = "two"
    [[key]]
    id = "k"
    gives = { by = "upper", number = 3, category = "mules" }
    returns = { by = "lower", number = 30, category = "sacks" }
    [[batch]]
    id = "b"
    lots = [{ key = "k", gives = 6 }]
    phase = "one"
    after = ["pull-back"]
    [[obligation]]
    id = "pull-back"
    does = "leave the ridge"
    debtor = ["upper", "lower"]
    creditor = ["upper", "lower"]
    phase = "one"
    [[obligation]]
    id = "quiet"
    does = "beat drums"
    debtor = "lower"
    modality = "prohibition"
    [[obligation]]
    id = "watch"
    does = "watch"
    debtor = "council"
"#;

#[test]
fn duties_and_batches_are_steps_and_prohibitions_and_what_others_do_are_none() {
    steps_of(TWO_PHASES, None, |steps| {
        assert_eq!(names(&steps), ["last", "b:gives", "b:returns", "pull-back:upper", "pull-back:lower"]);
        let units: Vec<u64> = steps.steps.iter().map(|step| step.units).collect();
        assert_eq!(units, [1, 6, 60, 1, 1]);
        let left: Vec<&str> = steps.without_actor.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(left, ["watch"]);
    });
}

#[test]
fn a_step_comes_after_what_its_phase_and_its_gate_need() {
    steps_of(TWO_PHASES, None, |steps| {
        assert_eq!(
            order(&steps),
            [vec!["pull-back:upper", "pull-back:lower"], vec!["b:gives"], vec!["b:returns"], vec!["last"]]
        );
    });
}

#[test]
fn a_batch_that_is_exchanged_at_once_is_one_move() {
    let text =
        TWO_PHASES.replace("phase = \"one\"\n    after", "phase = \"one\"\n    at_once = true\n    after");
    steps_of(&text, None, |steps| {
        assert_eq!(order(&steps)[1], ["b:gives", "b:returns"]);
    });
}

#[test]
fn what_waits_in_a_circle_is_left_out_and_told_and_what_waits_for_it_is_not() {
    let text = TWO_PHASES.replace("after = [\"pull-back\"]", "after = [\"pull-back\", \"watch-kept\"]").replace(
        "debtor = \"council\"",
        "debtor = \"lower\"\n        when = [\"b\"]\n        [[event]]\n        id = \"watch-kept\"\n        needs = [\"watch\"]",
    );
    steps_of(&text, None, |steps| {
        let circle: Vec<&str> = steps.in_circles.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(circle, ["b", "watch"]);
        assert_eq!(names(&steps), ["last", "pull-back:upper", "pull-back:lower"]);
        Exchange::new(steps.terms.clone()).unwrap();
    });
}

#[test]
fn where_some_steps_have_values_those_without_are_left_out_and_told_unless_they_are_asked_for() {
    let text = format!("{VALUES}\n[[obligation]]\nid = \"c\"\ndoes = \"sweep\"\ndebtor = \"upper\"\n");
    steps_of(&text, None, |steps| {
        assert_eq!(names(&steps), ["a", "b"]);
        let left: Vec<&str> = steps.without_value.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(left, ["c"]);
    });
}

const VALUES: &str = r#"
    [[obligation]]
    id = "a"
    does = "open the gate"
    debtor = "upper"
    [[obligation]]
    id = "b"
    does = "open the sluice"
    debtor = "lower"
    [[value]]
    id = "v1"
    by = "council"
    step = "a"
    to = "upper"
    low = -4
    high = -3
    [[value]]
    id = "v2"
    by = "priest"
    step = "a"
    to = "upper"
    low = -9
    high = -4
    [[value]]
    id = "v3"
    by = "council"
    step = "b"
    to = "upper"
    low = 5
    high = 6
    [[value]]
    id = "v4"
    by = "council"
    step = "a"
    to = "lower"
    low = 2
    high = 2
    [[value]]
    id = "v5"
    by = "council"
    step = "b"
    to = "lower"
    low = -1
    high = -1
    [[guarantee]]
    id = "g"
    by = "council"
    party = "lower"
    low = 1
    high = 1
    until = "b"
"#;

#[test]
fn two_statements_of_one_value_are_covered_by_one_range_and_one_author_can_be_taken_alone() {
    steps_of(VALUES, None, |steps| {
        let range = steps.terms.steps[0].values["upper"];
        assert_eq!((range.low(), range.high()), (-9, -3));
        assert_eq!(steps.stated_twice, [("a".to_owned(), ParticipantId::new("upper"))]);
        assert_eq!(steps.valued_by, ["council".into(), "priest".into()]);
    });
    steps_of(VALUES, Some("council"), |steps| {
        let range = steps.terms.steps[0].values["upper"];
        assert_eq!((range.low(), range.high()), (-4, -3));
        assert!(steps.stated_twice.is_empty());
        let exchange = Exchange::new(steps.terms.clone()).unwrap();
        // The last mover is held by what it would forfeit: 1 for a step that costs 1.
        assert_eq!(exchange.best_order().evaluation.enforcement, Enforcement::InEveryCase);
    });
    let without = VALUES.split("[[guarantee]]").next().unwrap();
    steps_of(without, Some("council"), |steps| {
        let exchange = Exchange::new(steps.terms.clone()).unwrap();
        assert_eq!(exchange.best_order().evaluation.enforcement, Enforcement::InNoCase);
    });
}
