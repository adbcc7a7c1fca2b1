//! A package as an archive: the same parts always give the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::Refused;

/// Endings of parts that are compressed already.
const COMPRESSED: [&str; 8] = [".png", ".jpg", ".jpeg", ".gif", ".zip", ".docx", ".xlsx", ".pptx"];

/// The archive with these parts in this order. It holds no time but the first that the format can tell, and no trace of
/// the system that it was made on.
pub(crate) fn archive<'p>(parts: impl Iterator<Item = (&'p str, &'p [u8])>) -> Result<Vec<u8>, Refused> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in parts {
        let lower = name.to_ascii_lowercase();
        let method = if COMPRESSED.iter().any(|ending| lower.ends_with(ending)) {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .system(System::Dos);
        let written = writer.start_file(name, options).and_then(|()| Ok(writer.write_all(data)?));
        written.map_err(|_| too_large(name))?;
    }
    Ok(writer.finish().map_err(|_| too_large("the file"))?.into_inner())
}

/// Writing to memory fails for nothing but size.
fn too_large(what: &str) -> Refused {
    Refused::TooLarge { what: format!("\"{}\"", crate::xml::shown(what)), limit: "4 GiB".to_owned() }
}
