//! What would follow: something later, on another date, a step less, a person in another category, another option in the
//! text. Dates, totals, gates and findings before and after.

use onetext_case::View;
use onetext_record::as_of::AsOf;
use onetext_record::plan::following::Following;
use onetext_record::plan::package::{Entries, NoSuchChoice, Package, Plan};
use onetext_record::plan::schedule::{Happened, Outcome, Schedule, Scheduled};
use onetext_record::plan::totals::{Total, totals};
use onetext_record::plan::whatif::{NotPossible, Supposed, suppose};
use onetext_record::plan::{Content, Point, Sort};
use onetext_record::{Provision, ProvisionId, Timeline};
use serde::Serialize;

use super::check::{FindingSaid, findings};
use super::times::{ClaimSaid, Times, WindowSaid};
use super::{Chosen, EntryName, NoPlan, Scene, Taken};
use crate::build::say::Say;
use crate::heading::Heading;
use crate::line::Line;
use crate::model::Person;
use crate::paper::{Ink, Paper};
use crate::wording;

/// What a supposition changes in a plan, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct PlanWhatIf {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// What is supposed, in words.
    pub supposed: Vec<Line>,
    /// The options that are taken before.
    pub package: Vec<Taken>,
    /// The options that are taken then.
    pub package_then: Vec<Taken>,
    /// What cannot hold together with other times before, or cannot be kept, and is left out of the times that are told.
    pub set_aside: Vec<ClaimSaid>,
    /// Whether all times can be kept, before and then.
    pub times: Changed<Keeping>,
    /// Moments that would come at another time, in the order of the plan, gates of phases among them.
    pub moments: Vec<MomentChange>,
    /// Entries that mention one that is not there then: what they need of it nothing brings about.
    pub left_hanging: Vec<EntryName>,
    /// Sums of the exchange that would differ.
    pub totals: Vec<TotalChange>,
    /// What would be found then and is not now.
    pub new_findings: Vec<FindingSaid>,
    /// What is found now and would not be then.
    pub gone_findings: Vec<FindingSaid>,
}

/// Something before and then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed<T> {
    /// As it is.
    pub before: T,
    /// As it would be.
    pub then: T,
}

/// Whether all times of a plan can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Keeping {
    /// They cannot all hold, whatever anybody does.
    CannotHold,
    /// They hold only if others take the right time.
    DependsOnOthers,
    /// They can be kept whatever others take.
    CanBeKept,
}

/// A moment at another time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MomentChange {
    /// The entry.
    pub entry: EntryName,
    /// Whether it is the end of a phase.
    pub end: bool,
    /// Whether it is the gate of a phase.
    pub gate: bool,
    /// When it can be; nothing: it is not there.
    pub when: Changed<Option<WindowSaid>>,
}

/// A sum that would differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TotalChange {
    /// The key.
    pub key: EntryName,
    /// Who gives.
    pub by: Person,
    /// Of which kind.
    pub category: String,
    /// The sums; nothing: the key is not there.
    pub sums: Changed<Option<Total>>,
}

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Question<'a> {
    /// Options that are taken before.
    pub chosen: &'a Chosen,
    /// Options that are taken instead.
    pub instead: &'a Chosen,
    /// What else is supposed.
    pub supposed: &'a [Supposed],
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// There is no plan, or no such option.
    #[error(transparent)]
    Plan(#[from] NoPlan),
    /// No such option instead.
    #[error("--instead: {0}")]
    Instead(NoSuchChoice),
    /// It cannot be supposed.
    #[error(transparent)]
    NotPossible(#[from] NotPossible),
    /// Nothing is supposed.
    #[error("nothing is supposed: say what with --delay, --on, --without, --reclassify or --instead")]
    Nothing,
}

impl PlanWhatIf {
    /// What follows in the plan of a view.
    ///
    /// # Errors
    /// The view has no plan, or it cannot be supposed of it.
    pub fn new(view: &View, question: &Question<'_>) -> Result<Self, NoAnswer> {
        if question.supposed.is_empty() && question.instead.is_empty() {
            return Err(NoAnswer::Nothing);
        }
        let now = view.now();
        let timeline = Timeline::new(&view.acts, &now);
        let scene = Scene::with_timeline(view, &timeline, question.chosen)?;
        let plan = scene.plan();
        let happened = super::happened(&Following::new(&plan, &timeline));
        let schedule = Schedule::new(&plan, &happened, &now);
        let supposed = suppose(&view.plan, &plan, &schedule, &happened, question.supposed)?;
        let package = instead(view, question, &scene.package)?;
        let entries = Entries::new(&supposed.provisions, &timeline, view.texts());
        let then = Scene { view, say: Say::new(view), entries, package };
        let (before, after) = (
            Side { scene: &scene, plan, schedule, supposed: Vec::new() },
            Side::new(&then, &supposed.happened, &now, question.supposed),
        );
        let ledger = view.ledger();
        let (found, found_then) = (
            findings(&scene, &ledger, &happened, asked(question.chosen, &scene)),
            findings(&then, &ledger, &supposed.happened, asked_then(question, &then)),
        );
        let missing = |these: &[FindingSaid], those: &[FindingSaid]| -> Vec<FindingSaid> {
            these.iter().filter(|finding| !those.iter().any(|other| same(finding, other))).cloned().collect()
        };
        Ok(Self {
            heading: Heading::of(view),
            supposed: question.supposed.iter().map(|one| words(&scene, one)).collect(),
            package: scene.taken(),
            package_then: then.taken(),
            set_aside: before.set_aside(),
            times: Changed { before: keeping(&before.schedule), then: keeping(&after.schedule) },
            moments: moments(&before, &after),
            left_hanging: left_hanging(&scene, &before.plan, question.supposed),
            totals: sums(&before, &after),
            new_findings: missing(&found_then, &found),
            gone_findings: missing(&found, &found_then),
        })
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, "what would follow in its plan", "");
        for one in &self.supposed {
            paper.item(0, "-", Line::from("Supposed: ").line(one).text(".").isolated());
        }
        for taken in self.package_then.iter().filter(|taken| !self.package.contains(taken)) {
            paper.item(0, "-", Line::from("Supposed: taken is ").line(&taken.line()).text(".").isolated());
        }
        paper.heading("Times");
        let Changed { before, then } = self.times;
        let line = match before == then {
            true => format!("Before and then: {}.", keeping_words(then)),
            false => format!("Before: {}. Then: {}.", keeping_words(before), keeping_words(then)),
        };
        paper.paragraph(&line);
        if !self.set_aside.is_empty() {
            paper.paragraph(
                "The times below leave out what cannot hold together with others before (see: plan check):",
            );
            for claim in &self.set_aside {
                paper.item(0, "-", claim.words.isolated());
            }
        }
        let mut rows = vec![["", "before", "then"].map(str::to_owned).to_vec()];
        for change in &self.moments {
            let line = match (change.gate, change.end) {
                (true, _) => change.entry.line().text(", its gate"),
                (_, true) => change.entry.line().text(", its end"),
                _ => change.entry.line(),
            };
            let said = |window: &Option<WindowSaid>| {
                window
                    .as_ref()
                    .map_or_else(|| "not there".to_owned(), |window| window.words.isolated().to_owned())
            };
            rows.push(vec![line.isolated().to_owned(), said(&change.when.before), said(&change.when.then)]);
        }
        match self.moments.is_empty() {
            true => paper.paragraph("No moment of the plan would come at another time."),
            false => paper.table(&rows),
        }
        if !self.left_hanging.is_empty() {
            paper.heading("Left hanging");
            paper.paragraph("These name what is not there then:");
            for entry in &self.left_hanging {
                paper.item(0, "-", entry.line().isolated());
            }
        }
        if !self.totals.is_empty() {
            paper.heading("Totals");
            for change in &self.totals {
                let line = Line::new().given(&change.by.name).text(": ").given(&change.category);
                let said = |total: &Option<Total>| {
                    total.as_ref().map_or_else(|| "not there".to_owned(), total_words)
                };
                let line = line.text(": before ").text(&said(&change.sums.before));
                paper.item(0, "-", line.text("; then ").text(&said(&change.sums.then)).text(".").isolated());
            }
        }
        for (title, found) in [
            ("Found then, and not now", &self.new_findings),
            ("Found now, and not then", &self.gone_findings),
        ] {
            if found.is_empty() {
                continue;
            }
            paper.heading(title);
            for finding in found {
                paper.inked(Ink::Strong, 0, finding.kind);
                finding.write(paper);
            }
        }
        if self.new_findings.is_empty() && self.gone_findings.is_empty() {
            paper.heading("Findings");
            paper.paragraph("The same before and then.");
        }
    }
}

fn keeping(schedule: &Schedule) -> Keeping {
    match schedule.outcome {
        Outcome::Inconsistent(_) => Keeping::CannotHold,
        Outcome::NotControllable(_) => Keeping::DependsOnOthers,
        Outcome::Controllable { .. } => Keeping::CanBeKept,
    }
}

/// A plan with its schedule.
struct Side<'s, 'v> {
    scene: &'s Scene<'v>,
    plan: Plan<'s, 'v>,
    schedule: Schedule,
    /// Points of whose time something is supposed.
    supposed: Vec<&'s Point>,
}

impl<'s, 'v> Side<'s, 'v> {
    fn new(scene: &'s Scene<'v>, happened: &Happened, now: &AsOf, supposed: &'s [Supposed]) -> Self {
        let plan = scene.plan();
        let schedule = Schedule::new(&plan, happened, now);
        Self { scene, plan, schedule, supposed: supposed.iter().filter_map(Supposed::time_of).collect() }
    }

    /// What cannot hold together with others, or be kept, and is left out of the times.
    fn set_aside(&self) -> Vec<ClaimSaid> {
        let times = Times::new(self.scene, &self.plan, &self.schedule);
        let told = self.schedule.clashes.iter().filter_map(|clash| clash.told.get(clash.left_out?));
        told.map(|told| times.claim(told)).collect()
    }

    /// When a point can be; nothing where the plan does not have it.
    fn window(&self, point: &Point) -> Option<WindowSaid> {
        let times = Times::new(self.scene, &self.plan, &self.schedule);
        let scheduled = self.schedule.point(point)?;
        // What is supposed to happen is not reported.
        let told = if self.supposed.contains(&point) {
            Scheduled { happened: false, ..scheduled.clone() }
        } else {
            scheduled.clone()
        };
        Some(times.window(&told))
    }
}

/// Entries that stay and mention one that is taken out.
fn left_hanging<'v>(scene: &Scene<'v>, plan: &Plan<'_, 'v>, supposed: &[Supposed]) -> Vec<EntryName> {
    let gone: Vec<&ProvisionId> = supposed
        .iter()
        .filter_map(|one| match one {
            Supposed::Without(id) => Some(id),
            _ => None,
        })
        .collect();
    let hangs = |provision: &Provision| {
        !gone.contains(&&provision.id) && provision.mentions().into_iter().any(|id| gone.contains(&id))
    };
    plan.entries().iter().filter(|held| hangs(held.provision)).map(|held| scene.entry(held)).collect()
}

fn moments(before: &Side<'_, '_>, then: &Side<'_, '_>) -> Vec<MomentChange> {
    let mut found = Vec::new();
    let points = |side: &Side<'_, '_>| -> Vec<Point> {
        side.schedule.moments.iter().filter_map(|moment| moment.node.point().cloned()).collect()
    };
    let mut all = points(before);
    all.extend(points(then).into_iter().filter(|point| before.schedule.point(point).is_none()));
    for point in all {
        let when = Changed { before: before.window(&point), then: then.window(&point) };
        if when.before == when.then {
            continue;
        }
        let side = if before.plan.get(&point.of).is_some() { before } else { then };
        let Some(held) = side.plan.get(&point.of) else { continue };
        let gate =
            matches!(&held.provision.content, Content::Phase(phase) if !point.end && !phase.gate.is_empty());
        found.push(MomentChange { entry: side.scene.entry(held), end: point.end, gate, when });
    }
    found
}

fn sums(before: &Side<'_, '_>, then: &Side<'_, '_>) -> Vec<TotalChange> {
    let (old, new) = (totals(&before.plan), totals(&then.plan));
    let like = |total: &Total, among: &[Total]| {
        among.iter().find(|other| other.key == total.key && other.half == total.half).cloned()
    };
    let gone =
        old.iter().map(|total| (before, Changed { before: Some(total.clone()), then: like(total, &new) }));
    let come = new.iter().filter(|total| like(total, &old).is_none());
    let come = come.map(|total| (then, Changed { before: None, then: Some(total.clone()) }));
    gone.chain(come)
        .filter(|(_, sums)| sums.before != sums.then)
        .filter_map(|(side, sums)| {
            let total = sums.before.as_ref().or(sums.then.as_ref())?;
            Some(TotalChange {
                key: side.scene.entry(side.plan.get(&total.key)?),
                by: side.scene.say.person(&total.by),
                category: total.category.clone(),
                sums,
            })
        })
        .collect()
}

fn total_words(total: &Total) -> String {
    let mut parts = vec![format!("{} in batches", total.in_batches)];
    parts.extend(total.stated.map(|stated| format!("{stated} stated")));
    if total.listed > 0 {
        parts.push(format!("{} listed", total.listed));
    }
    parts.extend(total.by_ratio.map(|number| format!("{number} for those listed on the other side")));
    parts.join(", ")
}

fn keeping_words(keeping: Keeping) -> &'static str {
    match keeping {
        Keeping::CannotHold => "the times cannot all hold",
        Keeping::DependsOnOthers => "the times hold only if others take the right time",
        Keeping::CanBeKept => "all times can be kept, whatever others take",
    }
}

/// Whether two findings are the same, whatever time has passed.
fn same(one: &FindingSaid, other: &FindingSaid) -> bool {
    let about = |finding: &FindingSaid| -> Vec<String> {
        finding.entries.iter().map(|entry| entry.id.clone()).collect()
    };
    one.check == other.check && about(one) == about(other) && one.said == other.said
}

fn asked<'s>(chosen: &Chosen, scene: &'s Scene<'_>) -> Option<&'s Package> {
    (!chosen.is_empty()).then_some(&scene.package)
}

fn asked_then<'s>(question: &Question<'_>, scene: &'s Scene<'_>) -> Option<&'s Package> {
    (!question.chosen.is_empty() || !question.instead.is_empty()).then_some(&scene.package)
}

/// The package with other options at some clauses.
fn instead(view: &View, question: &Question<'_>, before: &Package) -> Result<Package, NoAnswer> {
    if question.instead.is_empty() {
        return Ok(before.clone());
    }
    let mut package = Package::new(view.texts(), question.instead).map_err(NoAnswer::Instead)?;
    let taken_before = before.branches.iter().filter(|branch| package.takes(branch.clause).is_none());
    let kept: Vec<_> = taken_before.cloned().collect();
    package.branches.extend(kept);
    package.branches.sort_by_key(|branch| branch.clause.0);
    Ok(package)
}

/// A supposition in words.
fn words(scene: &Scene<'_>, supposed: &Supposed) -> Line {
    let plan = scene.plan();
    let title = |id: &ProvisionId| plan.get(id).map_or(id.as_str(), |held| held.provision.title()).to_owned();
    let point = |point: &Point| {
        let line = Line::new().given(&title(&point.of));
        match plan.content(&point.of).map(Content::sort) {
            Some(Sort::Phase) if point.end => line.text(", its end,"),
            _ => line,
        }
    };
    match supposed {
        Supposed::Delayed(of, by) => point(of).text(&format!(" comes {by} later")),
        Supposed::On(of, when) => {
            point(of).text(&format!(" comes on {}", wording::date(when, scene.view.zone()).words))
        }
        Supposed::Without(id) => Line::new().given(&title(id)).text(" is not there"),
        Supposed::Reclassified { list, person, category } => Line::from("person ")
            .given(person)
            .text(" of ")
            .given(&title(list))
            .text(" is in the category ")
            .given(category),
    }
}
