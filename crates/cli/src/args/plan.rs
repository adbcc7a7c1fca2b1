//! The arguments of `plan`: a command for each thing that is asked of a plan.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgGroup, Args, Subcommand, ValueHint};
use onetext_record::plan::{Check, Length};

use super::{DocxArgs, ViewArgs};

#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    #[command(subcommand)]
    pub(crate) command: PlanCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PlanCommand {
    /// What would fail before anybody fails: what the text leaves unsaid, what cannot come about, what does not add up
    ///
    /// Findings are facts about the plan, by clause; an ambiguity may be meant, and then somebody can own it.
    #[command(
        after_help = "Examples:\n  onetext plan check my-case --for team\n  onetext plan check my-case --for council --only circular_waiting,unreachable\n  \
            onetext plan check my-case --for team --choose '7=five' --json\n\n\
            Exit code 0 where nothing is found that nobody owns; 1 where something is, or there is no plan."
    )]
    Check(PlanCheckArgs),
    /// When things of the plan can happen, by phase and by who has to do them; and whether these times can be kept
    ///
    /// Where no date is known, times are counted from the event that they count from in the end. What others decide is
    /// hatched in the pictures.
    #[command(
        after_help = "Examples:\n  onetext plan timeline my-case --for council\n  onetext plan timeline my-case --for council --svg timeline.svg\n  \
            onetext plan timeline my-case --for council --choose '7=five' --html timeline.html"
    )]
    Timeline(PlanTimelineArgs),
    /// The order of an exchange: who is exposed when, and whether anybody gains by stopping half-way
    ///
    /// Without values that somebody stated: who gives what before receiving what. With values, given as ranges by their authors:
    /// each side's gain by stopping at each point, the order that keeps the largest smallest, and the guarantee that would be
    /// enough.
    #[command(
        after_help = "Examples:\n  onetext plan order my-case --for council\n  onetext plan order my-case --for council --by council --cut 3\n  \
            onetext plan order my-case --for council --svg exposure.svg"
    )]
    Order(OrderArgs),
    /// What would follow: something later, on another date, a step less, a person in another category, another option
    ///
    /// Dates, totals, gates and findings before and then. Nothing is written.
    #[command(
        after_help = "Examples:\n  onetext plan whatif my-case --for council --delay signature='48 hours'\n  \
            onetext plan whatif my-case --for council --reclassify first-list/p7=wounded\n  \
            onetext plan whatif my-case --for council --without inspection --instead '7=#2'"
    )]
    Whatif(PlanWhatifArgs),
    /// How the plan is followed: what is reported of each entry, by whom, and in which state it is on a date
    #[command(
        after_help = "Examples:\n  onetext plan status my-case --for council\n  onetext plan status my-case --for council --as-of 2031-05-10\n  \
            onetext plan status my-case --for council --csv matrix.csv\n  onetext plan status my-case --for council --html matrix.html\n  \
            onetext plan status my-case --for council --docx matrix.docx"
    )]
    Status(PlanStatusArgs),
    /// What is due in the next days, and what has a date that has passed: for whom, with its clause and its verifier
    #[command(
        after_help = "Examples:\n  onetext plan due my-case --for council\n  onetext plan due my-case --for lower --within \"48 hours\" --as-of 2031-05-10"
    )]
    Due(PlanDueArgs),
    /// One alleged breach: a notice for the first hour, whom to call, the clock of the dispute clause, both accounts
    #[command(
        after_help = "Examples:\n  onetext plan incident my-case k3v9 --for council\n  onetext plan incident my-case k3v9 --for council --notice\n\n\
            The act is the one that alleges it; plan status lists them."
    )]
    Incident(PlanIncidentArgs),
    /// The dates of the plan as a calendar (.ics) of what one reader may see
    #[command(
        after_help = "Examples:\n  onetext plan ics my-case --for lower > lower.ics\n  onetext plan ics my-case --for lower --out lower.ics"
    )]
    Ics(PlanIcsArgs),
    /// Whether the times of a network can be kept, whatever others take: how, or what cannot be kept together
    ///
    /// The network is a file of its own, in JSON; no case is needed.
    #[command(
        after_help = "Examples:\n  onetext plan network withdrawal.json\n  onetext plan network withdrawal.json --json\n\n\
            {\"nodes\": [{\"node_id\": 1}, {\"node_id\": 2}], \"constraints\": [{\"first_node\": 1, \"second_node\": 2,\n\
            \"type\": \"stc\", \"min_duration\": 0, \"max_duration\": 5}]}: 2 comes 0 to 5 after 1. With the type \"stcu\" others decide when."
    )]
    Network(NetworkArgs),
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("form").args(["json", "csv", "html", "docx"])))]
pub(crate) struct PlanStatusArgs {
    #[command(flatten)]
    pub(crate) of: PlanCaseArgs,
    /// Write the matrix as CSV for a spreadsheet [without a name: print it]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    pub(crate) csv: Option<PathBuf>,
    /// Write one self-contained HTML file [without a name: print it]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    pub(crate) html: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) docx: DocxArgs,
}

#[derive(Debug, Args)]
pub(crate) struct PlanIncidentArgs {
    #[command(flatten)]
    pub(crate) of: PlanCaseArgs,
    /// The act that alleges it
    pub(crate) act: String,
    /// Print the notice alone: what is alleged, by whom, of which words, and what the other side has said
    #[arg(long, conflicts_with = "json")]
    pub(crate) notice: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PlanDueArgs {
    #[command(flatten)]
    pub(crate) of: PlanCaseArgs,
    /// How far ahead: "7 days", "48 hours"
    #[arg(long, value_name = "LENGTH", default_value = "7 days", value_parser = length)]
    pub(crate) within: Length,
}

#[derive(Debug, Args)]
pub(crate) struct PlanIcsArgs {
    #[command(flatten)]
    pub(crate) of: PlanCaseArgs,
    /// Write this file [default: print it]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "json")]
    pub(crate) out: Option<PathBuf>,
}

/// A length of time as it is typed.
fn length(typed: &str) -> Result<Length, String> {
    typed.parse().map_err(|error| format!("\u{201c}{typed}\u{201d} {error}; write 7 days, or 48 hours"))
}

#[derive(Debug, Args)]
pub(crate) struct PlanTimelineArgs {
    #[command(flatten)]
    pub(crate) of: PlanCaseArgs,
    /// Write one picture, as SVG, as wide as a sheet of A4 across [without a name: print it]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-", conflicts_with_all = ["json", "html"])]
    pub(crate) svg: Option<PathBuf>,
    /// Write one self-contained HTML file with the pictures and a table of the same [without a name: print it]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-", conflicts_with = "json")]
    pub(crate) html: Option<PathBuf>,
}

/// Of commands on the plan of a case.
#[derive(Debug, Args)]
pub(crate) struct PlanCaseArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
    /// Take these options at the open points of a clause: '7=five; five', '4=in', '9=#2' [default: none is taken]
    #[arg(long, value_name = "CLAUSE=OPTION")]
    pub(crate) choose: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct PlanCheckArgs {
    #[command(flatten)]
    pub(crate) of: PlanCaseArgs,
    /// Look for these alone; several with commas
    #[arg(long, value_name = "CHECK", value_delimiter = ',', value_parser = PossibleValuesParser::new(Check::NAMES))]
    pub(crate) only: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct PlanWhatifArgs {
    #[command(flatten)]
    pub(crate) plan: PlanCaseArgs,
    /// An entry comes so much later: signature='48 hours'; of a phase, phase.end for its end
    #[arg(long, value_name = "ENTRY=LENGTH")]
    pub(crate) delay: Vec<String>,
    /// An entry comes on this date: signature=2031-05-01
    #[arg(long, value_name = "ENTRY=DATE")]
    pub(crate) on: Vec<String>,
    /// An entry is not there
    #[arg(long, value_name = "ENTRY")]
    pub(crate) without: Vec<String>,
    /// A person of a list is in another category: first-list/p7=wounded
    #[arg(long, value_name = "LIST/PERSON=CATEGORY")]
    pub(crate) reclassify: Vec<String>,
    /// Take these options instead: '7=#2'
    #[arg(long, value_name = "CLAUSE=OPTION")]
    pub(crate) instead: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct OrderArgs {
    #[command(flatten)]
    pub(crate) plan: PlanCaseArgs,
    /// Look at these entries alone; several with commas [default: every duty and batch, or those that have a value]
    #[arg(long, value_name = "ENTRY", value_delimiter = ',')]
    pub(crate) steps: Vec<String>,
    /// Use the values that this participant stated, and no others
    #[arg(long, value_name = "WHO")]
    pub(crate) by: Option<String>,
    /// Show what cutting steps into up to so many pieces gains
    #[arg(long, value_name = "PIECES", value_parser = clap::value_parser!(u32).range(2..=12))]
    pub(crate) cut: Option<u32>,
    /// Write the exposure curve as an SVG picture [without a name: print it]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-", conflicts_with = "json")]
    pub(crate) svg: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct NetworkArgs {
    /// File of the network
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
