//! How fast a Word document is read: bytes to paragraphs with their labels, looks and changes, on one core.
//!
//! On a document that is made here, of 5,000 clauses with a tracked change in each, and on the Paris drafts as pandoc and
//! LibreOffice make them, if `ONETEXT_WORD` names a folder with them. On one core of a shared x86-64 machine the agreement of
//! 12 December made by pandoc is opened in 0.3 ms and read in 1.0 ms (1.7 ms as LibreOffice writes it), the draft of 4
//! December in 0.5 and 2.0 ms.

use divan::Bencher;
use divan::counter::BytesCount;
use onetext_wordml::testing::Docx;
use onetext_wordml::{Document, Opened, Package};

fn main() {
    divan::main();
}

/// Documents, by the names that they are shown with.
fn names() -> Vec<String> {
    let folder = std::env::var("ONETEXT_WORD").ok().and_then(|folder| std::fs::read_dir(folder).ok());
    let mut names: Vec<String> = folder
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.path().to_string_lossy().into_owned())
        .filter(|path| path.ends_with(".docx"))
        .collect();
    names.sort();
    names.insert(0, "made here".to_owned());
    names
}

fn bytes(name: &str) -> Vec<u8> {
    if name == "made here" { made() } else { std::fs::read(name).unwrap_or_default() }
}

fn made() -> Vec<u8> {
    let numbers = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>\
         <w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let clause = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
         <w:r><w:t xml:space=\"preserve\">The farms </w:t></w:r>\
         <w:del w:id=\"1\" w:author=\"Upper Farm\" w:date=\"2024-08-16T10:00:00Z\"><w:r><w:delText>should</w:delText></w:r></w:del>\
         <w:ins w:id=\"2\" w:author=\"Upper Farm\" w:date=\"2024-08-16T10:00:00Z\"><w:r><w:rPr><w:b/></w:rPr><w:t>shall</w:t></w:r></w:ins>\
         <w:r><w:t xml:space=\"preserve\"> draw water at dawn and at dusk under the second paragraph of this Article.</w:t></w:r></w:p>";
    Docx::new(&clause.repeat(5_000)).numbering(numbers).bytes()
}

/// The archive opened: parts found, inflated and checked.
#[divan::bench(args = names())]
fn open(bencher: Bencher, name: &str) {
    let bytes = bytes(name);
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| Package::open(&bytes));
}

/// The parts read; bytes are those of the main part.
#[divan::bench(args = names())]
fn read(bencher: Bencher, name: &str) {
    let Ok(Opened { package, .. }) = Opened::from_bytes(&bytes(name)) else { return };
    let size = package.part(package.main()).map_or(0, <[u8]>::len);
    bencher.counter(BytesCount::new(size)).bench(|| Document::read(&package));
}

/// The tracked changes told by author and date.
#[divan::bench]
fn hands(bencher: Bencher) {
    let Ok(Opened { document, .. }) = Opened::from_bytes(&made()) else { return };
    bencher.bench(|| document.hands());
}
