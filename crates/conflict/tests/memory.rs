//! Whether solving takes the memory that was announced. Alone in its program, as memory is counted for the whole of it.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use onetext_conflict::model::{Direction, Feasible, Opt, OptionForm};
use onetext_conflict::option_form::{Ask, Conflict, Levels};
use onetext_conflict::stability::Concept;

/// The most memory that this program had, in bytes; `None` on systems that do not tell it in this way.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kib| kib * 1024)
}

/// A level of its own for each state, without a table.
struct Scattered(u32);

impl Levels for Scattered {
    fn highest(&self) -> u32 {
        u32::MAX
    }

    fn fill(&self, first: u64, into: &mut [u32]) {
        for (state, level) in (0..).zip(into) {
            let state = u32::try_from(first).unwrap() + state;
            *level = (state ^ self.0).wrapping_mul(0x9e37_79b1).rotate_left(15).wrapping_mul(0x85eb_ca77);
        }
    }
}

/// Solves for so many options of three decision makers; what it was announced to take.
fn solve(options: usize) -> u64 {
    let option = |at: usize| Opt {
        id: format!("o{at}"),
        name: format!("o{at}"),
        owner: at * 3 / options,
        direction: Direction::Both,
    };
    let form = OptionForm {
        options: (0..options).map(option).collect(),
        feasible: Feasible::All(u32::try_from(options).unwrap()),
        coalesced: BTreeMap::new(),
    };
    let levels = [Scattered(1), Scattered(2), Scattered(3)];
    let levels: Vec<&dyn Levels> = levels.iter().map(|one| one as &dyn Levels).collect();
    let conflict = Conflict::new(&form, &levels).unwrap();
    conflict.solve(&Ask::default(), &mut |_| ControlFlow::Continue(())).unwrap();
    conflict.needs(&Concept::ALL).bytes
}

#[test]
fn solving_takes_the_memory_that_was_announced() {
    // What threads and the like take is there already when it is measured.
    solve(6);
    let Some(before) = peak() else {
        eprintln!("skipped: this system does not tell how much memory a program had");
        return;
    };
    let announced = solve(19);
    let taken = peak().unwrap() - before;
    println!("{announced} bytes announced, {taken} taken");
    // What is left over in pages and pieces.
    let spare = 1 << 20;
    assert!(announced > 6 << 20);
    assert!(taken <= announced + spare, "{taken} of {announced}");
    assert!(taken >= announced - announced / 10, "{taken} of {announced}");
}
