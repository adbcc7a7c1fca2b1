//! Public networks of which it is known whether they can be controlled.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod networks;

use std::path::{Path, PathBuf};

use networks::made;
use networks::play::{Temper, nothing_is_broken, play};
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
fn every_network_that_is_known_to_be_controllable_is_found_to_be_and_its_strategy_keeps_it() {
    let mut random = fastrand::Rng::with_seed(1);
    for path in files("controllable").unwrap_or_default() {
        let network = read(&path).network;
        let Controllability::Controllable(strategy) = network.controllability() else {
            panic!("{}", path.display())
        };
        for planner in [Temper::Early, Temper::Late, Temper::Random] {
            let times = play(&network, &strategy, &mut random, planner);
            nothing_is_broken(&network, &times, &path);
        }
    }
}

#[test]
fn every_network_that_is_known_not_to_be_controllable_is_found_not_to_be_and_its_conflict_cannot_be_kept() {
    for path in files("uncontrollable").unwrap_or_default() {
        let network = read(&path).network;
        let Some(conflict) = network.conflict() else { panic!("{}", path.display()) };
        let alone = made::only(&network, &conflict.constraints());
        assert!(alone.conflict().is_some(), "{}", path.display());
    }
}
