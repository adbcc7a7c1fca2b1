//! Which entries of a plan hold: every package of options has its own plan.
//!
//! An entry with a `choice` holds where these options are taken at the open points of its clauses. A package says which
//! option is taken at some clauses of the current draft; entries that need another one there are no part of its plan.

use std::collections::HashMap;

use onetext_text::clause::ClauseIndex;
use onetext_text::words::WordsHash;

use super::standing::{Anchored, confirmations};
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

impl Branch {
    /// Whether the same is taken at the same clause, however it was written.
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.clause == other.clause && self.words == other.words
    }
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
    /// Different options are taken at one clause.
    #[error("clause {0} is given two different options: give one")]
    Twice(String),
    /// The clause does not offer these options.
    #[error(
        "clause {clause} does not offer that: give the option at each of its open points ({open_points}), in order"
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
            match branches.iter().find(|branch| branch.clause == clause) {
                Some(other) if other.words == words => continue,
                Some(_) => return Err(NoSuchChoice::Twice(name.clone())),
                None => {}
            }
            branches.push(Branch { clause, choice: choice.clone(), words });
        }
        branches.sort_by_key(|branch| branch.clause.0);
        Ok(Self { branches })
    }

    /// What is taken at a clause.
    pub fn takes(&self, clause: ClauseIndex) -> Option<&Branch> {
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
    pub(super) fn holds_in(&self, package: &Package) -> bool {
        self.branches.iter().all(|own| package.takes(own.clause).is_none_or(|taken| taken.words == own.words))
    }

    /// Whether another entry holds wherever this one does, as far as options decide it.
    pub fn is_always_with(&self, other: &Held<'_>) -> bool {
        let takes = |own: &Branch, needed: &Branch| own.clause == needed.clause && own.words == needed.words;
        other.branches.iter().all(|needed| self.branches.iter().any(|own| takes(own, needed)))
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
        let confirmed = confirmations(timeline);
        let held = |provision: &'p Provision| {
            let confirmed = confirmed.get(&provision.id).copied();
            let anchored = Anchored::of(provision, texts, &sheets, confirmed);
            let branches = branches(provision, texts, &sheets);
            Held { provision, anchored, branches }
        };
        let mut all: Vec<Held<'p>> = provisions.iter().map(held).collect();
        settle(&mut all, &sheets);
        Self { all }
    }

    /// The plan of a package.
    pub fn plan(&self, package: &Package) -> Plan<'_, 'p> {
        Plan::new(self.all.iter().filter(|held| held.holds_in(package)))
    }

    /// The plan of a package without the entries that need an option at a clause at which it takes none; and these.
    pub fn decided(&self, package: &Package) -> (Plan<'_, 'p>, Vec<&Held<'p>>) {
        let holding = || self.all.iter().filter(|held| held.holds_in(package));
        let is_open = |held: &&Held<'p>| held.branches.iter().any(|own| package.takes(own.clause).is_none());
        (Plan::new(holding().filter(|held| !is_open(held))), holding().filter(is_open).collect())
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

/// Where the current draft has meanwhile settled a clause, entries for options that it did not take are in no plan, and those for the
/// option that it took hold whatever else is taken. Where it has the words of no entry's option, that cannot be told: they stay,
/// as entries whose words have changed.
fn settle(all: &mut Vec<Held<'_>>, sheets: &Sheets<'_>) {
    let Some(current) = sheets.current() else { return };
    let stands = |branch: &Branch| {
        let at = usize::try_from(branch.clause.0).ok().filter(|&at| at < current.clauses.len())?;
        current.is_decided(at).then(|| Settled::default().digest(current, &[at]) == branch.words)
    };
    let is_taken = |branch: &&Branch| stands(branch) == Some(true);
    let taken: Vec<ClauseIndex> =
        all.iter().flat_map(|held| &held.branches).filter(is_taken).map(|branch| branch.clause).collect();
    let fell = |branch: &Branch| taken.contains(&branch.clause) && stands(branch) == Some(false);
    all.retain(|held| !held.branches.iter().any(fell));
    for held in all {
        held.branches.retain(|branch| stands(branch) != Some(true));
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

#[cfg(test)]
mod tests {
    use super::super::standing::Words;
    use super::*;
    use crate::entry::Authentic;
    use crate::testing::{Library, acts, as_of, provisions};

    const OLD: &str = "1. The well shall be [open][closed] at night.\n\n2. The path shall be kept.\n";
    const NEW: &str = "1. The well shall be [open][closed] at night.\n\n2. The path shall be kept clear.\n";

    fn library() -> Library {
        Library::new(&[("first", Authentic::Text, OLD), ("second", Authentic::Text, NEW)])
    }

    fn entries<'p>(plan: &'p [Provision], record: &str, library: &Library) -> Entries<'p> {
        let acts = acts(record);
        let now = as_of("2031-06-01");
        Entries::new(plan, &Timeline::new(&acts, &now), library)
    }

    fn words(entries: &Entries<'_>, id: &str) -> Words {
        entries.all.iter().find(|held| held.provision.id.as_str() == id).unwrap().anchored.words
    }

    const PLAN: &str = r##"
        [[obligation]]
        id = "path"
        does = "keep the path"
        draft = "first"
        clauses = ["2"]
        [[obligation]]
        id = "night"
        does = "keep watch at night"
        draft = "second"
        clauses = ["1"]
        choice = ["#1"]
        [[obligation]]
        id = "lock"
        does = "lock the well"
        draft = "first"
        clauses = ["1"]
        choice = ["#2"]
        [[event]]
        id = "signature"
    "##;

    #[test]
    fn an_entry_is_stale_when_its_words_change_until_somebody_confirms_it() {
        let plan = provisions(PLAN);
        let library = library();
        let before = entries(&plan, "", &library);
        assert_eq!(words(&before, "path"), Words::Stale);
        assert_eq!(words(&before, "lock"), Words::Same);
        assert_eq!(words(&before, "signature"), Words::Untied);
        let confirmed =
            "c1 confirm council 2031-05-01; plan = [\"path\"]; draft = \"second\"; clauses = [\"2\"]";
        assert_eq!(words(&entries(&plan, confirmed, &library), "path"), Words::Confirmed);
        let earlier =
            "c1 confirm council 2031-05-01; plan = [\"path\"]; draft = \"first\"; clauses = [\"2\"]";
        assert_eq!(words(&entries(&plan, earlier, &library), "path"), Words::Stale);
        let taken_back = format!("{confirmed}\nw1 withdraw council 2031-05-02; answers = \"c1\"");
        assert_eq!(words(&entries(&plan, &taken_back, &library), "path"), Words::Stale);
    }

    #[test]
    fn every_package_has_its_own_plan() {
        let plan = provisions(PLAN);
        let library = library();
        let entries = entries(&plan, "", &library);
        let (packages, all) = entries.packages();
        assert!(all);
        let names = |package: &Package| -> Vec<String> {
            let plan = entries.plan(package);
            plan.entries().iter().map(|held| held.provision.id.to_string()).collect()
        };
        let plans: Vec<Vec<String>> = packages.iter().map(names).collect();
        assert_eq!(plans, [["path", "night", "signature"], ["path", "lock", "signature"]]);
        let open = Package::new(&library, &[("1".into(), vec![Choice::Words("open".into())])]).unwrap();
        assert_eq!(names(&open), ["path", "night", "signature"]);
        assert_eq!(names(&Package::default()), ["path", "night", "lock", "signature"]);
    }

    #[test]
    fn where_the_text_has_taken_an_option_entries_for_the_others_are_in_no_plan() {
        let plan = provisions(PLAN);
        let left = |third: &str| -> Vec<(String, Words, usize)> {
            let drafts = [
                ("first", Authentic::Text, OLD),
                ("second", Authentic::Text, NEW),
                ("third", Authentic::Text, third),
            ];
            let library = Library::new(&drafts);
            let entries = entries(&plan, "", &library);
            let of =
                |held: &Held<'_>| (held.provision.id.to_string(), held.anchored.words, held.branches.len());
            entries.all.iter().map(of).filter(|(id, ..)| id == "night" || id == "lock").collect()
        };
        let opened = "1. The well shall be open at night.\n\n2. The path shall be kept clear.\n";
        assert_eq!(left(opened), [("night".to_owned(), Words::Same, 0)]);
        let neither = "1. The well shall be guarded at night.\n\n2. The path shall be kept clear.\n";
        let both = [("night".to_owned(), Words::Stale, 1), ("lock".to_owned(), Words::Stale, 1)];
        assert_eq!(left(neither), both);
    }

    #[test]
    fn taking_the_same_option_twice_changes_nothing_and_two_different_ones_are_refused() {
        let library = library();
        let once = Package::new(&library, &[("1".into(), vec![Choice::Alternative(1)])]).unwrap();
        let twice = [("1".into(), vec![Choice::Alternative(1)]), ("1".into(), vec![Choice::Alternative(1)])];
        assert_eq!(Package::new(&library, &twice).unwrap(), once);
        let by_words = Package::new(&library, &[("1".into(), vec![Choice::Words("open".into())])]).unwrap();
        assert_eq!(by_words.branches[0].words, once.branches[0].words);
        let other = [("1".into(), vec![Choice::Alternative(2)]), ("1".into(), vec![Choice::Alternative(1)])];
        assert_eq!(Package::new(&library, &other), Err(NoSuchChoice::Twice("1".into())));
    }

    #[test]
    fn options_that_a_clause_does_not_offer_are_refused() {
        let library = library();
        let wrong = Package::new(&library, &[("1".into(), vec![Choice::Alternative(3)])]);
        assert_eq!(
            wrong.unwrap_err().to_string(),
            "clause 1 does not offer that: give the option at each of its open points (1), in order"
        );
        assert!(matches!(
            Package::new(&library, &[("9".into(), vec![Choice::In])]),
            Err(NoSuchChoice::NoClause(_))
        ));
    }
}
