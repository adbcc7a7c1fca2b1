use std::process::ExitCode;

use onetext_brief::search::Search;

use crate::args::SearchArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &SearchArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    let search = Search::new(&view, &args.words.join(" "));
    let nothing = search.hits.is_empty();
    output::told(&search, args.view.json, |paper| search.write(paper))?;
    Ok(if nothing { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
