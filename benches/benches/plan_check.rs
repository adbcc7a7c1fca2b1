//! How long the checks of a plan of 2,000 obligations take, once the case is open; and beside it, in the same run, the
//! literal answer to one of their eighteen questions.

use std::hint::black_box;
use std::time::{Duration, Instant};

use divan::Bencher;
use onetext_benches::large_plan::write;
use onetext_brief::plan::check::PlanCheck;
use onetext_case::cache::Cache;
use onetext_case::{Case, Silent, View};
use onetext_record::plan::check::{Findings, Question, check};
use onetext_record::plan::package::Entries;
use onetext_record::plan::schedule::Happened;
use onetext_record::{ParticipantId, Provision, ProvisionId, Reader, Timeline};

const OBLIGATIONS: usize = 2_000;

fn main() {
    divan::main();
    ratio();
}

/// The case as the team sees it.
fn view() -> Option<View> {
    let folder = tempfile::tempdir().ok()?;
    write(folder.path(), OBLIGATIONS, 20_310_601).ok()?;
    let case = Case::read_folder(folder.path(), Cache::none(), &Silent).ok()?;
    case.view(&Reader::Team, "2031-06-01".parse().ok()?).ok()
}

/// The checks alone.
fn found(view: &View) -> Findings {
    let now = view.now();
    let timeline = Timeline::new(&view.acts, &now);
    let entries = Entries::new(&view.plan, &timeline, view.texts());
    let parties: Vec<ParticipantId> = view.parties().map(|party| party.id.clone()).collect();
    let (ledger, happened) = (view.ledger(), Happened::new());
    check(&Question {
        entries: &entries,
        parties: &parties,
        ledger: &ledger,
        happened: &happened,
        now: &now,
        package: None,
    })
}

/// Which entries lead back to themselves by what they mention: a walk from each, as the words say it.
fn circles_literally(plan: &[Provision]) -> usize {
    let find = |id: &ProvisionId| plan.iter().position(|provision| provision.id == *id);
    let mentions: Vec<Vec<usize>> =
        plan.iter().map(|provision| provision.mentions().into_iter().filter_map(find).collect()).collect();
    let leads_back = |start: usize| {
        let (mut seen, mut left) = (vec![false; plan.len()], mentions[start].clone());
        while let Some(at) = left.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                left.extend(&mentions[at]);
            }
        }
        seen[start]
    };
    (0..plan.len()).filter(|&start| leads_back(start)).count()
}

#[divan::bench(sample_count = 30)]
fn all_checks(bencher: Bencher<'_, '_>) {
    let view = view();
    bencher.bench_local(|| black_box(view.as_ref().map(found)));
}

#[divan::bench(sample_count = 30)]
fn all_checks_in_sentences(bencher: Bencher<'_, '_>) {
    let view = view();
    bencher.bench_local(|| black_box(view.as_ref().map(|view| PlanCheck::new(view, &[], &[]))));
}

#[divan::bench(sample_count = 10)]
fn circles_alone_literally(bencher: Bencher<'_, '_>) {
    let view = view();
    bencher.bench_local(|| black_box(view.as_ref().map(|view| circles_literally(&view.plan))));
}

#[allow(clippy::print_stdout, reason = "figures are for whoever runs it")]
/// Both in turn, and how many times as long the literal answer to one question takes as all of them.
fn ratio() {
    let Some(view) = view() else { return };
    let time = |run: &dyn Fn() -> usize| {
        let begin = Instant::now();
        black_box(run());
        begin.elapsed()
    };
    let middle = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2]
    };
    let (mut all, mut one) = (Vec::new(), Vec::new());
    for _ in 0..9 {
        all.push(time(&|| found(&view).all.len()));
        one.push(time(&|| circles_literally(&view.plan)));
    }
    let (all, one) = (middle(&mut all), middle(&mut one));
    println!(
        "{} entries, {} findings: all checks {:.1} ms; circles alone, literally, {:.1} ms: {:.1} times as long",
        view.plan.len(),
        found(&view).all.len(),
        all.as_secs_f64() * 1000.0,
        one.as_secs_f64() * 1000.0,
        one.as_secs_f64() / all.as_secs_f64()
    );
}
