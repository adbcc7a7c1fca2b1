//! Any bytes as the files of a case: the input is cut at NUL into `case.toml`, a file of acts, `lineage.toml` and a draft. Read
//! or reported, never a panic; what can be read gives a view to everybody.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use onetext_case::cache::Cache;
use onetext_case::{Case, Silent};
use onetext_record::{Reader, When};

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("onetext-fuzz-case-{}", std::process::id()));
    assert!(fs::create_dir_all(folder.join("record")).and_then(|()| fs::create_dir_all(folder.join("drafts"))).is_ok());
    folder
});

const FILES: [&str; 4] = ["case.toml", "record/acts.toml", "lineage.toml", "drafts/a.md"];

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(FILES.len(), |&byte| byte == 0);
    for file in FILES {
        if fs::write(FOLDER.join(file), parts.next().unwrap_or_default()).is_err() {
            return;
        }
    }
    let Ok(case) = Case::read_folder(&FOLDER, Cache::none(), &Silent) else { return };
    for found in case.check() {
        let _ = found.to_string();
    }
    let Ok(date) = "2031-03-20".parse::<When>() else { return };
    let date = case.reading_date(date);
    for reader in case.readers() {
        let Ok(view) = case.view(&reader, date) else { continue };
        let _ = view.ledger();
        if reader != Reader::Team {
            assert_eq!(view.left_out, 0);
        }
    }
});
