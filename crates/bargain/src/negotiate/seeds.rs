//! Seeds from seeds.

/// The seed of number `number` among those that come from `seed`: SplitMix64 (Steele, Lea & Flood 2014), so that neighbouring
/// numbers have nothing to do with each other.
pub(super) fn derived(seed: u64, number: u64) -> u64 {
    let mut mixed = seed.wrapping_add(number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
