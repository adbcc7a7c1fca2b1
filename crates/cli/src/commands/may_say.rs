use std::process::ExitCode;

use onetext_brief::may_say::{MaySay, Sees};
use onetext_record::{ParticipantId, Reader};

use crate::args::MaySayArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &MaySayArgs) -> Result<ExitCode, Failure> {
    let reader = args.view.reader.as_deref().unwrap_or("team");
    let (case, view) = super::view_for(&args.case, reader, args.view.as_of)?;
    let to = ParticipantId::new(args.to.as_str());
    // What the other side sees is for the team alone to know.
    let sees = match view.reader {
        Reader::Team => {
            case.view(&Reader::Participant(to.clone()), view.as_of).ok().map(|view| Sees::of(&view))
        }
        _ => None,
    };
    let slip = MaySay::new(&view, &args.to, sees.as_ref())?;
    if args.view.json {
        output::json(&slip)?;
    } else if let Some(path) = &args.html {
        output::file(path, &slip.html())?;
    } else {
        output::paper(|paper| slip.write(paper))?;
    }
    Ok(ExitCode::SUCCESS)
}
