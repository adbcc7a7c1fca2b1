//! The arguments of `record` and `add`, made from the tables that say what may stand in each item of a case.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches, ValueHint};
use onetext_case::write::Given;
use onetext_record::Kind;
use onetext_record::schema::{self, Field, ItemSchema, KindSchema, Need, Shape};

/// `onetext record CASE KIND …`
#[derive(Debug)]
pub(crate) struct RecordArgs {
    pub(crate) case: PathBuf,
    pub(crate) kind: Kind,
    pub(crate) given: Vec<Given>,
    pub(crate) dry_run: bool,
}

/// `onetext add CASE draft FILE …`, and the like.
#[derive(Debug)]
pub(crate) struct AddArgs {
    pub(crate) case: PathBuf,
    /// What is added: `draft`, `participant`, `term` or `audience`.
    pub(crate) item: String,
    /// The file of a draft.
    pub(crate) file: Option<PathBuf>,
    pub(crate) given: Vec<Given>,
    pub(crate) dry_run: bool,
}

/// An item that can be added: its name, what adding it does, what may stand in it, and an example.
type Item = (&'static str, &'static str, &'static ItemSchema, &'static str);

const ITEMS: &[Item] = &[
    (
        "draft",
        "Add a draft: its file is copied into the case as it is",
        &schema::DRAFT,
        "draft second.en.md --by council --on 2031-03-15 --audience upper,lower --current",
    ),
    (
        "participant",
        "Add somebody who takes part",
        &schema::PARTICIPANT,
        "participant --id upper --name \"Upper Farm\" --role party --principal \"the elder daughter\"",
    ),
    (
        "term",
        "Add a contested thing and each participant's own word for it",
        &schema::TERM,
        "term --id well --neutral \"the well\" --words \"upper=our well\" --words \"lower=the common well\"",
    ),
    (
        "audience",
        "Add a named set of participants",
        &schema::NAMED_SET,
        "audience --id mediators --members council,priest",
    ),
];

/// Fields that the commands fill in by themselves.
const FILLED_IN: &[&str] = &["kind", "file"];

fn case() -> Arg {
    Arg::new("case")
        .value_name("CASE")
        .required(true)
        .value_hint(ValueHint::DirPath)
        .help("Folder of the case")
}

fn dry_run() -> Arg {
    Arg::new("dry_run")
        .long("dry-run")
        .action(ArgAction::SetTrue)
        .display_order(1000)
        .help("Show what would be written, and write nothing")
}

fn option(field: &'static Field, need: Need) -> Arg {
    let long: String = field.name.replace('_', "-");
    let mut help = capitalised(field.help);
    match need {
        Need::Required if !matches!(field.name, "id" | "on") => help.push_str(" (needed)"),
        Need::OneOf(others) => {
            let others: Vec<String> =
                others.iter().map(|other| format!("--{}", other.replace('_', "-"))).collect();
            help.push_str(&format!(" (one of {} is needed)", others.join(", ")));
        }
        _ => {}
    }
    if let Some(form) = form(field) {
        help.push_str("; ");
        help.push_str(form);
    }
    let mut arg = Arg::new(field.name).long(long).value_name(value_name(field)).action(ArgAction::Append);
    if field.name.contains('_') {
        arg = arg.alias(field.name);
    }
    match field.shape {
        Shape::Flag => {
            arg = arg.num_args(0..=1).default_missing_value("true").value_parser(["true", "false"])
        }
        Shape::OneOf(names) => {
            // Abbreviations are completed later, so any text is let through; the names are for help and completions.
            help.push_str(&format!(": {}", names.join(", ")));
        }
        Shape::OneOrMoreOf(names) => help.push_str(&format!(": {}; several with commas", names.join(", "))),
        _ => {}
    }
    arg.allow_hyphen_values(matches!(field.shape, Shape::Number)).help(help)
}

/// How a value is typed, where that is not plain from its name.
fn form(field: &Field) -> Option<&'static str> {
    Some(match field.shape {
        Shape::Sources => {
            "\"kind; who; where it is found\", with kind text, statement, report, anonymous or leak; may be repeated"
        }
        Shape::Steps => "\"what; date; who\"; may be repeated",
        Shape::Dates => "today where nothing is given; \"DATE who says so\", repeated, where accounts differ",
        Shape::Clauses => "labels with commas or semicolons between them",
        Shape::Choices => {
            "one for each open point, in order: the words, #1, #2 …, in, or out; may be repeated"
        }
        Shape::Audience | Shape::Acts => "several with commas",
        Shape::Participants | Shape::ParticipantOrList => "several with commas",
        Shape::Texts | Shape::TextOrTexts => "may be repeated",
        Shape::OwnWords => "participant=word; may be repeated",
        Shape::Renderings => "language=word, other form; may be repeated",
        Shape::Readings => "line:column=reading; may be repeated",
        _ => return None,
    })
}

fn value_name(field: &Field) -> &'static str {
    match field.shape {
        Shape::Participant | Shape::Participants | Shape::ParticipantOrList | Shape::Audience => "WHO",
        Shape::When | Shape::Day | Shape::Dates => "WHEN",
        Shape::Draft => "DRAFT",
        Shape::Clauses => "LABELS",
        Shape::Act | Shape::Acts => "ACT",
        Shape::Number => "NUMBER",
        Shape::Flag => "true|false",
        Shape::OneOf(_) | Shape::OneOrMoreOf(_) => "NAME",
        Shape::Sources => "SOURCE",
        Shape::Steps => "STEP",
        _ => "TEXT",
    }
}

/// How wide an example may be before it goes on in the next line, so that help does not break it where a shell would not.
const EXAMPLE_WIDTH: usize = 84;

/// The shortest act of a kind that says something.
fn example(kind: &KindSchema) -> String {
    let by = (kind.need("by") == Need::Required).then_some("by");
    let needed = by.into_iter().chain(kind.needs.iter().filter_map(|group| group.first().copied()));
    let mut command = format!("onetext record my-case {}", kind.kind);
    let mut width = command.len();
    for name in needed.chain(["audience"]) {
        let field = schema::fields_of(kind.kind).find(|field| field.name == name);
        let value = match field.map(|field| field.shape) {
            Some(Shape::ParticipantOrList) if name == "to" => "upper,lower",
            Some(Shape::Participant | Shape::ParticipantOrList) => "council",
            Some(Shape::Audience) => "mediators",
            Some(Shape::Draft) => "first",
            Some(Shape::Act) => "k3v9",
            Some(Shape::When) => "2031-03-20T18:00",
            Some(Shape::Number) => "40000",
            Some(Shape::Sources) => "\"report; Harbour Office; report of 5 March\"",
            _ => "\"…\"",
        };
        let option = format!(" --{} {value}", name.replace('_', "-"));
        width += option.len();
        if width > EXAMPLE_WIDTH {
            command.push_str(" \\\n     ");
            width = option.len();
        }
        command.push_str(&option);
    }
    command
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// What was given for these fields, in the order of the fields.
fn given<'f>(matches: &ArgMatches, fields: impl Iterator<Item = &'f Field>) -> Vec<Given> {
    fields
        .filter(|field| !FILLED_IN.contains(&field.name))
        .filter_map(|field| {
            let values: Vec<String> = matches.get_many::<String>(field.name)?.cloned().collect();
            Some(Given { field: field.name.to_owned(), values })
        })
        .collect()
}

fn chosen(matches: &ArgMatches) -> Result<(&str, &ArgMatches), clap::Error> {
    matches.subcommand().ok_or_else(|| clap::Error::new(clap::error::ErrorKind::MissingSubcommand))
}

fn path(matches: &ArgMatches, name: &str) -> PathBuf {
    matches.get_one::<String>(name).map(PathBuf::from).unwrap_or_default()
}

impl Args for RecordArgs {
    fn augment_args(command: Command) -> Command {
        let kinds = schema::KINDS.iter().map(|kind| {
            let name = kind.kind.as_str();
            let spelt_as_options_are = name.contains('_').then(|| name.replace('_', "-"));
            Command::new(name)
                .aliases(spelt_as_options_are)
                .about(capitalised(kind.help))
                .after_help(format!("Example:\n  {}", example(kind)))
                .args(
                    schema::fields_of(kind.kind)
                        .filter(|field| !FILLED_IN.contains(&field.name))
                        .map(|field| option(field, kind.need(field.name))),
                )
                .arg(dry_run())
        });
        command
            .arg(case())
            .subcommand_required(true)
            .subcommand_value_name("KIND")
            .subcommand_help_heading("Kinds")
            .disable_help_subcommand(true)
            .subcommands(kinds)
            .after_help(
                "Names of participants, drafts, acts and values may be shortened: `ham` for `hamas`, `ad` for `ad_referendum`.\n\
                 Everything is checked before anything is written, and what is written is shown.\n\n\
                 Examples:\n  \
                 onetext record my-case accept --by lower --draft second --clauses 2 --extent words --authority ad \\\n      \
                 --through council --audience mediators --sources \"statement; Lower Farm; by telephone\"\n  \
                 onetext record my-case accept --help",
            )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for RecordArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let (name, chosen) = chosen(matches)?;
        let kind: Kind =
            name.parse().map_err(|_| clap::Error::new(clap::error::ErrorKind::InvalidSubcommand))?;
        Ok(Self {
            case: path(matches, "case"),
            kind,
            given: given(chosen, schema::fields_of(kind)),
            dry_run: chosen.get_flag("dry_run"),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for AddArgs {
    fn augment_args(command: Command) -> Command {
        let items = ITEMS.iter().map(|(name, about, schema, example)| {
            let mut item = Command::new(*name)
                .about(*about)
                .arg(dry_run())
                .after_help(format!("Example:\n  onetext add my-case {example}"));
            if *name == "draft" {
                item = item.arg(
                    Arg::new("from").value_name("FILE").required(true).value_hint(ValueHint::FilePath).help(
                        "The draft, as received: a Word document (.docx), Markdown or plain text in UTF-8",
                    ),
                );
            }
            item.args(schema.fields.iter().filter(|field| !FILLED_IN.contains(&field.name)).map(|field| {
                let filled_in = *name == "draft" && matches!(field.name, "id" | "lang" | "on" | "authentic");
                let needed = schema.needs.contains(&field.name) && !filled_in;
                option(field, if needed { Need::Required } else { Need::Optional })
            }))
        });
        command
            .arg(case())
            .subcommand_required(true)
            .subcommand_value_name("ITEM")
            .subcommand_help_heading("Items")
            .disable_help_subcommand(true)
            .subcommands(items)
            .after_help(
                "Examples:\n  \
                 onetext add my-case participant --id upper --name \"Upper Farm\" --role party\n  \
                 onetext add my-case audience --id mediators --members council,priest\n  \
                 onetext add my-case draft second.en.md --by council --on 2031-03-15 --audience upper,lower --current",
            )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for AddArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let (name, chosen) = chosen(matches)?;
        let fields =
            ITEMS.iter().find(|(item, ..)| *item == name).map_or(&[][..], |(_, _, schema, _)| schema.fields);
        Ok(Self {
            case: path(matches, "case"),
            item: name.to_owned(),
            file: (name == "draft").then(|| path(chosen, "from")),
            given: given(chosen, fields.iter()),
            dry_run: chosen.get_flag("dry_run"),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
