use super::*;

#[test]
fn not_due_is_what_waits_for_its_antecedent() {
    assert_eq!(Case::new(PUMP, "").states("2031-03-05", "pump"), "not_due");
    let with_gate = PUMP.replace("verifier =", "when = [\"parts\"]\nverifier =");
    let plan = format!("{with_gate}\n[[event]]\nid = \"parts\"\non = 2031-03-01\nactors = \"lower\"");
    let parts = "p report lower 2031-03-04; words = \"here\"; plan = [\"parts\"]";
    assert_eq!(Case::new(&plan, SIGNED).states("2031-03-05", "pump"), "not_due");
    assert_eq!(Case::new(&plan, &format!("{SIGNED}{parts}")).states("2031-03-05", "pump"), "awaited");
    let from = PUMP.replace("verifier =", "from = { by = 2031-03-06 }\nverifier =");
    assert_eq!(Case::new(&from, SIGNED).states("2031-03-05", "pump"), "not_due");
    assert_eq!(Case::new(&from, SIGNED).states("2031-03-06", "pump"), "awaited");
}

#[test]
fn awaited_is_what_is_due_until_its_last_day_is_over() {
    for date in ["2031-03-01", "2031-03-08", "2031-03-08T23:59"] {
        assert_eq!(pump(date, ""), "awaited", "{date}");
    }
}

#[test]
fn overdue_is_what_nobody_reports_when_the_day_is_over() {
    assert_eq!(pump("2031-03-09", ""), "overdue");
    let said =
        "r report lower 2031-03-09; plan = [\"pump\"]; performance = \"not_fulfilled\"; words = \"Nothing.\"";
    assert_eq!(pump("2031-03-10", said), "overdue", "that it was not done is no report that it was");
    Case::new(PUMP, SIGNED).on("2031-03-11", |following| {
        let (least, most) = following.get(&"pump".into()).unwrap().delay.unwrap();
        assert_eq!((least.to_string(), most.to_string()), ("3 days".to_owned(), "3 days".to_owned()));
    });
}

#[test]
fn fulfilled_is_what_is_reported_carried_out_in_time() {
    let done = "r report upper 2031-03-09; occurred = 2031-03-08; plan = [\"pump\"]; performance = \"fulfilled\"; words = \"Done.\"";
    assert_eq!(pump("2031-03-08", done), "awaited", "nobody has said so yet");
    assert_eq!(pump("2031-03-09", done), "fulfilled");
}

#[test]
fn late_is_what_is_carried_out_after_its_deadline_and_by_how_much() {
    let done = "r report upper 2031-03-11; plan = [\"pump\"]; performance = \"fulfilled\"; words = \"Done.\"";
    assert_eq!(pump("2031-03-12", done), "late");
    Case::new(PUMP, &format!("{SIGNED}{done}")).on("2031-03-12", |following| {
        let (least, most) = following.get(&"pump".into()).unwrap().delay.unwrap();
        assert_eq!((least.to_string(), most.to_string()), ("3 days".to_owned(), "3 days".to_owned()));
    });
}

#[test]
fn what_one_account_has_in_time_is_not_late() {
    let two = "r report upper 2031-03-08; plan = [\"pump\"]; performance = \"fulfilled\"; words = \"Done on the 8th.\"
               s report lower 2031-03-10; plan = [\"pump\"]; performance = \"fulfilled\"; words = \"Done on the 10th.\"";
    assert_eq!(pump("2031-03-12", two), "fulfilled");
    Case::new(PUMP, &format!("{SIGNED}{two}")).on("2031-03-12", |following| {
        let row = following.get(&"pump".into()).unwrap();
        let dates: Vec<String> = row.complete.iter().map(|one| one.when.to_string()).collect();
        assert_eq!(dates, ["2031-03-08", "2031-03-10"], "both dates are kept");
    });
}

#[test]
fn partly_is_what_is_reported_in_part_and_overdue_beside_it_when_its_day_is_over() {
    let part = "r report upper 2031-03-05; plan = [\"pump\"]; performance = \"partly\"; words = \"Half.\"";
    assert_eq!(pump("2031-03-06", part), "partly");
    assert_eq!(pump("2031-03-09", part), "partly overdue");
}

#[test]
fn alleged_is_a_breach_that_nobody_has_answered() {
    let alleged =
        "a allege lower 2031-03-05; about = [\"upper\"]; plan = [\"pump\"]; words = \"Not begun.\"\n";
    assert_eq!(pump("2031-03-06", alleged), "alleged awaited");
    let back = format!("{alleged}w withdraw lower 2031-03-06; answers = \"a\"");
    assert_eq!(pump("2031-03-06", &back), "awaited");
    let own = format!("{alleged}s state lower 2031-03-06; answers = \"a\"; words = \"We insist.\"");
    assert_eq!(
        pump("2031-03-06", &own),
        "alleged awaited",
        "who alleges it answers nothing by saying it again"
    );
}

#[test]
fn in_dispute_is_a_breach_that_is_denied_or_answered_until_something_closes_it() {
    let alleged =
        "a allege lower 2031-03-05; about = [\"upper\"]; plan = [\"pump\"]; words = \"Not begun.\"\n";
    let denied = format!("{alleged}d deny upper 2031-03-06; answers = \"a\"\n");
    assert_eq!(pump("2031-03-05", &denied), "alleged awaited");
    assert_eq!(pump("2031-03-06", &denied), "in_dispute awaited");
    let answered =
        format!("{alleged}d respond upper 2031-03-06; answers = \"a\"; words = \"Parts are missing.\"\n");
    assert_eq!(pump("2031-03-06", &answered), "in_dispute awaited");
    let closed = format!("{denied}c state council 2031-03-07; closes = [\"a\"]; words = \"Settled.\"\n");
    assert_eq!(pump("2031-03-06", &closed), "in_dispute awaited");
    assert_eq!(pump("2031-03-07", &closed), "awaited");
    let reopened = format!("{closed}w withdraw council 2031-03-08; answers = \"c\"");
    assert_eq!(pump("2031-03-08", &reopened), "in_dispute awaited", "what closed it was taken back");
}

#[test]
fn in_dispute_is_what_accounts_differ_on_until_the_verifier_finds_or_something_closes_it() {
    let two = "r report upper 2031-03-05; plan = [\"pump\"]; performance = \"fulfilled\"; words = \"Done.\"
               s report lower 2031-03-06; plan = [\"pump\"]; performance = \"not_fulfilled\"; words = \"It does not run.\"\n";
    assert_eq!(pump("2031-03-06", two), "in_dispute awaited");
    let found = format!(
        "{two}v verify council 2031-03-07; plan = [\"pump\"]; performance = \"fulfilled\"; words = \"It runs.\"\n"
    );
    assert_eq!(pump("2031-03-07", &found), "fulfilled");
    let again = format!(
        "{found}t report lower 2031-03-08; plan = [\"pump\"]; performance = \"not_fulfilled\"; words = \"Not today.\""
    );
    assert_eq!(
        pump("2031-03-08", &again),
        "in_dispute awaited",
        "what is told after a finding can differ from it"
    );
    let denied =
        "r report upper 2031-03-05; plan = [\"pump\"]; performance = \"fulfilled\"; words = \"Done.\"
                  d deny lower 2031-03-06; answers = \"r\"\n";
    assert_eq!(pump("2031-03-05", denied), "fulfilled");
    assert_eq!(pump("2031-03-06", denied), "in_dispute awaited");
    let cured = "s report lower 2031-03-04; plan = [\"pump\"]; performance = \"not_fulfilled\"; words = \"It does not run.\"
                 r report upper 2031-03-05; plan = [\"pump\"]; performance = \"fulfilled\"; words = \"Done.\"";
    assert_eq!(
        pump("2031-03-06", cured),
        "fulfilled",
        "what was done later contradicts nobody who said so before"
    );
}

#[test]
fn not_fulfilled_is_what_a_named_verifier_found_and_nobody_else() {
    let by = |who: &str, kind: &str| {
        let line = format!(
            "v {kind} {who} 2031-03-09; plan = [\"pump\"]; performance = \"not_fulfilled\"; words = \"No.\""
        );
        pump("2031-03-10", &line)
    };
    assert_eq!(by("council", "verify"), "not_fulfilled overdue");
    assert_eq!(by("priest", "verify"), "overdue", "the entry does not name the priest");
    assert_eq!(by("council", "report"), "overdue", "a report is no finding");
    let alleged = "a allege lower 2031-03-05; about = [\"upper\"]; plan = [\"pump\"]; words = \"Not begun.\"
                   v verify council 2031-03-09; answers = \"a\"; performance = \"not_fulfilled\"; words = \"No.\"";
    assert_eq!(pump("2031-03-10", alleged), "not_fulfilled overdue", "found of what the allegation names");
}

#[test]
fn suspended_is_what_an_account_says_so_of_or_a_power_in_use_covers() {
    let said = "r report - 2031-03-05; sources = [{ kind = \"report\", who = \"w\", ref = \"r\" }]; about = [\"upper\"]; plan = [\"pump\"]; performance = \"suspended\"; words = \"It waits.\"\n";
    assert_eq!(pump("2031-03-06", said), "suspended awaited");
    let goes_on = format!(
        "{said}s report - 2031-03-07; sources = [{{ kind = \"report\", who = \"w\", ref = \"r\" }}]; plan = [\"pump\"]; performance = \"partly\"; words = \"It goes on.\""
    );
    assert_eq!(pump("2031-03-07", &goes_on), "partly");
    let closed = format!(
        "{said}a allege lower 2031-03-05; plan = [\"pump\"]; words = \"Not begun.\"
         c state council 2031-03-07; closes = [\"a\"]; words = \"Settled.\""
    );
    assert_eq!(pump("2031-03-07", &closed), "awaited");
    let power =
        format!("{PUMP}\n[[power]]\nid = \"halt\"\non = 2031-03-01\npower = \"suspend\"\nholder = \"upper\"");
    let used = |more: &str, date: &str, id: &str| {
        let lines =
            format!("{SIGNED}h state upper 2031-03-05; plan = [\"halt\"]; words = \"We stop.\"\n{more}");
        Case::new(&power, &lines).states(date, id)
    };
    assert_eq!(used("", "2031-03-04", "halt"), "unused");
    assert_eq!(used("", "2031-03-05", "halt"), "in_use");
    assert_eq!(used("", "2031-03-05", "pump"), "suspended awaited");
    assert_eq!(used("w withdraw upper 2031-03-06; answers = \"h\"", "2031-03-06", "pump"), "awaited");
    assert_eq!(
        used("c state council 2031-03-06; closes = [\"h\"]; words = \"On.\"", "2031-03-06", "pump"),
        "awaited"
    );
    let others = "g state lower 2031-03-04; plan = [\"halt\"]; words = \"They stop.\"\n";
    let lines = format!("{SIGNED}{others}");
    assert_eq!(
        Case::new(&power, &lines).states("2031-03-05", "pump"),
        "awaited",
        "the lower farm has no such power"
    );
}

#[test]
fn excused_is_what_the_latest_account_says_so_of() {
    let said =
        "r report lower 2031-03-05; plan = [\"pump\"]; performance = \"excused\"; words = \"Let it rest.\"\n";
    assert_eq!(pump("2031-03-06", said), "excused awaited");
    let later = format!(
        "{said}s report upper 2031-03-07; plan = [\"pump\"]; performance = \"fulfilled\"; words = \"Done.\""
    );
    assert_eq!(pump("2031-03-07", &later), "fulfilled");
}

#[test]
fn unknown_is_what_is_owed_and_has_no_date() {
    let no_deadline =
        PUMP.replace("due = { within = \"7 days\", of = \"signature\" }", "when = [\"signature\"]");
    let why = |plan: &str, lines: &str| {
        Case::new(plan, lines).on("2031-03-20", |following| {
            let row = following.get(&"pump".into()).unwrap();
            (row.state(), row.unknown)
        })
    };
    assert_eq!(why(&no_deadline, SIGNED), (State::Unknown, Some(Unknown::NoDeadline)));
    let phase = "\n[[phase]]\nid = \"one\"\non = 2031-03-01\ngate = [\"signature\"]";
    let by_phase = format!("{}{phase}", no_deadline.replace("when = [\"signature\"]", "phase = \"one\""));
    assert_eq!(
        why(&by_phase, SIGNED),
        (State::Unknown, Some(Unknown::Undated)),
        "nobody knows when the phase ends"
    );
    let ends = format!("{by_phase}\nlength = \"7 days\"");
    assert_eq!(why(&ends, SIGNED).0, State::Overdue, "what is due in a phase is due by its end");
    let contested = format!("{SIGNED}d deny lower 2031-03-02; answers = \"sign\"");
    let reported = contested.replace("sign state", "sign report");
    assert_eq!(
        why(PUMP, &reported),
        (State::Unknown, Some(Unknown::Unclear)),
        "whether they signed is disputed"
    );
}

#[test]
fn happened_running_and_ended_are_told_of_events_phases_and_prohibitions() {
    let plan = format!(
        "{PUMP}
        [[phase]]
        id = \"one\"
        on = 2031-03-01
        gate = [\"signature\"]
        length = \"10 days\"

        [[phase]]
        id = \"two\"
        on = 2031-03-01
        follows = \"one\"

        [[obligation]]
        id = \"no-digging\"
        on = 2031-03-01
        modality = \"prohibition\"
        does = \"digs\"
        phase = \"one\"
        "
    );
    let case = Case::new(&plan, SIGNED);
    let on = |date: &str| ["signature", "one", "two", "no-digging"].map(|id| case.states(date, id));
    assert_eq!(on("2031-03-01"), ["happened", "running", "not_due", "running"]);
    assert_eq!(
        on("2031-03-10"),
        ["happened", "running", "not_due", "running"],
        "the tenth day is a day of the phase"
    );
    assert_eq!(on("2031-03-11"), ["happened", "ended", "running", "ended"]);
    let begun = format!("{SIGNED}b report council 2031-03-06; plan = [\"two\"]; words = \"Phase two.\"");
    assert_eq!(
        Case::new(&plan, &begun).states("2031-03-07", "one"),
        "ended",
        "the next one has been reported"
    );
}

#[test]
fn a_phase_that_goes_on_by_itself_ends_when_the_text_says() {
    let phase = "\n[[phase]]\nid = \"one\"\non = 2031-03-01\ngate = [\"signature\"]\nlength = \"10 days\"\n";
    let talks =
        "extension = { until = \"talks\" }\n[[event]]\nid = \"talks\"\non = 2031-03-01\nactors = \"upper\"";
    let plan = format!("{PUMP}{phase}{talks}");
    assert_eq!(Case::new(&plan, SIGNED).states("2031-04-20", "one"), "running");
    let over = format!("{SIGNED}t report council 2031-03-20; plan = [\"talks\"]; words = \"Over.\"");
    assert_eq!(Case::new(&plan, &over).states("2031-03-20", "one"), "running");
    assert_eq!(Case::new(&plan, &over).states("2031-03-21", "one"), "ended");
    let twice = format!("{PUMP}{phase}extension = {{ length = \"5 days\", times = 2 }}");
    assert_eq!(Case::new(&twice, SIGNED).states("2031-03-20", "one"), "running");
    assert_eq!(Case::new(&twice, SIGNED).states("2031-03-21", "one"), "ended");
}

#[test]
fn deadlines_count_from_every_date_that_is_given_and_on_the_calendar_of_the_plan() {
    let two = "sign state council [{date=2031-03-01,source=\"x\"},{date=2031-03-03,source=\"y\"}]; words = \"Signed.\"; plan = [\"signature\"]";
    let case = Case::new(PUMP, two);
    case.on("2031-03-04", |following| {
        let dates: Vec<String> =
            following.get(&"pump".into()).unwrap().due.iter().map(|due| due.when.to_string()).collect();
        assert_eq!(dates, ["2031-03-08", "2031-03-10"]);
    });
    assert_eq!(case.states("2031-03-09", "pump"), "awaited", "by one of the dates there is still time");
    assert_eq!(case.states("2031-03-11", "pump"), "overdue");
    let working = PUMP
        .replace("7 days\", of = \"signature\"", "3 working days\", of = \"signature\", calendar = \"days\"");
    let plan = format!(
        "{working}\n[[calendar]]\nid = \"days\"\non = 2031-03-01\nrest = [\"saturday\", \"sunday\"]\nholidays = [2031-03-04]"
    );
    // 1 March 2031 is a Saturday; with the 4th a holiday, the 3rd, 5th and 6th count.
    Case::new(&plan, SIGNED).on("2031-03-04", |following| {
        assert_eq!(following.get(&"pump".into()).unwrap().due[0].when.to_string(), "2031-03-06");
    });
}
