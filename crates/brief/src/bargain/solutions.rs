//! What the published solutions pick in a scenario, and its numbers.

use onetext_bargain::analysis::{Picked, Solutions, Statistics};
use onetext_bargain::solve::Solution;

use super::frontier::named;
use super::{OfFiles, agreed, utility, worth, write_scale};
use crate::paper::{Ink, Paper, isolate};
use crate::points::count;
use crate::wording::grouped;

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
        paper.paragraph(&format!(
            "{} for {}; {} on the frontier{}.",
            outcomes(&statistics.outcomes),
            named(&statistics.solutions.parties),
            count(statistics.frontier_size, "point"),
            if statistics.exact {
                String::new()
            } else {
                format!(", within {}", utility(statistics.epsilon))
            },
        ));
        match statistics.rational_share {
            Some(share) => paper.paragraph(&format!(
                "{:.2}% of the outcomes give everybody at least what they have without an agreement.",
                share * 100.0
            )),
            None => paper.paragraph(
                "How many outcomes give everybody at least what they have without an agreement is unknown: there are too many to go through.",
            ),
        }
        if let Some(opposition) = statistics.opposition {
            paper.paragraph(&format!(
                "Opposition {}: how far the frontier is from 1 for everybody.",
                utility(opposition)
            ));
        }
        write_solutions(paper, &statistics.solutions);
        self.write_reading(paper);
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
        for one in picked {
            paper.item(2, "-", &worth(&solutions.parties, &one.utilities));
            paper.indented(4, &agreed(&one.outcome));
        }
        if let Some((_, all)) = solutions.not_all_listed.iter().find(|(of, _)| *of == solution) {
            paper.inked(
                Ink::Faint,
                2,
                &format!("{} outcomes tie; {} are listed.", grouped(all), picked.len()),
            );
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
