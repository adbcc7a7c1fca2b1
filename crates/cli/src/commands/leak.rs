use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;

use onetext_brief::leak::Leak;

use crate::args::LeakArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &LeakArgs) -> Result<ExitCode, Failure> {
    let words = match &args.file {
        Some(file) => read(file)?,
        None => args.words.join(" "),
    };
    if !words.chars().any(char::is_alphanumeric) {
        return Err(Failure::Usage("there are no words to look for".to_owned()));
    }
    let view = super::view(&args.case, &args.view)?;
    let leak = Leak::new(&view, &words);
    output::told(&leak, args.view.json, |paper| leak.write(paper))?;
    Ok(if leak.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Words out of a file or from standard input. What is pasted may have bytes of another encoding in it: they are no words; but
/// a file that is no text at all has none.
fn read(file: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes)?;
    } else {
        bytes = onetext_case::outside::read(file).map_err(|error| Failure::file(file, &error))?;
    }
    if bytes.contains(&0) {
        let message = format!(
            "{} is no text: it has bytes in it that no text has; copy the words out of it",
            file.display()
        );
        return Err(Failure::NoResult(message));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
