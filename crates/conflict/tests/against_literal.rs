//! What the crate answers, held against the definitions taken literally, over random conflicts.

mod support;

use std::ops::ControlFlow;

use fastrand::Rng;
use onetext_conflict::stability::unknown::{self, Extension};
use onetext_conflict::stability::{Asked, Concept, Restoring, Stable, reachable, solve, strength};
use support::literal::{EXTENSIONS, KNOWN, Literal, STRONG, States};
use support::matrices;
use support::random::{Known, with_arcs, with_options};

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
    each(1500, &[Known::Levels, Known::Levels, Known::Pairs], |seed, model| {
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
        twice += u64::from(model.players() >= 3 && model.needs_two_moves());
        circles += u64::from(model.levels.iter().any(Option::is_none));
    });
    let all = conflicts(1500);
    println!("{all} conflicts; in {twice} with three or more decision makers an opponent has to move twice");
    assert!(twice > all / 30, "{twice}");
    assert!(circles > all / 10, "{circles}");
}

#[test]
fn the_matrix_form_answers_alike_where_bringing_back_is_no_sanction() {
    each(300, &[Known::Levels, Known::Pairs], |seed, model| {
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
fn concepts_imply_each_other_as_the_literature_says() {
    each(600, &[Known::Levels, Known::Pairs], |seed, model| {
        let stable = solve(&model.graph(), &asked(true), &mut |_| ControlFlow::Continue(())).unwrap();
        let of = |concept: Concept| sets(&stable[concept as usize]);
        for (less, more) in [
            (Concept::Nash, Concept::Sseq),
            (Concept::Sseq, Concept::Smr),
            (Concept::Sseq, Concept::Seq),
            (Concept::Smr, Concept::Gmr),
            (Concept::Seq, Concept::Gmr),
        ] {
            for (i, less_set) in of(less).iter().enumerate() {
                assert!(less_set.is_subset(&of(more)[i]), "{less:?} {more:?} {i}, seed {seed}");
            }
        }
    });
}
