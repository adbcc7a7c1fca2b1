use std::collections::BTreeMap;

use super::*;
use crate::graph::Graph;
use crate::model::{DecisionMaker, Direction, Feasible, Model, Moves, Opt, OptionForm};
use crate::option_form::Levels;
use crate::relation::{Compared, Relation};

const PLENTY: u64 = 1 << 30;

fn random_expression(random: &mut fastrand::Rng, options: usize, deep: u32) -> Expression {
    let inner = |random: &mut fastrand::Rng| random_expression(random, options, deep - 1);
    match if deep == 0 { 0 } else { random.u32(..6) } {
        0 => Expression::Taken(random.u32(..options as u32)),
        1 => Expression::Not(Box::new(inner(random))),
        2 => Expression::All(vec![inner(random), inner(random)]),
        3 => Expression::Any(vec![inner(random), inner(random), inner(random)]),
        4 => Expression::If(Box::new(inner(random)), Box::new(inner(random))),
        _ => Expression::Iff(Box::new(inner(random)), Box::new(inner(random))),
    }
}

fn random_form(random: &mut fastrand::Rng, makers: usize) -> OptionForm {
    let options = random.usize(1..9);
    let direction = |random: &mut fastrand::Rng| match random.u32(..5) {
        0 => Direction::TakeOnly,
        1 => Direction::DropOnly,
        _ => Direction::Both,
    };
    let options: Vec<_> = (0..options)
        .map(|at| Opt {
            id: format!("o{at}"),
            name: format!("Option {at}"),
            owner: random.usize(..makers),
            direction: direction(random),
        })
        .collect();
    let infeasible: Vec<_> =
        (0..random.usize(..3)).map(|_| random_expression(random, options.len(), 2)).collect();
    let feasible = Feasible::without(options.len(), &infeasible)
        .unwrap_or_else(|_| Feasible::without(options.len(), &[]).unwrap());
    let mut coalesced = BTreeMap::new();
    if random.u32(..3) == 0 {
        let one: Vec<_> = feasible.iter().filter(|_| random.u32(..4) == 0).collect();
        coalesced = one.iter().skip(1).map(|&bitmask| (bitmask, one[0])).collect();
    }
    OptionForm { options, feasible, coalesced }
}

fn model(form: OptionForm, makers: usize, wishes: Vec<Wish>) -> Model {
    Model {
        title: None,
        decision_makers: (0..makers)
            .map(|at| DecisionMaker { id: format!("d{at}"), name: format!("D{at}") })
            .collect(),
        moves: Moves::Options(form),
        preferences: wishes.into_iter().map(|wish| Preference { wish, unknown: Vec::new() }).collect(),
        state_names: BTreeMap::new(),
        status_quo: None,
    }
}

fn form_of(model: &Model) -> &OptionForm {
    match &model.moves {
        Moves::Options(form) => form,
        Moves::Arcs(_) => panic!(),
    }
}

/// How two states compare by statements, taken literally.
fn by_statements(statements: &[Statement], one: u64, other: u64) -> Compared {
    let last_much = statements.iter().rposition(|statement| statement.much);
    for (at, statement) in statements.iter().enumerate() {
        let (here, there) = (statement.statement.holds(one), statement.statement.holds(other));
        if here == there {
            continue;
        }
        let much = last_much.is_some_and(|last| at <= last);
        return match (statement.known, here, much) {
            (false, ..) => Compared::Unknown,
            (true, true, true) => Compared::MuchBetter,
            (true, true, false) => Compared::Better,
            (true, false, true) => Compared::MuchWorse,
            (true, false, false) => Compared::Worse,
        };
    }
    Compared::Same
}

#[test]
fn statements_compare_states_by_the_first_in_which_they_differ() {
    let mut random = fastrand::Rng::with_seed(1);
    for round in 0..300 {
        let form = random_form(&mut random, 2);
        let statements: Vec<_> = (0..[3, 10, 70][round % 3])
            .map(|_| Statement {
                statement: random_expression(&mut random, form.options.len(), 3),
                known: round % 2 == 0 || random.u32(..8) > 0,
                much: random.u32(..30) == 0,
            })
            .collect();
        let model = model(form, 1, vec![Wish::Prioritising(statements.clone())]);
        let relation = model.preferences[0].relation(&model, PLENTY).unwrap();
        assert_eq!(matches!(relation, Relation::Levels { .. }), statements.iter().all(|one| one.known));
        let bitmasks: Vec<_> = form_of(&model).bitmasks().collect();
        for (at, &one) in bitmasks.iter().enumerate() {
            for (against, &other) in bitmasks.iter().enumerate() {
                assert_eq!(relation.compare(at, against), by_statements(&statements, one, other));
            }
        }
    }
}

#[test]
fn weights_between_bounds_compare_only_what_is_certain() {
    let mut random = fastrand::Rng::with_seed(2);
    for round in 0..200 {
        let form = random_form(&mut random, 2);
        let weights: Vec<_> = form
            .options
            .iter()
            .map(|_| {
                let low = random.i64(-4..5);
                (low, low + if round % 2 == 0 { 0 } else { random.i64(0..3) })
            })
            .collect();
        let model = model(form, 1, vec![Wish::Weighting(weights.clone())]);
        let relation = model.preferences[0].relation(&model, PLENTY).unwrap();
        let bitmasks: Vec<_> = form_of(&model).bitmasks().collect();
        // All ways to take each weight at one of its bounds: what holds in all of them holds between them, too.
        let corners: Vec<Vec<i64>> = (0..1_usize << weights.len())
            .map(|which| {
                weights
                    .iter()
                    .enumerate()
                    .map(|(at, w)| if which >> at & 1 == 1 { w.1 } else { w.0 })
                    .collect()
            })
            .collect();
        for (at, &one) in bitmasks.iter().enumerate().take(24) {
            for (against, &other) in bitmasks.iter().enumerate().take(24) {
                let worth = |weights: &[i64], bitmask: u64| -> i64 {
                    weights
                        .iter()
                        .enumerate()
                        .filter(|(at, _)| bitmask >> at & 1 == 1)
                        .map(|(_, weight)| weight)
                        .sum()
                };
                let mut found = corners.iter().map(|weights| worth(weights, one).cmp(&worth(weights, other)));
                let first = found.next().unwrap();
                let expected = match (first, found.all(|next| next == first)) {
                    (std::cmp::Ordering::Greater, true) => Compared::Better,
                    (std::cmp::Ordering::Less, true) => Compared::Worse,
                    (std::cmp::Ordering::Equal, true) => Compared::Same,
                    _ => Compared::Unknown,
                };
                assert_eq!(relation.compare(at, against), expected);
            }
        }
    }
}

#[test]
fn levels_told_by_bitmask_are_in_the_order_of_the_relation() {
    let mut random = fastrand::Rng::with_seed(3);
    for round in 0..400 {
        let form = random_form(&mut random, 2);
        let (options, states) = (form.options.len(), form.states());
        let statement = |random: &mut fastrand::Rng| Statement {
            statement: random_expression(random, options, 2),
            known: true,
            much: false,
        };
        let wish = match round % 5 {
            0 => Wish::Prioritising((0..random.usize(..6)).map(|_| statement(&mut random)).collect()),
            1 => Wish::Prioritising((0..50).map(|_| statement(&mut random)).collect()),
            2 => Wish::Weighting(
                (0..options).map(|_| random.i64(-9..10)).map(|weight| (weight, weight)).collect(),
            ),
            3 => Wish::Weighting(
                (0..options).map(|_| random.i64(i64::MIN..i64::MAX)).map(|weight| (weight, weight)).collect(),
            ),
            _ => Wish::Payoffs((0..states).map(|_| random.i64(-3..4)).collect()),
        };
        let model = model(form, 1, vec![wish]);
        let relation = model.preferences[0].relation(&model, PLENTY).unwrap();
        let levels = model.levels(0, PLENTY).unwrap();
        let first = random.usize(..1 << options);
        let mut told = vec![0; (1 << options) - first];
        levels.fill(first as u64, &mut told);
        let bitmasks: Vec<_> =
            form_of(&model).bitmasks().enumerate().filter(|(_, bitmask)| *bitmask >= first as u64).collect();
        for &(at, one) in &bitmasks {
            assert!(told[one as usize - first] <= levels.highest());
            for &(against, other) in &bitmasks {
                let compared = told[one as usize - first].cmp(&told[other as usize - first]);
                assert_eq!(relation.compare(at, against).is_better(), compared.is_gt());
            }
        }
    }
}

#[test]
fn up_to_32_statements_are_the_bits_of_a_level_the_first_in_the_highest() {
    let mut random = fastrand::Rng::with_seed(41);
    for count in 1..=32 {
        let mut form = random_form(&mut random, 1);
        form.coalesced.clear();
        let options = form.options.len();
        let statements: Vec<Statement> = (0..count)
            .map(|_| Statement {
                statement: random_expression(&mut random, options, 2),
                known: true,
                much: false,
            })
            .collect();
        let model = model(form, 1, vec![Wish::Prioritising(statements.clone())]);
        let mut told = vec![0; 1 << options];
        let levels = model.levels(0, PLENTY).unwrap();
        assert!(!levels.has_table());
        levels.fill(0, &mut told);
        for (state, told) in (0..).zip(told) {
            let bit = |level: u32, one: &Statement| level << 1 | u32::from(one.statement.holds(state));
            assert_eq!(told, statements.iter().fold(0, bit), "{count} statements, state {state}");
        }
    }
}

fn ranking(classes: &[(&[u32], bool)]) -> Wish {
    Wish::Ranking(
        classes.iter().map(|(states, much)| Class { states: states.to_vec(), much: *much }).collect(),
    )
}

fn arcs(states: usize, wishes: Vec<Wish>) -> Model {
    let mut model = model(random_form(&mut fastrand::Rng::with_seed(0), 1), wishes.len(), wishes);
    let moves = vec![Vec::new(); model.decision_makers.len()];
    model.moves =
        Moves::Arcs(crate::model::Arcs { states: (0..states).map(|at| format!("s{at}")).collect(), moves });
    model
}

#[test]
fn a_ranking_compares_by_class_and_much_over_its_breaks() {
    let model = arcs(5, vec![ranking(&[(&[3], false), (&[0, 4], false), (&[1], true), (&[2], false)])]);
    let relation = model.preferences[0].relation(&model, PLENTY).unwrap();
    assert_eq!(relation.compare(3, 0), Compared::Better);
    assert_eq!(relation.compare(0, 4), Compared::Same);
    assert_eq!(relation.compare(3, 2), Compared::MuchBetter);
    assert_eq!(relation.compare(1, 4), Compared::MuchWorse);
    assert_eq!(relation.compare(1, 2), Compared::Better);
}

#[test]
fn a_state_in_no_class_in_two_or_beyond_the_model_is_refused() {
    let refused = |wish: Wish| {
        let model = arcs(3, vec![wish]);
        model.preferences[0].relation(&model, PLENTY).unwrap_err()
    };
    assert_eq!(refused(ranking(&[(&[0, 2], false)])), Unusable::Unranked(1));
    assert_eq!(refused(ranking(&[(&[0, 2], false), (&[1, 0], false)])), Unusable::Twice(0));
    assert_eq!(refused(ranking(&[(&[0, 7], false)])), Unusable::NoState { state: 7, states: 3 });
    assert_eq!(refused(Wish::Payoffs(vec![1])), Unusable::Length { of: "states", given: 1, needed: 3 });
    assert_eq!(refused(Wish::Weighting(vec![(1, 1)])), Unusable::NoOptions);
}

#[test]
fn comparisons_are_closed_and_those_said_to_be_unknown_stay_so() {
    let mut pairs = Pairs::unknown(6);
    pairs.set(0, 1, Compared::Better);
    pairs.set(1, 2, Compared::Same);
    pairs.set(2, 3, Compared::MuchBetter);
    pairs.set(3, 4, Compared::Better);
    let mut model = arcs(6, vec![Wish::Known(pairs)]);
    let relation = model.preferences[0].relation(&model, PLENTY).unwrap();
    assert_eq!(relation.compare(0, 2), Compared::Better);
    assert_eq!(relation.compare(0, 4), Compared::MuchBetter);
    assert_eq!(relation.compare(4, 1), Compared::MuchWorse);
    assert_eq!(relation.compare(2, 1), Compared::Same);
    assert_eq!(relation.compare(5, 0), Compared::Unknown);
    model.preferences[0].unknown = vec![(Which::These(vec![0, 1]), Which::These(vec![2, 1]))];
    let relation = model.preferences[0].relation(&model, PLENTY).unwrap();
    assert_eq!(relation.compare(2, 0), Compared::Unknown);
    assert_eq!(relation.compare(1, 2), Compared::Unknown);
    assert_eq!(relation.compare(1, 1), Compared::Same);
    assert_eq!(relation.compare(0, 3), Compared::MuchBetter);
}

#[test]
fn comparisons_that_go_round_are_refused_with_the_circle() {
    let mut pairs = Pairs::unknown(6);
    for (one, other) in [(5, 0), (0, 1), (1, 3), (3, 4)] {
        pairs.set(one, other, Compared::Better);
    }
    pairs.set(3, 0, Compared::Same);
    let model = arcs(6, vec![Wish::Known(pairs)]);
    let refused = model.preferences[0].relation(&model, PLENTY).unwrap_err();
    assert_eq!(refused, Unusable::Circle(vec![0, 1, 3]));
    assert!(refused.to_string().contains("state 0, state 1, state 3, state 0"));
}

#[test]
fn closing_comparisons_adds_what_follows_and_nothing_else() {
    let mut random = fastrand::Rng::with_seed(5);
    for _ in 0..300 {
        let states = random.usize(2..9);
        // Comparisons that agree with an order, so that no circle is among them.
        let levels: Vec<_> = (0..states).map(|_| random.u32(..4)).collect();
        let mut pairs = Pairs::unknown(states);
        for (one, other) in (0..states).flat_map(|one| (0..one).map(move |other| (one, other))) {
            if random.bool() {
                let much = random.u32(..4) == 0;
                pairs.set(
                    one,
                    other,
                    match levels[one].cmp(&levels[other]) {
                        std::cmp::Ordering::Greater if much => Compared::MuchBetter,
                        std::cmp::Ordering::Greater => Compared::Better,
                        std::cmp::Ordering::Equal => Compared::Same,
                        std::cmp::Ordering::Less => Compared::Worse,
                    },
                );
            }
        }
        // Step by step until nothing is added: 0 at least as good, 1 better, 2 much better.
        let grade = |compared: Compared| match compared {
            Compared::Same => Some(0),
            Compared::Better => Some(1),
            Compared::MuchBetter => Some(2),
            _ => None,
        };
        let mut best: Vec<Vec<Option<u32>>> = (0..states)
            .map(|one| (0..states).map(|other| grade(pairs.compare(one, other))).collect())
            .collect();
        for _ in 0..states {
            for one in 0..states {
                for by in 0..states {
                    for other in 0..states {
                        let through =
                            best[one][by].zip(best[by][other]).map(|(first, second)| first.max(second));
                        best[one][other] = best[one][other].max(through);
                    }
                }
            }
        }
        let model = arcs(states, vec![Wish::Known(pairs)]);
        let relation = model.preferences[0].relation(&model, PLENTY).unwrap();
        for (one, row) in best.iter().enumerate() {
            for (other, &here) in row.iter().enumerate() {
                let expected = match (here, best[other][one]) {
                    (None, None) => Compared::Unknown,
                    (Some(_), Some(_)) => Compared::Same,
                    (Some(2), None) => Compared::MuchBetter,
                    (Some(_), None) => Compared::Better,
                    (None, Some(2)) => Compared::MuchWorse,
                    (None, Some(_)) => Compared::Worse,
                };
                assert_eq!(relation.compare(one, other), expected);
            }
        }
    }
}

#[test]
fn the_graph_has_the_moves_that_options_allow_and_no_others() {
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..300 {
        let makers = random.usize(1..4);
        let form = random_form(&mut random, makers);
        let states = form.states();
        let model = model(form, makers, (0..makers).map(|_| Wish::Payoffs(vec![0; states])).collect());
        let form = form_of(&model);
        let graph = Graph::of(&model, PLENTY).unwrap();
        assert_eq!((graph.states(), graph.decision_makers()), (states, makers));
        for maker in 0..makers {
            let mut expected = vec![std::collections::BTreeSet::new(); states];
            for from in form.feasible.iter() {
                for to in form.feasible.iter() {
                    let allowed = form.options.iter().enumerate().all(|(at, option)| {
                        let (before, after) = (from >> at & 1, to >> at & 1);
                        before == after
                            || option.owner == maker
                                && match option.direction {
                                    Direction::Both => true,
                                    Direction::TakeOnly => after == 1,
                                    Direction::DropOnly => after == 0,
                                }
                    });
                    let (from, to) = (form.position(from).unwrap(), form.position(to).unwrap());
                    if allowed && from != to {
                        expected[from].insert(to as u32);
                    }
                }
            }
            for (state, expected) in expected.into_iter().enumerate() {
                assert_eq!(graph.moves(maker, state), expected.into_iter().collect::<Vec<_>>());
            }
        }
        for position in 0..states {
            assert_eq!(form.position(form.bitmask(position).unwrap()), Some(position));
        }
        assert_eq!(form.bitmask(states), None);
    }
}

#[test]
fn what_does_not_fit_is_refused_with_numbers_before_it_is_tried() {
    let options: Vec<_> = (0..24)
        .map(|at| Opt { id: format!("o{at}"), name: format!("o{at}"), owner: 0, direction: Direction::Both })
        .collect();
    let form = OptionForm { options, feasible: Feasible::All(24), coalesced: BTreeMap::new() };
    let weights = |high: i64| Wish::Weighting((0..24).map(|_| (1, high)).collect());
    let model = model(form, 1, vec![weights(1)]);
    let refused = Graph::of(&model, 4 << 30).unwrap_err().to_string();
    assert!(
        refused.contains("16777216 states would take 1.") && refused.contains("PB, and 4.3 GB"),
        "{refused}"
    );
    let unknown = Preference { wish: weights(2), unknown: Vec::new() };
    assert!(matches!(unknown.relation(&model, 4 << 30), Err(Unusable::TooLarge(_))));
    assert_eq!(model.levels(0, 0).map(|levels| levels.highest()), Ok(24));
}
