//! Files that are no Word documents, or that were made to do harm: each is refused in words that a person can act on, and
//! none takes more than its share of memory or of time.
#![allow(clippy::unwrap_used, clippy::panic)]

use onetext_wordml::package::{Limits, Package, Refused};
use onetext_wordml::testing::{Docx, zipped};
use onetext_wordml::xml::{Cursor, Node};

fn document() -> Docx {
    Docx::of_paragraphs(&["The parties agree.", "They meet again."]).styles("").footnotes("")
}

fn refusal(bytes: &[u8]) -> String {
    match Package::open(bytes) {
        Ok(package) => panic!("opened, with the document {}", package.main()),
        Err(refused) => refused.to_string(),
    }
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    zipped(&parts.iter().map(|&(name, data)| (name.to_owned(), data.as_bytes().to_vec())).collect::<Vec<_>>())
}

/// A compound file with these streams in its directory.
fn compound(streams: &[&str]) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(512, 0);
    for name in streams {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(entry.len() + 2).unwrap();
        entry.resize(64, 0);
        entry.extend(length.to_le_bytes());
        entry.resize(128, 0);
        bytes.extend(entry);
    }
    bytes
}

#[test]
fn what_is_no_archive_is_named_as_far_as_it_can_be() {
    assert_eq!(refusal(b""), "the file is empty: ask for it again");
    let plain = "this is no Word document: a .docx is a zip archive, and this file is none; if it opens in a word processor, \
                 save it there as .docx";
    assert_eq!(refusal(b"The parties agree."), plain);
    assert_eq!(refusal(&[0; 4096]), plain);
    for (start, what) in [
        ("{\\rtf1\\ansi", "a file in Rich Text Format (.rtf)"),
        ("%PDF-1.7", "a PDF"),
        ("<!DOCTYPE HTML><p>", "a web page (.html)"),
        ("\u{feff}  <html>", "a web page (.html)"),
        ("MIME-Version: 1.0", "a web page in one file (.mht)"),
        (
            "<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">",
            "a Word document in one XML file (.xml)",
        ),
    ] {
        let expected = format!(
            "this is no Word document (.docx) but {what}: open it in a word processor and save it as .docx"
        );
        assert_eq!(refusal(start.as_bytes()), expected);
    }
}

#[test]
fn a_document_of_old_word_is_told_from_one_that_is_encrypted() {
    assert_eq!(
        refusal(&compound(&["Root Entry", "1Table", "WordDocument"])),
        "this is a document of Word 97 to 2003 (.doc), an older format that is not read: open it in Word or LibreOffice and \
         save it as .docx"
    );
    let encrypted = "this document is encrypted: open it with its password and save a copy without one";
    assert_eq!(refusal(&compound(&["Root Entry", "EncryptionInfo", "EncryptedPackage"])), encrypted);
    assert_eq!(
        refusal(&compound(&["Root Entry", "Workbook"])),
        "this is no Word document (.docx) but a file of an older Office program: open it in a word processor and save it as \
         .docx"
    );
    // An archive whose entries are encrypted: the lowest flag of both headers of each entry.
    let mut bytes = document().bytes();
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> =
            (0..bytes.len() - 4).filter(|&at| bytes[at..].starts_with(signature)).collect();
        places.into_iter().for_each(|at| bytes[at + flags] |= 1);
    }
    assert_eq!(refusal(&bytes), encrypted);
}

#[test]
fn a_document_that_can_run_programs_is_refused_however_it_tells_of_them() {
    let expected = |part: &str| {
        format!(
            "this document carries macros ({part}), programs that run when it is opened; it is not read: save it as a plain \
             .docx, which leaves them out, after asking its sender why they are there"
        )
    };
    let with_programs = document().part("word/vbaProject.bin", *b"\xd0\xcf\x11\xe0").bytes();
    assert_eq!(refusal(&with_programs), expected("word/vbaProject.bin"));
    let hidden = document().part("word/VBAPROJECT2.BIN", *b"x").bytes();
    assert_eq!(refusal(&hidden), expected("word/VBAPROJECT2.BIN"));
    let parts: Vec<(String, Vec<u8>)> = document()
        .into_parts()
        .into_iter()
        .map(|(name, data)| {
            let text = String::from_utf8(data).unwrap().replace(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                "application/vnd.ms-word.document.macroEnabled.main+xml",
            );
            (name, text.into_bytes())
        })
        .collect();
    assert_eq!(refusal(&zipped(&parts)), expected("word/document.xml"));
}

#[test]
fn other_files_that_are_archives_are_named() {
    for (parts, what) in [
        (vec![("[Content_Types].xml", ""), ("xl/workbook.xml", "<x/>")], "an Excel workbook (.xlsx)"),
        (vec![("ppt/presentation.xml", "<x/>")], "a PowerPoint presentation (.pptx)"),
        (
            vec![("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")],
            "an OpenDocument text (.odt), which LibreOffice or Word can save as .docx",
        ),
        (vec![("mimetype", "application/epub+zip")], "an e-book (.epub)"),
    ] {
        let parts: Vec<(&str, &str)> = parts
            .into_iter()
            .map(|(name, data)| {
                (
                    name,
                    if name.starts_with('[') {
                        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                    } else {
                        data
                    },
                )
            })
            .collect();
        assert_eq!(
            refusal(&archive(&parts)),
            format!("this is no Word document but {what}: a .docx is needed")
        );
    }
    assert_eq!(
        refusal(&archive(&[("read me.txt", "x"), ("drafts/Plan 2.docx", "x")])),
        "this is a zip archive that holds \"drafts/Plan 2.docx\": unpack it and give the document itself"
    );
    assert_eq!(
        refusal(&archive(&[("a.txt", "x")])),
        "this zip archive is no Word document: it has no list of content types ([Content_Types].xml); if it opens in a word \
         processor, save it there as .docx"
    );
}

#[test]
fn a_document_without_its_document_is_refused() {
    let without = |gone: &str| {
        let mut parts = document().into_parts();
        parts.retain(|(name, _)| name != gone);
        refusal(&zipped(&parts))
    };
    let rest = "; if it opens in a word processor, save it there as .docx";
    assert_eq!(
        without("word/document.xml"),
        format!(
            "this zip archive is no Word document: its document \"word/document.xml\" is not in it{rest}"
        )
    );
    assert_eq!(
        without("_rels/.rels"),
        format!(
            "this zip archive is no Word document: it does not say which of its parts is the document (_rels/.rels){rest}"
        )
    );
}

#[test]
fn a_file_cut_off_at_any_byte_is_damaged() {
    let bytes = document().bytes();
    for length in 2..bytes.len() {
        let refused = Package::open(&bytes[..length]).unwrap_err();
        assert!(matches!(refused, Refused::Damaged { .. }), "{length} of {}: {refused}", bytes.len());
    }
    assert_eq!(
        refusal(&bytes[..bytes.len() / 2]),
        "the file is damaged or not complete (its directory, which stands at its end, cannot be read): ask for it again"
    );
}

#[test]
fn no_byte_changed_on_the_way_is_taken_for_what_was_written() {
    let bytes = document().bytes();
    let original = Package::open(&bytes).unwrap();
    let mut changed = bytes.clone();
    for at in 0..bytes.len() {
        for bit in [0, 3, 7] {
            changed[at] ^= 1 << bit;
            // Some bytes say nothing of the parts: times, attributes, versions.
            if let Ok(package) = Package::open(&changed) {
                for name in original.names() {
                    if let Some(data) = package.part(name) {
                        assert_eq!(Some(data), original.part(name), "byte {at}, bit {bit}, {name}");
                    }
                }
            }
            changed[at] ^= 1 << bit;
        }
    }
}

#[test]
fn what_is_larger_than_the_limits_is_refused_while_it_is_inflated() {
    let limits = Limits { file: 1 << 20, entries: 16, part: 100_000, total: 250_000 };
    let open = |docx: Docx| {
        Package::open_within(&docx.bytes(), limits).map(|_| ()).map_err(|refused| refused.to_string())
    };
    let rest = ": such a file is not read, as it may be made to exhaust memory; if it was made in a word processor, take large \
                pictures out and save it again";
    assert_eq!(open(document().part("word/a.xml", vec![b' '; 100_000])), Ok(()));
    assert_eq!(
        open(document().part("word/a.xml", vec![b' '; 100_001])),
        Err(format!("\"word/a.xml\" without its compression is larger than the limit of 100000 bytes{rest}"))
    );
    let three =
        (0..3).fold(document(), |docx, number| docx.part(&format!("word/{number}.xml"), vec![b' '; 90_000]));
    assert_eq!(
        open(three),
        Err(format!("the document without its compression is larger than the limit of 250000 bytes{rest}"))
    );
    let many = (0..16).fold(document(), |docx, number| docx.part(&format!("word/{number}.bin"), "x"));
    assert_eq!(open(many), Err(format!("the number of parts in it is larger than the limit of 16{rest}")));
    let far_more = (0..300).fold(document(), |docx, number| docx.part(&format!("word/{number}.bin"), "x"));
    assert_eq!(
        open(far_more),
        Err(format!("the number of parts in it is larger than the limit of 16{rest}"))
    );
    let noise: Vec<u8> =
        (0..1_200_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let large = document().part("word/media/image.jpeg", noise).bytes();
    let small = Limits { file: large.len() - 1, ..Limits::default() };
    assert!(matches!(Package::open_within(&large, small), Err(Refused::TooLarge { .. })));
}

/// Sizes in both headers of an entry of an archive, as they are declared.
fn declare_size(bytes: &mut [u8], name: &str, size: u32) {
    for (signature, sizes, name_at) in [(b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)] {
        let at = (0..bytes.len() - name_at)
            .find(|&at| {
                bytes[at..].starts_with(signature) && bytes[at + name_at..].starts_with(name.as_bytes())
            })
            .unwrap();
        bytes[at + sizes..at + sizes + 4].copy_from_slice(&size.to_le_bytes());
    }
}

#[test]
fn sizes_that_a_file_declares_are_not_believed() {
    let limits = Limits { part: 100_000, ..Limits::default() };
    let bytes = document().part("word/a.xml", vec![b' '; 5_000_000]).bytes();
    for size in [0, 10, 99_999, u32::MAX - 1] {
        let mut lying = bytes.clone();
        declare_size(&mut lying, "word/a.xml", size);
        let refused = Package::open_within(&lying, limits).unwrap_err();
        assert!(matches!(refused, Refused::TooLarge { .. } | Refused::Damaged { .. }), "{size}: {refused}");
    }
    // A size that is declared makes nobody take memory for it.
    let mut lying = document().part("word/a.xml", "x").bytes();
    declare_size(&mut lying, "word/a.xml", u32::MAX - 1);
    assert_eq!(Package::open(&lying).unwrap().part("word/a.xml"), Some(&b"x"[..]));
}

#[test]
fn entries_that_share_their_bytes_count_each_time() {
    // The directory names one entry's bytes a hundred times, under other names.
    let bytes = document().part("word/a.bin", vec![b' '; 500_000]).bytes();
    let at = (0..bytes.len())
        .find(|&at| bytes[at..].starts_with(b"PK\x01\x02") && bytes[at + 46..].starts_with(b"word/a.bin"))
        .unwrap();
    let entry = bytes[at..at + 56].to_vec();
    let end = (0..bytes.len()).rev().find(|&at| bytes[at..].starts_with(b"PK\x05\x06")).unwrap();
    let mut out = bytes[..end].to_vec();
    for number in 0..100_u8 {
        let mut copy = entry.clone();
        copy[51..53].copy_from_slice(format!("{number:02}").as_bytes());
        out.extend(copy);
    }
    let mut tail = bytes[end..].to_vec();
    let entries = u16::from_le_bytes([tail[8], tail[9]]) + 100;
    let size = u32::from_le_bytes([tail[12], tail[13], tail[14], tail[15]]) + 5600;
    tail[8..10].copy_from_slice(&entries.to_le_bytes());
    tail[10..12].copy_from_slice(&entries.to_le_bytes());
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    out.extend(tail);
    let limits = Limits { total: 10_000_000, ..Limits::default() };
    assert!(Package::open_within(&out, limits).is_err());
}

#[test]
fn a_name_that_is_there_twice_or_that_leads_elsewhere_is_refused() {
    let mut parts = document().into_parts();
    parts.push(("Word/Document.xml".to_owned(), b"<other/>".to_vec()));
    let twice = |name: &str| {
        format!(
            "the file holds \"{name}\" twice, so that programs would not agree on what it says: open it in a word processor \
             and save it again"
        )
    };
    assert_eq!(refusal(&zipped(&parts)), twice("Word/Document.xml"));
    // The very same name, which no archive writer writes: one name of the same length is turned into another.
    let mut bytes = document().part("word/styleX.xml", "<x/>").bytes();
    for at in 0..bytes.len() - 16 {
        if bytes[at..].starts_with(b"word/styleX.xml") {
            bytes[at + 10] = b's';
        }
    }
    assert_eq!(refusal(&bytes), twice("word/styles.xml"));
    for name in [
        "../../etc/passwd",
        "/etc/passwd",
        "word\\evil.xml",
        "C:/x",
        "word//x",
        "word/%2e%2e/x",
        "word/\u{7}",
    ] {
        let bytes = document().part(name, "x").bytes();
        let expected = format!(
            "the file holds an entry with the name \"{}\", which no part of a document may have: it was not made by a word \
             processor, or was changed since",
            name.replace('\u{7}', "\u{fffd}")
        );
        assert_eq!(refusal(&bytes), expected);
    }
}

#[test]
fn a_way_of_compressing_that_is_not_known_is_refused() {
    let mut bytes = document().bytes();
    let (local, central) = (8, 10);
    for (signature, at_method) in [(b"PK\x03\x04", local), (b"PK\x01\x02", central)] {
        let places: Vec<usize> =
            (0..bytes.len() - 4).filter(|&at| bytes[at..].starts_with(signature)).collect();
        places.into_iter().for_each(|at| bytes[at + at_method] = 12);
    }
    assert!(
        refusal(&bytes)
            .starts_with("\"[Content_Types].xml\" is compressed in a way that Word documents do not use ("),
        "{}",
        refusal(&bytes)
    );
}

#[test]
fn parts_in_utf16_are_read_as_those_in_utf8() {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-16\" standalone=\"yes\"?><w:document \
                xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>صورة 😀\
                </w:t></w:r></w:p></w:body></w:document>";
    let little: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let big: Vec<u8> =
        [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let bare: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked: Vec<u8> = [0xef, 0xbb, 0xbf].into_iter().chain(text.bytes()).collect();
    for data in [little.clone(), big, bare, marked] {
        let package = Package::open(&document().part("word/document.xml", data).bytes()).unwrap();
        let read = package.main_xml().unwrap();
        assert!(read.contains("<w:t>صورة 😀</w:t>"), "{read}");
        assert!(read.starts_with("<?xml version=\"1.0\" encoding=\"UTF-"));
    }
    let half = little[..little.len() - 1].to_vec();
    let lone: Vec<u8> = [0xff, 0xfe, 0x3c, 0x00, 0x00, 0xd8].to_vec();
    for data in [half, lone, b"<a>\xff\xfe\xe9</a>".to_vec()] {
        assert_eq!(
            refusal(&document().part("word/document.xml", data).bytes()),
            "\"word/document.xml\" is written neither in UTF-8 nor in UTF-16, which is all that the format allows: open the \
             document in a word processor and save it again"
        );
    }
}

/// The number of nodes of a part, or why it is refused.
fn read(text: &str) -> Result<usize, Refused> {
    let mut cursor = Cursor::new("word/document.xml", text);
    let mut nodes = 0;
    while cursor.next()? != Node::End {
        nodes += 1;
    }
    Ok(nodes)
}

#[test]
fn entities_are_refused_where_the_package_itself_is_described() {
    let bomb = "<!DOCTYPE Types [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>\
                <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">&b;</Types>";
    let forbidden = |part: &str| {
        format!(
            "\"{part}\" declares a document type, which the format forbids as it can be used to exhaust memory or to read \
             other files: the document was not made by a word processor"
        )
    };
    for part in ["[Content_Types].xml", "_rels/.rels"] {
        assert_eq!(refusal(&document().part(part, bomb).bytes()), forbidden(part));
    }
    assert_eq!(read(bomb).unwrap_err().to_string(), forbidden("word/document.xml"));
    let outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>";
    assert_eq!(read(outside).unwrap_err().to_string(), forbidden("word/document.xml"));
    assert_eq!(
        read("<a>&xxe;</a>").unwrap_err().to_string(),
        "\"word/document.xml\", line 1, column 4: there is no \"&xxe;\" in the format: the document was not made by a word \
         processor"
    );
}

#[test]
fn xml_made_to_be_slow_or_large_comes_to_an_end() {
    use std::fmt::Write as _;
    let mut attributes = String::from("<a");
    (0..50_000).for_each(|number| write!(attributes, " a{number}=\"\"").unwrap());
    attributes.push_str("/>");
    assert_eq!(read(&attributes).unwrap(), 2);
    let mut spaces = String::from("<a");
    (0..50_000).for_each(|number| write!(spaces, " xmlns:a{number}=\"urn:{number}\"").unwrap());
    spaces.push_str("/>");
    assert!(matches!(read(&spaces), Err(Refused::Malformed { .. })));
    let references = format!("<a>{}</a>", "&amp;".repeat(200_000));
    assert_eq!(read(&references).unwrap(), 200_002);
    assert_eq!(
        read(&"<a>".repeat(100_000)).unwrap_err().to_string(),
        "in \"word/document.xml\" more than 512 elements stand within each other: the document was not made by a word \
         processor"
    );
    let alternatives = "<mc:AlternateContent><mc:Choice Requires=\"mc\">".repeat(100_000);
    let alternatives =
        format!("<a xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">{alternatives}");
    assert!(matches!(read(&alternatives), Err(Refused::TooDeep { .. })));
}
