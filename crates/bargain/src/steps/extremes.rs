//! The least and the most that each party can have.

use super::Steps;
use crate::space::{Open, Uncountable};
use std::collections::HashMap;

/// How many sets of open rules are kept apart at most.
const CASES: usize = 1 << 17;

impl Steps {
    /// By party, the least and the most that any outcome gives it, in steps; nothing where every outcome breaks a rule.
    ///
    /// Cost: values × parties × sets of rules open together ([`crate::space::Walk`]).
    ///
    /// # Errors
    ///
    /// Where too many rules are open together.
    pub fn extremes(&self) -> Result<Option<Vec<(i64, i64)>>, Uncountable> {
        let base: Vec<(i64, i64)> = self.base.iter().map(|&base| (base, base)).collect();
        let mut cases: HashMap<Open, Vec<(i64, i64)>> = HashMap::from([(self.walk.start(), base)]);
        for (at, &issue) in self.walk.order().iter().enumerate() {
            if self.walk.free(at) {
                for reach in cases.values_mut() {
                    for (party, (least, most)) in reach.iter_mut().enumerate() {
                        let adds = || (0..self.values(issue)).map(|value| self.adds(issue, value)[party]);
                        *least += adds().min().unwrap_or(0);
                        *most += adds().max().unwrap_or(0);
                    }
                }
                continue;
            }
            let mut after: HashMap<Open, Vec<(i64, i64)>> = HashMap::with_capacity(cases.len());
            for (open, reach) in &cases {
                for (place, value) in (0u32..).zip(0..self.values(issue)) {
                    let Some(open) = self.walk.choose(at, open, place) else { continue };
                    let adds = self.adds(issue, value);
                    let sums =
                        reach.iter().zip(adds).map(|(&(least, most), adds)| (least + adds, most + adds));
                    match after.entry(open) {
                        std::collections::hash_map::Entry::Vacant(entry) => {
                            entry.insert(sums.collect());
                        }
                        std::collections::hash_map::Entry::Occupied(mut entry) => {
                            for ((least, most), (less, more)) in entry.get_mut().iter_mut().zip(sums) {
                                (*least, *most) = ((*least).min(less), (*most).max(more));
                            }
                        }
                    }
                }
                if after.len() > CASES {
                    return Err(Uncountable::Entangled(CASES));
                }
            }
            cases = after;
        }
        let cut = |party: usize, sum: i64| self.cap[party].map_or(sum, |cap| cap.min(sum));
        Ok(cases.into_values().next().map(|reach| {
            let each = reach.into_iter().enumerate();
            each.map(|(party, (least, most))| (cut(party, least), cut(party, most))).collect()
        }))
    }
}
