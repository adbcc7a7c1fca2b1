//! Whatever stands in the files of a scenario, they are read or refused; and what was read can be written and read again.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test stops where something is wrong, and says what it skips"
)]

mod kitchen;

use kitchen::{DOMAIN, GENIUSWEB, NEGMAS, NEGMAS_DOMAIN, NEGOLOG, OWN, PROFILE};
use onetext_bargain::files::{Reading, Target, write};
use onetext_bargain::scenario::Scenario;
use proptest::prelude::*;
use proptest::sample::Index;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/negotiation/scenarios");

const TARGETS: [Target; 6] =
    [Target::Genius, Target::GeniusWeb, Target::NegMasYaml, Target::NegMasJson, Target::NegoLog, Target::Own];

/// What files are spoilt with.
const SHARDS: [&str; 24] = [
    "",
    "\"",
    "'",
    "<",
    ">",
    "&",
    "/>",
    "=",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\n",
    "-1",
    "1e308",
    "NaN",
    "-.inf",
    "null",
    "9223372036854775807",
    "&a",
    "*a",
    "\u{FEFF}é\u{2028}",
];

/// A scenario of one of the formats with some of its text replaced.
fn spoilt() -> impl Strategy<Value = Vec<(String, Vec<u8>)>> {
    let scenarios = prop::sample::select(vec![
        vec![DOMAIN, PROFILE],
        vec![NEGMAS_DOMAIN, NEGMAS],
        vec![NEGOLOG, NEGOLOG],
        vec![GENIUSWEB],
        vec![OWN],
    ]);
    let edit = (
        any::<Index>(),
        any::<Index>(),
        0usize..6,
        prop::sample::select(SHARDS.to_vec()),
        any::<Option<u8>>(),
    );
    (scenarios, prop::collection::vec(edit, 0..4)).prop_map(|(files, edits)| {
        let mut files: Vec<(String, Vec<u8>)> = files
            .iter()
            .enumerate()
            .map(|(at, text)| (format!("file {at}"), text.as_bytes().to_vec()))
            .collect();
        for (file, at, length, shard, byte) in edits {
            let count = files.len();
            let bytes = &mut files[file.index(count)].1;
            let start = at.index(bytes.len() + 1);
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, shard.bytes().chain(byte.filter(|byte| *byte >= 0x80)));
        }
        files
    })
}

/// Reads files by both readings; writes in every format what was read, and reads it again. Why that failed, if it did.
fn read_and_written(files: &[(String, Vec<u8>)]) -> Result<(), String> {
    let _ = Scenario::of_files("as NegMAS", files.to_vec(), Reading::NegMas);
    let Ok(opened) = Scenario::of_files("given", files.to_vec(), Reading::OfItsFormat) else { return Ok(()) };
    for target in TARGETS {
        let Ok(written) = write(&opened.scenario, target) else { continue };
        let files = written.files.clone().into_iter().map(|(name, text)| (name, text.into_bytes()));
        if let Err(why) = Scenario::of_files("written", files, Reading::OfItsFormat) {
            return Err(format!("{target:?}: {why}\n{:#?}", written.files));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn spoilt_files_are_read_or_refused_and_what_is_read_can_be_written(files in spoilt()) {
        read_and_written(&files).map_err(TestCaseError::fail)?;
    }
}

/// Public scenarios with some of their text replaced, left out, doubled or put elsewhere.
#[test]
fn public_files_that_are_spoilt_are_read_or_refused_and_what_is_read_can_be_written() {
    let Ok(entries) = std::fs::read_dir(DATA) else {
        eprintln!("skipped: {DATA} is not there");
        return;
    };
    let mut random = fastrand::Rng::with_seed(11);
    let mut directories: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    directories.sort();
    for directory in directories.iter().filter(|path| path.is_dir()) {
        let paths = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<(String, Vec<u8>)> = paths
            .filter(|path| path.is_file())
            .map(|path| {
                (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap())
            })
            .filter(|(_, bytes)| bytes.len() < 100_000)
            .collect();
        files.sort();
        // Of a pool of profiles some are as good as all.
        files.truncate(6);
        if files.is_empty() {
            continue;
        }
        for _ in 0..12 {
            let mut spoilt = files.clone();
            for _ in 0..random.usize(1..4) {
                let at = random.usize(..spoilt.len());
                spoil(&mut spoilt[at].1, &mut random);
            }
            if let Err(why) = read_and_written(&spoilt) {
                panic!("{}: {why}", directory.display());
            }
        }
    }
}

fn spoil(bytes: &mut Vec<u8>, random: &mut fastrand::Rng) {
    let start = random.usize(..bytes.len() + 1);
    let end = (start + random.usize(..40)).min(bytes.len());
    let piece = bytes[start..end].to_vec();
    let to = random.usize(..bytes.len() + 1);
    match random.u8(..5) {
        0 => drop(bytes.splice(start..end, random.choice(SHARDS).unwrap().bytes())),
        1 => drop(bytes.drain(start..end)),
        2 => drop(bytes.splice(to..to, piece)),
        3 => bytes.truncate(to),
        _ => {
            if let Some(byte) = bytes.get_mut(start) {
                *byte = random.u8(..);
            }
        }
    }
}
