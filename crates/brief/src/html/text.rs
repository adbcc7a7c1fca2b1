//! Annex A: the text with its open points, and the parties' positions in the margin.

use maud::{Markup, html};

use super::consent::letter;
use super::parts::voice;
use crate::line::{clean, clean_part};
use crate::marks;
use crate::model::{Annexes, ClauseText, Direction, Head, PartyPosition, Run, RunKind, Terms, TextAnnex};
use crate::page::{given, line};

pub(super) fn annex(annexes: &Annexes, head: &Head) -> Markup {
    html! {
        section.annex aria-labelledby="annex-a" {
            h2 id="annex-a" { "Annex A. The text with its open points, and positions" }
            @match &annexes.text {
                Some(text) => (body(text)),
                None => p.none { "There is no text that " (given(&head.reader_name)) " may see." },
            }
            @if !annexes.terms.is_empty() { (terms(&annexes.terms)) }
        }
    }
}

fn body(text: &TextAnnex) -> Markup {
    let direction = match text.direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    };
    html! {
        p.meta dir="auto" {
            (given(&text.draft.title)) ", " (text.draft.on.words) ", " (text.draft.language)
            @if let Some(remark) = text.draft.standing.remark() { " \u{2013} " b { (remark) } }
            ". Open words are marked and keep their brackets; alternatives are numbered."
            @if text.clauses.iter().any(|clause| !clause.marks.is_empty()) { " " (marks::WHOSE) }
        }
        div.text {
            @for clause in &text.clauses { (one_clause(clause, &text.draft.lang, direction)) }
        }
    }
}

fn one_clause(clause: &ClauseText, lang: &str, direction: &str) -> Markup {
    let label = |label: &str| html! { @if !label.is_empty() { span.label { (clean(label)) } " " } };
    html! {
        div.clause style={ "--depth:" (clause.depth.min(6)) } {
            @if clause.kind == "heading" {
                h3.clause-words dir="auto" lang=(lang) { (label(&clause.label)) (runs(&clause.runs)) }
            } @else {
                div.clause-words dir=(direction) lang=(lang) { p dir="auto" { (label(&clause.label)) (runs(&clause.runs)) } }
            }
            @let marks = marks::said(&clause.marks);
            @if !marks.is_empty() { p.meta dir="auto" { "In the draft: " (line(&marks)) } }
            @if !clause.positions.is_empty() {
                ul.plain.margin aria-label={ "Positions on " (clean(&clause.path)) } {
                    @for position in &clause.positions { li { (one_position(position)) } }
                }
            }
        }
    }
}

fn runs(runs: &[Run]) -> Markup {
    html! {
        @for run in runs {
            @match run.kind {
                RunKind::Plain => (clean_part(&run.words)),
                kind => {
                    mark class={ "open " (class(kind)) } {
                        span.vh { (spoken(kind, run.alternative)) ": " }
                        @if let Some(number) = run.alternative { sup aria-hidden="true" { (number) } }
                        (clean_part(&run.words))
                        @if !run.attributed.is_empty() { span.meta { " (" (clean(&run.attributed.join(", "))) ")" } }
                        span.vh { " (end)" }
                    }
                }
            }
        }
    }
}

fn class(kind: RunKind) -> &'static str {
    match kind {
        RunKind::Plain => "plain",
        RunKind::Optional => "optional",
        RunKind::Alternative => "alternative",
        RunKind::Placeholder => "placeholder",
    }
}

fn spoken(kind: RunKind, alternative: Option<usize>) -> String {
    match (kind, alternative) {
        (RunKind::Alternative, Some(number)) => format!("alternative {number}"),
        (RunKind::Placeholder, _) => "not written yet".to_owned(),
        _ => "may stand or fall".to_owned(),
    }
}

fn one_position(position: &PartyPosition) -> Markup {
    html! {
        p dir="auto" {
            (letter(&position.status.status, &position.status.letter, "", position.stale, position.flagged)) " "
            span.who { (given(&position.party.name)) } " " (position.status.words)
            @for remark in &position.remarks { "; " (line(remark)) }
        }
        @for one in &position.voices { div.voice { (voice(one)) } }
    }
}

fn terms(terms: &[Terms]) -> Markup {
    html! {
        h3 { "Words for the same thing" }
        table {
            caption { "The word that this case uses, and the words of those who take part." }
            thead { tr { th scope="col" { "This case" } th scope="col" { "Who says what" } } }
            tbody {
                @for term in terms {
                    tr {
                        th scope="row" dir="auto" { (clean(&term.neutral)) }
                        td dir="auto" {
                            @for (at, (who, words)) in term.words.iter().enumerate() {
                                @if at > 0 { "; " } (given(&who.name)) ": " q.words dir="auto" { (clean(words)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
