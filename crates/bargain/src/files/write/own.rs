//! The project's own TOML, which says everything.

use super::text::{decimal, quoted};
use crate::scenario::Scenario;
use crate::space::{Issue, Rule, Space, Value, Values};
use crate::utility::{
    Additive, Aggregate, Evaluator, HyperRectangle, Nested, Pays, Profile, Table, Take, Utility,
};
use std::fmt::Write;

/// The file: its name and what is in it.
pub(super) fn write(scenario: &Scenario) -> (String, String) {
    let Scenario { space, profiles } = scenario;
    let mut text = format!("name = {}\n", quoted(&space.name));
    for issue in &space.issues {
        let _ = writeln!(text, "\n[[issue]]\nname = {}", quoted(&issue.name));
        let _ = match &issue.values {
            Values::Options(options) => {
                let options: Vec<_> = options.iter().map(|option| quoted(option)).collect();
                writeln!(text, "options = [{}]", options.join(", "))
            }
            Values::Integers { low, high } => writeln!(text, "from = {low}\nto = {high}"),
            Values::Reals { low, high } | Values::Grid { low, high, .. } => {
                writeln!(text, "from = {}\nto = {}", decimal(*low), decimal(*high))
            }
        };
    }
    for rule in &space.rules {
        write_rule(&mut text, space, rule);
    }
    for profile in profiles {
        party(&mut text, space, profile);
    }
    ("scenario.toml".to_owned(), text)
}

fn write_rule(text: &mut String, space: &Space, rule: &Rule) {
    let named = |issue: usize, places: &mut dyn Iterator<Item = u32>| {
        let values: Vec<_> = places.map(|place| shown(space, issue, at_place(space, issue, place))).collect();
        let values = match values.as_slice() {
            [one] => one.clone(),
            all => format!("[{}]", all.join(", ")),
        };
        format!("{} = {values}", quoted(&space.issues[issue].name))
    };
    let (mut chosen, mut needed) = (Vec::new(), None);
    let has_condition = rule.parts().iter().any(|part| !part.all_but);
    for part in rule.parts() {
        if part.all_but && has_condition && needed.is_none() {
            needed = Some(named(part.issue, &mut part.places.iter().copied()));
        } else {
            let count = space.issues[part.issue].values.places().unwrap_or(0);
            let mut places = (0..count).filter(|&place| part.holds(place)).peekable();
            if places.peek().is_none() {
                // Nothing can break it.
                return;
            }
            chosen.push(named(part.issue, &mut places));
        }
    }
    let chosen = chosen.join(", ");
    let _ = match needed {
        None => writeln!(text, "\n[[rule]]\nnever_together = {{ {chosen} }}"),
        Some(needed) => writeln!(text, "\n[[rule]]\nif = {{ {chosen} }}\nneeds = {{ {needed} }}"),
    };
}

/// The value at a place of an issue that can be counted.
fn at_place(space: &Space, issue: usize, place: u32) -> Value {
    match space.issues[issue].values {
        Values::Integers { low, .. } => Value::Integer(low.saturating_add(i64::from(place))),
        Values::Options(_) | Values::Reals { .. } | Values::Grid { .. } => Value::Option(place),
    }
}

/// A value as it is written: words in quotes, whole numbers bare.
fn shown(space: &Space, issue: usize, value: Value) -> String {
    match value {
        Value::Option(_) => quoted(&space.called(issue, value)),
        Value::Integer(whole) => whole.to_string(),
        Value::Real(real) => decimal(real),
    }
}

fn party(text: &mut String, space: &Space, profile: &Profile) {
    let _ = writeln!(text, "\n[[party]]\nname = {}", quoted(&profile.name));
    if let Some(reservation) = profile.reservation {
        let _ = writeln!(text, "reservation = {}", decimal(reservation));
    }
    if profile.discount < 1.0 {
        let _ = writeln!(text, "discount = {}", decimal(profile.discount));
    }
    match &profile.utility {
        Utility::Additive(additive) => wishes(text, space, additive),
        Utility::Nested(nested) => together(text, space, nested),
        Utility::Table(table) => outcomes(text, space, table),
    }
}

fn wishes(text: &mut String, space: &Space, additive: &Additive) {
    if let Some(most) = additive.at_most {
        let _ = writeln!(text, "at_most = {}", decimal(most));
    }
    if additive.bias != 0.0 {
        let _ = writeln!(text, "bias = {}", decimal(additive.bias));
    }
    for (at, (issue, term)) in space.issues.iter().zip(&additive.terms).enumerate() {
        let _ = writeln!(text, "\n[party.wishes.{}]\nweight = {}", quoted(&issue.name), decimal(term.weight));
        let _ = writeln!(text, "{}", wish(space, at, issue, &term.evaluator));
    }
}

fn wish(space: &Space, at: usize, issue: &Issue, evaluator: &Evaluator) -> String {
    match evaluator {
        Evaluator::Constant(constant) => format!("constant = {}", decimal(*constant)),
        Evaluator::Linear { slope, from, offset, held } if !matches!(issue.values, Values::Options(_)) => {
            format!(
                "line = {{ from = {}, at_from = {}, slope = {}, held = {held} }}",
                decimal(*from),
                decimal(*offset),
                decimal(*slope)
            )
        }
        Evaluator::Triangular { low, top, high } if !matches!(issue.values, Values::Options(_)) => {
            format!(
                "triangle = {{ low = {}, top = {}, high = {} }}",
                decimal(*low),
                decimal(*top),
                decimal(*high)
            )
        }
        Evaluator::Polynomial(coefficients) if !matches!(issue.values, Values::Options(_)) => {
            let coefficients: Vec<_> = coefficients.iter().map(|c| decimal(*c)).collect();
            format!("polynomial = [{}]", coefficients.join(", "))
        }
        _ => {
            let worth: Vec<_> = space
                .values(at)
                .map(|value| {
                    format!("{} = {}", quoted(&space.called(at, value)), decimal(evaluator.of(value)))
                })
                .collect();
            format!("worth = {{ {} }}", worth.join(", "))
        }
    }
}

fn together(text: &mut String, space: &Space, nested: &Nested) {
    if let Some(most) = nested.at_most {
        let _ = writeln!(text, "at_most = {}", decimal(most));
    }
    let _ = writeln!(text, "\n[party.together]\ndivide_by = {}", decimal(nested.divisor));
    aggregate(text, space, &nested.whole, "party.together");
}

fn aggregate(text: &mut String, space: &Space, whole: &Aggregate, path: &str) {
    let take = match whole.take {
        Take::Sum => "sum",
        Take::Least => "least",
        Take::Greatest => "greatest",
    };
    let _ = writeln!(text, "take = \"{take}\"");
    if whole.weight != 1.0 {
        let _ = writeln!(text, "weight = {}", decimal(whole.weight));
    }
    if !whole.rectangles.is_empty() {
        text.push_str("box = [\n");
        for rectangle in &whole.rectangles {
            let _ = writeln!(text, "  {},", box_of(space, rectangle));
        }
        text.push_str("]\n");
    }
    let path = format!("{path}.part");
    for part in &whole.parts {
        let _ = writeln!(text, "\n[[{path}]]");
        aggregate(text, space, part, &path);
    }
}

fn box_of(space: &Space, rectangle: &HyperRectangle) -> String {
    let mut text = format!("{{ worth = {}", decimal(rectangle.worth));
    if rectangle.weight != 1.0 {
        let _ = write!(text, ", weight = {}", decimal(rectangle.weight));
    }
    let bounds: Vec<_> = rectangle
        .bounds
        .iter()
        .map(|bound| {
            let issue = &space.issues[bound.issue];
            let end = |number: f64| match &issue.values {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "the place of an option"
                )]
                Values::Options(_) => quoted(&space.called(bound.issue, Value::Option(number as u32))),
                Values::Integers { .. } | Values::Reals { .. } | Values::Grid { .. } => decimal(number),
            };
            format!("{} = [{}, {}]", quoted(&issue.name), end(bound.low), end(bound.high))
        })
        .collect();
    let side = match rectangle.pays {
        Pays::Inside => "inside",
        Pays::Outside => "outside",
    };
    let _ = write!(text, ", {side} = {{ {} }} }}", bounds.join(", "));
    text
}

fn outcomes(text: &mut String, space: &Space, table: &Table) {
    let _ = writeln!(text, "otherwise = {}", decimal(table.otherwise));
    for (key, worth) in table.listed() {
        let chosen: Vec<_> = key
            .iter()
            .enumerate()
            .map(|(issue, &number)| {
                let value = match space.issues[issue].values {
                    Values::Integers { .. } => Value::Integer(number),
                    Values::Options(_) | Values::Reals { .. } | Values::Grid { .. } => {
                        Value::Option(u32::try_from(number).unwrap_or(0))
                    }
                };
                format!("{} = {}", quoted(&space.issues[issue].name), shown(space, issue, value))
            })
            .collect();
        let _ = writeln!(
            text,
            "\n[[party.outcome]]\nchoose = {{ {} }}\nworth = {}",
            chosen.join(", "),
            decimal(worth)
        );
    }
    if table.is_empty() {
        // What is listed decides how a party's wishes are read.
        text.push_str("outcome = []\n");
    }
}
