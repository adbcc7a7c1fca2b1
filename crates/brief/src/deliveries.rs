//! Which words reached whom, who holds what now, and where two deliveries of one text differ.

use std::collections::{BTreeSet, HashMap};

use onetext_case::View;
use onetext_record::act::{Act, Anchor, Kind};
use onetext_record::deliveries::differ::{self, Differing, Rule};
use onetext_record::deliveries::{Delivered, Manner, deliveries, exact_words, holdings};
use onetext_record::texts::Texts as _;
use onetext_record::{Authentic, DraftId, Force, ParticipantId, Timeline};
use onetext_text::redline::Change;
use serde::Serialize;

use crate::build::say::{Say, clauses};
use crate::compare::terminal as marked;
use crate::heading::Heading;
use crate::line::Line;
use crate::model::{DateSaid, DraftTitle, Person, Place, Said};
use crate::paper::{Ink, Paper, isolate};
use crate::points::count;
use crate::wording;

/// Deliveries, as one reader may see them on one date.
#[derive(Debug, Clone, Serialize)]
pub struct Deliveries {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// The one participant whom all this is about, where one was asked for.
    pub to: Option<Person>,
    /// Every delivery, the earliest first.
    pub deliveries: Vec<DeliverySaid>,
    /// Who holds what, in the case's order.
    pub holders: Vec<Holder>,
    /// Deliveries of one text whose words differ.
    pub differing: Vec<DifferingSaid>,
}

/// One delivery.
#[derive(Debug, Clone, Serialize)]
pub struct DeliverySaid {
    /// The act.
    pub act: String,
    /// How the words reached them.
    pub manner: Manner,
    /// By whom.
    pub by: Vec<Person>,
    /// Through whom.
    pub through: Option<Person>,
    /// Whether the one for whom it was conveyed has confirmed it.
    pub confirmed: bool,
    /// To whom.
    pub to: Vec<Person>,
    /// Which exact text.
    pub text: Option<TextSaid>,
    /// Words said or carried.
    pub words: Option<Said>,
    /// The language in which it was done; else that of the text.
    pub lang: Option<String>,
    /// Number of the copy.
    pub copy: Option<String>,
    /// When.
    pub on: DateSaid,
    /// Whether its owner marked it as differing on purpose, as far as this reader is told.
    pub parallel: bool,
    /// Who denies it, when and in which words: two accounts side by side.
    pub denied: Vec<Line>,
}

/// Which exact text was delivered.
#[derive(Debug, Clone, Serialize)]
pub struct TextSaid {
    /// The draft.
    pub draft: DraftTitle,
    /// Its clauses, as named by whoever recorded the act; none: the whole draft.
    pub clauses: Vec<String>,
    /// Digest of the exact words; nothing, where they are not on record.
    pub hash: Option<String>,
    /// Whether a translation is authentic, a courtesy or unofficial, where the case says so.
    pub force: Option<Force>,
}

/// What one participant holds.
#[derive(Debug, Clone, Serialize)]
pub struct Holder {
    /// Who.
    pub who: Person,
    /// Each text once, by its latest delivery; the latest first.
    pub holds: Vec<HeldText>,
    /// Drafts that they put forward themselves.
    pub put_forward: Vec<DraftTitle>,
}

/// A text that somebody holds or has seen.
#[derive(Debug, Clone, Serialize)]
pub struct HeldText {
    /// The delivery.
    pub act: String,
    /// How.
    pub manner: Manner,
    /// Which text.
    pub draft: DraftTitle,
    /// Its clauses; none: the whole draft.
    pub clauses: Vec<String>,
    /// Whether it is the text that is negotiated now, in whatever language.
    pub current: bool,
    /// Number of the copy.
    pub copy: Option<String>,
    /// When.
    pub on: DateSaid,
}

/// Two texts that were delivered as one, and where they differ.
#[derive(Debug, Clone, Serialize)]
pub struct DifferingSaid {
    /// Why they stand side by side.
    pub rule: Rule,
    /// How many words differ.
    pub words: usize,
    /// Whether an owner marked one of the deliveries as differing on purpose, as far as this reader is told.
    pub deliberate: bool,
    /// Who marked it so.
    pub marked_by: Vec<Person>,
    /// The two texts, the one delivered first before the other.
    pub texts: Vec<SideSaid>,
    /// Where they differ.
    pub passages: Vec<PassageSaid>,
}

/// One of two texts that differ.
#[derive(Debug, Clone, Serialize)]
pub struct SideSaid {
    /// The draft.
    pub draft: DraftTitle,
    /// Who holds it by which delivery.
    pub held: Vec<HeldBy>,
}

/// Who holds a text by which delivery.
#[derive(Debug, Clone, Serialize)]
pub struct HeldBy {
    /// Who.
    pub who: Person,
    /// The delivery.
    pub act: String,
    /// How.
    pub manner: Manner,
    /// Number of the copy.
    pub copy: Option<String>,
    /// When.
    pub on: DateSaid,
}

/// A place where two texts differ.
#[derive(Debug, Clone, Serialize)]
pub struct PassageSaid {
    /// Where it stands in the first text; none, where that has no such words.
    pub first: Vec<Place>,
    /// Where it stands in the second.
    pub second: Vec<Place>,
    /// What differs, word by word.
    pub changes: Vec<Change>,
}

/// A participant that the view does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no participant \u{201c}{name}\u{201d} in this view; there are {}", participants.join(", "))]
pub struct NoParticipant {
    /// The name that was given.
    pub name: String,
    /// Those that the view has.
    pub participants: Vec<String>,
}

/// A participant of the view, by id.
pub(crate) fn participant(view: &View, name: &str) -> Result<ParticipantId, NoParticipant> {
    let ids = || view.participants.iter().map(|participant| &participant.id);
    ids().find(|id| id.as_str() == name).cloned().ok_or_else(|| NoParticipant {
        name: name.to_owned(),
        participants: ids().map(ToString::to_string).collect(),
    })
}

impl Deliveries {
    /// All deliveries of a view; with `to`, those that concern this participant.
    ///
    /// # Errors
    /// The view has no such participant.
    pub fn new(view: &View, to: Option<&str>) -> Result<Self, NoParticipant> {
        let to = to.map(|name| participant(view, name)).transpose()?;
        let now = view.now();
        let timeline = Timeline::new(&view.acts, &now);
        Ok(Self::of(&Say::new(view), &timeline, &deliveries(&timeline), to))
    }

    /// The same, of acts in order and all deliveries among them.
    pub(crate) fn of(
        say: &Say<'_>,
        timeline: &Timeline<'_>,
        all: &[Delivered<'_>],
        to: Option<ParticipantId>,
    ) -> Self {
        let view = say.view;
        let concerns = |who: &[ParticipantId]| to.as_ref().is_none_or(|to| who.contains(to));
        let (mut hashes, denials) = (HashMap::new(), denials(view));
        let listed = all
            .iter()
            .filter(|one| concerns(&one.act.to))
            .map(|one| delivery(say, one, &denials, &mut hashes))
            .collect();
        let holders = view
            .participants
            .iter()
            .filter(|participant| concerns(std::slice::from_ref(&participant.id)))
            .filter_map(|participant| holder(say, all, &participant.id))
            .collect();
        let differing = differ::differing(timeline, view.texts())
            .iter()
            .filter(|one| {
                let held = one.sides.iter().flat_map(|side| &side.held);
                to.is_none() || held.map(|(who, _)| who).any(|who| to.as_ref() == Some(who))
            })
            .map(|one| differing(say, one))
            .collect();
        Self {
            heading: Heading::of(view),
            to: to.map(|to| say.person(&to)),
            deliveries: listed,
            holders,
            differing,
        }
    }

    /// Each delivery in one line, the earliest first: for lists within something larger.
    pub fn lines(&self) -> Vec<Line> {
        self.deliveries.iter().map(DeliverySaid::line).collect()
    }

    /// Deliveries whose words differ, each pair in one line, without the words.
    pub fn differing_lines(&self) -> Vec<Line> {
        self.differing.iter().map(DifferingSaid::line).collect()
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        let about = match &self.to {
            Some(to) => format!("What reached {}.", isolate(&to.name)),
            None => String::new(),
        };
        self.heading.write(paper, "", &about);
        if self.deliveries.is_empty() && self.holders.is_empty() {
            paper.blank();
            paper.paragraph("No delivery in this view.");
            return;
        }
        if !self.differing.is_empty() {
            paper.heading("Texts that differ");
            for one in &self.differing {
                one.write(paper);
            }
        }
        if !self.deliveries.is_empty() {
            paper.heading("Deliveries");
            for one in &self.deliveries {
                paper.item(0, "-", one.line().isolated());
                if let Some(words) = &one.words {
                    paper.indented(4, Line::new().quoted(&words.words).isolated());
                }
            }
        }
        if !self.holders.is_empty() {
            paper.heading("Who holds what");
            for holder in &self.holders {
                holder.write(paper);
            }
        }
    }
}

impl DeliverySaid {
    /// `5 March 2031: Village Council handed First draft (English) to Upper Farm, copy 7`.
    pub(crate) fn line(&self) -> Line {
        let mut line = Line::new().text(&self.on.words).text(": ").line(&people(&self.by));
        line = line.text(match self.manner {
            Manner::HandedOver => " handed over ",
            Manner::Shown => " showed ",
            Manner::ReadAloud => " read aloud ",
            Manner::Conveyed => " conveyed words",
        });
        if let Some(text) = &self.text {
            line = line.text(if self.manner == Manner::Conveyed { " on " } else { "" });
            line = line.line(&of_draft(&text.draft, &text.clauses));
            line = line.text(match text.force {
                Some(Force::Authentic) => ", as an authentic text,",
                Some(Force::Courtesy) => ", as a courtesy,",
                Some(Force::Unofficial) => ", unofficially,",
                None => "",
            });
        }
        line = line.text(" to ").line(&people(&self.to));
        if let Some(through) = &self.through {
            line = line.text(", through ").given(&through.name);
            line = line.text(if self.confirmed { " (confirmed)" } else { " (not confirmed)" });
        }
        if let (Some(lang), Some(text)) = (&self.lang, &self.text)
            && *lang != text.draft.lang
        {
            line = line.text(", in ").text(&wording::language(lang));
        }
        if let Some(copy) = &self.copy {
            line = line.text(", copy ").given(copy);
        }
        if self.manner == Manner::Shown {
            line = line.text(", and took it back");
        }
        if self.parallel {
            line = line.text("; marked as differing on purpose");
        }
        for denial in &self.denied {
            line = line.text("; ").line(denial);
        }
        line.text(" (act ").given(&self.act).text(")")
    }
}

/// A draft and its clauses: `clause 2 of First draft (English)`.
pub(crate) fn of_draft(draft: &DraftTitle, names: &[String]) -> Line {
    let line = if names.is_empty() { Line::new() } else { clauses(names).text(" of ") };
    let remark = draft.standing.remark().map_or_else(String::new, |remark| format!("; {remark}"));
    line.given(&draft.title).text(&format!(" ({}{remark})", draft.language))
}

/// Names with commas between.
pub(crate) fn people(people: &[Person]) -> Line {
    Line::new().list(people.iter().map(|person| person.name.as_str()))
}

impl Holder {
    fn write(&self, paper: &mut Paper) {
        paper.inked(Ink::Strong, 0, &isolate(&self.who.name));
        for held in &self.holds {
            paper.item(2, "-", held.line().isolated());
        }
        for draft in &self.put_forward {
            let line = of_draft(draft, &[]).text(", which it put forward");
            paper.item(2, "-", line.isolated());
        }
    }
}

impl HeldText {
    /// `First draft (English), since 5 March 2031, copy 7`.
    pub(crate) fn line(&self) -> Line {
        let mut line = of_draft(&self.draft, &self.clauses);
        line = line.text(match self.manner {
            Manner::HandedOver | Manner::Conveyed => ", handed over on ",
            Manner::Shown => ", shown and taken back on ",
            Manner::ReadAloud => ", read aloud on ",
        });
        line = line.text(&self.on.words);
        if let Some(copy) = &self.copy {
            line = line.text(", copy ").given(copy);
        }
        if self.current { line } else { line.text("; not the present text") }
    }
}

impl DifferingSaid {
    /// What kind of difference it is, and between whose texts.
    fn line(&self) -> Line {
        let words = match self.words {
            0 => "signs only".to_owned(),
            1 => "a single word".to_owned(),
            many => count(many, "word"),
        };
        let [first, second] = self.texts.as_slice() else { return Line::new() };
        let side = |side: &SideSaid| {
            let mut who: Vec<&str> = side.held.iter().map(|held| held.who.name.as_str()).collect();
            who.dedup();
            let line = Line::new().list(who).text(" on ").line(&of_draft(&side.draft, &[]));
            // Under one title, the id tells the two apart.
            if first.draft.title == second.draft.title {
                line.text(" [draft ").given(&side.draft.id).text("]")
            } else {
                line
            }
        };
        let lead = match self.rule {
            Rule::LastHanded => "Last handed words that differ by ",
            Rule::SameTitle => "Handed to one, under one title, words that differ by ",
            Rule::LaterDraft => "Not yet handed the later draft, which differs by ",
        };
        let line = Line::from(lead).text(&words).text(": ").line(&side(first)).text("; ").line(&side(second));
        if !self.deliberate {
            return line;
        }
        line.text(". Marked as differing on purpose by ").line(&people(&self.marked_by))
    }

    fn write(&self, paper: &mut Paper) {
        paper.item(0, "-", self.line().isolated());
        // The redline of a later draft is what `compare` is for.
        if self.rule == Rule::LaterDraft {
            return;
        }
        for passage in &self.passages {
            let place = |places: &[Place]| Line::new().list(places.iter().map(|place| place.label.as_str()));
            let places = match (passage.first.is_empty(), passage.second.is_empty()) {
                (true, _) => place(&passage.second).text(", in the second text alone"),
                (_, true) => place(&passage.first).text(", in the first text alone"),
                _ => place(&passage.first),
            };
            paper.inked(Ink::Strong, 2, places.isolated());
            let words: String = passage.changes.iter().map(|change| marked(paper, change)).collect();
            paper.indented(4, &words);
        }
    }
}

/// Digests of texts that were delivered, each computed once.
pub(crate) type Hashes = HashMap<(DraftId, Vec<String>), Option<String>>;

/// Denials of a view.
pub(crate) fn denials(view: &View) -> Vec<&Act> {
    view.acts.iter().filter(|act| act.kind() == Kind::Deny).collect()
}

pub(crate) fn delivery(
    say: &Say<'_>,
    one: &Delivered<'_>,
    denials: &[&Act],
    hashes: &mut Hashes,
) -> DeliverySaid {
    let act = one.act;
    let text = one.anchor().and_then(|anchor| text(say, anchor, act.lang.as_deref(), hashes));
    DeliverySaid {
        act: act.id.to_string(),
        manner: one.manner,
        by: say.people(&act.by),
        through: act.through.as_ref().map(|through| say.person(through)),
        confirmed: act.confirmed,
        to: say.people(&act.to),
        words: say.words(act),
        lang: act.lang.clone().or_else(|| text.as_ref().map(|text| text.draft.lang.clone())),
        text,
        copy: one.copy().map(str::to_owned),
        on: say.date(&act.earliest()),
        parallel: one.is_parallel(),
        denied: denials
            .iter()
            .filter(|denial| denial.answers.as_ref() == Some(&act.id))
            .map(|denial| {
                let line =
                    say.names(&denial.by).text(" denied it on ").text(&say.date(&denial.earliest()).words);
                match &denial.words {
                    Some(words) => line.text(": ").quoted(words),
                    None => line,
                }
            })
            .collect(),
    }
}

fn text(say: &Say<'_>, anchor: &Anchor, lang: Option<&str>, hashes: &mut Hashes) -> Option<TextSaid> {
    let entry = say.entry(&anchor.draft)?;
    // What was read out in another language has words that are not on record.
    let same_language = lang.is_none_or(|lang| differ::is_one_language(lang, &entry.lang));
    let hash = same_language.then(|| {
        hashes
            .entry((anchor.draft.clone(), anchor.clauses.clone()))
            .or_insert_with(|| exact_words(say.view.texts(), anchor).map(|words| words.to_hex()))
            .clone()
    });
    let force = match entry.authentic {
        Authentic::Translation { force, .. } => force,
        _ => None,
    };
    Some(TextSaid {
        draft: say.draft_title(entry),
        clauses: anchor.clauses.clone(),
        hash: hash.flatten(),
        force,
    })
}

fn holder(say: &Say<'_>, all: &[Delivered<'_>], who: &ParticipantId) -> Option<Holder> {
    let texts = say.view.texts();
    let put_forward: Vec<DraftTitle> = texts
        .put_forward_by(who)
        .into_iter()
        .filter_map(|draft| Some(say.draft_title(say.entry(draft)?)))
        .collect();
    let holds = held_by(say, all, who);
    (!holds.is_empty() || !put_forward.is_empty()).then(|| Holder {
        who: say.person(who),
        holds,
        put_forward,
    })
}

/// The texts that a participant holds, of all deliveries, each once, the latest first.
pub(crate) fn held_by(say: &Say<'_>, all: &[Delivered<'_>], who: &ParticipantId) -> Vec<HeldText> {
    let current = say.view.texts().current().cloned();
    let mut seen: BTreeSet<(&DraftId, &[String], Option<&str>)> = BTreeSet::new();
    let mut holds = Vec::new();
    for one in holdings(all, who) {
        let Some(anchor) = one.anchor() else { continue };
        let Some(entry) = say.entry(&anchor.draft) else { continue };
        if !seen.insert((&anchor.draft, &anchor.clauses, one.copy())) {
            continue;
        }
        holds.push(HeldText {
            act: one.act.id.to_string(),
            manner: one.manner,
            draft: say.draft_title(entry),
            clauses: anchor.clauses.clone(),
            current: current.as_ref().is_some_and(|current| entry.is_version_of(current)),
            copy: one.copy().map(str::to_owned),
            on: say.date(&one.act.earliest()),
        });
    }
    holds
}

fn differing(say: &Say<'_>, one: &Differing<'_>) -> DifferingSaid {
    let mut marked_by: Vec<Person> = Vec::new();
    for (_, delivered) in one.sides.iter().flat_map(|side| &side.held) {
        if delivered.is_parallel() {
            marked_by.extend(say.people(&delivered.act.by));
        }
    }
    marked_by.sort();
    marked_by.dedup();
    let side = |side: &differ::Side<'_>| {
        let entry = say.entry(&side.draft)?;
        let held = side.held.iter().map(|(who, delivered)| HeldBy {
            who: say.person(who),
            act: delivered.act.id.to_string(),
            manner: delivered.manner,
            copy: delivered.copy().map(str::to_owned),
            on: say.date(&delivered.act.earliest()),
        });
        Some(SideSaid { draft: say.draft_title(entry), held: held.collect() })
    };
    let [first, second] = &one.sides;
    let places = |draft: &DraftId, clauses: &[onetext_text::clause::ClauseIndex]| {
        clauses.iter().filter_map(|clause| say.place(draft, *clause)).collect()
    };
    DifferingSaid {
        rule: one.rule,
        words: one.words(),
        deliberate: one.is_deliberate(),
        marked_by,
        texts: [first, second].into_iter().filter_map(side).collect(),
        passages: one
            .passages
            .iter()
            .map(|passage| PassageSaid {
                first: places(&first.draft, &passage.old),
                second: places(&second.draft, &passage.new),
                changes: passage.changes.clone(),
            })
            .collect(),
    }
}
