//! Random assessments of wishes: every kind, with every field that can lead to something else.

use super::generate::{DAYS, audience, sources};
use super::model::{Item, Model, Sort, day, list, quoted};
use super::tape::Tape;

const KINDS: &[&str] = &[
    "prefers",
    "prefers",
    "prefers",
    "prefers",
    "red_line",
    "red_line",
    "extremes",
    "share",
    "ratio",
    "reservation",
];
/// What texts offer in the first clauses, and what few do.
const OPTIONS: &[(&str, &str)] = &[
    ("1", "from dawn to dusk"),
    ("1", "at all times"),
    ("1", "at all times"),
    ("2", "ten"),
    ("2", "twenty"),
    ("4(b)", "buckets"),
    ("4(b)", "jars"),
    ("3", "#2"),
    ("5", "in"),
    ("5", "out"),
];
const READINGS: &[&str] = &["all else equal", "all else equal", "whatever else", "in time"];

/// Some assessments.
pub(crate) fn preferences(tape: &mut Tape<'_>, model: &mut Model) {
    for _ in 0..4 + tape.below(6) {
        if let Some(item) = assessment(tape, model) {
            model.items.push(item);
        }
    }
}

/// An assessment of any kind; nothing where no draft has clauses.
pub(crate) fn assessment(tape: &mut Tape<'_>, model: &mut Model) -> Option<Item> {
    let mark = model.mark();
    // One falls with what it names, so that few would be seen if as many were hidden as of other items.
    let audience = if tape.chance(45) { Some(vec!["public".to_owned()]) } else { audience(tape, model) };
    let mut item = Item::new(Sort::Assessment, &format!("wish-{mark}"), &mark, audience);
    fill(tape, model, &mut item)?;
    Some(item)
}

/// The fields of an assessment; nothing where no draft has clauses.
fn fill(tape: &mut Tape<'_>, model: &Model, item: &mut Item) -> Option<()> {
    let drafts: Vec<&Item> = model.of(Sort::Draft).filter(|draft| !draft.labels.is_empty()).collect();
    if drafts.is_empty() {
        return None;
    }
    let draft = *tape.pick(&drafts);
    item.heading = *tape.pick(KINDS);
    item.file = tape.below(3);
    item.known = 1 + tape.below(DAYS - 10);
    item.set("on", day(item.known));
    if tape.chance(20) {
        item.known += tape.below(10);
        item.set("known", day(item.known));
    }
    let people = model.ids(Sort::Participant);
    item.set("party", quoted(if tape.chance(60) { &people[tape.below(2)] } else { tape.pick(&people) }));
    if tape.chance(60) {
        item.set("by", list(&tape.some(&people[2..], 2)));
    }
    item.set("draft", quoted(&draft.id));
    if tape.chance(40) {
        item.set("note", item.text("note", "heard at the pump"));
    }
    sources(tape, model, item);
    let option = |tape: &mut Tape<'_>| -> String {
        let (clause, option) = tape.pick(OPTIONS);
        let clause = match draft.labels.iter().any(|label| label == clause) {
            true => clause,
            false => draft.labels[0].as_str(),
        };
        let point = if tape.chance(20) { ", point = 1" } else { "" };
        format!("{{ clause = {}{point}, option = {} }}", quoted(clause), quoted(option))
    };
    let options = |tape: &mut Tape<'_>, field: &'static str, item: &mut Item| {
        let all: Vec<String> = (0..1 + tape.below(2) / 2 + tape.below(4) / 3).map(|_| option(tape)).collect();
        item.set(field, format!("[{}]", all.join(", ")));
    };
    match item.heading {
        "prefers" => {
            options(tape, "better", item);
            options(tape, "worse", item);
            item.set("reading", quoted(tape.pick(READINGS)));
            if tape.chance(20) {
                item.set("may_tie", "true".to_owned());
            }
        }
        "extremes" => {
            item.set("worst", option(tape));
            item.set("best", option(tape));
        }
        "share" | "ratio" => {
            options(tape, "from", item);
            options(tape, "to", item);
            item.set("low", "0.1".to_owned());
            item.set("high", tape.pick(&["1", "0.5"]).to_string());
            if item.heading == "ratio" {
                options(tape, "than_from", item);
                options(tape, "than_to", item);
            }
        }
        "reservation" => {
            options(tape, "options", item);
            item.set("acceptable", tape.pick(&["true", "false"]).to_string());
        }
        _ => options(tape, "options", item),
    }
    Some(())
}
