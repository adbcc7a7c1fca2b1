//! Who sees what, what a disclosure would newly show and then shows, and what may be said to whom.

#![allow(clippy::unwrap_used)]

mod program;

use program::Room;
use serde_json::Value;

/// A case in which a proposal of one side is known to the council alone, with a draft that the other side does not have.
fn room() -> Room {
    let room = Room::with_case();
    room.put("second.md", "# Agreement\n\n1. The gate shall open at noon.\n\n2. Water is shared.\n");
    for line in [
        "add well draft second.md --id second --lang en --by council --on 2031-03-05 --audience upper,council",
        "record well amend --id noon --by upper --through council --on 2031-03-06 --draft second --clauses 1 --words at-eight --label clarification --audience council,upper --allows may_be_conveyed --allows-to council",
        "record well accept --id yes --by upper --through council --on 2031-03-07 --draft second --clauses 2 --extent words --audience council,upper,lower",
        "record well state --id hint --by upper --to council --on 2031-03-07 --words we-could-wait --audience council --allows may_be_floated",
        "record well state --id secret --by upper --to council --on 2031-03-07 --words we-must-settle --audience council",
        "record well state --id frank --by upper --to council --on 2031-03-07 --words tell-them-so --audience council --allows may_be_conveyed",
        "record well state --id notice --by upper --on 2031-03-07 --words read-all-about-it --audience public",
        "record well state --id minute --by council --on 2031-03-08 --words we-met --audience upper,council --account readout --agreed-by upper,lower",
        "record well float --id idea --by council --on 2031-03-08 --draft second --clauses 1 --words at-ten --origin upper --origin-audience council --audience upper,lower,council",
    ] {
        let ran = room.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(ran.code, 0, "{line}: {}", ran.told);
    }
    room
}

fn run(room: &Room, line: &str) -> program::Ran {
    room.run(&line.split(' ').collect::<Vec<_>>())
}

fn json(room: &Room, line: &str) -> Value {
    let ran = run(room, &format!("{line} --json"));
    assert_eq!(ran.code, 0, "{line}: {}", ran.told);
    serde_json::from_str(&ran.out).unwrap()
}

/// For each reader, whether they see an item, and why.
fn sightings(room: &Room, item: &str) -> Vec<String> {
    let told = json(room, &format!("who-sees well {item} --as-of 2031-03-20"));
    let readers = told["items"][0]["readers"].as_array().unwrap();
    let one = |reader: &Value| {
        let without = reader["without"].as_array().unwrap();
        let without: Vec<&str> = without.iter().map(|part| part.as_str().unwrap()).collect();
        let [who, why] = ["reader", "why"].map(|field| reader[field].as_str().unwrap());
        format!("{who} {}{why}{}", if reader["sees"] == true { "+" } else { "-" }, without.concat())
    };
    readers.iter().map(one).collect()
}

#[test]
fn who_sees_an_item_is_told_with_the_reason() {
    let room = room();
    assert_eq!(
        sightings(&room, "noon"),
        ["public -not_in_audience", "upper +audience", "lower -not_in_audience", "council +audience"]
    );
    assert_eq!(
        sightings(&room, "yes"),
        ["public -not_in_audience", "upper +audience", "lower -draft_hidden", "council +audience"]
    );
    assert_eq!(
        sightings(&room, "idea"),
        ["public -not_in_audience", "upper +audienceorigin", "lower -draft_hidden", "council +audience"]
    );
    assert_eq!(
        sightings(&room, "notice"),
        ["public +public", "upper +public", "lower +public", "council +public"]
    );
    let unknown = run(&room, "who-sees well nothing");
    assert_eq!((unknown.code, unknown.out.as_str()), (1, ""));
    assert!(unknown.told.contains("there is no draft, act, note, participant or term “nothing”"));
    let others = run(&room, "who-sees well noon --for upper");
    assert_eq!(others.code, 2);
    assert!(others.told.contains("known to the team alone"), "{}", others.told);
}

/// The ids that a disclosure would newly show to the one reader whom it reaches.
fn newly(told: &Value) -> Vec<String> {
    let readers = told["readers"].as_array().unwrap();
    assert_eq!(readers.len(), 1, "{told}");
    let new = readers[0]["new"].as_array().unwrap().iter();
    new.map(|event| event["act"].as_str().or(event["draft"].as_str()).unwrap().to_owned()).collect()
}

#[test]
fn a_disclosure_shows_what_it_said_beforehand_and_nothing_else() {
    let room = room();
    let before = json(&room, "chronology well --for lower --as-of 2031-03-20");
    let dry = "disclose well second --to lower --on 2031-03-09 --as-of 2031-03-20 --dry-run";
    let told = json(&room, dry);
    // With the draft come the acts that lower was in the audience of and could not be shown without it.
    assert_eq!(newly(&told), ["second", "yes", "idea"]);
    let files = room.files();
    assert_eq!(run(&room, dry).code, 0);
    assert_eq!(room.files(), files, "a dry run writes nothing");

    let written =
        run(&room, "disclose well second --to lower --by council --on 2031-03-09 --as-of 2031-03-20");
    assert_eq!(written.code, 0, "{}", written.told);
    let ids = |told: &Value| -> Vec<String> {
        let events = told["events"].as_array().unwrap().iter();
        events.map(|event| event["act"].as_str().or(event["draft"].as_str()).unwrap().to_owned()).collect()
    };
    let after = ids(&json(&room, "chronology well --for lower --as-of 2031-03-20"));
    let before = ids(&before);
    let new: Vec<&String> = after.iter().filter(|id| !before.contains(id)).collect();
    assert_eq!(new, ["second", "yes", "idea"]);
    let same = json(&room, "chronology well --for lower --as-of 2031-03-08");
    assert!(!ids(&same).contains(&"second".to_owned()), "not before its day");
    assert!(
        !ids(&json(&room, "chronology well --for public --as-of 2031-03-20")).contains(&"second".to_owned())
    );
}

#[test]
fn a_disclosure_of_an_act_needs_its_draft_too_and_says_so() {
    let room = room();
    let told = run(&room, "disclose well noon --to lower --dry-run --on 2031-03-09");
    assert!(told.out.contains("Nothing: every output would stay the same."), "{}", told.out);
    let written =
        run(&room, "record well disclose --id d1 --answers hint --to lower --by council --on 2031-03-09");
    assert_eq!(written.code, 0, "{}", written.told);
    assert!(
        sightings(&room, "hint").contains(&"lower +disclosedallowance".to_owned()),
        "{:?}",
        sightings(&room, "hint")
    );
    let back = run(&room, "record well withdraw --answers d1 --by council --on 2031-03-10");
    assert_eq!(back.code, 0, "{}", back.told);
    assert!(sightings(&room, "hint").contains(&"lower -not_in_audience".to_owned()));
}

#[test]
fn something_can_be_disclosed_to_everybody_and_a_part_of_a_draft_to_nobody() {
    let room = room();
    let told = json(&room, "disclose well secret --to public --on 2031-03-09 --as-of 2031-03-20 --dry-run");
    let readers: Vec<&str> =
        told["readers"].as_array().unwrap().iter().map(|one| one["reader"].as_str().unwrap()).collect();
    assert_eq!(readers, ["public", "upper", "lower"], "the council sees it already");
    let part = run(&room, "record well disclose --draft second --clauses 1 --to lower --by council");
    assert_eq!(part.code, 2);
    assert!(part.told.contains("a draft is disclosed as a whole"), "{}", part.told);
    let nobody = run(&room, "disclose well secret --to stranger --dry-run");
    assert_eq!(nobody.code, 2);
    assert!(nobody.told.contains("stranger"), "{}", nobody.told);
    let unsaid = run(&room, "disclose well secret --to lower");
    assert_eq!(unsaid.code, 2);
    assert!(unsaid.told.contains("--by WHO"), "{}", unsaid.told);
}

/// The acts in one list of a slip, each with why it is there.
fn listed(slip: &Value, list: &str) -> Vec<String> {
    let items = slip[list].as_array().unwrap().iter();
    items
        .map(|item| format!("{} {}", item["event"]["act"].as_str().unwrap(), item["why"].as_str().unwrap()))
        .collect()
}

#[test]
fn what_may_be_said_follows_what_the_speaker_allowed() {
    let room = room();
    let slip = json(&room, "may-say well --to lower --for council --as-of 2031-03-20");
    assert_eq!(listed(&slip, "may_say"), ["frank allowed", "notice public"]);
    assert_eq!(listed(&slip, "as_ours"), ["hint may_be_floated"]);
    assert_eq!(
        listed(&slip, "not"),
        ["noon for_others", "secret for_you_only", "yes for_you_only", "idea origin"]
    );
    // The team can see what lower sees, and that is no secret from lower.
    let slip = json(&room, "may-say well --to lower --as-of 2031-03-20");
    assert_eq!(listed(&slip, "may_say"), ["frank allowed", "notice public"]);
    // Whoever spoke was told nothing new.
    let slip = json(&room, "may-say well --to upper --for council --as-of 2031-03-20");
    assert!(listed(&slip, "may_say").is_empty() && listed(&slip, "not").is_empty(), "{slip}");
    let nobody = run(&room, "may-say well --to stranger --for council");
    assert_eq!(nobody.code, 1);
    assert!(
        nobody
            .told
            .contains("no participant “stranger” in this view; participants are upper, lower, council")
    );
}

#[test]
fn what_was_allowed_is_known_to_those_who_spoke_or_heard_and_to_mediators() {
    let room = room();
    let widened = run(&room, "record well disclose --answers hint --to lower --by council --on 2031-03-09");
    assert_eq!(widened.code, 0, "{}", widened.told);
    let slip = json(&room, "may-say well --to council --for lower --as-of 2031-03-20");
    assert!(listed(&slip, "as_ours").is_empty(), "lower sees the words and not what was allowed with them");
}

#[test]
fn a_slip_tells_what_was_taken_back_and_can_be_printed() {
    let room = room();
    let corrected = run(
        &room,
        "record well correct --id fix --answers frank --by upper --on 2031-03-09 --words not-so --audience council",
    );
    assert_eq!(corrected.code, 0, "{}", corrected.told);
    let slip = run(&room, "may-say well --to lower --for council --as-of 2031-03-20");
    assert!(
        slip.out.contains("corrected since (\u{2068}fix\u{2069}): “\u{2068}not-so\u{2069}”"),
        "{}",
        slip.out
    );
    let page = run(&room, "may-say well --to lower --for council --as-of 2031-03-20 --html");
    assert!(page.out.starts_with("<!DOCTYPE html>") && page.out.contains("not-so"));
}
