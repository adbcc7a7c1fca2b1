//! What amendments do to the paragraphs of a document, each as far as it goes together with those before it.
//!
//! WordprocessingML has one deletion and one move for a word. Where two amendments want the same of it, or one what another
//! makes impossible, the earlier one is marked and the later one is named. What somebody changes in words that somebody else
//! moves or puts forward comes *upon* that: it is marked within the other's change, as Word does it. What an author changes in
//! words that they move or put forward themselves is not: as in Word, these come as the author has them last. (LibreOffice reads
//! a deletion within an insertion of the same author as no deletion.)

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use onetext_record::ActId;
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::labelled;
use onetext_wordml::ParagraphIndex;
use onetext_wordml::document::Direction;
use onetext_wordml::markup::{Like, RowPlace, Splice};

use super::super::amendments::{Amendment, Change, WhyNot};
use super::super::marked::Sheet;
use super::sites::{Site, Sites, Slot};
use super::words::{add, made, splices};

/// What becomes of a document. Stamps are positions of amendments.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub(super) sheet: &'a Sheet,
    of: &'a Draft,
    sites: Sites<'a>,
    /// Words that change, by paragraph.
    pub(super) edits: BTreeMap<u32, Vec<Splice>>,
    pub(super) strikes: Vec<Strike>,
    /// What comes between paragraphs, in the order of the amendments.
    pub(super) arrivals: Vec<Arrival>,
    /// Acts that put a new clause forward or change one, and where that is among the arrivals.
    new: BTreeMap<ActId, usize>,
    /// Amendments whose new clause has other words by a later one of the same author.
    pub(super) outdone: BTreeSet<usize>,
    /// In whose name each amendment is marked.
    authors: Vec<&'a str>,
}

/// Paragraphs that go.
#[derive(Debug)]
pub(super) struct Strike {
    pub(super) paragraphs: BTreeSet<u32>,
    pub(super) rows: BTreeSet<RowPlace>,
    pub(super) stamp: usize,
}

/// What comes to a place.
#[derive(Debug)]
pub(super) struct Arrival {
    pub(super) slot: Slot,
    pub(super) stamp: usize,
    pub(super) what: What,
}

#[derive(Debug)]
pub(super) enum What {
    /// New paragraphs, and what changes in the first one upon that.
    New(Vec<New>, Vec<Splice>),
    /// Paragraphs that stand elsewhere in the draft.
    Moved(Range<u32>),
}

/// A new paragraph.
#[derive(Debug)]
pub(super) struct New {
    /// The label with which its words begin; it is set before a tab.
    pub(super) label: Option<String>,
    pub(super) words: String,
    pub(super) like: Option<Like>,
    pub(super) direction: Direction,
}

impl New {
    /// As it reads.
    pub(super) fn text(&self) -> String {
        match &self.label {
            Some(label) => format!("{label}\t{}", self.words),
            None => self.words.clone(),
        }
    }
}

impl<'a> Plan<'a> {
    /// `of` is the draft that the amendments are to, and the document of the sheet the same draft; `authors` says in whose name
    /// each is marked.
    pub(super) fn new(sheet: &'a Sheet, of: &'a Draft, authors: Vec<&'a str>) -> Self {
        Self {
            sheet,
            of,
            sites: Sites::new(&sheet.opened.document, &sheet.draft),
            edits: BTreeMap::new(),
            strikes: Vec::new(),
            arrivals: Vec::new(),
            new: BTreeMap::new(),
            outdone: BTreeSet::new(),
            authors,
        }
    }

    /// Takes an amendment in.
    ///
    /// # Errors
    /// It cannot be marked, or not together with those that are.
    pub(super) fn take(&mut self, amendment: &Amendment, stamp: usize) -> Result<(), WhyNot> {
        match &amendment.change {
            Change::Words { clause, words } => self.words(*clause, words, stamp),
            Change::Struck { clauses } => self.struck(clauses, stamp),
            Change::Moved { clauses, behind, words } => self.moved(clauses, *behind, words.as_deref(), stamp),
            Change::New { behind, paragraphs, upon, stands } => {
                let behind = behind.map(|behind| self.here(behind)).transpose()?;
                let slot = self.sites.behind(behind)?;
                let own = upon.as_ref().and_then(|upon| self.new.get(upon)).copied();
                let at = match own.map(|at| self.upon(at, slot, paragraphs, stamp).map(|()| at)) {
                    Some(Ok(at)) => at,
                    // What has nothing in common with it stands by itself.
                    Some(Err(WhyNot::NoPlace)) | None if *stands || own.is_none() => {
                        self.arrive(slot, paragraphs, behind, stamp)?
                    }
                    Some(Err(why)) => return Err(why),
                    None => return Err(WhyNot::NoPlace),
                };
                self.new.insert(amendment.act.clone(), at);
                Ok(())
            }
        }
    }

    /// Arrivals by place, and at one place in the order in which they stand there.
    pub(super) fn in_order(&self) -> Vec<&Arrival> {
        let mut all: Vec<&Arrival> = self.arrivals.iter().collect();
        all.sort_by_key(|arrival| arrival.slot.order());
        all
    }

    /// The paragraphs that move away.
    pub(super) fn moves(&self) -> impl Iterator<Item = &Range<u32>> {
        self.arrivals.iter().filter_map(|arrival| match &arrival.what {
            What::Moved(range) => Some(range),
            What::New(..) => None,
        })
    }

    pub(super) fn is_moved(&self, at: u32) -> bool {
        self.moves().any(|range| range.contains(&at))
    }

    /// Whose change it is that a paragraph goes.
    pub(super) fn struck_by(&self, at: u32) -> Option<usize> {
        self.strikes.iter().find(|strike| strike.paragraphs.contains(&at)).map(|strike| strike.stamp)
    }

    /// Whether two amendments are marked in one name.
    fn is_one_author(&self, one: usize, other: usize) -> bool {
        self.authors.get(one) == self.authors.get(other)
    }

    /// What the author of a move changes in a paragraph of it, and what others change, in the text with that.
    pub(super) fn own_and_others(&self, at: u32, mover: usize) -> (Vec<Splice>, Vec<Splice>) {
        let (mut own, mut others) = (Vec::new(), Vec::new());
        let (mut put_in, mut taken) = (0, 0);
        for splice in self.edits.get(&at).into_iter().flatten() {
            if self.is_one_author(splice.stamp, mover) {
                put_in += splice.insert.iter().map(|run| run.text.len()).sum::<usize>();
                taken += splice.at.len();
                own.push(splice.clone());
            } else {
                let moved = |place: usize| place + put_in - taken;
                let at = moved(splice.at.start)..moved(splice.at.end);
                others.push(Splice { at, ..splice.clone() });
            }
        }
        (own, others)
    }

    /// A clause of the draft as one of the document.
    fn here(&self, clause: ClauseIndex) -> Result<ClauseIndex, WhyNot> {
        let id = self.of.outline().get(clause).map(|clause| clause.id.as_str()).ok_or(WhyNot::NoOneClause)?;
        self.sheet.draft.outline().find(id).map_err(|_| WhyNot::NoOneClause)
    }

    fn words(&mut self, clause: ClauseIndex, words: &str, stamp: usize) -> Result<(), WhyNot> {
        let (paragraph, body) = self.sheet.place(self.here(clause)?).ok_or(WhyNot::ClausesBelow)?;
        if self.struck_by(paragraph.0).is_some() {
            return Err(WhyNot::AlsoStruck);
        }
        let new = splices(&self.sheet.text(paragraph), body, words, stamp)?;
        let mut edits = self.edits.get(&paragraph.0).cloned().unwrap_or_default();
        add(&mut edits, new)?;
        self.edits.insert(paragraph.0, edits);
        Ok(())
    }

    fn struck(&mut self, clauses: &[ClauseIndex], stamp: usize) -> Result<(), WhyNot> {
        let sites = self.sites_of(clauses)?;
        let paragraphs: BTreeSet<u32> = sites.iter().flat_map(|site| site.paragraphs.clone()).collect();
        let rows = sites.into_iter().flat_map(|site| site.rows).collect();
        if paragraphs.iter().any(|at| self.struck_by(*at).is_some()) {
            return Err(WhyNot::AlsoStruck);
        }
        if paragraphs.iter().any(|at| self.edits.contains_key(at)) {
            return Err(WhyNot::OtherWords);
        }
        let beyond = |range: &Range<u32>| {
            let touches = paragraphs.iter().any(|at| range.contains(at));
            touches && !paragraphs.iter().all(|at| range.contains(at))
        };
        let own = |arrival: &Arrival| match &arrival.what {
            What::Moved(range) => {
                self.is_one_author(arrival.stamp, stamp) && paragraphs.iter().any(|at| range.contains(at))
            }
            What::New(..) => false,
        };
        if self.moves().any(beyond) || self.arrivals.iter().any(own) {
            return Err(WhyNot::AlsoMoved);
        }
        self.strikes.push(Strike { paragraphs, rows, stamp });
        Ok(())
    }

    fn moved(
        &mut self,
        clauses: &[ClauseIndex],
        behind: Option<ClauseIndex>,
        words: Option<&str>,
        stamp: usize,
    ) -> Result<(), WhyNot> {
        let behind = behind.map(|behind| self.here(behind)).transpose()?;
        let slot = self.sites.behind(behind)?;
        let sites = self.sites_of(clauses)?;
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for site in sites {
            if !site.rows.is_empty() {
                return Err(WhyNot::InTable);
            }
            match ranges.last_mut() {
                Some(last) if last.end == site.paragraphs.start => last.end = site.paragraphs.end,
                _ => ranges.push(site.paragraphs),
            }
        }
        for range in &ranges {
            let stands = slot.is_within(range)
                || slot.after == range.start.checked_sub(1)
                || slot.after.is_some_and(|after| after + 1 == range.end);
            if stands {
                return Err(WhyNot::SameAsIs);
            }
            if range.clone().any(|at| self.is_moved(at)) {
                return Err(WhyNot::AlsoMoved);
            }
            let part = |strike: &&Strike| strike.paragraphs.iter().any(|at| range.contains(at));
            let inside = |strike: &Strike| {
                let whole = strike.paragraphs.iter().all(|at| range.contains(at));
                whole && !self.is_one_author(strike.stamp, stamp)
            };
            if !self.strikes.iter().filter(part).all(inside) {
                return Err(WhyNot::AlsoStruck);
            }
            if self.arrivals.iter().any(|other| other.slot.is_within(range)) {
                return Err(WhyNot::PlaceMoves);
            }
        }
        if self.moves().any(|range| slot.is_within(range)) {
            return Err(WhyNot::PlaceMoves);
        }
        if let (Some(words), [clause]) = (words, clauses) {
            match self.words(*clause, words, stamp) {
                Ok(()) | Err(WhyNot::SameAsIs) => {}
                Err(why) => return Err(why),
            }
        }
        self.arrivals.extend(ranges.into_iter().map(|range| Arrival {
            slot,
            stamp,
            what: What::Moved(range),
        }));
        Ok(())
    }

    /// Where clauses stand, in order and none within another.
    fn sites_of(&self, clauses: &[ClauseIndex]) -> Result<Vec<Site>, WhyNot> {
        let mut sites = Vec::with_capacity(clauses.len());
        for clause in clauses {
            sites.push(self.sites.site(self.here(*clause)?)?);
        }
        sites.sort_by_key(|site| (site.paragraphs.start, std::cmp::Reverse(site.paragraphs.end)));
        sites.dedup_by(|later, earlier| later.paragraphs.end <= earlier.paragraphs.end);
        Ok(sites)
    }

    /// Other words for a clause that an amendment puts forward, within that one's change.
    fn upon(&mut self, at: usize, slot: Slot, paragraphs: &[String], stamp: usize) -> Result<(), WhyNot> {
        let own = self.arrivals.get(at).is_some_and(|arrival| self.is_one_author(arrival.stamp, stamp));
        let (Some(arrival), [words]) = (self.arrivals.get_mut(at), paragraphs) else {
            return Err(WhyNot::NoPlace);
        };
        let What::New(new, edits) = &mut arrival.what else { return Err(WhyNot::NoPlace) };
        let [new] = new.as_mut_slice() else { return Err(WhyNot::NoPlace) };
        if arrival.slot != slot {
            return Err(WhyNot::NoPlace);
        }
        let text = new.text();
        let words = match &new.label {
            Some(label) => labelled::without_label(words, label).unwrap_or(words),
            None => words,
        };
        let body = text.len() - new.words.len()..text.len();
        let start = body.start;
        let changes = splices(&text, body, words, stamp)?;
        if !own {
            return add(edits, changes);
        }
        if !edits.is_empty() {
            return Err(WhyNot::SameWords);
        }
        new.words = made(&text, &changes).split_off(start);
        self.outdone.insert(std::mem::replace(&mut arrival.stamp, stamp));
        Ok(())
    }

    /// A new clause at a place.
    fn arrive(
        &mut self,
        slot: Slot,
        paragraphs: &[String],
        behind: Option<ClauseIndex>,
        stamp: usize,
    ) -> Result<usize, WhyNot> {
        if self.moves().any(|range| slot.is_within(range)) {
            return Err(WhyNot::PlaceMoves);
        }
        // Words parted like cells, behind a row, are a row.
        if behind.is_some_and(|behind| self.sites.is_row(behind))
            && paragraphs.iter().any(|one| one.contains(" | "))
        {
            return Err(WhyNot::InTable);
        }
        let sibling = self.sites.sibling(behind);
        let document = &self.sheet.opened.document;
        let direction = sibling.unwrap_or(ParagraphIndex(0));
        let direction =
            document.paragraphs.get(direction.0 as usize).map(|found| found.direction).unwrap_or_default();
        let new = |(at, words): (usize, &String)| {
            let (label, words) = match labelled::label_and_words(words) {
                Some((label, words)) => (Some(label.to_owned()), words.to_owned()),
                None => (None, words.clone()),
            };
            // A number that Word counts belongs to the clause, and not to each paragraph of it.
            let numbered = at == 0 && label.is_none();
            let like = sibling.map(|sibling| self.sites.like(sibling, numbered));
            New { label, words, like, direction }
        };
        let new = paragraphs.iter().enumerate().map(new).collect();
        self.arrivals.push(Arrival { slot, stamp, what: What::New(new, Vec::new()) });
        Ok(self.arrivals.len() - 1)
    }
}
