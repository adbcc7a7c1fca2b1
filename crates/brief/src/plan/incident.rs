//! The file of an incident: a neutral notice for the first hour, whom to call, the clock of the dispute clause, both accounts side
//! by side, the route taken, and how it closed.

use onetext_case::View;
use onetext_record::act::Act;
use onetext_record::audience::AudienceName;
use onetext_record::plan::following::{Clocked, Closed, Incident, Route, StepState};
use onetext_record::texts::Texts as _;
use onetext_record::{ActId, DraftId, ParticipantId};
use onetext_text::clause::ClauseIndex;
use serde::Serialize;

use super::followed::{Ground, Told};
use super::{Chosen, EntryName, NoPlan};
use crate::heading::Heading;
use crate::line::Line;
use crate::model::{DateSaid, Person, Place, Said, SourceSaid};
use crate::paper::{Ink, Paper, isolate};

/// An incident, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentFile {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// What is alleged.
    pub alleged: SaidTold,
    /// Of whom.
    pub about: Vec<Person>,
    /// When what is alleged happened, by this allegation.
    pub occurred: Option<DateSaid>,
    /// Entries of the plan concerned.
    pub entries: Vec<EntryName>,
    /// The clauses concerned, with their words.
    pub clauses: Vec<ClauseTold>,
    /// What can be handed on in the first hour: what is alleged, by whom, of which words, and what the other side has said.
    pub notice: Vec<Line>,
    /// Whether everything that the notice is made from was said in public, as far as this view tells. What was not is named in it
    /// without its words.
    pub notice_public: bool,
    /// Those whom it is about and from whom nothing is on record in answer to it.
    pub unheard: Vec<Person>,
    /// Whom to call, in this order, as the dispute clauses say.
    pub notify: Vec<Person>,
    /// Accounts by side: those who allege it, those whom it is about, everybody else.
    pub sides: Vec<SideTold>,
    /// The routes of the dispute clauses that cover it.
    pub routes: Vec<RouteTold>,
    /// How it closed; `None`: it is open.
    pub closed: Option<ClosedTold>,
    /// What was said in answer and taken back since.
    pub taken_back: Vec<SaidTold>,
}

/// What somebody said or did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SaidTold {
    /// The act.
    pub act: String,
    /// What kind of act it is.
    pub kind: String,
    /// Who did it; none: it is reported without its author.
    pub by: Vec<Person>,
    /// When.
    pub on: DateSaid,
    /// What was done, in a sentence.
    pub what: Line,
    /// In which words.
    pub words: Option<Said>,
    /// Where it is known from.
    pub sources: Vec<SourceSaid>,
}

/// A clause and its words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClauseTold {
    /// The clause.
    pub place: Place,
    /// The title of its draft.
    pub draft_title: String,
    /// Its words, with those of the clauses below it.
    pub words: Option<Said>,
}

/// What one side has said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SideTold {
    /// Which side: `alleges`, `concerned` or `others`.
    pub side: Side,
    /// Who belongs to it.
    pub who: Vec<Person>,
    /// What they said, in order.
    pub said: Vec<SaidTold>,
}

/// A side of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Those who allege it.
    Alleges,
    /// Those whom it is about.
    Concerned,
    /// Everybody else.
    Others,
}

/// The route of a dispute clause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RouteTold {
    /// The dispute clause.
    pub clause: EntryName,
    /// Whom to call, in this order.
    pub notify: Vec<Person>,
    /// Its steps.
    pub steps: Vec<StepTold>,
}

/// A step of a route.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepTold {
    /// Its number, from 1.
    pub number: u32,
    /// Who acts.
    pub who: Vec<Person>,
    /// What they do.
    pub does: String,
    /// How long they have.
    pub within: Option<String>,
    /// From when.
    pub begins: Option<DateSaid>,
    /// Until when.
    pub until: Option<DateSaid>,
    /// Where it stands.
    pub state: StepState,
    /// What was done.
    pub done: Vec<SaidTold>,
}

/// How an incident closed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClosedTold {
    /// Whether whoever alleged it took it back; else an act says that it settles it.
    pub taken_back: bool,
    /// The act.
    #[serde(flatten)]
    pub by: SaidTold,
}

impl IncidentFile {
    /// The file of the incident that an act alleges.
    ///
    /// # Errors
    /// The view has no plan, or no such allegation.
    pub fn new(view: &View, act: &ActId, chosen: &Chosen) -> Result<Self, NoPlan> {
        let now = view.now();
        let ground = Ground::new(view, &now, chosen)?;
        let told = ground.told();
        let Some(incident) = told.following.incident(act) else {
            let known: Vec<&str> = told.following.incidents.iter().map(|one| one.act.id.as_str()).collect();
            let known = match known.as_slice() {
                [] => "there is none".to_owned(),
                known => format!("there are: {}", known.join(", ")),
            };
            return Err(NoPlan::NotThere(format!(
                "there is no alleged breach of an entry or a clause \u{201c}{act}\u{201d} in this view; {known}"
            )));
        };
        Ok(file(view, &told, incident))
    }

    /// The notice alone, for a terminal.
    pub fn write_notice(&self, paper: &mut Paper) {
        for line in &self.notice {
            paper.paragraph(line.isolated());
        }
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, &format!("incident {}", isolate(&self.alleged.act)), "");
        paper.heading("Notice");
        self.write_notice(paper);
        if !self.notify.is_empty() {
            paper.heading("Whom to call, in this order");
        }
        for (at, person) in self.notify.iter().enumerate() {
            paper.item(0, &format!("{}.", at + 1), &isolate(&person.name));
        }
        for route in &self.routes {
            let title = Line::from("Clock: ").line(&route.clause.line());
            paper.heading(title.isolated());
            for step in &route.steps {
                step.write(paper);
            }
        }
        if self.routes.is_empty() {
            paper.heading("Clock");
            paper.paragraph("No dispute clause of this view covers it.");
        }
        self.write_sides(paper);
        paper.heading("How it closed");
        match &self.closed {
            None => paper.paragraph("It is open."),
            Some(closed) => {
                let how = if closed.taken_back { "Taken back: " } else { "Settled, as recorded: " };
                paper.paragraph(Line::from(how).line(&closed.by.line()).isolated());
            }
        }
        if !self.taken_back.is_empty() {
            paper.heading("Said and taken back");
        }
        for said in &self.taken_back {
            paper.item(0, "-", said.line().isolated());
        }
    }

    fn write_sides(&self, paper: &mut Paper) {
        paper.heading("Accounts side by side");
        let (two, others): (Vec<&SideTold>, Vec<&SideTold>) =
            self.sides.iter().partition(|side| side.side != Side::Others);
        let names = |side: &&SideTold| match side.who.is_empty() {
            true => "As reported".to_owned(),
            false => Line::new().list(side.who.iter().map(|one| one.name.as_str())).isolated().to_owned(),
        };
        let mut rows = vec![two.iter().map(names).collect::<Vec<_>>()];
        let height = two.iter().map(|side| side.said.len()).max().unwrap_or(0);
        for at in 0..height {
            let cell = |side: &&SideTold| {
                side.said.get(at).map_or_else(String::new, |said| said.line().isolated().to_owned())
            };
            rows.push(two.iter().map(cell).collect());
        }
        let none = |side: &&SideTold| {
            if side.said.is_empty() { "nothing on record".to_owned() } else { String::new() }
        };
        if two.iter().any(|side| side.said.is_empty()) {
            rows.push(two.iter().map(none).collect());
        }
        paper.table(&rows);
        for side in others {
            paper.heading("Others");
            for said in &side.said {
                paper.item(0, "-", said.line().isolated());
            }
        }
    }
}

impl SaidTold {
    /// `North denied … [1 May 2031; act k3v9]: “words”`.
    fn line(&self) -> Line {
        let line = Line::new().line(&self.what).text(" [").text(&self.on.words).text("; act ");
        let line = line.given(&self.act).text("]");
        match &self.words {
            Some(words) => line.text(": ").quoted(&words.words),
            None => line,
        }
    }
}

impl StepTold {
    fn write(&self, paper: &mut Paper) {
        let who = match self.who.is_empty() {
            true => Line::from("the clause does not say who"),
            false => Line::new().list(self.who.iter().map(|one| one.name.as_str())),
        };
        let line = who.text(": ").given(&self.does);
        paper.item(0, &format!("{}.", self.number), line.isolated());
        let mut times = Vec::new();
        if let Some(within) = &self.within {
            times.push(format!("within {within}"));
        }
        if let Some(begins) = &self.begins {
            times.push(format!("from {}", begins.words));
        }
        times.push(match &self.until {
            Some(until) => format!("until {}", until.words),
            None if self.within.is_none() => "no time set".to_owned(),
            None => "its end hangs on the step before".to_owned(),
        });
        let ink = match self.state {
            StepState::Missed | StepState::DoneLate => Ink::Alarm,
            StepState::Running => Ink::Strong,
            _ => Ink::Faint,
        };
        paper.inked(ink, 3, &format!("{}; {}", step_words(self.state), times.join(", ")));
        for said in &self.done {
            paper.item(3, "-", said.line().isolated());
        }
    }
}

/// Where a step stands, in words.
pub(crate) fn step_words(state: StepState) -> &'static str {
    match state {
        StepState::Done => "done",
        StepState::DoneLate => "done after its time",
        StepState::Running => "running",
        StepState::Missed => "its time is over, nothing on record",
        StepState::Waiting => "not begun",
        StepState::Closed => "not needed: the matter closed before",
    }
}

fn file<'v>(view: &View, told: &Told<'_, 'v>, incident: &Incident<'v, 'v>) -> IncidentFile {
    let say = &told.scene.say;
    let clauses = clauses(told, incident);
    let routes: Vec<RouteTold> = incident.routes.iter().map(|route| route_told(told, route)).collect();
    let mut notify: Vec<Person> = Vec::new();
    for person in routes.iter().flat_map(|route| &route.notify) {
        if !notify.contains(person) {
            notify.push(person.clone());
        }
    }
    let occurred = incident.allegation.occurred.map(|when| told.date(&when));
    let unheard: Vec<Person> = told.people(incident.unheard());
    IncidentFile {
        heading: Heading::of(view),
        notice: notice(view, told, incident, &clauses),
        notice_public: answers(incident).chain([incident.act]).all(is_public),
        alleged: said(told, incident.act),
        about: say.people(&incident.allegation.about),
        occurred,
        entries: incident.entries.iter().map(|entry| told.name(entry)).collect(),
        clauses,
        unheard,
        notify,
        sides: sides(told, incident),
        routes,
        closed: incident.closed.map(|closed| ClosedTold {
            taken_back: matches!(closed, Closed::TakenBack(_)),
            by: said(told, closed.act()),
        }),
        taken_back: incident.taken_back.iter().map(|act| said(told, act)).collect(),
    }
}

fn said(told: &Told<'_, '_>, act: &Act) -> SaidTold {
    let say = &told.scene.say;
    SaidTold {
        act: act.id.to_string(),
        kind: act.kind().to_string(),
        by: say.people(&act.by),
        on: told.date(&act.earliest()),
        what: say.sentence(act),
        words: say.words(act),
        sources: say.sources(&act.sources),
    }
}

/// Whether an act is for everybody: of all audiences, views keep this one.
fn is_public(act: &Act) -> bool {
    act.audience.0.contains(&AudienceName::Public)
}

/// What those whom an incident is about said to it.
fn answers<'v>(incident: &Incident<'v, 'v>) -> impl Iterator<Item = &'v Act> {
    let (by, about) = (&incident.act.by, &incident.allegation.about);
    let of =
        incident.answers.iter().copied().filter(|answer| answer.by.iter().any(|one| about.contains(one)));
    of.filter(|answer| !answer.by.iter().any(|one| by.contains(one)))
}

/// What is alleged, by whom, of which words, and what the other side has said so far; nothing else. It is there to be handed to
/// both sides: what was not said in public stands in it without its words, and its foot says for whose eyes it was drawn.
fn notice<'v>(
    view: &View,
    told: &Told<'_, 'v>,
    incident: &Incident<'v, 'v>,
    clauses: &[ClauseTold],
) -> Vec<Line> {
    let say = &told.scene.say;
    let act = incident.act;
    let mut line = match act.by.is_empty() {
        true => Line::from("It is alleged"),
        false => say.names(&act.by).text(if act.by.len() == 1 { " alleges" } else { " allege" }),
    };
    if !incident.allegation.about.is_empty() {
        line = line.text(" of ").line(&say.names(&incident.allegation.about));
    }
    line = line.text(", on ").text(&told.date(&act.earliest()).words);
    if let Some(occurred) = &incident.allegation.occurred {
        line = line.text(", as of ").text(&told.date(occurred).words);
    }
    line = match &act.words {
        _ if !is_public(act) => line.text(" (words not public)."),
        Some(words) => quoted(line, words),
        None => line.text("; its words are not on record."),
    };
    let mut lines = vec![line];
    for clause in clauses {
        let line = Line::from("The words concerned: ")
            .given(&clause.place.label)
            .text(" of ")
            .given(&clause.draft_title);
        lines.push(match &clause.words {
            Some(words) => {
                let remark = words.remark().map_or_else(String::new, |remark| format!(" ({remark})"));
                quoted(line.text(&remark), &words.words)
            }
            None => line.text("; they are not on record."),
        });
    }
    if clauses.is_empty() {
        let names: Vec<String> =
            incident.entries.iter().map(|entry| told.name(entry).name().to_string()).collect();
        lines.push(
            Line::from("Concerned: ")
                .list(names.iter().map(String::as_str))
                .text(", read from no clause of a draft."),
        );
    }
    for answer in answers(incident) {
        if !is_public(answer) {
            let has = if answer.by.len() == 1 { " has" } else { " have" };
            lines.push(say.names(&answer.by).text(has).text(" answered (words not public)."));
            continue;
        }
        let line = say.names(&answer.by).text(", on ").text(&told.date(&answer.earliest()).words);
        lines.push(match &answer.words {
            Some(words) => quoted(line, words),
            None => line.text(": ").line(&say.sentence(answer)).text("."),
        });
    }
    let unheard: Vec<ParticipantId> = incident.unheard().cloned().collect();
    if !unheard.is_empty() {
        lines.push(say.names(&unheard).text(": not heard on it yet, as far as this record goes."));
    }
    let heading = Heading::of(view);
    let line = Line::from("Drawn from what may be seen by: ").given(&heading.reader_name);
    lines.push(line.text("; as of ").text(&heading.as_of_words).text("."));
    lines
}

/// A line that ends with words: with a full stop, where they do not end a sentence themselves.
fn quoted(line: Line, words: &str) -> Line {
    let ends = words.trim_end().ends_with(['.', '!', '?', '\u{61f}', '\u{2026}', '\u{6d4}']);
    line.text(": ").quoted(words).text(if ends { "" } else { "." })
}

fn sides(told: &Told<'_, '_>, incident: &Incident<'_, '_>) -> Vec<SideTold> {
    let say = &told.scene.say;
    let (by, about) = (&incident.act.by, &incident.allegation.about);
    let side_of = |act: &Act| {
        let among = |some: &[ParticipantId]| act.by.iter().any(|one| some.contains(one));
        match (among(by), among(about)) {
            // What both say together is said by neither side alone.
            (true, false) => Side::Alleges,
            (false, true) => Side::Concerned,
            _ => Side::Others,
        }
    };
    let mut sides = vec![
        SideTold { side: Side::Alleges, who: say.people(by), said: vec![said(told, incident.act)] },
        SideTold { side: Side::Concerned, who: say.people(about), said: Vec::new() },
        SideTold { side: Side::Others, who: Vec::new(), said: Vec::new() },
    ];
    for act in &incident.answers {
        let side = side_of(act);
        if let Some(found) = sides.iter_mut().find(|one| one.side == side) {
            found.said.push(said(told, act));
        }
    }
    sides.retain(|side| side.side != Side::Others || !side.said.is_empty());
    sides
}

/// The clauses that the allegation names, in their draft; with those that the entries were read from, in the current draft.
fn clauses(told: &Told<'_, '_>, incident: &Incident<'_, '_>) -> Vec<ClauseTold> {
    let say = &told.scene.say;
    let mut found: Vec<(DraftId, ClauseIndex)> = Vec::new();
    let mut add = |draft: &DraftId, clause: ClauseIndex| {
        if !found.contains(&(draft.clone(), clause)) {
            found.push((draft.clone(), clause));
        }
    };
    if let Some(anchor) = &incident.act.anchor {
        say.anchored(anchor).into_iter().for_each(|clause| add(&anchor.draft, clause));
    }
    if let Some(current) = told.scene.view.texts().current() {
        for entry in &incident.entries {
            let held = told.plan.get(&entry.id);
            held.into_iter().flat_map(|held| &held.anchored.clauses).for_each(|clause| add(current, *clause));
        }
    }
    let clause = |(draft, clause): &(DraftId, ClauseIndex)| {
        Some(ClauseTold {
            place: say.place(draft, *clause)?,
            draft_title: say.title(draft),
            words: whole_words(told, draft, *clause),
        })
    };
    found.iter().filter_map(clause).collect()
}

/// The words of a clause and of all below it.
fn whole_words(told: &Told<'_, '_>, draft: &DraftId, clause: ClauseIndex) -> Option<Said> {
    let texts = told.scene.view.texts();
    let outline = texts.outline_of(texts.version(draft)?)?;
    let mut whole = told.scene.say.clause_words(draft, clause, usize::MAX)?;
    for at in outline.subtree(clause).skip(1) {
        let index = ClauseIndex(u32::try_from(at).ok()?);
        let label = outline.get(index).map_or("", |clause| clause.label.as_str());
        let words = told.scene.say.clause_words(draft, index, usize::MAX)?.words;
        whole.words = format!("{} {label} {words}", whole.words).replace("  ", " ");
    }
    Some(whole)
}

fn route_told<'v>(told: &Told<'_, 'v>, route: &Route<'v, 'v>) -> RouteTold {
    RouteTold {
        clause: told.name(route.provision),
        notify: told.people(&route.clause.notify),
        steps: route.steps.iter().map(|step| step_told(told, step)).collect(),
    }
}

fn step_told(told: &Told<'_, '_>, step: &Clocked<'_, '_>) -> StepTold {
    StepTold {
        number: step.number,
        who: told.people(&step.step.who),
        does: step.step.does.clone(),
        within: step.step.within.map(|within| within.to_string()),
        begins: step.begins.map(|when| told.date(&when)),
        until: step.until.map(|when| told.date(&when)),
        state: step.state,
        done: step.acts.iter().map(|act| said(told, act)).collect(),
    }
}
