//! A draft of a view as the Word document that is sent: as it stands, clean, or with changes marked.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use onetext_case::View;
use onetext_case::texts::Version;
use onetext_record::Reader;
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;
use onetext_text::source::{EncodingRefused, Source};
use onetext_wordml::markup::{self, MarkupError, Stamp};
use onetext_wordml::scrub::{Keep, scrub};
use onetext_wordml::write::{self, Furniture, Unwritable, furnish};
use onetext_wordml::{Package, Refused};

use super::amending::with_amendments;
use super::amendments::{NotMarked, amendments, author};
use super::comments::positions;
use super::draft::{self, Page};
use super::marked::{NotMade, with_comments, with_replacements};
use super::redline::{Redline, RedlineError};
use super::stamped;
use crate::build::say;
use crate::clean::{NotClean, Taking, clean, replacements};
use crate::line::clean as one_line;
use crate::paper::isolate;
use crate::points::count;
use crate::wording;

/// What is sent of a draft.
#[derive(Debug, Clone)]
pub enum Form<'v> {
    /// It, brackets and all.
    Bracketed,
    /// It, with these options taken at its open points.
    Clean(Vec<(String, Vec<Taking>)>),
    /// What changed since this draft.
    RedlineAgainst(&'v Version),
    /// What these options at its open points change in it as it stands.
    RedlineOf(Vec<(String, Vec<Taking>)>),
    /// Amendments to it: these acts, or all that are in force.
    Amendments(Vec<String>),
}

/// How it is sent.
#[derive(Debug, Clone, Default)]
pub struct Manner {
    /// In whose name the mediators' own changes and comments are.
    pub mediators: String,
    /// The number of the copy, where it is to be on each page.
    pub copy: Option<String>,
    /// Whether everybody's positions are to stand beside the clauses.
    pub comments: bool,
}

/// A document that can be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The file.
    pub bytes: Vec<u8>,
    /// What whoever sends it should know, one sentence each.
    pub told: Vec<String>,
}

/// Why there is no document.
#[derive(Debug)]
pub enum NotSent {
    /// Options are wanting, or wrong.
    Clean(NotClean),
    /// The view has no words of a draft.
    NoWords(String),
    /// Positions are on the clauses of the current draft, and this is another.
    CommentsElsewhere,
    /// The document cannot be read or written.
    Unwritten(String),
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clean(why) => why.fmt(f),
            Self::NoWords(draft) => write!(f, "of the draft {} this reader has no words", isolate(draft)),
            Self::CommentsElsewhere => f.write_str(
                "positions are followed to the clauses of the current draft; leave --comments out, or take that draft",
            ),
            Self::Unwritten(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for NotSent {}

macro_rules! unwritten {
    ($($error:ty),*) => {$(
        impl From<$error> for NotSent {
            fn from(error: $error) -> Self {
                Self::Unwritten(error.to_string())
            }
        }
    )*};
}
unwritten!(Refused, MarkupError, EncodingRefused, Unwritable, RedlineError, NotMade);

/// The document for the reader of the view: nothing of the case goes into it but what the view has, and of a file that came
/// from elsewhere nothing but the draft's words and looks, unless it is for the team.
///
/// # Errors
/// [`NotSent`].
pub fn sent(view: &View, version: &Version, form: &Form<'_>, manner: &Manner) -> Result<Sent, NotSent> {
    let current = view.texts().current_version().is_some_and(|now| now.entry.id == version.entry.id);
    if manner.comments && !current {
        return Err(NotSent::CommentsElsewhere);
    }
    let title = one_line(&say::title(&version.entry));
    let sheet = Sheet {
        view,
        title: &title,
        lang: &version.entry.lang,
        copy: manner.copy.as_deref(),
        untouched: RefCell::default(),
    };
    let draft = words(version)?;
    let mut told = Vec::new();
    let mut bytes = match form {
        Form::Bracketed => sheet.base(draft)?,
        Form::Clean(taken) => sheet.clean(version, draft, taken)?,
        Form::RedlineAgainst(old) => {
            let stamp = Stamp {
                author: author(view, &version.entry.by, &manner.mediators),
                date: Some(stamped(&version.entry.on)),
            };
            // Both as they may be seen: what is inserted comes from the newer one.
            let old = read(sheet.base(words(old)?)?, old)?;
            let new = read(sheet.base(draft)?, version)?;
            let redline = Redline::between(&old, &new, &stamp)?;
            told = redline.sentences();
            redline.bytes
        }
        Form::RedlineOf(taken) => {
            let stamp = Stamp { author: manner.mediators.clone(), date: Some(stamped(&view.as_of)) };
            let old = read(sheet.base(draft)?, version)?;
            let new = read(sheet.clean(version, draft, taken)?, version)?;
            let redline = Redline::between(&old, &new, &stamp)?;
            told = redline.sentences();
            redline.bytes
        }
        Form::Amendments(named) => {
            let (found, mut not) = amendments(view, version, named, &manner.mediators);
            let all = found.len() + not.len();
            let (bytes, more) = with_amendments(&sheet.base(draft)?, draft, &found)?;
            not.extend(more);
            told.push(marked(all, &not));
            told.extend(not.iter().map(|NotMarked { act, why }| format!("Not marked: {act}: {why}.")));
            bytes
        }
    };
    if manner.comments {
        let (with, elsewhere) = with_comments(&bytes, positions(view, &manner.mediators))?;
        bytes = with;
        if elsewhere > 0 {
            told.push(format!("{} on clauses that are not in this document.", count(elsewhere, "comment")));
        }
    }
    told.extend(sheet.untouched.take().iter().map(|kept| format!("Kept without a look into it: {kept}.")));
    Ok(Sent { bytes, told })
}

fn marked(all: usize, not: &[NotMarked]) -> String {
    match (all, all - not.len()) {
        (0, _) => "There is no amendment to this draft that is in force.".to_owned(),
        (1, 1) => "1 amendment is marked.".to_owned(),
        (all, marked) if all == marked => format!("{marked} amendments are marked."),
        (all, marked) => format!("{marked} of {all} amendments are marked."),
    }
}

fn words(version: &Version) -> Result<&Draft, NotSent> {
    version.draft().ok_or_else(|| NotSent::NoWords(version.entry.id.to_string()))
}

/// A document made of a version, read as that is read.
fn read(bytes: Vec<u8>, version: &Version) -> Result<Draft, NotSent> {
    let reading = version.reading().cloned().unwrap_or_default();
    Ok(Draft::parse(Source::from_bytes(bytes)?, &reading))
}

/// What the document looks like around its words, and for whom it is.
struct Sheet<'a> {
    view: &'a View,
    title: &'a str,
    lang: &'a str,
    copy: Option<&'a str>,
    /// What of files that came from elsewhere was kept without having been looked into.
    untouched: RefCell<BTreeSet<String>>,
}

impl Sheet<'_> {
    /// A draft as a Word document without tracked changes: as it came, where it came as one.
    fn base(&self, draft: &Draft) -> Result<Vec<u8>, NotSent> {
        let Some(word) = draft.source().word() else {
            return Ok(write::document(&draft::document(draft, &self.page()))?);
        };
        let waits = !word.document().changes.is_empty();
        let own = self.view.reader == Reader::Team;
        if own && !waits && self.copy.is_none() {
            return Ok(draft.source().as_bytes().to_vec());
        }
        let mut package = Package::open(draft.source().as_bytes())?;
        if waits {
            package = markup::settle(&package, word.side())?;
        }
        if !own {
            let scrubbed = scrub(package, Keep::default())?;
            package = scrubbed.package;
            self.untouched.borrow_mut().extend(scrubbed.untouched);
        }
        if !own || self.copy.is_some() {
            furnish(&mut package, &self.furniture())?;
        }
        Ok(package.write()?)
    }

    /// A draft with options taken. What came from Word keeps its looks.
    fn clean(
        &self,
        version: &Version,
        draft: &Draft,
        taken: &[(String, Vec<Taking>)],
    ) -> Result<Vec<u8>, NotSent> {
        if draft.source().word().is_none() {
            let text = clean(draft, taken).map_err(NotSent::Clean)?;
            let new = Draft::parse(Source::from_bytes(text.into_bytes())?, &ReadingOptions::default());
            return self.base(&new);
        }
        let bytes = self.base(draft)?;
        let draft = read(bytes.clone(), version)?;
        let replaced = replacements(&draft, taken).map_err(NotSent::Clean)?;
        Ok(with_replacements(&bytes, &draft, &replaced)?)
    }

    fn page(&self) -> Page {
        let Furniture { title, language, header, footer, .. } = self.furniture();
        Page { title, language, header, footer }
    }

    fn furniture(&self) -> Furniture {
        let header = match self.copy {
            Some(number) => format!("{}\t{}", self.title, copy(self.lang, &one_line(number))),
            None => self.title.to_owned(),
        };
        Furniture {
            title: self.title.to_owned(),
            language: self.lang.to_owned(),
            direction: super::direction(wording::direction(self.lang)),
            header,
            footer: format!("\t{}", foot(self.lang)),
        }
    }
}

/// "Page 1 of 3" in the language of the document.
fn foot(lang: &str) -> &'static str {
    match lang.split('-').next().unwrap_or_default() {
        "en" => "Page {page} of {pages}",
        "ar" => "صفحة {page} من {pages}",
        "he" => "עמוד {page} מתוך {pages}",
        "fr" => "Page {page} sur {pages}",
        "es" => "Página {page} de {pages}",
        "ru" => "Страница {page} из {pages}",
        "de" => "Seite {page} von {pages}",
        _ => "{page} / {pages}",
    }
}

/// "Copy 7" in the language of the document.
fn copy(lang: &str, number: &str) -> String {
    let word = match lang.split('-').next().unwrap_or_default() {
        "en" => "Copy",
        "ar" => "نسخة رقم",
        "he" => "עותק מספר",
        "fr" => "Exemplaire",
        "es" => "Ejemplar",
        "ru" => "Экземпляр",
        "de" => "Ausfertigung",
        _ => "№",
    };
    format!("{word} {number}")
}
