//! What counts as an improvement, as a sanction, as an escape: the one difference between the kinds of stability.

use crate::relation::{Compared, Relation};

/// Some of the ways in which two states compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Among(u8);

impl Among {
    pub(super) const BETTER: Self = Self::of(&[Compared::Better, Compared::MuchBetter]);
    pub(super) const UNKNOWN: Self = Self::of(&[Compared::Unknown]);

    pub(super) const fn of(all: &[Compared]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < all.len() {
            bits |= 1 << all[at] as u8;
            at += 1;
        }
        Self(bits)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn not(self) -> Self {
        Self(!self.0)
    }

    pub(super) const fn holds(self, compared: Compared) -> bool {
        self.0 >> compared as u8 & 1 == 1
    }

    const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// A kind of stability: the same four steps, each with its own idea of what counts. A state that is reached is compared with the
/// state that was left, except for `answers`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// What the decision maker would leave the state for.
    pub(super) leaves: Among,
    /// What deters it, when the others bring it about.
    pub(super) sanctions: Among,
    /// What it may still escape to after a sanction.
    pub(super) escapes: Among,
    /// How a state compares, for one of the others, with the state it moves from, where its sanctions are to be improvements.
    pub(super) answers: Among,
}

impl Rule {
    /// The definitions for known preferences (Fang, Hipel and Kilgour 1993, chapter 3).
    pub(super) const GENERAL: Self = Self {
        leaves: Among::BETTER,
        sanctions: Among::BETTER.not(),
        escapes: Among::BETTER,
        answers: Among::BETTER,
    };

    /// Strong stability (Hamouda, Kilgour and Hipel 2004): only what is much worse deters.
    pub(super) const STRONG: Self = Self {
        leaves: Among::BETTER,
        sanctions: Among::of(&[Compared::MuchWorse]),
        escapes: Among::of(&[Compared::MuchWorse]).not(),
        answers: Among::BETTER,
    };

    /// Numbers that do the work of the comparison, where there are such: a state deters where its number is at most what `most`
    /// allows for the state left.
    pub(super) fn scale<'a>(&self, relation: &'a Relation) -> Option<Scale<'a>> {
        let Relation::Levels { level, stretch } = relation else { return None };
        let known = self.among_known();
        if known == Self::GENERAL.among_known() {
            Some(Scale { numbers: level, strictly: false })
        } else if known == Self::STRONG.among_known() {
            // Without strength nothing is much worse: no number is below that of the state left.
            stretch.as_ref().map(|stretch| Scale { numbers: stretch, strictly: true })
        } else {
            None
        }
    }

    fn among_known(&self) -> Self {
        Self {
            leaves: self.leaves.without(Among::UNKNOWN),
            sanctions: self.sanctions.without(Among::UNKNOWN),
            escapes: self.escapes.without(Among::UNKNOWN),
            answers: self.answers.without(Among::UNKNOWN),
        }
    }
}

/// A number for each state, such that what deters from leaving a state are the states with at most its number, or with less.
#[derive(Clone, Copy)]
pub(super) struct Scale<'a> {
    pub(super) numbers: &'a [u32],
    strictly: bool,
}

impl Scale<'_> {
    /// Whether something of this number deters from leaving `state`.
    pub(super) fn deters(&self, number: u32, state: usize) -> bool {
        let own = self.numbers[state];
        if self.strictly { number < own } else { number <= own }
    }
}
