//! What the published solutions pick in a scenario, and its numbers.

use onetext_bargain::analysis::{AtStake, NotFound, Picked, Solutions, Statistics};
use onetext_bargain::solve::Solution;

use super::frontier::named;
use super::{OfFiles, agreed, utility, worth, write_scale};
use crate::paper::{Ink, Paper, isolate};
use crate::points::count;
use crate::wording::grouped;

/// How many outcomes that tie are shown on a terminal.
const SHOWN: usize = 5;

impl OfFiles<Solutions> {
    /// Writes what each solution picks, or which demands leave nothing to pick from.
    pub fn write(&self, paper: &mut Paper) {
        paper.title("Bargaining solutions");
        write_solutions(paper, &self.answer);
        self.write_reading(paper);
    }
}

impl OfFiles<Statistics> {
    /// Writes the scenario in numbers.
    pub fn write(&self, paper: &mut Paper) {
        let statistics = &self.answer;
        paper.title("Scenario");
        let parties: Vec<String> = statistics.stakes.iter().map(|stakes| stakes.party.clone()).collect();
        let on_frontier = statistics.frontier.as_ref().map_or_else(String::new, |frontier| {
            let within = if frontier.exact {
                String::new()
            } else {
                format!(", within {}", utility(frontier.epsilon))
            };
            format!("; {} on the frontier{within}", count(frontier.frontier_size, "point"))
        });
        paper.paragraph(&format!("{} for {}{on_frontier}.", outcomes(&statistics.outcomes), named(&parties)));
        statistics.stakes.iter().for_each(|stakes| paper.item(2, "-", &at_stake(stakes)));
        match statistics.rational_share {
            Some(share) => paper.paragraph(&format!(
                "{:.2}% of the outcomes give everybody at least what they have without an agreement.",
                share * 100.0
            )),
            None => paper.paragraph(
                "How many outcomes give everybody at least what they have without an agreement is unknown: there are too many to go through.",
            ),
        }
        if let Some(opposition) = statistics.frontier.as_ref().and_then(|frontier| frontier.opposition) {
            paper.paragraph(&format!(
                "Opposition {}: how far the frontier is from 1 for everybody.",
                utility(opposition)
            ));
        }
        if let Some(solutions) = &statistics.solutions {
            write_solutions(paper, solutions);
        }
        write_not_found(paper, &statistics.not_found);
        self.write_reading(paper);
    }
}

/// What a party has at stake.
fn at_stake(stakes: &AtStake) -> String {
    let mut said = isolate(&stakes.party);
    if let (Some(least), Some(most)) = (stakes.least, stakes.most) {
        said += &format!(": from {} to {}", utility(least), utility(most));
    }
    said += &match stakes.reservation {
        Some(reservation) => format!(", {} without an agreement", utility(reservation)),
        None => ", no reservation value".to_owned(),
    };
    if stakes.discount < 1.0 {
        said += &format!(", discount {}", utility(stakes.discount));
    }
    said
}

/// What was looked for and not found, with what several have in common told once.
fn write_not_found(paper: &mut Paper, not_found: &[NotFound]) {
    if not_found.is_empty() {
        return;
    }
    paper.heading("Not found");
    for (at, one) in not_found.iter().enumerate() {
        if not_found[..at].iter().any(|earlier| earlier.why == one.why) {
            continue;
        }
        let alike = not_found.iter().filter(|other| other.why == one.why).map(|other| match other.what {
            "stakes" => "what each can have at least and at most",
            other => other,
        });
        paper.item(2, "-", &format!("{}: {}", alike.collect::<Vec<_>>().join(", "), isolate(&one.why)));
    }
}

fn outcomes(digits: &str) -> String {
    if digits == "1" { "1 outcome".to_owned() } else { format!("{} outcomes", grouped(digits)) }
}

fn write_solutions(paper: &mut Paper, solutions: &Solutions) {
    paper
        .paragraph(&format!("Without an agreement: {}.", worth(&solutions.parties, &solutions.disagreement)));
    write_scale(paper, solutions.scale, solutions.rounding);
    if !solutions.zone_of_agreement {
        paper.heading("No zone of agreement");
        paper.paragraph("No outcome gives everybody at least what they have without an agreement. These demands exclude each other:");
        for clash in &solutions.clashes {
            let demands = clash
                .demands
                .iter()
                .map(|demand| format!("{} at least {}", isolate(&demand.party), utility(demand.at_least)));
            paper.item(2, "-", &demands.collect::<Vec<_>>().join(" with "));
        }
        return;
    }
    let each = each(solutions);
    for (at, &(solution, name, picked)) in each.iter().enumerate() {
        let compares = if solution.compares_parties() {
            ", if utilities of different parties can be compared"
        } else {
            ""
        };
        paper.heading(&format!("{name}{compares}"));
        if let Some((_, same, _)) = each[..at].iter().find(|(_, _, earlier)| *earlier == picked) {
            paper.indented(2, &format!("The same as {}.", same.split(':').next().unwrap_or(same)));
            continue;
        }
        for one in picked.iter().take(SHOWN) {
            paper.item(2, "-", &worth(&solutions.parties, &one.utilities));
            paper.indented(4, &agreed(&one.outcome));
        }
        let listed = picked.len().to_string();
        let all =
            solutions.not_all_listed.iter().find(|(of, _)| *of == solution).map_or(&listed, |(_, all)| all);
        let shown = picked.len().min(SHOWN);
        if *all != shown.to_string() {
            let more = if picked.len() > shown {
                format!("; --json lists {}", grouped(&listed))
            } else {
                String::new()
            };
            paper.inked(Ink::Faint, 2, &format!("{} outcomes tie; {shown} are listed{more}.", grouped(all)));
        }
    }
}

fn each(solutions: &Solutions) -> [(Solution, &'static str, &[Picked]); 5] {
    [
        (Solution::Nash, "Nash: the largest product of gains", &solutions.nash),
        (
            Solution::KalaiSmorodinsky,
            "Kalai\u{2013}Smorodinsky: the largest smallest share of what each could gain",
            &solutions.kalai_smorodinsky,
        ),
        (Solution::Egalitarian, "Egalitarian: the largest smallest gain", &solutions.egalitarian),
        (Solution::EqualLoss, "Equal loss: the smallest largest loss", &solutions.equal_loss),
        (Solution::Utilitarian, "Utilitarian: the largest sum", &solutions.utilitarian),
    ]
}
