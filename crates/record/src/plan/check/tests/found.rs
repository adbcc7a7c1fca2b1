//! Each check by itself: a defect, and a near miss.

use super::*;
use crate::ledger::Status;
use crate::plan::Point;

fn finds(check: Check, plan: &str, entries: &[&str]) {
    assert_eq!(found_of(check, &sound_with(plan)), entries, "{plan}");
}

fn is_silent(check: Check, plan: &str) {
    finds(check, plan, &[]);
}

#[test]
fn an_entry_is_stale_when_its_words_have_changed_and_not_when_words_elsewhere_have() {
    let plan = provisions(
        r#"
        [[event]]
        id = "path"
        actors = ["upper"]
        draft = "old"
        clauses = ["1"]
        [[event]]
        id = "fence"
        actors = ["upper"]
        draft = "old"
        clauses = ["2"]
        [[event]]
        id = "gone"
        actors = ["upper"]
        draft = "old"
        clauses = ["3"]
    "#,
    );
    let old = "1. The path shall be kept.\n\n2. The fence shall stand.\n\n3. Goats have no right of way whatever the season.\n";
    let new = "1. The path shall be kept clear.\n\n2. The fence shall stand.\n";
    let drafts = [("old", Authentic::Text, old), ("new", Authentic::Text, new)];
    assert_eq!(said(&findings_in(&plan, "", &drafts, None)), ["stale: path", "stale: gone"]);
    let confirmed = "c1 confirm council 2031-05-01; plan = [\"path\"]; draft = \"new\"; clauses = [\"1\"]";
    assert_eq!(said(&findings_in(&plan, confirmed, &drafts, None)), ["stale: gone"]);
}

#[test]
fn an_event_is_undefined_where_nothing_brings_it_about_and_not_where_a_date_an_act_or_a_need_does() {
    finds(Check::UndefinedEvent, "[[event]]\nid = \"rain\"\n", &["rain"]);
    for defined in [
        "expected = 2031-04-01",
        "actors = \"council\"",
        "needs = [\"signature\"]",
        "takes = { least = \"1 day\", most = \"9 days\", of = \"signature\", by_nobody = true }",
    ] {
        is_silent(Check::UndefinedEvent, &format!("[[event]]\nid = \"rain\"\n{defined}\n"));
    }
}

#[test]
fn a_time_counted_from_what_is_no_moment_is_found_and_one_counted_from_the_end_of_a_phase_is_not() {
    let counted = |of: &str| format!("[[event]]\nid = \"rain\"\nneeds = [\"{of}\"]\n");
    finds(Check::UndefinedEvent, &counted("stop"), &["rain"]);
    finds(Check::UndefinedEvent, &counted("open.end"), &["rain"]);
    is_silent(Check::UndefinedEvent, &counted("first.end"));
}

#[test]
fn the_end_of_a_phase_without_a_length_is_undefined_where_something_counts_from_it_and_no_phase_follows() {
    let open = "[[phase]]\nid = \"later\"\nfollows = \"first\"\n";
    let counts = "[[event]]\nid = \"rain\"\nneeds = [\"later.end\"]\n";
    finds(Check::UndefinedEvent, &format!("{open}{counts}"), &["later"]);
    is_silent(Check::UndefinedEvent, open);
    is_silent(
        Check::UndefinedEvent,
        &format!("{open}{counts}[[phase]]\nid = \"last\"\nfollows = \"later\"\n"),
    );
}

#[test]
fn whoever_is_to_act_is_missed_and_not_where_somebody_is_named() {
    for (entry, who) in [
        ("[[obligation]]\nid = \"x\"\ndoes = \"mend the fence\"\n", "debtor = \"lower\""),
        ("[[power]]\nid = \"x\"\npower = \"terminate\"\n", "holder = \"lower\""),
        ("[[list]]\nid = \"x\"\n", "proposer = \"lower\""),
        ("[[list]]\nid = \"x\"\nproposer = \"lower\"\n", "vetting = { by = \"upper\" }"),
        ("[[dispute]]\nid = \"x\"\n", "steps = [{ does = \"decide\", who = \"council\" }]"),
    ] {
        is_silent(Check::UndefinedActor, &format!("{entry}{who}\n"));
        let without = match who {
            who if who.starts_with("vetting") => "vetting = { within = \"2 days\" }",
            who if who.starts_with("steps") => "steps = [{ does = \"decide\" }]",
            _ => "",
        };
        finds(Check::UndefinedActor, &format!("{entry}{without}\n"), &["x"]);
    }
}

#[test]
fn a_duty_a_list_a_batch_and_a_gate_without_a_deadline_are_found_and_not_those_with_one_of_their_own_or_of_their_phase()
 {
    let duty = "[[obligation]]\nid = \"x\"\ndoes = \"mend the fence\"\n";
    finds(Check::NoDeadline, duty, &["x"]);
    is_silent(Check::NoDeadline, &format!("{duty}phase = \"first\"\n"));
    is_silent(Check::NoDeadline, &format!("{duty}due = {{ by = 2031-05-01 }}\n"));
    is_silent(Check::NoDeadline, &format!("{duty}modality = \"prohibition\"\n"));
    let endless = "[[phase]]\nid = \"later\"\nfollows = \"first\"\n";
    finds(Check::NoDeadline, &format!("{duty}phase = \"later\"\n{endless}"), &["x"]);
    let list = "[[list]]\nid = \"x\"\nproposer = \"lower\"\n";
    finds(Check::NoDeadline, list, &["x"]);
    is_silent(Check::NoDeadline, &format!("{list}due = {{ within = \"2 days\", of = \"signature\" }}\n"));
    let batch = "[[batch]]\nid = \"x\"\nlots = []\n";
    finds(Check::NoDeadline, batch, &["x"]);
    is_silent(Check::NoDeadline, &format!("{batch}phase = \"first\"\n"));
    let gate = "[[phase]]\nid = \"x\"\nfollows = \"first\"\n";
    finds(
        Check::NoDeadline,
        &format!("{gate}gate = [\"rain\"]\n[[event]]\nid = \"rain\"\nactors = \"lower\"\n"),
        &["x"],
    );
    is_silent(Check::NoDeadline, &format!("{gate}gate = [\"open\"]\n"));
    is_silent(Check::NoDeadline, gate);
}

#[test]
fn an_obligation_that_nobody_verifies_is_found_and_not_one_with_a_verifier() {
    let duty = "[[obligation]]\nid = \"x\"\ndoes = \"mend the fence\"\n";
    finds(Check::NoVerifier, duty, &["x"]);
    is_silent(Check::NoVerifier, &format!("{duty}verifier = \"priest\"\n"));
}

/// Two duties, the first of which is owed after the second.
fn two(of_second: &str) -> String {
    let duty = |id: &str, rest: &str| {
        format!(
            "[[obligation]]\nid = \"{id}\"\ndoes = \"{id} it\"\ndebtor = \"upper\"\nverifier = \"council\"\n{rest}\n"
        )
    };
    duty("ask", "when = [\"answer\"]\nphase = \"first\"") + &duty("answer", of_second)
}

#[test]
fn obligations_that_wait_for_each_other_are_found_and_not_those_that_come_one_after_the_other() {
    finds(Check::CircularWaiting, &two("when = [\"ask\"]\nphase = \"first\""), &["answer, ask"]);
    finds(Check::CircularWaiting, &two("due = { within = \"2 days\", of = \"ask\" }"), &["answer, ask"]);
    finds(Check::CircularWaiting, &two("from = { within = \"2 days\", of = \"ask\" }"), &["answer, ask"]);
    is_silent(Check::CircularWaiting, &two("phase = \"first\""));
    // What ends a duty is nothing that it waits for.
    is_silent(Check::CircularWaiting, &two("unless = [\"ask\"]\nphase = \"first\""));
}

#[test]
fn circles_go_through_gates_lists_batches_and_ends_of_phases() {
    let gate = "[[phase]]\nid = \"x\"\ngate = [\"late\"]\nfollows = \"first\"\n[[event]]\nid = \"late\"\nactors = \"council\"\nneeds = [\"x\"]\n";
    finds(Check::CircularWaiting, gate, &["late, x"]);
    let list = "[[batch]]\nid = \"b\"\nlots = []\nphase = \"first\"\n[[list]]\nid = \"l\"\nproposer = \"lower\"\nused_by = [\"b\"]\ndue = { within = \"1 day\", of = \"b\" }\n";
    finds(Check::CircularWaiting, list, &["b, l"]);
    let end = "[[phase]]\nid = \"x\"\nfollows = \"first\"\n[[phase]]\nid = \"y\"\nfollows = \"x\"\ngate = [\"z\"]\n[[event]]\nid = \"z\"\nactors = \"council\"\nneeds = [\"x.end\"]\n";
    assert_eq!(found_of(Check::CircularWaiting, &sound_with(end)).len(), 1);
    let after = "[[batch]]\nid = \"a\"\nlots = []\nphase = \"first\"\nafter = [\"b\"]\n[[batch]]\nid = \"b\"\nlots = []\nphase = \"first\"\nafter = [\"a\"]\n";
    finds(Check::CircularWaiting, after, &["a, b"]);
    let itself = "[[event]]\nid = \"x\"\nactors = \"council\"\nneeds = [\"x\"]\n";
    finds(Check::CircularWaiting, itself, &["x"]);
}

#[test]
fn of_several_circles_among_the_same_the_shortest_is_told_in_the_order_of_waiting() {
    let event = |id: &str, needs: &str| {
        format!("[[event]]\nid = \"{id}\"\nactors = \"council\"\nneeds = [{needs}]\n")
    };
    let plan =
        [event("a", "\"b\""), event("b", "\"c\""), event("c", "\"a\", \"d\""), event("d", "\"c\"")].concat();
    let found = findings(&provisions(&sound_with(&plan)), "");
    let told: Vec<&What> = found.all.iter().map(|finding| &finding.what).collect();
    let wait = |who: &str, on: &str| Wait { who: Point::parse(who), why: Why::Needs, on: Point::parse(on) };
    assert_eq!(told, [&What::CircularWaiting(vec![wait("c", "d"), wait("d", "c")])]);
}

#[test]
fn a_phase_is_out_of_reach_where_its_gate_waits_for_what_nothing_brings_about_and_not_where_somebody_does() {
    let phase = "[[phase]]\nid = \"x\"\nfollows = \"first\"\ngate = [\"ready\"]\n[[event]]\nid = \"ready\"\nneeds = [\"rain\"]\n";
    finds(Check::Unreachable, &format!("{phase}[[event]]\nid = \"rain\"\n"), &["x"]);
    is_silent(Check::Unreachable, &format!("{phase}[[event]]\nid = \"rain\"\nactors = \"council\"\n"));
    let circle = format!("{phase}[[event]]\nid = \"rain\"\nneeds = [\"ready\"]\n");
    finds(Check::Unreachable, &circle, &["x"]);
    // What comes after it is out of reach by that alone, and is not said again.
    let after = format!("{phase}[[event]]\nid = \"rain\"\n[[phase]]\nid = \"y\"\nfollows = \"x\"\n");
    finds(Check::Unreachable, &after, &["x"]);
    finds(Check::Unreachable, "[[phase]]\nid = \"x\"\n", &["x"]);
    is_silent(Check::Unreachable, "[[phase]]\nid = \"x\"\ndue = { by = 2031-05-01 }\n");
}

#[test]
fn a_deadline_that_counts_in_a_circle_puts_no_phase_out_of_reach() {
    let plan = "[[phase]]\nid = \"x\"\nfollows = \"first\"\ngate = [\"ask\"]\n";
    let plan = format!("{plan}{}", two("due = { within = \"2 days\", of = \"ask\" }"));
    is_silent(Check::Unreachable, &plan);
}

/// A second phase behind a gate, in a plan without powers.
fn gate(more: &str, of_phase: &str) -> Vec<String> {
    let plan = sound_with(&format!(
        "[[phase]]\nid = \"second\"\nfollows = \"first\"\ngate = [\"key\"]\n{of_phase}\n{more}"
    ));
    let without_power = plan.replace(
        "[[power]]\n    id = \"stop\"\n    power = \"suspend\"\n    holder = [\"upper\", \"lower\"]\n",
        "",
    );
    assert_ne!(plan, without_power);
    found_of(Check::OneSidedGate, &without_power)
}

#[test]
fn a_gate_that_waits_for_an_act_that_one_side_may_leave_is_found() {
    let agreed = "[[event]]\nid = \"key\"\nactors = [\"upper\", \"lower\"]\n";
    assert_eq!(gate(agreed, ""), ["second"]);
    let through = "[[event]]\nid = \"key\"\nneeds = [\"yes\"]\n[[event]]\nid = \"yes\"\nactors = \"upper\"\n";
    assert_eq!(gate(through, ""), ["second"]);
    let endless = "[[obligation]]\nid = \"key\"\ndoes = \"x\"\ndebtor = \"upper\"\non_breach = \"y\"\n";
    assert_eq!(gate(endless, ""), ["second"]);
    let harmless = "[[obligation]]\nid = \"key\"\ndoes = \"x\"\ndebtor = \"upper\"\nphase = \"first\"\n";
    assert_eq!(gate(harmless, ""), ["second"]);
    let vetted = "[[list]]\nid = \"key\"\nproposer = \"upper\"\ndue = { by = 2031-05-01 }\nvetting = { by = \"lower\" }\n";
    assert_eq!(gate(vetted, ""), ["second"]);
}

#[test]
fn a_gate_is_not_held_by_one_side_where_it_is_bound_or_something_follows() {
    let agreed = "[[event]]\nid = \"key\"\nactors = [\"upper\", \"lower\"]\n";
    assert_eq!(gate(agreed, "otherwise = \"the first phase goes on\""), Vec::<String>::new());
    let bound = "[[obligation]]\nid = \"key\"\ndoes = \"x\"\ndebtor = \"upper\"\nphase = \"first\"\non_breach = \"y\"\n";
    assert_eq!(gate(bound, ""), Vec::<String>::new());
    let by_third = "[[event]]\nid = \"key\"\nactors = \"council\"\n";
    assert_eq!(gate(by_third, ""), Vec::<String>::new());
    // Signature has come before the first phase, and nobody can take it back at the second gate.
    assert_eq!(gate("[[event]]\nid = \"key\"\nneeds = [\"signature\"]\n", ""), Vec::<String>::new());
    let of_the_other = format!(
        "{agreed}[[power]]\nid = \"p\"\npower = \"terminate\"\nholder = [\"upper\", \"lower\"]\nover = [\"second\"]\n"
    );
    assert_eq!(gate(&of_the_other, ""), Vec::<String>::new());
}

#[test]
fn a_rule_for_going_on_opens_no_gate() {
    let plan = |by: &str| {
        sound_with("[[phase]]\nid = \"second\"\nfollows = \"first\"\ngate = [\"key\"]\n[[event]]\nid = \"key\"\nactors = \"upper\"\n")
            .replace("length = \"42 days\"", &format!("length = \"42 days\"\nextension = {{ {by} }}"))
            .replace("holder = [\"upper\", \"lower\"]", "holder = \"upper\"")
    };
    assert_eq!(found_of(Check::OneSidedGate, &plan("by = \"upper\"")), ["second"]);
    assert_eq!(found_of(Check::OneSidedGate, &plan("")), ["second"]);
}

#[test]
fn the_gate_of_a_first_phase_is_held_by_the_act_of_one_side_and_not_by_what_all_do_together() {
    let with = |actors: &str| {
        let plan = sound_with("")
            .replace("[\"upper\", \"lower\"]\n    [[phase]]", &format!("{actors}\n    [[phase]]"));
        found_of(
            Check::OneSidedGate,
            &plan.replace("holder = [\"upper\", \"lower\"]", "holder = \"council\"\nover = [\"open\"]"),
        )
    };
    assert_eq!(with("\"upper\""), ["first"]);
    assert_eq!(with("\"council\""), Vec::<String>::new());
    assert_eq!(with("[\"upper\", \"lower\"]"), Vec::<String>::new());
}

#[test]
fn a_gate_is_held_by_whoever_gives_in_a_batch_without_a_deadline_or_a_consequence() {
    let batch = "[[batch]]\nid = \"key\"\nlots = []\n";
    assert_eq!(gate(batch, ""), ["second"]);
    assert_eq!(gate(&format!("{batch}phase = \"first\"\n"), ""), ["second"]);
    let forfeits = |party: &str| {
        format!(
            "[[guarantee]]\nid = \"of-{party}\"\nby = \"council\"\nparty = \"{party}\"\nlow = 1\nhigh = 2\n"
        )
    };
    let bound = |more: &str| format!("{batch}phase = \"first\"\n{}{more}", forfeits("upper"));
    assert_eq!(gate(&bound(""), ""), ["second"], "nothing follows where the other does not return");
    assert_eq!(gate(&bound(&forfeits("lower")), ""), Vec::<String>::new());
}

#[test]
fn an_event_that_an_obligation_commands_is_looked_at_there() {
    let plan = |breach: &str| {
        format!(
            "[[event]]\nid = \"key\"\nactors = \"upper\"\nneeds = [\"duty\"]\n\
             [[obligation]]\nid = \"duty\"\ndoes = \"hand over the key\"\ndebtor = \"upper\"\nphase = \"first\"\n{breach}"
        )
    };
    assert_eq!(gate(&plan(""), ""), ["second"]);
    assert_eq!(gate(&plan("on_breach = \"a fine\"\n"), ""), Vec::<String>::new());
}

#[test]
fn a_batch_is_asked_who_verifies_it_and_what_follows_where_it_is_not_done() {
    let batch = "[[batch]]\nid = \"x\"\nlots = []\nphase = \"first\"\n";
    finds(Check::NoVerifier, batch, &["x"]);
    is_silent(Check::NoVerifier, &format!("{batch}verifier = \"council\"\n"));
    // Either side can suspend where the other does not give; one that gives itself cannot answer its own breach.
    is_silent(Check::NoConsequence, batch);
    let by = |holder: &str| {
        sound_with(batch)
            .replace("holder = [\"upper\", \"lower\"]", &format!("holder = \"{holder}\"\nover = [\"first\"]"))
    };
    assert_eq!(found_of(Check::NoConsequence, &by("council")), Vec::<String>::new());
    assert!(found_of(Check::NoConsequence, &by("lower")).contains(&"x".to_owned()));
}

/// Entries that hold with one option of clause 1.
const WITH_OPTIONS: &str = r##"
    [[event]]
    id = "lamp"
    actors = ["upper"]
    draft = "text"
    clauses = ["1"]
    choice = ["#1"]
    [[event]]
    id = "lock"
    actors = ["upper"]
    draft = "text"
    clauses = ["1"]
    choice = ["#2"]
"##;

#[test]
fn an_obligation_that_needs_what_one_option_takes_away_is_found_and_not_one_that_holds_with_the_same_option()
{
    let duty = |rest: &str| {
        format!(
            "{WITH_OPTIONS}[[obligation]]\nid = \"x\"\ndoes = \"watch\"\ndebtor = \"upper\"\nverifier = \"council\"\nphase = \"first\"\n{rest}\n"
        )
    };
    finds(Check::ImpossibleBranch, &duty("when = [\"lamp\"]"), &["x"]);
    is_silent(Check::ImpossibleBranch, &duty("unless = [\"lamp\"]"));
    let same = "when = [\"lamp\"]\ndraft = \"text\"\nclauses = [\"1\"]\nchoice = [\"open\"]";
    is_silent(Check::ImpossibleBranch, &duty(same));
    let other = "when = [\"lamp\"]\ndraft = \"text\"\nclauses = [\"1\"]\nchoice = [\"#2\"]";
    finds(Check::ImpossibleBranch, &duty(other), &["x"]);
    let plan = provisions(&sound_with(&duty("when = [\"lamp\"]")));
    let drafts = [("text", Authentic::Text, TEXT)];
    let take = |option: usize| {
        let taken = [("1".to_owned(), vec![Choice::Alternative(option)])];
        said(&findings_in(&plan, "", &drafts, Some(&taken)))
    };
    assert_eq!(take(1), Vec::<String>::new());
    assert_eq!(take(2), ["impossible_branch: x"]);
}

#[test]
fn an_obligation_that_needs_what_the_text_has_not_taken_is_found_and_not_one_that_needs_what_it_took() {
    let duty = |when: &str| {
        format!(
            "{WITH_OPTIONS}[[obligation]]\nid = \"x\"\ndoes = \"watch\"\ndebtor = \"upper\"\nverifier = \"council\"\nphase = \"first\"\nwhen = [\"{when}\"]\n"
        )
    };
    let settled = TEXT.replace("[open][closed]", "open");
    let drafts = [("text", Authentic::Text, TEXT), ("later", Authentic::Text, settled.as_str())];
    let found = |when: &str| said(&findings_in(&provisions(&sound_with(&duty(when))), "", &drafts, None));
    assert_eq!(found("lock"), ["impossible_branch: x"]);
    assert_eq!(found("lamp"), Vec::<String>::new());
}

#[test]
fn what_is_found_with_some_options_alone_says_with_which() {
    let second = "[[obligation]]\nid = \"x\"\ndoes = \"watch\"\ndebtor = \"upper\"\nverifier = \"council\"\ndue = { within = \"2 days\", of = \"lamp\" }\n";
    let plan = provisions(&sound_with(&format!("{WITH_OPTIONS}{second}")));
    let found = findings(&plan, "");
    assert_eq!(said(&found), ["no_deadline: x"]);
    let With::Where(packages) = &found.all[0].with else { panic!("{:?}", found.all[0].with) };
    let taken: Vec<Vec<Choice>> =
        packages.iter().flat_map(|package| &package.branches).map(|branch| branch.choice.clone()).collect();
    assert_eq!(taken, [[Choice::Alternative(2)]]);
}

#[test]
fn the_same_conduct_commanded_and_forbidden_is_found_and_not_where_something_parts_the_two() {
    let plan = |duty: &str, ban: &str| {
        format!(
            "[[obligation]]\nid = \"do\"\ndoes = \"fly\"\naction = \"flight\"\ndebtor = \"upper\"\nverifier = \"council\"\n{duty}\n\
            [[obligation]]\nid = \"dont\"\ndoes = \"not fly\"\nmodality = \"prohibition\"\naction = \"flight\"\ndebtor = [\"upper\", \"lower\"]\nverifier = \"council\"\n{ban}\n\
            [[phase]]\nid = \"second\"\nfollows = \"first\"\nlength = \"20 days\"\n"
        )
    };
    let found = |duty: &str, ban: &str| found_of(Check::DutyAndProhibition, &sound_with(&plan(duty, ban)));
    let none = Vec::<String>::new();
    let days =
        |field: &str, days: u32| format!("{field} = {{ within = \"{days} days\", of = \"signature\" }}");
    assert_eq!(found("phase = \"first\"", "phase = \"first\""), ["do, dont"]);
    assert_eq!(found("phase = \"first\"", ""), ["do, dont"]);
    assert_eq!(found("phase = \"first\"", "phase = \"second\""), none);
    assert_eq!(found("phase = \"second\"", "phase = \"first\""), none);
    let late = format!("{}\n{}", days("from", 10), days("due", 20));
    assert_eq!(found(&late, &days("due", 11)), ["do, dont"]);
    assert_eq!(found(&late, &days("due", 10)), none);
    assert_eq!(found(&late, &days("from", 19)), ["do, dont"]);
    assert_eq!(found(&late, &days("from", 20)), none);
    assert_eq!(found("when = [\"open\"]\nphase = \"first\"", "unless = [\"open\"]"), none);
    let other =
        plan("phase = \"first\"", "").replace("debtor = [\"upper\", \"lower\"]", "debtor = \"lower\"");
    is_silent(Check::DutyAndProhibition, &other);
    let dates = |from: &str, due: &str| format!("from = {{ by = {from} }}\ndue = {{ by = {due} }}");
    let duty = dates("2031-05-01", "2031-05-10");
    assert_eq!(found(&duty, &dates("2031-04-01", "2031-05-02")), ["do, dont"]);
    assert_eq!(found(&duty, &dates("2031-04-01", "2031-04-30")), none);
}

#[test]
fn breach_without_a_consequence_is_found_and_not_where_a_power_a_snapback_or_a_guarantee_answers_it() {
    let duty = "[[obligation]]\nid = \"x\"\ndoes = \"mend the fence\"\ndebtor = \"upper\"\nphase = \"first\"\nverifier = \"council\"\n";
    let plan = |more: &str| {
        sound_with(&format!("{duty}{more}"))
            .replace("holder = [\"upper\", \"lower\"]", "holder = \"lower\"\nover = [\"open\"]")
    };
    let found = |more: &str| found_of(Check::NoConsequence, &plan(more));
    assert_eq!(found(""), ["x"]);
    for answered in [
        "on_breach = \"a fine\"\n",
        "powers = [\"stop\"]\n",
        "[[power]]\nid = \"p\"\npower = \"suspend\"\nholder = \"lower\"\n",
        "[[power]]\nid = \"p\"\npower = \"suspend\"\nholder = \"lower\"\nover = [\"first\"]\n",
        "[[guarantee]]\nid = \"g\"\nby = \"council\"\nparty = \"upper\"\nlow = 1\nhigh = 2\n",
    ] {
        assert_eq!(found(answered), Vec::<String>::new(), "{answered}");
    }
    // A power that the debtor alone has, and one to make it last longer, answer no breach of the debtor.
    assert_eq!(found("[[power]]\nid = \"p\"\npower = \"suspend\"\nholder = \"upper\"\n"), ["x"]);
    assert_eq!(found("[[power]]\nid = \"p\"\npower = \"extend\"\nholder = \"lower\"\n"), ["x"]);
}

#[test]
fn an_obligation_without_a_dispute_route_is_found_and_not_one_that_a_clause_with_steps_covers() {
    assert_eq!(found(SOUND), ["no_dispute_route: open"]);
    is_silent(Check::NoDisputeRoute, "");
    let narrow = |over: &str| {
        sound_with("").replace("id = \"route\"", &format!("id = \"route\"\nover = [\"{over}\"]"))
    };
    assert_eq!(found_of(Check::NoDisputeRoute, &narrow("stop")), ["open"]);
    assert_eq!(found_of(Check::NoDisputeRoute, &narrow("open")), Vec::<String>::new());
    assert_eq!(found_of(Check::NoDisputeRoute, &narrow("first")), Vec::<String>::new());
}

/// A gate that waits for a duty with this deadline, after a first phase of 42 days.
fn after_first(due: &str) -> String {
    sound_with(&format!(
        "[[phase]]\nid = \"second\"\nfollows = \"first\"\ngate = [\"x\"]\n[[obligation]]\nid = \"x\"\ndoes = \"mend\"\ndebtor = \"upper\"\nverifier = \"council\"\n{due}\n"
    ))
}

#[test]
fn a_phase_that_may_end_before_the_gate_of_the_next_is_open_is_found_and_not_one_that_cannot() {
    let found = |due: &str| found_of(Check::NoExtension, &after_first(due));
    let none = Vec::<String>::new();
    assert_eq!(found("due = { within = \"43 days\", of = \"first\" }"), ["first, second"]);
    assert_eq!(found("due = { within = \"42 days\", of = \"first\" }"), none);
    assert_eq!(found("phase = \"first\""), none);
    assert_eq!(found("due = { by = 2031-05-01 }"), ["first, second"]);
    assert_eq!(found("due = { day = 43, of = \"first\" }"), ["first, second"]);
    assert_eq!(found("due = { day = 42, of = \"first\" }"), none);
    let extended = after_first("due = { by = 2031-05-01 }")
        .replace("length = \"42 days\"", "length = \"42 days\"\nextension = {}");
    assert_eq!(found_of(Check::NoExtension, &extended), none);
    let otherwise = after_first("due = { by = 2031-05-01 }")
        .replace("gate = [\"x\"]", "gate = [\"x\"]\notherwise = \"it ends\"");
    assert_eq!(found_of(Check::NoExtension, &otherwise), none);
}

#[test]
fn dates_that_cannot_all_hold_are_found_and_not_those_that_just_can() {
    let plan = |due: u32| {
        format!(
            "[[event]]\nid = \"x\"\nactors = \"council\"\nfrom = {{ within = \"5 days\", of = \"open\" }}\ndue = {{ within = \"{due} days\", of = \"open\" }}\n"
        )
    };
    finds(Check::DatesConflict, &plan(4), &["x"]);
    is_silent(Check::DatesConflict, &plan(5));
}

#[test]
fn times_that_others_decide_are_found_where_they_can_make_a_deadline_fail_and_not_where_there_is_a_way_to_keep_it()
 {
    let plan = |due: u32| {
        format!(
            "[[event]]\nid = \"visa\"\nneeds = [\"signature\"]\ntakes = {{ least = \"1 day\", most = \"9 days\", decided_by = \"council\" }}\n\
            [[obligation]]\nid = \"x\"\ndoes = \"travel\"\ndebtor = \"upper\"\nverifier = \"council\"\nwhen = [\"visa\"]\ndue = {{ within = \"{due} days\", of = \"signature\" }}\n"
        )
    };
    let found = found_of(Check::NotControllable, &sound_with(&plan(8)));
    assert_eq!(found.len(), 1, "{found:?}");
    is_silent(Check::NotControllable, &plan(9));
    assert!(!findings(&provisions(&sound_with(&plan(9))), "").kept.is_empty());
    assert!(findings(&provisions(&sound_with(&plan(8))), "").kept.is_empty());
}

#[test]
fn a_list_due_after_its_use_is_found_with_the_time_for_objections_and_not_one_that_is_ready_just_then() {
    let plan = |due: u32, vetting: &str| {
        format!(
            "[[batch]]\nid = \"b\"\nlots = []\ndue = {{ day = 7, of = \"signature\" }}\n\
            [[list]]\nid = \"l\"\nproposer = \"lower\"\nused_by = [\"b\"]\ndue = {{ within = \"{due} days\", of = \"signature\" }}\n{vetting}\n"
        )
    };
    finds(Check::ListAfterUse, &plan(8, ""), &["l, b"]);
    is_silent(Check::ListAfterUse, &plan(7, ""));
    let vetting = "vetting = { by = \"upper\", within = \"2 days\" }";
    finds(Check::ListAfterUse, &plan(6, vetting), &["l, b"]);
    is_silent(Check::ListAfterUse, &plan(5, vetting));
    let dates = "[[batch]]\nid = \"b\"\nlots = []\ndue = { by = 2031-05-01 }\n[[list]]\nid = \"l\"\nproposer = \"lower\"\nused_by = [\"b\"]\ndue = { by = 2031-05-02 }\n";
    finds(Check::ListAfterUse, dates, &["l, b"]);
    is_silent(Check::ListAfterUse, &dates.replace("05-02", "05-01"));
}

/// A key of 3 for 30 with batches.
fn key(totals: (&str, &str), batches: &[&str]) -> String {
    let (gives, returns) = totals;
    let mut plan = format!(
        "[[key]]\nid = \"k\"\ngives = {{ by = \"upper\", number = 3, category = \"goats\"{gives} }}\nreturns = {{ by = \"lower\", number = 30, category = \"hens\"{returns} }}\n"
    );
    for (at, lot) in batches.iter().enumerate() {
        plan.push_str(&format!(
            "[[batch]]\nid = \"b{at}\"\nphase = \"first\"\nlots = [{{ key = \"k\", {lot} }}]\n"
        ));
    }
    plan
}

#[test]
fn sums_of_an_exchange_that_do_not_add_up_are_found_and_not_those_that_do() {
    let totals = (", total = 33", ", total = 330");
    is_silent(Check::SumsDiffer, &key(totals, &["gives = 3", "gives = 30, returns = 300"]));
    finds(Check::SumsDiffer, &key(totals, &["gives = 3", "gives = 29"]), &["k"]);
    finds(Check::SumsDiffer, &key((", total = 33", ", total = 333"), &[]), &["k"]);
    finds(Check::SumsDiffer, &key(("", ""), &["gives = 3, returns = 29"]), &["b0"]);
    // Four for forty is in the ratio of three for thirty.
    is_silent(Check::SumsDiffer, &key(("", ""), &["gives = 4"]));
    let odd = key(("", ""), &["gives = 4"]).replace("number = 30", "number = 5");
    finds(Check::SumsDiffer, &odd, &["b0"]);
    is_silent(Check::SumsDiffer, &odd.replace("gives = 4", "gives = 6"));
}

#[test]
fn lists_that_do_not_fit_their_key_are_found_and_not_those_of_which_some_persons_are_still_unknown() {
    let list = |rest: &str| {
        let key = key((", total = 3", ", total = 30"), &["gives = 3"]);
        format!(
            "{key}[[list]]\nid = \"l\"\nkey = \"k\"\nproposer = \"lower\"\ndue = {{ by = 2031-05-01 }}\n{rest}\n"
        )
    };
    let persons = |category: &str, count: usize| {
        let all: Vec<String> =
            (0..count).map(|at| format!("{{ id = \"p{at}\", category = \"{category}\" }}")).collect();
        format!("persons = [{}]", all.join(", "))
    };
    finds(Check::SumsDiffer, &list(&format!("number = 30\n{}", persons("goats", 4))), &["k"]);
    is_silent(Check::SumsDiffer, &list(&format!("number = 30\n{}", persons("goats", 2))));
    finds(Check::SumsDiffer, &list(&format!("number = 3\n{}", persons("hens", 4))), &["l"]);
    finds(Check::SumsDiffer, &list(&persons("sheep", 1)), &["l"]);
    finds(Check::SumsDiffer, &list("number = 20\nused_by = [\"b0\"]"), &["l"]);
    is_silent(Check::SumsDiffer, &list("number = 30\nused_by = [\"b0\"]"));
    is_silent(Check::SumsDiffer, &list("number = 20"));
}

#[test]
fn an_obligation_is_found_whose_debtor_has_not_accepted_its_clause_and_not_one_whose_has() {
    let plan = provisions(&sound_with(
        "[[obligation]]\nid = \"x\"\ndoes = \"clear the path\"\ndebtor = [\"upper\", \"council\"]\nphase = \"first\"\nverifier = \"council\"\ndraft = \"text\"\nclauses = [\"2\"]\n",
    ));
    let given = "t1 table council 2031-03-01; draft = \"text\"\nd1 deliver council 2031-03-02; to = \"upper\"; draft = \"text\"";
    let accepted = format!(
        "{given}\na1 accept upper 2031-03-03; draft = \"text\"; clauses = [\"2\"]; extent = \"words\""
    );
    let taken_back = format!("{accepted}\nw1 withdraw upper 2031-03-04; answers = \"a1\"");
    let refused = format!("{given}\nr1 reject upper 2031-03-03; draft = \"text\"; clauses = [\"2\"]");
    let status = |record: &str| {
        let found = findings(&plan, record);
        let open: Vec<_> = found
            .all
            .iter()
            .filter_map(|finding| match &finding.what {
                What::NotAccepted(open) => Some(open.iter().map(|one| one.status).collect::<Vec<_>>()),
                _ => None,
            })
            .collect();
        open.concat()
    };
    assert_eq!(status(given), [Status::NotAsked]);
    assert_eq!(status(&accepted), []);
    assert_eq!(status(&taken_back), [Status::Withdrawn]);
    assert_eq!(status(&refused), [Status::Rejected]);
}

#[test]
fn an_owned_finding_is_apart_for_those_who_may_see_the_mark_and_gone_for_others() {
    let plan = provisions(&sound_with(
        "[[event]]\nid = \"rain\"\n[[owned]]\nid = \"meant\"\ncheck = \"undefined_event\"\nof = \"rain\"\nowner = \"council\"\nreason = \"left open\"\n",
    ));
    let found = findings(&plan, "");
    assert_eq!(said(&found), ["undefined_event: rain"]);
    let shown = found.clone().divide(&plan, &[]);
    assert!(shown.open.is_empty());
    assert_eq!(shown.owned.len(), 1);
    assert_eq!(shown.owned[0].reasons, ["left open"]);
    let unmarked: Vec<Provision> =
        plan.iter().filter(|entry| entry.id.as_str() != "meant").cloned().collect();
    let hidden = found.clone().divide(&unmarked, &[(Check::UndefinedEvent, "rain".into())]);
    assert!(hidden.open.is_empty() && hidden.owned.is_empty());
    // A mark on another kind of finding, or on another entry, hides nothing.
    let other = found
        .divide(&unmarked, &[(Check::NoDeadline, "rain".into()), (Check::UndefinedEvent, "open".into())]);
    assert_eq!(other.open.len(), 1);
}

/// A plan of diamonds, one on top of another: each of two events of a level needs both of the level before, and nothing
/// tells when the first come. A list, its use and a gate count from the last.
fn diamonds(levels: usize) -> String {
    let mut plan = "[[event]]\nid = \"a0\"\nneeds = []\n[[event]]\nid = \"b0\"\nneeds = []\n".to_owned();
    for level in 1..=levels {
        for side in ["a", "b"] {
            let before = level - 1;
            plan.push_str(&format!(
                "[[event]]\nid = \"{side}{level}\"\nneeds = [\"a{before}\", \"b{before}\"]\n"
            ));
        }
    }
    plan + &format!(
        "[[phase]]\nid = \"p\"\ngate = [\"a{levels}\", \"b{levels}\"]\n\
         [[list]]\nid = \"l\"\nproposer = \"upper\"\ndue = {{ within = \"9 days\", of = \"a{levels}\" }}\nused_by = [\"use\"]\n\
         [[obligation]]\nid = \"use\"\ndoes = \"open\"\ndebtor = \"upper\"\ndue = {{ within = \"7 days\", of = \"b{levels}\" }}\n"
    )
}

#[test]
fn each_moment_is_looked_at_once_however_many_ways_lead_to_it() {
    // Ways through 60 diamonds: 2 to the power of 60.
    let found = found(&diamonds(60));
    assert!(found.contains(&"no_deadline: p".to_owned()), "{found:?}");
    let dated = diamonds(60).replace("needs = []", "expected = 2031-04-01");
    is_silent(Check::NoDeadline, &dated);
    finds(Check::ListAfterUse, &dated, &["l, use"]);
}

#[test]
fn a_list_is_not_found_after_its_use_where_no_months_of_any_year_are_so_long() {
    let list = |list: &str, used: &str| {
        format!(
            "[[calendar]]\nid = \"week\"\nrest = [\"friday\"]\n\
             [[list]]\nid = \"l\"\nproposer = \"upper\"\ndue = {{ within = {list}, of = \"signature\" }}\nused_by = [\"x\"]\n\
             [[obligation]]\nid = \"x\"\ndoes = \"open\"\ndebtor = \"upper\"\nverifier = \"council\"\ndue = {{ within = {used}, of = \"signature\" }}\n"
        )
    };
    is_silent(Check::ListAfterUse, &list("\"3 months\"", "\"92 days\""));
    finds(Check::ListAfterUse, &list("\"3 months\"", "\"91 days\""), &["l, x"]);
    is_silent(Check::ListAfterUse, &list("\"59 days\"", "\"2 months\""));
    finds(Check::ListAfterUse, &list("\"60 days\"", "\"2 months\""), &["l, x"]);
    // Of five working days one week has six.
    let working = |used: &str| list("\"5 working days\", calendar = \"week\"", used);
    is_silent(Check::ListAfterUse, &working("\"6 days\""));
    finds(Check::ListAfterUse, &working("\"5 days\""), &["l, x"]);
}

#[test]
fn a_phase_that_goes_on_by_itself_without_a_limit_is_no_deadline_and_one_with_a_limit_is() {
    let with = |extension: &str| {
        format!(
            "[[phase]]\nid = \"on\"\nfollows = \"first\"\nlength = \"42 days\"\nextension = {extension}\n\
             [[obligation]]\nid = \"x\"\ndoes = \"mend the fence\"\nphase = \"on\"\n"
        )
    };
    finds(Check::NoDeadline, &with("{ length = \"7 days\" }"), &["x"]);
    finds(Check::NoDeadline, &with("{ until = \"signature\" }"), &["x"]);
    is_silent(Check::NoDeadline, &with("{ length = \"7 days\", times = 2 }"));
    is_silent(Check::NoDeadline, &with("{ length = \"7 days\", by = [\"upper\", \"lower\"] }"));
}
