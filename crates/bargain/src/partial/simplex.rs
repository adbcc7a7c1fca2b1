//! The simplex method in whole numbers, for the few systems of which floating point proves nothing.

use crate::partial::linear::{Settled, System};
use num_bigint::BigInt;

/// How many pivots are made at most.
const PIVOTS: usize = 5_000;

/// Whether all rows can hold together; nothing after [`PIVOTS`] pivots.
///
/// The dual simplex method on the smallest Σ x with A·x ≥ 1 on strict rows and ≥ 0 on others, by R. G. Bland's rule ("New finite
/// pivoting rules for the simplex method", Mathematics of Operations Research 2 (1977)). The tableau is kept in whole numbers over
/// one denominator, the pivot, so that every division is exact as in Bareiss's elimination.
pub(super) fn settle(system: &System) -> Option<Settled> {
    let columns = system.columns;
    let nothing = BigInt::ZERO;
    // Row i reads: basic unknown i = right side + Σ coefficient · non-basic unknown, all times `over`.
    let mut tableau: Vec<Vec<BigInt>> = system
        .rows
        .iter()
        .map(|row| {
            let mut line = vec![BigInt::ZERO; columns + 1];
            row.terms.iter().for_each(|&(column, times)| line[column] += times);
            line[columns] = BigInt::from(-i64::from(row.strict));
            line
        })
        .collect();
    let mut cost: Vec<BigInt> = vec![BigInt::from(1); columns + 1];
    let mut over = BigInt::from(1);
    // Unknowns are numbered: the columns first, then what each row has to spare.
    let mut basic: Vec<usize> = (columns..columns + tableau.len()).collect();
    let mut other: Vec<usize> = (0..columns).collect();
    for _ in 0..PIVOTS {
        let leaving =
            (0..tableau.len()).filter(|&row| tableau[row][columns] < nothing).min_by_key(|&row| basic[row]);
        let Some(leaving) = leaving else {
            let mut point = vec![BigInt::ZERO; columns];
            for (line, &unknown) in tableau.iter().zip(&basic) {
                if unknown < columns {
                    point[unknown].clone_from(&line[columns]);
                }
            }
            return system.holds(&point).then_some(Settled::Point(point));
        };
        let line = &tableau[leaving];
        let entering = (0..columns).filter(|&column| line[column] > nothing).min_by(|&one, &two| {
            let (a, b) = (&cost[one] * &line[two], &cost[two] * &line[one]);
            a.cmp(&b).then(other[one].cmp(&other[two]))
        });
        let Some(entering) = entering else {
            // Less than nothing = Σ of what is no more than nothing · what other unknowns are: the rows among them, and this one.
            let unknowns = (0..columns).filter(|&column| line[column] < nothing).map(|column| other[column]);
            let mut rows: Vec<usize> = unknowns
                .chain([basic[leaving]])
                .filter(|&unknown| unknown >= columns)
                .map(|unknown| unknown - columns)
                .collect();
            rows.sort_unstable();
            return Some(Settled::Never(rows));
        };
        let pivot = tableau[leaving][entering].clone();
        // The entering unknown from the leaving row: pivot · entering = over · leaving − the rest.
        let rest = tableau[leaving].clone();
        let lines = tableau.iter_mut().enumerate().filter(|(row, _)| *row != leaving).map(|(_, line)| line);
        for line in lines.chain([&mut cost]) {
            let factor = line[entering].clone();
            for column in 0..=columns {
                if column != entering {
                    line[column] = (&line[column] * &pivot - &factor * &rest[column]) / &over;
                }
            }
        }
        for (column, value) in tableau[leaving].iter_mut().enumerate() {
            *value = if column == entering { over.clone() } else { -&rest[column] };
        }
        over = pivot;
        std::mem::swap(&mut basic[leaving], &mut other[entering]);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial::linear::Row;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whole_numbers_say_what_floating_point_proves(
            rows in prop::collection::vec((prop::collection::vec(-3i64..4, 5), any::<bool>()), 1..8),
        ) {
            let rows = rows.into_iter().map(|(coefficients, strict)| Row {
                terms: coefficients.into_iter().enumerate().filter(|(_, times)| *times != 0).collect(),
                strict,
            }).collect();
            let system = System { columns: 5, rows };
            match (settle(&system).unwrap(), system.settle().unwrap()) {
                (Settled::Point(one), Settled::Point(other)) => {
                    prop_assert!(system.holds(&one) && system.holds(&other));
                }
                (Settled::Never(one), Settled::Never(other)) => {
                    for of in [one, other] {
                        let named = System { columns: 5, rows: of.iter().map(|&row| system.rows[row].clone()).collect() };
                        prop_assert!(matches!(settle(&named), Some(Settled::Never(_))));
                    }
                }
                (one, other) => prop_assert!(false, "{one:?} and {other:?}"),
            }
        }
    }
}
