use std::process::ExitCode;

use onetext_brief::bridge::{Bridge, PackagePicture};
use onetext_brief::clean::clean;
use onetext_brief::word::sent::{Form, Manner, NotSent, sent};
use onetext_record::DraftId;
use onetext_record::act::Choice;

use crate::args::BridgeArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &BridgeArgs) -> Result<ExitCode, Failure> {
    let number = args.clean.or(args.redline);
    if number.is_some() && args.docx.docx.is_none() && args.markdown.is_none() {
        let message = "say where the text goes: --docx FILE, or with --clean --markdown FILE";
        return Err(Failure::Usage(message.to_owned()));
    }
    if number.is_none() && args.docx.docx.is_some() {
        let message = "--docx: say which package, with --clean PACKAGE or --redline PACKAGE";
        return Err(Failure::Usage(message.to_owned()));
    }
    output::free(&args.docx)?;
    let view = super::view(&args.case, &args.view)?;
    let draft = args.draft.as_deref().map(DraftId::from);
    if view.analyses {
        view.prepare(&crate::progress::Bar::default());
    }
    if let Some(path) = &args.svg {
        let picture = PackagePicture::new(&view, draft.as_ref(), usize::from(args.top))?;
        output::file(path, &picture.map_err(|why| Failure::NoResult(why.to_string()))?.svg())?;
        return Ok(ExitCode::SUCCESS);
    }
    let bridge = match number {
        Some(_) => Bridge::new(&view, draft.as_ref(), usize::from(args.top)),
        None => Bridge::asking(&view, draft.as_ref(), usize::from(args.top)),
    }?;
    let Some(number) = number else {
        output::told(&bridge, args.view.json, |paper| bridge.write(paper))?;
        return Ok(ExitCode::SUCCESS);
    };
    let taken =
        bridge.taken(number, &fills(&args.fill)?).map_err(|why| Failure::NoResult(why.to_string()))?;
    let version =
        draft.as_ref().map_or_else(|| view.texts().current_version(), |id| view.texts().version(id));
    let version = version.ok_or_else(|| Failure::NoResult("there is no such draft".to_owned()))?;
    if let Some(path) = &args.markdown {
        let text = version.draft().ok_or_else(|| NotSent::NoWords(version.entry.id.to_string()))?;
        output::file(path, &clean(text, &taken).map_err(NotSent::Clean)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let form = if args.clean.is_some() { Form::Clean(taken) } else { Form::RedlineOf(taken) };
    let manner = Manner { mediators: args.author.clone(), ..Manner::default() };
    let document = sent(&view, version, &form, &manner)?;
    output::document(&args.docx, &document.bytes)?;
    for sentence in &document.told {
        output::complain(&format!("{sentence}\n"));
    }
    Ok(ExitCode::SUCCESS)
}

/// Words as they are typed: only words, since what is not written yet offers no options.
fn fills(typed: &[String]) -> Result<Vec<(String, Vec<Choice>)>, Failure> {
    let fills = super::chosen_with("--fill", typed)?;
    match fills.iter().flat_map(|(_, words)| words).find(|words| !matches!(words, Choice::Words(_))) {
        None => Ok(fills),
        Some(_) => {
            Err(Failure::Usage("--fill: write the words themselves, as in --fill '7=five'".to_owned()))
        }
    }
}
