//! What was promised, what is still owed, what was asked and answered, and where two mediators said different things.

use onetext_case::View;
use onetext_record::act::{Act, Deed, Form, Kind, Performance};
use onetext_record::ledger;
use onetext_record::promises::{Promise, promises};
use onetext_record::questions::{
    Question, SaidDifferently, Saying, Topic, matter, questions, said_differently,
};
use onetext_record::standing::{Condition, Standings, State};
use onetext_record::texts::Texts as _;
use onetext_record::{ParticipantId, Role, Timeline};
use onetext_text::particulars::{Difference, Direction, Lang, differences};
use serde::Serialize;

use crate::build::say::Say;
use crate::deliveries::{NoParticipant, participant, people};
use crate::heading::Heading;
use crate::line::Line;
use crate::model::{DateSaid, Person, Place, Said};
use crate::paper::{Ink, Paper, isolate};

/// Promises, questions and answers, as one reader may see them on one date.
#[derive(Debug, Clone, Serialize)]
pub struct Promises {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// The one participant whom all this is about, where one was asked for.
    pub to: Option<Person>,
    /// Every promise, the latest first.
    pub promises: Vec<PromiseSaid>,
    /// Every question, the latest first.
    pub questions: Vec<QuestionSaid>,
    /// Where two mediators told different things about one.
    pub said_differently: Vec<TwoSayings>,
}

/// One promise.
#[derive(Debug, Clone, Serialize)]
pub struct PromiseSaid {
    /// The act.
    pub act: String,
    /// Who promised.
    pub by: Vec<Person>,
    /// Through whom.
    pub through: Option<Person>,
    /// To whom.
    pub to: Vec<Person>,
    /// Who else heard it.
    pub heard_by: Vec<Person>,
    /// In what form.
    pub form: Option<Form>,
    /// Whether it was read back to whoever made it.
    pub read_back: bool,
    /// Its words.
    pub words: Option<Said>,
    /// What it is about, where no clause says it.
    pub matter: Option<String>,
    /// When it was made.
    pub on: DateSaid,
    /// When it ends.
    pub until: Option<DateSaid>,
    /// By when it is to be kept.
    pub due: Option<DateSaid>,
    /// Whether it stands.
    pub state: State,
    /// Why, in words.
    pub why: String,
    /// What it depends on, and how that stands.
    pub conditions: Vec<Condition>,
    /// Accounts of whether it was kept, the earliest first.
    pub performance: Vec<AccountSaid>,
    /// Whether it stands and is not reported kept.
    pub owed: bool,
    /// Whether it is owed and the day by which it is to be kept is past.
    pub overdue: bool,
    #[serde(skip)]
    sentence: Line,
}

/// An account of whether a promise was kept.
#[derive(Debug, Clone, Serialize)]
pub struct AccountSaid {
    /// The act.
    pub act: String,
    /// Who says so.
    pub by: Vec<Person>,
    /// How far it was kept, by this account.
    pub performance: Performance,
    /// When.
    pub on: DateSaid,
    /// In their words.
    pub words: Option<Said>,
}

/// A question with its answers.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionSaid {
    /// The act.
    pub act: String,
    /// Who asked.
    pub by: Vec<Person>,
    /// Through whom.
    pub through: Option<Person>,
    /// Whom.
    pub to: Vec<Person>,
    /// The question.
    pub words: Option<Said>,
    /// What it is about, where no clause says it.
    pub matter: Option<String>,
    /// When.
    pub on: DateSaid,
    /// What was answered, the earliest first; none: it waits.
    pub answers: Vec<AnswerSaid>,
    #[serde(skip)]
    sentence: Line,
}

/// An answer.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerSaid {
    /// The act.
    pub act: String,
    /// What sort of act it is.
    pub kind: Kind,
    /// Who answered.
    pub by: Vec<Person>,
    /// Through whom.
    pub through: Option<Person>,
    /// When.
    pub on: DateSaid,
    /// The answer.
    pub words: Option<Said>,
    #[serde(skip)]
    sentence: Line,
}

/// Different words about one thing, by at least two who told them.
#[derive(Debug, Clone, Serialize)]
pub struct TwoSayings {
    /// What they are about.
    pub topics: Vec<TopicSaid>,
    /// What was said, the earliest first.
    pub sayings: Vec<SayingSaid>,
    /// What differs, from the first saying to each later one of somebody else.
    pub differences: Vec<BetweenSayings>,
}

/// What sayings are about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TopicSaid {
    /// A question, by its act.
    Question(String),
    /// A matter.
    Matter(String),
    /// A clause of the present text.
    Clause(Place),
    /// A clause that the present text has no more, in the first draft that it can be followed back to.
    FormerClause {
        /// The clause.
        #[serde(flatten)]
        place: Place,
        /// What that draft is called.
        title: String,
    },
}

/// Words that somebody was told.
#[derive(Debug, Clone, Serialize)]
pub struct SayingSaid {
    /// The act.
    pub act: String,
    /// What sort of act it is.
    pub kind: Kind,
    /// Who told them: whoever carried them, else whoever said them.
    pub told_by: Vec<Person>,
    /// Whom.
    pub told_to: Vec<Person>,
    /// Whose words they are.
    pub by: Vec<Person>,
    /// When.
    pub on: DateSaid,
    /// The exact words, as recorded.
    pub words: Option<Said>,
}

/// What differs between two sayings.
#[derive(Debug, Clone, Serialize)]
pub struct BetweenSayings {
    /// The act of the earlier one.
    pub from: String,
    /// The act of the later one.
    pub to: String,
    /// What differs, as facts.
    pub differences: Vec<Difference>,
}

impl Promises {
    /// All promises, questions and answers of a view; with `to`, those that concern this participant.
    ///
    /// # Errors
    /// The view has no such participant.
    pub fn new(view: &View, to: Option<&str>) -> Result<Self, NoParticipant> {
        let to = to.map(|name| participant(view, name)).transpose()?;
        let now = view.now();
        let timeline = Timeline::new(&view.acts, &now);
        let standings = ledger::standings(&timeline, view.texts());
        Ok(Self::of(&Say::new(view), &timeline, &standings, to))
    }

    /// The same, of acts of which is known how they stand.
    pub(crate) fn of<'a>(
        say: &Say<'a>,
        timeline: &Timeline<'a>,
        standings: &Standings<'_, 'a>,
        to: Option<ParticipantId>,
    ) -> Self {
        let view = say.view;
        let concerns = |who: &[ParticipantId]| to.as_ref().is_none_or(|to| who.contains(to));
        let mediates = |id: &ParticipantId| {
            view.participant(id).is_some_and(|one| one.is(Role::Mediator) || one.is(Role::Guarantor))
        };
        Self {
            heading: Heading::of(view),
            promises: promises(timeline, standings)
                .iter()
                .filter(|one| to.as_ref().is_none_or(|to| one.reached(to)))
                .map(|one| promise(say, standings, one))
                .collect(),
            questions: questions(timeline, standings)
                .iter()
                .filter(|one| concerns(&one.act.by) || concerns(&one.act.to))
                .map(|one| question(say, one))
                .collect(),
            said_differently: said_differently(timeline, view.texts(), &mediates)
                .iter()
                .filter(|one| {
                    let told = one.sayings.iter().flat_map(|saying| &saying.told_to);
                    to.is_none() || told.into_iter().any(|who| to.as_ref() == Some(*who))
                })
                .map(|one| two_sayings(say, one))
                .collect(),
            to: to.map(|to| say.person(&to)),
        }
    }

    /// Promises still owed, each in one line, those overdue first: for lists within something larger.
    pub fn owed_lines(&self) -> Vec<Line> {
        let mut owed: Vec<&PromiseSaid> = self.promises.iter().filter(|one| one.owed).collect();
        owed.sort_by_key(|one| !one.overdue);
        owed.into_iter().map(PromiseSaid::line).collect()
    }

    /// Questions that wait for an answer, each in one line.
    pub fn unanswered_lines(&self) -> Vec<Line> {
        self.questions.iter().filter(|one| one.answers.is_empty()).map(QuestionSaid::line).collect()
    }

    /// What was told differently, each in one line.
    pub fn said_differently_lines(&self) -> Vec<Line> {
        self.said_differently.iter().map(TwoSayings::line).collect()
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        let about = match &self.to {
            Some(to) => format!("What was promised to, asked of or told {}.", isolate(&to.name)),
            None => String::new(),
        };
        self.heading.write(paper, "", &about);
        if self.promises.is_empty() && self.questions.is_empty() && self.said_differently.is_empty() {
            paper.blank();
            paper.paragraph("No promise, question or answer in this view.");
            return;
        }
        if !self.said_differently.is_empty() {
            paper.heading("Said differently");
            self.said_differently.iter().for_each(|one| one.write(paper));
        }
        list(paper, "Still owed", &self.owed_lines());
        let rest = self.promises.iter().filter(|one| !one.owed);
        list(paper, "Other promises", &rest.map(PromiseSaid::line).collect::<Vec<_>>());
        list(paper, "Waiting for an answer", &self.unanswered_lines());
        let answered: Vec<&QuestionSaid> =
            self.questions.iter().filter(|one| !one.answers.is_empty()).collect();
        if !answered.is_empty() {
            paper.heading("Answered");
            for question in answered {
                paper.item(0, "-", question.line().isolated());
                for answer in &question.answers {
                    let line = Line::new().text(&answer.on.words).text(": ").line(&answer.sentence);
                    paper.item(2, "-", quoted(line, answer.words.as_ref(), &answer.act).isolated());
                }
            }
        }
    }
}

fn list(paper: &mut Paper, heading: &str, lines: &[Line]) {
    if lines.is_empty() {
        return;
    }
    paper.heading(heading);
    for line in lines {
        paper.item(0, "-", line.isolated());
    }
}

/// A sentence with the words that it tells of and the act where they stand.
fn quoted(line: Line, words: Option<&Said>, act: &str) -> Line {
    let line = match words {
        Some(said) => line.text(": ").quoted(&said.words),
        None => line,
    };
    line.text(" (act ").given(act).text(")")
}

impl PromiseSaid {
    /// `5 March 2031: Village Council promised Upper Farm (orally): “…”; to be kept by 10 March 2031`.
    fn line(&self) -> Line {
        let line = Line::new().text(&self.on.words).text(": ").line(&self.sentence);
        let mut line = quoted(line, self.words.as_ref(), &self.act);
        if let Some(due) = &self.due {
            line = line.text("; to be kept by ").text(&due.words);
            line = line.text(if self.overdue { ", which is past" } else { "" });
        }
        if self.state != State::Stands {
            line = line.text("; ").text(&self.why);
        }
        for condition in &self.conditions {
            line =
                line.text("; depends on act ").given(condition.act.as_str()).text(": ").given(&condition.why);
        }
        for account in &self.performance {
            line = line.text("; ").text(performance(account.performance)).text(" by the account of ");
            line = match account.by.as_slice() {
                [] => line.text("a source that is named in act ").given(&account.act),
                by => line.line(&people(by)),
            };
            line = line.text(", ").text(&account.on.words);
        }
        line
    }
}

fn performance(performance: Performance) -> &'static str {
    match performance {
        Performance::Fulfilled => "fulfilled",
        Performance::Partly => "fulfilled in part",
        Performance::NotFulfilled => "not fulfilled",
        Performance::Suspended => "suspended",
        Performance::Excused => "excused",
    }
}

impl QuestionSaid {
    fn line(&self) -> Line {
        let line = Line::new().text(&self.on.words).text(": ").line(&self.sentence);
        quoted(line, self.words.as_ref(), &self.act)
    }
}

impl TwoSayings {
    /// What they are about, and who told whom.
    fn line(&self) -> Line {
        let mut line = self.about();
        for (at, saying) in self.sayings.iter().enumerate() {
            line = line.text(if at == 0 { ": " } else { "; " }).line(&saying.who());
        }
        line
    }

    fn about(&self) -> Line {
        let mut line = Line::new();
        for (at, topic) in self.topics.iter().enumerate() {
            line = line.text(if at == 0 { "On " } else { ", " });
            line = match topic {
                TopicSaid::Question(act) => line.text("the question of act ").given(act),
                TopicSaid::Matter(matter) => line.quoted(matter),
                TopicSaid::Clause(place) => line.given(&place.label),
                TopicSaid::FormerClause { place, title } => {
                    line.text("the former ").given(&place.label).text(" of ").given(title)
                }
            };
        }
        line
    }

    fn write(&self, paper: &mut Paper) {
        paper.item(0, "-", self.about().isolated());
        for saying in &self.sayings {
            let line = saying.who().text(", ").text(&saying.on.words);
            paper.item(2, "-", quoted(line, saying.words.as_ref(), &saying.act).isolated());
        }
        for between in &self.differences {
            let mut line = Line::from("From act ").given(&between.from).text(" to act ").given(&between.to);
            for (at, one) in between.differences.iter().enumerate() {
                line = line.text(if at == 0 { ": " } else { "; " }).line(&fact(one));
            }
            paper.inked(Ink::Faint, 4, line.isolated());
        }
    }
}

/// `duration “14 days” there, “21 days” here (longer)`.
fn fact(one: &Difference) -> Line {
    let side = |line: Line, words: &Option<String>| match words {
        Some(words) => line.quoted(words),
        None => line.text("nothing"),
    };
    let line = side(Line::new().text(one.kind.as_str()).text(" "), &one.from);
    let line = side(line.text(", then "), &one.to);
    match one.direction.map(Direction::as_str) {
        Some(direction) => line.text(" (").text(direction).text(")"),
        None => line,
    }
}

impl SayingSaid {
    fn who(&self) -> Line {
        people(&self.told_by).text(" to ").line(&people(&self.told_to))
    }
}

fn promise(say: &Say<'_>, standings: &Standings<'_, '_>, one: &Promise<'_>) -> PromiseSaid {
    let act = one.act;
    PromiseSaid {
        act: act.id.to_string(),
        by: say.people(&act.by),
        through: act.through.as_ref().map(|through| say.person(through)),
        to: say.people(&act.to),
        heard_by: say.people(&one.assurance.heard_by),
        form: one.assurance.form,
        read_back: one.assurance.form == Some(Form::ReadBack),
        words: say.words(act),
        matter: one.assurance.matter.clone(),
        on: say.date(&act.earliest()),
        until: act.until.as_ref().map(|until| say.date(until)),
        due: one.assurance.due.as_ref().map(|due| say.date(due)),
        state: one.standing.state,
        why: one.standing.reason.as_words().to_owned(),
        conditions: standings.conditions(act),
        performance: one
            .accounts
            .iter()
            .map(|account| AccountSaid {
                act: account.act.id.to_string(),
                by: say.people(&account.act.by),
                performance: account.performance,
                on: say.date(&account.act.earliest()),
                words: say.words(account.act),
            })
            .collect(),
        owed: one.owed,
        overdue: one.overdue,
        sentence: say.sentence(act),
    }
}

fn question(say: &Say<'_>, one: &Question<'_>) -> QuestionSaid {
    let act = one.act;
    QuestionSaid {
        act: act.id.to_string(),
        by: say.people(&act.by),
        through: act.through.as_ref().map(|through| say.person(through)),
        to: say.people(&act.to),
        words: say.words(act),
        matter: matter(act).map(str::to_owned),
        on: say.date(&act.earliest()),
        answers: one.answers.iter().map(|answer| answered(say, answer)).collect(),
        sentence: say.sentence(act),
    }
}

fn answered(say: &Say<'_>, act: &Act) -> AnswerSaid {
    // What is answered stands above it.
    let sentence = match &act.deed {
        Deed::Respond(_) if !act.by.is_empty() => {
            let line = say.names(&act.by).text(" answered");
            match &act.through {
                Some(through) => line.text(", through ").given(say.view.name(through)),
                None => line,
            }
        }
        _ => say.sentence(act),
    };
    AnswerSaid {
        act: act.id.to_string(),
        kind: act.kind(),
        by: say.people(&act.by),
        through: act.through.as_ref().map(|through| say.person(through)),
        on: say.date(&act.earliest()),
        words: say.words(act),
        sentence,
    }
}

fn two_sayings(say: &Say<'_>, one: &SaidDifferently<'_>) -> TwoSayings {
    let topic = |topic: &Topic| match topic {
        Topic::Question(id) => Some(TopicSaid::Question(id.to_string())),
        Topic::Matter(matter) => Some(TopicSaid::Matter(matter.clone())),
        Topic::Clause(clause) => {
            let current = say.view.texts().current()?;
            say.place(current, *clause).map(TopicSaid::Clause)
        }
        Topic::FormerClause { draft, clause } => {
            let place = say.place(draft, *clause)?;
            Some(TopicSaid::FormerClause { place, title: say.title(draft) })
        }
    };
    let each = |ids: &[&ParticipantId]| ids.iter().map(|id| say.person(id)).collect();
    let told = |saying: &Saying<'_>| SayingSaid {
        act: saying.act.id.to_string(),
        kind: saying.act.kind(),
        told_by: each(&saying.told_by),
        told_to: each(&saying.told_to),
        by: say.people(&saying.act.by),
        on: say.date(&saying.act.earliest()),
        words: say.words(saying.act),
    };
    TwoSayings {
        topics: one.topics.iter().filter_map(topic).collect(),
        sayings: one.sayings.iter().map(told).collect(),
        differences: between(&one.sayings),
    }
}

/// What differs from the first saying to each later one that others told.
fn between(sayings: &[Saying<'_>]) -> Vec<BetweenSayings> {
    let Some((first, later)) = sayings.split_first() else { return Vec::new() };
    let others = later.iter().filter(|saying| saying.told_by != first.told_by);
    others
        .filter_map(|saying| {
            let (from, to) = (first.act.words.as_deref()?, saying.act.words.as_deref()?);
            let lang = match first.act.lang.as_deref().or(saying.act.lang.as_deref()) {
                Some(tag) => Lang::of_tag(tag),
                None => Lang::of_script(from),
            };
            let differences = differences(from, to, lang);
            let (from, to) = (first.act.id.to_string(), saying.act.id.to_string());
            (!differences.is_empty()).then_some(BetweenSayings { from, to, differences })
        })
        .collect()
}
