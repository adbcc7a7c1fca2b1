//! One clause: its words now and in every earlier draft, and where every party stands on it.

use onetext_case::View;
use onetext_record::DraftId;
use onetext_text::clause::ClauseIndex;
use onetext_text::outline::ClauseNotFound;
use onetext_text::redline::{Change, redline};
use serde::Serialize;

use crate::build;
use crate::compare::terminal as marked;
use crate::heading::Heading;
use crate::line::Line;
use crate::marks::{self, Mark, Marked};
use crate::model::{DraftTitle, PartyConsent, Place, TwoTexts, Voice};
use crate::paper::{Ink, Paper, isolate};
use crate::terminal;

/// One clause of the current draft, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct Who {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// The clause.
    pub clause: Place,
    /// Its words in the current draft and in those before, the latest first; with everything below it.
    pub versions: Vec<Version>,
    /// How its words in the current draft are marked by colours behind them; absent where none are. The draft's own mark,
    /// nobody's consent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// Where each party stands, with everything that it has said before.
    pub parties: Vec<PartyConsent>,
    /// Whose consent rests on which other words, where they differ.
    pub different_words: Option<TwoTexts>,
    /// What anybody says of it, in their own words.
    pub voices: Vec<Voice>,
}

/// The words of a clause in one draft.
#[derive(Debug, Clone, Serialize)]
pub struct Version {
    /// The draft.
    pub draft: DraftTitle,
    /// Its clauses that this one comes from, by id.
    pub clauses: Vec<String>,
    /// Their words.
    pub words: String,
    /// What changed from the draft before; nothing, where there is none before, or no word changed.
    pub changes: Vec<Change>,
}

/// Why there is nothing to say of a clause.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoClause {
    /// The view has no text.
    #[error("there is no text in this view")]
    NoText,
    /// The words of the text are not on record.
    #[error("the words of draft {0} are not on record")]
    NoWords(DraftId),
    /// The text has no such clause.
    #[error("{0}")]
    NotFound(ClauseNotFound),
}

impl Who {
    /// Everything on the clause that `reference` names in the current draft.
    ///
    /// # Errors
    /// The view has no text, or the text has no such clause, or more than one.
    pub fn new(view: &View, reference: &str) -> Result<Self, NoClause> {
        let version = view.texts().current_version().ok_or(NoClause::NoText)?;
        let outline =
            view.texts().outline_of(version).ok_or_else(|| NoClause::NoWords(version.entry.id.clone()))?;
        let index = outline.find(reference).map_err(NoClause::NotFound)?;
        let about = build::clause(view, index).ok_or(NoClause::NoText)?;
        let marked = Marked::in_view(view, &version.entry.id);
        Ok(Self {
            heading: Heading::of(view),
            clause: about.place,
            marks: marked.map(|marked| marked.subtree(index)).unwrap_or_default(),
            versions: versions(view, &version.entry.id, index),
            parties: about.parties,
            different_words: about.different_words,
            voices: about.voices,
        })
    }

    /// For a terminal.
    pub fn write(&self, _view: &View, paper: &mut Paper) {
        self.heading.write(paper, &isolate(&self.clause.label), "");
        paper.heading("Words");
        for (at, version) in self.versions.iter().enumerate() {
            if at > 0 && version.changes.is_empty() && at + 1 < self.versions.len() {
                continue;
            }
            let remark =
                version.draft.standing.remark().map_or_else(String::new, |remark| format!(" ({remark})"));
            let head = format!("{}, {}{remark}", isolate(&version.draft.title), version.draft.on.words);
            paper.inked(Ink::Strong, 0, &head);
            let words = match version.changes.is_empty() {
                true => isolate(&version.words),
                false => version.changes.iter().map(|change| marked(paper, change)).collect(),
            };
            paper.indented(2, &words);
        }
        let marks = marks::said(&self.marks);
        if !marks.is_empty() {
            let line = Line::from("In the draft: ").line(&marks).text(". ").text(marks::WHOSE);
            paper.paragraph(line.isolated());
        }
        paper.heading("Where each party stands");
        for party in &self.parties {
            terminal::party_consent(paper, party);
        }
        if let Some(different) = &self.different_words {
            paper.heading("Consent rests on different words");
            for wording in &different.wordings {
                let who = Line::new().list(wording.parties.iter().map(|party| party.name.as_str()));
                let line = terminal::on_words(who.text(" on ").given(&wording.draft), wording);
                paper.item(0, "-", line.isolated());
            }
        }
        if !self.voices.is_empty() {
            paper.heading("What is said of it");
            for voice in &self.voices {
                paper.item(0, "-", terminal::voice(voice).isolated());
            }
        }
    }
}

/// The words of a clause in each draft of its line, the latest first.
fn versions(view: &View, current: &DraftId, index: ClauseIndex) -> Vec<Version> {
    let texts = view.texts();
    let mut found: Vec<Version> = Vec::new();
    let (mut draft, mut clauses) = (current.clone(), vec![index]);
    while let Some((version, words)) = words_of(view, &draft, &clauses) {
        if let Some(later) = found.last_mut() {
            let changes = redline(&words, &later.words);
            let changed =
                changes.iter().any(|change| change.kind != onetext_text::redline::ChangeKind::Equal);
            later.changes = if changed { changes } else { Vec::new() };
        }
        found.push(version);
        let Some(before) = texts.predecessor(&draft).map(|version| version.entry.id.clone()) else { break };
        let Some(lineage) = texts.lineage(&before, &draft) else { break };
        clauses = clauses.iter().flat_map(|clause| lineage.predecessors(*clause)).copied().collect();
        clauses.sort_unstable();
        clauses.dedup();
        if clauses.is_empty() {
            break;
        }
        draft = before;
    }
    found
}

fn words_of(view: &View, draft: &DraftId, clauses: &[ClauseIndex]) -> Option<(Version, String)> {
    let read = view.texts().draft(draft)?;
    let outline = read.outline();
    let words: Vec<String> = clauses
        .iter()
        .flat_map(|clause| outline.subtree(*clause))
        .map(|at| {
            let index = ClauseIndex(at as u32);
            let label = outline.get(index).map_or("", |clause| clause.label.as_str());
            let text = read.text_of(index);
            // The label of the clause itself is in the heading; those below it tell where they begin.
            if clauses.contains(&index) || label.is_empty() { text } else { format!("{label} {text}") }
        })
        .collect();
    let words = words.join(" ");
    let version = Version {
        draft: build::draft_title(view, draft)?,
        clauses: clauses.iter().filter_map(|clause| Some(outline.get(*clause)?.id.clone())).collect(),
        words: words.clone(),
        changes: Vec::new(),
    };
    Some((version, words))
}
