//! Whether language versions of a draft say the same: what one has and another lacks, and renderings in dispute.

use onetext_case::View;
use onetext_record::{ActId, DraftId};
use onetext_text::parity::{Finding, FindingKind, Parity};
use onetext_text::particulars::{Lang, Strength};
use serde::Serialize;

use crate::build;
use crate::heading::Heading;
use crate::line::{Line, shorten};
use crate::model::{DateSaid, DraftTitle, Person, Place, SourceSaid};
use crate::paper::{Ink, Paper, isolate};
use crate::points::count;
use crate::wording;

/// The most characters of words that are shown on a terminal; JSON has all of them.
const MOST: usize = 200;

/// What is said of every result: what was found is no judgement, and what was not found may still be there.
const LIMITS: &str = "Compared are numbers, ratios, durations, dates, references, named terms, open points, \
    permission and denial. Other differences of meaning are not seen this way, and a finding can have a good reason.";

/// What is said of a version in a language without word lists.
const NO_LISTS: &str = "; no word lists for this language, compared by digits alone";

/// The language versions of a draft, as one reader may see them on one date.
#[derive(Debug, Clone, Serialize)]
pub struct ParityOfCase {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// The draft that was asked for.
    pub draft: DraftTitle,
    /// Its language versions, the original first.
    pub versions: Vec<LanguageVersion>,
    /// How many pairs of clauses were compared.
    pub compared: usize,
    /// Clauses with findings, in the order of the first version.
    pub clauses: Vec<ClauseSaid>,
    /// Words of these drafts that are rendered in more than one way.
    pub disputed: Vec<Disputed>,
}

/// One language version.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageVersion {
    /// The draft.
    pub draft: DraftTitle,
    /// What force it has; `None`: not recorded, or the file holds no words of the text.
    pub force: Option<VersionForce>,
    /// The draft that it translates.
    pub of: Option<DraftId>,
    /// Whether its words are on record, so that it was compared.
    pub compared: bool,
    /// Whether there are word lists for its language; where there are none, only what is in digits is compared.
    pub lists: bool,
    /// Parties whose consent was given in this language, where the draft is the text now negotiated.
    pub consent: Vec<Person>,
}

/// What force a language version has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VersionForce {
    /// Legal force.
    Authentic,
    /// Made for the reader's convenience by those who made the original.
    Courtesy,
    /// Somebody else's.
    Unofficial,
}

/// Findings at one clause.
#[derive(Debug, Clone, Serialize)]
pub struct ClauseSaid {
    /// The clause's id in the first version; in the version that has it, where the first lacks it.
    pub id: String,
    /// The language tag of that version.
    pub lang: String,
    /// What people call it.
    pub label: String,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Words of a text that are rendered in more than one way.
#[derive(Debug, Clone, Serialize)]
pub struct Disputed {
    /// The clauses that the words stand in.
    pub places: Vec<Place>,
    /// The draft that they stand in.
    pub draft: Option<DraftId>,
    /// The words of the original.
    pub renders: String,
    /// The language of the renderings, as a tag.
    pub lang: Option<String>,
    /// The same in English.
    pub language: Option<String>,
    /// The wordings, the earliest first.
    pub variants: Vec<Variant>,
}

/// One wording.
#[derive(Debug, Clone, Serialize)]
pub struct Variant {
    /// The words.
    pub words: String,
    /// What in them says how binding they are.
    pub modals: Vec<ModalSaid>,
    /// Who renders the original so, as far as the record says.
    pub by: Vec<Person>,
    /// The acts.
    pub acts: Vec<ActId>,
    /// When, act by act.
    pub on: Vec<DateSaid>,
    /// Where it is known from.
    pub sources: Vec<SourceSaid>,
}

/// A word that says how binding a sentence is.
#[derive(Debug, Clone, Serialize)]
pub struct ModalSaid {
    /// As printed.
    pub words: String,
    /// How binding it is, on the scale of the word lists.
    pub strength: Strength,
    /// Whether it is denied.
    pub denied: bool,
}

/// Why there is nothing to set side by side.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoVersions {
    /// The view has no text.
    #[error("there is no text in this view")]
    NoText,
    /// The view has no draft of that name.
    #[error("there is no draft {0} in this view")]
    NoDraft(DraftId),
}

impl ParityOfCase {
    /// Sets the language versions of a draft side by side: of the current one, where none is named.
    ///
    /// # Errors
    /// The view has no text, or no draft of that name.
    pub fn new(view: &View, draft: Option<&DraftId>) -> Result<Self, NoVersions> {
        build::parity(view, draft)
    }

    /// Each language version in one line: for lists within something larger. None, where there is only one.
    pub fn version_lines(&self) -> Vec<Line> {
        let versions = if self.versions.len() > 1 { self.versions.as_slice() } else { &[] };
        versions.iter().map(LanguageVersion::line).collect()
    }

    /// Each finding in one line, with its clause.
    pub fn finding_lines(&self) -> Vec<Line> {
        let of = |clause: &ClauseSaid| {
            let label = Line::new().given(&clause.label).text(": ");
            clause.findings.iter().map(|finding| label.clone().line(&line(finding))).collect::<Vec<_>>()
        };
        self.clauses.iter().flat_map(of).collect()
    }

    /// Words that are rendered in more than one way, with the variants side by side.
    pub fn rendering_lines(&self) -> Vec<Line> {
        let of = |entry: &Disputed| {
            let variants = entry.variants.iter().enumerate();
            variants.fold(entry.head(), |line, (at, variant)| {
                line.text(if at == 0 { ": " } else { "; " }).line(&variant.line())
            })
        };
        self.disputed.iter().map(of).collect()
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, &isolate(&self.draft.title), "");
        paper.heading("Language versions");
        for version in &self.versions {
            paper.item(0, "-", version.line().isolated());
        }
        let compared = self.versions.iter().filter(|version| version.compared).count();
        if compared < 2 {
            paper.paragraph("There are no two versions with words to compare in this view.");
        } else {
            findings(
                paper,
                self.compared,
                self.clauses.iter().map(|clause| (&clause.label, &clause.findings)),
            );
        }
        write_disputed(paper, &self.disputed);
    }
}

impl LanguageVersion {
    fn line(&self) -> Line {
        let mut line = Line::from(self.draft.language.as_str()).text(": ").given(&self.draft.title);
        line = line.text(match (self.force, self.draft.standing.remark()) {
            (Some(VersionForce::Authentic), _) => ", authentic",
            (Some(VersionForce::Courtesy), _) => ", courtesy translation",
            (Some(VersionForce::Unofficial), _) => ", unofficial translation",
            (None, Some("translation")) => ", translation, force not recorded",
            (None, _) => ", not the words themselves",
        });
        if !self.compared {
            line = line.text("; not compared");
        } else if !self.lists {
            line = line.text(NO_LISTS);
        }
        if !self.consent.is_empty() {
            let people = self.consent.iter().map(|person| person.name.as_str());
            line = line.text("; consent given in this language by ").list(people);
        }
        line
    }
}

/// Findings between files that belong to no case, for a terminal: with what each version is called.
pub fn write_files(parity: &Parity, names: &[(String, String)], paper: &mut Paper) {
    paper.title("Language versions side by side");
    for (tag, name) in names {
        let line = Line::from(wording::language(tag).as_str()).text(": ").given(name);
        let lists = Lang::of_tag(tag) != Lang::Other;
        paper.item(0, "-", if lists { line } else { line.text(NO_LISTS) }.isolated());
    }
    let clauses = parity.clauses.iter().map(|clause| {
        let label = if clause.path.is_empty() { &clause.id } else { &clause.path };
        (label, &clause.findings)
    });
    findings(paper, parity.compared, clauses);
}

fn findings<'f>(
    paper: &mut Paper,
    compared: usize,
    clauses: impl Iterator<Item = (&'f String, &'f Vec<Finding>)>,
) {
    paper.heading("Findings");
    let mut any = false;
    for (label, findings) in clauses {
        any = true;
        paper.inked(Ink::Strong, 0, &isolate(label));
        for finding in findings {
            paper.item(2, "-", line(finding).isolated());
        }
    }
    let pairs = count(compared, "pair");
    if !any {
        paper.paragraph(&format!("None in {pairs} of clauses."));
    } else {
        paper.blank();
        paper.paragraph(&format!("{pairs} of clauses were compared."));
    }
    paper.paragraph(LIMITS);
}

/// A finding as one line.
fn line(finding: &Finding) -> Line {
    let quoted = |line: Line, words: &Option<String>| match words {
        Some(words) => line.quoted(&shorten(words, MOST).0),
        None => line.text("nothing"),
    };
    let language =
        |at: usize| finding.languages.get(at).map_or_else(String::new, |tag| wording::language(tag));
    let languages = |tags: &[String]| -> String {
        let names: Vec<String> = tags.iter().map(|tag| wording::language(tag)).collect();
        names.join(", ")
    };
    let line = Line::from(called(finding.kind)).text(": ");
    if finding.kind == FindingKind::Changed {
        let line = line.text(&languages(&finding.languages)).text(" changed from ");
        let line = quoted(quoted(line, &finding.from).text(" to "), &finding.to);
        return line.text("; ").text(&languages(&finding.unchanged)).text(" is as it was");
    }
    let line = quoted(line.text(&language(0)).text(" "), &finding.from);
    let line = quoted(line.text("; ").text(&language(1)).text(" "), &finding.to);
    line.text(&format!(" (line {})", finding.line))
}

/// What a sort of finding is called.
fn called(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Clause => "Clause",
        FindingKind::Label => "Number of the clause",
        FindingKind::Number => "Number",
        FindingKind::Ratio => "Ratio",
        FindingKind::Duration => "Duration",
        FindingKind::Date => "Date",
        FindingKind::Reference => "Reference",
        FindingKind::Term => "Term",
        FindingKind::Modal => "How binding",
        FindingKind::Negation => "Denial",
        FindingKind::OpenPoint => "Open point",
        FindingKind::Changed => "Changed in one language",
    }
}

/// Renderings in dispute, for a terminal.
fn write_disputed(paper: &mut Paper, disputed: &[Disputed]) {
    if disputed.is_empty() {
        return;
    }
    paper.heading("Renderings in dispute");
    for entry in disputed {
        paper.inked(Ink::Strong, 0, entry.head().isolated());
        for variant in &entry.variants {
            paper.item(2, "-", variant.line().isolated());
        }
    }
}

impl Disputed {
    /// The words, where they stand, and the language of the renderings.
    fn head(&self) -> Line {
        let mut head = Line::new().quoted(&shorten(&self.renders, MOST).0);
        if !self.places.is_empty() {
            head = head.text(", ").list(self.places.iter().map(|place| place.label.as_str()));
        }
        match &self.language {
            Some(language) => head.text(", in ").text(language),
            None => head.text(", language not recorded"),
        }
    }
}

impl Variant {
    fn line(&self) -> Line {
        let mut line = Line::new().quoted(&self.words);
        for modal in &self.modals {
            let not = if modal.denied { " not" } else { "" };
            line = line
                .text("; how binding: ")
                .quoted(&modal.words)
                .text(&format!(" ({}{not})", modal.strength.as_str()));
        }
        if !self.by.is_empty() {
            line = line.text("; by ").list(self.by.iter().map(|person| person.name.as_str()));
        }
        for date in &self.on {
            line = line.text(", ").text(&date.words);
        }
        for source in &self.sources {
            line = line.text("; ").line(&source.line());
        }
        line
    }
}
