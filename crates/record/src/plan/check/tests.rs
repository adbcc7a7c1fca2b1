//! Worked plans: for each check a defect that it finds, and what comes near and is none.

mod found;
mod properties;

use std::collections::BTreeMap;

use super::*;
use crate::act::Choice;
use crate::entry::Authentic;
use crate::ledger::ledger;
use crate::plan::Provision;
use crate::testing::{Library, acts, as_of, provisions};
use crate::timeline::Timeline;

/// A text with one clause for each thing that a plan is read from.
const TEXT: &str = "1. The well shall be [open][closed] at night.\n\n2. The path shall be kept clear.\n\n3. The fence shall stand.\n";

/// What is found in a plan, as `check: entry, entry`, in order.
fn found(plan: &str) -> Vec<String> {
    said(&findings(&provisions(plan), ""))
}

fn said(findings: &Findings) -> Vec<String> {
    findings.all.iter().map(one).collect()
}

fn one(finding: &Finding) -> String {
    let entries: Vec<&str> = finding.entries.iter().map(ProvisionId::as_str).collect();
    format!("{}: {}", finding.check(), entries.join(", "))
}

/// Of these kinds alone.
fn found_of(check: Check, plan: &str) -> Vec<String> {
    let name = format!("{check}: ");
    found(plan).into_iter().filter_map(|said| Some(said.strip_prefix(&name)?.to_owned())).collect()
}

fn findings(plan: &[Provision], record: &str) -> Findings {
    findings_in(plan, record, &[("text", Authentic::Text, TEXT)], None)
}

fn findings_in(
    plan: &[Provision],
    record: &str,
    drafts: &[(&str, Authentic, &str)],
    choice: Option<&[(String, Vec<Choice>)]>,
) -> Findings {
    let library = Library::new(drafts);
    let acts = acts(record);
    let now = as_of("2031-06-01");
    let timeline = Timeline::new(&acts, &now);
    let entries = Entries::new(plan, &timeline, &library);
    let parties: Vec<ParticipantId> = vec!["upper".into(), "lower".into()];
    let ledger = ledger(&parties, &acts, &library, &now);
    let package = choice.map(|taken| Package::new(&library, taken).unwrap());
    let happened = BTreeMap::new();
    let question = Question {
        entries: &entries,
        parties: &parties,
        ledger: &ledger,
        happened: &happened,
        now: &now,
        package: package.as_ref(),
    };
    check(&question)
}

/// A plan in which nothing is found: what each worked defect is added to.
const SOUND: &str = r#"
    [[event]]
    id = "signature"
    actors = ["upper", "lower"]
    [[phase]]
    id = "first"
    gate = ["signature"]
    due = { within = "3 days", of = "signature" }
    length = "42 days"
    [[power]]
    id = "stop"
    power = "suspend"
    holder = ["upper", "lower"]
    [[dispute]]
    id = "route"
    notify = ["council"]
    [[obligation]]
    id = "open"
    does = "open the gate"
    debtor = "upper"
    phase = "first"
    verifier = "council"
"#;

/// The sound plan with entries added, and a route for disputes. `lots = []` stands for one of some key.
fn sound_with(more: &str) -> String {
    let route =
        "notify = [\"council\"]\nsteps = [{ who = \"council\", does = \"decide\", within = \"2 days\" }]";
    let mut plan = format!("{}\n{more}", SOUND.replace("notify = [\"council\"]", route));
    if plan.contains("lots = []") {
        plan = plan.replace("lots = []", "lots = [{ key = \"some\", gives = 1 }]");
        plan.push_str(
            "[[key]]\nid = \"some\"\ngives = { by = \"upper\", number = 1, category = \"goats\" }\n\
             returns = { by = \"lower\", number = 1, category = \"hens\" }\n",
        );
    }
    plan
}

#[test]
fn nothing_is_found_in_a_sound_plan() {
    assert_eq!(found(&sound_with("")), Vec::<String>::new());
}
