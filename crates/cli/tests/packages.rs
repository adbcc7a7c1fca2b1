//! Packages, what would fall, silence under a rule, sealed proposals and mandates, as the program tells them.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Ran, Room};
use serde_json::Value;

const CASE: &str = r#"title = "The well"
languages = ["en"]
zone = "Asia/Qatar"
date = 2031-03-20

[[participant]]
id = "upper"
name = "Upper Farm"
role = "party"

[[participant]]
id = "lower"
name = "Lower Farm"
role = "party"

[[participant]]
id = "council"
name = "Village Council"
role = "mediator"

[[audience]]
id = "all"
members = ["upper", "lower", "council"]

[[draft]]
id = "first"
file = "drafts/first.md"
lang = "en"
by = "council"
on = 2031-03-01
authentic = "text"
audience = ["all"]

[[draft]]
id = "second"
file = "drafts/second.md"
lang = "en"
by = "council"
on = 2031-03-04
authentic = "text"
audience = ["all"]
current = true
"#;

const FIRST: &str = "# Agreement on the well\n\n1. Lower Farm shall repair the pump within 14 days of signature.\n\n\
    2. Upper Farm shall open the gate to the well from dawn to dusk.\n";

/// The same with a clause before the others: what was 2 is 3.
const SECOND: &str = "# Agreement on the well\n\n1. Each farm shall send a witness to the council every spring.\n\n\
    2. Lower Farm shall repair the pump within 14 days of signature.\n\n\
    3. Upper Farm shall open the gate to the well from dawn to dusk.\n";

/// A promise, and on it a chain of consent across both farms, of which lower's link is for lower and the council alone.
const CHAIN: &str = r#"
[[act]]
id = "promise"
kind = "assure"
by = "council"
to = "upper"
on = 2031-03-05
words = "The council pays for the pump."
audience = ["all"]

[[act]]
id = "gate"
kind = "accept"
by = "upper"
on = 2031-03-06
draft = "first"
clauses = ["2"]
extent = "words"
authority = "principal"
if = ["promise"]
audience = ["all"]

[[act]]
id = "secretpump"
kind = "accept"
by = "lower"
on = 2031-03-07
draft = "second"
clauses = ["2"]
extent = "words"
authority = "principal"
if = ["gate"]
audience = ["lower", "council"]

[[act]]
id = "witness"
kind = "accept"
by = "upper"
on = 2031-03-08
draft = "second"
clauses = ["1"]
extent = "words"
authority = "principal"
if = ["secretpump"]
audience = ["all"]
"#;

fn room(record: &str) -> Room {
    let room = Room::empty();
    room.put("well/case.toml", CASE);
    room.put("well/drafts/first.md", FIRST);
    room.put("well/drafts/second.md", SECOND);
    room.put("well/record/acts.toml", record);
    let check = room.run(&["check", "well"]);
    assert_eq!(check.code, 0, "{}", check.out);
    room
}

fn told(room: &Room, line: &str) -> String {
    let ran = room.run(&line.split(' ').collect::<Vec<_>>());
    assert_eq!((ran.code, ran.told.as_str()), (0, ""), "{line}");
    ran.read()
}

fn json(room: &Room, line: &str) -> Value {
    let Ran { code, out, told } = room.run(&line.split(' ').chain(["--json"]).collect::<Vec<_>>());
    assert_eq!((code, told.as_str()), (0, ""), "{line}");
    serde_json::from_str(&out).unwrap()
}

fn texts(value: &Value, field: &str) -> Vec<String> {
    value.as_array().unwrap().iter().map(|one| one[field].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_would_fall_is_told_in_a_chain_across_parties_and_lineage_with_what_it_does_to_every_clause() {
    let room = room(CHAIN);
    let told = json(&room, "whatif well withdraw promise --for council");
    assert_eq!(texts(&told["falls"], "act"), ["gate", "secretpump", "witness"]);
    let hangs: Vec<&Value> = told["falls"].as_array().unwrap().iter().map(|fall| &fall["hangs"][0]).collect();
    assert_eq!(
        (&hangs[0]["on"], &hangs[1]["on"], &hangs[2]["on"]),
        (&"promise".into(), &"gate".into(), &"secretpump".into())
    );
    assert!(hangs.iter().all(|hang| hang["how"] == "condition"));
    assert_eq!(told["falls"][0]["state"], "stands");
    assert_eq!(told["falls"][2]["after"], "fallen");
    let changes = told["changes"].as_array().unwrap();
    let of = |clause: &str, party: &str| {
        changes.iter().find(|change| {
            change["party"]["id"] == party
                && texts(&change["clauses"], "label").contains(&format!("clause {clause}"))
        })
    };
    for (clause, party) in [("1", "upper"), ("3", "upper"), ("2", "lower")] {
        let change = of(clause, party).unwrap();
        assert_eq!(
            (&change["before"]["status"]["status"], &change["before"]["flags"]),
            (&"accepted".into(), &Value::Array(vec![]))
        );
        assert_eq!(change["after"]["flags"], serde_json::json!(["condition"]));
    }
    assert!(of("2", "upper").is_none());
}

#[test]
fn what_really_happens_when_it_is_withdrawn_is_what_was_told() {
    let room = room(CHAIN);
    let would = json(&room, "whatif well withdraw gate --for team");
    let withdraw = "record well withdraw --by upper --answers gate --on 2031-03-20 --audience all";
    assert_eq!(room.run(&withdraw.split(' ').collect::<Vec<_>>()).code, 0);
    let status = json(&room, "status well --for team");
    for change in would["changes"].as_array().unwrap() {
        for clause in texts(&change["clauses"], "clause") {
            let rows = status["clauses"].as_array().unwrap();
            let row = rows.iter().find(|row| row["id"] == clause.as_str()).unwrap();
            let consent = row["consent"].as_array().unwrap();
            let now = consent.iter().find(|one| one["party"] == change["party"]["id"]).unwrap();
            assert_eq!(now["status"], change["after"]["status"]["status"]);
            assert_eq!(now["flags"], change["after"]["flags"]);
        }
    }
    let again = json(&room, "whatif well withdraw promise --for team");
    assert_eq!(again["falls"], serde_json::json!([]), "all of it has fallen already");
}

#[test]
fn a_hidden_link_of_a_chain_is_not_shown_and_a_hidden_act_is_like_one_that_is_not_there() {
    let room = room(CHAIN);
    for form in [&[][..], &["--json"]] {
        for line in ["whatif well withdraw promise --for upper", "packages well --for upper"] {
            let ran = room.run(&line.split(' ').chain(form.iter().copied()).collect::<Vec<_>>());
            assert_eq!(ran.code, 0);
            assert!(ran.out.contains("gate") && !ran.out.contains("secretpump"), "{}", ran.out);
        }
        let ask = |act: &str| {
            let line = ["whatif", "well", "withdraw", act, "--for", "upper"];
            room.run(&line.iter().chain(form).copied().collect::<Vec<_>>())
        };
        let (hidden, unknown) = (ask("secretpump"), ask("nowhere"));
        assert_eq!((hidden.code, hidden.out.as_str()), (1, ""));
        assert_eq!(hidden.told.replace("secretpump", "nowhere"), unknown.told);
        assert_eq!(hidden.code, unknown.code);
    }
    let falls = json(&room, "whatif well withdraw promise --for upper");
    assert_eq!(texts(&falls["falls"], "act"), ["gate"], "witness hangs on nothing that upper may know of");
    // The same case without the link.
    let start = CHAIN.find("[[act]]\nid = \"secretpump\"").unwrap();
    let end = CHAIN.find("[[act]]\nid = \"witness\"").unwrap();
    let without = format!("{}{}", &CHAIN[..start], CHAIN[end..].replace("if = [\"secretpump\"]\n", ""));
    let other = self::room(&without);
    for line in ["packages well --for upper", "whatif well withdraw promise --for upper"] {
        assert_eq!(json(&other, line), json(&room, line));
        assert_eq!(told(&other, line), told(&room, line));
    }
}

#[test]
fn part_of_an_act_can_be_supposed_withdrawn_and_only_what_it_covers() {
    let record = CHAIN.replace(
        "clauses = [\"2\"]\nextent = \"words\"\nauthority = \"principal\"\nif = [\"promise\"]",
        "clauses = [\"1\", \"2\"]\nextent = \"words\"\nauthority = \"principal\"",
    );
    let room = room(&record);
    let told = json(&room, "whatif well withdraw gate --clauses 1 --for council");
    let taken_back: Vec<String> = told["changes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|change| change["after"]["status"]["status"] == "withdrawn")
        .flat_map(|change| texts(&change["clauses"], "label"))
        .collect();
    assert_eq!(taken_back, ["clause 2"], "which was clause 1 of the draft of the act");
    for (line, code, words) in [
        ("whatif well withdraw gate --clauses 9 --for council", 1, "9"),
        (
            "whatif well withdraw witness --clauses 3 --for council",
            1,
            "does not concern clause 3 of draft second",
        ),
        ("whatif well withdraw promise --clauses 1 --for council", 1, "names no clauses"),
        ("whatif well lapse gate --clauses 1 --for council", 2, "--clauses"),
        ("whatif well revoke gate --for council", 2, "withdraw, lapse"),
    ] {
        let ran = room.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{line}");
        assert!(ran.told.contains(words), "{line}: {}", ran.told);
    }
}

#[test]
fn packages_tell_what_hangs_on_what_and_what_ends_when_with_what_falls_with_it() {
    let record = CHAIN.replace("words = \"The council", "until = 2031-03-25T12:00\nwords = \"The council");
    let room = room(&record);
    let packages = json(&room, "packages well --for council");
    let [package] = packages["packages"].as_array().unwrap().as_slice() else { panic!("{packages}") };
    assert_eq!(package["hangs_on"], serde_json::json!(["promise"]));
    assert_eq!(texts(&package["acts"], "act"), ["promise", "gate", "secretpump", "witness"]);
    assert_eq!(package["state"], "stands");
    let [ends] = packages["ends"].as_array().unwrap().as_slice() else { panic!("{packages}") };
    assert_eq!(ends["with_it"], serde_json::json!(["gate", "secretpump", "witness"]));
    let later = json(&room, "packages well --for council --as-of 2031-03-26");
    assert_eq!((&later["ends"], &later["packages"][0]["state"]), (&serde_json::json!([]), &"fallen".into()));
    assert_eq!(texts(&later["ended"], "act"), ["promise"]);
    assert!(
        told(&room, "packages well --for council --as-of 2031-03-26")
            .contains("depends on the promise of 5 March 2031 by Village Council: expired")
    );
}

const SILENCE: &str = r#"
[[act]]
id = "handed"
kind = "deliver"
by = "council"
to = ["upper", "lower"]
on = 2031-03-05
draft = "second"
audience = ["all"]

[[act]]
id = "quiet"
kind = "open_silence"
by = "council"
on = 2031-03-06
draft = "second"
clauses = ["3"]
until = 2031-03-10T18:00
rule = "rule P"
audience = ["all"]
"#;

#[test]
fn silence_under_a_rule_is_told_in_words_a_minute_before_and_after_its_deadline_and_never_as_acceptance() {
    let record = room(SILENCE);
    let commands = ["packages well", "status well", "who well 3", "brief well"];
    let passed = "no objection by 18:00 on 10 March 2031 under “rule P”, in this view";
    for command in commands {
        let before = told(&record, &format!("{command} --for lower --as-of 2031-03-10T17:59"));
        assert!(!before.contains("no objection by"), "{command}: {before}");
        let after = told(&record, &format!("{command} --for lower --as-of 2031-03-10T18:01"));
        assert!(after.contains(passed), "{command}: {after}");
    }
    let running = told(&record, "packages well --for lower --as-of 2031-03-10T17:59");
    assert!(running.contains("open for objections until 18:00 on 10 March 2031 under “rule P”"), "{running}");
    let after = told(&record, "packages well --for lower --as-of 2031-03-10T18:01");
    assert!(!after.contains("accepted"), "{after}");
    assert_eq!(json(&record, "packages well --for lower")["silence"][0]["result"], "no_objection");

    let objection = |at: &str| {
        format!(
            "{SILENCE}\n[[act]]\nid = \"no\"\nkind = \"break_silence\"\nby = \"lower\"\non = {at}\nanswers = \"quiet\"\n\
             words = \"Not at night.\"\naudience = [\"all\"]\n"
        )
    };
    let broken = room(&objection("2031-03-10T18:00"));
    let words = told(&broken, "packages well --for upper");
    assert!(words.contains("broken by an objection of Lower Farm, before 18:00 on 10 March 2031"), "{words}");
    assert!(words.contains("“Not at night.”") && !words.contains("no objection by"));
    let that_day = told(&room(&objection("2031-03-10")), "packages well --for upper");
    let words = "broken by an objection of Lower Farm, that day, hour not on record; time was until 18:00 on 10 March 2031";
    assert!(that_day.contains(words) && !that_day.contains("before 18:00"), "{that_day}");
    // The zone of the case is three hours ahead of UTC.
    let late = room(&objection("2031-03-10T15:01Z"));
    let words = told(&late, "packages well --for upper");
    assert!(words.contains(passed) && words.contains("objection after the end by Lower Farm"), "{words}");
}

#[test]
fn a_sealed_proposal_tells_its_state_and_nothing_of_any_answer() {
    let proposal = "\n[[act]]\nid = \"plan\"\nkind = \"table\"\nsealed = true\nby = \"council\"\nto = [\"upper\", \"lower\"]\n\
        on = 2031-03-05\ndraft = \"second\"\nuntil = 2031-03-10T18:00\naudience = [\"all\"]\n";
    let answer = |by: &str, kind: &str| {
        format!(
            "\n[[act]]\nid = \"{by}{kind}\"\nkind = \"{kind}\"\nby = \"{by}\"\non = 2031-03-06\nanswers = \"plan\"\naudience = [\"all\"]\n"
        )
    };
    let none = room(proposal);
    let one = room(&format!("{proposal}{}", answer("upper", "accept")));
    let refused = room(&format!("{proposal}{}{}", answer("upper", "accept"), answer("lower", "reject")));
    let both = room(&format!("{proposal}{}{}", answer("upper", "accept"), answer("lower", "accept")));
    for (day, words) in [("2031-03-09", "waits until 18:00 on 10 March 2031"), ("2031-03-11", "no agreement")]
    {
        for reader in ["upper", "lower", "council"] {
            let line = format!("packages well --for {reader} --as-of {day}");
            let shown = told(&none, &line);
            assert!(shown.contains(words), "{shown}");
            for other in [&one, &refused] {
                assert_eq!(told(other, &line), shown);
                assert_eq!(json(other, &line), json(&none, &line));
            }
            assert!(told(&both, &line).contains("all have said yes"));
        }
    }
}

#[test]
fn mandates_tell_who_decides_and_which_consent_waits_or_lies_beyond_them() {
    let record = r#"
[[act]]
id = "limits"
kind = "replace"
by = "upper"
on = 2031-03-02
mandate = "the gate"
draft = "first"
clauses = ["2"]
audience = ["all"]

[[act]]
id = "signs"
kind = "accept"
by = "upper"
on = 2031-03-06
draft = "second"
clauses = ["2", "3"]
extent = "words"
authority = "delegation"
audience = ["all"]

[[act]]
id = "before"
kind = "accept"
by = "lower"
on = 2031-03-06
draft = "second"
clauses = ["1"]
extent = "words"
audience = ["all"]

[[act]]
id = "successor"
kind = "replace"
by = "lower"
on = 2031-03-07
principal = "C. Dale"
former = "B. Dale"
audience = ["all"]
"#;
    let room = room(record);
    let mandates = json(&room, "mandates well --for council");
    let (upper, lower) = (&mandates["parties"][0], &mandates["parties"][1]);
    assert_eq!(upper["mandates"][0]["mandate"], "the gate");
    assert_eq!(texts(&upper["mandates"][0]["covers"]["now"], "label"), ["clause 3"], "renumbered since");
    assert_eq!(texts(&upper["beyond"], "act"), ["signs"]);
    assert_eq!(texts(&upper["beyond"][0]["clauses"], "label"), ["clause 2"]);
    assert_eq!(upper["waiting"], serde_json::json!([]));
    assert_eq!(
        (&lower["principal"], &lower["principal_since"]["date"]),
        (&"C. Dale".into(), &"2031-03-07".into())
    );
    assert_eq!(texts(&lower["waiting"], "act"), ["before"]);
    let words = told(&room, "mandates well --for council");
    assert!(
        words.contains("Given by the delegation, beyond the mandate that it had then: - Upper Farm"),
        "{words}"
    );
    let who = json(&room, "who well 2 --for council");
    assert_eq!(who["parties"][0]["flags"], serde_json::json!(["beyond_mandate"]));
    let confirm = "record well confirm --by lower --answers before --on 2031-03-08 --audience all";
    assert_eq!(room.run(&confirm.split(' ').collect::<Vec<_>>()).code, 0);
    assert_eq!(json(&room, "mandates well --for council")["parties"][1]["waiting"], serde_json::json!([]));
}
