//! What a check before signature finds in a plan: what the text leaves unsaid, what cannot come about, what does not add up.
//!
//! A finding is a fact about entries of the plan and names the entries that it is about. It says what is so and passes no
//! judgement: an ambiguity may be meant, and then somebody owns the finding ([`Findings::divide`]).
//!
//! **The path.** Entries ─► for each package its plan (`scene`) ─► each family of checks ─► what stands in which packages
//! (`merge`) ─► findings, by clause, then by kind. The order of entries and their ids change nothing of it, but where two
//! entries say the same in the same clause.

mod branches;
mod conduct;
mod consent;
mod exchange;
mod gates;
mod late;
mod merge;
mod owned;
mod places;
mod remedies;
mod scene;
mod silent;
#[cfg(test)]
mod tests;
mod times;
mod waits;
mod what;
mod words;

use super::Check;
use super::package::{Branch, Entries, Package, Plan};
use super::schedule::{Happened, Outcome, Rule};
use crate::as_of::AsOf;
use crate::ids::{ParticipantId, ProvisionId};
use crate::ledger::Ledger;

use merge::Merge;
pub use owned::{Divided, OwnedFinding};
use places::Places;
use scene::Scene;
pub use what::{
    Actor, Deadlined, Hold, Keeps, NeverBegins, NotAgreed, Open, Overlap, Sum, Uncovered, Undefined, Wait,
    What, Why,
};

/// Of what findings are asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a, 'p> {
    /// The entries of the plan, as one reader may see them.
    pub entries: &'a Entries<'p>,
    /// Those whose consent is required: the sides.
    pub parties: &'a [ParticipantId],
    /// Who has consented to what.
    pub ledger: &'a Ledger,
    /// What has happened of the plan, as reported.
    pub happened: &'a Happened,
    /// The moment at which it is asked.
    pub now: &'a AsOf,
    /// The package to look at; `None`: every package that entries tell apart.
    pub package: Option<&'a Package>,
}

/// What was found, about which entries, and with which options of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is so.
    pub what: What,
    /// The entries that it is about, the first of them foremost; never empty.
    pub entries: Vec<ProvisionId>,
    /// With which options of the text it is so.
    pub with: With,
}

/// With which options of the text something is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum With {
    /// Whatever is taken.
    Always,
    /// Where all options of any of these are taken.
    Where(Vec<Package>),
    /// Where any of these is not taken.
    Unless(Vec<Branch>),
}

/// What was found in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// By clause of the current draft, then by kind; those of no clause last.
    pub all: Vec<Finding>,
    /// Whether every combination of options was looked at.
    pub complete: bool,
    /// How to keep what others decide, for each package that can be kept and in which others decide something.
    pub kept: Vec<Kept>,
}

/// How a plan can be kept whatever others take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Of which package; `None`: whatever is taken, the rules are the same.
    pub package: Option<Package>,
    /// What to follow.
    pub rules: Vec<Rule>,
    /// Whether there are more rules, of moments too many to tell them.
    pub more: bool,
}

impl Finding {
    /// What kind of finding it is.
    pub fn check(&self) -> Check {
        self.what.check()
    }
}

/// Everything that is found in a plan. Takes time in proportion to the entries and what they mention, for each package;
/// for entries that wait for each other, to the square of their number.
pub fn check(question: &Question<'_, '_>) -> Findings {
    let places = Places::new(question.entries);
    let (packages, complete) = match question.package {
        Some(package) => (vec![package.clone()], true),
        None => question.entries.packages(),
    };
    let mut merge = Merge::new(&packages);
    let mut kept: Vec<Kept> = Vec::new();
    for (at, package) in packages.iter().enumerate() {
        let plan = Plan::new(places.all.iter().copied().filter(|held| held.holds_in(package)));
        let scene = Scene::new(question, &plan);
        merge.add(at, words::found(&scene));
        merge.add(at, silent::found(&scene));
        merge.add(at, remedies::found(&scene));
        merge.add(at, gates::found(&scene));
        merge.add(at, conduct::found(&scene));
        merge.add(at, exchange::found(&scene));
        merge.add(at, times::found(&scene));
        merge.add(at, consent::found(&scene));
        if let Outcome::Controllable { rules, more } = &scene.schedule.outcome
            && (!rules.is_empty() || *more)
        {
            kept.push(Kept { package: Some(package.clone()), rules: rules.clone(), more: *more });
        }
    }
    let same =
        |kept: &[Kept]| kept.iter().all(|one| (&one.rules, one.more) == (&kept[0].rules, kept[0].more));
    if kept.len() == packages.len() && same(&kept) {
        kept.truncate(1);
        kept.iter_mut().for_each(|kept| kept.package = None);
    }
    let mut all = merge.findings(question);
    all.extend(branches::found(question, &places));
    places.sort(&mut all);
    Findings { all, complete, kept }
}
