//! The arguments of commands whose business is documents: drafts that leave, and documents that come in.

use std::path::PathBuf;

use clap::{Args, ValueHint};
use onetext_record::When;

/// Where a Word document goes.
#[derive(Debug, Args)]
pub(crate) struct DocxArgs {
    /// Write a Word document; `-` prints it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) docx: Option<PathBuf>,
    /// Write over a Word document that is there already
    #[arg(long, requires = "docx")]
    pub(crate) replace: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) case: PathBuf,
    /// Who reads: a participant of the case, `public`, or `team`; nothing that they may not see goes into the document
    #[arg(long = "for", value_name = "WHO")]
    pub(crate) reader: String,
    /// As the record was by then: 2031-03-05, or 2031-03-05T18:00 [default: the case's own date, else now]
    #[arg(long, value_name = "WHEN")]
    pub(crate) as_of: Option<When>,
    /// The draft [default: the current one]
    #[arg(long, value_name = "DRAFT")]
    pub(crate) draft: Option<String>,
    /// As it stands, brackets and all; this is what is done where nothing else is asked for
    #[arg(long, group = "form")]
    pub(crate) bracketed: bool,
    /// Without brackets: an option is taken at every open point, with --choose
    #[arg(long, group = "form")]
    pub(crate) clean: bool,
    /// Take these options at the open points of a clause and what stands below it: '7=five; in', '4=#2'; '4==six' takes
    /// words that it does not offer
    #[arg(long, value_name = "CLAUSE=OPTIONS", requires = "clean")]
    pub(crate) choose: Vec<String>,
    /// What changed since this draft, as tracked changes
    #[arg(long, value_name = "DRAFT", group = "form", requires = "docx")]
    pub(crate) redline_against: Option<String>,
    /// Amendments to the draft as tracked changes in the name of who put each forward: these acts, or all that are in force
    #[arg(long, value_name = "ACTS", group = "form", requires = "docx", num_args = 0.., value_delimiter = ',')]
    pub(crate) amendments: Option<Vec<String>>,
    /// How each party stands to each clause, and what changes are called and by whom, as comments
    #[arg(long, requires = "docx")]
    pub(crate) comments: bool,
    /// In whose name the mediators' own changes and comments are marked
    #[arg(long, value_name = "NAME", default_value = "Mediators")]
    pub(crate) author: String,
    /// Number of this copy, at the top of each page [default: none]
    #[arg(long, value_name = "NUMBER", requires = "docx")]
    pub(crate) copy: Option<String>,
    #[command(flatten)]
    pub(crate) docx: DocxArgs,
    /// Write the text as Markdown [without a name: print it]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-", conflicts_with = "docx")]
    pub(crate) markdown: Option<PathBuf>,
}
