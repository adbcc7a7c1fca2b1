//! How parts of a view are named in a brief.

use std::collections::HashMap;

use onetext_case::View;
use onetext_record::act::{Act, Anchor, Behind, Rearranged};
use onetext_record::entry::{Authentic, DraftEntry};
use onetext_record::{DraftId, ParticipantId, Source, When};
use onetext_text::clause::{Clause, ClauseIndex, ClauseKind};

use crate::line::{Line, clean, shorten};
use crate::model::{DateSaid, DraftTitle, Person, Place, Said, SourceSaid, Standing};
use crate::wording;

/// A view, with what naming its parts needs again and again.
pub(crate) struct Say<'a> {
    pub(crate) view: &'a View,
    positions: HashMap<&'a str, usize>,
}

impl<'a> Say<'a> {
    pub(crate) fn new(view: &'a View) -> Self {
        let positions = view.acts.iter().enumerate().map(|(at, act)| (act.id.as_str(), at)).collect();
        Self { view, positions }
    }

    /// An act by its id.
    pub(crate) fn act(&self, id: &onetext_record::ActId) -> Option<&'a Act> {
        self.positions.get(id.as_str()).map(|&at| &self.view.acts[at])
    }

    pub(crate) fn date(&self, when: &When) -> DateSaid {
        wording::date_in(when, self.view.zone(), Some(self.view.moment().year()))
    }

    pub(crate) fn person(&self, id: &ParticipantId) -> Person {
        Person { id: id.to_string(), name: self.view.name(id).to_owned() }
    }

    pub(crate) fn people(&self, ids: &[ParticipantId]) -> Vec<Person> {
        ids.iter().map(|id| self.person(id)).collect()
    }

    /// Names with commas between.
    pub(crate) fn names(&self, ids: &[ParticipantId]) -> Line {
        Line::new().list(ids.iter().map(|id| self.view.name(id)))
    }

    pub(crate) fn sources(&self, sources: &[Source]) -> Vec<SourceSaid> {
        sources
            .iter()
            .map(|source| SourceSaid {
                kind: source.kind,
                kind_words: wording::source(source.kind).to_owned(),
                who: source.who.clone(),
                reference: source.reference.clone(),
                date: source.date.map(|date| self.date(&When::day(date))),
                identity: source.identity.as_ref().map(|identity| identity.name.clone()),
            })
            .collect()
    }

    pub(crate) fn standing(authentic: &Authentic) -> Standing {
        match authentic {
            Authentic::Text => Standing::Text,
            Authentic::Summary => Standing::Summary,
            Authentic::Unpublished => Standing::Unpublished,
            Authentic::Translation { .. } => Standing::Translation,
        }
    }

    pub(crate) fn draft_title(&self, entry: &DraftEntry) -> DraftTitle {
        DraftTitle {
            id: entry.id.to_string(),
            title: title(entry),
            on: self.date(&entry.on),
            lang: entry.lang.clone(),
            language: wording::language(&entry.lang),
            standing: Self::standing(&entry.authentic),
        }
    }

    pub(crate) fn entry(&self, draft: &DraftId) -> Option<&'a DraftEntry> {
        self.view.texts().version(draft).map(|version| &version.entry)
    }

    /// The title of a draft with what has to be said of it.
    pub(crate) fn title(&self, draft: &DraftId) -> String {
        self.entry(draft).map_or_else(|| draft.to_string(), title)
    }

    /// Words that somebody said, whole.
    pub(crate) fn words(&self, act: &Act) -> Option<Said> {
        let words = act.words.as_deref()?;
        Some(Said { words: clean(words), lang: act.lang.clone(), shortened: false, standing: None })
    }

    /// Words that somebody said, cut to `most` characters.
    pub(crate) fn words_cut(&self, act: &Act, most: usize) -> Option<Said> {
        let (words, shortened) = shorten(act.words.as_deref()?, most);
        Some(Said { words, lang: act.lang.clone(), shortened, standing: None })
    }

    /// Words of a clause of a draft, cut to `most` characters.
    pub(crate) fn clause_words(&self, draft: &DraftId, clause: ClauseIndex, most: usize) -> Option<Said> {
        let entry = self.entry(draft)?;
        let (words, shortened) = shorten(&self.view.texts().draft(draft)?.text_of(clause), most);
        Some(Said {
            words,
            lang: Some(entry.lang.clone()),
            shortened,
            standing: Some(Self::standing(&entry.authentic)),
        })
    }

    /// What a clause is called.
    pub(crate) fn clause_label(&self, draft: &DraftId, index: ClauseIndex, clause: &Clause) -> String {
        let words = || {
            let (words, _) = shorten(
                &self.view.texts().draft(draft).map(|draft| draft.text_of(index)).unwrap_or_default(),
                40,
            );
            words
        };
        match clause.kind {
            ClauseKind::Heading(_) => {
                let title = words();
                match (clause.label.is_empty(), title.is_empty()) {
                    (true, _) => title,
                    (_, true) => clause.label.clone(),
                    _ => format!("{} {title}", clause.label),
                }
            }
            _ if clause.label.is_empty() => format!("paragraph \u{201c}{}\u{201d}", words()),
            _ => {
                let way = joined(&self.way(draft, clause));
                if way.starts_with(|c: char| c.is_numeric() || c == '(') {
                    format!("clause {way}")
                } else {
                    way
                }
            }
        }
    }

    /// The labels on the way down to a clause: headings without a label, such as the title, are left out.
    fn way(&self, draft: &DraftId, clause: &Clause) -> String {
        let outline =
            self.view.texts().version(draft).and_then(|version| self.view.texts().outline_of(version));
        let mut labels = vec![clause.label.as_str()];
        let mut above = clause.parent;
        while let Some(parent) = above.and_then(|index| outline?.get(index)) {
            if !parent.label.is_empty() {
                labels.push(&parent.label);
            }
            above = parent.parent;
        }
        labels.reverse();
        labels.join(", ")
    }

    pub(crate) fn place(&self, draft: &DraftId, index: ClauseIndex) -> Option<Place> {
        let outline = self.view.texts().outline_of(self.view.texts().version(draft)?)?;
        let clause = outline.get(index)?;
        Some(Place {
            draft: draft.to_string(),
            clause: Some(clause.id.clone()),
            label: self.clause_label(draft, index, clause),
        })
    }

    /// The clauses that an anchor names, in its own draft; empty: the whole draft, or no file of it.
    pub(crate) fn anchored(&self, anchor: &Anchor) -> Vec<ClauseIndex> {
        let outline = self
            .view
            .texts()
            .version(&anchor.draft)
            .and_then(|version| self.view.texts().outline_of(version));
        let Some(outline) = outline else { return Vec::new() };
        anchor.clauses.iter().filter_map(|name| outline.find(name).ok()).collect()
    }

    /// The words that an act concerns itself, and what is to become of them: `a new clause behind clause 13 of Third draft`.
    pub(crate) fn concerned(&self, act: &Act) -> Option<Line> {
        let line = act.anchor.as_ref().map(|anchor| self.anchor(anchor));
        match &act.rearranged {
            None => line,
            Some(Rearranged::Struck) => line.map(|line| line.text(" (to be struck)")),
            Some(Rearranged::Moved(behind)) => {
                line.map(|line| line.text(" (to move ").line(&place(behind)).text(")"))
            }
            Some(Rearranged::New { draft, behind }) => {
                Some(Line::from("a new clause ").line(&place(behind)).text(" of ").given(&self.title(draft)))
            }
        }
    }

    /// The words that an anchor names: `clause 2 of First draft`.
    pub(crate) fn anchor(&self, anchor: &Anchor) -> Line {
        let title = self.title(&anchor.draft);
        let remark = self.entry(&anchor.draft).and_then(|entry| Self::standing(&entry.authentic).remark());
        let mut line = Line::new();
        if anchor.clauses.is_empty() {
            line = line.given(&title);
        } else {
            line = clauses(&anchor.clauses).text(" of ").given(&title);
        }
        match remark {
            Some(remark) => line.text(" (").text(remark).text(")"),
            None => line,
        }
    }
}

/// A place between clauses: `behind clause 13`.
pub(crate) fn place(behind: &Behind) -> Line {
    match behind {
        Behind::Start => Line::from("before all clauses"),
        Behind::Clause(name) => Line::from("behind ").line(&clauses(std::slice::from_ref(name))),
    }
}

/// Clauses by the names that an act gives them: `clauses 2 and 3`.
pub(crate) fn clauses(names: &[String]) -> Line {
    let plain = names.iter().all(|name| name.starts_with(|c: char| c.is_numeric() || c == '('));
    let line = match (plain, names.len()) {
        (false, _) => Line::new(),
        (true, 1) => Line::from("clause "),
        (true, _) => Line::from("clauses "),
    };
    line.list(names.iter().map(String::as_str))
}

/// The title of a draft; where it has none, its id, so that it reads as a name.
pub(crate) fn title(entry: &DraftEntry) -> String {
    entry.title.clone().unwrap_or_else(|| format!("draft \u{201c}{}\u{201d}", entry.id))
}

/// `6, (a)` as people write it: `6(a)`.
fn joined(path: &str) -> String {
    path.replace(", (", "(")
}
