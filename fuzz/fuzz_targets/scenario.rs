//! Any bytes as the files of a scenario: the input is cut at NUL into up to three files. Read, with every repair told, or
//! refused, never a panic; and what was read is written and read again in every format that can say it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext_bargain::files::{Reading, Target, write};
use onetext_bargain::scenario::Scenario;

const TARGETS: [Target; 6] = [
    Target::Genius,
    Target::GeniusWeb,
    Target::NegMasYaml,
    Target::NegMasJson,
    Target::NegoLog,
    Target::Own,
];

fuzz_target!(|bytes: &[u8]| {
    let files: Vec<_> = bytes.splitn(3, |&byte| byte == 0).zip(["a", "b", "c"]).collect();
    let files = || files.iter().map(|(bytes, name)| ((*name).to_owned(), bytes.to_vec()));
    let _ = Scenario::of_files("as NegMAS", files(), Reading::NegMas);
    let Ok(opened) = Scenario::of_files("given", files(), Reading::OfItsFormat) else { return };
    for target in TARGETS {
        let Ok(written) = write(&opened.scenario, target) else { continue };
        let files = written.files.into_iter().map(|(name, text)| (name, text.into_bytes()));
        let again = Scenario::of_files("written", files, Reading::OfItsFormat);
        assert!(again.is_ok(), "{target:?}: {again:?}");
    }
});
