use std::process::ExitCode;

use onetext_brief::novelty::Novelty;
use onetext_record::novelty::{NoAnswer, Question};
use onetext_record::{ActId, DraftId};

use crate::args::NoveltyArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &NoveltyArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    view.texts().prepare_lines(&crate::progress::Bar::default());
    let question = Question {
        act: args.act.as_deref().map(ActId::new),
        against: args.against.as_deref().map(DraftId::new),
    };
    let novelty = Novelty::new(&view, &question).map_err(|error| match error {
        NoAnswer::NoDraft { .. } => Failure::NoResult(format!("--against: {error}")),
        error => Failure::NoResult(error.to_string()),
    })?;
    output::told(&novelty, args.view.json, |paper| novelty.write(paper))?;
    Ok(ExitCode::SUCCESS)
}
