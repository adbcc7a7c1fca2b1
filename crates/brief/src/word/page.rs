//! A page of ours as the blocks of a Word document.
//!
//! A page is made once, in HTML, and set in Word from there, so that both say the same in the same order, whatever is added.
//! Its elements mean here what they mean on a screen: a list is a list, words that stand side by side there stand in the cells
//! of a table here, a heading of an annex begins a sheet. Pictures are left out: each stands beside a table with the same
//! figures. So are words for screen readers, which say what a sign beside them shows.

use onetext_wordml::document::Direction;
use onetext_wordml::new::{Highlight, Look, NewBlock, NewCell, NewParagraph, NewRun, NewTable, Style};
use onetext_wordml::write::direction_of;

use super::tree::{Element, Node};

/// What begins a new sheet, at the start of a paragraph.
const NEW_SHEET: &str = "\u{c}";

/// What begins an item of small print.
const BULLET: &str = "\u{2022}";

/// What stands between short items of one line.
const BETWEEN: &str = " \u{b7} ";

/// The most voices that stand side by side, and the most of whom the reader sees next.
const VOICES: usize = 3;
const PEOPLE: usize = 2;

/// The blocks of a piece of a page, in a document of this direction on sheets with this room between the margins, in twentieths
/// of a point.
pub(super) fn blocks(page: &str, direction: Direction, room: u32) -> Vec<NewBlock> {
    let root = Element::read(page);
    let mut writer = Writer::new(room, false);
    writer.children(&root, Place::new(direction));
    writer.flush();
    writer.blocks
}

/// Words in a direction of their own within words of another: where they run against the paragraph, marks on both sides keep
/// the numbers and points at their ends with them, and those around them out. Word knows no isolates.
pub(super) fn isolated(words: &str, base: Direction) -> String {
    let (before, behind) = marks(words, base);
    format!("{before}{words}{behind}")
}

/// What stands before and behind words to keep them apart in a paragraph of direction `base`; nothing where they run with it.
fn marks(words: &str, base: Direction) -> (&'static str, &'static str) {
    const LTR: &str = "\u{200e}";
    const RTL: &str = "\u{200f}";
    let against = |direction| direction != base;
    let is_against = |c: char| direction_of(c.encode_utf8(&mut [0; 4])).is_some_and(against);
    let first = direction_of(words).is_some_and(against);
    match (base, first) {
        (Direction::Ltr, true) => ("\u{200e}\u{200f}", "\u{200f}\u{200e}"),
        (Direction::Rtl, true) => ("\u{200f}\u{200e}", "\u{200e}\u{200f}"),
        (Direction::Ltr, false) if words.chars().any(is_against) => (LTR, LTR),
        (Direction::Rtl, false) if words.chars().any(is_against) => (RTL, RTL),
        _ => ("", ""),
    }
}

/// What holds for the words at a place of the page.
#[derive(Clone, Copy)]
struct Place {
    style: Style,
    level: u8,
    direction: Direction,
    look: Look,
}

impl Place {
    fn new(direction: Direction) -> Self {
        Self { style: Style::Body, level: 0, direction, look: Look::default() }
    }

    fn style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    fn bold(self) -> Self {
        Self { look: Look { bold: true, ..self.look }, ..self }
    }

    fn light(self) -> Self {
        Self { look: Look { bold: false, ..self.look }, ..self }
    }

    fn faint(self) -> Self {
        Self { look: Look { faint: true, ..self.look }, ..self }
    }

    fn deeper(self) -> Self {
        Self { level: self.level.saturating_add(1), ..self }
    }
}

/// A piece of the paragraph that is being collected.
enum Piece {
    Words(String, Look),
    /// Where words of a direction of their own begin and end.
    Open,
    Close,
}

struct Writer {
    blocks: Vec<NewBlock>,
    room: u32,
    /// Whether it is a cell of a table, where nothing stands in and no table can be.
    in_cell: bool,
    pieces: Vec<Piece>,
    place: Option<Place>,
    label: Option<String>,
    /// The item of a list that the next paragraph begins.
    item: Option<Place>,
    /// Whether the next paragraph begins a sheet.
    new_sheet: bool,
    /// Whether it is a list of where the parts are, which is set in one line.
    in_nav: bool,
}

impl Writer {
    fn new(room: u32, in_cell: bool) -> Self {
        Self {
            blocks: Vec::new(),
            room,
            in_cell,
            pieces: Vec::new(),
            place: None,
            label: None,
            item: None,
            new_sheet: false,
            in_nav: false,
        }
    }

    fn children(&mut self, element: &Element, place: Place) {
        for child in &element.children {
            match child {
                Node::Words(words) => self.words(words, place),
                Node::Element(element) => self.element(element, place),
            }
        }
    }

    fn words(&mut self, words: &str, place: Place) {
        // The paragraph is of the place where its first words stand.
        if self.place.is_none() && !words.trim().is_empty() {
            self.place = Some(place);
        }
        if self.place.is_some() {
            self.pieces.push(Piece::Words(words.to_owned(), place.look));
        }
    }

    fn element(&mut self, element: &Element, place: Place) {
        if is_unseen(element) {
            return;
        }
        let place = Place { direction: direction(element, place.direction), ..place };
        match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element, place),
            "p" | "figcaption" | "caption" | "dt" | "dd" => self.block(element, block_place(element, place)),
            "ul" | "ol" => self.list(element, place),
            "dl" => self.facts(element, place),
            "table" => self.table(element, place),
            "blockquote" => {
                let quote = if self.in_cell || place.style == Style::Small {
                    place
                } else {
                    place.style(Style::Quote)
                };
                self.flush();
                self.isolate(element, quote);
                self.flush();
            }
            "header" => self.banner(element, place),
            "footer" => self.block(element, place.style(Style::Small)),
            "nav" => {
                self.in_nav = true;
                self.block(element, place.style(Style::Small));
                self.in_nav = false;
            }
            "div" if element.is("voices") && !self.in_cell => self.abreast(element, place, VOICES),
            "div" if element.is("people") && !self.in_cell => self.abreast(element, place, PEOPLE),
            "div" if element.is("first") => self.block(element, place.style(Style::Small)),
            "div" if element.is("clause") => {
                let depth =
                    element.attribute("style").strip_prefix("--depth:").and_then(|depth| depth.parse().ok());
                self.block(element, Place { level: depth.unwrap_or(0), ..place });
            }
            "div" if element.is("clause-words") => self.block(element, place.style(Style::Clause)),
            "section" if element.is("annex") => {
                self.flush();
                // As on paper: short annexes follow each other.
                self.new_sheet = !element.is("flow");
                self.block(element, place);
                self.new_sheet = false;
            }
            "div" | "section" | "main" | "figure" | "li" => self.block(element, place),
            "span" if element.is("source") || element.is("date") => {
                let source = place.style(Style::Small).light();
                self.block(element, if element.is("source") { source } else { place });
            }
            "span" if element.is("label") && self.pieces.is_empty() => {
                let mut label = String::new();
                element.words(&mut label, &is_unseen);
                self.label = Some(label.trim().to_owned());
                self.place = Some(place);
            }
            _ => self.inline(element, place),
        }
    }

    /// Its words as paragraphs of their own.
    fn block(&mut self, element: &Element, place: Place) {
        self.flush();
        self.children(element, place);
        self.flush();
    }

    fn inline(&mut self, element: &Element, place: Place) {
        match element.name.as_str() {
            "b" | "strong" => self.children(element, place.bold()),
            "q" => {
                self.words("\u{201c}", place);
                self.isolate(element, place);
                self.words("\u{201d}", place);
            }
            "bdi" => self.isolate(element, place),
            "sup" => {
                self.children(element, Place { look: Look { superscript: true, ..place.look }, ..place });
            }
            "mark" => {
                let marked = Some(Highlight::LightGrey);
                self.children(element, Place { look: Look { marked, ..place.look }, ..place });
            }
            // A margin parts these signs on a screen.
            "span" if element.is("mark") || element.is("count") => {
                let place = if element.is("mark") { place.bold() } else { place };
                self.words(" ", place);
                self.children(element, place);
            }
            "span" if ["who", "state"].into_iter().any(|class| element.is(class)) => {
                self.children(element, place.bold());
            }
            "span" if element.is("meta") => {
                self.words(" ", place);
                self.children(element, place.faint());
            }
            "span" if ["remark", "none", "more", "when"].into_iter().any(|class| element.is(class)) => {
                self.children(element, place.faint());
            }
            _ => self.children(element, place),
        }
    }

    fn isolate(&mut self, element: &Element, place: Place) {
        self.pieces.push(Piece::Open);
        self.children(element, place);
        self.pieces.push(Piece::Close);
    }

    /// The head of a page: its title first, since that is what a document on paper begins with.
    fn banner(&mut self, element: &Element, place: Place) {
        self.flush();
        let (title, rest): (Vec<_>, Vec<_>) = element.elements().partition(|child| child.name == "h1");
        for child in title.into_iter().chain(rest) {
            self.element(child, place);
        }
        self.flush();
    }

    fn heading(&mut self, element: &Element, place: Place) {
        let style = match element.name.as_str() {
            "h1" => Style::Title,
            "h3" => Style::Heading(2),
            "h4" => Style::Heading(3),
            "h5" | "h6" => Style::Heading(4),
            _ => Style::Heading(1),
        };
        self.flush();
        // The first page has no room for large ones.
        let style =
            if place.style == Style::Small && style == Style::Heading(1) { Style::Heading(3) } else { style };
        let level = if element.is("clause-words") { place.level } else { 0 };
        self.block(element, Place { level, ..place.style(style) });
    }

    fn list(&mut self, element: &Element, place: Place) {
        self.flush();
        if element.is("legend") || self.in_nav {
            return self.in_one_line(element.elements(), place.style(Style::Small));
        }
        if element.is("margin") {
            return self.block(element, place.style(Style::Small).deeper());
        }
        for (at, item) in element.elements().enumerate() {
            let place = Place { direction: direction(item, place.direction), ..place };
            if self.in_cell {
                self.element(item, place);
                continue;
            }
            if element.name == "ol" && !element.is("plain") {
                self.label = Some(format!("{}.", at + 1));
                self.block(item, place.style(Style::Clause));
                continue;
            }
            self.item = Some(place);
            self.block(item, place.deeper());
            self.item = None;
        }
    }

    /// Short items, one behind the other.
    fn in_one_line<'a>(&mut self, items: impl Iterator<Item = &'a Element>, place: Place) {
        for (at, item) in items.enumerate() {
            if at > 0 {
                self.words(BETWEEN, place);
            }
            for child in item.children.iter() {
                match child {
                    Node::Words(words) => self.words(words, place),
                    Node::Element(element) => self.inline(element, place),
                }
            }
        }
        self.flush();
    }

    /// Terms, each with what it comes to, in a paragraph of their own; those at the head of a page one behind the other.
    fn facts(&mut self, element: &Element, place: Place) {
        let together = element.is("strip");
        // Its terms are English, and so is the order in which one follows another.
        let place = if together { Place { direction: Direction::Ltr, ..place } } else { place };
        self.flush();
        for (at, pair) in element.elements().enumerate() {
            let place = match pair.elements().find(|child| child.name == "dd") {
                Some(fact) => Place { direction: direction(fact, place.direction), ..place },
                None => place,
            };
            if together && at > 0 {
                self.words(BETWEEN, place.faint());
            }
            for part in pair.elements() {
                if part.name == "dt" {
                    self.isolate(part, place.faint());
                    self.words(": ", place.faint());
                } else {
                    self.children(part, place);
                }
            }
            if !together {
                self.flush();
            }
        }
        self.flush();
    }

    /// What stands side by side, as rival words do: one behind the other in the cells of a table.
    fn abreast(&mut self, element: &Element, place: Place, most: usize) {
        self.flush();
        let all: Vec<&Element> = element.elements().collect();
        let columns = all.len().min(most);
        if columns < 2 {
            return self.block(element, place);
        }
        let cell = |one: &&Element| NewCell { paragraphs: self.cell(one, place), ..NewCell::default() };
        let mut cells: Vec<NewCell> = all.iter().map(cell).collect();
        cells.resize_with(cells.len().next_multiple_of(columns), NewCell::default);
        let rows = cells.chunks(columns).map(<[NewCell]>::to_vec).collect();
        let table = NewTable { direction: place.direction, widths: vec![1; columns], headers: 0, rows };
        self.blocks.push(NewBlock::Table(table));
    }

    /// The paragraphs of a cell.
    fn cell(&self, element: &Element, place: Place) -> Vec<NewParagraph> {
        let mut writer = Self::new(self.room, true);
        let style = if place.style == Style::Small { Style::Small } else { Style::Body };
        writer.children(element, Place { level: 0, ..place.style(style) });
        writer.flush();
        writer
            .blocks
            .into_iter()
            .filter_map(|block| match block {
                NewBlock::Paragraph(paragraph) => Some(paragraph),
                NewBlock::Table(_) => None,
            })
            .collect()
    }

    fn table(&mut self, element: &Element, place: Place) {
        self.flush();
        let mut rows = Vec::new();
        let mut headers = 0;
        let mut lengths: Vec<Column> = Vec::new();
        for part in element.elements() {
            if part.name == "caption" {
                self.element(part, place);
                continue;
            }
            for row in part.elements() {
                let mut cells = Vec::new();
                for (at, cell) in row.elements().enumerate() {
                    let inner = Place { direction: direction(cell, place.direction), ..place };
                    let inner = if cell.name == "th" { inner.bold() } else { inner };
                    let paragraphs = self.cell(cell, inner);
                    if lengths.len() <= at {
                        lengths.resize_with(at + 1, Column::default);
                    }
                    if let Some(column) = lengths.get_mut(at) {
                        column.take(&paragraphs);
                    }
                    cells.push(NewCell { paragraphs, ..NewCell::default() });
                }
                rows.push(cells);
            }
            if part.name == "thead" {
                headers = rows.len();
            }
        }
        let widths = widths(&lengths, self.room);
        self.blocks.push(NewBlock::Table(NewTable { direction: place.direction, widths, headers, rows }));
    }

    /// Ends the paragraph that is being collected, if it has words.
    fn flush(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let (Some(place), label) = (self.place.take(), self.label.take()) else { return };
        let mut paragraph = NewParagraph {
            style: place.style,
            level: if self.in_cell { 0 } else { place.level },
            direction: place.direction,
            runs: runs(pieces, place.direction),
            label,
            ..NewParagraph::default()
        };
        if paragraph.label.is_none() && paragraph.runs.is_empty() {
            return;
        }
        if let Some(item) = self.item.take() {
            paragraph.level = item.level;
            match paragraph.style {
                Style::Body => paragraph.style = Style::Bullet,
                // The style of bullets is for running text.
                _ => paragraph.label = Some(BULLET.to_owned()),
            }
        }
        if std::mem::take(&mut self.new_sheet) {
            paragraph.runs.insert(0, NewRun { text: NEW_SHEET.to_owned(), ..NewRun::default() });
        }
        self.blocks.push(NewBlock::Paragraph(paragraph));
    }
}

/// What nobody sees on a screen, what is a picture, and what is said of one.
fn is_unseen(element: &Element) -> bool {
    element.name == "svg" || element.is("vh") || element.is("picture")
}

/// How a paragraph is set that is an element of its own.
fn block_place(element: &Element, place: Place) -> Place {
    let small = ["meta", "more"].into_iter().any(|class| element.is(class));
    match element.name.as_str() {
        _ if element.is("alarm") => place.bold(),
        _ if element.is("none") => place.faint(),
        "caption" | "figcaption" => place.style(Style::Small),
        _ if small => place.style(Style::Small).light(),
        _ => place,
    }
}

/// The direction of what stands in an element: its own, or that of its first words which have none of theirs, or that around it.
fn direction(element: &Element, around: Direction) -> Direction {
    match element.attribute("dir") {
        "ltr" => Direction::Ltr,
        "rtl" => Direction::Rtl,
        "auto" => {
            let mut words = String::new();
            let apart = |element: &Element| {
                is_unseen(element) || element.name == "bdi" || !element.attribute("dir").is_empty()
            };
            element.words(&mut words, &apart);
            direction_of(&words)
                .or_else(|| {
                    element.words(&mut words, &is_unseen);
                    direction_of(&words)
                })
                .unwrap_or(around)
        }
        _ => around,
    }
}

/// The runs of a paragraph: blanks as one, none at its ends, words in their own direction kept apart, and the program's own
/// words, too, where the paragraph runs against them.
fn runs(pieces: Vec<Piece>, base: Direction) -> Vec<NewRun> {
    let mut runs: Vec<NewRun> = Vec::new();
    let mut depth = 0_usize;
    // The first run of what is kept apart, or of what stands between.
    let mut from = 0;
    let mut ends_blank = true;
    for piece in pieces {
        match piece {
            Piece::Open => {
                if depth == 0 {
                    keep_apart(&mut runs, from, base, is_english);
                    from = runs.len();
                }
                depth += 1;
            }
            Piece::Close => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    keep_apart(&mut runs, from, base, |_| true);
                    from = runs.len();
                }
            }
            Piece::Words(words, look) => {
                let text = collapsed(&words, ends_blank);
                ends_blank = text.chars().next_back().map_or(ends_blank, |last| last == ' ');
                match runs.get_mut(from..).and_then(<[NewRun]>::last_mut) {
                    Some(last) if last.look == look => last.text.push_str(&text),
                    _ => runs.push(NewRun { text, look, ..NewRun::default() }),
                }
            }
        }
    }
    while let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end_matches(' ').len());
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
    keep_apart(&mut runs, from, base, is_english);
    runs.retain(|run| !run.text.is_empty());
    runs
}

/// Whether words are in no right-to-left script, as the program's own are.
fn is_english(words: &str) -> bool {
    words.chars().all(|c| direction_of(c.encode_utf8(&mut [0; 4])) != Some(Direction::Rtl))
}

/// Marks on both sides of the runs from this one on, where they run against the paragraph and are to be kept apart.
fn keep_apart(runs: &mut [NewRun], from: usize, base: Direction, if_so: impl Fn(&str) -> bool) {
    let Some(apart) = runs.get_mut(from..) else { return };
    let words: String = apart.iter().map(|run| run.text.as_str()).collect();
    if !if_so(&words) {
        return;
    }
    let (before, behind) = marks(&words, base);
    if let Some(first) = apart.first_mut() {
        first.text.insert_str(0, before);
    }
    if let Some(last) = apart.last_mut() {
        last.text.push_str(behind);
    }
}

/// Words with each stretch of blanks as one; none at the start where there is one before. Blanks that do not break stay.
fn collapsed(words: &str, mut blank_before: bool) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        let blank = matches!(c, ' ' | '\n' | '\t' | '\r');
        if !blank {
            out.push(c);
        } else if !blank_before {
            out.push(' ');
        }
        blank_before = blank;
    }
    out
}

/// What a column has to hold.
#[derive(Default)]
struct Column {
    /// Letters of its longest word.
    longest: u32,
    /// Letters in all.
    letters: u32,
}

impl Column {
    fn take(&mut self, paragraphs: &[NewParagraph]) {
        for paragraph in paragraphs {
            let words: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
            let length = |word: &str| u32::try_from(word.chars().count()).unwrap_or(u32::MAX);
            self.letters = self.letters.saturating_add(length(&words));
            self.longest = words.split(' ').map(length).max().unwrap_or(0).max(self.longest);
        }
    }
}

/// Widths of columns: each has room for its longest word (up to 30 letters), and the rest is shared by the root of what each has
/// to hold, so that a column of dates is narrow and one of sentences is wide, and no cell becomes a tower.
fn widths(columns: &[Column], room: u32) -> Vec<u32> {
    // A letter of bold type at 9.5 points, and the margins of a cell, in twentieths of a point.
    let least: Vec<u32> = columns.iter().map(|column| column.longest.clamp(2, 30) * 105 + 190).collect();
    let rest = room.saturating_sub(least.iter().sum());
    let weight = |column: &Column| column.letters.isqrt().max(1);
    let weights: u32 = columns.iter().map(weight).sum::<u32>().max(1);
    columns
        .iter()
        .zip(&least)
        .map(|(column, least)| {
            let share = u64::from(rest) * u64::from(weight(column)) / u64::from(weights);
            least + u32::try_from(share).unwrap_or(0)
        })
        .collect()
}
