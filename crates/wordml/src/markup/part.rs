//! One part with its changes: paragraphs written anew where something changes, everything else copied.

use super::emit::{Line, content, moved_here};
use super::host::{Host, inner};
use super::inline::{self, Fate, Fragment, Incoming, Words};
use super::layout::{Known, Layout, Mark, Outcome, Placed, layout};
use super::look::Runs;
use super::patch::Patches;
use super::revision::{Edit, Inserted, Insertion, Like, Number, Splice, StampIndex, Treatment};
use super::tree::{Id, Tree};
use super::{MarkupError, rows};
use crate::document::{Direction, Document, Paragraph, ParagraphIndex, Story};
use crate::new::NewBlock;
use crate::write::order::{self, Properties};
use crate::write::paragraph::paragraph;
use crate::write::{Surroundings as _, TEXT_WIDTH, table};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A part that is being marked up.
pub(super) struct Part<'a, 't> {
    pub(super) tree: &'a Tree<'t>,
    pub(super) document: &'a Document,
    pub(super) known: &'a Known<'a>,
}

/// Comments on a paragraph: position in the revision, and the words.
type Comments = Vec<(usize, Option<Range<usize>>)>;

impl Part<'_, '_> {
    /// Puts the changes of the revision into the part. `notes_too` marks the notes as deleted whose references go.
    pub(super) fn mark(&self, host: &mut Host<'_>, patches: &mut Patches) -> Result<(), MarkupError> {
        let Layout { paragraphs: outcomes, placed, controls_gone } = layout(self.tree, self.known)?;
        let mut nodes: BTreeMap<ParagraphIndex, Id> = BTreeMap::new();
        for node in self.tree.all().filter(|id| self.tree.word(*id) == "p") {
            if let Some(index) = self.known.paragraphs.get(&self.tree.span(node).start) {
                nodes.insert(*index, node);
            }
        }
        let comments = self.comments(&nodes);
        for (index, node) in &nodes {
            let treatment = host.revision.paragraphs.get(index);
            let outcome = outcomes.get(node);
            let comments = comments.get(index);
            if treatment.is_some() || outcome.is_some() || comments.is_some() {
                let written = self.rewritten(
                    *node,
                    *index,
                    treatment,
                    &outcome.cloned().unwrap_or_default(),
                    &comments.cloned().unwrap_or_default(),
                    &nodes,
                    host,
                )?;
                patches.replace(self.tree.span(*node), written);
            }
        }
        for placed in &placed {
            let written = self.placed(placed, &nodes, host)?;
            patches.replace(placed.at..placed.at, written);
        }
        for (control, stamp) in controls_gone {
            // The tags go apart from what is between them (ISO/IEC 29500-1, 17.13.5.4 and 5).
            for tag in [self.tree.start(control), self.tree.end_tag(control)] {
                let id = host.change();
                let (start, end) = ranged("customXmlDelRange", None, id, stamp, host);
                patches.replace(tag.start..tag.start, start);
                patches.replace(tag.end..tag.end, end);
            }
        }
        host.placed.extend(placed.iter().map(|placed| placed.insertion));
        host.placed.extend(outcomes.values().filter_map(|outcome| outcome.takes_in));
        rows::mark(self, &nodes, host, patches)
    }

    fn comments(&self, nodes: &BTreeMap<ParagraphIndex, Id>) -> BTreeMap<ParagraphIndex, Comments> {
        let mut found: BTreeMap<ParagraphIndex, Comments> = BTreeMap::new();
        for (position, comment) in self.known.revision.comments.iter().enumerate() {
            if nodes.contains_key(&comment.paragraph) {
                found.entry(comment.paragraph).or_default().push((position, comment.words.clone()));
            }
        }
        found
    }

    /// The paragraph of the document that an index names.
    pub(super) fn paragraph(&self, index: ParagraphIndex) -> Result<&Paragraph, MarkupError> {
        self.document.paragraphs.get(index.0 as usize).ok_or(MarkupError::Paragraph { paragraph: index })
    }

    /// A paragraph with its changes.
    #[allow(clippy::too_many_arguments)]
    fn rewritten(
        &self,
        node: Id,
        index: ParagraphIndex,
        treatment: Option<&Treatment>,
        outcome: &Outcome,
        comments: &Comments,
        nodes: &BTreeMap<ParagraphIndex, Id>,
        host: &mut Host<'_>,
    ) -> Result<String, MarkupError> {
        let tree = self.tree;
        let read = self.paragraph(index)?;
        let words = Words::of(read, &self.document.changes);
        let none = Edit::default();
        let (edit, splices, fate): (&Edit, &[Splice], Option<Fate>) = match treatment {
            None => (&none, &[], None),
            Some(Treatment::Edit(edit)) => (edit, &edit.splices, None),
            Some(Treatment::Delete { stamp }) => (&none, &[], Some(Fate::Deleted(*stamp))),
            Some(Treatment::MoveAway { stamp, splices }) => (&none, splices, Some(Fate::MovedAway(*stamp))),
        };
        check(index, &words.text, splices, edit, comments)?;
        let mut fragments = self.cut(node, &words, splices, edit, comments);
        if let Some(fate) = fate {
            inline::take_all(tree, &mut fragments, fate);
        }
        let incoming =
            Incoming { splices: if fate.is_some() { &[] } else { splices }, splits: &edit.splits, comments };
        let fragments = inline::let_in(tree, fragments, &incoming);
        let fields_gone = inline::simple_fields_gone(tree, &fragments);

        let own = self.properties(node);
        let first_look = match edit.like {
            Some((like, stamp)) => Some((self.like(like, nodes)?, stamp)),
            None => None,
        };
        let mut looks: Vec<Option<String>> = vec![first_look.as_ref().map(|(look, _)| look.clone())];
        for split in &edit.splits {
            looks.push(match split.like {
                Some(like) => Some(self.like(like, nodes)?),
                None => None,
            });
        }
        // A paragraph that is joined to the next one loses its look with its mark: the next one has it then.
        let joined = matches!(outcome.mark, Some((Mark::Deleted, _)));
        let mut last_look = looks.pop().flatten().filter(|_| !joined).zip(
            edit.splits.last().map(|split| split.stamp).or(first_look.as_ref().map(|(_, stamp)| *stamp)),
        );
        let taken_in = match outcome.takes_in {
            Some(insertion) => {
                Some((self.fresh(insertion, nodes, host)?, self.insertion(insertion, host)?.stamp))
            }
            None => None,
        };
        if last_look.is_none() {
            last_look = match (&taken_in, outcome.look_of) {
                (Some((fresh, stamp)), _) => Some((fresh.properties.clone(), *stamp)),
                (None, Some((other, stamp))) => match nodes.get(&other) {
                    Some(node) => Some((self.final_properties(other, *node, nodes)?, stamp)),
                    None => None,
                },
                (None, None) => None,
            };
        }
        let mut heads: Vec<String> = Vec::new();
        for (position, look) in looks.iter().enumerate() {
            let Some(split) = edit.splits.get(position) else { break };
            let mark = Some((Mark::Inserted, split.stamp));
            heads.push(self.fresh_head(node, look.as_ref().unwrap_or(&own), mark, host));
        }
        heads.push(self.old_head(node, &own, outcome.mark, last_look.as_ref(), host));
        let mut out = heads.remove(0);
        let moved = match fate {
            Some(Fate::MovedAway(stamp)) => Some(stamp),
            _ => None,
        };
        let range = moved.map(|stamp| self.range("moveFrom", index, stamp, host));
        if let Some((start, _)) = &range {
            out.push_str(start);
        }
        out.push_str(&content(
            &Line {
                tree,
                text: &words.text,
                fragments: &fragments,
                runs: Runs::of(tree, &fragments),
                splices,
                splits: &edit.splits,
                heads: &heads,
                base: read.direction,
                mark_look: &self.mark_look(node),
                fields_gone: &fields_gone,
                all: match fate {
                    Some(Fate::Deleted(stamp) | Fate::MovedAway(stamp)) => Some(stamp),
                    _ => None,
                },
            },
            host,
        ));
        let mark_moves = outcome.mark.is_some_and(|(mark, _)| mark == Mark::MovedFrom);
        match &range {
            Some((_, end)) if !mark_moves => out.push_str(end),
            _ => {}
        }
        if let Some((fresh, _)) = &taken_in {
            out.push_str(&fresh.content);
        }
        out.push_str("</w:p>");
        match &range {
            Some((_, end)) if mark_moves => out.push_str(end),
            _ => {}
        }
        // A start tag of another prefix would not fit the end tag.
        Ok(out)
    }

    /// The fragments of a paragraph, cut and marked by its splices.
    fn cut(
        &self,
        node: Id,
        words: &Words,
        splices: &[Splice],
        edit: &Edit,
        comments: &Comments,
    ) -> Vec<Fragment> {
        let mut places: BTreeSet<usize> = BTreeSet::new();
        for splice in splices {
            places.extend([splice.at.start, splice.at.end]);
        }
        places.extend(edit.splits.iter().map(|split| split.at));
        for range in comments.iter().filter_map(|(_, range)| range.as_ref()) {
            places.extend([range.start, range.end]);
        }
        let fragments = inline::fragments(self.tree, node, words);
        let mut fragments = inline::cut(self.tree, fragments, &places);
        inline::splice(self.tree, &mut fragments, splices);
        fragments
    }

    /// The properties of a paragraph, without those of its mark, its section and its history.
    pub(super) fn properties(&self, node: Id) -> String {
        let Some(look) = self.tree.child(node, "pPr") else { return String::new() };
        self.tree
            .children(look)
            .filter(|child| !matches!(self.tree.word(*child), "rPr" | "sectPr" | "pPrChange"))
            .map(|child| self.tree.source(self.tree.span(child)))
            .collect()
    }

    /// Those that it has when its own change of look is accepted.
    fn final_properties(
        &self,
        index: ParagraphIndex,
        node: Id,
        nodes: &BTreeMap<ParagraphIndex, Id>,
    ) -> Result<String, MarkupError> {
        if let Some(Treatment::Edit(edit)) = self.known.revision.paragraphs.get(&index) {
            let last = edit.splits.last().map_or(edit.like.map(|(like, _)| like), |split| split.like);
            if let Some(like) = last {
                return self.like(like, nodes);
            }
        }
        Ok(self.properties(node))
    }

    /// The properties that a look asks for.
    pub(super) fn like(
        &self,
        like: Like,
        nodes: &BTreeMap<ParagraphIndex, Id>,
    ) -> Result<String, MarkupError> {
        let read = self.paragraph(like.paragraph)?;
        let Some(node) = nodes.get(&like.paragraph) else {
            return Err(MarkupError::Paragraph { paragraph: like.paragraph });
        };
        let own = self.properties(*node);
        let mut properties = Properties::of(order::PARAGRAPH, &own);
        match (like.number, &read.label) {
            (Number::Same, _) | (Number::Without, None) => return Ok(own),
            (Number::In { list, level }, Some(label)) if (label.list, label.level) == (list, level) => {
                return Ok(own);
            }
            (Number::In { list, level }, _) => {
                let place = format!("<w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/>");
                properties.put("numPr", format!("<w:numPr>{place}</w:numPr>"));
                properties.remove("ind");
            }
            (Number::Without, Some(_)) => {
                properties.put("numPr", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>".to_owned());
                if !properties.has("ind") && read.indent > 0 {
                    // The indents came with the number.
                    let hanging = read.indent.min(720);
                    properties
                        .put("ind", format!("<w:ind w:left=\"{}\" w:hanging=\"{hanging}\"/>", read.indent));
                }
            }
        }
        Ok(properties.children())
    }

    /// The properties of a paragraph's mark, without its changes.
    fn mark_look(&self, node: Id) -> String {
        let look = self.tree.child(node, "pPr").and_then(|look| self.tree.child(look, "rPr"));
        let Some(look) = look else { return String::new() };
        let is_change = |word: &str| matches!(word, "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange");
        self.tree
            .children(look)
            .filter(|child| !is_change(self.tree.word(*child)))
            .map(|child| self.tree.source(self.tree.span(child)))
            .collect()
    }

    /// Start tag and properties of a paragraph that a split makes.
    fn fresh_head(
        &self,
        node: Id,
        look: &str,
        mark: Option<(Mark, StampIndex)>,
        host: &mut Host<'_>,
    ) -> String {
        let mark = mark.map_or(String::new(), |mark| mark_tag(mark, host));
        let mark_look = self.mark_look(node);
        let mark_look = if mark.is_empty() && mark_look.is_empty() {
            String::new()
        } else {
            format!("<w:rPr>{mark}{mark_look}</w:rPr>")
        };
        format!("<w:p><w:pPr>{look}{mark_look}</w:pPr>")
    }

    /// Start tag and properties of a paragraph that exists; as they are where nothing of them changes.
    fn old_head(
        &self,
        node: Id,
        own: &str,
        mark: Option<(Mark, StampIndex)>,
        look: Option<&(String, StampIndex)>,
        host: &mut Host<'_>,
    ) -> String {
        let tree = self.tree;
        let start = tree.source(tree.start(node));
        let mut out = String::new();
        // The end tag is ours.
        match start.strip_prefix("<w:p") {
            Some(rest) => {
                let rest = rest.trim_end_matches('>');
                let rest = if tree.is_empty_tag(node) { rest.trim_end_matches('/') } else { rest };
                out.push_str("<w:p");
                out.push_str(rest.trim_end());
                out.push('>');
            }
            None => out.push_str("<w:p>"),
        }
        let look = look.filter(|(look, _)| look != own);
        let properties = tree.child(node, "pPr");
        if mark.is_none() && look.is_none() {
            if let Some(properties) = properties {
                out.push_str(tree.source(tree.span(properties)));
            }
            return out;
        }
        let child = |word: &str| properties.and_then(|properties| tree.child(properties, word));
        out.push_str("<w:pPr>");
        out.push_str(look.map_or(own, |(look, _)| look));
        match (mark, child("rPr")) {
            (None, Some(old)) => out.push_str(tree.source(tree.span(old))),
            (None, None) => {}
            (Some(mark), old) => {
                let mut changes: Vec<(usize, String)> = old
                    .into_iter()
                    .flat_map(|old| tree.children(old))
                    .filter_map(|child| {
                        Some((rank(tree.word(child))?, tree.source(tree.span(child)).to_owned()))
                    })
                    .collect();
                changes.push((rank(mark.0.element()).unwrap_or(0), mark_tag(mark, host)));
                changes.sort_by_key(|(rank, _)| *rank);
                out.push_str("<w:rPr>");
                out.extend(changes.into_iter().map(|(_, change)| change));
                for child in old.into_iter().flat_map(|old| tree.children(old)) {
                    if rank(tree.word(child)).is_none() {
                        out.push_str(tree.source(tree.span(child)));
                    }
                }
                out.push_str("</w:rPr>");
            }
        }
        if let Some(section) = child("sectPr") {
            out.push_str(tree.source(tree.span(section)));
        }
        match look {
            Some((_, stamp)) => {
                out.push_str(&host.tag("pPrChange", *stamp, ">"));
                out.push_str(&format!("<w:pPr>{own}</w:pPr></w:pPrChange>"));
            }
            None => {
                if let Some(change) = child("pPrChange") {
                    out.push_str(tree.source(tree.span(change)));
                }
            }
        }
        out.push_str("</w:pPr>");
        out
    }

    /// The marks around what moves: start and end; nothing for one that stands in the paragraph before or behind.
    fn range(
        &self,
        element: &'static str,
        from: ParagraphIndex,
        stamp: StampIndex,
        host: &mut Host<'_>,
    ) -> (String, String) {
        let revision = self.known.revision;
        let (begins, ends) = revision.ends_of_move(from);
        let name = revision.move_name(from).unwrap_or_default();
        let key = (element, name.clone());
        let id = match host.move_ranges.get(&key) {
            Some(id) => *id,
            None => host.change(),
        };
        host.move_ranges.insert(key, id);
        let (start, end) = ranged(&format!("{element}Range"), Some(&name), id, stamp, host);
        (if begins { start } else { String::new() }, if ends { end } else { String::new() })
    }

    fn insertion<'r>(&self, position: usize, host: &Host<'r>) -> Result<&'r Insertion, MarkupError> {
        host.revision.insertions.get(position).ok_or(MarkupError::Place { insertion: position })
    }

    /// A new or moved paragraph, in its pieces.
    fn fresh(
        &self,
        position: usize,
        nodes: &BTreeMap<ParagraphIndex, Id>,
        host: &mut Host<'_>,
    ) -> Result<Fresh, MarkupError> {
        let insertion = self.insertion(position, host)?;
        match &insertion.content {
            Inserted::Block(NewBlock::Paragraph(new)) => {
                let like = match insertion.like {
                    Some(like) => Some((self.like(like, nodes)?, self.run_look(like.paragraph, nodes))),
                    None => None,
                };
                let like = like.as_ref().map(|(paragraph, run)| crate::write::Like { paragraph, run });
                let tracked = host.inserting(insertion.stamp);
                let mut xml = String::new();
                paragraph(&mut xml, new, like.as_ref(), Some(&tracked), host);
                Ok(Fresh::of(&xml, Mark::Inserted))
            }
            Inserted::Block(NewBlock::Table(_)) => Err(MarkupError::Place { insertion: position }),
            Inserted::Moved { from } => {
                let Some(Treatment::MoveAway { splices, .. }) = host.revision.paragraphs.get(from) else {
                    return Err(MarkupError::Move { paragraph: *from });
                };
                let Some(node) = nodes.get(from).copied() else {
                    return Err(MarkupError::Move { paragraph: *from });
                };
                let read = self.paragraph(*from)?;
                let words = Words::of(read, &self.document.changes);
                check(*from, &words.text, splices, &Edit::default(), &Vec::new())?;
                let fragments = self.cut(node, &words, splices, &Edit::default(), &Vec::new());
                let incoming = Incoming { splices, splits: &[], comments: &[] };
                let fragments = inline::let_in(self.tree, fragments, &incoming);
                let line = Line {
                    tree: self.tree,
                    text: &words.text,
                    fragments: &fragments,
                    runs: Runs::of(self.tree, &fragments),
                    splices,
                    splits: &[],
                    heads: &[],
                    base: read.direction,
                    mark_look: &self.mark_look(node),
                    fields_gone: &BTreeMap::new(),
                    all: None,
                };
                let (start, end) = self.range("moveTo", *from, insertion.stamp, host);
                let moved = moved_here(&line, insertion.stamp, host);
                let properties = match insertion.like {
                    Some(like) => self.like(like, nodes)?,
                    None => self.properties(node),
                };
                Ok(Fresh { properties, mark: Mark::MovedTo, content: format!("{start}{moved}{end}") })
            }
        }
    }

    /// The look of the first words of a paragraph.
    pub(super) fn run_look(&self, index: ParagraphIndex, nodes: &BTreeMap<ParagraphIndex, Id>) -> String {
        let Some(node) = nodes.get(&index) else { return String::new() };
        let tree = self.tree;
        let Ok(read) = self.paragraph(index) else { return String::new() };
        let words = Words::of(read, &self.document.changes);
        let fragments = inline::fragments(tree, *node, &words);
        match Runs::of(tree, &fragments).look_at(0, &(0..0), false) {
            Some(run) => {
                let mut look = Properties::of(order::RUN, inner(tree, tree.child(run, "rPr")));
                if tree.ancestors(run).any(|id| tree.word(id) == "hyperlink") {
                    ["rStyle", "u", "color"].into_iter().for_each(|name| look.remove(name));
                }
                look.children()
            }
            None => self.mark_look(*node),
        }
    }

    /// Something new, with its mark.
    fn placed(
        &self,
        placed: &Placed,
        nodes: &BTreeMap<ParagraphIndex, Id>,
        host: &mut Host<'_>,
    ) -> Result<String, MarkupError> {
        let insertion = self.insertion(placed.insertion, host)?;
        if let Inserted::Block(NewBlock::Table(new)) = &insertion.content {
            let tracked = host.inserting(insertion.stamp);
            let mut out = String::new();
            let apart = |mark_of: Option<ParagraphIndex>, host: &mut Host<'_>| match mark_of {
                None => {
                    let mark = host.tag("ins", insertion.stamp, "/>");
                    format!("<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr></w:p>")
                }
                Some(index) => match nodes.get(&index).map(|node| self.properties(*node)) {
                    Some(old) if !old.is_empty() => format!("<w:p><w:pPr>{old}</w:pPr></w:p>"),
                    _ => "<w:p/>".to_owned(),
                },
            };
            // Word takes tables that touch for one.
            let between = |host: &mut Host<'_>| {
                let marks = ["ins", "del"].map(|change| host.tag(change, insertion.stamp, "/>")).concat();
                format!("<w:p><w:pPr><w:rPr>{marks}</w:rPr></w:pPr></w:p>")
            };
            if placed.opened {
                out.push_str(&between(host));
            }
            table::table(&mut out, new, TEXT_WIDTH, Some(&tracked), host);
            if placed.closed {
                out.push_str(&between(host));
            }
            if placed.ends {
                out.push_str(&apart(placed.mark_of, host));
            }
            return Ok(out);
        }
        let fresh = self.fresh(placed.insertion, nodes, host)?;
        let mut out = fresh.properties.clone();
        match placed.mark_of {
            None => {
                let mark = mark_tag((fresh.mark, insertion.stamp), host);
                out.push_str(&format!("<w:rPr>{mark}</w:rPr>"));
            }
            Some(index) => {
                let old = nodes.get(&index).map_or(String::new(), |node| self.properties(*node));
                if old != fresh.properties {
                    out.push_str(&host.tag("pPrChange", insertion.stamp, ">"));
                    out.push_str(&format!("<w:pPr>{old}</w:pPr></w:pPrChange>"));
                }
            }
        }
        let properties = if out.is_empty() { out } else { format!("<w:pPr>{out}</w:pPr>") };
        Ok(format!("<w:p>{properties}{}</w:p>", fresh.content))
    }

    /// Everything of a paragraph deleted, with its mark: as in a row that goes.
    pub(super) fn deleted(
        &self,
        node: Id,
        stamp: StampIndex,
        with_mark: bool,
        host: &mut Host<'_>,
    ) -> Result<String, MarkupError> {
        let index = self.known.paragraphs.get(&self.tree.span(node).start).copied();
        let nothing = Words::default();
        let words = match index {
            Some(index) => Words::of(self.paragraph(index)?, &self.document.changes),
            None => nothing,
        };
        let mut fragments = inline::fragments(self.tree, node, &words);
        inline::take_all(self.tree, &mut fragments, Fate::Deleted(stamp));
        let fields_gone = inline::simple_fields_gone(self.tree, &fragments);
        let own = self.properties(node);
        let mark = with_mark.then_some((Mark::Deleted, stamp));
        let mut out = self.old_head(node, &own, mark, None, host);
        let line = Line {
            tree: self.tree,
            text: &words.text,
            fragments: &fragments,
            runs: Runs::default(),
            splices: &[],
            splits: &[],
            heads: &[],
            base: Direction::Ltr,
            mark_look: "",
            fields_gone: &fields_gone,
            all: Some(stamp),
        };
        out.push_str(&content(&line, host));
        out.push_str("</w:p>");
        Ok(out)
    }
}

/// A new paragraph in its pieces.
struct Fresh {
    properties: String,
    mark: Mark,
    content: String,
}

impl Fresh {
    /// Takes apart what the writer wrote: `<w:p><w:pPr>…<w:rPr>mark</w:rPr></w:pPr>content</w:p>`.
    fn of(xml: &str, mark: Mark) -> Self {
        let inside = xml.strip_prefix("<w:p>").unwrap_or(xml);
        let inside = inside.strip_suffix("</w:p>").unwrap_or(inside);
        let Some((properties, content)) =
            inside.strip_prefix("<w:pPr>").and_then(|inside| inside.split_once("</w:pPr>"))
        else {
            return Self { properties: String::new(), mark, content: inside.to_owned() };
        };
        let properties = properties.rsplit_once("<w:rPr>").map_or(properties, |(properties, _)| properties);
        Self { properties: properties.to_owned(), mark, content: content.to_owned() }
    }
}

impl Mark {
    const fn element(self) -> &'static str {
        match self {
            Self::Inserted => "ins",
            Self::Deleted => "del",
            Self::MovedFrom => "moveFrom",
            Self::MovedTo => "moveTo",
        }
    }
}

fn mark_tag((mark, stamp): (Mark, StampIndex), host: &mut Host<'_>) -> String {
    host.tag(mark.element(), stamp, "/>")
}

/// The place of a change of the mark among its properties; nothing for what is none.
fn rank(word: &str) -> Option<usize> {
    ["ins", "del", "moveFrom", "moveTo"].iter().position(|known| *known == word)
}

/// Whether the places of the changes are places of the text, in order.
fn check(
    paragraph: ParagraphIndex,
    text: &str,
    splices: &[Splice],
    edit: &Edit,
    comments: &Comments,
) -> Result<(), MarkupError> {
    let wrong = |offset: usize| Err(MarkupError::Offset { paragraph, offset });
    let mut at = 0;
    for splice in splices {
        for offset in [splice.at.start, splice.at.end] {
            if offset < at || !text.is_char_boundary(offset) {
                return wrong(offset);
            }
            at = offset;
        }
    }
    let mut last = None;
    for split in &edit.splits {
        let first = splices.partition_point(|splice| splice.at.end <= split.at);
        let inside = splices.get(first).is_some_and(|splice| splice.at.start < split.at);
        if inside || last > Some(split.at) || !text.is_char_boundary(split.at) {
            return wrong(split.at);
        }
        last = Some(split.at);
    }
    for words in comments.iter().filter_map(|(_, words)| words.as_ref()) {
        for offset in [words.start, words.end] {
            if !text.is_char_boundary(offset) {
                return wrong(offset);
            }
        }
    }
    Ok(())
}

/// The note that a story is, as the name of its element and its id.
pub(super) fn note_element(story: Story) -> Option<(&'static str, i32)> {
    match story {
        Story::Body => None,
        Story::Footnote(id) => Some(("footnote", id)),
        Story::Endnote(id) => Some(("endnote", id)),
    }
}

/// The two ends of a stretch in which something changes.
fn ranged(
    element: &str,
    name: Option<&str>,
    id: i32,
    stamp: StampIndex,
    host: &Host<'_>,
) -> (String, String) {
    let stamp = host.stamped(stamp);
    let mut start = format!("<w:{element}Start w:id=\"{id}\"");
    crate::write::xml::attribute(&mut start, "w:author", &stamp.author);
    if let Some(date) = &stamp.date {
        crate::write::xml::attribute(&mut start, "w:date", date);
    }
    if let Some(name) = name {
        crate::write::xml::attribute(&mut start, "w:name", name);
    }
    start.push_str("/>");
    (start, format!("<w:{element}End w:id=\"{id}\"/>"))
}
