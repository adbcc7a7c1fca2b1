//! The order that the schema demands of the children of property elements (ISO/IEC 29500-1, annex A.1, transitional): Word
//! calls a file damaged where they stand in another one.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Children of `w:pPr` (`CT_PPr`).
pub const PARAGRAPH: &[&str] = &[
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
];

/// Children of `w:rPr` (`CT_RPr`), with those that the mark of a paragraph may have before them (`CT_ParaRPr`).
pub const RUN: &[&str] = &[
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
    "rPrChange",
];

/// Children of `w:tblPr` (`CT_TblPr`).
pub const TABLE: &[&str] = &[
    "tblStyle",
    "tblpPr",
    "tblOverlap",
    "bidiVisual",
    "tblStyleRowBandSize",
    "tblStyleColBandSize",
    "tblW",
    "jc",
    "tblCellSpacing",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
    "tblCaption",
    "tblDescription",
    "tblPrChange",
];

/// Children of `w:trPr` (`CT_TrPr`); only the last three have their place by the schema.
pub const ROW: &[&str] = &[
    "cnfStyle",
    "divId",
    "gridBefore",
    "gridAfter",
    "wBefore",
    "wAfter",
    "cantSplit",
    "trHeight",
    "tblHeader",
    "tblCellSpacing",
    "jc",
    "hidden",
    "ins",
    "del",
    "trPrChange",
];

/// Children of `w:tcPr` (`CT_TcPr`).
pub const CELL: &[&str] = &[
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
    "hideMark",
    "headers",
    "cellIns",
    "cellDel",
    "cellMerge",
    "tcPrChange",
];

/// Properties of one element, kept in the schema's order whatever the order in which they are set.
#[derive(Debug, Clone)]
pub struct Properties {
    order: &'static [&'static str],
    /// Position in the order (its length for what it does not name) and the whole element.
    children: Vec<(usize, String)>,
}

impl Properties {
    /// None, of an element whose children have this order: [`PARAGRAPH`], [`RUN`], [`TABLE`], [`ROW`] or [`CELL`].
    #[must_use]
    pub const fn new(order: &'static [&'static str]) -> Self {
        Self { order, children: Vec::new() }
    }

    /// Those that a piece of a document has: `xml` is what stands between `<w:rPr>` and `</w:rPr>`, or the like. What is no
    /// well-formed element ends the reading; extensions of other namespaces are left out.
    ///
    /// O(n) in the length of `xml`, for elements nested in any way.
    #[must_use]
    pub fn of(order: &'static [&'static str], xml: &str) -> Self {
        let mut found = Self::new(order);
        let mut reader = Reader::from_str(xml);
        let mut open: Option<(String, usize)> = None;
        let mut depth = 0_usize;
        loop {
            let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let event = reader.read_event();
            let after = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match event {
                Ok(Event::Start(start)) => {
                    if depth == 0 {
                        open = Some((name(start.name().as_ref()), before));
                    }
                    depth += 1;
                }
                Ok(Event::End(_)) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0
                        && let Some((name, from)) = open.take()
                        && let Some(element) = xml.get(from..after)
                    {
                        found.put(&name, element.to_owned());
                    }
                }
                Ok(Event::Empty(start)) if depth == 0 => {
                    if let Some(element) = xml.get(before..after) {
                        found.put(&name(start.name().as_ref()), element.to_owned());
                    }
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        found
    }

    /// Sets one by its name without prefix, in place of one of the same name. A name that the schema does not know is left
    /// out.
    pub fn put(&mut self, name: &str, element: String) {
        let Some(place) = self.order.iter().position(|known| *known == name) else { return };
        match self.children.binary_search_by_key(&place, |(at, _)| *at) {
            Ok(at) => {
                if let Some(child) = self.children.get_mut(at) {
                    child.1 = element;
                }
            }
            Err(at) => self.children.insert(at, (place, element)),
        }
    }

    /// Sets one that has no more than a value: `<w:name w:val="value"/>`.
    pub fn value(&mut self, name: &str, value: &str) {
        let mut element = format!("<w:{name} w:val=\"");
        super::xml::push(&mut element, value);
        element.push_str("\"/>");
        self.put(name, element);
    }

    /// Sets one that is on or off.
    pub fn switch(&mut self, name: &str, on: bool) {
        if on {
            self.put(name, format!("<w:{name}/>"));
        } else {
            self.put(name, format!("<w:{name} w:val=\"0\"/>"));
        }
    }

    /// Takes one away.
    pub fn remove(&mut self, name: &str) {
        self.children.retain(|(at, _)| self.order.get(*at).is_none_or(|known| *known != name));
    }

    /// Whether there is one of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.children.iter().any(|(at, _)| self.order.get(*at).is_some_and(|known| *known == name))
    }

    /// They alone, one behind the other.
    #[must_use]
    pub fn children(&self) -> String {
        self.children.iter().map(|(_, child)| child.as_str()).collect()
    }

    /// The element around them, `w:pPr` or `w:rPr`; nothing where there are none.
    pub fn write(&self, element: &str, out: &mut String) {
        if self.children.is_empty() {
            return;
        }
        out.push('<');
        out.push_str(element);
        out.push('>');
        for (_, child) in &self.children {
            out.push_str(child);
        }
        out.push_str("</");
        out.push_str(element);
        out.push('>');
    }
}

/// A name of WordprocessingML without its prefix; empty for names of other namespaces, by the prefix that every producer
/// uses.
fn name(qualified: &str) -> String {
    qualified.strip_prefix("w:").unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_come_out_in_the_order_of_the_schema_whatever_the_order_they_were_set_in() {
        let mut run = Properties::of(
            RUN,
            "<w:lang w:val=\"en\"/><w:b/><w14:glow><w:b/></w14:glow><w:rFonts w:ascii=\"X\"><w:b/></w:rFonts>",
        );
        run.switch("rtl", true);
        run.switch("i", true);
        run.put("b", "<w:b w:val=\"0\"/>".to_owned());
        run.value("nonsense", "1");
        let mut out = String::new();
        run.write("w:rPr", &mut out);
        assert_eq!(
            out,
            "<w:rPr><w:rFonts w:ascii=\"X\"><w:b/></w:rFonts><w:b w:val=\"0\"/><w:i/><w:rtl/><w:lang w:val=\"en\"/></w:rPr>"
        );
        run.remove("lang");
        assert!(!run.has("lang") && run.has("rtl"));
    }

    #[test]
    fn half_an_element_is_no_property() {
        let run = Properties::of(RUN, "<w:b/><w:rFonts");
        assert!(run.has("b") && !run.has("rFonts"));
    }
}
