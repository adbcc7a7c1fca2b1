//! Putting amendments and comments on clauses of a Word document that is there.

use std::collections::BTreeMap;
use std::ops::Range;

use onetext_record::novelty::amended;
use onetext_text::choice::Replacement;
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;
use onetext_text::redline::{ChangeKind, redline};
use onetext_text::source::{EncodingRefused, Source};
use onetext_wordml::markup::{self, CommentOn, Edit, MarkupError, Revision, Splice, Stamp, Treatment};
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
    // References to notes are no words that anybody speaks of: they stay where they are.
    let plain: String = old.split(document::NOTE).collect();
    let new = amended(&plain, &amendment.words).ok_or(WhyNot::NoPlace)?;
    let mut splices = Vec::new();
    let mut at = 0;
    for change in redline(&plain, &new) {
        let end = at + change.old.len();
        if change.kind != ChangeKind::Equal {
            let insert = run(&change.new);
            splices.extend(around_notes(old, at..end, insert, stamp, body.start));
        }
        at = end;
    }
    if splices.is_empty() { Err(WhyNot::SameAsIs) } else { Ok((paragraph, splices)) }
}

/// Words as a run; none for no words.
fn run(words: &str) -> Vec<NewRun> {
    if words.is_empty() {
        return Vec::new();
    }
    vec![NewRun { text: words.to_owned(), ..NewRun::default() }]
}

/// A change of words, counted without the references to notes among them, as changes of the words between these.
fn around_notes(
    text: &str,
    plain: Range<usize>,
    insert: Vec<NewRun>,
    stamp: usize,
    from: usize,
) -> Vec<Splice> {
    let mut splices: Vec<Splice> = Vec::new();
    let (mut at, mut start) = (0, 0);
    for part in text.split(document::NOTE) {
        let end = at + part.len();
        let own = plain.start.clamp(at, end)..plain.end.clamp(at, end);
        let here = plain.start <= end && plain.end >= at;
        if here && (own.start < own.end || splices.is_empty() && plain.is_empty()) {
            let shift = from + start;
            let place = shift + own.start - at..shift + own.end - at;
            splices.push(Splice { at: place, insert: Vec::new(), stamp });
        }
        at = end;
        start += part.len() + document::NOTE.len_utf8();
    }
    if let Some(first) = splices.first_mut() {
        first.insert = insert;
    }
    splices
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
