use std::process::ExitCode;

use onetext_brief::compare::Comparison;
use onetext_brief::paper::Paper;
use onetext_text::readings::ReadingOptions;

use crate::args::CompareArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &CompareArgs) -> Result<ExitCode, Failure> {
    let reading = ReadingOptions::default();
    let (old, new) = rayon::join(|| super::draft(&args.old, &reading), || super::draft(&args.new, &reading));
    let (old, new) = (old?, new?);
    let names = (args.old.display().to_string(), args.new.display().to_string());
    let comparison = Comparison::new(&old, &new);
    if args.json {
        output::json(&comparison.units())?;
    } else if let Some(path) = &args.html {
        output::file(path, &comparison.html(&names.0, &names.1, args.all))?;
    } else {
        let mut paper = Paper::new(output::width(), true);
        comparison.write(&mut paper, &names.0, &names.1, args.all);
        output::print(&paper.finish())?;
    }
    Ok(ExitCode::SUCCESS)
}
