use std::process::ExitCode;

use onetext_brief::points::{DraftPoints, Points};
use onetext_text::readings::ReadingOptions;

use crate::args::PointsArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &PointsArgs) -> Result<ExitCode, Failure> {
    let names = match &args.names {
        None => Vec::new(),
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
            let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
            lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
        }
    };
    let reading = ReadingOptions { names, ..ReadingOptions::default() };
    let mut points = Points { drafts: Vec::new() };
    for path in &args.drafts {
        let draft = super::draft(path, &reading)?;
        points.drafts.push(DraftPoints::new(
            &path.display().to_string(),
            &draft,
            args.readings,
            args.clauses,
        ));
    }
    output::told(&points, args.json, |paper| points.drafts.iter().for_each(|draft| draft.write(paper)))?;
    Ok(ExitCode::SUCCESS)
}
