//! Scenarios that cannot be meant as they stand: each is refused with its place and what to do, and nothing is computed from it.

#![allow(clippy::unwrap_used)]

mod program;

use std::fmt::Write as _;

use program::Room;
use serde_json::Value;

/// Two parties and one issue.
const PLAIN: &str = r#"name = "plain"
[[issue]]
name = "Gate"
options = ["open", "shut"]
[[party]]
name = "one"
[party.wishes.Gate]
worth = { open = 1, shut = 0 }
[[party]]
name = "other"
[party.wishes.Gate]
worth = { open = 0, shut = 1 }
"#;

const DOMAIN: &str = r#"<negotiation_template><utility_space><objective index="0" name="all">
<issue index="1" name="Price" type="discrete"><item index="1" value="low"/><item index="2" value="high"/></issue>
</objective></utility_space></negotiation_template>
"#;

const PROFILE: &str = r#"<utility_space><objective index="0" name="all"><weight index="1" value="1.0"/>
<issue index="1" name="Price" type="discrete"><item index="1" value="low" evaluation="1"/><item index="2" value="high" evaluation="4"/></issue>
</objective></utility_space>
"#;

/// Fifty issues of ten values.
fn huge(slopes: [f64; 2]) -> String {
    let mut text = "name = \"huge\"\n".to_owned();
    for at in 0..50 {
        write!(text, "[[issue]]\nname = \"i{at}\"\nfrom = 0\nto = 9\n").unwrap();
    }
    for (party, slope) in slopes.iter().enumerate() {
        write!(text, "[[party]]\nname = \"p{party}\"\n").unwrap();
        for at in 0..50 {
            write!(text, "[party.wishes.i{at}]\nline = {{ from = 0, at_from = 1, slope = {slope} }}\n")
                .unwrap();
        }
    }
    text
}

/// Every command that reads a scenario.
const ASKED: [&[&str]; 5] = [
    &["describe"],
    &["frontier"],
    &["solve"],
    &["run", "--with", "boulware,conceder"],
    &["tournament", "--with", "boulware,conceder"],
];

/// Each command refuses the scenario, with nothing but these words.
fn refused(room: &Room, scenario: &str, words: &[&str]) {
    for asked in ASKED {
        let arguments: Vec<&str> =
            ["bargain", asked[0], scenario].into_iter().chain(asked[1..].iter().copied()).collect();
        let ran = room.run(&arguments);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{arguments:?}: {}", ran.told);
        for word in words {
            assert!(ran.told.contains(word), "{arguments:?}: {word:?} is not in {}", ran.told);
        }
    }
}

#[test]
fn what_a_toml_scenario_cannot_mean_is_refused_with_its_line_and_what_to_do() {
    let changed = |from: &str, to: &str| {
        assert!(PLAIN.contains(from));
        PLAIN.replacen(from, to, 1)
    };
    let listed = "[[party.outcome]]\nchoose = { Gate = \"open\" }\nworth = 1\n";
    let twice = changed(
        "[party.wishes.Gate]\nworth = { open = 1, shut = 0 }\n",
        &format!("{listed}{}", listed.replace("= 1", "= 0")),
    );
    for (text, words) in [
        (
            changed("open = 1", "open = nan"),
            ["bad.toml:8:18: the worth of \"open\" is nan", "expected a finite number"],
        ),
        (
            changed("open = 1", "open = inf"),
            ["bad.toml:8:18: the worth of \"open\" is inf", "expected a finite number"],
        ),
        (
            changed("\"one\"", "\"one\"\nreservation = nan"),
            ["bad.toml:7:15: reservation is nan", "expected a finite number"],
        ),
        (
            changed("\"one\"", "\"one\"\ndiscount = 0"),
            ["bad.toml:7:12: discount is 0", "expected a number above 0 and up to 1"],
        ),
        (
            changed("[\"open\", \"shut\"]", "[]"),
            ["bad.toml:2:1: the issue \"Gate\" has no value", "give it at least one"],
        ),
        (
            changed("[\"open\", \"shut\"]", "[\"open\", \"open\"]"),
            ["bad.toml:2:1: the issue \"Gate\" has the value \"open\" twice", "leave one of them out"],
        ),
        (
            changed("shut = 0", "open = 0"),
            ["bad.toml:8:21: this is not TOML: duplicate key", "mend the TOML"],
        ),
        (twice, ["bad.toml:10:1: an outcome is listed twice", "take one away"]),
        (
            changed("\"other\"", "\"one\""),
            ["two parties are called \"one\"", "give one of them another name"],
        ),
        (
            changed(
                "[[party]]",
                "[[rule]]\nif = { Gate = \"open\" }\nneeds = { Gate = \"shut\" }\n[[party]]",
            ),
            [
                "bad.toml:7:9: \"Gate\" is both in the condition and in what it needs",
                "say it by never_together",
            ],
        ),
        (
            changed("[[party]]", "[[rule]]\nnever_together = { Door = \"open\" }\n[[party]]"),
            ["bad.toml:6:", "Door"],
        ),
    ] {
        let room = Room::empty();
        room.put("bad.toml", &text);
        refused(&room, "bad.toml", &words);
    }
}

#[test]
fn files_of_the_field_that_do_not_belong_together_are_refused_with_the_file_and_what_to_do() {
    for (domain, profile, words) in [
        (
            DOMAIN,
            PROFILE.replace("Price", "Fare").replace("index=\"1\" name", "index=\"7\" name"),
            ["p.xml:", "profile"],
        ),
        (
            DOMAIN,
            PROFILE.replace("\"4\"", "\"NaN\""),
            ["p.xml:2:", "evaluation=\"NaN\" of <item> is not a finite number"],
        ),
        (DOMAIN, PROFILE.replace("value=\"1.0\"", "value=\"inf\""), ["p.xml:1:", "is not a finite number"]),
        (DOMAIN, NEGOLOG.to_owned(), ["p.xml: this is ", "keep files of one format together"]),
    ] {
        let room = Room::empty();
        room.put("both/d.xml", domain);
        room.put("both/p.xml", &profile);
        refused(&room, "both", &words);
    }
    let room = Room::empty();
    room.put(
        "both/d.xml",
        DOMAIN.replace("<item index=\"1\" value=\"low\"/><item index=\"2\" value=\"high\"/>", ""),
    );
    room.put("both/p.xml", PROFILE);
    refused(&room, "both", &["d.xml:2:1: the issue \"Price\" has no value", "give it its values"]);
}

const NEGOLOG: &str = r#"{"reservationValue": 0.25, "issueWeights": {"Price": 1}, "issues": {"Price": {"low": 0.5, "high": 1.0}}}"#;

#[test]
fn bids_on_a_profile_of_another_domain_are_refused_line_by_line() {
    let room = Room::empty();
    room.put("d.xml", DOMAIN);
    room.put("p.xml", PROFILE);
    room.put("other.xml", PROFILE.replace("Price", "Fare").replace("low", "one").replace("high", "two"));
    let line = |profile: &str, bids: &str| {
        format!("{{\"domain\":\"d.xml\",\"profile\":\"{profile}\",\"bids\":{bids}}}\n")
    };
    let lines = [
        line("other.xml", "[[\"low\"]]"),
        line("p.xml", "[[\"low\",\"low\"]]"),
        line("p.xml", "[[null]]"),
        line("p.xml", "[[\"low\"]]"),
    ];
    room.put("bids.jsonl", lines.concat());
    let ran = room.run(&["bargain", "evaluate", "--root", ".", "--bids", "bids.jsonl"]);
    let told: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((ran.code, told.len()), (0, 4), "{}", ran.told);
    for (told, words) in
        told.iter().zip(["other.xml:", "bid 1 has 2 values, and there are 1 issues", "bid 1: "])
    {
        assert!(told["error"].as_str().unwrap().contains(words), "{told}");
    }
    assert_eq!(told[3]["u"], serde_json::json!([0.25]));
}

#[test]
fn more_outcomes_than_can_be_listed_are_counted_and_listing_them_is_refused_with_what_to_do() {
    let room = Room::empty();
    room.put("huge.toml", huge([0.125, -0.125]));
    let count = format!("1{}", "0".repeat(50));
    for arguments in [["run", "huge.toml"], ["tournament", "huge.toml"]] {
        let ran = room.run(&[&["bargain"], &arguments[..], &["--with", "boulware,conceder"]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.told);
        assert!(
            ran.told.contains(&count) && ran.told.contains("Under the protocol single-text"),
            "{}",
            ran.told
        );
    }
    let drafted = room.run(&[
        "bargain",
        "run",
        "huge.toml",
        "--protocol",
        "single-text",
        "--with",
        "hill-climber,annealer",
        "--json",
    ]);
    assert_eq!(drafted.code, 0, "{}", drafted.told);
    // All outcomes tie for both: some are listed, all are counted.
    room.put("even.toml", huge([0.0, 0.0]));
    let ran = room.run(&["bargain", "frontier", "even.toml", "--ties", "all", "--json"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&told["outcomes"], &told["frontier"][0]["ways"]),
        (&Value::from(count.clone()), &Value::from(count.clone()))
    );
    assert_eq!(told["frontier"][0]["all"].as_array().unwrap().len(), 1_000);
    let ran = room.run(&["bargain", "solve", "even.toml", "--json"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["nash"].as_array().unwrap().len(), 1_000);
    assert_eq!(told["not_all_listed"][0], serde_json::json!(["nash", count]));
}

#[test]
fn where_rules_leave_nothing_to_agree_it_is_told() {
    let room = Room::empty();
    let rules = "[[rule]]\nnever_together = { Gate = \"open\" }\n[[rule]]\nnever_together = { Gate = \"shut\" }\n[[party]]";
    room.put("none.toml", PLAIN.replacen("[[party]]", rules, 1));
    for line in [
        &["run", "none.toml", "--with", "boulware,conceder"][..],
        &["solve", "none.toml", "--json"],
        &["describe", "none.toml", "--json"],
        &["frontier", "none.toml", "--json"],
    ] {
        let ran = room.run(&[&["bargain"][..], line].concat());
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{line:?}");
        assert!(ran.told.contains("none.toml: every outcome breaks a rule"), "{line:?} {}", ran.told);
    }
}

#[test]
fn a_value_that_an_issue_does_not_have_is_refused_in_the_own_format() {
    let room = Room::empty();
    room.put("slip.toml", PLAIN.replacen("open =", "opn =", 1));
    let ran = room.run(&["bargain", "solve", "slip.toml"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.told.contains("slip.toml:") && ran.told.contains("opn"), "{}", ran.told);
}

#[test]
fn of_a_folder_with_several_domains_the_files_that_are_named_make_the_scenario() {
    let room = Room::empty();
    for (name, text) in [("a-domain.xml", DOMAIN), ("a-1.xml", PROFILE), ("a-2.xml", PROFILE)] {
        room.put(&format!("pool/{name}"), text);
        room.put(&format!("pool/{}", name.replacen('a', "b", 1)), text.replace("Price", "Fare"));
    }
    refused(
        &room,
        "pool",
        &["there are 2 domains in the directory: \"a-domain.xml\", \"b-domain.xml\"", "--files NAMES"],
    );
    let asked = |files: &str, more: &[&str]| {
        room.run(&[&["bargain", more[0], "pool", "--files", files], &more[1..]].concat())
    };
    let ran = asked("b-domain.xml,b-1.xml,b-2.xml", &["frontier", "--json"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&told["parties"], &told["ignored"]),
        (&serde_json::json!(["b-1", "b-2"]), &serde_json::json!([]))
    );
    assert_eq!(told["frontier"][0]["outcome"], serde_json::json!({"Fare": "high"}));
    assert_eq!(asked("a-domain.xml,a-1.xml,a-2.xml", &["run", "--with", "boulware,conceder"]).code, 0);
    let missing = asked("a-domain.xml,a-3.xml", &["describe"]);
    assert!(
        missing.code == 1 && missing.told.contains("there is no file \"a-3.xml\" in the directory"),
        "{}",
        missing.told
    );
}

#[test]
fn a_negotiation_can_be_held_by_the_reading_of_another_program_and_says_so() {
    let room = Room::empty();
    room.put("both/d.xml", DOMAIN);
    room.put("both/p.xml", PROFILE);
    room.put("both/q.xml", PROFILE);
    let agreed = |more: &[&str]| {
        let ran = room
            .run(&[&["bargain", "run", "both", "--with", "hard-liner,hard-liner", "--json"], more].concat());
        serde_json::from_str::<Value>(&ran.out).unwrap()
    };
    let (own, theirs) = (agreed(&[]), agreed(&["--reading", "negmas"]));
    assert_eq!(
        (&own["reading"], &theirs["reading"]),
        (&Value::from("of_its_format"), &Value::from("neg_mas"))
    );
    // NegMAS does not divide evaluations by the greatest of their issue.
    assert_eq!(
        (&own["ending"]["utilities"][0], &theirs["ending"]["utilities"][0]),
        (&Value::from(1.0), &Value::from(4.0))
    );
    let held =
        room.run(&["bargain", "tournament", "both", "--with", "hard-liner", "--reading", "negmas", "--json"]);
    let told: Value = serde_json::from_str(&held.out).unwrap();
    assert!(told["standings"][0].to_string().contains("4.0"), "{}", told["standings"]);
}
