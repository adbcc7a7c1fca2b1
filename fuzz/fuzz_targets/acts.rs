//! Any bytes as a file of acts in a small case: read or reported, never a panic; every reader gets a view, a ledger and a brief;
//! and the bytes on disk stay as they are.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use onetext_brief::{Brief, Options, html, terminal};
use onetext_case::cache::Cache;
use onetext_case::{Case, Silent};
use onetext_record::{ParticipantId, Reader};

const CASE: &str = r#"
title = "The well"
date = 2031-03-20

[[participant]]
id = "upper"
name = "Upper Farm"
role = "party"

[[participant]]
id = "lower"
name = "Lower Farm"
role = "party"

[[participant]]
id = "council"
name = "Village Council"
role = "mediator"
audience = ["council", "upper"]

[[draft]]
id = "first"
file = "first.md"
lang = "en"
on = 2031-03-01
audience = ["public"]
authentic = "text"

[[draft]]
id = "second"
file = "second.md"
lang = "en"
on = 2031-03-15
audience = ["upper", "lower"]
authentic = "text"
current = true
"#;

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("onetext-fuzz-acts-{}", std::process::id()));
    let written = fs::create_dir_all(folder.join("record"))
        .and_then(|()| fs::write(folder.join("case.toml"), CASE))
        .and_then(|()| fs::write(folder.join("first.md"), "# Well\n\n1. Each farm [shall][should] draw water.\n\n2. Repair within 14 days.\n"))
        .and_then(|()| fs::write(folder.join("second.md"), "# Well\n\n1. Each farm shall draw water.\n\n2. Repair within 21 days.\n"));
    assert!(written.is_ok());
    folder
});

fuzz_target!(|bytes: &[u8]| {
    let file = FOLDER.join("record/acts.toml");
    if fs::write(&file, bytes).is_err() {
        return;
    }
    let Ok(case) = Case::read_folder(&FOLDER, Cache::none(), &Silent) else { return };
    for found in case.check() {
        assert!(found.line >= 1 && found.column >= 1);
        let _ = found.to_string();
    }
    for reader in [Reader::Public, Reader::Team, Reader::Participant(ParticipantId::new("lower"))] {
        let Some(date) = case.about().date else { return };
        let Ok(view) = case.view(&reader, date) else { continue };
        let ledger = view.ledger();
        assert_eq!(ledger.clauses.len(), view.texts().current_version().and_then(|version| version.draft()).map_or(0, |draft| draft.outline().clauses.len()));
        let brief = Brief::new(&view, &Options::default());
        let _ = html::render(&brief);
        let _ = terminal::render(&brief, 80, false);
    }
    assert_eq!(fs::read(&file).ok().as_deref(), Some(bytes));
});
