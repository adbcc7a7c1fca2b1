//! Amendments as tracked changes of a Word document, each in the name of who put it forward.
//!
//! The way through: `sites` says where clauses stand, `plan` what becomes of their paragraphs and which amendments cannot be
//! marked beside others, this module marks it in two layers (first what comes, goes and moves, then what is changed upon that),
//! and `expected` says how the result must read: what is handed out reads as the draft when all is rejected, and as the draft
//! with every marked amendment when all is accepted.

mod expected;
mod plan;
mod sites;
mod words;

use std::collections::BTreeSet;

use onetext_text::draft::Draft;
use onetext_wordml::document::{Change, ChangeKind, Document, Paragraph, Side};
use onetext_wordml::markup::{self, Edit, Inserted, Insertion, Revision, Splice, Stamp, Treatment};
use onetext_wordml::new::{NewBlock, NewParagraph, Style};
use onetext_wordml::{Package, ParagraphIndex};

use super::amendments::{Amendment, NotMarked, WhyNot};
use super::marked::{NotMade, Sheet, run};
use super::read_back::{Told, same};
use plan::{Arrival, Plan, What};

/// A document with amendments as tracked changes, and those that could not be marked. `of` is the draft that the amendments
/// are to, and `bytes` the same draft as a Word document without tracked changes. Of two amendments that cannot be marked beside
/// each other, it is the first.
///
/// # Errors
/// [`NotMade`], where the document cannot be read or changed.
pub fn with_amendments(
    bytes: &[u8],
    of: &Draft,
    amendments: &[Amendment],
) -> Result<(Vec<u8>, Vec<NotMarked>), NotMade> {
    let sheet = Sheet::open(bytes)?;
    let all: Vec<&Amendment> = amendments.iter().collect();
    match attempt(&sheet, of, &all) {
        Err(NotMade::Markup(_) | NotMade::ReadsOtherwise) => {}
        done => return done,
    }
    // One of them is in the way: those that go with the ones before them are marked.
    let mut taken: Vec<&Amendment> = Vec::new();
    let mut done = attempt(&sheet, of, &taken)?;
    let mut not = Vec::new();
    for amendment in amendments {
        taken.push(amendment);
        match attempt(&sheet, of, &taken) {
            Ok(more) => done = more,
            Err(NotMade::Markup(_) | NotMade::ReadsOtherwise) => {
                taken.pop();
                not.push(NotMarked { act: amendment.act.clone(), why: WhyNot::ReadsOtherwise });
            }
            Err(error) => return Err(error),
        }
    }
    done.1.extend(not);
    Ok(done)
}

/// The document with all of these that can be marked beside each other.
fn attempt(
    sheet: &Sheet,
    of: &Draft,
    amendments: &[&Amendment],
) -> Result<(Vec<u8>, Vec<NotMarked>), NotMade> {
    let authors = amendments.iter().map(|amendment| amendment.stamp.author.as_str()).collect();
    let mut plan = Plan::new(sheet, of, authors);
    let mut not = Vec::new();
    for (stamp, amendment) in amendments.iter().enumerate() {
        if let Err(why) = plan.take(amendment, stamp) {
            not.push(NotMarked { act: amendment.act.clone(), why });
        }
    }
    let outdone = plan.outdone.iter().filter_map(|at| amendments.get(*at));
    not.extend(outdone.map(|one| NotMarked { act: one.act.clone(), why: WhyNot::OwnLaterWords }));
    let stamps: Vec<Stamp> = amendments.iter().map(|amendment| amendment.stamp.clone()).collect();
    let document = &sheet.opened.document;
    let first = first_layer(&plan, stamps.clone());
    let mut package = markup::apply(&sheet.opened.package, document, &first)?;
    if has_second_layer(&plan) {
        let below = Document::read(&package)?;
        package = markup::apply(&package, &below, &second_layer(&plan, &first, &below, stamps)?)?;
    }
    reads_as_it_must(&package, &plan)?;
    Ok((package.write()?, not))
}

/// What comes, goes and moves, and words that change where they stand.
fn first_layer(plan: &Plan<'_>, stamps: Vec<Stamp>) -> Revision {
    let mut revision = Revision { stamps, ..Revision::default() };
    for (&at, splices) in plan.edits.iter().filter(|(at, _)| !plan.is_moved(**at)) {
        let edit = Edit { splices: splices.clone(), ..Edit::default() };
        revision.paragraphs.insert(ParagraphIndex(at), Treatment::Edit(edit));
    }
    for strike in &plan.strikes {
        revision.rows.extend(strike.rows.iter().map(|row| (*row, strike.stamp)));
        let in_rows = |at: u32| {
            let paragraph = plan.sheet.opened.document.paragraphs.get(at as usize);
            paragraph.is_some_and(|paragraph| paragraph.cell.is_some())
        };
        for &at in strike.paragraphs.iter().filter(|at| !plan.is_moved(**at) && !in_rows(**at)) {
            revision.paragraphs.insert(ParagraphIndex(at), Treatment::Delete { stamp: strike.stamp });
        }
    }
    for Arrival { slot, stamp, what } in plan.in_order() {
        let mut insert = |content: Inserted, like| {
            revision.insertions.push(Insertion { place: slot.place, content, like, stamp: *stamp });
        };
        match what {
            What::New(paragraphs, _) => {
                for new in paragraphs {
                    let paragraph = NewParagraph {
                        style: if new.label.is_some() { Style::Clause } else { Style::Body },
                        label: new.label.clone(),
                        direction: new.direction,
                        runs: run(&new.words),
                        ..NewParagraph::default()
                    };
                    insert(Inserted::Block(NewBlock::Paragraph(paragraph)), new.like);
                }
            }
            What::Moved(range) => {
                for at in range.clone() {
                    insert(Inserted::Moved { from: ParagraphIndex(at) }, None);
                }
                for at in range.clone() {
                    let (splices, _) = plan.own_and_others(at, *stamp);
                    let away = Treatment::MoveAway { stamp: *stamp, splices };
                    revision.paragraphs.insert(ParagraphIndex(at), away);
                    if at > range.start {
                        revision.with_last.insert(ParagraphIndex(at));
                    }
                }
            }
        }
    }
    revision
}

fn has_second_layer(plan: &Plan<'_>) -> bool {
    let of_new = |arrival: &Arrival| matches!(&arrival.what, What::New(_, edits) if !edits.is_empty());
    let of_moved = |arrival: &Arrival| match &arrival.what {
        What::Moved(range) => range.clone().any(|at| !plan.own_and_others(at, arrival.stamp).1.is_empty()),
        What::New(..) => false,
    };
    plan.arrivals.iter().any(|arrival| of_new(arrival) || of_moved(arrival))
        || plan.strikes.iter().any(|strike| strike.paragraphs.iter().any(|&at| plan.is_moved(at)))
}

/// What is changed in paragraphs that are new or have moved. `below` is the document with the first layer.
fn second_layer(
    plan: &Plan<'_>,
    first: &Revision,
    below: &Document,
    stamps: Vec<Stamp>,
) -> Result<Revision, NotMade> {
    let mut revision = Revision { stamps, ..Revision::default() };
    let mut edit = |at: ParagraphIndex, splices: &[Splice]| {
        let edit = Edit { splices: splices.to_vec(), ..Edit::default() };
        revision.paragraphs.insert(at, Treatment::Edit(edit));
    };
    let mut used = BTreeSet::new();
    let mut struck = Vec::new();
    for Arrival { stamp, what, .. } in plan.in_order() {
        match what {
            What::New(paragraphs, edits) => {
                let Some(stamp) = first.stamps.get(*stamp) else { continue };
                for new in paragraphs {
                    let at = brought(below, stamp, &new.text(), &mut used).ok_or(NotMade::ReadsOtherwise)?;
                    if !edits.is_empty() {
                        edit(at, edits);
                    }
                }
            }
            What::Moved(range) => {
                for (from, at) in arrived(plan, first, below, range.clone())? {
                    if let Some(stamp) = plan.struck_by(from) {
                        struck.push((at, stamp));
                        continue;
                    }
                    let (_, others) = plan.own_and_others(from, *stamp);
                    if !others.is_empty() {
                        edit(at, &others);
                    }
                }
            }
        }
    }
    let gone = struck.into_iter().map(|(at, stamp)| (at, Treatment::Delete { stamp }));
    revision.paragraphs.extend(gone);
    Ok(revision)
}

/// The first paragraph with these words, all of them in an insertion with this stamp, that is not one of those used.
fn brought(
    below: &Document,
    stamp: &Stamp,
    text: &str,
    used: &mut BTreeSet<ParagraphIndex>,
) -> Option<ParagraphIndex> {
    let own = |change: &Change| {
        change.kind == ChangeKind::Insertion
            && change.author.as_deref() == Some(&stamp.author)
            && change.date == stamp.date
    };
    let is = |paragraph: &Paragraph| {
        paragraph.text(Side::Accepted, &below.changes) == text
            && paragraph.shown(Side::Accepted, &below.changes).all(|piece| {
                piece.changes.iter().any(|change| below.changes.get(change.0 as usize).is_some_and(own))
            })
    };
    let all = (0..).map(ParagraphIndex).zip(&below.paragraphs);
    let found =
        all.filter(|(at, _)| !used.contains(at)).find(|(_, paragraph)| is(paragraph)).map(|(at, _)| at);
    used.extend(found);
    found
}

/// Where paragraphs of a move that say something have come to stand.
fn arrived(
    plan: &Plan<'_>,
    first: &Revision,
    below: &Document,
    range: std::ops::Range<u32>,
) -> Result<Vec<(u32, ParagraphIndex)>, NotMade> {
    let name = first.move_name(ParagraphIndex(range.start));
    let here = |change: &Change| change.kind == ChangeKind::MoveTo && change.name == name;
    let comes = |paragraph: &Paragraph| {
        let mut changes = paragraph.pieces.iter().flat_map(|piece| &piece.changes);
        changes.any(|change| below.changes.get(change.0 as usize).is_some_and(here))
    };
    let there = (0..).map(ParagraphIndex).zip(&below.paragraphs);
    let there = there.filter(|(_, paragraph)| comes(paragraph)).map(|(at, _)| at);
    let there: Vec<ParagraphIndex> = there.collect();
    let says = |at: &u32| !plan.sheet.text(ParagraphIndex(*at)).is_empty();
    let from: Vec<u32> = range.filter(says).collect();
    if from.len() != there.len() {
        return Err(NotMade::ReadsOtherwise);
    }
    Ok(from.into_iter().zip(there).collect())
}

/// Whether a marked document reads as it must, both ways. Empty paragraphs, which the format demands at some ends, count only
/// in the text that must stay as it is.
fn reads_as_it_must(package: &Package, plan: &Plan<'_>) -> Result<(), NotMade> {
    let document = Document::read(package)?;
    let base = &plan.sheet.opened.document;
    let old = Told::unchanged(base, |at| plan.sheet.text(ParagraphIndex(at as u32)));
    let now = Told::on(&document, Side::Accepted).without_empty();
    same(&Told::on(&document, Side::Rejected), &old, Side::Rejected)
        .and_then(|()| same(&now, &expected::accepted(plan).without_empty(), Side::Accepted))
        .map_err(|_| NotMade::ReadsOtherwise)
}
