//! How each party stands to each clause, and what it says of it, as comments beside the words.

use onetext_case::View;
use onetext_wordml::new::NewComment;

use crate::build;
use crate::line::Line;
use crate::model::{ClauseText, PartyPosition};
use crate::terminal::parts::voice;

/// Statuses of somebody who has said nothing.
const SILENT: [&str; 3] = ["not_asked", "not_delivered", "unanswered"];

/// A comment for each clause of the current draft that anybody took a position on or said something of, by the id of the
/// clause: one line for each party, and below it what that party says, in its words. Empty where there is no current draft.
pub fn positions(view: &View, author: &str) -> Vec<(String, NewComment)> {
    let Some(text) = build::text(view) else { return Vec::new() };
    let told = text.clauses.iter().filter(|clause| clause.positions.iter().any(says));
    let comment = |clause: &ClauseText| NewComment {
        author: author.to_owned(),
        date: None,
        text: clause.positions.iter().flat_map(lines).collect::<Vec<_>>().join("\n"),
    };
    told.map(|clause| (clause.id.clone(), comment(clause))).collect()
}

fn says(position: &PartyPosition) -> bool {
    !SILENT.contains(&position.status.status.as_str()) || !position.voices.is_empty()
}

fn lines(position: &PartyPosition) -> Vec<String> {
    let mut line = Line::new().given(&position.party.name).text(": ").text(&position.status.words);
    for remark in &position.remarks {
        line = line.text("; ").line(remark);
    }
    let first = line.to_string();
    std::iter::once(first).chain(position.voices.iter().map(|one| voice(one).to_string())).collect()
}
