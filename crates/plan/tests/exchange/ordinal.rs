//! What can be said without values.

use fastrand::Rng;
use onetext_plan::exchange::{Exchange, Order, Step, Terms};

use crate::made::{Kinds, all_orders, terms};

/// The steps of two parties, by name and actor.
fn exchange(steps: &[(&str, &str, u32)]) -> Exchange {
    let steps = steps.iter().map(|(name, actor, units)| Step::new(*name, *actor).units(*units)).collect();
    Exchange::new(Terms { parties: vec!["A".into(), "B".into()], steps, ..Terms::default() }).unwrap()
}

#[test]
fn each_run_of_giving_tells_what_is_given_before_what_is_received() {
    let exchange = exchange(&[
        ("a1", "A", 3),
        ("a2", "A", 1),
        ("b1", "B", 30),
        ("a3", "A", 1),
        ("b2", "B", 10),
        ("b3", "B", 5),
    ]);
    let ordinal = exchange.ordinal(&exchange.as_listed());
    let runs: Vec<_> = ordinal
        .runs
        .iter()
        .map(|run| (&*run.party, run.gives.join(" "), run.units, run.before.join(" ")))
        .collect();
    let run = |party, gives: &str, units, before: &str| (party, gives.to_owned(), units, before.to_owned());
    assert_eq!(
        runs,
        [
            run("A", "a1 a2", 4, "b1"),
            run("A", "a3", 1, "b2"),
            run("B", "b1", 30, "a3"),
            run("B", "b2 b3", 15, "")
        ]
    );
    assert_eq!(ordinal.longest, Some(0));
    assert_eq!(ordinal.unanswered().map(|run| run.gives.join(" ")).collect::<Vec<_>>(), ["b2 b3"]);
    let [given_all] = ordinal.given_all.as_slice() else { panic!("one party") };
    assert_eq!(
        (&*given_all.party, &*given_all.after, &*given_all.to_come),
        ("A", &["a3".into()][..], &["b2".into(), "b3".into()][..])
    );
    assert_eq!(given_all.units, 15);
    let advance = ordinal.largest_advance.unwrap();
    assert_eq!((&*advance.party, advance.after, advance.units), ("B", vec!["b3".to_owned()], 40));
}

#[test]
fn where_things_happen_at_once_nobody_goes_first() {
    let mut terms = exchange(&[("a", "A", 1), ("b", "B", 1)]).terms().clone();
    terms.at_once.push(vec!["a".into(), "b".into()]);
    let exchange = Exchange::new(terms).unwrap();
    let ordinal = exchange.ordinal(&exchange.as_listed());
    assert!(ordinal.runs.is_empty() && ordinal.given_all.is_empty() && ordinal.largest_advance.is_none());
}

#[test]
fn a_step_that_goes_to_one_party_answers_no_other() {
    let terms = Terms {
        parties: vec!["A".into(), "B".into(), "C".into()],
        steps: vec![Step::new("a", "A").to("B"), Step::new("b", "B").to("C"), Step::new("c", "C").to("A")],
        ..Terms::default()
    };
    let exchange = Exchange::new(terms).unwrap();
    let ordinal = exchange.ordinal(&exchange.as_listed());
    let runs: Vec<_> = ordinal.runs.iter().map(|run| (&*run.party, run.before.join(" "))).collect();
    assert_eq!(runs, [("A", "c".to_owned()), ("B", String::new()), ("C", String::new())]);
    assert_eq!(ordinal.given_all.len(), 1);
}

/// The most units given beyond those received, by any party after any move, from scratch; and the sum of what the movers have
/// given so after each move.
fn advances(exchange: &Exchange, order: &Order) -> (i64, i64) {
    let terms = exchange.terms();
    let step = |name: &String| terms.steps.iter().find(|step| step.name == *name).unwrap();
    let (mut most, mut sum) = (0, 0);
    for done in 1..=order.names().len() {
        let given = |party: &String| {
            order.names()[..done].iter().flatten().map(step).fold(0, |given, step| {
                let units = i64::from(step.units);
                given + if step.actor == *party { units } else { -units }
            })
        };
        most = most.max(terms.parties.iter().map(given).max().unwrap());
        sum += order.names()[done - 1].iter().map(|name| given(&step(name).actor)).max().unwrap().max(0);
    }
    (most, sum)
}

#[test]
fn the_order_that_alternates_most_is_the_one_that_trying_all_orders_finds() {
    let mut rng = Rng::with_seed(31);
    for _ in 0..1000 {
        let kinds = Kinds { steps: 6, unknown: true, gains_for_actors: true };
        let exchange = Exchange::new(terms(&mut rng, kinds)).unwrap();
        let found = exchange.alternating_order();
        let wanted = all_orders(&exchange).iter().map(|order| advances(&exchange, order)).min().unwrap();
        assert_eq!(advances(&exchange, &found.order), wanted, "{:#?}", exchange.terms());
        assert!(found.proven);
        assert_eq!(found.at_least, wanted.0);
        assert_eq!(found.ordinal.largest_advance.map_or(0, |advance| advance.units), wanted.0);
    }
}

#[test]
fn what_is_settled_is_what_every_order_has() {
    let mut rng = Rng::with_seed(47);
    let (mut one_order, mut first) = (0, 0);
    for _ in 0..1000 {
        let kinds = Kinds { steps: 6, unknown: true, gains_for_actors: true };
        let exchange = Exchange::new(terms(&mut rng, kinds)).unwrap();
        let settled = exchange.settled();
        let orders = all_orders(&exchange);
        let actor = |name: &String| {
            exchange.terms().steps.iter().find(|step| step.name == *name).unwrap().actor.clone()
        };
        let place = |order: &Order, name: &String| {
            order.names().iter().position(|names| names.contains(name)).unwrap()
        };
        let moves = exchange.as_listed().names().to_vec();
        let movers = |one: &Vec<String>| {
            let mut movers: Vec<String> = one.iter().map(actor).collect();
            movers.sort();
            movers.dedup();
            movers
        };
        let (mut across, mut ordered) = (0, 0);
        for (at, one) in moves.iter().enumerate() {
            for other in moves[..at].iter().filter(|other| movers(other) != movers(one)) {
                across += 1;
                let is_first = |order: &Order| place(order, &one[0]) < place(order, &other[0]);
                let firsts = orders.iter().filter(|order| is_first(order)).count();
                ordered += usize::from(firsts == 0 || firsts == orders.len());
            }
        }
        assert_eq!((settled.across, settled.ordered), (across, ordered), "{:#?}", exchange.terms());
        one_order += usize::from(settled.is_one_order());
        for told in &settled.given_first {
            first += 1;
            for (given, received) in told.gives.iter().zip(told.before.iter().cycle()) {
                assert_eq!(actor(given), told.party);
                assert!(orders.iter().all(|order| place(order, given) < place(order, received)));
            }
        }
    }
    assert!(one_order > 10 && first > 100, "{one_order} {first}");
}

#[test]
fn how_steps_are_listed_settles_nothing() {
    let listed = exchange(&[("a", "A", 1), ("b", "B", 1)]);
    let settled = listed.settled();
    assert_eq!((settled.across, settled.ordered, settled.given_first.len()), (1, 0, 0));
    let mut terms = listed.terms().clone();
    terms.before.push(("b".into(), "a".into()));
    let settled = Exchange::new(terms).unwrap().settled();
    assert!(settled.is_one_order());
    assert_eq!(settled.given_first[0].party, "B");
}
