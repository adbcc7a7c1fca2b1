//! Words with the label that stands before them, as in `1.1. Each farm`.

use crate::label::{Dress, start_of};

/// The words behind a label, where they begin with exactly this one: `1` begins `1. Each farm` and `1 Each farm`, and neither
/// `12 Each farm` nor `1.1. Each farm`. The label is given as printed, with what sets it off or without.
#[must_use]
pub fn without_label<'t>(words: &'t str, label: &str) -> Option<&'t str> {
    let label = label.trim();
    let behind = words.trim_start().strip_prefix(label).filter(|_| !label.is_empty())?;
    let rest = behind.trim_start_matches(['.', ')', ':']);
    let ends = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '[');
    ends.then(|| rest.trim_start())
}

/// The label that words begin with and the words behind it, where nothing but a label can be meant: `1.1.` and `Each farm`,
/// never the `12` of `12 farms`.
#[must_use]
pub fn label_and_words(words: &str) -> Option<(&str, &str)> {
    let words = words.trim_start();
    let found = start_of(words).filter(|start| !start.bullet && !start.doubtful)?;
    let (label, rest) = words.split_at_checked(found.body)?;
    let label = label.trim_end();
    (found.label.family.dress != Dress::Bare && !label.contains(['[', ']'])).then_some((label, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_not_taken_from_a_longer_one() {
        for (words, label, behind) in [
            ("1. Each farm", "1.", Some("Each farm")),
            ("1. Each farm", "1", Some("Each farm")),
            ("1\tEach farm", "1", Some("Each farm")),
            ("(a) Each farm", "(a)", Some("Each farm")),
            ("1.[Each farm]", "1.", Some("[Each farm]")),
            ("1.", "1.", Some("")),
            ("12 Each farm", "1", None),
            ("1.1. Each farm", "1.", None),
            ("1.1. Each farm", "1", None),
            ("1bis. Each farm", "1", None),
            ("Each farm", "", None),
            ("١٢. كل مزرعة", "١", None),
            ("١. كل مزرعة", "١.", Some("كل مزرعة")),
        ] {
            assert_eq!(without_label(words, label), behind, "{words:?} {label:?}");
        }
    }

    #[test]
    fn words_that_might_be_no_label_are_left_as_they_are() {
        for (words, parts) in [
            ("1.1. Each farm", Some(("1.1.", "Each farm"))),
            ("(b) Each farm", Some(("(b)", "Each farm"))),
            ("٢. كل مزرعة", Some(("٢.", "كل مزرعة"))),
            ("12 Each farm", None),
            ("12 farms", None),
            ("A farm has water", None),
            ("Each farm", None),
            ("- Each farm", None),
        ] {
            assert_eq!(label_and_words(words), parts, "{words:?}");
        }
    }
}
