use std::process::ExitCode;

use onetext_brief::clean::clean;
use onetext_brief::word::sent::{Form, Manner, NotSent, sent};
use onetext_case::View;
use onetext_case::texts::Version;
use onetext_record::DraftId;

use crate::args::ExportArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &ExportArgs) -> Result<ExitCode, Failure> {
    if args.docx.docx.is_none() && args.markdown.is_none() {
        let message = "say where the document goes: --docx FILE, or --markdown FILE";
        return Err(Failure::Usage(message.to_owned()));
    }
    output::free(&args.docx)?;
    let (_, view) = super::view_for(&args.case, &args.reader, args.as_of)?;
    let version = draft(&view, args.draft.as_deref())?;
    if let Some(path) = &args.markdown {
        output::file(path, &markdown(args, version)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    view.prepare(&crate::progress::Bar::default());
    let form = match (&args.redline_against, &args.amendments) {
        (Some(old), _) => Form::RedlineAgainst(draft(&view, Some(old))?),
        (None, Some(acts)) => Form::Amendments(acts.iter().filter(|act| !act.is_empty()).cloned().collect()),
        (None, None) if args.clean => Form::Clean(super::taken(&args.choose)?),
        (None, None) => Form::Bracketed,
    };
    let manner = Manner { mediators: args.author.clone(), copy: args.copy.clone(), comments: args.comments };
    let document = sent(&view, version, &form, &manner)?;
    output::document(&args.docx, &document.bytes)?;
    for sentence in &document.told {
        output::complain(&format!("{sentence}\n"));
    }
    Ok(ExitCode::SUCCESS)
}

fn markdown(args: &ExportArgs, version: &Version) -> Result<String, Failure> {
    let draft = version.draft().ok_or_else(|| NotSent::NoWords(version.entry.id.to_string()))?;
    if !args.clean {
        return Ok(draft.source().text().to_owned());
    }
    Ok(clean(draft, &super::taken(&args.choose)?).map_err(NotSent::Clean)?)
}

/// The draft that is asked for.
fn draft<'v>(view: &'v View, named: Option<&str>) -> Result<&'v Version, Failure> {
    let texts = view.texts();
    let Some(id) = named else {
        return texts
            .current_version()
            .ok_or_else(|| Failure::NoResult("there is no draft that this reader may see".to_owned()));
    };
    texts.version(&DraftId::from(id)).ok_or_else(|| {
        let known: Vec<&str> = texts.versions().iter().map(|version| version.entry.id.as_str()).collect();
        let known = match known.as_slice() {
            [] => "there is none that this reader may see".to_owned(),
            known => format!("there are {}", known.join(", ")),
        };
        Failure::NoResult(format!("there is no draft \u{201c}{id}\u{201d}; {known}"))
    })
}
