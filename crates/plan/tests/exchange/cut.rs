//! Steps in pieces.

use fastrand::Rng;
use onetext_plan::exchange::{CutError, Exchange, Guarantee, Range, Step, Terms};

use crate::made::{Kinds, terms};

/// Two parties that exchange one step each and both gain from the whole.
fn reciprocal(rng: &mut Rng) -> Terms {
    let mut exactly = |from: i64, to: i64| Range::exactly(rng.i64(from..=to)).unwrap();
    let (a_gives, b_gives) = (exactly(1, 50), exactly(1, 50));
    let (a_gets, b_gets) = (exactly(a_gives.high(), 90), exactly(b_gives.high(), 90));
    let cost = |range: Range| Range::exactly(-range.high()).unwrap();
    Terms {
        parties: vec!["A".into(), "B".into()],
        steps: vec![
            Step::new("withdrawal", "A").worth("A", cost(a_gives)).worth("B", b_gets),
            Step::new("release", "B").worth("A", a_gets).worth("B", cost(b_gives)),
        ],
        ..Terms::default()
    }
}

#[test]
fn the_temptation_of_two_reciprocal_steps_is_divided_exactly_by_the_number_of_pieces() {
    let mut rng = Rng::with_seed(21);
    for _ in 0..40 {
        let terms = reciprocal(&mut rng);
        let cheaper = terms.steps.iter().map(|step| -step.values[&step.actor].low()).min().unwrap();
        let exchange = Exchange::new(terms).unwrap();
        assert_eq!(exchange.can_be_cut(), ["withdrawal", "release"]);
        for row in exchange.cut_table(&["withdrawal", "release"], 7).unwrap() {
            // In units that are as many times as small as there are pieces, that is the same number.
            assert_eq!(row.largest.high, Some(cheaper), "{} pieces", row.pieces);
            assert_eq!(row.gained, Some(cheaper * i64::from(row.pieces - 1)));
        }
    }
}

#[test]
fn cutting_never_makes_the_largest_temptation_larger() {
    let mut rng = Rng::with_seed(23);
    let mut smaller = 0;
    for _ in 0..300 {
        let kinds = Kinds { steps: 5, unknown: false, gains_for_actors: true };
        let exchange = Exchange::new(terms(&mut rng, kinds)).unwrap();
        let all = exchange.can_be_cut();
        let some: Vec<&str> = all.into_iter().filter(|_| rng.usize(..4) > 0).collect();
        for row in exchange.cut_table(&some, 3).unwrap() {
            assert!(row.gained >= Some(0), "{row:?} of {some:?} in {:#?}", exchange.terms());
            smaller += usize::from(row.gained > Some(0));
        }
    }
    assert!(smaller > 40, "{smaller}");
}

#[test]
fn the_pieces_add_up_to_what_was_cut() {
    let mut rng = Rng::with_seed(24);
    for _ in 0..100 {
        let kinds = Kinds { steps: 5, unknown: false, gains_for_actors: false };
        let exchange = Exchange::new(terms(&mut rng, kinds)).unwrap();
        let cut = exchange.cut(&exchange.can_be_cut(), 7).unwrap();
        for party in &exchange.terms().parties {
            let sum = |exchange: &Exchange| {
                exchange.terms().steps.iter().map(|step| step.values[party].low()).sum::<i64>()
            };
            let held = |exchange: &Exchange| {
                let all = exchange.terms().guarantees.iter();
                all.filter(|guarantee| guarantee.party == *party)
                    .map(|guarantee| guarantee.amount.high())
                    .sum::<i64>()
            };
            assert_eq!(sum(&cut), 7 * sum(&exchange));
            assert_eq!(held(&cut), 7 * held(&exchange));
        }
        let units = |exchange: &Exchange| exchange.terms().steps.iter().map(|step| step.units).sum::<u32>();
        assert_eq!(units(&cut), 7 * units(&exchange));
    }
}

#[test]
fn what_must_come_first_comes_first_piece_by_piece_and_a_guarantee_lasts_to_the_last_piece() {
    let mut terms = reciprocal(&mut Rng::with_seed(25));
    let amount = Range::exactly(3).unwrap();
    terms.steps.push(Step::new("end", "A").worth("A", amount).worth("B", amount));
    terms.before.push(("withdrawal".into(), "release".into()));
    terms.before.push(("release".into(), "end".into()));
    terms.guarantees.push(Guarantee { party: "A".into(), amount, until: Some("withdrawal".into()) });
    let exchange = Exchange::new(terms).unwrap();
    assert!(matches!(exchange.cut(&["end"], 2), Err(CutError::CostsNothing(_))));
    let cut = exchange.cut(&["withdrawal", "release"], 2).unwrap();
    let order = |names: &[&str]| cut.order(names).is_ok();
    assert!(order(&["withdrawal 1/2", "release 1/2", "withdrawal 2/2", "release 2/2", "end"]));
    assert!(order(&["withdrawal 1/2", "withdrawal 2/2", "release 1/2", "release 2/2", "end"]));
    assert!(!order(&["release 1/2", "withdrawal 1/2", "withdrawal 2/2", "release 2/2", "end"]));
    assert!(!order(&["withdrawal 1/2", "release 1/2", "withdrawal 2/2", "end", "release 2/2"]));
    assert_eq!(cut.terms().guarantees[0].until.as_deref(), Some("withdrawal 2/2"));
    assert_eq!(cut.terms().guarantees[0].amount, Range::exactly(6).unwrap());
}

#[test]
fn what_cannot_be_cut_is_told() {
    let exchange = Exchange::new(reciprocal(&mut Rng::with_seed(26))).unwrap();
    assert_eq!(exchange.cut(&["withdrawal"], 0), Err(CutError::NoPiece));
    assert_eq!(exchange.cut(&["lst"], 2), Err(CutError::Unknown("lst".into())));
    assert!(matches!(exchange.cut(&["withdrawal"], 5000), Err(CutError::Terms(_))));
    assert!(matches!(exchange.cut(&["withdrawal"], u32::MAX), Err(CutError::Terms(_))));
    let mut terms = exchange.terms().clone();
    terms.steps[0].values.remove("B");
    let error = Exchange::new(terms).unwrap().cut(&["withdrawal"], 2).unwrap_err().to_string();
    assert_eq!(
        error,
        "what \"withdrawal\" is worth to \"B\" is unknown, and so is what a piece of it is worth"
    );
    let mut terms = exchange.terms().clone();
    terms.at_once.push(vec!["withdrawal".into(), "release".into()]);
    assert_eq!(Exchange::new(terms).unwrap().cut(&["release"], 2), Err(CutError::AtOnce("release".into())));
}
