//! The timeline as a picture: SVG in black on white, told apart by pattern and shape and never by colour alone.
//!
//! Each phase is a picture of its own, so that none has to be cut where a sheet ends; all of one axis have the same scale.
//! Texts are 13 units high in a width of 1040: on a sheet of A4 across, between margins of 15 mm, that is more than 9 points.

mod scale;

use maud::{Markup, PreEscaped, html};

use super::{Axis, Bar, Block, Kind, Row, Timeline, people};
use crate::drawing::px;
use crate::line::{Line, clean};
use crate::model::Direction;
use crate::page::line as inline;
use scale::Scale;

/// Width of a picture; that of A4 across between its margins is 267 mm.
const WIDTH: f64 = 1040.0;
/// Where labels end and time begins.
const LEFT: f64 = 372.0;
const RIGHT: f64 = WIDTH - 12.0;
/// Distance of lines of text.
const LINE: f64 = 17.0;
/// Height of bars.
const BAR: f64 = 11.0;
/// How wide a letter is taken for, on average.
const LETTER: f64 = 6.4;
/// Room above the first row for the scale.
const HEAD: f64 = 44.0;

/// Rules for the elements of a picture, within a page or by itself.
pub(super) const CSS: &str = "\
.tl { width: 100%; height: auto; direction: ltr; }
.tl text { font: 13px Arial, 'Liberation Sans', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Hebrew', sans-serif; fill: #000; }
.tl .party { font-weight: bold; }
.tl .phase-name { font-weight: bold; font-size: 15px; }
.tl .halo { paint-order: stroke; stroke: #fff; stroke-width: 4px; stroke-linejoin: round; }
.tl .grid { stroke: #c4c4c4; stroke-width: 0.75; }
.tl .rule { stroke: #000; stroke-width: 0.75; }
.tl .bar { fill: #fff; stroke: #000; stroke-width: 1.25; }
.tl .open { stroke: #000; stroke-width: 1.25; stroke-dasharray: 4 3; fill: none; }
.tl .end { stroke: #000; stroke-width: 3; }
.tl .done { fill: #000; }
.tl .span { fill: #e2e2e2; stroke: #000; stroke-width: 0.75; }
.tl .sure { fill: #8a8a8a; }
.tl .today { stroke: #000; stroke-width: 1.5; stroke-dasharray: 2 3; }
.tl .hatch { stroke: #000; stroke-width: 1.5; }
";

/// How high a picture may be, so that it fits a sheet with its margins and heading.
const SHEET: f64 = 620.0;

/// The rows of a block that stand on one axis, as many as fit a sheet.
struct Panel<'a> {
    block: &'a Block,
    axis: usize,
    /// Whether there are rows of the same block before it.
    continued: bool,
    parties: Vec<(String, Vec<&'a Row>)>,
    spans: bool,
}

impl Timeline {
    fn panels(&self) -> Vec<Panel<'_>> {
        let mut panels = Vec::new();
        for axis in 0..self.axes.len() {
            for block in &self.blocks {
                let on = |bar: &Option<Bar>| bar.is_some_and(|bar| bar.axis == axis);
                let parties: Vec<(String, Vec<&Row>)> = block
                    .parties()
                    .into_iter()
                    .map(|(who, rows)| {
                        let rows = rows.into_iter().filter(|row| on(&row.bar)).collect();
                        let who = if who.is_empty() { Line::from("nobody named") } else { people(who) };
                        (shown(&who), rows)
                    })
                    .filter(|(_, rows): &(String, Vec<&Row>)| !rows.is_empty())
                    .collect();
                let spans = block.bars.iter().any(on);
                if spans || !parties.is_empty() {
                    panels.extend(sheets(Panel { block, axis, continued: false, parties, spans }));
                }
            }
        }
        panels
    }

    fn scales(&self) -> Vec<Scale> {
        let scale = |(at, axis): (usize, &Axis)| {
            let of = |bar: &Option<Bar>| bar.filter(|bar| bar.axis == at);
            let rows = self.blocks.iter().flat_map(|block| &block.rows).filter_map(|row| of(&row.bar));
            let spans = self.blocks.iter().flat_map(|block| &block.bars).filter_map(of);
            Scale::new(axis, &rows.collect::<Vec<Bar>>(), &spans.collect::<Vec<Bar>>(), LEFT, RIGHT)
        };
        self.axes.iter().enumerate().map(scale).collect()
    }
}

/// A panel cut between rows where it is higher than a sheet.
fn sheets(panel: Panel<'_>) -> Vec<Panel<'_>> {
    let Panel { block, axis, parties, spans, .. } = panel;
    let empty = |continued| Panel { block, axis, continued, parties: Vec::new(), spans: spans && !continued };
    let mut sheets = vec![empty(false)];
    let mut height = HEAD + 2.0 * LINE;
    for (party, rows) in parties {
        for (at, row) in rows.into_iter().enumerate() {
            let more = row_height(row) + if at == 0 { 2.0 * LINE } else { 0.0 };
            if height + more > SHEET {
                sheets.push(empty(true));
                height = HEAD + 2.0 * LINE;
            }
            height += more;
            let Some(sheet) = sheets.last_mut() else { continue };
            match sheet.parties.last_mut().filter(|(last, _)| at > 0 && *last == party) {
                Some((_, rows)) => rows.push(row),
                None => sheet.parties.push((party.clone(), vec![row])),
            }
        }
    }
    sheets
}

/// The lines of the label of a row.
fn label_lines(row: &Row) -> Vec<String> {
    wrap(&shown(&row.what()), LEFT - 34.0, 1.0)
}

fn row_height(row: &Row) -> f64 {
    LINE * label_lines(row).len() as f64 + 5.0
}

/// Each picture in an element of its own.
pub(super) fn figures(timeline: &Timeline) -> Vec<Markup> {
    let scales = timeline.scales();
    let panels = timeline.panels();
    let one = |(at, panel): (usize, &Panel<'_>)| {
        let (drawn, height) = panel.draw(timeline, &scales[panel.axis], at);
        let (title, desc) = (format!("tl-{at}-title"), format!("tl-{at}-desc"));
        html! {
            svg.tl role="img" aria-labelledby={ (title) " " (desc) } viewBox=(format!("0 0 {WIDTH} {}", px(height))) {
                title id=(title) { (panel.title(timeline).to_string()) }
                desc id=(desc) { (panel.told()) }
                (patterns(at))
                (drawn)
            }
        }
    };
    panels.iter().enumerate().map(one).collect()
}

/// All pictures below each other in one file.
pub(super) fn file(timeline: &Timeline) -> String {
    const TOP: f64 = 54.0;
    const BETWEEN: f64 = 26.0;
    let scales = timeline.scales();
    let (mut drawn, mut told, mut y) = (Vec::new(), Vec::new(), TOP);
    for panel in &timeline.panels() {
        let (markup, height) = panel.draw(timeline, &scales[panel.axis], 0);
        drawn.push(html! { g transform=(format!("translate(0 {})", px(y))) { (markup) } });
        told.push(format!("{}: {}", panel.title(timeline), panel.told()));
        y += height + BETWEEN;
    }
    let legend = legend_height();
    let height = y + legend;
    let heading = &timeline.heading;
    let markup = html! {
        svg.tl xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="tl-title tl-desc"
            width="267mm" height=(format!("{}mm", px(height * 267.0 / WIDTH))) viewBox=(format!("0 0 {WIDTH} {}", px(height))) {
            title id="tl-title" { (clean(&heading.title)) ": when the plan can be carried out" }
            desc id="tl-desc" { (timeline.verdict()) " " (told.join(" ")) }
            style { (PreEscaped(CSS)) }
            rect x="0" y="0" width=(WIDTH) height=(px(height)) fill="#fff" {}
            (patterns(0))
            (label(&clean(&heading.title), 0.0, WIDTH, 18.0, "phase-name"))
            text x="0" y="36" {
                "For " (isolated(&heading.reader_name)) ". As of " (heading.as_of_words) ". " (timeline.verdict())
            }
            @for one in &drawn { (one) }
            g transform=(format!("translate(0 {})", px(y))) { (legend_drawn(0)) }
        }
    };
    let mut text = markup.into_string();
    text.push('\n');
    text
}

/// What the shapes of a picture mean, as a picture.
pub(super) fn legend(at: usize) -> Markup {
    html! {
        svg.tl aria-hidden="true" viewBox=(format!("0 0 {WIDTH} {}", px(legend_height()))) {
            (patterns(at))
            (legend_drawn(at))
        }
    }
}

fn legend_height() -> f64 {
    3.0 * LINE + 10.0
}

fn legend_drawn(at: usize) -> Markup {
    let hatch = format!("fill:url(#tl-hatch-{at})");
    let cross = format!("fill:url(#tl-cross-{at})");
    let bar = |x: f64, y: f64, style: &str, what: &str| {
        html! {
            rect.bar x=(px(x)) y=(px(y - 9.0)) width="34" height=(BAR) style=(style) {}
            text x=(px(x + 42.0)) y=(px(y)) { (what) }
        }
    };
    html! {
        (bar(2.0, LINE, "", "can be at any time in it"))
        (bar(372.0, LINE, &hatch, "others or nobody decide when in it"))
        (bar(742.0, LINE, &cross, "must not, at most for so long"))
        circle.done cx="19" cy=(px(2.0 * LINE - 4.0)) r="5" {}
        text x="44" y=(px(2.0 * LINE)) { "has happened, as reported" }
        path.open d=(format!("M374 {y}h30", y = px(2.0 * LINE - 4.0))) {}
        path.end d=(format!("M406 {}v{BAR}", px(2.0 * LINE - 9.0))) {}
        text x="414" y=(px(2.0 * LINE)) { "due by then; nothing says from when" }
        path.end d=(format!("M744 {}v{BAR}", px(2.0 * LINE - 9.0))) {}
        path.open d=(format!("M746 {}h30", px(2.0 * LINE - 4.0))) {}
        text x="784" y=(px(2.0 * LINE)) { "from then; nothing says by when" }
        rect.span x="2" y=(px(3.0 * LINE - 9.0)) width="34" height=(BAR) {}
        rect.sure x="10" y=(px(3.0 * LINE - 9.0)) width="18" height=(BAR) {}
        text x="44" y=(px(3.0 * LINE)) { "a phase: dark where it is sure to run" }
        path.today d=(format!("M391 {}v{}", px(3.0 * LINE - 12.0), px(LINE))) {}
        text x="414" y=(px(3.0 * LINE)) { "the date that this is read at" }
        path.done d=(arrow(746.0, 3.0 * LINE - 4.0)) {}
        text x="784" y=(px(3.0 * LINE)) { "goes on beyond the picture" }
    }
}

/// Hatching for what others decide, and crosses for what must not be done.
fn patterns(at: usize) -> Markup {
    html! {
        defs {
            pattern id=(format!("tl-hatch-{at}")) width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                rect width="5" height="5" fill="#fff" {}
                path.hatch d="M0 0V5" {}
            }
            pattern id=(format!("tl-cross-{at}")) width="6" height="6" patternUnits="userSpaceOnUse" {
                rect width="6" height="6" fill="#fff" {}
                path d="M0 0L6 6M6 0L0 6" stroke="#777" stroke-width="0.75" {}
            }
        }
    }
}

impl Panel<'_> {
    fn title(&self, timeline: &Timeline) -> Line {
        let line = self.block.title();
        let axis = &timeline.axes[self.axis];
        if axis.zero.is_some() { line.text(", counted from ").line(&axis.name) } else { line }
    }

    /// The same as the picture in words.
    fn told(&self) -> String {
        let mut told: Vec<String> = self.block.lasts().into_iter().map(|line| line.to_string()).collect();
        for (_, rows) in &self.parties {
            told.extend(rows.iter().map(|row| format!("{}: {}.", row.what(), row.window.words)));
        }
        told.join(" ")
    }

    /// What it looks like, and how high it is.
    fn draw(&self, timeline: &Timeline, scale: &Scale, at: usize) -> (Markup, f64) {
        let axis = &timeline.axes[self.axis];
        let mut drawn: Vec<Markup> = Vec::new();
        let more = if self.continued { " (continued)" } else { "" };
        let title = shown(&self.block.title().text(more));
        let lines = wrap(&title, LEFT - 16.0, 15.0 / 13.0);
        let mut y = HEAD.max(18.0 + LINE * lines.len() as f64);
        drawn.push(text_lines(&lines, 0.0, LEFT - 12.0, 16.0, "phase-name"));
        if self.spans {
            let (markup, height) = self.phase(scale, y);
            drawn.push(markup);
            y += height;
        }
        for (party, rows) in &self.parties {
            let lines = wrap(party, LEFT - 20.0, 1.06);
            drawn.push(text_lines(&lines, 0.0, LEFT - 12.0, y + 13.0, "party"));
            drawn.push(html! { path.grid d=(format!("M0 {}H{RIGHT}", px(y - 2.0))) {} });
            y += LINE * lines.len() as f64 + 4.0;
            for row in rows {
                drawn.push(text_lines(&label_lines(row), 12.0, LEFT - 12.0, y + 13.0, "row"));
                drawn.push(bar(row, scale, y, at));
                y += row_height(row);
            }
            y += 4.0;
        }
        let back = html! {
            @for tick in scale.ticks() {
                path.grid d=(format!("M{x} {}V{}", px(HEAD - 8.0), px(y), x = px(tick.x))) {}
                text x=(px(tick.x)) y=(px(HEAD - 13.0)) text-anchor=(if tick.x > RIGHT - 24.0 { "end" } else { "middle" }) { (tick.label) }
            }
            path.rule d=(format!("M{LEFT} {y}H{RIGHT}", y = px(HEAD - 8.0))) {}
            text x=(RIGHT) y="13" text-anchor="end" { (axis_name(axis, scale)) }
            @if let Some(today) = axis.today.and_then(|today| scale.at(today)) {
                path.today d=(format!("M{} {}V{}", px(today), px(HEAD - 8.0), px(y))) {}
            }
        };
        (html! { (back) @for one in &drawn { (one) } }, y + 2.0)
    }

    /// The bar of the phase: light where it can run, dark where it is sure to.
    fn phase(&self, scale: &Scale, y: f64) -> (Markup, f64) {
        let own = |bar: Option<Bar>| bar.filter(|bar| bar.axis == self.axis);
        let (begin, end) = (own(self.block.bars[0]), own(self.block.bars[1]));
        let first = begin.and_then(|begin| begin.first).map_or(LEFT, |first| scale.clamped(first));
        let last = end.and_then(|end| end.last).map_or(RIGHT, |last| scale.clamped(last));
        let sure = begin.and_then(|begin| begin.last).zip(end.and_then(|end| end.first));
        let sure =
            sure.map(|(from, to)| (scale.clamped(from), scale.clamped(to))).filter(|(from, to)| from < to);
        let words = |window: &Option<super::WindowSaid>| {
            window.as_ref().map(|window| window.short.to_string()).unwrap_or_default()
        };
        let (begins, ends) = (words(&self.block.begins), words(&self.block.ends));
        let label = match (begins.is_empty(), ends.is_empty()) {
            (false, false) => format!("begins {begins}; ends {ends}"),
            (false, true) => format!("begins {begins}"),
            (true, false) => format!("ends {ends}"),
            (true, true) => String::new(),
        };
        let lines = wrap(&label, LEFT - 16.0, 1.0);
        let markup = html! {
            rect.span x=(px(first)) y=(px(y)) width=(px((last - first).max(3.0))) height="14" {}
            @if let Some((from, to)) = sure { rect.sure x=(px(from)) y=(px(y)) width=(px(to - from)) height="14" {} }
            @if end.and_then(|end| end.last).is_none_or(|last| scale.is_beyond(last)) { path.done d=(arrow(RIGHT, y + 7.0)) {} }
            (text_lines(&lines, 0.0, LEFT - 12.0, y + 12.0, "row"))
        };
        (markup, LINE * lines.len().max(1) as f64 + 8.0)
    }
}

/// The bar of a row, with its time beside it.
fn bar(row: &Row, scale: &Scale, y: f64, at: usize) -> Markup {
    let Some(bar) = row.bar else { return html! {} };
    let (first, last) =
        (bar.first.map(|first| scale.clamped(first)), bar.last.map(|last| scale.clamped(last)));
    let (from, to) = (first.unwrap_or(LEFT), last.unwrap_or(RIGHT));
    let beyond = bar.last.is_some_and(|last| scale.is_beyond(last));
    let short = row.window.short.to_string();
    let style = match (row.moment, row.others_decide) {
        (Kind::Prohibition, _) => format!("fill:url(#tl-cross-{at})"),
        (_, true) => format!("fill:url(#tl-hatch-{at})"),
        _ => String::new(),
    };
    let middle = y + 8.0;
    let (top, wide) = (middle - BAR / 2.0, to - from);
    html! {
        @if row.happened {
            circle.done cx=(px(f64::midpoint(from, to))) cy=(px(middle)) r="5" {}
        } @else {
            @match (first, last) {
                (Some(_), Some(_)) => {
                    rect.bar x=(px(from)) y=(px(top)) width=(px(wide.max(5.0))) height=(BAR) style=(style) {}
                }
                (None, Some(_)) => {
                    @if row.others_decide || row.moment == Kind::Prohibition {
                        rect.bar.open x=(px(from)) y=(px(top)) width=(px(wide.max(5.0))) height=(BAR) style=(style) {}
                    }
                    path.open d=(format!("M{} {}H{}", px(from), px(middle), px(to))) {}
                    path.end d=(format!("M{} {}v{BAR}", px(to), px(top))) {}
                }
                (Some(_), None) => {
                    @if row.others_decide || row.moment == Kind::Prohibition {
                        rect.bar.open x=(px(from)) y=(px(top)) width=(px(wide.max(5.0))) height=(BAR) style=(style) {}
                    }
                    path.end d=(format!("M{} {}v{BAR}", px(from), px(top))) {}
                    path.open d=(format!("M{} {}H{}", px(from), px(middle), px(to))) {}
                }
                (None, None) => {}
            }
            @if beyond || last.is_none() { path.done d=(arrow(RIGHT, middle)) {} }
        }
        (beside(&short, from, to, y + 13.0))
    }
}

/// A text after what it belongs to; before it, where there is no room; else upon it.
fn beside(text: &str, from: f64, to: f64, y: f64) -> Markup {
    let wide = width(text, 1.0);
    let (x, anchor) = if to + 10.0 + wide <= RIGHT {
        (to + 10.0, "start")
    } else if from - 8.0 - wide >= LEFT {
        (from - 8.0, "end")
    } else {
        (RIGHT - 8.0, "end")
    };
    html! { text.halo x=(px(x)) y=(px(y)) text-anchor=(anchor) { (text) } }
}

fn axis_name(axis: &Axis, scale: &Scale) -> Markup {
    match &axis.zero {
        None => {
            html! { "dates" @if axis.today.and_then(|today| scale.at(today)).is_some() { "; the dotted line is the date that this is read at" } }
        }
        Some(_) => html! { (scale.unit()) " after " (inline_svg(&axis.name)) },
    }
}

/// A line within SVG, where there is no element that isolates.
fn inline_svg(line: &Line) -> Markup {
    html! { @for part in line.parts() {
        @match part {
            crate::line::Part::Own(text) => (text),
            crate::line::Part::Given(given) => (isolated(given)),
        }
    } }
}

/// Content of the case, in its own direction within a text of the picture.
fn isolated(content: &str) -> String {
    format!("{}{}{}", crate::line::ISOLATE, clean(content), crate::line::POP)
}

/// A triangle that points to the right, its point at `x`.
fn arrow(x: f64, y: f64) -> String {
    format!("M{} {}l-9 -5v10z", px(x), px(y))
}

/// One label, in its direction of writing: from the left, or to the right edge where it is written from there.
fn label(text: &str, from: f64, to: f64, y: f64, class: &str) -> Markup {
    text_lines(&[text.to_owned()], from, to, y, class)
}

fn text_lines(lines: &[String], from: f64, to: f64, y: f64, class: &str) -> Markup {
    let rtl = direction(&lines.join(" ")) == Direction::Rtl;
    let (x, direction) = if rtl { (to, "rtl") } else { (from, "ltr") };
    html! {
        @for (at, line) in lines.iter().enumerate() {
            text class=(class) x=(px(x)) y=(px(y + LINE * at as f64)) direction=(direction) text-anchor="start" { (line) }
        }
    }
}

/// Lines of a text that has this much room; `size` is that of its letters as against the usual.
fn wrap(text: &str, room: f64, size: f64) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let letters = (room / (LETTER * size)).floor().max(8.0) as usize;
    crate::paper::wrap(text, letters, "", "")
}

fn width(text: &str, size: f64) -> f64 {
    textwrap::core::display_width(text) as f64 * LETTER * size
}

/// A line as the text of a label: content by itself has its own direction; within words of this program it is isolated.
fn shown(line: &Line) -> String {
    if line.parts().count() > 1 { line.isolated().to_owned() } else { line.to_string() }
}

/// The direction of a text: that of its first letter that has one; from the left where content is isolated in it.
fn direction(text: &str) -> Direction {
    if text.contains(crate::line::ISOLATE) {
        return Direction::Ltr;
    }
    let first = text.chars().find(|c| c.is_alphabetic());
    match first.map(u32::from) {
        Some(0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff) => Direction::Rtl,
        _ => Direction::Ltr,
    }
}

/// A line of running text beside a picture.
pub(super) fn sentence(line: &Line) -> Markup {
    inline(line)
}
