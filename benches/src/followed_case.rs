//! A case whose plan is followed by far more reports than a long implementation has: duties with quantities, reports of parts of
//! them, reports taken back, alleged breaches of which most are settled.
//!
//! It is made from a seed, so that a measurement can be repeated.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// How large the case is to be.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Duties of its plan.
    pub obligations: usize,
    /// Acts that tell of them.
    pub reports: usize,
}

/// Writes the case into the folder `root`, which is made.
///
/// # Errors
/// A file cannot be written.
pub fn write(root: &Path, size: Size, seed: u64) -> io::Result<()> {
    let mut random = fastrand::Rng::with_seed(seed);
    for folder in ["plan", "record"] {
        fs::create_dir_all(root.join(folder))?;
    }
    fs::write(root.join("case.toml"), HEAD)?;
    let mut plan = String::from(
        "[[event]]\nid = \"signature\"\non = 2031-01-01\nactors = [\"north\", \"south\"]\naudience = [\"public\"]\n\n",
    );
    for number in 0..size.obligations {
        let _ = writeln!(
            plan,
            "[[obligation]]\nid = \"o{number:04}\"\non = 2031-01-01\ndebtor = \"{}\"\ncreditor = \"{}\"\ndoes = \"delivers its part\"\n\
             quantity = {}\ndue = {{ within = \"{} days\", of = \"signature\" }}\nverifier = \"monitor\"\naudience = [\"public\"]\n",
            SIDES[number % 2],
            SIDES[(number + 1) % 2],
            20 + random.usize(..400),
            20 + random.usize(..330),
        );
    }
    fs::write(root.join("plan/plan.toml"), plan)?;
    let mut record = String::from(
        "[[act]]\nid = \"signed\"\nkind = \"report\"\nby = \"monitor\"\non = 2031-01-02\nplan = [\"signature\"]\nwords = \"Signed.\"\naudience = [\"public\"]\n\n",
    );
    for number in 0..size.reports {
        act(&mut record, &mut random, number, size);
        if number % 2_000 == 1_999 || number + 1 == size.reports {
            fs::write(root.join(format!("record/part-{:03}.toml", number / 2_000)), &record)?;
            record.clear();
        }
    }
    Ok(())
}

/// The two sides.
const SIDES: [&str; 2] = ["north", "south"];

const HEAD: &str = "title = \"A plan that is followed\"\nlanguages = [\"en\"]\ndate = 2031-12-31\n\n\
    [[participant]]\nid = \"north\"\nname = \"North\"\nrole = \"party\"\n\n\
    [[participant]]\nid = \"south\"\nname = \"South\"\nrole = \"party\"\n\n\
    [[participant]]\nid = \"monitor\"\nname = \"The monitor\"\nrole = \"mediator\"\n\n";

fn act(record: &mut String, random: &mut fastrand::Rng, number: usize, size: Size) {
    let obligation = random.usize(..size.obligations);
    let by = SIDES[obligation % 2];
    let day = format!("2031-{:02}-{:02}", 1 + number * 12 / size.reports, 3 + number % 26);
    let fields = match (number % 20, number.checked_sub(7)) {
        // Each of these is about an act seven before it, which is of another kind.
        (17, Some(before)) => {
            format!("kind = \"withdraw\"\nby = [\"north\", \"south\"]\nanswers = \"r{before:05}\"\n")
        }
        (12, _) => format!(
            "kind = \"allege\"\nby = \"{}\"\nabout = [\"{by}\"]\nplan = [\"o{obligation:04}\"]\nwords = \"nothing has come\"\n",
            SIDES[(obligation + 1) % 2]
        ),
        (19, Some(before)) if number % 100 != 19 => {
            format!("kind = \"state\"\nby = \"monitor\"\ncloses = [\"r{before:05}\"]\nwords = \"settled\"\n")
        }
        _ => format!(
            "kind = \"report\"\nby = \"{by}\"\nplan = [\"o{obligation:04}\"]\nperformance = \"partly\"\nquantity = {}\nwords = \"some of it\"\n",
            1 + random.usize(..9)
        ),
    };
    let _ = writeln!(record, "[[act]]\nid = \"r{number:05}\"\non = {day}\n{fields}audience = [\"public\"]\n");
}
