use rayon::prelude::*;

/// A set of states by position or by bitmask, a bit each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateSet {
    words: Vec<u64>,
    size: usize,
}

impl StateSet {
    /// No state out of `size`.
    #[must_use]
    pub fn empty(size: usize) -> Self {
        Self { words: vec![0; size.div_ceil(64)], size }
    }

    /// The states for which `holds` says so, out of `size`.
    #[must_use]
    pub fn of(size: usize, holds: impl Fn(usize) -> bool) -> Self {
        let mut set = Self::empty(size);
        (0..size).filter(|&at| holds(at)).for_each(|at| set.insert(at));
        set
    }

    /// The states for which `holds` has a bit, out of `size`: it is asked for 64 at once, from each multiple of 64 on.
    #[must_use]
    pub fn of_words(size: usize, holds: impl Fn(u64) -> u64 + Sync) -> Self {
        let mut words = vec![0; size.div_ceil(64)];
        words.par_iter_mut().enumerate().for_each(|(at, word)| *word = holds(at as u64 * 64));
        if let Some(last) = words.last_mut()
            && !size.is_multiple_of(64)
        {
            *last &= (1 << (size % 64)) - 1;
        }
        Self { words, size }
    }

    /// Out of how many states the set is.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// Whether state `at` is in the set. States beyond its size are not.
    #[must_use]
    pub fn contains(&self, at: usize) -> bool {
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// Put state `at` in. Does nothing beyond the set's size.
    pub fn insert(&mut self, at: usize) {
        if at < self.size
            && let Some(word) = self.words.get_mut(at / 64)
        {
            *word |= 1 << (at % 64);
        }
    }

    /// How many states are in the set.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether no state is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// Keep the states that are in `other`, too.
    pub fn intersect(&mut self, other: &Self) {
        for (at, word) in self.words.iter_mut().enumerate() {
            *word &= other.words.get(at).copied().unwrap_or(0);
        }
    }

    /// Whether some state is in both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).any(|(one, other)| one & other != 0)
    }

    /// Put in the states that are in `other`, as far as the set's size goes; the two are out of equally many.
    pub fn unite(&mut self, other: &Self) {
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }

    /// The states of the set, smallest first.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            std::iter::successors((word != 0).then_some(word), |&left| {
                let left = left & (left - 1);
                (left != 0).then_some(left)
            })
            .map(move |left| at * 64 + left.trailing_zeros() as usize)
        })
    }

    /// The words of the set, 64 states each, the first state in the lowest bit. Bits beyond the size are 0.
    #[must_use]
    pub fn words(&self) -> &[u64] {
        &self.words
    }
}
