//! `onetext bridge`: assessments of the parties' wishes.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Ran, Room};
use serde_json::Value;

const TEXT: &str = "# The well\n\n1. Each farm [shall][should] draw water.\n\n2. The gate opens [once][twice][thrice] a day.\n\n3. [A guard stands there [at night].]\n";

/// A case of two parties with these acts and assessments.
fn room(acts: &str, preferences: &str) -> Room {
    let room = Room::empty();
    room.put(
        "well/case.toml",
        "title = \"The well\"\nlanguages = [\"en\"]\ndate = 2031-04-20\nzone = \"UTC\"\nanalysis = [\"council\", \"envoy\"]\n\n\
         [[participant]]\nid = \"upper\"\nname = \"Upper Farm\"\nrole = \"party\"\n\n\
         [[participant]]\nid = \"lower\"\nname = \"Lower Farm\"\nrole = \"party\"\n\n\
         [[participant]]\nid = \"council\"\nname = \"Council\"\nrole = \"mediator\"\n\n\
         [[participant]]\nid = \"envoy\"\nname = \"Envoy\"\nrole = \"mediator\"\n\n\
         [[draft]]\nid = \"first\"\ntitle = \"First\"\nfile = \"drafts/first.md\"\nlang = \"en\"\nby = \"council\"\n\
         on = 2031-03-01\naudience = [\"public\"]\nauthentic = \"text\"\ncurrent = true\n",
    );
    room.put("well/drafts/first.md", TEXT);
    room.put("well/record/all.toml", acts);
    room.put("well/preferences/all.toml", preferences);
    room
}

fn sound(acts: &str, preferences: &str) -> Room {
    let room = room(acts, preferences);
    let Ran { code, told, out } = room.run(&["check", "well"]);
    assert!(code == 0 && !out.contains("remark: "), "{out}{told}");
    room
}

fn takes(id: &str, by: &str, clause: &str, choice: &str) -> String {
    format!(
        "[[act]]\nid = \"{id}\"\nkind = \"accept\"\nby = \"{by}\"\non = 2031-03-05\ndraft = \"first\"\nclauses = [\"{clause}\"]\nchoice = {choice}\nextent = \"words\"\naudience = [\"public\"]\nsources = [{{ kind = \"statement\", who = \"{by}\", ref = \"letter\" }}]\n\n"
    )
}

/// An assessment of this kind that the council may see.
fn assessed(kind: &str, id: &str, party: &str, says: &str) -> String {
    format!(
        "[[{kind}]]\nid = \"{id}\"\nparty = \"{party}\"\non = 2031-03-20\ndraft = \"first\"\naudience = [\"council\"]\n{says}\n\n"
    )
}

fn prefers(id: &str, party: &str, better: &str, worse: &str) -> String {
    assessed(
        "prefers",
        id,
        party,
        &format!("better = [{better}]\nworse = [{worse}]\nreading = \"all else equal\""),
    )
}

fn json(room: &Room, reader: &str) -> Value {
    let Ran { code, out, told } = room.run(&["bridge", "well", "--for", reader, "--json", "--top", "50"]);
    assert_eq!(code, 0, "{told}");
    serde_json::from_str(&out).unwrap()
}

fn numbers(value: &Value) -> Vec<u64> {
    value.as_array().unwrap().iter().map(|one| one.as_u64().unwrap()).collect()
}

fn package<'a>(found: &'a Value, options: &[u64]) -> &'a Value {
    let all = ["packages", "crossing"].iter().flat_map(|list| found[*list].as_array().unwrap());
    all.into_iter().find(|one| numbers(&one["options"]) == options).unwrap()
}

const SHALL: &str = "{ clause = \"1\", option = \"shall\" }";
const SHOULD: &str = "{ clause = \"1\", option = \"should\" }";
const ONCE: &str = "{ clause = \"2\", option = \"once\" }";
const TWICE: &str = "{ clause = \"2\", option = \"#2\" }";
const THRICE: &str = "{ clause = \"2\", option = \"thrice\" }";

#[test]
fn an_assessment_takes_the_place_of_a_position_at_the_points_that_it_speaks_of_and_is_cited() {
    let acts = [takes("a1", "upper", "1", "[\"shall\"]"), takes("a2", "lower", "1", "[\"should\"]")].concat();
    let found = json(&sound(&acts, ""), "council");
    let (shall, should) = (package(&found, &[1, 1, 1, 1]), package(&found, &[2, 1, 1, 1]));
    for one in [shall, should] {
        assert!(one["dominated"]["surely_by"].as_array().unwrap().is_empty());
    }
    // What upper accepted was a concession, as the council knows.
    let more = "by = \"council\"\nnote = \"said in the barn\"\nsources = [{ kind = \"report\", who = \"the smith\", ref = \"talk\" }]";
    let says = format!("better = [{SHOULD}]\nworse = [{SHALL}]\nreading = \"all else equal\"\n{more}");
    let room = sound(&acts, &assessed("prefers", "w1", "upper", &says));
    let found = json(&room, "council");
    let wishes = found["wishes"].as_array().unwrap();
    assert_eq!(wishes.len(), 2);
    assert_eq!(wishes[0]["assessment"]["by"][0]["id"], "council");
    assert_eq!(wishes[0]["said"], "“should” at point 1 over “shall” at point 1, all else equal");
    let shall = package(&found, &[1, 1, 1, 1]);
    let surely = shall["dominated"]["surely_by"].as_array().unwrap();
    assert_eq!(surely[0]["package"], package(&found, &[2, 1, 1, 1])["number"]);
    assert_eq!(numbers(&surely[0]["because"]), [1, 2]);
    let told = room.run(&["bridge", "well", "--for", "council"]).read();
    for part in ["assessed by Council, 20 March", "assessment w1", "the smith", "“said in the barn”"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn who_may_not_see_an_assessment_has_the_same_packages_as_if_there_were_none() {
    let acts = [takes("a1", "upper", "1", "[\"shall\"]"), takes("a2", "lower", "1", "[\"shall\"]")].concat();
    let line = assessed("red_line", "r1", "lower", &format!("options = [{ONCE}]"));
    let with = sound(&acts, &(prefers("w1", "upper", SHOULD, SHALL) + &line));
    let without = sound(&acts, "");
    for more in [&["--json"][..], &[]] {
        let ran = |room: &Room| room.run(&[&["bridge", "well", "--for", "envoy"], more].concat()).read();
        assert_eq!(ran(&with), ran(&without));
        let council =
            |room: &Room| room.run(&[&["bridge", "well", "--for", "council"], more].concat()).read();
        assert_ne!(council(&with), council(&without));
    }
}

#[test]
fn who_sees_an_assessment_is_told_and_only_they_find_its_words() {
    let wish =
        prefers("w1", "upper", SHOULD, SHALL).replace("audience", "note = \"Said over tea.\"\naudience");
    let room = sound("", &wish);
    let told: Value = serde_json::from_str(&room.run(&["who-sees", "well", "w1", "--json"]).read()).unwrap();
    assert_eq!(told["items"][0]["sort"], "assessment");
    let readers = told["items"][0]["readers"].as_array().unwrap().iter();
    let of = |reader: &Value| {
        format!("{} {}", reader["reader"].as_str().unwrap(), reader["why"].as_str().unwrap())
    };
    let readers: Vec<String> = readers.map(of).collect();
    let others = ["public", "upper", "lower", "envoy"];
    for reader in &readers {
        let (who, why) = reader.split_once(' ').unwrap();
        assert_eq!(why, if others.contains(&who) { "not_in_audience" } else { "audience" }, "{readers:?}");
    }
    assert_eq!(readers.len(), 5);
    for (reader, places) in [("council", 1), ("team", 1), ("envoy", 0), ("upper", 0)] {
        let found = room.run(&["search", "well", "over tea", "--for", reader, "--json"]);
        let found: Value = serde_json::from_str(&found.read()).unwrap();
        assert_eq!(found["hits"].as_array().unwrap().len(), places, "{reader}: {found}");
        if places == 1 {
            assert_eq!(found["hits"][0]["place"]["assessment"]["assessment"], "w1");
        }
    }
}

#[test]
fn an_assessed_red_line_is_crossed_apart_with_whose_assessment_it_is() {
    let line =
        assessed("red_line", "r1", "lower", &format!("options = [{ONCE}, {SHALL}]\nby = [\"council\"]"));
    let room = sound("", &line);
    let found = json(&room, "council");
    assert_eq!(
        found["red_lines"][0]["options"],
        serde_json::json!([{ "point": 1, "option": 1 }, { "point": 2, "option": 1 }])
    );
    assert_eq!(found["red_lines"][0]["assessment"]["id"], "r1");
    assert!(found["red_lines"][0]["act"].is_null());
    // 2 × 3 × (2 + 1), of which one of six is crossed.
    assert_eq!((found["allowed"].as_str(), found["left"].as_str()), (Some("18"), Some("15")));
    assert_eq!(found["crossing"].as_array().unwrap().len(), 3);
    let told = room.run(&["bridge", "well", "--for", "council"]).read();
    assert!(told.contains("crosses what Lower Farm could not accept [assessed by Council"), "{told}");
    // What a party accepted since, it can accept.
    let acts = [takes("a1", "lower", "1", "[\"shall\"]"), takes("a2", "lower", "2", "[\"once\"]")].concat();
    let found = json(&self::room(&acts, &line), "council");
    assert!(found["red_lines"].as_array().unwrap().is_empty());
    assert_eq!(found["unused"][0]["assessment"]["id"], "r1");
}

#[test]
fn assessments_that_contradict_each_other_are_told_as_few_as_possible_and_nothing_is_worked_out() {
    let says = [
        prefers("w1", "upper", ONCE, TWICE),
        prefers("w2", "upper", SHALL, SHOULD),
        prefers("w3", "upper", TWICE, THRICE),
        prefers("w4", "upper", THRICE, ONCE),
    ]
    .concat();
    let room = room("", &says);
    let Ran { code, out, .. } = room.run(&["check", "well"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("preferences/all.toml:1:1: assessments w1, w3, w4 of the wishes of upper cannot all be meant as they stand"), "{out}");
    let found = json(&room, "council");
    assert_eq!(found["not_worked_out"][0]["reason"], "contradiction");
    assert_eq!(found["not_worked_out"][0]["party"]["id"], "upper");
    let clash: Vec<&str> = numbers(&found["not_worked_out"][0]["wishes"])
        .iter()
        .map(|at| found["wishes"][*at as usize - 1]["assessment"]["id"].as_str().unwrap())
        .collect();
    assert_eq!(clash, ["w1", "w3", "w4"]);
    assert!(package(&found, &[2, 1, 1, 1])["dominated"]["surely_by"].as_array().unwrap().is_empty());
    let told = room.run(&["bridge", "well", "--for", "council"]).read();
    assert!(
        told.contains("cannot all be meant as they stand; nothing is worked out of its wishes"),
        "{told}"
    );
}

#[test]
fn a_reservation_says_which_packages_are_surely_acceptable() {
    let whole = "options = [{ clause = \"1\", option = \"should\" }, { clause = \"2\", option = \"twice\" }, { clause = \"3\", point = 1, option = \"out\" }]";
    let says = [
        assessed("reservation", "l1", "upper", &format!("{whole}\nacceptable = true")),
        prefers("w1", "upper", SHALL, SHOULD),
        prefers("w2", "upper", ONCE, TWICE),
    ]
    .concat();
    let found = json(&sound("", &says), "council");
    let stands = |options: &[u64]| package(&found, options)["acceptable"][0]["not_worse"].as_str().unwrap();
    assert_eq!(stands(&[2, 2, 2, 3]), "surely");
    assert_eq!(stands(&[1, 1, 2, 3]), "surely");
    assert_eq!(numbers(&package(&found, &[1, 1, 2, 3])["acceptable"][0]["because"]), [1, 2, 3]);
    assert_eq!(stands(&[1, 3, 2, 3]), "unknown");
    assert_eq!(found["wishes"][0]["says"], "reservation");
}

#[test]
fn amounts_and_orders_in_time_are_told_as_they_were_given() {
    let says = [
        assessed("extremes", "e1", "lower", &format!("worst = {SHALL}\nbest = {SHOULD}")),
        assessed("share", "s1", "lower", &format!("from = [{SHALL}]\nto = [{SHOULD}]\nlow = 0.25\nhigh = 1")),
        assessed(
            "ratio",
            "q1",
            "lower",
            &format!(
                "from = [{SHALL}]\nto = [{SHOULD}]\nthan_from = [{THRICE}]\nthan_to = [{ONCE}]\nlow = 2"
            ),
        ),
        assessed(
            "prefers",
            "t1",
            "lower",
            &format!("better = [{SHALL}]\nworse = [{ONCE}]\nreading = \"in time\""),
        ),
    ]
    .concat();
    let found = json(&sound("", &says), "council");
    let said: Vec<&str> =
        found["wishes"].as_array().unwrap().iter().map(|wish| wish["said"].as_str().unwrap()).collect();
    assert_eq!(
        said,
        [
            "“shall” is the worst and “should” the best option at point 1",
            "from “shall” at point 1 to “should” at point 1 is 0.25 to 1 of all that can be gained, all else equal",
            "from “shall” at point 1 to “should” at point 1 is worth at least 2 times what it is worth to go from “thrice” at point 2 to “once” at point 2, all else equal",
            "“shall” at point 1 before “once” at point 2, in time: this says nothing of worth",
        ]
    );
}

#[test]
fn what_cannot_be_taken_is_told_with_its_place_and_the_reason() {
    for (says, told) in [
        (
            prefers("w1", "upper", "{ clause = \"1\", option = \"must\" }", SHALL),
            "in clause 1 cannot be told here: it is none of the options that are open",
        ),
        (
            prefers(
                "w1",
                "upper",
                "{ clause = \"3\", option = \"in\" }",
                "{ clause = \"3\", option = \"out\" }",
            ),
            "several open points offer it; say which with `point`",
        ),
        (prefers("w1", "upper", SHALL, ONCE), "its two sides speak of different points"),
        (prefers("w1", "upper", &format!("{SHALL}, {SHOULD}"), SHALL), "it names two options of point 1"),
        (prefers("w1", "council", SHALL, SHOULD), "somebody whose consent is not required"),
        (
            assessed("extremes", "w1", "upper", &format!("worst = {SHALL}\nbest = {ONCE}")),
            "are of different points",
        ),
        (
            assessed(
                "share",
                "w1",
                "upper",
                &format!("from = [{SHALL}]\nto = [{SHOULD}]\nlow = 0.1\nhigh = 0.3"),
            ),
            "those of point 1 are not",
        ),
        (
            assessed(
                "reservation",
                "w1",
                "upper",
                &format!("options = [{SHALL}, {ONCE}]\nacceptable = true"),
            ),
            "leaves point 3 open",
        ),
    ] {
        let room = room("", &says);
        let Ran { code, out, .. } = room.run(&["check", "well"]);
        assert_eq!(code, 0, "{out}");
        assert!(
            out.contains("remark: preferences/all.toml:1:1: nothing can be worked out from assessment “w1”"),
            "{out}"
        );
        assert!(out.contains(told), "{told}: {out}");
        let found = json(&room, "council");
        assert_eq!(found["unused"][0]["assessment"]["id"], "w1");
        assert!(found["wishes"].as_array().unwrap().is_empty());
    }
}

#[test]
fn what_cannot_be_read_is_left_out_whole_with_line_and_column() {
    for (says, place, told) in [
        (prefers("w1", "uper", SHALL, SHOULD), "3:9", "did you mean \"upper\"?"),
        (
            prefers("w1", "upper", "{ clause = \"9\", option = \"shall\" }", SHOULD),
            "7:22",
            "`clause` names a clause “9” that cannot be found",
        ),
        (
            prefers("w1", "upper", "{ clause = \"1\" }", SHOULD),
            "7:11",
            "`option` is missing: an option needs it",
        ),
        (
            assessed("prefers", "w1", "upper", &format!("better = [{SHALL}]\nworse = [{SHOULD}]")),
            "1:1",
            "`reading` is missing: a preference needs it",
        ),
        (
            assessed(
                "prefers",
                "w1",
                "upper",
                &format!("better = []\nworse = [{SHOULD}]\nreading = \"whatever else\""),
            ),
            "7:10",
            "`better` is an empty list",
        ),
        (
            assessed(
                "share",
                "w1",
                "upper",
                &format!("from = [{SHALL}]\nto = [{SHOULD}]\nlow = 0.5\nhigh = 0.25"),
            ),
            "9:7",
            "`low` is 0.5, which is more than `high`, 0.25",
        ),
        (
            assessed(
                "share",
                "w1",
                "upper",
                &format!("from = [{SHALL}]\nto = [{SHOULD}]\nlow = 0.5\nhigh = 1.5"),
            ),
            "10:8",
            "`high` is 1.5",
        ),
        (assessed("weight", "w1", "upper", ""), "1:3", "there is no `weight` here"),
        (
            assessed("red_line", "w1", "upper", "options = [{ clause = \"1\", option = \"#0\" }]"),
            "7:37",
            "alternatives are counted from 1",
        ),
    ] {
        let room = room("", &(says + &prefers("w2", "upper", ONCE, TWICE)));
        let Ran { code, out, .. } = room.run(&["check", "well"]);
        assert_eq!(code, 1, "{out}");
        assert!(out.contains(&format!("problem: preferences/all.toml:{place}: ")), "{place}: {out}");
        assert!(out.contains(told), "{told}: {out}");
        let found = json(&room, "council");
        let ids: Vec<&str> = found["wishes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|wish| wish["assessment"]["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids, ["w2"], "the others are there all the same");
    }
}

/// Every amount of both parties, so that what packages are worth is known exactly.
fn all_amounts() -> String {
    let all = |party: &str, shares: [(&str, &str, &str); 4], worst: [&str; 2]| -> String {
        let extremes = [("1", [SHALL, SHOULD]), ("2", [ONCE, THRICE])];
        let mut says = String::new();
        for (at, (point, [one, other])) in extremes.iter().enumerate() {
            let (worst, best) = if worst[at] == "first" { (one, other) } else { (other, one) };
            says += &assessed(
                "extremes",
                &format!("{party}-e{point}"),
                party,
                &format!("worst = {worst}\nbest = {best}"),
            );
        }
        for (at, (from, to, share)) in shares.iter().enumerate() {
            let low_high = format!("from = [{from}]\nto = [{to}]\nlow = {share}\nhigh = {share}");
            says += &assessed("share", &format!("{party}-s{at}"), party, &low_high);
        }
        says
    };
    let upper = [(SHOULD, SHALL, "0.3"), (THRICE, ONCE, "0.7"), (TWICE, ONCE, "0.2"), (THRICE, TWICE, "0.5")];
    let lower = [(SHALL, SHOULD, "0.6"), (ONCE, THRICE, "0.4"), (ONCE, TWICE, "0.1"), (TWICE, THRICE, "0.3")];
    all("upper", upper, ["second", "second"]) + &all("lower", lower, ["first", "first"])
}

#[test]
fn what_packages_can_be_worth_to_two_parties_is_drawn_and_exact_where_all_amounts_are_known() {
    let room = room("", &all_amounts());
    room.put(
        "well/drafts/first.md",
        TEXT.replace("[A guard stands there [at night].]", "A guard stands there."),
    );
    let Ran { code, told, .. } =
        room.run(&["bridge", "well", "--for", "council", "--top", "6", "--svg", "packages.svg"]);
    assert_eq!(code, 0, "{told}");
    let svg = room.read("packages.svg");
    // Six packages, each a point; upper's and lower's worth of the first: all, and nothing.
    assert_eq!(svg.matches("<circle").count(), 6);
    assert!(svg.contains("<circle cx=\"398.0\" cy=\"424.0\""), "{svg}");
    assert!(svg.contains("<polyline"), "the best of what is known exactly");
    assert!(svg.contains("Upper Farm") && svg.contains("Lower Farm"));
}

#[test]
fn a_picture_is_of_two_parties_and_said_to_be_impossible_otherwise() {
    let ran = |acts: &str, says: &str| {
        room(acts, says).run(&["bridge", "well", "--for", "council", "--svg", "packages.svg"])
    };
    let Ran { code, told, .. } = ran("", "");
    assert_eq!(code, 1);
    assert!(told.contains("nothing is known of what packages are worth to any party"), "{told}");
    let Ran { code, told, .. } = ran("", &prefers("w1", "lower", SHALL, SHOULD));
    assert_eq!(code, 1);
    assert!(told.contains("worth to Lower Farm alone, and a picture is of two parties"), "{told}");
    let both = prefers("w1", "lower", SHALL, SHOULD) + &prefers("w2", "upper", ONCE, TWICE);
    assert_eq!(ran("", &both).code, 0);
}

#[test]
fn the_annex_has_the_picture_where_something_is_known_of_two_parties_and_none_elsewhere() {
    let acts = [takes("a1", "upper", "1", "[\"shall\"]"), takes("a2", "lower", "1", "[\"should\"]")].concat();
    let annex = |room: &Room| {
        let page = room.path("brief.html");
        let ran = room.run(&["brief", "well", "--for", "council", "--html", page.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{}", ran.told);
        let page = std::fs::read_to_string(page).unwrap();
        let from = page.split_once("id=\"annex-n\"").unwrap().1;
        from.split_once("</section>").unwrap().0.to_owned()
    };
    let share = |id: &str, party: &str, [from, to]: [&str; 2]| {
        let extremes =
            assessed("extremes", &format!("e{id}"), party, &format!("worst = {from}\nbest = {to}"));
        let says = format!("from = [{from}]\nto = [{to}]\nlow = 0.25\nhigh = 1");
        extremes + &assessed("share", &format!("s{id}"), party, &says)
    };
    let (upper, lower) = (share("1", "upper", [SHOULD, SHALL]), share("2", "lower", [SHALL, SHOULD]));
    let room = sound(&acts, &(upper.clone() + &lower));
    let both = annex(&room);
    assert_eq!(both.matches("<svg").count(), 2, "{both}");
    assert!(both.contains("What packages can be worth to two parties") && both.contains("Upper Farm"));
    assert!(!room.run(&["brief", "well", "--for", "council", "--json"]).out.contains("<svg"));
    for (acts, says) in [(acts.as_str(), ""), ("", upper.as_str())] {
        assert!(!annex(&sound(acts, says)).contains("<svg"), "{says}");
    }
}
