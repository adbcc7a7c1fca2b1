//! What is no exchange, and no order of one.

use onetext_plan::exchange::{
    Exchange, Guarantee, MAX_AMOUNT, MAX_STEPS, OrderError, Range, RangeError, Step, Terms, TermsError,
};

fn steps(names: &[(&str, &str)]) -> Terms {
    Terms {
        parties: vec!["A".into(), "B".into()],
        steps: names.iter().map(|(name, actor)| Step::new(*name, *actor)).collect(),
        ..Terms::default()
    }
}

fn error(terms: Terms) -> String {
    Exchange::new(terms).unwrap_err().to_string()
}

fn pair(first: &str, second: &str) -> (String, String) {
    (first.into(), second.into())
}

#[test]
fn steps_that_wait_for_each_other_are_told_as_the_circle_they_form() {
    let mut terms =
        steps(&[("list", "A"), ("vetting", "B"), ("release", "A"), ("aside", "B"), ("return", "B")]);
    terms.before = vec![
        pair("aside", "list"),
        pair("list", "vetting"),
        pair("vetting", "release"),
        pair("release", "list"),
        pair("release", "return"),
    ];
    assert_eq!(
        error(terms.clone()),
        "steps wait for each other in a circle: list, before vetting, before release, before list"
    );
    // The same through what happens at once.
    terms.before = vec![pair("list", "vetting"), pair("return", "list")];
    terms.at_once = vec![vec!["vetting".into(), "return".into()]];
    assert_eq!(
        error(terms.clone()),
        "steps wait for each other in a circle: list, before vetting + return, before list"
    );
    terms.before = vec![pair("vetting", "return")];
    assert_eq!(
        error(terms.clone()),
        "\"vetting\" must come before \"return\", and both are to happen at once"
    );
    terms.before = vec![pair("aside", "aside")];
    assert_eq!(error(terms), "steps wait for each other in a circle: aside, before aside");
}

#[test]
fn names_that_are_not_listed_are_told_with_the_place_where_they_stand() {
    assert_eq!(
        error(steps(&[("list", "C")])),
        "step \"list\" names \"C\", which is no party of the exchange"
    );
    let mut terms = steps(&[("list", "A")]);
    terms.steps[0] = Step::new("list", "A").worth("C", Range::exactly(1).unwrap());
    assert_eq!(error(terms), "step \"list\" names \"C\", which is no party of the exchange");
    let mut terms = steps(&[("list", "A")]);
    terms.before.push(pair("list", "lst"));
    assert_eq!(error(terms), "what comes before what names \"lst\", which is no step of the exchange");
    let mut terms = steps(&[("list", "A")]);
    terms.at_once.push(vec!["list".into(), "lst".into()]);
    assert_eq!(error(terms), "what happens at once names \"lst\", which is no step of the exchange");
    let mut terms = steps(&[("list", "A")]);
    let amount = Range::exactly(1).unwrap();
    terms.guarantees.push(Guarantee { party: "A".into(), amount, until: Some("lst".into()) });
    assert_eq!(error(terms), "the guarantee of \"A\" names \"lst\", which is no step of the exchange");
}

#[test]
fn what_is_listed_twice_or_goes_nowhere_is_refused() {
    assert_eq!(error(steps(&[])), "there is no step to put in order");
    assert_eq!(error(steps(&[("list", "A"), ("list", "B")])), "two steps are called \"list\"");
    let mut terms = steps(&[("list", "A")]);
    terms.parties.push("A".into());
    assert_eq!(error(terms), "party \"A\" is listed twice");
    let mut terms = steps(&[("list", "A"), ("vetting", "B")]);
    terms.at_once = vec![vec!["list".into(), "vetting".into()], vec!["list".into()]];
    assert_eq!(error(terms), "step \"list\" is named twice among what happens at once");
    let mut terms = steps(&[]);
    terms.steps.push(Step::new("list", "A").to("A"));
    assert_eq!(error(terms), "step \"list\" goes to \"A\", which does it itself");
}

#[test]
fn amounts_that_make_no_sense_or_cannot_be_summed_are_refused() {
    assert_eq!(Range::new(3, 2), Err(RangeError::Reversed { low: 3, high: 2 }));
    assert_eq!(Range::new(-MAX_AMOUNT - 1, 0), Err(RangeError::TooLarge { amount: -MAX_AMOUNT - 1 }));
    assert_eq!(Range::exactly(i64::MIN), Err(RangeError::TooLarge { amount: i64::MIN }));
    let mut terms = steps(&[("list", "A")]);
    terms.guarantees.push(Guarantee { party: "A".into(), amount: Range::new(-1, 4).unwrap(), until: None });
    assert_eq!(error(terms), "the guarantee of \"A\" is -1; it cannot be below nought");
    let mut terms = steps(&[]);
    terms.steps = (0..=MAX_STEPS).map(|step| Step::new(step.to_string(), "A")).collect();
    assert_eq!(Exchange::new(terms), Err(TermsError::TooMany { what: "steps", count: MAX_STEPS + 1 }));
}

#[test]
fn the_largest_exchange_with_the_largest_amounts_is_looked_at_without_overflow() {
    let mut terms = steps(&[]);
    let most = Range::exactly(MAX_AMOUNT).unwrap();
    let least = Range::exactly(-MAX_AMOUNT).unwrap();
    terms.steps = (0..MAX_STEPS)
        .map(|step| Step::new(step.to_string(), "A").worth("A", least).worth("B", most))
        .collect();
    terms.guarantees =
        (0..MAX_STEPS).map(|_| Guarantee { party: "B".into(), amount: most, until: None }).collect();
    let exchange = Exchange::new(terms).unwrap();
    let evaluation = exchange.evaluate(&exchange.as_listed());
    assert_eq!(evaluation.largest.high, Some(MAX_STEPS as i64 * MAX_AMOUNT));
    assert_eq!(evaluation.points[0].standings[1].temptation.high, Some(-2 * MAX_STEPS as i64 * MAX_AMOUNT));
}

#[test]
fn a_list_that_is_no_order_is_refused_with_what_is_wrong() {
    let mut terms = steps(&[("list", "A"), ("vetting", "B"), ("release", "A"), ("return", "B")]);
    terms.before.push(pair("list", "release"));
    terms.at_once.push(vec!["release".into(), "return".into()]);
    let exchange = Exchange::new(terms).unwrap();
    let order = |names: &[&str]| exchange.order(names).map(|order| order.names().to_vec());
    assert_eq!(
        order(&["vetting", "list", "return", "release"]).unwrap(),
        [vec!["vetting"], vec!["list"], vec!["release", "return"]]
    );
    assert_eq!(order(&["lst"]), Err(OrderError::Unknown("lst".into())));
    assert_eq!(order(&["list", "list"]), Err(OrderError::Twice("list".into())));
    assert_eq!(order(&["list", "vetting"]), Err(OrderError::Missing("release".into())));
    let torn = OrderError::Torn { step: "return".into(), other: "vetting".into() };
    assert_eq!(order(&["list", "release", "vetting", "return"]), Err(torn));
    let early = OrderError::TooEarly { earlier: "list".into(), later: "return".into() };
    assert_eq!(order(&["return", "release", "list", "vetting"]), Err(early));
}
