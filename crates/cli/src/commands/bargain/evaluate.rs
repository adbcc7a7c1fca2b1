use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::ExitCode;

use onetext_bargain::files::{Bids, Evaluated, Line};

use crate::args::EvaluateArgs;
use crate::failure::Failure;
use crate::output;

/// A line of bids is not longer than this, in bytes.
const LONGEST: u64 = 64 << 20;

pub(crate) fn run(args: &EvaluateArgs) -> Result<ExitCode, Failure> {
    let mut lines: Box<dyn std::io::BufRead> = if args.bids == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        let file = std::fs::File::open(&args.bids).map_err(|error| Failure::file(&args.bids, &error))?;
        Box::new(BufReader::new(file))
    };
    let mut bids = Bids::new(&args.root, args.reading.into());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for number in 1_u64.. {
        let mut line = Vec::new();
        let mut limited = std::io::Read::take(&mut lines, LONGEST);
        let read = limited.read_until(b'\n', &mut line).map_err(|error| Failure::file(&args.bids, &error))?;
        if read == 0 {
            break;
        }
        if read as u64 == LONGEST {
            let message = format!("{}: line {number} is longer than {LONGEST} bytes", args.bids.display());
            return Err(Failure::NoResult(message));
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let evaluated = match serde_json::from_slice::<Line>(&line) {
            Ok(line) => bids.evaluate(&line),
            Err(error) => no_line(&line, number, &error),
        };
        serde_json::to_writer(&mut out, &evaluated).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    drop(out);
    for repair in bids.repairs() {
        output::complain(&format!("repaired: {repair}\n"));
    }
    Ok(ExitCode::SUCCESS)
}

/// A line that is no line of bids, by as much of it as can be read.
fn no_line(line: &[u8], number: u64, error: &serde_json::Error) -> Evaluated {
    let whole: serde_json::Value = serde_json::from_slice(line).unwrap_or_default();
    let named = |key: &str| whole.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    Evaluated::Refused {
        domain: named("domain"),
        profile: named("profile"),
        error: format!(
            "line {number}, column {}: {error}; expected {{\"domain\":\u{2026},\"profile\":\u{2026},\"bids\":[[\u{2026}]]}}",
            error.column()
        ),
    }
}
