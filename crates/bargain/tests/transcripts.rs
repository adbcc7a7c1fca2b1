//! Whole negotiations, word for word: what changes the course of any of them shows here.
//!
//! `ACCEPT=1 cargo test -p onetext-bargain --test transcripts` writes them anew.

#![allow(clippy::unwrap_used, clippy::panic)]

use onetext_bargain::files::Reading;
use onetext_bargain::negotiate::{
    AlternatingOffers, Protocol, Said, Serving, SessionReport, SingleText, session,
};
use onetext_bargain::scenario::Scenario;
use std::fmt::Write as _;
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::{Path, PathBuf};

fn file(folder: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder).join(name)
}

fn alternating(rounds: u32) -> AlternatingOffers {
    AlternatingOffers { rounds: NonZeroU32::new(rounds).unwrap() }
}

fn single_text(rounds: u32, serving: Serving) -> SingleText {
    SingleText { rounds: NonZeroU32::new(rounds).unwrap(), serving }
}

/// Runs a negotiation and compares what was said with what is written down.
fn golden<P: Protocol>(written: &str, scenario: &str, protocol: &P, with: &[&str], seed: u64) {
    let scenario = Scenario::open(&file("scenarios", scenario), Reading::default()).unwrap().scenario;
    let entrants: Vec<_> = with.iter().map(|name| protocol.entrant(name).unwrap()).collect();
    let told = told(&scenario.space.name, &session(&scenario, protocol, &entrants, seed).unwrap());
    let path = file("transcripts", written);
    if std::env::var_os("ACCEPT").is_some() {
        std::fs::write(&path, &told).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == told, "{written} is not what was said now; ACCEPT=1 writes it anew:\n{told}");
}

fn told(title: &str, report: &SessionReport) -> String {
    let mut told = format!("{title}\n{}, {} rounds, seed {}\n", report.protocol, report.rounds, report.seed);
    for seat in &report.parties {
        writeln!(told, "  {}: {}", seat.party, seat.negotiator).unwrap();
    }
    for said in &report.transcript {
        told.push_str(&line(said));
    }
    let ending = &report.ending;
    write!(told, "{} in round {} at {:.6}", ending.how, ending.round, ending.time).unwrap();
    if let Some(by) = &ending.by {
        write!(told, " by {by}").unwrap();
    }
    writeln!(told, ", {}", numbers(&ending.utilities)).unwrap();
    told
}

fn line(said: &Said) -> String {
    let act = serde_json::to_value(said.act).unwrap();
    let mut line = format!(
        "{:>3} {:.6} {} {}",
        said.round,
        said.time,
        said.party.as_deref().unwrap_or("mediator"),
        act.as_str().unwrap()
    );
    if let Some(outcome) = &said.outcome {
        let each: Vec<String> = outcome.0.iter().map(|(issue, value)| format!("{issue}={value}")).collect();
        write!(line, " {}", each.join(", ")).unwrap();
    }
    if let Some(utilities) = &said.utilities {
        write!(line, " [{}]", numbers(utilities)).unwrap();
    }
    line + "\n"
}

fn numbers(utilities: &[f64]) -> String {
    utilities.iter().map(|utility| format!("{utility:.6}")).collect::<Vec<_>>().join(" ")
}

#[test]
fn one_that_holds_out_against_one_that_concedes_takes_the_course_written_down() {
    golden("well-boulware-conceder.txt", "well.toml", &alternating(20), &["boulware", "conceder"], 2_026);
}

#[test]
fn two_that_give_one_new_offer_for_another_take_the_course_written_down() {
    golden("well-micro-micro.txt", "well.toml", &alternating(40), &["micro", "micro"], 2_026);
}

#[test]
fn two_hard_liners_are_without_an_agreement_at_the_deadline() {
    golden("well-hard-liners.txt", "well.toml", &alternating(5), &["hard-liner", "hard-liner"], 2_026);
}

#[test]
fn conceding_as_one_is_conceded_to_takes_the_course_written_down() {
    golden("well-tit-for-tat.txt", "well.toml", &alternating(20), &["tit-for-tat", "linear"], 2_026);
    golden(
        "well-tit-for-tat-relative.txt",
        "well.toml",
        &alternating(20),
        &["linear", "tit-for-tat:relative"],
        2_026,
    );
}

#[test]
fn three_parties_take_the_course_written_down() {
    golden("harbour-three.txt", "harbour.toml", &alternating(15), &["trade-off", "linear", "random"], 2_026);
}

#[test]
fn changes_by_chance_to_one_text_take_the_course_written_down() {
    let with = ["annealer:0.3", "annealer:0.3", "hill-climber"];
    golden("harbour-single-text.txt", "harbour.toml", &single_text(25, Serving::Chance), &with, 3);
}

#[test]
fn changes_for_whoever_is_served_least_take_the_course_written_down() {
    let serving = Serving::LeastServed { shown: NonZeroUsize::new(3).unwrap() };
    let with = ["annealer:0.2", "annealer:0.2", "annealer:0.2"];
    golden("harbour-least-served.txt", "harbour.toml", &single_text(15, serving), &with, 3);
}
