//! Packages: acts that depend on each other through conditions, "this only with that".

use std::collections::HashMap;

use crate::act::Act;
use crate::ids::ActId;
use crate::timeline::Timeline;

/// Acts that conditions tie together, directly or through others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package<'a> {
    /// All of them, in order; those whose date has not come last.
    pub acts: Vec<&'a Act>,
    /// Those on which others depend and which depend on none: what the package hangs on. None, where all of it
    /// depends on a circle.
    pub hangs_on: Vec<&'a Act>,
    /// Those that depend on each other in a circle, or on themselves.
    pub circle: Vec<&'a Act>,
}

/// The packages of a record, by their first act. Takes time in proportion to the number of acts and conditions, but for
/// putting them in order.
pub fn packages<'a>(timeline: &Timeline<'a>) -> Vec<Package<'a>> {
    let acts: Vec<&'a Act> = timeline.acts().iter().chain(timeline.planned()).copied().collect();
    let places: HashMap<&ActId, usize> = acts.iter().enumerate().map(|(at, act)| (&act.id, at)).collect();
    let on: Vec<Vec<usize>> = acts
        .iter()
        .map(|act| act.conditions.iter().filter_map(|id| places.get(id).copied()).collect())
        .collect();
    let mut groups = Groups((0..acts.len()).collect());
    let mut is_tied = vec![false; acts.len()];
    for (at, on) in on.iter().enumerate() {
        for &on in on {
            groups.join(at, on);
            (is_tied[at], is_tied[on]) = (true, true);
        }
    }
    let in_circle = circles(&on);
    let mut found: Vec<Package<'a>> = Vec::new();
    let mut package_of: HashMap<usize, usize> = HashMap::new();
    for at in (0..acts.len()).filter(|&at| is_tied[at]) {
        let package = *package_of.entry(groups.of(at)).or_insert_with(|| {
            found.push(Package { acts: Vec::new(), hangs_on: Vec::new(), circle: Vec::new() });
            found.len() - 1
        });
        let package = &mut found[package];
        package.acts.push(acts[at]);
        if on[at].is_empty() {
            package.hangs_on.push(acts[at]);
        } else if in_circle[at] {
            package.circle.push(acts[at]);
        }
    }
    found
}

/// Which of them depend on each other in a circle, or on themselves: each lies in one strongly connected part with another,
/// by Kosaraju's two walks: one along the links, which tells in what order acts are left for good, and one against them in
/// the reverse of that order.
fn circles(on: &[Vec<usize>]) -> Vec<bool> {
    let mut by: Vec<Vec<usize>> = vec![Vec::new(); on.len()];
    for (at, on) in on.iter().enumerate() {
        on.iter().for_each(|&on| by[on].push(at));
    }
    let mut seen = vec![false; on.len()];
    let mut left: Vec<usize> = Vec::with_capacity(on.len());
    for start in 0..on.len() {
        left.extend(walk(start, on, &mut seen));
    }
    let mut in_circle: Vec<bool> = on.iter().enumerate().map(|(at, on)| on.contains(&at)).collect();
    seen.fill(false);
    for &start in left.iter().rev() {
        let part = walk(start, &by, &mut seen);
        if part.len() > 1 {
            part.into_iter().for_each(|at| in_circle[at] = true);
        }
    }
    in_circle
}

/// What can be reached from a place through places not yet seen, in the order in which it is left for good.
fn walk(start: usize, links: &[Vec<usize>], seen: &mut [bool]) -> Vec<usize> {
    let mut left = Vec::new();
    // Each place on the way, with the number of its links followed.
    let mut way = Vec::new();
    if !std::mem::replace(&mut seen[start], true) {
        way.push((start, 0));
    }
    while let Some((at, followed)) = way.last_mut() {
        match links[*at].get(*followed) {
            Some(&next) => {
                *followed += 1;
                if !std::mem::replace(&mut seen[next], true) {
                    way.push((next, 0));
                }
            }
            None => {
                left.push(*at);
                way.pop();
            }
        }
    }
    left
}

/// Which things belong together: each leads to another of its group, or to itself.
struct Groups(Vec<usize>);

impl Groups {
    fn of(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{acts, as_of};

    /// Each package as its acts, what it hangs on, and its circle.
    fn told(lines: &str) -> Vec<String> {
        let (acts, as_of) = (acts(lines), as_of("2031-03-20"));
        let ids = |acts: &[&Act]| acts.iter().map(|act| act.id.as_str()).collect::<Vec<_>>().join(" ");
        packages(&Timeline::new(&acts, &as_of))
            .iter()
            .map(|one| format!("{} / {} / {}", ids(&one.acts), ids(&one.hangs_on), ids(&one.circle)))
            .collect()
    }

    #[test]
    fn acts_that_conditions_tie_together_are_one_package_across_parties() {
        let lines = "a assure council 2031-03-01; words = \"x\"; to = \"upper\"
                     b accept upper 2031-03-02; draft = \"d\"; clauses = [\"2\"]; if = [\"a\"]
                     c accept lower 2031-03-03; draft = \"d\"; clauses = [\"3\"]; if = [\"b\"]
                     d state lower 2031-03-04; words = \"y\"
                     e accept lower 2031-03-05; draft = \"d\"; clauses = [\"4\"]; if = [\"f\"]
                     f table upper 2031-03-06; words = \"z\"";
        assert_eq!(told(lines), ["a b c / a / ", "e f / f / "]);
        let joined = format!("{lines}\n g accept upper 2031-03-07; draft = \"d\"; if = [\"c\", \"e\"]");
        assert_eq!(told(&joined), ["a b c e f g / a f / "]);
    }

    #[test]
    fn acts_that_depend_on_each_other_in_a_circle_are_told_apart_from_what_hangs_on_them() {
        let lines = "a accept upper 2031-03-01; draft = \"d\"; if = [\"b\"]
                     b accept lower 2031-03-02; draft = \"d\"; if = [\"a\"]
                     c accept lower 2031-03-03; draft = \"d\"; if = [\"a\", \"d\"]
                     d state lower 2031-03-04; words = \"x\"";
        assert_eq!(told(lines), ["a b c d / d / a b"]);
    }

    #[test]
    fn what_stands_between_two_circles_is_in_none() {
        let lines = "a accept upper 2031-03-01; draft = \"d\"; if = [\"b\"]
                     b accept lower 2031-03-02; draft = \"d\"; if = [\"a\"]
                     c accept lower 2031-03-03; draft = \"d\"; if = [\"a\"]
                     d accept upper 2031-03-04; draft = \"d\"; if = [\"c\", \"e\"]
                     e accept lower 2031-03-05; draft = \"d\"; if = [\"d\"]
                     f accept lower 2031-03-06; draft = \"d\"; if = [\"e\"]";
        assert_eq!(told(lines), ["a b c d e f /  / a b d e"]);
    }

    proptest! {
        #[test]
        fn an_act_is_in_a_circle_exactly_where_its_conditions_lead_back_to_it(
            on in vec(vec(0usize..9, 0..3), 9),
        ) {
            // Literally: everything that can be reached step by step.
            let leads_back = |start: usize| {
                let mut reached: Vec<usize> = on[start].clone();
                for _ in 0..on.len() {
                    let further: Vec<usize> = reached.iter().flat_map(|&at| on[at].clone()).collect();
                    reached.extend(further);
                    reached.sort_unstable();
                    reached.dedup();
                }
                reached.contains(&start)
            };
            let expected: Vec<bool> = (0..on.len()).map(leads_back).collect();
            prop_assert_eq!(circles(&on), expected);
        }
    }

    #[test]
    fn what_is_announced_belongs_to_the_package_and_what_is_not_there_does_not() {
        let lines = "a accept upper 2031-03-01; draft = \"d\"; if = [\"b\", \"nowhere\"]
                     b sign lower 2031-04-01; draft = \"d\"; known = 2031-03-01
                     c accept lower 2031-03-02; draft = \"d\"; if = [\"nowhere\"]";
        assert_eq!(told(lines), ["a b / b / "]);
    }
}
