//! What of a plan a reader may see: entries by audience and date, with everything that they mention or not at all; names of
//! persons; findings that somebody owns; and acts on entries.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails, also where it is in a function of its own"
)]

mod support;

use onetext_record::plan::{Check, Content};
use onetext_record::{Reader, When};
use support::{Folder, end};

fn reader(name: &str) -> Reader {
    match name {
        "team" => Reader::Team,
        "public" => Reader::Public,
        id => Reader::Participant(id.into()),
    }
}

/// The ids of the entries that each of the farms sees on a day.
fn seen_on(folder: &Folder, who: &str, day: When) -> Vec<String> {
    let view = folder.open().view(&reader(who), day).unwrap();
    view.plan.iter().map(|entry| entry.id.to_string()).collect()
}

fn seen(folder: &Folder, who: &str) -> Vec<String> {
    seen_on(folder, who, end())
}

/// An entry for these readers, with more fields.
fn entry(sort: &str, id: &str, audience: &[&str], more: &str) -> String {
    format!("[[{sort}]]\nid = \"{id}\"\non = 2031-03-02\naudience = {audience:?}\n{more}\n\n")
}

fn with(plan: &[String]) -> Folder {
    let folder = Folder::whole();
    folder.put("plan/a.toml", plan.concat());
    folder
}

const BOTH: &[&str] = &["farms"];

#[test]
fn an_entry_is_seen_by_its_audience_from_the_day_on_which_the_record_learnt_of_it() {
    let folder = with(&[
        entry("event", "one", &["upper"], "known = 2031-03-09"),
        entry("event", "two", &["public"], ""),
        "[[event]]\nid = \"three\"\non = 2031-03-02\n".to_owned(),
    ]);
    assert_eq!(seen_on(&folder, "upper", "2031-03-08".parse().unwrap()), ["two"]);
    assert_eq!(seen_on(&folder, "upper", "2031-03-09".parse().unwrap()), ["one", "two"]);
    assert_eq!(seen(&folder, "lower"), ["two"]);
    assert_eq!(seen(&folder, "public"), ["two"]);
    assert_eq!(seen(&folder, "team"), ["one", "two", "three"]);
}

#[test]
fn an_entry_falls_with_whatever_it_mentions_and_so_on_along_the_chain() {
    let folder = with(&[
        entry("obligation", "last", BOTH, "does = \"c\"\nwhen = [\"middle\"]"),
        entry("obligation", "middle", BOTH, "does = \"b\"\ndue = { within = \"7 days\", of = \"first\" }"),
        entry("event", "first", &["upper"], ""),
        entry("batch", "goats", BOTH, "lots = [{ key = \"ratio\", gives = 1 }]"),
        entry(
            "key",
            "ratio",
            &["lower"],
            "gives = { by = \"upper\", number = 1, category = \"g\" }\nreturns = { by = \"lower\", number = 1, category = \"s\" }",
        ),
        entry("event", "alone", BOTH, ""),
    ]);
    assert_eq!(seen(&folder, "upper"), ["last", "middle", "first", "alone"]);
    assert_eq!(seen(&folder, "lower"), ["goats", "ratio", "alone"]);
}

#[test]
fn an_entry_falls_with_a_participant_whom_its_content_mentions_and_not_with_one_who_read_it_so() {
    let folder = with(&[
        entry("event", "by-them", BOTH, "by = [\"envoy\", \"council\"]"),
        entry("event", "theirs", BOTH, "actors = [\"upper\", \"envoy\"]"),
        entry("value", "worth", BOTH, "by = \"envoy\"\nstep = \"open\"\nto = \"upper\"\nlow = 1\nhigh = 2"),
        entry(
            "value",
            "known-worth",
            BOTH,
            "by = [\"envoy\", \"upper\"]\nstep = \"open\"\nto = \"upper\"\nlow = 1\nhigh = 2",
        ),
        entry("obligation", "open", BOTH, "does = \"open\""),
    ]);
    folder.add(
        "\n[[participant]]\nid = \"envoy\"\nname = \"Envoy\"\nrole = \"mediator\"\naudience = [\"upper\"]\n",
    );
    assert_eq!(seen(&folder, "upper"), ["by-them", "theirs", "worth", "known-worth", "open"]);
    assert_eq!(
        seen(&folder, "lower"),
        ["by-them", "known-worth", "open"],
        "a worth needs somebody who states it"
    );
    let view = folder.open().view(&reader("lower"), end()).unwrap();
    assert_eq!(view.plan[0].by, ["council".into()]);
    assert_eq!(view.plan[1].by, ["upper".into()]);
}

#[test]
fn an_entry_falls_with_its_draft_and_with_clauses_that_the_draft_does_not_have() {
    let folder = with(&[
        entry("event", "there", &["public"], "draft = \"first\"\nclauses = [\"2\"]"),
        entry("event", "nowhere", &["public"], "draft = \"first\"\nclauses = [\"2\", \"9\"]"),
        entry("event", "untied", &["public"], ""),
    ]);
    assert_eq!(seen(&folder, "upper"), ["there", "untied"]);
    assert_eq!(
        seen(&folder, "public"),
        ["untied"],
        "who may not see the draft does not learn what it provides"
    );
}

#[test]
fn a_name_on_a_list_is_for_those_alone_who_are_cleared_for_it() {
    let persons = "persons = [{ id = \"p1\", category = \"goats\", name = \"Nan\", name_audience = [\"upper\"] }, { id = \"p2\", name = \"Bill\" }]";
    let folder = with(&[entry("list", "names", BOTH, persons)]);
    let names = |who: &str| {
        let view = folder.open().view(&reader(who), end()).unwrap();
        let Content::List(list) = &view.plan[0].content else { panic!("a list") };
        let name = |person: &onetext_record::plan::Person| {
            (person.id.clone(), person.name.clone(), person.name_audience.clone())
        };
        list.persons.iter().map(name).collect::<Vec<_>>()
    };
    let nobody = onetext_record::Audience::team();
    let person = |id: &str, name: Option<&str>| (id.to_owned(), name.map(str::to_owned), nobody.clone());
    assert_eq!(names("upper"), [person("p1", Some("Nan")), person("p2", None)]);
    assert_eq!(names("lower"), [person("p1", None), person("p2", None)]);
    assert_eq!(names("team")[1].1.as_deref(), Some("Bill"));
}

/// A finding in an entry that both farms see.
fn owned(owner: &str, more: &str) -> Folder {
    with(&[
        entry("obligation", "open", BOTH, "does = \"open\""),
        entry("obligation", "shut", BOTH, "does = \"shut\""),
        entry("obligation", "theirs", &["lower"], "does = \"wait\""),
        format!(
            "[[owned]]\nid = \"meant\"\non = 2031-03-05\ncheck = \"no_deadline\"\nof = \"open\"\nowner = {owner}\nreason = \"both want it so\"\n{more}\n\n"
        ),
    ])
}

fn withheld(folder: &Folder, who: &str) -> Vec<(Check, String)> {
    let view = folder.open().view(&reader(who), end()).unwrap();
    view.owned_by_others.into_iter().map(|(check, of)| (check, of.to_string())).collect()
}

#[test]
fn an_owned_finding_is_kept_from_all_but_the_team_its_owners_and_those_to_whom_they_show_it() {
    let finding = [(Check::NoDeadline, "open".to_owned())];
    let folder = owned("\"upper\"", "");
    assert_eq!(withheld(&folder, "lower"), finding);
    for who in ["upper", "team"] {
        assert_eq!(withheld(&folder, who), []);
        assert!(seen(&folder, who).contains(&"meant".to_owned()), "{who}");
    }
    assert_eq!(seen(&folder, "lower"), ["open", "shut", "theirs"], "nor is there a word of the mark");
    assert_eq!(withheld(&folder, "public"), [], "nothing is said of an entry that a reader does not see");
    let folder = owned("\"upper\"", "shown_to = [\"lower\"]");
    assert_eq!(withheld(&folder, "lower"), []);
    assert!(seen(&folder, "lower").contains(&"meant".to_owned()));
    // Whoever owns it knows of it, whoever else does.
    let folder = owned(
        "\"upper\"",
        "\n[[owned]]\nid = \"theirs-too\"\non = 2031-03-05\ncheck = \"no_deadline\"\nof = \"open\"\nowner = \"lower\"\nreason = \"so do we\"",
    );
    assert_eq!((withheld(&folder, "upper"), withheld(&folder, "lower")), (Vec::new(), Vec::new()));
    assert_eq!(withheld(&folder, "council"), [], "the council sees no entry of them");
}

#[test]
fn a_slip_in_a_mark_unveils_nothing() {
    let folder = owned("\"upper\"", "");
    let plan = std::fs::read_to_string(folder.path("plan/a.toml")).unwrap();
    let on = |of: &[&str]| -> Vec<(Check, String)> {
        let mut all: Vec<(Check, String)> =
            Check::ALL.iter().flat_map(|check| of.iter().map(move |of| (*check, (*of).to_owned()))).collect();
        all.sort();
        all
    };
    let (one, all) = (on(&["open"]), on(&["open", "shut", "theirs"]));
    let slips = [
        ("reason = ", "reson = ", &one),
        ("reason = ", "reason = = ", &one),
        ("check = \"no_deadline\"", "check = \"no_dedline\"", &one),
        ("owner = \"upper\"", "owner = []", &one),
        ("[[owned]]", "[[onwed]]", &one),
        ("[[owned]]", "[owned]", &one),
        ("reason = \"both want it so\"", "of = \"shut\"", &all),
        ("[[owned]]\n", "[[owned]]\n\n[x]\n", &all),
        ("of = \"open\"", "of = 3", &all),
        ("of = \"open\"", "of = \"opn\"", &all),
        ("of = \"open\"\n", "", &all),
        ("of = \"open\"", "of = \"open", &all),
    ];
    for (right, wrong, expected) in slips {
        assert!(plan.contains(right), "{right}");
        folder.put("plan/a.toml", plan.replace(right, wrong));
        assert_ne!(folder.told(), "", "{wrong}");
        assert_eq!(withheld(&folder, "lower"), *expected, "{wrong}");
        let upper: Vec<_> = expected.iter().filter(|(_, of)| of != "theirs").cloned().collect();
        assert_eq!(withheld(&folder, "upper"), upper, "{wrong}: it cannot be told any more who owns it");
        assert_eq!(withheld(&folder, "team"), [], "{wrong}");
    }
    folder.put("plan/a.toml", &plan).put("plan/b.toml", [0xff, 0xfe, 0x5b, 0x00]);
    assert_eq!(withheld(&folder, "lower"), all, "a file that cannot be read may have held any");
    // What is no mark hides nothing.
    let note = "[[event]]\nid = \"noted\"\non = 2031-03-02\nnote = \"\"\"\ncheck = twice\n\"\"\"\n";
    folder.put("plan/b.toml", note);
    assert_eq!(withheld(&folder, "lower"), [(Check::NoDeadline, "open".to_owned())]);
    folder.put("plan/b.toml", "[[event]]\nid = \"broken\"\non = = 2031-03-02\n");
    assert_eq!(withheld(&folder, "lower"), [(Check::NoDeadline, "open".to_owned())]);
}

#[test]
fn acts_name_the_entries_that_a_reader_sees_and_those_on_hidden_ones_alone_are_hidden() {
    let folder = with(&[
        entry("obligation", "open", BOTH, "does = \"open\""),
        entry("obligation", "secret", &["upper"], "does = \"pay\""),
    ]);
    let act = |id: &str, kind: &str, more: &str| {
        format!(
            "[[act]]\nid = \"{id}\"\nkind = \"{kind}\"\nby = \"upper\"\non = 2031-03-05\naudience = [\"farms\"]\nwords = \"so it is\"\n{more}\n\n"
        )
    };
    folder.put(
        "record/a.toml",
        [
            act("both", "report", "plan = [\"open\", \"secret\"]\nperformance = \"partly\"\nquantity = 3"),
            act("alone", "report", "plan = [\"secret\"]"),
            act("neither", "report", ""),
            act("breach", "allege", "plan = [\"secret\"]"),
            act("late", "allege", "plan = [\"open\"]"),
            act("called", "state", "answers = \"breach\"\nstep = 1"),
            act("met", "state", "answers = \"late\"\nstep = 1\ncloses = [\"late\", \"breach\"]"),
            act("confirmed", "confirm", "plan = [\"secret\"]\ndraft = \"first\"\nclauses = [\"2\"]"),
        ]
        .concat(),
    );
    let acts = |who: &str| {
        let view = folder.open().view(&reader(who), end()).unwrap();
        let line = |act: &onetext_record::act::Act| {
            let ids = |ids: Vec<String>| ids.join("+");
            format!(
                "{} on {} step {:?} closes {}",
                act.id,
                ids(act.plan.iter().map(ToString::to_string).collect()),
                act.step,
                ids(act.closes.iter().map(ToString::to_string).collect())
            )
        };
        view.acts.iter().map(line).collect::<Vec<_>>()
    };
    let lower = [
        "both on open step None closes ",
        "called on  step None closes ",
        "late on open step None closes ",
        "met on  step Some(1) closes late",
        "neither on  step None closes ",
    ];
    assert_eq!(acts("lower"), lower);
    assert_eq!(acts("upper").len(), 8);
}

#[test]
fn who_sees_an_entry_and_why_the_others_do_not() {
    let persons = "persons = [{ id = \"p1\", name = \"Nan\", name_audience = [\"upper\"] }]\nkey = \"ratio\"";
    let side = "{ by = \"upper\", number = 1, category = \"g\" }";
    let folder = with(&[
        entry("list", "names", &["farms", "public"], persons),
        entry("key", "ratio", BOTH, &format!("gives = {side}\nreturns = {side}")),
        entry("event", "later", BOTH, "known = 2031-04-01"),
        "[[owned]]\nid = \"meant\"\non = 2031-03-05\ncheck = \"sums_differ\"\nof = \"ratio\"\nowner = \"upper\"\nreason = \"x\"\n".to_owned(),
    ]);
    let case = folder.open();
    let told = |id: &str| -> Vec<String> {
        let found = case.sightings(id, "2031-03-20".parse().unwrap());
        let line = |one: &onetext_case::view::sighting::Sighting| {
            let without: Vec<&str> = one.without.iter().map(|part| part.as_words()).collect();
            format!("{} {} {} {}", one.reader, one.sees, one.why.as_words(), without.join(", "))
        };
        found.iter().flat_map(|item| &item.readers).map(line).collect()
    };
    assert_eq!(
        told("names"),
        [
            "public false they may not see all that it names ",
            "upper true it is public ",
            "lower true it is public names of persons on it",
            "council false they may not see all that it names ",
        ]
    );
    assert_eq!(told("later")[1], "upper false the record did not know of it yet ");
    let meant = [
        "upper true they own the finding, or are let into it ",
        "lower false they neither own the finding nor are let into it ",
    ];
    assert_eq!(told("meant")[1..3], meant);
}
