//! Whatever is written in a case, pages stay well formed and terminals are not spoken to.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod common;

use common::{brief, elements};
use onetext_brief::{html, terminal};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

/// Text with what makes trouble: tags, entities, quotation marks, brackets, right-to-left letters, controls, isolates.
fn trouble() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<script>alert(1)</script>".to_owned()),
        Just("</style>".to_owned()),
        Just("\" onload=\"x".to_owned()),
        Just("&amp;&#x27;".to_owned()),
        Just("\u{1b}[31m".to_owned()),
        Just("\u{202e}\u{2067}".to_owned()),
        Just("\u{2069}\u{2069}\u{2068}".to_owned()),
        Just("نقابة العمال ".to_owned()),
        Just("המעיין ".to_owned()),
        Just("[shall][should] ".to_owned()),
        Just("[ ] ".to_owned()),
        "[a-z ]{1,12}",
        "\\PC{1,6}",
    ];
    // A field that is blank is refused when it is read, whatever else it has.
    let whole = proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat());
    whole.prop_filter("blank", |text| !text.trim().is_empty())
}

/// A TOML string.
fn quoted(text: &str) -> String {
    serde_json::to_string(&text.replace('\u{7f}', "")).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks(title in trouble(), name in trouble(), words in trouble(), clause in trouble(), label in trouble(), source in trouble()) {
        let folder = tempfile::tempdir().unwrap();
        for sub in ["drafts", "record"] {
            std::fs::create_dir(folder.path().join(sub)).unwrap();
        }
        let case = format!(
            "title = {title}\nlanguages = [\"en\"]\ndate = 2031-05-10\nrule = {words}\n\
             [[participant]]\nid = \"a\"\nname = {name}\nrole = \"party\"\nmandate = {words}\n\
             [[participant]]\nid = \"b\"\nname = \"B\"\nrole = \"mediator\"\n\
             [[draft]]\nid = \"d\"\ntitle = {title}\nfile = \"drafts/d.md\"\nlang = \"en\"\nby = \"b\"\non = 2031-05-01\naudience = [\"public\"]\nauthentic = \"text\"\n",
            title = quoted(&title), name = quoted(&name), words = quoted(&words),
        );
        std::fs::write(folder.path().join("case.toml"), case).unwrap();
        std::fs::write(folder.path().join("drafts/d.md"), format!("# {title}\n\n1. {clause}\n\n2. Plain [words] {words}\n")).unwrap();
        let act = |id: &str, more: String| format!(
            "[[act]]\nid = \"{id}\"\non = 2031-05-02\naudience = [\"public\"]\nsources = [{{ kind = \"report\", who = {source}, ref = {source} }}]\n{more}\n",
            source = quoted(&source),
        );
        let (words, label) = (quoted(&words), quoted(&label));
        let record = [
            act("m", format!("kind = \"measure\"\nindicator = {label}\nvalue = 12\nunit = {label}")),
            act("w", format!("kind = \"warn\"\nby = \"b\"\nwords = {words}\ncertainty = {label}\nconcerns = [{words}]")),
            act("c", format!("kind = \"clarify\"\nby = \"a\"\ndraft = \"d\"\nclauses = [\"2\"]\nwords = {words}\nlabel = {label}")),
            act("x", format!("kind = \"characterise\"\nby = \"b\"\nanswers = \"c\"\nlabel = {words}\nred_line = true")),
            act("s", format!("kind = \"state\"\nby = \"b\"\nwords = {words}\nlabel = \"press line\"\naccount = \"press_line\"")),
        ];
        std::fs::write(folder.path().join("record/r.toml"), record.concat()).unwrap();

        let brief = brief(folder.path(), "public", Some("2031-05-01"));
        prop_assert_eq!(brief.annexes.chronology.len(), 6);
        let page = html::render(&brief);
        let found = elements(&page);
        for (name, attributes) in found {
            prop_assert!(name != "script");
            // What stands outside quotation marks are the names of attributes.
            let names: String = attributes.split('"').step_by(2).collect();
            prop_assert!(!names.contains("onload"), "{}", attributes);
        }
        prop_assert!(!page.chars().any(|c| c.is_control() && c != '\n'));
        let controls = page.contains(['\u{202e}', '\u{2067}', '\u{2068}', '\u{2069}']);
        prop_assert!(!controls);

        for width in [40, 72] {
            let text = terminal::render(&brief, width, false);
            prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
            for line in text.lines() {
                prop_assert!(line.width() <= width, "{} columns: {:?}", width, line);
                let mut depth = 0;
                for c in line.chars() {
                    depth += i32::from(c == '\u{2068}') - i32::from(c == '\u{2069}');
                    prop_assert!((0..=2).contains(&depth), "{:?}", line);
                }
                prop_assert_eq!(depth, 0, "{:?}", line);
            }
        }
    }
}
