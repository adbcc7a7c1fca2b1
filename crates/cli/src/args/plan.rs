//! The arguments of `plan`: a command for each thing that is asked of a plan.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use super::ViewArgs;

#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    #[command(subcommand)]
    pub(crate) command: PlanCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PlanCommand {
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
pub(crate) struct NetworkArgs {
    /// File of the network
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
