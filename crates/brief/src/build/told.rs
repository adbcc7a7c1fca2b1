//! Annexes from G on: from the listings that have commands of their own, in lines.

use onetext_record::novelty::Question;
use onetext_record::plan::Length;

use super::scene::Scene;
use super::standing::Stand;
use super::{conflict, novelty, parity};
use crate::bridge::{Bridge, PackagePicture};
use crate::deliveries::Deliveries;
use crate::line::Line;
use crate::model::{PackagesTold, PlanTold, Told};
use crate::novelty::{Novelty, Plans};
use crate::packages::Packages;
use crate::parity::ParityOfCase;
use crate::plan;
use crate::promises::Promises;

/// How many packages of each sort the brief lists.
const PACKAGES: usize = 5;

pub(super) fn told(scene: &Scene<'_>) -> Told {
    let (say, timeline, standings) = (scene.say, scene.timeline, scene.standings());
    let novelty = novelty::of(say, timeline, standings, &Question::default()).ok();
    let deliveries = Deliveries::of(say, timeline, scene.deliveries(), None);
    let promises = Promises::of(say, timeline, standings, None);
    let packages = Packages::of(&Stand { say, timeline, standings });
    let parity = parity::of(say, timeline, None, Some(&scene.ledger)).ok();
    let novelty = novelty.as_ref();
    let lines = |lines: Option<Vec<Line>>| lines.unwrap_or_default();
    Told {
        plans: lines(novelty.and_then(|novelty| novelty.plans.as_ref()).map(plans)),
        changes: novelty.map(Novelty::rows).unwrap_or_default(),
        changes_against_others: novelty
            .map_or(0, |novelty| novelty.changes.iter().map(|change| change.left_out).max().unwrap_or(0)),
        differing: deliveries.differing_lines(),
        deliveries: deliveries.lines(),
        said_differently: promises.said_differently_lines(),
        owed: promises.owed_lines(),
        unanswered: promises.unanswered_lines(),
        silence: packages.silence.iter().map(|one| one.about.clone().text(": ").line(&one.words)).collect(),
        versions: lines(parity.as_ref().map(ParityOfCase::version_lines)),
        versions_differ: lines(parity.as_ref().map(ParityOfCase::finding_lines)),
        renderings: lines(parity.as_ref().map(ParityOfCase::rendering_lines)),
        plan: plan(scene),
        packages: bridge(scene),
        conflict: conflict::told(scene),
        sealed: packages.sealed.iter().map(|one| one.what.clone().text(": ").line(&one.words)).collect(),
    }
}

/// What the plan of the text comes to; nothing, where the view has none.
fn plan(scene: &Scene<'_>) -> Option<PlanTold> {
    let plan = plan::Scene::with_timeline(scene.say.view, scene.timeline, &[]).ok()?;
    let told = plan::followed::Told::new(&plan, scene.timeline);
    let happened = plan::happened(&told.following);
    let check = plan::check::PlanCheck::of(&plan, &happened, &scene.ledger, None, &[]);
    let (found, owned) = check.lines();
    let status = plan::status::PlanStatus::of(&told);
    let (open, closed) = status.incident_lines();
    let week = Length { days: 7, ..Length::default() };
    let (due, passed_not_owed) = plan::due::PlanDue::of(&told, week).lines();
    Some(PlanTold { found, owned, open, closed, due, passed_not_owed, states: status.state_lines() })
}

/// The packages of the text; nothing, where the reader has no analysis or the text has no packages.
fn bridge(scene: &Scene<'_>) -> Option<PackagesTold> {
    let (bridge, picture) = Bridge::with_picture(scene.say.view, None, PACKAGES).ok()?;
    (!bridge.points.is_empty()).then(|| bridge.told(picture.ok().filter(PackagePicture::tells).as_ref()))
}

/// Each draft that somebody holds to be the plan, with who does.
fn plans(plans: &Plans) -> Vec<Line> {
    let of = |plan: &crate::novelty::Plan| {
        let title = plan.title.as_ref().map_or_else(|| plan.draft.to_string(), |title| title.title.clone());
        let mut line = Line::new().given(&title).text(": ");
        for (at, holder) in plan.held_by.iter().enumerate() {
            let how = holder.status.as_ref().map_or("supported", |status| status.words.as_str());
            line = line
                .text(if at > 0 { "; " } else { "" })
                .given(&holder.who.name)
                .text(" (")
                .text(how)
                .text(")");
        }
        line
    };
    plans.drafts.iter().map(of).collect()
}
