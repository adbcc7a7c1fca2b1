//! How a decision maker compares any two states.

/// How one state compares with another for a decision maker.
///
/// Strength: Hamouda, Kilgour and Hipel (2004). Unknown: Li, Hipel, Kilgour and Fang (2004).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Compared {
    /// Much preferred (≫).
    MuchBetter,
    /// Preferred, but not much (>).
    Better,
    /// Preferred alike (~).
    Same,
    /// The other is preferred, but not much.
    Worse,
    /// The other is much preferred.
    MuchWorse,
    /// It is not known which is preferred (U).
    Unknown,
}

impl Compared {
    /// The same comparison seen from the other state.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::MuchBetter => Self::MuchWorse,
            Self::Better => Self::Worse,
            Self::Same => Self::Same,
            Self::Worse => Self::Better,
            Self::MuchWorse => Self::MuchBetter,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Whether the state is preferred, much or not.
    #[must_use]
    pub const fn is_better(self) -> bool {
        matches!(self, Self::Better | Self::MuchBetter)
    }
}

/// What a decision maker prefers among the states of a graph, by position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// All is known: a state of a higher level is preferred, and two of one level alike.
    Levels {
        /// The level of each state.
        level: Vec<u32>,
        /// Where strength is given: which stretch of levels each state lies in. Higher stretches hold higher levels; a state in
        /// a higher stretch is much preferred.
        stretch: Option<Vec<u32>>,
    },
    /// Every pair has its own comparison.
    Table(Pairs),
}

impl Relation {
    /// How state `one` compares with state `other`.
    ///
    /// # Panics
    /// Never: states beyond the relation compare as the same.
    #[must_use]
    pub fn compare(&self, one: usize, other: usize) -> Compared {
        match self {
            Self::Levels { level, stretch } => {
                let much = stretch.as_ref().is_some_and(|stretch| stretch.get(one) != stretch.get(other));
                match level.get(one).cmp(&level.get(other)) {
                    std::cmp::Ordering::Greater if much => Compared::MuchBetter,
                    std::cmp::Ordering::Greater => Compared::Better,
                    std::cmp::Ordering::Equal => Compared::Same,
                    std::cmp::Ordering::Less if much => Compared::MuchWorse,
                    std::cmp::Ordering::Less => Compared::Worse,
                }
            }
            Self::Table(pairs) => pairs.compare(one, other),
        }
    }

    /// Whether every pair of states is known.
    #[must_use]
    pub fn is_known(&self) -> bool {
        match self {
            Self::Levels { .. } => true,
            Self::Table(pairs) => pairs.cells.iter().all(|cell| *cell != Compared::Unknown),
        }
    }
}

/// A comparison for every pair of states: as many bytes as there are pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairs {
    states: usize,
    cells: Vec<Compared>,
}

impl Pairs {
    /// Nothing known about any two of `states` states.
    #[must_use]
    pub fn unknown(states: usize) -> Self {
        let mut pairs = Self { states, cells: vec![Compared::Unknown; states * states] };
        (0..states).for_each(|state| pairs.set(state, state, Compared::Same));
        pairs
    }

    /// How many states are compared.
    #[must_use]
    pub const fn states(&self) -> usize {
        self.states
    }

    /// How state `one` compares with state `other`.
    #[must_use]
    pub fn compare(&self, one: usize, other: usize) -> Compared {
        self.cells.get(one * self.states + other).copied().unwrap_or(Compared::Same)
    }

    /// Let `one` compare with `other` so, and `other` with `one` the other way round.
    pub fn set(&mut self, one: usize, other: usize, compared: Compared) {
        for (from, to, compared) in [(one, other, compared), (other, one, compared.turned())] {
            if let Some(cell) = self.cells.get_mut(from * self.states + to) {
                *cell = compared;
            }
        }
    }
}
