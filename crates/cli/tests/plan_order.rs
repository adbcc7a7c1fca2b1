//! The order of an exchange, as the program tells it to each reader.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Ran, Room};

const CASE: &str = r#"title = "The mules"
languages = ["en"]
zone = "UTC"
date = 2031-03-20

[[participant]]
id = "upper"
name = "Upper Farm"
role = "party"

[[participant]]
id = "lower"
name = "Lower Farm"
role = "party"

[[participant]]
id = "council"
name = "Village Council"
role = "mediator"

[[draft]]
id = "first"
file = "drafts/first.md"
lang = "en"
by = "council"
on = 2031-03-01
authentic = "text"
audience = ["public"]
current = true
"#;

const FIRST: &str =
    "1. Upper Farm shall give six mules back.\n\n2. Lower Farm shall give sixty sacks back.\n";

const PLAN: &str = r#"
[[obligation]]
id = "mules"
by = "council"
on = 2031-03-02
draft = "first"
clauses = ["1"]
audience = ["public"]
debtor = "upper"
creditor = "lower"
does = "give six mules back"
quantity = 6

[[obligation]]
id = "sacks"
by = "council"
on = 2031-03-02
draft = "first"
clauses = ["2"]
audience = ["public"]
debtor = "lower"
creditor = "upper"
does = "give sixty sacks back"
quantity = 60
when = ["mules"]
"#;

const VALUES: &str = r#"
[[value]]
id = "v1"
by = "council"
on = 2031-03-03
step = "mules"
to = "upper"
low = -8
high = -6

[[value]]
id = "v2"
by = "council"
on = 2031-03-03
step = "mules"
to = "lower"
low = 9
high = 10

[[value]]
id = "v3"
by = "council"
on = 2031-03-03
step = "sacks"
to = "upper"
low = 10
high = 11

[[value]]
id = "v4"
by = "council"
on = 2031-03-03
step = "sacks"
to = "lower"
low = -5
high = -4
"#;

fn case() -> Room {
    let room = Room::empty();
    room.put("c/case.toml", CASE);
    room.put("c/drafts/first.md", FIRST);
    room.put("c/plan/steps.toml", PLAN);
    room.put("c/plan/values.toml", VALUES);
    room
}

fn order(room: &Room, more: &[&str]) -> Ran {
    let mut args = vec!["plan", "order", "c"];
    args.extend(more);
    room.run(&args)
}

/// What is told, as it is read.
fn told(room: &Room, more: &[&str]) -> String {
    let ran = order(room, more);
    assert_eq!((ran.code, ran.told.as_str()), (0, ""), "{more:?}");
    ran.read()
}

#[test]
fn without_values_only_who_gives_first_is_told() {
    let told = told(&case(), &["--for", "public"]);
    assert!(told.contains("1. Upper Farm: give six mules back (clause 1), 6 "), "{told}");
    assert!(told.contains("2. Lower Farm: give sixty sacks back (clause 2), 60 "), "{told}");
    assert!(told.contains(
        "Lower Farm gives \u{201c}give sixty sacks back\u{201d}, and nothing comes to it after that."
    ));
    assert!(told.contains("whether a side gains by stopping is unknown"), "{told}");
}

#[test]
fn with_values_the_last_mover_gains_by_stopping_and_a_guarantee_that_is_enough_is_told() {
    let told = told(&case(), &["--for", "team"]);
    assert!(told.contains("as stated by Village Council"), "{told}");
    let all = "Wherever the values are in their ranges, somebody gains by stopping: most of all Lower Farm before move 2, by 4 to 5.";
    assert!(told.contains(all), "{told}");
    assert!(
        told.contains("Lower Farm forfeits 5 more than now if it stops; between 4 and 5, it depends."),
        "{told}"
    );
}

#[test]
fn cutting_both_steps_divides_the_largest_gain_by_stopping() {
    let told = told(&case(), &["--for", "team", "--cut", "5"]);
    let table = told.split("largest gain by stopping ").nth(1).unwrap().trim_start_matches(['-', ' ']);
    assert_eq!(table, "1 4 to 5 2 2 to 5/2 3 4/3 to 5/3 4 1 to 5/4 5 4/5 to 1");
}

#[test]
fn an_order_that_cannot_be_computed_and_a_curve_that_is_not_there_are_said_plainly() {
    let room = case();
    let none = order(&room, &["--for", "public", "--svg"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(none.told.contains("nobody stated what steps are worth, so far as this reader may see"));
    let stranger = order(&room, &["--for", "team", "--by", "priest"]);
    assert_eq!(stranger.code, 2);
    let waits =
        PLAN.replace("does = \"give six mules back\"", "does = \"give six mules back\"\nwhen = [\"sacks\"]");
    room.put("c/plan/steps.toml", &waits);
    let circle = order(&room, &["--for", "team"]);
    assert_eq!(circle.code, 1);
    assert!(circle.told.contains("wait for each other in a circle"), "{}", circle.told);
    let empty = room.run(&["plan", "order", "c", "--for", "upper", "--choose", "1=in"]);
    assert_eq!(empty.code, 1);
    assert!(empty.told.contains("clause 1 does not offer that"), "{}", empty.told);
}

#[test]
fn options_that_exclude_each_other_are_never_added_up() {
    let room = case();
    let first =
        "1. Upper Farm shall give [six][three] mules back.\n\n2. Lower Farm shall give sixty sacks back.\n";
    room.put("c/drafts/first.md", first);
    let six = PLAN.replace("clauses = [\"1\"]", "clauses = [\"1\"]\nchoice = [\"six\"]");
    let three = six.split("[[obligation]]").nth(1).unwrap().replace("\"mules\"", "\"three-mules\"");
    let three = three.replace("[\"six\"]", "[\"three\"]").replace("six mules", "three mules");
    let six = six.replace("when = [\"mules\"]\n", "");
    room.put("c/plan/steps.toml", format!("{six}\n[[obligation]]{three}"));
    room.put("c/plan/values.toml", "");
    let open = told(&room, &["--for", "team"]);
    assert!(open.contains("1. Lower Farm: give sixty sacks back (clause 2), 60 "), "{open}");
    assert!(open.contains("none is taken at their clauses"), "{open}");
    let taken = told(&room, &["--for", "team", "--choose", "1=three"]);
    assert!(taken.contains("give three mules back") && !taken.contains("give six mules back"), "{taken}");
}

#[test]
fn the_exposure_curve_is_a_picture_and_replaces_nothing_but_a_picture() {
    let room = case();
    let svg = order(&room, &["--for", "team", "--svg"]).out;
    assert!(svg.starts_with("<svg xmlns=") && svg.contains("Upper Farm") && svg.ends_with("</svg>"), "{svg}");
    room.put("draft.md", "1. Words.\n");
    let refused = order(&room, &["--for", "team", "--svg", "draft.md"]);
    assert_eq!(refused.code, 2);
    assert!(refused.told.contains("is there already and is no SVG picture"), "{}", refused.told);
    assert_eq!(order(&room, &["--for", "team", "--svg", "curve.svg"]).code, 0);
    assert_eq!(order(&room, &["--for", "team", "--svg", "curve.svg"]).code, 0);
}
