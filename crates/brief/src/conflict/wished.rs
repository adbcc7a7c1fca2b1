//! What an entry of a model says of somebody's preferences, in words.

use onetext_conflict::model::{Expression, Model, Moves, Opt};
use onetext_record::ConflictEntry;
use toml::{Table, Value};

use crate::line::Line;

/// What an entry says of the preferences of `name`: `Upper Farm prefers not “Block” over “Block”, all else equal`. Options and states
/// come by the names that the model has for them; whatever cannot be said so stands as it is written.
pub(crate) fn wished(name: &str, entry: &ConflictEntry, model: &Model) -> Line {
    let fields = entry.own_fields();
    let saying = Saying { options: options(model), fields: &fields };
    let line = Line::new().given(name);
    let told = match entry.heading.as_str() {
        "comparison" => saying.comparison(line.clone()),
        "preference" => saying.preference(line.clone()),
        "weight" => saying.weight(line.clone()),
        "ranking" => saying.ranking(line.clone()),
        "payoff" => Some(line.clone().text(" has a number for what each state is worth")),
        "unknown" => saying.unknown(line.clone()),
        _ => None,
    };
    told.unwrap_or_else(|| {
        line.text(": ").given(entry.text.split_once('\n').map_or("", |(_, own)| own.trim()))
    })
}

fn options(model: &Model) -> &[Opt] {
    match &model.moves {
        Moves::Options(form) => &form.options,
        Moves::Arcs(_) => &[],
    }
}

struct Saying<'a> {
    options: &'a [Opt],
    fields: &'a Table,
}

impl Saying<'_> {
    fn flag(&self, field: &str) -> bool {
        self.fields.get(field).and_then(Value::as_bool).unwrap_or(false)
    }

    fn comparison(&self, line: Line) -> Option<Line> {
        let line = match (self.fields.get("better"), self.fields.get("worse"), self.fields.get("alike")) {
            (Some(better), Some(worse), _) => {
                let prefers = if self.flag("much") { " much prefers " } else { " prefers " };
                self.states(self.states(line.text(prefers), better)?.text(" over "), worse)?
            }
            (_, _, Some(alike)) => self.states(line.text(" likes alike: "), alike)?,
            _ => return None,
        };
        Some(if self.flag("all_else_equal") { line.text(", all else equal") } else { line })
    }

    fn preference(&self, line: Line) -> Option<Line> {
        let begins = match (self.flag("unknown"), self.flag("much")) {
            (true, _) => ": it is not known whether it wishes ",
            (false, true) => " wishes by far ",
            (false, false) => " wishes ",
        };
        let line = line.text(begins);
        match self.fields.get("wish")? {
            Value::Array(wishes) => wishes.iter().enumerate().try_fold(line, |line, (at, wish)| {
                self.statement(line.text(if at == 0 { "" } else { ", then " }), wish.as_str()?)
            }),
            wish => self.statement(line, wish.as_str()?),
        }
        .map(|line| line.text("; an earlier wish of its own counts before all later ones"))
    }

    fn weight(&self, line: Line) -> Option<Line> {
        let number = |value: &Value| match value {
            Value::Integer(number) => Some(number.to_string()),
            Value::Float(number) => Some(number.to_string()),
            _ => None,
        };
        let worth = match self.fields.get("weight")? {
            Value::Array(bounds) => match bounds.as_slice() {
                [low, high] => format!("between {} and {}", number(low)?, number(high)?),
                _ => return None,
            },
            one => number(one)?,
        };
        let line = self.statement(line.text(" counts "), self.fields.get("option")?.as_str()?)?;
        Some(line.text(" as ").text(&worth).text("; a state is worth the sum of what is taken in it"))
    }

    fn ranking(&self, line: Line) -> Option<Line> {
        let mut line = line.text(" ranks, best first: ");
        let mut between = "";
        for class in self.fields.get("classes")?.as_array()? {
            if class.as_str() == Some(">>") {
                between = "; then, much less preferred, ";
                continue;
            }
            line = match class {
                Value::String(words) if words == "true" => line.text(between).text("all others"),
                class => self.states(line.text(between), class)?,
            };
            between = "; ";
        }
        Some(line)
    }

    fn unknown(&self, line: Line) -> Option<Line> {
        match self.fields.get("between") {
            None => Some(line.text(": what it prefers is not known")),
            Some(between) => {
                let [one, other] = between.as_array()?.as_slice() else { return None };
                let line = line.text(": it is not known which it prefers of ");
                self.states(self.states(line, one)?.text(" and "), other)
            }
        }
    }

    /// One state or several: a name, a statement, or a list of states, one of which may be a list of options.
    fn states(&self, line: Line, value: &Value) -> Option<Line> {
        match value {
            Value::String(words) => self.statement(line, words),
            Value::Array(states) => states.iter().enumerate().try_fold(line, |line, (at, state)| {
                let line = line.text(if at == 0 { "" } else { ", " });
                match state {
                    Value::String(words) => self.statement(line, words),
                    Value::Array(taken) => self.taken(line, taken),
                    _ => None,
                }
            }),
            _ => None,
        }
    }

    /// A state by its options.
    fn taken(&self, line: Line, taken: &[Value]) -> Option<Line> {
        if taken.is_empty() {
            return Some(line.text("nothing taken"));
        }
        taken.iter().enumerate().try_fold(line, |line, (at, option)| {
            let line = line.text(if at == 0 { "" } else { " with " });
            self.statement(line, option.as_str()?)
        })
    }

    /// A statement with the names of its options; what is none is the name of a state.
    fn statement(&self, line: Line, words: &str) -> Option<Line> {
        Some(match Expression::parse(words, self.options) {
            Ok(expression) => self.expression(line, &expression, false),
            Err(_) => line.quoted(words),
        })
    }

    /// In parentheses where it has several parts and is itself a part.
    fn expression(&self, line: Line, expression: &Expression, inner: bool) -> Line {
        let several = match expression {
            Expression::All(parts) | Expression::Any(parts) => parts.len() > 1,
            Expression::If(..) | Expression::Iff(..) => true,
            Expression::Taken(_) | Expression::Not(_) => false,
        };
        if several && inner {
            return self.expression(line.text("("), expression, false).text(")");
        }
        let joined = |line: Line, parts: &[Expression], word: &str, none: &str| {
            let line = if parts.is_empty() { line.text(none) } else { line };
            parts.iter().enumerate().fold(line, |line, (at, part)| {
                self.expression(line.text(if at == 0 { "" } else { word }), part, parts.len() > 1)
            })
        };
        match expression {
            Expression::Taken(option) => {
                let name = self.options.get(*option as usize).map_or("", |option| option.name.as_str());
                line.quoted(name)
            }
            Expression::Not(one) => self.expression(line.text("not "), one, true),
            Expression::All(all) => joined(line, all, " and ", "anything"),
            Expression::Any(any) => joined(line, any, " or ", "nothing"),
            Expression::If(then, condition) => {
                self.expression(self.expression(line, then, true).text(" if "), condition, true)
            }
            Expression::Iff(one, other) => {
                self.expression(self.expression(line, one, true).text(" exactly if "), other, true)
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use onetext_conflict::files::Document;
    use onetext_record::audience::Audience;

    use super::*;

    const MODEL: &str = "[[decision_maker]]\nid = \"up\"\nname = \"Upper\"\n\
        [[option]]\nid = \"dig\"\nname = \"Dig a well\"\nowner = \"up\"\n\
        [[option]]\nid = \"sell\"\nname = \"Sell it\"\nowner = \"up\"\n\
        [[state]]\nname = \"peace\"\ntaken = [\"dig\"]\n";

    fn told(heading: &str, fields: &str) -> String {
        let model = Document::read("a", MODEL.as_bytes(), None, &[]).unwrap().model(1 << 20).unwrap().model;
        let entry = ConflictEntry {
            heading: heading.to_owned(),
            id: None,
            participant: None,
            concern: None,
            now: false,
            by: Vec::new(),
            on: Vec::new(),
            known: None,
            audience: Audience::team(),
            sources: Vec::new(),
            note: None,
            text: format!("[[{heading}]]\n{fields}"),
        };
        wished("Upper", &entry, &model).isolated().replace(['\u{2068}', '\u{2069}'], "")
    }

    #[test]
    fn every_way_of_saying_what_somebody_prefers_is_told_in_words_with_the_names_of_options() {
        for (heading, fields, words) in [
            (
                "comparison",
                "better = \"not sell\"\nworse = \"sell\"\nall_else_equal = true",
                "Upper prefers not “Sell it” over “Sell it”, all else equal",
            ),
            (
                "comparison",
                "better = \"peace\"\nworse = [[\"sell\"], [\"dig\", \"sell\"], []]\nmuch = true",
                "Upper much prefers “peace” over “Sell it”, “Dig a well” with “Sell it”, nothing taken",
            ),
            ("comparison", "alike = [\"peace\", \"sell\"]", "Upper likes alike: “peace”, “Sell it”"),
            (
                "preference",
                "wish = \"not (dig or sell) if sell\"",
                "Upper wishes not (“Dig a well” or “Sell it”) if “Sell it”; an earlier wish of its own counts before all later ones",
            ),
            (
                "preference",
                "wish = [\"dig and not sell\", \"dig iff sell\"]\nmuch = true",
                "Upper wishes by far “Dig a well” and not “Sell it”, then “Dig a well” exactly if “Sell it”; an earlier wish of its own counts before all later ones",
            ),
            (
                "preference",
                "wish = \"dig\"\nunknown = true",
                "Upper: it is not known whether it wishes “Dig a well”; an earlier wish of its own counts before all later ones",
            ),
            (
                "weight",
                "option = \"dig\"\nweight = [-1, 2.5]",
                "Upper counts “Dig a well” as between -1 and 2.5; a state is worth the sum of what is taken in it",
            ),
            (
                "ranking",
                "classes = [\"peace\", \">>\", [[\"sell\"], []], \"true\"]",
                "Upper ranks, best first: “peace”; then, much less preferred, “Sell it”, nothing taken; all others",
            ),
            ("payoff", "worth = [1, 2, 3, 4]", "Upper has a number for what each state is worth"),
            ("unknown", "", "Upper: what it prefers is not known"),
            (
                "unknown",
                "between = [\"dig\", \"not dig\"]",
                "Upper: it is not known which it prefers of “Dig a well” and not “Dig a well”",
            ),
            // What the format does not have stands as it is written.
            ("weight", "option = 3\nweight = 2", "Upper: option = 3 weight = 2"),
        ] {
            assert_eq!(told(heading, fields), words);
        }
    }
}
