//! Language versions side by side, as a person asks for them.

#![allow(clippy::unwrap_used)]

mod program;

use program::Room;
use serde_json::Value;

const ENGLISH: &str = "# Agreement\n\n1. The gate shall open within seven days.\n\n2. Nobody shall be charged more than the ratio 1:3.\n\n3. Each side may ask for a break of [two][three] hours.\n";
const ARABIC: &str = "# اتفاق\n\n1. تُفتح البوابة خلال ٧ أيام.\n\n2. لا يُفرض على أحد أكثر من نسبة 1:31.\n\n3. لكل طرف أن يطلب استراحة مدتها [ساعتان][ثلاث ساعات].\n";

/// A room with a case that has a draft, its Arabic translation and what `record` says.
fn room(record: &str) -> Room {
    let room = Room::empty();
    room.put(
        "well/case.toml",
        "title = \"Well\"\nlanguages = [\"en\", \"ar\"]\nzone = \"Asia/Qatar\"\n\n\
         [[participant]]\nid = \"upper\"\nname = \"Upper Farm\"\nrole = \"party\"\n\n\
         [[participant]]\nid = \"lower\"\nname = \"Lower Farm\"\nrole = \"party\"\n\n\
         [[draft]]\nid = \"first\"\nfile = \"drafts/first.en.md\"\nlang = \"en\"\non = 2031-03-01\naudience = [\"upper\", \"lower\"]\n\
         authentic = \"text\"\ncurrent = true\n\n\
         [[draft]]\nid = \"first-ar\"\nfile = \"drafts/first.ar.md\"\nlang = \"ar\"\non = 2031-03-02\naudience = [\"upper\"]\n\
         authentic = \"translation\"\nof = \"first\"\nforce = \"courtesy\"\n",
    );
    room.put("well/drafts/first.en.md", ENGLISH);
    room.put("well/drafts/first.ar.md", ARABIC);
    room.put("well/record/2031-03.toml", record);
    room
}

fn json(room: &Room, arguments: &[&str]) -> Value {
    let ran = room.run(arguments);
    assert_eq!((ran.code, ran.told.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn a_ratio_that_one_language_has_otherwise_is_told_with_its_clause_and_line() {
    let room = room("");
    for arguments in [
        &["parity", "well", "--for", "upper", "--as-of", "2031-03-05", "--json"][..],
        &["parity", "well", "first-ar", "--for", "upper", "--as-of", "2031-03-05", "--json"],
    ] {
        let parity = json(&room, arguments);
        let clauses = parity["clauses"].as_array().unwrap();
        assert_eq!(clauses.len(), 1, "{parity:#}");
        assert_eq!(clauses[0]["id"], "agreement.2");
        let finding = &clauses[0]["findings"][0];
        assert_eq!(finding["kind"], "ratio");
        assert_eq!(finding["languages"], serde_json::json!(["en", "ar"]));
        assert_eq!((&finding["from"], &finding["to"]), (&Value::from("1:3"), &Value::from("1:31")));
        assert_eq!(finding["line"], 5);
        assert_eq!(parity["versions"][0]["force"], "authentic");
        assert_eq!(parity["versions"][1]["force"], "courtesy");
    }
    let ran = room.run(&["parity", "well", "--for", "upper", "--as-of", "2031-03-05"]);
    assert!(
        ran.out.contains("Ratio: English “\u{2068}1:3\u{2069}”; Arabic “\u{2068}1:31\u{2069}” (line 5)"),
        "{}",
        ran.out
    );
}

#[test]
fn who_may_not_see_a_translation_is_shown_nothing_of_it() {
    let room = room("");
    let parity = json(&room, &["parity", "well", "--for", "lower", "--as-of", "2031-03-05", "--json"]);
    assert_eq!(parity["versions"].as_array().unwrap().len(), 1);
    assert_eq!(parity["clauses"], serde_json::json!([]));
    let ran = room.run(&["parity", "well", "first-ar", "--for", "lower", "--as-of", "2031-03-05"]);
    assert_eq!((ran.code, ran.told.as_str()), (1, "onetext: there is no draft first-ar in this view\n"));
}

#[test]
fn renderings_that_differ_stand_side_by_side_with_how_binding_each_is() {
    let act = |id: &str, by: &str, words: &str, clause: &str| {
        format!(
            "[[act]]\nid = \"{id}\"\nkind = \"interpret\"\nby = \"{by}\"\non = 2031-03-03\ndraft = \"first-ar\"\nclauses = [\"{clause}\"]\n\
             renders = \"لكل طرف أن يطلب استراحة\"\nwords = \"{words}\"\nlang = \"en\"\naudience = [\"upper\", \"lower\"]\n\
             sources = [{{ kind = \"statement\", who = \"{by}\", ref = \"letter\" }}]\n\n"
        )
    };
    let record = [
        act("a1", "upper", "Either side may ask for a break.", "3"),
        act("b2", "lower", "Either side shall be given a break.", "3"),
        act("c3", "lower", "Either side may ask for a break.", "3"),
        act("d4", "lower", "Something else of another clause.", "2"),
    ];
    let room = room(&record.concat());
    let parity = json(&room, &["parity", "well", "--for", "upper", "--as-of", "2031-03-05", "--json"]);
    let disputed = parity["disputed"].as_array().unwrap();
    assert_eq!(disputed.len(), 1, "{parity:#}");
    let variants = disputed[0]["variants"].as_array().unwrap();
    let strengths: Vec<&Value> = variants.iter().map(|variant| &variant["modals"][0]["strength"]).collect();
    assert_eq!(strengths, ["may", "shall"]);
    assert_eq!(variants[0]["acts"], serde_json::json!(["a1", "c3"]));
    assert_eq!(variants[1]["by"][0]["id"], "lower");
    let shown = room.run(&["parity", "well", "--for", "upper", "--as-of", "2031-03-05"]).out;
    assert!(
        shown.contains("Renderings in dispute")
            && shown.contains("how binding: “\u{2068}shall\u{2069}” (shall)"),
        "{shown}"
    );
}

#[test]
fn terms_of_the_case_are_looked_for_in_every_version() {
    let room = room("");
    let case = room.read("well/case.toml");
    room.put(
        "well/case.toml",
        format!("{case}\n[[term]]\nid = \"gate\"\nneutral = \"gate\"\nrenderings = {{ en = [\"gate\"], ar = \"باب\" }}\n"),
    );
    let parity = json(&room, &["parity", "well", "--for", "upper", "--as-of", "2031-03-05", "--json"]);
    let finding = &parity["clauses"][0]["findings"][0];
    assert_eq!(
        (&finding["kind"], &finding["from"], &finding["to"]),
        (&Value::from("term"), &Value::from("gate"), &Value::Null)
    );
}

#[test]
fn files_of_no_case_are_compared_by_their_names_their_script_or_what_is_said_of_them() {
    let room = Room::empty();
    room.put("a.en.md", ENGLISH);
    room.put("a.ar.md", ARABIC);
    room.put("plain.md", ARABIC);
    for arguments in [
        &["parity", "a.en.md", "a.ar.md", "--json"][..],
        &["parity", "a.en.md", "plain.md", "--json"],
        &["parity", "a.en.md", "plain.md", "--languages", "en,ar", "--json"],
    ] {
        let parity = json(&room, arguments);
        assert_eq!(parity["clauses"][0]["findings"][0]["kind"], "ratio", "{parity:#}");
        assert_eq!(parity["clauses"].as_array().unwrap().len(), 1);
        assert_eq!(parity["compared"], 4);
    }
    assert_eq!(room.run(&["parity", "a.en.md"]).code, 2);
    assert_eq!(room.run(&["parity", "a.en.md", "plain.md", "--languages", "en"]).code, 2);
    assert_eq!(room.run(&["parity", "a.en.md", "none.md"]).code, 1);
}

#[test]
fn of_a_language_without_word_lists_that_is_said_and_only_figures_are_told() {
    let room = Room::empty();
    room.put("a.en.md", "1. It shall not pay 1,000 within two weeks.\n");
    room.put("a.fr.md", "1. Il ne doit pas payer 1 001 sous deux semaines.\n");
    let parity = json(&room, &["parity", "a.en.md", "a.fr.md", "--json"]);
    let findings = parity["clauses"][0]["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{parity:#}");
    assert_eq!((&findings[0]["from"], &findings[0]["to"]), (&Value::from("1,000"), &Value::from("1 001")));
    let shown = room.run(&["parity", "a.en.md", "a.fr.md"]).out;
    assert_eq!(
        shown.matches("no word lists for this language, compared by digits alone").count(),
        1,
        "{shown}"
    );
}

#[test]
fn a_clause_that_changed_in_the_original_and_not_in_its_translation_is_told() {
    let room = room("");
    let case = room.read("well/case.toml").replace("current = true\n", "");
    room.put(
        "well/case.toml",
        format!(
            "{case}\n[[draft]]\nid = \"second\"\nfile = \"drafts/second.en.md\"\nlang = \"en\"\non = 2031-03-03\n\
             audience = [\"upper\", \"lower\"]\nauthentic = \"text\"\ncurrent = true\n\n\
             [[draft]]\nid = \"second-ar\"\nfile = \"drafts/second.ar.md\"\nlang = \"ar\"\non = 2031-03-04\naudience = [\"upper\"]\n\
             authentic = \"translation\"\nof = \"second\"\n"
        ),
    );
    room.put(
        "well/drafts/second.en.md",
        ENGLISH.replace("The gate shall open", "The eastern gate shall open"),
    );
    room.put("well/drafts/second.ar.md", ARABIC);
    let parity = json(&room, &["parity", "well", "--for", "upper", "--as-of", "2031-03-05", "--json"]);
    let finding = &parity["clauses"][0]["findings"][0];
    assert_eq!(finding["kind"], "changed", "{parity:#}");
    assert_eq!(
        (&finding["languages"], &finding["unchanged"]),
        (&serde_json::json!(["en"]), &serde_json::json!(["ar"]))
    );
    assert_eq!(finding["from"], "The gate shall open within seven days.");
    assert_eq!(finding["to"], "The eastern gate shall open within seven days.");
    assert_eq!(parity["versions"][1]["force"], Value::Null);
    let shown = room.run(&["parity", "well", "--for", "upper", "--as-of", "2031-03-05"]).out;
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("Arabic is as it was"), "{shown}");
    // Whoever does not see the translations is told of no change in one language.
    let parity = json(&room, &["parity", "well", "--for", "lower", "--as-of", "2031-03-05", "--json"]);
    assert_eq!(parity["clauses"], serde_json::json!([]));
}

#[test]
fn a_rendering_that_was_taken_back_is_in_no_dispute() {
    let record = "[[act]]\nid = \"a1\"\nkind = \"interpret\"\nby = \"upper\"\non = 2031-03-03\ndraft = \"first\"\nclauses = [\"1\"]\nrenders = \"shall open\"\n\
        words = \"تُفتح\"\nlang = \"ar\"\naudience = [\"upper\"]\nsources = [{ kind = \"statement\", who = \"upper\", ref = \"letter\" }]\n\n\
        [[act]]\nid = \"b2\"\nkind = \"interpret\"\nby = \"lower\"\non = 2031-03-03\ndraft = \"first\"\nclauses = [\"1\"]\nrenders = \"shall open\"\n\
        words = \"يجوز فتحها\"\nlang = \"ar\"\naudience = [\"upper\"]\nsources = [{ kind = \"statement\", who = \"lower\", ref = \"letter\" }]\n\n";
    let ask = ["parity", "well", "--for", "upper", "--as-of", "2031-03-05", "--json"];
    assert_eq!(json(&room(record), &ask)["disputed"].as_array().unwrap().len(), 1);
    let taken_back = format!(
        "{record}[[act]]\nid = \"c3\"\nkind = \"withdraw\"\nby = \"lower\"\non = 2031-03-04\nanswers = \"b2\"\naudience = [\"upper\"]\n\
         sources = [{{ kind = \"statement\", who = \"lower\", ref = \"letter\" }}]\n"
    );
    assert_eq!(json(&room(&taken_back), &ask)["disputed"], serde_json::json!([]));
}
