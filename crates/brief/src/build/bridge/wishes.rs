//! What is known of wishes, in words and by the numbers of points and packages.

use onetext_bargain::partial::{Partial, Reading, Says, Strength};
use onetext_case::bargain::{OfSide, Whence, Wish, Wishes};

use super::Scene;
use crate::bridge::{DominatedSaid, NotWorkedOut, OptionNamed, PackageSaid, SurelySaid, WishSaid, WishSays};
use crate::line::Line;

/// How many of the packages listed are compared with each other.
const COMPARED: usize = 60;

impl Scene<'_, '_, '_> {
    pub(super) fn wishes(&self, wishes: &Wishes) -> Vec<WishSaid> {
        wishes.all.iter().enumerate().filter_map(|one| self.wish(one)).collect()
    }

    fn wish(&self, (at, wish): (usize, &Wish)) -> Option<WishSaid> {
        let side = self.undecided.sides.get(wish.side)?;
        let Whence::Act(act) = &wish.whence;
        let (said, says) = self.says(&wish.statement.says)?;
        Some(WishSaid { number: at + 1, party: self.person(side), said, says, act: self.act(act) })
    }

    fn says(&self, says: &Says) -> Option<(Line, WishSays)> {
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
                Some((said, WishSays::Prefers { better, worse, may_tie, reading: *reading }))
            }
            _ => None,
        }
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
}

/// Says of each package by which others listed it is dominated. Of very many, the first are compared.
pub(super) fn compare(wishes: &Wishes, packages: &mut [PackageSaid], crossing: &mut [PackageSaid]) {
    let mut listed: Vec<&mut PackageSaid> = packages.iter_mut().chain(crossing).take(COMPARED).collect();
    let places: Vec<Vec<u32>> = listed
        .iter()
        .map(|package| package.options.iter().map(|option| *option as u32 - 1).collect())
        .collect();
    let numbers: Vec<usize> = listed.iter().map(|package| package.number).collect();
    let number = |at: &usize| numbers.get(*at).copied();
    for (package, dominated) in listed.iter_mut().zip(wishes.dominated(&places)) {
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
}

fn named(of: &Partial) -> Vec<OptionNamed> {
    of.choices()
        .iter()
        .map(|&(point, option)| OptionNamed { point: point + 1, option: option as usize + 1 })
        .collect()
}
