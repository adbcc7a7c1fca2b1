//! What cannot hold together, and what can.

use super::*;

/// Entry and field of each claim of a clash.
fn told(clash: &Clash) -> Vec<(String, Field)> {
    clash.told.iter().map(|told| (told.claim.entry.to_string(), told.claim.field)).collect()
}

fn vetted(vetting: &str, due: u32) -> String {
    format!(
        "[[event]]
         id = \"signature\"
         [[list]]
         id = \"names\"
         due = {{ within = \"7 days\", of = \"signature\" }}
         vetting = {{ by = [\"lower\"], within = \"{vetting}\" }}
         used_by = [\"release\"]
         [[obligation]]
         id = \"release\"
         does = \"release them\"
         when = [\"signature\"]
         from = {{ within = \"8 days\", of = \"names\" }}
         due = {{ day = {due}, of = \"signature\" }}
         [[obligation]]
         id = \"put-forward\"
         does = \"draw up the list\"
         when = [\"signature\"]
         takes = {{ least = \"5 days\", most = \"6 days\" }}
         [[event]]
         id = \"list-can-be-there\"
         needs = [\"put-forward\"]"
    )
}

#[test]
fn a_plan_that_fits_has_windows_counted_from_its_zero() {
    let schedule = schedule(&vetted("5 days", 15));
    assert!(matches!(schedule.outcome, Outcome::Controllable { .. }), "{:?}", schedule.outcome);
    assert_eq!(days_after(&schedule, "names"), (None, Some(7)));
    assert_eq!(days_after(&schedule, "release"), (Some(0), Some(15)));
    assert_eq!(days_after(&schedule, "put-forward"), (Some(5), Some(6)));
    assert_eq!(schedule.point(&Point::parse("signature")).unwrap().after, None);
}

#[test]
fn a_conflict_is_told_with_the_entries_and_fields_that_make_it_and_no_others() {
    let plan = |day: u32| {
        format!(
            "[[event]]
             id = \"start\"
             [[obligation]]
             id = \"works\"
             does = \"repair the pump\"
             when = [\"start\"]
             takes = {{ least = \"9 days\", most = \"12 days\" }}
             [[obligation]]
             id = \"open\"
             does = \"open the gate\"
             when = [\"works\"]
             due = {{ day = {day}, of = \"start\" }}
             [[obligation]]
             id = \"other\"
             does = \"pay\"
             due = {{ within = \"3 days\", of = \"start\" }}"
        )
    };
    let Outcome::Inconsistent(clash) = schedule(&plan(8)).outcome else { panic!() };
    let mut found = told(&clash);
    found.sort();
    assert_eq!(
        found,
        [
            ("open".to_owned(), Field::Due),
            ("open".to_owned(), Field::When),
            ("works".to_owned(), Field::Takes)
        ]
    );
    assert_eq!(clash.short_by, Some(calendar::DAY));
    assert!(matches!(schedule(&plan(9)).outcome, Outcome::Controllable { .. }), "a near miss");
}

#[test]
fn what_others_decide_makes_a_plan_fail_only_where_they_can_take_too_long() {
    let plan = |most: u32| {
        format!(
            "[[event]]
             id = \"start\"
             [[event]]
             id = \"inspected\"
             needs = [\"start\"]
             takes = {{ least = \"2 days\", most = \"{most} days\", decided_by = [\"priest\"] }}
             [[obligation]]
             id = \"open\"
             does = \"open the gate\"
             when = [\"inspected\"]
             due = {{ within = \"10 days\", of = \"start\" }}"
        )
    };
    assert!(matches!(schedule(&plan(10)).outcome, Outcome::Controllable { .. }));
    let Outcome::NotControllable(clash) = schedule(&plan(11)).outcome else { panic!() };
    let mut found = told(&clash);
    found.sort();
    let expected = [("inspected", Field::Takes), ("open", Field::Due), ("open", Field::When)];
    assert_eq!(found, expected.map(|(entry, field)| (entry.to_owned(), field)));
    assert_eq!(clash.short_by, None);
}

#[test]
fn with_dates_nobody_can_choose_when_dates_begin() {
    // The ship leaves on 1 May and takes 3 to 9 days; it must be there by 8 May.
    let plan = |most: u32| {
        format!(
            "[[event]]
             id = \"leaves\"
             expected = 2031-05-01T00:00
             [[event]]
             id = \"arrives\"
             due = {{ by = 2031-05-08 }}
             takes = {{ least = \"3 days\", most = \"{most} days\", of = \"leaves\", by_nobody = true }}"
        )
    };
    assert!(matches!(schedule(&plan(7)).outcome, Outcome::Controllable { .. }));
    assert!(matches!(schedule(&plan(9)).outcome, Outcome::NotControllable(_)));
}

#[test]
fn what_waits_for_others_is_told_as_rules() {
    // The inspectors are to be met: they come at most a day after the visit begins, and it begins at most 3 days after them.
    let plan = "[[event]]
        id = \"start\"
        [[event]]
        id = \"inspected\"
        takes = { least = \"2 days\", most = \"10 days\", of = \"start\", decided_by = [\"priest\"] }
        due = { within = \"1 day\", of = \"visit\" }
        [[obligation]]
        id = \"visit\"
        does = \"receive the inspectors\"
        due = { within = \"3 days\", of = \"inspected\" }";
    let Outcome::Controllable { rules, more: false } = schedule(plan).outcome else { panic!() };
    let point = |id: &str| Node::Point(Point::parse(id));
    let visit = rules.iter().find(|rule| rule.node == point("visit")).unwrap();
    let wait = Wait { until: point("inspected"), since: point("start"), minutes: 9 * calendar::DAY };
    assert_eq!(visit.waits, [wait]);
    assert_eq!(visit.within, [Distance { node: point("inspected"), minutes: 3 * calendar::DAY }]);
}

#[test]
fn what_has_happened_is_a_fact_and_contradicts_nothing() {
    let plan = "[[event]]
        id = \"signature\"
        [[obligation]]
        id = \"pay\"
        does = \"pay\"
        due = { within = \"3 days\", of = \"signature\" }
        [[obligation]]
        id = \"open\"
        does = \"open the gate\"
        when = [\"pay\"]
        due = { within = \"7 days\", of = \"pay\" }";
    let late = schedule_after(plan, &[("signature", "2031-03-05"), ("pay", "2031-03-20")]);
    assert!(matches!(late.outcome, Outcome::Controllable { .. }));
    let window = (Some("2031-03-20T00:00:00".to_owned()), Some("2031-03-27T23:59:00".to_owned()));
    assert_eq!(dates(&late, "open"), window);
}

#[test]
fn things_that_wait_for_each_other_at_the_same_moment_are_no_conflict_of_dates() {
    // Whether that is meant is for another check: nothing says that either takes time.
    let plan = "[[event]]
        id = \"a\"
        needs = [\"b\"]
        [[event]]
        id = \"b\"
        needs = [\"a\"]";
    assert!(matches!(schedule(plan).outcome, Outcome::Controllable { .. }));
}

#[test]
fn days_that_cannot_come_out_right_on_two_calendars_end_in_minutes_and_are_told() {
    let rests = |but: &str| {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        let rest: Vec<&str> = days.into_iter().filter(|day| *day != but).collect();
        format!("[[calendar]]\nid = \"{but}\"\nrest = {rest:?}\n")
    };
    let plan = |days: u32| {
        format!(
            "{}{}[[event]]\nid = \"b\"\nactors = [\"upper\"]\nfrom = {{ by = 2031-03-01 }}\n\
             [[event]]\nid = \"a\"\nactors = [\"upper\"]\nfrom = {{ within = \"1 working days\", of = \"b\", calendar = \"tuesday\" }}\n\
             [[event]]\nid = \"c\"\nactors = [\"upper\"]\nfrom = {{ within = \"1 working days\", of = \"a\", calendar = \"monday\" }}\n\
             due = {{ within = \"{days} days\", of = \"b\" }}\n",
            rests("monday"),
            rests("tuesday"),
        )
    };
    // From Tuesday to Monday it is 6 days, whatever day it begins.
    let clash = schedule(&plan(3));
    assert!(clash.not_by_calendar.is_some());
    assert_eq!(dates(&clash, "c").0.as_deref(), Some("2031-03-03T00:00:00"));
    assert!(schedule(&plan(14)).not_by_calendar.is_none());
}

#[test]
fn a_phase_ends_with_the_last_of_its_days_and_the_next_begins_on_the_day_after() {
    let plan = "[[event]]\nid = \"signing\"\nexpected = 2031-01-19\n\
                [[phase]]\nid = \"one\"\ngate = [\"signing\"]\ndue = { within = \"0 days\", of = \"signing\" }\nlength = \"42 days\"\n\
                [[phase]]\nid = \"two\"\nfollows = \"one\"\nlength = \"6 weeks\"\n\
                [[phase]]\nid = \"three\"\nfollows = \"two\"\nlength = \"10 days\"\nextension = { length = \"5 days\", times = 2 }\n\
                [[obligation]]\nid = \"last\"\ndoes = \"open\"\ndue = { day = 42, of = \"one\" }\n";
    let schedule = schedule(plan);
    assert!(schedule.clashes.is_empty());
    let ends = dates(&schedule, "one.end");
    assert_eq!(ends.0.as_deref(), Some("2031-03-01T23:59:00"));
    assert_eq!(ends.1, ends.0);
    assert_eq!(dates(&schedule, "last").1, ends.1);
    assert_eq!(dates(&schedule, "two").0.as_deref(), Some("2031-03-02T00:00:00"));
    assert_eq!(dates(&schedule, "two.end").0.as_deref(), Some("2031-04-12T23:59:00"));
    assert_eq!(dates(&schedule, "three").0.as_deref(), Some("2031-04-13T00:00:00"));
    assert_eq!(dates(&schedule, "three.end").0.as_deref(), Some("2031-04-22T23:59:00"));
    // Nothing is said of when the second phase begins at the latest.
    assert_eq!(dates(&schedule, "three.end").1, None);
    let begun = schedule_after(plan, &[("three", "2031-04-13")]);
    assert_eq!(dates(&begun, "three.end").1.as_deref(), Some("2031-05-02T23:59:00"));
}
