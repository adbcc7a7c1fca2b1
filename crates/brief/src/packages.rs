//! What hangs together: packages of conditional acts, offers with an end, silence procedures and sealed proposals.

use onetext_case::view::Outcome;
use onetext_record::deadlines::Ends;
use serde::Serialize;

use crate::heading::Heading;
use crate::line::Line;
use crate::model::{DateSaid, Person, Said};
use crate::paper::{Ink, Paper};
use crate::standing::{ActStanding, ActState};

/// What hangs together and what ends, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct Packages {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// Acts that depend on each other, by their first act.
    pub packages: Vec<Package>,
    /// Offers, consent and promises with an end that has not come, the next first.
    pub ends: Vec<Ending>,
    /// Those that have run out, the latest first.
    pub ended: Vec<Ending>,
    /// Silence procedures, in the order in which they began.
    pub silence: Vec<SilenceSaid>,
    /// Proposals to which each answers alone.
    pub sealed: Vec<SealedSaid>,
}

/// Acts that conditions tie together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Package {
    /// How the worst of them stands.
    pub state: ActState,
    /// Acts on which others depend and that depend on none.
    pub hangs_on: Vec<String>,
    /// Acts that depend on each other in a circle.
    pub circle: Vec<String>,
    /// All of them, oldest first.
    pub acts: Vec<Member>,
}

/// An act of a package.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Member {
    /// The act, and how it stands.
    #[serde(flatten)]
    pub said: ActStanding,
    /// The acts on which it depends.
    pub conditions: Vec<String>,
}

/// An act that ends.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ending {
    /// The act, and how it stands.
    #[serde(flatten)]
    pub said: ActStanding,
    /// When it ends; `None`: it ran out without an end named.
    pub until: Option<DateSaid>,
    /// What ends.
    pub ends: Ends,
    /// Acts that fall with it, however long the chain.
    pub with_it: Vec<String>,
}

/// A silence procedure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SilenceSaid {
    /// The act that began it.
    pub act: String,
    /// When it began.
    pub on: DateSaid,
    /// Who began it.
    pub by: Vec<Person>,
    /// To whom it was put; none: to all.
    pub to: Vec<Person>,
    /// The words that it is about.
    pub about: Line,
    /// The agreed rule.
    pub rule: String,
    /// The last moment for an objection.
    pub until: DateSaid,
    /// What came of it.
    pub result: SilenceResult,
    /// The same in words.
    pub words: Line,
    /// Objections in time.
    pub objections: Vec<Objection>,
    /// Objections after its end, which change nothing.
    pub late: Vec<Objection>,
}

/// What came of a silence procedure. It is never consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SilenceResult {
    /// There is still time to object.
    Running,
    /// Nobody objected in time.
    NoObjection,
    /// Somebody objected in time.
    Broken,
    /// Whoever began it called it off.
    CalledOff,
    /// It depends on something that does not stand.
    Hangs,
}

/// An objection under a silence procedure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Objection {
    /// The act.
    pub act: String,
    /// When.
    pub on: DateSaid,
    /// Who objected.
    pub by: Vec<Person>,
    /// In which words.
    pub words: Option<Said>,
}

/// A proposal to which each answers alone. Who has answered, and what, is in no listing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SealedSaid {
    /// The act that put it forward.
    pub act: String,
    /// When.
    pub on: DateSaid,
    /// Who put it forward.
    pub by: Vec<Person>,
    /// To whom.
    pub to: Vec<Person>,
    /// Who did what, in few words.
    pub what: Line,
    /// The words put forward, where they are the act's own.
    pub proposed: Option<Said>,
    /// By when answers are due.
    pub until: DateSaid,
    /// What became of it.
    pub outcome: Outcome,
    /// The same in words.
    pub words: Line,
}

impl Packages {
    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, "packages", "");
        let nothing = self.packages.is_empty() && self.ends.is_empty() && self.ended.is_empty();
        if nothing && self.silence.is_empty() && self.sealed.is_empty() {
            paper.paragraph("Nothing in this view depends on anything else, and nothing has an end.");
            return;
        }
        for (at, package) in self.packages.iter().enumerate() {
            package.write(at + 1, paper);
        }
        endings(paper, "What ends, and what falls with it", &self.ends);
        endings(paper, "What has run out", &self.ended);
        write_silence(&self.silence, paper);
        if !self.sealed.is_empty() {
            paper.heading("Sealed proposals");
        }
        for sealed in &self.sealed {
            let line = Line::new().line(&sealed.what).text(" [").text(&sealed.on.words).text("; act ");
            let mut line = line.given(&sealed.act).text("]");
            if let Some(said) = &sealed.proposed {
                line = line.text(": ").quoted(&said.words);
            }
            paper.item(0, "-", line.isolated());
            paper.indented(2, sealed.words.isolated());
        }
    }
}

impl Package {
    fn write(&self, number: usize, paper: &mut Paper) {
        paper.heading(&format!("Package {number}: {}", self.state.words()));
        let hangs = |ids: &[String]| Line::new().list(ids.iter().map(String::as_str));
        if !self.hangs_on.is_empty() {
            paper.paragraph(Line::from("Hangs on ").line(&hangs(&self.hangs_on)).text(".").isolated());
        }
        if !self.circle.is_empty() {
            let line = Line::from("Depend on each other in a circle: ").line(&hangs(&self.circle)).text(".");
            paper.paragraph(line.isolated());
        }
        for member in &self.acts {
            paper.item(0, "-", member.said.line().isolated());
            if !member.conditions.is_empty() {
                let line = Line::from("only with ").line(&hangs(&member.conditions));
                paper.indented(2, line.isolated());
            }
            paper.inked(member.said.state.ink(), 2, member.said.standing().isolated());
        }
    }
}

fn endings(paper: &mut Paper, heading: &str, endings: &[Ending]) {
    if !endings.is_empty() {
        paper.heading(heading);
    }
    for ending in endings {
        let line = match &ending.until {
            Some(until) => Line::new().text(&until.words).text(": "),
            None => Line::new(),
        };
        paper.item(0, "-", line.line(&ending.said.line()).isolated());
        if ending.said.state == ActState::Fallen {
            paper.inked(Ink::Faint, 2, ending.said.why.isolated());
        }
        if !ending.with_it.is_empty() {
            let line = Line::from("with it: ").list(ending.with_it.iter().map(String::as_str));
            paper.indented(2, line.isolated());
        }
    }
}

/// Silence procedures with their results.
pub(crate) fn write_silence(procedures: &[SilenceSaid], paper: &mut Paper) {
    if !procedures.is_empty() {
        paper.heading("Silence procedures");
    }
    for procedure in procedures {
        let line = Line::new().line(&procedure.about).text(" [act ").given(&procedure.act).text("]: ");
        paper.item(0, "-", line.line(&procedure.words).isolated());
        let objections = [("objection", &procedure.objections), ("objection after the end", &procedure.late)];
        for (what, objections) in objections {
            for objection in objections {
                let names = objection.by.iter().map(|person| person.name.as_str());
                let mut line = Line::new().text(what).text(" by ").list(names).text(" [");
                line = line.text(&objection.on.words).text("; act ").given(&objection.act).text("]");
                if let Some(said) = &objection.words {
                    line = line.text(": ").quoted(&said.words);
                }
                paper.indented(2, line.isolated());
            }
        }
    }
}
