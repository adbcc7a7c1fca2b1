//! The matrix form of the definitions (Xu, Hipel, Kilgour and Fang 2018), where bringing a state back is no sanction.

use onetext_conflict::relation::Compared;
use onetext_conflict::stability::Concept;

use super::literal::{Literal, States};

type Matrix = Vec<Vec<bool>>;

fn of(states: usize, entry: impl Fn(usize, usize) -> bool) -> Matrix {
    (0..states).map(|row| (0..states).map(|column| entry(row, column)).collect()).collect()
}

/// The sign of the product.
fn product(one: &Matrix, other: &Matrix) -> Matrix {
    of(one.len(), |row, column| (0..one.len()).any(|at| one[row][at] && other[at][column]))
}

fn or(one: &Matrix, other: &Matrix) -> Matrix {
    of(one.len(), |row, column| one[row][column] || other[row][column])
}

/// M_H: what a coalition reaches in up to as many moves as there are arcs.
fn reached(moves: &[Matrix], members: &[usize]) -> Matrix {
    let states = moves[0].len();
    let arcs = members.iter().flat_map(|&i| moves[i].iter().flatten()).filter(|&&there| there).count();
    let mut after: Vec<Matrix> = members.iter().map(|&i| moves[i].clone()).collect();
    let mut all = of(states, |_, _| false);
    for _ in 0..arcs.max(1) {
        all = after.iter().fold(all, |all, one| or(&all, one));
        after = (0..members.len())
            .map(|at| {
                let others = (0..members.len()).filter(|&other| other != at);
                let next = others.fold(of(states, |_, _| false), |so_far, other| or(&so_far, &after[other]));
                product(&moves[members[at]], &next)
            })
            .collect();
    }
    all
}

/// The states that are stable for i by a concept.
pub(crate) fn stable(model: &Literal, concept: Concept, i: usize) -> States {
    let n = model.states;
    let better = |i: usize, s: usize, q: usize| {
        matches!(model.compared[i][q][s], Compared::Better | Compared::MuchBetter)
    };
    let moves: Vec<Matrix> =
        (0..model.players()).map(|j| of(n, |s, q| model.moves[j][s].contains(&q))).collect();
    let improving: Vec<Matrix> =
        (0..model.players()).map(|j| of(n, |s, q| moves[j][s][q] && better(j, s, q))).collect();
    // E - I - P^+, transposed: s2 in rows, the state that was left in columns.
    let deterring = of(n, |s2, s| s2 != s && !better(i, s, s2));
    // J_i (P^+)^T: from s2 there is a move to something preferred to s.
    let escape = product(&moves[i], &of(n, |s3, s| better(i, s, s3)));
    let safe = of(n, |s2, s| deterring[s2][s] && !escape[s2][s]);
    let others = model.others(&[i]);
    let answered = match concept {
        Concept::Nash => of(n, |_, _| false),
        Concept::Gmr => product(&reached(&moves, &others), &deterring),
        Concept::Smr => product(&reached(&moves, &others), &safe),
        Concept::Seq => product(&reached(&improving, &others), &deterring),
        Concept::Sseq => product(&reached(&improving, &others), &safe),
    };
    // The diagonal of J_i^+ (E - answered): an improvement without an answer.
    (0..n).filter(|&s| !(0..n).any(|s1| improving[i][s][s1] && !answered[s1][s])).collect()
}
