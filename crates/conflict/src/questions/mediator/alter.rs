//! Models with something changed.

use std::collections::BTreeMap;

use super::wish::Carry;
use super::{Intervention, Liking, NotPossible};
use crate::model::{Expression, Feasible, Model, Moves, NoStates, Opt, OptionForm};

impl Intervention {
    /// The model after this. Its status quo is the same state, if that can still be, without the option where one is added;
    /// combinations that were one state are so still, those of them that can be.
    ///
    /// # Errors
    /// Where it is not possible.
    pub fn apply(&self, model: &Model) -> Result<Model, NotPossible> {
        let Moves::Options(form) = &model.moves else { return Err(NotPossible::NoOptions) };
        let taken = |option: usize| match u32::try_from(option) {
            Ok(bit) if option < form.options.len() => Ok(Expression::Taken(bit)),
            _ => Err(NotPossible::NoOption(option)),
        };
        match self {
            Self::Remove(option) => rule_out(model, form, &taken(*option)?),
            Self::Secure(option) => rule_out(model, form, &Expression::Not(Box::new(taken(*option)?))),
            Self::RuleOut(expression) => rule_out(model, form, expression),
            Self::Direct(at, direction) => {
                let mut form = form.clone();
                form.options.get_mut(*at).ok_or(NotPossible::NoOption(*at))?.direction = *direction;
                Ok(Model { moves: Moves::Options(form), ..model.clone() })
            }
            Self::Add { option, liking } => add(model, form, option, liking),
        }
    }
}

fn rule_out(model: &Model, form: &OptionForm, condition: &Expression) -> Result<Model, NotPossible> {
    let options = form.options.len();
    let feasible = match &form.feasible {
        Feasible::All(_) => Feasible::without(options, std::slice::from_ref(condition))?,
        some => {
            Feasible::listed(options, some.iter().filter(|&bitmask| !condition.holds(bitmask)).collect())?
        }
    };
    let coalesced = coalesced(form, |bitmask| feasible.contains(bitmask).then_some(bitmask));
    carry(model, form, OptionForm { options: form.options.clone(), feasible, coalesced }, None)
}

fn add(model: &Model, form: &OptionForm, option: &Opt, liking: &[Liking]) -> Result<Model, NotPossible> {
    let decision_makers = model.decision_makers.len();
    if option.owner >= decision_makers || liking.len() != decision_makers {
        return Err(NotPossible::WhoseOption { decision_makers });
    }
    let at = form.options.len();
    if at >= 64 {
        return Err(NotPossible::TooManyOptions);
    }
    let bit = 1_u64 << at;
    let feasible = match &form.feasible {
        Feasible::All(_) => Feasible::without(at + 1, &[])?,
        some => {
            if some.len() > MOST_LISTED / 2 {
                return Err(NotPossible::States(NoStates::TooMany { options: at + 1 }));
            }
            Feasible::listed(at + 1, some.iter().chain(some.iter().map(|bitmask| bitmask | bit)).collect())?
        }
    };
    let mut coalesced = form.coalesced.clone();
    coalesced.extend(form.coalesced.iter().map(|(one, stands)| (one | bit, stands | bit)));
    let options = form.options.iter().chain([option]).cloned().collect();
    carry(model, form, OptionForm { options, feasible, coalesced }, Some((bit, liking)))
}

/// How many combinations are listed at most.
const MOST_LISTED: usize = 1 << 26;

/// Which of the combinations that `keeps` are one with which others: the smallest of each set stands for it.
fn coalesced(form: &OptionForm, keeps: impl Fn(u64) -> Option<u64>) -> BTreeMap<u64, u64> {
    let mut sets: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    for (&one, &stands) in &form.coalesced {
        let set = sets.entry(stands).or_default();
        if set.is_empty() {
            set.extend(keeps(stands));
        }
        set.extend(keeps(one));
    }
    let mut coalesced = BTreeMap::new();
    for set in sets.values_mut() {
        set.sort_unstable();
        set.dedup();
        if let Some((&stands, others)) = set.split_first() {
            coalesced.extend(others.iter().map(|&one| (one, stands)));
        }
    }
    coalesced
}

/// The model with these states instead, preferences carried over to them.
fn carry(
    model: &Model,
    form: &OptionForm,
    changed: OptionForm,
    added: Option<(u64, &[Liking])>,
) -> Result<Model, NotPossible> {
    let bit = added.map_or(0, |(bit, _)| bit);
    // Where a state is now: of the combinations that are one state, any that can still be.
    let position = |before: usize| {
        let stands = form.bitmask(before)?;
        let others = form.coalesced.iter().filter(|(_, other)| **other == stands).map(|(one, _)| *one);
        std::iter::once(stands).chain(others).find_map(|bitmask| changed.position(bitmask))
    };
    let status_quo = model.status_quo.and_then(position);
    let names = model.state_names.iter();
    let state_names = names.filter_map(|(&at, name)| Some((position(at)?, name.clone()))).collect();
    let carry = Carry::new(form, &changed, bit);
    let preferences = model
        .preferences
        .iter()
        .enumerate()
        .map(|(at, preference)| {
            carry.preference(preference, added.and_then(|(_, liking)| liking.get(at).copied()))
        })
        .collect::<Result<_, _>>()?;
    Ok(Model { moves: Moves::Options(changed), preferences, status_quo, state_names, ..model.clone() })
}
