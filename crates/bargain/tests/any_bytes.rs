//! Whatever stands in the files of a scenario, they are read or refused; and what was read can be written and read again.

mod kitchen;

use kitchen::{DOMAIN, GENIUSWEB, NEGMAS, NEGMAS_DOMAIN, NEGOLOG, OWN, PROFILE};
use onetext_bargain::files::{Reading, Target, write};
use onetext_bargain::scenario::Scenario;
use proptest::prelude::*;
use proptest::sample::Index;

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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn spoilt_files_are_read_or_refused_and_what_is_read_can_be_written(files in spoilt()) {
        let _ = Scenario::of_files("as NegMAS", files.clone(), Reading::NegMas);
        let Ok(opened) = Scenario::of_files("given", files, Reading::OfItsFormat) else { return Ok(()) };
        for target in TARGETS {
            let Ok(written) = write(&opened.scenario, target) else { continue };
            let files = written.files.clone().into_iter().map(|(name, text)| (name, text.into_bytes()));
            let again = Scenario::of_files("written", files, Reading::OfItsFormat);
            prop_assert!(again.is_ok(), "{target:?}: {}\n{:#?}", again.err().map_or(String::new(), |e| e.to_string()), written.files);
        }
    }
}
