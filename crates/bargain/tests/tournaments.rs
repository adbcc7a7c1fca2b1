//! Tournaments: the same to the byte on any number of threads, and gone on with where they were stopped.

#![allow(clippy::unwrap_used, clippy::panic)]

use onetext_bargain::files::Reading;
use onetext_bargain::negotiate::tournament::{Files, NoTournament, Settings, Summary, Tournament};
use onetext_bargain::negotiate::{AlternatingOffers, Protocol, Serving, SingleText};
use onetext_bargain::scenario::Scenario;
use std::fs;
use std::num::{NonZeroU32, NonZeroUsize};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

fn scenario(name: &str) -> (String, Scenario) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios").join(name);
    (name.to_owned(), Scenario::open(&path, Reading::default()).unwrap().scenario)
}

fn settings(seed: u64, repetitions: u32) -> Settings {
    Settings { seed, repetitions: NonZeroU32::new(repetitions).unwrap(), ..Settings::default() }
}

fn alternating(seed: u64) -> Tournament<AlternatingOffers> {
    let protocol = AlternatingOffers { rounds: NonZeroU32::new(30).unwrap() };
    let entrants =
        ["boulware", "random", "micro"].iter().map(|name| protocol.entrant(name).unwrap()).collect();
    let scenarios = vec![scenario("well.toml"), scenario("harbour.toml")];
    let settings = Settings { distances: true, ..settings(seed, 2) };
    Tournament::new(protocol, scenarios, entrants, settings).unwrap()
}

struct Held {
    csv: String,
    json: String,
    summary: Summary,
}

struct Room(tempfile::TempDir);

impl Room {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn csv(&self) -> PathBuf {
        self.0.path().join("results.csv")
    }

    fn json(&self) -> PathBuf {
        self.0.path().join("results.jsonl")
    }

    /// Holds what is left of a tournament.
    fn hold<P: Protocol>(&self, tournament: &Tournament<P>, threads: usize, resume: bool) -> Held {
        let mut files = Files::open(tournament, Some(&self.csv()), Some(&self.json()), resume).unwrap();
        files.run(NonZeroUsize::new(threads), &mut |_| ControlFlow::Continue(())).unwrap();
        let read = |path: PathBuf| fs::read_to_string(path).unwrap();
        Held { csv: read(self.csv()), json: read(self.json()), summary: files.summary() }
    }
}

#[test]
fn results_are_the_same_to_the_byte_on_any_number_of_threads() {
    let tournament = alternating(7);
    assert_eq!(tournament.sessions(), 2 * (9 * 2 + 27 * 6));
    let one = Room::new().hold(&tournament, 1, false);
    for threads in [2, 3, 8] {
        let many = Room::new().hold(&tournament, threads, false);
        assert!(one.csv == many.csv && one.json == many.json && one.summary == many.summary, "{threads}");
    }
    assert_eq!(one.csv.lines().count() as u64, 1 + tournament.sessions());
    let another = Room::new().hold(&alternating(8), 2, false);
    let courses = |held: &Held| held.json.lines().map(|line| line[60..].to_owned()).collect::<Vec<_>>();
    assert_ne!(courses(&one), courses(&another), "another seed takes another course");
}

#[test]
fn a_tournament_that_was_stopped_anywhere_goes_on_to_the_same_bytes() {
    let tournament = alternating(7);
    let whole = Room::new().hold(&tournament, 2, false);
    let (csv, json) = (whole.csv.len(), whole.json.len());
    for (kept_csv, kept_json) in [
        (0, 0),
        (11, 0),
        (csv / 2, json / 2),
        (csv / 2, json / 3),
        (csv / 3, json / 2),
        (csv - 1, json),
        (csv, json - 1),
        (csv, json),
    ] {
        let room = Room::new();
        fs::write(room.csv(), &whole.csv.as_bytes()[..kept_csv]).unwrap();
        fs::write(room.json(), &whole.json.as_bytes()[..kept_json]).unwrap();
        let held = room.hold(&tournament, 2, true);
        assert!(held.csv == whole.csv && held.json == whole.json, "{kept_csv} {kept_json}");
        assert_eq!(held.summary, whole.summary);
    }
}

#[test]
fn what_is_done_when_a_tournament_is_broken_off_is_kept() {
    let tournament = alternating(7);
    let room = Room::new();
    let mut files = Files::open(&tournament, Some(&room.csv()), None, false).unwrap();
    files.run(NonZeroUsize::new(2), &mut |_| ControlFlow::Break(())).unwrap();
    let done = files.done();
    assert!(done > 0 && done < tournament.sessions());
    assert_eq!(files.summary().sessions, done);
    assert_eq!(fs::read_to_string(room.csv()).unwrap().lines().count() as u64, 1 + done);
}

#[test]
fn a_file_of_something_else_is_never_written_over() {
    let tournament = alternating(7);
    let room = Room::new();
    let refused = |resume| match Files::open(&tournament, Some(&room.csv()), Some(&room.json()), resume) {
        Ok(_) => panic!("taken"),
        Err(why) => why.to_string(),
    };
    fs::write(room.csv(), "dear diary\n").unwrap();
    assert!(refused(false).contains("is there already"));
    assert!(refused(true).contains("line 1: this does not begin as"));
    assert_eq!(fs::read_to_string(room.csv()).unwrap(), "dear diary\n");
    fs::remove_file(room.csv()).unwrap();
    fs::write(room.json(), "dear diary\n").unwrap();
    assert!(refused(true).contains("line 1: this does not begin as"));
    assert_eq!(fs::read_to_string(room.json()).unwrap(), "dear diary\n");
}

#[test]
fn another_tournament_is_not_gone_on_with() {
    let room = Room::new();
    room.hold(&alternating(7), 2, false);
    let there = fs::read_to_string(room.csv()).unwrap();
    let other = alternating(8);
    let Err(why) = Files::open(&other, Some(&room.csv()), None, true) else { panic!("taken") };
    assert!(why.to_string().contains("line 2: this is not session 0 of this tournament"), "{why}");
    assert_eq!(fs::read_to_string(room.csv()).unwrap(), there);
}

#[test]
fn lines_of_json_say_what_lines_of_csv_say() {
    let tournament = alternating(7);
    let held = Room::new().hold(&tournament, 2, false);
    let mut agreed = 0;
    for (csv, json) in held.csv.lines().skip(1).zip(held.json.lines()) {
        let json: serde_json::Value = serde_json::from_str(json).unwrap();
        let ending = json["ending"].as_str().unwrap();
        let head = format!(
            "{},{},{},{},{ending},",
            json["tournament"].as_str().unwrap(),
            json["session"],
            json["scenario"].as_str().unwrap(),
            json["repetition"]
        );
        assert!(csv.starts_with(&head), "{csv} {json}");
        let fields: Vec<&str> = csv.split(',').collect();
        for (at, seat) in json["parties"].as_array().unwrap().iter().enumerate() {
            let [negotiator, party, utility] = [8, 9, 10].map(|column| fields[column + 3 * at]);
            assert_eq!(
                (seat["negotiator"].as_str(), seat["party"].as_str()),
                (Some(negotiator), Some(party))
            );
            assert!((seat["utility"].as_f64().unwrap() - utility.parse::<f64>().unwrap()).abs() < 1e-12);
        }
        assert_eq!(json["agreement"].is_object(), ending == "agreed");
        agreed += u64::from(ending == "agreed");
        assert_eq!(json["distances"].is_object(), ending == "agreed");
    }
    assert_eq!(held.summary.agreements, agreed);
    assert!(agreed > 0 && agreed < tournament.sessions());
}

#[test]
fn means_are_those_of_the_lines() {
    let tournament = alternating(7);
    let held = Room::new().hold(&tournament, 2, false);
    for standing in &held.summary.standings {
        let mut utilities = Vec::new();
        for line in held.json.lines() {
            let json: serde_json::Value = serde_json::from_str(line).unwrap();
            let seats = json["parties"].as_array().unwrap().clone();
            let own = seats.iter().filter(|seat| seat["negotiator"] == standing.negotiator.as_str());
            utilities.extend(own.map(|seat| seat["utility"].as_f64().unwrap()));
        }
        let mean = utilities.iter().sum::<f64>() / utilities.len() as f64;
        assert_eq!(standing.seats, utilities.len() as u64);
        assert!((standing.utility.mean - mean).abs() < 1e-12);
        assert!(standing.utility.low.unwrap() < mean && mean < standing.utility.high.unwrap());
    }
}

#[test]
fn voters_have_tournaments_too() {
    let serving = Serving::LeastServed { shown: NonZeroUsize::new(4).unwrap() };
    let protocol = SingleText { rounds: NonZeroU32::new(50).unwrap(), serving };
    let entrants =
        ["hill-climber", "annealer:0.2"].iter().map(|name| protocol.entrant(name).unwrap()).collect();
    let tournament =
        Tournament::new(protocol, vec![scenario("harbour.toml")], entrants, settings(1, 3)).unwrap();
    let one = Room::new().hold(&tournament, 1, false);
    let two = Room::new().hold(&tournament, 2, false);
    assert!(one.csv == two.csv && one.json == two.json);
    assert_eq!(one.summary.sessions, 8 * 6 * 3);
}

#[test]
fn a_tournament_that_cannot_be_held_says_why() {
    let protocol = AlternatingOffers { rounds: NonZeroU32::MIN };
    let entrants =
        |names: &[&str]| names.iter().map(|name| protocol.entrant(name).unwrap()).collect::<Vec<_>>();
    let refused = |scenarios, names: &[&str], self_play| {
        let settings = Settings { self_play, ..Settings::default() };
        match Tournament::new(protocol, scenarios, entrants(names), settings) {
            Ok(_) => panic!("held"),
            Err(why) => why,
        }
    };
    assert_eq!(refused(vec![], &["micro"], true), NoTournament::NoScenario);
    assert_eq!(refused(vec![scenario("well.toml")], &[], true), NoTournament::Nobody);
    let twice = refused(vec![scenario("well.toml")], &["micro", "random", "micro"], true);
    assert_eq!(twice, NoTournament::Twice("micro".into()));
    let same = refused(vec![scenario("well.toml"), scenario("well.toml")], &["micro"], true);
    assert_eq!(same, NoTournament::Twice("well.toml".into()));
    let few = refused(vec![scenario("harbour.toml")], &["micro", "random"], false);
    assert!(matches!(few, NoTournament::TooFew { parties: 3, .. }));
    let (name, mut alone) = scenario("well.toml");
    alone.profiles.truncate(1);
    let why = refused(vec![(name, alone)], &["micro"], true).to_string();
    assert_eq!(why, "well.toml: there is one party: a negotiation needs at least two");
}
