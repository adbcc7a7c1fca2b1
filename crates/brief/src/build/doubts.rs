//! What is disputed, with every account side by side, and what is unknown.

use onetext_record::act::{Act, Deed};
use onetext_record::disputes::{Dispute, disputes};
use onetext_record::entry::Authentic;
use onetext_record::labels::labels;
use onetext_record::ledger::Flag;

use super::say::title;
use super::scene::Scene;
use super::voices::voice;
use crate::line::Line;
use crate::model::{Block, Disputed, Doubt, Unknown, Voice};

/// How many entries the first page has.
const ROOM: usize = 3;
/// How many characters of words are shown in the annex.
const WORDS: usize = 600;
/// How many on the first page.
const FIRST_WORDS: usize = 90;
/// How many accounts of one matter stand side by side on the first page.
const ACCOUNTS: usize = 2;

/// Denials, labels that contradict each other, and whatever else the record does not agree with itself on.
///
/// What both sides say comes first, the latest before the older; then dates, then figures.
pub(super) fn disputed(scene: &Scene<'_>) -> Vec<Disputed> {
    let mut found = two_labels(scene);
    let mut rest = Vec::new();
    for dispute in disputes(scene.timeline) {
        match dispute {
            Dispute::Denied { act, by } => {
                let accounts: Vec<&Act> = std::iter::once(act).chain(by).collect();
                match found.iter_mut().find(|one| {
                    one.voices.first().is_some_and(|voice| voice.act.as_deref() == Some(act.id.as_str()))
                }) {
                    Some(one) => add(scene, one, &accounts[1..]),
                    None => found.push(accounts_of(scene, scene.say.noun(act), &accounts)),
                }
            }
            Dispute::Dates { act } => rest.push(dates(scene, act)),
            Dispute::Figures { acts } => {
                let what = match acts.first().map(|act| &act.deed) {
                    Some(Deed::Measure(figure)) => Line::from("Figures differ: ").given(&figure.indicator),
                    _ => Line::from("Figures differ"),
                };
                rest.push(accounts_of(scene, what, &acts));
            }
            Dispute::Contrary { acts } => {
                found.push(accounts_of(scene, Line::from("Recorded both as given and as refused"), &acts));
            }
            // Nobody contradicts it: it is not known whether it is so.
            Dispute::Unconfirmed { .. } => {}
        }
    }
    found.reverse();
    found.extend(rest);
    found
}

/// Acts on which others put another label than their authors.
fn two_labels(scene: &Scene<'_>) -> Vec<Disputed> {
    let mut found = Vec::new();
    for (at, act) in
        scene.timeline.acts().iter().enumerate().filter(|(at, _)| scene.timeline.is_in_force(*at))
    {
        let labels = labels(scene.timeline, at);
        let others: Vec<&Act> = labels
            .iter()
            .filter(|label| !label.own && act.label.as_deref() != Some(label.label))
            .filter_map(|label| scene.say.act(label.act))
            .collect();
        if !others.is_empty() {
            let accounts: Vec<&Act> = std::iter::once(*act).chain(others).collect();
            found.push(accounts_of(scene, scene.say.noun(act), &accounts));
        }
    }
    found
}

fn accounts_of(scene: &Scene<'_>, what: Line, accounts: &[&Act]) -> Disputed {
    let mut disputed = Disputed { what, voices: Vec::new(), sources: Vec::new() };
    add(scene, &mut disputed, accounts);
    disputed
}

fn add(scene: &Scene<'_>, disputed: &mut Disputed, accounts: &[&Act]) {
    for account in accounts {
        disputed.voices.push(account_of(scene, account));
        disputed.sources.push(scene.say.sources(&account.sources));
    }
}

fn account_of(scene: &Scene<'_>, act: &Act) -> Voice {
    let mut voice = voice(scene, act, WORDS);
    if act.words.is_none() && act.label.is_none() {
        voice.what = scene.say.predicate(act);
    }
    voice
}

fn dates(scene: &Scene<'_>, act: &Act) -> Disputed {
    let say = scene.say;
    let voices = act.on.iter().map(|dated| {
        let what = match &dated.source {
            Some(source) => Line::from("according to ").given(source).text(": "),
            None => Line::from("without a source for the date: "),
        };
        Voice {
            who: Vec::new(),
            what: what.text(&say.date(&dated.when).words),
            words: None,
            on: None,
            through: None,
            unconfirmed: false,
            act: Some(act.id.to_string()),
        }
    });
    Disputed {
        what: Line::from("The date of ").line(&say.noun(act)),
        voices: voices.collect(),
        sources: Vec::new(),
    }
}

/// What this reader's record does not know and should.
pub(super) fn unknown(scene: &Scene<'_>) -> Vec<Unknown> {
    let say = scene.say;
    let mut found = Vec::new();
    for version in say.view.texts().versions() {
        let entry = &version.entry;
        let missing = match (&entry.authentic, version.has_words()) {
            (Authentic::Unpublished, true) => "the text is not public; what is here is as reported",
            (Authentic::Unpublished, false) => "the text is not public",
            (Authentic::Summary, _) => "the words themselves are not known, only a summary",
            _ => continue,
        };
        found.push(Unknown {
            what: Line::new().given(&title(entry)).text(": ").text(missing),
            sources: say.sources(&entry.sources),
        });
    }
    for dispute in disputes(scene.timeline) {
        if let Dispute::Unconfirmed { act } = dispute {
            let what = Line::from("Conveyed and not confirmed: ").line(&say.short_sentence_plain(act));
            found.push(Unknown { what, sources: say.sources(&act.sources) });
        }
    }
    for (at, party) in scene.parties.iter().enumerate() {
        let unknown = scene
            .ledger
            .clauses
            .iter()
            .filter(|clause| clause.consent.get(at).is_some_and(|consent| consent.has(Flag::WordsUnknown)))
            .count();
        if unknown > 0 {
            let clauses = if unknown == 1 { "1 clause".to_owned() } else { format!("{unknown} clauses") };
            let what = Line::from("Whether what ")
                .given(say.view.name(party))
                .text(" consented to is the present text cannot be told (")
                .text(&clauses)
                .text(")");
            found.push(Unknown { what, sources: Vec::new() });
        }
    }
    found
}

/// The first of them for the first page: disputed matters that do not stand among the `blocks` already, the latest first,
/// then the unknown ones.
pub(super) fn first(
    disputed: &[Disputed],
    unknown: &[Unknown],
    blocks: &[Block],
    crowd: usize,
) -> (Vec<Doubt>, usize) {
    let room = ROOM.saturating_sub(crowd / 4).max(1);
    let shown = |voice: &Voice| {
        blocks
            .iter()
            .flat_map(|block| &block.voices)
            .any(|other| voice.act.is_some() && other.act == voice.act)
    };
    let disputed: Vec<&Disputed> = disputed.iter().filter(|one| !one.voices.iter().any(shown)).collect();
    let more = (disputed.len() + unknown.len()).saturating_sub(room);
    // One place is kept for what is unknown.
    let kept = usize::from(!unknown.is_empty());
    let mut doubts: Vec<Doubt> = disputed
        .iter()
        .take(room.saturating_sub(kept).max(1))
        .map(|one| Doubt {
            disputed: true,
            what: one.what.clone(),
            voices: one.voices.iter().take(ACCOUNTS).map(shortened).collect(),
        })
        .collect();
    let unknown = unknown.iter().take(room - doubts.len());
    doubts.extend(unknown.map(|one| Doubt { disputed: false, what: one.what.clone(), voices: Vec::new() }));
    (doubts, more)
}

fn shortened(voice: &Voice) -> Voice {
    let mut voice = voice.clone();
    if let Some(words) = &mut voice.words {
        let (cut, was_cut) = crate::line::shorten(&words.words, FIRST_WORDS);
        words.words = cut;
        words.shortened |= was_cut;
    }
    voice
}
