use std::path::{Path, PathBuf};
use std::process::ExitCode;

use onetext_brief::parity::{ParityOfCase, write_files};
use onetext_record::DraftId;
use onetext_text::draft::Draft;
use onetext_text::parity::{Version, parity};
use onetext_text::particulars::Lang;
use onetext_text::readings::ReadingOptions;

use crate::args::{ParityArgs, ViewArgs};
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &ParityArgs) -> Result<ExitCode, Failure> {
    match args.what.split_first() {
        Some((case, rest)) if case.is_dir() || args.reader.is_some() => of_case(args, case, rest),
        _ => of_files(args),
    }
}

fn of_case(args: &ParityArgs, case: &Path, rest: &[PathBuf]) -> Result<ExitCode, Failure> {
    let Some(reader) = args.reader.clone() else {
        return Err(Failure::Usage(
            "what is printed from a case is for somebody: give --for <WHO>".to_owned(),
        ));
    };
    let draft = match rest {
        [] => None,
        [draft] => Some(DraftId::new(draft.to_string_lossy().into_owned())),
        _ => return Err(Failure::Usage("one draft of a case at a time".to_owned())),
    };
    if !args.languages.is_empty() {
        return Err(Failure::Usage("--languages is for files: a case says it of its drafts".to_owned()));
    }
    let view = super::view(case, &ViewArgs { reader, as_of: args.as_of, json: args.json })?;
    let parity =
        ParityOfCase::new(&view, draft.as_ref()).map_err(|error| Failure::NoResult(error.to_string()))?;
    output::told(&parity, args.json, |paper| parity.write(paper))?;
    Ok(ExitCode::SUCCESS)
}

fn of_files(args: &ParityArgs) -> Result<ExitCode, Failure> {
    if args.what.len() < 2 {
        return Err(Failure::Usage(
            "give two or more files, or the folder of a case with --for <WHO>".to_owned(),
        ));
    }
    if !args.languages.is_empty() && args.languages.len() != args.what.len() {
        return Err(Failure::Usage("--languages needs as many languages as there are files".to_owned()));
    }
    let reading = ReadingOptions::default();
    let drafts: Vec<Draft> =
        args.what.iter().map(|path| super::draft(path, &reading)).collect::<Result<_, Failure>>()?;
    let tags: Vec<String> = match args.languages.is_empty() {
        false => args.languages.clone(),
        true => args.what.iter().zip(&drafts).map(|(path, draft)| language(path, draft)).collect(),
    };
    let versions: Vec<Version<'_>> =
        tags.iter().zip(&drafts).map(|(tag, draft)| Version { tag, draft, before: None }).collect();
    let found = parity(&versions, &[]);
    if args.json {
        output::json(&found)?;
    } else {
        let name = |path: &PathBuf| {
            path.file_name()
                .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
        };
        let names: Vec<(String, String)> = tags.iter().cloned().zip(args.what.iter().map(name)).collect();
        output::paper(|paper| write_files(&found, &names, paper))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The language of a file by its name, `x.ar.md`, where a tag of a language stands there; else by its script.
fn language(path: &Path, draft: &Draft) -> String {
    let stem = path.file_stem().map(Path::new);
    let tag = stem.and_then(Path::extension).map(|tag| tag.to_string_lossy().into_owned());
    // A tag without word lists counts, too: French is not to be read as English. Most are of two letters, and few other
    // parts of names are.
    let is_tag = |tag: &String| {
        let primary = tag.split('-').next().unwrap_or_default();
        primary.len() == 2 && primary.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    match tag.filter(is_tag) {
        Some(tag) => tag,
        None => match Lang::of_script(draft.source().text()) {
            Lang::English => "en",
            Lang::Arabic => "ar",
            Lang::Hebrew => "he",
            Lang::Other => "und",
        }
        .to_owned(),
    }
}
