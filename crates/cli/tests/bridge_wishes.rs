//! `onetext bridge`: what is known of the parties' wishes, and what follows from it for packages.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Ran, Room};
use serde_json::Value;

const TEXT: &str = "# The well\n\n1. Each farm [shall][should] draw water.\n\n2. The gate opens [once][twice][thrice] a day.\n\n3. [A guard stands there.]\n";

/// A case of two parties.
fn room(acts: &str) -> Room {
    let room = Room::empty();
    room.put(
        "well/case.toml",
        "title = \"The well\"\nlanguages = [\"en\"]\ndate = 2031-04-20\nzone = \"UTC\"\nanalysis = [\"council\"]\n\n\
         [[participant]]\nid = \"upper\"\nname = \"Upper Farm\"\nrole = \"party\"\n\n\
         [[participant]]\nid = \"lower\"\nname = \"Lower Farm\"\nrole = \"party\"\n\n\
         [[participant]]\nid = \"council\"\nname = \"Council\"\nrole = \"mediator\"\n\n\
         [[draft]]\nid = \"first\"\ntitle = \"First\"\nfile = \"drafts/first.md\"\nlang = \"en\"\nby = \"council\"\n\
         on = 2031-03-01\naudience = [\"public\"]\nauthentic = \"text\"\ncurrent = true\n",
    );
    room.put("well/drafts/first.md", TEXT);
    room.put("well/record/all.toml", acts);
    let Ran { code, told, out } = room.run(&["check", "well"]);
    assert_eq!(code, 0, "{out}{told}");
    room
}

fn act(id: &str, kind: &str, by: &str, clause: &str, more: &str) -> String {
    format!(
        "[[act]]\nid = \"{id}\"\nkind = \"{kind}\"\nby = \"{by}\"\non = 2031-03-05\ndraft = \"first\"\nclauses = [\"{clause}\"]\n{more}\naudience = [\"public\"]\nsources = [{{ kind = \"statement\", who = \"{by}\", ref = \"letter\" }}]\n\n"
    )
}

fn takes(id: &str, by: &str, clause: &str, choice: &str) -> String {
    act(id, "accept", by, clause, &format!("choice = [\"{choice}\"]\nextent = \"words\""))
}

fn json(room: &Room, more: &[&str]) -> Value {
    let Ran { code, out, told } =
        room.run(&[&["bridge", "well", "--for", "council", "--json"], more].concat());
    assert_eq!(code, 0, "{told}");
    serde_json::from_str(&out).unwrap()
}

fn numbers(value: &Value) -> Vec<usize> {
    value.as_array().unwrap().iter().map(|one| one.as_u64().unwrap() as usize).collect()
}

/// All that a party may mean by what is known of its wishes: every way to give the values of each point a worth from 0 to 3.
fn utilities(found: &Value, party: &str) -> Vec<Vec<Vec<u32>>> {
    let counts: Vec<usize> = found["points"]
        .as_array()
        .unwrap()
        .iter()
        .map(|point| point["options"].as_array().unwrap().len())
        .collect();
    let values: usize = counts.iter().sum();
    let wishes: Vec<&Value> =
        found["wishes"].as_array().unwrap().iter().filter(|wish| wish["party"]["id"] == party).collect();
    (0..4usize.pow(values as u32))
        .map(|number| {
            let mut digits = (0..values).map(|at| (number / 4usize.pow(at as u32) % 4) as u32);
            counts.iter().map(|count| digits.by_ref().take(*count).collect()).collect::<Vec<Vec<u32>>>()
        })
        .filter(|utility| {
            let worth = |named: &Value| -> u32 {
                let all = named.as_array().unwrap().iter();
                let at = |one: &Value, name: &str| one[name].as_u64().unwrap() as usize - 1;
                all.map(|one| utility[at(one, "point")][at(one, "option")]).sum()
            };
            wishes.iter().all(|wish| {
                assert_eq!(
                    (wish["says"].as_str(), wish["reading"].as_str()),
                    (Some("prefers"), Some("all_else_equal"))
                );
                worth(&wish["better"]) > worth(&wish["worse"])
            })
        })
        .collect()
}

/// What is said of each package, and what going through all utilities says of it: surely, possibly and unknown.
fn as_brute_force_has_it(found: &Value) {
    let packages: Vec<&Value> =
        ["packages", "crossing"].iter().flat_map(|list| found[*list].as_array().unwrap()).collect();
    let worth = |utility: &Vec<Vec<u32>>, package: &Value| -> u32 {
        numbers(&package["options"]).iter().zip(utility).map(|(option, values)| values[option - 1]).sum()
    };
    let parties = ["upper", "lower"].map(|party| utilities(found, party));
    for package in &packages {
        let (mut surely, mut possibly, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        for by in packages.iter().filter(|by| by["number"] != package["number"]) {
            let differences = parties.each_ref().map(|utilities| -> Vec<i64> {
                let difference = |utility| i64::from(worth(utility, by)) - i64::from(worth(utility, package));
                utilities.iter().map(difference).collect()
            });
            let every =
                |is: &dyn Fn(i64) -> bool| differences.each_ref().map(|all| all.iter().all(|&by| is(by)));
            let some =
                |is: &dyn Fn(i64) -> bool| differences.each_ref().map(|all| all.iter().any(|&by| is(by)));
            let number = by["number"].as_u64().unwrap() as usize;
            if every(&|by| by >= 0) == [true, true] && every(&|by| by > 0).contains(&true) {
                surely.push(number);
            } else if some(&|by| by >= 0) == [true, true] && some(&|by| by > 0).contains(&true) {
                let speaks_for_it = every(&|by| by >= 0).contains(&true);
                if speaks_for_it { possibly.push(number) } else { unknown.push(number) }
            }
        }
        let said = &package["dominated"];
        let by: Vec<usize> = said["surely_by"]
            .as_array()
            .unwrap()
            .iter()
            .map(|surely| surely["package"].as_u64().unwrap() as usize)
            .collect();
        assert_eq!(
            (by, numbers(&said["possibly_by"]), numbers(&said["unknown_by"])),
            (surely, possibly, unknown),
            "package {}",
            package["number"]
        );
    }
}

#[test]
fn what_is_dominated_is_what_going_through_all_utilities_finds() {
    let cases = [
        vec![
            takes("a1", "upper", "1", "shall"),
            takes("a2", "lower", "1", "shall"),
            takes("a3", "upper", "2", "once"),
            takes("a4", "lower", "2", "twice"),
        ],
        vec![takes("a1", "upper", "1", "shall"), takes("a2", "upper", "3", "in")],
        vec![
            takes("a1", "upper", "1", "should"),
            takes("a2", "lower", "3", "out"),
            act("r1", "reject", "lower", "2", "words = \"once\"\nred_line = true"),
            takes("a3", "lower", "2", "thrice"),
            takes("a4", "upper", "2", "thrice"),
        ],
    ];
    for acts in cases {
        let found = json(&room(&acts.concat()), &["--top", "12"]);
        let all = found["packages"].as_array().unwrap().len() + found["crossing"].as_array().unwrap().len();
        assert_eq!(all, 12);
        as_brute_force_has_it(&found);
    }
}

#[test]
fn a_package_that_nobody_gains_by_is_surely_dominated_and_the_positions_that_say_so_are_cited() {
    let acts = [
        takes("a1", "upper", "1", "shall"),
        takes("a2", "lower", "1", "shall"),
        takes("a3", "upper", "2", "once"),
    ];
    let room = room(&acts.concat());
    let found = json(&room, &["--top", "12"]);
    let worse = found["packages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| numbers(&one["options"]) == [2, 1, 1])
        .unwrap();
    let better = found["packages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| numbers(&one["options"]) == [1, 1, 1])
        .unwrap();
    let surely = worse["dominated"]["surely_by"].as_array().unwrap();
    assert_eq!(surely.len(), 1);
    assert_eq!(surely[0]["package"], better["number"]);
    let cited: Vec<&Value> =
        numbers(&surely[0]["because"]).iter().map(|at| &found["wishes"][at - 1]).collect();
    assert_eq!(
        cited.iter().map(|wish| wish["act"]["act"].as_str().unwrap()).collect::<Vec<_>>(),
        ["a1", "a2"]
    );
    assert_eq!(cited[0]["said"], "“shall” at point 1 over “should” at point 1, all else equal");
    let told = room.run(&["bridge", "well", "--for", "council", "--top", "12"]).read();
    let line = format!("surely dominated by package {}: not worse for any party", better["number"]);
    assert!(told.contains(&line), "{told}");
    assert!(told.contains("Positions are read as wishes in one way alone"), "{told}");
}

#[test]
fn weaker_consent_conditions_and_floated_ideas_say_nothing_of_wishes() {
    let acts = [
        act(
            "a1",
            "accept",
            "upper",
            "1",
            "choice = [\"shall\"]\nextent = \"words\"\nstrength = \"can_live_with\"",
        ),
        takes("a2", "lower", "1", "shall"),
        act("a3", "accept", "lower", "2", "choice = [\"once\"]\nextent = \"words\"\nif = [\"a2\"]"),
        act("f1", "float", "upper", "2", "words = \"The gate opens once a day.\""),
    ];
    let room = room(&acts.concat());
    let found = json(&room, &["--top", "12"]);
    let took = |point: usize, side: usize| found["points"][point]["positions"][side]["took"]["act"].as_str();
    assert_eq!([took(0, 0), took(1, 0), took(1, 1)], [Some("a1"), Some("f1"), Some("a3")]);
    let from: Vec<&str> =
        found["wishes"].as_array().unwrap().iter().map(|wish| wish["act"]["act"].as_str().unwrap()).collect();
    assert_eq!(from, ["a2"]);
    for package in found["packages"].as_array().unwrap() {
        assert!(package["dominated"]["surely_by"].as_array().unwrap().is_empty());
    }
}

#[test]
fn where_nothing_is_known_of_wishes_nothing_is_said_but_that() {
    let room = room("");
    let found = json(&room, &["--top", "12"]);
    assert!(found["wishes"].as_array().unwrap().is_empty());
    for package in found["packages"].as_array().unwrap() {
        assert_eq!(numbers(&package["dominated"]["unknown_by"]).len(), 11);
    }
    let told = room.run(&["bridge", "well", "--for", "council"]).read();
    assert!(told.contains("dominated by another package listed: unknown"), "{told}");
    assert!(!told.contains("What is known of wishes"), "{told}");
}

#[test]
fn what_an_answer_would_settle_is_what_going_through_all_utilities_finds() {
    let acts = [takes("a1", "upper", "1", "shall"), takes("a2", "lower", "2", "twice")];
    let room = room(&acts.concat());
    let found = json(&room, &["--top", "6"]);
    let packages: Vec<Vec<usize>> =
        found["packages"].as_array().unwrap().iter().map(|one| numbers(&one["options"])).collect();
    let questions = found["questions"].as_array().unwrap();
    assert_eq!(questions.len(), 2);
    for question in questions {
        let utilities = utilities(&found, question["party"]["id"].as_str().unwrap());
        let worth = |utility: &Vec<Vec<u32>>, package: &Vec<usize>| -> u32 {
            package.iter().zip(utility).map(|(option, values)| values[option - 1]).sum()
        };
        let named = |utility: &Vec<Vec<u32>>, side: &str| -> u32 {
            let at = |one: &Value, name: &str| one[name].as_u64().unwrap() as usize - 1;
            question[side]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| utility[at(one, "point")][at(one, "option")])
                .sum()
        };
        let open = |agrees: &dyn Fn(&Vec<Vec<u32>>) -> bool| -> u64 {
            let utilities: Vec<&Vec<Vec<u32>>> = utilities.iter().filter(|utility| agrees(utility)).collect();
            assert!(!utilities.is_empty(), "neither answer contradicts what is known");
            let pairs = (0..packages.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
            let is_open = |(one, other): &(usize, usize)| {
                let (one, other) = (&packages[*one], &packages[*other]);
                utilities.iter().any(|utility| worth(utility, one) > worth(utility, other))
                    && utilities.iter().any(|utility| worth(utility, one) < worth(utility, other))
            };
            pairs.filter(is_open).count() as u64
        };
        let before = open(&|_| true);
        let after = open(&|utility| named(utility, "one") > named(utility, "other"))
            .max(open(&|utility| named(utility, "one") < named(utility, "other")));
        assert_eq!(question["open"].as_u64(), Some(before));
        assert_eq!(question["settles"].as_u64(), Some(before - after));
    }
    let told = room.run(&["bridge", "well", "--for", "council"]).read();
    assert!(told.contains("What is worth asking of wishes"), "{told}");
}
