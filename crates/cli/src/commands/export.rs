use std::process::ExitCode;

use onetext_brief::clean::clean;
use onetext_case::View;
use onetext_case::texts::Version;
use onetext_record::DraftId;
use onetext_text::draft::Draft;

use crate::args::ExportArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &ExportArgs) -> Result<ExitCode, Failure> {
    if args.docx.docx.is_none() && args.markdown.is_none() {
        let message = "say where the document goes: --docx FILE, or --markdown FILE";
        return Err(Failure::Usage(message.to_owned()));
    }
    let (_, view) = super::view_for(&args.case, &args.reader, args.as_of)?;
    let (_, draft) = draft(&view, args.draft.as_deref())?;
    if let Some(path) = &args.markdown {
        let text = match args.clean {
            true => clean(draft, &super::chosen(&args.choose)?)
                .map_err(|why| Failure::NoResult(why.to_string()))?,
            false => draft.source().text().to_owned(),
        };
        output::file(path, &text)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The draft that is asked for, with its words.
fn draft<'v>(view: &'v View, named: Option<&str>) -> Result<(&'v Version, &'v Draft), Failure> {
    let texts = view.texts();
    let version = match named {
        Some(id) => texts.version(&DraftId::from(id)).ok_or_else(|| {
            let known: Vec<&str> = texts.versions().iter().map(|version| version.entry.id.as_str()).collect();
            let known = match known.as_slice() {
                [] => "there is none that this reader may see".to_owned(),
                known => format!("there are {}", known.join(", ")),
            };
            Failure::NoResult(format!("there is no draft \u{201c}{id}\u{201d}; {known}"))
        }),
        None => texts
            .current_version()
            .ok_or_else(|| Failure::NoResult("there is no draft that this reader may see".to_owned())),
    }?;
    let draft = version.draft().ok_or_else(|| {
        let id = &version.entry.id;
        Failure::NoResult(format!("of the draft \u{201c}{id}\u{201d} this reader has no words"))
    })?;
    Ok((version, draft))
}
