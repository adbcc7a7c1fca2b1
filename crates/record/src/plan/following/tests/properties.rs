use proptest::prelude::*;

use super::*;

const PLAN: &str = "
    [[event]]
    id = \"signature\"
    actors = [\"upper\", \"lower\"]

    [[phase]]
    id = \"one\"
    gate = [\"signature\"]
    length = \"8 days\"

    [[phase]]
    id = \"two\"
    follows = \"one\"
    gate = [\"pump\"]

    [[obligation]]
    id = \"pump\"
    debtor = \"upper\"
    does = \"repairs pumps\"
    quantity = 4
    phase = \"one\"
    due = { within = \"4 days\", of = \"signature\" }
    verifier = \"council\"

    [[obligation]]
    id = \"gate\"
    debtor = \"lower\"
    does = \"opens the gate\"
    when = [\"pump\"]
    due = { day = 9, of = \"signature\" }

    [[power]]
    id = \"halt\"
    power = \"suspend\"
    holder = \"upper\"

    [[dispute]]
    id = \"route\"
    steps = [{ does = \"speak\", within = \"2 days\" }, { does = \"hear\", within = \"3 days\" }]
";

const ENTRIES: [&str; 5] = ["signature", "one", "pump", "gate", "halt"];
const PEOPLE: [&str; 4] = ["upper", "lower", "council", "-"];
const PERFORMANCES: [&str; 5] = ["fulfilled", "partly", "not_fulfilled", "suspended", "excused"];

/// One act of a record: what it is by its numbers, with references to those before it.
fn line(at: usize, numbers: &(u8, u8, u8, u8, u8, u8)) -> String {
    let (kind, who, entry, day, later, other) = *numbers;
    let (entry, by) = (ENTRIES[usize::from(entry) % 5], PEOPLE[usize::from(who) % 4]);
    let day = 1 + day % 14;
    let known = (day + later % 4).min(20);
    let before = format!("a{}", usize::from(other) % at.max(1));
    let performance = PERFORMANCES[usize::from(other) % 5];
    let quantity = 1 + other % 4;
    let answers = if at > 0 { format!("; answers = \"{before}\"") } else { String::new() };
    let (kind, fields) = match kind % 8 {
        0 => ("report", format!("; plan = [\"{entry}\"]; performance = \"{performance}\"")),
        1 => ("report", format!("; plan = [\"{entry}\"]; performance = \"partly\"; quantity = {quantity}")),
        2 => ("verify", format!("; plan = [\"{entry}\"]; performance = \"{performance}\"{answers}")),
        3 => ("state", format!("; plan = [\"{entry}\"]")),
        4 => ("allege", format!("; plan = [\"{entry}\"]; about = [\"upper\"]")),
        5 if at > 0 => ("deny", answers),
        6 if at > 0 => ("withdraw", answers),
        7 if at > 0 => ("state", format!("{answers}; step = {}; closes = [\"{before}\"]", 1 + other % 2)),
        _ => ("state", format!("; plan = [\"{entry}\"]")),
    };
    let by = if by == "-" && kind != "report" { "upper" } else { by };
    format!(
        "a{at} {kind} {by} 2031-03-{day:02}; known = 2031-03-{known:02}; words = \"w\"{fields}; sources = [{{ kind = \"report\", who = \"w\", ref = \"r\" }}]\n"
    )
}

/// Everything that a plan that is followed tells.
fn told(acts: &[Act], date: &str) -> String {
    let plan = provisions(PLAN);
    let as_of = as_of(date);
    let timeline = Timeline::new(acts, &as_of);
    let entries = Entries::new(&plan, &timeline, &Library(Vec::new()));
    format!("{:#?}", Following::new(&entries.plan(&Package::default()), &timeline).rows)
        + &format!("{:#?}", Following::new(&entries.plan(&Package::default()), &timeline).incidents)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_told_of_a_date_depends_only_on_acts_known_by_then_and_not_on_their_order(
        numbers in proptest::collection::vec(any::<(u8, u8, u8, u8, u8, u8)>(), 1..14),
        day in 1_u8..20,
    ) {
        let lines: String = numbers.iter().enumerate().map(|(at, numbers)| line(at, numbers)).collect();
        let all = acts(&lines);
        let date = format!("2031-03-{day:02}");
        let now = as_of(&date);
        let known: Vec<Act> = all.iter().filter(|act| now.is_known(act)).cloned().collect();
        let whole = told(&all, &date);
        prop_assert_eq!(&told(&known, &date), &whole);
        let backwards: Vec<Act> = all.iter().rev().cloned().collect();
        prop_assert_eq!(&told(&backwards, &date), &whole);
    }

    #[test]
    fn every_entry_has_a_state_and_no_sum_is_above_what_accounts_tell(
        numbers in proptest::collection::vec(any::<(u8, u8, u8, u8, u8, u8)>(), 1..14),
    ) {
        let lines: String = numbers.iter().enumerate().map(|(at, numbers)| line(at, numbers)).collect();
        let case = Case { plan: provisions(PLAN), acts: acts(&lines) };
        case.on("2031-03-20", |following| {
            for row in &following.rows {
                assert!(!row.states.is_empty());
                let most: u64 = row.accounts.iter().filter(|one| one.set_aside.is_none()).filter_map(|one| one.quantity).sum();
                assert!(row.amount.is_none_or(|amount| amount.least <= amount.most && amount.most <= most), "{lines}");
            }
        });
    }
}
