//! What is known of wishes, in words and by the numbers of points and packages.

use onetext_bargain::partial::{Fraction, Partial, Reading, Says, Strength};
use onetext_case::bargain::{OfSide, Whence, Wish, Wishes};
use onetext_record::AssessmentId;
use onetext_record::preferences::Amount;

use super::Scene;
use crate::bridge::{
    AcceptableSaid, AssessmentSaid, DominatedSaid, NotWorkedOut, OptionNamed, PackageSaid, QuestionSaid,
    SurelySaid, UnusedSaid, Whether, WishSaid, WishSays,
};
use crate::line::{Line, clean};
use crate::model::Person;

/// How many of the packages listed are compared with each other.
const COMPARED: usize = 60;
/// About how many of them questions are asked.
const ASKED: usize = 6;

impl Scene<'_, '_, '_> {
    pub(super) fn wishes(&self, wishes: &Wishes) -> Vec<WishSaid> {
        wishes.all.iter().enumerate().filter_map(|one| self.wish(one)).collect()
    }

    fn wish(&self, (at, wish): (usize, &Wish)) -> Option<WishSaid> {
        let side = self.undecided.sides.get(wish.side)?;
        let (said, says) = self.says(&wish.statement.says);
        let (act, assessment) = match &wish.whence {
            Whence::Act(act) => (self.act(act), None),
            Whence::Assessment(id) => (None, self.assessment(id).map(|(said, _)| said)),
        };
        Some(WishSaid { number: at + 1, party: self.person(side), said, says, act, assessment })
    }

    /// An assessment, and whose wishes it is about.
    pub(super) fn assessment(&self, id: &AssessmentId) -> Option<(AssessmentSaid, Person)> {
        let found = self.view.preferences.iter().find(|one| one.id == *id)?;
        let said = AssessmentSaid {
            id: id.to_string(),
            on: self.stand.say.date(&found.earliest()),
            by: self.stand.say.people(&found.by),
            sources: self.stand.say.sources(&found.sources),
            note: found.note.as_deref().map(clean),
        };
        Some((said, self.person(&found.party)))
    }

    /// Assessments that nothing rests on.
    pub(super) fn unused(&self, wishes: &Wishes) -> Vec<UnusedSaid> {
        let all = self.undecided.unused.iter().chain(&wishes.unused);
        let said = all.filter_map(|unused| {
            let (assessment, party) = self.assessment(&unused.id)?;
            Some(UnusedSaid { party, assessment, reason_words: unused.why.to_string() })
        });
        said.collect()
    }

    fn says(&self, says: &Says) -> (Line, WishSays) {
        match says {
            Says::Prefers { better, worse, strength, reading } => {
                let may_tie = *strength == Strength::NotWorse;
                let over = match (reading, may_tie) {
                    (Reading::InTime, _) => " before ",
                    (_, false) => " over ",
                    (_, true) => " not worse than ",
                };
                let meant = match reading {
                    Reading::AllElseEqual => ", all else equal",
                    Reading::WhateverElse => ", whatever else is decided",
                    Reading::InTime => ", in time: this says nothing of worth",
                };
                let said = self.choices(better).text(over).line(&self.choices(worse)).text(meant);
                let (better, worse) = (named(better), named(worse));
                (said, WishSays::Prefers { better, worse, may_tie, reading: *reading })
            }
            Says::Extremes { issue, worst, best } => {
                let option = |place: u32| self.option(*issue, place as usize).said;
                let said = option(*worst).text(" is the worst and ").line(&option(*best));
                let said = said.text(&format!(" the best option at point {}", issue + 1));
                let named = |place: u32| Self::named((*issue, place));
                (said, WishSays::Extremes { worst: named(*worst), best: named(*best) })
            }
            Says::Share { from, to, low, high } => {
                let (low, high) = (decimal(*low), decimal(*high));
                let said = self.step(from, to).text(" is ").text(&interval(&low, Some(&high)));
                let says = WishSays::Share { from: named(from), to: named(to), low, high };
                (said.text(" of all that can be gained, all else equal"), says)
            }
            Says::Times { from, to, low, high, than_from, than_to } => {
                let (low, high) = (decimal(*low), high.map(decimal));
                let said = self.step(from, to).text(" is worth ").text(&interval(&low, high.as_deref()));
                let said = said.text(" times what it is worth to go ").line(&self.step(than_from, than_to));
                let (than_from, than_to) = (named(than_from), named(than_to));
                let says =
                    WishSays::Ratio { from: named(from), to: named(to), than_from, than_to, low, high };
                (said.text(", all else equal"), says)
            }
            Says::Accepts(package) => {
                let said = self.choices(package).text(" is not worse than no agreement");
                (said, WishSays::Reservation { options: named(package), acceptable: true })
            }
            Says::PrefersNoAgreement(package) => {
                let said = Line::from("no agreement is better than ").line(&self.choices(package));
                (said, WishSays::Reservation { options: named(package), acceptable: false })
            }
        }
    }

    fn step(&self, from: &Partial, to: &Partial) -> Line {
        Line::from("from ").line(&self.choices(from)).text(" to ").line(&self.choices(to))
    }

    /// Options with their points, the points within words that fall left out.
    fn choices(&self, of: &Partial) -> Line {
        let falls =
            |choice: &&(usize, u32)| !self.undecided.falls(choice.0, choice.1) || of.choices().len() == 1;
        of.choices().iter().filter(falls).enumerate().fold(Line::new(), |line, (at, &(issue, place))| {
            let line = line.text(if at == 0 { "" } else { " with " });
            let option = self.option(issue, place as usize);
            line.line(&option.said).text(&format!(" at point {}", issue + 1))
        })
    }

    /// Parties of whose wishes nothing is worked out.
    pub(super) fn not_worked_out(&self, wishes: &Wishes) -> Vec<NotWorkedOut> {
        let of = |(side, of): (usize, &OfSide)| {
            let party = self.person(self.undecided.sides.get(side)?);
            match of {
                OfSide::Contradiction(clash) => {
                    let wishes: Vec<usize> = clash.iter().map(|at| at + 1).collect();
                    let all: Vec<String> = wishes.iter().map(usize::to_string).collect();
                    let reason_words = format!(
                        "wishes {} cannot all be meant as they stand; nothing is worked out of its wishes",
                        all.join(", ")
                    );
                    Some(NotWorkedOut { party, reason: "contradiction", reason_words, wishes })
                }
                OfSide::NotSettled(why) => Some(NotWorkedOut {
                    party,
                    reason: "not_settled",
                    reason_words: why.clone(),
                    wishes: Vec::new(),
                }),
                OfSide::Unknown | OfSide::Known(..) => None,
            }
        };
        wishes.of.iter().enumerate().filter_map(of).collect()
    }

    /// The comparison to ask each party for that would settle most of the first packages listed.
    pub(super) fn questions(&self, wishes: &Wishes, listed: &[PackageSaid]) -> Vec<QuestionSaid> {
        let Some(space) = &self.undecided.space else { return Vec::new() };
        let places: Vec<Vec<u32>> = listed.iter().take(ASKED).map(places).collect();
        let said = wishes.questions(space, &places).into_iter().filter_map(|asked| {
            let one = self.choices(&asked.one);
            Some(QuestionSaid {
                party: self.person(self.undecided.sides.get(asked.side)?),
                said: one.text(", or ").line(&self.choices(&asked.other)),
                one: named(&asked.one),
                other: named(&asked.other),
                settles: asked.settles,
                open: asked.open,
                packages: places.len(),
            })
        });
        said.collect()
    }

    /// Says of each package by which others listed it is dominated, and how it compares with no agreement. Of very many, the
    /// first are looked at.
    pub(super) fn compare(
        &self,
        wishes: &Wishes,
        packages: &mut [PackageSaid],
        crossing: &mut [PackageSaid],
    ) {
        let mut listed: Vec<&mut PackageSaid> = packages.iter_mut().chain(crossing).take(COMPARED).collect();
        let places: Vec<Vec<u32>> = listed.iter().map(|package| places(package)).collect();
        let numbers: Vec<usize> = listed.iter().map(|package| package.number).collect();
        let dominated = match &self.undecided.space {
            Some(space) => wishes.dominated(space, &places),
            None => Vec::new(),
        };
        let number = |at: &usize| numbers.get(*at).copied();
        for (package, dominated) in listed.iter_mut().zip(dominated) {
            let surely = dominated.surely.into_iter().filter_map(|(by, because)| {
                let because = because.into_iter().map(|at| at + 1).collect();
                Some(SurelySaid { package: number(&by)?, because })
            });
            package.dominated = Some(DominatedSaid {
                surely_by: surely.collect(),
                possibly_by: dominated.possibly.iter().filter_map(number).collect(),
                unknown_by: dominated.unknown.iter().filter_map(number).collect(),
            });
        }
        let Some(space) = &self.undecided.space else { return };
        for against in wishes.against_no_agreement(space, &places) {
            let Some(party) = self.undecided.sides.get(against.side) else { continue };
            for (package, (not_worse, because)) in listed.iter_mut().zip(against.packages) {
                package.acceptable.push(AcceptableSaid {
                    party: self.person(party),
                    not_worse: match not_worse {
                        Some(true) => Whether::Surely,
                        Some(false) => Whether::Never,
                        None => Whether::Unknown,
                    },
                    because: because.into_iter().map(|at| at + 1).collect(),
                });
            }
        }
    }
}

/// The places of a package's options.
pub(super) fn places(package: &PackageSaid) -> Vec<u32> {
    package.options.iter().map(|option| *option as u32 - 1).collect()
}

/// An amount as it was given, in decimal digits.
fn decimal(amount: Fraction) -> String {
    Amount { parts: amount.parts, of: amount.of }.to_string()
}

/// `0.25`; `0.25 to 0.5`; `at least 2`.
fn interval(low: &str, high: Option<&str>) -> String {
    match high {
        None => format!("at least {low}"),
        Some(high) if high == low => low.to_owned(),
        Some(high) => format!("{low} to {high}"),
    }
}

fn named(of: &Partial) -> Vec<OptionNamed> {
    of.choices()
        .iter()
        .map(|&(point, option)| OptionNamed { point: point + 1, option: option as usize + 1 })
        .collect()
}
