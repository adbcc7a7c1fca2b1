//! A marked-up document that arrives on a draft: it is refused by name, or becomes acts that the case can take without a
//! problem; and when it comes again, each of them is on record already.
#![no_main]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use onetext_case::cache::Cache;
use onetext_case::import::{Plan, Received};
use onetext_case::{Case, Silent};
use onetext_fuzz::Sketch;
use onetext_record::When;
use onetext_wordml::testing::Docx;

const CASE: &str = "title = \"Well\"\ndate = 2031-03-20\nzone = \"UTC\"\n\
     [[participant]]\nid = \"upper\"\nname = \"Upper Farm\"\nrole = \"party\"\n\
     [[participant]]\nid = \"lower\"\nname = \"Lower Farm\"\nrole = \"party\"\n\
     [[participant]]\nid = \"council\"\nname = \"Council\"\nrole = \"mediator\"\n\
     [[draft]]\nid = \"plan-1\"\nby = \"council\"\non = 2031-03-02\naudience = [\"upper\", \"lower\", \"council\"]\nauthentic = \"text\"\nlang = \"en\"\n";

const CLAUSES: [&str; 6] = [
    "1. The gate shall open at dawn.",
    "2. Water is shared [in summer][or at all times] between the farms.",
    "(a) on feast days;",
    "(b) on others.",
    "3. A council of both farms meets within 10 days.",
    "4. This agreement may be extended.",
];

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let memory = Path::new("/dev/shm");
    let parent = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
    parent.join(format!("onetext-fuzz-import-{}", std::process::id()))
});

fuzz_target!(|data: &[u8]| {
    let _ = come(&mut Unstructured::new(data));
});

fn come(u: &mut Unstructured<'_>) -> Result<()> {
    let given = Sketch::of_paragraphs(&CLAUSES, true);
    let (draft, file, sent) = match u.int_in_range(0..=5)? {
        0 => {
            let rest = String::from_utf8_lossy(u.bytes(u.len())?).into_owned();
            (CLAUSES.join("\n\n").into_bytes(), "plan.md", Docx::new(&rest).bytes())
        }
        1 | 2 => (CLAUSES.join("\n\n").into_bytes(), "plan.md", given.marked(u)?.docx()),
        _ => {
            let draft = Sketch::draw(u, false)?;
            (draft.docx(), "plan.docx", draft.marked(u)?.docx())
        }
    };
    import(&draft, file, &sent, u.arbitrary()?);
    Ok(())
}

fn import(draft: &[u8], file: &str, sent: &[u8], dated: bool) {
    let folder = FOLDER.as_path();
    let _ = fs::remove_dir_all(folder);
    let put =
        |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).expect("there is room in memory");
    fs::create_dir_all(folder.join("record")).expect("a folder can be made");
    fs::create_dir_all(folder.join("drafts")).expect("a folder can be made");
    put("case.toml", format!("{CASE}file = \"drafts/{file}\"\n").as_bytes());
    put(&format!("drafts/{file}"), draft);
    let open = || Case::read_folder(folder, Cache::none(), &Silent).expect("there is a case");
    let case = open();
    if case.problems() > 0 {
        return;
    }
    let day = |day: &str| day.parse::<When>().expect("a day");
    let received = Received {
        file: Path::new("answer.docx"),
        bytes: sent,
        by: "lower",
        through: Some("council"),
        against: "plan-1",
        on: dated.then(|| day("2031-03-10")),
        authors: &[],
        audience: &[],
    };
    let Ok(plan) = Plan::new(&case, &received, day("2031-03-11")) else { return };
    let Ok(change) = plan.change(&case, sent) else { return };
    change.apply(folder).expect("what was made up can be written");
    let case = open();
    assert_eq!(case.problems(), 0, "{:#?}", case.diagnostics());
    let again = Plan::new(&case, &received, day("2031-03-12")).expect("what came once can come again");
    // A document without a date of its own comes on another day.
    let new: Vec<_> = again.new_acts().filter(|act| act.dated).collect();
    assert!(new.is_empty(), "{new:#?}");
    assert_eq!(again.acts.len(), plan.acts.len());
}
