//! Which paragraph marks come and go, so that both sides of a redline have exactly their paragraphs.
//!
//! A deleted mark joins its paragraph with the next one, and so does a rejected inserted one. Where there is no next
//! paragraph (at the end of a cell, a note or the text, before a table) that cannot be: the last mark there must stay. As
//! Word itself does, the mark of the paragraph *before* then comes or goes instead, and the last paragraph takes the look that
//! it is to have as a change of its properties; where paragraphs go and come at such an end, the last of each share a mark.

use super::MarkupError;
use super::revision::{Inserted, Place, Revision, StampIndex, Treatment};
use super::tree::{Id, Tree};
use crate::document::{Document, ParagraphIndex};
use crate::new::NewBlock;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What becomes of a paragraph's mark and look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) mark: Option<(Mark, StampIndex)>,
    /// It gets the look of this paragraph of the document.
    pub(super) look_of: Option<(ParagraphIndex, StampIndex)>,
    /// The words of this insertion end it, and it gets their look.
    pub(super) takes_in: Option<usize>,
}

/// How a paragraph mark comes or goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Inserted,
    Deleted,
    MovedFrom,
    MovedTo,
}

/// Where an insertion is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    /// Byte of the part.
    pub(super) at: usize,
    pub(super) insertion: usize,
    /// Whether its mark, or that of the empty paragraph behind it, is an old one: that of this paragraph, whose look it had.
    pub(super) mark_of: Option<ParagraphIndex>,
    /// Whether an empty paragraph must come before, to part it from a table: as one that comes and goes, it is on no side.
    pub(super) opened: bool,
    /// Whether an empty paragraph must follow, to part it from a table in the same way.
    pub(super) closed: bool,
    /// Whether an empty paragraph must follow because the end does.
    pub(super) ends: bool,
}

/// What becomes of the paragraphs of a part.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) paragraphs: BTreeMap<Id, Outcome>,
    pub(super) placed: Vec<Placed>,
    /// Content controls that go with all that is in them.
    pub(super) controls_gone: Vec<(Id, StampIndex)>,
}

/// The paragraphs and tables of a part, as the document counts them.
pub(super) struct Known<'d> {
    pub(super) paragraphs: BTreeMap<usize, ParagraphIndex>,
    pub(super) tables: BTreeMap<usize, u32>,
    pub(super) revision: &'d Revision,
    /// Tables of which every row is deleted and none is new.
    pub(super) tables_gone: BTreeSet<u32>,
    /// Rows that are deleted, by their bytes.
    pub(super) rows_gone: Vec<Range<usize>>,
    pub(super) insertions: BTreeMap<Place, Vec<usize>>,
}

impl<'d> Known<'d> {
    /// `stories` tells which paragraphs are in this part; `body` whether it is the main one, which alone has tables.
    pub(super) fn of(
        document: &Document,
        revision: &'d Revision,
        body: bool,
        is_here: impl Fn(crate::document::Story) -> bool,
    ) -> Self {
        let mut known = Self {
            paragraphs: BTreeMap::new(),
            tables: BTreeMap::new(),
            revision,
            tables_gone: BTreeSet::new(),
            rows_gone: Vec::new(),
            insertions: BTreeMap::new(),
        };
        for (index, paragraph) in (0_u32..).zip(&document.paragraphs) {
            if is_here(paragraph.story) {
                known.paragraphs.insert(paragraph.source.start, ParagraphIndex(index));
            }
        }
        if body {
            for (index, table) in (0_u32..).zip(&document.tables) {
                known.tables.insert(table.source.start, index);
                let gone = |row: u32| revision.rows.contains_key(&super::RowPlace { table: index, row });
                let rows = (0_u32..).zip(&table.rows);
                known
                    .rows_gone
                    .extend(rows.clone().filter(|(row, _)| gone(*row)).map(|(_, row)| row.source.clone()));
                let stays = revision.new_rows.iter().any(|new| new.before.table == index);
                if !table.rows.is_empty() && !stays && rows.map(|(row, _)| row).all(gone) {
                    known.tables_gone.insert(index);
                }
            }
        }
        for (position, insertion) in revision.insertions.iter().enumerate() {
            known.insertions.entry(insertion.place).or_default().push(position);
        }
        known
    }

    /// Whether a byte is in a row that is deleted; the rows are in order and none is in another.
    fn is_in_row_gone(&self, at: usize) -> bool {
        let behind = self.rows_gone.partition_point(|row| row.start <= at);
        behind.checked_sub(1).and_then(|row| self.rows_gone.get(row)).is_some_and(|row| at < row.end)
    }

    fn treatment(&self, index: Option<ParagraphIndex>) -> Option<&'d Treatment> {
        self.revision.paragraphs.get(&index?)
    }
}

/// A child of a container.
#[derive(Debug, Clone, Copy)]
enum Block {
    Paragraph { node: Id, index: Option<ParagraphIndex>, section: bool },
    Table { node: Id, index: Option<u32> },
    Wall { node: Id },
}

/// What stands in a stretch of paragraphs, old and new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Kept(usize),
    Gone(usize),
    GoneTable(usize),
    New(usize),
    NewTable(usize),
}

impl Item {
    const fn is_kept(self) -> bool {
        matches!(self, Self::Kept(_))
    }

    const fn is_old(self) -> bool {
        matches!(self, Self::Kept(_) | Self::Gone(_) | Self::GoneTable(_))
    }

    const fn is_table(self) -> bool {
        matches!(self, Self::GoneTable(_) | Self::NewTable(_))
    }
}

/// What ends a stretch of paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The end of the text, of a cell or of a note, which needs a paragraph.
    Container,
    /// A table that stays, or a content control.
    Wall,
    /// The end of a content control that may be left empty, as something stays beside it or in it.
    Control,
    /// A section, of which the last paragraph of the stretch holds the properties.
    Section,
}

/// Lays out a part.
///
/// # Errors
/// A place that is not there; a paragraph that is to be joined with one that goes.
pub(super) fn layout(tree: &Tree<'_>, known: &Known<'_>) -> Result<Layout, MarkupError> {
    let mut layout = Layout::default();
    for container in tree.all() {
        let holds = matches!(
            tree.word(container),
            "body" | "tc" | "sdtContent" | "customXml" | "footnote" | "endnote"
        );
        if !holds || known.is_in_row_gone(tree.span(container).start) {
            continue;
        }
        let mut blocks = Vec::new();
        let mut content_end = tree.inner(container).end;
        for node in tree.children(container) {
            match tree.word(node) {
                "p" => {
                    let index = known.paragraphs.get(&tree.span(node).start).copied();
                    let section =
                        tree.child(node, "pPr").is_some_and(|look| tree.child(look, "sectPr").is_some());
                    blocks.push(Block::Paragraph { node, index, section });
                }
                "tbl" => {
                    let index = known.tables.get(&tree.span(node).start).copied();
                    blocks.push(Block::Table { node, index });
                }
                "sectPr" => content_end = tree.span(node).start,
                "sdt" | "customXml" | "ins" | "del" | "moveFrom" | "moveTo" => {
                    blocks.push(Block::Wall { node })
                }
                _ if tree.word(node).is_empty() => blocks.push(Block::Wall { node }),
                // Bookmarks, ends of comments and the like stand between.
                _ => {}
            }
        }
        let end = if can_be_empty(tree, container, &layout) { End::Control } else { End::Container };
        Stretches { tree, known, blocks: &blocks, content_end, end }.lay(&mut layout)?;
        if end == End::Control
            && let Some(control) = control_of(tree, container)
            && let Some(stamp) = stamp_of_all(&blocks, &layout)
        {
            layout.controls_gone.push((control, stamp));
        }
    }
    Ok(layout)
}

/// Whether a container is a content control that needs no paragraph of its own: it goes with its last one, as there are
/// others beside it, or beside that in which it stands alone. What is around has been laid out.
fn can_be_empty(tree: &Tree<'_>, container: Id, layout: &Layout) -> bool {
    let stays = |node: Id| {
        let mark = layout.paragraphs.get(&node).and_then(|outcome| outcome.mark);
        tree.word(node) == "p" && !matches!(mark, Some((Mark::Deleted | Mark::MovedFrom, _)))
    };
    let mut inner = container;
    while let Some(control) = control_of(tree, inner) {
        let Some(around) = tree.parent(control) else { return false };
        if tree.children(around).any(stays) {
            return true;
        }
        if tree.children(around).any(|node| node != control && tree.word(node) != "sectPr") {
            return false;
        }
        inner = around;
    }
    false
}

/// Whose change it is that all blocks of a container go, which are paragraphs alone.
fn stamp_of_all(blocks: &[Block], layout: &Layout) -> Option<StampIndex> {
    let mut stamp = None;
    for block in blocks {
        let Block::Paragraph { node, .. } = block else { return None };
        match layout.paragraphs.get(node)?.mark? {
            (Mark::Deleted | Mark::MovedFrom, own) => stamp = stamp.or(Some(own)),
            _ => return None,
        }
    }
    stamp
}

/// The content control whose content a container is.
pub(super) fn control_of(tree: &Tree<'_>, container: Id) -> Option<Id> {
    match tree.word(container) {
        "sdtContent" => tree.parent(container),
        "customXml" => Some(container),
        _ => None,
    }
}

struct Stretches<'a, 't> {
    tree: &'a Tree<'t>,
    known: &'a Known<'a>,
    blocks: &'a [Block],
    content_end: usize,
    /// What its last stretch ends at.
    end: End,
}

impl Stretches<'_, '_> {
    fn lay(&self, layout: &mut Layout) -> Result<(), MarkupError> {
        if !self.has_work() {
            return Ok(());
        }
        let mut items = Vec::new();
        for (position, block) in self.blocks.iter().enumerate() {
            self.new_at(self.slot(position, true), &mut items);
            match *block {
                Block::Paragraph { index, section, .. } => {
                    let gone = matches!(
                        self.known.treatment(index),
                        Some(Treatment::Delete { .. } | Treatment::MoveAway { .. })
                    );
                    items.push(if gone { Item::Gone(position) } else { Item::Kept(position) });
                    if section {
                        self.stretch(&mut items, End::Section, position, layout)?;
                    }
                }
                Block::Table { index: Some(index), .. } if self.known.tables_gone.contains(&index) => {
                    items.push(Item::GoneTable(position));
                }
                Block::Table { .. } | Block::Wall { .. } => {
                    self.stretch(&mut items, End::Wall, position, layout)?
                }
            }
            self.new_at(self.slot(position, false), &mut items);
        }
        self.stretch(&mut items, self.end, self.blocks.len(), layout)
    }

    /// The place before or behind a block.
    fn slot(&self, position: usize, before: bool) -> Option<Place> {
        match *self.blocks.get(position)? {
            Block::Paragraph { index, .. } => {
                index.map(|index| if before { Place::Before(index) } else { Place::After(index) })
            }
            Block::Table { index, .. } => {
                index.map(|index| if before { Place::BeforeTable(index) } else { Place::AfterTable(index) })
            }
            Block::Wall { .. } => None,
        }
    }

    fn new_at(&self, place: Option<Place>, items: &mut Vec<Item>) {
        let Some(place) = place else { return };
        for position in self.known.insertions.get(&place).into_iter().flatten() {
            let table = self
                .known
                .revision
                .insertions
                .get(*position)
                .is_some_and(|one| matches!(one.content, Inserted::Block(NewBlock::Table(_))));
            items.push(if table { Item::NewTable(*position) } else { Item::New(*position) });
        }
    }

    fn has_work(&self) -> bool {
        (0..self.blocks.len()).any(|position| {
            let index = match self.blocks.get(position) {
                Some(Block::Paragraph { index, .. }) => *index,
                _ => None,
            };
            let treated = match self.known.treatment(index) {
                Some(Treatment::Edit(edit)) => edit.join_next.is_some(),
                Some(_) => true,
                None => false,
            };
            treated
                || [true, false].into_iter().any(|before| {
                    self.slot(position, before)
                        .is_some_and(|place| self.known.insertions.contains_key(&place))
                })
        })
    }

    /// Lays out a stretch between walls; `wall` is the position of the block that ends it.
    fn stretch(
        &self,
        items: &mut Vec<Item>,
        end: End,
        wall: usize,
        layout: &mut Layout,
    ) -> Result<(), MarkupError> {
        let items = std::mem::take(items);
        let mut from = 0;
        let mut kept: Option<usize> = None;
        let mut ordered: Vec<(Item, Option<ParagraphIndex>)> = Vec::with_capacity(items.len());
        while from <= items.len() {
            let rest = items.get(from..).unwrap_or_default();
            let length = rest.iter().position(|item| item.is_kept()).unwrap_or(rest.len());
            let gap = rest.get(..length).unwrap_or_default();
            let next = rest.get(length).copied();
            self.gap(gap, kept, next, end, layout, &mut ordered)?;
            let Some(Item::Kept(block)) = next else { break };
            ordered.push((Item::Kept(block), None));
            kept = Some(block);
            from += length + 1;
        }
        self.place(&ordered, end, wall, layout);
        Ok(())
    }

    /// What goes and comes between two paragraphs that stay.
    fn gap(
        &self,
        gap: &[Item],
        kept: Option<usize>,
        next: Option<Item>,
        end: End,
        layout: &mut Layout,
        ordered: &mut Vec<(Item, Option<ParagraphIndex>)>,
    ) -> Result<(), MarkupError> {
        if let Some((node, index)) = kept.and_then(|block| self.paragraph(block))
            && let Some(Treatment::Edit(edit)) = self.known.treatment(index)
            && let (Some(stamp), Some(index)) = (edit.join_next, index)
        {
            let Some(Item::Kept(next)) = next else { return Err(MarkupError::Join { paragraph: index }) };
            if gap.iter().any(|item| !item.is_old()) {
                return Err(MarkupError::Join { paragraph: index });
            }
            layout.paragraphs.entry(node).or_default().mark = Some((Mark::Deleted, stamp));
            if let Some((node, _)) = self.paragraph(next) {
                layout.paragraphs.entry(node).or_default().look_of = Some((index, stamp));
            }
        }
        for item in gap {
            if let Item::Gone(block) = item
                && let Some((node, Some(index))) = self.paragraph(*block)
            {
                let mark = match self.known.treatment(Some(index)) {
                    Some(Treatment::Delete { stamp }) => (Mark::Deleted, *stamp),
                    Some(Treatment::MoveAway { stamp, .. }) => (Mark::MovedFrom, *stamp),
                    _ => continue,
                };
                layout.paragraphs.entry(node).or_default().mark = Some(mark);
            }
        }
        if next.is_some() {
            let order =
                if gap.iter().any(|item| item.is_table()) { best_order(gap, next) } else { gap.to_vec() };
            ordered.extend(order.into_iter().map(|item| (item, None)));
        } else {
            self.tail(gap, kept, end, layout, ordered);
        }
        Ok(())
    }

    /// What goes and comes at the end of a stretch, where the last mark must stay.
    fn tail(
        &self,
        gap: &[Item],
        kept: Option<usize>,
        end: End,
        layout: &mut Layout,
        ordered: &mut Vec<(Item, Option<ParagraphIndex>)>,
    ) {
        let tables = gap.iter().any(|item| item.is_table());
        let (gone, new): (Vec<Item>, Vec<Item>) = gap.iter().partition(|item| item.is_old());
        let kept = kept.and_then(|block| self.paragraph(block));
        let plain = |items: &[Item]| items.iter().map(|item| (*item, None)).collect::<Vec<_>>();
        match (gone.split_last(), new.split_last()) {
            (Some((Item::Gone(last), gone)), Some((Item::New(joined), new))) => {
                // Beside tables, new things first: what goes is joined with the last paragraph in any case.
                let (first, second) = if tables { (new, gone) } else { (gone, new) };
                ordered.extend(plain(first));
                ordered.extend(plain(second));
                ordered.push((Item::Gone(*last), None));
                if let Some((node, _)) = self.paragraph(*last) {
                    let outcome = layout.paragraphs.entry(node).or_default();
                    outcome.mark = None;
                    outcome.takes_in = Some(*joined);
                }
            }
            // Readers end a paragraph before a table, even before one that goes: marks beside tables are left alone.
            (Some((Item::Gone(last), _)), None) if !tables => {
                ordered.extend(plain(gap));
                let Some((last, _)) = self.paragraph(*last) else { return };
                let Some((node, Some(index))) = kept else {
                    self.keep_last_mark(&gone, end, layout);
                    return;
                };
                // The mark before goes, and with each mark the next one's place is taken.
                let mark_of =
                    |layout: &Layout, node| layout.paragraphs.get(&node).and_then(|outcome| outcome.mark);
                let stamp = mark_of(layout, last).map_or(0, |mark| mark.1);
                let first = gone.iter().find_map(|item| match item {
                    Item::Gone(block) => mark_of(layout, self.paragraph(*block)?.0),
                    _ => None,
                });
                layout.paragraphs.entry(node).or_default().mark =
                    Some((Mark::Deleted, first.map_or(stamp, |mark| mark.1)));
                let outcome = layout.paragraphs.entry(last).or_default();
                outcome.mark = None;
                outcome.look_of = Some((index, stamp));
            }
            (None, Some((last, before))) if !tables => {
                let mark_of = match kept {
                    Some((node, Some(index))) => {
                        let stamp = match new.first() {
                            Some(Item::New(first) | Item::NewTable(first)) => self
                                .known
                                .revision
                                .insertions
                                .get(*first)
                                .map_or(0, |insertion| insertion.stamp),
                            _ => 0,
                        };
                        layout.paragraphs.entry(node).or_default().mark = Some((Mark::Inserted, stamp));
                        Some(index)
                    }
                    _ => None,
                };
                ordered.extend(plain(before));
                ordered.push((*last, mark_of));
            }
            // What ends a text is the old last paragraph, emptied: new tables come before it.
            (Some((Item::Gone(_), _)), Some(_)) if end == End::Container => {
                ordered.extend(plain(&new));
                ordered.extend(plain(&gone));
                self.keep_last_mark(&gone, end, layout);
            }
            _ => {
                ordered.extend(plain(&best_order(gap, None)));
                self.keep_last_mark(&gone, end, layout);
            }
        }
    }

    /// A text, a cell and a note end with a paragraph, a section with its own: an empty one is left.
    fn keep_last_mark(&self, gap: &[Item], end: End, layout: &mut Layout) {
        if matches!(end, End::Wall | End::Control) {
            return;
        }
        if let Some(Item::Gone(block)) = gap.last()
            && let Some((node, _)) = self.paragraph(*block)
        {
            layout.paragraphs.entry(node).or_default().mark = None;
        }
    }

    fn paragraph(&self, block: usize) -> Option<(Id, Option<ParagraphIndex>)> {
        match self.blocks.get(block)? {
            Block::Paragraph { node, index, .. } => Some((*node, *index)),
            _ => None,
        }
    }

    /// Whether the last thing before a byte is a table.
    fn table_ends(&self, at: usize) -> bool {
        let before =
            (0..self.blocks.len()).rev().find(|block| self.span(*block).is_some_and(|span| span.end <= at));
        before.is_some_and(|block| matches!(self.blocks.get(block), Some(Block::Table { .. })))
    }

    fn span(&self, block: usize) -> Option<Range<usize>> {
        let (Block::Paragraph { node, .. } | Block::Table { node, .. } | Block::Wall { node }) =
            self.blocks.get(block)?;
        Some(self.tree.span(*node))
    }

    /// Finds the byte for each new thing: right behind the old one before it.
    fn place(&self, ordered: &[(Item, Option<ParagraphIndex>)], end: End, wall: usize, layout: &mut Layout) {
        let first_old = ordered.iter().find_map(|(item, _)| match item {
            Item::Kept(block) | Item::Gone(block) | Item::GoneTable(block) => self.span(*block),
            _ => None,
        });
        let wall_start = self.span(wall).map_or(self.content_end, |span| span.start);
        let mut at = match first_old {
            Some(span) => span.start,
            None if end == End::Section => return,
            None => wall_start,
        };
        for (position, (item, mark_of)) in ordered.iter().enumerate() {
            match item {
                Item::Kept(block) | Item::Gone(block) | Item::GoneTable(block) => {
                    at = self.span(*block).map_or(at, |span| span.end);
                }
                Item::New(insertion) | Item::NewTable(insertion) => {
                    let follows = ordered.get(position + 1).map(|(item, _)| *item);
                    let table = matches!(item, Item::NewTable(_));
                    let before =
                        position.checked_sub(1).and_then(|before| ordered.get(before)).map(|(item, _)| *item);
                    let opened = table
                        && match before {
                            Some(item) => matches!(item, Item::GoneTable(_)),
                            None => self.table_ends(at),
                        };
                    let walled = matches!(end, End::Wall | End::Control);
                    let closed = table
                        && match follows {
                            Some(item) => matches!(item, Item::NewTable(_) | Item::GoneTable(_)),
                            None => walled,
                        };
                    layout.placed.push(Placed {
                        at,
                        insertion: *insertion,
                        mark_of: *mark_of,
                        opened,
                        closed,
                        ends: table && follows.is_none() && !walled,
                    });
                }
            }
        }
    }
}

/// The order of what goes and comes in which the fewest marks stand before a table: old things stay in their order, and new
/// ones in theirs.
fn best_order(gap: &[Item], next: Option<Item>) -> Vec<Item> {
    let new_first =
        || gap.iter().filter(|item| !item.is_old()).chain(gap.iter().filter(|item| item.is_old()));
    let old_first =
        || gap.iter().filter(|item| item.is_old()).chain(gap.iter().filter(|item| !item.is_old()));
    let orders: [Vec<Item>; 3] =
        [gap.to_vec(), new_first().copied().collect(), old_first().copied().collect()];
    let lonely = |order: &Vec<Item>| {
        let paragraph_follows = |from: usize, accepted: bool| {
            let there = |item: &Item| {
                if accepted { !matches!(item, Item::Gone(_) | Item::GoneTable(_)) } else { item.is_old() }
            };
            match order.iter().skip(from + 1).find(|item| there(item)) {
                Some(item) => !item.is_table(),
                None => next.is_some(),
            }
        };
        (0..order.len())
            .filter(|at| match order.get(*at) {
                Some(Item::Gone(_)) => !paragraph_follows(*at, true),
                Some(Item::New(_)) => !paragraph_follows(*at, false),
                _ => false,
            })
            .count()
    };
    orders.into_iter().min_by_key(lonely).unwrap_or_default()
}
