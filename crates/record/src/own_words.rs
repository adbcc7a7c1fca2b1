//! Each participant's own word for contested things.

use crate::ids::ParticipantId;
use crate::participant::Term;

/// The terms for which a participant has a word of their own, with that word, in the order of the case.
pub fn words_of<'a>(terms: &'a [Term], participant: &ParticipantId) -> Vec<(&'a Term, &'a str)> {
    terms.iter().filter_map(|term| Some((term, term.words.get(participant)?.as_str()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_participant_without_a_word_of_their_own_has_none_supplied() {
        let term = |id: &str, who: &str| Term {
            renderings: Default::default(),
            id: id.into(),
            neutral: "the well".into(),
            words: [(who.into(), "our well".to_owned())].into(),
            audience: crate::Audience::public(),
        };
        let terms = [term("a", "upper"), term("b", "lower")];
        let upper: Vec<(&str, &str)> =
            words_of(&terms, &"upper".into()).iter().map(|(term, word)| (term.id.as_str(), *word)).collect();
        assert_eq!(upper, [("a", "our well")]);
        assert!(words_of(&terms, &"council".into()).is_empty());
    }
}
