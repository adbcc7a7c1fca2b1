//! What is said twice, and may be said in two ways: statements beside a ranking, and combinations that count as one state. Where the
//! two do not agree, this is told.

use std::collections::BTreeMap;

use super::options::statement;
use super::{Builder, people};
use crate::files::entries::Heading;
use crate::files::source::Refused;
use crate::model::{Model, Moves, Preference, Statement, Wish};

/// Up to how many states all pairs are compared.
const MOST: usize = 4096;

pub(super) fn with_statements_aside(builder: &mut Builder<'_>, model: &Model) -> Result<(), Refused> {
    let Moves::Options(form) = &model.moves else { return Ok(()) };
    let mut aside: BTreeMap<usize, (usize, Vec<Statement>)> = BTreeMap::new();
    for entry in builder.document.entries.iter().filter(|entry| entry.aside) {
        let of = people::find(builder, &model.decision_makers, builder.need(entry, "of")?, "whose it is")?;
        let statement = statement(builder.source, builder.need(entry, "wish")?, &form.options)?;
        let (_, statements) = aside.entry(of).or_insert((entry.at, Vec::new()));
        statements.push(Statement { statement, known: true, much: false });
    }
    if model.states() > MOST {
        return Ok(());
    }
    for (of, (at, statements)) in aside {
        let by_statements = Preference { wish: Wish::Prioritising(statements), unknown: Vec::new() };
        let relations = (
            by_statements.relation(model, builder.budget),
            model.preferences.get(of).map(|ranked| ranked.relation(model, builder.budget)),
        );
        let (Ok(stated), Some(Ok(ranked))) = relations else { continue };
        let states = model.states();
        let pairs = (0..states).flat_map(|one| (0..one).map(move |other| (other, one)));
        let differ: Vec<_> =
            pairs.filter(|&(one, other)| stated.compare(one, other) != ranked.compare(one, other)).collect();
        if let Some(&(one, other)) = differ.first() {
            let name = model.decision_makers.get(of).map_or("", |one| one.name.as_str());
            let otherwise = |&&(one, other): &&(usize, usize)| {
                let (stated, ranked) = (stated.compare(one, other), ranked.compare(one, other));
                stated.is_better() && ranked.turned().is_better()
                    || ranked.is_better() && stated.turned().is_better()
            };
            let bitmask = |position: usize| form.bitmask(position).unwrap_or_default();
            builder.settle(at, format!(
                "the ranking and the statements of {name:?} do not agree on {} of {} pairs of states (the other way round on {}), for example {} and {}: the ranking counts",
                differ.len(),
                states * (states - 1) / 2,
                differ.iter().filter(otherwise).count(),
                bitmask(one),
                bitmask(other)
            ));
        }
    }
    Ok(())
}

/// Statements and weights may tell combinations apart that count as one state; then the smallest bitmask decides.
pub(super) fn within_coalesced(builder: &mut Builder<'_>, model: &Model) {
    let Moves::Options(form) = &model.moves else { return };
    let Some(at) = builder.all(Heading::Coalesced).next().map(|entry| entry.at) else { return };
    for (preference, who) in model.preferences.iter().zip(&model.decision_makers) {
        let apart = |&(&one, &stands): &(&u64, &u64)| match &preference.wish {
            Wish::Prioritising(statements) => {
                statements.iter().any(|each| each.statement.holds(one) != each.statement.holds(stands))
            }
            Wish::Weighting(weights) => {
                let differs = one ^ stands;
                weights
                    .iter()
                    .enumerate()
                    .any(|(option, weight)| differs >> option & 1 == 1 && *weight != (0, 0))
            }
            Wish::Ranking(_) | Wish::Payoffs(_) | Wish::Known(_) | Wish::Unknown => false,
        };
        if let Some((one, stands)) = form.coalesced.iter().find(apart) {
            let name = &who.name;
            builder.settle(at, format!(
                "{one} and {stands} count as one state, and what {name:?} prefers tells them apart: {stands} stands for both"
            ));
        }
    }
}
