//! A case with every proposed change put on record as a statement of meaning, and the other way round, and with every label
//! exchanged for another; and outputs in which one cannot be told from the other by what acts are called.
//!
//! What is taken out of an output is as little as can be: of the two kinds, the words for either become one and the same
//! word; of labels, each becomes the one that it was exchanged for. So an act that is left out, added, put elsewhere or told
//! otherwise still shows.

use super::model::{Item, Model, Sort, day, list, quoted};
use super::outputs::Output;
use super::tape::Tape;

/// What an act of one kind and of the other is called, wherever an output does so; what begins like another stands before it.
const CALLED: &[(&str, &str)] = &[
    ("\"amend\"", "\"clarify\""),
    ("proposed a new clause", "stated a meaning of a new clause"),
    ("proposed a change to", "stated a meaning of"),
    ("the proposed change", "the stated meaning"),
    // What a proposal wants done follows the one word, and the other with a colon.
    ("proposes to strike", "states a meaning: to strike"),
    ("proposes to move", "states a meaning: to move"),
    ("proposes a new clause", "states a meaning: a new clause"),
    ("proposes", "states a meaning"),
    ("deed: Amend,", "deed: Clarify,"),
];

/// Adds what random cases seldom have together: a question to two mediators, an answer of one that gives words for words of a
/// clause, and other words by the other for the same clause.
pub(crate) fn add_sayings(model: &mut Model, tape: &mut Tape<'_>) {
    let people = |model: &Model, role: &str| -> Vec<String> {
        let of_role = model.of(Sort::Participant).filter(|person| person.named("role").contains(&role));
        of_role.map(|person| person.id.clone()).collect()
    };
    let (mediators, parties) = (people(model, "mediator"), people(model, "party"));
    let texts: Vec<Item> = model.of(Sort::Draft).filter(|draft| !draft.labels.is_empty()).cloned().collect();
    let ([one, other, ..], [party, ..], false) = (&mediators[..], &parties[..], texts.is_empty()) else {
        return;
    };
    let text = tape.pick(&texts);
    let clause = tape.pick(&text.labels);
    let kind = |tape: &mut Tape<'_>| if tape.chance(50) { "amend" } else { "clarify" };
    let said = [("ask", party, one, 20), (kind(tape), one, party, 21), (kind(tape), other, party, 22)];
    let mut asked = None;
    for (kind, by, to, on) in said {
        let mark = model.mark();
        let mut act = Item::new(Sort::Act, &format!("act-{mark}"), &mark, Some(vec!["public".to_owned()]));
        act.set("kind", quoted(kind));
        act.set("by", quoted(by));
        act.set("to", quoted(to));
        act.set("on", day(on));
        act.set("words", act.text("words", "the gate"));
        match &asked {
            None => asked = Some(act.id.clone()),
            Some(asked) => {
                act.set("draft", quoted(&text.id));
                act.set("clauses", list(&[clause]));
                act.set("lang", quoted("en"));
                act.set("answers", quoted(asked));
            }
        }
        model.items.push(act);
    }
}

/// Exchanges the kinds and the labels of all acts: how many of each.
pub(crate) fn apply(model: &mut Model) -> (usize, usize) {
    let (mut kinds, mut labels) = (0, 0);
    for item in model.items.iter_mut().filter(|item| item.sort == Sort::Act) {
        for (field, value) in &mut item.fields {
            match (*field, value.as_str()) {
                ("kind", "\"amend\"") => *value = "\"clarify\"".to_owned(),
                ("kind", "\"clarify\"") => *value = "\"amend\"".to_owned(),
                ("label", label) => {
                    *value = other_label(label);
                    labels += 1;
                    continue;
                }
                _ => continue,
            }
            kinds += 1;
        }
    }
    (kinds, labels)
}

/// Another label of the same length: each letter is the one thirteen places on. Two labels are the same after it exactly
/// where they were before.
fn other_label(label: &str) -> String {
    let turned = |from: u8, c: char| char::from((c as u8 - from + 13) % 26 + from);
    let letter = |c: char| match c {
        'a'..='z' => turned(b'a', c),
        'A'..='Z' => turned(b'A', c),
        _ => c,
    };
    label.chars().map(letter).collect()
}

/// Outputs of the case as it was, with the labels that they were exchanged for.
pub(crate) fn with_other_labels(outputs: Vec<Output>, model: &Model) -> Vec<Output> {
    let fields = model.of(Sort::Act).flat_map(|act| &act.fields);
    let labels = fields.filter(|(field, _)| *field == "label").map(|(_, label)| label.trim_matches('"'));
    let mut labels: Vec<&str> = labels.collect();
    labels.sort_unstable();
    labels.dedup();
    let exchange =
        |text: String| labels.iter().fold(text, |text, label| text.replace(label, &other_label(label)));
    outputs.into_iter().map(|output| Output { text: exchange(flat(&output.text)), ..output }).collect()
}

/// Outputs in which the two kinds are called the same.
pub(crate) fn without_kinds(outputs: Vec<Output>) -> Vec<Output> {
    let blank = |text: String| {
        let called = CALLED.iter().enumerate();
        called.fold(text, |text, (at, (one, other))| {
            let neither = format!("<{at}>");
            text.replace(one, &neither).replace(other, &neither)
        })
    };
    outputs.into_iter().map(|output| Output { text: blank(flat(&output.text)), ..output }).collect()
}

/// A text whose lines do not depend on how long each word is. Marks that nobody sees, which go with the lines, are left out, and
/// so are the widths of columns, which go by the words in them.
fn flat(text: &str) -> String {
    let seen = without_widths(&text.replace(['\u{2068}', '\u{2069}'], ""));
    let mut line = String::with_capacity(seen.len());
    for word in seen.split([' ', '\n']).filter(|word| !word.is_empty()) {
        // A line can be broken behind a hyphen, too.
        if !line.ends_with('-') || line.ends_with(" -") {
            line.push(' ');
        }
        line.push_str(word);
    }
    line.replace(" - ", "\n- ").replace(", ", ",\n")
}

fn without_widths(text: &str) -> String {
    let mut parts = text.split("widths: [");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str("widths");
        kept.push_str(part.split_once(']').map_or("", |(_, behind)| behind));
    }
    kept
}
