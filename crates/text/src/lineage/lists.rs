//! Lists that became one clause, or that one clause was unfolded into.
//!
//! An item of one or two words tells nothing by itself. But where most items of a list went into a clause, the
//! others follow if they share words with it, and so do the words that open the list.

use std::collections::BTreeMap;

use super::align::{Matching, Settled};
use super::candidates::Pairs;
use super::features::{Corpus, Overlap, Unit};
use super::groups::{Groups, Taken, WHOLE, Way};

/// Share, in per mille, of the words of an item that must be in a clause that took in much of its list.
const PARTLY: u32 = 350;
/// The same for the words that open the list.
const OPENING: u32 = 600;
/// One in how many items of a list must be known to belong to a clause before the rest is asked.
const KNOWN: usize = 3;

/// What one list has to do with one clause of the other draft.
#[derive(Default)]
struct Meeting {
    /// Items that belong to the clause already, or whose words are all in it.
    known: usize,
    /// Items that are free and may join it.
    free: Vec<usize>,
}

/// Adds what belongs to lists that were folded or unfolded.
pub(super) fn fold(
    corpus: &Corpus,
    pairs: &Pairs,
    matching: &mut Matching,
    settled: &Settled,
    taken: &mut Taken,
    groups: &mut Groups,
) {
    for way in [Way::Merge, Way::Split] {
        let found = meetings(corpus, pairs, matching, settled, taken, groups, way);
        for ((list, host), meeting) in found {
            let mut side = View::new(way, corpus, matching, settled, taken, groups);
            let all = side.own[list].children.len();
            if side.partner_of_host[host].is_some() {
                side.join(list, host, meeting, all);
            } else if meeting.known > 2 && meeting.known * 2 > all {
                side.take_over(host, &meeting.free);
            }
        }
    }
}

/// Every list and clause of the other draft that have pairs in common.
fn meetings(
    corpus: &Corpus,
    pairs: &Pairs,
    matching: &mut Matching,
    settled: &Settled,
    taken: &mut Taken,
    groups: &mut Groups,
    way: Way,
) -> BTreeMap<(usize, usize), Meeting> {
    let side = View::new(way, corpus, matching, settled, taken, groups);
    let mut found: BTreeMap<(usize, usize), Meeting> = BTreeMap::new();
    for pair in &pairs.all {
        let (item, host) = match way {
            Way::Merge => (pair.old, pair.new),
            Way::Split => (pair.new, pair.old),
        };
        let (clause, target) = (&side.own[item], &side.other[host]);
        if settled.old[pair.old] || settled.new[pair.new] || clause.is_heading() || target.is_heading() {
            continue;
        }
        let Some(list) = clause.parent.filter(|_| !clause.is_option()) else { continue };
        if side.host_of[item] == Some(host) || side.further.get(&host).is_some_and(|all| all.contains(&item))
        {
            found.entry((list, host)).or_default().known += 1;
        } else if side.is_free(item) {
            let share = Overlap::of(&clause.terms, &target.terms).of_old();
            if share >= PARTLY {
                let meeting = found.entry((list, host)).or_default();
                meeting.known += usize::from(share >= WHOLE);
                meeting.free.push(item);
            }
        }
    }
    found
}

/// Matching and groups, seen from the draft that has the list.
struct View<'a> {
    own: &'a [Unit],
    other: &'a [Unit],
    settled: &'a [bool],
    /// For clauses of the list's draft, what they are matched with.
    host_of: &'a mut Vec<Option<usize>>,
    /// The same for clauses of the other draft.
    partner_of_host: &'a mut Vec<Option<usize>>,
    taken: &'a mut Vec<bool>,
    taken_host: &'a mut Vec<bool>,
    /// What joined a clause of the other draft.
    further: &'a mut BTreeMap<usize, Vec<usize>>,
    /// What clauses of the other draft joined a clause of the list's draft.
    against: &'a mut BTreeMap<usize, Vec<usize>>,
}

impl<'a> View<'a> {
    fn new(
        way: Way,
        corpus: &'a Corpus,
        matching: &'a mut Matching,
        settled: &'a Settled,
        taken: &'a mut Taken,
        groups: &'a mut Groups,
    ) -> Self {
        match way {
            Way::Merge => Self {
                own: &corpus.old,
                other: &corpus.new,
                settled: &settled.old,
                host_of: &mut matching.new_of,
                partner_of_host: &mut matching.old_of,
                taken: &mut taken.old,
                taken_host: &mut taken.new,
                further: &mut groups.merged,
                against: &mut groups.split,
            },
            Way::Split => Self {
                own: &corpus.new,
                other: &corpus.old,
                settled: &settled.new,
                host_of: &mut matching.old_of,
                partner_of_host: &mut matching.new_of,
                taken: &mut taken.new,
                taken_host: &mut taken.old,
                further: &mut groups.split,
                against: &mut groups.merged,
            },
        }
    }

    fn is_free(&self, clause: usize) -> bool {
        self.host_of[clause].is_none() && !self.taken[clause] && !self.settled[clause]
    }

    /// Joins the free items, and what opens the list, to a clause that has a partner.
    fn join(&mut self, list: usize, host: usize, meeting: Meeting, all: usize) {
        let enough = if self.own[list].is_heading() { 3 } else { 2 };
        let star = self.partner_of_host[host].is_some_and(|partner| !self.against.contains_key(&partner));
        if !star || meeting.known < enough || meeting.known * KNOWN <= all {
            return;
        }
        let opening = (!self.own[list].is_heading()
            && Overlap::of(&self.own[list].terms, &self.other[host].terms).of_old() >= OPENING)
            .then_some(list);
        for clause in meeting.free.into_iter().chain(opening) {
            if self.is_free(clause) {
                self.taken[clause] = true;
                self.further.entry(host).or_default().push(clause);
            }
        }
    }

    /// Gives a clause without partner of its own to the list that most of it comes from. That outweighs that it was
    /// taken for a part of another clause.
    fn take_over(&mut self, host: usize, items: &[usize]) {
        let items: Vec<usize> = items.iter().copied().filter(|&item| self.is_free(item)).collect();
        let [first, rest @ ..] = items.as_slice() else { return };
        if self.taken_host[host] {
            self.against.values_mut().for_each(|parts| parts.retain(|&part| part != host));
        }
        self.host_of[*first] = Some(host);
        self.partner_of_host[host] = Some(*first);
        rest.iter().for_each(|&item| self.taken[item] = true);
        self.further.entry(host).or_default().extend(rest);
    }
}
