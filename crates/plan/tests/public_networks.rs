//! Public networks of which it is known whether they can be controlled.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

use std::path::{Path, PathBuf};

use onetext_plan::network::Controllability;
use onetext_plan::network::json::File;

fn files(folder: &str) -> Option<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/stnu").join(folder);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: there is no {}", folder.display());
        return None;
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 50, "{}", folder.display());
    Some(files)
}

fn read(path: &Path) -> File {
    File::read(&std::fs::read_to_string(path).unwrap())
        .unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

#[test]
fn every_network_that_is_known_to_be_controllable_is_found_to_be() {
    for path in files("controllable").unwrap_or_default() {
        let answer = read(&path).network.controllability();
        assert!(matches!(answer, Controllability::Controllable(_)), "{}", path.display());
    }
}

#[test]
fn every_network_that_is_known_not_to_be_controllable_is_found_not_to_be() {
    for path in files("uncontrollable").unwrap_or_default() {
        let answer = read(&path).network.controllability();
        let (Controllability::Uncontrollable(conflict) | Controllability::Inconsistent(conflict)) = answer
        else {
            panic!("{}", path.display())
        };
        assert!(!conflict.constraints().is_empty());
    }
}
