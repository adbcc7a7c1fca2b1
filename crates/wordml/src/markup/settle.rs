//! All tracked changes of a document accepted or rejected (ISO/IEC 29500-1, 17.13.5).

use super::MarkupError;
use super::emit::renamed;
use super::host::parts_with_marks;
use super::layout::control_of;
use super::patch::Patches;
use super::rows::rows_of;
use super::tree::{Id, Tree};
use crate::document::{Side, Story};
use crate::package::{Package, Refused};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The same document with every tracked change accepted or rejected, in its text, notes, headers and footers: words, paragraph
/// marks, moves, rows and cells of tables, and changes of looks. What has no change is copied byte for byte. Notes and comments
/// go with their references.
///
/// Paragraphs that are joined have the look of the last of them, as in Word. A paragraph whose mark goes where no other follows
/// stays if it has words or if its cell or text could not end without it.
///
/// O(n log n) in the size of the parts.
///
/// # Errors
/// [`MarkupError::Refused`] where a part cannot be read.
pub fn settle(package: &Package, side: Side) -> Result<Package, MarkupError> {
    let mut settled = package.clone();
    let mut gone: BTreeSet<Reference> = BTreeSet::new();
    let mut live: BTreeSet<Reference> = BTreeSet::new();
    let parts = parts_with_marks(package)?;
    let mut changed = false;
    for part in &parts {
        let text = package.xml(part)?.unwrap_or_default();
        let done = settle_text(part, text, side)?;
        if done.text != text {
            changed = true;
            settled.put(part, done.text.into_bytes());
        }
        gone.extend(done.gone);
        live.extend(done.live);
    }
    gone.retain(|reference| !live.contains(reference));
    if !gone.is_empty() {
        for part in &parts {
            remove_referred(&mut settled, part, &gone)?;
        }
    }
    if changed {
        // Pictures and charts go with the words that they stood in.
        settled.drop_unnamed()?;
    }
    Ok(settled)
}

/// What refers to a note or a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Reference {
    Note(Story),
    Comment(i32),
}

impl Reference {
    fn of(tree: &Tree<'_>, id: Id) -> Option<Self> {
        let number = |id| tree.number(id, "id");
        match tree.word(id) {
            "footnoteReference" => number(id).map(|id| Self::Note(Story::Footnote(id))),
            "endnoteReference" => number(id).map(|id| Self::Note(Story::Endnote(id))),
            "commentReference" => number(id).map(Self::Comment),
            _ => None,
        }
    }

    /// Those of whose target an element is a part: the note or comment itself, the ends of what a comment is about.
    fn target(tree: &Tree<'_>, id: Id) -> Option<Self> {
        let number = |id| tree.number(id, "id");
        match tree.word(id) {
            "footnote" => number(id).map(|id| Self::Note(Story::Footnote(id))),
            "endnote" => number(id).map(|id| Self::Note(Story::Endnote(id))),
            "comment" | "commentRangeStart" | "commentRangeEnd" => number(id).map(Self::Comment),
            _ => None,
        }
    }
}

/// Takes away the notes and comments whose references went.
fn remove_referred(package: &mut Package, part: &str, gone: &BTreeSet<Reference>) -> Result<(), Refused> {
    let text = package.xml(part)?.unwrap_or_default().to_owned();
    let tree = Tree::parse(part, &text)?;
    let mut patches = Patches::default();
    for id in tree.all() {
        if Reference::target(&tree, id).is_some_and(|reference| gone.contains(&reference)) {
            patches.remove(tree.span(id));
        }
    }
    if !patches.is_empty() {
        patches.sort();
        package.put(part, patches.render(&text, 0..text.len()).into_bytes());
    }
    Ok(())
}

/// A part that is settled.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) text: String,
    gone: Vec<Reference>,
    live: Vec<Reference>,
}

/// Settles the text of a part.
pub(super) fn settle_text(part: &str, text: &str, side: Side) -> Result<Settled, Refused> {
    let tree = Tree::parse(part, text)?;
    let mut settling = Settling {
        tree: &tree,
        side,
        patches: Patches::default(),
        removed: BTreeMap::new(),
        restored: BTreeSet::new(),
        joined: BTreeSet::new(),
    };
    settling.marks();
    settling.empty_tables();
    settling.empty_containers();
    settling.empty_properties();
    settling.join();
    let (mut gone, mut live) = (Vec::new(), Vec::new());
    for id in tree.all() {
        if let Some(reference) = Reference::of(&tree, id) {
            if settling.is_removed(id) { gone.push(reference) } else { live.push(reference) }
        }
    }
    let mut patches = settling.patches;
    let text = if patches.is_empty() {
        text.to_owned()
    } else {
        patches.sort();
        patches.render(text, 0..text.len())
    };
    Ok(Settled { text, gone, live })
}

struct Settling<'a, 't> {
    tree: &'a Tree<'t>,
    side: Side,
    patches: Patches,
    /// What is taken away with all in it: start and end.
    removed: BTreeMap<usize, usize>,
    /// Properties that get those of before a change.
    restored: BTreeSet<Id>,
    /// Paragraphs whose mark goes.
    joined: BTreeSet<Id>,
}

/// How an element stands to tracked changes.
fn is_change(word: &str) -> bool {
    matches!(word, "ins" | "del" | "moveFrom" | "moveTo")
}

/// Changes of properties, which hold those of before.
fn is_property_change(word: &str) -> bool {
    matches!(
        word,
        "rPrChange"
            | "pPrChange"
            | "tblPrChange"
            | "trPrChange"
            | "tcPrChange"
            | "sectPrChange"
            | "tblPrExChange"
            | "tblGridChange"
    )
}

/// Marks that stand for no words and must not be lost where the words around them go: what they belong to may reach further.
fn is_range_mark(word: &str) -> bool {
    matches!(
        word,
        "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd" | "permStart" | "permEnd"
    )
}

/// Marks around tracked changes, without meaning when these are settled.
fn is_change_range(word: &str) -> bool {
    matches!(
        word,
        "moveFromRangeStart"
            | "moveFromRangeEnd"
            | "moveToRangeStart"
            | "moveToRangeEnd"
            | "numberingChange"
            | "cellMerge"
    ) || (word.starts_with("customXml") && (word.ends_with("RangeStart") || word.ends_with("RangeEnd")))
}

impl Settling<'_, '_> {
    fn goes(&self, word: &str) -> bool {
        match self.side {
            Side::Accepted => matches!(word, "del" | "moveFrom"),
            Side::Rejected => matches!(word, "ins" | "moveTo"),
        }
    }

    fn remove(&mut self, range: Range<usize>, with: String) {
        self.removed.insert(range.start, range.end.max(self.removed.get(&range.start).copied().unwrap_or(0)));
        self.patches.replace(range, with);
    }

    /// Whether an element is within what is taken away. O(log n), as stretches that are taken away do not overlap unless one
    /// lies in the other.
    fn is_removed(&self, id: Id) -> bool {
        let span = self.tree.span(id);
        self.tree.ancestors(id).chain([id]).any(|around| {
            let around = self.tree.span(around);
            self.removed.get(&around.start).is_some_and(|end| around.end <= *end && span.end <= *end)
        })
    }

    /// Words, marks, rows, cells and looks.
    fn marks(&mut self) {
        let tree = self.tree;
        let mut skip = None;
        for id in tree.all() {
            if skip.is_some_and(|until| id < until) {
                continue;
            }
            let word = tree.word(id);
            if is_change(word) {
                if self.change(id, word) {
                    skip = Some(tree.after(id));
                }
            } else if is_property_change(word) {
                self.property_change(id);
                skip = Some(tree.after(id));
            } else if is_change_range(word) {
                self.remove(tree.span(id), String::new());
            } else {
                match word {
                    "delText" | "delInstrText" => {
                        let name = if word == "delText" { "t" } else { "instrText" };
                        let mut out = String::new();
                        renamed(tree, id, name, &mut out);
                        self.patches.replace(tree.span(id), out);
                    }
                    "cellIns" | "cellDel" => {
                        let kind = if word == "cellIns" { "ins" } else { "del" };
                        let cell = tree.ancestors(id).find(|id| tree.word(*id) == "tc");
                        match cell.filter(|_| self.goes(kind)) {
                            Some(cell) => {
                                self.remove(tree.span(cell), String::new());
                                skip = Some(tree.after(cell));
                            }
                            None => self.remove(tree.span(id), String::new()),
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// One change; whether all that is in it is dealt with.
    fn change(&mut self, id: Id, word: &str) -> bool {
        let tree = self.tree;
        let parent = tree.parent(id);
        match parent.map(|parent| tree.word(parent)) {
            Some("rPr") => {
                self.remove(tree.span(id), String::new());
                let mark = parent.and_then(|look| tree.parent(look)).filter(|look| tree.word(*look) == "pPr");
                if let Some(paragraph) = mark.and_then(|look| tree.parent(look))
                    && tree.word(paragraph) == "p"
                    && self.goes(word)
                {
                    self.joined.insert(paragraph);
                }
                true
            }
            Some("trPr") => {
                self.remove(tree.span(id), String::new());
                if self.goes(word)
                    && let Some(row) = parent.and_then(|properties| tree.parent(properties))
                {
                    self.remove(tree.span(row), String::new());
                }
                true
            }
            Some("numPr") => {
                self.remove(tree.span(id), String::new());
                true
            }
            _ if self.goes(word) => {
                let marks: String = tree
                    .within(id)
                    .filter(|inner| is_range_mark(tree.word(*inner)))
                    .map(|inner| tree.source(tree.span(inner)))
                    .collect();
                self.remove(tree.span(id), marks);
                true
            }
            _ => {
                self.patches.remove(tree.start(id));
                self.patches.remove(tree.end_tag(id));
                false
            }
        }
    }

    /// A change of looks: what it holds is what was before.
    fn property_change(&mut self, id: Id) {
        let tree = self.tree;
        let (Side::Rejected, Some(parent)) = (self.side, tree.parent(id)) else {
            self.remove(tree.span(id), String::new());
            return;
        };
        let before = tree.children(id).next().map_or("", |before| tree.source(tree.inner(before)));
        let stays = |word: &str| match tree.word(parent) {
            "pPr" => matches!(word, "rPr" | "sectPr"),
            "sectPr" => matches!(word, "headerReference" | "footerReference"),
            "trPr" => is_change(word),
            "tcPr" => matches!(word, "cellIns" | "cellDel"),
            "rPr" => is_change(word),
            _ => false,
        };
        for child in tree.children(parent) {
            if child != id && !stays(tree.word(child)) {
                self.remove(tree.span(child), String::new());
            }
        }
        self.remove(tree.span(id), String::new());
        if before.is_empty() {
            return;
        }
        self.restored.insert(parent);
        let at = match tree.word(parent) {
            "sectPr" => tree.span(id).start,
            _ => tree.inner(parent).start,
        };
        self.patches.replace(at..at, before);
    }

    /// Rows without cells and tables without rows go.
    fn empty_tables(&mut self) {
        let tree = self.tree;
        // Inner tables end first.
        for id in tree.all().rev() {
            let children: Vec<Id> = match tree.word(id) {
                "tr" => tree.children(id).filter(|id| tree.word(*id) == "tc").collect(),
                "tbl" => rows_of(tree, id),
                _ => continue,
            };
            if !children.is_empty()
                && children.iter().all(|child| self.is_removed(*child))
                && !self.is_removed(id)
            {
                self.remove(tree.span(id), String::new());
            }
        }
    }

    /// Links and the like go when nothing is left in them.
    fn empty_containers(&mut self) {
        let tree = self.tree;
        if self.removed.is_empty() {
            return;
        }
        for id in tree.all().rev() {
            if !matches!(tree.word(id), "hyperlink" | "smartTag" | "fldSimple") || self.is_removed(id) {
                continue;
            }
            let had = tree.within(id).any(|inner| tree.word(inner) == "r");
            if had && !self.has_words(id) {
                self.remove(tree.span(id), String::new());
            }
        }
    }

    /// Properties of which nothing is left go.
    fn empty_properties(&mut self) {
        let tree = self.tree;
        if self.removed.is_empty() {
            return;
        }
        for id in tree.all().rev() {
            if !matches!(tree.word(id), "rPr" | "pPr" | "trPr") || self.restored.contains(&id) {
                continue;
            }
            let mut children = tree.children(id).peekable();
            if children.peek().is_some() && children.all(|child| self.is_removed(child)) {
                self.remove(tree.span(id), String::new());
            }
        }
    }

    /// Whether a run, a formula or the like is left in an element.
    fn has_words(&self, id: Id) -> bool {
        let tree = self.tree;
        let is_content = |id: Id| match tree.name(id) {
            Some(name) => {
                (name.word() == Some("r") && tree.children(id).any(|child| tree.word(child) != "rPr"))
                    || name.space == crate::xml::Space::Math
            }
            None => false,
        };
        tree.within(id).any(|inner| is_content(inner) && !self.is_removed(inner))
    }

    /// Where the content of a paragraph begins.
    fn content(&self, paragraph: Id) -> Range<usize> {
        let tree = self.tree;
        let inner = tree.inner(paragraph);
        match tree.child(paragraph, "pPr") {
            Some(properties) => tree.span(properties).end..inner.end,
            None => inner,
        }
    }

    /// Joins paragraphs whose mark goes with the next.
    fn join(&mut self) {
        let tree = self.tree;
        self.joined = self.joined.iter().copied().filter(|id| !self.is_removed(*id)).collect();
        let containers: BTreeSet<Id> = self.joined.iter().filter_map(|id| tree.parent(*id)).collect();
        self.patches.sort();
        let mut more: Vec<(Range<usize>, String)> = Vec::new();
        for container in containers {
            self.join_in(container, &mut more);
        }
        for (range, with) in more {
            self.patches.replace(range, with);
        }
    }

    fn join_in(&self, container: Id, more: &mut Vec<(Range<usize>, String)>) {
        let tree = self.tree;
        // The paragraphs that wait for the next one.
        let mut waiting: Vec<Id> = Vec::new();
        // Whether the last block that stays is a paragraph.
        let mut after_paragraph = false;
        for child in tree.children(container) {
            if self.is_removed(child) {
                continue;
            }
            match tree.word(child) {
                "p" if self.joined.contains(&child) => waiting.push(child),
                "p" => {
                    self.join_with(&waiting, child, more);
                    waiting.clear();
                    after_paragraph = true;
                }
                "tbl" | "sdt" | "customXml" => {
                    self.stand_alone(&waiting, true, more);
                    waiting.clear();
                    after_paragraph = false;
                }
                _ => {}
            }
        }
        match self.emptied_control(container, &waiting) {
            Some(control) => {
                let marks = waiting.iter().map(|paragraph| self.marks_left(*paragraph)).collect();
                more.push((tree.span(control), marks));
            }
            None => {
                let control = control_of(tree, container).is_some();
                let may_go = after_paragraph || (control && self.blocks(container).count() > waiting.len());
                self.stand_alone(&waiting, may_go, more);
            }
        }
    }

    /// Paragraphs, tables and the like in a container that are not taken away with all in them.
    fn blocks(&self, container: Id) -> impl Iterator<Item = Id> {
        let tree = self.tree;
        let is_block = move |id: &Id| matches!(tree.word(*id), "p" | "tbl" | "sdt" | "customXml");
        tree.children(container).filter(is_block).filter(|id| !self.is_removed(*id))
    }

    /// The content control that goes with the last of its paragraphs, where its place has another paragraph; with it those in
    /// which it stands alone.
    fn emptied_control(&self, container: Id, waiting: &[Id]) -> Option<Id> {
        let tree = self.tree;
        if self.blocks(container).count() > waiting.len() || waiting.iter().any(|id| self.has_words(*id)) {
            return None;
        }
        let other = |id: Id| tree.word(id) == "p" && !self.is_removed(id) && !self.joined.contains(&id);
        let mut inner = container;
        while let Some(control) = control_of(tree, inner) {
            let around = tree.parent(control)?;
            if tree.children(around).any(other) {
                return Some(control);
            }
            if self.blocks(around).count() > 1 {
                return None;
            }
            inner = around;
        }
        None
    }

    /// Marks of ranges in what goes; ends of bookmarks and of what comments are about may stand between paragraphs.
    fn marks_left(&self, paragraph: Id) -> String {
        let tree = self.tree;
        tree.within(paragraph)
            .filter(|id| is_range_mark(tree.word(*id)) && !self.is_removed(*id))
            .map(|id| tree.source(tree.span(id)))
            .collect()
    }

    /// Puts the content of paragraphs at the start of the next one.
    fn join_with(&self, waiting: &[Id], next: Id, more: &mut Vec<(Range<usize>, String)>) {
        let tree = self.tree;
        if waiting.is_empty() {
            return;
        }
        let mut content = String::new();
        for paragraph in waiting {
            let range = self.content(*paragraph);
            content.push_str(&self.patches.render(tree.text(), range));
            more.push((tree.span(*paragraph), String::new()));
        }
        if content.is_empty() {
            return;
        }
        if tree.is_empty_tag(next) {
            let tag = tree.source(tree.start(next)).trim_end_matches('>').trim_end_matches('/');
            let name = tag.trim_start_matches('<');
            let name = name.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or("w:p");
            more.push((tree.span(next), format!("{tag}>{content}</{name}>")));
        } else {
            let at = self.content(next).start;
            more.push((at..at, content));
        }
    }

    /// Paragraphs that no other follows: their words stay, in the last of them.
    fn stand_alone(&self, waiting: &[Id], may_go: bool, more: &mut Vec<(Range<usize>, String)>) {
        let Some((last, before)) = waiting.split_last() else { return };
        if may_go && !waiting.iter().any(|paragraph| self.has_words(*paragraph)) {
            for paragraph in waiting {
                more.push((self.tree.span(*paragraph), self.marks_left(*paragraph)));
            }
        } else {
            self.join_with(before, *last, more);
        }
    }
}
