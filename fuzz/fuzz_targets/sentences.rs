//! Sentences of any language: particulars lie where the text is, the same words differ in nothing, what is quoted from a
//! text is found in it, and language versions can be set side by side.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext_text::parity::{Version, parity};
use onetext_text::particulars::{Lang, differences, particulars};
use onetext_text::quoted::Quotation;
use onetext_text::{Draft, ReadingOptions, Source, folded};

const LANGUAGES: [(Lang, &str); 4] =
    [(Lang::English, "en"), (Lang::Arabic, "ar"), (Lang::Hebrew, "he"), (Lang::Other, "fr")];

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let (one, other) = text.split_once('\u{0}').unwrap_or((&text, ""));
    for (lang, _) in LANGUAGES {
        for found in particulars(one, lang) {
            assert!(one.get(found.span.range()).is_some(), "{found:?} lies where there is no text");
        }
        assert!(differences(one, one, lang).is_empty());
        let _ = differences(one, other, lang);
    }
    let quotation = Quotation::new(other);
    let _ = quotation.find(one, &folded::words(one));
    let draft = |text: &str| {
        let source = Source::from_bytes(text.as_bytes().to_vec()).ok()?;
        Some(Draft::parse(source, &ReadingOptions::default()))
    };
    let (Some(one), Some(other)) = (draft(one), draft(other)) else { return };
    for (_, tag) in LANGUAGES {
        let version = |draft| Version { tag, draft, before: None };
        let same = parity(&[version(&one), version(&one)], &[]);
        assert!(same.clauses.is_empty(), "a text differs from itself: {same:?}");
        let _ = parity(&[version(&one), version(&other)], &[]);
    }
});
