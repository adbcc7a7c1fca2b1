//! `onetext bridge`: packages from the open points of a draft.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Ran, Room};
use serde_json::Value;

const FIRST: &str = "# The well\n\n1. Each farm [shall][should] draw water [at dawn [and at dusk]].\n\n2. The gate opens [once][twice] a day, [X] hours long.\n\n3. A guard stands there.\n";
const SECOND: &str = "# The well\n\n1. Each farm [shall][should] draw water [at dawn [and at dusk]].\n\n2. The gate opens [once][twice] a day, [X] hours long.\n\n3. [A guard stands there.]\n\n4. Fences stay.\n";

/// A case of three parties, one of which has said nothing.
fn room(acts: &str) -> Room {
    let room = Room::empty();
    room.put(
        "well/case.toml",
        "title = \"The well\"\nlanguages = [\"en\"]\ndate = 2031-04-20\nzone = \"UTC\"\nanalysis = [\"council\"]\n\n\
         [[participant]]\nid = \"upper\"\nname = \"Upper Farm\"\nrole = \"party\"\n\n\
         [[participant]]\nid = \"lower\"\nname = \"Lower Farm\"\nrole = \"party\"\n\n\
         [[participant]]\nid = \"mill\"\nname = \"The Mill\"\nrole = \"party\"\n\n\
         [[participant]]\nid = \"council\"\nname = \"Council\"\nrole = \"mediator\"\n\n\
         [[draft]]\nid = \"first\"\ntitle = \"First\"\nfile = \"drafts/first.md\"\nlang = \"en\"\nby = \"council\"\n\
         on = 2031-03-01\naudience = [\"public\"]\nauthentic = \"text\"\n\n\
         [[draft]]\nid = \"second\"\ntitle = \"Second\"\nfile = \"drafts/second.md\"\nlang = \"en\"\nby = \"council\"\n\
         on = 2031-04-01\naudience = [\"public\"]\nauthentic = \"text\"\ncurrent = true\n",
    );
    room.put("well/drafts/first.md", FIRST);
    room.put("well/drafts/second.md", SECOND);
    room.put("well/record/all.toml", acts);
    let Ran { code, told, out } = room.run(&["check", "well"]);
    assert_eq!(code, 0, "{out}{told}");
    room
}

fn act(id: &str, kind: &str, by: &str, more: &str) -> String {
    format!(
        "[[act]]\nid = \"{id}\"\nkind = \"{kind}\"\nby = \"{by}\"\n{more}\naudience = [\"public\"]\nsources = [{{ kind = \"statement\", who = \"{by}\", ref = \"letter\" }}]\n\n"
    )
}

/// What the parties of the test case said.
fn positions() -> String {
    [
        act("a1", "accept", "upper", "on = 2031-03-05\ndraft = \"first\"\nclauses = [\"1\"]\nchoice = [\"shall\", \"in\", \"out\"]\nextent = \"words\"\nstrength = \"accepts\""),
        act("a2", "accept", "lower", "on = 2031-03-06\ndraft = \"first\"\nclauses = [\"1\"]\nchoice = [\"should\", \"out\"]\nextent = \"words\""),
        act("a3", "accept", "upper", "on = 2031-03-07\ndraft = \"first\"\nclauses = [\"3\"]\nextent = \"words\""),
    ]
    .concat()
}

fn json(room: &Room, more: &[&str]) -> Value {
    let Ran { code, out, told } =
        room.run(&[&["bridge", "well", "--for", "council", "--json"], more].concat());
    assert_eq!(code, 0, "{told}");
    serde_json::from_str(&out).unwrap()
}

fn numbers(value: &Value) -> Vec<u64> {
    value.as_array().unwrap().iter().map(|one| one.as_u64().unwrap()).collect()
}

#[test]
fn open_points_become_issues_and_a_nested_one_falls_with_the_words_around_it() {
    let found = json(&room(&positions()), &["--top", "1000"]);
    let points = found["points"].as_array().unwrap();
    let said: Vec<Vec<&str>> = points
        .iter()
        .map(|point| {
            point["options"].as_array().unwrap().iter().map(|one| one["said"].as_str().unwrap()).collect()
        })
        .collect();
    assert_eq!(
        said,
        [
            vec!["“shall”", "“should”"],
            vec!["“at dawn [and at dusk]” stands", "“at dawn [and at dusk]” falls"],
            vec!["“and at dusk” stands", "“and at dusk” falls", "falls with the words around it"],
            vec!["“once”", "“twice”"],
            vec!["“A guard stands there.” stands", "“A guard stands there.” falls"],
        ]
    );
    assert_eq!(points[2]["within"], serde_json::json!({ "point": 2, "option": 1 }));
    // 2 × (2 + 1) × 2 × 2, the blank left out.
    assert_eq!((found["allowed"].as_str(), found["left"].as_str()), (Some("24"), Some("24")));
    assert_eq!(found["packages"].as_array().unwrap().len(), 24);
    assert_eq!(found["unwritten"].as_array().unwrap().len(), 1);
    for package in found["packages"].as_array().unwrap() {
        let options = numbers(&package["options"]);
        assert_eq!(options[1] == 2, options[2] == 3, "{options:?}");
    }
}

#[test]
fn what_was_accepted_in_an_earlier_draft_counts_where_the_words_are_the_same() {
    let found = json(&room(&positions()), &[]);
    let took =
        |point: usize, side: usize| found["points"][point]["positions"][side]["took"]["option"].as_u64();
    assert_eq!([took(0, 0), took(1, 0), took(2, 0), took(4, 0)], [Some(1), Some(1), Some(2), Some(1)]);
    assert_eq!([took(0, 1), took(1, 1), took(2, 1), took(4, 1)], [Some(2), Some(2), None, None]);
    assert_eq!([took(0, 2), took(3, 0)], [None, None]);
    let first = &found["points"][0]["positions"][0]["took"];
    assert_eq!((first["act"].as_str(), first["extent"].as_str()), (Some("a1"), Some("words")));
    assert_eq!(first["strength"].as_str(), Some("accepts"));
}

#[test]
fn packages_that_ask_for_fewest_moves_come_first_and_who_is_silent_is_unknown() {
    let found = json(&room(&positions()), &["--top", "1000"]);
    let packages = found["packages"].as_array().unwrap();
    let moves = |package: &Value| -> (usize, usize) {
        let each: Vec<usize> = package["moves"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["points"].as_array().unwrap().len())
            .collect();
        (each.iter().sum(), each.into_iter().max().unwrap())
    };
    // Upper took 1.1, 2.1, 3.2 and 5.1; lower 1.2 and 2.2. No package asks for fewer than two moves.
    assert_eq!(moves(&packages[0]), (2, 1));
    let order: Vec<((usize, usize), Vec<u64>)> =
        packages.iter().map(|package| (moves(package), numbers(&package["options"]))).collect();
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(numbers(&packages[0]["options"]), [1, 2, 3, 1, 1]);
    let mill =
        packages[0]["unknown"].as_array().unwrap().iter().find(|one| one["party"]["id"] == "mill").unwrap();
    assert_eq!(numbers(&mill["points"]), [1, 2, 4, 5]);
    assert!(packages.iter().all(|package| package["crosses"].as_array().unwrap().is_empty()));
}

#[test]
fn a_red_line_rules_out_the_option_that_it_names_and_crossing_it_is_kept_apart() {
    let red = act(
        "r1",
        "reject",
        "lower",
        "on = 2031-04-03\ndraft = \"second\"\nclauses = [\"2\"]\nwords = \"twice\"\nred_line = true",
    );
    let found = json(&room(&(positions() + &red)), &["--top", "1000"]);
    assert_eq!(found["red_lines"][0]["options"], serde_json::json!([{ "point": 4, "option": 2 }]));
    assert_eq!((found["allowed"].as_str(), found["left"].as_str()), (Some("24"), Some("12")));
    let all = |name: &str, has: &dyn Fn(&Value) -> bool| found[name].as_array().unwrap().iter().all(has);
    assert!(all("packages", &|package| numbers(&package["options"])[3] == 1));
    assert!(all("crossing", &|package| numbers(&package["options"])[3] == 2
        && numbers(&package["crosses"]) == [1]));
    assert_eq!(found["crossing"].as_array().unwrap().len(), 12);
    let told = room(&(positions() + &red)).run(&["bridge", "well", "--for", "council"]).read();
    assert!(
        told.contains("crosses what Lower Farm said on 3 April 2031 (act r1): “twice” at point 4"),
        "{told}"
    );
}

#[test]
fn two_red_lines_that_leave_nothing_are_named_and_no_smaller_set_is() {
    let acts = [
        positions(),
        act("r0", "reject", "mill", "on = 2031-04-02\ndraft = \"second\"\nclauses = [\"3\"]\nred_line = true"),
        act("r1", "reject", "lower", "on = 2031-04-03\ndraft = \"second\"\nclauses = [\"1\"]\nchoice = [\"#1\", \"out\"]\nred_line = true"),
        act("r2", "reject", "upper", "on = 2031-04-04\ndraft = \"second\"\nclauses = [\"2\"]\nwords = \"twice\"\nred_line = true"),
        act("r3", "reject", "lower", "on = 2031-04-05\ndraft = \"second\"\nclauses = [\"2\"]\nwords = \"once\"\nred_line = true"),
    ]
    .concat();
    let room = room(&acts);
    let found = json(&room, &[]);
    assert_eq!(found["left"], "0");
    assert!(found["packages"].as_array().unwrap().is_empty());
    let acts = |at: &u64| found["red_lines"][*at as usize - 1]["act"].as_str().unwrap().to_owned();
    assert_eq!(numbers(&found["clash"]).iter().map(acts).collect::<Vec<_>>(), ["r2", "r3"]);
    assert!(numbers(&found["crossing"][0]["crosses"]).len() == 1);
    // A bracketed clause refused as a whole is the option that it stands.
    assert_eq!(found["red_lines"][0]["options"], serde_json::json!([{ "point": 5, "option": 1 }]));
    // A combination is ruled out as one.
    assert_eq!(
        found["red_lines"][1]["options"],
        serde_json::json!([{ "point": 1, "option": 1 }, { "point": 2, "option": 2 }])
    );
    let told = room.run(&["bridge", "well", "--for", "council"]).read();
    assert!(told.contains("These 2 red lines together leave no package"), "{told}");
}

#[test]
fn a_red_line_that_names_no_option_is_listed_and_one_that_its_author_gave_up_counts_no_more() {
    let acts = [
        positions(),
        act("s1", "state", "upper", "on = 2031-04-02\ndraft = \"second\"\nclauses = [\"4\"]\nwords = \"Fences must go.\"\nred_line = true"),
        act("s2", "state", "upper", "on = 2031-04-02\nwords = \"Never.\"\nred_line = true"),
        act("r1", "reject", "lower", "on = 2031-04-03\ndraft = \"second\"\nclauses = [\"1\"]\nchoice = [\"shall\", \"out\"]\nred_line = true"),
        act("p1", "accept", "lower", "on = 2031-04-09\ndraft = \"second\"\nclauses = [\"1\"]\nchoice = [\"shall\", \"out\"]"),
    ]
    .concat();
    let found = json(&room(&acts), &[]);
    assert!(found["red_lines"].as_array().unwrap().is_empty());
    assert_eq!(apart(&found), [("s1", "other_words"), ("s2", "elsewhere"), ("r1", "taken_since")]);
    assert_eq!(found["points"][0]["positions"][1]["took"]["option"], 1);
}

#[test]
fn a_refusal_in_an_earlier_draft_counts_where_the_words_are_the_same_and_as_a_whole() {
    let red = |id: &str, more: &str| {
        act(id, "reject", "mill", &format!("on = 2031-03-10\ndraft = \"first\"\nred_line = true\n{more}"))
    };
    let acts = [
        red("r1", "clauses = [\"1\"]\nchoice = [\"#1\", \"in\", \"in\"]"),
        // With words for a blank, and of words without an option that are one of two.
        red("r2", "clauses = [\"2\"]\nchoice = [\"once\", \"six\"]"),
        red("r3", "clauses = [\"3\"]"),
        red("r4", "clauses = [\"1\", \"2\"]\nwords = \"Nothing of it.\""),
    ];
    let found = json(&room(&acts.concat()), &[]);
    let lines: Vec<(&str, &Value)> = found["red_lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["act"].as_str().unwrap(), &line["options"]))
        .collect();
    let whole = serde_json::json!([{ "point": 1, "option": 1 }, { "point": 2, "option": 1 }, { "point": 3, "option": 1 }]);
    assert_eq!(lines, [("r1", &whole), ("r3", &serde_json::json!([{ "point": 5, "option": 1 }]))]);
    let apart: Vec<&str> =
        found["apart"].as_array().unwrap().iter().map(|one| one["act"].as_str().unwrap()).collect();
    assert_eq!(apart, ["r2", "r4"]);
}

#[test]
fn somebodys_own_words_are_a_position_where_they_are_a_wording_of_the_clause() {
    let acts = [
        act("w1", "amend", "mill", "on = 2031-04-10\ndraft = \"second\"\nclauses = [\"1\"]\nwords = \"Each farm should draw water.\""),
        act("w2", "amend", "upper", "on = 2031-04-10\ndraft = \"second\"\nclauses = [\"1\"]\nwords = \"Each farm should draw no water.\""),
        act("w3", "accept", "lower", "on = 2031-04-11\nextent = \"words\"\nanswers = \"w1\""),
    ]
    .concat();
    let found = json(&room(&acts), &[]);
    let took =
        |point: usize, side: usize| found["points"][point]["positions"][side]["took"]["option"].as_u64();
    for side in [1, 2] {
        assert_eq!([took(0, side), took(1, side), took(2, side)], [Some(2), Some(2), None]);
    }
    assert_eq!(took(0, 0), None);
    assert_eq!(apart(&found), [("w2", "not_here")]);
}

/// Words put forward for a clause of the second draft.
fn amend(id: &str, by: &str, clause: &str, words: &str) -> String {
    let words = serde_json::to_string(words).unwrap();
    let more = format!("on = 2031-04-10\ndraft = \"second\"\nclauses = [\"{clause}\"]\nwords = {words}");
    act(id, "amend", by, &more)
}

/// What rules out no option, with the reason.
fn apart(found: &Value) -> Vec<(&str, &str)> {
    let all = found["apart"].as_array().unwrap().iter();
    all.map(|one| (one["act"].as_str().unwrap(), one["reason"].as_str().unwrap())).collect()
}

#[test]
fn words_put_forward_may_decide_several_points_leave_some_open_and_stand_beside_a_blank() {
    let acts = [
        amend("w1", "mill", "1", "Each farm may draw water at noon."),
        amend("w2", "upper", "1", "Each farm [shall][should] draw water at dawn and by night."),
        amend("w3", "lower", "2", "The gate opens twice a day, [X] hours long."),
        amend("w4", "mill", "2", "The gate opens thrice a day, six hours long."),
        act("w5", "accept", "upper", "on = 2031-04-11\nextent = \"words\"\nanswers = \"w4\""),
    ]
    .concat();
    let found = json(&room(&acts), &[]);
    let options = |point: usize| -> Vec<&str> {
        let all = found["points"][point]["options"].as_array().unwrap();
        all.iter().map(|option| option["said"].as_str().unwrap()).collect()
    };
    assert_eq!(options(0), ["“shall”", "“should”", "“may” (put forward by The Mill on 10 April 2031)"]);
    assert_eq!(options(1).last(), Some(&"“at noon” (put forward by The Mill on 10 April 2031)"));
    assert_eq!(options(2)[2], "“and by night” (put forward by Upper Farm on 10 April 2031)");
    assert_eq!(options(3).last(), Some(&"“thrice” (put forward by The Mill on 10 April 2031)"));
    let took =
        |point: usize, side: usize| found["points"][point]["positions"][side]["took"]["option"].as_u64();
    let [upper, lower, mill] = [0, 1, 2];
    assert_eq!([took(0, mill), took(1, mill), took(3, mill)], [Some(3), Some(3), Some(3)]);
    assert_eq!([took(0, upper), took(1, upper), took(2, upper)], [None, Some(1), Some(3)]);
    assert_eq!([took(3, lower), took(3, upper)], [Some(2), Some(3)]);
    assert_eq!(apart(&found), [("w4", "unwritten")]);
    assert!(!found["packages"].as_array().unwrap().is_empty());
}

#[test]
fn words_put_forward_count_the_same_however_they_are_broken_into_lines_and_make_no_option_of_sentences() {
    let acts = [
        amend("w1", "mill", "1", "Each farm may draw water at noon."),
        amend("w2", "upper", "1", "Each farm\n\n may draw **water** at\n\nnoon."),
        // Blanks alone; a sentence more; a mark; two ways.
        amend("w3", "lower", "2", "The gate opens [once][twice] a day, six hours long."),
        amend("w4", "lower", "1", "Each farm shall draw water at noon. Upper Farm guards the gate."),
        amend("w5", "lower", "1", "Each farm shall draw water —."),
        amend("w6", "lower", "2", "The gate opens [once][twice] a day, [X] hours long."),
    ]
    .concat();
    let found = json(&room(&acts), &[]);
    let options = |point: usize| found["points"][point]["options"].as_array().unwrap().len();
    assert_eq!([options(0), options(1), options(3)], [3, 3, 2]);
    let acts: Vec<&str> = found["points"][1]["options"][2]["put_forward"]
        .as_array()
        .unwrap()
        .iter()
        .map(|act| act["act"].as_str().unwrap())
        .collect();
    assert_eq!(acts, ["w1", "w2"]);
    assert_eq!(
        apart(&found),
        [("w3", "unwritten"), ("w4", "not_here"), ("w5", "not_here"), ("w6", "leaves_open")]
    );
}

#[test]
fn other_words_put_forward_at_one_point_are_an_option_of_it_named_as_whose_and_of_when() {
    let acts = [
        positions(),
        act("w1", "amend", "mill", "on = 2031-04-10\ndraft = \"second\"\nclauses = [\"1\"]\nwords = \"Each farm should draw water at noon.\""),
        act("w2", "amend", "lower", "on = 2031-04-11\nanswers = \"w1\"\ndraft = \"first\"\nclauses = [\"1\"]\nwords = \"Each farm may draw water.\""),
        act("w3", "accept", "upper", "on = 2031-04-12\nextent = \"words\"\nanswers = \"w1\""),
        act("w4", "amend", "upper", "on = 2031-04-12\ndraft = \"second\"\nclauses = [\"3\"]\nwords = \"Two guards stand there.\""),
        act("r1", "reject", "lower", "on = 2031-04-13\nanswers = \"w1\"\nred_line = true"),
        act("u1", "withdraw", "upper", "on = 2031-04-14\nanswers = \"w4\""),
    ]
    .concat();
    let room = room(&acts);
    let found = json(&room, &["--top", "1000"]);
    let options = |point: usize| -> Vec<String> {
        let all = found["points"][point]["options"].as_array().unwrap();
        all.iter().map(|option| option["said"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(options(0), ["“shall”", "“should”", "“may” (put forward by Lower Farm on 11 April 2031)"]);
    assert_eq!(options(1).last().unwrap(), "“at noon” (put forward by The Mill on 10 April 2031)");
    assert_eq!(found["points"][1]["options"][2]["put_forward"][0]["act"], "w1");
    assert_eq!(options(2).last().unwrap(), "falls with the words around it");
    assert_eq!(options(4).len(), 2, "what was withdrawn is no option");
    // 3 × (2 + 1 + 1) × 2 × 2.
    assert_eq!(found["allowed"], "48");
    let took =
        |point: usize, side: usize| found["points"][point]["positions"][side]["took"]["option"].as_u64();
    for side in [0, 2] {
        assert_eq!([took(0, side), took(1, side)], [Some(2), Some(3)]);
    }
    assert_eq!([took(0, 1), took(1, 1)], [Some(3), Some(2)]);
    assert_eq!(
        found["red_lines"][0]["options"],
        serde_json::json!([{ "point": 1, "option": 2 }, { "point": 2, "option": 3 }])
    );
    let package = |listed: &str, has: &[u64]| -> (u64, Vec<String>) {
        let all = found[listed].as_array().unwrap();
        let package = all.iter().find(|package| numbers(&package["options"]) == has).unwrap();
        let choose = package["choose"].as_array().unwrap();
        (
            package["number"].as_u64().unwrap(),
            choose.iter().map(|one| one.as_str().unwrap().to_owned()).collect(),
        )
    };
    let (number, choose) = package("packages", &[3, 3, 3, 1, 1]);
    assert_eq!(choose[0], "1==may; =at noon");
    let (crossing, _) = package("crossing", &[2, 3, 3, 1, 1]);
    assert!(crossing > number);
    let number = number.to_string();
    let line = ["bridge", "well", "--for", "council", "--top", "1000", "--fill", "2=six"];
    let Ran { code, out, told } = room.run(&[&line[..], &["--clean", &number, "--markdown", "-"]].concat());
    assert_eq!(code, 0, "{told}");
    let text = "# The well\n\n1. Each farm may draw water at noon.\n\n2. The gate opens once a day, six hours long.\n\n3. A guard stands there.\n\n4. Fences stay.\n";
    assert_eq!(out, text);
    let mut export = vec!["export", "well", "--for", "council", "--clean", "--markdown", "-"];
    choose.iter().filter(|one| !one.contains('…')).for_each(|one| export.extend(["--choose", one]));
    export.extend(["--choose", "2=#1; six"]);
    let Ran { out, told, .. } = room.run(&export);
    assert_eq!(out, text, "{told}");
    let Ran { code, told, .. } =
        room.run(&[&line[..], &["--redline", &number, "--docx", "redline.docx"]].concat());
    assert_eq!(code, 0, "{told}");
    let redline = room.run(&["points", "redline.docx", "--json"]);
    let redline: Value = serde_json::from_str(&redline.out).unwrap();
    assert_eq!(redline["drafts"][0]["open_points"], 0);
}

#[test]
fn words_put_forward_in_an_act_that_a_reader_does_not_see_are_no_option_for_them() {
    let hidden = act(
        "w1",
        "amend",
        "mill",
        "on = 2031-04-10\ndraft = \"second\"\nclauses = [\"1\"]\nwords = \"Each farm should draw water at noon.\"",
    )
    .replace("[\"public\"]", "[\"mill\"]");
    let without = room(&positions()).run(&["bridge", "well", "--for", "council"]).out;
    assert_eq!(room(&(positions() + &hidden)).run(&["bridge", "well", "--for", "council"]).out, without);
}

#[test]
fn choices_on_a_translation_that_are_not_followed_are_told() {
    let chosen = act(
        "t1",
        "accept",
        "lower",
        "on = 2031-04-10\ndraft = \"french\"\nclauses = [\"3\"]\nchoice = [\"in\"]\nextent = \"words\"",
    );
    let room = room(&positions());
    let case = std::fs::read_to_string(room.path("well/case.toml")).unwrap();
    let french = "\n[[draft]]\nid = \"french\"\ntitle = \"Français\"\nfile = \"drafts/french.md\"\nlang = \"fr\"\nby = \"council\"\non = 2031-04-02\naudience = [\"public\"]\nauthentic = \"translation\"\nof = \"second\"\n";
    room.put("well/case.toml", &(case + french));
    room.put("well/drafts/french.md", "# Le puits\n\n3. [Un garde est là.]\n");
    room.put("well/record/french.toml", &chosen);
    let found = json(&room, &[]);
    assert_eq!(
        (found["apart"][0]["act"].as_str(), found["apart"][0]["reason"].as_str()),
        (Some("t1"), Some("other_language"))
    );
    let told = room.run(&["bridge", "well", "--for", "council"]).read();
    assert!(told.contains("a text in another language, which are not followed"), "{told}");
}

#[test]
fn a_clean_text_of_a_package_keeps_no_attribution() {
    let room = room(&positions());
    room.put(
        "well/drafts/second.md",
        "1. It opens [Upper Farm: at noon [and at dusk]][at dawn (Lower Farm)].\n\n2. [**The Mill:** A guard stands there.]\n",
    );
    let found = json(&room, &["--top", "1000"]);
    let number = |has: &[u64]| {
        let all = found["packages"].as_array().unwrap();
        all.iter().find(|package| numbers(&package["options"]) == has).unwrap()["number"].to_string()
    };
    for (package, text) in [
        ([1, 1, 1], "1. It opens at noon and at dusk.\n\n2. A guard stands there.\n"),
        ([1, 2, 1], "1. It opens at noon.\n\n2. A guard stands there.\n"),
        ([2, 3, 1], "1. It opens at dawn.\n\n2. A guard stands there.\n"),
    ] {
        let line = [
            "bridge",
            "well",
            "--for",
            "council",
            "--top",
            "1000",
            "--markdown",
            "-",
            "--clean",
            &number(&package),
        ];
        let Ran { out, told, .. } = room.run(&line);
        assert_eq!(out, text, "{told}");
    }
}

#[test]
fn what_was_taken_back_ran_out_or_is_denied_is_no_position() {
    for undoing in [
        act("u1", "withdraw", "upper", "on = 2031-04-10\nanswers = \"a1\""),
        act("u1", "deny", "upper", "on = 2031-04-10\nanswers = \"a1\""),
        act("u1", "reject", "upper", "on = 2031-04-10\ndraft = \"second\"\nclauses = [\"1\"]"),
        act("u1", "lapse", "council", "on = 2031-04-10\nanswers = \"a1\""),
    ] {
        let found = json(&room(&(positions() + &undoing)), &[]);
        let upper = |point: usize| &found["points"][point]["positions"][0]["took"];
        assert!([0, 1, 2].iter().all(|&point| upper(point).is_null()), "{undoing}");
        assert_eq!(upper(4)["act"], "a3", "{undoing}");
    }
}

#[test]
fn one_more_answer_is_sought_where_it_settles_most() {
    let found = json(&room(&positions()), &["--top", "3"]);
    let answers = found["answers"].as_array().unwrap();
    assert!(answers.iter().all(|answer| answer["packages"].as_u64().unwrap() <= 3));
    let key = |answer: &Value| (answer["last"].as_u64(), answer["packages"].as_u64());
    assert!(answers.windows(2).all(|two| key(&two[0]) >= key(&two[1])));
    assert!(answers.iter().any(|answer| answer["party"]["id"] == "mill" && answer["point"] == 1));
}

#[test]
fn a_package_becomes_a_clean_text_and_a_redline_of_the_draft() {
    let room = room(&positions());
    let line = ["bridge", "well", "--for", "council", "--clean", "1", "--markdown"];
    let Ran { code, told, .. } = room.run(&line);
    assert_eq!(code, 1);
    assert!(told.contains("words are still to be written in 2: write them with --fill"), "{told}");
    let Ran { code, out, told } = room.run(&[&line[..], &["-", "--fill", "2=six"]].concat());
    assert_eq!(code, 0, "{told}");
    assert_eq!(
        out,
        "# The well\n\n1. Each farm shall draw water.\n\n2. The gate opens once a day, six hours long.\n\n3. A guard stands there.\n\n4. Fences stay.\n"
    );
    for (form, file) in [("--clean", "clean.docx"), ("--redline", "redline.docx")] {
        let more = [form, "1", "--docx", file, "--fill", "2=six"];
        let Ran { code, told, .. } = room.run(&[&["bridge", "well", "--for", "council"][..], &more].concat());
        assert_eq!(code, 0, "{told}");
    }
    let read = room.run(&["points", "redline.docx", "--json"]);
    let read: Value = serde_json::from_str(&read.out).unwrap();
    assert_eq!(read["drafts"][0]["open_points"], 0, "with its changes accepted, nothing is open");
    let Ran { code, told, .. } =
        room.run(&["bridge", "well", "--for", "council", "--clean", "99", "--markdown"]);
    assert_eq!(code, 1);
    assert!(told.contains("there is no package 99"), "{told}");
    let Ran { code, .. } = room.run(&["bridge", "well", "--for", "council", "--clean", "1"]);
    assert_eq!(code, 2);
}

#[test]
fn the_choices_of_a_package_are_those_that_export_takes() {
    let room = room(&positions());
    let found = json(&room, &[]);
    let mut line =
        vec!["export".to_owned(), "well".into(), "--for".into(), "council".into(), "--clean".into()];
    for choose in found["packages"][0]["choose"].as_array().unwrap() {
        line.extend(["--choose".to_owned(), choose.as_str().unwrap().replace('…', "six")]);
    }
    line.extend(["--markdown".to_owned(), "-".to_owned()]);
    let Ran { code, out, told } = room.run(&line.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(code, 0, "{told}");
    let line = ["bridge", "well", "--for", "council", "--clean", "1", "--fill", "2=six", "--markdown", "-"];
    assert_eq!(out, room.run(&line).out);
}

#[test]
fn only_readers_named_for_analysis_have_it_and_the_others_are_told_the_same_whatever_there_is() {
    let room = room(&positions());
    assert_eq!(room.run(&["bridge", "well", "--for", "team"]).code, 0);
    let told = "onetext: there is no analysis for this reader: the team decides who has it\n";
    for reader in ["upper", "public"] {
        for more in [&[][..], &["--json"], &["--draft", "gone"], &["--clean", "9", "--markdown"]] {
            let ran = room.run(&[&["bridge", "well", "--for", reader], more].concat());
            assert_eq!((ran.code, ran.out.as_str(), ran.told.as_str()), (1, "", told));
        }
    }
    let empty = Room::with_case();
    let ran = empty.run(&["bridge", "well", "--for", "council"]);
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.told.as_str()),
        (1, "", told),
        "nobody but the team is named"
    );
    assert_eq!(empty.run(&["bridge", "well", "--for", "team", "--as-of", "2031-03-10"]).code, 0);
}

#[test]
fn names_for_analysis_that_nobody_has_are_told_and_name_nobody() {
    let room = room(&positions());
    let case = room.read("well/case.toml");
    for (wrong, told) in [
        ("[\"councel\"]", "did you mean \"council\"?"),
        ("[]", "`analysis` is an empty list"),
        ("3", "`analysis` is a number"),
        ("[\"council\", 3]", "a name in `analysis` is a number"),
    ] {
        room.put("well/case.toml", case.replace("analysis = [\"council\"]", &format!("analysis = {wrong}")));
        let ran = room.run(&["check", "well"]);
        assert_eq!(ran.code, 1);
        assert!((ran.out + &ran.told).contains(told), "{told}");
        let named = wrong.contains("council\"");
        let ran = room.run(&["bridge", "well", "--for", "council"]);
        assert_eq!(ran.code, i32::from(!named), "{wrong}");
    }
}

#[test]
fn an_earlier_draft_can_be_asked_for() {
    let room = room(&positions());
    let found = json(&room, &["--draft", "first"]);
    assert_eq!(found["draft"]["id"], "first");
    assert_eq!(found["points"].as_array().unwrap().len(), 4);
    assert_eq!(found["points"][0]["positions"][0]["took"]["option"], 1);
    let ran = room.run(&["bridge", "well", "--for", "council", "--draft", "gone"]);
    assert_eq!(ran.code, 1);
    assert!(ran.told.contains("there is no draft “gone” that this reader may see"), "{}", ran.told);
}

#[test]
fn the_brief_has_packages_in_an_annex_for_readers_of_analyses_alone_and_never_on_its_first_page() {
    let room = room(&positions());
    let brief = |reader: &str| {
        let Ran { code, out, told } = room.run(&["brief", "well", "--for", reader, "--json"]);
        assert_eq!(code, 0, "{told}");
        serde_json::from_str::<Value>(&out).unwrap()
    };
    for reader in ["council", "team"] {
        let brief = brief(reader);
        let packages = &brief["annexes"]["told"]["packages"];
        let left = packages["left"].as_array().unwrap();
        assert_eq!(
            left[0],
            "The text allows 24 packages; 24 of them cross no red line; 5 of these follow, those with the fewest moves first."
        );
        assert_eq!(left.len(), 6, "{packages}");
        assert!(left[1].as_str().unwrap().starts_with("Package 1: 2 moves by "), "{packages}");
        assert!(!packages["answers"].as_array().unwrap().is_empty());
        assert!(!brief["first_page"].to_string().contains("ackage"), "{}", brief["first_page"]);
    }
    for reader in ["upper", "public"] {
        let brief = brief(reader);
        assert_eq!(brief["annexes"]["told"].get("packages"), None, "{reader}");
        let Ran { out, .. } = room.run(&["brief", "well", "--for", reader]);
        assert!(!out.contains("Annex N"), "{out}");
    }
    let html = room.path("brief.html");
    let Ran { code, told, .. } =
        room.run(&["brief", "well", "--for", "council", "--html", html.to_str().unwrap()]);
    assert_eq!(code, 0, "{told}");
    let page = std::fs::read_to_string(&html).unwrap();
    assert!(page.contains("href=\"#annex-n\"") && page.contains("id=\"annex-n\""));
}
