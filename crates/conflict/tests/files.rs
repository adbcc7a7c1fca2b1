//! Files of conflicts: what they mean, what is refused and where, and what is left when entries are dropped.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails where something is not there"
)]

use std::path::{Path, PathBuf};

use onetext_conflict::files::{Document, Heading, Opened, open, which};
use onetext_conflict::graph::Graph;
use onetext_conflict::model::{Model, Moves, Wish};
use onetext_conflict::relation::Compared;
use onetext_conflict::stability::{Asked, solve};

const BUDGET: u64 = 1 << 30;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/conflicts")
}

fn example(name: &str) -> Opened {
    let path = examples().join(name);
    open(name, &std::fs::read(path).unwrap(), None, BUDGET).unwrap_or_else(|refused| panic!("{refused}"))
}

/// The files of the examples and, where they are there, those of the shared data.
fn all_files() -> Vec<(String, Vec<u8>)> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/conflict");
    let mut files = Vec::new();
    for folder in [examples(), shared] {
        let Ok(found) = folder.read_dir() else {
            println!("without {}: it is not there", folder.display());
            continue;
        };
        for entry in found {
            let path = entry.unwrap().path();
            files.push((
                path.file_name().unwrap().to_string_lossy().into_owned(),
                std::fs::read(&path).unwrap(),
            ));
        }
    }
    files.sort();
    files
}

fn read(text: &str) -> Opened {
    open("a.toml", text.as_bytes(), None, BUDGET).unwrap_or_else(|refused| panic!("{refused}"))
}

fn refused(text: &str) -> String {
    match open("a", text.as_bytes(), None, BUDGET) {
        Ok(_) => panic!("this was read:\n{text}"),
        Err(refused) => refused.to_string(),
    }
}

/// What is stable for everybody, by concept, as people write states.
fn equilibria(model: &Model) -> Vec<Vec<String>> {
    let graph = Graph::of(model, BUDGET).unwrap();
    let found = solve(&graph, &Asked::default(), &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    found
        .iter()
        .map(|stable| stable.equilibria().iter().map(|state| model.describe(state)).collect())
        .collect()
}

#[test]
fn the_examples_are_read_without_anything_left_open_and_have_their_known_equilibria() {
    for entry in examples().read_dir().unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert_eq!(example(&name).settled, [], "{name}");
    }
    let dilemma = equilibria(&example("prisoners-dilemma.toml").model);
    assert_eq!(dilemma[0], ["none"]);
    assert_eq!(dilemma[3], ["none", "a-silent, b-silent"]);
    let chicken = equilibria(&example("chicken.toml").model);
    assert_eq!(chicken[0], ["a-swerves", "b-swerves"]);
    assert_eq!(chicken[1], ["a-swerves", "b-swerves", "both swerve"]);
    // With the states of a closed plant counted as one, nine states are left, of which these three hold by every concept.
    let model = example("groundwater.toml").model;
    assert_eq!(model.states(), 9);
    assert_eq!(model.describe(model.status_quo.unwrap()), "delay");
    let groundwater = equilibria(&model);
    assert_eq!(groundwater[0], ["plant closed", "delay, insist", "modify, accept, insist"]);
    assert_eq!(groundwater[3], groundwater[0]);
}

#[test]
fn unknown_preferences_and_strength_are_read_as_they_are_given() {
    let model = example("reservoir.toml").model;
    let [up, down] = [0, 1].map(|at| model.preferences[at].relation(&model, BUDGET).unwrap());
    let state = |text: &str| model.state(text).unwrap();
    assert_eq!(up.compare(state("fill"), state("treaty")), Compared::Better);
    assert_eq!(up.compare(state("fill, complain"), state("none")), Compared::Unknown);
    assert_eq!(up.compare(state("treaty"), state("complain")), Compared::Better);
    assert_eq!(up.compare(state("data"), state("none")), Compared::Same);
    assert_eq!(down.compare(state("treaty"), state("fill, treaty")), Compared::MuchBetter);
    assert_eq!(down.compare(state("none"), state("complain")), Compared::Unknown);
    assert_eq!(down.compare(state("treaty, data"), state("none")), Compared::Better);
    assert_eq!(down.compare(state("treaty"), state("none")), Compared::Worse);

    let model = example("ceasefire.toml").model;
    let state = |text: &str| model.state(text).unwrap();
    let graph = Graph::of(&model, BUDGET).unwrap();
    let [north, south] = [0, 1].map(|at| graph.relation(at).unwrap());
    assert_eq!(north.compare(state("pause"), state("collapse")), Compared::MuchBetter);
    assert_eq!(north.compare(state("fighting"), state("collapse")), Compared::Same);
    assert_eq!(south.compare(state("accord"), state("collapse")), Compared::MuchBetter);
    assert_eq!(south.compare(state("accord"), state("pause")), Compared::Unknown);
    assert_eq!(graph.moves(1, state("pause")), [0, 2]);
    assert_eq!(graph.moves(0, state("pause")), [0_u32; 0]);
    assert_eq!(model.status_quo, Some(0));
}

const PEOPLE: &str = "[[decision_maker]]\nname = \"A\"\n[[decision_maker]]\nid = \"b\"\nname = \"B\"\n";
const OPTIONS: &str = "[[option]]\nid = \"go\"\nowner = \"A\"\n[[option]]\nid = \"stay\"\nowner = \"b\"\n";

/// A model of two decision makers with an option each (lines 1 to 11), and more.
fn with(more: &str) -> String {
    format!("{PEOPLE}{OPTIONS}{more}")
}

#[test]
fn what_cannot_be_meant_is_refused_with_its_place_and_what_to_do() {
    let cases: [(&str, &str); 39] = [
        (
            "[[preference]]\nof = \"A\"\nwish = \"not styy\"",
            "a:14:13: there is no option \"styy\"; expected an option; did you mean \"stay\"?",
        ),
        ("[[preference]]\nof = \"A\"\nwish = 'go and'", "a:14:15: the statement ends here"),
        (
            "[[preference]]\nof = \"A\"\nwish = \"\"\"go and\"\"\"",
            "a:14:8: at character 7 of the statement: the statement ends here",
        ),
        ("[[preference]]\nof = \"C\"\nwish = \"go\"", "a:13:6: there is no decision maker \"C\""),
        (
            "[[preference]]\nof = \"A\"\nwich = \"go\"",
            "a:14:1: [[preference]] has no field \"wich\"; expected of, wish, unknown, much; did you mean \"wish\"?",
        ),
        ("[[preference]]\nof = \"A\"", "a:12:1: this [[preference]] has no \"wish\""),
        (
            "[[preferense]]\nof = \"A\"",
            "a:12:3: \"preferense\" is nothing that a model has; expected title, or an entry such as [[option]]; did you mean \"preference\"?",
        ),
        (
            "[[preference]]\nof = \"A\"\nwish = \"go\"\nunknown = 1",
            "a:15:11: unknown is the number 1; expected true or false",
        ),
        (
            "[[infeasible]]\nwhen = \"go\"\n[[infeasible]]\nwhen = \"not go\"\n[[infeasible]]\nwhen = \"stay\"",
            "a:14:1: no combination of options is left",
        ),
        ("[[feasible]]\nstates = []", "a:12:1: no combination of options is left"),
        (
            "[[feasible]]\nstates = [4]",
            "a:13:11: 4 is no combination of 2 options; expected a bitmask below 4",
        ),
        (
            "[[feasible]]\nstates = [[\"gone\"]]",
            "a:13:12: there is no option \"gone\"; expected an option; did you mean \"go\"?",
        ),
        ("[[option]]\nid = \"go\"\nowner = \"b\"", "a:13:6: two options are called \"go\""),
        (
            "[[option]]\nid = \"x\"\nowner = \"bb\"",
            "a:14:9: there is no decision maker \"bb\"; expected the id or name of a decision maker; did you mean \"b\"?",
        ),
        ("[[option]]\nowner = \"b\"", "a:12:1: this [[option]] has no name"),
        (
            "[[preference]]\nof = \"A\"\nwish = \"surrender\"",
            "a:14:9: there is no option \"surrender\"; expected one of go, stay;",
        ),
        (
            "[[option]]\nid = \"x\"\nowner = \"b\"\ndirection = \"take-only\"",
            "a:15:13: \"take-only\" is no direction; expected \"both\", \"take only\" or \"drop only\"; did you mean \"take only\"?",
        ),
        ("[[decision_maker]]\nid = \"b\"", "a:13:6: two decision makers are called \"b\""),
        (
            "[[ranking]]\nof = \"A\"\nclasses = [[0, 1], 2, 1, 3]",
            "a:14:23: state 1 (go) is in the ranking twice",
        ),
        (
            "[[ranking]]\nof = \"A\"\nclasses = [[0, 1], 2]",
            "a:14:11: state 3 (go, stay) is in no class of the ranking; expected each state in exactly one class",
        ),
        ("[[ranking]]\nof = \"A\"\nclasses = [\">>\", \"true\"]", "a:14:12: \">>\" stands before no class"),
        (
            "[[ranking]]\nof = \"A\"\nclasses = [0]\n[[ranking]]\nof = \"A\"\nclasses = [0]",
            "a:15:1: a second [[ranking]] of the same decision maker; the first is in line 12",
        ),
        (
            "[[ranking]]\nof = \"b\"\nclasses = [\"true\"]\n[[preference]]\nof = \"B\"\nwish = \"go\"",
            "a:15:1: what \"B\" prefers is given by [[ranking]] (line 12) and by [[preference]]",
        ),
        ("[[weight]]\nof = \"A\"\noption = \"go\"\nweight = nan", "a:15:10: a weight is the number nan"),
        (
            "[[weight]]\nof = \"A\"\noption = \"go\"\nweight = [2, 1]",
            "a:15:10: the bounds of this weight are the wrong way round",
        ),
        (
            "[[weight]]\nof = \"A\"\noption = \"go\"\nweight = 1\n[[weight]]\nof = \"A\"\noption = \"go\"\nweight = 1",
            "a:18:10: two weights of one option",
        ),
        ("[[payoff]]\nof = \"A\"\nworth = [1, 2, 3]", "a:14:9: 3 numbers are given for 4 states"),
        ("[[payoff]]\nof = \"A\"\nworth = { go = 1, 1 = 2 }", "a:14:19: state 1 (go) is given twice"),
        ("[[payoff]]\nof = \"A\"\nworth = [1e17, 0, 0, 1e-17]", "a:12:1: these numbers have too many digits"),
        (
            "[[comparison]]\nof = \"A\"\nbetter = 0\nworse = 1\n[[comparison]]\nof = \"A\"\nbetter = [1]\nworse = \"stay and not go\"\n\
             [[comparison]]\nof = \"A\"\nbetter = 2\nworse = 0",
            "a:12:1: the comparisons go round in a circle: 0 (none) over 1 (go) over 2 (stay) over 0 (none), by lines 12, 16, 20",
        ),
        (
            "[[comparison]]\nof = \"A\"\nbetter = \"go\"\nworse = \"stay\"",
            "a:12:1: 3 (go, stay) would be preferred to itself",
        ),
        (
            "[[comparison]]\nof = \"A\"\nbetter = 1\nworse = [0, 2]\n[[comparison]]\nof = \"A\"\nalike = \"not (go and stay)\"",
            "a:16:1: 0 (none) and 1 (go) are compared in two ways, which do not agree: here and in line 12",
        ),
        (
            "[[comparison]]\nof = \"A\"\nbetter = [0, 1]\nworse = [1, 0]",
            "a:12:1: 0 (none) would be preferred to itself",
        ),
        ("[[preference]]\nof = \"A\"\nwish = [\"go\", \"styy\"]", "a:14:16: there is no option \"styy\""),
        ("[[comparison]]\nof = \"A\"\nbetter = \"go\"", "a:12:1: this compares nothing"),
        ("[[move]]\nof = \"A\"\nfrom = \"x\"\nto = \"y\"", "a:12:1: a move is given, and there are options"),
        (
            "[[state]]\nname = \"go, stay\"\ntaken = [\"go\"]",
            "a:13:8: \"go, stay\" would mean another state without being its name",
        ),
        ("[[state]]\nname = \"none\"\ntaken = [\"go\"]", "a:13:8: \"none\" would mean another state"),
        ("[status_quo]\nstate = 9", "a:13:9: 9 is no combination of 2 options"),
    ];
    for (more, expected) in cases {
        let message = refused(&with(more));
        assert!(message.contains(expected), "{message}\ninstead of {expected}");
    }
}

#[test]
fn what_is_no_model_at_all_is_refused() {
    assert!(refused("").contains("a: nobody decides anything; expected at least one [[decision_maker]]"));
    assert!(refused(PEOPLE).contains("there are neither options nor states"));
    assert!(refused("title = ").starts_with("a:1:9: this is not TOML"));
    assert!(refused("{\"a\": 1,}").starts_with("a:1:9: this is not JSON"));
    assert!(refused("{}").contains("there is no \"decision_makers\""));
    assert!(refused(&"[".repeat(100_000)).starts_with("a:1:"));
    assert!(refused(&format!("{{\"a\": {}}}", "[".repeat(100_000))).starts_with("a:1:"));
    assert!(
        refused(&format!("{{\"options\": {}{}}}", "[".repeat(100), "]".repeat(100)))
            .contains("nest more than")
    );
    assert!(
        open("a", b"title = \"\xff\"", None, BUDGET)
            .unwrap_err()
            .to_string()
            .starts_with("a:1:10: a byte that is not UTF-8")
    );
    let states =
        format!("{PEOPLE}[[state]]\nname = \"x\"\n[[weight]]\nof = \"A\"\noption = \"x\"\nweight = 1");
    assert!(refused(&states).contains("[[weight]] is about options, and there are none"));
    let named = format!("{PEOPLE}[[state]]\nname = \"x\"\n[[state]]\nname = \"x\"");
    assert!(refused(&named).contains("two states are called \"x\""));
    let moves =
        format!("{PEOPLE}[[state]]\nname = \"here\"\n[[move]]\nof = \"A\"\nfrom = \"here\"\nto = \"hree\"");
    assert!(refused(&moves).contains(
        "a:11:6: there is no state \"hree\"; expected the name of a state; did you mean \"here\"?"
    ));
    assert!(refused(&format!("{PEOPLE}{}", many_options(65))).contains("more than 64 options"));
}

fn many_options(count: usize) -> String {
    (0..count).map(|at| format!("[[option]]\nid = \"o{at}\"\nowner = \"A\"\n")).collect()
}

#[test]
fn what_would_take_too_long_or_too_much_memory_is_refused_before_it_is_begun() {
    let all = |options: usize, more: &str| refused(&format!("{PEOPLE}{}{more}", many_options(options)));
    let ranking = all(28, "[[ranking]]\nof = \"A\"\nclasses = [\"o1\", \"true\"]");
    assert!(
        ranking.contains("a list of 268435456 states would take 6.5 GB, and 1.1 GB are to be had"),
        "{ranking}"
    );
    let group = all(27, "[[coalesced]]\nstates = \"o1\"");
    assert!(group.contains("a list of 134217728 states would take"), "{group}");
    let group = all(20, "[[coalesced]]\nstates = \"o1\"");
    assert!(group.contains("524288 combinations count as one with others, among 1048576"), "{group}");
    let condition = vec!["not o1"; 2100].join(" and ");
    let conditions = all(28, &format!("[[infeasible]]\nwhen = \"{condition}\"\n"));
    assert!(conditions.contains("the conditions have 4201 parts"), "{conditions}");
    let comparison = "[[comparison]]\nof = \"A\"\nbetter = \"o1\"\nworse = \"not o1\"\n";
    let compared = all(12, &comparison.repeat(40));
    assert!(compared.contains("more than 134217728 pairs of states"), "{compared}");

    let states: String = (0..20_000).map(|at| format!("[[state]]\nname = \"s{at}\"\n")).collect();
    let names: Vec<_> = (0..20_000).map(|at| format!("\"s{at}\"")).collect();
    let names = names.join(", ");
    let moves = format!("{PEOPLE}{states}[[move]]\nof = \"A\"\nfrom = [{names}]\nto = [{names}]\n");
    let message = refused(&moves);
    assert!(message.contains("400000000 moves would take 3.2 GB"), "{message}");

    let list = format!("{{\"a\": [{}1]}}", "1,".repeat(6_000_001));
    assert!(refused(&list).contains("the file has about 6000001 values; expected at most 6000000"));
}

#[test]
fn many_states_with_names_are_each_found_at_once() {
    let (mut states, mut classes) = (String::new(), Vec::new());
    for at in 0..60_000 {
        states += &format!("[[state]]\nname = \"s{at}\"\n");
        classes.push(format!("\"s{at}\""));
    }
    let text = format!(
        "{PEOPLE}{states}[[move]]\nof = \"A\"\nfrom = \"s0\"\nto = [{0}]\n[[ranking]]\nof = \"A\"\nclasses = [{0}]\n\
         [[payoff]]\nof = \"b\"\nworth = {{ {1} = 1 }}\n",
        classes.join(", "),
        classes.join(" = 1, "),
    );
    let model = read(&text).model;
    assert_eq!(model.states(), 60_000);
    let Wish::Ranking(ranking) = &model.preferences[0].wish else { panic!("no ranking") };
    assert_eq!((ranking.len(), ranking[59_999].states.as_slice()), (60_000, &[59_999][..]));
    assert_eq!(model.preferences[1].wish, Wish::Payoffs(vec![1; 60_000]));
    let Moves::Arcs(arcs) = &model.moves else { panic!("no arcs") };
    assert_eq!(arcs.moves[0].len(), 59_999);
}

#[test]
fn a_comparison_with_all_else_equal_says_nothing_of_states_that_differ_otherwise() {
    let of = |equal: &str| {
        let model = read(&with(&format!(
            "[[comparison]]\nof = \"A\"\nbetter = \"go\"\nworse = \"not go\"\n{equal}\n[[unknown]]\nof = \"b\""
        )));
        assert_eq!(model.settled, []);
        model.model.preferences[0].relation(&model.model, BUDGET).unwrap()
    };
    let (any, equal) = (of(""), of("all_else_equal = true"));
    // States by bitmask: go is 1, stay 2.
    for (one, other, with_all_else_equal) in [
        (1, 0, Compared::Better),
        (3, 2, Compared::Better),
        (1, 2, Compared::Unknown),
        (3, 0, Compared::Unknown),
    ] {
        assert_eq!(equal.compare(one, other), with_all_else_equal, "{one} {other}");
        assert_eq!(any.compare(one, other), Compared::Better, "{one} {other}");
    }
    assert_eq!(equal.compare(0, 2), Compared::Unknown);
    let vain = read(&with(
        "[[comparison]]\nof = \"A\"\nbetter = \"go and not go\"\nworse = \"true\"\n[[unknown]]\nof = \"b\"",
    ));
    assert!(vain.settled[0].to_string().starts_with("a.toml:12: this comparison is of no two states"));
}

#[test]
fn statements_in_one_entry_count_in_their_order_as_if_each_had_its_own() {
    let apart = with(
        "[[preference]]\nof = \"A\"\nwish = \"go\"\nmuch = true\n[[preference]]\nof = \"A\"\nwish = \"stay\"\nmuch = true\n\
         [[preference]]\nof = \"A\"\nwish = \"go iff stay\"\n",
    );
    let together = with(
        "[[preference]]\nof = \"A\"\nwish = [\"go\", \"stay\"]\nmuch = true\n[[preference]]\nof = \"A\"\nwish = [\"go iff stay\"]\n",
    );
    assert_eq!(read(&apart).model.preferences, read(&together).model.preferences);
}

#[test]
fn statements_in_one_entry_are_dropped_together() {
    let spy = "[[option]]\nid = \"spy\"\nowner = \"b\"\naudience = \"team\"\n";
    let wishes = |wish: &str| format!("{}{spy}[[preference]]\nof = \"A\"\nwish = {wish}\n", with(""));
    let left = |text: &str| {
        let mut document = Document::read("a", text.as_bytes(), None, &["audience"]).unwrap();
        document.keep_closed(|entry| entry.kept("audience").is_none());
        document.model(BUDGET).unwrap().model.preferences[0].wish.clone()
    };
    assert_eq!(left(&wishes("[\"not spy\", \"go\"]")), Wish::Unknown);
    assert!(matches!(left(&wishes("[\"stay\", \"go\"]")), Wish::Prioritising(two) if two.len() == 2));
}

#[test]
fn comparisons_too_large_for_the_memory_are_refused() {
    let options = many_options(20);
    let text = format!("{PEOPLE}{options}[[comparison]]\nof = \"A\"\nbetter = 1\nworse = 2\n");
    let message = refused(&text);
    assert!(message.contains("1048576 states would take 2.2 TB, and 1.1 GB are to be had"), "{message}");
}

#[test]
fn lists_of_more_states_than_there_is_memory_for_are_refused_and_statements_are_not() {
    let options: String = (0..28).map(|at| format!("[[option]]\nid = \"o{at}\"\nowner = \"A\"\n")).collect();
    let with = |more: &str| open("a", format!("{PEOPLE}{options}{more}").as_bytes(), None, BUDGET);
    for more in [
        "[[ranking]]\nof = \"A\"\nclasses = [\"true\"]",
        "[[coalesced]]\nstates = \"o1\"",
        "[[payoff]]\nof = \"A\"\nworth = { o1 = 1 }",
    ] {
        let message = with(more).unwrap_err().to_string();
        assert!(
            message.contains("a list of 268435456 states would take") && message.contains("1.1 GB"),
            "{message}"
        );
    }
    let model = with("[[preference]]\nof = \"A\"\nwish = \"o1 or o27\"").unwrap().model;
    assert_eq!(model.states(), 1 << 28);
}

#[test]
fn preferences_that_tell_apart_what_counts_as_one_state_are_told() {
    let settled = |wish: &str| {
        let text = format!("[[coalesced]]\nstates = \"go\"\n{wish}\n[[unknown]]\nof = \"b\"");
        read(&with(&text)).settled
    };
    let told = settled("[[preference]]\nof = \"A\"\nwish = \"stay\"");
    assert!(
        told[0].to_string().ends_with(
            "3 and 1 count as one state, and what \"A\" prefers tells them apart: 1 stands for both"
        )
    );
    assert_eq!(settled("[[preference]]\nof = \"A\"\nwish = \"stay or go\""), []);
    assert_eq!(settled("[[weight]]\nof = \"A\"\noption = \"stay\"\nweight = 1").len(), 1);
    assert_eq!(settled("[[weight]]\nof = \"A\"\noption = \"go\"\nweight = 1"), []);
}

#[test]
fn silence_about_preferences_is_told_and_means_that_nothing_is_known() {
    let opened = read(&with("[[preference]]\nof = \"A\"\nwish = \"go\""));
    assert_eq!(opened.model.preferences[1].wish, Wish::Unknown);
    assert_eq!(opened.settled.len(), 1);
    assert!(opened.settled[0].to_string().contains("nothing says what \"B\" prefers"));
    let said = read(&with("[[preference]]\nof = \"A\"\nwish = \"go\"\n[[unknown]]\nof = \"b\""));
    assert_eq!((said.settled.len(), said.model.preferences[1].wish.clone()), (0, Wish::Unknown));
}

const JSON: &str = r#"{
 "decision_makers": ["A", "B"],
 "options": [{"name": "go", "dm": 0, "direction": "both"}, {"name": "go", "dm": 1, "direction": "Y->N only"}],
 "infeasible_conditions_all_of": [[[0, "Y"], [1, "N"]]],
 "feasible_bitmasks": [3, 0, 1],
 "ranking_best_to_worst": {"A": [1, [2, 3]]},
 "preference_statements": {"A": [[[1, "Y"]]], "B": [{"compound": true, "members": [[[0, "Y"], [1, "Y"]], [[1, "N"]]]}]},
 "status_quo": 1
}"#;

#[test]
fn json_of_worked_models_is_read_by_bitmask_or_by_place_and_disagreements_are_told() {
    let by_place = JSON.replace("\"status_quo\"", "\"state_numbering\": \"position\", \"status_quo\"");
    let opened = open("a.json", by_place.as_bytes(), None, BUDGET).unwrap();
    let model = opened.model;
    // Places are counted in the order in which the file lists what can be.
    assert_eq!(model.status_quo.map(|at| model.describe(at)), Some("go (A), go (B)".to_owned()));
    let relation = model.preferences[0].relation(&model, BUDGET).unwrap();
    assert_eq!(relation.compare(model.state("3").unwrap(), model.state("0").unwrap()), Compared::Better);
    assert_eq!(relation.compare(model.state("1").unwrap(), model.state("0").unwrap()), Compared::Same);
    let relation = model.preferences[1].relation(&model, BUDGET).unwrap();
    assert_eq!(relation.compare(model.state("3").unwrap(), model.state("0").unwrap()), Compared::Same);
    let settled: Vec<_> = opened.settled.iter().map(ToString::to_string).collect();
    assert_eq!(settled.len(), 2, "{settled:?}");
    assert!(settled[0].starts_with(
        "a.json:5: 1 of the combinations listed as those that can be, for example 1 (go (A)), are excluded"
    ));
    assert!(settled[1].starts_with(
        "a.json:5: 1 combinations that no condition excludes, for example 2 (go (B)), are not listed"
    ));

    let by_bitmask = JSON.replace("[1, [2, 3]]", "[[0, 3], 1]");
    let opened = open("a.json", by_bitmask.as_bytes(), None, BUDGET).unwrap();
    assert_eq!(opened.model.status_quo.map(|at| opened.model.describe(at)), Some("go (A)".to_owned()));
    let told = opened.settled.last().unwrap().to_string();
    assert!(
        told.contains("the ranking and the statements of \"A\" do not agree on 2 of 3 pairs of states"),
        "{told}"
    );
    assert!(
        refused(JSON).contains("is in no class") || refused(JSON).contains("cannot be"),
        "{}",
        refused(JSON)
    );
    assert!(
        refused(&JSON.replace("feasible_bitmasks", "feasible_bitmask"))
            .contains("did you mean \"feasible_bitmasks\"?")
    );
    assert!(refused(&JSON.replace("[1, \"N\"]", "[7, \"N\"]")).contains("there is no option 7"));
    assert!(refused(&JSON.replace("\"dm\": 1", "\"dm\": 2")).contains("there is no decision maker 2"));
    assert!(refused(&JSON.replace("Y->N only", "N->Y")).contains("\"both\", \"N->Y only\" or \"Y->N only\""));
}

#[test]
fn a_game_of_a_collection_is_named_by_its_number() {
    assert_eq!(which("games.json#17"), ("games.json", Some(17)));
    assert_eq!(which("games.json"), ("games.json", None));
    assert_eq!(which("#5"), ("#5", None));
    assert_eq!(which("a#b.json"), ("a#b.json", None));
    let games = br#"{"id": "some", "games": [{"u1": [1, 2, 3, 4], "u2": [4, 3, 2, 1]}]}"#;
    let model = open("g", games, Some(1), BUDGET).unwrap().model;
    assert_eq!((model.title.as_deref(), model.states()), (Some("some, game 1"), 4));
    assert_eq!(model.preferences[1].wish, Wish::Payoffs(vec![4, 3, 2, 1]));
    let message = |game| open("g", games, game, BUDGET).unwrap_err().to_string();
    assert!(message(None).contains(
        "the file holds 1 games; expected which one is meant; name one by its number, from 1 to 1"
    ));
    assert!(message(Some(2)).contains("there is no game 2"));
    assert!(
        open("a", with("").as_bytes(), Some(1), BUDGET)
            .unwrap_err()
            .to_string()
            .contains("this file holds one model")
    );
}

/// Whether two models say the same: states, moves and preferences.
fn assert_same(one: &Model, other: &Model) {
    let [graph, again] = [one, other].map(|model| Graph::of(model, BUDGET).unwrap());
    assert_eq!((one.states(), one.status_quo, &one.title), (other.states(), other.status_quo, &other.title));
    assert_eq!(one.decision_makers, other.decision_makers);
    for state in 0..one.states() {
        assert_eq!(one.describe(state), other.describe(state));
        for maker in 0..one.decision_makers.len() {
            assert_eq!(graph.moves(maker, state), again.moves(maker, state));
        }
    }
    for maker in 0..one.decision_makers.len() {
        assert_eq!(graph.relation(maker), again.relation(maker));
    }
}

#[test]
fn what_is_written_as_toml_is_read_as_the_same_model() {
    for (name, bytes) in all_files() {
        let games = if name.starts_with("games") { vec![Some(1), Some(78)] } else { vec![None] };
        for game in games {
            let document = Document::read(&name, &bytes, game, &[]).unwrap();
            let written = document.to_toml();
            let again = Document::read("written", written.as_bytes(), None, &[]);
            let again = again.unwrap_or_else(|refused| panic!("{refused}\n{written}"));
            assert_eq!(again.to_toml(), written);
            assert_same(&document.model(BUDGET).unwrap().model, &again.model(BUDGET).unwrap().model);
        }
    }
}

#[test]
fn fields_that_a_case_adds_are_kept_where_they_are_asked_for() {
    let text = with(
        "[[preference]]\nof = \"A\"\nwish = \"go\"\naudience = [\"team\"]\nsources = [{ kind = \"report\", who = \"X\" }]\n[[unknown]]\nof = \"b\"",
    );
    assert!(refused(&text).contains("[[preference]] has no field \"audience\""));
    let document = Document::read("a", text.as_bytes(), None, &["audience", "sources"]).unwrap();
    let entry = document.entries().iter().find(|entry| entry.heading() == Heading::Preference).unwrap();
    assert_eq!(entry.line(), 12);
    assert_eq!(entry.kept("audience").unwrap().to_string(), "[\"team\"]");
    assert_eq!(entry.kept("sources").unwrap()[0]["who"].as_str(), Some("X"));
    assert_eq!(entry.kept("wish"), None);
    assert_eq!(document.model(BUDGET).unwrap().settled, []);
}

#[test]
fn where_nothing_is_dropped_everything_is_kept() {
    for (name, bytes) in all_files() {
        let game = name.starts_with("games").then_some(1);
        let mut document = Document::read(&name, &bytes, game, &[]).unwrap();
        let lines: Vec<_> = document.entries().iter().map(|entry| (entry.heading(), entry.line())).collect();
        let kept = document.keep_closed(|_| true);
        let lost: Vec<_> = lines.iter().zip(&kept).filter(|(_, kept)| !**kept).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
    }
}

#[test]
fn entries_that_are_dropped_take_along_what_names_theirs_and_leave_no_trace() {
    let kept = with(
        "[[infeasible]]\nwhen = \"go and not stay\"\n[[preference]]\nof = \"A\"\nwish = \"stay\"\n[[unknown]]\nof = \"b\"\n",
    );
    let hidden = "[[decision_maker]]\nid = \"c\"\nname = \"C\"\naudience = \"team\"\n[[option]]\nid = \"spy\"\nowner = \"C\"\n\
        [[option]]\nid = \"bribe\"\nname = \"Bribe them\"\nowner = \"b\"\naudience = \"team\"\n\
        [[infeasible]]\nwhen = \"go and \\\"Bribe them\\\"\"\n[[preference]]\nof = \"c\"\nwish = \"go\"\n\
        [[comparison]]\nof = \"A\"\nbetter = \"not (spy or stay)\"\nworse = \"stay\"\n[[feasible]]\nstates = [[\"bribe\"]]\n[[status_quo]]\nstate = [\"bribe\"]\n"
        .replace("[[status_quo]]", "[status_quo]");
    let read = |text: &str| Document::read("a", text.as_bytes(), None, &["audience"]).unwrap();
    let mut document = read(&format!("{kept}{hidden}"));
    assert_eq!(document.entries().len(), 7 + 8);
    let kept_entries = document.keep_closed(|entry| entry.kept("audience").is_none());
    assert_eq!(kept_entries.iter().filter(|kept| **kept).count(), 7);
    assert_eq!(document.to_toml(), read(&kept).to_toml());
    assert_same(&document.model(BUDGET).unwrap().model, &read(&kept).model(BUDGET).unwrap().model);
}

#[test]
fn what_is_dropped_takes_nothing_along_that_does_not_name_it_and_lends_its_names_to_nobody() {
    let kept = with(
        "[[preference]]\nof = \"A\"\nwish = \"go\"\n[[comparison]]\nof = \"b\"\nbetter = \"go\"\nworse = \"not go\"\n",
    );
    // Statements that count before, what is said not to be known, and other things of the same names.
    let hidden = "[[preference]]\nof = \"A\"\nwish = \"stay\"\naudience = \"team\"\n[[unknown]]\nof = \"b\"\nbetween = [\"go\", \"not go\"]\naudience = \"team\"\n\
        [[option]]\nid = \"go\"\nowner = \"b\"\naudience = \"team\"\n[[decision_maker]]\nid = \"b\"\naudience = \"team\"\n\
        [[state]]\nname = \"go\"\ntaken = [\"stay\"]\naudience = \"team\"\n";
    let read = |text: &str| Document::read("a", text.as_bytes(), None, &["audience"]).unwrap();
    let mut document = read(&format!("{kept}{hidden}"));
    document.keep_closed(|entry| entry.kept("audience").is_none());
    assert_eq!(document.to_toml(), read(&kept).to_toml());
    // What names something of the hidden alone falls.
    let mut document = read(&format!(
        "{kept}[[state]]\nname = \"calm\"\ntaken = [\"stay\"]\naudience = \"team\"\n[status_quo]\nstate = \"calm\"\n"
    ));
    assert_eq!(document.names_of_nothing().into_iter().flatten().count(), 0);
    document.keep_closed(|entry| entry.kept("audience").is_none());
    assert_eq!(document.to_toml(), read(&kept).to_toml());
    let lacking = read(&format!("{kept}[[infeasible]]\nwhen = \"go and gone\"\n")).names_of_nothing();
    let lacking: Vec<_> =
        lacking.into_iter().flatten().map(|one| (one.name, one.place.column, one.meant)).collect();
    assert_eq!(lacking, [("gone".to_owned(), 8, Some("go".to_owned()))]);
}

#[test]
fn damaged_files_are_read_or_refused_and_nothing_else() {
    let mut random = fastrand::Rng::with_seed(2026);
    let pieces: [&[u8]; 12] = [
        b"\"",
        b"[[",
        b"]]",
        b"\n",
        b"= ",
        b"-1",
        b"1e999",
        b"18446744073709551616",
        b"not ",
        b"nan",
        b"\xff",
        b"[[option]]\nid = \"x\"\nowner = \"A\"\n",
    ];
    let (mut refusals, mut read) = (0, 0);
    for (name, bytes) in all_files() {
        for _ in 0..150 {
            let mut bytes = bytes.clone();
            for _ in 0..random.usize(1..4) {
                if bytes.is_empty() {
                    break;
                }
                let at = random.usize(..bytes.len());
                match random.u32(..5) {
                    0 => bytes[at] = random.u8(..),
                    1 => drop(bytes.splice(at..at, pieces[random.usize(..pieces.len())].iter().copied())),
                    2 => drop(bytes.drain(at..(at + random.usize(1..40)).min(bytes.len()))),
                    3 => bytes.truncate(at.max(1)),
                    _ => {
                        let from = random.usize(..bytes.len());
                        let piece = bytes[from..(from + random.usize(1..60)).min(bytes.len())].to_vec();
                        drop(bytes.splice(at..at, piece));
                    }
                }
            }
            let game = name.starts_with("games").then_some(1);
            match open(&name, &bytes, game, 1 << 24) {
                Ok(opened) => {
                    read += 1;
                    let model = opened.model;
                    for state in 0..model.states().min(8) {
                        assert_eq!(model.state(&model.describe(state)), Ok(state), "{name}");
                    }
                    assert!(Graph::of(&model, 1 << 24).is_ok_and(|graph| graph.states() == model.states()));
                }
                Err(refused) => {
                    refusals += 1;
                    assert!(
                        !refused.expected.is_empty()
                            && !refused.help.is_empty()
                            && !refused.message.is_empty()
                    );
                }
            }
        }
    }
    assert!(refusals > 100 && read > 50, "{refusals} {read}");
}

#[test]
fn every_block_of_the_description_of_the_format_is_a_model() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/conflict-models.md");
    let page = std::fs::read_to_string(page).unwrap();
    let blocks: Vec<_> =
        page.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(blocks.len() >= 2);
    for block in blocks {
        let opened = read(block);
        assert!(matches!(opened.model.moves, Moves::Options(_) | Moves::Arcs(_)));
        assert_eq!(opened.settled, [], "{block}");
    }
}
