//! Each state by its name, sums of partial reports, dates by account, incidents and their clocks; and that a date knows nothing of
//! what came after it.

use super::*;
use crate::plan::package::{Entries, Package};
use crate::testing::{Library, acts, as_of, provisions};

mod accounts;
mod incidents;
mod properties;
mod states;

/// What is asked of a plan that is followed.
struct Case {
    plan: Vec<Provision>,
    acts: Vec<Act>,
}

impl Case {
    fn new(plan: &str, lines: &str) -> Self {
        Self { plan: provisions(plan), acts: acts(lines) }
    }

    fn on<T>(&self, date: &str, ask: impl FnOnce(&Following<'_, '_>) -> T) -> T {
        let as_of = as_of(date);
        let timeline = Timeline::new(&self.acts, &as_of);
        let entries = Entries::new(&self.plan, &timeline, &Library(Vec::new()));
        ask(&Following::new(&entries.plan(&Package::default()), &timeline))
    }

    /// The states of an entry, the first in front.
    fn states(&self, date: &str, id: &str) -> String {
        self.on(date, |following| {
            let row = following.get(&id.into()).unwrap();
            row.states.iter().map(|state| state.as_str()).collect::<Vec<_>>().join(" ")
        })
    }
}

/// An obligation of the upper farm to repair a pump within seven days of signature; the council verifies it.
const PUMP: &str = "
    [[event]]
    id = \"signature\"
    on = 2031-03-01
    actors = [\"upper\", \"lower\"]

    [[obligation]]
    id = \"pump\"
    on = 2031-03-01
    debtor = \"upper\"
    creditor = \"lower\"
    does = \"repairs the pump\"
    due = { within = \"7 days\", of = \"signature\" }
    verifier = \"council\"
";

/// Signed on 1 March.
const SIGNED: &str = "sign state council 2031-03-01; words = \"Signed.\"; plan = [\"signature\"]\n";

fn pump(date: &str, lines: &str) -> String {
    Case::new(PUMP, &format!("{SIGNED}{lines}")).states(date, "pump")
}
