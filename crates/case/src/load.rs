//! Reading a case folder, item by item: what cannot be read is left out whole and reported, and everything else is there.

mod about;
mod analysis;
pub(crate) mod check;
mod conflict;
pub(crate) mod files;
mod highlights;
mod marks;
mod slips;

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use onetext_record::act::{Act, Note};
use onetext_record::plan::{Provision, Sort as PlanSort};
use onetext_record::preferences::{Assessment, Sort as AssessmentSort};
use onetext_record::read::{self, Context, DraftItem, Names, Problem, Read, Reference, Target};
use onetext_record::schema;
use onetext_record::{
    ActId, AssessmentId, Audience, ConflictEntry, DraftId, LineageMatch, NamedSet, NamedSets, Participant,
    ProvisionId, ReadAs, Reading, Term,
};
use onetext_text::readings::ReadingOverride;
use onetext_text::source::Source;
use rayon::prelude::*;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::cache::Cache;
use crate::case::{About, Case, DraftRecord, OpenError, TornSeal};
use crate::chunks::{chunks, salvage};
use crate::diagnostics::{Diagnostic, Severity};
use crate::inspect::Places;
use crate::progress::Progress;
use check::Sort;
use files::File;
use slips::Slip;

/// Items of `case.toml`.
const IN_CASE: &[&str] = &["participant", "term", "audience", "draft"];
/// Items of the files in `record`.
const IN_RECORD: &[&str] = &["act", "note"];
/// Items of the files in `plan`.
const IN_PLAN: &[&str] = PlanSort::NAMES;
/// Items of the files in `preferences`.
const IN_PREFERENCES: &[&str] = AssessmentSort::NAMES;
/// Items of `lineage.toml`.
const IN_LINEAGE: &[&str] = &["match"];
/// Items of `conflict.toml`.
const IN_CONFLICT: &[&str] = conflict::HEADINGS;

impl Case {
    /// Reads the case in the folder `root`.
    ///
    /// # Errors
    /// There is no such folder, or it is no case. Whatever else is wrong is in [`Case::diagnostics`].
    pub fn open(root: &Path, progress: &dyn Progress) -> Result<Self, OpenError> {
        Self::read_folder(root, Cache::beside(root), progress)
    }

    /// As [`Case::open`], with results kept elsewhere, or nowhere.
    ///
    /// # Errors
    /// As [`Case::open`].
    pub fn read_folder(root: &Path, cache: Cache, progress: &dyn Progress) -> Result<Self, OpenError> {
        let mut found = Found::default();
        let files = files::read(root, &mut found.diagnostics)?;
        let pieces: Vec<Piece<'_>> = files.iter().flat_map(pieces).collect();
        let mut parsed: Vec<Parsed<'_>> = pieces.into_par_iter().flat_map_iter(Piece::parse).collect();
        leave_out_what_is_torn(&mut parsed);

        let case_is_read = files.iter().any(|file| file.items == IN_CASE);
        let (about, context) = found.about(root, &parsed);
        let analysis = analysis::read(
            parsed.iter().filter(|piece| piece.piece.file.items == IN_CASE),
            &context.names,
            &mut found.diagnostics,
        );
        progress.begin("reading the record", parsed.len());
        let read: Vec<Vec<Outcome>> = parsed
            .par_iter()
            .map(|piece| {
                let read = piece.read(&context);
                progress.step();
                read
            })
            .collect();
        progress.end();
        let mut torn = marks::in_files(&files, &found.diagnostics);
        for (piece, outcomes) in parsed.into_iter().zip(read) {
            torn.extend(marks::torn(&piece, &outcomes));
            found.diagnostics.extend(piece.diagnostics);
            for outcome in outcomes {
                found.take(piece.piece.file, outcome);
            }
        }
        if !case_is_read {
            found.forgive_what_case_toml_would_know();
        }
        let refused = found.refused.clone();
        let mut case = found.into_case(root, about, cache, progress);
        case.torn_marks = marks::all(torn, &case, &refused);
        case.torn_seals = files.iter().flat_map(|file| torn_seals(file, &case.acts)).collect();
        case.analysis = analysis;
        case.files = files;
        case.diagnostics.sort_by(Diagnostic::order);
        Ok(case)
    }
}

/// A stretch of a file: what stands before its first item, or one item.
#[derive(Clone)]
struct Piece<'a> {
    file: &'a File,
    range: Range<usize>,
}

fn pieces(file: &File) -> Vec<Piece<'_>> {
    chunks(&file.text).into_iter().map(|range| Piece { file, range }).collect()
}

/// Sealed proposals of a file that could not be read: a slip in one must not unseal the answers to it.
fn torn_seals(file: &File, acts: &[Act]) -> Vec<TornSeal> {
    if !file.text.contains("sealed") {
        return Vec::new();
    }
    let seal_of = |piece: &str| -> Option<TornSeal> {
        let value = |field: &str| {
            let lines = piece.lines().map(str::trim);
            let mut values =
                lines.filter_map(|line| line.strip_prefix(field)?.trim_start().strip_prefix('='));
            values.next().map(str::trim)
        };
        let text = |field: &str| value(field)?.split(['"', '\'']).nth(1).map(str::to_owned);
        value("sealed").filter(|value| !value.starts_with("false"))?;
        let id = text("id").map(ActId::new);
        let is_read = |act: &&Act| Some(&act.id) == id.as_ref() && act.is_sealed();
        acts.iter().find(is_read).is_none().then(|| TornSeal { id, draft: text("draft").map(DraftId::new) })
    };
    chunks(&file.text).into_iter().filter_map(|range| seal_of(&file.text[range])).collect()
}

/// Leaves out items that seem to go on in a piece that is none of its own: a line that looks like a heading, in the middle of
/// an item, would otherwise leave its first half to be read as if it were all of it, without the conditions or the audience
/// that stood below.
fn leave_out_what_is_torn(parsed: &mut [Parsed<'_>]) {
    let mut whole: Option<usize> = None;
    for at in 0..parsed.len() {
        let same_file =
            whole.is_some_and(|whole| std::ptr::eq(parsed[whole].piece.file, parsed[at].piece.file));
        let is_last =
            parsed.get(at + 1).is_none_or(|next| !std::ptr::eq(next.piece.file, parsed[at].piece.file));
        if !parsed[at].piece.is_the_end_of_another(is_last && !parsed[at].diagnostics.is_empty()) {
            whole = Some(at);
        } else if let Some(torn) = whole.filter(|_| same_file) {
            parsed[torn].is_torn();
        }
    }
}

/// A piece as TOML: the items in it, and whatever else.
struct Parsed<'a> {
    piece: Piece<'a>,
    items: Vec<Item<'a>>,
    rest: DeTable<'a>,
    diagnostics: Vec<Diagnostic>,
}

struct Item<'a> {
    name: &'static str,
    table: DeTable<'a>,
    /// Where it is announced, in the piece.
    span: Range<usize>,
}

impl<'a> Piece<'a> {
    /// The piece as TOML. Where it is none, but parts of it are, each of these is one.
    fn parse(self) -> Vec<Parsed<'a>> {
        let file = self.file;
        let text = &file.text[self.range.clone()];
        if let Some(told) = self.foreign() {
            return vec![Parsed {
                piece: self,
                items: Vec::new(),
                rest: DeTable::new(),
                diagnostics: vec![told],
            }];
        }
        let root = match DeTable::parse(text) {
            Ok(root) => root.into_inner(),
            Err(error) => {
                let parts = salvage(text, |part| DeTable::parse(part).is_ok());
                if parts.len() > 1 {
                    let part = |part: Range<usize>| Piece {
                        file,
                        range: self.range.start + part.start..self.range.start + part.end,
                    };
                    return parts.into_iter().map(part).flat_map(Piece::parse).collect();
                }
                let Slip { span, message, expected, help } = slips::explain(text, &error);
                let told = self.problem(span, message, expected, help);
                let (items, rest) = (Vec::new(), DeTable::new());
                return vec![Parsed { piece: self, items, rest, diagnostics: vec![told] }];
            }
        };
        let mut parsed =
            Parsed { piece: self, items: Vec::new(), rest: DeTable::new(), diagnostics: Vec::new() };
        for (key, value) in root {
            match file.items.iter().find(|item| **item == key.get_ref().as_ref()) {
                Some(name) => parsed.take(name, &key, value),
                None => {
                    parsed.rest.insert(key, value);
                }
            }
        }
        vec![parsed]
    }

    /// What is told of bytes in this piece that are not UTF-8.
    fn foreign(&self) -> Option<Diagnostic> {
        let at = *self.file.foreign.iter().find(|at| self.range.contains(at))?;
        let likely = self.file.likely.map_or_else(String::new, |likely| format!("; it is likely {likely}"));
        let at = at - self.range.start;
        Some(self.problem(
            at..at + char::REPLACEMENT_CHARACTER.len_utf8(),
            format!("this is not UTF-8{likely}"),
            "a text in UTF-8",
            "open the file in the program that made it and save it as UTF-8; until then what stands between this heading and the next is left out",
        ))
    }

    /// Whether this piece begins with a heading and has fields below it, but not the one that every item has: so it is likely the
    /// end of the item above it. A piece that was `cut_off` at the end of its file is none.
    fn is_the_end_of_another(&self, cut_off: bool) -> bool {
        let mut lines =
            self.file.text[self.range.clone()].lines().map(str::trim).filter(|line| !line.is_empty());
        let Some(heading) = lines.next().filter(|line| line.starts_with('[')) else { return false };
        let is_item = self.file.items.iter().any(|item| heading.starts_with(&format!("[[{item}]]")));
        let is_match = heading.trim_start_matches('[').starts_with("match");
        // Entries of a conflict need no id: each has one of these.
        let first: &[&str] = match self.file.items {
            items if items == IN_CONFLICT => conflict::FIRST,
            _ if is_match => &["from"],
            _ => &["id"],
        };
        let begins = |line: &str| {
            first
                .iter()
                .any(|first| line.strip_prefix(first).is_some_and(|rest| rest.trim_start().starts_with('=')))
        };
        // A group of fields of an entry of the plan, such as a person of a list, may have an `id` of its own.
        let name = heading.trim_matches(|c: char| matches!(c, '[' | ']') || c.is_whitespace());
        if self.file.items == IN_PLAN && schema::plan::is_group(name)
            || self.file.items == IN_PREFERENCES && schema::preferences::is_group(name)
            || self.file.items == IN_CONFLICT && schema::conflict::is_group(name)
        {
            return true;
        }
        let mut fields = lines.filter(|line| !line.starts_with('#')).peekable();
        if self.file.items == IN_CASE && name == highlights::NAME {
            return fields.any(highlights::is_of_an_item);
        }
        fields.peek().is_some() && !fields.any(begins) && !(cut_off && is_item)
    }

    /// The line `[[name]]`, where the piece begins with one; else the key.
    fn announcement(&self, key: Range<usize>) -> Range<usize> {
        let text = &self.file.text[self.range.clone()];
        let start = text.len() - text.trim_start().len();
        let header = text[start..].lines().next().unwrap_or_default();
        let header = header.split('#').next().unwrap_or_default().trim_end();
        if header.starts_with('[') { start..start + header.len() } else { key }
    }

    fn problem(
        &self,
        span: Range<usize>,
        message: impl Into<String>,
        expected: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        let span = self.range.start + span.start..self.range.start + span.end;
        Diagnostic::at(Severity::Problem, &self.file.name, &self.file.text, span, message, expected, help)
    }
}

impl Piece<'_> {
    /// The same, for functions that have it as their error.
    fn refusal(
        &self,
        span: Range<usize>,
        message: impl Into<String>,
        expected: impl Into<String>,
        help: impl Into<String>,
    ) -> Box<Diagnostic> {
        Box::new(self.problem(span, message, expected, help))
    }
}

impl<'a> Parsed<'a> {
    /// Leaves out what is read of it, because it seems to go on below.
    fn is_torn(&mut self) {
        for item in self.items.drain(..) {
            self.diagnostics.push(self.piece.problem(
                item.span,
                format!("this [[{}]] seems to go on behind a line below it that looks like a heading", item.name),
                "all fields of an item together, below its heading",
                "mend or take out that line; until then this item is left out, too, so that no half of it is taken for the whole",
            ));
        }
    }

    fn take(&mut self, name: &'static str, key: &Spanned<impl AsRef<str>>, value: Spanned<DeValue<'a>>) {
        let span = self.piece.announcement(key.span());
        match value.into_inner() {
            DeValue::Array(array) if array.iter().all(|item| item.get_ref().is_table()) => {
                for item in array {
                    if let DeValue::Table(table) = item.into_inner() {
                        self.items.push(Item { name, table, span: span.clone() });
                    }
                }
            }
            _ => self.diagnostics.push(self.piece.problem(
                span,
                format!("`{name}` is not a list of tables"),
                format!("[[{name}]], with two brackets on either side"),
                format!("write [[{name}]] on a line of its own above its fields"),
            )),
        }
    }
}

/// One item as read, with its references at their places in the file.
enum Outcome {
    Participant(Place, Read<Participant>),
    Term(Place, Read<Term>),
    Set(Place, Read<NamedSet>),
    Draft(Place, Read<DraftItem>),
    Act(Place, Box<Read<Act>>),
    Note(Place, Read<Note>),
    Provision(Place, Box<Read<Provision>>),
    Assessment(Place, Box<Read<Assessment>>),
    Conflict(Place, Box<Read<ConflictEntry>>),
    Match(Place, Read<LineageMatch>),
    Refused(Option<(Sort, String)>, Vec<Diagnostic>),
}

/// Where an item stands: where its piece begins in the file, and where it is announced in the piece.
#[derive(Debug, Clone)]
struct Place {
    offset: usize,
    span: Range<usize>,
}

impl Place {
    /// Where in the file it is announced.
    fn in_file(&self) -> Range<usize> {
        self.offset + self.span.start..self.offset + self.span.end
    }
}

impl Parsed<'_> {
    fn read(&self, context: &Context) -> Vec<Outcome> {
        let mut outcomes: Vec<Outcome> =
            self.items.iter().map(|item| self.read_item(item, context)).collect();
        if self.piece.file.items != IN_CASE {
            let unknown = self.rest.iter().map(|(key, _)| self.unknown(key)).collect::<Vec<_>>();
            if !unknown.is_empty() {
                outcomes.push(Outcome::Refused(None, unknown));
            }
        }
        outcomes
    }

    fn read_item(&self, item: &Item<'_>, context: &Context) -> Outcome {
        let place = Place { offset: self.piece.range.start, span: item.span.clone() };
        let (table, span) = (&item.table, item.span.clone());
        let refused = |problems: Vec<Problem>| {
            let told = problems.into_iter().map(|problem| {
                let help = problem.help.unwrap_or_default();
                self.piece.problem(problem.span, problem.message, problem.expected, help)
            });
            let id = table.get("id").and_then(|id| id.get_ref().as_str());
            let sort =
                if self.piece.file.items == IN_PREFERENCES { Sort::Assessment } else { Sort::of(item.name) };
            Outcome::Refused(id.map(|id| (sort, id.to_owned())), told.collect())
        };
        if let (true, Ok(sort)) = (self.piece.file.items == IN_PREFERENCES, item.name.parse()) {
            return read::assessment(sort, table, span, context)
                .map(|read| Outcome::Assessment(place, Box::new(read)))
                .unwrap_or_else(refused);
        }
        if self.piece.file.items == IN_CONFLICT {
            return self.conflict_entry(item, place, context);
        }
        let outcome = match item.name {
            "participant" => {
                read::participant(table, span, context).map(|read| Outcome::Participant(place, read))
            }
            "term" => read::term(table, span, context).map(|read| Outcome::Term(place, read)),
            "audience" => read::named_set(table, span, context).map(|read| Outcome::Set(place, read)),
            "draft" => read::draft(table, span, context).map(|read| Outcome::Draft(place, read)),
            "act" => read::act(table, span, context).map(|read| Outcome::Act(place, Box::new(read))),
            "note" => read::note(table, span, context).map(|read| Outcome::Note(place, read)),
            "match" => read::lineage_match(table, span, context).map(|read| Outcome::Match(place, read)),
            name => {
                // Whatever is announced under no other heading is announced under one of a plan.
                let Ok(sort) = name.parse() else { return Outcome::Refused(None, Vec::new()) };
                read::provision(sort, table, span, context)
                    .map(|read| Outcome::Provision(place, Box::new(read)))
            }
        };
        outcome.unwrap_or_else(refused)
    }

    fn unknown(&self, key: &Spanned<impl AsRef<str>>) -> Diagnostic {
        let items = self.piece.file.items;
        let name = key.get_ref().as_ref();
        let list: Vec<String> = items.iter().map(|item| format!("[[{item}]]")).collect();
        let help = match read::suggest(name, items.iter().copied()) {
            Some(near) => format!("did you mean [[{near}]]?"),
            None if items == IN_PLAN && schema::plan::is_group(name) => format!(
                "below its entry, write the entry\u{2019}s name in front: [obligation.{name}] for one group of fields, [[list.{name}]] for each of several; or write it in braces among the fields of the entry"
            ),
            None if IN_CASE.contains(&name) => "move it to case.toml".to_owned(),
            None if IN_RECORD.contains(&name) => "move it to a file in the folder record".to_owned(),
            None if IN_PLAN.contains(&name) => "move it to a file in the folder plan".to_owned(),
            None if IN_PREFERENCES.contains(&name) => {
                "move it to a file in the folder preferences".to_owned()
            }
            None if items == IN_PREFERENCES && schema::preferences::is_group(name) => format!(
                "below its assessment, write the assessment\u{2019}s name in front, as in [[prefers.{name}]]; or write it in braces among the fields of the assessment"
            ),
            None if IN_LINEAGE.contains(&name) => "move it to lineage.toml".to_owned(),
            None if IN_CONFLICT.contains(&name) => "move it to conflict.toml".to_owned(),
            None => "take it out, or move it into the item that it belongs to".to_owned(),
        };
        let expected = format!("{} in this file", list.join(", "));
        self.piece.problem(key.span(), format!("there is no `{name}` here"), expected, help)
    }
}

/// Everything read so far.
#[derive(Default)]
struct Found<'a> {
    participants: Vec<Participant>,
    sets: NamedSets,
    terms: Vec<Term>,
    drafts: Vec<(DraftItem, Mention<'a>)>,
    acts: Vec<Act>,
    notes: Vec<Note>,
    provisions: Vec<Provision>,
    preferences: Vec<Assessment>,
    conflict: Vec<ConflictEntry>,
    matches: Vec<LineageMatch>,
    /// Every reference of every item, to be checked when all items are there.
    mentions: Vec<Mention<'a>>,
    /// Items that are there and could not be read, by what they are called.
    refused: BTreeSet<(Sort, String)>,
    diagnostics: Vec<Diagnostic>,
}

/// An item that was read, by what it is called, with its place and references.
struct Mention<'a> {
    file: &'a File,
    place: Place,
    sort: Sort,
    id: String,
    references: Vec<Reference>,
}

impl<'a> Found<'a> {
    /// What the case says of itself, and what reading the rest needs to know.
    fn about(&mut self, root: &Path, parsed: &[Parsed<'_>]) -> (About, Context) {
        let in_case = || parsed.iter().filter(|piece| piece.piece.file.items == IN_CASE);
        let folder =
            root.file_name().map_or_else(|| "case".to_owned(), |name| name.to_string_lossy().into_owned());
        let about = about::read(&folder, in_case(), &mut self.diagnostics);
        let ids = |name: &str| {
            let items = in_case().flat_map(|piece| &piece.items).filter(|item| item.name == name);
            items.filter_map(|item| Some(item.table.get("id")?.get_ref().as_str()?.to_owned())).collect()
        };
        let names = Names { participants: ids("participant"), sets: ids("audience") };
        let context = Context { names, zone: about.zone.clone() };
        (about, context)
    }

    fn take(&mut self, file: &'a File, outcome: Outcome) {
        let mut mention = |place: Place, sort: Sort, id: &str, references: Vec<Reference>| {
            self.mentions.push(Mention { file, place, sort, id: id.to_owned(), references });
        };
        match outcome {
            Outcome::Participant(place, Read { item, references }) => {
                mention(place, Sort::Participant, item.id.as_str(), references);
                self.participants.push(item);
            }
            Outcome::Term(place, Read { item, references }) => {
                mention(place, Sort::Term, item.id.as_str(), references);
                self.terms.push(item);
            }
            Outcome::Set(place, Read { item, references }) => {
                mention(place, Sort::Set, item.id.as_str(), references);
                self.sets.0.entry(item.id).or_insert(item.members);
            }
            Outcome::Draft(place, Read { item, references }) => {
                let id = item.entry.id.to_string();
                let mention = Mention { file, place, sort: Sort::Draft, id, references };
                self.drafts.push((item, mention));
            }
            Outcome::Act(place, read) => {
                let Read { item, references } = *read;
                mention(place, Sort::Act, item.id.as_str(), references);
                self.acts.push(item);
            }
            Outcome::Note(place, Read { item, references }) => {
                mention(place, Sort::Note, item.id.as_str(), references);
                self.notes.push(item);
            }
            Outcome::Provision(place, read) => {
                let Read { item, references } = *read;
                mention(place, Sort::Provision, item.id.as_str(), references);
                self.provisions.push(item);
            }
            Outcome::Assessment(place, read) => {
                let Read { item, references } = *read;
                mention(place, Sort::Assessment, item.id.as_str(), references);
                self.preferences.push(item);
            }
            Outcome::Conflict(place, read) => {
                let Read { item, references } = *read;
                mention(place, Sort::Conflict, "", references);
                self.conflict.push(item);
            }
            Outcome::Match(place, Read { item, references }) => {
                mention(place, Sort::Match, "", references);
                self.matches.push(item);
            }
            Outcome::Refused(id, told) => {
                self.refused.extend(id);
                self.diagnostics.extend(told);
            }
        }
    }

    /// Where nothing of `case.toml` could be read, that is one problem, not one for each name that stands in it.
    fn forgive_what_case_toml_would_know(&mut self) {
        for mention in &mut self.mentions {
            mention.references.retain(|reference| {
                matches!(
                    reference.target,
                    Target::Act(_) | Target::Note(_) | Target::Provision(_) | Target::Point(_)
                )
            });
        }
    }

    fn into_case(mut self, root: &Path, about: About, cache: Cache, progress: &dyn Progress) -> Case {
        let drafts = self.read_drafts(root, progress);
        let mut case = Case {
            root: root.to_path_buf(),
            about,
            participants: self.participants,
            sets: self.sets,
            terms: self.terms,
            drafts,
            acts: self.acts,
            notes: self.notes,
            provisions: self.provisions,
            preferences: self.preferences,
            conflict: self.conflict,
            analysis: Audience::team(),
            torn_seals: Vec::new(),
            torn_marks: Vec::new(),
            matches: self.matches,
            diagnostics: self.diagnostics,
            places: places(&self.mentions),
            files: Vec::new(),
            cache,
        };
        check::case(&mut case, &self.mentions, &self.refused);
        conflict::check(&mut case, &self.mentions);
        case
    }

    /// Reads the files of the drafts; a draft whose file cannot be read is left out.
    fn read_drafts(&mut self, root: &Path, progress: &dyn Progress) -> Vec<DraftRecord> {
        let drafts = std::mem::take(&mut self.drafts);
        progress.begin("reading the drafts", drafts.len());
        let read: Vec<Result<Option<Source>, Box<Diagnostic>>> = drafts
            .par_iter()
            .map(|(item, mention)| {
                let source =
                    item.file.as_deref().map(|file| files::draft(root, file, item, mention)).transpose();
                progress.step();
                source
            })
            .collect();
        progress.end();
        let mut kept = Vec::new();
        for ((item, mention), source) in drafts.into_iter().zip(read) {
            match source {
                Ok(source) => {
                    let overrides = item.readings.iter().map(reading_override).collect();
                    kept.push(DraftRecord {
                        entry: item.entry,
                        source: source.map(Arc::new),
                        file: item.file,
                        overrides,
                    });
                    self.mentions.push(mention);
                }
                Err(told) => {
                    self.refused.insert((Sort::Draft, mention.id));
                    self.diagnostics.push(*told);
                }
            }
        }
        kept
    }
}

fn reading_override(reading: &Reading) -> ReadingOverride {
    let read_as = match reading.read_as {
        ReadAs::Text => onetext_text::readings::ReadAs::Text,
        ReadAs::Optional => onetext_text::readings::ReadAs::Optional,
        ReadAs::Alternatives => onetext_text::readings::ReadAs::Alternatives,
        ReadAs::Placeholder => onetext_text::readings::ReadAs::Placeholder,
        ReadAs::Link => onetext_text::readings::ReadAs::Link,
    };
    ReadingOverride { line: reading.line, column: reading.column, read_as }
}

/// Where acts and drafts stand.
fn places(mentions: &[Mention<'_>]) -> Places {
    let mut places = Places::default();
    for mention in mentions {
        let place = (mention.file.index, mention.place.in_file());
        match mention.sort {
            Sort::Act => drop(places.acts.entry(ActId::new(&mention.id)).or_insert(place)),
            Sort::Draft => drop(places.drafts.entry(mention.id.clone()).or_insert(place)),
            Sort::Provision => {
                places.provisions.entry(ProvisionId::new(&mention.id)).or_insert(place);
            }
            Sort::Conflict => places.conflict.push(place),
            Sort::Assessment => {
                places.assessments.entry(AssessmentId::new(&mention.id)).or_insert(place);
            }
            _ => {}
        }
    }
    places
}
