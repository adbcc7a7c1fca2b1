//! Whether words are still the same: clause by clause, each followed by lineage.

use onetext_text::words::WordsHash;

use super::cover::{Cover, Sheet, Sheets, index, place};
use crate::act::Choice;
use crate::texts::Texts;

/// The words of a cover after the choices taken at its open points.
#[derive(Default)]
pub(super) struct Settled {
    /// By clause; empty where no choice was taken, or the choices are not those that the text offers.
    clauses: Vec<Chosen>,
}

/// What choices make of a clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chosen {
    /// Nothing was chosen that concerns it.
    AsItStands,
    /// It has these words.
    Words(WordsHash),
    /// It falls, as an option that was not taken.
    Falls,
}

impl Settled {
    pub(super) fn new(texts: &dyn Texts, cover: &Cover<'_>, choices: &[Choice]) -> Self {
        let sheet = &cover.sheet;
        let mut clauses = vec![Chosen::AsItStands; if choices.is_empty() { 0 } else { sheet.clauses.len() }];
        let mut left = choices;
        for &root in cover.roots.iter().filter(|&&root| sheet.open_points(root) > 0) {
            // A point within words that fall takes no choice; so how many a clause takes is seen by trying.
            let most = sheet.open_points(root).min(left.len());
            let settled = (1..=most)
                .rev()
                .find_map(|share| Some((share, texts.settled(&sheet.draft, index(root), &left[..share])?)));
            let Some((share, words)) = settled else { break };
            left = &left[share..];
            clauses[root..sheet.end[root]].fill(Chosen::Falls);
            for (clause, words) in words {
                if let Some(chosen) = clauses.get_mut(place(clause)) {
                    *chosen = Chosen::Words(words);
                }
            }
        }
        // What is left over shows that the choices are meant for another text.
        if left.is_empty() { Self { clauses } } else { Self::default() }
    }

    fn of(&self, clause: usize) -> Chosen {
        self.clauses.get(clause).copied().unwrap_or(Chosen::AsItStands)
    }

    /// Whether a clause and all below it have no open point that is not settled.
    pub(super) fn settles(&self, sheet: &Sheet<'_>, clause: usize) -> bool {
        let open = |at: usize| sheet.clauses[at].open_points > 0 && self.of(at) == Chosen::AsItStands;
        sheet.open_points(clause) == 0 || !(clause..sheet.end[clause]).any(open)
    }

    /// One digest for the words of these clauses and all below them, after the choices.
    pub(super) fn digest(&self, sheet: &Sheet<'_>, clauses: &[usize]) -> WordsHash {
        let words: Vec<WordsHash> = clauses
            .iter()
            .flat_map(|&clause| clause..sheet.end[clause])
            .filter_map(|at| match self.of(at) {
                Chosen::AsItStands => Some(sheet.clauses[at].words),
                Chosen::Words(words) => Some(words),
                Chosen::Falls => None,
            })
            .collect();
        WordsHash::of_sequence(&words)
    }
}

/// Which clauses of the current draft have, with all below them, the words that a cover has for them.
pub(super) struct Same {
    clauses: Vec<bool>,
}

impl Same {
    /// Compares a cover with the current draft. Takes time in proportion to the lengths of the two drafts.
    pub(super) fn new<'t>(sheets: &Sheets<'t>, cover: &Cover<'t>, settled: &Settled) -> Self {
        let Some(current) = sheets.current() else { return Self { clauses: Vec::new() } };
        if sheets.is_current(&cover.sheet) {
            return Self { clauses: vec![true; current.clauses.len()] };
        }
        let sheet = &cover.sheet;
        let links = sheets.links(sheet);
        // Neither a clause that is gone nor one that has come in leaves what it stands under the same.
        let mut kept = vec![false; sheet.clauses.len()];
        let mut known = vec![false; current.clauses.len()];
        for old in cover.clauses() {
            // An option that was not taken may go.
            kept[old] = settled.of(old) == Chosen::Falls;
            for &new in &links.to[old] {
                let now = current.clauses[new].words;
                if sheet.clauses[old].words == now || settled.of(old) == Chosen::Words(now) {
                    kept[old] = true;
                    known[new] = true;
                }
            }
        }
        let (kept, known) = (whole(&kept, sheet), whole(&known, current));
        let same = |new: usize| {
            known[new]
                && links.from[new].iter().filter(|&&old| cover.root_of(old).is_some()).all(|&old| kept[old])
        };
        Self { clauses: (0..current.clauses.len()).map(same).collect() }
    }

    pub(super) fn of(&self, clause: usize) -> bool {
        self.clauses.get(clause).copied().unwrap_or(false)
    }
}

/// For each clause, whether something holds of it and of all below it.
fn whole(holds: &[bool], sheet: &Sheet<'_>) -> Vec<bool> {
    let mut fails_before = Vec::with_capacity(holds.len() + 1);
    let mut fails = 0usize;
    fails_before.push(fails);
    for holds in holds {
        fails += usize::from(!holds);
        fails_before.push(fails);
    }
    (0..holds.len()).map(|at| fails_before[sheet.end[at]] == fails_before[at]).collect()
}
