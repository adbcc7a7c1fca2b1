//! All packages that reach given sums, choice by choice.

use crate::solve::search::front::Front;
use crate::solve::search::goal::{Cut, real};
use crate::steps::Steps;
use num_bigint::BigUint;

/// Packages that were kept, by what they are worth, with the choices that lead to each.
pub(super) struct Kept {
    parties: usize,
    steps: Vec<i64>,
    layers: Vec<Layer>,
    order: Vec<usize>,
    cap: Vec<Option<i64>>,
}

/// By partial package of one length, which it continues, and by which value.
struct Layer {
    /// Where the links of each begin; one more for the end.
    begin: Vec<u32>,
    links: Vec<(u32, u32)>,
}

/// All packages that reach every cut; nothing if more than `most` partial packages of one length would have to be kept.
///
/// A partial package is dropped when even the best continuation, for a cut alone and without rules, does not reach it; and,
/// where `dominance` says that nothing better is to be lost by it, when another that leaves the same rules open is worth as much
/// to everybody and more to somebody.
pub(super) fn all(steps: &Steps, cuts: &[Cut], most: usize, dominance: bool) -> Option<Kept> {
    let mut pass = Pass::new(steps, cuts);
    let mut layers = Vec::with_capacity(pass.order.len());
    for at in 0..pass.order.len() {
        let mut links = Vec::new();
        pass.next(at, most, |to, from, place| links.push((to, from, place)))?;
        if dominance {
            pass.drop_dominated(&mut links);
        }
        layers.push(Layer::new(pass.front.len(), links));
    }
    let Pass { order, front, .. } = pass;
    Some(Kept {
        parties: steps.parties(),
        steps: front.into_steps(),
        layers,
        order,
        cap: steps.cap().to_vec(),
    })
}

/// What some packages are worth that come near to every cut: of each length the `width` partial packages with most room are
/// continued.
pub(super) fn some(steps: &Steps, cuts: &[Cut], width: usize) -> Vec<Vec<i64>> {
    let mut pass = Pass::new(steps, cuts);
    pass.drops = false;
    for at in 0..pass.order.len() {
        if pass.next(at, CANDIDATES, |_, _, _| ()).is_none() {
            return Vec::new();
        }
        pass.front.best(width);
    }
    (0..pass.front.len()).map(|label| capped(pass.front.steps(label), steps.cap())).collect()
}

/// How many partial packages of one length are compared with each other at most.
const CANDIDATES: usize = 1 << 20;

/// One way through the issues.
struct Pass<'a> {
    steps: &'a Steps,
    cuts: &'a [Cut],
    order: Vec<usize>,
    /// By cut and number of choices made, the most that the others can add.
    rests: Vec<Vec<f64>>,
    /// By cut, what one of it is in comparison with the others.
    norms: Vec<f64>,
    /// Whether what cannot reach a cut is dropped.
    drops: bool,
    front: Front,
}

impl<'a> Pass<'a> {
    fn new(steps: &'a Steps, cuts: &'a [Cut]) -> Self {
        let order = order(steps);
        let rests: Vec<Vec<f64>> =
            cuts.iter().map(|cut| rest(steps, &order, |adds| weighed(adds, &cut.weights))).collect();
        let norms = cuts.iter().zip(&rests).map(|(cut, most)| {
            let least = -rest(steps, &order, |adds| -weighed(adds, &cut.weights))[0];
            1.0 / (most[0] - least).max(1e-9)
        });
        let norms = norms.collect();
        let mut front = Front::new(steps.parties(), cuts.len());
        let sums: Vec<f64> = cuts.iter().map(|cut| weighed(steps.base(), &cut.weights)).collect();
        let open = front.number(&steps.walk().start());
        front.put(steps.base(), &sums, open, 0.0, 1);
        Self { steps, cuts, order, rests, norms, drops: true, front }
    }

    /// Makes the choice of number `at` in every way; tells which partial package continues which, and by which value.
    fn next(&mut self, at: usize, most: usize, mut link: impl FnMut(u32, u32, u32)) -> Option<()> {
        let issue = self.order[at];
        let mut next = Front::new(self.steps.parties(), self.cuts.len());
        let values = self.steps.values(issue);
        let adds: Vec<Vec<f64>> = (0..values)
            .map(|value| {
                self.cuts.iter().map(|cut| weighed(self.steps.adds(issue, value), &cut.weights)).collect()
            })
            .collect();
        let free = self.steps.walk().free(at) || !self.steps.has_rules();
        let mut sum = vec![0; self.steps.parties()];
        let mut sums = vec![0.0; self.cuts.len()];
        for from in 0..self.front.len() {
            let same = free.then(|| next.number(self.front.open(from)));
            'values: for (place, value) in (0u32..).zip(0..values) {
                let mut rank = f64::INFINITY;
                for (cut, sum) in sums.iter_mut().enumerate() {
                    *sum = self.front.sums(from)[cut] + adds[value][cut];
                    let (reach, wanted) = (*sum + self.rests[cut][at + 1], self.cuts[cut].at_least);
                    if self.drops && reach < wanted - room(reach, wanted) {
                        continue 'values;
                    }
                    rank = rank.min((reach - wanted) * self.norms[cut]);
                }
                let open = match same {
                    Some(open) => open,
                    None => match self.steps.walk().choose(at, self.front.open(from), place) {
                        Some(open) => next.number(&open),
                        None => continue,
                    },
                };
                let had = self.front.steps(from).iter().zip(self.steps.adds(issue, value));
                sum.iter_mut().zip(had).for_each(|(sum, (had, adds))| *sum = had + adds);
                let to = next.put(&sum, &sums, open, rank, most)?;
                link(to, u32::try_from(from).ok()?, place);
            }
        }
        self.front = next;
        Some(())
    }

    /// Drops what is dominated, with the links to it.
    fn drop_dominated(&mut self, links: &mut Vec<(u32, u32, u32)>) {
        let stays = undominated(&self.front);
        if stays.len() == self.front.len() {
            return;
        }
        let mut place = vec![u32::MAX; self.front.len()];
        for (to, &from) in (0u32..).zip(&stays) {
            place[from] = to;
        }
        links.retain_mut(|link| {
            link.0 = place[link.0 as usize];
            link.0 != u32::MAX
        });
        self.front.keep(&stays);
    }
}

/// Up to how many partial packages it costs more to look for what is dominated than it saves.
const FEW: usize = if cfg!(test) { 4 } else { 256 };

/// How many of those that dominated others lately are asked first.
const LATELY: usize = 64;

/// Those that no other with the same rules open is worth as much as to everybody; all but those that are quickly found to be
/// dominated.
fn undominated(front: &Front) -> Vec<usize> {
    if front.len() <= FEW {
        return (0..front.len()).collect();
    }
    // What is worth most to all together dominates most, and nothing that is worth less.
    let total = |label: usize| front.steps(label).iter().map(|&step| i128::from(step)).sum::<i128>();
    let mut ordered: Vec<(u32, i128, usize)> =
        (0..front.len()).map(|label| (front.open_number(label), -total(label), label)).collect();
    ordered.sort_unstable();
    let mut stays = Vec::with_capacity(front.len());
    let mut lately: Vec<usize> = Vec::with_capacity(LATELY);
    let mut asked = None;
    for (open, _, label) in ordered {
        if asked != Some(open) {
            (asked, lately) = (Some(open), Vec::with_capacity(LATELY));
        }
        let steps = front.steps(label);
        let covers = |&other: &usize| front.steps(other).iter().zip(steps).all(|(other, mine)| other >= mine);
        match lately.iter().position(covers) {
            // Who dominated one dominates more: it is asked earlier next time.
            Some(at) => lately.swap(at, at / 2),
            None => {
                if lately.len() < LATELY {
                    lately.push(label);
                } else {
                    lately[LATELY - 1 - stays.len() % (LATELY / 2)] = label;
                }
                stays.push(label);
            }
        }
    }
    stays.sort_unstable();
    stays
}

/// The issues in the order in which they are decided: that of the rules, or where there are none, those first that matter most, as
/// what is left then can change least.
fn order(steps: &Steps) -> Vec<usize> {
    if steps.has_rules() {
        return steps.walk().order().to_vec();
    }
    let spread = |issue: usize| -> f64 {
        (0..steps.parties())
            .map(|party| {
                let adds = || (0..steps.values(issue)).map(|value| steps.adds(issue, value)[party]);
                adds().max().zip(adds().min()).map_or(0.0, |(most, least)| real(most - least))
            })
            .sum()
    };
    let mut order: Vec<(f64, usize)> = (0..steps.issues()).map(|issue| (spread(issue), issue)).collect();
    order.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    order.into_iter().map(|(_, issue)| issue).collect()
}

fn weighed(steps: &[i64], weights: &[f64]) -> f64 {
    steps.iter().zip(weights).map(|(&u, w)| w * real(u)).sum()
}

/// How far sums of this size can be wrong.
fn room(one: f64, other: f64) -> f64 {
    one.abs().max(other.abs()) * 1e-11 + 1e-9
}

/// For each number of choices made, the most that the others can add, weighed so.
fn rest(steps: &Steps, order: &[usize], weighed: impl Fn(&[i64]) -> f64) -> Vec<f64> {
    let mut rest = vec![0.0; order.len() + 1];
    for (at, &issue) in order.iter().enumerate().rev() {
        let best = (0..steps.values(issue))
            .map(|value| weighed(steps.adds(issue, value)))
            .fold(f64::NEG_INFINITY, f64::max);
        rest[at] = rest[at + 1] + best;
    }
    rest
}

fn capped(steps: &[i64], cap: &[Option<i64>]) -> Vec<i64> {
    steps.iter().zip(cap).map(|(&u, cap)| cap.map_or(u, |cap| cap.min(u))).collect()
}

impl Layer {
    fn new(labels: usize, mut links: Vec<(u32, u32, u32)>) -> Self {
        links.sort_unstable();
        let mut begin = vec![0u32; labels + 1];
        for &(to, ..) in &links {
            begin[to as usize + 1] += 1;
        }
        for at in 0..labels {
            begin[at + 1] += begin[at];
        }
        Self { begin, links: links.into_iter().map(|(_, from, place)| (from, place)).collect() }
    }

    fn to(&self, label: usize) -> &[(u32, u32)] {
        &self.links[self.begin[label] as usize..self.begin[label + 1] as usize]
    }
}

impl Kept {
    /// What the packages are worth; the same worth more than once where rules or caps tell the ways to it apart.
    pub(super) fn points(&self) -> impl Iterator<Item = Vec<i64>> + '_ {
        self.steps.chunks_exact(self.parties.max(1)).map(|steps| capped(steps, &self.cap))
    }

    /// The first packages worth this much, in the order of their values' places, and how many there are.
    pub(super) fn packages(&self, point: &[i64], at_most: usize) -> (Vec<Vec<u32>>, BigUint) {
        let ends: Vec<usize> =
            self.points().enumerate().filter(|(_, steps)| steps == point).map(|(at, _)| at).collect();
        let ways = self.ways();
        let count = ends.iter().map(|&end| &ways[end]).sum();
        let mut packages = Vec::new();
        for end in ends {
            self.trace(self.layers.len(), end, &mut vec![0; self.order.len()], at_most, &mut packages);
        }
        packages.sort_unstable();
        (packages, count)
    }

    fn trace(
        &self,
        made: usize,
        label: usize,
        package: &mut Vec<u32>,
        at_most: usize,
        packages: &mut Vec<Vec<u32>>,
    ) {
        if packages.len() >= at_most {
            return;
        }
        let Some(layer) = made.checked_sub(1) else {
            packages.push(package.clone());
            return;
        };
        for &(from, place) in self.layers[layer].to(label) {
            package[self.order[layer]] = place;
            self.trace(layer, from as usize, package, at_most, packages);
        }
    }

    /// For each package that was kept, in how many ways it comes about.
    fn ways(&self) -> Vec<BigUint> {
        let mut ways = vec![BigUint::from(1u8)];
        for layer in &self.layers {
            let sum = |label: usize| layer.to(label).iter().map(|&(from, _)| &ways[from as usize]).sum();
            ways = (0..layer.begin.len() - 1).map(sum).collect();
        }
        ways
    }
}
