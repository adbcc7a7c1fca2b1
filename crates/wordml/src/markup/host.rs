//! The document into which changes are put: what it calls its styles, which ids it has given, and the notes, comments and
//! links that it gets.

use super::MarkupError;
use super::revision::{Revision, Stamp, StampIndex};
use super::tree::{Id, Tree};
use crate::document::Story;
use crate::new::{NoteReference, Style};
use crate::package::Package;
use crate::write::notes;
use crate::write::{Arrival, Surroundings, Tracked};
use crate::xml::{Space, space};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The document that is changed.
pub(super) struct Host<'r> {
    pub(super) package: Package,
    pub(super) revision: &'r Revision,
    /// The part that is being written: links are relationships of it.
    pub(super) owner: String,
    /// Whose change is being written: a note that it is the first to refer to is inserted with it.
    pub(super) stamp: StampIndex,
    /// Ids of styles by their sort and id, and by their sort and name in lower case.
    styles: BTreeMap<(String, String), String>,
    /// The `w:numId` of a list with bullets.
    bullets: Option<i32>,
    used: HashSet<i32>,
    next: i32,
    notes: Numbers,
    endnotes: Numbers,
    /// The new notes that something refers to: position, id, whose.
    new_notes: BTreeMap<usize, (i32, StampIndex)>,
    /// Notes with references that are deleted or move away: how many, and whose change the last is.
    pub(super) gone_notes: BTreeMap<Story, (usize, StampIndex)>,
    /// Notes whose reference moved: the new ids of their copies.
    pub(super) copied_notes: Vec<(Story, i32)>,
    /// Ids of the marks around what moves, by the element and the name of the move.
    pub(super) move_ranges: BTreeMap<(&'static str, String), i32>,
    /// The insertions that found their place.
    pub(super) placed: BTreeSet<usize>,
    /// Ids of comments on new paragraphs, by position.
    new_comments: BTreeMap<usize, i32>,
    /// Ids of comments on paragraphs that exist, by position.
    comments_on: BTreeMap<usize, i32>,
}

/// Ids of notes that are free.
#[derive(Debug, Default)]
struct Numbers {
    highest: i32,
}

impl Numbers {
    fn take(&mut self) -> i32 {
        self.highest = self.highest.saturating_add(1);
        self.highest
    }
}

/// Elements whose `w:id` tells a mark in the text apart from others: no change may get one of theirs.
fn has_mark_id(word: &str) -> bool {
    matches!(
        word,
        "ins"
            | "del"
            | "moveFrom"
            | "moveTo"
            | "rPrChange"
            | "pPrChange"
            | "sectPrChange"
            | "tblPrChange"
            | "tblPrExChange"
            | "tblGridChange"
            | "trPrChange"
            | "tcPrChange"
            | "numberingChange"
            | "cellIns"
            | "cellDel"
            | "cellMerge"
            | "bookmarkStart"
            | "bookmarkEnd"
            | "comment"
            | "commentRangeStart"
            | "commentRangeEnd"
            | "commentReference"
            | "moveFromRangeStart"
            | "moveFromRangeEnd"
            | "moveToRangeStart"
            | "moveToRangeEnd"
            | "permStart"
            | "permEnd"
            | "customXmlInsRangeStart"
            | "customXmlInsRangeEnd"
            | "customXmlDelRangeStart"
            | "customXmlDelRangeEnd"
            | "customXmlMoveFromRangeStart"
            | "customXmlMoveFromRangeEnd"
            | "customXmlMoveToRangeStart"
            | "customXmlMoveToRangeEnd"
    )
}

/// The parts of a document in which tracked changes can stand, by what the main one refers to them as; the main one first.
pub(super) fn parts_with_marks(package: &Package) -> Result<Vec<String>, MarkupError> {
    let mut found = vec![package.main().to_owned()];
    for relation in package.relations(package.main())? {
        let kinds = ["footnotes", "endnotes", "comments", "header", "footer", "glossaryDocument"];
        if let Some(part) = relation.part()
            && kinds.iter().any(|kind| relation.is(kind))
            && package.part(part).is_some()
            && !found.iter().any(|known| known == part)
        {
            found.push(part.to_owned());
        }
    }
    Ok(found)
}

impl<'r> Host<'r> {
    pub(super) fn new(package: &Package, revision: &'r Revision) -> Result<Self, MarkupError> {
        let mut host = Self {
            package: package.clone(),
            revision,
            owner: package.main().to_owned(),
            stamp: 0,
            styles: BTreeMap::new(),
            bullets: None,
            used: HashSet::new(),
            next: 1,
            notes: Numbers::default(),
            endnotes: Numbers::default(),
            new_notes: BTreeMap::new(),
            gone_notes: BTreeMap::new(),
            copied_notes: Vec::new(),
            move_ranges: BTreeMap::new(),
            placed: BTreeSet::new(),
            new_comments: BTreeMap::new(),
            comments_on: BTreeMap::new(),
        };
        for part in parts_with_marks(package)? {
            host.note_ids(package, &part)?;
        }
        host.read_styles()?;
        host.read_bullets()?;
        Ok(host)
    }

    fn note_ids(&mut self, package: &Package, part: &str) -> Result<(), MarkupError> {
        let tree = Tree::parse(part, package.xml(part)?.unwrap_or_default())?;
        for id in tree.all() {
            match tree.word(id) {
                "footnote" => self.notes.highest = self.notes.highest.max(tree.number(id, "id").unwrap_or(0)),
                "endnote" => {
                    self.endnotes.highest = self.endnotes.highest.max(tree.number(id, "id").unwrap_or(0))
                }
                word if has_mark_id(word) => self.used.extend(tree.number(id, "id")),
                _ => {}
            }
        }
        Ok(())
    }

    fn read_styles(&mut self) -> Result<(), MarkupError> {
        let Some(part) = self.package.related(self.package.main(), "styles")? else { return Ok(()) };
        let text = self.package.xml(&part)?.unwrap_or_default().to_owned();
        let tree = Tree::parse(&part, &text)?;
        for style in tree.all().filter(|id| tree.word(*id) == "style") {
            let Some(id) = tree.attribute(style, "styleId") else { continue };
            let sort = tree
                .attribute(style, "type")
                .map_or_else(|| "paragraph".to_owned(), |sort| sort.into_owned());
            if let Some(name) = tree.child(style, "name").and_then(|name| tree.attribute(name, "val")) {
                self.styles.entry((sort, name.to_lowercase())).or_insert_with(|| id.clone().into_owned());
            }
        }
        Ok(())
    }

    /// The first list whose first level is a bullet.
    fn read_bullets(&mut self) -> Result<(), MarkupError> {
        let Some(part) = self.package.related(self.package.main(), "numbering")? else { return Ok(()) };
        let text = self.package.xml(&part)?.unwrap_or_default().to_owned();
        let tree = Tree::parse(&part, &text)?;
        let bulleted: HashSet<i32> = tree
            .all()
            .filter(|id| tree.word(*id) == "abstractNum")
            .filter(|list| {
                tree.child(*list, "lvl")
                    .and_then(|level| tree.child(level, "numFmt"))
                    .and_then(|format| tree.attribute(format, "val"))
                    .as_deref()
                    == Some("bullet")
            })
            .filter_map(|list| tree.number(list, "abstractNumId"))
            .collect();
        self.bullets = tree.all().filter(|id| tree.word(*id) == "num").find_map(|list| {
            let of = tree.child(list, "abstractNumId").and_then(|of| tree.number(of, "val"))?;
            bulleted.contains(&of).then(|| tree.number(list, "numId"))?
        });
        Ok(())
    }

    fn style_named(&self, sort: &str, name: &str) -> Option<String> {
        self.styles.get(&(sort.to_owned(), name.to_lowercase())).cloned()
    }

    /// Whose a stamp's changes are.
    pub(super) fn stamped(&self, stamp: StampIndex) -> &'r Stamp {
        static NOBODY: Stamp = Stamp { author: String::new(), date: None };
        self.revision.stamps.get(stamp).unwrap_or(&NOBODY)
    }

    /// The insertion that new words are written as, and with them the notes that they are the first to refer to.
    pub(super) fn inserting(&mut self, stamp: StampIndex) -> Tracked<'r> {
        self.tracked(stamp, Arrival::Inserted)
    }

    pub(super) fn tracked(&mut self, stamp: StampIndex, arrival: Arrival) -> Tracked<'r> {
        self.stamp = stamp;
        let Stamp { author, date } = self.stamped(stamp);
        Tracked { arrival, author, date: date.as_deref() }
    }

    /// A start tag or an empty element of a tracked change: ` w:id="7" w:author="…" w:date="…"` behind its name.
    pub(super) fn tag(&mut self, element: &str, stamp: StampIndex, end: &str) -> String {
        let Stamp { author, date } = self.stamped(stamp);
        let mut out = format!("<w:{element} w:id=\"{}\"", self.change());
        crate::write::xml::attribute(&mut out, "w:author", author);
        if let Some(date) = date {
            crate::write::xml::attribute(&mut out, "w:date", date);
        }
        out.push_str(end);
        out
    }

    /// The id of a copy of a note, whose reference moves.
    pub(super) fn copy_note(&mut self, story: Story) -> i32 {
        let id = match story {
            Story::Endnote(_) => self.endnotes.take(),
            _ => self.notes.take(),
        };
        self.copied_notes.push((story, id));
        id
    }

    /// The id of a comment on a paragraph that exists.
    pub(super) fn comment_on(&mut self, position: usize) -> i32 {
        if let Some(id) = self.comments_on.get(&position) {
            return *id;
        }
        let id = self.change();
        self.comments_on.insert(position, id);
        id
    }

    /// New notes, as the content of their part.
    pub(super) fn write_new_notes(&mut self, owner: &str) -> String {
        self.owner = owner.to_owned();
        let mut out = String::new();
        let style = self.style_named("paragraph", "footnote text");
        let mut done = HashSet::new();
        // A note could refer to another one.
        while let Some((position, (id, stamp))) =
            self.new_notes.iter().map(|(at, of)| (*at, *of)).find(|(at, _)| !done.contains(at))
        {
            done.insert(position);
            let Some(note) = self.revision.notes.get(position) else { continue };
            let tracked = self.inserting(stamp);
            notes::footnote(&mut out, note, id, style.as_deref(), Some(&tracked), self);
        }
        out
    }

    /// New comments, as the content of their part.
    pub(super) fn write_new_comments(&mut self) -> String {
        let style = self.style_named("paragraph", "annotation text");
        let mark = self.style_named("character", "annotation reference");
        let mut all: BTreeMap<i32, &crate::new::NewComment> = BTreeMap::new();
        for (position, id) in &self.comments_on {
            all.extend(self.revision.comments.get(*position).map(|on| (*id, &on.comment)));
        }
        for (position, id) in &self.new_comments {
            all.extend(self.revision.comments_on_new.get(*position).map(|comment| (*id, comment)));
        }
        let mut out = String::new();
        for (id, comment) in all {
            notes::comment(&mut out, comment, id, style.as_deref(), mark.as_deref());
        }
        out
    }

    /// Whether there are new notes to be written.
    pub(super) fn has_new_notes(&self) -> bool {
        !self.new_notes.is_empty()
    }

    /// Makes sure that a tree's part can hold what is put into it, whose names have the prefixes `w` and `r`: the
    /// declarations that its root is to get.
    pub(super) fn declarations(&self, part: &str, tree: &Tree<'_>) -> Result<String, MarkupError> {
        let mut out = String::new();
        let strict = self.package.is_strict();
        let needed =
            [("w", Space::Word, space::word(strict)), ("r", Space::Relations, space::relations(strict))];
        for (prefix, wanted, usual) in needed {
            match tree.bound(prefix) {
                Some(bound) if bound == wanted => {}
                Some(_) => return Err(MarkupError::Prefix { part: part.to_owned(), prefix }),
                None => {
                    let address = tree.address(wanted).unwrap_or(usual.into());
                    out.push_str(&format!(" xmlns:{prefix}=\"{address}\""));
                }
            }
        }
        Ok(out)
    }
}

impl Surroundings for Host<'_> {
    fn style(&self, style: Style) -> Option<String> {
        let names: &[&str] = match style {
            Style::Title => &["title"],
            Style::Subtitle => &["subtitle"],
            Style::Heading(level) => {
                return self.style_named("paragraph", &format!("heading {}", level.clamp(1, 9)));
            }
            Style::Clause => &["clause"],
            Style::Body => return None,
            Style::Bullet => &["list bullet", "list paragraph"],
            Style::Quote => &["quote", "block text"],
            Style::Verbatim => &["plain text", "source code", "html preformatted"],
            Style::Small => &["small print"],
        };
        names.iter().find_map(|name| self.style_named("paragraph", name))
    }

    fn cell_style(&self) -> Option<String> {
        ["table text", "compact"].iter().find_map(|name| self.style_named("paragraph", name))
    }

    fn reference_style(&self, id: &'static str) -> Option<String> {
        let (sort, name) = match id {
            "Hyperlink" => ("character", "hyperlink"),
            "FootnoteReference" => ("character", "footnote reference"),
            "EndnoteReference" => ("character", "endnote reference"),
            "CommentReference" => ("character", "annotation reference"),
            "TableGrid" => ("table", "table grid"),
            _ => return None,
        };
        self.style_named(sort, name)
    }

    fn bullets(&self) -> Option<i32> {
        self.bullets
    }

    fn label_width(&self, _level: u8) -> u32 {
        720
    }

    fn link(&mut self, address: &str) -> Option<String> {
        let owner = self.owner.clone();
        self.package.relate_outside(&owner, "hyperlink", address).ok()
    }

    fn note(&mut self, reference: NoteReference) -> Option<Story> {
        match reference {
            NoteReference::New(position) => {
                self.revision.notes.get(position)?;
                let stamp = self.stamp;
                let next = &mut self.notes;
                let (id, _) = *self.new_notes.entry(position).or_insert_with(|| (next.take(), stamp));
                Some(Story::Footnote(id))
            }
            // Its old reference goes or moves elsewhere: two references to one note are not allowed.
            NoteReference::Kept(Story::Endnote(id)) => {
                Some(Story::Endnote(self.copy_note(Story::Endnote(id))))
            }
            NoteReference::Kept(Story::Footnote(id)) => {
                Some(Story::Footnote(self.copy_note(Story::Footnote(id))))
            }
            NoteReference::Kept(Story::Body) => None,
        }
    }

    fn comment(&mut self, position: usize) -> Option<i32> {
        self.revision.comments_on_new.get(position)?;
        if let Some(id) = self.new_comments.get(&position) {
            return Some(*id);
        }
        let id = self.change();
        self.new_comments.insert(position, id);
        Some(id)
    }

    fn change(&mut self) -> i32 {
        while !self.used.insert(self.next) {
            self.next = self.next.saturating_add(1);
        }
        self.next
    }
}

/// The words of an element's property child: what stands between its tags.
pub(super) fn inner<'t>(tree: &Tree<'t>, id: Option<Id>) -> &'t str {
    id.map_or("", |id| tree.source(tree.inner(id)))
}
