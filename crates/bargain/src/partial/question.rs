//! The comparison that would tell most about which package of a list a party would choose.

use crate::partial::dominance::Relations;
use crate::partial::linear::NotSettled;
use crate::partial::preference::Preferences;
use crate::partial::sample::{Sampling, Share};
use crate::partial::statement::{Partial, Reading, Says, Statement, Strength};
use crate::partial::sum::{Inequality, Sum};
use crate::space::Space;
use serde::Serialize;
use std::collections::BTreeSet;

/// A comparison to ask a party for: which of two partial packages it prefers. Neither answer contradicts what it said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// The one.
    pub one: Partial,
    /// The other, of the same issues.
    pub other: Partial,
    /// How it is to be asked, so that an answer says something.
    pub reading: Reading,
    /// In which share of the utilities drawn the one is better.
    pub split: Share,
    /// What an answer would bring, where the list is short enough to say.
    pub regret: Option<Narrowed>,
}

/// The least that the party may have to lose by one package of the list, before and after an answer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Narrowed {
    /// Now.
    pub now: f64,
    /// After whichever answer leaves more.
    pub at_most: f64,
}

/// Lists up to this long are asked about by what answers do to regret.
const SHORT: usize = 6;

/// How many questions, those that split the draws most evenly, are weighed by regret.
const WEIGHED: usize = 6;

impl Preferences {
    /// The question that would tell most about these packages: values of one issue, or what two packages differ in, all else
    /// equal. Nothing where some package of the list is surely not worse than all others, or nothing is left to ask.
    ///
    /// Among the questions that either answer is open to, those are taken that split the utilities drawn most evenly; and of
    /// those, where the list is short, the one after which minimax regret is least, whichever the answer (the criterion of
    /// T. Wang and C. Boutilier, "Incremental utility elicitation with the minimax regret decision criterion", IJCAI 2003).
    /// The same statements, list and seed give the same question.
    ///
    /// Cost: two comparisons a candidate; draws; for short lists some hundred linear programs.
    ///
    /// # Errors
    ///
    /// Where a linear program fails.
    pub fn next_question(
        &self,
        space: &Space,
        packages: &[Vec<u32>],
        sampling: Sampling,
    ) -> Result<Option<Question>, NotSettled> {
        let mut asked = self.questions(space, packages, sampling)?;
        if packages.len() <= SHORT && !asked.is_empty() {
            asked.truncate(WEIGHED);
            let now = self.minimax_regret(packages)?;
            let mut best: Option<(f64, Question)> = None;
            for mut question in asked {
                let mut at_most = 0.0f64;
                for (better, worse) in [(&question.one, &question.other), (&question.other, &question.one)] {
                    at_most = at_most.max(self.with_answer(better, worse).minimax_regret(packages)?);
                }
                question.regret = Some(Narrowed { now, at_most });
                if best.as_ref().is_none_or(|(least, _)| at_most < *least - super::amount::CLOSE) {
                    best = Some((at_most, question));
                }
            }
            return Ok(best.map(|(_, question)| question));
        }
        Ok(asked.into_iter().next())
    }

    /// The questions that either answer is open to, those that split the utilities drawn most evenly first, as
    /// [`Preferences::next_question`] has them; what answers do to regret is not weighed.
    ///
    /// Cost: two comparisons a candidate, and draws.
    ///
    /// # Errors
    ///
    /// Where a linear program fails.
    pub fn questions(
        &self,
        space: &Space,
        packages: &[Vec<u32>],
        sampling: Sampling,
    ) -> Result<Vec<Question>, NotSettled> {
        let relations = Relations::new(self, packages)?;
        let all = 0..packages.len();
        if all.clone().any(|one| all.clone().all(|other| relations.surely_not_worse(one, other))) {
            return Ok(Vec::new());
        }
        // What is surely worse than another is not going to be chosen, so nothing is asked for its sake.
        let left: Vec<&Vec<u32>> = all
            .clone()
            .filter(|&package| !all.clone().any(|other| relations.surely_better(other, package)))
            .map(|package| &packages[package])
            .collect();
        let mut open = Vec::new();
        for (one, other) in candidates(space, &left) {
            let sum = Sum::between(one.choices(), other.choices());
            if self.some(&sum, Strength::Over)?.is_ok() && self.some(&sum.turned(), Strength::Over)?.is_ok() {
                open.push((one, other, sum));
            }
        }
        let sums: Vec<Sum> = open.iter().map(|(.., sum)| sum.clone()).collect();
        let Some(drawn) = self.draw(&sums, sampling)? else { return Ok(Vec::new()) };
        let split = |at: usize| {
            let better: Vec<bool> = drawn.iter().map(|worth| worth[at] > 0.0).collect();
            Share::of(&better)
        };
        let mut asked: Vec<Question> = open
            .into_iter()
            .enumerate()
            .map(|(at, (one, other, _))| Question {
                one,
                other,
                reading: Reading::AllElseEqual,
                split: split(at),
                regret: None,
            })
            .collect();
        let unevenness = |question: &Question| (question.split.share - 0.5).abs();
        asked.sort_by(|one, other| unevenness(one).total_cmp(&unevenness(other)));
        Ok(asked)
    }

    fn minimax_regret(&self, packages: &[Vec<u32>]) -> Result<f64, NotSettled> {
        let least = |least: f64, regret: super::Regret| least.min(regret.most);
        Ok(self.regrets(packages)?.into_iter().fold(f64::INFINITY, least))
    }

    /// As if the party had answered so, which is open to it.
    fn with_answer(&self, better: &Partial, worse: &Partial) -> Self {
        let (mut statements, mut said) = (self.statements().to_vec(), self.said.clone());
        said.push(vec![Inequality { sum: Sum::between(better.choices(), worse.choices()), strict: true }]);
        let (better, worse) = (better.clone(), worse.clone());
        let says = Says::Prefers { better, worse, strength: Strength::Over, reading: Reading::AllElseEqual };
        statements.push(Statement { id: String::new(), says });
        Self::taken(statements, said)
    }
}

/// Values of each issue that the packages have, in pairs; then what each pair of packages differs in. Each once.
fn candidates(space: &Space, packages: &[&Vec<u32>]) -> Vec<(Partial, Partial)> {
    let mut seen: BTreeSet<(Partial, Partial)> = BTreeSet::new();
    let mut candidates = Vec::new();
    let mut add = |one: Vec<(usize, u32)>, other: Vec<(usize, u32)>| {
        if let (Ok(one), Ok(other)) = (Partial::new(space, one), Partial::new(space, other)) {
            let pair = if one < other { (one, other) } else { (other, one) };
            if seen.insert(pair.clone()) {
                candidates.push(pair);
            }
        }
    };
    for issue in 0..space.issues.len() {
        let values: BTreeSet<u32> =
            packages.iter().filter_map(|package| package.get(issue)).copied().collect();
        for &one in &values {
            values.range(..one).for_each(|&other| add(vec![(issue, other)], vec![(issue, one)]));
        }
    }
    for (at, one) in packages.iter().enumerate() {
        for other in &packages[..at] {
            let differ = |of: &[u32]| -> Vec<(usize, u32)> {
                let all = of.iter().copied().enumerate();
                all.filter(|&(issue, _)| one.get(issue) != other.get(issue)).collect()
            };
            add(differ(other), differ(one));
        }
    }
    candidates
}
