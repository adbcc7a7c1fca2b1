//! Every set of stable states that the worked conflicts of the shared data name, published or computed, found again.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails where something is not there"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use onetext_conflict::files::open;
use onetext_conflict::graph::Graph;
use onetext_conflict::model::{Model, Moves, OptionForm, StateSet};
use onetext_conflict::option_form::{self, Levels};
use onetext_conflict::stability::{Asked, Concept, Stable, coalition, limited, simultaneous, solve};
use serde_json::Value;

/// The files, or nothing where the shared data is not there.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/conflict");
    let Ok(found) = folder.read_dir() else {
        println!("skipped: {} is not there", folder.display());
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = found.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    assert!(!files.is_empty());
    files
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn numbers(value: &Value) -> Vec<usize> {
    value.as_array().unwrap().iter().map(number).collect()
}

const BUDGET: u64 = 1 << 30;

struct Conflict {
    model: Model,
    graph: Graph,
    decision_makers: Vec<String>,
    /// By what the file calls each state, in order of position.
    names: Vec<usize>,
}

impl Conflict {
    /// A conflict in option form; `None` for a file of several.
    fn of(path: &Path, file: &Value) -> Option<Self> {
        file.get("options")?;
        let model =
            open(&path.display().to_string(), &std::fs::read(path).unwrap(), None, BUDGET).unwrap().model;
        let graph = Graph::of(&model, BUDGET).unwrap();
        let by_place = file.get("state_numbering").and_then(Value::as_str) == Some("position");
        let name = |(place, bitmask)| if by_place { place + 1 } else { usize::try_from(bitmask).unwrap() };
        let names = form(&model).bitmasks().enumerate().map(name).collect();
        let decision_makers = model.decision_makers.iter().map(|one| one.name.clone()).collect();
        Some(Self { model, graph, decision_makers, names })
    }
}

fn form(model: &Model) -> &OptionForm {
    match &model.moves {
        Moves::Options(form) => form,
        Moves::Arcs(_) => panic!("no options"),
    }
}

/// What is stable, found in the graph, and found again in option form.
fn solved(model: &Model, graph: &Graph) -> BTreeMap<&'static str, Stable> {
    let found = solve(graph, &Asked::default(), &mut |_| ControlFlow::Continue(())).unwrap();
    let levels: Vec<_> =
        (0..model.decision_makers.len()).map(|one| model.levels(one, BUDGET).unwrap()).collect();
    let levels: Vec<&dyn Levels> = levels.iter().map(|levels| levels as &dyn Levels).collect();
    let in_place = option_form::Conflict::new(form(model), &levels).unwrap();
    let again = in_place.solve(&option_form::Ask::default(), &mut |_| ControlFlow::Continue(())).unwrap();
    for (one, other) in found.iter().zip(&again) {
        assert_eq!(one.concept, other.concept);
        for (by_position, by_bitmask) in one.by_decision_maker.iter().zip(&other.by_decision_maker) {
            let found: Vec<u64> =
                by_position.iter().map(|position| form(model).bitmask(position).unwrap()).collect();
            assert_eq!(found, by_bitmask.iter().map(|bitmask| bitmask as u64).collect::<Vec<_>>());
        }
    }
    found.into_iter().map(|stable| (stable.concept.key(), stable)).collect()
}

impl Conflict {
    fn named(&self, states: &StateSet) -> Vec<usize> {
        states.iter().map(|state| self.names[state]).collect()
    }

    /// By one concept together with simultaneous stability.
    fn at_once(&self, concept: Concept) -> Vec<usize> {
        let asked = Asked { concepts: vec![concept], ..Asked::default() };
        let found =
            simultaneous::solve(&self.graph, form(&self.model), &asked, &mut |_| ControlFlow::Continue(()))
                .unwrap();
        self.named(&found[0].equilibria())
    }
}

#[test]
fn equilibria_and_what_is_stable_for_each_come_out_as_the_files_say() {
    let mut checked = 0;
    for path in files() {
        let file = read(&path);
        let Some(conflict) = Conflict::of(&path, &file) else { continue };
        let stable = solved(&conflict.model, &conflict.graph);
        for kind in ["published", "computed"] {
            let told = &file[kind];
            for (key, expected) in told["equilibria"].as_object().into_iter().flatten() {
                let found = match key.as_str() {
                    "seq_sim" => conflict.at_once(Concept::Seq),
                    "smr_sim" => conflict.at_once(Concept::Smr),
                    key => conflict.named(&stable[key].equilibria()),
                };
                assert_eq!(found, numbers(expected), "{}, {kind}, {key}", path.display());
                checked += 1;
            }
            for (key, concept) in [("seq_sim", Concept::Seq), ("smr_sim", Concept::Smr)] {
                if let Some(expected) = told.get(key) {
                    assert_eq!(
                        conflict.at_once(concept),
                        numbers(expected),
                        "{}, {kind}, {key}",
                        path.display()
                    );
                    checked += 1;
                }
            }
            for (key, expected) in told["stability_by_dm"].as_object().into_iter().flatten() {
                for (set, expected) in
                    stable[key.as_str()].by_decision_maker.iter().zip(expected.as_array().unwrap())
                {
                    assert_eq!(conflict.named(set), numbers(expected), "{}, {kind}, {key}", path.display());
                    checked += 1;
                }
            }
        }
    }
    assert!(checked == 0 || checked > 60, "{checked}");
}

#[test]
fn non_myopic_equilibria_come_out_as_the_files_say() {
    for path in files() {
        let file = read(&path);
        let (Some(conflict), Some(expected)) =
            (Conflict::of(&path, &file), file.get("computed_nonmyopic_2dm"))
        else {
            continue;
        };
        let [mut both, other] =
            limited::non_myopic(&conflict.graph, &mut |_| ControlFlow::Continue(())).unwrap();
        both.intersect(&other);
        assert_eq!(conflict.named(&both), numbers(expected), "{}", path.display());
    }
}

#[test]
fn coalitions_of_elmira_come_out_as_the_file_says_and_the_published_row_where_they_replace_their_members() {
    for path in files() {
        let file = read(&path);
        let (Some(conflict), Some(told)) = (Conflict::of(&path, &file), file.get("computed_coalition"))
        else {
            continue;
        };
        let every = coalition::every(conflict.decision_makers.len()).unwrap();
        let found =
            coalition::solve(&conflict.graph, &every, &Asked::default(), &mut |_| ControlFlow::Continue(()));
        for stable in found.unwrap() {
            if let Some(expected) = told.get(format!("coalition_{}_all_subsets", stable.concept.key())) {
                assert_eq!(conflict.named(&stable.for_all()), numbers(expected), "{:?}", stable.concept);
            }
        }

        let coalition = &file["published"]["coalition"];
        let place = |name: &Value| {
            conflict.decision_makers.iter().position(|one| Some(one.as_str()) == name.as_str()).unwrap()
        };
        let members: Vec<usize> = coalition["members"].as_array().unwrap().iter().map(place).collect();
        let improvements: BTreeMap<usize, Vec<usize>> = (0..conflict.names.len())
            .map(|state| {
                let to = coalition::coalitional_improvements(&conflict.graph, &members, state);
                (conflict.names[state], to.iter().map(|&to| conflict.names[to as usize]).collect::<Vec<_>>())
            })
            .filter(|(_, to)| !to.is_empty())
            .collect();
        let expected: BTreeMap<usize, Vec<usize>> = told["coalitional_improvements_{MoE,Uniroyal}"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(from, to)| (from.parse().unwrap(), numbers(to)))
            .collect();
        assert_eq!(improvements, expected);

        // The row that was published asks only the coalition and the one outside it, as if the members had no moves of their own
        // any more: that leaves one state more.
        let sides = [members.clone(), (0..3).filter(|one| !members.contains(one)).collect()];
        let found =
            coalition::solve(&conflict.graph, &sides, &Asked::default(), &mut |_| ControlFlow::Continue(()));
        let replaced = conflict.named(&found.unwrap()[0].for_all());
        assert_eq!(replaced, numbers(&coalition["Fig30_nash_row_read"]));
    }
}

#[test]
fn all_strict_games_of_two_by_two_come_out_as_the_file_says_and_gmr_and_seq_have_an_equilibrium_in_each() {
    for path in files() {
        let file = read(&path);
        let Some(games) = file.get("games").and_then(Value::as_array) else { continue };
        assert_eq!(games.len(), 78);
        for (game, number) in games.iter().zip(1..) {
            let bytes = std::fs::read(&path).unwrap();
            let model = open("games", &bytes, Some(number), BUDGET).unwrap().model;
            let graph = Graph::of(&model, BUDGET).unwrap();
            for stable in solved(&model, &graph).into_values() {
                let equilibria: Vec<usize> = stable.equilibria().iter().collect();
                assert_eq!(equilibria, numbers(&game[stable.concept.key()]), "{game} {:?}", stable.concept);
                let surely = matches!(stable.concept, Concept::Gmr | Concept::Seq);
                assert!(!surely || !equilibria.is_empty(), "{game} {:?}", stable.concept);
            }
            let levels = limited::solve(&graph, 4, &mut |_| ControlFlow::Continue(())).unwrap();
            for limited in levels {
                let [mut both, other] = limited.by_decision_maker;
                both.intersect(&other);
                let found: BTreeSet<usize> = both.iter().collect();
                let expected = numbers(&game["L"][limited.horizon.to_string()]);
                assert_eq!(found, expected.into_iter().collect(), "{game} {}", limited.horizon);
            }
        }
    }
}
