//! Statements about states: options joined by not, and, or, if, iff.

mod parse;
mod show;

pub use parse::Misread;
pub(crate) use parse::named_in;
pub use show::Shown;
pub(crate) use show::quoted;

/// A statement about a state that is true or false of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// The option of this place is taken.
    Taken(u32),
    /// The statement does not hold.
    Not(Box<Self>),
    /// All of these hold.
    All(Vec<Self>),
    /// At least one of these holds.
    Any(Vec<Self>),
    /// The first holds if the second does: it is false only where the second holds and the first does not.
    If(Box<Self>, Box<Self>),
    /// Both hold or neither does.
    Iff(Box<Self>, Box<Self>),
}

impl Expression {
    /// Whether the statement holds in the state of this bitmask.
    #[must_use]
    pub fn holds(&self, bitmask: u64) -> bool {
        match self {
            Self::Taken(option) => bitmask >> option & 1 == 1,
            Self::Not(one) => !one.holds(bitmask),
            Self::All(all) => all.iter().all(|one| one.holds(bitmask)),
            Self::Any(any) => any.iter().any(|one| one.holds(bitmask)),
            Self::If(then, condition) => then.holds(bitmask) || !condition.holds(bitmask),
            Self::Iff(one, other) => one.holds(bitmask) == other.holds(bitmask),
        }
    }

    /// Whether the statement holds in each of the 64 states whose bitmasks begin at `first`, a multiple of 64: bit b of the result
    /// is for the bitmask `first + b`.
    #[must_use]
    pub fn holds_in_64(&self, first: u64) -> u64 {
        match self {
            Self::Taken(option) => match LOWEST.get(*option as usize) {
                Some(&pattern) => pattern,
                None if first >> option & 1 == 1 => !0,
                None => 0,
            },
            Self::Not(one) => !one.holds_in_64(first),
            Self::All(all) => all.iter().fold(!0, |so_far, one| so_far & one.holds_in_64(first)),
            Self::Any(any) => any.iter().fold(0, |so_far, one| so_far | one.holds_in_64(first)),
            Self::If(then, condition) => then.holds_in_64(first) | !condition.holds_in_64(first),
            Self::Iff(one, other) => !(one.holds_in_64(first) ^ other.holds_in_64(first)),
        }
    }

    /// The bits of the options that the statement names.
    #[must_use]
    pub fn options(&self) -> u64 {
        match self {
            Self::Taken(option) => 1_u64.checked_shl(*option).unwrap_or(0),
            Self::Not(one) => one.options(),
            Self::All(parts) | Self::Any(parts) => parts.iter().fold(0, |bits, part| bits | part.options()),
            Self::If(one, other) | Self::Iff(one, other) => one.options() | other.options(),
        }
    }

    /// How many parts the statement has, options and what joins them: what it takes to see whether it holds.
    #[must_use]
    pub fn parts(&self) -> u64 {
        1 + match self {
            Self::Taken(_) => 0,
            Self::Not(one) => one.parts(),
            Self::All(parts) | Self::Any(parts) => parts.iter().map(Self::parts).sum(),
            Self::If(one, other) | Self::Iff(one, other) => one.parts() + other.parts(),
        }
    }

    /// Whether the statement holds where only the options in `known` are decided, as `bitmask` says; `None` where that is not
    /// decided yet. (It may say `None` where every way to decide the rest comes to the same.)
    #[must_use]
    pub fn holds_so_far(&self, known: u64, bitmask: u64) -> Option<bool> {
        match self {
            Self::Taken(option) => (known >> option & 1 == 1).then_some(bitmask >> option & 1 == 1),
            Self::Not(one) => one.holds_so_far(known, bitmask).map(|holds| !holds),
            Self::All(all) => fold(all, known, bitmask, false),
            Self::Any(any) => fold(any, known, bitmask, true),
            Self::If(then, condition) => {
                match (then.holds_so_far(known, bitmask), condition.holds_so_far(known, bitmask)) {
                    (Some(true), _) | (_, Some(false)) => Some(true),
                    (Some(false), Some(true)) => Some(false),
                    _ => None,
                }
            }
            Self::Iff(one, other) => {
                Some(one.holds_so_far(known, bitmask)? == other.holds_so_far(known, bitmask)?)
            }
        }
    }
}

/// In which of 64 states, by the lowest six bits of their bitmasks, the option of each of those bits is taken.
const LOWEST: [u64; 6] = [
    0xAAAA_AAAA_AAAA_AAAA,
    0xCCCC_CCCC_CCCC_CCCC,
    0xF0F0_F0F0_F0F0_F0F0,
    0xFF00_FF00_FF00_FF00,
    0xFFFF_0000_FFFF_0000,
    0xFFFF_FFFF_0000_0000,
];

/// Whether one of several is `decisive`, which decides for all; or all are otherwise.
fn fold(parts: &[Expression], known: u64, bitmask: u64, decisive: bool) -> Option<bool> {
    let mut undecided = false;
    for part in parts {
        match part.holds_so_far(known, bitmask) {
            Some(holds) if holds == decisive => return Some(decisive),
            Some(_) => {}
            None => undecided = true,
        }
    }
    (!undecided).then_some(!decisive)
}
