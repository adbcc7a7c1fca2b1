//! Statements written so that they can be read again.

use std::fmt::{self, Display, Formatter};

use super::{Expression, parse::is_plain};
use crate::model::Opt;

/// A statement with the ids of its options, as [`Expression::parse`] reads it.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    expression: &'a Expression,
    options: &'a [Opt],
}

impl Expression {
    /// The statement as a text, with options by their ids.
    #[must_use]
    pub const fn shown<'a>(&'a self, options: &'a [Opt]) -> Shown<'a> {
        Shown { expression: self, options }
    }

    /// How strongly its parts are bound: what binds weaker than its surroundings needs parentheses.
    fn binds(&self) -> u8 {
        match self {
            Self::Iff(..) => 0,
            Self::If(..) => 1,
            Self::Any(any) if any.len() > 1 => 2,
            Self::All(all) if all.len() > 1 => 3,
            Self::Any(parts) | Self::All(parts) => parts.first().map_or(4, Self::binds),
            Self::Not(_) | Self::Taken(_) => 4,
        }
    }
}

/// The id of an option as a statement has it: in quotes where it needs them.
pub(crate) fn quoted(id: &str) -> String {
    if is_plain(id) {
        id.to_owned()
    } else {
        format!("\"{}\"", id.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

impl Shown<'_> {
    /// A part, in parentheses where it binds weaker than `least`.
    fn part(&self, part: &Expression, least: u8, f: &mut Formatter<'_>) -> fmt::Result {
        let shown = Shown { expression: part, options: self.options };
        if part.binds() < least { write!(f, "({shown})") } else { write!(f, "{shown}") }
    }

    fn joined(&self, parts: &[Expression], word: &str, least: u8, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                write!(f, " {word} ")?;
            }
            // A part that stands alone is shown as if the list were not there.
            self.part(part, if parts.len() == 1 { 0 } else { least }, f)?;
        }
        Ok(())
    }
}

impl Display for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.expression {
            Expression::Taken(option) => match self.options.get(*option as usize) {
                Some(option) => f.write_str(&quoted(&option.id)),
                None => write!(f, "\"option {option}\""),
            },
            Expression::Not(one) => {
                f.write_str("not ")?;
                self.part(one, 4, f)
            }
            Expression::All(all) if all.is_empty() => f.write_str("true"),
            Expression::Any(any) if any.is_empty() => f.write_str("false"),
            Expression::All(all) => self.joined(all, "and", 4, f),
            Expression::Any(any) => self.joined(any, "or", 3, f),
            Expression::If(then, condition) => {
                self.part(then, 2, f)?;
                f.write_str(" if ")?;
                self.part(condition, 2, f)
            }
            Expression::Iff(one, other) => {
                self.part(one, 1, f)?;
                f.write_str(" iff ")?;
                self.part(other, 1, f)
            }
        }
    }
}
