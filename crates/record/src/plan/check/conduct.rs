//! The same conduct commanded and forbidden.

use super::scene::{Found, Scene};

pub(super) fn found(_scene: &Scene<'_, '_>) -> Vec<Found> {
    Vec::new()
}
