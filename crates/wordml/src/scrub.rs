//! What a Word file tells beyond its words, taken away: people, machines, times, and other documents.
//!
//! # What is taken away
//! - Properties of the document, built in or its own; custom XML; thumbnails; signatures; lists of people and of comment ids;
//!   the glossary document; embedded objects and controls, of which the picture stays; imported and linked files; the list of
//!   fonts and embedded fonts; settings but those by which the text is set (so also protection, variables, mail merge, the
//!   template, revision ids). A part stays only if it is of a kind that is needed to show the text.
//! - In every part that stays: revision ids, ids of paragraphs and of drawings, marks of the spelling checker, languages of
//!   single runs, bookmarks that nothing refers to, names of ranges that somebody may edit, smart tags, tags and bindings of
//!   content controls, data of form fields, descriptions and file names of pictures, XML comments and processing
//!   instructions, styles of the file's own that are not used, ids of list templates.
//! - Instructions of fields but those of page numbers, references within the document and the like. What a field shows in the
//!   text stays as words; in a header or footer, what it shows of names, files and times goes as well.
//! - Words that are hidden: whoever is not shown a word by Word shall not find it in the file. Pictures, charts and addresses
//!   that nothing but such words named, or words that a settled change took away.
//! - Addresses of links, unless the words of the link are the address: it would be hidden text, and often is that of
//!   a colleague's folder or mail. The words of the link stay.
//! - Comments, and names and times of tracked changes, as [`Keep`] says.
//!
//! # What stays
//! The words of every paragraph, their looks, tables, notes, numbering, headers and footers. Tracked changes stay tracked:
//! where an audience may not see them, they have to be settled before. Names of styles in use and of bookmarks that are
//! referred to stay. Pictures in JPEG and PNG lose what a camera or an editor noted in them, and their profiles of colours; those
//! of other kinds, or broken ones, keep what their format holds: [`Scrubbed::untouched`] tells of them.

mod cleaner;
mod fields;
mod pictures;
mod styles;
mod traces;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::package::{Package, Refused, Relation, Target, has_to_be_named, named};
use crate::xml::{Cursor, Node, Space};
pub use traces::{Traces, traces};

use cleaner::{Context, Sort};

/// What is to stay of what a file tells beyond its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Keep {
    /// Comments.
    pub comments: bool,
    /// The names and times of tracked changes, and of comments if these are kept. Where they go, each change is by
    /// "Author" and has no time, which is how Word itself leaves them out.
    pub stamps: bool,
}

/// A file after [`scrub`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scrubbed {
    /// What is left of it.
    pub package: Package,
    /// What was kept without having been looked into, for people: "2 pictures, with what their own format holds".
    pub untouched: Vec<String>,
}

/// The kinds of relationships whose parts are needed to show the text.
const NEEDED: [&str; 14] = [
    "styles",
    "numbering",
    "settings",
    "theme",
    "footnotes",
    "endnotes",
    "header",
    "footer",
    "image",
    "chart",
    "diagramData",
    "diagramLayout",
    "diagramQuickStyle",
    "diagramColors",
];

/// Takes everything out of a file that tells of people, machines, times or other documents.
///
/// The text of each paragraph is the same before and after. Takes time in proportion to the size of the file.
///
/// # Errors
/// Parts that are not well formed.
pub fn scrub(package: Package, keep: Keep) -> Result<Scrubbed, Refused> {
    let mut package = package;
    let main = package.main().to_owned();
    let hidden = hidden_words(&package)?;
    let reached = reach(&package, keep)?;
    let context = survey(&package, &reached, keep)?;

    // The main document first, as the notes that are kept are those that it still refers to.
    let mut order: Vec<(&String, Sort)> = reached.iter().map(|(name, sort)| (name, *sort)).collect();
    order.sort_by_key(|(name, sort)| (**name != main, matches!(sort, Sort::Notes), *name));
    let mut referred = BTreeSet::new();
    let mut relations: BTreeMap<String, Vec<Relation>> = BTreeMap::new();
    for (name, sort) in order {
        let own = package.relations(name)?;
        if sort == Sort::Picture {
            continue;
        }
        let Some(text) = package.xml(name)? else { continue };
        let dropped: BTreeSet<&str> = own
            .iter()
            .filter(|one| !one.is("hyperlink") && !stays(one, &package, &reached))
            .map(|one| one.id.as_str())
            .collect();
        let links: BTreeMap<&str, &str> = own.iter().filter_map(link).collect();
        let none = BTreeSet::new();
        let hidden = hidden.get(name).unwrap_or(&none);
        let text = cleaner::clean(
            name,
            text,
            sort,
            &context,
            cleaner::Surroundings { hidden, dropped, links, referred: &referred },
        )?;
        note_references(name, &text, &mut referred)?;
        let kept: Vec<Relation> =
            own.into_iter().filter(|one| link(one).is_some() || stays(one, &package, &reached)).collect();
        relations.insert(name.clone(), kept);
        package.put(name, text.into_bytes());
    }

    let root = package
        .relations("")?
        .into_iter()
        .filter(|one| one.part().is_some_and(|part| part.eq_ignore_ascii_case(&main)))
        .take(1)
        .collect();
    package.retain(|name| reached.contains_key(name))?;
    relations.insert(String::new(), root);
    for (owner, kept) in &relations {
        package.set_relations(owner, kept);
    }
    // What only words named that went, goes with them.
    package.drop_unnamed()?;
    let mut kept = 0_usize;
    for picture in rename_pictures(&mut package, &reached)? {
        match package.part(&picture).and_then(pictures::bare) {
            Some(bare) => package.put(&picture, bare),
            None => kept += 1,
        }
    }
    let untouched = match kept {
        0 => Vec::new(),
        1 => vec!["a picture, with what its own format holds".to_owned()],
        many => vec![format!("{many} pictures, with what their own format holds")],
    };
    Ok(Scrubbed { package, untouched })
}

/// A link to an address outside: its id and where it leads.
fn link(relation: &Relation) -> Option<(&str, &str)> {
    match &relation.target {
        Target::Outside(address) if relation.is("hyperlink") => Some((&relation.id, address)),
        _ => None,
    }
}

/// Whether a relationship leads to a part that stays, as something that is needed.
fn stays(relation: &Relation, package: &Package, reached: &BTreeMap<String, Sort>) -> bool {
    let needed = relation
        .short()
        .is_some_and(|kind| NEEDED.contains(&kind) || kind == "comments" || kind == "commentsExtended");
    let part = relation.part().and_then(|part| package.name_of(part));
    needed && part.is_some_and(|name| reached.contains_key(name))
}

/// The parts that are needed to show the text, found from the main document on.
fn reach(package: &Package, keep: Keep) -> Result<BTreeMap<String, Sort>, Refused> {
    let mut reached = BTreeMap::from([(package.main().to_owned(), Sort::Story)]);
    let mut open = VecDeque::from([package.main().to_owned()]);
    while let Some(owner) = open.pop_front() {
        let ids = named(&owner, package.xml(&owner)?.unwrap_or_default())?;
        for relation in package.relations(&owner)? {
            let Some(kind) =
                relation.short().filter(|_| !has_to_be_named(&relation) || ids.contains(&relation.id))
            else {
                continue;
            };
            let comments = keep.comments && matches!(kind, "comments" | "commentsExtended");
            if !NEEDED.contains(&kind) && !comments {
                continue;
            }
            let Some(name) = relation.part().and_then(|part| package.name_of(part)) else { continue };
            let sort = match kind {
                "footnotes" | "endnotes" => Sort::Notes,
                "header" | "footer" => Sort::Edge,
                "styles" => Sort::Styles,
                "settings" => Sort::Settings,
                // A drawing in SVG is a text of its own, with whatever its program wrote there; it always has another
                // picture beside it.
                "image" if name.to_ascii_lowercase().ends_with(".svg") => continue,
                "image" => Sort::Picture,
                "comments" => Sort::Comments,
                _ => Sort::Other,
            };
            if !reached.contains_key(name) {
                reached.insert(name.to_owned(), sort);
                if sort != Sort::Picture {
                    open.push_back(name.to_owned());
                }
            }
        }
    }
    Ok(reached)
}

/// What has to be known of all parts before one of them is cleaned.
fn survey(package: &Package, reached: &BTreeMap<String, Sort>, keep: Keep) -> Result<Context, Refused> {
    let mut context = Context { keep, ..Context::default() };
    let mut used = BTreeSet::new();
    for (name, sort) in reached {
        let Some(text) = (*sort != Sort::Picture).then(|| package.xml(name)).transpose()?.flatten() else {
            continue;
        };
        if *sort == Sort::Styles {
            continue;
        }
        let mut cursor = Cursor::raw(name, text);
        // The instructions of the fields that are open, each of which may be written in several pieces.
        let mut codes: Vec<String> = Vec::new();
        loop {
            match cursor.next()? {
                Node::Open(element) if element.space == Space::Word => match element.local {
                    "pStyle" | "rStyle" | "tblStyle" | "styleLink" | "numStyleLink" => {
                        used.extend(cursor.val().map(str::to_owned));
                    }
                    "hyperlink" => context.places.extend(cursor.word("anchor").map(str::to_owned)),
                    "fldSimple" => context.refer(cursor.word("instr").unwrap_or_default()),
                    "fldChar" if cursor.word("fldCharType") == Some("begin") => codes.push(String::new()),
                    "fldChar" if cursor.word("fldCharType") == Some("end") => {
                        context.refer(&codes.pop().unwrap_or_default());
                    }
                    "instrText" => {
                        let words = cursor.text()?;
                        if let Some(code) = codes.last_mut() {
                            code.push_str(&words);
                        }
                    }
                    _ => {}
                },
                Node::End => break,
                _ => {}
            }
        }
    }
    for (name, _) in reached.iter().filter(|(_, sort)| **sort == Sort::Styles) {
        if let Some(text) = package.xml(name)? {
            styles::survey(name, text, &used, &mut context)?;
        }
    }
    Ok(context)
}

/// Where words stand that Word does not show, as the reading of the document finds them; by part.
fn hidden_words(package: &Package) -> Result<BTreeMap<String, BTreeSet<usize>>, Refused> {
    use crate::document::{Document, Story};
    let document = Document::read(package)?;
    let main = package.main();
    let footnotes = package.related(main, "footnotes")?;
    let endnotes = package.related(main, "endnotes")?;
    let mut hidden: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for paragraph in &document.paragraphs {
        let part = match paragraph.story {
            Story::Body => Some(main),
            Story::Footnote(_) => footnotes.as_deref(),
            Story::Endnote(_) => endnotes.as_deref(),
        };
        let Some(part) = part else { continue };
        let places =
            paragraph.pieces.iter().filter(|piece| piece.format.hidden).map(|piece| piece.element.start);
        hidden.entry(part.to_owned()).or_default().extend(places);
    }
    Ok(hidden)
}

/// The notes that a cleaned part refers to: `footnote 3`.
fn note_references(name: &str, text: &str, referred: &mut BTreeSet<(bool, String)>) -> Result<(), Refused> {
    let mut cursor = Cursor::raw(name, text);
    loop {
        match cursor.next()? {
            Node::Open(element)
                if matches!(element.word(), Some("footnoteReference" | "endnoteReference")) =>
            {
                let id = cursor.word("id").unwrap_or_default().trim().to_owned();
                referred.insert((element.local == "footnoteReference", id));
            }
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

/// Gives the pictures that are left names that tell nothing. Their new names.
fn rename_pictures(package: &mut Package, reached: &BTreeMap<String, Sort>) -> Result<Vec<String>, Refused> {
    let mut names = BTreeMap::new();
    let left = |name: &String| package.part(name).is_some();
    let pictures = reached.iter().filter(|(name, sort)| **sort == Sort::Picture && left(name));
    for (number, (old, _)) in pictures.enumerate() {
        let ending = old.rsplit_once('.').map_or("bin", |(_, ending)| ending).to_ascii_lowercase();
        names.insert(old.clone(), format!("word/media/image{}.{ending}", number + 1));
    }
    for owner in package.owners() {
        let mut relations = package.relations(&owner)?;
        for relation in &mut relations {
            if let Target::Part(part) = &mut relation.target
                && let Some((_, new)) = names.iter().find(|(old, _)| old.eq_ignore_ascii_case(part))
            {
                part.clone_from(new);
            }
        }
        package.set_relations(&owner, &relations);
    }
    package.rename(&names)?;
    Ok(names.into_values().collect())
}

#[cfg(test)]
mod tests;
