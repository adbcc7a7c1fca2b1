//! A frontier as a picture: every two parties against each other, each point a dot.

use maud::{Markup, html};
use onetext_bargain::analysis::FrontierReport;

use crate::drawing::{clipped, px, staircase};

/// The side of one square of dots.
const SIDE: f64 = 300.0;
/// Around each square: room for its axes.
const LEFT: f64 = 60.0;
const TOP: f64 = 30.0;
const RIGHT: f64 = 20.0;
const BOTTOM: f64 = 46.0;
/// Above all squares: room for the title.
const TITLE: f64 = 28.0;
/// More dots than this cannot be told apart in a square.
const DOTS: usize = 4_000;
/// A party's name is cut at so many characters.
const NAME: usize = 36;

/// The picture; nothing for fewer than two parties.
pub(super) fn of(report: &FrontierReport) -> Option<String> {
    let parties = report.parties.len();
    let pairs: Vec<(usize, usize)> =
        (0..parties).flat_map(|one| (one + 1..parties).map(move |other| (one, other))).collect();
    if pairs.is_empty() {
        return None;
    }
    let columns = if pairs.len() == 1 { 1 } else { 2.max(parties - 1).min(3) };
    let rows = pairs.len().div_ceil(columns);
    let (across, down) = (LEFT + SIDE + RIGHT, TOP + SIDE + BOTTOM);
    let (width, height) = (across * columns as f64, TITLE + down * rows as f64);
    let title = format!("Pareto frontier: {} points of {} outcomes", report.frontier_size, report.outcomes);
    let every = report.frontier.len().div_ceil(DOTS).max(1);
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height)
            font-family="'DejaVu Sans', 'Noto Sans', Arial, sans-serif" font-size="12" {
            title { (title) }
            rect width="100%" height="100%" fill="white" {}
            text x=(LEFT) y="20" font-size="14" font-weight="bold" {
                "Pareto frontier"
                @if !report.exact { " (within " (format!("{:.4}", report.epsilon)) ")" }
            }
            @for (at, &pair) in pairs.iter().enumerate() {
                g transform=(format!("translate({} {})", across * (at % columns) as f64, TITLE + down * (at / columns) as f64)) {
                    (square(report, pair, every))
                }
            }
        }
    };
    Some(svg.into_string())
}

fn square(report: &FrontierReport, (one, other): (usize, usize), every: usize) -> Markup {
    let points: Vec<(f64, f64)> = report
        .frontier
        .iter()
        .step_by(every)
        .map(|point| (point.utilities[one], point.utilities[other]))
        .collect();
    let (across, up) = (Axis::over(points.iter().map(|p| p.0)), Axis::over(points.iter().map(|p| p.1)));
    let x = |value: f64| LEFT + SIDE * across.part(value);
    let y = |value: f64| TOP + SIDE * (1.0 - up.part(value));
    html! {
        @for mark in across.marks() {
            line x1=(px(x(mark))) x2=(px(x(mark))) y1=(px(TOP)) y2=(px(TOP + SIDE)) stroke="#ddd" {}
            text x=(px(x(mark))) y=(px(TOP + SIDE + 16.0)) text-anchor="middle" { (across.told(mark)) }
        }
        @for mark in up.marks() {
            line x1=(px(LEFT)) x2=(px(LEFT + SIDE)) y1=(px(y(mark))) y2=(px(y(mark))) stroke="#ddd" {}
            text x=(px(LEFT - 6.0)) y=(px(y(mark) + 4.0)) text-anchor="end" { (up.told(mark)) }
        }
        rect x=(LEFT) y=(TOP) width=(SIDE) height=(SIDE) fill="none" stroke="#888" {}
        // With two parties the frontier is a line that steps down; with more, what is seen of it is a cloud.
        @if report.parties.len() == 2 && report.exact {
            @let steps: Vec<String> = staircase(&points).into_iter().map(|(u, v)| format!("{},{}", px(x(u)), px(y(v)))).collect();
            polyline points=(steps.join(" ")) fill="none" stroke="#000" stroke-opacity="0.35" {}
        }
        @for &(u, v) in &points {
            circle cx=(px(x(u))) cy=(px(y(v))) r="2.2" fill="#000" fill-opacity=(if points.len() > 400 { "0.35" } else { "0.75" }) {}
        }
        text x=(px(LEFT + SIDE / 2.0)) y=(px(TOP + SIDE + 36.0)) text-anchor="middle" { (clipped(&report.parties[one], NAME)) " \u{2192}" }
        text x=(px(LEFT)) y=(px(TOP - 8.0)) { "\u{2191} " (clipped(&report.parties[other], NAME)) }
    }
}

/// A range of utilities and round numbers in it.
struct Axis {
    low: f64,
    high: f64,
    step: f64,
}

impl Axis {
    fn over(values: impl Iterator<Item = f64> + Clone) -> Self {
        let (least, most) =
            (values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max));
        let (least, most) = if least < most { (least, most) } else { (least - 0.5, most + 0.5) };
        let rough = (most - least) / 5.0;
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|times| times * power)
            .find(|step| *step >= rough)
            .unwrap_or(power * 10.0);
        Self { low: (least / step).floor() * step, high: (most / step).ceil() * step, step }
    }

    fn part(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    fn marks(&self) -> Vec<f64> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some ten steps")]
        let steps = ((self.high - self.low) / self.step).round() as u32;
        (0..=steps).map(|at| self.low + f64::from(at) * self.step).collect()
    }

    fn told(&self, mark: f64) -> String {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few decimal places")]
        let places = (-self.step.log10().floor()).max(0.0) as usize;
        format!("{mark:.places$}")
    }
}
