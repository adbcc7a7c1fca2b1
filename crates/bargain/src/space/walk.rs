//! Going through the issues one by one while keeping to the rules.
//!
//! What has been chosen so far matters to what may still be chosen only through the rules that are *open*: those of which
//! every part met so far holds and some part is still to come. So the open rules are the state, and choices that leave the same rules
//! open are alike from there on. The issues are taken in an order that keeps few rules open at a time; the number of states
//! is exponential in that width alone.

use crate::space::Rule;

/// An order of the issues, and what each choice does to the rules.
#[derive(Debug, Clone)]
pub struct Walk {
    order: Vec<usize>,
    touches: Vec<Vec<Touch>>,
    /// By issue taken, which rules say from there on what an earlier one does, and which one: that is then open in their place.
    alike: Vec<Vec<(usize, usize)>>,
    /// By issue taken, which rules say nothing more than another does if that is open, too.
    idle: Vec<Vec<Idle>>,
    rules: usize,
}

/// What one open rule makes idle.
#[derive(Debug, Clone)]
struct Idle {
    /// The rule.
    beside: usize,
    /// Which of the others say nothing more.
    rules: Open,
}

/// The part that one rule has in one issue.
#[derive(Debug, Clone)]
struct Touch {
    rule: usize,
    /// By place of a value: whether the rule means it.
    holds: crate::space::rule::Part,
    first: bool,
    last: bool,
}

/// Which rules are open.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Open(Box<[u64]>);

impl Open {
    fn none(rules: usize) -> Self {
        Self(vec![0; rules.div_ceil(64)].into_boxed_slice())
    }

    fn has(&self, rule: usize) -> bool {
        self.0[rule / 64] >> (rule % 64) & 1 == 1
    }

    /// Whether all these rules are open in the other, too, so that whatever may be chosen there may be chosen here.
    #[must_use]
    pub fn within(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(here, there)| here & !there == 0)
    }
}

impl Walk {
    /// A walk through so many issues under these rules.
    ///
    /// Cost: issues × (issues × rules + rules²), once.
    #[must_use]
    pub fn new(issues: usize, rules: &[Rule]) -> Self {
        Self::along(order(issues, rules), rules)
    }

    /// A walk through the issues as they are numbered, where their order matters. More rules may be open at a time.
    ///
    /// Cost: as [`Walk::new`].
    #[must_use]
    pub fn in_order(issues: usize, rules: &[Rule]) -> Self {
        Self::along((0..issues).collect(), rules)
    }

    /// A walk through the issues in this order, each once.
    pub(crate) fn along(order: Vec<usize>, rules: &[Rule]) -> Self {
        let issues = order.len();
        let mut at = vec![0; issues];
        for (place, &issue) in order.iter().enumerate() {
            at[issue] = place;
        }
        let mut touches: Vec<Vec<Touch>> = vec![Vec::new(); issues];
        for (index, rule) in rules.iter().enumerate() {
            let (Some(first), Some(last)) =
                (rule.issues().map(|issue| at[issue]).min(), rule.issues().map(|issue| at[issue]).max())
            else {
                continue;
            };
            for part in rule.parts() {
                let place = at[part.issue];
                touches[place].push(Touch {
                    rule: index,
                    holds: part.clone(),
                    first: place == first,
                    last: place == last,
                });
            }
        }
        let (alike, idle) = (0..issues).map(|taken| half_done(taken, &at, rules)).unzip();
        Self { order, touches, alike, idle, rules: rules.len() }
    }

    /// The issues in the order in which they are taken.
    #[must_use]
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// Nothing chosen.
    #[must_use]
    pub fn start(&self) -> Open {
        Open::none(self.rules)
    }

    /// What is open after the value at `place` is chosen in the issue taken as number `at`; nothing if that breaks a rule.
    #[must_use]
    pub fn choose(&self, at: usize, open: &Open, place: u32) -> Option<Open> {
        let mut after = open.clone();
        for touch in &self.touches[at] {
            let (word, bit) = (touch.rule / 64, 1 << (touch.rule % 64));
            let holds = (touch.first || after.0[word] & bit != 0) && touch.holds.holds(place);
            if holds && touch.last {
                return None;
            }
            if holds { after.0[word] |= bit } else { after.0[word] &= !bit }
        }
        for &(rule, earlier) in &self.alike[at] {
            if after.has(rule) {
                after.0[rule / 64] &= !(1 << (rule % 64));
                after.0[earlier / 64] |= 1 << (earlier % 64);
            }
        }
        for idle in &self.idle[at] {
            if after.has(idle.beside) {
                after.0.iter_mut().zip(&idle.rules.0).for_each(|(open, idle)| *open &= !idle);
            }
        }
        Some(after)
    }

    /// Whether no rule has a part in the issue taken as number `at`, so that every choice leaves open what was open.
    #[must_use]
    pub fn free(&self, at: usize) -> bool {
        self.touches[at].is_empty()
    }
}

/// What rules that are half done once the issue taken as number `taken` is decided have in common: which say the same from there on as
/// an earlier one, with the first such; and of the others, which say nothing more than another if both are open, as all that
/// would break them would break that. So choices that come to the same leave the same open.
fn half_done(taken: usize, at: &[usize], rules: &[Rule]) -> (Vec<(usize, usize)>, Vec<Idle>) {
    let ahead = |rule: usize| rules[rule].parts().iter().filter(|part| at[part.issue] > taken);
    let is_half_done =
        |rule: &usize| ahead(*rule).next().is_some() && rules[*rule].issues().any(|issue| at[issue] <= taken);
    let says_all_of = |one: usize, other: usize| {
        ahead(one).all(|part| ahead(other).any(|inner| inner.issue == part.issue && inner.within(part)))
    };
    let mut alike = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for rule in (0..rules.len()).filter(is_half_done) {
        match open.iter().find(|&&earlier| says_all_of(rule, earlier) && says_all_of(earlier, rule)) {
            Some(&earlier) => alike.push((rule, earlier)),
            None => open.push(rule),
        }
    }
    let mut idle = Vec::new();
    for &one in &open {
        let mut beside = Idle { beside: one, rules: Open::none(rules.len()) };
        let mut any = false;
        for &other in &open {
            if one != other && says_all_of(one, other) {
                beside.rules.0[other / 64] |= 1 << (other % 64);
                any = true;
            }
        }
        if any {
            idle.push(beside);
        }
    }
    (alike, idle)
}

/// The issues, each time the one next that leaves fewest rules open; of several, one that a rule already open is waiting for,
/// then the first.
fn order(issues: usize, rules: &[Rule]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..issues).collect();
    let mut order = Vec::with_capacity(issues);
    let mut taken = vec![false; issues];
    while !left.is_empty() {
        let open_after = |next: usize| {
            rules
                .iter()
                .filter(|rule| {
                    let is_taken = |issue: usize| issue == next || taken[issue];
                    rule.issues().any(is_taken) && !rule.issues().all(is_taken)
                })
                .count()
        };
        let waited_for = |next: usize| {
            rules.iter().any(|rule| rule.issues().any(|i| i == next) && rule.issues().any(|i| taken[i]))
        };
        let best = (0..left.len())
            .min_by_key(|&at| (open_after(left[at]), !waited_for(left[at]), left[at]))
            .unwrap_or(0);
        let next = left.remove(best);
        taken[next] = true;
        order.push(next);
    }
    order
}
