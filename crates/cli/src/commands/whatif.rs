use std::process::ExitCode;

use onetext_brief::whatif::WhatIf;
use onetext_record::ActId;
use onetext_record::whatif::Supposed;

use crate::args::{Supposition, WhatifArgs};
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &WhatifArgs) -> Result<ExitCode, Failure> {
    let supposed = match args.what {
        Supposition::Withdraw => Supposed::Withdrawn { clauses: args.clauses.clone() },
        Supposition::Lapse if args.clauses.is_empty() => Supposed::Lapsed,
        Supposition::Lapse => {
            return Err(Failure::Usage(
                "--clauses: an act runs out as a whole; part of it can be withdrawn".to_owned(),
            ));
        }
    };
    let view = super::view(&args.case, &args.view)?;
    view.prepare(&crate::progress::Bar::default());
    let what_if = WhatIf::new(&view, &ActId::new(&args.act), &supposed)
        .map_err(|error| Failure::NoResult(error.to_string()))?;
    output::told(&what_if, args.view.json, |paper| what_if.write(paper))?;
    Ok(ExitCode::SUCCESS)
}
