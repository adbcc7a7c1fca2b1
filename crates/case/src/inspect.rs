//! The long check: what nothing forbids, but may not say what was meant.
//!
//! What a reader does not see although they are in its audience is computed and not guessed: from the view that the case
//! gives each reader.

mod conflict;
mod handles;
mod plan;
mod preferences;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use onetext_record::act::{self, Act, Deed};
use onetext_record::entry::Authentic;
use onetext_record::texts::Texts as _;
use onetext_record::{
    ActId, AssessmentId, ConflictEntry, Kind, ParticipantId, ProvisionId, Reader, Role, When,
};
use onetext_text::choice::Unsettled;
use onetext_text::clause::ClauseIndex;
use onetext_text::word::Notice;
use rayon::prelude::*;

use crate::case::{Case, DraftRecord};
use crate::choices::settle;
use crate::conflict::ConflictOfView;
use crate::diagnostics::{Diagnostic, Severity};
use crate::texts::Texts;
use crate::view::View;

/// What an entry of the plan is called in remarks.
const ENTRY: &str = "entry";

/// How many brackets without a partner are told one by one.
const UNBALANCED_SHOWN: usize = 40;

/// Where items stand, for remarks on them: the file, and the bytes of it that announce the item.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    pub(crate) acts: HashMap<ActId, (usize, Range<usize>)>,
    pub(crate) drafts: HashMap<String, (usize, Range<usize>)>,
    pub(crate) provisions: HashMap<ProvisionId, (usize, Range<usize>)>,
    pub(crate) assessments: HashMap<AssessmentId, (usize, Range<usize>)>,
    /// Those of the entries of the conflict, in their order.
    pub(crate) conflict: Vec<(usize, Range<usize>)>,
}

/// The circles in which following `next` leads back to where one was; each begins with its smallest name. Every name is
/// visited once.
fn circles<'a>(next: &BTreeMap<&'a str, &'a str>) -> Vec<Vec<&'a str>> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut found = Vec::new();
    for &start in next.keys() {
        let mut path: Vec<&str> = Vec::new();
        let mut at = Some(start);
        while let Some(name) = at.filter(|name| seen.insert(name)) {
            path.push(name);
            at = next.get(name).copied();
        }
        let Some(begins) = at.and_then(|name| path.iter().position(|other| *other == name)) else { continue };
        let mut circle = path.split_off(begins);
        let smallest = (0..circle.len()).min_by_key(|&index| circle[index]).unwrap_or_default();
        circle.rotate_left(smallest);
        found.push(circle);
    }
    found
}

/// What one reader sees of a case.
struct Seen<'a> {
    reader: Reader,
    /// Acts, with how many of its conditions each is shown.
    acts: HashMap<ActId, usize>,
    drafts: BTreeSet<String>,
    /// Entries of the plan.
    plan: BTreeSet<String>,
    /// Assessments of wishes.
    preferences: BTreeSet<String>,
    /// Whether the case names them for analyses.
    analyses: bool,
    /// Entries of the conflict.
    conflict: Vec<ConflictEntry>,
    /// Whether the entries of the conflict that they see make no model.
    lacks_a_model: bool,
    /// Acts that rules keep from them, whatever their audience.
    kept: HashSet<&'a ActId>,
}

impl Case {
    /// Everything that is wrong with the case, and remarks on what may not say what was meant, problems first, in order of
    /// file and line. For the team alone.
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut found = self.diagnostics.clone();
        let end = When::day(jiff::civil::Date::MAX);
        if let Ok(team) = self.view(&Reader::Team, end) {
            self.brackets(team.texts(), &mut found);
            self.word_drafts(&mut found);
            self.choices(&team, &mut found);
            self.current_drafts(&mut found);
            self.circles(&mut found);
            let seen = self.seen(end);
            self.unseen(&seen, &mut found);
            self.unseen_entries(&team, &seen, &mut found);
            self.entries(&team, &mut found);
            self.assessments(&team, &seen, &mut found);
            self.conflict_for_readers(&team, &seen, &mut found);
            self.conflict_in_parts(&seen, &mut found);
            self.unseen_entries_of_conflict(&team, &seen, &mut found);
            self.conflict_without_effect(&mut found);
            self.handles(&seen, &mut found);
            self.undone_elsewhere(&seen, &mut found);
            self.without_effect(&mut found);
            self.rounds_to_come(&mut found);
        }
        found.sort_by(Diagnostic::order);
        found
    }

    fn remark(&self, act: &Act, message: String, expected: &str, help: &str) -> Option<Diagnostic> {
        self.remark_at(self.places.acts.get(&act.id)?, message, expected, help)
    }

    fn remark_at(
        &self,
        (file, span): &(usize, Range<usize>),
        message: String,
        expected: &str,
        help: &str,
    ) -> Option<Diagnostic> {
        let file = self.files.get(*file)?;
        Some(Diagnostic::at(Severity::Remark, &file.name, &file.text, span.clone(), message, expected, help))
    }

    /// What the words of drafts that are Word documents do not show.
    fn word_drafts(&self, found: &mut Vec<Diagnostic>) {
        for record in &self.drafts {
            let (Some(source), Some(file)) = (&record.source, &record.file) else { continue };
            let Some(word) = source.word() else { continue };
            for notice in word.notices() {
                let (expected, help) = match notice {
                    Notice::Changes { .. } => (
                        "a draft in which no tracked change waits",
                        "record them as acts with: onetext import; how they are read meanwhile is said with `changes` \
                         at the draft",
                    ),
                    Notice::Comments { .. } => ("", "record them as acts with: onetext import"),
                    Notice::Struck { .. } => (
                        "words that stand, or a tracked deletion",
                        "ask whoever sent the draft whether they are to go",
                    ),
                    Notice::LeftOut { .. } => {
                        ("", "look at it in Word: it is not read as words of the draft")
                    }
                };
                let message = format!("draft “{}”: {notice}", record.entry.id);
                let mut remark = Diagnostic::file(file, message, expected, help);
                remark.severity = Severity::Remark;
                if let Some(span) = notice.paragraph().and_then(|number| word.span_of_number(number)) {
                    let (line, column) = source.line_column(span.start);
                    (remark.line, remark.column) = (line as usize, column as usize);
                }
                found.push(remark);
            }
        }
    }

    /// Brackets without a partner.
    fn brackets(&self, texts: &Texts, found: &mut Vec<Diagnostic>) {
        for record in &self.drafts {
            let (Some(draft), Some(file)) = (texts.draft(&record.entry.id), &record.file) else { continue };
            let (shown, more) = draft.unbalanced().split_at(draft.unbalanced().len().min(UNBALANCED_SHOWN));
            if let [first, ..] = more {
                let mut remark = Diagnostic::file(
                    file,
                    format!("{} more brackets without a partner from here on", more.len()),
                    "brackets in pairs between two headings",
                    "see all of them with: onetext points on this file",
                );
                (remark.severity, remark.line, remark.column) =
                    (Severity::Remark, first.line as usize, first.column as usize);
                found.push(remark);
            }
            for alone in shown {
                let span = alone.span.start as usize..alone.span.end as usize;
                found.push(Diagnostic::at(
                    Severity::Remark,
                    file,
                    draft.source().text(),
                    span,
                    alone.what.to_string(),
                    "brackets in pairs between two headings",
                    "ask whoever sent the draft what was meant; nothing else in it is read otherwise for that",
                ));
            }
        }
    }

    /// Choices that do not settle the clauses they are about, so that the consent counts as one to the concept.
    fn choices(&self, team: &View, found: &mut Vec<Diagnostic>) {
        let texts = team.texts();
        for act in team.acts.iter().filter(|act| !act.choice.is_empty()) {
            let Some(anchor) = &act.anchor else { continue };
            let (Some(draft), Some(outline)) = (texts.draft(&anchor.draft), texts.outline(&anchor.draft))
            else {
                continue;
            };
            let mut roots: Vec<(ClauseIndex, &str)> = anchor
                .clauses
                .iter()
                .filter_map(|name| Some((outline.find(name).ok()?, name.as_str())))
                .collect();
            roots.sort_unstable();
            let choices: Vec<_> = act.choice.iter().map(act::Choice::in_text).collect();
            let Err((clause, why)) = settle(draft, &roots, &choices) else { continue };
            let help = match why {
                Unsettled::NotOffered { .. } => {
                    "copy the words from the draft, or write \"#1\", \"#2\", \"in\" or \"out\""
                }
                _ => "give one choice for each open point, in the order of the text",
            };
            found.extend(self.remark(
                act,
                format!("the choices of act \u{201c}{}\u{201d} do not settle clause \u{201c}{clause}\u{201d}: {why}", act.id),
                "one choice for each open point; until then this counts as consent to the concept alone",
                help,
            ));
        }
    }

    /// More than one draft marked as the current one from the same day on. One that becomes current later takes over from then.
    fn current_drafts(&self, found: &mut Vec<Diagnostic>) {
        let zone = &self.about.zone;
        let mut current: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        for DraftRecord { entry, .. } in self.drafts.iter().filter(|draft| draft.entry.current) {
            let day = (entry.on.starts(zone), entry.known.starts(zone));
            current.entry((entry.lang.as_str(), day)).or_default().push(entry.id.as_str());
        }
        for ((lang, _), drafts) in current.into_iter().filter(|(_, drafts)| drafts.len() > 1) {
            let Some(place) = drafts.last().and_then(|id| self.places.drafts.get(*id)) else { continue };
            found.extend(self.remark_at(
                place,
                format!(
                    "drafts {} are all marked as the current one in \u{201c}{lang}\u{201d} from the same day on",
                    drafts.join(", ")
                ),
                "one current draft in a language at a time; the latest of those that a reader may see is taken",
                "take `current = true` from the others",
            ));
        }
    }

    /// Acts that answer each other, and drafts that translate each other, in a circle: one of them must have been first.
    fn circles(&self, found: &mut Vec<Diagnostic>) {
        let answers: BTreeMap<&str, &str> = self
            .acts
            .iter()
            .filter_map(|act| Some((act.id.as_str(), act.answers.as_ref()?.as_str())))
            .collect();
        for circle in circles(&answers) {
            let Some(act) = self.acts.iter().find(|act| act.id.as_str() == circle[0]) else { continue };
            found.extend(self.remark(
                act,
                format!("acts {} answer each other in a circle", circle.join(", ")),
                "that an act answers an earlier one",
                "correct `answers` in one of them",
            ));
        }
        let originals: BTreeMap<&str, &str> = self
            .drafts
            .iter()
            .filter_map(|draft| match &draft.entry.authentic {
                Authentic::Translation { of: Some(of), .. } => Some((draft.entry.id.as_str(), of.as_str())),
                _ => None,
            })
            .collect();
        for circle in circles(&originals) {
            let Some(place) = self.places.drafts.get(circle[0]) else { continue };
            found.extend(self.remark_at(
                place,
                format!("drafts {} are translations of each other in a circle", circle.join(", ")),
                "one of them that is the original",
                "write authentic = \"text\" for the original, and take its `of` out",
            ));
        }
    }

    /// What each reader but the team sees, the public last.
    fn seen(&self, end: When) -> Vec<Seen<'_>> {
        let mut readers = self.readers();
        readers.retain(|reader| *reader != Reader::Team);
        readers.sort_by_key(|reader| *reader == Reader::Public);
        let seen = readers.into_par_iter().map(|reader| {
            let (view, kept) = self.view_and_kept(&reader, end);
            let drafts = view.texts().versions().iter().map(|version| version.entry.id.to_string()).collect();
            let plan = view.plan.iter().map(|entry| entry.id.to_string()).collect();
            let preferences = view.preferences.iter().map(|one| one.id.to_string()).collect();
            let lacks_a_model = !view.conflict.is_empty() && ConflictOfView::new(&view).is_err();
            let acts = view.acts.into_iter().map(|act| (act.id, act.conditions.len())).collect();
            let (conflict, analyses) = (view.conflict, view.analyses);
            Seen { reader, acts, drafts, plan, preferences, analyses, conflict, lacks_a_model, kept }
        });
        seen.collect()
    }

    /// Acts that readers in their audience do not see, or see without their conditions.
    fn unseen(&self, seen: &[Seen<'_>], found: &mut Vec<Diagnostic>) {
        let mut unseen: BTreeMap<&ActId, Vec<String>> = BTreeMap::new();
        let mut unconditional: BTreeMap<&ActId, Vec<String>> = BTreeMap::new();
        for Seen { reader, acts, kept, .. } in seen {
            for act in self.acts.iter().filter(|act| act.audience.includes(reader, &self.sets)) {
                match acts.get(&act.id) {
                    None if kept.contains(&act.id) => {}
                    None => unseen.entry(&act.id).or_default().push(reader.to_string()),
                    Some(conditions) if *conditions < act.conditions.len() => {
                        unconditional.entry(&act.id).or_default().push(reader.to_string());
                    }
                    Some(_) => {}
                }
            }
        }
        for act in &self.acts {
            if let Some(readers) = unseen.get(&act.id) {
                found.extend(self.remark(
                    act,
                    format!(
                        "act \u{201c}{}\u{201d} is not shown to {}, who are in its audience",
                        act.id,
                        readers.join(", ")
                    ),
                    match act.plan.is_empty() {
                        true => "that whoever may see an act may see its author, its draft and the act that it answers",
                        false => "that whoever may see an act may see its author, its draft, the act that it answers and an entry of the plan that it is about",
                    },
                    "widen the audience of what they lack, or narrow that of this act",
                ));
            }
            if let Some(readers) = unconditional.get(&act.id) {
                found.extend(self.remark(
                    act,
                    format!("act \u{201c}{}\u{201d} is shown to {} without all its conditions", act.id, readers.join(", ")),
                    "that whoever may see an act may see the acts in its `if`",
                    "widen the audience of the conditions, or narrow that of this act: to these readers it looks firmer than it is",
                ));
            }
        }
    }

    /// Names of drafts and acts that readers can tell from the names that they see.
    fn handles(&self, seen: &[Seen<'_>], found: &mut Vec<Diagnostic>) {
        let mut told: BTreeMap<(&str, handles::Betrayed), Vec<String>> = BTreeMap::new();
        for Seen { reader, acts, drafts, plan, .. } in seen {
            let drafts: BTreeSet<&str> = drafts.iter().map(String::as_str).collect();
            let acts: BTreeSet<&str> = acts.keys().map(ActId::as_str).collect();
            let of_drafts =
                handles::betrayed(self.drafts.iter().map(|draft| draft.entry.id.as_str()), &drafts);
            let of_acts = handles::betrayed(self.acts.iter().map(|act| act.id.as_str()), &acts);
            let plan: BTreeSet<&str> = plan.iter().map(String::as_str).collect();
            let of_entries = handles::betrayed(self.provisions.iter().map(|entry| entry.id.as_str()), &plan);
            for (what, betrayed) in [("draft", of_drafts), ("act", of_acts), (ENTRY, of_entries)] {
                for one in betrayed {
                    told.entry((what, one)).or_default().push(reader.to_string());
                }
            }
        }
        for ((what, handles::Betrayed { hidden, between: (before, behind) }), readers) in told {
            let place = match what {
                "draft" => self.places.drafts.get(&hidden),
                ENTRY => self.places.provisions.get(&ProvisionId::new(hidden.as_str())),
                _ => self.places.acts.get(&ActId::new(hidden.as_str())),
            };
            let message = format!(
                "the name of {what} \u{201c}{hidden}\u{201d} is given away to {}, who see \u{201c}{before}\u{201d} and \u{201c}{behind}\u{201d} and not what is between",
                readers.join(", ")
            );
            found.extend(place.and_then(|place| {
                self.remark_at(
                    place,
                    message,
                    "names that do not count, where some of them are hidden from somebody",
                    "choose names without a number, such as a day or a place; commands make random ones for acts",
                )
            }));
        }
    }

    /// Acts that stand for some readers, because these may not see what undoes them: whether by its audience, or because only
    /// the first was disclosed to them.
    fn undone_elsewhere(&self, seen: &[Seen<'_>], found: &mut Vec<Diagnostic>) {
        let undoing = |act: &&Act| act.kind().undoes() || act.kind() == Kind::BreakSilence;
        let acts: HashMap<&ActId, &Act> = self.acts.iter().map(|act| (&act.id, act)).collect();
        for (later, act) in
            self.acts.iter().filter(undoing).filter_map(|act| Some((act, *acts.get(act.answers.as_ref()?)?)))
        {
            let is_blind = |seen: &&Seen<'_>| {
                let sees_first = seen.acts.contains_key(&act.id) && !seen.acts.contains_key(&later.id);
                sees_first && !seen.kept.contains(&later.id)
            };
            let blind: Vec<String> =
                seen.iter().filter(is_blind).map(|seen| seen.reader.to_string()).collect();
            if !blind.is_empty() {
                found.extend(self.remark(
                    later,
                    format!(
                        "act \u{201c}{}\u{201d} is not shown to {}, for whom act \u{201c}{}\u{201d} therefore stands as if nothing had happened to it",
                        later.id,
                        blind.join(", "),
                        act.id
                    ),
                    "that whoever may see an act may see what is said against it",
                    "widen the audience of this act, or narrow that of the other; or leave it, where that is meant",
                ));
            }
        }
    }

    /// Acts that are on record and have no effect.
    fn without_effect(&self, found: &mut Vec<Diagnostic>) {
        let acts: HashMap<&ActId, &Act> = self.acts.iter().map(|act| (&act.id, act)).collect();
        let parties: HashSet<&ParticipantId> = self
            .participants
            .iter()
            .filter(|person| person.is(Role::Party))
            .map(|person| &person.id)
            .collect();
        let zone = &self.about.zone;
        for act in &self.acts {
            let taken_back =
                act.answers.as_ref().filter(|_| act.kind() == Kind::Withdraw).and_then(|id| acts.get(id));
            if let Some(other) = taken_back.filter(|other| !act.by.iter().any(|by| other.by.contains(by))) {
                found.extend(self.remark(
                    act,
                    format!("act \u{201c}{}\u{201d} takes back act \u{201c}{}\u{201d}, which is somebody else\u{2019}s: it has no effect", act.id, other.id),
                    "`by` with one of those who did the other act",
                    "correct `by` or `answers`; somebody who contradicts another\u{2019}s act denies it: kind = \"deny\"",
                ));
            }
            let consents = matches!(act.kind(), Kind::Accept | Kind::Reserve | Kind::Reject);
            if consents && !act.by.is_empty() && !act.by.iter().any(|by| parties.contains(by)) {
                found.extend(self.remark(
                    act,
                    format!("act \u{201c}{}\u{201d} is by nobody whose consent is required: it counts for no clause", act.id),
                    "`by` with a party",
                    "correct `by`; for support by somebody who is no party: kind = \"endorse\"",
                ));
            }
            let draft = act.draft().and_then(|id| self.drafts.iter().find(|draft| draft.entry.id == *id));
            if let Some(draft) =
                draft.filter(|draft| consents && act.earliest().ends(zone) < draft.entry.on.starts(zone))
            {
                found.extend(self.remark(
                    act,
                    format!(
                        "act \u{201c}{}\u{201d} is dated before draft \u{201c}{}\u{201d} was put forward",
                        act.id, draft.entry.id
                    ),
                    "an act on a draft not before the draft",
                    "correct the date of one of the two, or name the draft that was meant",
                ));
            }
        }
    }

    /// Rounds in the future that nobody sees before their day, because nothing says when the record learnt of them.
    fn rounds_to_come(&self, found: &mut Vec<Diagnostic>) {
        let Some(date) = self.about.date else { return };
        let zone = &self.about.zone;
        for act in &self.acts {
            if matches!(act.deed, Deed::Convene(_))
                && act.known == act.earliest()
                && act.known.starts(zone) > date.ends(zone)
            {
                found.extend(self.remark(
                    act,
                    format!("round \u{201c}{}\u{201d} is not shown before its own day", act.id),
                    "`known`: when the record learnt of it",
                    "add, for example: known = 2031-03-05",
                ));
            }
        }
    }
}
