//! How a plan is followed, as the program tells it of the worked cases: states on dates, the matrix for spreadsheets, calendars.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails where something is not there"
)]

mod program;

use std::collections::BTreeMap;
use std::path::Path;

use program::Room;
use serde_json::Value;

fn case(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name).to_string_lossy().into_owned()
}

fn run(arguments: &[&str]) -> String {
    let ran = Room::empty().run(arguments);
    assert_eq!((ran.code, ran.told.as_str()), (0, ""), "{arguments:?}");
    ran.out
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&run(&[arguments, &["--json"]].concat())).unwrap()
}

/// The states of some entries of the case from the public record.
fn gaza(day: &str, entries: &[&str]) -> Vec<String> {
    let told = json(&["plan", "status", &case("gaza-2025"), "--for", "public", "--as-of", day]);
    let rows = told["rows"].as_array().unwrap();
    let states = |id: &&str| {
        let row = rows.iter().find(|row| row["id"] == **id)?;
        let states = row["states"].as_array().unwrap().iter().map(|state| state.as_str().unwrap());
        Some(states.collect::<Vec<_>>().join(" "))
    };
    entries.iter().map(|id| states(id).unwrap_or_else(|| "not there".to_owned())).collect()
}

const CONCERNED: [&str; 4] = ["releases", "return-by-the-coast", "status-list", "package-three"];

#[test]
fn in_january_2025_the_plan_is_in_dispute_on_the_26th_and_settled_on_the_28th() {
    let before = gaza("2025-01-24", &CONCERNED);
    assert!(before.iter().all(|state| !state.contains("disput") && !state.contains("alleged")), "{before:?}");
    let during = gaza("2025-01-26", &CONCERNED);
    assert_eq!(
        during,
        ["in_dispute awaited", "alleged suspended unknown", "in_dispute unknown", "not there"]
    );
    let after = gaza("2025-01-28", &CONCERNED);
    assert_eq!(after, ["awaited", "unknown", "fulfilled", "awaited"]);
    assert_eq!(gaza("2025-02-01", &CONCERNED)[3], "overdue", "nothing is on record of whether it was done");
}

#[test]
fn both_accounts_of_the_incident_stand_side_by_side_and_it_closes_with_what_was_announced() {
    let gaza = case("gaza-2025");
    let file =
        |day: &str| json(&["plan", "incident", &gaza, "order-alleged", "--for", "public", "--as-of", day]);
    let open = file("2025-01-26");
    assert_eq!(open["closed"], Value::Null);
    let sides = open["sides"].as_array().unwrap();
    let words = |side: &Value, at: usize| side["said"][at]["words"]["words"].as_str().unwrap().to_owned();
    assert_eq!(words(&sides[0], 0), "The order of release was not kept for person A.");
    assert!(words(&sides[1], 0).starts_with("Denies a breach in the order of release"));
    assert!(open["clauses"][0]["words"]["words"].as_str().unwrap().contains("33 of those held"));
    let closed = file("2025-01-28");
    assert_eq!(
        (&closed["closed"]["act"], &closed["closed"]["taken_back"]),
        (&"package-releases".into(), &false.into())
    );
    assert_eq!(closed["closed"]["by"][0]["id"], "qatar");
    assert_eq!(closed["sides"], open["sides"], "what was said stays");
}

#[test]
fn the_notice_has_what_is_alleged_and_the_answer_and_names_nobody_else() {
    let harbour = case("harbour-strike");
    let notice = |day: &str| {
        let asked = ["plan", "incident", &harbour, "e4ht", "--for", "ministry", "--notice", "--as-of", day];
        told(&Room::empty(), &asked).0
    };
    let first = notice("2031-05-12T09:00");
    assert!(first.contains("(words not public). The words concerned: clause 9"), "{first}");
    assert!(
        first.contains("Velmar Port Company: not heard on it yet, as far as this record goes."),
        "{first}"
    );
    let then = notice("2031-05-12T12:00");
    assert!(then.contains("Velmar Port Company has answered (words not public)."), "{then}");
    for words in ["berth 2 on Saturday", "trainees"] {
        assert!(!then.contains(words), "that was said to the parties and those who help them: {then}");
    }
    for other in ["Ferreira", "Salem"] {
        assert!(!notice("2031-05-20").contains(other), "{other}");
    }
}

/// The records of CSV as RFC 4180 has it, read letter by letter.
fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut letters = text.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => field.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted => {
                assert_eq!(letters.next(), Some('\n'));
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            other => field.push(other),
        }
    }
    assert!(!quoted && field.is_empty() && record.is_empty(), "the last record ends with its line");
    records
}

#[test]
fn the_matrix_as_csv_is_read_by_others_and_no_field_is_a_formula() {
    let room = Room::with_case();
    room.put(
        "well/plan/a.toml",
        "[[obligation]]\nid = \"pump\"\non = 2031-03-02\ntitle = \"=HYPERLINK(\\\"http://x\\\",\\\"pay\\\"), \\\"now\\\"\"\ndoes = \"x\"\ndebtor = \"upper\"\nevidence = \"  @SUM(1)\\n+2\"\naudience = [\"farms\"]\n\
         [[obligation]]\nid = \"gate\"\non = 2031-03-02\ntitle = \"البوّابة\"\ndoes = \"x\"\naudience = [\"farms\"]\n",
    );
    let ran = room.run(&["plan", "status", "well", "--for", "upper", "--as-of", "2031-03-05", "--csv"]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    let records = csv(&ran.out);
    assert_eq!(records.len(), 3);
    assert!(records.iter().all(|record| record.len() == records[0].len()));
    let of = |record: usize, column: &str| {
        let at = records[0].iter().position(|name| name == column).unwrap();
        records[record][at].as_str()
    };
    assert_eq!(of(1, "what"), "'=HYPERLINK(\"http://x\",\"pay\"), \"now\"");
    assert_eq!(of(1, "evidence"), "'@SUM(1) +2");
    assert_eq!(of(2, "what"), "البوّابة");
    for field in records.iter().flatten() {
        assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r']), "{field}");
    }
    let written =
        room.run(&["plan", "status", "well", "--for", "upper", "--as-of", "2031-03-05", "--csv", "m.csv"]);
    assert_eq!(written.code, 0, "{}", written.told);
    assert_eq!(room.read("m.csv"), format!("\u{feff}{}", ran.out));
    let again = ["plan", "status", "well", "--for", "upper", "--as-of", "2031-03-05", "--csv", "first.en.md"];
    assert_eq!(room.run(&again).code, 2, "a draft is no table and is not written over");
}

/// A property of a calendar: its name, its parameters, its value with the escapes undone.
type Property = (String, Vec<String>, String);

/// The events of a calendar, read as RFC 5545 has it: lines unfolded, then taken apart.
fn calendar(text: &str) -> Vec<BTreeMap<String, Property>> {
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let lines = text.replace("\r\n ", "");
    let mut events: Vec<BTreeMap<String, Property>> = Vec::new();
    let mut within = Vec::new();
    for line in lines.split_terminator("\r\n") {
        let (head, value) = line.split_once(':').unwrap();
        let mut parameters = head.split(';').map(str::to_owned);
        let name = parameters.next().unwrap();
        match name.as_str() {
            "BEGIN" => {
                within.push(value.to_owned());
                if value == "VEVENT" {
                    events.push(BTreeMap::new());
                }
            }
            "END" => assert_eq!(within.pop().as_deref(), Some(value)),
            _ if within.last().is_some_and(|inner| inner == "VEVENT") => {
                let mut plain = String::new();
                let mut letters = value.chars();
                while let Some(letter) = letters.next() {
                    match letter {
                        '\\' => plain.push(match letters.next().unwrap() {
                            'n' => '\n',
                            other => other,
                        }),
                        other => {
                            assert!(
                                name != "SUMMARY" && name != "DESCRIPTION" || !";,".contains(other),
                                "{line}"
                            );
                            plain.push(other);
                        }
                    }
                }
                let event = events.last_mut().unwrap();
                assert!(event.insert(name.clone(), (name, parameters.collect(), plain)).is_none(), "{line}");
            }
            _ => {}
        }
    }
    assert!(within.is_empty());
    events
}

#[test]
fn a_calendar_is_read_back_as_it_was_meant_and_no_line_is_too_long() {
    let room = Room::with_case();
    let title = "إصلاح المضخّة، ثمّ البوّابة؛ وبعد ذلك كلّ ما بقي من العمل في البئر، حتّى نهاية الشهر";
    room.put(
        "well/plan/a.toml",
        format!(
            "[[event]]\nid = \"signature\"\non = 2031-03-02\nactors = [\"upper\", \"lower\"]\naudience = [\"farms\"]\n\
             [[obligation]]\nid = \"pump one\"\non = 2031-03-02\ntitle = \"{title}\"\ndoes = \"a; b, c\\\\d\"\ndebtor = \"upper\"\nverifier = \"council\"\ndue = {{ within = \"7 days\", of = \"signature\" }}\naudience = [\"farms\"]\n\
             [[obligation]]\nid = \"gate\"\non = 2031-03-02\ndoes = \"opens the gate\"\ndue = {{ by = 2031-03-10T18:30:00 }}\naudience = [\"upper\"]\n\
             [[phase]]\nid = \"one\"\non = 2031-03-02\ngate = [\"signature\"]\nlength = \"10 days\"\naudience = [\"farms\"]\n"
        )
        .replace("pump one", "pump-one"),
    );
    room.put(
        "well/record/z.toml",
        "[[act]]\nid = \"sign\"\nkind = \"report\"\nby = \"council\"\non = [{ date = 2031-03-03, source = \"x\" }, { date = 2031-03-04, source = \"y\" }]\nplan = [\"signature\"]\nwords = \"Signed.\"\naudience = [\"farms\"]\n",
    );
    let of = |reader: &str, day: &str| {
        let ran = room.run(&["plan", "ics", "well", "--for", reader, "--as-of", day]);
        assert_eq!((ran.code, ran.told.as_str()), (0, ""));
        assert!(ran.out.split("\r\n").all(|line| line.len() <= 75), "{}", ran.out);
        (calendar(&ran.out), ran.out)
    };
    let (events, text) = of("upper", "2031-03-05");
    let find = |events: &[BTreeMap<String, Property>], start: &str| {
        events.iter().find(|event| event["UID"].2.starts_with(start)).cloned().unwrap()
    };
    assert_eq!(events.len(), 3);
    let pump = find(&events, "due-pump-one-");
    assert_eq!(pump["SUMMARY"].2, format!("UpperFarm: {title}"));
    assert_eq!((pump["DTSTART"].1[0].as_str(), pump["DTSTART"].2.as_str()), ("VALUE=DATE", "20310310"));
    assert_eq!(pump["DTEND"].2, "20310311", "the first day that does not belong to it");
    assert!(pump["DESCRIPTION"].2.contains("\nDates by account: 10 March 2031; 11 March 2031\n"), "{pump:?}");
    let gate = find(&events, "due-gate-");
    assert_eq!(gate["DTSTART"].2, "20310310T153000Z", "in Qatar it is three hours later");
    let phase = find(&events, "phase-one-");
    assert_eq!((phase["DTSTART"].2.as_str(), phase["DTEND"].2.as_str()), ("20310303", "20310314"));
    assert!(!text.contains("VALARM"));
    assert_eq!(of("upper", "2031-03-05").1, text, "the same day gives the same calendar");
    let (later, _) = of("upper", "2031-03-06");
    assert_eq!(find(&later, "due-pump-one-")["UID"], pump["UID"], "a day later it is the same event");
    assert_ne!(find(&later, "due-pump-one-")["DTSTAMP"], pump["DTSTAMP"]);
    let (lower, _) = of("lower", "2031-03-05");
    assert_eq!(lower.len(), 2, "the gate is not in the view of the lower farm");
    assert_eq!(find(&lower, "due-pump-one-"), pump);
}

#[test]
fn a_view_without_a_plan_and_an_act_that_alleges_nothing_have_no_result() {
    let room = Room::with_case();
    let told = room.run(&["plan", "status", "well", "--for", "upper"]);
    assert_eq!((told.code, told.out.as_str()), (1, ""));
    let harbour = case("harbour-strike");
    let told = room.run(&["plan", "incident", &harbour, "nothing", "--for", "public"]);
    assert_eq!(told.code, 1, "{}", told.told);
    let told = room.run(&["plan", "due", &harbour, "--for", "union", "--within", "soon"]);
    assert_eq!(told.code, 2);
    assert!(told.told.contains("write 7 days, or 48 hours"), "{}", told.told);
}

/// A plan with a duty, one that waits, a prohibition and two phases; the audiences of an allegation and of its answer.
fn room_with_plan(alleged_to: &str, answered_to: &str) -> Room {
    let room = Room::with_case();
    room.put(
        "well/plan/a.toml",
        "[[event]]\nid = \"signed\"\non = 2031-03-02\naudience = [\"public\"]\n\
         [[event]]\nid = \"flood\"\non = 2031-03-02\nactors = [\"lower\"]\naudience = [\"public\"]\n\
         [[phase]]\nid = \"one\"\non = 2031-03-02\ngate = [\"signed\"]\nlength = \"10 days\"\naudience = [\"public\"]\n\
         [[phase]]\nid = \"two\"\non = 2031-03-02\nfollows = \"one\"\nlength = \"10 days\"\naudience = [\"public\"]\n\
         [[obligation]]\nid = \"ban\"\non = 2031-03-02\nmodality = \"prohibition\"\ndebtor = \"upper\"\ndoes = \"shut the gate\"\nphase = \"one\"\naudience = [\"public\"]\n\
         [[obligation]]\nid = \"wall\"\non = 2031-03-02\ndebtor = \"upper\"\ndoes = \"mend the wall\"\ndue = { by = 2031-03-05 }\naudience = [\"public\"]\n\
         [[obligation]]\nid = \"ditch\"\non = 2031-03-02\ndebtor = \"lower\"\ndoes = \"clear the ditch\"\nwhen = [\"flood\"]\ndue = { by = 2031-03-05 }\naudience = [\"public\"]\n",
    );
    room.put(
        "well/record/z.toml",
        format!(
            "[[act]]\nid = \"sign\"\nkind = \"report\"\nby = \"council\"\non = 2031-03-03\nplan = [\"signed\"]\nwords = \"Signed.\"\naudience = [\"public\"]\n\
             [[act]]\nid = \"shut\"\nkind = \"allege\"\nby = \"lower\"\nabout = [\"upper\"]\non = 2031-03-04\nplan = [\"ban\"]\nwords = \"The gate was shut at noon.\"\naudience = [\"{alleged_to}\"]\n\
             [[act]]\nid = \"open\"\nkind = \"deny\"\nby = \"upper\"\non = 2031-03-05\nanswers = \"shut\"\nwords = \"It was mended and open.\"\naudience = [\"{answered_to}\"]\n"
        ),
    );
    room
}

/// What the program prints, without marks of direction and in one line.
fn told(room: &Room, arguments: &[&str]) -> (String, String) {
    let ran = room.run(arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.told);
    (ran.read(), ran.told)
}

#[test]
fn what_is_forbidden_is_due_from_nobody_and_is_named_as_forbidden_wherever_it_is_named() {
    let room = room_with_plan("public", "public");
    let of =
        |command: &[&str]| told(&room, &[command, &["--for", "upper", "--as-of", "2031-03-06"]].concat()).0;
    let due = of(&["plan", "due", "well", "--within", "30 days"]);
    assert!(!due.contains("shut the gate") && due.contains("mend the wall"), "{due}");
    for command in [
        &["plan", "status", "well"][..],
        &["plan", "status", "well", "--csv", "-"],
        &["plan", "timeline", "well"],
        &["plan", "incident", "well", "shut"],
        &["plan", "incident", "well", "shut", "--notice"],
        &["brief", "well"],
    ] {
        let out = of(command);
        assert!(out.contains("must not: shut the gate"), "{command:?}: {out}");
    }
    let ran = room.run(&["plan", "ics", "well", "--for", "upper", "--as-of", "2031-03-06"]);
    let events = calendar(&ran.out);
    let of_ban: Vec<_> = events.iter().filter(|event| event["SUMMARY"].2.contains("shut the gate")).collect();
    assert_eq!(of_ban.len(), 1, "{events:?}");
    assert_eq!(of_ban[0]["SUMMARY"].2, "ends: must not: shut the gate");
    assert!(!of_ban[0]["DESCRIPTION"].2.contains("Due by"), "{of_ban:?}");
}

#[test]
fn of_a_date_that_has_passed_it_is_told_that_nothing_is_on_record_and_no_more() {
    let room = room_with_plan("public", "public");
    let (out, _) = told(&room, &["plan", "status", "well", "--for", "upper", "--as-of", "2031-03-07"]);
    assert!(out.contains("its date passed 2 days ago, no report of it"), "{out}");
    assert!(!out.contains("overdue"), "{out}");
}

#[test]
fn what_was_not_owed_when_its_date_passed_stands_by_itself() {
    let room = room_with_plan("public", "public");
    let view = ["--for", "upper", "--as-of", "2031-03-07"];
    let (out, _) = told(&room, &[&["plan", "due", "well"][..], &view].concat());
    let (before, after) = out.split_once("Its date has passed, and it was not owed yet").unwrap();
    assert!(before.contains("mend the wall") && !before.contains("clear the ditch"), "{out}");
    assert!(after.contains("clear the ditch") && after.contains("waits for “flood”"), "{out}");
    let (out, _) = told(&room, &[&["brief", "well"][..], &view].concat());
    let (_, after) = out.rsplit_once("Its date has passed, and it was not owed yet").unwrap();
    assert!(after.contains("clear the ditch"), "{out}");
}

#[test]
fn a_beginning_that_follows_from_other_dates_is_not_told_as_reported() {
    let room = room_with_plan("public", "public");
    let (out, _) = told(&room, &["plan", "timeline", "well", "--for", "upper", "--as-of", "2031-03-20"]);
    assert!(out.contains("on 3 March 2031, as reported signed"), "{out}");
    assert!(out.contains("Begins on 3 March 2031, as follows from what is reported"), "{out}");
    assert_eq!(out.matches("as reported").count(), 1, "the signature alone is reported: {out}");
}

#[test]
fn a_notice_has_no_words_that_were_not_said_in_public_and_says_for_whom_it_was_drawn() {
    let notice = |alleged_to: &str, answered_to: &str, reader: &str| {
        let room = room_with_plan(alleged_to, answered_to);
        told(
            &room,
            &["plan", "incident", "well", "shut", "--notice", "--for", reader, "--as-of", "2031-03-06"],
        )
    };
    let (out, warned) = notice("public", "public", "council");
    assert!(out.contains("shut at noon") && out.contains("mended and open"), "{out}");
    assert!(out.ends_with("Drawn from what may be seen by: Council; as of 6 March 2031."), "{out}");
    assert_eq!(warned, "");
    let (out, warned) = notice("public", "council", "council");
    assert!(out.contains("UpperFarm has answered (words not public)."), "{out}");
    assert!(out.contains("shut at noon") && !out.contains("mended"), "{out}");
    assert!(warned.contains("not everything in this notice was said in public"), "{warned}");
    let (out, warned) = notice("farms", "farms", "upper");
    assert!(!out.contains("noon") && !out.contains("mended"), "{out}");
    assert!(warned.contains("not everything"), "{warned}");
    let (out, warned) = notice("public", "council", "public");
    assert!(
        !out.contains("answered") && warned.is_empty(),
        "what the reader may not see is not there: {out}"
    );
}
