use std::process::ExitCode;

use onetext_bargain::files::{Target, Written, write};

use crate::args::{ConvertArgs, FormatArg};
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &ConvertArgs) -> Result<ExitCode, Failure> {
    let asked = super::read(&args.of, None)?;
    let Written { files, lost } =
        write(&asked.scenario, args.to.into()).map_err(|why| Failure::NoResult(why.to_string()))?;
    let paths: Vec<_> = files.into_iter().map(|(name, text)| (args.out.join(name), text)).collect();
    // All or nothing: a scenario of which some files are another's would still be read.
    if let Some((there, _)) = paths.iter().find(|(path, _)| path.exists()) {
        let message = format!("{} is there already; choose another folder", there.display());
        return Err(Failure::Usage(message));
    }
    std::fs::create_dir_all(&args.out).map_err(|error| Failure::written(&args.out, &error))?;
    for (path, text) in &paths {
        std::fs::write(path, text).map_err(|error| Failure::written(path, &error))?;
        output::complain(&format!("written: {}\n", path.display()));
    }
    asked.repairs.iter().for_each(|repair| output::complain(&format!("repaired: {repair}\n")));
    lost.iter().for_each(|lost| output::complain(&format!("left out: {lost}\n")));
    Ok(ExitCode::SUCCESS)
}

impl From<FormatArg> for Target {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Genius => Self::Genius,
            FormatArg::Geniusweb => Self::GeniusWeb,
            FormatArg::NegmasYaml => Self::NegMasYaml,
            FormatArg::NegmasJson => Self::NegMasJson,
            FormatArg::Negolog => Self::NegoLog,
            FormatArg::Toml => Self::Own,
        }
    }
}
