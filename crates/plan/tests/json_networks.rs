//! Networks as files write them: read exactly, or refused with the place.

#![allow(clippy::unwrap_used, clippy::panic)]

use onetext_plan::network::json::{Fault, File};
use onetext_plan::network::{Bounds, Controllability, Keeper};
use proptest::prelude::*;

fn fault(text: &str) -> Fault {
    match File::read(text) {
        Err(fault) => fault,
        Ok(file) => panic!("{text}: {file:?}"),
    }
}

/// A file with nodes 1 to 3 and these links, one on each line from the second.
fn with(links: &[&str]) -> String {
    let nodes = r#"[{"node_id": 1}, {"node_id": 2}, {"node_id": 3}]"#;
    format!("{{\"nodes\": {nodes}, \"constraints\": [\n{}\n]}}", links.join(",\n"))
}

fn link(kind: &str, min: &str, max: &str) -> String {
    format!(
        r#"{{"first_node": 1, "second_node": 2, "type": "{kind}", "min_duration": {min}, "max_duration": {max}}}"#
    )
}

#[test]
fn bounds_are_read_without_a_loss_in_the_smallest_unit_of_the_file() {
    let text = with(&[&link("stcu", "19.6813", "20.898699999999998"), &link("stc", "-1e3", "1000000.0")]);
    let file = File::read(&text).unwrap();
    assert_eq!(file.places, 15);
    let links = file.network.constraints();
    assert_eq!(links[0].bounds, Bounds::between(19_681_300_000_000_000, 20_898_699_999_999_998));
    assert_eq!(links[0].keeper, Keeper::Others);
    assert_eq!(links[1].bounds, Bounds::between(-1_000 * 10_i128.pow(15), 10_i128.pow(21)));
    assert_eq!(file.decimal(links[0].bounds.max.unwrap()), "20.898699999999998");
    // A difference that numbers with floating points do not see decides.
    let almost =
        "{\"first_node\": 2, \"second_node\": 1, \"type\": \"stc\", \"max_duration\": -0.30000000000000004}";
    let kept = |max: &str| {
        let file = File::read(&with(&[&link("stc", "0", max), almost])).unwrap();
        matches!(file.network.controllability(), Controllability::Controllable(_))
    };
    assert!(kept("0.30000000000000004") && !kept("0.30000000000000003"));
}

#[test]
fn an_end_is_open_however_that_is_written() {
    for (min, max, bounds) in [
        ("0", "\"inf\"", Bounds::at_least(0)),
        ("0", "null", Bounds::at_least(0)),
        ("0", "Infinity", Bounds::at_least(0)),
        ("0", "\"Infinity\"", Bounds::at_least(0)),
        ("-Infinity", "7", Bounds::at_most(7)),
        ("\"-inf\"", "\"7\"", Bounds::at_most(7)),
        ("null", "7", Bounds::at_most(7)),
        ("null", "null", Bounds { min: None, max: None }),
    ] {
        let file = File::read(&with(&[&link("stc", min, max)])).unwrap();
        assert_eq!(file.network.constraints()[0].bounds, bounds, "{min} {max}");
    }
    let missing = r#"{"first_node": 1, "second_node": 2, "type": "stc"}"#;
    let file = File::read(&with(&[missing])).unwrap();
    assert_eq!(file.network.constraints()[0].bounds, Bounds { min: None, max: None });
}

#[test]
fn ids_are_numbers_or_text_and_other_fields_are_left_alone() {
    let text = r#"{"name": "Infinity \" Infinity", "nodes": [{"node_id": "التوقيع", "name": "signature"}, {"node_id": -7}],
        "constraints": [{"name": "c", "first_node": "التوقيع", "second_node": -7, "type": "stc", "min_duration": 1, "max_duration": Infinity}]}"#;
    let file = File::read(text).unwrap();
    assert_eq!(file.network.nodes(), ["التوقيع", "-7"]);
    let link = file.links().first().unwrap();
    assert_eq!((link.first_node.as_str(), link.second_node.as_str()), ("\"التوقيع\"", "-7"));
    assert_eq!(link.max_duration.as_ref().unwrap().as_str(), "\"inf\"");
}

#[test]
fn node_0_is_the_beginning_and_windows_of_nodes_count_from_it() {
    let text = r#"{"nodes": [{"node_id": 1, "min_domain": 2.5, "max_domain": 9}, {"node_id": 2}],
        "constraints": [{"first_node": 1, "second_node": 2, "type": "stc", "min_duration": 1, "max_duration": 4}]}"#;
    let file = File::read(text).unwrap();
    let zero = file.network.find("0").unwrap();
    assert_eq!(file.id(zero).unwrap().as_str(), "0");
    let windows = file.network.windows(zero).unwrap();
    assert_eq!((windows[1].earliest, windows[1].latest), (Some(35), Some(130)));
}

#[test]
fn a_fault_is_told_with_its_place_what_was_expected_and_what_to_do() {
    let ok = link("stc", "0", "5");
    let other = |from: &str, to: &str| {
        format!(
            r#"{{"first_node": {from}, "second_node": {to}, "type": "stcu", "min_duration": 1, "max_duration": 5}}"#
        )
    };
    // The place is marked with ^.
    for (marked, message) in [
        (link("stc", "^6", "5"), "`min_duration` is greater than `max_duration`"),
        (link("stcu", "^0", "5"), "a duration that others decide may be 0 or less"),
        (link("stcu", "^-1", "5"), "a duration that others decide may be 0 or less"),
        (format!("^{}", link("stcu", "1", "\"inf\"")), "a duration that others decide has an open end"),
        (link("stc", "^\"inf\"", "null"), "infinite the wrong way round"),
        (link("stc", "0", "^\"-inf\""), "infinite the wrong way round"),
        (link("stc", "^\"two days\"", "5"), "\"two days\" is no duration"),
        (link("stc", "^true", "5"), "true is no duration"),
        (link("stc", "0", "^[1]"), "[1] is no duration"),
        (link("stc", "0", "^1e99"), "more digits than can be reckoned with"),
        (link("^pstc", "0", "5").replace("\"^", "^\""), "a duration with a probability"),
        (link("^stn", "0", "5").replace("\"^", "^\""), "there is no type \"stn\" of links"),
        (other("1", "^9"), "there is no node 9"),
        (other("^1.5", "2"), "1.5 is no id of a node"),
        (other("1", "^\" \""), "is no id of a node"),
        (other("2", "^2"), "begins and ends in one node"),
        (r#"^{"first_node": 1, "type": "stc"}"#.to_owned(), "`second_node` is missing"),
        (r#"^{"first_node": 1, "second_node": 2}"#.to_owned(), "`type` is missing"),
        (r#"{"first_node": 1, "first_node": ^2}"#.to_owned(), "the field first_node is there twice"),
        ("^17".to_owned(), "17 is no object"),
    ] {
        let fault = fault(&with(&[&ok, &marked.replace('^', ""), &ok]));
        assert!(fault.message.contains(message), "{marked}: {fault}");
        assert_eq!((fault.line, fault.column), (3, marked.find('^').unwrap() + 1), "{marked}: {fault}");
        assert!(!fault.expected.is_empty() && !fault.help.is_empty(), "{fault}");
    }
}

#[test]
fn an_event_that_two_others_decide_is_refused_at_the_second() {
    let second =
        r#"{"first_node": 3, "second_node": 2, "type": "stcu", "min_duration": 1, "max_duration": 5}"#;
    let fault = fault(&with(&[&link("stcu", "1", "5"), second]));
    assert!(fault.message.contains("already decides when node 2 comes"), "{fault}");
    assert_eq!((fault.line, fault.column), (3, 34));
}

#[test]
fn what_is_no_network_is_told_where_it_breaks_off() {
    for (text, line, column, message) in [
        ("", 1, 1, "this is no JSON"),
        ("{\"nodes\": [],\n \"constraints\": [}", 2, 18, "this is no JSON"),
        ("{\"nodes\": [], \"constraints\": []} x", 1, 34, "this is no JSON"),
        ("[]", 1, 1, "[] is no object"),
        ("{\"constraints\": []}", 1, 1, "`nodes` is missing"),
        ("{\"nodes\": []}", 1, 1, "`constraints` is missing"),
        ("{\"nodes\": {},\n\"constraints\": []}", 1, 11, "`nodes` is no list"),
        ("{\"nodes\": [],\n\"constraints\": 5}", 2, 16, "`constraints` is no list"),
        ("{\"nodes\": [{\"id\": 5}], \"constraints\": []}", 1, 12, "`node_id` is missing"),
        (
            "{\"nodes\": [{\"node_id\": 5},\n {\"node_id\": \"5\"}], \"constraints\": []}",
            2,
            14,
            "there are two nodes 5",
        ),
        ("{\"nodes\": [{\"node_id\": 5}], \"constraints\": [NaN]}", 1, 45, "this is no JSON"),
    ] {
        let fault = fault(text);
        assert!(fault.message.contains(message), "{text}: {fault}");
        assert_eq!((fault.line, fault.column), (line, column), "{text}: {fault}");
    }
}

proptest! {
    #[test]
    fn whatever_a_file_holds_it_is_read_or_refused_within_it(text in "[\\[\\]{}\",:0-9.eEInfinity\\-a-z \\n\\\\אق]{0,60}") {
        if let Err(fault) = File::read(&text) {
            prop_assert!(fault.span.end <= text.len() && fault.line >= 1 && fault.column >= 1);
        }
    }

    #[test]
    fn a_network_with_a_piece_cut_out_is_read_or_refused_within_it(at in 0usize..260, length in 0usize..20) {
        let text = with(&[&link("stcu", "1.5", "5"), &link("stc", "Infinity", "\"קו\"")]);
        let cut: String = text.chars().take(at).chain(text.chars().skip(at + length)).collect();
        if let Err(fault) = File::read(&cut) {
            prop_assert!(cut.get(fault.span.clone()).is_some(), "{fault:?}");
        }
    }
}
