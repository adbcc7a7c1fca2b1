//! One order, point by point.

use fastrand::Rng;
use onetext_plan::exchange::{Enforcement, Exchange, Guarantee, Range, Span, Step, Terms};

use crate::made::{Kinds, all_orders, temptations, terms};

fn range(low: i64, high: i64) -> Range {
    Range::new(low, high).unwrap()
}

/// A gives captives for prisoners: each values what it gives less than what it gets.
fn two_steps(value: Range) -> Terms {
    Terms {
        parties: vec!["A".into(), "B".into()],
        steps: vec![
            Step::new("captives", "A").worth("A", range(-5, -5)).worth("B", range(9, 9)),
            Step::new("prisoners", "B").worth("A", value).worth("B", range(-4, -4)),
        ],
        ..Terms::default()
    }
}

#[test]
fn every_point_tells_what_was_given_and_received_and_what_stopping_would_gain() {
    let exchange = Exchange::new(two_steps(range(6, 8))).unwrap();
    let evaluation = exchange.evaluate(&exchange.order(&["captives", "prisoners"]).unwrap());
    let [first, second] = evaluation.points.as_slice() else { panic!("two points") };
    // A would gain by stopping what it keeps, 5, less the 6 to 8 that it loses.
    assert_eq!(first.temptation, Span { low: Some(-3), high: Some(-1) });
    assert_eq!(first.most_tempted, "A");
    let [a, b] = second.standings.as_slice() else { panic!("two parties") };
    assert_eq!((a.given, a.received, a.exposure), (at(5), at(0), at(5)));
    assert_eq!((b.given, b.received, b.exposure), (at(0), at(9), at(-9)));
    assert_eq!(second.temptation, at(4));
    assert_eq!((evaluation.largest, evaluation.largest_at), (at(4), 1));
    assert_eq!(evaluation.enforcement, Enforcement::InNoCase);
    let needed = evaluation.needed_guarantee();
    assert_eq!((needed.common, needed.decided_at), (at(4), Some(1)));
    assert_eq!((needed.parties[0].more, needed.parties[1].more), (at(0), at(4)));
    let curve = evaluation.exposure_curve();
    let of_a: Vec<_> =
        curve.iter().filter(|point| point.party == "A").map(|point| (point.low, point.high)).collect();
    assert_eq!(of_a, [(Some(0), Some(0)), (Some(5), Some(5)), (Some(-3), Some(-1))]);
}

fn at(amount: i64) -> Span {
    Span { low: Some(amount), high: Some(amount) }
}

#[test]
fn a_guarantee_of_the_size_that_is_needed_makes_the_exchange_enforce_itself_and_a_smaller_one_does_not() {
    let mut rng = Rng::with_seed(11);
    let kinds = Kinds { steps: 6, unknown: false, gains_for_actors: true };
    let mut needed_some = 0;
    for _ in 0..500 {
        let terms = terms(&mut rng, kinds);
        let exchange = Exchange::new(terms.clone()).unwrap();
        let order = exchange.best_order().order;
        let evaluation = exchange.evaluate(&order);
        let needed = evaluation.needed_guarantee();
        let names: Vec<String> = order.names().concat();
        let with = |less: i64| {
            let mut terms = terms.clone();
            for party in &needed.parties {
                let amount = (party.more.high.unwrap() - less).max(0);
                terms.guarantees.push(Guarantee {
                    party: party.party.clone(),
                    amount: range(amount, amount),
                    until: None,
                });
            }
            let exchange = Exchange::new(terms).unwrap();
            exchange.evaluate(&exchange.order(&names).unwrap()).enforcement
        };
        assert_eq!(with(0), Enforcement::InEveryCase);
        assert_eq!(needed.common.high, needed.parties.iter().map(|party| party.more.high).max().unwrap());
        if needed.common.high > Some(0) {
            assert_ne!(with(1), Enforcement::InEveryCase);
            needed_some += 1;
        }
    }
    assert!(needed_some > 100);
}

#[test]
fn temptations_are_those_worked_out_from_scratch_for_each_point() {
    let mut rng = Rng::with_seed(12);
    for _ in 0..300 {
        let exchange =
            Exchange::new(terms(&mut rng, Kinds { steps: 5, unknown: true, gains_for_actors: true }))
                .unwrap();
        for order in all_orders(&exchange) {
            let evaluation = exchange.evaluate(&order);
            for (point, (unknown, known)) in evaluation.points.iter().zip(temptations(&exchange, &order)) {
                assert_eq!(point.temptation.high, (unknown == 0).then_some(known));
            }
        }
    }
}

#[test]
fn where_it_depends_on_values_those_that_are_enough_alone_are_told_apart_from_the_others() {
    let mut terms = two_steps(range(3, 8));
    terms.steps[0].values.insert("A".into(), range(-6, -5));
    terms.guarantees.push(Guarantee { party: "B".into(), amount: range(4, 4), until: None });
    let exchange = Exchange::new(terms).unwrap();
    let evaluation = exchange.evaluate(&exchange.as_listed());
    assert_eq!(evaluation.enforcement, Enforcement::Depends);
    let open: Vec<_> = evaluation
        .open
        .iter()
        .map(|value| (value.step.as_deref().unwrap(), value.width, value.enough))
        .collect();
    // At worst A keeps 6 and loses 3: the prisoners can be worth 5 more, the captives 1 less.
    assert_eq!(open, [("prisoners", Some(5), true), ("captives", Some(1), false)]);
}

#[test]
fn whether_one_value_is_enough_is_what_moving_that_value_alone_shows() {
    let mut rng = Rng::with_seed(13);
    let (mut enough, mut not_enough) = (0, 0);
    for _ in 0..800 {
        let kinds = Kinds { steps: 5, unknown: false, gains_for_actors: true };
        let exchange = Exchange::new(terms(&mut rng, kinds)).unwrap();
        let order = exchange.as_listed();
        let evaluation = exchange.evaluate(&order);
        for value in evaluation.open.iter().filter(|value| value.step.is_some()) {
            let mut terms = exchange.terms().clone();
            let step = terms.steps.iter_mut().find(|step| Some(&step.name) == value.step.as_ref()).unwrap();
            let moved = step.values.get_mut(&value.party).unwrap();
            *moved = Range::exactly(moved.high()).unwrap();
            let exchange = Exchange::new(terms).unwrap();
            let order = exchange.order(&order.names().concat()).unwrap();
            let holds = exchange.evaluate(&order).enforcement == Enforcement::InEveryCase;
            assert_eq!(holds, value.enough);
            *(if holds { &mut enough } else { &mut not_enough }) += 1;
        }
    }
    assert!(enough > 50 && not_enough > 50, "{enough} {not_enough}");
}

#[test]
fn an_unknown_value_leaves_open_what_it_enters_into_and_nothing_else() {
    let mut terms = two_steps(range(6, 8));
    terms.steps[1].values.remove("A");
    let exchange = Exchange::new(terms).unwrap();
    let evaluation = exchange.evaluate(&exchange.as_listed());
    assert_eq!(evaluation.points[0].temptation, Span::UNKNOWN);
    assert_eq!(evaluation.points[1].temptation, at(4));
    // The last move tempts B in every case, whatever the prisoners are worth to A.
    assert_eq!(evaluation.enforcement, Enforcement::InNoCase);
    assert_eq!(evaluation.largest, Span { low: Some(4), high: None });
}

#[test]
fn what_happens_at_once_is_one_move_of_all_who_do_it() {
    let mut terms = two_steps(range(6, 8));
    terms.at_once.push(vec!["captives".into(), "prisoners".into()]);
    let best = Exchange::new(terms).unwrap().best_order();
    assert_eq!(best.order.names(), [["captives", "prisoners"]]);
    assert_eq!(best.evaluation.points[0].movers, ["A", "B"]);
    assert_eq!(best.evaluation.largest, Span { low: Some(-3), high: Some(-1) });
    assert_eq!(best.evaluation.enforcement, Enforcement::InEveryCase);
}

#[test]
fn results_are_written_with_whole_numbers_and_names() {
    let exchange = Exchange::new(two_steps(range(6, 8))).unwrap();
    let json = serde_json::to_value(exchange.best_order()).unwrap();
    assert_eq!(json["order"], serde_json::json!([["captives"], ["prisoners"]]));
    assert_eq!(json["evaluation"]["points"][0]["temptation"], serde_json::json!({"low": -3, "high": -1}));
    assert_eq!(json["proof"], "cheapest-last");
    assert_eq!(json["cheapest_last"]["steps"], serde_json::json!(["prisoners"]));
    fn no_fraction(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::Number(number) => !number.is_f64(),
            serde_json::Value::Array(values) => values.iter().all(no_fraction),
            serde_json::Value::Object(values) => values.values().all(no_fraction),
            _ => true,
        }
    }
    assert!(no_fraction(&json));
}
