//! Two clauses that stand for each other: what one says and the other does not.

use std::collections::HashMap;

use super::align::Pair;
use super::binding::{Class, strong_words};
use super::digits;
use super::facts::{ClauseFacts, Facts};
use super::terms::Term;
use super::{Finding, FindingKind, Place, Report, Version, on_one_line, words_below};
use crate::clause::{Clause, ClauseIndex};
use crate::particulars::{Amount, Duration, Kind, Lang, Particular, Value};
use crate::points::{OpenPoint, PointKind};

/// Compares a version with the first.
pub(super) fn versions(
    (first, of_first): (&Version<'_>, &Facts),
    (other, of_other): (&Version<'_>, &Facts),
    pairs: &[Pair],
    terms: &[Term],
    by_digits: bool,
    report: &mut Report,
) {
    let sides = Sides { first, other, of_first, of_other, terms, by_digits };
    let (mut behind, mut shift) = (0u32, None);
    for pair in pairs {
        match (pair.first, pair.other) {
            (Some(a), Some(b)) => {
                behind = a.0 + 1;
                report.compared += 1;
                sides.pair(a, b, &mut shift, report);
            }
            (Some(a), None) => {
                behind = a.0 + 1;
                let partner =
                    |above: ClauseIndex| pairs.iter().any(|p| p.first == Some(above) && p.other.is_some());
                sides.lacking(first, a, partner, Place::of(a), report);
            }
            (None, Some(b)) => {
                let clause = other.draft.outline().get(b);
                let named = clause.map(|clause| (clause.id.clone(), clause.path.clone())).unwrap_or_default();
                let apart = Some((other.tag.to_owned(), b.0, named.0, named.1));
                let partner =
                    |above: ClauseIndex| pairs.iter().any(|p| p.other == Some(above) && p.first.is_some());
                sides.lacking(other, b, partner, Place { order: behind, apart }, report);
            }
            (None, None) => {}
        }
    }
}

struct Sides<'s> {
    first: &'s Version<'s>,
    other: &'s Version<'s>,
    of_first: &'s Facts,
    of_other: &'s Facts,
    terms: &'s [Term],
    /// Whether there are no word lists for one of the two.
    by_digits: bool,
}

impl Sides<'_> {
    fn finding(&self, kind: FindingKind, from: Option<String>, to: Option<String>, line: u32) -> Finding {
        let languages = vec![self.first.tag.to_owned(), self.other.tag.to_owned()];
        Finding { kind, languages, from, to, line, unchanged: Vec::new() }
    }

    /// A clause without partner; what stands below one that has none is told with it.
    fn lacking(
        &self,
        version: &Version<'_>,
        at: ClauseIndex,
        has_partner: impl Fn(ClauseIndex) -> bool,
        place: Place,
        report: &mut Report,
    ) {
        let Some(clause) = version.draft.outline().get(at) else { return };
        if clause.parent.is_some_and(|above| !has_partner(above)) {
            return;
        }
        let words = Some(words_below(version.draft, at)).filter(|words| !words.is_empty());
        let (from, to) = if std::ptr::eq(version, self.first) { (words, None) } else { (None, words) };
        report.tell(place, self.finding(FindingKind::Clause, from, to, clause.line));
    }

    fn pair(&self, a: ClauseIndex, b: ClauseIndex, shift: &mut Option<i64>, report: &mut Report) {
        let (Some(x), Some(y)) = (self.of_first.get(a), self.of_other.get(b)) else { return };
        let outlines = (self.first.draft.outline().get(a), self.other.draft.outline().get(b));
        let (Some(here), Some(there)) = outlines else { return };
        let line = there.line;
        let one_language = Lang::of_tag(self.first.tag) == Lang::of_tag(self.other.tag) && !self.by_digits;
        let mut tell = |kind, from: Option<String>, to: Option<String>| {
            // Words that are the same in one language tell nobody what differs.
            if !(one_language && from == to) {
                report.tell(Place::of(a), self.finding(kind, from, to, line));
            }
        };
        labels((here, x), (there, y), shift, &mut tell);
        self.values(x, y, &mut tell);
        self.binding(x, y, &mut tell);
        self.open_points(x, y, &mut tell);
        for (at, term) in self.terms.iter().enumerate() {
            if term.in_language(self.first.tag).is_none() || term.in_language(self.other.tag).is_none() {
                continue;
            }
            let named = |facts: &ClauseFacts| facts.terms.get(at).cloned().flatten();
            let (from, to) = (named(x), named(y));
            if from.is_some() != to.is_some() {
                tell(FindingKind::Term, from, to);
            }
        }
    }

    /// Numbers, ratios, durations, dates and references: what is left of each side when equal ones are taken away.
    fn values(
        &self,
        x: &ClauseFacts,
        y: &ClauseFacts,
        tell: &mut impl FnMut(FindingKind, Option<String>, Option<String>),
    ) {
        let kept = |facts: &ClauseFacts| -> Vec<Particular> {
            let kept = |p: &&Particular| !matches!(p.kind(), Kind::Modal | Kind::Negation);
            facts.particulars.iter().filter(kept).cloned().collect()
        };
        let (mut mine, mut others) = (kept(x), kept(y));
        cancel(&mut mine, &mut others, |a, b| a.value == b.value);
        cancel(&mut mine, &mut others, said_alike);
        ratio_in_parts(&mut mine, &mut others);
        ratio_in_parts(&mut others, &mut mine);
        if self.by_digits {
            cancel(&mut mine, &mut others, digits::alike);
            digits::dates_in_parts(&mut mine, &mut others);
            digits::dates_in_parts(&mut others, &mut mine);
            digits::only_beside_each_other(&mut mine, &mut others);
        }
        for kind in [Kind::Number, Kind::Ratio, Kind::Duration, Kind::Date, Kind::Reference] {
            let of = |list: &[Particular]| -> (Vec<Particular>, Vec<Particular>) {
                list.iter().filter(|p| p.kind() == kind).cloned().partition(|p| !may_lack(p))
            };
            // What a translation may say without a word for it is told only beside something else.
            let (firm, soft) = of(&mine);
            let (other_firm, other_soft) = of(&others);
            let ordinals =
                |list: &[Particular]| list.iter().filter(|p| matches!(p.value, Value::Ordinal(_))).count();
            // Places in an order come last among what may lack; where both sides have one, they differ.
            let both = ordinals(&soft).min(ordinals(&other_soft));
            let (count, other_count) = (firm.len() + both, other_firm.len() + both);
            let in_order = |firm: Vec<Particular>, mut soft: Vec<Particular>| -> Vec<Particular> {
                soft.sort_by_key(|p| !matches!(p.value, Value::Ordinal(_)));
                firm.into_iter().chain(soft).collect()
            };
            let (firm, other_firm) = (in_order(firm, soft), in_order(other_firm, other_soft));
            for at in 0..count.max(other_count) {
                let words = |list: &[Particular]| list.get(at).map(|p| p.words.clone());
                tell(finding_kind(kind), words(&firm), words(&other_firm));
            }
        }
    }

    /// Permission, recommendation and effort, and denial.
    ///
    /// What binds is not compared with what has no word of strength: Arabic and Hebrew demand by the bare verb. Permission,
    /// recommendation and effort have their words in all three languages.
    fn binding(
        &self,
        x: &ClauseFacts,
        y: &ClauseFacts,
        tell: &mut impl FnMut(FindingKind, Option<String>, Option<String>),
    ) {
        let apart = x.denials.apart(&y.denials);
        if apart {
            tell(FindingKind::Negation, strong_words(&x.particulars), strong_words(&y.particulars));
        }
        // "May only" is "shall not, except": where a denial stands for a word that is none, permission does not tell.
        let only = !apart && !x.denials.as_many_strong(&y.denials);
        for class in [Class::Effort, Class::Should, Class::May] {
            if only && class == Class::May {
                continue;
            }
            let of = |facts: &ClauseFacts| -> Vec<String> {
                facts
                    .particulars
                    .iter()
                    .filter(|p| Class::of(&p.value) == Some(class))
                    .map(|p| p.words.clone())
                    .collect()
            };
            let (ours, theirs) = (of(x), of(y));
            // A permission that the missing "not" makes of a prohibition has been told with it.
            let forbidden = |facts: &ClauseFacts| facts.particulars.iter().filter(|p| p.forbids).count();
            let of_denial =
                class == Class::May && apart && ours.len() + forbidden(x) == theirs.len() + forbidden(y);
            if ours.len() == theirs.len() || of_denial {
                continue;
            }
            // What the other side has there instead: a word that binds, or another class.
            let instead = |facts: &ClauseFacts, than: &ClauseFacts| -> Option<String> {
                let modals = facts.particulars.iter().filter(|p| {
                    let class = Class::of(&p.value);
                    let as_many = |facts: &ClauseFacts| {
                        facts.particulars.iter().filter(|p| Class::of(&p.value) == class).count()
                    };
                    class.is_some() && (class == Some(Class::Binding) || as_many(facts) > as_many(than))
                });
                let words: Vec<&str> = modals.map(|p| p.words.as_str()).collect();
                (!words.is_empty()).then(|| words.join(", "))
            };
            let all = |words: &[String]| (!words.is_empty()).then(|| words.join(", "));
            if ours.len() > theirs.len() {
                // Told once: of what stands instead, the class that comes first tells.
                tell(FindingKind::Modal, all(&ours), all(&theirs).or_else(|| instead(y, x)));
            } else {
                tell(FindingKind::Modal, all(&ours).or_else(|| instead(x, y)), all(&theirs));
            }
        }
    }

    fn open_points(
        &self,
        x: &ClauseFacts,
        y: &ClauseFacts,
        tell: &mut impl FnMut(FindingKind, Option<String>, Option<String>),
    ) {
        let (of_x, of_y) = (points(self.first, x), points(self.other, y));
        let (mine, others) = (more_than(&of_x, &of_y), more_than(&of_y, &of_x));
        for at in 0..mine.len().max(others.len()) {
            let words = |version: &Version<'_>, list: &[&OpenPoint]| {
                list.get(at).map(|point| on_one_line(version.draft, point.span))
            };
            tell(FindingKind::OpenPoint, words(self.first, &mine), words(self.other, &others));
        }
    }
}

/// The open points that start in a clause.
fn points<'d>(version: &Version<'d>, facts: &ClauseFacts) -> Vec<&'d OpenPoint> {
    facts.points.iter().filter_map(|&at| version.draft.points().get(at)).collect()
}

/// Open points of one side that the other does not have so many of, by kind and number of alternatives. Takes time in
/// proportion to their number.
fn more_than<'d>(mine: &[&'d OpenPoint], others: &[&OpenPoint]) -> Vec<&'d OpenPoint> {
    let sort = |point: &OpenPoint| (point.kind, point.alternatives.len());
    let mut left: HashMap<(PointKind, usize), usize> = HashMap::new();
    for point in others {
        *left.entry(sort(point)).or_default() += 1;
    }
    let mut lacks = |point: &&OpenPoint| match left.get_mut(&sort(point)) {
        Some(count @ 1..) => {
            *count -= 1;
            false
        }
        _ => true,
    };
    mine.iter().copied().filter(|point| lacks(point)).collect()
}

/// Labels that count on otherwise, or that one side lacks. A shift that began further up is not told again.
fn labels(
    (here, x): (&Clause, &ClauseFacts),
    (there, y): (&Clause, &ClauseFacts),
    shift: &mut Option<i64>,
    tell: &mut impl FnMut(FindingKind, Option<String>, Option<String>),
) {
    let number = |facts: &ClauseFacts| facts.number.as_ref().and_then(|number| number.parse::<i64>().ok());
    let label = |clause: &Clause| Some(clause.label.clone()).filter(|label| !label.is_empty());
    match (&x.number, &y.number) {
        (Some(a), Some(b)) if a == b => {
            if number(x).is_some() {
                *shift = None;
            }
        }
        (Some(_), Some(_)) => {
            let Some((a, b)) = number(x).zip(number(y)) else { return };
            if *shift != Some(b - a) {
                tell(FindingKind::Label, label(here), label(there));
            }
            *shift = Some(b - a);
        }
        (None, None) => {}
        // A bullet in one and a letter in the other are a matter of layout; a number that lacks is not.
        _ => {
            let (a, b) = (label(here), label(there));
            if a.is_none() || b.is_none() {
                tell(FindingKind::Label, a, b);
            }
        }
    }
}

fn finding_kind(kind: Kind) -> FindingKind {
    match kind {
        Kind::Ratio => FindingKind::Ratio,
        Kind::Duration => FindingKind::Duration,
        Kind::Date => FindingKind::Date,
        Kind::Reference => FindingKind::Reference,
        Kind::Number | Kind::Modal | Kind::Negation => FindingKind::Number,
    }
}

/// Takes away what both sides have.
fn cancel(
    mine: &mut Vec<Particular>,
    others: &mut Vec<Particular>,
    same: impl Fn(&Particular, &Particular) -> bool,
) {
    mine.retain(|particular| {
        let found = others.iter().position(|other| same(particular, other));
        found.map(|at| others.remove(at)).is_none()
    });
}

/// The same said in another form: a reference whose unit one list does not have, a ratio in words the other way round.
fn said_alike(a: &Particular, b: &Particular) -> bool {
    match (&a.value, &b.value) {
        (Value::Reference(reference), Value::Number { amount, per_cent: false })
        | (Value::Number { amount, per_cent: false }, Value::Reference(reference)) => {
            *reference == amount.to_string()
        }
        (Value::Ordinal(place), Value::Number { amount, per_cent: false })
        | (Value::Number { amount, per_cent: false }, Value::Ordinal(place)) => place == amount,
        (Value::Ordinal(place), Value::Reference(reference))
        | (Value::Reference(reference), Value::Ordinal(place)) => *reference == place.to_string(),
        (Value::Ratio(p, q), Value::Ratio(r, s)) => (p, q) == (s, r) && in_words(a) != in_words(b),
        _ => false,
    }
}

/// Takes away a ratio of one side and its two numbers on the other.
fn ratio_in_parts(ratios: &mut Vec<Particular>, numbers: &mut Vec<Particular>) {
    ratios.retain(|particular| {
        let Value::Ratio(p, q) = particular.value else { return true };
        let is = |other: &Particular, amount: Amount| matches!(other.value, Value::Number { amount: a, per_cent: false } if a == amount);
        let Some(first) = numbers.iter().position(|other| is(other, p)) else { return true };
        let Some(second) = numbers.iter().enumerate().position(|(at, other)| at != first && is(other, q)) else {
            return true;
        };
        numbers.remove(first.max(second));
        numbers.remove(first.min(second));
        false
    });
}

/// Whether a particular is written without digits.
fn in_words(particular: &Particular) -> bool {
    !particular.words.chars().any(|c| crate::label::digit(c).is_some())
}

/// Whether a translation may well say it without a word for it: "one" by the bare noun, "two" by the dual of Arabic or by "both",
/// "one week" by "a week", "third parties" by a word for others.
fn may_lack(particular: &Particular) -> bool {
    if matches!(particular.value, Value::Ordinal(_)) {
        return true;
    }
    if !in_words(particular) {
        return false;
    }
    let one = |amount: Amount| amount.as_whole() == Some(1);
    match particular.value {
        Value::Number { amount, per_cent: false } => one(amount) || amount.as_whole() == Some(2),
        Value::Duration(Duration::Seconds(amount)) => {
            matches!(amount.as_whole(), Some(1 | 60 | 3_600 | 86_400 | 604_800))
        }
        Value::Duration(Duration::Months(amount)) => matches!(amount.as_whole(), Some(1 | 12)),
        Value::Duration(Duration::WorkingDays(amount)) => one(amount),
        _ => false,
    }
}
