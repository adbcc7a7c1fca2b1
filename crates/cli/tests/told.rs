//! Who was told what: deliveries, words that turned up, promises and answers, as a person asks for them.

#![allow(clippy::unwrap_used, clippy::panic)]

mod program;

use program::{Ran, Room};
use serde_json::Value;

const SHALL: &str = "# Agreement\n\n1. The gate shall open at dawn on every working day.\n\n2. Water is shared by both farms in equal parts.\n";
const ARABIC: &str =
    "# اتفاق\n\n1. تُفتحُ البوابةُ عند الفجرِ في كلِّ يومِ عملٍ.\n\n2. يتقاسم الطرفان الماء خلال ١٤ يوماً.\n";

/// A case in which Upper Farm and Lower Farm were handed texts that differ by one word, and two mediators.
fn room() -> Room {
    let room = Room::with_case();
    room.put("shall.en.md", SHALL);
    room.put("may.en.md", SHALL.replace("shall", "may"));
    room.put("shall.ar.md", ARABIC);
    for line in [
        "add well participant --id priest --name Priest --role mediator",
        "add well draft shall.en.md --id shall --by council --on 2031-03-02 --audience upper,council --current",
        "add well draft may.en.md --id may --by council --on 2031-03-02 --audience lower,council",
        "add well draft shall.ar.md --id arabic --lang ar --by council --on 2031-03-03 --audience upper,council --authentic translation --of shall --force courtesy",
        "record well deliver --id du --by council --draft shall --to upper --copy 1 --on 2031-03-03 --audience upper,council",
        "record well deliver --id dl --by council --draft may --to lower --copy 2 --on 2031-03-04 --audience lower,council",
        "record well deliver --id da --by council --draft arabic --to upper --on 2031-03-05 --audience upper,council",
    ] {
        done(&room, &line.split(' ').collect::<Vec<_>>());
    }
    room
}

fn done(room: &Room, arguments: &[&str]) -> Ran {
    let ran = room.run(arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.told);
    ran
}

/// What a command gives as data, for a reader, as of a day on which all is known.
fn json(room: &Room, command: &[&str], reader: &str) -> Value {
    let more = ["--for", reader, "--as-of", "2031-03-20", "--json"];
    let ran = room.run(&[command, &more].concat());
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{command:?}: {}", ran.told))
}

fn text(room: &Room, command: &[&str], reader: &str) -> String {
    room.run(&[command, &["--for", reader, "--as-of", "2031-03-20"]].concat()).read()
}

fn ids(list: &Value, field: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|one| one[field].as_str().unwrap().to_owned()).collect()
}

#[test]
fn texts_that_differ_by_one_word_are_shown_to_whoever_may_see_both_and_to_nobody_else() {
    let room = room();
    let differing = json(&room, &["deliveries", "well"], "council")["differing"].clone();
    assert_eq!(differing.as_array().unwrap().len(), 1, "{differing}");
    assert_eq!((&differing[0]["rule"], &differing[0]["words"]), (&"last_handed".into(), &1.into()));
    let changes = differing[0]["passages"][0]["changes"].as_array().unwrap();
    let changed: Vec<&Value> = changes.iter().filter(|change| change["kind"] != "equal").collect();
    assert_eq!((&changed[0]["old"], &changed[0]["new"]), (&"shall".into(), &"may".into()));
    for reader in ["upper", "lower", "priest", "public"] {
        let told = json(&room, &["deliveries", "well"], reader);
        assert_eq!(told["differing"], serde_json::json!([]), "{reader}");
        assert!(!text(&room, &["deliveries", "well"], reader).contains("differ"), "{reader}");
    }
    let shown = text(&room, &["deliveries", "well"], "council");
    assert!(shown.contains("Last handed words that differ by a single word: UpperFarm on"), "{shown}");
    assert!(shown.contains("The gate {-shall-} {+may+} open"), "{shown}");
}

#[test]
fn every_delivery_says_which_exact_words_and_who_holds_them_now() {
    let room = room();
    let told = json(&room, &["deliveries", "well"], "council");
    assert_eq!(ids(&told["deliveries"], "act"), ["du", "dl", "da"]);
    let hash = |at: usize| told["deliveries"][at]["text"]["hash"].as_str().unwrap().to_owned();
    assert_eq!(hash(0).len(), 32);
    assert_ne!(hash(0), hash(1));
    assert_eq!(told["deliveries"][0]["copy"], "1");
    assert_eq!(told["deliveries"][2]["lang"], "ar");
    assert_eq!(told["deliveries"][2]["text"]["force"], "courtesy");
    let upper = json(&room, &["deliveries", "well", "--to", "upper"], "council");
    assert_eq!(ids(&upper["deliveries"], "act"), ["du", "da"]);
    assert_eq!(ids(&upper["holders"][0]["holds"], "act"), ["da", "du"]);
    let ran = room.run(&["deliveries", "well", "--to", "uper", "--for", "council"]);
    assert_eq!(
        (ran.code, ran.told.as_str()),
        (2, "onetext: --to: no participant “uper” in this view; there are upper, lower, council, priest\n")
    );
}

#[test]
fn a_delivery_that_is_denied_stands_with_the_denial_beside_it() {
    let room = room();
    let denial =
        "record well deny --answers dl --by lower --on 2031-03-06 --words never-got-it --audience council";
    done(&room, &denial.split(' ').collect::<Vec<_>>());
    let told = text(&room, &["deliveries", "well"], "council");
    assert!(told.contains("LowerFarm denied it on 6 March 2031: “never-got-it”"), "{told}");
    assert!(
        !text(&room, &["deliveries", "well"], "lower").contains("denied"),
        "the denial is not for lower's view"
    );
}

#[test]
fn a_delivery_that_differs_by_a_single_word_is_warned_of_before_it_is_written() {
    let room = room();
    let deliver = [
        "record",
        "well",
        "deliver",
        "--by",
        "council",
        "--draft",
        "may",
        "--to",
        "priest",
        "--on",
        "2031-03-06",
    ];
    let warning = "onetext: this differs by a single word from draft “shall”, delivered to UpperFarm on 2031-03-03, copy 1: after “The gate”, “shall” there, “may” here. If that is meant, mark it with --parallel\n";
    let dry = done(&room, &[&deliver[..], &["--dry-run"]].concat());
    assert!(dry.told.starts_with(warning), "{}", dry.told);
    assert!(dry.told.contains("nothing was written"));
    let marked = done(&room, &[&deliver[..], &["--parallel", "--dry-run"]].concat());
    assert!(!marked.told.contains("single word"), "{}", marked.told);
    let written = done(&room, &deliver);
    assert!(written.told.starts_with(warning), "{}", written.told);
}

#[test]
fn what_is_marked_as_parallel_is_shown_as_deliberate_to_whoever_made_it() {
    let room = room();
    let before = json(&room, &["deliveries", "well"], "council");
    assert_eq!(before["differing"][0]["deliberate"], false);
    let file = "well/record/2031-03.toml";
    let marked = room.read(file).replace("id = \"dl\"\n", "id = \"dl\"\nparallel = true\n");
    room.put(file, marked);
    let after = json(&room, &["deliveries", "well"], "council");
    assert_eq!(after["differing"][0]["deliberate"], true);
    assert_eq!(ids(&after["differing"][0]["marked_by"], "id"), ["council"]);
    let shown = text(&room, &["deliveries", "well"], "council");
    assert!(shown.contains("Marked as differing on purpose by Council"), "{shown}");
    let lower = json(&room, &["deliveries", "well"], "lower");
    assert_eq!(
        (ids(&lower["deliveries"], "act"), &lower["deliveries"][0]["parallel"]),
        (vec!["dl".to_owned()], &false.into())
    );
}

#[test]
fn words_that_turned_up_are_narrowed_to_the_one_copy_that_has_them() {
    let room = room();
    let pasted = "“THE GATE may open at dawn,\n on every working day; Water is shared by both farms”";
    let told = json(&room, &["leak", "well", pasted], "council");
    assert_eq!((&told["narrowed"]["exact"], &told["narrowed"]["differing_words"]), (&true.into(), &0.into()));
    assert_eq!(ids(&told["narrowed"]["held_by"], "id"), ["lower"]);
    assert_eq!(ids(&told["narrowed"]["deliveries"], "act"), ["dl"]);
    assert_eq!(told["narrowed"]["deliveries"][0]["copy"], "2");
    let near =
        told["places"].as_array().unwrap().iter().find(|place| place["draft"]["id"] == "shall").unwrap();
    assert_eq!(near["differences"], serde_json::json!([{"quoted": "may", "stands": "shall"}]));
    let both = json(&room, &["leak", "well", "shared by both farms in equal parts"], "council");
    assert_eq!(ids(&both["narrowed"]["held_by"], "id"), ["lower", "upper"]);
    let besides = &both["narrowed"]["hold_besides"];
    assert_eq!(
        (ids_of_who(besides), ids(&besides[0]["holds"], "act")),
        (vec!["upper".to_owned()], vec!["da".to_owned()])
    );
}

fn ids_of_who(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|one| one["who"]["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn words_with_one_option_of_an_open_point_are_exact_and_told_as_that() {
    let room = room();
    room.put("open.en.md", "# Agreement\n\n1. Upper Farm pays within [48 hours][seven days] of signature.\n");
    for line in [
        "add well draft open.en.md --id open --by council --on 2031-03-04 --audience upper,council",
        "record well deliver --id do --by council --draft open --to upper --on 2031-03-05 --audience upper,council",
    ] {
        done(&room, &line.split(' ').collect::<Vec<_>>());
    }
    let words = "within seven days of signature";
    let told = json(&room, &["leak", "well", words], "council");
    let place = &told["places"][0];
    assert_eq!((&place["exact"], &place["with_option"]), (&true.into(), &true.into()), "{told:#}");
    assert_eq!(place["stands"], "within [48 hours][seven days] of signature");
    assert_eq!(told["places"].as_array().unwrap().len(), 1, "not told as near once more");
    assert_eq!(
        (&told["narrowed"]["exact"], ids(&told["narrowed"]["deliveries"], "act")),
        (&true.into(), vec!["do".to_owned()])
    );
    let shown = text(&room, &["leak", "well", words], "council");
    assert!(shown.contains("word for word, with one option taken of an open point"), "{shown}");
    let as_it_stands = json(&room, &["leak", "well", "seven days of signature"], "council");
    assert_eq!(as_it_stands["places"][0]["with_option"], false);
}

#[test]
fn words_in_arabic_are_found_with_other_vowel_signs_and_digits_and_across_lines() {
    let room = room();
    room.put(
        "pasted.txt",
        "\u{feff}تفتح البوابة\n عند الفجر في كل يوم عمل. يتقاسم الطرفان الماء خلال 14 يوما",
    );
    let told = json(&room, &["leak", "well", "--file", "pasted.txt"], "council");
    assert_eq!(told["narrowed"]["exact"], true);
    assert_eq!(ids(&told["narrowed"]["deliveries"], "act"), ["da"]);
    assert_eq!(told["places"][0]["clauses"].as_array().unwrap().len(), 2);
}

#[test]
fn a_leak_is_looked_for_in_what_the_reader_may_see_and_accuses_nobody() {
    let room = room();
    let words = "the gate may open at dawn on every working day";
    for (reader, held) in [("lower", vec!["lower"]), ("upper", vec!["upper"]), ("council", vec!["lower"])] {
        let told = json(&room, &["leak", "well", words], reader);
        assert_eq!(ids(&told["narrowed"]["held_by"], "id"), held, "{reader}");
        assert_eq!(told["narrowed"]["exact"], reader != "upper");
    }
    let none = room.run(&["leak", "well", words, "--for", "priest", "--as-of", "2031-03-20"]);
    assert_eq!(none.code, 1);
    assert!(none.out.contains("Neither these words nor any near to them"), "{}", none.out);
    let shown = text(&room, &["leak", "well", words], "team");
    assert!(shown.contains("Exactly these words were held by LowerFarm."), "{shown}");
    assert!(shown.contains("not who passed them on"), "{shown}");
    assert!(!shown.to_lowercase().contains("leaked"), "{shown}");
    for wrong in [&["leak", "well", "…", "--for", "team"] as &[&str], &["leak", "well", "--for", "team"]] {
        assert_eq!(room.run(wrong).code, 2, "{wrong:?}");
    }
}

#[test]
fn what_two_mediators_told_differently_is_shown_to_whoever_may_see_both() {
    let room = room();
    for arguments in [
        &[
            "assure",
            "--id",
            "c",
            "--by",
            "council",
            "--to",
            "upper",
            "--matter",
            "the toll",
            "--words",
            "No toll within 14 days.",
            "--audience",
            "upper,council,priest",
        ] as &[&str],
        &[
            "assure",
            "--id",
            "p",
            "--by",
            "priest",
            "--to",
            "lower",
            "--matter",
            "The Toll",
            "--words",
            "No toll within 21 days.",
            "--audience",
            "lower,priest",
            "--due",
            "2031-03-10",
        ],
    ] {
        done(&room, &[&["record", "well"], arguments, &["--on", "2031-03-05"]].concat());
    }
    let told = json(&room, &["promises", "well"], "priest");
    let said = &told["said_differently"][0];
    assert_eq!(ids(&said["sayings"], "act"), ["c", "p"]);
    let fact = &said["differences"][0]["differences"][0];
    assert_eq!(
        (&fact["kind"], &fact["from"], &fact["to"], &fact["direction"]),
        (&"duration".into(), &"14 days".into(), &"21 days".into(), &"longer".into())
    );
    for reader in ["upper", "lower", "council", "public"] {
        assert_eq!(
            json(&room, &["promises", "well"], reader)["said_differently"],
            serde_json::json!([]),
            "{reader}"
        );
    }
    let shown = text(&room, &["promises", "well"], "priest");
    assert!(shown.contains("Said differently") && shown.contains("No toll within 21 days."), "{shown}");
    assert!(!shown.contains("really") && !shown.contains("in fact"), "{shown}");
}

#[test]
fn what_is_owed_overdue_and_unanswered_is_listed() {
    let room = room();
    for arguments in [
        &[
            "assure",
            "--id",
            "p",
            "--by",
            "council",
            "--to",
            "upper",
            "--heard-by",
            "priest",
            "--form",
            "read_back",
            "--words",
            "The road will be mended.",
            "--due",
            "2031-03-10",
        ] as &[&str],
        &["assure", "--id", "k", "--by", "council", "--to", "lower", "--words", "A witness will come."],
        &[
            "report",
            "--id",
            "r",
            "--by",
            "lower",
            "--answers",
            "k",
            "--performance",
            "fulfilled",
            "--words",
            "He came.",
        ],
        &["ask", "--id", "q", "--by", "upper", "--to", "council", "--words", "Who pays?"],
        &["ask", "--id", "s", "--by", "upper", "--to", "council", "--words", "Who digs?"],
        &["respond", "--id", "a", "--by", "council", "--answers", "s", "--words", "Both farms."],
    ] {
        done(
            &room,
            &[
                &["record", "well"],
                arguments,
                &["--on", "2031-03-05", "--audience", "upper,lower,council,priest"],
            ]
            .concat(),
        );
    }
    let told = json(&room, &["promises", "well"], "priest");
    let promise =
        |id: &str| told["promises"].as_array().unwrap().iter().find(|one| one["act"] == id).unwrap().clone();
    assert_eq!(
        (&promise("p")["owed"], &promise("p")["overdue"], &promise("p")["read_back"]),
        (&true.into(), &true.into(), &true.into())
    );
    assert_eq!(
        (&promise("k")["owed"], &promise("k")["performance"][0]["performance"]),
        (&false.into(), &"fulfilled".into())
    );
    let answers = |id: &str| {
        told["questions"].as_array().unwrap().iter().find(|one| one["act"] == id).unwrap()["answers"].clone()
    };
    assert_eq!((answers("q"), ids(&answers("s"), "act")), (serde_json::json!([]), vec!["a".to_owned()]));
    let shown = text(&room, &["promises", "well"], "priest");
    let (owed, waits) = (shown.find("Still owed").unwrap(), shown.find("Waiting for an answer").unwrap());
    assert!(shown[owed..waits].contains("to be kept by 10 March 2031, which is past"), "{shown}");
    assert!(shown[waits..].contains("Who pays?"), "{shown}");
    let upper = json(&room, &["promises", "well", "--to", "upper"], "priest");
    assert_eq!(ids(&upper["promises"], "act"), ["p"]);
    let heard = json(&room, &["promises", "well", "--to", "priest"], "priest");
    assert_eq!(ids(&heard["promises"], "act"), ["p"], "what was promised in one's hearing");
}
