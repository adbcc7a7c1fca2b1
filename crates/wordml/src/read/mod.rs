//! A Word document read: its parts put together into one [`Document`].
//!
//! Each part is read in one pass. What the file says in words is among the paragraphs, or is told as left out.

mod comments;
mod fields;
mod lists;
mod measure;
pub(crate) mod properties;
mod story;
mod styles;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::document::{ChangeIndex, Document, LeftOut, ParagraphIndex, Story};
use crate::numbering::{Definitions, LONGEST_LABEL};
use crate::package::{Package, Refused, Target};
use crate::xml::Cursor;
use lists::ListPlace;
use story::{Around, Aside, CommentMark, Sort, Stretch, Told};
use styles::Styles;

/// A Word file with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its parts.
    pub package: Package,
    /// What they say.
    pub document: Document,
}

impl Opened {
    /// Opens a file and reads it.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Refused> {
        let package = Package::open(bytes)?;
        let document = Document::read(&package)?;
        Ok(Self { package, document })
    }
}

impl Document {
    /// Reads what the parts of a package say. Takes time in proportion to their size; the same parts give the same document.
    ///
    /// # Errors
    /// Parts that are not well formed, or not what the package says they are.
    pub fn read(package: &Package) -> Result<Self, Refused> {
        let main = package.main();
        let styles = match part(package, "styles")? {
            Some((name, text)) => Styles::read(Cursor::new(&name, text))?,
            None => Styles::default(),
        };
        let links = links(package, main)?;
        let text = package.main_xml()?;
        let Told { body, .. } =
            story::read(Sort::Body, Around { styles: &styles, links: &links }, || Cursor::new(main, text))?;
        let mut footnotes = asides(package, Sort::Footnotes, "footnotes", &styles)?;
        let mut endnotes = asides(package, Sort::Endnotes, "endnotes", &styles)?;

        let mut whole = Assembly::default();
        whole.add(body);
        // Notes come in the order of their first references, wherever these stand; a note may refer to another.
        let mut next = 0;
        let mut referenced = BTreeSet::new();
        while let Some(&note) = whole.references.get(next) {
            next += 1;
            if !referenced.insert(note) {
                continue;
            }
            let (notes, id) = match note {
                Story::Footnote(id) => (&mut footnotes, id),
                Story::Endnote(id) => (&mut endnotes, id),
                Story::Body => continue,
            };
            match notes.remove(&id) {
                Some(aside) => whole.add(aside.stretch),
                None => whole.tell("a reference to a note that does not exist".to_owned()),
            }
        }
        for (notes, one) in [(&footnotes, "a footnote"), (&endnotes, "an endnote")] {
            for aside in notes.values() {
                let words = words_of(&aside.stretch);
                if !words.trim().is_empty() {
                    let words = measure::quoted(&words, "word", "words");
                    whole.tell(format!("{one} that nothing refers to, with {words}"));
                }
            }
        }
        let comments = asides_in_order(package, Sort::Comments, "comments", &styles)?;
        comments::place(package, comments, &mut whole)?;
        whole.edges(package)?;
        let definitions = Definitions::of(package)?;
        for format in definitions.unknown_formats() {
            whole.tell(format!(
                "numbers in the format “{}”, shown as decimal ones",
                crate::xml::shown(format)
            ));
        }
        let too_long = lists::number(&mut whole.document, &definitions, &whole.lists);
        if too_long > 0 {
            let labels = measure::counted(too_long, "automatic number", "automatic numbers");
            whole.tell(format!("{labels} of more than {LONGEST_LABEL} characters"));
        }
        Ok(whole.finish())
    }
}

/// What the stretches that were read come to, so far.
#[derive(Debug, Default)]
struct Assembly {
    document: Document,
    lists: Vec<ListPlace>,
    references: Vec<Story>,
    marks: Vec<CommentMark>,
    restyled: usize,
    cells_changed: usize,
}

impl Assembly {
    /// Adds a stretch behind what is there.
    fn add(&mut self, stretch: Stretch) {
        let Stretch {
            paragraphs,
            lists,
            tables,
            changes,
            left_out,
            references,
            anchors,
            restyled,
            cells_changed,
            ..
        } = stretch;
        let document = &mut self.document;
        let before = document.paragraphs.len();
        let change_base = u32::try_from(document.changes.len()).unwrap_or(u32::MAX);
        let shift = |index: &mut ChangeIndex| index.0 = index.0.saturating_add(change_base);
        document.paragraphs.extend(paragraphs.into_iter().map(|mut paragraph| {
            paragraph.mark.iter_mut().chain(&mut paragraph.around).for_each(shift);
            paragraph.pieces.iter_mut().flat_map(|piece| &mut piece.changes).for_each(shift);
            paragraph
        }));
        // Only the body, which comes first, has tables.
        document.tables.extend(tables);
        document.changes.extend(changes);
        let paragraph_base = u32::try_from(before).unwrap_or(u32::MAX);
        document.left_out.extend(left_out.into_iter().map(|LeftOut { near, what }| LeftOut {
            near: near.map(|ParagraphIndex(near)| ParagraphIndex(near.saturating_add(paragraph_base))),
            what,
        }));
        self.lists.extend(lists);
        self.references.extend(references);
        self.marks.extend(
            anchors
                .into_iter()
                .map(|mark| CommentMark { paragraph: mark.paragraph.saturating_add(before), ..mark }),
        );
        self.restyled += restyled;
        self.cells_changed += cells_changed;
    }

    /// Tells of something that has no place in the text.
    fn tell(&mut self, what: String) {
        self.document.left_out.push(LeftOut { near: None, what });
    }

    /// Tells of each header and footer that holds words, in the order of the names of their parts.
    fn edges(&mut self, package: &Package) -> Result<(), Refused> {
        let mut found: BTreeMap<String, Option<String>> = BTreeMap::new();
        for relation in package.relations(package.main())? {
            if (relation.is("header") || relation.is("footer"))
                && let Some(name) = relation.part()
                && !found.contains_key(name)
                && let Some(text) = package.xml(name)?
            {
                let words = measure::words(&mut Cursor::new(name, text))?;
                let told = (!words.trim().is_empty()).then(|| {
                    let what = if relation.is("header") { "a header" } else { "a footer" };
                    let file = crate::xml::shown(name.rsplit('/').next().unwrap_or(name));
                    format!("{what} ({file}) with {}", measure::quoted(&words, "word", "words"))
                });
                found.insert(name.to_owned(), told);
            }
        }
        found.into_values().flatten().for_each(|told| self.tell(told));
        Ok(())
    }

    fn finish(mut self) -> Document {
        if self.restyled > 0 {
            self.tell(measure::counted(self.restyled, "change of formatting", "changes of formatting"));
        }
        if self.cells_changed > 0 {
            self.tell(measure::counted(
                self.cells_changed,
                "change of a single cell",
                "changes of single cells",
            ));
        }
        let last = u32::try_from(self.document.paragraphs.len().saturating_sub(1)).unwrap_or(u32::MAX);
        for told in &mut self.document.left_out {
            told.near = told.near.map(|near| near.min(ParagraphIndex(last)));
        }
        self.document
    }
}

/// The part that the main document has as its `styles`, `footnotes` …, by name and text.
fn part<'p>(package: &'p Package, kind: &str) -> Result<Option<(String, &'p str)>, Refused> {
    let Some(name) = package.related(package.main(), kind)? else { return Ok(None) };
    Ok(package.xml(&name)?.map(|text| (name, text)))
}

/// Where the links of a part lead, by the ids of their relationships.
fn links(package: &Package, owner: &str) -> Result<HashMap<String, String>, Refused> {
    let relations = package.relations(owner)?.into_iter().filter(|relation| relation.is("hyperlink"));
    Ok(relations
        .map(|relation| {
            let target = match relation.target {
                Target::Part(target) | Target::Outside(target) | Target::Place(target) => target,
            };
            (relation.id, target)
        })
        .collect())
}

/// Notes or comments in the order of the file; none where there is no such part.
fn asides_in_order(
    package: &Package,
    sort: Sort,
    kind: &str,
    styles: &Styles,
) -> Result<Vec<Aside>, Refused> {
    let Some((name, text)) = part(package, kind)? else { return Ok(Vec::new()) };
    let links = links(package, &name)?;
    Ok(story::read(sort, Around { styles, links: &links }, || Cursor::new(&name, text))?.asides)
}

/// Notes by their ids; of two with one id, the first.
fn asides(
    package: &Package,
    sort: Sort,
    kind: &str,
    styles: &Styles,
) -> Result<BTreeMap<i32, Aside>, Refused> {
    let mut by_id = BTreeMap::new();
    for aside in asides_in_order(package, sort, kind, styles)? {
        by_id.entry(aside.id).or_insert(aside);
    }
    Ok(by_id)
}

/// The words of a stretch, with all changes accepted.
fn words_of(stretch: &Stretch) -> String {
    let text = |paragraph: &crate::document::Paragraph| {
        paragraph.text(crate::document::Side::Accepted, &stretch.changes)
    };
    stretch.paragraphs.iter().map(text).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
