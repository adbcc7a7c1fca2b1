//! Annexes C and E: small plots as inline SVG, each beside a table with the same figures and their sources.
//!
//! A plot never stands for itself: its scale begins at zero, every value is written out, and whatever it shows is in the
//! table, too, so that it needs no colour, no script and no eyes.

use maud::{Markup, html};

use super::parts::sources;
use crate::drawing::px;
use crate::line::clean;
use crate::model::{DatedFigure, DraftCount, Indicator};
use crate::page::given;
use crate::wording;

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 130.0;
const LEFT: f64 = 14.0;
const RIGHT: f64 = 326.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 106.0;

pub(super) fn annex(counts: &[DraftCount]) -> Markup {
    html! {
        section.annex.flow aria-labelledby="annex-c" {
            h2 id="annex-c" { "Annex C. Open points over drafts" }
            @if counts.is_empty() { p.none { "No draft with words that this reader may see." } }
            @else {
                figure.plot {
                    figcaption { (wording::COUNTS_BRACKETS) }
                    div.plot-body {
                        @if counts.iter().any(|count| count.open_points.is_some()) { (bars(counts)) }
                        table {
                            caption { "Open points, by draft in order of date, among the drafts that this reader may see." }
                            thead { tr { th scope="col" { "No." } th scope="col" { "Draft" } th scope="col" { "Date" } th.number scope="col" { "Open points" } } }
                            tbody {
                                @for (at, count) in counts.iter().enumerate() {
                                    tr {
                                        td { (at + 1) }
                                        th scope="row" dir="auto" {
                                            (given(&count.draft.title)) " "
                                            @if let Some(remark) = count.draft.standing.remark() { span.remark { "(" (remark) ")" } }
                                        }
                                        td.nowrap { (count.draft.on.words) }
                                        td.number { @match count.open_points { Some(points) => (points), None => span.none { "unknown" } } }
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

fn bars(counts: &[DraftCount]) -> Markup {
    let known = |count: &DraftCount| count.open_points.map(|points| points as f64);
    let most = counts.iter().filter_map(known).fold(1.0, f64::max);
    let step = (RIGHT - LEFT) / counts.len().max(1) as f64;
    let wide = (step * 0.6).min(46.0);
    // With many drafts, figures above every bar would run into each other: the table has them all.
    let every = (22.0 / step).ceil().max(1.0) as usize;
    html! {
        svg.chart role="img" aria-labelledby="chart-c-title chart-c-desc" viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) {
            title id="chart-c-title" { "Open points over drafts: counts brackets, not agreement" }
            desc id="chart-c-desc" {
                @for (at, count) in counts.iter().enumerate() {
                    @if at > 0 { "; " } "draft " (at + 1) ", " (clean(&count.draft.title)) ": "
                    @match count.open_points { Some(points) => (points), None => "unknown" }
                }
            }
            (axis())
            @for (at, count) in counts.iter().enumerate() {
                @let centre = LEFT + step * (at as f64 + 0.5);
                @let height = (BOTTOM - TOP) * known(count).unwrap_or(0.0) / most;
                @let labelled = at % every == 0 || at + 1 == counts.len();
                @if let Some(points) = count.open_points {
                    rect.bar x=(px(centre - wide / 2.0)) y=(px(BOTTOM - height)) width=(px(wide)) height=(px(height)) {}
                    @if labelled { text.value x=(px(centre)) y=(px(BOTTOM - height - 5.0)) text-anchor="middle" { (points) } }
                } @else if labelled {
                    text.value x=(px(centre)) y=(px(BOTTOM - 5.0)) text-anchor="middle" { "?" }
                }
                @if labelled { text.tick x=(px(centre)) y=(px(BOTTOM + 15.0)) text-anchor="middle" { (at + 1) } }
            }
        }
    }
}

fn axis() -> Markup {
    html! { line.axis x1=(px(LEFT)) y1=(px(BOTTOM)) x2=(px(RIGHT)) y2=(px(BOTTOM)) {} }
}

pub(super) fn indicators(indicators: &[Indicator]) -> Markup {
    html! {
        section.annex.flow aria-labelledby="annex-e" {
            h2 id="annex-e" { "Annex E. Indicators" }
            @if indicators.is_empty() { p.none { "No figure that this reader may see." } }
            @else { p.meta {
                "Every figure is as its source gives it, and none is without one."
                span.picture { " Scales begin at zero. A triangle is a lower bound; a hollow mark with a question mark was contradicted, corrected or denied." }
            } }
            @for (at, indicator) in indicators.iter().enumerate() { (one_indicator(at, indicator)) }
        }
    }
}

fn one_indicator(number: usize, indicator: &Indicator) -> Markup {
    let title = format!("plot-e-{number}-title");
    let desc = format!("plot-e-{number}-desc");
    html! {
        figure.plot {
            figcaption dir="auto" {
                h3 { (given(&indicator.indicator)) @if let Some(unit) = &indicator.unit { span.meta { " in " (given(unit)) } } }
            }
            div.plot-body {
                svg.chart role="img" aria-labelledby={ (title) " " (desc) } viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) {
                    title id=(title) { (clean(&indicator.indicator)) }
                    desc id=(desc) {
                        @for (at, figure) in indicator.figures.iter().enumerate() {
                            @if at > 0 { "; " } (figure.on.words) ": " (figure.words)
                        }
                    }
                    (axis())
                    (series(&indicator.figures))
                }
                table {
                    caption { "The figures with their sources." }
                    thead { tr { th scope="col" { "Date" } th.number scope="col" { "Figure" } th scope="col" { "Source" } } }
                    tbody {
                        @for figure in &indicator.figures {
                            tr {
                                th.nowrap scope="row" { (figure.on.words) }
                                td.number dir="auto" { (figure.words) }
                                td { (sources(&figure.sources)) @for remark in &figure.remarks { span.source { (remark) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn series(figures: &[DatedFigure]) -> Markup {
    let first = figures.iter().map(|figure| figure.day).min().unwrap_or(0);
    let last = figures.iter().map(|figure| figure.day).max().unwrap_or(0);
    let top = figures.iter().map(|figure| figure.height).fold(0.0, f64::max);
    let bottom = figures.iter().map(|figure| figure.height).fold(0.0, f64::min);
    let (inner_left, inner_right) = (LEFT + 26.0, RIGHT - 26.0);
    let x = |figure: &DatedFigure| match last - first {
        0 => (inner_left + inner_right) / 2.0,
        days => inner_left + (inner_right - inner_left) * (figure.day - first) as f64 / days as f64,
    };
    let y = |figure: &DatedFigure| match top - bottom {
        range if range > 0.0 && range.is_finite() => {
            BOTTOM - 4.0 - (BOTTOM - TOP - 4.0) * (figure.height - bottom) / range
        }
        _ => BOTTOM - 4.0,
    };
    let points: Vec<(f64, f64, &DatedFigure)> =
        figures.iter().map(|figure| (x(figure), y(figure), figure)).collect();
    // What was contradicted, corrected or denied is hollow, and no line is drawn through it.
    let (plain, doubted): (Vec<_>, Vec<_>) =
        points.into_iter().partition(|(.., figure)| figure.remarks.is_empty());
    let path: Vec<String> = plain.iter().map(|(x, y, _)| format!("{},{}", px(*x), px(*y))).collect();
    let written = labelled(&plain);
    html! {
        polyline.thread points=(path.join(" ")) {}
        @for (at, (x, y, figure)) in plain.iter().enumerate() {
            (dot(*x, *y, figure))
            @if written.contains(&at) {
                text.value x=(px(*x)) y=(px((y - 8.0).max(10.0))) text-anchor="middle" { (sign(figure)) (clean(&figure.value)) }
                text.tick x=(px(*x)) y=(px(BOTTOM + 15.0)) text-anchor="middle" { (figure.on.short) }
            }
        }
        @for (x, y, figure) in &doubted {
            g.doubted { (dot(*x, *y, figure)) }
            text.value x=(px(x + 7.0)) y=(px(y + 3.5)) { (sign(figure)) (clean(&figure.value)) "?" }
        }
    }
}

/// A triangle stands for a figure that is a lower bound.
fn dot(x: f64, y: f64, figure: &DatedFigure) -> Markup {
    html! {
        @if figure.bound == "at_least" || figure.bound == "more_than" {
            path.dot d=(format!("M{} {}l4 7h-8z", px(x), px(y - 4.0))) {}
        } @else {
            circle.dot cx=(px(x)) cy=(px(y)) r="3.2" {}
        }
    }
}

/// Which figures have room for a label: first, last, and between them every one that does not touch another.
fn labelled(points: &[(f64, f64, &DatedFigure)]) -> Vec<usize> {
    const ROOM: f64 = 44.0;
    let Some(last) = points.len().checked_sub(1) else { return Vec::new() };
    let mut written: Vec<usize> = vec![0];
    for at in 1..last {
        let before = written.last().map_or(0.0, |&before| points[before].0);
        if points[at].0 - before >= ROOM && points[last].0 - points[at].0 >= ROOM {
            written.push(at);
        }
    }
    if last > 0 && points[last].0 - points[0].0 >= ROOM {
        written.push(last);
    }
    written
}

fn sign(figure: &DatedFigure) -> &'static str {
    match figure.bound.as_str() {
        "about" => "\u{2248}\u{a0}",
        "at_least" => "\u{2265}\u{a0}",
        "more_than" => ">\u{a0}",
        _ => "",
    }
}
