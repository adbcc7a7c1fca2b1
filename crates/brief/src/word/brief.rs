//! The mediator's brief, and the matrix of a plan, as Word documents.

use maud::Markup;
use onetext_wordml::new::NewDocument;
use onetext_wordml::write::{ACROSS_WIDTH, TEXT_WIDTH, direction_of};

use super::page::{blocks, isolated};
use crate::plan::status::PlanStatus;
use crate::{html, model};

/// What stands at the foot of every sheet: left to right, since its words are English.
const PAGE_OF_PAGES: &str = "\t\u{200e}{page} of {pages}";

/// The brief: the first page, then the annexes, as [`html::render`] has them. Plots are left out; the tables beside them say the
/// same.
pub fn brief(brief: &model::Brief) -> NewDocument {
    let head = &brief.head;
    let sheets = Sheets { title: html::title(head), running: html::running(head), across: false };
    sheets.document(&html::body(brief), &head.language, head.direction)
}

/// How a plan is followed: the matrix as a table on sheets that lie across, and what is reported, as [`PlanStatus::html`] has
/// them.
pub fn plan_matrix(status: &PlanStatus) -> NewDocument {
    let sheets = Sheets { title: status.title(), running: status.running(), across: true };
    sheets.document(&status.body(), &status.language, status.direction)
}

/// What is on every sheet of a document.
struct Sheets {
    title: String,
    /// What stands at their top, part by part.
    running: Vec<String>,
    /// Whether they lie across.
    across: bool,
}

impl Sheets {
    fn document(self, body: &Markup, language: &str, direction: model::Direction) -> NewDocument {
        let direction = super::direction(direction);
        // The line at the top has the direction of its first words.
        let line = direction_of(&self.running.concat()).unwrap_or(direction);
        let running: Vec<String> = self.running.iter().map(|part| isolated(part, line)).collect();
        let room = if self.across { ACROSS_WIDTH } else { TEXT_WIDTH };
        NewDocument {
            title: self.title,
            language: language.to_owned(),
            direction,
            header: running.join(" \u{b7} "),
            footer: PAGE_OF_PAGES.to_owned(),
            across: self.across,
            blocks: blocks(&body.0, direction, room),
            ..NewDocument::default()
        }
    }
}
