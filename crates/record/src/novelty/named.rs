//! Participants whom sentences name.

use onetext_text::words::exact_tokens;

use crate::ids::ParticipantId;
use crate::participant::Participant;

/// The participants named in these sentences, in the order given: by their name, by another name that texts use for them, or by an id
/// that cannot be an everyday word. Capitals count, but for words in capitals throughout; in Arabic and Hebrew a name may
/// be written together with the particles before it.
pub(super) fn named(people: &[Participant], sentences: &[String]) -> Vec<ParticipantId> {
    let sentences: Vec<Vec<String>> = sentences.iter().map(|sentence| tokens(sentence)).collect();
    let says = |name: &[String]| sentences.iter().any(|sentence| stands(name, sentence));
    people
        .iter()
        .filter(|person| {
            let id = person.id.as_str();
            let known = std::iter::once(person.name.as_str())
                .chain(person.also.iter().map(String::as_str))
                .chain(is_a_name(id).then_some(id));
            known.map(tokens).any(|name| says(&name))
        })
        .map(|person| person.id.clone())
        .collect()
}

fn tokens(words: &str) -> Vec<String> {
    exact_tokens(words).into_iter().map(|token| token.into_owned()).collect()
}

/// Whether an id is no word that a text may use for something else: `security-council`, `P5`.
fn is_a_name(id: &str) -> bool {
    id.chars().any(|c| c == '-' || c == '_' || c.is_ascii_digit() || c.is_uppercase())
}

fn stands(name: &[String], sentence: &[String]) -> bool {
    let Some((first, rest)) = name.split_first() else { return false };
    let same = |name: &String, word: &String| name == word || *word == name.to_uppercase();
    sentence.windows(name.len()).any(|window| {
        let Some((head, tail)) = window.split_first() else { return false };
        (same(first, head) || is_with_particles(first, head))
            && tail.iter().zip(rest).all(|(word, name)| same(name, word) || is_with_particles(name, word))
    })
}

/// Particles that are written together with the word behind them (and, so, by, like, for, to, from, that, the).
const PARTICLES: [&str; 14] = ["و", "ف", "ب", "ك", "ل", "ال", "لل", "ו", "ה", "ב", "כ", "ל", "מ", "ש"];

/// Whether a word is a name with at most three such particles before it. Names of one or two letters are not looked for so.
fn is_with_particles(name: &str, word: &str) -> bool {
    let Some(head) = word.strip_suffix(name) else { return false };
    if head.is_empty() || name.chars().count() < 3 {
        return false;
    }
    let mut ends = vec![0];
    for _ in 0..3 {
        ends = ends
            .iter()
            .flat_map(|&end| {
                PARTICLES
                    .iter()
                    .filter(move |particle| head[end..].starts_with(**particle))
                    .map(move |particle| end + particle.len())
            })
            .collect();
        if ends.contains(&head.len()) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;

    fn person(id: &str, name: &str, also: &[&str]) -> Participant {
        Participant {
            id: id.into(),
            name: name.to_owned(),
            roles: vec![Role::Party],
            lead: false,
            principal: None,
            mandate: None,
            also: also.iter().map(|name| (*name).to_owned()).collect(),
            audience: crate::Audience::public(),
        }
    }

    fn told(people: &[Participant], sentence: &str) -> Vec<String> {
        named(people, &[sentence.to_owned()]).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn participants_are_named_by_name_by_other_names_and_by_ids_that_are_names() {
        let people = [
            person("us", "United States", &["the US"]),
            person("security-council", "Security Council of the United Nations", &[]),
            person("north", "North", &[]),
        ];
        assert_eq!(told(&people, "The United States shall tell us."), ["us"]);
        assert_eq!(told(&people, "It is for us to tell, in the north."), [""; 0]);
        assert_eq!(
            told(&people, "Let the US and NORTH ask security-council."),
            ["us", "security-council", "north"]
        );
        assert_eq!(told(&people, "The United Nations and the States of the North Sea"), ["north"]);
    }

    #[test]
    fn names_with_particles_are_names() {
        let people = [person("union", "The union", &["النقابة", "נמל חיפה"])];
        for sentence in ["تلتزم النقابة بذلك", "والنقابة", "للعمال والنقابة", "בנמל חיפה"]
        {
            assert_eq!(told(&people, sentence), ["union"], "{sentence}");
        }
        assert!(told(&people, "xالنقابة").is_empty());
    }
}
