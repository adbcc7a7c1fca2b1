//! Marked-up documents that arrive from a party: what of them becomes acts, of whom, and on which words.

#![allow(clippy::unwrap_used)]

mod marked_up;
mod program;

use std::fs;

use marked_up::*;
use onetext_wordml::testing::Docx;
use program::Room;
use serde_json::Value;

/// The draft as somebody marked it: two people on three days, words without a mark, and comments.
fn answer() -> Docx {
    let gate = [
        run("1. The gate shall open at "),
        mark("del", "K. Abed", "2031-03-03", &struck("dawn")),
        mark(
            "ins",
            "K. Abed",
            "2031-03-03",
            &format!("{}{}", run("noon"), mark("del", "R. Nasser", "2031-03-04", &struck(" or dusk"))),
        ),
        run("."),
    ];
    let water = mark("del", "K. Abed", "2031-03-03", &struck(TWO));
    let books = [
        run("3. Each farm keeps its own books and shows them "),
        mark("del", "R. Nasser", "2031-03-05", &struck("once")),
        mark("ins", "R. Nasser", "2031-03-05", &run("twice")),
        run(" a year."),
    ];
    let new = mark("ins", "K. Abed", "2031-03-03", &run("3bis. Nobody shuts the well."));
    let end = "<w:r><w:t xml:space=\"preserve\">5. This agreement </w:t></w:r><w:commentRangeStart w:id=\"0\"/><w:r><w:t>may be \
         extended</w:t></w:r><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r><w:r><w:t>.</w:t></w:r>";
    document(&[
        paragraph(&gate.concat()),
        marked("del", "K. Abed", "2031-03-03", &water),
        paragraph(&books.concat()),
        marked("ins", "K. Abed", "2031-03-03", &new),
        plain("4. A council of both farms meets every week."),
        paragraph(end),
    ])
    .comments(
        "<w:comment w:id=\"0\" w:author=\"K. Abed\" w:date=\"2031-03-06T09:00:00Z\"><w:p><w:r><w:t>For how long?</w:t></w:r></w:p></w:comment>",
    )
}

#[test]
fn each_author_and_day_has_acts_of_its_own_on_the_clause_of_the_draft() {
    let room = room();
    let plan = plan(&room, answer(), "--on 2031-03-07");
    assert_eq!(
        acts(&plan),
        [
            "tracked lower 2031-03-03 1: The gate shall open at noon or dusk.",
            "tracked lower 2031-03-04 1: The gate shall open at noon.",
            "tracked lower 2031-03-03 2!: -",
            "tracked lower 2031-03-05 3: Each farm keeps its own books and shows them twice a year.",
            "tracked lower 2031-03-03 >3: 3bis. Nobody shuts the well.",
            "unmarked lower 2031-03-07 4: A council of both farms meets every week.",
            "comment lower 2031-03-06 5: For how long?",
        ]
    );
    let act = |at: usize| &plan["acts"][at];
    assert_eq!(act(1)["upon"], serde_json::json!([0]), "a change within somebody's change is upon it");
    assert_eq!(act(0)["upon"], serde_json::json!([]));
    assert_eq!((&act(0)["author"], &act(1)["author"]), (&"K. Abed".into(), &"R. Nasser".into()));
    assert_eq!(act(0)["note"], "Marked: struck “dawn”; added “noon or dusk”.");
    assert_eq!(act(2)["note"], "Struck as a whole.");
    assert_eq!(act(4)["note"], "A new paragraph behind 3.");
    assert_eq!(
        act(5)["note"],
        "Differs from the draft without a mark. The difference: struck “month”; added “week”."
    );
    assert_eq!(act(6)["note"], "A comment on “may be extended”.");
}

#[test]
fn what_is_shown_is_not_written_and_what_is_written_is_there_once() {
    let room = room();
    let before = room.files();
    let shown = import(&room, answer(), "--on 2031-03-07");
    assert_eq!((shown.code, shown.told.as_str()), (0, "nothing was written; to write it: --apply\n"));
    let read = shown.read();
    for words in [
        "From LowerFarm, through Council, on draft “plan-1”",
        "Came on 7 March 2031; 9 tracked changes and 1 comment; kept as received/plan-1-",
        "“K. Abed”: 6 tracked changes, 1 comment; put down to LowerFarm, since nobody else was named for this author",
        "1. clause 1, LowerFarm, 3 March 2031, in the file “K. Abed” - struck “dawn” - added “noon or dusk”",
        "2. clause 1, LowerFarm, 4 March 2031, in the file “R. Nasser” - struck “or dusk” upon number 1",
        "6. clause 4, LowerFarm, 7 March 2031 - struck “month” - added “week” Differs from the draft without a mark.",
        "7 acts would be recorded.",
    ] {
        assert!(read.contains(words), "{words}\n{read}");
    }
    let mut after = room.files();
    after.remove("answer.docx");
    assert_eq!(after, before, "nothing is written unless asked");

    let written = import(&room, answer(), "--on 2031-03-07 --audience council --apply");
    assert_eq!(written.code, 0, "{}", written.told);
    let files = room.files();
    let kept: Vec<&String> = files.keys().filter(|name| name.starts_with("well/received/")).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(files[kept[0]], answer().bytes(), "the document is kept byte for byte");
    let record = room.read("well/record/2031-03.toml");
    assert_eq!(record.matches("[[act]]").count(), 7);
    assert!(
        record.contains("ref = \"tracked changes in a Word document received on 7 March 2031\""),
        "{record}"
    );
    let document = kept[0].trim_start_matches("well/");
    assert!(record.contains(&format!("identity = \"K. Abed, in {document} (BLAKE3 ")), "{record}");
    assert!(record.contains(&format!("identity = \"{document} (BLAKE3 ")), "{record}");
    assert_eq!(
        record.matches("known = 2031-03-07").count(),
        6,
        "what was done before it came was not known before"
    );
    let check = room.run(&["check", "well"]);
    assert_eq!(check.code, 0, "{}", check.out);

    let again = plan(&room, answer(), "--on 2031-03-09");
    assert!(again["acts"].as_array().unwrap().iter().all(|act| act["recorded"].is_string()), "{again:#}");
    let again = import(&room, answer(), "--on 2031-03-09 --apply");
    assert_eq!((again.code, again.told.as_str()), (0, "nothing was written, since nothing is new\n"));
    assert_eq!(room.files(), files);
}

#[test]
fn what_could_not_be_written_is_not_printed_as_a_result() {
    let room = room();
    // Where the document would be kept stands a folder.
    let kept = plan(&room, answer(), "--on 2031-03-07")["kept"].as_str().unwrap().to_owned();
    room.put(&format!("well/{kept}/other.txt"), "here already");
    let before = room.files();
    for more in ["--on 2031-03-07 --json --apply", "--on 2031-03-07 --apply", "--on 2031-03-07 --json"] {
        let ran = import(&room, answer(), more);
        assert_ne!(ran.code, 0, "{more}");
        assert_eq!(ran.out, "", "{more}");
        assert!(!ran.told.is_empty());
    }
    assert_eq!(room.files(), before);
}

#[test]
fn what_is_written_is_told_as_json() {
    let room = room();
    let ran = import(&room, answer(), "--on 2031-03-07 --json --apply");
    assert_eq!(ran.code, 0, "{}", ran.told);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found["acts"].as_array().unwrap().len(), 7);
    assert_eq!(room.read("well/record/2031-03.toml").matches("[[act]]").count(), 7);
}

#[test]
fn whoever_typed_a_change_is_known_to_the_team_alone() {
    let room = room();
    assert_eq!(import(&room, answer(), "--on 2031-03-07 --audience council,farms --apply").code, 0);
    for reader in ["council", "lower", "upper", "public"] {
        for command in [
            "chronology well --json --for",
            "who well 1 --json --for",
            "brief well --json --for",
            "search well Abed --for",
        ] {
            let mut line: Vec<&str> = command.split(' ').collect();
            line.extend([reader, "--as-of", "2031-03-20"]);
            let out = room.run(&line).out;
            assert!(
                !out.contains("Nasser") && (!out.contains("Abed") || command.contains("Abed")),
                "{line:?}: {out}"
            );
        }
    }
    let told = room.run(&["chronology", "well", "--json", "--for", "council", "--as-of", "2031-03-20"]).out;
    assert!(told.contains("The gate shall open at noon or dusk."), "{told}");
}

#[test]
fn which_document_acts_come_from_is_known_to_the_team_alone() {
    let room = room();
    room.put("answer.docx", answer().bytes());
    let line = [
        "import",
        "well",
        "answer.docx",
        "--by",
        "lower",
        "--against",
        "plan-1",
        "--on",
        "2031-03-07",
        "--author",
        "R. Nasser=upper",
        "--author",
        "K. Abed=upper",
        "--audience",
        "council,farms",
        "--apply",
    ];
    let written = room.run(&line);
    assert_eq!(written.code, 0, "{}", written.told);
    let files = room.files();
    let kept = files.keys().find(|name| name.starts_with("well/received/")).unwrap();
    let name = kept.trim_start_matches("well/received/").trim_end_matches(".docx");
    let digest = name.rsplit('-').next().unwrap();
    let chronology =
        |reader| room.run(&["chronology", "well", "--json", "--for", reader, "--as-of", "2031-03-20"]).out;
    for reader in ["council", "lower", "upper"] {
        let told = chronology(reader);
        assert!(told.contains("a Word document received on 7 March 2031"), "{told}");
        for hidden in ["received/", digest, "BLAKE3"] {
            assert!(!told.contains(hidden), "{reader}: {hidden}: {told}");
        }
    }
    assert!(chronology("team").contains(digest));
}

#[test]
fn a_change_upon_changes_of_two_people_answers_one_and_tells_of_the_other() {
    let room = room();
    let gone = |words: &str| mark("del", "S. Haddad", "2031-03-05", &struck(words));
    let gate = [
        run("1. The gate shall open at dawn"),
        mark("ins", "K. Abed", "2031-03-03", &format!("{}{}", run(" or noon"), gone(" at once"))),
        mark("ins", "R. Nasser", "2031-03-04", &format!("{}{}", gone(" in winter"), run(" in summer"))),
        run("."),
    ];
    let docx = || document(&[paragraph(&gate.concat()), [TWO, THREE, FOUR, FIVE].map(plain).concat()]);
    let found = plan(&room, docx(), "");
    assert_eq!(found["acts"][2]["upon"], serde_json::json!([0, 1]), "{found:#}");
    let note = found["acts"][2]["note"].as_str().unwrap();
    assert!(
        note.starts_with("Made also upon what LowerFarm changed on 4 March 2031. Marked: struck"),
        "{note}"
    );
    assert!(import(&room, docx(), "").read().contains("upon numbers 1, 2"));
    assert_eq!(import(&room, docx(), "--apply").code, 0);
    let record = room.read("well/record/2031-03.toml");
    let first = record.split("id = \"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(record.matches(&format!("answers = \"{first}\"")).count(), 1, "{record}");
}

#[test]
fn a_tracked_change_of_a_style_or_of_a_list_is_no_difference_without_a_mark() {
    let room = room();
    let heading = "<w:pPrChange w:id=\"7\" w:author=\"K. Abed\"><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:pPrChange>";
    let title = format!("<w:p><w:pPr>{heading}</w:pPr>{}</w:p>", run("Agreement"));
    let docx = onetext_wordml::testing::Docx::new(
        &[title, [ONE, TWO, THREE, FOUR, FIVE].map(plain).concat()].concat(),
    );
    let found = plan(&room, docx, "--on 2031-03-05");
    assert_eq!(acts(&found), [""; 0]);
    assert_eq!(found["left_out"], serde_json::json!(["left out: 1 change of formatting"]));

    // Of clauses that Word counts, one that is put in moves the numbers of those behind it, and no clause has another label.
    let item = |mark: &str, words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>{mark}</w:pPr>{words}</w:p>"
        )
    };
    let items = |new: &str| {
        let body =
            format!("{new}{}{}", item("", &run("The gate opens.")), item("", &run("Goats drink last.")));
        onetext_wordml::testing::Docx::new(&body).numbering(
            "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>\
             <w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        )
    };
    let ins = |inner: &str| mark("ins", "K. Abed", "2031-03-03", inner);
    let new = item(&format!("<w:rPr>{}</w:rPr>", ins("")), &ins(&run("Camels wait.")));
    room.put("items.docx", items("").bytes());
    let line = "add well draft items.docx --id items --lang en --by council --on 2031-03-02 --audience farms,council";
    assert_eq!(room.run(&line.split(' ').collect::<Vec<_>>()).code, 0);
    room.put("answer.docx", items(&new).bytes());
    let line = "import well answer.docx --by lower --against items --json";
    let found: Value = serde_json::from_str(&room.run(&line.split(' ').collect::<Vec<_>>()).out).unwrap();
    assert_eq!(acts(&found), ["tracked lower 2031-03-03 >start: Camels wait."]);
    assert_eq!(found["left_out"], serde_json::json!([]));

    // Read with its changes rejected, a draft has the numbers that it had before them.
    room.put("waits.docx", items(&new).bytes());
    let line = "add well draft waits.docx --id waits --lang en --by council --on 2031-03-02 --audience farms,council --changes rejected";
    let ran = room.run(&line.split(' ').collect::<Vec<_>>());
    assert_eq!(ran.code, 0, "{}", ran.told);
    let line = "export well --draft waits --markdown --for lower --as-of 2031-03-20";
    assert_eq!(
        room.run(&line.split(' ').collect::<Vec<_>>()).out.trim(),
        "1. The gate opens.\n\n2. Goats drink last."
    );
}

#[test]
fn another_label_is_told_as_renumbering_and_is_no_part_of_the_words() {
    let room = room();
    room.put(
        "bare.md",
        "1 The gate shall open at dawn.\n\n2 Water is shared between the farms in summer.\n\n3 Each farm keeps its own books.\n",
    );
    let line = "add well draft bare.md --id bare --by council --on 2031-03-02 --audience farms,council";
    assert_eq!(room.run(&line.split(' ').collect::<Vec<_>>()).code, 0);
    let come = |words: &str| mark("ins", "K. Abed", "2031-03-03", &run(words));
    let gone = |words: &str| mark("del", "K. Abed", "2031-03-03", &struck(words));
    let notes = |plan: &Value| -> Vec<String> {
        plan["acts"].as_array().unwrap().iter().map(|act| act["note"].as_str().unwrap().to_owned()).collect()
    };

    // The label alone: no act.
    let one = |first: String| document(&[first, [TWO, THREE, FOUR, FIVE].map(plain).concat()]);
    let longer = paragraph(&[run("1."), come("1."), run(" The gate shall open at dawn.")].concat());
    let found = plan(&room, one(longer), "");
    assert_eq!(acts(&found), [""; 0]);
    assert_eq!(
        found["left_out"],
        serde_json::json!([
            "Renumbered: “1.” became “1.1.” by LowerFarm, 3 March 2031: the words are the same"
        ])
    );

    // The label and the words.
    let both = paragraph(
        &[run("1."), come("1."), run(" The gate shall open at "), gone("dawn"), come("noon"), run(".")]
            .concat(),
    );
    let found = plan(&room, one(both), "");
    assert_eq!(acts(&found), ["tracked lower 2031-03-03 1: The gate shall open at noon."]);
    assert!(notes(&found)[0].starts_with("Renumbered: “1.” became “1.1.”. Marked: "), "{found:#}");

    // A label that begins another paragraph's words: only the paragraph's own is taken away.
    let word = paragraph(
        &[
            gone("3. "),
            come("1. "),
            run("Each farm keeps its own books and shows them "),
            gone("once"),
            come("twice"),
            run(" a year."),
        ]
        .concat(),
    );
    let found = plan(&room, document(&[plain(ONE), plain(TWO), word, plain(FOUR), plain(FIVE)]), "");
    assert_eq!(
        acts(&found),
        ["tracked lower 2031-03-03 3: Each farm keeps its own books and shows them twice a year."]
    );

    // Labels that nothing but a blank sets off.
    let bare = |first: &[String]| {
        let rest = ["2 Water is shared between the farms in summer.", "3 Each farm keeps its own books."];
        room.put(
            "answer.docx",
            Docx::new(&format!("{}{}", paragraph(&first.concat()), rest.map(plain).concat())).bytes(),
        );
        let line = "import well answer.docx --by lower --against bare --json";
        let ran = room.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(ran.code, 0, "{}", ran.told);
        serde_json::from_str::<Value>(&ran.out).unwrap()
    };
    let found = bare(&[run("1"), come("2"), run(" The gate shall open at dawn.")]);
    assert_eq!(acts(&found), [""; 0], "{found:#}");
    assert!(found["left_out"][0].as_str().unwrap().starts_with("Renumbered: “1” became “12”"), "{found:#}");
    let found = bare(&[run("1 The gate shall open at "), gone("dawn"), come("noon"), run(".")]);
    assert_eq!(acts(&found), ["tracked lower 2031-03-03 1: The gate shall open at noon."]);
}

#[test]
fn a_file_that_comes_again_with_more_in_it_adds_what_is_new_and_nothing_else() {
    let room = room();
    let first = || {
        paragraph(
            &[
                run("1. The gate shall open at "),
                mark("del", "K. Abed", "2031-03-03", &struck("dawn")),
                mark("ins", "K. Abed", "2031-03-03", &run("noon")),
                run("."),
            ]
            .concat(),
        )
    };
    let rest = || [TWO, THREE, FOUR].map(plain).concat();
    assert_eq!(import(&room, document(&[first(), rest(), plain(FIVE)]), "--apply").code, 0);
    let last = paragraph(
        &[
            run("5. This agreement may "),
            mark("ins", "K. Abed", "2031-03-08", &run("not ")),
            run("be extended."),
        ]
        .concat(),
    );
    let found = plan(&room, document(&[first(), rest(), last]), "");
    assert_eq!(
        acts(&found),
        [
            "tracked lower 2031-03-03 1: The gate shall open at noon.",
            "tracked lower 2031-03-08 5: This agreement may not be extended."
        ]
    );
    assert!(found["acts"][0]["recorded"].is_string());
    assert!(found["acts"][1]["recorded"].is_null());
}

#[test]
fn an_act_that_was_recorded_by_hand_is_recognised() {
    let room = room();
    let by_hand = room.run(&[
        "record",
        "well",
        "amend",
        "--id",
        "noon",
        "--by",
        "lower",
        "--on",
        "2031-03-03T18:00",
        "--draft",
        "plan-1",
        "--clauses",
        "1",
        "--words",
        "The gate shall open at noon.",
    ]);
    assert_eq!(by_hand.code, 0, "{}", by_hand.told);
    let gate = [
        run("1. The gate shall open at "),
        mark("del", "K. Abed", "2031-03-03", &struck("dawn")),
        mark("ins", "K. Abed", "2031-03-03", &run("noon")),
        run("."),
    ];
    let found =
        plan(&room, document(&[paragraph(&gate.concat()), [TWO, THREE, FOUR, FIVE].map(plain).concat()]), "");
    assert_eq!(found["acts"][0]["recorded"], "noon");
}

#[test]
fn an_author_can_be_a_participant_of_their_own() {
    let room = room();
    let line = [
        "import",
        "well",
        "answer.docx",
        "--by",
        "lower",
        "--against",
        "plan-1",
        "--on",
        "2031-03-07",
        "--author",
        "R. Nasser=upper",
        "--json",
    ];
    room.put("answer.docx", answer().bytes());
    let ran = room.run(&line);
    assert_eq!(ran.code, 0, "{}", ran.told);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    let by: Vec<(&str, &str)> = found["acts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|act| (act["author"].as_str().unwrap_or("-"), act["by"].as_str().unwrap()))
        .collect();
    assert!(by.contains(&("R. Nasser", "upper")) && by.contains(&("K. Abed", "lower")), "{by:?}");
    let told: Vec<&Value> =
        found["authors"].as_array().unwrap().iter().map(|author| &author["told"]).collect();
    assert_eq!(told, [&Value::Bool(false), &Value::Bool(true)]);
}

#[test]
fn a_name_that_no_author_of_the_file_has_is_refused_with_the_names_that_are_there() {
    let room = room();
    room.put("answer.docx", answer().bytes());
    let run = |authors: &[&str]| {
        let mut line = vec!["import", "well", "answer.docx", "--by", "lower", "--against", "plan-1"];
        line.extend(["--on", "2031-03-07", "--json"]);
        line.extend(authors.iter().flat_map(|author| ["--author", *author]));
        room.run(&line)
    };
    let refused = run(&["R. Naser=upper"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    let told = "no author in it is “R. Naser”; it names “K. Abed”, “R. Nasser”";
    assert!(refused.told.contains(told), "{}", refused.told);
    let twice = run(&["K. Abed=upper", "K. Abed=lower"]);
    assert_eq!(twice.code, 2, "{}", twice.out);
    assert!(twice.told.contains("“K. Abed” is put down to two participants"), "{}", twice.told);
}

#[test]
fn an_author_is_known_by_their_name_whatever_blanks_the_file_has_around_it() {
    let room = room();
    let last = [
        run("5. This agreement may "),
        mark("ins", " K. Abed ", "2031-03-08", &run("not ")),
        run("be extended."),
    ];
    room.put(
        "answer.docx",
        document(&[[ONE, TWO, THREE, FOUR].map(plain).concat(), paragraph(&last.concat())]).bytes(),
    );
    for author in ["K. Abed=upper", " K. Abed =upper"] {
        let ran = room.run(&[
            "import",
            "well",
            "answer.docx",
            "--by",
            "lower",
            "--against",
            "plan-1",
            "--author",
            author,
            "--json",
        ]);
        assert_eq!(ran.code, 0, "{}", ran.told);
        let found: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!((&found["acts"][0]["by"], &found["authors"][0]["told"]), (&"upper".into(), &true.into()));
    }
}

#[test]
fn an_author_who_has_the_name_of_a_participant_is_pointed_out_and_not_guessed() {
    let room = room();
    let last = paragraph(
        &[
            run("5. This agreement may "),
            mark("ins", "UpperFarm", "2031-03-08", &run("not ")),
            run("be extended."),
        ]
        .concat(),
    );
    let docx = || document(&[[ONE, TWO, THREE, FOUR].map(plain).concat(), last.clone()]);
    let found = plan(&room, docx(), "");
    assert_eq!(
        (&found["acts"][0]["by"], &found["authors"][0]["perhaps"]),
        (&"lower".into(), &"upper".into())
    );
    let read = import(&room, docx(), "").read();
    assert!(read.contains("a participant has this name: --author “UpperFarm=upper”"), "{read}");
}

#[test]
fn changes_without_a_date_need_one() {
    let room = room();
    let gate = || {
        paragraph(
            &[
                run("1. The gate shall open at "),
                mark("del", "K. Abed", "", &struck("dawn")),
                mark("ins", "K. Abed", "1970-01-01T00:00:00Z", &run("noon")),
                run("."),
            ]
            .concat(),
        )
    };
    let rest = || [TWO, THREE, FOUR, FIVE].map(plain).concat();
    let refused = import(&room, document(&[gate(), rest()]), "");
    assert_eq!(refused.code, 2, "{}", refused.out);
    assert!(
        refused.told.contains("2 tracked changes have no date; say on which day it came: --on 2031-03-05"),
        "{}",
        refused.told
    );
    let dated = plan(&room, document(&[gate(), rest()]), "--on 2031-03-09");
    assert!(acts(&dated)[0].starts_with("tracked lower 2031-03-09 1: "), "{dated:#}");
}

#[test]
fn the_day_of_a_change_is_the_one_that_the_file_writes() {
    // The case is in the zone of Qatar, where 23:30 UTC is the next day; programs write the hour of the author's own clock.
    let room = room();
    assert!(acts(&plan(&room, answer(), "--on 2031-03-07"))[0].contains(" 2031-03-03 "));
}

#[test]
fn paragraphs_that_move_part_and_join_are_told_as_such() {
    let room = room();
    let start = "<w:moveFromRangeStart w:id=\"7\" w:name=\"m1\" w:author=\"K. Abed\"/>";
    let moved_from = format!(
        "{start}{}<w:moveFromRangeEnd w:id=\"7\"/>",
        mark("moveFrom", "K. Abed", "2031-03-03", &run(TWO))
    );
    let start = "<w:moveToRangeStart w:id=\"8\" w:name=\"m1\" w:author=\"K. Abed\"/>";
    let moved_to = format!(
        "{start}{}<w:moveToRangeEnd w:id=\"8\"/>",
        mark("moveTo", "K. Abed", "2031-03-03", &run(TWO))
    );
    let clauses = [
        plain(ONE),
        marked("moveFrom", "K. Abed", "2031-03-03", &moved_from),
        marked("ins", "R. Nasser", "2031-03-04", &run("3. Each farm keeps its own books")),
        paragraph(&run(" and shows them once a year.")),
        marked("moveTo", "K. Abed", "2031-03-03", &moved_to),
        marked("del", "R. Nasser", "2031-03-04", &run(FOUR)),
        plain(FIVE),
    ];
    let found = plan(&room, document(&clauses), "");
    assert_eq!(
        acts(&found),
        [
            "tracked lower 2031-03-03 2>3: -",
            "tracked lower 2031-03-04 3: Each farm keeps its own books\n\nand shows them once a year.",
            "tracked lower 2031-03-04 4+5: A council of both farms meets every month.5. This agreement may be extended.",
        ]
    );
    let notes: Vec<&str> =
        found["acts"].as_array().unwrap().iter().map(|act| act["note"].as_str().unwrap()).collect();
    assert!(notes[0].starts_with("Moved, to behind 3."), "{notes:?}");
    assert!(notes[1].starts_with("Parted into 2 paragraphs."), "{notes:?}");
    assert!(notes[2].starts_with("2 paragraphs joined."), "{notes:?}");
}

#[test]
fn a_document_of_libreoffice_with_a_table_and_a_footnote_is_taken_in() {
    let room = Room::with_case();
    let draft = format!("{DRAFT}\n| Farm | Share |\n|---|---|\n| Upper Farm | two thirds |\n")
        .replace("extended.", "extended.[^1]")
        + "\n[^1]: By a letter of both farms.\n";
    room.put("plan.md", draft);
    let line =
        "add well draft plan.md --id plan-1 --by council --on 2031-03-02 --audience farms,council --current";
    assert_eq!(room.run(&line.split(' ').collect::<Vec<_>>()).code, 0);
    let bytes =
        fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/marked-by-libreoffice.docx")).unwrap();
    room.put("answer.docx", bytes);
    let ran = room.run(
        &"import well answer.docx --by lower --against plan-1 --on 2031-03-05 --json"
            .split(' ')
            .collect::<Vec<_>>(),
    );
    assert_eq!(ran.code, 0, "{}", ran.told);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        acts(&found),
        [
            "tracked lower 2026-11-23 1: The gate shall open at noon.",
            "tracked lower 2026-11-23 2: Water is shared between the farms .",
            "tracked lower 2026-11-23 >3: Nobody shuts the well.",
            "tracked lower 2026-11-23 4!: -",
            "tracked lower 2026-11-23 agreement.r1: Upper Farm | one half",
            "tracked lower 2026-11-23 note-1: By a letter of both farms. Both sign it.",
            "comment lower 2031-03-05 5: For how long?"
        ]
    );
    assert_eq!(found["left_out"], serde_json::json!([]));
}

#[test]
fn rows_that_come_and_go_and_a_new_footnote_stand_where_they_belong() {
    let room = Room::with_case();
    let draft = "1. The farms share the water.\n\n| Farm | Share |\n|---|---|\n| Upper Farm | two thirds |\n| Lower Farm | one third |\n";
    room.put("plan.md", draft);
    let line =
        "add well draft plan.md --id plan-1 --by council --on 2031-03-02 --audience farms,council --current";
    assert_eq!(room.run(&line.split(' ').collect::<Vec<_>>()).code, 0);
    let cell = |inner: &str| format!("<w:tc>{}</w:tc>", paragraph(inner));
    let row = |change: &str, one: &str, other: &str| {
        format!("<w:tr><w:trPr>{change}</w:trPr>{}{}</w:tr>", cell(one), cell(other))
    };
    let gone = |words: &str| mark("del", "K. Abed", "2031-03-03", &struck(words));
    let come = |words: &str| mark("ins", "K. Abed", "2031-03-03", &run(words));
    let note = mark("ins", "R. Nasser", "2031-03-03", "<w:r><w:footnoteReference w:id=\"2\"/></w:r>");
    let body = format!(
        "{}<w:tbl>{}{}{}{}</w:tbl>{}",
        paragraph(&format!("{}{note}", run("1. The farms share the water."))),
        row("", &run("Farm"), &run("Share")),
        row(&mark("del", "K. Abed", "2031-03-03", ""), &gone("Upper Farm"), &gone("two thirds")),
        row("", &run("Lower Farm"), &run("one third")),
        row(&mark("ins", "K. Abed", "2031-03-03", ""), &come("Council"), &come("what is left")),
        plain(""),
    );
    let inside = mark("ins", "R. Nasser", "2031-03-03", &run("From the spring."));
    let notes = format!("<w:footnote w:id=\"2\">{}</w:footnote>", paragraph(&inside));
    let found = plan(&room, Docx::new(&body).footnotes(&notes), "");
    let told: Vec<String> = acts(&found);
    assert_eq!(
        told,
        [
            "tracked lower 2031-03-03 r1!: -",
            "tracked lower 2031-03-03 >r2: Council | what is left",
            "tracked lower 2031-03-03 >1: From the spring.",
        ]
    );
    let notes: Vec<&str> =
        found["acts"].as_array().unwrap().iter().map(|act| act["note"].as_str().unwrap()).collect();
    assert_eq!(notes, ["Struck as a whole.", "A new row behind r2.", "A new footnote."]);
    assert_eq!(found["left_out"], serde_json::json!([]));
}

#[test]
fn a_footnote_goes_with_its_reference() {
    let room = Room::with_case();
    room.put("plan.md", "1. The farms share the water.[^1]\n\n[^1]: From the spring.\n");
    let line =
        "add well draft plan.md --id plan-1 --by council --on 2031-03-02 --audience farms,council --current";
    assert_eq!(room.run(&line.split(' ').collect::<Vec<_>>()).code, 0);
    let reference = mark("del", "K. Abed", "2031-03-03", "<w:r><w:footnoteReference w:id=\"2\"/></w:r>");
    let docx = Docx::new(&paragraph(&format!("{}{reference}", run("1. The farms share the water."))))
        .footnotes(&format!("<w:footnote w:id=\"2\">{}</w:footnote>", plain("From the spring.")));
    let found = plan(&room, docx, "");
    assert_eq!(acts(&found), ["tracked lower 2031-03-03 note-1!: -"]);
    assert_eq!(found["left_out"], serde_json::json!([]));
}

#[test]
fn a_comment_that_answers_another_answers_it_in_the_record() {
    let room = room();
    let paragraph_with_id =
        |id: &str, words: &str| format!("<w:p w14:paraId=\"{id}\"><w:r><w:t>{words}</w:t></w:r></w:p>");
    let comment = |id: u32, who: &str, day: &str, inner: &str| {
        format!("<w:comment w:id=\"{id}\" w:author=\"{who}\" w:date=\"{day}T09:00:00Z\">{inner}</w:comment>")
    };
    let range = |id: u32, inner: &str| {
        format!(
            "<w:commentRangeStart w:id=\"{id}\"/>{inner}<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
        )
    };
    let docx = document(&[paragraph(&range(0, &range(1, &run(ONE)))), [TWO, THREE, FOUR, FIVE].map(plain).concat()])
        .comments(&format!(
            "{}{}",
            comment(0, "K. Abed", "2031-03-03", &paragraph_with_id("00000001", "Too early.")),
            comment(1, "R. Nasser", "2031-03-04", &paragraph_with_id("00000002", "Why?"))
        ))
        .part(
            "word/commentsExtended.xml",
            "<w15:commentsEx xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\">\
             <w15:commentEx w15:paraId=\"00000001\" w15:done=\"1\"/>\
             <w15:commentEx w15:paraId=\"00000002\" w15:paraIdParent=\"00000001\" w15:done=\"0\"/></w15:commentsEx>",
        );
    let found = plan(&room, docx.clone(), "");
    assert_eq!(acts(&found), ["comment lower 2031-03-03 1: Too early.", "comment lower 2031-03-04 1: Why?"]);
    assert_eq!(found["acts"][1]["upon"], serde_json::json!([0]));
    assert!(found["acts"][0]["note"].as_str().unwrap().ends_with(" Marked as done."));
    assert_eq!(import(&room, docx, "--apply").code, 0);
    let record = room.read("well/record/2031-03.toml");
    let first = record.split("id = \"").nth(1).unwrap().split('"').next().unwrap();
    assert!(record.contains(&format!("answers = \"{first}\"")), "{record}");
}

#[test]
fn what_is_no_marked_document_is_refused_or_gives_nothing() {
    let room = room();
    let clean = || document(&[ONE, TWO, THREE, FOUR, FIVE].map(plain));
    let nothing = import(&room, clean(), "");
    assert_eq!(nothing.code, 0, "{}", nothing.told);
    assert!(nothing.read().contains("Nothing in it would become an act."), "{}", nothing.read());
    assert_eq!(import(&room, clean(), "--apply").told, "nothing was written, since nothing is new\n");
    room.put("answer.md", DRAFT);
    let before = room.files();
    for (line, told) in [
        ("import well answer.md --by lower --against plan-1", "answer.md"),
        ("import well answer.docx --by lowr --against plan-1", "by: there is no “lowr” in this case"),
        ("import well answer.docx --by lower --against plan-7", "against: there is no “plan-7” in this case"),
        (
            "import well answer.docx --by lower --against plan-1 --author Abed",
            "write the name as the file has it",
        ),
        (
            "import well answer.docx --by lower --against plan-1 --author Abed=nobody",
            "author: there is no “nobody”",
        ),
        (
            "import well answer.docx --by lower --against plan-1 --audience nobody",
            "audience: there is no “nobody”",
        ),
        ("import well answer.docx --by lower --against plan-1 --apply --dry-run", "cannot be used with"),
    ] {
        let ran = room.run(&line.split(' ').collect::<Vec<_>>());
        assert_ne!(ran.code, 0, "{line}");
        assert!(ran.told.contains(told), "{line}: {}", ran.told);
    }
    assert_eq!(room.files(), before);
}

#[test]
fn what_has_no_day_does_not_take_the_act_that_another_is_by_its_day() {
    let room = room();
    let about = |id: u8| {
        format!(
            "<w:commentRangeStart w:id=\"{id}\"/><w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
        )
    };
    let one = paragraph(&[run(ONE), about(0), about(1)].concat());
    let comment = |id: u8, date: &str| {
        format!("<w:comment w:id=\"{id}\" w:author=\"A\"{date}>{}</w:comment>", plain("At which dawn?"))
    };
    let comments = comment(0, "") + &comment(1, " w:date=\"2031-03-03T10:00:00Z\"");
    let docx = || document(&[one.clone(), [TWO, THREE, FOUR, FIVE].map(plain).concat()]).comments(&comments);
    assert_eq!(import(&room, docx(), "--on 2031-03-05 --audience council --apply").code, 0);
    let again = plan(&room, docx(), "--on 2031-03-06 --audience council");
    let recorded: Vec<bool> =
        again["acts"].as_array().unwrap().iter().map(|act| act["recorded"].is_string()).collect();
    assert_eq!(recorded, [true, true], "{again:#}");
}
