//! What is known of the parties' wishes, and what follows from it for packages.

use serde::Serialize;

use super::{Bridge, OptionNamed, PackageSaid};
use crate::line::Line;
use crate::model::Person;
use crate::paper::Paper;
use crate::points::count;
use crate::standing::ActStanding;

/// How positions are read as wishes.
const READING: &str = "Positions are read as wishes in one way alone: of the options of a point, a party prefers the one that it last accepted or put forward to each of the others, all else equal, and to those that it declined. Weaker consent, consent on condition and ideas that are floated say nothing of wishes. Nothing else is assumed; what is possible is not likely for that.";

/// One thing that is known of a party's wishes.
#[derive(Debug, Clone, Serialize)]
pub struct WishSaid {
    /// Counted from 1.
    pub number: usize,
    /// Whose wish it is.
    pub party: Person,
    /// In words: `“shall” at point 1 over “should”, all else equal`.
    pub said: Line,
    /// What it says, for programs.
    #[serde(flatten)]
    pub says: WishSays,
    /// The act that it is read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<ActStanding>,
}

/// What a wish says.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "says", rename_all = "snake_case")]
pub enum WishSays {
    /// One choice over another.
    Prefers {
        /// The one.
        better: Vec<OptionNamed>,
        /// The other.
        worse: Vec<OptionNamed>,
        /// Whether they may tie.
        may_tie: bool,
        /// `all_else_equal`, `whatever_else` or `in_time`.
        reading: onetext_bargain::partial::Reading,
    },
}

/// By which other packages listed a package is dominated: not worse for any party, and better for one.
#[derive(Debug, Clone, Serialize)]
pub struct DominatedSaid {
    /// In whatever way the parties may mean what is known of them.
    pub surely_by: Vec<SurelySaid>,
    /// In some ways and not in others; some party is known not to hold that package worse. By number.
    pub possibly_by: Vec<usize>,
    /// Nothing that is known speaks for it or against it. By number.
    pub unknown_by: Vec<usize>,
}

/// A package that surely dominates another.
#[derive(Debug, Clone, Serialize)]
pub struct SurelySaid {
    /// That package, by number.
    pub package: usize,
    /// The wishes that are enough for it, by number.
    pub because: Vec<usize>,
}

/// A party of whose wishes nothing is worked out, although something is known.
#[derive(Debug, Clone, Serialize)]
pub struct NotWorkedOut {
    /// The party.
    pub party: Person,
    /// `contradiction` or `not_settled`.
    pub reason: &'static str,
    /// The same in words.
    pub reason_words: String,
    /// The wishes that cannot all be meant, as few as possible, by number.
    pub wishes: Vec<usize>,
}

impl Bridge {
    /// What is known of a package against the others, below its points.
    pub(super) fn write_dominated(&self, package: &PackageSaid, paper: &mut Paper) {
        let Some(dominated) = &package.dominated else { return };
        for surely in &dominated.surely_by {
            let line = format!(
                "surely dominated by package {}: not worse for any party, and better for one ({})",
                surely.package,
                numbered("wish", "wishes", &surely.because)
            );
            paper.item(2, "-", &line);
        }
        if !dominated.possibly_by.is_empty() {
            let line =
                format!("possibly dominated by {}", numbered("package", "packages", &dominated.possibly_by));
            paper.item(2, "-", &line);
        }
        let others = self.packages.len() + self.crossing.len() - 1;
        match dominated.unknown_by.len() {
            0 if dominated.surely_by.is_empty() && dominated.possibly_by.is_empty() && others > 0 => {
                paper.item(2, "-", "surely not dominated by any other package listed");
            }
            0 => {}
            all if all == others => paper.item(2, "-", "dominated by another package listed: unknown"),
            _ => {
                let which = numbered("package", "packages", &dominated.unknown_by);
                paper.item(2, "-", &format!("dominated by {which}: unknown"));
            }
        }
    }

    /// What is known of wishes, as far as anything above rests on it.
    pub(super) fn write_wishes(&self, paper: &mut Paper) {
        let packages = || self.packages.iter().chain(&self.crossing);
        let because = packages().filter_map(|package| package.dominated.as_ref());
        let because = because.flat_map(|dominated| &dominated.surely_by).flat_map(|surely| &surely.because);
        let clashing = self.not_worked_out.iter().flat_map(|party| &party.wishes);
        let mut cited: Vec<usize> = because.chain(clashing).copied().collect();
        cited.sort_unstable();
        cited.dedup();
        if self.wishes.is_empty() {
            return;
        }
        paper.heading("What is known of wishes");
        paper.paragraph(READING);
        paper.paragraph(&format!(
            "{} known in all; those that something above rests on:",
            count(self.wishes.len(), "thing")
        ));
        for wish in self.wishes.iter().filter(|wish| cited.contains(&wish.number)) {
            paper.item(0, &format!("{}.", wish.number), wish.line().isolated());
        }
        if cited.is_empty() {
            paper.item(0, "-", "none");
        }
        for party in &self.not_worked_out {
            let line = Line::new().given(&party.party.name).text(": ").text(&party.reason_words);
            paper.item(0, "-", line.isolated());
        }
    }
}

impl WishSaid {
    pub(super) fn line(&self) -> Line {
        let line = Line::new().given(&self.party.name).text(": ").line(&self.said);
        match &self.act {
            Some(act) => line
                .text(" [")
                .line(&act.what)
                .text(", ")
                .text(&act.on.words)
                .text("; act ")
                .given(&act.act)
                .text("]"),
            None => line,
        }
    }
}

/// `package 3`; `packages 1, 2 and 4`.
fn numbered(one: &str, several: &str, numbers: &[usize]) -> String {
    let all: Vec<String> = numbers.iter().map(usize::to_string).collect();
    match all.split_last() {
        None => String::new(),
        Some((only, [])) => format!("{one} {only}"),
        Some((last, rest)) => format!("{several} {} and {last}", rest.join(", ")),
    }
}
