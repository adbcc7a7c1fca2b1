//! A case far larger than a long mediation: many drafts that grow out of each other, many acts on their clauses.
//!
//! It is made from a seed, so that a measurement can be repeated; its sentences are of invented words with the lengths and
//! the repetitiousness of treaty prose, and its drafts change as drafts do: words edited, brackets opened and closed,
//! paragraphs added, dropped and moved.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// How large the case is to be.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Acts on record.
    pub acts: usize,
    /// Drafts of the text.
    pub drafts: usize,
    /// About how many bytes each draft has.
    pub draft_bytes: usize,
}

/// Writes the case into the folder `root`, which is made.
///
/// # Errors
/// A file cannot be written.
pub fn write(root: &Path, size: Size, seed: u64) -> io::Result<()> {
    let mut random = fastrand::Rng::with_seed(seed);
    let vocabulary: Vec<String> = (0..1500).map(|_| word(&mut random)).collect();
    fs::create_dir_all(root.join("drafts"))?;
    fs::create_dir_all(root.join("record"))?;
    let mut text = Text::new(&mut random, &vocabulary, size.draft_bytes);
    let mut case = String::from(HEAD);
    let mut articles = Vec::new();
    for number in 0..size.drafts {
        if number > 0 {
            text.next(&mut random, &vocabulary);
        }
        let (file, day) = (format!("drafts/draft-{number:03}.md"), day(number));
        fs::write(root.join(&file), text.print())?;
        articles.push(text.articles.iter().map(|article| article.paragraphs.len()).collect::<Vec<_>>());
        let _ = writeln!(
            case,
            "[[draft]]\nid = \"draft-{number:03}\"\nfile = \"{file}\"\nlang = \"en\"\nby = \"mediator\"\non = {day}\n\
             audience = [\"public\"]\nauthentic = \"text\"{}\n",
            if number + 1 == size.drafts { "\ncurrent = true" } else { "" }
        );
    }
    fs::write(root.join("case.toml"), case)?;
    let mut record = String::new();
    for number in 0..size.acts {
        let draft = number * size.drafts / size.acts;
        act(&mut record, &mut random, number, draft, &articles[draft]);
        if number % 500 == 499 || number + 1 == size.acts {
            fs::write(root.join(format!("record/part-{:03}.toml", number / 500)), &record)?;
            record.clear();
        }
    }
    Ok(())
}

const HEAD: &str = "title = \"A large case\"\nlanguages = [\"en\"]\ndate = 2032-01-01\n\
    rule = \"nothing is agreed until everything is agreed\"\n\n\
    [[participant]]\nid = \"north\"\nname = \"North\"\nrole = \"party\"\n\n\
    [[participant]]\nid = \"south\"\nname = \"South\"\nrole = \"party\"\n\n\
    [[participant]]\nid = \"islands\"\nname = \"The Islands\"\nrole = \"party\"\n\n\
    [[participant]]\nid = \"mediator\"\nname = \"The mediator\"\nrole = \"mediator\"\n\n";

fn day(number: usize) -> String {
    format!("2031-{:02}-{:02}", 1 + number * 11 / 220 % 12, 1 + number % 28)
}

fn act(record: &mut String, random: &mut fastrand::Rng, number: usize, draft: usize, articles: &[usize]) {
    let article = random.usize(..articles.len());
    let paragraph = random.usize(..articles[article].max(1)) + 1;
    let by = ["north", "south", "islands"][random.usize(..3)];
    let (kind, own) = match random.usize(..10) {
        0..=4 => (
            "accept",
            "extent = \"words\"\nstrength = \"accepts\"\nauthority = \"delegation\"\nfinality = \"provisional\"\nform = \"written\"\n",
        ),
        5 => ("reject", "words = \"we cannot go along with this\"\n"),
        6 => ("reserve", "words = \"but for the second sentence\"\n"),
        7 => ("amend", "words = \"add: where practicable\"\nlabel = \"clarification\"\n"),
        8 => ("interpret", "words = \"this does not prejudge the annex\"\n"),
        _ => ("clarify", "words = \"days are calendar days\"\nlabel = \"clarification\"\n"),
    };
    let _ = writeln!(
        record,
        "[[act]]\nid = \"a{number:05}\"\nkind = \"{kind}\"\nby = \"{by}\"\nthrough = \"mediator\"\nconfirmed = true\n\
         on = {}\ndraft = \"draft-{draft:03}\"\nclauses = [\"Article {}, {paragraph}\"]\n{own}audience = [\"public\"]\n\
         sources = [{{ kind = \"statement\", who = \"{by}\", ref = \"meeting {}\" }}]\n",
        day(draft),
        article + 1,
        number / 7
    );
}

/// The text as it develops.
struct Text {
    articles: Vec<Article>,
}

struct Article {
    title: String,
    paragraphs: Vec<String>,
}

impl Text {
    fn new(random: &mut fastrand::Rng, vocabulary: &[String], bytes: usize) -> Self {
        let mut text = Self { articles: Vec::new() };
        while text.print().len() < bytes {
            let paragraphs = (0..8 + random.usize(..12)).map(|_| paragraph(random, vocabulary)).collect();
            text.articles
                .push(Article { title: vocabulary[random.usize(..vocabulary.len())].clone(), paragraphs });
        }
        text
    }

    fn next(&mut self, random: &mut fastrand::Rng, vocabulary: &[String]) {
        for article in &mut self.articles {
            for text in &mut article.paragraphs {
                match random.usize(..30) {
                    0 => *text = edited(text, random, vocabulary),
                    1 => *text = bracketed(text, random, vocabulary),
                    2 => *text = settled(text),
                    _ => {}
                }
            }
            if random.usize(..25) == 0 {
                article
                    .paragraphs
                    .insert(random.usize(..=article.paragraphs.len()), paragraph(random, vocabulary));
            }
            if random.usize(..25) == 0 && article.paragraphs.len() > 4 {
                article.paragraphs.remove(random.usize(..article.paragraphs.len()));
            }
            if random.usize(..40) == 0 {
                let moved = article.paragraphs.remove(0);
                article.paragraphs.push(moved);
            }
        }
    }

    fn print(&self) -> String {
        let mut text = String::from("# A large agreement\n");
        for (number, article) in self.articles.iter().enumerate() {
            let _ = write!(text, "\n## Article {} ({})\n", number + 1, article.title);
            for (number, paragraph) in article.paragraphs.iter().enumerate() {
                let _ = write!(text, "\n{}. {paragraph}\n", number + 1);
            }
        }
        text
    }
}

/// Words that treaty prose repeats.
const COMMON: &[&str] = &[
    "the",
    "of",
    "and",
    "shall",
    "in",
    "to",
    "by",
    "for",
    "with",
    "each",
    "Party",
    "Parties",
    "this",
    "Agreement",
];

fn paragraph(random: &mut fastrand::Rng, vocabulary: &[String]) -> String {
    let words: Vec<&str> = (0..25 + random.usize(..35))
        .map(|_| {
            let list = random.bool();
            if list {
                COMMON[random.usize(..COMMON.len())]
            } else {
                vocabulary[random.usize(..vocabulary.len())].as_str()
            }
        })
        .collect();
    format!("{}.", words.join(" "))
}

fn edited(text: &str, random: &mut fastrand::Rng, vocabulary: &[String]) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    for _ in 0..1 + random.usize(..4) {
        let at = random.usize(..words.len());
        words[at] = &vocabulary[random.usize(..vocabulary.len())];
    }
    words.join(" ")
}

fn bracketed(text: &str, random: &mut fastrand::Rng, vocabulary: &[String]) -> String {
    let at = random.usize(..text.split(' ').count());
    let other = &vocabulary[random.usize(..vocabulary.len())];
    let mark = |(index, word): (usize, &str)| {
        if index == at { format!("[{word}][{other}]") } else { word.to_owned() }
    };
    text.split(' ').enumerate().map(mark).collect::<Vec<_>>().join(" ")
}

/// The text with the first of its alternatives taken.
fn settled(text: &str) -> String {
    let (Some(open), Some(middle)) = (text.find('['), text.find("][")) else { return text.to_owned() };
    let Some(close) = text[middle + 2..].find(']').map(|at| at + middle + 2) else { return text.to_owned() };
    format!("{}{}{}", &text[..open], &text[open + 1..middle], &text[close + 1..])
}

fn word(random: &mut fastrand::Rng) -> String {
    let syllables = ["ba", "ce", "di", "fo", "gu", "lar", "men", "tion", "ver", "sta", "pro", "con"];
    (0..2 + random.usize(..3)).map(|_| syllables[random.usize(..syllables.len())]).collect()
}
