//! How negotiators fared in a tournament, for a terminal.

use onetext_bargain::negotiate::tournament::{Standing, Summary};
use serde::Serialize;

use super::utility;
use crate::paper::{Ink, Paper, isolate};
use crate::wording::grouped;

/// How everybody fared in a tournament, as far as it was held.
#[derive(Debug, Clone, Serialize)]
pub struct Fared {
    /// Sixteen digits that tell the tournament from others.
    pub tournament: String,
    /// How many sessions it has in all.
    pub of: u64,
    /// How everybody fared.
    #[serde(flatten)]
    pub summary: Summary,
}

impl Fared {
    /// Writes a table, the highest mean first.
    pub fn write(&self, paper: &mut Paper) {
        let summary = &self.summary;
        let number = |number: u64| grouped(&number.to_string());
        paper.title("Tournament");
        let held = if summary.sessions == self.of {
            format!("{} sessions", number(self.of))
        } else {
            format!("{} of {} sessions so far", number(summary.sessions), number(self.of))
        };
        paper.paragraph(&format!("{held}, {} with an agreement.", number(summary.agreements)));
        paper.blank();
        let head = ["Negotiator", "Mean utility", "95 %", "Agreed", "At", "Seats"];
        let mut rows = vec![head.map(ToOwned::to_owned).to_vec()];
        rows.extend(summary.standings.iter().map(row));
        paper.table(&rows);
        paper.blank();
        paper.inked(
            Ink::Faint,
            0,
            "Utilities are discounted; without an agreement they are reservation values. \u{201c}At\u{201d} is the mean time of agreements, from 0 to 1.",
        );
        paper.inked(Ink::Faint, 0, &format!("Intervals: {}.", summary.intervals));
    }
}

fn row(standing: &Standing) -> Vec<String> {
    let interval = match (standing.utility.low, standing.utility.high) {
        (Some(low), Some(high)) => format!("{} to {}", utility(low), utility(high)),
        _ => "\u{2013}".to_owned(),
    };
    vec![
        isolate(&standing.negotiator),
        utility(standing.utility.mean),
        interval,
        format!("{:.1} %", standing.agreement_rate * 100.0),
        standing.mean_time.map_or_else(|| "\u{2013}".to_owned(), |time| format!("{time:.3}")),
        grouped(&standing.seats.to_string()),
    ]
}
