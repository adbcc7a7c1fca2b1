//! How much memory the opening of a bomb takes. Alone in its program, as memory is counted for the whole of it.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::{Cursor, Read, Write};

use onetext_wordml::package::{Package, Refused};
use onetext_wordml::testing::Docx;

/// The most memory that this program had, in KiB; `None` on systems that do not tell it in this way.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// A document that is 100 KiB as a file and 100 MiB without its compression, twice over.
fn bomb() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in Docx::of_paragraphs(&["x"]).into_parts() {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(&data).unwrap();
    }
    for name in ["word/a.xml", "word/b.xml"] {
        archive
            .start_file(name, zip::write::SimpleFileOptions::default().compression_level(Some(1)))
            .unwrap();
        std::io::copy(&mut std::io::repeat(b' ').take(100 << 20), &mut archive).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_bomb_takes_no_more_memory_than_one_part_may_have() {
    let bomb = bomb();
    assert!(bomb.len() < 2 << 20, "{}", bomb.len());
    let Some(before) = peak() else {
        eprintln!("skipped: this system does not tell how much memory a program had");
        return;
    };
    assert!(matches!(Package::open(&bomb), Err(Refused::TooLarge { .. })));
    let grown = peak().unwrap() - before;
    // The part with its limit of 64 MiB, and the doubling of a buffer that grows.
    assert!(grown < 140 * 1024, "{grown} KiB");
    println!("{grown} KiB more for a bomb of {} bytes", bomb.len());
}
