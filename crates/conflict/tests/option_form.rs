//! What the solver of option form answers, held against the definitions taken literally, over random models.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use fastrand::Rng;
use onetext_conflict::graph::Graph;
use onetext_conflict::model::{Direction, Feasible, Opt, OptionForm, StateSet};
use onetext_conflict::option_form::{self, Ask, Conflict, NotSolved};
use onetext_conflict::relation::{Compared, Relation};
use onetext_conflict::stability::{self, Asked, Concept, Stable};
use support::literal::{KNOWN, Levels, Literal, States, narrow};

/// How many models a test goes through: `CONFLICTS` says so for a long run.
fn conflicts(usual: u64) -> u64 {
    std::env::var("CONFLICTS").ok().and_then(|most| most.parse().ok()).unwrap_or(usual)
}

/// A model in option form, and the level of each bitmask for each decision maker.
struct Model {
    form: OptionForm,
    levels: Vec<Vec<u32>>,
}

impl Model {
    /// With so many options: 1 to 5 decision makers, some of whom may own nothing, some of whose options may be one way.
    fn random(random: &mut Rng, options: usize) -> Self {
        let decision_makers = [1, 2, 3, 3, 4, 4, 5][random.usize(..7)];
        let one_way = [0.0, 0.0, 0.3, 0.8][random.usize(..4)];
        let given = (0..options)
            .map(|at| Opt {
                id: format!("o{at}"),
                name: format!("o{at}"),
                owner: random.usize(..decision_makers),
                direction: match random.f64() < one_way {
                    false => Direction::Both,
                    true if random.bool() => Direction::TakeOnly,
                    true => Direction::DropOnly,
                },
            })
            .collect();
        let share = [1.0, 1.0, 0.9, 0.6, 0.3, 0.1][random.usize(..6)];
        let bitmasks: Vec<u64> = (0..1_u64 << options).filter(|_| random.f64() < share).collect();
        let feasible = match random.u32(..5) {
            0 if !bitmasks.is_empty() => Feasible::Listed(bitmasks),
            _ => {
                Feasible::listed(options, bitmasks).unwrap_or(Feasible::All(u32::try_from(options).unwrap()))
            }
        };
        let form = OptionForm { options: given, feasible, coalesced: BTreeMap::new() };
        // All levels apart, some ties, many ties, everything alike; and levels that take one, two and four bytes.
        let levels = (0..decision_makers)
            .map(|_| {
                let kinds = [u32::MAX, 1 << options, 1 << (options / 2), 3, 1][random.usize(..5)];
                let scale = [1, 300, 70_000][random.usize(..3)];
                (0..1 << options).map(|_| random.u32(..kinds).saturating_mul(scale)).collect()
            })
            .collect();
        Self { form, levels }
    }

    fn solve(&self, ask: &Ask) -> Vec<Stable> {
        let levels: Vec<&dyn option_form::Levels> =
            self.levels.iter().map(|one| one as &dyn option_form::Levels).collect();
        Conflict::new(&self.form, &levels).unwrap().solve(ask, &mut |_| ControlFlow::Continue(())).unwrap()
    }

    /// The same by position, as the definitions have it.
    fn literal(&self) -> Literal {
        let bitmasks: Vec<u64> = self.form.feasible.iter().collect();
        let (take_only, drop_only) = (self.form.take_only(), self.form.drop_only());
        let each = |i: usize| {
            let can = move |s: u64, q: u64| {
                let (taken, dropped) = (q & !s, s & !q);
                s != q
                    && (s ^ q) & !self.form.own(i) == 0
                    && taken & drop_only == 0
                    && dropped & take_only == 0
            };
            let all = &bitmasks;
            all.iter().map(|&s| (0..all.len()).filter(|&q| can(s, all[q])).collect()).collect()
        };
        let by_position: Vec<Vec<u32>> = self
            .levels
            .iter()
            .map(|levels| bitmasks.iter().map(|&bitmask| levels[usize::try_from(bitmask).unwrap()]).collect())
            .collect();
        let compare = |one: u32, other: u32| match one.cmp(&other) {
            std::cmp::Ordering::Greater => Compared::Better,
            std::cmp::Ordering::Equal => Compared::Same,
            std::cmp::Ordering::Less => Compared::Worse,
        };
        let compared = |levels: &Vec<u32>| {
            levels.iter().map(|&q| levels.iter().map(|&s| compare(q, s)).collect()).collect()
        };
        Literal {
            states: bitmasks.len(),
            moves: (0..self.levels.len()).map(each).collect(),
            compared: by_position.iter().map(compared).collect(),
            levels: by_position.into_iter().map(|level| Some(Levels { level, stretch: None })).collect(),
        }
    }

    /// A set of bitmasks by position.
    fn positions(&self, set: &StateSet) -> States {
        set.iter().map(|bitmask| self.form.feasible.place(bitmask as u64).unwrap()).collect()
    }
}

#[test]
fn every_concept_answers_as_its_definition_does() {
    let (mut twice, mut models) = (0, 0);
    for seed in 0..conflicts(800) {
        let random = &mut Rng::with_seed(seed);
        // Larger ones are rare: the definitions take their time.
        let options = if seed % 250 == 0 { 6 } else { [1, 2, 3, 4, 4, 5, 5, 5][random.usize(..8)] };
        let model = Model::random(random, options);
        let literal = model.literal();
        for stable in model.solve(&Ask::default()) {
            let expected = literal.all_stable(stable.concept, &KNOWN, true);
            let found: Vec<States> =
                stable.by_decision_maker.iter().map(|set| model.positions(set)).collect();
            assert_eq!(found, expected, "{:?}, seed {seed}", stable.concept);
            // In option form the others cannot bring a state back, so that it does not matter whether that would count.
            assert_eq!(literal.all_stable(stable.concept, &KNOWN, false), expected, "seed {seed}");
        }
        models += 1;
        twice += u64::from(literal.players() >= 3 && literal.needs_two_moves());
    }
    println!("{models} models; in {twice} with three or more decision makers an opponent has to move twice");
    assert!(twice > models / 100, "{twice}");
}

/// A graph of the same, by position.
fn graph(model: &Model) -> Graph {
    let bitmasks: Vec<u64> = model.form.feasible.iter().collect();
    let (take_only, drop_only) = (model.form.take_only(), model.form.drop_only());
    let player = |(i, levels): (usize, &Vec<u32>)| {
        let own = model.form.own(i);
        let mut moves = Vec::new();
        for (s, &from) in (0..).zip(&bitmasks) {
            // Every choice of its own options, from all down to none.
            let choices = std::iter::successors(Some(own), |&last| (last != 0).then(|| (last - 1) & own));
            for to in choices.map(|chosen| from & !own | chosen) {
                if to & !from & drop_only == 0 && from & !to & take_only == 0 {
                    moves.extend(model.form.feasible.place(to).map(|q| (s, narrow(q))));
                }
            }
        }
        let level = bitmasks.iter().map(|&bitmask| levels[usize::try_from(bitmask).unwrap()]).collect();
        (moves, Relation::Levels { level, stretch: None })
    };
    Graph::new(bitmasks.len(), model.levels.iter().enumerate().map(player).collect())
}

#[test]
fn larger_models_are_answered_as_graphs_are() {
    for seed in 0..conflicts(150) {
        let random = &mut Rng::with_seed(seed);
        let options = if seed % 50 == 0 { 13 } else { random.usize(6..=9) };
        let model = Model::random(random, options);
        if (0..model.levels.len()).any(|i| model.form.own(i).count_ones() > 7) {
            continue;
        }
        let expected =
            stability::solve(&graph(&model), &Asked::default(), &mut |_| ControlFlow::Continue(()));
        for (found, expected) in model.solve(&Ask::default()).iter().zip(expected.unwrap()) {
            assert_eq!(found.concept, expected.concept);
            let at = found.concept.key();
            for (found, expected) in found.by_decision_maker.iter().zip(&expected.by_decision_maker) {
                assert_eq!(model.positions(found), expected.iter().collect(), "{at}, seed {seed}");
            }
        }
    }
}

#[test]
fn concepts_are_answered_alone_as_together_in_the_order_asked_for() {
    for seed in 0..conflicts(150) {
        let random = &mut Rng::with_seed(seed);
        let options = random.usize(1..=7);
        let model = Model::random(random, options);
        let together = model.solve(&Ask::default());
        let mut concepts = Concept::ALL.to_vec();
        random.shuffle(&mut concepts);
        concepts.truncate(random.usize(..=concepts.len()));
        // Asked twice is asked once.
        concepts.extend(concepts.first().copied());
        let some = model.solve(&Ask { concepts: concepts.clone(), ..Ask::default() });
        concepts.truncate(some.len());
        assert_eq!(some.iter().map(|stable| stable.concept).collect::<Vec<_>>(), concepts, "seed {seed}");
        assert!(some.iter().all(|stable| together.contains(stable)), "seed {seed}");
    }
}

#[test]
fn what_does_not_fit_is_refused_before_it_is_begun_and_what_just_fits_is_not() {
    let model = Model::random(&mut Rng::with_seed(3), 9);
    let levels: Vec<&dyn option_form::Levels> =
        model.levels.iter().map(|one| one as &dyn option_form::Levels).collect();
    let conflict = Conflict::new(&model.form, &levels).unwrap();
    let needs = conflict.needs(&Concept::ALL);
    assert!(needs.bytes >= 512 * 2 && needs.answer == (levels.len() * 5 * 512 / 8) as u64, "{needs:?}");
    assert!(conflict.needs(&[Concept::Nash]).bytes < needs.bytes);
    let solve = |budget| {
        let ask = Ask { budget, ..Ask::default() };
        conflict.solve(&ask, &mut |_| ControlFlow::Continue(()))
    };
    assert!(solve(needs.bytes).is_ok());
    let refused = conflict
        .solve(&Ask { budget: needs.bytes - 1, ..Ask::default() }, &mut |_| panic!("begun"))
        .unwrap_err();
    let text = refused.to_string();
    assert!(text.contains("9 options would take") && text.contains("ask for fewer concepts"), "{text}");
}

#[test]
fn solving_can_be_stopped_anywhere_and_keeps_whom_it_has_finished_with() {
    let model = Model::random(&mut Rng::with_seed(11), 7);
    let levels: Vec<&dyn option_form::Levels> =
        model.levels.iter().map(|one| one as &dyn option_form::Levels).collect();
    let conflict = Conflict::new(&model.form, &levels).unwrap();
    let all = model.solve(&Ask::default());
    let mut stops = 0;
    for last in 1.. {
        let mut told = Vec::new();
        let answer = conflict.solve(&Ask::default(), &mut |progress| {
            told.push(progress);
            if told.len() == last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(told.windows(2).all(|pair| pair[0].done <= pair[1].done && pair[0].of == pair[1].of));
        assert!(told.iter().all(|progress| progress.done < progress.of));
        let Err(NotSolved::Stopped { finished }) = answer else {
            assert_eq!(answer.unwrap(), all);
            break;
        };
        stops += 1;
        let done = finished[0].by_decision_maker.len();
        for (finished, all) in finished.iter().zip(&all) {
            assert_eq!(finished.by_decision_maker, all.by_decision_maker[..done]);
        }
    }
    assert!(stops > 20, "{stops}");
}

#[test]
fn too_many_options_and_coalesced_states_are_refused() {
    let option = |at: usize| Opt {
        id: format!("o{at}"),
        name: format!("o{at}"),
        owner: 0,
        direction: Direction::Both,
    };
    let mut form = OptionForm {
        options: (0..29).map(option).collect(),
        feasible: Feasible::All(29),
        coalesced: BTreeMap::new(),
    };
    let refused = Conflict::new(&form, &[]).err().unwrap().to_string();
    assert!(refused.contains("29 options") && refused.contains("at most 28"), "{refused}");
    form.options.truncate(2);
    form.feasible = Feasible::All(2);
    form.coalesced.insert(3, 1);
    assert_eq!(Conflict::new(&form, &[]).err(), Some(NotSolved::Coalesced));
}

#[test]
fn stronger_concepts_imply_weaker_ones_and_strict_preferences_always_leave_an_equilibrium() {
    for seed in 0..conflicts(100) {
        let random = &mut Rng::with_seed(seed);
        let options = random.usize(2..=9);
        let mut model = Model::random(random, options);
        for levels in &mut model.levels {
            *levels = (0..1 << options).collect();
            random.shuffle(levels);
        }
        let all = model.solve(&Ask::default());
        let set = |concept: Concept, at: usize| {
            &all.iter().find(|stable| stable.concept == concept).unwrap().by_decision_maker[at]
        };
        for at in 0..model.levels.len() {
            for (stronger, weaker) in [
                (Concept::Nash, Concept::Sseq),
                (Concept::Sseq, Concept::Smr),
                (Concept::Sseq, Concept::Seq),
                (Concept::Smr, Concept::Gmr),
                (Concept::Seq, Concept::Gmr),
            ] {
                let implied = set(stronger, at).iter().all(|state| set(weaker, at).contains(state));
                assert!(implied, "{stronger:?} without {weaker:?}, seed {seed}");
            }
        }
        for concept in [Concept::Gmr, Concept::Seq] {
            let stable = all.iter().find(|stable| stable.concept == concept).unwrap();
            assert!(!stable.equilibria().is_empty(), "{concept:?}, seed {seed}");
        }
    }
}

#[test]
fn where_everything_can_be_and_be_undone_the_concepts_are_those_of_a_matrix_game() {
    for seed in 0..conflicts(60) {
        let random = &mut Rng::with_seed(seed);
        let options = random.usize(2..=8);
        let mut model = Model::random(random, options);
        model.form.feasible = Feasible::All(u32::try_from(options).unwrap());
        model.form.options.iter_mut().for_each(|option| option.direction = Direction::Both);
        let all = model.solve(&Ask::default());
        for (i, levels) in model.levels.iter().enumerate() {
            let own = usize::try_from(model.form.own(i)).unwrap();
            let others = (levels.len() - 1) & !own;
            if own == 0 {
                continue;
            }
            let choices = |mask: usize| (0..levels.len()).filter(move |choice| choice & !mask == 0);
            let level = |mine: usize, theirs: usize| levels[mine | theirs];
            let worst = |mine: usize| choices(others).map(|theirs| level(mine, theirs)).min().unwrap();
            let best = |theirs: usize| choices(own).map(|mine| level(mine, theirs)).max().unwrap();
            let maximin = choices(own).map(worst).max().unwrap();
            let minimax = choices(others).map(best).min().unwrap();
            for stable in &all {
                let set = &stable.by_decision_maker[i];
                for (state, &reached) in levels.iter().enumerate() {
                    let expected = match stable.concept {
                        Concept::Nash => reached == best(state & others),
                        Concept::Gmr => reached >= maximin,
                        Concept::Smr => reached >= minimax,
                        _ => continue,
                    };
                    assert_eq!(set.contains(state), expected, "{:?}, seed {seed}", stable.concept);
                }
            }
        }
    }
}
