//! The worked cases are read without a problem, and those from the public record keep to it.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod program;

use std::fs;
use std::path::{Path, PathBuf};

use program::Room;

/// The cases made from published reports.
const PUBLISHED: [&str; 2] = ["doha-2024", "gaza-2025"];

/// What the plan of such a case may hold: what the text says. What a step is worth to somebody is in no published report.
const IN_THE_PLAN: [&str; 8] = ["event", "phase", "obligation", "power", "key", "batch", "list", "dispute"];

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

fn case(name: &str) -> String {
    cases().join(name).to_string_lossy().into_owned()
}

/// The output of a command that must work on a worked case, with line breaks and isolates taken out.
fn said(arguments: &[&str]) -> String {
    let ran = Room::empty().run(arguments);
    assert_eq!((ran.code, ran.told.as_str()), (0, ""), "{arguments:?}");
    let plain = ran.out.replace(['\u{2068}', '\u{2069}'], "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The TOML files of a case.
fn files(name: &str) -> Vec<(PathBuf, String)> {
    let mut found = vec![cases().join(name).join("case.toml")];
    for folder in ["record", "plan"] {
        let entries = fs::read_dir(cases().join(name).join(folder)).into_iter().flatten();
        found.extend(entries.map(|entry| entry.unwrap().path()));
    }
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// The tables of a case with this name, such as `act`.
fn tables(name: &str, table: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (_, text) in files(name) {
        found.extend(
            text.split("\n[[")
                .filter_map(|part| part.strip_prefix(&format!("{table}]]")))
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        );
    }
    found
}

#[test]
fn every_worked_case_is_read_without_a_problem_and_without_a_remark() {
    let mut read = 0;
    for entry in fs::read_dir(cases()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let told = said(&["check", &case(&name)]);
        assert!(told.ends_with("; 0 problems, 0 remarks"), "{name}: {told}");
        read += 1;
    }
    assert!(read >= 3, "{read}");
}

#[test]
fn whatever_a_published_case_says_is_public_and_names_its_sources() {
    for name in PUBLISHED {
        let mut read = 0;
        for table in ["act", "draft"].into_iter().chain(IN_THE_PLAN) {
            for item in tables(name, table) {
                assert!(item.contains("\naudience = [\"public\"]\n"), "{name}: {item}");
                assert!(item.contains("\nsources = [{ kind = "), "{name}: {item}");
                read += 1;
            }
        }
        assert!(read > 25, "{name}: {read}");
    }
}

#[test]
fn the_plan_of_a_published_case_holds_what_texts_and_reports_say_and_no_value_of_anybody() {
    for name in PUBLISHED {
        for table in ["value", "guarantee", "owned"] {
            assert!(tables(name, table).is_empty(), "{name}: {table}");
        }
    }
    let entries: usize = IN_THE_PLAN.iter().map(|table| tables("gaza-2025", table).len()).sum();
    assert!(entries > 25, "{entries}");
}

#[test]
fn the_page_about_a_published_case_lists_every_source_that_its_items_name() {
    for name in PUBLISHED {
        let page = fs::read_to_string(cases().join(name).join("README.md")).unwrap();
        let mut read = 0;
        for (path, text) in files(name) {
            for reference in text.split("ref = \"").skip(1).filter_map(|rest| rest.split('"').next()) {
                // The address in it, or the whole where it has none.
                let address = reference.split([' ', ',', ';']).find(|word| word.contains(['.', '/']));
                let wanted = address.unwrap_or(reference);
                assert!(page.contains(wanted), "{}: {wanted} is not in the README", path.display());
                read += 1;
            }
        }
        assert!(read > 50, "{name}: {read}");
    }
}

#[test]
fn both_parties_and_the_public_read_the_same_of_a_published_case() {
    for name in PUBLISHED {
        let case = case(name);
        for command in ["chronology", "status", "promises", "novelty", "parity"] {
            let read = |reader: &str, shown: &str| {
                said(&[command, &case, "--for", reader]).replace(&format!("For {shown}. As of"), "As of")
            };
            let public = read("public", "the public");
            assert!(public.len() > 100, "{name}, {command}: {public}");
            assert_eq!(read("israel", "Israel"), public, "{name}, {command}");
            assert_eq!(read("hamas", "Hamas"), public, "{name}, {command}");
        }
    }
}

/// What each side said from 25 January on, and what came of it.
const ALLEGED: [&str; 2] =
    ["The order of release was not kept for person A.", "There is a breach over a status list."];
const ANSWERED: [&str; 3] =
    ["Denies a breach in the order of release", "Denies a breach over the list", "Israel is delaying."];
const CLOSED: [&str; 3] = [
    "Person A and two more of those held are released by Friday.",
    "begins on Monday.",
    "The list is delivered.",
];

#[test]
fn in_january_2025_two_accounts_stand_side_by_side_before_and_after_the_matter_closes() {
    let gaza = case("gaza-2025");
    let on = |day: &str| said(&["chronology", &gaza, "--for", "public", "--as-of", day]);
    let has = |told: &str, all: &[&str]| all.iter().filter(|words| told.contains(**words)).count();
    for (day, accounts, closed) in [
        ("2025-01-24", false, false),
        ("2025-01-26", true, false),
        ("2025-01-28", true, true),
        ("2025-03-01", true, true),
    ] {
        let told = on(day);
        let expected = |so: bool, all: &[&str]| if so { all.len() } else { 0 };
        assert_eq!(has(&told, &ALLEGED), expected(accounts, &ALLEGED), "{day}");
        assert_eq!(has(&told, &ANSWERED), expected(accounts, &ANSWERED), "{day}");
        assert_eq!(has(&told, &["Israel holds the return to the north."]), usize::from(accounts), "{day}");
        assert_eq!(has(&told, &CLOSED), expected(closed, &CLOSED), "{day}");
    }
    let brief = said(&["brief", &gaza, "--for", "public", "--as-of", "2025-01-28"]);
    for account in [ALLEGED[0], ANSWERED[0]] {
        assert!(brief.contains(account), "the first page has both: {account}");
    }
}

#[test]
fn what_is_alleged_denied_and_reported_of_a_clause_stands_with_it() {
    let gaza = case("gaza-2025");
    let who = |clause: &str| said(&["who", &gaza, clause, "--for", "public"]);
    let releases = who("6");
    for words in [ALLEGED[0], ALLEGED[1], ANSWERED[0], ANSWERED[1], CLOSED[0], CLOSED[2]] {
        assert!(releases.contains(words), "{words}: {releases}");
    }
    let at = |words: &str| releases.find(words).unwrap();
    assert!(at(ALLEGED[0]) < at(ANSWERED[0]) && at(ALLEGED[1]) < at(ANSWERED[1]), "{releases}");
    let returns = who("18");
    for words in ["Hamas alleges [25 January 2025]", ANSWERED[2], "Israel holds the return", CLOSED[1]] {
        assert!(returns.contains(words), "{words}: {returns}");
    }
}

#[test]
fn on_day_42_both_readings_stand_beside_the_clause_and_nobody_is_said_to_be_right() {
    let told = said(&["who", &case("gaza-2025"), "28", "--for", "public"]);
    for words in [
        "The procedures of stage one continue while the talks on stage two run.",
        "Supports an extension that the United States has proposed.",
        "Phase two must begin.",
        "Israel: agreed in principle (the concept)",
        "Hamas: agreed in principle (the concept)",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[test]
fn three_renderings_of_the_guarantee_stand_side_by_side() {
    for (name, day) in [("doha-2024", "2025-03-01"), ("gaza-2025", "2025-01-15")] {
        let told = said(&["parity", &case(name), "--for", "public", "--as-of", day]);
        let disputed = told.split("Renderings in dispute").nth(1).unwrap();
        for words in ["“shall work to ensure”", "“will ensure”", "“will endeavour”"] {
            assert!(disputed.contains(words), "{name}, {words}: {disputed}");
        }
    }
}
