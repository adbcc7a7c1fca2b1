//! The Pareto frontier of a scenario, for a terminal and as a picture.

use onetext_bargain::analysis::{FrontierReport, Point};

use super::{OfFiles, agreed, picture, utility, worth, write_scale};
use crate::paper::{Paper, isolate};
use crate::points::count;
use crate::wording::grouped;

/// How many points are listed unless all are asked for.
const LISTED: usize = 20;

impl OfFiles<FrontierReport> {
    /// Writes the frontier: how large it is, and its points; of many those at both ends and between, unless `all`.
    pub fn write(&self, paper: &mut Paper, all: bool) {
        let report = &self.answer;
        paper.title("Pareto frontier");
        paper.paragraph(&format!(
            "{} outcomes, {} on the frontier: what is better than one of them for somebody is worse for somebody else.",
            grouped(&report.outcomes),
            count(report.frontier_size, "point"),
        ));
        if !report.exact {
            paper.paragraph(&format!(
                "The frontier is too large to be kept whole. For every outcome one of these points gives nobody less by more than {}.",
                utility(report.epsilon)
            ));
        }
        write_scale(paper, report.scale, report.rounding);
        let opposition = report
            .opposition
            .map(|far| format!("Opposition {} (how far the frontier is from 1 for everybody)", utility(far)));
        let volume = report.hypervolume.map(|volume| format!("hypervolume above 0 {}", utility(volume)));
        let measures: Vec<String> = opposition.into_iter().chain(volume).collect();
        if !measures.is_empty() {
            paper.paragraph(&format!("{}.", measures.join("; ")));
        }
        let shown = shown(report.frontier.len(), all);
        if shown.len() < report.frontier.len() {
            paper.paragraph(&format!("{} of them, evenly spread; --all lists every one:", shown.len()));
        }
        for at in shown {
            write_point(paper, &report.parties, &report.frontier[at]);
        }
        self.write_reading(paper);
    }

    /// The frontier as an SVG picture: every two parties against each other.
    #[must_use]
    pub fn svg(&self) -> Option<String> {
        picture::of(&self.answer)
    }
}

fn write_point(paper: &mut Paper, parties: &[String], point: &Point) {
    paper.blank();
    let alike = match point.ways.as_deref() {
        None | Some("1") => String::new(),
        Some(ways) => format!(" ({} outcomes are worth the same to everybody)", grouped(ways)),
    };
    paper.paragraph(&format!("{}{alike}", worth(parties, &point.utilities)));
    match &point.all {
        Some(all) => all.iter().for_each(|outcome| paper.item(2, "-", &agreed(outcome))),
        None => paper.indented(2, &agreed(&point.outcome)),
    }
}

/// The places of the points to list.
fn shown(size: usize, all: bool) -> Vec<usize> {
    if all || size <= LISTED {
        return (0..size).collect();
    }
    (0..LISTED).map(|at| at * (size - 1) / (LISTED - 1)).collect()
}

/// The parties as a sentence names them.
pub(super) fn named(parties: &[String]) -> String {
    parties.iter().map(|party| isolate(party)).collect::<Vec<_>>().join(", ")
}
