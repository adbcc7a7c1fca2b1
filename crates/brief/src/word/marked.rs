//! Putting amendments and comments on clauses of a Word document that is there.

use std::ops::Range;

use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;
use onetext_text::redline::{ChangeKind, redline};
use onetext_text::source::{EncodingRefused, Source};
use onetext_wordml::markup::{self, CommentOn, Edit, MarkupError, Revision, Splice, Treatment};
use onetext_wordml::new::{NewComment, NewRun};
use onetext_wordml::read::Opened;
use onetext_wordml::{ParagraphIndex, Refused, document};

use super::amendments::{Amendment, NotMarked, WhyNot};

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
}

/// A Word document with its clauses.
struct Sheet {
    opened: Opened,
    draft: Draft,
}

impl Sheet {
    fn open(bytes: &[u8]) -> Result<Self, NotMade> {
        let source = Source::from_bytes(bytes.to_vec())?;
        Ok(Self {
            opened: Opened::from_bytes(bytes)?,
            draft: Draft::parse(source, &ReadingOptions::default()),
        })
    }

    /// The paragraph that a clause stands in, and where in its text the words behind the clause's label are; `None` where
    /// that is more than one paragraph, or none.
    fn place(&self, clause: ClauseIndex) -> Option<(ParagraphIndex, Range<usize>)> {
        let found = self.draft.outline().get(clause)?;
        let mut parts = self.draft.source().word()?.parts(found.body);
        let part = parts.next()?;
        parts.next().is_none().then_some((part.paragraph, part.at))
    }

    fn text(&self, paragraph: ParagraphIndex) -> String {
        let document = &self.opened.document;
        document
            .paragraphs
            .get(paragraph.0 as usize)
            .map(|found| found.text(document::Side::Accepted, &document.changes))
            .unwrap_or_default()
    }

    fn write(&self, revision: &Revision) -> Result<Vec<u8>, NotMade> {
        Ok(markup::apply(&self.opened.package, &self.opened.document, revision)?.write()?)
    }
}

/// A document with amendments as tracked changes, each in the name of who put it forward, and those that could not be marked.
/// `of` is the draft that the amendments are to, and `bytes` the same draft as a Word document.
///
/// # Errors
/// [`NotMade`], where the document cannot be read or changed.
pub fn with_amendments(
    bytes: &[u8],
    of: &Draft,
    amendments: &[Amendment],
) -> Result<(Vec<u8>, Vec<NotMarked>), NotMade> {
    let sheet = Sheet::open(bytes)?;
    let mut revision = Revision::default();
    let mut not = Vec::new();
    for amendment in amendments {
        match splices(&sheet, of, amendment, revision.stamps.len()) {
            Ok((paragraph, new)) => {
                let treatment =
                    revision.paragraphs.entry(paragraph).or_insert_with(|| Treatment::Edit(Edit::default()));
                let Treatment::Edit(edit) = treatment else { continue };
                if new.iter().any(|splice| edit.splices.iter().any(|other| meet(splice, other))) {
                    not.push(NotMarked { act: amendment.act.clone(), why: WhyNot::SameWords });
                    continue;
                }
                edit.splices.extend(new);
                edit.splices.sort_by_key(|splice| (splice.at.start, splice.at.end));
                revision.stamps.push(amendment.stamp.clone());
            }
            Err(why) => not.push(NotMarked { act: amendment.act.clone(), why }),
        }
    }
    Ok((sheet.write(&revision)?, not))
}

/// Whether two changes are to the same words, or at the same place.
fn meet(one: &Splice, other: &Splice) -> bool {
    one.at.start <= other.at.end && other.at.start <= one.at.end
}

/// The changes of one amendment, in the paragraph of its clause.
fn splices(
    sheet: &Sheet,
    of: &Draft,
    amendment: &Amendment,
    stamp: usize,
) -> Result<(ParagraphIndex, Vec<Splice>), WhyNot> {
    let id =
        of.outline().get(amendment.clause).map(|clause| clause.id.as_str()).ok_or(WhyNot::NoOneClause)?;
    let clause = sheet.draft.outline().find(id).map_err(|_| WhyNot::NoOneClause)?;
    let (paragraph, body) = sheet.place(clause).ok_or(WhyNot::ClausesBelow)?;
    let text = sheet.text(paragraph);
    let old = text.get(body.clone()).ok_or(WhyNot::NoPlace)?;
    let mut splices = Vec::new();
    let mut at = body.start;
    for change in redline(old, &amendment.text) {
        let end = at + change.old.len();
        if change.kind != ChangeKind::Equal {
            let insert = (!change.new.is_empty())
                .then(|| NewRun { text: change.new.clone(), ..NewRun::default() })
                .into_iter()
                .collect();
            splices.push(Splice { at: at..end, insert, stamp });
        }
        at = end;
    }
    if splices.is_empty() { Err(WhyNot::SameAsIs) } else { Ok((paragraph, splices)) }
}

/// A document with comments on clauses, by their ids; those on clauses that are not in it are left out.
///
/// # Errors
/// [`NotMade`], where the document cannot be read or changed.
pub fn with_comments(bytes: &[u8], comments: Vec<(String, NewComment)>) -> Result<Vec<u8>, NotMade> {
    let sheet = Sheet::open(bytes)?;
    let placed = comments.into_iter().filter_map(|(id, comment)| {
        let clause = sheet.draft.outline().find(&id).ok()?;
        let span = sheet.draft.outline().get(clause)?.span;
        let part = sheet.draft.source().word()?.parts(span).next()?;
        Some(CommentOn { paragraph: part.paragraph, words: None, comment })
    });
    let revision = Revision { comments: placed.collect(), ..Revision::default() };
    sheet.write(&revision)
}
