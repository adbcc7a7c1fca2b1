//! What a case says of itself, at the top of `case.toml`.

use jiff::tz::TimeZone;
use onetext_record::When;
use onetext_record::read::{is_language, suggest};
use toml::Spanned;
use toml::de::DeValue;

use super::{IN_CASE, IN_LINEAGE, IN_RECORD, Parsed, Piece, analysis, highlights};
use crate::case::About;
use crate::diagnostics::Diagnostic;
use crate::highlights::Highlights;

const FIELDS: &[&str] = &["title", "languages", "date", "zone", "rule", analysis::NAME, highlights::NAME];

/// Reads the fields that stand outside any item, wherever they stand. What is missing or cannot be read is told and
/// replaced by the least surprising value, so that the rest of the case can be used.
pub(super) fn read<'p>(
    folder: &str,
    pieces: impl Iterator<Item = &'p Parsed<'p>>,
    told: &mut Vec<Diagnostic>,
) -> About {
    let mut about = About {
        title: String::new(),
        languages: Vec::new(),
        date: None,
        zone: TimeZone::UTC,
        zone_name: "UTC".to_owned(),
        rule: None,
        highlights: Highlights::default(),
    };
    let mut first = None;
    for piece in pieces {
        first.get_or_insert(piece);
        for (key, value) in &piece.rest {
            if key.get_ref() == highlights::NAME {
                highlights::read(&piece.piece, value, &mut about.highlights, told);
            } else if let Err(problem) = field(&mut about, &piece.piece, key.get_ref(), key.span(), value) {
                told.push(*problem);
            }
        }
    }
    if about.title.is_empty() {
        // A title that is there and cannot be read is told already.
        let is_told =
            |problem: &Diagnostic| problem.message.starts_with("`title`") || problem.help.contains("`title`");
        if let Some(piece) = first.filter(|piece| piece.diagnostics.is_empty() && !told.iter().any(is_told)) {
            told.push(piece.piece.problem(
                0..0,
                "`title` is missing",
                "a title of the case, before its first item",
                "write, for example: title = \"The well at Two Farms\"",
            ));
        }
        about.title = folder.to_owned();
    }
    about
}

fn field(
    about: &mut About,
    piece: &Piece<'_>,
    name: &str,
    name_span: std::ops::Range<usize>,
    value: &Spanned<DeValue<'_>>,
) -> Result<(), Box<Diagnostic>> {
    let wrong = |expected: &str, example: &str| {
        let message = format!("`{name}` is {}", kind(value.get_ref()));
        piece.refusal(value.span(), message, expected, format!("write, for example: {name} = {example}"))
    };
    let text = |expected: &str, example: &str| match value.get_ref().as_str() {
        Some(text) if !text.trim().is_empty() => Ok(text.to_owned()),
        Some(_) => Err(piece.refusal(
            value.span(),
            format!("`{name}` is empty"),
            expected,
            format!("write, for example: {name} = {example}"),
        )),
        None => Err(wrong(expected, example)),
    };
    match name {
        // Who may see it is known once all participants are.
        analysis::NAME => {}
        "title" => about.title = text("a text in quotation marks", "\"The well at Two Farms\"")?,
        "rule" => {
            about.rule =
                Some(text("a text in quotation marks", "\"nothing is agreed until everything is agreed\"")?)
        }
        "zone" => {
            let zone = text("the name of a time zone", "\"Asia/Qatar\"")?;
            about.zone = TimeZone::get(&zone).map_err(|_| {
                piece.refusal(
                    value.span(),
                    format!("there is no time zone \u{201c}{zone}\u{201d}"),
                    "the name of a time zone, by region and city",
                    "write, for example: zone = \"Asia/Qatar\"; until then UTC is taken",
                )
            })?;
            about.zone_name = zone;
        }
        "date" => {
            let expected = "a date without quotation marks";
            let written = value.get_ref().as_datetime().ok_or_else(|| wrong(expected, "2031-03-20"))?;
            about.date = Some(written.to_string().parse::<When>().map_err(|_| {
                piece.refusal(
                    value.span(),
                    format!("`date` is {written}, which is no day of the calendar"),
                    expected,
                    "write, for example: date = 2031-03-20",
                )
            })?);
        }
        "languages" => {
            let expected = "a list of language tags, the working language first";
            let list = value.get_ref().as_array().ok_or_else(|| wrong(expected, "[\"en\", \"ar\"]"))?;
            let language = |tag: &Spanned<DeValue<'_>>| {
                let text = tag.get_ref().as_str().ok_or_else(|| wrong(expected, "[\"en\", \"ar\"]"))?;
                if is_language(text) {
                    return Ok(text.to_owned());
                }
                Err(piece.refusal(
                    tag.span(),
                    format!("\u{201c}{text}\u{201d} is not a language tag"),
                    expected,
                    "write the short tag: \"en\" for English, \"ar\" for Arabic, \"fr\" for French",
                ))
            };
            about.languages = list.iter().map(language).collect::<Result<_, _>>()?;
        }
        elsewhere if IN_RECORD.contains(&elsewhere) || IN_LINEAGE.contains(&elsewhere) => {
            let place =
                if IN_RECORD.contains(&elsewhere) { "a file in the folder record" } else { "lineage.toml" };
            return Err(piece.refusal(
                name_span,
                format!("[[{elsewhere}]] is in case.toml, where it is not read"),
                format!("[[{elsewhere}]] in {place}"),
                format!("move it to {place}"),
            ));
        }
        unknown => {
            let all = FIELDS.iter().chain(IN_CASE).copied();
            let help = match suggest(unknown, all) {
                Some(near) if IN_CASE.contains(&near) => format!("did you mean [[{near}]]?"),
                Some(near) => format!("did you mean `{near}`?"),
                None => "take it out, or move it into the item that it belongs to".to_owned(),
            };
            let expected = format!("one of {}, or an item such as [[participant]]", FIELDS.join(", "));
            return Err(piece.refusal(name_span, format!("a case has no field `{unknown}`"), expected, help));
        }
    }
    Ok(())
}

/// What a value is, with its article.
pub(super) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
