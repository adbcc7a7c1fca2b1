//! A negotiation from its first word to its end, for a terminal.

use onetext_bargain::negotiate::{Act, Said, SessionReport};

use super::{OfFiles, agreed, worth};
use crate::paper::{Ink, Paper, isolate};
use crate::points::count;

impl OfFiles<SessionReport> {
    /// Writes who negotiated, what was said round by round, and how it ended.
    pub fn write(&self, paper: &mut Paper) {
        let report = &self.answer;
        paper.title("Negotiation");
        let how = match report.protocol {
            "single-text" => "one text, changed by a mediator where nobody vetoes",
            _ => "alternating offers",
        };
        paper.paragraph(&format!("{}: {how}; seed {}.", count(report.rounds as usize, "round"), report.seed));
        for seat in &report.parties {
            paper.item(2, "-", &format!("{}: {}", isolate(&seat.party), isolate(&seat.negotiator)));
        }
        let parties: Vec<String> = report.parties.iter().map(|seat| seat.party.clone()).collect();
        let mut round = None;
        for said in &report.transcript {
            if round != Some(said.round) {
                round = Some(said.round);
                match said.round {
                    0 => paper.heading("To begin with"),
                    number => paper.heading(&format!("Round {number}")),
                }
            }
            write_said(paper, &parties, said);
        }
        self.write_ending(paper, &parties);
        self.write_reading(paper);
    }

    fn write_ending(&self, paper: &mut Paper, parties: &[String]) {
        let ending = &self.answer.ending;
        paper.heading(if ending.agreement.is_some() { "Agreement" } else { "No agreement" });
        let by = ending.by.as_deref().map(isolate).unwrap_or_default();
        paper.paragraph(&match ending.how {
            "agreed" => {
                format!("Everybody agreed in round {}, at {:.3} of the time.", ending.round, ending.time)
            }
            "walked_away" => format!("{by} ended it in round {}.", ending.round),
            "not_ratified" => format!("{by} did not accept the text that stood at the end."),
            _ => "The deadline passed.".to_owned(),
        });
        if let Some(agreement) = &ending.agreement {
            paper.indented(2, &agreed(agreement));
        }
        paper.indented(2, &format!("In the end, discounted: {}", worth(parties, &ending.utilities)));
    }
}

fn write_said(paper: &mut Paper, parties: &[String], said: &Said) {
    let who = said.party.as_deref().map_or_else(|| "The mediator".to_owned(), isolate);
    let does = match (said.act, said.party.is_some()) {
        (Act::Offers, true) => "offers",
        (Act::Offers, false) => "proposes",
        (Act::Accepts, _) => "accepts",
        (Act::Vetoes, _) => "vetoes",
        (Act::CanLiveWith, _) => "can live with it",
        (Act::Chooses, _) => "chooses, of the changes shown",
        (Act::Passes, _) => "keeps the text as it is",
        (Act::WalksAway, _) => "ends the negotiation",
    };
    let puts_forward = matches!(said.act, Act::Offers | Act::Chooses);
    match said.outcome.as_ref().filter(|_| puts_forward) {
        Some(outcome) => paper.item(2, "-", &format!("{who} {does}: {}", agreed(outcome))),
        None => paper.item(2, "-", &format!("{who} {does}.")),
    }
    if let Some(utilities) = said.utilities.as_ref().filter(|_| puts_forward) {
        paper.inked(Ink::Faint, 4, &format!("worth {}", worth(parties, utilities)));
    }
}
