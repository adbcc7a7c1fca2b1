//! The list `analysis` of `case.toml`: for whom packages may be worked out.

use onetext_record::read::{Names, suggest};
use onetext_record::{Audience, AudienceId, AudienceName, ParticipantId};
use toml::Spanned;
use toml::de::DeValue;

use super::about::kind;
use super::{Parsed, Piece};
use crate::diagnostics::Diagnostic;

/// Its name.
pub(super) const NAME: &str = "analysis";

const EXPECTED: &str = "a list of ids of participants, named audiences, or \"team\"";
const EXAMPLE: &str =
    "write, for example: analysis = [\"council\"]; until then only the team has the analysis";

/// Reads it. What cannot be read is told, and names nobody.
pub(super) fn read<'p>(
    pieces: impl Iterator<Item = &'p Parsed<'p>>,
    names: &Names,
    told: &mut Vec<Diagnostic>,
) -> Audience {
    let mut audience = Audience::team();
    for piece in pieces {
        let values = piece.rest.iter().filter(|(key, _)| key.get_ref() == NAME);
        for (_, value) in values {
            match value.get_ref() {
                DeValue::Array(list) if !list.is_empty() => {
                    audience.0.extend(list.iter().filter_map(|one| name(&piece.piece, one, names, told)));
                }
                DeValue::String(_) => audience.0.extend(name(&piece.piece, value, names, told)),
                DeValue::Array(_) => {
                    let message = format!("`{NAME}` is an empty list");
                    told.push(piece.piece.problem(value.span(), message, EXPECTED, EXAMPLE));
                }
                other => {
                    let message = format!("`{NAME}` is {}", kind(other));
                    told.push(piece.piece.problem(value.span(), message, EXPECTED, EXAMPLE));
                }
            }
        }
    }
    audience
}

fn name(
    piece: &Piece<'_>,
    value: &Spanned<DeValue<'_>>,
    names: &Names,
    told: &mut Vec<Diagnostic>,
) -> Option<AudienceName> {
    let Some(id) = value.get_ref().as_str() else {
        let message = format!("a name in `{NAME}` is {}", kind(value.get_ref()));
        told.push(piece.problem(value.span(), message, EXPECTED, EXAMPLE));
        return None;
    };
    match id {
        "public" => Some(AudienceName::Public),
        "team" => Some(AudienceName::Team),
        // A name that is both a participant's and a set's is told where it is given, and means both.
        id if names.participants.contains(id) => Some(AudienceName::Participant(ParticipantId::new(id))),
        id if names.sets.contains(id) => Some(AudienceName::Set(AudienceId::new(id))),
        id => {
            let all = names.participants.iter().chain(&names.sets).map(String::as_str);
            let help = match suggest(id, all) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => "add the participant or the audience, or take the name out".to_owned(),
            };
            let message =
                format!("`{NAME}` names \u{201c}{id}\u{201d}, and there is no such participant or audience");
            told.push(piece.problem(value.span(), message, EXPECTED, help));
            None
        }
    }
}
