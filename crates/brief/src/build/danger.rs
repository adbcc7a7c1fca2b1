//! Danger: warnings in force, offers and consent that end within a day, and what is due next.

use jiff::civil::DateTime;
use onetext_record::Act;
use onetext_record::deadlines::{Deadline as Ending, deadlines, lapsing_within};
use onetext_record::rounds::{RoundRecord, next_steps};

use onetext_record::warnings::warnings;

use super::scene::Scene;
use crate::line::Line;
use crate::model::{Danger, Deadline, Offer, WarningInForce};

/// How many offers, and how many deadlines.
const ENDS: usize = 2;
/// How many warnings are shown in up to [`WORDS`] characters each. None is ever left out: the more there are, the shorter each.
const WARNINGS: usize = 2;
/// How many characters of a warning are shown, where there are few.
const WORDS: usize = 90;
/// More than so many are many: options that they concern are left to the annex.
const MANY: usize = 4;
/// How many characters, where there are many.
const FEW_WORDS: usize = 40;
/// Within how many hours an end is near.
const HOURS: u32 = 24;

pub(super) fn danger(scene: &Scene<'_>, rounds: &[RoundRecord<'_>]) -> Danger {
    let say = scene.say;
    let in_force = warnings(scene.timeline, scene.standings());
    let ends = deadlines(scene.timeline, scene.standings());
    let near = lapsing_within(&ends, HOURS, scene.as_of);
    let is_near = |ending: &Ending<'_>| near.iter().any(|other| other.act.id == ending.act.id);
    let is_warning = |ending: &Ending<'_>| in_force.iter().any(|warning| warning.act.id == ending.act.id);

    // Steps of rounds and ends of acts, by when they are due.
    let mut due: Vec<(DateTime, Deadline)> = ends
        .iter()
        .filter(|ending| !is_near(ending) && !is_warning(ending))
        .map(|ending| {
            let what = whose(scene, ending.act).text(" ends");
            (ending.ends, Deadline { act: ending.act.id.to_string(), what, on: say.date(&ending.until) })
        })
        .collect();
    for (round, step) in next_steps(scene.timeline, rounds) {
        let Some(on) = step.on else { continue };
        let mut what = Line::new().given(&step.what);
        if let Some(owner) = &step.owner {
            what = what.text(" (").given(say.view.name(owner)).text(")");
        }
        due.push((
            on.ends(say.view.zone()),
            Deadline { act: round.act.id.to_string(), what, on: say.date(&on) },
        ));
    }
    due.sort_by_key(|(ends, _)| *ends);

    let words = (WARNINGS * WORDS / in_force.len().max(WARNINGS)).max(FEW_WORDS);
    let left = |count: usize, room: usize| count.saturating_sub(room);
    Danger {
        more: left(near.len(), ENDS) + left(due.len(), ENDS),
        warnings: in_force
            .iter()
            .map(|found| WarningInForce {
                act: found.act.id.to_string(),
                by: say.people(&found.act.by),
                words: say.words_cut(found.act, words),
                about: say.people(&found.warning.about),
                certainty: found.warning.certainty.clone(),
                // Annex D has them.
                concerns: if in_force.len() > MANY { Vec::new() } else { found.warning.concerns.clone() },
                on: say.date(&found.act.earliest()),
                until: found.act.until.as_ref().map(|until| say.date(until)),
                sources: say.sources(&found.act.sources),
            })
            .collect(),
        lapsing: near
            .iter()
            .take(ENDS)
            .map(|ending| Offer {
                act: ending.act.id.to_string(),
                what: whose(scene, ending.act),
                until: say.date(&ending.until),
            })
            .collect(),
        deadlines: due.into_iter().take(ENDS).map(|(_, deadline)| deadline).collect(),
    }
}

/// What ends, and who said it.
fn whose(scene: &Scene<'_>, act: &Act) -> Line {
    let line = scene.say.short_noun(act);
    if act.by.is_empty() { line } else { line.text(" by ").line(&scene.say.names(&act.by)) }
}
