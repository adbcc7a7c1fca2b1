//! Terms of the case: what a thing is called in each language, and where a text names it.

use std::collections::BTreeMap;

use crate::particulars::{Lang, Lists, NamedWords};

/// A term of the case with what it is called in each language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What people call the entry; named nowhere in a text.
    pub name: String,
    /// By language tag: the words that render it, any of them.
    pub renderings: BTreeMap<String, Vec<String>>,
}

impl Term {
    /// The renderings in a language: those of the tag itself, else those of the same language.
    pub(super) fn in_language(&self, tag: &str) -> Option<&[String]> {
        let same = |other: &str| Lang::of_tag(other) == Lang::of_tag(tag) && Lang::of_tag(tag) != Lang::Other;
        let found = self.renderings.get(tag).or_else(|| {
            self.renderings.iter().find(|(other, _)| same(other)).map(|(_, renderings)| renderings)
        });
        found.map(Vec::as_slice).filter(|renderings| !renderings.is_empty())
    }
}

/// The words for all terms in one language.
pub(super) struct TermWords<'l> {
    words: NamedWords<'l>,
    terms: usize,
}

impl<'l> TermWords<'l> {
    pub(super) fn new(terms: &[Term], tag: &str, lists: &'l Lists) -> Self {
        let mut words = NamedWords::new(lists);
        for (at, term) in terms.iter().enumerate() {
            for rendering in term.in_language(tag).unwrap_or_default() {
                words.add(rendering, at);
            }
        }
        Self { words, terms: terms.len() }
    }

    /// For each term the words by which a text names it first; `None` where it does not.
    pub(super) fn named(&self, text: &str) -> Vec<Option<String>> {
        let mut named = vec![None; self.terms];
        if self.terms > 0 && !self.words.is_empty() {
            self.words.find(text, |term, words| {
                if let Some(slot @ None) = named.get_mut(term) {
                    *slot = Some(words.to_owned());
                }
            });
        }
        named
    }
}
