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

/// Why a change could not be applied; nothing of it is then in the case, unless it says so.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// Somebody else wrote to the file in the meantime.
    #[error(
        "{0} has been changed by somebody else in the meantime; nothing was written, so run the command again"
    )]
    Changed(PathBuf),
    /// The file would be written somewhere else, by way of a link.
    #[error("{}: {}; nothing was written", .path.display(), LEADS_OUT)]
    LeadsOut {
        /// The file.
        path: PathBuf,
    },
    /// The file could not be written.
    #[error("{0}: {1}")]
    Io(PathBuf, std::io::Error),
    /// The file could not be written, and what had been written before it could not be taken back.
    #[error("{path}: {error}; this had been written before and is there still: {}", listed(.left))]
    Half {
        /// The file that could not be written.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
        /// The files that are there still.
        left: Vec<PathBuf>,
    },
}

/// What is said of a path that a link leads out of the case folder.
pub(crate) const LEADS_OUT: &str = "this is, or stands behind, a link that leads out of the case folder: put a folder or \
     the file itself in place of the link, so that the case is whole wherever it is copied to";

fn listed(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

impl Change {
    /// Writes the change into the case folder `root`: each file is written beside its place and then put there, so that a
    /// crash leaves the old file or the new one, whole. Where one of several cannot be written, those before it are taken back.
    ///
    /// # Errors
    /// A file is no longer what it was, or cannot be written, or a link leads out of the case folder there.
    pub fn apply(&self, root: &Path) -> Result<(), ApplyError> {
        self.apply_in(&Turn::take(root), root)
    }

    /// The same for whoever has taken their turn already, and read the case since.
    ///
    /// # Errors
    /// As for [`Change::apply`].
    pub fn apply_in(&self, _turn: &Turn, root: &Path) -> Result<(), ApplyError> {
        for file in &self.files {
            if leads_out(root, &file.path) {
                return Err(ApplyError::LeadsOut { path: root.join(&file.path) });
            }
            let path = root.join(&file.path);
            if read_if_there(&path).map_err(|error| ApplyError::Io(path.clone(), error))? != file.before {
                return Err(ApplyError::Changed(file.path.clone()));
            }
        }
        let mut new_folders = Vec::new();
        for (at, file) in self.files.iter().enumerate() {
            let path = root.join(&file.path);
            new_folders.extend(path.parent().filter(|folder| !folder.exists()).map(Path::to_path_buf));
            if let Err(error) = put(&path, &file.after) {
                let done = self.files.get(..at).unwrap_or_default().iter().rev();
                let left: Vec<PathBuf> = done.filter_map(|done| done.take_back(root)).collect();
                for folder in new_folders.iter().rev() {
                    // Where something stands in it by now, it stays.
                    let _ = fs::remove_dir(folder);
                }
                return Err(match left.is_empty() {
                    true => ApplyError::Io(path, error),
                    false => ApplyError::Half { path, error, left },
                });
            }
        }
        Ok(())
    }
}

impl FileChange {
    /// Puts back what was there; the path, where that cannot be done.
    fn take_back(&self, root: &Path) -> Option<PathBuf> {
        let path = root.join(&self.path);
        let done = match &self.before {
            Some(before) => put(&path, before),
            None => fs::remove_file(&path),
        };
        done.is_err().then_some(path)
    }
}

/// The turn of whoever writes into a case, from reading it to putting the new files there: others wait for theirs. The system
/// lets go of it when a process ends, however it ends. Its file stands in the folder that version control ignores. Where a file
/// system knows no locks, only two commands within the same instant could still miss each other.
#[derive(Debug)]
pub struct Turn {
    _lock: Option<fs::File>,
}

impl Turn {
    /// Waits for the turn in the case folder `root`. Whoever has it must not take it again.
    #[must_use]
    pub fn take(root: &Path) -> Self {
        Self { _lock: lock(root) }
    }
}

fn lock(root: &Path) -> Option<fs::File> {
    if !root.join("case.toml").is_file() {
        // The case is being begun, or this is none.
        return None;
    }
    let folder = crate::cache::folder(root).ok()?;
    let file = fs::OpenOptions::new().create(true).append(true).open(folder.join("lock")).ok()?;
    file.lock().ok()?;
    Some(file)
}

/// Whether a path within the case folder, of which the last parts need not be there, leads out of it by way of a link.
pub(crate) fn leads_out(root: &Path, path: &Path) -> bool {
    let Ok(inside) = root.canonicalize() else { return false };
    let mut at = root.to_path_buf();
    for part in path.components() {
        at.push(part);
        match fs::symlink_metadata(&at) {
            Ok(found) if found.is_symlink() => {
                // A link to nothing leads nowhere in the case.
                if !at.canonicalize().is_ok_and(|target| target.starts_with(&inside)) {
                    return true;
                }
            }
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    false
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
    fn where_one_file_cannot_be_written_those_before_it_are_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("case.toml"), "title = \"Well\"\n").unwrap();
        // A file stands where a folder would have to be.
        fs::write(root.join("record"), "no folder").unwrap();
        let file = |path: &str, before: Option<&str>| FileChange {
            path: path.into(),
            before: before.map(|before| before.as_bytes().to_vec()),
            after: b"new".to_vec(),
            shown: String::new(),
        };
        let change = Change {
            id: None,
            for_team_by_silence: false,
            warnings: Vec::new(),
            files: vec![
                file("received/a.docx", None),
                file("case.toml", Some("title = \"Well\"\n")),
                file("record/b.toml", None),
            ],
        };
        assert!(matches!(change.apply(root), Err(ApplyError::Io(..))));
        assert_eq!(fs::read_to_string(root.join("case.toml")).unwrap(), "title = \"Well\"\n");
        assert!(!root.join("received").exists());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link_that_leads_out_of_the_case() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let link =
            |from: &Path, name: &str| std::os::unix::fs::symlink(from, folder.path().join(name)).unwrap();
        link(outside.path(), "received");
        link(&outside.path().join("gone"), "to-nothing.toml");
        fs::create_dir(folder.path().join("drafts")).unwrap();
        link(&folder.path().join("drafts"), "within");
        for (path, refused) in [("received/a.docx", true), ("to-nothing.toml", true), ("within/a.md", false)]
        {
            let file =
                FileChange { path: path.into(), before: None, after: b"x".to_vec(), shown: String::new() };
            let change =
                Change { id: None, for_team_by_silence: false, warnings: Vec::new(), files: vec![file] };
            let applied = change.apply(folder.path());
            assert_eq!(matches!(applied, Err(ApplyError::LeadsOut { .. })), refused, "{path}: {applied:?}");
        }
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_path_that_leads_out_of_the_folder_does_not_stay_below() {
        for path in ["../x", "/etc/passwd", "drafts/../../x", ""] {
            assert!(!stays_below(Path::new(path)), "{path}");
        }
        assert!(stays_below(Path::new("drafts/first.en.md")));
    }
}
