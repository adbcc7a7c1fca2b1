//! Paragraphs, their runs, and the words in them.

use std::rc::Rc;

use super::{Frame, Open, Run, Sort, Walk};
use crate::document::{
    Before, ChangeIndex, ChangeKind, Content, Direction, Format, Paragraph, Piece, Side, Story, Was,
};
use crate::package::Refused;
use crate::read::lists::ListPlace;
use crate::read::measure;
use crate::read::properties::{ParagraphProperties, RunProperties};
use crate::read::styles::{ParagraphLook, heading_of};
use crate::symbols;
use crate::xml::Space;

impl Walk<'_, '_> {
    pub(super) fn begin_paragraph(&mut self) -> Result<Option<Frame>, Refused> {
        self.items += 1;
        let id = self.cursor.attribute(Space::Word2010, "paraId").map(str::to_owned);
        self.stretch().last_id = id;
        self.open = Some(Open {
            start: self.cursor.span().start,
            properties: ParagraphProperties::default(),
            look: self.around.styles.paragraph(None),
            pieces: Vec::new(),
            mark: Vec::new(),
            accepted: 0,
            hidden: String::new(),
            contents: self.contents > 0 || self.fields.in_contents(),
            moved: None,
        });
        Ok(Some(Frame::Paragraph))
    }

    pub(super) fn paragraph_properties(&mut self) -> Result<Option<Frame>, Refused> {
        let mut properties = ParagraphProperties::read(&mut self.cursor)?;
        let restyled = properties.restyled + properties.mark.restyled;
        let stamps = std::mem::take(&mut properties.mark.changes);
        let mark: Vec<ChangeIndex> = stamps.into_iter().map(|stamp| self.change(stamp, None)).collect();
        let look = self.around.styles.paragraph(properties.style.as_deref());
        self.stretch().restyled += restyled;
        if let Some(open) = &mut self.open {
            open.properties = properties;
            open.look = look;
            open.mark.extend(mark);
        }
        Ok(None)
    }

    pub(super) fn end_paragraph(&mut self, end: usize) {
        let Some(open) = self.open.take() else { return };
        self.runs.clear();
        let Open { start, properties, look, pieces, mark, hidden, contents, moved, .. } = open;
        if !hidden.trim().is_empty() {
            self.tell(measure::quoted(&hidden, "hidden word", "hidden words"));
        }
        if contents && pieces.is_empty() {
            self.follow(Before::Other);
            return;
        }
        // The marker of a move may stand behind the paragraph's properties, which tell of its mark.
        let name = self.moves.last().and_then(|(_, name)| name.clone()).or(moved);
        self.follow(Before::Paragraph);
        let place = self.places.last().copied().unwrap_or_default();
        let (cell, story, around) = (self.cell, self.story(), self.changes.clone());
        let styles = self.around.styles;
        let stretch = self.stretch();
        for index in &mark {
            if let Some(change) = stretch.changes.get_mut(index.0 as usize)
                && matches!(change.kind, ChangeKind::MoveFrom | ChangeKind::MoveTo)
                && change.name.is_none()
            {
                change.name.clone_from(&name);
            }
        }
        let heading = |properties: &ParagraphProperties, look: &ParagraphLook| match properties.outline {
            Some(outline) => heading_of(outline),
            None => look.heading,
        };
        let was = properties.was.as_deref().map(|was| (was, styles.paragraph(was.style.as_deref())));
        let list = |properties: &ParagraphProperties, look| ListPlace {
            asked: properties.asked(),
            indent: properties.indent(),
            look,
            was: None,
        };
        let direction = if properties.bidi.unwrap_or(look.bidi) { Direction::Rtl } else { Direction::Ltr };
        stretch.lists.push(ListPlace {
            was: was.as_ref().map(|(was, look)| Box::new(list(was, Rc::clone(look)))),
            ..list(&properties, Rc::clone(&look))
        });
        stretch.paragraphs.push(Paragraph {
            story,
            cell,
            source: start..end,
            heading: heading(&properties, &look),
            was: was.map(|(was, look)| {
                Box::new(Was { style: was.style.clone(), heading: heading(was, &look), ..Was::default() })
            }),
            style: properties.style,
            label: None,
            // These follow when the lists of the whole are known.
            indent: 0,
            first_line: 0,
            direction,
            pieces,
            mark,
            around,
            // Until something follows.
            before: Before::End,
            place,
        });
        self.beside = Some(stretch.paragraphs.len() - 1);
    }

    pub(super) fn story(&self) -> Story {
        match (self.sort, &self.aside) {
            (Sort::Footnotes, Some(aside)) => Story::Footnote(aside.id),
            (Sort::Endnotes, Some(aside)) => Story::Endnote(aside.id),
            _ => Story::Body,
        }
    }

    pub(super) fn begin_run(&mut self) -> Frame {
        let first = self.open.as_ref().map_or(0, |open| open.pieces.len());
        let properties = RunProperties::default();
        let format = self.format(&properties);
        self.runs.push(Run { start: self.cursor.span().start, properties, format, first });
        Frame::Run
    }

    pub(super) fn run_properties(&mut self) -> Result<Option<Frame>, Refused> {
        let properties = RunProperties::read(&mut self.cursor)?;
        self.stretch().restyled += properties.restyled;
        let format = self.format(&properties);
        if let Some(run) = self.runs.last_mut() {
            run.properties = properties;
            run.format = format;
        }
        Ok(None)
    }

    pub(super) fn format(&self, properties: &RunProperties) -> Format {
        let Some(open) = &self.open else { return Format::default() };
        let ground = open.properties.shade.unwrap_or(open.look.shade);
        self.around.styles.format(&open.look, ground, properties)
    }

    pub(super) fn end_run(&mut self, end: usize) {
        if let (Some(run), Some(open)) = (self.runs.pop(), &mut self.open) {
            for piece in open.pieces.iter_mut().skip(run.first).filter(|piece| piece.run.is_empty()) {
                piece.run = run.start..end;
            }
        }
    }

    /// The words of the element that began last.
    pub(super) fn words(&mut self, preserved: bool) -> Result<Option<Frame>, Refused> {
        let start = self.cursor.span().start;
        let mut words = self.cursor.text()?;
        if !preserved {
            let kept = words.trim_matches([' ', '\t', '\n']);
            if kept.len() < words.len() {
                words = kept.to_owned();
            }
        }
        // A line feed within words is shown as a space.
        if words.contains('\n') {
            words = words.replace('\n', " ");
        }
        if words.contains(|character| ('\u{f000}'..='\u{f0ff}').contains(&character))
            && let (Some(open), Some(run)) = (&self.open, self.runs.last())
            && let Some(font) = self.around.styles.font(&open.look, &run.properties)
            && let Some(shown) = symbols::text(&font, &words)
        {
            words = shown;
        }
        if !words.is_empty() {
            self.piece(Content::Text(words), start);
        }
        Ok(None)
    }

    pub(super) fn sign(&mut self, content: Content) -> Result<Option<Frame>, Refused> {
        let start = self.cursor.span().start;
        self.cursor.pass_over()?;
        self.piece(content, start);
        Ok(None)
    }

    pub(super) fn symbol(&mut self) -> Result<Option<Frame>, Refused> {
        let code = self.cursor.word("char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let font = self.cursor.word("font").unwrap_or_default();
        // A code that is not known stands as Word keeps it, so that it is not lost.
        let shown = code.and_then(|code| symbols::shown(font, code).or_else(|| char::from_u32(code)));
        match shown {
            Some(shown) => self.sign(Content::Text(shown.into())),
            None => self.pass(),
        }
    }

    pub(super) fn reference(&mut self, name: &str) -> Result<Option<Frame>, Refused> {
        let Some(id) = self.cursor.word("id").and_then(|id| id.trim().parse().ok()) else {
            return self.pass();
        };
        let note = if name == "footnoteReference" { Story::Footnote(id) } else { Story::Endnote(id) };
        if self.runs.is_empty() || self.sort == Sort::Comments {
            return self.pass();
        }
        self.stretch().references.push(note);
        self.sign(Content::Note(note))
    }

    /// A piece of the paragraph, from `start` to the end of what was read last.
    pub(super) fn piece(&mut self, content: Content, start: usize) {
        let element = start..self.cursor.span().end;
        if self.contents > 0 || self.fields.hides() {
            return;
        }
        self.items += 1;
        let link = self.link.clone().or_else(|| self.fields.link());
        let changes = self.changes.clone();
        let accepted = Side::Accepted.keeps(&changes, &self.stretch().changes);
        let (Some(open), Some(run)) = (&mut self.open, self.runs.last()) else { return };
        if run.format.hidden {
            open.hidden.push_str(content.as_text());
        } else if accepted {
            open.accepted += content.as_text().len();
        }
        // The bytes of its run are known when the run ends.
        open.pieces.push(Piece { content, run: 0..0, element, format: run.format, changes, link });
    }
}
