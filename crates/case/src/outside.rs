//! Files that somebody gives: read within a limit, so that one of them cannot take all memory.

use std::fs::File;
use std::io::{Error, ErrorKind, Read as _, Result};
use std::path::Path;

/// How many bytes of a file are read at most; as many as of a Word document.
pub const MOST: u64 = 128 * 1024 * 1024;

/// The bytes of a file. Takes memory in proportion to the file, and to [`MOST`] at most.
///
/// # Errors
/// The file cannot be read; or, as [`ErrorKind::FileTooLarge`], it has more bytes than [`MOST`].
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > MOST {
        return Err(too_large(&format!("the file has {size} bytes")));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // What is no plain file says nothing of its size, and a file may grow while it is read.
    file.take(MOST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST {
        return Err(too_large("the file goes on"));
    }
    Ok(bytes)
}

fn too_large(what: &str) -> Error {
    let limit = MOST / (1024 * 1024);
    let message = format!(
        "{what}, and no more than {MOST} ({limit} MiB) are read: divide it into several, or take large pictures out of it"
    );
    Error::new(ErrorKind::FileTooLarge, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_beyond_the_limit_is_refused_with_its_size_and_the_limit_and_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.md");
        // A file with a hole: it takes no room on the disk.
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        let refused = read(&path).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::FileTooLarge);
        let told = refused.to_string();
        assert!(told.contains("1099511627776 bytes") && told.contains("128 MiB"), "{told}");
    }

    #[test]
    fn a_file_within_the_limit_is_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("small.md");
        std::fs::write(&path, "1. The gate.").unwrap();
        assert_eq!(read(&path).unwrap(), b"1. The gate.");
    }
}
