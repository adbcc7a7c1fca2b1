//! The arguments of `conflict`: a command for each thing that is asked of a model of who would do what.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};
use onetext_conflict::stability::Concept;
use onetext_record::When;

#[derive(Debug, Args)]
pub(crate) struct ConflictArgs {
    #[command(subcommand)]
    pub(crate) command: ConflictCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConflictCommand {
    /// Which states are stable, for whom, by which concept
    ///
    /// With --json: {"decision_makers","options","states","stable":{"nash":[[bool for each decision maker] for each state],…},
    /// "equilibria":{"nash":[bitmask,…],…}}. Bit o of a bitmask is option o. Above 65,536 states there are equilibria and counts
    /// alone, and --states writes the rest.
    #[command(
        after_help = "Examples:\n  onetext conflict solve chicken.toml\n  onetext conflict solve elmira.json --json\n  \
            onetext conflict solve large.toml --json --states states.jsonl\n  onetext conflict solve chicken.toml --html chicken.html\n  \
            onetext conflict solve my-case --for council\n\n\
            Where it is not known what somebody prefers, it is told what is stable whatever that is, and what only under some of it."
    )]
    Solve(SolveConflictArgs),
    /// Why a state is stable for somebody or is not, with the moves that make it so
    #[command(
        after_help = "Examples:\n  onetext conflict why chicken.toml 0\n  onetext conflict why elmira.json 'Modify, Accept, Insist' --who Uniroyal --concept seq"
    )]
    Why(WhyArgs),
    /// What can be reached from a state, and by which moves
    ///
    /// Nobody moves twice in a row. From the status quo, where no other state is named.
    #[command(
        after_help = "Examples:\n  onetext conflict paths elmira.json --from 2\n  onetext conflict paths elmira.json --from 2 --improvements --to 25\n  \
            onetext conflict paths my-case --for council --by us --by qatar"
    )]
    Paths(PathsArgs),
    /// Which preferences would make a wished state hold
    #[command(
        after_help = "Examples:\n  onetext conflict inverse chicken.toml 0\n  onetext conflict inverse elmira.json 25 --concept seq"
    )]
    Inverse(InverseArgs),
    /// Which single preference, if it were otherwise, would change what holds
    #[command(
        after_help = "Examples:\n  onetext conflict sensitivity chicken.toml\n  onetext conflict sensitivity elmira.json --concept smr --json"
    )]
    Sensitivity(SensitivityArgs),
    /// What a third party could change: an option added, taken away, made sure, or made one-way; two things ruled out together
    #[command(
        after_help = "Examples:\n  onetext conflict intervene chicken.toml\n  onetext conflict intervene chicken.toml --wish 0 --concept seq\n  \
            onetext conflict intervene chicken.toml --add 'Ann: Stop' --liked-by Bo --indifferent Ann"
    )]
    Intervene(InterveneArgs),
    /// Draw states and moves
    #[command(
        after_help = "Examples:\n  onetext conflict draw chicken.toml --svg chicken.svg\n  onetext conflict draw elmira.json --from 2 --svg elmira.svg"
    )]
    Draw(DrawArgs),
    /// Write a model as TOML, the form in which it can be read and changed
    #[command(after_help = "Examples:\n  onetext conflict convert elmira.json --out elmira.toml")]
    Convert(ConvertConflictArgs),
}

/// Of which model.
#[derive(Debug, Args)]
pub(crate) struct ModelArgs {
    /// A model in TOML or JSON, or the folder of a case that has one
    #[arg(value_name = "MODEL", value_hint = ValueHint::AnyPath)]
    pub(crate) model: PathBuf,
    /// Of a case: who reads, that is, a participant of the case, `public`, or `team`
    #[arg(long = "for", value_name = "WHO")]
    pub(crate) reader: Option<String>,
    /// Of a case: what the record knew by then [default: the case's own date, else now]
    #[arg(long, value_name = "WHEN", requires = "reader")]
    pub(crate) as_of: Option<When>,
    /// Use at most so much memory, in megabytes [default: what the machine has free]
    #[arg(long, value_name = "MEGABYTES", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) memory: Option<u64>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// By which concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConceptArg {
    /// No move to anything that is preferred
    Nash,
    /// General metarationality: others can answer each improvement
    Gmr,
    /// Symmetric metarationality: and there is no escape from their answer
    Smr,
    /// Sequential stability: others can answer by improvements of their own
    Seq,
    /// Symmetric sequential stability: and there is no escape from that
    Sseq,
}

impl From<ConceptArg> for Concept {
    fn from(concept: ConceptArg) -> Self {
        match concept {
            ConceptArg::Nash => Self::Nash,
            ConceptArg::Gmr => Self::Gmr,
            ConceptArg::Smr => Self::Smr,
            ConceptArg::Seq => Self::Seq,
            ConceptArg::Sseq => Self::Sseq,
        }
    }
}

/// How to take what is not known (Li, Hipel, Kilgour and Fang 2004).
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExtensionArg {
    /// They move to what is not known, and it does not deter them
    A,
    /// They do not move to it, and it does not deter them
    B,
    /// They move to it, and it deters them
    C,
    /// They do not move to it, and it deters them
    D,
}

#[derive(Debug, Args)]
pub(crate) struct SolveConflictArgs {
    #[command(flatten)]
    pub(crate) of: ModelArgs,
    /// By these concepts alone, with commas [default: all]
    #[arg(long, value_enum, value_name = "CONCEPTS", value_delimiter = ',')]
    pub(crate) concepts: Vec<ConceptArg>,
    /// Also what is stable against coalitions
    #[arg(long)]
    pub(crate) coalitions: bool,
    /// Also limited-move and non-myopic stability, up to so many moves; for two decision makers and strict preferences
    #[arg(long, value_name = "MOVES", value_parser = clap::value_parser!(u16).range(1..=1_000))]
    pub(crate) limited: Option<u16>,
    /// Also with sanctions by several at once (Fraser and Hipel)
    #[arg(long)]
    pub(crate) simultaneous: bool,
    /// Where preferences are partly unknown: also what is stable by one of four ways to take what is not known
    #[arg(long, value_enum)]
    pub(crate) extension: Option<ExtensionArg>,
    /// The others bringing back the very state that was left does not count as a sanction
    #[arg(long)]
    pub(crate) restoring_is_no_sanction: bool,
    /// List every state on the terminal, and not equilibria alone
    #[arg(long)]
    pub(crate) all: bool,
    /// Write a line of JSON for each state
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) states: Option<PathBuf>,
    /// Write a page with the table of states
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "json")]
    pub(crate) html: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct WhyArgs {
    #[command(flatten)]
    pub(crate) of: ModelArgs,
    /// The state: its bitmask, its name, or the options that are taken in it, with commas
    #[arg(value_name = "STATE")]
    pub(crate) state: String,
    /// For whom [default: everybody]
    #[arg(long, value_name = "DECISION_MAKER")]
    pub(crate) who: Option<String>,
    /// By which concept [default: all]
    #[arg(long, value_enum)]
    pub(crate) concept: Option<ConceptArg>,
}

#[derive(Debug, Args)]
pub(crate) struct PathsArgs {
    #[command(flatten)]
    pub(crate) of: ModelArgs,
    /// From which state [default: the status quo]
    #[arg(long, value_name = "STATE")]
    pub(crate) from: Option<String>,
    /// To which state [default: whichever are equilibria]
    #[arg(long, value_name = "STATE")]
    pub(crate) to: Option<String>,
    /// Only by moves that whoever makes them prefers
    #[arg(long)]
    pub(crate) improvements: bool,
    /// Only moves of this one; can be said several times
    #[arg(long, value_name = "DECISION_MAKER")]
    pub(crate) by: Vec<String>,
    /// By so many moves at most
    #[arg(long, value_name = "MOVES", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) steps: Option<u16>,
    /// Equilibria by which concept
    #[arg(long, value_enum, default_value = "seq")]
    pub(crate) concept: ConceptArg,
}

#[derive(Debug, Args)]
pub(crate) struct InverseArgs {
    #[command(flatten)]
    pub(crate) of: ModelArgs,
    /// The state that is to hold: its bitmask, its name, or the options that are taken in it, with commas
    #[arg(value_name = "STATE")]
    pub(crate) state: String,
    /// By which concept
    #[arg(long, value_enum, default_value = "nash")]
    pub(crate) concept: ConceptArg,
}

#[derive(Debug, Args)]
pub(crate) struct SensitivityArgs {
    #[command(flatten)]
    pub(crate) of: ModelArgs,
    /// By which concept
    #[arg(long, value_enum, default_value = "seq")]
    pub(crate) concept: ConceptArg,
}

#[derive(Debug, Args)]
pub(crate) struct InterveneArgs {
    #[command(flatten)]
    pub(crate) of: ModelArgs,
    /// Also try a new option: whose it is and its name, as in 'Ann: Leave'
    #[arg(long, value_name = "OWNER: NAME")]
    pub(crate) add: Option<String>,
    /// Who would prefer the new option taken, where all else is alike; can be said several times [default: nobody knows]
    #[arg(long, value_name = "DECISION_MAKER", requires = "add")]
    pub(crate) liked_by: Vec<String>,
    /// Who would prefer it not taken
    #[arg(long, value_name = "DECISION_MAKER", requires = "add")]
    pub(crate) disliked_by: Vec<String>,
    /// Who would not care
    #[arg(long, value_name = "DECISION_MAKER", requires = "add")]
    pub(crate) indifferent: Vec<String>,
    /// Only what makes this state hold
    #[arg(long, value_name = "STATE")]
    pub(crate) wish: Option<String>,
    /// By which concept
    #[arg(long, value_enum, default_value = "seq")]
    pub(crate) concept: ConceptArg,
}

#[derive(Debug, Args)]
pub(crate) struct DrawArgs {
    #[command(flatten)]
    pub(crate) of: ModelArgs,
    /// Where to; - for standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, required = true)]
    pub(crate) svg: PathBuf,
    /// What can be reached from this state alone
    #[arg(long, value_name = "STATE")]
    pub(crate) from: Option<String>,
    /// Only moves that whoever makes them prefers
    #[arg(long)]
    pub(crate) improvements: bool,
    /// Equilibria by which concept are marked
    #[arg(long, value_enum, default_value = "seq")]
    pub(crate) concept: ConceptArg,
}

#[derive(Debug, Args)]
pub(crate) struct ConvertConflictArgs {
    /// A model in JSON or TOML
    #[arg(value_name = "MODEL", value_hint = ValueHint::FilePath)]
    pub(crate) model: PathBuf,
    /// Where to; - for standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: PathBuf,
}
