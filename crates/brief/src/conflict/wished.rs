//! What an entry of a model says of somebody's preferences, in words.

use onetext_conflict::model::{Expression, Model, Moves, Opt};
use onetext_record::ConflictEntry;
use toml::{Table, Value};

use super::scene::called;
use crate::line::Line;

/// Of how many states at most it is told what they are worth.
const MOST_WORTHS: usize = 16;

/// What has to be known to read entries with this heading, where several of them count together.
pub(crate) fn rule(heading: &str) -> Option<&'static str> {
    match heading {
        "preference" => Some(
            "Of what one decision maker wishes, what stands earlier counts before all that stands later together; where it is not known whether \
             something is wished, nothing is known of two states that differ in it and in nothing before it; where something is strongly \
             wished, states that differ in it or in something before it differ much",
        ),
        "weight" => Some("A state is worth the sum of what is counted of the options taken in it"),
        _ => None,
    }
}

/// What an entry says of the preferences of `name`: `Upper Farm prefers not “Block” over “Block”, all else equal`. Options and states
/// come by the names that the model has for them; whatever cannot be said so stands as it is written.
pub(crate) fn wished(name: &str, entry: &ConflictEntry, model: &Model) -> Line {
    let fields = entry.own_fields();
    let saying = Saying { model, fields: &fields };
    let line = Line::new().given(name);
    let told = match entry.heading.as_str() {
        "comparison" => saying.comparison(line.clone()),
        "preference" => saying.preference(line.clone()),
        "weight" => saying.weight(line.clone()),
        "ranking" => saying.ranking(line.clone()),
        "payoff" => saying.payoffs(line.clone()),
        "unknown" => saying.unknown(line.clone()),
        _ => None,
    };
    told.unwrap_or_else(|| {
        line.text(": ").given(entry.text.split_once('\n').map_or("", |(_, own)| own.trim()))
    })
}

/// The entry of one decision maker, with the model that it is read for.
struct Saying<'a> {
    model: &'a Model,
    fields: &'a Table,
}

fn number(value: &Value) -> Option<String> {
    match value {
        Value::Integer(number) => Some(number.to_string()),
        // Nobody means a zero below zero.
        Value::Float(number) => Some((number + 0.0).to_string()),
        _ => None,
    }
}

impl Saying<'_> {
    fn options(&self) -> &[Opt] {
        match &self.model.moves {
            Moves::Options(form) => &form.options,
            Moves::Arcs(_) => &[],
        }
    }

    /// An option by its name; by its id, where another has the same name.
    fn called<'o>(&self, option: &'o Opt) -> &'o str {
        called(self.options(), option)
    }

    /// The option that an id or a name means, as the file is read: an id counts first.
    fn named_option(&self, name: &str) -> Option<&Opt> {
        match Expression::of_name(name, self.options()).ok()? {
            Expression::Taken(option) => self.options().get(option as usize),
            _ => None,
        }
    }

    fn flag(&self, field: &str) -> bool {
        self.fields.get(field).and_then(Value::as_bool).unwrap_or(false)
    }

    fn comparison(&self, line: Line) -> Option<Line> {
        let (line, by_statement) =
            match (self.fields.get("better"), self.fields.get("worse"), self.fields.get("alike")) {
                (Some(better), Some(worse), _) => {
                    let prefers = if self.flag("much") { " much prefers " } else { " prefers " };
                    let line = self.states(
                        self.states(line.text(prefers), better, " or ")?.text(" over "),
                        worse,
                        " or ",
                    )?;
                    (line, self.is_statement(better) || self.is_statement(worse))
                }
                (_, _, Some(alike)) => {
                    (self.states(line.text(" likes alike: "), alike, "; ")?, self.is_statement(alike))
                }
                _ => return None,
            };
        Some(match (self.flag("all_else_equal"), by_statement) {
            (true, _) => line.text(", all else equal"),
            (false, true) => line.text(", whatever else there is"),
            (false, false) => line,
        })
    }

    fn preference(&self, line: Line) -> Option<Line> {
        let begins = match (self.flag("unknown"), self.flag("much")) {
            (true, true) => ": it is not known whether it wishes strongly ",
            (true, false) => ": it is not known whether it wishes ",
            (false, true) => " strongly wishes ",
            (false, false) => " wishes ",
        };
        let line = line.text(begins);
        match self.fields.get("wish")? {
            Value::Array(wishes) => wishes.iter().enumerate().try_fold(line, |line, (at, wish)| {
                self.wish(line.text(if at == 0 { "" } else { ", then " }), wish.as_str()?)
            }),
            wish => self.wish(line, wish.as_str()?),
        }
    }

    fn weight(&self, line: Line) -> Option<Line> {
        let worth = match self.fields.get("weight")? {
            Value::Array(bounds) => match bounds.as_slice() {
                [low, high] if low == high => number(low)?,
                [low, high] => format!("between {} and {}", number(low)?, number(high)?),
                _ => return None,
            },
            one => number(one)?,
        };
        let option = self.named_option(self.fields.get("option")?.as_str()?)?;
        Some(line.text(" counts ").quoted(self.called(option)).text(" as ").text(&worth))
    }

    fn ranking(&self, line: Line) -> Option<Line> {
        let mut line = line.text(" ranks, best first: ");
        let (mut between, mut first) = ("", true);
        for class in self.fields.get("classes")?.as_array()? {
            if class.as_str() == Some(">>") {
                between = "; then, much less preferred, ";
                continue;
            }
            line = line.text(between);
            line = match class {
                Value::String(words) if words == "true" && first && self.model.named(words).is_none() => {
                    line.text("all states alike")
                }
                Value::String(words) if words == "true" && self.model.named(words).is_none() => {
                    line.text("all others")
                }
                // A statement means what is in no class before.
                class if self.is_statement(class) && !first => {
                    self.states(line.text("of the rest, "), class, " or ")?
                }
                class => self.states(line, class, " or ")?,
            };
            (between, first) = ("; ", false);
        }
        Some(line)
    }

    fn payoffs(&self, line: Line) -> Option<Line> {
        let each: Vec<(usize, String)> = match self.fields.get("worth")? {
            Value::Array(worth) => {
                worth.iter().map(number).collect::<Option<Vec<_>>>()?.into_iter().enumerate().collect()
            }
            Value::Table(worth) => {
                let state =
                    |(name, worth): (&String, &Value)| Some((self.model.state(name).ok()?, number(worth)?));
                worth.iter().map(state).collect::<Option<_>>()?
            }
            _ => return None,
        };
        if each.len() > MOST_WORTHS {
            return Some(
                line.text(&format!(" has a number for what each of {} states is worth", each.len())),
            );
        }
        let line = line.text(" counts ");
        Some(each.iter().enumerate().fold(line, |line, (at, (state, worth))| {
            let line = self.state(line.text(if at == 0 { "" } else { "; " }), *state);
            line.text(" as ").text(worth)
        }))
    }

    fn unknown(&self, line: Line) -> Option<Line> {
        match self.fields.get("between") {
            None => Some(line.text(": what it prefers is not known")),
            Some(between) => {
                let [one, other] = between.as_array()?.as_slice() else { return None };
                let line = line.text(": it is not known which it prefers of ");
                let line = self.states(line, one, " or ")?.text(" on the one hand, and ");
                Some(self.states(line, other, " or ")?.text(" on the other"))
            }
        }
    }

    /// Whether states are meant by what holds in them.
    fn is_statement(&self, value: &Value) -> bool {
        value.as_str().is_some_and(|words| self.model.named(words).is_none())
    }

    /// States: one by its name, those in which a statement holds, or a list, in which words mean one state each, with what is to
    /// stand between them.
    fn states(&self, line: Line, value: &Value, between: &str) -> Option<Line> {
        match value {
            Value::String(words) => match self.model.named(words) {
                Some(position) => Some(self.state(line, position)),
                None => Some(self.expression(line, &self.parsed(words)?, true)),
            },
            Value::Array(states) => {
                let states: Option<Vec<usize>> = states.iter().map(|state| self.position(state)).collect();
                let states = states.filter(|states| !states.is_empty())?;
                Some(states.iter().enumerate().fold(line, |line, (at, position)| {
                    self.state(line.text(if at == 0 { "" } else { between }), *position)
                }))
            }
            _ => None,
        }
    }

    /// One state of a list: words, or the options taken.
    fn position(&self, state: &Value) -> Option<usize> {
        match (state, &self.model.moves) {
            (Value::String(words), _) => self.model.state(words).ok(),
            (Value::Array(taken), Moves::Options(form)) => {
                let bits = taken.iter().map(|option| {
                    let option = self.named_option(option.as_str()?)?;
                    let at = form.options.iter().position(|one| one.id == option.id)?;
                    Some(1u64 << at)
                });
                form.position(bits.collect::<Option<Vec<_>>>()?.into_iter().fold(0, |all, bit| all | bit))
            }
            _ => None,
        }
    }

    /// A state by its name, or by all that is taken in it.
    fn state(&self, line: Line, position: usize) -> Line {
        let form = match &self.model.moves {
            Moves::Arcs(arcs) => return line.quoted(arcs.states.get(position).map_or("", String::as_str)),
            Moves::Options(form) => form,
        };
        if let Some(name) = self.model.state_names.get(&position) {
            return line.quoted(name);
        }
        let bits = form.bitmask(position).unwrap_or_default();
        if bits == 0 {
            return line.text("nothing taken");
        }
        let taken = form.options.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
        let line = taken.enumerate().fold(line, |line, (at, (_, option))| {
            line.text(if at == 0 { "" } else { " and " }).quoted(self.called(option))
        });
        // Other combinations may count as the same state.
        let alone = !form.coalesced.values().any(|stands| *stands == bits);
        if alone { line.text(" and nothing else") } else { line.text(", or what counts as the same") }
    }

    /// A wish with the names of its options.
    fn wish(&self, line: Line, words: &str) -> Option<Line> {
        let wish = self.parsed(words)?;
        Some(match (&wish, wish.options()) {
            // It holds in all states, or in none.
            (_, 0) => line.text("nothing that tells states apart"),
            (wish, _) => self.expression(line, wish, false),
        })
    }

    fn parsed(&self, words: &str) -> Option<Expression> {
        Expression::parse(words, self.options()).ok()
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
                line.quoted(self.options().get(*option as usize).map_or("", |option| self.called(option)))
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
                "Upper much prefers “peace” over “Sell it” and nothing else or “Dig a well” and “Sell it” and nothing else or nothing taken",
            ),
            (
                "comparison",
                "alike = [\"peace\", \"sell\"]",
                "Upper likes alike: “peace”; “Sell it” and nothing else",
            ),
            (
                "comparison",
                "better = \"dig\"\nworse = \"not dig\"",
                "Upper prefers “Dig a well” over not “Dig a well”, whatever else there is",
            ),
            (
                "preference",
                "wish = \"not (dig or sell) if sell\"",
                "Upper wishes not (“Dig a well” or “Sell it”) if “Sell it”",
            ),
            (
                "preference",
                "wish = [\"dig and not sell\", \"dig iff sell\"]\nmuch = true",
                "Upper strongly wishes “Dig a well” and not “Sell it”, then “Dig a well” exactly if “Sell it”",
            ),
            (
                "preference",
                "wish = \"dig\"\nunknown = true",
                "Upper: it is not known whether it wishes “Dig a well”",
            ),
            (
                "weight",
                "option = \"dig\"\nweight = [-1, 2.5]",
                "Upper counts “Dig a well” as between -1 and 2.5",
            ),
            (
                "ranking",
                "classes = [\"peace\", \">>\", [[\"sell\"], []], \"dig\", \"true\"]",
                "Upper ranks, best first: “peace”; then, much less preferred, “Sell it” and nothing else or nothing taken; of the rest, “Dig a well”; all others",
            ),
            (
                "payoff",
                "worth = [1, 2.5, -3, 4]",
                "Upper counts nothing taken as 1; “peace” as 2.5; “Sell it” and nothing else as -3; “Dig a well” and “Sell it” and nothing else as 4",
            ),
            (
                "payoff",
                "worth = { peace = 1, \"dig, sell\" = 2 }",
                "Upper counts “Dig a well” and “Sell it” and nothing else as 2; “peace” as 1",
            ),
            ("unknown", "", "Upper: what it prefers is not known"),
            (
                "unknown",
                "between = [\"dig\", \"not dig\"]",
                "Upper: it is not known which it prefers of “Dig a well” on the one hand, and not “Dig a well” on the other",
            ),
            (
                "ranking",
                "classes = [[[]], \"not dig\"]",
                "Upper ranks, best first: nothing taken; of the rest, not “Dig a well”",
            ),
            ("preference", "wish = \"true\"", "Upper wishes nothing that tells states apart"),
            ("weight", "option = \"dig\"\nweight = [-0.0, 0.0]", "Upper counts “Dig a well” as 0"),
            (
                "comparison",
                "better = \"dig and not sell\"\nworse = \"sell\"\nall_else_equal = true",
                "Upper prefers (“Dig a well” and not “Sell it”) over “Sell it”, all else equal",
            ),
            ("ranking", "classes = [\"true\"]", "Upper ranks, best first: all states alike"),
            ("weight", "option = \"Dig a well\"\nweight = 2", "Upper counts “Dig a well” as 2"),
            (
                "preference",
                "wish = \"dig\"\nunknown = true\nmuch = true",
                "Upper: it is not known whether it wishes strongly “Dig a well”",
            ),
            // What the format does not have stands as it is written.
            ("weight", "option = 3\nweight = 2", "Upper: option = 3 weight = 2"),
        ] {
            assert_eq!(told(heading, fields), words);
        }
    }
}
