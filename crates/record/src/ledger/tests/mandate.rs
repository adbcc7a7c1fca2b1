//! Mandates that cover some clauses only.

use super::*;

const GATE: &str = "\
# Agreement on the well

1. Lower Farm shall repair the pump within 14 days of signature.

2. Upper Farm shall open the gate to the well.

   (a) from dawn to dusk;

   (b) on market days without a toll.
";

/// The same with a clause before: what was 2 is 3.
const RENUMBERED: &str = "\
# Agreement on the well

1. Each farm shall send a witness to the council on the first day of spring.

2. Lower Farm shall repair the pump within 14 days of signature.

3. Upper Farm shall open the gate to the well.

   (a) from dawn to dusk;

   (b) on market days without a toll.
";

fn library() -> Library {
    Library::new(&[("first", Authentic::Text, GATE), ("second", Authentic::Text, RENUMBERED)])
}

const MANDATE: &str =
    "m replace upper 2031-03-01; mandate = \"the gate\"; draft = \"first\"; clauses = [\"2\"]\n";
const ACCEPTS: &str =
    "a accept upper 2031-03-05; draft = \"second\"; extent = \"words\"; authority = \"delegation\"\n";

/// Where upper stands on a clause of the second draft.
fn upper_at(clause: &str, lines: &str) -> String {
    brief(ledger_of(&library(), lines).at("upper", &format!("Agreement on the well, {clause}")))
}

#[test]
fn consent_of_a_delegation_outside_the_clauses_of_its_mandate_is_flagged_and_a_renumbered_clause_is_inside() {
    let lines = format!("{MANDATE}{ACCEPTS}");
    assert_eq!(upper_at("3", &lines), "accepted");
    assert_eq!(upper_at("3, (b)", &lines), "accepted", "a clause includes its children");
    assert_eq!(upper_at("2", &lines), "accepted beyond_mandate", "which was 1 in the draft of the mandate");
    assert_eq!(upper_at("1", &lines), "accepted beyond_mandate");
    let provisional = lines.replace("authority =", "finality = \"provisional\"; authority =");
    assert_eq!(upper_at("2", &provisional), "provisional beyond_mandate");
    let initialled = format!(
        "{MANDATE} i initial upper 2031-03-05; draft = \"first\"; authority = \"delegation\"; clauses = [\"1\"]"
    );
    assert_eq!(upper_at("2", &initialled), "provisional beyond_mandate");
}

#[test]
fn only_what_is_on_the_delegations_own_authority_can_be_beyond_its_mandate() {
    for authority in ["principal", "ad_referendum"] {
        let lines = format!("{MANDATE}{}", ACCEPTS.replace("delegation", authority));
        assert!(!upper_at("2", &lines).contains("beyond"), "{authority}");
    }
    let unsaid = format!("{MANDATE}{}", ACCEPTS.replace("; authority = \"delegation\"", ""));
    assert_eq!(upper_at("2", &unsaid), "accepted");
    let other = format!("{MANDATE}{}", ACCEPTS.replace("upper", "lower"));
    assert_eq!(brief(ledger_of(&library(), &other).at("lower", "Agreement on the well, 2")), "accepted");
    let taken_back = format!("{MANDATE}{ACCEPTS} w withdraw upper 2031-03-06; answers = \"a\"");
    assert_eq!(upper_at("2", &taken_back), "withdrawn");
}

#[test]
fn the_mandate_that_counts_is_the_one_at_the_time_of_consent_or_of_its_confirmation() {
    let wider = "n replace upper 2031-03-07; mandate = \"everything\"\n";
    let later = format!("{MANDATE}{ACCEPTS}{wider}");
    assert_eq!(upper_at("2", &later), "accepted former_principal beyond_mandate");
    let confirmed = format!("{later} c confirm upper 2031-03-08; answers = \"a\"");
    assert_eq!(upper_at("2", &confirmed), "accepted");
    let renewed = format!("{later}{}", ACCEPTS.replace("a accept", "b accept").replace("03-05", "03-08"));
    assert_eq!(upper_at("2", &renewed), "accepted");
    let earlier = format!("{MANDATE}{}{ACCEPTS}", wider.replace("03-07", "03-03"));
    assert_eq!(upper_at("2", &earlier), "accepted", "a mandate that names no clauses has no limit");
    let narrower = format!("{ACCEPTS}{}", MANDATE.replace("03-01", "03-07"));
    assert_eq!(upper_at("2", &narrower), "accepted former_principal", "it had no limit then");
    let withdrawn = format!("{MANDATE}w withdraw upper 2031-03-02; answers = \"m\"\n{ACCEPTS}");
    assert_eq!(upper_at("2", &withdrawn), "accepted");
}

#[test]
fn a_mandate_for_some_clauses_takes_the_place_of_others_on_these_alone() {
    let pump = "n replace upper 2031-03-03; mandate = \"the pump\"; draft = \"first\"; clauses = [\"1\"]\n";
    let both = format!("{MANDATE}{pump}{ACCEPTS}");
    assert_eq!(upper_at("3", &both), "accepted", "the mandate for the gate still holds");
    assert_eq!(upper_at("2", &both), "accepted");
    assert_eq!(upper_at("1", &both), "accepted beyond_mandate", "none is for the witness");
    let general = format!("g replace upper 2031-02-01; mandate = \"everything\"\n{both}");
    assert_eq!(upper_at("1", &general), "accepted", "one without a limit holds where no other is for");
}

#[test]
fn a_mandate_that_cannot_be_followed_to_the_text_puts_nothing_in_question() {
    let unknown = MANDATE.replace("\"first\"", "\"lost\"");
    assert_eq!(upper_at("2", &format!("{unknown}{ACCEPTS}")), "accepted");
    let principal = MANDATE.replace("mandate", "principal");
    assert_eq!(upper_at("2", &format!("{principal}{ACCEPTS}")), "accepted", "no mandate is named");
}
