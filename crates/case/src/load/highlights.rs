//! The table `[highlights]` of `case.toml`.

use std::collections::btree_map::Entry;

use onetext_record::read::suggest;
use onetext_record::schema;
use onetext_text::word::Colour;
use toml::Spanned;
use toml::de::DeValue;

use super::Piece;
use super::about::kind;
use crate::diagnostics::Diagnostic;
use crate::highlights::{Highlights, NONE};

/// Its name.
pub(super) const NAME: &str = "highlights";

const EXAMPLE: &str =
    "highlights = { green = \"agreed\", yellow = \"agreed in principle\", none = \"open\" }";

/// Reads its entries one by one; what cannot be read is told and left out.
pub(super) fn read(
    piece: &Piece<'_>,
    value: &Spanned<DeValue<'_>>,
    into: &mut Highlights,
    told: &mut Vec<Diagnostic>,
) {
    let Some(table) = value.get_ref().as_table() else {
        told.push(piece.problem(
            value.span(),
            format!("`{NAME}` is {}", kind(value.get_ref())),
            "a table of colours and what each means",
            format!("write, for example: {EXAMPLE}"),
        ));
        return;
    };
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    for (name, meaning) in entries {
        let written = name.get_ref().as_ref();
        let Some(colour) = Highlights::entry(written) else {
            let near =
                suggest(&written.to_lowercase().replace("gray", "grey"), Colour::names().chain([NONE]));
            let names: Vec<&str> = Colour::names().collect();
            told.push(piece.problem(
                name.span(),
                format!("there is no colour \u{201c}{written}\u{201d}"),
                format!("one of {}, six hexadecimal digits, or {NONE}", names.join(", ")),
                near.map_or_else(
                    || "take the name that onetext points DRAFT tells of it".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                ),
            ));
            continue;
        };
        match meaning.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => match into.meanings.entry(colour) {
                Entry::Vacant(entry) => {
                    entry.insert(text.trim().to_owned());
                }
                Entry::Occupied(_) => {
                    let shown = colour.map_or_else(|| NONE.to_owned(), |colour| colour.to_string());
                    told.push(piece.problem(
                        name.span(),
                        format!("{shown} has a meaning already"),
                        "one meaning for each colour",
                        "take one of the two out; until then the first counts",
                    ));
                }
            },
            Some(_) => told.push(piece.problem(
                meaning.span(),
                format!("the meaning of {written} is empty"),
                "a text in quotation marks",
                format!("write, for example: {written} = \"agreed\""),
            )),
            None => told.push(piece.problem(
                meaning.span(),
                format!("the meaning of {written} is {}", kind(meaning.get_ref())),
                "a text in quotation marks",
                format!("write, for example: {written} = \"agreed\""),
            )),
        }
    }
}

/// Whether a line below the heading seems to belong to an item instead, into which the heading slipped.
pub(super) fn is_of_an_item(line: &str) -> bool {
    let items = [&schema::PARTICIPANT, &schema::TERM, &schema::NAMED_SET, &schema::DRAFT];
    let Some((name, _)) = line.split_once('=') else { return false };
    items.iter().any(|item| item.fields.iter().any(|field| field.name == name.trim()))
}
