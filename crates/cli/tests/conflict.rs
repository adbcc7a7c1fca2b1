//! `onetext conflict`: who would walk away, from a file and from a case.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Ran, Room};
use serde_json::{Value, json};

/// Two drivers head for each other; each can swerve. Best for each: the other swerves alone; worst: neither does.
const CHICKEN: &str = "title = \"Chicken\"\nstatus_quo = 0\n\n\
    [[decision_maker]]\nname = \"Ann\"\n\n[[decision_maker]]\nname = \"Bo\"\n\n\
    [[option]]\nid = \"a\"\nname = \"Swerve\"\nowner = \"Ann\"\n\n[[option]]\nid = \"b\"\nname = \"Swerve\"\nowner = \"Bo\"\n\n\
    [[preference]]\nof = \"Ann\"\nwish = \"a or b\"\n\n[[preference]]\nof = \"Ann\"\nwish = \"b\"\n\n[[preference]]\nof = \"Ann\"\nwish = \"not a\"\n\n\
    [[preference]]\nof = \"Bo\"\nwish = \"a or b\"\n\n[[preference]]\nof = \"Bo\"\nwish = \"a\"\n\n[[preference]]\nof = \"Bo\"\nwish = \"not b\"\n";

fn room() -> Room {
    let room = Room::empty();
    room.put("chicken.toml", CHICKEN);
    room
}

fn asked(room: &Room, line: &[&str]) -> Value {
    let Ran { code, out, told } = room.run(&[&["conflict"], line, &["--json"]].concat());
    assert_eq!(code, 0, "{told}");
    serde_json::from_str(&out).unwrap()
}

fn refused(room: &Room, line: &[&str]) -> (i32, String) {
    let Ran { code, out, told } = room.run(&[&["conflict"], line].concat());
    assert_eq!(out, "");
    (code, told)
}

#[test]
fn what_is_stable_is_told_by_bitmask_for_each_concept_state_and_decision_maker() {
    let found = asked(&room(), &["solve", "chicken.toml"]);
    assert_eq!(found["decision_makers"], json!(["Ann", "Bo"]));
    assert_eq!(found["options"], json!(["Swerve", "Swerve"]));
    assert_eq!(found["states"], json!([0, 1, 2, 3]));
    // In 0 nobody swerves and both would rather; in 1 and 2 one does and neither gains by changing; in 3 both would rather not.
    assert_eq!(found["stable"]["nash"], json!([[false, false], [true, true], [true, true], [false, false]]));
    assert_eq!(found["equilibria"]["nash"], json!([1, 2]));
    // From 3, who stops swerving risks that the other does, too.
    assert_eq!(found["equilibria"]["gmr"], json!([1, 2, 3]));
    for concept in ["smr", "seq", "sseq"] {
        assert!(found["stable"][concept].as_array().unwrap().len() == 4, "{concept}");
    }
}

#[test]
fn every_state_can_be_written_as_a_line() {
    let room = room();
    let Ran { code, told, .. } =
        room.run(&["conflict", "solve", "chicken.toml", "--states", "states.jsonl", "--json"]);
    assert_eq!(code, 0, "{told}");
    let lines: Vec<Value> =
        room.read("states.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let states: Vec<u64> = lines.iter().map(|line| line["state"].as_u64().unwrap()).collect();
    assert_eq!(states, [0, 1, 2, 3]);
    assert_eq!(lines[3]["equilibrium"][0], "gmr");
    assert_eq!(lines[0]["stable"]["nash"], json!([false, false]));
}

#[test]
fn why_tells_the_moves_in_sentences() {
    let room = room();
    let Ran { code, out, told } =
        room.run(&["conflict", "why", "chicken.toml", "a, b", "--who", "Ann", "--concept", "gmr"]);
    assert_eq!(code, 0, "{told}");
    let out = out.replace(['\u{2068}', '\u{2069}'], "").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        out.contains(
            "Ann would gain by dropping “Swerve” (state 2 (b)), but then Bo can drop “Swerve” (state 0 (nothing taken)), which leaves Ann worse off than now."
        ),
        "{out}"
    );
    let why = asked(&room, &["why", "chicken.toml", "0", "--who", "Bo", "--concept", "nash"]);
    let answer = &why["answers"][0];
    assert_eq!(
        (answer["stable"].as_bool(), &answer["improvements"][0]["to"]["bitmask"]),
        (Some(false), &json!(2))
    );
}

#[test]
fn paths_lead_from_the_status_quo_to_what_holds() {
    let found = asked(&room(), &["paths", "chicken.toml", "--improvements", "--concept", "nash"]);
    assert_eq!(found["from"]["bitmask"], 0);
    let to: Vec<(&Value, usize)> = found["to"]
        .as_array()
        .unwrap()
        .iter()
        .map(|way| (&way["state"]["bitmask"], way["ways"][0].as_array().unwrap().len()))
        .collect();
    assert_eq!(to, [(&json!(1), 1), (&json!(2), 1)]);
}

#[test]
fn a_wished_state_is_told_with_the_preferences_that_would_make_it_hold() {
    let found = asked(&room(), &["inverse", "chicken.toml", "3", "--concept", "nash"]);
    assert_eq!(found["holds"], false);
    for (at, name) in ["Ann", "Bo"].into_iter().enumerate() {
        let of = &found["decision_makers"][at];
        assert_eq!((&of["name"], &of["change"]["classes"]), (&json!(name), &json!(1)));
        assert_eq!(of["clauses"].as_array().unwrap().len(), 1);
    }
    assert_eq!(found["together"].as_array().unwrap().len(), 2);
}

#[test]
fn single_preferences_and_single_interventions_that_change_what_holds_are_found() {
    let room = room();
    let found = asked(&room, &["sensitivity", "chicken.toml", "--concept", "nash"]);
    assert_eq!(found["now"], json!([1, 2]));
    let changes = found["changes"].as_array().unwrap();
    assert!(changes.iter().any(|change| change["lost"][0]["bitmask"] == 1), "{found}");
    let found = asked(&room, &["intervene", "chicken.toml", "--concept", "nash", "--wish", "3"]);
    for change in found["changes"].as_array().unwrap() {
        assert!(change["gained"].as_array().unwrap().iter().any(|state| state["bitmask"] == 3), "{found}");
    }
}

#[test]
fn a_third_party_can_bring_in_an_option() {
    let room = room();
    // Who stops is safe and loses nothing by it.
    let line = [
        "intervene",
        "chicken.toml",
        "--concept",
        "nash",
        "--add",
        "Ann: Stop",
        "--liked-by",
        "Ann",
        "--disliked-by",
        "Bo",
    ];
    let found = asked(&room, &line);
    let what: Vec<&str> =
        found["changes"].as_array().unwrap().iter().map(|one| one["what"].as_str().unwrap()).collect();
    assert!(what.iter().any(|what| what.contains("new option") && what.contains("Stop")), "{what:?}");
    let (code, told) = refused(&room, &["intervene", "chicken.toml", "--add", "Stop"]);
    assert!(code == 2 && told.contains("--add 'Ann: Leave'"), "{told}");
    let (code, told) = refused(&room, &["intervene", "chicken.toml", "--add", "Cy: Stop"]);
    assert!(code == 2 && told.contains("no decision maker"), "{told}");
}

#[test]
fn pictures_and_pages_have_every_state() {
    let room = room();
    for line in [
        ["draw", "chicken.toml", "--svg", "chicken.svg"],
        ["solve", "chicken.toml", "--html", "chicken.html"],
    ] {
        let Ran { code, told, .. } = room.run(&[&["conflict"][..], &line].concat());
        assert_eq!(code, 0, "{told}");
    }
    let svg = room.read("chicken.svg");
    assert_eq!(svg.matches("<rect x=").count(), 4);
    assert_eq!(svg.matches("marker-end").count(), 4);
    let page = room.read("chicken.html");
    assert!(page.contains("<svg") && page.contains("scope=\"row\">1 "), "{page}");
}

#[test]
fn a_model_goes_from_json_to_toml_and_means_the_same() {
    let room = room();
    let Ran { code, told, .. } = room.run(&["conflict", "convert", "chicken.toml", "--out", "again.toml"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(asked(&room, &["solve", "again.toml"]), asked(&room, &["solve", "chicken.toml"]));
}

#[test]
fn bad_models_are_refused_with_the_place_and_what_to_do() {
    let room = room();
    let with = |more: &str| format!("{CHICKEN}\n{more}");
    let tied = CHICKEN.replace("wish = \"a or b\"", "wish = \"a or c\"");
    let cases = [
        ("nothing-left", with("[[infeasible]]\nwhen = \"a or not a\"\n"), "exclude"),
        ("missing-option", tied, "\"c\""),
        ("two-kinds", with("[[weight]]\nof = \"Ann\"\noption = \"a\"\nweight = 1\n"), "[[weight]]"),
        (
            "unknown-field",
            with("[[option]]\nname = \"x\"\nowner = \"Ann\"\ndirecton = \"both\"\n"),
            "direction",
        ),
        ("no-toml", "[[decision_maker]\n".to_owned(), "no-toml.toml:1"),
        ("empty", String::new(), "empty.toml"),
    ];
    for (name, text, telling) in cases {
        let file = format!("{name}.toml");
        room.put(&file, text);
        let (code, told) = refused(&room, &["solve", &file]);
        assert_eq!(code, 1, "{name}: {told}");
        assert!(told.contains(&file) && told.contains(telling), "{name}: {told}");
    }
    let circle = "[[decision_maker]]\nname = \"Ann\"\n[[state]]\nname = \"x\"\n[[state]]\nname = \"y\"\n\
        [[comparison]]\nof = \"Ann\"\nbetter = \"x\"\nworse = \"y\"\n[[comparison]]\nof = \"Ann\"\nbetter = \"y\"\nworse = \"x\"\n";
    room.put("circle.toml", circle);
    let (code, told) = refused(&room, &["solve", "circle.toml"]);
    assert_eq!(code, 1);
    assert!(told.contains("circle.toml:"), "{told}");
    let (code, told) = refused(&room, &["why", "chicken.toml", "7"]);
    assert_eq!(code, 2, "{told}");
    let (code, told) = refused(&room, &["why", "chicken.toml", "0", "--who", "Anne"]);
    assert_eq!(code, 2);
    assert!(told.contains("did you mean \"Ann\"?"), "{told}");
    let (code, told) = refused(&room, &["solve", "gone.toml"]);
    assert_eq!(code, 1, "{told}");
}

#[test]
fn looking_ahead_is_for_two_and_more_memory_than_allowed_is_refused_beforehand() {
    let room = room();
    let found = asked(&room, &["solve", "chicken.toml", "--limited", "3"]);
    let by: Vec<&str> =
        found["further"].as_array().unwrap().iter().map(|one| one["by"].as_str().unwrap()).collect();
    assert_eq!(by, ["limited_1", "limited_2", "limited_3", "non_myopic"]);
    room.put(
        "three.toml",
        format!("{CHICKEN}\n[[decision_maker]]\nname = \"Cy\"\n[[unknown]]\nof = \"Cy\"\n"),
    );
    let (code, told) = refused(&room, &["solve", "three.toml", "--limited", "3"]);
    assert_eq!(code, 1);
    assert!(told.contains("two decision makers"), "{told}");
    let options: String =
        (0..24).map(|at| format!("[[option]]\nname = \"o{at}\"\nowner = \"Ann\"\n")).collect();
    room.put(
        "large.toml",
        format!("[[decision_maker]]\nname = \"Ann\"\n{options}[[preference]]\nof = \"Ann\"\nwish = \"o1\"\n"),
    );
    let (code, told) = refused(&room, &["solve", "large.toml", "--memory", "1"]);
    assert_eq!(code, 1);
    assert!(told.contains("MB") || told.contains("MiB"), "{told}");
}

/// The chicken of a case in which only the council has analysis.
fn unchecked(more: &str) -> Room {
    let room = Room::with_case();
    let about = room.read("well/case.toml");
    room.put("well/case.toml", about.replacen("\n[[", "\nanalysis = [\"council\", \"upper\"]\n\n[[", 1));
    let seen = |text: &str| {
        let heads = ["decision_maker", "option", "preference", "comparison", "state"];
        heads.iter().fold(text.to_owned(), |text, head| {
            text.replace(&format!("[[{head}]]\n"), &format!("[[{head}]]\naudience = [\"public\"]\n"))
        })
    };
    let model = "[[decision_maker]]\nid = \"upper\"\nname = \"Upper\"\nparticipant = \"upper\"\n\n[[decision_maker]]\nid = \"lower\"\nname = \"Lower\"\nparticipant = \"lower\"\n\n\
        [[option]]\nid = \"dig\"\nname = \"Dig\"\nowner = \"upper\"\n\n[[option]]\nid = \"block\"\nname = \"Block\"\nowner = \"lower\"\n\n\
        [[comparison]]\nof = \"upper\"\nbetter = \"not block\"\nworse = \"block\"\nall_else_equal = true\nnote = \"Said at the market.\"\n\n";
    room.put("well/conflict.toml", format!("{}{more}", seen(model)));
    room
}

/// The same, in which nothing is wrong.
fn case(more: &str) -> Room {
    let room = unchecked(more);
    let Ran { code, out, told } = room.run(&["check", "well"]);
    assert_eq!(code, 0, "{out}{told}");
    room
}

#[test]
fn a_case_has_its_conflict_for_readers_of_analyses_each_as_they_may_see_it() {
    let hidden = "[[option]]\nid = \"sell\"\nname = \"Sell the well\"\nowner = \"lower\"\naudience = [\"council\"]\n\n\
        [[comparison]]\nof = \"lower\"\nbetter = \"sell\"\nworse = \"not sell\"\naudience = [\"public\"]\n\n";
    let room = case(hidden);
    let of = |reader: &str| asked(&room, &["solve", "well", "--for", reader]);
    assert_eq!(of("council")["state_count"], 8);
    assert_eq!(of("team")["state_count"], 8);
    // What mentions the hidden option is not there for others, either.
    let without = case("");
    let upper = asked(&without, &["solve", "well", "--for", "upper"]);
    assert_eq!(of("upper"), upper);
    assert_eq!(upper["known"], false);
    let (code, told) = refused(&room, &["solve", "well", "--for", "lower"]);
    assert_eq!(code, 1);
    assert!(told.contains("there is no analysis for this reader"), "{told}");
    let (code, told) = refused(&room, &["solve", "well"]);
    assert_eq!(code, 2);
    assert!(told.contains("--for"), "{told}");
    let (code, told) = refused(&room, &["solve", "well/conflict.toml"]);
    assert_eq!(code, 2);
    assert!(told.contains("part of a case"), "{told}");
}

#[test]
fn who_sees_an_option_is_told_and_only_readers_of_analyses_find_its_words() {
    let sell = "[[option]]\nid = \"sell\"\nname = \"Sell the well\"\nowner = \"lower\"\naudience = [\"council\", \"lower\"]\n\n";
    let room = case(sell);
    // A search that finds nothing has another exit code.
    let read = |line: &[&str]| -> Value { serde_json::from_str(&room.run(line).out).unwrap() };
    let told = read(&["who-sees", "well", "sell", "--json"]);
    assert_eq!(told["items"][0]["sort"], "conflict_option");
    for (reader, why) in [
        ("council", "audience"),
        ("upper", "not_in_audience"),
        ("lower", "not_for_analysis"),
        ("public", "not_for_analysis"),
    ] {
        let readers = told["items"][0]["readers"].as_array().unwrap();
        let one = readers.iter().find(|one| one["reader"] == reader).unwrap();
        assert_eq!((&one["why"], &one["sees"]), (&json!(why), &json!(why == "audience")), "{reader}");
    }
    for (reader, words, places) in [
        ("council", "sell the well", 1),
        ("upper", "sell the well", 0),
        ("lower", "sell the well", 0),
        ("upper", "at the market", 1),
        ("public", "at the market", 0),
    ] {
        let found = read(&["search", "well", words, "--for", reader, "--json"]);
        assert_eq!(found["hits"].as_array().unwrap().len(), places, "{reader}, {words}: {found}");
    }
    let place = &read(&["search", "well", "sell the well", "--for", "council", "--json"])["hits"][0]["place"];
    assert_eq!(*place, json!({"conflict": {"heading": "option", "entry": "sell", "field": "name"}}));
}

#[test]
fn the_brief_has_the_conflict_in_an_annex_and_never_on_its_first_page() {
    let room = case("");
    let brief = |reader: &str| {
        let Ran { code, out, told } = room.run(&["brief", "well", "--for", reader, "--json"]);
        assert_eq!(code, 0, "{told}");
        serde_json::from_str::<Value>(&out).unwrap()
    };
    for reader in ["council", "upper", "team"] {
        let brief = brief(reader);
        let told = &brief["annexes"]["told"]["conflict"];
        assert!(told["preferences"].to_string().contains("Said at the market."), "{told}");
        assert!(told["options"].to_string().contains("Dig"), "{told}");
        assert!(!brief["first_page"].to_string().contains("Dig"));
    }
    for reader in ["lower", "public"] {
        assert_eq!(brief(reader)["annexes"]["told"].get("conflict"), None, "{reader}");
    }
}

#[test]
fn check_tells_what_says_nothing_and_what_others_see_in_parts() {
    let more = "[[comparison]]\nof = \"lower\"\nbetter = \"false\"\nworse = \"sell\"\naudience = [\"council\", \"upper\"]\n\n\
        [[unknown]]\nof = \"lower\"\nbetween = [\"sell\", \"not sell\"]\naudience = [\"council\"]\n";
    let sell = format!(
        "[[option]]\nid = \"sell\"\nname = \"Sell the well\"\nowner = \"lower\"\naudience = [\"council\", \"upper\"]\n\n{more}"
    );
    let room = case(&sell);
    let told = room.run(&["check", "well"]).out;
    assert!(told.contains("this comparison is of no two states that can be: it says nothing"), "{told}");
    assert!(
        told.contains("this entry is not shown to upper, who see others on the same decision maker"),
        "{told}"
    );
    assert_eq!(told.matches("remark:").count(), 2, "{told}");
    let file = room.read("well/conflict.toml");
    room.put("well/conflict.toml", file.replace("better = \"false\"", "better = []"));
    let told = room.run(&["check", "well"]).out;
    assert!(told.contains("this list has no state") && told.contains("[[]]"), "{told}");
}

#[test]
fn slips_in_the_conflict_of_a_case_are_told_with_their_place_and_leave_the_rest() {
    let room = case("");
    let good = room.read("well/conflict.toml");
    for (slip, telling) in [
        ("[[option]]\nid = \"x\"\nname = \"X\"\nowner = \"upper\"\ndirecton = \"both\"\n", "direction"),
        ("[[option]]\nid = \"x\"\nname = \"X\"\nowner = \"upper\"\naudience = [\"nobody\"]\n", "nobody"),
        ("[[state]]\nname = \"now\"\ntaken = 3\n", "by a number"),
        (
            "[[option]]\nid = \"x\"\nname = \"X\"\nowner = \"uper\"\n",
            "conflict.toml:36:9: no entry brings in “uper”, which this one names",
        ),
        ("[[decision_makr]]\nname = \"X\"\n", "decision_maker"),
    ] {
        room.put("well/conflict.toml", format!("{good}{slip}"));
        let Ran { code, out, .. } = room.run(&["check", "well"]);
        assert_eq!(code, 1, "{slip}");
        assert!(out.contains("conflict.toml:") && out.contains(telling), "{slip}: {out}");
        assert_eq!(out.contains("did you mean “Upper”?"), slip.contains("uper"), "{out}");
        assert_eq!(asked(&room, &["solve", "well", "--for", "council"])["state_count"], 4, "{slip}");
    }
}

#[test]
fn what_is_hidden_of_a_conflict_neither_shifts_nor_names_anything_for_others() {
    let hide = |text: &str| text.replace("AUDIENCE", "audience = [\"council\"]");
    let wish = |wish: &str, more: &str| {
        format!("[[preference]]\nof = \"lower\"\nwish = \"{wish}\"\naudience = [\"public\"]\n{more}\n")
    };
    let option = |id: &str, name: &str, audience: &str| {
        format!("[[option]]\nid = \"{id}\"\nname = \"{name}\"\nowner = \"lower\"\n{audience}\n\n")
    };
    let public = "audience = [\"public\"]";
    for (what, more, seen) in [
        // The first wish of several is hidden: the others count as if there were none before. The team is told.
        (
            "a wish",
            hide("[[preference]]\nof = \"lower\"\nwish = \"dig\"\nAUDIENCE\n\n") + &wish("block", ""),
            wish("block", ""),
        ),
        (
            "what is not known",
            hide("[[unknown]]\nof = \"lower\"\nbetween = [\"dig\", \"not dig\"]\nAUDIENCE\n\n")
                + &wish("block", ""),
            wish("block", ""),
        ),
        // An option of a number, which could be taken for one of a state.
        (
            "a number",
            option("7", "Seven", &hide("AUDIENCE"))
                + "[[weight]]\nof = \"lower\"\noption = \"7\"\nweight = 1\naudience = [\"public\"]\n",
            String::new(),
        ),
        // A name that is the id of a hidden option means what it means without that.
        (
            "an id",
            option("well", "sell", public)
                + &option("sell", "Sell the well", &hide("AUDIENCE"))
                + &wish("sell", ""),
            option("well", "sell", public) + &wish("sell", ""),
        ),
        // An id, a name of a state and a decision maker that are also those of something hidden.
        (
            "the same id",
            hide(
                "[[option]]\nid = \"dig\"\nowner = \"lower\"\nAUDIENCE\n\n[[decision_maker]]\nid = \"lower\"\nAUDIENCE\n\n\
                  [[state]]\nname = \"dig\"\ntaken = [\"block\"]\nAUDIENCE\n\n",
            ) + &wish("dig", ""),
            wish("dig", ""),
        ),
        // A name of a decision maker is none of an option.
        ("a name", option("Lower", "x", &hide("AUDIENCE")) + &wish("not Lower", ""), String::new()),
    ] {
        let (with, without) = (unchecked(&more), case(&seen));
        let of = |room: &Room| asked(room, &["solve", "well", "--for", "upper"]);
        assert_eq!(of(&with), of(&without), "{what}");
    }
    // Where what is left makes no model, readers are told no more than that, and the team which readers.
    let room = case("");
    let good = room.read("well/conflict.toml");
    let ranked = "[[infeasible]]\nwhen = \"dig and block\"\n\n[[ranking]]\nof = \"lower\"\nclasses = [[\"dig\"], [\"block\"], [\"none\"]]\naudience = [\"public\"]\n";
    room.put("well/conflict.toml", format!("{good}{ranked}"));
    let Ran { code, out, .. } = room.run(&["check", "well"]);
    assert!(code == 0 && out.contains("may see of this file makes no model"), "{out}");
    let (code, told) = refused(&room, &["solve", "well", "--for", "upper"]);
    assert_eq!(code, 1);
    assert!(!told.contains("state") && told.contains("makes no model"), "{told}");
    assert_eq!(asked(&room, &["solve", "well", "--for", "team"])["state_count"], 3);
}

#[cfg(unix)]
#[test]
fn a_picture_goes_into_a_pipe_as_well() {
    let room = Room::empty();
    room.put("two.toml", "[[decision_maker]]\nid = \"A\"\n[[option]]\nid = \"o\"\nowner = \"A\"\n[[preference]]\nof = \"A\"\nwish = \"o\"\n");
    let Ran { code, out, told } = room.run(&["conflict", "draw", "two.toml", "--svg", "/dev/stdout"]);
    assert_eq!(code, 0, "{told}");
    assert!(out.starts_with("<svg") && out.trim_end().ends_with("</svg>"), "{out}");
}
