//! What must hold of every exchange.

use fastrand::Rng;
use onetext_plan::exchange::{Enforcement, Exchange, Range, Terms};
use proptest::prelude::*;

use crate::made::{Kinds, terms};

const KINDS: Kinds = Kinds { steps: 9, unknown: false, gains_for_actors: true };

fn made(seed: u64, kinds: Kinds) -> Terms {
    terms(&mut Rng::with_seed(seed), kinds)
}

fn worst(terms: &Terms) -> Option<i64> {
    Exchange::new(terms.clone()).unwrap().best_order().evaluation.largest.high
}

/// The same terms with parties and steps listed in another order and called by other names.
fn renamed(terms: &Terms, rng: &mut Rng) -> Terms {
    let mut terms = terms.clone();
    let other = |name: &mut String| *name = format!("other {name}");
    terms.parties.iter_mut().for_each(other);
    for step in &mut terms.steps {
        other(&mut step.name);
        other(&mut step.actor);
        step.to.iter_mut().for_each(other);
        let values = std::mem::take(&mut step.values);
        step.values = values.into_iter().map(|(party, value)| (format!("other {party}"), value)).collect();
    }
    for (first, second) in &mut terms.before {
        other(first);
        other(second);
    }
    terms.at_once.iter_mut().flatten().for_each(other);
    for guarantee in &mut terms.guarantees {
        other(&mut guarantee.party);
        guarantee.until.iter_mut().for_each(other);
    }
    rng.shuffle(&mut terms.parties);
    rng.shuffle(&mut terms.steps);
    rng.shuffle(&mut terms.before);
    rng.shuffle(&mut terms.guarantees);
    terms
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn other_names_and_another_listing_change_nothing_that_matters(seed: u64, unknown: bool) {
        let terms = made(seed, Kinds { unknown, ..KINDS });
        let renamed = renamed(&terms, &mut Rng::with_seed(seed));
        let best = Exchange::new(terms).unwrap().best_order();
        let other = Exchange::new(renamed).unwrap().best_order();
        prop_assert_eq!(best.evaluation.largest.high, other.evaluation.largest.high);
        prop_assert_eq!(best.at_least, other.at_least);
        prop_assert_eq!(best.proof, other.proof);
        let sum = |best: &onetext_plan::exchange::BestOrder| {
            best.evaluation.points.iter().map(|point| point.temptation.high.map_or(0, |high| high.max(0))).sum::<i64>()
        };
        prop_assert!(unknown || sum(&best) == sum(&other));
    }

    #[test]
    fn the_same_exchange_has_the_same_best_order_each_time(seed: u64) {
        let exchange = Exchange::new(made(seed, KINDS)).unwrap();
        prop_assert_eq!(exchange.best_order(), exchange.best_order());
    }

    #[test]
    fn wider_ranges_never_make_the_worst_case_better(seed: u64) {
        let terms = made(seed, KINDS);
        let mut wider = terms.clone();
        let mut rng = Rng::with_seed(seed);
        for value in wider.steps.iter_mut().flat_map(|step| step.values.values_mut()) {
            *value = Range::new(value.low() - rng.i64(0..3), value.high() + rng.i64(0..3)).unwrap();
        }
        prop_assert!(worst(&wider) >= worst(&terms));
    }

    #[test]
    fn more_that_must_come_first_never_makes_the_largest_temptation_smaller(seed: u64) {
        let terms = made(seed, KINDS);
        // Along a possible order, so that no circle arises.
        let order = Exchange::new(terms.clone()).unwrap().as_listed();
        let mut more = terms.clone();
        let mut rng = Rng::with_seed(seed);
        for pair in order.names().windows(2).filter(|_| rng.bool()) {
            more.before.push((pair[0][0].clone(), pair[1][0].clone()));
        }
        prop_assert!(worst(&more) >= worst(&terms));
    }

    #[test]
    fn no_order_tempts_less_than_the_cheapest_step_that_can_come_last(seed: u64) {
        let exchange = Exchange::new(made(seed, KINDS)).unwrap();
        let best = exchange.best_order();
        prop_assert!(best.evaluation.largest.high >= best.cheapest_last.temptation.high);
        prop_assert!(exchange.evaluate(&exchange.as_listed()).largest.high >= best.evaluation.largest.high);
    }

    #[test]
    fn values_within_their_ranges_give_temptations_within_theirs(seed: u64) {
        let terms = made(seed, KINDS);
        let exchange = Exchange::new(terms.clone()).unwrap();
        let evaluation = exchange.evaluate(&exchange.as_listed());
        let mut rng = Rng::with_seed(seed);
        let mut within = |range: &mut Range| *range = Range::exactly(rng.i64(range.low()..=range.high())).unwrap();
        let mut terms = terms;
        terms.steps.iter_mut().flat_map(|step| step.values.values_mut()).for_each(&mut within);
        terms.guarantees.iter_mut().for_each(|guarantee| within(&mut guarantee.amount));
        let exchange = Exchange::new(terms).unwrap();
        let exact = exchange.evaluate(&exchange.as_listed());
        prop_assert!(exact.largest.low >= evaluation.largest.low && exact.largest.high <= evaluation.largest.high);
        for (exact, range) in exact.points.iter().zip(&evaluation.points) {
            prop_assert!(exact.temptation.low >= range.temptation.low);
            prop_assert!(exact.temptation.high <= range.temptation.high);
        }
        match evaluation.enforcement {
            Enforcement::Depends => prop_assert!(!evaluation.open.is_empty()),
            settled => prop_assert_eq!(exact.enforcement, settled),
        }
    }
}
