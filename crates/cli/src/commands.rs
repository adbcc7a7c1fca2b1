//! What each command does: arguments in, a result printed.

pub(crate) mod add;
pub(crate) mod bargain;
pub(crate) mod bridge;
pub(crate) mod brief;
pub(crate) mod check;
pub(crate) mod chronology;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod conflict;
pub(crate) mod deliveries;
pub(crate) mod disclose;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod leak;
pub(crate) mod man;
pub(crate) mod mandates;
pub(crate) mod may_say;
pub(crate) mod new;
pub(crate) mod note;
pub(crate) mod novelty;
pub(crate) mod packages;
pub(crate) mod parity;
pub(crate) mod plan;
pub(crate) mod points;
pub(crate) mod promises;
pub(crate) mod record;
pub(crate) mod search;
pub(crate) mod status;
pub(crate) mod whatif;
pub(crate) mod who;
pub(crate) mod who_sees;

use std::path::Path;
use std::process::ExitCode;

use jiff::Zoned;
use onetext_brief::clean::Taking;
use onetext_case::write::{ApplyError, Change, Turn, WriteError};
use onetext_case::{Case, View, outside};
use onetext_record::act::Choice;
use onetext_record::{ParticipantId, Reader, When, read};
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;
use onetext_text::source::Source;
use onetext_text::word::Side;

use crate::args::{TeamViewArgs, ViewArgs};
use crate::failure::Failure;
use crate::output;
use crate::progress::Bar;

/// Opens a case.
fn open(root: &Path) -> Result<Case, Failure> {
    Ok(Case::open(root, &Bar::default())?)
}

/// What a reader may see of a case.
fn view(root: &Path, args: &ViewArgs) -> Result<View, Failure> {
    Ok(view_for(root, &args.reader, args.as_of)?.1)
}

/// The case, and what `--for` may see of it.
fn view_for(root: &Path, name: &str, as_of: Option<When>) -> Result<(Case, View), Failure> {
    let case = open(root)?;
    let as_of = read_at(&case, as_of);
    let view = case.view(&reader(name), as_of)?;
    if view.left_out > 0 {
        output::complain(&format!(
            "onetext: {} of this case cannot be read and {} left out; see: onetext check {}\n",
            if view.left_out == 1 { "1 thing".to_owned() } else { format!("{} things", view.left_out) },
            if view.left_out == 1 { "is" } else { "are" },
            root.display()
        ));
    }
    Ok((case, view))
}

/// Who else may see something is for the team alone to know.
fn team_only(args: &TeamViewArgs) -> Result<(), Failure> {
    match args.reader.as_deref() {
        None | Some("team") => Ok(()),
        Some(_) => {
            let message =
                "--for: who may see an item is known to the team alone: leave --for out, or write --for team";
            Err(Failure::Usage(message.to_owned()))
        }
    }
}

/// An id that is nothing's.
fn no_item(id: &str) -> Failure {
    Failure::NoResult(format!(
        "there is no draft, act, note, participant, term, assessment or entry of a plan or of the conflict \u{201c}{id}\u{201d} in this case; ids of acts and drafts stand in: onetext chronology CASE --for team --json; all others in the files of the case, as in preferences/*.toml and conflict.toml"
    ))
}

/// Who `--for` names.
fn reader(name: &str) -> Reader {
    match name {
        "public" => Reader::Public,
        "team" => Reader::Team,
        participant => Reader::Participant(ParticipantId::new(participant)),
    }
}

/// The date that a case is read at: the date given, else the case's own, else now.
fn read_at(case: &Case, given: Option<When>) -> When {
    given.unwrap_or_else(|| case.reading_date(now(case)))
}

/// This minute, in the zone of the case.
fn now(case: &Case) -> When {
    let now = Zoned::now().with_time_zone(case.about().zone.clone()).datetime();
    let minute = now.date().at(now.hour(), now.minute(), 0, 0);
    When::local(minute)
}

/// Reads a draft that belongs to no case.
fn draft(path: &Path, reading: &ReadingOptions) -> Result<Draft, Failure> {
    let bytes = outside::read(path).map_err(|error| Failure::file(path, &error))?;
    let source = Source::of_file(path, bytes, Side::Accepted)
        .map_err(|refused| Failure::NoResult(format!("{}: {refused}", path.display())))?;
    Ok(Draft::parse(source, reading))
}

/// How often a command begins anew when others write into the case at the same time.
const ATTEMPTS: usize = 100;

/// Makes up a change to a case, writes it unless this is a dry run, and shows it. Where somebody else has written in the
/// meantime, it is made up anew from what the case is then, so that commands at the same time lose nothing.
fn write(
    root: &Path,
    dry_run: bool,
    make: impl Fn(&Case) -> Result<Change, WriteError>,
) -> Result<ExitCode, Failure> {
    write_shown(root, dry_run, true, make)
}

/// The same, with what was written on standard output or not.
fn write_shown(
    root: &Path,
    dry_run: bool,
    shown: bool,
    make: impl Fn(&Case) -> Result<Change, WriteError>,
) -> Result<ExitCode, Failure> {
    let mut attempt = 1;
    loop {
        // From reading the case to writing into it: what is made up from what is there then is not there twice.
        let turn = (!dry_run).then(|| Turn::take(root));
        let case = open(root)?;
        let change = make(&case)?;
        let Some(turn) = turn else { return show(root, &change, true, shown) };
        if change.files.is_empty() {
            output::complain("nothing was written, since nothing is new\n");
            return Ok(ExitCode::SUCCESS);
        }
        match change.apply_in(&turn, root) {
            Ok(()) => return show(root, &change, false, shown),
            Err(ApplyError::Changed(_)) if attempt < ATTEMPTS => attempt += 1,
            Err(error) => return Err(error.into()),
        }
    }
}

/// Shows what a change has written, or would.
fn show(root: &Path, change: &Change, dry_run: bool, on_output: bool) -> Result<ExitCode, Failure> {
    let mut shown = String::new();
    for file in change.files.iter().filter(|_| on_output) {
        if !file.shown.is_empty() {
            shown.push_str(&format!("{}:\n", root.join(&file.path).display()));
            shown.extend(file.shown.lines().map(|line| format!("  {line}\n")));
        }
    }
    output::print(&shown)?;
    for warning in &change.warnings {
        output::complain(&format!("onetext: {warning}\n"));
    }
    output::complain(&match (&change.id, dry_run) {
        (_, true) => "nothing was written: this was a dry run\n".to_owned(),
        (Some(id), false) => format!("written, as {id}\n"),
        (None, false) => "written\n".to_owned(),
    });
    if change.for_team_by_silence {
        output::complain("nobody but the team sees it: no --audience was given\n");
    }
    Ok(ExitCode::SUCCESS)
}

/// Options as they are typed after `--choose`.
fn chosen(typed: &[String]) -> Result<Vec<(String, Vec<Choice>)>, Failure> {
    chosen_with("--choose", typed)
}

/// Options as they are typed after an argument of this name: `CLAUSE=OPTION; OPTION`, one option for each open point of the
/// clause, in order.
fn chosen_with(name: &str, typed: &[String]) -> Result<Vec<(String, Vec<Choice>)>, Failure> {
    read_chosen(name, typed, read::choice)
}

/// The same for a text: `=WORDS` takes words that the text does not offer, in the place of all that is open there.
fn taken(typed: &[String]) -> Result<Vec<(String, Vec<Taking>)>, Failure> {
    read_chosen("--choose", typed, |option| match option.strip_prefix('=') {
        Some(words) => Some(Taking::Instead(words.trim().to_owned())).filter(|_| !words.trim().is_empty()),
        None => read::choice(option).map(Taking::Offered),
    })
}

fn read_chosen<T>(
    name: &str,
    typed: &[String],
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<(String, Vec<T>)>, Failure> {
    let one = |typed: &String| {
        let wrong = || {
            let message =
                format!("write a clause and the option at each of its open points: {name} '7=five; #2'");
            Failure::Usage(format!("{name}: \u{201c}{typed}\u{201d} is no clause with options; {message}"))
        };
        let (clause, options) = typed.split_once('=').ok_or_else(wrong)?;
        let options: Option<Vec<T>> = options.split(';').map(|option| read(option.trim())).collect();
        let options = options.filter(|_| !clause.trim().is_empty()).ok_or_else(wrong)?;
        Ok((clause.trim().to_owned(), options))
    };
    typed.iter().map(one).collect()
}
