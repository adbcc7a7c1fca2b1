//! Figures over time, each with its source. Figures that contradict each other stand side by side.

use std::collections::BTreeMap;

use crate::act::{Act, Deed, Figure, Kind};
use crate::timeline::Timeline;

/// The figures of one indicator in one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series<'a> {
    /// What is counted.
    pub indicator: &'a str,
    /// The unit.
    pub unit: Option<&'a str>,
    /// In order of date.
    pub figures: Vec<FigureAt<'a>>,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureAt<'a> {
    /// The act, with its dates and sources.
    pub act: &'a Act,
    /// The figure.
    pub figure: &'a Figure,
    /// Acts that correct it.
    pub corrected_by: Vec<&'a Act>,
    /// Acts that deny it.
    pub denied_by: Vec<&'a Act>,
    /// Whether another figure of the same day says something else.
    pub contradicted: bool,
}

/// Series of all indicators, by name and unit. Figures that were withdrawn are left out.
pub fn indicators<'a>(timeline: &Timeline<'a>) -> Vec<Series<'a>> {
    let acts = timeline.acts();
    let mut series: BTreeMap<(&str, Option<&str>), Vec<FigureAt<'a>>> = BTreeMap::new();
    for (at, act) in acts.iter().enumerate().filter(|(at, _)| timeline.is_in_force(*at)) {
        let Deed::Measure(figure) = &act.deed else { continue };
        let answering = |kind| timeline.answers(at, kind).map(|answer| acts[answer]).collect();
        series.entry((&figure.indicator, figure.unit.as_deref())).or_default().push(FigureAt {
            act,
            figure,
            corrected_by: answering(Kind::Correct),
            denied_by: answering(Kind::Deny),
            contradicted: false,
        });
    }
    let mut all: Vec<Series<'a>> =
        series.into_iter().map(|((indicator, unit), figures)| Series { indicator, unit, figures }).collect();
    for series in &mut all {
        mark_contradictions(&mut series.figures);
    }
    all
}

fn mark_contradictions(figures: &mut [FigureAt<'_>]) {
    let day = |figure: &FigureAt<'_>| figure.act.earliest().date();
    let same = |a: &Figure, b: &Figure| a.value == b.value && a.bound == b.bound;
    for at in 0..figures.len() {
        // In order of date, figures of one day are next to each other.
        let others = figures[at + 1..].iter().position(|other| day(other) != day(&figures[at]));
        let end = others.map_or(figures.len(), |count| at + 1 + count);
        for other in at + 1..end {
            if !same(figures[at].figure, figures[other].figure) {
                figures[at].contradicted = true;
                figures[other].contradicted = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{acts, as_of};

    #[test]
    fn figures_form_a_series_for_each_indicator_and_unit_and_contradicting_ones_are_marked() {
        let source = "sources = [{ kind = \"report\", who = \"w\", ref = \"r\" }]";
        let lines = [
            ("a", "2031-03-03", "\"litres\"", "12.50"),
            ("b", "2031-03-01", "\"litres\"", "10"),
            ("c", "2031-03-03", "\"litres\"", "13"),
            ("d", "2031-03-03", "\"buckets\"", "1"),
        ]
        .map(|(id, on, unit, value)| {
            format!("{id} measure - {on}; indicator = \"drawn\"; unit = {unit}; value = {value}; {source}\n")
        });
        let acts = acts(&lines.concat());
        let as_of = as_of("2031-03-20");
        let timeline = Timeline::new(&acts, &as_of);
        let all = indicators(&timeline);
        assert_eq!(
            all.iter().map(|series| series.unit).collect::<Vec<_>>(),
            [Some("buckets"), Some("litres")]
        );
        let told: Vec<(&str, &str, bool)> = all[1]
            .figures
            .iter()
            .map(|one| (one.act.id.as_str(), one.figure.value.as_str(), one.contradicted))
            .collect();
        assert_eq!(told, [("b", "10", false), ("a", "12.50", true), ("c", "13", true)]);
    }
}
