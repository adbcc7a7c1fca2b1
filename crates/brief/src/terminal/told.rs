//! Annexes from G on: changes against each text, deliveries, promises, silence, the plan, analysis.

use super::parts::people;
use crate::model::Told;
use crate::paper::{Ink, Paper};

pub(super) fn write(paper: &mut Paper, told: &Told) {
    changes(paper, told);
    for annex in told.listings() {
        paper.heading(&format!("Annex {}. {}", annex.letter, annex.title));
        for (heading, lines) in annex.lists.iter().filter(|(_, lines)| !lines.is_empty()) {
            paper.inked(Ink::Strong, 0, heading);
            lines.iter().for_each(|line| paper.item(0, "-", line.isolated()));
        }
        if annex.lists.iter().all(|(_, lines)| lines.is_empty()) {
            paper.paragraph("Nothing that this reader may see.");
        }
    }
}

fn changes(paper: &mut Paper, told: &Told) {
    paper.heading("Annex G. Changes, against which text");
    if !told.plans.is_empty() {
        paper.paragraph("Consent and support rest on different texts:");
        told.plans.iter().for_each(|line| paper.item(0, "-", line.isolated()));
    }
    if told.changes.is_empty() {
        paper.paragraph("Nobody has put forward a change in this view.");
        return;
    }
    paper.paragraph("Earliest means: earliest in this view. Labels are those of whoever gave them.");
    for row in &told.changes {
        paper.blank();
        paper.inked(Ink::Strong, 0, row.what.isolated());
        row.called.iter().for_each(|line| paper.indented(2, line.isolated()));
        if row.facts.is_empty() {
            paper.inked(Ink::Faint, 2, "no earlier text in this view");
        }
        row.facts.iter().for_each(|line| paper.item(2, "-", line.isolated()));
        if !row.named.is_empty() {
            paper.indented(2, people(&row.named).text(" named").isolated());
        }
    }
    if told.changes_against_others > 0 {
        let others = told.changes_against_others;
        paper.inked(
            Ink::Faint,
            0,
            &format!("Left out: texts that nobody has consented to or supported ({others})."),
        );
    }
}
