//! What each change changes against each text that it may be held against: facts, and everybody's label beside them.

use onetext_case::View;
use onetext_record::act::Kind;
use onetext_record::novelty::{Difference, First, NoAnswer, OtherLabel, Question, Stands};
use onetext_record::{ActId, DraftId, ParticipantId, When};
use serde::Serialize;

use crate::build;
use crate::heading::Heading;
use crate::line::{Line, shorten};
use crate::model::{DraftTitle, Person, StatusName};
use crate::paper::{Ink, Paper, isolate};

/// The most characters of words that are shown on a terminal; JSON has all of them.
const MOST: usize = 600;

/// The facts of changes, as one reader may see them on one date.
#[derive(Debug, Clone, Serialize)]
pub struct Novelty {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// The one baseline that was asked for.
    pub against: Option<DraftId>,
    /// Each change, oldest first.
    pub changes: Vec<Change>,
    /// The drafts on which parties' latest consent rests, side by side, where these differ.
    pub plans: Option<Plans>,
}

/// One change.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    /// The act.
    pub act: ActId,
    /// Who put it forward as far as readers are told.
    pub by: Vec<ParticipantId>,
    /// When, by the earliest account.
    pub on: When,
    /// What the act is on record as.
    pub kind: Kind,
    /// What its author calls it.
    pub label: Option<String>,
    /// What others call it.
    pub labels_by_others: Vec<OtherLabel>,
    /// Whether its author took it back.
    pub withdrawn: bool,
    /// The draft that it concerns.
    pub draft: Option<DraftId>,
    /// Id of the clause, the first where there are several; `None`: the whole draft, or no clause is named.
    pub clause: Option<String>,
    /// Ids of all clauses concerned.
    pub clauses: Vec<String>,
    /// What the place is called.
    pub place: Line,
    /// Whether the words are the draft's own, and not other words for it.
    pub of_draft: bool,
    /// The words put forward; `None`: not on record.
    pub words: Option<String>,
    /// Each candidate baseline, in order of date.
    pub baselines: Vec<Baseline>,
    /// How many earlier drafts of this view are left out here, because there are many.
    pub left_out: usize,
    /// Participants whom the changed sentences name.
    pub named: Vec<ParticipantId>,
    /// When, for people.
    #[serde(skip)]
    pub on_words: String,
    /// Who, by name.
    #[serde(skip)]
    pub who: Vec<Person>,
    /// Who calls it what.
    #[serde(skip)]
    pub called: Vec<Line>,
    /// Whom the changed sentences name, by name.
    #[serde(skip)]
    pub names: Vec<Person>,
}

/// A change against one baseline.
#[derive(Debug, Clone, Serialize)]
pub struct Baseline {
    /// The draft.
    pub draft: DraftId,
    /// How the words stand in it.
    pub stands: Stands,
    /// Why that is the answer, in words.
    pub why: Line,
    /// Clauses of the baseline that the answer rests on, by id.
    pub clauses: Vec<String>,
    /// What differs.
    pub differences: Vec<Difference>,
    /// Who first put forward, in this view, what the change brings in beyond the baseline.
    #[serde(flatten)]
    pub earliest: First,
    /// What the draft is called.
    #[serde(skip)]
    pub title: Option<DraftTitle>,
    /// Who was earliest, in words.
    #[serde(skip)]
    pub first: Option<Line>,
}

/// Drafts that different parties hold to be the plan, side by side.
#[derive(Debug, Clone, Serialize)]
pub struct Plans {
    /// The drafts in order of date, each with whoever rests consent or support on it.
    pub drafts: Vec<Plan>,
    /// How each change stands in each of them.
    pub changes: Vec<PlanRow>,
}

/// A draft that somebody holds to be the plan.
#[derive(Debug, Clone, Serialize)]
pub struct Plan {
    /// The draft.
    pub draft: DraftId,
    /// What it is called.
    pub title: Option<DraftTitle>,
    /// Parties, then endorsers.
    pub held_by: Vec<HeldBy>,
}

/// Whose consent or support rests on a draft.
#[derive(Debug, Clone, Serialize)]
pub struct HeldBy {
    /// Who.
    pub who: Person,
    /// What consent it is; `None`: support by somebody whose consent is not asked for.
    pub status: Option<StatusName>,
    /// The clauses that it is to, by the names that the act gives them; none: all of the draft.
    pub clauses: Vec<String>,
    /// Since when.
    pub since: When,
    /// The act.
    pub act: ActId,
}

/// A change against each of the plans.
#[derive(Debug, Clone, Serialize)]
pub struct PlanRow {
    /// The act.
    pub act: ActId,
    /// Id of the clause.
    pub clause: Option<String>,
    /// What the place is called.
    pub place: Line,
    /// How it stands in each.
    pub stands: Vec<PlanStands>,
}

/// How a change stands in one of the plans.
#[derive(Debug, Clone, Serialize)]
pub struct PlanStands {
    /// The draft.
    pub draft: DraftId,
    /// How the words stand in it.
    pub stands: Stands,
}

/// A change in few lines, for a table of many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The act.
    pub act: ActId,
    /// What is to be changed, by whom and when.
    pub what: Line,
    /// Who calls it what.
    pub called: Vec<Line>,
    /// One line for each baseline: how the words stand in it, and what differs.
    pub facts: Vec<Line>,
    /// Participants whom the changed sentences name.
    pub named: Vec<Person>,
}

impl Novelty {
    /// What is to be said of changes in a view.
    ///
    /// # Errors
    /// The view has no such act or draft, or the act puts no words forward.
    pub fn new(view: &View, question: &Question) -> Result<Self, NoAnswer> {
        build::novelty(view, question)
    }

    /// Each change in few lines.
    pub fn rows(&self) -> Vec<Row> {
        self.changes
            .iter()
            .map(|change| Row {
                act: change.act.clone(),
                what: change.what(),
                called: change.called.clone(),
                facts: change.baselines.iter().map(Baseline::fact).collect(),
                named: change.names.clone(),
            })
            .collect()
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, "", "");
        if self.changes.is_empty() {
            paper.paragraph("Nobody has put forward a change in this view.");
            return;
        }
        paper.paragraph("Earliest means: earliest in this view. Labels are those of whoever gave them.");
        if let Some(plans) = &self.plans {
            plans.write(paper);
        }
        for change in &self.changes {
            change.write(paper);
        }
    }
}

impl Change {
    /// What is to be changed, by whom and when.
    fn what(&self) -> Line {
        let who = match self.who.is_empty() {
            true => Line::new(),
            false => Line::from(", ").list(self.who.iter().map(|who| who.name.as_str())),
        };
        Line::new().line(&self.place).line(&who).text(", ").text(&self.on_words)
    }

    fn write(&self, paper: &mut Paper) {
        paper.heading(self.what().text(" (act ").given(self.act.as_str()).text(")").isolated());
        match &self.words {
            Some(words) => paper.paragraph(Line::new().quoted(&shorten(words, MOST).0).isolated()),
            None => paper.paragraph("The words are not on record."),
        }
        if self.withdrawn {
            paper.paragraph("Whoever put it forward has taken it back.");
        }
        for called in &self.called {
            paper.item(0, "-", called.isolated());
        }
        if !self.names.is_empty() {
            let names = Line::from("Named in the sentences that change: ")
                .list(self.names.iter().map(|name| name.name.as_str()));
            paper.item(0, "-", names.isolated());
        }
        for baseline in &self.baselines {
            baseline.write(paper);
        }
        if self.baselines.is_empty() && self.left_out == 0 {
            paper.item(0, "-", "There is no earlier draft in this view to hold it against.");
        }
        if self.left_out > 0 {
            let drafts = if self.left_out == 1 { "draft is" } else { "drafts are" };
            let line = Line::from(&*format!(
                "{} earlier {drafts} left out here; for all, ask for act ",
                self.left_out
            ))
            .given(self.act.as_str())
            .text(", or for one draft with --against.");
            paper.inked(Ink::Faint, 0, line.isolated());
        }
    }
}

impl Baseline {
    /// What the draft is called, with what has to be said of it.
    fn name(&self) -> Line {
        match &self.title {
            Some(title) => Line::new().given(&title.title).text(", ").text(&title.on.words),
            None => Line::new().given(self.draft.as_str()),
        }
    }

    /// How the words stand in it, and what differs, in one line.
    fn fact(&self) -> Line {
        let mut line = Line::from(self.stands.as_str()).text(" against ").line(&self.name());
        for (at, difference) in self.differences.iter().enumerate() {
            line = line.text(if at == 0 { ": " } else { "; " }).line(&said(difference));
        }
        if self.differences.is_empty() { line.text(": ").line(&self.why) } else { line }
    }

    fn write(&self, paper: &mut Paper) {
        let ink = match self.stands {
            Stands::Identical => Ink::Good,
            Stands::Changed | Stands::Absent => Ink::Middling,
            Stands::Unknown => Ink::Faint,
        };
        let stands = paper.ink(ink, self.stands.as_str());
        let line = format!("Against {}: {stands}; {}.", self.name().isolated(), self.why.isolated());
        paper.item(0, "-", &line);
        for difference in &self.differences {
            paper.indented(4, said(difference).isolated());
        }
        if let Some(first) = &self.first {
            paper.indented(4, Line::from("Earliest: ").line(first).text(".").isolated());
        }
    }
}

/// A difference in one line.
fn said(difference: &Difference) -> Line {
    let line = match (&difference.from, &difference.to) {
        (Some(from), Some(to)) => Line::new().quoted(from).text(" \u{2192} ").quoted(to),
        (None, Some(to)) => Line::from("comes in: ").quoted(to),
        (Some(from), None) => Line::from("falls: ").quoted(from),
        (None, None) => Line::new(),
    };
    match difference.direction {
        Some(direction) => line.text(" (").text(direction.as_str()).text(")"),
        None => line,
    }
}

impl Plans {
    fn write(&self, paper: &mut Paper) {
        paper.heading("Parties rest their consent on different drafts");
        let mut head = vec![String::new()];
        let mut held = vec!["Rests on it".to_owned()];
        for plan in &self.drafts {
            let title = plan.title.as_ref().map_or(plan.draft.as_str(), |title| title.title.as_str());
            head.push(isolate(title));
            let holders: Vec<String> = plan
                .held_by
                .iter()
                .map(|holder| {
                    let status = holder.status.as_ref().map_or("supports it", |status| status.words.as_str());
                    let line = Line::new().given(&holder.who.name).text(": ").text(status);
                    let line = match holder.clauses.is_empty() {
                        true => line,
                        false => line.text(", for ").line(&build::clauses(&holder.clauses)).text(" alone"),
                    };
                    line.isolated().to_owned()
                })
                .collect();
            held.push(holders.join("; "));
        }
        let mut rows = vec![head, held];
        for change in &self.changes {
            let (label, _) = shorten(&change.place.to_string(), 40);
            let mut row = vec![
                Line::new()
                    .given(&label)
                    .text(" (")
                    .given(change.act.as_str())
                    .text(")")
                    .isolated()
                    .to_owned(),
            ];
            row.extend(change.stands.iter().map(|one| one.stands.as_str().to_owned()));
            rows.push(row);
        }
        paper.table(&rows);
    }
}
