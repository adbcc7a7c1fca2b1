use std::path::Path;
use std::process::ExitCode;

use onetext_brief::compare::Comparison;
use onetext_brief::points::notices;
use onetext_brief::word::redline::{Redline, Stamp};
use onetext_brief::word::{held, stamped};
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;

use crate::args::CompareArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &CompareArgs) -> Result<ExitCode, Failure> {
    let reading = ReadingOptions::default();
    let (old, new) = rayon::join(|| super::draft(&args.old, &reading), || super::draft(&args.new, &reading));
    let (old, new) = (old?, new?);
    let names = names(&args.old, &args.new);
    if args.docx.docx.is_some() {
        output::free(&args.docx)?;
        let out = args.docx.docx.as_deref().and_then(|path| path.canonicalize().ok());
        let own = [&args.old, &args.new].iter().any(|path| path.canonicalize().ok() == out && out.is_some());
        if own {
            let message = "the redline would take the place of one of the drafts; choose another name";
            return Err(Failure::Usage(message.to_owned()));
        }
        let exit = redline(args, &old, &new)?;
        complain(&old, &new, &names);
        return Ok(exit);
    }
    let comparison = Comparison::new(&old, &new);
    if args.json {
        output::json(&comparison.units())?;
    } else if let Some(path) = &args.html {
        output::file(path, &comparison.html(&names.0, &names.1, args.all))?;
        complain(&old, &new, &names);
    } else {
        output::paper(|paper| comparison.write(paper, &names.0, &names.1, args.all))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Says what the words of the drafts do not show. What is passed on does not tell of it, as the names of those who made tracked
/// changes are not for everybody.
fn complain(old: &Draft, new: &Draft, names: &(String, String)) {
    for (name, draft) in [(&names.0, old), (&names.1, new)] {
        for notice in notices(draft) {
            output::complain(&format!("{name}: {notice}\n"));
        }
    }
}

/// The redline as a Word document, and how much it marks.
fn redline(args: &CompareArgs, old: &Draft, new: &Draft) -> Result<ExitCode, Failure> {
    let stamp = Stamp { author: args.author.clone(), date: args.date.map(|date| stamped(&date)) };
    let redline = Redline::between(old, new, &stamp).map_err(|why| Failure::NoResult(why.to_string()))?;
    let held = held(&redline.bytes).map_err(|why| Failure::NoResult(why.to_string()))?;
    output::document(&args.docx, &redline.bytes)?;
    for sentence in redline.sentences().into_iter().chain(held) {
        output::complain(&format!("{sentence}\n"));
    }
    Ok(ExitCode::SUCCESS)
}

/// What the two drafts are called: their file names, without the folders, which are nobody else's business; with them, where
/// both are called the same.
fn names(old: &Path, new: &Path) -> (String, String) {
    let name = |path: &Path| {
        path.file_name()
            .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
    };
    if name(old) == name(new) {
        return (old.display().to_string(), new.display().to_string());
    }
    (name(old), name(new))
}
