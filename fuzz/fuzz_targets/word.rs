//! Word files: any bytes, and any XML in the parts of a sound file. Each is refused or read; what is read lies where it says,
//! is a draft, can be settled and scrubbed, and says the same words after.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext_text::{Draft, ReadingOptions, Source};
use onetext_wordml::document::{Document, Side, Story};
use onetext_wordml::markup::settle;
use onetext_wordml::package::{Limits, Package};
use onetext_wordml::scrub::{Keep, scrub};
use onetext_wordml::testing::Docx;

const LIMITS: Limits = Limits { file: 1 << 20, entries: 64, part: 4 << 20, total: 8 << 20 };

fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"PK") {
        read(data);
        return;
    }
    // The body, styles, numbering, footnotes, comments, settings and a header, parted by zeros.
    let text = String::from_utf8_lossy(data);
    let mut pieces = text.split('\u{0}');
    let mut docx = Docx::new(pieces.next().unwrap_or_default());
    for (name, root) in [
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("footnotes", "footnotes"),
        ("comments", "comments"),
        ("settings", "settings"),
        ("header1", "hdr"),
    ] {
        if let Some(piece) = pieces.next() {
            docx = docx.word(name, root, piece);
        }
    }
    read(&docx.link("https://example.org/").bytes());
});

fn read(bytes: &[u8]) {
    let Ok(package) = Package::open_within(bytes, LIMITS) else { return };
    let again = Package::open(&package.write().expect("what was read can be written")).expect("and opened again");
    assert_eq!(again, package);
    let Ok(document) = Document::read(&package) else { return };
    let body = package.main_xml().expect("it was read");
    let mut last = 0;
    for paragraph in document.paragraphs.iter().filter(|paragraph| paragraph.story == Story::Body) {
        assert!(paragraph.source.start >= last && body.get(paragraph.source.clone()).is_some());
        last = paragraph.source.start;
        for piece in &paragraph.pieces {
            assert!(paragraph.source.start <= piece.run.start && piece.run.end <= paragraph.source.end);
            assert!(piece.run.start <= piece.element.start && piece.element.end <= piece.run.end);
            assert!(body.get(piece.element.clone()).is_some());
        }
    }
    for side in [Side::Accepted, Side::Rejected] {
        if let Ok(settled) = settle(&package, side) {
            let settled = Document::read(&settled).expect("what was settled can be read");
            let _ = settled.joined(Side::Accepted);
        }
    }
    if let Ok(scrubbed) = scrub(package, Keep::default()) {
        let bytes = scrubbed.package.write().expect("what was scrubbed can be written");
        let after = Package::open(&bytes).expect("and opened again");
        let after = Document::read(&after).expect("and read");
        let texts = |document: &Document| -> Vec<String> {
            let body = document.paragraphs.iter().filter(|paragraph| paragraph.story == Story::Body);
            body.map(|paragraph| paragraph.text(Side::Accepted, &document.changes)).collect()
        };
        assert_eq!(texts(&after), texts(&document));
    }
    if let Ok(source) = Source::from_bytes(bytes.to_vec()) {
        assert_eq!(source.as_bytes(), bytes);
        let _ = Draft::parse(source, &ReadingOptions::default());
    }
}
