//! Calendars, held to literal counting day by day.

use jiff::Span;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

use super::*;
use crate::plan::time::{Calendar, Length};

const ZONES: [&str; 5] = ["UTC", "Asia/Qatar", "Asia/Jerusalem", "America/New_York", "Australia/Lord_Howe"];

fn days(zone: &str, rest: &[Weekday], holidays: &[&str]) -> Days {
    let holidays = holidays.iter().map(|day| day.parse().unwrap()).collect();
    let calendar = Calendar { rest: rest.to_vec(), holidays, zone: None };
    Days::new(Some(&calendar), &TimeZone::get(zone).unwrap(), date(2031, 3, 1))
}

fn moment(days: &Days, clock: &str) -> Moment {
    Moment::at(clock.parse().unwrap(), days.zone()).unwrap()
}

fn after(days: &Days, clock: &str, length: &str) -> String {
    days.after(moment(days, clock), length.parse().unwrap()).unwrap().clock(days.zone()).to_string()
}

#[test]
fn months_end_with_the_month_and_leap_years_have_their_day() {
    let days = days("UTC", &[], &[]);
    for (from, length, to) in [
        ("2031-01-31T23:59", "1 month", "2031-02-28T23:59:00"),
        ("2032-01-31T12:00", "1 month", "2032-02-29T12:00:00"),
        ("2032-02-29T12:00", "1 year", "2033-02-28T12:00:00"),
        ("2031-03-31T08:00", "6 months", "2031-09-30T08:00:00"),
        ("2031-01-30T00:00", "1 month 1 day", "2031-03-01T00:00:00"),
    ] {
        assert_eq!(after(&days, from, length), to);
    }
}

#[test]
fn days_are_counted_by_the_clock_and_hours_as_they_pass() {
    // Clocks go forward in the night to 28 March 2031, in this zone by an hour.
    let days = days("Asia/Jerusalem", &[], &[]);
    assert_eq!(after(&days, "2031-03-27T18:00", "2 days"), "2031-03-29T18:00:00");
    assert_eq!(after(&days, "2031-03-27T18:00", "48 hours"), "2031-03-29T19:00:00");
    assert_eq!(days.bounds("2 days".parse().unwrap()), calendar::Bounds { least: 2820, most: Some(2940) });
    assert_eq!(days.bounds("48 hours".parse().unwrap()), calendar::Bounds { least: 2880, most: Some(2880) });
    let day = Between::day(date(2031, 3, 28), days.zone()).unwrap();
    assert_eq!(day.last.0 - day.first.0, 23 * 60 - 1);
}

#[test]
fn working_days_leave_out_days_of_rest_and_holidays() {
    let weekend = [Weekday::Friday, Weekday::Saturday];
    let days = days("UTC", &weekend, &["2031-05-04", "2031-05-02"]);
    // 1 May 2031 is a Thursday; Sunday the 4th is a holiday, and the 2nd rests anyway.
    assert_eq!(after(&days, "2031-05-01T09:00", "1 working days"), "2031-05-05T09:00:00");
    assert_eq!(after(&days, "2031-05-02T09:00", "1 working days"), "2031-05-05T09:00:00");
    assert_eq!(after(&days, "2031-05-05T09:00", "4 working days"), "2031-05-11T09:00:00");
    let bounds = days.bounds("1 working days".parse().unwrap());
    assert_eq!((bounds.least, bounds.most), (calendar::DAY, Some(4 * calendar::DAY)));
}

#[test]
fn where_no_day_counts_nothing_is_ever_due() {
    let all: Vec<Weekday> = (0..7).map(|day| Weekday::from_monday_zero_offset(day).unwrap()).collect();
    let days = days("UTC", &all, &[]);
    let length: Length = "1 working days".parse().unwrap();
    assert_eq!(days.after(Moment(0), length), None);
    assert_eq!(days.bounds(length).most, None);
}

#[test]
fn the_day_of_the_point_itself_is_day_1() {
    let plan = "[[event]]
        id = \"start\"
        expected = 2031-03-05
        [[obligation]]
        id = \"first\"
        does = \"x\"
        due = { day = 1, of = \"start\" }
        [[obligation]]
        id = \"seventh\"
        does = \"x\"
        from = { day = 7, of = \"start\" }
        due = { day = 7, of = \"start\" }";
    let schedule = schedule(plan);
    assert_eq!(dates(&schedule, "first").1.as_deref(), Some("2031-03-05T23:59:00"));
    let seventh = (Some("2031-03-11T00:00:00".to_owned()), Some("2031-03-11T23:59:00".to_owned()));
    assert_eq!(dates(&schedule, "seventh"), seventh);
}

#[test]
fn a_month_after_a_known_date_is_counted_on_the_calendar_and_so_is_what_follows_from_it() {
    let plan = "[[event]]
        id = \"signature\"
        expected = 2031-01-31
        [[obligation]]
        id = \"list\"
        does = \"x\"
        due = { within = \"1 month\", of = \"signature\" }
        [[obligation]]
        id = \"reply\"
        does = \"x\"
        due = { within = \"1 month\", of = \"list\" }";
    let schedule = schedule(plan);
    assert_eq!(dates(&schedule, "list").1.as_deref(), Some("2031-02-28T23:59:00"));
    assert_eq!(dates(&schedule, "reply").1.as_deref(), Some("2031-03-28T23:59:00"));
}

#[test]
fn a_month_after_an_unknown_date_is_never_told_as_shorter_or_longer_than_it_may_be() {
    let plan = |days: u32| {
        format!(
            "[[event]]
             id = \"signature\"
             [[obligation]]
             id = \"list\"
             does = \"x\"
             from = {{ within = \"{days} days\", of = \"signature\" }}
             due = {{ within = \"1 month\", of = \"signature\" }}"
        )
    };
    assert!(matches!(schedule(&plan(31)).outcome, Outcome::Controllable { .. }), "January has 31");
    assert!(matches!(schedule(&plan(32)).outcome, Outcome::Inconsistent(_)));
}

/// A length counted literally: month by month, day by day; then the first moment at which a clock shows the time.
fn literally(days: &Days, from: Moment, length: Length) -> Moment {
    let clock = from.clock(days.zone());
    if length.months == 0 && length.days == 0 {
        return from.plus(i64::from(length.minutes));
    }
    let (mut year, mut month) = (clock.year(), clock.month());
    for _ in 0..length.months {
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    let mut on = date(year, month, 1);
    while on.day() < clock.day() && on.tomorrow().unwrap().month() == month {
        on = on.tomorrow().unwrap();
    }
    let mut left = length.days;
    while left > 0 {
        on = on.tomorrow().unwrap();
        if !length.working || days.counts(on) {
            left -= 1;
        }
    }
    let shown = on.to_datetime(clock.time());
    shows(shown, days.zone()).plus(i64::from(length.minutes))
}

/// The first minute at which a clock shows that; where none does, as if the clocks had not been changed yet.
fn shows(clock: DateTime, zone: &TimeZone) -> Moment {
    let in_utc = Moment::at(clock, &TimeZone::UTC).unwrap();
    let offsets = [-1, 1].map(|sign| {
        let far = in_utc.plus(sign * 2 * calendar::DAY);
        Moment::at(far.clock(zone), &TimeZone::UTC).unwrap().0 - far.0
    });
    let mut found: Vec<Moment> = offsets.iter().map(|offset| in_utc.plus(-offset)).collect();
    found.retain(|moment| moment.clock(zone) == clock);
    found.sort();
    found.first().copied().unwrap_or_else(|| in_utc.plus(-offsets[0]))
}

struct Random(fastrand::Rng);

impl Random {
    fn days(&mut self) -> Days {
        let rest: Vec<Weekday> = (0..7)
            .filter(|_| self.0.u8(0..4) == 0)
            .map(|day| Weekday::from_monday_zero_offset(day).unwrap())
            .collect();
        let rest = if rest.len() == 7 { Vec::new() } else { rest };
        let holidays = (0..self.0.usize(0..6)).map(|_| self.date()).collect();
        let zone = ZONES[self.0.usize(0..ZONES.len())];
        let calendar = Calendar { rest, holidays, zone: None };
        Days::new(Some(&calendar), &TimeZone::get(zone).unwrap(), date(2031, 3, 1))
    }

    fn date(&mut self) -> Date {
        date(2031, 1, 1).checked_add(Span::new().days(self.0.i64(0..800))).unwrap()
    }

    fn moment(&mut self) -> Moment {
        let first = Moment::at(date(2031, 1, 1).at(0, 0, 0, 0), &TimeZone::UTC).unwrap();
        first.plus(self.0.i64(0..800 * calendar::DAY))
    }

    fn length(&mut self) -> Length {
        match self.0.u8(0..4) {
            0 => Length { days: self.0.u32(1..30), working: true, ..Length::default() },
            1 => Length { minutes: self.0.u32(0..5000), ..Length::default() },
            2 => Length { days: self.0.u32(0..60), ..Length::default() },
            _ => Length { months: self.0.u32(1..20), days: self.0.u32(0..5), minutes: 0, working: false },
        }
    }
}

#[test]
fn lengths_are_what_literal_counting_finds_and_lie_within_their_bounds() {
    let mut random = Random(fastrand::Rng::with_seed(17));
    for _ in 0..1500 {
        let (days, from, length) = (random.days(), random.moment(), random.length());
        let to = days.after(from, length).unwrap();
        let at = format!("{} + {length} in {days:?}", from.clock(days.zone()));
        assert_eq!(to, literally(&days, from, length), "{at}");
        let bounds = days.bounds(length);
        let lasts = to.0 - from.0;
        assert!(
            bounds.least <= lasts && bounds.most.is_none_or(|most| lasts <= most),
            "{at}: {lasts} {bounds:?}"
        );
    }
}

#[test]
fn bounds_are_reached_from_some_day() {
    let mut random = Random(fastrand::Rng::with_seed(18));
    for _ in 0..150 {
        let (days, length) = (random.days(), random.length());
        let bounds = days.bounds(length);
        // From every noon, so that changes of the clock within a day do not matter; a leap year is among them.
        let noons = (0..2200).map(|day| date(2030, 12, 1).checked_add(Span::new().days(day - 500)).unwrap());
        let lasting = |date: Date| {
            let from = Moment::at(date.at(12, 0, 0, 0), days.zone()).unwrap();
            days.after(from, length).unwrap().0 - from.0
        };
        let lasting: Vec<i64> = noons.map(lasting).collect();
        // Days of 23 and 25 hours are not at hand for every length.
        let near = |one: i64, other: i64| (one - other).abs() <= 120;
        let least = *lasting.iter().min().unwrap();
        assert!(near(least, bounds.least), "{length} {days:?} {least} {bounds:?}");
        let most = *lasting.iter().max().unwrap();
        assert!(near(most, bounds.most.unwrap()), "{length} {days:?} {most} {bounds:?}");
    }
}

#[test]
fn the_ends_of_a_span_of_moments_are_those_of_all_within_it() {
    let mut random = Random(fastrand::Rng::with_seed(19));
    for _ in 0..400 {
        let (days, first, length) = (random.days(), random.moment(), random.length());
        let last = first.plus(random.0.i64(0..5 * calendar::DAY));
        let all = (first.0..=last.0).step_by(97).chain([last.0]);
        let reached: Vec<Moment> = all.map(|from| days.after(Moment(from), length).unwrap()).collect();
        let most = days.last_after(Some(first), last, length).unwrap();
        let least = days.first_after(first, Some(last), length).unwrap();
        assert!(reached.iter().all(|to| least <= *to && *to <= most), "{length} {days:?}");
        // Not looser than the day that it leads to.
        let loose = |one: Moment, other: Moment| (one.0 - other.0).abs() <= calendar::DAY + 60;
        let (earliest, latest) = (*reached.iter().min().unwrap(), *reached.iter().max().unwrap());
        assert!(loose(most, latest) && loose(least, earliest), "{length} {days:?}");
    }
}
