//! The files of a new case.

use std::path::{Path, PathBuf};

use onetext_record::read::is_language;
use toml_edit::value;

use super::{Change, FileChange, WriteError};

/// What `case.toml` says to whoever opens it for the first time.
const HELP: &str = r#"
# Who takes part. `onetext add CASE participant --id upper --name "Upper Farm" --role party` adds one:
#
# [[participant]]
# id = "upper"
# name = "Upper Farm"
# role = "party"             # party, mediator, guarantor, endorser, outside_actor, or a list of them
#
# Named sets of participants, for `audience`; "public" (everybody) and "team" (the record-keepers) always exist:
#
# [[audience]]
# id = "mediators"
# members = ["council"]
#
# Drafts are added by `onetext add CASE draft FILE`, acts by `onetext record CASE KIND`, free notes by `onetext note CASE "…"`.
# An act or draft without `audience` is for the team only.
"#;

/// A new, empty case in the folder `root`, which must not exist, or be empty.
///
/// # Errors
/// The folder has something in it, or cannot be read.
pub fn new_case(
    root: &Path,
    title: &str,
    languages: &[String],
    zone: Option<&str>,
) -> Result<Change, WriteError> {
    match std::fs::read_dir(root) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                let message =
                    format!("{} is there already and is not empty; choose a new folder", root.display());
                return Err(WriteError::Refused(message));
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(WriteError::Io(root.to_path_buf(), error)),
    }
    if let Some(zone) = zone
        && jiff::tz::TimeZone::get(zone).is_err()
    {
        let message =
            format!("there is no time zone \u{201c}{zone}\u{201d}; write it as Asia/Qatar or Europe/Geneva");
        return Err(WriteError::Refused(message));
    }
    if let Some(tag) = languages.iter().find(|tag| !is_language(tag)) {
        let message = format!(
            "\u{201c}{tag}\u{201d} is not a language tag; write \"en\" for English, \"ar\" for Arabic, \"fr\" for French"
        );
        return Err(WriteError::Refused(message));
    }
    let mut document = toml_edit::DocumentMut::new();
    document["title"] = value(title);
    document["languages"] = value(languages.iter().map(String::as_str).collect::<toml_edit::Array>());
    if let Some(zone) = zone {
        document["zone"] = value(zone);
    }
    let text = format!("{document}{HELP}");
    let file = |path: &str, text: &str| FileChange {
        path: PathBuf::from(path),
        before: None,
        after: text.as_bytes().to_vec(),
        shown: text.to_owned(),
    };
    Ok(Change {
        id: None,
        for_team_by_silence: false,
        warnings: Vec::new(),
        files: vec![
            file("case.toml", &text),
            file("drafts/.gitkeep", ""),
            file("record/.gitkeep", ""),
            file(".gitignore", ".onetext-*\n"),
        ],
    })
}
