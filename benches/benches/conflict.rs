//! What is stable in option form: time and memory from 10 to 26 options, with all combinations, 70 and 10 % of them, for random
//! levels of all states, for weights of options and for statements in order of priority. Beside it, on the same models, the solver of graphs and the definitions taken literally, as far as
//! they can.
//!
//! Each line is measured in a process of its own, so that its memory can be told. `-- --sseq` adds SSEQ to the four concepts;
//! `-- --largest` adds 2^28 states; `-- 22 4 50` measures only 22 options, 4 decision makers and 50 % of the combinations.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a benchmark stops where something is wrong")]
#![allow(clippy::print_stdout, reason = "what it is for")]

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::ControlFlow;
use std::process::Command;
use std::time::{Duration, Instant};

use onetext_conflict::graph::Graph;
use onetext_conflict::memory;
use onetext_conflict::model::{
    DecisionMaker, Direction, Expression, Feasible, Model, Moves, Opt, OptionForm, Preference, StateSet,
    Statement, Wish,
};
use onetext_conflict::option_form::{Ask, Conflict, Levels};
use onetext_conflict::relation::{Compared, Relation};
use onetext_conflict::stability::{Asked, Concept, Stable, solve};

#[path = "../../crates/conflict/tests/support/literal.rs"]
#[allow(dead_code, reason = "shared with tests")]
mod literal;

/// What decision makers wish.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wishes {
    /// A random level of 32 bits for each state, which has no pattern to make use of.
    Random,
    /// Weights of options between -100 and 100.
    Weights,
    /// As many statements as there are options, of one or two options each.
    Statements,
}

impl Wishes {
    const ALL: [Self; 3] = [Self::Random, Self::Weights, Self::Statements];

    const fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Weights => "weights",
            Self::Statements => "statements",
        }
    }

    /// What a decision maker prefers, as a model says it; random levels are not said by a model.
    fn preference(self, decision_maker: usize, options: usize) -> Preference {
        let mut random = fastrand::Rng::with_seed(decision_maker as u64);
        let wish = match self {
            Self::Random => Wish::Unknown,
            Self::Weights => Wish::Weighting(
                (0..options)
                    .map(|_| {
                        let weight = random.i64(-100..=100);
                        (weight, weight)
                    })
                    .collect(),
            ),
            Self::Statements => {
                let mut one = || {
                    let option = Expression::Taken(random.u32(..u32::try_from(options).unwrap()));
                    if random.bool() { option } else { Expression::Not(Box::new(option)) }
                };
                let statement = |at| match at % 3 {
                    0 => one(),
                    1 => Expression::All(vec![one(), one()]),
                    _ => Expression::If(Box::new(one()), Box::new(one())),
                };
                let statement = (0..options).map(statement);
                let statement = statement.map(|statement| Statement { statement, known: true, much: false });
                Wish::Prioritising(statement.collect())
            }
        };
        Preference { wish, unknown: Vec::new() }
    }
}

/// Random levels of a decision maker.
struct Scattered {
    seed: u64,
}

impl Levels for Scattered {
    fn highest(&self) -> u32 {
        u32::MAX
    }

    fn fill(&self, first: u64, into: &mut [u32]) {
        for (state, level) in (first..).zip(into) {
            let mixed = (state ^ self.seed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
            *level = u32::try_from(mixed >> 32).unwrap();
        }
    }
}

/// What is measured in one process.
#[derive(Clone, Copy)]
struct Setup {
    options: usize,
    decision_makers: usize,
    /// How many of a hundred combinations can be.
    share: u64,
    wishes: Wishes,
    sseq: bool,
    literal: bool,
}

impl Setup {
    /// Options go round among decision makers in runs, as they do in published models.
    fn model(self) -> Model {
        let Self { options, decision_makers, share, .. } = self;
        let option = |at| Opt {
            id: format!("o{at}"),
            name: format!("o{at}"),
            owner: at * decision_makers / options,
            direction: Direction::Both,
        };
        let can_be = |first: u64| {
            let mut random = fastrand::Rng::with_seed(first);
            (0..64).filter(|_| random.u64(..100) < share).fold(0, |word, at| word | 1 << at)
        };
        let feasible = if share == 100 {
            Feasible::All(u32::try_from(options).unwrap())
        } else {
            Feasible::of_set(StateSet::of_words(1 << options, can_be)).unwrap()
        };
        let options = (0..options).map(option).collect();
        let name = |at| format!("d{at}");
        Model {
            title: None,
            decision_makers: (0..decision_makers)
                .map(|at| DecisionMaker { id: name(at), name: name(at) })
                .collect(),
            moves: Moves::Options(OptionForm { options, feasible, coalesced: BTreeMap::new() }),
            preferences: (0..decision_makers).map(|at| self.wishes.preference(at, self.options)).collect(),
            status_quo: None,
            state_names: BTreeMap::new(),
        }
    }

    fn keys(self) -> String {
        self.concepts().into_iter().map(Concept::key).collect::<Vec<_>>().join(", ")
    }

    fn concepts(self) -> Vec<Concept> {
        Concept::ALL.into_iter().filter(|&concept| self.sseq || concept != Concept::Sseq).collect()
    }

    fn measure(self) {
        let model = self.model();
        let Moves::Options(form) = &model.moves else { panic!("no options") };
        let levels: Vec<Box<dyn Levels + '_>> = (0..self.decision_makers)
            .map(|at| match self.wishes {
                Wishes::Random => {
                    let seed = fastrand::Rng::with_seed(at as u64).u64(..);
                    Box::new(Scattered { seed }) as Box<dyn Levels>
                }
                _ => Box::new(model.levels(at, u64::MAX).unwrap()),
            })
            .collect();
        let levels: Vec<&dyn Levels> = levels.iter().map(|levels| &**levels).collect();
        let conflict = Conflict::new(form, &levels).unwrap();
        let ask = Ask { concepts: self.concepts(), ..Ask::default() };
        let needs = conflict.needs(&ask.concepts).bytes;
        let begun = Instant::now();
        let before = peak();
        let mut passes = 0;
        let stable = conflict
            .solve(&ask, &mut |_| {
                passes += 1;
                ControlFlow::Continue(())
            })
            .unwrap();
        let time = begun.elapsed();
        let taken = peak().zip(before).map(|(after, before)| after - before);
        let counts: Vec<String> = stable.iter().map(|one| one.equilibria().len().to_string()).collect();
        let mut line = format!(
            "{:>2} options, {} decision makers, {:>3} %, {:<10}: {:>9}, {passes} rounds, {} announced, {} taken, {} with the program; equilibria {}",
            self.options,
            self.decision_makers,
            self.share,
            self.wishes.name(),
            shown(time),
            memory::bytes(needs),
            taken.map_or_else(|| "?".to_owned(), memory::bytes),
            peak().map_or_else(|| "?".to_owned(), memory::bytes),
            counts.join(" "),
        );
        if self.literal {
            let slow = Slow::new(form, &levels);
            line += &format!("; as a graph {}", shown(slow.check_graph(&stable)));
            if form.states() <= 1 << 12 {
                line += &format!("; literally {}", shown(slow.check_literal(&stable)));
            }
        }
        println!("{line}");
    }
}

/// The same model for solvers that go through moves.
struct Slow {
    bitmasks: Vec<usize>,
    moves: Vec<Vec<literal::States>>,
    levels: Vec<Vec<u32>>,
}

impl Slow {
    fn new(form: &OptionForm, levels: &[&dyn Levels]) -> Self {
        let bitmasks: Vec<usize> =
            form.feasible.iter().map(|bitmask| usize::try_from(bitmask).unwrap()).collect();
        let own = |at| usize::try_from(form.own(at)).unwrap();
        let moves = |at: usize| {
            let others = |state: usize| state & !own(at);
            let mut lines: BTreeMap<usize, literal::States> = BTreeMap::new();
            for (position, &bitmask) in bitmasks.iter().enumerate() {
                lines.entry(others(bitmask)).or_default().insert(position);
            }
            let all = bitmasks.iter().enumerate();
            all.map(|(position, &bitmask)| {
                lines[&others(bitmask)].iter().copied().filter(|&to| to != position).collect()
            })
            .collect()
        };
        let level = |one: &&dyn Levels| {
            let mut all = vec![0; 1 << form.options.len()];
            one.fill(0, &mut all);
            bitmasks.iter().map(|&bitmask| all[bitmask]).collect()
        };
        Self {
            moves: (0..levels.len()).map(moves).collect(),
            levels: levels.iter().map(level).collect(),
            bitmasks,
        }
    }

    /// By position, as these solvers answer.
    fn expected(&self, stable: &Stable) -> Vec<literal::States> {
        let one = |set: &StateSet| {
            let positions = self.bitmasks.iter().enumerate().filter(|&(_, &bitmask)| set.contains(bitmask));
            positions.map(|(position, _)| position).collect()
        };
        stable.by_decision_maker.iter().map(one).collect()
    }

    fn check_graph(&self, found: &[Stable]) -> Duration {
        let player = |(moves, levels): (&Vec<literal::States>, &Vec<u32>)| {
            let narrow = literal::narrow;
            let moves = moves.iter().enumerate();
            let moves = moves.flat_map(|(from, all)| all.iter().map(move |&to| (narrow(from), narrow(to))));
            (moves.collect(), Relation::Levels { level: levels.clone(), stretch: None })
        };
        let players = self.moves.iter().zip(&self.levels).map(player).collect();
        let graph = Graph::new(self.bitmasks.len(), players);
        let asked = Asked { concepts: found.iter().map(|one| one.concept).collect(), ..Asked::default() };
        let begun = Instant::now();
        let answer = solve(&graph, &asked, &mut |_| ControlFlow::Continue(())).unwrap();
        let time = begun.elapsed();
        for (answer, found) in answer.iter().zip(found) {
            let sets: Vec<literal::States> =
                answer.by_decision_maker.iter().map(|set| set.iter().collect()).collect();
            assert!(sets == self.expected(found), "{:?} differs from the graph", found.concept);
        }
        time
    }

    fn check_literal(&self, found: &[Stable]) -> Duration {
        let compare = |one: u32, other: u32| match one.cmp(&other) {
            std::cmp::Ordering::Greater => Compared::Better,
            std::cmp::Ordering::Equal => Compared::Same,
            std::cmp::Ordering::Less => Compared::Worse,
        };
        let table = |levels: &Vec<u32>| {
            levels.iter().map(|&q| levels.iter().map(|&s| compare(q, s)).collect()).collect()
        };
        let literal = literal::Literal {
            states: self.bitmasks.len(),
            moves: self.moves.clone(),
            compared: self.levels.iter().map(table).collect(),
            levels: self.levels.iter().map(|_| None).collect(),
        };
        let begun = Instant::now();
        let answers: Vec<_> =
            found.iter().map(|one| literal.all_stable(one.concept, &literal::KNOWN, true)).collect();
        let time = begun.elapsed();
        for (answer, found) in answers.into_iter().zip(found) {
            assert!(answer == self.expected(found), "{:?} differs from the definition", found.concept);
        }
        time
    }
}

/// The most memory that this process has had, in bytes; `None` on systems that do not tell it in this way.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kib| kib * 1024)
}

fn shown(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds < 0.001 => format!("{:.0} µs", seconds * 1e6),
        seconds if seconds < 1.0 => format!("{:.1} ms", seconds * 1e3),
        seconds => format!("{seconds:.2} s"),
    }
}

/// Measures in a process of its own.
fn apart(setup: Setup) {
    let Setup { options, decision_makers, share, wishes, sseq, literal } = setup;
    let numbers: [&dyn Display; 6] = [&options, &decision_makers, &share, &wishes.name(), &sseq, &literal];
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg("--apart").args(numbers.map(|one| one.to_string()));
    let status = command.status().unwrap();
    assert!(status.success(), "{command:?}");
}

fn main() {
    // `cargo bench` adds this one.
    let given: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    if let [apart, options, decision_makers, share, wishes, sseq, literal] = &given[..]
        && apart == "--apart"
    {
        return Setup {
            options: options.parse().unwrap(),
            decision_makers: decision_makers.parse().unwrap(),
            share: share.parse().unwrap(),
            wishes: Wishes::ALL.into_iter().find(|one| one.name() == wishes).unwrap(),
            sseq: sseq.parse().unwrap(),
            literal: literal.parse().unwrap(),
        }
        .measure();
    }
    let asked_for = |what: &str| given.iter().any(|one| one == what);
    let usual = Setup {
        options: 20,
        decision_makers: 3,
        share: 100,
        wishes: Wishes::Random,
        sseq: asked_for("--sseq"),
        literal: false,
    };
    println!("{} on {} threads", usual.keys(), std::thread::available_parallelism().unwrap());
    let numbers: Vec<usize> = given.iter().filter_map(|one| one.parse().ok()).collect();
    if let [options, decision_makers, share] = numbers[..] {
        return apart(Setup { options, decision_makers, share: share as u64, ..usual });
    }
    for (options, decision_makers) in
        [(10, 2), (10, 3), (12, 3), (14, 3), (16, 3), (18, 3), (20, 3), (22, 3), (24, 4), (26, 2)]
    {
        for share in [100, 70, 10] {
            let literal = options <= 14;
            apart(Setup { options, decision_makers, share, literal, ..usual });
        }
    }
    for wishes in [Wishes::Weights, Wishes::Statements] {
        for (options, decision_makers) in [(20, 3), (20, 5), (24, 4)] {
            apart(Setup { options, decision_makers, wishes, ..usual });
        }
    }
    if asked_for("--largest") {
        for wishes in Wishes::ALL {
            apart(Setup { options: 28, decision_makers: 2, wishes, ..usual });
        }
    }
}
