//! What every picture is drawn with.

use crate::line::clean;

/// A coordinate with one decimal.
pub(crate) fn px(value: f64) -> String {
    format!("{value:.1}")
}

/// Words beside a drawing: cleaned, and cut at so many characters where they are longer.
pub(crate) fn clipped(text: &str, most: usize) -> String {
    let text = clean(text);
    if text.chars().count() <= most {
        return text;
    }
    text.chars().take(most.saturating_sub(1)).chain(['\u{2026}']).collect()
}

/// The line below which something on the frontier is better for one of two parties and not worse for the other.
pub(crate) fn staircase(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut sorted = points.to_vec();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut line: Vec<(f64, f64)> = Vec::with_capacity(sorted.len() * 2);
    for &(u, v) in &sorted {
        if let Some(&(before, _)) = line.last() {
            line.push((before, v));
        }
        line.push((u, v));
    }
    line
}
