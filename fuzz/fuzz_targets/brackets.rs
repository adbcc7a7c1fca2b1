//! Texts made of what brackets are made of: what is counted adds up, and points lie where the text is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onetext_text::{Draft, ReadAs, ReadingOptions, ReadingOverride, Source, UnbalancedWhat};

const BITS: [&str; 40] = [
    "[",
    "]",
    "][",
    "] or [",
    "[X]",
    "[ ]",
    "\\[",
    "\\",
    "*",
    "**",
    "_",
    "{",
    "}",
    "{Placeholder",
    "###",
    "\n",
    "\n\n",
    "\n## H\n",
    "\n1. ",
    "\n(a) ",
    "\n- ",
    "\n- [x] ",
    "\nOption 1: ",
    "\n**Option 2:** ",
    "[^1]",
    "\n[^1]: ",
    "[r]",
    "\n\n[r]: http://x.org\n",
    "](http://x.org)",
    "](may)",
    "<!--",
    "-->",
    "shall",
    " ",
    "/",
    "Upper Farm: ",
    "(Upper Farm)",
    "أو",
    "é",
    ",",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((&place, rest)) = bytes.split_first() else { return };
    let text: String = rest.iter().map(|&byte| BITS[byte as usize % BITS.len()]).collect();
    let Ok(source) = Source::from_bytes(text.clone().into_bytes()) else { return };
    let (line, column) = source.line_column(u32::from(place));
    let kinds = [
        ReadAs::Text,
        ReadAs::Brackets,
        ReadAs::Optional,
        ReadAs::Alternatives,
        ReadAs::Placeholder,
        ReadAs::Link,
        ReadAs::Footnote,
        ReadAs::Checkbox,
    ];
    let read_as = kinds[place as usize % kinds.len()];
    let overrides = if place > 128 { vec![ReadingOverride { line, column, read_as }] } else { Vec::new() };
    let draft = Draft::parse(source, &ReadingOptions { names: vec!["upper farm".to_owned()], overrides });
    let alone = |what| draft.unbalanced().iter().filter(|one| one.what == what).count();
    let counts = draft.counts();
    assert_eq!(
        counts.open - alone(UnbalancedWhat::NeverClosed),
        counts.close - alone(UnbalancedWhat::NeverOpened)
    );
    assert!(counts.open <= text.matches('[').count() && counts.close <= text.matches(']').count());
    let mut last = 0;
    for (at, point) in draft.points().iter().enumerate() {
        assert!(point.span.start >= last && text.get(point.span.range()).is_some());
        last = point.span.start;
        assert!(point.parent.is_none_or(|parent| parent < at));
        assert!(point.alternatives.iter().all(|one| text.get(one.span.range()).is_some()));
    }
    let started: u32 = draft.outline().clauses.iter().map(|clause| clause.open_points).sum();
    assert_eq!(started as usize, draft.points().len());
});
