//! What holds of stability whatever the conflict, and what is refused.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod support;

use std::ops::ControlFlow;

use fastrand::Rng;
use onetext_conflict::graph::Graph;
use onetext_conflict::model::StateSet;
use onetext_conflict::relation::{Compared, Pairs, Relation};
use onetext_conflict::stability::unknown::{self, Extension};
use onetext_conflict::stability::{
    Asked, Concept, NoAnswer, Stable, coalition, limited, memory, solve, strength,
};
use support::literal::Literal;
use support::random::{Known, with_arcs, with_options};

fn on(
    mut progress: impl FnMut(u64, u64),
) -> impl FnMut(onetext_conflict::stability::Progress) -> ControlFlow<()> {
    move |now| {
        progress(now.done, now.of);
        ControlFlow::Continue(())
    }
}

fn stable(graph: &Graph) -> Vec<Stable> {
    solve(graph, &Asked::default(), &mut on(|_, _| ())).unwrap()
}

fn within(less: &StateSet, more: &StateSet) -> bool {
    less.iter().all(|state| more.contains(state))
}

#[test]
fn concepts_imply_each_other_as_the_literature_says_and_smr_and_seq_do_not() {
    let (mut smr_only, mut seq_only) = (0, 0);
    for seed in 0..1000 {
        let rng = &mut Rng::with_seed(seed);
        let model = if rng.bool() {
            with_arcs(rng, Known::Pairs, 9)
        } else {
            with_options(rng, Known::Levels, 20).literal
        };
        let found = stable(&model.graph());
        let of = |concept: Concept| &found[concept as usize].by_decision_maker;
        for (less, more) in [
            (Concept::Nash, Concept::Sseq),
            (Concept::Sseq, Concept::Smr),
            (Concept::Sseq, Concept::Seq),
            (Concept::Smr, Concept::Gmr),
            (Concept::Seq, Concept::Gmr),
        ] {
            for (one, other) in of(less).iter().zip(of(more)) {
                assert!(within(one, other), "{less:?} {more:?}, seed {seed}");
            }
        }
        for (smr, seq) in of(Concept::Smr).iter().zip(of(Concept::Seq)) {
            smr_only += u32::from(!within(smr, seq));
            seq_only += u32::from(!within(seq, smr));
        }
    }
    assert!(smr_only > 50 && seq_only > 50, "{smr_only} {seq_only}");
}

/// All combinations of so many options, all both ways, with the levels of each decision maker.
struct Cube {
    own: Vec<usize>,
    levels: Vec<Vec<u32>>,
}

impl Cube {
    fn random(rng: &mut Rng, strict: bool) -> Self {
        let players = rng.usize(2..=4);
        let options = rng.usize(players..=5);
        let mut own = vec![0; players];
        for option in 0..options {
            own[if option < players { option } else { rng.usize(..players) }] |= 1 << option;
        }
        let mut all: Vec<u32> = (0..1 << options).collect();
        let levels = (0..players)
            .map(|_| {
                rng.shuffle(&mut all);
                all.iter().map(|level| if strict { *level } else { level / 3 }).collect()
            })
            .collect();
        Self { own, levels }
    }

    fn states(&self) -> usize {
        self.levels[0].len()
    }

    fn graph(&self) -> Graph {
        let narrow = |at: usize| u32::try_from(at).unwrap();
        let player = |(own, level): (&usize, &Vec<u32>)| {
            let moves = (0..self.states())
                .flat_map(|s| {
                    (0..self.states())
                        .filter(move |q| (s ^ q) & !own == 0)
                        .map(move |q| (narrow(s), narrow(q)))
                })
                .collect();
            (moves, Relation::Levels { level: level.clone(), stretch: None })
        };
        Graph::new(self.states(), self.own.iter().zip(&self.levels).map(player).collect())
    }

    /// The numbers whose bits are all among these.
    fn choices(&self, bits: usize) -> impl Iterator<Item = usize> {
        (0..self.states()).filter(move |choice| choice & !bits == 0)
    }
}

#[test]
fn where_all_can_be_chosen_nash_is_the_equilibrium_of_the_game_gmr_the_maximin_and_smr_the_minimax() {
    for seed in 0..300 {
        let cube = Cube::random(&mut Rng::with_seed(seed), seed % 2 == 0);
        let found = stable(&cube.graph());
        for (i, (&own, level)) in cube.own.iter().zip(&cube.levels).enumerate() {
            let others = (cube.states() - 1) & !own;
            let worst = |mine: usize| cube.choices(others).map(|theirs| level[mine | theirs]).min();
            let best = |theirs: usize| cube.choices(own).map(|mine| level[mine | theirs]).max();
            let maximin = cube.choices(own).filter_map(worst).max().unwrap();
            let minimax = cube.choices(others).filter_map(best).min().unwrap();
            for (state, &own_level) in level.iter().enumerate() {
                let holds = |concept: Concept| found[concept as usize].by_decision_maker[i].contains(state);
                let best_reply = best(state & !own).unwrap();
                assert_eq!(holds(Concept::Nash), own_level >= best_reply, "seed {seed}, {state}");
                assert_eq!(holds(Concept::Gmr), own_level >= maximin, "seed {seed}, {state}");
                assert_eq!(holds(Concept::Smr), own_level >= minimax, "seed {seed}, {state}");
            }
        }
    }
}

#[test]
fn strict_preferences_over_all_combinations_always_leave_an_equilibrium_by_gmr_and_by_seq() {
    for seed in 0..300 {
        let found = stable(&Cube::random(&mut Rng::with_seed(seed), true).graph());
        assert!(!found[Concept::Gmr as usize].equilibria().is_empty(), "seed {seed}");
        assert!(!found[Concept::Seq as usize].equilibria().is_empty(), "seed {seed}");
    }
}

#[test]
fn where_everything_is_known_the_four_extensions_are_one_and_nash_depends_only_on_what_is_left_for() {
    for seed in 0..200 {
        let rng = &mut Rng::with_seed(seed);
        let by = |graph: &Graph, extension| {
            unknown::solve(graph, extension, &Asked::default(), &mut on(|_, _| ())).unwrap()
        };
        let known = with_arcs(rng, Known::Pairs, 8).graph();
        assert!(
            Extension::ALL.iter().all(|&extension| by(&known, extension) == stable(&known)),
            "seed {seed}"
        );
        let partly = with_arcs(rng, Known::Partly, 8).graph();
        let [a, b, c, d] = Extension::ALL.map(|extension| by(&partly, extension));
        assert_eq!((&a[0], &b[0]), (&c[0], &d[0]), "seed {seed}");
    }
}

#[test]
fn levels_and_the_same_as_a_table_of_pairs_come_to_the_same() {
    for seed in 0..300 {
        let rng = &mut Rng::with_seed(seed);
        let model = with_arcs(rng, Known::Much, 9);
        let table = Literal { levels: vec![None; model.players()], ..model.clone() };
        let by =
            |model: &Literal| strength::solve(&model.graph(), &Asked::default(), &mut on(|_, _| ())).unwrap();
        assert_eq!(by(&model), by(&table), "seed {seed}");
    }
}

#[test]
fn concepts_are_answered_in_the_order_asked_and_alone_as_together() {
    let graph = with_arcs(&mut Rng::with_seed(5), Known::Pairs, 9).graph();
    let all = stable(&graph);
    for concept in Concept::ALL {
        let asked = Asked { concepts: vec![concept], ..Asked::default() };
        assert_eq!(solve(&graph, &asked, &mut on(|_, _| ())).unwrap(), [all[concept as usize].clone()]);
    }
    let asked = Asked { concepts: vec![Concept::Seq, Concept::Nash, Concept::Seq], ..Asked::default() };
    let found = solve(&graph, &asked, &mut on(|_, _| ())).unwrap();
    assert_eq!(
        found,
        [Concept::Seq, Concept::Nash, Concept::Seq].map(|concept| all[concept as usize].clone())
    );
}

fn two(one: Vec<u32>, other: Vec<u32>) -> Graph {
    let player = |bit: u32, level: Vec<u32>| {
        ((0..4).map(|s| (s, s ^ bit)).collect(), Relation::Levels { level, stretch: None })
    };
    Graph::new(4, vec![player(1, one), player(2, other)])
}

#[test]
fn progress_ends_at_what_there_was_and_whoever_is_told_can_stop() {
    let graph = two(vec![0, 1, 2, 3], vec![3, 1, 2, 0]);
    let mut seen = Vec::new();
    solve(&graph, &Asked::default(), &mut on(|done, of| seen.push((done, of)))).unwrap();
    assert_eq!((seen.first(), seen.last()), (Some(&(0, 8)), Some(&(8, 8))));
    let stopped = solve(&graph, &Asked::default(), &mut |_| ControlFlow::Break(()));
    assert_eq!(stopped, Err(NoAnswer::Stopped));
    let half = &mut |now: onetext_conflict::stability::Progress| {
        if now.done * 2 >= now.of { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    assert_eq!(solve(&graph, &Asked::default(), half), Err(NoAnswer::Stopped));
    assert_eq!(limited::solve(&graph, 9, half), Err(NoAnswer::Stopped));
    let every = coalition::every(2).unwrap();
    assert_eq!(coalition::solve(&graph, &every, &Asked::default(), half), Err(NoAnswer::Stopped));
}

#[test]
fn what_would_not_fit_is_refused_beforehand_and_says_how_much_there_is() {
    let graph = two(vec![0, 1, 2, 3], vec![3, 1, 2, 0]);
    let needed = memory(&graph, &Asked::default());
    assert!(solve(&graph, &Asked { budget: needed, ..Asked::default() }, &mut on(|_, _| ())).is_ok());
    let asked = Asked { budget: needed - 1, ..Asked::default() };
    let Err(NoAnswer::Memory(refused)) = solve(&graph, &asked, &mut on(|_, _| ())) else {
        panic!("it should not fit");
    };
    assert_eq!((refused.needs, refused.budget), (needed, needed - 1));
    assert!(matches!(limited_coalitions(&graph, &asked), Err(NoAnswer::Memory(_))));
}

fn limited_coalitions(graph: &Graph, asked: &Asked) -> Result<Vec<coalition::CoalitionStable>, NoAnswer> {
    coalition::solve(graph, &coalition::every(2)?, asked, &mut on(|_, _| ()))
}

#[test]
fn what_is_not_defined_is_refused_with_a_reason_and_what_to_ask_instead() {
    let told = |refused: NoAnswer| refused.to_string();
    let look = |graph: &Graph| limited::non_myopic(graph, &mut on(|_, _| ())).unwrap_err();

    let three = Graph::new(2, vec![(vec![(0, 1)], Relation::Levels { level: vec![0, 1], stretch: None }); 3]);
    assert_eq!(look(&three), NoAnswer::NotTwo { decision_makers: 3 });
    assert!(told(look(&three)).contains("for two decision makers, and there are 3"));

    let tie = two(vec![0, 1, 2, 3], vec![3, 1, 1, 0]);
    assert_eq!(look(&tie), NoAnswer::NotStrict { decision_maker: 1, one: 1, other: 2 });
    assert!(told(look(&tie)).contains("which of states number 2 and 3 it prefers"));

    let table = |pairs: Pairs| {
        let moves = vec![(0, 1), (1, 2), (2, 0)];
        let known = Relation::Levels { level: vec![0, 1, 2], stretch: None };
        Graph::new(3, vec![(moves.clone(), known), (moves, Relation::Table(pairs))])
    };
    let mut circle = Pairs::unknown(3);
    circle.set(0, 1, Compared::Better);
    circle.set(1, 2, Compared::Better);
    assert_eq!(look(&table(circle.clone())), NoAnswer::NotStrict { decision_maker: 1, one: 0, other: 2 });
    let partly = table(circle.clone());
    for refused in [
        solve(&partly, &Asked::default(), &mut on(|_, _| ())).unwrap_err(),
        strength::solve(&partly, &Asked::default(), &mut on(|_, _| ())).unwrap_err(),
        limited_coalitions(&partly, &Asked::default()).unwrap_err(),
    ] {
        assert_eq!(refused, NoAnswer::Unknown { decision_maker: 1 });
    }
    circle.set(2, 0, Compared::Better);
    assert_eq!(look(&table(circle)), NoAnswer::Circular { decision_maker: 1 });

    let two = two(vec![0, 1, 2, 3], vec![3, 1, 2, 0]);
    for coalition in [vec![], vec![0, 0], vec![2]] {
        let found = coalition::solve(&two, &[coalition], &Asked::default(), &mut on(|_, _| ()));
        assert_eq!(found, Err(NoAnswer::NoCoalition { decision_makers: 2 }));
    }
    assert_eq!(coalition::every(11), Err(NoAnswer::Coalitions { decision_makers: 11, most: 10 }));
}
