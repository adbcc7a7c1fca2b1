//! The mathematics of a scenario, as a researcher asks for it.

#![allow(clippy::unwrap_used)]

mod program;

use program::Room;
use serde_json::{Value, json};

/// Two parties, three issues, a rule; small enough to be worked out by hand.
const FERRY: &str = r#"name = "ferry"

[[issue]]
name = "Fare"
options = ["low", "middle", "high"]

[[issue]]
name = "Crossings"
from = 2
to = 4

[[issue]]
name = "Pier"
options = ["north", "south"]

[[rule]]
if = { Crossings = 4 }
needs = { Pier = "south" }

[[party]]
name = "island"
reservation = 0.25
[party.wishes.Fare]
weight = 0.5
worth = { low = 1, middle = 0.5, high = 0 }
[party.wishes.Crossings]
weight = 0.3
worth = { 2 = 0, 3 = 0.5, 4 = 1 }
[party.wishes.Pier]
weight = 0.2
worth = { north = 1, south = 0 }

[[party]]
name = "line"
reservation = 0.25
[party.wishes.Fare]
weight = 0.6
worth = { low = 0, middle = 0.5, high = 1 }
[party.wishes.Crossings]
weight = 0.3
worth = { 2 = 1, 3 = 0.5, 4 = 0 }
[party.wishes.Pier]
weight = 0.1
worth = { north = 0, south = 1 }
"#;

fn room() -> Room {
    let room = Room::empty();
    room.put("ferry.toml", FERRY);
    room
}

fn answer(room: &Room, arguments: &[&str]) -> Value {
    let ran = room.run(arguments);
    assert_eq!((ran.code, ran.told.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&ran.out).unwrap()
}

fn utilities(packages: &Value) -> Vec<[i64; 2]> {
    let hundredths = |u: &Value| (u.as_f64().unwrap() * 100.0).round() as i64;
    packages
        .as_array()
        .unwrap()
        .iter()
        .map(|one| [hundredths(&one["utilities"][0]), hundredths(&one["utilities"][1])])
        .collect()
}

#[test]
fn a_frontier_is_told_with_its_scale_and_every_point_by_name() {
    let told = answer(&room(), &["bargain", "frontier", "ferry.toml", "--json"]);
    assert_eq!(told["parties"], json!(["island", "line"]));
    // Of 3 × 3 × 2 packages, three are excluded: four crossings need the southern pier.
    assert_eq!(
        (&told["outcomes"], &told["scale"], &told["exact"], &told["epsilon"]),
        (&json!("15"), &json!(20), &json!(true), &json!(0.0))
    );
    assert_eq!(told["frontier_size"], 7);
    assert_eq!(
        utilities(&told["frontier"]),
        [[85, 15], [70, 30], [60, 45], [45, 60], [35, 75], [20, 90], [0, 100]]
    );
    assert_eq!(told["frontier"][1]["outcome"], json!({"Fare": "low", "Crossings": 2, "Pier": "north"}));
}

#[test]
fn solutions_are_picked_among_what_both_prefer_to_no_agreement() {
    let told = answer(&room(), &["bargain", "solve", "ferry.toml", "--json"]);
    assert_eq!((&told["zone_of_agreement"], &told["disagreement"]), (&json!(true), &json!([0.25, 0.25])));
    // Gains 35 and 20, or 20 and 35: the same product, smallest gain and sum.
    assert_eq!(utilities(&told["nash"]), [[60, 45], [45, 60]]);
    assert_eq!(utilities(&told["egalitarian"]), [[60, 45], [45, 60]]);
    // The ideal is (70, 75): of the shares 35/45 and 20/50 the smallest is less than of 20/45 and 35/50.
    assert_eq!(utilities(&told["kalai_smorodinsky"]), [[45, 60]]);
    // Losses 10 and 30, or 25 and 15.
    assert_eq!(utilities(&told["equal_loss"]), [[45, 60]]);
    assert_eq!(utilities(&told["utilitarian"]), [[35, 75]]);
}

#[test]
fn where_there_is_no_zone_of_agreement_the_demands_that_clash_are_told() {
    let room = room();
    room.put(
        "ferry.toml",
        FERRY.replacen("reservation = 0.25", "reservation = 0.65", 1).replacen(
            "reservation = 0.25",
            "reservation = 0.5",
            1,
        ),
    );
    let told = answer(&room, &["bargain", "solve", "ferry.toml", "--json"]);
    assert_eq!((&told["zone_of_agreement"], &told["nash"]), (&json!(false), &json!([])));
    let demands =
        json!([{"demands": [{"party": "island", "at_least": 0.65}, {"party": "line", "at_least": 0.5}]}]);
    assert_eq!(told["clashes"], demands);
    let said = room.run(&["bargain", "solve", "ferry.toml"]);
    assert!(said.out.contains("No zone of agreement"), "{}", said.out);
}

#[test]
fn a_scenario_is_described_in_numbers() {
    let told = answer(&room(), &["bargain", "describe", "ferry.toml", "--json"]);
    assert_eq!((&told["outcomes"], &told["frontier_size"]), (&json!("15"), &json!(7)));
    // Counted by hand: ten of fifteen give both at least a quarter.
    assert_eq!(told["rational_share"], json!(10.0 / 15.0));
}

#[test]
fn a_frontier_is_drawn_and_a_page_of_another_kind_is_not_written_over() {
    let room = room();
    let drawn = room.run(&["bargain", "frontier", "ferry.toml", "--svg", "-"]);
    assert_eq!(drawn.code, 0);
    assert!(drawn.out.starts_with("<svg") && drawn.out.contains("7 points of 15 outcomes"), "{}", drawn.out);
    assert_eq!(drawn.out.matches("<circle").count(), 7);
    let over = room.run(&["bargain", "frontier", "ferry.toml", "--svg", "ferry.toml"]);
    assert_eq!(over.code, 2);
    assert_eq!(room.read("ferry.toml"), FERRY);
}

#[test]
fn bids_are_evaluated_line_by_line_and_a_bad_line_does_not_stop_the_others() {
    let room = Room::empty();
    room.put(
        "d.xml",
        "<negotiation_template><utility_space><objective index=\"0\" name=\"all\">\
         <issue index=\"1\" name=\"Price\" type=\"discrete\"><item index=\"1\" value=\"low\"/><item index=\"2\" value=\"high\"/></issue>\
         </objective></utility_space></negotiation_template>",
    );
    room.put(
        "p.xml",
        "<utility_space><objective index=\"0\" name=\"all\"><weight index=\"1\" value=\"1.0\"/>\
         <issue index=\"1\" name=\"Price\" type=\"discrete\"><item index=\"1\" value=\"low\" evaluation=\"1\"/><item index=\"2\" value=\"high\" evaluation=\"4\"/></issue>\
         </objective><discount_factor value=\"0.25\"/><reservation value=\"0.1\"/></utility_space>",
    );
    room.put("bids.jsonl", "{\"domain\":\"d.xml\",\"profile\":\"p.xml\",\"bids\":[[\"low\"],[\"high\"]]}\nnonsense\n{\"domain\":\"d.xml\",\"profile\":\"p.xml\",\"bids\":[[\"none\"]]}\n");
    let ran = room.run(&["bargain", "evaluate", "--root", ".", "--bids", "bids.jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(
        lines[0],
        json!({"domain": "d.xml", "profile": "p.xml", "u": [0.25, 1.0], "reservation": 0.1, "discount": 0.25, "u0_at_half_time": 0.125})
    );
    assert!(lines[1]["error"].as_str().unwrap().starts_with("line 2, column"), "{}", lines[1]);
    assert!(
        lines[2]["error"].as_str().unwrap().contains("\"none\" is no value of the issue \"Price\""),
        "{}",
        lines[2]
    );
}

#[test]
fn real_numbers_are_looked_at_only_as_asked_for() {
    let room = room();
    room.put(
        "ferry.toml",
        FERRY
            .replace("from = 2\nto = 4", "from = 2.0\nto = 4.0")
            .replace("[[rule]]\nif = { Crossings = 4 }\nneeds = { Pier = \"south\" }\n", "")
            .replace("worth = { 2 = 0, 3 = 0.5, 4 = 1 }", "line = { from = 2, at_from = 0, slope = 0.5 }")
            .replace("worth = { 2 = 1, 3 = 0.5, 4 = 0 }", "line = { from = 2, at_from = 1, slope = -0.5 }"),
    );
    let refused = room.run(&["bargain", "frontier", "ferry.toml", "--json"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(
        refused.told.contains("say in how many steps it is to be looked at with --reals VALUES"),
        "{}",
        refused.told
    );
    let told = answer(&room, &["bargain", "frontier", "ferry.toml", "--json", "--reals", "3"]);
    assert_eq!(told["discretised"], json!({"issues": ["Crossings"], "values": 3}));
    assert_eq!(told["outcomes"], "18");
}

#[test]
fn a_scenario_that_is_converted_has_the_same_frontier_and_nothing_is_written_over() {
    let room = room();
    let unruled = FERRY.replace("[[rule]]\nif = { Crossings = 4 }\nneeds = { Pier = \"south\" }\n", "");
    room.put("ferry.toml", &unruled);
    let frontier =
        |path: &str| utilities(&answer(&room, &["bargain", "frontier", path, "--json"])["frontier"]);
    let expected = frontier("ferry.toml");
    for format in ["genius", "geniusweb", "negmas-yaml", "negmas-json", "negolog", "toml"] {
        let ran = room.run(&["bargain", "convert", "ferry.toml", "--to", format, "--out", format]);
        assert_eq!(ran.code, 0, "{format}: {}", ran.told);
        let path = if format == "toml" { "toml/scenario.toml" } else { format };
        assert_eq!(frontier(path), expected, "{format}");
        let again = room.run(&["bargain", "convert", "ferry.toml", "--to", format, "--out", format]);
        assert_eq!(again.code, 2, "{format}");
        assert!(again.told.contains("is there already"), "{}", again.told);
    }
}

#[test]
fn rules_that_a_format_cannot_say_are_no_reason_to_leave_them_out() {
    let room = room();
    let ran = room.run(&["bargain", "convert", "ferry.toml", "--to", "genius", "--out", "genius"]);
    assert_eq!(ran.code, 1);
    assert!(ran.told.contains("GENIUS cannot say rules between choices"), "{}", ran.told);
    assert!(!room.path("genius").exists());
}
