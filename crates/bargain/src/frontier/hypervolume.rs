//! How much of all that is better than a point of reference a frontier covers.
//!
//! For two numbers one sweep; for three one sweep with a staircase (Fonseca, Paquete and López-Ibáñez, *An improved
//! dimension-sweep algorithm for the hypervolume indicator*, CEC 2006, for which Beume and others prove n·log n optimal);
//! for more, points are taken one by one and each is credited with what those after it do not cover (While, Bradstreet and
//! Barone, *A fast way of calculating exact hypervolumes*, IEEE Trans. Evol. Comp. 16, 2012), which is exact but
//! exponential in the numbers at worst.

/// The volume between `reference` and the points, more being better in every number; none where finding it out would take
/// more than `budget` looks at points. `points` has the numbers of one point after those of another.
///
/// Points that are not better than the reference in every number cover nothing. Infinities and what is not a number are
/// taken as covering nothing, too.
///
/// Cost: n·log n for up to three numbers; for more at worst nⁿᵘᵐᵇᵉʳˢ⁻².
#[must_use]
pub fn hypervolume(points: &[f64], reference: &[f64], budget: u64) -> Option<f64> {
    let numbers = reference.len();
    if numbers == 0 {
        return Some(0.0);
    }
    let better: Vec<Vec<f64>> = points
        .chunks_exact(numbers)
        .map(|point| point.iter().zip(reference).map(|(number, from)| number - from).collect::<Vec<f64>>())
        .filter(|point| point.iter().all(|number| *number > 0.0 && number.is_finite()))
        .collect();
    let mut left = budget;
    volume(better, numbers, &mut left)
}

/// The volume above nothing of the first `numbers` of each point.
fn volume(mut points: Vec<Vec<f64>>, numbers: usize, left: &mut u64) -> Option<f64> {
    *left = left.checked_sub(points.len() as u64)?;
    match numbers {
        1 => Some(points.iter().map(|point| point[0]).fold(0.0, f64::max)),
        2 => Some(area(points)),
        3 => Some(sweep(points)),
        _ => {
            // By the last number ascending, all after a point are as high as it is or higher.
            let last = numbers - 1;
            points.sort_unstable_by(|one, other| one[last].total_cmp(&other[last]));
            let mut sum = 0.0;
            for (at, point) in points.iter().enumerate() {
                let alone: f64 = point[..last].iter().product();
                let within = points[at + 1..].iter().map(|other| {
                    point[..last].iter().zip(other).map(|(one, other)| one.min(*other)).collect::<Vec<f64>>()
                });
                *left = left.checked_sub((points.len() - at) as u64)?;
                let within = undominated(within.collect(), left)?;
                sum += point[last] * (alone - volume(within, last, left)?);
            }
            Some(sum)
        }
    }
}

/// Leaves out points that others cover.
fn undominated(mut points: Vec<Vec<f64>>, left: &mut u64) -> Option<Vec<Vec<f64>>> {
    points.sort_unstable_by(|one, other| other.partial_cmp(one).unwrap_or(std::cmp::Ordering::Equal));
    let mut kept: Vec<Vec<f64>> = Vec::new();
    for point in points {
        *left = left.checked_sub(kept.len() as u64 / 8)?;
        if !kept.iter().any(|other| other.iter().zip(&point).all(|(other, one)| other >= one)) {
            kept.push(point);
        }
    }
    Some(kept)
}

/// The area under a staircase.
fn area(mut points: Vec<Vec<f64>>) -> f64 {
    points.sort_unstable_by(|one, other| other[0].total_cmp(&one[0]));
    let (mut sum, mut height) = (0.0, 0.0);
    for point in points {
        if point[1] > height {
            sum += point[0] * (point[1] - height);
            height = point[1];
        }
    }
    sum
}

/// From the top of the third number downwards: the area so far times how far down the next is.
fn sweep(mut points: Vec<Vec<f64>>) -> f64 {
    points.sort_unstable_by(|one, other| other[2].total_cmp(&one[2]));
    // First numbers ascending, second descending.
    let mut stairs: Vec<(f64, f64)> = Vec::new();
    let (mut sum, mut area) = (0.0, 0.0);
    for (at, point) in points.iter().enumerate() {
        let (x, y) = (point[0], point[1]);
        let next = stairs.partition_point(|step| step.0 < x);
        if stairs.get(next).is_none_or(|step| step.1 < y) {
            // What is covered already of the new rectangle falls into strips by the steps that the new one replaces.
            let end = next + usize::from(stairs.get(next).is_some_and(|step| step.0 == x));
            let first = next - stairs[..next].iter().rev().take_while(|step| step.1 <= y).count();
            let mut from = if first > 0 { stairs[first - 1].0 } else { 0.0 };
            for step in &stairs[first..next] {
                area += (step.0 - from) * (y - step.1);
                from = step.0;
            }
            let beyond = stairs.get(next).map_or(0.0, |step| step.1);
            area += (x - from) * (y - beyond);
            stairs.splice(first..end, [(x, y)]);
        }
        let below = points.get(at + 1).map_or(0.0, |point| point[2]);
        sum += area * (point[2] - below);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By inclusion and exclusion over all sets of points, in whole numbers.
    fn literally(points: &[Vec<i64>], reference: &[i64]) -> i64 {
        let mut sum = 0;
        for set in 1_u32..1 << points.len() {
            let of_set =
                || points.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, point)| point);
            let volume: i64 = (0..reference.len())
                .map(|number| of_set().map(|point| (point[number] - reference[number]).max(0)).min().unwrap())
                .product();
            sum += if set.count_ones() % 2 == 1 { volume } else { -volume };
        }
        sum
    }

    proptest! {
        #[test]
        fn a_hypervolume_is_what_inclusion_and_exclusion_give(
            (points, reference) in (1usize..6).prop_flat_map(|numbers| (
                prop::collection::vec(prop::collection::vec(-3i64..9, numbers), 0..9),
                prop::collection::vec(-2i64..3, numbers),
            )),
        ) {
            let flat: Vec<f64> = points.iter().flatten().map(|&number| number as f64).collect();
            let from: Vec<f64> = reference.iter().map(|&number| number as f64).collect();
            let volume = hypervolume(&flat, &from, u64::MAX).unwrap();
            prop_assert!((volume - literally(&points, &reference) as f64).abs() < 1e-6);
        }
    }

    /// Points spread on a sphere, without a generator of random numbers: what moocore was given is the same.
    fn spread(numbers: usize, count: u64) -> Vec<f64> {
        let mut all = Vec::new();
        for point in 0..count {
            let point: Vec<f64> = (0..numbers as u64)
                .map(|number| ((point * 7919 + number * 104_729 + point * point * 31) % 1009 + 1) as f64)
                .collect();
            let length = point.iter().map(|number| number * number).sum::<f64>().sqrt();
            all.extend(point.iter().map(|number| number / length));
        }
        all
    }

    #[test]
    fn hypervolumes_are_those_that_moocore_gives() {
        // moocore.hypervolume(points, ref=[0]*numbers, maximise=True), version 0.3.2, for the points of `spread`.
        let by_moocore = [
            (2, 300, 0.6509088618864239),
            (3, 300, 0.261206263440028),
            (4, 120, 0.08211055189849142),
            (5, 60, 0.01951694507829059),
            (6, 40, 0.004126314806691338),
        ];
        for (numbers, count, volume) in by_moocore {
            let ours = hypervolume(&spread(numbers, count), &vec![0.0; numbers], u64::MAX).unwrap();
            assert!((ours - volume).abs() < 1e-9, "{numbers} numbers: {ours} and {volume}");
        }
    }

    #[test]
    fn a_volume_beyond_the_budget_is_not_told() {
        assert_eq!(hypervolume(&spread(5, 400), &[0.0; 5], 10_000), None);
    }
}
