//! Two documents that have much in common: read as drafts, set against each other, the older one marked with what differs.
//! With all changes accepted the redline is the newer one, with all rejected the older, or there is a refusal that says why;
//! and a draft against itself is its own document, byte for byte.
#![no_main]

use std::collections::HashSet;

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use onetext_brief::word::redline::{Redline, RedlineError, Stamp};
use onetext_fuzz::Sketch;
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;
use onetext_text::source::Source;
use onetext_text::word::Side;
use onetext_wordml::document::{Document, Story};
use onetext_wordml::markup::{MarkupError, settle};
use onetext_wordml::package::Package;
use onetext_wordml::testing::Docx;

fuzz_target!(|data: &[u8]| {
    let _ = pair(&mut Unstructured::new(data));
});

fn pair(u: &mut Unstructured<'_>) -> Result<()> {
    let (old, new) = match u.int_in_range(0..=7)? {
        // Any texts, or any XML in the bodies of sound files.
        0 => {
            let rest = String::from_utf8_lossy(u.bytes(u.len())?);
            let (old, new) = rest.split_once('\u{0}').unwrap_or((&rest, ""));
            (given(old), given(new))
        }
        kind => {
            let old = Sketch::draw(u, kind == 1)?;
            let new = if kind == 2 { Sketch::draw(u, false)? } else { old.edited(u)? };
            (old.docx(), new.docx())
        }
    };
    let (Some(old), Some(new)) = (draft(old), draft(new)) else { return Ok(()) };
    redline(&old, &new);
    redline(&new, &old);
    redline(&old, &old);
    Ok(())
}

fn given(text: &str) -> Vec<u8> {
    if text.starts_with('<') { Docx::new(text).bytes() } else { text.as_bytes().to_vec() }
}

fn draft(bytes: Vec<u8>) -> Option<Draft> {
    let source = Source::from_bytes(bytes).ok()?;
    Some(Draft::parse(source, &ReadingOptions::default()))
}

fn redline(old: &Draft, new: &Draft) {
    let stamp = Stamp { author: "Mediators".to_owned(), date: None };
    let made = match Redline::between(old, new, &stamp) {
        Ok(made) => made,
        // An empty paragraph more or less, beside content controls and tables at the end of a text, is refused and nothing written.
        Err(RedlineError::Mismatch { found, wanted, .. }) if found.is_empty() || wanted.is_empty() => {
            if std::env::var_os("ONETEXT_FUZZ_TELL").is_some() {
                eprintln!("refused: {found:?} in place of {wanted:?}");
            }
            return;
        }
        Err(error @ (RedlineError::Mismatch { .. } | RedlineError::NotRead)) => panic!("{error}"),
        Err(RedlineError::Markup(error))
            if !matches!(error, MarkupError::Refused(_) | MarkupError::Prefix { .. }) =>
        {
            panic!("{error}")
        }
        Err(_) => return,
    };
    let package = Package::open(&made.bytes).expect("what was written is opened again");
    for (draft, side) in [(new, Side::Accepted), (old, Side::Rejected)] {
        let settled = settle(&package, side).expect("a redline can be settled");
        let settled = Document::read(&settled).expect("and read");
        assert!(settled.changes.is_empty());
        let Some(word) = draft.source().word() else { continue };
        // Where Word will number otherwise than the newer draft does, that is told, and what is a label there is another here.
        if side == Side::Rejected || made.told.is_empty() {
            let (found, wanted) =
                (Said::of(&settled, Side::Accepted), Said::of(word.document(), word.side()));
            assert_eq!(found.beside(&wanted), wanted.beside(&found), "{side:?}");
        }
    }
    if std::ptr::eq(old, new) && old.source().word().is_some_and(|word| word.document().changes.is_empty()) {
        assert_eq!(made.bytes, old.source().as_bytes());
    }
}

/// What a document says.
#[derive(Default)]
struct Said {
    /// The paragraphs of the text that say something, in order, with blanks alike and with their labels, whether Word counts them
    /// or they are typed.
    body: Vec<String>,
    /// All words of notes.
    notes: Vec<String>,
    /// Labels of paragraphs without words: where one is typed, it is a word.
    bare: HashSet<String>,
}

impl Said {
    fn of(document: &Document, side: Side) -> Self {
        let mut said = Self::default();
        for joined in document.joined(side) {
            let Some(looks) = document.paragraphs.get(joined.looks.0 as usize) else { continue };
            // Bullets say nothing.
            let label = looks.label.as_ref().filter(|label| !label.bullet).map_or("", |label| &label.text);
            let text = document.joined_text(&joined, side);
            let mut words = label.split_whitespace().chain(text.split_whitespace());
            match (looks.story, text.trim().is_empty()) {
                (Story::Body, true) => {
                    drop(said.bare.insert(label.split_whitespace().collect::<Vec<_>>().join(" ")))
                }
                (Story::Body, false) => said.body.push(words.by_ref().collect::<Vec<_>>().join(" ")),
                _ => said.notes.extend(words.map(str::to_owned)),
            }
        }
        said.notes.sort();
        said
    }

    /// The paragraphs of two that say more than a label, and the notes.
    fn beside<'s>(&'s self, other: &Self) -> (Vec<&'s String>, &'s [String]) {
        let bare = |words: &&String| self.bare.contains(*words) || other.bare.contains(*words);
        (self.body.iter().filter(|words| !bare(words)).collect(), &self.notes)
    }
}
