//! Small exchanges made at random, and the plainest way to try all orders of one.

use std::collections::BTreeMap;

use fastrand::Rng;
use onetext_plan::exchange::{Exchange, Guarantee, Order, Range, Step, Terms};

/// What may occur in an exchange made at random.
#[derive(Clone, Copy)]
pub(crate) struct Kinds {
    pub(crate) steps: usize,
    pub(crate) unknown: bool,
    pub(crate) gains_for_actors: bool,
}

fn range(rng: &mut Rng, from: i64, to: i64) -> Range {
    let low = rng.i64(from..=to);
    let high = if rng.bool() { low } else { rng.i64(low..=to) };
    Range::new(low, high).unwrap()
}

/// The terms of an exchange of two or three parties.
pub(crate) fn terms(rng: &mut Rng, kinds: Kinds) -> Terms {
    let parties: Vec<String> = (0..rng.usize(2..=3)).map(|party| format!("P{party}")).collect();
    let count = rng.usize(1..=kinds.steps);
    let name = |step: usize| format!("s{step}");
    let mut terms = Terms { parties: parties.clone(), ..Terms::default() };
    let most = *rng.choice([3, 9, 40].iter()).unwrap();
    for number in 0..count {
        let actor = rng.usize(..parties.len());
        let mut step = Step::new(name(number), &parties[actor]).units(rng.u32(1..4));
        for (party, name) in parties.iter().enumerate() {
            if kinds.unknown && rng.usize(..8) == 0 {
                continue;
            }
            let value = if party != actor {
                let least = if rng.usize(..6) == 0 { -most } else { 0 };
                range(rng, least, most)
            } else if kinds.gains_for_actors && rng.usize(..6) == 0 {
                range(rng, 0, most)
            } else {
                range(rng, -most, 0)
            };
            step = step.worth(name, value);
        }
        terms.steps.push(step);
    }
    // Only from lower to higher numbers of a shuffled list, so that there is no circle, also when several happen at once.
    let mut shuffled: Vec<usize> = (0..count).collect();
    rng.shuffle(&mut shuffled);
    let mut at = 0;
    let mut block = vec![0; count];
    while at < count {
        let size = if rng.usize(..5) == 0 { 2.min(count - at) } else { 1 };
        for step in &shuffled[at..at + size] {
            block[*step] = at;
        }
        if size > 1 {
            terms.at_once.push(shuffled[at..at + size].iter().map(|step| name(*step)).collect());
        }
        at += size;
    }
    let dense = rng.usize(..4);
    for earlier in 0..count {
        for later in 0..count {
            if block[earlier] < block[later] && rng.usize(..8) < dense {
                terms.before.push((name(earlier), name(later)));
            }
        }
    }
    for party in &parties {
        for _ in 0..rng.usize(..3) {
            let until = rng.bool().then(|| name(rng.usize(..count)));
            let amount = range(rng, 0, most);
            terms.guarantees.push(Guarantee { party: party.clone(), amount, until });
        }
    }
    terms
}

/// All orders of an exchange, found by trying.
pub(crate) fn all_orders(exchange: &Exchange) -> Vec<Order> {
    let terms = exchange.terms();
    let mut group: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, step) in terms.steps.iter().enumerate() {
        group.insert(&step.name, number);
    }
    for together in &terms.at_once {
        let first = together.iter().map(|name| group[name.as_str()]).min().unwrap();
        for name in together {
            group.insert(name, first);
        }
    }
    let mut moves: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for step in &terms.steps {
        moves.entry(group[step.name.as_str()]).or_default().push(&step.name);
    }
    let moves: Vec<Vec<&str>> = moves.into_values().collect();
    let mut orders = Vec::new();
    extend(exchange, &moves, &mut Vec::new(), &mut orders);
    orders
}

fn extend(exchange: &Exchange, moves: &[Vec<&str>], so_far: &mut Vec<usize>, orders: &mut Vec<Order>) {
    let terms = exchange.terms();
    if so_far.len() == moves.len() {
        let names: Vec<&str> = so_far.iter().flat_map(|one| moves[*one].clone()).collect();
        orders.push(exchange.order(&names).unwrap());
    }
    let done: Vec<&str> = so_far.iter().flat_map(|one| moves[*one].clone()).collect();
    for (number, one) in moves.iter().enumerate() {
        let waits = |(first, second): &(String, String)| {
            one.contains(&second.as_str()) && !done.contains(&first.as_str())
        };
        if so_far.contains(&number) || terms.before.iter().any(waits) {
            continue;
        }
        so_far.push(number);
        extend(exchange, moves, so_far, orders);
        so_far.pop();
    }
}

/// The temptations, at worst, of the movers of an order, and how many unknown values each of them waits for: worked out from
/// the terms, from scratch for each point.
pub(crate) fn temptations(exchange: &Exchange, order: &Order) -> Vec<(usize, i64)> {
    let terms = exchange.terms();
    let mut found = Vec::new();
    for (at, names) in order.names().iter().enumerate() {
        let ahead: Vec<&str> = order.names()[at..].iter().flatten().map(String::as_str).collect();
        let temptation = names.iter().map(|name| {
            let mover = &terms.steps.iter().find(|step| step.name == *name).unwrap().actor;
            let (mut unknown, mut sum) = (0, 0);
            for step in terms.steps.iter().filter(|step| ahead.contains(&step.name.as_str())) {
                match step.values.get(mover) {
                    Some(value) => sum -= value.low(),
                    None => unknown += 1,
                }
            }
            for guarantee in terms.guarantees.iter().filter(|guarantee| guarantee.party == *mover) {
                // A step takes with it what happens at once with it: the guarantee is there while the whole move is ahead.
                if guarantee.until.as_deref().is_none_or(|until| ahead.contains(&until)) {
                    sum -= guarantee.amount.low();
                }
            }
            (unknown, sum)
        });
        found.push(temptation.max().unwrap());
    }
    found
}
