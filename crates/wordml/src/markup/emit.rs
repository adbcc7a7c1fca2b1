//! Fragments written out: runs split where their pieces part, and tracked changes around what goes and comes.

use super::host::Host;
use super::inline::{Child, Fate, Fragment, is_one_thing};
use super::look::Runs;
use super::revision::{Splice, Split, StampIndex};
use super::tree::{Id, Tree};
use crate::document::{Direction, Story};
use crate::write::order::{self, Properties};
use crate::write::runs::runs;
use crate::write::{Arrival, Surroundings, xml};
use std::collections::BTreeMap;
use std::ops::Range;

/// What is needed to write the fragments of one paragraph.
pub(super) struct Line<'a, 't> {
    pub(super) tree: &'a Tree<'t>,
    pub(super) text: &'a str,
    pub(super) fragments: &'a [Fragment],
    pub(super) runs: Runs,
    pub(super) splices: &'a [Splice],
    pub(super) splits: &'a [Split],
    /// What stands before each paragraph that a split begins: start tag and properties.
    pub(super) heads: &'a [String],
    pub(super) base: Direction,
    /// The properties of the paragraph's mark, for words in an empty paragraph.
    pub(super) mark_look: &'a str,
    /// Simple fields that go as a whole.
    pub(super) fields_gone: &'a BTreeMap<Id, Fate>,
    /// What becomes of formulas, where everything goes.
    pub(super) all: Option<StampIndex>,
}

struct Out {
    xml: String,
    /// The tracked change and the run that are open.
    change: Fate,
    run: Option<Id>,
}

impl Out {
    fn close_run(&mut self) {
        if self.run.take().is_some() {
            self.xml.push_str("</w:r>");
        }
    }

    fn close(&mut self) {
        self.close_run();
        match std::mem::replace(&mut self.change, Fate::Kept) {
            Fate::Kept => {}
            Fate::Deleted(_) => self.xml.push_str("</w:del>"),
            Fate::MovedAway(_) => self.xml.push_str("</w:moveFrom>"),
        }
    }

    fn within(&mut self, fate: Fate, host: &mut Host<'_>) {
        if self.change == fate {
            return;
        }
        self.close();
        match fate {
            Fate::Kept => {}
            Fate::Deleted(stamp) => self.xml.push_str(&host.tag("del", stamp, ">")),
            Fate::MovedAway(stamp) => self.xml.push_str(&host.tag("moveFrom", stamp, ">")),
        }
        self.change = fate;
    }
}

/// The content of a paragraph behind its properties.
pub(super) fn content(line: &Line<'_, '_>, host: &mut Host<'_>) -> String {
    let tree = line.tree;
    let mut out = Out { xml: String::new(), change: Fate::Kept, run: None };
    let mut open: Vec<Id> = Vec::new();
    let mut position = 0;
    while let Some(fragment) = line.fragments.get(position) {
        match fragment {
            Fragment::Raw(range) => {
                out.close();
                let source = tree.source(range.clone());
                match line.all {
                    Some(stamp) if source.starts_with("<m:oMath") => {
                        out.within(Fate::Deleted(stamp), host);
                        out.xml.push_str(source);
                        out.close();
                    }
                    _ => out.xml.push_str(source),
                }
            }
            Fragment::Slack(range) => {
                out.close_run();
                out.xml.push_str(tree.source(range.clone()));
            }
            Fragment::Open(id) => {
                out.close();
                match line.fields_gone.get(id) {
                    Some(fate) => begin_field(line, *id, *fate, &mut out, host),
                    None => out.xml.push_str(tree.source(tree.start(*id))),
                }
                open.push(*id);
            }
            Fragment::Close(id) => {
                open.pop();
                match line.fields_gone.get(id) {
                    Some(fate) => {
                        out.within(*fate, host);
                        out.close_run();
                        out.xml.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
                        out.close();
                    }
                    None => {
                        out.close();
                        out.xml.push_str(tree.source(tree.end_tag(*id)));
                    }
                }
            }
            Fragment::Child(child) => {
                if let Some(pieces) = whole_run(line, position) {
                    out.close();
                    out.xml.push_str(tree.source(tree.span(child.run)));
                    position += pieces;
                    continue;
                }
                write_child(line, child, &mut out, host);
            }
            Fragment::Insert(splice) => {
                out.close();
                if let Some(splice) = line.splices.get(*splice) {
                    insert(line, splice, position, &open, &mut out.xml, host);
                }
            }
            Fragment::Split(split) => {
                out.close();
                begin_paragraph(line, *split, position, &open, &mut out.xml, host);
            }
            Fragment::CommentStart(comment) => {
                out.close();
                out.xml.push_str(&format!("<w:commentRangeStart w:id=\"{}\"/>", host.comment_on(*comment)));
            }
            Fragment::CommentEnd(comment) => {
                out.close();
                let id = host.comment_on(*comment);
                let mut look = Properties::new(order::RUN);
                if let Some(style) = host.reference_style("CommentReference") {
                    look.value("rStyle", &style);
                }
                out.xml.push_str(&format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r>"));
                look.write("w:rPr", &mut out.xml);
                out.xml.push_str(&format!("<w:commentReference w:id=\"{id}\"/></w:r>"));
            }
        }
        position += 1;
    }
    out.close();
    out.xml
}

/// How many fragments from here on are one whole run of which everything stays: it is copied as it is.
fn whole_run(line: &Line<'_, '_>, position: usize) -> Option<usize> {
    let Some(Fragment::Child(first)) = line.fragments.get(position) else { return None };
    let before = position.checked_sub(1).and_then(|before| line.fragments.get(before));
    if matches!(before, Some(Fragment::Child(before)) if before.run == first.run) {
        return None;
    }
    let pieces = line
        .fragments
        .get(position..)?
        .iter()
        .take_while(|fragment| {
            matches!(fragment, Fragment::Child(child)
                if child.run == first.run && child.fate == Fate::Kept && !child.cut)
        })
        .count();
    let children = line.tree.children(first.run).filter(|child| line.tree.word(*child) != "rPr");
    let all = children.take(pieces + 1).count();
    (pieces > 0 && pieces == all).then_some(pieces)
}

/// Writes an element of a run, in the run and the tracked change where it belongs.
fn write_child(line: &Line<'_, '_>, child: &Child, out: &mut Out, host: &mut Host<'_>) {
    let tree = line.tree;
    out.within(child.fate, host);
    if out.run != Some(child.run) {
        out.close_run();
        begin_run(tree, child.run, &mut out.xml);
        out.run = Some(child.run);
    }
    if let (Fate::Deleted(stamp) | Fate::MovedAway(stamp), Some(story)) =
        (child.fate, note_of(tree, child.element))
    {
        let gone = host.gone_notes.entry(story).or_default();
        *gone = (gone.0 + 1, stamp);
    }
    let words = line.text.get(child.text.clone()).unwrap_or_default();
    let deleted = matches!(child.fate, Fate::Deleted(_));
    match (tree.word(child.element), deleted) {
        ("t", deleted) if child.cut => {
            let name = if deleted { "delText" } else { "t" };
            out.xml.push_str(&format!("<w:{name} xml:space=\"preserve\">"));
            xml::push(&mut out.xml, words);
            out.xml.push_str(&format!("</w:{name}>"));
        }
        ("t", true) => renamed(tree, child.element, "delText", &mut out.xml),
        ("instrText", true) => renamed(tree, child.element, "delInstrText", &mut out.xml),
        _ => out.xml.push_str(tree.source(tree.span(child.element))),
    }
}

/// The start of a run with its properties.
fn begin_run(tree: &Tree<'_>, run: Id, out: &mut String) {
    let tag = tree.source(tree.start(run));
    match tree.word(run) {
        // Another prefix would not fit the end tag.
        "r" if tag.starts_with("<w:r") => out.push_str(tag),
        _ => out.push_str("<w:r>"),
    }
    if let Some(look) = tree.child(run, "rPr") {
        out.push_str(tree.source(tree.span(look)));
    }
}

/// An element under another name.
pub(super) fn renamed(tree: &Tree<'_>, element: Id, name: &str, out: &mut String) {
    let start = tree.source(tree.start(element));
    let inner = start.trim_start_matches('<');
    let end = inner.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(inner.len());
    let (old, rest) = inner.split_at_checked(end).unwrap_or((inner, ""));
    let prefix = old.rsplit_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
    out.push_str(&format!("<{prefix}{name}{rest}"));
    if !tree.is_empty_tag(element) {
        out.push_str(tree.source(tree.inner(element)));
        out.push_str(&format!("</{prefix}{name}>"));
    }
}

/// The note that an element refers to.
fn note_of(tree: &Tree<'_>, element: Id) -> Option<Story> {
    match tree.word(element) {
        "footnoteReference" => tree.number(element, "id").map(Story::Footnote),
        "endnoteReference" => tree.number(element, "id").map(Story::Endnote),
        _ => None,
    }
}

/// A simple field that goes: its code as that of a complex field, since a tracked change cannot stand around a simple one.
fn begin_field(line: &Line<'_, '_>, field: Id, fate: Fate, out: &mut Out, host: &mut Host<'_>) {
    out.within(fate, host);
    let code = line.tree.attribute(field, "instr").unwrap_or_default();
    let name = if matches!(fate, Fate::Deleted(_)) { "delInstrText" } else { "instrText" };
    out.xml.push_str("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>");
    out.xml.push_str(&format!("<w:{name} xml:space=\"preserve\">"));
    xml::push(&mut out.xml, &code);
    out.xml.push_str(&format!("</w:{name}></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"));
}

/// The look that words take at a position: the inside of `w:rPr`.
fn look(line: &Line<'_, '_>, position: usize, replaced: &Range<usize>, open: &[Id]) -> String {
    let tree = line.tree;
    let linked = open.iter().any(|id| is_one_thing(tree, *id));
    let Some(run) = line.runs.look_at(position, replaced, linked) else {
        return line.mark_look.to_owned();
    };
    let own = super::host::inner(tree, tree.child(run, "rPr"));
    let is_link = |id: &Id| tree.word(*id) == "hyperlink";
    let of_link = tree.ancestors(run).take_while(|id| tree.word(*id) != "p").any(|id| is_link(&id));
    if !of_link || open.iter().any(is_link) {
        return own.to_owned();
    }
    // It looks like a link, and what comes in is none.
    let mut look = Properties::of(order::RUN, own);
    for name in ["rStyle", "u", "color"] {
        look.remove(name);
    }
    look.children()
}

/// Words come in. Within an earlier insertion, that one ends before them and begins again behind them.
fn insert(
    line: &Line<'_, '_>,
    splice: &Splice,
    position: usize,
    open: &[Id],
    out: &mut String,
    host: &mut Host<'_>,
) {
    let look = look(line, position, &splice.at, open);
    let around =
        open.last().filter(|id| matches!(line.tree.word(**id), "ins" | "moveTo" | "del" | "moveFrom"));
    if let Some(change) = around {
        out.push_str(line.tree.source(line.tree.end_tag(*change)));
    }
    let tracked = host.inserting(splice.stamp);
    runs(out, &splice.insert, line.base, Some(&look), Some(&tracked), host);
    if let Some(change) = around {
        out.push_str(&reopened(line.tree, *change, host));
    }
}

/// A paragraph ends and the next one begins, within the same links.
fn begin_paragraph(
    line: &Line<'_, '_>,
    split: usize,
    position: usize,
    open: &[Id],
    out: &mut String,
    host: &mut Host<'_>,
) {
    for id in open.iter().rev() {
        out.push_str(line.tree.source(line.tree.end_tag(*id)));
    }
    out.push_str("</w:p>");
    out.push_str(line.heads.get(split).map_or("<w:p>", String::as_str));
    let Some(split) = line.splits.get(split) else { return };
    if !split.insert.is_empty() {
        let look = look(line, position, &(split.at..split.at), &[]);
        let tracked = host.inserting(split.stamp);
        runs(out, &split.insert, line.base, Some(&look), Some(&tracked), host);
    }
    for id in open {
        out.push_str(&reopened(line.tree, *id, host));
    }
}

/// The start tag of an element that is opened once more; a tracked change gets an id of its own.
fn reopened(tree: &Tree<'_>, id: Id, host: &mut Host<'_>) -> String {
    let word = tree.word(id);
    if !matches!(word, "ins" | "moveTo" | "del" | "moveFrom") {
        return tree.source(tree.start(id)).to_owned();
    }
    let tag = tree.source(tree.start(id));
    let name = tag.trim_start_matches('<');
    let name = name.split(|c: char| c.is_ascii_whitespace() || c == '>').next().unwrap_or("w:ins");
    let mut out = format!("<{name} w:id=\"{}\"", host.change());
    for attribute in ["author", "date"] {
        if let Some(value) = tree.attribute(id, attribute) {
            xml::attribute(&mut out, &format!("w:{attribute}"), &value);
        }
    }
    out.push('>');
    out
}

/// The words of a paragraph that moves, at their new place: what stays of them moved here, what comes in inserted.
pub(super) fn moved_here(line: &Line<'_, '_>, stamp: StampIndex, host: &mut Host<'_>) -> String {
    let tree = line.tree;
    let mut out = Out { xml: String::new(), change: Fate::Kept, run: None };
    let mut moving = false;
    let mut open: Vec<Id> = Vec::new();
    let close = |out: &mut Out, moving: &mut bool| {
        out.close_run();
        if std::mem::take(moving) {
            out.xml.push_str("</w:moveTo>");
        }
    };
    for (position, fragment) in line.fragments.iter().enumerate() {
        match fragment {
            Fragment::Open(id) if tree.word(*id) == "hyperlink" => {
                close(&mut out, &mut moving);
                out.xml.push_str(tree.source(tree.start(*id)));
                open.push(*id);
            }
            Fragment::Close(id) if tree.word(*id) == "hyperlink" => {
                close(&mut out, &mut moving);
                out.xml.push_str(tree.source(tree.end_tag(*id)));
                open.pop();
            }
            Fragment::Child(child) if child.fate == Fate::Kept && !child.dead => {
                let word = tree.word(child.element);
                if matches!(word, "commentReference" | "footnoteRef" | "endnoteRef" | "annotationRef") {
                    continue;
                }
                if !moving {
                    out.xml.push_str(&host.tag("moveTo", stamp, ">"));
                    moving = true;
                }
                if out.run != Some(child.run) {
                    out.close_run();
                    begin_run(tree, child.run, &mut out.xml);
                    out.run = Some(child.run);
                }
                match note_of(tree, child.element) {
                    Some(story) => {
                        let id = host.copy_note(story);
                        out.xml.push_str(&format!("<w:{word} w:id=\"{id}\"/>"));
                    }
                    None if child.cut => {
                        out.xml.push_str("<w:t xml:space=\"preserve\">");
                        xml::push(&mut out.xml, line.text.get(child.text.clone()).unwrap_or_default());
                        out.xml.push_str("</w:t>");
                    }
                    None => out.xml.push_str(tree.source(tree.span(child.element))),
                }
            }
            Fragment::Insert(splice) => {
                close(&mut out, &mut moving);
                let Some(splice) = line.splices.get(*splice) else { continue };
                let look = look(line, position, &splice.at, &open);
                let tracked = host.tracked(splice.stamp, Arrival::Inserted);
                runs(&mut out.xml, &splice.insert, line.base, Some(&look), Some(&tracked), host);
            }
            _ => {}
        }
    }
    close(&mut out, &mut moving);
    out.xml
}
