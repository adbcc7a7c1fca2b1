//! What is known of the parties' wishes, and what follows from it for packages.

use serde::Serialize;

use super::{Bridge, OptionNamed, PackageSaid};
use crate::line::Line;
use crate::model::{DateSaid, Person, SourceSaid};
use crate::paper::Paper;
use crate::points::count;
use crate::standing::ActStanding;

/// How positions are read as wishes.
const READING: &str = "Positions are read as wishes in one way alone: of the options of a point, a party prefers the one that it last accepted or put forward to each of the others, all else equal, and to those that it declined. Weaker consent, consent on condition and ideas that are floated say nothing of wishes; and where an assessment speaks of a point, it takes the place of the position. Nothing else is assumed; what is possible is not likely for that.";

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
    /// The assessment that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessment: Option<AssessmentSaid>,
}

/// An assessment of a party's wishes, and whose it is.
#[derive(Debug, Clone, Serialize)]
pub struct AssessmentSaid {
    /// Its id.
    pub id: String,
    /// When it was made.
    pub on: DateSaid,
    /// Who made it; nobody: those who keep the record.
    pub by: Vec<Person>,
    /// Where it is known from.
    pub sources: Vec<SourceSaid>,
    /// A remark.
    pub note: Option<String>,
}

/// An assessment that nothing here rests on.
#[derive(Debug, Clone, Serialize)]
pub struct UnusedSaid {
    /// Whose wishes it is about.
    pub party: Person,
    /// The assessment.
    pub assessment: AssessmentSaid,
    /// Why nothing rests on it.
    pub reason_words: String,
}

/// How a package compares with no agreement for a party.
#[derive(Debug, Clone, Serialize)]
pub struct AcceptableSaid {
    /// The party.
    pub party: Person,
    /// Whether it is not worse.
    pub not_worse: Whether,
    /// The wishes that are enough for that, by number.
    pub because: Vec<usize>,
}

/// Whether something holds, as far as wishes are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Whether {
    /// In whatever way they are meant.
    Surely,
    /// In no way.
    Never,
    /// It is not known.
    Unknown,
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
    /// The worst and the best option of a point.
    Extremes {
        /// The worst.
        worst: OptionNamed,
        /// The best.
        best: OptionNamed,
    },
    /// A share of all that can be gained.
    Share {
        /// From these options.
        from: Vec<OptionNamed>,
        /// To these.
        to: Vec<OptionNamed>,
        /// At least, from 0 to 1, as it was given.
        low: String,
        /// At most.
        high: String,
    },
    /// How many times as much lies between two choices as between two others.
    Ratio {
        /// From these options.
        from: Vec<OptionNamed>,
        /// To these.
        to: Vec<OptionNamed>,
        /// Compared with going from these options.
        than_from: Vec<OptionNamed>,
        /// To these.
        than_to: Vec<OptionNamed>,
        /// At least, as it was given.
        low: String,
        /// At most.
        high: Option<String>,
    },
    /// How a package compares with no agreement.
    Reservation {
        /// The package.
        options: Vec<OptionNamed>,
        /// Whether it is not worse.
        acceptable: bool,
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

/// A comparison to ask a party for.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionSaid {
    /// The party.
    pub party: Person,
    /// In words: `“shall” at point 1, or “should” at point 1`.
    pub said: Line,
    /// Which of these options it prefers, all else equal.
    pub one: Vec<OptionNamed>,
    /// The others, at the same points.
    pub other: Vec<OptionNamed>,
    /// How many pairs of packages are put in order for it by either answer, at least.
    pub settles: usize,
    /// How many pairs it may hold either way round, as far as is known.
    pub open: usize,
    /// Among how many packages: the first of those listed.
    pub packages: usize,
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
        for acceptable in &package.acceptable {
            let line = Line::from("for ").given(&acceptable.party.name).text(": ");
            let wishes = numbered("wish", "wishes", &acceptable.because);
            let line = match acceptable.not_worse {
                Whether::Surely => {
                    line.text(&format!("surely not worse than no agreement, as assessed ({wishes})"))
                }
                Whether::Never => {
                    line.text(&format!("surely worse than no agreement, as assessed ({wishes})"))
                }
                Whether::Unknown => line.text("better or worse than no agreement: unknown"),
            };
            paper.item(2, "-", line.isolated());
        }
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

    /// What is worth asking of wishes.
    pub(super) fn write_questions(&self, paper: &mut Paper) {
        let Some(first) = self.questions.first() else { return };
        paper.heading("What is worth asking of wishes");
        paper.paragraph(&format!(
            "Which does the party prefer, all else equal? Of the first {} listed, whichever the answer:",
            count(first.packages, "package")
        ));
        for question in &self.questions {
            let line = Line::new().given(&question.party.name).text(": ").line(&question.said);
            let line = line.text(&format!(
                "? settles at least {} of {} that are open for it",
                question.settles,
                count(question.open, "pair")
            ));
            paper.item(0, "-", line.isolated());
        }
    }

    /// What is known of wishes, as far as anything above rests on it.
    pub(super) fn write_wishes(&self, paper: &mut Paper) {
        let packages = || self.packages.iter().chain(&self.crossing);
        let because = packages().filter_map(|package| package.dominated.as_ref());
        let because = because.flat_map(|dominated| &dominated.surely_by).flat_map(|surely| &surely.because);
        let clashing = self.not_worked_out.iter().flat_map(|party| &party.wishes);
        let acceptable = packages().flat_map(|package| &package.acceptable).flat_map(|one| &one.because);
        let assessed = self.wishes.iter().filter(|wish| wish.assessment.is_some()).map(|wish| &wish.number);
        let mut cited: Vec<usize> =
            because.chain(clashing).chain(acceptable).chain(assessed).copied().collect();
        cited.sort_unstable();
        cited.dedup();
        if self.wishes.is_empty() && self.unused.is_empty() {
            return;
        }
        paper.heading("What is known of wishes");
        paper.paragraph(READING);
        paper.paragraph(&format!(
            "Known in all: {}. Here are all that are assessed, and those that something above rests on:",
            self.wishes.len()
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
        if !self.unused.is_empty() {
            paper.heading("Assessments that nothing here rests on");
        }
        for unused in &self.unused {
            let line = Line::from("of ").given(&unused.party.name).text(" [").line(&unused.assessment.line());
            paper.item(0, "-", line.text("]: ").text(&unused.reason_words).isolated());
        }
    }
}

impl AssessmentSaid {
    /// Whose it is, of when, under which name: `assessed by the team, 5 March 2031; assessment w1`.
    pub(super) fn line(&self) -> Line {
        let line = Line::from("assessed by ");
        let line = match self.by.as_slice() {
            [] => line.text("those who keep the record"),
            by => line.list(by.iter().map(|person| person.name.as_str())),
        };
        let line = line.text(", ").text(&self.on.words).text("; assessment ").given(&self.id);
        let line = self.sources.iter().fold(line, |line, source| line.text("; ").line(&source.line()));
        match &self.note {
            Some(note) => line.text("; ").quoted(note),
            None => line,
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
            None => match &self.assessment {
                Some(assessment) => line.text(" [").line(&assessment.line()).text("]"),
                None => line,
            },
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
