//! Random decisions, read from a list of numbers. A tape that has run out always decides for the simplest.

/// Numbers, taken one for each decision.
pub(crate) struct Tape<'t> {
    numbers: &'t [u32],
    at: usize,
}

impl<'t> Tape<'t> {
    pub(crate) fn new(numbers: &'t [u32]) -> Self {
        Self { numbers, at: 0 }
    }

    fn next(&mut self) -> u32 {
        let number = self.numbers.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        number
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.next() as usize % end
    }

    /// True in this many of a hundred.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.next() % 100 >= 100 - percent
    }

    /// One of these, of which there is at least one.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Up to `most` of these, each once, in their order; at least one, where there are any.
    pub(crate) fn some<T: Clone>(&mut self, from: &[T], most: usize) -> Vec<T> {
        let mut left: Vec<usize> = (0..from.len()).collect();
        let mut taken = Vec::new();
        for _ in 0..=self.below(most) {
            if !left.is_empty() {
                taken.push(left.swap_remove(self.below(left.len())));
            }
        }
        taken.sort_unstable();
        taken.into_iter().map(|at| from[at].clone()).collect()
    }

    /// These in another order.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            list.swap(end, self.below(end + 1));
        }
    }
}
