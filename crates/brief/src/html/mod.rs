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

use crate::model::{Brief, Head, Told};
use crate::page::{self, Document, given};

pub(crate) use slip::slip;

/// Layout of the first page and the annexes.
const CSS: &str = include_str!("brief.css");

/// The brief as an HTML document: the first page, then the annexes: A to K, L and M where there is a plan, and what follows where
/// the reader has analysis.
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
            (contents(&brief.annexes.told))
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

/// Where the annexes are.
fn contents(told: &Told) -> Markup {
    let first = [
        ("A", "Text and positions"),
        ("B", "Consent by clause"),
        ("C", "Open points over drafts"),
        ("D", "Chronology"),
        ("E", "Indicators"),
        ("F", "Disputed and unknown"),
        ("G", "Changes"),
    ];
    let listings = told.listings();
    let listed = listings.iter().map(|listing| (listing.letter, listing.short));
    html! {
        nav.contents aria-label="Annexes" {
            ul.plain {
                @for (letter, title) in first.into_iter().chain(listed) {
                    li { a href={ "#annex-" (letter.to_lowercase()) } { b { (letter) } " " (title) } }
                }
            }
        }
    }
}
