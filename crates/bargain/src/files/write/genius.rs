//! XML of GENIUS.

use super::text::decimal;
use super::{CannotSay, Target, tables};
use crate::space::{Issue, Space, Values};
use crate::utility::{Aggregate, Evaluator, HyperRectangle, Nested, Pays, Profile, Take, Term, Utility};
use std::fmt::Write;

const TARGET: Target = Target::Genius;

/// Whether GENIUS has a function for what an issue of whole numbers is evaluated as: a line, within 0 and 1.
pub(super) fn fits(issue: &Issue, evaluator: &Evaluator) -> bool {
    let Values::Integers { low, high } = issue.values else { return false };
    match evaluator {
        Evaluator::Linear { held: true, .. } => true,
        Evaluator::Linear { .. } | Evaluator::Constant(_) => [low, high]
            .into_iter()
            .all(|end| (0.0..=1.0).contains(&evaluator.of(crate::space::Value::Integer(end)))),
        _ => false,
    }
}

/// The domain. Issues of whole numbers that are in `words` are written as words.
pub(super) fn domain(space: &Space, words: &[bool]) -> String {
    let mut text = format!(
        "<negotiation_template>\n<utility_space number_of_issues=\"{}\">\n<objective index=\"0\" name=\"{}\" description=\"\" type=\"objective\" etype=\"objective\">\n",
        space.issues.len(),
        escaped(&space.name)
    );
    for (at, issue) in space.issues.iter().enumerate() {
        open_issue(&mut text, at, issue, words[at]);
        if words[at] {
            for (name, number) in tables::names(space, at).iter().zip(1..) {
                let _ = writeln!(text, "<item index=\"{number}\" value=\"{}\"/>", escaped(name));
            }
        }
        text.push_str("</issue>\n");
    }
    text.push_str("</objective>\n</utility_space>\n</negotiation_template>\n");
    text
}

fn open_issue(text: &mut String, at: usize, issue: &Issue, words: bool) {
    let (kind, bounds) = match &issue.values {
        Values::Integers { low, high } if !words => {
            ("integer", format!(" lowerbound=\"{low}\" upperbound=\"{high}\""))
        }
        Values::Reals { .. } | Values::Grid { .. } => ("real", String::new()),
        Values::Integers { .. } | Values::Options(_) => ("discrete", String::new()),
    };
    let _ = writeln!(
        text,
        "<issue index=\"{}\" name=\"{}\" type=\"{kind}\" etype=\"{kind}\" vtype=\"{kind}\"{bounds}>",
        at + 1,
        escaped(&issue.name)
    );
    if let Values::Reals { low, high } | Values::Grid { low, high, .. } = issue.values {
        let _ = writeln!(text, "<range lowerbound=\"{}\" upperbound=\"{}\"/>", decimal(low), decimal(high));
    }
}

/// The profile of a party.
pub(super) fn profile(
    space: &Space,
    profile: &Profile,
    words: &[bool],
    lost: &mut Vec<String>,
) -> Result<String, CannotSay> {
    let nonlinear = matches!(profile.utility, Utility::Nested(_));
    let kind = if nonlinear { " type=\"nonlinear\"" } else { "" };
    let mut text = format!(
        "<utility_space{kind}>\n<objective index=\"0\" name=\"{}\" description=\"\" type=\"objective\" etype=\"objective\">\n",
        escaped(&space.name)
    );
    match &profile.utility {
        Utility::Nested(nested) => nonlinear_body(&mut text, space, profile, nested, words)?,
        Utility::Additive(_) | Utility::Table(_) => linear_body(&mut text, space, profile, words)?,
    }
    text.push_str("</objective>\n");
    let _ = writeln!(text, "<discount_factor value=\"{}\"/>", decimal(profile.discount));
    match profile.reservation {
        Some(reservation) if reservation.is_finite() => {
            let _ = writeln!(text, "<reservation value=\"{}\"/>", decimal(reservation));
        }
        _ => lost.push(format!("that {:?} has no reservation value: GENIUS takes it for 0", profile.name)),
    }
    text.push_str("</utility_space>\n");
    Ok(text)
}

fn linear_body(text: &mut String, space: &Space, profile: &Profile, words: &[bool]) -> Result<(), CannotSay> {
    let terms = tables::terms(space, profile, Some(1.0), TARGET)?;
    let mut weights = String::new();
    for (at, (issue, term)) in space.issues.iter().zip(&terms).enumerate() {
        open_issue(text, at, issue, words[at]);
        let weight = if words[at] {
            items(text, space, at, term, profile)?
        } else {
            evaluator(text, issue, term, profile)?;
            term.weight
        };
        text.push_str("</issue>\n");
        let _ = writeln!(weights, "<weight index=\"{}\" value=\"{}\"/>", at + 1, decimal(weight));
    }
    text.push_str(&weights);
    Ok(())
}

/// The evaluations of words, divided by the greatest as GENIUS will divide them, and the weight that makes up for it.
fn items(
    text: &mut String,
    space: &Space,
    at: usize,
    term: &Term,
    profile: &Profile,
) -> Result<f64, CannotSay> {
    let table = tables::table(space, at, &term.evaluator);
    let greatest = table.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let nothing = table.iter().all(|worth| *worth == 0.0);
    if greatest <= 0.0 && !nothing && term.weight != 0.0 {
        return Err(TARGET.cannot(format!(
            "that no value of {:?} is worth more than 0 to {:?} and some are worth less",
            space.issues[at].name, profile.name
        )));
    }
    let divisor = if nothing || greatest <= 0.0 { 1.0 } else { greatest };
    for ((name, worth), number) in tables::names(space, at).iter().zip(&table).zip(1..) {
        let worth = decimal(worth / divisor);
        let _ =
            writeln!(text, "<item index=\"{number}\" value=\"{}\" evaluation=\"{worth}\"/>", escaped(name));
    }
    Ok(term.weight * divisor)
}

fn evaluator(text: &mut String, issue: &Issue, term: &Term, profile: &Profile) -> Result<(), CannotSay> {
    let cannot = || TARGET.cannot(format!("what {:?} wishes of {:?}", profile.name, issue.name));
    let line = match term.evaluator {
        Evaluator::Linear { slope, from, offset, .. } => Some((slope, from, offset)),
        Evaluator::Constant(constant) => Some((0.0, 0.0, constant)),
        _ => None,
    };
    match (&issue.values, &term.evaluator, line) {
        (Values::Integers { low, .. }, _, Some((slope, from, offset))) => {
            #[expect(
                clippy::cast_precision_loss,
                reason = "bounds of issues are far below what f64 counts exactly"
            )]
            let offset = slope * (*low as f64 - from) + offset;
            let _ = writeln!(
                text,
                "<evaluator ftype=\"linear\" slope=\"{}\" offset=\"{}\"/>",
                decimal(slope),
                decimal(offset)
            );
        }
        (Values::Reals { .. } | Values::Grid { .. }, Evaluator::Constant(constant), _) => {
            let _ = writeln!(text, "<evaluator ftype=\"constant\" parameter0=\"{}\"/>", decimal(*constant));
        }
        (
            Values::Reals { low, high } | Values::Grid { low, high, .. },
            Evaluator::Linear { held, .. },
            Some((slope, from, offset)),
        ) => {
            let inside =
                [*low, *high].iter().all(|end| (0.0..=1.0).contains(&(slope * (end - from) + offset)));
            if !held && !inside {
                return Err(cannot());
            }
            let offset = offset - slope * from;
            let _ = writeln!(
                text,
                "<evaluator ftype=\"linear\" parameter0=\"{}\" parameter1=\"{}\"/>",
                decimal(offset),
                decimal(slope)
            );
        }
        (Values::Reals { .. } | Values::Grid { .. }, Evaluator::Triangular { low, top, high }, _) => {
            let _ = writeln!(
                text,
                "<evaluator ftype=\"triangular\" parameter0=\"{}\" parameter1=\"{}\" parameter2=\"{}\"/>",
                decimal(*low),
                decimal(*high),
                decimal(*top)
            );
        }
        _ => return Err(cannot()),
    }
    Ok(())
}

fn nonlinear_body(
    text: &mut String,
    space: &Space,
    profile: &Profile,
    nested: &Nested,
    words: &[bool],
) -> Result<(), CannotSay> {
    if nested.at_most != Some(1.0) {
        return Err(TARGET.cannot(format!("that the utility of {:?} is not cut at 1", profile.name)));
    }
    if nested.whole.weight <= 0.0 {
        return Err(TARGET.cannot(format!("a whole with the weight {}", nested.whole.weight)));
    }
    for (at, issue) in space.issues.iter().enumerate() {
        open_issue(text, at, issue, words[at]);
        text.push_str("</issue>\n");
    }
    let _ = writeln!(text, "<utility maxutility=\"{}\">", decimal(nested.divisor / nested.whole.weight));
    aggregate(text, space, &nested.whole, 1.0, words)?;
    text.push_str("</utility>\n");
    Ok(())
}

fn aggregate(
    text: &mut String,
    space: &Space,
    whole: &Aggregate,
    weight: f64,
    words: &[bool],
) -> Result<(), CannotSay> {
    let take = match whole.take {
        Take::Sum => "sum",
        Take::Least => "min",
        Take::Greatest => "max",
    };
    let _ = writeln!(text, "<ufun type=\"PlainUfun\" weight=\"{}\" aggregation=\"{take}\">", decimal(weight));
    for rectangle in &whole.rectangles {
        hyper_rectangle(text, space, rectangle, words)?;
    }
    for part in &whole.parts {
        aggregate(text, space, part, part.weight, words)?;
    }
    text.push_str("</ufun>\n");
    Ok(())
}

fn hyper_rectangle(
    text: &mut String,
    space: &Space,
    rectangle: &HyperRectangle,
    words: &[bool],
) -> Result<(), CannotSay> {
    let name = match rectangle.pays {
        Pays::Inside => "INCLUDES",
        Pays::Outside => "EXCLUDES",
    };
    if rectangle.pays == Pays::Outside && rectangle.bounds.is_empty() {
        // Never paid.
        return Ok(());
    }
    let _ = writeln!(
        text,
        "<hyperRectangle utility=\"{}\" weight=\"{}\">",
        decimal(rectangle.worth),
        decimal(rectangle.weight)
    );
    for bound in &rectangle.bounds {
        let issue = &space.issues[bound.issue];
        if words[bound.issue] || !matches!(issue.values, Values::Integers { .. }) {
            return Err(TARGET
                .cannot(format!("bounds of {:?}, which it does not take for whole numbers", issue.name)));
        }
        let (low, high) = (bound.low.ceil(), bound.high.floor());
        let _ = writeln!(text, "<{name} index=\"{}\" min=\"{low}\" max=\"{high}\"/>", bound.issue + 1);
    }
    text.push_str("</hyperRectangle>\n");
    Ok(())
}

/// Words as they stand in an attribute.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\n' | '\r' | '\t' => {
                let _ = write!(text, "&#{};", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text
}
