//! JSON of NegoLog.

use super::text::Node;
use super::{CannotSay, Target, lose_time, tables};
use crate::space::{Space, Values};
use crate::utility::Profile;

const TARGET: Target = Target::NegoLog;

/// The profile of a party.
pub(super) fn profile(space: &Space, profile: &Profile, lost: &mut Vec<String>) -> Result<Node, CannotSay> {
    let terms = tables::terms(space, profile, None, TARGET)?;
    lose_time(&profile.name, profile.discount, None, lost);
    let mut issues = Vec::with_capacity(terms.len());
    let mut weights = Vec::with_capacity(terms.len());
    for (at, (issue, term)) in space.issues.iter().zip(&terms).enumerate() {
        if let Values::Reals { .. } | Values::Grid { .. } = issue.values {
            return Err(TARGET.cannot(format!("that {:?} is decided as a real number", issue.name)));
        }
        let worth = tables::table(space, at, &term.evaluator).into_iter().map(Node::Number);
        issues.push((
            issue.name.clone(),
            Node::Table(tables::names(space, at).into_iter().zip(worth).collect()),
        ));
        weights.push((issue.name.clone(), Node::Number(term.weight)));
    }
    let mut entries = Vec::new();
    match profile.reservation {
        Some(reservation) if reservation.is_finite() => {
            entries.push(("reservationValue".to_owned(), Node::Number(reservation)));
        }
        Some(_) => lost.push(format!("that {:?} would take anything rather than nothing", profile.name)),
        None => {}
    }
    entries.push(("issueWeights".to_owned(), Node::Table(weights)));
    entries.push(("issues".to_owned(), Node::Table(issues)));
    Ok(Node::Table(entries))
}
