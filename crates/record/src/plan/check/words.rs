//! Entries whose words are not what they were when they were read.

use super::What;
use super::scene::{Found, Scene};
use crate::plan::Content;
use crate::plan::standing::Words;

pub(super) fn found(scene: &Scene<'_, '_>) -> Vec<Found> {
    let is_read = |content: &Content| !matches!(content, Content::Owned(_));
    let mut found = Vec::new();
    for held in scene.entries.iter().filter(|held| is_read(&held.provision.content)) {
        match held.anchored.words {
            Words::Stale | Words::Gone | Words::Unknown => {
                found.push(Found::new(What::Stale(held.anchored.words), held));
            }
            Words::Untied | Words::Same | Words::Confirmed => {}
        }
    }
    found
}
