//! Parity: whether language versions of one draft say the same, as far as that can be told without understanding them.
//!
//! [`parity`] sets every other version beside the first, clause by clause, and tells what one has and the other lacks:
//! numbers, ratios, dates, durations, references, named terms, open points, permission and denial, and whole clauses; and, where
//! the drafts before are given, clauses that changed in one language and not in another. What is found is a place to look at.
//! A translator may have had good reason, and much that can go wrong in a translation is not seen: `docs/parity.md` says how
//! much is found, how many false alarms there are, and what cannot be found.
//!
//! The way through: facts of each clause are gathered (`facts`), clauses are aligned (`align`), and of each pair
//! the facts are compared (`compare`).

mod align;
mod binding;
mod changed;
mod compare;
mod digits;
mod facts;
mod terms;

use serde::Serialize;

use crate::clause::ClauseIndex;
use crate::draft::Draft;
use crate::lineage::Lineage;
use crate::particulars::{Lang, Lists};
use crate::span::Span;

use facts::Facts;
pub use terms::Term;

/// One language version of a draft.
#[derive(Debug, Clone, Copy)]
pub struct Version<'d> {
    /// Its language tag (BCP 47), as the case or the caller writes it; findings name it by this.
    pub tag: &'d str,
    /// Its words.
    pub draft: &'d Draft,
    /// The draft before it in the same language, with how clauses of that became those of this.
    pub before: Option<(&'d Draft, &'d Lineage)>,
}

/// What was found, by clauses of the first version in its order; clauses that only another version has stand behind the clause that
/// they follow there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Parity {
    /// Clauses with findings.
    pub clauses: Vec<ClauseFindings>,
    /// Pairs of clauses that were compared.
    pub compared: usize,
}

/// Findings at one clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClauseFindings {
    /// The clause's id in the first version; in the version that has it, where the first lacks it.
    pub id: String,
    /// The language tag of that version.
    pub lang: String,
    /// Its labels on the way down, for people; empty where it has none.
    pub path: String,
    /// What was found, by sort.
    pub findings: Vec<Finding>,
}

/// One thing that one version has and another has not, or has otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What sort of thing.
    pub kind: FindingKind,
    /// The languages that are compared, that of the first version first. Of a clause that changed: those in which it did.
    pub languages: Vec<String>,
    /// The words of the first version; `None` where it has none. Of a clause that changed: what stood there before.
    pub from: Option<String>,
    /// The words of the other version; `None` where it has none. Of a clause that changed: what stands there now.
    pub to: Option<String>,
    /// 1-based line of the clause in the version named last in `languages`; where that lacks the clause, in the first.
    pub line: u32,
    /// Of a clause that changed: the languages in which its words are what they were.
    pub unchanged: Vec<String>,
}

/// What sort of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// A clause that one version lacks, with everything below it.
    Clause,
    /// A number in the label of a clause that one version lacks, or that counts on otherwise.
    Label,
    /// A number.
    Number,
    /// A ratio: `1:3`.
    Ratio,
    /// A length of time.
    Duration,
    /// A day, a month or a time of day.
    Date,
    /// A reference to another clause.
    Reference,
    /// A term of the case.
    Term,
    /// A permission, recommendation or mere effort where the other version has none.
    Modal,
    /// A denial.
    Negation,
    /// A bracket, option or placeholder.
    OpenPoint,
    /// The clause changed in some languages and not in others.
    Changed,
}

impl FindingKind {
    /// Its name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Label => "label",
            Self::Number => "number",
            Self::Ratio => "ratio",
            Self::Duration => "duration",
            Self::Date => "date",
            Self::Reference => "reference",
            Self::Term => "term",
            Self::Modal => "modal",
            Self::Negation => "negation",
            Self::OpenPoint => "open_point",
            Self::Changed => "changed",
        }
    }
}

/// Compares language versions of one draft with the first of them, by the lists that come with the crate.
///
/// Takes time in proportion to the length of the texts where they have the same clauses; where they have not, also to how many
/// more one has.
#[must_use]
pub fn parity(versions: &[Version<'_>], terms: &[Term]) -> Parity {
    let lists = |version: &Version<'_>| Lists::of(Lang::of_tag(version.tag));
    parity_with(versions, terms, lists)
}

/// Compares language versions of one draft by lists of the caller's own: one for each version.
#[must_use]
pub fn parity_with<'l>(
    versions: &[Version<'_>],
    terms: &[Term],
    lists: impl Fn(&Version<'_>) -> &'l Lists,
) -> Parity {
    let mut report = Report::default();
    let Some((first, others)) = versions.split_first() else { return report.finish(None) };
    let facts = |version: &Version<'_>, by_digits| Facts::of(version, lists(version), by_digits, terms);
    let without_lists = |version: &Version<'_>| lists(version).is_empty();
    // What the first says in words has nothing to stand beside in a language without lists.
    let in_words = facts(first, false);
    let in_digits = versions.iter().any(without_lists).then(|| facts(first, true));
    let mut aligned = Vec::with_capacity(others.len());
    for other in others {
        let by_digits = without_lists(first) || without_lists(other);
        let of_first = in_digits.as_ref().filter(|_| by_digits).unwrap_or(&in_words);
        let of_other = &facts(other, by_digits);
        let pairs = align::align(first.draft.outline(), of_first, other.draft.outline(), of_other);
        compare::versions((first, of_first), (other, of_other), &pairs, terms, by_digits, &mut report);
        aligned.push(pairs);
    }
    changed::clauses(versions, &aligned, &mut report);
    report.finish(Some(first))
}

/// Findings as they come.
#[derive(Debug, Default)]
struct Report {
    found: Vec<(Place, Finding)>,
    compared: usize,
}

/// Which clause findings belong to: one of the first version, or one that only another has, behind one of the first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// One more than the index in the first version of the clause, or of the one before; 0 for none.
    order: u32,
    /// What only another version has: its tag, its index there, its id and path.
    apart: Option<(String, u32, String, String)>,
}

impl Place {
    fn of(clause: ClauseIndex) -> Self {
        Self { order: clause.0 + 1, apart: None }
    }
}

impl Report {
    fn tell(&mut self, place: Place, finding: Finding) {
        self.found.push((place, finding));
    }

    fn finish(mut self, first: Option<&Version<'_>>) -> Parity {
        self.found.sort_by(|(a, x), (b, y)| (a, x.kind).cmp(&(b, y.kind)));
        let mut clauses: Vec<(Place, ClauseFindings)> = Vec::new();
        for (place, finding) in self.found {
            if let Some((_, last)) = clauses.last_mut().filter(|(last, _)| *last == place) {
                last.findings.push(finding);
                continue;
            }
            let (lang, (id, path)) = match &place.apart {
                Some((lang, _, id, path)) => (lang.clone(), (id.clone(), path.clone())),
                None => {
                    let index = ClauseIndex(place.order.saturating_sub(1));
                    let clause = first.and_then(|first| first.draft.outline().get(index));
                    let named = clause.map(|clause| (clause.id.clone(), clause.path.clone()));
                    (first.map_or_else(String::new, |first| first.tag.to_owned()), named.unwrap_or_default())
                }
            };
            clauses.push((place, ClauseFindings { id, lang, path, findings: vec![finding] }));
        }
        Parity { clauses: clauses.into_iter().map(|(_, clause)| clause).collect(), compared: self.compared }
    }
}

/// The words of a clause and of all below it, cut where they are long.
fn words_below(draft: &Draft, clause: ClauseIndex) -> String {
    const LONGEST: usize = 240;
    let mut words = String::new();
    for at in draft.outline().subtree(clause) {
        let index = ClauseIndex(at as u32);
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&draft.text_of(index));
        if words.len() > LONGEST {
            let end = words.floor_char_boundary(LONGEST);
            let end = words.get(..end).and_then(|cut| cut.rfind(' ')).unwrap_or(end);
            words.truncate(end);
            words.push_str(" …");
            break;
        }
    }
    words
}

/// A span as words on one line, cut where they are long. It is cut before it is read, so that open points within open points,
/// whose spans hold each other, take time in proportion to their number.
fn on_one_line(draft: &Draft, span: Span) -> String {
    const READ: usize = 240;
    const LONGEST: usize = 160;
    let words = draft.source().slice(span);
    let read = words.get(..words.floor_char_boundary(READ)).unwrap_or(words);
    let mut line = read.split_whitespace().collect::<Vec<_>>().join(" ");
    if read.len() < words.len() || line.len() > LONGEST {
        line.truncate(line.floor_char_boundary(LONGEST));
        line.push_str(" …");
    }
    line
}
