//! The words of a clause with an amendment made in it.

use onetext_text::redline::{ChangeKind, redline};

use super::compare::part_of;

/// The text of a clause once `words` have taken their place in it: all of it, where they are for the whole clause; else the
/// clause with the part changed that they are for, by the same reading as facts of novelty. `None` where nothing in the
/// clause tells which part that is.
#[must_use]
pub fn amended(clause: &str, words: &str) -> Option<String> {
    let mut changes = redline(clause, words);
    let Some(place) = part_of(&mut changes) else { return Some(words.to_owned()) };
    if changes.iter().all(|change| change.kind != ChangeKind::Equal) {
        return None;
    }
    let part = clause.get(place.clone())?;
    let blanks = (part.len() - part.trim_start().len(), part.len() - part.trim_end().len());
    let before = clause.get(..place.start + blanks.0)?;
    let after = clause.get(place.end - blanks.1..)?;
    Some(format!("{before}{}{after}", words.trim()))
}

#[cfg(test)]
mod tests {
    use super::amended;

    #[test]
    fn words_for_a_whole_clause_take_its_place() {
        let clause = "Each farm shall draw water on alternate days.";
        let words = "Each farm shall draw water on alternate days, and none on feast days.";
        assert_eq!(amended(clause, words).as_deref(), Some(words));
    }

    #[test]
    fn words_for_a_part_change_that_part_and_leave_what_is_around_it() {
        let clause = "Each farm shall draw water on alternate days, from dawn until noon, under the eyes of the council.";
        assert_eq!(
            amended(clause, "on alternate days, from dawn until dusk,").as_deref(),
            Some(
                "Each farm shall draw water on alternate days, from dawn until dusk, under the eyes of the council."
            )
        );
    }

    #[test]
    fn words_for_a_part_change_that_part_even_where_the_same_letters_stand_before_it() {
        let clause = "Those unarmed on that day may enter, and those armed on that day may not.";
        assert_eq!(
            amended(clause, "armed on any day").as_deref(),
            Some("Those unarmed on that day may enter, and those armed on any day may not.")
        );
    }

    #[test]
    fn words_that_nothing_in_the_clause_goes_with_have_no_place() {
        let clause = "Each farm shall draw water on alternate days, from dawn until noon.";
        assert_eq!(amended(clause, "Goats drink free."), None);
    }
}
