//! What stands at the top of every listing: of which case, for whom, as of when.

use onetext_case::View;
use onetext_record::{Reader, When};
use serde::Serialize;

use crate::paper::{Paper, isolate};
use crate::status::reader_name;
use crate::wording;

/// Of which case something is, who reads it, and the date that it is read at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// What the case is called.
    pub title: String,
    /// Who reads.
    pub reader: Reader,
    /// Their name.
    pub reader_name: String,
    /// The date that it is read at.
    pub as_of: When,
    /// The same in words.
    #[serde(skip)]
    pub as_of_words: String,
}

impl Heading {
    /// That of a view.
    pub fn of(view: &View) -> Self {
        Self {
            title: view.about.title.clone(),
            reader: view.reader.clone(),
            reader_name: reader_name(view),
            as_of: view.as_of,
            as_of_words: wording::date(&view.as_of, view.zone()).words,
        }
    }

    /// For a terminal: the case, with what the listing is of; then for whom, and as of when, with a remark behind it.
    pub(crate) fn write(&self, paper: &mut Paper, of: &str, remark: &str) {
        let of = if of.is_empty() { String::new() } else { format!(": {of}") };
        paper.title(&format!("{}{of}", isolate(&self.title)));
        let remark = if remark.is_empty() { String::new() } else { format!(" {remark}") };
        paper.paragraph(&format!("For {}. As of {}.{remark}", isolate(&self.reader_name), self.as_of_words));
    }
}
