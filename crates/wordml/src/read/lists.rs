//! Labels and indents: what a paragraph, its styles and its list say of where it stands and which number it has.

use std::rc::Rc;

use super::styles::ParagraphLook;
use crate::document::{Document, Label, Paragraph, ParagraphIndex, Side, Story};
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
/// A label is the one that is shown when all changes are accepted. A paragraph whose mark is then gone has the label that is
/// shown when all are rejected. Body, footnotes and endnotes are counted apart. Answers how many labels are too long to be
/// shown.
pub(super) fn number(document: &mut Document, definitions: &Definitions, lists: &[ListPlace]) -> usize {
    let places: Vec<Option<Place>> = lists.iter().map(|list| list.place(definitions)).collect();
    let mut labels: Vec<Result<Option<Label>, TooLong>> = vec![Ok(None); lists.len()];
    for side in [Side::Rejected, Side::Accepted] {
        let there: Vec<ParagraphIndex> =
            document.joined(side).into_iter().map(|joined| joined.looks).collect();
        for story in [is_body, is_footnote, is_endnote] {
            let mut counter = Counter::new(definitions);
            for index in there.iter().map(|index| index.0 as usize) {
                let counted = document.paragraphs.get(index).is_some_and(story);
                if let Some(&Some(place)) = places.get(index).filter(|_| counted)
                    && let Some(label) = labels.get_mut(index)
                {
                    *label = counter.label(place);
                }
            }
        }
    }
    let too_long = labels.iter().filter(|label| label.is_err()).count();
    for (((paragraph, label), place), list) in
        document.paragraphs.iter_mut().zip(labels).zip(places).zip(lists)
    {
        paragraph.label = label.unwrap_or_default();
        let level = place.and_then(|place| definitions.level(place)).map(|level| level.indent);
        let start = list.indent(level, |indent| indent.start);
        let first = start.saturating_add(list.indent(level, |indent| indent.first_line));
        paragraph.indent = u32::try_from(start).unwrap_or_default();
        paragraph.first_line = u32::try_from(first).unwrap_or_default();
    }
    too_long
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
