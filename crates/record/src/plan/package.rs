//! Which entries of a plan hold: every package of options has its own plan.
//!
//! An entry with a `choice` holds where these options are taken at the open points of its clauses. A package says which
//! option is taken at some clauses of the current draft; entries that need another one there are no part of its plan.

use std::collections::HashMap;

use onetext_text::clause::ClauseIndex;
use onetext_text::words::WordsHash;

use super::standing::{Anchored, confirmation};
use super::{
    Batch, Calendar, Content, DisputeClause, Event, Guarantee, Key, List, Obligation, Owned, Phase, Point,
    Power, Provision, Value,
};
use crate::act::Choice;
use crate::ids::ProvisionId;
use crate::ledger::words::Settled;
use crate::ledger::{cover::Sheets, words};
use crate::texts::Texts;
use crate::timeline::Timeline;

/// How many packages are looked at one by one; beyond that, each option is looked at once.
pub const PACKAGES_AT_MOST: usize = 64;

/// The option taken at the open points of one clause of the current draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The clause.
    pub clause: ClauseIndex,
    /// The option taken at each of its open points, in document order.
    pub choice: Vec<Choice>,
    /// The words that the clause then has.
    pub(crate) words: WordsHash,
}

/// Options taken at some clauses, each clause at most once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Package {
    /// One for each clause at which something is taken, in document order.
    pub branches: Vec<Branch>,
}

/// Why options cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSuchChoice {
    /// There is no text now negotiated, or no file of it.
    #[error("there is no current draft whose options could be taken")]
    NoText,
    /// The draft has no such clause.
    #[error("{0}")]
    NoClause(String),
    /// The clause does not offer these options.
    #[error(
        "clause {clause} does not offer that: give the option at each of its {open_points} open points, in order"
    )]
    NotOffered {
        /// The clause, as printed.
        clause: String,
        /// How many open points it has.
        open_points: usize,
    },
}

impl Package {
    /// The package in which these options are taken, each clause by its label in the current draft.
    ///
    /// # Errors
    /// There is no such text or clause, or the clause does not offer the options.
    pub fn new(texts: &dyn Texts, taken: &[(String, Vec<Choice>)]) -> Result<Self, NoSuchChoice> {
        let draft = texts.current().ok_or(NoSuchChoice::NoText)?;
        let outline = texts.outline(draft).ok_or(NoSuchChoice::NoText)?;
        let mut branches: Vec<Branch> = Vec::with_capacity(taken.len());
        for (name, choice) in taken {
            let clause = outline.find(name).map_err(|error| NoSuchChoice::NoClause(error.to_string()))?;
            let words =
                words::after(texts, draft, clause, choice).ok_or_else(|| NoSuchChoice::NotOffered {
                    clause: name.clone(),
                    open_points: words::open_points(texts, draft, clause),
                })?;
            branches.retain(|branch| branch.clause != clause);
            branches.push(Branch { clause, choice: choice.clone(), words });
        }
        branches.sort_by_key(|branch| branch.clause.0);
        Ok(Self { branches })
    }

    fn at(&self, clause: ClauseIndex) -> Option<&Branch> {
        self.branches.iter().find(|branch| branch.clause == clause)
    }
}

/// An entry of a plan and its words.
#[derive(Debug, Clone)]
pub struct Held<'p> {
    /// The entry.
    pub provision: &'p Provision,
    /// What has become of the words that it was read from.
    pub anchored: Anchored,
    /// The options with which alone it holds; none: it holds whatever is taken.
    pub branches: Vec<Branch>,
}

impl Held<'_> {
    /// Whether it is a part of the plan of this package: nothing that it needs is decided otherwise.
    fn holds_in(&self, package: &Package) -> bool {
        self.branches.iter().all(|own| package.at(own.clause).is_none_or(|taken| taken.words == own.words))
    }

    /// Whether another entry holds wherever this one does, as far as options decide it.
    pub fn is_always_with(&self, other: &Held<'_>) -> bool {
        other.branches.iter().all(|needed| self.branches.iter().any(|own| own == needed))
    }

    /// Whether some package has both.
    pub fn can_be_with(&self, other: &Held<'_>) -> bool {
        let meet = |own: &Branch| other.branches.iter().find(|theirs| theirs.clause == own.clause);
        self.branches.iter().all(|own| meet(own).is_none_or(|theirs| theirs.words == own.words))
    }
}

/// Every entry of a plan, followed to the current draft: what the plans of packages are made from.
#[derive(Debug, Clone, Default)]
pub struct Entries<'p> {
    /// In the order of the case.
    pub all: Vec<Held<'p>>,
}

impl<'p> Entries<'p> {
    /// Entries with the words that each was read from followed to the current draft.
    pub fn new(provisions: &'p [Provision], timeline: &Timeline<'_>, texts: &dyn Texts) -> Self {
        let sheets = Sheets::new(texts);
        let held = |provision: &'p Provision| {
            let anchored = Anchored::of(provision, texts, &sheets, confirmation(provision, timeline));
            let branches = branches(provision, texts, &sheets);
            Held { provision, anchored, branches }
        };
        Self { all: provisions.iter().map(held).collect() }
    }

    /// The plan of a package.
    pub fn plan(&self, package: &Package) -> Plan<'_, 'p> {
        Plan::new(self.all.iter().filter(|held| held.holds_in(package)))
    }

    /// The packages that entries tell apart: every combination of the options that some entry needs, and with each clause
    /// the case that none of these is taken where entries need nothing else. Where there are more than
    /// [`PACKAGES_AT_MOST`], each option once, the first of the others taken elsewhere; `false` says so.
    pub fn packages(&self) -> (Vec<Package>, bool) {
        let mut clauses: Vec<(ClauseIndex, Vec<&Branch>)> = Vec::new();
        for branch in self.all.iter().flat_map(|held| &held.branches) {
            match clauses.iter_mut().find(|(clause, _)| *clause == branch.clause) {
                Some((_, known)) if known.iter().any(|other| other.words == branch.words) => {}
                Some((_, known)) => known.push(branch),
                None => clauses.push((branch.clause, vec![branch])),
            }
        }
        clauses.sort_by_key(|(clause, _)| clause.0);
        let count = clauses.iter().try_fold(1_usize, |count, (_, options)| count.checked_mul(options.len()));
        if count.is_some_and(|count| count <= PACKAGES_AT_MOST) {
            let mut packages = vec![Package::default()];
            for (_, options) in &clauses {
                let with = |package: &Package| {
                    let package = package.clone();
                    options.iter().map(move |&option| {
                        let mut package = package.clone();
                        package.branches.push(option.clone());
                        package
                    })
                };
                packages = packages.iter().flat_map(with).collect();
            }
            return (packages, true);
        }
        let first: Vec<Branch> =
            clauses.iter().filter_map(|(_, options)| options.first().map(|&option| option.clone())).collect();
        let mut packages = vec![Package { branches: first.clone() }];
        for (at, (_, options)) in clauses.iter().enumerate() {
            for &option in options.iter().skip(1) {
                let mut branches = first.clone();
                branches[at] = option.clone();
                packages.push(Package { branches });
            }
        }
        (packages, false)
    }
}

/// The options with which alone an entry holds.
fn branches(provision: &Provision, texts: &dyn Texts, sheets: &Sheets<'_>) -> Vec<Branch> {
    let Some(anchor) = provision.anchor.as_ref().filter(|_| !provision.choice.is_empty()) else {
        return Vec::new();
    };
    let Some(cover) = sheets.cover(anchor) else { return Vec::new() };
    let settled = Settled::new(texts, &cover, &provision.choice);
    let mut found = Vec::new();
    for &root in cover.roots.iter().filter(|&&root| cover.sheet.open_points(root) > 0) {
        let Some(&now) = sheets.links(&cover.sheet).to(root).first() else { continue };
        let clause = ClauseIndex(u32::try_from(now).unwrap_or(u32::MAX));
        let words = settled.digest(&cover.sheet, &[root]);
        found.push(Branch { clause, choice: provision.choice.clone(), words });
    }
    found
}

/// The entries that hold in one package, by their ids.
#[derive(Debug, Clone, Default)]
pub struct Plan<'e, 'p> {
    held: Vec<&'e Held<'p>>,
    places: HashMap<&'p ProvisionId, usize>,
}

impl<'e, 'p> Plan<'e, 'p> {
    /// The plan that consists of these entries.
    pub fn new(held: impl IntoIterator<Item = &'e Held<'p>>) -> Self {
        let held: Vec<&'e Held<'p>> = held.into_iter().collect();
        let places = held.iter().enumerate().map(|(place, held)| (&held.provision.id, place)).collect();
        Self { held, places }
    }

    /// Its entries, in the order of the case.
    pub fn entries(&self) -> &[&'e Held<'p>] {
        &self.held
    }

    /// An entry.
    pub fn get(&self, id: &ProvisionId) -> Option<&'e Held<'p>> {
        self.places.get(id).map(|&place| self.held[place])
    }

    /// What an entry provides.
    pub fn content(&self, id: &ProvisionId) -> Option<&'p Content> {
        self.get(id).map(|held| &held.provision.content)
    }

    /// Whether a point of the plan is there.
    pub fn has(&self, point: &Point) -> bool {
        self.places.contains_key(&point.of)
    }
}

macro_rules! sorted {
    ($($(#[$doc:meta])* $name:ident: $variant:ident($content:ident)),* $(,)?) => {
        impl<'e, 'p> Plan<'e, 'p> {
            $(
                $(#[$doc])*
                pub fn $name(&self) -> impl Iterator<Item = (&'p Provision, &'p $content)> + '_ {
                    self.held.iter().filter_map(|held| match &held.provision.content {
                        Content::$variant(content) => Some((held.provision, content)),
                        _ => None,
                    })
                }
            )*
        }
    };
}

sorted! {
    /// Its events.
    events: Event(Event),
    /// Its phases.
    phases: Phase(Phase),
    /// Its obligations.
    obligations: Obligation(Obligation),
    /// Its powers.
    powers: Power(Power),
    /// Its exchange keys.
    keys: Key(Key),
    /// Its batches.
    batches: Batch(Batch),
    /// Its lists.
    lists: List(List),
    /// Its dispute clauses.
    disputes: Dispute(DisputeClause),
    /// Its calendars.
    calendars: Calendar(Calendar),
    /// What its steps are worth to somebody.
    values: Value(Value),
    /// What somebody forfeits by stopping.
    guarantees: Guarantee(Guarantee),
    /// Marks of findings that somebody owns.
    owned: Owned(Owned),
}
