//! Taking out of a table what was read, by name and type. What is not there, or could not be read, is empty.

use std::collections::BTreeMap;
use std::ops::Range;
use std::str::FromStr;

use super::{Fields, Parsed};
use crate::act::{Choice, Dated, Decimal, NextStep};
use crate::audience::Audience;
use crate::entry::Reading;
use crate::ids::ParticipantId;
use crate::source::Source;
use crate::when::When;

impl Fields<'_> {
    /// The text of a field.
    pub(in crate::read) fn take_text(&mut self, name: &str) -> Option<String> {
        match &mut self.values.get_mut(name)?.1 {
            Parsed::Text(text) => Some(std::mem::take(text)),
            _ => None,
        }
    }

    /// The value that the name in a field stands for.
    pub(in crate::read) fn take_one_of<T: FromStr>(&mut self, name: &str) -> Option<T> {
        self.take_text(name)?.parse().ok()
    }

    /// The entries of a list, each with its place.
    pub(in crate::read) fn take_places(&mut self, name: &str) -> Vec<(String, Range<usize>)> {
        match self.values.get_mut(name) {
            Some((_, Parsed::Texts(texts))) => std::mem::take(texts),
            _ => Vec::new(),
        }
    }

    /// The entries of a list.
    pub(in crate::read) fn take_texts(&mut self, name: &str) -> Vec<String> {
        self.take_places(name).into_iter().map(|(text, _)| text).collect()
    }

    /// The participants in a field.
    pub(in crate::read) fn take_participants(&mut self, name: &str) -> Vec<ParticipantId> {
        self.take_texts(name).into_iter().map(ParticipantId::new).collect()
    }

    /// Whether a field says so.
    pub(in crate::read) fn take_flag(&self, name: &str) -> Option<bool> {
        match self.values.get(name)?.1 {
            Parsed::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    /// The date in a field.
    pub(in crate::read) fn take_when(&self, name: &str) -> Option<When> {
        match self.values.get(name)?.1 {
            Parsed::When(when) => Some(when),
            _ => None,
        }
    }

    /// The number in a field.
    pub(in crate::read) fn take_number(&self, name: &str) -> Option<Decimal> {
        match &self.values.get(name)?.1 {
            Parsed::Number(number) => Some(number.clone()),
            _ => None,
        }
    }

    /// The audience in a field.
    pub(in crate::read) fn take_audience(&mut self, name: &str) -> Option<Audience> {
        match &mut self.values.get_mut(name)?.1 {
            Parsed::Audience(audience) => Some(std::mem::take(audience)),
            _ => None,
        }
    }

    /// The dates in a field, earliest first.
    pub(in crate::read) fn take_dates(&mut self, name: &str) -> Vec<Dated> {
        match self.values.get_mut(name) {
            Some((_, Parsed::Dates(dates))) => std::mem::take(dates),
            _ => Vec::new(),
        }
    }

    /// The choices in a field.
    pub(in crate::read) fn take_choices(&mut self, name: &str) -> Vec<Choice> {
        match self.values.get_mut(name) {
            Some((_, Parsed::Choices(choices))) => std::mem::take(choices),
            _ => Vec::new(),
        }
    }

    /// The sources of the item.
    pub(in crate::read) fn take_sources(&mut self) -> Vec<Source> {
        match self.values.get_mut("sources") {
            Some((_, Parsed::Sources(sources))) => std::mem::take(sources),
            _ => Vec::new(),
        }
    }

    /// The next steps in a field.
    pub(in crate::read) fn take_steps(&mut self, name: &str) -> Vec<NextStep> {
        match self.values.get_mut(name) {
            Some((_, Parsed::Steps(steps))) => std::mem::take(steps),
            _ => Vec::new(),
        }
    }

    /// The readings in a field.
    pub(in crate::read) fn take_readings(&mut self, name: &str) -> Vec<Reading> {
        match self.values.get_mut(name) {
            Some((_, Parsed::Readings(readings))) => std::mem::take(readings),
            _ => Vec::new(),
        }
    }

    /// The words of a term in each language.
    pub(in crate::read) fn take_renderings(&mut self, name: &str) -> BTreeMap<String, Vec<String>> {
        match self.values.get_mut(name) {
            Some((_, Parsed::Renderings(renderings))) => std::mem::take(renderings),
            _ => BTreeMap::new(),
        }
    }

    /// Each participant's own word.
    pub(in crate::read) fn take_own_words(&mut self, name: &str) -> BTreeMap<ParticipantId, String> {
        match self.values.get_mut(name) {
            Some((_, Parsed::OwnWords(words))) => std::mem::take(words),
            _ => BTreeMap::new(),
        }
    }
}
