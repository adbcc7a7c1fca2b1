use super::Condition;

/// For how many of all orders a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orders {
    /// Among all orders of the states in which some may be preferred alike.
    pub with_ties: Share,
    /// Among those in which none are.
    pub strict: Share,
}

/// How many out of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Those for which the condition holds.
    pub holds: u128,
    /// All.
    pub of: u128,
}

/// How many states may be concerned at most: their sets are gone through.
const CONCERNED: usize = 20;
/// Up to how many states the numbers of orders fit.
const STATES: usize = 30;

/// For how many of the orders of all `states` states that the decision maker could have the condition holds. `None` where there
/// are more than 30 states, or more than 20 of them are concerned.
///
/// The condition asks only which states are preferred to the wished one. So the sets of states that are *not* are gone through,
/// and the orders counted that have such a set. Time in proportion to the number of sets of concerned states.
#[must_use]
pub fn orders(condition: &Condition, states: usize) -> Option<Orders> {
    let concerned = condition.concerned();
    let free = states.checked_sub(concerned.len() + 1)?;
    if concerned.len() > CONCERNED || states > STATES {
        return None;
    }
    let bit = |state: &usize| concerned.binary_search(state).map_or(0, |at| 1_u32 << at);
    let clauses: Vec<(u32, Vec<u32>)> = condition
        .clauses
        .iter()
        .map(|clause| {
            let deterrents = clause.deterrents.iter();
            let needs =
                deterrents.map(|one| one.escapes.iter().map(bit).fold(bit(&one.state), |all, bit| all | bit));
            (bit(&clause.to), needs.collect())
        })
        .collect();

    // How many sets of concerned states do, by how many states they have.
    let mut sets = vec![0_u128; concerned.len() + 1];
    for set in 0..1_u32 << concerned.len() {
        let fine = |needs: u32| set & needs == needs;
        if clauses.iter().all(|(to, deterrents)| fine(*to) || deterrents.iter().any(|&needs| fine(needs)))
            && let Some(count) = sets.get_mut(set.count_ones() as usize)
        {
            *count += 1;
        }
    }

    let choose = binomials(states);
    let weak = weak_orders(&choose);
    let mut factorials = vec![1_u128];
    (1..=states as u128).for_each(|by| factorials.push(factorials.last().copied().unwrap_or(1) * by));
    let get = |numbers: &[u128], at: usize| numbers.get(at).copied().unwrap_or(0);
    // Orders that have exactly so many given states at or below the wished one. With ties: the wished one is in the best class
    // of these and itself, either alone or with some of them, and either is as many as there are orders of them.
    let strict = |below: usize| get(&factorials, below) * get(&factorials, states - 1 - below);
    let with_ties =
        |below: usize| if below == 0 { 1 } else { 2 * get(&weak, below) } * get(&weak, states - 1 - below);
    let all = |orders: &dyn Fn(usize) -> u128| {
        let mut sum = 0;
        for (size, count) in sets.iter().enumerate() {
            for more in 0..=free {
                let ways = choose.get(free).map_or(0, |row| get(row, more));
                sum += count * ways * orders(size + more);
            }
        }
        sum
    };
    Some(Orders {
        with_ties: Share { holds: all(&with_ties), of: get(&weak, states) },
        strict: Share { holds: all(&strict), of: get(&factorials, states) },
    })
}

/// In how many ways so many are chosen out of so many.
fn binomials(most: usize) -> Vec<Vec<u128>> {
    let mut rows = vec![vec![1_u128]];
    for _ in 0..most {
        let Some(last) = rows.last() else { break };
        let mut row = vec![1];
        row.extend(last.windows(2).map(|pair| pair.iter().sum::<u128>()));
        row.push(1);
        rows.push(row);
    }
    rows
}

/// How many orders with ties there are of so many (Fubini numbers): by how many are in the best class.
fn weak_orders(choose: &[Vec<u128>]) -> Vec<u128> {
    let mut numbers: Vec<u128> = vec![1];
    for row in choose.iter().skip(1) {
        let sum = row.iter().skip(1).zip(numbers.iter().rev()).map(|(ways, rest)| ways * rest).sum();
        numbers.push(sum);
    }
    numbers
}
