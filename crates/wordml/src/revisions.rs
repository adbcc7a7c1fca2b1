//! Who changed what: the tracked changes of a document by author and date, with their words and places.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::document::{Change, ChangeIndex, ChangeKind, Document, ParagraphIndex, Side};

/// What one author changed at one time, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// Who, as the file says.
    pub author: Option<String>,
    /// When, as the file says, unread.
    pub date: Option<String>,
    /// What was changed.
    pub changed: Vec<Changed>,
}

/// A tracked change as people see it: the elements that Word cuts it into, as a run ends, are one where they stand side by
/// side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What was done.
    pub kind: ChangeKind,
    /// To what.
    pub what: Target,
    /// For a move, the name that its two ends share.
    pub name: Option<String>,
    /// Changes that it stands in, outermost first: a deletion within the insertion of somebody else.
    pub within: Vec<ChangeIndex>,
    /// Its elements, in order.
    pub elements: Vec<ChangeIndex>,
}

/// What a change was made to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Words of a paragraph.
    Words {
        /// The paragraph.
        paragraph: ParagraphIndex,
        /// All the words in it, those included that another change within it takes away again; without hidden ones.
        words: String,
        /// Bytes of the paragraph's text with all changes accepted: what is there of the words, or the place where they were.
        accepted: Range<usize>,
        /// The same with all changes rejected.
        rejected: Range<usize>,
    },
    /// The mark at the end of a paragraph: an insertion parts it from the next, a deletion joins it with the next. Where the
    /// words before it were inserted or deleted as well, the paragraph came or went as a whole.
    Mark {
        /// The paragraph.
        paragraph: ParagraphIndex,
    },
    /// A row of a table.
    Row {
        /// Position in [`Document::tables`].
        table: usize,
        /// Row of the table, from 0.
        row: usize,
    },
    /// A row of a table that stands in a cell of another or in a note.
    InnerRow {
        /// Its first paragraph.
        paragraph: ParagraphIndex,
    },
}

impl Document {
    /// Its tracked changes by author and date, in the order in which these first appear. Takes time in proportion to the
    /// document and the depth of its changes.
    #[must_use]
    pub fn hands(&self) -> Vec<Hand> {
        let mut all = Vec::new();
        for (table, it) in self.tables.iter().enumerate() {
            for (row, it) in it.rows.iter().enumerate() {
                self.whole(&it.changes, &Target::Row { table, row }, &mut all);
            }
        }
        let mut rows: HashSet<ChangeIndex> = self
            .tables
            .iter()
            .flat_map(|table| &table.rows)
            .flat_map(|row| row.changes.iter().copied())
            .collect();
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            let index = ParagraphIndex(u32::try_from(index).unwrap_or(u32::MAX));
            for (depth, around) in paragraph.around.iter().enumerate() {
                if rows.insert(*around) {
                    let inner = paragraph.around.get(..=depth).unwrap_or_default();
                    self.innermost(inner, Target::InnerRow { paragraph: index }, &mut all);
                }
            }
            self.words(index, &paragraph.around, &mut all);
            self.whole(&paragraph.mark, &Target::Mark { paragraph: index }, &mut all);
        }
        all.sort_by_key(|changed| changed.elements.first().copied());
        let mut hands: Vec<Hand> = Vec::new();
        let mut known = HashMap::new();
        for changed in all {
            let Some(Change { author, date, .. }) =
                changed.elements.first().and_then(|&index| self.change(index))
            else {
                continue;
            };
            let at = *known.entry((author, date)).or_insert(hands.len());
            match hands.get_mut(at) {
                Some(hand) => hand.changed.push(changed),
                None => {
                    hands.push(Hand { author: author.clone(), date: date.clone(), changed: vec![changed] })
                }
            }
        }
        hands
    }

    fn change(&self, index: ChangeIndex) -> Option<&Change> {
        self.changes.get(index.0 as usize)
    }

    /// Changes of something that they take or bring as a whole.
    fn whole(&self, changes: &[ChangeIndex], what: &Target, all: &mut Vec<Changed>) {
        for depth in 0..changes.len() {
            self.innermost(changes.get(..=depth).unwrap_or_default(), what.clone(), all);
        }
    }

    /// The last of these changes, which stands in the others.
    fn innermost(&self, changes: &[ChangeIndex], what: Target, all: &mut Vec<Changed>) {
        if let Some((&index, within)) = changes.split_last()
            && let Some(change) = self.change(index)
        {
            let (kind, name) = (change.kind, change.name.clone());
            all.push(Changed { kind, what, name, within: within.to_vec(), elements: vec![index] });
        }
    }

    /// Changes of the words of a paragraph; `row` are those of its rows, which are told by themselves.
    fn words(&self, paragraph: ParagraphIndex, row: &[ChangeIndex], all: &mut Vec<Changed>) {
        let Some(it) = self.paragraphs.get(paragraph.0 as usize) else { return };
        // Positions in `all` of the changes around the piece before.
        let mut around: Vec<usize> = Vec::new();
        let (mut accepted, mut rejected) = (0, 0);
        for piece in it.pieces.iter().filter(|piece| !piece.format.hidden) {
            let words = piece.content.as_text();
            let own = piece.changes.strip_prefix(row).unwrap_or(&piece.changes);
            let (before_accepted, before_rejected) = (accepted, rejected);
            if Side::Accepted.keeps(&piece.changes, &self.changes) {
                accepted += words.len();
            }
            if Side::Rejected.keeps(&piece.changes, &self.changes) {
                rejected += words.len();
            }
            let mut now = Vec::new();
            for (depth, &index) in own.iter().enumerate() {
                let Some(change) = self.change(index) else { continue };
                // What goes on from the piece before must do so in all that is around it, too.
                let goes_on = now.len() == depth
                    && around.starts_with(&now)
                    && around
                        .get(depth)
                        .and_then(|&at| all.get(at))
                        .is_some_and(|changed| self.same(changed, change));
                let at = match around.get(depth) {
                    Some(&at) if goes_on => at,
                    _ => {
                        all.push(Changed {
                            kind: change.kind,
                            what: Target::Words {
                                paragraph,
                                words: String::new(),
                                accepted: before_accepted..before_accepted,
                                rejected: before_rejected..before_rejected,
                            },
                            name: change.name.clone(),
                            within: own.get(..depth).unwrap_or_default().to_vec(),
                            elements: Vec::new(),
                        });
                        all.len() - 1
                    }
                };
                if let Some(changed) = all.get_mut(at) {
                    if changed.elements.last() != Some(&index) {
                        changed.elements.push(index);
                    }
                    if let Target::Words { words: said, accepted: here, rejected: there, .. } =
                        &mut changed.what
                    {
                        said.push_str(words);
                        here.end = accepted;
                        there.end = rejected;
                    }
                }
                now.push(at);
            }
            around = now;
        }
    }

    /// Whether a change goes on in another element.
    fn same(&self, changed: &Changed, change: &Change) -> bool {
        changed.elements.first().and_then(|&index| self.change(index)) == Some(change)
    }
}

#[cfg(test)]
mod tests {
    use super::{Changed, Hand, Target};
    use crate::document::{ChangeKind, ParagraphIndex};
    use crate::read::Opened;
    use crate::testing::Docx;

    fn hands(body: &str) -> Vec<Hand> {
        Opened::from_bytes(&Docx::new(body).bytes()).expect("a document").document.hands()
    }

    fn words(changed: &Changed) -> (ChangeKind, &str, std::ops::Range<usize>, std::ops::Range<usize>) {
        let Target::Words { words, accepted, rejected, .. } = &changed.what else { panic!("{changed:?}") };
        (changed.kind, words, accepted.clone(), rejected.clone())
    }

    fn run(words: &str) -> String {
        format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    }

    fn deleted(by: &str, words: &str) -> String {
        format!(
            "<w:del w:author=\"{by}\"><w:r><w:delText xml:space=\"preserve\">{words}</w:delText></w:r></w:del>"
        )
    }

    fn inserted(by: &str, inside: &str) -> String {
        format!("<w:ins w:author=\"{by}\">{inside}</w:ins>")
    }

    #[test]
    fn elements_side_by_side_are_one_change_and_authors_stay_apart() {
        let found = hands(&format!(
            "<w:p>{}{}{}{}{}</w:p>",
            run("The ceasefire "),
            deleted("A", "shall"),
            inserted("A", &run("should")),
            inserted("A", &run(" soon")),
            inserted("B", &run(" begin")),
        ));
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].author.as_deref(), Some("A"));
        let of_a: Vec<_> = found[0].changed.iter().map(words).collect();
        assert_eq!(
            of_a,
            [
                (ChangeKind::Deletion, "shall", 14..14, 14..19),
                (ChangeKind::Insertion, "should soon", 14..25, 19..19)
            ]
        );
        assert_eq!(found[0].changed[1].elements.len(), 2);
        assert_eq!(words(&found[1].changed[0]), (ChangeKind::Insertion, " begin", 25..31, 19..19));
    }

    #[test]
    fn a_deletion_within_the_insertion_of_another_is_told_with_what_it_stands_in() {
        let found = hands(&format!(
            "<w:p>{}</w:p>",
            inserted("A", &format!("{}{}{}", run("all "), deleted("B", "living "), run("hostages")))
        ));
        assert_eq!(found.len(), 2);
        assert_eq!(words(&found[0].changed[0]), (ChangeKind::Insertion, "all living hostages", 0..12, 0..0));
        assert_eq!(words(&found[1].changed[0]), (ChangeKind::Deletion, "living ", 4..4, 0..0));
        assert_eq!(found[1].changed[0].within, found[0].changed[0].elements);
    }

    #[test]
    fn words_that_stay_between_two_changes_keep_them_apart() {
        let found = hands(&format!("<w:p>{}{}{}</w:p>", deleted("A", "a"), run("b"), deleted("A", "c")));
        assert_eq!(found[0].changed.len(), 2);
    }

    #[test]
    fn marks_and_rows_are_told_once() {
        let found = hands(&format!(
            "<w:p><w:pPr><w:rPr><w:del w:author=\"A\"/></w:rPr></w:pPr>{}</w:p>\
             <w:tbl><w:tr><w:trPr><w:ins w:author=\"A\"/></w:trPr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
            run("x"),
            run("y"),
        ));
        let what: Vec<&Target> = found[0].changed.iter().map(|changed| &changed.what).collect();
        assert_eq!(what, [&Target::Mark { paragraph: ParagraphIndex(0) }, &Target::Row { table: 0, row: 0 }]);
    }
}
