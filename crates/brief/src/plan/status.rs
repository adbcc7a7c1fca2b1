//! How a plan is followed: the implementation matrix, and the incidents that are open.

use onetext_case::View;
use onetext_record::plan::following::due::responsible;
use onetext_record::plan::following::{Amount, Followed, Incident, State, Unknown};
use onetext_record::plan::standing::Words;
use onetext_record::plan::{Content, Modality, PowerKind, Provision};
use onetext_record::{Act, Kind};
use serde::Serialize;

use super::followed::{
    AccountTold, DateTold, DeadlineTold, Ground, LevelTold, Told, amount_words, level_words,
    performance_words,
};
use super::{Chosen, EntryName, NoPlan, Taken};
use crate::heading::Heading;
use crate::line::{Line, shorten};
use crate::model::{DateSaid, Direction, Person, Said};
use crate::paper::{Ink, Paper};
use crate::wording;

/// How a plan is followed, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct PlanStatus {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// The case's working language, as a tag.
    #[serde(skip)]
    pub language: String,
    /// Its direction of writing.
    #[serde(skip)]
    pub direction: Direction,
    /// Options that are taken, where they were asked for.
    pub taken: Vec<Taken>,
    /// One row for each obligation, batch, list, event, phase and power, in the order of the plan.
    pub rows: Vec<MatrixRow>,
    /// Alleged breaches, in order.
    pub incidents: Vec<IncidentNamed>,
}

/// A row of the implementation matrix.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    /// The entry.
    #[serde(flatten)]
    pub entry: EntryName,
    /// What has become of the words that it was read from: `same`, `stale`, `confirmed`, `untied`, `unknown` or `gone`.
    pub words: Words,
    /// Whether it must be done, or must not; of other entries than obligations `None`.
    pub modality: Option<Modality>,
    /// What is to be done, or left undone.
    pub does: Option<String>,
    /// Who has to do it; who has a power.
    pub responsible: Vec<Person>,
    /// To whom it is owed.
    pub owed_to: Vec<Person>,
    /// Who establishes whether it was done.
    pub verifier: Vec<Person>,
    /// By what they can tell.
    pub evidence: Option<String>,
    /// By when.
    pub deadline: DeadlineTold,
    /// The state to look at first.
    pub state: State,
    /// Every state that holds, that one in front.
    pub states: Vec<State>,
    /// The same in words.
    pub state_words: Line,
    /// Why the state is unknown.
    pub unknown: Option<Unknown>,
    /// What has to come about before it is owed, and has not: points of the plan as it writes them.
    pub waits_for: Vec<String>,
    /// How much was done.
    pub amount: Option<Amount>,
    /// On which dates it was carried out, happened or began.
    pub complete: Vec<DateTold>,
    /// The latest assessment of each monitor.
    pub levels: Vec<LevelTold>,
    /// What is reported of it, in order.
    pub accounts: Vec<AccountTold>,
    /// Acts that allege a breach of it.
    pub incidents: Vec<String>,
    /// Powers in use over it.
    pub powers: Vec<PowerInUse>,
}

/// A power in use.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PowerInUse {
    /// The power.
    pub power: EntryName,
    /// The act by which it is used.
    pub act: String,
    /// Who uses it, as recorded.
    pub by: Vec<Person>,
    /// Since when.
    pub on: DateSaid,
}

/// An alleged breach in few words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IncidentNamed {
    /// The act that alleges it.
    pub act: String,
    /// When it was alleged.
    pub on: DateSaid,
    /// Who alleges it.
    pub by: Vec<Person>,
    /// Of whom.
    pub about: Vec<Person>,
    /// Of which entries.
    pub entries: Vec<EntryName>,
    /// In which words.
    pub words: Option<Said>,
    /// Whether somebody else denied it or answered it.
    pub answered: bool,
    /// What those whom it is about said to it, in order.
    pub answers: Vec<AnswerNamed>,
    /// The act that closed it.
    pub closed_by: Option<String>,
    /// When it closed.
    pub closed_on: Option<DateSaid>,
    /// Who closed it; none: it is reported.
    pub closed_as_said_by: Vec<Person>,
    /// In which words.
    pub closed_words: Option<Said>,
}

/// What somebody said to an alleged breach of theirs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnswerNamed {
    /// The act.
    pub act: String,
    /// Who said it.
    pub by: Vec<Person>,
    /// Whether they deny it.
    pub denies: bool,
    /// In which words.
    pub words: Option<Said>,
}

impl PlanStatus {
    /// How the plan of a view is followed, with these options taken in the text.
    ///
    /// # Errors
    /// The view has no plan, or the options cannot be taken.
    pub fn new(view: &View, chosen: &Chosen) -> Result<Self, NoPlan> {
        let now = view.now();
        let ground = Ground::new(view, &now, chosen)?;
        Ok(Self::of(&ground.told()))
    }

    /// The same, of what is computed already.
    pub(crate) fn of(told: &Told<'_, '_>) -> Self {
        let view = told.scene.view;
        let language = view.about.languages.first().map_or("en", String::as_str);
        let incidents = told.following.incidents.iter();
        Self {
            heading: Heading::of(view),
            language: language.to_owned(),
            direction: wording::direction(language),
            taken: told.scene.taken(),
            rows: told.following.rows.iter().map(|row| matrix_row(told, row)).collect(),
            incidents: incidents.map(|incident| incident_named(told, incident)).collect(),
        }
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, "how the plan is followed", "");
        for taken in &self.taken {
            paper.paragraph(Line::from("Taken: ").line(&taken.line()).text(".").isolated());
        }
        let head = ["What", "Who", "By when", "State"].map(str::to_owned);
        let mut rows = vec![head.to_vec()];
        rows.extend(self.rows.iter().map(|row| row.cells(paper)));
        paper.blank();
        paper.table(&rows);
        if self.rows.iter().any(|row| row.words == Words::Stale) {
            paper.blank();
            paper.paragraph(
                "* Its words have changed since it was read from them, and nobody has confirmed it.",
            );
        }
        let (open, closed): (Vec<_>, Vec<_>) = self.incidents.iter().partition(|one| one.closed_by.is_none());
        for (heading, incidents) in [("Alleged and open", open), ("Alleged and closed", closed)] {
            if !incidents.is_empty() {
                paper.heading(heading);
            }
            for incident in incidents {
                paper.item(0, "-", incident.line().isolated());
            }
        }
        if self.rows.iter().any(MatrixRow::has_more) {
            paper.heading("What is reported");
        }
        for row in self.rows.iter().filter(|row| row.has_more()) {
            row.write(paper);
        }
    }
}

impl PlanStatus {
    /// Alleged breaches in lines: those that are open, and those that are closed.
    pub(crate) fn incident_lines(&self) -> (Vec<Line>, Vec<Line>) {
        let (open, closed): (Vec<_>, Vec<_>) = self.incidents.iter().partition(|one| one.closed_by.is_none());
        let lines = |incidents: Vec<&IncidentNamed>| incidents.into_iter().map(IncidentNamed::line).collect();
        (lines(open), lines(closed))
    }

    /// How entries stand of which something is reported, in lines.
    pub(crate) fn state_lines(&self) -> Vec<Line> {
        let told = self.rows.iter().filter(|row| row.has_more() || !row.incidents.is_empty());
        told.map(|row| row.what().text(": ").line(&row.state_words)).collect()
    }
}

impl MatrixRow {
    fn cells(&self, paper: &Paper) -> Vec<String> {
        let names = |people: &[Person]| {
            Line::new().list(people.iter().map(|person| person.name.as_str())).isolated().to_owned()
        };
        let stale = if self.words == Words::Stale { Line::from(" *") } else { Line::new() };
        vec![
            self.what().line(&stale).isolated().to_owned(),
            names(&self.responsible),
            self.by_when().isolated().to_owned(),
            paper.ink(ink(self.state), self.state_words.isolated()),
        ]
    }

    /// The entry with its clauses, and whether it forbids something.
    pub(crate) fn what(&self) -> Line {
        self.entry.line()
    }

    /// The dates of its deadline, in short; else what the plan says.
    pub(crate) fn by_when(&self) -> Line {
        let dates = &self.deadline.dates;
        let mut line = Line::new();
        for (at, due) in dates.iter().enumerate() {
            line = line.text(if at == 0 { "" } else { " or " }).text(&due.by.short);
            if let Some(day) = due.day {
                line = line.text(&format!(" (day {day})"));
            }
        }
        match (&self.deadline.rule, dates.is_empty()) {
            (Some(rule), true) => rule.clone(),
            _ => line,
        }
    }

    /// Whether there is more to say of it than fits into the table.
    fn has_more(&self) -> bool {
        !self.accounts.is_empty() || !self.powers.is_empty() || !self.levels.is_empty()
    }

    fn write(&self, paper: &mut Paper) {
        paper.item(0, "-", self.what().text(": ").line(&self.state_words).isolated());
        if let Some(amount) = self.amount.filter(|_| !self.states.contains(&State::Partly)) {
            paper.indented(2, &format!("in all {}", amount_words(amount)));
        }
        for account in &self.accounts {
            paper.item(2, "-", account.line().isolated());
        }
        for level in &self.levels {
            paper.item(2, "-", level.line().isolated());
        }
        for power in &self.powers {
            paper.item(2, "-", power.line().isolated());
        }
    }
}

fn ink(state: State) -> Ink {
    match state {
        State::InDispute | State::Alleged | State::Overdue | State::NotFulfilled | State::Suspended => {
            Ink::Alarm
        }
        State::Fulfilled | State::Happened => Ink::Good,
        State::Late | State::Partly | State::Excused | State::InUse => Ink::Middling,
        _ => Ink::Faint,
    }
}

impl AccountTold {
    /// `North reports [1 May 2031; act k3v9]: carried out, 3: “words”`.
    pub(crate) fn line(&self) -> Line {
        let verb = match self.kind.as_str() {
            "verify" => "found",
            "state" => "said",
            _ => "reported",
        };
        let line = match self.by.is_empty() {
            true if self.kind == "state" => Line::from("stated"),
            true => Line::from("reported"),
            false => Line::new().list(self.by.iter().map(|one| one.name.as_str())).text(" ").text(verb),
        };
        let mut line = line.text(" [").text(&self.on.words);
        let others: Vec<&str> =
            self.occurred.iter().filter(|when| **when != self.on).map(|when| when.words.as_str()).collect();
        if !others.is_empty() {
            line = line.text(", of ").text(&others.join(" or "));
        }
        line = line.text("; act ").given(&self.act).text("]");
        let performance = self.performance.map(performance_words);
        let quantity = self.quantity.map(|quantity| quantity.to_string());
        let told: Vec<&str> = performance.into_iter().chain(quantity.as_deref()).collect();
        if !told.is_empty() {
            line = line.text(": ").text(&told.join(", "));
        }
        if let Some(words) = &self.words {
            line = line.text(": ").quoted(&words.words);
        }
        for denial in &self.denied_by {
            let who = match denial.by.is_empty() {
                true => Line::from("somebody"),
                false => Line::new().list(denial.by.iter().map(|one| one.name.as_str())),
            };
            line = line.text("; denied by ").line(&who).text(" (act ").given(&denial.act).text(")");
        }
        if let Some(aside) = &self.set_aside {
            use onetext_record::plan::following::SetAside;
            let why = match aside.why {
                SetAside::TakenBack => "; taken back since (act ",
                SetAside::Corrected => "; corrected since (act ",
                SetAside::Replaced => "; another account took its place (act ",
            };
            line = line.text(why).given(&aside.act).text(")");
        }
        line
    }
}

impl LevelTold {
    /// `Level 2, intermediate, as the monitors assess it [1 May 2031; act k3v9]`.
    pub(crate) fn line(&self) -> Line {
        let line = Line::from("level ").text(level_words(self.level));
        let line = match self.by.is_empty() {
            true => line.text(", as reported"),
            false => line.text(", as assessed by ").list(self.by.iter().map(|one| one.name.as_str())),
        };
        line.text(" [").text(&self.on.words).text("; act ").given(&self.act).text("]")
    }
}

impl PowerInUse {
    fn line(&self) -> Line {
        let line = Line::from("in use: ").line(&self.power.line());
        let line = match self.by.is_empty() {
            true => line,
            false => line.text(", by ").list(self.by.iter().map(|one| one.name.as_str())),
        };
        line.text(" [").text(&self.on.words).text("; act ").given(&self.act).text("]")
    }
}

impl IncidentNamed {
    /// `North alleges of South [25 January 2025; act k3v9], on “release of 33”: “words”`.
    pub(crate) fn line(&self) -> Line {
        let names = |people: &[Person]| Line::new().list(people.iter().map(|one| one.name.as_str()));
        let line = match self.by.is_empty() {
            true => Line::from("alleged"),
            false => names(&self.by).text(" alleges"),
        };
        let mut line = match self.about.is_empty() {
            true => line,
            false => line.text(" of ").line(&names(&self.about)),
        };
        line = line.text(" [").text(&self.on.words).text("; act ").given(&self.act).text("]");
        for (at, entry) in self.entries.iter().enumerate() {
            line = line.text(if at == 0 { ", on " } else { ", " }).line(&entry.line());
        }
        if let Some(words) = &self.words {
            line = line.text(": ").quoted(&shorten(&words.words, 200).0);
        }
        for answer in &self.answers {
            line = line.text("; ").line(&names(&answer.by));
            line = line.text(if answer.denies { " denies it" } else { " answers" });
            if let Some(words) = &answer.words {
                line = line.text(": ").quoted(&shorten(&words.words, 200).0);
            }
        }
        if let Some(on) = &self.closed_on {
            line = line.text("; closed ").text(&on.words);
            if !self.closed_as_said_by.is_empty() {
                line = line.text(" by ").line(&names(&self.closed_as_said_by));
            }
            return match &self.closed_words {
                Some(words) => line.text(": ").quoted(&shorten(&words.words, 200).0),
                None => line,
            };
        }
        match (self.answers.is_empty(), self.answered) {
            (false, _) => line,
            (true, true) => line.text("; answered by others"),
            (true, false) => line.text("; no answer on record"),
        }
    }
}

fn matrix_row<'v>(told: &Told<'_, 'v>, row: &Followed<'v, 'v>) -> MatrixRow {
    let provision = row.provision;
    let (mut owed_to, mut verifier, mut evidence, mut modality) = (Vec::new(), Vec::new(), None, None);
    match &provision.content {
        Content::Obligation(one) => {
            owed_to = told.people(&one.creditor);
            verifier = told.people(&one.verifier);
            evidence = one.evidence.clone();
            modality = Some(one.modality);
        }
        Content::Batch(batch) => verifier = told.people(&batch.verifier),
        _ => {}
    }
    MatrixRow {
        entry: told.name(provision),
        words: told.plan.get(&provision.id).map_or(Words::Untied, |held| held.anchored.words),
        modality,
        does: does(&provision.content),
        responsible: told.people(responsible(provision, &told.plan)),
        owed_to,
        verifier,
        evidence,
        deadline: told.deadline(row),
        state: row.state(),
        states: row.states.clone(),
        state_words: told.states(row),
        unknown: row.unknown,
        waits_for: row.waits_for.iter().map(ToString::to_string).collect(),
        amount: row.amount,
        complete: row.complete.iter().map(|moment| told.moment(moment)).collect(),
        levels: told.levels(row),
        accounts: row.accounts.iter().map(|account| told.account(account)).collect(),
        incidents: row
            .incidents
            .iter()
            .filter_map(|&at| told.following.incidents.get(at))
            .map(|incident| incident.act.id.to_string())
            .collect(),
        powers: row.powers.iter().map(|&(power, act)| power_in_use(told, power, act)).collect(),
    }
}

/// What is to be done, where the entry says it in words.
fn does(content: &Content) -> Option<String> {
    match content {
        Content::Obligation(one) => Some(one.does.clone()),
        Content::Power(power) => Some(
            match power.kind {
                PowerKind::Suspend => "may suspend",
                PowerKind::Terminate => "may terminate",
                PowerKind::Extend => "may extend",
                PowerKind::SnapBack => "may return to an earlier state",
            }
            .to_owned(),
        ),
        _ => None,
    }
}

fn power_in_use<'v>(told: &Told<'_, 'v>, power: &'v Provision, act: &'v Act) -> PowerInUse {
    PowerInUse {
        power: told.name(power),
        act: act.id.to_string(),
        by: told.scene.say.people(&act.by),
        on: told.date(&act.earliest()),
    }
}

pub(crate) fn incident_named<'v>(told: &Told<'_, 'v>, incident: &Incident<'v, 'v>) -> IncidentNamed {
    let say = &told.scene.say;
    IncidentNamed {
        act: incident.act.id.to_string(),
        on: told.date(&incident.act.earliest()),
        by: say.people(&incident.act.by),
        about: say.people(&incident.allegation.about),
        entries: incident.entries.iter().map(|entry| told.name(entry)).collect(),
        words: say.words(incident.act),
        answered: incident.is_answered(),
        answers: incident
            .answers
            .iter()
            .filter(|act| act.by.iter().any(|by| incident.allegation.about.contains(by)))
            .filter(|act| !act.by.iter().any(|by| incident.act.by.contains(by)))
            .map(|act| AnswerNamed {
                act: act.id.to_string(),
                by: say.people(&act.by),
                denies: act.kind() == Kind::Deny,
                words: say.words(act),
            })
            .collect(),
        closed_by: incident.closed.map(|closed| closed.act().id.to_string()),
        closed_on: incident.closed.map(|closed| told.date(&closed.act().earliest())),
        closed_as_said_by: incident.closed.map(|closed| say.people(&closed.act().by)).unwrap_or_default(),
        closed_words: incident.closed.and_then(|closed| say.words(closed.act())),
    }
}
