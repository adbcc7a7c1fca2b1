//! Which of some points are on the frontier, where nothing is known of how they came about.
//!
//! First what a few strong points of a sample are better than in everything is left out, in one pass in the order of
//! memory; of random points that is nearly all. What is left is put in lexicographic order by ranks, and from there it is
//! the sweep by which labels fall ([`super::merge::Keep`]): for two numbers a running maximum, for three a staircase (Kung,
//! Luccio and Preparata 1975), for four staircases by range, for more a tree of boxes.

use super::four::Ranges;
use super::key::{Key, Layout, Wide};
use super::many::Tree;
use super::merge::{Keep, Rising};
use super::three::Sweep;

/// Why points cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPoints {
    /// Points without numbers, or more of them than can be compared.
    #[error("points of {numbers} numbers cannot be compared: give from 1 to {most}")]
    Numbers {
        /// How many numbers a point was said to have.
        numbers: usize,
        /// How many it may have.
        most: usize,
    },
    /// Numbers left over.
    #[error("{given} numbers do not make whole points of {numbers}")]
    Incomplete {
        /// How many there are.
        given: usize,
        /// How many make a point.
        numbers: usize,
    },
    /// Not a number.
    #[error("number {number} of point {point} (both counted from 0) is not a number: it cannot be compared")]
    NotANumber {
        /// The point.
        point: usize,
        /// Which of its numbers.
        number: usize,
    },
    /// Too many to be counted in 32 bits.
    #[error("{0} points are more than can be compared at once: leave some out")]
    TooMany(usize),
}

/// One in so many points is in the sample.
const ONE_IN: usize = 64;
/// From how many points on a sample is looked at.
const SAMPLED: usize = 4096;
/// How many points of the sample leave out others, for three numbers and more.
const STRONG: usize = 4;
/// How many columns points of two numbers are sorted into.
const COLUMNS: usize = 2048;

/// Which points are on the frontier, more being better in every number: their places, ascending. Points that are equal in
/// every number are on it together. `points` has the numbers of one point after those of another, `numbers` each.
///
/// Infinities are compared as numbers are; nothing is above or below by sign alone where both are zero.
///
/// Cost, for n points of which m are left after the first pass: n + m·log m for up to three numbers; for four m·(log m)²,
/// as many staircases as log m being asked; for more it depends on how the points lie, at worst m².
///
/// # Errors
///
/// See [`BadPoints`].
pub fn of_points(points: &[f64], numbers: usize) -> Result<Vec<usize>, BadPoints> {
    if !(1..=super::PARTIES).contains(&numbers) {
        return Err(BadPoints::Numbers { numbers, most: super::PARTIES });
    }
    if !points.len().is_multiple_of(numbers) {
        return Err(BadPoints::Incomplete { given: points.len(), numbers });
    }
    let count = points.len() / numbers;
    if u32::try_from(count).is_err() {
        return Err(BadPoints::TooMany(count));
    }
    let left = match numbers {
        1 => left_by(points.as_chunks::<1>().0),
        2 => left_by(points.as_chunks::<2>().0),
        3 => left_by(points.as_chunks::<3>().0),
        4 => left_by(points.as_chunks::<4>().0),
        _ => (0..).take(count).collect(),
    };
    // A point with something that is not a number is never left out, as it is below nothing.
    for &point in &left {
        let point = point as usize;
        let bad = points[point * numbers..(point + 1) * numbers].iter().position(|number| number.is_nan());
        if let Some(number) = bad {
            return Err(BadPoints::NotANumber { point, number });
        }
    }
    let on = match numbers {
        1 | 2 => by_running_maximum(points, numbers, &left),
        _ => by_ranks(points, numbers, &left),
    };
    let mut is_on = vec![false; left.len()];
    for at in on {
        is_on[at as usize] = true;
    }
    Ok(left.iter().zip(is_on).filter_map(|(&point, is_on)| is_on.then_some(point as usize)).collect())
}

/// The points that are left when what is surely below another in everything is left out.
fn left_by<const N: usize>(points: &[[f64; N]]) -> Vec<u32> {
    if points.len() < SAMPLED {
        return (0..).zip(points).map(|(at, _)| at).collect();
    }
    let sample = || points.iter().step_by(ONE_IN);
    let mut least = [f64::INFINITY; N];
    let mut most = [f64::NEG_INFINITY; N];
    for point in sample() {
        for number in 0..N {
            least[number] = least[number].min(point[number]);
            most[number] = most[number].max(point[number]);
        }
    }
    if N == 2 {
        let columns = Columns::new(least[0], most[0], sample().map(|point| [point[0], point[N - 1]]));
        return kept(points, |point| columns.below(point[0], point[N - 1]));
    }
    // A point is strong if it is above much of the box that the sample is in.
    let above = |point: &[f64; N]| -> f64 {
        (0..N).map(|number| (point[number] - least[number]) / (most[number] - least[number])).product()
    };
    let mut strong = [[f64::NEG_INFINITY; N]; STRONG];
    let mut strength = [f64::NEG_INFINITY; STRONG];
    for point in sample() {
        let above = above(point);
        if above > strength[STRONG - 1] {
            let at = strength.partition_point(|other| *other >= above);
            strong[at..].rotate_right(1);
            strength[at..].rotate_right(1);
            (strong[at], strength[at]) = (*point, above);
        }
    }
    kept(points, |point| {
        strong.iter().fold(false, |falls, strong| {
            falls | strong.iter().zip(point).fold(true, |above, (strong, number)| above & (strong > number))
        })
    })
}

/// The places of the points that do not fall.
#[allow(clippy::cast_possible_truncation, reason = "places are fewer than 2³²")]
fn kept<P>(points: &[P], falls: impl Fn(&P) -> bool) -> Vec<u32> {
    const BLOCK: usize = 2048;
    let mut all = Vec::new();
    let mut block = [0_u32; BLOCK];
    for (begin, points) in (0..).step_by(BLOCK).zip(points.chunks(BLOCK)) {
        let mut kept = 0;
        for (at, point) in points.iter().enumerate() {
            block[kept] = begin + at as u32;
            kept += usize::from(!falls(point));
        }
        all.extend_from_slice(&block[..kept]);
    }
    all
}

/// For points of two numbers, by column of the first number the most that a point of the sample in a later column has of
/// the second.
struct Columns {
    least: f64,
    per_unit: f64,
    later: [f64; COLUMNS],
}

impl Columns {
    fn new(least: f64, most: f64, sample: impl Iterator<Item = [f64; 2]>) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "exact")]
        let per_unit = COLUMNS as f64 / (most - least);
        let mut columns = Self { least, per_unit, later: [f64::NEG_INFINITY; COLUMNS] };
        for [first, second] in sample {
            let column = columns.column(first);
            if column > 0 && second > columns.later[column - 1] {
                columns.later[column - 1] = second;
            }
        }
        for column in (1..COLUMNS).rev() {
            columns.later[column - 1] = columns.later[column - 1].max(columns.later[column]);
        }
        columns
    }

    /// Never descends as the number rises, so that whatever is in a later column is more.
    #[inline(always)]
    fn column(&self, first: f64) -> usize {
        // A signed number of 32 bits is what a processor turns a real number into most easily.
        #[expect(clippy::cast_possible_truncation, reason = "cut on purpose")]
        let column = ((first - self.least) * self.per_unit) as i32;
        #[expect(clippy::cast_sign_loss, reason = "not negative")]
        let column = column.max(0) as usize;
        column.min(COLUMNS - 1)
    }

    /// Whether some point of the sample is more in both; never of what is not a number.
    #[inline(always)]
    fn below(&self, first: f64, second: f64) -> bool {
        !first.is_nan() & (second < self.later[self.column(first)])
    }
}

/// A whole number that is ordered as the number is.
fn ordered(number: f64) -> u64 {
    // Adding nothing makes both zeros one.
    let bits = (number + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

/// Points in ascending order of a number, by its highest bits: as many as fit in one word with the place in `left`.
struct Sorted {
    packed: Vec<u64>,
    /// How many bits the place takes.
    room: u32,
    /// Whether no bits of the number were left out.
    whole: bool,
}

impl Sorted {
    fn new(left: &[u32], number: impl Fn(u32) -> f64) -> Self {
        let mut packed: Vec<u64> = left.iter().map(|&point| ordered(number(point))).collect();
        let (least, most) =
            packed.iter().fold((u64::MAX, 0), |(least, most), &value| (value.min(least), value.max(most)));
        let room = u64::BITS - (left.len() as u64).leading_zeros();
        let range = u64::BITS - most.saturating_sub(least).leading_zeros();
        let cut = (range + room).saturating_sub(u64::BITS);
        for (at, value) in (0..).zip(&mut packed) {
            *value = (*value - least) >> cut << room | at;
        }
        sort(&mut packed, room, room + range - cut);
        Self { packed, room, whole: cut == 0 }
    }

    #[allow(clippy::cast_possible_truncation, reason = "places are fewer than 2³²")]
    fn at(&self, packed: u64) -> u32 {
        (packed & ((1 << self.room) - 1)) as u32
    }

    /// Those together of which the highest bits are equal, ascending.
    fn alike(&self) -> impl DoubleEndedIterator<Item = &[u64]> {
        self.packed.chunk_by(|one, other| one >> self.room == other >> self.room)
    }
}

/// Sorts by the bits from `low` up to `high`, digit by digit from the lowest (Hollerith); what is equal in them stays as it
/// is. Few words are sorted by all their bits.
fn sort(words: &mut Vec<u64>, low: u32, high: u32) {
    const DIGIT: u32 = 8;
    if words.len() < 1 << DIGIT {
        words.sort_unstable();
        return;
    }
    let digits = (high - low).div_ceil(DIGIT);
    let digit = |word: u64, of: u32| (word >> (low + of * DIGIT)) as usize & ((1 << DIGIT) - 1);
    let mut counts = [[0_usize; 1 << DIGIT]; u64::BITS.div_ceil(DIGIT) as usize];
    for &word in words.iter() {
        for of in 0..digits {
            counts[of as usize][digit(word, of)] += 1;
        }
    }
    let mut other = vec![0; words.len()];
    for (of, counts) in (0..digits).zip(&mut counts) {
        if counts.contains(&words.len()) {
            continue;
        }
        let mut begin = 0;
        for count in counts.iter_mut() {
            (*count, begin) = (begin, begin + *count);
        }
        for &word in words.iter() {
            let place = &mut counts[digit(word, of)];
            other[*place] = word;
            *place += 1;
        }
        std::mem::swap(words, &mut other);
    }
}

/// For one or two numbers: the places in `left` of the points on the frontier.
fn by_running_maximum(points: &[f64], numbers: usize, left: &[u32]) -> Vec<u32> {
    let first = |at: u32| points[left[at as usize] as usize * numbers];
    let last = |at: u32| points[(left[at as usize] as usize + 1) * numbers - 1];
    let sorted = Sorted::new(left, |point| points[point as usize * numbers]);
    let mut on = Vec::new();
    let mut before = None;
    let mut apart = Vec::new();
    for alike in sorted.alike().rev() {
        if let &[one] = alike {
            let at = sorted.at(one);
            if before.is_none_or(|before| last(at) > before) {
                on.push(at);
                before = Some(last(at));
            }
            continue;
        }
        apart.clear();
        apart.extend(
            alike.iter().map(|&one| sorted.at(one)).map(|at| (ordered(first(at)), ordered(last(at)), at)),
        );
        apart.sort_unstable();
        let mut kept = None;
        for &(first, most, at) in apart.iter().rev() {
            if kept == Some((first, most)) {
                on.push(at);
            } else if before.is_none_or(|before| last(at) > before) {
                on.push(at);
                (before, kept) = (Some(last(at)), Some((first, most)));
            }
        }
    }
    on
}

/// For more: each number becomes its rank among those of its kind, and a point one key. Gives places in `left`, too.
fn by_ranks(points: &[f64], numbers: usize, left: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0_u64; left.len() * numbers];
    let mut most = vec![0; numbers];
    // The points by their first number.
    let mut order = Vec::with_capacity(left.len());
    for number in 0..numbers {
        let value = |point: u32| points[point as usize * numbers + number];
        let sorted = Sorted::new(left, value);
        let mut next = 0;
        let mut apart: Vec<(u64, u32)> = Vec::new();
        for alike in sorted.alike() {
            apart.clear();
            apart.extend(alike.iter().map(|&one| sorted.at(one)).map(|at| {
                let bits =
                    if sorted.whole || alike.len() == 1 { 0 } else { ordered(value(left[at as usize])) };
                (bits, at)
            }));
            if apart.len() > 1 {
                apart.sort_unstable();
            }
            for same in apart.chunk_by(|one, other| one.0 == other.0) {
                for &(_, at) in same {
                    ranks[at as usize * numbers + number] = next;
                    if number == 0 {
                        order.push(at);
                    }
                }
                most[number] = next;
                next += 1;
            }
        }
    }
    let bits: Vec<u32> = most.iter().map(|most: &u64| u64::BITS - most.leading_zeros()).collect();
    let ranks = Ranks { ranks, order, most };
    if let Some(layout) = u64::layout(&bits) {
        ranks.sweep(&layout)
    } else if let Some(layout) = u128::layout(&bits) {
        ranks.sweep(&layout)
    } else {
        Wide::<{ super::PARTIES }>::layout(&bits).map_or_else(Vec::new, |layout| ranks.sweep(&layout))
    }
}

struct Ranks {
    ranks: Vec<u64>,
    order: Vec<u32>,
    most: Vec<u64>,
}

impl Ranks {
    fn sweep<K: Key>(&self, layout: &Layout<K>) -> Vec<u32> {
        let numbers = self.most.len();
        let mut keys: Vec<(K, u32)> = (self.order.iter().rev())
            .map(|&at| (layout.pack(&self.ranks[at as usize * numbers..][..numbers]), at))
            .collect();
        let first = layout.places[0];
        for same in keys.chunk_by_mut(|one, other| one.0.number(&first) == other.0.number(&first)) {
            same.sort_unstable_by_key(|one| std::cmp::Reverse(one.0));
        }
        match numbers {
            1 | 2 => swept(&keys, &mut Rising::new(layout.last())),
            3 => swept(&keys, &mut Sweep::new(layout, &self.most)),
            _ => match Ranges::new(layout, &self.most, true) {
                Some(mut ranges) => swept(&keys, &mut ranges),
                None => swept(&keys, &mut Tree::new(layout.clone())),
            },
        }
    }
}

/// What is kept of keys in descending order, all equal ones if one is.
fn swept<K: Key>(keys: &[(K, u32)], keep: &mut impl Keep<K>) -> Vec<u32> {
    keep.restart();
    let mut on = Vec::new();
    let mut last = None;
    for &(key, at) in keys {
        if last == Some(key) || keep.keep(key) {
            on.push(at);
            last = Some(key);
        }
    }
    on
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By definition.
    fn literally(points: &[f64], numbers: usize) -> Vec<usize> {
        let points: Vec<&[f64]> = points.chunks(numbers).collect();
        let falls = |point: &[f64]| {
            points.iter().any(|other| {
                other.iter().zip(point).all(|(a, b)| a >= b) && other.iter().zip(point).any(|(a, b)| a > b)
            })
        };
        (0..points.len()).filter(|&at| !falls(points[at])).collect()
    }

    proptest! {
        #[test]
        fn the_points_on_the_frontier_are_those_that_none_is_better_than(
            (numbers, points) in (1usize..7, 0usize..120, 1i32..40).prop_flat_map(|(numbers, count, spread)| {
                let number = (-spread..=spread).prop_map(|number| match number {
                    0 => -0.0,
                    7 => f64::INFINITY,
                    -7 => f64::NEG_INFINITY,
                    number => f64::from(number) / 7.0,
                });
                (Just(numbers), prop::collection::vec(number, count * numbers))
            }),
        ) {
            prop_assert_eq!(of_points(&points, numbers).unwrap(), literally(&points, numbers));
        }

        #[test]
        fn numbers_that_differ_only_in_their_last_bits_are_told_apart(
            bits in prop::collection::vec((0u64..6, 0u64..6), 1..60),
            far in any::<bool>(),
        ) {
            let mut points: Vec<f64> = bits
                .iter()
                .flat_map(|&(x, y)| [x, y].map(|number| f64::from_bits(1.0_f64.to_bits() + number)))
                .collect();
            if far {
                points.extend([-1e300, 1e300, 1e300, -1e300]);
            }
            prop_assert_eq!(of_points(&points, 2).unwrap(), literally(&points, 2));
        }
    }

    /// Asks the definition of some of many points.
    fn agree(points: &[f64], numbers: usize) {
        let on = of_points(points, numbers).unwrap();
        let all: Vec<&[f64]> = points.chunks(numbers).collect();
        for (at, point) in all.iter().enumerate().step_by(29) {
            let falls = all.iter().any(|other| {
                other.iter().zip(*point).all(|(a, b)| a >= b) && other.iter().zip(*point).any(|(a, b)| a > b)
            });
            assert_eq!(on.binary_search(&at).is_err(), falls);
        }
    }

    #[test]
    fn of_many_points_those_on_the_frontier_are_kept_and_no_others() {
        for numbers in 1..=5 {
            let mut rng = fastrand::Rng::with_seed(numbers as u64);
            // Few different numbers, so that many points are equal; and a thick sphere, on which many are on the frontier.
            let coarse: Vec<f64> = (0..numbers * 5000).map(|_| f64::from(rng.u32(..12))).collect();
            agree(&coarse, numbers);
            let mut sphere: Vec<f64> = (0..numbers * 5000).map(|_| rng.f64() + 0.01).collect();
            for point in sphere.chunks_mut(numbers) {
                let length = point.iter().map(|number| number * number).sum::<f64>().sqrt();
                let thick = 1.0 - 0.001 * rng.f64();
                point.iter_mut().for_each(|number| *number *= thick / length);
            }
            agree(&sphere, numbers);
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused_with_its_place() {
        let mut points = vec![0.5; 20_000];
        points[0] = 1.0;
        points[1] = 1.0;
        points[13_337] = f64::NAN;
        assert_eq!(of_points(&points, 2), Err(BadPoints::NotANumber { point: 6668, number: 1 }));
        points[128] = f64::NAN;
        assert_eq!(of_points(&points, 2), Err(BadPoints::NotANumber { point: 64, number: 0 }));
        assert_eq!(of_points(&points[..3], 2), Err(BadPoints::Incomplete { given: 3, numbers: 2 }));
        assert_eq!(of_points(&points, 0), Err(BadPoints::Numbers { numbers: 0, most: 16 }));
    }
}
