//! What was found in the plan of each package, said once, with the options with which it is so.

use std::collections::HashMap;

use super::scene::Found;
use super::{Finding, Question, With};
use crate::ids::ProvisionId;
use crate::plan::package::{Branch, Package};

/// What was found in which packages.
pub(super) struct Merge<'k> {
    packages: &'k [Package],
    found: Vec<(Found, Vec<usize>)>,
    known: HashMap<Found, usize>,
}

impl<'k> Merge<'k> {
    pub(super) fn new(packages: &'k [Package]) -> Self {
        Self { packages, found: Vec::new(), known: HashMap::new() }
    }

    /// Adds what was found in the package with this number.
    pub(super) fn add(&mut self, package: usize, found: Vec<Found>) {
        for one in found {
            if self.packages.len() == 1 {
                self.found.push((one, vec![package]));
                continue;
            }
            let at = *self.known.entry(one.clone()).or_insert_with(|| {
                self.found.push((one, Vec::new()));
                self.found.len() - 1
            });
            let packages = &mut self.found[at].1;
            if packages.last() != Some(&package) {
                packages.push(package);
            }
        }
    }

    /// Each once, with the options with which it is so.
    pub(super) fn findings(self, question: &Question<'_, '_>) -> Vec<Finding> {
        let branches: HashMap<&ProvisionId, &[Branch]> = question
            .entries
            .all
            .iter()
            .filter(|held| !held.branches.is_empty())
            .map(|held| (&held.provision.id, held.branches.as_slice()))
            .collect();
        let finding = |(found, inside): (Found, Vec<usize>)| {
            let own = own_branches(&found.entries, &branches);
            let with =
                if question.package.is_some() { With::Always } else { with(self.packages, &inside, &own) };
            Finding { what: found.what, entries: found.entries, with }
        };
        self.found.into_iter().map(finding).collect()
    }
}

/// The options with which alone all of these entries hold.
fn own_branches(entries: &[ProvisionId], branches: &HashMap<&ProvisionId, &[Branch]>) -> Vec<Branch> {
    let mut own: Vec<Branch> = Vec::new();
    for branch in entries.iter().filter_map(|id| branches.get(id)).copied().flatten() {
        if !own.iter().any(|known| known.clause == branch.clause) {
            own.push(branch.clone());
        }
    }
    own.sort_by_key(|branch| branch.clause.0);
    own
}

/// The fewest options that tell these packages from the others; none, where all packages are among them and the entries
/// hold whatever is taken.
fn with(packages: &[Package], inside: &[usize], own: &[Branch]) -> With {
    let terms =
        if inside.len() == packages.len() { vec![Package::default()] } else { fewest(packages, inside) };
    let mut said: Vec<Package> = Vec::new();
    for mut term in terms {
        for branch in own {
            if !term.branches.iter().any(|known| known.clause == branch.clause) {
                term.branches.push(branch.clone());
            }
        }
        term.branches.sort_by_key(|branch| branch.clause.0);
        if !term.branches.is_empty() && !said.contains(&term) {
            said.push(term);
        }
    }
    if said.is_empty() { With::Always } else { With::Where(said) }
}

/// Single options, else pairs of them, that together are found in these packages and no others; else the packages.
fn fewest(packages: &[Package], inside: &[usize]) -> Vec<Package> {
    let mut options: Vec<&Branch> = Vec::new();
    for branch in packages.iter().flat_map(|package| &package.branches) {
        if !options.iter().any(|known| known.is_same_as(branch)) {
            options.push(branch);
        }
    }
    let having = |term: &[&Branch]| -> Vec<usize> {
        let has = |package: &Package| {
            term.iter().all(|branch| package.branches.iter().any(|taken| taken.is_same_as(branch)))
        };
        (0..packages.len()).filter(|&at| has(&packages[at])).collect()
    };
    let mut terms: Vec<(Vec<&Branch>, Vec<usize>)> = Vec::new();
    let mut left: Vec<usize> = inside.to_vec();
    let pairs = options
        .iter()
        .enumerate()
        .flat_map(|(at, &one)| options.iter().skip(at + 1).map(move |&other| vec![one, other]));
    for term in options.iter().map(|&option| vec![option]).chain(pairs) {
        let covered = having(&term);
        if !covered.is_empty()
            && covered.iter().all(|at| inside.contains(at))
            && covered.iter().any(|at| left.contains(at))
        {
            left.retain(|at| !covered.contains(at));
            terms.push((term, covered));
        }
        if left.is_empty() {
            break;
        }
    }
    let whole = left.into_iter().map(|at| packages[at].clone());
    let terms = terms
        .iter()
        .map(|(term, _)| Package { branches: term.iter().map(|&branch| branch.clone()).collect() });
    terms.chain(whole).collect()
}
