use std::process::ExitCode;

use onetext_case::{Diagnostic, Severity};
use serde::Serialize;

use crate::args::CheckArgs;
use crate::failure::Failure;
use crate::output;

#[derive(Serialize)]
struct Checked<'a> {
    problems: usize,
    remarks: usize,
    diagnostics: &'a [Diagnostic],
}

pub(crate) fn run(args: &CheckArgs) -> Result<ExitCode, Failure> {
    let case = super::open(&args.case)?;
    let found = case.check();
    let problems = found.iter().filter(|found| found.severity == Severity::Problem).count();
    let remarks = found.len() - problems;
    if args.json {
        output::json(&Checked { problems, remarks, diagnostics: &found })?;
    } else {
        let mut text = String::new();
        for found in &found {
            let word = match found.severity {
                Severity::Problem => "problem",
                Severity::Remark => "remark",
            };
            text.push_str(&format!("{word}: {found}\n\n"));
        }
        let plural =
            |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
        let facts = case.facts();
        text.push_str(&format!(
            "{}, {}, {}{}{}{} read; {}, {}\n",
            plural(facts.participants, "participant"),
            plural(facts.drafts, "draft"),
            plural(facts.acts, "act"),
            match facts.provisions {
                0 => String::new(),
                1 => ", 1 entry of the plan".to_owned(),
                entries => format!(", {entries} entries of the plan"),
            },
            match facts.preferences {
                0 => String::new(),
                number => format!(", {}", plural(number, "assessment")),
            },
            match facts.conflict {
                0 => String::new(),
                1 => ", 1 entry of the conflict".to_owned(),
                entries => format!(", {entries} entries of the conflict"),
            },
            plural(problems, "problem"),
            plural(remarks, "remark"),
        ));
        output::print(&text)?;
    }
    Ok(if problems == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
