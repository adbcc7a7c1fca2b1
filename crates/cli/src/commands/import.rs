use std::cell::RefCell;
use std::process::ExitCode;

use onetext_brief::import::Import;
use onetext_case::import::{Plan, Received};
use onetext_record::{Reader, When};

use crate::args::ImportArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &ImportArgs) -> Result<ExitCode, Failure> {
    let bytes = onetext_case::outside::read(&args.file).map_err(|error| Failure::file(&args.file, &error))?;
    let authors: Vec<(String, String)> =
        args.author.iter().map(|pair| named(pair)).collect::<Result<_, _>>()?;
    let received = Received {
        file: &args.file,
        bytes: &bytes,
        by: &args.by,
        through: args.through.as_deref(),
        against: &args.against,
        on: args.on,
        authors: &authors,
        audience: &args.audience,
    };
    let case = super::open(&args.case)?;
    let today = super::now(&case);
    let plan = Plan::new(&case, &received, today)?;
    // Drafts and people have their names whatever their dates.
    let view = case.view(&Reader::Team, When::day(jiff::civil::Date::MAX))?;
    let shown = Import::new(&view, &plan);
    if !args.apply {
        // What would be refused then is refused now.
        plan.change(&case, &bytes)?;
        output::told(&shown, args.json, |paper| shown.write(paper))?;
        output::complain("nothing was written; to write it: --apply\n");
        return Ok(ExitCode::SUCCESS);
    }
    if plan.new_acts().next().is_none() {
        output::told(&shown, args.json, |paper| shown.write(paper))?;
        output::complain("nothing was written, since nothing is new\n");
        return Ok(ExitCode::SUCCESS);
    }
    let written = RefCell::new(plan);
    let code = super::write_shown(&args.case, false, !args.json, |case| {
        let plan = Plan::new(case, &received, today)?;
        let change = plan.change(case, &bytes)?;
        written.replace(plan);
        Ok(change)
    })?;
    if args.json {
        // Only what is written is told as a result.
        output::json(&Import::new(&view, &written.into_inner()))?;
    }
    Ok(code)
}

/// `Name=participant`.
fn named(pair: &str) -> Result<(String, String), Failure> {
    let refused = || {
        Failure::Usage(format!(
            "--author: \u{201c}{pair}\u{201d}: write the name as the file has it, =, and a participant: --author \"K. Abed=union\""
        ))
    };
    let (name, participant) = pair.rsplit_once('=').ok_or_else(refused)?;
    Ok((name.trim().to_owned(), participant.trim().to_owned()))
}
