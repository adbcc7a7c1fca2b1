use thiserror::Error;

use super::{Expression, StateSet};

/// Up to how many options the combinations are kept as one bit each rather than listed.
const DENSE: usize = 28;
/// How many combinations are listed at most.
const LISTED: usize = 1 << 24;
/// How many combinations, whole or begun, are looked at before a list is given up.
const STEPS: usize = 1 << 22;

/// The combinations of options that can be, in order of their bitmasks.
#[derive(Clone, Debug)]
pub enum Feasible {
    /// All combinations of so many options.
    All(u32),
    /// Those in a set of bitmasks.
    Dense {
        /// The bitmasks that can be.
        set: StateSet,
        /// How many of them come before each stretch of 512 bitmasks.
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
            let set = StateSet::of_words(1 << options, |first| {
                !infeasible.iter().fold(0, |so_far, one| so_far | one.holds_in_64(first))
            });
            return Self::of_set(set);
        }
        // Options are decided in the order of how many conditions name them, so that what a condition excludes is left early.
        let named = |option: usize| infeasible.iter().filter(|one| one.options() >> option & 1 == 1).count();
        let mut order: Vec<_> = (0..options.min(64)).collect();
        order.sort_by_key(|&option| std::cmp::Reverse(named(option)));
        let mut listed = Vec::new();
        let mut waiting = vec![(0, 0_u64, 0_u64)];
        let mut steps = 0;
        while let Some((decided, known, bits)) = waiting.pop() {
            steps += 1;
            if steps > STEPS || listed.len() > LISTED {
                return Err(NoStates::TooMany { options });
            }
            if infeasible.iter().any(|one| one.holds_so_far(known, bits) == Some(true)) {
                continue;
            }
            match order.get(decided) {
                None => listed.push(bits),
                Some(option) => {
                    let bit = 1 << option;
                    waiting
                        .extend([(decided + 1, known | bit, bits | bit), (decided + 1, known | bit, bits)]);
                }
            }
        }
        listed.sort_unstable();
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

    /// The combinations in a set of bitmasks out of 2^options.
    ///
    /// # Errors
    /// Where there is none.
    pub fn of_set(set: StateSet) -> Result<Self, NoStates> {
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

    /// The combination at a place; the inverse of [`Self::place`].
    #[must_use]
    pub fn at(&self, place: usize) -> Option<u64> {
        match self {
            Self::All(options) => (place < 1 << options).then_some(place as u64),
            Self::Dense { set, before } => {
                let wanted = u32::try_from(place).ok()?;
                let stretch = before.partition_point(|&so_far| so_far <= wanted).checked_sub(1)?;
                let mut left = wanted - before.get(stretch)?;
                let first = stretch * (STRETCH / 64);
                for (word, at) in set.words().iter().skip(first).take(STRETCH / 64).zip(first..) {
                    if left < word.count_ones() {
                        let rest = (0..left).fold(*word, |rest, _| rest & (rest - 1));
                        return Some(at as u64 * 64 + u64::from(rest.trailing_zeros()));
                    }
                    left -= word.count_ones();
                }
                None
            }
            Self::Listed(bitmasks) => bitmasks.get(place).copied(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_combinations_are_each_others_inverse() {
        let mut random = fastrand::Rng::with_seed(11);
        for options in [1, 5, 6, 7, 12] {
            for share in [2, 10, 90] {
                let bitmasks: Vec<_> = (0..1_u64 << options).filter(|_| random.u32(..100) < share).collect();
                if bitmasks.is_empty() {
                    continue;
                }
                for feasible in
                    [Feasible::listed(options, bitmasks.clone()).unwrap(), Feasible::Listed(bitmasks.clone())]
                {
                    assert_eq!(feasible.len(), bitmasks.len());
                    assert!(feasible.iter().eq(bitmasks.iter().copied()));
                    for place in 0..=bitmasks.len() {
                        assert_eq!(feasible.at(place), bitmasks.get(place).copied());
                    }
                    for bitmask in 0..1 << options {
                        assert_eq!(feasible.place(bitmask), bitmasks.binary_search(&bitmask).ok());
                    }
                }
            }
        }
    }

    #[test]
    fn conditions_leave_the_same_combinations_listed_or_not() {
        let infeasible = [
            Expression::All(vec![Expression::Taken(0), Expression::Taken(7)]),
            Expression::Not(Box::new(Expression::Taken(3))),
        ];
        let few = Feasible::without(10, &infeasible).unwrap();
        // The same conditions, and one that leaves out what only the further options add.
        let mut more = infeasible.to_vec();
        more.extend((10..40).map(Expression::Taken));
        let many = Feasible::without(40, &more).unwrap();
        assert!(matches!((&few, &many), (Feasible::Dense { .. }, Feasible::Listed(_))));
        assert!(few.iter().eq(many.iter()));
        assert_eq!(few.len(), 1024 / 2 - 128);
    }

    #[test]
    fn conditions_that_leave_nothing_or_too_much_are_told() {
        let both = [Expression::Taken(1), Expression::Not(Box::new(Expression::Taken(1)))];
        assert_eq!(Feasible::without(3, &both).unwrap_err(), NoStates::Excluded);
        assert_eq!(Feasible::without(40, &both).unwrap_err(), NoStates::Excluded);
        assert!(matches!(Feasible::without(40, &[]), Err(NoStates::TooMany { options: 40 })));
    }
}
