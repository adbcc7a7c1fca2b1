//! Documents that other programs make, read here and by another reader, paragraph by paragraph.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails where something is not there, and says what it had to skip"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use onetext_wordml::Opened;
use onetext_wordml::document::{NOTE, Side, Story};

/// A Python with python-docx: the one that `ONETEXT_PYTHON` names, or the system's.
fn python() -> Option<String> {
    let python = std::env::var("ONETEXT_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let there = Command::new(&python).args(["-c", "import docx"]).stderr(Stdio::null()).status();
    there.is_ok_and(|status| status.success()).then_some(python)
}

fn there(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// Paragraphs of the body as python-docx reads them.
fn read_by_other(python: &str, file: &Path) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/paragraphs.py");
    let output = Command::new(python).arg(script).arg(file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().split('\u{1e}').map(str::to_owned).collect()
}

/// A folder for one test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn compare(python: &str, file: &Path) -> usize {
    let opened = Opened::from_bytes(&std::fs::read(file).unwrap()).unwrap();
    let document = &opened.document;
    let ours: Vec<String> = document
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.story == Story::Body)
        // References to notes are no text for the other reader.
        .map(|paragraph| paragraph.text(Side::Accepted, &document.changes).replace(NOTE, ""))
        .collect();
    let theirs = read_by_other(python, file);
    for (index, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        assert_eq!(ours, theirs, "{}: paragraph {index}", file.display());
    }
    assert_eq!(ours.len(), theirs.len(), "{}", file.display());
    ours.len()
}

/// Drafts to make documents of: those of the project, and others where they are.
fn drafts() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders =
        ["cases/harbour-strike/drafts", "crates/brief/tests/cases/arabic/drafts", "../shared/data/paris"];
    let mut drafts: Vec<PathBuf> = folders
        .iter()
        .filter_map(|folder| std::fs::read_dir(root.join(folder)).ok())
        .flat_map(|entries| entries.filter_map(Result::ok).map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    drafts.sort();
    drafts
}

fn made_by_pandoc(draft: &Path, into: &Path) -> PathBuf {
    let file = into.join(draft.with_extension("docx").file_name().unwrap());
    let done = Command::new("pandoc")
        .args(["-f", "markdown-yaml_metadata_block"])
        .arg(draft)
        .arg("-o")
        .arg(&file)
        .status();
    assert!(done.unwrap().success());
    file
}

#[test]
fn documents_of_pandoc_and_libreoffice_say_what_another_reader_says() {
    let Some(python) = python() else {
        eprintln!("skipped: python-docx is not here");
        return;
    };
    if !there("pandoc") {
        eprintln!("skipped: pandoc is not here");
        return;
    }
    let folder = folder("others");
    let drafts = drafts();
    assert!(drafts.len() >= 3);
    let made: Vec<PathBuf> = drafts.iter().map(|draft| made_by_pandoc(draft, &folder)).collect();
    for file in &made {
        assert!(compare(&python, file) > 3, "{}", file.display());
    }
    if !there("soffice") {
        eprintln!("skipped in part: LibreOffice is not here");
        return;
    }
    let again = folder.join("office");
    let done = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"])
        .arg(&again)
        .args(&made)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(done.unwrap().success());
    for file in &made {
        assert!(compare(&python, &again.join(file.file_name().unwrap())) > 3, "{}", file.display());
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The words of a document as LibreOffice reads them.
fn read_by_office(file: &Path, folder: &Path) -> String {
    let done = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"])
        .arg(folder)
        .arg(file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(done.unwrap().success());
    let text = folder.join(file.with_extension("txt").file_name().unwrap());
    let words = std::fs::read_to_string(&text).unwrap();
    std::fs::remove_file(text).unwrap();
    words
}

#[test]
fn documents_whose_makers_were_taken_away_say_the_same_to_others_and_no_longer_who_made_them() {
    use onetext_wordml::package::Package;
    use onetext_wordml::scrub::{Keep, scrub};
    let Some(python) = python() else {
        eprintln!("skipped: python-docx is not here");
        return;
    };
    if !there("pandoc") || !there("soffice") {
        eprintln!("skipped: pandoc or LibreOffice is not here");
        return;
    }
    let folder = folder("scrubbed");
    let draft = folder.join("draft.md");
    std::fs::write(
        &draft,
        "---\ntitle: Plan\nkeywords: [zqauthor]\n---\n\n# One\n\n1.  First, with a \
         note[^1] and a [link](https://zqauthor.example.org/).\n2.  Second *words*.\n\n| a | b |\n|---|---|\n| c | d |\n\n\
         خطة السلام.\n\n[^1]: The note.\n",
    )
    .unwrap();
    let made = folder.join("draft.docx");
    let done = Command::new("pandoc").arg(&draft).arg("-o").arg(&made).status();
    assert!(done.unwrap().success());
    let again = folder.join("office");
    let done = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"])
        .args([&again, &made])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(done.unwrap().success());
    for file in [made, again.join("draft.docx")] {
        let bytes = std::fs::read(&file).unwrap();
        let before = Package::open(&bytes).unwrap();
        let tells = |package: &Package| {
            let data = |name| String::from_utf8_lossy(package.part(name).unwrap()).to_lowercase();
            package.names().any(|name| data(name).contains("zqauthor"))
        };
        assert!(tells(&before), "{}", file.display());
        let after = scrub(before, Keep::default()).unwrap().package;
        assert!(!tells(&after), "{}", file.display());
        let clean = folder.join("clean.docx");
        std::fs::write(&clean, after.write().unwrap()).unwrap();
        assert_eq!(read_by_other(&python, &clean), read_by_other(&python, &file));
        assert!(compare(&python, &clean) > 5);
        assert_eq!(read_by_office(&clean, &folder), read_by_office(&file, &folder));
    }
}
