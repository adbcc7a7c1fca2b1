//! To which clauses of the draft that a document was made on its paragraphs belong, and where the document differs from that
//! draft though nothing is marked.

use onetext_text::clause::ClauseIndex;
use onetext_text::compare::{Row, assemble};
use onetext_text::draft::Draft;
use onetext_text::lineage::Lineage;
use onetext_text::outline::Outline;
use onetext_text::redline::{Change, ChangeKind, redline};
use onetext_wordml::ParagraphIndex;

/// A document with all its changes rejected, beside the draft.
pub(super) struct Places<'d> {
    against: &'d Draft,
    received: &'d Draft,
    lineage: Lineage,
    /// For each clause of the document, those of the draft.
    origins: Vec<Vec<ClauseIndex>>,
}

/// Words that differ from the draft and bear no mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unmarked {
    /// The clauses of the draft that it concerns; that behind which new words stand.
    pub(super) clauses: Vec<ClauseIndex>,
    pub(super) what: Difference,
    /// Where they have moved: the clauses of the draft behind which they stand; none: at the beginning.
    pub(super) behind: Vec<ClauseIndex>,
    /// The words in the document; `None` where they are gone or have only moved.
    pub(super) words: Option<String>,
    /// From the words of the draft to those of the document.
    pub(super) changes: Vec<Change>,
}

/// In what way words differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference {
    Reworded,
    Gone,
    New,
    Moved,
}

impl<'d> Places<'d> {
    pub(super) fn new(against: &'d Draft, received: &'d Draft) -> Self {
        let lineage = Lineage::between(against, received, &[]);
        let mut origins = vec![Vec::new(); received.outline().clauses.len()];
        for link in &lineage.links {
            for clause in &link.new {
                if let Some(of) = origins.get_mut(clause.0 as usize) {
                    of.clone_from(&link.old);
                }
            }
        }
        Self { against, received, lineage, origins }
    }

    /// The clauses of the draft that a paragraph of the document belongs to, and whether it stands in them; else it follows
    /// them, because the draft has nothing like it. None: it stands before every clause.
    pub(super) fn of(&self, paragraph: ParagraphIndex) -> (Vec<ClauseIndex>, bool) {
        let Some(at) = self.clause(paragraph) else { return (Vec::new(), false) };
        if let Some(found) = self.origins.get(at).filter(|found| !found.is_empty()) {
            return (found.clone(), true);
        }
        (self.before(at), false)
    }

    /// The clauses of the draft that correspond to the last clause of the document before this one that has any.
    fn before(&self, at: usize) -> Vec<ClauseIndex> {
        let earlier = self.origins.get(..at).unwrap_or_default().iter().rev();
        earlier.into_iter().find(|found| !found.is_empty()).cloned().unwrap_or_default()
    }

    /// The clause of the document that a paragraph is, or else that it follows.
    fn clause(&self, paragraph: ParagraphIndex) -> Option<usize> {
        let span = self.received.source().word()?.map().span_of(paragraph)?;
        let clauses = &self.received.outline().clauses;
        let within = clauses.partition_point(|clause| clause.span.end <= span.start);
        match clauses.get(within) {
            Some(clause) if clause.span.start < span.end => Some(within),
            _ => within.checked_sub(1),
        }
    }

    /// Where the label that stands among the words of a paragraph ends, as a place in its text.
    pub(super) fn label_end(&self, paragraph: ParagraphIndex) -> Option<usize> {
        let clause = self.received.outline().clauses.get(self.clause(paragraph)?)?;
        let map = self.received.source().word()?.map();
        let (there, offset) = map.place(clause.body.start)?;
        (there == paragraph && clause.span.start < clause.body.start).then_some(offset)
    }

    /// Every difference without a mark, in the order of the document.
    pub(super) fn unmarked(&self) -> Vec<Unmarked> {
        let text = |draft: &Draft, clauses: &[ClauseIndex]| {
            clauses.iter().map(|&clause| draft.text_of(clause)).collect::<Vec<_>>().join(" ")
        };
        let mut found = Vec::new();
        for row in assemble(self.against, self.received, &self.lineage) {
            let (clauses, what, old, new) = match row {
                Row::Compared(compared) => {
                    let link = &compared.link;
                    if self.same_words(&link.old, &link.new) || !compared.has_changes() {
                        continue;
                    }
                    let (old, new) = (text(self.against, &link.old), text(self.received, &link.new));
                    (link.old.clone(), Difference::Reworded, old, new)
                }
                Row::New { clause, text } => {
                    (self.before(clause.0 as usize), Difference::New, String::new(), text)
                }
                Row::Deleted { clause, text } => (vec![clause], Difference::Gone, text, String::new()),
                Row::MovedAway { clause, .. } => {
                    (vec![clause], Difference::Moved, String::new(), String::new())
                }
            };
            let says_nothing = old.trim().is_empty() && new.trim().is_empty();
            if says_nothing && what != Difference::Moved {
                continue;
            }
            let behind = match what {
                Difference::Moved => self.now_behind(&clauses),
                _ => Vec::new(),
            };
            found.push(Unmarked {
                clauses,
                what,
                behind,
                words: (!new.trim().is_empty()).then_some(new.clone()),
                changes: redline(&old, &new)
                    .into_iter()
                    .filter(|change| change.kind != ChangeKind::Equal)
                    .collect(),
            });
        }
        found
    }

    /// The clauses of the draft behind which these stand in the document.
    fn now_behind(&self, clauses: &[ClauseIndex]) -> Vec<ClauseIndex> {
        let link = self.lineage.links.iter().find(|link| link.old == clauses);
        link.and_then(|link| link.new.first()).map(|new| self.before(new.0 as usize)).unwrap_or_default()
    }

    fn same_words(&self, old: &[ClauseIndex], new: &[ClauseIndex]) -> bool {
        let words = |outline: &Outline, clauses: &[ClauseIndex]| -> Vec<_> {
            clauses.iter().filter_map(|clause| Some(outline.get(*clause)?.words)).collect()
        };
        words(self.against.outline(), old) == words(self.received.outline(), new)
    }

    /// The clauses that have another label than in the draft: as a record names them, with that of the draft and that of the
    /// document.
    pub(super) fn relabelled(&self) -> impl Iterator<Item = (&'d str, &'d str, &'d str)> {
        let clause = |draft: &'d Draft, clauses: &[ClauseIndex]| match clauses {
            [one] => draft.outline().get(*one).map(|clause| (*one, clause.label.as_str())),
            _ => None,
        };
        self.lineage.links.iter().filter_map(move |link| {
            let ((at, old), (_, new)) =
                clause(self.against, &link.old).zip(clause(self.received, &link.new))?;
            let name = self.against.outline().name_of(at).unwrap_or(old);
            (old != new).then_some((name, old, new))
        })
    }
}
