//! What holds of every negotiation, whoever takes part.

#![allow(clippy::unwrap_used, clippy::panic)]

use onetext_bargain::negotiate::negotiators::{Frequencies, Micro, TimeBased};
use onetext_bargain::negotiate::{
    Act, AlternatingOffers, Ballot, CannotNegotiate, Ending, Entrant, How, Listed, Negotiator, Offer,
    Protocol, Serving, SingleText, Transcript, Turn, UnknownEntrant, negotiators, session, voters,
};
use onetext_bargain::scenario::Scenario;
use onetext_bargain::space::{Issue, Rule, Space, Values};
use onetext_bargain::utility::{Additive, Evaluator, Profile, Term, Utility};
use proptest::prelude::*;
use std::num::{NonZeroU32, NonZeroUsize};

/// A scenario of additive wishes, given by tables `[party][issue][value]`.
fn scenario(
    tables: &[Vec<Vec<f64>>],
    reservations: &[Option<f64>],
    discounts: &[f64],
    rules: Vec<Rule>,
) -> Scenario {
    let issues = (tables[0].iter().enumerate())
        .map(|(at, table)| Issue {
            name: format!("issue {at}"),
            values: Values::Integers { low: 0, high: i64::try_from(table.len()).unwrap() - 1 },
        })
        .collect();
    let profiles = (tables.iter().enumerate())
        .map(|(party, tables)| Profile {
            name: format!("party {party}"),
            utility: Utility::Additive(Additive {
                terms: (tables.iter())
                    .map(|table| Term {
                        weight: 1.0,
                        evaluator: Evaluator::Whole { low: 0, table: table.clone() },
                    })
                    .collect(),
                bias: 0.0,
                at_most: None,
            }),
            reservation: reservations[party],
            discount: discounts[party],
        })
        .collect();
    Scenario { space: Space::with_rules("", issues, rules).unwrap(), profiles }
}

fn worth(scenario: &Scenario, party: usize, package: &[u32]) -> f64 {
    scenario.profiles[party].utility.of(&scenario.space.outcome(package))
}

const WITH: [&str; 11] = [
    "boulware",
    "linear",
    "conceder",
    "time:0.5",
    "hard-liner",
    "micro",
    "tit-for-tat",
    "tit-for-tat:relative",
    "random",
    "trade-off",
    "trade-off:1",
];

/// Scenarios of two to four parties, some with rules, reservation values and discounts.
fn scenarios() -> impl Strategy<Value = Scenario> {
    let counts = prop::collection::vec(1usize..5, 1..5);
    (counts, 2usize..5).prop_flat_map(|(counts, parties)| {
        let tables = counts
            .iter()
            .map(|&count| prop::collection::vec((0u8..=20).prop_map(|worth| f64::from(worth) / 20.0), count))
            .collect::<Vec<_>>();
        let reservation = prop::option::of((0u8..30).prop_map(|worth| f64::from(worth) / 20.0));
        let rule = prop::collection::vec((0..counts.len(), 0u32..4), 2..3);
        (
            prop::collection::vec(tables, parties),
            prop::collection::vec(reservation, parties),
            prop::collection::vec(prop_oneof![Just(1.0), Just(0.5)], parties),
            prop::option::of(rule),
        )
            .prop_map(|(tables, reservations, discounts, rule)| {
                let fits = |rule: &Vec<(usize, u32)>| {
                    rule[0].0 != rule[1].0
                        && rule.iter().all(|&(issue, place)| (place as usize) < tables[0][issue].len())
                };
                let rules: Vec<Rule> = rule.filter(fits).map(Rule::never_together).into_iter().collect();
                let with = scenario(&tables, &reservations, &discounts, rules);
                // A rule on issues of one value each excludes everything.
                match with.space.outcomes() {
                    Ok(count) if count != num_bigint::BigUint::ZERO => with,
                    _ => scenario(&tables, &reservations, &discounts, vec![]),
                }
            })
    })
}

fn play<P: Protocol>(scenario: &Scenario, protocol: &P, with: &[&str], seed: u64) -> (Ending, Transcript) {
    let ground = protocol.prepare(scenario).unwrap();
    let seats: Vec<usize> = (0..scenario.profiles.len()).collect();
    let party = |&seat: &usize| protocol.entrant(with[seat % with.len()]).unwrap().party();
    let mut parties: Vec<_> = seats.iter().map(party).collect();
    let mut transcript = Transcript::default();
    let ending = protocol.run(&ground, &seats, &mut parties, seed, Some(&mut transcript));
    (ending, transcript)
}

fn alternating(rounds: u32) -> AlternatingOffers {
    AlternatingOffers { rounds: NonZeroU32::new(rounds).unwrap() }
}

/// What an ending is worth follows from what was agreed.
fn check_ending(scenario: &Scenario, ending: &Ending) {
    for (party, profile) in scenario.profiles.iter().enumerate() {
        let discounted = |utility: f64| utility * profile.discount.powf(ending.time);
        match &ending.agreement {
            Some(package) => {
                assert!(scenario.space.allows(package));
                let utility = worth(scenario, party, package);
                assert!(
                    utility >= profile.reservation.unwrap_or(f64::NEG_INFINITY),
                    "agreed below reservation"
                );
                assert!((ending.utilities[party] - discounted(utility)).abs() < 1e-12);
            }
            None => {
                if let Some(reservation) = profile.reservation {
                    assert!((ending.utilities[party] - discounted(reservation)).abs() < 1e-12);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn offers_are_turned_into_agreements_by_everybodys_acceptance_alone(
        scenario in scenarios(),
        with in prop::collection::vec(prop::sample::select(&WITH[..]), 4),
        rounds in 1u32..30,
        seed in any::<u64>(),
    ) {
        let (ending, transcript) = play(&scenario, &alternating(rounds), &with, seed);
        check_ending(&scenario, &ending);
        let parties = scenario.profiles.len();
        let mut on_table: Option<(&[u32], usize)> = None;
        for (turns, event) in transcript.events.iter().enumerate() {
            let seat = event.seat.unwrap();
            prop_assert_eq!(seat, turns % parties, "everybody in turn");
            prop_assert_eq!(event.round as usize, turns / parties + 1);
            let reservation = scenario.profiles[seat].reservation.unwrap_or(f64::NEG_INFINITY);
            match event.act {
                Act::Offers => {
                    let package = event.package.as_deref().unwrap();
                    prop_assert!(scenario.space.allows(package));
                    prop_assert!(worth(&scenario, seat, package) >= reservation, "no offer below one's own reservation value");
                    on_table = Some((package, 0));
                }
                Act::Accepts => {
                    let (package, accepted) = on_table.unwrap();
                    prop_assert_eq!(event.package.as_deref(), Some(package), "what was offered last");
                    on_table = Some((package, accepted + 1));
                }
                Act::WalksAway => prop_assert_eq!(ending.how, How::WalkedAway(seat)),
                other => prop_assert!(false, "{:?}", other),
            }
        }
        let everybody = on_table.is_some_and(|(_, accepted)| accepted + 1 == parties);
        prop_assert_eq!(ending.how == How::Agreed, everybody);
        if everybody {
            prop_assert_eq!(ending.agreement.as_deref(), on_table.map(|(package, _)| package));
        }
        let (again, same) = play(&scenario, &alternating(rounds), &with, seed);
        prop_assert!(again == ending && same == transcript, "the same seed takes the same course");
    }

    #[test]
    fn who_concedes_with_time_never_demands_more_again(
        scenario in scenarios(),
        beta in 0.05f64..5.0,
        rounds in 1u32..60,
        seed in any::<u64>(),
    ) {
        let name = format!("time:{beta}");
        let (_, transcript) = play(&scenario, &alternating(rounds), &[&name, "hard-liner"], seed);
        let own: Vec<f64> = (transcript.events.iter())
            .filter(|event| event.seat == Some(0) && event.act == Act::Offers)
            .map(|event| worth(&scenario, 0, event.package.as_deref().unwrap()))
            .collect();
        prop_assert!(own.windows(2).all(|pair| pair[1] <= pair[0] + 1e-12));
    }

    #[test]
    fn micro_makes_no_more_new_offers_than_it_has_heard_but_one(
        scenario in scenarios(),
        other in prop::sample::select(&WITH[..]),
        seed in any::<u64>(),
    ) {
        let (_, transcript) = play(&scenario, &alternating(40), &["micro", other], seed);
        let parties = scenario.profiles.len();
        let mut different = vec![std::collections::HashSet::new(); parties];
        let mut least = f64::INFINITY;
        for event in transcript.events.iter().filter(|event| event.act == Act::Offers) {
            let (seat, package) = (event.seat.unwrap(), event.package.clone().unwrap());
            if seat == 0 {
                let utility = worth(&scenario, 0, &package);
                let new = !different[0].contains(&package);
                prop_assert!(!new || utility <= least, "down its own order");
                least = least.min(utility);
            }
            different[seat].insert(package);
            let fewest = (1..parties).map(|seat| different[seat].len()).min().unwrap();
            prop_assert!(different[0].len() <= fewest + 1);
        }
    }

    #[test]
    fn one_text_changes_only_where_nobody_vetoes_and_stands_where_everybody_accepts(
        scenario in scenarios(),
        shown in 0usize..4,
        annealed in any::<bool>(),
        rounds in 1u32..40,
        seed in any::<u64>(),
    ) {
        let serving = NonZeroUsize::new(shown).map_or(Serving::Chance, |shown| Serving::LeastServed { shown });
        let protocol = SingleText { rounds: NonZeroU32::new(rounds).unwrap(), serving };
        let with = if annealed { "annealer:0.2" } else { "hill-climber" };
        let (ending, transcript) = play(&scenario, &protocol, &[with], seed);
        check_ending(&scenario, &ending);
        let mut standing: Vec<u32> = Vec::new();
        let mut proposed: Option<(u32, Vec<u32>)> = None;
        let mut vetoed = false;
        for event in &transcript.events {
            if let Some((round, text)) = proposed.take_if(|(round, _)| *round != event.round || event.package.is_some()) {
                if !vetoed {
                    if !annealed {
                        for party in 0..scenario.profiles.len() {
                            prop_assert!(worth(&scenario, party, &text) >= worth(&scenario, party, &standing), "round {}", round);
                        }
                    }
                    standing = text;
                }
                vetoed = false;
            }
            match (event.act, &event.package) {
                (Act::Offers, Some(package)) if event.round == 0 => standing = package.to_vec(),
                (Act::Offers | Act::Chooses, Some(package)) => {
                    prop_assert!(scenario.space.allows(package));
                    let changed = package.iter().zip(&standing).filter(|(one, other)| one != other).count();
                    prop_assert!((1..=2).contains(&changed));
                    proposed = Some((event.round, package.to_vec()));
                }
                (Act::Accepts | Act::WalksAway, Some(package)) => prop_assert_eq!(&package[..], &standing[..]),
                (Act::Vetoes, None) => vetoed = true,
                (Act::Accepts | Act::CanLiveWith | Act::Passes, None) => {}
                other => prop_assert!(false, "{:?}", other),
            }
        }
        if let Some(agreement) = &ending.agreement {
            prop_assert_eq!(&agreement[..], &standing[..]);
        }
    }

    #[test]
    fn guesses_from_offers_lie_between_nothing_and_all(offers in prop::collection::vec((0u32..3, 0u32..4), 1..30)) {
        let mut model = Frequencies::new([3, 4]);
        offers.iter().for_each(|&(one, other)| model.saw(&[one, other]));
        for places in (0..3).flat_map(|one| (0..4).map(move |other| [one, other])) {
            prop_assert!((0.0..=1.0 + 1e-12).contains(&model.worth(&places)));
        }
        if let Some(&(one, other)) = offers.iter().find(|offer| offers.iter().all(|each| each == *offer)) {
            prop_assert!((model.worth(&[one, other]) - 1.0).abs() < 1e-12, "what was always asked for seems best");
        }
    }
}

/// One pie in eleven pieces.
fn pie(reservations: [Option<f64>; 2]) -> Scenario {
    let mine: Vec<f64> = (0..=10u8).map(|piece| f64::from(piece) / 10.0).collect();
    let yours = mine.iter().rev().copied().collect();
    scenario(&[vec![mine], vec![yours]], &reservations, &[1.0, 1.0], vec![])
}

#[test]
fn targets_are_those_of_the_source() {
    // u(t) = worst + (best − worst)(1 − t^(1/β)), with β = 2 and a reservation value of 0.2: at t = 1/4, half the way is conceded.
    let listed = Listed::new(&pie([Some(0.2), None])).unwrap();
    let target = |beta: f64, time: f64| TimeBased::new(beta).target(&listed.wishes()[0], time).unwrap();
    assert!((target(2.0, 0.25) - 0.6).abs() < 1e-12);
    assert!((target(1.0, 0.25) - 0.8).abs() < 1e-12);
    assert!((target(0.5, 0.25) - 0.95).abs() < 1e-12);
    assert_eq!((target(2.0, 1.0), target(0.0, 1.0)), (0.2, 1.0));
}

#[test]
fn who_holds_out_gets_more_than_who_concedes() {
    let (ending, _) = play(&pie([None, None]), &alternating(100), &["boulware", "conceder"], 1);
    assert!(ending.how == How::Agreed && ending.utilities[0] > 0.7, "{ending:?}");
}

#[test]
fn two_that_give_one_for_one_meet_in_the_middle() {
    let (ending, _) = play(&pie([None, None]), &alternating(100), &["micro", "micro"], 1);
    assert_eq!(ending.utilities, [0.5, 0.5]);
}

#[test]
fn steps_of_the_other_are_answered_by_steps_as_long() {
    let (_, transcript) = play(&pie([None, None]), &alternating(30), &["tit-for-tat", "linear"], 1);
    let offers = |seat: usize| -> Vec<i64> {
        let own =
            transcript.events.iter().filter(|event| event.seat == Some(seat) && event.act == Act::Offers);
        own.map(|event| i64::from(event.package.as_ref().unwrap()[0])).collect()
    };
    // What the second offers gains the first as many pieces as the first lets go of in its next offer.
    let (mine, yours) = (offers(0), offers(1));
    for at in 2..mine.len() {
        assert_eq!(mine[at - 1] - mine[at], yours[at - 1] - yours[at - 2], "{mine:?} {yours:?}");
    }
    assert!(mine.len() > 5);
}

#[test]
fn a_bidder_that_watches_gives_the_other_more_for_the_same() {
    // What the first cares for little, the second cares for much, and the other way round.
    let mine = vec![vec![0.0, 0.35, 0.7], vec![0.0, 0.1, 0.2], vec![0.0, 0.05, 0.1]];
    let yours = vec![vec![0.2, 0.1, 0.0], vec![0.4, 0.2, 0.0], vec![0.4, 0.2, 0.0]];
    let scenario = scenario(&[mine, yours], &[None, None], &[1.0, 1.0], vec![]);
    let gets = |name| {
        let (ending, _) = play(&scenario, &alternating(60), &[name, "linear"], 1);
        assert_eq!(ending.how, How::Agreed);
        ending.utilities.iter().sum::<f64>()
    };
    assert!(gets("trade-off:1") >= gets("linear"), "{} {}", gets("trade-off:1"), gets("linear"));
}

#[test]
fn where_nothing_is_worth_the_reservation_value_it_walks_away() {
    for name in WITH {
        let (ending, transcript) = play(&pie([Some(1.5), None]), &alternating(9), &[name, "conceder"], 1);
        assert_eq!((ending.how, transcript.events.len()), (How::WalkedAway(0), 1), "{name}");
        assert_eq!(ending.utilities, [1.5, 0.0], "{name}");
    }
}

#[test]
fn ten_to_the_fifty_outcomes_are_refused_for_offers_and_negotiated_as_one_text() {
    let table = |turned: bool| -> Vec<f64> {
        (0..10u8).map(|value| f64::from(if turned { 9 - value } else { value }) / 450.0).collect()
    };
    let tables: Vec<Vec<Vec<f64>>> =
        (0..2).map(|party| (0..50).map(|issue| table(party == 1 && issue % 2 == 0)).collect()).collect();
    let huge = scenario(&tables, &[None, Some(0.3)], &[1.0, 1.0], vec![]);
    let refused = AlternatingOffers::prepare(&alternating(5), &huge).unwrap_err();
    assert!(matches!(&refused, CannotNegotiate::TooMany(count) if count.to_string().len() == 51));
    assert!(refused.to_string().contains("single-text"));
    let protocol = SingleText { rounds: NonZeroU32::new(2_000).unwrap(), serving: Serving::Chance };
    let (ending, _) = play(&huge, &protocol, &["hill-climber"], 1);
    assert_eq!(ending.how, How::Agreed);
    let joint: f64 = ending.utilities.iter().sum();
    assert!(joint > 1.4, "issues on which both agree are settled as both wish: {joint}");
}

#[test]
fn a_text_that_somebody_cannot_accept_at_the_end_is_no_agreement() {
    let protocol = SingleText { rounds: NonZeroU32::new(20).unwrap(), serving: Serving::Chance };
    let (ending, _) = play(&pie([Some(0.8), Some(0.8)]), &protocol, &["hill-climber"], 1);
    assert!(matches!(ending.how, How::NotRatified(_)), "{ending:?}");
    assert_eq!((ending.agreement, ending.utilities), (None, vec![0.8, 0.8]));
}

#[test]
fn names_that_stand_for_nobody_are_answered_with_the_nearest() {
    let told = |name: &str| negotiators::named(name).unwrap_err().to_string();
    assert!(
        told("boulwar")
            .starts_with("nobody is called \"boulwar\": did you mean boulware?; there are boulware, ")
    );
    assert!(told("zzzzzzzz").starts_with("nobody is called \"zzzzzzzz\"; there are "));
    for wrong in [
        "time",
        "time:0",
        "time:-1",
        "time:x",
        "boulware:inf",
        "linear:2",
        "micro:1",
        "tit-for-tat:best",
        "random:",
    ] {
        assert!(matches!(negotiators::named(wrong), Err(UnknownEntrant::Parameter { .. })), "{wrong}");
    }
    assert!(voters::named("hillclimber").unwrap_err().to_string().contains("did you mean hill-climber?"));
    assert!(matches!(voters::named("annealer:0"), Err(UnknownEntrant::Parameter { .. })));
    for name in negotiators::NAMES.iter().filter(|name| **name != "time") {
        assert_eq!(negotiators::named(name).unwrap().name(), *name);
    }
}

#[test]
fn a_session_needs_one_negotiator_for_each_party() {
    let alone: Vec<Entrant<dyn Negotiator>> = vec![Entrant::negotiator("micro", Micro::default)];
    let why = session(&pie([None, None]), &alternating(3), &alone, 1).unwrap_err();
    assert_eq!(
        why.to_string(),
        "there are 2 parties (party 0, party 1) and 1 named to negotiate for them: name one for each, in their order"
    );
}

#[test]
fn issues_decided_as_real_numbers_are_not_negotiated_unasked() {
    let mut real = pie([None, None]);
    real.space.issues[0].values = Values::Reals { low: 0.0, high: 10.0 };
    assert!(matches!(alternating(3).prepare(&real), Err(CannotNegotiate::Uncountable(_))));
}

/// Offers what nobody knows.
struct Stranger(Offer);

impl Negotiator for Stranger {
    fn offers(&mut self, _turn: &mut Turn<'_>) -> Option<Offer> {
        Some(self.0)
    }
}

#[test]
fn an_offer_of_another_scenario_counts_as_walking_away() {
    let larger = Listed::new(&scenario(
        &[vec![vec![0.0; 50]], vec![vec![0.0; 50]]],
        &[None, None],
        &[1.0, 1.0],
        vec![],
    ));
    let beyond = larger.unwrap().offer(&[49]).unwrap();
    let protocol = alternating(3);
    let ground = protocol.prepare(&pie([None, None])).unwrap();
    let mut parties: Vec<Box<dyn Negotiator>> =
        vec![Box::new(Stranger(beyond)), Box::new(TimeBased::linear())];
    let ending = protocol.run(&ground, &[0, 1], &mut parties, 1, None);
    assert_eq!(ending.how, How::WalkedAway(0));
}

#[test]
fn a_ballot_says_whether_somebody_gains() {
    let scenario = pie([None, None]);
    let protocol = SingleText { rounds: NonZeroU32::new(30).unwrap(), serving: Serving::Chance };
    let (_, transcript) = play(&scenario, &protocol, &["hill-climber"], 4);
    let gains =
        transcript.events.iter().filter(|event| event.act == Act::Accepts && event.package.is_none()).count();
    let vetoes = transcript.events.iter().filter(|event| event.act == Act::Vetoes).count();
    // Of one pie, what one gains the other loses.
    assert_eq!((gains, vetoes), (30, 30));
    assert_ne!(Ballot::Gains, Ballot::CanLiveWith);
}
