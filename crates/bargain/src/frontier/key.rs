//! Several whole numbers in one.
//!
//! What a label is worth to all parties is kept in one integer, the first party in its highest bits. Then adding an option
//! is one addition, the lexicographic order is the order of integers, and whether one label is at least as good as another
//! for everybody is one subtraction: each number has a spare bit above it, which survives only where nothing was borrowed.

/// Numbers side by side in one value that is ordered as they are, the first first.
pub(super) trait Key: Copy + Ord + std::fmt::Debug {
    /// Nothing for everybody.
    const ZERO: Self;

    /// Where numbers of these many bits go; none where they do not fit.
    fn layout(bits: &[u32]) -> Option<Layout<Self>>;

    /// Number by number. No number may outgrow its bits.
    #[must_use]
    fn plus(self, other: Self) -> Self;

    /// The number at a place of the layout.
    fn number(self, place: &Place) -> u64;

    /// This with nothing in one place and the number there instead.
    #[must_use]
    fn with(self, place: &Place, number: u64) -> Self;

    /// Whether this is at least as much everywhere.
    fn covers(self, other: Self, spare: Self) -> bool;
}

/// Where one number is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) shift: u32,
    pub(super) mask: u64,
}

/// Where all numbers are.
#[derive(Debug, Clone)]
pub(super) struct Layout<K> {
    pub(super) places: Vec<Place>,
    /// The spare bits.
    pub(super) spare: K,
}

impl<K: Key> Layout<K> {
    pub(super) fn pack(&self, numbers: &[u64]) -> K {
        self.places.iter().zip(numbers).fold(K::ZERO, |key, (place, &number)| key.with(place, number))
    }

    /// The last number, by which labels of equal rank in all others differ.
    pub(super) fn last(&self) -> Place {
        self.places.last().copied().unwrap_or(Place { shift: 0, mask: 0 })
    }

    /// For each place the greater of both numbers.
    pub(super) fn greatest(&self, one: K, other: K) -> K {
        self.places.iter().fold(one, |most, place| {
            let (old, new) = (one.number(place), other.number(place));
            if new > old { most.with(place, new) } else { most }
        })
    }
}

/// Places from the lowest bit upwards, the last number lowest; each with a spare bit above it.
fn side_by_side(bits: &[u32], room: u32) -> Option<Vec<Place>> {
    if bits.iter().any(|&bits| bits > 63) || bits.iter().map(|bits| bits + 1).sum::<u32>() > room {
        return None;
    }
    let mut shift = 0;
    let mut places: Vec<Place> = bits
        .iter()
        .rev()
        .map(|&bits| {
            let place = Place { shift, mask: (1 << bits) - 1 };
            shift += bits + 1;
            place
        })
        .collect();
    places.reverse();
    Some(places)
}

macro_rules! key_in_one_integer {
    ($integer:ty) => {
        impl Key for $integer {
            const ZERO: Self = 0;

            fn layout(bits: &[u32]) -> Option<Layout<Self>> {
                let places = side_by_side(bits, <$integer>::BITS)?;
                let spare = places
                    .iter()
                    .fold(0, |spare, place| spare | (<$integer>::from(place.mask) + 1) << place.shift);
                Some(Layout { places, spare })
            }

            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }

            #[inline(always)]
            #[allow(clippy::cast_possible_truncation, reason = "what is beyond the mask is cut")]
            fn number(self, place: &Place) -> u64 {
                (self >> place.shift) as u64 & place.mask
            }

            #[inline(always)]
            fn with(self, place: &Place, number: u64) -> Self {
                self & !(<$integer>::from(place.mask) << place.shift)
                    | <$integer>::from(number) << place.shift
            }

            #[inline(always)]
            fn covers(self, other: Self, spare: Self) -> bool {
                (self | spare).wrapping_sub(other) & spare == spare
            }
        }
    };
}

key_in_one_integer!(u64);
key_in_one_integer!(u128);

/// One word a number, for many parties or very fine scales.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wide<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Key for Wide<WORDS> {
    const ZERO: Self = Self([0; WORDS]);

    fn layout(bits: &[u32]) -> Option<Layout<Self>> {
        if bits.len() > WORDS || bits.iter().any(|&bits| bits > 63) {
            return None;
        }
        let places =
            (0..).zip(bits).map(|(word, &bits)| Place { shift: word, mask: (1 << bits) - 1 }).collect();
        Some(Layout { places, spare: Self::ZERO })
    }

    fn plus(self, other: Self) -> Self {
        Self(std::array::from_fn(|word| self.0[word].wrapping_add(other.0[word])))
    }

    fn number(self, place: &Place) -> u64 {
        self.0[place.shift as usize]
    }

    fn with(mut self, place: &Place, number: u64) -> Self {
        self.0[place.shift as usize] = number;
        self
    }

    fn covers(self, other: Self, _: Self) -> bool {
        self.0.iter().zip(&other.0).all(|(one, other)| one >= other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn agrees<K: Key>(bits: &[u32], one: &[u64], other: &[u64]) {
        let layout = K::layout(bits).unwrap();
        let (a, b) = (layout.pack(one), layout.pack(other));
        assert_eq!(a.cmp(&b), one.cmp(other));
        assert_eq!(a.covers(b, layout.spare), one.iter().zip(other).all(|(one, other)| one >= other));
        let read: Vec<u64> = layout.places.iter().map(|place| a.number(place)).collect();
        assert_eq!(read, one);
        let most = layout.greatest(a, b);
        for (at, place) in layout.places.iter().enumerate() {
            assert_eq!(most.number(place), one[at].max(other[at]));
        }
    }

    proptest! {
        #[test]
        fn numbers_in_one_integer_are_ordered_and_compared_as_they_are_apart(
            all in prop::collection::vec((0u32..13).prop_flat_map(|bits| (Just(bits), 0..1u64 << bits, 0..1u64 << bits)), 1..5),
        ) {
            let bits: Vec<u32> = all.iter().map(|one| one.0).collect();
            let one: Vec<u64> = all.iter().map(|one| one.1).collect();
            let other: Vec<u64> = all.iter().map(|one| one.2).collect();
            agrees::<u64>(&bits, &one, &other);
            agrees::<u128>(&bits, &one, &other);
            agrees::<Wide<8>>(&bits, &one, &other);
        }
    }

    #[test]
    fn numbers_that_do_not_fit_side_by_side_are_refused() {
        assert!(u64::layout(&[31, 31]).is_some());
        assert!(u64::layout(&[31, 32]).is_none());
        assert!(u128::layout(&[63, 63]).is_some());
        assert!(Wide::<8>::layout(&[10; 9]).is_none());
    }
}
