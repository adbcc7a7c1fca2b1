//! `plan network`: a network in a file, as a person asks of it.

#![allow(clippy::unwrap_used)]

mod program;

use program::Room;
use serde_json::{Value, json};

/// A ceasefire; an inspection that others end 2 to 5 days after it; a gate that opens after both.
fn network(gate: &str) -> String {
    format!(
        r#"{{"nodes": [{{"node_id": 1}}, {{"node_id": 2}}, {{"node_id": "gate"}}], "constraints": [
  {{"first_node": 1, "second_node": 2, "type": "stcu", "min_duration": 2.0, "max_duration": 5}},
  {{"first_node": 2, "second_node": "gate", "type": "stc", "min_duration": 0, "max_duration": 1}},
  {gate}
]}}"#
    )
}

const LATEST_4: &str =
    r#"{"first_node": 1, "second_node": "gate", "type": "stc", "min_duration": "-inf", "max_duration": 4}"#;

#[test]
fn what_cannot_be_kept_is_told_as_the_file_writes_it() {
    let room = Room::empty();
    room.put("plan.json", network(LATEST_4));
    let ran = room.run(&["plan", "network", "plan.json", "--json"]);
    assert_eq!((ran.code, ran.told.as_str()), (0, ""));
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let link = |first: Value, second: Value, kind: &str, min: Value, max: Value| json!({"first_node": first, "second_node": second, "type": kind, "min_duration": min, "max_duration": max});
    assert_eq!((&told["consistent"], &told["controllable"]), (&json!(true), &json!(false)));
    let conflict = told["conflict"].as_array().unwrap();
    assert_eq!(conflict.len(), 3);
    for expected in [
        link(json!(1), json!(2), "stcu", json!(2.0), json!(5)),
        link(json!(2), json!("gate"), "stc", json!(0), json!(1)),
        link(json!(1), json!("gate"), "stc", json!("-inf"), json!(4)),
    ] {
        assert!(conflict.contains(&expected), "{expected}");
    }
    assert!(ran.out.contains("\"min_duration\": 2.0"), "{}", ran.out);
    assert_eq!(told["strategy"], Value::Null);
    let ran = room.run(&["plan", "network", "plan.json"]);
    for words in [
        "A network of 3 events",
        "It can be kept only if the others take the right time",
        "2 comes after 1 when others decide: it may come as late as 5 after that",
        "\u{2068}gate\u{2069} comes at the latest 4 after 1",
        "Without any one of them the others could be kept.",
    ] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
}

#[test]
fn what_can_be_kept_is_told_with_how() {
    let room = Room::empty();
    room.put("plan.json", network(&LATEST_4.replace('4', "6")));
    let ran = room.run(&["plan", "network", "plan.json", "--json"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&told["controllable"], &told["conflict"]), (&json!(true), &json!([])));
    assert_eq!(
        told["strategy"]["rules"][1],
        json!({"node": "gate", "earliest": 2, "latest": 6, "after": [],
            "within": [{"node": 2, "at_most": 1}],
            "waits": [{"until": 2, "since": 1, "at_most": 5}]})
    );
    let ran = room.run(&["plan", "network", "plan.json"]);
    let out = ran.out.replace("\n  ", " ");
    assert!(out.contains("It can be kept, whatever the others take within their bounds."), "{out}");
    assert!(out.contains("not before 2 has come, or 5 after 1 if that is earlier"), "{out}");
}

#[test]
fn times_that_cannot_all_hold_are_told_as_a_circle_with_what_is_lacking() {
    let room = Room::empty();
    room.put("plan.json", network(&LATEST_4.replace('4', "1.75")));
    let ran = room.run(&["plan", "network", "plan.json", "--json"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&told["consistent"], &told["controllable"]), (&json!(false), &json!(false)));
    assert_eq!((told["conflict"].as_array().unwrap().len(), &told["short_by"]), (3, &json!(0.25)));
    let ran = room.run(&["plan", "network", "plan.json"]);
    assert!(ran.out.contains("Taken together these miss each other by 0.25."), "{}", ran.out);
    assert_eq!(ran.code, 0);
}

#[test]
fn a_file_that_is_no_network_is_refused_with_the_place() {
    let room = Room::empty();
    room.put("plan.json", network(&LATEST_4.replace("\"gate\"", "\"door\"")));
    let ran = room.run(&["plan", "network", "plan.json", "--json"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.told.contains("plan.json:4:36: there is no node \"door\""), "{}", ran.told);
    assert!(ran.told.contains("expected: the id of a node in `nodes`\n    to do: list it"), "{}", ran.told);
    room.put("plan.json", b"{\"nodes\": [{\"node_id\": \"\xff\"}]}");
    let ran = room.run(&["plan", "network", "plan.json"]);
    assert_eq!(ran.code, 1);
    assert!(ran.told.contains("plan.json:1:25: this is no text in UTF-8"), "{}", ran.told);
    assert_eq!(room.run(&["plan", "network", "nothing.json"]).code, 1);
    assert_eq!(room.run(&["plan", "network"]).code, 2);
    room.put("plan.json", format!("\u{feff}{}", network(LATEST_4)));
    assert_eq!(room.run(&["plan", "network", "plan.json"]).code, 0);
}

#[test]
fn of_more_events_than_anybody_reads_it_is_told_whether_they_can_be_kept_and_not_how() {
    let room = Room::empty();
    let nodes = (1..=1001).map(|node| format!("{{\"node_id\": {node}}}")).collect::<Vec<_>>().join(",");
    room.put("plan.json", format!("{{\"nodes\": [{nodes}], \"constraints\": []}}"));
    let ran = room.run(&["plan", "network", "plan.json", "--json"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&told["controllable"], &told["strategy"]), (&json!(true), &Value::Null));
    let ran = room.run(&["plan", "network", "plan.json"]);
    assert!(ran.out.contains("How is not told of more than 1000 events."), "{}", ran.out);
}
