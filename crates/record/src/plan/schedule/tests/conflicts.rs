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
