//! The best order.

use fastrand::Rng;
use onetext_plan::exchange::{Enforcement, Exchange, Proof, Range, Step, Terms, USUAL_LIMIT};

use crate::made::{Kinds, all_orders, temptations, terms};

/// The largest temptation and the sum of those above nought; an unknown value counts before everything known.
fn measure(temptations: &[(usize, i64)]) -> ((usize, i64), (i64, i64)) {
    let largest = *temptations.iter().max().unwrap();
    let above = temptations.iter().filter(|(unknown, known)| *unknown > 0 || *known > 0);
    let sum = above.fold((0, 0), |sum, (unknown, known)| (sum.0 + *unknown as i64, sum.1 + known));
    (largest, sum)
}

fn agrees_with_trying_all_orders(kinds: Kinds, seed: u64, times: usize) {
    let mut rng = Rng::with_seed(seed);
    let mut searched = 0;
    for time in 0..times {
        let exchange = Exchange::new(terms(&mut rng, kinds)).unwrap();
        // A search that gives up at once leaves everything to the table.
        let limit = if time % 2 == 0 { USUAL_LIMIT } else { 0 };
        let best = exchange.best_order_within(limit);
        let wanted =
            all_orders(&exchange).iter().map(|order| measure(&temptations(&exchange, order))).min().unwrap();
        let found = measure(&temptations(&exchange, &best.order));
        assert_eq!(found, wanted, "time {time}: {:#?}", exchange.terms());
        assert_ne!(best.proof, Proof::NotProven);
        assert!(best.least_sum);
        let known = (wanted.0.0 == 0).then_some(wanted.0.1);
        assert_eq!(best.evaluation.largest.high, known);
        assert_eq!(best.at_least, known);
        assert!(best.cheapest_last.temptation.high <= best.evaluation.largest.high || known.is_none());
        assert_eq!(
            best.evaluation.enforcement == Enforcement::InEveryCase,
            known.is_some_and(|worst| worst <= 0)
        );
        searched += usize::from(best.proof == Proof::Searched);
    }
    assert!(searched > times / 10, "the search itself was hardly needed: {searched} of {times}");
}

#[test]
fn thousands_of_small_exchanges_have_the_best_order_that_trying_all_orders_finds() {
    agrees_with_trying_all_orders(Kinds { steps: 6, unknown: false, gains_for_actors: true }, 1, 3000);
}

#[test]
fn where_actors_only_bear_costs_the_best_order_is_the_one_that_trying_all_orders_finds() {
    agrees_with_trying_all_orders(Kinds { steps: 6, unknown: false, gains_for_actors: false }, 2, 2000);
}

#[test]
fn where_values_are_unknown_the_best_order_is_the_one_that_trying_all_orders_finds() {
    agrees_with_trying_all_orders(Kinds { steps: 6, unknown: true, gains_for_actors: true }, 3, 1500);
}

#[test]
fn exchanges_of_seven_steps_have_the_best_order_that_trying_all_orders_finds() {
    agrees_with_trying_all_orders(Kinds { steps: 7, unknown: false, gains_for_actors: true }, 4, 150);
}

#[test]
fn what_is_too_wide_to_be_proven_is_told_with_how_far_from_the_best_it_can_be() {
    // Thirty steps in no order and of all sorts of worth, just what each costs: more sets than any table has.
    let mut rng = Rng::with_seed(5);
    let parties = ["A", "B"];
    let mut terms = Terms { parties: parties.map(String::from).to_vec(), ..Terms::default() };
    for step in 0..30 {
        let cost = rng.i64(1..1_000_000);
        let exactly = |amount| Range::exactly(amount).unwrap();
        let (actor, other) = (parties[step % 2], parties[(step + 1) % 2]);
        let step =
            Step::new(format!("s{step}"), actor).worth(actor, exactly(-cost)).worth(other, exactly(cost));
        terms.steps.push(step);
    }
    let exchange = Exchange::new(terms).unwrap();
    let best = exchange.best_order_within(50);
    assert_eq!(best.proof, Proof::NotProven);
    assert!(!best.least_sum);
    assert!(best.at_least < best.evaluation.largest.high);
    assert!(best.at_least >= best.cheapest_last.temptation.high);
    // The order is one all the same.
    assert_eq!(exchange.order(&best.order.names().concat()).as_ref(), Ok(&best.order));
}

#[test]
fn hundreds_of_steps_have_an_order() {
    let terms = Terms {
        parties: vec!["A".into(), "B".into()],
        steps: (0..300)
            .map(|step| {
                let (actor, other) = if step < 150 { ("A", "B") } else { ("B", "A") };
                let exactly = |amount| Range::exactly(amount).unwrap();
                Step::new(format!("s{step}"), actor).worth(actor, exactly(-2)).worth(other, exactly(3))
            })
            .collect(),
        before: (0..299)
            .filter(|step| *step != 149)
            .map(|step| (format!("s{step}"), format!("s{}", step + 1)))
            .collect(),
        ..Terms::default()
    };
    // The cheapest last step costs 2, and by turns nothing costs more.
    let best = Exchange::new(terms).unwrap().best_order();
    assert_eq!(best.evaluation.largest.high, Some(2));
    assert_eq!(best.proof, Proof::CheapestLast);
}
