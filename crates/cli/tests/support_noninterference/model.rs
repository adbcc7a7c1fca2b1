//! A case as a list of items, each with the audience that it is written with; and the rule of the format page on who may
//! see an item, read literally and apart from the program's own reading of it.
//!
//! Every item carries a word of its own, its *mark*, in its id and in whatever is text in it. So a word that turns up
//! where it must not tells which item it came from, and the word before it in which field it stood.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// What sort of item something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    Participant,
    Term,
    Set,
    Draft,
    Act,
    Note,
    Match,
    /// An entry of the plan; which kind is its heading.
    Entry,
    /// An assessment of wishes; which kind is its heading.
    Assessment,
    /// An entry of the model of a conflict; which kind is its heading.
    Conflict,
}

impl Sort {
    /// The name of its tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Participant => "participant",
            Self::Term => "term",
            Self::Set => "audience",
            Self::Draft => "draft",
            Self::Act => "act",
            Self::Note => "note",
            Self::Match => "match",
            Self::Entry => "entry",
            Self::Assessment => "assessment",
            Self::Conflict => "conflict",
        }
    }

    fn is_in_record(self) -> bool {
        matches!(self, Self::Act | Self::Note)
    }
}

/// Who may see something: names as they are written. `None`: nothing is written.
pub(crate) type Audience = Option<Vec<String>>;

/// One item. Ids of participants, sets, drafts, acts and notes are words that stand nowhere but where they are meant.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) sort: Sort,
    pub(crate) id: String,
    pub(crate) mark: String,
    pub(crate) audience: Audience,
    /// The day that the record learns of it, counted from 1 March; 0 where that does not matter.
    pub(crate) known: usize,
    /// Fields in TOML, without `id` and `audience`.
    pub(crate) fields: Vec<(&'static str, String)>,
    /// Members of a set; the two drafts of a match.
    pub(crate) names: Vec<String>,
    /// The file of a draft, and the labels of the clauses in it.
    pub(crate) words: Option<Vec<u8>>,
    pub(crate) labels: Vec<String>,
    /// The origin of an act, the identity behind the source of an item: for these alone.
    pub(crate) origin: Option<(String, Audience)>,
    pub(crate) identity: Option<(String, Audience)>,
    /// A person on a list, by name, for these alone.
    pub(crate) person: Option<(String, Audience)>,
    /// The kind of an entry of the plan, or of an assessment.
    pub(crate) heading: &'static str,
    /// The file of an act, note or entry, by number.
    pub(crate) file: usize,
    /// A line that makes it impossible to read.
    pub(crate) broken: Option<&'static str>,
    /// Whether its header is as it should be.
    pub(crate) is_headed: bool,
}

/// A case.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) items: Vec<Item>,
    pub(crate) zone: &'static str,
    /// For whom packages may be worked out: names as they are written.
    pub(crate) analysis: Vec<String>,
    pub(crate) marks: usize,
    /// Files of the folder that are not part of the case's items.
    pub(crate) strays: BTreeMap<String, Vec<u8>>,
}

/// A word that stands nowhere else, with what may see it: all of these audiences must include the reader.
pub(crate) struct Secret {
    pub(crate) mark: String,
    pub(crate) of: String,
    pub(crate) hidden: bool,
}

/// The day with this number, counted from 1 March 2031.
pub(crate) fn day(number: usize) -> String {
    let (month, day) = match number {
        0..=31 => (3, number.max(1)),
        32..=61 => (4, number - 31),
        _ => (5, (number - 61).min(31)),
    };
    format!("2031-{month:02}-{day:02}")
}

/// A text in TOML.
pub(crate) fn quoted(text: impl AsRef<str>) -> String {
    format!("\"{}\"", text.as_ref().replace('\\', "\\\\").replace('"', "\\\""))
}

/// A list of texts in TOML.
pub(crate) fn list<T: AsRef<str>>(texts: &[T]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

impl Model {
    /// A word that stands nowhere yet.
    pub(crate) fn mark(&mut self) -> String {
        self.marks += 1;
        format!("qz{}q", self.marks)
    }

    pub(crate) fn of(&self, sort: Sort) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.sort == sort)
    }

    /// The ids of a sort, each once.
    pub(crate) fn ids(&self, sort: Sort) -> Vec<String> {
        let mut seen = BTreeSet::new();
        self.of(sort).filter(|item| seen.insert(&item.id)).map(|item| item.id.clone()).collect()
    }

    /// Whether `reader` may see what is for `audience`: the format page, word for word. `public` is nobody in particular.
    pub(crate) fn includes(&self, audience: &[String], reader: &str) -> bool {
        audience.iter().any(|name| {
            name == "public"
                || (reader != "public" && name == reader)
                || self
                    .of(Sort::Set)
                    .any(|set| set.id == *name && set.names.iter().any(|member| member == reader))
        })
    }

    /// Whether an item is not for `reader` to see on this day, by its own audience and nothing else.
    pub(crate) fn is_hidden(&self, item: &Item, reader: &str, today: usize) -> bool {
        if item.known > today {
            return true;
        }
        match (item.sort, &item.audience) {
            (Sort::Participant, _) if item.id == reader => false,
            (Sort::Participant | Sort::Term, None) => false,
            (Sort::Set, _) => !item.names.iter().any(|member| member == reader),
            (Sort::Match, _) => item.names.iter().any(|id| {
                let mut drafts = self.of(Sort::Draft).filter(|draft| draft.id == *id).peekable();
                drafts.peek().is_some() && drafts.all(|draft| self.is_hidden(draft, reader, today))
            }),
            (Sort::Act, audience) => {
                let is_for = self.includes(audience.as_deref().unwrap_or_default(), reader)
                    || self.is_disclosed("answers", &item.id, reader, today);
                !is_for || self.is_sealed(item, today) || item.is_parallel_to_others(reader)
            }
            (Sort::Draft, audience) => {
                !self.includes(audience.as_deref().unwrap_or_default(), reader)
                    && !self.is_disclosed("draft", &item.id, reader, today)
            }
            // What is written as the audience of a mark is to whom its owners let it be shown.
            (Sort::Entry, audience) if item.is_mark() => {
                !item.named("owner").contains(&reader)
                    && !self.includes(audience.as_deref().unwrap_or_default(), reader)
            }
            (Sort::Conflict, audience) => {
                let analyses = reader == "team" || self.includes(&self.analysis, reader);
                !analyses || !self.includes(audience.as_deref().unwrap_or_default(), reader)
            }
            (_, audience) => !self.includes(audience.as_deref().unwrap_or_default(), reader),
        }
    }

    /// The findings that somebody owns and `reader` is not to be shown on this day: those on entries that they see, with no
    /// mark among those in place that is theirs to see. Each is a check and an entry.
    pub(crate) fn owned_by_others(&self, reader: &str, today: usize) -> BTreeSet<(String, String)> {
        let finding = |mark: &Item| (mark.named("check").concat(), mark.named("of").concat());
        let in_place =
            |mark: &&Item| mark.is_mark() && mark.broken.is_none() && mark.is_headed && mark.known <= today;
        let unseen = self.unseen(reader, today);
        let seen: BTreeSet<&str> = self
            .items
            .iter()
            .zip(&unseen)
            .filter(|(item, unseen)| item.sort == Sort::Entry && !**unseen)
            .map(|(item, _)| item.id.as_str())
            .collect();
        let (theirs, others): (Vec<&Item>, Vec<&Item>) =
            self.of(Sort::Entry).filter(in_place).partition(|mark| !self.is_hidden(mark, reader, today));
        let known: BTreeSet<_> = theirs.into_iter().map(finding).collect();
        let others = others.into_iter().map(finding);
        others.filter(|one| seen.contains(one.1.as_str()) && !known.contains(one)).collect()
    }

    /// Whether an act or a draft was disclosed to `reader` by this day. No disclosure ends here. A disclosure of an id that several have discloses none.
    pub(crate) fn is_disclosed(&self, field: &str, id: &str, reader: &str, today: usize) -> bool {
        let sort = if field == "draft" { Sort::Draft } else { Sort::Act };
        let has_id =
            |item: &&Item| item.id == id && item.broken.is_none() && item.is_headed && item.known <= today;
        self.of(sort).filter(has_id).count() < 2
            && self.of(Sort::Act).any(|act| {
                act.named("kind") == ["disclose"]
                    && act.is_in_place(today)
                    && act.named(field) == [id]
                    && self.is_disclosed_by(act, reader)
            })
    }

    /// Whether an act came from somebody of whom `reader` may not know that.
    pub(crate) fn has_hidden_origin(&self, act: &Item, reader: &str, today: usize) -> bool {
        act.origin.as_ref().is_some_and(|(who, audience)| {
            let mut people = self.of(Sort::Participant).filter(|person| person.id == *who);
            !self.includes(audience.as_deref().unwrap_or_default(), reader)
                || people.all(|person| self.is_hidden(person, reader, today))
        })
    }

    /// Whether a disclosure is one to `reader`.
    fn is_disclosed_by(&self, act: &Item, reader: &str) -> bool {
        let readers: Vec<String> = act.named("to_audience").into_iter().map(str::to_owned).collect();
        act.named("to").contains(&reader) || self.includes(&readers, reader)
    }

    /// Whether an act is an answer to a sealed proposal: nobody ever agrees to all of one here.
    fn is_sealed(&self, act: &Item, today: usize) -> bool {
        let kind = act.named("kind").concat();
        let position = matches!(
            kind.as_str(),
            "accept" | "reject" | "reserve" | "respond" | "endorse" | "initial" | "sign"
        );
        let (draft, clauses) = self.anchor(act);
        self.of(Sort::Act).any(|proposal| {
            let asked = proposal.named("to");
            let theirs = act.named("by").iter().any(|by| asked.contains(by))
                || position && act.named("through").iter().any(|through| asked.contains(through));
            let meanwhile = proposal.on() <= act.on() && act.on() <= proposal.day_of("until");
            let answers = self.leads_to(act, &proposal.id);
            let by_name = matches!(kind.as_str(), "accept" | "reject" | "reserve" | "respond");
            let on_words = position && self.are_words_of(&draft, &clauses, proposal);
            proposal.is_sealed_proposal()
                && proposal.is_in_place(today)
                && theirs
                && kind != "ask"
                && act.id != proposal.id
                && (answers && by_name || (answers || on_words) && meanwhile)
        })
    }

    /// The act that an act answers. Of several items of one id, the last one is asked.
    fn answered(&self, act: &Item) -> Option<&Item> {
        let id = act.named("answers").concat();
        self.of(Sort::Act).filter(|other| other.id == id).last()
    }

    /// Whether an act answers the act of this id, or one that does, and so on.
    fn leads_to(&self, act: &Item, id: &str) -> bool {
        let mut at = act;
        for _ in 0..=self.items.len() {
            if at.named("answers") == [id] {
                return true;
            }
            let Some(next) = self.answered(at) else { return false };
            at = next;
        }
        false
    }

    /// The draft and clauses that an act concerns: its own, else those of what it answers, and so on.
    fn anchor(&self, act: &Item) -> (String, Vec<String>) {
        let mut at = act;
        for _ in 0..=self.items.len() {
            let draft = at.named("draft").concat();
            // A new clause is of none that is there.
            let is_new = !at.named("behind").is_empty() && at.named("clauses").is_empty();
            if !draft.is_empty() && !is_new {
                return (draft, at.named("clauses").into_iter().map(str::to_owned).collect());
            }
            match self.answered(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        (String::new(), Vec::new())
    }

    /// Whether these are clauses of the proposal's draft, or of a language version of it.
    fn are_words_of(&self, draft: &str, clauses: &[String], proposal: &Item) -> bool {
        let original = |draft: &str| {
            let of =
                self.of(Sort::Draft).find(|other| other.id == draft).map(|other| other.named("of").concat());
            of.filter(|of| !of.is_empty()).unwrap_or_else(|| draft.to_owned())
        };
        let (proposed, those) = (proposal.named("draft").concat(), proposal.named("clauses"));
        let below = |one: &str, other: &str| one == other || one.starts_with(&format!("{other}("));
        let overlap = clauses.is_empty()
            || those.is_empty()
            || clauses.iter().any(|a| those.iter().any(|b| below(a, b) || below(b, a)));
        !draft.is_empty() && original(draft) == original(&proposed) && overlap
    }

    /// Whether an act decides on what `reader` sees of others, as an audience does: it is not what is hidden.
    pub(crate) fn decides_for(&self, item: &Item, reader: &str) -> bool {
        item.is_sealed_proposal()
            || item.named("kind") == ["disclose"] && self.is_disclosed_by(item, reader)
            // A mark decides whether others are shown a finding. Without the entry that it is on, it may be on any.
            || item.is_mark()
            || item.sort == Sort::Entry && self.of(Sort::Entry).any(|one| one.is_mark() && one.named("of") == [item.id.as_str()])
    }

    /// Whether `reader` knows what was allowed with what was said: they spoke, heard, or mediate.
    pub(crate) fn heard(&self, act: &Item, reader: &str) -> bool {
        let took_part = ["by", "to", "through"].iter().any(|field| act.named(field).contains(&reader));
        let mediates = |person: &Item| person.named("role").contains(&"mediator");
        took_part || self.of(Sort::Participant).any(|person| person.id == reader && mediates(person))
    }

    /// Which items `reader` is not to be shown on this day: the hidden ones, and acts that need something hidden, and so on
    /// along the chain. Only what the format page leaves no doubt about: of an act that needs one of two things, one is
    /// enough here.
    pub(crate) fn unseen(&self, reader: &str, today: usize) -> Vec<bool> {
        let mut unseen: Vec<bool> =
            self.items.iter().map(|item| self.is_hidden(item, reader, today)).collect();
        loop {
            let seen: BTreeSet<(Sort, &str)> = self
                .items
                .iter()
                .zip(&unseen)
                .filter(|(item, unseen)| !**unseen && item.broken.is_none() && item.is_headed)
                .map(|(item, _)| (item.sort, item.id.as_str()))
                .collect();
            let more: Vec<usize> =
                (0..self.items.len()).filter(|&at| !unseen[at] && self.items[at].lacks(&seen)).collect();
            if more.is_empty() {
                return unseen;
            }
            more.into_iter().for_each(|at| unseen[at] = true);
        }
    }

    /// Every mark, and whether it is hidden from `reader` on this day.
    pub(crate) fn secrets(&self, reader: &str, today: usize) -> Vec<Secret> {
        let mut secrets = Vec::new();
        for (item, hidden) in self.items.iter().zip(self.unseen(reader, today)) {
            let of = format!("{} {}", item.sort.name(), item.id);
            secrets.push(Secret { mark: item.mark.clone(), of: of.clone(), hidden });
            if let Some((identity, audience)) = &item.identity {
                let hidden = hidden || !self.includes(audience.as_deref().unwrap_or_default(), reader);
                secrets.push(Secret { mark: identity.clone(), of: format!("identity in {of}"), hidden });
            }
            if let Some((name, audience)) = &item.person {
                let hidden = hidden || !self.includes(audience.as_deref().unwrap_or_default(), reader);
                secrets.push(Secret { mark: name.clone(), of: format!("name on {of}"), hidden });
            }
        }
        secrets
    }

    /// Writes the case into a folder.
    pub(crate) fn write(&self, root: &Path) -> std::io::Result<()> {
        let mut files: BTreeMap<String, Vec<u8>> = self.strays.clone();
        let mut case = format!(
            "title = \"The well at Two Farms\"\nlanguages = [\"en\", \"ar\"]\ndate = 2031-04-20\nzone = \"{}\"\nrule = \"nothing is agreed until everything is agreed\"\nanalysis = {}\nhighlights = {{ green = \"agreed\", none = \"open\" }}\n",
            self.zone,
            list(&self.analysis)
        );
        let mut others: BTreeMap<String, String> = BTreeMap::new();
        for item in &self.items {
            let to = match item.sort {
                Sort::Match => others.entry("lineage.toml".to_owned()).or_default(),
                Sort::Entry => others.entry(format!("plan/{}.toml", item.file)).or_default(),
                Sort::Assessment => others.entry(format!("preferences/{}.toml", item.file)).or_default(),
                Sort::Conflict => others.entry("conflict.toml".to_owned()).or_default(),
                sort if sort.is_in_record() => {
                    others.entry(format!("record/{}.toml", item.file)).or_default()
                }
                _ => &mut case,
            };
            item.write(to);
            if let Some(words) = &item.words {
                let bytes = if item.is_word() { word_document(words, &item.mark) } else { words.clone() };
                files.insert(item.path(), bytes);
            }
        }
        files.insert("case.toml".to_owned(), case.into_bytes());
        files.extend(others.into_iter().map(|(name, text)| (name, text.into_bytes())));
        for (name, bytes) in files {
            let path = root.join(name);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(path, bytes)?;
        }
        Ok(())
    }
}

impl Item {
    pub(crate) fn new(sort: Sort, id: &str, mark: &str, audience: Audience) -> Self {
        Self {
            sort,
            id: id.to_owned(),
            mark: mark.to_owned(),
            audience,
            known: 0,
            fields: Vec::new(),
            names: Vec::new(),
            words: None,
            labels: Vec::new(),
            origin: None,
            identity: None,
            person: None,
            heading: "",
            file: 0,
            broken: None,
            is_headed: true,
        }
    }

    /// A text for a field of this item, which says of what item and field it is.
    pub(crate) fn text(&self, field: &str, words: impl AsRef<str>) -> String {
        quoted(format!("{} {field}-{}", words.as_ref(), self.mark))
    }

    pub(crate) fn set(&mut self, field: &'static str, value: String) {
        self.fields.retain(|(name, _)| *name != field);
        self.fields.push((field, value));
    }

    /// Whether it can be read, is known and was done by this day.
    fn is_in_place(&self, today: usize) -> bool {
        self.broken.is_none() && self.is_headed && self.known <= today && self.on() <= day(today)
    }

    /// The first day in a field.
    fn day_of(&self, field: &str) -> String {
        let value = self.fields.iter().find(|(name, _)| *name == field).map_or("", |(_, value)| value);
        value.find("2031-").and_then(|at| value.get(at..at + 10)).unwrap_or_default().to_owned()
    }

    fn on(&self) -> String {
        self.day_of("on")
    }

    fn is_sealed_proposal(&self) -> bool {
        self.fields.contains(&("sealed", "true".to_owned()))
    }

    /// Whether it is a delivery of a parallel text that `reader` neither made nor got.
    fn is_parallel_to_others(&self, reader: &str) -> bool {
        self.fields.contains(&("parallel", "true".to_owned()))
            && !["by", "to"].iter().any(|field| self.named(field).contains(&reader))
    }

    /// The names that stand in a field.
    pub(crate) fn named(&self, field: &str) -> Vec<&str> {
        let value = self.fields.iter().find(|(name, _)| *name == field).map_or("", |(_, value)| value);
        value.split('"').skip(1).step_by(2).collect()
    }

    /// Whether it is a mark of an owned finding.
    pub(crate) fn is_mark(&self) -> bool {
        self.heading == "owned"
    }

    /// Whether an act or an entry of the plan needs something that is not among what is seen.
    fn lacks(&self, seen: &BTreeSet<(Sort, &str)>) -> bool {
        match self.sort {
            Sort::Entry => self.entry_lacks(seen),
            Sort::Assessment => self.assessment_lacks(seen),
            Sort::Conflict => self.conflict_lacks(seen),
            Sort::Act => self.act_lacks(seen),
            _ => false,
        }
    }

    /// An entry needs its draft, and every participant and entry that it names; a worth, somebody who states it.
    fn entry_lacks(&self, seen: &BTreeSet<(Sort, &str)>) -> bool {
        const OTHERWISE: &[&str] = &["by", "owner", "persons", "sources"];
        let mut names = self
            .fields
            .iter()
            .filter(|(field, _)| !OTHERWISE.contains(field))
            .flat_map(|(_, value)| value.split('"').skip(1).step_by(2));
        let is_unseen = |name: &str| {
            let name = name.strip_suffix(".end").unwrap_or(name);
            let sort = match name.split('-').next() {
                Some("side" | "mute") => Sort::Participant,
                Some("entry") => Sort::Entry,
                Some("text") => Sort::Draft,
                _ => return false,
            };
            !name.contains(' ') && !seen.contains(&(sort, name))
        };
        let stated = self.named("by").iter().any(|&id| seen.contains(&(Sort::Participant, id)));
        names.any(is_unseen) || matches!(self.heading, "value" | "guarantee") && !stated
    }

    /// An assessment needs its draft, its party, and one of those who made it, where any are named.
    fn assessment_lacks(&self, seen: &BTreeSet<(Sort, &str)>) -> bool {
        let none = |sort: Sort, field: &str| {
            let names = self.named(field);
            !names.is_empty() && !names.iter().any(|&id| seen.contains(&(sort, id)))
        };
        none(Sort::Draft, "draft") || none(Sort::Participant, "party") || none(Sort::Participant, "by")
    }

    /// An entry of the conflict needs its participant, one of those who made it, where any are named, and every decision maker,
    /// option and state that it names.
    fn conflict_lacks(&self, seen: &BTreeSet<(Sort, &str)>) -> bool {
        const OTHERWISE: &[&str] = &["by", "note", "sources", "participant", "name", "id"];
        let none = |field: &str| {
            let names = self.named(field);
            !names.is_empty() && !names.iter().any(|&id| seen.contains(&(Sort::Participant, id)))
        };
        let mut words = self
            .fields
            .iter()
            .filter(|(field, _)| !OTHERWISE.contains(field))
            .flat_map(|(_, value)| value.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')));
        let is_unseen = |name: &str| {
            matches!(name.split_once('-'), Some(("dm" | "opt" | "state", _)))
                && !seen.contains(&(Sort::Conflict, name))
        };
        none("participant") || none("by") || words.any(is_unseen)
    }

    fn act_lacks(&self, seen: &BTreeSet<(Sort, &str)>) -> bool {
        let has = |field: &str| self.fields.iter().any(|(name, _)| *name == field);
        let none = |sort: Sort, field: &str| !self.named(field).iter().any(|&id| seen.contains(&(sort, id)));
        let kind = self.named("kind").concat();
        let (author, recipient) = (none(Sort::Participant, "by"), none(Sort::Participant, "to"));
        let (draft, answers) = (none(Sort::Draft, "draft"), none(Sort::Act, "answers"));
        let needs = match kind.as_str() {
            "table" | "amend" | "clarify" | "interpret" | "float" => draft && !has("words"),
            "accept" | "open_silence" | "initial" | "sign" => draft,
            "deliver" | "show" => draft || recipient,
            "reserve" | "reject" | "endorse" => draft && answers,
            "disclose" => (recipient && self.named("to_audience").is_empty()) || (draft && answers),
            "convey" | "ask" | "assure" => recipient,
            "withdraw" | "lapse" | "respond" | "deny" | "characterise" | "break_silence" | "attend"
            | "correct" => answers,
            "confirm" => answers && !has("plan"),
            _ => false,
        };
        let entries = has("plan") && none(Sort::Entry, "plan");
        needs || entries || (author && !matches!(kind.as_str(), "lapse" | "measure"))
    }

    /// The file of a draft. Twins of one id have files of their own.
    fn path(&self) -> String {
        format!("drafts/{}-{}.{}", self.id, self.mark, if self.is_word() { "docx" } else { "md" })
    }

    /// Whether its file is a Word document: some are, by their marks.
    fn is_word(&self) -> bool {
        self.mark.bytes().map(usize::from).sum::<usize>() % 3 == 0
    }

    fn write(&self, to: &mut String) {
        let end = if self.is_headed { "]]" } else { "]" };
        let is_headed = matches!(self.sort, Sort::Entry | Sort::Assessment | Sort::Conflict);
        let heading = if is_headed { self.heading } else { self.sort.name() };
        let mut lines = vec![format!("\n[[{heading}{end}")];
        // What others do not name has no id in a conflict; a state is named by its name.
        let has_id = match self.sort {
            Sort::Match => false,
            Sort::Conflict => matches!(self.heading, "decision_maker" | "option"),
            _ => true,
        };
        if has_id {
            lines.push(format!("id = {}", quoted(&self.id)));
        }
        lines.extend(self.fields.iter().map(|(name, value)| format!("{name} = {value}")));
        match self.sort {
            Sort::Set => lines.push(format!("members = {}", list(&self.names))),
            Sort::Match => {
                lines.push(format!("from = {}\nto = {}", quoted(&self.names[0]), quoted(&self.names[1])));
            }
            _ => {}
        }
        if self.words.is_some() {
            lines.push(format!("file = {}", quoted(self.path())));
        }
        if let Some((origin, audience)) = &self.origin {
            lines.push(format!("origin = {}", quoted(origin)));
            lines.extend(audience.iter().map(|names| format!("origin_audience = {}", list(names))));
        }
        if let Some((identity, audience)) = &self.identity {
            let audience = audience
                .as_ref()
                .map_or_else(String::new, |names| format!(", identity_audience = {}", list(names)));
            lines.push(format!(
                "sources = [{{ kind = \"leak\", who = {}, ref = {}, identity = {}{audience} }}]",
                self.text("who", "somebody"),
                self.text("ref", "letter"),
                quoted(format!("person {identity}"))
            ));
        }
        if let Some((name, audience)) = &self.person {
            let audience = audience
                .as_ref()
                .map_or_else(String::new, |names| format!(", name_audience = {}", list(names)));
            lines.push(format!(
                "persons = [{{ id = \"p1\" }}, {{ id = \"p2\", category = \"goats\", name = {}{audience} }}]",
                quoted(format!("old {name}"))
            ));
        }
        let audience = if self.is_mark() { "shown_to" } else { "audience" };
        lines.extend(self.audience.iter().map(|names| format!("{audience} = {}", list(names))));
        lines.extend(self.broken.map(str::to_owned));
        let _ = writeln!(to, "{}", lines.join("\n"));
    }
}

/// What stands, with the mark of the draft, wherever a Word document tells of people, machines, times and other files: in no
/// output for anybody but the team, whether the draft is shown or not.
pub(crate) const TOLD_BY_FILES: &str = "told8842";

/// The same words as a Word document, some of them with a colour behind them, some put in by a tracked change that waits beside
/// others that it strikes; with comments, links, pictures, headers and all else that a file tells.
fn word_document(words: &[u8], mark: &str) -> Vec<u8> {
    let who = format!("{TOLD_BY_FILES}{mark}");
    let words = String::from_utf8_lossy(words);
    let mut body = String::new();
    for (at, block) in words.split("\n\n").enumerate() {
        let line = block.trim();
        let text = line.trim_start_matches('#').trim_start();
        let level = line.len() - line.trim_start_matches('#').len();
        let outline = match level {
            0 => String::new(),
            _ => format!("<w:outlineLvl w:val=\"{}\"/>", level - 1),
        };
        let indent = block.trim_start_matches('\n').bytes().take_while(|&byte| byte == b' ').count() * 142;
        let half = text.find(' ').map_or(text.len(), |blank| blank + 1);
        let (first, second) = text.split_at(half);
        let colours = ["", "green", "green", "yellow", "cyan"];
        let run = |words: &str, colour: &str| {
            let words = onetext_wordml::xml::escape_text(words);
            let mark = if colour.is_empty() {
                String::new()
            } else {
                format!("<w:rPr><w:highlight w:val=\"{colour}\"/></w:rPr>")
            };
            format!("<w:r>{mark}<w:t xml:space=\"preserve\">{words}</w:t></w:r>")
        };
        let colour = |step: usize| colours[(at + step + words.len()) % colours.len()];
        let (first, second) = (run(first, colour(0)), run(second, colour(usize::from(at % 3 == 0))));
        let stamp = format!("w:id=\"{at}\" w:author=\"{who}\" w:date=\"2031-02-01T07:00:00Z\"");
        let second = match (at + words.len()) % 4 {
            1 => format!(
                "<w:del {stamp}><w:r><w:delText>struck by {who}</w:delText></w:r></w:del><w:ins {stamp}>{second}</w:ins>"
            ),
            2 => format!("<w:hyperlink r:id=\"rLink1\">{second}</w:hyperlink>"),
            _ => second,
        };
        let _ =
            write!(body, "<w:p><w:pPr><w:ind w:left=\"{indent}\"/>{outline}</w:pPr>{first}{second}</w:p>");
    }
    onetext_wordml::testing::Docx::telling(&body, &who).bytes()
}
