//! What a redline still holds of the document that it was made in, beside its words.

use onetext_wordml::scrub::{Traces, traces};
use onetext_wordml::{Opened, Refused};

use crate::paper::isolate;

/// A sentence on what a Word file tells of those who made it, and how one is made that does not; nothing where it tells
/// nothing of them.
///
/// # Errors
/// Where the file cannot be read.
pub fn held(file: &[u8]) -> Result<Option<String>, Refused> {
    let Traces { names, comments, hidden, sittings } = traces(&Opened::from_bytes(file)?)?;
    let mut told = Vec::new();
    if !names.is_empty() {
        let names: Vec<String> = names.iter().map(|name| isolate(name)).collect();
        told.push(format!("names ({})", names.join("; ")));
    }
    match comments {
        0 => {}
        1 => told.push("a comment".to_owned()),
        many => told.push(format!("{many} comments")),
    }
    if hidden {
        told.push("hidden words".to_owned());
    }
    if sittings {
        told.push("ids of the sittings in which it was edited".to_owned());
    }
    Ok((!told.is_empty()).then(|| {
        format!(
            "The file still holds of the old document: {}. What `onetext export --for` writes for a party does not.",
            told.join(", ")
        )
    }))
}
