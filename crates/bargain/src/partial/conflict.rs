//! Statements that contradict each other.

use crate::fewest::smallest;
use crate::partial::linear::{NotSettled, Settled};
use crate::partial::preference::system;
use crate::partial::statement::Statement;
use crate::partial::sum::Inequality;
use crate::space::Space;
use serde::Serialize;

/// Statements that cannot all be meant as they stand. Any one of them left out, the others can.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Their places in the list that was given, ascending.
    pub statements: Vec<usize>,
    /// Whether no contradiction among the statements is of fewer; if not, the search for one stopped early.
    pub fewest: bool,
}

impl Conflict {
    /// Each of the statements with its name and its words.
    #[must_use]
    pub fn words(&self, space: &Space, statements: &[Statement]) -> Vec<(String, String)> {
        let told = |&at: &usize| statements.get(at).map(|said| (said.id.clone(), said.words(space)));
        self.statements.iter().filter_map(told).collect()
    }
}

/// The fewest statements that contradict each other, if any do.
pub(super) fn conflict(said: &[Vec<Inequality>]) -> Result<Option<Conflict>, NotSettled> {
    let all: Vec<usize> = (0..said.len()).filter(|&at| !said[at].is_empty()).collect();
    let cannot = |of: &[usize]| {
        let (system, whose) = system(of.iter().map(|&at| (at, said[at].as_slice())), None);
        Ok(match system.settle()? {
            Settled::Point(_) => None,
            Settled::Never(rows) => {
                let mut enough: Vec<usize> = rows.into_iter().filter_map(|row| whose[row]).collect();
                enough.sort_unstable();
                enough.dedup();
                Some(enough)
            }
        })
    };
    Ok(smallest(&all, cannot)?.map(|clash| Conflict { statements: clash.of, fewest: clash.fewest }))
}
