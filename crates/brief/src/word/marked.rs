//! Putting words and comments on clauses of a Word document that is there.

use std::collections::BTreeMap;
use std::ops::Range;

use onetext_text::choice::Replacement;
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;
use onetext_text::source::{EncodingRefused, Source};
use onetext_wordml::markup::{self, CommentOn, Edit, MarkupError, Revision, Splice, Stamp, Treatment};
use onetext_wordml::new::{NewComment, NewRun};
use onetext_wordml::read::Opened;
use onetext_wordml::{ParagraphIndex, Refused, document};

/// Why nothing could be put on a document.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// The file cannot be read as a draft.
    #[error(transparent)]
    Encoding(#[from] EncodingRefused),
    /// The file cannot be read or written as a Word document.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The marks cannot be put into the document.
    #[error(transparent)]
    Markup(#[from] MarkupError),
    /// What was marked does not read as it must, even without any amendment. This is a fault of the program.
    #[error("the document was not written, as it would not read as it must")]
    ReadsOtherwise,
}

/// A Word document with its clauses.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) opened: Opened,
    pub(super) draft: Draft,
}

impl Sheet {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, NotMade> {
        let source = Source::from_bytes(bytes.to_vec())?;
        Ok(Self {
            opened: Opened::from_bytes(bytes)?,
            draft: Draft::parse(source, &ReadingOptions::default()),
        })
    }

    /// The paragraph that a clause stands in, and where in its text the words behind the clause's label are; `None` where
    /// that is more than one paragraph, or none.
    pub(super) fn place(&self, clause: ClauseIndex) -> Option<(ParagraphIndex, Range<usize>)> {
        let found = self.draft.outline().get(clause)?;
        let mut parts = self.draft.source().word()?.parts(found.body);
        let part = parts.next()?;
        parts.next().is_none().then_some((part.paragraph, part.at))
    }

    pub(super) fn text(&self, paragraph: ParagraphIndex) -> String {
        let document = &self.opened.document;
        document
            .paragraphs
            .get(paragraph.0 as usize)
            .map(|found| found.text(document::Side::Accepted, &document.changes))
            .unwrap_or_default()
    }

    pub(super) fn write(&self, revision: &Revision) -> Result<Vec<u8>, NotMade> {
        Ok(markup::apply(&self.opened.package, &self.opened.document, revision)?.write()?)
    }
}

/// Words as a run; none for no words.
pub(super) fn run(words: &str) -> Vec<NewRun> {
    if words.is_empty() {
        return Vec::new();
    }
    vec![NewRun { text: words.to_owned(), ..NewRun::default() }]
}

/// A document with words put in the place of others, nothing of which is tracked; spans are those of `draft`, which must be what
/// the document is read as. A paragraph of which nothing is left goes, but for those in cells and notes.
///
/// # Errors
/// [`NotMade`], where the document cannot be read or changed.
pub fn with_replacements(
    bytes: &[u8],
    draft: &Draft,
    replacements: &[Replacement],
) -> Result<Vec<u8>, NotMade> {
    let opened = Opened::from_bytes(bytes)?;
    let found = &opened.document;
    let mut edits: BTreeMap<ParagraphIndex, Vec<Splice>> = BTreeMap::new();
    for Replacement { span, words } in replacements {
        let mut insert = run(words);
        for part in draft.source().word().into_iter().flat_map(|word| word.parts(*span)) {
            if !part.at.is_empty() {
                let splice = Splice { at: part.at, insert: std::mem::take(&mut insert), stamp: 0 };
                edits.entry(part.paragraph).or_default().push(splice);
            }
        }
    }
    let mut revision = Revision { stamps: vec![Stamp::default()], ..Revision::default() };
    for (index, splices) in edits {
        let Some(paragraph) = found.paragraphs.get(index.0 as usize) else { continue };
        let length = paragraph.text(document::Side::Accepted, &found.changes).len();
        let gone: usize = splices.iter().map(|splice| splice.at.len()).sum();
        let goes = gone == length
            && splices.iter().all(|splice| splice.insert.is_empty())
            && paragraph.cell.is_none()
            && paragraph.story == document::Story::Body;
        let treatment = if goes {
            Treatment::Delete { stamp: 0 }
        } else {
            Treatment::Edit(Edit { splices, ..Edit::default() })
        };
        revision.paragraphs.insert(index, treatment);
    }
    let marked = markup::apply(&opened.package, found, &revision)?;
    Ok(markup::settle(&marked, document::Side::Accepted)?.write()?)
}

/// A document with comments on clauses, by their ids, and how many are on clauses that it does not have.
///
/// # Errors
/// [`NotMade`], where the document cannot be read or changed.
pub fn with_comments(bytes: &[u8], comments: Vec<(String, NewComment)>) -> Result<(Vec<u8>, usize), NotMade> {
    let sheet = Sheet::open(bytes)?;
    let all = comments.len();
    let placed = comments.into_iter().filter_map(|(id, comment)| {
        let clause = sheet.draft.outline().find(&id).ok()?;
        let span = sheet.draft.outline().get(clause)?.span;
        let part = sheet.draft.source().word()?.parts(span).next()?;
        Some(CommentOn { paragraph: part.paragraph, words: None, comment })
    });
    let revision = Revision { comments: placed.collect(), ..Revision::default() };
    Ok((sheet.write(&revision)?, all - revision.comments.len()))
}
