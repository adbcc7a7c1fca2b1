//! What a person reads of a plan: how it would go, what is missing in it, and how it is followed.
//!
//! Every listing takes a [`View`], makes the entries of its plan once (`Scene`), and has its data model with a terminal
//! rendering; JSON is the model itself.

pub mod check;
pub mod due;
pub mod followed;
pub mod ics;
pub mod incident;
pub mod matrix;
pub mod order;
pub mod status;
pub mod timeline;
mod times;
pub mod whatif;

use onetext_case::View;
use onetext_record::act::Choice;
use onetext_record::as_of::AsOf;
use onetext_record::plan::following::Following;
use onetext_record::plan::package::{Branch, Entries, Held, NoSuchChoice, Package, Plan};
use onetext_record::plan::schedule::Happened;
use onetext_record::plan::{Content, Modality, Point};
use onetext_record::texts::Texts as _;
use onetext_record::{Provision, Timeline};
use serde::Serialize;

use crate::build::say::Say;
use crate::line::Line;
use crate::model::Place;

/// The plan of a view: its entries with their words followed to the current draft, and the package that was asked for.
pub(crate) struct Scene<'v> {
    pub(crate) view: &'v View,
    pub(crate) say: Say<'v>,
    pub(crate) entries: Entries<'v>,
    pub(crate) package: Package,
}

/// Why there is nothing to say of a plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPlan {
    /// The view has none.
    #[error("there is no entry of a plan in this view")]
    Empty,
    /// An option that cannot be taken.
    #[error("--choose: {0}")]
    Choice(#[from] NoSuchChoice),
    /// Something that is asked of the plan is not in it.
    #[error("{0}")]
    NotThere(String),
}

/// Options taken in the text, each at a clause.
pub type Chosen = [(String, Vec<Choice>)];

impl<'v> Scene<'v> {
    pub(crate) fn new(view: &'v View, now: &'v AsOf, chosen: &Chosen) -> Result<Self, NoPlan> {
        let timeline = Timeline::new(&view.acts, now);
        Self::with_timeline(view, &timeline, chosen)
    }

    /// The same, where the acts are in order already.
    pub(crate) fn with_timeline(
        view: &'v View,
        timeline: &Timeline<'_>,
        chosen: &Chosen,
    ) -> Result<Self, NoPlan> {
        if view.plan.is_empty() {
            return Err(NoPlan::Empty);
        }
        let entries = Entries::new(&view.plan, timeline, view.texts());
        let package =
            if chosen.is_empty() { Package::default() } else { Package::new(view.texts(), chosen)? };
        Ok(Self { view, say: Say::new(view), entries, package })
    }

    /// The plan of the package that was asked for.
    pub(crate) fn plan(&self) -> Plan<'_, 'v> {
        self.entries.plan(&self.package)
    }

    /// An entry as it is named everywhere.
    pub(crate) fn entry(&self, held: &Held<'v>) -> EntryName {
        let clauses = match self.view.texts().current() {
            Some(draft) => {
                held.anchored.clauses.iter().filter_map(|clause| self.say.place(draft, *clause)).collect()
            }
            None => Vec::new(),
        };
        EntryName::of(held.provision, clauses)
    }

    /// The same for an entry by itself; without its clauses where the plan of the package does not have it.
    pub(crate) fn name(&self, plan: &Plan<'_, 'v>, provision: &'v Provision) -> EntryName {
        match plan.get(&provision.id) {
            Some(held) => self.entry(held),
            None => EntryName::of(provision, Vec::new()),
        }
    }

    /// The options of the package that was asked for, in words.
    pub(crate) fn taken(&self) -> Vec<Taken> {
        self.package.branches.iter().filter_map(|branch| self.branch(branch)).collect()
    }

    /// One option that is taken at a clause.
    pub(crate) fn branch(&self, branch: &Branch) -> Option<Taken> {
        let draft = self.view.texts().current()?;
        let choice = branch.choice.iter().map(choice_words).collect();
        Some(Taken { clause: self.say.place(draft, branch.clause)?, choice })
    }
}

/// An entry of a plan by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryName {
    /// Its id.
    pub id: String,
    /// What sort of entry it is: `obligation`, `phase` …
    pub sort: String,
    /// Its title.
    pub title: String,
    /// Whether it forbids what its title says; left out of JSON where it does not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub forbids: bool,
    /// The clauses of the current draft to which its words lead.
    pub clauses: Vec<Place>,
}

impl EntryName {
    fn of(provision: &Provision, clauses: Vec<Place>) -> Self {
        Self {
            id: provision.id.to_string(),
            sort: provision.content.sort().to_string(),
            title: provision.title().to_owned(),
            forbids: forbids(provision),
            clauses,
        }
    }

    /// What it is called: its title; of what is forbidden so that nobody takes it for a duty.
    pub fn name(&self) -> Line {
        let line = if self.forbids { Line::from("must not: ") } else { Line::new() };
        line.given(&self.title)
    }

    /// The same with its clauses.
    pub fn line(&self) -> Line {
        let line = self.name();
        if self.clauses.is_empty() {
            return line;
        }
        line.text(" (").list(self.clauses.iter().map(|place| place.label.as_str())).text(")")
    }
}

/// An option that is taken at a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// The clause.
    pub clause: Place,
    /// What is taken at each of its open points, in order.
    pub choice: Vec<String>,
}

impl Taken {
    /// For people: `clause 7: “five”`.
    pub fn line(&self) -> Line {
        Line::new().given(&self.clause.label).text(": ").list(self.choice.iter().map(String::as_str))
    }
}

/// Whether an entry forbids something.
pub(crate) fn forbids(provision: &Provision) -> bool {
    matches!(&provision.content, Content::Obligation(one) if one.modality == Modality::Prohibition)
}

/// A choice as it is written.
fn choice_words(choice: &Choice) -> String {
    match choice {
        Choice::Words(words) => format!("\u{201c}{words}\u{201d}"),
        Choice::Alternative(number) => format!("#{number}"),
        Choice::In => "in".to_owned(),
        Choice::Out => "out".to_owned(),
    }
}

/// When points of a plan came about, as reported; the earliest date, where accounts date one differently. A prohibition is
/// kept for as long as it lasts: it does not come about.
pub(crate) fn happened(following: &Following<'_, '_>) -> Happened {
    let came = following.rows.iter().filter_map(|row| {
        let moment = row.complete.first().filter(|moment| !moment.told.is_empty());
        let moment = moment.filter(|_| !forbids(row.provision))?;
        Some((Point { of: row.provision.id.clone(), end: false }, moment.when))
    });
    came.collect()
}
