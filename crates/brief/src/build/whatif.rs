//! What would fall, in words.

use onetext_case::View;
use onetext_record::ActId;
use onetext_record::ledger::{self, Consent};
use onetext_record::timeline::Timeline;
use onetext_record::whatif::{self, NotPossible, Shift, Supposed};
use onetext_text::clause::{ClauseIndex, ClauseKind};
use onetext_text::outline::Outline;

use super::consent::in_silence;
use super::say::Say;
use super::standing::{Stand, state};
use crate::heading::Heading;
use crate::model::Place;
use crate::whatif::{Change, Fall, Hang, Position, Rise, What, WhatIf};
use crate::wording;

impl WhatIf {
    /// What would follow in a view if an act were withdrawn or ran out.
    ///
    /// # Errors
    /// The view has no such act, or the act does not concern the clauses named.
    pub fn new(view: &View, act: &ActId, supposed: &Supposed) -> Result<Self, NotPossible> {
        let (say, now) = (Say::new(view), view.now());
        let parties: Vec<_> = view.parties().map(|party| party.id.clone()).collect();
        let found = whatif::what_if(&parties, &view.acts, view.texts(), &now, act, supposed)?;
        let timeline = Timeline::new(&view.acts, &now);
        let standings = ledger::standings(&timeline, view.texts());
        let stand = Stand { say: &say, timeline: &timeline, standings: &standings };
        let of = say.act(act).ok_or_else(|| NotPossible::NoAct(act.clone()))?;
        let fall = |fall: &whatif::Fall| {
            let hang = |hang: &whatif::Hang| Hang { on: hang.on.to_string(), how: hang.how };
            Some(Fall {
                said: stand.of(say.act(&fall.act)?),
                after: state(fall.after),
                depth: fall.depth,
                hangs: fall.hangs.iter().map(hang).collect(),
            })
        };
        let rise = |rise: &whatif::Rise| {
            Some(Rise { said: stand.of(say.act(&rise.act)?), after: state(rise.after) })
        };
        let (what, clauses) = match supposed {
            Supposed::Withdrawn { clauses } => (What::Withdraw, clauses.clone()),
            Supposed::Lapsed => (What::Lapse, Vec::new()),
        };
        Ok(Self {
            heading: Heading::of(view),
            what,
            clauses,
            act: stand.of(of),
            falls: found.falls.iter().filter_map(fall).collect(),
            rises: found.rises.iter().filter_map(rise).collect(),
            changes: changes(&say, &found),
        })
    }
}

/// Shifts by party and by what changes, in the order of the first clause of each.
fn changes(say: &Say<'_>, found: &whatif::WhatIf) -> Vec<Change> {
    let texts = say.view.texts();
    let (Some(draft), Some(outline)) =
        (&found.before.draft, texts.current_version().and_then(|version| texts.outline_of(version)))
    else {
        return Vec::new();
    };
    let mut groups: Vec<(Shift<'_>, Vec<ClauseIndex>)> = Vec::new();
    for shift in found.shifts() {
        let Some(clause) = found.before.clauses.get(shift.clause) else { continue };
        let same = |(group, _): &&mut (Shift<'_>, Vec<ClauseIndex>)| {
            group.before.party == shift.before.party
                && position(say, group.before) == position(say, shift.before)
                && position(say, group.after) == position(say, shift.after)
        };
        match groups.iter_mut().find(same) {
            Some((_, clauses)) => clauses.push(clause.index),
            None => groups.push((shift, vec![clause.index])),
        }
    }
    groups
        .into_iter()
        .map(|(shift, clauses)| {
            let places: Vec<Place> = clauses.iter().filter_map(|clause| say.place(draft, *clause)).collect();
            let top = topmost(outline, &clauses);
            let label = |clause: &ClauseIndex| Some(say.place(draft, *clause)?.label);
            Change {
                party: say.person(&shift.before.party),
                before: position(say, shift.before),
                after: position(say, shift.after),
                clauses: places,
                topmost: top.iter().filter_map(label).collect(),
            }
        })
        .collect()
}

fn position(say: &Say<'_>, consent: &Consent) -> Position {
    Position {
        status: wording::status(consent.status.as_str()),
        flags: consent.flags.iter().map(|flag| flag.as_str().to_owned()).collect(),
        flag_words: consent.flags.iter().map(|flag| wording::flag(flag.as_str()).to_owned()).collect(),
        note: in_silence(say, consent),
        act: consent.act.as_ref().map(ToString::to_string),
    }
}

/// Clauses that stand under none of the others. Headings, to which nobody consents apart from what is under them, are left
/// out where anything else is among them. `clauses` are in the order of the text.
pub(super) fn topmost(outline: &Outline, clauses: &[ClauseIndex]) -> Vec<ClauseIndex> {
    let is_heading = |index: &ClauseIndex| {
        outline.get(*index).is_some_and(|clause| matches!(clause.kind, ClauseKind::Heading(_)))
    };
    let only_headings = clauses.iter().all(is_heading);
    let mut top = Vec::new();
    let mut end = 0;
    for &index in clauses.iter().filter(|index| only_headings || !is_heading(index)) {
        let below = outline.subtree(index);
        if below.start >= end {
            top.push(index);
            end = below.end;
        }
    }
    top
}
