//! Public scenarios, broken ones included: each is read, or refused with what to do.

use onetext_bargain::files::Reading;
use onetext_bargain::scenario::Scenario;
use std::path::Path;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/negotiation/scenarios");

#[test]
fn every_public_scenario_is_read_or_refused_with_what_to_do() {
    let Ok(entries) = std::fs::read_dir(DATA) else {
        eprintln!("skipped: {DATA} is not there");
        return;
    };
    let mut directories: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    directories.sort();
    for path in directories {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        match Scenario::open(Path::new(&path), Reading::OfItsFormat) {
            Ok(opened) => {
                eprintln!(
                    "{name}: {} parties, {} issues, {} repairs, ignored {:?}",
                    opened.scenario.profiles.len(),
                    opened.scenario.space.issues.len(),
                    opened.repairs.len(),
                    opened.ignored
                );
                for repair in opened.repairs.iter().take(3) {
                    eprintln!("    {repair}");
                }
            }
            Err(refused) => {
                eprintln!("{name}: REFUSED {refused}");
                assert!(!refused.help.is_empty());
            }
        }
    }
}
