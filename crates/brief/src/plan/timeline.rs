//! When things of a plan can happen: by phase and by who has to do them, with what is uncertain; and whether the times hold.

mod chart;
mod page;

use std::collections::BTreeMap;

use onetext_case::View;
use onetext_record::plan::following::Following;
use onetext_record::plan::following::due::responsible;
use onetext_record::plan::package::{Held, Plan};
use onetext_record::plan::schedule::calendar::DAY;
use onetext_record::plan::schedule::{
    After, Between, Bound, Clash, Moment, Node, Outcome, Schedule, Scheduled, Told, Window,
};
use onetext_record::plan::{Content, Modality, Point};
use onetext_record::{ParticipantId, ProvisionId, Timeline as Acts};
use serde::Serialize;

use super::times::{ClaimSaid, RuleSaid, Times, WindowSaid};
use super::{Chosen, EntryName, NoPlan, Scene, Taken};
use crate::heading::Heading;
use crate::line::Line;
use crate::model::Person;
use crate::paper::{Ink, Paper, isolate};

/// When the things of a plan can happen, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct Timeline {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// Options that are taken, where they were asked for.
    pub taken: Vec<Taken>,
    /// Whether the times of the plan can all hold.
    pub consistent: bool,
    /// Whether they can be kept whatever others take.
    pub controllable: bool,
    /// What cannot hold together, or cannot be kept whatever others take; empty where all can.
    pub conflicts: Vec<ConflictSaid>,
    /// Where days counted on the calendars of the plan cannot all come out right: at which moment that shows. Then the dates
    /// here count months and working days with the least and the most that they can last.
    pub not_by_calendar: Option<Line>,
    /// How to keep what depends on others.
    pub rules: Vec<RuleSaid>,
    /// The phases in order, and what is in none first.
    pub blocks: Vec<Block>,
    #[serde(skip)]
    axes: Vec<Axis>,
}

/// Things that entries say of times and that cannot all hold, or be kept: without any one of them, the others can.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictSaid {
    /// Whether they could hold if others took the right time.
    pub consistent: bool,
    /// What is said.
    pub said: Vec<ClaimSaid>,
    /// By how much they fall short, in words; `None`: that depends on what others take.
    pub short_by: Option<String>,
    /// What the times that are shown leave out of it.
    pub left_out: Option<Line>,
}

impl ConflictSaid {
    /// What it is, in a sentence before what is said.
    fn head(&self) -> &'static str {
        match self.consistent {
            false => "These cannot all hold, whatever anybody does:",
            true => "These can be kept only if others take the right time, and they decide that themselves:",
        }
    }

    /// What has to be said behind it.
    fn remarks(&self) -> Vec<Line> {
        let short = self.short_by.iter().map(|short| Line::from("They fall short by ").text(short).text("."));
        let left = self
            .left_out
            .iter()
            .map(|line| Line::from("The times below leave out that ").line(line).text("."));
        short.chain(left).collect()
    }
}

/// What is due in one phase, or in none.
#[derive(Debug, Clone, Serialize)]
pub struct Block {
    /// The phase; `None`: what is in none.
    pub phase: Option<EntryName>,
    /// When it begins.
    pub begins: Option<WindowSaid>,
    /// When it ends.
    pub ends: Option<WindowSaid>,
    /// Its rows, by who has to do them.
    pub rows: Vec<Row>,
    #[serde(skip)]
    bars: [Option<Bar>; 2],
}

/// One thing of a plan.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The entry.
    #[serde(flatten)]
    pub entry: EntryName,
    /// Which moment of it.
    pub moment: Kind,
    /// Who has to do it, or decides on it.
    pub who: Vec<Person>,
    /// When it can be; of a prohibition, from when to when it can be in force.
    pub window: WindowSaid,
    /// The options with which alone it holds.
    pub with: Vec<Taken>,
    /// What entries say of its time.
    pub said: Vec<Line>,
    /// Whether others or nobody decide how long it takes.
    pub others_decide: bool,
    /// Whether it has happened, as reported.
    pub happened: bool,
    #[serde(skip)]
    bar: Option<Bar>,
}

/// Which moment of an entry a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An event happens.
    Event,
    /// An obligation is carried out.
    Duty,
    /// A prohibition is in force.
    Prohibition,
    /// A batch is exchanged.
    Batch,
    /// A list is delivered.
    List,
    /// The vetting of a list ends.
    Vetting,
}

impl Kind {
    /// Behind a title, where the title alone does not tell.
    fn remark(self) -> Option<&'static str> {
        match self {
            // What an entry forbids is named so already.
            Self::Event | Self::Duty | Self::Prohibition | Self::Batch => None,
            Self::List => Some("list delivered"),
            Self::Vetting => Some("vetting ends"),
        }
    }
}

/// Where something stands on one axis, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bar {
    axis: usize,
    first: Option<i64>,
    last: Option<i64>,
}

/// What a picture is drawn along.
#[derive(Debug, Clone)]
struct Axis {
    /// The event from which days are counted; `None`: dates.
    zero: Option<Node>,
    /// It by its name.
    name: Line,
    /// The date that the view is of, where dates are on the axis.
    today: Option<i64>,
    /// The zone in which days begin.
    zone: jiff::tz::TimeZone,
    /// The year that goes without saying.
    year: i16,
}

impl Timeline {
    /// When the things of the plan can happen, with these options taken in the text.
    ///
    /// # Errors
    /// There is no plan in the view, or the text does not offer the options.
    pub fn new(view: &View, chosen: &Chosen) -> Result<Self, NoPlan> {
        let now = view.now();
        let acts = Acts::new(&view.acts, &now);
        let scene = Scene::with_timeline(view, &acts, chosen)?;
        let plan = scene.plan();
        let schedule = Schedule::new(&plan, &super::happened(&Following::new(&plan, &acts)), &now);
        Ok(Maker::new(&scene, &plan, &schedule).timeline())
    }

    /// The picture by itself, as SVG: black on white, as wide as a sheet of A4 across.
    pub fn svg(&self) -> String {
        chart::file(self)
    }

    /// One self-contained HTML page with the picture and a table of the same.
    pub fn html(&self) -> String {
        page::page(self)
    }

    /// The pictures, one for each axis and phase, each in an element of its own.
    pub fn charts(&self) -> Vec<maud::Markup> {
        chart::figures(self)
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, "when the plan can be carried out", "");
        for taken in &self.taken {
            paper.item(0, "-", Line::from("with ").line(&taken.line()).isolated());
        }
        let kept = self.consistent && self.controllable && self.not_by_calendar.is_none();
        let ink = if kept { Ink::Good } else { Ink::Alarm };
        paper.blank();
        paper.inked(ink, 0, self.verdict());
        for conflict in &self.conflicts {
            paper.blank();
            paper.paragraph(conflict.head());
            for claim in &conflict.said {
                paper.item(0, "-", claim.words.isolated());
            }
            for remark in conflict.remarks() {
                paper.paragraph(remark.isolated());
            }
        }
        if let Some(remark) = &self.not_by_calendar {
            paper.blank();
            paper.paragraph(remark.isolated());
        }
        for block in &self.blocks {
            paper.heading(block.title().isolated());
            if let Some(line) = block.lasts() {
                paper.paragraph(line.isolated());
            }
            if block.rows.is_empty() {
                continue;
            }
            let mut rows =
                vec![["when", "what", "who", "clause"].iter().map(|&head| head.to_owned()).collect()];
            rows.extend(block.rows.iter().map(Row::cells));
            paper.table(&rows);
        }
        if !self.rules.is_empty() {
            paper.heading("How to keep what depends on others");
            for line in self.rules.iter().flat_map(|rule| &rule.words) {
                paper.item(0, "-", line.isolated());
            }
        }
    }

    /// Whether the times hold, in a sentence.
    fn verdict(&self) -> &'static str {
        match (self.consistent, self.controllable, self.waits()) {
            (false, ..) => "Not all times of this plan can hold.",
            (true, false, _) => "Not all times of this plan can be kept whatever others take.",
            (true, true, _) if self.not_by_calendar.is_some() => {
                "Counted on its calendars, not all times of this plan come out right."
            }
            (true, true, true) => {
                "All times of this plan can hold, and be kept whatever others take within their limits."
            }
            (true, true, false) => "All times of this plan can hold.",
        }
    }

    fn waits(&self) -> bool {
        self.blocks.iter().flat_map(|block| &block.rows).any(|row| row.others_decide)
    }
}

impl Block {
    fn title(&self) -> Line {
        match &self.phase {
            Some(phase) => phase.line(),
            None => Line::from("In no phase"),
        }
    }

    /// When it begins and ends, in a sentence.
    fn lasts(&self) -> Option<Line> {
        let (begins, ends) = (self.begins.as_ref()?, self.ends.as_ref()?);
        Some(Line::from("Begins ").line(&begins.words).text("; ends ").line(&ends.words).text("."))
    }

    /// Its rows, those of the same people together, in order.
    fn parties(&self) -> Vec<(&[Person], Vec<&Row>)> {
        let mut found: Vec<(&[Person], Vec<&Row>)> = Vec::new();
        for row in &self.rows {
            match found.last_mut().filter(|(who, _)| *who == row.who.as_slice()) {
                Some((_, rows)) => rows.push(row),
                None => found.push((&row.who, vec![row])),
            }
        }
        found
    }
}

impl Row {
    fn cells(&self) -> Vec<String> {
        let clauses: Vec<String> = self.entry.clauses.iter().map(|place| isolate(&place.label)).collect();
        vec![
            self.window.words.isolated().to_owned(),
            self.what().isolated().to_owned(),
            people(&self.who).isolated().to_owned(),
            clauses.join(", "),
        ]
    }

    /// Its title, with which moment of it is meant and whether others decide.
    fn what(&self) -> Line {
        let line = self.entry.name();
        let decided = self.others_decide.then_some("others decide");
        let remarks: Vec<&str> = self.moment.remark().into_iter().chain(decided).collect();
        let line = if remarks.is_empty() { line } else { line.text(&format!(" ({})", remarks.join("; "))) };
        self.with.iter().fold(line, |line, taken| line.text(", with ").line(&taken.line()))
    }
}

/// Names with commas between; a dash where nobody is named.
fn people(people: &[Person]) -> Line {
    if people.is_empty() {
        return Line::from("\u{2014}");
    }
    Line::new().list(people.iter().map(|person| person.name.as_str()))
}

struct Maker<'s, 'v> {
    scene: &'s Scene<'v>,
    plan: &'s Plan<'s, 'v>,
    schedule: &'s Schedule,
    times: Times<'s, 'v>,
    moments: BTreeMap<&'s Node, &'s Scheduled>,
    axes: Vec<Axis>,
}

impl<'s, 'v> Maker<'s, 'v> {
    fn new(scene: &'s Scene<'v>, plan: &'s Plan<'s, 'v>, schedule: &'s Schedule) -> Self {
        let times = Times::new(scene, plan, schedule);
        let moments = schedule.moments.iter().map(|moment| (&moment.node, moment)).collect();
        Self { scene, plan, schedule, times, moments, axes: Vec::new() }
    }

    fn timeline(mut self) -> Timeline {
        let view = self.scene.view;
        let blocks = self.blocks();
        let conflict = |clash: &Clash| {
            let consistent = clash.short_by.is_none();
            let mut said: Vec<ClaimSaid> = clash.told.iter().map(|told| self.times.claim(told)).collect();
            let left_out = clash.left_out.and_then(|at| said.get(at));
            let left_out = left_out.map(|claim| claim.words.clone());
            said.dedup();
            // From the last minute of a day to the first of another: so many dates.
            let whole = |minutes: i64| if minutes % DAY == 1 { minutes - 1 + DAY } else { minutes };
            let short_by = clash.short_by.map(|minutes| self.times.length(whole(minutes)));
            ConflictSaid { consistent, said, short_by, left_out }
        };
        let rules = match &self.schedule.outcome {
            Outcome::Controllable { rules, .. } => {
                rules.iter().filter_map(|rule| self.times.rule(rule)).collect()
            }
            _ => Vec::new(),
        };
        Timeline {
            heading: Heading::of(view),
            taken: self.scene.taken(),
            consistent: !matches!(self.schedule.outcome, Outcome::Inconsistent(_)),
            controllable: matches!(self.schedule.outcome, Outcome::Controllable { .. }),
            conflicts: self.schedule.clashes.iter().map(conflict).collect(),
            not_by_calendar: self.schedule.not_by_calendar.as_ref().map(|node| {
                Line::from("Days counted on the calendars of the plan do not come out right together, as shows at ")
                    .line(&self.times.node(node))
                    .text(": the times below take months and working days for the least and the most that they can last.")
            }),
            rules,
            blocks,
            axes: self.axes,
        }
    }

    fn moment(&self, id: &ProvisionId, end: bool) -> Option<&'s Scheduled> {
        self.moments.get(&Node::Point(Point { of: id.clone(), end })).copied()
    }

    /// What is in no phase, then the phases by when they can begin; in the order of the plan where that is the same.
    fn blocks(&mut self) -> Vec<Block> {
        let mut rows: BTreeMap<Option<&ProvisionId>, Vec<Row>> = BTreeMap::new();
        for held in self.plan.entries() {
            let phase = self.phase(held).filter(|phase| self.moment(phase, true).is_some());
            for row in self.rows(held) {
                rows.entry(phase).or_default().push(row);
            }
        }
        let mut blocks = Vec::new();
        if let Some(rows) = rows.remove(&None) {
            blocks.push(Block {
                phase: None,
                begins: None,
                ends: None,
                rows: self.sorted(rows),
                bars: [None, None],
            });
        }
        let mut phases: Vec<&'v ProvisionId> =
            self.plan.phases().map(|(provision, _)| &provision.id).collect();
        phases.sort_by_key(|phase| self.moment(phase, false).map(order));
        for phase in phases {
            let (Some(begin), Some(end)) = (self.moment(phase, false), self.moment(phase, true)) else {
                continue;
            };
            let rows = rows.remove(&Some(phase)).unwrap_or_default();
            blocks.push(Block {
                phase: Some(self.times.entry(phase)),
                begins: Some(self.times.window(begin)),
                ends: Some(self.times.window(end)),
                rows: self.sorted(rows),
                bars: [self.bar(None, begin), self.bar(None, end)],
            });
        }
        blocks
    }

    /// Rows of the same people together, people in the order of the case, nobody last; then by when they can be.
    fn sorted(&self, mut rows: Vec<Row>) -> Vec<Row> {
        let participants = &self.scene.view.participants;
        let place = |person: &Person| participants.iter().position(|one| one.id.as_str() == person.id);
        let people = |row: &Row| -> Vec<usize> {
            let all = row.who.iter().map(|person| place(person).unwrap_or(usize::MAX));
            if row.who.is_empty() { vec![usize::MAX] } else { all.collect() }
        };
        let when = |row: &Row| row.bar.map(|bar| (bar.axis, bar.last.or(bar.first), bar.first));
        rows.sort_by_cached_key(|row| (people(row), when(row).is_none(), when(row)));
        rows
    }

    /// The phase in which an entry is shown: its own; of a list, that of what it is used for.
    fn phase(&self, held: &Held<'v>) -> Option<&'v ProvisionId> {
        let own = |content: &'v Content| match content {
            Content::Obligation(obligation) => obligation.phase.as_ref(),
            Content::Batch(batch) => batch.phase.as_ref(),
            _ => None,
        };
        match &held.provision.content {
            Content::List(list) => {
                list.used_by.iter().filter_map(|used| self.plan.content(used)).find_map(own)
            }
            content => own(content),
        }
    }

    fn rows(&mut self, held: &Held<'v>) -> Vec<Row> {
        let id = &held.provision.id;
        let Some(moment) = self.moment(id, false) else { return Vec::new() };
        let who: Vec<ParticipantId> = responsible(held.provision, self.plan).into_iter().cloned().collect();
        let mut rows = Vec::new();
        match &held.provision.content {
            Content::Event(_) => rows.push(self.row(id, Kind::Event, &who, None, moment)),
            Content::Obligation(one) if one.modality == Modality::Prohibition => {
                let begin = self.moments.get(&Node::Begin(id.clone())).copied();
                rows.push(self.row(id, Kind::Prohibition, &who, begin, moment));
            }
            Content::Obligation(_) => rows.push(self.row(id, Kind::Duty, &who, None, moment)),
            Content::Batch(_) => rows.push(self.row(id, Kind::Batch, &who, None, moment)),
            Content::List(list) => {
                rows.push(self.row(id, Kind::List, &who, None, moment));
                if let Some(vetted) = self.moments.get(&Node::Vetted(id.clone())).copied() {
                    let by = list.vetting.iter().flat_map(|vetting| vetting.by.clone()).collect::<Vec<_>>();
                    rows.push(self.row(id, Kind::Vetting, &by, None, vetted));
                }
            }
            _ => {}
        }
        rows
    }

    fn row(
        &mut self,
        id: &ProvisionId,
        kind: Kind,
        who: &[ParticipantId],
        begin: Option<&Scheduled>,
        moment: &Scheduled,
    ) -> Row {
        let begins = begin.into_iter().flat_map(|begin| self.schedule.claims_on(begin));
        let claims: Vec<_> = self.schedule.claims_on(moment).chain(begins).collect();
        let others_decide = claims.iter().any(|claim| claim.uncertain);
        let mut said = Vec::new();
        for claim in claims {
            for bound in [Bound::Least, Bound::Most] {
                let told = Told { claim: (*claim).clone(), bound, moment: None };
                if told.term().is_some() {
                    let line = self.times.claim(&told).words;
                    if !said.contains(&line) {
                        said.push(line);
                    }
                }
            }
        }
        Row {
            entry: self.times.entry(id),
            moment: kind,
            who: self.scene.say.people(who),
            window: match kind {
                Kind::Prohibition => self.times.between(begin, moment),
                _ => self.times.window(moment),
            },
            with: self
                .plan
                .get(id)
                .iter()
                .flat_map(|held| &held.branches)
                .filter_map(|one| self.scene.branch(one))
                .collect(),
            said,
            others_decide,
            happened: moment.happened,
            bar: self.bar(begin, moment),
        }
    }

    /// Where a moment stands: on dates, where it has any, else after what its time is counted from.
    fn bar(&mut self, begin: Option<&Scheduled>, moment: &Scheduled) -> Option<Bar> {
        let first = begin.unwrap_or(moment);
        let window = Window { earliest: first.window.earliest, latest: moment.window.latest };
        if window != Window::default() {
            let axis = self.axis(None);
            let minutes = |moment: Moment| moment.0;
            return Some(Bar { axis, first: window.earliest.map(minutes), last: window.latest.map(minutes) });
        }
        let after =
            |one: &Scheduled| one.after.clone().filter(|after| after.earliest.or(after.latest).is_some());
        let (from, to) = (after(first), after(moment));
        if from.is_none() && to.is_none() {
            // Others are counted from it: it is the zero of an axis.
            let is_zero = self
                .schedule
                .moments
                .iter()
                .any(|other| other.after.as_ref().is_some_and(|after| after.of == moment.node));
            let axis = is_zero.then(|| self.axis(Some(&moment.node)))?;
            return Some(Bar { axis, first: Some(0), last: Some(0) });
        }
        let of = to.as_ref().or(from.as_ref()).map(|after| after.of.clone())?;
        let axis = self.axis(Some(&of));
        let same = |one: Option<After>| one.filter(|after| after.of == of);
        Some(Bar {
            axis,
            first: same(from).and_then(|after| after.earliest).or((first.node == of).then_some(0)),
            last: same(to).and_then(|after| after.latest),
        })
    }

    fn axis(&mut self, zero: Option<&Node>) -> usize {
        if let Some(known) = self.axes.iter().position(|axis| axis.zero.as_ref() == zero) {
            return known;
        }
        let view = self.scene.view;
        let zone = view.zone().clone();
        let today = Between::of(&view.as_of, &zone);
        self.axes.push(Axis {
            zero: zero.cloned(),
            name: zero.map(|node| self.times.node(node)).unwrap_or_default(),
            today: today.filter(|_| zero.is_none()).map(|today| today.last.0),
            year: view.moment().year(),
            zone,
        });
        self.axes.len() - 1
    }
}

/// By when something can be, for the order of phases.
fn order(moment: &Scheduled) -> (bool, Option<i64>, Option<i64>) {
    let dated = moment.window.earliest.or(moment.window.latest).map(|at| at.0);
    let counted = moment.after.as_ref().and_then(|after| after.earliest.or(after.latest));
    (dated.is_none(), dated, counted)
}
