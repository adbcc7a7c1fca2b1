//! What a marked-up document would come to in the record, to be looked at before it is written.

use onetext_case::View;
use onetext_case::import::{Author, Effect, Mark, Marked, Plan, Proposed, Sort};
use onetext_record::act::Behind;
use onetext_record::{ActId, DraftId, Kind, Participant, ParticipantId, When};
use serde::Serialize;

use crate::build;
use crate::line::Line;
use crate::paper::{Ink, Paper, isolate};
use crate::points::count;
use crate::wording;

/// A document from somebody, and the acts that it would make.
#[derive(Debug, Clone, Serialize)]
pub struct Import {
    /// The draft that it was made on.
    pub draft: DraftId,
    /// The title of that draft.
    pub draft_title: String,
    /// Whose document it is.
    pub by: ParticipantId,
    /// Their name.
    pub by_name: String,
    /// Who conveyed it.
    pub through: Option<ParticipantId>,
    /// Their name.
    pub through_name: Option<String>,
    /// On which day it came.
    pub came: When,
    /// Where it is kept, below the case folder.
    pub kept: String,
    /// Its BLAKE3 digest, in hexadecimal digits.
    pub digest: String,
    /// How many tracked changes it has.
    pub changes: usize,
    /// How many comments it has.
    pub comments: usize,
    /// Who made them, as the file says.
    pub authors: Vec<FileAuthor>,
    /// The acts: of tracked changes in the order of the document, of what is not marked, of comments.
    pub acts: Vec<ImportedAct>,
    /// What of the document is in no act.
    pub left_out: Vec<String>,
    /// What is to be known of the days and of what is on record.
    pub remarks: Vec<String>,
    /// The day on which it came, in words.
    #[serde(skip)]
    day: String,
}

/// An author as a file names them.
#[derive(Debug, Clone, Serialize)]
pub struct FileAuthor {
    /// The name; `None`: it names nobody.
    pub author: Option<String>,
    /// Who it is put down to.
    pub by: ParticipantId,
    /// Their name.
    pub by_name: String,
    /// Whether that was said for this author.
    pub told: bool,
    /// A participant who has this name or id, where nobody was named for the author and it is another.
    pub perhaps: Option<ParticipantId>,
    /// How many tracked changes are theirs.
    pub changes: usize,
    /// How many comments are theirs.
    pub comments: usize,
}

/// An act that would be recorded.
#[derive(Debug, Clone, Serialize)]
pub struct ImportedAct {
    /// What it comes from: `tracked`, `unmarked` or `comment`.
    pub from: &'static str,
    /// The kind of act.
    pub kind: &'static str,
    /// Whose it is.
    pub by: ParticipantId,
    /// Their name.
    pub by_name: String,
    /// Who made it, as the file says; for the team alone.
    pub author: Option<String>,
    /// On which day.
    pub on: When,
    /// The clauses of the draft that it concerns; none: the draft as a whole.
    pub clauses: Vec<String>,
    /// The clause of the draft behind which the words would stand as a new clause, or, with `clauses`, to where these would
    /// move; `start`: before all.
    pub behind: Option<String>,
    /// Whether the clauses are to go.
    pub strikes: bool,
    /// The words of the clause as it would be, of the new clause, or of the comment; `None`: nothing is left of the clause, or
    /// it only moves.
    pub words: Option<String>,
    /// What is marked or differs.
    pub edits: Vec<ImportedEdit>,
    /// What the note of the act will say.
    pub note: String,
    /// The acts upon which it was made, or the one that it answers, by their places in this list, from 0; the record names the
    /// first as what it answers.
    pub upon: Vec<usize>,
    /// The act of the record that says the same already.
    pub recorded: Option<ActId>,
    /// Whose that act is on record as.
    pub recorded_by: Vec<ParticipantId>,
    /// The day, in words.
    #[serde(skip)]
    day: String,
    /// The note without the pieces, which are shown by themselves.
    #[serde(skip)]
    beside: String,
}

/// A piece of a change.
#[derive(Debug, Clone, Serialize)]
pub struct ImportedEdit {
    /// `added`, `struck`, `moved_from` or `moved_to`.
    pub what: &'static str,
    /// The words.
    pub words: String,
    #[serde(skip)]
    mark: Mark,
}

impl Import {
    /// A plan, with the names that the team's view of the case has.
    #[must_use]
    pub fn new(view: &View, plan: &Plan) -> Self {
        let title = build::draft_title(view, &plan.draft);
        Self {
            draft: plan.draft.clone(),
            draft_title: title.map_or_else(|| plan.draft.to_string(), |title| title.title),
            by: plan.by.clone(),
            by_name: view.name(&plan.by).to_owned(),
            through: plan.through.clone(),
            through_name: plan.through.as_ref().map(|through| view.name(through).to_owned()),
            came: plan.came,
            kept: plan.kept_as(),
            digest: plan.digest.clone(),
            changes: plan.changes,
            comments: plan.comments,
            authors: plan.authors.iter().map(|author| FileAuthor::of(view, author)).collect(),
            acts: plan.acts.iter().map(|act| ImportedAct::of(view, act)).collect(),
            left_out: plan.left_out.clone(),
            remarks: plan.remarks.clone(),
            day: wording::date(&plan.came, &view.about.zone).words,
        }
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        let head = Line::from("From ").given(&self.by_name);
        let head = match &self.through_name {
            Some(through) => head.text(", through ").given(through),
            None => head,
        };
        paper.title(head.text(", on ").given(&self.draft_title).isolated());
        paper.paragraph(&format!(
            "Came on {}; {} and {}; kept as {}.",
            self.day,
            count(self.changes, "tracked change"),
            count(self.comments, "comment"),
            isolate(&self.kept)
        ));
        if !self.authors.is_empty() {
            paper.heading("Authors, as the file names them");
        }
        for author in &self.authors {
            let line = match &author.author {
                Some(name) => Line::new().quoted(name),
                None => Line::from("without a name"),
            };
            let line = line
                .text(&format!(
                    ": {}, {}; put down to ",
                    count(author.changes, "tracked change"),
                    count(author.comments, "comment")
                ))
                .given(&author.by_name);
            let line = match author.told || author.author.is_none() {
                true => line,
                false => line.text(", since nobody else was named for this author"),
            };
            let line = match (&author.perhaps, &author.author) {
                (Some(id), Some(name)) => {
                    let pair = format!("{}={id}", name.trim());
                    line.text("; a participant has this name: --author ").quoted(&pair)
                }
                _ => line,
            };
            paper.item(0, "-", line.isolated());
        }
        for (from, title) in [
            ("tracked", "Tracked changes"),
            ("unmarked", "Changes without a mark: words that differ from the draft"),
            ("comment", "Comments"),
        ] {
            let of_sort = || self.acts.iter().enumerate().filter(|(_, act)| act.from == from);
            if of_sort().next().is_some() {
                paper.heading(title);
            }
            for (at, act) in of_sort() {
                self.act(paper, at, act);
            }
        }
        let known = self.acts.iter().filter(|act| act.recorded.is_some()).count();
        let new = self.acts.len() - known;
        paper.blank();
        paper.paragraph(&match (new, known) {
            (0, 0) => "Nothing in it would become an act.".to_owned(),
            (0, _) => "Nothing new: every act is on record already.".to_owned(),
            (new, 0) => format!("{} would be recorded.", count(new, "act")),
            (new, known) => {
                let are = if known == 1 { "is" } else { "are" };
                format!("{} would be recorded; {known} {are} on record already.", count(new, "act"))
            }
        });
        if !self.left_out.is_empty() {
            paper.heading("Not among the acts");
        }
        for left in &self.left_out {
            paper.item(0, "-", &isolate(left));
        }
        if !self.remarks.is_empty() {
            paper.heading("To know");
        }
        for remark in &self.remarks {
            paper.item(0, "-", &isolate(remark));
        }
    }

    fn act(&self, paper: &mut Paper, at: usize, act: &ImportedAct) {
        let place = match act.clauses.as_slice() {
            [] if act.behind.is_some() => Line::from("a new clause"),
            [] if act.kind == Kind::Reject.as_str() => Line::from("new words declined"),
            [] if act.kind == Kind::Withdraw.as_str() => Line::from("new words taken back"),
            [] => Line::from("the draft as a whole"),
            [one] => Line::from("clause ").given(one),
            several => Line::from("clauses ").list(several.iter().map(String::as_str)),
        };
        let place = match act.behind.as_deref() {
            Some(Behind::START) => place.text(" before all"),
            Some(name) => place.text(" behind ").given(name),
            None if act.strikes => place.text(" to go"),
            None => place,
        };
        let line = place.text(", ").given(&act.by_name).text(&format!(", {}", act.day));
        let line = match &act.author {
            Some(author) => line.text(", in the file ").quoted(author),
            None => line,
        };
        let line = match &act.recorded {
            Some(id) => line.text(" (on record already: act ").given(id.as_str()).text(")"),
            None => line,
        };
        paper.item(0, &format!("{}.", at + 1), line.isolated());
        for edit in &act.edits {
            let ink = match edit.mark {
                Mark::Added | Mark::MovedTo => Ink::Good,
                Mark::Struck | Mark::MovedFrom => Ink::Alarm,
            };
            let words = paper.ink(ink, Line::new().quoted(&edit.words).isolated());
            paper.item(4, "-", &format!("{} {words}", edit.mark.as_words()));
        }
        if act.from == "comment"
            && let Some(words) = &act.words
        {
            paper.item(4, "-", Line::new().quoted(words).isolated());
        }
        // What the edits say already is not said again.
        let note = if act.edits.is_empty() { &act.note } else { &act.beside };
        if !note.is_empty() {
            paper.inked(Ink::Faint, 4, &isolate(note));
        }
        let numbers: Vec<String> = act.upon.iter().map(|upon| (upon + 1).to_string()).collect();
        match numbers.as_slice() {
            [] => {}
            [one] => paper.inked(Ink::Faint, 4, &format!("upon number {one}")),
            several => paper.inked(Ink::Faint, 4, &format!("upon numbers {}", several.join(", "))),
        }
    }
}

impl FileAuthor {
    fn of(view: &View, author: &Author) -> Self {
        Self {
            author: author.name.clone(),
            by: author.by.clone(),
            by_name: view.name(&author.by).to_owned(),
            told: author.told,
            perhaps: (!author.told)
                .then_some(author.name.as_deref())
                .flatten()
                .map(str::trim)
                .and_then(|name| {
                    let same = |one: &&Participant| {
                        one.name == name
                            || one.id.as_str() == name
                            || one.also.iter().any(|other| other == name)
                    };
                    view.participants.iter().find(same)
                })
                .map(|one| one.id.clone())
                .filter(|id| *id != author.by),
            changes: author.changes,
            comments: author.comments,
        }
    }
}

impl ImportedAct {
    fn of(view: &View, act: &Proposed) -> Self {
        let from = match act.sort {
            Sort::Tracked => "tracked",
            Sort::Unmarked => "unmarked",
            Sort::Comment => "comment",
        };
        Self {
            from,
            kind: act.kind().as_str(),
            by: act.by.clone(),
            by_name: view.name(&act.by).to_owned(),
            author: act.author.clone(),
            on: act.on,
            clauses: act.clauses.clone(),
            behind: act.effect.behind().map(|behind| match behind {
                Behind::Start => Behind::START.to_owned(),
                Behind::Clause(name) => name.clone(),
            }),
            strikes: act.effect == Effect::Struck,
            words: act.words.clone(),
            edits: act.edits.iter().map(ImportedEdit::of).collect(),
            note: act.note(),
            beside: act.note.without_pieces(),
            upon: act.upon.clone(),
            recorded: act.recorded.clone(),
            recorded_by: act.recorded_by.clone(),
            day: wording::date(&act.on, &view.about.zone).words,
        }
    }
}

impl ImportedEdit {
    fn of(marked: &Marked) -> Self {
        let what = match marked.what {
            Mark::Added => "added",
            Mark::Struck => "struck",
            Mark::MovedFrom => "moved_from",
            Mark::MovedTo => "moved_to",
        };
        Self { what, words: marked.words.clone(), mark: marked.what }
    }
}
