use thiserror::Error;

use super::{Expression, StateSet};

/// Up to how many options the combinations are kept as one bit each rather than listed.
const DENSE: usize = 28;
/// How many combinations are listed at most.
const LISTED: usize = 1 << 24;

/// The combinations of options that can be, in order of their bitmasks.
#[derive(Clone, Debug)]
pub enum Feasible {
    /// All combinations of so many options.
    All(u32),
    /// Those in a set of bitmasks.
    Dense {
        /// The bitmasks that can be.
        set: StateSet,
        /// How many of them come before each stretch of [`STRETCH`] bitmasks.
        before: Vec<u32>,
    },
    /// Those listed, in order: for many options of which few combinations can be.
    Listed(Vec<u64>),
}

/// How many bitmasks share an entry of [`Feasible::Dense::before`].
const STRETCH: usize = 512;

/// Why there are no combinations.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoStates {
    /// The conditions exclude everything.
    #[error("no combination of options is left: together, the conditions exclude all of them")]
    Excluded,
    /// Too many options for all combinations, and too many combinations to list.
    #[error(
        "{options} options leave more than {LISTED} combinations; name more combinations that cannot be, or use at most {DENSE} options"
    )]
    TooMany {
        /// How many options there are.
        options: usize,
    },
}

impl Feasible {
    /// The combinations of `options` options for which none of the `infeasible` conditions holds.
    ///
    /// Takes up to 2^28 evaluations, or, beyond 28 options, time in proportion to what is listed.
    ///
    /// # Errors
    /// Where none is left, or where they are too many.
    pub fn without(options: usize, infeasible: &[Expression]) -> Result<Self, NoStates> {
        if options <= DENSE {
            if infeasible.is_empty() {
                return Ok(Self::All(u32::try_from(options).unwrap_or(0)));
            }
            let set =
                StateSet::of(1 << options, |bitmask| !infeasible.iter().any(|one| one.holds(bitmask as u64)));
            return Self::of_set(set);
        }
        let mut listed = Vec::new();
        // Options are decided from the last to the first, so that what is found comes in order of bitmasks; what a condition
        // already excludes is not gone into.
        let mut waiting = vec![(options, 0_u64)];
        while let Some((left, bits)) = waiting.pop() {
            let known = if left >= 64 { 0 } else { !0_u64 << left };
            if infeasible.iter().any(|one| one.holds_so_far(known, bits) == Some(true)) {
                continue;
            }
            if left == 0 {
                if listed.len() == LISTED {
                    return Err(NoStates::TooMany { options });
                }
                listed.push(bits);
                continue;
            }
            waiting.push((left - 1, bits | 1 << (left - 1)));
            waiting.push((left - 1, bits));
        }
        if listed.is_empty() { Err(NoStates::Excluded) } else { Ok(Self::Listed(listed)) }
    }

    /// Exactly these combinations of `options` options; their order and repetitions do not count.
    ///
    /// # Errors
    /// Where there is none.
    pub fn listed(options: usize, mut bitmasks: Vec<u64>) -> Result<Self, NoStates> {
        bitmasks.sort_unstable();
        bitmasks.dedup();
        if bitmasks.is_empty() {
            return Err(NoStates::Excluded);
        }
        // As one bit each where that takes no more room than a list would.
        if options <= DENSE && (1_usize << options) / 64 <= bitmasks.len() {
            let mut set = StateSet::empty(1 << options);
            bitmasks.iter().for_each(|&bitmask| set.insert(usize::try_from(bitmask).unwrap_or(usize::MAX)));
            return Self::of_set(set);
        }
        Ok(Self::Listed(bitmasks))
    }

    fn of_set(set: StateSet) -> Result<Self, NoStates> {
        if set.is_empty() {
            return Err(NoStates::Excluded);
        }
        if set.len() == set.size() {
            return Ok(Self::All(set.size().trailing_zeros()));
        }
        let mut so_far = 0;
        let before = set
            .words()
            .chunks(STRETCH / 64)
            .map(|words| {
                let before = so_far;
                so_far += words.iter().map(|word| word.count_ones()).sum::<u32>();
                before
            })
            .collect();
        Ok(Self::Dense { set, before })
    }

    /// How many combinations there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::All(options) => 1 << options,
            Self::Dense { set, .. } => set.len(),
            Self::Listed(bitmasks) => bitmasks.len(),
        }
    }

    /// There is always a combination.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// Whether a combination can be.
    #[must_use]
    pub fn contains(&self, bitmask: u64) -> bool {
        match self {
            Self::All(options) => bitmask >> options == 0,
            Self::Dense { set, .. } => usize::try_from(bitmask).is_ok_and(|at| set.contains(at)),
            Self::Listed(bitmasks) => bitmasks.binary_search(&bitmask).is_ok(),
        }
    }

    /// The place of a combination among those that can be, if it is one of them.
    #[must_use]
    pub fn place(&self, bitmask: u64) -> Option<usize> {
        if !self.contains(bitmask) {
            return None;
        }
        match self {
            Self::All(_) => usize::try_from(bitmask).ok(),
            Self::Dense { set, before } => {
                let at = usize::try_from(bitmask).ok()?;
                let start = at / STRETCH * (STRETCH / 64);
                let whole: u32 = set.words().get(start..at / 64)?.iter().map(|word| word.count_ones()).sum();
                let last = set.words().get(at / 64)? & ((1_u64 << (at % 64)) - 1);
                Some((before.get(at / STRETCH)? + whole + last.count_ones()) as usize)
            }
            Self::Listed(bitmasks) => bitmasks.binary_search(&bitmask).ok(),
        }
    }

    /// The combinations in order.
    pub fn iter(&self) -> Box<dyn Iterator<Item = u64> + '_> {
        match self {
            Self::All(options) => Box::new(0..1_u64 << options),
            Self::Dense { set, .. } => Box::new(set.iter().map(|at| at as u64)),
            Self::Listed(bitmasks) => Box::new(bitmasks.iter().copied()),
        }
    }
}
