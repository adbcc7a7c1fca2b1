//! A progress bar on standard error, once work takes longer than people like to wait without a word.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use onetext_case::Progress;

/// How long work may take before it says where it stands.
const PATIENCE: Duration = Duration::from_millis(700);

/// Shows progress on standard error where that is a terminal, and nothing elsewhere.
#[derive(Default)]
pub(crate) struct Bar {
    work: Mutex<Option<Work>>,
}

struct Work {
    bar: ProgressBar,
    begun: Instant,
    shown: bool,
}

impl Bar {
    /// So many steps at once.
    pub(crate) fn steps(&self, done: u64) {
        let Ok(mut work) = self.work.lock() else { return };
        let Some(work) = work.as_mut() else { return };
        work.bar.inc(done);
        if !work.shown && work.begun.elapsed() > PATIENCE {
            work.shown = true;
            work.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Progress for Bar {
    fn begin(&self, what: &str, total: usize) {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len}, {eta} left") {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        if let Ok(mut work) = self.work.lock() {
            *work = Some(Work { bar, begun: Instant::now(), shown: false });
        }
    }

    fn step(&self) {
        self.steps(1);
    }

    fn end(&self) {
        if let Ok(mut work) = self.work.lock()
            && let Some(work) = work.take()
        {
            work.bar.finish_and_clear();
        }
    }
}
