//! Numbers with a decimal point, taken exactly.

/// A decimal number: `digits` · 10^-`places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: i64,
    places: u32,
}

impl Decimal {
    /// What a number as written comes to; none for what is infinite, no number, or does not fit into 18 digits.
    pub(super) fn of(written: &str) -> Option<Self> {
        let (number, exponent) = match written.split_once(['e', 'E']) {
            Some((number, exponent)) => {
                (number, exponent.strip_prefix('+').unwrap_or(exponent).parse::<i32>().ok()?)
            }
            None => (written, 0),
        };
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let part = part.trim_end_matches('0');
        let mut places = i32::try_from(part.len()).ok()?.checked_sub(exponent)?;
        let joined = format!("{whole}{part}");
        let unsigned = joined.trim_start_matches(['-', '+']);
        if unsigned.is_empty() || !unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut digits = joined.parse::<i64>().ok()?;
        if digits == 0 {
            return Some(Self { digits, places: 0 });
        }
        while places > 0 && digits % 10 == 0 {
            (digits, places) = (digits / 10, places - 1);
        }
        while places < 0 {
            (digits, places) = (digits.checked_mul(10)?, places + 1);
        }
        let places = u32::try_from(places).ok().filter(|&places| places <= 18)?;
        (digits.unsigned_abs() < 10_u64.pow(18)).then_some(Self { digits, places })
    }

    /// The number in units of 10^-`places`, of which it has no more; none where that does not fit.
    fn in_units(self, places: u32) -> Option<i64> {
        self.digits.checked_mul(10_i64.checked_pow(places.checked_sub(self.places)?)?)
    }
}

/// Numbers as whole multiples of one power of ten: the order of them and of their sums stays as it is. None where they do not fit.
pub(super) fn in_common_units(numbers: &[Decimal]) -> Option<Vec<i64>> {
    let places = numbers.iter().map(|number| number.places).max().unwrap_or(0);
    numbers.iter().map(|number| number.in_units(places)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_taken_exactly_and_put_in_common_units() {
        let read = |all: &[&str]| {
            in_common_units(&all.iter().map(|one| Decimal::of(one).unwrap()).collect::<Vec<_>>())
        };
        assert_eq!(read(&["1", "-2", "+3"]), Some(vec![1, -2, 3]));
        assert_eq!(read(&["0.1", "-2.25", "3e1", "1.50e-1", "0.000"]), Some(vec![10, -225, 3000, 15, 0]));
        assert_eq!(read(&["1e17", "1e-17"]), None);
    }

    #[test]
    fn what_is_no_number_of_eighteen_digits_is_none() {
        for written in [
            "nan",
            "inf",
            "-inf",
            "",
            "-",
            "1e400",
            "1e-19",
            "1234567890123456789",
            "1.2.3",
            "1e",
            "--3",
            "0x10",
        ] {
            assert_eq!(Decimal::of(written), None, "{written}");
        }
    }
}
