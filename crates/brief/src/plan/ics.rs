//! Dates of a plan as a calendar (RFC 5545) of what one reader may see.
//!
//! What is due is an event on its last day, or at its moment, in UTC; a phase lasts from its first day to its last; of what is
//! forbidden there is the end, told as an end and not as something to do. A date that
//! accounts give differently stands on the earliest that has not passed, with all of them in its description. Names of events
//! (`UID`) are made from ids and the title that the reader sees, and stay the same when dates change. There are no alarms.

use std::fmt::Write as _;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use onetext_case::View;
use onetext_record::When;
use onetext_record::plan::Content;
use onetext_record::plan::following::due::{Due, What, due, responsible};
use onetext_record::plan::following::{Followed, Moment, State};
use onetext_record::plan::time::{Length, Point};
use serde::Serialize;

use super::due::{DueItem, item};
use super::followed::{Ground, Told};
use super::{Chosen, NoPlan, forbids};
use crate::heading::Heading;
use crate::line::clean;

/// The most octets of a line, its end not counted.
const OCTETS: usize = 75;

/// A calendar of a plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanCalendar {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// Its events, by date.
    pub events: Vec<CalendarEvent>,
    #[serde(skip)]
    stamp: Timestamp,
    #[serde(skip)]
    zone: TimeZone,
}

/// One event of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarEvent {
    /// The same whatever its dates are, and no other event's.
    pub uid: String,
    /// Its day, or its moment.
    pub starts: When,
    /// Its last day, where it lasts for several.
    pub last: Option<Date>,
    /// What it is, in one line.
    pub summary: String,
    /// What there is to say of it, line by line.
    pub description: Vec<String>,
}

impl PlanCalendar {
    /// The calendar of a view: what is due and not reported carried out, and phases that have begun.
    ///
    /// # Errors
    /// The view has no plan, or the options cannot be taken.
    pub fn new(view: &View, chosen: &Chosen) -> Result<Self, NoPlan> {
        let now = view.now();
        let ground = Ground::new(view, &now, chosen)?;
        let told = ground.told();
        // As far ahead as a plan can reach.
        let ahead = Length { months: 100 * 12, ..Length::default() };
        let mut events: Vec<CalendarEvent> = due(&told.following, &told.plan, ahead, &now)
            .iter()
            .filter_map(|due| Some(due_entry(&told, due, &item(&told, due)?)))
            .collect();
        let rows = &told.following.rows;
        events.extend(rows.iter().filter_map(|row| phase_entry(&told, row, view.zone())));
        events.extend(rows.iter().filter_map(|row| ban_entry(&told, row)));
        events.sort_by(|a, b| a.starts.compare(&b.starts, view.zone()));
        let instant = now.at.to_zoned(now.zone.clone()).map(|at| at.timestamp());
        Ok(Self {
            heading: Heading::of(view),
            stamp: instant.unwrap_or(Timestamp::UNIX_EPOCH),
            zone: view.zone().clone(),
            events,
        })
    }

    /// The calendar as a file.
    pub fn text(&self) -> String {
        let mut file = File::default();
        file.line("BEGIN", "VCALENDAR");
        file.line("VERSION", "2.0");
        file.line("PRODID", "-//onetext//plan//EN");
        file.line("CALSCALE", "GREGORIAN");
        let name = format!("{} \u{2013} {}", clean(&self.heading.title), clean(&self.heading.reader_name));
        file.line("X-WR-CALNAME", &escaped(&name));
        for event in &self.events {
            self.write(event, &mut file);
        }
        file.line("END", "VCALENDAR");
        file.0
    }

    fn write(&self, event: &CalendarEvent, file: &mut File) {
        file.line("BEGIN", "VEVENT");
        file.line("UID", &event.uid);
        file.line("DTSTAMP", &utc(self.stamp));
        match (event.starts.time(), event.last) {
            (Some(_), None) => {
                // A local time that the clock skips or shows twice is taken as calendars take it.
                let at: DateTime = event.starts.starts(&self.zone);
                let instant = at.to_zoned(self.zone.clone()).map(|at| at.timestamp());
                file.line("DTSTART", &utc(instant.unwrap_or(self.stamp)));
            }
            (_, last) => {
                let first = event.starts.starts(&self.zone).date();
                file.line("DTSTART;VALUE=DATE", &day(first));
                // The end is the first day that does not belong to it.
                let end = last.unwrap_or(first).max(first).saturating_add(1.day());
                file.line("DTEND;VALUE=DATE", &day(end));
            }
        }
        file.line("SUMMARY", &escaped(&event.summary));
        if !event.description.is_empty() {
            file.line("DESCRIPTION", &escaped(&event.description.join("\n")));
        }
        file.line("TRANSP", "TRANSPARENT");
        file.line("END", "VEVENT");
    }
}

fn due_entry(told: &Told<'_, '_>, due: &Due<'_, '_, '_>, item: &DueItem) -> CalendarEvent {
    let names = |people: &[crate::model::Person]| {
        people.iter().map(|one| clean(&one.name)).collect::<Vec<_>>().join(", ")
    };
    let (name, title) = match due.what {
        What::Entry(row) => {
            (format!("due-{}", plain(row.provision.id.as_str())), item.entry.name().to_string())
        }
        What::Step(incident, route, step) => {
            (format!("step-{}-{route}-{step}", plain(incident.act.id.as_str())), item.what.to_string())
        }
    };
    let who = if item.who.is_empty() { "not said who".to_owned() } else { names(&item.who) };
    let mut description = vec![format!("Due by {}: {}", item.by.words, item.what)];
    if let Some(day) = item.day {
        description.push(format!("Day {day} of the plan"));
    }
    description.push(format!("Who: {who}"));
    if !item.verifier.is_empty() {
        description.push(format!("Established by: {}", names(&item.verifier)));
    }
    if item.dates.len() > 1 {
        let dates: Vec<&str> = item.dates.iter().map(|due| due.by.words.as_str()).collect();
        description.push(format!("Dates by account: {}", dates.join("; ")));
    }
    description.push(format!("As of {}: {}", told.date(&told.scene.view.as_of).words, item.state_words));
    CalendarEvent {
        uid: uid(told, &name),
        starts: due.when,
        last: None,
        summary: format!("{who}: {title}"),
        description,
    }
}

/// A phase that has begun on one date, to its end; where that is not dated, its beginning alone.
fn phase_entry<'v>(told: &Told<'_, 'v>, row: &Followed<'v, 'v>, zone: &TimeZone) -> Option<CalendarEvent> {
    if !matches!(row.provision.content, Content::Phase(_)) {
        return None;
    }
    let begun = row.complete.first()?;
    let end = Point { of: row.provision.id.clone(), end: true };
    let ends: &[Moment<'_>] = told.following.dates_of(&end);
    let last = ends.last().map(|end| end.when.starts(zone).date());
    let title = clean(row.provision.title());
    let mut description = vec![format!("Begun: {}", told.date(&begun.when).words)];
    description.push(match ends.last() {
        Some(end) => format!("To end: {}", told.date(&end.when).words),
        None => "Its end has no date.".to_owned(),
    });
    let dates: Vec<String> = row.complete.iter().map(|begun| told.date(&begun.when).words).collect();
    if dates.len() > 1 {
        description.push(format!("Dates of its beginning by account: {}", dates.join("; ")));
    }
    let starts = When::day(begun.when.starts(zone).date());
    let name = format!("phase-{}", plain(row.provision.id.as_str()));
    Some(CalendarEvent { uid: uid(told, &name), starts, last, summary: title, description })
}

/// The end of what is forbidden, where it has a date: not as something to be done.
fn ban_entry<'v>(told: &Told<'_, 'v>, row: &Followed<'v, 'v>) -> Option<CalendarEvent> {
    if !forbids(row.provision) || row.is(State::Ended) {
        return None;
    }
    let ahead = row.due.iter().map(|due| due.when).find(|&when| !told.as_of.is_past(when))?;
    let entry = told.name(row.provision);
    let mut description = vec![format!("Ends {}: {}", told.date(&ahead).words, entry.line())];
    let who = told.people(responsible(row.provision, &told.plan));
    if !who.is_empty() {
        let names: Vec<String> = who.iter().map(|one| clean(&one.name)).collect();
        description.push(format!("For: {}", names.join(", ")));
    }
    if row.due.len() > 1 {
        let dates: Vec<String> = row.due.iter().map(|due| told.date(&due.when).words).collect();
        description.push(format!("Dates by account: {}", dates.join("; ")));
    }
    let now = told.date(&told.scene.view.as_of).words;
    description.push(format!("As of {now}: {}", told.states(row)));
    let name = format!("ends-{}", plain(row.provision.id.as_str()));
    let summary = format!("ends: {}", entry.name());
    Some(CalendarEvent { uid: uid(told, &name), starts: ahead, last: None, summary, description })
}

/// The name of an event: unique in the case by its own part, and among cases by their titles.
fn uid(told: &Told<'_, '_>, name: &str) -> String {
    format!("{name}-{:016x}@onetext.invalid", digest(&told.scene.view.about.title))
}

/// The lines of a calendar file.
#[derive(Debug, Default)]
struct File(String);

impl File {
    /// A property, folded: no line is longer than [`OCTETS`], and no letter is cut in two.
    fn line(&mut self, name: &str, value: &str) {
        let mut room = OCTETS;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = OCTETS - 1;
            }
            self.0.push(letter);
            room -= letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A text as the value of a property.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            '\n' => value.push_str("\\n"),
            other if other.is_control() => {}
            other => value.push(other),
        }
    }
    value
}

/// An id as it can stand in a name: whatever is no letter or digit of ASCII by its number, so that no two become one.
fn plain(id: &str) -> String {
    let mut name = String::new();
    for letter in id.chars() {
        match letter {
            '-' | '0'..='9' | 'a'..='z' | 'A'..='Z' => name.push(letter),
            other => {
                let _ = write!(name, "_{:x}_", u32::from(other));
            }
        }
    }
    name
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn utc(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::UTC).datetime();
    format!("{}T{:02}{:02}{:02}Z", day(at.date()), at.hour(), at.minute(), at.second())
}

/// The FNV-1a digest of a text (Fowler, Noll and Vo; RFC 9923), 64 bits.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
