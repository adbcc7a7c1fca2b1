//! Random cases that `check` has nothing against: every kind of act, with every field that can lead to something else.

use super::model::{Audience, Item, Model, Sort, day, list, quoted};
use super::tape::Tape;
use super::{assessments, conflicts, entries};

/// The days that a case lasts, counted from 1 March.
pub(crate) const DAYS: usize = 58;

const KINDS: &[&str] = &[
    "table",
    "amend",
    "clarify",
    "interpret",
    "float",
    "accept",
    "reserve",
    "reject",
    "withdraw",
    "lapse",
    "endorse",
    "deliver",
    "show",
    "convey",
    "ask",
    "respond",
    "assure",
    "state",
    "warn",
    "deny",
    "characterise",
    "open_silence",
    "break_silence",
    "replace",
    "convene",
    "attend",
    "measure",
    "initial",
    "sign",
    "report",
    "allege",
    "verify",
    "disclose",
    "correct",
    "confirm",
];

/// What is drawn more often than once in a round of all kinds, because what is said of clauses rests on it.
const OFTEN: &[&str] =
    &["accept", "accept", "deliver", "table", "convene", "amend", "withdraw", "assure", "warn"];

/// Wordings of each clause of a text, in two languages.
const CLAUSES: &[[&str; 3]] = &[
    [
        "The gate of the well shall stay open [from dawn to dusk][at all times].",
        "The gate of the well shall stay open from dawn to dusk.",
        "The gate of the well shall stay open [at all times] while the pump is mended.",
    ],
    [
        "Each farm shall mend its own half of the pump.",
        "Each farm shall mend its own half of the pump within [ten][twenty] days.",
        "Both farms shall mend the whole pump together before the first frost.",
    ],
    [
        "[Priest: The trough belongs to nobody.][Upper: The trough belongs to the hill.]",
        "[Envoy: The trough belongs to whoever built it.]",
        "The trough belongs to both farms in equal parts.",
    ],
    ["The farms shall", "The farms and the council shall", "Neither farm alone, but both of them, shall"],
    [
        "Goats may drink on [market days (Lower)][ ].",
        "Goats may drink on market days.",
        "Goats and sheep may drink on market days, and mules on Sundays.",
    ],
    [
        "A quarrel goes to the council, which answers within a month.",
        "A quarrel goes to the council [of elders (Priest)], which answers within a week.",
        "No quarrel goes to a court before the council has answered.",
    ],
];

const ARABIC: &[[&str; 3]] = &[
    [
        "تبقى بوابة البئر مفتوحة [من الفجر إلى الغروب][في كل وقت].",
        "تبقى بوابة البئر مفتوحة من الفجر إلى الغروب.",
        "تبقى بوابة البئر مفتوحة.",
    ],
    [
        "تصلح كل مزرعة نصفها من المضخة.",
        "تصلح كل مزرعة نصفها من المضخة خلال عشرة أيام.",
        "تصلح المزرعتان المضخة معا.",
    ],
    ["الحوض ليس لأحد.", "الحوض لمن بناه.", "الحوض للمزرعتين."],
    ["على المزرعتين", "على المزرعتين والمجلس", "على المزرعتين معا"],
    ["تشرب الماعز في أيام السوق.", "تشرب الماعز كل يوم.", "لا تشرب الماعز."],
    ["يعرض الخلاف على المجلس.", "يعرض الخلاف على المجلس خلال شهر.", "لا يعرض الخلاف على المحكمة."],
];

pub(crate) const ALLOWED: &[&str] = &["for_you_only", "may_be_conveyed", "may_be_floated"];
pub(super) const CHOICES: &[&str] = &["#1", "#2", "in", "out", "at all times", "from dawn to dusk", "ten"];
const WORDS: &[&str] = &[
    "the well is ours",
    "not before the harvest",
    "the pump can wait",
    "we shall see",
    "goats first",
    "as our fathers did",
    "no stranger at the gate",
];

/// How the id of the one begins who never answers anything, so that no sealed proposal is ever agreed.
const MUTE: &str = "mute-";

/// A case.
pub(crate) fn case(tape: &mut Tape<'_>) -> Model {
    let zone = *tape.pick(&["UTC", "Asia/Qatar"]);
    let mut model = Model {
        items: Vec::new(),
        zone,
        analysis: vec!["public".to_owned()],
        marks: 0,
        strays: Default::default(),
    };
    let roles = [
        "\"party\"",
        "\"party\"",
        "\"mediator\"",
        "[\"mediator\", \"guarantor\"]",
        "\"endorser\"",
        "\"party\"",
        "\"outside_actor\"",
    ];
    let aliases = ["Upper", "Lower", "Council", "Priest", "Envoy", "Mill", "Bishop"];
    let marks: Vec<String> = aliases.iter().map(|_| model.mark()).collect();
    let mut people: Vec<String> = marks.iter().map(|mark| format!("side-{mark}")).collect();
    for at in 0..2 {
        let mark = model.mark();
        let mut set = Item::new(Sort::Set, &format!("set-{mark}"), &mark, None);
        set.names = tape.some(&people, 3 + at);
        model.items.push(set);
    }
    let sets = model.ids(Sort::Set);
    for (at, alias) in aliases.iter().enumerate() {
        let hidden = at > 1 && tape.chance(40);
        let audience = hidden.then(|| names(tape, &people, &sets));
        let mut person = Item::new(Sort::Participant, &people[at], &marks[at], audience);
        describe(tape, &mut person, roles[at], alias);
        model.items.push(person);
    }
    let mark = model.mark();
    let mut mute = Item::new(Sort::Participant, &format!("{MUTE}{mark}"), &mark, None);
    describe(tape, &mut mute, "\"party\"", "Mute");
    people.push(mute.id.clone());
    model.items.push(mute);
    for _ in 0..1 + tape.below(2) {
        let item = term(tape, &mut model);
        model.items.push(item);
    }
    for at in 0..4 + tape.below(3) {
        let item = draft(tape, &mut model, at);
        model.items.push(item);
    }
    for _ in 0..3 {
        let item = note(tape, &mut model);
        model.items.push(item);
    }
    for _ in 0..tape.below(4) {
        let item = lineage_match(tape, &mut model);
        model.items.extend(item);
    }
    entries::plan(tape, &mut model);
    assessments::preferences(tape, &mut model);
    conflicts::conflict(tape, &mut model);
    if tape.chance(35) {
        model.analysis = names(tape, &people, &sets);
    }
    acts(tape, &mut model);
    model
}

/// A participant's own fields.
pub(crate) fn describe(tape: &mut Tape<'_>, person: &mut Item, role: &str, alias: &str) {
    person.set("name", person.text("name", alias));
    person.set("role", role.to_owned());
    person.set("also", list(&[alias]));
    if tape.chance(40) {
        person.set("principal", person.text("principal", "the old man"));
    }
    if tape.chance(40) {
        person.set("mandate", person.text("mandate", "water, not land"));
    }
    if role.contains("mediator") && tape.chance(30) {
        person.set("lead", "true".to_owned());
    }
}

/// Named readers: participants and sets.
pub(crate) fn names(tape: &mut Tape<'_>, people: &[String], sets: &[String]) -> Vec<String> {
    let mut names = tape.some(people, 4);
    if !sets.is_empty() && tape.chance(25) {
        names.push(tape.pick(sets).clone());
    }
    names
}

pub(super) fn audience(tape: &mut Tape<'_>, model: &Model) -> Audience {
    match tape.below(100) {
        0..45 => Some(vec!["public".to_owned()]),
        45..55 => None,
        55..60 => Some(vec!["team".to_owned()]),
        _ => Some(names(tape, &model.ids(Sort::Participant), &model.ids(Sort::Set))),
    }
}

pub(crate) fn term(tape: &mut Tape<'_>, model: &mut Model) -> Item {
    let mark = model.mark();
    let audience = tape.chance(40).then(|| audience(tape, model)).flatten();
    let mut term = Item::new(Sort::Term, &format!("thing-{mark}"), &mark, audience);
    term.set("neutral", term.text("neutral", "the trough"));
    let people: Vec<(String, String)> =
        model.of(Sort::Participant).map(|person| (person.id.clone(), person.mark.clone())).collect();
    let words: Vec<String> = tape
        .some(&people, 5)
        .iter()
        .map(|(id, whose)| format!("{} = {}", quoted(id), term.text("own", format!("our stone {whose}"))))
        .collect();
    term.set("words", format!("{{ {} }}", words.join(", ")));
    if tape.chance(50) {
        let forms = list(&["trough".to_owned(), format!("basin {}", term.mark)]);
        term.set("renderings", format!("{{ en = {forms}, ar = {} }}", quoted("الحوض")));
    }
    term
}

pub(crate) fn note(tape: &mut Tape<'_>, model: &mut Model) -> Item {
    let mark = model.mark();
    let mut note = Item::new(Sort::Note, &format!("note-{mark}"), &mark, audience(tape, model));
    note.known = 1 + tape.below(DAYS);
    note.set("on", day(note.known));
    note.set("words", note.text("words", tape.pick(WORDS)));
    note.file = tape.below(3);
    note
}

/// A draft that is put forward after `earlier` others.
pub(crate) fn draft(tape: &mut Tape<'_>, model: &mut Model, earlier: usize) -> Item {
    let mark = model.mark();
    let mut draft = Item::new(Sort::Draft, &format!("text-{mark}"), &mark, audience(tape, model));
    fill_draft(tape, model, &mut draft, earlier);
    draft
}

/// The fields and words of a draft.
pub(crate) fn fill_draft(tape: &mut Tape<'_>, model: &Model, draft: &mut Item, earlier: usize) {
    let on = (2 + earlier * 8 + tape.below(6)).min(DAYS);
    draft.known = on;
    draft.set("on", day(on));
    if tape.chance(15) {
        draft.known = on + 1 + tape.below(12);
        draft.set("known", day(draft.known));
    }
    let others = model.ids(Sort::Draft);
    let others: Vec<String> = others.into_iter().filter(|id| *id != draft.id).collect();
    let mut arabic = false;
    match tape.below(10) {
        0 => draft.set("authentic", "\"summary\"".to_owned()),
        1 => draft.set("authentic", "\"unpublished\"".to_owned()),
        2 | 3 if !others.is_empty() => {
            arabic = true;
            draft.set("authentic", "\"translation\"".to_owned());
            draft.set("of", quoted(tape.pick(&others)));
            if tape.chance(60) {
                draft.set("force", quoted(tape.pick(&["authentic", "courtesy", "unofficial"])));
            }
        }
        _ => draft.set("authentic", "\"text\"".to_owned()),
    }
    draft.set("lang", if arabic { "\"ar\"" } else { "\"en\"" }.to_owned());
    if tape.chance(60) {
        draft.set("title", draft.text("title", "Draft"));
    }
    if tape.chance(25) {
        draft.set("current", "true".to_owned());
    }
    if tape.chance(30) {
        draft.set("note", draft.text("note", "received by hand"));
    }
    if tape.chance(70) {
        draft.set("by", list(&tape.some(&model.ids(Sort::Participant), 2)));
    }
    sources(tape, model, draft);
    reword(tape, draft);
}

/// Gives a draft words.
pub(crate) fn reword(tape: &mut Tape<'_>, draft: &mut Item) {
    let arabic = draft.fields.iter().any(|(name, value)| *name == "lang" && value == "\"ar\"");
    let pool = if arabic { ARABIC } else { CLAUSES };
    let mut text =
        String::from("# Agreement on the well\n\nThe two farms, helped by others, agree as follows.\n");
    draft.labels.clear();
    let mut number = 0;
    for (at, wordings) in pool.iter().enumerate() {
        if at == 3 {
            text.push_str("\n## Keeping it\n");
        }
        if tape.chance(12) {
            continue;
        }
        number += 1;
        let words = wordings[[0, 0, 1, 1, 2][tape.below(5)]];
        text.push_str(&format!("\n{number}. {words}\n"));
        draft.labels.push(number.to_string());
        if at == 3 {
            text.push_str("\n    (a) keep the path dry; and\n\n    (b) count the [buckets][jars].\n");
            draft.labels.push(format!("{number}(a)"));
            draft.labels.push(format!("{number}(b)"));
        }
    }
    number += 1;
    text.push_str(&format!("\n{number}. Copies lie in the chest under the sign sign-{}.\n", draft.mark));
    draft.labels.push(number.to_string());
    if tape.chance(30) {
        text.push_str("\n## Dues\n\nOption 1: The dues are shared.\n\nOption 2: No text\n");
    }
    draft.words = Some(text.into_bytes());
}

pub(crate) fn lineage_match(tape: &mut Tape<'_>, model: &mut Model) -> Option<Item> {
    let drafts: Vec<(String, Vec<String>)> =
        model.of(Sort::Draft).map(|draft| (draft.id.clone(), draft.labels.clone())).collect();
    if drafts.len() < 2 {
        return None;
    }
    let from = tape.below(drafts.len() - 1);
    let to = from + 1 + tape.below((drafts.len() - from - 1).min(2));
    let mark = model.mark();
    let mut item = Item::new(Sort::Match, "", &mark, None);
    item.names = vec![drafts[from].0.clone(), drafts[to].0.clone()];
    item.set("old", list(&tape.some(&drafts[from].1, 1)));
    let new = if tape.chance(30) { Vec::new() } else { tape.some(&drafts[to].1, 2) };
    item.set("new", list(&new));
    Some(item)
}

pub(super) fn sources(tape: &mut Tape<'_>, model: &Model, item: &mut Item) {
    match tape.below(10) {
        0..4 => {}
        4..7 => item.set(
            "sources",
            format!(
                "[{{ kind = \"report\", who = {}, ref = {}, date = 2031-03-04 }}]",
                item.text("who", "the Echo"),
                item.text("ref", "page two")
            ),
        ),
        _ => {
            let audience =
                tape.chance(70).then(|| names(tape, &model.ids(Sort::Participant), &model.ids(Sort::Set)));
            // The mark of the item, so that it is told where it comes from, and one that is only its own.
            item.identity = Some((format!("{}i", item.mark), audience));
        }
    }
}

/// Acts of every kind, in an order that changes from case to case.
fn acts(tape: &mut Tape<'_>, model: &mut Model) {
    let mut kinds: Vec<&str> = KINDS.to_vec();
    tape.shuffle(&mut kinds);
    kinds.truncate(12 + tape.below(14));
    kinds.extend((0..6 + tape.below(12)).map(|_| *tape.pick(OFTEN)));
    tape.shuffle(&mut kinds);
    for kind in kinds {
        let item = act(tape, model, kind);
        model.items.push(item);
    }
}

/// An act of any kind.
pub(crate) fn any_act(tape: &mut Tape<'_>, model: &mut Model) -> Item {
    let kind = if tape.chance(50) { *tape.pick(OFTEN) } else { *tape.pick(KINDS) };
    act(tape, model, kind)
}

fn act(tape: &mut Tape<'_>, model: &mut Model, kind: &'static str) -> Item {
    let mark = model.mark();
    let mut act = Item::new(Sort::Act, &format!("deed-{mark}"), &mark, audience(tape, model));
    fill_act(tape, model, &mut act, kind);
    act
}

/// The fields of an act of this kind, which may refer to anything else in the case.
pub(crate) fn fill_act(tape: &mut Tape<'_>, model: &Model, act: &mut Item, kind: &str) {
    let people = model.ids(Sort::Participant);
    let authors: Vec<String> = people.iter().filter(|id| !id.starts_with(MUTE)).cloned().collect();
    // What ends a disclosure would close again what others see; that is no change of something hidden.
    let ends = matches!(kind, "withdraw" | "lapse");
    let of = |act: &Item| ends && act.fields.contains(&("kind", quoted("disclose")));
    let mut acts: Vec<String> = model
        .of(Sort::Act)
        .filter(|other| other.id != act.id && !of(other))
        .map(|other| other.id.clone())
        .collect();
    acts.dedup();
    // What cannot refer to what it needs is a statement.
    let lacks = (acts.is_empty() && needs(kind).contains(&"answers"))
        || (model.of(Sort::Draft).next().is_none() && needs(kind).contains(&"draft"));
    let kind = if lacks { "state" } else { kind };
    let on = 1 + tape.below(DAYS);
    act.file = tape.below(3);
    act.set("kind", quoted(kind));
    dates(tape, act, on);
    let needs = |field: &str| needs(kind).contains(&field);

    if !matches!(kind, "lapse" | "measure") || tape.chance(50) {
        let by = if tape.chance(50) {
            tape.some(&authors[..authors.len().min(2)], 2)
        } else {
            tape.some(&authors, 2)
        };
        act.set("by", list(&by));
    }
    if tape.chance(25) {
        act.set("through", quoted(tape.pick(&people)));
        if tape.chance(50) {
            act.set("confirmed", "true".to_owned());
        }
    }
    if needs("to") || tape.chance(25) {
        act.set("to", list(&tape.some(&people, 3)));
    }
    let drafts: Vec<&Item> = model.of(Sort::Draft).collect();
    if !drafts.is_empty() && (needs("draft") || tape.chance(35)) {
        let draft = drafts[tape.below(drafts.len())];
        act.set("draft", quoted(&draft.id));
        if !draft.labels.is_empty() && kind != "disclose" && tape.chance(65) {
            act.set("clauses", list(&tape.some(&draft.labels, 3)));
        }
        if tape.chance(25) {
            act.set("choice", list(&tape.some(CHOICES, 2)));
        }
    }
    rearranged(tape, model, act, kind);
    let strikes = act.fields.iter().any(|(name, _)| *name == "strikes");
    let is_new = !act.named("behind").is_empty() && act.named("clauses").is_empty();
    if is_new || !strikes && (needs("words") || tape.chance(50)) {
        let words = act.text("words", tape.pick(WORDS));
        act.set("words", if tape.chance(15) { format!("\"\"{words}\"\"") } else { words });
    }
    if !acts.is_empty() && (needs("answers") || tape.chance(20)) {
        act.set("answers", quoted(tape.pick(&acts)));
    }
    if !acts.is_empty() && tape.chance(25) {
        act.set("if", list(&tape.some(&acts, 2)));
    }
    // A disclosure has no end: what is hidden on the last day would not have been hidden before.
    if needs("until") || kind != "disclose" && tape.chance(25) {
        act.set("until", day(on + tape.below(25)));
    }
    if tape.chance(15) {
        act.set("lang", tape.pick(&["\"en\"", "\"ar\""]).to_string());
    }
    if tape.chance(30) {
        act.set("label", act.text("label", "clarification"));
    }
    if tape.chance(10) {
        act.set("red_line", "true".to_owned());
    }
    if tape.chance(30) {
        act.set("note", act.text("note", "as told later"));
    }
    if tape.chance(30) {
        act.set("allows", quoted(tape.pick(ALLOWED)));
        if tape.chance(50) {
            act.set("allows_to", list(&tape.some(&people, 2)));
        }
    }
    on_the_plan(tape, model, act, kind, &acts);
    let notes = model.ids(Sort::Note);
    if !notes.is_empty() && tape.chance(20) {
        act.set("from_note", quoted(tape.pick(&notes)));
    }
    act.origin = tape.chance(30).then(|| origin(tape, model));
    sources(tape, model, act);
    own_fields(tape, model, act, kind, on);
}

/// What is to become of clauses: new ones, and some that go or move.
fn rearranged(tape: &mut Tape<'_>, model: &Model, act: &mut Item, kind: &str) {
    let draft = act.named("draft").concat();
    let Some(draft) = model.of(Sort::Draft).find(|other| other.id == draft) else { return };
    if !matches!(kind, "table" | "amend" | "clarify" | "interpret" | "float") || !tape.chance(30) {
        return;
    }
    let clauses: Vec<String> = act.named("clauses").into_iter().map(str::to_owned).collect();
    if !clauses.is_empty() && tape.chance(50) {
        act.set("strikes", "true".to_owned());
        act.fields.retain(|(name, _)| *name != "choice");
        return;
    }
    let place = match draft.labels.is_empty() || tape.chance(20) {
        true => "start",
        false => tape.pick(&draft.labels),
    };
    if clauses.is_empty() {
        act.fields.retain(|(name, _)| *name != "choice");
    }
    if !clauses.iter().any(|clause| clause == place) {
        act.set("behind", quoted(place));
    }
}

/// What an act says of entries of the plan, and of alleged breaches of it.
fn on_the_plan(tape: &mut Tape<'_>, model: &Model, act: &mut Item, kind: &str, acts: &[String]) {
    let often = if matches!(kind, "report" | "verify" | "allege" | "confirm") { 75 } else { 15 };
    let entries = model.ids(Sort::Entry);
    // A confirmation is of an entry in the words of a clause.
    let can = kind != "confirm" || !act.named("clauses").is_empty();
    if !entries.is_empty() && can && tape.chance(often) {
        act.set("plan", list(&tape.some(&entries, 2)));
    }
    if !act.named("answers").is_empty() && tape.chance(25) {
        act.set("step", (1 + tape.below(3)).to_string());
    }
    if !acts.is_empty() && tape.chance(15) {
        act.set("closes", list(&tape.some(acts, 2)));
    }
}

/// Where a proposal came from, and who may know.
pub(crate) fn origin(tape: &mut Tape<'_>, model: &Model) -> (String, Audience) {
    let people = model.ids(Sort::Participant);
    let audience = tape.chance(75).then(|| names(tape, &people, &model.ids(Sort::Set)));
    (tape.pick(&people).clone(), audience)
}

fn dates(tape: &mut Tape<'_>, act: &mut Item, on: usize) {
    act.known = on;
    match tape.below(10) {
        0 => act.set("on", format!("{}T18:30:00", day(on))),
        1 => act.set(
            "on",
            format!(
                "[{{ date = {}, source = {} }}, {{ date = {} }}]",
                day(on),
                act.text("source", "the Echo"),
                day(on + 1 + tape.below(3))
            ),
        ),
        _ => act.set("on", day(on)),
    }
    if tape.chance(20) {
        act.known = (on + tape.below(20)).saturating_sub(5).max(1);
        act.set("known", day(act.known));
    }
}

fn needs(kind: &str) -> &'static [&'static str] {
    match kind {
        "table" | "amend" | "clarify" | "interpret" | "float" | "state" | "warn" | "report" | "allege"
        | "verify" => &["words"],
        "accept" | "reserve" | "reject" | "endorse" | "initial" | "sign" => &["draft"],
        "withdraw" | "lapse" | "respond" | "deny" | "characterise" | "break_silence" | "attend"
        | "correct" | "confirm" => &["answers"],
        "deliver" | "show" => &["draft", "to"],
        "convey" | "assure" => &["to", "words"],
        "ask" => &["to"],
        "open_silence" => &["draft", "until"],
        "disclose" => &["draft", "to", "answers"],
        _ => &[],
    }
}

/// The fields that only this kind has.
fn own_fields(tape: &mut Tape<'_>, model: &Model, act: &mut Item, kind: &str, on: usize) {
    let people = model.ids(Sort::Participant);
    let one_of = |tape: &mut Tape<'_>, act: &mut Item, field, names: &[&str]| {
        if tape.chance(50) {
            act.set(field, quoted(tape.pick(names)));
        }
    };
    let forms = ["oral", "read_back", "written"];
    match kind {
        "accept" => {
            one_of(tape, act, "extent", &["words", "words", "concept"]);
            one_of(tape, act, "strength", &["accepts", "can_live_with", "no_objection", "takes_note"]);
            one_of(tape, act, "authority", &["delegation", "ad_referendum", "principal"]);
            one_of(tape, act, "finality", &["provisional", "final"]);
            one_of(tape, act, "form", &forms);
        }
        "reserve" | "reject" => one_of(tape, act, "form", &forms),
        "respond" => {
            one_of(tape, act, "form", &forms);
            matter(tape, act);
        }
        "ask" => matter(tape, act),
        // A sealed proposal is of words in a draft.
        "table"
            if tape.chance(30) && (act.named("behind").is_empty() || !act.named("clauses").is_empty()) =>
        {
            let mute = people.iter().filter(|id| id.starts_with(MUTE)).cloned();
            let by: Vec<String> = act.named("by").into_iter().map(str::to_owned).collect();
            let others = people.iter().filter(|id| !by.contains(id) && !id.starts_with(MUTE)).take(3);
            let others: Vec<String> = others.cloned().collect();
            let to: Vec<String> = tape.some(&others, 2).into_iter().chain(mute).collect();
            act.set("to", list(&to));
            act.set("until", day(on + 1 + tape.below(20)));
            act.set("sealed", "true".to_owned());
        }
        "interpret" => act.set("renders", act.text("renders", "a stranger")),
        "state" if tape.chance(40) => {
            act.set("account", quoted(tape.pick(&["readout", "press_line"])));
            act.set("agreed_by", list(&tape.some(&people, 3)));
        }
        "disclose" if tape.chance(30) => {
            act.set("to_audience", list(&names(tape, &people, &model.ids(Sort::Set))));
        }
        "endorse" => one_of(tape, act, "extent", &["words", "concept"]),
        "initial" | "sign" => one_of(tape, act, "authority", &["delegation", "ad_referendum", "principal"]),
        "deliver" | "show" => {
            act.set("copy", act.text("copy", "copy"));
            one_of(tape, act, "form", &forms);
            if tape.chance(30) {
                act.set("parallel", "true".to_owned());
            }
        }
        "assure" => {
            if tape.chance(60) {
                act.set("heard_by", list(&tape.some(&people, 3)));
            }
            one_of(tape, act, "form", &forms);
            matter(tape, act);
            if tape.chance(50) {
                act.set("due", day(on + tape.below(25)));
            }
        }
        "warn" => {
            if tape.chance(60) {
                act.set("about", list(&tape.some(&people, 2)));
            }
            act.set("certainty", act.text("certainty", "likely"));
            act.set("concerns", act.text("concerns", "the gate"));
        }
        "report" | "allege" | "verify" => {
            let about = list(&tape.some(&people, 2));
            if tape.chance(80) {
                act.set("about", about);
            }
            if tape.chance(30) {
                act.set("occurred", day(on.saturating_sub(tape.below(4)).max(1)));
            }
            let on_plan = !act.named("plan").is_empty();
            if kind != "allege" && (on_plan || !act.named("answers").is_empty()) {
                let how = ["fulfilled", "partly", "not_fulfilled", "suspended", "excused"];
                one_of(tape, act, "performance", &how[..if on_plan { 5 } else { 3 }]);
            }
            if kind != "allege" && on_plan && tape.chance(50) {
                act.set("quantity", (1 + tape.below(4)).to_string());
            }
            let has_sources = act.identity.is_some() || act.fields.iter().any(|(name, _)| *name == "sources");
            if kind == "verify" && on_plan && has_sources {
                one_of(tape, act, "level", &["not_begun", "minimal", "intermediate", "full"]);
            }
        }
        "open_silence" => act.set("rule", act.text("rule", "no answer is a yes")),
        "break_silence" => act.set("rule", act.text("rule", "no answer is a yes")),
        "replace" => {
            act.set("principal", act.text("principal", "the daughter"));
            act.set("mandate", act.text("mandate", "all of it"));
            act.set("former", act.text("former", "the old man"));
        }
        "measure" => {
            act.set("indicator", act.text("indicator", "buckets"));
            act.set("value", (10 + tape.below(90)).to_string());
            act.set("unit", act.text("unit", "a day"));
            if act.identity.is_none() {
                let (who, place) = (act.text("who", "the Echo"), act.text("ref", "page two"));
                act.set("sources", format!("[{{ kind = \"report\", who = {who}, ref = {place} }}]"));
            }
        }
        "attend" => act.set("present", tape.pick(&["true", "false"]).to_string()),
        "convene" => round(tape, model, act, on),
        _ => {}
    }
}

/// What something is about: often the same as another's.
fn matter(tape: &mut Tape<'_>, act: &mut Item) {
    match tape.below(10) {
        0..4 => act.set("matter", quoted(tape.pick(&["the gate", "the pump"]))),
        4..6 => act.set("matter", act.text("matter", "the key")),
        _ => {}
    }
}

fn round(tape: &mut Tape<'_>, model: &Model, act: &mut Item, on: usize) {
    let people = model.ids(Sort::Participant);
    act.set("place", act.text("place", "the barn"));
    if tape.chance(50) {
        act.set("ends", day(on + 1 + tape.below(3)));
    }
    if tape.chance(80) {
        act.set("attendees", list(&tape.some(&people, 5)));
    }
    if tape.chance(40) {
        act.set("absent", list(&tape.some(&people, 2)));
    }
    act.set("aims", format!("[\"clause 2\", {}]", act.text("aims", "to agree on")));
    act.set("without_deal", act.text("without", "the well runs dry"));
    act.set("agenda", act.text("agenda", "the pump"));
    if tape.chance(40) {
        act.set("outcome", act.text("outcome", "they will meet again"));
    }
    let steps: Vec<String> = (0..1 + tape.below(2))
        .map(|_| {
            let owner = quoted(tape.pick(&people));
            let what = act.text("what", "send the map");
            format!("{{ what = {what}, on = {}, owner = {owner} }}", day(on + tape.below(20)))
        })
        .collect();
    act.set("next", format!("[{}]", steps.join(", ")));
    let rounds: Vec<String> = model
        .of(Sort::Act)
        .filter(|other| other.id != act.id && other.fields.contains(&("kind", "\"convene\"".to_owned())))
        .map(|other| other.id.clone())
        .collect();
    let acts: Vec<String> = model.ids(Sort::Act).into_iter().filter(|id| *id != act.id).collect();
    let resumable = if tape.chance(70) { &rounds } else { &acts };
    if !resumable.is_empty() && tape.chance(60) {
        act.set("resumes", quoted(tape.pick(resumable)));
    }
    act.set("ask", act.text("ask", "to open the gate"));
    act.set("fallback", act.text("fallback", "to wait"));
    if tape.chance(70) {
        act.set("ask_audience", list(&tape.some(&people, 2)));
    }
}
