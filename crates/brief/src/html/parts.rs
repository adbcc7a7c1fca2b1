//! Small pieces that several parts of the page share.

use maud::{Markup, html};

use crate::model::{Person, Said, SourceSaid, Voice};
use crate::page::{given, line};

/// Names with commas between.
pub(super) fn people(people: &[Person]) -> Markup {
    html! {
        @for (at, person) in people.iter().enumerate() {
            @if at > 0 { @if at + 1 == people.len() { " and " } @else { ", " } }
            (given(&person.name))
        }
    }
}

/// Words in quotation marks, in their own direction, with what has to be said beside them.
pub(super) fn said(said: &Said) -> Markup {
    html! {
        q.words dir="auto" lang=[said.lang.as_deref()] { (said.words) }
        @if let Some(remark) = said.remark() { " " span.remark { "(" (remark) ")" } }
    }
}

/// Sources, each on its own line with its kind.
pub(super) fn sources(sources: &[SourceSaid]) -> Markup {
    html! {
        @for source in sources {
            span.source dir="auto" { (line(&source.line())) }
        }
    }
}

/// Kinds of sources: who they are is in the chronology.
pub(super) fn source_kinds(sources: &[SourceSaid]) -> Markup {
    html! {
        @if sources.is_empty() { "no source recorded" }
        @for (at, source) in sources.iter().enumerate() {
            @if at > 0 { "; " } (source.kind_words)
        }
    }
}

/// Who says what in whose words, on as little room as it takes.
pub(super) fn short_voice(voice: &Voice) -> Markup {
    html! {
        p dir="auto" {
            @if !voice.who.is_empty() { span.who { (people(&voice.who)) } " " }
            (line(&voice.what))
            @if voice.unconfirmed { " (not confirmed)" }
            @if let Some(on) = &voice.on { ", " span.when { (on.short) } }
            @if let Some(words) = &voice.words { ": " (said(words)) }
        }
    }
}

/// Who says what in whose words.
pub(super) fn voice(voice: &Voice) -> Markup {
    html! {
        p.voice-who dir="auto" {
            @if !voice.who.is_empty() { span.who { (people(&voice.who)) } " " }
            (line(&voice.what))
            @if let Some(through) = &voice.through {
                ", through " (given(&through.name))
                @if voice.unconfirmed { " (not confirmed)" }
            }
            @if let Some(on) = &voice.on { " " span.when { (on.words) } }
        }
        @if let Some(words) = &voice.words {
            blockquote dir="auto" { (said(words)) }
        }
    }
}

/// What was left to an annex.
pub(super) fn more(count: usize, annex: &str) -> Markup {
    html! {
        @if count > 0 {
            p.more { "and " (count) " more: " a href={ "#annex-" (annex.to_lowercase()) } { "annex " (annex) } }
        }
    }
}
