use std::collections::BTreeMap;

use super::Feasible;

/// In which direction an option can be changed by its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It can be taken and dropped again.
    Both,
    /// Once taken it stays taken.
    TakeOnly,
    /// Once dropped it stays dropped.
    DropOnly,
}

/// Something that one decision maker can do or leave (an *option* of the field).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opt {
    /// By what expressions call it: the name itself, where no shorter one was given.
    pub id: String,
    /// Its name as given.
    pub name: String,
    /// The place of its owner among the decision makers.
    pub owner: usize,
    /// In which direction it can be changed.
    pub direction: Direction,
}

/// Options and the combinations of them that can be.
///
/// A state is a bitmask: bit o is set where option o is taken. States are in order of their bitmasks, and the position of a
/// state is its place in that order.
#[derive(Clone, Debug)]
pub struct OptionForm {
    /// The options, at most 64, in the order of their bits.
    pub options: Vec<Opt>,
    /// The combinations that can be.
    pub feasible: Feasible,
    /// Combinations that count as one state with another: the bitmask of each, and the smallest bitmask of those that it is one
    /// with. Empty for most models. The smallest stands for all and is not a key.
    pub coalesced: BTreeMap<u64, u64>,
}

impl OptionForm {
    /// How many states there are; what is coalesced counts once.
    #[must_use]
    pub fn states(&self) -> usize {
        self.feasible.len() - self.coalesced.len()
    }

    /// The states in order, each by the bitmask that stands for it.
    pub fn bitmasks(&self) -> impl Iterator<Item = u64> + '_ {
        self.feasible.iter().filter(|bitmask| !self.coalesced.contains_key(bitmask))
    }

    /// The position of the state that a bitmask stands for or is one with; none where it cannot be.
    #[must_use]
    pub fn position(&self, bitmask: u64) -> Option<usize> {
        let stands = self.coalesced.get(&bitmask).copied().unwrap_or(bitmask);
        Some(self.feasible.place(stands)? - self.coalesced.range(..stands).count())
    }

    /// The bitmask that stands for the state of a position.
    #[must_use]
    pub fn bitmask(&self, position: usize) -> Option<u64> {
        // As many places further on as coalesced combinations stand before it.
        let mut place = position;
        loop {
            let bitmask = self.feasible.at(place)?;
            let further = position + self.coalesced.range(..=bitmask).count();
            if further == place {
                return Some(bitmask);
            }
            place = further;
        }
    }

    /// The bits of the options of a decision maker.
    #[must_use]
    pub fn own(&self, decision_maker: usize) -> u64 {
        self.bits(|option| option.owner == decision_maker)
    }

    /// The bits of the options that stay taken once they are.
    #[must_use]
    pub fn take_only(&self) -> u64 {
        self.bits(|option| option.direction == Direction::TakeOnly)
    }

    /// The bits of the options that stay dropped once they are.
    #[must_use]
    pub fn drop_only(&self) -> u64 {
        self.bits(|option| option.direction == Direction::DropOnly)
    }

    fn bits(&self, which: impl Fn(&Opt) -> bool) -> u64 {
        self.options
            .iter()
            .enumerate()
            .filter(|(_, option)| which(option))
            .fold(0, |bits, (at, _)| bits | 1 << at)
    }
}
