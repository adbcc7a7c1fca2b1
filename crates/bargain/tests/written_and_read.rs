//! What is written in a format and read again has the same outcomes and the same utilities.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not there")]

use onetext_bargain::files::{Reading, Target, write};
use onetext_bargain::scenario::Scenario;
use onetext_bargain::space::{Issue, Outcome, Rule, Space, Value, Values};
use onetext_bargain::utility::{
    Additive, Aggregate, Bound, Evaluator, HyperRectangle, Nested, Pays, Profile, Table, Take, Term, Utility,
};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;
use std::cell::Cell;

const TARGETS: [Target; 6] =
    [Target::Genius, Target::GeniusWeb, Target::NegMasYaml, Target::NegMasJson, Target::NegoLog, Target::Own];

/// Names that formats may stumble over.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z][a-zA-Z0-9 ]{0,8}",
        prop::sample::select(vec![
            "yes",
            "null",
            "5",
            "1.50",
            "a & b",
            "<x>",
            "\"quoted\"",
            "it's",
            "Custom, Handmade",
            "key: value",
            "# no",
            "- dash",
            "ü € 漢",
            "שלום",
            "a\\b",
            "tab\there",
            "~",
            "true",
            "-.inf",
            "[[issue]]",
            "{}",
            "&amp;",
            "%",
        ])
        .prop_map(str::to_owned),
    ]
}

fn values() -> impl Strategy<Value = Values> {
    prop_oneof![
        3 => prop::collection::btree_set(name(), 1..5).prop_map(|names| Values::Options(names.into_iter().collect())),
        2 => (-5i64..5, 0i64..6).prop_map(|(low, more)| Values::Integers { low, high: low + more }),
        1 => (-5.0f64..5.0, 0.1f64..6.0).prop_map(|(low, more)| Values::Reals { low, high: low + more }),
    ]
}

fn evaluator(values: &Values) -> BoxedStrategy<Evaluator> {
    let count = values.count().map_or(0, |count| usize::try_from(count).unwrap());
    let number = -2.0f64..2.0;
    let line = (number.clone(), number.clone(), number.clone(), any::<bool>())
        .prop_map(|(slope, from, offset, held)| Evaluator::Linear { slope, from, offset, held });
    let triangle = (-6.0f64..6.0, 0.0f64..3.0, 0.0f64..3.0).prop_map(|(low, more, most)| {
        Evaluator::Triangular { low, top: low + more, high: low + more + most }
    });
    let constant = number.clone().prop_map(Evaluator::Constant);
    let table = prop::collection::vec(number.clone(), count);
    match *values {
        Values::Options(_) => prop_oneof![4 => table.prop_map(Evaluator::Table), 1 => constant].boxed(),
        Values::Integers { low, .. } => prop_oneof![
            2 => table.prop_map(move |table| Evaluator::Whole { low, table }),
            2 => line,
            1 => triangle,
            1 => constant,
            1 => prop::collection::vec(number, 1..4).prop_map(Evaluator::Polynomial),
        ]
        .boxed(),
        Values::Reals { .. } | Values::Grid { .. } => {
            prop_oneof![2 => line, 1 => triangle, 1 => constant].boxed()
        }
    }
}

fn additive(space: &Space) -> BoxedStrategy<Utility> {
    let terms: Vec<_> = space
        .issues
        .iter()
        .map(|issue| {
            (0.0f64..1.0, evaluator(&issue.values)).prop_map(|(weight, evaluator)| Term { weight, evaluator })
        })
        .collect();
    (terms, prop_oneof![Just(0.0), -0.5f64..0.5], prop::option::of(Just(1.0)))
        .prop_map(|(terms, bias, at_most)| Utility::Additive(Additive { terms, bias, at_most }))
        .boxed()
}

fn rectangle(space: &Space) -> BoxedStrategy<HyperRectangle> {
    let whole: Vec<usize> = (0..space.issues.len())
        .filter(|&at| matches!(space.issues[at].values, Values::Integers { .. }))
        .collect();
    let bound = (any::<Index>(), -6i32..6, 0i32..6);
    (0.0f64..50.0, 0.0f64..2.0, any::<bool>(), prop::collection::vec(bound, 0..3))
        .prop_map(move |(worth, weight, inside, bounds)| {
            let mut bounds: Vec<_> = if whole.is_empty() { vec![] } else { bounds }
                .into_iter()
                .map(|(at, low, more)| Bound {
                    issue: whole[at.index(whole.len())],
                    low: f64::from(low),
                    high: f64::from(low + more),
                })
                .collect();
            bounds.sort_by_key(|bound| bound.issue);
            bounds.dedup_by_key(|bound| bound.issue);
            let pays = if inside || bounds.is_empty() { Pays::Inside } else { Pays::Outside };
            HyperRectangle { worth, weight, pays, bounds }
        })
        .boxed()
}

fn aggregate(space: &Space) -> BoxedStrategy<Aggregate> {
    let take = prop::sample::select(vec![Take::Sum, Take::Least, Take::Greatest]);
    let leaf = (take.clone(), prop::collection::vec(rectangle(space), 1..4), 0.1f64..2.0)
        .prop_map(|(take, rectangles, weight)| Aggregate { take, weight, rectangles, parts: vec![] });
    leaf.prop_recursive(3, 8, 2, move |inner| {
        (take.clone(), prop::collection::vec(inner, 1..3), 0.1f64..2.0)
            .prop_map(|(take, parts, weight)| Aggregate { take, weight, rectangles: vec![], parts })
    })
    .boxed()
}

fn table(space: &Space) -> BoxedStrategy<Utility> {
    let places: Vec<_> = space.issues.iter().map(|issue| 0..issue.values.places().unwrap_or(1)).collect();
    let space = space.clone();
    prop::collection::vec((places, 0.0f64..1.0), 0..5)
        .prop_map(move |listed| {
            let mut table = Table::new(0.25);
            for (places, worth) in listed {
                table.list(&space.outcome(&places), worth);
            }
            Utility::Table(table)
        })
        .boxed()
}

fn utility(space: &Space) -> BoxedStrategy<Utility> {
    let nested = (aggregate(space), 1.0f64..200.0)
        .prop_map(|(whole, divisor)| Utility::Nested(Nested { whole, divisor, at_most: Some(1.0) }));
    if space.issues.iter().all(|issue| issue.values.count().is_some()) {
        prop_oneof![4 => additive(space), 1 => nested, 1 => table(space)].boxed()
    } else {
        prop_oneof![4 => additive(space), 1 => nested].boxed()
    }
}

fn rules(space: &Space) -> BoxedStrategy<Vec<Rule>> {
    let counted: Vec<(usize, u32)> = space
        .issues
        .iter()
        .enumerate()
        .filter_map(|(at, issue)| issue.values.places().map(|places| (at, places)))
        .collect();
    if counted.len() < 2 {
        return Just(vec![]).boxed();
    }
    let choice = (any::<Index>(), any::<Index>());
    prop::collection::vec((any::<bool>(), choice.clone(), choice), 0..3)
        .prop_map(move |rules| {
            let fit = |(issue, place): (Index, Index)| {
                let (issue, places) = counted[issue.index(counted.len())];
                (issue, u32::try_from(place.index(places as usize)).unwrap())
            };
            rules
                .into_iter()
                .map(|(needs, one, other)| match (fit(one), fit(other)) {
                    (one, other) if needs && one.0 != other.0 => Rule::needs(one, other),
                    (one, other) => Rule::never_together([one, other]),
                })
                .collect()
        })
        .boxed()
}

/// A scenario, and outcomes of it.
fn scenario(with_rules: bool) -> impl Strategy<Value = (Scenario, Vec<Outcome>)> {
    let issues = prop::collection::btree_map(name(), values(), 1..5);
    (name(), issues).prop_flat_map(move |(title, issues)| {
        let issues = issues.into_iter().map(|(name, values)| Issue { name, values }).collect();
        let space = Space::new(title, issues).unwrap();
        let profiles = (utility(&space), utility(&space), 0.1f64..=1.0, prop::option::of(0.0f64..1.0));
        let rules = if with_rules { rules(&space) } else { Just(vec![]).boxed() };
        let outcomes = prop::collection::vec(prop::collection::vec(any::<Index>(), space.issues.len()), 20);
        (Just(space), rules, profiles, outcomes).prop_map(
            |(space, rules, (a, b, discount, reservation), outcomes)| {
                let profile =
                    |name: &str, utility| Profile { name: name.to_owned(), utility, reservation, discount };
                let profiles = vec![profile("Ana", a), profile("Zoë & Co", b)];
                let outcomes = outcomes.iter().map(|at| outcome(&space, at)).collect();
                let space = Space::with_rules(space.name, space.issues, rules).unwrap();
                (Scenario { space, profiles }, outcomes)
            },
        )
    })
}

fn outcome(space: &Space, at: &[Index]) -> Outcome {
    let value = |(issue, at): (&Issue, &Index)| match issue.values {
        Values::Options(ref options) => Value::Option(u32::try_from(at.index(options.len())).unwrap()),
        Values::Integers { low, high } => {
            Value::Integer(low + i64::try_from(at.index(usize::try_from(high - low + 1).unwrap())).unwrap())
        }
        Values::Reals { low, high } | Values::Grid { low, high, .. } => {
            Value::Real(low + (high - low) * at.index(1001) as f64 / 1000.0)
        }
    };
    Outcome(space.issues.iter().zip(at).map(value).collect())
}

/// The same outcome in a space that was read again, in which options may be in another order, and numbers words.
fn again(outcome: &Outcome, before: &Space, after: &Space) -> Outcome {
    let value = |issue: &Issue| {
        let at = before.issues.iter().position(|other| other.name == issue.name).unwrap();
        let here = after.issues.iter().position(|other| other.name == issue.name).unwrap();
        match outcome.0[at] {
            Value::Real(real) => Value::Real(real),
            value => after.value(here, &before.called(at, value)).unwrap(),
        }
    };
    Outcome(after.issues.iter().map(value).collect())
}

fn check(scenario: &Scenario, outcomes: &[Outcome], target: Target) -> Result<bool, TestCaseError> {
    let Ok(written) = write(scenario, target) else { return Ok(false) };
    let files = written.files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes()));
    let opened = Scenario::of_files("written", files, Reading::OfItsFormat);
    let opened =
        opened.map_err(|error| TestCaseError::fail(format!("{target:?}: {error}\n{:#?}", written.files)))?;
    let read = &opened.scenario;
    prop_assert!(opened.ignored.is_empty(), "{:?}", opened.ignored);
    prop_assert_eq!(read.profiles.len(), scenario.profiles.len());
    prop_assert_eq!(read.space.issues.len(), scenario.space.issues.len());
    for outcome in outcomes {
        let there = again(outcome, &scenario.space, &read.space);
        for (before, after) in scenario.profiles.iter().zip(&read.profiles) {
            let (before, after) = (before.utility.of(outcome), after.utility.of(&there));
            prop_assert!(
                (before - after).abs() <= 1e-9 * before.abs().max(1.0),
                "{target:?}: {before} became {after}\n{:#?}",
                written.files
            );
        }
    }
    if target == Target::Own {
        prop_assert!(opened.repairs.is_empty(), "{:?}", opened.repairs);
        let counts = |space: &Space| space.outcomes().map(|count| count.to_string()).ok();
        prop_assert_eq!(counts(&read.space), counts(&scenario.space));
        for (before, after) in scenario.profiles.iter().zip(&read.profiles) {
            prop_assert_eq!(&before.name, &after.name);
            prop_assert_eq!((before.reservation, before.discount), (after.reservation, after.discount));
        }
    }
    Ok(true)
}

#[test]
fn utilities_stay_the_same_in_every_format_that_can_say_them() {
    let mut runner = TestRunner::new(ProptestConfig::with_cases(400));
    let written = TARGETS.map(|_| Cell::new(0));
    runner
        .run(&scenario(false), |(scenario, outcomes)| {
            for (target, written) in TARGETS.into_iter().zip(&written) {
                if check(&scenario, &outcomes, target)? {
                    written.set(written.get() + 1);
                }
            }
            Ok(())
        })
        .unwrap();
    // Each format was put to the test, and did not only refuse.
    for (target, written) in TARGETS.into_iter().zip(&written) {
        assert!(written.get() >= 25, "{target:?} could be written {} times of 400", written.get());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_projects_own_format_says_everything((scenario, outcomes) in scenario(true)) {
        prop_assert!(check(&scenario, &outcomes, Target::Own)?, "the format has no words for it");
        let rules = !scenario.space.rules.is_empty();
        prop_assert!(!rules || write(&scenario, Target::Genius).is_err());
    }
}
