//! Decimal numbers as a file writes them, without a loss.

use super::{LARGEST, Time};

/// The most places after the point that a file can have: enough for any double written in full, and little enough for
/// [`LARGEST`] to hold the numbers themselves.
pub(super) const MOST_PLACES: u32 = 24;

/// `mantissa` × 10^−`places`, with as few places as it can be written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimal {
    mantissa: Time,
    places: u32,
}

/// Why a number cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    NoNumber,
    TooLong,
}

impl Decimal {
    /// A number as JSON writes it: `-12.50`, `3e2`.
    pub(super) fn read(text: &str) -> Result<Self, Unread> {
        let (number, exponent) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => {
                let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
                if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Err(Unread::NoNumber);
                }
                (number, exponent.parse::<i64>().map_err(|_| Unread::TooLong))
            }
            None => (text, Ok(0)),
        };
        let unsigned = number.strip_prefix(['-', '+']).unwrap_or(number);
        let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        if whole.is_empty() || (unsigned.contains('.') && part.is_empty()) {
            return Err(Unread::NoNumber);
        }
        let mut mantissa: Time = 0;
        let mut places: i64 = 0;
        for (at, byte) in whole.bytes().chain(part.bytes()).enumerate() {
            if !byte.is_ascii_digit() {
                return Err(Unread::NoNumber);
            }
            let digit = Time::from(byte - b'0');
            mantissa = mantissa
                .checked_mul(10)
                .and_then(|mantissa| mantissa.checked_add(digit))
                .ok_or(Unread::TooLong)?;
            places += i64::from(at >= whole.len());
        }
        if mantissa == 0 {
            return Ok(Self { mantissa: 0, places: 0 });
        }
        places =
            exponent?.checked_neg().and_then(|moved| moved.checked_add(places)).ok_or(Unread::TooLong)?;
        while places > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            places -= 1;
        }
        while places < 0 {
            mantissa = mantissa.checked_mul(10).ok_or(Unread::TooLong)?;
            places += 1;
        }
        let places = u32::try_from(places).map_err(|_| Unread::TooLong)?;
        if places > MOST_PLACES || mantissa > LARGEST {
            return Err(Unread::TooLong);
        }
        Ok(Self { mantissa: if number.starts_with('-') { -mantissa } else { mantissa }, places })
    }

    pub(super) fn places(self) -> u32 {
        self.places
    }

    /// In units of 10^−`places`, of which there must be at least as many as the number has; `None` where that is too large.
    pub(super) fn scaled(self, places: u32) -> Option<Time> {
        let more = places.checked_sub(self.places)?;
        let scaled = self.mantissa.checked_mul((10 as Time).checked_pow(more)?)?;
        (scaled.abs() <= LARGEST).then_some(scaled)
    }
}

/// A time in units of 10^−`places` as a decimal number: `12.5`.
pub(super) fn write(time: Time, places: u32) -> String {
    let digits = time.unsigned_abs().to_string();
    let places = places as usize;
    let digits = format!("{}{digits}", "0".repeat((places + 1).saturating_sub(digits.len())));
    let (whole, part) = digits.split_at(digits.len() - places);
    let part = part.trim_end_matches('0');
    let sign = if time < 0 { "-" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_written_without_a_loss() {
        for (text, places, time, again) in [
            ("20.898699999999998", 15, 20_898_699_999_999_998, "20.898699999999998"),
            ("0.1", 1, 1, "0.1"),
            ("-12.50", 1, -125, "-12.5"),
            ("3e2", 0, 300, "300"),
            ("1.5E-3", 4, 15, "0.0015"),
            ("1000000.0", 0, 1_000_000, "1000000"),
            ("-0.0e99999999999999999999", 0, 0, "0"),
        ] {
            let read = Decimal::read(text).unwrap();
            assert_eq!(read.scaled(places), Some(time), "{text}");
            assert_eq!(write(time, places), again);
        }
        assert_eq!(Decimal::read("5").unwrap().scaled(3), Some(5000));
        assert_eq!(Decimal::read("0.05").unwrap().scaled(1), None);
    }

    #[test]
    fn what_is_no_number_or_too_long_is_told_apart() {
        for text in ["", "-", ".5", "5.", "1e", "1e+", "0x1", "1 ", "--1", "inf", "1e1.5", "१"] {
            assert_eq!(Decimal::read(text), Err(Unread::NoNumber), "{text}");
        }
        for text in ["1e40", "1e-40", "1e99999999999999999999", "99999999999999999999999999999999999999999"] {
            assert_eq!(Decimal::read(text), Err(Unread::TooLong), "{text}");
        }
    }
}
