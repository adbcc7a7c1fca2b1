//! Files that are cut off, spoilt at random, or anything at all: what is whole is read, and nothing panics or hangs.

#![allow(clippy::unwrap_used)]

mod support;

use onetext_record::Reader;
use onetext_record::act::Act;
use proptest::prelude::*;
use support::{AFTER, BEFORE, CASE, DRAFT, Folder, end, told};

/// A record with everything that makes it hard to say where an item ends.
fn record() -> String {
    let more = "[[act]]\nid = \"third\"\nkind = \"accept\"\nby = [\n  \"upper\", # both\n  \"lower\",\n]\non = 2031-03-05T18:00:00+03:00\n\
        draft = \"first\"\nclauses = [\"1\"]\nchoice = [\"in\"]\nnote = '''\n[[act]]\nقال \"نعم\"'''\n\
        [[act.sources]]\nkind = \"text\"\nwho = \"مزرعة\"\nref = \"letter\"\n\n\
        [[note]]\nid = \"n\"\non = 2031-03-05\nwords = \"\"\"two\nlines\"\"\"\n";
    format!("# The record of March.\n\n{BEFORE}{more}{AFTER}")
}

/// Where each act of the record ends.
fn ends(record: &str) -> Vec<(&'static str, usize)> {
    let end = |last: &str| record.find(last).unwrap() + last.len();
    vec![
        ("before", end("[agree].\"\"\"")),
        ("third", end("ref = \"letter\"")),
        ("after", end("\"\"\"So do we.\"\"\"")),
    ]
}

fn acts(folder: &Folder) -> Vec<Act> {
    folder.open().view(&Reader::Team, end()).unwrap().acts
}

#[test]
fn every_item_that_was_complete_before_the_cut_is_read_wherever_a_file_is_cut() {
    let record = record();
    let folder = Folder::whole();
    folder.put("record/a.toml", &record);
    assert_eq!(folder.told(), "");
    let whole = acts(&folder);
    assert_eq!(whole.len(), 3);
    for cut in 0..record.len() {
        folder.put("record/a.toml", &record.as_bytes()[..cut]);
        let read = acts(&folder);
        for (id, end) in ends(&record) {
            let act = |acts: &[Act]| acts.iter().find(|act| act.id.as_str() == id).cloned();
            if end <= cut {
                assert_eq!(act(&read), act(&whole), "cut at byte {cut}: {:?}", folder.told());
            }
        }
    }
}

#[test]
fn a_file_that_ends_within_a_character_is_told_to_be_cut_off() {
    let folder = Folder::whole();
    folder.put("record/a.toml", [BEFORE.as_bytes(), "# قا".as_bytes().split_last().unwrap().1].concat());
    folder.tells(
        "problem: record/a.toml:9:4: the file ends within a character: it seems to be cut off here\n    \
         | # ق\n    |    ^\n    expected: the whole file\n    \
         to do: fetch the file again; until then the items before this place are read",
    );
    assert_eq!(folder.acts(), ["before"]);
}

/// Reads a case in every way that there is.
fn read(folder: &Folder) -> String {
    let case = folder.open();
    let mut all = told(&case);
    for reader in [Reader::Team, Reader::Public, Reader::Participant("upper".into())] {
        if let Ok(view) = case.view(&reader, end()) {
            all.push_str(&format!(
                "{:?}{:?}{:?}{:?}",
                view.participants,
                view.acts,
                view.notes,
                view.ledger()
            ));
        }
    }
    all
}

/// A change to a file: at which of 10,000 parts, how many bytes go, and what comes.
fn spoilt(text: &str, changes: &[(usize, usize, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (at, length, new) in changes {
        let at = at * bytes.len() / 10_000;
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, new.iter().copied());
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(usize, usize, Vec<u8>)>> {
    let new = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..4),
        proptest::sample::select(vec![
            "\"",
            "\"\"\"",
            "'''",
            "[[act]]\n",
            "[",
            "]]",
            "\n",
            "=",
            "#",
            "\\",
            "{",
            "}",
            ",",
            "upper",
            "2031-13-01",
            "\u{202e}",
            "\u{feff}",
            "\0",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    proptest::collection::vec((0..10_000usize, 0..12usize, new), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_case_that_is_spoilt_anywhere_is_read_without_a_panic_and_twice_the_same(
        case in changes(), record_changes in changes(), draft in changes(), lineage in changes(),
    ) {
        let folder = Folder::empty();
        folder.put("case.toml", spoilt(CASE, &case));
        folder.put("record/a.toml", spoilt(&record(), &record_changes));
        folder.put("record/b.toml", spoilt(AFTER, &draft));
        folder.put("drafts/first.md", spoilt(DRAFT, &draft));
        folder.put("lineage.toml", spoilt("[[match]]\nfrom = \"first\"\nto = \"first\"\nold = [\"1\"]\nnew = []\n", &lineage));
        prop_assert_eq!(read(&folder), read(&folder));
    }

    #[test]
    fn a_mistake_in_one_file_costs_nothing_in_another(record_changes in changes()) {
        let folder = Folder::whole();
        folder.put("record/a.toml", BEFORE);
        folder.put("record/b.toml", spoilt(AFTER, &record_changes));
        prop_assert!(folder.acts().contains(&"before".to_owned()));
    }

    #[test]
    fn files_of_anything_are_read_without_a_panic(
        case in proptest::collection::vec(any::<u8>(), 0..300),
        record in "\\PC{0,200}",
        draft in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let folder = Folder::whole();
        folder.put("record/a.toml", record).put("lineage.toml", &case).put("drafts/first.md", draft);
        read(&folder);
        folder.put("case.toml", case);
        read(&folder);
    }
}
