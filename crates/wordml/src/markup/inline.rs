//! A paragraph as fragments: what it holds, in order, cut where words go and come, each with what becomes of it.

use super::revision::{Splice, Split, StampIndex};
use super::tree::{Id, Tree};
use crate::document::{Change, Content, Paragraph, Side};
use crate::xml::Space;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What becomes of a piece of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays as it is.
    Kept,
    /// It is deleted.
    Deleted(StampIndex),
    /// It moves away.
    MovedAway(StampIndex),
}

/// An element of a run: words, a tab, a reference, a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Child {
    pub(super) run: Id,
    pub(super) element: Id,
    /// The bytes of the paragraph's text that it is; nothing for what is no text.
    pub(super) text: Range<usize>,
    /// Whether it is a part of its element alone.
    pub(super) cut: bool,
    /// Whether an earlier change has taken it away already.
    pub(super) dead: bool,
    pub(super) note: bool,
    pub(super) fate: Fate,
}

/// What stands at a place of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fragment {
    /// Bytes that are copied: bookmarks, the ends of what comments are about, formulas.
    Raw(Range<usize>),
    /// Bytes that are copied and may as well stand within a tracked change: space between elements, marks of proofing.
    Slack(Range<usize>),
    /// A link, a field, a content control or the like begins.
    Open(Id),
    /// It ends.
    Close(Id),
    /// An element of a run.
    Child(Child),
    /// The words that a splice inserts, by its position.
    Insert(usize),
    /// A paragraph ends here and another begins, by the position of the split.
    Split(usize),
    /// The start of what a comment is about, by its position in the revision.
    CommentStart(usize),
    /// Its end.
    CommentEnd(usize),
}

/// The words of a paragraph by the elements that hold them.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// By the first byte of the element: its bytes of the text.
    by_element: BTreeMap<usize, (Range<usize>, bool)>,
    /// The text with earlier changes accepted.
    pub(super) text: String,
}

impl Words {
    pub(super) fn of(paragraph: &Paragraph, changes: &[Change]) -> Self {
        let mut words = Self::default();
        for piece in paragraph.shown(Side::Accepted, changes) {
            let from = words.text.len();
            words.text.push_str(piece.content.as_text());
            let note = matches!(piece.content, Content::Note(_));
            let held = words.by_element.entry(piece.element.start).or_insert((from..from, note));
            held.0.end = words.text.len();
        }
        words
    }
}

impl Words {
    /// The words of an element: its own, or those of what stands in it, as one of several alternatives.
    fn of_element(&self, span: &Range<usize>) -> Option<(Range<usize>, bool)> {
        let mut all = self.by_element.range(span.clone()).map(|(_, held)| held);
        let (first, note) = all.next()?;
        Some((first.start..all.next_back().map_or(first.end, |(last, _)| last.end), *note))
    }
}

/// The containers of runs that are copied around what is in them.
fn is_container(tree: &Tree<'_>, id: Id) -> bool {
    let Some(name) = tree.name(id) else { return false };
    match name.space {
        Space::Word => matches!(
            name.local,
            "hyperlink"
                | "smartTag"
                | "sdt"
                | "sdtContent"
                | "customXml"
                | "fldSimple"
                | "ins"
                | "del"
                | "moveFrom"
                | "moveTo"
                | "dir"
                | "bdo"
        ),
        Space::Compatibility => matches!(name.local, "AlternateContent" | "Choice" | "Fallback"),
        _ => false,
    }
}

/// A container whose words are one thing, which new words beside it are no part of.
pub(super) fn is_one_thing(tree: &Tree<'_>, id: Id) -> bool {
    matches!(tree.word(id), "hyperlink" | "fldSimple")
}

/// The fragments of a paragraph as it stands. O(n log n) in its elements.
pub(super) fn fragments(tree: &Tree<'_>, paragraph: Id, words: &Words) -> Vec<Fragment> {
    let mut found = Vec::new();
    let end = tree.after(paragraph);
    let (mut at, mut next) = match tree.child(paragraph, "pPr") {
        Some(properties) => (tree.span(properties).end, tree.after(properties)),
        None => (tree.start(paragraph).end, tree.inside(paragraph)),
    };
    let mut open: Vec<Id> = Vec::new();
    let mut dead = 0_usize;
    let mut offset = 0_usize;
    let is_dead = |id: Id| matches!(tree.word(id), "del" | "moveFrom");
    while next < end {
        close(tree, &mut open, Some(next), &mut at, &mut found, &mut dead);
        let span = tree.span(next);
        raw(tree, at..span.start, &mut found);
        at = span.end;
        match tree.word(next) {
            "r" => {
                let before = found.len();
                for element in tree.children(next).filter(|child| tree.word(*child) != "rPr") {
                    let (text, note) =
                        words.of_element(&tree.span(element)).unwrap_or((offset..offset, false));
                    offset = text.end;
                    let fate = Fate::Kept;
                    found.push(Fragment::Child(Child {
                        run: next,
                        element,
                        text,
                        cut: false,
                        dead: dead > 0,
                        note,
                        fate,
                    }));
                }
                if found.len() == before {
                    found.push(Fragment::Slack(span));
                }
                next = tree.after(next);
            }
            "proofErr" => {
                found.push(Fragment::Slack(span));
                next = tree.after(next);
            }
            _ if is_container(tree, next) && !tree.is_empty_tag(next) => {
                found.push(Fragment::Open(next));
                dead += usize::from(is_dead(next));
                open.push(next);
                at = tree.start(next).end;
                next = tree.inside(next);
            }
            _ => {
                found.push(Fragment::Raw(span));
                next = tree.after(next);
            }
        }
    }
    close(tree, &mut open, None, &mut at, &mut found, &mut dead);
    raw(tree, at..tree.inner(paragraph).end, &mut found);
    found
}

/// Ends the containers that end before an element, or all.
fn close(
    tree: &Tree<'_>,
    open: &mut Vec<Id>,
    before: Option<Id>,
    at: &mut usize,
    found: &mut Vec<Fragment>,
    dead: &mut usize,
) {
    while let Some(last) = open.last().copied() {
        if before.is_some_and(|before| before < tree.after(last)) {
            return;
        }
        open.pop();
        let tag = tree.end_tag(last);
        raw(tree, *at..tag.start, found);
        found.push(Fragment::Close(last));
        *at = tag.end;
        if matches!(tree.word(last), "del" | "moveFrom") {
            *dead = dead.saturating_sub(1);
        }
    }
}

/// Bytes between elements.
fn raw(tree: &Tree<'_>, range: Range<usize>, found: &mut Vec<Fragment>) {
    if !range.is_empty() {
        let blank = tree.source(range.clone()).trim().is_empty();
        found.push(if blank { Fragment::Slack(range) } else { Fragment::Raw(range) });
    }
}

/// Cuts words at places.
pub(super) fn cut(tree: &Tree<'_>, fragments: Vec<Fragment>, places: &BTreeSet<usize>) -> Vec<Fragment> {
    let mut found = Vec::with_capacity(fragments.len() + places.len());
    for fragment in fragments {
        let Fragment::Child(child) = &fragment else {
            found.push(fragment);
            continue;
        };
        let text = child.text.clone();
        let inside = (text.start + 1)..text.end;
        if inside.is_empty()
            || tree.word(child.element) != "t"
            || places.range(inside.clone()).next().is_none()
        {
            found.push(fragment);
            continue;
        }
        let mut from = text.start;
        for to in places.range(inside).copied().chain([text.end]) {
            found.push(Fragment::Child(Child { text: from..to, cut: true, ..child.clone() }));
            from = to;
        }
    }
    found
}

/// The complex fields that begin and end among the fragments: from `begin` to `end`, inner ones before outer ones, each with
/// the position of what parts its code from its result.
fn fields(tree: &Tree<'_>, fragments: &[Fragment]) -> (Vec<(usize, usize, usize)>, BTreeSet<usize>) {
    let mut found = Vec::new();
    let mut loose = BTreeSet::new();
    let mut open: Vec<(usize, Option<usize>, Vec<usize>)> = Vec::new();
    for (at, fragment) in fragments.iter().enumerate() {
        let Fragment::Child(child) = fragment else { continue };
        match tree.word(child.element) {
            "fldChar" => match tree.attribute(child.element, "fldCharType").as_deref() {
                Some("begin") => open.push((at, None, vec![at])),
                Some("separate") => match open.last_mut() {
                    Some(field) => {
                        field.1 = Some(at);
                        field.2.push(at);
                    }
                    None => {
                        loose.insert(at);
                    }
                },
                Some("end") => match open.pop() {
                    Some((begin, separate, _)) => found.push((begin, separate.unwrap_or(at), at)),
                    None => {
                        loose.insert(at);
                    }
                },
                _ => {}
            },
            "instrText" => {
                if let Some(field) = open.last_mut() {
                    field.2.push(at);
                }
            }
            _ => {}
        }
    }
    loose.extend(open.into_iter().flat_map(|field| field.2));
    (found, loose)
}

/// What belongs to the paragraph and not to the words around it.
fn is_fixed(word: &str) -> bool {
    matches!(
        word,
        "fldChar"
            | "instrText"
            | "delInstrText"
            | "commentReference"
            | "annotationRef"
            | "footnoteRef"
            | "endnoteRef"
            | "separator"
            | "continuationSeparator"
    )
}

/// The splice that takes away what is on both sides of a place.
fn around<'s>(splices: &'s [Splice], place: &Range<usize>) -> Option<&'s Splice> {
    let first = splices.partition_point(|one| one.at.end <= place.end);
    splices.get(first).filter(|one| one.at.start < place.start)
}

/// Marks what splices take away. Fields whose whole result goes, go with it.
pub(super) fn splice(tree: &Tree<'_>, fragments: &mut [Fragment], splices: &[Splice]) {
    for fragment in fragments.iter_mut() {
        let Fragment::Child(child) = fragment else { continue };
        if child.dead {
            continue;
        }
        let text = &child.text;
        let whose = if text.is_empty() {
            if is_fixed(tree.word(child.element)) {
                continue;
            }
            around(splices, text)
        } else {
            let first = splices.partition_point(|one| one.at.end < text.end);
            splices
                .iter()
                .skip(first)
                .take_while(|one| one.at.start <= text.start)
                .find(|one| !one.at.is_empty())
        };
        if let Some(splice) = whose {
            child.fate = Fate::Deleted(splice.stamp);
        }
    }
    let (fields, _) = fields(tree, fragments);
    for (begin, separate, end) in fields {
        let fate = {
            let result = fragments.get(separate..end).unwrap_or_default();
            let mut words = result.iter().filter_map(|fragment| match fragment {
                Fragment::Child(child) if !child.text.is_empty() && !child.dead => Some(child),
                _ => None,
            });
            match words.next() {
                Some(first) if first.fate != Fate::Kept && words.all(|word| word.fate != Fate::Kept) => {
                    first.fate
                }
                Some(_) => continue,
                None => {
                    let Some(Fragment::Child(child)) = fragments.get(begin) else { continue };
                    let at = child.text.start;
                    match around(splices, &(at..at)) {
                        Some(splice) => Fate::Deleted(splice.stamp),
                        None => continue,
                    }
                }
            }
        };
        for fragment in fragments.get_mut(begin..=end).unwrap_or_default() {
            if let Fragment::Child(child) = fragment
                && child.fate == Fate::Kept
                && !child.dead
            {
                child.fate = fate;
            }
        }
    }
}

/// Marks all that is not yet marked: the whole paragraph goes. A field that reaches beyond it keeps its code.
pub(super) fn take_all(tree: &Tree<'_>, fragments: &mut [Fragment], fate: Fate) {
    let (_, loose) = fields(tree, fragments);
    for (at, fragment) in fragments.iter_mut().enumerate() {
        if let Fragment::Child(child) = fragment
            && child.fate == Fate::Kept
            && !child.dead
            && !loose.contains(&at)
            && !matches!(tree.word(child.element), "footnoteRef" | "endnoteRef" | "annotationRef")
        {
            child.fate = fate;
        }
    }
}

/// The simple fields of which nothing stays, and whose change that is.
pub(super) fn simple_fields_gone(tree: &Tree<'_>, fragments: &[Fragment]) -> BTreeMap<Id, Fate> {
    let mut found: BTreeMap<Id, Option<Fate>> = BTreeMap::new();
    let mut open: Vec<Id> = Vec::new();
    for fragment in fragments {
        match fragment {
            Fragment::Open(id) if tree.word(*id) == "fldSimple" => open.push(*id),
            Fragment::Close(id) if open.last() == Some(id) => {
                open.pop();
            }
            Fragment::Child(child) if !child.text.is_empty() && !child.dead => {
                for field in &open {
                    match (child.fate, found.get(field)) {
                        (Fate::Kept, _) => {
                            found.insert(*field, None);
                        }
                        (fate, None) => {
                            found.insert(*field, Some(fate));
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    found.into_iter().filter_map(|(field, fate)| Some((field, fate?))).collect()
}

/// A place among fragments at which something comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// The position of the fragment before which it stands.
    before: usize,
}

/// What is looked up for each place of a paragraph.
struct Known {
    fields: Vec<(usize, usize, usize)>,
    /// Where words end, and the position of their fragment.
    ends: BTreeMap<usize, usize>,
}

impl Known {
    fn of(tree: &Tree<'_>, fragments: &[Fragment]) -> Self {
        let words = |(position, fragment): (usize, &Fragment)| match fragment {
            Fragment::Child(child) if !child.text.is_empty() && !child.dead => {
                Some((child.text.end, position))
            }
            _ => None,
        };
        Self {
            fields: fields(tree, fragments).0,
            ends: fragments.iter().enumerate().filter_map(words).collect(),
        }
    }
}

/// Where what comes in behind `at` belongs; `beside` is the start of the words that are deleted there, the same place where
/// none are.
fn slot(tree: &Tree<'_>, fragments: &[Fragment], known: &Known, at: &Range<usize>) -> Slot {
    let Some(last) = known.ends.get(&at.end).copied() else { return first_slot(tree, fragments) };
    let holder = |position: usize| holder(tree, fragments, &known.fields, position);
    let held = holder(last);
    if held == (None, None) {
        return Slot { before: last + 1 };
    }
    let rest_stays = !at.is_empty()
        && at.start > 0
        && known.ends.get(&at.start).is_some_and(|before| holder(*before) == held);
    let mut target = last;
    if !rest_stays {
        for (position, fragment) in fragments.iter().enumerate().skip(last + 1) {
            match fragment {
                Fragment::Close(id) if is_one_thing(tree, *id) => target = position,
                Fragment::Child(child) if tree.word(child.element) == "fldChar" => {
                    match tree.attribute(child.element, "fldCharType").as_deref() {
                        Some("end") => target = position,
                        _ => break,
                    }
                }
                Fragment::Child(child) if child.text.is_empty() => {}
                Fragment::Child(_) | Fragment::Open(_) => break,
                _ => {}
            }
        }
    }
    Slot { before: target + 1 }
}

/// The place before the first words, outside of a link or field that they are in.
fn first_slot(tree: &Tree<'_>, fragments: &[Fragment]) -> Slot {
    let first = fragments.iter().position(
        |fragment| matches!(fragment, Fragment::Child(child) if !child.text.is_empty() && !child.dead),
    );
    let Some(first) = first else { return Slot { before: fragments.len() } };
    let mut target = first;
    let mut depth = 0_usize;
    for position in (0..first).rev() {
        match fragments.get(position) {
            Some(Fragment::Open(id)) if depth == 0 => {
                if is_one_thing(tree, *id) || is_container(tree, *id) {
                    target = position;
                }
            }
            Some(Fragment::Child(child)) => match tree.word(child.element) {
                "fldChar" => match tree.attribute(child.element, "fldCharType").as_deref() {
                    Some("begin") if depth == 0 => target = position,
                    Some("begin") => depth -= 1,
                    Some("end") => depth += 1,
                    _ => {}
                },
                "instrText" => {}
                _ => break,
            },
            Some(Fragment::Raw(_) | Fragment::Slack(_)) => {}
            _ => break,
        }
    }
    Slot { before: target }
}

/// The innermost field and link that a fragment stands in.
fn holder(
    tree: &Tree<'_>,
    fragments: &[Fragment],
    fields: &[(usize, usize, usize)],
    position: usize,
) -> (Option<usize>, Option<Id>) {
    let field = fields.iter().position(|(begin, _, end)| *begin < position && position < *end);
    let link = match fragments.get(position) {
        Some(Fragment::Child(child)) => link(tree, child.run),
        _ => None,
    };
    (field, link)
}

/// The link or simple field around a run.
pub(super) fn link(tree: &Tree<'_>, run: Id) -> Option<Id> {
    tree.ancestors(run).take_while(|id| tree.word(*id) != "p").find(|id| is_one_thing(tree, *id))
}

/// What comes into a paragraph: the words of splices, new paragraph marks, the ends of what comments are about.
pub(super) struct Incoming<'r> {
    pub(super) splices: &'r [Splice],
    pub(super) splits: &'r [Split],
    /// Position in the revision, and the words that it is about; all of them for `None`.
    pub(super) comments: &'r [(usize, Option<Range<usize>>)],
}

/// Puts in what comes.
pub(super) fn let_in(tree: &Tree<'_>, fragments: Vec<Fragment>, incoming: &Incoming<'_>) -> Vec<Fragment> {
    let known = Known::of(tree, &fragments);
    let slot = |at: &Range<usize>| slot(tree, &fragments, &known, at);
    let mut all: Vec<(usize, u8, usize, Fragment)> = Vec::new();
    for (position, splice) in incoming.splices.iter().enumerate() {
        if !splice.insert.is_empty() {
            let slot = slot(&splice.at);
            all.push((slot.before, 1, splice.at.end, Fragment::Insert(position)));
        }
    }
    for (position, split) in incoming.splits.iter().enumerate() {
        let slot = slot(&(split.at..split.at));
        all.push((slot.before, 3, split.at, Fragment::Split(position)));
    }
    for (position, words) in incoming.comments {
        match words {
            Some(words) => {
                let start = fragments.iter().position(
                    |fragment| matches!(fragment, Fragment::Child(child) if !child.text.is_empty() && !child.dead && child.text.start >= words.start),
                );
                let start = start.unwrap_or(fragments.len());
                let end = slot(words).before.max(start);
                all.push((start, 0, 0, Fragment::CommentStart(*position)));
                all.push((end, 2, 0, Fragment::CommentEnd(*position)));
            }
            None => {
                all.push((0, 0, 0, Fragment::CommentStart(*position)));
                all.push((fragments.len(), 2, 0, Fragment::CommentEnd(*position)));
            }
        }
    }
    // What comes in at one place: starts of comments, words, ends of comments, new paragraphs; a stable sort keeps the
    // order of the splices.
    all.sort_by_key(|(before, sort, at, _)| (*before, *at, *sort));
    let mut all = all.into_iter().peekable();
    let mut out = Vec::with_capacity(fragments.len() + all.len());
    for (position, fragment) in fragments.into_iter().enumerate() {
        while let Some((.., incoming)) = all.next_if(|(before, ..)| *before <= position) {
            out.push(incoming);
        }
        out.push(fragment);
    }
    out.extend(all.map(|(.., incoming)| incoming));
    out
}
