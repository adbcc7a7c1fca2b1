//! The brief in a terminal: the same as every other rendering, wrapped to a width, coloured only if asked.

mod annexes;
mod first;
pub(crate) mod parts;
mod told;

use crate::line::Line;
use crate::model::Brief;
use crate::paper::{Ink, Paper, isolate};

/// What happened, with its sources.
pub(crate) fn events(paper: &mut Paper, events: &[crate::model::Event]) {
    annexes::events(paper, events);
}

/// Where a party stands, with its history.
pub(crate) fn party_consent(paper: &mut Paper, party: &crate::model::PartyConsent) {
    annexes::party_consent(paper, party);
}

/// Consent to words, with the words.
pub(crate) fn on_words(line: Line, wording: &crate::model::Wording) -> Line {
    annexes::on_words(line, wording)
}

/// Who says what.
pub(crate) fn voice(voice: &crate::model::Voice) -> Line {
    parts::voice(voice)
}

pub(crate) use parts::said;

/// The brief as text of `width` columns; `colour` adds terminal colours.
pub fn render(brief: &Brief, width: usize, colour: bool) -> String {
    let mut paper = Paper::new(width, colour);
    let head = &brief.head;
    if let Some(copy) = &head.copy {
        paper.paragraph(&format!("Copy: {}", isolate(copy)));
    }
    if head.left_out > 0 {
        paper.inked(Ink::Alarm, 0, &crate::wording::left_out(head.left_out));
    }
    paper.paragraph(&format!("As of: {} ({})", head.as_of.words, isolate(&head.zone)));
    let text = match &head.draft {
        Some(draft) => {
            let remark = draft.standing.remark().map_or_else(String::new, |remark| format!(" ({remark})"));
            format!("{}, {}, {}{remark}", isolate(&draft.title), draft.on.words, draft.language)
        }
        None => "none that this reader has".to_owned(),
    };
    paper.paragraph(&format!("Text: {text}"));
    paper.paragraph(&format!("Reader: {}", isolate(&head.reader_name)));
    paper.blank();
    paper.title(&isolate(&head.case));
    first::write(&mut paper, &brief.first_page);
    annexes::write(&mut paper, &brief.annexes);
    paper.blank();
    let foot = Line::new()
        .text("For ")
        .given(&head.reader_name)
        .text(", as of ")
        .text(&head.as_of.words)
        .text(". First, last and every count mean in this view. Silence is never shown as consent.");
    paper.inked(Ink::Faint, 0, foot.isolated());
    paper.finish()
}
