use super::*;

/// Ten pumps, of which accounts tell in parts.
fn ten(lines: &str) -> (String, Option<(u64, u64)>) {
    let plan = PUMP.replace("verifier =", "quantity = 10\nunit = \"pumps\"\nverifier =");
    let case = Case::new(&plan, &format!("{SIGNED}{lines}"));
    let amount = case.on("2031-03-06", |following| {
        following.get(&"pump".into()).unwrap().amount.map(|amount| (amount.least, amount.most))
    });
    (case.states("2031-03-06", "pump"), amount)
}

fn part(id: &str, by: &str, day: &str, quantity: u64) -> String {
    format!(
        "{id} report {by} 2031-03-{day}; plan = [\"pump\"]; performance = \"partly\"; quantity = {quantity}; words = \"Some.\"\n"
    )
}

fn expect(lines: &str, state: &str, least: u64, most: u64) {
    assert_eq!(ten(lines), (state.to_owned(), Some((least, most))), "{lines}");
}

#[test]
fn parts_of_several_days_add_up_and_reach_the_whole() {
    let (three, four) = (part("a", "upper", "02", 3), part("b", "upper", "03", 4));
    expect(&three, "partly", 3, 3);
    expect(&format!("{three}{four}"), "partly", 7, 7);
    expect(&format!("{three}{four}{}", part("c", "upper", "04", 3)), "fulfilled", 10, 10);
    expect(&format!("{three}{}", part("b", "upper", "02", 4)), "partly", 7, 7);
}

#[test]
fn what_two_reporters_tell_of_one_day_is_not_counted_twice() {
    let (three, same) = (part("a", "upper", "02", 3), part("b", "council", "02", 3));
    expect(&format!("{three}{same}"), "partly", 3, 3);
    expect(&format!("{three}{same}{}", part("c", "council", "04", 2)), "partly", 5, 5);
    let other = part("b", "lower", "02", 2);
    expect(&format!("{three}{other}"), "in_dispute partly", 2, 3);
    let answering = part("b", "lower", "03", 3).replace("; words", "; answers = \"a\"; words");
    expect(&format!("{three}{answering}"), "partly", 3, 3);
}

#[test]
fn what_is_taken_back_corrected_or_replaced_by_its_author_does_not_count() {
    let three = part("a", "upper", "02", 3);
    for undone in [
        "w withdraw upper 2031-03-03; answers = \"a\"",
        "w correct upper 2031-03-03; answers = \"a\"; words = \"None.\"",
        "w deny upper 2031-03-03; answers = \"a\"",
    ] {
        assert_eq!(ten(&format!("{three}{undone}")), ("awaited".to_owned(), None), "{undone}");
    }
    let replaced = part("b", "upper", "03", 5).replace("; words", "; answers = \"a\"; words");
    expect(&format!("{three}{replaced}"), "partly", 5, 5);
    let by_another = "w correct lower 2031-03-03; answers = \"a\"; words = \"None.\"";
    expect(&format!("{three}{by_another}"), "partly", 3, 3);
}

#[test]
fn what_is_denied_by_others_may_or_may_not_be_so_until_the_verifier_finds() {
    let denied = format!("{}d deny lower 2031-03-03; answers = \"a\"\n", part("a", "upper", "02", 3));
    expect(&denied, "in_dispute partly", 0, 3);
    let found = part("v", "council", "04", 3)
        .replace("report", "verify")
        .replace("; words", "; answers = \"a\"; words");
    expect(&format!("{denied}{found}"), "partly", 3, 3);
}

#[test]
fn who_says_that_all_was_done_says_how_much_in_all() {
    let five = part("a", "upper", "02", 5);
    let all = "b report upper 2031-03-05; plan = [\"pump\"]; performance = \"fulfilled\"; quantity = 10; words = \"All.\"\n";
    expect(&format!("{five}{all}"), "fulfilled", 10, 10);
    let without = all.replace(" quantity = 10;", "");
    assert_eq!(ten(&format!("{five}{without}")), ("fulfilled".to_owned(), None));
}

#[test]
fn what_is_told_of_a_day_to_come_has_not_happened() {
    // By one source it was done before today, by another only later.
    let dates = "[{date=2031-03-02,source=\"a\"},{date=2031-03-07,source=\"b\"}]";
    let early =
        format!("r report upper {dates}; plan = [\"pump\"]; performance = \"fulfilled\"; words = \"Done.\"");
    assert_eq!(pump("2031-03-06", &early), "awaited");
    assert_eq!(pump("2031-03-07", &early), "fulfilled");
}

#[test]
fn levels_are_the_latest_of_each_monitor_beside_each_other() {
    let level = |id: &str, by: &str, day: &str, level: &str| {
        format!(
            "{id} verify {by} 2031-03-{day}; plan = [\"pump\"]; level = \"{level}\"; words = \"So far.\"; sources = [{{ kind = \"report\", who = \"w\", ref = \"r\" }}]\n"
        )
    };
    let lines = [
        level("a", "council", "02", "not_begun"),
        level("b", "priest", "03", "full"),
        level("c", "council", "04", "minimal"),
        level("d", "priest", "05", "intermediate"),
        "w withdraw priest 2031-03-05; answers = \"d\"\n".to_owned(),
    ];
    Case::new(PUMP, &format!("{SIGNED}{}", lines.concat())).on("2031-03-06", |following| {
        let row = following.get(&"pump".into()).unwrap();
        let levels: Vec<(&str, u8)> =
            row.levels.iter().map(|one| (one.act.by[0].as_str(), one.level.number())).collect();
        assert_eq!(levels, [("priest", 3), ("council", 1)]);
        assert_eq!(row.state(), State::Awaited, "an assessment is no report that anything was done");
    });
}
