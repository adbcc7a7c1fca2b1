//! Writing into a case: what would be written is first a [`Change`] that can be shown, then applied as a whole.
//!
//! Existing files keep every byte they have, comments and order included: items are added at the end. The one exception is
//! taking `current = true` from the draft that no longer is, which changes that line and nothing else.

mod complete;
mod fields;
mod items;
mod skeleton;
mod warnings;

use std::fs;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

pub use complete::{Ambiguous, complete};
pub use fields::{Given, WriteError, needed};
pub(crate) use fields::{Known, complete_name, text as long_text};
pub(crate) use items::{Answered, NewAct, record_all, slug};
pub use items::{NewDraft, add_draft, add_item, note, record, supposed};
pub use skeleton::new_case;

/// What will be written, file by file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The name of what is added, where it has one.
    pub id: Option<String>,
    /// Whether what is added is for the team only because nothing was said of who may see it.
    pub for_team_by_silence: bool,
    /// What to think of before it is written, each in one line.
    pub warnings: Vec<String>,
    /// Files in the order of writing.
    pub files: Vec<FileChange>,
}

/// What will be written to one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// The file, relative to the case folder.
    pub path: PathBuf,
    /// What stood in it when the change was made up; `None`: there was no such file.
    pub before: Option<Vec<u8>>,
    /// What will stand in it.
    pub after: Vec<u8>,
    /// What is new in it, for people.
    pub shown: String,
}

/// Why a change could not be applied; nothing of it was then written, unless it says so.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// Somebody else wrote to the file in the meantime.
    #[error(
        "{0} has been changed by somebody else in the meantime; nothing was written, so run the command again"
    )]
    Changed(PathBuf),
    /// The file could not be written.
    #[error("{0}: {1}")]
    Io(PathBuf, std::io::Error),
}

impl Change {
    /// Writes the change into the case folder `root`: each file is written beside its place and then put there, so that a
    /// crash leaves the old file or the new one, whole.
    ///
    /// # Errors
    /// A file is no longer what it was, or cannot be written.
    pub fn apply(&self, root: &Path) -> Result<(), ApplyError> {
        let _one_at_a_time = lock(root);
        for file in &self.files {
            let path = root.join(&file.path);
            if read_if_there(&path).map_err(|error| ApplyError::Io(path.clone(), error))? != file.before {
                return Err(ApplyError::Changed(file.path.clone()));
            }
        }
        for file in &self.files {
            let path = root.join(&file.path);
            put(&path, &file.after).map_err(|error| ApplyError::Io(path, error))?;
        }
        Ok(())
    }
}

/// Held by whoever writes into a case, from looking whether its files are as they were to putting the new ones there; the
/// system lets go of it when a process ends, however it ends. It stands in the folder that version control ignores. Where
/// a file system knows no locks, only two commands within the same instant could still miss each other.
fn lock(root: &Path) -> Option<fs::File> {
    if !root.is_dir() {
        // The case is being begun.
        return None;
    }
    let folder = crate::cache::folder(root).ok()?;
    let file = fs::OpenOptions::new().create(true).append(true).open(folder.join("lock")).ok()?;
    file.lock().ok()?;
    Some(file)
}

fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".onetext-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    if let Ok(existing) = fs::metadata(path) {
        file.as_file().set_permissions(existing.permissions())?;
    } else {
        set_usual_permissions(file.as_file())?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file is readable by its owner alone; a file of a case is as any new file is.
#[cfg(unix)]
fn set_usual_permissions(file: &fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_usual_permissions(_: &fs::File) -> std::io::Result<()> {
    Ok(())
}

pub(crate) fn read_if_there(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a path stays below the folder that it is joined to.
pub(crate) fn stays_below(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
        && path.components().count() > 0
}

/// `text` with `item` added at its end, a blank line between them, in the line ends that `text` uses.
pub(crate) fn appended(text: &str, item: &str) -> String {
    let mut result = text.to_owned();
    if !result.is_empty() && !result.ends_with('\n') {
        result.push('\n');
    }
    if !result.is_empty() && !result.ends_with("\n\n") && !result.ends_with("\r\n\r\n") {
        result.push('\n');
    }
    let added_from = text.len();
    result.push_str(item);
    // A text of several lines keeps its own: they are words that somebody said.
    let has_lines_of_its_own = item.contains("\"\"\"") || item.contains("'''");
    if text.contains("\r\n") && !has_lines_of_its_own {
        let added = result.split_off(added_from).replace("\r\n", "\n").replace('\n', "\r\n");
        result.push_str(&added);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_keeps_every_byte_and_its_line_ends() {
        assert_eq!(appended("", "[[act]]\n"), "[[act]]\n");
        assert_eq!(appended("a = 1 # why\n", "[[act]]\n"), "a = 1 # why\n\n[[act]]\n");
        assert_eq!(appended("a = 1", "[[act]]\nid = 1\n"), "a = 1\n\n[[act]]\nid = 1\n");
        assert_eq!(appended("a = 1\r\n", "[[act]]\nid = 1\n"), "a = 1\r\n\r\n[[act]]\r\nid = 1\r\n");
        let said = "[[act]]\nwords = \"\"\"\nno,\nno\"\"\"\n";
        assert!(appended("a = 1\r\n", said).ends_with(said));
    }

    #[test]
    fn a_change_is_not_applied_over_somebody_elses() {
        let folder = tempfile::tempdir().unwrap();
        let change = Change {
            id: None,
            for_team_by_silence: false,
            warnings: Vec::new(),
            files: vec![FileChange {
                path: "a/b.toml".into(),
                before: None,
                after: b"x".to_vec(),
                shown: String::new(),
            }],
        };
        change.apply(folder.path()).unwrap();
        assert_eq!(fs::read(folder.path().join("a/b.toml")).unwrap(), b"x");
        assert!(matches!(change.apply(folder.path()), Err(ApplyError::Changed(_))));
    }

    #[test]
    fn a_path_that_leads_out_of_the_folder_does_not_stay_below() {
        for path in ["../x", "/etc/passwd", "drafts/../../x", ""] {
            assert!(!stays_below(Path::new(path)), "{path}");
        }
        assert!(stays_below(Path::new("drafts/first.en.md")));
    }
}
