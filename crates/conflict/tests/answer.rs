//! The way of solving that fits a model, and what is told of it beforehand.

#![allow(clippy::unwrap_used, missing_docs)]

use std::ops::ControlFlow;

use onetext_conflict::answer::{Answer, Ask, answer};
use onetext_conflict::files;
use onetext_conflict::model::Model;

const PLAIN: &str = "[[decision_maker]]\nname = \"A\"\n[[decision_maker]]\nname = \"B\"\n\
    [[option]]\nid = \"a\"\nowner = \"A\"\n[[option]]\nid = \"b\"\nowner = \"B\"\n\
    [[preference]]\nof = \"A\"\nwish = \"a iff b\"\n[[preference]]\nof = \"B\"\nwish = \"not b\"\n";

fn model(more: &str) -> Model {
    files::open("plain.toml", format!("{PLAIN}{more}").as_bytes(), None, u64::MAX).unwrap().model
}

#[test]
fn the_memory_is_told_before_the_work_begins_and_the_work_can_be_left_then() {
    for (more, in_place) in [("", true), ("[[coalesced]]\nstates = \"b\"\n", false)] {
        let model = model(more);
        let mut told = Vec::new();
        let found = answer(&model, &Ask::default(), &mut |progress| {
            told.push(progress);
            ControlFlow::Continue(())
        });
        assert_eq!(matches!(found.unwrap(), Answer::InPlace(_)), in_place);
        assert!(told[0].of == 0 && told[0].bytes > 0, "{:?}", told[0]);
        assert!(told.iter().skip(1).all(|progress| progress.of > 0), "{told:?}");
        assert!(answer(&model, &Ask::default(), &mut |_| ControlFlow::Break(())).is_err());
    }
}
