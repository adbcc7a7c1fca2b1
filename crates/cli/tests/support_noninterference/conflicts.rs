//! Random models of a conflict: decision makers, options, states by name, and what is said of preferences.

use super::generate::{DAYS, audience, sources};
use super::model::{Item, Model, Sort, day, list, quoted};
use super::tape::Tape;

/// A small model.
pub(crate) fn conflict(tape: &mut Tape<'_>, model: &mut Model) {
    for heading in ["decision_maker", "decision_maker", "option", "option", "option"] {
        let item = of_heading(tape, model, heading);
        model.items.push(item);
    }
    for _ in 0..2 + tape.below(5) {
        let item = entry(tape, model);
        model.items.push(item);
    }
}

/// An entry of any kind.
pub(crate) fn entry(tape: &mut Tape<'_>, model: &mut Model) -> Item {
    const KINDS: &[&str] = &[
        "comparison",
        "comparison",
        "comparison",
        "unknown",
        "option",
        "state",
        "infeasible",
        "decision_maker",
    ];
    let of = |heading: &str| model.of(Sort::Conflict).filter(|one| one.heading == heading).count();
    let kind = *tape.pick(KINDS);
    // Few options, and one name for a state.
    let too_many = of("option") > 3 && kind == "option" || of("state") > 0 && kind == "state";
    of_heading(tape, model, if too_many { "comparison" } else { kind })
}

/// An entry of this kind.
pub(crate) fn of_heading(tape: &mut Tape<'_>, model: &mut Model, heading: &'static str) -> Item {
    let mark = model.mark();
    // One falls with what it names, so that few would be seen if as many were hidden as of other items.
    let audience = if tape.chance(60) { Some(vec!["public".to_owned()]) } else { audience(tape, model) };
    let prefix = match heading {
        "decision_maker" => "dm",
        "option" => "opt",
        "state" => "state",
        _ => "said",
    };
    let mut item = Item::new(Sort::Conflict, &format!("{prefix}-{mark}"), &mark, audience);
    item.heading = heading;
    if tape.chance(30) {
        item.known = 1 + tape.below(DAYS - 10);
        item.set("on", day(item.known));
    }
    let people = model.ids(Sort::Participant);
    if tape.chance(30) {
        item.set("by", list(&tape.some(&people[2..], 2)));
    }
    if tape.chance(40) {
        item.set("note", item.text("note", "heard at the pump"));
    }
    sources(tape, model, &mut item);
    let of = |heading: &str| -> Vec<String> {
        model.of(Sort::Conflict).filter(|one| one.heading == heading).map(|one| one.id.clone()).collect()
    };
    let (makers, options) = (of("decision_maker"), of("option"));
    let maker = |tape: &mut Tape<'_>| quoted(if makers.is_empty() { "dm-none" } else { tape.pick(&makers) });
    let option = |tape: &mut Tape<'_>| -> String {
        if options.is_empty() { "opt-none".to_owned() } else { tape.pick(&options).clone() }
    };
    match heading {
        "decision_maker" => {
            item.set("name", item.text("name", "Somebody"));
            if tape.chance(60) {
                item.set("participant", quoted(tape.pick(&people)));
            }
        }
        "option" => {
            item.set("name", item.text("name", "Dig"));
            item.set("owner", maker(tape));
            item.set("direction", quoted(tape.pick(&["both", "both", "take only", "drop only"])));
        }
        "state" => {
            let id = item.id.clone();
            item.set("name", quoted(id));
            item.set("taken", list(&[option(tape)]));
        }
        "infeasible" => {
            // Two different ones, so that the state, which takes one alone, can be.
            let one = option(tape);
            let others: Vec<String> = options.iter().filter(|&other| *other != one).cloned().collect();
            let other = if others.is_empty() { format!("not {one}") } else { tape.pick(&others).clone() };
            item.set("when", quoted(format!("{one} and {other}")));
        }
        "unknown" => {
            item.set("of", maker(tape));
            let one = option(tape);
            item.set("between", list(&[one.clone(), format!("not {one}")]));
        }
        _ => {
            item.set("of", maker(tape));
            let one = option(tape);
            item.set("better", quoted(&one));
            item.set("worse", quoted(format!("not {one}")));
            item.set("all_else_equal", "true".to_owned());
        }
    }
    item
}
