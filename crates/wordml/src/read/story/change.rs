//! What stands around words or between them: tracked changes, links, marks of comments, fields.

use super::{CommentMark, Frame, MarkSort, Walk};
use crate::document::{Change, ChangeIndex, ChangeKind};
use crate::package::Refused;
use crate::read::properties::Stamp;
use crate::xml::Space;

impl Walk<'_, '_> {
    pub(super) fn begin_change(&mut self, kind: ChangeKind) -> Frame {
        let stamp = Stamp::read(&self.cursor, kind);
        let name = match kind {
            ChangeKind::MoveFrom | ChangeKind::MoveTo => self.moves.last().and_then(|(_, name)| name.clone()),
            ChangeKind::Insertion | ChangeKind::Deletion => None,
        };
        let index = self.change(stamp, name);
        self.changes.push(index);
        Frame::Change
    }

    pub(super) fn change(&mut self, stamp: Stamp, name: Option<String>) -> ChangeIndex {
        self.items += 1;
        let changes = &mut self.stretch().changes;
        let index = ChangeIndex(u32::try_from(changes.len()).unwrap_or(u32::MAX));
        changes.push(Change { kind: stamp.kind, author: stamp.author, date: stamp.date, name });
        index
    }

    pub(super) fn begin_link(&mut self) -> Frame {
        let target = self
            .cursor
            .attribute(Space::Relations, "id")
            .and_then(|id| self.around.links.get(id))
            .map(String::as_str);
        let link = match (target, self.cursor.word("anchor")) {
            (Some(target), Some(anchor)) => Some(format!("{target}#{anchor}").into()),
            (Some(target), None) => Some(target.into()),
            (None, Some(anchor)) => Some(format!("#{anchor}").into()),
            (None, None) => None,
        };
        let before = self.link.take();
        self.link = link.or_else(|| before.clone());
        Frame::Link(before)
    }

    pub(super) fn comment_mark(&mut self, sort: MarkSort) -> Result<Option<Frame>, Refused> {
        if let Some(comment) = self.cursor.word("id").and_then(|id| id.trim().parse().ok()) {
            self.items += 1;
            let offset = self.open.as_ref().map(|open| open.accepted);
            let stretch = self.stretch();
            let here = stretch.paragraphs.len();
            let (paragraph, offset) = match (offset, sort) {
                (Some(offset), _) => (here, offset),
                // Between paragraphs, what ends there ends with the paragraph before.
                (None, MarkSort::End) if here > 0 => (here - 1, usize::MAX),
                (None, _) => (here, 0),
            };
            stretch.anchors.push(CommentMark { comment, sort, paragraph, offset });
        }
        self.pass()
    }

    pub(super) fn field_sign(&mut self) -> Result<Option<Frame>, Refused> {
        match self.cursor.word("fldCharType") {
            Some("begin") => self.fields.begin(),
            Some("separate") => {
                let told = self.fields.separate();
                self.tell_contents(told);
            }
            Some("end") => {
                if let Some(told) = self.fields.end() {
                    self.tell(told);
                }
            }
            _ => {}
        }
        if self.fields.in_contents()
            && let Some(open) = &mut self.open
        {
            open.contents = true;
        }
        self.pass()
    }
}
