//! Labels and indents: what a paragraph, its styles and its list say of where it stands and which number it has.

use std::rc::Rc;

use super::styles::ParagraphLook;
use crate::document::{Document, Label, Paragraph, ParagraphIndex, Side, Story, Was};
use crate::numbering::{Asked, Counter, Definitions, Indent, Place, TooLong};

/// What a paragraph says of its list and of where it stands in.
#[derive(Debug, Clone, Default)]
pub(super) struct ListPlace {
    /// Its own `w:numPr`.
    pub(super) asked: Asked,
    /// Its own `w:ind`.
    pub(super) indent: Indent,
    /// What its style says.
    pub(super) look: Rc<ParagraphLook>,
    /// All that before a tracked change of it.
    pub(super) was: Option<Box<ListPlace>>,
}

/// A style on the way from the style of a paragraph to what it is based on.
#[derive(Debug)]
pub(super) struct Step {
    /// Its id.
    pub(super) style: String,
    pub(super) asked: Asked,
    pub(super) indent: Indent,
}

/// Gives each paragraph its label and its indent; `lists` says of each what it asks for.
///
/// A label is the one that is shown when all changes are accepted; that which is shown when all are rejected is told beside
/// it, where it is another. A paragraph whose mark is gone on one side has the label of the other. Body, footnotes and
/// endnotes are counted apart. Answers how many labels are too long to be shown.
pub(super) fn number(document: &mut Document, definitions: &Definitions, lists: &[ListPlace]) -> usize {
    let labels_of = |side| labels(document, definitions, lists, side);
    let labels = labels_of(Side::Accepted);
    let before = labels_of(Side::Rejected);
    let too_long = labels
        .iter()
        .zip(&before)
        .filter(|(label, before)| matches!((label, before), (Some(Err(_)), _) | (None, Some(Err(_)))))
        .count();
    for (((paragraph, label), before), list) in
        document.paragraphs.iter_mut().zip(labels).zip(before).zip(lists)
    {
        let shown = |label: Result<Option<Label>, TooLong>| label.unwrap_or_default();
        let before = before.map(shown);
        paragraph.label = label.map(shown).or_else(|| before.clone()).unwrap_or_default();
        (paragraph.indent, paragraph.first_line) = list.begins(definitions);
        let label = before.unwrap_or_else(|| paragraph.label.clone());
        let mut was = match paragraph.was.take() {
            Some(was) => was,
            None if label == paragraph.label => continue,
            None => {
                Box::new(Was { style: paragraph.style.clone(), heading: paragraph.heading, ..Was::default() })
            }
        };
        was.label = label;
        (was.indent, was.first_line) = list.on(Side::Rejected).begins(definitions);
        paragraph.was = Some(was);
    }
    too_long
}

/// The label of each paragraph that is there on one side, and ends there with its own mark.
fn labels(
    document: &Document,
    definitions: &Definitions,
    lists: &[ListPlace],
    side: Side,
) -> Vec<Option<Result<Option<Label>, TooLong>>> {
    let mut labels: Vec<Option<Result<Option<Label>, TooLong>>> = vec![None; lists.len()];
    let there: Vec<ParagraphIndex> = document.joined(side).into_iter().map(|joined| joined.looks).collect();
    for story in [is_body, is_footnote, is_endnote] {
        let mut counter = Counter::new(definitions);
        for index in there.iter().map(|index| index.0 as usize) {
            let counted = document.paragraphs.get(index).is_some_and(story);
            if let (true, Some(list), Some(label)) = (counted, lists.get(index), labels.get_mut(index)) {
                *label = Some(match list.on(side).place(definitions) {
                    Some(place) => counter.label(place),
                    None => Ok(None),
                });
            }
        }
    }
    labels
}

fn is_body(paragraph: &Paragraph) -> bool {
    paragraph.story == Story::Body
}

fn is_footnote(paragraph: &Paragraph) -> bool {
    matches!(paragraph.story, Story::Footnote(_))
}

fn is_endnote(paragraph: &Paragraph) -> bool {
    matches!(paragraph.story, Story::Endnote(_))
}

impl ListPlace {
    /// It, as it is on one side of the tracked changes.
    fn on(&self, side: Side) -> &Self {
        self.was.as_deref().filter(|_| side == Side::Rejected).unwrap_or(self)
    }

    /// How far the text stands in, and how far in its first line begins.
    fn begins(&self, definitions: &Definitions) -> (u32, u32) {
        let level =
            self.place(definitions).and_then(|place| definitions.level(place)).map(|level| level.indent);
        let start = self.indent(level, |indent| indent.start);
        let first = start.saturating_add(self.indent(level, |indent| indent.first_line));
        (u32::try_from(start).unwrap_or_default(), u32::try_from(first).unwrap_or_default())
    }

    fn place(&self, definitions: &Definitions) -> Option<Place> {
        definitions.place(self.asked, self.look.steps.iter().map(|step| (step.style.as_str(), step.asked)))
    }

    /// What is said of an indent, the nearest first: by the paragraph; by the list, where the paragraph itself names it; by
    /// the styles, where the list comes behind the style that names it; by the document's defaults.
    fn indent(&self, level: Option<Indent>, of: fn(Indent) -> Option<i32>) -> i32 {
        let listed = level.and_then(of);
        let mut said = of(self.indent);
        if self.asked.list.is_some() {
            said = said.or(listed);
        }
        for step in &self.look.steps {
            said = said.or_else(|| of(step.indent));
            if step.asked.list.is_some() {
                said = said.or(listed);
            }
        }
        said.or_else(|| of(self.look.base)).unwrap_or_default()
    }
}
