//! The exposure curve: who has given how much beyond what it has received, after each move.

use maud::{Markup, html};
use onetext_plan::exchange::Exposure;

use super::ExchangeOrder;
use crate::drawing::{clipped, px};
use crate::line::clean;

const WIDTH: f64 = 720.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 560.0;
const TOP: f64 = 44.0;
const BOTTOM: f64 = 300.0;
const STROKES: [&str; 4] = ["none", "7 4", "2 3", "9 3 2 3"];

impl ExchangeOrder {
    /// The exposure curve of the best order as an SVG document; `None` where nobody stated what steps are worth.
    pub fn svg(&self) -> Option<String> {
        let best = self.best.as_ref()?;
        let moves: Vec<String> =
            best.found.order.names().iter().map(|names| self.move_title(names)).collect();
        Some(curve(self, &best.exposure, &moves).into_string())
    }

    fn move_title(&self, names: &[String]) -> String {
        let titles = names.iter().filter_map(|name| self.step(name)).map(|step| {
            let half = step.half.as_deref().map_or(String::new(), |half| format!(" ({half})"));
            format!("{}{half}", clean(&step.entry.title))
        });
        titles.collect::<Vec<_>>().join(" + ")
    }
}

fn curve(order: &ExchangeOrder, exposure: &[Exposure], moves: &[String]) -> Markup {
    let known = || exposure.iter().flat_map(|one| [one.low, one.high]).flatten();
    let (least, most) = (known().min().unwrap_or(0).min(0), known().max().unwrap_or(0).max(1));
    let scale = (most - least) as f64;
    // What stands at the end is drawn on for half a move, so that it can be seen.
    let x = |done: f64| LEFT + (RIGHT - LEFT) * done / (moves.len() as f64 + 0.5);
    let y = |amount: i64| BOTTOM - (BOTTOM - TOP) * (amount - least) as f64 / scale;
    let height = BOTTOM + 40.0 + 16.0 * moves.len() as f64;
    let title =
        format!("Exposure over {} moves: what each party has given beyond what it has received", moves.len());
    html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox=(format!("0 0 {WIDTH} {height}")) width=(WIDTH) height=(height)
            font-family="'DejaVu Sans', 'Noto Sans', Arial, sans-serif" font-size="12" {
            title { (title) }
            rect width="100%" height="100%" fill="white" {}
            text x=(LEFT) y="22" font-size="14" font-weight="bold" { "Given beyond what was received" }
            @for amount in marks(least, most) {
                line x1=(LEFT) x2=(RIGHT) y1=(px(y(amount))) y2=(px(y(amount))) stroke=(if amount == 0 { "#000" } else { "#bbb" }) {}
                text x=(LEFT - 8.0) y=(px(y(amount) + 4.0)) text-anchor="end" { (amount) }
            }
            @for done in 0..=moves.len() {
                text x=(px(x(done as f64))) y=(BOTTOM + 18.0) text-anchor="middle" { (done) }
            }
            @for (at, party) in order.parties.iter().enumerate() {
                @let own: Vec<&Exposure> = exposure.iter().filter(|one| one.party == party.id).collect();
                @let ends = |end: fn(&Exposure) -> Option<i64>| -> Vec<(usize, i64)> {
                    own.iter().filter_map(|one| Some((one.done, end(one)?))).collect()
                };
                @let (low, high) = (ends(|one| one.low), ends(|one| one.high));
                @let band: Vec<String> = steps(&low).into_iter().chain(steps(&high).into_iter().rev())
                    .map(|(done, amount)| format!("{},{}", px(x(done)), px(y(amount)))).collect();
                polygon points=(band.join(" ")) fill="#000" fill-opacity="0.1" {}
                @for line in [&low, &high] {
                    @let points: Vec<String> = steps(line).into_iter().map(|(done, amount)| format!("{},{}", px(x(done)), px(y(amount)))).collect();
                    polyline points=(points.join(" ")) fill="none" stroke="#000" stroke-width="1.6" stroke-dasharray=(STROKES[at % STROKES.len()]) {}
                }
                @let legend = TOP + 22.0 * at as f64;
                line x1=(RIGHT + 14.0) x2=(RIGHT + 46.0) y1=(legend) y2=(legend) stroke="#000" stroke-width="1.6" stroke-dasharray=(STROKES[at % STROKES.len()]) {}
                text x=(RIGHT + 52.0) y=(legend + 4.0) { (clipped(&party.name, 16)) }
            }
            @for (at, name) in moves.iter().enumerate() {
                text x=(LEFT) y=(BOTTOM + 44.0 + 16.0 * at as f64) { (at + 1) ". " (clipped(name, 80)) }
            }
        }
    }
}

/// A line that keeps its height until the next move is done.
fn steps(points: &[(usize, i64)]) -> Vec<(f64, i64)> {
    let mut line: Vec<(f64, i64)> = Vec::with_capacity(points.len() * 2 + 1);
    for &(done, amount) in points {
        if let Some(&(_, before)) = line.last() {
            line.push((done as f64, before));
        }
        line.push((done as f64, amount));
    }
    line.extend(line.last().map(|&(done, amount)| (done + 0.5, amount)));
    line
}

/// Round amounts for the scale, zero among them.
fn marks(least: i64, most: i64) -> Vec<i64> {
    let span = most.saturating_sub(least).max(1);
    let mut step = 1_i64;
    while span / step > 6 {
        let times = if step.to_string().starts_with('2') { 25 } else { 20 };
        step = step.saturating_mul(times) / 10;
    }
    (least / step..=most / step).map(|mark| mark * step).collect()
}
