//! Writes the brief of a case in every rendering, for looking at it: `page CASE READER FOLDER [SINCE]`.

use std::path::Path;
use std::{env, fs};

use onetext_brief::{Brief, Options, html, terminal};
use onetext_case::cache::Cache;
use onetext_case::{Case, Silent};
use onetext_record::{ParticipantId, Reader, When};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [case, reader, folder, rest @ ..] = arguments.as_slice() else {
        return Err("page CASE READER FOLDER [SINCE]".into());
    };
    let reader = match reader.as_str() {
        "public" => Reader::Public,
        "team" => Reader::Team,
        id => Reader::Participant(ParticipantId::new(id)),
    };
    let case = Case::read_folder(Path::new(case), Cache::none(), &Silent)?;
    let today: When = "2031-01-01".parse()?;
    let view = case.view(&reader, case.reading_date(today))?;
    let since = rest.first().map(|since| since.parse()).transpose()?;
    let brief = Brief::new(&view, &Options { since, copy: Some("7".to_owned()) });
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    fs::write(folder.join("brief.html"), html::render(&brief))?;
    fs::write(folder.join("brief.txt"), terminal::render(&brief, 100, false))?;
    fs::write(folder.join("brief.json"), serde_json::to_string_pretty(&brief)?)?;
    Ok(())
}
