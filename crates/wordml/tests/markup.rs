//! Documents made up at random, marked up at random: both sides of what comes out are what they must be, for our own reading,
//! for the settled document, for a small reader in Python and for LibreOffice.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails where something is not there, and says what it had to skip"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use onetext_wordml::document::{Document, Format, NOTE, Paragraph, Side, Story};
use onetext_wordml::markup::{
    self, Edit, Inserted, Insertion, Like, NewRows, Number, Place, Revision, RowPlace, Splice, Split, Stamp,
    Treatment,
};
use onetext_wordml::new::{Look, NewBlock, NewCell, NewNote, NewParagraph, NewRun, NewTable, NoteReference};
use onetext_wordml::testing::Docx;
use onetext_wordml::xml::escape_text;
use onetext_wordml::{Opened, Package, ParagraphIndex};
use proptest::prelude::*;

/// Numbers that look random (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Less than `sides`.
    fn below(&mut self, sides: usize) -> usize {
        usize::try_from(self.roll() % sides.max(1) as u64).unwrap()
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.below(sides) == 0
    }

    fn word(&mut self) -> &'static str {
        const WORDS: [&str; 12] =
            ["peace", "shall", "R&D", "<b>", "حدود", "Dörfer", "a", "the parties", "…", "Ω", "of", "17"];
        WORDS[self.below(WORDS.len())]
    }

    fn words(&mut self) -> String {
        let words: Vec<&str> = (0..=self.below(4)).map(|_| self.word()).collect();
        words.join(" ")
    }
}

/// A document in the making.
struct Maker {
    dice: Dice,
    notes: Vec<String>,
    ids: i32,
    /// What LibreOffice reads in another way is left out: fields, content controls, and changes of the mark of a paragraph with
    /// a note, which it forgets.
    plain: bool,
}

impl Maker {
    fn text(&mut self) -> String {
        let looks = [
            "",
            "<w:rPr><w:b/></w:rPr>",
            "<w:rPr><w:i/><w:sz w:val=\"28\"/></w:rPr>",
            "<w:rPr><w:u w:val=\"single\"/></w:rPr>",
        ];
        let look = looks[self.dice.below(looks.len())];
        let words = escape_text(&self.dice.words());
        let more = ["", "", "<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>"][self.dice.below(5)];
        let end = if self.dice.one_in(3) {
            format!("<w:t xml:space=\"preserve\"> {}</w:t>", escape_text(self.dice.word()))
        } else {
            String::new()
        };
        format!("<w:r w:rsidR=\"00AB\">{look}<w:t xml:space=\"preserve\">{words}</w:t>{more}{end}</w:r>")
    }

    fn inline(&mut self) -> String {
        let text = self.text();
        self.ids += 1;
        let id = self.ids;
        match self.dice.below(if self.plain { 7 } else { 12 }) {
            0 => format!("<w:hyperlink r:id=\"rLink1\">{text}{}</w:hyperlink>", self.text()),
            1 => format!(
                "<w:bookmarkStart w:id=\"{id}\" w:name=\"b{id}\"/>{text}<w:bookmarkEnd w:id=\"{id}\"/>"
            ),
            2 => format!("<w:proofErr w:type=\"spellStart\"/>{text}<w:proofErr w:type=\"spellEnd\"/>"),
            3 if !self.plain || self.notes.len() < 2 => {
                let words = escape_text(&self.dice.words());
                self.notes.push(words);
                let note = self.notes.len();
                format!(
                    "{text}<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"{note}\"/></w:r>"
                )
            }
            7 => format!(
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{text}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
            ),
            8 => format!("<w:fldSimple w:instr=\" DATE \">{text}</w:fldSimple>"),
            9 => format!(
                "<w:sdt><w:sdtPr><w:id w:val=\"{id}\"/></w:sdtPr><w:sdtContent>{text}</w:sdtContent></w:sdt>"
            ),
            10 => format!("<w:smartTag w:uri=\"u\" w:element=\"e\"><w:smartTagPr/>{text}</w:smartTag>"),
            11 => format!("{text}<w:r><w:lastRenderedPageBreak/></w:r>"),
            _ => text,
        }
    }

    fn paragraph(&mut self) -> String {
        let looks = [
            "",
            "<w:pPr><w:ind w:left=\"300\"/></w:pPr>",
            "<w:pPr><w:pStyle w:val=\"S\"/><w:rPr><w:b/></w:rPr></w:pPr>",
            "<w:pPr><w:rPr></w:rPr></w:pPr>",
        ];
        let look = looks[self.dice.below(looks.len())];
        let inside: String = (0..self.dice.below(4)).map(|_| self.inline()).collect();
        match self.dice.below(10) {
            0 => "<w:p/>".to_owned(),
            1 => format!("<w:p w:rsidR=\"00CD\">{look}</w:p>"),
            _ => format!("<w:p>{look}{inside}</w:p>"),
        }
    }

    fn table(&mut self) -> String {
        let columns = self.dice.below(2) + 1;
        let rows: String = (0..=self.dice.below(2))
            .map(|_| {
                let cells: String = (0..columns)
                    .map(|_| {
                        let inside: String = (0..=self.dice.below(2)).map(|_| self.paragraph()).collect();
                        format!("<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>{inside}</w:tc>")
                    })
                    .collect();
                let look = ["", "<w:trPr><w:cantSplit/></w:trPr>"][self.dice.below(2)];
                format!("<w:tr>{look}{cells}</w:tr>")
            })
            .collect();
        let grid = "<w:gridCol w:w=\"2000\"/>".repeat(columns);
        format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )
    }

    fn document(&mut self, blocks: usize) -> Vec<u8> {
        let mut body = String::new();
        for _ in 0..blocks {
            body.push_str(&if self.dice.one_in(5) { self.table() } else { self.paragraph() });
        }
        body.push_str(&self.paragraph());
        if !self.dice.one_in(3) {
            body.push_str("<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr>");
        }
        let mut docx = Docx::new(&body).link("https://example.org/").styles(
            "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:name w:val=\"Normal\"/></w:style>\
             <w:style w:type=\"paragraph\" w:styleId=\"S\"><w:name w:val=\"Body Text\"/><w:basedOn w:val=\"N\"/></w:style>",
        );
        if !self.notes.is_empty() {
            let note = |(at, words): (usize, &String)| {
                format!(
                    "<w:footnote w:id=\"{}\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> {words}</w:t></w:r></w:p></w:footnote>",
                    at + 1
                )
            };
            let notes: String = self.notes.iter().enumerate().map(note).collect();
            let lines = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
                <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";
            docx = docx.footnotes(&format!("{lines}{notes}"));
        }
        docx.bytes()
    }
}

/// What a paragraph must be on the new side, and what follows it.
#[derive(Debug, Clone, Default)]
struct Expected {
    texts: Vec<String>,
    /// Words inserted behind it, as paragraphs.
    behind: Vec<String>,
    before: Vec<String>,
    joins: bool,
}

/// A revision and the texts that it must lead to, notes left out.
fn revision(dice: &mut Dice, document: &Document, plain: bool) -> (Revision, Vec<String>) {
    let mut revision = Revision {
        stamps: vec![
            Stamp { author: "Qatar & Egypt".into(), date: Some("2024-08-16T00:00:00Z".into()) },
            Stamp { author: "US".into(), date: None },
        ],
        ..Revision::default()
    };
    let body: Vec<usize> = document
        .paragraphs
        .iter()
        .enumerate()
        .filter(|(_, paragraph)| paragraph.story == Story::Body)
        .map(|(index, _)| index)
        .collect();
    for (table, rows) in document.tables.iter().enumerate() {
        for row in 0..rows.rows.len() {
            if dice.one_in(8) {
                let place =
                    RowPlace { table: u32::try_from(table).unwrap(), row: u32::try_from(row).unwrap() };
                revision.rows.insert(place, dice.below(2));
            }
        }
    }
    let row_gone = |revision: &Revision, paragraph: &Paragraph| {
        paragraph
            .cell
            .is_some_and(|cell| revision.rows.contains_key(&RowPlace { table: cell.table, row: cell.row }))
    };
    // What lies side by side, nothing else between.
    let neighbours = |a: usize, b: usize| {
        let (a, b) = (&document.paragraphs[a], &document.paragraphs[b]);
        a.cell == b.cell
            && a.story == b.story
            && !document.tables.iter().any(|table| {
                a.cell.is_none() && a.source.end <= table.source.start && table.source.end <= b.source.start
            })
    };
    let mut expected: BTreeMap<usize, Expected> = BTreeMap::new();
    let mut moved: Vec<(usize, String)> = Vec::new();
    let mut joined_by_last = false;
    for (position, &index) in body.iter().enumerate() {
        let paragraph = &document.paragraphs[index];
        let place = ParagraphIndex(u32::try_from(index).unwrap());
        let text = paragraph.text(Side::Accepted, &document.changes);
        let mut told = Expected::default();
        if row_gone(&revision, paragraph) {
            expected.insert(index, told);
            joined_by_last = false;
            continue;
        }
        let choice = if joined_by_last { 4 + dice.below(3) } else { dice.below(10) };
        joined_by_last = false;
        match choice {
            0 | 1 => {
                revision.paragraphs.insert(place, Treatment::Delete { stamp: dice.below(2) });
            }
            2 => {
                let (splices, new) = splices(dice, &mut revision.notes, &text, false);
                revision.paragraphs.insert(place, Treatment::MoveAway { stamp: dice.below(2), splices });
                moved.push((index, new));
            }
            3..=5 => {
                let (splices, new) = splices(dice, &mut revision.notes, &text, true);
                let mut edit = Edit { splices, ..Edit::default() };
                told.texts = vec![new];
                let next = body.get(position + 1).copied();
                if choice == 3
                    && !(plain && told.texts.iter().chain([&text]).any(|text| text.contains(NOTE)))
                    && let Some(next) = next.filter(|next| neighbours(index, *next))
                    && !row_gone(&revision, &document.paragraphs[next])
                {
                    edit.join_next = Some(dice.below(2));
                    told.joins = true;
                    joined_by_last = true;
                }
                if dice.one_in(4) {
                    edit.like = Some((
                        Like {
                            paragraph: ParagraphIndex(u32::try_from(body[dice.below(body.len())]).unwrap()),
                            number: Number::Without,
                        },
                        0,
                    ));
                }
                revision.paragraphs.insert(place, Treatment::Edit(edit));
            }
            6 if !(plain && text.contains(NOTE)) => {
                let (edit, texts) = parted(dice, &text);
                told.texts = texts;
                revision.paragraphs.insert(place, Treatment::Edit(edit));
            }
            _ => told.texts = vec![text],
        }
        expected.insert(index, told);
    }
    insertions(dice, document, &body, moved, &mut revision, &mut expected);
    let mut all: Vec<String> = Vec::new();
    let mut open = String::new();
    let mut new_rows = new_rows(dice, document, &mut revision);
    for &index in &body {
        let paragraph = &document.paragraphs[index];
        let told = &expected[&index];
        if let Some(cell) = paragraph.cell
            && cell.column == 0
            && let Some(texts) = new_rows.remove(&RowPlace { table: cell.table, row: cell.row })
        {
            all.extend(texts);
        }
        all.extend(told.before.iter().cloned());
        for (at, text) in told.texts.iter().enumerate() {
            open.push_str(text);
            if !(told.joins && at + 1 == told.texts.len()) {
                all.push(std::mem::take(&mut open));
            }
        }
        all.extend(told.behind.iter().cloned());
    }
    (revision, all)
}

/// Rows before rows: by the row, their texts.
fn new_rows(
    dice: &mut Dice,
    document: &Document,
    revision: &mut Revision,
) -> BTreeMap<RowPlace, Vec<String>> {
    let mut told = BTreeMap::new();
    for (table, rows) in document.tables.iter().enumerate() {
        if dice.one_in(3) {
            let row = dice.below(rows.rows.len());
            let before = RowPlace { table: u32::try_from(table).unwrap(), row: u32::try_from(row).unwrap() };
            let cells = rows.rows[row].cells;
            let texts: Vec<String> = (0..cells).map(|at| format!("new cell {at} {}", dice.words())).collect();
            let cell =
                |text: &String| NewCell { paragraphs: vec![new_paragraph(text)], ..NewCell::default() };
            let cells = texts.iter().map(cell).collect();
            revision.new_rows.push(NewRows { before, rows: vec![cells], stamp: 1 });
            told.insert(before, texts);
        }
    }
    told
}

fn new_paragraph(text: &str) -> NewParagraph {
    NewParagraph { runs: vec![new_run(text)], ..NewParagraph::default() }
}

fn new_run(text: &str) -> NewRun {
    NewRun {
        text: text.into(),
        look: Look { bold: text.len().is_multiple_of(2), ..Look::default() },
        ..NewRun::default()
    }
}

/// Places in a text, in order.
fn places(dice: &mut Dice, text: &str, count: usize) -> Vec<usize> {
    let all: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut found: Vec<usize> = (0..count).map(|_| all[dice.below(all.len())]).collect();
    found.sort_unstable();
    found
}

fn splices(dice: &mut Dice, notes: &mut Vec<NewNote>, text: &str, with_notes: bool) -> (Vec<Splice>, String) {
    let count = dice.below(3) + 1;
    let ends = places(dice, text, count * 2);
    let mut new = String::new();
    let mut at = 0;
    let mut found = Vec::new();
    for pair in ends.chunks(2) {
        let mut insert = Vec::new();
        new.push_str(&text[at..pair[0]]);
        if !dice.one_in(3) {
            let words = format!("[{}]", dice.words());
            new.push_str(&words);
            let mut run = new_run(&words);
            if dice.one_in(6) && with_notes && notes.len() < 2 {
                notes.push(NewNote { paragraphs: vec![new_paragraph("a new note")] });
                run.note = Some(NoteReference::New(notes.len() - 1));
                new.push(NOTE);
            }
            if dice.one_in(6) {
                run.link = Some("https://example.com/new".into());
            }
            insert.push(run);
        }
        at = pair[1];
        found.push(Splice { at: pair[0]..pair[1], insert, stamp: dice.below(2) });
    }
    new.push_str(&text[at..]);
    (found, new)
}

/// A paragraph that is parted, with its texts.
fn parted(dice: &mut Dice, text: &str) -> (Edit, Vec<String>) {
    let ends = places(dice, text, 3);
    let (a, b, c) = (ends[0], ends[1], ends[2]);
    let splice = Splice { at: a..b, insert: vec![new_run("{x}")], stamp: 0 };
    let split = Split { at: c, insert: vec![new_run("(b)\t")], like: None, stamp: 1 };
    let first = format!("{}{{x}}{}", &text[..a], &text[b..c]);
    let second = format!("(b)\t{}", &text[c..]);
    (Edit { splices: vec![splice], splits: vec![split], ..Edit::default() }, vec![first, second])
}

/// New and moved paragraphs beside paragraphs of the body, and new tables beside those that stand in no cell.
fn insertions(
    dice: &mut Dice,
    document: &Document,
    body: &[usize],
    moved: Vec<(usize, String)>,
    revision: &mut Revision,
    expected: &mut BTreeMap<usize, Expected>,
) {
    let mut wanted: Vec<(Inserted, Vec<String>)> = moved
        .into_iter()
        .map(|(from, text)| {
            (Inserted::Moved { from: ParagraphIndex(u32::try_from(from).unwrap()) }, vec![text])
        })
        .collect();
    for number in 0..dice.below(4) {
        let text = format!("new {number} {}", dice.words());
        wanted.push((Inserted::Block(NewBlock::Paragraph(new_paragraph(&text))), vec![text]));
    }
    if dice.one_in(4) {
        let cell = |text: &str| NewCell { paragraphs: vec![new_paragraph(text)], ..NewCell::default() };
        let table = NewTable { rows: vec![vec![cell("left"), cell("right")]], ..NewTable::default() };
        wanted.push((Inserted::Block(NewBlock::Table(table)), vec!["left".into(), "right".into()]));
    }
    let open: Vec<usize> = body
        .iter()
        .copied()
        .filter(|index| {
            let cell = document.paragraphs[*index].cell;
            !cell.is_some_and(|cell| {
                revision.rows.contains_key(&RowPlace { table: cell.table, row: cell.row })
            })
        })
        .collect();
    for (content, texts) in wanted {
        // The last paragraph of the body is in no cell and in no row that goes.
        let mut anchor = open[dice.below(open.len())];
        let table = matches!(content, Inserted::Block(NewBlock::Table(_)));
        if table && document.paragraphs[anchor].cell.is_some() {
            anchor = *open.last().unwrap();
        }
        let index = ParagraphIndex(u32::try_from(anchor).unwrap());
        let after = dice.one_in(2) && !expected[&anchor].joins && !table;
        let joined_before = body.iter().any(|other| *other + 1 == anchor && expected[other].joins);
        let told = expected.get_mut(&anchor).unwrap();
        let place = if after || (joined_before && !told.joins) {
            told.behind.extend(texts);
            Place::After(index)
        } else if joined_before {
            // No place on either side: the next paragraph that is not joined.
            let free = *open.last().unwrap();
            expected.get_mut(&free).unwrap().behind.extend(texts);
            Place::After(ParagraphIndex(u32::try_from(free).unwrap()))
        } else {
            told.before.extend(texts);
            Place::Before(index)
        };
        let like = dice.one_in(2).then_some(Like { paragraph: index, number: Number::Same });
        revision.insertions.push(Insertion { place, content, like, stamp: dice.below(2) });
    }
}

fn sides(document: &Document, side: Side) -> Vec<String> {
    document
        .joined(side)
        .iter()
        .filter(|joined| document.paragraphs[joined.looks.0 as usize].story == Story::Body)
        .map(|joined| document.joined_text(joined, side))
        .collect()
}

/// How a paragraph looks, word by word.
type Looks = (Option<String>, u32, Vec<(char, Format, bool)>);

fn looks(document: &Document) -> Vec<Looks> {
    let told = |paragraph: &Paragraph| {
        let words = paragraph.shown(Side::Accepted, &document.changes).flat_map(|piece| {
            piece.content.as_text().chars().map(|c| (c, piece.format, piece.link.is_some()))
        });
        (paragraph.style.clone(), paragraph.indent, words.collect())
    };
    document.paragraphs.iter().map(told).collect()
}

fn filled(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect()
}

/// The numbers that must be told apart: of changes, bookmarks and comments.
fn ids(package: &Package) -> Vec<String> {
    let mut found = Vec::new();
    for part in ["word/document.xml", "word/footnotes.xml"] {
        let text = package.xml(part).unwrap().unwrap_or_default();
        for tag in text.split('<').skip(1) {
            let name = tag.split([' ', '>', '/']).next().unwrap();
            let counts = [
                "w:ins",
                "w:del",
                "w:moveFrom",
                "w:moveTo",
                "w:pPrChange",
                "w:bookmarkStart",
                "w:moveFromRangeStart",
                "w:moveToRangeStart",
            ];
            if counts.contains(&name) {
                let id = tag.split_once("w:id=\"").unwrap().1;
                found.push(id.split('"').next().unwrap().to_owned());
            }
        }
    }
    found
}

/// A part without the declarations of its root.
fn shown(xml: &str) -> &str {
    xml.split_once("<w:body>").map_or(xml, |(_, body)| body)
}

struct Made {
    old: Opened,
    revision: Revision,
    package: Package,
    accepted: Vec<String>,
}

fn make(seed: u64, blocks: usize, plain: bool) -> Made {
    let mut maker = Maker { dice: Dice(seed), notes: Vec::new(), ids: 100, plain };
    let old = Opened::from_bytes(&maker.document(blocks)).unwrap();
    let (revision, accepted) = revision(&mut maker.dice, &old.document, plain);
    let package = markup::apply(&old.package, &old.document, &revision).unwrap();
    Made { old, revision, package, accepted }
}

fn check(seed: u64, blocks: usize) {
    let Made { old, revision, package, accepted } = make(seed, blocks, false);
    let xml = package.main_xml().unwrap();
    let marked = Opened::from_bytes(&package.write().unwrap()).unwrap();
    assert_eq!(filled(&sides(&marked.document, Side::Accepted)), filled(&accepted), "{}", shown(xml));
    assert_eq!(
        sides(&marked.document, Side::Rejected),
        sides(&old.document, Side::Accepted),
        "{}",
        shown(xml)
    );
    for side in [Side::Accepted, Side::Rejected] {
        let settled = markup::settle(&marked.package, side).unwrap();
        let settled = Opened::from_bytes(&settled.write().unwrap()).unwrap();
        assert!(settled.document.changes.is_empty(), "{}", shown(xml));
        let told = sides(&settled.document, Side::Accepted);
        match side {
            Side::Accepted => assert_eq!(filled(&told), filled(&accepted), "{}", shown(xml)),
            Side::Rejected => {
                assert_eq!(looks(&settled.document), looks(&old.document), "{}", shown(xml));
            }
        }
    }
    let mut told = BTreeSet::new();
    for id in ids(&package) {
        assert!(told.insert(id.clone()), "the id {id} is there twice: {}", shown(xml));
    }
    untouched_are_copied(&old, &revision, xml);
}

/// Paragraphs that nothing is done to, nor to their neighbour, stand there byte for byte, in order.
fn untouched_are_copied(old: &Opened, revision: &Revision, xml: &str) {
    let text = old.package.main_xml().unwrap();
    let mut rest = xml;
    let near = |index: usize| {
        let place = ParagraphIndex(u32::try_from(index).unwrap());
        revision.paragraphs.contains_key(&place)
            || revision
                .insertions
                .iter()
                .any(|one| matches!(one.place, Place::Before(at) | Place::After(at) if at == place))
    };
    for (index, paragraph) in old.document.paragraphs.iter().enumerate() {
        let row = paragraph.cell.map(|cell| RowPlace { table: cell.table, row: cell.row });
        if paragraph.story != Story::Body
            || near(index)
            || (index > 0 && near(index - 1))
            || near(index + 1)
            || row.is_some_and(|row| revision.rows.contains_key(&row))
        {
            continue;
        }
        let source = &text[paragraph.source.clone()];
        match rest.find(source) {
            Some(at) => rest = &rest[at + source.len()..],
            None => panic!("{source} is not copied into {}", shown(xml)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn accepted_it_says_the_new_text_and_rejected_the_old_one_with_its_look(seed in any::<u64>(), blocks in 0_usize..9) {
        check(seed, blocks);
    }
}

#[test]
fn a_table_and_a_paragraph_before_it_that_both_come_at_the_end_leave_nothing_when_rejected() {
    check(14_222_694_821_895_322_644, 2);
}

fn there(program: &str, arguments: &[&str]) -> bool {
    let run = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}

/// A folder for one test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../benches/peers/word").join(name)
}

/// What a reader in Python tells: one JSON string per line.
fn strings(output: &[u8]) -> Vec<String> {
    String::from_utf8(output.to_vec()).unwrap().lines().map(unquoted).collect()
}

/// A JSON string as Python writes it.
fn unquoted(line: &str) -> String {
    let inner = line.trim().strip_prefix('"').unwrap().strip_suffix('"').unwrap();
    let mut units: Vec<u16> = Vec::new();
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        let unit = match c {
            '\\' => match characters.next().unwrap() {
                'n' => '\n' as u16,
                't' => '\t' as u16,
                'r' => '\r' as u16,
                'u' => u16::from_str_radix(&characters.by_ref().take(4).collect::<String>(), 16).unwrap(),
                other => u16::try_from(u32::from(other)).unwrap(),
            },
            c => {
                let mut buffer = [0; 2];
                units.extend(c.encode_utf16(&mut buffer).iter());
                continue;
            }
        };
        units.push(unit);
    }
    String::from_utf16(&units).unwrap()
}

/// The texts of notes behind those of the body are not compared: readers order them in their own ways.
fn body_of(told: &[String], count: usize) -> Vec<&str> {
    told.iter().map(String::as_str).filter(|text| !text.is_empty()).take(count).collect()
}

#[test]
fn a_small_reader_of_another_language_reads_the_same_sides() {
    if !there("python3", &["--version"]) {
        eprintln!("skipped: Python is not here");
        return;
    }
    let folder = folder("markup-python");
    for seed in 0..20_u64 {
        let Made { old, package, accepted, .. } = make(seed, 6, false);
        let file = folder.join(format!("{seed}.docx"));
        std::fs::write(&file, package.write().unwrap()).unwrap();
        let rejected = sides(&old.document, Side::Accepted);
        for (side, expected) in [("accepted", &accepted), ("rejected", &rejected)] {
            let output = Command::new("python3")
                .arg(script("marked.py"))
                .arg("text")
                .arg(&file)
                .arg(side)
                .output()
                .unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let told = strings(&output.stdout);
            let expected = filled(expected);
            assert_eq!(body_of(&told, expected.len()), expected, "{side} {}", file.display());
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The paragraphs in what the reader of LibreOffice tells: `{"paragraphs": ["…", …], "labels": […]}`.
fn office_paragraphs(line: &str) -> Vec<String> {
    let inner = line.split_once("\"paragraphs\": [").unwrap().1;
    let mut found = Vec::new();
    let mut rest = inner;
    while let Some(start) = rest.strip_prefix('"') {
        let mut end = 0;
        let bytes = start.as_bytes();
        while bytes[end] != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        found.push(unquoted(&format!("\"{}\"", &start[..end])));
        rest = start[end + 1..].trim_start_matches([',', ' ']);
    }
    found
}

#[test]
fn libreoffice_accepts_and_rejects_all_to_the_same_texts() {
    const PYTHON: &str = "/usr/bin/python3";
    if !there(PYTHON, &["-c", "import uno"]) || !there("soffice", &["--version"]) {
        eprintln!("skipped: LibreOffice or its bridge to Python is not here");
        return;
    }
    let folder = folder("markup-office");
    let mut wanted: Vec<(String, Vec<String>)> = Vec::new();
    for seed in 0..16_u64 {
        let Made { old, package, accepted, .. } = make(seed, 6, true);
        let file = folder.join(format!("{seed}.docx"));
        std::fs::write(&file, package.write().unwrap()).unwrap();
        let rejected = sides(&old.document, Side::Accepted);
        wanted.push((format!("{}:accepted", file.display()), accepted));
        wanted.push((format!("{}:rejected", file.display()), rejected));
    }
    let output = Command::new(PYTHON)
        .arg(script("office.py"))
        .args(wanted.iter().map(|(argument, _)| argument))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(told.lines().count(), wanted.len());
    let mut wrong = 0;
    for (line, (argument, expected)) in told.lines().zip(&wanted) {
        let mut told = office_paragraphs(line);
        // It puts a character that nobody sees into the empty cells of a row that goes or comes.
        told.iter_mut().filter(|text| *text == "\u{200d}").for_each(String::clear);
        // References to notes are their numbers there.
        let mut number = 0;
        let expected: Vec<String> = expected
            .iter()
            .map(|text| {
                let numbered = text.chars().map(|c| {
                    number += usize::from(c == NOTE);
                    if c == NOTE { number.to_string() } else { c.to_string() }
                });
                numbered.collect()
            })
            .collect();
        let expected = filled(&expected);
        let told = body_of(&told, expected.len());
        if told != expected {
            wrong += 1;
            eprintln!("{argument}\n  told {told:?}\n  want {expected:?}");
        }
    }
    assert_eq!(wrong, 0);
    std::fs::remove_dir_all(&folder).unwrap();
}
