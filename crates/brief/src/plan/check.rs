//! What a check before signature finds, clause by clause: what is so, why it matters, and what would mend it.

mod sentences;

use std::collections::{BTreeMap, HashMap, HashSet};

use onetext_case::View;
use onetext_record::ledger::Ledger;
use onetext_record::plan::check::{Finding, Findings, Kept, Question, Uncovered, What, With, check};
use onetext_record::plan::following::Following;
use onetext_record::plan::package::{Branch, Held, Package, Plan};
use onetext_record::plan::schedule::{Happened, Schedule};
use onetext_record::plan::{Check, Content};
use onetext_record::texts::Texts as _;
use onetext_record::{AsOf, ParticipantId, ProvisionId, Timeline};
use onetext_text::clause::ClauseIndex;
use serde::Serialize;

use super::times::{RuleSaid, Times};
use super::{Chosen, EntryName, NoPlan, Scene, Taken};
use crate::heading::Heading;
use crate::line::Line;
use crate::model::{DraftTitle, Person, Said};
use crate::paper::{Ink, Paper, isolate};

/// Letters of a clause that are shown above what is found in it.
const WORDS: usize = 160;

/// How many of a hundred obligations and batches lack something, when it is told once of the whole plan.
const NEARLY_ALL: usize = 80;

/// Fewer findings than this are told one by one, even where they are all.
const ALL_AT_LEAST: usize = 5;

/// What is found in the plan of a text, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct PlanCheck {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// The text now negotiated, in this view.
    pub draft: Option<DraftTitle>,
    /// The options that were asked for; none: every package that entries tell apart.
    pub taken: Vec<Taken>,
    /// Whether every combination of options was looked at.
    pub complete: bool,
    /// How many entries the plan has.
    pub entries: usize,
    /// How many findings of each kind there are, owned ones not among them.
    pub counts: Vec<Count>,
    /// What is found and nobody owns, by clause, then by kind.
    pub findings: Vec<FindingSaid>,
    /// What is found and somebody owns, as far as this reader may know of it.
    pub owned: Vec<OwnedSaid>,
    /// Where others decide how long something takes and the plan can be kept all the same: what to follow.
    pub kept: Vec<KeptSaid>,
}

/// What to follow so that a plan is kept whatever others take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptSaid {
    /// With which options; none: whatever is taken.
    pub taken: Vec<Taken>,
    /// What to follow for each moment.
    pub rules: Vec<RuleSaid>,
    /// Whether there are more rules, of moments too many to tell them.
    pub more: bool,
}

/// How many findings of a kind there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The kind.
    pub check: Check,
    /// The kind in words.
    pub kind: &'static str,
    /// How many.
    pub findings: usize,
    /// Why it matters.
    pub why: &'static str,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingSaid {
    /// Its kind.
    pub check: Check,
    /// The kind in words.
    pub kind: &'static str,
    /// Where it is in the current draft; `None`: in no clause, or in the whole plan.
    pub clause: Option<ClauseSaid>,
    /// The entries that it is about, the first of them foremost.
    pub entries: Vec<EntryName>,
    /// Where the first of them was read from, where that leads to no clause of the current draft.
    pub read_from: Option<Line>,
    /// What is so.
    pub said: Line,
    /// Why it matters.
    pub why: &'static str,
    /// What would mend it.
    pub mend: &'static str,
    /// The same in steps, where it is a chain: who waits for what, which times do not fit.
    pub steps: Vec<Line>,
    /// Where it is so only with some options: the options, each alternative by itself.
    pub with: Vec<Vec<Taken>>,
    /// Where it is so only unless any of these options is taken.
    pub unless: Vec<Taken>,
}

/// A clause of the current draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClauseSaid {
    /// Its id.
    pub id: String,
    /// For people: `clause 3(a)`.
    pub label: String,
    /// The labels on the way down to it.
    pub path: String,
    /// Its first line in the file of the draft.
    pub line: u32,
    /// Its words.
    pub words: Option<Said>,
}

/// A finding that somebody owns: it is meant so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnedSaid {
    /// The finding.
    #[serde(flatten)]
    pub finding: FindingSaid,
    /// Who owns it.
    pub owners: Vec<Person>,
    /// Why it is meant so, as each mark says.
    pub reasons: Vec<String>,
}

/// What is found in a plan and nobody owns, as far as the reader may know of it.
pub(super) fn findings(
    scene: &Scene<'_>,
    ledger: &Ledger,
    happened: &Happened,
    package: Option<&Package>,
) -> Vec<FindingSaid> {
    let (found, now) = (found(scene, ledger, happened, package), scene.view.now());
    let divided = found.divide(&scene.view.plan, &scene.view.owned_by_others);
    let plan = scene.plan();
    let schedule = told_times(&plan, divided.open.iter().any(is_of_times), happened, &now);
    let times = Times::new(scene, &plan, &schedule);
    Telling::new(scene, &times).findings(&divided.open)
}

/// A schedule for sentences about times: made only where some are told.
fn told_times(plan: &Plan<'_, '_>, told: bool, happened: &Happened, now: &AsOf) -> Schedule {
    if told { Schedule::new(plan, happened, now) } else { Schedule::new(&Plan::default(), happened, now) }
}

fn is_of_times(finding: &Finding) -> bool {
    matches!(finding.what, What::DatesConflict(_) | What::NotControllable(_))
}

fn found(scene: &Scene<'_>, ledger: &Ledger, happened: &Happened, package: Option<&Package>) -> Findings {
    let parties: Vec<ParticipantId> = scene.view.parties().map(|party| party.id.clone()).collect();
    let (entries, now) = (&scene.entries, scene.view.now());
    check(&Question { entries, parties: &parties, ledger, happened, now: &now, package })
}

impl PlanCheck {
    /// What is found in the plan of a view, with these options taken; of these kinds alone, where any are named.
    ///
    /// # Errors
    /// The view has no plan, or the options cannot be taken.
    pub fn new(view: &View, chosen: &Chosen, only: &[Check]) -> Result<Self, NoPlan> {
        let now = view.now();
        let timeline = Timeline::new(&view.acts, &now);
        let scene = Scene::with_timeline(view, &timeline, chosen)?;
        let package = (!chosen.is_empty()).then_some(&scene.package);
        let happened = super::happened(&Following::new(&scene.plan(), &timeline));
        Ok(Self::of(&scene, &happened, &view.ledger(), package, only))
    }

    /// The same, of what is computed already.
    pub(crate) fn of(
        scene: &Scene<'_>,
        happened: &Happened,
        ledger: &Ledger,
        package: Option<&Package>,
        only: &[Check],
    ) -> Self {
        let (view, now) = (scene.view, scene.view.now());
        let mut found = found(scene, ledger, happened, package);
        found.all.retain(|finding| only.is_empty() || only.contains(&finding.check()));
        let (complete, kept) = (found.complete, std::mem::take(&mut found.kept));
        let divided = found.divide(&view.plan, &view.owned_by_others);
        let plan = scene.plan();
        let of_times = divided.all().any(is_of_times);
        let schedule = told_times(&plan, of_times || !kept.is_empty(), happened, &now);
        let times = Times::new(scene, &plan, &schedule);
        let telling = Telling::new(scene, &times);
        let findings = telling.findings(&divided.open);
        let owned = divided.owned.iter().map(|owned| OwnedSaid {
            finding: telling.finding(&owned.finding),
            owners: scene.say.people(&owned.owners),
            reasons: owned.reasons.clone(),
        });
        Self {
            heading: Heading::of(view),
            draft: view.texts().current_version().map(|version| scene.say.draft_title(&version.entry)),
            taken: scene.taken(),
            complete,
            entries: scene.entries.all.len(),
            counts: counts(&findings),
            owned: owned.collect(),
            findings,
            kept: kept.iter().filter_map(|kept| telling.kept(kept)).collect(),
        }
    }

    /// What is found, in lines: what nobody owns, and what somebody does.
    pub(crate) fn lines(&self) -> (Vec<Line>, Vec<Line>) {
        let line = |finding: &FindingSaid| {
            let at =
                finding.clause.as_ref().map_or_else(Line::new, |at| Line::new().given(&at.label).text(": "));
            let line = at.text(finding.kind);
            let line = match finding.entries.first() {
                Some(entry) => line.text(", \u{201c}").given(&entry.title).text("\u{201d}"),
                None => line,
            };
            line.text(": ").line(&finding.said)
        };
        let owned = self.owned.iter().map(|owned| {
            let owners = owned.owners.iter().map(|owner| owner.name.as_str());
            line(&owned.finding).text("; owned by ").list(owners)
        });
        (self.findings.iter().map(line).collect(), owned.collect())
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, "checks of its plan", "");
        if let Some(draft) = &self.draft {
            paper.paragraph(&format!("Text: {}, {}.", isolate(&draft.title), draft.on.words));
        }
        if !self.taken.is_empty() {
            let taken = self.taken.iter().fold(Line::from("Taken: "), |line, taken| {
                let between = if line.to_string() == "Taken: " { "" } else { "; " };
                line.text(between).line(&taken.line())
            });
            paper.paragraph(taken.text(".").isolated());
        }
        let of = match self.entries {
            1 => "1 entry".to_owned(),
            number => format!("{number} entries"),
        };
        let sum: usize = self.counts.iter().map(|count| count.findings).sum();
        match sum {
            0 => paper.paragraph(&format!("Nothing is found in {of} that nobody owns.")),
            _ => {
                let each: Vec<String> =
                    self.counts.iter().map(|count| format!("{} {}", count.kind, count.findings)).collect();
                let findings = if sum == 1 { "finding" } else { "findings" };
                paper.paragraph(&format!("{sum} {findings} in {of}: {}.", each.join(", ")));
            }
        }
        if !self.complete {
            paper.paragraph(
                "There are more combinations of options than can be looked at: each option was looked at once. \
                 Take some with --choose to look at one combination.",
            );
        }
        let mut before = None;
        for alike in self.findings.chunk_by(|one, other| one.is_said_as(other)) {
            let [finding, others @ ..] = alike else { continue };
            if before != Some(finding.place()) {
                clause_head(paper, finding);
                before = Some(finding.place());
            }
            finding.write_with(others, paper);
        }
        if !self.owned.is_empty() {
            paper.heading("Meant so: somebody owns these");
            for owned in &self.owned {
                owned.finding.write(paper);
                let names = owned.owners.iter().map(|person| person.name.as_str());
                let mut line = match &owned.finding.clause {
                    Some(clause) => Line::from("In ").given(&clause.label).text(". Owned by ").list(names),
                    None => Line::from("Owned by ").list(names),
                };
                for reason in &owned.reasons {
                    line = line.text(": ").quoted(reason);
                }
                paper.indented(2, line.isolated());
            }
        }
        for kept in &self.kept {
            kept.write(paper);
        }
        if !self.counts.is_empty() {
            paper.heading("Why each matters");
            for count in &self.counts {
                paper.item(0, "-", &format!("{}: {}", capital(count.kind), count.why));
            }
        }
    }
}

impl FindingSaid {
    fn place(&self) -> (Option<&ClauseSaid>, Option<&Line>) {
        (self.clause.as_ref(), self.read_from.as_ref())
    }

    /// Whether the same is said of both, each of one entry, in the same clause.
    fn is_said_as(&self, other: &Self) -> bool {
        let of_one = |finding: &Self| finding.entries.len() == 1;
        of_one(self)
            && of_one(other)
            && (self.check, self.place(), &self.said, self.mend)
                == (other.check, other.place(), &other.said, other.mend)
            && (&self.steps, &self.with, &self.unless) == (&other.steps, &other.with, &other.unless)
    }

    pub(super) fn write(&self, paper: &mut Paper) {
        self.write_with(&[], paper);
    }

    /// This one, with others that say the same of other entries.
    fn write_with(&self, others: &[Self], paper: &mut Paper) {
        let mut line = Line::from(capital(self.kind).as_str()).text(": ");
        let all = std::iter::once(self).chain(others);
        // What joins several entries names them in its sentences.
        let by_entry = [Check::NoDisputeRoute, Check::NoVerifier, Check::NoConsequence];
        if self.entries.len() == 1 || by_entry.contains(&self.check) {
            for (at, entry) in all.flat_map(|finding| &finding.entries).enumerate() {
                line = line
                    .text(if at == 0 { "" } else { ", " })
                    .quoted(&entry.title)
                    .text(" [")
                    .given(&entry.id)
                    .text("]");
            }
            line = line.text(": ");
        }
        line = line.line(&self.said);
        paper.item(0, "-", line.text(".").isolated());
        for step in &self.steps {
            paper.item(2, "\u{b7}", step.isolated());
        }
        if let Some(options) = self.options() {
            paper.indented(2, options.isolated());
        }
        paper.inked(Ink::Faint, 2, &format!("To mend it: {}", self.mend));
    }

    /// With which options it is so, where not with all.
    fn options(&self) -> Option<Line> {
        let all = |taken: &[Taken]| {
            taken.iter().enumerate().fold(Line::new(), |line, (at, taken)| {
                line.text(if at == 0 { "" } else { " and " }).line(&takes(taken))
            })
        };
        if !self.unless.is_empty() {
            return Some(Line::from("So unless ").line(&all(&self.unless)).text("."));
        }
        let line = self.with.iter().enumerate().fold(Line::new(), |line, (at, taken)| {
            line.text(if at == 0 { "" } else { ", or where " }).line(&all(taken))
        });
        (!line.is_empty()).then(|| Line::from("So where ").line(&line).text("."))
    }
}

fn takes(taken: &Taken) -> Line {
    Line::new().given(&taken.clause.label).text(" takes ").list(taken.choice.iter().map(String::as_str))
}

fn clause_head(paper: &mut Paper, finding: &FindingSaid) {
    let Some(clause) = &finding.clause else {
        let whole = finding.entries.len() > 1 && finding.check == Check::NoDisputeRoute;
        let head = match &finding.read_from {
            Some(read_from) => Line::new().line(read_from).text(", now in no clause of this text"),
            None if whole => Line::from("The whole plan"),
            None => Line::from("From no words of a text"),
        };
        paper.heading(&capital(head.isolated()));
        return;
    };
    paper.heading(&format!("{} (line {})", isolate(&clause.label), clause.line));
    if let Some(said) = &clause.words {
        paper.inked(Ink::Faint, 0, Line::new().quoted(&said.words).isolated());
    }
}

impl KeptSaid {
    fn write(&self, paper: &mut Paper) {
        paper.heading("What others decide, and how the times can be kept all the same");
        let options = self.taken.iter().enumerate().fold(Line::new(), |line, (at, taken)| {
            line.text(if at == 0 { "Where " } else { " and " }).line(&takes(taken))
        });
        if !options.is_empty() {
            paper.paragraph(options.text(":").isolated());
        }
        for line in self.rules.iter().flat_map(|rule| &rule.words) {
            paper.item(0, "-", line.clone().text(".").isolated());
        }
        if self.more {
            paper.paragraph("There are more moments than their rules can be told for.");
        }
    }
}

/// With a capital at its beginning; words of this program only.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn counts(findings: &[FindingSaid]) -> Vec<Count> {
    let mut counts: Vec<Count> = Vec::new();
    for finding in findings {
        match counts.iter_mut().find(|count| count.check == finding.check) {
            Some(count) => count.findings += 1,
            None => {
                counts.push(Count { check: finding.check, kind: finding.kind, findings: 1, why: finding.why })
            }
        }
    }
    counts.sort_by_key(|count| count.check);
    counts
}

/// Turns findings into sentences.
struct Telling<'t, 'v> {
    scene: &'t Scene<'v>,
    times: &'t Times<'t, 'v>,
    held: HashMap<&'v ProvisionId, &'t Held<'v>>,
    clauses: HashMap<ClauseIndex, ClauseSaid>,
}

impl<'t, 'v> Telling<'t, 'v> {
    fn new(scene: &'t Scene<'v>, times: &'t Times<'t, 'v>) -> Self {
        let held: HashMap<_, _> = scene.entries.all.iter().map(|held| (&held.provision.id, held)).collect();
        let mut clauses = HashMap::new();
        for &index in scene.entries.all.iter().flat_map(|held| &held.anchored.clauses) {
            if !clauses.contains_key(&index)
                && let Some(said) = clause_said(scene, index)
            {
                clauses.insert(index, said);
            }
        }
        Self { scene, times, held, clauses }
    }

    fn findings(&self, found: &[Finding]) -> Vec<FindingSaid> {
        let mut said: Vec<FindingSaid> = Vec::new();
        // What the whole plan lacks is one thing, however many entries lack it.
        let of_all = self.of_all(found);
        for alike in of_all.values() {
            let [first, others @ ..] = alike.as_slice() else { continue };
            let mut whole = self.finding(first);
            for other in others {
                whole.entries.extend(self.finding(other).entries);
            }
            if !others.is_empty() {
                (whole.clause, whole.read_from) = (None, None);
                whole.with = Vec::new();
            }
            said.push(whole);
        }
        let folded: HashSet<*const Finding> =
            of_all.values().flatten().map(|finding| std::ptr::from_ref(*finding)).collect();
        let rest = found.iter().filter(|finding| !folded.contains(&std::ptr::from_ref(*finding)));
        let (placed, elsewhere): (Vec<_>, Vec<_>) = rest.partition(|finding| self.clause(finding).is_some());
        said.extend(placed.into_iter().map(|finding| self.finding(finding)));
        let mut elsewhere: Vec<_> =
            elsewhere.into_iter().map(|finding| (self.read_at(finding), finding)).collect();
        elsewhere.sort_by(|(one, _), (other, _)| one.cmp(other));
        said.extend(elsewhere.into_iter().map(|(_, finding)| self.finding(finding)));
        said
    }

    /// Findings to be told as one of the whole plan: that nothing settles disputes; and that of what has to be done nearly
    /// everything lacks a verifier, or a consequence.
    fn of_all<'f>(&self, found: &'f [Finding]) -> BTreeMap<Check, Vec<&'f Finding>> {
        let mut alike: BTreeMap<Check, Vec<&Finding>> = BTreeMap::new();
        for finding in found {
            let of_all = match finding.what {
                What::NoDisputeRoute(Uncovered::NoneAtAll) => true,
                What::NoVerifier | What::NoConsequence => finding.with == With::Always,
                _ => false,
            };
            if of_all {
                alike.entry(finding.check()).or_default().push(finding);
            }
        }
        let asked = self
            .scene
            .entries
            .all
            .iter()
            .filter(|held| matches!(held.provision.content, Content::Obligation(_) | Content::Batch(_)));
        let asked = asked.count();
        alike.retain(|check, findings| {
            let few = findings.len() < ALL_AT_LEAST || 100 * findings.len() < NEARLY_ALL * asked;
            *check == Check::NoDisputeRoute || !few
        });
        alike
    }

    fn first(&self, finding: &Finding) -> Option<&'t Held<'v>> {
        finding.entries.first().and_then(|id| self.held.get(id)).copied()
    }

    /// The clause of the current draft where a finding is.
    fn clause(&self, finding: &Finding) -> Option<&ClauseSaid> {
        self.clauses.get(self.first(finding)?.anchored.clauses.first()?)
    }

    /// Where the words stand that led to no clause of the current draft: the place of their draft, and of the clause in it.
    fn read_at(&self, finding: &Finding) -> (usize, Vec<u32>) {
        let anchor = self.first(finding).and_then(|held| held.provision.anchor.as_ref());
        let Some(anchor) = anchor else { return (usize::MAX, Vec::new()) };
        let versions = self.scene.view.texts().versions();
        let draft = versions.iter().position(|version| version.entry.id == anchor.draft);
        let clauses = self.scene.say.anchored(anchor).iter().map(|clause| clause.0).collect();
        (draft.unwrap_or(usize::MAX), clauses)
    }

    fn finding(&self, finding: &Finding) -> FindingSaid {
        let entries = finding.entries.iter().filter_map(|id| Some(self.scene.entry(self.held.get(id)?)));
        let package =
            |package: &Package| package.branches.iter().filter_map(|branch| self.taken(branch)).collect();
        let (with, unless) = match &finding.with {
            With::Always => (Vec::new(), Vec::new()),
            With::Where(packages) => (packages.iter().map(package).collect(), Vec::new()),
            With::Unless(branches) => {
                (Vec::new(), branches.iter().filter_map(|branch| self.taken(branch)).collect())
            }
        };
        let (said, steps) = self.said(finding);
        let gone = self.first(finding).filter(|held| held.anchored.clauses.is_empty());
        FindingSaid {
            read_from: gone.and_then(|held| Some(self.scene.say.anchor(held.provision.anchor.as_ref()?))),
            check: finding.check(),
            kind: sentences::kind(finding.check()),
            clause: self.clause(finding).cloned(),
            entries: entries.collect(),
            said,
            why: sentences::why(finding.check()),
            mend: sentences::mend(&finding.what),
            steps,
            with,
            unless,
        }
    }

    /// What to follow; nothing, where the entries say all of it themselves.
    fn kept(&self, kept: &Kept) -> Option<KeptSaid> {
        let rules: Vec<RuleSaid> = kept.rules.iter().filter_map(|rule| self.times.rule(rule)).collect();
        let branches = kept.package.iter().flat_map(|package| &package.branches);
        let taken = branches.filter_map(|branch| self.taken(branch)).collect();
        (!rules.is_empty() || kept.more).then_some(KeptSaid { taken, rules, more: kept.more })
    }

    fn taken(&self, branch: &Branch) -> Option<Taken> {
        self.scene.branch(branch)
    }

    /// The title of an entry, of one for an option that the text has meanwhile not taken, too.
    fn title<'a>(&'a self, id: &'a ProvisionId) -> &'a str {
        let held = self.held.get(id).map(|held| held.provision);
        let any = held.or_else(|| self.scene.view.plan.iter().find(|provision| provision.id == *id));
        any.map_or(id.as_str(), |provision| provision.title())
    }
}

fn clause_said(scene: &Scene<'_>, index: ClauseIndex) -> Option<ClauseSaid> {
    let draft = scene.view.texts().current()?;
    let outline = scene.view.texts().outline(draft)?;
    let clause = outline.get(index)?;
    Some(ClauseSaid {
        id: clause.id.clone(),
        label: scene.say.place(draft, index)?.label,
        path: clause.path.clone(),
        line: clause.line,
        words: scene.say.clause_words(draft, index, WORDS),
    })
}
