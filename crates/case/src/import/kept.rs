//! Which document an act came from, as its source says it to the team.

use onetext_record::Act;

/// A document that is kept in a case, and who typed something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    /// Who typed it, as the file says.
    pub(super) author: Option<String>,
    /// Where the document is kept, below the case folder.
    pub(super) path: String,
    /// Its BLAKE3 digest, in hexadecimal digits.
    pub(super) digest: String,
}

/// The folder of documents that came.
pub(super) const FOLDER: &str = "received";

impl std::fmt::Display for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(author) = &self.author {
            write!(f, "{author}, in ")?;
        }
        write!(f, "{} (BLAKE3 {})", self.path, self.digest)
    }
}

impl Kept {
    /// The document that an act came from, if it came from one.
    pub(super) fn of(act: &Act) -> Option<Self> {
        act.sources
            .iter()
            .filter_map(|source| source.identity.as_ref())
            .find_map(|identity| Self::read(&identity.name))
    }

    fn read(told: &str) -> Option<Self> {
        let (rest, digest) = told.trim().strip_suffix(')')?.rsplit_once(" (BLAKE3 ")?;
        let (author, path) = match rest.rsplit_once(&format!(", in {FOLDER}/")) {
            Some((author, name)) => (Some(author.to_owned()), format!("{FOLDER}/{name}")),
            None => (None, rest.to_owned()),
        };
        let is_there = path.starts_with(&format!("{FOLDER}/"));
        is_there.then(|| Self { author, path, digest: digest.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_source_says_of_a_document_is_read_back_whatever_its_author_is_called() {
        for author in [None, Some("K. Abed"), Some("A, in received/x (BLAKE3 y)")] {
            let kept = Kept {
                author: author.map(str::to_owned),
                path: "received/plan-1-lower-0123.docx".to_owned(),
                digest: "0123abc".to_owned(),
            };
            assert_eq!(Kept::read(&kept.to_string()), Some(kept));
        }
        assert_eq!(Kept::read("K. Abed, by telephone"), None);
    }
}
