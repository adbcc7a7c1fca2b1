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
