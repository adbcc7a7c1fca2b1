//! Changes of a case that concern only what one reader may not see, and so must change nothing for that reader.

use super::model::{Audience, Item, Model, Sort, day, list, quoted};
use super::tape::Tape;
use super::{assessments, conflicts, entries, generate};

/// Lines that make an item impossible to read: not TOML, a field twice, a field that there is not, a date that is not.
const BROKEN: &[&str] = &[
    "words = = \"x\"",
    "id = \"another\"",
    "colour = \"red\"",
    "note = \"never closed",
    "note = \"\"\"never closed",
    "known = 2031-13-45",
];

/// What can have a hidden twin of the same id.
const TWINS: &[Sort] = &[
    Sort::Draft,
    Sort::Act,
    Sort::Note,
    Sort::Term,
    Sort::Participant,
    Sort::Entry,
    Sort::Entry,
    Sort::Assessment,
    Sort::Conflict,
    Sort::Conflict,
];

/// One change after the other of the case, each from a tape of its own, for somebody who reads on a day. Returns what was
/// done, in words.
pub(crate) fn apply(model: &mut Model, reader: &str, today: usize, tapes: &[Vec<u32>]) -> Vec<String> {
    tapes.iter().filter_map(|numbers| one(&mut Tape::new(numbers), model, reader, today)).collect()
}

fn one(tape: &mut Tape<'_>, model: &mut Model, reader: &str, today: usize) -> Option<String> {
    let hidden: Vec<usize> =
        (0..model.items.len()).filter(|&at| may_change(model, at, reader, today)).collect();
    let at = one_of(tape, model, &hidden);
    match tape.below(31) {
        0..4 => Some(add(tape, model, reader, Sort::Act)),
        4 => {
            let sort = *tape.pick(&[
                Sort::Participant,
                Sort::Term,
                Sort::Set,
                Sort::Draft,
                Sort::Draft,
                Sort::Note,
                Sort::Match,
                Sort::Entry,
            ]);
            Some(add(tape, model, reader, sort))
        }
        5 | 6 => at.map(|at| rewrite(tape, model, reader, at)),
        7 => at.map(|at| remove(model, at)),
        8 => {
            let unseen = model.unseen(reader, today);
            let decides = |at: usize| model.decides_for(&model.items[at], reader);
            let unseen: Vec<usize> = (0..unseen.len()).filter(|&at| unseen[at] && !decides(at)).collect();
            one_of(tape, model, &unseen).map(|at| remove(model, at))
        }
        9 => at.map(|at| {
            let item = &mut model.items[at];
            if tape.chance(20) {
                item.is_headed = false;
                return format!("break the header of {}", item.id);
            }
            item.broken = Some(*tape.pick(BROKEN));
            format!("break {} with: {}", item.id, item.broken.unwrap_or_default())
        }),
        10 => at.map(|at| rename(model, at)),
        11 => twin(tape, model, reader, today),
        12 => origin(tape, model, reader, today),
        13 => identity(tape, model, reader, today),
        14 => Some(shuffle(tape, model)),
        15 => hidden_drafts_current(tape, model, reader, today),
        16 => widen(tape, model, reader, today),
        17 => members(tape, model, reader),
        18 => swap(tape, model, reader, today),
        19 => allowance(tape, model, reader, today),
        20 => parallel(tape, model, reader, today),
        21 => Some(add(tape, model, reader, Sort::Entry)),
        22 => person(tape, model, reader, today),
        23 => words_of_a_mark(tape, model, reader, today),
        24 => step(tape, model, reader, today),
        25 | 26 => Some(add(tape, model, reader, Sort::Assessment)),
        29 | 30 => Some(add(tape, model, reader, Sort::Conflict)),
        27 => Some(analysis(tape, model, reader)),
        _ => Some(stray(tape, model)),
    }
}

/// Whether a hidden item can be changed without changing who sees what else.
fn may_change(model: &Model, at: usize, reader: &str, today: usize) -> bool {
    let item = &model.items[at];
    model.is_hidden(item, reader, today) && !model.decides_for(item, reader)
}

/// Analysis for others than the reader, who has it or not as before.
fn analysis(tape: &mut Tape<'_>, model: &mut Model, reader: &str) -> String {
    let had = model.includes(&model.analysis, reader);
    let was_public = model.analysis.iter().any(|name| name == "public");
    let names = generate::names(tape, &model.ids(Sort::Participant), &model.ids(Sort::Set));
    model.analysis =
        names.into_iter().filter(|name| !model.includes(std::slice::from_ref(name), reader)).collect();
    if had {
        model.analysis.push(if was_public { "public" } else { reader }.to_owned());
    }
    if model.analysis.is_empty() {
        model.analysis.push("team".to_owned());
    }
    "analysis is for others".to_owned()
}

/// What was allowed with words that the reader sees and neither said nor heard, or that came from somebody hidden.
fn allowance(tape: &mut Tape<'_>, model: &mut Model, reader: &str, today: usize) -> Option<String> {
    let able: Vec<usize> = (0..model.items.len())
        .filter(|&at| {
            let item = &model.items[at];
            let seen = item.sort == Sort::Act && !model.is_hidden(item, reader, today);
            seen && (!model.heard(item, reader) || model.has_hidden_origin(item, reader, today))
        })
        .collect();
    if able.is_empty() {
        return None;
    }
    let at = *tape.pick(&able);
    let allowed = quoted(tape.pick(generate::ALLOWED));
    let to = list(&tape.some(&model.ids(Sort::Participant), 3));
    let item = &mut model.items[at];
    item.set("allows", allowed);
    item.set("allows_to", to);
    Some(format!("something else is allowed with {}", item.id))
}

/// Whether a text that the reader got is meant to differ from what others hold.
fn parallel(tape: &mut Tape<'_>, model: &mut Model, reader: &str, today: usize) -> Option<String> {
    let able: Vec<usize> = (0..model.items.len())
        .filter(|&at| {
            let item = &model.items[at];
            let is_delivery = matches!(item.named("kind").as_slice(), ["deliver" | "show"]);
            let got = item.named("to").contains(&reader) && !item.named("by").contains(&reader);
            is_delivery && got && !model.is_hidden(item, reader, today)
        })
        .collect();
    if able.is_empty() {
        return None;
    }
    let item = &mut model.items[*tape.pick(&able)];
    item.set("parallel", tape.pick(&["true", "false"]).to_string());
    Some(format!("{} is parallel or not", item.id))
}

/// One of these items: half the time of any sort, so that those of which there are few have their turn.
fn one_of(tape: &mut Tape<'_>, model: &Model, items: &[usize]) -> Option<usize> {
    let mut sorts: Vec<Sort> = items.iter().map(|&at| model.items[at].sort).collect();
    sorts.sort_unstable();
    if tape.chance(50) {
        sorts.dedup();
    }
    let sort = if sorts.is_empty() { return None } else { *tape.pick(&sorts) };
    let items: Vec<usize> = items.iter().copied().filter(|&at| model.items[at].sort == sort).collect();
    Some(*tape.pick(&items))
}

/// An audience that the reader is not in.
fn without(tape: &mut Tape<'_>, model: &Model, reader: &str) -> Audience {
    let people = model.ids(Sort::Participant);
    let names = generate::names(tape, &people, &model.ids(Sort::Set));
    let left: Vec<String> =
        names.into_iter().filter(|name| !model.includes(std::slice::from_ref(name), reader)).collect();
    match left.is_empty() {
        true => Some(vec!["team".to_owned()]),
        false => Some(left),
    }
}

fn add(tape: &mut Tape<'_>, model: &mut Model, reader: &str, sort: Sort) -> String {
    let audience = without(tape, model, reader);
    let mut item = match sort {
        Sort::Act => generate::any_act(tape, model),
        Sort::Note => generate::note(tape, model),
        Sort::Term => generate::term(tape, model),
        Sort::Draft => {
            let when = tape.below(8);
            generate::draft(tape, model, when)
        }
        Sort::Set => {
            let mark = model.mark();
            let mut set = Item::new(Sort::Set, &format!("set-{mark}"), &mark, None);
            set.names = tape.some(&model.ids(Sort::Participant), 4);
            set.names.retain(|member| member != reader);
            if set.names.is_empty() {
                return "add nothing".to_owned();
            }
            set
        }
        Sort::Participant => {
            let mark = model.mark();
            let mut person = Item::new(Sort::Participant, &format!("side-{mark}"), &mark, None);
            let role = *tape.pick(&["\"party\"", "\"mediator\"", "\"guarantor\""]);
            let alias = *tape.pick(&["Envoy", "Priest", "Upper", "Lower", "of elders"]);
            generate::describe(tape, &mut person, role, alias);
            person
        }
        Sort::Match => match hidden_match(tape, model, reader) {
            Some(item) => item,
            None => return "add nothing".to_owned(),
        },
        Sort::Entry => {
            let mut entry = entries::any_entry(tape, model);
            entry.file = tape.below(5);
            entry
        }
        Sort::Assessment => match assessments::assessment(tape, model) {
            Some(item) => item,
            None => return "add nothing".to_owned(),
        },
        Sort::Conflict => conflicts::entry(tape, model),
    };
    item.audience = audience;
    if model.decides_for(&item, reader) {
        return "add nothing".to_owned();
    }
    let told = format!("add hidden {} {}", sort.name(), item.id);
    let place = tape.below(model.items.len() + 1);
    model.items.insert(place, item);
    told
}

/// A match between drafts of which the reader has not both.
fn hidden_match(tape: &mut Tape<'_>, model: &mut Model, reader: &str) -> Option<Item> {
    let item = generate::lineage_match(tape, model)?;
    model.is_hidden(&item, reader, usize::MAX).then_some(item)
}

/// Everything in a hidden item but its id is another.
fn rewrite(tape: &mut Tape<'_>, model: &mut Model, reader: &str, at: usize) -> String {
    let old = model.items[at].clone();
    let audience = without(tape, model, reader);
    let mut new = match old.sort {
        Sort::Act => generate::any_act(tape, model),
        Sort::Note => generate::note(tape, model),
        Sort::Term => generate::term(tape, model),
        Sort::Draft => {
            let mut new = old.clone();
            new.fields.clear();
            new.identity = None;
            let (rest, when) = (others(model, at), tape.below(8));
            generate::fill_draft(tape, &rest, &mut new, when);
            new
        }
        Sort::Participant => {
            let mut new = old.clone();
            new.fields.clear();
            let role = *tape.pick(&["\"party\"", "\"mediator\"", "\"endorser\""]);
            let alias = *tape.pick(&["Envoy", "Priest", "Bishop", "Upper", "stranger"]);
            generate::describe(tape, &mut new, role, alias);
            new
        }
        Sort::Entry => {
            let mut rest = others(model, at);
            let new = entries::any_entry(tape, &mut rest);
            model.marks = rest.marks;
            new
        }
        Sort::Assessment => match assessments::assessment(tape, model) {
            Some(new) => new,
            None => return remove(model, at),
        },
        Sort::Conflict => {
            let mut rest = others(model, at);
            let new = conflicts::of_heading(tape, &mut rest, old.heading);
            model.marks = rest.marks;
            new
        }
        Sort::Set | Sort::Match => return remove(model, at),
    };
    if new.sort == Sort::Act {
        // It was made with its own old self among what it may refer to.
        let (id, kind) = (old.id.clone(), kind_of(&new));
        new.id = id;
        new.fields.clear();
        (new.identity, new.origin) = (None, None);
        let rest = others(model, at);
        generate::fill_act(tape, &rest, &mut new, &kind);
    }
    new.id = old.id.clone();
    new.audience = audience;
    if model.decides_for(&new, reader) {
        return "rewrite nothing".to_owned();
    }
    new.file = tape.below(4);
    model.items[at] = new;
    format!("rewrite hidden {} {}", old.sort.name(), old.id)
}

fn kind_of(act: &Item) -> String {
    let kind = act.fields.iter().find(|(name, _)| *name == "kind").map(|(_, value)| value.trim_matches('"'));
    kind.unwrap_or("state").to_owned()
}

fn others(model: &Model, at: usize) -> Model {
    let mut rest = model.clone();
    rest.items.remove(at);
    rest
}

fn remove(model: &mut Model, at: usize) -> String {
    let item = model.items.remove(at);
    format!("remove hidden {} {}", item.sort.name(), item.id)
}

/// Another id for a hidden item, wherever it is named.
fn rename(model: &mut Model, at: usize) -> String {
    let old = model.items[at].id.clone();
    if old.is_empty() || model.items.iter().filter(|item| item.id == old).count() > 1 {
        return "rename nothing".to_owned();
    }
    let new = format!("{}-{}", old.split('-').next().unwrap_or("x"), model.mark());
    let end = |id: &str| quoted(format!("{id}.end"));
    let replace = |text: &mut String| {
        *text = text.replace(&quoted(&old), &quoted(&new)).replace(&end(&old), &end(&new));
    };
    let name = |name: &mut String| {
        if *name == old {
            name.clone_from(&new);
        }
    };
    for item in &mut model.items {
        item.fields.iter_mut().for_each(|(_, value)| replace(value));
        item.names.iter_mut().for_each(name);
        name(&mut item.id);
        let audiences = [
            item.audience.as_mut(),
            item.origin.as_mut().and_then(|(_, audience)| audience.as_mut()),
            item.identity.as_mut().and_then(|(_, audience)| audience.as_mut()),
            item.person.as_mut().and_then(|(_, audience)| audience.as_mut()),
        ];
        audiences.into_iter().flatten().flatten().for_each(name);
        if let Some((origin, _)) = &mut item.origin {
            name(origin);
        }
    }
    model.analysis.iter_mut().for_each(name);
    format!("rename {old} to {new}")
}

/// A hidden item with the id of one that the reader sees, before or behind it.
fn twin(tape: &mut Tape<'_>, model: &mut Model, reader: &str, today: usize) -> Option<String> {
    let seen: Vec<usize> = (0..model.items.len())
        .filter(|&at| {
            let item = &model.items[at];
            // Of an id that two have, neither is disclosed any more, to the reader or to everybody.
            let by_audience =
                model.includes(item.audience.as_deref().unwrap_or(&["public".to_owned()]), reader);
            // A twin of what is answered makes it unclear what leads to a sealed proposal.
            let is_answered = model.of(Sort::Act).any(|other| other.named("answers") == [item.id.as_str()]);
            let field = if item.sort == Sort::Draft { "draft" } else { "answers" };
            let is_told_to_all = model.is_disclosed(field, &item.id, "public", today);
            TWINS.contains(&item.sort)
                && !(item.sort == Sort::Act && is_answered)
                && item.id != reader
                && by_audience
                && !is_told_to_all
                && !model.decides_for(item, reader)
                && !model.is_hidden(item, reader, today)
        })
        .collect();
    if seen.is_empty() {
        return None;
    }
    let at = *tape.pick(&seen);
    let mut twin = model.items[at].clone();
    twin.mark = model.mark();
    twin.audience = without(tape, model, reader);
    let (id, mark, other) = (twin.id.clone(), twin.mark.clone(), model.items[at].mark.clone());
    // Its texts carry its own mark; what it refers to stays what it is.
    twin.fields.iter_mut().for_each(|(field, value)| {
        *value = value.replace(&format!("{field}-{other}"), &format!("{field}-{mark}"));
    });
    match twin.sort {
        Sort::Draft => generate::reword(tape, &mut twin),
        Sort::Act => {
            twin.fields.clear();
            (twin.identity, twin.origin) = (None, None);
            let rest = others(model, at);
            generate::fill_act(tape, &rest, &mut twin, "state");
        }
        _ => {}
    }
    let place = if tape.chance(50) { at } else { at + 1 };
    model.items.insert(place, twin);
    Some(format!("add a hidden twin of {id}"))
}

/// Another origin for an act, where the reader may not know its origin.
fn origin(tape: &mut Tape<'_>, model: &mut Model, reader: &str, today: usize) -> Option<String> {
    let able: Vec<usize> = (0..model.items.len())
        .filter(|&at| {
            let item = &model.items[at];
            let known = item
                .origin
                .as_ref()
                .is_some_and(|(_, audience)| model.includes(audience.as_deref().unwrap_or_default(), reader));
            item.sort == Sort::Act && !known && !model.is_hidden(item, reader, today)
        })
        .collect();
    if able.is_empty() {
        return None;
    }
    let at = *tape.pick(&able);
    let who = tape.pick(&model.ids(Sort::Participant)).clone();
    let audience = without(tape, model, reader);
    // What was allowed is shown to hearers only where nothing came from somebody hidden.
    let decides = !model.items[at].named("allows").is_empty() && model.heard(&model.items[at], reader);
    let item = &mut model.items[at];
    if decides && item.origin.is_none() {
        return None;
    }
    item.origin = (decides || tape.chance(80)).then_some((who, audience));
    Some(format!("another hidden origin of {}: {:?}", item.id, item.origin))
}

/// Another person behind a source, where the reader may not know who.
fn identity(tape: &mut Tape<'_>, model: &mut Model, reader: &str, today: usize) -> Option<String> {
    let able: Vec<usize> = (0..model.items.len())
        .filter(|&at| {
            let item = &model.items[at];
            let hidden = item.identity.as_ref().is_some_and(|(_, audience)| {
                !model.includes(audience.as_deref().unwrap_or_default(), reader)
            });
            hidden && !model.is_hidden(item, reader, today)
        })
        .collect();
    if able.is_empty() {
        return None;
    }
    let at = *tape.pick(&able);
    let who = format!("{}i", model.mark());
    let audience = without(tape, model, reader);
    let item = &mut model.items[at];
    item.identity = Some((who, audience));
    Some(format!("another hidden identity in {}", item.id))
}

/// Another name of a person on a list, where the reader is not cleared for the name.
fn person(tape: &mut Tape<'_>, model: &mut Model, reader: &str, today: usize) -> Option<String> {
    let able: Vec<usize> = (0..model.items.len())
        .filter(|&at| {
            let item = &model.items[at];
            let hidden = item.person.as_ref().is_some_and(|(_, audience)| {
                !model.includes(audience.as_deref().unwrap_or_default(), reader)
            });
            hidden && !model.is_hidden(item, reader, today)
        })
        .collect();
    if able.is_empty() {
        return None;
    }
    let at = *tape.pick(&able);
    let name = format!("{}n", model.mark());
    let audience = without(tape, model, reader);
    let item = &mut model.items[at];
    item.person = Some((name, audience));
    Some(format!("another hidden name on {}", item.id))
}

/// Another step on the route of an alleged breach that the reader may not see, for an act that they see.
fn step(tape: &mut Tape<'_>, model: &mut Model, reader: &str, today: usize) -> Option<String> {
    let unseen = model.unseen(reader, today);
    let is_seen = |id: &str| {
        let mut items = model.items.iter().zip(&unseen);
        items.any(|(item, unseen)| item.sort == Sort::Act && item.id == id && !unseen)
    };
    let able: Vec<usize> = (0..model.items.len())
        .filter(|&at| {
            let item = &model.items[at];
            let answered = item.named("answers").concat();
            item.sort == Sort::Act && !unseen[at] && !answered.is_empty() && !is_seen(&answered)
        })
        .collect();
    if able.is_empty() {
        return None;
    }
    let at = *tape.pick(&able);
    model.items[at].set("step", (4 + tape.below(3)).to_string());
    Some(format!("another step on a hidden route: {}", model.items[at].id))
}

/// Other words of a mark that the reader may not see: that there is one decides what they are shown, and nothing else of it.
fn words_of_a_mark(tape: &mut Tape<'_>, model: &mut Model, reader: &str, today: usize) -> Option<String> {
    let marks: Vec<usize> = (0..model.items.len())
        .filter(|&at| model.items[at].is_mark() && model.is_hidden(&model.items[at], reader, today))
        .collect();
    if marks.is_empty() {
        return None;
    }
    let at = *tape.pick(&marks);
    let mut owners = tape.some(&model.ids(Sort::Participant), 2);
    owners.retain(|owner| owner != reader);
    let item = &mut model.items[at];
    item.set("reason", quoted(tape.pick(&["it is meant", "nobody asked", "for the harvest"])));
    item.set("note", quoted("said in the barn"));
    if !owners.is_empty() {
        item.set("owner", list(&owners));
    }
    Some(format!("other words and owners of the mark {}", item.id))
}

/// Other files and another order: participants, terms, matches and entries of the plan, whose order is part of the
/// case, keep theirs.
fn shuffle(tape: &mut Tape<'_>, model: &mut Model) -> String {
    let (mut loose, fixed): (Vec<Item>, Vec<Item>) = std::mem::take(&mut model.items)
        .into_iter()
        .partition(|item| matches!(item.sort, Sort::Act | Sort::Note | Sort::Draft | Sort::Set));
    tape.shuffle(&mut loose);
    loose.iter_mut().for_each(|item| item.file = tape.below(5));
    for item in fixed {
        loose.push(item);
    }
    let turn = tape.below(loose.len().max(1));
    if loose[..turn].iter().all(|item| matches!(item.sort, Sort::Act | Sort::Note | Sort::Draft | Sort::Set))
    {
        loose.rotate_left(turn);
    }
    model.items = loose;
    "put items into other files and another order".to_owned()
}

fn hidden_drafts_current(
    tape: &mut Tape<'_>,
    model: &mut Model,
    reader: &str,
    today: usize,
) -> Option<String> {
    let hidden: Vec<usize> = (0..model.items.len())
        .filter(|&at| model.items[at].sort == Sort::Draft && model.is_hidden(&model.items[at], reader, today))
        .collect();
    if hidden.is_empty() {
        return None;
    }
    let item = &mut model.items[*tape.pick(&hidden)];
    item.set("current", tape.pick(&["true", "false"]).to_string());
    let on = 1 + tape.below(generate::DAYS);
    item.known = item.known.max(on);
    item.set("on", day(on));
    item.set("known", day(item.known));
    Some(format!("hidden draft {} is current or not, and of another day", item.id))
}

/// More or fewer other readers of something that the reader sees.
fn widen(tape: &mut Tape<'_>, model: &mut Model, reader: &str, today: usize) -> Option<String> {
    let seen: Vec<usize> = (0..model.items.len())
        .filter(|&at| {
            let item = &model.items[at];
            !matches!(item.sort, Sort::Set | Sort::Match)
                && item.audience.is_some()
                && !model.is_hidden(item, reader, today)
        })
        .collect();
    let at = one_of(tape, model, &seen)?;
    let mut audience = generate::names(tape, &model.ids(Sort::Participant), &model.ids(Sort::Set));
    // That something is public is no secret of anybody's.
    let was_public = model.items[at].audience.iter().flatten().any(|name| name == "public");
    let own = if was_public { "public" } else { reader };
    audience.retain(|name| name != own);
    audience.push(own.to_owned());
    model.items[at].audience = Some(audience);
    Some(format!("other readers of {}", model.items[at].id))
}

/// Other members of a set, the reader in it or not as before.
fn members(tape: &mut Tape<'_>, model: &mut Model, reader: &str) -> Option<String> {
    let people = model.ids(Sort::Participant);
    let set = model.items.iter_mut().find(|item| item.sort == Sort::Set && tape.chance(60))?;
    let was = set.names.iter().any(|member| member == reader);
    set.names = tape.some(&people, 4);
    set.names.retain(|member| member != reader);
    if was {
        set.names.push(reader.to_owned());
    }
    let id = set.id.clone();
    if set.names.is_empty() {
        set.names = people.into_iter().find(|id| id != reader).into_iter().collect();
    }
    Some(format!("other members of {id}"))
}

/// Where something that the reader sees names something hidden, it names another hidden thing of that sort, or none.
fn swap(tape: &mut Tape<'_>, model: &mut Model, reader: &str, today: usize) -> Option<String> {
    let sort = *tape.pick(&[
        Sort::Participant,
        Sort::Participant,
        Sort::Act,
        Sort::Draft,
        Sort::Note,
        Sort::Entry,
        Sort::Entry,
    ]);
    let ids = |hidden: bool| -> Vec<String> {
        let items = model.of(sort).filter(|item| model.is_hidden(item, reader, today) == hidden);
        items.map(|item| item.id.clone()).collect()
    };
    let (mut hidden, seen) = (ids(true), ids(false));
    hidden.retain(|id| !seen.contains(id));
    if hidden.is_empty() {
        return None;
    }
    let old = tape.pick(&hidden).clone();
    // A mark on an entry that is not there may be on any.
    if sort == Sort::Entry && model.of(sort).any(|mark| mark.is_mark() && mark.named("of") == [old.as_str()])
    {
        return None;
    }
    let new = format!("{}-nobody", old.split('-').next().unwrap_or("x"));
    let seen: Vec<bool> = model.items.iter().map(|item| !model.is_hidden(item, reader, today)).collect();
    for (item, seen) in model.items.iter_mut().zip(seen) {
        if seen {
            item.fields
                .iter_mut()
                .for_each(|(_, value)| *value = value.replace(&quoted(&old), &quoted(&new)));
        }
    }
    Some(format!("{new} instead of {old} in what the reader sees"))
}

/// Files in the folder that cannot be read.
fn stray(tape: &mut Tape<'_>, model: &mut Model) -> String {
    let (name, bytes): (&str, &[u8]) = match tape.below(7) {
        0 => ("record/9.toml", b"[[act]]\nid = \"\xff\xfe\"\n"),
        1 => ("record/8.toml", b"]]] this is no TOML\n"),
        2 => ("record/remarks.txt", b"not read\n"),
        3 => ("plan/8.toml", b"]]] this is no TOML\n"),
        5 => ("preferences/8.toml", b"]]] this is no TOML\n"),
        4 => ("plan/remarks.txt", b"not read\n"),
        _ => ("drafts/unused.md", b"1. Not a draft.\n"),
    };
    model.strays.insert(name.to_owned(), bytes.to_vec());
    format!("add the file {name}")
}
