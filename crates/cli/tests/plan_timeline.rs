//! When a plan can be carried out, as the program tells and draws it.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Ran, Room};
use serde_json::Value;

fn ask(reader: &str, more: &[&str]) -> Ran {
    let harbour = format!("{}/../../cases/harbour-strike", env!("CARGO_MANIFEST_DIR"));
    let mut args = vec!["plan", "timeline", harbour.as_str(), "--for", reader];
    args.extend(more);
    let ran = Room::empty().run(&args);
    assert_eq!((ran.code, ran.told.as_str()), (0, ""), "{more:?}");
    ran
}

fn json(reader: &str) -> Value {
    serde_json::from_str(&ask(reader, &["--json"]).out).unwrap()
}

fn row<'a>(timeline: &'a Value, id: &str) -> &'a Value {
    let blocks = timeline["blocks"].as_array().unwrap();
    let mut rows = blocks.iter().flat_map(|block| block["rows"].as_array().unwrap());
    rows.find(|row| row["id"] == id).unwrap()
}

#[test]
fn what_cannot_hold_and_what_others_can_make_fail_is_told_with_its_entries() {
    let timeline = json("team");
    assert_eq!((&timeline["consistent"], &timeline["controllable"]), (&false.into(), &false.into()));
    let conflicts = timeline["conflicts"].as_array().unwrap();
    let entries = |conflict: &Value| -> Vec<String> {
        let said = conflict["said"].as_array().unwrap().iter();
        said.map(|claim| format!("{}.{}", claim["id"].as_str().unwrap(), claim["field"].as_str().unwrap()))
            .collect()
    };
    let hold = conflicts.iter().find(|conflict| conflict["consistent"] == false).unwrap();
    assert!(entries(hold).contains(&"crane-by-june.due".to_owned()), "{hold:#}");
    let keep = conflicts.iter().find(|conflict| conflict["consistent"] == true).unwrap();
    let mut keep = entries(keep);
    keep.sort();
    keep.dedup();
    let expected =
        ["first-inspection.due", "first-inspection.when", "inspector-named.takes", "signature.expected"];
    assert_eq!(keep, expected);
    // The deadline by June was told to one side in confidence: the other sees times that can all hold.
    let union = json("union");
    assert_eq!(union["consistent"], true);
    assert!(!union.to_string().contains("crane-by-june"));
}

#[test]
fn times_are_counted_on_the_calendar_of_the_case() {
    let timeline = json("team");
    let dates = |id: &str| {
        let window = &row(&timeline, id)["window"];
        (window["earliest"]["date"].clone(), window["latest"]["date"].clone())
    };
    assert_eq!(dates("signature"), ("2031-04-24".into(), "2031-04-24".into()));
    assert_eq!(dates("work-resumes"), ("2031-04-24".into(), "2031-04-27".into()));
    // Five to twenty-one days, as the Ministry decides.
    assert_eq!(dates("inspector-named"), ("2031-04-29".into(), "2031-05-15".into()));
    // Twenty working days without weekends and two holidays.
    assert_eq!(dates("files-cleared").1, "2031-05-26");
    assert_eq!(row(&timeline, "inspector-named")["others_decide"], true);
}

#[test]
fn the_picture_stands_by_itself_and_names_every_thing_that_it_shows() {
    let svg = ask("team", &["--svg"]).out;
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    assert!(svg.contains("xmlns=\"http://www.w3.org/2000/svg\"") && svg.contains("url(#tl-hatch-0)"));
    assert!(!svg.contains("<script") && !svg.contains("href"));
    for title in
        ["the vote of the members", "resumes work at all berths", "the Ministry appoints the inspector"]
    {
        assert!(svg.contains(title), "{title}");
    }
    let html = ask("team", &["--html"]).out;
    assert!(html.starts_with("<!DOCTYPE html>"));
    assert!(html.contains("The same as tables") && html.matches("<svg").count() > 5);
}

#[test]
fn a_picture_does_not_replace_what_is_no_picture() {
    let room = Room::empty();
    let harbour = format!("{}/../../cases/harbour-strike", env!("CARGO_MANIFEST_DIR"));
    let file = room.path("notes.md");
    std::fs::write(&file, "# notes").unwrap();
    let file = file.to_str().unwrap().to_owned();
    let ran = room.run(&["plan", "timeline", &harbour, "--for", "team", "--svg", &file]);
    assert_eq!(ran.code, 2, "{}", ran.told);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "# notes");
}
