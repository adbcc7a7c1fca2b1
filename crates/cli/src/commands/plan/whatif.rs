use std::process::ExitCode;

use onetext_brief::plan::whatif::{NoAnswer, PlanWhatIf, Question};
use onetext_record::ProvisionId;
use onetext_record::plan::Point;
use onetext_record::plan::whatif::Supposed;

use crate::args::PlanWhatifArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &PlanWhatifArgs) -> Result<ExitCode, Failure> {
    let supposed = supposed(args)?;
    let (chosen, instead) = (super::chosen(&args.plan.choose)?, super::chosen(&args.instead)?);
    let view = crate::commands::view(&args.plan.case, &args.plan.view)?;
    view.prepare(&crate::progress::Bar::default());
    let question = Question { chosen: &chosen, instead: &instead, supposed: &supposed };
    let answer = PlanWhatIf::new(&view, &question).map_err(|error| match error {
        NoAnswer::Nothing => Failure::Usage(error.to_string()),
        _ => Failure::NoResult(error.to_string()),
    })?;
    output::told(&answer, args.plan.view.json, |paper| answer.write(paper))?;
    Ok(ExitCode::SUCCESS)
}

fn supposed(args: &PlanWhatifArgs) -> Result<Vec<Supposed>, Failure> {
    let mut supposed = Vec::new();
    for typed in &args.delay {
        let (point, length) = pair("delay", typed, "signature='48 hours'")?;
        let length = length.parse().map_err(|wrong| {
            let message = format!(
                "--delay: \u{201c}{length}\u{201d} {wrong}; write, for example: --delay {point}='48 hours'"
            );
            Failure::Usage(message)
        })?;
        supposed.push(Supposed::Delayed(Point::parse(point), length));
    }
    for typed in &args.on {
        let (point, date) = pair("on", typed, "signature=2031-05-01")?;
        let date =
            date.parse().map_err(|wrong| Failure::Usage(format!("--on: \u{201c}{date}\u{201d}: {wrong}")))?;
        supposed.push(Supposed::On(Point::parse(point), date));
    }
    supposed.extend(args.without.iter().map(|id| Supposed::Without(ProvisionId::new(id.trim()))));
    for typed in &args.reclassify {
        let (person, category) = pair("reclassify", typed, "first-list/p7=wounded")?;
        let (list, person) =
            person.split_once('/').ok_or_else(|| wrong("reclassify", typed, "first-list/p7=wounded"))?;
        supposed.push(Supposed::Reclassified {
            list: ProvisionId::new(list.trim()),
            person: person.trim().to_owned(),
            category: category.to_owned(),
        });
    }
    Ok(supposed)
}

/// Both sides of `=`.
fn pair<'a>(option: &str, typed: &'a str, example: &str) -> Result<(&'a str, &'a str), Failure> {
    let (left, right) = typed.split_once('=').ok_or_else(|| wrong(option, typed, example))?;
    let (left, right) = (left.trim(), right.trim());
    if left.is_empty() || right.is_empty() { Err(wrong(option, typed, example)) } else { Ok((left, right)) }
}

fn wrong(option: &str, typed: &str, example: &str) -> Failure {
    Failure::Usage(format!("--{option}: \u{201c}{typed}\u{201d}; write, for example: --{option} {example}"))
}
