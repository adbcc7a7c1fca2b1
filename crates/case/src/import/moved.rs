//! What somebody changed in words that somebody else moved, as if these had stayed where they were: a change of the clause
//! itself, and not of something new at the place to where it moves.

use std::collections::{BTreeMap, BTreeSet};

use onetext_wordml::document::{
    Change, ChangeIndex, ChangeKind, Content, Document, Paragraph, Piece, Side, Story,
};

/// A document in which moved words on which others worked stand at their old place, with what those others did.
#[derive(Debug)]
pub(super) struct InPlace {
    pub(super) document: Document,
    /// What was done in moved words by others than those who moved them, with the changes that moved these.
    pub(super) upon: BTreeMap<ChangeIndex, BTreeSet<ChangeIndex>>,
}

impl InPlace {
    /// `None` where nobody changed what somebody else moved.
    pub(super) fn of(document: &Document) -> Option<Self> {
        let mut upon: BTreeMap<ChangeIndex, BTreeSet<ChangeIndex>> = BTreeMap::new();
        let mut moved = document.clone();
        for (mut from, mut to) in ends(document) {
            let notes = copies(document, &from, &to);
            for (original, copy) in &notes {
                from.extend(of_story(document, *original));
                to.extend(of_story(document, *copy));
            }
            let of_move: BTreeSet<ChangeIndex> = to
                .iter()
                .flat_map(|&at| changes(&document.paragraphs[at]))
                .filter(|index| kind(document, *index) == Some(ChangeKind::MoveTo))
                .collect();
            let movers: BTreeSet<Option<&str>> = of_move
                .iter()
                .filter_map(|index| Some(change(document, *index)?.author.as_deref()))
                .collect();
            let of_others = |index: &ChangeIndex| {
                change(document, *index).is_some_and(|change| !movers.contains(&change.author.as_deref()))
            };
            let others: BTreeSet<ChangeIndex> =
                to.iter().flat_map(|&at| changes(&document.paragraphs[at])).filter(of_others).collect();
            if others.is_empty() {
                continue;
            }
            for &index in &others {
                upon.entry(index).or_default().extend(&of_move);
            }
            let stripped = |stack: &[ChangeIndex]| -> Vec<ChangeIndex> {
                stack.iter().filter(|index| !of_move.contains(index)).copied().collect()
            };
            for (from, to) in from.into_iter().zip(to) {
                let (here, there) = (&document.paragraphs[from], &document.paragraphs[to]);
                let mut pieces = there.pieces.clone();
                for piece in &mut pieces {
                    piece.changes = stripped(&piece.changes);
                    let original = notes.iter().find(|(_, copy)| piece.content == Content::Note(*copy));
                    if let Some((original, _)) = original {
                        piece.content = Content::Note(*original);
                    }
                }
                moved.paragraphs[from] = Paragraph { pieces, mark: stripped(&there.mark), ..here.clone() };
                moved.paragraphs[to].pieces.clear();
                moved.paragraphs[to].mark.clear();
            }
        }
        (!upon.is_empty()).then_some(Self { document: moved, upon })
    }
}

/// The paragraphs of the text at both ends of each move, where there are as many here as there and both say something.
fn ends(document: &Document) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut ends: BTreeMap<&str, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, paragraph) in document.paragraphs.iter().enumerate() {
        if paragraph.story != Story::Body || paragraph.cell.is_some() {
            continue;
        }
        for index in paragraph.pieces.iter().flat_map(|piece| &piece.changes) {
            let Some(Change { kind, name: Some(name), .. }) = change(document, *index) else { continue };
            let own = ends.entry(name).or_default();
            let own = match kind {
                ChangeKind::MoveFrom => &mut own.0,
                ChangeKind::MoveTo => &mut own.1,
                ChangeKind::Insertion | ChangeKind::Deletion => continue,
            };
            if own.last() != Some(&at) {
                own.push(at);
            }
        }
    }
    // What moves is the whole paragraph, and nothing is left of it or was there before it came.
    let whole = |(from, to): &(Vec<usize>, Vec<usize>)| {
        let says_nothing = |at: &usize, side| {
            let paragraph = &document.paragraphs[*at];
            paragraph.shown(side, &document.changes).next().is_none()
        };
        from.len() == to.len()
            && from.iter().all(|at| says_nothing(at, Side::Accepted))
            && to.iter().all(|at| says_nothing(at, Side::Rejected))
    };
    ends.into_values().filter(whole).collect()
}

/// Notes to which paragraphs refer that move, and the copies of them that come with these: what is done to a copy is done to
/// the note that it is of.
fn copies(document: &Document, from: &[usize], to: &[usize]) -> Vec<(Story, Story)> {
    let notes = |paragraphs: &[usize]| -> Vec<Story> {
        let pieces = paragraphs.iter().flat_map(|&at| &document.paragraphs[at].pieces);
        let note = |piece: &Piece| match piece.content {
            Content::Note(story) => Some(story),
            _ => None,
        };
        pieces.filter_map(note).collect()
    };
    let (originals, copies) = (notes(from), notes(to));
    let alike = |(original, copy): &(Story, Story)| {
        original != copy && of_story(document, *original).count() == of_story(document, *copy).count()
    };
    if originals.len() != copies.len() {
        return Vec::new();
    }
    originals.into_iter().zip(copies).filter(alike).collect()
}

/// The paragraphs of a note.
fn of_story(document: &Document, story: Story) -> impl Iterator<Item = usize> {
    let all = document.paragraphs.iter().enumerate();
    all.filter(move |(_, paragraph)| paragraph.story == story).map(|(at, _)| at)
}

fn changes(paragraph: &Paragraph) -> impl Iterator<Item = ChangeIndex> {
    let of_pieces = paragraph.pieces.iter().flat_map(|piece| &piece.changes);
    of_pieces.chain(&paragraph.mark).copied()
}

fn change(document: &Document, index: ChangeIndex) -> Option<&Change> {
    document.changes.get(index.0 as usize)
}

fn kind(document: &Document, index: ChangeIndex) -> Option<ChangeKind> {
    change(document, index).map(|change| change.kind)
}
