//! What is disputed, with every account side by side, and what is unknown.

use onetext_record::act::{Act, Deed, Kind};
use onetext_record::entry::Authentic;
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

/// Everything that somebody has denied or put another label on, and every date on which sources disagree.
pub(super) fn disputed(scene: &Scene<'_>) -> Vec<Disputed> {
    let mut found: Vec<Disputed> = Vec::new();
    for (at, act) in scene.timeline.acts().iter().enumerate() {
        let answers: Vec<&Act> = scene
            .timeline
            .all_answers(at)
            .iter()
            .filter(|&&answer| scene.timeline.is_in_force(answer))
            .map(|&answer| scene.timeline.acts()[answer])
            .filter(|answer| match answer.kind() {
                Kind::Deny => true,
                Kind::Characterise => answer.label.is_some() && answer.label != act.label,
                _ => false,
            })
            .collect();
        if !answers.is_empty() {
            let accounts: Vec<&Act> = std::iter::once(*act).chain(answers).collect();
            found.push(Disputed {
                what: scene.say.noun(act),
                voices: accounts.iter().map(|account| account_of(scene, account)).collect(),
                sources: accounts.iter().map(|account| scene.say.sources(&account.sources)).collect(),
            });
        }
        if act.on.len() > 1 {
            found.push(dates(scene, act));
        }
    }
    found
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
    for (at, act) in scene.timeline.acts().iter().enumerate() {
        if act.through.is_some() && !act.confirmed && matters(act) && scene.timeline.is_in_force(at) {
            let what = Line::from("Not confirmed: ").line(&say.sentence(act));
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

/// Whether it matters that it is not confirmed.
fn matters(act: &Act) -> bool {
    matches!(
        act.deed,
        Deed::Accept(_)
            | Deed::Reject(_)
            | Deed::Reserve(_)
            | Deed::Withdraw
            | Deed::Respond(_)
            | Deed::Convey
    )
}

/// The first of them for the first page: disputed matters that do not stand among the `blocks` already, the latest first,
/// then the unknown ones.
pub(super) fn first(disputed: &[Disputed], unknown: &[Unknown], blocks: &[Block]) -> (Vec<Doubt>, usize) {
    let shown =
        |voice: &Voice| blocks.iter().flat_map(|block| &block.voices).any(|other| other.act == voice.act);
    let disputed: Vec<&Disputed> = disputed.iter().filter(|one| !one.voices.iter().all(shown)).collect();
    let more = (disputed.len() + unknown.len()).saturating_sub(ROOM);
    // One place is kept for what is unknown.
    let kept = usize::from(!unknown.is_empty());
    let mut doubts: Vec<Doubt> = disputed
        .iter()
        .rev()
        .take(ROOM - kept)
        .map(|one| Doubt {
            disputed: true,
            what: one.what.clone(),
            voices: one.voices.iter().take(ACCOUNTS).map(shortened).collect(),
        })
        .collect();
    let unknown = unknown.iter().take(ROOM - doubts.len());
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
