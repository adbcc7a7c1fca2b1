//! Negotiations and tournaments as a researcher asks for them.

#![allow(clippy::unwrap_used)]

mod program;

use program::Room;
use serde_json::Value;
use std::fs;

/// One pie in eleven pieces, between two; the second has a reservation value.
const PIE: &str = r#"name = "pie"

[[issue]]
name = "Pieces for the baker"
from = 0
to = 10

[[party]]
name = "baker"
[party.wishes."Pieces for the baker"]
line = { from = 0, at_from = 0, slope = 0.1 }

[[party]]
name = "guest"
reservation = 0.2
[party.wishes."Pieces for the baker"]
line = { from = 0, at_from = 1, slope = -0.1 }
"#;

fn room() -> Room {
    let room = Room::empty();
    room.put("pie.toml", PIE);
    room
}

fn answer(room: &Room, line: &str) -> Value {
    let ran = room.run(&line.split(' ').collect::<Vec<_>>());
    assert_eq!((ran.code, ran.told.as_str()), (0, ""), "{line}");
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn a_negotiation_is_told_from_its_first_word_to_its_end() {
    let room = room();
    let told = answer(&room, "bargain run pie.toml --with micro,micro --json");
    let first = &told["transcript"][0];
    assert_eq!((first["party"].as_str(), first["act"].as_str()), (Some("baker"), Some("offers")));
    assert_eq!(first["outcome"]["Pieces for the baker"], 10);
    assert_eq!(told["parties"][1]["negotiator"], "micro");
    assert_eq!(told["ending"]["how"], "agreed");
    assert_eq!(told["ending"]["agreement"]["Pieces for the baker"], 5);
    let ran = room.run(&["bargain", "run", "pie.toml", "--with", "micro,micro"]);
    let read = ran.read();
    assert_eq!(ran.code, 0);
    assert!(read.contains("Round 1 ------- - baker offers: Pieces for the baker: 10"), "{read}");
    assert!(read.contains("Agreement --------- Everybody agreed in round 6"), "{read}");
}

#[test]
fn no_agreement_is_an_answer() {
    let told = answer(&room(), "bargain run pie.toml --with hard-liner,hard-liner --steps 3 --json");
    assert_eq!(told["ending"]["how"], "deadline");
    assert_eq!(told["ending"]["agreement"], Value::Null);
    assert_eq!(told["ending"]["utilities"], serde_json::json!([0.0, 0.2]));
}

#[test]
fn one_text_is_changed_where_nobody_vetoes() {
    let room = room();
    let line = "bargain run pie.toml --protocol single-text --with hill-climber,hill-climber --steps 9 --least-served 2 --json";
    let told = answer(&room, line);
    assert_eq!(told["protocol"], "single-text");
    let acts: Vec<&str> =
        told["transcript"].as_array().unwrap().iter().map(|said| said["act"].as_str().unwrap()).collect();
    assert!(acts.contains(&"chooses") && acts.contains(&"vetoes"), "{acts:?}");
    let ran = room.run(&line.split(' ').filter(|word| *word != "--json").collect::<Vec<_>>());
    assert!(ran.read().contains("The mediator proposes: Pieces for the baker:"), "{}", ran.out);
}

#[test]
fn what_cannot_be_negotiated_is_answered_with_what_to_do() {
    let room = room();
    room.put("real.toml", PIE.replace("from = 0\nto = 10", "from = 0.0\nto = 10.0"));
    room.put("alone.toml", PIE.split("[[party]]\nname = \"guest\"").next().unwrap());
    for (line, code, told) in [
        ("run pie.toml --with boulwar,conceder", 2, "did you mean boulware?"),
        ("run pie.toml --with boulware", 2, "name one for each"),
        ("run pie.toml --with boulware,conceder --steps 0", 2, "0 is not in"),
        ("run pie.toml --with boulware,conceder --protocol single-text", 2, "nobody is called \"boulware\""),
        ("run pie.toml --with boulware,conceder --least-served 3", 2, "--protocol single-text alone"),
        ("run real.toml --with boulware,conceder", 1, "with --reals VALUES"),
        ("run alone.toml --with boulware", 1, "a negotiation needs at least two"),
        ("tournament alone.toml --with boulware", 1, "alone.toml: there is one party"),
        ("tournament pie.toml --with boulware,boulware", 2, "is named twice"),
        ("tournament pie.toml --with boulware --no-self-play", 2, "there are fewer negotiators"),
        ("tournament pie.toml --with boulware --resume", 2, "--out"),
    ] {
        let ran = room.run(&["bargain"].into_iter().chain(line.split(' ')).collect::<Vec<_>>());
        assert!(ran.code == code && ran.told.contains(told), "{line}: {} {}", ran.code, ran.told);
    }
    let looked_at = answer(&room, "bargain run real.toml --with boulware,conceder --reals 21 --json");
    assert_eq!(looked_at["discretised"]["values"], 21);
}

#[test]
fn a_tournament_gives_the_same_bytes_again_on_any_threads_and_after_a_stop() {
    let room = room();
    let held = |more: &str| {
        let line = format!(
            "bargain tournament pie.toml --with boulware,random,micro --repeat 3 --seed 5 --json {more}"
        );
        answer(&room, &line)
    };
    let one = held("--threads 1 --out one.csv --json-lines one.jsonl");
    let two = held("--threads 2 --out two.csv --json-lines two.jsonl --distances");
    assert_eq!(
        (&one["sessions"], &one["of"], one["standings"].as_array().unwrap().len()),
        (&Value::from(54), &Value::from(54), 3)
    );
    assert_ne!(one["tournament"], two["tournament"], "distances make other files");
    let again = held("--threads 2 --out again.csv --json-lines again.jsonl");
    assert_eq!(one, again);
    let bytes = |name: &str| fs::read(room.path(name)).unwrap();
    assert!(bytes("one.csv") == bytes("again.csv") && bytes("one.jsonl") == bytes("again.jsonl"));
    let whole = bytes("one.csv");
    fs::write(room.path("again.csv"), &whole[..whole.len() / 2]).unwrap();
    assert_eq!(held("--out again.csv --json-lines again.jsonl --resume"), one);
    assert!(bytes("again.csv") == whole && bytes("again.jsonl") == bytes("one.jsonl"));
    let there = room.run(&["bargain", "tournament", "pie.toml", "--with", "micro", "--out", "one.csv"]);
    assert!(there.code == 2 && there.told.contains("say --resume"), "{}", there.told);
    let other =
        room.run(&["bargain", "tournament", "pie.toml", "--with", "micro", "--out", "one.csv", "--resume"]);
    assert!(other.code == 1 && other.told.contains("one.csv, line 2: "), "{}", other.told);
    assert!(bytes("one.csv") == whole);
    let table = room.run(&["bargain", "tournament", "pie.toml", "--with", "boulware,conceder"]).read();
    assert!(table.contains("8 sessions, 8 with an agreement.") && table.contains("Mean utility"), "{table}");
}
