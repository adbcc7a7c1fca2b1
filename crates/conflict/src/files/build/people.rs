//! Who decides, and whom an entry is about.

use super::Builder;
use crate::files::entries::{Entry, Heading};
use crate::files::source::Refused;
use crate::files::tree::Node;
use crate::model::{DecisionMaker, decision_maker};

/// How many decision makers a model may have: many more than any analysis has.
const MOST: usize = 256;

pub(super) fn read(builder: &Builder<'_>) -> Result<Vec<DecisionMaker>, Refused> {
    let mut read: Vec<DecisionMaker> = Vec::new();
    for entry in builder.all(Heading::DecisionMaker) {
        let (id, name) = called(builder, entry)?;
        if read.iter().any(|other| other.id == id) {
            return Err(twice(builder, entry, "decision makers", &id));
        }
        if read.len() == MOST {
            let message = format!("there are more than {MOST} decision makers");
            return Err(builder.source.refuse(
                entry.at,
                message,
                "fewer",
                "leave out those who decide nothing here",
            ));
        }
        read.push(DecisionMaker { id, name });
    }
    if read.is_empty() {
        let expected = "at least one [[decision_maker]]";
        return Err(builder.source.refuse_all(
            "nobody decides anything",
            expected,
            "add [[decision_maker]] with a name",
        ));
    }
    Ok(read)
}

/// The id and the name of something that needs at least one of the two.
pub(super) fn called(builder: &Builder<'_>, entry: &Entry) -> Result<(String, String), Refused> {
    let words = |key: &str| -> Result<Option<String>, Refused> {
        let Some(node) = entry.field(key) else { return Ok(None) };
        let words = builder.source.words(node, key)?.trim();
        if words.is_empty() || words.chars().any(char::is_control) {
            return Err(builder.source.wrong(node, key, "words on one line"));
        }
        Ok(Some(words.to_owned()))
    };
    match (words("id")?, words("name")?) {
        (Some(id), Some(name)) => Ok((id, name)),
        (Some(only), None) | (None, Some(only)) => Ok((only.clone(), only)),
        (None, None) => {
            let message = format!("this [[{}]] has no name", entry.heading().written());
            Err(builder.source.refuse(entry.at, message, "id, name, or both", "add name = \"…\""))
        }
    }
}

pub(super) fn twice(builder: &Builder<'_>, entry: &Entry, what: &str, id: &str) -> Refused {
    builder.source.refuse(
        entry.field("id").or_else(|| entry.field("name")).map_or(entry.at, |node| node.at),
        format!("two {what} are called {id:?}"),
        "an id of its own for each",
        "give one of them another id = \"…\"",
    )
}

/// The place of the decision maker that a value names by id or name.
pub(super) fn find(
    builder: &Builder<'_>,
    makers: &[DecisionMaker],
    node: &Node,
    what: &str,
) -> Result<usize, Refused> {
    let given = builder.source.words(node, what)?;
    decision_maker(makers, given).map_err(|why| {
        let message = format!("there is no decision maker {:?}", why.given);
        builder.source.refuse(node.at, message, "the id or name of a decision maker", why.help)
    })
}
