//! The command line. One definition feeds parsing, help, completions and man pages.

mod bargain;
mod bridge;
mod conflict;
mod items;
mod plan;
mod word;

use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum, ValueHint};
use onetext_record::When;

pub(crate) use bargain::*;
pub(crate) use bridge::*;
pub(crate) use conflict::*;
pub(crate) use items::{AddArgs, RecordArgs};
pub(crate) use plan::*;
pub(crate) use word::*;

/// One negotiating text: who accepted which exact words, what changed, and what each side may know of it.
///
/// A case is a folder of plain text. Everything that prints from a case is for somebody: --for names a participant,
/// `public` or `team`, and what that reader may not see is dropped before anything is computed.
#[derive(Debug, Parser)]
#[command(
    name = "onetext",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    after_help = "Examples:\n  \
        onetext brief cases/doha-2024 --for public\n  \
        onetext status cases/harbour-strike --for team --as-of 2031-04-20\n  \
        onetext compare old.md new.md --html redline.html\n\n\
        Exit codes: 0, there is a result; 1, check found problems, or there is no result; 2, the command is wrong."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Begin a case in a new folder
    #[command(
        after_help = "Example:\n  onetext new my-case --title \"The well at Two Farms\" --languages en,ar --zone Asia/Qatar"
    )]
    New(NewArgs),
    /// Add a draft, a participant, a term or a named audience to a case
    Add(AddArgs),
    /// Record what somebody did: an acceptance, an amendment, a delivery, a round …
    Record(RecordArgs),
    /// Take a free note, to be sorted later; without words, list the notes that wait
    #[command(
        after_help = "Example:\n  onetext note my-case \"H. says clause 3 is fine if the gate opens at six\""
    )]
    Note(NoteArgs),
    /// A marked-up Word document from somebody: each tracked change and each comment as an act, shown first
    #[command(
        after_help = "Examples:\n  onetext import my-case answer.docx --by lower --through council --against first\n  \
            onetext import my-case answer.docx --by lower --against first --author \"K. Abed=upper\" --audience council --apply"
    )]
    Import(ImportArgs),
    /// Find everything in a case that cannot be read or may not say what was meant
    #[command(
        after_help = "Example:\n  onetext check my-case\n\nExit code 1 where there are problems; remarks alone are no failure."
    )]
    Check(CheckArgs),
    /// The mediator's brief: one page, and annexes
    #[command(
        after_help = "Examples:\n  onetext brief my-case --for council\n  onetext brief my-case --for council --since 2031-03-10 --html brief.html\n  onetext brief my-case --for council --copy 3 --docx brief.docx"
    )]
    Brief(BriefArgs),
    /// Who has consented to which clause of the current draft, and what has happened to that since
    #[command(after_help = "Example:\n  onetext status my-case --for team --json")]
    Status(CaseArgs),
    /// One clause: its words, every position on it, and how it came through the drafts
    #[command(after_help = "Example:\n  onetext who my-case \"3(a)\" --for team")]
    Who(WhoArgs),
    /// What each change changes against each text that it may be held against, and who was earliest: facts and labels
    #[command(
        after_help = "Examples:\n  onetext novelty my-case --for council\n  onetext novelty my-case m2xd --for lower\n  \
            onetext novelty my-case m2xd --against first --for team --json"
    )]
    Novelty(NoveltyArgs),
    /// What hangs together: packages of conditional acts, offers with an end, silence procedures, sealed proposals
    #[command(after_help = "Example:\n  onetext packages my-case --for council")]
    Packages(CaseArgs),
    /// What would fall if an act were withdrawn or ran out, in a chain, and where each party would then stand
    #[command(
        after_help = "Examples:\n  onetext whatif my-case withdraw k3v9 --for council\n  onetext whatif my-case withdraw k3v9 --clauses 3,4 --for council\n  onetext whatif my-case lapse k3v9 --for council --json"
    )]
    Whatif(WhatifArgs),
    /// Who decides behind each party, what its delegation may agree to, and which consent that puts in question
    #[command(after_help = "Example:\n  onetext mandates my-case --for council")]
    Mandates(CaseArgs),
    /// What happened, in order, with its sources
    #[command(after_help = "Example:\n  onetext chronology my-case --for public --since 2031-03-01")]
    Chronology(ChronologyArgs),
    /// What may be said to somebody, what only as one's own idea, and what not: a slip for the next room
    #[command(
        after_help = "Examples:\n  onetext may-say my-case --to lower\n  onetext may-say my-case --to lower --for council --html slip.html"
    )]
    MaySay(MaySayArgs),
    /// Who sees an act, a draft, a note, a participant, a term, an assessment or an entry of the plan or the conflict, and why the others do not; for the team
    #[command(after_help = "Example:\n  onetext who-sees my-case m2xd")]
    WhoSees(WhoSeesArgs),
    /// Let somebody see an act or a draft; first, what they would newly be shown
    #[command(
        after_help = "Examples:\n  onetext disclose my-case m2xd --to lower --dry-run\n  onetext disclose my-case m2xd --to lower --by council --audience council,lower"
    )]
    Disclose(DiscloseArgs),
    /// Find words in the drafts and the record
    #[command(after_help = "Example:\n  onetext search my-case \"at all times\" --for team")]
    Search(SearchArgs),
    /// Which words reached whom, who holds what, and where two deliveries of one text differ
    #[command(
        after_help = "Examples:\n  onetext deliveries my-case --for council\n  onetext deliveries my-case --to lower --for council --json"
    )]
    Deliveries(DeliveriesArgs),
    /// Words that turned up somewhere: which deliveries held them, which copies, and what else the same people hold
    #[command(
        after_help = "Examples:\n  onetext leak my-case \"the gate opens at dawn\" --for team\n  onetext leak my-case --file pasted.txt --for team"
    )]
    Leak(LeakArgs),
    /// What was promised and is still owed, what was asked and answered, and where two mediators said different things
    #[command(
        after_help = "Examples:\n  onetext promises my-case --for council\n  onetext promises my-case --to upper --for council --json"
    )]
    Promises(PromisesArgs),
    /// Count and list the open points of drafts: brackets, options, placeholders
    #[command(after_help = "Example:\n  onetext points drafts/*.md --json")]
    Points(PointsArgs),
    /// What changed between two drafts, clause by clause and word by word
    #[command(
        after_help = "Examples:\n  onetext compare old.md new.md\n  onetext compare old.md new.md --html redline.html\n  \
            onetext compare sent.docx second.docx --docx redline.docx --author Mediators --date 2031-03-05"
    )]
    Compare(CompareArgs),
    /// A draft of a case as a document that can be sent: as it stands, clean, or with changes marked
    #[command(after_help = "Examples:\n  onetext export my-case --for lower --docx second.docx\n  \
            onetext export my-case --clean --choose '2=#1; in' --for council --docx clean.docx\n  \
            onetext export my-case --redline-against first --for lower --docx redline.docx\n  \
            onetext export my-case --amendments --comments --for council --docx amendments.docx")]
    Export(ExportArgs),
    /// Whether language versions of a draft say the same: what one has and another lacks, and renderings in dispute
    #[command(
        after_help = "Examples:\n  onetext parity my-case --for council\n  onetext parity my-case second --for team --json\n  \
            onetext parity agreement.en.md agreement.ar.md agreement.he.md\n  onetext parity text.md translation.md --languages en,ar"
    )]
    Parity(ParityArgs),
    /// Whether a plan can be carried out, what would change it, and how it is followed
    #[command(
        after_help = "Examples:\n  onetext plan check my-case --for council\n  onetext plan status my-case --for council --as-of 2031-05-10"
    )]
    Plan(PlanArgs),
    /// The mathematics of a negotiation scenario: what outcomes are worth, the frontier, what published solutions pick
    ///
    /// Reads scenarios of GENIUS, GeniusWeb, NegMAS and NegoLog, and the project's own TOML. No case is needed.
    #[command(
        after_help = "Examples:\n  onetext bargain describe scenarios/camera\n  onetext bargain frontier scenarios/camera --svg frontier.svg\n  \
            onetext bargain solve scenarios/camera --json"
    )]
    Bargain(BargainArgs),
    /// Who would walk away: which situations are stable, for whom, and why
    ///
    /// The Graph Model for Conflict Resolution, on a file of decision makers, options and preferences, or on that of a case.
    #[command(
        after_help = "Examples:\n  onetext conflict solve chicken.toml\n  onetext conflict why chicken.toml 0\n  \
            onetext conflict solve my-case --for council"
    )]
    Conflict(ConflictArgs),
    /// The open points of a draft as packages that nobody in this view has ruled out
    ///
    /// Only for readers whom the case names in `analysis`. The record alone says what each party took and what it cannot
    /// accept; where it says nothing, nothing is assumed.
    #[command(
        after_help = "Examples:\n  onetext bridge my-case --for council\n  onetext bridge my-case --for council --draft second --top 3 --json\n  \
            onetext bridge my-case --for council --clean 1 --docx package-1.docx\n  \
            onetext bridge my-case --for council --top 20 --svg packages.svg\n  \
            onetext bridge my-case --for council --redline 2 --docx package-2.docx --fill '7=two'"
    )]
    Bridge(BridgeArgs),
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  onetext completions bash > ~/.local/share/bash-completion/completions/onetext"
    )]
    Completions(CompletionsArgs),
    /// Write man pages into a folder
    #[command(after_help = "Example:\n  onetext man ~/.local/share/man/man1")]
    Man(ManArgs),
}

/// For whom, as of when and in what form something is printed from a case.
#[derive(Debug, Args)]
pub(crate) struct ViewArgs {
    /// Who reads: a participant of the case, `public`, or `team`
    #[arg(long = "for", value_name = "WHO")]
    pub(crate) reader: String,
    /// Show what the record knew by then: 2031-03-05, or 2031-03-05T18:00 [default: the case's own date, else now]
    #[arg(long, value_name = "WHEN")]
    pub(crate) as_of: Option<When>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// The same for commands that are the team's.
#[derive(Debug, Args)]
pub(crate) struct TeamViewArgs {
    /// Who reads [default: team]
    #[arg(long = "for", value_name = "WHO")]
    pub(crate) reader: Option<String>,
    /// Show what the record knew by then [default: the case's own date, else now]
    #[arg(long, value_name = "WHEN")]
    pub(crate) as_of: Option<When>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Of commands that take a case and a reader, and nothing else.
#[derive(Debug, Args)]
pub(crate) struct CaseArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
}

#[derive(Debug, Args)]
pub(crate) struct MaySayArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    /// To whom it would be said: a participant of the case
    #[arg(long, value_name = "WHO")]
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) view: TeamViewArgs,
    /// Write one self-contained HTML file, to be printed [without a name: print it]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-", conflicts_with = "json")]
    pub(crate) html: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct WhoSeesArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    /// Id of an act, a draft, a note, a participant, a term, an assessment, an entry of the plan, or of a decision maker, an option or a state
    pub(crate) item: String,
    #[command(flatten)]
    pub(crate) view: TeamViewArgs,
}

#[derive(Debug, Args)]
pub(crate) struct DiscloseArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    /// Id of an act or a draft
    pub(crate) item: String,
    /// To whom: participants, named sets, or `public`; several with commas
    #[arg(long, value_name = "WHO", value_delimiter = ',', required = true)]
    pub(crate) to: Vec<String>,
    /// Who discloses it; several with commas
    #[arg(long, value_name = "WHO", value_delimiter = ',')]
    pub(crate) by: Vec<String>,
    /// When it is disclosed [default: the case's own date, else now]
    #[arg(long, value_name = "WHEN")]
    pub(crate) on: Option<When>,
    /// Who may see the disclosure itself, besides the team
    #[arg(long, value_delimiter = ',')]
    pub(crate) audience: Vec<String>,
    /// Show the lines that their brief would newly have, too, which takes longer in a large case
    #[arg(long)]
    pub(crate) brief: bool,
    /// Show what it would show, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) view: TeamViewArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    /// The Word document, with tracked changes and comments as it came
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// Whose document it is
    #[arg(long, value_name = "WHO")]
    pub(crate) by: String,
    /// Who conveyed it
    #[arg(long, value_name = "WHO")]
    pub(crate) through: Option<String>,
    /// The draft that it was made on
    #[arg(long, value_name = "DRAFT")]
    pub(crate) against: String,
    /// The day on which it came: that of differences without a mark, and of changes and comments whose date the file lacks or
    /// that cannot be read [default: the date at which the case is read, if it has one; else today, but not for these]
    #[arg(long, value_name = "WHEN")]
    pub(crate) on: Option<When>,
    /// An author of the file who is a participant of their own: "name as the file has it=WHO"; may be repeated
    #[arg(long, value_name = "NAME=WHO")]
    pub(crate) author: Vec<String>,
    /// Who may see the acts, besides the team; several with commas
    #[arg(long, value_name = "WHO", value_delimiter = ',')]
    pub(crate) audience: Vec<String>,
    /// Write the acts, and keep the document in the case as it came
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) apply: bool,
    /// Show what would be recorded, and write nothing; so it is without --apply
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// Folder to begin the case in; it must not exist, or be empty
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) dir: PathBuf,
    /// What the case is called [default: the folder's name]
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Languages of the case, the working language first
    #[arg(long, value_delimiter = ',', default_value = "en", value_name = "TAGS")]
    pub(crate) languages: Vec<String>,
    /// Time zone of the case's dates and times, such as Asia/Qatar [default: UTC]
    #[arg(long)]
    pub(crate) zone: Option<String>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct NoteArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    /// What to note; none: list the notes that no act was made from yet, for whoever --for names
    pub(crate) words: Vec<String>,
    /// Who reads the list: a participant of the case, `public`, or `team`
    #[arg(long = "for", value_name = "WHO", conflicts_with = "words")]
    pub(crate) reader: Option<String>,
    /// Who may see it besides the team
    #[arg(long, value_delimiter = ',')]
    pub(crate) audience: Vec<String>,
    /// When it was heard [default: now]
    #[arg(long)]
    pub(crate) on: Option<When>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("form").args(["json", "html", "docx"])))]
pub(crate) struct BriefArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
    /// When this reader had their last brief: what has changed since comes first
    #[arg(long, value_name = "WHEN")]
    pub(crate) since: Option<When>,
    /// Number of this copy
    #[arg(long, value_name = "NUMBER")]
    pub(crate) copy: Option<String>,
    /// Write one self-contained HTML file [without a name: print it]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    pub(crate) html: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) docx: DocxArgs,
}

#[derive(Debug, Args)]
pub(crate) struct WhoArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    /// The clause, by its label: `2`, `3(a)`, `Article 4, 2`
    pub(crate) clause: String,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
}

#[derive(Debug, Args)]
pub(crate) struct NoveltyArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    /// The act that puts the change forward [default: every change]
    pub(crate) act: Option<String>,
    /// Hold it against this draft only [default: every draft put forward before it]
    #[arg(long, value_name = "DRAFT")]
    pub(crate) against: Option<String>,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
}

#[derive(Debug, Args)]
pub(crate) struct WhatifArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    /// What is supposed to happen to the act
    pub(crate) what: Supposition,
    /// The act, by its id
    pub(crate) act: String,
    /// Only these clauses of its draft are taken back [default: all of it]
    #[arg(long, value_delimiter = ',')]
    pub(crate) clauses: Vec<String>,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
}

/// What is supposed to happen to an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Supposition {
    /// All who did it take it back
    Withdraw,
    /// It runs out
    Lapse,
}

#[derive(Debug, Args)]
pub(crate) struct ChronologyArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
    /// Only what the record learnt after this date
    #[arg(long, value_name = "WHEN")]
    pub(crate) since: Option<When>,
}

#[derive(Debug, Args)]
pub(crate) struct DeliveriesArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    /// Only what reached this participant
    #[arg(long, value_name = "PARTICIPANT")]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
}

#[derive(Debug, Args)]
pub(crate) struct PromisesArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    /// Only what was promised to, asked of or told this participant
    #[arg(long, value_name = "PARTICIPANT")]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
}

#[derive(Debug, Args)]
pub(crate) struct LeakArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    /// The words, exactly or nearly; marks, capitals, line breaks, accents, vowel signs and digits make no difference
    #[arg(required_unless_present = "file", conflicts_with = "file")]
    pub(crate) words: Vec<String>,
    /// File with the words; `-` reads what is typed or piped in
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
}

#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    /// Words to find, next to each other and in this order; capitals, vowel signs and accents make no difference
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
}

#[derive(Debug, Args)]
pub(crate) struct PointsArgs {
    /// Drafts: Word documents (.docx), Markdown or plain text in UTF-8
    #[arg(required = true, value_name = "DRAFT", value_hint = ValueHint::FilePath)]
    pub(crate) drafts: Vec<PathBuf>,
    /// File of names, one a line, for brackets such as `[Upper Farm: words]`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) names: Option<PathBuf>,
    /// List every reading of brackets that involved a choice
    #[arg(long)]
    pub(crate) readings: bool,
    /// List every clause, with the names by which acts and `who` can call it
    #[arg(long)]
    pub(crate) clauses: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// The older draft
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) old: PathBuf,
    /// The newer draft
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) new: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Write one self-contained HTML file [without a name: print it]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-", conflicts_with = "json")]
    pub(crate) html: Option<PathBuf>,
    /// Show clauses that did not change, too
    #[arg(long)]
    pub(crate) all: bool,
    /// The Word document with the changes marked, made of the older draft's own where it is one
    #[command(flatten)]
    pub(crate) docx: DocxArgs,
    /// In whose name the changes in the Word document are marked
    #[arg(long, value_name = "NAME", default_value = "Mediators", requires = "docx")]
    pub(crate) author: String,
    /// When the changes in the Word document were made: 2031-03-05, or 2031-03-05T18:00 [default: no date is written]
    #[arg(long, value_name = "WHEN", requires = "docx")]
    pub(crate) date: Option<When>,
}

#[derive(Debug, Args)]
pub(crate) struct ParityArgs {
    /// Folder of a case and, if wanted, one of its drafts [default: the current one]; or two or more files, the first of them
    /// the one that the others are held against
    #[arg(required = true, value_name = "CASE [DRAFT] | FILE FILE", value_hint = ValueHint::AnyPath)]
    pub(crate) what: Vec<PathBuf>,
    /// Languages of the files, in their order [default: from names such as x.ar.md, else from the script]
    #[arg(long, value_name = "TAGS", value_delimiter = ',')]
    pub(crate) languages: Vec<String>,
    /// Who reads the case: a participant of it, `public`, or `team`
    #[arg(long = "for", value_name = "WHO")]
    pub(crate) reader: Option<String>,
    /// Show what the record knew by then: 2031-03-05, or 2031-03-05T18:00 [default: the case's own date, else now]
    #[arg(long, value_name = "WHEN", requires = "reader")]
    pub(crate) as_of: Option<When>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// Folder to write the pages into
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) dir: PathBuf,
}
