//! Demands that leave no package.

use super::{NoAnswer, Question};

/// The smallest set of demands that no package keeps all of, of several the first; nothing where a package keeps all.
///
/// A set leaves no package if and only if every package crosses one of it. So sets are sought that hit everything that the
/// packages met so far cross; a set that hits it, and that some package keeps all the same, shows one more package.
///
/// Cost: for each package met a [`Question::first`]; the sets tried are exponential in the size of the answer alone.
///
/// # Errors
///
/// As [`Question::first`].
pub fn clash(question: &Question<'_>) -> Result<Option<Vec<usize>>, NoAnswer> {
    let mut crossed: Vec<Vec<usize>> = Vec::new();
    loop {
        let hitting = (0..=question.demands.len()).find_map(|size| hit(&crossed, &mut Vec::new(), size));
        // What one package keeps all of cannot be hit.
        let Some(mut set) = hitting else { return Ok(None) };
        set.sort_unstable();
        match question.keeping(&set)? {
            None => return Ok(Some(set)),
            Some(package) if package.crosses.is_empty() => return Ok(None),
            Some(package) => crossed.push(package.crosses),
        }
    }
}

/// A set with at most so many more members that has one of each of these, the first in the order of its members.
fn hit(all: &[Vec<usize>], chosen: &mut Vec<usize>, more: usize) -> Option<Vec<usize>> {
    let Some(missed) = all.iter().find(|one| !one.iter().any(|at| chosen.contains(at))) else {
        return Some(chosen.clone());
    };
    if more == 0 {
        return None;
    }
    for &at in missed {
        chosen.push(at);
        let found = hit(all, chosen, more - 1);
        chosen.pop();
        if found.is_some() {
            return found;
        }
    }
    None
}
