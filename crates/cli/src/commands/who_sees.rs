use std::process::ExitCode;

use onetext_brief::disclosure::write_sightings;
use onetext_brief::paper::isolate;
use serde::Serialize;

use crate::args::WhoSeesArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &WhoSeesArgs) -> Result<ExitCode, Failure> {
    super::team_only(&args.view)?;
    let case = super::open(&args.case)?;
    let as_of = super::read_at(&case, args.view.as_of);
    let items = case.sightings(&args.item, as_of);
    if items.is_empty() {
        return Err(super::no_item(&args.item));
    }
    if args.view.json {
        #[derive(Serialize)]
        struct Told<'a, T> {
            as_of: onetext_record::When,
            items: &'a [T],
        }
        output::json(&Told { as_of, items: &items })?;
    } else {
        output::paper(|paper| {
            paper.paragraph(&format!("{}. For the team. As of {as_of}.", isolate(&case.about().title)));
            write_sightings(&items, paper);
        })?;
    }
    Ok(ExitCode::SUCCESS)
}
