//! How much memory solving takes, said before it is begun.

use super::{Conflict, level, order, sweep};
use crate::stability::Concept;

/// What solving takes in memory, besides the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    /// How many bytes are held at once at most.
    pub bytes: u64,
    /// How many of them hold the answer.
    pub answer: u64,
}

impl Needs {
    /// Goes through what is done, in the order in which it is done.
    pub(super) fn of(conflict: &Conflict<'_>, concepts: &[Concept]) -> Self {
        let options = conflict.options;
        let states = 1_u64 << options;
        let threads = rayon::current_num_threads() as u64;
        let by_improvements = by_improvements(concepts);
        let set = states.div_ceil(64) * 8;
        let mut distinct = concepts.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        let sets = set * distinct.len() as u64;
        let bits_of = |at: usize| conflict.decision_makers.get(at).map(|one| one.bits);

        let (mut most, mut answer) = (0, 0);
        let mut ordered = Vec::new();
        for (focal, one) in conflict.decision_makers.iter().enumerate() {
            if one.bits.own != 0 {
                let held = |ordered: &[usize]| -> u64 {
                    ordered.iter().filter_map(|&at| bits_of(at)).map(|bits| order::bytes(options, bits)).sum()
                };
                let value = level::bytes(one.highest);
                let mut passing = sweep::bytes(options, one.bits);
                for other in conflict.others(focal) {
                    let Some(bits) = bits_of(other) else { continue };
                    passing = passing.max(sweep::bytes(options, bits.and(one.bits)));
                    if by_improvements {
                        if !ordered.contains(&other) {
                            ordered.push(other);
                            let making = order::making_bytes(options, bits, threads);
                            most = most.max(answer + held(&ordered) + making);
                        }
                        passing = passing.max(order::lower_bytes(options, bits, value, threads));
                    }
                }
                most = most.max(answer + sets + held(&ordered) + 2 * value * states + passing);
                ordered.retain(|&other| conflict.is_needed_after(focal, other));
            }
            answer += sets;
            most = most.max(answer);
        }
        Self { bytes: most, answer }
    }
}

/// Whether any of the concepts asks what the others can bring about by improvements.
pub(super) fn by_improvements(concepts: &[Concept]) -> bool {
    concepts.iter().any(|concept| matches!(concept, Concept::Seq | Concept::Sseq))
}

impl Conflict<'_> {
    /// Whether somebody who comes after `focal`, other than `other`, can move, so that what `other` can do counts again.
    pub(super) fn is_needed_after(&self, focal: usize, other: usize) -> bool {
        self.others(other).any(|later| later > focal)
    }
}
