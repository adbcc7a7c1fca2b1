//! Annex B: consent by clause with its history; and the cells of the matrix.

use maud::{Markup, html};

use super::parts::{more, people, said, sources};
use crate::model::{Annexes, Cell, ClauseConsent, HistoryEntry, Mark, PartyConsent};
use crate::page::{given, line};
use crate::wording;

/// The letters of a cell, with the same in words for whoever does not see them.
pub(super) fn cell(cell: &Cell, clauses: usize) -> Markup {
    html! {
        @for one in &cell.marks {
            (mark(one))
            @if clauses > 1 {
                span.count {
                    span aria-hidden="true" { (one.count) "/" (clauses) }
                    span.vh { ", " (one.count) " of " (clauses) " clauses; " }
                }
            }
        }
    }
}

fn mark(mark: &Mark) -> Markup {
    letter(&mark.status.status, &mark.status.letter, &mark.status.words, mark.stale, mark.flagged)
}

/// One letter in its frame.
pub(super) fn letter(status: &str, letter: &str, words: &str, stale: bool, flagged: bool) -> Markup {
    let class = if stale { format!("mark {status} stale") } else { format!("mark {status}") };
    html! {
        span class=(class) aria-hidden="true" {
            (letter) @if stale { (wording::STALE) } @if flagged { (wording::FLAGGED) }
        }
        span.vh {
            (words)
            @if stale { ", " (wording::STALE_WORDS) }
            @if flagged { ", " (wording::FLAGGED_WORDS) }
        }
    }
}

pub(super) fn annex(annexes: &Annexes) -> Markup {
    html! {
        section.annex aria-labelledby="annex-b" {
            h2 id="annex-b" { "Annex B. Consent by clause, and its history" }
            p.meta { "Consent is to exact words of one draft, or says that it is to a concept. What is given here is as recorded; nothing is inferred from silence." }
            @if !annexes.different_words.is_empty() {
                h3 { "Consent that rests on different words" }
                ul {
                    @for two in &annexes.different_words {
                        li dir="auto" {
                            b { (given(&two.place.label)) }
                            div.voices {
                                @for wording in &two.wordings {
                                    div.voice {
                                        p dir="auto" { span.who { (people(&wording.parties)) } " on " (given(&wording.draft)) }
                                        @if let Some(words) = &wording.words { blockquote dir="auto" { (said(words)) } }
                                        @if !wording.chosen.is_empty() {
                                            p.meta dir="auto" {
                                                "chosen: "
                                                @for (at, words) in wording.chosen.iter().enumerate() {
                                                    @if at > 0 { ", " } (line(words))
                                                }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if annexes.consent.is_empty() { p.none { "No text that this reader may see." } }
            @for clause in &annexes.consent { (one_clause(clause)) }
            @if !annexes.elsewhere.is_empty() {
                h3 { "Consent and refusals that lead to no clause of the present text" }
                ol.plain.history { @for entry in &annexes.elsewhere { li { (history(entry)) } } }
            }
        }
    }
}

fn one_clause(consent: &ClauseConsent) -> Markup {
    html! {
        section.clause-consent {
            h3 dir="auto" {
                @for (at, clause) in consent.clauses.iter().enumerate() {
                    @if at > 0 { ", " } (given(&clause.place.label))
                }
            }
            @if let [clause] = consent.clauses.as_slice() && let Some(words) = &clause.words {
                p.meta dir="auto" { (said(words)) }
            }
            @for party in &consent.parties { (one_party(party)) }
        }
    }
}

fn one_party(party: &PartyConsent) -> Markup {
    let has = |flag: &str| party.flags.iter().any(|name| name == flag);
    let stale = has("stale");
    let flagged = party.flags.iter().any(|name| name != "stale");
    html! {
        div.party-consent {
            p dir="auto" {
                (letter(&party.status.status, &party.status.letter, "", stale, flagged)) " "
                span.who { (given(&party.party.name)) } ": " (party.status.words)
                @if !party.flag_words.is_empty() { " \u{2013} " b { (party.flag_words.join("; ")) } }
            }
            @if let Some(note) = &party.note { p.meta.history dir="auto" { (given(note)) } }
            (more(party.history_more, "D"))
            @if !party.history.is_empty() {
                ol.plain.history { @for entry in &party.history { li { (history(entry)) } } }
            }
        }
    }
}

fn history(entry: &HistoryEntry) -> Markup {
    html! {
        p dir="auto" {
            span.when { (entry.on.words) } " " span.who { (people(&entry.by)) } " " (line(&entry.what))
            @if let Some(words) = &entry.words { ": " (said(words)) }
        }
        @if let Some(given_to) = &entry.given_to { p.meta dir="auto" { "Given to the words " (said(given_to)) } }
        @for condition in &entry.conditions { p.meta dir="auto" { "On condition: " (line(condition)) } }
        (sources(&entry.sources))
    }
}
