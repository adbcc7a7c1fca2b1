//! Confidence intervals of means.

use serde::Serialize;

/// A mean, and between which numbers it lies with a confidence of 95 %.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// The mean of what was seen.
    pub mean: f64,
    /// None where fewer than two were seen.
    pub low: Option<f64>,
    /// None where fewer than two were seen.
    pub high: Option<f64>,
}

/// The mean of `count` numbers and its interval by Student's t: mean ± t·s/√count, where s² = `squares`/(count − 1), and `squares` is the sum of
/// squared distances from the mean.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts are far below what f64 counts exactly")]
pub fn interval(count: u64, mean: f64, squares: f64) -> Interval {
    if count < 2 {
        return Interval { mean, low: None, high: None };
    }
    let half = quantile(count - 1) * (squares / (count - 1) as f64 / count as f64).sqrt();
    Interval { mean, low: Some(mean - half), high: Some(mean + half) }
}

/// The 0.975 quantile of Student's t with so many degrees of freedom: from a table where they are few, else by the expansion in their
/// reciprocal around the normal quantile (Fisher & Cornish 1960), which is right to five digits from ten on.
#[expect(clippy::cast_precision_loss, reason = "counts are far below what f64 counts exactly")]
fn quantile(freedom: u64) -> f64 {
    const FEW: [f64; 9] =
        [12.706_205, 4.302_653, 3.182_446, 2.776_445, 2.570_582, 2.446_912, 2.364_624, 2.306_004, 2.262_157];
    if let Some(&quantile) =
        usize::try_from(freedom).ok().and_then(|freedom| FEW.get(freedom.wrapping_sub(1)))
    {
        return quantile;
    }
    let (z, n) = (1.959_963_984_540_054_f64, freedom as f64);
    let terms = [
        (z.powi(3) + z) / 4.0,
        (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0,
        (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0,
        (79.0 * z.powi(9) + 776.0 * z.powi(7) + 1_482.0 * z.powi(5) - 1_920.0 * z.powi(3) - 945.0 * z)
            / 92_160.0,
    ];
    terms.iter().rev().fold(0.0, |sum, term| (sum + term) / n) + z
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From printed tables of Student's t.
    #[test]
    fn quantiles_are_those_of_printed_tables() {
        for (freedom, expected) in [
            (1, 12.706),
            (9, 2.262),
            (10, 2.228),
            (12, 2.179),
            (20, 2.086),
            (30, 2.042),
            (60, 2.000),
            (120, 1.980),
        ] {
            assert!((quantile(freedom) - expected).abs() < 6e-4, "{freedom}: {}", quantile(freedom));
        }
        assert!((quantile(1_000_000_000) - 1.959_964).abs() < 1e-6);
    }

    #[test]
    fn an_interval_is_worked_out_as_by_hand() {
        // 1, 2, 3, 4: mean 2.5, squared distances 5, s/√4 = 0.645497, t = 3.182446.
        let found = interval(4, 2.5, 5.0);
        assert!(
            (found.high.unwrap() - 4.554_260).abs() < 1e-5 && (found.low.unwrap() - 0.445_740).abs() < 1e-5
        );
        assert_eq!(interval(1, 0.5, 0.0), Interval { mean: 0.5, low: None, high: None });
    }
}
