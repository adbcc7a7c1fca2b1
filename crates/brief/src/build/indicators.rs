//! Annex E: dated figures by what they count.

use jiff::civil::date;
use onetext_record::act::Deed;

use super::deeds::figure_words;
use super::say::Say;
use crate::model::{DatedFigure, Indicator};

pub(super) fn series(say: &Say<'_>) -> Vec<Indicator> {
    let zone = say.view.zone();
    let mut found: Vec<Indicator> = Vec::new();
    for act in &say.view.acts {
        let Deed::Measure(figure) = &act.deed else { continue };
        let sources = say.sources(&act.sources);
        if sources.is_empty() {
            // A figure is never shown without its source.
            continue;
        }
        let day = act.earliest().starts(zone).date();
        let dated = DatedFigure {
            act: act.id.to_string(),
            on: say.date(&act.earliest()),
            day: i64::from((day - date(1970, 1, 1)).get_days()),
            value: figure.value.as_str().to_owned(),
            height: figure.value.as_f64(),
            bound: figure.bound.as_str().to_owned(),
            words: figure_words(figure),
            sources,
        };
        let same = |of: &&mut Indicator| of.indicator == figure.indicator && of.unit == figure.unit;
        match found.iter_mut().find(same) {
            Some(of) => of.figures.push(dated),
            None => found.push(Indicator {
                indicator: figure.indicator.clone(),
                unit: figure.unit.clone(),
                figures: vec![dated],
            }),
        }
    }
    found
}
