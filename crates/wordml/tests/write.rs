//! New documents: valid by the schema's order, the same each time, read by others as they were meant.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails where something is not there, and says what it had to skip"
)]

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use onetext_wordml::document::{Colour, Direction};
use onetext_wordml::new::{
    Highlight, Look, NewBlock, NewCell, NewComment, NewDocument, NewNote, NewParagraph, NewRun, NewTable,
    NoteReference, Style,
};
use onetext_wordml::write;
use quick_xml::Reader;
use quick_xml::events::Event;

fn run(text: &str) -> NewRun {
    NewRun { text: text.to_owned(), ..NewRun::default() }
}

fn words(style: Style, text: &str, direction: Direction) -> NewParagraph {
    NewParagraph { style, runs: vec![run(text)], direction, ..NewParagraph::default() }
}

fn clause(label: &str, level: u8, text: &str, direction: Direction) -> NewParagraph {
    NewParagraph { label: Some(label.to_owned()), level, ..words(Style::Clause, text, direction) }
}

fn cell(text: &str, direction: Direction) -> NewCell {
    NewCell { paragraphs: vec![words(Style::Body, text, direction)], ..NewCell::default() }
}

/// What the two samples say, each in its language.
struct Words {
    title: &'static str,
    subtitle: &'static str,
    header: &'static str,
    footer: &'static str,
    heading: (&'static str, &'static str),
    clauses: [(&'static str, u8, &'static str); 5],
    parts: [&'static str; 5],
    note: &'static str,
    comment: &'static str,
    cells: [&'static str; 6],
}

const ENGLISH: Words = Words {
    title: "Agreement on the reopening of the harbour",
    subtitle: "Third draft of the mediators",
    header: "Agreement on the reopening of the harbour\tCopy 3",
    footer: "\tPage {page} of {pages}",
    heading: ("Article 3", "Return of the crews"),
    clauses: [
        (
            "3.1",
            0,
            "The Parties shall allow the crews of all vessels to leave the harbour within seven days.",
        ),
        ("(a)", 1, "Crews that are unwell leave first, with those who look after them."),
        (
            "(b)",
            1,
            "The port authority keeps a list of those who left, day by day, and gives it to both Parties each evening before eight.",
        ),
        ("(iii)", 2, "No name on that list is made public."),
        ("3.2", 0, "[The port authority] [An independent inspector] confirms that this was done."),
    ],
    parts: ["Plain words, ", "bold", ", ", "italic", ", and a quoted word in Hebrew: נמל (2024)."],
    note: "See the letter of 4 May & its annex <2>.",
    comment: "Is a week enough?\nThe inspectors ask for ten days.",
    cells: ["Obligation", "Who", "By when", "Crews leave", "Port authority", "12 May 2024"],
};

const ARABIC: Words = Words {
    title: "اتفاق بشأن إعادة فتح الميناء",
    subtitle: "المسودة الثالثة للوسطاء",
    header: "اتفاق بشأن إعادة فتح الميناء\tالنسخة 3",
    footer: "\tصفحة {page} من {pages}",
    heading: ("المادة 3", "عودة أطقم السفن"),
    clauses: [
        ("3.1", 0, "يسمح الطرفان لأطقم جميع السفن بمغادرة الميناء في غضون سبعة أيام."),
        ("(أ)", 1, "يغادر المرضى من الأطقم أولا مع من يرعاهم."),
        (
            "(ب)",
            1,
            "تحتفظ هيئة الميناء (Port Authority) بقائمة بأسماء من غادروا يوما بيوم، وتسلمها إلى الطرفين كل مساء قبل الساعة الثامنة.",
        ),
        ("(3)", 2, "لا ينشر أي اسم في تلك القائمة."),
        ("3.2", 0, "[هيئة الميناء] [مفتش مستقل] يؤكد أن ذلك قد تم وفقا للقرار S/RES/2735 (2024)."),
    ],
    parts: ["كلمات عادية، ", "غامقة", "، ", "مائلة", "، وكلمة English في الوسط."],
    note: "انظر الرسالة المؤرخة 4 أيار/مايو.",
    comment: "هل يكفي أسبوع؟\nيطلب المفتشون عشرة أيام.",
    cells: ["الالتزام", "من", "الموعد", "مغادرة الأطقم", "هيئة الميناء", "12 أيار/مايو 2024"],
};

fn sample(text: &Words, language: &str, direction: Direction) -> NewDocument {
    let paragraph = NewBlock::Paragraph;
    let [plain, bold, comma, italic, rest] = text.parts;
    let look = |text: &str, look: Look| NewRun { look, ..run(text) };
    let mixed = NewParagraph {
        runs: vec![
            run(plain),
            look(bold, Look { bold: true, marked: Some(Highlight::Yellow), ..Look::default() }),
            run(comma),
            NewRun {
                note: Some(NoteReference::New(0)),
                ..look(italic, Look { italic: true, faint: true, ..Look::default() })
            },
            run(rest),
            NewRun { link: Some("https://example.org/a b?x=[1]".to_owned()), ..run(" example.org") },
            look("x\u{1}y\tz\u{b}\u{ffff}\nnew line", Look { code: true, strike: true, ..Look::default() }),
            look("2", Look { superscript: true, ..Look::default() }),
        ],
        comments: vec![0],
        direction,
        ..NewParagraph::default()
    };
    let mut blocks = vec![
        paragraph(words(Style::Title, text.title, direction)),
        paragraph(words(Style::Subtitle, text.subtitle, direction)),
        paragraph(NewParagraph {
            label: Some(text.heading.0.to_owned()),
            ..words(Style::Heading(1), text.heading.1, direction)
        }),
    ];
    blocks.extend(
        text.clauses.iter().map(|(label, level, text)| paragraph(clause(label, *level, text, direction))),
    );
    blocks.push(paragraph(mixed));
    for level in 2..=9 {
        blocks.push(paragraph(words(Style::Heading(level), text.heading.1, direction)));
    }
    for style in [Style::Body, Style::Quote, Style::Verbatim, Style::Small, Style::Bullet] {
        blocks.push(paragraph(words(style, text.clauses[2].2, direction)));
    }
    blocks.push(paragraph(NewParagraph { level: 1, ..words(Style::Bullet, text.clauses[1].2, direction) }));
    let row = |cells: &[&str]| cells.iter().map(|text| cell(text, direction)).collect::<Vec<_>>();
    let mut rows = vec![row(&text.cells[..3]), row(&text.cells[3..])];
    rows.push(vec![
        NewCell {
            across: 2,
            shade: Some(Colour { red: 0xdd, green: 0xee, blue: 0xdd }),
            ..NewCell::default()
        },
        cell(text.cells[5], direction),
    ]);
    let table = NewTable { direction, widths: vec![3, 2, 1], headers: 1, rows };
    blocks.push(NewBlock::Table(table.clone()));
    blocks.push(NewBlock::Table(table));
    NewDocument {
        title: text.title.to_owned(),
        language: language.to_owned(),
        direction,
        header: text.header.to_owned(),
        footer: text.footer.to_owned(),
        across: direction == Direction::Rtl,
        blocks,
        notes: vec![NewNote {
            paragraphs: vec![
                words(Style::Small, text.note, direction),
                words(Style::Small, text.note, direction),
            ],
        }],
        comments: vec![NewComment {
            author: "Mediators".to_owned(),
            date: Some("2024-05-06T00:00:00Z".to_owned()),
            text: text.comment.to_owned(),
        }],
    }
}

fn samples() -> [(&'static str, NewDocument); 2] {
    [
        ("english", sample(&ENGLISH, "en-GB", Direction::Ltr)),
        ("arabic", sample(&ARABIC, "ar-SA", Direction::Rtl)),
    ]
}

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut file = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..file.len())
        .map(|at| {
            let mut part = file.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// The order of children where the schema demands one, by the name of the element.
fn order(element: &str) -> Option<&'static [&'static str]> {
    Some(match element {
        "w:pPr" => write::order::PARAGRAPH,
        "w:rPr" => write::order::RUN,
        "w:tblPr" => write::order::TABLE,
        "w:trPr" => write::order::ROW,
        "w:tcPr" => write::order::CELL,
        "w:sectPr" => &[
            "headerReference",
            "footerReference",
            "footnotePr",
            "endnotePr",
            "type",
            "pgSz",
            "pgMar",
            "paperSrc",
            "pgBorders",
            "lnNumType",
            "pgNumType",
            "cols",
            "formProt",
            "vAlign",
            "noEndnote",
            "titlePg",
            "textDirection",
            "bidi",
            "rtlGutter",
            "docGrid",
        ],
        "w:settings" => {
            &["zoom", "trackRevisions", "defaultTabStop", "footnotePr", "endnotePr", "compat", "rsids"]
        }
        "w:style" => &[
            "name",
            "aliases",
            "basedOn",
            "next",
            "link",
            "autoRedefine",
            "hidden",
            "uiPriority",
            "semiHidden",
            "unhideWhenUsed",
            "qFormat",
            "locked",
            "rsid",
            "pPr",
            "rPr",
            "tblPr",
            "trPr",
            "tcPr",
            "tblStylePr",
        ],
        "w:tblStylePr" => &["pPr", "rPr", "tblPr", "trPr", "tcPr"],
        "w:lvl" => &[
            "start",
            "numFmt",
            "lvlRestart",
            "pStyle",
            "isLgl",
            "suff",
            "lvlText",
            "lvlPicBulletId",
            "legacy",
            "lvlJc",
            "pPr",
            "rPr",
        ],
        "w:abstractNum" => &["nsid", "multiLevelType", "tmpl", "name", "styleLink", "numStyleLink", "lvl"],
        "w:numbering" => &["numPicBullet", "abstractNum", "num", "numIdMacAtCleanup"],
        "w:styles" => &["docDefaults", "latentStyles", "style"],
        "w:docDefaults" => &["rPrDefault", "pPrDefault"],
        "w:pBdr" => &["top", "left", "bottom", "right", "between", "bar"],
        "w:tblBorders" | "w:tblCellMar" => {
            &["top", "start", "left", "bottom", "end", "right", "insideH", "insideV"]
        }
        "w:tbl" => &["tblPr", "tblGrid", "tr"],
        "w:tc" => &["tcPr", "p"],
        "w:tr" => &["tblPrEx", "trPr", "tc"],
        _ => return None,
    })
}

/// Every element whose children stand in an order that the schema does not allow.
fn disorder(part: &str, xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    loop {
        let (name, empty) = match reader.read_event().unwrap() {
            Event::Start(start) => (start.name().as_ref().to_owned(), false),
            Event::Empty(start) => (start.name().as_ref().to_owned(), true),
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        if let Some((parent, reached)) = open.last_mut()
            && let Some(order) = order(parent)
        {
            match order.iter().position(|known| Some(*known) == name.strip_prefix("w:")) {
                Some(at) if at >= *reached => *reached = at,
                _ => found.push(format!("{part}: {name} in {parent}")),
            }
        }
        if !empty {
            open.push((name, 0));
        }
    }
    assert!(open.is_empty(), "{part} is not closed");
    found
}

#[test]
fn children_of_every_element_stand_in_the_order_of_the_schema() {
    for (name, sample) in samples() {
        let parts = parts(&write::document(&sample).unwrap());
        for (part, xml) in &parts {
            assert_eq!(disorder(part, xml), Vec::<String>::new(), "{name}");
        }
        let all: String = parts.into_iter().map(|(_, xml)| xml).collect();
        for element in ["w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:sectPr", "w:settings", "w:lvl"] {
            assert!(all.contains(&format!("<{element}")), "{name} has no {element}: nothing was checked");
        }
    }
}

#[test]
fn an_order_that_the_schema_does_not_allow_is_found() {
    assert_eq!(disorder("x", "<w:pPr><w:jc/><w:pStyle/></w:pPr>"), ["x: w:pStyle in w:pPr"]);
    assert_eq!(disorder("x", "<w:rPr><w:b/><w:nothing/></w:rPr>"), ["x: w:nothing in w:rPr"]);
}

#[test]
fn every_part_is_declared_and_every_reference_leads_somewhere() {
    for (name, sample) in samples() {
        let parts = parts(&write::document(&sample).unwrap());
        let text = |wanted: &str| &parts.iter().find(|(part, _)| part == wanted).unwrap().1;
        for (part, _) in &parts {
            if !part.ends_with(".rels") && part != "[Content_Types].xml" {
                assert!(text("[Content_Types].xml").contains(&format!("\"/{part}\"")), "{name}: {part}");
            }
        }
        let relations = text("word/_rels/document.xml.rels");
        for id in values(text("word/document.xml"), " r:id=\"") {
            assert!(relations.contains(&format!("Id=\"{id}\"")), "{name}: {id}");
        }
        let styles: BTreeSet<_> = values(text("word/styles.xml"), " w:styleId=\"").into_iter().collect();
        for (part, xml) in &parts {
            for element in ["pStyle", "rStyle", "tblStyle", "basedOn", "next"] {
                for id in values(xml, &format!("<w:{element} w:val=\"")) {
                    assert!(styles.contains(&id), "{name}: {part} names the style {id}");
                }
            }
        }
        assert!(relations.contains("https://example.org/a%20b?x=%5B1%5D"), "an address is a URI");
    }
}

/// What stands between `before` and the next quotation mark, wherever.
fn values(xml: &str, before: &str) -> Vec<String> {
    xml.split(before).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn the_same_document_gives_the_same_bytes_without_a_name_or_a_time_or_the_system_that_it_was_made_on() {
    for (name, sample) in samples() {
        let bytes = write::document(&sample).unwrap();
        assert_eq!(bytes, write::document(&sample).unwrap(), "{name}");
        let mut file = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        for at in 0..file.len() {
            assert_eq!(file.by_index(at).unwrap().last_modified(), Some(zip::DateTime::DEFAULT));
        }
        // The system is the second byte of the version that made an entry, in the directory of the archive.
        let entries = bytes.windows(6).filter(|at| at.starts_with(b"PK\x01\x02"));
        let systems: Vec<u8> = entries.map(|at| at[5]).collect();
        assert_eq!(systems, vec![0; file.len()], "{name}");
        for (part, xml) in parts(&bytes) {
            for telling in [
                "creator",
                "lastModifiedBy",
                "created",
                "modified",
                "rsid",
                "Application",
                "attachedTemplate",
            ] {
                assert!(!xml.contains(telling), "{name}: {part} has {telling}");
            }
        }
    }
}

#[test]
fn characters_that_xml_cannot_hold_are_left_out_and_all_others_stay() {
    let parts = parts(&write::document(&sample(&ENGLISH, "en", Direction::Ltr)).unwrap());
    let body = &parts.iter().find(|(part, _)| part == "word/document.xml").unwrap().1;
    assert!(body.contains("xy</w:t><w:tab/><w:t xml:space=\"preserve\">z</w:t><w:br/>"), "{body}");
}

#[test]
fn right_to_left_text_is_marked_paragraph_by_paragraph_and_run_by_run() {
    let parts = parts(&write::document(&sample(&ARABIC, "ar-SA", Direction::Rtl)).unwrap());
    let body = &parts.iter().find(|(part, _)| part == "word/document.xml").unwrap().1;
    let paragraphs = body.matches("<w:p>").count();
    // All but the empty paragraph of the cell that has none.
    assert_eq!(body.matches("<w:bidi/>").count(), paragraphs - 2 + 1, "each paragraph, and the section");
    assert_eq!(body.matches("<w:bidiVisual/>").count(), 2);
    assert!(body.contains("<w:t xml:space=\"preserve\">English</w:t>"), "a Latin word is a run of its own");
    assert!(body.contains("<w:b/><w:bCs/>"), "bold holds for Arabic letters");
}

/// Where a tool of this machine is; a message where it is not.
fn tool(path: &str) -> Option<PathBuf> {
    let found = Path::new(path).exists().then(|| PathBuf::from(path));
    if found.is_none() {
        eprintln!("skipped: {path} is not here");
    }
    found
}

#[test]
fn libreoffice_reads_every_word_and_sets_pages() {
    let Some(office) = tool("/usr/bin/soffice") else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("write");
    std::fs::create_dir_all(&folder).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    for (name, sample) in samples() {
        let file = folder.join(format!("{name}.docx"));
        std::fs::write(&file, write::document(&sample).unwrap()).unwrap();
        for kind in ["pdf", "txt:Text"] {
            let done = Command::new(&office)
                .args([&profile, "--headless", "--convert-to", kind, "--outdir"])
                .args([&folder, &file])
                .output()
                .unwrap();
            assert!(done.status.success(), "{done:?}");
        }
        let read = std::fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
        for block in &sample.blocks {
            let NewBlock::Paragraph(paragraph) = block else { continue };
            let Some(first) = paragraph.runs.first() else { continue };
            assert!(read.contains(first.text.trim()), "{name} lost {:?}", first.text);
        }
        assert!(folder.join(format!("{name}.pdf")).metadata().unwrap().len() > 1000);
    }
}
