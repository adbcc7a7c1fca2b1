//! How long the schedule of a plan of 2,000 obligations takes, once the case is open.

use std::hint::black_box;

use divan::Bencher;
use onetext_benches::large_plan::write;
use onetext_case::cache::Cache;
use onetext_case::{Case, Silent, View};
use onetext_record::plan::package::{Entries, Package};
use onetext_record::plan::schedule::{Happened, Schedule};
use onetext_record::{Reader, Timeline};

const OBLIGATIONS: usize = 2_000;

fn main() {
    divan::main();
}

/// The case as the team sees it.
fn view() -> Option<View> {
    let folder = tempfile::tempdir().ok()?;
    write(folder.path(), OBLIGATIONS, 20_310_601).ok()?;
    let case = Case::read_folder(folder.path(), Cache::none(), &Silent).ok()?;
    case.view(&Reader::Team, "2031-06-01".parse().ok()?).ok()
}

#[divan::bench(sample_count = 20)]
fn of_2000_obligations(bencher: Bencher<'_, '_>) {
    let Some(view) = view() else { return };
    let now = view.now();
    let timeline = Timeline::new(&view.acts, &now);
    let entries = Entries::new(&view.plan, &timeline, view.texts());
    let plan = entries.plan(&Package::default());
    bencher.bench_local(|| Schedule::new(black_box(&plan), &Happened::new(), &now));
}
