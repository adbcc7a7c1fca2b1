//! The arguments of `onetext bridge`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{DocxArgs, ViewArgs};

#[derive(Debug, Args)]
pub(crate) struct BridgeArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
    /// The draft [default: the current one]
    #[arg(long, value_name = "DRAFT")]
    pub(crate) draft: Option<String>,
    /// How many packages of each sort are listed
    #[arg(long, value_name = "NUMBER", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) top: u16,
    /// The text of this package without brackets, with --docx or --markdown
    #[arg(long, value_name = "PACKAGE", group = "text", conflicts_with = "json")]
    pub(crate) clean: Option<usize>,
    /// What this package changes in the draft as it stands, as tracked changes, with --docx
    #[arg(long, value_name = "PACKAGE", group = "text", requires = "docx", conflicts_with = "json")]
    pub(crate) redline: Option<usize>,
    /// Words for the places of a clause at which they are still to be written: '7=five; six'
    #[arg(long, value_name = "CLAUSE=WORDS", requires = "text")]
    pub(crate) fill: Vec<String>,
    /// In whose name the changes are marked
    #[arg(long, value_name = "NAME", default_value = "Mediators", requires = "redline")]
    pub(crate) author: String,
    /// Draw what the packages can be worth to two parties, as far as is known
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["json", "text", "docx"])]
    pub(crate) svg: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) docx: DocxArgs,
    /// Write the text as Markdown [without a name: print it]
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        default_missing_value = "-",
        conflicts_with = "docx",
        requires = "clean"
    )]
    pub(crate) markdown: Option<PathBuf>,
}
