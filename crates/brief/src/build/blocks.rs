//! What blocks: what parties say they cannot accept, refusals, reservations, changes under two labels, and open words.
//!
//! One entry for each place of the text, with everybody who says something of it side by side. The order is that of kinds
//! of [`BlockKind`], then that of the text; nothing is weighed.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use onetext_record::ActId;
use onetext_record::act::{Act, Anchor, Kind};
use onetext_text::clause::ClauseIndex;
use onetext_text::points::{OpenPoint, PointKind};

use super::scene::Scene;
use super::voices::{Voices, voice};
use crate::line::{Line, clean, shorten};
use crate::model::{Block, BlockKind, Person, Place, Said, Voice};

/// How many entries the first page has, where there is no crowd on it.
const ROOM: usize = 5;
/// How many voices stand side by side.
const VOICES: usize = 3;
/// How many characters of each are shown.
const WORDS: usize = 80;
/// From which crowd on the page there is one voice less, and half of the words.
const CROWD: usize = 6;

/// What blocks, and how much more does; the greater the crowd on the page, the fewer are shown.
pub(super) fn blocks(scene: &Scene<'_>, voices: &Voices<'_>, crowd: usize) -> (Vec<Block>, usize) {
    let room = ROOM.saturating_sub(crowd / 3).max(2);
    let mut found: Vec<(BlockKind, u32, Block)> = Vec::new();
    let points = open_points(scene);
    let most = if crowd < CROWD { (VOICES, WORDS) } else { (VOICES - 1, WORDS / 2) };
    let mut places: Vec<ClauseIndex> = voices.by_clause.keys().chain(points.keys()).copied().collect();
    places.sort_unstable();
    places.dedup();
    for clause in places {
        let acts = voices.by_clause.get(&clause).map(Vec::as_slice).unwrap_or_default();
        let open = points.get(&clause).map(Vec::as_slice).unwrap_or_default();
        let place = scene.current().and_then(|(draft, _)| scene.say.place(draft, clause));
        found.extend(block(scene, acts, open, place, most).map(|block| (block.kind, clause.0, block)));
    }
    for group in by_subject(&voices.whole) {
        // What is said of somebody's words is about these, and not about the draft for which they were proposed.
        let own = group.iter().filter(|act| act.answers.is_none()).find_map(|act| act.anchor.as_ref());
        let place = own.map(|anchor| whole(scene, anchor));
        found.extend(block(scene, &group, &[], place, most).map(|block| (block.kind, u32::MAX, block)));
    }
    found.sort_by_key(|(kind, clause, _)| (*kind, *clause));
    let more = found.len().saturating_sub(room);
    (found.into_iter().take(room).map(|(_, _, block)| block).collect(), more)
}

/// The place of words that lead to no clause of the present text.
fn whole(scene: &Scene<'_>, anchor: &Anchor) -> Place {
    let current = Some(&anchor.draft) == scene.ledger.draft.as_ref() && anchor.clauses.is_empty();
    let label = if current { "the whole text".to_owned() } else { scene.say.anchor(anchor).to_string() };
    Place { draft: anchor.draft.to_string(), clause: None, label }
}

/// What is said of the same act, together with that act.
fn by_subject<'a>(acts: &[&'a Act]) -> Vec<Vec<&'a Act>> {
    let mut groups: Vec<(&ActId, Vec<&Act>)> = Vec::new();
    for act in acts {
        let subject = act.answers.as_ref().unwrap_or(&act.id);
        match groups.iter_mut().find(|(other, _)| *other == subject) {
            Some((_, group)) => group.push(act),
            None => groups.push((subject, vec![act])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// `room`: how many voices stand side by side, and how many characters of each.
fn block(
    scene: &Scene<'_>,
    acts: &[&Act],
    open: &[&OpenPoint],
    place: Option<Place>,
    (room, most): (usize, usize),
) -> Option<Block> {
    let rivals = open
        .iter()
        .flat_map(|point| &point.alternatives)
        .any(|alternative| !alternative.attributed.is_empty());
    let kind = acts
        .iter()
        .filter_map(|act| blocking(scene, act))
        .chain((!open.is_empty()).then_some(if rivals { BlockKind::Rivals } else { BlockKind::Open }))
        .min()?;
    // Whoever refuses comes first, then the rest, the latest first; the latest word of each.
    let mut ordered: Vec<&Act> = acts.to_vec();
    for act in acts.iter().filter(|act| blocking(scene, act).is_some()) {
        let answered = act.answers.as_ref().and_then(|id| scene.say.act(id));
        ordered.extend(answered.filter(|answered| answered.words.is_some() || answered.label.is_some()));
    }
    ordered.sort_by_key(|act| (blocking(scene, act).is_none(), Reverse(scene.timeline.position(&act.id))));
    let mut seen: Vec<&Act> = Vec::new();
    ordered.retain(|act| {
        let again = seen.iter().any(|other| other.id == act.id || other.by == act.by);
        // Words of the text itself follow: whoever only put them there says nothing more.
        let says = blocking(scene, act).is_some() || act.words.is_some() || open.is_empty();
        if says && !again {
            seen.push(act);
        }
        says && !again
    });
    let subject = match (&place, ordered.first()) {
        (Some(place), _) => Line::new().given(&place.label),
        (None, Some(act)) => {
            let about = act.answers.as_ref().and_then(|id| scene.say.act(id)).unwrap_or(act);
            scene.say.short_noun(about)
        }
        (None, None) => Line::new(),
    };
    let mut voices: Vec<Voice> = ordered.iter().map(|act| voice(scene, act, most)).collect();
    voices.extend(open.iter().flat_map(|point| alternatives(scene, point, most)));
    let more = voices.len().saturating_sub(room);
    voices.truncate(room);
    Some(Block { kind, place, subject, voices, more })
}

/// As what an act blocks, if it does.
fn blocking(scene: &Scene<'_>, act: &Act) -> Option<BlockKind> {
    if act.red_line {
        return Some(BlockKind::RedLine);
    }
    match act.kind() {
        Kind::Reject => Some(BlockKind::Rejected),
        Kind::Reserve => Some(BlockKind::Reserved),
        Kind::Characterise => {
            let answered = act.answers.as_ref().and_then(|id| scene.say.act(id))?;
            // What is said to the press, reported or measured changes no text: two labels on it stand in nobody's way.
            let changes = answered.kind().gives_words_for_words();
            (changes && answered.label != act.label).then_some(BlockKind::Labelled)
        }
        _ => None,
    }
}

/// Open points of the current text by the clause that they start in; nested ones are part of the one around them.
fn open_points<'a>(scene: &Scene<'a>) -> BTreeMap<ClauseIndex, Vec<&'a OpenPoint>> {
    let mut found: BTreeMap<ClauseIndex, Vec<&OpenPoint>> = BTreeMap::new();
    let Some(draft) = scene.say.view.texts().current_version().and_then(|version| version.draft()) else {
        return found;
    };
    for point in draft.points().iter().filter(|point| point.parent.is_none()) {
        found.entry(point.clause).or_default().push(point);
    }
    found
}

fn alternatives(scene: &Scene<'_>, point: &OpenPoint, most: usize) -> Vec<Voice> {
    let version = scene.say.view.texts().current_version();
    let silent = |what: String, who: Vec<Person>, words: Option<Said>| Voice {
        who,
        what: Line::new().text(&what),
        words,
        on: None,
        through: None,
        unconfirmed: false,
        act: None,
    };
    if point.kind == PointKind::Placeholder {
        return vec![silent("A place that is not written yet".to_owned(), Vec::new(), None)];
    }
    let several = point.alternatives.len() > 1;
    point
        .alternatives
        .iter()
        .enumerate()
        .map(|(at, alternative)| {
            let (words, shortened) = shorten(&alternative.text, most);
            let said = version.filter(|_| !words.is_empty()).map(|version| Said {
                words,
                lang: Some(version.entry.lang.clone()),
                shortened,
                standing: Some(super::say::Say::standing(&version.entry.authentic)),
            });
            let what = match (several, said.is_some()) {
                (true, true) => format!("alternative {}", at + 1),
                (true, false) => format!("alternative {}: no text", at + 1),
                (false, _) => "may stand or fall".to_owned(),
            };
            silent(what, attributed(scene, &alternative.attributed), said)
        })
        .collect()
}

/// Those to whom the text attributes words: participants where their names are known, else the name as it stands.
fn attributed(scene: &Scene<'_>, names: &[String]) -> Vec<Person> {
    names
        .iter()
        .map(|name| {
            let known = scene.say.view.participants.iter().find(|participant| {
                participant.name == *name
                    || participant.id.as_str() == name
                    || participant.also.contains(name)
            });
            match known {
                Some(participant) => scene.say.person(&participant.id),
                None => Person { id: String::new(), name: clean(name) },
            }
        })
        .collect()
}
