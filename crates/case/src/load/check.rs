//! Whether the items of a case fit together.
//!
//! A reference that leads nowhere is told, and is then treated as one to something that no reader may see: what needs it
//! is not shown, and what does not is shown without it. So the record of a view does not depend on whether a hidden item
//! is there.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use onetext_record::plan::mentions::{may_be, may_be_point};
use onetext_record::plan::{Point, Provision, Sort as PlanSort};
use onetext_record::read::{Problem, Reference, Target};
use onetext_record::texts::Texts as _;
use onetext_record::{DraftId, ProvisionId, schema};

use super::Mention;
use crate::case::Case;
use crate::diagnostics::{Diagnostic, Severity};
use crate::texts::Texts;

/// What sort of item something is; ids are unique within a sort, participants and named sets being one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Sort {
    Participant,
    Set,
    Term,
    Draft,
    Act,
    Note,
    Match,
    Provision,
    Assessment,
    Conflict,
}

impl Sort {
    /// What is announced as `[[name]]`.
    pub(super) fn of(name: &str) -> Self {
        match name {
            "participant" => Self::Participant,
            "audience" => Self::Set,
            "term" => Self::Term,
            "draft" => Self::Draft,
            "act" => Self::Act,
            "note" => Self::Note,
            "match" => Self::Match,
            _ => Self::Provision,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Participant => "participant",
            Self::Set => "audience",
            Self::Term => "term",
            Self::Draft => "draft",
            Self::Act => "act",
            Self::Note => "note",
            Self::Match => "match",
            Self::Provision => "entry of the plan",
            Self::Assessment => "assessment",
            Self::Conflict => "entry of the conflict",
        }
    }

    fn article(self) -> &'static str {
        if matches!(self, Self::Act | Self::Set | Self::Provision | Self::Assessment | Self::Conflict) {
            "an"
        } else {
            "a"
        }
    }
}

/// Checks every reference and every id. Nothing is taken out here: whether an act has its clauses is for each view to tell,
/// from the drafts that it has.
pub(super) fn case(case: &mut Case, mentions: &[Mention<'_>], refused: &BTreeSet<(Sort, String)>) {
    duplicates(case, mentions);
    let ids = ids(mentions);
    let texts = Texts::new(case.drafts.clone(), Vec::new(), &case.participants, case.cache.clone());
    texts.outlines(mentions.iter().flat_map(|mention| &mention.references).filter_map(|reference| {
        match &reference.target {
            Target::Clause { draft, .. } => Some(draft),
            _ => None,
        }
    }));
    let mut clauses = Clauses { texts: &texts, known: HashMap::new() };
    let entries = entries(&case.provisions);
    for mention in mentions {
        for reference in &mention.references {
            let problem = match &reference.target {
                Target::Clause { draft, name } => clauses.problem(draft, name, reference),
                target => missing(target, &ids, refused, reference)
                    .or_else(|| of_another_sort(mention, target, &entries, reference)),
            };
            case.diagnostics.extend(problem.map(|problem| told(mention, problem)));
        }
        case.diagnostics.extend(due_too_early(mention, &entries, case).map(|problem| told(mention, problem)));
    }
}

/// Entries of the plan by their ids; of several with one id, the first.
fn entries(provisions: &[Provision]) -> HashMap<&ProvisionId, &Provision> {
    let mut entries = HashMap::with_capacity(provisions.len());
    for provision in provisions {
        entries.entry(&provision.id).or_insert(provision);
    }
    entries
}

/// The problem that an entry of the plan names one that cannot be what it is named for.
fn of_another_sort(
    mention: &Mention<'_>,
    target: &Target,
    entries: &HashMap<&ProvisionId, &Provision>,
    reference: &Reference,
) -> Option<Problem> {
    let (id, may_be, end) = match target {
        Target::Point(point) => (&point.of, may_be_point(point.end), point.end),
        Target::Provision(id) if mention.sort == Sort::Provision => (id, may_be(reference.field), false),
        _ => return None,
    };
    let sort = entries.get(id)?.content.sort();
    if may_be.contains(&sort) {
        return None;
    }
    let what = |sort: &PlanSort| schema::plan::of(*sort).what;
    let names: Vec<&str> = may_be.iter().map(what).collect();
    let expected = match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    };
    let end = if end { "the end of " } else { "" };
    Some(Problem {
        span: reference.span.clone(),
        message: format!(
            "`{}` names {end}\u{201c}{id}\u{201d}, which is {} and not {expected}",
            reference.field,
            what(&sort)
        ),
        expected: format!("the id of {expected}"),
        help: Some(
            "name the entry that was meant; until then this entry, and what mentions it, is shown to nobody"
                .to_owned(),
        ),
    })
}

/// The problem that an entry is due before what it waits for can be there.
fn due_too_early(
    mention: &Mention<'_>,
    entries: &HashMap<&ProvisionId, &Provision>,
    case: &Case,
) -> Option<Problem> {
    let id = (mention.sort == Sort::Provision).then(|| ProvisionId::new(&mention.id))?;
    let entry = entries.get(&id)?;
    let early = entry.too_early(|id| entries.get(id).copied(), &case.about.zone)?;
    let is_it = |reference: &&Reference| {
        let leads = matches!(&reference.target, Target::Point(point) if point.of == *early.of);
        leads && reference.field == early.field
    };
    let reference = mention.references.iter().find(is_it)?;
    Some(Problem {
        span: reference.span.clone(),
        message: format!(
            "`{}` names \u{201c}{}\u{201d}, which is to come on {} or later, and `due` is {}, before that",
            early.field, early.of, early.comes, early.due
        ),
        expected: "a deadline not before what it waits for".to_owned(),
        help: Some(
            "correct one of the two dates; until then this entry, and what mentions it, is shown to nobody"
                .to_owned(),
        ),
    })
}

/// What references of an item that is to be written lead nowhere.
pub(crate) fn references(case: &Case, references: &[Reference]) -> Vec<Problem> {
    let mut ids: Ids<'_> = BTreeMap::new();
    let mut add = |sort, id| {
        ids.entry(sort).or_default().insert(id);
    };
    case.participants.iter().for_each(|item| add(Sort::Participant, item.id.as_str()));
    case.sets.0.keys().for_each(|id| add(Sort::Set, id.as_str()));
    case.drafts.iter().for_each(|item| add(Sort::Draft, item.entry.id.as_str()));
    case.acts.iter().for_each(|item| add(Sort::Act, item.id.as_str()));
    case.notes.iter().for_each(|item| add(Sort::Note, item.id.as_str()));
    case.provisions.iter().for_each(|item| add(Sort::Provision, item.id.as_str()));
    let texts = Texts::new(case.drafts.clone(), Vec::new(), &case.participants, case.cache.clone());
    let mut clauses = Clauses { texts: &texts, known: HashMap::new() };
    references
        .iter()
        .filter_map(|reference| match &reference.target {
            Target::Clause { draft, name } => clauses.problem(draft, name, reference),
            target => missing(target, &ids, &BTreeSet::new(), reference),
        })
        .collect()
}

fn told(mention: &Mention<'_>, problem: Problem) -> Diagnostic {
    let span = problem.span.start + mention.place.offset..problem.span.end + mention.place.offset;
    let (file, help) = (mention.file, problem.help.unwrap_or_default());
    Diagnostic::at(Severity::Problem, &file.name, &file.text, span, problem.message, problem.expected, help)
}

fn duplicates(case: &mut Case, mentions: &[Mention<'_>]) {
    let mut first: HashMap<(Sort, &str), &Mention<'_>> = HashMap::new();
    for mention in mentions.iter().filter(|mention| !matches!(mention.sort, Sort::Match | Sort::Conflict)) {
        // A name in an audience is a participant or a named set: it cannot be both.
        let sort = if mention.sort == Sort::Set { Sort::Participant } else { mention.sort };
        let Some(other) = first.get(&(sort, mention.id.as_str())) else {
            first.insert((sort, &mention.id), mention);
            continue;
        };
        let place = Diagnostic::at(
            Severity::Problem,
            &other.file.name,
            &other.file.text,
            other.place.offset + other.place.span.start..0,
            "",
            "",
            "",
        );
        let problem = Problem {
            span: mention.place.span.clone(),
            message: format!(
                "the id \u{201c}{}\u{201d} is that of another {}, in {} on line {}",
                mention.id,
                other.sort.name(),
                place.file,
                place.line
            ),
            expected: "an id that nothing else of its kind has".to_owned(),
            help: Some(
                "give one of the two another id; until then readers who may see both see the first alone"
                    .to_owned(),
            ),
        };
        case.diagnostics.push(told(mention, problem));
    }
}

type Ids<'m> = BTreeMap<Sort, BTreeSet<&'m str>>;

fn ids<'m>(mentions: &'m [Mention<'_>]) -> Ids<'m> {
    let mut ids: Ids<'m> = BTreeMap::new();
    for mention in mentions {
        ids.entry(mention.sort).or_default().insert(&mention.id);
    }
    ids
}

fn missing(
    target: &Target,
    ids: &Ids<'_>,
    refused: &BTreeSet<(Sort, String)>,
    reference: &Reference,
) -> Option<Problem> {
    let (sort, id) = match target {
        Target::Participant(id) => (Sort::Participant, id.as_str()),
        Target::Set(id) => (Sort::Set, id.as_str()),
        Target::Draft(id) => (Sort::Draft, id.as_str()),
        Target::Act(id) => (Sort::Act, id.as_str()),
        Target::Note(id) => (Sort::Note, id.as_str()),
        Target::Provision(id) | Target::Point(Point { of: id, .. }) => (Sort::Provision, id.as_str()),
        Target::Clause { .. } => return None,
    };
    let of = |sort| ids.get(&sort).into_iter().flatten().copied();
    if ids.get(&sort).is_some_and(|known| known.contains(id)) {
        return None;
    }
    let mut problem = match reference.is_in_audience() {
        true => reference.missing(of(Sort::Participant).chain(of(Sort::Set))),
        false => reference.missing(of(sort)),
    };
    if refused.contains(&(sort, id.to_owned())) {
        let name = sort.name();
        let the = if sort == Sort::Provision { "the " } else { "" };
        problem.message = format!(
            "`{}` names {the}{name} \u{201c}{id}\u{201d}, which is in the case and could not be read itself",
            reference.field
        );
        problem.expected = format!("the id of {} {name} that can be read", sort.article());
        problem.help = Some(format!("mend that {name} first; then this is right, too"));
    }
    Some(problem)
}

/// Which clauses drafts have, each name looked up once.
struct Clauses<'t> {
    texts: &'t Texts,
    known: HashMap<(DraftId, String), Option<String>>,
}

impl Clauses<'_> {
    /// Why a name does not lead to one clause of the draft. A draft that is not there is told elsewhere.
    fn problem(&mut self, draft: &DraftId, name: &str, reference: &Reference) -> Option<Problem> {
        let texts = self.texts;
        let why = self.known.entry((draft.clone(), name.to_owned())).or_insert_with(|| {
            if texts.version(draft).is_some_and(|version| !version.has_words()) {
                return Some(format!("draft \u{201c}{draft}\u{201d} has no file"));
            }
            texts.outline(draft)?.find(name).err().map(|error| error.to_string())
        });
        let why = why.clone()?;
        Some(Problem {
            span: reference.span.clone(),
            message: format!(
                "`{}` names a clause \u{201c}{name}\u{201d} that cannot be found: {why}",
                reference.field
            ),
            expected: format!(
                "a clause of draft \u{201c}{draft}\u{201d} by its label, such as \"2\", \"3(a)\" or \"Article 4, 2\""
            ),
            help: Some(match reference.field {
                "clauses" => {
                    "see the names of all clauses with: onetext points --clauses on the draft\u{2019}s file, or leave `clauses` out where the whole draft is meant"
                }
                _ => "see the names of all clauses with: onetext points --clauses on the draft\u{2019}s file",
            }.to_owned()),
        })
    }
}
