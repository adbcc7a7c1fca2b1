//! A case with a plan far larger than any agreement: phases one after the other, in each many obligations that come one
//! after the other, lists, batches and powers; with a defect here and there, so that there is something to find.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Obligations in one phase.
const IN_A_PHASE: usize = 50;

/// Writes a case whose plan has so many obligations into the folder `root`, which is made. The same at every run.
///
/// # Errors
/// A file cannot be written.
pub fn write(root: &Path, obligations: usize, seed: u64) -> io::Result<()> {
    let mut random = fastrand::Rng::with_seed(seed);
    fs::create_dir_all(root.join("drafts"))?;
    fs::create_dir_all(root.join("record"))?;
    fs::create_dir_all(root.join("plan"))?;
    fs::write(root.join("case.toml"), HEAD)?;
    let phases = obligations.div_ceil(IN_A_PHASE);
    let mut text = String::from("# A large plan\n");
    let mut plan = String::from(FIRST);
    for phase in 0..phases {
        let _ = write!(text, "\n## Article {} (phase {phase})\n", phase + 1);
        phase_entry(&mut plan, phase);
        for number in 0..IN_A_PHASE.min(obligations - phase * IN_A_PHASE) {
            let _ = write!(
                text,
                "\n{}. What is due as number {number} of phase {phase} shall be done in time.\n",
                number + 1
            );
            obligation(&mut plan, &mut random, phase, number);
        }
    }
    fs::write(root.join("drafts/text.md"), text)?;
    fs::write(root.join("plan/plan.toml"), plan)?;
    fs::write(root.join("record/consent.toml"), consent())
}

const HEAD: &str = "title = \"A large plan\"\nlanguages = [\"en\"]\ndate = 2031-06-01\n\n\
    [[participant]]\nid = \"north\"\nname = \"North\"\nrole = \"party\"\n\n\
    [[participant]]\nid = \"south\"\nname = \"South\"\nrole = \"party\"\n\n\
    [[participant]]\nid = \"mediator\"\nname = \"The mediator\"\nrole = \"mediator\"\n\n\
    [[draft]]\nid = \"text\"\nfile = \"drafts/text.md\"\nlang = \"en\"\nby = \"mediator\"\non = 2031-03-01\n\
    audience = [\"public\"]\nauthentic = \"text\"\ncurrent = true\n";

const FIRST: &str = "[[event]]\nid = \"signature\"\non = 2031-03-01\naudience = [\"public\"]\nactors = [\"north\", \"south\"]\n\n\
    [[dispute]]\nid = \"route\"\non = 2031-03-01\naudience = [\"public\"]\n\
    steps = [{ who = \"mediator\", does = \"hear both\", within = \"2 days\" }]\n\n\
    [[key]]\nid = \"key\"\non = 2031-03-01\naudience = [\"public\"]\n\
    gives = { by = \"north\", number = 3, category = \"crates\" }\nreturns = { by = \"south\", number = 30, category = \"sacks\" }\n\n";

/// A phase with its list and its batch.
fn phase_entry(plan: &mut String, phase: usize) {
    let begins = match phase {
        0 => "gate = [\"signature\"]\ndue = { within = \"3 days\", of = \"signature\" }".to_owned(),
        _ => format!("follows = \"p{}\"\ngate = [\"o{}-0\"]", phase - 1, phase - 1),
    };
    let _ = write!(
        plan,
        "[[phase]]\nid = \"p{phase}\"\ntitle = \"phase {phase}\"\non = 2031-03-01\naudience = [\"public\"]\nlength = \"42 days\"\n{begins}\n\n\
         [[list]]\nid = \"l{phase}\"\non = 2031-03-01\naudience = [\"public\"]\nkey = \"key\"\nproposer = \"south\"\nused_by = [\"b{phase}\"]\n\
         due = {{ within = \"7 days\", of = \"p{phase}\" }}\nvetting = {{ by = \"north\", within = \"2 days\" }}\n\n\
         [[batch]]\nid = \"b{phase}\"\non = 2031-03-01\naudience = [\"public\"]\nlots = [{{ key = \"key\", gives = 3 }}]\n\
         due = {{ within = \"20 days\", of = \"p{phase}\" }}\n\n"
    );
}

fn obligation(plan: &mut String, random: &mut fastrand::Rng, phase: usize, number: usize) {
    let debtor = ["north", "south"][random.usize(..2)];
    let when = match number {
        0 => String::new(),
        // Some wait for one that comes later: those wait in a circle.
        _ if random.usize(..100) == 0 => format!("when = [\"o{phase}-{}\"]\n", random.usize(..IN_A_PHASE)),
        _ => format!("when = [\"o{phase}-{}\"]\n", random.usize(..number)),
    };
    let unless_rare = |random: &mut fastrand::Rng, line: &str| match random.usize(..20) {
        0 => String::new(),
        _ => format!("{line}\n"),
    };
    let verifier = unless_rare(random, "verifier = \"mediator\"");
    let breach = unless_rare(random, "on_breach = \"the other side may wait\"");
    let _ = write!(
        plan,
        "[[obligation]]\nid = \"o{phase}-{number}\"\non = 2031-03-01\naudience = [\"public\"]\ndraft = \"text\"\n\
         clauses = [\"Article {}, {}\"]\ndebtor = \"{debtor}\"\ndoes = \"do number {number} of phase {phase}\"\n\
         action = \"conduct {}\"\nphase = \"p{phase}\"\n{when}{verifier}{breach}\
         due = {{ within = \"{} days\", of = \"p{phase}\" }}\n\n",
        phase + 1,
        number + 1,
        random.usize(..500),
        1 + random.usize(..42)
    );
}

/// Both parties accept the whole text.
fn consent() -> String {
    let accept = |party: &str| {
        format!(
            "[[act]]\nid = \"{party}-accepts\"\nkind = \"accept\"\nby = \"{party}\"\non = 2031-03-05\ndraft = \"text\"\n\
             extent = \"words\"\naudience = [\"public\"]\n\n"
        )
    };
    accept("north") + &accept("south")
}
