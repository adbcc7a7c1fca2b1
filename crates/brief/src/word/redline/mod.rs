//! The redline of two drafts as a Word document: the older one's own document, with tracked changes that make it say what the
//! newer one says.
//!
//! The way through: `sides` takes the paragraphs of both documents, [`Script::between`] says what happens to each, `plan` turns
//! that into tracked changes, taking looks from the old document (`look`), and `check` reads the result back both ways: what
//! is handed out gives the new words when all is accepted and the old ones when all is rejected. Where it does not, `fit` tries
//! coarser changes; where none do, there is an error.

mod check;
mod fit;
mod labels;
mod lists;
mod look;
mod plan;
mod sides;
mod unmarked;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use fit::Misfit;
use lists::Lists;
use onetext_text::Source;
use onetext_text::draft::Draft;
use onetext_text::lineage::Lineage;
use onetext_text::readings::ReadingOptions;
use onetext_text::revision::{Marked, Script, Side};
use onetext_text::source::EncodingRefused;
use onetext_wordml::document::{Direction, Story};
pub use onetext_wordml::markup::Stamp;
use onetext_wordml::markup::{self, MarkupError};
use onetext_wordml::new::{NewBlock, NewDocument, NewRun};
use onetext_wordml::numbering::Definitions;
use onetext_wordml::write::{self, Unwritable};
use onetext_wordml::{Document, Package, Refused};
use sides::Sheet;

use super::draft::Page;
use crate::points::count;

/// A redline in a Word document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redline {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many words it marks.
    pub marked: Marked,
    /// What a reader should know of it: one sentence each.
    pub told: Vec<String>,
}

impl Redline {
    /// How much it marks and what a reader should know of it, one sentence each.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let Marked { inserted, deleted, moved, moves } = self.marked;
        let mut said = vec![match (inserted, deleted, moves) {
            (0, 0, 0) => "No word is marked.".to_owned(),
            (_, _, 0) => format!("{} inserted, {deleted} deleted.", count(inserted, "word")),
            _ => format!(
                "{} inserted, {deleted} deleted; {} moved, with {}.",
                count(inserted, "word"),
                count(moves, "paragraph"),
                count(moved, "word")
            ),
        }];
        said.extend(self.told.iter().cloned());
        said
    }
}

/// Why there is no redline.
#[derive(Debug, thiserror::Error)]
pub enum RedlineError {
    /// A draft cannot be read as a Word document.
    #[error("{0}")]
    Refused(#[from] Refused),
    /// A draft that was written as a Word document is not read as one. This is a fault of the program.
    #[error("the redline was not written: a draft that was made a Word document is not read as one")]
    NotRead,
    /// A draft cannot be written as a Word document.
    #[error("{0}")]
    Unwritable(#[from] Unwritable),
    /// A document that was written is not read as a draft.
    #[error("{0}")]
    Encoding(#[from] EncodingRefused),
    /// The changes cannot be put into the old document.
    #[error("{0}")]
    Markup(#[from] MarkupError),
    /// What was written does not read as it must. This is a fault of the program.
    #[error(
        "the redline was not written, as it would not read as the {which} draft with all changes {side}: {place} would be \"{found}\" in place of \"{wanted}\""
    )]
    Mismatch {
        /// Which draft it should be.
        which: &'static str,
        /// Accepted or rejected.
        side: &'static str,
        /// Which paragraph, or that it is a note.
        place: String,
        /// What it would say.
        found: String,
        /// What it should say.
        wanted: String,
    },
}

/// How often a redline is made anew because automatic numbers did not come out as in the new draft.
const ROUNDS: usize = 3;

impl Redline {
    /// The redline from one draft to another, in the name and with the date of a stamp.
    ///
    /// A draft that is no Word document is written as one first. Tracked changes that wait in either document are taken
    /// as the draft is read, accepted or rejected, so that all changes in the redline are those between the two. The same
    /// drafts give the same bytes.
    ///
    /// # Errors
    /// See [`RedlineError`].
    pub fn between(old: &Draft, new: &Draft, stamp: &Stamp) -> Result<Self, RedlineError> {
        let came_as_word = old.source().word().is_some() && new.source().word().is_some();
        let (before, after) = rayon::join(|| settled(old, new), || settled(new, old));
        let (mut old, new) = (before?, after?);
        if is_bare(&old) && !is_bare(&new) {
            let package = markup::with_paragraph(&Package::open(old.source().as_bytes())?)?;
            old = Cow::Owned(read(package.write()?)?);
        }
        let lineage = Lineage::between(&old, &new, &[]);
        let (Some(before), Some(mut after)) = (Sheet::new(&old), Sheet::new(&new)) else {
            return Err(RedlineError::NotRead);
        };
        let package = Package::open(old.source().as_bytes())?;
        let defined = Definitions::of(&package)?;
        let of_new = Definitions::of(&Package::open(new.source().as_bytes())?)?;
        after.label_like(&before, &lineage, |list| {
            defined.lists().any(|own| defined.numbers_alike(own, &of_new, list))
        });
        let script = Script::between(
            Side { draft: &old, paragraphs: &before.paragraphs },
            Side { draft: &new, paragraphs: &after.paragraphs },
            &lineage,
        );
        let looks = if came_as_word { unmarked::told(&before, &after, &script) } else { Vec::new() };
        if script.is_unchanged() && !labels::any_differs(&before, &after, &script) {
            let marked = script.marked(&before.paragraphs, &after.paragraphs);
            return Ok(Self { bytes: old.source().as_bytes().to_vec(), marked, told: looks });
        }
        let of_lists = |script: &Script| Lists::new((&before, &defined), (&after, &of_new), script);
        let make = |script: &Script, lists: &Lists, relisted: &HashSet<usize>| {
            let revision = plan::revision(&before, &after, script, stamp, lists, relisted);
            let redlined = markup::apply(&package, &before.document, &revision).map_err(Misfit::Markup)?;
            let document = Document::read(&redlined).map_err(|error| Misfit::Refused(error.into()))?;
            check::both_ways(&document, &before, &after).map_err(Misfit::Unlike)?;
            let numbers = check::numbered(&redlined, &document, &after).map_err(Misfit::Refused)?;
            Ok((redlined, numbers))
        };
        let fine = script.clone();
        let (script, (mut redlined, mut numbers)) = fit::finest(script, (&before, &after), |script| {
            make(script, &of_lists(script), &HashSet::new())
        })?;
        let mut lists = of_lists(&script);
        let mut relisted = HashSet::new();
        // Paragraphs that stay change their list only where their number would come out as another than in the new draft.
        let mut kept: HashMap<usize, usize> = HashMap::new();
        script.visit_kept(&mut |old, new| {
            kept.insert(new, old);
        });
        for round in 0..ROUNDS {
            // Where one number of a list is wrong, all its paragraphs are gathered in one list; if they are, in another.
            let wrong: HashSet<_> =
                numbers.iter().filter_map(|number| lists::level(after.paragraph(number.new)?)).collect();
            if wrong.is_empty() {
                break;
            }
            let others = if round == 0 { lists.clone() } else { lists.apart(&wrong) };
            let gathered = kept.iter().filter(|&(&new, &old)| {
                before.paragraph(old).zip(after.paragraph(new)).is_some_and(|(old, new)| {
                    lists::level(new).is_some_and(|level| wrong.contains(&level)) && others.changes(old, new)
                })
            });
            let more: HashSet<usize> = relisted.iter().chain(gathered.map(|(new, _)| new)).copied().collect();
            if round > 0 && more.len() == relisted.len() {
                break;
            }
            let Ok((again, left)) = make(&script, &others, &more) else { break };
            if left.len() < numbers.len() {
                (relisted, redlined, numbers, lists) = (more, again, left, others);
            } else if round > 0 {
                break;
            }
        }
        let marked = script.marked(&before.paragraphs, &after.paragraphs);
        let mut told: Vec<String> = fit::told(&fine, &script, &before).into_iter().collect();
        told.extend(labels::told(&before, &after, &script, &relisted, &numbers));
        told.extend(check::told(&numbers, |new| {
            kept.get(&new).and_then(|old| labels::shown(before.paragraph(*old)?))
        }));
        told.extend(looks);
        told.extend(unmarked::merged(&after, &script));
        Ok(Self { bytes: redlined.write()?, marked, told })
    }
}

/// The draft as a Word document in which no change waits, with blanks behind labels as the other draft has them.
fn settled<'d>(draft: &'d Draft, other: &Draft) -> Result<Cow<'d, Draft>, RedlineError> {
    let Some(word) = draft.source().word() else {
        let page = Page { language: language(draft).to_owned(), ..Page::default() };
        let mut document = super::draft::document(draft, &page);
        if types_blanks(other) {
            type_labels(&mut document);
        }
        return Ok(Cow::Owned(read(write::document(&document)?)?));
    };
    if waits_for_nothing(word.document()) {
        return Ok(Cow::Borrowed(draft));
    }
    let package = Package::open(draft.source().as_bytes())?;
    let package = markup::settle(&package, word.side())?;
    Ok(Cow::Owned(read(package.write()?)?))
}

/// Whether in a Word document most labels that somebody typed have a blank behind them, and not a tab.
fn types_blanks(draft: &Draft) -> bool {
    let Some(word) = draft.source().word() else { return false };
    let changes = &word.document().changes;
    let (mut blanks, mut tabs) = (0_usize, 0_usize);
    for (_, clause) in draft.outline().iter().filter(|(_, clause)| !clause.label.is_empty()) {
        let place = word.map().place(clause.body.start);
        let Some((index, at)) = place.filter(|(_, at)| *at > 0) else { continue };
        let Some(paragraph) = word.document().paragraphs.get(index.0 as usize) else { continue };
        match paragraph.text(word.side(), changes).get(..at).and_then(|label| label.chars().next_back()) {
            Some('\t') => tabs += 1,
            Some(c) if c.is_whitespace() => blanks += 1,
            _ => {}
        }
    }
    blanks > tabs
}

/// Puts labels among the words, with a blank behind each.
fn type_labels(document: &mut NewDocument) {
    for block in &mut document.blocks {
        let NewBlock::Paragraph(paragraph) = block else { continue };
        let Some(label) = paragraph.label.take() else { continue };
        let note = paragraph.label_note.take();
        let blank = NewRun { text: " ".to_owned(), ..NewRun::default() };
        let label = NewRun { text: label, look: paragraph.label_look, note, link: None };
        paragraph.runs.splice(0..0, [label, blank]);
    }
}

fn read(bytes: Vec<u8>) -> Result<Draft, RedlineError> {
    Ok(Draft::parse(Source::from_bytes(bytes)?, &ReadingOptions::default()))
}

/// Whether a Word document has no paragraph in its text, so that nothing can come beside one.
fn is_bare(draft: &Draft) -> bool {
    draft
        .source()
        .word()
        .is_some_and(|word| word.document().paragraphs.iter().all(|paragraph| paragraph.story != Story::Body))
}

/// The tag of a language that is not known, with the script in which most lines of the draft are written, if that runs from
/// right to left: the direction follows from it.
fn language(draft: &Draft) -> &'static str {
    let (mut left, mut right, mut hebrew) = (0_usize, 0_usize, 0_usize);
    for line in draft.source().text().lines() {
        match write::direction_of(line) {
            Some(Direction::Ltr) => left += 1,
            Some(Direction::Rtl) => {
                right += 1;
                hebrew += usize::from(line.contains(|c| ('\u{590}'..='\u{5ff}').contains(&c)));
            }
            None => {}
        }
    }
    match (right > left, hebrew * 2 > right) {
        (false, _) => "und",
        (true, true) => "und-Hebr",
        (true, false) => "und-Arab",
    }
}

fn waits_for_nothing(document: &Document) -> bool {
    document.changes.is_empty()
}
