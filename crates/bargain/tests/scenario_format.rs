//! The example in the description of the project's own format is one.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not there")]

use onetext_bargain::files::{Reading, Target, write};
use onetext_bargain::scenario::Scenario;
use onetext_bargain::space::{Outcome, Value};

#[test]
fn the_example_of_the_format_is_read_and_written_as_described() {
    let description = include_str!("../../../docs/scenario-format.md");
    let (_, rest) = description.split_once("```toml\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let open = |text: &str| {
        let file = ("workshop.toml".to_owned(), text.as_bytes().to_vec());
        Scenario::of_files("example", [file], Reading::OfItsFormat).unwrap().scenario
    };
    let scenario = open(example);
    let agreed = Outcome(vec![Value::Option(2), Value::Integer(20), Value::Real(14.0)]);
    let worth = scenario.profiles[0].utility.of(&agreed);
    assert!((worth - (0.5 + 0.2 * 0.7 + 0.3 * 0.5)).abs() < 1e-12, "{worth}");
    assert!(scenario.space.allows(&[2, 10, 0]) && !scenario.space.allows(&[2, 11, 0]));
    assert!(!scenario.space.allows(&[0, 29, 0]));
    let written = write(&scenario, Target::Own).unwrap();
    assert_eq!(open(&written.files[0].1), scenario);
}
