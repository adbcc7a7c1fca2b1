//! Which clauses are worth comparing: those that share rare words. Common words alone never bring two clauses
//! together, so the work stays close to linear in the size of the drafts.

use std::collections::HashMap;

use super::features::{Bag, Build, Corpus, Overlap, Unit};

/// Two clauses, one of each draft, with what their words have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) old: usize,
    pub(super) new: usize,
    /// How many distinct words they share.
    pub(super) shared: u32,
    /// How alike the words are, in per mille.
    pub(super) alike: u32,
    /// How much the common words tell, in per mille: next to nothing for boilerplate.
    pub(super) evidence: u32,
}

/// A word in more clauses than this brings no clauses together.
const COMMON: usize = 48;
/// How many partners of a clause are looked at closely, by each of two measures.
const PARTNERS: usize = 6;
/// How many of the rarest words two clauses must share for the evidence to be half of what it can be, in tenths.
const HALF_EVIDENCE: u64 = 24;

/// All pairs found so far; each pair once.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub(super) all: Vec<Pair>,
    known: HashMap<u64, u32, Build>,
}

impl Pairs {
    /// Pairs of clauses that share rare words or rare phrases.
    pub(super) fn sharing_words(corpus: &Corpus, repeats: &Repeats) -> Self {
        let mut pairs = Self::default();
        let new_index = Index::of(&corpus.new, corpus);
        for (old, new) in new_index.partners(&corpus.old) {
            pairs.add(corpus, repeats, old, new);
        }
        let old_index = Index::of(&corpus.old, corpus);
        for (new, old) in old_index.partners(&corpus.new) {
            pairs.add(corpus, repeats, old, new);
        }
        pairs
    }

    /// Adds a pair if it is not there yet.
    pub(super) fn add(&mut self, corpus: &Corpus, repeats: &Repeats, old: usize, new: usize) {
        if corpus.old[old].length == 0 || corpus.new[new].length == 0 {
            return;
        }
        let all = &mut self.all;
        self.known.entry(key(old, new)).or_insert_with(|| {
            all.push(Pair::measure(corpus, repeats, old, new));
            u32::try_from(all.len() - 1).unwrap_or(u32::MAX)
        });
    }
}

fn key(old: usize, new: usize) -> u64 {
    (old as u64) << 32 | new as u64
}

impl Pair {
    fn measure(corpus: &Corpus, repeats: &Repeats, old: usize, new: usize) -> Self {
        let (left, right) = (&corpus.old[old], &corpus.new[new]);
        let terms = Overlap::of(&left.terms, &right.terms);
        let alike = if left.words == right.words {
            1000
        } else {
            let phrases = Overlap::of(&left.pairs, &right.pairs);
            let alike = (terms.dice() * 650 + phrases.dice() * 350) / 1000;
            // A part that lives on whole in a longer clause is more alike to it than their lengths let appear.
            (alike * 700 + terms.of_old().max(terms.of_new()) * 300) / 1000
        };
        let common = u64::from(terms.common);
        let half = u64::from(corpus.rarest) * HALF_EVIDENCE / 10;
        let evidence = common * 1000 / (common + half).max(1);
        let evidence = if repeats.old[old] || repeats.new[new] { evidence / 4 } else { evidence };
        Self { old, new, shared: terms.shared, alike, evidence: u32::try_from(evidence).unwrap_or(1000) }
    }
}

/// Which clauses have the very words of another clause of their own draft.
#[derive(Debug)]
pub(super) struct Repeats {
    pub(super) old: Vec<bool>,
    pub(super) new: Vec<bool>,
}

impl Repeats {
    pub(super) fn of(corpus: &Corpus) -> Self {
        Self { old: repeated(&corpus.old), new: repeated(&corpus.new) }
    }
}

fn repeated(units: &[Unit]) -> Vec<bool> {
    let mut counts = HashMap::new();
    for unit in units {
        *counts.entry(unit.words).or_insert(0_u32) += 1;
    }
    units.iter().map(|unit| counts.get(&unit.words).is_some_and(|&count| count > 1)).collect()
}

/// For each rare word and phrase, the clauses of one draft that have it.
struct Index {
    terms: Postings,
    pairs: Postings,
    sizes: Vec<u32>,
}

/// For each term of a corpus, the clauses that have it; none for common terms. Laid out end to end.
struct Postings {
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Postings {
    fn of<'a>(terms: usize, bags: impl Iterator<Item = (usize, &'a Bag)> + Clone) -> Self {
        let mut counts = vec![0_u32; terms];
        for term in bags.clone().flat_map(|(_, bag)| &bag.terms) {
            counts[term.id as usize] += 1;
        }
        let mut starts = Vec::with_capacity(terms + 1);
        let mut total = 0;
        starts.push(0);
        for count in &mut counts {
            *count = if *count as usize > COMMON { 0 } else { *count };
            total += *count;
            starts.push(total);
        }
        let mut places = vec![0; total as usize];
        for (place, bag) in bags {
            for term in &bag.terms {
                let left = &mut counts[term.id as usize];
                if *left > 0 {
                    places[(starts[term.id as usize + 1] - *left) as usize] =
                        u32::try_from(place).unwrap_or(u32::MAX);
                    *left -= 1;
                }
            }
        }
        Self { starts, places }
    }

    fn get(&self, id: u32) -> &[u32] {
        let id = id as usize;
        &self.places[self.starts[id] as usize..self.starts[id + 1] as usize]
    }
}

impl Index {
    fn of(units: &[Unit], corpus: &Corpus) -> Self {
        let body = units.iter().enumerate().filter(|(_, unit)| !unit.is_heading());
        Self {
            terms: Postings::of(corpus.terms, body.clone().map(|(place, unit)| (place, &unit.terms))),
            pairs: Postings::of(corpus.pairs, body.map(|(place, unit)| (place, &unit.pairs))),
            sizes: units.iter().map(size).collect(),
        }
    }

    /// For each of the other draft's clauses, the indexed ones with the most in common.
    fn partners(&self, units: &[Unit]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut score = vec![0_u32; self.sizes.len()];
        let mut touched: Vec<usize> = Vec::new();
        for (place, unit) in units.iter().enumerate() {
            if unit.is_heading() {
                continue;
            }
            let terms = unit.terms.terms.iter().map(|term| (&self.terms, term.id, term.weight));
            let pairs = unit.pairs.terms.iter().map(|pair| (&self.pairs, pair.id, pair.weight / 2));
            for (index, id, weight) in terms.chain(pairs) {
                for &partner in index.get(id) {
                    let partner = partner as usize;
                    if score[partner] == 0 {
                        touched.push(partner);
                    }
                    score[partner] += weight;
                }
            }
            let own = size(unit);
            // Once by how much is shared (which finds the parts of merged clauses), once by how large a share it is.
            let share = |partner: usize| {
                u64::from(score[partner]) * 1000 / u64::from((own + self.sizes[partner]).max(1))
            };
            let mut best = [Best::default(), Best::default()];
            for &partner in &touched {
                best[0].offer(u64::from(score[partner]), partner);
                best[1].offer(share(partner), partner);
            }
            found.extend(best.iter().flat_map(|best| &best.kept).map(|&(_, partner)| (place, partner)));
            for partner in touched.drain(..) {
                score[partner] = 0;
            }
        }
        found
    }
}

/// The best few of many, best first; of equals the one that comes first in its draft.
#[derive(Default)]
struct Best {
    kept: Vec<(u64, usize)>,
}

impl Best {
    fn offer(&mut self, score: u64, partner: usize) {
        let better = |&(other, place): &(u64, usize)| other > score || other == score && place < partner;
        if self.kept.len() == PARTNERS && self.kept.last().is_some_and(better) {
            return;
        }
        let at = self.kept.partition_point(better);
        self.kept.insert(at, (score, partner));
        self.kept.truncate(PARTNERS);
    }
}

fn size(unit: &Unit) -> u32 {
    unit.terms.terms.iter().map(|term| term.weight).sum()
}
