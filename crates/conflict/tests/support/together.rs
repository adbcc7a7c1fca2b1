//! Coalitions and simultaneous moves, taken literally.

use onetext_conflict::relation::Compared;
use onetext_conflict::stability::Concept;

use super::literal::{KNOWN, Literal, States};
use super::random::WithOptions;

fn better(model: &Literal, i: usize, q: usize, s: usize) -> bool {
    matches!(model.compared[i][q][s], Compared::Better | Compared::MuchBetter)
}

/// Every nonempty choice out of these.
pub(crate) fn coalitions(of: &[usize]) -> Vec<Vec<usize>> {
    let Some((first, rest)) = of.split_first() else { return Vec::new() };
    let without = coalitions(rest);
    let with = without.iter().map(|rest| [&[*first], &rest[..]].concat());
    let mut all = vec![vec![*first]];
    all.extend(with);
    all.extend(without);
    all
}

/// CI_H(s) of each state s.
pub(crate) fn improvements(model: &Literal, members: &[usize]) -> Vec<States> {
    let reached = model.reached(members);
    let gain = |s: usize, q: &usize| members.iter().all(|&i| better(model, i, *q, s));
    (0..model.states).map(|s| reached[s].iter().copied().filter(|q| gain(s, q)).collect()).collect()
}

/// What sequences of coalitional improvements lead to from s, by these coalitions, none of them twice in a row.
fn answers(moves: &[Vec<States>], s: usize) -> States {
    let states = moves.first().map_or(0, Vec::len);
    // last[q][k]: q belongs, and coalition k can have been the last to move.
    let mut last = vec![vec![false; moves.len()]; states];
    for (k, moves) in moves.iter().enumerate() {
        moves[s].iter().for_each(|&q| last[q][k] = true);
    }
    loop {
        let mut grew = false;
        for q in 0..states {
            for (k, moves) in moves.iter().enumerate() {
                if last[q].iter().enumerate().any(|(other, &was)| was && other != k) {
                    for &r in &moves[q] {
                        grew |= !last[r][k];
                        last[r][k] = true;
                    }
                }
            }
        }
        if !grew {
            return (0..states).filter(|&q| last[q].contains(&true)).collect();
        }
    }
}

/// The states that are stable for a coalition.
pub(crate) fn coalition_stable(
    model: &Literal,
    concept: Concept,
    members: &[usize],
    restoring: bool,
) -> States {
    let others = model.others(members);
    let improving = improvements(model, members);
    let own = model.reached(members);
    let reached: Vec<States> = match concept {
        Concept::Seq | Concept::Sseq => {
            let moves: Vec<Vec<States>> =
                coalitions(&others).iter().map(|coalition| improvements(model, coalition)).collect();
            (0..model.states).map(|s| answers(&moves, s)).collect()
        }
        _ => model.reached(&others),
    };
    let someone_not_better = |q: usize, s: usize| members.iter().any(|&i| !better(model, i, q, s));
    let deters = |s: usize, s2: usize| {
        let sanction = someone_not_better(s2, s) && (restoring || s2 != s);
        match concept {
            Concept::Smr | Concept::Sseq => sanction && own[s2].iter().all(|&s3| someone_not_better(s3, s)),
            _ => sanction,
        }
    };
    let holds = |s: usize| match concept {
        Concept::Nash => improving[s].is_empty(),
        _ => improving[s].iter().all(|&s1| reached[s1].iter().any(|&s2| deters(s, s2))),
    };
    (0..model.states).filter(|&s| holds(s)).collect()
}

/// The states that are stable for each decision maker by a concept together with simultaneous stability.
pub(crate) fn simultaneous(conflict: &WithOptions, concept: Concept) -> Vec<States> {
    let model = &conflict.literal;
    let alone = model.all_stable(concept, &KNOWN, true);
    let improving = |i: usize, s: usize| model.improvements(i, s, KNOWN.leave);
    // Whether the others answer i's improvement from s to s1, one after the other, by the concept.
    let sanctioned = |i: usize, s: usize, s1: usize| {
        let others = model.others(&[i]);
        let reached = match concept {
            Concept::Seq | Concept::Sseq => model.reached_by_improvements(&others, KNOWN.answer),
            _ => model.reached(&others),
        };
        let escape = |s2: usize| model.moves[i][s2].iter().any(|&s3| better(model, i, s3, s));
        concept != Concept::Nash
            && reached[s1].iter().any(|&s2| {
                !better(model, i, s2, s) && (!matches!(concept, Concept::Smr | Concept::Sseq) || !escape(s2))
            })
    };
    // Every way in which some of the others, or none, improve at once: what each of these ways changes.
    let changes = |i: usize, s: usize| {
        let mut all = vec![0];
        for j in model.others(&[i]) {
            let before = all.clone();
            for q in improving(j, s) {
                all.extend(before.iter().map(|change| change ^ conflict.bitmasks[s] ^ conflict.bitmasks[q]));
            }
        }
        all
    };
    let sanctioned_at_once = |i: usize, s: usize, s1: usize| {
        changes(i, s).iter().any(|change| {
            let together = conflict.bitmasks[s1] ^ change;
            conflict.bitmasks.iter().position(|&b| b == together).is_some_and(|q| !better(model, i, q, s))
        })
    };
    (0..model.players())
        .map(|i| {
            let holds = |&s: &usize| {
                let unstable = (0..model.players()).filter(|&j| !alone[j].contains(&s)).count();
                alone[i].contains(&s)
                    || unstable >= 2
                        && improving(i, s)
                            .iter()
                            .all(|&s1| sanctioned(i, s, s1) || sanctioned_at_once(i, s, s1))
            };
            (0..model.states).filter(holds).collect()
        })
        .collect()
}
