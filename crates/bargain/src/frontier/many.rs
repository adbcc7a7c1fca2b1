//! What is dominated among labels of any number of parties that come in lexicographic order.
//!
//! What was kept so far is in a tree of boxes (Bentley, *Multidimensional binary search trees used for associative
//! searching*, Comm. ACM 18, 1975). Each box knows the most that anything in it has of each number; only boxes where that
//! is enough for everybody can hold what dominates. Of those, the box with more of what the split is about is looked at
//! first, and before all of them the labels that dominated others lately, as few labels dominate most of what falls.

use super::four::Lately;
use super::key::{Key, Layout};
use super::merge::Keep;

/// How many labels a box holds before it is split.
const HOLDS: usize = 16;

/// The labels kept so far.
pub(super) struct Tree<K> {
    layout: Layout<K>,
    boxes: Vec<Box_<K>>,
    /// Room for the labels of boxes that are not split, [`HOLDS`] each.
    labels: Vec<K>,
    lately: Lately<K>,
    look: Vec<u32>,
}

/// One box.
#[derive(Clone, Copy)]
struct Box_<K> {
    /// The most of each number in it.
    most: K,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    /// Where its labels begin, and how many they are.
    Whole { begin: u32, holds: u32 },
    /// Which number it is split by, from which on labels are in the second half; and the boxes.
    Split { number: u32, from: u64, below: u32, above: u32 },
}

impl<K: Key> Tree<K> {
    pub(super) fn new(layout: Layout<K>) -> Self {
        let mut tree =
            Self { layout, boxes: Vec::new(), labels: Vec::new(), lately: Lately::new(), look: Vec::new() };
        tree.clear();
        tree
    }

    pub(super) fn clear(&mut self) {
        self.boxes.clear();
        self.labels.clear();
        self.labels.resize(HOLDS, K::ZERO);
        self.boxes.push(Box_ { most: K::ZERO, kind: Kind::Whole { begin: 0, holds: 0 } });
        self.lately = Lately::new();
    }

    /// Whether something kept has at least as much of everything.
    pub(super) fn covered(&mut self, key: K) -> bool {
        let spare = self.layout.spare;
        if self.lately.covers(key, spare) {
            return true;
        }
        self.look.clear();
        self.look.push(0);
        while let Some(at) = self.look.pop() {
            let box_ = &self.boxes[at as usize];
            if !box_.most.covers(key, spare) {
                continue;
            }
            match box_.kind {
                Kind::Whole { begin, holds } => {
                    let (begin, holds) = (begin as usize, holds as usize);
                    let found = self.labels[begin..begin + holds].iter().find(|one| one.covers(key, spare));
                    if let Some(&found) = found {
                        self.lately.add(found);
                        return true;
                    }
                }
                Kind::Split { below, above, .. } => self.look.extend([below, above]),
            }
        }
        false
    }

    /// Keeps a label that nothing kept covers.
    #[allow(clippy::cast_possible_truncation, reason = "labels are fewer than 2³²")]
    pub(super) fn insert(&mut self, key: K) {
        let mut at = 0;
        loop {
            let box_ = &mut self.boxes[at];
            if !box_.most.covers(key, self.layout.spare) {
                box_.most = self.layout.greatest(box_.most, key);
            }
            match &mut box_.kind {
                Kind::Split { number, from, below, above } => {
                    let up = key.number(&self.layout.places[*number as usize]) >= *from;
                    at = if up { *above } else { *below } as usize;
                }
                Kind::Whole { begin, holds } if (*holds as usize) < HOLDS => {
                    self.labels[(*begin + *holds) as usize] = key;
                    *holds += 1;
                    return;
                }
                Kind::Whole { begin, .. } => {
                    let begin = *begin as usize;
                    self.split(at, begin);
                }
            }
        }
    }

    /// Halves a full box by the number in which its labels differ most.
    #[allow(clippy::cast_possible_truncation, reason = "labels are fewer than 2³²")]
    fn split(&mut self, at: usize, begin: usize) {
        let held: [K; HOLDS] = std::array::from_fn(|label| self.labels[begin + label]);
        let mut best = (0, 0, 0);
        // The first number comes last, as labels come in its order.
        for number in (1..self.layout.places.len()).chain([0]) {
            let mut numbers = held.map(|key| key.number(&self.layout.places[number]));
            numbers.sort_unstable();
            let (least, most) = (numbers[0], numbers[HOLDS - 1]);
            let spread = most - least;
            if spread > best.0 && (number > 0 || best.0 == 0) {
                let middle = numbers[HOLDS / 2..].iter().find(|one| **one > least).copied().unwrap_or(most);
                best = (spread, number, middle);
            }
        }
        let (_, number, from) = best;
        let place = self.layout.places[number];
        let mut halves = [(K::ZERO, Vec::with_capacity(HOLDS)), (K::ZERO, Vec::with_capacity(HOLDS))];
        for key in held {
            let (most, labels) = &mut halves[usize::from(key.number(&place) >= from)];
            *most = self.layout.greatest(*most, key);
            labels.push(key);
        }
        let second = self.labels.len();
        self.labels.resize(second + HOLDS, K::ZERO);
        let below = self.boxes.len() as u32;
        for ((most, labels), begin) in halves.into_iter().zip([begin, second]) {
            self.labels[begin..begin + labels.len()].copy_from_slice(&labels);
            let kind = Kind::Whole { begin: begin as u32, holds: labels.len() as u32 };
            self.boxes.push(Box_ { most, kind });
        }
        self.boxes[at].kind = Kind::Split { number: number as u32, from, below, above: below + 1 };
    }
}

/// Labels in descending order: what nothing before covers.
impl<K: Key> Keep<K> for Tree<K> {
    fn restart(&mut self) {
        self.clear();
    }

    fn keep(&mut self, key: K) -> bool {
        let kept = !self.covered(key);
        if kept {
            self.insert(key);
        }
        kept
    }
}
