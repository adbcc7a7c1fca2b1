//! How many of each kind an exchange comes to: what the batches say, what the text says altogether, and who is listed.

use serde::Serialize;

use super::exchange::{Giving, Key, List, Side};
use super::order::returned;
use super::package::Plan;
use super::{Content, Provision};
use crate::ids::{ParticipantId, ProvisionId};

/// One side of a key, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Total {
    /// The key.
    pub key: ProvisionId,
    /// Which side of it.
    pub half: Giving,
    /// Who gives.
    pub by: ParticipantId,
    /// Of which kind.
    pub category: String,
    /// So many in all batches.
    pub in_batches: u64,
    /// So many altogether, where the text says it.
    pub stated: Option<u64>,
    /// So many persons of this kind on lists under the key.
    pub listed: u64,
    /// So many follow from those listed on the other side by the ratio, rounded down; `None`: nobody is listed there.
    pub by_ratio: Option<u64>,
}

/// Both sides of every key of a plan, in the order of the case.
pub fn totals(plan: &Plan<'_, '_>) -> Vec<Total> {
    plan.keys().flat_map(|(provision, key)| of_key(plan, provision, key)).collect()
}

fn of_key(plan: &Plan<'_, '_>, provision: &Provision, key: &Key) -> [Total; 2] {
    let lots = || plan.batches().flat_map(|(_, batch)| &batch.lots).filter(|lot| lot.key == provision.id);
    let given = lots().map(|lot| lot.gives).fold(0, u64::saturating_add);
    let back = lots().map(|lot| returned(lot.gives, lot.returns, key)).fold(0, u64::saturating_add);
    let listed = |side: &Side| {
        let under = plan.lists().filter(|(_, list)| list.key.as_ref() == Some(&provision.id));
        under.map(|(_, list)| of_category(list, &side.category)).sum::<u64>()
    };
    let ratio = |count: u64, from: &Side, to: &Side| (count > 0).then(|| from.ratio(to, count).0);
    let (gives, returns) = (&key.gives, &key.returns);
    let side = |half, side: &Side, in_batches, by_ratio| Total {
        key: provision.id.clone(),
        half,
        by: side.by.clone(),
        category: side.category.clone(),
        in_batches,
        stated: side.total,
        listed: listed(side),
        by_ratio,
    };
    [
        side(Giving::Gives, gives, given, ratio(listed(returns), returns, gives)),
        side(Giving::Returns, returns, back, ratio(listed(gives), gives, returns)),
    ]
}

/// How many persons of a list are in a category.
fn of_category(list: &List, category: &str) -> u64 {
    list.persons.iter().filter(|person| person.category.as_deref() == Some(category)).count() as u64
}

/// The categories that the sides of a plan's keys name, each once, in the order of the case.
pub fn categories<'p>(plan: &Plan<'_, 'p>) -> Vec<&'p str> {
    let mut found: Vec<&str> = Vec::new();
    for held in plan.entries() {
        let Content::Key(key) = &held.provision.content else { continue };
        for side in [&key.gives, &key.returns] {
            if !found.contains(&side.category.as_str()) {
                found.push(&side.category);
            }
        }
    }
    found
}
