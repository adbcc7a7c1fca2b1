//! What the crate answers, held against the definitions taken literally, over random conflicts.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod support;

use std::ops::ControlFlow;

use fastrand::Rng;
use onetext_conflict::stability::unknown::{self, Extension};
use onetext_conflict::stability::{
    Asked, Restoring, Stable, coalition, limited, reachable, simultaneous, solve, strength,
};
use support::literal::{EXTENSIONS, KNOWN, Literal, STRONG, States};
use support::random::{Known, with_arcs, with_options};
use support::{ahead, matrices, together};

/// How many conflicts each test goes through: `CONFLICTS` says so for a long run.
fn conflicts(usual: u64) -> u64 {
    std::env::var("CONFLICTS").ok().and_then(|most| most.parse().ok()).unwrap_or(usual)
}

/// Conflicts of both kinds by turns, with the seed of each.
fn each(usual: u64, known: &[Known], mut look: impl FnMut(u64, &Literal)) {
    for seed in 0..conflicts(usual) {
        let rng = &mut Rng::with_seed(seed);
        let known = known[rng.usize(..known.len())];
        // Every now and then a larger one: the more states, the more often somebody has to move twice.
        let model = match seed % 25 {
            0 => with_options(rng, known, 32).literal,
            even if even % 2 == 0 => with_options(rng, known, 12).literal,
            _ => with_arcs(rng, known, 8),
        };
        look(seed, &model);
    }
}

fn asked(restoring: bool) -> Asked {
    let restoring = if restoring { Restoring::Sanctions } else { Restoring::DoesNot };
    Asked { restoring, ..Asked::default() }
}

fn sets(stable: &Stable) -> Vec<States> {
    stable.by_decision_maker.iter().map(|set| set.iter().collect()).collect()
}

#[test]
fn every_concept_answers_as_its_definition_does_and_some_conflicts_need_an_opponent_to_move_twice() {
    let (mut twice, mut circles) = (0, 0);
    each(2000, &[Known::Levels, Known::Levels, Known::Pairs], |seed, model| {
        let graph = model.graph();
        for restoring in [true, false] {
            for stable in solve(&graph, &asked(restoring), &mut |_| ControlFlow::Continue(())).unwrap() {
                let expected = model.all_stable(stable.concept, &KNOWN, restoring);
                assert_eq!(
                    sets(&stable),
                    expected,
                    "{:?}, seed {seed}, restoring {restoring}",
                    stable.concept
                );
            }
        }
        twice += u64::from((3..=4).contains(&model.players()) && model.needs_two_moves());
        circles += u64::from(model.levels.iter().any(Option::is_none));
    });
    let all = conflicts(2000);
    println!("{all} conflicts; in {twice} with three or four decision makers an opponent has to move twice");
    assert!(twice > all / 50, "{twice}");
    assert!(circles > all / 10, "{circles}");
}

#[test]
fn the_matrix_form_answers_alike_where_bringing_back_is_no_sanction() {
    each(400, &[Known::Levels, Known::Pairs], |seed, model| {
        // The matrices are multiplied as often as there are arcs.
        if model.states > 9 {
            return;
        }
        for stable in solve(&model.graph(), &asked(false), &mut |_| ControlFlow::Continue(())).unwrap() {
            for (i, set) in sets(&stable).iter().enumerate() {
                assert_eq!(
                    *set,
                    matrices::stable(model, stable.concept, i),
                    "{:?}, seed {seed}",
                    stable.concept
                );
            }
        }
    });
}

#[test]
fn whether_bringing_back_is_a_sanction_matters_on_graphs_and_never_with_options() {
    let mut differ = 0;
    for seed in 0..conflicts(300) {
        let rng = &mut Rng::with_seed(seed);
        let both = |model: &Literal| {
            [true, false]
                .map(|restoring| solve(&model.graph(), &asked(restoring), &mut |_| ControlFlow::Continue(())))
        };
        let [yes, no] = both(&with_options(rng, Known::Levels, 16).literal);
        assert_eq!(yes, no, "seed {seed}");
        let [yes, no] = both(&with_arcs(rng, Known::Levels, 8));
        differ += u64::from(yes != no);
    }
    assert!(differ > 10, "{differ}");
}

#[test]
fn the_four_extensions_for_unknown_preferences_answer_as_their_definitions_do() {
    each(600, &[Known::Partly, Known::Anything], |seed, model| {
        let graph = model.graph();
        for (extension, kind) in Extension::ALL.into_iter().zip(&EXTENSIONS) {
            let found = unknown::solve(&graph, extension, &asked(true), &mut |_| ControlFlow::Continue(()));
            for stable in found.unwrap() {
                let expected = model.all_stable(stable.concept, kind, true);
                assert_eq!(sets(&stable), expected, "{extension:?}, {:?}, seed {seed}", stable.concept);
            }
        }
    });
}

#[test]
fn strongly_stable_is_what_something_much_worse_deters_from_leaving_and_weakly_the_rest() {
    let mut weak = 0;
    each(600, &[Known::Much, Known::Much, Known::Levels], |seed, model| {
        let all = solve(&model.graph(), &asked(true), &mut |_| ControlFlow::Continue(())).unwrap();
        let found =
            strength::solve(&model.graph(), &asked(true), &mut |_| ControlFlow::Continue(())).unwrap();
        for (strength, all) in found.iter().zip(&all) {
            let expected = model.all_stable(strength.concept, &STRONG, true);
            for (i, strong) in strength.strong.iter().enumerate() {
                let strong: States = strong.iter().collect();
                let rest: States = strength.weak[i].iter().collect();
                assert_eq!(strong, expected[i], "{:?}, seed {seed}", strength.concept);
                assert!(strong.is_disjoint(&rest));
                let both: States = strong.union(&rest).copied().collect();
                assert_eq!(
                    both,
                    all.by_decision_maker[i].iter().collect(),
                    "{:?}, seed {seed}",
                    strength.concept
                );
                weak += rest.len();
            }
        }
    });
    assert!(weak > 100, "{weak}");
}

#[test]
fn what_a_coalition_reaches_is_the_least_set_of_the_definition() {
    each(300, &[Known::Levels, Known::Pairs], |seed, model| {
        let graph = model.graph();
        for members in [vec![0], vec![0, 1], (0..model.players()).collect()] {
            let found: Vec<States> =
                (0..model.states).map(|s| reachable(&graph, &members, None, s).iter().collect()).collect();
            assert_eq!(found, model.reached(&members), "seed {seed}, {members:?}");
            let found: Vec<States> = (0..model.states)
                .map(|s| reachable(&graph, &members, Some(KNOWN.answer), s).iter().collect())
                .collect();
            assert_eq!(
                found,
                model.reached_by_improvements(&members, KNOWN.answer),
                "seed {seed}, {members:?}"
            );
        }
    });
}

#[test]
fn coalitions_answer_as_their_definitions_do_and_those_of_one_as_decision_makers_but_for_sanctions_by_coalitions()
 {
    let mut undone = 0;
    each(250, &[Known::Levels, Known::Levels, Known::Pairs], |seed, model| {
        if model.states > 12 || model.players() > 4 {
            return;
        }
        let graph = model.graph();
        let alone = solve(&graph, &asked(true), &mut |_| ControlFlow::Continue(())).unwrap();
        let every = coalition::every(model.players()).unwrap();
        for restoring in [true, false] {
            let found =
                coalition::solve(&graph, &every, &asked(restoring), &mut |_| ControlFlow::Continue(()));
            for (stable, alone) in found.unwrap().iter().zip(&alone) {
                for (members, set) in every.iter().zip(&stable.by_coalition) {
                    let expected = together::coalition_stable(model, stable.concept, members, restoring);
                    let found: States = set.iter().collect();
                    assert_eq!(found, expected, "{:?}, {members:?}, seed {seed}", stable.concept);
                    if let [one] = members[..]
                        && restoring
                        && !stable.concept.needs_improving_sanctions()
                    {
                        assert_eq!(*set, alone.by_decision_maker[one], "{:?}, seed {seed}", stable.concept);
                    }
                }
                let all = stable.for_all();
                assert!(all.iter().all(|s| stable.by_coalition.iter().all(|set| set.contains(s))));
                undone += u64::from(restoring && all.len() < alone.equilibria().len());
            }
        }
    });
    assert!(undone > 50, "{undone}");
}

#[test]
fn what_several_would_do_at_once_is_held_against_each_of_them() {
    let mut more = 0;
    for seed in 0..conflicts(300) {
        let rng = &mut Rng::with_seed(seed);
        let conflict = with_options(rng, Known::Levels, 16);
        let found =
            simultaneous::solve(&conflict.literal.graph(), &conflict.form(), &asked(true), &mut |_| {
                ControlFlow::Continue(())
            });
        for stable in found.unwrap() {
            let expected = together::simultaneous(&conflict, stable.concept);
            assert_eq!(sets(&stable), expected, "{:?}, seed {seed}", stable.concept);
            more += u64::from(expected != conflict.literal.all_stable(stable.concept, &KNOWN, true));
        }
    }
    assert!(more > 50, "{more}");
}

#[test]
fn limited_moves_end_where_every_play_ends_and_non_myopic_is_what_stays_stable() {
    let (mut settled, mut round) = (0, 0);
    for seed in 0..conflicts(400) {
        let rng = &mut Rng::with_seed(seed);
        let model = two_with_strict_preferences(rng);
        let graph = model.graph();
        let levels = limited::solve(&graph, 5, &mut |_| ControlFlow::Continue(())).unwrap();
        let nash = solve(&graph, &asked(true), &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(levels[0].by_decision_maker[..], nash[0].by_decision_maker[..], "seed {seed}");
        for limited in levels {
            for (i, set) in limited.by_decision_maker.iter().enumerate() {
                let found: States = set.iter().collect();
                assert_eq!(
                    found,
                    ahead::stable(&model, i, limited.horizon),
                    "seed {seed}, {}",
                    limited.horizon
                );
            }
        }
        // From a long horizon on, whatever goes round has gone round often.
        let always = limited::non_myopic(&graph, &mut |_| ControlFlow::Continue(())).unwrap();
        let long = limited::solve(&graph, 500, &mut |_| ControlFlow::Continue(())).unwrap();
        for (i, always) in always.iter().enumerate() {
            let mut expected = long[300].by_decision_maker[i].clone();
            long[300..].iter().for_each(|limited| expected.intersect(&limited.by_decision_maker[i]));
            assert_eq!(*always, expected, "seed {seed}");
            if expected == long[499].by_decision_maker[i] { settled += 1 } else { round += 1 }
        }
    }
    assert!(settled > 50 && round > 5, "{settled} {round}");
}

fn two_with_strict_preferences(rng: &mut Rng) -> Literal {
    loop {
        let known = if rng.bool() { Known::Levels } else { Known::Much };
        let model = if rng.bool() { with_arcs(rng, known, 6) } else { with_options(rng, known, 8).literal };
        let strict = |levels: &Option<support::literal::Levels>| {
            let mut level = levels.as_ref().unwrap().level.clone();
            level.sort_unstable();
            level.windows(2).all(|pair| pair[0] < pair[1])
        };
        if model.players() == 2 && model.levels.iter().all(strict) {
            return model;
        }
    }
}
