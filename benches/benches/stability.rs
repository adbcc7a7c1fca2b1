//! What is stable on graphs whose moves are given one by one, for three decision makers: preferences that are levels, a table of
//! pairs, and a table of which a fifth is unknown; and all coalitions on a smaller graph. Then what is stable whatever is not known, on
//! models of three decision makers with options, of one of whom nothing is known.

#![allow(clippy::unwrap_used, reason = "a benchmark stops where something is wrong")]

use std::ops::ControlFlow;

use divan::Bencher;
use onetext_conflict::files;
use onetext_conflict::graph::Graph;
use onetext_conflict::questions::whatever::{self, whatever};
use onetext_conflict::relation::{Compared, Pairs, Relation};
use onetext_conflict::stability::unknown::{self, Extension};
use onetext_conflict::stability::{Asked, Concept, coalition, solve};

fn main() {
    divan::main();
}

#[derive(Clone, Copy)]
enum Preferences {
    Levels,
    Pairs,
    /// One pair in five is not known.
    Partly,
}

/// So many states and moves in all, of three decision makers: random, without a pattern.
fn graph(states: u32, moves: u32, preferences: Preferences) -> Graph {
    let random = &mut fastrand::Rng::with_seed(1);
    let player = |_| {
        let moves = (0..moves / 3).map(|_| (random.u32(..states), random.u32(..states))).collect();
        let level: Vec<u32> = (0..states).map(|_| random.u32(..states)).collect();
        let unknown = matches!(preferences, Preferences::Partly);
        let relation = match preferences {
            Preferences::Levels => Relation::Levels { level, stretch: None },
            _ => {
                let mut pairs = Pairs::unknown(states as usize);
                for (one, high) in level.iter().enumerate() {
                    for (other, low) in level.iter().enumerate().take(one) {
                        let compared = match high.cmp(low) {
                            _ if unknown && random.f64() < 0.2 => Compared::Unknown,
                            std::cmp::Ordering::Greater => Compared::Better,
                            std::cmp::Ordering::Equal => Compared::Same,
                            std::cmp::Ordering::Less => Compared::Worse,
                        };
                        pairs.set(one, other, compared);
                    }
                }
                Relation::Table(pairs)
            }
        };
        (moves, relation)
    };
    Graph::new(states as usize, (0..3).map(player).collect())
}

const SIZES: [(u32, u32); 2] = [(1000, 10_000), (5000, 50_000)];

#[divan::bench(args = [(5000, 50_000), (65_536, 500_000)], sample_count = 10)]
fn levels(bencher: Bencher<'_, '_>, (states, moves): (u32, u32)) {
    let graph = graph(states, moves, Preferences::Levels);
    bencher.bench_local(|| solve(&graph, &Asked::default(), &mut |_| ControlFlow::Continue(())).unwrap());
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn pairs(bencher: Bencher<'_, '_>, (states, moves): (u32, u32)) {
    let graph = graph(states, moves, Preferences::Pairs);
    bencher.bench_local(|| solve(&graph, &Asked::default(), &mut |_| ControlFlow::Continue(())).unwrap());
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn partly_unknown(bencher: Bencher<'_, '_>, (states, moves): (u32, u32)) {
    let graph = graph(states, moves, Preferences::Partly);
    bencher.bench_local(|| {
        unknown::solve(&graph, Extension::A, &Asked::default(), &mut |_| ControlFlow::Continue(())).unwrap()
    });
}

#[divan::bench(args = [(500, 3000), (2000, 12_000)], sample_count = 5)]
fn all_coalitions(bencher: Bencher<'_, '_>, (states, moves): (u32, u32)) {
    let graph = graph(states, moves, Preferences::Levels);
    let every = coalition::every(3).unwrap();
    bencher.bench_local(|| {
        coalition::solve(&graph, &every, &Asked::default(), &mut |_| ControlFlow::Continue(())).unwrap()
    });
}

/// Three decision makers with options in turn; two of them have five wishes, nothing is known of the third.
fn one_unknown(options: usize) -> Graph {
    let random = &mut fastrand::Rng::with_seed(options as u64);
    let mut text: String = (0..3).map(|who| format!("[[decision_maker]]\nid = \"p{who}\"\n")).collect();
    for option in 0..options {
        text += &format!("[[option]]\nid = \"o{option}\"\nowner = \"p{}\"\n", option % 3);
    }
    for who in 0..2 {
        let mut all: Vec<usize> = (0..options).collect();
        random.shuffle(&mut all);
        for option in &all[..5] {
            let not = if random.bool() { "not " } else { "" };
            text += &format!("[[preference]]\nof = \"p{who}\"\nwish = \"{not}o{option}\"\n");
        }
    }
    Graph::of(&files::open("bench", text.as_bytes(), None, u64::MAX).unwrap().model, u64::MAX).unwrap()
}

#[divan::bench(args = [8, 10, 12], sample_count = 3)]
fn whatever_nash_gmr_smr(bencher: Bencher<'_, '_>, options: usize) {
    let graph = one_unknown(options);
    let concepts = vec![Concept::Nash, Concept::Gmr, Concept::Smr];
    let asked = whatever::Asked { concepts, ..whatever::Asked::default() };
    bencher.bench_local(|| whatever(&graph, &asked, &mut |_| ControlFlow::Continue(())).unwrap());
}

#[divan::bench(args = [8, 10, 12], sample_count = 3)]
fn whatever_seq_sseq(bencher: Bencher<'_, '_>, options: usize) {
    let graph = one_unknown(options);
    let concepts = vec![Concept::Seq, Concept::Sseq];
    let asked = whatever::Asked { concepts, ..whatever::Asked::default() };
    bencher.bench_local(|| whatever(&graph, &asked, &mut |_| ControlFlow::Continue(())).unwrap());
}
