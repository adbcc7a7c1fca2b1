use std::process::ExitCode;

use onetext_brief::paper::Paper;
use onetext_brief::plan::order::{ExchangeOrder, Question};
use onetext_record::plan::order::Selection;
use onetext_record::{ParticipantId, ProvisionId};

use crate::args::OrderArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &OrderArgs) -> Result<ExitCode, Failure> {
    let view = super::super::view(&args.plan.case, &args.plan.view)?;
    let chosen = super::chosen(&args.plan.choose)?;
    let by = args.by.as_deref().map(ParticipantId::new);
    if let Some(by) = by.as_ref().filter(|by| view.participant(by).is_none()) {
        let message = format!("--by: there is no participant \u{201c}{by}\u{201d} in this view");
        return Err(Failure::Usage(message));
    }
    let entries = args.steps.iter().map(ProvisionId::new).collect();
    let selection = Selection { entries, by };
    let question = Question { chosen: &chosen, selection, pieces: args.cut };
    let order = ExchangeOrder::new(&view, &question).map_err(|error| Failure::NoResult(error.to_string()))?;
    if args.plan.view.json {
        output::json(&order)?;
    } else if let Some(path) = &args.svg {
        let no_values = || {
            Failure::NoResult(
                "nobody stated what steps are worth, so far as this reader may see: there is no curve"
                    .to_owned(),
            )
        };
        output::file(path, &order.svg().ok_or_else(no_values)?)?;
    } else {
        let mut paper = Paper::new(output::width(), true);
        order.write(&mut paper);
        output::print(&paper.finish())?;
    }
    Ok(ExitCode::SUCCESS)
}
