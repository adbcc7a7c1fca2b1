//! The timeline as a page: the pictures, and a table with the same for those who do not see them.

use maud::{Markup, html};

use super::chart::{self, sentence};
use super::{Block, Row, Timeline, people};
use crate::model::Direction;
use crate::page::{self, Document, given};

/// Layout of the page: pictures across the sheet, which on a narrow screen can be moved sideways.
const CSS: &str = "\
body { max-width: 76rem; }
.pictures figure { margin: 0 0 1.2rem; break-inside: avoid; overflow-x: auto; }
.pictures .tl { min-width: 58rem; display: block; }
.told { border-inline-start: 4px solid #000; padding-inline-start: 0.8rem; margin-block: 0.8rem; }
.times table { margin-block-end: 1.2rem; }
.times td.when { white-space: normal; color: inherit; font-size: 0.9375em; font-family: inherit; min-width: 9rem; }
.times .said { margin: 0.2rem 0 0; padding: 0; list-style: none; font-weight: normal; }
.times .said li { margin: 0; }
/* On a narrow screen the tables come first: they fit it, and the pictures have to be moved sideways. */
@media screen and (max-width: 40rem) {
  main { display: flex; flex-direction: column; }
  main > * { min-width: 0; }
  .times { order: 1; }
  .pictures { order: 2; }
  .times table, .times tbody, .times tr, .times td, .times th { display: block; width: auto; }
  .times thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .times tr { border-block-end: 1px solid var(--rule); padding-block: 0.4rem; }
  .times th, .times td { border: 0; padding: 0.1rem 0; }
}
@media print {
  @page { size: A4 landscape; }
  .pictures .tl { min-width: 0; }
  .pictures figure { overflow: visible; }
}
";

pub(super) fn page(timeline: &Timeline) -> String {
    let heading = &timeline.heading;
    let title = format!(
        "{} \u{2013} timeline of the plan for {}, {}",
        heading.title, heading.reader_name, heading.as_of_words
    );
    let running =
        format!("{} \u{b7} for {} \u{b7} {}", heading.title, heading.reader_name, heading.as_of_words);
    let charts = chart::figures(timeline);
    let css = format!("{}{CSS}", chart::CSS);
    let body = html! {
        main id="main" tabindex="-1" {
            h1 { (given(&heading.title)) ": when the plan can be carried out" }
            p.meta { "For " (given(&heading.reader_name)) ". As of " (heading.as_of_words) "." }
            @if !timeline.taken.is_empty() {
                ul.plain { @for taken in &timeline.taken { li { "With " (sentence(&taken.line())) } } }
            }
            (told(timeline))
            section.pictures aria-label="Pictures" {
                @for (at, chart) in charts.iter().enumerate() {
                    figure tabindex="0" aria-label=(format!("Picture {}", at + 1)) { (chart) }
                }
                @if !charts.is_empty() { figure { (chart::legend(charts.len())) } }
            }
            (rules(timeline))
            section.times aria-labelledby="times" {
                h2 id="times" { "The same as tables" }
                @for block in &timeline.blocks { (table(block)) }
            }
        }
    };
    let document = Document { title: &title, direction: Direction::Ltr, running: &running, css: &css };
    page::document(&document, &body)
}

fn told(timeline: &Timeline) -> Markup {
    html! {
        div.told {
            p { strong { (timeline.verdict()) } }
            @if let Some(remark) = &timeline.not_by_calendar { p { (sentence(remark)) } }
            @for conflict in &timeline.conflicts {
                p { (conflict.head()) }
                ul { @for claim in &conflict.said { li { (sentence(&claim.words)) } } }
                @for remark in conflict.remarks() { p { (sentence(&remark)) } }
            }
        }
    }
}

fn rules(timeline: &Timeline) -> Markup {
    html! {
        @if !timeline.rules.is_empty() {
            section aria-labelledby="keep" {
                h2 id="keep" { "How to keep what depends on others" }
                ul { @for line in timeline.rules.iter().flat_map(|rule| &rule.words) { li { (sentence(line)) } } }
            }
        }
    }
}

fn table(block: &Block) -> Markup {
    html! {
        h3 dir="auto" { (sentence(&block.title())) }
        @if let Some(line) = block.lasts() { p { (sentence(&line)) } }
        @if !block.rows.is_empty() {
            table {
                thead { tr { th scope="col" { "When" } th scope="col" { "What" } th scope="col" { "Who" } th scope="col" { "Clause" } } }
                tbody { @for row in &block.rows { (table_row(row)) } }
            }
        }
    }
}

fn table_row(row: &Row) -> Markup {
    html! {
        tr {
            td.when { (sentence(&row.window.words)) }
            th scope="row" dir="auto" {
                (sentence(&row.what()))
                @if !row.said.is_empty() {
                    ul.said.meta { @for line in &row.said { li { (sentence(line)) } } }
                }
            }
            td { (sentence(&people(&row.who))) }
            td {
                @for (at, place) in row.entry.clauses.iter().enumerate() {
                    @if at > 0 { ", " } (given(&place.label))
                }
            }
        }
    }
}
