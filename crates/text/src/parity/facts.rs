//! What is known of each clause of a version before it is compared.

use super::Version;
use super::binding::{Class, Denials};
use super::terms::{Term, TermWords};
use crate::clause::{Clause, ClauseIndex, ClauseKind};
use crate::particulars::{Lang, Lists, Particular, Value, label_number, particulars_with};

/// Facts of all clauses of a version, in its order.
pub(super) struct Facts {
    pub(super) clauses: Vec<ClauseFacts>,
    /// Letters and digits of all of it.
    pub(super) length: usize,
}

/// Facts of one clause.
pub(super) struct ClauseFacts {
    pub(super) particulars: Vec<Particular>,
    /// How often each term of the case is named.
    pub(super) terms: Vec<Option<String>>,
    /// Open points that start in it, by their place among the draft's.
    pub(super) points: Vec<usize>,
    /// How often it recommends, promises an effort and permits.
    pub(super) binding: [usize; 3],
    pub(super) denials: Denials,
    /// Letters and digits.
    pub(super) length: usize,
    /// The number in its label, in Western digits; a letter as the Latin letter of its place.
    pub(super) number: Option<String>,
    /// How many clauses stand above it.
    pub(super) depth: u16,
    pub(super) heading: bool,
}

impl Facts {
    /// By the lists of the version's language; by digits alone, where what it is compared with has none.
    pub(super) fn of(version: &Version<'_>, lists: &Lists, by_digits: bool, terms: &[Term]) -> Self {
        let draft = version.draft;
        let words = TermWords::new(terms, version.tag, lists);
        let mut clauses: Vec<ClauseFacts> = Vec::with_capacity(draft.outline().clauses.len());
        for (index, clause) in draft.outline().iter() {
            let text = draft.text_of(index);
            let above = clause.parent.and_then(|parent| clauses.get(parent.0 as usize));
            let depth = above.map_or(0, |above| above.depth.saturating_add(1));
            let heading = matches!(clause.kind, ClauseKind::Heading(_));
            let mut particulars =
                particulars_with(&text, if by_digits { Lists::of(Lang::Other) } else { lists });
            let mut number = number_of(clause, lists);
            // A heading whose number was not read as its label has it in front of its words.
            if heading
                && number.is_none()
                && let Some(Particular { span, value: Value::Reference(own), .. }) = particulars.first()
                && span.start == 0
            {
                number = Some(own.clone());
                particulars.remove(0);
            }
            // Without lists, a unit that nobody knows may stand before it: `Titre 4`.
            if heading
                && number.is_none()
                && lists.is_empty()
                && let Some(Particular { span, value: Value::Number { amount, .. }, .. }) =
                    particulars.first()
                && text.get(..span.start as usize).is_some_and(|unit| unit.split_whitespace().count() == 1)
            {
                number = Some(amount.to_string());
                particulars.remove(0);
            }
            let binding = [Class::Should, Class::Effort, Class::May]
                .map(|class| particulars.iter().filter(|p| Class::of(&p.value) == Some(class)).count());
            let denials = Denials::of(&particulars);
            clauses.push(ClauseFacts {
                particulars,
                binding,
                denials,
                terms: words.named(&text),
                points: Vec::new(),
                length: text.chars().filter(|c| c.is_alphanumeric()).count(),
                number,
                depth,
                heading,
            });
        }
        for (at, point) in draft.points().iter().enumerate() {
            if let Some(clause) = clauses.get_mut(point.clause.0 as usize) {
                clause.points.push(at);
            }
        }
        let length = clauses.iter().map(|clause| clause.length).sum();
        Self { clauses, length }
    }

    pub(super) fn get(&self, clause: ClauseIndex) -> Option<&ClauseFacts> {
        self.clauses.get(clause.0 as usize)
    }
}

impl ClauseFacts {
    /// Values that a translation keeps: not words of strength or denial, and not "one".
    pub(super) fn kept_values(&self) -> impl Iterator<Item = &Value> {
        self.particulars.iter().map(|particular| &particular.value).filter(|value| match value {
            Value::Modal { .. } | Value::Negation { .. } => false,
            Value::Number { amount, .. } => amount.as_whole() != Some(1),
            _ => true,
        })
    }
}

fn number_of(clause: &Clause, lists: &Lists) -> Option<String> {
    if clause.label.is_empty() { None } else { label_number(&clause.label, lists) }
}
