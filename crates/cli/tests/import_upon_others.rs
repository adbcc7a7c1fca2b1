//! What one author changes in what another one brought, and a paragraph whose words are all others.

#![allow(clippy::unwrap_used)]

mod marked_up;
mod program;

use marked_up::*;
use serde_json::Value;

const DAY: &str = "2031-03-03";
const NEXT: &str = "2031-03-04";

fn kinds(plan: &Value) -> Vec<(String, Vec<u64>)> {
    let one = |act: &Value| {
        let upon = act["upon"].as_array().unwrap().iter().map(|at| at.as_u64().unwrap()).collect();
        (act["kind"].as_str().unwrap().to_owned(), upon)
    };
    plan["acts"].as_array().unwrap().iter().map(one).collect()
}

/// A new paragraph of K. Abed, with what is in it.
fn new(inner: &str) -> String {
    marked("ins", "K. Abed", DAY, &mark("ins", "K. Abed", DAY, inner))
}

fn by_other(words: &str) -> String {
    mark("del", "R. Nasser", NEXT, &struck(words))
}

fn with(news: &[String]) -> onetext_wordml::testing::Docx {
    document(&[[ONE, TWO, THREE].map(plain).concat(), news.concat(), [FOUR, FIVE].map(plain).concat()])
}

#[test]
fn striking_somebodys_new_clause_declines_it_and_the_new_clause_stays_theirs() {
    let room = room();
    let docx = with(&[new(&by_other("Nobody shuts the well."))]);
    room.put("answer.docx", docx.bytes());
    let line =
        ["import", "well", "answer.docx", "--by", "lower", "--against", "plan-1", "--on", "2031-03-09"];
    let ran = |more: &[&str]| {
        let ran = room.run(&[&line[..], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.told);
        ran
    };
    let json =
        |more: &[&str]| -> Value { serde_json::from_str(&ran(&[more, &["--json"]].concat()).out).unwrap() };
    // By one delegation, it is taken back; by another, declined.
    let found = json(&[]);
    assert_eq!(kinds(&found), [("amend".to_owned(), vec![]), ("withdraw".to_owned(), vec![0])]);
    let theirs = ["--author", "R. Nasser=upper"];
    let found = json(&theirs);
    assert_eq!(
        acts(&found),
        ["tracked lower 2031-03-03 >3: Nobody shuts the well.", "tracked upper 2031-03-04 : -"]
    );
    assert_eq!(kinds(&found), [("amend".to_owned(), vec![]), ("reject".to_owned(), vec![0])]);
    assert!(
        ran(&theirs).read().contains("2. new words declined, UpperFarm, 4 March 2031"),
        "{}",
        ran(&theirs).out
    );

    // In the record, it answers the new clause, is of no clause of the draft, and is there once.
    ran(&[&theirs[..], &["--apply"]].concat());
    assert!(ran(&theirs).read().contains("Nothing new: every act is on record already."));
    let record = room.read("well/record/2031-03.toml");
    let reject = record.split("[[act]]").find(|act| act.contains("kind = \"reject\"")).unwrap();
    assert!(reject.contains("answers = ") && !reject.contains("draft = "), "{reject}");
    let check = room.run(&["check", "well"]);
    assert_eq!(check.code, 0, "{}", check.out);
}

#[test]
fn a_new_clause_that_another_author_changes_is_put_forward_by_each_in_their_words() {
    let room = room();
    let inner = format!("{}{}{}", run("Nobody shuts the well"), by_other(" by night"), run("."));
    let found = plan(&room, with(&[new(&inner)]), "");
    assert_eq!(
        acts(&found),
        [
            "tracked lower 2031-03-03 >3: Nobody shuts the well by night.",
            "tracked lower 2031-03-04 >3: Nobody shuts the well.",
        ]
    );
    assert_eq!(kinds(&found), [("amend".to_owned(), vec![]), ("amend".to_owned(), vec![0])]);
    assert_eq!(found["acts"][1]["edits"][0]["words"], "by night");
    assert!(
        found["acts"][1]["note"]
            .as_str()
            .unwrap()
            .starts_with("What is new behind 3, as it would be with these changes."),
        "{found:#}"
    );
}

#[test]
fn of_two_new_clauses_of_which_another_author_strikes_one_the_other_is_left() {
    let room = room();
    let found =
        plan(&room, with(&[new(&run("Nobody shuts the well.")), new(&by_other("Nobody sells it."))]), "");
    assert_eq!(
        acts(&found),
        [
            "tracked lower 2031-03-03 >3: Nobody shuts the well.\n\nNobody sells it.",
            "tracked lower 2031-03-04 >3: Nobody shuts the well.",
        ]
    );
}

#[test]
fn a_clause_that_one_moves_and_another_changes_there_is_a_move_and_an_amendment() {
    let room = room();
    let end = |kind: &str, inner: &str| {
        let start = format!("<w:{kind}RangeStart w:id=\"7\" w:name=\"m1\" w:author=\"K. Abed\"/>");
        let moved = mark(kind, "K. Abed", DAY, inner);
        marked(kind, "K. Abed", DAY, &format!("{start}{moved}<w:{kind}RangeEnd w:id=\"7\"/>"))
    };
    let changed = [
        run("2. Water is shared between the farms in "),
        by_other("summer"),
        mark("ins", "R. Nasser", NEXT, &run("winter")),
        run("."),
    ];
    let found = plan(
        &room,
        document(&[
            plain(ONE),
            end("moveFrom", &run(TWO)),
            [THREE, FOUR].map(plain).concat(),
            end("moveTo", &changed.concat()),
            plain(FIVE),
        ]),
        "",
    );
    assert_eq!(
        acts(&found),
        [
            "tracked lower 2031-03-03 2>4: -",
            "tracked lower 2031-03-04 2: Water is shared between the farms in winter.",
        ]
    );
    assert_eq!(kinds(&found)[1].1, [0]);
    let moved_to = &found["acts"][0]["edits"][1];
    assert_eq!((&moved_to["what"], &moved_to["words"]), (&"moved_to".into(), &TWO.into()));
}

#[test]
fn a_paragraph_whose_words_are_all_others_is_one_amendment() {
    let room = room();
    let heading = format!(
        "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>{}{}</w:p>",
        mark("del", "K. Abed", DAY, &struck("Agreement")),
        mark("ins", "K. Abed", DAY, &run("Memorandum"))
    );
    let docx = onetext_wordml::testing::Docx::new(&format!(
        "{heading}{}",
        [ONE, TWO, THREE, FOUR, FIVE].map(plain).concat()
    ));
    let found = plan(&room, docx, "");
    assert_eq!(acts(&found).len(), 1, "{found:#}");
    assert!(acts(&found)[0].ends_with(": Memorandum"), "{found:#}");
    assert_eq!(found["acts"][0]["clauses"].as_array().unwrap().len(), 1);
}
