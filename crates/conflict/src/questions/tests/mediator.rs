use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::ControlFlow;

use fastrand::Rng;

use super::{literal, random};
use crate::answer::Ask;
use crate::graph::Graph;
use crate::model::{
    Arcs, Class, DecisionMaker, Direction, Expression, Feasible, Model, Moves, NoStates, Opt, OptionForm,
    Preference, Statement, Which, Wish,
};
use crate::questions::mediator::{Intervention, Liking, NotPossible, interventions, single};
use crate::questions::what_if::{Equilibria, Progress};
use crate::questions::whatever::{self, whatever};
use crate::relation::{Compared, Relation};
use crate::stability::Concept;

fn expression(rng: &mut Rng, options: u32) -> Expression {
    let taken = |rng: &mut Rng| {
        let taken = Expression::Taken(rng.u32(0..options));
        if rng.bool() { taken } else { Expression::Not(Box::new(taken)) }
    };
    match rng.u8(0..3) {
        0 => taken(rng),
        1 => Expression::All(vec![taken(rng), taken(rng)]),
        _ => Expression::Iff(Box::new(taken(rng)), Box::new(taken(rng))),
    }
}

fn form(rng: &mut Rng, decision_makers: usize) -> OptionForm {
    let options = rng.u32(2..4);
    let all: Vec<u64> = (0..1 << options).collect();
    let feasible = match rng.u8(0..3) {
        0 => Feasible::without(options as usize, &[]).unwrap(),
        // The condition may leave nothing.
        1 => {
            Feasible::without(options as usize, &[expression(rng, options)]).unwrap_or(Feasible::All(options))
        }
        _ => {
            let some = all.iter().copied().filter(|_| rng.f64() < 0.7).collect();
            Feasible::listed(options as usize, some).unwrap_or(Feasible::All(options))
        }
    };
    let left: Vec<u64> = feasible.iter().collect();
    let mut coalesced = BTreeMap::new();
    if rng.bool() && left.len() > 4 {
        coalesced.extend([(left[2], left[0]), (left[3], left[0])]);
    }
    let direction = |rng: &mut Rng| {
        [Direction::Both, Direction::Both, Direction::TakeOnly, Direction::DropOnly][rng.usize(0..4)]
    };
    let options = (0..options).map(|at| Opt {
        id: format!("o{at}"),
        name: format!("o{at}"),
        owner: rng.usize(0..decision_makers),
        direction: direction(rng),
    });
    OptionForm { options: options.collect(), feasible, coalesced }
}

/// A preference of each kind, some of it unknown in some.
fn preference(rng: &mut Rng, form: &OptionForm) -> Preference {
    let options = u32::try_from(form.options.len()).unwrap();
    let states = form.states();
    // Where combinations are one state, statements and weights that tell them apart have no meaning.
    let by_options = form.coalesced.is_empty();
    let wish = match rng.u8(if by_options { 0 } else { 2 }..6) {
        0 => Wish::Weighting(
            (0..options)
                .map(|_| {
                    let low = rng.i64(-3..4);
                    (low, low + rng.i64(0..2))
                })
                .collect(),
        ),
        1 => Wish::Prioritising(
            (0..rng.usize(0..4))
                .map(|_| Statement {
                    statement: expression(rng, options),
                    known: rng.f64() < 0.8,
                    much: rng.f64() < 0.3,
                })
                .collect(),
        ),
        2 => {
            let Relation::Levels { level, .. } = random::levels(rng, states) else { panic!() };
            let mut classes: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for (state, level) in (0..).zip(level) {
                classes.entry(level).or_default().push(state);
            }
            Wish::Ranking(
                classes
                    .into_values()
                    .enumerate()
                    .map(|(at, states)| Class { states, much: at > 0 && rng.f64() < 0.3 })
                    .collect(),
            )
        }
        3 => Wish::Payoffs((0..states).map(|_| rng.i64(-4..4)).collect()),
        4 => {
            let Relation::Table(pairs) = random::partly_known(rng, states, 0.4) else { panic!() };
            Wish::Known(pairs)
        }
        _ => Wish::Unknown,
    };
    let mut unknown = Vec::new();
    if matches!(wish, Wish::Ranking(_) | Wish::Payoffs(_)) && rng.bool() {
        let last = u32::try_from(states).unwrap();
        let sides: Vec<u8> = (0..last).map(|_| rng.u8(0..4)).collect();
        let side = |which| Which::These((0..last).filter(|&at| sides[at as usize] == which).collect());
        unknown.push((side(0), side(1)));
    }
    Preference { wish, unknown }
}

fn model(rng: &mut Rng) -> Model {
    let decision_makers = rng.usize(1..4);
    let form = form(rng, decision_makers);
    let preferences = (0..decision_makers).map(|_| preference(rng, &form)).collect();
    let status_quo = rng.bool().then(|| rng.usize(0..form.states()));
    let decision_makers =
        (0..decision_makers).map(|at| DecisionMaker { id: at.to_string(), name: at.to_string() }).collect();
    let state_names =
        (0..form.states()).filter(|_| rng.bool()).map(|at| (at, format!("state {at}"))).collect();
    Model { title: None, decision_makers, moves: Moves::Options(form), preferences, status_quo, state_names }
}

fn form_of(model: &Model) -> &OptionForm {
    let Moves::Options(form) = &model.moves else { panic!() };
    form
}

fn relation(model: &Model, who: usize) -> Relation {
    model.preferences[who].relation(model, u64::MAX).unwrap()
}

fn status_quo(model: &Model) -> Option<u64> {
    model.status_quo.and_then(|at| form_of(model).bitmask(at))
}

#[test]
fn what_is_ruled_out_is_gone_and_the_rest_compares_and_moves_as_before() {
    let mut rng = Rng::with_seed(16);
    let mut impossible = 0;
    let mut merged = 0;
    for _ in 0..200 {
        let before = model(&mut rng);
        let form = form_of(&before);
        let all = single(form);
        let options = form.options.len();
        let one_way = form.options.iter().filter(|option| option.direction != Direction::Both).count();
        assert_eq!(all.len(), 4 * options + 4 * (options * (options - 1) / 2));
        let loosened =
            all.iter().filter(|one| matches!(one, Intervention::Direct(_, Direction::Both))).count();
        assert_eq!(loosened, one_way);
        for intervention in &all {
            let keeps = |bitmask: u64| match intervention {
                Intervention::Remove(option) => bitmask >> option & 1 == 0,
                Intervention::Secure(option) => bitmask >> option & 1 == 1,
                Intervention::RuleOut(expression) => !expression.holds(bitmask),
                Intervention::Direct(..) | Intervention::Add { .. } => true,
            };
            let left: Vec<u64> = form.feasible.iter().filter(|&bitmask| keeps(bitmask)).collect();
            let after = match intervention.apply(&before) {
                Ok(after) => after,
                Err(error) => {
                    impossible += 1;
                    assert!(left.is_empty());
                    assert_eq!(error, NotPossible::States(NoStates::Excluded));
                    continue;
                }
            };
            let changed = form_of(&after);
            assert_eq!(changed.feasible.iter().collect::<Vec<_>>(), left);
            // What was one state is one still.
            for &one in &left {
                for &other in &left {
                    let together = |form: &OptionForm| form.position(one) == form.position(other);
                    assert_eq!(together(form), together(changed));
                    merged += usize::from(one != other && together(changed));
                }
            }
            let directions: Vec<Direction> = changed.options.iter().map(|option| option.direction).collect();
            let mut expected: Vec<Direction> = form.options.iter().map(|option| option.direction).collect();
            if let Intervention::Direct(at, direction) = intervention {
                assert_ne!(expected[*at], *direction);
                expected[*at] = *direction;
            }
            assert_eq!(directions, expected);
            // A state is still there where one of its combinations is.
            let position = |was: usize| {
                let position = |&bitmask: &u64| changed.position(bitmask).unwrap();
                left.iter().find(|&&bitmask| form.position(bitmask) == Some(was)).map(position)
            };
            assert_eq!(after.status_quo, before.status_quo.and_then(position));
            for (&was, name) in &before.state_names {
                let named = position(was).map(|is| after.state_names.get(&is));
                assert!(named.is_none_or(|named| named == Some(name)));
            }
            assert!(after.state_names.len() <= before.state_names.len());

            for who in 0..before.decision_makers.len() {
                let (old, new) = (relation(&before, who), relation(&after, who));
                for &one in &left {
                    for &other in &left {
                        let at = |form: &OptionForm, bitmask| form.position(bitmask).unwrap();
                        let was = old.compare(at(form, one), at(form, other));
                        let is = new.compare(at(changed, one), at(changed, other));
                        // Of single comparisons, what followed by a state that is gone is no longer known.
                        let known = matches!(before.preferences[who].wish, Wish::Known(_));
                        assert!(was == is || known && is == Compared::Unknown, "{was:?} {is:?} {before:?}");
                    }
                }
            }
        }
    }
    assert!(impossible > 20 && merged > 20);
}

/// Better, alike or worse; none where it is not known.
fn sign(compared: Compared) -> Option<Ordering> {
    match compared {
        Compared::MuchBetter | Compared::Better => Some(Ordering::Greater),
        Compared::Same => Some(Ordering::Equal),
        Compared::Worse | Compared::MuchWorse => Some(Ordering::Less),
        Compared::Unknown => None,
    }
}

#[test]
fn an_option_added_doubles_the_states_and_is_liked_as_told() {
    let mut rng = Rng::with_seed(17);
    for _ in 0..300 {
        let before = model(&mut rng);
        let form = form_of(&before);
        let decision_makers = before.decision_makers.len();
        let liking: Vec<Liking> = (0..decision_makers)
            .map(|_| match rng.u8(0..6) {
                0 => Liking::Indifferent,
                1 => Liking::Unknown,
                _ => Liking::Prefers { taken: rng.bool(), first: rng.bool() },
            })
            .collect();
        let option = Opt {
            id: "new".to_owned(),
            name: "new".to_owned(),
            owner: rng.usize(0..decision_makers),
            direction: Direction::TakeOnly,
        };
        let add = Intervention::Add { option: option.clone(), liking: liking.clone() };
        let after = add.apply(&before).unwrap();
        let changed = form_of(&after);
        let bit = 1 << form.options.len();
        assert_eq!(changed.options.last(), Some(&option));
        let old: Vec<u64> = form.feasible.iter().collect();
        let new: Vec<u64> = old.iter().copied().chain(old.iter().map(|one| one | bit)).collect();
        assert_eq!(changed.feasible.iter().collect::<Vec<_>>(), new);
        assert_eq!(changed.states(), 2 * form.states());
        assert_eq!(status_quo(&after), status_quo(&before));
        for (who, liking) in liking.into_iter().enumerate() {
            let (then, now) = (relation(&before, who), relation(&after, who));
            for &one in &new {
                for &other in &new {
                    let at = |bitmask: u64| form.position(bitmask & !bit).unwrap();
                    let was = then.compare(at(one), at(other));
                    let is = now.compare(changed.position(one).unwrap(), changed.position(other).unwrap());
                    let (with, also) = (one & bit != 0, other & bit != 0);
                    let by_option =
                        |taken: bool| Some(if with == taken { Ordering::Greater } else { Ordering::Less });
                    let preference = &before.preferences[who];
                    if was == Compared::Unknown && matches!(preference.wish, Wish::Weighting(_)) {
                        // One may be at least as good by all weights that are possible: then the option decides.
                        continue;
                    }
                    let expected = match liking {
                        _ if was == Compared::Unknown && !preference.unknown.is_empty() => None,
                        _ if with == also => sign(was),
                        Liking::Unknown => None,
                        Liking::Indifferent => sign(was),
                        Liking::Prefers { taken, first: true } => by_option(taken),
                        Liking::Prefers { taken, .. } if was == Compared::Same => by_option(taken),
                        Liking::Prefers { .. } => sign(was),
                    };
                    assert_eq!(sign(is), expected, "{liking:?} {:?}", before.preferences[who]);
                    if with == also {
                        assert_eq!(is, was, "strength stays");
                    }
                }
            }
        }
    }
}

fn equilibria(model: &Model) -> Vec<Equilibria> {
    let graph = Graph::of(model, u64::MAX).unwrap();
    let form = form_of(model);
    let everybody =
        |state, concept| (0..graph.decision_makers()).all(|who| literal::stable(&graph, who, state, concept));
    Concept::ALL
        .into_iter()
        .map(|concept| Equilibria {
            concept,
            states: (0..graph.states())
                .filter(|&state| everybody(state, concept))
                .map(|state| form.bitmask(state).unwrap())
                .collect(),
        })
        .collect()
}

#[test]
fn every_intervention_that_changes_the_equilibria_is_found_with_what_is_gained_and_lost() {
    let mut rng = Rng::with_seed(18);
    let (mut gained, mut lost, mut impossible) = (0, 0, 0);
    for _ in 0..25 {
        let before = model(&mut rng);
        let form = form_of(&before);
        let bit = 1_u64 << form.options.len();
        let mut all = single(form);
        all.push(Intervention::Add {
            option: Opt { id: "x".into(), name: "x".into(), owner: 0, direction: Direction::Both },
            liking: before
                .decision_makers
                .iter()
                .map(|_| Liking::Prefers { taken: rng.bool(), first: rng.bool() })
                .collect(),
        });
        let solve = &mut |model: &Model| Ok::<_, Infallible>(equilibria(model));
        let mut heard = 0;
        let tell = &mut |progress: Progress| {
            assert_eq!(progress.tried, heard);
            heard += 1;
            ControlFlow::Continue(())
        };
        let tried = interventions(&before, all.clone(), solve, tell).unwrap();
        assert_eq!(heard, all.len());
        impossible += tried.not_possible.len();
        let now = equilibria(&before);
        assert_eq!(tried.what_if.now, now);
        for intervention in &all {
            let finding = tried.what_if.findings.iter().find(|finding| finding.what == *intervention);
            let Ok(after) = intervention.apply(&before) else {
                assert!(finding.is_none());
                assert!(tried.not_possible.iter().any(|(what, _)| what == intervention));
                continue;
            };
            let mut any = false;
            // The state of before that a state is now: without what was added, and by the one that stands for all that count as it.
            let was = |state: u64| {
                let state = state & (bit - 1);
                match &before.moves {
                    Moves::Options(form) => form.coalesced.get(&state).copied().unwrap_or(state),
                    Moves::Arcs(_) => state,
                }
            };
            for (now, then) in now.iter().zip(equilibria(&after)) {
                let new: Vec<u64> =
                    then.states.iter().copied().filter(|state| !now.states.contains(&was(*state))).collect();
                let old: Vec<u64> = now
                    .states
                    .iter()
                    .copied()
                    .filter(|state| !then.states.iter().any(|one| was(*one) == *state))
                    .collect();
                let effect = finding
                    .and_then(|finding| finding.effects.iter().find(|effect| effect.concept == now.concept));
                any |= !new.is_empty() || !old.is_empty();
                gained += new.len();
                lost += old.len();
                assert_eq!(
                    effect.map_or((Vec::new(), Vec::new()), |one| (one.gained.clone(), one.lost.clone())),
                    (new, old)
                );
            }
            assert_eq!(finding.is_some(), any);
        }
    }
    assert!(gained > 100 && lost > 100 && impossible > 0, "{gained} {lost} {impossible}");
}

#[test]
fn the_usual_way_of_solving_tells_equilibria_by_bitmask_and_those_that_hold_whatever_is_unknown() {
    let mut rng = Rng::with_seed(24);
    let (mut known, mut partly) = (0, 0);
    for _ in 0..150 {
        let model = model(&mut rng);
        let graph = Graph::of(&model, u64::MAX).unwrap();
        let told = Equilibria::of_model(&model, &Ask::default()).unwrap();
        if (0..graph.decision_makers()).all(|who| graph.relation(who).unwrap().is_known()) {
            assert_eq!(told, equilibria(&model));
            known += 1;
        } else {
            let asked = whatever::Asked::default();
            let found = whatever(&graph, &asked, &mut |_| ControlFlow::Continue(())).unwrap();
            for (told, found) in told.iter().zip(&found) {
                let always: Vec<u64> =
                    found.always().iter().map(|at| form_of(&model).bitmask(at).unwrap()).collect();
                assert_eq!((told.concept, &told.states), (found.concept, &always));
            }
            partly += 1;
        }
        let by_position = Equilibria::of_graph(&graph, &Ask::default()).unwrap();
        for (told, placed) in told.iter().zip(by_position) {
            let bitmasks: Vec<u64> = placed
                .states
                .iter()
                .map(|&at| form_of(&model).bitmask(usize::try_from(at).unwrap()).unwrap())
                .collect();
            assert_eq!(told.states, bitmasks);
        }
    }
    assert!(known > 20 && partly > 20);
}

#[test]
fn silence_holds_for_prisoners_once_neither_can_confess_alone() {
    let option =
        |name: &str, owner| Opt { id: name.into(), name: name.into(), owner, direction: Direction::Both };
    // Best first: I alone confess, neither, both, the other alone.
    let ranking = |order: [u32; 4]| Preference {
        wish: Wish::Ranking(order.map(|state| Class { states: vec![state], much: false }).to_vec()),
        unknown: Vec::new(),
    };
    let model = Model {
        title: None,
        decision_makers: ["A", "B"].map(|name| DecisionMaker { id: name.into(), name: name.into() }).to_vec(),
        moves: Moves::Options(OptionForm {
            options: vec![option("A confesses", 0), option("B confesses", 1)],
            feasible: Feasible::without(2, &[]).unwrap(),
            coalesced: BTreeMap::new(),
        }),
        preferences: vec![ranking([1, 0, 3, 2]), ranking([2, 0, 3, 1])],
        status_quo: Some(0),
        state_names: BTreeMap::new(),
    };
    let solve = &mut |model: &Model| Ok::<_, Infallible>(equilibria(model));
    let tried =
        interventions(&model, single(form_of(&model)), solve, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(tried.what_if.now[0].states, [0b11]);
    let holds: Vec<&Intervention> = tried.what_if.gaining(Concept::Nash, 0).collect();
    let taken = |option| Expression::Taken(option);
    let not = |option| Expression::Not(Box::new(taken(option)));
    // Whatever is changed for one of them, the other still confesses.
    assert!(holds.is_empty(), "{holds:?}");
    let ruled = Intervention::RuleOut(Expression::All(vec![taken(0), not(1)]));
    let once = ruled.apply(&model).unwrap();
    let also = Intervention::RuleOut(Expression::All(vec![not(0), taken(1)]));
    let twice = interventions(&once, vec![also.clone()], solve, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(twice.what_if.gaining(Concept::Nash, 0).collect::<Vec<_>>(), [&also]);
}

#[test]
fn what_is_not_possible_is_refused_with_the_reason() {
    let mut rng = Rng::with_seed(19);
    let mut before = model(&mut rng);
    let decision_makers = before.decision_makers.len();
    let options = form_of(&before).options.len();
    assert_eq!(Intervention::Remove(options).apply(&before).err(), Some(NotPossible::NoOption(options)));
    let direct = Intervention::Direct(options, Direction::Both);
    assert_eq!(direct.apply(&before).err(), Some(NotPossible::NoOption(options)));
    let option = |owner| Opt { id: "x".into(), name: "x".into(), owner, direction: Direction::Both };
    let nobody = Intervention::Add {
        option: option(decision_makers),
        liking: vec![Liking::Indifferent; decision_makers],
    };
    assert_eq!(nobody.apply(&before).err(), Some(NotPossible::WhoseOption { decision_makers }));
    let unasked = Intervention::Add { option: option(0), liking: Vec::new() };
    assert_eq!(unasked.apply(&before).err(), Some(NotPossible::WhoseOption { decision_makers }));

    let last = Intervention::Add {
        option: option(0),
        liking: vec![Liking::Prefers { taken: true, first: false }; decision_makers],
    };
    before.preferences[0].wish = Wish::Payoffs(vec![i64::MAX; form_of(&before).states()]);
    assert_eq!(last.apply(&before).err(), Some(NotPossible::TooLarge));
    before.preferences[0].wish = Wish::Weighting(vec![(i64::MIN, i64::MAX); options]);
    assert_eq!(last.apply(&before).err(), Some(NotPossible::TooLarge));

    before.moves = Moves::Arcs(Arcs { states: vec!["one".into()], moves: vec![Vec::new()] });
    assert_eq!(Intervention::Remove(0).apply(&before).err(), Some(NotPossible::NoOptions));
}
