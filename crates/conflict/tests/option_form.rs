//! What the solver of option form answers, held against the definitions taken literally, over random models.

mod support;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use fastrand::Rng;
use onetext_conflict::model::{Direction, Feasible, Opt, OptionForm, StateSet};
use onetext_conflict::option_form::{self, Ask, Conflict};
use onetext_conflict::relation::Compared;
use onetext_conflict::stability::Stable;
use support::literal::{KNOWN, Levels, Literal, States};

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
        let decision_makers = random.usize(1..=5);
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
    for seed in 0..conflicts(1500) {
        let random = &mut Rng::with_seed(seed);
        // Larger ones are rare: the definitions take their time.
        let options = if seed % 50 == 0 { 6 } else { random.usize(1..=5) };
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
