use std::process::ExitCode;

use onetext_brief::plan::incident::IncidentFile;
use onetext_record::ActId;

use crate::args::PlanIncidentArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &PlanIncidentArgs) -> Result<ExitCode, Failure> {
    let view = crate::commands::view(&args.of.case, &args.of.view)?;
    view.prepare(&crate::progress::Bar::default());
    let chosen = super::chosen(&args.of.choose)?;
    let file = IncidentFile::new(&view, &ActId::new(&args.act), &chosen)?;
    if args.notice {
        if !file.notice_public {
            output::complain(
                "warning: not everything in this notice was said in public; look through it before it is handed on\n",
            );
        }
        output::paper(|paper| file.write_notice(paper))?;
    } else {
        output::told(&file, args.of.view.json, |paper| file.write(paper))?;
    }
    Ok(ExitCode::SUCCESS)
}
