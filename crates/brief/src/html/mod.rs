//! The brief as one self-contained HTML file.

mod consent;
mod first;
mod parts;
mod plot;
mod record;
mod slip;
mod text;
mod told;

use maud::{Markup, html};

use crate::model::{Brief, Head};
use crate::page::{self, Document, given};

pub(crate) use slip::slip;

/// Layout of the first page and the annexes.
const CSS: &str = include_str!("brief.css");

/// The brief as an HTML document: the first page, then the annexes A to K, and L and M where there is a plan.
pub fn render(brief: &Brief) -> String {
    let head = &brief.head;
    let (title, running) = (title(head), running(head).join(" \u{b7} "));
    page::document(
        &Document { title: &title, direction: head.direction, running: &running, css: CSS },
        &body(brief),
    )
}

/// What a document of the brief is called.
pub(crate) fn title(head: &Head) -> String {
    format!("{} \u{2013} brief for {}, {}", head.case, head.reader_name, head.as_of.words)
}

/// What stands at the top of every sheet, part by part: of what, for whom, as of when, and the number of the copy.
pub(crate) fn running(head: &Head) -> Vec<String> {
    let mut parts = vec![head.case.clone(), format!("for {}", head.reader_name), head.as_of.words.clone()];
    parts.extend(head.copy.as_ref().map(|copy| format!("copy {copy}")));
    parts
}

/// All that the brief says, as a piece of a page.
pub(crate) fn body(brief: &Brief) -> Markup {
    let head = &brief.head;
    html! {
        (banner(head))
        main id="main" tabindex="-1" {
            (first::page(brief))
            (contents(brief.annexes.told.plan.is_some()))
            (text::annex(&brief.annexes, head))
            (consent::annex(&brief.annexes))
            (plot::annex(&brief.annexes.open_points))
            (record::chronology(&brief.annexes.chronology))
            (plot::indicators(&brief.annexes.indicators))
            (record::doubts(&brief.annexes))
            (told::changes(&brief.annexes.told))
            (told::listings(&brief.annexes.told))
        }
        footer {
            p {
                "For " (given(&head.reader_name)) ", as of " (head.as_of.words) ". Everything here is made from what this reader may "
                "see on that date, and from nothing else: \u{201c}first\u{201d}, \u{201c}last\u{201d} and every count mean in this view. "
                "Silence is never shown as consent."
            }
        }
    }
}

fn banner(head: &Head) -> Markup {
    html! {
        header.banner {
            dl.strip {
                @if let Some(copy) = &head.copy {
                    div { dt { "Copy" } dd { (given(copy)) } }
                }
                div { dt { "As of" } dd { (head.as_of.words) " (" (given(&head.zone)) ")" } }
                div {
                    dt { "Text" }
                    dd {
                        @match &head.draft {
                            Some(draft) => {
                                (given(&draft.title)) ", " (draft.on.words) ", " (draft.language)
                                @if let Some(remark) = draft.standing.remark() { " (" (remark) ")" }
                            }
                            None => "none that this reader has",
                        }
                    }
                }
                div { dt { "Reader" } dd { (given(&head.reader_name)) } }
            }
            @if head.left_out > 0 { p.alarm role="note" { strong { (crate::wording::left_out(head.left_out)) } } }
            h1 dir="auto" { (crate::line::clean(&head.case)) }
        }
    }
}

/// Where the annexes are; L and M only where there is a plan.
fn contents(has_plan: bool) -> Markup {
    let annexes = [
        ("annex-a", "A", "Text and positions"),
        ("annex-b", "B", "Consent by clause"),
        ("annex-c", "C", "Open points over drafts"),
        ("annex-d", "D", "Chronology"),
        ("annex-e", "E", "Indicators"),
        ("annex-f", "F", "Disputed and unknown"),
        ("annex-g", "G", "Changes"),
        ("annex-h", "H", "Texts handed over"),
        ("annex-i", "I", "Promises and questions"),
        ("annex-j", "J", "Silence and sealed answers"),
        ("annex-k", "K", "Languages"),
    ];
    let of_plan =
        [("annex-l", "L", "What a check of the plan finds"), ("annex-m", "M", "How the plan is followed")];
    html! {
        nav.contents aria-label="Annexes" {
            ul.plain {
                @for (id, letter, title) in annexes.iter().chain(of_plan.iter().filter(|_| has_plan)) {
                    li { a href={ "#" (id) } { b { (letter) } " " (title) } }
                }
            }
        }
    }
}
