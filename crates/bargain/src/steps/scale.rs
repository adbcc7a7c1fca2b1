//! How many steps to a unit of utility.

/// Up to so many outcomes, steps are fine where they cannot be exact: there are no more points than that to keep.
pub(super) const FEW_OUTCOMES: u64 = 1_000_000;

/// Where steps cannot be exact and outcomes are few.
pub(super) const FINE: u64 = 1_000_000_000;

/// Where steps cannot be exact and outcomes are many: two parties then have no more points on a frontier than this.
pub(super) const COARSE: u64 = 10_000;

/// How many steps there are at most where they are exact and outcomes few.
pub(super) const FINEST: u64 = 1_000_000_000_000;

/// The smallest scale of which all these numbers are whole steps, if it is not above `most`.
///
/// A number counts as the fraction p/q that it is within a few units in its last place of: decimals and quotients come out
/// of files with no more error than that.
pub(super) fn exact(numbers: impl Iterator<Item = f64>, most: u64) -> Option<u64> {
    let mut scale = 1u64;
    for number in numbers.filter(|number| number.is_finite()) {
        #[expect(clippy::cast_precision_loss, reason = "a scale is far below what f64 counts exactly")]
        let steps = number * scale as f64;
        if is_whole(steps) {
            continue;
        }
        let denominator = fraction(steps, most / scale).or_else(|| decimal(steps, most / scale))?;
        scale = scale.checked_mul(denominator).filter(|&scale| scale <= most)?;
    }
    Some(scale)
}

/// Whether a number is whole but for the last places.
fn is_whole(number: f64) -> bool {
    let whole = number.round();
    // What is not 0 is not taken for it, however small it is.
    (whole != 0.0 || number == 0.0) && (number - whole).abs() <= 16.0 * f64::EPSILON * number.abs().max(1.0)
}

/// The largest denominator of a fraction that is taken for meant: among larger ones, some come close to any number by chance.
const MEANT: u64 = 1_000_000;

/// The smallest q, as continued fractions find it, of which the number is a fraction p/q but for its last places.
fn fraction(number: f64, most: u64) -> Option<u64> {
    let most = most.min(MEANT);
    let (mut before, mut now) = (0u64, 1u64);
    let mut rest = number.abs().fract();
    while rest > 0.0 {
        let turned = 1.0 / rest;
        if turned >= 1e15 {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positive and below 10¹⁵"
        )]
        let whole = turned as u64;
        (before, now) = (now, whole.checked_mul(now)?.checked_add(before)?);
        if now > most {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "at most the largest scale")]
        if is_whole(number * now as f64) {
            return Some(now);
        }
        rest = turned.fract();
    }
    None
}

/// The least power of ten that makes the number whole but for its last places, without what it shares with the number.
fn decimal(number: f64, most: u64) -> Option<u64> {
    (1..=12).map(|places| 10u64.pow(places)).find_map(|power| {
        #[expect(clippy::cast_precision_loss, reason = "at most 10¹²")]
        let whole = number * power as f64;
        if !is_whole(whole) || whole.abs() > 1e15 {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and at most 10¹⁵")]
        let denominator = power / shared(whole.abs().round() as u64, power);
        (denominator <= most).then_some(denominator)
    })
}

/// The greatest common divisor.
fn shared(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { shared(other, one % other) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_and_quotients_have_the_scale_that_makes_them_whole() {
        assert_eq!(exact([0.5, 0.25, 0.1].into_iter(), FINEST), Some(20));
        assert_eq!(exact([1.0 / 3.0, 2.0 / 7.0, 0.3 * (4.0 / 7.0)].into_iter(), FINEST), Some(105));
        assert_eq!(exact([0.123_456_7 * 0.89].into_iter(), FINEST), Some(1_000_000_000));
        assert_eq!(exact([2.0, -3.0].into_iter(), FINEST), Some(1));
        assert_eq!(exact([std::f64::consts::PI / 4.0].into_iter(), 10_000), None);
        assert_eq!(exact([0.1, 0.001].into_iter(), 100), None);
        assert_eq!(exact([0.1, 1e-15].into_iter(), FINEST), None);
    }
}
