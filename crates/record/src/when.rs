//! Dates and times as people write them: a day, or a moment of a day.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use serde::{Serialize, Serializer};

/// When something was done or ends: a whole day, a local time of the case's zone, or a time with its offset.
///
/// A date without a zone is a date: it is never turned into an instant behind the writer's back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct When {
    date: Date,
    time: Option<Time>,
    offset: Option<Offset>,
}

impl When {
    /// A whole day.
    pub const fn day(date: Date) -> Self {
        Self { date, time: None, offset: None }
    }

    /// A local date and time.
    pub fn local(at: DateTime) -> Self {
        Self { date: at.date(), time: Some(at.time()), offset: None }
    }

    /// A date and time with its offset from UTC.
    pub fn with_offset(at: DateTime, offset: Offset) -> Self {
        Self { date: at.date(), time: Some(at.time()), offset: Some(offset) }
    }

    /// The day as written.
    pub fn date(&self) -> Date {
        self.date
    }

    /// The time as written, if there is one.
    pub fn time(&self) -> Option<Time> {
        self.time
    }

    /// The offset from UTC as written, if there is one.
    pub fn offset(&self) -> Option<Offset> {
        self.offset
    }

    /// Date and time in `zone`, taking `missing` for the time of a whole day.
    fn civil(&self, zone: &TimeZone, missing: Time) -> DateTime {
        let at = self.date.to_datetime(self.time.unwrap_or(missing));
        match self.offset {
            None => at,
            Some(offset) => match offset.to_timestamp(at) {
                Ok(instant) => zone.to_datetime(instant),
                Err(_) => at,
            },
        }
    }

    /// The first moment it may mean, as a civil time in `zone`.
    pub fn starts(&self, zone: &TimeZone) -> DateTime {
        self.civil(zone, Time::midnight())
    }

    /// The last moment it may mean, as a civil time in `zone`: the end of the day, where it is a day.
    pub fn ends(&self, zone: &TimeZone) -> DateTime {
        self.civil(zone, Time::constant(23, 59, 59, 999_999_999))
    }

    /// Orders by first moment; a whole day comes before the times within it. Total: what is equal here is equal.
    pub fn compare(&self, other: &Self, zone: &TimeZone) -> Ordering {
        self.starts(zone)
            .cmp(&other.starts(zone))
            .then_with(|| self.time.is_some().cmp(&other.time.is_some()))
            .then_with(|| (self.date, self.time).cmp(&(other.date, other.time)))
            .then_with(|| self.offset.cmp(&other.offset))
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(time) = self.time {
            if time.second() == 0 && time.subsec_nanosecond() == 0 {
                write!(f, "T{:02}:{:02}", time.hour(), time.minute())?;
            } else {
                write!(f, "T{time}")?;
            }
        }
        if let Some(offset) = self.offset {
            let seconds = offset.seconds();
            let sign = if seconds < 0 { '-' } else { '+' };
            let minutes = seconds.abs() / 60;
            write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)?;
        }
        Ok(())
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A text that is neither a date nor a date and time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\u{201c}{0}\u{201d} is not a date; write 2031-03-05, or 2031-03-05T18:00, or 2031-03-05T18:00+03:00"
)]
pub struct NotADate(pub String);

impl FromStr for When {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let refused = || NotADate(text.to_owned());
        if text.len() <= 10 {
            return text.parse().map(Self::day).map_err(|_| refused());
        }
        if let Some(utc) = text.strip_suffix(['Z', 'z']) {
            return utc.parse().map(|at| Self::with_offset(at, Offset::UTC)).map_err(|_| refused());
        }
        let Some(sign) = text.get(11..).and_then(|rest| rest.rfind(['+', '-'])).map(|at| at + 11) else {
            return text.parse().map(Self::local).map_err(|_| refused());
        };
        let (at, offset) = text.split_at(sign);
        if !offset[1..].chars().all(|c| c.is_ascii_digit() || c == ':') {
            return Err(refused());
        }
        let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
        let (Ok(number), 4) = (digits.parse::<i32>(), digits.len()) else { return Err(refused()) };
        let minutes = (number / 100) * 60 + number % 100;
        let seconds = if offset.starts_with('-') { -minutes * 60 } else { minutes * 60 };
        let offset = Offset::from_seconds(seconds).map_err(|_| refused())?;
        at.parse().map(|at| Self::with_offset(at, offset)).map_err(|_| refused())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in [
            "2031-03-05",
            "2031-03-05T18:00",
            "2031-03-05T18:00:30",
            "2031-03-05T18:00+03:00",
            "2031-03-05T18:00-04:30",
        ] {
            assert_eq!(text.parse::<When>().unwrap().to_string(), text);
        }
        assert_eq!("2031-03-05T18:00Z".parse::<When>().unwrap().to_string(), "2031-03-05T18:00+00:00");
        for text in [
            "",
            "5 March",
            "2031-13-05",
            "2031-03-05T25:00",
            "2031-03-05T18:00+99:99",
            "2031-03-05T18:00+03:00 or so",
            "٢٠٣١-٠٣-٠٥",
        ] {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_offset_is_turned_into_the_zone_of_the_case_and_a_day_is_not() {
        let doha = TimeZone::get("Asia/Qatar").unwrap();
        let late: When = "2024-08-15T23:30Z".parse().unwrap();
        assert_eq!(late.starts(&doha).date(), jiff::civil::date(2024, 8, 16));
        let day: When = "2024-08-15".parse().unwrap();
        assert_eq!(day.starts(&doha).date(), jiff::civil::date(2024, 8, 15));
        assert_eq!(day.compare(&late, &doha), Ordering::Less);
    }
}
