//! JSON with the place of each value, which messages need and serde_json does not keep.
//!
//! As Python writes it: `NaN`, `Infinity` and `-Infinity` are numbers.

use super::source::{Refused, Source};
use super::tree::{DEEPEST, MOST_VALUES, Node, Value};

/// The value that the file holds.
///
/// # Errors
///
/// Where it is not JSON, nests too deep, or has a key twice.
pub(crate) fn read(source: &mut Source) -> Result<Node, Refused> {
    let text = source.text().to_owned();
    let mut parser = Parser { source, text: &text, at: 0, values: 0 };
    let node = parser.value(0)?;
    parser.space();
    if parser.at < text.len() {
        return Err(parser.refuse("something follows the end of the JSON value", "nothing more"));
    }
    Ok(node)
}

struct Parser<'a> {
    source: &'a mut Source,
    text: &'a str,
    at: usize,
    /// How many there were so far.
    values: usize,
}

impl Parser<'_> {
    fn refuse(&self, message: impl Into<String>, expected: &str) -> Refused {
        self.source.refuse(self.at.min(self.text.len()), message, expected, "mend the JSON at this place")
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    /// Passes over these words if they stand here.
    fn takes(&mut self, words: &str) -> bool {
        let found = self.rest().starts_with(words);
        if found {
            self.at += words.len();
        }
        found
    }

    fn value(&mut self, deep: usize) -> Result<Node, Refused> {
        self.space();
        if deep > DEEPEST {
            return Err(self.refuse(
                format!("values nest more than {DEEPEST} deep"),
                "a scenario, which nests a few deep",
            ));
        }
        self.values += 1;
        self.source.at_most(self.at, self.values, MOST_VALUES, "values")?;
        let at = self.at;
        let value = match self.rest().chars().next() {
            Some('{') => self.table(deep)?,
            Some('[') => self.list(deep)?,
            Some('"') => Value::Words(self.string()?),
            _ if self.takes("null") => Value::Null,
            _ if self.takes("true") => Value::Truth("true".into()),
            _ if self.takes("false") => Value::Truth("false".into()),
            _ if self.takes("NaN") => Value::Number(f64::NAN, "NaN".into()),
            _ if self.takes("Infinity") => Value::Number(f64::INFINITY, "Infinity".into()),
            _ if self.takes("-Infinity") => Value::Number(f64::NEG_INFINITY, "-Infinity".into()),
            Some('-' | '0'..='9') => self.number()?,
            Some(other) => return Err(self.refuse(format!("{other:?} begins no value"), "a value")),
            None => return Err(self.refuse("the file ends where a value should be", "a value")),
        };
        Ok(Node { at, value })
    }

    fn number(&mut self) -> Result<Value, Refused> {
        let rest = self.rest();
        let length =
            rest.find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E')).unwrap_or(rest.len());
        let written = rest[..length].to_owned();
        let number =
            written.parse().map_err(|_| self.refuse(format!("{written:?} is no number"), "a number"))?;
        self.at += length;
        Ok(Value::Number(number, written))
    }

    fn list(&mut self, deep: usize) -> Result<Value, Refused> {
        self.at += 1;
        let mut nodes = Vec::new();
        self.space();
        if self.takes("]") {
            return Ok(Value::List(nodes));
        }
        loop {
            nodes.push(self.value(deep + 1)?);
            self.space();
            if self.takes("]") {
                return Ok(Value::List(nodes));
            }
            if !self.takes(",") {
                return Err(
                    self.refuse("the list goes on without a comma, or is not closed", "\",\" or \"]\"")
                );
            }
        }
    }

    fn table(&mut self, deep: usize) -> Result<Value, Refused> {
        self.at += 1;
        let mut entries = Vec::new();
        self.space();
        if self.takes("}") {
            return Ok(Value::Table(entries));
        }
        loop {
            self.space();
            let at = self.at;
            if !self.rest().starts_with('"') {
                return Err(self.refuse("there is no key here", "a key in quotes"));
            }
            let key = Node { at, value: Value::Words(self.string()?) };
            self.space();
            if !self.takes(":") {
                return Err(self.refuse("the key is followed by no colon", "\":\" and a value"));
            }
            entries.push((key, self.value(deep + 1)?));
            self.space();
            if self.takes("}") {
                return self.source.entries(entries);
            }
            if !self.takes(",") {
                return Err(
                    self.refuse("the table goes on without a comma, or is not closed", "\",\" or \"}\"")
                );
            }
        }
    }

    /// A string; what is between the quotes is left to serde_json.
    fn string(&mut self) -> Result<String, Refused> {
        let rest = self.rest();
        let mut escaped = false;
        let end = rest.bytes().skip(1).position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        let Some(end) = end else {
            return Err(self.refuse("words in quotes that are not closed", "\" at their end"));
        };
        let quoted = &rest[..end + 2];
        let words = serde_json::from_str(quoted)
            .or_else(|_| serde_json::from_str(&quoted.replace('\t', "\\t")))
            .map_err(|error| {
                self.refuse(
                    format!("words that JSON does not allow: {error}"),
                    "words without control characters",
                )
            })?;
        self.at += end + 2;
        Ok(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Node, String> {
        let mut source = Source::new("a.json", text.as_bytes()).unwrap();
        read(&mut source).map_err(|refused| refused.to_string())
    }

    #[test]
    fn values_are_read_with_their_places() {
        let node = of("{\n\t\"a\": [1, -2.5e1, \"x\\n\\u00e9\", null, true, -Infinity]}").unwrap();
        let Value::List(list) = &node.get("a").unwrap().value else { panic!() };
        assert_eq!(list[1].value, Value::Number(-25.0, "-2.5e1".into()));
        assert_eq!(list[2].words(), Some("x\né"));
        assert_eq!(list[5].value, Value::Number(f64::NEG_INFINITY, "-Infinity".into()));
        assert_eq!(list[0].at, 9);
    }

    #[test]
    fn what_is_not_json_is_refused_with_its_line_and_column() {
        assert!(
            of("{\"a\": 1,\n \"b\" 2}")
                .unwrap_err()
                .starts_with("a.json:2:6: the key is followed by no colon")
        );
        assert!(of("{\"a\": [1, 2}").unwrap_err().starts_with("a.json:1:12: "));
        assert!(of("{\"a\": 1}}").unwrap_err().starts_with("a.json:1:9: "));
        assert!(of("{\"a\": \"").unwrap_err().contains("not closed"));
        assert!(of("").unwrap_err().contains("ends"));
        assert!(of("{\"a\": 1-2}").unwrap_err().contains("no number"));
    }

    #[test]
    fn a_key_with_two_values_is_refused_and_one_with_the_same_twice_is_told() {
        assert!(
            of("{\"a\": 1,\n\"a\": 2}").unwrap_err().starts_with("a.json:2:1: the key \"a\" is there twice")
        );
        let mut source = Source::new("a.json", b"{\"a\": [1], \"a\": [1]}").unwrap();
        read(&mut source).unwrap();
        assert_eq!(source.into_repairs().unwrap().len(), 1);
    }

    #[test]
    fn nesting_is_bounded() {
        assert!(of(&"[".repeat(1_000_000)).unwrap_err().contains("deep"));
    }
}
