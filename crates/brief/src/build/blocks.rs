//! What blocks: what parties say they cannot accept, refusals, reservations, changes under two labels, and open words.
//!
//! One entry for each place of the text, with everybody who says something of it side by side. The order is that of kinds
//! of [`BlockKind`], then that of the text; nothing is weighed.

use std::collections::BTreeMap;

use onetext_record::act::{Act, Kind};
use onetext_text::clause::ClauseIndex;
use onetext_text::points::{OpenPoint, PointKind};

use super::scene::Scene;
use super::voices::{Voices, voice};
use crate::line::{Line, clean, shorten};
use crate::model::{Block, BlockKind, Person, Place, Said, Voice};

/// How many entries the first page has.
const ROOM: usize = 5;
/// How many voices stand side by side.
const VOICES: usize = 4;
/// How many characters of each are shown.
const WORDS: usize = 130;

/// What blocks, and how much more does.
pub(super) fn blocks(scene: &Scene<'_>, voices: &Voices<'_>) -> (Vec<Block>, usize) {
    let mut found: Vec<(BlockKind, u32, Block)> = Vec::new();
    let points = open_points(scene);
    let mut places: Vec<ClauseIndex> = voices.by_clause.keys().chain(points.keys()).copied().collect();
    places.sort_unstable();
    places.dedup();
    for clause in places {
        let acts = voices.by_clause.get(&clause).map(Vec::as_slice).unwrap_or_default();
        let open = points.get(&clause).map(Vec::as_slice).unwrap_or_default();
        let place = scene.current().and_then(|(draft, _)| scene.say.place(draft, clause));
        found.extend(block(scene, acts, open, place).map(|block| (block.kind, clause.0, block)));
    }
    let (of_text, loose): (Vec<&Act>, Vec<&Act>) = voices.whole.iter().partition(|act| {
        scene.anchor(act).is_some_and(|anchor| Some(&anchor.draft) == scene.ledger.draft.as_ref())
    });
    let whole = scene.ledger.draft.as_ref().map(|draft| Place {
        draft: draft.to_string(),
        clause: None,
        label: "the whole text".to_owned(),
    });
    found.extend(block(scene, &of_text, &[], whole).map(|block| (block.kind, u32::MAX, block)));
    for group in by_subject(scene, &loose) {
        let place = group.iter().find_map(|act| scene.anchor(act)).map(|anchor| Place {
            draft: anchor.draft.to_string(),
            clause: None,
            label: scene.say.anchor(anchor).to_string(),
        });
        found.extend(block(scene, &group, &[], place).map(|block| (block.kind, u32::MAX, block)));
    }
    found.sort_by_key(|(kind, clause, _)| (*kind, *clause));
    let more = found.len().saturating_sub(ROOM);
    (found.into_iter().take(ROOM).map(|(_, _, block)| block).collect(), more)
}

/// Acts that concern the same draft or the same act, together.
fn by_subject<'a>(scene: &Scene<'_>, acts: &[&'a Act]) -> Vec<Vec<&'a Act>> {
    let mut groups: Vec<(String, Vec<&Act>)> = Vec::new();
    for act in acts {
        let key = match (scene.anchor(act), &act.answers) {
            (Some(anchor), _) => format!("draft {} {:?}", anchor.draft, anchor.clauses),
            (None, Some(answered)) => format!("act {answered}"),
            (None, None) => format!("act {}", act.id),
        };
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, group)) => group.push(act),
            None => groups.push((key, vec![act])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn block(scene: &Scene<'_>, acts: &[&Act], open: &[&OpenPoint], place: Option<Place>) -> Option<Block> {
    let rivals = open
        .iter()
        .flat_map(|point| &point.alternatives)
        .any(|alternative| !alternative.attributed.is_empty());
    let kind = acts
        .iter()
        .filter_map(|act| blocking(scene, act))
        .chain((!open.is_empty()).then_some(if rivals { BlockKind::Rivals } else { BlockKind::Open }))
        .min()?;
    let mut voices: Vec<Voice> = Vec::new();
    // Whoever refuses comes first, then what it is about, then the rest, the latest first.
    let mut ordered: Vec<&Act> = acts.to_vec();
    ordered.sort_by_key(|act| {
        (blocking(scene, act).is_none(), std::cmp::Reverse(scene.timeline.position(&act.id)))
    });
    for act in ordered {
        voices.push(voice(scene, act, WORDS));
        if act.kind() == Kind::Characterise
            && let Some(answered) = act.answers.as_ref().and_then(|id| scene.say.act(id))
            && !acts.iter().any(|other| other.id == answered.id)
        {
            voices.push(voice(scene, answered, WORDS));
        }
    }
    voices.extend(open.iter().flat_map(|point| alternatives(scene, point)));
    let more = voices.len().saturating_sub(VOICES);
    voices.truncate(VOICES);
    Some(Block { kind, place, voices, more })
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
            let own =
                act.answers.as_ref().and_then(|id| scene.say.act(id)).and_then(|act| act.label.as_ref());
            (own != act.label.as_ref()).then_some(BlockKind::Labelled)
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

fn alternatives(scene: &Scene<'_>, point: &OpenPoint) -> Vec<Voice> {
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
            let (words, shortened) = shorten(&alternative.text, WORDS);
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
