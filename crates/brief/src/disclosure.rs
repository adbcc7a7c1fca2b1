//! What somebody would newly be shown if an item were disclosed to them: the difference of their view before and after,
//! and of what is made from it.

use std::collections::BTreeMap;

use onetext_case::View;
use onetext_record::Reader;
use onetext_record::ledger::Consent;
use serde::Serialize;

use crate::line::Line;
use crate::model::Event;
use crate::paper::{Ink, Paper, isolate};
use crate::status::{Status, reader_name};
use crate::{Brief, Options, build, terminal};

/// The width at which briefs are compared, in columns.
const WIDTH: usize = 80;

/// What one reader would be shown otherwise.
#[derive(Debug, Clone, Serialize)]
pub struct Effect {
    /// Who reads.
    pub reader: Reader,
    /// Their name.
    pub reader_name: String,
    /// What would be in their record that is not in it now.
    pub new: Vec<Event>,
    /// What is in their record and would read otherwise, as it would read.
    pub changed: Vec<Event>,
    /// What would not be in their record any more.
    pub gone: Vec<Event>,
    /// Where parties would stand otherwise on clauses of the text that is current for this reader.
    pub consent: Vec<ConsentChange>,
    /// Lines that their brief would newly have, in the order of the brief; none where they were not asked for.
    pub brief: Vec<String>,
    /// Lines that their brief would not have any more.
    pub brief_without: Vec<String>,
}

/// Where a party would stand otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConsentChange {
    /// The clause, by its place for people.
    pub clause: String,
    /// The party.
    pub party: String,
    /// In one word, with flags; `None`: the clause is not in the text now.
    pub before: Option<String>,
    /// The same, afterwards.
    pub after: Option<String>,
}

impl Effect {
    /// The difference of two views of one reader; with `brief`, of their briefs line by line, too, which takes longer.
    pub fn between(before: &View, after: &View, brief: bool) -> Self {
        let (old, now) = rayon::join(|| build::chronology(before, None), || build::chronology(after, None));
        let key = |event: &Event| (event.act.clone(), event.act.is_none().then(|| event.draft.clone()));
        let was: BTreeMap<_, &Event> = old.iter().map(|event| (key(event), event)).collect();
        let is: BTreeMap<_, &Event> = now.iter().map(|event| (key(event), event)).collect();
        let pick = |events: &[Event], wanted: &dyn Fn(&Event) -> bool| -> Vec<Event> {
            events.iter().filter(|event| wanted(event)).cloned().collect()
        };
        let (lines_before, lines_after) = match brief {
            true => rayon::join(|| lines(before), || lines(after)),
            false => Default::default(),
        };
        Self {
            reader: after.reader.clone(),
            reader_name: reader_name(after),
            new: pick(&now, &|event| !was.contains_key(&key(event))),
            changed: pick(&now, &|event| was.get(&key(event)).is_some_and(|old| *old != event)),
            gone: pick(&old, &|event| !is.contains_key(&key(event))),
            consent: consent(before, after),
            brief: more(&lines_after, &lines_before),
            brief_without: more(&lines_before, &lines_after),
        }
    }

    /// Whether nothing would be otherwise.
    pub fn is_empty(&self) -> bool {
        let Self { new, changed, gone, consent, brief, brief_without, .. } = self;
        [new, changed, gone].iter().all(|events| events.is_empty())
            && consent.is_empty()
            && brief.is_empty()
            && brief_without.is_empty()
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        paper.heading(Line::from("What ").given(&self.reader_name).text(" would newly be shown").isolated());
        if self.is_empty() {
            paper.paragraph("Nothing: every output would stay the same.");
            return;
        }
        for (title, events) in [
            ("New in their record:", &self.new),
            ("In their record already, and would read so:", &self.changed),
            ("Not in their record any more:", &self.gone),
        ] {
            if !events.is_empty() {
                paper.inked(Ink::Strong, 0, title);
                terminal::events(paper, events);
            }
        }
        if !self.consent.is_empty() {
            paper.inked(Ink::Strong, 0, "Where parties stand, as they would see it:");
            // Where a whole text is new, what nobody was asked is no news.
            let is_news = |change: &&ConsentChange| {
                let nothing = ["not delivered", "not asked"];
                change.before.is_some()
                    || !change.after.as_deref().is_some_and(|after| nothing.contains(&after))
            };
            for change in self.consent.iter().filter(is_news) {
                let line = Line::new().given(&change.clause).text(", ").given(&change.party).text(": ");
                let told =
                    |status: &Option<String>| status.clone().unwrap_or_else(|| "not in the text".to_owned());
                let line = line.text(&told(&change.before)).text(" \u{2192} ").text(&told(&change.after));
                paper.item(2, "-", line.isolated());
            }
        }
        for (title, mark, lines) in [
            ("Lines new in their brief:", "+", &self.brief),
            ("Lines no longer in their brief:", "\u{2212}", &self.brief_without),
        ] {
            if !lines.is_empty() {
                paper.blank();
                paper.inked(Ink::Strong, 0, title);
                for line in lines {
                    paper.item(2, mark, line);
                }
            }
        }
    }
}

/// The lines of a reader's brief.
fn lines(view: &View) -> Vec<String> {
    let brief = terminal::render(&Brief::new(view, &Options::default()), WIDTH, false);
    brief.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Those of `some` that are not among `others`, each as often as it stands there more often.
fn more(some: &[String], others: &[String]) -> Vec<String> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    others.iter().for_each(|line| *left.entry(line).or_default() += 1);
    let is_new = |line: &&String| match left.get_mut(line.as_str()).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    };
    some.iter().filter(is_new).cloned().collect()
}

/// Where parties stand otherwise.
fn consent(before: &View, after: &View) -> Vec<ConsentChange> {
    type Cells = Vec<((String, String), (String, String))>;
    let cells = |view: &View| -> Cells {
        let status = Status::new(view);
        let draft = status.draft.as_ref().map(ToString::to_string).unwrap_or_default();
        let of = |consent: &Consent| {
            let flags = consent.flags.iter().map(|flag| flag.as_str());
            [consent.status.as_str()]
                .into_iter()
                .chain(flags)
                .collect::<Vec<_>>()
                .join(", ")
                .replace('_', " ")
        };
        let clauses = status.clauses.iter().flat_map(|clause| {
            clause.consent.iter().map(|consent| {
                let key = (format!("{draft}/{}", clause.id), consent.party.to_string());
                (key, (format!("{draft}: {}", clause.path), of(consent)))
            })
        });
        clauses.collect()
    };
    let (old, new) = rayon::join(|| cells(before), || cells(after));
    let was: BTreeMap<_, _> = old.iter().map(|(key, cell)| (key, cell)).collect();
    let is: BTreeMap<_, _> = new.iter().map(|(key, cell)| (key, cell)).collect();
    let changed = new.iter().filter_map(|(key, (clause, after))| {
        let before = was.get(key).map(|(_, status)| status.clone());
        (before.as_ref() != Some(after)).then(|| ConsentChange {
            clause: clause.clone(),
            party: key.1.clone(),
            before,
            after: Some(after.clone()),
        })
    });
    let gone =
        old.iter().filter(|(key, _)| !is.contains_key(key)).map(|(key, (clause, before))| ConsentChange {
            clause: clause.clone(),
            party: key.1.clone(),
            before: Some(before.clone()),
            after: None,
        });
    changed.chain(gone).collect()
}

/// Who sees an item, for a terminal.
pub fn write_sightings(found: &[onetext_case::view::sighting::Sightings], paper: &mut Paper) {
    for item in found {
        let sort = serde_json::to_value(item.sort).ok().and_then(|sort| sort.as_str().map(str::to_owned));
        paper.heading(&format!("Who sees {} {}", sort.unwrap_or_default(), isolate(&item.id)));
        for one in &item.readers {
            let mut line = Line::new().given(&one.name);
            line = line.text(if one.sees { " sees it: " } else { " does not: " }).text(one.why.as_words());
            for (at, part) in one.without.iter().enumerate() {
                line = line.text(if at == 0 { "; without " } else { ", " }).text(part.as_words());
            }
            let mark = if one.sees { paper.ink(Ink::Good, "+") } else { paper.ink(Ink::Faint, "\u{2212}") };
            paper.item(0, &mark, line.isolated());
        }
        paper.item(0, "+", "the team sees everything");
    }
}
