//! Annexes G to K: from the listings that have commands of their own, in lines.

use onetext_case::View;
use onetext_record::novelty::Question;

use crate::deliveries::Deliveries;
use crate::line::Line;
use crate::model::Told;
use crate::novelty::{Novelty, Plans};
use crate::packages::Packages;
use crate::parity::ParityOfCase;
use crate::promises::Promises;

pub(super) fn told(view: &View) -> Told {
    let novelty = Novelty::new(view, &Question { act: None, against: None }).ok();
    let deliveries = Deliveries::new(view, None).ok();
    let promises = Promises::new(view, None).ok();
    let packages = Packages::new(view);
    let parity = ParityOfCase::new(view, None).ok();
    let novelty = novelty.as_ref();
    let lines = |lines: Option<Vec<Line>>| lines.unwrap_or_default();
    Told {
        plans: lines(novelty.and_then(|novelty| novelty.plans.as_ref()).map(plans)),
        changes: novelty.map(Novelty::rows).unwrap_or_default(),
        changes_against_others: novelty
            .map_or(0, |novelty| novelty.changes.iter().map(|change| change.left_out).max().unwrap_or(0)),
        differing: lines(deliveries.as_ref().map(Deliveries::differing_lines)),
        deliveries: lines(deliveries.as_ref().map(Deliveries::lines)),
        said_differently: lines(promises.as_ref().map(Promises::said_differently_lines)),
        owed: lines(promises.as_ref().map(Promises::owed_lines)),
        unanswered: lines(promises.as_ref().map(Promises::unanswered_lines)),
        silence: packages.silence.iter().map(|one| one.about.clone().text(": ").line(&one.words)).collect(),
        versions: lines(parity.as_ref().map(ParityOfCase::version_lines)),
        versions_differ: lines(parity.as_ref().map(ParityOfCase::finding_lines)),
        renderings: lines(parity.as_ref().map(ParityOfCase::rendering_lines)),
        sealed: packages.sealed.iter().map(|one| one.what.clone().text(": ").line(&one.words)).collect(),
    }
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
