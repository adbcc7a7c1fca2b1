use jiff::civil::date;
use jiff::tz::TimeZone;

use super::*;
use crate::plan::Provision;
use crate::plan::package::{Entries, Package};
use crate::testing::{Library, as_of, provisions};
use crate::timeline::Timeline;

mod brute_force;
mod calendars;
mod conflicts;

/// The schedule of a plan that is written as a file of it.
fn schedule(plan: &str) -> Schedule {
    schedule_after(plan, &[])
}

/// The same after points have happened.
fn schedule_after(plan: &str, happened: &[(&str, &str)]) -> Schedule {
    schedule_in(&provisions(plan), happened, &TimeZone::UTC)
}

fn schedule_in(provisions: &[Provision], happened: &[(&str, &str)], zone: &TimeZone) -> Schedule {
    let as_of = as_of("2031-03-01");
    let timeline = Timeline::new(&[], &as_of);
    let entries = Entries::new(provisions, &timeline, &Library(Vec::new()));
    let happened =
        happened.iter().map(|(point, when)| (Point::parse(point), when.parse().unwrap())).collect();
    Schedule::around(&entries.plan(&Package::default()), &happened, zone, date(2031, 3, 1))
}

/// The window of a point in days after its zero.
fn days_after(schedule: &Schedule, point: &str) -> (Option<i64>, Option<i64>) {
    let after = schedule.point(&Point::parse(point)).unwrap().after.clone().unwrap();
    let days = |minutes: Option<i64>| minutes.map(|minutes| minutes / calendar::DAY);
    (days(after.earliest), days(after.latest))
}

/// The window of a point on dates, as clocks in UTC show it.
fn dates(schedule: &Schedule, point: &str) -> (Option<String>, Option<String>) {
    let window = schedule.point(&Point::parse(point)).unwrap().window;
    let clock = |moment: Option<Moment>| moment.map(|moment| moment.clock(&schedule.zone).to_string());
    (clock(window.earliest), clock(window.latest))
}

#[test]
fn a_long_chain_of_moments_is_counted_from_its_first() {
    let first = "[[event]]\nid = \"e0\"\nactors = [\"upper\"]\n".to_owned();
    let plan = (1..3_000)
        .fold(first, |plan, at| plan + &format!("[[event]]\nid = \"e{at}\"\nneeds = [\"e{}\"]\n", at - 1));
    let schedule = schedule(&plan);
    let last = schedule.point(&Point::parse("e2999")).unwrap().after.clone().unwrap();
    assert_eq!((last.of, last.earliest, last.latest), (Node::Point(Point::parse("e0")), Some(0), None));
}
