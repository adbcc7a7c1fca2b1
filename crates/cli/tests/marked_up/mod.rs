//! Documents marked up by a party, and what `import` makes of them.

#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used)]

use onetext_wordml::testing::Docx;
use serde_json::Value;

use crate::program::{Ran, Room};

pub const DRAFT: &str = "# Agreement\n\n1. The gate shall open at dawn.\n\n2. Water is shared between the farms in summer.\n\n\
     3. Each farm keeps its own books and shows them once a year.\n\n4. A council of both farms meets every month.\n\n\
     5. This agreement may be extended.\n";

/// A case with a draft of five clauses.
pub fn room() -> Room {
    let room = Room::with_case();
    room.put("plan.md", DRAFT);
    let line =
        "add well draft plan.md --id plan-1 --by council --on 2031-03-02 --audience farms,council --current";
    let ran = room.run(&line.split(' ').collect::<Vec<_>>());
    assert_eq!(ran.code, 0, "{}", ran.told);
    room
}

pub fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

pub fn struck(words: &str) -> String {
    format!("<w:r><w:delText xml:space=\"preserve\">{words}</w:delText></w:r>")
}

pub fn mark(kind: &str, who: &str, day: &str, inner: &str) -> String {
    let date = match day {
        "" => String::new(),
        exact if exact.contains('T') => format!(" w:date=\"{exact}\""),
        day => format!(" w:date=\"{day}T23:30:00Z\""),
    };
    format!("<w:{kind} w:id=\"1\" w:author=\"{who}\"{date}>{inner}</w:{kind}>")
}

pub fn paragraph(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

/// A paragraph whose mark is tracked, too.
pub fn marked(kind: &str, who: &str, day: &str, inner: &str) -> String {
    let mark = mark(kind, who, day, "");
    format!("<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{inner}</w:p>")
}

pub const TITLE: &str =
    "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>Agreement</w:t></w:r></w:p>";
pub const ONE: &str = "1. The gate shall open at dawn.";
pub const TWO: &str = "2. Water is shared between the farms in summer.";
pub const THREE: &str = "3. Each farm keeps its own books and shows them once a year.";
pub const FOUR: &str = "4. A council of both farms meets every month.";
pub const FIVE: &str = "5. This agreement may be extended.";

/// The draft with these paragraphs in place of its clauses.
pub fn document(clauses: &[String]) -> Docx {
    Docx::new(&format!("{TITLE}{}", clauses.concat()))
}

pub fn plain(words: &str) -> String {
    paragraph(&run(words))
}

pub fn import(room: &Room, docx: Docx, more: &str) -> Ran {
    room.put("answer.docx", docx.bytes());
    let line = format!("import well answer.docx --by lower --through council --against plan-1 {more}");
    room.run(&line.split_whitespace().collect::<Vec<_>>())
}

pub fn plan(room: &Room, docx: Docx, more: &str) -> Value {
    let ran = import(room, docx, &format!("{more} --json"));
    assert_eq!(ran.code, 0, "{}", ran.told);
    serde_json::from_str(&ran.out).unwrap()
}

/// Each act in one line: where it comes from, whose, when, on which clauses, `>` behind which, `!` where they go, its words.
pub fn acts(plan: &Value) -> Vec<String> {
    let one = |act: &Value| {
        let text = |field: &str| act[field].as_str().unwrap_or("-").to_owned();
        let clauses: Vec<&str> =
            act["clauses"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        let mut place = clauses.join("+");
        if let Some(behind) = act["behind"].as_str() {
            place = format!("{place}>{behind}");
        }
        if act["strikes"] == true {
            place.push('!');
        }
        format!("{} {} {} {place}: {}", text("from"), text("by"), text("on"), text("words"))
    };
    plan["acts"].as_array().unwrap().iter().map(one).collect()
}
