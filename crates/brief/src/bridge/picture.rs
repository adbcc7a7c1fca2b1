//! Packages as a picture: what each can be worth to two parties, against each other and one below the other.

use maud::{Markup, html};
use onetext_bargain::partial::Worth;

use crate::drawing::{clipped, px, staircase};
use crate::model::Person;
use crate::paper::isolate;

/// The side of the square, and where it stands.
const SIDE: f64 = 340.0;
const LEFT: f64 = 58.0;
const TOP: f64 = 84.0;
/// Where the rows stand, how far their axes reach, and how high a row is.
const ROWS: f64 = LEFT + SIDE + 90.0;
const ACROSS: f64 = 260.0;
const ROW: f64 = 18.0;
const RIGHT: f64 = 24.0;
/// Below everything: room for the axes and two lines on what is drawn.
const BOTTOM: f64 = 92.0;
/// A party's name is cut at so many characters.
const NAME: usize = 32;
/// More intervals than this are drawn without their areas.
const MANY: usize = 12;
/// Labels of packages that lie nearer to each other than this stand together, so many at most.
const NEAR: f64 = 13.0;
const TOGETHER: usize = 5;

/// What packages can be worth to two parties.
#[derive(Debug, Clone)]
pub struct PackagePicture {
    /// The parties: across, then up.
    pub parties: [Person; 2],
    /// The packages.
    pub packages: Vec<Drawn>,
}

/// A package, and what it can be worth to each of the two.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// Its number.
    pub number: usize,
    /// From the least to the most, as shares of all that each party can gain.
    pub worth: [Worth; 2],
    /// Whether another package surely dominates it.
    pub is_dominated: bool,
    /// Whether it crosses a red line.
    pub crosses: bool,
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPicture {
    /// Of no party.
    #[error("no picture: nothing is known of what packages are worth to any party, and a picture is of two")]
    Nobody,
    /// Of one party.
    #[error(
        "no picture: something is known of what packages are worth to {0} alone, and a picture is of two parties"
    )]
    One(String),
    /// Of more than two.
    #[error(
        "no picture: something is known of what packages are worth to {0}, and a picture is of two parties"
    )]
    Several(String),
    /// There is no package.
    #[error("no picture: no package is listed")]
    NoPackage,
    /// The amounts could not be worked out.
    #[error("no picture: what packages are worth could not be worked out")]
    NotSettled,
}

/// What is drawn, and how it is to be read.
const TITLE: &str = "What packages can be worth to two parties";
const SHARES: &str =
    "Shares of all that each party can gain, from the least to the most that agrees with what is known.";
const MARKS: &str = "Pale: surely dominated by another package. Dashed: crosses a red line. A dot: known exactly; the line joins the best of these.";
const APART: &str = "Shares of one party cannot be compared with those of another.";

impl PackagePicture {
    /// Whether anything is known of what a package is worth: less than all that a party can gain, or more than nothing.
    pub(crate) fn tells(&self) -> bool {
        let mut worth = self.packages.iter().flat_map(|package| package.worth);
        worth.any(|Worth { low, high }| high - low < 1.0 - 1e-6)
    }

    /// For a page: its two halves, which stand below each other where there is no room for both, with what is drawn in words.
    pub(crate) fn figure(&self) -> Markup {
        let bottom = |height: f64| TOP + height + 46.0;
        let rows = ROW * self.packages.len() as f64;
        let half = |what: &str, (left, top, right, bottom): (f64, f64, f64, f64), drawn: Markup| {
            let (width, height) = (right - left, bottom - top);
            html! {
                svg role="img" aria-label=(format!("{TITLE}: {what}")) viewBox=(format!("{left} {top} {width} {height}")) width=(width) height=(height)
                    font-family="'DejaVu Sans', 'Noto Sans', 'Noto Naskh Arabic', Arial, sans-serif" font-size="12" {
                    rect x=(px(left)) y=(px(top)) width=(px(width)) height=(px(height)) fill="white" {}
                    (drawn)
                }
            }
        };
        html! {
            figure.plot {
                figcaption { h3 { (TITLE) } (SHARES) " " (MARKS) " " (APART) }
                div.pictures {
                    (half("against each other", (LEFT - 40.0, TOP - 26.0, LEFT + SIDE + 16.0, bottom(SIDE)), self.square()))
                    (half("one below the other", (ROWS - 40.0, TOP - 46.0, ROWS + ACROSS + RIGHT, bottom(rows)), self.rows()))
                }
            }
        }
    }

    /// The picture as SVG.
    #[must_use]
    pub fn svg(&self) -> String {
        let rows = ROW * self.packages.len() as f64;
        let (width, height) = (ROWS + ACROSS + RIGHT, TOP + SIDE.max(rows) + BOTTOM);
        let svg = html! {
            svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height)
                font-family="'DejaVu Sans', 'Noto Sans', 'Noto Naskh Arabic', Arial, sans-serif" font-size="12" {
                title { (TITLE) }
                rect width="100%" height="100%" fill="white" {}
                text x=(px(16.0)) y="22" font-size="14" font-weight="bold" { (TITLE) }
                text x=(px(16.0)) y="40" fill="#555" { (SHARES) }
                (self.square())
                (self.rows())
                g fill="#555" {
                    text x=(px(16.0)) y=(px(height - 30.0)) { (MARKS) }
                    text x=(px(16.0)) y=(px(height - 12.0)) { (APART) }
                }
            }
        };
        svg.into_string()
    }

    /// The two parties against each other.
    fn square(&self) -> Markup {
        let x = |value: f64| LEFT + SIDE * value;
        let y = |value: f64| TOP + SIDE * (1.0 - value);
        html! {
            @for mark in marks() {
                line x1=(px(x(mark))) x2=(px(x(mark))) y1=(px(TOP)) y2=(px(TOP + SIDE)) stroke="#e4e4e4" {}
                text x=(px(x(mark))) y=(px(TOP + SIDE + 16.0)) text-anchor="middle" { (format!("{mark:.1}")) }
                line x1=(px(LEFT)) x2=(px(LEFT + SIDE)) y1=(px(y(mark))) y2=(px(y(mark))) stroke="#e4e4e4" {}
                text x=(px(LEFT - 6.0)) y=(px(y(mark) + 4.0)) text-anchor="end" { (format!("{mark:.1}")) }
            }
            rect x=(px(LEFT)) y=(px(TOP)) width=(px(SIDE)) height=(px(SIDE)) fill="none" stroke="#888" {}
            @let best = self.best();
            @if best.len() > 1 {
                @let steps: Vec<String> = staircase(&best).into_iter().map(|(u, v)| format!("{},{}", px(x(u)), px(y(v)))).collect();
                polyline points=(steps.join(" ")) fill="none" stroke="#000" stroke-opacity="0.4" {}
            }
            // Where many overlap, only their edges are drawn. What is certain stands above what is not.
            @let filled = if self.packages.len() > MANY { "0" } else { "0.03" };
            @for package in self.packages.iter().filter(|package| !package.is_exact()) {
                @let [across, up] = package.worth;
                rect x=(px(x(across.low))) y=(px(y(up.high))) width=(px((SIDE * (across.high - across.low)).max(1.0))) height=(px((SIDE * (up.high - up.low)).max(1.0)))
                    rx="2" fill=(package.colour()) fill-opacity=(filled) stroke=(package.colour()) stroke-opacity=(package.opacity()) stroke-dasharray=[package.dashes()] {}
            }
            @for package in self.packages.iter().filter(|package| package.is_exact()) {
                circle cx=(px(x(package.worth[0].low))) cy=(px(y(package.worth[1].low))) r="3.2" fill=(package.colour()) fill-opacity=(package.opacity()) {}
            }
            @for (label, u, v) in self.labels() {
                text x=(px(x(u) + 5.0)) y=(px(y(v) - 4.0)) font-size="11" paint-order="stroke" stroke="white" stroke-width="2.5" { (label) }
            }
            text x=(px(LEFT + SIDE / 2.0)) y=(px(TOP + SIDE + 36.0)) text-anchor="middle" { (self.name(0)) " \u{2192}" }
            text x=(px(LEFT)) y=(px(TOP - 10.0)) { "\u{2191} " (self.name(1)) }
        }
    }

    /// A row for each package.
    fn rows(&self) -> Markup {
        let x = |value: f64| ROWS + ACROSS * value;
        let bottom = TOP + ROW * self.packages.len() as f64;
        let colours = ["#1f5a96", "#b3541e"];
        html! {
            @for (at, colour) in colours.iter().enumerate() {
                @let y = TOP - 26.0 + 16.0 * at as f64;
                rect x=(px(ROWS)) y=(px(y - 8.0)) width="14" height="5" fill=(colour) {}
                text x=(px(ROWS + 20.0)) y=(px(y - 2.0)) { (self.name(at)) }
            }
            @for mark in marks() {
                line x1=(px(x(mark))) x2=(px(x(mark))) y1=(px(TOP)) y2=(px(bottom)) stroke="#e4e4e4" {}
                text x=(px(x(mark))) y=(px(bottom + 14.0)) text-anchor="middle" { (format!("{mark:.1}")) }
            }
            @for (at, package) in self.packages.iter().enumerate() {
                @let y = TOP + ROW * at as f64;
                text x=(px(ROWS - 10.0)) y=(px(y + 13.0)) text-anchor="end" fill=(if package.is_dominated { "#999" } else { "#000" }) { (package.number) }
                @for (side, colour) in colours.iter().enumerate() {
                    @let Worth { low, high } = package.worth[side];
                    @let wide = (ACROSS * (high - low)).max(3.0);
                    rect x=(px(x(low).min(ROWS + ACROSS - wide))) y=(px(y + 4.0 + 6.0 * side as f64)) width=(px(wide)) height="4"
                        fill=(colour) fill-opacity=(if package.is_dominated { "0.3" } else { "0.85" }) {}
                }
            }
        }
    }

    fn name(&self, party: usize) -> String {
        isolate(&clipped(&self.parties[party].name, NAME))
    }

    /// Of what is known exactly and crosses no red line: what nothing else there is better than for both.
    fn best(&self) -> Vec<(f64, f64)> {
        let of_use = |package: &&Drawn| package.is_exact() && !package.crosses;
        let points: Vec<(f64, f64)> = self
            .packages
            .iter()
            .filter(of_use)
            .map(|package| (package.worth[0].low, package.worth[1].low))
            .collect();
        let is_below =
            |one: &(f64, f64), other: &(f64, f64)| one != other && one.0 <= other.0 && one.1 <= other.1;
        points.iter().filter(|one| !points.iter().any(|other| is_below(one, other))).copied().collect()
    }

    /// The numbers of packages, those of packages that lie near each other together, each with its place.
    fn labels(&self) -> Vec<(String, f64, f64)> {
        let mut groups: Vec<(Vec<usize>, f64, f64)> = Vec::new();
        for package in &self.packages {
            let middle = |worth: Worth| f64::midpoint(worth.low, worth.high);
            let (u, v) = (middle(package.worth[0]), middle(package.worth[1]));
            let is_near = |group: &&mut (Vec<usize>, f64, f64)| {
                (group.1 - u).abs() * SIDE < 3.0 * NEAR && (group.2 - v).abs() * SIDE < NEAR
            };
            match groups.iter_mut().find(is_near) {
                Some((numbers, ..)) => numbers.push(package.number),
                None => groups.push((vec![package.number], u, v)),
            }
        }
        let label = |(numbers, u, v): (Vec<usize>, f64, f64)| {
            let shown: Vec<String> = numbers.iter().take(TOGETHER).map(usize::to_string).collect();
            let more = if numbers.len() > TOGETHER { ", \u{2026}" } else { "" };
            (format!("{}{more}", shown.join(", ")), u, v)
        };
        groups.into_iter().map(label).collect()
    }
}

impl Drawn {
    fn is_exact(&self) -> bool {
        self.worth.iter().all(Worth::is_exact)
    }

    fn colour(&self) -> &'static str {
        if self.crosses { "#a40000" } else { "#000" }
    }

    fn opacity(&self) -> &'static str {
        if self.is_dominated { "0.2" } else { "0.6" }
    }

    fn dashes(&self) -> Option<&'static str> {
        self.crosses.then_some("4 3")
    }
}

/// Round shares.
fn marks() -> [f64; 6] {
    [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
}
