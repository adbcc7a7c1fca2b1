//! Partial packages of one length: each different worth, with the same rules open, once.

use crate::space::Open;
use std::collections::HashMap;

/// Partial packages side by side.
pub(super) struct Front {
    parties: usize,
    cuts: usize,
    steps: Vec<i64>,
    /// What each is worth at the weights of each cut.
    sums: Vec<f64>,
    /// Which of `opens` each leaves open.
    open: Vec<u32>,
    /// How far each can still get, compared with others.
    rank: Vec<f64>,
    hashes: Vec<u64>,
    /// Places in the lists above by hash, one more than each; 0 where there is none.
    slots: Vec<u32>,
    opens: Vec<Open>,
    by_open: HashMap<Open, u32>,
}

impl Front {
    pub(super) fn new(parties: usize, cuts: usize) -> Self {
        Self {
            parties,
            cuts,
            steps: Vec::new(),
            sums: Vec::new(),
            open: Vec::new(),
            rank: Vec::new(),
            hashes: Vec::new(),
            slots: vec![0; 64],
            opens: Vec::new(),
            by_open: HashMap::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    /// What a partial package is worth, in steps.
    pub(super) fn steps(&self, label: usize) -> &[i64] {
        &self.steps[label * self.parties..(label + 1) * self.parties]
    }

    /// What it is worth at the weights of each cut.
    pub(super) fn sums(&self, label: usize) -> &[f64] {
        &self.sums[label * self.cuts..(label + 1) * self.cuts]
    }

    /// The rules that it leaves open.
    pub(super) fn open(&self, label: usize) -> &Open {
        &self.opens[self.open[label] as usize]
    }

    /// The number of its rules among those that any leaves open.
    pub(super) fn open_number(&self, label: usize) -> u32 {
        self.open[label]
    }

    /// The number of these rules.
    pub(super) fn number(&mut self, open: &Open) -> u32 {
        if let Some(&number) = self.by_open.get(open) {
            return number;
        }
        // There are fewer than 2³² labels, and no more sets of rules.
        let number = u32::try_from(self.opens.len()).unwrap_or(u32::MAX);
        self.opens.push(open.clone());
        self.by_open.insert(open.clone(), number);
        number
    }

    /// Where the partial package of this worth is, which is put there if it is new; nothing where there are `most` already.
    pub(super) fn put(
        &mut self,
        steps: &[i64],
        sums: &[f64],
        open: u32,
        rank: f64,
        most: usize,
    ) -> Option<u32> {
        let hash = hash(steps, open);
        let mut slot = self.slot(hash);
        while let Some(label) = self.slots[slot].checked_sub(1) {
            let at = label as usize;
            if self.hashes[at] == hash && self.open[at] == open && self.steps(at) == steps {
                return Some(label);
            }
            slot = (slot + 1) % self.slots.len();
        }
        let label = u32::try_from(self.len()).ok().filter(|&label| (label as usize) < most)?;
        self.slots[slot] = label + 1;
        self.steps.extend_from_slice(steps);
        self.sums.extend_from_slice(sums);
        self.open.push(open);
        self.rank.push(rank);
        self.hashes.push(hash);
        if 2 * self.len() > self.slots.len() {
            self.grow();
        }
        Some(label)
    }

    #[expect(clippy::cast_possible_truncation, reason = "less than the number of slots")]
    fn slot(&self, hash: u64) -> usize {
        (hash % self.slots.len() as u64) as usize
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 4];
        for at in 0..self.len() {
            let mut slot = self.slot(self.hashes[at]);
            while self.slots[slot] != 0 {
                slot = (slot + 1) % self.slots.len();
            }
            self.slots[slot] = u32::try_from(at + 1).unwrap_or(u32::MAX);
        }
    }

    /// The best so many by rank alone, in their order.
    pub(super) fn best(&mut self, most: usize) {
        if self.len() <= most {
            return;
        }
        if most == 0 {
            return self.keep(&[]);
        }
        let mut ranks = self.rank.clone();
        let (_, &mut least, _) = ranks.select_nth_unstable_by(most - 1, |one, other| other.total_cmp(one));
        let better = self.rank.iter().filter(|rank| **rank > least).count();
        // Of those that share the last rank, the first.
        let mut room = most.saturating_sub(better);
        let keep: Vec<usize> = (0..self.len())
            .filter(|&at| {
                let ties = self.rank[at] == least && room > 0;
                room -= usize::from(ties);
                self.rank[at] > least || ties
            })
            .collect();
        self.keep(&keep);
    }

    /// These alone, ascending.
    pub(super) fn keep(&mut self, labels: &[usize]) {
        let parties = self.parties;
        let cuts = self.cuts;
        for (to, &from) in labels.iter().enumerate() {
            self.steps.copy_within(from * parties..(from + 1) * parties, to * parties);
            self.sums.copy_within(from * cuts..(from + 1) * cuts, to * cuts);
            self.open[to] = self.open[from];
            self.rank[to] = self.rank[from];
        }
        self.steps.truncate(labels.len() * parties);
        self.sums.truncate(labels.len() * cuts);
        self.open.truncate(labels.len());
        self.rank.truncate(labels.len());
        // Nothing is put behind them any more.
        self.hashes = Vec::new();
        self.slots = Vec::new();
    }

    /// The steps of all, when nothing else is needed any more.
    pub(super) fn into_steps(self) -> Vec<i64> {
        self.steps
    }
}

/// Multiply and rotate, word by word: numbers here are nobody's choice.
fn hash(steps: &[i64], open: u32) -> u64 {
    let mix = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    let hash = steps.iter().fold(u64::from(open), |hash, &step| mix(hash, step.cast_unsigned()));
    hash ^ (hash >> 32)
}
