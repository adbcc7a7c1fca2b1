//! A slip for one conversation: what may be said, what only as one's own idea, and what not.

use maud::{Markup, html};

use super::parts::{said, sources};
use crate::may_say::{Item, MaySay};
use crate::model::Direction;
use crate::page::{self, Document, line};

/// Layout of a slip: lists that stay together on paper.
const CSS: &str = "\
.slip h2 small { font-weight: normal; }
.slip ol { padding-inline-start: 1.4em; }
.slip li { break-inside: avoid; margin-block-end: 0.7em; }
.slip blockquote { margin: 0.2em 0 0.2em 1em; }
";

/// A slip as an HTML document.
pub(crate) fn slip(slip: &MaySay) -> String {
    let title = format!("{} \u{2013} what may be said to {}", slip.heading.title, slip.to_name);
    let running = format!(
        "{} \u{b7} for {} \u{b7} {}",
        slip.heading.title, slip.heading.reader_name, slip.heading.as_of_words
    );
    let body = html! {
        main.slip id="main" tabindex="-1" {
            h1 dir="auto" { (crate::line::clean(&slip.heading.title)) ": what may be said" }
            p { (line(&slip.head())) }
            @for (title, remark, items) in slip.lists() { (list(title, remark, items)) }
        }
    };
    page::document(&Document { title: &title, direction: Direction::Ltr, running: &running, css: CSS }, &body)
}

fn list(title: &str, remark: &str, items: &[Item]) -> Markup {
    html! {
        section {
            h2 { (title) " " small { "(" (remark) ")" } }
            @if items.is_empty() { p.none { "Nothing." } }
            ol {
                @for item in items {
                    li {
                        span dir="auto" {
                            @for date in &item.event.dates { (date.on.short) ": " }
                            (line(&item.event.what))
                        }
                        @if let Some(words) = &item.event.words { blockquote dir="auto" { (said(words)) } }
                        p.meta dir="auto" { (line(&item.remark())) }
                        (sources(&item.event.sources))
                    }
                }
            }
        }
    }
}
