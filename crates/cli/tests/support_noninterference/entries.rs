//! Random entries of a plan: every kind, with every field that can lead to something else.

use super::generate::{CHOICES, DAYS, audience, names, sources};
use super::model::{Item, Model, Sort, day, list, quoted};
use super::tape::Tape;

/// Kinds of entries of the plan, in an order in which each has what it may name before it.
const ENTRIES: &[&str] = &[
    "calendar",
    "event",
    "event",
    "phase",
    "key",
    "power",
    "obligation",
    "obligation",
    "batch",
    "list",
    "phase",
    "obligation",
    "batch",
    "event",
    "dispute",
    "value",
    "value",
    "guarantee",
    "guarantee",
];

/// What findings can be owned.
const CHECKS: &[&str] =
    &["stale", "undefined_event", "no_deadline", "no_verifier", "no_consequence", "undefined_actor"];

/// A plan, and marks on some of its entries.
pub(crate) fn plan(tape: &mut Tape<'_>, model: &mut Model) {
    for (at, kind) in ENTRIES.iter().enumerate() {
        if tape.chance(85) {
            let mut item = entry(tape, model, kind);
            item.file = at / 7;
            model.items.push(item);
        }
    }
    let entries = model.ids(Sort::Entry);
    for _ in 0..2 + tape.below(5) {
        if entries.is_empty() {
            return;
        }
        let mark = model.mark();
        let people = model.ids(Sort::Participant);
        let shown = tape.chance(40).then(|| names(tape, &people, &model.ids(Sort::Set)));
        let mut owned = Item::new(Sort::Entry, &format!("entry-{mark}"), &mark, shown);
        owned.heading = "owned";
        owned.file = 3;
        when(tape, &mut owned);
        owned.set("check", quoted(tape.pick(CHECKS)));
        owned.set("of", quoted(tape.pick(&entries)));
        owned.set("owner", list(&tape.some(&people, 2)));
        owned.set("reason", owned.text("reason", "both want it so"));
        model.items.push(owned);
    }
}

/// An entry of any kind but a mark.
pub(crate) fn any_entry(tape: &mut Tape<'_>, model: &mut Model) -> Item {
    let kind = tape.pick(ENTRIES);
    entry(tape, model, kind)
}

fn when(tape: &mut Tape<'_>, item: &mut Item) {
    item.known = 1 + tape.below(DAYS - 20);
    item.set("on", day(item.known));
    if tape.chance(20) {
        item.known += tape.below(20);
        item.set("known", day(item.known));
    }
}

/// An entry of the plan of this kind.
fn entry(tape: &mut Tape<'_>, model: &mut Model, kind: &'static str) -> Item {
    let mark = model.mark();
    // An entry falls with whatever it names, so that few would be seen if as many were hidden as of other items.
    let audience = if tape.chance(55) { Some(vec!["public".to_owned()]) } else { audience(tape, model) };
    let mut item = Item::new(Sort::Entry, &format!("entry-{mark}"), &mark, audience);
    item.heading = kind;
    when(tape, &mut item);
    let people = model.ids(Sort::Participant);
    if matches!(kind, "value" | "guarantee") {
        // Mostly somebody of whom not everybody knows.
        let from = if tape.chance(60) { &people[2..] } else { &people[..] };
        item.set("by", list(&tape.some(from, 1)));
    } else if tape.chance(40) {
        item.set("by", list(&tape.some(&people, 2)));
    }
    let drafts: Vec<&Item> = model.of(Sort::Draft).filter(|draft| !draft.labels.is_empty()).collect();
    if !drafts.is_empty() && tape.chance(60) {
        let draft = drafts[tape.below(drafts.len())];
        item.set("draft", quoted(&draft.id));
        item.set("clauses", list(&tape.some(&draft.labels, 2)));
        if tape.chance(25) {
            item.set("choice", list(&tape.some(CHOICES, 1)));
        }
    }
    if tape.chance(50) {
        item.set("title", item.text("title", "as agreed"));
    }
    if tape.chance(30) {
        item.set("note", item.text("note", "read so by us"));
    }
    sources(tape, model, &mut item);
    let ids = |kinds: &[&str]| -> Vec<String> {
        let of_kind = model.of(Sort::Entry).filter(|one| kinds.contains(&one.heading));
        of_kind.map(|one| one.id.clone()).collect()
    };
    let moments: Vec<String> = ids(&["event", "phase", "obligation", "batch", "list"])
        .into_iter()
        .chain(ids(&["phase"]).iter().map(|id| format!("{id}.end")))
        .collect();
    let mut add = |tape: &mut Tape<'_>, chance: u32, field: &'static str, from: &[String], many: bool| {
        if !from.is_empty() && tape.chance(chance) {
            let value = if many { list(&tape.some(from, 1)) } else { quoted(tape.pick(from)) };
            item.set(field, value);
        }
    };
    match kind {
        "event" => {
            add(tape, 60, "actors", &people, true);
            add(tape, 40, "needs", &moments, true);
        }
        "phase" => {
            add(tape, 50, "follows", &ids(&["phase"]), false);
            add(tape, 70, "gate", &moments, true);
        }
        "obligation" => {
            add(tape, 75, "debtor", &people, true);
            add(tape, 50, "creditor", &people, true);
            add(tape, 50, "phase", &ids(&["phase"]), false);
            add(tape, 60, "when", &moments, true);
            add(tape, 20, "unless", &moments, true);
            add(tape, 50, "verifier", &people, true);
            add(tape, 40, "powers", &ids(&["power"]), true);
            add(tape, 40, "uses", &ids(&["list", "key"]), true);
        }
        "power" => {
            add(tape, 70, "holder", &people, true);
            add(tape, 50, "over", &ids(&["phase", "event"]), true);
            add(tape, 50, "when", &moments, true);
        }
        "batch" => {
            add(tape, 40, "phase", &ids(&["phase"]), false);
            add(tape, 50, "after", &moments, true);
            add(tape, 40, "verifier", &people, true);
        }
        "list" => {
            add(tape, 50, "key", &ids(&["key"]), false);
            add(tape, 60, "proposer", &people, false);
            add(tape, 50, "used_by", &ids(&["obligation", "batch"]), true);
        }
        "dispute" => {
            add(tape, 50, "over", &ids(&["obligation", "batch", "phase"]), true);
            add(tape, 70, "notify", &people, true);
        }
        "value" | "guarantee" => {
            add(tape, 100, if kind == "value" { "to" } else { "party" }, &people, false);
            add(
                tape,
                if kind == "value" { 100 } else { 30 },
                if kind == "value" { "step" } else { "until" },
                &ids(&["obligation", "batch"]),
                false,
            );
        }
        _ => {}
    }
    groups(tape, model, &mut item, &moments);
    item
}

/// What stands in braces in an entry, and what is neither a participant nor another entry.
fn groups(tape: &mut Tape<'_>, model: &Model, item: &mut Item, moments: &[String]) {
    let people = model.ids(Sort::Participant);
    let ids = |kind: &str| -> Vec<String> {
        model.of(Sort::Entry).filter(|one| one.heading == kind).map(|one| one.id.clone()).collect()
    };
    let calendars = ids("calendar");
    // Dates that are due come after all that are expected, so that nothing is due before what it waits for.
    let deadline = |tape: &mut Tape<'_>, from: usize| -> String {
        let calendar = match calendars.is_empty() || tape.chance(70) {
            true => String::new(),
            false => format!(", calendar = {}", quoted(tape.pick(&calendars))),
        };
        match moments.is_empty() || tape.chance(40) {
            true => format!("{{ by = {}{calendar} }}", day(from + tape.below(14))),
            false => {
                let of = quoted(tape.pick(moments));
                // Working days are counted by a calendar alone.
                let way = *match calendar.is_empty() {
                    true => tape.pick(&["within = \"7 days\"", "within = \"3 days\"", "day = 9"]),
                    false => tape.pick(&["within = \"7 days\"", "within = \"3 working days\"", "day = 9"]),
                };
                format!("{{ {way}, of = {of}{calendar} }}")
            }
        }
    };
    let takes = |tape: &mut Tape<'_>| {
        let who = match tape.below(3) {
            0 => ", by_nobody = true".to_owned(),
            1 => format!(", decided_by = {}", quoted(tape.pick(&people))),
            _ => String::new(),
        };
        format!("{{ least = \"1 day\", most = \"{} days\"{who} }}", 2 + tape.below(9))
    };
    let kind = item.heading;
    if matches!(kind, "event" | "phase" | "obligation" | "power" | "batch" | "list") && tape.chance(60) {
        item.set("due", deadline(tape, 70));
    }
    if matches!(kind, "event" | "obligation" | "batch") && tape.chance(25) {
        item.set("from", deadline(tape, 30));
    }
    if matches!(kind, "event" | "obligation") && tape.chance(40) {
        item.set("takes", takes(tape));
    }
    match kind {
        "event" if tape.chance(50) => item.set("expected", day(20 + tape.below(35))),
        "phase" => {
            if tape.chance(60) {
                item.set("length", "\"6 weeks\"".to_owned());
            }
            if tape.chance(40) {
                let by = list(&tape.some(&people, 1));
                item.set("extension", format!("{{ by = {by}, length = \"1 week\", times = 2 }}"));
            }
            if tape.chance(40) {
                item.set("otherwise", item.text("otherwise", "it goes on"));
            }
        }
        "obligation" => {
            item.set("does", item.text("does", "open the gate"));
            item.set("modality", quoted(tape.pick(&["duty", "duty", "prohibition"])));
            if tape.chance(40) {
                item.set("action", quoted("gate"));
            }
            if tape.chance(50) {
                item.set("quantity", (2 + tape.below(5)).to_string());
                item.set("unit", item.text("unit", "goats"));
            }
            if tape.chance(40) {
                item.set("evidence", item.text("evidence", "the watchman"));
            }
            if tape.chance(40) {
                item.set("on_breach", item.text("breach", "the council meets"));
            }
        }
        "power" => {
            item.set("power", quoted(tape.pick(&["suspend", "terminate", "extend", "snap_back"])));
            item.set("notice", "\"48 hours\"".to_owned());
        }
        "key" => {
            let side = |tape: &mut Tape<'_>, item: &Item, word: &str| {
                let (by, of) = (quoted(tape.pick(&people)), item.text("category", word));
                format!("{{ by = {by}, number = {}, category = {of} }}", 1 + tape.below(5))
            };
            let (gives, returns) = (side(tape, item, "goats"), side(tape, item, "sheep"));
            item.set("gives", gives);
            item.set("returns", returns);
        }
        "batch" => {
            let keys = ids("key");
            match keys.is_empty() {
                // Without a key there is nothing to exchange.
                true => {
                    item.heading = "event";
                    item.fields.retain(|(name, _)| !matches!(*name, "phase" | "after" | "verifier"));
                }
                false => {
                    let lot =
                        format!("{{ key = {}, gives = {} }}", quoted(tape.pick(&keys)), 1 + tape.below(4));
                    item.set("lots", format!("[{lot}]"));
                }
            }
        }
        "list" => {
            let audience = tape.chance(70).then(|| names(tape, &people, &model.ids(Sort::Set)));
            item.person = Some((format!("{}n", item.mark), audience));
            if tape.chance(50) {
                let by = list(&tape.some(&people, 1));
                item.set("vetting", format!("{{ by = {by}, within = \"2 days\" }}"));
            }
        }
        "dispute" => {
            let who = list(&tape.some(&people, 1));
            let steps = [item.text("step", "call"), item.text("step", "meet"), item.text("step", "ask")];
            item.set(
                "steps",
                format!(
                    "[{{ who = {who}, does = {}, within = \"1 day\" }}, {{ does = {} }}, {{ does = {} }}]",
                    steps[0], steps[1], steps[2]
                ),
            );
        }
        "calendar" => item.set("rest", list(&["friday", "saturday"][..1 + tape.below(2)])),
        "value" | "guarantee" => {
            let low = tape.below(5);
            item.set("low", low.to_string());
            item.set("high", (low + tape.below(5)).to_string());
            if item.named("step").is_empty() && kind == "value" {
                item.heading = "event";
                item.fields.retain(|(name, _)| !matches!(*name, "low" | "high" | "to"));
            }
        }
        _ => {}
    }
}
