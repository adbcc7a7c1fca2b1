//! What the commands write is read back as it was meant, and nothing that stood there before is lost.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use onetext_case::write::{Change, Given, NewDraft, WriteError, add_draft, add_item, note, record};
use onetext_record::schema::{self, Field, Shape};
use onetext_record::{Kind, Reader, When};
use support::{AFTER, BEFORE, CASE, Folder, end};
use toml::{Table, Value};

const NOTE: &str = "\n[[note]]\nid = \"n1\"\non = 2031-03-02\nwords = \"sort me\"\n";

fn folder() -> Folder {
    let folder = Folder::whole();
    folder.put("record/2031-03.toml", format!("# kept by the clerk\r\n{BEFORE}{AFTER}{NOTE}# the end"));
    folder.put("plan/a.toml", PLAN);
    folder
}

/// Entries of a plan that acts can be about.
const PLAN: &str = "[[event]]\nid = \"signature\"\non = 2031-03-02\n\n[[obligation]]\nid = \"gate\"\ntitle = \"The gate opens\"\non = 2031-03-02\ndoes = \"open it\"\n";

fn given(fields: &[(&str, &[&str])]) -> Vec<Given> {
    let values = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect();
    fields.iter().map(|&(field, typed)| Given { field: field.to_owned(), values: values(typed) }).collect()
}

fn today() -> When {
    "2031-03-10T09:30".parse().unwrap()
}

/// What a person may type for a field, shortened where that is allowed, and what is then to stand in the file.
fn typed(kind: Kind, field: &Field) -> Option<(Vec<&'static str>, &'static str)> {
    Some(match (field.name, field.shape) {
        ("kind" | "id", _) => return None,
        // A draft is disclosed as a whole.
        ("clauses", _) if kind == Kind::Disclose => return None,
        // What is to go has neither words nor another place: a test of its own writes it.
        ("strikes", _) => return None,
        ("behind", Shape::Text) => (vec!["start"], r#""start""#),
        (_, Shape::Text) => {
            (vec!["he said \"no\" \\ twice,\nمصر; 'x'"], r#""he said \"no\" \\ twice,\nمصر; 'x'""#)
        }
        (_, Shape::Texts | Shape::TextOrTexts) => {
            (vec!["clause 1, at last", "two"], r#"["clause 1, at last", "two"]"#)
        }
        (_, Shape::TextOrNumber) => (vec!["3"], r#""3""#),
        (_, Shape::Number) => (vec!["40000.50"], "40000.50"),
        ("present", Shape::Flag) => (vec!["no"], "false"),
        (_, Shape::Flag) => (vec!["true"], "true"),
        // What is told of has happened by then.
        ("occurred", Shape::When) => (vec!["2031-03-06 18:00"], "2031-03-06T18:00:00"),
        (_, Shape::When) => (vec!["2031-03-20 18:00"], "2031-03-20T18:00:00"),
        (_, Shape::Day) => (vec!["2031-03-20"], "2031-03-20"),
        (_, Shape::Dates) => (
            vec!["2031-03-07 The Gazette", "2031-03-05T18:00+03:00 Lower Farm"],
            r#"[{ date = 2031-03-07, source = "The Gazette" }, { date = 2031-03-05T18:00:00+03:00, source = "Lower Farm" }]"#,
        ),
        (_, Shape::Language) => (vec!["ar"], r#""ar""#),
        (_, Shape::Participant) => (vec!["coun"], r#""council""#),
        (_, Shape::Participants) => (vec!["upp,LOWER FARM"], r#"["upper", "lower"]"#),
        // Nobody puts a sealed proposal to themselves.
        ("by", Shape::ParticipantOrList) if kind == Kind::Table => (vec!["coun"], r#""council""#),
        (_, Shape::ParticipantOrList) => (vec!["upp", "lower"], r#"["upper", "lower"]"#),
        (_, Shape::Audience) => (vec!["far,coun"], r#"["farms", "council"]"#),
        (_, Shape::Draft) => (vec!["fir"], r#""first""#),
        (_, Shape::Clauses) => (vec!["1"], r#"["1"]"#),
        (_, Shape::Choices) => (vec!["in"], r#"["in"]"#),
        (_, Shape::Act) => (vec!["bef"], r#""before""#),
        (_, Shape::Acts) => (vec!["bef,aft"], r#"["before", "after"]"#),
        (_, Shape::Provisions) => (vec!["sign,the gate op"], r#"["signature", "gate"]"#),
        (_, Shape::Count) => (vec!["3"], "3"),
        (_, Shape::Note) => (vec!["n1"], r#""n1""#),
        (_, Shape::Sources) => (
            vec![
                "state; Lower Farm; by telephone, at dawn; date=2031-03-06",
                "leak; a guest; letter; identity=the daughter; identity_audience=coun,farms",
            ],
            r#"[{ kind = "statement", who = "Lower Farm", ref = "by telephone, at dawn", date = 2031-03-06 }, { kind = "leak", who = "a guest", ref = "letter", identity = "the daughter", identity_audience = ["council", "farms"] }]"#,
        ),
        (_, Shape::Steps) => (
            vec!["send the map; 2031-03-12; coun", "wait"],
            r#"[{ what = "send the map", on = 2031-03-12, owner = "council" }, { what = "wait" }]"#,
        ),
        (_, Shape::OneOf(names)) => {
            let name = names.last().copied().unwrap_or_default();
            // The whole name is the shortest that is sure to mean it.
            return Some((vec![name], Box::leak(format!("\"{name}\"").into_boxed_str())));
        }
        (name, shape) => panic!("no test knows what is typed for `{name}` of {kind} ({shape:?})"),
    })
}

/// Every kind of act with every field that it can have: a field that is new is covered without a word here.
#[test]
fn an_act_of_every_kind_with_every_field_is_read_back_as_it_was_typed() {
    for &kind in Kind::ALL {
        let folder = folder();
        let before = fs::read(folder.path("record/2031-03.toml")).unwrap();
        let mut given = Vec::new();
        let mut expected = Table::new();
        expected.insert("kind".into(), kind.as_str().into());
        for field in schema::fields_of(kind) {
            let Some((typed, written)) = typed(kind, field) else { continue };
            given.push(Given {
                field: field.name.into(),
                values: typed.into_iter().map(str::to_owned).collect(),
            });
            let table: Table = format!("x = {written}").parse().unwrap();
            expected.insert(field.name.into(), table["x"].clone());
        }
        let change =
            record(&folder.open(), kind, &given, today()).unwrap_or_else(|error| panic!("{kind}: {error}"));
        change.apply(folder.root()).unwrap();
        expected.insert("id".into(), change.id.clone().unwrap().into());

        assert_eq!(folder.open().diagnostics(), [], "{kind}");
        let after = fs::read(folder.path("record/2031-03.toml")).unwrap();
        assert!(after.starts_with(&before), "{kind}: every byte that was there stays");
        let table: Table = String::from_utf8(after).unwrap().parse().unwrap();
        let written = table["act"].as_array().unwrap().last().unwrap();
        assert_eq!(*written, Value::Table(expected), "{kind}");

        let view = folder.open().view(&Reader::Team, end()).unwrap();
        let read = view.acts.iter().find(|act| act.id.as_str() == change.id.as_deref().unwrap()).unwrap();
        assert_eq!(read.deed.kind(), kind);
        assert_eq!(
            nothing_left_over(folder.root()),
            ["case.toml", "drafts/first.md", "plan/a.toml", "record/2031-03.toml"]
        );
    }
}

#[test]
fn an_act_that_strikes_clauses_is_read_back_as_it_was_typed() {
    let folder = folder();
    let given =
        [("by", "upper"), ("draft", "first"), ("clauses", "1"), ("strikes", "true"), ("audience", "farms")]
            .map(|(field, value)| Given { field: field.into(), values: vec![value.into()] });
    let change = record(&folder.open(), Kind::Amend, &given, today()).unwrap();
    change.apply(folder.root()).unwrap();
    assert_eq!(folder.open().diagnostics(), []);
    let view = folder.open().view(&Reader::Team, end()).unwrap();
    let read = view.acts.iter().find(|act| act.id.as_str() == change.id.as_deref().unwrap()).unwrap();
    assert_eq!(read.rearranged, Some(onetext_record::act::Rearranged::Struck));
}

/// All files of a case but kept results; among them whatever a command forgot to clear away.
fn nothing_left_over(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            match path.is_dir() {
                true if name == ".onetext-cache" => {}
                true => folders.push(path),
                false => found.push(name),
            }
        }
    }
    found.sort();
    found
}

/// What the fewest words make, for every kind: whatever the tables say that it needs is enough.
#[test]
fn an_act_of_every_kind_with_only_what_it_needs_is_read_back() {
    for &kind in Kind::ALL {
        let folder = folder();
        let by = (schema::of(kind).need("by") == schema::Need::Required).then_some("by");
        let needed = schema::of(kind).needs.iter().filter_map(|group| group.first().copied());
        let names: Vec<&str> = by.into_iter().chain(needed).collect();
        let given: Vec<Given> = schema::fields_of(kind)
            .filter(|field| names.contains(&field.name))
            .filter_map(|field| {
                let values = typed(kind, field)?.0.into_iter().map(str::to_owned).collect();
                Some(Given { field: field.name.to_owned(), values })
            })
            .collect();
        for left_out in 0..given.len() {
            let mut less = given.clone();
            let field = less.remove(left_out).field;
            let refused = record(&folder.open(), kind, &less, today()).unwrap_err();
            assert!(matches!(refused, WriteError::Missing { .. }), "{kind} without {field}: {refused}");
            assert!(refused.to_string().contains(&format!("`{field}`")), "{refused}");
        }
        record(&folder.open(), kind, &given, today()).unwrap().apply(folder.root()).unwrap();
        folder.tells("");
        assert_eq!(folder.acts().len(), 3, "{kind}");
    }
}

#[test]
fn ids_are_made_and_are_each_of_its_own() {
    let folder = folder();
    let mut ids = BTreeSet::new();
    for _ in 0..40 {
        let given = given(&[("by", &["upper"]), ("words", &["w"])]);
        let change = record(&folder.open(), Kind::State, &given, today()).unwrap();
        change.apply(folder.root()).unwrap();
        assert!(ids.insert(change.id.unwrap()));
    }
    folder.tells("");
    assert_eq!(folder.acts().len(), 42);
}

fn refused(folder: &Folder, kind: Kind, fields: &[(&str, &[&str])]) -> String {
    let before = hash(folder.root());
    let told = record(&folder.open(), kind, &given(fields), today()).unwrap_err().to_string();
    assert_eq!(hash(folder.root()), before, "nothing is written");
    told
}

fn hash(root: &Path) -> BTreeMap<String, Vec<u8>> {
    nothing_left_over(root)
        .into_iter()
        .map(|name| (name.clone(), fs::read(root.join(name)).unwrap()))
        .collect()
}

#[test]
fn what_cannot_stand_in_a_field_is_refused_with_what_can() {
    let folder = folder();
    let accept = |fields: &[(&str, &[&str])]| {
        let mut all: Vec<(&str, &[&str])> = vec![("by", &["upper"]), ("draft", &["first"])];
        all.retain(|(name, _)| !fields.iter().any(|(other, _)| other == name));
        all.extend(fields);
        refused(&folder, Kind::Accept, &all)
    };
    for (field, typed, told) in [
        ("by", "farm", "by: “farm” may mean upper, lower; write more of it"),
        ("by", "stranger", "by: there is no “stranger” in this case; there are lower, upper, council"),
        (
            "audience",
            "strangers",
            "audience: there is no “strangers” in this case; there are team, lower, upper, council, farms, public",
        ),
        ("draft", "second", "draft: there is no “second” in this case; there are first"),
        ("answers", "zz", "answers: there is no “zz” in this case; there are after, before"),
        (
            "until",
            "tomorrow",
            "until: “tomorrow” is not a date; write 2031-03-05, or 2031-03-05T18:00, or 2031-03-05T18:00+03:00",
        ),
        (
            "on",
            "5 March",
            "on: “5 March” is not a date; write 2031-03-05, or 2031-03-05T18:00, or 2031-03-05T18:00+03:00",
        ),
        (
            "strength",
            "fully",
            "strength: “fully” is none of can_live_with, accepts, no_objection, takes_note",
        ),
        ("confirmed", "perhaps", "confirmed: “perhaps” is neither true nor false"),
        (
            "sources",
            "Lower Farm",
            "sources: there is no “Lower Farm” in this case; there are report, leak, anonymous, statement, text",
        ),
        (
            "sources",
            "text; Lower Farm",
            "sources: “text; Lower Farm” says too little: write \"kind; who; where it is found\", for example \"text; Lower Farm; letter of 5 March\"",
        ),
        (
            "sources",
            "text; a; b; c",
            "sources: “c” is one part too many: write \"kind; who; where it is found\", for example \"text; Lower Farm; letter of 5 March\"",
        ),
        (
            "lang",
            "Arabic",
            "`lang` is “Arabic”, which is not a language tag; expected a language tag such as \"en\", \"ar\" or \"pt-BR\"; write the short tag: \"en\" for English, \"ar\" for Arabic, \"fr\" for French",
        ),
        (
            "clauses",
            "9",
            "`clauses` names a clause “9” that cannot be found: there is no clause \"9\"; expected a clause of draft “first” by its label, such as \"2\", \"3(a)\" or \"Article 4, 2\"; see the names of all clauses with: onetext points --clauses on the draft’s file, or leave `clauses` out where the whole draft is meant",
        ),
        (
            "words",
            " ",
            "`words` is empty; expected a text in quotation marks; write it, or leave `words` out",
        ),
        ("id", "before", "there is an act “before” already; choose another id, or give none"),
        ("colour", "red", "colour: there is no such field here"),
    ] {
        assert_eq!(accept(&[(field, &[typed])]), told, "{field} {typed}");
    }
    let before_it = accept(&[("on", &["2031-03-05"]), ("until", &["2031-03-01"])]);
    assert_eq!(
        before_it,
        "`until` is 2031-03-01, before `on`, 2031-03-05; expected `until` not before `on`; correct one of the two dates"
    );
    let figure =
        [("indicator", &["barrels"] as &[&str]), ("value", &["many"]), ("sources", &["report; a; b"])];
    assert_eq!(refused(&folder, Kind::Measure, &figure), "value: “many” is not a number");
    let figure =
        [("indicator", &["barrels"] as &[&str]), ("value", &["40,000"]), ("sources", &["report; a; b"])];
    let told = "value: “40,000” is not a number; write it without commas: 40000";
    assert_eq!(refused(&folder, Kind::Measure, &figure), told);
    let round = [("by", &["council"] as &[&str]), ("next", &["a; b; c; d"])];
    assert_eq!(
        refused(&folder, Kind::Convene, &round),
        "next: “b” is not a date; write 2031-03-05, or 2031-03-05T18:00, or 2031-03-05T18:00+03:00"
    );
}

#[test]
fn a_date_may_have_a_time_and_somebody_who_says_so() {
    for (typed, written) in [
        ("2031-03-05", "2031-03-05"),
        ("2031-03-05 18:00", "2031-03-05T18:00:00"),
        ("2031-03-05T18:00:30Z", "2031-03-05T18:00:30+00:00"),
        ("2031-03-05 The Gazette of Lower", r#"[{ date = 2031-03-05, source = "The Gazette of Lower" }]"#),
        ("2031-03-05 18:00 The Gazette", r#"[{ date = 2031-03-05T18:00:00, source = "The Gazette" }]"#),
    ] {
        let folder = folder();
        let fields = given(&[("by", &["upper"]), ("words", &["w"]), ("on", &[typed])]);
        let change = record(&folder.open(), Kind::State, &fields, today()).unwrap();
        let line = format!("on = {written}\n");
        assert!(change.files[0].shown.contains(&line), "{}", change.files[0].shown);
    }
}

#[test]
fn participants_terms_and_audiences_are_added_at_the_end_and_all_else_stays() {
    let folder = folder();
    folder.put("case.toml", format!("# ours\n{CASE}# the end, without a line feed"));
    for (item, fields) in [
        (
            "participant",
            &[
                ("id", &["priest"] as &[&str]),
                ("name", &["The \"Priest\""]),
                ("role", &["med,guar"]),
                ("lead", &["true"]),
                ("also", &["Father", "He"]),
                ("principal", &["the bishop"]),
                ("mandate", &["to listen"]),
                ("audience", &["coun"]),
            ] as &[(&str, &[&str])],
        ),
        (
            "term",
            &[
                ("id", &["well"]),
                ("neutral", &["the well"]),
                ("words", &["upp=our well", "low=the common = well"]),
                ("audience", &["public"]),
            ],
        ),
        ("audience", &[("id", &["mediators"]), ("members", &["coun,priest"])]),
    ] {
        let before = fs::read(folder.path("case.toml")).unwrap();
        let change = add_item(&folder.open(), item, &given(fields)).unwrap();
        change.apply(folder.root()).unwrap();
        assert!(fs::read(folder.path("case.toml")).unwrap().starts_with(&before));
        folder.tells("");
        let again = add_item(&folder.open(), item, &given(fields)).unwrap_err().to_string();
        let id = fields[0].1[0];
        assert_eq!(again, format!("the id “{id}” is taken; choose another"));
    }
    let table: Table = fs::read_to_string(folder.path("case.toml")).unwrap().parse().unwrap();
    let last = |item: &str| table[item].as_array().unwrap().last().unwrap().as_table().unwrap().clone();
    let expected: Table = "id = \"priest\"\nname = 'The \"Priest\"'\nrole = [\"mediator\", \"guarantor\"]\nlead = true\nprincipal = \"the bishop\"\nmandate = \"to listen\"\nalso = [\"Father\", \"He\"]\naudience = [\"council\"]".parse().unwrap();
    assert_eq!(last("participant"), expected);
    let expected: Table = "id = \"well\"\nneutral = \"the well\"\nwords = { upper = \"our well\", lower = \"the common = well\" }\naudience = [\"public\"]".parse().unwrap();
    assert_eq!(last("term"), expected);
    let expected: Table = "id = \"mediators\"\nmembers = [\"council\", \"priest\"]".parse().unwrap();
    assert_eq!(last("audience"), expected);
}

fn draft(folder: &Folder, file: &Path, fields: &[(&str, &[&str])]) -> Result<Change, WriteError> {
    add_draft(&folder.open(), &NewDraft { file, given: &given(fields) }, today())
}

#[test]
fn a_draft_keeps_its_bytes_exactly() {
    let folder = folder();
    let outside = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("mark.md", "\u{feff}# Accord\r\n\r\n1. A\0gate.\r\nno line feed at the end".as_bytes()),
        ("empty.md", b""),
        ("مسودة.ar.md", "١. البوابة.\n".as_bytes()),
    ] {
        let file = outside.path().join(name);
        fs::write(&file, bytes).unwrap();
        draft(&folder, &file, &[("lang", &["ar"])]).unwrap().apply(folder.root()).unwrap();
        assert_eq!(fs::read(folder.path("drafts").join(name)).unwrap(), bytes);
        folder.tells("");
    }
}

#[test]
fn a_draft_that_cannot_be_kept_as_it_is_is_refused_and_nothing_is_written() {
    let folder = folder();
    let before = hash(folder.root());
    let outside = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = outside.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let refused = |path: &Path, fields: &[(&str, &[&str])]| {
        let told = draft(&folder, path, fields).unwrap_err().to_string();
        assert_eq!(hash(folder.root()), before);
        told.replace(&outside.path().display().to_string(), "…")
    };
    let wide: Vec<u8> = "\u{feff}1. A gate.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        refused(&file("wide.md", &wide), &[]),
        "…/wide.md: not UTF-8: byte 0 (line 1, column 1) does not belong there; the file is likely UTF-16 (little-endian). Open it in the program that made it and save it as UTF-8, then add it again"
    );
    let same_name = file("first.md", b"1. Other words.\n");
    assert_eq!(refused(&same_name, &[]), "there is a draft “first” already; give another with --id");
    assert_eq!(
        refused(&same_name, &[("id", &["other"])]),
        "drafts/first.md is there already with other words; rename the file that you add, so that nothing is lost"
    );
    let good = file("good.md", b"1. A gate.\n");
    assert!(refused(&good, &[("authentic", &["translation"])]).starts_with("`of` is missing"));
    assert!(matches!(draft(&folder, &outside.path().join("gone.md"), &[]), Err(WriteError::Io(..))));
}

#[test]
fn what_was_the_current_draft_until_now_changes_by_that_line_alone() {
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("second.md");
    fs::write(&file, "1. A gate.\n").unwrap();
    let arabic = "\n[[draft]]\nid = \"ar\"\nfile = \"drafts/first.md\"\nlang = \"ar\"\non = 2031-03-01\nauthentic = \"text\"\ncurrent = true\n";
    let broken = "\n[[term]]\nid = “well”\n";
    for (line, then) in [
        ("current = true\n", ""),
        ("  current  =  true  \r\n", ""),
        ("current = true # since Monday\n", "current = false # since Monday\n"),
        ("# why it is current\ncurrent = true\n# after it\n", "# why it is current\n# after it\n"),
    ] {
        let folder = folder();
        let case = |line: &str| {
            format!("\u{feff}# ours\r\n{}{broken}{arabic}", CASE.replace("current = true\n", line))
        };
        folder.put("case.toml", case(line));
        let change = draft(&folder, &file, &[("current", &["true"]), ("audience", &["farms"])]).unwrap();
        change.apply(folder.root()).unwrap();
        let after = fs::read_to_string(folder.path("case.toml")).unwrap();
        assert!(after.starts_with(&case(then)), "{line:?}:\n{after}");
        assert!(change.files[1].shown.ends_with("(draft “first” is no longer the current one)\n"));
        let view = folder.open().view(&Reader::Team, end()).unwrap();
        let current = view.texts().current_version().map(|version| version.entry.id.to_string());
        assert_eq!(current.as_deref(), Some("second"));
    }
}

#[test]
fn a_note_waits_until_an_act_is_made_from_it() {
    let folder = Folder::whole();
    let change =
        note(&folder.open(), "  H. says \"fine\"\nif the gate opens  ", today(), &["coun".into()]).unwrap();
    change.apply(folder.root()).unwrap();
    folder.tells("");
    let view = folder.open().view(&Reader::Participant("council".into()), end()).unwrap();
    assert_eq!(view.notes[0].words, "H. says \"fine\"\nif the gate opens");
    assert_eq!(view.notes[0].on, today());
    let id = change.id.unwrap();
    let fields = given(&[("by", &["upper"]), ("words", &["fine"]), ("from_note", &[&id])]);
    record(&folder.open(), Kind::State, &fields, today()).unwrap().apply(folder.root()).unwrap();
    folder.tells("");
    let view = folder.open().view(&Reader::Team, end()).unwrap();
    assert_eq!(view.acts[0].from_note.as_ref().unwrap().as_str(), id);
    assert!(note(&folder.open(), "x", today(), &["nobody".into()]).is_err());
}

/// Whatever stands in a file already, readable or not, stays as it is, and what is added can be read.
#[test]
fn an_act_is_added_to_a_file_with_mistakes_in_it() {
    for before in [
        "[[act]]\nid = “x”\n",
        "[[act]]\nwords = \"\"\"never closed\n",
        "[[ac",
        "words = '''",
        "\u{feff}# x\r\n",
    ] {
        let folder = Folder::whole();
        folder.put("record/2031-03.toml", before);
        let fields = given(&[("by", &["upper"]), ("words", &["\"\"\" [[act]]\n[[act]]\n'''"])]);
        record(&folder.open(), Kind::State, &fields, today()).unwrap().apply(folder.root()).unwrap();
        assert!(fs::read_to_string(folder.path("record/2031-03.toml")).unwrap().starts_with(before));
        let view = folder.open().view(&Reader::Team, end()).unwrap();
        assert_eq!(view.acts.len(), 1, "{before:?}");
        assert_eq!(view.acts[0].words.as_deref(), Some("\"\"\" [[act]]\n[[act]]\n'''"));
    }
}
