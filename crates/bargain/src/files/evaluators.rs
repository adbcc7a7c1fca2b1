//! Evaluators from what several formats give alike: a table of values, or a function of numbers.

use super::source::{Refused, Source};
use super::tree::{Node, Value};
use crate::space::{Issue, Values};
use crate::utility::Evaluator;
use std::collections::HashMap;

/// How many values one table may have.
const MOST: u64 = 1 << 20;

/// The places of an issue's values, found by how they are written.
pub(crate) struct Places<'a> {
    issue: &'a Issue,
    by_words: HashMap<&'a str, usize>,
    by_number: HashMap<u64, usize>,
    count: usize,
}

impl<'a> Places<'a> {
    /// The places of an issue's values.
    ///
    /// # Errors
    ///
    /// Where they cannot be listed one by one.
    pub(crate) fn of(source: &Source, at: usize, issue: &'a Issue) -> Result<Self, Refused> {
        let count =
            issue.values.count().filter(|count| *count <= MOST).and_then(|count| usize::try_from(count).ok());
        let Some(count) = count else {
            return Err(source.refuse(
                at,
                format!("the values of {:?} are given one by one, and it has {}", issue.name, issue.values),
                "a function of the number",
                "give a function, or the issue a list of values",
            ));
        };
        let mut places = Self { issue, by_words: HashMap::new(), by_number: HashMap::new(), count };
        if let Values::Options(options) = &issue.values {
            for (place, option) in options.iter().enumerate() {
                places.by_words.insert(option, place);
                if let Ok(number) = option.parse::<f64>() {
                    places.by_number.entry(key(number)).or_insert(place);
                }
            }
        }
        Ok(places)
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The place of the value that a node names: by its words, or, if it is a number, by that.
    pub(crate) fn find(&self, node: &Node) -> Option<usize> {
        let words = node.words()?;
        match &self.issue.values {
            Values::Options(_) => self.by_words.get(words).copied().or_else(|| match node.value {
                Value::Number(number, _) => self.by_number.get(&key(number)).copied(),
                _ => None,
            }),
            Values::Integers { low, high } => crate::space::whole(words)
                .filter(|whole| (low..=high).contains(&whole))
                .and_then(|whole| usize::try_from(whole.abs_diff(*low)).ok()),
            Values::Reals { .. } | Values::Grid { .. } => None,
        }
    }

    /// What the value at a place is called.
    pub(crate) fn called(&self, place: usize) -> String {
        match &self.issue.values {
            Values::Options(options) => options.get(place).cloned().unwrap_or_default(),
            Values::Integers { low, .. } => {
                low.saturating_add(i64::try_from(place).unwrap_or(i64::MAX)).to_string()
            }
            Values::Reals { .. } | Values::Grid { .. } => String::new(),
        }
    }
}

/// A number as a key: the two noughts are one.
fn key(number: f64) -> u64 {
    (number + 0.0).to_bits()
}

/// An evaluator from the worth of values one by one.
pub(crate) fn table(worth: Vec<f64>, issue: &Issue) -> Evaluator {
    match issue.values {
        Values::Integers { low, .. } => Evaluator::Whole { low, table: worth },
        Values::Options(_) | Values::Reals { .. } | Values::Grid { .. } => Evaluator::Table(worth),
    }
}

/// An evaluator from a table of values and their worth. A value that is left out counts as 0, one that the issue does not have
/// is left out; both are stated.
///
/// # Errors
///
/// Where no value is one of the issue's, or a worth is no number.
pub(crate) fn given(source: &mut Source, node: &Node, issue: &Issue) -> Result<Evaluator, Refused> {
    let places = Places::of(source, node.at, issue)?;
    let mut worth: Vec<Option<f64>> = vec![None; places.count()];
    let mut unknown = Vec::new();
    for (key, value) in source.table(node, &format!("the worth of the values of {:?}", issue.name))? {
        let number = source.number(value, &format!("the worth of {:?}", key.words().unwrap_or_default()))?;
        match places.find(key) {
            Some(place) => {
                if worth[place].is_some_and(|other| other.to_bits() != number.to_bits()) {
                    return Err(source.refuse(
                        key.at,
                        format!(
                            "{:?} of {:?} is given twice, with different worth",
                            places.called(place),
                            issue.name
                        ),
                        "each value once",
                        "take one of them away",
                    ));
                }
                worth[place] = Some(number);
            }
            None => unknown.push((key.at, key.words().unwrap_or("a list").to_owned())),
        }
    }
    if worth.iter().all(Option::is_none) {
        return Err(source.refuse(
            node.at,
            format!("no value here is one of {:?}, which has {}", issue.name, issue.values),
            "a profile for this domain",
            "put it beside its own domain",
        ));
    }
    for (at, words) in unknown {
        source.repaired(at, format!("{words:?} is no value of {:?}: it was left out", issue.name));
    }
    let missing: Vec<_> = (0..worth.len()).filter(|&place| worth[place].is_none()).collect();
    for &place in missing.iter().take(MOST_MISSING) {
        let called = places.called(place);
        source.repaired(node.at, format!("{called:?} of {:?} is not evaluated: it counts as 0", issue.name));
    }
    if let Some(more) = missing.len().checked_sub(MOST_MISSING).filter(|more| *more > 0) {
        source.repaired(
            node.at,
            format!("{more} more values of {:?} are not evaluated: they count as 0", issue.name),
        );
    }
    Ok(table(worth.into_iter().map(|worth| worth.unwrap_or(0.0)).collect(), issue))
}

/// The same of a file in which a value that the issue does not have can only be a slip.
///
/// # Errors
///
/// As [`given`]; also where a value is none of the issue's.
pub(crate) fn given_exactly(source: &mut Source, node: &Node, issue: &Issue) -> Result<Evaluator, Refused> {
    let places = Places::of(source, node.at, issue)?;
    let table = source.table(node, &format!("the worth of the values of {:?}", issue.name))?;
    if let Some((key, _)) = table.iter().find(|(key, _)| places.find(key).is_none()) {
        return Err(source.refuse(
            key.at,
            format!("{:?} is no value of {:?}", key.words().unwrap_or("a list"), issue.name),
            issue.values.to_string(),
            "mend the name of the value, or take it out",
        ));
    }
    given(source, node, issue)
}

/// How many values of one issue are named one by one where they are not evaluated.
const MOST_MISSING: usize = 20;

/// A function of numbers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Function {
    /// Σ coefficientₖ·xᵏ, from the constant upwards.
    Polynomial(Vec<f64>),
    /// baseᵗᵃᵘ˙ˣ + bias.
    Exponential { base: f64, tau: f64, bias: f64 },
    /// scale·log(tau·x) to the base + bias.
    Logarithm { base: f64, tau: f64, scale: f64, bias: f64 },
    /// amplitude·sin(multiplier·x + phase) + bias.
    Sine { amplitude: f64, multiplier: f64, phase: f64, bias: f64 },
}

impl Function {
    fn of(&self, x: f64) -> f64 {
        match self {
            Function::Polynomial(coefficients) => {
                coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
            }
            Function::Exponential { base, tau, bias } => base.powf(tau * x) + bias,
            Function::Logarithm { base, tau, scale, bias } => scale * (tau * x).log(*base) + bias,
            Function::Sine { amplitude, multiplier, phase, bias } => {
                amplitude * (multiplier * x + phase).sin() + bias
            }
        }
    }

    /// The function over the values of an issue.
    ///
    /// # Errors
    ///
    /// Where the values are no numbers, or the function gives none for one of them.
    pub(crate) fn over(&self, source: &Source, at: usize, issue: &Issue) -> Result<Evaluator, Refused> {
        if let (Function::Polynomial(coefficients), Values::Integers { .. } | Values::Reals { .. }) =
            (self, &issue.values)
        {
            return Ok(match coefficients.as_slice() {
                &[constant] => Evaluator::Constant(constant),
                &[offset, slope] => Evaluator::Linear { slope, from: 0.0, offset, held: false },
                all => Evaluator::Polynomial(all.to_vec()),
            });
        }
        let places = Places::of(source, at, issue)?;
        let worth = (0..places.count()).map(|place| {
            let called = places.called(place);
            let constant = match self {
                Function::Polynomial(coefficients) if coefficients.len() == 1 => {
                    coefficients.first().copied()
                }
                _ => None,
            };
            let number = called.trim().parse::<f64>().ok().map(|number| self.of(number)).or(constant);
            number.filter(|number| number.is_finite()).ok_or_else(|| {
                source.refuse(
                    at,
                    format!("the value {called:?} of {:?} has no number under this function", issue.name),
                    "values that are numbers, and a function that is one for each",
                    "give the worth of each value instead",
                )
            })
        });
        Ok(table(worth.collect::<Result<_, _>>()?, issue))
    }
}
