//! The order of an exchange for a terminal.

use onetext_plan::exchange::{Enforcement, Evaluation, NeededGuarantee, Ordinal, Proof, Run, Span};

use super::{ExchangeOrder, StepName};
use crate::line::Line;
use crate::paper::{Ink, Paper};

impl ExchangeOrder {
    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, "the order of the exchange", "");
        for taken in &self.package {
            paper.paragraph(Line::from("With ").line(&taken.line()).text(".").isolated());
        }
        self.write_planned(paper);
        self.write_ordinal(paper);
        if let Some(valued) = &self.as_planned {
            let by = Line::new().list(self.valued_by.iter().map(|person| person.name.as_str()));
            paper.heading("With what steps are worth");
            paper.paragraph(
                Line::from("Values are ranges, as stated by ")
                    .line(&by)
                    .text(", in their own unit. Nobody else stated any; nothing is filled in.")
                    .isolated(),
            );
            for twice in &self.stated_twice {
                let line = Line::from("What ").line(&self.called(&twice.step)).text(" is worth to ");
                let line = line
                    .given(&twice.to.name)
                    .text(" is stated more than once: the range covers all statements.");
                paper.item(0, "-", line.isolated());
            }
            paper.blank();
            paper.inked(Ink::Strong, 0, &format!("In {}", self.order_name()));
            self.write_evaluation(paper, &valued.evaluation, &valued.guarantee);
        }
        if let Some(best) = &self.best {
            paper.blank();
            paper.inked(Ink::Strong, 0, "In the order that keeps the largest temptation smallest");
            let why = match best.found.proof {
                Proof::CheapestLast => {
                    let last = self.calls(&best.found.cheapest_last.steps);
                    Line::from("No order does better: somebody must make the last move, and the cheapest that can come last is ")
                        .line(&last)
                        .text(".")
                }
                Proof::Searched => Line::from("No order does better: all that could were looked at."),
                Proof::NotProven => {
                    let bound = best
                        .found
                        .at_least
                        .map_or_else(|| "what is known".to_owned(), |least| least.to_string());
                    Line::from(format!(
                        "There may be a better order, though none with a largest temptation below {bound}: there are too many to look at them all."
                    ).as_str())
                }
            };
            paper.paragraph(why.isolated());
            if best.found.order == self.planned {
                paper.paragraph(&format!("It is {}.", self.order_name()));
            } else {
                self.write_evaluation(paper, &best.found.evaluation, &best.guarantee);
            }
        }
        self.write_cut(paper);
        let left_out = [
            (
                &self.undecided,
                "These hold with one option of the text, and none is taken at their clauses (take one with --choose):",
            ),
            (
                &self.in_circles,
                "These wait for each other in a circle, and no order has them (see: plan check):",
            ),
            (&self.without_value, "Nobody stated what these are worth, so far as this reader may see:"),
            (
                &self.without_actor,
                "The text does not say who is bound by these, or binds none of the parties:",
            ),
        ];
        if left_out.iter().any(|(entries, _)| !entries.is_empty()) {
            paper.heading("Left out");
        }
        for (entries, why) in left_out.into_iter().filter(|(entries, _)| !entries.is_empty()) {
            paper.paragraph(why);
            for entry in entries {
                paper.item(0, "-", entry.line().isolated());
            }
        }
    }

    fn write_planned(&self, paper: &mut Paper) {
        let heading =
            if self.settled.is_one_order() { "The order of the plan" } else { "The steps as listed" };
        paper.heading(heading);
        if !self.settled.is_one_order() {
            let (ordered, across) = (self.settled.ordered, self.settled.across);
            paper.paragraph(&format!(
                "The plan sets no one order: of {across} pairs of moves by different sides, in {ordered} one must wait for the other. What waits for nothing stands as it is listed, which says nothing of when it is done."
            ));
        }
        for (at, together) in self.planned.names().iter().enumerate() {
            let steps = together.iter().filter_map(|name| self.step(name));
            for (place, step) in steps.enumerate() {
                let bullet = if place == 0 { format!("{}.", at + 1) } else { "  and at once:".to_owned() };
                paper.item(0, &bullet, self.step_line(step).isolated());
            }
        }
    }

    fn write_ordinal(&self, paper: &mut Paper) {
        paper.heading("Who has given what before receiving what");
        match &self.ordinal {
            Some(ordinal) => self.write_runs(paper, ordinal),
            None => self.write_settled(paper),
        }
        if self.as_planned.is_none() {
            paper.blank();
            paper.paragraph(
                "Nobody stated what steps are worth to anybody, so far as this reader may see: whether a side gains by stopping is unknown.",
            );
        }
    }

    /// What is so in the one order of the plan.
    fn write_runs(&self, paper: &mut Paper, ordinal: &Ordinal) {
        let is_long = |run: &&Run| run.gives.len() > 1 || run.before.is_empty();
        for run in ordinal.runs.iter().filter(is_long) {
            let line =
                Line::new().given(self.party(&run.party)).text(" gives ").line(&self.calls(&run.gives));
            let line = match run.before.is_empty() {
                true => line.text(", and nothing comes to it after that."),
                false => line.text(" before it receives ").line(&self.calls(&run.before)).text("."),
            };
            paper.item(0, "-", line.isolated());
        }
        for all in &ordinal.given_all {
            let line = Line::new().given(self.party(&all.party)).text(" has given everything after ");
            let line = line.line(&self.calls(&all.after)).text("; still to come to it then: ");
            paper.item(0, "-", line.line(&self.calls(&all.to_come)).text(".").isolated());
        }
        if let Some(advance) = &ordinal.largest_advance {
            let line = Line::new()
                .given(self.party(&advance.party))
                .text(" is furthest in advance, by the number of steps, after ");
            let line = line.line(&self.calls(&advance.after)).text(&format!(": by {}.", advance.units));
            paper.item(0, "-", line.isolated());
            let other = &self.alternating;
            let least = other.ordinal.largest_advance.as_ref().map_or(0, |advance| advance.units);
            if least < advance.units {
                let order: Vec<String> = other.order.names().iter().flatten().cloned().collect();
                let line =
                    Line::from("Alternating as far as it can, nobody would be further in advance than by ")
                        .text(&format!("{least}: "))
                        .line(&self.calls(&order))
                        .text(".");
                paper.item(0, "-", line.isolated());
            }
        }
    }

    /// What is so in every order that the plan allows.
    fn write_settled(&self, paper: &mut Paper) {
        for first in &self.settled.given_first {
            let line =
                Line::new().given(self.party(&first.party)).text(" gives ").line(&self.calls(&first.gives));
            paper.item(
                0,
                "-",
                line.text(" before it receives ").line(&self.calls(&first.before)).text(".").isolated(),
            );
        }
        if self.settled.given_first.is_empty() {
            paper.paragraph("No step must wait for one of another side.");
        }
    }

    /// What the listed order is called in a sentence.
    fn order_name(&self) -> &'static str {
        if self.settled.is_one_order() { "the order of the plan" } else { "the order as listed" }
    }

    fn write_evaluation(&self, paper: &mut Paper, evaluation: &Evaluation, needed: &NeededGuarantee) {
        let mut rows =
            vec![["", "next", "moves", "gains by stopping", "exposed before it"].map(str::to_owned).to_vec()];
        for (at, point) in evaluation.points.iter().enumerate() {
            let exposed: Vec<String> = point
                .standings
                .iter()
                .filter(|standing| standing.exposure.high.is_none_or(|high| high > 0))
                .map(|standing| {
                    let line = Line::new()
                        .given(self.party(&standing.party))
                        .text(" ")
                        .text(&span(standing.exposure));
                    line.isolated().to_owned()
                })
                .collect();
            let movers = Line::new().list(point.movers.iter().map(|party| self.party(party)));
            let mark = if at == evaluation.largest_at { ">" } else { "" };
            rows.push(vec![
                format!("{mark}{}", at + 1),
                self.calls(&point.next).isolated().to_owned(),
                movers.isolated().to_owned(),
                span(point.temptation),
                exposed.join("; "),
            ]);
        }
        paper.table(&rows);
        let tempted = evaluation.points.get(evaluation.largest_at).map_or("", |point| &point.most_tempted);
        let verdict = match evaluation.enforcement {
            Enforcement::InEveryCase => {
                Line::from("Nobody gains by stopping at any point, wherever the values are in their ranges.")
            }
            Enforcement::InNoCase => {
                Line::from("Wherever the values are in their ranges, somebody gains by stopping: most of all ")
                    .given(self.party(tempted))
                    .text(&format!(
                        " before move {}, by {}.",
                        evaluation.largest_at + 1,
                        span(evaluation.largest)
                    ))
            }
            Enforcement::Depends => Line::from(
                "Whether somebody gains by stopping depends on where in their ranges the values are: most of all for ",
            )
            .given(self.party(tempted))
            .text(&format!(
                " before move {}, {}.",
                evaluation.largest_at + 1,
                span(evaluation.largest)
            )),
        };
        paper.paragraph(verdict.isolated());
        if evaluation.enforcement == Enforcement::InEveryCase {
            return;
        }
        for open in evaluation.open.iter().take(3) {
            let value = match &open.step {
                Some(step) => Line::from("what ")
                    .line(&self.called(step))
                    .text(" is worth to ")
                    .given(self.party(&open.party)),
                None => Line::from("what ").given(self.party(&open.party)).text(" would forfeit"),
            };
            let line = Line::from("It turns on ").line(&value);
            let line = match (open.width, open.enough) {
                (None, _) => line.text(", which is unknown."),
                (Some(_), true) => line.text(": at its better end, that alone is enough."),
                (Some(_), false) => line.text(", among others."),
            };
            paper.item(0, "-", line.isolated());
        }
        for one in needed.parties.iter().filter(|one| one.more.high != Some(0)) {
            let line = Line::from("A guarantee that would be enough: ").given(self.party(&one.party));
            let line = match (one.more.low, one.more.high) {
                (_, None) => {
                    line.text(" would have to forfeit a sum that cannot be told, since a value is unknown.")
                }
                (low, Some(high)) if low == Some(high) => {
                    line.text(&format!(" forfeits {high} more than now if it stops."))
                }
                (low, Some(high)) => line.text(&format!(
                    " forfeits {high} more than now if it stops; between {} and {high}, it depends.",
                    low.unwrap_or(0)
                )),
            };
            paper.item(0, "-", line.isolated());
        }
    }

    fn write_cut(&self, paper: &mut Paper) {
        if self.cut.is_empty() {
            return;
        }
        paper.heading("Cut into smaller pieces, given in turn");
        let steps = self.calls(&self.cut_steps);
        paper.paragraph(Line::from("Cut are: ").line(&steps).text(".").isolated());
        let mut rows = vec![["pieces", "largest gain by stopping"].map(str::to_owned).to_vec()];
        for row in &self.cut {
            let each = |amount: i64| match amount % i64::from(row.pieces) {
                0 => (amount / i64::from(row.pieces)).to_string(),
                _ => format!("{amount}/{}", row.pieces),
            };
            let words = match (row.largest.low, row.largest.high) {
                (Some(low), Some(high)) if low == high => each(high),
                (Some(low), Some(high)) => format!("{} to {}", each(low), each(high)),
                _ => "unknown".to_owned(),
            };
            rows.push(vec![row.pieces.to_string(), words]);
        }
        paper.table(&rows);
    }

    /// A step with who does it, and its clauses.
    fn step_line(&self, step: &StepName) -> Line {
        let line = Line::new().given(&step.actor.name).text(": ").line(&step.entry.line());
        let line = match step.half.as_deref() {
            Some("gives") => line.text(", what is given"),
            Some(_) => line.text(", what is returned"),
            None => line,
        };
        if step.units > 1 { line.text(&format!(", {}", step.units)) } else { line }
    }

    /// A step by its title.
    fn called(&self, name: &str) -> Line {
        let Some(step) = self.step(name) else { return Line::new().given(name) };
        let line = Line::from("\u{201c}").given(&step.entry.title).text("\u{201d}");
        match step.half.as_deref() {
            Some("gives") => line.text(" (given)"),
            Some(_) => line.text(" (returned)"),
            None => line,
        }
    }

    /// Several steps.
    fn calls(&self, names: &[String]) -> Line {
        let mut line = Line::new();
        for (at, name) in names.iter().enumerate() {
            let between = match at {
                0 => "",
                _ if at + 1 == names.len() => " and ",
                _ => ", ",
            };
            line = line.text(between).line(&self.called(name));
        }
        line
    }
}

/// An amount that may lie anywhere in a range.
pub(super) fn span(span: Span) -> String {
    match (span.low, span.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("{high} or less"),
        (None, None) => "unknown".to_owned(),
    }
}
