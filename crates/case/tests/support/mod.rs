//! A small case on disk that tests spoil, and what is told of it then.

#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use onetext_case::cache::Cache;
use onetext_case::{Case, Severity, Silent};
use onetext_record::{Reader, When};

pub const CASE: &str = r#"title = "The well at Two Farms"
languages = ["en", "ar"]

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

[[audience]]
id = "farms"
members = ["upper", "lower"]

[[draft]]
id = "first"
file = "drafts/first.md"
lang = "en"
by = "council"
on = 2031-03-01
audience = ["farms", "council"]
authentic = "text"
current = true
"#;

pub const DRAFT: &str = "# Agreement\n\n1. The gate opens [at dawn].\n\n2. Water is shared.\n";

/// Acts that have nothing wrong with them, to stand around one that has.
pub const BEFORE: &str = "[[act]]\nid = \"before\"\nkind = \"state\"\nby = \"upper\"\non = 2031-03-02\nwords = \"\"\"We\n[agree].\"\"\"\n\n";
pub const AFTER: &str = "\n[[act]]\nid = \"after\"\nkind = \"state\"\nby = \"lower\"\non = 2031-03-04\nwords = \"\"\"So do we.\"\"\"\n";

pub struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The small case, without any act.
    pub fn whole() -> Self {
        let folder = Self::empty();
        folder.put("case.toml", CASE).put("drafts/first.md", DRAFT);
        folder
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn put(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Changes `case.toml`: `old`, which must be there, into `new`.
    pub fn instead(&self, old: &str, new: &str) -> &Self {
        let text = fs::read_to_string(self.path("case.toml")).unwrap();
        assert!(text.contains(old), "{old}");
        self.put("case.toml", text.replacen(old, new, 1))
    }

    pub fn add(&self, text: &str) -> &Self {
        let before = fs::read_to_string(self.path("case.toml")).unwrap();
        self.put("case.toml", before + text)
    }

    pub fn open(&self) -> Case {
        Case::read_folder(self.root(), Cache::none(), &Silent).unwrap()
    }

    /// The ids of all acts that the team can see.
    pub fn acts(&self) -> Vec<String> {
        let view = self.open().view(&Reader::Team, end()).unwrap();
        view.acts.iter().map(|act| act.id.to_string()).collect()
    }

    pub fn readers(&self) -> Vec<String> {
        self.open().readers().iter().map(ToString::to_string).collect()
    }

    /// How many positions on clauses of the current draft there are.
    pub fn consents(&self) -> usize {
        let view = self.open().view(&Reader::Team, end()).unwrap();
        view.ledger()
            .clauses
            .iter()
            .flat_map(|clause| &clause.consent)
            .filter(|consent| consent.act.is_some())
            .count()
    }

    /// Where a party stands on each clause of the current draft.
    pub fn statuses(&self, party: &str) -> Vec<&'static str> {
        let view = self.open().view(&Reader::Team, end()).unwrap();
        let ledger = view.ledger();
        let of = |consent: &&onetext_record::ledger::Consent| consent.party.as_str() == party;
        ledger
            .clauses
            .iter()
            .filter_map(|clause| clause.consent.iter().find(of))
            .map(|found| found.status.as_str())
            .collect()
    }

    pub fn told(&self) -> String {
        told(&self.open())
    }

    pub fn tells(&self, expected: &str) -> &Self {
        let told = self.told();
        assert_eq!(told, expected, "\n--- is told:\n{told}\n--- was expected:\n{expected}\n");
        self
    }
}

/// Everything that `check` says, one below the other.
pub fn told(case: &Case) -> String {
    let lines: Vec<String> = case
        .check()
        .iter()
        .map(|found| match found.severity {
            Severity::Problem => format!("problem: {found}"),
            Severity::Remark => format!("remark: {found}"),
        })
        .collect();
    lines.join("\n\n")
}

pub fn end() -> When {
    "9999-12-30".parse().unwrap()
}
