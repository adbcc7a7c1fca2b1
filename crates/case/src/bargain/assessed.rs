//! Assessments of wishes in terms of the open points of a draft: each as a statement or a red line, or why it is neither.

use onetext_bargain::partial::{Fraction, Partial, PartialError, Reading, Says, Strength};
use onetext_bargain::space::{Rule, Space};
use onetext_record::AssessmentId;
use onetext_record::preferences::{Amount, Assessment, Chosen, Content, Meant};

use super::issues::{OpenIssue, falls_with, of_the_same};
use super::tie::{Options, Tie};
use super::{Position, RedLine, Whence, WhyApart};
use crate::View;

/// A statement on a side's wishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessed {
    /// The assessment.
    pub id: AssessmentId,
    /// Whose wishes: the side, by its place.
    pub side: usize,
    /// What it says.
    pub says: Says,
}

/// An assessment that nothing here rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// The assessment.
    pub id: AssessmentId,
    /// Why.
    pub why: WhyUnused,
}

/// Why nothing rests on an assessment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhyUnused {
    /// It is about somebody whose consent is not required.
    #[error("it is about somebody whose consent is not required")]
    NoParty,
    /// An option that it names cannot be told here: in this clause, for this reason.
    #[error("an option that it names in clause {clause} cannot be told here: {}", why.of_an_option())]
    Option {
        /// The clause, as named.
        clause: String,
        /// Why it cannot be told.
        why: WhyApart,
    },
    /// It names two options of one point.
    #[error("it names two options of point {}", .0 + 1)]
    Twice(usize),
    /// The two sides of a comparison speak of different points, so that all else cannot be equal.
    #[error("its two sides speak of different points, so that all else cannot be equal")]
    DifferentPoints,
    /// It is about whole packages, and leaves this point open.
    #[error("it is about a whole package, and leaves point {} open", .0 + 1)]
    Open(usize),
    /// The worst and the best option belong to different points.
    #[error("the worst and the best option that it names are of different points")]
    NotOnePoint,
    /// "At most" a share says something only where the worst and the best option of every point are known; they are not of
    /// this one.
    #[error("\"at most\" a share says something only where the worst and the best option of every point are assessed; those of point {} are not", .0 + 1)]
    ExtremesNeeded(usize),
    /// The party has taken since what it is said not to accept.
    #[error("the party has accepted or put forward these options itself")]
    TakenSince,
    /// It cannot be taken as a statement.
    #[error("it cannot be taken as it stands: {0}")]
    Unusable(String),
}

impl WhyApart {
    /// Why an option that is named cannot be told.
    fn of_an_option(self) -> &'static str {
        match self {
            Self::Several => "several open points offer it; say which with `point`",
            Self::OtherWords => "it is none of the options that are open",
            _ => "the clause is none of this draft that it could be followed to",
        }
    }
}

/// Everything that assessments of a view say of a draft's open points.
#[derive(Debug, Default)]
pub(super) struct All {
    pub(super) statements: Vec<Assessed>,
    pub(super) red_lines: Vec<RedLine>,
    pub(super) unused: Vec<Unused>,
}

impl All {
    fn says(&mut self, assessment: &Assessment, side: usize, says: Says) {
        self.statements.push(Assessed { id: assessment.id.clone(), side, says });
    }
}

/// Open points that assessments are held against.
pub(super) struct Reader<'a> {
    pub(super) view: &'a View,
    pub(super) tie: Tie<'a>,
    pub(super) issues: &'a [OpenIssue],
    pub(super) space: &'a Space,
    pub(super) positions: &'a [Vec<Position>],
}

impl Reader<'_> {
    /// What all assessments of the view say, in their order.
    pub(super) fn all(&self) -> All {
        let mut all = All::default();
        for assessment in &self.view.preferences {
            if let Err(why) = self.take(assessment, &mut all) {
                all.unused.push(Unused { id: assessment.id.clone(), why });
            }
        }
        all
    }

    fn take(&self, assessment: &Assessment, all: &mut All) -> Result<(), WhyUnused> {
        let mut parties = self.view.parties();
        let side = parties.position(|party| party.id == assessment.party).ok_or(WhyUnused::NoParty)?;
        match &assessment.content {
            Content::RedLine(options) => {
                let options = self.options(assessment, options)?;
                self.partial(options.clone())?;
                let took = |(issue, place): &(usize, u32)| {
                    self.positions[*issue][side].took.as_ref().is_some_and(|(took, _)| took == place)
                };
                if options.iter().all(took) {
                    return Err(WhyUnused::TakenSince);
                }
                let whence = Whence::Assessment(assessment.id.clone());
                all.red_lines.push(RedLine { whence, by: vec![assessment.party.clone()], options });
            }
            Content::Prefers { better, worse, may_tie, reading } => {
                let (better, worse) = match reading {
                    Meant::AllElseEqual => self.alike(assessment, better, worse)?,
                    Meant::WhateverElse | Meant::InTime => {
                        let partial = |of: &[Chosen]| self.partial(self.options(assessment, of)?);
                        (partial(better)?, partial(worse)?)
                    }
                };
                let strength = if *may_tie { Strength::NotWorse } else { Strength::Over };
                let reading = match reading {
                    Meant::AllElseEqual => Reading::AllElseEqual,
                    Meant::WhateverElse => Reading::WhateverElse,
                    Meant::InTime => Reading::InTime,
                };
                all.says(assessment, side, Says::Prefers { better, worse, strength, reading });
            }
            Content::Extremes { worst, best } => {
                let (issue, worst) = self.option(assessment, worst)?;
                let (other, best) = self.option(assessment, best)?;
                if issue != other {
                    return Err(WhyUnused::NotOnePoint);
                }
                all.says(assessment, side, Says::Extremes { issue, worst, best });
            }
            Content::Share { from, to, low, high } => {
                let (from, to) = self.alike(assessment, from, to)?;
                all.says(
                    assessment,
                    side,
                    Says::Share { from, to, low: fraction(*low), high: fraction(*high) },
                );
            }
            Content::Ratio { from, to, than_from, than_to, low, high } => {
                let (from, to) = self.alike(assessment, from, to)?;
                let (than_from, than_to) = self.alike(assessment, than_from, than_to)?;
                let (low, high) = (fraction(*low), high.map(fraction));
                all.says(assessment, side, Says::Times { from, to, low, high, than_from, than_to });
            }
            Content::Reservation { options, acceptable } => {
                let package = self.whole(self.options(assessment, options)?)?;
                let says = if *acceptable { Says::Accepts } else { Says::PrefersNoAgreement };
                all.says(assessment, side, says(package));
            }
        }
        Ok(())
    }

    /// Two choices of the same points.
    fn alike(
        &self,
        assessment: &Assessment,
        one: &[Chosen],
        other: &[Chosen],
    ) -> Result<(Partial, Partial), WhyUnused> {
        let (one, other) =
            of_the_same(self.issues, self.options(assessment, one)?, self.options(assessment, other)?);
        let (one, other) = (self.partial(one)?, self.partial(other)?);
        let points = |of: &Partial| of.choices().iter().map(|choice| choice.0).collect::<Vec<_>>();
        if points(&one) == points(&other) { Ok((one, other)) } else { Err(WhyUnused::DifferentPoints) }
    }

    fn partial(&self, options: Options) -> Result<Partial, WhyUnused> {
        Partial::new(self.space, options.iter().copied()).map_err(|why| match why {
            PartialError::Twice(_) => {
                let mut issues: Vec<usize> = options.iter().map(|option| option.0).collect();
                issues.sort_unstable();
                let twice = issues.windows(2).find(|pair| pair[0] == pair[1]);
                WhyUnused::Twice(twice.map_or(0, |pair| pair[0]))
            }
            other => WhyUnused::Unusable(other.to_string()),
        })
    }

    /// A whole package: points within words that fall need not be named.
    fn whole(&self, mut options: Options) -> Result<Partial, WhyUnused> {
        for issue in 0..self.issues.len() {
            if !options.iter().any(|option| option.0 == issue) {
                let falls = falls_with(self.issues, issue, &options).ok_or(WhyUnused::Open(issue))?;
                options.push((issue, falls));
            }
        }
        let package = self.partial(options)?;
        let places: Vec<u32> = package.choices().iter().map(|choice| choice.1).collect();
        if self.space.rules.iter().any(|rule: &Rule| rule.broken_by(&places)) {
            return Err(WhyUnused::Unusable("the text allows no such package".to_owned()));
        }
        Ok(package)
    }

    fn options(&self, assessment: &Assessment, options: &[Chosen]) -> Result<Options, WhyUnused> {
        let mut all =
            options.iter().map(|option| self.option(assessment, option)).collect::<Result<Options, _>>()?;
        all.sort_unstable();
        Ok(all)
    }

    fn option(&self, assessment: &Assessment, chosen: &Chosen) -> Result<(usize, u32), WhyUnused> {
        self.tie
            .option_of(&assessment.draft, &chosen.clause, chosen.point, &chosen.option)
            .map_err(|why| WhyUnused::Option { clause: chosen.clause.clone(), why })
    }
}

fn fraction(amount: Amount) -> Fraction {
    Fraction { parts: amount.parts, of: amount.of }
}
