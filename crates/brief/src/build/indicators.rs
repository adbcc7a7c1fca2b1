//! Annex E: dated figures by what they count, each with its sources.

use jiff::civil::date;
use onetext_record::indicators::{FigureAt, indicators};

use super::deeds::figure_words;
use super::scene::Scene;
use crate::model::{DatedFigure, Indicator};

pub(super) fn series(scene: &Scene<'_>) -> Vec<Indicator> {
    let found = indicators(scene.timeline).into_iter().map(|series| Indicator {
        indicator: series.indicator.to_owned(),
        unit: series.unit.map(str::to_owned),
        figures: series.figures.iter().filter_map(|figure| dated(scene, figure)).collect(),
    });
    found.filter(|indicator| !indicator.figures.is_empty()).collect()
}

/// `None`, where no source is named: a figure is never shown without one.
fn dated(scene: &Scene<'_>, found: &FigureAt<'_>) -> Option<DatedFigure> {
    let say = scene.say;
    let sources = say.sources(&found.act.sources);
    if sources.is_empty() {
        return None;
    }
    let day = found.act.earliest().starts(say.view.zone()).date();
    let mut remarks = Vec::new();
    if found.contradicted {
        remarks.push("another source has another figure for this day".to_owned());
    }
    for (acts, what) in [(&found.corrected_by, "corrected"), (&found.denied_by, "denied")] {
        remarks.extend(acts.iter().map(|act| format!("{what} on {}", say.date(&act.earliest()).words)));
    }
    Some(DatedFigure {
        act: found.act.id.to_string(),
        on: say.date(&found.act.earliest()),
        day: i64::from((day - date(1970, 1, 1)).get_days()),
        value: found.figure.value.as_str().to_owned(),
        height: found.figure.value.as_f64(),
        bound: found.figure.bound.as_str().to_owned(),
        words: figure_words(found.figure),
        remarks,
        sources,
    })
}
