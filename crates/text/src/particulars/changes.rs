//! What changed between two wordings of one language: first what can be named (numbers, durations, dates, modal verbs), then
//! the words.

use std::cmp::Ordering;

use serde::Serialize;

use super::lists::{Lang, Lists};
use super::value::{Kind, Particular};
use super::{Value, particulars_with};
use crate::redline::{Change, ChangeKind, redline};
use crate::span::Span;
use unicode_normalization::UnicodeNormalization;

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What sort of thing.
    pub kind: DifferenceKind,
    /// As it was printed; `None` where it is new.
    pub from: Option<String>,
    /// As it is printed now; `None` where it is gone.
    pub to: Option<String>,
    /// Which way it went, where that can be said.
    pub direction: Option<Direction>,
}

/// What sort of thing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// A number or a ratio.
    Number,
    /// A length of time.
    Duration,
    /// A day, a month or a time of day.
    Date,
    /// How binding a sentence is, or whether it is denied.
    Modal,
    /// Any other words, marks included.
    Words,
}

/// Which way something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// A greater number.
    More,
    /// A smaller number.
    Less,
    /// A longer time.
    Longer,
    /// A shorter time.
    Shorter,
    /// An earlier date.
    Earlier,
    /// A later date.
    Later,
    /// A more binding word.
    Stronger,
    /// A less binding word.
    Weaker,
}

impl DifferenceKind {
    /// Its name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Duration => "duration",
            Self::Date => "date",
            Self::Modal => "modal",
            Self::Words => "words",
        }
    }

    /// What a particular counts as; `None` for those that are words like others here.
    fn of(value: &Value) -> Option<Self> {
        match value.kind() {
            Kind::Number | Kind::Ratio => Some(Self::Number),
            Kind::Duration => Some(Self::Duration),
            Kind::Date => Some(Self::Date),
            Kind::Modal => Some(Self::Modal),
            Kind::Negation | Kind::Reference => None,
        }
    }
}

impl Direction {
    /// Its name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
            Self::Longer => "longer",
            Self::Shorter => "shorter",
            Self::Earlier => "earlier",
            Self::Later => "later",
            Self::Stronger => "stronger",
            Self::Weaker => "weaker",
        }
    }

    /// From one value to another of the same kind; `None` where they are equal or it cannot be said.
    fn between(kind: DifferenceKind, from: &Value, to: &Value) -> Option<Self> {
        let (greater, smaller) = match kind {
            DifferenceKind::Number => (Self::More, Self::Less),
            DifferenceKind::Duration => (Self::Longer, Self::Shorter),
            DifferenceKind::Date => (Self::Later, Self::Earlier),
            DifferenceKind::Modal => (Self::Stronger, Self::Weaker),
            DifferenceKind::Words => return None,
        };
        match to.compare(from)? {
            Ordering::Greater => Some(greater),
            Ordering::Less => Some(smaller),
            Ordering::Equal => None,
        }
    }
}

/// What changed from one wording to another, in the order of the new one.
///
/// Numbers, durations, dates and modal verbs that stand at the same place of both are told as one difference each, with the
/// way they went; what is told so is not told again as words. Of a stretch that is all new or all gone, the words are told
/// as a whole, and nothing of it besides. The same value written otherwise (`7`, `seven`) is a difference of words.
/// White space is none.
#[must_use]
pub fn differences(old: &str, new: &str, lang: Lang) -> Vec<Difference> {
    differences_with(old, new, Lists::of(lang))
}

/// What changed, by lists of the caller's own.
#[must_use]
pub fn differences_with(old: &str, new: &str, lists: &Lists) -> Vec<Difference> {
    // On one line and in one normal form, equal stretches are as long in one text as in the other.
    let (old, new) = (one_line(old), one_line(new));
    let (old, new) = (old.as_str(), new.as_str());
    let places = places(&redline(old, new));
    if places.is_empty() {
        return Vec::new();
    }
    let (before, after) = (particulars_with(old, lists), particulars_with(new, lists));
    let places = widened(places, (old, &before), (new, &after));
    let mut differences = Vec::new();
    for place in &places {
        let (was, is) = (within(&before, place.old), within(&after, place.new));
        at_place(old, new, place, &was, &is, &mut differences);
    }
    differences
}

/// A place where two texts differ: in each of them a stretch, which may be empty.
#[derive(Debug, Clone, Copy)]
struct Place {
    old: Span,
    new: Span,
}

fn places(changes: &[Change]) -> Vec<Place> {
    let (mut old, mut new) = (0u32, 0u32);
    let mut places = Vec::new();
    for change in changes {
        let (old_end, new_end) = (old + change.old.len() as u32, new + change.new.len() as u32);
        let place = Place { old: Span::new(old, old_end), new: Span::new(new, new_end) };
        let blank = change.old.trim().is_empty() && change.new.trim().is_empty();
        if change.kind != ChangeKind::Equal && !blank {
            places.push(place);
        }
        (old, new) = (old_end, new_end);
    }
    places
}

/// Places as wide as the particulars that they touch: where "14" became "21", "14 days" became "21 days". Places that come to
/// overlap are one.
fn widened(
    places: Vec<Place>,
    (old_text, before): (&str, &[Particular]),
    (new_text, after): (&str, &[Particular]),
) -> Vec<Place> {
    let mut joined: Vec<Place> = Vec::new();
    for place in places {
        let (old, new) = (wide(place.old, before), wide(place.new, after));
        // What an equal stretch gains on one side it gains on the other.
        let lead = (place.old.start - old.start).max(place.new.start - new.start);
        let tail = (old.end - place.old.end).max(new.end - place.new.end);
        let wider = |span: Span, text: &str| {
            let end = text.ceil_char_boundary((span.end + tail) as usize);
            Span::new(text.floor_char_boundary(span.start.saturating_sub(lead) as usize) as u32, end as u32)
        };
        let (old, new) = (wide(wider(place.old, old_text), before), wide(wider(place.new, new_text), after));
        match joined.last_mut() {
            Some(last) if old.start < last.old.end || new.start < last.new.end => {
                last.old = Span::new(last.old.start, last.old.end.max(old.end));
                last.new = Span::new(last.new.start, last.new.end.max(new.end));
            }
            _ => joined.push(Place { old, new }),
        }
    }
    joined
}

/// A stretch with all of the particulars that it touches.
fn wide(span: Span, particulars: &[Particular]) -> Span {
    particulars.iter().filter(|particular| touches(particular.span, span)).fold(span, |span, particular| {
        Span::new(span.start.min(particular.span.start), span.end.max(particular.span.end))
    })
}

fn touches(particular: Span, place: Span) -> bool {
    match place.is_empty() {
        true => particular.start < place.start && place.start < particular.end,
        false => particular.start < place.end && place.start < particular.end,
    }
}

fn within(particulars: &[Particular], place: Span) -> Vec<&Particular> {
    particulars.iter().filter(|particular| touches(particular.span, place)).collect()
}

/// What differs at one place.
fn at_place(
    old: &str,
    new: &str,
    place: &Place,
    was: &[&Particular],
    is: &[&Particular],
    differences: &mut Vec<Difference>,
) {
    let (mut old_told, mut new_told): (Vec<Span>, Vec<Span>) = (Vec::new(), Vec::new());
    let mut told: Vec<(u32, Difference)> = Vec::new();
    let kinds =
        [DifferenceKind::Number, DifferenceKind::Duration, DifferenceKind::Date, DifferenceKind::Modal];
    for kind in kinds {
        let of = |list: &[&Particular]| -> Vec<Particular> {
            list.iter().filter(|p| DifferenceKind::of(&p.value) == Some(kind)).map(|p| (*p).clone()).collect()
        };
        for (from, to) in paired(&of(was), &of(is)) {
            match (&from, &to) {
                (Some(from), Some(to)) if from.value == to.value => {
                    if same_words(&from.words, &to.words) {
                        old_told.push(from.span);
                        new_told.push(to.span);
                    }
                    continue;
                }
                _ => {}
            }
            let direction = from.as_ref().zip(to.as_ref());
            let direction = direction.and_then(|(from, to)| Direction::between(kind, &from.value, &to.value));
            let at = to.as_ref().map_or(place.new.end, |to| to.span.start);
            old_told.extend(from.as_ref().map(|from| from.span));
            new_told.extend(to.as_ref().map(|to| to.span));
            let words = |particular: Option<Particular>| particular.map(|particular| particular.words);
            told.push((at, Difference { kind, from: words(from), to: words(to), direction }));
        }
    }
    let (mut from, mut to) = (left(old, place.old, &old_told), left(new, place.new, &new_told));
    // Of what is all new or all gone, the words are whole, and have in them what could be named.
    if was.is_empty() && from.is_empty() && !to.is_empty() {
        to = left(new, place.new, &[]);
        told.clear();
    }
    if is.is_empty() && to.is_empty() && !from.is_empty() {
        from = left(old, place.old, &[]);
        told.clear();
    }
    if !same_words(&from, &to) {
        let shown = |words: String| (!words.is_empty()).then_some(words);
        let difference =
            Difference { kind: DifferenceKind::Words, from: shown(from), to: shown(to), direction: None };
        told.push((place.new.end, difference));
    }
    told.sort_by_key(|(at, difference)| (*at, difference.kind));
    differences.extend(told.into_iter().map(|(_, difference)| difference));
}

/// Particulars of one kind at one place, two and two: equal ones first, in order; the others in order.
fn paired(was: &[Particular], is: &[Particular]) -> Vec<(Option<Particular>, Option<Particular>)> {
    let mut partner: Vec<Option<usize>> = vec![None; was.len()];
    let mut taken = vec![false; is.len()];
    let mut from = 0;
    for (at, particular) in was.iter().enumerate() {
        let found = is.iter().skip(from).position(|other| other.value == particular.value);
        if let Some(found) = found.map(|found| found + from) {
            partner[at] = Some(found);
            taken[found] = true;
            from = found + 1;
        }
    }
    let mut free = (0..is.len()).filter(|&at| !taken[at]).collect::<Vec<_>>().into_iter();
    let mut pairs: Vec<(Option<Particular>, Option<Particular>)> = was
        .iter()
        .zip(partner)
        .map(|(particular, partner)| {
            let other = partner.or_else(|| free.next()).and_then(|at| is.get(at)).cloned();
            (Some(particular.clone()), other)
        })
        .collect();
    pairs.extend(free.map(|at| (None, is.get(at).cloned())));
    pairs
}

/// The words of a place without those that have been told, on one line.
fn left(text: &str, place: Span, told: &[Span]) -> String {
    let mut told: Vec<Span> = told.to_vec();
    told.sort_unstable();
    let mut parts: Vec<&str> = Vec::new();
    let mut at = place.start;
    for span in told {
        parts.push(text.get(at as usize..span.start.max(at) as usize).unwrap_or_default());
        at = at.max(span.end);
    }
    parts.push(text.get(at as usize..place.end.max(at) as usize).unwrap_or_default());
    let parts = parts.into_iter().map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" … ")
}

fn same_words(a: &str, b: &str) -> bool {
    crate::WordsHash::of(a) == crate::WordsHash::of(b)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}
