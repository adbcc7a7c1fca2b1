//! From a view to the model of a brief.

mod blocks;
mod bridge;
mod changes;
mod choices;
mod chronology;
mod conflict;
mod consent;
mod danger;
mod deeds;
mod doubts;
mod indicators;
mod mandates;
mod matrix;
mod next;
mod novelty;
mod packages;
mod parity;
pub(crate) mod say;
pub(crate) mod sayable;
mod scene;
mod standing;
mod text;
mod told;
mod voices;
mod whatif;

use onetext_case::View;
use onetext_record::rounds::rounds;
use onetext_record::timeline::Timeline;
use onetext_record::{DraftId, When};
use onetext_text::clause::ClauseIndex;

use crate::model::{
    Annexes, Brief, DraftTitle, FirstPage, Head, PartyConsent, Place, TextAnnex, TwoTexts, Voice,
};
use crate::status::reader_name;
use crate::wording;
use say::Say;
use scene::Scene;
use voices::Voices;

pub(crate) use novelty::novelty;
pub(crate) use packages::silence;
pub(crate) use parity::of_case as parity;
pub(crate) use say::clauses;

/// What is asked of a brief beside its view.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The date of the reader's last brief: what came to be known after it is listed first.
    pub since: Option<When>,
    /// Number of this copy.
    pub copy: Option<String>,
}

impl Brief {
    /// The brief of a view. Takes time in proportion to the acts and the clauses of the view, beside what the view itself
    /// takes to follow clauses between drafts.
    pub fn new(view: &View, options: &Options) -> Self {
        let say = Say::new(view);
        let as_of = view.now();
        let timeline = Timeline::new(&view.acts, &as_of);
        let scene = Scene::new(&say, &timeline);
        let voices = Voices::new(&scene);
        let annexes = annexes(&scene, &voices);
        Self {
            head: head(&say, options),
            first_page: first_page(&scene, &voices, &annexes, options),
            annexes,
        }
    }
}

/// What happened, oldest first, as far as the record learnt of it after `since`.
pub(crate) fn chronology(view: &View, since: Option<When>) -> Vec<crate::model::Event> {
    chronology::known_after(&Say::new(view), since)
}

/// A draft by its name.
pub(crate) fn draft_title(view: &View, draft: &DraftId) -> Option<DraftTitle> {
    let version = view.texts().version(draft)?;
    Some(Say::new(view).draft_title(&version.entry))
}

/// Clauses of the current draft on which consent rests on different words, with these words.
pub(crate) fn different_words(view: &View) -> Vec<TwoTexts> {
    let say = Say::new(view);
    let as_of = view.now();
    let timeline = Timeline::new(&view.acts, &as_of);
    consent::different_words(&Scene::new(&say, &timeline))
}

/// Where everybody stands on one clause of the current draft.
pub(crate) struct OnClause {
    pub(crate) place: Place,
    pub(crate) parties: Vec<PartyConsent>,
    pub(crate) different_words: Option<TwoTexts>,
    pub(crate) voices: Vec<Voice>,
}

/// Where everybody stands on one clause of the current draft.
pub(crate) fn clause(view: &View, clause: ClauseIndex) -> Option<OnClause> {
    let say = Say::new(view);
    let as_of = view.now();
    let timeline = Timeline::new(&view.acts, &as_of);
    let scene = Scene::new(&say, &timeline);
    let (draft, outline) = scene.current()?;
    let below = outline.subtree(clause);
    let voices = Voices::new(&scene);
    let said =
        voices.by_clause.iter().filter(|(at, _)| below.contains(&(at.0 as usize))).flat_map(|(_, acts)| acts);
    let place = say.place(draft, clause)?;
    let different = consent::different_words(&scene);
    Some(OnClause {
        parties: consent::of_clause(&scene, clause),
        different_words: different.into_iter().find(|found| found.place == place),
        voices: said.map(|act| voices::voice(&scene, act, usize::MAX)).collect(),
        place,
    })
}

/// The current draft with everybody's positions, as in annex A.
pub(crate) fn text(view: &View) -> Option<TextAnnex> {
    let say = Say::new(view);
    let as_of = view.now();
    let timeline = Timeline::new(&view.acts, &as_of);
    let scene = Scene::new(&say, &timeline);
    text::annex(&scene, &Voices::new(&scene))
}

fn head(say: &Say<'_>, options: &Options) -> Head {
    let view = say.view;
    let language = view.about.languages.first().cloned().unwrap_or_else(|| "en".to_owned());
    let reader_name = reader_name(view);
    Head {
        case: view.about.title.clone(),
        copy: options.copy.clone(),
        as_of: say.date(&view.as_of),
        zone: view.about.zone_name.clone(),
        draft: view.texts().current_version().map(|version| say.draft_title(&version.entry)),
        reader: view.reader.to_string(),
        reader_name,
        direction: wording::direction(&language),
        language,
        left_out: view.left_out,
    }
}

fn first_page(scene: &Scene<'_>, voices: &Voices<'_>, annexes: &Annexes, options: &Options) -> FirstPage {
    let rounds = rounds(scene.timeline);
    let (next, ask) = next::next(scene, &rounds);
    let danger = danger::danger(scene, &rounds);
    let met = next.as_ref().map_or(0, |next| next.people.len());
    // Warnings, people and parties are never left out; where there are many of them, the rest has less room on the sheet.
    let crowd = danger.warnings.len().saturating_sub(2)
        + met.saturating_sub(4)
        + scene.parties.len().saturating_sub(3);
    let (blocks, blocks_more) = blocks::blocks(scene, voices, crowd);
    let (doubts, doubts_more) = doubts::first(&annexes.disputed, &annexes.unknown, &blocks, crowd);
    FirstPage {
        changed: changes::since(scene.say, options.since, crowd),
        danger,
        next,
        ask,
        blocks,
        blocks_more,
        consent: matrix::matrix(scene, crowd),
        doubts,
        doubts_more,
        meeting: next::meeting(scene, &rounds),
        press_line: next::press_line(scene),
    }
}

fn annexes(scene: &Scene<'_>, voices: &Voices<'_>) -> Annexes {
    let say = scene.say;
    Annexes {
        text: text::annex(scene, voices),
        terms: text::terms(say),
        consent: consent::by_clause(scene),
        elsewhere: consent::elsewhere(scene),
        different_words: consent::different_words(scene),
        open_points: text::open_points(say),
        chronology: chronology::events(say),
        indicators: indicators::series(scene),
        disputed: doubts::disputed(scene),
        unknown: doubts::unknown(scene),
        told: told::told(scene),
    }
}
