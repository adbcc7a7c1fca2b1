//! Annexes D and F: what happened, with its sources; what is disputed and what is unknown.

use maud::{Markup, html};

use super::parts::{people, said, sources, voice};
use crate::line::clean;
use crate::model::{Annexes, Event, GivenLabel};
use crate::page::{given, line};

pub(super) fn chronology(events: &[Event]) -> Markup {
    html! {
        section.annex aria-labelledby="annex-d" {
            h2 id="annex-d" { "Annex D. Chronology, with sources" }
            @if events.is_empty() { p.none { "Nothing that this reader may see." } }
            @else {
                table.chronology {
                    caption { "Oldest first. Where sources give different dates, each is shown with its source. What is reported is not thereby established." }
                    thead { tr { th scope="col" { "Date" } th scope="col" { "What" } th scope="col" { "Sources" } } }
                    tbody { @for event in events { (row(event)) } }
                }
            }
        }
    }
}

fn row(event: &Event) -> Markup {
    html! {
        tr {
            th scope="row" {
                @for date in &event.dates {
                    span.date {
                        (date.on.words)
                        @if let Some(source) = &date.source { span.source dir="auto" { "according to " (given(source)) } }
                    }
                }
                @if let Some(known) = &event.known { span.source { "known since " (known.words) } }
            }
            td {
                p dir="auto" { (line(&event.what)) @if event.words.is_some() { ":" } }
                @if let Some(words) = &event.words { blockquote dir="auto" { (said(words)) } }
                @if !event.labels.is_empty() {
                    ul.plain.labels aria-label="Labels" { @for label in &event.labels { li dir="auto" { (one_label(label)) } } }
                }
                @if let Some(note) = &event.note { p.meta dir="auto" { "Note: " (given(note)) } }
            }
            td {
                @if event.sources.is_empty() { span.none { "no source recorded" } }
                (sources(&event.sources))
            }
        }
    }
}

fn one_label(label: &GivenLabel) -> Markup {
    html! {
        (people(&label.who)) @if label.own { " (author)" } " calls it " q.words dir="auto" { (clean(&label.label)) }
    }
}

pub(super) fn doubts(annexes: &Annexes) -> Markup {
    html! {
        section.annex.flow aria-labelledby="annex-f" {
            h2 id="annex-f" { "Annex F. Disputed and unknown" }
            h3 { "Disputed" }
            @if annexes.disputed.is_empty() { p.none { "Nothing on record as disputed." } }
            @for one in &annexes.disputed {
                div.dispute {
                    h4 dir="auto" { (line(&one.what)) }
                    div.voices {
                        @for (at, account) in one.voices.iter().enumerate() {
                            div.voice {
                                (voice(account))
                                @if let Some(from) = one.sources.get(at) { (sources(from)) }
                            }
                        }
                    }
                }
            }
            h3 { "Unknown" }
            @if annexes.unknown.is_empty() { p.none { "Nothing on record as unknown." } }
            @else {
                ul { @for one in &annexes.unknown { li dir="auto" { (line(&one.what)) (sources(&one.sources)) } } }
            }
        }
    }
}
