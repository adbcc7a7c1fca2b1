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
        after_help = "Examples:\n  onetext bargain describe scenarios/camera\n  onetext bargain describe peace.toml --json"
    )]
    Describe(ScenarioArgs),
}

#[derive(Debug, Args)]
pub(crate) struct EvaluateArgs {
    /// The folder that the paths in the lines start from
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) root: PathBuf,
    /// Lines of bids, or - for standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) bids: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ScenarioArgs {
    /// A folder with one domain and its profiles in any format, or one TOML file
    #[arg(value_name = "SCENARIO", value_hint = ValueHint::AnyPath)]
    pub(crate) scenario: PathBuf,
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
