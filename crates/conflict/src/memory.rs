//! What something would take in memory, said before it is done.

use thiserror::Error;

/// What is needed is more than there is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{what} would take {}, and {} are to be had; {help}",
    bytes(*needs), bytes(*budget)
)]
pub struct TooLarge {
    /// What was to be laid out.
    pub what: String,
    /// How many bytes it would take, at most.
    pub needs: u64,
    /// How many bytes there are for it.
    pub budget: u64,
    /// What to do about it.
    pub help: &'static str,
}

/// Refuses what does not fit.
///
/// # Errors
/// Where `needs` is more than `budget`.
pub(crate) fn fits(
    what: impl FnOnce() -> String,
    needs: u128,
    budget: u64,
    help: &'static str,
) -> Result<(), TooLarge> {
    if needs <= u128::from(budget) {
        return Ok(());
    }
    Err(TooLarge { what: what(), needs: u64::try_from(needs).unwrap_or(u64::MAX), budget, help })
}

/// A number of bytes for people: `1.5 GB`.
#[must_use]
pub fn bytes(count: u64) -> String {
    let units = ["kB", "MB", "GB", "TB", "PB", "EB"];
    let mut unit = None;
    let mut tenths = u128::from(count) * 10;
    for next in units {
        if tenths < 10_000 {
            break;
        }
        tenths = tenths.div_ceil(1000);
        unit = Some(next);
    }
    match unit {
        None => format!("{count} bytes"),
        Some(unit) if tenths < 100 => format!("{}.{} {unit}", tenths / 10, tenths % 10),
        Some(unit) => format!("{} {unit}", tenths.div_ceil(10)),
    }
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn bytes_are_told_in_units_that_people_know() {
        let told = [0, 999, 1000, 1_540, 64_000_000, 6_300_000_000, u64::MAX].map(bytes);
        assert_eq!(told, ["0 bytes", "999 bytes", "1.0 kB", "1.6 kB", "64 MB", "6.3 GB", "19 EB"]);
    }
}
