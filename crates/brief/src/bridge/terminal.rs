//! Packages for a terminal.

use super::{AnswerSaid, Bridge, OptionNamed, PackageSaid, PointSaid, PositionSaid, RedLineSaid, TookSaid};
use crate::line::Line;
use crate::paper::{Ink, Paper, isolate};
use crate::points::count;

/// How packages are ordered, and what a move is.
const ORDER: &str = "In the order of how many moves they ask of all parties together; then of the party that moves most; then of the text. A move: a party would take another option than the one that it last accepted or put forward, or one that it declined. What is not on record is unknown, and is neither agreement nor a move.";

/// How many acts that are tied to no open point are listed.
const APART: usize = 30;

impl Bridge {
    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, "packages from the open points", "");
        let title = Line::new().given(&self.draft.title).text(", ").text(&self.draft.on.words);
        let title = match self.draft.standing.remark() {
            Some(remark) => title.text(" (").text(remark).text(")"),
            None => title,
        };
        paper.paragraph(title.text(".").isolated());
        if !self.points.is_empty() {
            paper.heading("Open points");
        }
        for point in &self.points {
            self.write_point(point, paper);
        }
        if !self.unwritten.is_empty() {
            paper.heading("Still to be written");
            paper.paragraph("No package says anything of these words.");
        }
        for unwritten in &self.unwritten {
            let line = Line::new().given(&unwritten.place.label);
            let line = line.text(&format!(", line {}", unwritten.line)).line(&self.within(unwritten.within));
            paper.item(0, "-", line.isolated());
        }
        self.write_red_lines(paper);
        if self.points.is_empty() {
            return;
        }
        paper.heading("Packages that nobody in this view has ruled out");
        if let (Some(allowed), Some(left)) = (&self.allowed, &self.left) {
            paper.paragraph(&format!("The text allows {allowed}; {left} of them cross no red line."));
        }
        if self.packages.is_empty() {
            self.write_clash(paper);
        } else {
            paper.paragraph(ORDER);
        }
        for package in &self.packages {
            self.write_package(package, paper);
        }
        if !self.crossing.is_empty() {
            paper.heading("Packages that cross a red line");
            paper.paragraph("Kept apart; fewest crossings first, then in the order above.");
        }
        for package in &self.crossing {
            self.write_package(package, paper);
        }
        self.write_answers(paper);
        self.write_questions(paper);
        self.write_wishes(paper);
    }

    fn write_point(&self, point: &PointSaid, paper: &mut Paper) {
        let options = point.options.iter().enumerate().fold(Line::new(), |line, (at, option)| {
            line.text(if at == 0 { "" } else { " | " }).line(&option.said)
        });
        let head = Line::new().given(&point.place.label).text(&format!(", line {}", point.line));
        let head = head.line(&self.within(point.within)).text(": ").line(&options);
        paper.item(0, &format!("{}.", point.number), head.isolated());
        for position in &point.positions {
            paper.item(3, "-", self.position(point, position).isolated());
        }
    }

    fn position(&self, point: &PointSaid, position: &PositionSaid) -> Line {
        let line = Line::new().given(&position.party.name).text(": ");
        let option = |took: &TookSaid| self.option(OptionNamed { point: point.number, option: took.option });
        let mut parts: Vec<Line> = Vec::new();
        if let Some(took) = &position.took {
            parts.push(
                Line::from("last took ").line(&option(took)).text(" [").line(&by_which(took)).text("]"),
            );
        }
        for declined in &position.declined {
            parts.push(
                Line::from("declined ")
                    .line(&option(declined))
                    .text(" [")
                    .line(&by_which(declined))
                    .text("]"),
            );
        }
        if parts.is_empty() {
            return line.text("nothing on record");
        }
        parts
            .iter()
            .enumerate()
            .fold(line, |line, (at, part)| line.text(if at == 0 { "" } else { "; " }).line(part))
    }

    /// An option in words.
    pub(super) fn option(&self, named: OptionNamed) -> Line {
        let point = self.points.iter().find(|point| point.number == named.point);
        let option = point.and_then(|point| point.options.get(named.option.checked_sub(1)?));
        option.map(|option| option.said.clone()).unwrap_or_default()
    }

    fn within(&self, within: Option<OptionNamed>) -> Line {
        match within {
            Some(within) => {
                Line::from(&*format!(", where point {} is ", within.point)).line(&self.option(within))
            }
            None => Line::new(),
        }
    }

    fn write_red_lines(&self, paper: &mut Paper) {
        if !self.red_lines.is_empty() {
            paper.heading("Red lines");
        }
        for line in &self.red_lines {
            paper.item(0, &format!("{}.", line.number), self.red_line(line).isolated());
        }
        if !self.apart.is_empty() {
            paper.heading("Not tied to an open point");
            paper.paragraph(
                "What somebody said that they cannot accept, or declined, and that rules out no option here; words that somebody put forward and that are no option here; and choices that could not be followed.",
            );
        }
        for apart in self.apart.iter().take(APART) {
            paper.item(0, "-", apart.act.line().text(" \u{2013} ").text(apart.reason_words).isolated());
        }
        if self.apart.len() > APART {
            let more = self.apart.len() - APART;
            paper.paragraph(&format!("And {more} more; --json has them all."));
        }
    }

    pub(super) fn red_line(&self, line: &RedLineSaid) -> Line {
        let who = match line.of.as_slice() {
            [] => Line::from("Somebody"),
            of => Line::new().list(of.iter().map(|person| person.name.as_str())),
        };
        match (&line.act, &line.assessment) {
            (Some(act), _) => {
                who.text(" cannot accept ").line(&self.together(&line.options)).text(": ").line(&act.line())
            }
            (None, Some(assessment)) => {
                let line = who.text(" could not accept ").line(&self.together(&line.options));
                line.text(" [").line(&assessment.line()).text("]")
            }
            (None, None) => who,
        }
    }

    fn together(&self, options: &[OptionNamed]) -> Line {
        options.iter().enumerate().fold(Line::new(), |line, (at, option)| {
            let line = line.text(if at == 0 { "" } else { " together with " }).line(&self.option(*option));
            line.text(&format!(" at point {}", option.point))
        })
    }

    fn write_clash(&self, paper: &mut Paper) {
        paper.paragraph("None: every package that the text allows crosses a red line.");
        if self.clash.is_empty() {
            return;
        }
        let which = if self.clash.len() == 1 {
            "This red line alone leaves no package:".to_owned()
        } else {
            let how_few = if self.clash_may_be_smaller {
                "without any one of them some package is left"
            } else {
                "no smaller number of them does"
            };
            format!("These {} together leave no package, and {how_few}:", count(self.clash.len(), "red line"))
        };
        paper.paragraph(&which);
        for number in &self.clash {
            if let Some(line) = self.red_lines.iter().find(|line| line.number == *number) {
                paper.item(0, "-", self.red_line(line).isolated());
            }
        }
    }

    fn write_package(&self, package: &PackageSaid, paper: &mut Paper) {
        paper.blank();
        let total: usize = package.moves.iter().map(|moves| moves.points.len()).sum();
        let shares: Vec<String> = package
            .moves
            .iter()
            .filter(|moves| !moves.points.is_empty())
            .map(|moves| format!("{} {}", isolate(&moves.party.name), moves.points.len()))
            .collect();
        let shares = if shares.is_empty() { String::new() } else { format!(" ({})", shares.join(", ")) };
        let unknown: usize = package.unknown.iter().map(|unknown| unknown.points.len()).sum();
        let unknown =
            if unknown > 0 { format!("; {} unknown", count(unknown, "position")) } else { String::new() };
        let head = format!("Package {}: {}{shares}{unknown}", package.number, count(total, "move"));
        paper.inked(Ink::Strong, 0, &head);
        for number in &package.crosses {
            let Some(line) = self.red_lines.iter().find(|line| line.number == *number) else { continue };
            let said = line.crossed();
            let said = match &line.act {
                Some(act) => said.text(" (act ").given(&act.act).text(")"),
                None => said,
            };
            let said = said.text(": ").line(&self.together(&line.options));
            paper.inked(Ink::Alarm, 2, said.isolated());
        }
        for (point, option) in self.points.iter().zip(&package.options) {
            let named = OptionNamed { point: point.number, option: *option };
            let line = Line::new().given(&point.place.label).text(": ").line(&self.option(named));
            paper.item(2, &format!("{}.", point.number), line.isolated());
            for moves in package.moves.iter().filter(|moves| moves.points.contains(&point.number)) {
                paper.item(5, "-", self.moves(point, &moves.party.id, *option).isolated());
            }
            let unknown = package.unknown.iter().filter(|unknown| unknown.points.contains(&point.number));
            let names: Vec<&str> = unknown.map(|unknown| unknown.party.name.as_str()).collect();
            if !names.is_empty() {
                paper.item(5, "-", Line::from("unknown: ").list(names).isolated());
            }
        }
        self.write_dominated(package, paper);
    }

    /// Who would have to move from what.
    fn moves(&self, point: &PointSaid, party: &str, option: usize) -> Line {
        let Some(position) = point.positions.iter().find(|position| position.party.id == party) else {
            return Line::new();
        };
        let line = Line::new().given(&position.party.name).text(" would move");
        let named = |took: &TookSaid| OptionNamed { point: point.number, option: took.option };
        match (&position.took, position.declined.iter().rev().find(|declined| declined.option == option)) {
            (Some(took), _) => {
                line.text(" from ").line(&self.option(named(took))).text(" [").line(&by_which(took)).text("]")
            }
            (None, Some(declined)) => line.text(": it declined this [").line(&by_which(declined)).text("]"),
            (None, None) => line,
        }
    }

    fn write_answers(&self, paper: &mut Paper) {
        if self.answers.is_empty() {
            return;
        }
        paper.heading("What one more answer would settle");
        let listed = if self.packages.is_empty() { self.crossing.len() } else { self.packages.len() };
        let of = if self.packages.is_empty() { "cross a red line" } else { "nobody has ruled out" };
        paper.paragraph(&format!("Of what is listed above, {} that {of}:", count(listed, "package")));
        for answer in &self.answers {
            if let Some(line) = self.answer(answer) {
                paper.item(0, "-", line.isolated());
            }
        }
    }

    /// What one answer would settle.
    pub(super) fn answer(&self, answer: &AnswerSaid) -> Option<Line> {
        let point = self.points.iter().find(|point| point.number == answer.point)?;
        let line = Line::new().given(&answer.party.name).text(&format!(" on point {} (", answer.point));
        let line = line.given(&point.place.label).text(&format!("): unknown in {}", answer.packages));
        Some(match answer.last {
            0 => line,
            last => line.text(&format!("; all that is unknown in {last}")),
        })
    }
}

impl RedLineSaid {
    /// Of a package that crosses it: `crosses what Upper Farm said on 5 March`.
    pub(super) fn crossed(&self) -> Line {
        let line = Line::from("crosses what ").list(self.of.iter().map(|person| person.name.as_str()));
        match (&self.act, &self.assessment) {
            (Some(act), _) => line.text(" said on ").text(&act.on.words),
            (None, Some(assessment)) => line.text(" could not accept [").line(&assessment.line()).text("]"),
            (None, None) => line.text(" could not accept"),
        }
    }
}

fn by_which(took: &TookSaid) -> Line {
    let line = Line::new()
        .line(&took.act.what)
        .text(", ")
        .text(&took.act.on.words)
        .text("; act ")
        .given(&took.act.act);
    if took.act.why.is_empty() { line } else { line.text("; ").line(&took.act.standing()) }
}
