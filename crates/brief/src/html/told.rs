//! Annexes from G on: changes against each text, deliveries, promises, silence, the plan, analysis.

use maud::{Markup, PreEscaped, html};

use super::parts::people;
use crate::line::Line;
use crate::model::Told;
use crate::page::line;

/// Annex G.
pub(super) fn changes(told: &Told) -> Markup {
    html! {
        section.annex aria-labelledby="annex-g" {
            h2 id="annex-g" { "Annex G. Changes, against which text" }
            @if !told.plans.is_empty() {
                p { "Consent and support rest on different texts:" }
                (list(&told.plans))
            }
            @if told.changes.is_empty() { p.none { "Nobody has put forward a change in this view." } }
            @else {
                table.novelty {
                    caption {
                        "Earliest means earliest in this view. What a change is called is said by whoever called it so. "
                        "Where the exact words of a text are not on record, how they stand in it is unknown."
                        @if told.changes_against_others > 0 {
                            " Texts that nobody has consented to or supported are left out here: " (told.changes_against_others) "."
                        }
                    }
                    thead { tr { th scope="col" { "Change" } th scope="col" { "Called" } th scope="col" { "Against each text" } } }
                    tbody {
                        @for row in &told.changes {
                            tr {
                                th scope="row" dir="auto" {
                                    (line(&row.what))
                                    @if !row.named.is_empty() { span.source { "names " (people(&row.named)) } }
                                }
                                td { (list(&row.called)) }
                                td {
                                    @if row.facts.is_empty() { span.none { "no earlier text in this view" } }
                                    (list(&row.facts))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The annexes that are lists.
pub(super) fn listings(told: &Told) -> Markup {
    html! {
        @for annex in told.listings() {
            @let id = format!("annex-{}", annex.letter.to_lowercase());
            section.annex.flow aria-labelledby=(id) {
                h2 id=(id) { "Annex " (annex.letter) ". " (annex.title) }
                @for (heading, lines) in &annex.lists {
                    @if !lines.is_empty() { h3 { (heading) } (list(lines)) }
                }
                @if let Some(picture) = annex.picture { (PreEscaped(picture)) }
                @if annex.lists.iter().all(|(_, lines)| lines.is_empty()) { p.none { "Nothing that this reader may see." } }
            }
        }
    }
}

fn list(lines: &[Line]) -> Markup {
    html! { ul.plain { @for one in lines { li dir="auto" { (line(one)) } } } }
}
