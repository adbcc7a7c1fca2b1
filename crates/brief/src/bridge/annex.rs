//! Packages in the annex of a brief.

use super::{Bridge, OptionNamed, PackagePicture, PackageSaid};
use crate::line::Line;
use crate::model::PackagesTold;
use crate::points::count;

impl Bridge {
    /// What an annex of a brief says of the packages, a line each; their order and what a move is are those of the command.
    pub(crate) fn told(&self, picture: Option<&PackagePicture>) -> PackagesTold {
        let mut left: Vec<Line> = self.counted().into_iter().collect();
        left.extend(self.packages.iter().map(|package| self.in_a_line(package)));
        PackagesTold {
            left,
            crossing: self.crossing.iter().map(|package| self.in_a_line(package)).collect(),
            clash: self.clash_lines(),
            answers: self.answers.iter().filter_map(|answer| self.answer(answer)).collect(),
            picture: picture.map(|picture| picture.figure().into_string()),
        }
    }

    fn counted(&self) -> Option<Line> {
        let (allowed, left) = (self.allowed.as_ref()?, self.left.as_ref()?);
        let shown = self.packages.len();
        Some(Line::from(&*format!(
            "The text allows {}; {left} of them cross no red line; {shown} of these follow, those with the fewest moves first.",
            count_of(allowed)
        )))
    }

    fn clash_lines(&self) -> Vec<Line> {
        let named = |number: &usize| self.red_lines.iter().find(|line| line.number == *number);
        self.clash.iter().filter_map(named).map(|line| self.red_line(line)).collect()
    }

    /// A package with what it asks of whom, what it crosses, and its options.
    fn in_a_line(&self, package: &PackageSaid) -> Line {
        let total: usize = package.moves.iter().map(|moves| moves.points.len()).sum();
        let mut line = Line::from(&*format!("Package {}: {}", package.number, count(total, "move")));
        let movers = package.moves.iter().filter(|moves| !moves.points.is_empty());
        for (at, moves) in movers.enumerate() {
            line = line.text(if at == 0 { " by " } else { ", " }).given(&moves.party.name);
            line = line.text(&format!(" ({})", moves.points.len()));
        }
        let unknown: usize = package.unknown.iter().map(|unknown| unknown.points.len()).sum();
        if unknown > 0 {
            line = line.text(&format!("; {} unknown", count(unknown, "position")));
        }
        for crossed in package
            .crosses
            .iter()
            .filter_map(|number| self.red_lines.iter().find(|line| line.number == *number))
        {
            line = line.text("; ").line(&crossed.crossed());
        }
        for surely in package.dominated.iter().flat_map(|dominated| &dominated.surely_by) {
            line = line.text(&format!("; surely dominated by package {}", surely.package));
        }
        for (at, (point, option)) in self.points.iter().zip(&package.options).enumerate() {
            let named = OptionNamed { point: point.number, option: *option };
            line = line.text(if at == 0 { ". " } else { "; " }).given(&point.place.label).text(": ");
            line = line.line(&self.option(named));
        }
        line
    }
}

/// A number of packages in words.
fn count_of(number: &str) -> String {
    if number == "1" { "1 package".to_owned() } else { format!("{number} packages") }
}
