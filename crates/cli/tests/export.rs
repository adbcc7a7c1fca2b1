//! Drafts that leave as Word documents: what is in them, and what is not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use std::fs;

use onetext_wordml::document::{ChangeKind, Side};
use onetext_wordml::read::Opened;
use onetext_wordml::testing::Docx;
use onetext_wordml::{Document, Package};
use program::{Ran, Room};

fn run(room: &Room, line: &str) -> Ran {
    room.run(&line.split(' ').collect::<Vec<_>>())
}

fn done(room: &Room, line: &str) -> Ran {
    let ran = run(room, line);
    assert_eq!(ran.code, 0, "{line}: {}", ran.told);
    ran
}

/// A case with two drafts of each sort, amendments to the second, and positions on its clauses.
fn room() -> Room {
    let room = Room::with_case();
    room.put(
        "second.md",
        "# Agreement\n\n1. The gate [shall][should] open at dawn, every day of the week.\n\n2. Water is shared by both farms.\n\n3. Goats drink last.\n",
    );
    for line in [
        "add well draft second.md --id second --lang en --by council --on 2031-03-05 --audience farms,council --current",
        "record well accept --id yes --by upper --through council --on 2031-03-07 --draft second --clauses 2 --extent words --audience farms,council",
    ] {
        done(&room, line);
    }
    for (id, by, on, clause, words) in [
        ("cut", "upper", "2031-03-06", "1", "open at dawn, every day but feast days."),
        ("more", "council", "2031-03-07", "2", "Water is shared by both farms and the mill."),
        ("clash", "lower", "2031-03-08", "2", "Water is shared by both farms and the inn."),
        ("lost", "lower", "2031-03-08", "3", "Camels roam free"),
    ] {
        let ran = room.run(&[
            "record",
            "well",
            "amend",
            "--id",
            id,
            "--by",
            by,
            "--on",
            on,
            "--draft",
            "second",
            "--clauses",
            clause,
            "--words",
            words,
            "--label",
            "clarification",
            "--audience",
            "farms,council",
        ]);
        assert_eq!(ran.code, 0, "{}", ran.told);
    }
    room
}

fn opened(room: &Room, file: &str) -> Document {
    Opened::from_bytes(&fs::read(room.path(file)).unwrap()).unwrap().document
}

fn texts(document: &Document, side: Side) -> Vec<String> {
    let texts = document.paragraphs.iter().map(|one| one.text(side, &document.changes));
    texts.filter(|text| !text.is_empty()).collect()
}

/// Everything that a file holds, names of parts included.
fn all_of(bytes: &[u8]) -> String {
    let package = Package::open(bytes).unwrap();
    package
        .names()
        .map(|name| format!("{name}\n{}\n", String::from_utf8_lossy(package.part(name).unwrap())))
        .collect()
}

#[test]
fn a_draft_leaves_as_it_stands_and_is_read_back_the_same() {
    let room = room();
    done(&room, "export well --for lower --as-of 2031-03-20 --docx out.docx");
    let same = done(&room, "compare second.md out.docx").read();
    assert!(same.contains("0 edited, 0 new, 0 deleted"), "{same}");
    let all = all_of(&fs::read(room.path("out.docx")).unwrap());
    assert!(all.contains("<dc:title>draft \u{201c}second\u{201d}</dc:title>"), "{all}");
    for absent in
        ["creator", "lastModifiedBy", "dcterms", "rsid", "attachedTemplate", "Application", "Copy", "lower"]
    {
        assert!(!all.contains(absent), "{absent}: {all}");
    }
    done(&room, "export well --for lower --as-of 2031-03-20 --copy 7 --docx seventh.docx");
    assert!(all_of(&fs::read(room.path("seventh.docx")).unwrap()).contains("Copy 7"));
}

#[test]
fn a_clean_text_takes_an_option_at_every_open_point() {
    let room = room();
    let ran = run(&room, "export well --clean --for lower --as-of 2031-03-20 --docx out.docx");
    assert_eq!(ran.code, 1);
    let told = ran.told.replace(['\u{2068}', '\u{2069}'], "");
    assert!(told.contains("1 (line 3): #1 [shall], #2 [should]"), "{told}");
    assert!(!room.path("out.docx").exists());
    done(&room, "export well --clean --choose 1=#2 --for lower --as-of 2031-03-20 --docx out.docx");
    assert_eq!(
        texts(&opened(&room, "out.docx"), Side::Accepted),
        [
            "Agreement",
            "1.\tThe gate should open at dawn, every day of the week.",
            "2.\tWater is shared by both farms.",
            "3.\tGoats drink last."
        ]
    );
}

#[test]
fn a_redline_is_in_the_name_of_who_put_the_draft_forward_and_reads_both_ways() {
    let room = room();
    done(&room, "export well --redline-against first --for lower --as-of 2031-03-20 --docx out.docx");
    let document = opened(&room, "out.docx");
    let stamps: Vec<(Option<&str>, Option<&str>)> =
        document.changes.iter().map(|change| (change.author.as_deref(), change.date.as_deref())).collect();
    assert!(!stamps.is_empty());
    assert!(
        stamps.iter().all(|stamp| *stamp == (Some("Mediators"), Some("2031-03-05T00:00:00Z"))),
        "{stamps:?}"
    );
    for (draft, side) in [("second", Side::Accepted), ("first", Side::Rejected)] {
        done(
            &room,
            &format!("export well --draft {draft} --for lower --as-of 2031-03-20 --docx {draft}.docx"),
        );
        let plain = texts(&opened(&room, &format!("{draft}.docx")), Side::Accepted);
        assert_eq!(texts(&document, side), plain);
    }
    done(
        &room,
        "export well --redline-against first --author Council --for lower --as-of 2031-03-20 --docx named.docx",
    );
    let named = opened(&room, "named.docx");
    assert!(named.changes.iter().all(|change| change.author.as_deref() == Some("Council")));
}

#[test]
fn amendments_are_marked_each_in_the_name_of_its_author_and_what_cannot_be_is_told() {
    let room = room();
    let ran = done(&room, "export well --amendments --for lower --as-of 2031-03-20 --docx out.docx");
    let told = ran.told.replace(['\u{2068}', '\u{2069}'], "");
    assert!(told.contains("2 of 4 amendments are marked."), "{told}");
    assert!(told.contains("clash: another amendment that is marked changes the same words"), "{told}");
    assert!(told.contains("lost: nothing in the clause tells which part of it the words are for"), "{told}");
    let document = opened(&room, "out.docx");
    assert_eq!(
        texts(&document, Side::Accepted)[1..3],
        [
            "1.\tThe gate [shall][should] open at dawn, every day but feast days.",
            "2.\tWater is shared by both farms and the mill."
        ]
    );
    let by = |author: &str| {
        let own = document.changes.iter().filter(|change| change.author.as_deref() == Some(author));
        own.map(|change| (change.kind, change.date.as_deref().unwrap().to_owned())).collect::<Vec<_>>()
    };
    assert!(by("UpperFarm").contains(&(ChangeKind::Deletion, "2031-03-06T00:00:00Z".to_owned())));
    assert_eq!(by("Mediators"), [(ChangeKind::Insertion, "2031-03-07T00:00:00Z".to_owned())]);
    let one =
        done(&room, "export well --amendments clash,gone --for lower --as-of 2031-03-20 --docx one.docx");
    let told = one.told.replace(['\u{2068}', '\u{2069}'], "");
    assert!(told.contains("gone: there is no such act"), "{told}");
    assert_eq!(
        texts(&opened(&room, "one.docx"), Side::Accepted)[2],
        "2.\tWater is shared by both farms and the inn."
    );
}

#[test]
fn positions_stand_beside_the_clauses_only_where_that_is_asked_for() {
    let room = room();
    done(&room, "export well --for lower --as-of 2031-03-20 --docx plain.docx");
    assert!(opened(&room, "plain.docx").comments.is_empty());
    done(&room, "export well --comments --for lower --as-of 2031-03-20 --docx out.docx");
    let comments = opened(&room, "out.docx").comments;
    let on_water = comments.iter().find(|comment| comment.text.contains("the inn")).expect("a comment");
    assert!(on_water.text.contains("UpperFarm: accepted"), "{}", on_water.text);
    assert!(on_water.text.contains("clarification"), "{}", on_water.text);
    assert!(
        comments
            .iter()
            .all(|comment| comment.author.as_deref() == Some("Mediators") && comment.date.is_none())
    );
    let ran =
        run(&room, "export well --draft first --comments --for lower --as-of 2031-03-20 --docx no.docx");
    assert_eq!(ran.code, 1);
    assert!(ran.told.contains("leave --comments out"), "{}", ran.told);
}

#[test]
fn a_word_document_that_is_there_is_written_over_only_when_that_is_said() {
    let room = room();
    room.put("out.docx", "what a delegation sent");
    let ran = run(&room, "export well --for lower --as-of 2031-03-20 --docx out.docx");
    assert_eq!(ran.code, 2);
    assert!(ran.told.contains("--replace"), "{}", ran.told);
    assert_eq!(room.read("out.docx"), "what a delegation sent");
    done(&room, "export well --for lower --as-of 2031-03-20 --docx out.docx --replace");
    assert!(fs::read(room.path("out.docx")).unwrap().starts_with(b"PK"));
}

/// A draft as Word saves it, with names, times, places and words beside the text that nobody but its author should read; each
/// has `who` in it.
fn telling(who: &str, gate: &str) -> Vec<u8> {
    let body = format!(
        "<w:p w:rsidR=\"00AB{who}\" w:rsidRDefault=\"00CD{who}\"><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Agreement</w:t></w:r></w:p>\
         <w:p w:rsidR=\"00AB{who}\"><w:commentRangeStart w:id=\"901\"/><w:r><w:t xml:space=\"preserve\">1. The gate </w:t></w:r>\
         <w:ins w:id=\"1\" w:author=\"author-{who}\" w:date=\"2031-02-01T0{len}:00:00Z\"><w:r><w:t>{gate}</w:t></w:r></w:ins>\
         <w:del w:id=\"2\" w:author=\"author-{who}\" w:date=\"2031-02-01T0{len}:00:00Z\"><w:r><w:delText>deleted-{who}</w:delText></w:r></w:del>\
         <w:r><w:t xml:space=\"preserve\"> open.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden-{who}</w:t></w:r>\
         <w:hyperlink r:id=\"rLink1\"><w:r><w:t xml:space=\"preserve\"> Ask us</w:t></w:r></w:hyperlink><w:commentRangeEnd w:id=\"901\"/></w:p>\
         <w:p><w:r><w:t>2. Water is shared.</w:t></w:r></w:p>",
        len = who.len() % 10,
    );
    Docx::telling(&body, who)
        .styles("<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>")
        .bytes()
}

/// A case whose last drafts came as Word documents of that author; `hidden` stands in acts and a draft that lower may not see.
fn room_of_word(who: &str, hidden: &str) -> Room {
    let room = Room::with_case();
    room.put("sent.docx", telling(who, "shall"));
    room.put("later.docx", telling(who, "should"));
    room.put("own.docx", telling(hidden, "must"));
    for line in [
        "add well draft sent.docx --id sent --lang en --by upper --on 2031-03-03 --audience farms,council",
        "add well draft later.docx --id later --lang en --by upper --on 2031-03-05 --audience farms,council --current",
        &format!(
            "add well draft own.docx --id own-{hidden} --lang en --by upper --on 2031-03-04 --audience upper,council"
        ),
        &format!(
            "record well amend --id secret-{hidden} --by upper --on 2031-03-06 --draft later --clauses 2 --words Water-is-{hidden} --audience council"
        ),
        &format!(
            "record well amend --id open --by council --origin upper --origin-audience council --note {hidden} --on 2031-03-06 --draft later --clauses 2 --words Water-is-dear --audience farms,council"
        ),
    ] {
        let line = line.replace(&format!("--note {hidden} "), "");
        done(&room, &line);
    }
    room
}

const FORMS: [&str; 5] =
    ["--bracketed", "--clean", "--redline-against sent", "--amendments", "--amendments --comments"];

#[test]
fn what_a_reader_may_not_see_is_nowhere_in_a_document_for_them_and_changes_no_byte_of_it() {
    let rooms = [room_of_word("Levy7351", "Anon9182"), room_of_word("Haddad88", "Quux4471x")];
    for (at, form) in FORMS.iter().enumerate() {
        let [one, other] = rooms.each_ref().map(|room| {
            done(room, &format!("export well {form} --for lower --as-of 2031-03-20 --docx out{at}.docx"));
            fs::read(room.path(&format!("out{at}.docx"))).unwrap()
        });
        let all = all_of(&one);
        for telling in [
            "Levy7351",
            "Anon9182",
            "rsid",
            "template",
            "header-",
            "footer-",
            "hidden",
            "company",
            "2031-02-01",
            "xmpmeta",
            "Exif",
            "tEXt",
            "tIME",
            "8BIM",
            "thumbnail",
            "embeddings",
            "customXml",
            "people",
            "file:",
        ] {
            assert!(!all.contains(telling), "{form}: {telling} in {all}");
        }
        assert!(all.contains("Water is"), "{form}");
        assert_eq!(all, all_of(&other), "{form}");
        assert_eq!(one, other, "{form}");
    }
}

#[test]
fn the_team_gets_the_file_that_came() {
    let room = room_of_word("Levy7351", "Anon9182");
    room.put("plain.docx", Docx::of_paragraphs(&["1. The gate opens.", "2. Water is shared."]).bytes());
    done(
        &room,
        "add well draft plain.docx --id plain --lang en --by upper --on 2031-03-09 --audience farms,council",
    );
    done(&room, "export well --draft plain --for team --as-of 2031-03-20 --docx out.docx");
    assert_eq!(fs::read(room.path("out.docx")).unwrap(), fs::read(room.path("plain.docx")).unwrap());
    assert_eq!(
        fs::read(room.path("well/drafts/plain.docx")).unwrap(),
        fs::read(room.path("plain.docx")).unwrap(),
        "kept as it came"
    );
}

/// A case whose current draft came from Word with an open point, words that look like marks, a note and a waiting change.
fn room_with_marks(changes: &str) -> Room {
    let room = Room::with_case();
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">1. The gate [shall][should] open </w:t></w:r>\
        <w:ins w:id=\"1\" w:author=\"A\"><w:r><w:t xml:space=\"preserve\">early </w:t></w:r></w:ins>\
        <w:r><w:t>*by hand*</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>.</w:t></w:r></w:p>\
        <w:p><w:r><w:t>2. Water is [not] shared.</w:t></w:r></w:p>\
        <w:p><w:r><w:t>- not an item [of a list]</w:t></w:r></w:p>\
        <w:p><w:r><w:t>________</w:t></w:r></w:p>\
        <w:p><w:r><w:t>3. [Goats drink last.]</w:t></w:r></w:p>";
    let bytes = Docx::new(body)
        .footnotes("<w:footnote w:id=\"2\"><w:p><w:r><w:t>The old gate.</w:t></w:r></w:p></w:footnote>")
        .bytes();
    room.put("marks.docx", bytes);
    done(
        &room,
        &format!(
            "add well draft marks.docx --id marks --lang en --by upper --on 2031-03-05 --audience farms,council --changes {changes} --current"
        ),
    );
    room
}

#[test]
fn options_taken_in_a_word_document_change_its_brackets_and_nothing_else() {
    let room = room_with_marks("accepted");
    done(
        &room,
        "export well --clean --choose 1=#1 --choose 2=out;in --choose 3=out --for lower --as-of 2031-03-20 --docx out.docx",
    );
    assert_eq!(
        texts(&opened(&room, "out.docx"), Side::Accepted),
        [
            "1. The gate shall open early *by hand*\u{fffc}.",
            "2. Water is shared.",
            "- not an item of a list",
            "________",
            "The old gate."
        ]
    );
}

#[test]
fn a_draft_that_is_read_without_its_waiting_changes_leaves_without_them() {
    let room = room_with_marks("rejected");
    for form in ["--bracketed", "--redline-against first"] {
        done(&room, &format!("export well {form} --for lower --as-of 2031-03-20 --docx out.docx --replace"));
        let told = texts(&opened(&room, "out.docx"), Side::Accepted);
        assert!(told.iter().any(|text| text.contains("[should] open *by hand*")), "{form}: {told:?}");
        assert!(!all_of(&fs::read(room.path("out.docx")).unwrap()).contains("early"), "{form}");
    }
}

#[test]
fn an_amendment_leaves_the_notes_of_its_clause_alone() {
    let room = room_with_marks("accepted");
    let ran = room.run(&[
        "record",
        "well",
        "amend",
        "--id",
        "a",
        "--by",
        "lower",
        "--on",
        "2031-03-06",
        "--draft",
        "marks",
        "--clauses",
        "1",
        "--words",
        "The gate [shall][should] open late *by hand*.",
        "--audience",
        "farms,council",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    done(&room, "export well --amendments --for lower --as-of 2031-03-20 --docx out.docx");
    let document = opened(&room, "out.docx");
    assert_eq!(
        texts(&document, Side::Accepted)[0],
        "1. The gate [shall][should] open late *by hand*\u{fffc}."
    );
    assert_eq!(document.changes.len(), 2, "{:?}", document.changes);
}

#[test]
fn a_redline_of_two_files_tells_what_it_still_holds_of_the_old_one_and_one_for_a_party_holds_none_of_it() {
    let room = room();
    let body = "<w:p w:rsidR=\"00AB12CD\"><w:commentRangeStart w:id=\"1\"/><w:r><w:t>1. The gate opens at dawn.</w:t></w:r>\
         <w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Say \
         no.</w:t></w:r></w:p>";
    let comment =
        "<w:comment w:id=\"1\" w:author=\"K. Abed\"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>";
    let properties = "<p:coreProperties \
         xmlns:p=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>L. Said</dc:creator><p:lastModifiedBy>K. \
         Abed</p:lastModifiedBy></p:coreProperties>";
    let old = Docx::new(body).comments(comment).part("docProps/core.xml", properties).bytes();
    fs::write(room.path("old.docx"), old).unwrap();
    room.put("new.md", "1. The gate opens at noon.\n");
    let told = done(&room, "compare old.docx new.md --docx redline.docx").told;
    assert!(
        told.contains(
            "The file still holds of the old document: names (\u{2068}K. Abed\u{2069}; \u{2068}L. Said\u{2069}), a comment, hidden words, ids of the \
             sittings in which it was edited. What `onetext export --for` writes for a party does not.\n"
        ),
        "{told}"
    );
    let all = all_of(&fs::read(room.path("redline.docx")).unwrap());
    assert!(all.contains("L. Said") && all.contains("Say no."), "what is told is so: {all}");
    let told = done(&room, "compare new.md second.md --docx plain.docx").told;
    assert!(!told.contains("still holds"), "{told}");

    done(
        &room,
        "add well draft old.docx --id word --lang en --by council --on 2031-03-06 --audience farms,council",
    );
    done(&room, "export well --draft word --for lower --as-of 2031-03-20 --docx sent.docx");
    let all = all_of(&fs::read(room.path("sent.docx")).unwrap());
    for gone in ["Abed", "Said", "Why?", "Say no", "00AB12CD"] {
        assert!(!all.contains(gone), "{gone}: {all}");
    }
}
