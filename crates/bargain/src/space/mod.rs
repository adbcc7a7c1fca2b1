//! Issues, the options of each, and the outcomes that they allow.

mod count;
mod rule;
mod walk;

use serde::Serialize;
use std::fmt;

pub use count::Uncountable;
pub use rule::{Rule, RuleError};
pub use walk::{Open, Walk};

/// What is to be decided in one place, and what it can be decided as.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// Its name, unique within a space.
    pub name: String,
    /// What it can be decided as.
    pub values: Values,
}

/// What an issue can be decided as.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// One of these options, in this order. Each is kept as its file wrote it, numbers too.
    Options(Vec<String>),
    /// A whole number from `low` to `high`, both included.
    Integers {
        /// The least value.
        low: i64,
        /// The greatest value.
        high: i64,
    },
    /// A real number from `low` to `high`, both included. Not countable: what enumerates or compares packages needs it
    /// discretised first ([`Space::discretised`]).
    Reals {
        /// The least value.
        low: f64,
        /// The greatest value.
        high: f64,
    },
    /// Real numbers of which so many are looked at, evenly spread, the least and the greatest among them.
    Grid {
        /// The least value.
        low: f64,
        /// The greatest value.
        high: f64,
        /// How many are looked at; at least two.
        values: u32,
    },
}

impl Values {
    /// The value at a place of a grid from `low` to `high`.
    fn on_grid(low: f64, high: f64, values: u32, place: u32) -> f64 {
        if place + 1 >= values { high } else { low + (high - low) * f64::from(place) / f64::from(values - 1) }
    }

    /// How many values there are; none for real numbers.
    #[must_use]
    pub fn count(&self) -> Option<u64> {
        match self {
            Values::Options(options) => Some(options.len() as u64),
            Values::Integers { low, high } => Some(high.abs_diff(*low).saturating_add(1)),
            Values::Grid { values, .. } => Some(u64::from(*values)),
            Values::Reals { .. } => None,
        }
    }
}

/// What one issue is decided as.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// The option at this place of [`Values::Options`].
    Option(u32),
    /// A whole number.
    Integer(i64),
    /// A real number.
    Real(f64),
}

/// One choice for every issue, in the order of the space's issues.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome(pub Vec<Value>);

/// All that can be agreed: the issues, and the rules that some choices exclude each other by.
#[derive(Debug, Clone, PartialEq)]
pub struct Space {
    /// What the file calls it.
    pub name: String,
    /// At least one, with names that differ.
    pub issues: Vec<Issue>,
    /// Combinations that cannot be agreed.
    pub rules: Vec<Rule>,
}

/// Why issues make no space.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpaceError {
    /// Nothing is to be decided.
    #[error("there is no issue: a space needs at least one")]
    NoIssue,
    /// An issue without a value.
    #[error("the issue {0:?} has no value: give it at least one, or leave the issue out")]
    Empty(String),
    /// Two issues of one name.
    #[error("two issues are called {0:?}: names tell issues apart, so give one of them another")]
    TwoIssues(String),
    /// Two options of one name.
    #[error("the issue {issue:?} has the value {option:?} twice: leave one of them out")]
    TwoOptions {
        /// Where.
        issue: String,
        /// Which.
        option: String,
    },
    /// A range that is upside down or not made of numbers.
    #[error(
        "the issue {issue:?} runs from {low} to {high}: the first must be a number and no greater than the second"
    )]
    Range {
        /// Where.
        issue: String,
        /// As given.
        low: String,
        /// As given.
        high: String,
    },
    /// Too few values to look at.
    #[error("{0:?} cannot be looked at with fewer than two values: ask for at least two")]
    Grid(String),
    /// A rule that does not fit the issues.
    #[error(transparent)]
    Rule(#[from] RuleError),
}

/// Why words name no value of an issue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is no value of the issue {issue:?}, which has {has}")]
pub struct NoSuchValue {
    /// The issue.
    pub issue: String,
    /// What was given.
    pub given: String,
    /// What it has, in words.
    pub has: String,
}

impl Space {
    /// A space of these issues, without rules.
    ///
    /// # Errors
    ///
    /// Where there is no issue, an issue has no value, or two share a name.
    pub fn new(name: impl Into<String>, issues: Vec<Issue>) -> Result<Self, SpaceError> {
        Self::with_rules(name, issues, Vec::new())
    }

    /// A space of these issues under these rules.
    ///
    /// # Errors
    ///
    /// As [`Space::new`], and where a rule names an issue or a value that is not there.
    pub fn with_rules(
        name: impl Into<String>,
        issues: Vec<Issue>,
        rules: Vec<Rule>,
    ) -> Result<Self, SpaceError> {
        if issues.is_empty() {
            return Err(SpaceError::NoIssue);
        }
        let mut names = std::collections::HashSet::new();
        for issue in &issues {
            if !names.insert(issue.name.as_str()) {
                return Err(SpaceError::TwoIssues(issue.name.clone()));
            }
            let range = |low: &dyn fmt::Display, high: &dyn fmt::Display| SpaceError::Range {
                issue: issue.name.clone(),
                low: low.to_string(),
                high: high.to_string(),
            };
            match &issue.values {
                Values::Options(options) => {
                    if options.is_empty() {
                        return Err(SpaceError::Empty(issue.name.clone()));
                    }
                    let mut seen = std::collections::HashSet::new();
                    if let Some(twice) = options.iter().find(|option| !seen.insert(option.as_str())) {
                        return Err(SpaceError::TwoOptions {
                            issue: issue.name.clone(),
                            option: twice.clone(),
                        });
                    }
                }
                Values::Integers { low, high } if low > high => return Err(range(low, high)),
                Values::Reals { low, high } | Values::Grid { low, high, .. }
                    if !(low <= high && low.is_finite() && high.is_finite()) =>
                {
                    return Err(range(low, high));
                }
                Values::Grid { values, .. } if *values < 2 => {
                    return Err(SpaceError::Grid(issue.name.clone()));
                }
                Values::Integers { .. } | Values::Reals { .. } | Values::Grid { .. } => {}
            }
        }
        for rule in &rules {
            rule.fits(&issues)?;
        }
        Ok(Self { name: name.into(), issues, rules })
    }

    /// The value of the issue at `issue` that these words name: an option by its name, a number by its digits.
    ///
    /// # Errors
    ///
    /// Where they name none.
    pub fn value(&self, issue: usize, given: &str) -> Result<Value, NoSuchValue> {
        let issue = &self.issues[issue];
        let value = match &issue.values {
            Values::Options(options) => options
                .iter()
                .position(|option| option == given)
                .and_then(|at| u32::try_from(at).ok())
                .map(Value::Option),
            Values::Integers { low, high } => {
                whole(given).filter(|value| (low..=high).contains(&value)).map(Value::Integer)
            }
            Values::Reals { low, high } | Values::Grid { low, high, .. } => given
                .trim()
                .parse::<f64>()
                .ok()
                .filter(|value| (low..=high).contains(&value))
                .map(Value::Real),
        };
        value.ok_or_else(|| NoSuchValue {
            issue: issue.name.clone(),
            given: given.to_owned(),
            has: issue.values.to_string(),
        })
    }

    /// The values of an issue in order; none of real numbers.
    pub fn values(&self, issue: usize) -> impl Iterator<Item = Value> + '_ {
        let (options, whole, grid) = match &self.issues[issue].values {
            Values::Options(options) => (0..u32::try_from(options.len()).unwrap_or(u32::MAX), None, 0..0),
            Values::Integers { low, high } => (0..0, Some(*low..=*high), 0..0),
            Values::Grid { values, .. } => (0..0, None, 0..*values),
            Values::Reals { .. } => (0..0, None, 0..0),
        };
        let real = move |place| match &self.issues[issue].values {
            Values::Grid { low, high, values } => Value::Real(Values::on_grid(*low, *high, *values, place)),
            _ => Value::Option(place),
        };
        let whole = whole.into_iter().flatten().map(Value::Integer);
        options.map(Value::Option).chain(whole).chain(grid.map(real))
    }

    /// The space in which so many values, evenly spread, are looked at of each issue that is decided as a real number; and
    /// which issues these are.
    ///
    /// # Errors
    ///
    /// Where fewer than two are asked for.
    pub fn discretised(&self, values: u32) -> Result<(Self, Vec<String>), SpaceError> {
        let mut looked_at = Vec::new();
        let issues = self.issues.iter().map(|issue| match issue.values {
            Values::Reals { low, high } => {
                looked_at.push(issue.name.clone());
                Issue { name: issue.name.clone(), values: Values::Grid { low, high, values } }
            }
            _ => issue.clone(),
        });
        let issues = issues.collect();
        Ok((Self::with_rules(self.name.clone(), issues, self.rules.clone())?, looked_at))
    }

    /// The outcome of which each issue's value is at the place given.
    #[must_use]
    pub fn outcome(&self, places: &[u32]) -> Outcome {
        Outcome(
            places
                .iter()
                .take(self.issues.len())
                .enumerate()
                .map(|(at, &place)| self.at(at, place))
                .collect(),
        )
    }

    /// The value at this place of the issue at `issue`.
    #[must_use]
    pub fn at(&self, issue: usize, place: u32) -> Value {
        match &self.issues[issue].values {
            Values::Options(_) => Value::Option(place),
            Values::Integers { low, .. } => Value::Integer(low.saturating_add(i64::from(place))),
            Values::Reals { low, .. } => Value::Real(*low),
            Values::Grid { low, high, values } => Value::Real(Values::on_grid(*low, *high, *values, place)),
        }
    }

    /// What the value of the issue at `issue` is called.
    #[must_use]
    pub fn called(&self, issue: usize, value: Value) -> String {
        match (value, &self.issues[issue].values) {
            (Value::Option(at), Values::Options(options)) => {
                options.get(at as usize).cloned().unwrap_or_default()
            }
            (Value::Option(at), _) => at.to_string(),
            (Value::Integer(whole), _) => whole.to_string(),
            (Value::Real(real), _) => real.to_string(),
        }
    }
}

/// A whole number, written with or without a fraction that is nothing.
pub(crate) fn whole(given: &str) -> Option<i64> {
    let given = given.trim();
    given.parse::<i64>().ok().or_else(|| {
        let real: f64 = given.parse().ok()?;
        #[expect(clippy::cast_possible_truncation, reason = "whole and within what f64 counts exactly")]
        (real.fract() == 0.0 && real.abs() < 9_007_199_254_740_992.0).then_some(real as i64)
    })
}

impl fmt::Display for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Values::Options(options) => {
                for (at, option) in options.iter().take(8).enumerate() {
                    write!(f, "{}{option:?}", if at == 0 { "" } else { ", " })?;
                }
                match options.len().saturating_sub(8) {
                    0 => Ok(()),
                    more => write!(f, " and {more} more"),
                }
            }
            Values::Integers { low, high } => write!(f, "the whole numbers from {low} to {high}"),
            Values::Reals { low, high } | Values::Grid { low, high, .. } => {
                write!(f, "the numbers from {low} to {high}")
            }
        }
    }
}
