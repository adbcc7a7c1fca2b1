//! Times of a plan in words: when something can be, what an entry says of that, what cannot hold together, what to follow.

use std::collections::{HashMap, HashSet};

use jiff::civil::Time;
use jiff::tz::TimeZone;
use onetext_record::plan::package::Plan;
use onetext_record::plan::schedule::calendar::DAY;
use onetext_record::plan::schedule::{
    After, Bound, Claim, Distance, Field, Moment, Node, Rule, Schedule, Scheduled, Term, Told, Window,
};
use onetext_record::plan::{Content, Length, Modality};
use onetext_record::{Act, Kind, ParticipantId, ProvisionId, When};
use serde::Serialize;

use super::{EntryName, Scene};
use crate::line::Line;
use crate::model::DateSaid;
use crate::wording;

/// When something can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WindowSaid {
    /// Not before that date; `None`: nothing says.
    pub earliest: Option<DateSaid>,
    /// Not after that date; `None`: nothing says.
    pub latest: Option<DateSaid>,
    /// The same counted from another moment, in minutes.
    pub after: Option<AfterSaid>,
    /// The same in words.
    pub words: Line,
    /// The same in few words.
    #[serde(skip)]
    pub short: Line,
}

/// When something can be, counted from another moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AfterSaid {
    /// The other moment, as a plan writes it.
    pub of: String,
    /// So many minutes after it at the earliest; `None`: nothing says.
    pub earliest: Option<i64>,
    /// So many minutes after it at the latest; `None`: nothing says.
    pub latest: Option<i64>,
}

/// What an entry says of a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimSaid {
    /// The entry.
    #[serde(flatten)]
    pub entry: EntryName,
    /// Its field.
    pub field: Field,
    /// Whether others or nobody decide how long it takes.
    pub others_decide: bool,
    /// What it says.
    pub words: Line,
}

/// What to follow for one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleSaid {
    /// The moment, as a plan writes it.
    pub of: String,
    /// What to do, each in a sentence.
    pub words: Vec<Line>,
}

/// Names moments and times of one plan.
pub(crate) struct Times<'s, 'v> {
    plan: &'s Plan<'s, 'v>,
    scene: &'s Scene<'v>,
    zone: &'s TimeZone,
    /// Whether no length in the plan has hours: then differences of an hour come from changes of the clock alone.
    whole_days: bool,
    names: HashMap<String, EntryName>,
    /// Entries that somebody reports on.
    reported: HashSet<&'s ProvisionId>,
}

impl<'s, 'v> Times<'s, 'v> {
    pub(crate) fn new(scene: &'s Scene<'v>, plan: &'s Plan<'s, 'v>, schedule: &'s Schedule) -> Self {
        let hours = |term: Option<Term>| matches!(term, Some(Term::Length(length)) if length.minutes > 0);
        let whole_days = !schedule.claims.iter().any(|claim| hours(claim.least) || hours(claim.most));
        let name = |held: &&onetext_record::plan::package::Held<'v>| {
            let name = scene.entry(held);
            (name.id.clone(), name)
        };
        let names = plan.entries().iter().map(name).collect();
        let reports = |act: &&Act| matches!(act.kind(), Kind::Report | Kind::Verify | Kind::State);
        let reported = scene.view.acts.iter().filter(reports).flat_map(|act| &act.plan).collect();
        Self { plan, scene, zone: &schedule.zone, whole_days, names, reported }
    }

    /// An entry as it is named everywhere.
    pub(crate) fn entry(&self, id: &ProvisionId) -> EntryName {
        let unknown = || EntryName {
            id: id.to_string(),
            sort: String::new(),
            title: id.to_string(),
            forbids: false,
            clauses: Vec::new(),
        };
        self.names.get(id.as_str()).cloned().unwrap_or_else(unknown)
    }

    fn date(&self, when: &When) -> DateSaid {
        self.scene.say.date(when)
    }

    /// A first moment as a date, with its time where it is not the beginning of a day, nor its end.
    fn first(&self, moment: Moment) -> DateSaid {
        let clock = moment.clock(self.zone);
        let ends = || moment.plus(1).clock(self.zone).time() == Time::midnight();
        let whole = clock.time() == Time::midnight() || ends();
        self.date(&if whole { When::day(clock.date()) } else { When::local(clock) })
    }

    /// A last moment as a date, with its time where it is not the end of a day.
    fn last(&self, moment: Moment) -> DateSaid {
        let clock = moment.clock(self.zone);
        let whole = moment.plus(1).clock(self.zone).time() == Time::midnight();
        self.date(&if whole { When::day(clock.date()) } else { When::local(clock) })
    }

    /// When a moment can be.
    pub(crate) fn window(&self, moment: &Scheduled) -> WindowSaid {
        let Window { earliest, latest } = moment.window;
        let dates = (earliest.map(|at| self.first(at)), latest.map(|at| self.last(at)));
        let said = moment.known.filter(|_| moment.happened);
        let (words, short) = match (said, &dates, &moment.after) {
            (Some(when), ..) => {
                let date = self.date(&when);
                let how = match self.follows(&moment.node) {
                    true => ", as follows from what is reported",
                    false => ", as reported",
                };
                (Line::from("on ").text(&date.words).text(how), Line::from(date.short.as_str()))
            }
            (None, (None, None), Some(after)) => (self.counted(after), self.counted_short(after)),
            (None, (None, None), None) => (Line::from("nothing says when"), Line::new()),
            (None, (earliest, latest), _) => {
                let words = |date: &DateSaid| date.words.clone();
                let short = |date: &DateSaid| date.short.clone();
                let (earliest, latest) = (earliest.as_ref(), latest.as_ref());
                (span(earliest, latest, words), span(earliest, latest, short))
            }
        };
        let after = moment.after.as_ref().map(|after| AfterSaid {
            of: written(&after.of),
            earliest: after.earliest,
            latest: after.latest,
        });
        WindowSaid { earliest: dates.0, latest: dates.1, after, words, short }
    }

    /// From the earliest moment of one to the latest of another.
    pub(crate) fn between(&self, begin: Option<&Scheduled>, end: &Scheduled) -> WindowSaid {
        let Some(begin) = begin else { return self.window(end) };
        let window = Window { earliest: begin.window.earliest, latest: end.window.latest };
        let counted = |moment: &Scheduled| moment.after.clone();
        let after = match (counted(begin), counted(end)) {
            (Some(from), Some(to)) if from.of == to.of => Some(After { latest: to.latest, ..from }),
            (Some(from), _) => Some(After { latest: None, ..from }),
            (None, Some(to)) if to.of == begin.node => Some(After { earliest: Some(0), ..to }),
            (None, to) => to,
        };
        self.window(&Scheduled { window, after, known: None, happened: false, ..end.clone() })
    }

    /// Whether the date of something that has happened follows from other dates: nobody reports of the phase or of the event itself.
    fn follows(&self, node: &Node) -> bool {
        let Node::Point(point) = node else { return false };
        match self.plan.content(&point.of) {
            Some(Content::Phase(_)) if point.end => true,
            Some(Content::Phase(_) | Content::Event(_)) => !self.reported.contains(&point.of),
            _ => false,
        }
    }

    fn counted(&self, after: &After) -> Line {
        let of = self.node(&after.of);
        let line = match (after.earliest, after.latest) {
            (Some(0), Some(0)) => return Line::from("with ").line(&of),
            (Some(0), None) => return Line::from("after ").line(&of),
            (Some(least), Some(most)) if least == most => Line::new().text(&self.length(least)),
            (Some(least), Some(most)) => Line::new().text(&self.range(least, most)),
            (Some(least), None) => Line::from("at least ").text(&self.length(least)),
            (None, Some(most)) => Line::from("at most ").text(&self.length(most)),
            (None, None) => return Line::from("nothing says when"),
        };
        line.text(" after ").line(&of)
    }

    fn counted_short(&self, after: &After) -> Line {
        match (after.earliest, after.latest) {
            (Some(least), Some(most)) if least == most => Line::new().text(&self.length(least)),
            (Some(least), Some(most)) => Line::new().text(&self.range(least, most)),
            (Some(least), None) => Line::from("from ").text(&self.length(least)),
            (None, Some(most)) => Line::from("by ").text(&self.length(most)),
            (None, None) => Line::new(),
        }
    }

    fn range(&self, least: i64, most: i64) -> String {
        let days = |minutes: i64| self.days(minutes);
        match (days(least), days(most)) {
            (Some(least), Some(most)) => format!("{least} to {}", counted_days(most)),
            _ => format!("{} to {}", self.length(least), self.length(most)),
        }
    }

    /// Whole days, where minutes are that.
    fn days(&self, minutes: i64) -> Option<i64> {
        if minutes % DAY == 0 {
            return Some(minutes / DAY);
        }
        self.whole_days.then(|| (minutes + DAY / 2).div_euclid(DAY))
    }

    /// Minutes in words: days, hours, minutes.
    pub(crate) fn length(&self, minutes: i64) -> String {
        if let Some(days) = self.days(minutes) {
            return counted_days(days);
        }
        let sign = if minutes < 0 { "\u{2212}" } else { "" };
        let (days, rest) = (minutes.abs() / DAY, minutes.abs() % DAY);
        let parts = [(days, "day"), (rest / 60, "hour"), (rest % 60, "minute")];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, unit)| plural(number, unit))
            .collect();
        format!("{sign}{}", parts.join(" "))
    }

    /// A moment of the plan by its name.
    pub(crate) fn node(&self, node: &Node) -> Line {
        let quoted = |id| Line::new().quoted(&self.entry(id).title);
        match node {
            Node::Dates => Line::new(),
            Node::Begin(id) => Line::from("the beginning of ").line(&quoted(id)),
            Node::Vetted(id) => Line::from("the end of the vetting of ").line(&quoted(id)),
            Node::Point(point) => match self.plan.content(&point.of) {
                Some(Content::Phase(_)) if point.end => Line::from("the end of ").line(&quoted(&point.of)),
                Some(Content::Phase(_)) => Line::from("the beginning of ").line(&quoted(&point.of)),
                Some(Content::List(_)) => Line::from("the delivery of ").line(&quoted(&point.of)),
                Some(Content::Obligation(one)) if one.modality == Modality::Prohibition => {
                    Line::from("the end of the prohibition ").line(&quoted(&point.of))
                }
                _ => quoted(&point.of),
            },
        }
    }

    /// What a claim says, with the clauses of its entry.
    pub(crate) fn claim(&self, told: &Told) -> ClaimSaid {
        let claim = &told.claim;
        let entry = self.entry(&claim.entry);
        let mut words = self.sentence(told);
        if !entry.clauses.is_empty() {
            let labels = entry.clauses.iter().map(|place| place.label.as_str());
            words = words.text(" (").list(labels).text(")");
        }
        ClaimSaid { entry, field: claim.field, others_decide: claim.uncertain, words }
    }

    fn sentence(&self, told: &Told) -> Line {
        let claim = &told.claim;
        let of = || self.node(&claim.of);
        let than = || self.node(&claim.than);
        let latest = told.bound == Bound::Most;
        match (claim.field, told.term()) {
            (Field::Happened, Some(Term::Date(when))) => {
                of().text(" happened on ").text(&self.date(&when).words)
            }
            (Field::Expected, Some(Term::Date(when))) => {
                of().text(" is to be on ").text(&self.date(&when).words)
            }
            (Field::Due, Some(Term::Date(when))) => of().text(" is due by ").text(&self.date(&when).words),
            (Field::From, Some(Term::Date(when))) => {
                of().text(" does not come before ").text(&self.date(&when).words)
            }
            (Field::Due, Some(Term::Length(length))) => {
                let line = of().text(" is due within ").text(&length.to_string()).text(" of ");
                self.dated(line.line(&than()), told)
            }
            (Field::From, Some(Term::Length(length))) if length.is_zero() => {
                self.dated(of().text(" does not come before ").line(&than()), told)
            }
            (Field::From, Some(Term::Length(length))) => {
                let line = of().text(" does not come before ").text(&length.to_string()).text(" after ");
                self.dated(line.line(&than()), told)
            }
            (Field::Due, Some(Term::Day(day))) => {
                let line = of().text(&format!(" is due by the end of day {day}, where day 1 is that of "));
                self.dated(line.line(&than()), told)
            }
            (Field::From, Some(Term::Day(day))) => {
                let line = of().text(&format!(" does not come before day {day}, where day 1 is that of "));
                self.dated(line.line(&than()), told)
            }
            (Field::Length, Some(Term::Days(days))) => {
                self.lasting(told, Length { days, ..Length::default() })
            }
            (Field::Length, Some(Term::Length(length))) => self.lasting(told, length),
            (Field::Takes, Some(Term::Length(length))) => {
                let how = match (claim.uncertain, latest) {
                    (true, true) => " can take up to ",
                    (true, false) => " may be there already ",
                    (false, true) => " takes at most ",
                    (false, false) => " takes at least ",
                };
                let line = of().text(how).text(&length.to_string());
                let after = if claim.uncertain && !latest { " after " } else { " from " };
                let line = line.text(after).line(&than());
                self.dated(self.deciding(line, claim), told)
            }
            (Field::Vetting, Some(Term::Length(length))) => {
                let entry = Line::new().quoted(&self.entry(&claim.entry).title);
                let line = Line::from("the vetting of ").line(&entry).text(" can take up to ");
                self.deciding(line.text(&length.to_string()), claim)
            }
            (Field::Phase, _) if latest => of().text(" does not come after ").line(&than()),
            _ => of().text(" does not come before ").line(&than()),
        }
    }

    /// How long a phase lasts.
    fn lasting(&self, told: &Told, length: Length) -> Line {
        let (claim, latest) = (&told.claim, told.bound == Bound::Most);
        let entry = Line::new().quoted(&self.entry(&claim.entry).title);
        let how = match (latest, claim.most == claim.least) {
            (_, true) => " lasts ",
            (true, false) => " lasts at most ",
            (false, false) => " lasts at least ",
        };
        let line = entry.text(how).text(&length.to_string());
        let line = match claim.extended {
            Some((1, each)) => line.text(&format!(" and one time {each} more")),
            Some((times, each)) => line.text(&format!(" and {times} times {each} more")),
            None => line,
        };
        self.dated(line, told)
    }

    /// Who decides.
    fn deciding(&self, line: Line, claim: &Claim) -> Line {
        match (claim.uncertain, claim.decided_by.as_slice()) {
            (false, _) => line,
            (true, []) if claim.field == Field::Takes => line.text("; nobody decides it"),
            (true, []) => line,
            (true, others) => line.text("; ").line(&self.names(others)).text(match others {
                [_] => " decides",
                _ => " decide",
            }),
        }
    }

    fn names(&self, ids: &[ParticipantId]) -> Line {
        self.scene.say.names(ids)
    }

    /// The date to which it comes, where it is known.
    fn dated(&self, line: Line, told: &Told) -> Line {
        let Some(moment) = told.moment else { return line };
        let date = if told.bound == Bound::Most { self.last(moment) } else { self.first(moment) };
        line.text(", that is ").text(&date.words)
    }

    /// What to follow for a moment; nothing, where there is nothing that the entries do not say themselves.
    pub(crate) fn rule(&self, rule: &Rule) -> Option<RuleSaid> {
        let of = self.node(&rule.node);
        let mut words = Vec::new();
        for wait in &rule.waits {
            let line = of.clone().text(": not before ").line(&self.node(&wait.until)).text(" or ");
            let line = line.text(&self.length(wait.minutes)).text(" after ").line(&self.node(&wait.since));
            words.push(line.text(", whichever is earlier"));
        }
        for Distance { node, minutes } in &rule.after {
            let line = of.clone();
            words.push(match node {
                Node::Dates => line.text(": not before ").text(&self.first(Moment(*minutes)).words),
                _ => {
                    let line = line.text(": not earlier than ").text(&self.length(*minutes));
                    line.text(" after ").line(&self.node(node))
                }
            });
        }
        for Distance { node, minutes } in &rule.within {
            let line = of.clone();
            words.push(match node {
                Node::Dates => line.text(": not after ").text(&self.last(Moment(*minutes)).words),
                _ if *minutes == 0 => line.text(": at once when there is ").line(&self.node(node)),
                _ => {
                    let line = line.text(": not later than ").text(&self.length(*minutes));
                    line.text(" after ").line(&self.node(node))
                }
            });
        }
        (!words.is_empty()).then(|| RuleSaid { of: written(&rule.node), words })
    }
}

/// A moment as a plan writes it; of those that a plan cannot write, what they are of.
pub(crate) fn written(node: &Node) -> String {
    match node {
        Node::Dates => String::new(),
        Node::Point(point) => point.to_string(),
        Node::Begin(id) => format!("{id} (beginning)"),
        Node::Vetted(id) => format!("{id} (vetted)"),
    }
}

/// From one date to another, in words.
fn span(earliest: Option<&DateSaid>, latest: Option<&DateSaid>, words: impl Fn(&DateSaid) -> String) -> Line {
    match (earliest, latest) {
        (Some(first), Some(last)) if first.date == last.date => Line::from("on ").text(&words(first)),
        (Some(first), Some(last)) => {
            let (first, last) = (words(first), words(last));
            // The year once, where both are days of one year.
            let year = last.rsplit_once(' ').map(|(_, year)| year);
            let once = first
                .rsplit_once(' ')
                .filter(|(_, of)| Some(*of) == year && of.parse::<i32>().is_ok_and(|of| of > 31));
            Line::new().text(once.map_or(first.as_str(), |(day, _)| day)).text(" \u{2013} ").text(&last)
        }
        (Some(first), None) => Line::from("from ").text(&words(first)),
        (None, Some(last)) => Line::from("by ").text(&words(last)),
        (None, None) => Line::new(),
    }
}

fn counted_days(days: i64) -> String {
    match days {
        1 => "1 day".to_owned(),
        days if days < 0 => format!("\u{2212}{} days", days.abs()),
        days => format!("{days} days"),
    }
}

fn plural(number: i64, unit: &str) -> String {
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

/// A date in the short form of charts: a day of a month, with its year where it is not that of the view.
pub(crate) fn tick(moment: Moment, zone: &TimeZone, year: Option<i16>) -> String {
    wording::date_in(&When::day(moment.date(zone)), zone, year).short
}
