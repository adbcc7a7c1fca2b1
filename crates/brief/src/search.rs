//! Finding words in the drafts and the record of a view.
//!
//! Words match in the form of [`onetext_text::folded`]: whatever their capitals, accents, vowel signs and digits.

use std::borrow::Cow;

use onetext_case::View;
use onetext_record::act::{Choice, Deed};
use onetext_record::plan::Content;
use onetext_record::preferences::Assessment;
use onetext_record::source::Source;
use onetext_record::{ConflictEntry, Provision, Reader, When};
use onetext_text::clause::ClauseIndex;
use onetext_text::folded::Folded;
use serde::Serialize;

use crate::line::{clean, clean_part};
use crate::paper::{Ink, Paper, isolate};
use crate::points::count;

/// What was found.
#[derive(Debug, Clone, Serialize)]
pub struct Search {
    /// Who reads.
    pub reader: Reader,
    /// The date that the case is read at.
    pub as_of: When,
    /// What was looked for.
    pub words: String,
    /// Where it stands: drafts in order of date, each in the order of its text; then entries of the plan, assessments of wishes,
    /// entries of the model of the conflict, acts and notes in theirs.
    pub hits: Vec<Hit>,
}

/// A place where the words stand.
#[derive(Debug, Clone, Serialize)]
pub struct Hit {
    /// In what.
    pub place: Place,
    /// Words before it.
    pub before: String,
    /// The words as they stand.
    pub found: String,
    /// Words behind it.
    pub after: String,
}

/// In what words were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A clause of a draft.
    Clause {
        /// The draft.
        draft: String,
        /// The clause.
        clause: String,
        /// 1-based line of the clause in its file.
        line: u32,
    },
    /// A field of an act.
    Act {
        /// The act.
        act: String,
        /// The field.
        field: &'static str,
    },
    /// A field of a draft's entry.
    Draft {
        /// The draft.
        draft: String,
        /// The field.
        field: &'static str,
    },
    /// A field of an entry of the plan.
    Entry {
        /// The entry.
        entry: String,
        /// The field.
        field: &'static str,
    },
    /// A field of an assessment of what somebody wishes.
    Assessment {
        /// The assessment.
        assessment: String,
        /// The field.
        field: &'static str,
    },
    /// A field of an entry of the model of the conflict.
    Conflict {
        /// The heading of the entry.
        heading: String,
        /// What the entry is called, where it is a decision maker, an option or a state.
        #[serde(skip_serializing_if = "Option::is_none")]
        entry: Option<String>,
        /// The field.
        field: String,
    },
    /// A note.
    Note {
        /// The note.
        note: String,
    },
}

impl Search {
    /// Looks for `words`, next to each other and in this order, in all that the view has. Takes time in proportion to the
    /// length of all drafts and acts.
    pub fn new(view: &View, words: &str) -> Self {
        let wanted = Folded::new(words);
        let mut hits = Vec::new();
        if !wanted.as_str().trim().is_empty() {
            let mut look =
                |place: &dyn Fn() -> Place, text: &str| hits.extend(find(wanted.as_str(), text, place));
            for version in view.texts().versions() {
                let entry = &version.entry;
                for (field, text) in [("title", &entry.title), ("note", &entry.note)] {
                    if let Some(text) = text {
                        look(&|| Place::Draft { draft: entry.id.to_string(), field }, text);
                    }
                }
                let Some(draft) = version.draft() else { continue };
                for (clause, index) in draft.outline().clauses.iter().zip(0..) {
                    let place = || Place::Clause {
                        draft: entry.id.to_string(),
                        clause: clause.id.clone(),
                        line: clause.line,
                    };
                    look(&place, &draft.text_of(ClauseIndex(index)));
                }
            }
            for entry in &view.plan {
                for (field, text) in texts_of_entry(entry) {
                    look(&|| Place::Entry { entry: entry.id.to_string(), field }, text);
                }
            }
            for one in &view.preferences {
                for (field, text) in texts_of_assessment(one) {
                    look(&|| Place::Assessment { assessment: one.id.to_string(), field }, text);
                }
            }
            for entry in &view.conflict {
                for (field, text) in texts_of_conflict(entry) {
                    let place = || Place::Conflict {
                        heading: entry.heading.clone(),
                        entry: entry.id.clone(),
                        field: field.clone(),
                    };
                    look(&place, &text);
                }
            }
            for act in &view.acts {
                for (field, text) in texts(act) {
                    look(&|| Place::Act { act: act.id.to_string(), field }, text);
                }
            }
            for note in &view.notes {
                look(&|| Place::Note { note: note.id.to_string() }, &note.words);
            }
        }
        Self { reader: view.reader.clone(), as_of: view.as_of, words: words.to_owned(), hits }
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        paper.paragraph(&format!("For {}. As of {}.", isolate(&self.reader.to_string()), self.as_of));
        if self.hits.is_empty() {
            paper.paragraph(&format!(
                "{} is not in what {} may see.",
                isolate(&self.words),
                isolate(&self.reader.to_string())
            ));
            return;
        }
        for hit in &self.hits {
            let place = match &hit.place {
                Place::Clause { draft, clause, line } => {
                    format!("draft {}, {} (line {line})", isolate(draft), isolate(clause))
                }
                Place::Act { act, field } => format!("act {act}, {field}"),
                Place::Draft { draft, field } => format!("draft {}, {field}", isolate(draft)),
                Place::Entry { entry, field } => format!("entry {}, {field}", isolate(entry)),
                Place::Assessment { assessment, field } => {
                    format!("assessment {}, {field}", isolate(assessment))
                }
                Place::Conflict { heading, entry, field } => match entry {
                    Some(entry) => format!("conflict, {heading} {}, {field}", isolate(entry)),
                    None => format!("conflict, {heading}, {field}"),
                },
                Place::Note { note } => format!("note {note}"),
            };
            paper.inked(Ink::Strong, 0, &place);
            let found = paper.ink(Ink::Alarm, &hit.found);
            paper.indented(2, &format!("\u{2068}{}{found}{}\u{2069}", hit.before, hit.after));
        }
        paper.blank();
        paper.paragraph(&count(self.hits.len(), "place"));
    }
}

/// The texts of an act that can be searched.
fn texts(act: &onetext_record::Act) -> Vec<(&'static str, &str)> {
    let mut texts: Vec<(&'static str, &str)> = Vec::new();
    texts.extend(act.words.as_deref().map(|words| ("words", words)));
    texts.extend(act.label.as_deref().map(|label| ("label", label)));
    texts.extend(act.note.as_deref().map(|note| ("note", note)));
    texts.extend(texts_of_sources(&act.sources));
    match &act.deed {
        Deed::Convene(round) => {
            texts.extend(round.place.as_deref().map(|text| ("place", text)));
            texts.extend(round.aims.iter().map(|text| ("aims", text.as_str())));
            texts.extend(round.without_deal.iter().map(|text| ("without_deal", text.as_str())));
            texts.extend(round.agenda.iter().map(|text| ("agenda", text.as_str())));
            texts.extend(round.outcome.as_deref().map(|text| ("outcome", text)));
            texts.extend(round.next.iter().map(|step| ("next", step.what.as_str())));
            texts.extend(round.ask.as_deref().map(|text| ("ask", text)));
            texts.extend(round.fallback.as_deref().map(|text| ("fallback", text)));
        }
        Deed::Warn(warning) => {
            texts.extend(warning.certainty.as_deref().map(|text| ("certainty", text)));
            texts.extend(warning.concerns.iter().map(|text| ("concerns", text.as_str())));
        }
        Deed::Measure(figure) => texts.push(("indicator", &figure.indicator)),
        Deed::OpenSilence(silence) => texts.push(("rule", &silence.rule)),
        Deed::Replace(replacement) => {
            texts.extend(replacement.principal.as_deref().map(|text| ("principal", text)));
            texts.extend(replacement.mandate.as_deref().map(|text| ("mandate", text)));
            texts.extend(replacement.former.as_deref().map(|text| ("former", text)));
        }
        _ => {}
    }
    texts
}

/// The texts of an entry of the plan that can be searched.
fn texts_of_entry(entry: &Provision) -> Vec<(&'static str, &str)> {
    fn some<'e>(field: &'static str, text: &'e Option<String>) -> Option<(&'static str, &'e str)> {
        text.as_deref().map(|text| (field, text))
    }
    let mut texts: Vec<(&'static str, &str)> = Vec::new();
    texts.extend(some("title", &entry.title));
    texts.extend(some("note", &entry.note));
    match &entry.content {
        Content::Obligation(obligation) => {
            texts.extend(some("evidence", &obligation.evidence));
            texts.extend(some("on_breach", &obligation.on_breach));
            texts.extend(some("action", &obligation.action));
            texts.push(("does", &obligation.does));
            let unit = obligation.quantity.as_ref().and_then(|quantity| quantity.unit.as_deref());
            texts.extend(unit.map(|unit| ("unit", unit)));
        }
        Content::Phase(phase) => {
            texts.extend(some("otherwise", &phase.otherwise));
            texts.extend(some("snapback", &phase.snapback));
        }
        Content::Key(key) => {
            texts.extend([("gives", key.gives.category.as_str()), ("returns", &key.returns.category)]);
        }
        Content::List(list) => {
            for person in &list.persons {
                texts.push(("persons", &person.id));
                texts.extend(person.category.as_deref().map(|category| ("persons", category)));
                texts.extend(person.name.as_deref().map(|name| ("persons", name)));
            }
        }
        Content::Dispute(dispute) => {
            texts.extend(dispute.steps.iter().map(|step| ("steps", step.does.as_str())));
        }
        Content::Owned(mark) => texts.push(("reason", &mark.reason)),
        Content::Event(_)
        | Content::Power(_)
        | Content::Batch(_)
        | Content::Calendar(_)
        | Content::Value(_)
        | Content::Guarantee(_) => {}
    }
    texts.extend(texts_of_sources(&entry.sources));
    texts
}

/// The texts of an assessment that can be searched: its remark, its sources, and the words that are preferred or not.
fn texts_of_assessment(one: &Assessment) -> Vec<(&'static str, &str)> {
    let mut texts: Vec<(&'static str, &str)> = Vec::new();
    texts.extend(one.note.as_deref().map(|note| ("note", note)));
    texts.extend(one.content.options().into_iter().filter_map(|chosen| match &chosen.option {
        Choice::Words(words) => Some(("option", words.as_str())),
        _ => None,
    }));
    texts.extend(texts_of_sources(&one.sources));
    texts
}

/// The texts of an entry of the model of the conflict that can be searched: what stands in its own format, and the rest.
fn texts_of_conflict(entry: &ConflictEntry) -> Vec<(String, Cow<'_, str>)> {
    let mut texts: Vec<(String, Cow<'_, str>)> = Vec::new();
    let own = entry.own_texts();
    texts.extend(own.into_iter().map(|(field, text)| (field, Cow::Owned(text))));
    let rest = [("concern", &entry.concern), ("note", &entry.note)];
    let rest = rest.into_iter().filter_map(|(field, text)| Some((field, text.as_deref()?)));
    let rest = rest.chain(texts_of_sources(&entry.sources));
    texts.extend(rest.map(|(field, text)| (field.to_owned(), Cow::Borrowed(text))));
    texts
}

fn texts_of_sources(sources: &[Source]) -> impl Iterator<Item = (&'static str, &str)> {
    sources.iter().flat_map(|source| {
        let name = source.identity.as_ref().map(|identity| identity.name.as_str());
        [source.who.as_str(), &source.reference].into_iter().chain(name).map(|text| ("sources", text))
    })
}

/// How much is shown on either side of what was found, in characters.
const AROUND: usize = 60;

fn find(wanted: &str, text: &str, place: &dyn Fn() -> Place) -> Vec<Hit> {
    let folded = Folded::new(text);
    let mut hits = Vec::new();
    if wanted.is_empty() {
        return hits;
    }
    let mut from = 0;
    while let Some(at) = folded.as_str()[from..].find(wanted).map(|at| at + from) {
        let end = at + wanted.len();
        from = end;
        if !folded.is_edge(at) || !folded.is_edge(end) {
            continue;
        }
        let place_in_text = folded.origin(at..end, text);
        hits.push(Hit {
            place: place(),
            before: tail(&text[..place_in_text.start]),
            found: clean(&text[place_in_text.clone()]),
            after: head(&text[place_in_text.end..]),
        });
    }
    hits
}

fn tail(text: &str) -> String {
    let count = text.chars().count();
    let cut: String = clean_part(&text.chars().skip(count.saturating_sub(AROUND)).collect::<String>());
    if count > AROUND { format!("…{cut}") } else { cut }
}

fn head(text: &str) -> String {
    let cut: String = clean_part(&text.chars().take(AROUND).collect::<String>());
    if text.chars().nth(AROUND).is_some() { format!("{cut}…") } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str, text: &str) -> Vec<String> {
        let place = || Place::Note { note: String::new() };
        find(Folded::new(words).as_str(), text, &place).into_iter().map(|hit| hit.found).collect()
    }

    #[test]
    fn capitals_accents_vowel_signs_and_line_breaks_make_no_difference() {
        assert_eq!(found("cease fire", "The Cease\n  Fire holds"), ["Cease Fire"]);
        assert_eq!(found("resume", "Le résumé"), ["résumé"]);
        assert_eq!(found("وقف إطلاق النار", "وَقْفُ اطلاق النّار الآن"), ["وَقْفُ اطلاق النّار"]);
        assert_eq!(found("שלום", "שָׁלוֹם רב"), ["שָׁלוֹם"]);
    }

    #[test]
    fn words_are_found_and_parts_of_words_are_not() {
        assert_eq!(found("all", "at all, shall, ALL"), ["all", "ALL"]);
        assert!(found("14", "within 140 days").is_empty());
        assert!(found("", "anything").is_empty());
    }
}
