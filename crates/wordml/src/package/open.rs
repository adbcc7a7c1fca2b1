//! From the bytes of a file to its parts, within limits.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use memchr::memmem;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::kinds::{self, ContentTypes};
use super::names::{self, Key};
use super::{Package, Part, Refused};
use crate::xml::shown;

/// How much of a file is read, at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file: usize,
    /// Entries of the archive.
    pub entries: usize,
    /// Bytes of one part, inflated.
    pub part: usize,
    /// Bytes of all parts, inflated.
    pub total: usize,
}

impl Default for Limits {
    /// A document of a thousand pages has a main part of about 20 MiB; what goes beyond that is pictures.
    fn default() -> Self {
        const MIB: usize = 1024 * 1024;
        Self { file: 128 * MIB, entries: 4096, part: 64 * MIB, total: 192 * MIB }
    }
}

pub(super) fn open(bytes: &[u8], limits: Limits) -> Result<Package, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if !bytes.starts_with(b"PK") {
        return Err(no_archive(bytes));
    }
    if bytes.len() > limits.file {
        return Err(too_large("the file".to_owned(), limits.file));
    }
    // Before the directory is read, as reading it takes memory for each entry. An archive within the archive may add to
    // the count without being compressed, so that it is a multiple of the limit that is refused here.
    if memmem::find_iter(bytes, b"PK\x01\x02").take(limits.entries.saturating_mul(16) + 1).count()
        > limits.entries.saturating_mul(16)
    {
        return Err(too_many(limits));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > limits.entries {
        return Err(too_many(limits));
    }
    if archive.has_duplicate_names() {
        return Err(Refused::Duplicate { name: first_double(bytes) });
    }
    let parts = inflate(&mut archive, limits)?;
    recognise(parts)
}

/// What a file that is no archive is.
fn no_archive(bytes: &[u8]) -> Refused {
    let begins = |start: &[u8]| bytes.starts_with(start);
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = text.get(..text.len().min(1024)).unwrap_or(text).trim_ascii_start();
    let text_begins = |start: &str| {
        text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start.as_bytes()))
    };
    if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        // A compound file (MS-CFB): its streams are named in entries of 128 bytes, in UTF-16.
        if names_stream(bytes, "EncryptedPackage") || names_stream(bytes, "EncryptionInfo") {
            return Refused::Encrypted;
        }
        if names_stream(bytes, "WordDocument") {
            return Refused::Legacy;
        }
        return Refused::Otherwise { what: "a file of an older Office program" };
    }
    if text_begins("{\\rtf") {
        return Refused::Otherwise { what: "a file in Rich Text Format (.rtf)" };
    }
    if begins(b"%PDF") {
        return Refused::Otherwise { what: "a PDF" };
    }
    if memmem::find(text, b"http://schemas.microsoft.com/office/2006/xmlPackage").is_some()
        || memmem::find(text, b"http://schemas.microsoft.com/office/word/2003/wordml").is_some()
    {
        return Refused::Otherwise { what: "a Word document in one XML file (.xml)" };
    }
    if memmem::find(text, b"urn:oasis:names:tc:opendocument").is_some() {
        return Refused::Otherwise { what: "an OpenDocument in one XML file (.fodt)" };
    }
    if text_begins("<!doctype html") || text_begins("<html") {
        return Refused::Otherwise { what: "a web page (.html)" };
    }
    if text_begins("mime-version:") {
        return Refused::Otherwise { what: "a web page in one file (.mht)" };
    }
    if begins(b"\x1f\x8b") || begins(b"Rar!") || begins(b"7z\xbc\xaf\x27\x1c") {
        return Refused::Otherwise {
            what: "an archive of another kind than zip, which has to be unpacked first",
        };
    }
    Refused::NotZip
}

/// Whether a compound file has an entry with this name in its directory: the name, two bytes of zero, and at byte 64 its
/// length (MS-CFB, 2.6.1). Entries lie at multiples of their size.
fn names_stream(bytes: &[u8], name: &str) -> bool {
    let utf16: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).chain([0, 0]).collect();
    let length = u16::try_from(utf16.len()).unwrap_or(u16::MAX).to_le_bytes();
    bytes
        .chunks(128)
        .any(|entry| entry.starts_with(&utf16) && entry.get(64..66).is_none_or(|found| found == length))
}

/// Every entry of the archive, inflated and counted while that is done.
fn inflate(archive: &mut ZipArchive<Cursor<&[u8]>>, limits: Limits) -> Result<BTreeMap<Key, Part>, Refused> {
    let mut parts = BTreeMap::new();
    let mut left = limits.total;
    for index in 0..archive.len() {
        let (name, method, stored) = {
            let entry = archive.by_index_data(index).map_err(|error| damaged(&error))?;
            let name = match std::str::from_utf8(entry.name_raw()) {
                Ok(name) => name.to_owned(),
                Err(_) => {
                    return Err(Refused::Name { name: shown(&String::from_utf8_lossy(entry.name_raw())) });
                }
            };
            if entry.encrypted() {
                return Err(Refused::Encrypted);
            }
            (name, entry.compression(), entry.compressed_size())
        };
        // Some programs write their folders too.
        if name.ends_with('/') && stored <= 2 && names::may_be(name.trim_end_matches('/')) {
            continue;
        }
        if !names::may_be(&name) {
            return Err(Refused::Name { name: shown(&name) });
        }
        if !matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(Refused::Compression { part: shown(&name), method: method_name(method) });
        }
        let allowed = limits.part.min(left);
        let mut data = Vec::new();
        let file = archive.by_index(index).map_err(|error| damaged(&error))?;
        let mut counted = file.take(allowed as u64 + 1);
        counted.read_to_end(&mut data).map_err(|error| damaged(&ZipError::Io(error)))?;
        if data.len() > allowed {
            return Err(if allowed < limits.part {
                too_large("the document without its compression".to_owned(), limits.total)
            } else {
                too_large(format!("\"{}\" without its compression", shown(&name)), limits.part)
            });
        }
        left -= data.len();
        if is_xml(&name) {
            data = in_utf8(data);
        }
        let key = Key::of(&name);
        if parts.contains_key(&key) {
            return Err(Refused::Duplicate { name: shown(&name) });
        }
        parts.insert(key, Part { name, data });
    }
    Ok(parts)
}

/// Makes a package of the parts, if they are those of a Word document.
fn recognise(parts: BTreeMap<Key, Part>) -> Result<Package, Refused> {
    let mut package = Package { parts, main: String::new(), strict: false };
    if package.part(kinds::PART).is_none() {
        return Err(foreign(&package, "it has no list of content types ([Content_Types].xml)"));
    }
    let types = package.content_types()?;
    if let Some(part) = macros(&package, &types) {
        return Err(Refused::Macros { part: shown(&part) });
    }
    let roots = package.relations("")?;
    let Some(root) = roots.iter().find(|relation| relation.is("officeDocument")) else {
        return Err(foreign(&package, "it does not say which of its parts is the document (_rels/.rels)"));
    };
    let named = root.part().unwrap_or_default().to_owned();
    let Some(main) = package.parts.get(&Key::of(&named)).map(|part| part.name.clone()) else {
        return Err(Refused::Missing { what: format!("its document \"{}\" is not in it", shown(&named)) });
    };
    package.strict = root.kind.starts_with("http://purl.oclc.org/");
    let kind = types.of(&main).unwrap_or_default().to_ascii_lowercase();
    if !kind.contains("wordprocessingml.") {
        return Err(foreign(&package, "its document is not of a kind that Word writes"));
    }
    package.main = main;
    package.main_xml()?;
    Ok(package)
}

/// The part by which a document tells that it carries programs.
fn macros(package: &Package, types: &ContentTypes) -> Option<String> {
    let telling = |kind: &str| {
        let kind = kind.to_ascii_lowercase();
        kind.contains("macroenabled") || kind.contains("vbaproject")
    };
    let named = package.names().find(|name| {
        let file = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
        file.starts_with("vbaproject") || file == "vbadata.xml"
    });
    named.map(str::to_owned).or_else(|| {
        let told = package.names().find(|name| types.of(name).is_some_and(telling)).map(str::to_owned);
        told.or_else(|| types.all().find(|(_, kind)| telling(kind)).map(|(of, _)| of.to_owned()))
    })
}

/// What an archive that is no Word document is.
fn foreign(package: &Package, else_what: &str) -> Refused {
    let has = |name: &str| package.part(name).is_some();
    if let Some(mimetype) = package.part("mimetype") {
        let mimetype =
            String::from_utf8_lossy(mimetype.get(..mimetype.len().min(128)).unwrap_or(mimetype)).into_owned();
        let what = match mimetype.trim() {
            "application/vnd.oasis.opendocument.text"
            | "application/vnd.oasis.opendocument.text-template" => {
                Some("an OpenDocument text (.odt), which LibreOffice or Word can save as .docx")
            }
            "application/vnd.oasis.opendocument.spreadsheet" => Some("an OpenDocument spreadsheet (.ods)"),
            "application/vnd.oasis.opendocument.presentation" => Some("an OpenDocument presentation (.odp)"),
            "application/epub+zip" => Some("an e-book (.epub)"),
            _ => None,
        };
        if let Some(what) = what {
            return Refused::OtherOffice { what };
        }
    }
    let folder = |start: &str| package.names().any(|name| name.starts_with(start));
    if has("xl/workbook.xml") || has("xl/workbook.bin") || folder("xl/") {
        return Refused::OtherOffice { what: "an Excel workbook (.xlsx)" };
    }
    if has("ppt/presentation.xml") || folder("ppt/") {
        return Refused::OtherOffice { what: "a PowerPoint presentation (.pptx)" };
    }
    if has("visio/document.xml") {
        return Refused::OtherOffice { what: "a Visio drawing (.vsdx)" };
    }
    if has("Index/Document.iwa") || has("Index.zip") {
        return Refused::OtherOffice { what: "a document of Apple Pages, which Pages can export as .docx" };
    }
    let document = package.names().find(|name| name.to_ascii_lowercase().ends_with(".docx"));
    match document {
        Some(name) => Refused::Packed { name: shown(name) },
        None => Refused::Missing { what: else_what.to_owned() },
    }
}

/// Whether a part is XML by its name. Content types say the same in another way, but are not yet read.
fn is_xml(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".xml", ".rels", ".vml"].iter().any(|ending| lower.ends_with(ending))
}

/// A part of XML in UTF-8 without a byte order mark. Bytes that are no text in what they claim to be are left as they are:
/// whoever reads that part is told so.
fn in_utf8(data: Vec<u8>) -> Vec<u8> {
    if data.starts_with(b"\xef\xbb\xbf") {
        return data.get(3..).unwrap_or_default().to_vec();
    }
    let (little, skipped) = match data.get(..4) {
        Some([0xff, 0xfe, ..]) => (true, 2),
        Some([0xfe, 0xff, ..]) => (false, 2),
        Some([b'<', 0, ..]) => (true, 0),
        Some([0, b'<', ..]) => (false, 0),
        _ => return data,
    };
    let order = if little { u16::from_le_bytes } else { u16::from_be_bytes };
    let text = data.get(skipped..).unwrap_or_default();
    let pairs = text.as_chunks::<2>();
    let decoded: Result<String, _> = char::decode_utf16(pairs.0.iter().copied().map(order)).collect();
    let Ok(decoded) = decoded else { return data };
    if !pairs.1.is_empty() {
        return data;
    }
    // The declaration would no longer be true.
    match decoded.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{rest}").into_bytes(),
        None => decoded.into_bytes(),
    }
}

/// The first name that the directory of an archive holds twice.
fn first_double(bytes: &[u8]) -> String {
    let mut seen = std::collections::HashSet::new();
    for at in memmem::find_iter(bytes, b"PK\x01\x02") {
        let length = |from: usize| match bytes.get(from..from + 2) {
            Some(&[low, high]) => usize::from(u16::from_le_bytes([low, high])),
            _ => 0,
        };
        let name = bytes.get(at + 46..at + 46 + length(at + 28)).unwrap_or_default();
        if !seen.insert(name) {
            return shown(&String::from_utf8_lossy(name));
        }
    }
    "a part".to_owned()
}

fn damaged(error: &ZipError) -> Refused {
    let what = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => return Refused::Encrypted,
        ZipError::CompressionMethodNotSupported(number) => {
            return Refused::Compression { part: "the file".to_owned(), method: format!("method {number}") };
        }
        ZipError::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            "it breaks off".to_owned()
        }
        ZipError::Io(error) if error.to_string().contains("checksum") => {
            "a part is not what it was when the file was written".to_owned()
        }
        ZipError::Io(_) => "a part cannot be inflated".to_owned(),
        _ => "its directory, which stands at its end, cannot be read".to_owned(),
    };
    Refused::Damaged { what }
}

fn method_name(method: CompressionMethod) -> String {
    shown(&method.to_string())
}

fn too_many(limits: Limits) -> Refused {
    Refused::TooLarge { what: "the number of parts in it".to_owned(), limit: limits.entries.to_string() }
}

fn too_large(what: String, limit: usize) -> Refused {
    const MIB: usize = 1024 * 1024;
    let limit =
        if limit.is_multiple_of(MIB) { format!("{} MiB", limit / MIB) } else { format!("{limit} bytes") };
    Refused::TooLarge { what, limit }
}
