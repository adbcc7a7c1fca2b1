//! Which options of a draft words are: words of the draft itself, of another draft that is followed to it, or somebody's own.

use std::cell::RefCell;
use std::collections::HashMap;

use onetext_record::DraftId;
use onetext_record::act::{Anchor, Choice};
use onetext_record::texts::Texts as _;
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::lineage::Lineage;
use onetext_text::wordings::Wording;
use onetext_text::words::{WordsHash, exact_tokens};

use super::WhyApart;
use super::issues::{OpenIssue, Opt};
use crate::texts::Texts;

/// How many wordings of one clause are compared at most.
const WORDINGS: usize = 4096;

/// Issues, each with the place of one of its options.
pub(super) type Options = Vec<(usize, u32)>;

/// A draft whose open points words are held against.
pub(super) struct Tie<'v> {
    texts: &'v Texts,
    id: &'v DraftId,
    draft: &'v Draft,
    issues: &'v [OpenIssue],
    proposals: &'v [Proposal],
    wordings: RefCell<HashMap<ClauseIndex, Vec<Wording>>>,
    lineages: RefCell<HashMap<DraftId, Option<Lineage>>>,
}

/// Somebody's own words for a clause of the draft, as options at its open points.
#[derive(Debug)]
pub(super) struct Proposal {
    pub(super) clause: ClauseIndex,
    pub(super) words: WordsHash,
    pub(super) options: Options,
}

/// What the words of one topmost clause that an act names are in the draft.
#[derive(Debug, Default)]
pub(super) struct Tied {
    /// The options.
    pub(super) options: Options,
    /// Whether every word that was chosen, or stands, in clauses that are open here is among them.
    pub(super) whole: bool,
    /// The clauses of the draft that it concerns, with all below them.
    pub(super) clauses: Vec<ClauseIndex>,
}

impl<'v> Tie<'v> {
    pub(super) fn new(
        texts: &'v Texts,
        id: &'v DraftId,
        draft: &'v Draft,
        issues: &'v [OpenIssue],
        proposals: &'v [Proposal],
    ) -> Self {
        let (wordings, lineages) = (RefCell::default(), RefCell::default());
        Self { texts, id, draft, issues, proposals, wordings, lineages }
    }

    /// What the words of each topmost clause of an anchor are, once these choices are taken in it.
    ///
    /// # Errors
    /// There are no words of the draft named, or the choices are not those that it offers.
    pub(super) fn chosen(&self, anchor: &Anchor, choices: &[Choice]) -> Result<Vec<Tied>, WhyApart> {
        let old = self.texts.draft(&anchor.draft).ok_or(WhyApart::Elsewhere)?;
        if anchor.draft != *self.id && !(self.is_exact(&anchor.draft) && self.is_exact(self.id)) {
            // An account of a text tells nothing of its exact words.
            return Err(WhyApart::Elsewhere);
        }
        let choices: Vec<_> = choices.iter().map(Choice::in_text).collect();
        let mut left = choices.as_slice();
        let mut all = Vec::new();
        for root in roots(old, anchor) {
            let subtree = old.outline().subtree(root);
            let open =
                old.points().iter().filter(|point| subtree.contains(&(point.clause.0 as usize))).count();
            // A point within words that fall takes no choice; so how many a clause takes is seen by trying.
            let most = open.min(left.len());
            let settled =
                (0..=most).rev().find_map(|share| Some((share, old.settle(root, &left[..share]).ok()?)));
            let mut tied = Tied { whole: true, ..Tied::default() };
            tied.clauses = self.follow(&anchor.draft, root);
            match settled {
                None => tied.whole = false,
                Some((share, settled)) => {
                    let (taken, rest) = left.split_at(share);
                    left = rest;
                    let points: Vec<_> = settled.points.iter().copied().zip(taken.iter().copied()).collect();
                    if anchor.draft == *self.id {
                        self.here(&points, &mut tied);
                    } else {
                        self.blocks(old, &anchor.draft, &points, &mut tied);
                        for (clause, words) in settled.words() {
                            self.clause(&anchor.draft, clause, words, &mut tied);
                        }
                    }
                }
            }
            tied.options.sort_unstable();
            tied.options.dedup();
            all.push(tied);
        }
        // What is left over shows that the choices are meant for another text.
        if left.is_empty() { Ok(all) } else { Err(WhyApart::OtherWords) }
    }

    fn is_exact(&self, id: &DraftId) -> bool {
        self.texts.version(id).is_some_and(|version| version.entry.authentic.has_exact_words())
    }

    /// Whether a draft of the view is in another language than this one.
    pub(super) fn is_in_another_language(&self, id: &DraftId) -> bool {
        let primary = |lang: &str| lang.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let lang = |id| self.texts.version(id).map(|version| primary(&version.entry.lang));
        matches!((lang(id), lang(self.id)), (Some(one), Some(other)) if one != other)
    }

    /// Choices at points of the draft itself.
    fn here(&self, points: &[(usize, onetext_text::choice::Choice<'_>)], tied: &mut Tied) {
        for (point, choice) in points {
            let Some(issue) = self.issue(*point) else {
                // Words for a blank are none of the options.
                tied.whole = false;
                continue;
            };
            if let Some(option) = self.draft.points()[*point].option(*choice) {
                tied.options.push((issue, option as u32));
            }
        }
    }

    /// Option blocks that were taken in another draft, and whose words are those of a block here.
    fn blocks(
        &self,
        old: &Draft,
        id: &DraftId,
        points: &[(usize, onetext_text::choice::Choice<'_>)],
        tied: &mut Tied,
    ) {
        for (point, choice) in points {
            let point = &old.points()[*point];
            if point.blocks.is_empty() {
                continue;
            }
            let taken = point.option(*choice).and_then(|option| point.alternatives.get(option));
            let now: Vec<ClauseIndex> =
                point.blocks.iter().flat_map(|block| self.follow(id, *block)).collect();
            let found = taken.and_then(|taken| {
                self.issues.iter().enumerate().find_map(|(at, issue)| {
                    let here = &self.draft.points()[issue.point];
                    let same = |option: &_| same_words(&taken.text, option);
                    here.blocks.iter().any(|block| now.contains(block)).then_some(())?;
                    Some((at, here.alternatives.iter().position(|option| same(&option.text))? as u32))
                })
            });
            tied.whole &= found.is_some();
            tied.options.extend(found);
        }
    }

    /// A clause of another draft with these words: what they are in the clauses that it has become. Where one of these has
    /// other words, what was said is not said of all of it.
    fn clause(&self, id: &DraftId, clause: ClauseIndex, words: WordsHash, tied: &mut Tied) {
        let now = self.follow(id, clause);
        tied.whole &= !now.is_empty();
        for now in now {
            if self.is_open(now) {
                let options = self.with_words(now, words);
                tied.whole &= !options.is_empty();
                tied.options.extend(options);
            } else {
                tied.whole &= self.draft.outline().get(now).is_some_and(|clause| clause.words == words);
            }
        }
    }

    /// Somebody's own words for a clause: what they are, where they are one of its wordings.
    pub(super) fn in_place_of(&self, anchor: &Anchor, words: &str) -> Tied {
        let mut tied = Tied::default();
        let Some(old) = self.texts.draft(&anchor.draft) else { return tied };
        let roots = roots(old, anchor);
        tied.clauses = roots.iter().flat_map(|root| self.follow(&anchor.draft, *root)).collect();
        // Words in the place of several clauses are those of none.
        if let [clause] = tied.clauses.as_slice() {
            tied.options = self.with_words(*clause, WordsHash::of(words));
            tied.whole = !tied.options.is_empty();
        }
        tied
    }

    /// Words that are exactly one of the options below these clauses.
    ///
    /// # Errors
    /// They are none, or several.
    pub(super) fn option_named(
        &self,
        clauses: &[ClauseIndex],
        words: &str,
    ) -> Result<(usize, u32), WhyApart> {
        let below = |issue: &OpenIssue| {
            let at = issue.clause.0 as usize;
            clauses.iter().any(|clause| self.draft.outline().subtree(*clause).contains(&at))
        };
        let named =
            self.issues.iter().enumerate().filter(|(_, issue)| below(issue)).flat_map(|(at, issue)| {
                let options = self.draft.points()[issue.point].alternatives.iter().enumerate();
                let offered = options.filter(|(_, option)| same_words(&option.text, words));
                let proposed = issue.options.iter().enumerate().filter(|(_, option)| match option {
                    Opt::Instead(at) => same_words(&issue.proposed[*at].words, words),
                    Opt::Take(_) | Opt::Falls => false,
                });
                let places = offered.map(|(place, _)| place).chain(proposed.map(|(place, _)| place));
                places.map(move |place| (at, place as u32))
            });
        one(named)
    }

    /// The option that somebody names at an open point of a clause of a draft, or below: the point with this number, counted
    /// from 1 among those that offer options; without a number, the one that offers it.
    ///
    /// # Errors
    /// There is none, or several are meant; or it is an option of another draft that is none of this one.
    pub(super) fn option_of(
        &self,
        id: &DraftId,
        clause: &str,
        number: Option<u32>,
        choice: &Choice,
    ) -> Result<(usize, u32), WhyApart> {
        let old = self.texts.draft(id).ok_or(WhyApart::Elsewhere)?;
        if *id != *self.id && !(self.is_exact(id) && self.is_exact(self.id)) {
            return Err(WhyApart::Elsewhere);
        }
        let root = old.outline().find(clause).map_err(|_| WhyApart::Elsewhere)?;
        let subtree = old.outline().subtree(root);
        let offers = |at: &usize| {
            let point = &old.points()[*at];
            subtree.contains(&(point.clause.0 as usize)) && !point.offers().is_empty()
        };
        let points: Vec<usize> = (0..old.points().len()).filter(offers).collect();
        let points: Vec<usize> = match number {
            None => points,
            Some(number) => points.get((number as usize).wrapping_sub(1)).copied().into_iter().collect(),
        };
        let named = |at: usize| Some((at, old.points()[at].option(choice.in_text())?));
        let found = one(points.into_iter().filter_map(named));
        if let (Err(WhyApart::OtherWords), None, Choice::Words(words)) = (&found, number, choice) {
            return self.option_named(&self.follow(id, root), words);
        }
        let (point, option) = found?;
        if *id == *self.id {
            let issue = self.issue(point).ok_or(WhyApart::Elsewhere)?;
            return Ok((issue, option as u32));
        }
        let point = &old.points()[point];
        let now = self.follow(id, point.clause);
        if now.is_empty() {
            return Err(WhyApart::Elsewhere);
        }
        // What falls is told by the words that would stand.
        let words = point.alternatives.get(option).or_else(|| point.alternatives.first());
        let words = words.map_or("", |words| words.text.as_str());
        let falls = point.offers().get(option) == Some(&onetext_text::choice::Choice::Out);
        let (issue, place) = self.option_named(&now, words)?;
        if !falls {
            return Ok((issue, place));
        }
        let offers = self.draft.points()[self.issues[issue].point].offers();
        let out = offers.iter().position(|offer| *offer == onetext_text::choice::Choice::Out);
        Ok((issue, out.ok_or(WhyApart::OtherWords)? as u32))
    }

    /// A clause of the draft that is itself an option: an option block, or words that may stand or fall as a whole.
    pub(super) fn is_option(&self, clause: ClauseIndex) -> Option<(usize, u32)> {
        self.issues.iter().enumerate().find_map(|(at, issue)| {
            let point = &self.draft.points()[issue.point];
            if let Some(block) = point.blocks.iter().position(|block| *block == clause) {
                return Some((at, block as u32));
            }
            let own = |wording: &Wording| wording.taken.as_slice() == [(issue.point, 1)];
            let empty = WordsHash::of("");
            let falls = point.blocks.is_empty() && point.alternatives.len() == 1 && point.clause == clause;
            let wordings = self.wordings(clause);
            (falls && wordings.iter().any(|wording| own(wording) && wording.words == empty))
                .then_some((at, 0))
        })
    }

    /// Whether something is to be chosen in a clause's own text.
    fn is_open(&self, clause: ClauseIndex) -> bool {
        self.wordings(clause).iter().any(|wording| !wording.taken.is_empty())
    }

    /// The options with which a clause of the draft has these words in its own text; where several choices give the same
    /// words, what they have in common. Words that no choice gives may be those that somebody put forward.
    fn with_words(&self, clause: ClauseIndex, words: WordsHash) -> Options {
        let wordings = self.wordings(clause);
        let mut same = wordings.iter().filter(|wording| wording.words == words).map(|wording| &wording.taken);
        let Some(first) = same.next() else {
            let known = |one: &&Proposal| one.clause == clause && one.words == words;
            return self.proposals.iter().find(known).map(|one| one.options.clone()).unwrap_or_default();
        };
        let mut common = first.clone();
        for other in same {
            common.retain(|taken| other.contains(taken));
        }
        let issue = |(point, option): (usize, usize)| Some((self.issue(point)?, option as u32));
        common.into_iter().filter_map(issue).collect()
    }

    fn wordings(&self, clause: ClauseIndex) -> Vec<Wording> {
        let mut known = self.wordings.borrow_mut();
        known
            .entry(clause)
            .or_insert_with(|| self.draft.wordings(clause, WORDINGS).unwrap_or_default())
            .clone()
    }

    pub(super) fn issue(&self, point: usize) -> Option<usize> {
        self.issues.iter().position(|issue| issue.point == point)
    }

    /// The clauses of the draft below those that an anchor names.
    pub(super) fn clauses(&self, anchor: &Anchor) -> Vec<ClauseIndex> {
        let Some(old) = self.texts.draft(&anchor.draft) else { return Vec::new() };
        roots(old, anchor).into_iter().flat_map(|root| self.follow(&anchor.draft, root)).collect()
    }

    /// What a clause of a draft has become here.
    fn follow(&self, id: &DraftId, clause: ClauseIndex) -> Vec<ClauseIndex> {
        if id == self.id {
            return vec![clause];
        }
        if self.texts.current() == Some(self.id) {
            return self.texts.follow(id, clause);
        }
        let mut known = self.lineages.borrow_mut();
        let lineage = known.entry(id.clone()).or_insert_with(|| self.texts.lineage(id, self.id));
        let links = lineage.iter().flat_map(|lineage| &lineage.links);
        links.filter(|link| link.old.contains(&clause)).flat_map(|link| link.new.iter().copied()).collect()
    }

    /// Whether an issue starts in one of these clauses or below.
    pub(super) fn is_below(&self, issue: usize, clauses: &[ClauseIndex]) -> bool {
        self.is_clause_below(self.issues[issue].clause, clauses)
    }

    /// Whether a clause is one of these or below.
    pub(super) fn is_clause_below(&self, clause: ClauseIndex, clauses: &[ClauseIndex]) -> bool {
        clauses.iter().any(|above| self.draft.outline().subtree(*above).contains(&(clause.0 as usize)))
    }
}

/// The topmost clauses that an anchor names, in the order of the text; those of a whole draft without clauses.
fn roots(draft: &Draft, anchor: &Anchor) -> Vec<ClauseIndex> {
    let outline = draft.outline();
    let mut named: Vec<ClauseIndex> = match anchor.clauses.as_slice() {
        [] => outline.iter().filter(|(_, clause)| clause.parent.is_none()).map(|(index, _)| index).collect(),
        names => names.iter().filter_map(|name| outline.find(name).ok()).collect(),
    };
    named.sort_unstable();
    let mut roots: Vec<ClauseIndex> = Vec::new();
    for clause in named {
        if roots.last().is_none_or(|root| !outline.subtree(*root).contains(&(clause.0 as usize))) {
            roots.push(clause);
        }
    }
    roots
}

fn same_words(one: &str, other: &str) -> bool {
    let words = exact_tokens(one);
    !words.is_empty() && words == exact_tokens(other)
}

fn one<T>(mut found: impl Iterator<Item = T>) -> Result<T, WhyApart> {
    let first = found.next().ok_or(WhyApart::OtherWords)?;
    if found.next().is_some() { Err(WhyApart::Several) } else { Ok(first) }
}
