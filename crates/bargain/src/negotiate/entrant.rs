//! Who can be sent to a negotiation, by name.

use super::alternating::Negotiator;
use super::ballot::Voter;
use std::fmt;
use std::sync::Arc;

/// Somebody who can be sent to any number of sessions: each time a fresh party, which remembers nothing of the others.
pub struct Entrant<P: ?Sized> {
    name: String,
    make: Arc<dyn Fn() -> Box<P> + Send + Sync>,
}

impl<P: ?Sized> Clone for Entrant<P> {
    fn clone(&self) -> Self {
        Self { name: self.name.clone(), make: Arc::clone(&self.make) }
    }
}

impl<P: ?Sized> fmt::Debug for Entrant<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entrant").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<P: ?Sized> Entrant<P> {
    /// Somebody of this name; `make` makes a fresh party for a session.
    pub fn new(name: impl Into<String>, make: impl Fn() -> Box<P> + Send + Sync + 'static) -> Self {
        Self { name: name.into(), make: Arc::new(make) }
    }

    /// What results call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A fresh party for one session.
    #[must_use]
    pub fn party(&self) -> Box<P> {
        (self.make)()
    }
}

impl Entrant<dyn Negotiator> {
    /// A negotiator for alternating offers; `make` makes a fresh one for a session.
    pub fn negotiator<N: Negotiator + 'static>(
        name: impl Into<String>,
        make: impl Fn() -> N + Send + Sync + 'static,
    ) -> Self {
        Self::new(name, move || Box::new(make()))
    }
}

impl Entrant<dyn Voter> {
    /// A voter for a single text; `make` makes a fresh one for a session.
    pub fn voter<V: Voter + 'static>(
        name: impl Into<String>,
        make: impl Fn() -> V + Send + Sync + 'static,
    ) -> Self {
        Self::new(name, move || Box::new(make()))
    }
}

/// Why a name stands for nobody.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnknownEntrant {
    /// Nobody is called so.
    #[error("nobody is called {given:?}{}; there are {}", .like.as_ref().map_or_else(String::new, |like| format!(": did you mean {like}?")), .all.join(", "))]
    Nobody {
        /// As given.
        given: String,
        /// Whose name is nearest.
        like: Option<&'static str>,
        /// All names.
        all: Vec<&'static str>,
    },
    /// What follows the colon does not fit.
    #[error("{given:?}: {expects}")]
    Parameter {
        /// As given.
        given: String,
        /// What would fit.
        expects: &'static str,
    },
}

impl UnknownEntrant {
    /// Nobody of `all` is called so.
    pub(super) fn nobody(given: &str, all: &[&'static str]) -> Self {
        let distance = |name: &&'static str| strsim::damerau_levenshtein(&given.to_lowercase(), name);
        let like =
            all.iter().copied().min_by_key(distance).filter(|name| distance(name) <= 1 + name.len() / 3);
        Self::Nobody { given: given.to_owned(), like, all: all.to_vec() }
    }
}

/// A name, and the number after its colon or else the usual one.
pub(super) fn number(
    given: &str,
    parameter: Option<&str>,
    usual: f64,
    fits: impl Fn(f64) -> bool,
    expects: &'static str,
) -> Result<f64, UnknownEntrant> {
    match parameter {
        None => Ok(usual),
        Some(text) => text
            .parse()
            .ok()
            .filter(|&number: &f64| number.is_finite() && fits(number))
            .ok_or_else(|| UnknownEntrant::Parameter { given: given.to_owned(), expects }),
    }
}

/// Nothing may follow the name.
pub(super) fn bare(given: &str, parameter: Option<&str>) -> Result<(), UnknownEntrant> {
    match parameter {
        None => Ok(()),
        Some(_) => Err(UnknownEntrant::Parameter {
            given: given.to_owned(),
            expects: "nothing can follow this name",
        }),
    }
}
