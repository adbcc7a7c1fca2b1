//! Fields: what Word works out and keeps beside the instruction that says how (ISO/IEC 29500-1, 17.16).
//!
//! Of a field only the result is text. A field that is a table of contents or an index repeats what stands elsewhere, and
//! is left out with its result.

use std::collections::BTreeSet;
use std::sync::Arc;

/// The fields around what is read.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many of them are in their instruction, or are left out with their result.
    hiding: usize,
    /// How many of them are left out with their result.
    contents: usize,
    /// How many fields have begun.
    begun: usize,
    /// Those that count as nothing, by the order of their beginnings, as they never end.
    ignored: BTreeSet<usize>,
    /// Those that a story ended in.
    endless: BTreeSet<usize>,
}

#[derive(Debug)]
struct Field {
    number: usize,
    code: String,
    /// What follows is its result.
    result: bool,
    /// Its result repeats what stands elsewhere.
    contents: bool,
    /// Where it leads, or the one that it stands in.
    link: Option<Arc<str>>,
}

impl Fields {
    /// No fields, but for those that never end.
    pub(super) fn without(endless: BTreeSet<usize>) -> Self {
        Self { ignored: endless, ..Self::default() }
    }

    /// Those that began and had not ended where their story did.
    pub(super) fn endless(mut self) -> BTreeSet<usize> {
        self.end_story();
        self.endless
    }

    /// A story ends, and with it whatever is still open.
    pub(super) fn end_story(&mut self) {
        self.endless.extend(self.open.drain(..).map(|field| field.number));
        (self.hiding, self.contents) = (0, 0);
    }

    /// A field begins: its instruction follows.
    pub(super) fn begin(&mut self) {
        let number = self.begun;
        self.begun += 1;
        if !self.ignored.contains(&number) {
            self.push(number, String::new());
        }
    }

    fn push(&mut self, number: usize, code: String) {
        let link = self.link();
        self.open.push(Field { number, code, result: false, contents: false, link });
        self.hiding += 1;
    }

    /// A part of the instruction.
    pub(super) fn code(&mut self, code: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.result) {
            field.code.push_str(code);
        }
    }

    /// The result follows. Returns what is to be told of it, if it is left out.
    pub(super) fn separate(&mut self) -> Option<&'static str> {
        let within = self.in_contents();
        let field = self.open.last_mut().filter(|field| !field.result)?;
        field.result = true;
        let name = field.code.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        let told = match name.as_str() {
            "TOC" => Some("a table of contents"),
            "INDEX" => Some("an index"),
            "TOA" => Some("a table of authorities"),
            "HYPERLINK" => {
                field.link = target(&field.code).map(Arc::from).or(field.link.take());
                None
            }
            _ => None,
        };
        field.contents = told.is_some();
        if field.contents {
            self.contents += 1;
        } else {
            self.hiding -= 1;
        }
        told.filter(|_| !within)
    }

    /// A field written as one element, which holds its result.
    pub(super) fn simple(&mut self, code: &str) -> Option<&'static str> {
        // It ends with its element, so that it is never among the endless.
        self.push(usize::MAX, code.to_owned());
        self.separate()
    }

    /// A field ends. Returns what is to be told of it, if it shows words that stand nowhere.
    pub(super) fn end(&mut self) -> Option<String> {
        let field = self.open.pop()?;
        if field.contents {
            self.contents -= 1;
        }
        if field.contents || !field.result {
            self.hiding -= 1;
        }
        if field.result {
            return None;
        }
        let name = field.code.split_whitespace().next()?.to_ascii_uppercase();
        // These have no result in the file, and yet something is shown for them.
        let shown = [
            "MACROBUTTON",
            "GOTOBUTTON",
            "EQ",
            "LISTNUM",
            "AUTONUM",
            "AUTONUMLGL",
            "AUTONUMOUT",
            "FORMDROPDOWN",
            "SYMBOL",
        ];
        shown.contains(&name.as_str()).then(|| format!("what a field {name} shows"))
    }

    /// Whether what is read is no text: an instruction, or what is left out.
    pub(super) fn hides(&self) -> bool {
        self.hiding > 0
    }

    /// Whether what is read belongs to what is left out.
    pub(super) fn in_contents(&self) -> bool {
        self.contents > 0
    }

    /// Where the innermost link among the fields leads.
    pub(super) fn link(&self) -> Option<Arc<str>> {
        self.open.last().and_then(|field| field.link.clone())
    }
}

/// Where an instruction `HYPERLINK "address" \l "place"` leads.
fn target(code: &str) -> Option<String> {
    let mut address = None;
    let mut place = None;
    let mut of_place = false;
    for word in arguments(code).skip(1) {
        match word {
            r"\l" => of_place = true,
            // A switch of another kind; \o and \t have an argument of their own, which is no address.
            word if word.starts_with('\\') => of_place = false,
            word if of_place => {
                place = place.or(Some(word));
                of_place = false;
            }
            word => address = address.or(Some(word)),
        }
    }
    match (address, place) {
        (Some(address), Some(place)) => Some(format!("{address}#{place}")),
        (Some(address), None) => Some(address.to_owned()),
        (None, Some(place)) => Some(format!("#{place}")),
        (None, None) => None,
    }
}

/// The words of an instruction; what stands between quotation marks is one.
fn arguments(code: &str) -> impl Iterator<Item = &str> {
    let mut rest = code.trim_start();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        rest = after.trim_start();
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::{Fields, target};

    #[test]
    fn the_instruction_of_a_field_is_no_text_and_its_result_is() {
        let mut fields = Fields::default();
        assert!(!fields.hides());
        fields.begin();
        assert!(fields.hides());
        fields.code(" REF clause_2 ");
        assert_eq!(fields.separate(), None);
        assert!(!fields.hides());
        assert_eq!(fields.end(), None);
        assert!(!fields.hides());
        assert!(fields.endless().is_empty());
    }

    #[test]
    fn a_field_within_an_instruction_shows_nothing() {
        let mut fields = Fields::default();
        fields.begin();
        fields.code("IF ");
        fields.begin();
        fields.code("PAGE");
        fields.separate();
        assert!(fields.hides());
        fields.end();
        fields.separate();
        assert!(!fields.hides());
    }

    #[test]
    fn fields_that_never_end_are_known_by_the_order_of_their_beginnings() {
        let mut fields = Fields::default();
        fields.begin();
        fields.end();
        fields.begin();
        let endless = fields.endless();
        assert_eq!(endless.iter().copied().collect::<Vec<_>>(), [1]);
        let mut again = Fields::without(endless);
        again.begin();
        again.end();
        again.begin();
        assert!(!again.hides());
    }

    #[test]
    fn links_lead_to_addresses_places_or_both() {
        assert_eq!(
            target(r#" HYPERLINK "https://example.org/a b" "#).as_deref(),
            Some("https://example.org/a b")
        );
        assert_eq!(target(r#"HYPERLINK \l "_Toc1""#).as_deref(), Some("#_Toc1"));
        assert_eq!(target(r#"HYPERLINK "x.docx" \l "y" \h"#).as_deref(), Some("x.docx#y"));
        assert_eq!(target("HYPERLINK").as_deref(), None);
    }
}
