//! Finding words in the drafts and the record of a view.
//!
//! Words match whatever their capitals, accents and vowel signs; in Arabic also whatever the form of alef, and with or
//! without tatweel: people type these differently and mean the same.

use onetext_case::View;
use onetext_record::act::Deed;
use onetext_record::{Reader, When};
use onetext_text::clause::ClauseIndex;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

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
    /// Where it stands: drafts in order of date, each in the order of its text; then acts and notes in theirs.
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
        if !wanted.text.trim().is_empty() {
            let mut look =
                |place: &dyn Fn() -> Place, text: &str| hits.extend(find(&wanted.text, text, place));
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
    for source in &act.sources {
        texts.push(("sources", &source.who));
        texts.push(("sources", &source.reference));
        texts.extend(source.identity.as_ref().map(|identity| ("sources", identity.name.as_str())));
    }
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

/// How much is shown on either side of what was found, in characters.
const AROUND: usize = 60;

fn find(wanted: &str, text: &str, place: &dyn Fn() -> Place) -> Vec<Hit> {
    let folded = Folded::new(text);
    let mut hits = Vec::new();
    if wanted.is_empty() {
        return hits;
    }
    let mut from = 0;
    while let Some(at) = folded.text[from..].find(wanted).map(|at| at + from) {
        let end = at + wanted.len();
        from = end;
        if !folded.is_edge(at) || !folded.is_edge(end) {
            continue;
        }
        let (start, stop) = (folded.origin(at), folded.origin_end(end, text));
        hits.push(Hit {
            place: place(),
            before: tail(&text[..start]),
            found: clean(&text[start..stop]),
            after: head(&text[stop..]),
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

/// A text in the form that is compared, with the place in the original that each of its bytes comes from.
struct Folded {
    text: String,
    origins: Vec<usize>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut folded =
            Self { text: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len()) };
        for (at, character) in text.char_indices() {
            for part in character.nfkd().flat_map(char::to_lowercase) {
                if is_combining_mark(part) || part == '\u{640}' {
                    continue;
                }
                let part = if part.is_whitespace() { ' ' } else { part };
                if part == ' ' && (folded.text.is_empty() || folded.text.ends_with(' ')) {
                    continue;
                }
                folded.text.push(part);
                folded.origins.resize(folded.text.len(), at);
            }
        }
        if folded.text.ends_with(' ') {
            folded.text.pop();
            folded.origins.pop();
        }
        folded
    }

    /// Whether a word begins or ends here: what is looked for are words, not parts of words.
    fn is_edge(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = self.text[at..].chars().next().is_some_and(char::is_alphanumeric);
        !(before && after)
    }

    fn origin(&self, at: usize) -> usize {
        self.origins.get(at).copied().unwrap_or(0)
    }

    /// The place in the original behind everything that the bytes before `at` come from, marks included.
    fn origin_end(&self, at: usize, text: &str) -> usize {
        match self.origins.get(at) {
            Some(&origin) => origin - trailing_blank(&text[..origin]),
            None => text.len(),
        }
    }
}

fn trailing_blank(text: &str) -> usize {
    text.len() - text.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str, text: &str) -> Vec<String> {
        let place = || Place::Note { note: String::new() };
        find(&Folded::new(words).text, text, &place).into_iter().map(|hit| hit.found).collect()
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
