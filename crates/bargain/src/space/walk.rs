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
    rules: usize,
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

impl Walk {
    /// A walk through so many issues under these rules.
    ///
    /// Cost: issues² × rules, once.
    #[must_use]
    pub fn new(issues: usize, rules: &[Rule]) -> Self {
        let order = order(issues, rules);
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
        Self { order, touches, rules: rules.len() }
    }

    /// The issues in the order in which they are taken.
    #[must_use]
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// Nothing chosen.
    #[must_use]
    pub fn start(&self) -> Open {
        Open(vec![0; self.rules.div_ceil(64)].into_boxed_slice())
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
        Some(after)
    }

    /// Whether no rule has a part in the issue taken as number `at`, so that every choice leaves open what was open.
    #[must_use]
    pub fn free(&self, at: usize) -> bool {
        self.touches[at].is_empty()
    }
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
