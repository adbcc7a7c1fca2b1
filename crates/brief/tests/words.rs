//! What a reader is told, in which words.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod common;

use std::path::Path;

use common::{brief, here, view};
use onetext_brief::paper::Paper;
use onetext_brief::status::Status;
use onetext_brief::who::Who;
use onetext_brief::{Brief, html, terminal};

const HEAD: &str = "title = \"The well\"\nlanguages = [\"en\"]\ndate = 2031-05-10\n\
    [[participant]]\nid = \"upper\"\nname = \"Upper Farm\"\nrole = \"party\"\n\
    [[participant]]\nid = \"lower\"\nname = \"Lower Farm\"\nrole = \"party\"\n\
    [[participant]]\nid = \"council\"\nname = \"Village Council\"\nrole = \"mediator\"\n\
    [[draft]]\nid = \"d\"\ntitle = \"First draft\"\nfile = \"drafts/d.md\"\nlang = \"en\"\nby = \"council\"\non = 2031-05-01\naudience = [\"public\"]\nauthentic = \"text\"\n";

const DRAFT: &str = "1. Work resumes within [48 hours][seven days] of signature.\n\n2. A gang is of eight[, and of seven with a crane].\n\n3. The gate is open.\n";

/// A case of two parties, with these acts: `id kind by; more`, all of 2 May.
fn case(folder: &Path, acts: &[(&str, &str)]) {
    for sub in ["drafts", "record"] {
        std::fs::create_dir_all(folder.join(sub)).unwrap();
    }
    std::fs::write(folder.join("case.toml"), HEAD).unwrap();
    std::fs::write(folder.join("drafts/d.md"), DRAFT).unwrap();
    let acts: Vec<String> = acts
        .iter()
        .map(|(id, rest)| {
            let on = if rest.contains("on =") { "" } else { "on = 2031-05-02\n" };
            format!("[[act]]\nid = \"{id}\"\n{on}audience = [\"public\"]\nsources = [{{ kind = \"report\", who = \"W\", ref = \"r\" }}]\n{rest}\n")
        })
        .collect();
    std::fs::write(folder.join("record/r.toml"), acts.concat()).unwrap();
}

fn told(acts: &[(&str, &str)], reader: &str) -> (Brief, String, String) {
    let folder = tempfile::tempdir().unwrap();
    case(folder.path(), acts);
    let brief = brief(folder.path(), reader, None);
    let (text, page) = (terminal::render(&brief, 200, false), html::render(&brief));
    (brief, plain(&text), page)
}

fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

const TWO_CHOICES: [(&str, &str); 2] = [
    (
        "u",
        "kind = \"accept\"\nby = \"upper\"\ndraft = \"d\"\nclauses = [\"1\", \"2\"]\nextent = \"words\"\nstrength = \"accepts\"\nchoice = [\"#1\", \"in\"]",
    ),
    (
        "l",
        "kind = \"accept\"\nby = \"lower\"\ndraft = \"d\"\nclauses = [\"1\", \"2\"]\nextent = \"words\"\nstrength = \"accepts\"\nchoice = [\"#2\", \"out\"]",
    ),
];

#[test]
fn different_words_are_shown_as_they_read_after_the_choice() {
    let folder = tempfile::tempdir().unwrap();
    case(folder.path(), &TWO_CHOICES);
    let brief = brief(folder.path(), "public", None);
    let [first, second] = brief.annexes.different_words.as_slice() else {
        panic!("{:?}", brief.annexes.different_words)
    };
    let words = |at: usize| first.wordings[at].words.as_ref().unwrap().words.as_str();
    assert_eq!(words(0), "Work resumes within 48 hours of signature.");
    assert_eq!(words(1), "Work resumes within seven days of signature.");
    assert_eq!(first.wordings[0].chosen[0].to_string(), "\u{201c}48 hours\u{201d}");
    assert_eq!(first.wordings[0].chosen.len(), 1, "what was chosen in clause 2 belongs there");
    assert_eq!(second.wordings[1].words.as_ref().unwrap().words, "A gang is of eight.");
    assert_eq!(second.wordings[1].chosen[0].to_string(), "\u{201c}, and of seven with a crane\u{201d} falls");

    let view = view(folder.path(), "public");
    let mut paper = Paper::new(200, false);
    Who::new(&view, "1").unwrap().write(&view, &mut paper);
    Status::new(&view).write(&view, &mut paper);
    let listing = plain(&paper.finish());
    for shown in [&plain(&terminal::render(&brief, 200, false)), &listing, &html::render(&brief)] {
        for words in ["within 48 hours of", "within seven days of"] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        assert!(
            !shown.contains("alternative 1\u{201d}") && !shown.contains("chosen: alternative"),
            "{shown}"
        );
    }
    assert_eq!(listing.matches("within 48 hours of").count(), 2, "{listing}");
}

#[test]
fn what_was_taken_back_may_have_been_a_refusal() {
    let acts = [
        ("r", "kind = \"reject\"\nby = \"upper\"\ndraft = \"d\"\nclauses = [\"3\"]"),
        ("w", "kind = \"withdraw\"\nby = \"upper\"\nanswers = \"r\"\non = 2031-05-03"),
    ];
    let (_, text, page) = told(&acts, "public");
    for shown in [text, page] {
        assert!(shown.contains("taken back"), "{shown}");
        assert!(!shown.contains("consent withdrawn"), "{shown}");
        assert!(shown.contains("no delivery of this text in this view"), "{shown}");
        assert!(!shown.contains("text not delivered"), "{shown}");
    }
}

#[test]
fn what_cannot_be_followed_is_not_said_to_be_gone() {
    let folder = tempfile::tempdir().unwrap();
    case(
        folder.path(),
        &[(
            "a",
            "kind = \"accept\"\nby = \"upper\"\ndraft = \"old\"\nextent = \"words\"\nstrength = \"accepts\"",
        )],
    );
    let old = "[[draft]]\nid = \"old\"\nlang = \"en\"\nby = \"council\"\non = 2031-04-01\naudience = [\"public\"]\nauthentic = \"unpublished\"\n";
    std::fs::write(folder.path().join("case.toml"), format!("{HEAD}current = true\n{old}")).unwrap();
    let view = view(folder.path(), "public");
    let mut paper = Paper::new(200, false);
    Status::new(&view).write(&view, &mut paper);
    let text = paper.finish();
    assert!(text.contains("for words that cannot be followed to this text"), "{text}");
    assert!(!text.contains("not in this text any more"), "{text}");
}

#[test]
fn the_team_reads_at_the_top_that_something_is_left_out_and_nobody_else_does() {
    let folder = tempfile::tempdir().unwrap();
    case(folder.path(), &[("a", "kind = \"nonsense\"")]);
    for (reader, told) in [("team", true), ("council", false), ("public", false)] {
        let brief = brief(folder.path(), reader, None);
        let view = view(folder.path(), reader);
        let mut paper = Paper::new(200, false);
        let status = Status::new(&view);
        status.write(&view, &mut paper);
        let words = "1 thing of this case cannot be read and is left out: run onetext check";
        let page = html::render(&brief);
        for shown in [&terminal::render(&brief, 200, false), &page, &paper.finish()] {
            assert_eq!(shown.contains(words), told, "{reader}: {shown}");
        }
        if told {
            assert!(page.find(words).unwrap() < page.find("<main").unwrap());
        }
        let json = serde_json::to_value(&brief).unwrap();
        assert_eq!(json["head"].get("left_out").is_some(), told);
        assert_eq!(serde_json::to_value(&status).unwrap().get("left_out").is_some(), told);
    }
}

#[test]
fn one_partys_own_press_line_is_not_the_agreed_one() {
    let line = |by: &str| {
        let act = format!("kind = \"state\"\nby = {by}\naccount = \"press_line\"\nwords = \"We talk.\"");
        told(&[("p", &act)], "public").0.first_page.press_line.is_some()
    };
    assert!(!line("\"upper\""));
    assert!(line("\"council\""));
    assert!(line("[\"upper\", \"lower\"]"));
}

#[test]
fn a_round_that_goes_on_has_the_attendees_aims_and_place_of_the_one_before() {
    let acts = [
        (
            "r",
            "kind = \"convene\"\nby = \"council\"\non = 2031-05-09\nplace = \"School\"\nattendees = [\"upper\", \"council\"]\nabsent = [\"lower\"]\naims = [\"the gate\"]",
        ),
        ("s", "kind = \"convene\"\nby = \"council\"\non = 2031-05-10\nresumes = \"r\""),
    ];
    let (brief, ..) = told(&acts, "public");
    let next = brief.first_page.next.unwrap();
    assert!(next.running);
    assert_eq!(next.act, "s");
    assert_eq!(next.place.as_deref(), Some("School"));
    assert_eq!(next.aims, ["the gate"]);
    let met: Vec<&str> = next.people.iter().map(|seen| seen.who.id.as_str()).collect();
    assert_eq!(met, ["upper", "council"]);
    assert_eq!(next.absent[0].id, "lower");
}

#[test]
fn a_round_without_attendees_hints_at_nothing() {
    let (_, text, page) = told(&[("r", "kind = \"convene\"\nby = \"council\"\non = 2031-05-10")], "public");
    for shown in [text, page] {
        assert!(shown.contains("No attendee on record."), "{shown}");
        assert!(!shown.contains("No attendee that"), "{shown}");
    }
}

#[test]
fn a_term_without_anybodys_words_is_not_listed() {
    let folder = tempfile::tempdir().unwrap();
    case(folder.path(), &[]);
    let terms = "[[term]]\nid = \"a\"\nneutral = \"the gate\"\n[[term]]\nid = \"b\"\nneutral = \"the well\"\nwords = { upper = \"our well\" }\n";
    std::fs::write(folder.path().join("case.toml"), format!("{HEAD}{terms}")).unwrap();
    let brief = brief(folder.path(), "public", None);
    let terms: Vec<&str> = brief.annexes.terms.iter().map(|term| term.neutral.as_str()).collect();
    assert_eq!(terms, ["the well"]);
}

#[test]
fn two_labels_on_what_was_said_to_the_press_block_nothing() {
    let labelled = |kind: &str| {
        let said =
            format!("kind = \"{kind}\"\nby = \"upper\"\ndraft = \"d\"\nclauses = [\"3\"]\nwords = \"x\"");
        let acts = [
            ("s", said.as_str()),
            ("c", "kind = \"characterise\"\nby = \"lower\"\nanswers = \"s\"\nlabel = \"press statements\""),
        ];
        let blocks = told(&acts, "public").0.first_page.blocks;
        blocks.iter().filter(|block| block.kind == onetext_brief::model::BlockKind::Labelled).count()
    };
    assert_eq!(labelled("state"), 0);
    assert_eq!(labelled("amend"), 1);
}

#[test]
fn a_number_does_not_break_across_lines() {
    let figure = "kind = \"measure\"\nindicator = \"boats\"\nvalue = 40_000\nunit = \"boats\"";
    let (brief, text, page) = told(&[("m", figure)], "public");
    assert_eq!(brief.annexes.indicators[0].figures[0].words, "40\u{202f}000 boats");
    assert!(text.contains("40\u{202f}000") && page.contains("40\u{202f}000"));
    assert!(!text.contains("40 000") && !page.contains("40 000"));
}

#[test]
fn no_warning_in_force_is_left_out_and_what_is_cut_is_where_the_page_says() {
    let brief = brief(&here("tests/cases/dense"), "public", None);
    let first = &brief.first_page;
    assert_eq!(first.danger.warnings.len(), 8);
    assert!(first.danger.warnings.iter().all(|warning| warning.words.is_some() && warning.until.is_some()));
    let next = first.next.as_ref().unwrap();
    assert_eq!((next.people.len(), next.more), (6, 3));
    assert!(first.blocks_more > 0 && first.doubts_more > 0 && first.consent.more > 0);
    let page = html::render(&brief);
    let shown = &page[..page.find("<nav").unwrap()];
    for cut in shown.split("and ").skip(1).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        let end = cut.find("</p>").unwrap_or(cut.len()).min(200);
        assert!(cut[..end].contains("annex"), "{}", &cut[..end]);
    }
    let called = brief.annexes.chronology.iter().find(|event| event.act.as_deref() == Some("round")).unwrap();
    for words in ["D. Marchetti", "Water and Forest Council", "the committee meets"] {
        assert!(called.what.to_string().contains(words), "{}", called.what);
    }
    let warning =
        brief.annexes.chronology.iter().find(|event| event.act.as_deref() == Some("warn-salt")).unwrap();
    assert!(warning.what.to_string().contains("closing the ferry"), "{}", warning.what);
}
