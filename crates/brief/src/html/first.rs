//! The first page.

use maud::{Markup, html};

use super::consent::cell;
use super::parts::{more, people, said, short_voice, source_kinds};
use crate::line::clean;
use crate::model::{Block, Brief, Changes, Danger, Doubt, FirstPage, Matrix, Next, Seen};
use crate::page::{given, line};
use crate::wording;

pub(super) fn page(brief: &Brief) -> Markup {
    let first = &brief.first_page;
    let met = first.next.as_ref().map_or(0, |next| next.people.len());
    let dense = met > 4 || first.danger.warnings.len() > 2 || first.consent.parties.len() > 4;
    html! {
        div.first.dense[dense] {
            (changed(&first.changed))
            (danger(&first.danger))
            (next(first.next.as_ref()))
            (ask(first))
            (blocks(first))
            (consent(&first.consent))
            (doubts(&first.doubts, first.doubts_more, first.consent.parties.len() > 3))
            (meeting(first))
        }
    }
}

fn changed(changes: &Changes) -> Markup {
    html! {
        section.changed.half aria-labelledby="changed" {
            h2 id="changed" {
                @match &changes.since {
                    Some(since) => { "Changed since the brief of " (since.words) },
                    None => "Changed since the last brief",
                }
            }
            @if changes.since.is_none() {
                p.none { "No earlier brief was named. The chronology is in " a href="#annex-d" { "annex D" } "." }
            } @else if changes.lines.is_empty() {
                p.none { "Nothing that this reader may see." }
            } @else {
                ul.plain {
                    @for change in &changes.lines {
                        li dir="auto" { span.when { (change.on.short) } " " (line(&change.what)) }
                    }
                }
                (more(changes.more, "D"))
            }
        }
    }
}

fn danger(danger: &Danger) -> Markup {
    let quiet = danger.warnings.is_empty() && danger.lapsing.is_empty() && danger.deadlines.is_empty();
    html! {
        section.half.danger aria-labelledby="danger" {
            h2 id="danger" { "Danger" }
            @if quiet { p.none { "No warning in force, no deadline and no offer about to lapse on record." } }
            ul.plain {
                @for warning in &danger.warnings {
                    li dir="auto" {
                        b.alarm { "Warning" } " by " span.who { (people(&warning.by)) }
                        @if !warning.about.is_empty() { ", about " (people(&warning.about)) }
                        @if let Some(words) = &warning.words { ": " (said(words)) }
                        @if let Some(certainty) = &warning.certainty { " Certainty: " (given(certainty)) "." }
                        " " span.when { (warning.on.short) ", " (wording::until(warning.until.as_ref())) }
                        @if !warning.concerns.is_empty() {
                            " Concerns: " @for (at, option) in warning.concerns.iter().enumerate() {
                                @if at > 0 { "; " } (given(option))
                            } "."
                        }
                        " " span.meta { "(" (source_kinds(&warning.sources)) ")" }
                    }
                }
                @for offer in &danger.lapsing {
                    li dir="auto" { b.alarm { "Lapses" } " " span.when { (offer.until.short) } ": " (line(&offer.what)) }
                }
                @for deadline in &danger.deadlines {
                    li dir="auto" { b { "Due" } " " span.when { (deadline.on.short) } ": " (line(&deadline.what)) }
                }
            }
            (more(danger.more, "D"))
        }
    }
}

fn next(next: Option<&Next>) -> Markup {
    html! {
        section aria-labelledby="next" {
            h2 id="next" { "Whom you see next" }
            @match next {
                None => p.none { "No round ahead or running is on record." },
                Some(next) => {
                    p dir="auto" {
                        (wording::round_head(next))
                        @if let Some(place) = &next.place { ", " (given(place)) }
                        @if !next.aims.is_empty() { ". Aims: " (joined(&next.aims)) }
                        @if !next.without_deal.is_empty() { ". Without a deal, as stated: " (joined(&next.without_deal)) }
                        @if !next.absent.is_empty() { ". Not attending: " (people(&next.absent)) }
                        "."
                    }
                    @if next.people.is_empty() { p.none { "No attendee on record." } }
                    div.people { @for person in &next.people { (seen(person)) } }
                    (more(next.more, "D"))
                }
            }
        }
    }
}

fn joined(items: &[String]) -> Markup {
    html! { @for (at, item) in items.iter().enumerate() { @if at > 0 { "; " } (given(item)) } }
}

fn seen(seen: &Seen) -> Markup {
    let bare = seen.holds.is_empty() && seen.promised.is_empty();
    html! {
        div.person {
            p dir="auto" { span.who { (given(&seen.who.name)) } " " span.meta { (seen.roles.join(", ")) } }
            dl.facts {
                div {
                    dt { "Authority" }
                    dd dir="auto" {
                        @match (&seen.principal, &seen.mandate) {
                            (None, None) => span.none { "not recorded" },
                            (principal, mandate) => {
                                @if let Some(principal) = principal {
                                    "decides: " (given(principal))
                                    @if let Some(since) = &seen.principal_since { " (since " (since.short) ")" }
                                }
                                @if principal.is_some() && mandate.is_some() { "; " }
                                @if let Some(mandate) = mandate {
                                    "mandate: " (given(mandate))
                                    @if seen.mandate_is_older { " (from before the present principal)" }
                                }
                            }
                        }
                    }
                }
                div {
                    dt { "Last words" }
                    dd dir="auto" {
                        @match &seen.last_words {
                            None => span.none { "none on record" },
                            Some(last) => {
                                (line(&last.what))
                                @if let Some(words) = &last.words { ": " (said(words)) }
                                @if let Some(through) = &last.through {
                                    " through " (given(&through.name)) @if last.unconfirmed { " (not confirmed)" }
                                }
                                @if let Some(on) = &last.on { " " span.when { (on.short) } }
                            }
                        }
                    }
                }
                div {
                    dt { @if bare { "Holds, promised" } @else { "Holds" } }
                    dd dir="auto" {
                        @if bare { span.none { "nothing on record" } }
                        @else if seen.holds.is_empty() { span.none { "no delivery on record" } }
                        @for (at, held) in seen.holds.iter().enumerate() {
                            @if at > 0 { "; " }
                            (given(&held.title)) ", " (held.language) (wording::held(held)) " " span.when { (held.on.short) }
                        }
                    }
                }
                @if !bare { div {
                    dt { "Promised" }
                    dd dir="auto" {
                        @if seen.promised.is_empty() { span.none { "nothing on record" } }
                        @for (at, promise) in seen.promised.iter().enumerate() {
                            @if at > 0 { "; " }
                            "by " (people(&promise.by)) @if let Some(words) = &promise.words { ": " (said(words)) }
                            " " span.when { (promise.on.short) }
                        }
                        @if seen.more > 0 { " " span.more { "and " (seen.more) " more: " a href="#annex-d" { "annex D" } } }
                    }
                } }
            }
        }
    }
}

fn ask(first: &FirstPage) -> Markup {
    html! {
        section.asks aria-labelledby="ask" {
            h2 id="ask" { "The one ask and the fallback" }
            dl.facts {
                div {
                    dt { "Ask" }
                    dd dir="auto" { (written(first.ask.ask.as_deref())) }
                }
                div {
                    dt { "Fallback" }
                    dd dir="auto" { (written(first.ask.fallback.as_deref())) }
                }
            }
        }
    }
}

fn written(words: Option<&str>) -> Markup {
    html! {
        @match words {
            Some(words) => strong { (given(words)) },
            None => span.none { "not written in the record of the round" },
        }
    }
}

fn blocks(first: &FirstPage) -> Markup {
    html! {
        section aria-labelledby="blocks" {
            h2 id="blocks" { "What blocks" }
            @if first.blocks.is_empty() { p.none { "Nothing on record." } }
            ol.plain.blocks {
                @for block in &first.blocks { (one_block(block)) }
            }
            @if first.blocks_more > 0 { p.more { (in_two(first.blocks_more)) } }
        }
    }
}

/// What parties say of a clause stands in annex A, what others say and what is of no clause in annex D.
fn in_two(count: usize) -> Markup {
    html! { "and " (count) " more: annexes " a href="#annex-a" { "A" } ", " a href="#annex-d" { "D" } }
}

fn one_block(block: &Block) -> Markup {
    html! {
        li.block {
            p.place dir="auto" {
                b { (line(&block.subject)) } " "
                span.meta { (wording::block(block.kind)) }
                @if block.more > 0 { span.meta { (in_two(block.more)) } }
            }
            div.voices {
                @for one in &block.voices { div.voice { (short_voice(one)) } }
            }
        }
    }
}

fn consent(matrix: &Matrix) -> Markup {
    let wide = matrix.parties.len() > 3;
    html! {
        section.consent.half[!wide] aria-labelledby="consent" {
            h2 id="consent" { "Consent" }
            p dir="auto" {
                @match &matrix.rule {
                    Some(rule) => { "Declared rule: " q.words dir="auto" { (clean(rule)) } },
                    None => span.none { "No rule on the whole is declared." },
                }
            }
            @if matrix.parties.is_empty() || matrix.rows.is_empty() {
                p.none { "No party or no text that this reader may see." }
            } @else {
                div.wide tabindex="0" role="region" aria-label="Consent of each party, by group of clauses" {
                    table.matrix {
                        caption.vh { "Consent of each party, by group of clauses" }
                        thead {
                            tr {
                                th scope="col" { "Clauses" }
                                @for party in &matrix.parties { th scope="col" dir="auto" { (given(&party.name)) } }
                            }
                        }
                        tbody {
                            @for row in &matrix.rows {
                                tr {
                                    th scope="row" dir="auto" {
                                        (given(&row.group)) " "
                                        @if row.clauses > 1 { span.count { (row.clauses) span.vh { " clauses" } } }
                                    }
                                    @for one in &row.cells { td { (cell(one, row.clauses)) } }
                                }
                            }
                        }
                    }
                }
                (more(matrix.more, "B"))
                ul.legend aria-label="Letters" {
                    @for entry in &matrix.legend {
                        li {
                            span class={ "mark " (entry.status.as_deref().unwrap_or("flag")) } { (entry.letter) } " " (entry.words)
                        }
                    }
                }
                @if !matrix.different_words.is_empty() {
                    p.alarm dir="auto" {
                        "The parties\u{2019} consent rests on different words: "
                        @for (at, place) in matrix.different_words.iter().enumerate() {
                            @if at > 0 { "; " } (given(&place.label))
                        }
                        @if matrix.different_words_more > 0 { " and " (matrix.different_words_more) " more" }
                        " (" a href="#annex-b" { "annex B" } ")."
                    }
                }
            }
        }
    }
}

fn doubts(doubts: &[Doubt], left: usize, wide: bool) -> Markup {
    html! {
        section.doubts.half[!wide] aria-labelledby="doubts" {
            h2 id="doubts" { "Disputed or unknown, and can hurt you" }
            @if doubts.is_empty() { p.none { "Nothing on record as disputed or unknown." } }
            ul.plain {
                @for doubt in doubts {
                    li dir="auto" {
                        b { @if doubt.disputed { "Disputed" } @else { "Unknown" } } ": " (line(&doubt.what))
                        @if !doubt.voices.is_empty() {
                            div.voices[wide] { @for one in &doubt.voices { div.voice { (short_voice(one)) } } }
                        }
                    }
                }
            }
            (more(left, "F"))
        }
    }
}

fn meeting(first: &FirstPage) -> Markup {
    html! {
        section.last aria-labelledby="meeting" {
            h2 id="meeting" { "Next meeting and press line" }
            dl.facts {
                div {
                    dt { "Next meeting" }
                    dd dir="auto" {
                        @match &first.meeting {
                            Some(meeting) => {
                                @if let Some(on) = &meeting.on { b { (on.words) } " " }
                                (line(&meeting.what))
                            }
                            None => span.none { "none on record" },
                        }
                    }
                }
                div {
                    dt { "Press line" }
                    dd dir="auto" {
                        @match &first.press_line {
                            Some(press) => {
                                (said(&press.words)) " " span.meta { "(" (people(&press.by)) ", " (press.on.words) ")" }
                                @for one in &press.corrected { " " strong { (line(one)) } }
                            }
                            None => span.none { "none agreed on record" },
                        }
                    }
                }
            }
        }
    }
}
