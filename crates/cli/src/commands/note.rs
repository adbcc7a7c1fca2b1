use std::process::ExitCode;

use onetext_case::write::note;
use onetext_record::When;
use onetext_record::act::Note;

use crate::args::NoteArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &NoteArgs) -> Result<ExitCode, Failure> {
    let words = args.words.join(" ");
    if words.trim().is_empty() {
        let Some(reader) = &args.reader else {
            let message = "write what to note; or, to list the notes that wait, for whom: --for team";
            return Err(Failure::Usage(message.to_owned()));
        };
        let case = super::open(&args.case)?;
        // Whatever its date, a note waits until it is sorted.
        let end = When::day(jiff::civil::Date::MAX);
        return list(&case.view(&super::reader(reader), end)?);
    }
    super::write(&args.case, args.dry_run, |case| {
        note(case, &words, args.on.unwrap_or_else(|| super::now(case)), &args.audience)
    })
}

/// The notes that no act was made from yet.
fn list(view: &onetext_case::View) -> Result<ExitCode, Failure> {
    let mut text = format!("For {}.\n", onetext_brief::paper::isolate(&view.reader.to_string()));
    let sorted = |note: &&Note| view.acts.iter().any(|act| act.from_note.as_ref() == Some(&note.id));
    let waiting: Vec<&Note> = view.notes.iter().filter(|note| !sorted(note)).collect();
    for note in &waiting {
        text.push_str(&format!("{}  {}  {}\n", note.id, note.on, onetext_brief::paper::isolate(&note.words)));
    }
    if waiting.is_empty() {
        text.push_str("no note waits to be sorted\n");
    } else {
        text.push_str("\nTo make an act of a note: onetext record CASE KIND --from-note NOTE …\n");
    }
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}
