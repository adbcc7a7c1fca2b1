//! The result of one session, as a line of CSV and of JSON.

use super::Tournament;
use super::distance::Distances;
use super::plan::Meeting;
use crate::analysis::Named;
use crate::negotiate::{Ending, How, Protocol};
use serde::Serialize;
use std::fmt::Write as _;

/// A session that was held.
#[derive(Debug, Clone, PartialEq)]
pub struct Played {
    /// Its number.
    pub number: u64,
    /// Who met whom.
    pub meeting: Meeting,
    /// How it ended.
    pub ending: Ending,
    /// How far the agreement is from the best that could be, where that was asked for.
    pub distances: Option<Distances>,
}

/// A session that was held, with its lines for files.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The session.
    pub played: Played,
    /// A line of CSV, with its line feed.
    pub csv: String,
    /// A line of JSON, with its line feed.
    pub json: String,
}

#[derive(Serialize)]
struct JsonLine<'a> {
    tournament: String,
    session: u64,
    scenario: &'a str,
    repetition: u32,
    ending: &'static str,
    ended_by: Option<usize>,
    round: u32,
    time: f64,
    parties: Vec<JsonSeat<'a>>,
    agreement: Option<&'a Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    distances: Option<Distances>,
}

#[derive(Serialize)]
struct JsonSeat<'a> {
    negotiator: &'a str,
    party: &'a str,
    utility: f64,
}

impl Row {
    /// A session with its lines.
    #[must_use]
    pub(super) fn new<P: Protocol>(of: &Tournament<P>, played: Played) -> Self {
        let Played { number, meeting, ending, distances } = &played;
        let held = &of.scenarios[meeting.scenario];
        let seats: Vec<JsonSeat<'_>> =
            (meeting.entrants.iter().zip(&meeting.profiles).zip(&ending.utilities))
                .map(|((&entrant, &profile), &utility)| JsonSeat {
                    negotiator: of.entrants[entrant].name(),
                    party: &held.scenario.profiles[profile].name,
                    utility,
                })
                .collect();
        let agreement = ending
            .agreement
            .as_ref()
            .map(|package| held.scenario.space.named(&held.scenario.space.outcome(package)));
        let ended_by = match ending.how {
            How::WalkedAway(seat) | How::NotRatified(seat) => Some(seat + 1),
            How::Agreed | How::Deadline => None,
        };
        let line = JsonLine {
            tournament: of.digest(),
            session: *number,
            scenario: &held.name,
            repetition: meeting.repetition,
            ending: ending.how.word(),
            ended_by,
            round: ending.round,
            time: ending.time,
            parties: seats,
            agreement: agreement.as_ref(),
            distances: *distances,
        };
        let csv = csv(&line, of.most_parties());
        // Numbers and words alone: it cannot fail.
        let json = serde_json::to_string(&line).unwrap_or_default() + "\n";
        Self { played, csv, json }
    }
}

/// The first line of a CSV file.
pub(super) fn header(parties: usize) -> String {
    let mut header = "tournament,session,scenario,repetition,ending,ended_by,round,time".to_owned();
    for seat in 1..=parties {
        let _ = write!(header, ",negotiator_{seat},party_{seat},utility_{seat}");
    }
    header + ",to_frontier,to_nash,agreement\n"
}

/// Where the utility of a seat stands in a line.
pub(super) fn utility_column(seat: usize) -> usize {
    8 + 3 * seat + 2
}

fn csv(line: &JsonLine<'_>, parties: usize) -> String {
    let mut csv = String::with_capacity(200);
    let _ = write!(csv, "{},{},", line.tournament, line.session);
    quoted(&mut csv, line.scenario);
    let by = line.ended_by.map(|seat| seat.to_string()).unwrap_or_default();
    let _ = write!(csv, ",{},{},{by},{},{}", line.repetition, line.ending, line.round, line.time);
    for seat in 0..parties {
        csv.push(',');
        match line.parties.get(seat) {
            None => csv.push_str(",,"),
            Some(seat) => {
                quoted(&mut csv, seat.negotiator);
                csv.push(',');
                quoted(&mut csv, seat.party);
                let _ = write!(csv, ",{}", seat.utility);
            }
        }
    }
    let number = |distance: Option<f64>| distance.map(|distance| distance.to_string()).unwrap_or_default();
    let _ = write!(
        csv,
        ",{},{},",
        number(line.distances.map(|distances| distances.to_frontier)),
        number(line.distances.and_then(|distances| distances.to_nash))
    );
    if let Some(agreement) = line.agreement {
        let each: Vec<String> = agreement.0.iter().map(|(issue, value)| format!("{issue}={value}")).collect();
        quoted(&mut csv, &each.join("; "));
    }
    csv.push('\n');
    csv
}

/// Adds a field, in quotation marks where it has to be (RFC 4180). Line feeds become spaces, so that a line stays one.
fn quoted(csv: &mut String, field: &str) {
    let plain = !field.contains(|c: char| c == ',' || c == '"' || c.is_control());
    if plain {
        csv.push_str(field);
        return;
    }
    csv.push('"');
    for c in field.chars() {
        match c {
            '"' => csv.push_str("\"\""),
            c if c.is_control() => csv.push(' '),
            c => csv.push(c),
        }
    }
    csv.push('"');
}

/// The fields of a line of CSV.
pub(super) fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut inside = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, inside) {
            ('"', true) if chars.peek() == Some(&'"') => {
                chars.next();
                fields.last_mut().into_iter().for_each(|field| field.push('"'));
            }
            ('"', _) => inside = !inside,
            (',', false) => fields.push(String::new()),
            (c, _) => fields.last_mut().into_iter().for_each(|field| field.push(c)),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_they_were_written() {
        let all = ["plain", "with, comma", "with \"marks\"", "", "two\nlines"];
        let mut line = String::new();
        for (at, field) in all.iter().enumerate() {
            if at > 0 {
                line.push(',');
            }
            quoted(&mut line, field);
        }
        assert_eq!(fields(&line), ["plain", "with, comma", "with \"marks\"", "", "two lines"]);
    }
}
