//! Runs the program as a person would, in a folder of its own.

#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub const DRAFT: &str = "# Agreement\n\n1. The gate [shall][should] open [at dawn].\n\n2. Water is shared.\n";

pub struct Room {
    folder: tempfile::TempDir,
}

/// What a run of the program gave.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub told: String,
}

impl Ran {
    /// What it gave as it is read: without isolates and line breaks.
    pub fn read(&self) -> String {
        let text = self.out.replace(['\u{2068}', '\u{2069}'], "");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Room {
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A room with a case in the folder `well`, made by the program itself.
    pub fn with_case() -> Self {
        let room = Self::empty();
        room.put("first.en.md", DRAFT);
        for line in [
            "new well --title Well --languages en,ar --zone Asia/Qatar",
            "add well participant --id upper --name UpperFarm --role party",
            "add well participant --id lower --name LowerFarm --role party",
            "add well participant --id council --name Council --role mediator",
            "add well audience --id farms --members upper,lower",
            "add well draft first.en.md --by council --on 2031-03-01 --audience farms,council --current",
        ] {
            let ran = room.run(&line.split(' ').collect::<Vec<_>>());
            assert_eq!(ran.code, 0, "{line}: {}", ran.told);
        }
        room
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onetext"));
        command.current_dir(self.root()).args(arguments).env("NO_COLOR", "1");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        let Output { status, stdout, stderr } = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code: status.code().unwrap(), out: text(stdout), told: text(stderr) }
    }

    /// Every file of the room but kept results.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.root().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(self.root()).unwrap().to_string_lossy().into_owned();
                match path.is_dir() {
                    true if name.ends_with(".onetext-cache") => {}
                    true => folders.push(path),
                    false => drop(found.insert(name, fs::read(path).unwrap())),
                }
            }
        }
        found
    }
}
