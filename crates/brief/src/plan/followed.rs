//! What listings of a plan that is followed share: names of points, deadlines and states in words.

use onetext_case::View;
use onetext_record::act::{Act, Deed, Level, Performance};
use onetext_record::as_of::AsOf;
use onetext_record::plan::following::due::first_day;
use onetext_record::plan::following::{
    Account, Amount, DueDate, Followed, Following, Moment, Rule, State, Unknown,
};
use onetext_record::plan::package::Plan;
use onetext_record::plan::time::{Deadline, Length, Point, Trigger};
use onetext_record::plan::{Content, Modality, Provision};
use onetext_record::{ProvisionId, Timeline, When};
use serde::Serialize;

use super::{Chosen, EntryName, NoPlan, Scene};
use crate::line::Line;
use crate::model::{DateSaid, Person, Said, SourceSaid};

/// The plan of a view and the acts by which it is followed.
pub(crate) struct Ground<'v> {
    pub(crate) scene: Scene<'v>,
    pub(crate) timeline: Timeline<'v>,
}

impl<'v> Ground<'v> {
    pub(crate) fn new(view: &'v View, now: &'v AsOf, chosen: &Chosen) -> Result<Self, NoPlan> {
        let timeline = Timeline::new(&view.acts, now);
        Ok(Self { scene: Scene::with_timeline(view, &timeline, chosen)?, timeline })
    }

    pub(crate) fn told(&self) -> Told<'_, 'v> {
        Told::new(&self.scene, &self.timeline)
    }
}

/// A plan and how it is followed, with what names its parts.
pub(crate) struct Told<'t, 'v> {
    pub(crate) scene: &'t Scene<'v>,
    pub(crate) plan: Plan<'t, 'v>,
    pub(crate) following: Following<'v, 'v>,
    pub(crate) as_of: &'v AsOf,
    first: Option<Point>,
}

/// A date, and the acts that give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateTold {
    /// The date.
    pub on: DateSaid,
    /// The acts; none: it follows from the dates of other things.
    pub acts: Vec<String>,
    /// Who gives it, in the same order as the acts.
    pub by: Vec<Vec<Person>>,
}

/// A date of a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueTold {
    /// By when; of a day, its end.
    pub by: DateSaid,
    /// Which day of the plan that is, where its days are counted from one point.
    pub day: Option<u32>,
    /// The date from which it is counted.
    pub from: Option<DateTold>,
}

/// A deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeadlineTold {
    /// What the plan says of it.
    pub rule: Option<Line>,
    /// Its dates; several, where what it is counted from is dated differently; none: nothing dates it.
    pub dates: Vec<DueTold>,
}

/// Somebody's account of an entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccountTold {
    /// The act.
    pub act: String,
    /// What kind of act it is: `report`, `verify` or `state`.
    pub kind: String,
    /// Who says so; none: it is reported.
    pub by: Vec<Person>,
    /// When they said so.
    pub on: DateSaid,
    /// When what they tell of happened, by each of its sources.
    pub occurred: Vec<DateSaid>,
    /// How far the entry was carried out, by this account.
    pub performance: Option<Performance>,
    /// How much of it, on this occasion.
    pub quantity: Option<u64>,
    /// Their words.
    pub words: Option<Said>,
    /// Where it is known from.
    pub sources: Vec<SourceSaid>,
    /// Whether it is a finding of a verifier whom the entry names.
    pub by_verifier: bool,
    /// Why it does not count: `taken_back`, `corrected` or `replaced`; and by which act.
    pub set_aside: Option<SetAsideTold>,
    /// Acts by which others deny it.
    pub denied_by: Vec<Denial>,
}

/// Why an account does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetAsideTold {
    /// Why.
    pub why: onetext_record::plan::following::SetAside,
    /// By which act.
    pub act: String,
}

/// A denial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Denial {
    /// The act.
    pub act: String,
    /// Who denies it.
    pub by: Vec<Person>,
}

/// A monitor's assessment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LevelTold {
    /// The act.
    pub act: String,
    /// Who assesses it so.
    pub by: Vec<Person>,
    /// When.
    pub on: DateSaid,
    /// The level: `not_begun`, `minimal`, `intermediate` or `full`.
    pub level: Level,
    /// The same as a number, 0 to 3.
    pub number: u8,
    /// The evidence.
    pub sources: Vec<SourceSaid>,
}

impl<'t, 'v> Told<'t, 'v> {
    pub(crate) fn new(scene: &'t Scene<'v>, timeline: &Timeline<'v>) -> Self {
        let plan = scene.plan();
        let following = Following::new(&plan, timeline);
        let first = first_day(plan.entries().iter().map(|held| held.provision)).cloned();
        Self { scene, plan, following, as_of: timeline.as_of, first }
    }

    pub(crate) fn name(&self, provision: &'v Provision) -> EntryName {
        self.scene.name(&self.plan, provision)
    }

    pub(crate) fn date(&self, when: &When) -> DateSaid {
        self.scene.say.date(when)
    }

    pub(crate) fn people<'i>(
        &self,
        ids: impl IntoIterator<Item = &'i onetext_record::ParticipantId>,
    ) -> Vec<Person> {
        ids.into_iter().map(|id| self.scene.say.person(id)).collect()
    }

    /// What an entry is called.
    pub(crate) fn title(&self, id: &ProvisionId) -> String {
        self.plan.get(id).map_or_else(|| id.to_string(), |held| held.provision.title().to_owned())
    }

    /// A point as it stands in a sentence: `signature`, `the end of stage one`, `the list of names is delivered`.
    pub(crate) fn point(&self, point: &Point) -> Line {
        let title = self.title(&point.of);
        match (point.end, self.plan.content(&point.of)) {
            (true, _) => Line::from("the end of ").quoted(&title),
            (false, Some(Content::Phase(_))) => Line::from("the beginning of ").quoted(&title),
            (false, Some(Content::Obligation(one))) if one.modality == Modality::Prohibition => {
                Line::from("the end of the prohibition ").quoted(&title)
            }
            _ => Line::new().quoted(&title),
        }
    }

    /// What a deadline says: `within 7 days of “signature”`.
    pub(crate) fn rule(&self, deadline: &Deadline) -> Line {
        let line = match &deadline.trigger {
            Trigger::Date(when) => Line::from("by ").text(&self.date(when).words),
            Trigger::Within { length, of } => {
                Line::from("within ").text(&length.to_string()).text(" of ").line(&self.point(of))
            }
            Trigger::Day { day, of } => {
                Line::from(format!("by day {day}, ").as_str()).line(&self.point(of)).text(" being day 1")
            }
        };
        match &deadline.calendar {
            Some(calendar) => line.text(", by the calendar ").quoted(&self.title(calendar)),
            None => line,
        }
    }

    pub(crate) fn moment(&self, moment: &Moment<'_>) -> DateTold {
        DateTold {
            on: self.date(&moment.when),
            acts: moment.told.iter().map(|act| act.id.to_string()).collect(),
            by: moment.told.iter().map(|act| self.people(&act.by)).collect(),
        }
    }

    pub(crate) fn due(&self, due: &DueDate<'_>) -> DueTold {
        DueTold {
            by: self.date(&due.when),
            day: self.day(due.when),
            from: due.from.as_ref().map(|from| self.moment(from)),
        }
    }

    /// Which day of the plan a date is.
    pub(crate) fn day(&self, when: When) -> Option<u32> {
        self.following.day_of(self.first.as_ref()?, when, self.as_of)
    }

    pub(crate) fn deadline(&self, row: &Followed<'v, 'v>) -> DeadlineTold {
        let rule = match row.deadline {
            Rule::None => None,
            Rule::Own(deadline) => Some(self.rule(deadline)),
            Rule::EndOf(phase) => Some(Line::from("by the end of ").quoted(&self.title(phase))),
        };
        DeadlineTold { rule, dates: row.due.iter().map(|due| self.due(due)).collect() }
    }

    pub(crate) fn account(&self, account: &Account<'v>) -> AccountTold {
        let act = account.act;
        let say = &self.scene.say;
        AccountTold {
            act: act.id.to_string(),
            kind: act.kind().to_string(),
            by: say.people(&act.by),
            on: self.date(&act.earliest()),
            occurred: account.occurred.iter().map(|when| self.date(when)).collect(),
            performance: account.performance.filter(|_| says_so(act)),
            quantity: account.quantity,
            words: say.words(act),
            sources: say.sources(&act.sources),
            by_verifier: account.by_verifier,
            set_aside: account
                .set_aside
                .map(|(why, through)| SetAsideTold { why, act: through.id.to_string() }),
            denied_by: account
                .denied
                .iter()
                .map(|act| Denial { act: act.id.to_string(), by: say.people(&act.by) })
                .collect(),
        }
    }

    pub(crate) fn levels(&self, row: &Followed<'v, 'v>) -> Vec<LevelTold> {
        let told = row.levels.iter().map(|one| LevelTold {
            act: one.act.id.to_string(),
            by: self.scene.say.people(&one.act.by),
            on: self.date(&one.act.earliest()),
            level: one.level,
            number: one.level.number(),
            sources: self.scene.say.sources(&one.act.sources),
        });
        told.collect()
    }

    /// The states of an entry in words, with what is behind the first: `late by 2 days`, `partly carried out: 3 of 5`.
    pub(crate) fn states(&self, row: &Followed<'v, 'v>) -> Line {
        let mut line = Line::new();
        // Behind something else, that no date is known says nothing more.
        let said = row.states.iter().enumerate().filter(|(at, state)| *at == 0 || **state != State::Unknown);
        for (at, &state) in said {
            line = line.text(if at == 0 { "" } else { "; " }).line(&self.state(row, state));
        }
        line
    }

    fn state(&self, row: &Followed<'v, 'v>, state: State) -> Line {
        if state == State::Overdue {
            return passed(row);
        }
        let line = Line::from(state_words(state, &row.provision.content));
        match state {
            State::Late => match row.delay {
                Some((least, most)) => line.text(&delay(least, most)),
                None => line,
            },
            State::Partly => match row.amount {
                Some(amount) => line.text(": ").text(&amount_words(amount)),
                None => line,
            },
            State::Unknown => line.text(match row.unknown {
                Some(Unknown::NoDeadline) => ": the plan gives none",
                Some(Unknown::Undated) => " yet: what its deadline counts from has none",
                Some(Unknown::Unclear) => ": whether what it waits for has happened cannot be told",
                None => "",
            }),
            State::NotDue if !row.waits_for.is_empty() => {
                let mut line = line.text(", waits for ");
                for (at, point) in row.waits_for.iter().enumerate() {
                    line = line.text(if at == 0 { "" } else { ", " }).line(&self.point(point));
                }
                line
            }
            _ => line,
        }
    }
}

/// Whether the act itself says how far something was carried out, and not only names what came about.
fn says_so(act: &Act) -> bool {
    matches!(&act.deed, Deed::Report(finding) | Deed::Verify(finding) if finding.performance.is_some())
}

/// `3 of 5`, `3 to 4 of 5`, `3`.
pub(crate) fn amount_words(amount: Amount) -> String {
    let done = match amount.least == amount.most {
        true => amount.least.to_string(),
        false => format!("{} to {}, by account,", amount.least, amount.most),
    };
    match amount.of {
        Some(of) => format!("{done} of {of}"),
        None => done.trim_end_matches(',').to_owned(),
    }
}

/// That the date of an entry has passed, and what is not on record: that alone, and not that anything was left undone.
fn passed(row: &Followed<'_, '_>) -> Line {
    let line = match row.delay {
        Some((least, most)) if least == most && least.is_zero() => Line::from("its date has passed"),
        Some((least, most)) if least == most => Line::from(format!("its date passed {least} ago").as_str()),
        Some((least, most)) => {
            Line::from(format!("its date passed {least} to {most} ago, by account").as_str())
        }
        None => Line::from("its date has passed"),
    };
    let told = row.accounts.iter().any(|account| account.set_aside.is_none());
    let happens = matches!(row.provision.content, Content::Event(_) | Content::Phase(_));
    match (row.state() == State::Overdue, told) {
        // What is in front of it says what is on record.
        (false, _) => line,
        (true, false) => line.text(", no report of it"),
        (true, true) if happens => line.text(", no report that it happened"),
        (true, true) => line.text(", no report that it was carried out"),
    }
}

fn delay(least: Length, most: Length) -> String {
    match (least == most, least.is_zero()) {
        (true, true) => String::new(),
        (true, false) => format!(" by {least}"),
        (false, _) => format!(" by {least} to {most}, by account"),
    }
}

/// A state in words. What is alleged is alleged, and nothing more.
pub(crate) fn state_words(state: State, content: &Content) -> &'static str {
    let phase = matches!(content, Content::Phase(_));
    let happens = phase || matches!(content, Content::Event(_));
    match state {
        State::InDispute => "in dispute",
        State::Alleged => "a breach is alleged, no answer on record",
        State::NotFulfilled => "not carried out, as the verifier found",
        State::Suspended => "suspended",
        State::Excused => "excused",
        State::Late => "carried out, late",
        State::Fulfilled => "carried out",
        State::Happened => "happened",
        State::Partly => "carried out in part",
        State::Overdue => "its date has passed",
        State::Awaited => "awaited",
        State::Unknown if happens => "no report of it; no date",
        State::Unknown => "no date",
        State::NotDue if phase => "not begun",
        State::NotDue if happens => "not yet",
        State::NotDue => "not due",
        State::Running if phase => "running",
        State::Running => "in force",
        State::Ended => "over",
        State::Unused => "not in use",
        State::InUse => "in use",
    }
}

/// A level in words, with its number.
pub(crate) fn level_words(level: Level) -> &'static str {
    match level {
        Level::NotBegun => "0, not begun",
        Level::Minimal => "1, minimal",
        Level::Intermediate => "2, intermediate",
        Level::Full => "3, full",
    }
}

/// How far something was carried out, by an account.
pub(crate) fn performance_words(performance: Performance) -> &'static str {
    match performance {
        Performance::Fulfilled => "carried out",
        Performance::Partly => "carried out in part",
        Performance::NotFulfilled => "not carried out",
        Performance::Suspended => "suspended",
        Performance::Excused => "excused",
    }
}
