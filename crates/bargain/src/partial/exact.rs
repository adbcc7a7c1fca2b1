//! Answers of floating point, made exact: rounded where that suffices, else solved again in whole numbers on what they call
//! tight.

use crate::partial::linear::System;
use num_bigint::BigInt;

/// Each value times `parts`, rounded.
pub(super) fn rounded(values: &[f64], parts: f64) -> Vec<BigInt> {
    values.iter().map(|value| whole(value * parts)).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "what does not fit is cut, and then fails its check")]
fn whole(value: f64) -> BigInt {
    BigInt::from(value.round() as i128)
}

/// Up to how many parts of one are tried before equations are solved.
const PARTS: u32 = 60;

/// The values as whole numbers, if they are parts of one, for a small number of parts, within rounding.
fn as_parts(values: &[f64]) -> impl Iterator<Item = Vec<BigInt>> + '_ {
    (1..=PARTS).map(f64::from).filter_map(|parts| {
        let near = |value: &f64| (value * parts - (value * parts).round()).abs() <= 1e-5;
        values.iter().all(near).then(|| rounded(values, parts))
    })
}

/// What floating point takes for nothing.
const NOTHING: f64 = 1e-7;

/// A point at which all rows hold exactly, from one at which they hold within rounding.
pub(super) fn point(system: &System, near: &[f64]) -> Option<Vec<BigInt>> {
    if let Some(point) = as_parts(near).take(4).find(|point| system.holds(point)) {
        return Some(point);
    }
    let support: Vec<usize> = (0..near.len()).filter(|&at| near[at] > NOTHING).collect();
    let mut equations = Vec::new();
    for row in &system.rows {
        let right = i64::from(row.strict);
        if (sum(&row.terms, near) - f64::from(u8::from(row.strict))).abs() <= NOTHING {
            equations.push(equation(&row.terms, &support, right));
        }
    }
    let point = spread(solve(equations, support.len())?, &support, near.len());
    system.holds(&point).then_some(point)
}

#[expect(clippy::cast_precision_loss, reason = "coefficients are small whole numbers")]
fn sum(terms: &[(usize, i64)], at: &[f64]) -> f64 {
    terms.iter().map(|&(column, times)| times as f64 * at[column]).sum()
}

/// The rows with a multiplier, if multipliers near these prove exactly that the rows cannot all hold.
pub(super) fn multipliers(system: &System, near: &[f64]) -> Option<Vec<usize>> {
    let columns = system.by_column();
    let proves = |multipliers: &[BigInt]| {
        let nothing = BigInt::ZERO;
        multipliers.iter().all(|by| *by >= nothing)
            && system.rows.iter().zip(multipliers).any(|(row, by)| row.strict && *by > nothing)
            && columns.iter().all(|column| {
                column.iter().map(|&(row, times)| &multipliers[row] * times).sum::<BigInt>() <= nothing
            })
    };
    let used = |multipliers: &[BigInt]| {
        (0..multipliers.len()).filter(|&row| multipliers[row] > BigInt::ZERO).collect::<Vec<usize>>()
    };
    if let Some(found) = as_parts(near).take(4).find(|found| proves(found)) {
        return Some(used(&found));
    }
    let strict: Vec<(usize, i64)> =
        (0..near.len()).filter(|&row| system.rows[row].strict).map(|row| (row, 1)).collect();
    let support: Vec<usize> = (0..near.len()).filter(|&row| near[row] > NOTHING).collect();
    let mut equations = vec![equation(&strict, &support, 1)];
    for column in &columns {
        let used = column.iter().any(|&(row, _)| near[row] > NOTHING);
        if used && sum(column, near).abs() <= NOTHING {
            equations.push(equation(column, &support, 0));
        }
    }
    let found = spread(solve(equations, support.len())?, &support, near.len());
    proves(&found).then(|| used(&found))
}

/// The terms on the support, and what they add up to.
fn equation(terms: &[(usize, i64)], support: &[usize], right: i64) -> Vec<BigInt> {
    let mut equation = vec![BigInt::ZERO; support.len() + 1];
    for (column, times) in terms {
        if let Ok(at) = support.binary_search(column) {
            equation[at] += *times;
        }
    }
    equation[support.len()] = BigInt::from(right);
    equation
}

fn spread(values: Vec<BigInt>, support: &[usize], len: usize) -> Vec<BigInt> {
    let mut all = vec![BigInt::ZERO; len];
    for (value, &at) in values.into_iter().zip(support) {
        all[at] = value;
    }
    all
}

/// The one solution of the equations (coefficients, then the right side), times their common denominator; nothing where there
/// is none, or more than one.
///
/// Gauss–Jordan elimination without fractions (E. H. Bareiss, "Sylvester's identity and multistep integer-preserving Gaussian
/// elimination", Mathematics of Computation 22 (1968)): every division is exact.
fn solve(mut equations: Vec<Vec<BigInt>>, unknowns: usize) -> Option<Vec<BigInt>> {
    let mut before = BigInt::from(1);
    for column in 0..unknowns {
        let pivot = (column..equations.len()).find(|&row| equations[row][column] != BigInt::ZERO)?;
        equations.swap(column, pivot);
        let lead = equations[column].clone();
        for (_, row) in equations.iter_mut().enumerate().filter(|(at, _)| *at != column) {
            let factor = row[column].clone();
            for place in 0..=unknowns {
                let value = &row[place] * &lead[column] - &factor * &lead[place];
                row[place] = value / &before;
            }
        }
        before.clone_from(&lead[column]);
    }
    // All rows that are left must say that nothing is nothing.
    if equations.iter().skip(unknowns).any(|row| row[unknowns] != BigInt::ZERO) {
        return None;
    }
    // Every row now reads `before` · unknown = right side; the common denominator is made positive.
    let turned = before < BigInt::ZERO;
    Some(
        equations
            .into_iter()
            .take(unknowns)
            .map(|mut row| {
                let value = row.swap_remove(unknowns);
                if turned { -value } else { value }
            })
            .collect(),
    )
}
