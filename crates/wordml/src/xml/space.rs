//! Namespaces, by their addresses in both conformance classes (ISO/IEC 29500-1 strict, 29500-4 transitional).

/// WordprocessingML, transitional: `w:`.
pub const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// WordprocessingML, strict.
pub const STRICT_WORD: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
/// What refers to other parts, transitional: `r:`; kinds of relationships stand below it.
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// What refers to other parts, strict.
pub const STRICT_RELATIONS: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";
/// Relationships of a package.
pub const PACKAGE_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// Content types of a package.
pub const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// WordprocessingML in a conformance class.
#[must_use]
pub const fn word(strict: bool) -> &'static str {
    if strict { STRICT_WORD } else { WORD }
}

/// What refers to other parts, in a conformance class.
#[must_use]
pub const fn relations(strict: bool) -> &'static str {
    if strict { STRICT_RELATIONS } else { RELATIONS }
}

/// Namespaces of Word documents, those of the transitional and of the strict conformance class as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Space {
    /// No namespace: an attribute without a prefix.
    None,
    /// WordprocessingML: `w:`.
    Word,
    /// What refers to other parts: `r:`.
    Relations,
    /// Markup compatibility: `mc:`.
    Compatibility,
    /// Word 2010: `w14:`.
    Word2010,
    /// Word 2012: `w15:`.
    Word2012,
    /// Formulas: `m:`.
    Math,
    /// Drawings: `a:`.
    Drawing,
    /// Drawings in text: `wp:`.
    WordDrawing,
    /// Shapes with text of Word 2010: `wps:`, `wpg:`, `wpc:`.
    Shapes,
    /// Pictures and text boxes of old: `v:`, `o:`.
    Vml,
    /// Relationships of a package.
    PackageRelations,
    /// Content types of a package.
    ContentTypes,
    /// What belongs to XML: `xml:space`.
    Xml,
    /// Any other.
    Other,
}

impl Space {
    /// The namespace of this address.
    #[must_use]
    pub fn of(address: &str) -> Self {
        match address {
            WORD | STRICT_WORD => Self::Word,
            RELATIONS | STRICT_RELATIONS => Self::Relations,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "http://schemas.microsoft.com/office/word/2010/wordml" => Self::Word2010,
            "http://schemas.microsoft.com/office/word/2012/wordml" => Self::Word2012,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/drawingml/2006/main"
            | "http://purl.oclc.org/ooxml/drawingml/main" => Self::Drawing,
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
            | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"
            | "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" => Self::WordDrawing,
            "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
            | "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
            | "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" => Self::Shapes,
            "urn:schemas-microsoft-com:vml"
            | "urn:schemas-microsoft-com:office:office"
            | "urn:schemas-microsoft-com:office:word" => Self::Vml,
            PACKAGE_RELATIONS => Self::PackageRelations,
            CONTENT_TYPES => Self::ContentTypes,
            "http://www.w3.org/XML/1998/namespace" => Self::Xml,
            _ => Self::Other,
        }
    }
}
