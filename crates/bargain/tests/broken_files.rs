//! Files as they are found: each slip is repaired and told with its line, or refused with its place and what to do.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod kitchen;

use kitchen::{DOMAIN, GENIUSWEB, NEGMAS, NEGMAS_DOMAIN, NEGOLOG, OWN, PROFILE};
use onetext_bargain::files::{Format, Opened, Reading, Refused};
use onetext_bargain::scenario::Scenario;
use onetext_bargain::space::Values;

fn open_as(files: &[(&str, &str)], reading: Reading) -> Result<Opened, Refused> {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    Scenario::of_files("case", files, reading)
}

fn open(files: &[(&str, &str)]) -> Result<Opened, Refused> {
    open_as(files, Reading::OfItsFormat)
}

fn repairs(opened: &Opened) -> Vec<String> {
    opened.repairs.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn one_repair(opened: &Opened, start: &str) {
    let repairs = repairs(opened);
    assert!(repairs.len() == 1 && repairs[0].starts_with(start), "{repairs:#?}");
}

#[track_caller]
fn refused(files: &[(&str, &str)], start: &str) {
    let refused = open(files).unwrap_err().to_string();
    assert!(refused.starts_with(start), "{refused}");
}

/// What each of these outcomes, in the order of the space, is worth to the first party.
fn worth(opened: &Opened, outcomes: &[&[&str]]) -> Vec<f64> {
    let Scenario { space, profiles } = &opened.scenario;
    let value = |(issue, words): (usize, &&str)| space.value(issue, words).unwrap();
    outcomes
        .iter()
        .map(|words| {
            profiles[0]
                .utility
                .of(&onetext_bargain::space::Outcome(words.iter().enumerate().map(value).collect()))
        })
        .collect()
}

fn genius(domain: &str, profile: &str) -> Result<Opened, Refused> {
    open(&[("kitchen.xml", domain), ("ana.xml", profile)])
}

/// The scenario after `this` in the profile became `that`.
fn with(this: &str, that: &str) -> Result<Opened, Refused> {
    assert!(PROFILE.contains(this), "{this}");
    genius(DOMAIN, &PROFILE.replace(this, that))
}

#[test]
fn a_clean_scenario_of_genius_is_read_without_a_repair() {
    let opened = genius(DOMAIN, PROFILE).unwrap();
    assert!(opened.repairs.is_empty() && opened.ignored.is_empty(), "{:?}", opened.repairs);
    assert_eq!(opened.format, Format::Genius);
    assert_eq!(opened.scenario.profiles[0].name, "ana");
    assert_eq!(opened.scenario.profiles[0].reservation, Some(0.3));
    assert_eq!(opened.scenario.profiles[0].discount.to_bits(), 0.9f64.to_bits());
    assert_eq!(worth(&opened, &[&["gas", "2"], &["wood", "4"], &["wood", "6"]]), [0.125, 0.75, 1.0]);
}

#[test]
fn the_parties_are_in_byte_order_of_their_files_and_others_are_ignored_and_listed() {
    let opened = open(&[
        ("b.xml", PROFILE),
        ("a.xml", PROFILE),
        ("Z.xml", PROFILE),
        ("pareto.xml", "0.5, 0.25\n0.75, 0.125\n"),
        ("notes.txt", "the kitchen: as agreed"),
        ("kitchen.xml", DOMAIN),
        ("other.xml", "<html></html>"),
        ("empty.json", ""),
    ])
    .unwrap();
    let names: Vec<_> = opened.scenario.profiles.iter().map(|profile| profile.name.as_str()).collect();
    assert_eq!(names, ["Z", "a", "b"]);
    let ignored: Vec<_> = opened.ignored.iter().map(|ignored| ignored.file.as_str()).collect();
    assert_eq!(ignored, ["empty.json", "notes.txt", "other.xml", "pareto.xml"]);
}

#[test]
fn an_ampersand_that_stands_for_itself_is_read_in_both_files() {
    let both = |text: &str| text.replace("\"gas\"", "\"oil & gas\"");
    let opened = genius(&both(DOMAIN), &both(PROFILE)).unwrap();
    assert_eq!(
        repairs(&opened),
        [
            "kitchen.xml:5: '&' stands for itself here, as \"&amp;\" does in XML",
            "ana.xml:4: '&' stands for itself here, as \"&amp;\" does in XML",
        ]
    );
    assert_eq!(worth(&opened, &[&["oil & gas", "2"]]), [0.125]);
}

#[test]
fn attributes_without_a_space_between_and_comments_before_the_declaration_are_read() {
    let opened = with("value=\"gas\" evaluation", "value=\"gas\"evaluation").unwrap();
    one_repair(&opened, "ana.xml:4: no space between two attributes");
    let opened = genius(DOMAIN, &format!("<!-- Ana -->\n<?xml version=\"1.0\"?>\n{PROFILE}")).unwrap();
    one_repair(&opened, "ana.xml:2: something stands before the XML declaration");
}

#[test]
fn a_euro_of_windows_is_a_euro_in_both_files() {
    let both = |text: &str| {
        let mut bytes = Vec::new();
        for c in text.replace("gas", "5 €").chars() {
            if c == '€' { bytes.push(0x80) } else { bytes.extend(c.to_string().bytes()) }
        }
        bytes
    };
    let files = [("kitchen.xml".to_owned(), both(DOMAIN)), ("ana.xml".to_owned(), both(PROFILE))];
    let opened = Scenario::of_files("case", files, Reading::OfItsFormat).unwrap();
    assert_eq!(repairs(&opened).len(), 2, "{:?}", opened.repairs);
    assert_eq!(worth(&opened, &[&["5 €", "2"]]), [0.125]);
}

#[test]
fn indices_with_gaps_are_as_good_as_others() {
    let both = |text: &str| text.replace("index=\"2\" name=\"Seats\"", "index=\"7\" name=\"Seats\"");
    let profile = both(PROFILE).replace("weight index=\"2\"", "weight index=\"7\"");
    let opened = genius(&both(DOMAIN), &profile).unwrap();
    assert!(opened.repairs.is_empty());
    assert_eq!(worth(&opened, &[&["wood", "4"]]), [0.75]);
}

#[test]
fn issues_come_in_the_order_of_their_indices() {
    let domain = DOMAIN.replace("index=\"1\" name", "index=\"9\" name");
    let profile = PROFILE
        .replace("index=\"1\" name", "index=\"9\" name")
        .replace("weight index=\"1\"", "weight index=\"9\"");
    let opened = genius(&domain, &profile).unwrap();
    let names: Vec<_> = opened.scenario.space.issues.iter().map(|issue| issue.name.as_str()).collect();
    assert_eq!(names, ["Seats", "Stove"]);
}

#[test]
fn two_issues_of_one_index_are_refused_and_two_of_one_name_are_told_apart() {
    let domain = DOMAIN.replace("index=\"2\" name=\"Seats\"", "index=\"1\" name=\"Seats\"");
    refused(
        &[("kitchen.xml", &domain), ("ana.xml", PROFILE)],
        "kitchen.xml:8:1: two issues have the index 1",
    );
    let opened = genius(&DOMAIN.replace("Seats", "Stove"), &PROFILE.replace("Seats", "Stove")).unwrap();
    assert_eq!(opened.scenario.space.issues[1].name, "Stove (2)");
}

#[test]
fn a_wrong_number_of_issues_is_counted_again() {
    let opened =
        genius(&DOMAIN.replace("number_of_issues=\"2\"", "number_of_issues=\"0\""), PROFILE).unwrap();
    one_repair(&opened, "kitchen.xml:2: number_of_issues is \"0\", and there are 2");
}

#[test]
fn a_value_that_is_there_twice_is_there_once() {
    let domain = DOMAIN.replace("value=\"wood\"/>", "value=\"wood\"/>\n<item index=\"2\" value=\"wood\"/>");
    let opened = genius(&domain, PROFILE).unwrap();
    one_repair(&opened, "kitchen.xml:7: the value \"wood\" of \"Stove\" is there twice");
    assert_eq!(opened.scenario.space.issues[0].values.count(), Some(2));
    let opened =
        with("evaluation=\"8\"/>", "evaluation=\"1\"/>\n<item index=\"2\" value=\"wood\" evaluation=\"8\"/>");
    one_repair(&opened.unwrap(), "ana.xml:6: \"wood\" is evaluated twice: the last counts");
}

#[test]
fn a_value_without_an_evaluation_counts_as_nothing_and_is_told() {
    for missing in ["", "evaluation=\"null\""] {
        let opened = with("evaluation=\"2\"", missing).unwrap();
        one_repair(&opened, "ana.xml:4: \"gas\" of \"Stove\" has no evaluation: it counts as 0");
        assert_eq!(worth(&opened, &[&["gas", "2"], &["wood", "2"]]), [0.0, 0.5]);
    }
    let profile = PROFILE.replace("evaluation=\"2\"", "").replace("evaluation=\"8\"", "evaluation=\"null\"");
    refused(
        &[("kitchen.xml", DOMAIN), ("ana.xml", &profile)],
        "ana.xml:3:1: no value of \"Stove\" has an evaluation",
    );
}

#[test]
fn a_value_that_the_domain_does_not_have_counts_only_towards_the_greatest() {
    let more = "evaluation=\"8\"/>\n<item index=\"3\" value=\"coal\" evaluation=\"16\"/>";
    let opened = with("evaluation=\"8\"/>", more).unwrap();
    one_repair(&opened, "ana.xml:6: the domain gives \"Stove\" no value \"coal\"");
    assert_eq!(worth(&opened, &[&["wood", "2"]]), [0.25]);
}

#[test]
fn weights_are_kept_as_they_are_and_a_sum_is_cut_at_one() {
    let opened = with("weight index=\"1\" value=\"0.5\"", "weight index=\"1\" value=\"0.9\"").unwrap();
    one_repair(&opened, "ana.xml:1: the weights sum to 1.4, not 1: they are kept");
    assert_eq!(worth(&opened, &[&["wood", "2"], &["wood", "6"]]), [0.9, 1.0]);
    let opened =
        with("<weight index=\"1\"", "<weight index=\"1\" value=\"0.2\"/>\n<weight index=\"1\"").unwrap();
    one_repair(&opened, "ana.xml:11: a second weight for the issue with index 1: the last counts");
    refused(
        &[
            ("kitchen.xml", DOMAIN),
            ("ana.xml", &PROFILE.replace("<weight index=\"1\" value=\"0.5\"/>\n", "")),
        ],
        "ana.xml:3:1: no weight is given for \"Stove\"",
    );
}

#[test]
fn an_issue_of_noughts_and_evaluations_below_nothing_are_read_as_genius_does() {
    let profile = PROFILE
        .replace("evaluation=\"2\"", "evaluation=\"0\"")
        .replace("evaluation=\"8\"", "evaluation=\"0\"");
    let opened = genius(DOMAIN, &profile).unwrap();
    one_repair(&opened, "ana.xml:3: no value of \"Stove\" is evaluated above nothing");
    assert_eq!(worth(&opened, &[&["wood", "2"]]), [0.0]);
    let opened = with("evaluation=\"2\"", "evaluation=\"-4\"").unwrap();
    one_repair(&opened, "ana.xml:4: the evaluation of \"gas\" is -4, less than nothing");
    assert_eq!(worth(&opened, &[&["gas", "2"]]), [-0.25]);
}

#[test]
fn a_discount_outside_its_range_counts_as_one_and_a_reservation_value_is_kept() {
    for wrong in ["0", "1.5", "-0.5"] {
        let opened =
            with("discount_factor value=\"0.9\"", &format!("discount_factor value=\"{wrong}\"")).unwrap();
        one_repair(&opened, "ana.xml:13: a discount factor of ");
        assert_eq!(opened.scenario.profiles[0].discount.to_bits(), 1f64.to_bits());
    }
    let opened = with("reservation value=\"0.3\"", "reservation value=\"1.3\"").unwrap();
    one_repair(&opened, "ana.xml:14: a reservation value of 1.3 is outside 0 to 1: it is kept");
    assert_eq!(opened.scenario.profiles[0].reservation, Some(1.3));
    let none = PROFILE
        .replace("<reservation value=\"0.3\"/>\n", "")
        .replace("<discount_factor value=\"0.9\"/>\n", "");
    let opened = genius(DOMAIN, &none).unwrap();
    assert_eq!(opened.scenario.profiles[0].reservation, Some(0.0));
}

#[test]
fn numbers_that_are_none_are_refused() {
    for wrong in ["NaN", "Infinity", "0,5", "much", ""] {
        let profile = PROFILE.replace("evaluation=\"8\"", &format!("evaluation=\"{wrong}\""));
        let start = format!("ana.xml:5:1: evaluation={wrong:?} of <item> is not a finite number");
        refused(&[("kitchen.xml", DOMAIN), ("ana.xml", &profile)], &start);
    }
}

#[test]
fn the_objective_may_be_missing_around_a_profile() {
    let profile = PROFILE
        .replace("<objective index=\"0\" name=\"Kitchen\" type=\"objective\">\n", "")
        .replace("</objective>\n", "");
    let opened = genius(DOMAIN, &profile).unwrap();
    assert!(opened.repairs.is_empty());
    assert_eq!(worth(&opened, &[&["wood", "4"]]), [0.75]);
}

#[test]
fn an_empty_issue_and_a_range_upside_down_are_refused() {
    let domain =
        DOMAIN.replace("<item index=\"1\" value=\"gas\"/>\n<item index=\"2\" value=\"wood\"/>\n", "");
    refused(
        &[("kitchen.xml", &domain), ("ana.xml", PROFILE)],
        "kitchen.xml:4:1: the issue \"Stove\" has no value",
    );
    let domain = DOMAIN.replace("lowerbound=\"2\"", "lowerbound=\"12\"");
    refused(
        &[("kitchen.xml", &domain), ("ana.xml", PROFILE)],
        "kitchen.xml:8:1: the issue \"Seats\" runs from 12 to 6",
    );
}

#[test]
fn a_profile_for_another_domain_is_refused() {
    let other = PROFILE
        .replace("Stove", "Roof")
        .replace("gas", "slate")
        .replace("wood", "thatch")
        .replace("Seats", "Floors");
    refused(
        &[("kitchen.xml", DOMAIN), ("ana.xml", &other)],
        "ana.xml:1:1: no issue of the profile is one of the domain \"Kitchen\"",
    );
    let fewer = PROFILE.replace("issue index=\"2\"", "issue index=\"3\"");
    refused(
        &[("kitchen.xml", DOMAIN), ("ana.xml", &fewer)],
        "ana.xml:1:1: the profile says nothing of \"Seats\"",
    );
    let opened = with("name=\"Stove\"", "name=\"Cooker\"").unwrap();
    one_repair(
        &opened,
        "ana.xml:3: the issue with index 1 is called \"Cooker\" here and \"Stove\" in the domain",
    );
}

#[test]
fn whole_numbers_are_held_and_counted_from_the_profiles_own_bound() {
    let opened = with("slope=\"0.25\" offset=\"0\"", "slope=\"0.5\" offset=\"-0.5\"").unwrap();
    assert_eq!(worth(&opened, &[&["gas", "2"], &["gas", "4"], &["gas", "6"]]), [0.125, 0.375, 0.625]);
    let opened = with("lowerbound=\"2\"", "lowerbound=\"1\"").unwrap();
    one_repair(&opened, "ana.xml:7: \"Seats\" begins at 1 here and at 2 in the domain");
    assert_eq!(worth(&opened, &[&["gas", "2"]]), [0.25]);
}

#[test]
fn real_numbers_have_lines_constants_and_triangles() {
    let domain = DOMAIN.replace(
        "<issue index=\"2\" name=\"Seats\" type=\"integer\" lowerbound=\"2\" upperbound=\"6\"/>",
        "<issue index=\"2\" name=\"Seats\" type=\"real\"><range lowerbound=\"0\" upperbound=\"10\"/></issue>",
    );
    let with = |evaluator: &str| {
        let profile = PROFILE.replace(
            "type=\"integer\" lowerbound=\"2\" upperbound=\"6\">\n<evaluator ftype=\"linear\" slope=\"0.25\" offset=\"0\"/>",
            &format!("type=\"real\"><range lowerbound=\"0\" upperbound=\"10\"/>\n<evaluator {evaluator}/>"),
        );
        genius(&domain, &profile)
    };
    let line = with("ftype=\"linear\" parameter0=\"-0.5\" parameter1=\"0.25\"").unwrap();
    assert_eq!(worth(&line, &[&["wood", "1"], &["wood", "4"], &["wood", "10"]]), [0.5, 0.75, 1.0]);
    let constant = with("ftype=\"constant\" parameter0=\"0.5\"").unwrap();
    assert_eq!(worth(&constant, &[&["wood", "1"]]), [0.75]);
    let triangle = with("ftype=\"triangular\" parameter0=\"2\" parameter1=\"6\" parameter2=\"4\"").unwrap();
    assert_eq!(
        worth(&triangle, &[&["wood", "1"], &["wood", "3"], &["wood", "4"], &["wood", "5"], &["wood", "6"]]),
        [0.5, 0.75, 1.0, 0.75, 0.5]
    );
    assert!(with("ftype=\"faratin\"").unwrap_err().to_string().contains("an evaluator of type \"faratin\""));
}

#[test]
fn hyper_rectangles_pay_inside_or_outside_and_nest() {
    let domain = DOMAIN.replace(
        "<issue index=\"1\" name=\"Stove\" type=\"discrete\">\n<item index=\"1\" value=\"gas\"/>\n<item index=\"2\" value=\"wood\"/>\n</issue>",
        "<issue index=\"1\" name=\"Stoves\" type=\"integer\" lowerbound=\"0\" upperbound=\"9\"/>",
    );
    let profile = |body: &str| {
        format!(
            "<utility_space type=\"nonlinear\">\n<objective>\n<utility maxutility=\"10\">\n{body}\n</utility>\n</objective>\n</utility_space>"
        )
    };
    let inside = "<hyperRectangle utility=\"4\"><INCLUDES index=\"1\" min=\"2\" max=\"3\"/><INCLUDES index=\"2\" min=\"4\" max=\"5\"/></hyperRectangle>";
    let outside = "<hyperRectangle utility=\"3\" weight=\"2\"><EXCLUDES index=\"1\" min=\"2\" max=\"3\"/></hyperRectangle>";
    let always = "<hyperRectangle utility=\"1\"></hyperRectangle>";
    let sum = profile(&format!("<ufun aggregation=\"sum\">{inside}{outside}{always}</ufun>"));
    let opened = genius(&domain, &sum).unwrap();
    assert!(opened.repairs.is_empty(), "{:?}", opened.repairs);
    assert_eq!(worth(&opened, &[&["2", "4"], &["3", "6"], &["4", "5"]]), [0.5, 0.1, 0.7]);
    let nested = profile(&format!(
        "<ufun aggregation=\"max\"><ufun aggregation=\"min\" weight=\"2\">{inside}{always}</ufun>{outside}</ufun>"
    ));
    let opened = genius(&domain, &nested).unwrap();
    assert_eq!(worth(&opened, &[&["2", "4"], &["3", "6"], &["4", "5"]]), [0.2, 0.0, 0.6]);
    let high = profile(&format!("<ufun aggregation=\"sum\">{}</ufun>", always.replace("\"1\"", "\"25\"")));
    assert_eq!(worth(&genius(&domain, &high).unwrap(), &[&["2", "4"]]), [1.0]);
    let beyond = sum.replace("index=\"2\" min", "index=\"5\" min");
    refused(&[("kitchen.xml", &domain), ("ana.xml", &beyond)], "ana.xml:4:");
    let by_nothing = sum.replace("maxutility=\"10\"", "maxutility=\"0\"");
    refused(&[("kitchen.xml", &domain), ("ana.xml", &by_nothing)], "ana.xml:3:1: maxutility is 0");
}

#[test]
fn a_space_of_constraints_is_refused() {
    let profile = PROFILE.replace("<utility_space>", "<utility_space type=\"constraint\">");
    refused(
        &[("kitchen.xml", DOMAIN), ("ana.xml", &profile)],
        "ana.xml:1:1: this is a constraint utility space",
    );
}

#[test]
fn a_profile_that_is_cut_off_is_refused_and_not_passed_over() {
    let (cut, _) = PROFILE.split_at(PROFILE.len() / 2);
    refused(&[("kitchen.xml", DOMAIN), ("ana.xml", PROFILE), ("bo.xml", cut)], "bo.xml:");
    refused(&[("a.json", "{\"LinearAdditiveUtilitySpace\": {\"issueWeights\": {}")], "a.json:1:");
}

#[test]
fn directories_without_one_scenario_are_refused_with_what_to_do() {
    refused(&[("kitchen.xml", DOMAIN)], "case: there is no profile beside the domain");
    refused(&[("ana.xml", PROFILE)], "case: there is no domain in the directory, and \"ana.xml\" needs one");
    refused(&[("a.txt", "nothing")], "case: there is no scenario in the directory");
    refused(
        &[("a.xml", DOMAIN), ("b.xml", DOMAIN), ("ana.xml", PROFILE)],
        "case: there are 2 domains in the directory: \"a.xml\", \"b.xml\"",
    );
    refused(
        &[("kitchen.xml", DOMAIN), ("ana.json", NEGOLOG)],
        "ana.json: this is a profile of NegoLog, and the domain is one of GENIUS",
    );
}

#[test]
fn profiles_of_negolog_imply_their_domain() {
    let other = NEGOLOG.replace("\"wood\": 1.0", "\"coal\": 0.3, \"wood\": 0.1");
    let opened =
        open(&[("profileA.json", NEGOLOG), ("profileB.json", NEGOLOG), ("specs.json", "{\"Nash_A\": 1}")])
            .unwrap();
    assert_eq!(opened.format, Format::NegoLog);
    assert_eq!(opened.ignored.len(), 1);
    assert_eq!(worth(&opened, &[&["gas", "few"], &["wood", "many"]]), [0.625, 0.75]);
    let opened = open(&[("profileA.json", NEGOLOG), ("profileB.json", &other)]).unwrap();
    one_repair(&opened, "profileB.json:5: \"coal\" is no value of \"Stove\": it was left out");
    let twice = NEGOLOG.replace("\"wood\": 1.0", "\"gas\": 1.0");
    refused(&[("profileA.json", &twice)], "profileA.json:5:25: the key \"gas\" is there twice");
}

#[test]
fn profiles_of_geniusweb_carry_their_domain() {
    let opened = open(&[("ana.json", GENIUSWEB), ("specials.json", "{\"size\": 4, \"nash\": {}}")]).unwrap();
    assert_eq!(opened.format, Format::GeniusWeb);
    let options = |at: usize| opened.scenario.space.issues[at].values.clone();
    assert_eq!(options(1), Values::Options(vec!["2".into(), "4".into(), "6".into()]));
    assert_eq!(options(2), Values::Options(vec!["0.1".into(), "0.2".into(), "0.3".into()]));
    let worth = worth(&opened, &[&["gas", "2", "0.1"], &["wood", "4", "0.2"]]);
    assert!((worth[0] - 0.35).abs() < 1e-12 && (worth[1] - 0.75).abs() < 1e-12, "{worth:?}");
    let reservation = opened.scenario.profiles[0].reservation.unwrap();
    assert!((reservation - 0.475).abs() < 1e-12, "{reservation}");
    let domain = r#"{"name": "Kitchen", "issuesValues": {"Stove": {"values": ["gas", "coal"]}}}"#;
    refused(
        &[("ana.json", GENIUSWEB), ("kitchen.json", domain)],
        "ana.json:3:12: the domain in the profile is not the one beside it",
    );
}

#[test]
fn utility_functions_of_negmas_are_known_by_their_type() {
    let info = "title: A kitchen\nhints: {x: 1}\n";
    let opened = open(&[("_info.yaml", info), ("ana.yml", NEGMAS), ("kitchen.yml", NEGMAS_DOMAIN)]).unwrap();
    assert_eq!((opened.format, opened.ignored.len()), (Format::NegMas, 1));
    assert!(opened.repairs.is_empty(), "{:?}", opened.repairs);
    assert_eq!(worth(&opened, &[&["gas", "2", "10"], &["wood", "3", "20"]]), [0.875, 2.375]);
    assert_eq!(opened.scenario.profiles[0].reservation, Some(f64::NEG_INFINITY));
    let discounted = format!(
        "type: ExpDiscountedUFun\ndiscount: 0.9\nfactor: relative_time\nufun:\n  {}",
        NEGMAS.trim_end().replace('\n', "\n  ")
    );
    let opened = open(&[("ana.yml", &discounted), ("kitchen.yml", NEGMAS_DOMAIN)]).unwrap();
    assert_eq!(opened.scenario.profiles[0].discount.to_bits(), 0.9f64.to_bits());
    assert_eq!(worth(&opened, &[&["gas", "2", "10"]]), [0.875]);
}

#[test]
fn utility_functions_that_a_program_computes_are_refused() {
    let computed = NEGMAS.replace("type: LinearAdditiveUtilityFunction", "type: mine.CenterUFun");
    refused(
        &[("ana.yml", &computed), ("kitchen.yml", NEGMAS_DOMAIN)],
        "ana.yml:3:7: a utility function of type \"CenterUFun\", which is computed by a program",
    );
    let nan = NEGMAS.replace("wood: 2.0", "wood: .nan");
    refused(
        &[("ana.yml", &nan), ("kitchen.yml", NEGMAS_DOMAIN)],
        "ana.yml:6:29: the worth of \"wood\" is .nan",
    );
    let short = NEGMAS.replace("weights: [1.0, 0.5, 0.25]", "weights: [1.0, 0.5]");
    refused(
        &[("ana.yml", &short), ("kitchen.yml", NEGMAS_DOMAIN)],
        "ana.yml:10:10: there are 2 weights, and 3 issues",
    );
    let other = NEGMAS.replace("{gas: 0.5, wood: 2.0}", "{slate: 0.5}");
    refused(
        &[("ana.yml", &other), ("kitchen.yml", NEGMAS_DOMAIN)],
        "ana.yml:6:12: no value here is one of \"Stove\"",
    );
    let missing = NEGMAS.replace("gas: 0.5, ", "");
    let opened = open(&[("ana.yml", &missing), ("kitchen.yml", NEGMAS_DOMAIN)]).unwrap();
    one_repair(&opened, "ana.yml:6: \"gas\" of \"Stove\" is not evaluated: it counts as 0");
}

#[test]
fn genius_as_negmas_reads_it_only_when_asked_by_name() {
    let files = [("kitchen.xml", DOMAIN), ("ana.xml", PROFILE)];
    let opened = open_as(&files, Reading::NegMas).unwrap();
    assert_eq!(opened.reading, Reading::NegMas);
    // Neither divided by the greatest, nor counted from the lower bound, nor cut at one.
    assert_eq!(worth(&opened, &[&["gas", "2"], &["wood", "6"]]), [1.25, 4.75]);
    one_repair(&opened, "ana.xml:13: NegMAS takes the discount of 0.9 for each round");
}

#[test]
fn the_projects_own_format_is_one_file_for_everything() {
    let opened = open(&[("kitchen.toml", OWN), ("notes.md", "# Notes")]).unwrap();
    assert_eq!(opened.format, Format::Own);
    assert_eq!(opened.scenario.space.outcomes().unwrap().to_string(), "8");
    assert_eq!(worth(&opened, &[&["gas", "2"], &["wood", "4"]]), [0.125, 0.75]);
    let names: Vec<_> = opened.scenario.profiles.iter().map(|profile| profile.name.as_str()).collect();
    assert_eq!(names, ["Ana", "Bo"]);
}

#[test]
fn a_slip_in_the_projects_own_format_is_refused_at_its_place() {
    let slip = |this: &str, that: &str, start: &str| {
        assert!(OWN.contains(this), "{this}");
        refused(&[("kitchen.toml", &OWN.replace(this, that))], start);
    };
    slip("options = [", "option = [", "kitchen.toml:5:1: \"option\" means nothing in an issue");
    slip(
        "Stove = \"wood\"",
        "Stove = \"coal\"",
        "kitchen.toml:13:28: \"coal\" is no value of the issue \"Stove\"",
    );
    slip("needs = { Stove", "needs = { Oven", "kitchen.toml:17:11: \"Oven\" is no issue");
    slip("discount = 0.9", "discount = 0", "kitchen.toml:22:12: discount is 0");
    slip("gas = 0.25", "gas = nan", "kitchen.toml:26:17: the worth of \"gas\" is nan");
    slip("\"gas\", \"wood\"]", "\"gas\", \"gas\"]", "kitchen.toml:3:1: ");
    slip("name = \"Bo\"", "name = \"Ana\"", "kitchen.toml:");
    slip("reservation = 0.25", "reservation = ", "kitchen.toml:21:");
    slip("[party.wishes.Seats]", "[party.wishes.Chairs]", "kitchen.toml:");
}
