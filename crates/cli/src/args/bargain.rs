//! The arguments of `bargain`: a command for each thing that is asked of a negotiation scenario.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

#[derive(Debug, Args)]
pub(crate) struct BargainArgs {
    #[command(subcommand)]
    pub(crate) command: BargainCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BargainCommand {
    /// What bids are worth to a party, exactly as the format of its profile defines it
    ///
    /// One line of JSON for each line of the file of bids, in order: {"domain","profile","bids":[[…]]} gives
    /// {"domain","profile","u":[…],"reservation","discount","u0_at_half_time"}, or {"domain","profile","error"}.
    #[command(after_help = "Examples:\n  onetext bargain evaluate --root scenarios --bids bids.jsonl\n\n\
            Paths in the lines are relative to --root; the values of a bid are in the order of the domain's issues.")]
    Evaluate(EvaluateArgs),
    /// The packages that cannot be improved for one party without cost to another
    #[command(
        after_help = "Examples:\n  onetext bargain frontier scenarios/camera\n  onetext bargain frontier scenarios/camera --json\n  \
            onetext bargain frontier peace.toml --svg frontier.svg --ties all"
    )]
    Frontier(FrontierArgs),
    /// What the Nash, Kalai-Smorodinsky, egalitarian, equal-loss and utilitarian solutions pick
    ///
    /// All packages that a solution picks are listed. Where no package gives everybody at least what they have without an
    /// agreement, the demands that exclude each other are named.
    #[command(
        after_help = "Examples:\n  onetext bargain solve scenarios/camera\n  onetext bargain solve scenarios/camera --json\n\n\
            Exit code 0 also where there is no zone of agreement: that is an answer."
    )]
    Solve(ScenarioArgs),
    /// A scenario in numbers: outcomes, frontier, share of outcomes that all could accept, solutions
    #[command(
        after_help = "Examples:\n  onetext bargain describe scenarios/camera\n  onetext bargain describe peace.toml --json\n  \
            onetext bargain describe scenarios/flights --files A-domain.xml,A-profile1.xml,A-profile2.xml"
    )]
    Describe(ScenarioArgs),
    /// Write a scenario in another format
    ///
    /// What the format cannot say without other packages or other utilities is refused; what it leaves out beside them is told.
    #[command(
        after_help = "Examples:\n  onetext bargain convert scenarios/camera --to toml --out camera\n  \
            onetext bargain convert peace.toml --to negmas-yaml --out peace\n\n\
            The folder is made if it is not there. Nothing in it is written over."
    )]
    Convert(ConvertArgs),
    /// One negotiation from its first word to its end
    ///
    /// Negotiators for alternating offers: boulware, linear, conceder, time:EXPONENT, hard-liner, micro, tit-for-tat, random, trade-off.
    /// Under single-text, where a mediator changes one text and parties vote: hill-climber, annealer. A number can follow some names, as
    /// in boulware:0.1 or annealer:0.2.
    #[command(after_help = "Examples:\n  onetext bargain run scenarios/camera --with boulware,conceder\n  \
            onetext bargain run peace.toml --with micro,tit-for-tat,trade-off --steps 200 --json\n  \
            onetext bargain run peace.toml --protocol single-text --with hill-climber --steps 1000 --least-served 5\n\n\
            Exit code 0 also where there is no agreement: that is an answer.")]
    Run(RunArgs),
    /// Every negotiator against every other, for every party, on every scenario
    ///
    /// Results are the same to the byte for any number of threads. They are written as they come, in order: a tournament that was
    /// interrupted goes on with --resume where its files end.
    #[command(
        after_help = "Examples:\n  onetext bargain tournament scenarios/camera --with boulware,conceder,micro\n  \
            onetext bargain tournament scenarios/* --with boulware,micro,random --repeat 10 --seed 1 --out results.csv --json-lines results.jsonl\n  \
            onetext bargain tournament scenarios/* --with boulware,micro,random --repeat 10 --seed 1 --out results.csv --json-lines results.jsonl --resume"
    )]
    Tournament(TournamentArgs),
}

/// Who negotiates, and by which rules.
#[derive(Debug, Args)]
pub(crate) struct NegotiateArgs {
    /// Who negotiates, with commas between them
    #[arg(long, value_name = "NAMES", value_delimiter = ',', required = true)]
    pub(crate) with: Vec<String>,
    /// By which rules
    #[arg(long, value_enum, default_value = "alternating")]
    pub(crate) protocol: ProtocolArg,
    /// After how many rounds it is over: turns for everybody, or changes of a single text
    #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) steps: u32,
    /// What everything that chance decides is drawn from
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(crate) seed: u64,
    /// Under single-text: each round show so many changes to the party that is served least, and it chooses
    #[arg(long, value_name = "CHANGES", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) least_served: Option<u16>,
    /// Look at issues that are decided as real numbers with so many values, evenly spread
    #[arg(long, value_name = "VALUES", value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    pub(crate) reals: Option<u32>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// By which rules parties negotiate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProtocolArg {
    /// Stacked alternating offers: in turn, everybody accepts the last offer, makes another, or walks away
    Alternating,
    /// A mediator proposes changes of one text, and any party can veto them
    SingleText,
}

/// Which files make the scenario, and how they are read.
#[derive(Debug, Args)]
pub(crate) struct FilesArgs {
    /// A folder with one domain and its profiles in any format, or one TOML file
    #[arg(value_name = "SCENARIO", value_hint = ValueHint::AnyPath)]
    pub(crate) scenario: PathBuf,
    /// Of the folder these files alone, with commas between them: one domain and its profiles
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) files: Vec<String>,
    /// By whose rules files are read
    #[arg(long, value_enum, default_value = "own")]
    pub(crate) reading: ReadingArg,
}

#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    #[command(flatten)]
    pub(crate) of: FilesArgs,
    #[command(flatten)]
    pub(crate) negotiate: NegotiateArgs,
}

#[derive(Debug, Args)]
pub(crate) struct TournamentArgs {
    /// Folders with one domain and its profiles each, or TOML files
    #[arg(value_name = "SCENARIO", value_hint = ValueHint::AnyPath, required = true)]
    pub(crate) scenarios: Vec<PathBuf>,
    /// By whose rules files are read
    #[arg(long, value_enum, default_value = "own")]
    pub(crate) reading: ReadingArg,
    #[command(flatten)]
    pub(crate) negotiate: NegotiateArgs,
    /// Hold each session so often, each time with a seed of its own
    #[arg(long, value_name = "TIMES", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) repeat: u32,
    /// On so many threads; one for each core if left out
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
    /// Nobody meets itself
    #[arg(long)]
    pub(crate) no_self_play: bool,
    /// Parties speak in the order of the scenario alone, instead of in every order
    #[arg(long)]
    pub(crate) one_order: bool,
    /// Also measure how far agreements are from the Pareto frontier and from Nash's solution
    #[arg(long)]
    pub(crate) distances: bool,
    /// Write a line of CSV for each session
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,
    /// Write a line of JSON for each session
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) json_lines: Option<PathBuf>,
    /// Go on with the sessions that are not yet in the files
    #[arg(long, requires = "out")]
    pub(crate) resume: bool,
}

#[derive(Debug, Args)]
pub(crate) struct EvaluateArgs {
    /// The folder that the paths in the lines start from
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) root: PathBuf,
    /// Lines of bids, or - for standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) bids: PathBuf,
    /// By whose rules files are read
    #[arg(long, value_enum, default_value = "own")]
    pub(crate) reading: ReadingArg,
}

#[derive(Debug, Args)]
pub(crate) struct ScenarioArgs {
    #[command(flatten)]
    pub(crate) of: FilesArgs,
    /// Compare utilities in so many steps to a unit, instead of as many as nothing is rounded by
    #[arg(long, value_name = "STEPS", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000_000))]
    pub(crate) scale: Option<u64>,
    /// Look at issues that are decided as real numbers with so many values, evenly spread
    #[arg(long, value_name = "VALUES", value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    pub(crate) reals: Option<u32>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ConvertArgs {
    #[command(flatten)]
    pub(crate) of: FilesArgs,
    /// In which format
    #[arg(long, value_enum)]
    pub(crate) to: FormatArg,
    /// The folder to write the files into
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) out: PathBuf,
}

/// A format of scenarios.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArg {
    /// XML of GENIUS
    Genius,
    /// JSON of GeniusWeb
    Geniusweb,
    /// YAML of NegMAS
    NegmasYaml,
    /// JSON of NegMAS
    NegmasJson,
    /// JSON of NegoLog
    Negolog,
    /// The TOML of onetext, which says everything
    Toml,
}

/// By whose rules files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadingArg {
    /// Those of their own format
    Own,
    /// Those by which NegMAS reads files of GENIUS, which often puts packages in another order
    Negmas,
}

#[derive(Debug, Args)]
pub(crate) struct FrontierArgs {
    #[command(flatten)]
    pub(crate) of: ScenarioArgs,
    /// What to tell of packages that are worth the same to everybody: one of them, how many, or all (the first thousand)
    #[arg(long, value_enum, default_value = "count")]
    pub(crate) ties: TiesArg,
    /// How many partial packages to keep; where there are more, the frontier is told within an error
    #[arg(long, value_name = "NUMBER", default_value_t = 2_000_000)]
    pub(crate) most: usize,
    /// List every point on the terminal
    #[arg(long)]
    pub(crate) all: bool,
    /// Draw the frontier, every two parties against each other; - for standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "json")]
    pub(crate) svg: Option<PathBuf>,
}

/// What to tell of packages that are worth the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TiesArg {
    /// One of them
    One,
    /// One of them, and how many there are
    Count,
    /// All, up to a thousand for each point
    All,
}
