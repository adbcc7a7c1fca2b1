//! Any bytes: refused or read, no byte lost, every character that is no blank in exactly one place.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext_text::{ClauseIndex, Draft, ReadingOptions, Source};

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = Source::from_bytes(bytes.to_vec()) else { return };
    assert_eq!(source.as_bytes(), bytes);
    let draft =
        Draft::parse(source, &ReadingOptions { names: vec!["Upper Farm".to_owned()], overrides: Vec::new() });
    assert_eq!(draft.source().as_bytes(), bytes);
    let text = draft.source().text();
    let mut covered = vec![0u8; text.len()];
    let mut last = 0;
    for (at, clause) in draft.outline().iter() {
        assert!(clause.span.start >= last && clause.span.end >= clause.span.start);
        last = clause.span.end;
        assert!(text.get(clause.span.range()).is_some() && text.get(clause.body.range()).is_some());
        assert!(clause.span.start <= clause.body.start && clause.body.end <= clause.span.end);
        assert!(clause.parent.is_none_or(|parent| parent < at));
        assert_eq!(draft.source().line_column(clause.span.start).0, clause.line);
        covered[clause.span.range()].iter_mut().for_each(|count| *count += 1);
        let _ = draft.text_of(at);
    }
    for span in draft.machinery() {
        covered[span.range()].iter_mut().for_each(|count| *count += 1);
    }
    for (at, c) in text.char_indices() {
        assert!(
            covered[at] == 1 || covered[at] == 0 && c.is_whitespace(),
            "byte {at} {c:?} is in {} places",
            covered[at]
        );
    }
    if let Some(last) = draft.outline().clauses.len().checked_sub(1) {
        let id = &draft.outline().clauses[last].id;
        assert_eq!(draft.outline().find(id), Ok(ClauseIndex(last as u32)));
    }
});
