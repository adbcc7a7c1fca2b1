//! Renderings in dispute: several wordings, in one language, for the same words of a text.
//!
//! A translation of an agreed text can be disputed as the text itself can. Each rendering is an act of its own, with who
//! made it or where it is known from; which of them is right is not for the record to say.

use std::collections::BTreeMap;

use onetext_text::clause::ClauseIndex;
use onetext_text::words::WordsHash;

use crate::act::{Act, Deed, Rendering};
use crate::ids::DraftId;
use crate::texts::Texts;
use crate::timeline::Timeline;

/// Words of a text that are rendered in more than one way.
#[derive(Debug, Clone)]
pub struct Disputed<'a> {
    /// The draft that the words stand in; `None`: no act says.
    pub draft: Option<&'a DraftId>,
    /// The clauses that they stand in; empty: the whole draft, or no file of it.
    pub clauses: Vec<ClauseIndex>,
    /// The words of the original.
    pub renders: &'a str,
    /// The language of the renderings, as a tag; `None`: not recorded.
    pub lang: Option<&'a str>,
    /// The different wordings, the earliest first, each with the acts that have it, in order.
    pub variants: Vec<Vec<&'a Act>>,
}

/// What makes two acts render the same words: draft, clauses as found in it, language and the exact words.
type SameWords<'a> = (Option<&'a DraftId>, Vec<ClauseIndex>, Vec<&'a str>, Option<String>, WordsHash);

/// Renderings that differ, of the same words of the same clauses in the same language, in order of the first act of each. Acts that
/// have been taken back are left out. Takes time in proportion to the number of acts.
pub fn disputed<'a>(timeline: &Timeline<'a>, texts: &impl Texts) -> Vec<Disputed<'a>> {
    let mut found: BTreeMap<SameWords<'a>, (usize, Vec<Vec<&'a Act>>)> = BTreeMap::new();
    for (at, act) in timeline.acts().iter().copied().enumerate() {
        let Deed::Interpret(Rendering { renders: Some(renders) }) = &act.deed else { continue };
        let Some(words) = act.words.as_deref().filter(|_| timeline.is_in_force(at)) else { continue };
        let (draft, clauses, unfound) = place(act, texts);
        let lang = act.lang.as_ref().map(|lang| lang.to_ascii_lowercase());
        let key = (draft, clauses, unfound, lang, WordsHash::of(renders));
        let (_, variants) = found.entry(key).or_insert_with(|| (at, Vec::new()));
        let same = |variant: &Vec<&Act>| {
            variant.first().and_then(|act| act.words.as_deref()).map(WordsHash::of)
                == Some(WordsHash::of(words))
        };
        match variants.iter_mut().find(|variant| same(variant)) {
            Some(variant) => variant.push(act),
            None => variants.push(vec![act]),
        }
    }
    let mut disputed: Vec<(usize, Disputed<'a>)> = found
        .into_iter()
        .filter(|(_, (_, variants))| variants.len() > 1)
        .filter_map(|((draft, clauses, ..), (at, variants))| {
            let first = *variants.first()?.first()?;
            let Deed::Interpret(Rendering { renders: Some(renders) }) = &first.deed else { return None };
            Some((at, Disputed { draft, clauses, renders, lang: first.lang.as_deref(), variants }))
        })
        .collect();
    disputed.sort_by_key(|(at, _)| *at);
    disputed.into_iter().map(|(_, disputed)| disputed).collect()
}

/// Where the words stand that an act renders: clauses by their place in the draft, and those by their name that are not found.
fn place<'a>(act: &'a Act, texts: &impl Texts) -> (Option<&'a DraftId>, Vec<ClauseIndex>, Vec<&'a str>) {
    let Some(anchor) = &act.anchor else { return (None, Vec::new(), Vec::new()) };
    let outline = texts.outline(&anchor.draft);
    let (mut clauses, mut unfound) = (Vec::new(), Vec::new());
    for name in &anchor.clauses {
        match outline.and_then(|outline| outline.find(name).ok()) {
            Some(clause) => clauses.push(clause),
            None => unfound.push(name.as_str()),
        }
    }
    clauses.sort_unstable();
    clauses.dedup();
    unfound.sort_unstable();
    (Some(&anchor.draft), clauses, unfound)
}
