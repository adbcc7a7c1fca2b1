//! `bargaining-problems DIR`: writes the problems that frontiers are measured with, and how many points their frontiers have,
//! for other packages to be run on (`benches/peers/bargain/frontier.sh`).

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use onetext_bargain::frontier::{Ask, of_points, of_steps};
use onetext_bargain::steps::Steps;
use onetext_benches::bargaining::{Points, Wishes, in_steps, utilities};

/// Of how many seeds, as other packages take long.
const SEEDS: u64 = 3;
const SCALE: u64 = 1_000_000_000;

fn main() -> ExitCode {
    let Some(directory) = std::env::args().nth(1).map(PathBuf::from) else { return ExitCode::from(2) };
    match write(&directory) {
        Some(()) => ExitCode::SUCCESS,
        None => ExitCode::FAILURE,
    }
}

fn write(directory: &Path) -> Option<()> {
    let mut lines = String::new();
    for (parties, issues, values) in [(2, 5, 10), (2, 6, 10), (3, 5, 10)] {
        for wishes in [Wishes::Apart, Wishes::Opposed, Wishes::Divided] {
            for seed in 0..SEEDS {
                let utilities = utilities(seed, parties, issues, values, wishes);
                let steps = Steps::from_tables(SCALE, parties, in_steps(&utilities, SCALE));
                let size = of_steps(&steps, &Ask::default()).ok()?.size();
                writeln!(
                    lines,
                    "{{\"kind\": \"{parties} x {issues} x {values}, {wishes:?}\", \"seed\": {seed}, \"frontier\": {size}, \
                     \"utilities\": {utilities:?}}}"
                )
                .ok()?;
            }
        }
    }
    for points in Points::ALL {
        for seed in 0..SEEDS {
            let (name, all) = (format!("{points:?}-{seed}.f64"), points.make(seed));
            let bytes: Vec<u8> = all.iter().flat_map(|number| number.to_le_bytes()).collect();
            std::fs::write(directory.join(&name), bytes).ok()?;
            let (numbers, size) = (points.numbers(), of_points(&all, points.numbers()).ok()?.len());
            writeln!(
                lines,
                "{{\"kind\": \"{points:?}\", \"seed\": {seed}, \"frontier\": {size}, \"numbers\": {numbers}, \
                 \"file\": \"{name}\"}}"
            )
            .ok()?;
        }
    }
    std::fs::write(directory.join("problems.jsonl"), lines).ok()
}
