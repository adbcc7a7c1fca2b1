//! Limited-move stability, taken literally: every play is gone through anew.

use onetext_conflict::relation::Compared;

use super::literal::{Literal, States};

/// G_h(i, s): where a play ends that begins in s with i on the move and h moves ahead.
fn end(model: &Literal, i: usize, s: usize, h: u32) -> usize {
    let better =
        |q: usize, s: usize| matches!(model.compared[i][q][s], Compared::Better | Compared::MuchBetter);
    if h == 0 {
        return s;
    }
    let ends: Vec<usize> = model.moves[i][s].iter().map(|&q| end(model, 1 - i, q, h - 1)).collect();
    let best = ends.iter().copied().reduce(|best, one| if better(one, best) { one } else { best });
    match best {
        Some(best) if better(best, s) => best,
        _ => s,
    }
}

/// The L_h-stable states of i.
pub(crate) fn stable(model: &Literal, i: usize, h: u32) -> States {
    (0..model.states).filter(|&s| end(model, i, s, h) == s).collect()
}
