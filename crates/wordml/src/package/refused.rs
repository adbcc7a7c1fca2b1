//! Why a file is not read: in words for the person who was sent it.

/// Why a file was refused. Each message says what was found and what can be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No bytes.
    #[error("the file is empty: ask for it again")]
    Empty,
    /// No zip archive, and thus no Word document, but something that can be named.
    #[error("this is no Word document (.docx) but {what}: open it in a word processor and save it as .docx")]
    Otherwise {
        /// What it is.
        what: &'static str,
    },
    /// No zip archive, and nothing that can be named.
    #[error(
        "this is no Word document: a .docx is a zip archive, and this file is none; if it opens in a word processor, \
             save it there as .docx"
    )]
    NotZip,
    /// Word 97 to 2003.
    #[error(
        "this is a document of Word 97 to 2003 (.doc), an older format that is not read: open it in Word or \
             LibreOffice and save it as .docx"
    )]
    Legacy,
    /// Protected by a password.
    #[error("this document is encrypted: open it with its password and save a copy without one")]
    Encrypted,
    /// It can run programs.
    #[error(
        "this document carries macros ({part}), programs that run when it is opened; it is not read: save it as a plain \
             .docx, which leaves them out, after asking its sender why they are there"
    )]
    Macros {
        /// The part that says so.
        part: String,
    },
    /// A zip archive that is no Word document, but something that can be named.
    #[error("this is no Word document but {what}: a .docx is needed")]
    OtherOffice {
        /// What it is.
        what: &'static str,
    },
    /// A zip archive with a Word document in it.
    #[error("this is a zip archive that holds \"{name}\": unpack it and give the document itself")]
    Packed {
        /// The document.
        name: String,
    },
    /// Something that a Word document must have is not there.
    #[error(
        "this zip archive is no Word document: {what}; if it opens in a word processor, save it there as .docx"
    )]
    Missing {
        /// What is not there.
        what: String,
    },
    /// Cut off, or changed on its way.
    #[error("the file is damaged or not complete ({what}): ask for it again")]
    Damaged {
        /// What shows it.
        what: String,
    },
    /// Larger than is read.
    #[error(
        "{what} is larger than the limit of {limit}: such a file is not read, as it may be made to exhaust memory; if it \
             was made in a word processor, take large pictures out and save it again"
    )]
    TooLarge {
        /// What of it.
        what: String,
        /// The limit, with its unit.
        limit: String,
    },
    /// Two entries of one name.
    #[error(
        "the file holds \"{name}\" twice, so that programs would not agree on what it says: open it in a word processor \
             and save it again"
    )]
    Duplicate {
        /// The name.
        name: String,
    },
    /// A name that no part may have.
    #[error(
        "the file holds an entry with the name \"{name}\", which no part of a document may have: it was not made by a \
             word processor, or was changed since"
    )]
    Name {
        /// The name.
        name: String,
    },
    /// A way of compressing that the format does not have.
    #[error(
        "\"{part}\" is compressed in a way that Word documents do not use ({method}): open it in a word processor and \
             save it again"
    )]
    Compression {
        /// The part.
        part: String,
        /// The method.
        method: String,
    },
    /// A part whose characters cannot be told.
    #[error(
        "\"{part}\" is written neither in UTF-8 nor in UTF-16, which is all that the format allows: open the document in \
             a word processor and save it again"
    )]
    Encoding {
        /// The part.
        part: String,
    },
    /// A document type, by which entities are declared.
    #[error(
        "\"{part}\" declares a document type, which the format forbids as it can be used to exhaust memory or to read \
             other files: the document was not made by a word processor"
    )]
    DocumentType {
        /// The part.
        part: String,
    },
    /// A reference to something that is not declared.
    #[error(
        "\"{part}\", line {line}, column {column}: there is no \"&{name};\" in the format: the document was not made by a \
             word processor"
    )]
    Entity {
        /// The part.
        part: String,
        /// The name.
        name: String,
        /// Line in the part, from 1.
        line: usize,
        /// Column in the line, in characters from 1.
        column: usize,
    },
    /// Elements within elements without end.
    #[error(
        "in \"{part}\" more than {limit} elements stand within each other: the document was not made by a word processor"
    )]
    TooDeep {
        /// The part.
        part: String,
        /// How many are read.
        limit: usize,
    },
    /// No well-formed XML.
    #[error(
        "\"{part}\", line {line}, column {column}: the part is damaged, as {what}: ask for the document again, or open it \
             in a word processor and save it again"
    )]
    Malformed {
        /// The part.
        part: String,
        /// Line in the part, from 1.
        line: usize,
        /// Column in the line, in characters from 1.
        column: usize,
        /// What is wrong.
        what: String,
    },
}
