//! What is told of a negotiation scenario: its frontier, what solutions pick, its numbers, how negotiations in it go.
//!
//! A scenario is a file of issues and preferences, without a case: nobody's view is asked for. What follows from it is computed by
//! `onetext_bargain`; here it is set for a terminal or drawn.

pub mod frontier;
mod picture;
mod session;
pub mod solutions;
pub mod tournament;

use onetext_bargain::analysis::Named;
use onetext_bargain::files::{Ignored, Reading, Repair};
use serde::Serialize;

use crate::paper::{Ink, Paper, isolate};
use crate::wording::grouped;

/// An answer, with how the files were read that it comes from.
#[derive(Debug, Clone, Serialize)]
pub struct OfFiles<T> {
    /// The answer.
    #[serde(flatten)]
    pub answer: T,
    /// By whose rules the files were read.
    pub reading: Reading,
    /// What was not as its format has it, and how it was read.
    pub repairs: Vec<Repair>,
    /// Files that are no part of the scenario.
    pub ignored: Vec<Ignored>,
    /// How issues that are decided as real numbers were looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discretised: Option<Discretised>,
}

/// Real numbers of which some were looked at.
#[derive(Debug, Clone, Serialize)]
pub struct Discretised {
    /// The issues.
    pub issues: Vec<String>,
    /// How many values of each, evenly spread.
    pub values: u32,
}

impl<T> OfFiles<T> {
    /// Tells how the files were read, where there is anything to tell.
    pub fn write_reading(&self, paper: &mut Paper) {
        if self.reading == Reading::NegMas {
            paper.paragraph("Files of GENIUS are read as NegMAS reads them, and not as GENIUS does.");
        }
        if let Some(Discretised { issues, values }) = &self.discretised {
            let issues: Vec<String> = issues.iter().map(|issue| isolate(issue)).collect();
            paper.paragraph(&format!(
                "Looked at with {values} values each, evenly spread: {}.",
                issues.join(", ")
            ));
        }
        if !self.repairs.is_empty() {
            paper.heading("Repaired while reading");
            self.repairs.iter().for_each(|repair| paper.item(2, "-", &isolate(&repair.to_string())));
        }
        if !self.ignored.is_empty() {
            paper.heading("No part of the scenario");
            for ignored in &self.ignored {
                paper.item(2, "-", &format!("{}: {}", isolate(&ignored.file), isolate(&ignored.why)));
            }
        }
    }
}

/// A utility as people read it: four places, as many as a scale of 10⁴ tells apart.
pub(crate) fn utility(value: f64) -> String {
    format!("{value:.4}")
}

/// What is agreed, issue by issue.
pub(crate) fn agreed(outcome: &Named) -> String {
    let each =
        outcome.0.iter().map(|(issue, value)| format!("{}: {}", isolate(issue), isolate(&value.to_string())));
    each.collect::<Vec<_>>().join("; ")
}

/// What a package is worth to each party.
pub(crate) fn worth(parties: &[String], utilities: &[f64]) -> String {
    let each = parties.iter().zip(utilities).map(|(party, &u)| format!("{} {}", isolate(party), utility(u)));
    each.collect::<Vec<_>>().join(", ")
}

/// How sure the numbers are.
pub(crate) fn write_scale(paper: &mut Paper, scale: u64, rounding: f64) {
    let rounded = if rounding > 0.0 {
        format!("; utilities can be rounded by {rounding:.1e}, so outcomes closer than that count as alike")
    } else {
        "; nothing is rounded".to_owned()
    };
    paper.inked(Ink::Faint, 0, &format!("Compared in steps of 1/{}{rounded}.", grouped(&scale.to_string())));
}
