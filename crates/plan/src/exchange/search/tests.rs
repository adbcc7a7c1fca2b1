//! Each stage of the search alone, without the order that the beam would find, against trying everything.

use fastrand::Rng;

use super::*;

fn made(rng: &mut Rng) -> Problem {
    let (count, parties) = (rng.usize(1..=6), rng.usize(1..=3));
    let dense = rng.usize(..3);
    let before = (0..count).map(|later| (0..later).filter(|_| rng.usize(..6) < dense).collect()).collect();
    let takers = (0..count).map(|_| {
        let mut takers: Vec<usize> = (0..rng.usize(1..=2)).map(|_| rng.usize(..parties)).collect();
        takers.sort_unstable();
        takers.dedup();
        takers
    });
    Problem {
        before,
        takers: takers.collect(),
        start: (0..parties).map(|_| rng.i128(0..5)).collect(),
        gains: (0..count).map(|_| (0..parties).map(|_| rng.i128(-9..=9)).collect()).collect(),
    }
}

/// The largest cost and the sum of those above nought of the best order.
fn by_trying_all(problem: &Problem, taken: &mut Vec<usize>) -> (i128, i128) {
    let count = problem.before.len();
    if taken.len() == count {
        return problem.costs(taken);
    }
    let mut best = (i128::MAX, i128::MAX);
    for item in 0..count {
        if !taken.contains(&item) && problem.before[item].iter().all(|earlier| taken.contains(earlier)) {
            taken.push(item);
            best = best.min(by_trying_all(problem, taken));
            taken.pop();
        }
    }
    best
}

#[test]
fn every_stage_alone_finds_what_trying_everything_finds() {
    let mut rng = Rng::with_seed(41);
    for time in 0..3000 {
        let problem = made(&mut rng);
        let (largest, sum) = by_trying_all(&problem, &mut Vec::new());
        let lattice = Lattice::new(&problem);
        let bound = problem.bound(&lattice);
        assert!(bound <= largest, "time {time}");

        // From the bound, and from far below, so that the level must rise many times.
        for from in [bound, i128::MIN] {
            let flooded = flood(&problem, &lattice, from, i128::MAX, usize::MAX);
            assert!(flooded.complete);
            assert_eq!(flooded.level, largest, "time {time}");
            assert_eq!(problem.costs(&flooded.path.unwrap()).0, largest, "time {time}");
        }
        // A result that is known already is proven, not found again; one that is a little worse is improved on.
        let proven = flood(&problem, &lattice, i128::MIN, largest, usize::MAX);
        assert!(proven.complete && proven.path.is_none() && proven.level == largest);
        let improved = flood(&problem, &lattice, i128::MIN, largest + 1, usize::MAX);
        assert_eq!(problem.costs(&improved.path.unwrap()).0, largest, "time {time}");

        let unsettled = |sum| Best { items: Vec::new(), largest, sum };
        let settled = settle(&problem, &lattice, &unsettled(i128::MAX), usize::MAX);
        assert_eq!(problem.costs(&settled.path.unwrap()), (largest, sum), "time {time}");
        assert!(settle(&problem, &lattice, &unsettled(sum), usize::MAX).path.is_none());

        let table = Table::new(&problem, &lattice).unwrap();
        let narrow = |amount: i128| i64::try_from(amount).unwrap();
        assert_eq!(table.largest(i64::MAX - 1), Some(narrow(largest)), "time {time}");
        assert_eq!(table.largest(narrow(largest)), None);
        let items = table.least_sum(narrow(largest)).unwrap();
        assert_eq!(problem.costs(&items), (largest, sum), "time {time}");
        assert_eq!(table.least_sum(narrow(largest) - 1), None);
    }
}

#[test]
fn a_search_that_is_cut_short_claims_no_more_than_is_so() {
    let mut rng = Rng::with_seed(42);
    for _ in 0..1000 {
        let problem = made(&mut rng);
        let (largest, _) = by_trying_all(&problem, &mut Vec::new());
        let lattice = Lattice::new(&problem);
        for limit in 0..8 {
            let flooded = flood(&problem, &lattice, problem.bound(&lattice), i128::MAX, limit);
            assert!(flooded.level <= largest);
        }
    }
}

#[test]
fn codes_of_sets_have_room_for_long_and_for_many_chains() {
    // Nine chains of nine items of different worth: too many bits for a table of bits.
    let mut rng = Rng::with_seed(43);
    let before = (0..81).map(|item| if item % 9 == 0 { Vec::new() } else { vec![item - 1] }).collect();
    let takers = (0..81).map(|item| vec![item % 2]).collect();
    let gains: Vec<Vec<i128>> = (0..81)
        .map(|item| {
            let (cost, worth) = (rng.i128(1..1000), rng.i128(1..1500));
            if item % 2 == 0 { vec![-cost, worth] } else { vec![worth, -cost] }
        })
        .collect();
    let problem = Problem { before, takers, start: vec![0, 0], gains };
    let lattice = Lattice::new(&problem);
    assert_eq!(lattice.bits(), Some(36));
    let flooded = flood(&problem, &lattice, problem.bound(&lattice), i128::MAX, 1_000_000);
    let items = flooded.path.unwrap();
    assert_eq!(problem.costs(&items).0, flooded.level);
    let mut sorted = items.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (0..81).collect::<Vec<_>>());
    for item in 0..81 {
        let place = |item: usize| items.iter().position(|other| *other == item);
        assert!(problem.before[item].iter().all(|earlier| place(*earlier) < place(item)));
    }
}
