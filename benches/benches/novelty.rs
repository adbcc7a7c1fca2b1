//! How long the questions about changes take on a case of 10,000 acts and 200 drafts of 100 kB, once it is open: all changes, one act,
//! one baseline for all of them. Opening, reading and matching drafts is not counted; `large_case.py` measures the whole process.

use std::hint::black_box;

use divan::Bencher;
use onetext_benches::large_case::{Size, write};
use onetext_case::cache::Cache;
use onetext_case::{Case, Silent, View};
use onetext_record::ledger::standings;
use onetext_record::novelty::{Question, novelty};
use onetext_record::{Reader, Timeline};

fn main() {
    divan::main();
}

/// The case as the team sees it, with all drafts read and matched.
fn view() -> Option<View> {
    let folder = tempfile::tempdir().ok()?;
    write(folder.path(), Size { acts: 10_000, drafts: 200, draft_bytes: 100_000 }, 20_240_815).ok()?;
    let case = Case::read_folder(folder.path(), Cache::none(), &Silent).ok()?;
    let view = case.view(&Reader::Team, "2032-01-01".parse().ok()?).ok()?;
    view.texts().prepare_lines(&Silent);
    Some(view)
}

fn ask(bencher: Bencher<'_, '_>, question: &Question) {
    let view = view();
    let ask = |view: &View| {
        let now = view.now();
        let timeline = Timeline::new(&view.acts, &now);
        let standings = standings(&timeline, view.texts());
        novelty(&timeline, &standings, view.texts(), &view.participants, question)
    };
    // What two drafts alone give is kept from one question to the next.
    let _ = view.as_ref().map(ask);
    bencher.bench_local(|| black_box(view.as_ref().map(ask)));
}

#[divan::bench(sample_count = 10)]
fn all_changes(bencher: Bencher<'_, '_>) {
    ask(bencher, &Question::default());
}

#[divan::bench(sample_count = 10)]
fn one_act_against_every_draft_before_it(bencher: Bencher<'_, '_>) {
    ask(bencher, &Question { act: Some("a09903".into()), against: None });
}

#[divan::bench(sample_count = 10)]
fn all_changes_against_the_first_draft(bencher: Bencher<'_, '_>) {
    ask(bencher, &Question { act: None, against: Some("draft-000".into()) });
}
