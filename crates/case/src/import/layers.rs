//! Who wants which words: the tracked changes of a document by author and day, each with what it makes of the paragraphs
//! that it touches.
//!
//! A layer is what one author changed on one day. What it makes of a paragraph is the text with this author's changes up to
//! that day; where it was made within what others had changed, in the text as those others would have it; and with nothing
//! else: no layer speaks for another.

mod joining;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;
use onetext_wordml::document::{
    Before, ChangeIndex, ChangeKind, Content, Document, Paragraph, ParagraphIndex, Side, Story,
};

use super::days::day;
use super::moved::InPlace;
use joining::joined;

/// Whose changes of which day; by day, then by author. Changes without a day have the one that is given for them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Layer {
    pub(super) day: Date,
    pub(super) author: Option<String>,
}

/// What one layer makes of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amendment {
    pub(super) layer: Layer,
    /// The paragraphs of the text without any change that it concerns; none where it brings new ones.
    pub(super) concerns: Vec<ParagraphIndex>,
    /// Where it brings new paragraphs: the one of the text without changes behind which they come; `None` at the beginning.
    pub(super) behind: Option<ParagraphIndex>,
    /// Whether it brings new paragraphs, if only some that come from elsewhere.
    pub(super) arrives: bool,
    /// What the paragraphs say with it; none where nothing is left of them.
    pub(super) words: Vec<String>,
    /// What is marked, in order.
    pub(super) edits: Vec<Edit>,
    /// The changes of which it consists.
    pub(super) changes: BTreeSet<ChangeIndex>,
    /// Changes of others within which it was made.
    pub(super) upon: BTreeSet<ChangeIndex>,
    /// The footnote or endnote that it is, where that is new as a whole.
    pub(super) note: Option<Story>,
    /// Whether it is in a table.
    pub(super) row: bool,
    /// The footnote or endnote in which it is.
    within: Option<Story>,
    /// The paragraphs in which it is marked, the first and the last.
    marked: (ParagraphIndex, ParagraphIndex),
}

/// Words that are marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) kind: ChangeKind,
    pub(super) words: String,
}

/// A tracked change without a date, for which none is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Undated(pub(super) usize);

/// More layers times pieces than this are not gone through at one place: hands by the thousand in paragraphs of thousands of
/// pieces, as no people make them.
const MOST: usize = 4_000_000;

/// Whether at one place so many hands of so many days meet that it is not gone through.
pub(super) fn are_too_many(document: &Document) -> bool {
    chains(document).into_iter().any(|chain| {
        let paragraphs = document.paragraphs.get(chain).unwrap_or_default();
        let pieces: usize = paragraphs.iter().map(|paragraph| paragraph.pieces.len() + 1).sum();
        let of_pieces = paragraphs.iter().flat_map(|paragraph| &paragraph.pieces).map(|piece| &piece.changes);
        let of_marks = paragraphs.iter().flat_map(|paragraph| [&paragraph.mark, &paragraph.around]);
        let layers: BTreeSet<_> = of_pieces
            .chain(of_marks)
            .flatten()
            .filter_map(|change| document.changes.get(change.0 as usize))
            .map(|change| (change.author.as_deref(), day(change.date.as_deref())))
            .collect();
        layers.len().saturating_mul(pieces) > MOST
    })
}

/// What every layer makes of every place that it touches, in the order of the document, then of layers.
///
/// # Errors
/// Changes have no date, and `undated` gives none.
pub(super) fn amendments(document: &Document, undated: Option<Date>) -> Result<Vec<Amendment>, Undated> {
    let found = as_marked(document, undated)?;
    let Some(InPlace { document: in_place, upon }) = InPlace::of(document) else { return Ok(found) };
    let mut found: Vec<Amendment> =
        found.into_iter().filter(|one| !one.changes.iter().any(|change| upon.contains_key(change))).collect();
    let told: BTreeSet<ChangeIndex> = found.iter().flat_map(|one| one.changes.iter().copied()).collect();
    for mut more in as_marked(&in_place, undated)? {
        if more.changes.iter().all(|change| told.contains(change)) {
            continue;
        }
        more.upon.extend(more.changes.iter().filter_map(|change| upon.get(change)).flatten());
        // Blanks and marks that another amendment has as well are told there.
        more.changes.retain(|change| !told.contains(change));
        found.push(more);
    }
    Ok(found)
}

/// The same, with words where they are marked, new ones where they moved.
fn as_marked(document: &Document, undated: Option<Date>) -> Result<Vec<Amendment>, Undated> {
    let mut layers = Vec::with_capacity(document.changes.len());
    let mut without = 0;
    for change in &document.changes {
        match day(change.date.as_deref()).or(undated) {
            Some(day) => layers.push(Layer { day, author: change.author.clone() }),
            None => without += 1,
        }
    }
    if without > 0 {
        return Err(Undated(without));
    }
    let around = Around::of(document);
    let mut found = Vec::new();
    for chain in chains(document) {
        if !is_touched(document, &around, &chain) {
            continue;
        }
        let strip = Strip::of(document, &around, &chain);
        let touching = strip.changes();
        let layer_of = |change: ChangeIndex| layers.get(change.0 as usize);
        // What an author had changed by the end of a day.
        let so_far = |layer: &Layer| -> BTreeSet<ChangeIndex> {
            let until = |of: &Layer| of.author == layer.author && of.day <= layer.day;
            touching.iter().copied().filter(|&change| layer_of(change).is_some_and(until)).collect()
        };
        let of_chain: BTreeSet<&Layer> = touching.iter().filter_map(|&change| layer_of(change)).collect();
        for layer in of_chain {
            let own: BTreeSet<ChangeIndex> =
                touching.iter().copied().filter(|&change| layer_of(change) == Some(layer)).collect();
            let by_author = so_far(layer);
            let upon = strip.directly_around(&own).filter(|change| !by_author.contains(change)).collect();
            // What was changed within a change of others was changed in the text as these others would have it.
            let mut taken = by_author;
            let mut waiting: Vec<ChangeIndex> = strip.directly_around(&taken).collect();
            while let Some(change) = waiting.pop() {
                let more: BTreeSet<ChangeIndex> = layer_of(change).map(so_far).unwrap_or_default();
                let new: BTreeSet<ChangeIndex> = more.difference(&taken).copied().collect();
                waiting.extend(strip.directly_around(&new).filter(|change| !taken.contains(change)));
                taken.extend(new);
                taken.insert(change);
            }
            // What was changed within this layer's own changes came after it, whatever day it claims.
            let within = strip.directly_within(&own);
            taken.retain(|change| own.contains(change) || !within.contains(change));
            found.extend(strip.amendments(&around, layer, &own, &taken, &upon));
        }
    }
    Ok(joined(document, &around, found))
}

/// What stands around a paragraph in the text without changes.
struct Around {
    /// For each paragraph, the last before it in the same story that says something without changes.
    before: Vec<Option<ParagraphIndex>>,
    /// For notes, the paragraph that refers to them, and the changes in which the first reference stands.
    refers: BTreeMap<Story, (ParagraphIndex, Vec<ChangeIndex>)>,
}

impl Around {
    fn of(document: &Document) -> Self {
        let mut refers = BTreeMap::new();
        let mut before = Vec::with_capacity(document.paragraphs.len());
        let mut last: Option<(Story, ParagraphIndex)> = None;
        for (at, paragraph) in (0..).map(ParagraphIndex).zip(&document.paragraphs) {
            before.push(
                last.filter(|(story, _)| *story == paragraph.story).map(|(_, paragraph)| paragraph).or_else(
                    || refers.get(&paragraph.story).map(|(refers, _): &(ParagraphIndex, _)| *refers),
                ),
            );
            for piece in &paragraph.pieces {
                if let Content::Note(story) = piece.content {
                    refers.entry(story).or_insert_with(|| (at, piece.changes.clone()));
                }
            }
            let note = refers.get(&paragraph.story).map_or(&[][..], |(_, changes)| changes);
            let stands = note.iter().all(|change| !stays(document, *change))
                && !paragraph.text(Side::Rejected, &document.changes).trim().is_empty();
            if stands {
                last = Some((paragraph.story, at));
            }
        }
        Self { before, refers }
    }

    /// The changes of the reference to the note that a paragraph stands in.
    fn reference(&self, paragraph: &Paragraph) -> &[ChangeIndex] {
        self.refers.get(&paragraph.story).map_or(&[], |(_, changes)| changes)
    }
}

fn is_touched(document: &Document, around: &Around, chain: &Range<usize>) -> bool {
    document.paragraphs.get(chain.clone()).unwrap_or_default().iter().any(|paragraph| {
        !paragraph.mark.is_empty()
            || !paragraph.around.is_empty()
            || !around.reference(paragraph).is_empty()
            || paragraph.pieces.iter().any(|piece| !piece.changes.is_empty())
    })
}

fn stays(document: &Document, change: ChangeIndex) -> bool {
    document.changes.get(change.0 as usize).is_some_and(|change| change.kind.stays())
}

/// Paragraphs whose boundaries changes may shift, and rows of tables.
fn chains(document: &Document) -> Vec<Range<usize>> {
    let paragraphs = &document.paragraphs;
    let mut chains = Vec::new();
    let mut start = 0;
    for at in 0..paragraphs.len() {
        let (this, next) = (&paragraphs[at], paragraphs.get(at + 1));
        let goes_on = next.is_some_and(|next| {
            let row =
                |cell: Option<onetext_wordml::document::CellPlace>| cell.map(|cell| (cell.table, cell.row));
            next.story == this.story
                && match (row(this.cell), row(next.cell)) {
                    (None, None) => !this.mark.is_empty() && this.before == Before::Paragraph,
                    (one, other) => one == other,
                }
        });
        if !goes_on {
            chains.push(start..at + 1);
            start = at + 1;
        }
    }
    chains
}

/// The change that brought a paragraph which is new as a whole: that of its mark or, at the end of a text, where the last mark
/// cannot be new, of the one before.
fn brought_by(document: &Document, at: usize) -> Option<ChangeIndex> {
    let paragraph = document.paragraphs.get(at)?;
    if paragraph.shown(Side::Rejected, &document.changes).next().is_some() {
        return None;
    }
    let brought = |mark: &[ChangeIndex]| mark.iter().find(|change| stays(document, **change)).copied();
    brought(&paragraph.mark).or_else(|| {
        let before = document.paragraphs.get(at.checked_sub(1)?)?;
        let ends = paragraph.mark.is_empty() && paragraph.before != Before::Paragraph;
        brought(&before.mark)
            .filter(|_| ends && before.story == paragraph.story && before.place == paragraph.place)
    })
}

/// Whether words were put into a new paragraph by somebody else than the one who brought it. Word marks them beside that
/// one's words, and not within them.
fn is_anothers(document: &Document, brought: ChangeIndex, changes: &[ChangeIndex]) -> bool {
    let author = |change: ChangeIndex| document.changes.get(change.0 as usize).map(|change| &change.author);
    let outermost = changes.first().filter(|change| stays(document, **change));
    outermost.is_some_and(|outermost| author(*outermost) != author(brought))
}

/// A piece of a chain: words, or the end of a paragraph.
struct Cut {
    /// The paragraph of the document.
    paragraph: ParagraphIndex,
    /// What it is.
    what: What,
    /// The changes that it stands in, outermost first.
    changes: Vec<ChangeIndex>,
    /// Whether the outermost is that of the new paragraph into which somebody else put it.
    brought: bool,
}

impl Cut {
    /// The changes in which it is marked.
    fn marked(&self) -> &[ChangeIndex] {
        self.changes.get(usize::from(self.brought)..).unwrap_or_default()
    }
}

enum What {
    Words(String),
    /// The end of a paragraph.
    End,
    /// The end of a paragraph in a table, which parts cells and is there whatever changes.
    Cell,
}

/// A chain laid out as one sequence.
struct Strip<'d> {
    document: &'d Document,
    cuts: Vec<Cut>,
    first: ParagraphIndex,
    /// The note that it stands in.
    note: Option<Story>,
}

/// A paragraph as it is with some of the changes.
#[derive(Debug, Clone, Default)]
struct Made {
    words: String,
    /// The cuts that are in it, shown or not.
    cuts: Vec<usize>,
    /// Of these, those that are shown and say something.
    says: BTreeSet<usize>,
}

impl<'d> Strip<'d> {
    fn of(document: &'d Document, around: &Around, chain: &Range<usize>) -> Self {
        let mut cuts = Vec::new();
        let first = ParagraphIndex(chain.start as u32);
        for at in chain.clone() {
            let paragraph = &document.paragraphs[at];
            let of_others = brought_by(document, at);
            let index = ParagraphIndex(at as u32);
            // A note comes and goes with its reference.
            let note = around.reference(paragraph);
            let within = |changes: &[ChangeIndex]| note.iter().chain(changes).copied().collect::<Vec<_>>();
            for piece in paragraph.pieces.iter().filter(|piece| !piece.format.hidden) {
                let words = match &piece.content {
                    Content::Tab => " ".to_owned(),
                    // A note is told by its own words.
                    Content::Note(_) => String::new(),
                    other => other.as_text().to_owned(),
                };
                let mut changes = within(&piece.changes);
                let brought = of_others.filter(|brought| is_anothers(document, *brought, &piece.changes));
                changes.splice(0..0, brought);
                let brought = brought.is_some();
                cuts.push(Cut { paragraph: index, what: What::Words(words), changes, brought });
            }
            let what = if paragraph.cell.is_some() { What::Cell } else { What::End };
            let mark: Vec<ChangeIndex> = paragraph.around.iter().chain(&paragraph.mark).copied().collect();
            cuts.push(Cut { paragraph: index, what, changes: within(&mark), brought: false });
        }
        let story = document.paragraphs[chain.start].story;
        Self { document, cuts, first, note: (story != Story::Body).then_some(story) }
    }

    fn changes(&self) -> BTreeSet<ChangeIndex> {
        self.cuts.iter().flat_map(|cut| cut.changes.iter().copied()).collect()
    }

    /// The insertions around any of these changes.
    fn directly_around(&self, changes: &BTreeSet<ChangeIndex>) -> impl Iterator<Item = ChangeIndex> {
        let around: BTreeSet<ChangeIndex> = self
            .cuts
            .iter()
            .filter_map(|cut| {
                let at = cut.changes.iter().rposition(|change| changes.contains(change))?;
                Some(&cut.changes[..at])
            })
            .flatten()
            .copied()
            .filter(|change| stays(self.document, *change) && !changes.contains(change))
            .collect();
        around.into_iter()
    }

    /// The changes within any of these.
    fn directly_within(&self, changes: &BTreeSet<ChangeIndex>) -> BTreeSet<ChangeIndex> {
        self.cuts
            .iter()
            .filter_map(|cut| {
                let at = cut.changes.iter().position(|change| changes.contains(change))?;
                Some(&cut.changes[at + 1..])
            })
            .flatten()
            .copied()
            .collect()
    }

    fn shown(&self, cut: &Cut, taken: &BTreeSet<ChangeIndex>) -> bool {
        cut.changes.iter().all(|change| stays(self.document, *change) == taken.contains(change))
    }

    /// The paragraphs as they are with these changes and no others. A row of a table is one.
    fn made(&self, taken: &BTreeSet<ChangeIndex>) -> Vec<Made> {
        let mut made = Vec::new();
        let mut open = Made::default();
        for (at, cut) in self.cuts.iter().enumerate() {
            open.cuts.push(at);
            let shown = self.shown(cut, taken);
            match &cut.what {
                What::Words(words) if shown => {
                    open.words.push_str(words);
                    if !words.trim().is_empty() {
                        open.says.insert(at);
                    }
                }
                What::Cell if at + 1 < self.cuts.len() && shown => open.words.push_str(" | "),
                What::End if shown => made.push(std::mem::take(&mut open)),
                _ => {}
            }
        }
        if !open.cuts.is_empty() {
            // The last paragraph of a chain keeps its end: nothing follows that it could be joined with.
            made.push(open);
        }
        made
    }

    fn amendments(
        &self,
        around: &Around,
        layer: &Layer,
        own: &BTreeSet<ChangeIndex>,
        taken: &BTreeSet<ChangeIndex>,
        upon: &BTreeSet<ChangeIndex>,
    ) -> Vec<Amendment> {
        let (before, after) = (self.made(&BTreeSet::new()), self.made(taken));
        let home = |made: &[Made]| -> Vec<usize> {
            let mut home = vec![0; self.cuts.len()];
            for (number, paragraph) in made.iter().enumerate() {
                for &cut in &paragraph.cuts {
                    home[cut] = number;
                }
            }
            home
        };
        let (old_home, new_home) = (home(&before), home(&after));
        // Paragraphs of the two texts belong together where they have words in common.
        let mut groups = Groups::new(before.len() + after.len());
        for (number, paragraph) in after.iter().enumerate() {
            for &cut in &paragraph.says {
                let old = old_home[cut];
                if before[old].says.contains(&cut) {
                    groups.join(old, before.len() + number);
                }
            }
        }
        // A paragraph whose words are all others is the same one where its end is.
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        for one in 0..before.len() + after.len() {
            *sizes.entry(groups.of(one)).or_default() += 1;
        }
        let alone = |one: usize| sizes.get(&groups.of(one)) == Some(&1);
        let mut ends: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, made) in after.iter().enumerate().filter(|(_, made)| !made.says.is_empty()) {
            ends.extend(made.cuts.last().map(|&end| (end, before.len() + number)));
        }
        let ends_as: Vec<(usize, usize)> = before
            .iter()
            .enumerate()
            .filter(|(_, made)| !made.says.is_empty())
            .filter_map(|(old, made)| Some((old, *ends.get(made.cuts.last()?)?)))
            .filter(|&(old, new)| alone(old) && alone(new))
            .collect();
        for (old, new) in ends_as {
            groups.join(old, new);
        }
        // What is marked, by the paragraph that it is told with.
        let mut edits: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, cut) in self.cuts.iter().enumerate() {
            if !cut.marked().iter().any(|change| own.contains(change)) {
                continue;
            }
            let (old, new) = (old_home[at], before.len() + new_home[at]);
            let says = |made: &Made| made.says.contains(&at);
            let place = match &cut.what {
                What::Words(words) if words.trim().is_empty() && !self.shown(cut, taken) => old,
                What::Words(_) if says(&before[old]) => old,
                What::Words(_) => new,
                // A mark is told with what stands before it.
                What::End | What::Cell => {
                    let own = (0..at).rev().take_while(|&other| self.cuts[other].paragraph == cut.paragraph);
                    let before_it = own.into_iter().find(
                        |&other| matches!(&self.cuts[other].what, What::Words(words) if !words.trim().is_empty()),
                    );
                    match before_it {
                        Some(word) if after[new_home[word]].says.contains(&word) => {
                            before.len() + new_home[word]
                        }
                        Some(word) => old_home[word],
                        None => new,
                    }
                }
            };
            edits.entry(groups.of(place)).or_default().push(at);
        }
        // Those of each group that say something, of both texts.
        let mut members: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (number, _) in before.iter().enumerate().filter(|(_, made)| !made.says.is_empty()) {
            members.entry(groups.of(number)).or_default().0.push(number);
        }
        for (number, _) in after.iter().enumerate().filter(|(_, made)| !made.says.is_empty()) {
            members.entry(groups.of(before.len() + number)).or_default().1.push(number);
        }
        let said: Vec<usize> = before.iter().flat_map(|made| made.says.iter().copied()).collect();
        // Whether the boundaries of paragraphs are others with this layer than without it.
        let said_by = |made: Vec<Made>| -> Vec<String> {
            let said = made.into_iter().filter(|made| !made.says.is_empty());
            said.map(|made| made.words.trim().to_owned()).collect()
        };
        let without: BTreeSet<ChangeIndex> = taken.difference(own).copied().collect();
        let without = said_by(self.made(&without));
        let shifts = without != said_by(self.made(taken));
        let without: BTreeSet<String> = without.into_iter().collect();
        let mut found: Vec<Amendment> = Vec::new();
        let mut aside: BTreeSet<ChangeIndex> = BTreeSet::new();
        for (group, cuts) in edits {
            let (old, new) = members.remove(&group).unwrap_or_default();
            let words: Vec<String> =
                new.iter().map(|&number| after[number].words.trim().to_owned()).collect();
            let same = old.iter().map(|&number| before[number].words.trim()).eq(&words);
            let edits = self.edits(&cuts, own);
            let changes = cuts.iter().flat_map(|&cut| self.cuts[cut].marked());
            let changes: BTreeSet<ChangeIndex> =
                changes.filter(|change| own.contains(change)).copied().collect();
            // A mark that goes with the paragraph behind it leaves the one before it as it was.
            let stays = !words.is_empty() && words.iter().all(|words| without.contains(words));
            if same && upon.is_empty() || edits.is_empty() && (stays || !shifts) {
                aside.extend(changes);
                continue;
            }
            let concerns = old.iter().filter_map(|&number| {
                let cut = before[number].says.first()?;
                Some(self.cuts[*cut].paragraph)
            });
            let concerns: Vec<ParagraphIndex> = concerns.collect();
            let behind = concerns.is_empty().then(|| self.behind(&said, &cuts, around)).flatten();
            let upon = self.directly_around(&changes).filter(|change| upon.contains(change)).collect();
            let note = self.note.filter(|story| {
                let refers = around.refers.get(story).map(|(refers, _)| *refers);
                concerns.is_empty() && behind.is_some() && refers == behind
            });
            let paragraph = |cut: Option<&usize>| cut.map_or(self.first, |&cut| self.cuts[cut].paragraph);
            found.push(Amendment {
                layer: layer.clone(),
                arrives: concerns.is_empty(),
                within: self.note,
                marked: (paragraph(cuts.first()), paragraph(cuts.last())),
                concerns,
                behind,
                words,
                edits,
                changes,
                upon,
                note,
                row: self.cuts.iter().any(|cut| matches!(cut.what, What::Cell)),
            });
        }
        found.sort_by_key(|amendment| amendment.changes.first().copied());
        // The mark that a new paragraph needed belongs to it, whichever paragraph bears it.
        if let Some(last) = found.last_mut() {
            last.changes.extend(aside);
        }
        found
    }

    /// The last paragraph of the text without changes, whose words are `said`, before the first of these.
    fn behind(&self, said: &[usize], cuts: &[usize], around: &Around) -> Option<ParagraphIndex> {
        let first = *cuts.first()?;
        match said.partition_point(|&cut| cut < first).checked_sub(1) {
            Some(last) => Some(self.cuts[said[last]].paragraph),
            None => around.before.get(self.first.0 as usize).copied().flatten(),
        }
    }

    /// The words that are marked, neighbours of one kind joined; without those that others added in them.
    fn edits(&self, cuts: &[usize], own: &BTreeSet<ChangeIndex>) -> Vec<Edit> {
        let mut edits: Vec<(usize, Edit)> = Vec::new();
        for &at in cuts {
            let cut = &self.cuts[at];
            // Words that somebody else put in are none of this layer's, whatever they stand in.
            let of_others = |change: &&ChangeIndex| stays(self.document, **change) && !own.contains(change);
            let Some(innermost) = cut.changes.iter().rposition(|change| own.contains(change)) else {
                continue;
            };
            if cut.changes[innermost + 1..].iter().any(|change| of_others(&change)) {
                // What stands around them is one piece all the same.
                if let Some((last, _)) = edits.last_mut().filter(|(last, _)| *last + 1 == at) {
                    *last = at;
                }
                continue;
            }
            let Some(kind) =
                self.document.changes.get(cut.changes[innermost].0 as usize).map(|change| change.kind)
            else {
                continue;
            };
            let words = match &cut.what {
                What::Words(words) => words.as_str(),
                What::Cell => " | ",
                What::End => " ",
            };
            match edits.last_mut() {
                Some((last, edit)) if edit.kind == kind && *last + 1 == at => {
                    edit.words.push_str(words);
                    *last = at;
                }
                _ => edits.push((at, Edit { kind, words: words.to_owned() })),
            }
        }
        let mut edits: Vec<Edit> = edits.into_iter().map(|(_, edit)| edit).collect();
        for edit in &mut edits {
            edit.words = edit.words.trim().trim_end_matches('|').trim_end().to_owned();
        }
        edits.retain(|edit| !edit.words.is_empty());
        edits
    }
}

/// What belongs together, found by joining pairs.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn of(&self, mut one: usize) -> usize {
        while self.0[one] != one {
            one = self.0[one];
        }
        one
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other)] = one.min(other);
    }
}

impl Amendment {
    /// Whether words moved.
    pub(super) fn moves(&self) -> bool {
        self.edits.iter().any(|edit| edit.kind == ChangeKind::MoveTo)
    }
}
