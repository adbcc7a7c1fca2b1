use super::*;
use crate::plan::following::due::{What, due};
use crate::plan::time::Length;

const CLAUSES: &str = "
    [[dispute]]
    id = \"general\"
    notify = [\"priest\"]
    steps = [{ who = \"priest\", does = \"hears both\" }]

    [[dispute]]
    id = \"pumps\"
    over = [\"pump\"]
    notify = [\"council\", \"priest\"]
    steps = [{ who = [\"upper\", \"lower\"], does = \"speak\", within = \"48 hours\" }, { who = \"council\", does = \"hears both\", within = \"5 days\" }, { who = \"priest\", does = \"decides\", within = \"7 days\" }]
";

const ALLEGED: &str =
    "a allege lower 2031-03-05T09:00; about = [\"upper\"]; plan = [\"pump\"]; words = \"Not begun.\"\n";

fn case(lines: &str) -> Case {
    let text = format!("{SIGNED}{}", ALLEGED.replace("T09:00;", "T09:00:00;"));
    Case::new(&format!("{PUMP}{CLAUSES}"), &format!("{text}{lines}"))
}

/// Each step: where it stands, and until when.
fn clock(date: &str, lines: &str) -> String {
    case(lines).on(date, |following| {
        let incident = following.incident(&"a".into()).unwrap();
        assert_eq!(incident.routes.len(), 1);
        assert_eq!(incident.routes[0].provision.id.as_str(), "pumps", "the more specific one");
        let step = |step: &Clocked<'_, '_>| {
            let until = step.until.map_or_else(|| "-".to_owned(), |until| until.to_string());
            format!("{:?} {until}", step.state)
        };
        incident.routes[0].steps.iter().map(step).collect::<Vec<_>>().join(", ")
    })
}

#[test]
fn the_clock_of_the_dispute_clause_runs_from_the_notice_and_from_step_to_step() {
    assert_eq!(
        clock("2031-03-05", ""),
        "Running 2031-03-07T09:00, Waiting 2031-03-12T09:00, Waiting 2031-03-19T09:00"
    );
    assert_eq!(
        clock("2031-03-08", ""),
        "Missed 2031-03-07T09:00, Running 2031-03-12T09:00, Waiting 2031-03-19T09:00"
    );
    let spoken = "s state upper,lower 2031-03-06T10:00:00; answers = \"a\"; step = 1; words = \"Spoken.\"\n";
    assert_eq!(
        clock("2031-03-08", spoken),
        "Done 2031-03-07T09:00, Running 2031-03-11T10:00, Waiting 2031-03-18T10:00"
    );
    let late = spoken.replace("03-06", "03-08");
    assert_eq!(
        clock("2031-03-08", &late),
        "DoneLate 2031-03-07T09:00, Running 2031-03-13T10:00, Waiting 2031-03-20T10:00"
    );
    let closed = format!(
        "{spoken}c state council 2031-03-12T10:00:00; answers = \"a\"; closes = [\"a\"]; words = \"Settled.\""
    );
    assert_eq!(
        clock("2031-03-30", &closed),
        "Done 2031-03-07T09:00, Missed 2031-03-11T10:00, Closed 2031-03-18T10:00",
        "what was missed before it closed was missed; nothing runs after"
    );
}

#[test]
fn whoever_is_concerned_and_has_said_nothing_is_not_heard_yet() {
    let unheard = |lines: &str| {
        case(lines).on("2031-03-10", |following| {
            let incident = following.incident(&"a".into()).unwrap();
            (incident.unheard().count(), incident.is_answered(), incident.is_open())
        })
    };
    assert_eq!(unheard(""), (1, false, true));
    assert_eq!(
        unheard("v verify council 2031-03-06; answers = \"a\"; performance = \"partly\"; words = \"Half.\""),
        (1, true, true)
    );
    assert_eq!(unheard("d deny upper 2031-03-06; answers = \"a\""), (0, true, true));
    let chain = "r report council 2031-03-06; answers = \"a\"; words = \"They spoke.\"
                 s respond upper 2031-03-07; answers = \"r\"; words = \"We did not.\"";
    assert_eq!(unheard(chain), (0, true, true), "an answer to an answer is heard");
    assert_eq!(unheard("w withdraw lower 2031-03-06; answers = \"a\""), (1, false, false));
}

#[test]
fn an_allegation_on_clauses_alone_takes_the_route_over_the_whole_plan() {
    let text =
        "b allege lower 2031-03-05; about = [\"upper\"]; draft = \"d\"; clauses = [\"2\"]; words = \"No.\"
                c allege lower 2031-03-05; about = [\"upper\"]; words = \"They are late.\"";
    Case::new(&format!("{PUMP}{CLAUSES}"), text).on("2031-03-06", |following| {
        assert_eq!(
            following.incidents.len(),
            1,
            "what names neither entry nor clause is no incident of the plan"
        );
        assert_eq!(following.incidents[0].routes[0].provision.id.as_str(), "general");
        let step = &following.incidents[0].routes[0].steps[0];
        assert_eq!((step.state, step.until), (StepState::Running, None), "no time is set");
    });
}

#[test]
fn what_is_due_is_listed_with_what_has_passed_and_with_steps_and_without_what_was_done() {
    let told = |date: &str, lines: &str, within: &str| -> Vec<String> {
        let case = case(lines);
        let as_of = as_of(date);
        let timeline = Timeline::new(&case.acts, &as_of);
        let entries = Entries::new(&case.plan, &timeline, &Library(Vec::new()));
        let plan = entries.plan(&Package::default());
        let following = Following::new(&plan, &timeline);
        let within: Length = within.parse().unwrap();
        due(&following, &plan, within, &as_of)
            .iter()
            .map(|due| {
                let name = match due.what {
                    What::Entry(row) => row.provision.id.to_string(),
                    What::Step(incident, route, step) => {
                        format!("{} {}", incident.act.id, incident.routes[route].steps[step].number)
                    }
                };
                format!("{name} {}{}", due.when, if due.passed { " passed" } else { "" })
            })
            .collect()
    };
    assert_eq!(told("2031-03-05", "", "2 days"), ["a 1 2031-03-07T09:00"]);
    assert_eq!(told("2031-03-05", "", "3 days"), ["a 1 2031-03-07T09:00", "pump 2031-03-08"]);
    let later = ["a 1 2031-03-07T09:00 passed", "pump 2031-03-08 passed", "a 2 2031-03-12T09:00"];
    assert_eq!(told("2031-03-09", "", "7 days"), later);
    let done = "r report upper 2031-03-08; plan = [\"pump\"]; performance = \"fulfilled\"; words = \"Done.\"
                c state council 2031-03-08; closes = [\"a\"]; words = \"Settled.\"";
    assert_eq!(told("2031-03-09", done, "30 days"), [""; 0]);
}
