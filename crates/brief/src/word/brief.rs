//! The mediator's brief as a Word document.

use onetext_wordml::new::NewDocument;
use onetext_wordml::write::{TEXT_WIDTH, direction_of};

use super::page::{blocks, isolated};
use super::{PAGE_OF_PAGES, direction};
use crate::html;
use crate::model::Brief;

/// The brief: the first page, then the annexes, as [`html::render`] has them. Plots are left out; the tables beside them say the
/// same.
pub fn brief(brief: &Brief) -> NewDocument {
    let direction = direction(brief.head.direction);
    let running = html::running(&brief.head);
    let line = direction_of(&running.concat()).unwrap_or(direction);
    NewDocument {
        title: html::title(&brief.head),
        language: brief.head.language.clone(),
        direction,
        // The line has the direction of its first words.
        header: running.iter().map(|part| isolated(part, line)).collect::<Vec<_>>().join(" \u{b7} "),
        footer: PAGE_OF_PAGES.to_owned(),
        blocks: blocks(&html::body(brief).into_string(), direction, TEXT_WIDTH),
        ..NewDocument::default()
    }
}
