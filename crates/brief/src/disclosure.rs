//! What somebody would newly be shown if an item were disclosed to them: the difference of their view before and after,
//! and of what is made from it.

use std::collections::{BTreeMap, HashMap, HashSet};

use onetext_case::View;
use onetext_case::view::sighting::Part;
use onetext_record::act::Act;
use onetext_record::entry::DraftEntry;
use onetext_record::ledger::Consent;
use onetext_record::{ActId, DraftId, ProvisionId, Reader, Timeline};
use serde::Serialize;

use crate::build::sayable::Sayable;
use crate::line::Line;
use crate::model::Event;
use crate::paper::{Ink, Paper, isolate};
use crate::plan::{EntryName, Scene};
use crate::status::{Status, reader_name};
use crate::{Brief, Options, build, terminal};

/// The width at which briefs are compared, in columns.
const WIDTH: usize = 80;

/// What one reader would be shown otherwise.
#[derive(Debug, Clone, Serialize)]
pub struct Effect {
    /// Whether their view would be the same, and so every output.
    pub same: bool,
    /// Who reads.
    pub reader: Reader,
    /// Their name.
    pub reader_name: String,
    /// What would be in their record that is not in it now.
    pub new: Vec<Event>,
    /// What is in their record and would read otherwise, as it would read.
    pub changed: Vec<Changed>,
    /// What would not be in their record any more.
    pub gone: Vec<Event>,
    /// What takes back, denies, corrects or lets lapse something that is new in their record, and stays hidden from them.
    pub hidden_against: Vec<Event>,
    /// Entries of the plan that they would newly see: those that rest on what is disclosed come with it.
    pub entries: Vec<EntryName>,
    /// Where parties would stand otherwise on clauses of the text that is current for this reader.
    pub consent: Vec<ConsentChange>,
    /// Lines that their brief would newly have, in the order of the brief; none where they were not asked for.
    pub brief: Vec<String>,
    /// Lines that their brief would not have any more.
    pub brief_without: Vec<String>,
}

/// An act or a draft that would read otherwise.
#[derive(Debug, Clone, Serialize)]
pub struct Changed {
    /// As it would read.
    #[serde(flatten)]
    pub event: Event,
    /// What of it would newly be shown. May be empty, where only others that it names would be.
    pub parts: Vec<Part>,
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
    /// The difference of two views of one reader; with `brief`, of their briefs line by line, too, which takes longer. `team`
    /// is the team's view of the same day.
    pub fn between(before: &View, after: &View, team: &View, brief: bool) -> Self {
        let mut effect = Self {
            same: before.is_same_as(after),
            reader: after.reader.clone(),
            reader_name: reader_name(after),
            new: Vec::new(),
            changed: Vec::new(),
            gone: Vec::new(),
            hidden_against: Vec::new(),
            entries: Vec::new(),
            consent: Vec::new(),
            brief: Vec::new(),
            brief_without: Vec::new(),
        };
        if effect.same {
            return effect;
        }
        let ((old, now), consent) = rayon::join(
            || rayon::join(|| build::chronology(before, None), || build::chronology(after, None)),
            || consent(before, after),
        );
        let key = |event: &Event| (event.act.clone(), event.act.is_none().then(|| event.draft.clone()));
        let was: HashMap<_, &Event> = old.iter().map(|event| (key(event), event)).collect();
        let is: HashSet<_> = now.iter().map(key).collect();
        let parts = Gained::new(before, after);
        for event in now {
            match was.get(&key(&event)) {
                None => effect.new.push(event),
                Some(&old) => {
                    let parts = parts.of(&event);
                    if *old != event || !parts.is_empty() {
                        effect.changed.push(Changed { event, parts });
                    }
                }
            }
        }
        effect.gone = old.iter().filter(|event| !is.contains(&key(event))).cloned().collect();
        effect.hidden_against = hidden_against(before, after, team);
        effect.entries = new_entries(before, after);
        effect.consent = consent;
        if brief {
            let (old, now) = rayon::join(|| lines(before), || lines(after));
            effect.brief = more(&now, &old);
            effect.brief_without = more(&old, &now);
        }
        effect
    }

    /// Whether nothing of what would be otherwise is listed.
    fn lists_nothing(&self) -> bool {
        let Self { new, changed, gone, entries, consent, brief, brief_without, .. } = self;
        [new, gone].iter().all(|events| events.is_empty())
            && changed.is_empty()
            && entries.is_empty()
            && consent.is_empty()
            && brief.is_empty()
            && brief_without.is_empty()
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        paper.heading(Line::from("What ").given(&self.reader_name).text(" would newly be shown").isolated());
        if self.same {
            paper.paragraph("Nothing: every output would stay the same.");
            return;
        }
        if self.lists_nothing() {
            paper.paragraph("Nothing new in their record; some of their outputs would read otherwise.");
        }
        for (title, events) in
            [("New in their record:", &self.new), ("Not in their record any more:", &self.gone)]
        {
            if !events.is_empty() {
                paper.inked(Ink::Strong, 0, title);
                terminal::events(paper, events);
            }
        }
        if !self.hidden_against.is_empty() {
            paper.inked(Ink::Strong, 0, "Said against it, and not shown to them:");
            terminal::events(paper, &self.hidden_against);
        }
        if !self.changed.is_empty() {
            paper.inked(Ink::Strong, 0, "In their record already, and would read so:");
        }
        for changed in &self.changed {
            terminal::events(paper, std::slice::from_ref(&changed.event));
            if !changed.parts.is_empty() {
                let parts: Vec<&str> = changed.parts.iter().map(|part| part.as_words()).collect();
                paper.inked(Ink::Faint, 4, &format!("shown with it then: {}", parts.join(", ")));
            }
        }
        if !self.entries.is_empty() {
            paper.inked(Ink::Strong, 0, "Entries of the plan, new to them:");
        }
        for entry in &self.entries {
            paper.item(2, "-", Line::from(entry.sort.as_str()).text(" ").line(&entry.line()).isolated());
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

/// What acts and drafts of one reader newly have.
struct Gained<'a> {
    before: &'a View,
    after: &'a View,
    was: HashMap<&'a str, &'a Act>,
    is: HashMap<&'a str, &'a Act>,
}

impl<'a> Gained<'a> {
    fn new(before: &'a View, after: &'a View) -> Self {
        let by_id = |view: &'a View| view.acts.iter().map(|act| (act.id.as_str(), act)).collect();
        Self { before, after, was: by_id(before), is: by_id(after) }
    }

    fn of(&self, event: &Event) -> Vec<Part> {
        match (event.act.as_deref(), event.draft.as_deref()) {
            (Some(act), _) => match (self.was.get(act), self.is.get(act)) {
                (Some(was), Some(is)) => Part::gained(was, is),
                _ => Vec::new(),
            },
            (None, Some(draft)) => match (entry(self.before, draft), entry(self.after, draft)) {
                (Some(was), Some(is)) => Part::gained_by_draft(was, is),
                _ => Vec::new(),
            },
            (None, None) => Vec::new(),
        }
    }
}

fn entry<'a>(view: &'a View, draft: &str) -> Option<&'a DraftEntry> {
    Some(&view.texts().version(&DraftId::new(draft))?.entry)
}

/// The entries of the plan that are in the second view alone, in the order of the plan.
fn new_entries(before: &View, after: &View) -> Vec<EntryName> {
    let seen: HashSet<&ProvisionId> = before.plan.iter().map(|entry| &entry.id).collect();
    let now = after.now();
    // Without an entry there is nothing to name.
    let Ok(scene) = Scene::new(after, &now, &[]) else { return Vec::new() };
    let plan = scene.plan();
    let new = after.plan.iter().filter(|entry| !seen.contains(&entry.id));
    new.map(|entry| scene.name(&plan, entry)).collect()
}

/// What is said against what is new in a reader's record, and stays hidden from them.
fn hidden_against(before: &View, after: &View, team: &View) -> Vec<Event> {
    let seen: HashSet<&ActId> = before.acts.iter().map(|act| &act.id).collect();
    let shown: HashSet<&ActId> = after.acts.iter().map(|act| &act.id).collect();
    let is_against = |act: &&Act| {
        let of_new = act.answers.as_ref().is_some_and(|id| shown.contains(id) && !seen.contains(id));
        act.kind().undoes() && of_new && !shown.contains(&act.id)
    };
    let against: Vec<&Act> = team.acts.iter().filter(is_against).collect();
    if against.is_empty() {
        return Vec::new();
    }
    let now = team.now();
    let timeline = Timeline::new(&team.acts, &now);
    let in_words = Sayable::new(team, &timeline);
    against.into_iter().map(|act| in_words.as_recorded(act)).collect()
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
        paper.heading(&format!("Who sees {} {}", item.sort.as_words(), isolate(&item.id)));
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
