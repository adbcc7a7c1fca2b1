//! `negotiation-problem`: prints the scenario that negotiations are measured on, for other packages to be run on
//! (`benches/peers/bargain/negotiate.sh`): `{"utilities": [party][issue][value]}`.

use std::io::Write as _;
use std::process::ExitCode;

use onetext_benches::bargaining::negotiated;

fn main() -> ExitCode {
    match writeln!(std::io::stdout(), "{{\"utilities\": {:?}}}", negotiated(3)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
