//! Word documents made of the bytes of a fuzzer, and others made of them by edits: so that it spends its time on documents
//! that can be read, and on pairs that have much in common, as drafts have.

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use onetext_wordml::testing::Docx;

/// Words that are drawn: labels, brackets, marks of Markdown, three scripts, signs that join and blanks that do not part.
const WORDS: [&str; 32] = [
    "the",
    "farms",
    "shall",
    "open",
    "gate",
    "water",
    "dawn",
    "within",
    "10",
    "days",
    "[",
    "]",
    "[or",
    "1.",
    "(a)",
    "2.1",
    "2)",
    "الماء",
    "يفتح",
    "שער",
    "e\u{301}t\u{e9}",
    "—",
    ".",
    ",",
    ";",
    "|",
    "#",
    "*",
    "\u{a0}",
    "_",
    "a\u{2011}b",
    "Article",
];
const AUTHORS: [&str; 3] = ["K. Abed", "R. Nasser", ""];
const DAYS: [&str; 3] = ["2031-03-03T10:00:00Z", "2031-03-04T23:30:00Z", ""];
/// The largest documents that are drawn: a fuzzer finds more with many small ones.
const BLOCKS: usize = 14;
const RUNS: usize = 6;
const LONGEST: usize = 9;

/// A document as it is drawn.
#[derive(Debug, Clone, Default)]
pub struct Sketch {
    blocks: Vec<Block>,
    /// Whether its changes are tracked; else what they would insert stands there, and what they would delete does not.
    tracked: bool,
}

#[derive(Debug, Clone)]
enum Block {
    Paragraph(Paragraph),
    Table { header: bool, rows: Vec<Row> },
    Control(Vec<Paragraph>),
}

#[derive(Debug, Clone, Default)]
struct Row {
    cells: Vec<Paragraph>,
    change: Option<Change>,
}

#[derive(Debug, Clone, Default)]
struct Paragraph {
    /// 0 plain, 1 to 3 headings, 4 title, 5 to 10 levels of two lists, 11 set in, 12 right to left.
    style: u8,
    runs: Vec<Run>,
    mark: Option<Change>,
}

#[derive(Debug, Clone, Default)]
struct Run {
    words: String,
    /// Bits: bold, italic, struck by hand, hidden, highlighted, a tab before, a line break before.
    look: u8,
    note: Option<String>,
    link: bool,
    comment: bool,
    change: Option<Change>,
}

#[derive(Debug, Clone, Copy)]
struct Change {
    /// `ins`, `del`, `moveFrom`, `moveTo`.
    kind: u8,
    author: u8,
    day: u8,
}

impl Change {
    fn draw(u: &mut Unstructured<'_>) -> Result<Option<Self>> {
        if u.ratio(3, 4)? {
            return Ok(None);
        }
        let kind = *u.choose(&[0, 0, 0, 1, 1, 1, 2, 3])?;
        Ok(Some(Self { kind, author: u.int_in_range(0..=2)?, day: u.int_in_range(0..=2)? }))
    }

    fn goes(self) -> bool {
        matches!(self.kind, 1 | 2)
    }

    fn element(self) -> &'static str {
        ["ins", "del", "moveFrom", "moveTo"][usize::from(self.kind) % 4]
    }

    fn stamp(self) -> String {
        let author = AUTHORS[usize::from(self.author) % 3];
        let author = if author.is_empty() { String::new() } else { format!(" w:author=\"{author}\"") };
        let day = DAYS[usize::from(self.day) % 3];
        let day = if day.is_empty() { String::new() } else { format!(" w:date=\"{day}\"") };
        format!("<w:{} w:id=\"1\"{author}{day}", self.element())
    }

    fn around(self, inner: &str) -> String {
        format!("{}>{inner}</w:{}>", self.stamp(), self.element())
    }

    fn empty(self) -> String {
        format!("{}/>", self.stamp())
    }
}

fn words(u: &mut Unstructured<'_>) -> Result<String> {
    let mut words: Vec<&str> = Vec::new();
    for _ in 0..u.int_in_range(0..=LONGEST)? {
        words.push(u.choose(&WORDS)?);
    }
    let joined = words.join(" ");
    Ok(if u.ratio(1, 3)? { format!(" {joined}") } else { joined })
}

fn up_to<T>(
    u: &mut Unstructured<'_>,
    most: usize,
    mut draw: impl FnMut(&mut Unstructured<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    (0..u.int_in_range(0..=most)?).map(|_| draw(u)).collect()
}

impl Run {
    fn draw(u: &mut Unstructured<'_>) -> Result<Self> {
        Ok(Self {
            words: words(u)?,
            look: if u.ratio(1, 3)? { u.int_in_range(0..=127)? } else { 0 },
            note: if u.ratio(1, 12)? { Some(words(u)?) } else { None },
            link: u.ratio(1, 16)?,
            comment: u.ratio(1, 16)?,
            change: Change::draw(u)?,
        })
    }
}

impl Paragraph {
    fn draw(u: &mut Unstructured<'_>) -> Result<Self> {
        Ok(Self {
            style: u.int_in_range(0..=12)?,
            runs: up_to(u, RUNS, Run::draw)?,
            mark: Change::draw(u)?.filter(|_| u.ratio(1, 2).unwrap_or(false)),
        })
    }
}

impl Row {
    fn draw(u: &mut Unstructured<'_>) -> Result<Self> {
        let mut cells = up_to(u, 2, Paragraph::draw)?;
        cells.push(Paragraph::draw(u)?);
        Ok(Self { cells, change: Change::draw(u)?.filter(|change| change.kind < 2) })
    }
}

impl Block {
    fn draw(u: &mut Unstructured<'_>) -> Result<Self> {
        Ok(match u.int_in_range(0..=11)? {
            0 => {
                let mut rows = up_to(u, 3, Row::draw)?;
                rows.push(Row::draw(u)?);
                Self::Table { header: u.arbitrary()?, rows }
            }
            1 => Self::Control(up_to(u, 3, Paragraph::draw)?),
            _ => Self::Paragraph(Paragraph::draw(u)?),
        })
    }

    /// One of its paragraphs.
    fn paragraph(&mut self, at: usize) -> Option<&mut Paragraph> {
        let mut all: Vec<&mut Paragraph> = match self {
            Self::Paragraph(paragraph) => vec![paragraph],
            Self::Table { rows, .. } => rows.iter_mut().flat_map(|row| &mut row.cells).collect(),
            Self::Control(paragraphs) => paragraphs.iter_mut().collect(),
        };
        (!all.is_empty()).then(|| all.swap_remove(at % all.len()))
    }
}

impl Sketch {
    /// A document.
    pub fn draw(u: &mut Unstructured<'_>, tracked: bool) -> Result<Self> {
        Ok(Self { blocks: up_to(u, BLOCKS, Block::draw)?, tracked })
    }

    /// One with a single run in each of its paragraphs and nothing else, as a draft in Markdown becomes.
    pub fn of_paragraphs(paragraphs: &[&str], tracked: bool) -> Self {
        let paragraph = |words: &&str| Paragraph {
            runs: vec![Run { words: (*words).to_owned(), ..Run::default() }],
            ..Paragraph::default()
        };
        let blocks = paragraphs.iter().map(|words| Block::Paragraph(paragraph(words))).collect();
        Self { blocks, tracked }
    }

    /// What some edits make of it.
    pub fn edited(&self, u: &mut Unstructured<'_>) -> Result<Self> {
        let mut new = self.clone();
        for _ in 0..u.int_in_range(1..=8)? {
            new.edit(u)?;
        }
        new.tracked = u.ratio(1, 4)?;
        Ok(new)
    }

    /// What somebody made of it with changes tracked: runs that come, go and move, also within words, and paragraph marks; and,
    /// here and there, an edit without a mark.
    pub fn marked(&self, u: &mut Unstructured<'_>) -> Result<Self> {
        let mut new = self.clone();
        new.tracked = true;
        for _ in 0..u.int_in_range(1..=8)? {
            let place = u.arbitrary::<u8>()? as usize;
            let inside = u.arbitrary::<u8>()? as usize;
            let count = new.blocks.len().max(1);
            let Some(block) = new.blocks.get_mut(place % count) else { continue };
            if u.ratio(1, 8)? {
                new.edit(u)?;
                continue;
            }
            if let Block::Table { rows, .. } = block
                && u.ratio(1, 3)?
            {
                let row = inside % rows.len().max(1);
                rows[row].change = Change::draw(u)?.filter(|change| change.kind < 2);
                continue;
            }
            let Some(paragraph) = block.paragraph(inside) else { continue };
            let at = u.int_in_range(0..=paragraph.runs.len())?;
            let by = Change { kind: 0, author: u.int_in_range(0..=2)?, day: u.int_in_range(0..=2)? };
            match u.int_in_range(0..=3)? {
                0 => paragraph.runs.insert(at, Run { change: Some(by), ..Run::draw(u)? }),
                1 => paragraph.mark = Some(Change { kind: u.int_in_range(0..=1)?, ..by }),
                _ if at < paragraph.runs.len() => {
                    // A part of a run goes.
                    let run = paragraph.runs[at].clone();
                    let cut = u.int_in_range(0..=run.words.len())?;
                    let cut = (0..=cut).rev().find(|at| run.words.is_char_boundary(*at)).unwrap_or(0);
                    let (kept, gone) = run.words.split_at(cut);
                    let goes =
                        Run { words: gone.to_owned(), change: Some(Change { kind: 1, ..by }), ..run.clone() };
                    let mut parts =
                        vec![Run { words: kept.to_owned(), note: None, comment: false, ..run.clone() }, goes];
                    if u.arbitrary()? {
                        parts.push(Run { change: Some(by), ..Run::draw(u)? });
                    }
                    paragraph.runs.splice(at..=at, parts);
                }
                _ => paragraph.mark = None,
            }
        }
        Ok(new)
    }

    fn edit(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        let place = u.arbitrary::<u8>()? as usize;
        let Some(last) = self.blocks.len().checked_sub(1) else {
            self.blocks.push(Block::draw(u)?);
            return Ok(());
        };
        let at = place.min(last);
        match u.int_in_range(0..=9)? {
            0 => drop(self.blocks.remove(at)),
            1 => self.blocks.insert(place.min(last + 1), Block::draw(u)?),
            2 => {
                let block = self.blocks.remove(at);
                let to = u.int_in_range(0..=self.blocks.len())?;
                self.blocks.insert(to, block);
            }
            3 => self.blocks.insert(at, self.blocks[at].clone()),
            4 => {
                if let Block::Table { rows, .. } = &mut self.blocks[at] {
                    let row = u.int_in_range(0..=rows.len())?;
                    if row < rows.len() && rows.len() > 1 && u.arbitrary()? {
                        rows.remove(row);
                    } else {
                        rows.insert(row, Row::draw(u)?);
                    }
                }
            }
            5 => {
                // Parted in two.
                if let Block::Paragraph(paragraph) = &mut self.blocks[at] {
                    let run = u.int_in_range(0..=paragraph.runs.len())?;
                    let runs = paragraph.runs.split_off(run);
                    let style = if u.arbitrary()? { paragraph.style } else { u.int_in_range(0..=12)? };
                    self.blocks.insert(at + 1, Block::Paragraph(Paragraph { style, runs, mark: None }));
                }
            }
            6 => {
                // Put together with the next.
                if at < last
                    && matches!(
                        (&self.blocks[at], &self.blocks[at + 1]),
                        (Block::Paragraph(_), Block::Paragraph(_))
                    )
                    && let Block::Paragraph(next) = self.blocks.remove(at + 1)
                    && let Block::Paragraph(paragraph) = &mut self.blocks[at]
                {
                    paragraph.runs.extend(next.runs);
                }
            }
            kind => {
                let inside = u.arbitrary::<u8>()? as usize;
                if let Some(paragraph) = self.blocks[at].paragraph(inside) {
                    let run = u.int_in_range(0..=paragraph.runs.len())?;
                    match kind {
                        7 => paragraph.runs.insert(run, Run::draw(u)?),
                        8 if run < paragraph.runs.len() => drop(paragraph.runs.remove(run)),
                        9 if run < paragraph.runs.len() => paragraph.runs[run].words = words(u)?,
                        _ => paragraph.style = u.int_in_range(0..=12)?,
                    }
                }
            }
        }
        Ok(())
    }

    /// The file.
    #[must_use]
    pub fn docx(&self) -> Vec<u8> {
        let mut written = Written { tracked: self.tracked, ..Written::default() };
        for block in &self.blocks {
            written.block(block);
        }
        if !matches!(self.blocks.last(), Some(Block::Paragraph(_))) {
            written.body.push_str("<w:p/>");
        }
        let mut docx = Docx::new(&written.body).styles(STYLES).numbering(&numbering());
        if !written.notes.is_empty() {
            docx = docx.footnotes(&written.notes);
        }
        if !written.comments.is_empty() {
            docx = docx.comments(&written.comments);
        }
        docx.link("https://example.org/").bytes()
    }
}

#[derive(Default)]
struct Written {
    tracked: bool,
    body: String,
    notes: String,
    comments: String,
    next: u32,
}

impl Written {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Control(paragraphs) => {
                self.body.push_str("<w:sdt><w:sdtPr/><w:sdtContent>");
                if paragraphs.is_empty() {
                    self.body.push_str("<w:p/>");
                }
                paragraphs.iter().for_each(|paragraph| self.paragraph(paragraph));
                self.body.push_str("</w:sdtContent></w:sdt>");
            }
            Block::Table { header, rows } => {
                self.body.push_str("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>");
                let rows: Vec<&Row> =
                    rows.iter().filter(|row| self.tracked || !row.change.is_some_and(Change::goes)).collect();
                for (at, row) in rows.iter().enumerate() {
                    let head = if *header && at == 0 { "<w:tblHeader/>" } else { "" };
                    let change = row.change.filter(|_| self.tracked).map_or_else(String::new, Change::empty);
                    self.body.push_str(&format!("<w:tr><w:trPr>{head}{change}</w:trPr>"));
                    for cell in &row.cells {
                        self.body.push_str("<w:tc><w:tcPr/>");
                        self.paragraph(cell);
                        self.body.push_str("</w:tc>");
                    }
                    self.body.push_str("</w:tr>");
                }
                if rows.is_empty() {
                    self.body.push_str("<w:tr><w:tc><w:p/></w:tc></w:tr>");
                }
                self.body.push_str("</w:tbl>");
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let style = match paragraph.style {
            level @ 1..=3 => format!("<w:pStyle w:val=\"Heading{level}\"/>"),
            4 => "<w:pStyle w:val=\"Title\"/>".to_owned(),
            list @ 5..=10 => {
                let (list, level) = (list - 5, (list - 5) % 3);
                format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{}\"/></w:numPr>", 1 + list / 3)
            }
            11 => "<w:ind w:left=\"720\"/>".to_owned(),
            12 => "<w:bidi/>".to_owned(),
            _ => String::new(),
        };
        let mark = paragraph
            .mark
            .filter(|_| self.tracked)
            .map_or_else(String::new, |change| format!("<w:rPr>{}</w:rPr>", change.empty()));
        self.body.push_str(&format!("<w:p><w:pPr>{style}{mark}</w:pPr>"));
        for run in &paragraph.runs {
            if !self.tracked && run.change.is_some_and(Change::goes) {
                continue;
            }
            let inner = self.run(run);
            let inner =
                if run.link { format!("<w:hyperlink r:id=\"rLink1\">{inner}</w:hyperlink>") } else { inner };
            match run.change.filter(|_| self.tracked) {
                Some(change) => {
                    let inner = if change.goes() {
                        inner.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
                    } else {
                        inner
                    };
                    self.body.push_str(&change.around(&inner));
                }
                None => self.body.push_str(&inner),
            }
        }
        self.body.push_str("</w:p>");
    }

    fn run(&mut self, run: &Run) -> String {
        let look: String =
            ["<w:b/>", "<w:i/>", "<w:strike/>", "<w:vanish/>", "<w:highlight w:val=\"green\"/>"]
                .iter()
                .enumerate()
                .filter(|(bit, _)| run.look & (1 << bit) != 0)
                .map(|(_, look)| *look)
                .collect();
        let tab = if run.look & 32 != 0 { "<w:tab/>" } else { "" };
        let line = if run.look & 64 != 0 { "<w:br/>" } else { "" };
        let words = &run.words;
        let mut inner =
            format!("<w:r><w:rPr>{look}</w:rPr>{tab}{line}<w:t xml:space=\"preserve\">{words}</w:t></w:r>");
        if let Some(note) = &run.note {
            self.next += 1;
            let id = self.next;
            self.notes.push_str(&format!(
                "<w:footnote w:id=\"{id}\"><w:p><w:r><w:t xml:space=\"preserve\">{note}</w:t></w:r></w:p></w:footnote>"
            ));
            inner.push_str(&format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>"));
        }
        if run.comment {
            self.next += 1;
            let (id, author) = (self.next, AUTHORS[self.next as usize % 3]);
            self.comments.push_str(&format!(
                "<w:comment w:id=\"{id}\" w:author=\"{author}\"><w:p><w:r><w:t>{words} why</w:t></w:r></w:p></w:comment>"
            ));
            inner = format!(
                "<w:commentRangeStart w:id=\"{id}\"/>{inner}<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
            );
        }
        inner
    }
}

const STYLES: &str = "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"Heading3\"><w:name w:val=\"heading 3\"/><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>";

/// Two lists of three levels.
fn numbering() -> String {
    let level = |level: usize, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>\
             <w:pPr><w:ind w:left=\"{}\" w:hanging=\"360\"/></w:pPr></w:lvl>",
            360 * (level + 1)
        )
    };
    let list = |id: usize, levels: [(&str, &str); 3]| {
        let levels: String =
            levels.iter().enumerate().map(|(at, (format, text))| level(at, format, text)).collect();
        format!("<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum>")
    };
    let lists = [
        list(1, [("decimal", "%1."), ("decimal", "%1.%2"), ("lowerRoman", "(%3)")]),
        list(2, [("upperRoman", "Article %1"), ("bullet", "•"), ("lowerLetter", "%3)")]),
    ]
    .concat();
    let nums: String = (1..=2)
        .map(|id| format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>"))
        .collect();
    lists + &nums
}
