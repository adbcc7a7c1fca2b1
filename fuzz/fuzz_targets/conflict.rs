//! Any bytes as a model of a conflict: read or refused with a place, never a panic; what is read is written as TOML, read again as the
//! same, and laid out.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext_conflict::files::Document;
use onetext_conflict::graph::Graph;

const BUDGET: u64 = 1 << 24;

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = Document::read("model", bytes, Some(1), &["audience"])
        .or_else(|_| Document::read("model", bytes, None, &["audience"]))
    else {
        return;
    };
    let written = document.to_toml();
    let again = Document::read("written", written.as_bytes(), None, &["audience"]).expect("what is written is read");
    assert_eq!(again.to_toml(), written);
    let (Ok(opened), Ok(other)) = (document.model(BUDGET), again.model(BUDGET)) else {
        assert!(again.model(BUDGET).is_err() || document.model(BUDGET).is_ok());
        return;
    };
    assert_eq!(opened.model.states(), other.model.states());
    for state in 0..opened.model.states().min(64) {
        assert_eq!(opened.model.state(&opened.model.describe(state)), Ok(state));
    }
    let _ = Graph::of(&opened.model, BUDGET);
    for decision_maker in 0..opened.model.decision_makers.len() {
        let _ = opened.model.levels(decision_maker, BUDGET);
    }
});
