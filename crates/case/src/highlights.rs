//! What colours behind the words of drafts mean in a case.

use std::collections::BTreeMap;

use onetext_text::word::Colour;

/// What a colour laid behind words means, as the case says: a convention of those who write its drafts. A mark is the
/// draft's own; it is nobody's consent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Highlights {
    /// By colour; under `None`, what words mean that have none, in a draft that has colours.
    pub(crate) meanings: BTreeMap<Option<Colour>, String>,
}

/// The name of the entry for words without a colour.
pub(crate) const NONE: &str = "none";

impl Highlights {
    /// What a colour means, or in a draft with colours, that there is none; nothing where the case does not say.
    #[must_use]
    pub fn meaning(&self, colour: Option<Colour>) -> Option<&str> {
        self.meanings.get(&colour).map(String::as_str)
    }

    /// What the name of an entry stands for: a colour, or none.
    pub(crate) fn entry(name: &str) -> Option<Option<Colour>> {
        if name == NONE { Some(None) } else { Colour::named(name).map(Some) }
    }
}
