//! How long it takes to tell in which state each entry of a plan is: 500 duties and 50,000 reports, once the case is open; and, with
//! 5,000 reports, beside the rules written down literally, which look for each duty, each report and each date through all acts.
//! Before the peer is measured, both must agree on every state. Reading the case is not counted; `large_case.py` measures the
//! whole process.

#![allow(clippy::unwrap_used, reason = "a benchmark stops where something is wrong")]

use std::hint::black_box;

use divan::Bencher;
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use onetext_benches::followed_case::{Size, write};
use onetext_case::cache::Cache;
use onetext_case::{Case, Silent, View};
use onetext_record::act::{Act, Deed, Kind};
use onetext_record::plan::following::{Following, State};
use onetext_record::plan::package::{Entries, Package};
use onetext_record::plan::{Content, Obligation, Trigger};
use onetext_record::{Provision, Reader, Timeline};

fn main() {
    divan::main();
}

fn view(reports: usize) -> View {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), Size { obligations: 500, reports }, 20_250_125).unwrap();
    let case = Case::read_folder(folder.path(), Cache::none(), &Silent).unwrap();
    let view = case.view(&Reader::Team, "2031-12-31".parse().unwrap()).unwrap();
    assert!(view.left_out == 0 && view.acts.len() > reports);
    view
}

/// The states of the duties, each with those behind it.
fn states(view: &View) -> Vec<Vec<State>> {
    let now = view.now();
    let timeline = Timeline::new(&view.acts, &now);
    let entries = Entries::new(&view.plan, &timeline, view.texts());
    let following = Following::new(&entries.plan(&Package::default()), &timeline);
    let duties =
        following.rows.into_iter().filter(|row| matches!(row.provision.content, Content::Obligation(_)));
    duties.map(|row| row.states).collect()
}

/// The same by the rules as they are written, for what is in such a case.
fn literally(view: &View) -> Vec<Vec<State>> {
    let now = view.now().at.date();
    let duties = view.plan.iter().filter_map(|provision| match &provision.content {
        Content::Obligation(obligation) => Some((provision, obligation)),
        _ => None,
    });
    duties.map(|(provision, obligation)| of_duty(view, provision, obligation, now)).collect()
}

fn of_duty(view: &View, provision: &Provision, obligation: &Obligation, now: Date) -> Vec<State> {
    let stands = |act: &Act| {
        !view
            .acts
            .iter()
            .any(|other| other.kind() == Kind::Withdraw && other.answers.as_ref() == Some(&act.id))
    };
    let signed = view.acts.iter().find(|act| act.plan.iter().any(|id| id.as_str() == "signature")).unwrap();
    let Some(Trigger::Within { length, .. }) = obligation.due.as_ref().map(|due| &due.trigger) else {
        return vec![State::Unknown];
    };
    let due = signed.earliest().date().checked_add(Span::new().days(i64::from(length.days))).unwrap();
    let names = |act: &&Act| act.plan.contains(&provision.id) && stands(act);
    let open = |act: &Act| !view.acts.iter().any(|other| other.closes.contains(&act.id) && stands(other));
    let alleged = view.acts.iter().filter(names).any(|act| act.kind() == Kind::Allege && open(act));
    let (mut sum, mut day, mut reached) = (0, "2031-01-01".parse::<Date>().unwrap(), None);
    while day <= now {
        for act in view.acts.iter().filter(names).filter(|act| act.earliest().date() == day) {
            if let Deed::Report(finding) = &act.deed {
                sum += finding.quantity.unwrap_or_default();
            }
        }
        let wanted = obligation.quantity.as_ref().map_or(u64::MAX, |quantity| quantity.number);
        if sum >= wanted && reached.is_none() {
            reached = Some(day);
        }
        day = day.saturating_add(1.day());
    }
    let mut states = if alleged { vec![State::Alleged] } else { Vec::new() };
    match reached {
        Some(day) if day > due => states.push(State::Late),
        Some(_) => states.push(State::Fulfilled),
        None => {
            states.extend((sum > 0).then_some(State::Partly));
            match now > due {
                true => states.push(State::Overdue),
                false if sum == 0 => states.push(State::Awaited),
                false => {}
            }
        }
    }
    states
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn fifty_thousand_reports(bencher: Bencher<'_, '_>) {
    let view = view(50_000);
    bencher.bench_local(|| black_box(states(&view)));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn five_thousand_reports(bencher: Bencher<'_, '_>) {
    let view = view(5_000);
    bencher.bench_local(|| black_box(states(&view)));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn five_thousand_reports_literally(bencher: Bencher<'_, '_>) {
    let view = view(5_000);
    assert_eq!(literally(&view), states(&view));
    bencher.bench_local(|| black_box(literally(&view)));
}
