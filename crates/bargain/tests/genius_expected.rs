//! What GENIUS 10.4 itself computes for its public domains and profiles.

use onetext_bargain::files::{Bids, Evaluated, Line, Reading};
use serde_json::Value;
use std::path::Path;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/negotiation");

#[test]
fn every_profile_is_evaluated_as_genius_does() {
    let rows = Path::new(DATA).join("genius_expected.jsonl");
    let Ok(rows) = std::fs::read_to_string(&rows) else {
        eprintln!("skipped: {} is not there", rows.display());
        return;
    };
    let mut bids = Bids::new(Path::new(DATA).join("genius"), Reading::OfItsFormat);
    let mut wrong = Vec::new();
    for row in rows.lines() {
        let expected: Value = serde_json::from_str(row).unwrap();
        let line: Line = serde_json::from_str(row).unwrap();
        let number = |value: &Value| -> f64 {
            value.as_f64().or_else(|| value.as_str().and_then(|text| text.parse().ok())).unwrap()
        };
        match bids.evaluate(&line) {
            Evaluated::Refused { error, .. } => wrong.push(format!("{}: {error}", line.profile)),
            Evaluated::Utilities { u, reservation, discount, u0_at_half_time, .. } => {
                let near = |a: f64, b: &Value| (a - number(b)).abs() <= 1e-9;
                let right = u.len() == line.bids.len()
                    && u.iter().zip(expected["u"].as_array().unwrap()).all(|(u, e)| near(*u, e))
                    && near(reservation.unwrap(), &expected["rv"])
                    && near(discount, &expected["df"])
                    && near(u0_at_half_time.unwrap(), &expected["u0_at_half_time"]);
                if !right {
                    wrong.push(format!("{}: {u:?} {reservation:?} {discount}", line.profile));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.lines().count(), wrong.join("\n"));
}
