//! Blocks become a tree of clauses: by indentation, and where a draft has none, by how labels count.

mod naming;

use std::collections::HashMap;

use crate::blocks::{Block, BlockKind};
use crate::clause::Clause;
use crate::label::{self, Dress, Family, Label, Script};
use crate::outline::slug;
use crate::readings::{Choice, ReadAs};

/// A clause that later ones can stand under.
struct Frame {
    clause: u32,
    kind: BlockKind,
    column: u32,
    family: Option<Family>,
    value: u32,
    suffix: u8,
    /// Rank of a heading: lower is wider.
    rank: u16,
    /// Whether an option's own text is one preambular paragraph.
    preambular: bool,
}

/// The clauses, still without words and points, and the choices made.
pub(crate) struct Nested {
    pub(crate) clauses: Vec<Clause>,
    pub(crate) choices: Vec<Choice>,
    /// For options: place in their numbering and its family, by clause.
    pub(crate) options: HashMap<u32, (u32, Family)>,
}

/// Gives each block its place.
pub(crate) fn nest(text: &str, blocks: &mut [Block], overrides: &HashMap<u32, ReadAs>) -> Nested {
    let mut tree = Tree {
        text,
        overrides,
        frames: Vec::new(),
        base: 0,
        nested: Nested {
            clauses: Vec::with_capacity(blocks.len()),
            choices: Vec::new(),
            options: HashMap::new(),
        },
        ids: HashMap::with_capacity(blocks.len()),
        below: vec![Below::default()],
        notes_from: trailing_notes(blocks),
    };
    for block in blocks {
        let label = block.label.take();
        tree.place(block, label);
    }
    tree.nested
}

/// Index of the block from which on there are only footnotes and what belongs to them.
fn trailing_notes(blocks: &[Block]) -> usize {
    let mut from = blocks.len();
    for (at, block) in blocks.iter().enumerate().rev() {
        match block.kind {
            BlockKind::Footnote => from = at,
            _ if block.column >= 2 && !matches!(block.kind, BlockKind::Heading(_)) => {}
            _ => break,
        }
    }
    from
}

/// What stands under a clause so far.
#[derive(Default, Clone, Copy)]
struct Below {
    /// Unlabelled clauses that are no rows.
    paragraphs: u32,
    rows: u32,
    /// The last one.
    last: u32,
    /// The last plainly numbered item: clause, number written, number shown.
    numbered: Option<(u32, u32, u32)>,
}

struct Tree<'a> {
    text: &'a str,
    overrides: &'a HashMap<u32, ReadAs>,
    frames: Vec<Frame>,
    /// Rank of the last heading marked as such; evident headings stand below it.
    base: u16,
    nested: Nested,
    /// How often a name was given, by parent and key.
    ids: HashMap<(Option<u32>, String), u32>,
    /// What stands under the top, then under each clause.
    below: Vec<Below>,
    notes_from: usize,
}

impl Tree<'_> {
    fn place(&mut self, block: &Block, mut label: Option<Label>) {
        let rank = match block.kind {
            BlockKind::Heading(level) => u16::from(level) * 16,
            BlockKind::Evident(rank) => self.base + u16::from(rank),
            BlockKind::Lettered => self.rank_of_lettered(label.as_mut()),
            _ => 0,
        };
        match block.kind {
            BlockKind::Heading(_) | BlockKind::Evident(_) | BlockKind::Lettered => {
                let marked = matches!(block.kind, BlockKind::Heading(_));
                while self.frames.last().is_some_and(|frame| {
                    // A heading that is marked never stands below one that is not.
                    !is_heading(frame.kind)
                        || frame.rank >= rank
                        || marked && !matches!(frame.kind, BlockKind::Heading(_))
                }) {
                    self.frames.pop();
                }
                if marked {
                    self.base = rank;
                }
            }
            BlockKind::Footnote => {
                let trailing = self.nested.clauses.len() >= self.notes_from;
                while self.frames.last().is_some_and(|frame| trailing || !is_heading(frame.kind)) {
                    self.frames.pop();
                }
            }
            BlockKind::Paragraph => self.leave_for_paragraph(block),
            BlockKind::Row | BlockKind::Header => self.leave_for_paragraph(block),
            BlockKind::Item => {
                if let Some(label) = &mut label {
                    self.leave_for_item(block, label);
                }
            }
            BlockKind::Option => {
                if let Some(label) = &label {
                    self.leave_for_option(block, label);
                }
            }
        }
        let parent = self.frames.last().map(|frame| frame.clause);
        let index = self.nested.clauses.len() as u32;
        let shown = self.shown_label(block, label.as_mut(), parent, index);
        let clause = self.clause(block, rank, shown, parent);
        if let (BlockKind::Option, Some(label)) = (block.kind, &label) {
            self.nested.options.insert(index, (label.value, counting(label.family)));
        }
        let body = clause.body;
        self.nested.clauses.push(clause);
        self.below.push(Below::default());
        self.below[under(parent)].last = index;
        self.frames.push(Frame {
            clause: index,
            kind: block.kind,
            column: block.column,
            family: label.as_ref().map(|label| label.family),
            value: label.as_ref().map_or(0, |label| label.value),
            suffix: label.as_ref().map_or(0, |label| label.suffix),
            rank,
            preambular: block.kind == BlockKind::Option
                && is_preambular(self.text.get(body.range()).unwrap_or("")),
        });
    }

    /// Headings with letters or numbers stand beside the last of their sort; the first of them stands below the heading
    /// before it, unless that one names nothing: then it stands beside it.
    fn rank_of_lettered(&mut self, label: Option<&mut Label>) -> u16 {
        let above = self
            .frames
            .iter()
            .rev()
            .find(|frame| is_heading(frame.kind) && frame.rank != self.base + u16::from(label::UNNAMED));
        let below = above.map_or(self.base, |frame| frame.rank) + 1;
        let Some(label) = label else { return below };
        let last = self
            .frames
            .iter()
            .rev()
            .find(|frame| frame.kind == BlockKind::Lettered && goes_with(frame, label));
        let (family, rank) = last.map_or((None, below), |frame| (frame.family, frame.rank));
        settle_roman(label, family);
        rank
    }

    fn leave_for_paragraph(&mut self, block: &Block) {
        while let Some(top) = self.frames.last() {
            let stays = match top.kind {
                BlockKind::Heading(_) | BlockKind::Evident(_) | BlockKind::Lettered => true,
                BlockKind::Item | BlockKind::Footnote => block.column >= top.column + 2,
                BlockKind::Option => {
                    let inside = block.column + 1 >= top.column;
                    let words = self.text.get(block.span.range()).unwrap_or("");
                    let wanted = self.overrides.get(&block.span.start);
                    if matches!(wanted, Some(ReadAs::Outside | ReadAs::Alternatives)) {
                        inside && wanted == Some(&ReadAs::Alternatives)
                    } else if inside && top.preambular && opens_with_emphasis(words) {
                        self.nested.choices.push(Choice {
                            span: block.span,
                            chosen: ReadAs::Outside,
                            possible: ReadAs::Alternatives,
                            why: "The option before it is one preambular paragraph, and this is another; it is taken to stand behind the options.",
                        });
                        false
                    } else {
                        inside
                    }
                }
                BlockKind::Paragraph | BlockKind::Row | BlockKind::Header => false,
            };
            if stays {
                break;
            }
            self.frames.pop();
        }
    }

    fn leave_deeper(&mut self, column: u32) {
        while let Some(top) = self.frames.last() {
            let flat = matches!(top.kind, BlockKind::Row | BlockKind::Header);
            let paragraph = top.kind == BlockKind::Paragraph && top.column + 2 > column;
            if is_heading(top.kind)
                || !(flat
                    || paragraph
                    || top.column >= column + 2
                    || top.kind == BlockKind::Footnote && column < 2)
            {
                break;
            }
            self.frames.pop();
        }
    }

    fn leave_for_item(&mut self, block: &Block, label: &mut Label) {
        if self.starts_again_below_paragraph(block, label) {
            settle_roman(label, None);
            return;
        }
        self.leave_deeper(block.column);
        if label.family.script == Script::Named {
            self.leave_unit(label);
        }
        let Some(top) = self.frames.last() else {
            settle_roman(label, None);
            return;
        };
        if is_heading(top.kind) || top.kind == BlockKind::Footnote || top.column + 2 <= block.column {
            settle_roman(label, None);
            return;
        }
        // Frames at this column, from the innermost outwards.
        let mut behind_option = false;
        let mut found = None;
        for (at, frame) in self.frames.iter().enumerate().rev() {
            if is_heading(frame.kind) || frame.column.abs_diff(block.column) > 1 {
                break;
            }
            if frame.kind == BlockKind::Option {
                behind_option = true;
                continue;
            }
            if frame.kind != BlockKind::Item || !goes_with(frame, label) {
                continue;
            }
            if !behind_option || follows(frame, label) {
                found = Some(at);
                break;
            }
        }
        if let Some(at) = found {
            settle_roman(label, self.frames[at].family);
            self.frames.truncate(at);
            return;
        }
        settle_roman(label, None);
        let first = label.value == 1 && label.suffix == 0;
        let below = |frame: &Frame| {
            label.prefix.is_some_and(|prefix| {
                frame.value == prefix
                    && frame.family.is_some_and(|family| family.depth + 1 == label.family.depth)
            })
        };
        if let Some(top) = self.frames.last() {
            let lettered = top.kind == BlockKind::Option
                && top.family.is_some_and(|family| family.script != Script::Digits);
            if lettered && label.family.script == Script::Digits && !first && self.frames.len() > 1 {
                let outer = self.frames[self.frames.len() - 2].kind;
                if outer == BlockKind::Option {
                    self.frames.pop();
                }
            } else if top.kind == BlockKind::Item && !first && !below(top) {
                self.frames.pop();
            }
        }
    }

    /// `Article 4. Words` stands beside the heading `Article 3`, not below it.
    fn leave_unit(&mut self, label: &Label) {
        let Some(rank) = label::unit_rank(&label.text).map(|rank| self.base + u16::from(rank)) else {
            return;
        };
        let beside = self
            .frames
            .iter()
            .position(|frame| matches!(frame.kind, BlockKind::Evident(_)) && frame.rank >= rank);
        if let Some(at) = beside {
            self.frames.truncate(at);
        }
    }

    /// Whether a list starts anew below a paragraph that ends with a colon. Such a list stands beside its paragraph; but
    /// if one with the same labels stands there already, it belongs to the paragraph, and both keep their names.
    fn starts_again_below_paragraph(&self, block: &Block, label: &Label) -> bool {
        let [.., above, top] = self.frames.as_slice() else { return false };
        top.kind == BlockKind::Paragraph
            && block.column + 1 >= top.column
            && label.is_first()
            && label.family.script != Script::Bullet
            && self.introduces(top)
            && self.ids.contains_key(&(Some(above.clause), slug(&label.text)))
    }

    fn introduces(&self, frame: &Frame) -> bool {
        let words = self
            .nested
            .clauses
            .get(frame.clause as usize)
            .map_or("", |clause| &self.text[clause.body.range()]);
        words.trim_end_matches(['*', '_', ']', ' ']).ends_with(':')
    }

    fn leave_for_option(&mut self, block: &Block, label: &Label) {
        let column = block.column;
        let family = counting(label.family);
        let before = self.frames.iter().enumerate().rev().take_while(|(_, frame)| {
            let holds =
                matches!(frame.kind, BlockKind::Item | BlockKind::Footnote) && frame.column + 2 <= column;
            !is_heading(frame.kind) && !holds
        });
        let found = before
            .filter(|(_, frame)| frame.kind == BlockKind::Option && frame.column.abs_diff(column) <= 3)
            .find(|(_, frame)| {
                frame.family.map(counting) == Some(family)
                    && (frame.value, frame.suffix) < (label.value, label.suffix)
            });
        if let Some((at, _)) = found {
            self.frames.truncate(at);
            return;
        }
        self.leave_deeper(column);
        while let Some(top) = self.frames.last() {
            let again = top.kind == BlockKind::Option
                && top.family.map(counting) == Some(family)
                && top.column + 2 > column;
            let beside = top.kind == BlockKind::Item && top.column + 2 > column && column > 0;
            if !(again || beside) {
                break;
            }
            self.frames.pop();
        }
    }
}

/// Where what stands under a clause, or under nothing, is kept.
fn under(parent: Option<u32>) -> usize {
    parent.map_or(0, |parent| parent as usize + 1)
}

fn is_heading(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Heading(_) | BlockKind::Evident(_) | BlockKind::Lettered)
}

/// Options count alike in Arabic and Roman numerals: drafts mix `Option 1` and `Option II`.
fn counting(family: Family) -> Family {
    let script = match family.script {
        Script::RomanLower | Script::RomanUpper => Script::Digits,
        Script::Upper => Script::Lower,
        other => other,
    };
    Family { script, dress: Dress::Plain, depth: 1 }
}

/// Whether a label is of the sort of a frame's, taking a letter that can be a Roman numeral for either.
fn goes_with(frame: &Frame, label: &Label) -> bool {
    let Some(family) = frame.family else { return false };
    if family == label.family {
        // `(i)` behind `(a)` alone is the first of a list below it, behind `(h)` the next letter.
        return label.roman.is_none()
            || !is_letter(label.family.script)
            || label.value == frame.value + 1
            || label.roman != Some(1);
    }
    family.dress == label.family.dress && label.roman.is_some() && family == label.family.as_roman()
}

fn follows(frame: &Frame, label: &Label) -> bool {
    let value = match (frame.family, label.roman) {
        (Some(family), Some(roman)) if family != label.family => roman,
        _ => label.value,
    };
    value == frame.value + 1 || value == frame.value && label.suffix > frame.suffix
}

fn is_letter(script: Script) -> bool {
    matches!(script, Script::Lower | Script::Upper)
}

/// Settles whether `(i)` is a letter or a number, by the list that it goes on with.
fn settle_roman(label: &mut Label, list: Option<Family>) {
    let Some(roman) = label.roman.filter(|_| is_letter(label.family.script)) else { return };
    let counts_roman = list.map_or(roman == 1, |family| family == label.family.as_roman());
    if counts_roman {
        label.family = label.family.as_roman();
        label.value = roman;
    }
}

/// `*Recognizing* …,`: a paragraph of a preamble.
fn is_preambular(words: &str) -> bool {
    opens_with_emphasis(words) && words.trim_end_matches(['*', '_', ']']).ends_with([',', ';', '،', '؛'])
}

fn opens_with_emphasis(words: &str) -> bool {
    let bare = words.trim_start_matches('[');
    bare.starts_with(['*', '_'])
        && !bare.starts_with("**")
        && bare[1..].trim_start_matches('[').starts_with(char::is_alphabetic)
}
