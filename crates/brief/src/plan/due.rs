//! What is due in the next days, for whom.

use onetext_case::View;
use onetext_record::plan::Content;
use onetext_record::plan::following::due::{Due, What, due};
use onetext_record::plan::following::{State, StepState};
use onetext_record::plan::time::Length;
use serde::Serialize;

use super::followed::{DueTold, Ground, Told};
use super::incident::step_words;
use super::{Chosen, EntryName, NoPlan};
use crate::heading::Heading;
use crate::line::Line;
use crate::model::{DateSaid, Person};
use crate::paper::{Ink, Paper};

/// What is due, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct PlanDue {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// How far ahead.
    pub within: Length,
    /// What has a date that has passed and is not reported carried out, the earliest first.
    pub overdue: Vec<DueItem>,
    /// What has a date that has passed and was not owed by then, since it waits for something else, the earliest first.
    pub passed_not_owed: Vec<DueItem>,
    /// What is due by then, the earliest first.
    pub due: Vec<DueItem>,
}

/// Something that is due.
#[derive(Debug, Clone, Serialize)]
pub struct DueItem {
    /// By when; of a day, its end.
    pub by: DateSaid,
    /// Which day of the plan that is, where its days are counted from one point.
    pub day: Option<u32>,
    /// Every date of the deadline, where what it is counted from is dated differently.
    pub dates: Vec<DueTold>,
    /// Who has to do it; none: the text does not say.
    pub who: Vec<Person>,
    /// The entry of the plan; of a step of a dispute clause, that clause.
    pub entry: EntryName,
    /// What is to be done.
    pub what: Line,
    /// The verifier.
    pub verifier: Vec<Person>,
    /// The state of an entry; of a step, `None`.
    pub state: Option<State>,
    /// Where a step of a dispute clause stands.
    pub step: Option<StepState>,
    /// The incident of which it is a step.
    pub incident: Option<String>,
    /// The same in words.
    pub state_words: Line,
}

impl PlanDue {
    /// What is due in a view so long after its date, and what is overdue.
    ///
    /// # Errors
    /// The view has no plan, or the options cannot be taken.
    pub fn new(view: &View, within: Length, chosen: &Chosen) -> Result<Self, NoPlan> {
        let now = view.now();
        let ground = Ground::new(view, &now, chosen)?;
        Ok(Self::of(&ground.told(), within))
    }

    /// The same, of what is computed already.
    pub(crate) fn of(told: &Told<'_, '_>, within: Length) -> Self {
        let all = due(&told.following, &told.plan, within, told.as_of);
        let (passed, ahead): (Vec<Due<'_, '_, '_>>, Vec<_>) = all.into_iter().partition(|due| due.passed);
        let (waiting, overdue): (Vec<_>, Vec<_>) = passed.into_iter().partition(is_not_owed);
        Self {
            heading: Heading::of(told.scene.view),
            within,
            overdue: overdue.iter().filter_map(|due| item(told, due)).collect(),
            passed_not_owed: waiting.iter().filter_map(|due| item(told, due)).collect(),
            due: ahead.iter().filter_map(|due| item(told, due)).collect(),
        }
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, "what is due", "");
        let ahead = format!("Due within {}", self.within);
        for (heading, items, none) in [
            ("The date has passed", &self.overdue, Some("Nothing, as far as this record goes.")),
            ("Its date has passed, and it was not owed yet", &self.passed_not_owed, None),
            (ahead.as_str(), &self.due, Some("Nothing that has a date.")),
        ] {
            if items.is_empty() && none.is_none() {
                continue;
            }
            paper.heading(heading);
            if let Some(none) = none.filter(|_| items.is_empty()) {
                paper.paragraph(none);
            }
            for item in items {
                item.write(paper);
            }
        }
    }
}

impl PlanDue {
    /// What is overdue and what is due, in lines; beside them what has a date that has passed and was not owed by then.
    pub(crate) fn lines(&self) -> (Vec<Line>, Vec<Line>) {
        let lines = self.overdue.iter().chain(&self.due).map(DueItem::line).collect();
        (lines, self.passed_not_owed.iter().map(DueItem::line).collect())
    }
}

impl DueItem {
    /// `5 May 2031 (day 12): North: hand over the list; awaited`.
    fn line(&self) -> Line {
        let day = self.day.map_or_else(String::new, |day| format!(" (day {day})"));
        let line = Line::new().text(&self.by.words).text(&day).text(": ");
        let who = self.who.iter().map(|one| one.name.as_str());
        let line = if self.who.is_empty() { line } else { line.list(who).text(": ") };
        line.line(&self.what).text("; ").line(&self.state_words)
    }

    fn write(&self, paper: &mut Paper) {
        let day = self.day.map_or_else(String::new, |day| format!(" (day {day})"));
        let line = Line::new().text(&self.by.words).text(&day).text(": ").line(&self.what);
        paper.item(0, "-", line.isolated());
        let mut line = match self.who.is_empty() {
            true => Line::from("the text does not say who"),
            false => Line::new().list(self.who.iter().map(|one| one.name.as_str())),
        };
        if !self.verifier.is_empty() {
            line = line.text("; established by ").list(self.verifier.iter().map(|one| one.name.as_str()));
        }
        paper.indented(2, line.text("; ").line(&self.state_words).isolated());
        if self.dates.len() > 1 {
            let mut line = Line::from("dates by account: ");
            for (at, due) in self.dates.iter().enumerate() {
                line = line.text(if at == 0 { "" } else { ", " }).text(&due.by.words);
            }
            paper.inked(Ink::Faint, 2, line.isolated());
        }
    }
}

/// Whether it is an entry that is not owed yet.
fn is_not_owed(due: &Due<'_, '_, '_>) -> bool {
    matches!(due.what, What::Entry(row) if row.state() == State::NotDue)
}

pub(super) fn item<'v>(told: &Told<'_, 'v>, due: &Due<'_, 'v, 'v>) -> Option<DueItem> {
    let who = told.people(due.who.iter().copied());
    let by = told.date(&due.when);
    let day = told.day(due.when);
    match due.what {
        What::Entry(row) => {
            let entry = told.name(row.provision);
            let verifier = match &row.provision.content {
                Content::Obligation(one) => told.people(&one.verifier),
                Content::Batch(batch) => told.people(&batch.verifier),
                _ => Vec::new(),
            };
            Some(DueItem {
                by,
                day,
                dates: row.due.iter().map(|due| told.due(due)).collect(),
                who,
                what: entry.line(),
                entry,
                verifier,
                state: Some(row.state()),
                step: None,
                incident: None,
                state_words: told.states(row),
            })
        }
        What::Step(incident, route, step) => {
            let route = incident.routes.get(route)?;
            let step = route.steps.get(step)?;
            let entry = told.name(route.provision);
            let act = incident.act.id.to_string();
            let what = Line::from("step ")
                .text(&step.number.to_string())
                .text(" of ")
                .line(&entry.line())
                .text(", incident ")
                .given(&act)
                .text(": ")
                .given(&step.step.does);
            Some(DueItem {
                by,
                day,
                dates: Vec::new(),
                who,
                entry,
                what,
                verifier: Vec::new(),
                state: None,
                step: Some(step.state),
                incident: Some(act),
                state_words: Line::from(step_words(step.state)),
            })
        }
    }
}
