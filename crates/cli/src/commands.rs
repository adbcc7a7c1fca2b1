//! What each command does: arguments in, a result printed.

pub(crate) mod add;
pub(crate) mod brief;
pub(crate) mod check;
pub(crate) mod chronology;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod man;
pub(crate) mod new;
pub(crate) mod note;
pub(crate) mod points;
pub(crate) mod record;
pub(crate) mod search;
pub(crate) mod status;
pub(crate) mod who;

use std::path::Path;

use jiff::Zoned;
use onetext_case::write::Change;
use onetext_case::{Case, View};
use onetext_record::{ParticipantId, Reader, When};
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;
use onetext_text::source::Source;

use crate::failure::Failure;
use crate::output;
use crate::progress::Bar;

/// Opens a case.
fn open(root: &Path) -> Result<Case, Failure> {
    Ok(Case::open(root, &Bar::default())?)
}

/// What a reader may see of a case as of a date: the date given, else the case's own, else now.
fn view(root: &Path, reader: &str, as_of: Option<When>) -> Result<View, Failure> {
    let case = open(root)?;
    let reader = match reader {
        "public" => Reader::Public,
        "team" => Reader::Team,
        participant => Reader::Participant(ParticipantId::new(participant)),
    };
    let as_of = as_of.unwrap_or_else(|| case.reading_date(now(&case)));
    let view = case.view(&reader, as_of)?;
    if view.left_out > 0 {
        output::complain(&format!(
            "onetext: {} of this case cannot be read and {} left out; see: onetext check {}\n",
            if view.left_out == 1 { "1 thing".to_owned() } else { format!("{} things", view.left_out) },
            if view.left_out == 1 { "is" } else { "are" },
            root.display()
        ));
    }
    Ok(view)
}

/// This minute, in the zone of the case.
fn now(case: &Case) -> When {
    let now = Zoned::now().with_time_zone(case.about().zone.clone()).datetime();
    let minute = now.date().at(now.hour(), now.minute(), 0, 0);
    When::local(minute)
}

/// Reads a draft that belongs to no case.
fn draft(path: &Path, reading: &ReadingOptions) -> Result<Draft, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::file(path, &error))?;
    let source =
        Source::from_bytes(bytes).map_err(|refused| Failure::NoResult(format!("{}: {refused}", path.display())))?;
    Ok(Draft::parse(source, reading))
}

/// Shows what is to be written into a case, and writes it unless this is a dry run.
fn write(root: &Path, change: &Change, dry_run: bool) -> Result<(), Failure> {
    let mut shown = String::new();
    for file in &change.files {
        if !file.shown.is_empty() {
            shown.push_str(&format!("{}:\n", root.join(&file.path).display()));
            shown.extend(file.shown.lines().map(|line| format!("  {line}\n")));
        }
    }
    output::print(&shown)?;
    if dry_run {
        output::complain("nothing was written: this was a dry run\n");
        return Ok(());
    }
    change.apply(root)?;
    match &change.id {
        Some(id) => output::complain(&format!("written, as {id}\n")),
        None => output::complain("written\n"),
    }
    Ok(())
}
