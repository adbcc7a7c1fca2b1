//! The implementation matrix for other programs and for paper: as CSV, and as an HTML page.
//!
//! CSV is that of RFC 4180 in UTF-8: every field quoted, lines end in CR LF. A field that a spreadsheet would take for a formula
//! begins with an apostrophe, which spreadsheets take for "this is text".

use maud::{Markup, html};
use onetext_record::plan::following::State;
use onetext_record::plan::standing::Words;

use super::followed::{DueTold, amount_words, level_words};
use super::status::{IncidentNamed, MatrixRow, PlanStatus};
use crate::line::{Line, clean};
use crate::model::{Person, SourceSaid};
use crate::page::{self, Document, given, line};

/// Columns of the CSV, in order.
const COLUMNS: [&str; 22] = [
    "entry",
    "sort",
    "what",
    "clauses",
    "words",
    "responsible",
    "owed to",
    "deadline",
    "by",
    "day",
    "verifier",
    "evidence",
    "state",
    "states",
    "in words",
    "least",
    "most",
    "of",
    "done on",
    "levels",
    "reported by",
    "sources",
];

/// Layout of the page.
const CSS: &str = include_str!("matrix.css");

impl PlanStatus {
    /// The matrix as CSV.
    pub fn csv(&self) -> String {
        let mut text = String::new();
        push_record(&mut text, COLUMNS.iter().map(|column| (*column).to_owned()));
        for row in &self.rows {
            push_record(&mut text, fields(row).into_iter());
        }
        text
    }

    /// The matrix as an HTML document.
    pub fn html(&self) -> String {
        let running = self.running().join(" \u{b7} ");
        page::document(
            &Document { title: &self.title(), direction: self.direction, running: &running, css: CSS },
            &self.body(),
        )
    }

    /// What a document of the matrix is called.
    pub(crate) fn title(&self) -> String {
        format!("{} \u{2013} how the plan is followed, {}", self.heading.title, self.heading.as_of_words)
    }

    /// What stands at the top of every sheet, part by part.
    pub(crate) fn running(&self) -> Vec<String> {
        let heading = &self.heading;
        vec![heading.title.clone(), format!("for {}", heading.reader_name), heading.as_of_words.clone()]
    }

    /// All that the page says.
    pub(crate) fn body(&self) -> Markup {
        let heading = &self.heading;
        let open = || self.incidents.iter().filter(|one| one.closed_by.is_none());
        html! {
            main.matrix id="main" tabindex="-1" {
                h1 dir="auto" { (clean(&heading.title)) }
                p.meta {
                    "How the plan is followed. For " (given(&heading.reader_name)) ", as of " (heading.as_of_words) ". "
                    "Reported is not verified: every account is that of whoever gives it."
                }
                @for taken in &self.taken { p { "Taken: " (line(&taken.line())) "." } }
                @if open().next().is_some() {
                    section aria-labelledby="open" {
                        h2 id="open" { "Alleged and open" }
                        ul.plain { @for one in open() { li dir="auto" { (incident(one)) } } }
                    }
                }
                (table(&self.rows))
                (reported(&self.rows))
                @if self.incidents.iter().any(|one| one.closed_by.is_some()) {
                    section aria-labelledby="closed" {
                        h2 id="closed" { "Alleged and closed" }
                        ul.plain {
                            @for one in self.incidents.iter().filter(|one| one.closed_by.is_some()) {
                                li dir="auto" { (incident(one)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn push_record(text: &mut String, fields: impl Iterator<Item = String>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push('"');
        text.push_str(&harmless(&field).replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

/// A field that no spreadsheet takes for a formula.
fn harmless(field: &str) -> String {
    let field = clean(field);
    // Signs that begin a formula, also as they are written in East Asian scripts, and behind blanks.
    let begins = ['=', '+', '-', '@', '|', '%', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\u{2212}'];
    match field.trim_start().starts_with(begins) {
        true => format!("'{field}"),
        false => field,
    }
}

fn fields(row: &MatrixRow) -> [String; 22] {
    let dates = |of: fn(&DueTold) -> Option<String>| {
        row.deadline.dates.iter().filter_map(of).collect::<Vec<_>>().join("; ")
    };
    let states: Vec<&str> = row.states.iter().map(|state| name(*state)).collect();
    let joined = |parts: Vec<String>| parts.join("; ");
    let levels =
        row.levels.iter().map(|one| format!("{}: {}", names(&one.by), level_words(one.level))).collect();
    let counts = |account: &&super::followed::AccountTold| account.set_aside.is_none();
    let mut reporters: Vec<String> = Vec::new();
    let mut sources: Vec<String> = Vec::new();
    for account in row.accounts.iter().filter(counts) {
        let who = match account.by.is_empty() {
            true => "not named".to_owned(),
            false => names(&account.by),
        };
        if !reporters.contains(&who) {
            reporters.push(who);
        }
        for source in &account.sources {
            let source = source.line().to_string();
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
    }
    let number = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
    [
        row.entry.id.clone(),
        row.entry.sort.clone(),
        row.entry.name().to_string(),
        joined(row.entry.clauses.iter().map(|place| place.label.clone()).collect()),
        words_name(row.words).to_owned(),
        names(&row.responsible),
        names(&row.owed_to),
        row.deadline.rule.as_ref().map(Line::to_string).unwrap_or_default(),
        dates(|due| Some(due.by.date.clone())),
        dates(|due| due.day.map(|day| day.to_string())),
        names(&row.verifier),
        row.evidence.clone().unwrap_or_default(),
        name(row.state).to_owned(),
        states.join("; "),
        row.state_words.to_string(),
        number(row.amount.map(|amount| amount.least)),
        number(row.amount.map(|amount| amount.most)),
        number(row.amount.and_then(|amount| amount.of)),
        joined(row.complete.iter().map(|told| told.on.date.clone()).collect()),
        joined(levels),
        joined(reporters),
        joined(sources),
    ]
}

fn names(people: &[Person]) -> String {
    people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join("; ")
}

/// The name of a state in JSON.
fn name(state: State) -> &'static str {
    state.as_str()
}

/// What has become of words, by its name in JSON.
fn words_name(words: Words) -> &'static str {
    match words {
        Words::Untied => "untied",
        Words::Same => "same",
        Words::Stale => "stale",
        Words::Confirmed => "confirmed",
        Words::Unknown => "unknown",
        Words::Gone => "gone",
    }
}

fn incident(one: &IncidentNamed) -> Markup {
    html! { (line(&one.line())) }
}

fn table(rows: &[MatrixRow]) -> Markup {
    let stale = rows.iter().any(|row| row.words == Words::Stale);
    html! {
        section aria-labelledby="matrix" {
            h2 id="matrix" { "Implementation matrix" }
            table.cards {
                thead {
                    tr {
                        th.what scope="col" { "What" } th scope="col" { "Who" } th scope="col" { "By when" }
                        th scope="col" { "Established by" } th.how scope="col" { "State" }
                        th.level scope="col" { "Level by monitor" } th scope="col" { "Reported by" }
                    }
                }
                tbody { @for row in rows { (matrix_row(row)) } }
            }
            @if stale { p.meta { "* " (crate::wording::STALE_WORDS) "." } }
        }
    }
}

fn matrix_row(row: &MatrixRow) -> Markup {
    html! {
        tr {
            th scope="row" dir="auto" {
                (line(&row.what()))
                @if row.words == Words::Stale { " *" }
                @if let Some(does) = row.does.as_ref().filter(|does| **does != row.entry.title) {
                    p.meta dir="auto" { (given(does)) }
                }
            }
            (cell("Who", &html! {
                (people(&row.responsible))
                @if !row.owed_to.is_empty() { p.meta { "to " (people(&row.owed_to)) } }
            }))
            (cell("By when", &html! {
                @for (at, due) in row.deadline.dates.iter().enumerate() {
                    @if at > 0 { " or " }
                    span.when { (due.by.short) @if let Some(day) = due.day { " (day " (day) ")" } }
                }
                @if let Some(rule) = &row.deadline.rule { p.meta { (line(rule)) } }
            }))
            (cell("Established by", &html! {
                (people(&row.verifier))
                @if let Some(evidence) = &row.evidence { p.meta { (given(evidence)) } }
            }))
            (cell("State", &html! {
                span class={ "state " (name(row.state)) } { (line(&row.state_words)) }
                @if let Some(amount) = row.amount.filter(|_| !row.states.contains(&State::Partly)) {
                    p.meta { "in all " (amount_words(amount)) }
                }
            }))
            (cell("Level", &html! {
                @for one in &row.levels { p { (level_words(one.level)) " " span.meta { (people(&one.by)) ", " (one.on.short) } } }
            }))
            (cell("Reported by", &html! {
                @for account in row.accounts.iter().filter(|account| account.set_aside.is_none()) {
                    p {
                        @if account.by.is_empty() { "not named" } @else { (people(&account.by)) }
                        " " span.when { (account.on.short) }
                    }
                }
            }))
        }
    }
}

/// A cell with the name of its column, which is shown where there is no room for columns.
fn cell(label: &str, content: &Markup) -> Markup {
    html! {
        td data-label=(label) dir="auto" { @if !content.0.trim().is_empty() { div { (content) } } }
    }
}

fn reported(rows: &[MatrixRow]) -> Markup {
    let told: Vec<&MatrixRow> = rows.iter().filter(|row| !row.accounts.is_empty()).collect();
    html! {
        @if !told.is_empty() {
            section.reported aria-labelledby="reported" {
                h2 id="reported" { "What is reported" }
                @for row in told {
                    h3 dir="auto" { (line(&row.what())) }
                    ul.plain {
                        @for account in &row.accounts {
                            li dir="auto" { (line(&account.line())) (sources(&account.sources)) }
                        }
                        @for level in &row.levels { li dir="auto" { (line(&level.line())) (sources(&level.sources)) } }
                    }
                }
            }
        }
    }
}

fn people(people: &[Person]) -> Markup {
    html! { (line(&Line::new().list(people.iter().map(|person| person.name.as_str())))) }
}

fn sources(sources: &[SourceSaid]) -> Markup {
    html! { @for source in sources { span.source dir="auto" { (line(&source.line())) } } }
}
