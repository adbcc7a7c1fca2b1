//! Whether words are still the same: clause by clause, each followed by lineage.

use onetext_text::clause::{ClauseIndex, ClauseKind};
use onetext_text::words::WordsHash;

use super::cover::{Cover, Sheet, Sheets, index, place};
use crate::act::Choice;
use crate::ids::DraftId;
use crate::texts::Texts;

/// The words of a cover after the choices taken at its open points.
#[derive(Default)]
pub(crate) struct Settled {
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
    pub(crate) fn new(texts: &dyn Texts, cover: &Cover<'_>, choices: &[Choice]) -> Self {
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
    pub(crate) fn settles(&self, sheet: &Sheet<'_>, clause: usize) -> bool {
        let open = |at: usize| sheet.is_undecided(at) && self.of(at) == Chosen::AsItStands;
        sheet.is_decided(clause) || !(clause..sheet.end[clause]).any(open)
    }

    /// One digest for the words of these clauses and all below them, after the choices.
    pub(crate) fn digest(&self, sheet: &Sheet<'_>, clauses: &[usize]) -> WordsHash {
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

/// Which words of a cover stand in the current draft.
#[derive(Default)]
pub(crate) struct Same {
    /// Clauses of the cover whose words still stand, in document order.
    kept: Vec<usize>,
    /// Clauses of the current draft whose words are those of the cover, in document order.
    known: Vec<usize>,
}

impl Same {
    /// Compares a cover with the current draft. Takes time in proportion to the length of the cover.
    pub(crate) fn new<'t>(sheets: &Sheets<'t>, cover: &Cover<'t>, settled: &Settled) -> Self {
        let mut same = Self::default();
        let Some(current) = sheets.current() else { return same };
        let links = sheets.links(&cover.sheet);
        let mut fallen = Vec::new();
        for old in cover.clauses() {
            let before = same.known.len();
            same.known.extend(links.to(old).iter().copied().filter(|&new| {
                let now = current.clauses[new].words;
                cover.sheet.clauses[old].words == now || settled.of(old) == Chosen::Words(now)
            }));
            if settled.of(old) == Chosen::Falls {
                // An option that was not taken may go; while it stands, what was taken has to stand beside it.
                fallen.push((old, same.known.split_off(before)));
                same.kept.push(old);
            } else if same.known.len() > before {
                same.kept.push(old);
            }
        }
        for (old, standing) in fallen {
            if same.keeps_rival(&cover.sheet, settled, old) {
                same.known.extend(standing);
            }
        }
        same.known.sort_unstable();
        same.known.dedup();
        same
    }

    /// Whether the option that was taken instead of this clause still stands.
    fn keeps_rival(&self, sheet: &Sheet<'_>, settled: &Settled, clause: usize) -> bool {
        let parent = |at: usize| sheet.clauses[at].parent.map(place);
        let mut option = clause;
        while let Some(above) = parent(option).filter(|&above| settled.of(above) == Chosen::Falls) {
            option = above;
        }
        let taken = |&at: &usize| {
            parent(at) == parent(option)
                && sheet.clauses[at].kind == ClauseKind::Option
                && settled.of(at) != Chosen::Falls
        };
        (0..sheet.clauses.len()).filter(taken).any(|at| self.kept.binary_search(&at).is_ok())
    }

    /// Whether a clause of the current draft has, with all below it, the words that the cover has for it: neither a
    /// clause that is gone nor one that has come in leaves what it stands under the same.
    pub(crate) fn of<'t>(&self, sheets: &Sheets<'t>, cover: &Cover<'t>, clause: usize) -> bool {
        let Some(current) = sheets.current() else { return false };
        if !all_within(&self.known, clause, current.end[clause]) {
            return false;
        }
        let origins = sheets.links(&cover.sheet).from(clause).iter().copied();
        let mut covered = origins.filter(|&old| cover.root_of(old).is_some());
        covered.all(|old| all_within(&self.kept, old, cover.sheet.end[old]))
    }
}

/// Whether a list in order has every number of a stretch.
fn all_within(list: &[usize], start: usize, end: usize) -> bool {
    let first = list.partition_point(|&at| at < start);
    list.get(first + (end - start) - 1).is_some_and(|&last| last == end - 1)
}

/// The words of a clause with all below it once these choices are taken; `None`: it does not offer them.
pub(crate) fn after(
    texts: &dyn Texts,
    draft: &DraftId,
    clause: ClauseIndex,
    choice: &[Choice],
) -> Option<WordsHash> {
    let words: Vec<WordsHash> =
        texts.settled(draft, clause, choice)?.into_iter().map(|(_, words)| words).collect();
    Some(WordsHash::of_sequence(&words))
}

/// How many open points a clause and all below it have.
pub(crate) fn open_points(texts: &dyn Texts, draft: &DraftId, clause: ClauseIndex) -> usize {
    let Some(outline) = texts.outline(draft) else { return 0 };
    let below = outline.subtree(clause);
    below.filter_map(|at| outline.clauses.get(at)).map(|clause| clause.open_points as usize).sum()
}
