//! How levels are held while a model is solved: in one, two or four bytes.

/// A level as it is held. The same order as that of the levels told; signed where that is what processors compare fastest.
pub(super) trait Level: Copy + Default + Ord + Send + Sync + 'static {
    /// Below or at every level: what the highest of several is when there is none.
    const LOWEST: Self;
    /// Above or at every level: what the lowest of several is when there is none.
    const HIGHEST: Self;

    /// The level told, held; what is higher than any that can be held does not occur.
    fn of(told: u32) -> Self;

    /// The level told. Sums of up to 2^28 of them do not overflow.
    fn told(self) -> u64;
}

/// How many bytes hold levels up to `highest`.
pub(super) const fn bytes(highest: u32) -> u64 {
    match highest {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        _ => 4,
    }
}

impl Level for u8 {
    const LOWEST: Self = Self::MIN;
    const HIGHEST: Self = Self::MAX;

    fn of(told: u32) -> Self {
        told.to_le_bytes()[0]
    }

    fn told(self) -> u64 {
        u64::from(self)
    }
}

impl Level for i16 {
    const LOWEST: Self = Self::MIN;
    const HIGHEST: Self = Self::MAX;

    fn of(told: u32) -> Self {
        let [low, high, ..] = told.to_le_bytes();
        Self::from_le_bytes([low, high]) ^ Self::MIN
    }

    fn told(self) -> u64 {
        u64::from((self ^ Self::MIN).cast_unsigned())
    }
}

impl Level for i32 {
    const LOWEST: Self = Self::MIN;
    const HIGHEST: Self = Self::MAX;

    fn of(told: u32) -> Self {
        told.cast_signed() ^ Self::MIN
    }

    fn told(self) -> u64 {
        u64::from((self ^ Self::MIN).cast_unsigned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeps_order<T: Level + std::fmt::Debug>(highest: u32) {
        let mut random = fastrand::Rng::with_seed(3);
        let mut told: Vec<u32> = (0..200).map(|_| random.u32(..=highest)).chain([0, highest]).collect();
        told.sort_unstable();
        assert!(told.windows(2).all(|pair| pair[0].cmp(&pair[1]) == T::of(pair[0]).cmp(&T::of(pair[1]))));
        assert!(told.iter().all(|&one| T::of(one).told() == u64::from(one)));
        assert!(told.iter().all(|&one| T::LOWEST <= T::of(one) && T::of(one) <= T::HIGHEST));
    }

    #[test]
    fn levels_keep_their_order_however_they_are_held() {
        for highest in [0, 1, 255, 256, 65_535, 65_536, u32::MAX] {
            match bytes(highest) {
                1 => keeps_order::<u8>(highest),
                2 => keeps_order::<i16>(highest),
                _ => keeps_order::<i32>(highest),
            }
        }
    }
}
