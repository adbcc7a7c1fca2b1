//! The open points of drafts, counted and listed.

use onetext_case::Highlights;
use onetext_text::draft::Draft;
use onetext_text::points::{OpenPoint, PointKind};
use onetext_text::readings::{ReadAs, Reading};
use serde::Serialize;

use crate::compare::{Unit, units};
use crate::marks::{MarkCount, Marked};
use crate::paper::{Ink, Paper, isolate};

/// What is open in drafts, file by file.
#[derive(Debug, Clone, Serialize)]
pub struct Points {
    /// One for each draft, in the order given.
    pub drafts: Vec<DraftPoints>,
}

/// What is open in one draft.
#[derive(Debug, Clone, Serialize)]
pub struct DraftPoints {
    /// The draft's file, as given.
    pub file: String,
    /// How many clauses it has, headings included.
    pub clauses: usize,
    /// How many places are still to be decided, nested ones included.
    pub open_points: usize,
    /// Opening brackets that play the part of brackets, unmatched ones included.
    pub brackets_open: usize,
    /// Closing brackets that play the part of brackets, unmatched ones included.
    pub brackets_close: usize,
    /// Brackets without a partner.
    pub unbalanced: Vec<Unbalanced>,
    /// Option blocks.
    pub options: usize,
    /// Placeholders.
    pub placeholders: usize,
    /// What of a Word document its words do not show: tracked changes that wait, comments, what was left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
    /// The colours behind its words, with how much has each; absent where no word has one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<MarkCount>,
    /// The places, in the order of the text.
    pub points: Vec<Point>,
    /// Every clause; listed where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause_list: Option<Vec<Unit>>,
    /// Readings that involved a choice; listed where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub readings: Option<Vec<ReadingChoice>>,
}

/// A bracket without a partner.
#[derive(Debug, Clone, Serialize)]
pub struct Unbalanced {
    /// 1-based line.
    pub line: u32,
    /// 1-based column, in characters.
    pub column: u32,
    /// For a Word document, the number of its paragraph, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// What is wrong with it.
    pub what: String,
}

/// A place that is still to be decided.
#[derive(Debug, Clone, Serialize)]
pub struct Point {
    /// The clause in whose own text it starts.
    pub clause: String,
    /// 1-based line of its first character.
    pub line: u32,
    /// 1-based column of its first character, in characters.
    pub column: u32,
    /// For a Word document, the number of its paragraph, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// What kind of decision it asks for.
    pub kind: PointKind,
    /// The wordings to choose from.
    pub alternatives: Vec<String>,
    /// Whom the draft attributes each wording to, in the same order.
    pub attributed: Vec<Vec<String>>,
    /// The point that this one is part of, by its place in the list, from 0.
    pub within: Option<usize>,
}

/// A reading that involved a choice.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingChoice {
    /// 1-based line.
    pub line: u32,
    /// 1-based column, in characters.
    pub column: u32,
    /// For a Word document, the number of its paragraph, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// What it was taken for.
    pub chosen: ReadAs,
    /// What else it could be.
    pub possible: Vec<ReadAs>,
    /// Why.
    pub why: String,
}

impl DraftPoints {
    /// What is open in a draft. `readings` and `clauses` ask for the lists of those, too.
    pub fn new(file: &str, draft: &Draft, readings: bool, clauses: bool) -> Self {
        let counts = draft.counts();
        Self {
            file: file.to_owned(),
            clauses: draft.outline().clauses.len(),
            open_points: draft.points().len(),
            brackets_open: counts.open,
            brackets_close: counts.close,
            unbalanced: draft
                .unbalanced()
                .iter()
                .map(|found| Unbalanced {
                    line: found.line,
                    column: found.column,
                    paragraph: draft.source().paragraph_at(found.span.start),
                    what: found.what.to_string(),
                })
                .collect(),
            options: counts.options,
            placeholders: counts.placeholders,
            notices: notices(draft),
            marks: Marked::of(draft, &Highlights::default())
                .map(|marked| marked.counts())
                .unwrap_or_default(),
            points: draft.points().iter().map(|point| Point::new(draft, point)).collect(),
            clause_list: clauses.then(|| units(draft)),
            readings: readings
                .then(|| draft.readings().iter().map(|reading| ReadingChoice::new(draft, reading)).collect()),
        }
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        paper.heading(&isolate(&self.file));
        paper.paragraph(&format!(
            "{} in {}; {} opened and {} closed, {}, {}",
            count(self.open_points, "open point"),
            count(self.clauses, "clause"),
            count(self.brackets_open, "bracket"),
            self.brackets_close,
            count(self.options, "option block"),
            count(self.placeholders, "placeholder"),
        ));
        for notice in &self.notices {
            paper.item(2, "note", &isolate(notice));
        }
        for count in &self.marks {
            paper.item(2, &count.mark.name(), &how_much(count));
        }
        for found in &self.unbalanced {
            let place = match found.paragraph {
                Some(paragraph) => format!("paragraph {paragraph}"),
                None => format!("line {}, column {}", found.line, found.column),
            };
            let text = format!("{place}: {}", found.what);
            paper.inked(Ink::Alarm, 0, &text);
        }
        for point in &self.points {
            let place = place(point.paragraph, point.line, point.column);
            let indent = if point.within.is_some() { 4 } else { 2 };
            let words = point.words();
            paper.item(
                indent,
                &place,
                &format!("{} {words}", paper.ink(Ink::Strong, &isolate(&point.clause))),
            );
        }
        if let Some(clauses) = &self.clause_list {
            paper.blank();
            for clause in clauses {
                let label = if clause.label.is_empty() {
                    String::new()
                } else {
                    format!("{} ", isolate(&clause.label))
                };
                let name = paper.ink(Ink::Strong, &isolate(&clause.id));
                let words = isolate(&shortened(&clause.text));
                let place = match clause.paragraph {
                    Some(paragraph) => format!("paragraph {paragraph}"),
                    None => format!("line {}", clause.line),
                };
                paper.item(2, &place, &format!("{name} {label}{words}"));
            }
        }
        if let Some(readings) = &self.readings {
            paper.blank();
            paper.paragraph(&format!("{} involved a choice", count(readings.len(), "reading")));
            for reading in readings {
                let place = place(reading.paragraph, reading.line, reading.column);
                paper.item(2, &place, &format!("taken as {}: {}", name(reading.chosen), reading.why));
            }
        }
    }
}

/// What of a Word document its words do not show, each in one sentence; nothing for any other draft.
pub fn notices(draft: &Draft) -> Vec<String> {
    let notices = draft.source().word().map(onetext_text::word::Word::notices).unwrap_or_default();
    notices.iter().map(ToString::to_string).collect()
}

/// A place as it heads an item of a list: line and column, and of a Word document the paragraph before them, since its lines
/// are those of the reading alone.
fn place(paragraph: Option<u32>, line: u32, column: u32) -> String {
    match paragraph {
        Some(paragraph) => format!("¶{paragraph} {line}:{column}"),
        None => format!("{line}:{column}"),
    }
}

impl Point {
    fn new(draft: &Draft, point: &OpenPoint) -> Self {
        let clause = draft.outline().get(point.clause);
        Self {
            clause: clause.map_or_else(String::new, |clause| clause.id.clone()),
            line: point.line,
            column: point.column,
            paragraph: draft.source().paragraph_at(point.span.start),
            kind: point.kind,
            alternatives: point.alternatives.iter().map(|alternative| alternative.text.clone()).collect(),
            attributed: point.alternatives.iter().map(|alternative| alternative.attributed.clone()).collect(),
            within: point.parent,
        }
    }

    fn words(&self) -> String {
        if self.kind == PointKind::Placeholder {
            return "placeholder".to_owned();
        }
        let wordings: Vec<String> = self
            .alternatives
            .iter()
            .zip(&self.attributed)
            .map(|(words, names)| {
                let words = if words.is_empty() { "no text".to_owned() } else { isolate(&shortened(words)) };
                if names.is_empty() { words } else { format!("{words} ({})", isolate(&names.join(", "))) }
            })
            .collect();
        match self.kind {
            PointKind::Optional => format!("may stand or fall: {}", wordings.concat()),
            _ => wordings.join(" | "),
        }
    }
}

impl ReadingChoice {
    fn new(draft: &Draft, reading: &Reading) -> Self {
        Self {
            line: reading.line,
            column: reading.column,
            paragraph: draft.source().paragraph_at(reading.span.start),
            chosen: reading.chosen,
            possible: reading.possible.clone(),
            why: reading.why.to_owned(),
        }
    }
}

/// `behind 31 words: all of 3 clauses, a part of 1 clause`.
fn how_much(marks: &MarkCount) -> String {
    let behind = if marks.mark.colour.is_some() { "behind " } else { "no colour behind " };
    let all = (marks.clauses > 0).then(|| format!("all of {}", count(marks.clauses, "clause")));
    let part = (marks.partly > 0).then(|| format!("part of {}", count(marks.partly, "clause")));
    let where_found: Vec<String> = all.into_iter().chain(part).collect();
    format!("{behind}{}: {}", count(marks.mark.words, "word"), where_found.join(", "))
}

fn name(reading: ReadAs) -> &'static str {
    match reading {
        ReadAs::Text => "text",
        ReadAs::Brackets => "brackets",
        ReadAs::Optional => "words that may stand or fall",
        ReadAs::Alternatives => "alternatives",
        ReadAs::Placeholder => "a placeholder",
        ReadAs::Link => "a link",
        ReadAs::Footnote => "a footnote",
        ReadAs::Checkbox => "a checkbox",
        ReadAs::Outside => "a clause outside the option before it",
        ReadAs::Item => "the start of a clause",
        ReadAs::Heading => "a heading",
    }
}

/// How much of a wording is shown in a list.
const SHOWN: usize = 100;

fn shortened(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        None => words.to_owned(),
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
    }
}

/// `1 clause`, `3 clauses`.
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
