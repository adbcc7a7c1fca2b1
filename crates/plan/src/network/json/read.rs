//! From the text of a file to a network: what is there, where it stands, and what is wrong with it.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::super::decimal::{self, Decimal, Unread};
use super::super::{Bounds, ConstraintId, Network, NodeId, Refused};
use super::{Fault, File, Link, Written};

/// Reads a file.
pub(super) fn file(text: &str) -> Result<File, Fault> {
    let json = without_infinity(text);
    Reader { text: &json }.file()
}

/// `Infinity` and `-Infinity` outside strings, as text of the same length, so that all places stay what they are.
fn without_infinity(text: &str) -> Cow<'_, str> {
    if !text.contains("Infinity") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut quoted) = (text, false);
    while let Some(c) = rest.chars().next() {
        let taken = if !quoted && rest.starts_with("-Infinity") {
            out.push_str("\"-inf\"   ");
            "-Infinity".len()
        } else if !quoted && rest.starts_with("Infinity") {
            out.push_str("\"inf\"   ");
            "Infinity".len()
        } else {
            let escaped = if quoted && c == '\\' { rest.chars().nth(1).map_or(0, char::len_utf8) } else { 0 };
            quoted ^= c == '"';
            let taken = c.len_utf8() + escaped;
            out.push_str(&rest[..taken]);
            taken
        };
        rest = &rest[taken..];
    }
    Cow::Owned(out)
}

/// The fields of an object in their order, with their places.
struct Fields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut fields = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, &'de RawValue>()? {
                    fields.push((Cow::Owned(name), value));
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

impl<'a> Fields<'a> {
    fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| *value)
    }
}

/// One end of a link as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Open,
    Infinite,
    MinusInfinite,
    At(Decimal),
}

/// A link before the unit of the file is known.
struct Read<'a> {
    place: &'a RawValue,
    first: NodeId,
    second: NodeId,
    second_place: &'a RawValue,
    contingent: bool,
    min: (End, &'a RawValue),
    max: (End, &'a RawValue),
    link: Link,
}

struct Reader<'a> {
    text: &'a str,
}

const NODE: &str = "a node such as {\"node_id\": 1}";
const LINK: &str = "a link such as {\"first_node\": 1, \"second_node\": 2, \"type\": \"stc\", \"min_duration\": 0, \"max_duration\": 5}";
const FILE: &str = "an object with the lists `nodes` and `constraints`";

impl<'a> Reader<'a> {
    fn file(&self) -> Result<File, Fault> {
        let root: &RawValue = serde_json::from_str(self.text).map_err(|error| self.no_json(&error))?;
        let fields = self.object(root, FILE)?;
        let mut network = Network::new();
        let mut ids: Vec<Written> = Vec::new();
        let mut domains = Vec::new();
        for node in self.list(&fields, root, "nodes")? {
            let fields = self.object(node, NODE)?;
            let raw = self.needed(&fields, node, "node_id", NODE)?;
            let name = self.id(raw)?;
            let id = network.node(name.clone()).map_err(|_| {
                let help = "give every node an id of its own, and list it once";
                self.fault(raw, format!("there are two nodes {name}"), "an id that no other node has", help)
            })?;
            ids.push(raw.into());
            let domain = (fields.get("min_domain"), fields.get("max_domain"));
            if domain.0.is_some() || domain.1.is_some() {
                domains.push((node, id, raw, domain));
            }
        }
        let mut links = Vec::new();
        for link in self.list(&fields, root, "constraints")? {
            links.push(self.link(link, &mut network)?);
        }
        for (node, second, raw, (min, max)) in domains {
            let first = self.beginning(&mut network);
            let ends = (self.end(min, node)?, self.end(max, node)?);
            let link = Link {
                first_node: Written::new("0".to_owned()),
                second_node: raw.into(),
                r#type: "stc",
                min_duration: min.map(Written::from),
                max_duration: max.map(Written::from),
            };
            let contingent = false;
            let (min, max) = ends;
            links.push(Read { place: node, first, second, second_place: raw, contingent, min, max, link });
        }
        let numbers = links.iter().flat_map(|link| [link.min.0, link.max.0]);
        let places = numbers.map(|end| if let End::At(number) = end { number.places() } else { 0 });
        let places = places.max().unwrap_or(0);
        for link in &links {
            self.add(&mut network, link, places)?;
        }
        // Node 0, where it is not listed, was added last.
        if ids.len() < network.nodes().len() {
            ids.push(Written::new("0".to_owned()));
        }
        Ok(File { network, places, ids, links: links.into_iter().map(|read| read.link).collect() })
    }

    fn link(&self, place: &'a RawValue, network: &mut Network) -> Result<Read<'a>, Fault> {
        let fields = self.object(place, LINK)?;
        let first_raw = self.needed(&fields, place, "first_node", LINK)?;
        let second_raw = self.needed(&fields, place, "second_node", LINK)?;
        let first = self.node(first_raw, network)?;
        let second = self.node(second_raw, network)?;
        let kind = self.needed(&fields, place, "type", LINK)?;
        let expected = "\"stc\" for a requirement, \"stcu\" for a duration that others decide";
        let contingent = match serde_json::from_str::<Cow<'_, str>>(kind.get()).as_deref() {
            Ok("stc") => false,
            Ok("stcu") => true,
            Ok("pstc") => {
                let message = "a duration with a probability (`pstc`): what can be kept with how much luck is not asked here";
                let help = "make it `stcu`, with the shortest and the longest time to be reckoned with";
                return Err(self.fault(kind, message, expected, help));
            }
            _ => {
                let message = format!("there is no type {} of links", shown(kind.get()));
                return Err(self.fault(kind, message, expected, "write one of the two"));
            }
        };
        let (min_raw, max_raw) = (fields.get("min_duration"), fields.get("max_duration"));
        let (min, max) = (self.end(min_raw, place)?, self.end(max_raw, place)?);
        let link = Link {
            first_node: first_raw.into(),
            second_node: second_raw.into(),
            r#type: if contingent { "stcu" } else { "stc" },
            min_duration: min_raw.map(Written::from),
            max_duration: max_raw.map(Written::from),
        };
        Ok(Read { place, first, second, second_place: second_raw, contingent, min, max, link })
    }

    fn add(&self, network: &mut Network, link: &Read<'a>, places: u32) -> Result<ConstraintId, Fault> {
        let bound = |(end, place): (End, &'a RawValue), open: End, name: &str| match end {
            End::At(number) => {
                let help = "use a larger unit, or fewer decimal places";
                let large = || {
                    self.fault(
                        place,
                        "the number is too large for the decimal places of this file",
                        "fewer digits",
                        help,
                    )
                };
                number.scaled(places).map(Some).ok_or_else(large)
            }
            End::Open => Ok(None),
            infinite if infinite == open => Ok(None),
            _ => {
                let message =
                    format!("the {name} duration is infinite the wrong way round: nothing could keep it");
                Err(self.fault(
                    place,
                    message,
                    "a number, or null where that end is open",
                    "write the number, or null",
                ))
            }
        };
        let min = bound(link.min, End::MinusInfinite, "least")?;
        let max = bound(link.max, End::Infinite, "greatest")?;
        let added = if link.contingent {
            let (Some(min), Some(max)) = (min, max) else {
                let message = "a duration that others decide has an open end";
                let expected = "`min_duration` and `max_duration`, both numbers";
                let help = "give the shortest and the longest time to be reckoned with, or make it a requirement (`stc`)";
                return Err(self.fault(link.place, message, expected, help));
            };
            network.contingent(link.first, link.second, min, max)
        } else {
            network.require(link.first, link.second, Bounds { min, max })
        };
        added.map_err(|refused| self.refused(refused, link))
    }

    fn refused(&self, refused: Refused, link: &Read<'a>) -> Fault {
        let (place, message, expected, help) = match refused {
            Refused::Reversed => (
                link.min.1,
                "`min_duration` is greater than `max_duration`".to_owned(),
                "a least duration that is not above the greatest",
                "exchange the two, or correct one",
            ),
            Refused::NotPositive => (
                link.min.1,
                "a duration that others decide may be 0 or less".to_owned(),
                "a `min_duration` above 0",
                "give the shortest time that it takes; what may come before its beginning is a requirement (`stc`)",
            ),
            Refused::SameNode => (
                link.second_place,
                "a duration that others decide begins and ends in one node".to_owned(),
                "another node than `first_node`",
                "name the node that it ends in",
            ),
            Refused::DecidedTwice(_) => (
                link.second_place,
                format!(
                    "another link (`stcu`) already decides when node {} comes",
                    shown(link.second_place.get())
                ),
                "a node that no other `stcu` ends in",
                "let each end in a node of its own, and say with `stc` links how those stand to each other",
            ),
            Refused::SameName | Refused::UnknownNode | Refused::TooLarge => {
                (link.place, refused.to_string(), "fewer digits", "use a larger unit")
            }
        };
        self.fault(place, message, expected, help)
    }

    /// One end of a link; where it is not written, its place is the whole link's.
    fn end(&self, value: Option<&'a RawValue>, link: &'a RawValue) -> Result<(End, &'a RawValue), Fault> {
        let Some(place) = value else { return Ok((End::Open, link)) };
        let written = match serde_json::from_str::<Cow<'_, str>>(place.get()) {
            Ok(text) => text,
            Err(_) => Cow::Borrowed(place.get()),
        };
        let end = match written.trim().to_ascii_lowercase().as_str() {
            "null" => End::Open,
            "inf" | "+inf" | "infinity" | "+infinity" => End::Infinite,
            "-inf" | "-infinity" => End::MinusInfinite,
            number => match Decimal::read(number) {
                Ok(number) => End::At(number),
                Err(unread) => {
                    let message = match unread {
                        Unread::NoNumber => format!("{} is no duration", shown(place.get())),
                        Unread::TooLong => {
                            format!("{} has more digits than can be reckoned with", shown(place.get()))
                        }
                    };
                    let expected = format!(
                        "a number of at most {} decimal places, or null, \"inf\" or \"-inf\" where that end is open",
                        decimal::MOST_PLACES
                    );
                    return Err(self.fault(place, message, &expected, "write the number without a unit"));
                }
            },
        };
        Ok((end, place))
    }

    /// The node that a link names.
    fn node(&self, raw: &'a RawValue, network: &mut Network) -> Result<NodeId, Fault> {
        let name = self.id(raw)?;
        match network.find(&name) {
            Some(node) => Ok(node),
            None if name == "0" => Ok(self.beginning(network)),
            None => {
                let help = "list it among `nodes`, or correct the id";
                Err(self.fault(
                    raw,
                    format!("there is no node {}", shown(raw.get())),
                    "the id of a node in `nodes`",
                    help,
                ))
            }
        }
    }

    /// Node 0, which need not be listed.
    fn beginning(&self, network: &mut Network) -> NodeId {
        match network.find("0") {
            Some(node) => node,
            None => network.node("0").unwrap_or(NodeId(0)),
        }
    }

    /// An id: a whole number, or text.
    fn id(&self, raw: &'a RawValue) -> Result<String, Fault> {
        let written = raw.get();
        let text: Option<String> = match written.strip_prefix('-').unwrap_or(written) {
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => Some(written.to_owned()),
            _ => serde_json::from_str(written).ok().filter(|text: &String| !text.trim().is_empty()),
        };
        text.ok_or_else(|| {
            let message = format!("{} is no id of a node", shown(written));
            self.fault(raw, message, "a whole number, or text", "write the id as in `nodes`")
        })
    }

    fn list(&self, fields: &Fields<'a>, root: &'a RawValue, name: &str) -> Result<Vec<&'a RawValue>, Fault> {
        let raw = self.needed(fields, root, name, FILE)?;
        serde_json::from_str(raw.get()).map_err(|_| {
            let message = format!("`{name}` is no list");
            self.fault(raw, message, &format!("a list, in brackets: \"{name}\": [ … ]"), "write it as a list")
        })
    }

    fn needed(
        &self,
        fields: &Fields<'a>,
        of: &'a RawValue,
        name: &str,
        expected: &str,
    ) -> Result<&'a RawValue, Fault> {
        fields.get(name).ok_or_else(|| {
            self.fault(of, format!("`{name}` is missing"), expected, &format!("add the field `{name}`"))
        })
    }

    /// The fields of an object, each once.
    fn object(&self, raw: &'a RawValue, expected: &str) -> Result<Fields<'a>, Fault> {
        let fields: Fields<'a> = serde_json::from_str(raw.get()).map_err(|_| {
            let message = format!("{} is no object", shown(raw.get()));
            self.fault(raw, message, expected, "write it so")
        })?;
        for (at, (name, value)) in fields.0.iter().enumerate() {
            if fields.0.iter().take(at).any(|(other, _)| other == name) {
                let message = format!("the field {} is there twice", shown(name));
                return Err(self.fault(value, message, "every field once", "leave one of the two out"));
            }
        }
        Ok(fields)
    }

    fn no_json(&self, error: &serde_json::Error) -> Fault {
        let line_start = match error.line() {
            0 | 1 => 0,
            line => self.text.match_indices('\n').nth(line - 2).map_or(0, |(at, _)| at + 1),
        };
        // serde_json counts bytes of a line, and none where the text ends in a line feed.
        let mut at = (line_start + error.column().saturating_sub(1)).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let told = error.to_string();
        let told = told.split(" at line ").next().unwrap_or_default().to_owned();
        let help = if self.text.trim().is_empty() {
            "the file is empty: write a network into it"
        } else {
            "correct what stands there or just before it; NaN, comments and a comma before a closing bracket are no JSON"
        };
        self.fault_at(at..at, format!("this is no JSON: {told}"), FILE, help)
    }

    fn fault(&self, raw: &RawValue, message: impl Into<String>, expected: &str, help: &str) -> Fault {
        // Every value that is looked at is a slice of the text.
        let start =
            (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len());
        self.fault_at(start..start + raw.get().len(), message.into(), expected, help)
    }

    fn fault_at(&self, span: Range<usize>, message: String, expected: &str, help: &str) -> Fault {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Fault { span, line, column, message, expected: expected.to_owned(), help: help.to_owned() }
    }
}

/// What is written, shortened.
fn shown(written: &str) -> String {
    const MOST: usize = 40;
    match written.char_indices().nth(MOST) {
        Some((at, _)) => format!("{} …", &written[..at]),
        None => written.to_owned(),
    }
}
