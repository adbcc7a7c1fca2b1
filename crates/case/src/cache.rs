//! Results that cost time, kept beside the case and keyed by the content that they were computed from.
//!
//! Nothing here is ever needed: a result that is missing, damaged or from another version is computed again, and where
//! the folder cannot be written to, nothing is kept.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use onetext_text::outline::Outline;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a result was computed from: a digest of all of it, with the version of what computed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of these parts, in this order. Parts are delimited: `["ab", "c"]` and `["a", "bc"]` differ.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(*hasher.finalize().as_bytes())
    }

    /// The digest itself.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    fn file_name(&self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex()[..40].to_owned()
    }
}

/// A folder of kept results, or none; and in memory, the outlines that several views of one case share.
#[derive(Debug, Clone, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
    outlines: Arc<Mutex<HashMap<Key, Arc<Outline>>>>,
}

/// The folder's name within a case.
pub const FOLDER: &str = ".onetext-cache";

/// The folder of kept results in the case folder `root`, made if it is not there.
pub(crate) fn folder(root: &Path) -> std::io::Result<PathBuf> {
    let folder = root.join(FOLDER);
    make(&folder)?;
    Ok(folder)
}

fn make(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    match fs::create_dir(folder) {
        // Another process was faster.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
        Ok(()) => fs::write(folder.join(".gitignore"), "*\n"),
    }
}

/// Length of the digest that ends every file.
const DIGEST: usize = 32;

impl Cache {
    /// Keeps nothing on disk.
    pub fn none() -> Self {
        Self::default()
    }

    /// Keeps results inside the case folder `root`, in a folder that version control is told to ignore.
    pub fn beside(root: &Path) -> Self {
        Self { folder: Some(root.join(FOLDER)), ..Self::default() }
    }

    /// The outline that `key` stands for, from memory, else from the folder, else from `compute`. Where it is not `worth_keeping`,
    /// the folder is left alone.
    pub(crate) fn outline(
        &self,
        key: &Key,
        worth_keeping: bool,
        compute: impl FnOnce() -> Outline,
    ) -> Arc<Outline> {
        if let Some(outline) = self.outlines.lock().ok().and_then(|outlines| outlines.get(key).cloned()) {
            return outline;
        }
        let kept = worth_keeping.then(|| self.get(key)).flatten();
        let outline = Arc::new(kept.unwrap_or_else(|| {
            let outline = compute();
            if worth_keeping {
                self.put(key, &outline);
            }
            outline
        }));
        if let Ok(mut outlines) = self.outlines.lock() {
            outlines.insert(*key, Arc::clone(&outline));
        }
        outline
    }

    /// A kept result, if it is there and whole.
    pub fn get<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        let bytes = fs::read(self.folder.as_ref()?.join(key.file_name())).ok()?;
        let (body, digest) = bytes.split_at_checked(bytes.len().checked_sub(DIGEST)?)?;
        (digest == Self::digest(key, body)).then(|| postcard::from_bytes(body).ok()).flatten()
    }

    /// Keeps a result. A failure to do so costs time later and nothing else.
    pub fn put<T: Serialize>(&self, key: &Key, value: &T) {
        let Some(folder) = &self.folder else { return };
        let Ok(mut bytes) = postcard::to_stdvec(value) else { return };
        let digest = Self::digest(key, &bytes);
        bytes.extend(digest);
        let _ = Self::write(folder, &key.file_name(), &bytes);
    }

    fn digest(key: &Key, body: &[u8]) -> [u8; DIGEST] {
        *blake3::keyed_hash(&key.0, body).as_bytes()
    }

    /// Writes beside and renames, so that another process never reads half a file.
    fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        make(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        std::io::Write::write_all(&mut file, bytes)?;
        file.persist(folder.join(name)).map_err(|error| error.error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_given_back_and_a_damaged_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::beside(folder.path());
        let key = Key::of([b"x".as_slice()]);
        assert_eq!(cache.get::<Vec<u32>>(&key), None);
        cache.put(&key, &vec![1u32, 2, 3]);
        assert_eq!(cache.get::<Vec<u32>>(&key), Some(vec![1, 2, 3]));

        let file = folder.path().join(FOLDER).join(key.file_name());
        let whole = fs::read(&file).unwrap();
        for damaged in [&whole[..whole.len() - 1], &whole[1..], b"".as_slice(), &[0; 40]] {
            fs::write(&file, damaged).unwrap();
            assert_eq!(cache.get::<Vec<u32>>(&key), None);
        }
        assert_eq!(Cache::none().get::<Vec<u32>>(&key), None);
    }

    #[test]
    fn parts_of_a_key_are_delimited() {
        assert_ne!(Key::of([b"ab".as_slice(), b"c"]), Key::of([b"a".as_slice(), b"bc"]));
    }
}
