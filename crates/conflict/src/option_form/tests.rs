//! Passes over all states held against what they mean, state by state. Whole answers are held against the definitions of the
//! field in the tests of the crate.

use fastrand::Rng;

use super::order::Order;
use super::rows::ones;
use super::sweep::{Bits, Higher, Lower, sweep};
use super::{Levels, level::Level};

/// Some of the bits, some of them one way.
fn bits(random: &mut Rng, options: u32, most: u32) -> Bits {
    loop {
        let own = random.usize(..1 << options) & random.usize(..1 << options);
        let one_way = if random.bool() { 0 } else { random.usize(..1 << options) };
        let bits =
            Bits::new(own, random.usize(..1 << options) & one_way, random.usize(..1 << options) & one_way);
        if ones(own) <= most {
            return bits;
        }
    }
}

/// What can be reached from a state by changing the bits, itself included.
fn reached(state: usize, bits: Bits) -> impl Iterator<Item = usize> {
    let changes =
        std::iter::successors(Some(bits.own), move |&last| (last != 0).then(|| (last - 1) & bits.own));
    changes
        .map(move |changed| state ^ changed)
        .filter(move |to| state & bits.take_only & !to == 0 && to & bits.drop_only & !state == 0)
}

fn sweeps<T: Level + std::fmt::Debug>(random: &mut Rng, options: u32) {
    let bits = bits(random, options, 9);
    let before: Vec<T> = (0..1 << options).map(|_| T::of(random.u32(..200))).collect();
    let naive = |choose: fn(T, T) -> T| -> Vec<T> {
        (0..before.len()).map(|at| reached(at, bits).map(|to| before[to]).reduce(choose).unwrap()).collect()
    };
    let mut lower = before.clone();
    sweep(options, &mut lower, bits, Lower);
    assert!(lower == naive(T::min), "{options} {bits:?}");
    let mut higher = before.clone();
    sweep(options, &mut higher, bits, Higher);
    assert!(higher == naive(T::max), "{options} {bits:?}");
}

#[test]
fn a_sweep_finds_the_lowest_and_the_highest_of_all_that_can_be_reached() {
    let mut random = Rng::with_seed(7);
    for round in 0..120 {
        let options = if round % 10 == 0 { random.u32(13..=15) } else { random.u32(1..=12) };
        match round % 3 {
            0 => sweeps::<u8>(&mut random, options),
            1 => sweeps::<i16>(&mut random, options),
            _ => sweeps::<i32>(&mut random, options),
        }
    }
}

fn orders<T: Level + std::fmt::Debug>(random: &mut Rng, options: u32, most: u32, all: bool) {
    let bits = bits(random, options, most);
    let states = 1_usize << options;
    let highest = random.u32(1..300);
    let levels: Vec<u32> = (0..states).map(|_| random.u32(..=highest)).collect();
    let feasible: Vec<u64> = (0..states.div_ceil(64)).map(|_| random.u64(..) | random.u64(..)).collect();
    let can_be = |state: usize| all || feasible[state / 64] >> (state % 64) & 1 == 1;
    let before: Vec<T> =
        (0..states).map(|state| if can_be(state) { T::of(random.u32(..200)) } else { T::HIGHEST }).collect();
    let expected: Vec<T> = (0..states)
        .map(|state| {
            let improvements =
                reached(state, bits).filter(|&to| can_be(state) && can_be(to) && levels[to] > levels[state]);
            improvements.map(|to| before[to]).fold(before[state], T::min)
        })
        .collect();
    let order = Order::new(options, (!all).then_some(&feasible), bits, &levels);
    let mut values = before.clone();
    let changed = order.lower(&mut values);
    assert!(values == expected, "{options} {bits:?}");
    assert_eq!(changed, values != before);
    assert!(!order.lower(&mut values), "a second time changes nothing");
    assert!(values == expected);
}

#[test]
fn a_walk_along_an_order_finds_the_lowest_of_all_improvements() {
    let mut random = Rng::with_seed(9);
    for round in 0..160 {
        // Lines of up to 2^9 states take more than a byte for a place.
        let (options, most) =
            if round % 10 == 0 { (random.u32(13..=15), 6) } else { (random.u32(1..=12), 9) };
        let all = random.bool();
        match round % 3 {
            0 => orders::<u8>(&mut random, options, most, all),
            1 => orders::<i16>(&mut random, options, most, all),
            _ => orders::<i32>(&mut random, options, most, all),
        }
    }
}

#[test]
fn lines_of_all_states_are_put_in_order_too() {
    let mut random = Rng::with_seed(10);
    let options = 17;
    let levels: Vec<u32> = (0..1 << options).map(|_| random.u32(..)).collect();
    for bits in [Bits::new((1 << 17) - 1, 0, 0), Bits::new((1 << 17) - 3, 0b11 << 15, 0b100)] {
        let mut values: Vec<i32> = (0..1 << options).map(|_| i32::of(random.u32(..))).collect();
        let before = values.clone();
        Order::new(options, None, bits, &levels).lower(&mut values);
        for _ in 0..40 {
            let state = random.usize(..1 << options);
            let improvements = reached(state, bits).filter(|&to| levels[to] > levels[state]);
            assert_eq!(values[state], improvements.map(|to| before[to]).fold(before[state], i32::min));
        }
    }
}

#[test]
fn levels_in_a_table_are_told_from_anywhere() {
    let table = vec![5, 0, 9, 2];
    assert_eq!(table.highest(), 9);
    let mut told = [7; 3];
    table.fill(2, &mut told);
    assert_eq!(told, [9, 2, 0]);
    table.fill(9, &mut told);
    assert_eq!(told, [0; 3]);
}
