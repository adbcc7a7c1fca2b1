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
    assert!(
        unknown.told.contains("there is no draft, act, note, participant, term, assessment or entry of a plan or of the conflict “nothing”")
    );
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
fn entries_of_the_plan_that_rest_on_a_disclosed_draft_are_named_beforehand_and_are_not_disclosed_themselves()
{
    let room = room();
    room.put(
        "well/plan/second.toml",
        "[[obligation]]\nid = \"noon-gate\"\ntitle = \"the gate at noon\"\non = 2031-03-06\ndraft = \"second\"\nclauses = [\"1\"]\n\
         debtor = \"upper\"\ndoes = \"open the gate at noon\"\naudience = [\"upper\", \"lower\", \"council\"]\n",
    );
    let told = json(&room, "disclose well second --to lower --on 2031-03-09 --as-of 2031-03-20 --dry-run");
    let entries = told["readers"][0]["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 1, "{told}");
    assert_eq!((&entries[0]["id"], &entries[0]["sort"]), (&"noon-gate".into(), &"obligation".into()));
    let told = run(&room, "disclose well second --to lower --on 2031-03-09 --as-of 2031-03-20 --dry-run");
    assert!(told.out.contains("Entries of the plan, new to them:"), "{}", told.out);
    let itself = run(&room, "disclose well noon-gate --to lower --on 2031-03-09 --dry-run");
    assert_eq!((itself.code, itself.out.as_str()), (1, ""));
    assert!(itself.told.contains("“noon-gate” is of another sort (entry)"), "{}", itself.told);

    let seen = |reader: &str, words: &str| {
        let found = run(&room, &format!("search well {words} --for {reader} --as-of 2031-03-20 --json"));
        let found: Value = serde_json::from_str(&found.out).unwrap();
        let hits = found["hits"].as_array().unwrap().iter();
        hits.map(|hit| hit["place"].to_string()).filter(|place| place.contains("noon-gate")).count()
    };
    assert_eq!((seen("upper", "noon"), seen("lower", "noon")), (2, 0), "its title and what it says");
    let written =
        run(&room, "disclose well second --to lower --by council --on 2031-03-09 --as-of 2031-03-20");
    assert_eq!(written.code, 0, "{}", written.told);
    assert_eq!(seen("lower", "noon"), 2);
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

/// Whether `lower` sees an act on a day.
fn lower_sees(room: &Room, act: &str, day: &str) -> bool {
    let told = json(room, &format!("chronology well --for lower --as-of {day}"));
    told["events"].as_array().unwrap().iter().any(|event| event["act"] == act)
}

#[test]
fn a_disclosure_ends_with_its_time_and_when_it_runs_out() {
    for (more, last) in [
        (
            "record well disclose --id d1 --answers hint --to lower --by council --on 2031-03-09 --until 2031-03-10",
            10,
        ),
        ("record well lapse --answers d1 --on 2031-03-12 --audience council", 11),
    ] {
        let room = room();
        let plain = "record well disclose --id d1 --answers hint --to lower --by council --on 2031-03-09";
        if !more.contains("--until") {
            assert_eq!(run(&room, plain).code, 0);
        }
        let ran = run(&room, more);
        assert_eq!(ran.code, 0, "{}", ran.told);
        for day in 8..15 {
            let sees = lower_sees(&room, "hint", &format!("2031-03-{day:02}"));
            assert_eq!(sees, (9..=last).contains(&day), "{more}: on {day} March");
        }
    }
}

#[test]
fn what_is_said_against_something_disclosed_is_named_where_it_stays_hidden() {
    let room = room();
    let taken_back = run(
        &room,
        "record well withdraw --id no-more --answers hint --by upper --on 2031-03-08 --audience council",
    );
    assert_eq!(taken_back.code, 0, "{}", taken_back.told);
    let against = |line: &str| -> Vec<String> {
        let told = json(&room, line);
        let events = told["readers"][0]["hidden_against"].as_array().unwrap().iter();
        events.map(|event| event["act"].as_str().unwrap().to_owned()).collect()
    };
    let dry = "disclose well hint --to lower --on 2031-03-09 --dry-run";
    assert_eq!(against(dry), ["no-more"]);
    let told = run(&room, dry);
    assert!(told.out.contains("Said against it, and not shown to them:"), "{}", told.out);
    let remark = "act “no-more” is not shown to lower, for whom act “hint” therefore stands";
    assert!(!run(&room, "check well").out.contains(remark));
    assert_eq!(
        run(&room, "record well disclose --answers hint --to lower --by council --on 2031-03-09").code,
        0
    );
    let checked = run(&room, "check well").out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(checked.contains(remark), "{checked}");
    assert_eq!(
        run(&room, "record well disclose --answers no-more --to lower --by council --on 2031-03-09").code,
        0
    );
    let checked = run(&room, "check well").out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(!checked.contains(remark), "{checked}");
}

#[test]
fn what_a_disclosure_adds_to_acts_that_were_seen_before_is_told() {
    let room = room();
    for line in [
        "record well assure --id promise --by council --to upper --on 2031-03-06 --words we-pay --audience upper,council",
        "record well state --id firm --by upper --on 2031-03-07 --words we-agree --if promise --audience upper,lower,council",
    ] {
        let ran = run(&room, line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.told);
    }
    let dry = "disclose well promise --to lower --on 2031-03-09 --dry-run";
    let told = json(&room, dry);
    let changed = &told["readers"][0]["changed"][0];
    assert_eq!((&changed["act"], &changed["parts"]), (&"firm".into(), &serde_json::json!(["conditions"])));
    assert_eq!(told["readers"][0]["same"], false);
    let told = run(&room, dry);
    assert!(told.out.contains("shown with it then: some acts on which it depends"), "{}", told.out);
}

#[test]
fn the_day_of_a_disclosure_is_not_the_day_for_which_its_effect_is_told() {
    let room = room();
    let told = json(&room, "disclose well second --to lower --on 2031-03-06 --as-of 2031-03-20 --dry-run");
    assert_eq!(newly(&told), ["second", "yes", "idea"]);
    let case = room.read("well/case.toml");
    room.put("well/case.toml", format!("date = 2031-03-20\n{case}"));
    let told = json(&room, "disclose well second --to lower --on 2031-03-06 --dry-run");
    assert_eq!(newly(&told), ["second", "yes", "idea"], "on the case's own date, not on that of the act");
    let told = json(&room, "disclose well second --to lower --on 2031-04-01 --dry-run");
    assert_eq!(newly(&told), ["second", "yes", "idea"], "not before it is disclosed");
}

#[test]
fn nothing_is_disclosed_by_an_id_that_two_items_have() {
    let room = room();
    let disclosed = run(&room, "record well disclose --answers hint --to lower --by council --on 2031-03-09");
    assert_eq!(disclosed.code, 0, "{}", disclosed.told);
    assert!(lower_sees(&room, "hint", "2031-03-20"));
    let twin = |day: u32, audience: &str| {
        format!(
            "[[act]]\nid = \"hint\"\nkind = \"state\"\nby = \"upper\"\non = 2031-03-{day:02}\n\
             words = \"Our floor is four.\"\naudience = [\"{audience}\"]\n"
        )
    };
    for day in [1, 19] {
        room.put("well/record/a.toml", twin(day, "team"));
        assert!(!lower_sees(&room, "hint", "2031-03-20"), "neither of the two");
    }
    room.put("well/record/a.toml", twin(1, "lower"));
    let told = run(&room, "chronology well --for lower --as-of 2031-03-20").out;
    assert!(
        told.contains("floor") && !told.contains("we-could-wait"),
        "only the one with this audience: {told}"
    );
}

#[test]
fn what_is_disclosed_to_everybody_may_be_said_to_anybody() {
    let room = room();
    let line = "may-say well --to lower --for council --as-of 2031-03-20";
    assert!(listed(&json(&room, line), "not").contains(&"secret for_you_only".to_owned()));
    let to_all =
        run(&room, "record well disclose --answers secret --to-audience public --by council --on 2031-03-09");
    assert_eq!(to_all.code, 0, "{}", to_all.told);
    for line in [line, "may-say well --to lower --as-of 2031-03-20"] {
        let slip = json(&room, line);
        assert!(listed(&slip, "may_say").contains(&"secret public".to_owned()), "{slip}");
    }
}

#[test]
fn what_was_allowed_with_an_idea_goes_with_its_origin() {
    let room = room();
    let shown = |allows: &str| -> Vec<Value> {
        room.put(
            "well/record/idea.toml",
            format!(
                "[[act]]\nid = \"noon-idea\"\nkind = \"float\"\nby = \"council\"\nto = [\"lower\"]\non = 2031-03-08\n\
                 words = \"Noon on Mondays.\"\norigin = \"upper\"\norigin_audience = [\"council\"]\n{allows}\
                 audience = [\"council\", \"lower\", \"upper\"]\n"
            ),
        );
        [
            "may-say well --to upper --for lower",
            "may-say well --to council --for lower",
            "chronology well --for lower",
        ]
        .map(|line| json(&room, &format!("{line} --as-of 2031-03-20")))
        .to_vec()
    };
    let without = shown("");
    assert!(listed(&without[0], "not").contains(&"noon-idea for_you_only".to_owned()), "{}", without[0]);
    assert_eq!(shown("allows = \"may_be_floated\"\n"), without);
    assert_eq!(shown("allows = \"may_be_conveyed\"\nallows_to = [\"upper\"]\n"), without);
    let known = json(&room, "who-sees well noon-idea --as-of 2031-03-20");
    assert_eq!(known["items"][0]["readers"][2]["without"], serde_json::json!(["origin", "allowance"]));
}

#[test]
fn something_can_be_disclosed_to_everybody_and_a_part_of_a_draft_to_nobody() {
    let room = room();
    let told = json(&room, "disclose well secret --to public --on 2031-03-09 --as-of 2031-03-20 --dry-run");
    let readers: Vec<&str> =
        told["readers"].as_array().unwrap().iter().map(|one| one["reader"].as_str().unwrap()).collect();
    assert_eq!(readers, ["public", "upper", "lower", "council"]);
    let council = &told["readers"][3];
    assert!(council["new"].as_array().unwrap().is_empty(), "the council sees it already");
    assert_eq!(council["changed"][0]["parts"], serde_json::json!(["public"]));
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
    assert_eq!(nobody.code, 2);
    assert!(
        nobody.told.contains("--to: no participant “stranger” in this view; there are upper, lower, council")
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

/// A second mediator and what was said in confidence, with everything on record that must not be repeated.
const CONFIDENCES: &str = r#"
[[participant]]
id = "elder"
name = "TheElder"
role = "mediator"

[[act]]
id = "told"
kind = "state"
by = "upper"
to = "council"
on = 2031-03-07
words = "Noon would do."
label = "a hint"
origin = "lower"
origin_audience = ["council"]
note = "they are desperate"
allows = "may_be_conveyed"
allows_to = ["elder"]
audience = ["council"]
sources = [{ kind = "anonymous", who = "an official", ref = "letter", identity = "J. Roe", identity_audience = ["council"] }]

[[act]]
id = "named"
kind = "characterise"
by = "lower"
to = "council"
on = 2031-03-08
answers = "told"
label = "a trick"
audience = ["council"]

[[act]]
id = "idea-heard"
kind = "state"
by = "upper"
to = "council"
through = "elder"
on = 2031-03-07
words = "Ten would do."
label = "our last word"
origin = "lower"
origin_audience = ["council"]
note = "they whispered"
allows = "may_be_floated"
audience = ["council"]
sources = [{ kind = "anonymous", who = "a cousin", ref = "letter", identity = "J. Doe", identity_audience = ["council"] }]

[[act]]
id = "secret-question"
kind = "ask"
by = "lower"
to = "council"
on = 2031-03-06
words = "Do they bend?"
audience = ["council"]

[[act]]
id = "reply"
kind = "respond"
by = "upper"
to = "council"
on = 2031-03-08
answers = "secret-question"
words = "We bend."
allows = "may_be_conveyed"
audience = ["council"]

[[act]]
id = "between-us"
kind = "state"
by = "elder"
to = "council"
on = 2031-03-08
words = "My house will pay; keep it."
audience = ["council", "elder"]

[[act]]
id = "ours"
kind = "state"
by = ["elder", "council"]
on = 2031-03-08
words = "We will meet again."
audience = ["council", "elder"]

[[act]]
id = "promise"
kind = "assure"
by = "elder"
to = "upper"
on = 2031-03-08
words = "You will have water."
audience = ["council", "elder", "upper"]
"#;

fn confidences() -> Room {
    let room = room();
    let (people, acts) = CONFIDENCES.split_at(CONFIDENCES.find("[[act]]").unwrap());
    room.put("well/case.toml", room.read("well/case.toml") + people);
    room.put("well/record/told.toml", acts);
    let checked = run(&room, "check well");
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.told);
    room
}

/// The three lists of a slip in each form in which it can be had: for the terminal, in HTML and as data.
fn lists(room: &Room, line: &str) -> [[String; 3]; 3] {
    let [terminal, page] = [("", " ("), (" --html", " <small>")].map(|(form, behind)| {
        let ran = run(room, &format!("{line}{form}"));
        assert_eq!(ran.code, 0, "{}", ran.told);
        let words: Vec<&str> = ran.out.split_whitespace().collect();
        let text = words.join(" ").replace(['\u{2068}', '\u{2069}'], "");
        let [said, ours, not] =
            ["May say", "As ours", "Not"].map(|title| text.find(&format!("{title}{behind}")).unwrap());
        [&text[said..ours], &text[ours..not], &text[not..]].map(str::to_owned)
    });
    let told = json(room, line);
    [terminal, page, ["may_say", "as_ours", "not"].map(|list| told[list].to_string())]
}

#[test]
fn what_may_be_said_is_without_origin_identity_remark_and_what_others_call_it() {
    let room = confidences();
    let line = "may-say well --to elder --for council --as-of 2031-03-20";
    for [said, _, not] in lists(&room, line) {
        assert!(said.contains("Noon would do.") && said.contains("UpperFarm"), "{said}");
        for hidden in ["J. Roe", "desperate", "came from", "a trick"] {
            assert!(!said.contains(hidden), "{hidden} in {said}");
        }
        assert!(not.contains("J. Roe"), "what stays here is told whole: {not}");
    }
}

#[test]
fn what_is_said_as_ours_tells_whose_it_was_in_the_remark_alone() {
    let room = confidences();
    let line = "may-say well --to lower --for council --as-of 2031-03-20";
    for [_, ours, _] in lists(&room, line) {
        assert!(ours.contains("Ten would do.") && ours.contains("UpperFarm"), "{ours}");
        for hidden in ["J. Doe", "a cousin", "whispered", "came from", "our last word"] {
            assert!(!ours.contains(hidden), "{hidden} in {ours}");
        }
    }
    let slip = json(&room, line);
    for item in slip["as_ours"].as_array().unwrap() {
        let event = item["event"].to_string();
        assert!(!event.contains("Upper") && !event.contains("Elder") && !event.contains("Mar"), "{event}");
        assert!(item["whose"].to_string().contains("UpperFarm"), "{item}");
    }
}

#[test]
fn an_answer_that_may_be_said_does_not_tell_of_a_question_that_may_not() {
    let room = confidences();
    let slip = json(&room, "may-say well --to elder --for council --as-of 2031-03-20");
    let item =
        slip["may_say"].as_array().unwrap().iter().find(|item| item["event"]["act"] == "reply").unwrap();
    assert!(item["event"]["what"].to_string().contains("an earlier act"), "{item}");
    let slip = json(&room, "may-say well --to lower --for council --as-of 2031-03-20");
    let item =
        slip["may_say"].as_array().unwrap().iter().find(|item| item["event"]["act"] == "reply").unwrap();
    assert!(item["event"]["what"].to_string().contains("LowerFarm"), "they asked it themselves: {item}");
}

#[test]
fn what_another_mediator_said_was_heard_and_what_was_said_together_is_own() {
    let room = confidences();
    let slip = json(&room, "may-say well --to lower --for council --as-of 2031-03-20");
    let not = listed(&slip, "not");
    assert!(not.contains(&"between-us for_you_only".to_owned()), "{not:?}");
    assert!(not.contains(&"promise for_you_only".to_owned()), "{not:?}");
    assert!(!slip.to_string().contains("\"ours\""), "{slip}");
    let team = json(&room, "may-say well --to lower --as-of 2031-03-20");
    assert!(
        !listed(&team, "not").iter().any(|item| item.starts_with("between-us")),
        "mediators are the team"
    );
}

#[test]
fn permission_ends_with_what_was_allowed_and_no_words_stand_among_what_may_be_said_that_may_not() {
    let room = room();
    for line in [
        "record well correct --id fix --answers frank --by upper --on 2031-03-09 --words between-us --audience council",
        "record well withdraw --id back --answers hint --by upper --on 2031-03-09 --audience council",
        "record well state --id short --by upper --to council --on 2031-03-07 --until 2031-03-10 --words till-friday --audience council --allows may_be_conveyed",
        "record well correct --id aside --answers notice --by upper --on 2031-03-09 --words not-for-print --audience council",
    ] {
        let ran = run(&room, line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.told);
    }
    let slip = json(&room, "may-say well --to lower --for council --as-of 2031-03-20");
    assert_eq!(listed(&slip, "may_say"), ["notice public"]);
    assert!(listed(&slip, "as_ours").is_empty());
    let not = listed(&slip, "not");
    for ended in ["frank ended", "hint ended", "short ended", "fix for_you_only"] {
        assert!(not.contains(&ended.to_owned()), "{ended}: {not:?}");
    }
    assert!(!slip["may_say"].to_string().contains("not-for-print"), "{slip}");
}
